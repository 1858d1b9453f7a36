/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "waymark/way-editor.h"

G_BEGIN_DECLS

/**
 * WayGuidedStart: the questions that make a map, to stand beside the sheet on which it grows. Signals: "answered" after each change of the
 * map; "finished" (gboolean to_the_end) when all was asked or the person wants to go on by hand.
 */
#define WAY_TYPE_GUIDED_START (way_guided_start_get_type ())
G_DECLARE_FINAL_TYPE (WayGuidedStart, way_guided_start, WAY, GUIDED_START, GtkWidget)

GtkWidget *way_guided_start_new (WayEditor *editor) G_GNUC_WARN_UNUSED_RESULT;

/** Keeps what was answered so far, so that the map can be saved or changed by others. */
void way_guided_start_pause (WayGuidedStart *self);

G_END_DECLS
