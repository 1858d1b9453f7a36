/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "waymark/way-document.h"
#include "waymark/way-editor.h"

#include "canvas/way-canvas.h"

G_BEGIN_DECLS

/**
 * WayEarlyMap: the map that the program was started with. A thread reads it, lays out and draws what a window shows at first, while GTK
 * still starts; nothing of the map is touched by anybody else until then.
 */
typedef struct _WayEarlyMap WayEarlyMap;

/** Begins with a file for a window of this size in pixels; needs no display. */
WayEarlyMap *way_early_map_new (const char *path,
                                int         width,
                                int         height) G_GNUC_WARN_UNUSED_RESULT;

/** The file. */
const char *way_early_map_get_path (WayEarlyMap *self);

/** WayEarlyMapCallback: is given all, to keep; all NULL when the file could not be opened. */
typedef void (*WayEarlyMapCallback) (WayDocument      *document,
                                     WayEditor        *editor,
                                     WayCanvasPicture *picture,
                                     gpointer          user_data);

/** Gives the map on and ends @self: before this returns if it is ready within @patience (microseconds), else from the main loop. */
void way_early_map_finish (WayEarlyMap        *self,
                           gint64              patience,
                           WayEarlyMapCallback callback,
                           gpointer            user_data);

/** Ends @self, when nobody wants the map, after its thread. */
void way_early_map_free (WayEarlyMap *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WayEarlyMap, way_early_map_free)

G_END_DECLS
