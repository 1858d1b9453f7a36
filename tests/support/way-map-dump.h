/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "waymark/way-map.h"

G_BEGIN_DECLS

/** Everything in a map that can be read from outside, as text: to tell whether two maps are the same. */
char *way_map_dump (WayMap *map) G_GNUC_WARN_UNUSED_RESULT;

/** The same for one element with all below it. */
char *way_element_dump (const WayElement *element) G_GNUC_WARN_UNUSED_RESULT;

/** A map as it stands in a file; the caller frees it. */
char *way_map_write_text (WayMap *map) G_GNUC_WARN_UNUSED_RESULT;

/** That a map is written as these bytes; @what says when not. */
void way_assert_writes (WayMap     *map,
                        GBytes     *expected,
                        const char *what);

/** That two texts are the same; else the test fails with @where (like printf) and the first line that differs. */
void way_assert_same_text (const char *actual,
                           const char *expected,
                           const char *where,
                           ...) G_GNUC_PRINTF (3, 4);

G_END_DECLS
