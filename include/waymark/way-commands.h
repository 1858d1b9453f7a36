/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "waymark/way-history.h"

G_BEGIN_DECLS

/*
 * What hands do to a map, each one labelled step of the history: keys, menus, buttons and drags all call these. Ids that
 * are given back are borrowed from the map. Errors are those of the history; on an error nothing has changed.
 */

/** Adds a stage before @before (NULL: at the end), in the phase of its neighbour. @name may be "". */
const char *way_command_add_stage (WayHistory *history,
                                   const char *before,
                                   const char *name,
                                   GError    **error);

/** Adds a touchpoint to @stage before @before. */
const char *way_command_add_touchpoint (WayHistory *history,
                                        const char *stage,
                                        const char *before,
                                        const char *name,
                                        GError    **error);

/** Adds a card to a lane that holds cards; under @touchpoint (and in its stage) when it is not NULL. @stage NULL puts it into the tray. */
const char *way_command_add_card (WayHistory *history,
                                  const char *stage,
                                  const char *lane,
                                  const char *touchpoint,
                                  const char *before,
                                  const char *text,
                                  GError    **error);

/**
 * Adds a lane that holds (WayCardKind) or, when @holds is below 0, shows (WayLaneShow) something, named as usual in the
 * map's language. A lane that shows the same and is hidden is shown again instead.
 */
const char *way_command_add_lane (WayHistory *history,
                                  int         holds,
                                  int         shows,
                                  const char *before,
                                  GError    **error);

/** Adds a phase at the end. To be seen it takes the last stages without a phase, or else the last stage of a longer phase. */
const char *way_command_add_phase (WayHistory *history,
                                   const char *name,
                                   GError    **error);
const char *way_command_add_persona (WayHistory *history,
                                     const char *name,
                                     GError    **error);

/**
 * Adds an element where it belongs seen from @near (NULL: the map): right after it, or at the end of what it holds or
 * stands in. Cards come into @lane; NULL: that of @near when it is a card, else the first one that holds cards.
 */
const char *way_command_add_beside (WayHistory *history,
                                    WayKind     kind,
                                    const char *near,
                                    const char *lane,
                                    const char *text,
                                    GError    **error);

/** Sets the text of an element, as typed by a person: the field that names it. */
gboolean way_command_rename (WayHistory *history,
                             const char *id,
                             const char *text,
                             GError    **error);

/** Sets one field of several elements of one kind alike. */
gboolean way_command_set_field (WayHistory        *history,
                                const char *const *ids,
                                guint              field,
                                const char        *value,
                                GError           **error);

/**
 * Cuts a stage in two before @touchpoint: it and what follows, with the cards about them, go to a new stage. Cards reach
 * as far as before. Gives the new stage.
 */
const char *way_command_split_stage (WayHistory *history,
                                     const char *touchpoint,
                                     const char *name,
                                     GError    **error);

/** Joins a stage with the next one, under @name (NULL keeps the first's name), in the phase of the first. Cards reach as far as before. */
gboolean way_command_merge_stage (WayHistory *history,
                                  const char *stage,
                                  const char *name,
                                  GError    **error);

/**
 * Makes a new stage of the selected touchpoints and cards, after the stage of the first; before it when they are its
 * first touchpoints, so that the order stays. Cards of the tray come into the first lane that holds cards.
 */
const char *way_command_stage_from (WayHistory        *history,
                                    const char *const *ids,
                                    const char        *name,
                                    GError           **error);

/**
 * A touchpoint becomes a stage with that touchpoint in it; a stage without touchpoints becomes the last touchpoint of the
 * stage before (the first of the stage after, when it is the first stage), with its cards and metrics. Gives the id of what was made.
 */
const char *way_command_touchpoint_to_stage (WayHistory *history,
                                             const char *touchpoint,
                                             GError    **error);
const char *way_command_stage_to_touchpoint (WayHistory *history,
                                             const char *stage,
                                             GError    **error);

/**
 * Removes elements. What stands in a stage that goes is moved to the stage before (or after) when @keep_content is TRUE,
 * and cards of a lane that goes to the tray; else they go too. Cards that reach to what goes become shorter.
 */
gboolean way_command_remove (WayHistory        *history,
                             const char *const *ids,
                             gboolean           keep_content,
                             GError           **error);

/**
 * Copies elements with all below them, each right after its original, with new ids; what they name among themselves is
 * named among the copies. Gives the ids of the copies; free the array.
 */
GPtrArray *way_command_duplicate (WayHistory        *history,
                                  const char *const *ids,
                                  GError           **error);

/**
 * Moves elements together, in the order of the map: before @before, or to the end.
 * Touchpoints go to @stage with the cards about them; @stage NULL makes them cards of the tray.
 * Cards go to @stage (NULL: to the tray, where they are nothing yet), into @lane (NULL: theirs; another one changes what
 * they are; one that shows touchpoints makes them touchpoints with the same ids), under @touchpoint (NULL: theirs if it is
 * in @stage, else alone). They stay as wide as they were.
 * Stages take the phase of where they come to; phases take their stages along; others stay in what they stand in, but
 * metrics and the like go to @touchpoint or @stage.
 */
gboolean way_command_move (WayHistory        *history,
                           const char *const *ids,
                           const char        *stage,
                           const char        *lane,
                           const char        *touchpoint,
                           const char        *before,
                           GError           **error);

/**
 * Moves elements by one place of the grid: Ctrl+Shift+arrows. @dx along the reading direction, @dy down. Touchpoints go
 * across the borders of stages; cards within their cell, between lanes that hold cards, and from step to step. FALSE
 * without error at the edge: then nothing has moved.
 */
gboolean way_command_nudge (WayHistory        *history,
                            const char *const *ids,
                            int                dx,
                            int                dy,
                            GError           **error);

/**
 * Sets how a persona (NULL: the first, who is added when there is none) feels at a touchpoint (hundredths, -200 to 200),
 * now or in future; makes the feeling when there is none. A feeling for both journeys changes for both, until the future
 * is drawn: then there are two. A word that was typed stays; one that was proposed for the old level gives way.
 */
gboolean way_command_set_score (WayHistory *history,
                                const char *touchpoint,
                                const char *persona,
                                gboolean    future,
                                int         hundredths,
                                GError    **error);

/** Sets the score of one feeling (hundredths, -200 to 200), whatever is drawn. A word that was proposed for the old level gives way. */
gboolean way_command_set_score_of (WayHistory *history,
                                   const char *feeling,
                                   int         hundredths,
                                   GError    **error);

/**
 * Adds a neutral feeling of a persona (NULL: the first, who is added when there is none) at a touchpoint, now or in future;
 * refused where there is one already, for that journey or for both.
 */
const char *way_command_add_feeling (WayHistory *history,
                                     const char *touchpoint,
                                     const char *persona,
                                     gboolean    future,
                                     GError    **error);

/** Adds the best of the five levels of the scale that has no name of its own yet; refused when all have one. @name may be "". */
const char *way_command_add_level (WayHistory *history,
                                   const char *name,
                                   GError    **error);

/**
 * Changes by so many levels how a persona feels at touchpoints, or at what belongs to them (a feeling, a card): from a score
 * between two levels to the next one. Of a feeling it is its own persona that counts.
 */
gboolean way_command_nudge_score (WayHistory        *history,
                                  const char *const *ids,
                                  const char        *persona,
                                  gboolean           future,
                                  int                levels,
                                  GError           **error);

/** Makes a moment of truth with a reason (may be ""), or unmakes it (NULL). */
gboolean way_command_set_truth (WayHistory *history,
                                const char *touchpoint,
                                const char *reason,
                                GError    **error);

/** Lets a card reach to a touchpoint or stage; NULL, or one that is no further than it starts, lets it stand alone. */
gboolean way_command_set_span (WayHistory *history,
                               const char *card,
                               const char *until,
                               GError    **error);

/**
 * By keys what their edges do under the pointer: with @by 1 a card reaches one step further, a phase one stage further, and
 * the steps of a stage, drawn @width wide now, become wider; with -1 the other way. FALSE without error where there is no
 * further: then nothing has changed.
 */
gboolean way_command_reach (WayHistory *history,
                            const char *id,
                            int         by,
                            double      width,
                            GError    **error);

/**
 * By keys what the edge does where a phase begins: with @by -1 the stage before it comes to it, with 1 its first stage goes
 * to the phase before it, or to none. FALSE without error where neither is possible: then nothing has changed.
 */
gboolean way_command_move_start (WayHistory *history,
                                 const char *id,
                                 int         by,
                                 GError    **error);

/**
 * Lines of text as new touchpoints of @stage (or, when @lane holds cards, as cards; as cards of the tray without @stage),
 * before @before. Empty lines and bullets are left out. Gives their ids; free the array.
 */
GPtrArray *way_command_add_lines (WayHistory *history,
                                  const char *stage,
                                  const char *lane,
                                  const char *before,
                                  const char *text,
                                  GError    **error);

/** Four words for a level of feeling (0 best to 4) in a language; ended by NULL; static. */
const char *const *way_command_get_feeling_words (const char *language,
                                                  guint       band);

G_END_DECLS
