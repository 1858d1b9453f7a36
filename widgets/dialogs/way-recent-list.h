/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WayRecentList: the maps that were open lately, the latest first, by name and folder. It hides itself while there are
 * none. Signal "chosen" (GFile).
 */
#define WAY_TYPE_RECENT_LIST (way_recent_list_get_type ())
G_DECLARE_FINAL_TYPE (WayRecentList, way_recent_list, WAY, RECENT_LIST, GtkWidget)

GtkWidget *way_recent_list_new (void) G_GNUC_WARN_UNUSED_RESULT;

/** Remembers a map as the latest. */
void way_recent_list_add (GFile *file);

G_END_DECLS
