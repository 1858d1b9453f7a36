/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>

#include <cairo.h>
#include <locale.h>

#include "waymark/way-item.h"
#include "waymark/way-paint.h"

/* How far the colours of a painted text are from grey, at most. */
static guint
get_saturation (const char *words)
{
  g_autoptr (WayTypesetter) typesetter = way_typesetter_new ("en");
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 120, 60);
  cairo_t         *cr = cairo_create (surface);
  WayTextStyle     style = { .size = 30, .weight = 400, .line_height = 1.3 };
  WayItemBuilder   builder;
  guint            saturation = 0;
  g_autoptr (WayText) text = way_text_new (typesetter, words, &style, -1, WAY_TEXT_START, FALSE);
  g_autoptr (WayItem) item = NULL;

  way_item_builder_begin (&builder, WAY_ROLE_CARD, NULL);
  way_item_builder_add_text (&builder, text, 10, 5, WAY_RGB (0x000000));
  item = way_item_builder_end (&builder);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  way_paint_item (cr, NULL, item, WAY_PAINT_FINE_LETTERS, 0);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  for (int y = 0; y < 60; y++)
    for (int x = 0; x < 120; x++)
      {
        const guint8 *pixel = cairo_image_surface_get_data (surface) + y * cairo_image_surface_get_stride (surface) + 4 * x;
        guint         most = MAX (MAX (pixel[0], pixel[1]), pixel[2]);
        guint         least = MIN (MIN (pixel[0], pixel[1]), pixel[2]);

        saturation = MAX (saturation, most - least);
      }
  cairo_surface_destroy (surface);
  return saturation;
}

static void
test_emoji (void)
{
  g_assert_cmpuint (get_saturation ("\360\237\230\200"), >, 100);
}

static void
test_black (void)
{
  g_assert_cmpuint (get_saturation ("Waymark"), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/paint/letters/emoji-keep-their-colours", test_emoji);
  g_test_add_func ("/paint/letters/black-stays-black", test_black);
  return g_test_run ();
}
