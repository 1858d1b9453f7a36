/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Tools"

#include "way-drag-private.h"
#include "tools/way-grid-private.h"

WayDrag *
way_drag_new (WayDragKind           kind,
              const WayDragMachine *machine,
              WayLayout            *layout,
              WayHistory           *history,
              WaySelection         *selection,
              const char           *label)
{
  WayDrag *self = g_new0 (WayDrag, 1);
  gboolean among_boxes = kind == WAY_DRAG_ITEMS || kind == WAY_DRAG_NEW;

  self->kind = kind;
  self->machine = machine;
  self->layout = g_object_ref (layout);
  g_set_object (&self->history, history);
  g_set_object (&self->selection, selection);
  self->start = way_drag_copy_frame (way_layout_get_frame (layout), among_boxes ? way_drag_wants_row : NULL);
  self->moved = g_ptr_array_new ();
  self->followers = g_hash_table_new (NULL, NULL);
  self->wide_cards = g_hash_table_new (NULL, NULL);
  self->mark_is_stale = TRUE;
  if (history == NULL)
    return self;
  way_history_begin (history, label);
  way_history_begin (history, label); /* for the present place alone */
  return self;
}

static void
free_drag (WayDrag *self)
{
  g_clear_pointer (&self->stroke, way_drag_stroke_free);
  g_clear_pointer (&self->band, way_drag_band_free);
  g_clear_pointer (&self->mark.text, g_free);
  g_ptr_array_unref (self->moved);
  g_hash_table_unref (self->followers);
  g_hash_table_unref (self->wide_cards);
  way_drag_free_frame (self->start);
  g_free (self->made);
  g_free (self->persona);
  g_clear_object (&self->selection);
  g_clear_object (&self->history);
  g_clear_object (&self->layout);
  g_free (self);
}

WayMap *
way_drag_get_map (WayDrag *self)
{
  return way_layout_get_frame (self->layout)->map;
}

void
way_drag_select_moved (WayDrag *self)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  if (self->selection == NULL)
    return;
  for (guint i = 0; i < self->moved->len; i++)
    if (self->moved->pdata[i] != self->grabbed)
      g_ptr_array_add (ids, (gpointer) way_element_get_id (self->moved->pdata[i]));
  g_ptr_array_add (ids, (gpointer) way_element_get_id (self->grabbed));
  g_ptr_array_add (ids, NULL);
  way_selection_select_all (self->selection, (const char *const *) ids->pdata, FALSE);
}

WayDragKind
way_drag_get_kind (const WayDrag *self)
{
  g_return_val_if_fail (self != NULL, WAY_DRAG_ITEMS);

  return self->kind;
}

/* --- While it runs ------------------------------------------------------------------ */

static gboolean
is_same_place (const WayDragPlace *a,
               const WayDragPlace *b)
{
  if (a->is_valid != b->is_valid || a->is_home != b->is_home)
    return FALSE;
  if (!a->is_valid || a->is_home)
    return TRUE;
  return a->stage == b->stage && a->lane == b->lane && a->touchpoint == b->touchpoint && a->target == b->target && a->value == b->value;
}

static void
go_to_place (WayDrag            *self,
             const WayDragPlace *place)
{
  way_history_rollback (self->history);
  way_history_begin (self->history, "");
  g_clear_pointer (&self->made, g_free);
  self->place = *place;
  self->is_refused = place->is_valid && !place->is_home && !self->machine->apply (self, place);
}

gboolean
way_drag_update (WayDrag         *self,
                 WayScene        *scene,
                 double           x,
                 double           y,
                 WayDragModifiers modifiers)
{
  guint64      revision;
  WayDragPlace place = { 0 };
  double       along;

  g_return_val_if_fail (self != NULL, FALSE);

  revision = way_map_get_revision (way_drag_get_map (self));
  along = way_grid_turn_x (self->start, x);
  self->mark_is_stale = TRUE;
  if (self->band != NULL)
    way_drag_band_update (self, scene, x, y, modifiers);
  else if (self->stroke != NULL)
    way_drag_stroke_update (self, along, y, modifiers);
  else
    {
      self->machine->find (self, along, y, modifiers, &place);
      if (!is_same_place (&place, &self->place))
        go_to_place (self, &place);
    }
  return way_map_get_revision (way_drag_get_map (self)) != revision;
}

gboolean
way_drag_get_target (const WayDrag *self,
                     WayDragTarget *target)
{
  const WayDragPlace *place;

  g_return_val_if_fail (self != NULL && target != NULL, FALSE);

  place = &self->place;
  *target = (WayDragTarget){ NULL };
  if (!place->is_valid || self->is_refused)
    return FALSE;
  target->stage = place->stage != NULL ? way_element_get_id (place->stage) : NULL;
  target->lane = place->lane != NULL ? way_element_get_id (place->lane) : NULL;
  target->touchpoint = place->touchpoint != NULL ? way_element_get_id (place->touchpoint) : NULL;
  target->before = place->target != NULL ? way_element_get_id (place->target) : NULL;
  return TRUE;
}

const WayDropMark *
way_drag_get_mark (const WayDrag *self)
{
  WayDrag *unconst = (WayDrag *) self;

  g_return_val_if_fail (self != NULL, NULL);

  if (!self->mark_is_stale)
    return &self->mark;
  unconst->mark_is_stale = FALSE;
  g_clear_pointer (&unconst->mark.text, g_free);
  unconst->mark = (WayDropMark){ 0 };
  if (self->band != NULL)
    way_drag_band_mark (unconst, &unconst->mark);
  else if (self->machine != NULL && self->place.is_valid && !self->is_refused)
    {
      unconst->mark.is_valid = TRUE;
      self->machine->mark (unconst, &unconst->mark);
    }
  return &self->mark;
}

void
way_drag_end (WayDrag *self)
{
  g_return_if_fail (self != NULL);

  if (self->history != NULL)
    {
      way_history_commit (self->history);
      way_history_commit (self->history);
    }
  if (self->machine != NULL && self->machine->select != NULL && self->place.is_valid && !self->is_refused)
    self->machine->select (self);
  free_drag (self);
}

void
way_drag_cancel (WayDrag *self)
{
  g_return_if_fail (self != NULL);

  if (self->history != NULL)
    {
      way_history_rollback (self->history);
      way_history_rollback (self->history);
    }
  if (self->band != NULL)
    way_drag_band_cancel (self);
  free_drag (self);
}
