/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "waymark/way-hit.h"

G_BEGIN_DECLS

/** The layer of a lane's cells; NULL when there is none. */
const WaySceneLayer *way_hit_find_lane (const WayScene *scene,
                                        const char     *lane);

/** The first layer that holds an item of @role outside the lanes; NULL when there is none. */
const WaySceneLayer *way_hit_find_layer (const WayScene *scene,
                                         WayRole         role);

/** The block of a stage (by its first column in the layout) in a layer; NULL when there is none. */
const WayBlockPlacement *way_hit_find_block (const WayLayoutFrame *frame,
                                             const WayScene       *scene,
                                             const WaySceneLayer  *layer,
                                             guint                 column);

/** The area that an item takes for the eye: a point is its face and its word, not the whole width of its step. */
WayRectangle way_hit_get_item_area (const WayItem *item,
                                    WayPoint       origin);

/** Whether (@x, @y) lies on an item. @reach counts around faces only, which are small. */
gboolean way_hit_touches_item (const WayItem *item,
                               WayPoint       origin,
                               double         x,
                               double         y,
                               double         reach);

G_END_DECLS
