/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WayPrintDialog: how large a map is printed, before the printer is chosen: it stays out of the dialog of the system,
 * which shows no pages of ours in a sandbox. Signals: "print" (gboolean actual_size, gboolean preview).
 */
#define WAY_TYPE_PRINT_DIALOG (way_print_dialog_get_type ())
G_DECLARE_FINAL_TYPE (WayPrintDialog, way_print_dialog, WAY, PRINT_DIALOG, GtkWindow)

/** @n_pages: how many pages it takes at actual size. */
GtkWidget *way_print_dialog_new (GtkWindow *parent,
                                 guint      n_pages) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
