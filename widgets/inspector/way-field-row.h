/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "waymark/way-editor.h"

G_BEGIN_DECLS

/**
 * WayFieldRow: the label and the control of one field, for one or several elements of a kind. What a person enters
 * becomes one step of the history; what cannot be taken is said below the control and changes nothing.
 * Signal "choose-image" as of WayInspector.
 */
#define WAY_TYPE_FIELD_ROW (way_field_row_get_type ())
G_DECLARE_FINAL_TYPE (WayFieldRow, way_field_row, WAY, FIELD_ROW, GtkWidget)

/** @ids (ended by NULL) are of one kind. */
GtkWidget *way_field_row_new (WayEditor         *editor,
                              const char *const *ids,
                              guint              field) G_GNUC_WARN_UNUSED_RESULT;

guint way_field_row_get_field (WayFieldRow *self);

/** Takes a value as if a person had entered it. */
void way_field_row_apply (WayFieldRow *self,
                          const char  *value);

/** Shows the map's values anew; what a person is typing stays. */
void way_field_row_update (WayFieldRow *self);

G_END_DECLS
