/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "waymark/way-editor.h"

G_BEGIN_DECLS

/**
 * WayFindBar: finds words in the whole map and replaces them. What is found is selected. Signals: "found" (const char *id)
 * to bring it into view, "replaced" (const char *text) what was done, and "closed".
 */
#define WAY_TYPE_FIND_BAR (way_find_bar_get_type ())
G_DECLARE_FINAL_TYPE (WayFindBar, way_find_bar, WAY, FIND_BAR, GtkWidget)

GtkWidget *way_find_bar_new (void) G_GNUC_WARN_UNUSED_RESULT;

/** Works on the map of @editor. */
void way_find_bar_set_editor (WayFindBar *self,
                              WayEditor  *editor);

/** Shows the bar with the keyboard in it; @replace with the line to replace by. */
void way_find_bar_open (WayFindBar *self,
                        gboolean    replace);

/** Goes to the next place, or the one before; opens the bar when nothing is sought. */
void way_find_bar_step (WayFindBar *self,
                        gboolean    backwards);

G_END_DECLS
