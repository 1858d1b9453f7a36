/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Canvas"

#include "way-canvas-private.h"

#include <math.h>

/*
 * Fingers. One on a thing is a hand that takes it; one on the free sheet moves the sheet, which is what the scrolled window does;
 * one that rests opens the menu; two move the sheet and zoom it.
 */

/* How much farther apart the taps of a pair may be than the clicks of a pointer. */
#define TAPS_APART 4

/* Time for what the finger did before, in milliseconds. */
#define AFTERWARDS 60

gboolean
way_canvas_is_by_touch (gpointer gesture)
{
  /* Of a pointer there is only one, which has no sequence. What the device says of itself is of no use: X11 names the pointer here too. */
  return gtk_gesture_single_get_current_sequence (GTK_GESTURE_SINGLE (gesture)) != NULL;
}

void
way_canvas_let_fingers_scroll (WayCanvas *self,
                               gboolean   may)
{
  GtkWidget *window = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_SCROLLED_WINDOW);

  if (window != NULL)
    gtk_scrolled_window_set_kinetic_scrolling (GTK_SCROLLED_WINDOW (window), may);
}

int
way_canvas_count_taps (WayCanvas *self,
                       double     x,
                       double     y)
{
  gint64   now = g_get_monotonic_time ();
  int      time, distance;
  gboolean is_second;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-double-click-time", &time, "gtk-double-click-distance", &distance, NULL);
  is_second = self->tap_time != 0 && now - self->tap_time < time * (gint64) 1000 &&
              hypot (x - self->tap_place.x, y - self->tap_place.y) < TAPS_APART * distance;
  self->tap_time = is_second ? 0 : now;
  self->tap_place = (WayPoint){ x, y };
  return is_second ? 2 : 1;
}

/* What is so small that a finger beside it means it: only where it is to be seen and nothing else would be taken. */
static gboolean
is_meant (WayCanvas    *self,
          const WayHit *exact,
          const WayHit *near)
{
  WaySelection *selection = way_editor_get_selection (self->editor);

  switch ((guint) near->part)
    {
    case WAY_HIT_POINT:
      return exact->element == NULL;
    case WAY_HIT_PHASE_EDGE:
      return TRUE;
    case WAY_HIT_CARD_EDGE:
      return way_selection_contains (selection, near->element);
    case WAY_HIT_STAGE_GAP:
      return exact->part == WAY_HIT_STAGE && way_selection_contains (selection, exact->element) && g_strcmp0 (near->stage, exact->element) == 0;
    default:
      return FALSE;
    }
}

WayHit
way_canvas_widen_hit (WayCanvas    *self,
                      const WayHit *exact,
                      double        x,
                      double        y)
{
  WayPoint place = way_canvas_to_sheet (self, x, y);
  WayHit   near = way_hit_find (way_editor_get_layout (self->editor), way_editor_get_scene (self->editor), place.x, place.y, WAY_CANVAS_TAP_REACH / self->scale);

  return is_meant (self, exact, &near) ? near : *exact;
}

gboolean
way_canvas_is_for_finger (WayCanvas *self,
                          double     x,
                          double     y)
{
  const WayLayoutFrame *frame = way_layout_get_frame (way_editor_get_layout (self->editor));
  WayHit                hit = way_canvas_find_hit (self, x, y);

  if (self->is_sketching || self->typing != NULL || hit.element != NULL)
    return TRUE;
  /* Between stages there is a line down the whole sheet, which would often be met; so only where their heads are. */
  return hit.part == WAY_HIT_STAGE_GAP && way_canvas_to_sheet (self, x, y).y < frame->stage_y + frame->stage_height;
}

/* --- Two fingers ------------------------------------------------------------------- */

static void
pinch_begin_cb (GtkGesture       *gesture,
                GdkEventSequence *sequence,
                WayCanvas        *self)
{
  WayPoint center;

  gtk_gesture_get_bounding_box_center (gesture, &center.x, &center.y);
  self->pinch_scale = self->scale;
  self->pinch_place = way_canvas_to_map (self, center.x, center.y);
  /* What the first finger began was not meant. */
  way_canvas_cancel_press (self);
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
}

/* What was between the fingers stays there; even if it could not for a while, near the ends of the sheet. */
static void
pinch_cb (GtkGestureZoom *gesture,
          double          factor,
          WayCanvas      *self)
{
  WayPoint center;

  if (!gtk_gesture_get_bounding_box_center (GTK_GESTURE (gesture), &center.x, &center.y))
    return;
  way_canvas_zoom_about (self, self->pinch_scale * factor / self->scale, center.x, center.y);
  way_canvas_scroll_by (self, self->pinch_place.x * self->scale + self->pan.x - center.x, self->pinch_place.y * self->scale + self->pan.y - center.y);
}

/*
 * While one finger scrolls, the scrolled window has it, and GTK gives it back to nobody: a second one that comes down then would
 * find no first one. So both are followed here, before the scrolled window hears of them, until the last finger has left.
 */

/* Where a finger is, in pixels of the canvas. */
static gboolean
find_finger (WayCanvas *self,
             GdkEvent  *event,
             WayPoint  *place)
{
  GtkNative *native = gtk_widget_get_native (GTK_WIDGET (self));
  double     x, y, dx, dy;

  if (native == NULL || gdk_event_get_surface (event) != gtk_native_get_surface (native) || !gdk_event_get_position (event, &x, &y))
    return FALSE;
  gtk_native_get_surface_transform (native, &dx, &dy);
  return gtk_widget_translate_coordinates (GTK_WIDGET (native), GTK_WIDGET (self), x - dx, y - dy, &place->x, &place->y);
}

static double
get_spread (WayCanvas *self)
{
  return MAX (1, hypot (self->fingers[1].place.x - self->fingers[0].place.x, self->fingers[1].place.y - self->fingers[0].place.y));
}

static WayPoint
get_center (WayCanvas *self)
{
  return (WayPoint){ (self->fingers[0].place.x + self->fingers[1].place.x) / 2, (self->fingers[0].place.y + self->fingers[1].place.y) / 2 };
}

static void
begin_late_pinch (WayCanvas *self)
{
  WayPoint center = get_center (self);

  /* That also takes the first finger from the scrolled window. */
  way_canvas_let_fingers_scroll (self, FALSE);
  way_canvas_cancel_press (self);
  self->is_pinching_late = TRUE;
  self->pinch_spread = get_spread (self);
  self->pinch_scale = self->scale;
  self->pinch_place = way_canvas_to_map (self, center.x, center.y);
}

static void
update_late_pinch (WayCanvas *self)
{
  WayPoint center = get_center (self);

  way_canvas_zoom_about (self, self->pinch_scale * get_spread (self) / self->pinch_spread / self->scale, center.x, center.y);
  way_canvas_scroll_by (self, self->pinch_place.x * self->scale + self->pan.x - center.x, self->pinch_place.y * self->scale + self->pan.y - center.y);
}

/* A third finger changes nothing. */
static void
finger_down (WayCanvas        *self,
             GdkEventSequence *sequence,
             WayPoint          place)
{
  guint free = self->fingers[0].sequence == NULL ? 0 : 1;

  if (self->fingers[free].sequence != NULL)
    return;
  self->fingers[free].sequence = sequence;
  self->fingers[free].place = place;
  if (self->fingers[1 - free].sequence != NULL && !gtk_gesture_handles_sequence (self->pinch, self->fingers[1 - free].sequence))
    begin_late_pinch (self);
}

static void
forget_fingers (WayCanvas *self)
{
  if (self->is_pinching_late)
    way_canvas_let_fingers_scroll (self, TRUE);
  self->is_pinching_late = FALSE;
  self->fingers[0].sequence = self->fingers[1].sequence = NULL;
}

static void
finger_up (WayCanvas        *self,
           GdkEventSequence *sequence)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->fingers); i++)
    if (self->fingers[i].sequence == sequence)
      self->fingers[i].sequence = NULL;
  if (self->fingers[0].sequence == NULL && self->fingers[1].sequence == NULL)
    forget_fingers (self);
}

static gboolean
touched_cb (WayCanvas *self,
            GdkEvent  *event)
{
  GdkEventSequence *sequence = gdk_event_get_event_sequence (event);
  GdkEventType      type = gdk_event_get_event_type (event);
  gboolean          was_pinching = self->is_pinching_late;
  WayPoint          place;

  if (sequence == NULL || self->scene == NULL || !find_finger (self, event, &place))
    return GDK_EVENT_PROPAGATE;
  /* The first of all fingers: others whose end went elsewhere are no longer there. */
  if (type == GDK_TOUCH_BEGIN && gdk_touch_event_get_emulating_pointer (event))
    forget_fingers (self);
  if (type == GDK_TOUCH_BEGIN)
    finger_down (self, sequence, place);
  else if (type == GDK_TOUCH_END || type == GDK_TOUCH_CANCEL)
    finger_up (self, sequence);
  for (guint i = 0; type == GDK_TOUCH_UPDATE && i < G_N_ELEMENTS (self->fingers); i++)
    if (self->fingers[i].sequence == sequence)
      self->fingers[i].place = place;
  if (type == GDK_TOUCH_UPDATE && self->is_pinching_late && self->fingers[0].sequence != NULL && self->fingers[1].sequence != NULL)
    update_late_pinch (self);
  return was_pinching || self->is_pinching_late ? GDK_EVENT_STOP : GDK_EVENT_PROPAGATE;
}

void
way_canvas_watch_fingers (WayCanvas *self)
{
  GtkWidget          *window = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_SCROLLED_WINDOW);
  GtkEventController *events;

  if (window == NULL || self->watches_fingers)
    return;
  self->watches_fingers = TRUE;
  events = gtk_event_controller_legacy_new ();
  gtk_event_controller_set_propagation_phase (events, GTK_PHASE_CAPTURE);
  g_signal_connect_object (events, "event", G_CALLBACK (touched_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (window, events);
}

/* --- One that rests ------------------------------------------------------------------ */

static gboolean
held_cb (gpointer user_data)
{
  WayCanvas *self = user_data;
  double     x, y;

  self->hold_source = 0;
  if (self->drag != NULL || self->was_dragged || self->was_cancelled ||
      !gtk_gesture_get_point (self->long_press, gtk_gesture_get_last_updated_sequence (self->long_press), &x, &y))
    return G_SOURCE_REMOVE;
  /* What the finger does before it is lifted is no drag, and its end no click. */
  way_canvas_cancel_press (self);
  /* The menu may get what is still to come of it. */
  forget_fingers (self);
  way_canvas_open_menu (self, self->long_press, x, y);
  return G_SOURCE_REMOVE;
}

/* Where much is to be done for a press, the finger may have moved long ago, and nobody was told yet. */
static void
long_pressed_cb (WayCanvas *self)
{
  if (self->hold_source == 0)
    self->hold_source = g_timeout_add_full (G_PRIORITY_LOW, AFTERWARDS, held_cb, self, NULL);
}

void
way_canvas_touch_dispose (WayCanvas *self)
{
  g_clear_handle_id (&self->hold_source, g_source_remove);
}

void
way_canvas_add_touch_controllers (WayCanvas *self)
{
  GtkGesture *pinch = gtk_gesture_zoom_new ();

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (pinch), GTK_PHASE_CAPTURE);
  g_signal_connect (pinch, "begin", G_CALLBACK (pinch_begin_cb), self);
  g_signal_connect (pinch, "scale-changed", G_CALLBACK (pinch_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (pinch));
  self->pinch = pinch;
  self->long_press = gtk_gesture_long_press_new ();
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (self->long_press), TRUE);
  g_signal_connect_swapped (self->long_press, "pressed", G_CALLBACK (long_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (self->long_press));
}
