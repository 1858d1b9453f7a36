/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Window"

#include "way-window-private.h"

#include <math.h>

/*
 * Buttons and rows are as large as fingers need them after a finger has touched the window, and as small as a pointer needs
 * them again when one has been moved. Not while a finger is down: what it is on would slip away from under it.
 */

/* X11 moves the pointer to where the last finger was: so much farther it was a hand, in pixels. */
#define MOVED 4.0

static gboolean
grow_cb (gpointer user_data)
{
  WayWindow *self = user_data;

  self->touch_source = 0;
  gtk_widget_add_css_class (GTK_WIDGET (self), "touch");
  return G_SOURCE_REMOVE;
}

static gboolean
event_cb (WayWindow *self,
          GdkEvent  *event)
{
  GdkEventType type = gdk_event_get_event_type (event);
  double       x, y;

  if (!gdk_event_get_position (event, &x, &y))
    return GDK_EVENT_PROPAGATE;
  if (type == GDK_TOUCH_BEGIN)
    self->n_touches++;
  if (type == GDK_TOUCH_BEGIN || type == GDK_TOUCH_UPDATE || type == GDK_TOUCH_END)
    self->touched = (graphene_point_t){ (float) x, (float) y };
  if ((type == GDK_TOUCH_END || type == GDK_TOUCH_CANCEL) && self->n_touches > 0)
    self->n_touches--;
  if ((type == GDK_TOUCH_END || type == GDK_TOUCH_CANCEL) && self->touch_source == 0 && self->n_touches == 0)
    self->touch_source = g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, grow_cb, self, NULL);
  if (type == GDK_MOTION_NOTIFY && self->n_touches == 0 && gdk_event_get_event_sequence (event) == NULL && !gdk_event_get_pointer_emulated (event) &&
      hypot (x - self->touched.x, y - self->touched.y) > MOVED)
    {
      g_clear_handle_id (&self->touch_source, g_source_remove);
      gtk_widget_remove_css_class (GTK_WIDGET (self), "touch");
    }
  return GDK_EVENT_PROPAGATE;
}

void
way_window_touch_init (WayWindow *self)
{
  GtkEventController *events = gtk_event_controller_legacy_new ();

  gtk_event_controller_set_propagation_phase (events, GTK_PHASE_CAPTURE);
  g_signal_connect_object (events, "event", G_CALLBACK (event_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), events);
}

void
way_window_touch_dispose (WayWindow *self)
{
  g_clear_handle_id (&self->touch_source, g_source_remove);
}
