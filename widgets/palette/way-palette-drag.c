/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Palette"

#include "way-palette-drag.h"

struct _WayPaletteDrag
{
  GObject             parent_instance;
  WayPalette         *palette; /* weak */
  GtkGesture         *gesture; /* while something is dragged */
  GtkEventController *keys;    /* of the window or menu, while something is dragged; weak */
};

G_DEFINE_FINAL_TYPE (WayPaletteDrag, way_palette_drag, G_TYPE_OBJECT)

#define THING "way-palette-thing"

/* --- Places -------------------------------------------------------------------- */

/*
 * Where the pointer is, in pixels of the palette. What the gesture says of it is of no use where it began in a menu: that has a
 * surface of its own, and once the pointer is over the window GTK 4.8 takes the one for the other.
 */
static gboolean
find_pointer (WayPaletteDrag *self,
              gpointer        controller,
              double         *x,
              double         *y)
{
  GdkEvent   *event = gtk_event_controller_get_current_event (controller);
  GtkNative  *native = gtk_widget_get_native (GTK_WIDGET (self->palette));
  GdkSurface *surface;
  double      dx, dy;

  if (event == NULL || native == NULL || !gdk_event_get_position (event, x, y))
    return FALSE;
  surface = gdk_event_get_surface (event);
  while (GDK_IS_POPUP (surface))
    {
      *x += gdk_popup_get_position_x (GDK_POPUP (surface));
      *y += gdk_popup_get_position_y (GDK_POPUP (surface));
      surface = gdk_popup_get_parent (GDK_POPUP (surface));
    }
  if (surface != gtk_native_get_surface (native))
    return FALSE;
  gtk_native_get_surface_transform (native, &dx, &dy);
  return gtk_widget_translate_coordinates (GTK_WIDGET (native), GTK_WIDGET (self->palette), *x - dx, *y - dy, x, y);
}

/* --- Beginning and ending ---------------------------------------------------------- */

static void
stop (WayPaletteDrag *self)
{
  GtkWidget *window = self->keys != NULL ? gtk_event_controller_get_widget (self->keys) : NULL;

  if (window != NULL)
    gtk_widget_remove_controller (window, self->keys);
  g_clear_weak_pointer (&self->keys);
  g_clear_object (&self->gesture);
}

static void
cancel (WayPaletteDrag *self)
{
  g_autoptr (GtkGesture) gesture = self->gesture != NULL ? g_object_ref (self->gesture) : NULL;

  if (gesture == NULL)
    return;
  stop (self);
  if (self->palette != NULL)
    g_signal_emit_by_name (self->palette, "drag-end", FALSE);
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_DENIED);
}

/* Whatever has the keyboard, nothing shall change the map behind what is dragged. */
static gboolean
key_pressed_cb (WayPaletteDrag *self,
                guint           key)
{
  if (key == GDK_KEY_Escape)
    cancel (self);
  return TRUE;
}

static void
listen_to_keys (WayPaletteDrag *self,
                GtkWidget      *widget)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (gtk_widget_get_native (widget)), keys);
  g_set_weak_pointer (&self->keys, keys);
}

/* What is dragged from a press at (@x, @y): the widget itself, or the row there. */
static GtkWidget *
find_dragged (GtkGestureDrag *gesture,
              double          x,
              double          y)
{
  GtkWidget *widget = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));

  return GTK_IS_LIST_BOX (widget) ? GTK_WIDGET (gtk_list_box_get_row_at_y (GTK_LIST_BOX (widget), (int) y)) : widget;
}

static void
begin (WayPaletteDrag *self,
       GtkGestureDrag *gesture,
       GtkWidget      *dragged,
       double          x,
       double          y)
{
  GtkWidget *widget = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));
  int        thing = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (gesture), THING));
  g_autoptr (GdkPaintable) live = gtk_widget_paintable_new (dragged);
  g_autoptr (GdkPaintable) picture = gdk_paintable_get_current_image (live);

  self->gesture = g_object_ref (GTK_GESTURE (gesture));
  listen_to_keys (self, widget);
  gtk_widget_translate_coordinates (widget, dragged, x, y, &x, &y);
  g_signal_emit_by_name (self->palette, "drag-begin", thing, dragged != widget ? gtk_widget_get_name (dragged) : NULL, picture, x, y);
}

/* --- The gesture --------------------------------------------------------------------- */

static void
drag_update_cb (GtkGestureDrag *gesture,
                double          dx,
                double          dy,
                WayPaletteDrag *self)
{
  GtkWidget *widget = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));
  GtkWidget *dragged;
  double     x, y;

  if (self->palette == NULL || !gtk_gesture_drag_get_start_point (gesture, &x, &y))
    return;
  if (self->gesture == NULL)
    {
      dragged = find_dragged (gesture, x, y);
      if (dragged == NULL || !gtk_drag_check_threshold (widget, (int) x, (int) y, (int) (x + dx), (int) (y + dy)))
        return;
      /* The button shall not take it for a click. */
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
      begin (self, gesture, dragged, x, y);
    }
  if (self->gesture == GTK_GESTURE (gesture) && find_pointer (self, gesture, &x, &y))
    g_signal_emit_by_name (self->palette, "drag-update", x, y);
}

static void
drag_end_cb (GtkGestureDrag *gesture,
             double          dx,
             double          dy,
             WayPaletteDrag *self)
{
  if (self->gesture != GTK_GESTURE (gesture))
    return;
  drag_update_cb (gesture, dx, dy, self);
  stop (self);
  if (self->palette != NULL)
    g_signal_emit_by_name (self->palette, "drag-end", TRUE);
}

static void
cancel_cb (GtkGesture       *gesture,
           GdkEventSequence *sequence,
           WayPaletteDrag   *self)
{
  if (self->gesture == gesture)
    cancel (self);
}

/* A menu may close in the middle of it: gestures are not told. */
static void
unmap_cb (WayPaletteDrag *self,
          GtkWidget      *widget)
{
  if (self->gesture != NULL && gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (self->gesture)) == widget)
    cancel (self);
}

static void
way_palette_drag_dispose (GObject *object)
{
  WayPaletteDrag *self = WAY_PALETTE_DRAG (object);

  stop (self);
  g_clear_weak_pointer (&self->palette);

  G_OBJECT_CLASS (way_palette_drag_parent_class)->dispose (object);
}

static void
way_palette_drag_class_init (WayPaletteDragClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = way_palette_drag_dispose;
}

static void
way_palette_drag_init (WayPaletteDrag *self)
{
}

WayPaletteDrag *
way_palette_drag_new (WayPalette *palette)
{
  WayPaletteDrag *self = g_object_new (WAY_TYPE_PALETTE_DRAG, NULL);

  g_set_weak_pointer (&self->palette, palette);
  return self;
}

void
way_palette_drag_add (WayPaletteDrag *self,
                      GtkWidget      *widget,
                      WayPaletteThing thing)
{
  GtkGesture *gesture = gtk_gesture_drag_new ();

  g_object_set_data (G_OBJECT (gesture), THING, GINT_TO_POINTER (thing));
  /* Before the button takes the press for a click. */
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (gesture), GTK_PHASE_CAPTURE);
  g_signal_connect_object (gesture, "drag-update", G_CALLBACK (drag_update_cb), self, 0);
  g_signal_connect_object (gesture, "drag-end", G_CALLBACK (drag_end_cb), self, 0);
  g_signal_connect_object (gesture, "cancel", G_CALLBACK (cancel_cb), self, 0);
  g_signal_connect_object (widget, "unmap", G_CALLBACK (unmap_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (gesture));
}
