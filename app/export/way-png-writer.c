/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Export"

#include <math.h>
#include <string.h>

#include "waymark/way-png-writer.h"

#include "way-png-rows-private.h"
#include "way-png-segment-private.h"

/* One that is filled, one for each thread, one to be written. */
#define LEAST_SEGMENTS 4

#define METRES_AN_INCH 0.0254

struct _WayPngWriter
{
  guint            height;
  guint            n_rows; /* added so far */
  WayPngRows       rows;
  WayPngCompressor compressor; /* of the caller's thread */
  WayWriteFunc     write;
  gpointer         write_data;
  GError          *failure;  /* the first one; it stays */
  guint32          adler;    /* of the rows that are written */
  WayPngSegment   *segments; /* a ring; the one after those queued is being filled */
  guint            n_segments;

  GThread *thread; /* NULL if there is none to be had */
  GMutex   lock;   /* for all below, and for the state of the segments that are queued */
  GCond    changed;
  guint    first_queued;
  guint    n_queued;
  gboolean stopping;
};

static WayPngSegment *
get_segment (WayPngWriter *self,
             guint         position)
{
  return &self->segments[(self->first_queued + position) % self->n_segments];
}

/* The oldest segment that waits, now the caller's, or NULL. Wants the lock. */
static WayPngSegment *
take_segment (WayPngWriter *self)
{
  for (guint i = 0; i < self->n_queued; i++)
    {
      WayPngSegment *segment = get_segment (self, i);

      if (segment->state == WAY_PNG_SEGMENT_WAITING)
        {
          segment->state = WAY_PNG_SEGMENT_TAKEN;
          return segment;
        }
    }
  return NULL;
}

/* Compresses a segment that was taken. Wants the lock, and gives it up meanwhile. */
static void
compress_segment (WayPngWriter     *self,
                  WayPngSegment    *segment,
                  WayPngCompressor *compressor)
{
  g_mutex_unlock (&self->lock);
  way_png_compressor_run (compressor, segment);
  g_mutex_lock (&self->lock);
  segment->state = WAY_PNG_SEGMENT_DONE;
  g_cond_broadcast (&self->changed);
}

static gpointer
compress_in_background (gpointer data)
{
  WayPngWriter    *self = data;
  WayPngCompressor compressor;

  way_png_compressor_init (&compressor, &self->rows);
  g_mutex_lock (&self->lock);
  while (!self->stopping)
    {
      WayPngSegment *segment = take_segment (self);

      if (segment != NULL)
        compress_segment (self, segment, &compressor);
      else
        g_cond_wait (&self->changed, &self->lock);
    }
  g_mutex_unlock (&self->lock);
  way_png_compressor_clear (&compressor);
  return NULL;
}

static void
write_bytes (WayPngWriter *self,
             const guint8 *bytes,
             gsize         length)
{
  gboolean written = self->write (bytes, length, self->write_data, &self->failure);

  g_assert (written == (self->failure == NULL));
}

static void
write_segment (WayPngWriter  *self,
               WayPngSegment *segment)
{
  self->adler = adler32_combine (self->adler, segment->adler, (z_off_t) segment->length);
  way_png_segment_seal (segment, self->adler);
  write_bytes (self, segment->chunk, segment->written);
}

/* Writes segments in their order until at most @most of them are left in the queue, and helps to compress them while
 * the first one is not done. A failure ends it. */
static void
shorten_queue (WayPngWriter *self,
               guint         most)
{
  g_mutex_lock (&self->lock);
  while (self->failure == NULL && self->n_queued > most)
    {
      WayPngSegment *first = get_segment (self, 0);
      WayPngSegment *waiting;

      if (first->state == WAY_PNG_SEGMENT_DONE)
        {
          g_mutex_unlock (&self->lock);
          write_segment (self, first);
          g_mutex_lock (&self->lock);
          self->first_queued = (self->first_queued + 1) % self->n_segments;
          self->n_queued--;
        }
      else if ((waiting = take_segment (self)) != NULL)
        compress_segment (self, waiting, &self->compressor);
      else
        g_cond_wait (&self->changed, &self->lock);
    }
  g_mutex_unlock (&self->lock);
}

static void
queue_segment (WayPngWriter  *self,
               WayPngSegment *segment)
{
  segment->is_last = self->n_rows == self->height;

  g_mutex_lock (&self->lock);
  segment->state = WAY_PNG_SEGMENT_WAITING;
  self->n_queued++;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);
  shorten_queue (self, self->n_segments - 1);
}

static void
add_row (WayPngWriter  *self,
         const guint32 *source,
         gboolean       has_alpha)
{
  WayPngSegment *segment = get_segment (self, self->n_queued);

  if (self->n_rows % way_png_segment_get_most_rows (&self->rows) == 0)
    way_png_segment_begin (segment,
                           self->n_rows > 0 ? get_segment (self, self->n_queued + self->n_segments - 1) : NULL,
                           &self->rows);
  way_png_rows_read (&self->rows, source, has_alpha, way_png_segment_get_end (segment, &self->rows));
  segment->n_rows++;
  self->n_rows++;
  if (self->n_rows % way_png_segment_get_most_rows (&self->rows) == 0 || self->n_rows == self->height)
    queue_segment (self, segment);
}

/* As many segments as make up a band, so that there is work for the thread while the next one is drawn. */
static void
begin_queue (WayPngWriter *self,
             guint         n_rows)
{
  self->n_segments = MAX (n_rows / way_png_segment_get_most_rows (&self->rows), LEAST_SEGMENTS);
  self->segments = g_new0 (WayPngSegment, self->n_segments);
  /* Where no thread can be had, all the work is done in the caller's. */
  self->thread = g_thread_try_new ("png", compress_in_background, self, NULL);
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

  append_uint32 (bytes, length);
  g_byte_array_append (bytes, (const guint8 *) type, 4);
  g_byte_array_append (bytes, data, length);
  append_uint32 (bytes, crc32 (0, bytes->data + start, bytes->len - start));
}

/* tEXt is Latin-1 and read by everything; iTXt is UTF-8. Between the keyword and the text of an iTXt stand: not
 * compressed, no method, no language, no translated keyword. */
static void
append_text (GByteArray *bytes,
             const char *keyword,
             const char *text)
{
  static const guint8 plain[4] = { 0 };
  g_autoptr (GByteArray) data = g_byte_array_new ();
  gboolean is_ascii = g_str_is_ascii (text);

  g_byte_array_append (data, (const guint8 *) keyword, strlen (keyword) + 1);
  if (!is_ascii)
    g_byte_array_append (data, plain, sizeof plain);
  g_byte_array_append (data, (const guint8 *) text, strlen (text));
  append_chunk (bytes, is_ascii ? "tEXt" : "iTXt", data->data, data->len);
}

static void
append_header (GByteArray          *bytes,
               const WayPngPicture *picture)
{
  static const guint8 opaque[] = { 8, 2, 0, 0, 0 }; /* bits, colour type, deflate, adaptive filters, not interlaced */
  static const guint8 transparent[] = { 8, 6, 0, 0, 0 };
  g_autoptr (GByteArray) data = g_byte_array_new ();

  append_uint32 (data, picture->width);
  append_uint32 (data, picture->height);
  g_byte_array_append (data, picture->transparent ? transparent : opaque, sizeof opaque);
  append_chunk (bytes, "IHDR", data->data, data->len);
}

static void
append_resolution (GByteArray *bytes,
                   double      dots_per_inch)
{
  static const guint8 in_metres = 1;
  g_autoptr (GByteArray) data = g_byte_array_new ();
  guint32 dots_a_metre = (guint32) CLAMP (lround (dots_per_inch / METRES_AN_INCH), 1, G_MAXINT32);

  append_uint32 (data, dots_a_metre);
  append_uint32 (data, dots_a_metre);
  g_byte_array_append (data, &in_metres, 1);
  append_chunk (bytes, "pHYs", data->data, data->len);
}

static void
write_beginning (WayPngWriter        *self,
                 const WayPngPicture *picture)
{
  static const guint8 signature[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  g_byte_array_append (bytes, signature, sizeof signature);
  append_header (bytes, picture);
  if (picture->dots_per_inch > 0)
    append_resolution (bytes, picture->dots_per_inch);
  if (picture->title != NULL && *picture->title != '\0')
    append_text (bytes, "Title", picture->title);
  append_text (bytes, "Software", "Waymark");
  write_bytes (self, bytes->data, bytes->len);
}

static gboolean
report_failure (WayPngWriter *self,
                GError      **error)
{
  if (self->failure == NULL)
    return TRUE;
  g_propagate_error (error, g_error_copy (self->failure));
  return FALSE;
}

WayPngWriter *
way_png_writer_new (const WayPngPicture *picture,
                    WayWriteFunc         write,
                    gpointer             write_data,
                    GError             **error)
{
  g_autoptr (WayPngWriter) self = NULL;

  g_return_val_if_fail (picture->width >= 1 && picture->width <= 32767, NULL);
  g_return_val_if_fail (picture->height >= 1 && picture->height <= G_MAXINT32, NULL);

  self = g_new0 (WayPngWriter, 1);
  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  self->height = picture->height;
  self->write = write;
  self->write_data = write_data;
  self->adler = adler32 (0, NULL, 0);
  way_png_rows_init (&self->rows, picture->width, picture->transparent);
  way_png_compressor_init (&self->compressor, &self->rows);

  write_beginning (self, picture);
  if (!report_failure (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

gboolean
way_png_writer_add_band (WayPngWriter    *self,
                         cairo_surface_t *band,
                         GError         **error)
{
  cairo_format_t format = cairo_image_surface_get_format (band);
  const guint8  *pixels;
  guint          n_rows;
  gsize          stride;

  g_return_val_if_fail (cairo_surface_status (band) == CAIRO_STATUS_SUCCESS, FALSE);
  g_return_val_if_fail (format == CAIRO_FORMAT_ARGB32 || format == CAIRO_FORMAT_RGB24, FALSE);
  g_return_val_if_fail (cairo_image_surface_get_width (band) == (int) self->rows.width, FALSE);

  cairo_surface_flush (band);
  pixels = cairo_image_surface_get_data (band);
  stride = cairo_image_surface_get_stride (band);
  n_rows = MIN ((guint) cairo_image_surface_get_height (band), self->height - self->n_rows);
  if (self->segments == NULL)
    begin_queue (self, n_rows);
  for (guint y = 0; self->failure == NULL && y < n_rows; y++)
    add_row (self, (const guint32 *) (const void *) (pixels + y * stride), format == CAIRO_FORMAT_ARGB32);
  return report_failure (self, error);
}

gboolean
way_png_writer_finish (WayPngWriter *self,
                       GError      **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  g_return_val_if_fail (self->failure != NULL || self->n_rows == self->height, FALSE);

  append_chunk (bytes, "IEND", NULL, 0);
  shorten_queue (self, 0);
  if (self->failure == NULL)
    write_bytes (self, bytes->data, bytes->len);
  return report_failure (self, error);
}

void
way_png_writer_free (WayPngWriter *self)
{
  if (self->thread != NULL)
    {
      g_mutex_lock (&self->lock);
      self->stopping = TRUE;
      g_cond_broadcast (&self->changed);
      g_mutex_unlock (&self->lock);
      g_thread_join (self->thread);
    }
  for (guint i = 0; i < self->n_segments; i++)
    way_png_segment_clear (&self->segments[i]);
  g_free (self->segments);
  way_png_compressor_clear (&self->compressor);
  g_clear_error (&self->failure);
  g_cond_clear (&self->changed);
  g_mutex_clear (&self->lock);
  g_free (self);
}
