/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Canvas"

#include "way-canvas-private.h"

#include <math.h>

#include "waymark/way-paint.h"

/* Pixels of the sheet's corner, as the items draw themselves when nothing moves. */
struct _WayCanvasPicture
{
  WayScene        *scene;
  cairo_surface_t *surface;
  double           width; /* pixels */
  double           height;
  double           scale;
  gboolean         is_shown;
};

static void
paint (WayCanvasPicture *self)
{
  cairo_t     *cr = cairo_create (self->surface);
  WayRectangle area = { 0, 0, self->width / self->scale, self->height / self->scale };

  cairo_scale (cr, self->scale, self->scale);
  way_paint_scene (cr, self->scene, &area, WAY_PAINT_GROUND | WAY_PAINT_FINE_LETTERS | WAY_PAINT_HASTY);
  cairo_destroy (cr);
}

WayCanvasPicture *
way_canvas_picture_new (WayScene *scene,
                        int       width,
                        int       height)
{
  WayCanvasPicture *self;
  double            scale = way_canvas_get_first_scale (scene, width, height);

  if (scale <= 0)
    return NULL;
  self = g_new0 (WayCanvasPicture, 1);
  self->scene = way_scene_ref (scene);
  self->scale = scale;
  self->width = MIN (width, ceil (scene->width * scale));
  self->height = MIN (height, ceil (scene->height * scale));
  self->surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) self->width, (int) self->height);
  paint (self);
  return self;
}

void
way_canvas_picture_free (WayCanvasPicture *self)
{
  way_scene_unref (self->scene);
  cairo_surface_destroy (self->surface);
  g_free (self);
}

/* Whether it is what the items would draw now, all of it. */
static gboolean
fits (WayCanvas              *self,
      const WayCanvasPicture *picture)
{
  WayRectangle visible = way_canvas_get_visible (self);
  double       right = MIN (visible.x + visible.width, self->scene->width);
  double       bottom = MIN (visible.y + visible.height, self->scene->height);

  return picture->scene == self->scene && fabs (picture->scale - self->scale) < 1e-9 &&
         right * picture->scale <= picture->width && bottom * picture->scale <= picture->height &&
         gtk_widget_get_scale_factor (GTK_WIDGET (self)) == 1 &&
         !way_canvas_is_held (self, WAY_CANVAS_ROW_HEAD) && !way_canvas_is_held (self, WAY_CANVAS_COLUMN_HEAD);
}

static gboolean
forget_cb (gpointer data)
{
  WayCanvas *self = data;

  self->picture_source = 0;
  g_clear_pointer (&self->picture, way_canvas_picture_free);
  return G_SOURCE_REMOVE;
}

gboolean
way_canvas_snapshot_picture (WayCanvas   *self,
                             GtkSnapshot *snapshot)
{
  WayCanvasPicture *picture = self->picture;
  cairo_t          *cr;

  if (picture == NULL)
    return FALSE;
  if (picture->is_shown || !fits (self, picture))
    {
      /* Not before its node is gone, for which cairo would copy all pixels. */
      if (self->picture_source == 0)
        self->picture_source = g_idle_add (forget_cb, self);
      return FALSE;
    }
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT ((float) self->pan.x, (float) self->pan.y, (float) picture->width, (float) picture->height));
  cairo_set_source_surface (cr, picture->surface, self->pan.x, self->pan.y);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_NEAREST);
  cairo_paint (cr);
  cairo_destroy (cr);
  picture->is_shown = TRUE;
  /* The items take over at once. */
  way_canvas_draw_soon (self);
  return TRUE;
}

void
way_canvas_drop_picture (WayCanvas *self)
{
  g_clear_handle_id (&self->picture_source, g_source_remove);
  g_clear_pointer (&self->picture, way_canvas_picture_free);
}

void
way_canvas_set_picture (WayCanvas        *self,
                        WayCanvasPicture *picture)
{
  g_return_if_fail (WAY_IS_CANVAS (self));

  way_canvas_drop_picture (self);
  self->picture = picture;
}
