/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <string.h>

#include "way-canvas.h"

#include "waymark/way-zoom.h"

#include "way-canvas-item-private.h"
#include "way-canvas-nodes-private.h"
#include "way-canvas-tiles-private.h"

G_BEGIN_DECLS

/* An item that can be seen now. */
typedef struct
{
  WayItem       *item;   /* owned */
  WayPoint       origin; /* on the sheet */
  WayCanvasItem *widget; /* borrowed; NULL for what nobody reads or chooses */
} WayCanvasEntry;

struct _WayCanvas
{
  GtkWidget           parent_instance;
  WayEditor          *editor;
  WayScene           *scene;  /* as shown */
  guint               serial; /* of the scene */
  GtkAdjustment      *adjustments[2];
  GtkScrollablePolicy policies[2];

  double   scale;   /* pixels a map unit */
  WayPoint pan;     /* where the sheet's corner is, in whole device pixels */
  double   size[2]; /* of the widget when it was last allocated */
  WayPoint pointer; /* in pixels */
  double   pinch_scale;
  GArray  *entries; /* WayCanvasEntry, bottom first */

  WayCanvasNodes *nodes;
  WayCanvasTiles *tiles;
  GHashTable     *widgets; /* WayCanvasItem of what is shown; found by role and element */
  GPtrArray      *spare;   /* WayCanvasItem that wait */
  guint           round;
  guint           words_source;
  guint           stock_source; /* makes widgets */
  guint           n_missing;    /* widgets that were missing in this round */

  guint rest_source; /* not 0 while the zoom changes */
  guint late_source; /* not 0 while some items wait for their pixels */
  guint must_fit : 1;
  guint is_placing : 1;
};

/* way-canvas-view.c: where on the sheet the window is. */

/* Brings scroll bars and @pan together, after the size of window or sheet changed. */
void way_canvas_update_view (WayCanvas *self);
void way_canvas_zoom_about (WayCanvas *self,
                            double     factor,
                            double     x,
                            double     y);
void way_canvas_scroll_by (WayCanvas *self,
                           double     dx,
                           double     dy);
void way_canvas_set_adjustment (WayCanvas     *self,
                                GtkOrientation orientation,
                                GtkAdjustment *adjustment);
void way_canvas_add_view_controllers (WayCanvas *self);
void way_canvas_view_class_init (GtkWidgetClass *widget_class);

/* The part of the sheet that can be seen, in map units. */
WayRectangle way_canvas_get_visible (WayCanvas *self);
/* Whether the sheet is so small that it is drawn coarsely, in tiles. */
gboolean way_canvas_is_small (WayCanvas *self);
/* How many pixels of the device a pixel has, where items are drawn as pixels; 0 where as vectors. */
int      way_canvas_get_pixel_factor (WayCanvas *self);
WayPoint way_canvas_to_map (WayCanvas *self,
                            double     x,
                            double     y);

/* way-canvas-items.c: which items are shown, and by which widgets. */
void           way_canvas_items_init (WayCanvas *self);
void           way_canvas_items_dispose (WayCanvas *self);
void           way_canvas_gather (WayCanvas *self);
void           way_canvas_allocate_items (WayCanvas *self);
gboolean       way_canvas_get_area (WayCanvas    *self,
                                    const char   *element,
                                    WayRectangle *area);
WayCanvasItem *way_canvas_find_item (WayCanvas  *self,
                                     const char *element);
/* FALSE when it will have to be drawn again in the next frame. */
gboolean way_canvas_append_item (WayCanvas          *self,
                                 GtkSnapshot        *snapshot,
                                 WayItem            *item,
                                 WayPoint            offset,
                                 const WayRectangle *visible);

G_END_DECLS
