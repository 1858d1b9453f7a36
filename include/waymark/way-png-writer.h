/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>

#include "waymark/way-export.h"

G_BEGIN_DECLS

/** WayPngPicture: what a PNG says of itself before its rows. */
typedef struct
{
  guint       width; /* pixels, 1 to 32,767: the widest image that cairo can draw */
  guint       height;
  gboolean    transparent;   /* RGBA; otherwise RGB */
  double      dots_per_inch; /* the size on paper (pHYs); 0 for none */
  const char *title;         /* UTF-8, or NULL */
} WayPngPicture;

/**
 * WayPngWriter: writes a PNG from bands of rows as they are drawn, so that the whole picture never stands in memory.
 *
 * A second thread compresses while the caller draws the next band; when it falls behind, the caller's thread takes its
 * share. The bytes depend on the pixels alone, neither on the height of the bands nor on the number of processors.
 * Memory: about as much as one band takes, but at least 5 MB. One thread at a time may use a WayPngWriter.
 */

/**
 * Begins a picture. @write takes the bytes, always in the thread that calls this, way_png_writer_add_band() or
 * way_png_writer_finish().
 * Returns: a new writer, or %NULL with the error of @write; free with way_png_writer_free().
 */
WayPngWriter *way_png_writer_new (const WayPngPicture *picture,
                                  WayWriteFunc         write,
                                  gpointer             write_data,
                                  GError             **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * Appends the rows of @band, an image surface as wide as the picture, without error, ARGB32 or RGB24. Rows beyond the
 * end of the picture are left out, so that the last band may be as high as the others. An opaque picture takes the
 * colours as they are, without regard to alpha.
 * Errors: that of @write, which ends the work; every further call returns it again.
 */
gboolean way_png_writer_add_band (WayPngWriter    *self,
                                  cairo_surface_t *band,
                                  GError         **error);

/** Ends the file. All rows must have been added; at most one call. Errors: that of @write. */
gboolean way_png_writer_finish (WayPngWriter *self,
                                GError      **error);

/** Frees; without a way_png_writer_finish() before, what was written is no whole picture. */
void way_png_writer_free (WayPngWriter *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WayPngWriter, way_png_writer_free)

G_END_DECLS
