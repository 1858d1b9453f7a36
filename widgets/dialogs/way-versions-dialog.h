/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "waymark/way-document.h"

G_BEGIN_DECLS

/**
 * WayVersionsDialog: how a map was each time that it was saved: pictures, dates, what was changed then and what is different
 * now. Signals: "restore" (WayMap *map, const char *date): the map is to be so again; "open-copy" (WayMap *map): this is to
 * be a map of its own. The window is gone by then.
 */
#define WAY_TYPE_VERSIONS_DIALOG (way_versions_dialog_get_type ())
G_DECLARE_FINAL_TYPE (WayVersionsDialog, way_versions_dialog, WAY, VERSIONS_DIALOG, GtkWindow)

GtkWidget *way_versions_dialog_new (GtkWindow   *parent,
                                    WayDocument *document) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
