/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** WayApplication: the editor as one program: a window for each open map. */
#define WAY_TYPE_APPLICATION (way_application_get_type ())
G_DECLARE_FINAL_TYPE (WayApplication, way_application, WAY, APPLICATION, GtkApplication)

WayApplication *way_application_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
