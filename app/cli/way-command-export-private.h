/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "waymark/way-export.h"
#include "waymark/way-map.h"
#include "waymark/way-view.h"

#include "way-cli-private.h"

G_BEGIN_DECLS

/** WayExportArguments: what was given to the verb, as it was given; NULL for what was not. */
typedef struct
{
  char   **files;
  char    *output;
  char    *out_dir;
  char    *format;
  char    *state;
  char   **lanes;
  char   **stages;
  char   **personas;
  char    *theme;
  char    *scale;
  char    *width;
  char    *dpi;
  gboolean transparent;
  gboolean svg_text;
  char    *paper;
  char    *orientation;
  char    *margin;
} WayExportArguments;

void way_export_arguments_clear (WayExportArguments *self);

/** WayExportWish: what the arguments mean, the same for all files. */
typedef struct
{
  WayExportFormat  format;
  WayExportOptions options;
  WayViewState     state;
  int              theme; /* WayThemeName, or -1 for the map's own */
} WayExportWish;

/** Understands the arguments; FALSE after saying what is wrong with them. */
gboolean way_export_wish_init (WayExportWish            *self,
                               const WayExportArguments *arguments);

/** Fills @view with what the arguments choose of @map by id or name. Its lists are freed by way_export_view_clear(). */
gboolean way_export_view_init (WayView                  *view,
                               WayMap                   *map,
                               const WayExportArguments *arguments,
                               WayViewState              state,
                               GError                  **error);
void     way_export_view_clear (WayView *view);

/** Exports one map, says what was written, and gives the exit status. */
WayExit way_export_file (const char               *file,
                         const char               *output,
                         const WayExportArguments *arguments,
                         const WayExportWish      *wish);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WayExportArguments, way_export_arguments_clear)

G_END_DECLS
