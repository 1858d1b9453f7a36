/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "waymark/way-item.h"

G_BEGIN_DECLS

/*
 * WayCanvasItem: one visible item as a widget, so that keyboard and screen readers find it. It draws the item's node and
 * nothing else. Its parent is the canvas.
 */
#define WAY_TYPE_CANVAS_ITEM (way_canvas_item_get_type ())
G_DECLARE_FINAL_TYPE (WayCanvasItem, way_canvas_item, WAY, CANVAS_ITEM, GtkWidget)

GtkWidget *way_canvas_item_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* What it shows: the role and the element's id (or NULL) never change while it is shown. */
WayRole     way_canvas_item_get_role (WayCanvasItem *self);
const char *way_canvas_item_get_element (WayCanvasItem *self);
WayItem    *way_canvas_item_get_item (WayCanvasItem *self);

/* Shows @item with its origin at @offset (pixels) of the widget, @factor as for its node. @visible: what can be seen of it, in map units from its origin. */
void way_canvas_item_show (WayCanvasItem      *self,
                           WayItem            *item,
                           WayPoint            offset,
                           double              scale,
                           int                 factor,
                           const WayRectangle *visible);

/* Draws it again if its pixels were not ready the last time. */
void way_canvas_item_redraw_late (WayCanvasItem *self);

/* Forgets the item: the widget waits for another one. */
void way_canvas_item_clear (WayCanvasItem *self);

/* Tells screen readers what it is; what they know already is not told again. */
void way_canvas_item_set_words (WayCanvasItem *self,
                                const char    *name,
                                const char    *description);

void way_canvas_item_set_selected (WayCanvasItem *self,
                                   gboolean       is_selected);

/* A number that its owner may keep with it. */
guint way_canvas_item_get_round (WayCanvasItem *self);
void  way_canvas_item_set_round (WayCanvasItem *self,
                                 guint          round);

G_END_DECLS
