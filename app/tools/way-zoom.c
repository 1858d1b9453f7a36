/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Tools"

#include "waymark/way-zoom.h"

/* A scale that differs from a step by less than this share counts as that step. */
#define CLOSE_TO 0.005

static const double steps[] = {
  0.05, 0.1, 0.15, 0.25, 0.33, 0.5, 0.67, 0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0
};

void
way_zoom_about (WayZoom *self,
                double   factor,
                double   x,
                double   y)
{
  WayPoint place;

  g_return_if_fail (self != NULL && self->scale > 0 && factor > 0);

  place = way_zoom_to_map (self, x, y);
  self->scale = CLAMP (self->scale * factor, WAY_ZOOM_MINIMUM, WAY_ZOOM_MAXIMUM);
  self->x = place.x - x / self->scale;
  self->y = place.y - y / self->scale;
}

void
way_zoom_fit (WayZoom            *self,
              const WayRectangle *area,
              double              width,
              double              height,
              double              margin,
              double              largest_scale)
{
  double scale = largest_scale;

  g_return_if_fail (self != NULL && area != NULL);

  if (area->width > 0)
    scale = MIN (scale, (width - 2 * margin) / area->width);
  if (area->height > 0)
    scale = MIN (scale, (height - 2 * margin) / area->height);
  self->scale = CLAMP (scale, WAY_ZOOM_MINIMUM, WAY_ZOOM_MAXIMUM);
  self->x = area->x + area->width / 2 - width / 2 / self->scale;
  self->y = area->y + area->height / 2 - height / 2 / self->scale;
}

double
way_zoom_get_step (double scale,
                   int    direction)
{
  if (direction > 0)
    {
      for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
        if (steps[i] > scale * (1 + CLOSE_TO))
          return steps[i];
      return WAY_ZOOM_MAXIMUM;
    }
  if (direction < 0)
    {
      for (guint i = G_N_ELEMENTS (steps); i > 0; i--)
        if (steps[i - 1] < scale * (1 - CLOSE_TO))
          return steps[i - 1];
      return WAY_ZOOM_MINIMUM;
    }
  return CLAMP (scale, WAY_ZOOM_MINIMUM, WAY_ZOOM_MAXIMUM);
}

WayPoint
way_zoom_to_map (const WayZoom *self,
                 double         x,
                 double         y)
{
  return (WayPoint){ self->x + x / self->scale, self->y + y / self->scale };
}
