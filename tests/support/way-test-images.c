/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Tests"

#include "way-test-images.h"

#include <gdk-pixbuf/gdk-pixbuf.h>

static GdkPixbuf *
draw (int      width,
      int      height,
      gboolean translucent)
{
  GdkPixbuf *pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, translucent, 8, width, height);
  g_autoptr (GdkPixbuf) quarter = gdk_pixbuf_new_subpixbuf (pixbuf, 0, 0, width / 2, height / 2);

  gdk_pixbuf_fill (pixbuf, translucent ? 0xcc1a1a80 : 0xcc1a1aff);
  gdk_pixbuf_fill (quarter, translucent ? 0x1a1acc80 : 0x1a1accff);
  return pixbuf;
}

GBytes *
way_test_make_png (int      width,
                   int      height,
                   gboolean translucent)
{
  g_autoptr (GdkPixbuf) pixbuf = draw (width, height, translucent);
  char *data;
  gsize length;

  g_assert_true (gdk_pixbuf_save_to_buffer (pixbuf, &data, &length, "png", NULL, NULL));
  return g_bytes_new_take (data, length);
}

GBytes *
way_test_make_jpeg (int   width,
                    int   height,
                    guint orientation)
{
  const guint8 exif[] = {
    0xff, 0xe1, 0, 34, 'E', 'x', 'i', 'f', 0, 0, 'M', 'M', 0, 42, 0, 0, 0, 8,
    0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (guint8) orientation, 0, 0, 0, 0, 0, 0
  };
  g_autoptr (GdkPixbuf) pixbuf = draw (width, height, FALSE);
  GByteArray *bytes = g_byte_array_new ();
  char       *data;
  gsize       length;

  g_assert_true (gdk_pixbuf_save_to_buffer (pixbuf, &data, &length, "jpeg", NULL, "quality", "95", NULL));
  /* Behind the mark that begins the file. */
  g_byte_array_append (bytes, (guint8 *) data, 2);
  if (orientation > 0)
    g_byte_array_append (bytes, exif, sizeof exif);
  g_byte_array_append (bytes, (guint8 *) data + 2, (guint) length - 2);
  g_free (data);
  return g_byte_array_free_to_bytes (bytes);
}
