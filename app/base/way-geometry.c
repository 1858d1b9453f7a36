/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Base"

#include "waymark/way-geometry.h"

gboolean
way_rectangle_intersects (const WayRectangle *a,
                          const WayRectangle *b)
{
  return a->x < b->x + b->width && b->x < a->x + a->width &&
         a->y < b->y + b->height && b->y < a->y + a->height;
}

gboolean
way_rectangle_contains_point (const WayRectangle *self,
                              double              x,
                              double              y)
{
  return x >= self->x && x < self->x + self->width && y >= self->y && y < self->y + self->height;
}

WayRectangle
way_rectangle_union (const WayRectangle *a,
                     const WayRectangle *b)
{
  WayRectangle all;

  if (a->width <= 0 && a->height <= 0)
    return *b;
  if (b->width <= 0 && b->height <= 0)
    return *a;
  all.x = MIN (a->x, b->x);
  all.y = MIN (a->y, b->y);
  all.width = MAX (a->x + a->width, b->x + b->width) - all.x;
  all.height = MAX (a->y + a->height, b->y + b->height) - all.y;
  return all;
}
