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

/** Adds a card to a lane that holds cards; under @touchpoint when it is not NULL. @stage NULL puts it into the tray. */
const char *way_command_add_card (WayHistory *history,
                                  const char *stage,
                                  const char *lane,
                                  const char *touchpoint,
                                  const char *before,
                                  const char *text,
                                  GError    **error);

/** Adds a lane that holds (WayCardKind) or, when @holds is below 0, shows (WayLaneShow) something, named as usual in the map's language. */
const char *way_command_add_lane (WayHistory *history,
                                  int         holds,
                                  int         shows,
                                  const char *before,
                                  GError    **error);
const char *way_command_add_phase (WayHistory *history,
                                   const char *name,
                                   GError    **error);
const char *way_command_add_persona (WayHistory *history,
                                     const char *name,
                                     GError    **error);

/** Sets a text field as typed by a person: into the title field of any element. */
gboolean way_command_rename (WayHistory *history,
                             const char *id,
                             const char *text,
                             GError    **error);

/** Sets one field of several elements alike. */
gboolean way_command_set_field (WayHistory        *history,
                                const char *const *ids,
                                guint              field,
                                const char        *value,
                                GError           **error);

/** Cuts a stage in two before @touchpoint: it and what follows, with the cards about them, go to a new stage. Gives the new stage. */
const char *way_command_split_stage (WayHistory *history,
                                     const char *touchpoint,
                                     const char *name,
                                     GError    **error);

/** Joins a stage with the next one, under @name (NULL keeps the first's name). */
gboolean way_command_merge_stage (WayHistory *history,
                                  const char *stage,
                                  const char *name,
                                  GError    **error);

/** Makes a new stage of the selected touchpoints and cards, after the stage of the first. */
const char *way_command_stage_from (WayHistory        *history,
                                    const char *const *ids,
                                    const char        *name,
                                    GError           **error);

/** A touchpoint becomes a stage with that touchpoint in it; a stage without touchpoints becomes a touchpoint of the stage before. */
const char *way_command_touchpoint_to_stage (WayHistory *history,
                                             const char *touchpoint,
                                             GError    **error);
const char *way_command_stage_to_touchpoint (WayHistory *history,
                                             const char *stage,
                                             GError    **error);

/** Removes elements. Touchpoints and cards of a stage that goes are moved to the stage before (or after) when @keep_content is TRUE, else they go too. */
gboolean way_command_remove (WayHistory        *history,
                             const char *const *ids,
                             gboolean           keep_content,
                             GError           **error);

/** Copies elements with all below them, each right after its original, with new ids. Gives the ids of the copies; free the array. */
GPtrArray *way_command_duplicate (WayHistory        *history,
                                  const char *const *ids,
                                  GError           **error);

/**
 * Moves touchpoints, cards, stages, lanes or phases together: to @stage (or the root), before @before, into @lane for cards
 * (another lane changes what they are), under @touchpoint. @stage NULL with cards: to the tray.
 */
gboolean way_command_move (WayHistory        *history,
                           const char *const *ids,
                           const char        *stage,
                           const char        *lane,
                           const char        *touchpoint,
                           const char        *before,
                           GError           **error);

/** Moves one element by one place of the grid: Ctrl+Shift+arrows. @dx along the reading direction, @dy down. FALSE without error at the edge. */
gboolean way_command_nudge (WayHistory        *history,
                            const char *const *ids,
                            int                dx,
                            int                dy,
                            GError           **error);

/** Sets how a persona feels at a touchpoint (hundredths, -200 to 200), now or in future; makes the feeling when there is none. Keeps a word that was typed. */
gboolean way_command_set_score (WayHistory *history,
                                const char *touchpoint,
                                const char *persona,
                                gboolean    future,
                                int         hundredths,
                                GError    **error);

/** Makes a moment of truth with a reason (may be ""), or unmakes it (NULL). */
gboolean way_command_set_truth (WayHistory *history,
                                const char *touchpoint,
                                const char *reason,
                                GError    **error);

/** Lets a card reach to a touchpoint or stage; NULL lets it stand alone. */
gboolean way_command_set_span (WayHistory *history,
                               const char *card,
                               const char *until,
                               GError    **error);

/** Lines of text as new touchpoints of @stage (or, when @lane holds cards, as cards), before @before. Gives their ids; free the array. */
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
