/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Tools"

#include "tools/way-grid-private.h"
#include "way-hit-question-private.h"

/* The places of the curve that is drawn: one a touchpoint, with a point or without. */

static const WayCurve *
find_active_curve (const WayLayoutFrame *frame)
{
  for (guint i = 0; i < frame->curves->len; i++)
    {
      const WayCurve *curve = g_ptr_array_index (frame->curves, i);

      if (curve->is_active && curve->is_future == (frame->state == WAY_VIEW_FUTURE))
        return curve;
    }
  return NULL;
}

/* The curve of what is passes by a touchpoint that is yet to come. */
static gboolean
is_on_active_curve (const WayLayoutFrame *frame,
                    const WayStep        *step)
{
  return frame->state == WAY_VIEW_FUTURE || way_element_get_choice (step->touchpoint, WAY_TOUCHPOINT_STATE) != WAY_STATE_FUTURE;
}

static const WayCurvePoint *
find_point (const WayLayoutFrame *frame,
            guint                 stage,
            const WayStep        *step)
{
  const WayCurve *curve = find_active_curve (frame);
  guint           column = frame->stages[stage]->first_column + step->column;
  guint           low = 0;
  guint           high = curve != NULL ? curve->points->len : 0;

  while (low < high)
    {
      guint                middle = low + (high - low) / 2;
      const WayCurvePoint *point = &g_array_index (curve->points, WayCurvePoint, middle);

      if (point->column == column && point->dx == step->dx)
        return point;
      if (point->column < column || (point->column == column && point->dx < step->dx))
        low = middle + 1;
      else
        high = middle;
    }
  return NULL;
}

gboolean
way_hit_lacks_point (const WayLayoutFrame *frame,
                     guint                 stage,
                     const WayStep        *step)
{
  return frame->n_personas > 0 && is_on_active_curve (frame, step) && find_point (frame, stage, step) == NULL;
}

/* The step of a touchpoint, or of the one that it takes the place of. */
static gboolean
find_step (const WayLayoutFrame *frame,
           const WayElement     *touchpoint,
           guint                *stage,
           guint                *step)
{
  for (*stage = 0; *stage < frame->n_stages; ++*stage)
    for (*step = 0; *step < frame->stages[*stage]->n_steps; ++*step)
      {
        const WayStep *at = &frame->stages[*stage]->steps[*step];

        if (at->touchpoint == touchpoint || at->replacement == touchpoint)
          return TRUE;
      }
  return FALSE;
}

/* One step on, across stages; FALSE at the end. */
static gboolean
go_on (const WayLayoutFrame *frame,
       gboolean              forward,
       guint                *stage,
       guint                *step)
{
  if (forward ? *step + 1 < frame->stages[*stage]->n_steps : *step > 0)
    {
      *step = forward ? *step + 1 : *step - 1;
      return TRUE;
    }
  do
    if (forward ? *stage + 1 >= frame->n_stages : *stage == 0)
      return FALSE;
    else
      *stage = forward ? *stage + 1 : *stage - 1;
  while (frame->stages[*stage]->n_steps == 0);
  *step = forward ? 0 : frame->stages[*stage]->n_steps - 1;
  return TRUE;
}

/* The steps of a stacked stage share a column. */
static WayRectangle
get_area (const WayLayoutFrame *frame,
          guint                 stage,
          const WayStep        *step)
{
  const WayRowBox *row = &frame->rows[frame->feelings_row];
  guint            column = frame->stages[stage]->first_column + step->column;
  double           start = frame->column_x[column];
  double           width = frame->column_x[column + 1] - start;

  if (frame->stacked)
    {
      width /= frame->stages[stage]->n_steps;
      start += step->dx - width / 2;
    }
  return way_grid_turn_area (frame, (WayRectangle){ start, row->y, width, row->height });
}

static void
take_place (const WayLayoutFrame *frame,
            const WayScene       *scene,
            guint                 stage,
            const WayStep        *step,
            WayHit               *hit)
{
  const WayCurvePoint *point = find_point (frame, stage, step);

  *hit = (WayHit){ .part = WAY_HIT_CURVE_CELL, .touchpoint = way_hit_get_id (step->touchpoint) };
  hit->stage = way_hit_get_id (frame->stages[stage]->stage);
  hit->lane = way_hit_get_id (frame->rows[frame->feelings_row].lane);
  hit->area = get_area (frame, stage, step);
  if (point == NULL)
    return;
  hit->part = WAY_HIT_POINT;
  hit->element = way_hit_get_id (point->feeling);
  way_hit_get_area (scene, hit->element, &hit->area);
}

gboolean
way_hit_find_on_curve (WayLayout      *layout,
                       const WayScene *scene,
                       const char     *touchpoint,
                       int             by,
                       WayHit         *hit)
{
  const WayLayoutFrame *frame;
  const WayElement     *element;
  guint                 stage, step;

  g_return_val_if_fail (WAY_IS_LAYOUT (layout) && scene != NULL && hit != NULL, FALSE);
  g_return_val_if_fail (by >= -1 && by <= 1, FALSE);

  frame = way_layout_get_frame (layout);
  element = touchpoint != NULL ? way_map_lookup (frame->map, touchpoint) : NULL;
  if (element == NULL || frame->feelings_row < 0 || frame->n_personas == 0 || !find_step (frame, element, &stage, &step))
    return FALSE;
  if (by == 0 && !is_on_active_curve (frame, &frame->stages[stage]->steps[step]))
    return FALSE;
  do
    if (by != 0 && !go_on (frame, (by > 0) != frame->right_to_left, &stage, &step))
      return FALSE;
  while (!is_on_active_curve (frame, &frame->stages[stage]->steps[step]));
  take_place (frame, scene, stage, &frame->stages[stage]->steps[step], hit);
  return TRUE;
}
