/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "waymark/way-map.h"

G_BEGIN_DECLS

/**
 * WayCopyProvider: what was copied, for the clipboard: as a map of Waymark, a picture, a table and lines of text. Each is
 * made when somebody asks for it.
 */
#define WAY_TYPE_COPY_PROVIDER (way_copy_provider_get_type ())
G_DECLARE_FINAL_TYPE (WayCopyProvider, way_copy_provider, WAY, COPY_PROVIDER, GdkContentProvider)

/** @fragment comes from way_clipboard_copy(); a new reference is taken. */
GdkContentProvider *way_copy_provider_new (WayMap *fragment) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
