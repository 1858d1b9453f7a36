/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "waymark/way-scene.h"

G_BEGIN_DECLS

#define WAY_EXPORT_ERROR (way_export_error_quark ())
GQuark way_export_error_quark (void);

typedef enum
{
  WAY_EXPORT_ERROR_TOO_LARGE, /* the picture is beyond what the format can hold; the message names a size that works */
  WAY_EXPORT_ERROR_DRAWING,   /* cairo could not draw */
  WAY_EXPORT_ERROR_FORMAT     /* no such format */
} WayExportError;

typedef enum
{
  WAY_EXPORT_PNG,
  WAY_EXPORT_SVG,      /* exact look, letters as outlines */
  WAY_EXPORT_SVG_TEXT, /* real text, to be edited */
  WAY_EXPORT_PDF,
  WAY_N_EXPORT_FORMATS
} WayExportFormat;

/** WayPaper: a sheet that a PDF is fitted to. */
typedef enum
{
  WAY_PAPER_MAP, /* as large as the map */
  WAY_PAPER_A4,
  WAY_PAPER_A3,
  WAY_PAPER_A2,
  WAY_PAPER_A1,
  WAY_PAPER_A0,
  WAY_PAPER_LETTER,
  WAY_N_PAPERS
} WayPaper;

typedef enum
{
  WAY_ORIENTATION_BEST, /* whichever shows the map larger */
  WAY_ORIENTATION_PORTRAIT,
  WAY_ORIENTATION_LANDSCAPE
} WayOrientation;

/** WayExportOptions: how a page leaves the program; zero is the usual way. */
typedef struct
{
  double         scale;       /* PNG: pixels a map unit; 0 means 2 when no other size is given */
  guint          pixel_width; /* PNG: width wanted; 0 for none */
  double         dpi;         /* PNG: dots an inch of the map; 0 for none; also written as pHYs */
  gboolean       transparent; /* PNG and SVG: no ground behind the map */
  WayPaper       paper;       /* PDF */
  WayOrientation orientation; /* PDF on paper */
  double         margin;      /* PDF on paper, in points; below 0 means 10 mm */
} WayExportOptions;

/** WayExportResult: what was written, for messages. */
typedef struct
{
  double width; /* pixels of PNG; points of PDF; map units of SVG */
  double height;
  double scale; /* of the map on the page: below 1 when it was made smaller to fit */
  guint  n_pages;
  double usual_scale; /* of PNG without a wish for its size: what it would have been but for the longest side; else 0 */
} WayExportResult;

/** WayProgress: told the share of the work that is done, 0 to 1; FALSE ends the work with G_IO_ERROR_CANCELLED. */
typedef gboolean (*WayProgress) (double   share,
                                 gpointer user_data);

/** Finds the format of a file name by its extension; FALSE for an unknown one. */
gboolean way_export_format_from_path (const char      *path,
                                      WayExportFormat *format);

/**
 * Writes @scene to @path through the safe save: the file is the old one or the whole new one, never less.
 * @options, @result and @progress may be NULL. Errors: WAY_EXPORT_ERROR, WAY_SAFE_FILE_ERROR, G_IO_ERROR_CANCELLED.
 */
gboolean way_export_scene (const WayScene         *scene,
                           const char             *path,
                           WayExportFormat         format,
                           const WayExportOptions *options,
                           WayProgress             progress,
                           gpointer                user_data,
                           WayExportResult        *result,
                           GError                **error);

/** WayWriteFunc: takes bytes of an output as they come; FALSE and an error end it. */
typedef gboolean (*WayWriteFunc) (const void *bytes,
                                  gsize       length,
                                  gpointer    user_data,
                                  GError    **error);

/** The same into a function, for clipboards, pipes and tests. */
gboolean way_export_scene_to_stream (const WayScene         *scene,
                                     WayExportFormat         format,
                                     const WayExportOptions *options,
                                     WayWriteFunc            write,
                                     gpointer                write_data,
                                     WayProgress             progress,
                                     gpointer                progress_data,
                                     WayExportResult        *result,
                                     GError                **error);

G_END_DECLS
