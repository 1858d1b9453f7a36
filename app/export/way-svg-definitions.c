/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Export"

#include <math.h>

#include "waymark/way-image.h"
#include "waymark/way-paint.h"

#include "way-svg-definitions-private.h"

/* Key: all that makes two definitions differ. */
typedef struct
{
  gconstpointer thing; /* symbol, gradient or bytes of an image */
  gint64        size;  /* hundredths: of a symbol, the height of a gradient's origin, the width of an image */
  gint64        other; /* hundredths: height of an image */
  guint64       look;  /* the two colours of a symbol, the radius of an image in hundredths */
} Key;

typedef enum
{
  DEFINITION_SYMBOL,
  DEFINITION_GRADIENT,
  DEFINITION_IMAGE
} DefinitionKind;

typedef struct
{
  Key             key;
  DefinitionKind  kind;
  const WayShape *shape; /* a shape that uses it */
  double          y;     /* origin of a gradient */
  guint           number;
} Definition;

typedef struct
{
  WaySvgLook look;
  guint      count;
} LookCount;

struct _WaySvgDefinitions
{
  const WayScene *scene;
  GHashTable     *table;     /* Key -> Definition */
  GPtrArray      *all;       /* Definition, in order */
  GPtrArray      *stand_ins; /* WayItem: they hold shapes that definitions borrow */
  GArray         *looks;     /* WaySvgLook of each layer */
  GArray         *counts;    /* LookCount, of the layer that is being walked */
};

static guint
hash_key (gconstpointer data)
{
  const Key *key = data;
  guint64    sum = (guint64) GPOINTER_TO_SIZE (key->thing);

  sum = sum * 0x9e3779b97f4a7c15 + (guint64) key->size;
  sum = sum * 0x9e3779b97f4a7c15 + (guint64) key->other;
  sum = sum * 0x9e3779b97f4a7c15 + key->look;
  return (guint) (sum >> 32);
}

static gboolean
are_keys_equal (gconstpointer a,
                gconstpointer b)
{
  const Key *one = a;
  const Key *other = b;

  return one->thing == other->thing && one->size == other->size && one->other == other->other && one->look == other->look;
}

static Key
make_symbol_key (const WayShape *shape)
{
  return (Key){ shape->symbol, llround (shape->width * 100), 0, (guint64) shape->stroke << 32 | shape->fill };
}

static Key
make_gradient_key (const WayGradient *gradient,
                   double             y)
{
  return (Key){ gradient, llround (y * 100), 0, 0 };
}

static Key
make_image_key (const WayScene *scene,
                const WayShape *shape)
{
  return (Key){ scene->images != NULL ? g_hash_table_lookup (scene->images, shape->image) : NULL,
                llround (shape->width * 100), llround (shape->height * 100), (guint64) llround (shape->radius * 100) };
}

static const Definition *
lookup (const WaySvgDefinitions *self,
        Key                      key)
{
  return g_hash_table_lookup (self->table, &key);
}

static void
define (WaySvgDefinitions *self,
        DefinitionKind     kind,
        Key                key,
        const WayShape    *shape,
        double             y)
{
  Definition *definition;

  if (g_hash_table_contains (self->table, &key))
    return;
  definition = g_new0 (Definition, 1);
  definition->key = key;
  definition->kind = kind;
  definition->shape = shape;
  definition->y = y;
  definition->number = self->all->len + 1;
  g_ptr_array_add (self->all, definition);
  g_hash_table_insert (self->table, &definition->key, definition);
}

static void
define_image (WaySvgDefinitions *self,
              const WayShape    *shape)
{
  Key      key = make_image_key (self->scene, shape);
  WayItem *stand_in;

  if (key.thing != NULL && lookup (self, key) != NULL)
    return;
  stand_in = way_paint_dup_stand_in (self->scene, shape);
  if (stand_in == NULL)
    {
      define (self, DEFINITION_IMAGE, key, shape, 0);
      return;
    }
  for (guint i = 0; i < stand_in->n_shapes; i++)
    {
      if (stand_in->shapes[i].type == WAY_SHAPE_SYMBOL)
        define (self, DEFINITION_SYMBOL, make_symbol_key (&stand_in->shapes[i]), &stand_in->shapes[i], 0);
    }
  g_ptr_array_add (self->stand_ins, stand_in);
}

static void
count_look (WaySvgDefinitions *self,
            const WayShape    *shape)
{
  const WayTextStyle *style = &shape->text->style;
  LookCount           entry = { { style->size, style->weight, style->italic, shape->fill }, 1 };

  /* All shapes of the layer would inherit its opacity. */
  if (WAY_COLOR_ALPHA (shape->fill) < 0xff)
    return;
  for (guint i = 0; i < self->counts->len; i++)
    {
      LookCount *known = &g_array_index (self->counts, LookCount, i);

      if (llround (known->look.size * 100) == llround (style->size * 100) && known->look.weight == style->weight &&
          known->look.italic == style->italic && known->look.color == shape->fill)
        {
          known->count++;
          return;
        }
    }
  g_array_append_val (self->counts, entry);
}

static gboolean
gather (const WayScene      *scene,
        const WaySceneLayer *layer,
        const WayItem       *item,
        WayPoint             origin,
        gpointer             user_data)
{
  WaySvgDefinitions *self = user_data;

  for (guint i = 0; i < item->n_shapes; i++)
    {
      const WayShape *shape = &item->shapes[i];

      if (shape->fill_gradient != NULL)
        define (self, DEFINITION_GRADIENT, make_gradient_key (shape->fill_gradient, origin.y), shape, origin.y);
      if (shape->stroke_gradient != NULL)
        define (self, DEFINITION_GRADIENT, make_gradient_key (shape->stroke_gradient, origin.y), shape, origin.y);
      if (shape->type == WAY_SHAPE_SYMBOL)
        define (self, DEFINITION_SYMBOL, make_symbol_key (shape), shape, 0);
      else if (shape->type == WAY_SHAPE_IMAGE)
        define_image (self, shape);
      else if (shape->type == WAY_SHAPE_TEXT)
        count_look (self, shape);
    }
  return TRUE;
}

static WaySvgLook
get_usual_look (const WaySvgDefinitions *self)
{
  LookCount best = { 0 };

  for (guint i = 0; i < self->counts->len; i++)
    {
      const LookCount *entry = &g_array_index (self->counts, LookCount, i);

      if (entry->count > best.count)
        best = *entry;
    }
  return best.look;
}

WaySvgDefinitions *
way_svg_definitions_new (const WayScene *scene)
{
  WaySvgDefinitions *self = g_new0 (WaySvgDefinitions, 1);

  self->scene = scene;
  self->table = g_hash_table_new (hash_key, are_keys_equal);
  self->all = g_ptr_array_new_with_free_func (g_free);
  self->stand_ins = g_ptr_array_new_with_free_func ((GDestroyNotify) way_item_unref);
  self->looks = g_array_new (FALSE, TRUE, sizeof (WaySvgLook));
  self->counts = g_array_new (FALSE, TRUE, sizeof (LookCount));
  for (guint i = 0; i < scene->layers->len; i++)
    {
      WaySvgLook look;

      g_array_set_size (self->counts, 0);
      way_scene_foreach_in_layer (scene, g_ptr_array_index (scene->layers, i), NULL, gather, self);
      look = get_usual_look (self);
      g_array_append_val (self->looks, look);
    }
  return self;
}

void
way_svg_definitions_free (WaySvgDefinitions *self)
{
  g_hash_table_unref (self->table);
  g_ptr_array_unref (self->all);
  g_ptr_array_unref (self->stand_ins);
  g_array_unref (self->looks);
  g_array_unref (self->counts);
  g_free (self);
}

static void
put_color_and_opacity (WaySvgWriter *writer,
                       const char   *name,
                       WayColor      color)
{
  way_svg_put (writer, " ", 1);
  way_svg_put (writer, name, strlen (name));
  WAY_SVG_PUT (writer, "=\"");
  way_svg_put_color (writer, color);
  if (WAY_COLOR_ALPHA (color) < 0xff)
    {
      WAY_SVG_PUT (writer, "\" ");
      way_svg_put (writer, name, strlen (name));
      WAY_SVG_PUT (writer, "-opacity=\"");
      way_svg_put_share (writer, WAY_COLOR_ALPHA (color) / 255.0);
    }
  WAY_SVG_PUT (writer, "\"");
}

static void
put_symbol (WaySvgWriter     *writer,
            const Definition *definition)
{
  const WayShape  *shape = definition->shape;
  const WaySymbol *symbol = shape->symbol;
  double           scale = shape->width / symbol->size;

  WAY_SVG_PUT (writer, "<g id=\"");
  way_svg_put_string (writer, symbol->name);
  WAY_SVG_PUT (writer, ".");
  way_svg_put_integer (writer, definition->number);
  WAY_SVG_PUT (writer, "\" stroke-linecap=\"round\" stroke-linejoin=\"round\">");
  for (guint i = 0; i < symbol->n_parts; i++)
    {
      const WaySymbolPart *part = &symbol->parts[i];
      gboolean             in_ink = part->paint == WAY_SYMBOL_INK_STROKE || part->paint == WAY_SYMBOL_INK_FILL;
      gboolean             is_line = part->paint == WAY_SYMBOL_INK_STROKE || part->paint == WAY_SYMBOL_GROUND_STROKE;
      WayColor             color = in_ink ? shape->stroke : shape->fill;

      if (WAY_COLOR_ALPHA (color) == 0)
        continue;
      WAY_SVG_PUT (writer, "<path d=\"");
      way_svg_put_path (writer, symbol->paths[i], 0, 0, scale);
      WAY_SVG_PUT (writer, "\"");
      if (is_line)
        {
          WAY_SVG_PUT (writer, " fill=\"none\"");
          put_color_and_opacity (writer, "stroke", color);
          WAY_SVG_PUT (writer, " stroke-width=\"");
          way_svg_put_number (writer, part->line_width * scale);
          WAY_SVG_PUT (writer, "\"");
        }
      else
        put_color_and_opacity (writer, "fill", color);
      WAY_SVG_PUT (writer, "/>");
    }
  WAY_SVG_PUT (writer, "</g>\n");
}

static void
put_gradient (WaySvgWriter     *writer,
              const Definition *definition)
{
  const WayGradient *gradient = definition->key.thing;

  WAY_SVG_PUT (writer, "<linearGradient id=\"gradient.");
  way_svg_put_integer (writer, definition->number);
  WAY_SVG_PUT (writer, "\" gradientUnits=\"userSpaceOnUse\" x1=\"0\" y1=\"");
  way_svg_put_number (writer, definition->y + gradient->y0);
  WAY_SVG_PUT (writer, "\" x2=\"0\" y2=\"");
  way_svg_put_number (writer, definition->y + gradient->y1);
  WAY_SVG_PUT (writer, "\">");
  for (guint i = 0; i < gradient->n_stops; i++)
    {
      WAY_SVG_PUT (writer, "<stop offset=\"");
      way_svg_put_share (writer, gradient->stops[i].offset);
      WAY_SVG_PUT (writer, "\" stop-color=\"");
      way_svg_put_color (writer, gradient->stops[i].color);
      WAY_SVG_PUT (writer, "\" stop-opacity=\"");
      way_svg_put_share (writer, WAY_COLOR_ALPHA (gradient->stops[i].color) / 255.0);
      WAY_SVG_PUT (writer, "\"/>");
    }
  WAY_SVG_PUT (writer, "</linearGradient>\n");
}

static void
put_size (WaySvgWriter   *writer,
          const WayShape *shape)
{
  WAY_SVG_PUT (writer, " width=\"");
  way_svg_put_number (writer, shape->width);
  WAY_SVG_PUT (writer, "\" height=\"");
  way_svg_put_number (writer, shape->height);
  WAY_SVG_PUT (writer, "\"");
}

static cairo_status_t
append_bytes (void                *closure,
              const unsigned char *bytes,
              unsigned int         length)
{
  g_byte_array_append (closure, bytes, length);
  return CAIRO_STATUS_SUCCESS;
}

/* The bytes to embed: those of the map, or upright ones in place of a photograph that lies on its side. */
static GBytes *
get_upright (GBytes  *encoded,
             gboolean turned)
{
  cairo_surface_t *surface = turned ? way_image_load (encoded, 0, NULL) : NULL;
  GByteArray      *bytes;

  if (surface == NULL)
    return g_bytes_ref (encoded);
  bytes = g_byte_array_new ();
  cairo_surface_write_to_png_stream (surface, append_bytes, bytes);
  cairo_surface_destroy (surface);
  return g_byte_array_free_to_bytes (bytes);
}

static void
put_image_data (WaySvgWriter *writer,
                GBytes       *encoded)
{
  WayImageInfo info = { 0 };
  g_autoptr (GBytes) upright = NULL;

  way_image_inspect (encoded, &info, NULL);
  upright = get_upright (encoded, info.turned);
  if (upright == encoded && info.format == WAY_IMAGE_JPEG)
    WAY_SVG_PUT (writer, "data:image/jpeg;base64,");
  else
    WAY_SVG_PUT (writer, "data:image/png;base64,");
  way_svg_put_base64 (writer, upright);
}

static void
put_image (WaySvgWriter     *writer,
           const Definition *definition)
{
  const WayShape *shape = definition->shape;

  if (shape->radius > 0)
    {
      WAY_SVG_PUT (writer, "<clipPath id=\"clip.");
      way_svg_put_integer (writer, definition->number);
      WAY_SVG_PUT (writer, "\"><rect");
      put_size (writer, shape);
      WAY_SVG_PUT (writer, " rx=\"");
      way_svg_put_number (writer, shape->radius);
      WAY_SVG_PUT (writer, "\"/></clipPath>\n");
    }
  WAY_SVG_PUT (writer, "<image id=\"image.");
  way_svg_put_integer (writer, definition->number);
  WAY_SVG_PUT (writer, "\"");
  put_size (writer, shape);
  if (shape->radius > 0)
    {
      WAY_SVG_PUT (writer, " clip-path=\"url(#clip.");
      way_svg_put_integer (writer, definition->number);
      WAY_SVG_PUT (writer, ")\"");
    }
  WAY_SVG_PUT (writer, " preserveAspectRatio=\"xMidYMid slice\" xlink:href=\"");
  put_image_data (writer, (GBytes *) definition->key.thing);
  WAY_SVG_PUT (writer, "\"/>\n");
}

void
way_svg_definitions_put (const WaySvgDefinitions *self,
                         WaySvgWriter            *writer)
{
  if (self->all->len == 0)
    return;
  WAY_SVG_PUT (writer, "<defs>\n");
  for (guint i = 0; i < self->all->len; i++)
    {
      const Definition *definition = g_ptr_array_index (self->all, i);

      switch (definition->kind)
        {
        case DEFINITION_SYMBOL:
          put_symbol (writer, definition);
          break;
        case DEFINITION_GRADIENT:
          put_gradient (writer, definition);
          break;
        case DEFINITION_IMAGE:
          put_image (writer, definition);
          break;
        default:
          g_assert_not_reached ();
        }
    }
  WAY_SVG_PUT (writer, "</defs>\n");
}

guint
way_svg_definitions_get_symbol (const WaySvgDefinitions *self,
                                const WayShape          *shape)
{
  return lookup (self, make_symbol_key (shape))->number;
}

guint
way_svg_definitions_get_image (const WaySvgDefinitions *self,
                               const WayShape          *shape)
{
  const Definition *definition = lookup (self, make_image_key (self->scene, shape));

  return definition != NULL ? definition->number : 0;
}

const WaySvgLook *
way_svg_definitions_get_look (const WaySvgDefinitions *self,
                              guint                    index)
{
  return &g_array_index (self->looks, WaySvgLook, index);
}

static void
put_paint (const WaySvgDefinitions *self,
           WaySvgWriter            *writer,
           const char              *name,
           WayColor                 color,
           const WayGradient       *gradient,
           double                   y)
{
  if (gradient == NULL)
    {
      put_color_and_opacity (writer, name, color);
      return;
    }
  WAY_SVG_PUT (writer, " ");
  way_svg_put (writer, name, strlen (name));
  WAY_SVG_PUT (writer, "=\"url(#gradient.");
  way_svg_put_integer (writer, lookup (self, make_gradient_key (gradient, y))->number);
  WAY_SVG_PUT (writer, ")\"");
}

void
way_svg_definitions_put_paint (const WaySvgDefinitions *self,
                               WaySvgWriter            *writer,
                               const WayShape          *shape,
                               double                   y)
{
  const double *lengths = way_dash_get_lengths (shape->dash);

  if (shape->fill_gradient != NULL || WAY_COLOR_ALPHA (shape->fill) != 0)
    put_paint (self, writer, "fill", shape->fill, shape->fill_gradient, y);
  else
    WAY_SVG_PUT (writer, " fill=\"none\"");
  if ((shape->stroke_gradient == NULL && WAY_COLOR_ALPHA (shape->stroke) == 0) || !(shape->line_width > 0))
    return;
  put_paint (self, writer, "stroke", shape->stroke, shape->stroke_gradient, y);
  if (fabs (shape->line_width - 1.0) > 1e-4)
    {
      WAY_SVG_PUT (writer, " stroke-width=\"");
      way_svg_put_number (writer, shape->line_width);
      WAY_SVG_PUT (writer, "\"");
    }
  if (lengths != NULL)
    {
      WAY_SVG_PUT (writer, " stroke-dasharray=\"");
      way_svg_put_number (writer, lengths[0]);
      WAY_SVG_PUT (writer, " ");
      way_svg_put_number (writer, lengths[1]);
      WAY_SVG_PUT (writer, "\"");
    }
  if (shape->round || shape->dash == WAY_DASH_DOT)
    WAY_SVG_PUT (writer, " stroke-linecap=\"round\" stroke-linejoin=\"round\"");
}
