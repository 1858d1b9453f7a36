/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Paint"

#include <math.h>

#include "waymark/way-paint.h"

#include "way-image-cache-private.h"
#include "way-letters-private.h"
#include "way-run-private.h"

/* Distance of the control points of a quarter circle of radius 1: 4/3 (sqrt 2 - 1). */
#define QUARTER 0.5522847498307936

/* As in SVG, so that every output cuts the same corners. */
#define MITER_LIMIT 4.0

/* The box for an image that cannot be shown: light panel, grey mark. */
#define MISSING_GROUND WAY_RGB (0xf6f7f9)
#define MISSING_EDGE WAY_RGB (0xcfd5dc)
#define MISSING_INK WAY_RGB (0x66717e)
#define MISSING_SYMBOL_SIZE 24.0

/* Painted coarsely, text below this size (map units) is a bar of the height of small letters. */
#define LEAST_COARSE_LETTERS 15.0
#define BAR_HEIGHT 0.42
#define BAR_ALPHA 0.5

/* What is fainter is not seen from far away. */
#define LEAST_COARSE_ALPHA 40

/*
 * Painter: what cairo was told last. Setting the same source or line again makes recorded drawings (PDF, SVG) larger
 * and slower, and so would a matrix for each item: places are added here instead.
 */
typedef struct
{
  cairo_t        *cr;
  const WayScene *scene;
  double          top; /* lines of text that end above or begin below are not painted */
  double          bottom;
  gboolean        fine_letters;
  gboolean        coarse;
  gboolean        hasty;
  double          density;    /* of a target that cannot tell */
  gboolean        complete;   /* all images were there */
  WayEmoji       *emoji;      /* in documents, where cairo would draw them coarse and each time anew; else NULL */
  gboolean        has_source; /* whether @source is what cairo has */
  WayColor        source;
  double          line_width; /* below 0: unknown */
  int             dash;
  int             round;
} Painter;

static void paint_stand_in (Painter        *self,
                            const WayShape *shape,
                            double          x,
                            double          y);

static void
begin (Painter            *self,
       cairo_t            *cr,
       const WayScene     *scene,
       const WayRectangle *clip,
       WayPaintFlags       flags)
{
  cairo_surface_type_t type = cairo_surface_get_type (cairo_get_group_target (cr));
  gboolean             fine_letters = (flags & WAY_PAINT_FINE_LETTERS) != 0 && way_letters_fit (cr);

  *self = (Painter){
    .cr = cr,
    .scene = scene,
    .top = -G_MAXDOUBLE,
    .bottom = G_MAXDOUBLE,
    .fine_letters = fine_letters,
    .coarse = (flags & WAY_PAINT_COARSE) != 0,
    .hasty = (flags & WAY_PAINT_HASTY) != 0,
    .complete = TRUE,
    .source = WAY_COLOR_NONE,
    .line_width = -1,
    .dash = -1,
    .round = -1,
  };
  if (clip != NULL)
    {
      self->top = clip->y - WAY_INK_MARGIN;
      self->bottom = clip->y + clip->height + WAY_INK_MARGIN;
    }
  if (type == CAIRO_SURFACE_TYPE_SVG || type == CAIRO_SURFACE_TYPE_PDF)
    self->emoji = way_emoji_new ();
  cairo_save (cr);
  cairo_set_miter_limit (cr, MITER_LIMIT);
  cairo_new_path (cr);
}

static void
end (Painter *self)
{
  cairo_restore (self->cr);
  g_clear_pointer (&self->emoji, way_emoji_free);
}

static void
set_color (Painter *self,
           WayColor color)
{
  if (self->has_source && self->source == color)
    return;
  cairo_set_source_rgba (self->cr, WAY_COLOR_RED (color) / 255.0, WAY_COLOR_GREEN (color) / 255.0,
                         WAY_COLOR_BLUE (color) / 255.0, WAY_COLOR_ALPHA (color) / 255.0);
  self->has_source = TRUE;
  self->source = color;
}

static void
set_gradient (Painter           *self,
              const WayGradient *gradient,
              double             y)
{
  cairo_pattern_t *pattern = cairo_pattern_create_linear (0, y + gradient->y0, 0, y + gradient->y1);

  for (guint i = 0; i < gradient->n_stops; i++)
    {
      WayColor color = gradient->stops[i].color;

      cairo_pattern_add_color_stop_rgba (pattern, gradient->stops[i].offset, WAY_COLOR_RED (color) / 255.0,
                                         WAY_COLOR_GREEN (color) / 255.0, WAY_COLOR_BLUE (color) / 255.0,
                                         WAY_COLOR_ALPHA (color) / 255.0);
    }
  cairo_set_source (self->cr, pattern);
  cairo_pattern_destroy (pattern);
  self->has_source = FALSE;
}

static void
set_line (Painter *self,
          double   width,
          WayDash  dash,
          gboolean round)
{
  round = round || dash == WAY_DASH_DOT;
  if (self->line_width < 0 || fabs (self->line_width - width) > 1e-9)
    cairo_set_line_width (self->cr, self->line_width = width);
  if (self->dash != (int) dash)
    {
      const double *lengths = way_dash_get_lengths (dash);

      cairo_set_dash (self->cr, lengths, lengths != NULL ? 2 : 0, 0);
      self->dash = (int) dash;
    }
  if (self->round != round)
    {
      cairo_set_line_cap (self->cr, round ? CAIRO_LINE_CAP_ROUND : CAIRO_LINE_CAP_BUTT);
      cairo_set_line_join (self->cr, round ? CAIRO_LINE_JOIN_ROUND : CAIRO_LINE_JOIN_MITER);
      self->round = round;
    }
}

/* Paints cairo's path as the shape says, and clears it. @y: origin of the gradients. */
static void
fill_and_stroke (Painter        *self,
                 const WayShape *shape,
                 double          y)
{
  gboolean filled = shape->fill_gradient != NULL || WAY_COLOR_ALPHA (shape->fill) != 0;
  gboolean stroked = (shape->stroke_gradient != NULL || WAY_COLOR_ALPHA (shape->stroke) != 0) && shape->line_width > 0;

  if (filled)
    {
      if (shape->fill_gradient != NULL)
        set_gradient (self, shape->fill_gradient, y);
      else
        set_color (self, shape->fill);
      if (stroked)
        cairo_fill_preserve (self->cr);
      else
        cairo_fill (self->cr);
    }
  if (stroked)
    {
      if (shape->stroke_gradient != NULL)
        set_gradient (self, shape->stroke_gradient, y);
      else
        set_color (self, shape->stroke);
      set_line (self, shape->line_width, shape->dash, shape->round);
      cairo_stroke (self->cr);
    }
  if (!filled && !stroked)
    cairo_new_path (self->cr);
}

static void
add_rectangle (cairo_t *cr,
               double   left,
               double   top,
               double   width,
               double   height,
               double   radius)
{
  double right = left + width;
  double bottom = top + height;
  double rest;

  radius = MIN (radius, MIN (width, height) / 2);
  if (radius <= 0)
    {
      cairo_rectangle (cr, left, top, width, height);
      return;
    }
  rest = radius * (1 - QUARTER);
  cairo_move_to (cr, left + radius, top);
  cairo_line_to (cr, right - radius, top);
  cairo_curve_to (cr, right - rest, top, right, top + rest, right, top + radius);
  cairo_line_to (cr, right, bottom - radius);
  cairo_curve_to (cr, right, bottom - rest, right - rest, bottom, right - radius, bottom);
  cairo_line_to (cr, left + radius, bottom);
  cairo_curve_to (cr, left + rest, bottom, left, bottom - rest, left, bottom - radius);
  cairo_line_to (cr, left, top + radius);
  cairo_curve_to (cr, left, top + rest, left + rest, top, left + radius, top);
  cairo_close_path (cr);
}

static void
add_circle (cairo_t *cr,
            double   x,
            double   y,
            double   radius)
{
  double reach = radius * QUARTER;

  cairo_move_to (cr, x + radius, y);
  cairo_curve_to (cr, x + radius, y + reach, x + reach, y + radius, x, y + radius);
  cairo_curve_to (cr, x - reach, y + radius, x - radius, y + reach, x - radius, y);
  cairo_curve_to (cr, x - radius, y - reach, x - reach, y - radius, x, y - radius);
  cairo_curve_to (cr, x + reach, y - radius, x + radius, y - reach, x + radius, y);
  cairo_close_path (cr);
}

static void
add_path (cairo_t       *cr,
          const WayPath *path,
          double         x,
          double         y,
          double         scale)
{
  const WayPoint *points = path->points;

  for (guint i = 0; i < path->n_operations; i++)
    {
      switch ((WayPathOperation) path->operations[i])
        {
        case WAY_PATH_MOVE:
          cairo_move_to (cr, x + points[0].x * scale, y + points[0].y * scale);
          points += 1;
          break;
        case WAY_PATH_LINE:
          cairo_line_to (cr, x + points[0].x * scale, y + points[0].y * scale);
          points += 1;
          break;
        case WAY_PATH_CURVE:
          cairo_curve_to (cr, x + points[0].x * scale, y + points[0].y * scale,
                          x + points[1].x * scale, y + points[1].y * scale,
                          x + points[2].x * scale, y + points[2].y * scale);
          points += 3;
          break;
        case WAY_PATH_CLOSE:
        default:
          cairo_close_path (cr);
          break;
        }
    }
}

static void
paint_symbol (Painter        *self,
              const WayShape *shape,
              double          x,
              double          y)
{
  const WaySymbol *symbol = shape->symbol;
  double           scale = shape->width / symbol->size;

  if (self->coarse)
    {
      add_circle (self->cr, x + shape->width / 2, y + shape->width / 2, shape->width * 0.42);
      set_color (self, shape->stroke);
      cairo_fill (self->cr);
      return;
    }
  for (guint i = 0; i < symbol->n_parts; i++)
    {
      const WaySymbolPart *part = &symbol->parts[i];
      gboolean             in_ink = part->paint == WAY_SYMBOL_INK_STROKE || part->paint == WAY_SYMBOL_INK_FILL;
      WayColor             color = in_ink ? shape->stroke : shape->fill;

      if (WAY_COLOR_ALPHA (color) == 0)
        continue;
      add_path (self->cr, symbol->paths[i], x, y, scale);
      set_color (self, color);
      if (part->paint == WAY_SYMBOL_INK_STROKE || part->paint == WAY_SYMBOL_GROUND_STROKE)
        {
          set_line (self, part->line_width * scale, WAY_DASH_NONE, TRUE);
          cairo_stroke (self->cr);
        }
      else
        cairo_fill (self->cr);
    }
}

/* How many pixels a unit of the map has; in documents, as many as an image may have. */
static double
get_density (cairo_t *cr)
{
  cairo_surface_t *target = cairo_get_group_target (cr);
  double           x_scale;
  double           y_scale;
  double           x = 1;
  double           y = 0;

  if (cairo_surface_get_type (target) != CAIRO_SURFACE_TYPE_IMAGE)
    return G_MAXDOUBLE;
  cairo_surface_get_device_scale (target, &x_scale, &y_scale);
  cairo_user_to_device_distance (cr, &x, &y);
  return hypot (x * x_scale, y * y_scale);
}

static cairo_surface_t *
lookup_image (const WayScene *scene,
              const WayShape *shape,
              double          density)
{
  GBytes *encoded = scene->images != NULL ? g_hash_table_lookup (scene->images, shape->image) : NULL;

  return encoded != NULL ? way_image_cache_lookup (encoded, shape->width * density, shape->height * density) : NULL;
}

static cairo_surface_t *
peek_image (const WayScene *scene,
            const WayShape *shape,
            double          density,
            gboolean       *is_ready)
{
  GBytes *encoded = scene->images != NULL ? g_hash_table_lookup (scene->images, shape->image) : NULL;

  *is_ready = TRUE;
  return encoded != NULL ? way_image_cache_peek (encoded, shape->width * density, shape->height * density, is_ready) : NULL;
}

static void
paint_image (Painter         *self,
             const WayShape  *shape,
             cairo_surface_t *image,
             double           x,
             double           y)
{
  double           width = cairo_image_surface_get_width (image);
  double           height = cairo_image_surface_get_height (image);
  double           scale = MAX (shape->width / width, shape->height / height);
  gboolean         pixels = cairo_surface_get_type (cairo_get_group_target (self->cr)) == CAIRO_SURFACE_TYPE_IMAGE;
  cairo_pattern_t *pattern;
  cairo_matrix_t   matrix;

  if (!(scale > 0))
    return;
  cairo_matrix_init (&matrix, 1 / scale, 0, 0, 1 / scale,
                     width / 2 - (x + shape->width / 2) / scale, height / 2 - (y + shape->height / 2) / scale);
  pattern = cairo_pattern_create_for_surface (image);
  cairo_pattern_set_matrix (pattern, &matrix);
  /* Without it pixels fade at the edge; with it documents would hold the image once more, larger. */
  cairo_pattern_set_extend (pattern, pixels ? CAIRO_EXTEND_PAD : CAIRO_EXTEND_NONE);
  cairo_set_source (self->cr, pattern);
  cairo_pattern_destroy (pattern);
  self->has_source = FALSE;
  add_rectangle (self->cr, x, y, shape->width, shape->height, shape->radius);
  cairo_fill (self->cr);
}

static WayColor
thin (WayColor color)
{
  return (color & 0xffffff00u) | (guint) (WAY_COLOR_ALPHA (color) * BAR_ALPHA);
}

/* All lines of a text in one path. */
static void
paint_bars (Painter        *self,
            const WayShape *shape,
            double          x,
            double          y)
{
  const WayText *text = shape->text;

  for (guint i = 0; i < text->n_lines; i++)
    {
      const WayTextLine *line = &text->lines[i];
      double             height = text->style.size * BAR_HEIGHT;

      if (line->width > 0)
        cairo_rectangle (self->cr, x + line->x, y + line->baseline - height, line->width, height);
    }
  set_color (self, thin (shape->fill));
  cairo_fill (self->cr);
}

static void
paint_text (Painter        *self,
            const WayShape *shape,
            double          x,
            double          y)
{
  const WayText *text = shape->text;

  if (WAY_COLOR_ALPHA (shape->fill) == 0)
    return;
  if (self->coarse && text->style.size < LEAST_COARSE_LETTERS)
    {
      paint_bars (self, shape, x, y);
      return;
    }
  set_color (self, shape->fill);
  for (guint i = 0; i < text->n_lines; i++)
    {
      const WayTextLine *line = &text->lines[i];

      if (y + line->top > self->bottom || y + line->top + line->height < self->top)
        continue;
      for (guint j = 0; j < line->n_runs; j++)
        way_run_paint (self->cr, text, &line->runs[j], x + line->runs[j].x, y + line->baseline, self->fine_letters, self->emoji);
    }
  cairo_new_path (self->cr);
}

/* Where an image will be. */
static void
paint_ground_of_image (Painter        *self,
                       const WayShape *shape,
                       double          x,
                       double          y)
{
  add_rectangle (self->cr, x + shape->x, y + shape->y, shape->width, shape->height, shape->radius);
  set_color (self, MISSING_GROUND);
  cairo_fill (self->cr);
}

static void
paint_image_shape (Painter        *self,
                   const WayShape *shape,
                   double          x,
                   double          y)
{
  double           density = get_density (self->cr);
  gboolean         is_ready = TRUE;
  cairo_surface_t *image;

  if (self->hasty)
    image = peek_image (self->scene, shape, density == G_MAXDOUBLE ? self->density : density, &is_ready);
  else
    image = lookup_image (self->scene, shape, density);

  self->complete &= is_ready;
  if (image != NULL)
    paint_image (self, shape, image, x + shape->x, y + shape->y);
  else if (is_ready)
    paint_stand_in (self, shape, x, y);
  else
    paint_ground_of_image (self, shape, x, y);
  g_clear_pointer (&image, cairo_surface_destroy);
}

static void
paint_shape (Painter        *self,
             const WayShape *shape,
             double          x,
             double          y)
{
  double left = x + shape->x;
  double top = y + shape->y;

  switch (shape->type)
    {
    case WAY_SHAPE_RECTANGLE:
      if (self->coarse && WAY_COLOR_ALPHA (shape->fill) < LEAST_COARSE_ALPHA && shape->stroke == WAY_COLOR_NONE)
        break;
      add_rectangle (self->cr, left, top, shape->width, shape->height, self->coarse ? 0 : shape->radius);
      fill_and_stroke (self, shape, y);
      break;
    case WAY_SHAPE_CIRCLE:
      add_circle (self->cr, left, top, shape->radius);
      fill_and_stroke (self, shape, y);
      break;
    case WAY_SHAPE_PATH:
      add_path (self->cr, shape->path, left, top, 1);
      fill_and_stroke (self, shape, y);
      break;
    case WAY_SHAPE_SYMBOL:
      paint_symbol (self, shape, left, top);
      break;
    case WAY_SHAPE_TEXT:
      paint_text (self, shape, left, top);
      break;
    case WAY_SHAPE_IMAGE:
      paint_image_shape (self, shape, x, y);
      break;
    default:
      g_assert_not_reached ();
    }
}

static void
paint_shapes (Painter       *self,
              const WayItem *item,
              double         x,
              double         y)
{
  for (guint i = 0; i < item->n_shapes; i++)
    paint_shape (self, &item->shapes[i], x, y);
}

static WayItem *
make_stand_in (const WayShape *shape)
{
  double         size = MIN (MISSING_SYMBOL_SIZE, MIN (shape->width, shape->height) * 0.6);
  WayItemBuilder builder;
  WayShape      *box;

  way_item_builder_begin (&builder, WAY_ROLE_DECORATION, NULL);
  box = way_item_builder_add_rectangle (&builder, shape->x + 0.5, shape->y + 0.5, shape->width - 1, shape->height - 1,
                                        shape->radius, MISSING_GROUND);
  box->stroke = MISSING_EDGE;
  box->line_width = 1;
  way_item_builder_add_symbol (&builder, way_symbol_get ("image-missing"), shape->x + (shape->width - size) / 2,
                               shape->y + (shape->height - size) / 2, size, MISSING_INK, MISSING_GROUND);
  return way_item_builder_end (&builder);
}

static void
paint_stand_in (Painter        *self,
                const WayShape *shape,
                double          x,
                double          y)
{
  g_autoptr (WayItem) item = make_stand_in (shape);

  paint_shapes (self, item, x, y);
}

static gboolean
paint_placed (const WayScene      *scene,
              const WaySceneLayer *layer,
              const WayItem       *item,
              WayPoint             origin,
              gpointer             user_data)
{
  paint_shapes (user_data, item, origin.x, origin.y);
  return TRUE;
}

gboolean
way_paint_scene (cairo_t            *cr,
                 const WayScene     *scene,
                 const WayRectangle *clip,
                 WayPaintFlags       flags)
{
  Painter painter;

  begin (&painter, cr, scene, clip, flags);
  if ((flags & WAY_PAINT_GROUND) != 0 && WAY_COLOR_ALPHA (scene->sheet) != 0)
    {
      set_color (&painter, scene->sheet);
      cairo_rectangle (cr, 0, 0, scene->width, scene->height);
      cairo_fill (cr);
    }
  way_scene_foreach (scene, clip, paint_placed, &painter);
  end (&painter);
  return painter.complete;
}

gboolean
way_paint_item (cairo_t        *cr,
                const WayScene *scene,
                const WayItem  *item,
                WayPaintFlags   flags,
                double          density)
{
  Painter painter;

  begin (&painter, cr, scene, NULL, flags);
  painter.density = density;
  paint_shapes (&painter, item, 0, 0);
  end (&painter);
  return painter.complete;
}

WayItem *
way_paint_dup_stand_in (const WayScene *scene,
                        const WayShape *shape)
{
  cairo_surface_t *image = lookup_image (scene, shape, 0);
  WayItem         *item = image == NULL ? make_stand_in (shape) : NULL;

  g_clear_pointer (&image, cairo_surface_destroy);
  return item;
}
