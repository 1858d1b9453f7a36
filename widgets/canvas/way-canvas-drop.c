/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Canvas"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "way-canvas-private.h"

#include "waymark/way-store.h"

/* What is dragged here from other windows, and out of this one. */

/* --- Maps as they come ----------------------------------------------------------- */

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  GdkContentDeserializer *deserializer = user_data;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (WayMap) map = NULL;
  GError *error = NULL;

  if (g_output_stream_splice_finish (G_OUTPUT_STREAM (source), result, &error) >= 0)
    {
      bytes = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (source));
      map = way_store_load_bytes (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), _ ("Clipboard"), NULL, &error);
    }
  if (map == NULL)
    {
      gdk_content_deserializer_return_error (deserializer, error);
      return;
    }
  g_value_take_object (gdk_content_deserializer_get_value (deserializer), g_steal_pointer (&map));
  gdk_content_deserializer_return_success (deserializer);
}

static void
deserialize_map (GdkContentDeserializer *deserializer)
{
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();

  g_output_stream_splice_async (memory, gdk_content_deserializer_get_input_stream (deserializer),
                                G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE | G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET,
                                gdk_content_deserializer_get_priority (deserializer), gdk_content_deserializer_get_cancellable (deserializer), read_cb, deserializer);
}

void
way_canvas_drop_class_init (void)
{
  gdk_content_register_deserializer (WAY_CLIPBOARD_TYPE, WAY_TYPE_MAP, deserialize_map, NULL, NULL);
}

/* --- In ------------------------------------------------------------------------------ */

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
  if (G_VALUE_HOLDS (value, WAY_TYPE_MAP))
    way_canvas_take_map (self, g_value_get_object (value), find_place (self, x, y));
  else if (G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST))
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
  GType          types[] = { WAY_TYPE_MAP, GDK_TYPE_FILE_LIST, G_TYPE_STRING };
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_INVALID, GDK_ACTION_COPY);

  gtk_drop_target_set_gtypes (target, types, G_N_ELEMENTS (types));
  g_signal_connect (target, "enter", G_CALLBACK (motion_cb), self);
  g_signal_connect (target, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect (target, "leave", G_CALLBACK (leave_cb), self);
  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

/* --- Out -------------------------------------------------------------------------------- */

static gboolean
is_beyond_window (WayCanvas *self)
{
  GtkWidget *root = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self)));
  double     x, y;

  return root != NULL && gtk_widget_translate_coordinates (GTK_WIDGET (self), root, self->pointer.x, self->pointer.y, &x, &y) &&
         (x < 0 || y < 0 || x >= gtk_widget_get_width (root) || y >= gtk_widget_get_height (root));
}

/* What others can make something of; a new one has no place to come from, and edges and points are of this map alone. */
static gboolean
can_go_out (WayCanvas *self)
{
  switch ((guint) way_drag_get_kind (self->drag))
    {
    case WAY_DRAG_ITEMS:
    case WAY_DRAG_STAGE:
    case WAY_DRAG_LANE:
    case WAY_DRAG_PHASE:
      return TRUE;
    default:
      return FALSE;
    }
}

static void
finished_cb (GdkDrag *drag)
{
  g_signal_handlers_disconnect_by_func (drag, finished_cb, NULL);
  g_object_unref (drag);
}

static void
set_icon (WayCanvas  *self,
          GdkDrag    *drag,
          const char *element)
{
  const WayCanvasEntry *entry = element != NULL ? way_canvas_find_entry (self, element) : NULL;
  g_autoptr (GdkPaintable) live = NULL;
  g_autoptr (GdkPaintable) picture = NULL;

  if (entry == NULL || entry->widget == NULL)
    return;
  live = gtk_widget_paintable_new (GTK_WIDGET (entry->widget));
  picture = gdk_paintable_get_current_image (live);
  gtk_drag_icon_set_from_paintable (drag, picture, 0, 0);
}

void
way_canvas_drag_out (WayCanvas  *self,
                     GtkGesture *gesture)
{
  g_autoptr (GdkContentProvider) content = NULL;
  g_autofree char *grabbed = NULL;
  GdkSurface      *surface = gtk_native_get_surface (gtk_widget_get_native (GTK_WIDGET (self)));
  GdkDevice       *device = gtk_gesture_get_device (gesture);
  GdkDrag         *drag;

  if (self->drag == NULL || device == NULL || !can_go_out (self) || !is_beyond_window (self))
    return;
  grabbed = g_strdup (self->grabbed);
  way_canvas_cancel_drag (self);
  g_signal_emit_by_name (self, "dragged-out", &content);
  gtk_event_controller_reset (GTK_EVENT_CONTROLLER (gesture));
  if (content == NULL)
    return;
  drag = gdk_drag_begin (surface, device, content, GDK_ACTION_COPY, 0, 0);
  if (drag == NULL)
    return;
  g_signal_connect (drag, "dnd-finished", G_CALLBACK (finished_cb), NULL);
  g_signal_connect (drag, "cancel", G_CALLBACK (finished_cb), NULL);
  set_icon (self, drag, grabbed);
}
