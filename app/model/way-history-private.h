/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "way-edit-private.h"
#include "way-map-private.h"

G_BEGIN_DECLS

/** Whether edits may be made now; else WAY_HISTORY_ERROR_READ_ONLY. */
gboolean way_history_check_open (WayHistory *self,
                                 GError    **error);

/** Applies an edit that has been checked, and keeps it. */
void way_history_take_edit (WayHistory *self,
                            WayEdit    *edit);

/** Finds an element for an edit; NULL and WAY_HISTORY_ERROR_NOT_FOUND. */
WayElement *way_history_find (WayHistory *self,
                              const char *id,
                              GError    **error);

G_END_DECLS
