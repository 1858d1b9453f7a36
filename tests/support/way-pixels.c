/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Tests"

#include "way-pixels.h"

#include <glib/gstdio.h>

static cairo_surface_t *
new_picture (int width,
             int height)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);

  g_assert_cmpint (cairo_surface_status (surface), ==, CAIRO_STATUS_SUCCESS);
  return surface;
}

cairo_surface_t *
way_pixels_read (const char *path)
{
  cairo_surface_t *read = cairo_image_surface_create_from_png (path);
  cairo_surface_t *surface;
  cairo_t         *cr;

  g_assert_cmpstr (cairo_status_to_string (cairo_surface_status (read)), ==, cairo_status_to_string (CAIRO_STATUS_SUCCESS));
  surface = new_picture (cairo_image_surface_get_width (read), cairo_image_surface_get_height (read));
  cr = cairo_create (surface);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_set_source_surface (cr, read, 0, 0);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_destroy (read);
  cairo_surface_flush (surface);
  return surface;
}

static guint
get_channel (cairo_surface_t *surface,
             int              x,
             int              y,
             guint            channel)
{
  const guint8 *data = cairo_image_surface_get_data (surface);

  return data[y * cairo_image_surface_get_stride (surface) + x * 4 + (int) channel];
}

/* Whether the pixel lies within what the other picture has round the same place. */
static gboolean
lies_within (cairo_surface_t *one,
             cairo_surface_t *other,
             int              x,
             int              y,
             int              width,
             int              height,
             int              reach,
             guint            tolerance)
{
  for (guint channel = 0; channel < 3; channel++)
    {
      guint value = get_channel (one, x, y, channel);
      guint least = 255;
      guint most = 0;

      if (ABS ((int) value - (int) get_channel (other, x, y, channel)) <= (int) tolerance)
        continue;
      for (int j = MAX (y - reach, 0); j <= MIN (y + reach, height - 1); j++)
        {
          for (int i = MAX (x - reach, 0); i <= MIN (x + reach, width - 1); i++)
            {
              guint near = get_channel (other, i, j, channel);

              least = MIN (least, near);
              most = MAX (most, near);
            }
        }
      if (value + tolerance < least || value > most + tolerance)
        return FALSE;
    }
  return TRUE;
}

double
way_pixels_compare (cairo_surface_t *found,
                    cairo_surface_t *expected,
                    int              reach,
                    guint            tolerance)
{
  int   width = MIN (cairo_image_surface_get_width (found), cairo_image_surface_get_width (expected));
  int   height = MIN (cairo_image_surface_get_height (found), cairo_image_surface_get_height (expected));
  guint n_wrong = 0;

  g_assert_cmpint (ABS (cairo_image_surface_get_width (found) - cairo_image_surface_get_width (expected)), <=, reach);
  g_assert_cmpint (ABS (cairo_image_surface_get_height (found) - cairo_image_surface_get_height (expected)), <=, reach);
  for (int y = 0; y < height; y++)
    {
      for (int x = 0; x < width; x++)
        {
          if (!lies_within (found, expected, x, y, width, height, reach, tolerance) ||
              !lies_within (expected, found, x, y, width, height, reach, tolerance))
            n_wrong++;
        }
    }
  return (double) n_wrong / ((double) width * height);
}

static cairo_surface_t *
draw_difference (cairo_surface_t *found,
                 cairo_surface_t *expected)
{
  int              width = MIN (cairo_image_surface_get_width (found), cairo_image_surface_get_width (expected));
  int              height = MIN (cairo_image_surface_get_height (found), cairo_image_surface_get_height (expected));
  cairo_surface_t *difference = new_picture (width, height);
  guint8          *data = cairo_image_surface_get_data (difference);

  for (int y = 0; y < height; y++)
    {
      for (int x = 0; x < width; x++)
        {
          guint8 *pixel = data + y * cairo_image_surface_get_stride (difference) + x * 4;

          for (guint channel = 0; channel < 3; channel++)
            {
              int apart = ABS ((int) get_channel (found, x, y, channel) - (int) get_channel (expected, x, y, channel));

              pixel[channel] = (guint8) (apart == 0 ? 0 : MIN (128 + apart * 4, 255));
            }
          pixel[3] = 255;
        }
    }
  cairo_surface_mark_dirty (difference);
  return difference;
}

static void
keep (cairo_surface_t *surface,
      const char      *name,
      const char      *kind)
{
  const char      *build = g_getenv ("WAY_BUILD_DIR");
  g_autofree char *folder = g_build_filename (build != NULL ? build : ".", "pixel-failures", NULL);
  g_autofree char *file = g_strdup_printf ("%s.%s.png", name, kind);
  g_autofree char *path = g_build_filename (folder, file, NULL);

  g_mkdir_with_parents (folder, 0755);
  cairo_surface_write_to_png (surface, path);
}

void
way_pixels_assert_alike (const char      *name,
                         cairo_surface_t *found,
                         cairo_surface_t *expected,
                         int              reach,
                         guint            tolerance,
                         double           admitted)
{
  double           share = way_pixels_compare (found, expected, reach, tolerance);
  cairo_surface_t *difference;

  if (share <= admitted)
    return;
  difference = draw_difference (found, expected);
  keep (found, name, "out");
  keep (expected, name, "ref");
  keep (difference, name, "diff");
  cairo_surface_destroy (difference);
  g_test_message ("%s: %d of a million pixels differ, %d are admitted; see pixel-failures in the build folder",
                  name, (int) (share * 1e6), (int) (admitted * 1e6));
  g_test_fail ();
}
