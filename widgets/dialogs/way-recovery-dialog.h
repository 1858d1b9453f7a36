/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "waymark/way-document.h"

G_BEGIN_DECLS

/**
 * WayRecoveryDialog: the maps that a crash left unsaved, each to be restored, compared with its file or discarded; what is
 * not decided stays. Signal: "restored" (WayDocument *document).
 */
#define WAY_TYPE_RECOVERY_DIALOG (way_recovery_dialog_get_type ())
G_DECLARE_FINAL_TYPE (WayRecoveryDialog, way_recovery_dialog, WAY, RECOVERY_DIALOG, GtkWindow)

/** @list as way_recovery_list() gives it; takes a reference. */
GtkWidget *way_recovery_dialog_new (GtkWindow *parent,
                                    GPtrArray *list) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
