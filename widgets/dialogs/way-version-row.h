/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "way-version-reading.h"

G_BEGIN_DECLS

#define WAY_VERSION_ROW_WIDTH 96
#define WAY_VERSION_ROW_HEIGHT 60

/** WayVersionRow: a version in a list: a small picture, when it was, and what was changed. */
#define WAY_TYPE_VERSION_ROW (way_version_row_get_type ())
G_DECLARE_FINAL_TYPE (WayVersionRow, way_version_row, WAY, VERSION_ROW, GtkListBoxRow)

/** A row for a version, which it takes. */
GtkWidget *way_version_row_new (WayVersion *version) G_GNUC_WARN_UNUSED_RESULT;

const WayVersion *way_version_row_get_version (WayVersionRow *self);

/** Whether it has been read, well or not. */
gboolean way_version_row_is_read (WayVersionRow *self);

/** Shows what has been read; or, with @reading NULL, that it could not be. */
void way_version_row_show (WayVersionRow           *self,
                           const WayVersionReading *reading);

/** It is to be read again. */
void way_version_row_forget (WayVersionRow *self);

/** The day or month that it belongs to, as a heading; the caller frees it. */
char *way_version_row_dup_group (WayVersionRow *self);

/** Its date and time in words; the caller frees it. */
char *way_version_row_dup_date (WayVersionRow *self);

G_END_DECLS
