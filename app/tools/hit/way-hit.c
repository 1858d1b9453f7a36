/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Tools"

#include "tools/way-grid-private.h"
#include "way-hit-question-private.h"

const char *
way_hit_borrow_id (WayHitQuestion *self,
                   const char     *id)
{
  return id != NULL ? way_hit_get_id (way_map_lookup (self->frame->map, id)) : NULL;
}

gboolean
way_hit_take_item (WayHitQuestion *self,
                   WayHitPart      part,
                   const WayItem  *item,
                   WayPoint        origin)
{
  const char *id = way_hit_borrow_id (self, item->element);

  if (id == NULL)
    return FALSE;
  self->hit.part = part;
  self->hit.element = id;
  self->hit.area = way_hit_get_item_area (item, origin);
  return TRUE;
}

WayRectangle
way_hit_get_line (WayHitQuestion *self,
                  double          along,
                  double          top,
                  double          bottom)
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
  WayHitQuestion *self = user_data;
  WayHitPart      part = item->role == WAY_ROLE_HEADLINE ? WAY_HIT_TITLE : item->role == WAY_ROLE_SUBTITLE ? WAY_HIT_SUBTITLE
                                                                                                           : WAY_HIT_ITEM;

  if (way_hit_touches_item (item, origin, self->x, self->y, 0))
    way_hit_take_item (self, part, item, origin);
  return TRUE;
}

static void
find_in_title (WayHitQuestion *self)
{
  const WaySceneLayer *layer = way_hit_find_layer (self->scene, WAY_ROLE_HEADLINE);
  WayRectangle         place = { self->x, self->y, 0, 0 };

  if (layer != NULL)
    way_scene_foreach_in_layer (self->scene, layer, &place, look_at_title, self);
}

int
way_hit_find_boundary (WayHitQuestion *self)
{
  const WayLayoutFrame *frame = self->frame;
  guint                 stage = way_grid_find_stage (frame, way_grid_find_column (frame, self->along));

  if (way_hit_is_near (self->along, frame->column_x[frame->stages[stage]->first_column], self->reach))
    return (int) stage;
  if (way_hit_is_near (self->along, way_grid_get_stage_end (frame, stage), self->reach))
    return (int) stage + 1;
  return -1;
}

static void
take_boundary (WayHitQuestion *self,
               WayHitPart      part,
               guint           boundary,
               double          top,
               double          bottom)
{
  const WayLayoutFrame *frame = self->frame;
  guint                 column = boundary < frame->n_stages ? frame->stages[boundary]->first_column : frame->n_columns;

  self->hit.part = part;
  self->hit.stage = boundary > 0 ? way_hit_get_id (frame->stages[boundary - 1]->stage) : NULL;
  self->hit.before = boundary < frame->n_stages ? way_hit_get_id (frame->stages[boundary]->stage) : NULL;
  self->hit.touchpoint = NULL;
  self->hit.area = way_hit_get_line (self, frame->column_x[column], top, bottom);
}

void
way_hit_take_stage_gap (WayHitQuestion *self,
                        guint           boundary)
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
take_head (WayHitQuestion   *self,
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
  self->hit.element = way_hit_get_id (element);
  self->hit.area = way_hit_get_item_area (block->block->placements[0].item, way_scene_get_origin (self->scene, layer, block, &block->block->placements[0]));
}

static void
find_phase_or_edge (WayHitQuestion *self,
                    guint           stage)
{
  const WayLayoutFrame *frame = self->frame;
  const WayPhaseBox    *phase = find_phase (frame, stage);
  int                   boundary = way_hit_find_boundary (self);
  const WayPhaseBox    *before = boundary > 0 ? find_phase (frame, (guint) boundary - 1) : NULL;
  const WayPhaseBox    *after = boundary >= 0 && boundary < (int) frame->n_stages ? find_phase (frame, (guint) boundary) : NULL;

  if (boundary > 0 && before != after)
    {
      take_boundary (self, WAY_HIT_PHASE_EDGE, (guint) boundary, frame->phase_y, frame->phase_y + frame->phase_height);
      self->hit.element = way_hit_get_id (before != NULL ? before->phase : after->phase);
    }
  else if (phase != NULL)
    take_head (self, WAY_HIT_PHASE, WAY_ROLE_PHASE, phase->phase, frame->stages[phase->first_stage]->first_column);
}

static void
find_in_heads (WayHitQuestion *self,
               guint           stage)
{
  const WayLayoutFrame *frame = self->frame;
  int                   boundary = way_hit_find_boundary (self);

  if (self->y < frame->phase_y + frame->phase_height)
    find_phase_or_edge (self, stage);
  else if (self->y >= frame->stage_y && boundary >= 0)
    way_hit_take_stage_gap (self, (guint) boundary);
  else if (self->y >= frame->stage_y && self->y < frame->stage_y + frame->stage_height)
    take_head (self, WAY_HIT_STAGE, WAY_ROLE_STAGE, frame->stages[stage]->stage, frame->stages[stage]->first_column);
}

/* --- The grid ------------------------------------------------------------------- */

static void
find_lane_head (WayHitQuestion *self,
                guint           row)
{
  const char              *lane = way_hit_get_id (self->frame->rows[row].lane);
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
find_in_grid (WayHitQuestion *self)
{
  const WayLayoutFrame *frame = self->frame;
  int                   row = way_grid_find_row (frame, self->y);
  gboolean              is_grid = frame->n_stages > 0 && self->along >= frame->column_x[0] - self->reach &&
                     self->along <= frame->column_x[frame->n_columns] + self->reach;
  guint stage;

  if (row >= 0 && self->along < frame->column_x[0] && !(is_grid && way_hit_find_boundary (self) == 0))
    {
      find_lane_head (self, (guint) row);
      return;
    }
  if (!is_grid)
    return;
  stage = way_grid_find_stage (frame, way_grid_find_column (frame, self->along));
  self->hit.stage = way_hit_get_id (frame->stages[stage]->stage);
  if (row >= 0)
    way_hit_find_in_row (self, (guint) row, stage);
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
  WayHitQuestion self = { .scene = scene, .x = x, .y = y, .reach = reach };

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
