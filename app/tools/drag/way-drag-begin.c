/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Tools"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "tools/commands/way-commands-private.h"
#include "way-drag-private.h"
#include "tools/way-grid-private.h"

/* How each kind of drag begins. */

/* --- What moves --------------------------------------------------------------------- */

/* Those of @kinds that are selected, when what is grabbed is selected too; else it goes alone. */
static GPtrArray *
collect_moved (WayHistory   *history,
               WaySelection *selection,
               WayElement   *grabbed,
               guint         kinds)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  const char *id = way_element_get_id (grabbed);

  g_ptr_array_add (ids, (gpointer) id);
  for (guint i = 0; selection != NULL && way_selection_contains (selection, id) && i < way_selection_get_size (selection); i++)
    {
      const char *other = way_selection_get_nth (selection, i);

      if (kinds & 1u << way_element_get_kind (way_map_lookup (way_history_get_map (history), other)))
        g_ptr_array_add (ids, (gpointer) other);
    }
  g_ptr_array_add (ids, NULL);
  return way_commands_sort (history, (const char *const *) ids->pdata, TRUE, NULL);
}

static void
take_moved (WayDrag   *self,
            GPtrArray *moved)
{
  for (guint i = 0; i < moved->len; i++)
    g_hash_table_insert (self->followers, moved->pdata[i], NULL);
  for (guint i = 0; i < moved->len; i++)
    {
      WayElement *element = moved->pdata[i];
      WayElement *follower = way_element_get_next_of (element);

      while (follower != NULL && way_drag_moves (self, follower))
        follower = way_element_get_next_of (follower);
      g_hash_table_insert (self->followers, element, follower);
      g_ptr_array_add (self->moved, element);
    }
}

static WayDrag *
begin_moving (WayDragKind           kind,
              const WayDragMachine *machine,
              WayLayout            *layout,
              WayHistory           *history,
              WaySelection         *selection,
              WayElement           *grabbed)
{
  guint kinds = 1u << way_element_get_kind (grabbed);
  g_autoptr (GPtrArray) moved = NULL;
  WayDrag *self;

  /* Cards that are selected with a touchpoint go along; to stand with cards is nothing for a touchpoint. */
  if (way_element_get_kind (grabbed) == WAY_KIND_TOUCHPOINT)
    kinds |= 1u << WAY_KIND_CARD;
  moved = collect_moved (history, selection, grabbed, kinds);
  self = way_drag_new (kind, machine, layout, history, selection, way_commands_get_move_label (moved));
  self->grabbed = grabbed;
  take_moved (self, moved);
  return self;
}

/* --- Beginning ------------------------------------------------------------------------------- */

static WayDrag *
begin_field (WayDragKind           kind,
             const WayDragMachine *machine,
             WayLayout            *layout,
             WayHistory           *history,
             WayKind               owner,
             guint                 field)
{
  const WayField  *info = &way_kind_get_info (owner)->fields[field];
  g_autofree char *label = g_strdup_printf (C_ ("undo", "Change: %s"), way_field_get_label (info));

  return way_drag_new (kind, machine, layout, history, NULL, label);
}

static WayDrag *
begin_item (WayLayout    *layout,
            WayHistory   *history,
            WaySelection *selection,
            const WayHit *hit,
            WayElement   *element)
{
  WayElement *lane = hit->lane != NULL ? way_map_lookup (way_history_get_map (history), hit->lane) : NULL;
  WayKind     kind = way_element_get_kind (element);
  gboolean    is_card = kind == WAY_KIND_CARD && lane != NULL;
  /* What a lane shows of a touchpoint is no handle for it. */
  gboolean is_touchpoint = kind == WAY_KIND_TOUCHPOINT && lane != NULL && way_element_get_choice (lane, WAY_LANE_HOLDS) < 0 &&
                           way_element_get_choice (lane, WAY_LANE_SHOWS) == WAY_SHOWS_TOUCHPOINTS;

  if (!is_card && !is_touchpoint)
    return NULL;
  return begin_moving (WAY_DRAG_ITEMS, &way_drag_items_machine, layout, history, selection, element);
}

static WayDrag *
begin_of_part (WayLayout    *layout,
               WayHistory   *history,
               WaySelection *selection,
               const WayHit *hit,
               WayElement   *element)
{
  WayDrag *self = NULL;

  switch (hit->part)
    {
    case WAY_HIT_ITEM:
      return element != NULL ? begin_item (layout, history, selection, hit, element) : NULL;
    case WAY_HIT_STAGE:
      return begin_moving (WAY_DRAG_STAGE, &way_drag_stage_machine, layout, history, selection, element);
    case WAY_HIT_LANE:
      return begin_moving (WAY_DRAG_LANE, &way_drag_lane_machine, layout, history, selection, element);
    case WAY_HIT_PHASE:
      return begin_moving (WAY_DRAG_PHASE, &way_drag_phase_machine, layout, history, selection, element);
    case WAY_HIT_PHASE_EDGE:
      return begin_field (WAY_DRAG_PHASE_EDGE, &way_drag_phase_edge_machine, layout, history, WAY_KIND_STAGE, WAY_STAGE_PHASE);
    case WAY_HIT_STAGE_GAP:
      return hit->stage != NULL ? begin_field (WAY_DRAG_STAGE_EDGE, &way_drag_stage_edge_machine, layout, history, WAY_KIND_STAGE, WAY_STAGE_STEP_WIDTH) : NULL;
    case WAY_HIT_CARD_EDGE:
      self = way_drag_new (WAY_DRAG_CARD_EDGE, &way_drag_card_edge_machine, layout, history, selection, C_ ("undo", "Span Card"));
      break;
    case WAY_HIT_POINT:
    case WAY_HIT_CURVE_CELL:
      self = way_drag_new (WAY_DRAG_POINT, &way_drag_point_machine, layout, history, selection, C_ ("undo", "Change Emotion"));
      break;
    case WAY_HIT_NOTHING:
    case WAY_HIT_CELL:
    case WAY_HIT_TITLE:
    case WAY_HIT_SUBTITLE:
    case WAY_HIT_STEP_GAP:
    default:
      return NULL;
    }
  self->grabbed = element;
  return self;
}

static gboolean
prepare (WayDrag      *self,
         const WayHit *hit)
{
  switch ((guint) self->kind)
    {
    case WAY_DRAG_ITEMS:
      return way_drag_begin_items (self);
    case WAY_DRAG_PHASE_EDGE:
      return way_drag_begin_phase_edge (self, hit);
    case WAY_DRAG_STAGE_EDGE:
      return way_drag_begin_stage_edge (self, hit);
    case WAY_DRAG_CARD_EDGE:
      return way_drag_begin_card_edge (self);
    case WAY_DRAG_POINT:
      way_drag_begin_point (self, hit);
      return TRUE;
    default:
      return TRUE;
    }
}

WayDrag *
way_drag_begin (WayLayout    *layout,
                WayScene     *scene,
                WayHistory   *history,
                WaySelection *selection,
                const WayHit *hit,
                const char   *persona,
                gboolean      future,
                double        x,
                double        y)
{
  WayElement *element;
  WayDrag    *self;

  g_return_val_if_fail (WAY_IS_LAYOUT (layout) && WAY_IS_HISTORY (history) && hit != NULL, NULL);

  element = hit->element != NULL ? way_map_lookup (way_history_get_map (history), hit->element) : NULL;
  self = begin_of_part (layout, history, selection, hit, element);
  if (self == NULL)
    return NULL;
  self->persona = g_strdup (persona);
  self->future = future;
  self->grab_along = way_grid_turn_x (self->start, x);
  self->grab_y = y;
  self->place.is_home = TRUE;
  if (prepare (self, hit))
    return self;
  way_drag_cancel (self);
  return NULL;
}

WayDrag *
way_drag_begin_new (WayLayout    *layout,
                    WayHistory   *history,
                    WaySelection *selection,
                    WayKind       kind)
{
  const char *label;
  WayDrag    *self;

  g_return_val_if_fail (WAY_IS_LAYOUT (layout) && WAY_IS_HISTORY (history), NULL);

  switch ((guint) kind)
    {
    case WAY_KIND_STAGE:
      label = C_ ("undo", "Add Stage");
      break;
    case WAY_KIND_TOUCHPOINT:
      label = C_ ("undo", "Add Touchpoint");
      break;
    case WAY_KIND_CARD:
      label = C_ ("undo", "Add Card");
      break;
    default:
      return NULL;
    }
  self = way_drag_new (WAY_DRAG_NEW, &way_drag_new_machine, layout, history, selection, label);
  self->new_kind = kind;
  return self;
}

WayDrag *
way_drag_begin_note (WayLayout    *layout,
                     WayHistory   *history,
                     WaySelection *selection,
                     const char   *card)
{
  WayElement *element;

  g_return_val_if_fail (WAY_IS_LAYOUT (layout) && WAY_IS_HISTORY (history) && card != NULL, NULL);

  element = way_map_lookup (way_history_get_map (history), card);
  if (element == NULL || way_element_get_kind (element) != WAY_KIND_CARD || way_element_get_stage (element) != NULL)
    return NULL;
  return begin_moving (WAY_DRAG_NEW, &way_drag_note_machine, layout, history, selection, element);
}

WayDrag *
way_drag_begin_band (WayLayout    *layout,
                     WaySelection *selection,
                     double        x,
                     double        y)
{
  WayDrag *self;

  g_return_val_if_fail (WAY_IS_LAYOUT (layout) && WAY_IS_SELECTION (selection), NULL);

  self = way_drag_new (WAY_DRAG_BAND, NULL, layout, NULL, selection, NULL);
  self->band = way_drag_band_new (selection, x, y);
  return self;
}

WayDrag *
way_drag_begin_sketch (WayLayout  *layout,
                       WayHistory *history,
                       const char *persona,
                       gboolean    future)
{
  const WayLayoutFrame *frame;
  WayDrag              *self;

  g_return_val_if_fail (WAY_IS_LAYOUT (layout) && WAY_IS_HISTORY (history), NULL);

  frame = way_layout_get_frame (layout);
  if (frame->feelings_row < 0 || frame->n_stages == 0)
    return NULL;
  self = way_drag_new (WAY_DRAG_SKETCH, NULL, layout, history, NULL, C_ ("undo", "Draw Curve"));
  self->persona = g_strdup (persona);
  self->future = future;
  self->stroke = way_drag_stroke_new (self->start);
  return self;
}
