/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Tools"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "waymark/way-commands.h"
#include "way-drag-private.h"
#include "tools/way-grid-private.h"

#define LEAST_WIDTH 148
#define GREATEST_WIDTH 600
#define REST 2.0 /* how far the pointer may stray from where it took an edge before that moves */

/* Stages, lanes and phases among their own, and edges. */

static gboolean
move_all (WayDrag            *self,
          const WayDragPlace *place)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  for (guint i = 0; i < self->moved->len; i++)
    g_ptr_array_add (ids, (gpointer) way_element_get_id (self->moved->pdata[i]));
  g_ptr_array_add (ids, NULL);
  return way_command_move (self->history, (const char *const *) ids->pdata, NULL, NULL, NULL,
                           place->target != NULL ? way_element_get_id (place->target) : NULL, NULL);
}

void
way_drag_add_stage_slots (WayDrag *self,
                          GArray  *slots)
{
  const WayLayoutFrame *frame = self->start;

  for (guint i = 0; i < frame->n_stages; i++)
    way_drag_add_slot (slots, frame->stages[i]->stage, frame->column_x[frame->stages[i]->first_column], way_grid_get_stage_end (frame, i));
}

static void
find_stage_place (WayDrag         *self,
                  double           along,
                  double           y,
                  WayDragModifiers modifiers,
                  WayDragPlace    *place)
{
  g_autoptr (GArray) slots = g_array_new (FALSE, FALSE, sizeof (WayDragSlot));

  place->is_valid = TRUE;
  way_drag_add_stage_slots (self, slots);
  way_drag_find_in_slots (self, slots, along, place);
}

const WayDragMachine way_drag_stage_machine = { find_stage_place, move_all, way_drag_mark_moved, way_drag_select_moved };

static void
find_lane_place (WayDrag         *self,
                 double           along,
                 double           y,
                 WayDragModifiers modifiers,
                 WayDragPlace    *place)
{
  const WayLayoutFrame *frame = self->start;
  g_autoptr (GArray) slots = g_array_new (FALSE, FALSE, sizeof (WayDragSlot));

  place->is_valid = TRUE;
  for (guint i = 0; i < frame->n_rows; i++)
    way_drag_add_slot (slots, frame->rows[i].lane, frame->rows[i].y, frame->rows[i].y + frame->rows[i].height);
  way_drag_find_in_slots (self, slots, y, place);
}

const WayDragMachine way_drag_lane_machine = { find_lane_place, move_all, way_drag_mark_moved, way_drag_select_moved };

/* --- Phases -------------------------------------------------------------------------------- */

static const WayPhaseBox *
find_phase (const WayLayoutFrame *frame,
            guint                 stage)
{
  for (guint i = 0; i < frame->n_phases; i++)
    if (stage >= frame->phases[i].first_stage && stage < frame->phases[i].first_stage + frame->phases[i].n_stages)
      return &frame->phases[i];
  return NULL;
}

/* What comes after a phase on the sheet, which its stages decide. */
static WayElement *
find_phase_after (WayDrag *self,
                  guint    index)
{
  for (guint i = index + 1; i < self->start->n_phases; i++)
    if (!way_drag_moves (self, self->start->phases[i].phase))
      return self->start->phases[i].phase;
  return NULL;
}

static void
find_phase_place (WayDrag         *self,
                  double           along,
                  double           y,
                  WayDragModifiers modifiers,
                  WayDragPlace    *place)
{
  const WayLayoutFrame *frame = self->start;
  g_autoptr (GArray) slots = g_array_new (FALSE, FALSE, sizeof (WayDragSlot));
  const WayDragSlot *slot;
  gboolean           after;

  for (guint i = 0; i < frame->n_phases; i++)
    {
      const WayPhaseBox *phase = &frame->phases[i];
      guint              first = frame->stages[phase->first_stage]->first_column;

      way_drag_add_slot (slots, phase->phase, frame->column_x[first], way_grid_get_stage_end (frame, phase->first_stage + phase->n_stages - 1));
    }
  slot = way_drag_find_slot (self, slots, along, &after);
  place->is_valid = TRUE;
  place->is_home = slot->element == self->grabbed;
  place->target = after ? find_phase_after (self, (guint) (slot - (const WayDragSlot *) (const void *) slots->data)) : slot->element;
}

const WayDragMachine way_drag_phase_machine = { find_phase_place, move_all, way_drag_mark_moved, way_drag_select_moved };

/* Where a boundary of stages lies: the start of the stage with that number, or the end of the last. */
static double
get_boundary_x (const WayLayoutFrame *frame,
                guint                 boundary)
{
  return frame->column_x[boundary < frame->n_stages ? frame->stages[boundary]->first_column : frame->n_columns];
}

/* How far the edge may go: each of the two phases keeps a stage, or it could not be seen any more. */
static void
find_limits (const WayLayoutFrame *frame,
             guint                 boundary,
             guint                *least,
             guint                *greatest)
{
  const WayPhaseBox *before = find_phase (frame, boundary - 1);
  const WayPhaseBox *after = boundary < frame->n_stages ? find_phase (frame, boundary) : NULL;

  *least = boundary;
  while (*least > 0 && find_phase (frame, *least - 1) == before)
    (*least)--;
  *greatest = boundary;
  while (*greatest < frame->n_stages && find_phase (frame, *greatest) == after)
    (*greatest)++;
  if (before != NULL)
    (*least)++;
  if (after != NULL)
    (*greatest)--;
}

static void
find_phase_edge (WayDrag         *self,
                 double           along,
                 double           y,
                 WayDragModifiers modifiers,
                 WayDragPlace    *place)
{
  const WayLayoutFrame *frame = self->start;
  guint                 least, greatest;
  guint                 nearest;

  along += self->origin;
  find_limits (frame, self->boundary, &least, &greatest);
  nearest = least;
  for (guint i = least; i <= greatest; i++)
    if (fabs (get_boundary_x (frame, i) - along) < fabs (get_boundary_x (frame, nearest) - along))
      nearest = i;
  place->is_valid = TRUE;
  place->is_home = nearest == self->boundary;
  place->value = (int) nearest;
}

static gboolean
apply_phase_edge (WayDrag            *self,
                  const WayDragPlace *place)
{
  const WayLayoutFrame *frame = self->start;
  guint                 boundary = (guint) place->value;
  gboolean              grows = boundary > self->boundary;
  guint                 from = MIN (boundary, self->boundary);
  guint                 until = MAX (boundary, self->boundary);
  const WayPhaseBox    *phase = NULL;
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  if (grows)
    phase = find_phase (frame, self->boundary - 1);
  else if (self->boundary < frame->n_stages)
    phase = find_phase (frame, self->boundary);
  for (guint i = from; i < until; i++)
    g_ptr_array_add (ids, (gpointer) way_element_get_id (frame->stages[i]->stage));
  g_ptr_array_add (ids, NULL);
  return way_command_set_field (self->history, (const char *const *) ids->pdata, WAY_STAGE_PHASE,
                                phase != NULL ? way_element_get_id (phase->phase) : NULL, NULL);
}

static void
mark_phase_edge (WayDrag     *self,
                 WayDropMark *mark)
{
  const WayPhaseBox *before = find_phase (self->start, self->boundary - 1);
  guint              boundary = self->place.is_home ? self->boundary : (guint) self->place.value;
  g_autofree char   *title = NULL;

  way_drag_get_area (self, way_element_get_id (self->grabbed), &mark->area);
  title = way_drag_dup_title (self->start->stages[before != NULL ? boundary - 1 : boundary]->stage);
  if (title == NULL)
    return;
  /* Translators: how far something reaches that is dragged by its edge: the last step or stage */
  mark->text = before != NULL ? g_strdup_printf (_ ("until %s"), title)
                              /* Translators: where a phase begins whose edge is dragged: the first stage */
                              : g_strdup_printf (_ ("from %s"), title);
}

gboolean
way_drag_begin_phase_edge (WayDrag      *self,
                           const WayHit *hit)
{
  WayElement *stage = hit->stage != NULL ? way_map_lookup (self->start->map, hit->stage) : NULL;
  int         index = stage != NULL ? way_grid_get_stage (self->start, stage) : -1;

  self->grabbed = hit->element != NULL ? way_map_lookup (self->start->map, hit->element) : NULL;
  if (index < 0 || self->grabbed == NULL)
    return FALSE;
  self->boundary = (guint) index + 1;
  self->origin = get_boundary_x (self->start, self->boundary) - self->grab_along;
  return TRUE;
}

const WayDragMachine way_drag_phase_edge_machine = { find_phase_edge, apply_phase_edge, mark_phase_edge, NULL };

/* --- Width of a stage ------------------------------------------------------------------------ */

static void
find_width (WayDrag         *self,
            double           along,
            double           y,
            WayDragModifiers modifiers,
            WayDragPlace    *place)
{
  const WayLayoutFrame *frame = self->start;
  const WayStageBox    *stage = frame->stages[self->boundary];
  double                width = along + self->origin - frame->column_x[stage->first_column];

  place->is_valid = TRUE;
  place->is_home = fabs (along - self->grab_along) < REST;
  place->value = CLAMP ((int) lround (width / stage->n_columns), LEAST_WIDTH, GREATEST_WIDTH);
}

static gboolean
apply_width (WayDrag            *self,
             const WayDragPlace *place)
{
  g_autofree char  *value = g_strdup_printf ("%d", place->value);
  const char *const ids[] = { way_element_get_id (self->grabbed), NULL };

  return way_command_set_field (self->history, ids, WAY_STAGE_STEP_WIDTH, value, NULL);
}

static void
mark_width (WayDrag     *self,
            WayDropMark *mark)
{
  way_drag_get_area (self, way_element_get_id (self->grabbed), &mark->area);
  if (!self->place.is_home)
    /* Translators: the width of a step while a stage is made wider or narrower */
    mark->text = g_strdup_printf (_ ("width %d"), self->place.value);
}

gboolean
way_drag_begin_stage_edge (WayDrag      *self,
                           const WayHit *hit)
{
  int index;

  self->grabbed = way_map_lookup (self->start->map, hit->stage);
  index = self->grabbed != NULL ? way_grid_get_stage (self->start, self->grabbed) : -1;
  if (index < 0)
    return FALSE;
  self->boundary = (guint) index;
  self->origin = way_grid_get_stage_end (self->start, self->boundary) - self->grab_along;
  return TRUE;
}

const WayDragMachine way_drag_stage_edge_machine = { find_width, apply_width, mark_width, NULL };

/* --- How far a card reaches --------------------------------------------------------------------- */

/* The touchpoint of a column, or its stage where that says more: in stacked stages, and in those without touchpoints. */
static WayElement *
get_end (const WayLayoutFrame *frame,
         guint                 column)
{
  const WayStageBox *stage = frame->stages[way_grid_find_stage (frame, column)];

  if (frame->stacked || stage->n_steps == 0)
    return stage->stage;
  return stage->steps[column - stage->first_column].touchpoint;
}

static guint
find_first_column (WayDrag *self)
{
  const WayLayoutFrame *frame = self->start;
  const WayStageBox    *stage = frame->stages[self->boundary];

  for (guint i = 0; self->home_touchpoint != NULL && i < stage->n_steps; i++)
    if (stage->steps[i].touchpoint == self->home_touchpoint || stage->steps[i].replacement == self->home_touchpoint)
      return stage->first_column + stage->steps[i].column;
  return stage->first_column;
}

static void
find_reach (WayDrag         *self,
            double           along,
            double           y,
            WayDragModifiers modifiers,
            WayDragPlace    *place)
{
  const WayLayoutFrame *frame = self->start;
  guint                 nearest = find_first_column (self);

  place->is_valid = TRUE;
  place->is_home = fabs (along - self->grab_along) < REST;
  along += self->origin;
  for (guint i = nearest + 1; i < frame->n_columns; i++)
    if (fabs (frame->column_x[i + 1] - along) < fabs (frame->column_x[nearest + 1] - along))
      nearest = i;
  place->target = get_end (frame, nearest);
}

static gboolean
apply_reach (WayDrag            *self,
             const WayDragPlace *place)
{
  return way_command_set_span (self->history, way_element_get_id (self->grabbed), way_element_get_id (place->target), NULL);
}

static void
mark_reach (WayDrag     *self,
            WayDropMark *mark)
{
  g_autofree char *title = self->place.is_home ? NULL : way_drag_dup_title (self->place.target);

  way_drag_get_area (self, way_element_get_id (self->grabbed), &mark->area);
  if (title != NULL)
    mark->text = g_strdup_printf (_ ("until %s"), title);
}

static void
select_grabbed (WayDrag *self)
{
  if (self->selection != NULL)
    way_selection_select (self->selection, way_element_get_id (self->grabbed));
}

gboolean
way_drag_begin_card_edge (WayDrag *self)
{
  WayElement  *stage = way_element_get_stage (self->grabbed);
  int          index = stage != NULL ? way_grid_get_stage (self->start, stage) : -1;
  WayRectangle area;

  if (index < 0 || !way_drag_get_area (self, way_element_get_id (self->grabbed), &area))
    return FALSE;
  self->boundary = (guint) index;
  self->home_touchpoint = way_element_get_reference (self->grabbed, WAY_CARD_ABOUT);
  area = way_grid_turn_area (self->start, area);
  self->origin = area.x + area.width + WAY_CELL_GAP / 2 - self->grab_along;
  return TRUE;
}

const WayDragMachine way_drag_card_edge_machine = { find_reach, apply_reach, mark_reach, select_grabbed };
