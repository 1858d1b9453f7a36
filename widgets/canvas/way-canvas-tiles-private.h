/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "waymark/way-scene.h"

G_BEGIN_DECLS

/*
 * WayCanvasTiles: the sheet from far away, cut into tiles that are painted coarsely, one render node each. A tile is kept
 * until something in it changes.
 */
typedef struct _WayCanvasTiles WayCanvasTiles;

WayCanvasTiles *way_canvas_tiles_new (void) G_GNUC_WARN_UNUSED_RESULT;
void            way_canvas_tiles_free (WayCanvasTiles *self);

/* Forgets tiles that were painted before their images were ready; FALSE when there were none. */
gboolean way_canvas_tiles_forget_waiting (WayCanvasTiles *self);

/* Forgets all tiles, while nobody looks from far away. */
void way_canvas_tiles_clear (WayCanvasTiles *self);

/*
 * Draws what of @scene (another @serial for each scene) touches @visible (map units), the sheet's corner at the origin of
 * @snapshot. @factor: device pixels a pixel, or 0 for vectors. While the scale is @moving pixels may be stretched. FALSE when
 * some of it is stretched for want of time: it should be drawn anew in the next frame.
 */
gboolean way_canvas_tiles_append (WayCanvasTiles     *self,
                                  GtkSnapshot        *snapshot,
                                  const WayScene     *scene,
                                  guint               serial,
                                  double              scale,
                                  int                 factor,
                                  gboolean            moving,
                                  const WayRectangle *visible);

/* Makes one more tile of what will be seen when the view goes on as it did last; FALSE when all are there. */
gboolean way_canvas_tiles_prepare (WayCanvasTiles *self,
                                   const WayScene *scene,
                                   guint           serial);

G_END_DECLS
