/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Base"

#include "waymark/way-path.h"

/* Distance of the control points of a quarter circle of radius 1: 4/3 (sqrt 2 - 1). */

WayPath *
way_path_new (void)
{
  WayPath *self = g_new0 (WayPath, 1);

  g_ref_count_init (&self->ref_count);
  return self;
}

WayPath *
way_path_ref (WayPath *self)
{
  g_ref_count_inc (&self->ref_count);
  return self;
}

void
way_path_unref (WayPath *self)
{
  if (!g_ref_count_dec (&self->ref_count))
    return;
  g_free (self->operations);
  g_free (self->points);
  g_free (self);
}

/* Adds an operation and gives the place of its points, which the caller fills. */
static WayPoint *
add_operation (WayPath         *self,
               WayPathOperation operation,
               guint            n_points)
{
  WayPoint *points;

  if (self->n_operations == self->operations_allocated)
    {
      self->operations_allocated = MAX (8, self->operations_allocated * 2);
      self->operations = g_renew (guint8, self->operations, self->operations_allocated);
    }
  if (self->n_points + n_points > self->points_allocated)
    {
      self->points_allocated = MAX (8, self->points_allocated * 2);
      self->points = g_renew (WayPoint, self->points, self->points_allocated);
    }
  self->operations[self->n_operations++] = (guint8) operation;
  points = self->points + self->n_points;
  self->n_points += n_points;
  return points;
}

void
way_path_move_to (WayPath *self,
                  double   x,
                  double   y)
{
  *add_operation (self, WAY_PATH_MOVE, 1) = (WayPoint){ x, y };
}

void
way_path_line_to (WayPath *self,
                  double   x,
                  double   y)
{
  *add_operation (self, WAY_PATH_LINE, 1) = (WayPoint){ x, y };
}

void
way_path_curve_to (WayPath *self,
                   double   x1,
                   double   y1,
                   double   x2,
                   double   y2,
                   double   x3,
                   double   y3)
{
  WayPoint *points = add_operation (self, WAY_PATH_CURVE, 3);

  points[0] = (WayPoint){ x1, y1 };
  points[1] = (WayPoint){ x2, y2 };
  points[2] = (WayPoint){ x3, y3 };
}

void
way_path_close (WayPath *self)
{
  add_operation (self, WAY_PATH_CLOSE, 0);
}

WayRectangle
way_path_get_extents (const WayPath *self)
{
  double left;
  double right;
  double top;
  double bottom;

  if (self->n_points == 0)
    return (WayRectangle){ 0, 0, 0, 0 };
  left = right = self->points[0].x;
  top = bottom = self->points[0].y;
  for (guint i = 1; i < self->n_points; i++)
    {
      left = MIN (left, self->points[i].x);
      right = MAX (right, self->points[i].x);
      top = MIN (top, self->points[i].y);
      bottom = MAX (bottom, self->points[i].y);
    }
  return (WayRectangle){ left, top, right - left, bottom - top };
}

WayPath *
way_path_mirror (const WayPath *self,
                 double         width)
{
  WayPath *mirrored = way_path_new ();

  mirrored->n_operations = mirrored->operations_allocated = self->n_operations;
  mirrored->n_points = mirrored->points_allocated = self->n_points;
  mirrored->operations = g_memdup2 (self->operations, self->n_operations);
  mirrored->points = g_memdup2 (self->points, self->n_points * sizeof (WayPoint));
  for (guint i = 0; i < mirrored->n_points; i++)
    mirrored->points[i].x = width - mirrored->points[i].x;
  return mirrored;
}
