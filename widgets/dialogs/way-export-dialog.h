/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "waymark/way-map.h"
#include "waymark/way-view.h"

G_BEGIN_DECLS

/**
 * WayExportDialog: how a map becomes a picture or a document: format and its options, with a preview; then it asks for
 * the file, and shows the progress. Signal "exported" (GFile, const char *size).
 */
#define WAY_TYPE_EXPORT_DIALOG (way_export_dialog_get_type ())
G_DECLARE_FINAL_TYPE (WayExportDialog, way_export_dialog, WAY, EXPORT_DIALOG, GtkWindow)

/** @view (read at once) says what of @map is shown; @folder (may be NULL) is where files are likely to go. */
GtkWidget *way_export_dialog_new (GtkWindow     *parent,
                                  WayMap        *map,
                                  const WayView *view,
                                  GFile         *folder) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
