/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <zlib.h>

#include "way-png-rows-private.h"

G_BEGIN_DECLS

typedef enum
{
  WAY_PNG_SEGMENT_FILLING, /* belongs to who adds rows */
  WAY_PNG_SEGMENT_WAITING, /* full: belongs to who takes it first */
  WAY_PNG_SEGMENT_TAKEN,   /* being compressed */
  WAY_PNG_SEGMENT_DONE     /* may be written */
} WayPngSegmentState;

/**
 * WayPngSegment: some rows, compressed on their own into one IDAT chunk. A segment ends on a whole byte and may refer
 * back into the rows before it, so that all chunks together hold one deflate stream.
 */
typedef struct
{
  WayPngSegmentState state;
  gboolean           is_first; /* of the picture */
  gboolean           is_last;
  guint32           *pixels;    /* first some rows before the segment's own, then these */
  guint              n_context; /* how many come before */
  guint              n_rows;
  gsize              length; /* of the own rows as filtered bytes */
  guint32            adler;  /* Adler-32 of these */
  guint8            *chunk;  /* as it stands in the file */
  gsize              size;   /* allocated for the chunk */
  gsize              written;
  guint32            crc; /* of the chunk's type and data */
} WayPngSegment;

/** WayPngCompressor: what a thread needs to compress segments of one picture. */
typedef struct
{
  const WayPngRows *rows;
  guint             most_rows; /* of a segment, with those before it */
  z_stream          stream;
  guint32          *scratch;
  guint8           *filtered;
} WayPngCompressor;

/** How many rows a segment of the picture is to hold; the last one may have fewer. */
guint way_png_segment_get_most_rows (const WayPngRows *rows);

/** Makes @self ready for rows that follow those of @previous (%NULL at the beginning of a picture). */
void way_png_segment_begin (WayPngSegment       *self,
                            const WayPngSegment *previous,
                            const WayPngRows    *rows);

/** Where the pixels of the next row go. */
guint32 *way_png_segment_get_end (WayPngSegment    *self,
                                  const WayPngRows *rows);

void way_png_compressor_init (WayPngCompressor *self,
                              const WayPngRows *rows);

/** Filters and compresses @segment. Touches nothing else, so any thread may call it. */
void way_png_compressor_run (WayPngCompressor *self,
                             WayPngSegment    *segment);

void way_png_compressor_clear (WayPngCompressor *self);

/**
 * Closes the compressed chunk. @adler is that of all rows of the picture up to and with this segment; it ends the
 * stream in the last segment.
 */
void way_png_segment_seal (WayPngSegment *self,
                           guint32        adler);

void way_png_segment_clear (WayPngSegment *self);

G_END_DECLS
