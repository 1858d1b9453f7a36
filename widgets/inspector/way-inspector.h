/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "waymark/way-editor.h"

G_BEGIN_DECLS

/**
 * WayInspector: the fields of what is selected, one row a field, made from the field tables; of the map when nothing is
 * selected. Several elements of a kind are changed together. Signal "choose-image" (const char *field): a person wants
 * to choose an image file for a field of the selection; whoever has dialogs answers with way_inspector_set_image().
 */
#define WAY_TYPE_INSPECTOR (way_inspector_get_type ())
G_DECLARE_FINAL_TYPE (WayInspector, way_inspector, WAY, INSPECTOR, GtkWidget)

GtkWidget *way_inspector_new (void) G_GNUC_WARN_UNUSED_RESULT;

/** Shows the selection of @editor (may be NULL). */
void way_inspector_set_editor (WayInspector *self,
                               WayEditor    *editor);

/** Puts the image (its id in the map) into the field that "choose-image" asked for. */
void way_inspector_set_image (WayInspector *self,
                              const char   *image);

G_END_DECLS
