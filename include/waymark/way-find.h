/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "waymark/way-history.h"

G_BEGIN_DECLS

/*
 * Finding and replacing words across a map: in all texts of all elements, also of those that are not shown, but not in
 * prompts. Upper and lower case are the same, accents are not. Reading order: the map itself, findings, personas, phases and
 * lanes, then stage by stage the touchpoints, metrics and cards lane by lane, the tray, sources and levels.
 */

/** The longest id of an element in bytes, with its end. */
#define WAY_FIND_ID_SIZE 101

/** WayFindMatch: where something was found. Begin with zeros. */
typedef struct
{
  char  element[WAY_FIND_ID_SIZE]; /* its id; "" for no place at all */
  guint field;
  guint start; /* bytes */
  guint length;
} WayFindMatch;

/** All places (WayFindMatch) where @text stands, in reading order. None for "". */
GArray *way_find_list (WayMap     *map,
                       const char *text) G_GNUC_WARN_UNUSED_RESULT;

/**
 * Goes to the next place (or the one before) where @text stands, round and round. It starts from @match: behind a place
 * that has a length; at an element of which only the id is set; at the start of the map when that is "". FALSE when @text
 * stands nowhere.
 */
gboolean way_find_step (WayMap       *map,
                        const char   *text,
                        gboolean      backwards,
                        WayFindMatch *match);

/** Whether @text (still) stands there. */
gboolean way_find_is_at (WayMap             *map,
                         const char         *text,
                         const WayFindMatch *match);

/** Puts @replacement at the place of @match, where @text must stand: one step. */
gboolean way_find_replace (WayHistory         *history,
                           const char         *text,
                           const WayFindMatch *match,
                           const char         *replacement,
                           GError            **error);

/** Replaces @text everywhere in one step; gives how often. 0 with @error when it could not be done; then nothing has changed. */
guint way_find_replace_all (WayHistory *history,
                            const char *text,
                            const char *replacement,
                            GError    **error);

G_END_DECLS
