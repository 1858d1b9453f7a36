/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Canvas"

#include "way-canvas-private.h"

#include <math.h>

#include "waymark/way-commands.h"

/* How near a line or an edge counts, in pixels. */
#define REACH 6.0

/* How far a press may be moved and still be a click, in pixels. */
#define CLICK 6.0

#define PLUS_REACH 13.0

/* A finger may be moved as far as GTK's own gestures let it. */
#define TAP 8.0

/* --- What lies where ------------------------------------------------------- */

WayHit
way_canvas_find_hit (WayCanvas *self,
                     double     x,
                     double     y)
{
  WayPoint place = way_canvas_to_sheet (self, x, y);
  WayHit   hit = way_hit_find (way_editor_get_layout (self->editor), way_editor_get_scene (self->editor), place.x, place.y, REACH / self->scale);

  return self->is_by_touch ? way_canvas_widen_hit (self, &hit, x, y) : hit;
}

static gboolean
is_same_hit (const WayHit *a,
             const WayHit *b)
{
  return a->part == b->part && g_strcmp0 (a->element, b->element) == 0 && g_strcmp0 (a->before, b->before) == 0 &&
         memcmp (&a->area, &b->area, sizeof a->area) == 0;
}

static const char *
get_cursor (WayCanvas *self)
{
  if (self->is_panning)
    return "grabbing";
  if (self->has_space)
    return "grab";
  if (!self->has_pointer)
    return NULL;
  switch (self->hover.part)
    {
    case WAY_HIT_POINT:
      return "ns-resize";
    case WAY_HIT_STAGE_GAP:
    case WAY_HIT_CARD_EDGE:
    case WAY_HIT_PHASE_EDGE:
      return "ew-resize";
    case WAY_HIT_CURVE_CELL:
      return "crosshair";
    default:
      if (self->is_sketching)
        return "crosshair";
      return self->typing != NULL && g_strcmp0 (self->hover.element, way_typing_get_element (self->typing)) == 0 ? "text" : NULL;
    }
}

/* What may be done with it is shown there. */
static WayPoint
get_looked_at (WayCanvas *self)
{
  return self->offers_plus ? self->offered : self->pointer;
}

void
way_canvas_update_hover (WayCanvas *self)
{
  WayHit hit = { 0 };

  if (self->editor == NULL || self->scene == NULL || self->further_source != 0)
    return;
  if ((self->has_pointer || self->offers_plus) && self->drag == NULL && !self->is_panning)
    hit = way_canvas_find_hit (self, get_looked_at (self).x, get_looked_at (self).y);
  if (!is_same_hit (&self->hover, &hit))
    gtk_widget_queue_draw (GTK_WIDGET (self));
  self->hover = hit;
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), get_cursor (self));
}

/* Whether people put something into the cells of a lane by hand. */
static gboolean
takes_things (WayCanvas  *self,
              const char *id)
{
  WayElement *lane = id != NULL ? way_map_lookup (way_editor_get_map (self->editor), id) : NULL;

  return lane != NULL && (way_element_get_choice (lane, WAY_LANE_HOLDS) >= 0 || way_element_get_choice (lane, WAY_LANE_SHOWS) == WAY_SHOWS_TOUCHPOINTS);
}

gboolean
way_canvas_get_plus (WayCanvas    *self,
                     const WayHit *hit,
                     WayPoint     *place)
{
  WayRectangle area = hit->area;

  switch (hit->part)
    {
    case WAY_HIT_STAGE_GAP:
    case WAY_HIT_STEP_GAP:
      /* On the line, where the pointer is: nobody has to go and look for it. */
      *place = (WayPoint){ area.x * self->scale + self->pan.x, get_looked_at (self).y };
      return TRUE;
    case WAY_HIT_CELL:
      *place = (WayPoint){ (area.x + area.width / 2) * self->scale + self->pan.x, (area.y + area.height / 2) * self->scale + self->pan.y };
      return takes_things (self, hit->lane);
    case WAY_HIT_CURVE_CELL:
      *place = (WayPoint){ (area.x + area.width / 2) * self->scale + self->pan.x, get_looked_at (self).y };
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
is_on_plus (WayCanvas    *self,
            const WayHit *hit,
            double        x,
            double        y)
{
  WayPoint plus;

  return way_canvas_get_plus (self, hit, &plus) && hypot (plus.x - x, plus.y - y) <= (self->is_by_touch ? WAY_CANVAS_TAP_REACH : PLUS_REACH);
}

/* --- Clicks ------------------------------------------------------------------ */

static GdkModifierType
get_modifiers (gpointer controller)
{
  return gtk_event_controller_get_current_event_state (controller);
}

/* Everything from the element with the focus to this one, in reading order. */
static void
select_range (WayCanvas  *self,
              const char *element)
{
  WaySelection *selection = way_editor_get_selection (self->editor);
  g_autoptr (GPtrArray) all = way_hit_list (way_editor_get_layout (self->editor), way_editor_get_scene (self->editor));
  g_autoptr (GPtrArray) chosen = g_ptr_array_new ();
  const char *focus = way_selection_get_focus (selection);
  int         kind = (int) way_element_get_kind (way_map_lookup (way_editor_get_map (self->editor), element));
  gboolean    within = FALSE;

  for (guint i = 0; i < all->len; i++)
    {
      const char *id = all->pdata[i];
      gboolean    is_end = g_str_equal (id, element) || g_strcmp0 (id, focus) == 0;
      gboolean    was_within = within;

      if (is_end)
        within = !within && g_strcmp0 (element, focus) != 0;
      if ((within || was_within || is_end) && !g_str_equal (id, element) &&
          (int) way_element_get_kind (way_map_lookup (way_editor_get_map (self->editor), id)) == kind)
        g_ptr_array_add (chosen, (gpointer) id);
    }
  g_ptr_array_add (chosen, (gpointer) element);
  g_ptr_array_add (chosen, NULL);
  way_selection_select_all (selection, (const char *const *) chosen->pdata, TRUE);
}

static void
press_element (WayCanvas      *self,
               const char     *element,
               GdkModifierType modifiers)
{
  WaySelection *selection = way_editor_get_selection (self->editor);

  way_canvas_choose_cell (self, NULL);
  if (modifiers & GDK_CONTROL_MASK)
    way_selection_toggle (selection, element);
  else if (modifiers & GDK_SHIFT_MASK)
    select_range (self, element);
  else if (way_selection_contains (selection, element))
    self->narrows_on_release = way_selection_get_size (selection) > 1;
  else
    way_selection_select (selection, element);
  way_canvas_grab_focus (self);
}

static void
double_click (WayCanvas    *self,
              const WayHit *hit,
              WayPoint      place)
{
  if (hit->part == WAY_HIT_CELL)
    way_canvas_start_typing (self, way_typing_begin_in_cell (self->editor, hit->stage, hit->lane, hit->touchpoint, hit->before), -1);
  else if (hit->element != NULL && hit->part != WAY_HIT_PHASE_EDGE)
    way_canvas_edit (self, hit->element, &place);
}

static void
pressed_cb (GtkGestureClick *gesture,
            int              n_press,
            double           x,
            double           y,
            WayCanvas       *self)
{
  GdkModifierType modifiers = get_modifiers (gesture);
  WayPoint        place;
  WayHit          hit;

  if (self->editor == NULL || self->scene == NULL || self->has_space)
    return;
  self->is_by_touch = way_canvas_is_by_touch (gesture);
  if (self->is_by_touch)
    n_press = way_canvas_count_taps (self, x, y);
  self->pointer = (WayPoint){ x, y };
  self->narrows_on_release = FALSE;
  place = way_canvas_to_sheet (self, x, y);
  if (self->typing != NULL)
    {
      if (way_canvas_click_text (self, place, (modifiers & GDK_SHIFT_MASK) != 0))
        return;
      way_canvas_stop_typing (self, TRUE);
    }
  hit = way_canvas_find_hit (self, x, y);
  if (n_press == 2)
    double_click (self, &hit, place);
  else if (hit.element != NULL && hit.part != WAY_HIT_STAGE_GAP && hit.part != WAY_HIT_STEP_GAP && hit.part != WAY_HIT_PHASE_EDGE)
    press_element (self, hit.element, modifiers);
}

/* Scores at a height of the emotions row, at half a level. */
static int
get_score_at (WayCanvas *self,
              double     y)
{
  const WayLayoutFrame *frame = way_layout_get_frame (way_editor_get_layout (self->editor));
  double                top, best, worst;

  if (frame->feelings_row < 0)
    return 0;
  top = frame->rows[frame->feelings_row].content_y;
  best = top + way_curve_get_y (200, WAY_CURVE_HEIGHT);
  worst = top + way_curve_get_y (-200, WAY_CURVE_HEIGHT);
  return CLAMP ((int) round (4 - 8 * (y - best) / (worst - best)), -4, 4) * 50;
}

/* Makes what the "+" under the pointer offers. */
static void
use_plus (WayCanvas    *self,
          const WayHit *hit)
{
  WayElement *persona = way_editor_get_persona (self->editor);

  switch (hit->part)
    {
    case WAY_HIT_STAGE_GAP:
      way_canvas_start_typing (self, way_typing_begin_stage (self->editor, hit->before), -1);
      break;
    case WAY_HIT_STEP_GAP:
    case WAY_HIT_CELL:
      way_canvas_start_typing (self, way_typing_begin_in_cell (self->editor, hit->stage, hit->lane, hit->touchpoint, hit->before), -1);
      break;
    case WAY_HIT_CURVE_CELL:
      way_command_set_score (way_editor_get_history (self->editor), hit->touchpoint, persona != NULL ? way_element_get_id (persona) : NULL,
                             way_editor_get_drawing_future (self->editor),
                             get_score_at (self, way_canvas_to_map (self, self->pointer.x, get_looked_at (self).y).y), NULL);
      break;
    default:
      break;
    }
}

/* A finger does not hover: the first tap shows what can be added, the second one adds it. */
static gboolean
takes_offer (WayCanvas *self,
             double     x,
             double     y,
             WayHit    *hit)
{
  WayHit   there = { 0 };
  gboolean takes_it = FALSE;

  if (self->offers_plus)
    {
      there = way_canvas_find_hit (self, self->offered.x, self->offered.y);
      takes_it = is_on_plus (self, &there, x, y);
    }
  if (takes_it)
    {
      *hit = there;
      return TRUE;
    }
  self->offered = (WayPoint){ x, y };
  self->offers_plus = TRUE;
  return FALSE;
}

static void
click (WayCanvas      *self,
       double          x,
       double          y,
       GdkModifierType modifiers)
{
  WaySelection *selection = way_editor_get_selection (self->editor);
  WayHit        hit = way_canvas_find_hit (self, x, y);

  if (self->typing != NULL)
    return;
  if (self->narrows_on_release && hit.element != NULL)
    {
      way_selection_select (selection, hit.element);
      way_canvas_grab_focus (self);
    }
  else if (self->is_by_touch ? takes_offer (self, x, y, &hit) : is_on_plus (self, &hit, x, y))
    use_plus (self, &hit);
  else if (hit.element == NULL && !(modifiers & (GDK_CONTROL_MASK | GDK_SHIFT_MASK)))
    {
      way_selection_clear (selection);
      way_canvas_choose_cell (self, hit.part == WAY_HIT_CELL && takes_things (self, hit.lane) ? &hit : NULL);
      way_canvas_grab_focus (self);
    }
}

/* --- Presses that are moved ------------------------------------------------- */

void
way_canvas_cancel_press (WayCanvas *self)
{
  way_canvas_cancel_drag (self);
  self->was_cancelled = TRUE;
  self->narrows_on_release = FALSE;
  self->offers_plus = FALSE;
  self->tap_time = 0;
}

static void
drag_begin_cb (GtkGestureDrag *gesture,
               double          x,
               double          y,
               WayCanvas      *self)
{
  guint button = gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture));

  if (self->scene == NULL)
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
      return;
    }
  self->press = GTK_GESTURE (gesture);
  self->is_by_touch = way_canvas_is_by_touch (gesture);
  self->was_dragged = FALSE;
  self->was_cancelled = FALSE;
  self->press_pan = self->pan;
  self->is_panning = button == GDK_BUTTON_MIDDLE || self->has_space;
  if (self->is_by_touch)
    way_canvas_let_fingers_scroll (self, !way_canvas_is_for_finger (self, x, y));
  if (!self->is_panning)
    return;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  way_canvas_update_hover (self);
}

static void
drag_update_cb (GtkGestureDrag *gesture,
                double          dx,
                double          dy,
                WayCanvas      *self)
{
  double x, y;

  gtk_gesture_drag_get_start_point (gesture, &x, &y);
  self->pointer = (WayPoint){ x + dx, y + dy };
  if (self->was_cancelled)
    return;
  if (self->is_panning)
    {
      way_canvas_scroll_by (self, self->pan.x - self->press_pan.x - dx, self->pan.y - self->press_pan.y - dy);
      return;
    }
  if (!self->was_dragged && hypot (dx, dy) < (self->is_by_touch ? TAP : CLICK))
    return;
  if (!self->was_dragged && self->is_by_touch && !way_canvas_is_for_finger (self, x, y))
    {
      way_canvas_cancel_press (self);
      return;
    }
  self->was_dragged = TRUE;
  self->offers_plus = FALSE;
  self->tap_time = 0;
  /* Of a finger that is claimed two could no longer zoom. */
  if (!self->is_by_touch)
    gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  if (self->typing != NULL)
    {
      way_canvas_click_text (self, way_canvas_to_sheet (self, x + dx, y + dy), TRUE);
      return;
    }
  if (self->drag == NULL)
    way_canvas_take_hold (self, x, y, dx, dy);
  way_canvas_update_drag (self);
  way_canvas_drag_out (self, GTK_GESTURE (gesture));
}

static void
drag_end_cb (GtkGestureDrag *gesture,
             double          dx,
             double          dy,
             WayCanvas      *self)
{
  double x, y;

  gtk_gesture_drag_get_start_point (gesture, &x, &y);
  if (self->drag != NULL)
    way_canvas_end_drag (self);
  else if (!self->is_panning && !self->was_dragged && !self->was_cancelled && self->scene != NULL)
    click (self, x, y, get_modifiers (gesture));
  self->is_panning = FALSE;
  self->press = NULL;
  way_canvas_let_fingers_scroll (self, TRUE);
  way_canvas_update_hover (self);
}

static void
drag_cancel_cb (GtkGesture       *gesture,
                GdkEventSequence *sequence,
                WayCanvas        *self)
{
  way_canvas_cancel_press (self);
  self->is_panning = FALSE;
  self->press = NULL;
}

/* --- Motion ---------------------------------------------------------------------- */

/* Fingers do not hover. X11 leaves the pointer where the last one was, and tells so when it has gone. */
static gboolean
is_of_finger (WayCanvas                *self,
              GtkEventControllerMotion *controller,
              double                    x,
              double                    y)
{
  GdkEvent *event = gtk_event_controller_get_current_event (GTK_EVENT_CONTROLLER (controller));

  if (event != NULL && gdk_event_get_event_sequence (event) != NULL)
    return TRUE;
  return self->is_by_touch && (event == NULL || self->press != NULL || hypot (x - self->pointer.x, y - self->pointer.y) < 2);
}

static void
motion_cb (GtkEventControllerMotion *controller,
           double                    x,
           double                    y,
           WayCanvas                *self)
{
  if (is_of_finger (self, controller, x, y))
    return;
  self->is_by_touch = FALSE;
  self->offers_plus = FALSE;
  self->pointer = (WayPoint){ x, y };
  self->has_pointer = TRUE;
  way_canvas_update_hover (self);
  if (self->hover.part == WAY_HIT_STAGE_GAP || self->hover.part == WAY_HIT_STEP_GAP || self->hover.part == WAY_HIT_CURVE_CELL)
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
leave_cb (GtkEventControllerMotion *controller,
          WayCanvas                *self)
{
  self->has_pointer = FALSE;
  way_canvas_update_hover (self);
}

void
way_canvas_open_menu (WayCanvas  *self,
                      GtkGesture *gesture,
                      double      x,
                      double      y)
{
  if (self->scene == NULL || self->drag != NULL)
    return;
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  way_canvas_stop_typing (self, TRUE);
  /* GTK takes a finger that is lifted over a line of the menu for one that chooses it; no finger rests quite still. */
  way_canvas_show_menu_at (self, x, y, gesture == self->long_press ? WAY_CANVAS_TAP_REACH : 0);
}

static void
menu_pressed_cb (GtkGestureClick *gesture,
                 int              n_press,
                 double           x,
                 double           y,
                 WayCanvas       *self)
{
  way_canvas_open_menu (self, GTK_GESTURE (gesture), x, y);
}

/* One a button: a gesture for all of them would wait forever for a release that a menu takes. */
static GtkGesture *
add_drag_gesture (WayCanvas *self,
                  guint      button)
{
  GtkGesture *gesture = gtk_gesture_drag_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (gesture), button);
  g_signal_connect (gesture, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (gesture, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect (gesture, "drag-end", G_CALLBACK (drag_end_cb), self);
  g_signal_connect (gesture, "cancel", G_CALLBACK (drag_cancel_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (gesture));
  return gesture;
}

void
way_canvas_add_pointer_controllers (WayCanvas *self)
{
  GtkGesture         *menu_gesture = gtk_gesture_click_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkGesture         *click_gesture = gtk_gesture_click_new ();

  g_signal_connect (motion, "enter", G_CALLBACK (motion_cb), self);
  g_signal_connect (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect (motion, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);

  g_signal_connect (click_gesture, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click_gesture));
  gtk_gesture_group (click_gesture, add_drag_gesture (self, GDK_BUTTON_PRIMARY));
  add_drag_gesture (self, GDK_BUTTON_MIDDLE);

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (menu_gesture), GDK_BUTTON_SECONDARY);
  g_signal_connect (menu_gesture, "pressed", G_CALLBACK (menu_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (menu_gesture));
  way_canvas_add_touch_controllers (self);
}

void
way_canvas_pointer_dispose (WayCanvas *self)
{
  way_canvas_touch_dispose (self);
  way_canvas_drag_dispose (self);
}
