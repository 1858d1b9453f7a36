/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "waymark/way-clipboard.h"

#include "tools/commands/way-commands-private.h"

G_BEGIN_DECLS

/* What the parts of the clipboard share. */

/** Sets a WAY_CLIPBOARD_ERROR_NOTHING of this translated message; gives FALSE. */
gboolean way_clipboard_refuse (GError    **error,
                               const char *message);

/** The elements that were copied with all below them, and the cards of lanes that were copied. */
GHashTable *way_clipboard_collect_copied (WayMap    *fragment,
                                          GPtrArray *tops);

/** The stage of @place, or the last one, or a new one in a map that has none. */
WayElement *way_clipboard_need_stage (WayHistory          *history,
                                      const WayPastePlace *place,
                                      GError             **error);

/** The element of a kind that @id names; NULL when it names none. */
WayElement *way_clipboard_find (WayHistory *history,
                                const char *id,
                                WayKind     kind);

/** The lane of that name, or of what it usually is called in the languages that Waymark knows; NULL when there is none. */
WayElement *way_clipboard_find_lane (WayHistory *history,
                                     const char *name);

/** The same, or a new lane: of the kind that is usually called so, else of notes under that name. */
WayElement *way_clipboard_need_lane (WayHistory *history,
                                     const char *name,
                                     GError    **error);

/** Whether two names are the same but for case and the spaces around them. */
gboolean way_clipboard_is_same_name (const char *a,
                                     const char *b);

/** A new metric from a line of text: "Exit rate: 38 % (target 30 %)". What holds no number is its name. */
WayElement *way_clipboard_insert_metric (WayHistory *history,
                                         WayElement *parent,
                                         const char *line,
                                         GError    **error);

G_END_DECLS
