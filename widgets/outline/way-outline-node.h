/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "waymark/way-map.h"

G_BEGIN_DECLS

/*
 * WayOutlineNode: a row of the outline: an element of the map, or a group of those of a kind that stand in the map itself.
 * Signal "changed" when its words may be others.
 */
#define WAY_TYPE_OUTLINE_NODE (way_outline_node_get_type ())
G_DECLARE_FINAL_TYPE (WayOutlineNode, way_outline_node, WAY, OUTLINE_NODE, GObject)

/* The groups of a map: what stands at the top. */
GListModel *way_outline_node_new_top (WayMap *map) G_GNUC_WARN_UNUSED_RESULT;

/* The element's id; NULL for a group. */
const char *way_outline_node_get_id (WayOutlineNode *self);

/* The kind of the element, or of those of the group. */
WayKind way_outline_node_get_kind (WayOutlineNode *self);

/* The element, or NULL: for a group, or when it is gone. */
WayElement *way_outline_node_get_element (WayOutlineNode *self);

/* What the row says: the element's words, what its prompt asks, or the name of the group; the caller frees it. */
char *way_outline_node_dup_text (WayOutlineNode *self);

/* What it is, for a row without words and beside the words; translated. */
const char *way_outline_node_get_kind_label (WayOutlineNode *self);

/* Its rows, kept up to date by way_outline_node_sync_top(); NULL for an element that holds nothing now. Borrowed. */
GListModel *way_outline_node_get_children (WayOutlineNode *self);

/* Brings the rows of @top and all below them up to date with the map; rows that stay are the same objects. */
void way_outline_node_sync_top (GListModel *top);

G_END_DECLS
