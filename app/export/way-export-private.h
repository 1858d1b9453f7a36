/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>

#include "waymark/way-export.h"

G_BEGIN_DECLS

/**
 * WayExportStream: where the bytes of an export go, and who is told how far it is. The first error stays: nothing is
 * written after it.
 */
typedef struct
{
  WayWriteFunc write;
  gpointer     write_data;
  WayProgress  progress;
  gpointer     progress_data;
  GError      *error;
  guint64      written;
  guint64      told;     /* bytes that were written when progress was told last */
  guint64      expected; /* about how many bytes the output will have; 0 when progress is not told by bytes */
} WayExportStream;

/** Writes; FALSE after an error, which stands in the stream. */
gboolean way_export_stream_write (WayExportStream *self,
                                  const void      *bytes,
                                  gsize            length);

/** Tells the share of the work that is done, 0 to 1; FALSE when the work is to end. */
gboolean way_export_stream_tell (WayExportStream *self,
                                 double           share);

/** A cairo_write_func_t that never fails; its closure is the stream, which keeps the error. */
cairo_status_t way_export_stream_take (void                *closure,
                                       const unsigned char *bytes,
                                       unsigned int         length);

/** Notes an error of our own, unless there is one already; gives FALSE. */
gboolean way_export_stream_fail (WayExportStream *self,
                                 WayExportError   code,
                                 const char      *message);

/** Finishes and destroys @surface and notes what went wrong with it. */
gboolean way_export_stream_finish_surface (WayExportStream *self,
                                           cairo_surface_t *surface);

/* One function a format; each fills in @result and leaves errors in the stream. */
gboolean way_export_png (WayExportStream        *stream,
                         const WayScene         *scene,
                         const WayExportOptions *options,
                         WayExportResult        *result);
gboolean way_export_svg (WayExportStream        *stream,
                         const WayScene         *scene,
                         const WayExportOptions *options,
                         WayExportResult        *result);
gboolean way_export_svg_text (WayExportStream        *stream,
                              const WayScene         *scene,
                              const WayExportOptions *options,
                              WayExportResult        *result);
gboolean way_export_pdf (WayExportStream        *stream,
                         const WayScene         *scene,
                         const WayExportOptions *options,
                         WayExportResult        *result);

G_END_DECLS
