/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Tools"

#include "waymark/way-commands.h"
#include "way-drag-private.h"
#include "tools/way-grid-private.h"

#define ABOVE_GRID 24.0
#define BELOW_GRID 40.0

/* Touchpoints and cards among others, and what comes from the palette. */

gboolean
way_drag_wants_row (const WayLayoutFrame *frame,
                    guint                 row)
{
  return frame->rows[row].holds >= 0 || (frame->stacked && frame->rows[row].shows == WAY_SHOWS_TOUCHPOINTS);
}

/* Whoever drags something off the grid does not want to drop it on it. */
static gboolean
is_on_grid (const WayLayoutFrame *frame,
            double                along,
            double                y)
{
  double top = frame->phase_height > 0 ? frame->phase_y : frame->stage_y;

  return along >= WAY_SHEET_MARGIN && along <= frame->column_x[frame->n_columns] + WAY_SHEET_MARGIN &&
         y >= top - ABOVE_GRID && y <= way_grid_get_bottom (frame) + BELOW_GRID;
}

static double
get_place_start (const WayLayoutFrame *frame,
                 guint                 stage,
                 const WayBoxPlace    *place)
{
  return frame->column_x[frame->stages[stage]->first_column + place->column] + place->dx;
}

/* --- Touchpoints ------------------------------------------------------------------------- */

static int
find_touchpoints_row (const WayLayoutFrame *frame)
{
  for (guint i = 0; i < frame->n_rows; i++)
    if (frame->rows[i].shows == WAY_SHOWS_TOUCHPOINTS)
      return (int) i;
  return -1;
}

/* In comparison two touchpoints share a step: the one that is dragged stands for it. */
static WayElement *
get_element_of_step (WayDrag       *self,
                     const WayStep *step)
{
  if (step->replacement == NULL || step->touchpoint == self->grabbed)
    return step->touchpoint;
  return way_drag_moves (self, step->replacement) ? step->replacement : step->touchpoint;
}

static void
add_step_slots (WayDrag *self,
                guint    stage,
                GArray  *slots)
{
  const WayLayoutFrame *frame = self->start;
  const WayStageBox    *box = frame->stages[stage];

  for (guint i = 0; i < box->n_steps; i++)
    {
      guint column = box->first_column + box->steps[i].column;

      way_drag_add_slot (slots, get_element_of_step (self, &box->steps[i]), frame->column_x[column], frame->column_x[column + 1]);
    }
}

/* Touchpoints of a stacked stage stand above each other. */
static void
add_stacked_slots (const WayLayoutFrame *frame,
                   guint                 stage,
                   guint                 row,
                   GArray               *slots)
{
  const WayCell *cell = frame->stages[stage]->cells[row];

  for (guint i = 0; i < cell->places->len; i++)
    {
      const WayBoxPlace *place = &g_array_index (cell->places, WayBoxPlace, i);
      double             top = frame->rows[row].content_y + place->y;
      WayElement        *element = way_map_lookup (frame->map, place->box->element);

      way_drag_add_slot (slots, element, top, top + place->box->height);
    }
}

static void
find_touchpoint_place (WayDrag      *self,
                       double        along,
                       double        y,
                       WayDragPlace *place)
{
  const WayLayoutFrame *frame = self->start;
  g_autoptr (GArray) slots = g_array_new (FALSE, FALSE, sizeof (WayDragSlot));
  int   row = find_touchpoints_row (frame);
  guint stage;

  place->is_valid = frame->n_stages > 0 && is_on_grid (frame, along, y);
  if (!place->is_valid)
    return;
  stage = way_grid_find_stage (frame, way_grid_find_column (frame, along));
  place->stage = frame->stages[stage]->stage;
  if (!frame->stacked)
    add_step_slots (self, stage, slots);
  else if (row >= 0)
    add_stacked_slots (frame, stage, (guint) row, slots);
  way_drag_find_in_slots (self, slots, frame->stacked ? y : along, place);
}

/* --- Cards ---------------------------------------------------------------------------------- */

/* The lane of cards at a height, or the nearest; -1 when there is none. */
static int
find_cards_row (const WayLayoutFrame *frame,
                double                y)
{
  double least = 0;
  int    nearest = -1;

  for (guint i = 0; i < frame->n_rows; i++)
    {
      const WayRowBox *row = &frame->rows[i];
      double           distance = MAX (MAX (row->y - y, y - row->y - row->height), 0);

      if (row->holds < 0 || (nearest >= 0 && distance >= least))
        continue;
      nearest = (int) i;
      least = distance;
    }
  return nearest;
}

/* The cards above each other at @along. */
static void
add_card_slots (const WayLayoutFrame *frame,
                guint                 stage,
                guint                 row,
                double                along,
                GArray               *slots)
{
  const WayCell *cell = frame->stages[stage]->cells[row];

  for (guint i = 0; i < cell->places->len; i++)
    {
      const WayBoxPlace *place = &g_array_index (cell->places, WayBoxPlace, i);
      double             start = get_place_start (frame, stage, place);
      double             top = frame->rows[row].content_y + place->y;
      WayElement        *element = way_map_lookup (frame->map, place->box->element);

      if (along >= start - WAY_CELL_GAP / 2 && along < start + place->box->width + WAY_CELL_GAP / 2)
        way_drag_add_slot (slots, element, top, top + place->box->height);
    }
}

static gboolean
is_wide (WayDrag *self)
{
  return self->grabbed != NULL && g_hash_table_contains (self->wide_cards, self->grabbed);
}

static void
find_card_place (WayDrag      *self,
                 double        along,
                 double        y,
                 WayDragPlace *place)
{
  const WayLayoutFrame *frame = self->start;
  g_autoptr (GArray) slots = g_array_new (FALSE, FALSE, sizeof (WayDragSlot));
  int            row = find_cards_row (frame, y);
  guint          stage;
  const WayStep *step;

  place->is_valid = frame->n_stages > 0 && row >= 0 && is_on_grid (frame, along, y);
  if (!place->is_valid)
    return;
  along += self->anchor;
  stage = way_grid_find_stage (frame, way_grid_find_column (frame, along));
  step = frame->stacked || is_wide (self) ? NULL : way_grid_find_step (frame, along);
  place->stage = frame->stages[stage]->stage;
  place->lane = frame->rows[row].lane;
  place->touchpoint = step != NULL ? step->touchpoint : NULL;
  add_card_slots (frame, stage, (guint) row, along, slots);
  way_drag_find_in_slots (self, slots, y, place);
  /* Over its own other end, it is to go there. */
  if (place->touchpoint != NULL && place->touchpoint != self->home_touchpoint)
    place->is_home = FALSE;
}

/* --- What is there already ---------------------------------------------------------------------- */

static void
find_item_place (WayDrag         *self,
                 double           along,
                 double           y,
                 WayDragModifiers modifiers,
                 WayDragPlace    *place)
{
  if (way_element_get_kind (self->grabbed) == WAY_KIND_CARD)
    find_card_place (self, along, y, place);
  else
    find_touchpoint_place (self, along, y, place);
}

static const char *
get_id (const WayElement *element)
{
  return element != NULL ? way_element_get_id (element) : NULL;
}

/* Each in turn comes before the same one: they keep their order. Wide cards stay wide, and only a new lane is one for all. */
static gboolean
move_cards (WayDrag            *self,
            const WayDragPlace *place)
{
  for (guint i = 0; i < self->moved->len; i++)
    {
      WayElement *card = self->moved->pdata[i];
      const char *ids[] = { way_element_get_id (card), NULL };
      WayElement *touchpoint = g_hash_table_contains (self->wide_cards, card) ? NULL : place->touchpoint;
      WayElement *lane = place->lane != self->home_lane ? place->lane : NULL;

      if (!way_command_move (self->history, ids, get_id (place->stage), get_id (lane), get_id (touchpoint), get_id (place->target), NULL))
        return FALSE;
    }
  return TRUE;
}

static gboolean
apply_items (WayDrag            *self,
             const WayDragPlace *place)
{
  g_autoptr (GPtrArray) ids = NULL;

  if (way_element_get_kind (self->grabbed) == WAY_KIND_CARD)
    return move_cards (self, place);
  ids = g_ptr_array_new ();
  for (guint i = 0; i < self->moved->len; i++)
    g_ptr_array_add (ids, (gpointer) get_id (self->moved->pdata[i]));
  g_ptr_array_add (ids, NULL);
  return way_command_move (self->history, (const char *const *) ids->pdata, get_id (place->stage), NULL, NULL, get_id (place->target), NULL);
}

/* How far the pointer is from where the card's place counts from: the column that it starts at, or its whole stage. */
static void
find_anchor (WayDrag *self,
             guint    stage)
{
  const WayLayoutFrame *frame = self->start;
  const WayStageBox    *box = frame->stages[stage];
  double                start = frame->column_x[box->first_column];
  double                end = way_grid_get_stage_end (frame, stage);
  const WayStep        *step = NULL;

  for (guint i = 0; i < box->n_steps; i++)
    if (box->steps[i].touchpoint == self->home_touchpoint || box->steps[i].replacement == self->home_touchpoint)
      step = &box->steps[i];
  if (step != NULL && !is_wide (self))
    {
      start = frame->column_x[box->first_column + step->column];
      end = frame->column_x[box->first_column + step->column + 1];
    }
  if (self->grab_along < start || self->grab_along >= end)
    self->anchor = (start + end) / 2 - self->grab_along;
}

gboolean
way_drag_begin_items (WayDrag *self)
{
  int stage;

  for (guint i = 0; i < self->moved->len; i++)
    {
      WayElement *element = self->moved->pdata[i];

      if (way_element_get_kind (element) == WAY_KIND_CARD && way_element_get (element, WAY_CARD_ABOUT) == NULL)
        g_hash_table_add (self->wide_cards, element);
    }
  self->home_stage = way_element_get_stage (self->grabbed);
  stage = self->home_stage != NULL ? way_grid_get_stage (self->start, self->home_stage) : -1;
  if (stage < 0)
    return FALSE;
  if (way_element_get_kind (self->grabbed) != WAY_KIND_CARD)
    return TRUE;
  self->home_lane = way_element_get_reference (self->grabbed, WAY_CARD_LANE);
  self->home_touchpoint = way_element_get_reference (self->grabbed, WAY_CARD_ABOUT);
  find_anchor (self, (guint) stage);
  return TRUE;
}

const WayDragMachine way_drag_items_machine = { find_item_place, apply_items, way_drag_mark_moved, way_drag_select_moved };

/* --- From the palette ------------------------------------------------------------------------------ */

static void
find_new_place (WayDrag         *self,
                double           along,
                double           y,
                WayDragModifiers modifiers,
                WayDragPlace    *place)
{
  g_autoptr (GArray) slots = NULL;

  if (self->new_kind == WAY_KIND_CARD)
    find_card_place (self, along, y, place);
  else if (self->new_kind == WAY_KIND_TOUCHPOINT)
    find_touchpoint_place (self, along, y, place);
  else
    {
      slots = g_array_new (FALSE, FALSE, sizeof (WayDragSlot));
      way_drag_add_stage_slots (self, slots);
      place->is_valid = is_on_grid (self->start, along, y);
      way_drag_find_in_slots (self, slots, along, place);
    }
}

static gboolean
apply_new (WayDrag            *self,
           const WayDragPlace *place)
{
  const char *before = get_id (place->target);
  const char *id;

  if (self->new_kind == WAY_KIND_CARD)
    id = way_command_add_card (self->history, get_id (place->stage), get_id (place->lane), get_id (place->touchpoint), before, "", NULL);
  else if (self->new_kind == WAY_KIND_TOUCHPOINT)
    id = way_command_add_touchpoint (self->history, get_id (place->stage), before, "", NULL);
  else
    id = way_command_add_stage (self->history, before, "", NULL);
  self->made = g_strdup (id);
  return id != NULL;
}

static void
select_new (WayDrag *self)
{
  if (self->selection != NULL)
    way_selection_select (self->selection, self->made);
}

const WayDragMachine way_drag_new_machine = { find_new_place, apply_new, way_drag_mark_moved, select_new };

/* --- From the tray ----------------------------------------------------------------------------------- */

static void
find_note_place (WayDrag         *self,
                 double           along,
                 double           y,
                 WayDragModifiers modifiers,
                 WayDragPlace    *place)
{
  find_card_place (self, along, y, place);
}

static gboolean
apply_note (WayDrag            *self,
            const WayDragPlace *place)
{
  const char *ids[] = { get_id (self->grabbed), NULL };

  return way_command_move (self->history, ids, get_id (place->stage), get_id (place->lane), get_id (place->touchpoint), get_id (place->target), NULL);
}

const WayDragMachine way_drag_note_machine = { find_note_place, apply_note, way_drag_mark_moved, way_drag_select_moved };
