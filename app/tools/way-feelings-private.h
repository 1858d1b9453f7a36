/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "waymark/way-feeling.h"

G_BEGIN_DECLS

/** The feeling of a persona (id) at a touchpoint that counts in the journey as it is or as it should be; NULL when there is none. */
WayElement *way_feeling_find_shown (WayElement *touchpoint,
                                    const char *persona,
                                    gboolean    future);

/** How people call a score on this map's own scale, in the map's language; borrowed from the map. */
const char *way_feeling_get_level_name (WayMap *map,
                                        int     hundredths);

G_END_DECLS
