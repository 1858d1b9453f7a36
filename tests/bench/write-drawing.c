/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "waymark/way-pages.h"
#include "waymark/way-store.h"

#include "drawing.h"

/*
 * Writes what stands on the sheet of a map as a flat drawing for the floor program.
 *
 *   write-drawing MAP DRAWING
 */

typedef struct
{
  GByteArray *bytes;
  guint       n_records;
} Writer;

static void
append (Writer        *self,
        DrawingRecord *record,
        const void    *first,
        gsize          first_size,
        const void    *second,
        gsize          second_size)
{
  static const guint8 zeros[8] = { 0 };
  gsize               padding = (8 - first_size % 8) % 8;

  record->size = (guint32) (sizeof *record + first_size + padding + second_size);
  g_byte_array_append (self->bytes, (const guint8 *) record, sizeof *record);
  g_byte_array_append (self->bytes, first, (guint) first_size);
  g_byte_array_append (self->bytes, zeros, (guint) padding);
  g_byte_array_append (self->bytes, second, (guint) second_size);
  self->n_records++;
}

static DrawingRecord
make_record (DrawingType     type,
             const WayShape *shape,
             double          x,
             double          y)
{
  const double *lengths = way_dash_get_lengths (shape->dash);
  DrawingRecord record = { .type = type, .fill = shape->fill, .stroke = shape->line_width > 0 ? shape->stroke : 0, .line_width = (double) shape->line_width, .x = x, .y = y };

  record.round = shape->round || shape->dash == WAY_DASH_DOT;
  if (lengths != NULL)
    record.dash = (guint32) lround (lengths[0] * 10) << 16 | (guint32) lround (lengths[1] * 10);
  return record;
}

static void
append_path (Writer        *self,
             DrawingRecord *record,
             const WayPath *path,
             double         scale)
{
  g_autofree WayPoint *points = g_new (WayPoint, path->n_points);

  for (guint i = 0; i < path->n_points; i++)
    points[i] = (WayPoint){ path->points[i].x * scale, path->points[i].y * scale };
  record->n_operations = path->n_operations;
  record->n_points = path->n_points;
  append (self, record, path->operations, path->n_operations, points, path->n_points * sizeof (WayPoint));
}

static void
set_gradient (DrawingRecord     *record,
              const WayGradient *gradient,
              gboolean           is_stroke,
              double             y)
{
  if (gradient == NULL)
    return;
  record->gradient.y0 = (float) (y + gradient->y0);
  record->gradient.y1 = (float) (y + gradient->y1);
  record->gradient.is_stroke = is_stroke;
  record->gradient.n_stops = MIN (gradient->n_stops, G_N_ELEMENTS (record->gradient.stops));
  for (guint i = 0; i < record->gradient.n_stops; i++)
    record->gradient.stops[i] = gradient->stops[i].color;
  *(is_stroke ? &record->stroke : &record->fill) = 0;
}

static void
append_symbol (Writer         *self,
               const WayShape *shape,
               double          x,
               double          y)
{
  const WaySymbol *symbol = shape->symbol;
  double           scale = shape->width / symbol->size;

  for (guint i = 0; i < symbol->n_parts; i++)
    {
      const WaySymbolPart *part = &symbol->parts[i];
      WayColor             color = part->paint == WAY_SYMBOL_INK_STROKE || part->paint == WAY_SYMBOL_INK_FILL ? shape->stroke : shape->fill;
      DrawingRecord        record = { .type = DRAWING_PATH, .x = x, .y = y, .round = TRUE, .line_width = part->line_width * scale };

      if (WAY_COLOR_ALPHA (color) == 0)
        continue;
      if (part->paint == WAY_SYMBOL_INK_STROKE || part->paint == WAY_SYMBOL_GROUND_STROKE)
        record.stroke = color;
      else
        record.fill = color;
      append_path (self, &record, symbol->paths[i], scale);
    }
}

static void
append_text (Writer         *self,
             const WayShape *shape,
             double          x,
             double          y)
{
  const WayText *text = shape->text;
  DrawingRecord  record = make_record (DRAWING_TEXT, shape, x, y);
  double         room = text->n_lines > 0 ? text->width - text->lines[0].width : 0;
  gsize          length = strlen (text->text);

  record.text.size = (float) text->style.size;
  record.text.weight = text->style.weight;
  record.text.italic = text->style.italic;
  record.text.letter_spacing = (float) text->style.letter_spacing;
  record.text.width = text->n_lines == 1 && room < 0.01 ? -1 : (float) (text->width + 0.01);
  if (text->n_lines > 0 && text->lines[0].x > room * 0.25)
    record.text.align = text->lines[0].x > room * 0.75 ? 2 : 1;
  record.n_operations = (guint32) length;
  append (self, &record, text->text, length, NULL, 0);
}

static gboolean
append_item (const WayScene      *scene,
             const WaySceneLayer *layer,
             const WayItem       *item,
             WayPoint             origin,
             gpointer             user_data)
{
  Writer *self = user_data;

  for (guint i = 0; i < item->n_shapes; i++)
    {
      const WayShape *shape = &item->shapes[i];
      double          x = origin.x + shape->x;
      double          y = origin.y + shape->y;
      DrawingRecord   record;

      switch (shape->type)
        {
        case WAY_SHAPE_RECTANGLE:
        case WAY_SHAPE_CIRCLE:
          record = make_record (shape->type == WAY_SHAPE_CIRCLE ? DRAWING_CIRCLE : DRAWING_RECTANGLE, shape, x, y);
          record.box.width = shape->width;
          record.box.height = shape->height;
          record.box.radius = shape->radius;
          append (self, &record, NULL, 0, NULL, 0);
          break;
        case WAY_SHAPE_PATH:
          record = make_record (DRAWING_PATH, shape, x, y);
          set_gradient (&record, shape->fill_gradient, FALSE, origin.y);
          set_gradient (&record, shape->stroke_gradient, TRUE, origin.y);
          append_path (self, &record, shape->path, 1);
          break;
        case WAY_SHAPE_SYMBOL:
          append_symbol (self, shape, x, y);
          break;
        case WAY_SHAPE_TEXT:
          append_text (self, shape, x, y);
          break;
        case WAY_SHAPE_IMAGE:
        default:
          g_error ("maps for the floor have no images");
        }
    }
  return TRUE;
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WayMap) map = argc == 3 ? way_store_load (argv[1], NULL, &error) : NULL;
  g_autoptr (WayScene) scene = map != NULL ? way_pages_new_whole (map, NULL, -1) : NULL;
  Writer      writer = { g_byte_array_new (), 0 };
  DrawingHead head = { .magic = DRAWING_MAGIC };
  FILE       *file = scene != NULL ? fopen (argv[2], "wb") : NULL;

  if (file == NULL)
    {
      g_printerr ("%s\n", error != NULL ? error->message : "usage: write-drawing MAP DRAWING");
      return 2;
    }
  way_scene_foreach (scene, NULL, append_item, &writer);
  head.sheet = scene->sheet;
  head.n_records = writer.n_records;
  head.width = scene->width;
  head.height = scene->height;
  way_scene_count (scene, NULL, NULL, &head.n_glyphs);
  fwrite (&head, sizeof head, 1, file);
  fwrite (writer.bytes->data, 1, writer.bytes->len, file);
  g_print ("%u shapes, %u glyphs\n", head.n_records, head.n_glyphs);
  g_byte_array_unref (writer.bytes);
  return fclose (file) == 0 ? 0 : 1;
}
