/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "waymark/way-editor.h"

G_BEGIN_DECLS

/** WayTruthRow: whether touchpoints are moments of truth, and why. */
#define WAY_TYPE_TRUTH_ROW (way_truth_row_get_type ())
G_DECLARE_FINAL_TYPE (WayTruthRow, way_truth_row, WAY, TRUTH_ROW, GtkWidget)

/** @touchpoints is ended by NULL. */
GtkWidget *way_truth_row_new (WayEditor         *editor,
                              const char *const *touchpoints) G_GNUC_WARN_UNUSED_RESULT;

/** Shows the map's values anew. */
void way_truth_row_update (WayTruthRow *self);

G_END_DECLS
