/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WayCommandList: a window with all commands, found by typing a part of their names: Ctrl+K. Signal: "chosen" (const char
 * *action, in detail), after which it closes by itself.
 */
#define WAY_TYPE_COMMAND_LIST (way_command_list_get_type ())
G_DECLARE_FINAL_TYPE (WayCommandList, way_command_list, WAY, COMMAND_LIST, GtkWindow)

GtkWidget *way_command_list_new (GtkWindow *parent) G_GNUC_WARN_UNUSED_RESULT;

/** Adds a command: what it is called, the keys for it ("" for none), the action in detail. What cannot be done now is @enabled FALSE. */
void way_command_list_add (WayCommandList *self,
                           const char     *label,
                           const char     *keys,
                           const char     *action,
                           gboolean        enabled);

G_END_DECLS
