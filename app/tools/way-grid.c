/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Tools"

#include <math.h>

#include "way-grid-private.h"

double
way_grid_turn_x (const WayLayoutFrame *frame,
                 double                x)
{
  return frame->right_to_left ? frame->width - x : x;
}

WayRectangle
way_grid_turn_area (const WayLayoutFrame *frame,
                    WayRectangle          area)
{
  if (frame->right_to_left)
    area.x = frame->width - area.x - area.width;
  return area;
}

guint
way_grid_find_column (const WayLayoutFrame *frame,
                      double                x)
{
  guint low = 0;
  guint high = frame->n_columns;

  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;

      if (x >= frame->column_x[middle])
        low = middle;
      else
        high = middle;
    }
  return low;
}

guint
way_grid_find_stage (const WayLayoutFrame *frame,
                     guint                 column)
{
  guint low = 0;
  guint high = frame->n_stages;

  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;

      if (column >= frame->stages[middle]->first_column)
        low = middle;
      else
        high = middle;
    }
  return low;
}

int
way_grid_get_stage (const WayLayoutFrame *frame,
                    const WayElement     *stage)
{
  for (guint i = 0; i < frame->n_stages; i++)
    if (frame->stages[i]->stage == stage)
      return (int) i;
  return -1;
}

double
way_grid_get_stage_end (const WayLayoutFrame *frame,
                        guint                 stage)
{
  return frame->column_x[frame->stages[stage]->first_column + frame->stages[stage]->n_columns];
}

int
way_grid_find_row (const WayLayoutFrame *frame,
                   double                y)
{
  for (guint i = 0; i < frame->n_rows; i++)
    if (y >= frame->rows[i].y && y < frame->rows[i].y + frame->rows[i].height)
      return (int) i;
  return -1;
}

double
way_grid_get_bottom (const WayLayoutFrame *frame)
{
  const WayRowBox *last;

  if (frame->n_rows == 0)
    return frame->stage_y + frame->stage_height;
  last = &frame->rows[frame->n_rows - 1];
  return last->y + last->height;
}

const WayStep *
way_grid_find_step (const WayLayoutFrame *frame,
                    double                x)
{
  guint              column = way_grid_find_column (frame, x);
  const WayStageBox *stage = frame->stages[way_grid_find_stage (frame, column)];
  const WayStep     *nearest = NULL;

  if (stage->n_steps == 0)
    return NULL;
  if (!frame->stacked)
    return &stage->steps[column - stage->first_column];
  for (guint i = 0; i < stage->n_steps; i++)
    {
      double distance = fabs (frame->column_x[column] + stage->steps[i].dx - x);

      if (nearest == NULL || distance < fabs (frame->column_x[column] + nearest->dx - x))
        nearest = &stage->steps[i];
    }
  return nearest;
}
