/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Export"

#include <string.h>

#include "way-png-segment-private.h"

/* Filtered bytes of a segment: enough that starting anew costs little, few enough that several make up a picture. */
#define SEGMENT_LENGTH (512 * 1024)

/* How far back deflate may refer. */
#define WINDOW (32 * 1024)

/* Around the data of a chunk: length and type; Adler-32 in the last one; CRC. */
#define CHUNK_HEAD 8
#define CHUNK_TAIL (4 + 4)

/* What Z_SYNC_FLUSH may add to deflateBound(). */
#define FLUSH_BOUND 16

/*
 * Level 3 takes the first good match instead of the best one, and is cheap because it forgets the inside of long
 * matches. A map is mostly long matches: entering them all (LONGEST_INSERT) and trying longer (NICE_MATCH) makes files
 * smaller than those of level 6 under cairo's choice of filters, in a third of the time.
 */
enum
{
  LEVEL = 3,
  GOOD_MATCH = 4,
  LONGEST_INSERT = 258,
  NICE_MATCH = 258,
  MOST_TRIES = 16
};

/* Header of a zlib stream (RFC 1950): deflate with a window of 32 KiB, no dictionary, a fast algorithm. */
static const guint8 zlib_header[] = { 0x78, 0x5e };

/* One more row than fills the window: the first is only what the second one is compared with. */
static guint
get_most_context (const WayPngRows *rows)
{
  return 1 + (guint) ((WINDOW + rows->length - 1) / rows->length);
}

guint
way_png_segment_get_most_rows (const WayPngRows *rows)
{
  return (guint) MAX (SEGMENT_LENGTH / rows->length, 1);
}

void
way_png_segment_begin (WayPngSegment       *self,
                       const WayPngSegment *previous,
                       const WayPngRows    *rows)
{
  if (self->pixels == NULL)
    self->pixels = g_new (guint32, (gsize) rows->width * (get_most_context (rows) + way_png_segment_get_most_rows (rows)));
  self->state = WAY_PNG_SEGMENT_FILLING;
  self->is_first = previous == NULL;
  self->is_last = FALSE;
  self->n_rows = 0;
  self->n_context = 0;
  if (previous != NULL)
    {
      guint n_before = previous->n_context + previous->n_rows;

      self->n_context = MIN (get_most_context (rows), n_before);
      memcpy (self->pixels,
              previous->pixels + (gsize) (n_before - self->n_context) * rows->width,
              (gsize) self->n_context * rows->width * sizeof *self->pixels);
    }
}

guint32 *
way_png_segment_get_end (WayPngSegment    *self,
                         const WayPngRows *rows)
{
  return self->pixels + (gsize) (self->n_context + self->n_rows) * rows->width;
}

static void
put_uint32 (guint8 *bytes,
            guint32 value)
{
  guint32 big_endian = GUINT32_TO_BE (value);

  memcpy (bytes, &big_endian, 4);
}

void
way_png_segment_seal (WayPngSegment *self,
                      guint32        adler)
{
  if (self->is_last)
    {
      put_uint32 (self->chunk + self->written, adler);
      self->crc = crc32 (self->crc, self->chunk + self->written, 4);
      self->written += 4;
    }
  put_uint32 (self->chunk, self->written - CHUNK_HEAD);
  put_uint32 (self->chunk + self->written, self->crc);
  self->written += 4;
}

void
way_png_segment_clear (WayPngSegment *self)
{
  g_clear_pointer (&self->pixels, g_free);
  g_clear_pointer (&self->chunk, g_free);
}

static voidpf
allocate (voidpf unused,
          uInt   n_items,
          uInt   size)
{
  return g_malloc0_n (n_items, size);
}

static void
release (voidpf unused,
         voidpf memory)
{
  g_free (memory);
}

void
way_png_compressor_init (WayPngCompressor *self,
                         const WayPngRows *rows)
{
  guint most_rows = get_most_context (rows) + way_png_segment_get_most_rows (rows);
  int   result;

  memset (self, 0, sizeof *self);
  self->rows = rows;
  self->scratch = g_new0 (guint32, rows->width);
  self->filtered = g_malloc (most_rows * rows->length + WAY_PNG_ROWS_SLACK);
  self->stream.zalloc = allocate;
  self->stream.zfree = release;
  result = deflateInit2 (&self->stream, LEVEL, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
  g_assert (result == Z_OK);
}

void
way_png_compressor_clear (WayPngCompressor *self)
{
  deflateEnd (&self->stream);
  g_free (self->scratch);
  g_free (self->filtered);
}

/* Filters all rows of the segment whose row above is known. Returns: how many bytes come before its own rows. */
static gsize
filter_rows (WayPngCompressor *self,
             WayPngSegment    *segment)
{
  const WayPngRows   *rows = self->rows;
  g_autofree guint32 *zeros = NULL;
  const guint32      *above = segment->pixels;
  guint8             *filtered = self->filtered;
  guint               first = 1;

  if (segment->is_first)
    {
      above = zeros = g_new0 (guint32, rows->width);
      first = 0;
    }
  for (guint y = first; y < segment->n_context + segment->n_rows; y++)
    {
      const guint32 *pixels = segment->pixels + (gsize) y * rows->width;

      way_png_rows_filter (rows, pixels, above, self->scratch, filtered);
      filtered += rows->length;
      above = pixels;
    }
  return (segment->n_context - (segment->is_first ? 0 : 1)) * rows->length;
}

static void
reserve_chunk (WayPngCompressor *self,
               WayPngSegment    *segment)
{
  gsize size = CHUNK_HEAD + sizeof zlib_header + deflateBound (&self->stream, segment->length) + FLUSH_BOUND + CHUNK_TAIL;

  if (segment->size < size)
    {
      g_free (segment->chunk);
      segment->chunk = g_malloc (size);
      segment->size = size;
    }
}

void
way_png_compressor_run (WayPngCompressor *self,
                        WayPngSegment    *segment)
{
  z_stream *stream = &self->stream;
  gsize     before = filter_rows (self, segment);
  guint8   *own = self->filtered + before;
  gsize     dictionary_length = MIN (WINDOW, before);
  guint8   *data;
  int       result;

  segment->length = segment->n_rows * self->rows->length;
  reserve_chunk (self, segment);
  data = segment->chunk + CHUNK_HEAD;
  memcpy (segment->chunk + 4, "IDAT", 4);
  if (segment->is_first)
    {
      memcpy (data, zlib_header, sizeof zlib_header);
      data += sizeof zlib_header;
    }

  deflateReset (stream);
  deflateTune (stream, GOOD_MATCH, LONGEST_INSERT, NICE_MATCH, MOST_TRIES);
  if (dictionary_length > 0)
    deflateSetDictionary (stream, own - dictionary_length, dictionary_length);
  stream->next_in = own;
  stream->avail_in = segment->length;
  stream->next_out = data;
  stream->avail_out = segment->chunk + segment->size - CHUNK_TAIL - data;
  result = deflate (stream, segment->is_last ? Z_FINISH : Z_SYNC_FLUSH);
  g_assert (result == (segment->is_last ? Z_STREAM_END : Z_OK) && stream->avail_in == 0 && stream->avail_out > 0);

  segment->written = stream->next_out - segment->chunk;
  segment->crc = crc32 (0, segment->chunk + 4, segment->written - 4);
  segment->adler = adler32 (adler32 (0, NULL, 0), own, segment->length);
}
