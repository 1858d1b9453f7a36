/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "waymark/way-editor.h"

G_BEGIN_DECLS

/**
 * WayFeelingRow: how the persona that is being drawn feels at touchpoints: five faces and a slider between them, words to
 * choose from, and the word itself. No numbers.
 */
#define WAY_TYPE_FEELING_ROW (way_feeling_row_get_type ())
G_DECLARE_FINAL_TYPE (WayFeelingRow, way_feeling_row, WAY, FEELING_ROW, GtkWidget)

/** @touchpoints is ended by NULL; several of them are set alike. */
GtkWidget *way_feeling_row_new (WayEditor         *editor,
                                const char *const *touchpoints) G_GNUC_WARN_UNUSED_RESULT;

/** Shows the map's feeling anew. */
void way_feeling_row_update (WayFeelingRow *self);

G_END_DECLS
