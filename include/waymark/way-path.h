/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "waymark/way-geometry.h"
#include "waymark/way-types.h"

G_BEGIN_DECLS

/** WayPathOperation: a step of a path and how many points it takes: 1, 1, 3 and none. */
typedef enum
{
  WAY_PATH_MOVE,
  WAY_PATH_LINE,
  WAY_PATH_CURVE,
  WAY_PATH_CLOSE
} WayPathOperation;

/**
 * WayPath: an outline of lines and cubic curves. Counted; once it is shared, nobody changes it.
 * The arrays are public so that painters walk them without a call a step.
 */
struct _WayPath
{
  grefcount ref_count;
  guint     n_operations;
  guint     n_points;
  guint8   *operations;
  WayPoint *points;
  guint     operations_allocated;
  guint     points_allocated;
};

/** A new, empty path. */
WayPath *way_path_new (void) G_GNUC_WARN_UNUSED_RESULT;

/** Reads the data of an SVG path (all commands, absolute and relative); NULL when it is malformed. */
WayPath *way_path_new_from_svg (const char *data) G_GNUC_WARN_UNUSED_RESULT;

WayPath *way_path_ref (WayPath *self);
void     way_path_unref (WayPath *self);

void way_path_move_to (WayPath *self, double x, double y);
void way_path_line_to (WayPath *self, double x, double y);
void way_path_curve_to (WayPath *self, double x1, double y1, double x2, double y2, double x3, double y3);
void way_path_close (WayPath *self);

/** The area of all points, control points included. */
WayRectangle way_path_get_extents (const WayPath *self);

/** A copy with x turned into @width - x, for maps that are read from right to left. */
WayPath *way_path_mirror (const WayPath *self, double width) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WayPath, way_path_unref)

G_END_DECLS
