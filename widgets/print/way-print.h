/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "waymark/way-scene.h"

G_BEGIN_DECLS

/**
 * WayPrint: prints one scene: fitted to a page, or at actual size (1 map unit is 1/96 inch) over as many pages as that
 * takes, row after row. Paper and printer settings are remembered in the state folder.
 * Use it as any GtkPrintOperation, see way_print_remember() too.
 */
#define WAY_TYPE_PRINT (way_print_get_type ())
G_DECLARE_FINAL_TYPE (WayPrint, way_print, WAY, PRINT, GtkPrintOperation)

/** Takes a reference of @scene. */
WayPrint *way_print_new (WayScene *scene,
                         gboolean  actual_size) G_GNUC_WARN_UNUSED_RESULT;

/** How many pages it takes on the paper that is set now. */
guint way_print_count_pages (WayPrint *self);

/** Keeps paper and printer settings for the next time. */
void way_print_remember (WayPrint *self);

G_END_DECLS
