/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "waymark/way-map.h"

G_BEGIN_DECLS

/**
 * WaySelection: which elements are selected, by id, in the order of choosing; the last one has the focus. Ids whose
 * elements go are dropped. Signal "changed".
 */
#define WAY_TYPE_SELECTION (way_selection_get_type ())
G_DECLARE_FINAL_TYPE (WaySelection, way_selection, WAY, SELECTION, GObject)

WaySelection *way_selection_new (WayMap *map) G_GNUC_WARN_UNUSED_RESULT;

guint       way_selection_get_size (WaySelection *self);
const char *way_selection_get_nth (WaySelection *self,
                                   guint         position);
gboolean    way_selection_contains (WaySelection *self,
                                    const char   *id);

/** Copies of all ids, ended by NULL; free the array. */
GPtrArray *way_selection_dup_ids (WaySelection *self);

/** The element with the focus: the one chosen last; NULL when nothing is selected. */
const char *way_selection_get_focus (WaySelection *self);

void way_selection_clear (WaySelection *self);

/** Selects @id alone. */
void way_selection_select (WaySelection *self,
                           const char   *id);

/** Adds @id, or takes it away when it is there: Ctrl and click. */
void way_selection_toggle (WaySelection *self,
                           const char   *id);

/** Selects all of @ids (ended by NULL), with the last as focus; @keep adds to what is selected. */
void way_selection_select_all (WaySelection      *self,
                               const char *const *ids,
                               gboolean           keep);

/** The kind that all selected elements share; -1 when they are of several kinds or none is selected. */
int way_selection_get_kind (WaySelection *self);

G_END_DECLS
