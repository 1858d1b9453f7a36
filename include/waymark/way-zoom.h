/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "waymark/way-geometry.h"

G_BEGIN_DECLS

#define WAY_ZOOM_MINIMUM 0.05
#define WAY_ZOOM_MAXIMUM 8.0

/** WayZoom: how the sheet is seen: pixels a map unit, and the map place at the window's top left corner. */
typedef struct
{
  double scale;
  double x;
  double y;
} WayZoom;

/** Zooms by @factor and keeps the map place under (@x, @y) (pixels in the window) where it is. */
void way_zoom_about (WayZoom *self,
                     double   factor,
                     double   x,
                     double   y);

/** Shows all of @area (map units) in a window of @width x @height pixels, with @margin pixels around, in the middle. */
void way_zoom_fit (WayZoom            *self,
                   const WayRectangle *area,
                   double              width,
                   double              height,
                   double              margin,
                   double              largest_scale);

/** The next step of the usual scale (5 % … 800 %) in a direction. */
double way_zoom_get_step (double scale,
                          int    direction);

/** From window pixels to map units. */
WayPoint way_zoom_to_map (const WayZoom *self,
                          double         x,
                          double         y);

G_END_DECLS
