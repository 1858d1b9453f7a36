/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "waymark/way-editor.h"

G_BEGIN_DECLS

/**
 * WayOutline: the whole map as a tree, for those who read or work with the keyboard: groups, and in them the elements
 * with what they hold. Each row is described in full; F2, Enter or a double click renames, Ctrl+Shift+Up and Down move,
 * Delete removes. The selection is the editor's.
 */
#define WAY_TYPE_OUTLINE (way_outline_get_type ())
G_DECLARE_FINAL_TYPE (WayOutline, way_outline, WAY, OUTLINE, GtkWidget)

GtkWidget *way_outline_new (void) G_GNUC_WARN_UNUSED_RESULT;

/** Shows the map of @editor. */
void way_outline_set_editor (WayOutline *self,
                             WayEditor  *editor);

/**
 * Adds an element where the row with the keyboard is; it is named at once, and leaves no trace when it is not. FALSE when the
 * keyboard is elsewhere.
 */
gboolean way_outline_add (WayOutline *self,
                          WayKind     kind);

G_END_DECLS
