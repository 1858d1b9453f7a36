/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Canvas"

#include "way-canvas-private.h"

/* What is dragged here from other programs. */

static WayCanvasPlace *
find_place (WayCanvas *self,
            double     x,
            double     y)
{
  WayHit          hit = way_canvas_find_hit (self, x, y);
  WayCanvasPlace *place = g_new0 (WayCanvasPlace, 1);

  place->editor = g_object_ref (self->editor);
  place->element = hit.part == WAY_HIT_ITEM ? g_strdup (hit.element) : NULL;
  place->stage = g_strdup (hit.stage);
  place->lane = g_strdup (hit.lane);
  place->touchpoint = g_strdup (hit.touchpoint);
  if (hit.part == WAY_HIT_CELL || hit.part == WAY_HIT_STEP_GAP)
    place->before = g_strdup (hit.before);
  return place;
}

static GdkDragAction
motion_cb (GtkDropTarget *target,
           double         x,
           double         y,
           WayCanvas     *self)
{
  if (self->scene == NULL)
    return 0;
  self->pointer = (WayPoint){ x, y };
  self->has_pointer = self->drag == NULL;
  way_canvas_update_hover (self);
  return GDK_ACTION_COPY;
}

static void
leave_cb (GtkDropTarget *target,
          WayCanvas     *self)
{
  self->has_pointer = FALSE;
  way_canvas_update_hover (self);
}

static gboolean
drop_cb (GtkDropTarget *target,
         const GValue  *value,
         double         x,
         double         y,
         WayCanvas     *self)
{
  if (self->scene == NULL)
    return FALSE;
  way_canvas_finish (self);
  if (G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST))
    {
      g_autoptr (GSList) files = gdk_file_list_get_files (g_value_get_boxed (value));

      way_canvas_take_files (self, files, find_place (self, x, y));
    }
  else
    way_canvas_take_text (self, g_value_get_string (value), find_place (self, x, y));
  return TRUE;
}

void
way_canvas_add_drop_target (WayCanvas *self)
{
  GType          types[] = { GDK_TYPE_FILE_LIST, G_TYPE_STRING };
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_INVALID, GDK_ACTION_COPY);

  gtk_drop_target_set_gtypes (target, types, G_N_ELEMENTS (types));
  g_signal_connect (target, "enter", G_CALLBACK (motion_cb), self);
  g_signal_connect (target, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect (target, "leave", G_CALLBACK (leave_cb), self);
  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}
