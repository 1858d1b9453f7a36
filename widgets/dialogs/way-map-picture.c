/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Dialogs"

#include "way-map-picture.h"

#include "waymark/way-pages.h"
#include "waymark/way-paint.h"

static GdkTexture *
paint (const WayScene *scene,
       int             width,
       int             height,
       double          scale)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  cairo_t         *cr = cairo_create (surface);
  WayRectangle     clip = { 0, 0, width / scale, height / scale };
  g_autoptr (GBytes) bytes = NULL;
  GdkTexture *texture;

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, scale, scale);
  way_paint_scene (cr, scene, &clip, WAY_PAINT_GROUND | WAY_PAINT_FINE_LETTERS);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  bytes = g_bytes_new (cairo_image_surface_get_data (surface), (gsize) cairo_image_surface_get_stride (surface) * (gsize) height);
  texture = gdk_memory_texture_new (width, height, GDK_MEMORY_DEFAULT, bytes, (gsize) cairo_image_surface_get_stride (surface));
  cairo_surface_destroy (surface);
  return texture;
}

GdkTexture *
way_map_picture_new (WayMap  *map,
                     int      width,
                     int      height,
                     gboolean prompts)
{
  WayView view = { .prompts = prompts };
  g_autoptr (WayScene) scene = way_pages_new_whole (map, &view, -1);

  return paint (scene, width, height, width / scene->width);
}

GdkTexture *
way_map_picture_new_of_scene (const WayScene *scene,
                              int             width,
                              int             height)
{
  double scale = MIN (width / scene->width, height / scene->height);

  return paint (scene, MAX (1, (int) (scene->width * scale)), MAX (1, (int) (scene->height * scale)), scale);
}
