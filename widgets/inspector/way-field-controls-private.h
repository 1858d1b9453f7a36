/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "waymark/way-editor.h"

G_BEGIN_DECLS

/*
 * The control for a field of any type. @entered is called as (row, value) when a person has entered a value (NULL for
 * none), @passed as (row) when one was there and has left what was shown, @choose as (row) when an image is wanted; all
 * swapped, with @row first.
 */
GtkWidget *way_field_control_new (WayEditor      *editor,
                                  const WayField *field,
                                  GCallback       entered,
                                  GCallback       passed,
                                  GCallback       choose,
                                  gpointer        row) G_GNUC_WARN_UNUSED_RESULT;

/** Shows a value of the file; @is_mixed that there are several. A control that a person is typing in is left alone. */
void way_field_control_show (GtkWidget  *control,
                             const char *value,
                             gboolean    is_mixed);

G_END_DECLS
