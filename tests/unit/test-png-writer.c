/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Tests"

#include <dlfcn.h>
#include <errno.h>
#include <locale.h>
#include <math.h>
#include <pthread.h>
#include <string.h>

#include <gio/gio.h>
#include <png.h>
#include <zlib.h>

#include "waymark/way-png-writer.h"

/* ---- Pictures ---- */

typedef enum
{
  NOISE,
  FLAT,
  SHAPES,
  N_CONTENTS
} Content;

static cairo_surface_t *
create_surface (cairo_format_t format,
                guint          width,
                guint          height)
{
  cairo_surface_t *surface = cairo_image_surface_create (format, (int) width, (int) height);

  g_assert_cmpint (cairo_surface_status (surface), ==, CAIRO_STATUS_SUCCESS);
  return surface;
}

/* Any colour that is no brighter than its alpha allows; the unused byte of RGB24 is rubbish, as cairo permits. */
static void
fill_with_noise (cairo_surface_t *surface,
                 GRand           *random)
{
  gboolean has_alpha = cairo_image_surface_get_format (surface) == CAIRO_FORMAT_ARGB32;

  cairo_surface_flush (surface);
  for (int y = 0; y < cairo_image_surface_get_height (surface); y++)
    {
      guint8  *row = cairo_image_surface_get_data (surface) + (gsize) y * (gsize) cairo_image_surface_get_stride (surface);
      guint32 *pixels = (guint32 *) (void *) row;

      for (int x = 0; x < cairo_image_surface_get_width (surface); x++)
        {
          guint32 pixel = g_rand_int (random);
          guint32 alpha = pixel >> 24;

          if (has_alpha)
            pixel = alpha << 24 | ((pixel >> 16 & 0xff) * alpha / 255) << 16 | ((pixel >> 8 & 0xff) * alpha / 255) << 8 | (pixel & 0xff) * alpha / 255;
          pixels[x] = pixel;
        }
    }
  cairo_surface_mark_dirty (surface);
}

static void
draw_shapes (cairo_surface_t *surface,
             GRand           *random,
             guint            n_shapes)
{
  double   width = cairo_image_surface_get_width (surface);
  double   height = cairo_image_surface_get_height (surface);
  cairo_t *cr = cairo_create (surface);

  for (guint i = 0; i < n_shapes; i++)
    {
      double x = g_rand_double_range (random, -20, width);
      double y = g_rand_double_range (random, -20, height);

      cairo_set_source_rgba (cr, g_rand_double (random), g_rand_double (random), g_rand_double (random),
                             g_rand_double (random));
      if (i % 2 == 0)
        cairo_rectangle (cr, x, y, g_rand_double_range (random, 1, 90), g_rand_double_range (random, 1, 90));
      else
        cairo_arc (cr, x, y, g_rand_double_range (random, 1, 60), 0, 2 * G_PI);
      cairo_fill (cr);
    }
  cairo_destroy (cr);
}

static cairo_surface_t *
create_picture (cairo_format_t format,
                guint          width,
                guint          height,
                Content        content,
                guint32        seed)
{
  cairo_surface_t *surface = create_surface (format, width, height);
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  cairo_t *cr;

  switch (content)
    {
    case NOISE:
      fill_with_noise (surface, random);
      break;
    case FLAT:
      cr = cairo_create (surface);
      cairo_set_source_rgb (cr, 0.9, 0.8, 0.1);
      cairo_paint (cr);
      cairo_destroy (cr);
      break;
    case SHAPES:
      draw_shapes (surface, random, 60);
      break;
    case N_CONTENTS:
    default:
      g_assert_not_reached ();
    }
  return surface;
}

/* Something like a map: boxes in columns with lines of text, much of the ground bare. */
static cairo_surface_t *
create_map (guint width,
            guint height)
{
  static const char *words[] = { "search", "compare", "visit", "browse", "ask", "pay", "receive", "return" };
  cairo_surface_t   *surface = create_surface (CAIRO_FORMAT_RGB24, width, height);
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  cairo_t *cr = cairo_create (surface);

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  for (guint y = 20; y + 120 < height; y += 130)
    for (guint x = 20; x + 170 < width; x += 190)
      {
        cairo_rectangle (cr, x, y, 170, 110);
        cairo_set_source_rgb (cr, 0.9, 0.95, g_rand_double_range (random, 0.8, 1));
        cairo_fill_preserve (cr);
        cairo_set_source_rgb (cr, 0.3, 0.3, 0.4);
        cairo_stroke (cr);
        for (guint line = 0; line < 6; line++)
          {
            cairo_move_to (cr, x + 8, y + 18 + 16 * line);
            for (guint i = 0; i < 3; i++)
              {
                cairo_show_text (cr, words[g_rand_int_range (random, 0, G_N_ELEMENTS (words))]);
                cairo_show_text (cr, " ");
              }
          }
      }
  cairo_destroy (cr);
  return surface;
}

/* ---- Writing ---- */

typedef struct
{
  GByteArray *bytes;
  guint       n_calls;
  guint       failing_call; /* 0 for none */
} Sink;

static gboolean
take_bytes (const void *bytes,
            gsize       length,
            gpointer    user_data,
            GError    **error)
{
  Sink *sink = user_data;

  if (++sink->n_calls == sink->failing_call)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE, "the sink is full");
      return FALSE;
    }
  g_byte_array_append (sink->bytes, bytes, length);
  return TRUE;
}

/* Hands the picture over in bands of a surface that is used again and again, as the exporter does. */
static gboolean
write_bands (WayPngWriter    *writer,
             cairo_surface_t *picture,
             guint            band_height,
             GError         **error)
{
  cairo_format_t   format = cairo_image_surface_get_format (picture);
  guint            width = (guint) cairo_image_surface_get_width (picture);
  guint            height = (guint) cairo_image_surface_get_height (picture);
  cairo_surface_t *band = create_surface (format, width, band_height);
  const guint8    *source = cairo_image_surface_get_data (picture);
  gsize            stride = (gsize) cairo_image_surface_get_stride (picture);
  gboolean         result = TRUE;

  for (guint y = 0; result && y < height; y += band_height)
    {
      cairo_surface_flush (band);
      memcpy (cairo_image_surface_get_data (band), source + y * stride, MIN (band_height, height - y) * stride);
      cairo_surface_mark_dirty (band);
      result = way_png_writer_add_band (writer, band, error);
    }
  cairo_surface_destroy (band);
  return result;
}

static GBytes *
write_picture (cairo_surface_t *picture,
               gboolean         transparent,
               guint            band_height)
{
  WayPngPicture head = {
    .width = (guint) cairo_image_surface_get_width (picture),
    .height = (guint) cairo_image_surface_get_height (picture),
    .transparent = transparent,
  };
  Sink sink = { g_byte_array_new (), 0, 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (WayPngWriter) writer = way_png_writer_new (&head, take_bytes, &sink, &error);

  g_assert_no_error (error);
  write_bands (writer, picture, band_height, &error);
  g_assert_no_error (error);
  way_png_writer_finish (writer, &error);
  g_assert_no_error (error);
  return g_byte_array_free_to_bytes (sink.bytes);
}

static cairo_status_t
collect_bytes (void                *closure,
               const unsigned char *data,
               unsigned int         length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static GBytes *
write_with_cairo (cairo_surface_t *picture)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  g_assert_cmpint (cairo_surface_write_to_png_stream (picture, collect_bytes, bytes), ==, CAIRO_STATUS_SUCCESS);
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

/* ---- Reading, with libpng at its strictest: the least complaint ends the test ---- */

typedef struct
{
  guint32 width;
  guint32 height;
  int     color_type;
  guint8 *samples; /* RGBA, whatever the file has */
  gsize   length;
  guint32 dots_a_metre_x; /* 0 for none */
  guint32 dots_a_metre_y;
  char   *title;
  char   *software;
  int     title_compression;
} Decoded;

static void
decoded_free (Decoded *decoded)
{
  g_free (decoded->samples);
  g_free (decoded->title);
  g_free (decoded->software);
  g_free (decoded);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Decoded, decoded_free)

typedef struct
{
  const guint8 *bytes;
  gsize         left;
} Source;

static void
read_bytes (png_structp reader,
            png_bytep   target,
            size_t      length)
{
  Source *source = png_get_io_ptr (reader);

  g_assert_cmpuint (source->left, >=, length);
  memcpy (target, source->bytes, length);
  source->bytes += length;
  source->left -= length;
}

static void
refuse (png_structp     reader,
        png_const_charp message)
{
  g_error ("libpng: %s", message);
}

static void
read_texts (Decoded    *decoded,
            png_structp reader,
            png_infop   info)
{
  png_textp texts = NULL;
  int       n_texts = png_get_text (reader, info, &texts, NULL);

  for (int i = 0; i < n_texts; i++)
    if (strcmp (texts[i].key, "Title") == 0)
      {
        g_assert_null (decoded->title);
        decoded->title = g_strdup (texts[i].text);
        decoded->title_compression = texts[i].compression;
      }
    else if (strcmp (texts[i].key, "Software") == 0)
      decoded->software = g_strdup (texts[i].text);
}

static Decoded *
decode (GBytes *bytes)
{
  Source      source = { NULL, 0 };
  Decoded    *decoded = g_new0 (Decoded, 1);
  png_structp reader = png_create_read_struct (PNG_LIBPNG_VER_STRING, NULL, refuse, refuse);
  png_infop   info = png_create_info_struct (reader);
  png_bytep  *rows;
  gsize       stride;
  int         unit;
  png_uint_32 width, height, x, y;

  source.bytes = g_bytes_get_data (bytes, &source.left);
  png_set_benign_errors (reader, 0);
  png_set_crc_action (reader, PNG_CRC_ERROR_QUIT, PNG_CRC_ERROR_QUIT);
  png_set_read_fn (reader, &source, read_bytes);
  png_read_info (reader, info);
  png_get_IHDR (reader, info, &width, &height, NULL, &decoded->color_type, NULL, NULL, NULL);
  png_set_add_alpha (reader, 0xff, PNG_FILLER_AFTER);
  png_read_update_info (reader, info);
  stride = png_get_rowbytes (reader, info);
  decoded->width = width;
  decoded->height = height;
  decoded->length = stride * height;
  decoded->samples = g_malloc (decoded->length);
  rows = g_new (png_bytep, height);
  for (guint32 i = 0; i < height; i++)
    rows[i] = decoded->samples + i * stride;
  png_read_image (reader, rows);
  png_read_end (reader, info);
  g_assert_cmpuint (source.left, ==, 0);
  if (png_get_pHYs (reader, info, &x, &y, &unit) == PNG_INFO_pHYs)
    {
      g_assert_cmpint (unit, ==, PNG_RESOLUTION_METER);
      decoded->dots_a_metre_x = x;
      decoded->dots_a_metre_y = y;
    }
  read_texts (decoded, reader, info);
  png_destroy_read_struct (&reader, &info, NULL);
  g_free (rows);
  return decoded;
}

/* ---- Tests ---- */

static void
assert_like_cairo (cairo_format_t format,
                   guint          width,
                   guint          height,
                   guint          band_height,
                   Content        content)
{
  cairo_surface_t *picture = create_picture (format, width, height, content, width * 31 + height);
  g_autoptr (GBytes) ours = write_picture (picture, format == CAIRO_FORMAT_ARGB32, band_height);
  g_autoptr (GBytes) theirs = write_with_cairo (picture);
  g_autoptr (Decoded) our_picture = decode (ours);
  g_autoptr (Decoded) their_picture = decode (theirs);

  g_test_message ("%u x %u, bands of %u, content %d", width, height, band_height, content);
  g_assert_cmpuint (our_picture->width, ==, width);
  g_assert_cmpuint (our_picture->height, ==, height);
  g_assert_cmpmem (our_picture->samples, our_picture->length, their_picture->samples, their_picture->length);
  cairo_surface_destroy (picture);
}

static void
test_same_pixels (void)
{
  const guint sizes[][3] = {
    { 1, 1, 1 }, { 1, 1, 64 }, { 2, 3, 1 }, { 3, 2, 2 }, { 7, 5, 3 }, { 1, 1000, 64 }, { 1000, 1, 64 }, { 255, 257, 100 }, { 641, 479, 256 }
  };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (guint content = 0; content < N_CONTENTS; content++)
      {
        assert_like_cairo (CAIRO_FORMAT_RGB24, sizes[i][0], sizes[i][1], sizes[i][2], content);
        assert_like_cairo (CAIRO_FORMAT_ARGB32, sizes[i][0], sizes[i][1], sizes[i][2], content);
      }
}

/* Several segments, more of them than the queue holds; rows longer than deflate's window; a single row longer than
 * a whole window; rows so short that a window holds thousands. */
static void
test_large (void)
{
  assert_like_cairo (CAIRO_FORMAT_RGB24, 1501, 2001, 17, SHAPES);
  assert_like_cairo (CAIRO_FORMAT_ARGB32, 1501, 1001, 64, NOISE);
  assert_like_cairo (CAIRO_FORMAT_RGB24, 12001, 301, 100, SHAPES);
  assert_like_cairo (CAIRO_FORMAT_ARGB32, 32767, 41, 3, NOISE);
  assert_like_cairo (CAIRO_FORMAT_RGB24, 2, 32767, 1000, NOISE);
  assert_like_cairo (CAIRO_FORMAT_ARGB32, 1, 32767, 999, SHAPES);
  assert_like_cairo (CAIRO_FORMAT_RGB24, 3000, 1200, 1200, FLAT);
}

/* An opaque picture of a surface with alpha has its colours as they are; a transparent one of a surface without is
 * opaque throughout. */
static void
test_other_formats (void)
{
  cairo_surface_t *picture = create_picture (CAIRO_FORMAT_ARGB32, 20, 10, NOISE, 1);
  guint32         *pixels = (guint32 *) (void *) cairo_image_surface_get_data (picture);
  g_autoptr (GBytes) opaque_bytes = write_picture (picture, FALSE, 10);
  g_autoptr (Decoded) opaque = decode (opaque_bytes);
  cairo_surface_t *plain = create_picture (CAIRO_FORMAT_RGB24, 20, 10, NOISE, 2);
  guint32         *plain_pixels = (guint32 *) (void *) cairo_image_surface_get_data (plain);
  g_autoptr (GBytes) transparent_bytes = write_picture (plain, TRUE, 10);
  g_autoptr (Decoded) transparent = decode (transparent_bytes);

  g_assert_cmpint (opaque->color_type, ==, PNG_COLOR_TYPE_RGB);
  g_assert_cmpint (transparent->color_type, ==, PNG_COLOR_TYPE_RGB_ALPHA);
  for (guint i = 0; i < 200; i++)
    {
      const guint8 *rgb = opaque->samples + 4 * i;
      const guint8 *rgba = transparent->samples + 4 * i;

      g_assert_cmphex ((guint32) (rgb[0] << 16 | rgb[1] << 8 | rgb[2]), ==, pixels[i] & 0xffffff);
      g_assert_cmphex ((guint32) (rgba[0] << 16 | rgba[1] << 8 | rgba[2]), ==, plain_pixels[i] & 0xffffff);
      g_assert_cmphex (rgba[3], ==, 0xff);
    }
  cairo_surface_destroy (picture);
  cairo_surface_destroy (plain);
}

static void
test_head (void)
{
  const struct
  {
    double      dots_per_inch;
    guint32     dots_a_metre;
    const char *title;
    int         compression;
  } cases[] = {
    { 0, 0, NULL, 0 },
    { 96, 3780, "Running shoes", PNG_TEXT_COMPRESSION_NONE },
    { 300, 11811, "Zażółć gęślą jaźń – كتاب", PNG_ITXT_COMPRESSION_NONE },
    { 72.5, 2854, "", 0 },
  };
  cairo_surface_t *picture = create_picture (CAIRO_FORMAT_RGB24, 5, 5, SHAPES, 3);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      WayPngPicture head = { 5, 5, FALSE, cases[i].dots_per_inch, cases[i].title };
      Sink          sink = { g_byte_array_new (), 0, 0 };
      g_autoptr (WayPngWriter) writer = way_png_writer_new (&head, take_bytes, &sink, NULL);
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (Decoded) decoded = NULL;

      g_assert_true (write_bands (writer, picture, 5, NULL));
      g_assert_true (way_png_writer_finish (writer, NULL));
      bytes = g_byte_array_free_to_bytes (sink.bytes);
      decoded = decode (bytes);
      g_assert_cmpuint (decoded->dots_a_metre_x, ==, cases[i].dots_a_metre);
      g_assert_cmpuint (decoded->dots_a_metre_y, ==, cases[i].dots_a_metre);
      if (cases[i].title != NULL && *cases[i].title != '\0')
        {
          g_assert_cmpstr (decoded->title, ==, cases[i].title);
          g_assert_cmpint (decoded->title_compression, ==, cases[i].compression);
        }
      else
        g_assert_null (decoded->title);
      g_assert_cmpstr (decoded->software, ==, "Waymark");
    }
  cairo_surface_destroy (picture);
}

/* The chunks in their order, and zlib's own opinion of all IDAT data together. */
static void
test_stream (void)
{
  cairo_surface_t *picture = create_picture (CAIRO_FORMAT_RGB24, 1000, 1000, SHAPES, 4);
  g_autoptr (GBytes) file = write_picture (picture, FALSE, 100);
  g_autoptr (GByteArray) stream = g_byte_array_new ();
  g_autoptr (GString) order = g_string_new (NULL);
  g_autofree guint8 *rows = g_malloc (3001 * 1000 + 1);
  uLongf             rows_length = 3001 * 1000 + 1;
  uLong              stream_length;
  guint              n_data_chunks = 0;
  gsize              length;
  const guint8      *bytes = g_bytes_get_data (file, &length);

  for (gsize at = 8; at < length;)
    {
      guint32 size = (guint32) bytes[at] << 24 | (guint32) bytes[at + 1] << 16 | (guint32) bytes[at + 2] << 8 | bytes[at + 3];

      if (memcmp (bytes + at + 4, "IDAT", 4) == 0)
        {
          g_byte_array_append (stream, bytes + at + 8, size);
          n_data_chunks++;
        }
      if (!g_str_has_suffix (order->str, "IDAT ") || memcmp (bytes + at + 4, "IDAT", 4) != 0)
        g_string_append_printf (order, "%.4s ", (const char *) bytes + at + 4);
      at += 12 + size;
    }
  g_assert_cmpstr (order->str, ==, "IHDR tEXt IDAT IEND ");
  g_assert_cmpuint (n_data_chunks, >, 3);
  stream_length = stream->len;
  g_assert_cmpint (uncompress2 (rows, &rows_length, stream->data, &stream_length), ==, Z_OK);
  g_assert_cmpuint (rows_length, ==, 3001 * 1000);
  g_assert_cmpuint (stream_length, ==, stream->len);
  cairo_surface_destroy (picture);
}

static void
test_deterministic (void)
{
  const guint      heights[] = { 1, 3, 64, 700, 1000 };
  cairo_surface_t *picture = create_picture (CAIRO_FORMAT_ARGB32, 900, 700, SHAPES, 5);
  g_autoptr (GBytes) first = write_picture (picture, TRUE, 100);

  for (guint round = 0; round < 3; round++)
    for (guint i = 0; i < G_N_ELEMENTS (heights); i++)
      {
        g_autoptr (GBytes) again = write_picture (picture, TRUE, heights[i]);

        g_assert_true (g_bytes_equal (first, again));
      }
  cairo_surface_destroy (picture);
}

/* cairo leaves the unused byte of RGB24 as it happens to be. */
static void
test_unused_byte (void)
{
  cairo_surface_t *picture = create_picture (CAIRO_FORMAT_RGB24, 300, 200, SHAPES, 10);
  guint32         *pixels = (guint32 *) (void *) cairo_image_surface_get_data (picture);
  g_autoptr (GBytes) before = write_picture (picture, FALSE, 64);
  g_autoptr (GBytes) after = NULL;

  for (guint i = 0; i < 300 * 200; i++)
    pixels[i] = (pixels[i] & 0xffffff) | i << 24;
  cairo_surface_mark_dirty (picture);
  after = write_picture (picture, FALSE, 64);
  g_assert_true (g_bytes_equal (before, after));
  cairo_surface_destroy (picture);
}

static gboolean threads_are_used_up;
static guint    n_refused_threads;

/* Stands in front of the C library's own, for GLib too. */
int
pthread_create (pthread_t            *thread,
                const pthread_attr_t *attributes,
                void *(*function) (void *),
                void *data)
{
  int (*create) (pthread_t *, const pthread_attr_t *, void *(*) (void *), void *) = dlsym (RTLD_NEXT, "pthread_create");

  if (threads_are_used_up)
    {
      n_refused_threads++;
      return EAGAIN;
    }
  return create (thread, attributes, function, data);
}

static void
test_no_thread (void)
{
  cairo_surface_t *picture = create_picture (CAIRO_FORMAT_RGB24, 1500, 1200, SHAPES, 9);
  g_autoptr (GBytes) together = write_picture (picture, FALSE, 300);
  g_autoptr (GBytes) alone = NULL;

  threads_are_used_up = TRUE;
  alone = write_picture (picture, FALSE, 300);
  threads_are_used_up = FALSE;
  g_assert_cmpuint (n_refused_threads, ==, 1);
  g_assert_true (g_bytes_equal (alone, together));
  cairo_surface_destroy (picture);
}

/* A writer whose sink fails tells that error, and tells it again whenever it is asked. */
static void
assert_fails (cairo_surface_t *picture,
              guint            failing_call)
{
  WayPngPicture head = { 800, 900, FALSE, 96, "Full" };
  Sink          sink = { g_byte_array_new (), 0, failing_call };
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) again = NULL;
  g_autoptr (WayPngWriter) writer = way_png_writer_new (&head, take_bytes, &sink, &error);

  g_assert_true ((writer == NULL) == (failing_call == 1));
  if (writer != NULL && write_bands (writer, picture, 64, &error))
    g_assert_false (way_png_writer_finish (writer, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
  g_assert_cmpstr (error->message, ==, "the sink is full");
  if (writer != NULL)
    {
      g_assert_false (way_png_writer_finish (writer, &again));
      g_assert_error (again, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
    }
  g_assert_cmpuint (sink.n_calls, ==, failing_call);
  g_byte_array_unref (sink.bytes);
}

static void
test_failing_write (void)
{
  cairo_surface_t *picture = create_picture (CAIRO_FORMAT_RGB24, 800, 900, NOISE, 6);
  WayPngPicture    head = { 800, 900, FALSE, 96, "Full" };
  Sink             sink = { g_byte_array_new (), 0, 0 };

  {
    g_autoptr (WayPngWriter) writer = way_png_writer_new (&head, take_bytes, &sink, NULL);

    g_assert_true (write_bands (writer, picture, 64, NULL));
    g_assert_true (way_png_writer_finish (writer, NULL));
  }
  g_assert_cmpuint (sink.n_calls, >=, 6);
  for (guint i = 1; i <= sink.n_calls; i++)
    assert_fails (picture, i);
  g_byte_array_unref (sink.bytes);
  cairo_surface_destroy (picture);
}

/* Whoever gives up in the middle leaves nothing behind. */
static void
test_abandoned (void)
{
  cairo_surface_t *picture = create_picture (CAIRO_FORMAT_RGB24, 800, 600, NOISE, 8);
  WayPngPicture    head = { 800, 900, FALSE, 0, NULL };

  for (guint i = 0; i < 20; i++)
    {
      Sink sink = { g_byte_array_new (), 0, 0 };
      g_autoptr (WayPngWriter) writer = way_png_writer_new (&head, take_bytes, &sink, NULL);

      g_assert_nonnull (writer);
      if (i > 0)
        g_assert_true (write_bands (writer, picture, 30 * i, NULL));
      g_byte_array_unref (sink.bytes);
    }
  cairo_surface_destroy (picture);
}

static void
test_smaller_than_cairo (void)
{
  const guint widths[] = { 1700, 4000, 12000 };

  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      cairo_surface_t *map = create_map (widths[i], 800);
      g_autoptr (GBytes) ours = write_picture (map, FALSE, 256);
      g_autoptr (GBytes) theirs = write_with_cairo (map);

      g_test_message ("%u wide: %zu bytes, cairo %zu", widths[i], g_bytes_get_size (ours), g_bytes_get_size (theirs));
      g_assert_cmpuint (g_bytes_get_size (ours), <=, g_bytes_get_size (theirs));
      cairo_surface_destroy (map);
    }
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/export/png-writer/same-pixels", test_same_pixels);
  g_test_add_func ("/export/png-writer/large", test_large);
  g_test_add_func ("/export/png-writer/other-formats", test_other_formats);
  g_test_add_func ("/export/png-writer/head", test_head);
  g_test_add_func ("/export/png-writer/stream", test_stream);
  g_test_add_func ("/export/png-writer/deterministic", test_deterministic);
  g_test_add_func ("/export/png-writer/unused-byte", test_unused_byte);
  g_test_add_func ("/export/png-writer/no-thread", test_no_thread);
  g_test_add_func ("/export/png-writer/failing-write", test_failing_write);
  g_test_add_func ("/export/png-writer/abandoned", test_abandoned);
  g_test_add_func ("/export/png-writer/smaller-than-cairo", test_smaller_than_cairo);
  return g_test_run ();
}
