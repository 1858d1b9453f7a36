/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "waymark/way-map.h"
#include "waymark/way-scene.h"
#include "waymark/way-view.h"

G_BEGIN_DECLS

/**
 * The whole map on one page as @view shows it. @theme is a WayThemeName, or -1 for the map's own. @view NULL shows the
 * current state of everything.
 */
WayScene *way_pages_new_whole (WayMap        *map,
                               const WayView *view,
                               int            theme) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
