/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Tests"

#include <locale.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cairo-pdf.h>
#include <gdk-pixbuf/gdk-pixbuf.h>
#include <png.h>
#include <zlib.h>

#include "waymark/way-image.h"

/* 8 by 8 pixels of red 200, green 40, blue 90, as inks, the way Photoshop stores them. */
static const char cmyk_jpeg[] =
    "/9j/7gAOQWRvYmUAZAAAAAAC/9sAQwAQCwwODAoQDg0OEhEQExgoGhgWFhgxIyUdKDozPTw5Mzg3QEhcTkBEV0U3OFBtUVdfYmdo"
    "Zz5NcXlwZHhcZWdj/9sAQwEREhIYFRgvGhovY0I4QmNjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2Nj"
    "Y2NjY2Nj/8AAFAgACAAIBAEiAAIRAQMRAQQiAP/EABYAAQEBAAAAAAAAAAAAAAAAAAADBv/EABQQAQAAAAAAAAAAAAAAAAAAAAD/"
    "xAAVAQEBAAAAAAAAAAAAAAAAAAABBv/EABQRAQAAAAAAAAAAAAAAAAAAAAD/2gAOBAEAAhEDEQQAAD8AoAUi0gD/2Q==";

/* 8 by 8 pixels from white at the top to black, one component. */
static const char grey_jpeg[] =
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABALDA4MChAODQ4SERATGCgaGBYWGDEjJR0oOjM9PDkzODdASFxOQERXRTc4UG1RV19i"
    "Z2hnPk1xeXBkeFxlZ2P/wAALCAAIAAgBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAAAP/EABcQAAMBAAAAAAAAAAAAAAAAAAAWY6H/"
    "2gAIAQEAAD8AO9dP/9k=";

/* ---- Pictures made here ---- */

/* Four quarters: red and green above, blue and white below, so that each way of turning shows. */
static GdkPixbuf *
create_quarters (int width,
                 int height)
{
  GdkPixbuf *pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, height);
  GdkPixbuf *quarter;

  gdk_pixbuf_fill (pixbuf, 0xffffffff);
  for (guint i = 0; i < 3; i++)
    {
      const guint32 colors[] = { 0xff0000ff, 0x00ff00ff, 0x0000ffff };

      quarter = gdk_pixbuf_new_subpixbuf (pixbuf, i == 1 ? width / 2 : 0, i == 2 ? height / 2 : 0, width / 2, height / 2);
      gdk_pixbuf_fill (quarter, colors[i]);
      g_object_unref (quarter);
    }
  return pixbuf;
}

static GBytes *
create_jpeg (int width,
             int height)
{
  g_autoptr (GdkPixbuf) pixbuf = create_quarters (width, height);
  char *data;
  gsize length;

  g_assert_true (gdk_pixbuf_save_to_buffer (pixbuf, &data, &length, "jpeg", NULL, "quality", "90", NULL));
  return g_bytes_new_take (data, length);
}

/* The same with an Exif segment that tells how the camera was held. */
static GBytes *
create_turned_jpeg (guint    orientation,
                    gboolean little_endian)
{
  const guint8 little[] = {
    0xff, 0xe1, 0, 34, 'E', 'x', 'i', 'f', 0, 0, 'I', 'I', 42, 0, 8, 0, 0, 0,
    1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, (guint8) orientation, 0, 0, 0, 0, 0, 0, 0
  };
  const guint8 big[] = {
    0xff, 0xe1, 0, 34, 'E', 'x', 'i', 'f', 0, 0, 'M', 'M', 0, 42, 0, 0, 0, 8,
    0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (guint8) orientation, 0, 0, 0, 0, 0, 0
  };
  g_autoptr (GBytes) plain = create_jpeg (48, 32);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  gsize         length;
  const guint8 *data = g_bytes_get_data (plain, &length);

  g_byte_array_append (bytes, data, 2);
  g_byte_array_append (bytes, little_endian ? little : big, sizeof little);
  g_byte_array_append (bytes, data + 2, (guint) length - 2);
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

/* @pixels and @palette in one of libpng's simple formats. */
static GBytes *
create_png (png_uint_32 format,
            guint       width,
            guint       height,
            const void *pixels,
            const void *palette,
            guint       n_colors)
{
  png_image        image = { .version = PNG_IMAGE_VERSION, .width = width, .height = height, .format = format };
  png_alloc_size_t length = 0;
  guint8          *data;

  image.colormap_entries = n_colors;
  g_assert_cmpint (png_image_write_to_memory (&image, NULL, &length, 0, pixels, 0, palette), !=, 0);
  data = g_malloc (length);
  g_assert_cmpint (png_image_write_to_memory (&image, data, &length, 0, pixels, 0, palette), !=, 0);
  return g_bytes_new_take (data, length);
}

static void
append_uint32 (GByteArray *bytes,
               guint32     value)
{
  guint32 big_endian = GUINT32_TO_BE (value);

  g_byte_array_append (bytes, (const guint8 *) &big_endian, 4);
}

static void
append_chunk (GByteArray *bytes,
              const char *type,
              const void *data,
              gsize       length)
{
  guint start = bytes->len + 4;

  append_uint32 (bytes, (guint32) length);
  g_byte_array_append (bytes, (const guint8 *) type, 4);
  if (length > 0)
    g_byte_array_append (bytes, data, (guint) length);
  append_uint32 (bytes, (guint32) crc32 (0, bytes->data + start, bytes->len - start));
}

static void
append_png_head (GByteArray *bytes,
                 guint       width,
                 guint       height,
                 guint       bits)
{
  static const guint8 signature[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };
  const guint8        rest[] = { (guint8) bits, 0, 0, 0, 0 };
  g_autoptr (GByteArray) head = g_byte_array_new ();

  g_byte_array_append (bytes, signature, sizeof signature);
  append_uint32 (head, width);
  append_uint32 (head, height);
  g_byte_array_append (head, rest, sizeof rest);
  append_chunk (bytes, "IHDR", head->data, head->len);
}

/* A valid picture in black and white, of whose rows some may be missing. */
static GBytes *
create_short_png (guint width,
                  guint height,
                  guint n_rows)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  gsize              length = (gsize) (1 + (width + 7) / 8) * n_rows;
  g_autofree guint8 *rows = g_malloc0 (length);
  uLongf             packed_length = compressBound (length);
  g_autofree guint8 *packed = g_malloc (packed_length);

  g_assert_cmpint (compress2 (packed, &packed_length, rows, length, 1), ==, Z_OK);
  append_png_head (bytes, width, height, 1);
  append_chunk (bytes, "IDAT", packed, packed_length);
  append_chunk (bytes, "IEND", NULL, 0);
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

static GBytes *
create_black_png (guint width,
                  guint height)
{
  return create_short_png (width, height, height);
}

/* ---- Looking ---- */

static guint32
get_pixel (cairo_surface_t *surface,
           int              x,
           int              y)
{
  const guint8 *row = cairo_image_surface_get_data (surface) + (gsize) y * (gsize) cairo_image_surface_get_stride (surface);

  return ((const guint32 *) (const void *) row)[x];
}

static void
assert_near (guint32 pixel,
             guint32 expected)
{
  for (guint shift = 0; shift < 24; shift += 8)
    if (ABS ((int) (pixel >> shift & 0xff) - (int) (expected >> shift & 0xff)) > 12)
      g_error ("pixel %06x instead of about %06x", pixel & 0xffffff, expected);
}

static cairo_surface_t *
load (GBytes *bytes,
      guint   max_side)
{
  g_autoptr (GError) error = NULL;
  cairo_surface_t *surface = way_image_load (bytes, max_side, &error);

  g_assert_no_error (error);
  g_assert_cmpint (cairo_surface_status (surface), ==, CAIRO_STATUS_SUCCESS);
  return surface;
}

static void
assert_size (cairo_surface_t *surface,
             int              width,
             int              height)
{
  g_assert_cmpint (cairo_image_surface_get_width (surface), ==, width);
  g_assert_cmpint (cairo_image_surface_get_height (surface), ==, height);
}

static const guint8 *
get_jpeg (cairo_surface_t *surface,
          gsize           *length)
{
  const guint8 *data;
  unsigned long size;

  cairo_surface_get_mime_data (surface, CAIRO_MIME_TYPE_JPEG, &data, &size);
  *length = size;
  return data;
}

static void
assert_inspected (GBytes        *bytes,
                  WayImageFormat format,
                  guint          width,
                  guint          height)
{
  g_autoptr (GError) error = NULL;
  WayImageInfo info;

  g_assert_true (way_image_inspect (bytes, &info, &error));
  g_assert_no_error (error);
  g_assert_cmpint (info.format, ==, format);
  g_assert_cmpuint (info.width, ==, width);
  g_assert_cmpuint (info.height, ==, height);
}

static void
assert_refused (GBytes       *bytes,
                WayImageError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (way_image_load (bytes, 0, &error));
  g_assert_error (error, WAY_IMAGE_ERROR, (int) code);
}

/* ---- Tests ---- */

static void
test_png_alpha (void)
{
  const guint8 pixels[] = { 255, 0, 0, 255, 0, 255, 0, 128, 0, 0, 255, 0, 200, 100, 50, 1, 10, 20, 30, 254, 255, 255, 255, 127 };
  g_autoptr (GBytes) bytes = create_png (PNG_FORMAT_RGBA, 3, 2, pixels, NULL, 0);
  cairo_surface_t *surface = load (bytes, 0);

  assert_inspected (bytes, WAY_IMAGE_PNG, 3, 2);
  assert_size (surface, 3, 2);
  g_assert_cmpint (cairo_image_surface_get_format (surface), ==, CAIRO_FORMAT_ARGB32);
  g_assert_cmphex (get_pixel (surface, 0, 0), ==, 0xffff0000);
  g_assert_cmphex (get_pixel (surface, 1, 0), ==, 0x80008000);
  g_assert_cmphex (get_pixel (surface, 2, 0), ==, 0);
  g_assert_cmphex (get_pixel (surface, 0, 1), ==, 0x01010000);
  g_assert_cmphex (get_pixel (surface, 1, 1), ==, 0xfe0a141e);
  g_assert_cmphex (get_pixel (surface, 2, 1), ==, 0x7f7f7f7f);
  cairo_surface_destroy (surface);
}

static void
test_png_kinds (void)
{
  const guint8  grey[] = { 0, 128, 255, 64 };
  const guint16 deep[] = { 0, 0xffff, 0xffff, 0 };
  const guint8  indices[] = { 0, 1, 1, 0 };
  const guint8  palette[] = { 10, 20, 30, 250, 240, 230 };
  g_autoptr (GBytes) grey_png = create_png (PNG_FORMAT_GRAY, 2, 2, grey, NULL, 0);
  g_autoptr (GBytes) deep_png = create_png (PNG_FORMAT_LINEAR_Y, 2, 2, deep, NULL, 0);
  g_autoptr (GBytes) palette_png = create_png (PNG_FORMAT_RGB_COLORMAP, 2, 2, indices, palette, 2);
  g_autoptr (GBytes) black_png = create_black_png (5, 4);
  cairo_surface_t *surface;

  surface = load (grey_png, 0);
  g_assert_cmphex (get_pixel (surface, 1, 0) & 0xffffff, ==, 0x808080);
  g_assert_cmphex (get_pixel (surface, 1, 1) & 0xffffff, ==, 0x404040);
  cairo_surface_destroy (surface);

  surface = load (deep_png, 0);
  g_assert_cmphex (get_pixel (surface, 0, 0) & 0xffffff, ==, 0);
  g_assert_cmphex (get_pixel (surface, 1, 0) & 0xffffff, ==, 0xffffff);
  cairo_surface_destroy (surface);

  surface = load (palette_png, 0);
  g_assert_cmphex (get_pixel (surface, 0, 0) & 0xffffff, ==, 0x0a141e);
  g_assert_cmphex (get_pixel (surface, 1, 0) & 0xffffff, ==, 0xfaf0e6);
  cairo_surface_destroy (surface);

  surface = load (black_png, 0);
  assert_size (surface, 5, 4);
  g_assert_cmphex (get_pixel (surface, 4, 3) & 0xffffff, ==, 0);
  cairo_surface_destroy (surface);
}

/* An animated PNG is a usual one with further frames in chunks of their own. */
static void
test_png_animated (void)
{
  const guint8 animation[] = { 0, 0, 0, 2, 0, 0, 0, 0 };
  const guint8 frame[] = { 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 2, 0, 0 };
  const guint8 next_frame[] = { 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 2, 0, 0 };
  const guint8 first_row[] = { 0, 0x30, 0x90 };
  const guint8 next_row[] = { 0, 0xff, 0xff };
  guint8       packed[100] = { 0, 0, 0, 2 };
  uLongf       length = 96;
  g_autoptr (GByteArray) file = g_byte_array_new ();
  g_autoptr (GBytes) bytes = NULL;
  cairo_surface_t *surface;

  append_png_head (file, 2, 1, 8);
  append_chunk (file, "acTL", animation, sizeof animation);
  append_chunk (file, "fcTL", frame, sizeof frame);
  g_assert_cmpint (compress (packed + 4, &length, first_row, sizeof first_row), ==, Z_OK);
  append_chunk (file, "IDAT", packed + 4, length);
  append_chunk (file, "fcTL", next_frame, sizeof next_frame);
  length = 96;
  g_assert_cmpint (compress (packed + 4, &length, next_row, sizeof next_row), ==, Z_OK);
  append_chunk (file, "fdAT", packed, 4 + length);
  append_chunk (file, "IEND", NULL, 0);
  bytes = g_byte_array_free_to_bytes (g_steal_pointer (&file));

  surface = load (bytes, 0);
  assert_size (surface, 2, 1);
  g_assert_cmphex (get_pixel (surface, 0, 0) & 0xffffff, ==, 0x303030);
  g_assert_cmphex (get_pixel (surface, 1, 0) & 0xffffff, ==, 0x909090);
  cairo_surface_destroy (surface);
}

static void
test_jpeg (void)
{
  g_autoptr (GBytes) bytes = create_jpeg (64, 48);
  cairo_surface_t *surface = load (bytes, 0);
  gsize            length;

  assert_inspected (bytes, WAY_IMAGE_JPEG, 64, 48);
  assert_size (surface, 64, 48);
  g_assert_cmpint (cairo_image_surface_get_format (surface), ==, CAIRO_FORMAT_RGB24);
  assert_near (get_pixel (surface, 5, 5), 0xff0000);
  assert_near (get_pixel (surface, 58, 5), 0x00ff00);
  assert_near (get_pixel (surface, 5, 42), 0x0000ff);
  assert_near (get_pixel (surface, 58, 42), 0xffffff);
  g_assert_true (get_jpeg (surface, &length) == g_bytes_get_data (bytes, NULL));
  g_assert_cmpuint (length, ==, g_bytes_get_size (bytes));

  /* The surface holds the bytes as long as it needs them. */
  g_clear_pointer (&bytes, g_bytes_unref);
  g_assert_cmphex (get_jpeg (surface, &length)[1], ==, 0xd8);
  cairo_surface_destroy (surface);
}

static void
test_jpeg_components (void)
{
  g_autoptr (GBytes) grey = NULL;
  g_autoptr (GBytes) cmyk = NULL;
  cairo_surface_t *surface;
  gsize            length;
  guint8          *data;

  data = g_base64_decode (grey_jpeg, &length);
  grey = g_bytes_new_take (data, length);
  surface = load (grey, 0);
  assert_near (get_pixel (surface, 3, 0), 0xffffff);
  assert_near (get_pixel (surface, 3, 7), 0x000000);
  g_assert_nonnull (get_jpeg (surface, &length));
  cairo_surface_destroy (surface);

  data = g_base64_decode (cmyk_jpeg, &length);
  cmyk = g_bytes_new_take (data, length);
  surface = load (cmyk, 0);
  assert_near (get_pixel (surface, 3, 3), 0xc8285a);
  g_assert_null (get_jpeg (surface, &length));
  cairo_surface_destroy (surface);
}

/* What each orientation shows in the corners: top left, top right, bottom left, bottom right. */
static void
test_jpeg_orientation (void)
{
  enum
  {
    R = 0xff0000,
    G = 0x00ff00,
    B = 0x0000ff,
    W = 0xffffff
  };
  const guint32 corners[][4] = {
    { R, G, B, W }, { R, G, B, W }, { G, R, W, B }, { W, B, G, R }, { B, W, R, G }, { R, B, G, W }, { B, R, W, G }, { W, G, B, R }, { G, W, R, B }, { R, G, B, W }
  };

  for (guint orientation = 0; orientation < G_N_ELEMENTS (corners); orientation++)
    for (int little_endian = 0; little_endian < 2; little_endian++)
      {
        g_autoptr (GBytes) bytes = create_turned_jpeg (orientation, little_endian);
        cairo_surface_t *surface = load (bytes, 0);
        gboolean         turned = orientation >= 2 && orientation <= 8;
        int              width = orientation >= 5 && turned ? 32 : 48;
        int              height = 80 - width;
        WayImageInfo     info;
        gsize            length;

        g_test_message ("orientation %u", orientation);
        assert_inspected (bytes, WAY_IMAGE_JPEG, (guint) width, (guint) height);
        assert_size (surface, width, height);
        assert_near (get_pixel (surface, 3, 3), corners[orientation][0]);
        assert_near (get_pixel (surface, width - 4, 3), corners[orientation][1]);
        assert_near (get_pixel (surface, 3, height - 4), corners[orientation][2]);
        assert_near (get_pixel (surface, width - 4, height - 4), corners[orientation][3]);
        g_assert_true (way_image_inspect (bytes, &info, NULL));
        g_assert_cmpint (info.turned, ==, turned);
        g_assert_cmpint (get_jpeg (surface, &length) == NULL, ==, turned);
        cairo_surface_destroy (surface);

        surface = load (bytes, 24);
        assert_size (surface, width / 2, height / 2);
        assert_near (get_pixel (surface, 2, 2), corners[orientation][0]);
        cairo_surface_destroy (surface);
      }
}

static cairo_status_t
collect_bytes (void                *closure,
               const unsigned char *data,
               unsigned int         length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/* A PDF holds the JPEG as it is, at its full size, although it was decoded small. */
static void
test_pdf_takes_jpeg (void)
{
  g_autoptr (GBytes) bytes = create_jpeg (640, 480);
  g_autoptr (GByteArray) pdf = g_byte_array_new ();
  cairo_surface_t *image = load (bytes, 64);
  cairo_surface_t *page = cairo_pdf_surface_create_for_stream (collect_bytes, pdf, 100, 100);
  cairo_t         *cr = cairo_create (page);

  assert_size (image, 64, 48);
  cairo_set_source_surface (cr, image, 0, 0);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_finish (page);
  g_assert_cmpint (cairo_surface_status (page), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (page);
  cairo_surface_destroy (image);
  g_assert_nonnull (memmem (pdf->data, pdf->len, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes)));
}

static void
test_max_side (void)
{
  g_autofree guint8 *white = memset (g_malloc (331 * 331 * 4), 0xff, 331 * 331 * 4);
  g_autoptr (GBytes) opaque = create_png (PNG_FORMAT_RGBA, 331, 331, white, NULL, 0);
  g_autoptr (GBytes) wide = create_black_png (1000, 10);
  g_autoptr (GBytes) thread = create_black_png (3, 4000);
  g_autoptr (GBytes) too_long = create_black_png (40000, 5);
  g_autoptr (GBytes) photo = create_jpeg (400, 300);
  cairo_surface_t *surface;

  surface = load (wide, 1000);
  assert_size (surface, 1000, 10);
  cairo_surface_destroy (surface);
  surface = load (wide, 250);
  assert_size (surface, 250, 3);
  cairo_surface_destroy (surface);
  surface = load (thread, 100);
  assert_size (surface, 1, 100);
  cairo_surface_destroy (surface);
  assert_refused (too_long, WAY_IMAGE_ERROR_TOO_LARGE);
  surface = load (opaque, 100);
  assert_size (surface, 100, 100);
  g_assert_cmphex (get_pixel (surface, 0, 0), ==, 0xffffffff);
  g_assert_cmphex (get_pixel (surface, 99, 99), ==, 0xffffffff);
  cairo_surface_destroy (surface);
  surface = load (photo, 100);
  assert_size (surface, 100, 75);
  assert_near (get_pixel (surface, 10, 10), 0xff0000);
  assert_near (get_pixel (surface, 90, 65), 0xffffff);
  cairo_surface_destroy (surface);
}

static long
get_peak_memory (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return usage.ru_maxrss;
}

/* In a process of its own, whose peak nothing else has raised before. */
static void
test_bomb (void)
{
  if (g_test_subprocess ())
    {
      g_autofree char *path = g_strdup (g_getenv ("WAY_TEST_BOMB"));
      g_autoptr (GError) error = NULL;
      char *data;
      gsize length;
      long  before;
      g_autoptr (GBytes) bytes = NULL;

      g_assert_true (g_file_get_contents (path, &data, &length, &error));
      bytes = g_bytes_new_take (data, length);
      before = get_peak_memory ();
      assert_refused (bytes, WAY_IMAGE_ERROR_TOO_LARGE);
      g_assert_false (way_image_inspect (bytes, NULL, &error));
      g_assert_error (error, WAY_IMAGE_ERROR, WAY_IMAGE_ERROR_TOO_LARGE);
      g_assert_nonnull (strstr (error->message, "50000 × 20000"));
      g_assert_cmpint (get_peak_memory () - before, <, 16 * 1024);
    }
  else
    {
      g_autoptr (GBytes) bytes = create_black_png (50000, 20000);
      g_autoptr (GError) error = NULL;
      g_autofree char *path = NULL;
      int              descriptor = g_file_open_tmp ("waymark-bomb-XXXXXX", &path, &error);
      gsize            length;
      const guint8    *data = g_bytes_get_data (bytes, &length);

      g_assert_no_error (error);
      g_assert_cmpuint (length, <, 1024 * 1024);
      g_assert_cmpint (write (descriptor, data, length), ==, (gssize) length);
      close (descriptor);
      g_setenv ("WAY_TEST_BOMB", path, TRUE);
      g_test_trap_subprocess (NULL, 0, 0);
      g_test_trap_assert_passed ();
      unlink (path);
    }
}

/* Where a segment begins, by its marker; the files of this test have each but once. */
static guint
find_segment (const guint8 *data,
              gsize         length,
              guint8        marker)
{
  for (guint at = 2; at + 4 < length; at += 2u + (guint) (data[at + 2] << 8 | data[at + 3]))
    if (data[at + 1] == marker)
      return at;
  g_assert_not_reached ();
}

static void
test_jpeg_bomb (void)
{
  g_autoptr (GBytes) plain = create_jpeg (16, 16);
  gsize   length;
  guint8 *data = g_bytes_unref_to_data (g_bytes_ref (plain), &length);
  guint   frame = find_segment (data, length, 0xc0);
  g_autoptr (GBytes) bomb = NULL;

  memcpy (data + frame + 5, "\xc3\x50\xc3\x50", 4); /* 50000 by 50000 */
  bomb = g_bytes_new_take (data, length);
  assert_refused (bomb, WAY_IMAGE_ERROR_TOO_LARGE);
}

static void
append_segment (GByteArray   *bytes,
                guint8        marker,
                const guint8 *data,
                guint         length)
{
  const guint8 head[] = { 0xff, marker, (guint8) ((length + 2) >> 8), (guint8) (length + 2) };

  g_byte_array_append (bytes, head, sizeof head);
  g_byte_array_append (bytes, data, length);
}

/* A grey picture in two bytes for eight blocks: a scan with no more than a zero for each, then scans that leave
 * out all details of up to 32,767 blocks with 15 bits (ITU-T T.81, annex G). */
static GBytes *
create_progressive_jpeg (guint side,
                         guint n_scans)
{
  const guint8       first_table[] = { 0x00, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3 };
  const guint8       detail_table[] = { 0x10, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xe0 };
  const guint8       frame[] = { 8, (guint8) (side >> 8), (guint8) side, (guint8) (side >> 8), (guint8) side, 1, 1, 0x11, 0 };
  const guint8       first_scan[] = { 1, 1, 0, 0, 0, 0 };
  const guint8       detail_scan[] = { 1, 1, 0, 1, 63, 0 };
  const guint8       beginning[] = { 0xff, 0xd8 };
  const guint8       end[] = { 0xff, 0xd9 };
  guint8             quantization[65] = { 0 };
  guint              n_blocks = ((side + 7) / 8) * ((side + 7) / 8);
  g_autofree guint8 *zeros = g_malloc0 (n_blocks / 8 + 1);
  g_autoptr (GByteArray) file = g_byte_array_new ();

  memset (quantization + 1, 1, 64);
  g_byte_array_append (file, beginning, sizeof beginning);
  append_segment (file, 0xdb, quantization, sizeof quantization);
  append_segment (file, 0xc4, first_table, sizeof first_table);
  append_segment (file, 0xc4, detail_table, sizeof detail_table);
  append_segment (file, 0xc2, frame, sizeof frame);
  append_segment (file, 0xda, first_scan, sizeof first_scan);
  g_byte_array_append (file, zeros, n_blocks / 8 + 1);
  for (guint i = 1; i < n_scans; i++)
    {
      append_segment (file, 0xda, detail_scan, sizeof detail_scan);
      g_byte_array_append (file, zeros, n_blocks / 16384 * 15 / 8 + 2);
    }
  g_byte_array_append (file, end, sizeof end);
  return g_byte_array_free_to_bytes (g_steal_pointer (&file));
}

/* Going over a large picture again and again is work that a short file can ask for. */
static void
test_jpeg_scans (void)
{
  g_autoptr (GBytes) small = create_progressive_jpeg (80, 100);
  g_autoptr (GBytes) large = create_progressive_jpeg (6000, 17);
  g_autoptr (GBytes) too_much = create_progressive_jpeg (6000, 18);
  cairo_surface_t *surface;

  surface = load (small, 0);
  assert_size (surface, 80, 80);
  assert_near (get_pixel (surface, 40, 40), 0x808080);
  cairo_surface_destroy (surface);
  surface = load (large, 100);
  assert_size (surface, 100, 100);
  assert_near (get_pixel (surface, 50, 50), 0x808080);
  cairo_surface_destroy (surface);
  assert_inspected (too_much, WAY_IMAGE_JPEG, 6000, 6000);
  assert_refused (too_much, WAY_IMAGE_ERROR_DAMAGED);
}

static void
test_truncated (void)
{
  g_autoptr (GBytes) jpeg = create_jpeg (64, 48);
  g_autoptr (GBytes) png = create_black_png (64, 48);
  GBytes *files[] = { jpeg, png };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    for (gsize length = 0; length + 12 < g_bytes_get_size (files[i]); length++)
      {
        g_autoptr (GBytes) part = g_bytes_new_from_bytes (files[i], 0, length);

        g_test_message ("file %u, %zu bytes", i, length);
        assert_refused (part, length < 3 || (i == 1 && length < 8) ? WAY_IMAGE_ERROR_FORMAT : WAY_IMAGE_ERROR_DAMAGED);
      }
}

static void
test_other_formats (void)
{
  const struct
  {
    const char *bytes;
    gsize       length;
  } files[] = {
    { "", 0 },
    { "GIF89a\1\0\1\0\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\1\0\1\0\0\2\2D\1\0;", 35 },
    { "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><image href='http://x/'/></svg>", 91 },
    { "BM\x3a\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0\1\0\0\0\1\0\0\0\1\0\x18\0\0\0\0\0", 34 },
    { "%PDF-1.5\n", 9 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (files[i].bytes, files[i].length);

      assert_refused (bytes, WAY_IMAGE_ERROR_FORMAT);
    }
}

static void
test_missing_rows (void)
{
  g_autoptr (GBytes) bytes = create_short_png (20, 40, 10);

  assert_refused (bytes, WAY_IMAGE_ERROR_DAMAGED);
}

static void
test_zero_size (void)
{
  g_autoptr (GByteArray) file = g_byte_array_new ();
  g_autoptr (GBytes) bytes = NULL;

  append_png_head (file, 0, 7, 8);
  append_chunk (file, "IEND", NULL, 0);
  bytes = g_byte_array_free_to_bytes (g_steal_pointer (&file));
  assert_refused (bytes, WAY_IMAGE_ERROR_DAMAGED);
}

/* Whatever is done to a picture, it gives an error of ours, or a picture of the size that its head tells. */
static void
test_changed_at_random (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (5);
  g_autoptr (GBytes) jpeg = create_turned_jpeg (6, TRUE);
  g_autoptr (GBytes) png = create_black_png (31, 17);
  guint n_loaded = 0;

  for (guint round = 0; round < 4000; round++)
    {
      gsize         length;
      const guint8 *original = g_bytes_get_data (round % 2 == 0 ? jpeg : png, &length);
      guint8       *data = g_memdup2 (original, length);
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GError) error = NULL;
      WayImageInfo     info;
      cairo_surface_t *surface;

      for (guint i = (guint) g_rand_int_range (random, 1, 4); i > 0; i--)
        data[g_rand_int_range (random, 0, (gint32) (round % 4 < 2 ? MIN (length, 60) : length))] = (guint8) g_rand_int (random);
      bytes = g_bytes_new_take (data, length);
      surface = way_image_load (bytes, 100, &error);
      if (surface == NULL)
        g_assert_true (error->domain == WAY_IMAGE_ERROR);
      else
        {
          g_assert_true (way_image_inspect (bytes, &info, NULL));
          if (MAX (info.width, info.height) <= 100)
            assert_size (surface, (int) info.width, (int) info.height);
          cairo_surface_destroy (surface);
          n_loaded++;
        }
    }
  g_assert_cmpuint (n_loaded, >, 400);
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/paint/image/png-alpha", test_png_alpha);
  g_test_add_func ("/paint/image/png-kinds", test_png_kinds);
  g_test_add_func ("/paint/image/png-animated", test_png_animated);
  g_test_add_func ("/paint/image/jpeg", test_jpeg);
  g_test_add_func ("/paint/image/jpeg-components", test_jpeg_components);
  g_test_add_func ("/paint/image/jpeg-orientation", test_jpeg_orientation);
  g_test_add_func ("/paint/image/pdf-takes-jpeg", test_pdf_takes_jpeg);
  g_test_add_func ("/paint/image/max-side", test_max_side);
  g_test_add_func ("/paint/image/bomb", test_bomb);
  g_test_add_func ("/paint/image/jpeg-bomb", test_jpeg_bomb);
  g_test_add_func ("/paint/image/jpeg-scans", test_jpeg_scans);
  g_test_add_func ("/paint/image/truncated", test_truncated);
  g_test_add_func ("/paint/image/other-formats", test_other_formats);
  g_test_add_func ("/paint/image/missing-rows", test_missing_rows);
  g_test_add_func ("/paint/image/zero-size", test_zero_size);
  g_test_add_func ("/paint/image/changed-at-random", test_changed_at_random);
  return g_test_run ();
}
