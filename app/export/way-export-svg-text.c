/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Export"

#include "config.h"

#include "waymark/way-paint.h"
#include "waymark/way-string-hash.h"

#include "way-svg-text-private.h"

/* The families that a map is set in, best first. */
#define FAMILIES "Inter, Cantarell, 'Noto Sans', sans-serif"

/* Items between two tellings of progress. */
#define TELL_EVERY 256

/* Document: what is known while the scene is walked. */
typedef struct
{
  WaySvgWriter      *writer;
  WaySvgDefinitions *definitions;
  WaySvgFamilies    *families;
  const WaySvgLook  *look; /* of the layer */
  GHashTable        *ids;  /* of elements, taken already */
  guint              n_items;
  guint              n_done;
} Document;

static void
put_element (WaySvgWriter *writer,
             const char   *open,
             const char   *content,
             const char   *close)
{
  if (content == NULL || *content == '\0')
    return;
  way_svg_put (writer, open, strlen (open));
  way_svg_put_string (writer, content);
  way_svg_put (writer, close, strlen (close));
}

static void
put_metadata (WaySvgWriter   *writer,
              const WayScene *scene)
{
  WAY_SVG_PUT (writer,
               "<metadata><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\""
               " xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:cc=\"http://creativecommons.org/ns#\">"
               "<cc:Work rdf:about=\"\"><dc:format>image/svg+xml</dc:format>"
               "<dc:type rdf:resource=\"http://purl.org/dc/dcmitype/StillImage\"/>");
  put_element (writer, "<dc:title>", scene->title, "</dc:title>");
  put_element (writer, "<dc:creator><cc:Agent><dc:title>", scene->author, "</dc:title></cc:Agent></dc:creator>");
  put_element (writer, "<dc:description>", scene->subject, "</dc:description>");
  put_element (writer, "<dc:language>", scene->language, "</dc:language>");
  WAY_SVG_PUT (writer, "</cc:Work></rdf:RDF></metadata>\n");
}

static void
put_head (WaySvgWriter   *writer,
          const WayScene *scene)
{
  gboolean titled = scene->title != NULL && *scene->title != '\0';
  gboolean described = scene->subject != NULL && *scene->subject != '\0';

  WAY_SVG_PUT (writer,
               "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
               "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\""
               " xmlns:inkscape=\"http://www.inkscape.org/namespaces/inkscape\""
               " xmlns:sodipodi=\"http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd\" width=\"");
  way_svg_put_number (writer, scene->width);
  WAY_SVG_PUT (writer, "\" height=\"");
  way_svg_put_number (writer, scene->height);
  WAY_SVG_PUT (writer, "\" viewBox=\"0 0 ");
  way_svg_put_number (writer, scene->width);
  WAY_SVG_PUT (writer, " ");
  way_svg_put_number (writer, scene->height);
  WAY_SVG_PUT (writer, "\" font-family=\"" FAMILIES "\" role=\"img\"");
  if (titled)
    WAY_SVG_PUT (writer, " aria-labelledby=\"map.title\"");
  if (described)
    WAY_SVG_PUT (writer, " aria-describedby=\"map.description\"");
  put_element (writer, " xml:lang=\"", scene->language, "\"");
  WAY_SVG_PUT (writer, ">\n");
  put_element (writer, "<title id=\"map.title\">", scene->title, "</title>\n");
  put_element (writer, "<desc id=\"map.description\">", scene->subject, "</desc>\n");
  put_metadata (writer, scene);
}

static void
put_sheet (WaySvgWriter   *writer,
           const WayScene *scene)
{
  const WayColor sheet = scene->sheet;

  if (WAY_COLOR_ALPHA (sheet) == 0)
    return;
  WAY_SVG_PUT (writer, "<rect sodipodi:insensitive=\"true\" width=\"");
  way_svg_put_number (writer, scene->width);
  WAY_SVG_PUT (writer, "\" height=\"");
  way_svg_put_number (writer, scene->height);
  WAY_SVG_PUT (writer, "\" fill=\"");
  way_svg_put_color (writer, sheet);
  WAY_SVG_PUT (writer, "\"/>\n");
}

static void
put_rectangle (const Document *self,
               const WayShape *shape,
               double          left,
               double          top,
               double          y)
{
  WaySvgWriter *writer = self->writer;
  double        radius = MIN (shape->radius, MIN (shape->width, shape->height) / 2);

  WAY_SVG_PUT (writer, "<rect x=\"");
  way_svg_put_number (writer, left);
  WAY_SVG_PUT (writer, "\" y=\"");
  way_svg_put_number (writer, top);
  WAY_SVG_PUT (writer, "\" width=\"");
  way_svg_put_number (writer, shape->width);
  WAY_SVG_PUT (writer, "\" height=\"");
  way_svg_put_number (writer, shape->height);
  WAY_SVG_PUT (writer, "\"");
  if (radius > 0)
    {
      WAY_SVG_PUT (writer, " rx=\"");
      way_svg_put_number (writer, radius);
      WAY_SVG_PUT (writer, "\"");
    }
  way_svg_definitions_put_paint (self->definitions, writer, shape, y);
  WAY_SVG_PUT (writer, "/>");
}

static void
put_circle (const Document *self,
            const WayShape *shape,
            double          x,
            double          y,
            double          origin)
{
  WaySvgWriter *writer = self->writer;

  WAY_SVG_PUT (writer, "<circle cx=\"");
  way_svg_put_number (writer, x);
  WAY_SVG_PUT (writer, "\" cy=\"");
  way_svg_put_number (writer, y);
  WAY_SVG_PUT (writer, "\" r=\"");
  way_svg_put_number (writer, shape->radius);
  WAY_SVG_PUT (writer, "\"");
  way_svg_definitions_put_paint (self->definitions, writer, shape, origin);
  WAY_SVG_PUT (writer, "/>");
}

static void
put_use (WaySvgWriter *writer,
         const char   *name,
         guint         number,
         double        x,
         double        y)
{
  WAY_SVG_PUT (writer, "<use xlink:href=\"#");
  way_svg_put_string (writer, name);
  WAY_SVG_PUT (writer, ".");
  way_svg_put_integer (writer, number);
  WAY_SVG_PUT (writer, "\" x=\"");
  way_svg_put_number (writer, x);
  WAY_SVG_PUT (writer, "\" y=\"");
  way_svg_put_number (writer, y);
  WAY_SVG_PUT (writer, "\"/>");
}

static void put_shapes (const Document *self,
                        const WayScene *scene,
                        const WayItem  *item,
                        WayPoint        origin);

static void
put_image (const Document *self,
           const WayScene *scene,
           const WayShape *shape,
           WayPoint        origin)
{
  guint number = way_svg_definitions_get_image (self->definitions, shape);

  if (number > 0)
    put_use (self->writer, "image", number, origin.x + shape->x, origin.y + shape->y);
  else
    {
      g_autoptr (WayItem) stand_in = way_paint_dup_stand_in (scene, shape);

      put_shapes (self, scene, stand_in, origin);
    }
}

static void
put_shapes (const Document *self,
            const WayScene *scene,
            const WayItem  *item,
            WayPoint        origin)
{
  for (guint i = 0; i < item->n_shapes; i++)
    {
      const WayShape *shape = &item->shapes[i];
      double          x = origin.x + shape->x;
      double          y = origin.y + shape->y;

      switch (shape->type)
        {
        case WAY_SHAPE_RECTANGLE:
          put_rectangle (self, shape, x, y, origin.y);
          break;
        case WAY_SHAPE_CIRCLE:
          put_circle (self, shape, x, y, origin.y);
          break;
        case WAY_SHAPE_PATH:
          WAY_SVG_PUT (self->writer, "<path d=\"");
          way_svg_put_path (self->writer, shape->path, x, y, 1);
          WAY_SVG_PUT (self->writer, "\"");
          way_svg_definitions_put_paint (self->definitions, self->writer, shape, origin.y);
          WAY_SVG_PUT (self->writer, "/>");
          break;
        case WAY_SHAPE_SYMBOL:
          put_use (self->writer, shape->symbol->name, way_svg_definitions_get_symbol (self->definitions, shape), x, y);
          break;
        case WAY_SHAPE_TEXT:
          way_svg_put_text_shape (self->writer, shape, x, y, self->look, self->families);
          break;
        case WAY_SHAPE_IMAGE:
          put_image (self, scene, shape, origin);
          break;
        default:
          g_assert_not_reached ();
        }
    }
}

/* An id for a group: that of the element, made fit for XML, with a number when an element has several groups. */
static const char *
take_id (Document   *self,
         const char *element)
{
  g_autofree char *id = g_strdup (element);
  char            *name;

  for (char *at = id; *at != '\0'; at++)
    {
      gboolean fits = g_ascii_isalnum (*at) || *at == '-' || *at == '_' || (guchar) *at >= 0x80;

      if (!fits)
        *at = '_';
    }
  name = g_ascii_isdigit (*id) || *id == '-' || *id == '\0' ? g_strconcat ("_", id, NULL) : g_strdup (id);
  for (guint i = 2; g_hash_table_contains (self->ids, name); i++)
    {
      g_free (name);
      name = g_strdup_printf ("%s-%u", id, i);
    }
  g_hash_table_add (self->ids, name);
  return name;
}

static gboolean
put_item (const WayScene      *scene,
          const WaySceneLayer *layer,
          const WayItem       *item,
          WayPoint             origin,
          gpointer             user_data)
{
  Document        *self = user_data;
  g_autofree char *description = item->role != WAY_ROLE_DECORATION ? way_item_dup_description (item, scene->language) : NULL;
  gboolean         grouped = description != NULL || item->element != NULL;

  if (grouped)
    {
      WAY_SVG_PUT (self->writer, "<g");
      if (item->element != NULL)
        put_element (self->writer, " id=\"", take_id (self, item->element), "\"");
      WAY_SVG_PUT (self->writer, ">");
      put_element (self->writer, "<title>", description, "</title>");
    }
  put_shapes (self, scene, item, origin);
  if (grouped)
    WAY_SVG_PUT (self->writer, "</g>");
  WAY_SVG_PUT (self->writer, "\n");
  if (++self->n_done % TELL_EVERY == 0)
    return way_export_stream_tell (self->writer->stream, (double) self->n_done / self->n_items);
  return TRUE;
}

static void
put_layers (Document       *self,
            const WayScene *scene)
{
  for (guint i = 0; i < scene->layers->len; i++)
    {
      const WaySceneLayer *layer = g_ptr_array_index (scene->layers, i);

      self->look = way_svg_definitions_get_look (self->definitions, i);
      WAY_SVG_PUT (self->writer, "<g id=\"layer.");
      way_svg_put_integer (self->writer, i + 1);
      WAY_SVG_PUT (self->writer, "\" inkscape:groupmode=\"layer\"");
      put_element (self->writer, " inkscape:label=\"", layer->name, "\"");
      if (self->look->size > 0)
        way_svg_put_look (self->writer, self->look);
      WAY_SVG_PUT (self->writer, ">\n");
      if (!way_scene_foreach_in_layer (scene, layer, NULL, put_item, self))
        return;
      WAY_SVG_PUT (self->writer, "</g>\n");
    }
}

gboolean
way_export_svg_text (WayExportStream        *stream,
                     const WayScene         *scene,
                     const WayExportOptions *options,
                     WayExportResult        *result)
{
  g_autoptr (WaySvgDefinitions) definitions = way_svg_definitions_new (scene);
  g_autoptr (WaySvgFamilies) families = way_svg_families_new ();
  g_autoptr (GHashTable) ids = g_hash_table_new_full (way_string_hash, g_str_equal, g_free, NULL);
  g_autofree WaySvgWriter *writer = g_new (WaySvgWriter, 1);
  Document                 document = { writer, definitions, families, NULL, ids };

  writer->stream = stream;
  writer->fill = 0;
  way_scene_count (scene, &document.n_items, NULL, NULL);
  put_head (writer, scene);
  way_svg_definitions_put (definitions, writer);
  if (!options->transparent)
    put_sheet (writer, scene);
  put_layers (&document, scene);
  WAY_SVG_PUT (writer, "</svg>\n");
  *result = (WayExportResult){ .width = scene->width, .height = scene->height, .scale = 1, .n_pages = 1 };
  return way_svg_flush (writer);
}
