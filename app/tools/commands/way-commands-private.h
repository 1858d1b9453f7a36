/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "waymark/way-commands.h"

G_BEGIN_DECLS

/*
 * What the commands share. Every command opens a transaction (an inner one where one is open), and ends it with
 * way_commands_finish(): so it is one step or nothing. Functions that take a GError give FALSE or NULL and set it.
 */

/** Commits when all went well, else takes back what was done since the command began; gives @done. */
gboolean way_commands_finish (WayHistory *history,
                              gboolean    done);

/** Sets a WAY_HISTORY_ERROR_PLACE of this translated message; gives FALSE. */
gboolean way_commands_refuse (GError    **error,
                              const char *message);

WayElement *way_commands_get_root (WayHistory *history);
WayElement *way_commands_find (WayHistory *history,
                               const char *id,
                               GError    **error);
WayElement *way_commands_find_of (WayHistory *history,
                                  const char *id,
                                  WayKind     kind,
                                  GError    **error);

/** The language of the map ("pl"). */
const char *way_commands_get_language (WayHistory *history);

/** The elements of these ids in the order of the map, each once; with @tops without those that stand in another of them. */
GPtrArray *way_commands_sort (WayHistory        *history,
                              const char *const *ids,
                              gboolean           tops,
                              GError           **error);

/** The sibling of the same kind before an element, and the last child of a kind; NULL when there is none. */
WayElement *way_commands_get_previous_of (WayElement *element);
WayElement *way_commands_get_last_of (WayElement *parent,
                                      WayKind     kind);

/** How many siblings of its kind stand before it. */
guint way_commands_get_position (WayElement *element);

/** The id of an element or NULL for NULL. */
const char *way_commands_get_id (WayElement *element);

/* Short forms of edits. */

gboolean way_commands_set (WayHistory *history,
                           WayElement *element,
                           guint       field,
                           const char *value,
                           GError    **error);
gboolean way_commands_set_reference (WayHistory *history,
                                     WayElement *element,
                                     guint       field,
                                     WayElement *target,
                                     GError    **error);
gboolean way_commands_place (WayHistory *history,
                             WayElement *element,
                             WayElement *parent,
                             WayElement *before,
                             GError    **error);

/** Inserts an element with one field set (unless @value is NULL or ""). */
WayElement *way_commands_insert (WayHistory *history,
                                 WayKind     kind,
                                 WayElement *parent,
                                 const char *before,
                                 guint       field,
                                 const char *value,
                                 GError    **error);

/** Copies a field from one element to another where that has none. */
gboolean way_commands_inherit (WayHistory *history,
                               WayElement *element,
                               guint       field,
                               WayElement *from,
                               guint       from_field,
                               GError    **error);

/* Stages, touchpoints and the cards about them. */

/** A new stage before @before that belongs where @model does: the same phase, path to purchase and owner. */
WayElement *way_commands_insert_stage_like (WayHistory *history,
                                            WayElement *model,
                                            WayElement *before,
                                            const char *name,
                                            GError    **error);

/** Moves a touchpoint; the cards about it in the stage that it leaves go along, to the end of the new one's cards. */
gboolean way_commands_place_touchpoint (WayHistory *history,
                                        WayElement *touchpoint,
                                        WayElement *stage,
                                        WayElement *before,
                                        GError    **error);

/** Moves all that a stage holds to the end of another one, or before what that holds; foreign content too. */
gboolean way_commands_pour (WayHistory *history,
                            WayElement *stage,
                            WayElement *into,
                            gboolean    at_start,
                            GError    **error);

/** Makes all that names @element name @heir instead, where it may; the rest is left. */
gboolean way_commands_redirect (WayHistory *history,
                                WayElement *element,
                                WayElement *heir,
                                GError    **error);

/* Spans: how far cards reach. A card without a touchpoint takes its whole stage. */

/** Whether a card that starts where @card does can reach to @until (a touchpoint or stage) and is wider for it. */
gboolean way_commands_can_reach (WayElement *card,
                                 WayElement *until);

/** Ties all that takes or reaches the whole of @stage to its first and last touchpoint: it covers the same steps when others join. */
gboolean way_commands_pin_stage (WayHistory *history,
                                 WayElement *stage,
                                 GError    **error);

/** Lets what takes or reaches the whole of @stage reach to the end of @end, which was cut from it. */
gboolean way_commands_stretch_stage (WayHistory *history,
                                     WayElement *stage,
                                     WayElement *end,
                                     GError    **error);

/** Shortens the cards that start or end at one of @going (elements; touchpoints of stages in it go too), which still are there. */
gboolean way_commands_shorten_spans (WayHistory *history,
                                     GHashTable *going,
                                     GError    **error);

/** After a card was moved from @old_about in @old_stage: its end goes as far as its start did, so that it is as wide as before. */
gboolean way_commands_shift_span (WayHistory *history,
                                  WayElement *card,
                                  WayElement *old_stage,
                                  WayElement *old_about,
                                  GError    **error);

/** Puts a card of a stage into the tray, where it is nothing yet: without lane, touchpoint and span. */
gboolean way_commands_put_in_tray (WayHistory *history,
                                   WayElement *card,
                                   WayElement *before,
                                   GError    **error);

/** A card of the tray or of a cell becomes a touchpoint of @stage, with the id of the card. */
WayElement *way_commands_make_touchpoint (WayHistory *history,
                                          WayElement *card,
                                          WayElement *stage,
                                          WayElement *before,
                                          GError    **error);

/** A touchpoint becomes a card of the tray, with the id of the touchpoint: its name, description and evidence. */
WayElement *way_commands_make_card (WayHistory *history,
                                    WayElement *touchpoint,
                                    WayElement *before,
                                    GError    **error);

/** Moves a phase before another (NULL: to the end), with all its stages. */
gboolean way_commands_place_phase (WayHistory *history,
                                   WayElement *phase,
                                   WayElement *before,
                                   GError    **error);

/** Gives stages that were moved (WayElement) the phase of what they stand between now. */
gboolean way_commands_adopt_phases (WayHistory *history,
                                    GPtrArray  *stages,
                                    GError    **error);

/** Begins a step that adds something of a kind, and is called so. */
void way_commands_begin_add (WayHistory *history,
                             WayKind     kind);

/** How a step is called that moves these. */
const char *way_commands_get_move_label (GPtrArray *elements);

/* Words that a map gets in its own language. */

const char *way_commands_get_lane_name (const char *language,
                                        int         holds,
                                        int         shows);
const char *way_commands_get_customer (const char *language);

G_END_DECLS
