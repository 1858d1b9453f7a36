/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Scene"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "waymark/way-item.h"
#include "waymark/way-words.h"

/* Shapes stand right behind their item, in the same allocation. */
G_STATIC_ASSERT (sizeof (WayItem) % G_ALIGNOF (WayShape) == 0);

const char *
way_role_get_label (WayRole role)
{
  static const char *const labels[WAY_N_ROLES] = {
    [WAY_ROLE_DECORATION] = "",
    [WAY_ROLE_HEADLINE] = N_ ("Headline"),
    [WAY_ROLE_SUBTITLE] = N_ ("Subtitle"),
    [WAY_ROLE_PERSONA] = N_ ("Persona"),
    [WAY_ROLE_LOGO] = N_ ("Logo"),
    [WAY_ROLE_PHASE] = N_ ("Phase"),
    [WAY_ROLE_STAGE] = N_ ("Stage"),
    [WAY_ROLE_LANE] = N_ ("Lane"),
    [WAY_ROLE_TOUCHPOINT] = N_ ("Touchpoint"),
    [WAY_ROLE_FEELING] = N_ ("Feeling"),
    [WAY_ROLE_CURVE] = N_ ("Emotion curve"),
    [WAY_ROLE_CALLOUT] = N_ ("Finding"),
    [WAY_ROLE_CARD] = N_ ("Card"),
    [WAY_ROLE_METRIC] = N_ ("Metric"),
    [WAY_ROLE_LINK] = N_ ("Link"),
    [WAY_ROLE_VALUE] = N_ ("Value"),
    [WAY_ROLE_LEGEND] = N_ ("Legend"),
    [WAY_ROLE_FOOTER] = N_ ("Footer"),
  };

  g_return_val_if_fail (role < WAY_N_ROLES, "");

  return role == WAY_ROLE_DECORATION ? "" : _ (labels[role]);
}

/* As way_role_get_label(), in the language of the map. */
static const char *
get_role_word (WayRole     role,
               const char *language)
{
  static const WayWord words[WAY_N_ROLES] = {
    [WAY_ROLE_HEADLINE] = WAY_WORD_HEADLINE,
    [WAY_ROLE_SUBTITLE] = WAY_WORD_SUBTITLE,
    [WAY_ROLE_PERSONA] = WAY_WORD_PERSONA,
    [WAY_ROLE_LOGO] = WAY_WORD_LOGO,
    [WAY_ROLE_PHASE] = WAY_WORD_PHASE,
    [WAY_ROLE_STAGE] = WAY_WORD_STAGE,
    [WAY_ROLE_LANE] = WAY_WORD_LANE,
    [WAY_ROLE_TOUCHPOINT] = WAY_WORD_TOUCHPOINT,
    [WAY_ROLE_FEELING] = WAY_WORD_FEELING,
    [WAY_ROLE_CURVE] = WAY_WORD_CURVE,
    [WAY_ROLE_CALLOUT] = WAY_WORD_FINDING,
    [WAY_ROLE_CARD] = WAY_WORD_CARD,
    [WAY_ROLE_METRIC] = WAY_WORD_METRIC,
    [WAY_ROLE_LINK] = WAY_WORD_LINK,
    [WAY_ROLE_VALUE] = WAY_WORD_VALUE,
    [WAY_ROLE_LEGEND] = WAY_WORD_LEGEND,
    [WAY_ROLE_FOOTER] = WAY_WORD_FOOTER,
  };

  return role == WAY_ROLE_DECORATION ? "" : way_word (language, words[role]);
}

WayGradient *
way_gradient_new (double y0,
                  double y1)
{
  WayGradient *self = g_new0 (WayGradient, 1);

  g_ref_count_init (&self->ref_count);
  self->y0 = y0;
  self->y1 = y1;
  return self;
}

void
way_gradient_add_stop (WayGradient *self,
                       double       offset,
                       WayColor     color)
{
  g_return_if_fail (self->n_stops < G_N_ELEMENTS (self->stops));

  self->stops[self->n_stops].offset = offset;
  self->stops[self->n_stops].color = color;
  self->n_stops++;
}

void
way_gradient_unref (WayGradient *self)
{
  if (g_ref_count_dec (&self->ref_count))
    g_free (self);
}

const double *
way_dash_get_lengths (WayDash dash)
{
  static const double short_lengths[2] = { 3, 4 };
  static const double long_lengths[2] = { 7, 5 };
  static const double dot_lengths[2] = { 1, 4 };

  switch (dash)
    {
    case WAY_DASH_SHORT:
      return short_lengths;
    case WAY_DASH_LONG:
      return long_lengths;
    case WAY_DASH_DOT:
      return dot_lengths;
    case WAY_DASH_NONE:
    default:
      return NULL;
    }
}

static void
mirror_shape (WayShape *shape,
              double    within)
{
  switch (shape->type)
    {
    case WAY_SHAPE_RECTANGLE:
    case WAY_SHAPE_SYMBOL:
    case WAY_SHAPE_IMAGE:
      shape->x = within - shape->x - shape->width;
      break;
    case WAY_SHAPE_TEXT:
      shape->x = within - shape->x - shape->text->width;
      break;
    case WAY_SHAPE_CIRCLE:
      shape->x = within - shape->x;
      break;
    case WAY_SHAPE_PATH:
      {
        WayPath *mirrored = way_path_mirror (shape->path, 0);

        way_path_unref (shape->path);
        shape->path = mirrored;
        shape->x = within - shape->x;
      }
      break;
    default:
      g_assert_not_reached ();
    }
}

static WayRectangle
get_shape_extents (const WayShape *shape)
{
  gboolean     stroked = shape->stroke != WAY_COLOR_NONE || shape->stroke_gradient != NULL;
  double       half = stroked ? shape->line_width / 2 : 0;
  WayRectangle area = { shape->x, shape->y, shape->width, shape->height };

  switch (shape->type)
    {
    case WAY_SHAPE_CIRCLE:
      area = (WayRectangle){ shape->x - shape->radius, shape->y - shape->radius, 2 * shape->radius, 2 * shape->radius };
      break;
    case WAY_SHAPE_PATH:
      area = way_path_get_extents (shape->path);
      area.x += shape->x;
      area.y += shape->y;
      break;
    case WAY_SHAPE_TEXT:
      area.width = shape->text->width;
      area.height = shape->text->height;
      return area;
    case WAY_SHAPE_SYMBOL:
    case WAY_SHAPE_IMAGE:
      return area;
    case WAY_SHAPE_RECTANGLE:
    default:
      break;
    }
  return (WayRectangle){ area.x - half, area.y - half, area.width + 2 * half, area.height + 2 * half };
}

static void
clear_shape (WayShape *shape)
{
  g_clear_pointer (&shape->fill_gradient, way_gradient_unref);
  g_clear_pointer (&shape->stroke_gradient, way_gradient_unref);
  switch (shape->type)
    {
    case WAY_SHAPE_PATH:
      way_path_unref (shape->path);
      break;
    case WAY_SHAPE_TEXT:
      way_text_unref (shape->text);
      break;
    case WAY_SHAPE_IMAGE:
      g_free (shape->image);
      break;
    case WAY_SHAPE_RECTANGLE:
    case WAY_SHAPE_CIRCLE:
    case WAY_SHAPE_SYMBOL:
    default:
      break;
    }
}

void
way_item_builder_begin (WayItemBuilder *self,
                        WayRole         role,
                        const char     *element)
{
  self->role = role;
  self->element = g_strdup (element);
  self->label = NULL;
  self->shapes = g_array_sized_new (FALSE, TRUE, sizeof (WayShape), 8);
  self->mirror_width = -1;
}

WayItem *
way_item_builder_end (WayItemBuilder *self)
{
  guint    n_shapes = self->shapes->len;
  WayItem *item = g_malloc (sizeof (WayItem) + n_shapes * sizeof (WayShape));

  g_ref_count_init (&item->ref_count);
  item->role = self->role;
  item->element = g_steal_pointer (&self->element);
  item->label = g_steal_pointer (&self->label);
  item->extents = (WayRectangle){ 0 };
  item->n_shapes = n_shapes;
  item->shapes = (WayShape *) (item + 1);
  if (n_shapes > 0)
    memcpy (item->shapes, self->shapes->data, n_shapes * sizeof (WayShape));
  g_clear_pointer (&self->shapes, g_array_unref);

  for (guint i = 0; i < n_shapes; i++)
    {
      WayRectangle area;

      if (self->mirror_width >= 0)
        mirror_shape (&item->shapes[i], self->mirror_width);
      area = get_shape_extents (&item->shapes[i]);
      item->extents = way_rectangle_union (&item->extents, &area);
    }
  return item;
}

static WayShape *
add_shape (WayItemBuilder *self,
           WayShapeType    type,
           double          x,
           double          y)
{
  WayShape *shape;

  g_array_set_size (self->shapes, self->shapes->len + 1);
  shape = &g_array_index (self->shapes, WayShape, self->shapes->len - 1);
  shape->type = type;
  shape->x = x;
  shape->y = y;
  return shape;
}

WayShape *
way_item_builder_add_rectangle (WayItemBuilder *self,
                                double          x,
                                double          y,
                                double          width,
                                double          height,
                                double          radius,
                                WayColor        fill)
{
  WayShape *shape = add_shape (self, WAY_SHAPE_RECTANGLE, x, y);

  shape->width = width;
  shape->height = height;
  shape->radius = radius;
  shape->fill = fill;
  return shape;
}

WayShape *
way_item_builder_add_circle (WayItemBuilder *self,
                             double          x,
                             double          y,
                             double          radius,
                             WayColor        fill)
{
  WayShape *shape = add_shape (self, WAY_SHAPE_CIRCLE, x, y);

  shape->radius = radius;
  shape->fill = fill;
  return shape;
}

WayShape *
way_item_builder_add_path (WayItemBuilder *self,
                           WayPath        *path,
                           double          x,
                           double          y)
{
  WayShape *shape = add_shape (self, WAY_SHAPE_PATH, x, y);

  shape->path = way_path_ref (path);
  return shape;
}

WayShape *
way_item_builder_add_symbol (WayItemBuilder  *self,
                             const WaySymbol *symbol,
                             double           x,
                             double           y,
                             double           size,
                             WayColor         ink,
                             WayColor         ground)
{
  WayShape *shape = add_shape (self, WAY_SHAPE_SYMBOL, x, y);

  shape->symbol = symbol;
  shape->width = size;
  shape->height = size;
  shape->stroke = ink;
  shape->fill = ground;
  return shape;
}

WayShape *
way_item_builder_add_text (WayItemBuilder *self,
                           WayText        *text,
                           double          x,
                           double          y,
                           WayColor        color)
{
  WayShape *shape = add_shape (self, WAY_SHAPE_TEXT, x, y);

  shape->text = way_text_ref (text);
  shape->fill = color;
  return shape;
}

WayShape *
way_item_builder_add_image (WayItemBuilder *self,
                            const char     *image,
                            double          x,
                            double          y,
                            double          width,
                            double          height)
{
  WayShape *shape = add_shape (self, WAY_SHAPE_IMAGE, x, y);

  shape->image = g_strdup (image);
  shape->width = width;
  shape->height = height;
  return shape;
}

WayItem *
way_item_ref (WayItem *self)
{
  g_ref_count_inc (&self->ref_count);
  return self;
}

void
way_item_unref (WayItem *self)
{
  if (!g_ref_count_dec (&self->ref_count))
    return;
  for (guint i = 0; i < self->n_shapes; i++)
    clear_shape (&self->shapes[i]);
  g_free (self->element);
  g_free (self->label);
  g_free (self);
}

/* Joins as one would read it aloud: a full stop between parts that do not end in a mark of their own. */
static void
append_sentence (GString    *all,
                 const char *part)
{
  g_autofree char *stripped = g_strstrip (g_strdelimit (g_strdup (part), "\n\r\t", ' '));

  if (*stripped == '\0')
    return;
  if (all->len > 0 && g_unichar_ispunct (g_utf8_get_char (g_utf8_prev_char (all->str + all->len))))
    g_string_append_c (all, ' ');
  else if (all->len > 0)
    g_string_append (all, ". ");
  g_string_append (all, stripped);
}

gboolean
way_item_has_image (const WayItem *self)
{
  for (guint i = 0; i < self->n_shapes; i++)
    if (self->shapes[i].type == WAY_SHAPE_IMAGE)
      return TRUE;
  return FALSE;
}

char *
way_item_dup_description (const WayItem *self,
                          const char    *language)
{
  GString    *all = g_string_new (NULL);
  const char *role = language != NULL ? get_role_word (self->role, language) : way_role_get_label (self->role);

  if (*role != '\0')
    g_string_append_printf (all, "%s:", role);
  if (self->label != NULL)
    append_sentence (all, self->label);
  for (guint i = 0; i < self->n_shapes; i++)
    {
      if (self->shapes[i].type == WAY_SHAPE_TEXT)
        append_sentence (all, self->shapes[i].text->text);
    }
  if (all->len > 0 && all->len == strlen (role) + 1 && *role != '\0')
    g_string_truncate (all, all->len - 1);
  return g_string_free (all, FALSE);
}
