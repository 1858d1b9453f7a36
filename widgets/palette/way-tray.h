/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "waymark/way-editor.h"

#include "way-palette-drag.h"

G_BEGIN_DECLS

/*
 * WayTray: the notes that have no place in the map yet: how many there are, and on a click the notes, to be written, put
 * into the stage of the selection, dragged onto the map, or deleted.
 */
#define WAY_TYPE_TRAY (way_tray_get_type ())
G_DECLARE_FINAL_TYPE (WayTray, way_tray, WAY, TRAY, GtkWidget)

GtkWidget *way_tray_new (void) G_GNUC_WARN_UNUSED_RESULT;
void       way_tray_set_editor (WayTray   *self,
                                WayEditor *editor);

/* Lets people drag the notes out. */
void way_tray_add_drag (WayTray        *self,
                        WayPaletteDrag *drag);

/* Folds the notes away. */
void way_tray_close (WayTray *self);

G_END_DECLS
