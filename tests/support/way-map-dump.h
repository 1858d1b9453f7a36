/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "waymark/way-map.h"

G_BEGIN_DECLS

/** Everything in a map that can be read from outside, as text: to tell whether two maps are the same. */
char *way_map_dump (WayMap *map) G_GNUC_WARN_UNUSED_RESULT;

/** The same for one element with all below it. */
char *way_element_dump (const WayElement *element) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
