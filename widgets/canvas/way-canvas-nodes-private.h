/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "waymark/way-scene.h"

G_BEGIN_DECLS

/*
 * WayCanvasNodes: render nodes of items, made by the engine's painter and kept as long as the item is: GTK compares nodes
 * by their pointer, so what did not change is neither recorded nor painted again.
 */
typedef struct _WayCanvasNodes WayCanvasNodes;

WayCanvasNodes *way_canvas_nodes_new (void) G_GNUC_WARN_UNUSED_RESULT;
void            way_canvas_nodes_free (WayCanvasNodes *self);

/* Marks an item as seen in this round. */
void way_canvas_nodes_keep (WayCanvasNodes *self,
                            WayItem        *item);

/* Ends a round: forgets items that were not seen for some rounds. */
void way_canvas_nodes_sweep (WayCanvasNodes *self);

/* Forgets items that were drawn before their images were ready; FALSE when there were none. */
gboolean way_canvas_nodes_forget_waiting (WayCanvasNodes *self);

/*
 * Begins a frame. Items are drawn as pixels, of which the device has @factor for each, or as vectors if that is 0, which is for
 * changing scales. @density: device pixels a map unit, for images; 0 while the scale changes.
 */
void way_canvas_nodes_begin (WayCanvasNodes *self,
                             int             factor,
                             double          density);

/*
 * Draws an item with its origin at @offset of @snapshot, @scale pixels a map unit; of a very large one what touches @visible
 * (in map units from the item's origin). FALSE when its pixels are not ready: it should be drawn anew in the next frame.
 */
gboolean way_canvas_nodes_append (WayCanvasNodes     *self,
                                  GtkSnapshot        *snapshot,
                                  const WayScene     *scene,
                                  WayItem            *item,
                                  WayPoint            offset,
                                  double              scale,
                                  const WayRectangle *visible);

/* Whether an item is so large that it is drawn in slices, as far as they are visible. */
gboolean way_canvas_nodes_is_sliced (const WayItem *item,
                                     double         scale);

G_END_DECLS
