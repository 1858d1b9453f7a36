/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "waymark/way-map.h"

G_BEGIN_DECLS

/** The feeling of a persona (id) at a touchpoint with just this state: a WayState, or -1 for both; NULL when there is none. */
WayElement *way_feeling_find (WayElement *touchpoint,
                              const char *persona,
                              int         state);

G_END_DECLS
