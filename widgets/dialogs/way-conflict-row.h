/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "waymark/way-merge.h"

G_BEGIN_DECLS

/** WayConflictRow: one conflict with what was and what both sides did, and the choice between them. Signal: "chosen". */
#define WAY_TYPE_CONFLICT_ROW (way_conflict_row_get_type ())
G_DECLARE_FINAL_TYPE (WayConflictRow, way_conflict_row, WAY, CONFLICT_ROW, GtkBox)

GtkWidget *way_conflict_row_new (WayElement *conflict) G_GNUC_WARN_UNUSED_RESULT;

/** The id of its conflict; borrowed. */
const char *way_conflict_row_get_id (WayConflictRow *self);

/** What was chosen, a WayResolution; -1 for nothing yet. */
int way_conflict_row_get_choice (WayConflictRow *self);

/** Chooses for people; nothing where that cannot be chosen. */
void way_conflict_row_choose (WayConflictRow *self,
                              WayResolution   resolution);

G_END_DECLS
