/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "waymark/way-map.h"

G_BEGIN_DECLS

/**
 * WayStartPage: the ways to begin: a new map, a file, a recent map, an example or a template, with pictures of these. Its
 * buttons call win.new and win.open. Signals: "chosen" (WayMap) for an example or template, "recent" (GFile).
 */
#define WAY_TYPE_START_PAGE (way_start_page_get_type ())
G_DECLARE_FINAL_TYPE (WayStartPage, way_start_page, WAY, START_PAGE, GtkWidget)

GtkWidget *way_start_page_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
