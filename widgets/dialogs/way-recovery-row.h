/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "waymark/way-recovery.h"

G_BEGIN_DECLS

/** WayRecoveryRow: one unfinished map. Signals: "restore", "compare", "discard". */
#define WAY_TYPE_RECOVERY_ROW (way_recovery_row_get_type ())
G_DECLARE_FINAL_TYPE (WayRecoveryRow, way_recovery_row, WAY, RECOVERY_ROW, GtkListBoxRow)

/** @recovery must live as long as the row. */
GtkWidget   *way_recovery_row_new (WayRecovery *recovery) G_GNUC_WARN_UNUSED_RESULT;
WayRecovery *way_recovery_row_get_recovery (WayRecoveryRow *self);

G_END_DECLS
