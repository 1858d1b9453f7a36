/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Tools"

#include <math.h>

#include "tools/way-grid-private.h"
#include "way-hit-question-private.h"

#define LINK_REACH 3.0
#define OUTSIDE_CARD 3.0 /* how far beyond its edge a card may be taken there */

/* What lies in the row of a lane. */

static double
get_distance (WayPoint a,
              WayPoint b,
              double   x,
              double   y)
{
  double dx = b.x - a.x, dy = b.y - a.y;
  double square = dx * dx + dy * dy;
  double share = square > 0 ? CLAMP (((x - a.x) * dx + (y - a.y) * dy) / square, 0, 1) : 0;

  return hypot (a.x + share * dx - x, a.y + share * dy - y);
}

static gboolean
touches_link (WayHitQuestion   *self,
              const WayLinkBox *link)
{
  double reach = MAX (self->reach, LINK_REACH);

  for (guint i = 1; i < link->n_points; i++)
    if (get_distance (link->points[i - 1], link->points[i], self->along, self->y) <= reach)
      return TRUE;
  return link->label != NULL && self->along >= link->label_x && self->along < link->label_x + link->label->ink_width &&
         self->y >= link->label_y && self->y < link->label_y + link->label->height;
}

static gboolean
find_link (WayHitQuestion *self)
{
  const WayLayoutFrame *frame = self->frame;

  for (guint i = frame->links->len; i > 0; i--)
    {
      const WayLinkBox *link = &g_array_index (frame->links, WayLinkBox, i - 1);

      if (!touches_link (self, link))
        continue;
      self->hit.part = WAY_HIT_ITEM;
      self->hit.element = way_hit_get_id (link->link);
      way_hit_get_area (self->scene, self->hit.element, &self->hit.area);
      return TRUE;
    }
  return FALSE;
}

static gboolean
find_callout (WayHitQuestion *self,
              guint           row)
{
  const WayLayoutFrame *frame = self->frame;

  for (guint i = frame->callouts->len; i > 0; i--)
    {
      const WayCalloutBox *callout = &g_array_index (frame->callouts, WayCalloutBox, i - 1);
      WayRectangle         area = callout->area;

      area.y += frame->rows[row].content_y;
      if (!way_rectangle_contains_point (&area, self->along, self->y))
        continue;
      self->hit.part = WAY_HIT_ITEM;
      self->hit.element = way_hit_get_id (callout->finding);
      self->hit.area = way_grid_turn_area (frame, area);
      return TRUE;
    }
  return FALSE;
}

static gboolean
is_at_edge (WayHitQuestion *self,
            const WayItem  *item,
            WayPoint        origin)
{
  WayRectangle area = way_grid_turn_area (self->frame, way_hit_get_item_area (item, origin));
  double       end = area.x + area.width;

  return self->y >= area.y && self->y < area.y + area.height &&
         self->along >= end - MIN (self->reach, area.width / 4) && self->along < end + MIN (self->reach, OUTSIDE_CARD);
}

static gboolean
find_in_block (WayHitQuestion          *self,
               const WaySceneLayer     *layer,
               const WayBlockPlacement *block)
{
  for (guint i = block->block->n_placements; i > 0; i--)
    {
      const WayPlacement *placement = &block->block->placements[i - 1];
      const WayItem      *item = placement->item;
      WayPoint            origin = way_scene_get_origin (self->scene, layer, block, placement);
      WayHitPart          part = item->role == WAY_ROLE_FEELING ? WAY_HIT_POINT : WAY_HIT_ITEM;

      if (item->role == WAY_ROLE_CARD && is_at_edge (self, item, origin))
        part = WAY_HIT_CARD_EDGE;
      else if (!way_hit_touches_item (item, origin, self->x, self->y, self->reach))
        continue;
      if (way_hit_take_item (self, part, item, origin))
        return TRUE;
    }
  return FALSE;
}

/* What stands in the cell, cards of stages before that reach into it too. */
static gboolean
find_in_cell (WayHitQuestion *self,
              guint           row,
              guint           stage)
{
  const WayLayoutFrame *frame = self->frame;
  const WaySceneLayer  *layer = way_hit_find_lane (self->scene, way_hit_get_id (frame->rows[row].lane));

  for (guint i = stage + 1; layer != NULL && i > frame->stages[stage]->reached_from; i--)
    {
      const WayBlockPlacement *block = way_hit_find_block (frame, self->scene, layer, frame->stages[i - 1]->first_column);

      if (block != NULL && find_in_block (self, layer, block))
        return TRUE;
    }
  return FALSE;
}

/* The touchpoint of what was found, where that says more than the column. */
static void
refine_touchpoint (WayHitQuestion *self)
{
  WayElement *element = way_map_lookup (self->frame->map, self->hit.element);
  WayElement *parent = way_element_get_parent (element);

  if (way_element_get_kind (element) == WAY_KIND_TOUCHPOINT)
    self->hit.touchpoint = self->hit.element;
  else if (parent != NULL && way_element_get_kind (parent) == WAY_KIND_TOUCHPOINT)
    self->hit.touchpoint = way_hit_get_id (parent);
}

/* Before which touchpoint a new one goes: by the half of the step, or in a stacked stage by its height. */
static const char *
find_touchpoint_after (WayHitQuestion *self,
                       guint           row,
                       guint           stage,
                       const WayStep  *step)
{
  const WayStageBox *box = self->frame->stages[stage];
  const WayCell     *cell = box->cells[row];
  double             y = self->y - self->frame->rows[row].content_y;
  guint              next;

  if (self->frame->stacked)
    {
      for (guint i = 0; i < cell->places->len; i++)
        {
          const WayBoxPlace *place = &g_array_index (cell->places, WayBoxPlace, i);

          if (y < place->y + place->box->height / 2)
            return way_hit_borrow_id (self, place->box->element);
        }
      return NULL;
    }
  if (step == NULL)
    return NULL;
  next = step->column;
  if (self->along >= self->frame->column_x[box->first_column + step->column] + step->dx)
    next++;
  return next < box->n_steps ? way_hit_get_id (box->steps[next].touchpoint) : NULL;
}

/* Before which card of the column a new one goes. */
static const char *
find_card_after (WayHitQuestion *self,
                 guint           row,
                 guint           stage)
{
  const WayLayoutFrame *frame = self->frame;
  const WayCell        *cell = frame->stages[stage]->cells[row];
  double                y = self->y - frame->rows[row].content_y;

  for (guint i = 0; i < cell->places->len; i++)
    {
      const WayBoxPlace *place = &g_array_index (cell->places, WayBoxPlace, i);
      double             start = frame->column_x[frame->stages[stage]->first_column + place->column] + place->dx;

      if (self->along >= start && self->along < start + place->box->width && y < place->y + place->box->height / 2)
        return way_hit_borrow_id (self, place->box->element);
    }
  return NULL;
}

static void
take_cell (WayHitQuestion *self,
           guint           row,
           guint           stage,
           const WayStep  *step)
{
  const WayLayoutFrame *frame = self->frame;
  const WayStageBox    *box = frame->stages[stage];
  const WayRowBox      *lane = &frame->rows[row];
  guint                 first = box->first_column + (step != NULL ? step->column : 0);
  guint                 last = step != NULL ? first : box->first_column + box->n_columns - 1;
  WayRectangle          area = { frame->column_x[first], lane->y, frame->column_x[last + 1] - frame->column_x[first], lane->height };

  self->hit.part = WAY_HIT_CELL;
  self->hit.area = way_grid_turn_area (frame, area);
  if (lane->shows == WAY_SHOWS_TOUCHPOINTS)
    self->hit.before = find_touchpoint_after (self, row, stage, step);
  else if (lane->holds >= 0)
    self->hit.before = find_card_after (self, row, stage);
  else if (lane->shows == WAY_SHOWS_FEELINGS && step != NULL && way_hit_lacks_point (frame, stage, step))
    self->hit.part = WAY_HIT_CURVE_CELL;
}

/* The line between two touchpoints side by side. */
static gboolean
find_step_gap (WayHitQuestion *self,
               guint           row,
               guint           stage)
{
  const WayLayoutFrame *frame = self->frame;
  const WayStageBox    *box = frame->stages[stage];

  if (frame->stacked || frame->rows[row].shows != WAY_SHOWS_TOUCHPOINTS)
    return FALSE;
  for (guint i = 1; i < box->n_steps; i++)
    {
      double along = frame->column_x[box->first_column + i];

      if (!way_hit_is_near (self->along, along, self->reach))
        continue;
      self->hit.part = WAY_HIT_STEP_GAP;
      self->hit.touchpoint = way_hit_get_id (box->steps[i - 1].touchpoint);
      self->hit.before = way_hit_get_id (box->steps[i].touchpoint);
      self->hit.area = way_hit_get_line (self, along, frame->rows[row].y, frame->rows[row].y + frame->rows[row].height);
      return TRUE;
    }
  return FALSE;
}

void
way_hit_find_in_row (WayHitQuestion *self,
                     guint           row,
                     guint           stage)
{
  const WayLayoutFrame *frame = self->frame;
  const WayRowBox      *lane = &frame->rows[row];
  const WayStep        *step = NULL;
  int                   boundary = way_hit_find_boundary (self);

  /* Cards of a stacked stage stand under the whole of it. */
  if (!frame->stacked || lane->shows == WAY_SHOWS_FEELINGS)
    step = way_grid_find_step (frame, self->along);
  self->hit.lane = way_hit_get_id (lane->lane);
  self->hit.stage = way_hit_get_id (frame->stages[stage]->stage);
  self->hit.touchpoint = step != NULL ? way_hit_get_id (step->touchpoint) : NULL;
  if ((lane->shows == WAY_SHOWS_TOUCHPOINTS && find_link (self)) ||
      ((int) row == frame->feelings_row && find_callout (self, row)))
    return;
  if (find_in_cell (self, row, stage))
    refine_touchpoint (self);
  else if (boundary >= 0)
    way_hit_take_stage_gap (self, (guint) boundary);
  else if (!find_step_gap (self, row, stage))
    take_cell (self, row, stage, step);
}
