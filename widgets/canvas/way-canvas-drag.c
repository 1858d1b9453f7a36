/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Canvas"

#include "way-canvas-private.h"

#include <math.h>

/* Near the edges a drag scrolls: from so far, and so fast at most (pixels a second). */
#define EDGE 48.0
#define EDGE_SPEED 1400.0

/* What is dragged faster (pixels a second) passes over things without making room among them. */
#define PASSING_SPEED 800.0

/* Room is made at most so often, in microseconds: what is dragged along an edge between two places would shake the map. */
#define ROOM_INTERVAL (100 * G_TIME_SPAN_MILLISECOND)

static WayDragModifiers
get_drag_modifiers (WayCanvas *self)
{
  GdkModifierType  modifiers = self->press != NULL ? gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (self->press)) : 0;
  WayDragModifiers result = 0;

  if (modifiers & GDK_ALT_MASK)
    result |= WAY_DRAG_FREE;
  if (modifiers & (GDK_SHIFT_MASK | GDK_CONTROL_MASK))
    result |= WAY_DRAG_ADD;
  return result;
}

/* Whether the map makes room for what is dragged. */
static gboolean
makes_room (WayCanvas *self)
{
  switch ((guint) way_drag_get_kind (self->drag))
    {
    case WAY_DRAG_ITEMS:
    case WAY_DRAG_STAGE:
    case WAY_DRAG_LANE:
    case WAY_DRAG_PHASE:
    case WAY_DRAG_NEW:
      return TRUE;
    default:
      return FALSE;
    }
}

void
way_canvas_settle_drag (WayCanvas *self)
{
  WayPoint place = way_canvas_to_map (self, self->pointer.x, self->pointer.y);

  self->is_passing = FALSE;
  self->is_behind = FALSE;
  if (way_drag_update (self->drag, way_editor_get_scene (self->editor), place.x, place.y, get_drag_modifiers (self)))
    self->room_time = self->autoscroll_time;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
way_canvas_update_drag (WayCanvas *self)
{
  gboolean is_outside = FALSE;

  /* Room is made where the hand slows down: to tear the map open under a flying pointer helps nobody. */
  if (makes_room (self))
    self->is_behind = TRUE;
  else
    way_canvas_settle_drag (self);
  if (way_drag_get_kind (self->drag) == WAY_DRAG_ITEMS)
    g_signal_emit_by_name (self, "dragged-outside", self->pointer.x, self->pointer.y, &is_outside);
  self->is_outside = is_outside;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* 0 in the middle of the window, up to 1 at and beyond its edge. */
static double
get_pull (double at,
          double size)
{
  if (at < EDGE)
    return -MIN (1, (EDGE - at) / EDGE);
  if (at > size - EDGE)
    return MIN (1, (at - size + EDGE) / EDGE);
  return 0;
}

/* Follows the pointer, unless it only passes. One slow frame may be a late one. */
static void
follow (WayCanvas *self,
        gboolean   is_slow)
{
  gboolean was_slow = self->was_slow;

  self->was_slow = is_slow;
  self->is_passing = self->is_behind && !(is_slow && was_slow);
  if (self->is_behind && !self->is_passing && self->autoscroll_time - self->room_time >= ROOM_INTERVAL)
    way_canvas_settle_drag (self);
}

static void
set_carried (WayCanvas *self,
             gboolean   is_carried)
{
  self->is_carried = is_carried;
  if (!is_carried && self->awaits_rest)
    way_canvas_draw_soon (self);
}

static gboolean
autoscroll_cb (GtkWidget     *widget,
               GdkFrameClock *frame_clock,
               gpointer       user_data)
{
  WayCanvas *self = WAY_CANVAS (widget);
  gint64     now = gdk_frame_clock_get_frame_time (frame_clock);
  double     seconds = MIN ((double) (now - self->autoscroll_time) / G_USEC_PER_SEC, 0.1);
  double     moved = hypot (self->pointer.x - self->settled.x, self->pointer.y - self->settled.y);
  double     across = get_pull (self->pointer.x, self->size[0]);
  double     down = get_pull (self->pointer.y, self->size[1]);
  WayPoint   before = self->pan;

  self->autoscroll_time = now;
  self->settled = self->pointer;
  set_carried (self, moved > 0);
  follow (self, moved <= PASSING_SPEED * seconds);
  /* What comes from the rail goes across an edge, and does not mean it. */
  self->comes_in = self->comes_in && fabs (across) + fabs (down) > 0;
  if (self->is_outside || self->comes_in || fabs (across) + fabs (down) <= 0)
    return G_SOURCE_CONTINUE;
  way_canvas_scroll_by (self, across * EDGE_SPEED * seconds, down * EDGE_SPEED * seconds);
  if (before.x != self->pan.x || before.y != self->pan.y)
    way_canvas_settle_drag (self);
  return G_SOURCE_CONTINUE;
}

static void
stop_autoscroll (WayCanvas *self)
{
  if (self->autoscroll_source != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->autoscroll_source);
  self->autoscroll_source = 0;
}

/* A stroke along the emotions row draws a whole curve; up or down it moves a point. */
static gboolean
begins_sketch (WayCanvas    *self,
               const WayHit *hit,
               double        dx,
               double        dy)
{
  WayElement *lane = hit->lane != NULL ? way_map_lookup (way_editor_get_map (self->editor), hit->lane) : NULL;

  if (hit->part == WAY_HIT_CURVE_CELL)
    return fabs (dx) > fabs (dy);
  return self->is_sketching && lane != NULL && way_element_get_choice (lane, WAY_LANE_SHOWS) == WAY_SHOWS_FEELINGS;
}

/* For a press at (@x, @y) that was moved by (@dx, @dy). */
static WayDrag *
make_drag (WayCanvas *self,
           double     x,
           double     y,
           double     dx,
           double     dy)
{
  WayLayout    *layout = way_editor_get_layout (self->editor);
  WayScene     *scene = way_editor_get_scene (self->editor);
  WayHistory   *history = way_editor_get_history (self->editor);
  WaySelection *selection = way_editor_get_selection (self->editor);
  WayElement   *persona = way_editor_get_persona (self->editor);
  const char   *persona_id = persona != NULL ? way_element_get_id (persona) : NULL;
  gboolean      future = way_editor_get_drawing_future (self->editor);
  WayHit        hit = way_canvas_find_hit (self, x, y);
  WayPoint      place = way_canvas_to_map (self, x, y);
  WayDrag      *drag;

  if (begins_sketch (self, &hit, dx, dy))
    drag = way_drag_begin_sketch (layout, history, persona_id, future);
  else
    drag = way_drag_begin (layout, scene, history, selection, &hit, persona_id, future, place.x, place.y);
  return drag != NULL ? drag : way_drag_begin_band (layout, selection, place.x, place.y);
}

void
way_canvas_begin_drag (WayCanvas  *self,
                       WayDrag    *drag,
                       const char *grabbed)
{
  if (drag == NULL)
    return;
  way_canvas_choose_cell (self, NULL);
  self->drag = drag;
  self->comes_in = self->is_arriving;
  self->grabbed = g_strdup (grabbed);
  self->narrows_on_release = FALSE;
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_BUSY, TRUE, -1);
  self->settled = self->pointer;
  self->was_slow = TRUE;
  self->room_time = 0;
  self->autoscroll_time = gdk_frame_clock_get_frame_time (gtk_widget_get_frame_clock (GTK_WIDGET (self)));
  self->autoscroll_source = gtk_widget_add_tick_callback (GTK_WIDGET (self), autoscroll_cb, NULL, NULL);
  way_canvas_update_hover (self);
}

void
way_canvas_take_hold (WayCanvas *self,
                      double     x,
                      double     y,
                      double     dx,
                      double     dy)
{
  WayHit           hit = way_canvas_find_hit (self, x, y);
  g_autofree char *grabbed = g_strdup (hit.element);

  way_canvas_begin_drag (self, make_drag (self, x, y, dx, dy), grabbed);
  /* From where it was pressed: a stroke begins there. */
  self->pointer = (WayPoint){ x, y };
  way_canvas_update_drag (self);
  self->pointer = (WayPoint){ x + dx, y + dy };
}

static void
clear_drag (WayCanvas *self)
{
  gboolean is_taken;

  stop_autoscroll (self);
  g_clear_pointer (&self->grabbed, g_free);
  g_clear_object (&self->label);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_BUSY, FALSE, -1);
  if (self->is_outside)
    g_signal_emit_by_name (self, "dragged-outside", -G_MAXINT / 2.0, -G_MAXINT / 2.0, &is_taken);
  self->is_outside = FALSE;
  self->is_passing = FALSE;
  self->is_behind = FALSE;
  self->is_sketching = FALSE;
  set_carried (self, FALSE);
  way_canvas_update_hover (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
way_canvas_end_drag (WayCanvas *self)
{
  gboolean to_tray = self->is_outside;

  if (self->is_behind)
    way_canvas_settle_drag (self);
  if (to_tray)
    way_drag_cancel (g_steal_pointer (&self->drag));
  else
    way_drag_end (g_steal_pointer (&self->drag));
  clear_drag (self);
  if (to_tray)
    way_canvas_move_to_tray (self);
  way_canvas_grab_focus (self);
}

void
way_canvas_drop_drag (WayCanvas *self)
{
  if (self->drag == NULL)
    return;
  way_drag_cancel (g_steal_pointer (&self->drag));
  clear_drag (self);
}

gboolean
way_canvas_cancel_drag (WayCanvas *self)
{
  self->is_arriving = FALSE;
  if (self->drag == NULL)
    return FALSE;
  self->was_cancelled = TRUE;
  way_canvas_drop_drag (self);
  return TRUE;
}

void
way_canvas_drag_dispose (WayCanvas *self)
{
  stop_autoscroll (self);
  g_clear_object (&self->label);
  g_clear_pointer (&self->grabbed, g_free);
  g_clear_pointer (&self->drag, way_drag_cancel);
}
