/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Window"

#include "way-window-private.h"

/* --- The menu of what is selected ---------------------------------------------------- */

static void
pop_up (WayWindow          *self,
        const GdkRectangle *area)
{
  GtkWidget       *overlay = gtk_widget_get_parent (GTK_WIDGET (self->context_menu));
  graphene_point_t place;

  if (self->document == NULL ||
      !gtk_widget_compute_point (GTK_WIDGET (self->canvas), overlay, &GRAPHENE_POINT_INIT (area->x, area->y), &place))
    return;
  gtk_popover_set_pointing_to (self->context_menu, &(GdkRectangle){ (int) place.x, (int) place.y, area->width, area->height });
  gtk_popover_popup (self->context_menu);
}

static void
pop_up_at (WayWindow *self,
           double     x,
           double     y)
{
  way_canvas_choose_at (self->canvas, x, y);
  pop_up (self, &(GdkRectangle){ (int) x, (int) y, 1, 1 });
}

static void
pressed_cb (GtkGestureClick *gesture,
            int              n_press,
            double           x,
            double           y,
            WayWindow       *self)
{
  GdkEvent *event = gtk_event_controller_get_current_event (GTK_EVENT_CONTROLLER (gesture));

  if (!gdk_event_triggers_context_menu (event))
    return;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  pop_up_at (self, x, y);
}

static void
long_pressed_cb (GtkGestureLongPress *gesture,
                 double               x,
                 double               y,
                 WayWindow           *self)
{
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  pop_up_at (self, x, y);
}

/* Menu key, Shift+F10: at what is selected, or in the middle of the sheet. */
static gboolean
menu_key_cb (GtkWidget *widget,
             GVariant  *arguments,
             gpointer   user_data)
{
  WayWindow   *self = user_data;
  int          width = gtk_widget_get_width (GTK_WIDGET (self->canvas));
  int          height = gtk_widget_get_height (GTK_WIDGET (self->canvas));
  GdkRectangle all = { 0, 0, width, height };
  GdkRectangle area = { width / 2, height / 2, 1, 1 };
  const char  *focus;

  if (self->document == NULL)
    return FALSE;
  way_canvas_finish (self->canvas);
  focus = way_selection_get_focus (way_editor_get_selection (self->editor));
  if (focus != NULL)
    {
      way_canvas_reveal (self->canvas, focus);
      if (way_canvas_get_area (self->canvas, focus, &area) && !gdk_rectangle_intersect (&area, &all, &area))
        area = (GdkRectangle){ width / 2, height / 2, 1, 1 };
    }
  pop_up (self, &area);
  return TRUE;
}

static void
closed_cb (WayWindow *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
}

void
way_window_menu_dispose (WayWindow *self)
{
  /* The overlay knows nothing of it and would not let it go. */
  if (self->context_menu != NULL && gtk_widget_get_parent (GTK_WIDGET (self->context_menu)) != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->context_menu));
  self->context_menu = NULL;
}

void
way_window_menu_init (WayWindow *self)
{
  GtkGesture         *click = gtk_gesture_click_new ();
  GtkGesture         *long_press = gtk_gesture_long_press_new ();
  GtkEventController *keys = gtk_shortcut_controller_new ();
  GtkShortcutTrigger *trigger = gtk_alternative_trigger_new (gtk_keyval_trigger_new (GDK_KEY_Menu, 0), gtk_keyval_trigger_new (GDK_KEY_F10, GDK_SHIFT_MASK));

  gtk_widget_set_parent (GTK_WIDGET (self->context_menu), gtk_widget_get_parent (self->start_line));
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (long_press), TRUE);
  /* Before the sheet's own gestures, which take any button. */
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect_object (click, "pressed", G_CALLBACK (pressed_cb), self, 0);
  g_signal_connect_object (long_press, "pressed", G_CALLBACK (long_pressed_cb), self, 0);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys), gtk_shortcut_new (trigger, gtk_callback_action_new (menu_key_cb, self, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self->canvas), GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (GTK_WIDGET (self->canvas), GTK_EVENT_CONTROLLER (long_press));
  gtk_widget_add_controller (GTK_WIDGET (self->canvas), keys);
  g_signal_connect_object (self->context_menu, "closed", G_CALLBACK (closed_cb), self, G_CONNECT_SWAPPED);
}
