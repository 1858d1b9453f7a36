/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Canvas"

#include "way-canvas-private.h"

#include <math.h>

/* Ground around the sheet, in pixels; at the bottom there is room for what floats over the canvas. */
#define MARGIN 28.0
#define MARGIN_BOTTOM 84.0

/* A map is shown first so that its words can be read, also when it does not fit. */
#define FIRST_SCALE 0.5

/* A notch of the wheel. */
#define WHEEL_FACTOR 1.1
#define STEP 60.0

#define OUTLINE_ROOM 6.0

/* So long after the last change of zoom it counts as at rest, in milliseconds. */
#define REST 120

static double
get_margins (GtkOrientation orientation)
{
  return orientation == GTK_ORIENTATION_HORIZONTAL ? 2 * MARGIN : MARGIN + MARGIN_BOTTOM;
}

static double
get_sheet_size (WayCanvas     *self,
                GtkOrientation orientation)
{
  if (self->scene == NULL)
    return 0;
  return orientation == GTK_ORIENTATION_HORIZONTAL ? self->scene->width : self->scene->height;
}

/* Where the sheet begins while nothing is scrolled: a sheet that is narrower than the window lies in its middle. */
static double
get_start (WayCanvas     *self,
           GtkOrientation orientation)
{
  double content = get_sheet_size (self, orientation) * self->scale + get_margins (orientation);

  if (orientation == GTK_ORIENTATION_VERTICAL || content >= self->size[orientation])
    return MARGIN;
  return MARGIN + (self->size[orientation] - content) / 2;
}

static double
round_to_device (WayCanvas *self,
                 double     pixels)
{
  int factor = gtk_widget_get_scale_factor (GTK_WIDGET (self));

  return round (pixels * factor) / factor;
}

/* Scrolls so that the sheet begins at @pan as far as scroll bars allow. */
static void
place (WayCanvas     *self,
       GtkOrientation orientation,
       double         pan)
{
  GtkAdjustment *adjustment = self->adjustments[orientation];
  double         page = self->size[orientation];
  double         upper = MAX (page, get_sheet_size (self, orientation) * self->scale + get_margins (orientation));
  double         start = get_start (self, orientation);
  double         value = CLAMP (start - pan, 0, upper - page);

  if (adjustment != NULL)
    {
      self->is_placing = TRUE;
      gtk_adjustment_configure (adjustment, value, 0, upper, STEP, page * 0.9, page);
      self->is_placing = FALSE;
    }
  pan = round_to_device (self, start - value);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    self->pan.x = pan;
  else
    self->pan.y = pan;
}

static WayZoom
get_zoom (WayCanvas *self)
{
  return (WayZoom){ self->scale, -self->pan.x / self->scale, -self->pan.y / self->scale };
}

static gboolean
rest_cb (gpointer data)
{
  WayCanvas *self = data;

  self->rest_source = 0;
  way_canvas_queue_allocate (self);
  return G_SOURCE_REMOVE;
}

gboolean
way_canvas_is_small (WayCanvas *self)
{
  return self->scale < WAY_CANVAS_SMALL;
}

gboolean
way_canvas_is_zooming (WayCanvas *self)
{
  return self->rest_source != 0;
}

/* The GL renderer keeps pixels of its own, for each node. */
int
way_canvas_get_tile_factor (WayCanvas *self)
{
  GtkNative *native = gtk_widget_get_native (GTK_WIDGET (self));

  if (native == NULL || !GSK_IS_CAIRO_RENDERER (gtk_native_get_renderer (native)))
    return 0;
  return gtk_widget_get_scale_factor (GTK_WIDGET (self));
}

int
way_canvas_get_pixel_factor (WayCanvas *self)
{
  return way_canvas_is_zooming (self) ? 0 : way_canvas_get_tile_factor (self);
}

static void
look (WayCanvas *self,
      WayZoom    zoom)
{
  gboolean is_new = self->scale != zoom.scale;

  self->fit = WAY_CANVAS_FREE;
  self->scale = zoom.scale;
  place (self, GTK_ORIENTATION_HORIZONTAL, -zoom.x * zoom.scale);
  place (self, GTK_ORIENTATION_VERTICAL, -zoom.y * zoom.scale);
  way_canvas_queue_allocate (self);
  if (!is_new)
    return;
  g_clear_handle_id (&self->rest_source, g_source_remove);
  self->rest_source = g_timeout_add (REST, rest_cb, self);
  g_object_notify (G_OBJECT (self), "zoom");
}

WayRectangle
way_canvas_get_visible (WayCanvas *self)
{
  return (WayRectangle){ -self->pan.x / self->scale, -self->pan.y / self->scale,
                         self->size[0] / self->scale, self->size[1] / self->scale };
}

WayPoint
way_canvas_to_map (WayCanvas *self,
                   double     x,
                   double     y)
{
  return (WayPoint){ (x - self->pan.x) / self->scale, (y - self->pan.y) / self->scale };
}

void
way_canvas_zoom_about (WayCanvas *self,
                       double     factor,
                       double     x,
                       double     y)
{
  WayZoom zoom = get_zoom (self);

  way_zoom_about (&zoom, factor, x, y);
  look (self, zoom);
}

void
way_canvas_scroll_by (WayCanvas *self,
                      double     dx,
                      double     dy)
{
  self->fit = WAY_CANVAS_FREE;
  place (self, GTK_ORIENTATION_HORIZONTAL, self->pan.x - dx);
  place (self, GTK_ORIENTATION_VERTICAL, self->pan.y - dy);
  way_canvas_queue_allocate (self);
}

static void
value_changed_cb (GtkAdjustment *adjustment,
                  WayCanvas     *self)
{
  if (self->is_placing)
    return;
  self->fit = WAY_CANVAS_FREE;
  for (int i = 0; i < 2; i++)
    if (self->adjustments[i] == adjustment)
      place (self, i, get_start (self, i) - gtk_adjustment_get_value (adjustment));
  way_canvas_queue_allocate (self);
}

void
way_canvas_set_adjustment (WayCanvas     *self,
                           GtkOrientation orientation,
                           GtkAdjustment *adjustment)
{
  GtkAdjustment **place_of = &self->adjustments[orientation];

  if (*place_of != NULL && *place_of == adjustment)
    return;
  if (*place_of != NULL)
    {
      g_signal_handlers_disconnect_by_func (*place_of, value_changed_cb, self);
      g_clear_object (place_of);
    }
  if (adjustment != NULL)
    {
      *place_of = g_object_ref_sink (adjustment);
      g_signal_connect (adjustment, "value-changed", G_CALLBACK (value_changed_cb), self);
      place (self, orientation, orientation == GTK_ORIENTATION_HORIZONTAL ? self->pan.x : self->pan.y);
    }
}

static gboolean
scroll_cb (GtkEventControllerScroll *controller,
           double                    dx,
           double                    dy,
           WayCanvas                *self)
{
  GdkEvent *event = gtk_event_controller_get_current_event (GTK_EVENT_CONTROLLER (controller));

  if (event == NULL || !(gdk_event_get_modifier_state (event) & GDK_CONTROL_MASK))
    return GDK_EVENT_PROPAGATE;
  if (gtk_event_controller_scroll_get_unit (controller) == GDK_SCROLL_UNIT_SURFACE)
    dy /= 20;
  way_canvas_zoom_about (self, pow (WHEEL_FACTOR, -dy), self->pointer.x, self->pointer.y);
  return GDK_EVENT_STOP;
}

void
way_canvas_add_view_controllers (WayCanvas *self)
{
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);

  g_signal_connect (scroll, "scroll", G_CALLBACK (scroll_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), scroll);
}

static void
fit (WayCanvas          *self,
     const WayRectangle *area,
     double              largest_scale)
{
  WayZoom zoom = get_zoom (self);
  double  bottom = MARGIN_BOTTOM - MARGIN;

  way_zoom_fit (&zoom, area, self->size[0], self->size[1] - bottom, MARGIN, largest_scale);
  look (self, zoom);
}

double
way_canvas_get_first_scale (const WayScene *scene,
                            int             width,
                            int             height)
{
  WayRectangle area = { 0, 0, scene->width, scene->height };
  WayZoom      zoom = { 0 };

  way_zoom_fit (&zoom, &area, width, height - (MARGIN_BOTTOM - MARGIN), MARGIN, 1);
  return zoom.scale < FIRST_SCALE ? FIRST_SCALE : 0;
}

static void
fit_whole (WayCanvas   *self,
           WayCanvasFit how)
{
  WayRectangle area = { 0, 0, self->scene->width, self->scene->height };

  fit (self, &area, 1);
  if (how == WAY_CANVAS_FIRST_LOOK && self->scale < FIRST_SCALE)
    look (self, (WayZoom){ FIRST_SCALE, -MARGIN / FIRST_SCALE, -MARGIN / FIRST_SCALE });
  self->fit = how;
}

void
way_canvas_get_first_look (int     width,
                           int     height,
                           double *look_width,
                           double *look_height)
{
  *look_width = width / FIRST_SCALE;
  *look_height = height / FIRST_SCALE;
}

void
way_canvas_update_view (WayCanvas *self,
                        gboolean   is_resized)
{
  if (is_resized && self->fit != WAY_CANVAS_FREE)
    fit_whole (self, self->fit);
  place (self, GTK_ORIENTATION_HORIZONTAL, self->pan.x);
  place (self, GTK_ORIENTATION_VERTICAL, self->pan.y);
}

void
way_canvas_fit_map (WayCanvas *self)
{
  g_return_if_fail (WAY_IS_CANVAS (self));

  if (self->scene != NULL)
    fit_whole (self, WAY_CANVAS_WHOLE_MAP);
}

void
way_canvas_fit_selection (WayCanvas *self)
{
  WaySelection *selection;
  WayRectangle  area = { 0 };

  g_return_if_fail (WAY_IS_CANVAS (self));

  if (self->editor == NULL)
    return;
  selection = way_editor_get_selection (self->editor);
  for (guint i = 0; i < way_selection_get_size (selection); i++)
    {
      WayRectangle one;

      if (way_hit_get_area (way_editor_get_scene (self->editor), way_selection_get_nth (selection, i), &one))
        area = way_rectangle_union (&area, &one);
    }
  if (area.width > 0)
    fit (self, &area, 2);
  else
    way_canvas_fit_map (self);
}

double
way_canvas_get_zoom (WayCanvas *self)
{
  g_return_val_if_fail (WAY_IS_CANVAS (self), 1);

  return self->scale;
}

void
way_canvas_set_zoom (WayCanvas *self,
                     double     zoom)
{
  g_return_if_fail (WAY_IS_CANVAS (self));
  g_return_if_fail (zoom > 0);

  way_canvas_zoom_about (self, zoom / self->scale, self->size[0] / 2, self->size[1] / 2);
}

/* How far to scroll so that [from, to) lies between @start and @end of the window; the start counts more. */
static double
get_way (double from,
         double to,
         double start,
         double end)
{
  if (from < start)
    return from - start;
  if (to > end)
    return MAX (0, MIN (to - end, from - start));
  return 0;
}

void
way_canvas_reveal_area (WayCanvas          *self,
                        const WayRectangle *area,
                        WayKind             kind)
{
  WayCanvasRoom room = way_canvas_get_room (self);
  double        x, y, dx, dy;

  /* With its outline. */
  if (room.top > 0)
    room.top += OUTLINE_ROOM;
  if (room.left > 0)
    room.left += OUTLINE_ROOM;
  if (room.right > 0)
    room.right += OUTLINE_ROOM;
  x = area->x * self->scale + self->pan.x;
  y = area->y * self->scale + self->pan.y;
  dx = get_way (x, x + area->width * self->scale, MAX (MARGIN, room.left), self->size[0] - MAX (MARGIN, room.right));
  dy = get_way (y, y + area->height * self->scale, MAX (MARGIN, room.top), self->size[1] - MARGIN_BOTTOM);
  /* Heads that stay at the edges are seen anyway. */
  if (kind == WAY_KIND_LANE && room.left + room.right > 0)
    dx = 0;
  if ((kind == WAY_KIND_STAGE || kind == WAY_KIND_PHASE) && room.top > 0)
    dy = 0;
  if (dx < 0 || dx > 0 || dy < 0 || dy > 0)
    way_canvas_scroll_by (self, dx, dy);
}

void
way_canvas_reveal (WayCanvas  *self,
                   const char *element)
{
  WayRectangle area;

  g_return_if_fail (WAY_IS_CANVAS (self));

  if (self->editor != NULL && way_hit_get_area (way_editor_get_scene (self->editor), element, &area))
    way_canvas_reveal_area (self, &area, way_element_get_kind (way_map_lookup (way_editor_get_map (self->editor), element)));
}

static void
zoom_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  WayCanvas *self = WAY_CANVAS (widget);

  if (g_str_equal (name, "canvas.zoom-in"))
    way_canvas_set_zoom (self, way_zoom_get_step (self->scale, 1));
  else if (g_str_equal (name, "canvas.zoom-out"))
    way_canvas_set_zoom (self, way_zoom_get_step (self->scale, -1));
  else if (g_str_equal (name, "canvas.zoom-normal"))
    way_canvas_set_zoom (self, 1);
  else if (g_str_equal (name, "canvas.fit-map"))
    way_canvas_fit_map (self);
  else
    way_canvas_fit_selection (self);
}

void
way_canvas_view_class_init (GtkWidgetClass *widget_class)
{
  static const struct
  {
    const char     *action;
    guint           keys[3];
    GdkModifierType modifiers;
  } actions[] = {
    { "canvas.zoom-in", { GDK_KEY_plus, GDK_KEY_equal, GDK_KEY_KP_Add }, GDK_CONTROL_MASK },
    { "canvas.zoom-out", { GDK_KEY_minus, GDK_KEY_KP_Subtract }, GDK_CONTROL_MASK },
    { "canvas.zoom-normal", { GDK_KEY_0, GDK_KEY_KP_0 }, GDK_CONTROL_MASK },
    { "canvas.fit-map", { GDK_KEY_9, GDK_KEY_KP_9 }, GDK_CONTROL_MASK },
    { "canvas.fit-selection", { GDK_KEY_9, GDK_KEY_parenleft }, GDK_CONTROL_MASK | GDK_SHIFT_MASK },
  };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      gtk_widget_class_install_action (widget_class, actions[i].action, NULL, zoom_action);
      for (guint j = 0; j < G_N_ELEMENTS (actions[i].keys) && actions[i].keys[j] != 0; j++)
        gtk_widget_class_add_binding_action (widget_class, actions[i].keys[j], actions[i].modifiers, actions[i].action, NULL);
    }
}
