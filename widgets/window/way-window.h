/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "waymark/way-document.h"

G_BEGIN_DECLS

/** WayWindow: one open map: header bar, canvas and what stands around it. */
#define WAY_TYPE_WINDOW (way_window_get_type ())
G_DECLARE_FINAL_TYPE (WayWindow, way_window, WAY, WINDOW, GtkApplicationWindow)

GtkWidget *way_window_new (GtkApplication *application) G_GNUC_WARN_UNUSED_RESULT;

/** Shows a document; takes a reference. */
void way_window_set_document (WayWindow   *self,
                              WayDocument *document);

/** Opens a file in this window; says so where that fails. */
void way_window_open (WayWindow *self,
                      GFile     *file);

G_END_DECLS
