/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "waymark/way-compose.h"

G_BEGIN_DECLS

/** The layout of a map in the default theme. With its own typesetter it follows the map's language; else one is shared by all tests. */
WayLayout *way_drawing_new_layout (WayMap  *map,
                                   gboolean own_typesetter) G_GNUC_WARN_UNUSED_RESULT;

/** Brings the layout up to date and draws it. */
WayScene *way_drawing_draw (WayLayout     *layout,
                            const WayView *view) G_GNUC_WARN_UNUSED_RESULT;

/**
 * Draws a layout that has lived through edits, and a new one of the same map: where they differ, or NULL when they draw
 * the same to the last glyph. The caller frees it.
 */
char *way_drawing_find_stale (WayLayout     *layout,
                              const WayView *view) G_GNUC_WARN_UNUSED_RESULT;

/** The same, but a difference ends the test, and so does what way_drawing_find_fault() finds. */
void way_drawing_assert_good (WayLayout     *layout,
                              const WayView *view);

/** Draws @map anew as @view shows it and ends the test where way_drawing_find_fault() finds something. Gives the scene. */
WayScene *way_drawing_check (WayMap        *map,
                             const WayView *view);

G_END_DECLS
