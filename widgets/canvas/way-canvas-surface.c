/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Canvas"

#include "way-canvas-surface-private.h"

#include <sys/mman.h>

/* Smaller ones are not worth pages of their own. */
#define LEAST_BYTES (64 * 1024)

typedef struct
{
  void *pixels;
  gsize size;
} Pages;

static void
free_pages (gpointer data)
{
  Pages *pages = data;

  munmap (pages->pixels, pages->size);
  g_free (pages);
}

cairo_surface_t *
way_canvas_surface_new (cairo_format_t format,
                        int            width,
                        int            height)
{
  static const cairo_user_data_key_t key;
  int                                stride = cairo_format_stride_for_width (format, width);
  gsize                              size = stride > 0 && height > 0 ? (gsize) stride * (gsize) height : 0;
  void                              *pixels = MAP_FAILED;
  cairo_surface_t                   *surface;
  Pages                             *pages;

  if (size >= LEAST_BYTES)
    pixels = mmap (NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (pixels == MAP_FAILED)
    return cairo_image_surface_create (format, width, height);
  surface = cairo_image_surface_create_for_data (pixels, format, width, height, stride);
  pages = g_new (Pages, 1);
  *pages = (Pages){ pixels, size };
  if (cairo_surface_set_user_data (surface, &key, pages, free_pages) != CAIRO_STATUS_SUCCESS)
    {
      cairo_surface_destroy (surface);
      free_pages (pages);
      return cairo_image_surface_create (format, width, height);
    }
  return surface;
}

void
way_canvas_surface_give (cairo_surface_t *surface,
                         GskRenderNode   *node)
{
  static const cairo_user_data_key_t key;

  if (cairo_surface_set_user_data (gsk_cairo_node_get_surface (node), &key, surface, (cairo_destroy_func_t) cairo_surface_destroy) != CAIRO_STATUS_SUCCESS)
    cairo_surface_destroy (surface);
}
