/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** WayPoint: a place in map units (1 unit = 1/96 inch), y downwards. */
typedef struct
{
  double x;
  double y;
} WayPoint;

/** WayRectangle: an area in map units. */
typedef struct
{
  double x;
  double y;
  double width;
  double height;
} WayRectangle;

/** Whether the two areas share more than an edge. */
gboolean way_rectangle_intersects (const WayRectangle *a,
                                   const WayRectangle *b);

/** Whether the point lies inside; the end edges lie outside. */
gboolean way_rectangle_contains_point (const WayRectangle *self,
                                       double              x,
                                       double              y);

/** The smallest area that holds both; an area without size counts as nothing. */
WayRectangle way_rectangle_union (const WayRectangle *a,
                                  const WayRectangle *b);

G_END_DECLS
