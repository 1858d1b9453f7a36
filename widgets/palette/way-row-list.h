/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "waymark/way-editor.h"

#include "way-palette-drag.h"

G_BEGIN_DECLS

/*
 * WayRowList: the lanes of the map, to order by dragging or by Ctrl+Shift+Up and Down, each with an eye that hides or shows
 * it, and a button for another one.
 */
#define WAY_TYPE_ROW_LIST (way_row_list_get_type ())
G_DECLARE_FINAL_TYPE (WayRowList, way_row_list, WAY, ROW_LIST, GtkWidget)

GtkWidget *way_row_list_new (void) G_GNUC_WARN_UNUSED_RESULT;
void       way_row_list_set_editor (WayRowList *self,
                                    WayEditor  *editor);

/* Opens the choice of what another lane holds. */
void way_row_list_ask (WayRowList *self);

/* Lets people drag the rows; then @id is the lane, places are in pixels of the list, and cancelling changes nothing. */
void way_row_list_add_drag (WayRowList     *self,
                            WayPaletteDrag *drag);
void way_row_list_begin_drag (WayRowList *self,
                              const char *id);
void way_row_list_update_drag (WayRowList *self,
                               double      x,
                               double      y);
void way_row_list_end_drag (WayRowList *self,
                            gboolean    dropped);

G_END_DECLS
