/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Canvas"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "way-canvas-private.h"

#include "waymark/way-commands.h"

/* What is dragged onto the sheet from elsewhere in the window. */

static WayCanvasPlace *
place_new (WayEditor           *editor,
           const WayDragTarget *target)
{
  WayCanvasPlace *place = g_new0 (WayCanvasPlace, 1);

  place->editor = g_object_ref (editor);
  place->stage = g_strdup (target->stage);
  place->lane = g_strdup (target->lane);
  place->touchpoint = g_strdup (target->touchpoint);
  place->before = g_strdup (target->before);
  return place;
}

static WayDrag *
make_drag (WayCanvas *self)
{
  WayLayout    *layout = way_editor_get_layout (self->editor);
  WayHistory   *history = way_editor_get_history (self->editor);
  WaySelection *selection = way_editor_get_selection (self->editor);

  switch (self->arrival)
    {
    case WAY_CANVAS_NEW_STAGE:
      return way_drag_begin_new (layout, history, selection, WAY_KIND_STAGE);
    case WAY_CANVAS_NEW_TOUCHPOINT:
      return way_drag_begin_new (layout, history, selection, WAY_KIND_TOUCHPOINT);
    case WAY_CANVAS_NEW_CARD:
    case WAY_CANVAS_NEW_IMAGE:
      return way_drag_begin_new (layout, history, selection, WAY_KIND_CARD);
    case WAY_CANVAS_NOTE:
    default:
      return way_drag_begin_note (layout, history, selection, self->arriving_card);
    }
}

static gboolean
is_within (WayCanvas *self,
           double     x,
           double     y)
{
  return x >= 0 && y >= 0 && x < self->size[0] && y < self->size[1];
}

void
way_canvas_begin_arrival (WayCanvas       *self,
                          WayCanvasArrival kind,
                          const char      *card)
{
  g_return_if_fail (WAY_IS_CANVAS (self));
  g_return_if_fail (kind != WAY_CANVAS_NOTE || card != NULL);

  way_canvas_finish (self);
  g_free (self->arriving_card);
  self->arriving_card = g_strdup (card);
  self->arrival = kind;
  self->is_arriving = self->editor != NULL;
}

void
way_canvas_update_arrival (WayCanvas *self,
                           double     x,
                           double     y)
{
  g_return_if_fail (WAY_IS_CANVAS (self));

  if (!self->is_arriving || self->scene == NULL)
    return;
  self->pointer = (WayPoint){ x, y };
  if (!is_within (self, x, y))
    way_canvas_drop_drag (self);
  else if (self->drag == NULL)
    way_canvas_begin_drag (self, make_drag (self), NULL);
  if (self->drag != NULL)
    way_canvas_update_drag (self);
}

void
way_canvas_end_arrival (WayCanvas *self)
{
  WayDragTarget   target;
  WayCanvasPlace *place = NULL;

  g_return_if_fail (WAY_IS_CANVAS (self));

  if (!self->is_arriving || self->drag == NULL)
    {
      self->is_arriving = FALSE;
      return;
    }
  self->is_arriving = FALSE;
  if (self->arrival != WAY_CANVAS_NEW_IMAGE)
    {
      way_canvas_end_drag (self);
      return;
    }
  way_canvas_settle_drag (self);
  if (way_drag_get_target (self->drag, &target))
    place = place_new (self->editor, &target);
  way_canvas_drop_drag (self);
  g_clear_pointer (&self->image_place, way_canvas_place_free);
  self->image_place = place;
  if (place != NULL)
    g_signal_emit_by_name (self, "choose-image");
}

void
way_canvas_cancel_arrival (WayCanvas *self)
{
  g_return_if_fail (WAY_IS_CANVAS (self));

  if (self->is_arriving)
    way_canvas_cancel_drag (self);
}

void
way_canvas_add_image (WayCanvas  *self,
                      const char *image)
{
  WayCanvasPlace *place;
  WayHistory     *history;
  const char     *card = NULL;

  g_return_if_fail (WAY_IS_CANVAS (self));
  g_return_if_fail (image != NULL);

  place = self->image_place;
  if (place == NULL || place->editor != self->editor || way_canvas_place_check (place, place->stage) == NULL || way_canvas_place_check (place, place->lane) == NULL)
    {
      gtk_widget_error_bell (GTK_WIDGET (self));
      return;
    }
  way_canvas_finish (self);
  history = way_editor_get_history (self->editor);
  way_history_begin (history, C_ ("undo", "Add Image"));
  card = way_command_add_card (history, place->stage, place->lane, way_canvas_place_check (place, place->touchpoint), way_canvas_place_check (place, place->before), "", NULL);
  if (card == NULL || !way_history_set (history, card, WAY_CARD_IMAGE, image, NULL))
    {
      way_history_rollback (history);
      gtk_widget_error_bell (GTK_WIDGET (self));
      return;
    }
  way_history_commit (history);
  way_canvas_choose (self, card);
}

void
way_canvas_arrival_dispose (WayCanvas *self)
{
  g_clear_pointer (&self->arriving_card, g_free);
  g_clear_pointer (&self->image_place, way_canvas_place_free);
}
