/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "waymark/way-layout.h"

G_BEGIN_DECLS

/*
 * Where a place lies on the grid of a layout. All x are in reading order: from the edge where reading starts, as the
 * layout counts.
 */

/** From an x of the sheet to one in reading order, or back. */
double way_grid_turn_x (const WayLayoutFrame *frame,
                        double                x);

/** From an area in reading order to one of the sheet. */
WayRectangle way_grid_turn_area (const WayLayoutFrame *frame,
                                 WayRectangle          area);

/** The column at @x, or the nearest. There must be columns. */
guint way_grid_find_column (const WayLayoutFrame *frame,
                            double                x);

/** The index of the stage that a column belongs to. */
guint way_grid_find_stage (const WayLayoutFrame *frame,
                           guint                 column);

/** The index of an element that is a stage; -1 when it is not shown. */
int way_grid_get_stage (const WayLayoutFrame *frame,
                        const WayElement     *stage);

/** Where a stage ends: x of its end edge. */
double way_grid_get_stage_end (const WayLayoutFrame *frame,
                               guint                 stage);

/** The row at @y; -1 when there is none. */
int way_grid_find_row (const WayLayoutFrame *frame,
                       double                y);

/** The end of the last row, or of the heads of the stages. */
double way_grid_get_bottom (const WayLayoutFrame *frame);

/** The step at @x: in its column, or in a stacked stage the nearest on the curve. NULL in a stage without touchpoints. */
const WayStep *way_grid_find_step (const WayLayoutFrame *frame,
                                   double                x);

G_END_DECLS
