/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "waymark/way-map.h"
#include "waymark/way-scene.h"

G_BEGIN_DECLS

/**
 * A picture of a map, painted by the engine, @width x @height pixels: its upper part as wide as the picture. @prompts shows
 * what a template asks.
 */
GdkTexture *way_map_picture_new (WayMap  *map,
                                 int      width,
                                 int      height,
                                 gboolean prompts) G_GNUC_WARN_UNUSED_RESULT;

/** A picture of a whole scene that fits into @width x @height pixels. */
GdkTexture *way_map_picture_new_of_scene (const WayScene *scene,
                                          int             width,
                                          int             height) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
