/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Tools"

#include "config.h"

#include "way-commands-private.h"

typedef enum
{
  NUDGE_FAILED,
  NUDGE_EDGE, /* there is no place to go to */
  NUDGE_DONE
} Nudge;

static Nudge
tell (gboolean done)
{
  return done ? NUDGE_DONE : NUDGE_FAILED;
}

static WayElement *
get_neighbor (WayElement *element,
              int         step)
{
  return step > 0 ? way_element_get_next_of (element) : way_commands_get_previous_of (element);
}

/* The place beyond a sibling: before what. */
static WayElement *
get_beyond (WayElement *sibling,
            int         step)
{
  return step > 0 ? way_element_get_next_of (sibling) : sibling;
}

static gboolean
is_stacked (WayHistory *history)
{
  return way_element_get_choice (way_commands_get_root (history), WAY_MAP_ARRANGEMENT) == WAY_ARRANGEMENT_STACKED;
}

static Nudge
nudge_sibling (WayHistory *history,
               WayElement *element,
               int         step,
               GError    **error)
{
  WayElement *parent = way_element_get_parent (element);
  WayElement *neighbor = parent != NULL ? get_neighbor (element, step) : NULL;

  if (neighbor == NULL)
    return NUDGE_EDGE;
  return tell (way_commands_place (history, element, parent, get_beyond (neighbor, step), error));
}

static Nudge
nudge_to_stage (WayHistory *history,
                WayElement *touchpoint,
                int         step,
                GError    **error)
{
  WayElement *stage = get_neighbor (way_element_get_parent (touchpoint), step);
  WayElement *before;

  if (stage == NULL)
    return NUDGE_EDGE;
  before = step > 0 ? way_element_get_first_of (stage, WAY_KIND_TOUCHPOINT) : NULL;
  return tell (way_commands_place_touchpoint (history, touchpoint, stage, before, error));
}

static Nudge
nudge_touchpoint (WayHistory *history,
                  WayElement *touchpoint,
                  int         dx,
                  int         dy,
                  GError    **error)
{
  if (is_stacked (history))
    return dx != 0 ? nudge_to_stage (history, touchpoint, dx, error) : nudge_sibling (history, touchpoint, dy, error);
  if (dx == 0)
    return NUDGE_EDGE;
  if (get_neighbor (touchpoint, dx) != NULL)
    return nudge_sibling (history, touchpoint, dx, error);
  return nudge_to_stage (history, touchpoint, dx, error);
}

/* Cards that stand in one place of the grid: of one stage, lane and touchpoint. */
static gboolean
is_in_cell (WayElement *card,
            WayElement *lane,
            WayElement *about)
{
  return way_element_get_reference (card, WAY_CARD_LANE) == lane && way_element_get_reference (card, WAY_CARD_ABOUT) == about;
}

/* The next card of a cell from (not with) @card on. */
static WayElement *
find_in_cell (WayElement *card,
              WayElement *lane,
              WayElement *about,
              int         step)
{
  do
    card = get_neighbor (card, step);
  while (card != NULL && !is_in_cell (card, lane, about));
  return card;
}

/* The next lane that is seen; with @cards one that holds cards. */
static WayElement *
find_lane (WayElement *lane,
           int         step,
           gboolean    cards)
{
  do
    lane = get_neighbor (lane, step);
  while (lane != NULL && (way_element_get_flag (lane, WAY_LANE_HIDDEN) || (cards && way_element_get_choice (lane, WAY_LANE_HOLDS) < 0)));
  return lane;
}

static Nudge
nudge_card_to_lane (WayHistory *history,
                    WayElement *card,
                    int         step,
                    GError    **error)
{
  WayElement *stage = way_element_get_parent (card);
  WayElement *lane = way_element_get_reference (card, WAY_CARD_LANE);
  WayElement *about = way_element_get_reference (card, WAY_CARD_ABOUT);
  WayElement *next;
  WayElement *end = NULL; /* the card of the new cell that it comes next to */

  lane = lane != NULL ? find_lane (lane, step, TRUE) : NULL;
  if (lane == NULL)
    return NUDGE_EDGE;
  if (!way_commands_set_reference (history, card, WAY_CARD_LANE, lane, error))
    return NUDGE_FAILED;
  for (next = way_element_get_first_of (stage, WAY_KIND_CARD); next != NULL; next = way_element_get_next_of (next))
    if (next != card && is_in_cell (next, lane, about) && (step < 0 || end == NULL))
      end = next;
  if (end == NULL)
    return NUDGE_DONE;
  return tell (way_commands_place (history, card, stage, get_beyond (end, -step), error));
}

static Nudge
nudge_card_vertically (WayHistory *history,
                       WayElement *card,
                       int         step,
                       GError    **error)
{
  WayElement *parent = way_element_get_parent (card);
  WayElement *neighbor = find_in_cell (card, way_element_get_reference (card, WAY_CARD_LANE), way_element_get_reference (card, WAY_CARD_ABOUT), step);

  /* In the tray they stand in one row, wherever they came from. */
  if (way_element_get_kind (parent) != WAY_KIND_STAGE)
    return nudge_sibling (history, card, step, error);
  if (neighbor != NULL)
    return tell (way_commands_place (history, card, parent, get_beyond (neighbor, step), error));
  return nudge_card_to_lane (history, card, step, error);
}

static Nudge
nudge_card_sideways (WayHistory *history,
                     WayElement *card,
                     int         step,
                     GError    **error)
{
  WayElement *old_stage = way_element_get_stage (card);
  WayElement *old_about = way_element_get_reference (card, WAY_CARD_ABOUT);
  WayElement *stage = old_stage;
  WayElement *about = old_about != NULL && !is_stacked (history) ? get_neighbor (old_about, step) : NULL;

  if (stage == NULL)
    return NUDGE_EDGE;
  if (about == NULL)
    {
      stage = get_neighbor (stage, step);
      if (stage == NULL)
        return NUDGE_EDGE;
      /* What belonged to a whole stage belongs to the whole next one. */
      if (old_about != NULL && !is_stacked (history))
        about = step > 0 ? way_element_get_first_of (stage, WAY_KIND_TOUCHPOINT) : way_commands_get_last_of (stage, WAY_KIND_TOUCHPOINT);
    }
  return tell ((stage == old_stage || way_commands_place (history, card, stage, NULL, error)) &&
               way_commands_set_reference (history, card, WAY_CARD_ABOUT, about, error) &&
               way_commands_shift_span (history, card, old_stage, old_about, error));
}

static Nudge
nudge_lane (WayHistory *history,
            WayElement *lane,
            int         step,
            GError    **error)
{
  WayElement *neighbor = find_lane (lane, step, FALSE);

  if (neighbor == NULL)
    return NUDGE_EDGE;
  return tell (way_commands_place (history, lane, way_element_get_parent (lane), get_beyond (neighbor, step), error));
}

static gboolean
has_stage (WayHistory *history,
           WayElement *phase)
{
  for (WayElement *stage = way_element_get_first_of (way_commands_get_root (history), WAY_KIND_STAGE); stage != NULL; stage = way_element_get_next_of (stage))
    if (way_element_get_reference (stage, WAY_STAGE_PHASE) == phase)
      return TRUE;
  return FALSE;
}

/* The phase that stands next to one on the sheet, where their stages are. */
static WayElement *
find_phase_beside (WayHistory *history,
                   WayElement *phase,
                   int         step)
{
  WayElement *last = NULL;
  WayElement *beside = NULL;

  for (WayElement *stage = way_element_get_first_of (way_commands_get_root (history), WAY_KIND_STAGE); stage != NULL; stage = way_element_get_next_of (stage))
    {
      WayElement *other = way_element_get_reference (stage, WAY_STAGE_PHASE);

      if (other == NULL)
        continue;
      if (step < 0 && other == phase)
        return last;
      if (step > 0 && last == phase && other != phase)
        beside = other;
      if (beside != NULL)
        return beside;
      last = other;
    }
  return NULL;
}

static Nudge
nudge_phase (WayHistory *history,
             WayElement *phase,
             int         step,
             GError    **error)
{
  WayElement *beside = find_phase_beside (history, phase, step);

  /* What no stage belongs to has its place among its like only. */
  if (!has_stage (history, phase))
    return nudge_sibling (history, phase, step, error);
  if (beside == NULL)
    return NUDGE_EDGE;
  return tell (step > 0 ? way_commands_place_phase (history, beside, phase, error)
                        : way_commands_place_phase (history, phase, beside, error));
}

static Nudge
nudge (WayHistory *history,
       WayElement *element,
       int         dx,
       int         dy,
       GError    **error)
{
  switch ((int) way_element_get_kind (element))
    {
    case WAY_KIND_TOUCHPOINT:
      return nudge_touchpoint (history, element, dx, dy, error);
    case WAY_KIND_CARD:
      return dy != 0 ? nudge_card_vertically (history, element, dy, error) : nudge_card_sideways (history, element, dx, error);
    case WAY_KIND_LANE:
      return dy != 0 ? nudge_lane (history, element, dy, error) : NUDGE_EDGE;
    case WAY_KIND_STAGE:
      return dx != 0 ? nudge_sibling (history, element, dx, error) : NUDGE_EDGE;
    case WAY_KIND_PHASE:
      return dx != 0 ? nudge_phase (history, element, dx, error) : NUDGE_EDGE;
    default:
      return nudge_sibling (history, element, dx != 0 ? dx : dy, error);
    }
}

/* What leads goes first, so that a row keeps its order; where it can go no further all stay. */
static Nudge
nudge_all (WayHistory *history,
           GPtrArray  *elements,
           int         dx,
           int         dy,
           GError    **error)
{
  g_autoptr (GPtrArray) stages = g_ptr_array_new ();

  for (guint i = 0; i < elements->len; i++)
    {
      WayElement *element = elements->pdata[dx > 0 || dy > 0 ? elements->len - 1 - i : i];
      Nudge       result = nudge (history, element, dx, dy, error);

      if (result != NUDGE_DONE)
        return result;
      if (way_element_get_kind (element) == WAY_KIND_STAGE)
        g_ptr_array_add (stages, element);
    }
  return tell (way_commands_adopt_phases (history, stages, error));
}

gboolean
way_command_nudge (WayHistory        *history,
                   const char *const *ids,
                   int                dx,
                   int                dy,
                   GError           **error)
{
  g_autoptr (GPtrArray) elements = NULL;

  g_return_val_if_fail (WAY_IS_HISTORY (history) && ids != NULL, FALSE);
  g_return_val_if_fail (dx >= -1 && dx <= 1 && dy >= -1 && dy <= 1, FALSE);

  if (dx == 0 && dy == 0)
    return FALSE;
  elements = way_commands_sort (history, ids, TRUE, error);
  if (elements == NULL)
    return FALSE;
  way_history_begin (history, way_commands_get_move_label (elements));
  return way_commands_finish (history, nudge_all (history, elements, dx, dy, error) == NUDGE_DONE);
}
