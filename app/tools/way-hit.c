/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Tools"

#include <math.h>

#include "way-grid-private.h"
#include "way-hit-private.h"

#define LINK_REACH 3.0
#define OUTSIDE_CARD 3.0 /* how far beyond its edge a card may be taken there */

/* One question: where, and what was found. */
typedef struct
{
  const WayLayoutFrame *frame;
  const WayScene       *scene;
  double                x;
  double                y;
  double                along; /* x in reading order */
  double                reach;
  WayHit                hit;
} Question;

static const char *
get_id (const WayElement *element)
{
  return element != NULL ? way_element_get_id (element) : NULL;
}

/* The map's own copy of an item's id; NULL when the scene is older than the map and the element is gone. */
static const char *
borrow_id (Question   *self,
           const char *id)
{
  return id != NULL ? get_id (way_map_lookup (self->frame->map, id)) : NULL;
}

static gboolean
take_item (Question      *self,
           WayHitPart     part,
           const WayItem *item,
           WayPoint       origin)
{
  const char *id = borrow_id (self, item->element);

  if (id == NULL)
    return FALSE;
  self->hit.part = part;
  self->hit.element = id;
  self->hit.area = way_hit_get_item_area (item, origin);
  return TRUE;
}

static gboolean
is_near (double value,
         double other,
         double reach)
{
  return fabs (value - other) <= reach;
}

/* A line down the grid, for gaps. */
static WayRectangle
get_line (Question *self,
          double    along,
          double    top,
          double    bottom)
{
  return way_grid_turn_area (self->frame, (WayRectangle){ along, top, 0, bottom - top });
}

/* --- Title, phases and stages --------------------------------------------- */

static gboolean
look_at_title (const WayScene      *scene,
               const WaySceneLayer *layer,
               const WayItem       *item,
               WayPoint             origin,
               gpointer             user_data)
{
  Question  *self = user_data;
  WayHitPart part = item->role == WAY_ROLE_HEADLINE ? WAY_HIT_TITLE : item->role == WAY_ROLE_SUBTITLE ? WAY_HIT_SUBTITLE
                                                                                                      : WAY_HIT_ITEM;

  if (way_hit_touches_item (item, origin, self->x, self->y, 0))
    take_item (self, part, item, origin);
  return TRUE;
}

static void
find_in_title (Question *self)
{
  const WaySceneLayer *layer = way_hit_find_layer (self->scene, WAY_ROLE_HEADLINE);
  WayRectangle         place = { self->x, self->y, 0, 0 };

  if (layer != NULL)
    way_scene_foreach_in_layer (self->scene, layer, &place, look_at_title, self);
}

/* The boundary of two stages that is near, from 0 for the start of the first; -1 for none. */
static int
find_boundary (Question *self)
{
  const WayLayoutFrame *frame = self->frame;
  guint                 stage = way_grid_find_stage (frame, way_grid_find_column (frame, self->along));

  if (is_near (self->along, frame->column_x[frame->stages[stage]->first_column], self->reach))
    return (int) stage;
  if (is_near (self->along, way_grid_get_stage_end (frame, stage), self->reach))
    return (int) stage + 1;
  return -1;
}

static void
take_boundary (Question  *self,
               WayHitPart part,
               guint      boundary,
               double     top,
               double     bottom)
{
  const WayLayoutFrame *frame = self->frame;
  guint                 column = boundary < frame->n_stages ? frame->stages[boundary]->first_column : frame->n_columns;

  self->hit.part = part;
  self->hit.stage = boundary > 0 ? get_id (frame->stages[boundary - 1]->stage) : NULL;
  self->hit.before = boundary < frame->n_stages ? get_id (frame->stages[boundary]->stage) : NULL;
  self->hit.touchpoint = NULL;
  self->hit.area = get_line (self, frame->column_x[column], top, bottom);
}

static void
take_stage_gap (Question *self,
                guint     boundary)
{
  take_boundary (self, WAY_HIT_STAGE_GAP, boundary, self->frame->stage_y, way_grid_get_bottom (self->frame));
}

static const WayPhaseBox *
find_phase (const WayLayoutFrame *frame,
            guint                 stage)
{
  for (guint i = 0; i < frame->n_phases; i++)
    if (stage >= frame->phases[i].first_stage && stage < frame->phases[i].first_stage + frame->phases[i].n_stages)
      return &frame->phases[i];
  return NULL;
}

/* Takes the head of a stage or phase, which stands in a block of its own at the column where it starts. */
static void
take_head (Question         *self,
           WayHitPart        part,
           WayRole           role,
           const WayElement *element,
           guint             column)
{
  const WaySceneLayer     *layer = way_hit_find_layer (self->scene, role);
  const WayBlockPlacement *block = layer != NULL ? way_hit_find_block (self->frame, self->scene, layer, column) : NULL;

  if (block == NULL)
    return;
  self->hit.part = part;
  self->hit.element = get_id (element);
  self->hit.area = way_hit_get_item_area (block->block->placements[0].item, way_scene_get_origin (self->scene, layer, block, &block->block->placements[0]));
}

static void
find_phase_or_edge (Question *self,
                    guint     stage)
{
  const WayLayoutFrame *frame = self->frame;
  const WayPhaseBox    *phase = find_phase (frame, stage);
  int                   boundary = find_boundary (self);
  const WayPhaseBox    *before = boundary > 0 ? find_phase (frame, (guint) boundary - 1) : NULL;
  const WayPhaseBox    *after = boundary >= 0 && boundary < (int) frame->n_stages ? find_phase (frame, (guint) boundary) : NULL;

  if (boundary > 0 && before != after)
    {
      take_boundary (self, WAY_HIT_PHASE_EDGE, (guint) boundary, frame->phase_y, frame->phase_y + frame->phase_height);
      self->hit.element = get_id (before != NULL ? before->phase : after->phase);
    }
  else if (phase != NULL)
    take_head (self, WAY_HIT_PHASE, WAY_ROLE_PHASE, phase->phase, frame->stages[phase->first_stage]->first_column);
}

static void
find_in_heads (Question *self,
               guint     stage)
{
  const WayLayoutFrame *frame = self->frame;
  int                   boundary = find_boundary (self);

  if (self->y < frame->phase_y + frame->phase_height)
    find_phase_or_edge (self, stage);
  else if (self->y >= frame->stage_y && boundary >= 0)
    take_stage_gap (self, (guint) boundary);
  else if (self->y >= frame->stage_y && self->y < frame->stage_y + frame->stage_height)
    take_head (self, WAY_HIT_STAGE, WAY_ROLE_STAGE, frame->stages[stage]->stage, frame->stages[stage]->first_column);
}

/* --- Rows ------------------------------------------------------------------ */

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
touches_link (Question         *self,
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
find_link (Question *self)
{
  const WayLayoutFrame *frame = self->frame;

  for (guint i = frame->links->len; i > 0; i--)
    {
      const WayLinkBox *link = &g_array_index (frame->links, WayLinkBox, i - 1);

      if (!touches_link (self, link))
        continue;
      self->hit.part = WAY_HIT_ITEM;
      self->hit.element = get_id (link->link);
      way_hit_get_area (self->scene, self->hit.element, &self->hit.area);
      return TRUE;
    }
  return FALSE;
}

static gboolean
find_callout (Question *self,
              guint     row)
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
      self->hit.element = get_id (callout->finding);
      self->hit.area = way_grid_turn_area (frame, area);
      return TRUE;
    }
  return FALSE;
}

static gboolean
is_at_edge (Question      *self,
            const WayItem *item,
            WayPoint       origin)
{
  WayRectangle area = way_grid_turn_area (self->frame, way_hit_get_item_area (item, origin));
  double       end = area.x + area.width;

  return self->y >= area.y && self->y < area.y + area.height &&
         self->along >= end - MIN (self->reach, area.width / 4) && self->along < end + MIN (self->reach, OUTSIDE_CARD);
}

static gboolean
find_in_block (Question                *self,
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
      if (take_item (self, part, item, origin))
        return TRUE;
    }
  return FALSE;
}

/* What stands in the cell, cards of stages before that reach into it too. */
static gboolean
find_in_cell (Question *self,
              guint     row,
              guint     stage)
{
  const WayLayoutFrame *frame = self->frame;
  const WaySceneLayer  *layer = way_hit_find_lane (self->scene, get_id (frame->rows[row].lane));

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
refine_touchpoint (Question *self)
{
  WayElement *element = way_map_lookup (self->frame->map, self->hit.element);
  WayElement *parent = way_element_get_parent (element);

  if (way_element_get_kind (element) == WAY_KIND_TOUCHPOINT)
    self->hit.touchpoint = self->hit.element;
  else if (parent != NULL && way_element_get_kind (parent) == WAY_KIND_TOUCHPOINT)
    self->hit.touchpoint = get_id (parent);
}

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

static gboolean
has_feeling (const WayLayoutFrame *frame,
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
        return TRUE;
      if (point->column < column || (point->column == column && point->dx < step->dx))
        low = middle + 1;
      else
        high = middle;
    }
  return FALSE;
}

/* Before which touchpoint a new one goes: by the half of the step, or in a stacked stage by its height. */
static const char *
find_touchpoint_after (Question      *self,
                       guint          row,
                       guint          stage,
                       const WayStep *step)
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
            return borrow_id (self, place->box->element);
        }
      return NULL;
    }
  if (step == NULL)
    return NULL;
  next = step->column;
  if (self->along >= self->frame->column_x[box->first_column + step->column] + step->dx)
    next++;
  return next < box->n_steps ? get_id (box->steps[next].touchpoint) : NULL;
}

/* Before which card of the column a new one goes. */
static const char *
find_card_after (Question *self,
                 guint     row,
                 guint     stage)
{
  const WayLayoutFrame *frame = self->frame;
  const WayCell        *cell = frame->stages[stage]->cells[row];
  double                y = self->y - frame->rows[row].content_y;

  for (guint i = 0; i < cell->places->len; i++)
    {
      const WayBoxPlace *place = &g_array_index (cell->places, WayBoxPlace, i);
      double             start = frame->column_x[frame->stages[stage]->first_column + place->column] + place->dx;

      if (self->along >= start && self->along < start + place->box->width && y < place->y + place->box->height / 2)
        return borrow_id (self, place->box->element);
    }
  return NULL;
}

static void
take_cell (Question      *self,
           guint          row,
           guint          stage,
           const WayStep *step)
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
  else if (lane->shows == WAY_SHOWS_FEELINGS && step != NULL && frame->n_personas > 0 && !has_feeling (frame, stage, step))
    self->hit.part = WAY_HIT_CURVE_CELL;
}

/* The line between two touchpoints side by side. */
static gboolean
find_step_gap (Question *self,
               guint     row,
               guint     stage)
{
  const WayLayoutFrame *frame = self->frame;
  const WayStageBox    *box = frame->stages[stage];

  if (frame->stacked || frame->rows[row].shows != WAY_SHOWS_TOUCHPOINTS)
    return FALSE;
  for (guint i = 1; i < box->n_steps; i++)
    {
      double along = frame->column_x[box->first_column + i];

      if (!is_near (self->along, along, self->reach))
        continue;
      self->hit.part = WAY_HIT_STEP_GAP;
      self->hit.touchpoint = get_id (box->steps[i - 1].touchpoint);
      self->hit.before = get_id (box->steps[i].touchpoint);
      self->hit.area = get_line (self, along, frame->rows[row].y, frame->rows[row].y + frame->rows[row].height);
      return TRUE;
    }
  return FALSE;
}

static void
find_in_row (Question *self,
             guint     row,
             guint     stage)
{
  const WayLayoutFrame *frame = self->frame;
  const WayRowBox      *lane = &frame->rows[row];
  const WayStep        *step = NULL;
  int                   boundary = find_boundary (self);

  /* Cards of a stacked stage stand under the whole of it. */
  if (!frame->stacked || lane->shows == WAY_SHOWS_FEELINGS)
    step = way_grid_find_step (frame, self->along);
  self->hit.lane = get_id (lane->lane);
  self->hit.stage = get_id (frame->stages[stage]->stage);
  self->hit.touchpoint = step != NULL ? get_id (step->touchpoint) : NULL;
  if ((lane->shows == WAY_SHOWS_TOUCHPOINTS && find_link (self)) ||
      ((int) row == frame->feelings_row && find_callout (self, row)))
    return;
  if (find_in_cell (self, row, stage))
    refine_touchpoint (self);
  else if (boundary >= 0)
    take_stage_gap (self, (guint) boundary);
  else if (!find_step_gap (self, row, stage))
    take_cell (self, row, stage, step);
}

static void
find_lane_head (Question *self,
                guint     row)
{
  const char              *lane = get_id (self->frame->rows[row].lane);
  const WaySceneLayer     *layer = way_hit_find_lane (self->scene, lane);
  const WayBlockPlacement *block;
  const WayPlacement      *placement;

  if (layer == NULL || self->along < WAY_SHEET_MARGIN - self->reach)
    return;
  block = &g_array_index (layer->blocks, WayBlockPlacement, 0);
  placement = &block->block->placements[0];
  self->hit.part = WAY_HIT_LANE;
  self->hit.element = self->hit.lane = lane;
  self->hit.area = way_hit_get_item_area (placement->item, way_scene_get_origin (self->scene, layer, block, placement));
}

static void
find_in_grid (Question *self)
{
  const WayLayoutFrame *frame = self->frame;
  int                   row = way_grid_find_row (frame, self->y);
  gboolean              is_grid = frame->n_stages > 0 && self->along >= frame->column_x[0] - self->reach &&
                     self->along <= frame->column_x[frame->n_columns] + self->reach;
  guint stage;

  if (row >= 0 && self->along < frame->column_x[0] && !(is_grid && find_boundary (self) == 0))
    {
      find_lane_head (self, (guint) row);
      return;
    }
  if (!is_grid)
    return;
  stage = way_grid_find_stage (frame, way_grid_find_column (frame, self->along));
  self->hit.stage = get_id (frame->stages[stage]->stage);
  if (row >= 0)
    find_in_row (self, (guint) row, stage);
  else if (self->y < way_grid_get_bottom (frame))
    find_in_heads (self, stage);
}

WayHit
way_hit_find (WayLayout      *layout,
              const WayScene *scene,
              double          x,
              double          y,
              double          reach)
{
  Question self = { .scene = scene, .x = x, .y = y, .reach = reach };

  g_return_val_if_fail (WAY_IS_LAYOUT (layout) && scene != NULL, self.hit);

  self.frame = way_layout_get_frame (layout);
  self.along = way_grid_turn_x (self.frame, x);
  if (y < (self.frame->phase_height > 0 ? self.frame->phase_y : self.frame->stage_y))
    find_in_title (&self);
  else
    find_in_grid (&self);
  if (self.hit.part == WAY_HIT_NOTHING)
    self.hit = (WayHit){ 0 };
  return self.hit;
}
