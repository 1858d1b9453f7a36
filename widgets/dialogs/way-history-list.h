/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "waymark/way-history.h"

G_BEGIN_DECLS

/**
 * WayHistoryList: the steps of a map, the newest at the top, those that were taken back above the present one. A click
 * goes back, or on, to how the map was after a step. Signal: "jump" (int steps: below 0 to take back, above 0 to do again).
 */
#define WAY_TYPE_HISTORY_LIST (way_history_list_get_type ())
G_DECLARE_FINAL_TYPE (WayHistoryList, way_history_list, WAY, HISTORY_LIST, GtkWidget)

GtkWidget *way_history_list_new (void) G_GNUC_WARN_UNUSED_RESULT;

/** Shows the steps of @history as they are now. */
void way_history_list_show (WayHistoryList *self,
                            WayHistory     *history);

G_END_DECLS
