/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "waymark/way-map.h"

G_BEGIN_DECLS

/**
 * A map made of random things, the same for the same numbers: all kinds and fields, texts in many scripts with all that
 * is hard on a format, images, prompts, foreign elements, attributes and comments. @size is about the number of
 * touchpoints; 0 gives a map with hardly anything. References hold and natural keys are unique.
 *
 * Foreign things stand where a reader puts them (the slot of what comes next), so a file of the map gives the same map.
 */
WayMap *way_random_map_new (guint32 seed,
                            guint   size) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
