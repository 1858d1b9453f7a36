/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Window"

#include "way-window-private.h"

/* So much of a picture that follows the pointer is seen; of a long row only the beginning, in pixels. */
#define GHOST_OPACITY 0.85
#define GHOST_WIDTH 180.0
#define GHOST_RADIUS 8

static void
drag_begin_cb (WayWindow    *self,
               int           thing,
               const char   *id,
               GdkPaintable *picture,
               double        x,
               double        y)
{
  g_set_object (&self->ghost, picture);
  self->grip_x = MIN (x, GHOST_WIDTH - GHOST_RADIUS);
  self->grip_y = y;
  switch (thing)
    {
    case WAY_PALETTE_STAGE:
      way_canvas_begin_arrival (self->canvas, WAY_CANVAS_NEW_STAGE, NULL);
      break;
    case WAY_PALETTE_TOUCHPOINT:
      way_canvas_begin_arrival (self->canvas, WAY_CANVAS_NEW_TOUCHPOINT, NULL);
      break;
    case WAY_PALETTE_CARD:
      way_canvas_begin_arrival (self->canvas, WAY_CANVAS_NEW_CARD, NULL);
      break;
    case WAY_PALETTE_IMAGE:
      way_canvas_begin_arrival (self->canvas, WAY_CANVAS_NEW_IMAGE, NULL);
      break;
    case WAY_PALETTE_NOTE:
      way_canvas_begin_arrival (self->canvas, WAY_CANVAS_NOTE, id);
      break;
    default:
      way_canvas_finish (self->canvas);
      break;
    }
}

static void
drag_update_cb (WayWindow *self,
                double     x,
                double     y)
{
  double canvas_x, canvas_y;

  gtk_widget_translate_coordinates (GTK_WIDGET (self->palette), GTK_WIDGET (self), x, y, &self->ghost_x, &self->ghost_y);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (gtk_widget_translate_coordinates (GTK_WIDGET (self->palette), GTK_WIDGET (self->canvas), x, y, &canvas_x, &canvas_y))
    way_canvas_update_arrival (self->canvas, canvas_x, canvas_y);
}

static void
drag_end_cb (WayWindow *self,
             gboolean   dropped)
{
  g_clear_object (&self->ghost);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (dropped)
    way_canvas_end_arrival (self->canvas);
  else
    way_canvas_cancel_arrival (self->canvas);
}

/* What is dragged from the rail follows the pointer over all panes. */
static void
snapshot (GtkWidget   *widget,
          GtkSnapshot *snapshot)
{
  WayWindow     *self = WAY_WINDOW (widget);
  GdkRGBA        ground = { 1, 1, 1, 1 };
  GdkRGBA        line = { 0, 0, 0, 0.2f };
  GskRoundedRect outline;
  double         width, height;

  GTK_WIDGET_CLASS (g_type_class_peek (g_type_parent (WAY_TYPE_WINDOW)))->snapshot (widget, snapshot);
  if (self->ghost == NULL)
    return;
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) (self->ghost_x - self->grip_x), (float) (self->ghost_y - self->grip_y)));
  width = gdk_paintable_get_intrinsic_width (self->ghost);
  height = gdk_paintable_get_intrinsic_height (self->ghost);
  gtk_style_context_lookup_color (gtk_widget_get_style_context (widget), "raised", &ground);
  gtk_style_context_lookup_color (gtk_widget_get_style_context (widget), "line", &line);
  gsk_rounded_rect_init_from_rect (&outline, &GRAPHENE_RECT_INIT (0, 0, (float) MIN (width, GHOST_WIDTH), (float) height), GHOST_RADIUS);
  gtk_snapshot_push_opacity (snapshot, GHOST_OPACITY);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_color (snapshot, &ground, &outline.bounds);
  gdk_paintable_snapshot (self->ghost, snapshot, width, height);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_append_border (snapshot, &outline, (float[4]){ 1, 1, 1, 1 }, (GdkRGBA[4]){ line, line, line, line });
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_restore (snapshot);
}

void
way_window_drag_class_init (GtkWidgetClass *widget_class)
{
  widget_class->snapshot = snapshot;
  gtk_widget_class_bind_template_callback (widget_class, drag_begin_cb);
  gtk_widget_class_bind_template_callback (widget_class, drag_update_cb);
  gtk_widget_class_bind_template_callback (widget_class, drag_end_cb);
}
