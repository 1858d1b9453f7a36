/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Tests"

#include "way-scene-dump.h"

#include <string.h>

#define LINES_AROUND 6

static void
dump_gradient (GString           *text,
               const char        *what,
               const WayGradient *gradient)
{
  if (gradient == NULL)
    return;
  g_string_append_printf (text, " %s(%.4f %.4f", what, gradient->y0, gradient->y1);
  for (guint i = 0; i < gradient->n_stops; i++)
    g_string_append_printf (text, " %.4f:%08x", gradient->stops[i].offset, gradient->stops[i].color);
  g_string_append_c (text, ')');
}

static void
dump_path (GString       *text,
           const WayPath *path)
{
  const WayPoint *point = path->points;

  for (guint i = 0; i < path->n_operations; i++)
    {
      static const guint n_points[] = { 1, 1, 3, 0 };

      g_string_append_printf (text, " %c", "MLCZ"[path->operations[i]]);
      for (guint j = 0; j < n_points[path->operations[i]]; j++, point++)
        g_string_append_printf (text, " %.4f,%.4f", point->x, point->y);
    }
}

static void
dump_text (GString       *text,
           const WayText *set)
{
  g_autofree char *escaped = g_strescape (set->text, NULL);

  g_string_append_printf (text, " %.4f×%.4f ink %.4f size %.2f weight %d italic %d spacing %.2f \"%s\"", set->width, set->height, set->ink_width,
                          set->style.size, set->style.weight, set->style.italic, set->style.letter_spacing, escaped);
  for (guint i = 0; i < set->n_lines; i++)
    {
      const WayTextLine *line = &set->lines[i];

      g_string_append_printf (text, "\n        line %u+%u at %.4f,%.4f width %.4f base %.4f", line->start, line->length, line->x, line->top, line->width, line->baseline);
      for (guint j = 0; j < line->n_runs; j++)
        g_string_append_printf (text, " run %.4f+%.4f", line->runs[j].x, line->runs[j].width);
    }
}

static void
dump_shape (GString        *text,
            const WayShape *shape)
{
  static const char *const names[] = { "rectangle", "circle", "path", "symbol", "text", "image" };

  g_string_append_printf (text, "      %s at %.4f,%.4f size %.4f×%.4f radius %.4f fill %08x stroke %08x line %.2f dash %d round %d", names[shape->type],
                          shape->x, shape->y, shape->width, shape->height, shape->radius, shape->fill, shape->stroke, (double) shape->line_width,
                          shape->dash, shape->round);
  dump_gradient (text, "fill", shape->fill_gradient);
  dump_gradient (text, "stroke", shape->stroke_gradient);
  if (shape->type == WAY_SHAPE_PATH)
    dump_path (text, shape->path);
  else if (shape->type == WAY_SHAPE_TEXT)
    dump_text (text, shape->text);
  else if (shape->type == WAY_SHAPE_SYMBOL)
    g_string_append_printf (text, " %s", shape->symbol->name);
  else if (shape->type == WAY_SHAPE_IMAGE)
    g_string_append_printf (text, " %s", shape->image);
  g_string_append_c (text, '\n');
}

static void
dump_block (GString                 *text,
            const WayScene          *scene,
            const WaySceneLayer     *layer,
            const WayBlockPlacement *block)
{
  g_string_append_printf (text, "  block in column %u\n", block->column);
  for (guint i = 0; i < block->block->n_placements; i++)
    {
      const WayPlacement *placement = &block->block->placements[i];
      const WayItem      *item = placement->item;
      WayPoint            origin = way_scene_get_origin (scene, layer, block, placement);

      g_string_append_printf (text, "    item %d %s in column %u at %.4f,%.4f covers %.4f,%.4f %.4f×%.4f label %s\n", item->role,
                              item->element != NULL ? item->element : "-", placement->column, origin.x, origin.y, item->extents.x, item->extents.y,
                              item->extents.width, item->extents.height, item->label != NULL ? item->label : "-");
      for (guint j = 0; j < item->n_shapes; j++)
        dump_shape (text, &item->shapes[j]);
    }
}

char *
way_scene_dump (const WayScene *scene)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "scene %.4f×%.4f on %08x \"%s\" by \"%s\" on \"%s\" in %s%s\n", scene->width, scene->height, scene->sheet,
                          scene->title, scene->author, scene->subject, scene->language, scene->right_to_left ? " from right to left" : "");
  for (guint i = 0; i < scene->n_columns; i++)
    g_string_append_printf (text, "column %u at %.4f\n", i, scene->column_x[i]);
  for (guint i = 0; i < scene->n_rows; i++)
    g_string_append_printf (text, "row %u at %.4f\n", i, scene->row_y[i]);
  for (guint i = 0; i < scene->layers->len; i++)
    {
      const WaySceneLayer *layer = g_ptr_array_index (scene->layers, i);

      g_string_append_printf (text, "layer \"%s\" of %s in row %u\n", layer->name, layer->element != NULL ? layer->element : "-", layer->row);
      for (guint j = 0; j < layer->blocks->len; j++)
        dump_block (text, scene, layer, &g_array_index (layer->blocks, WayBlockPlacement, j));
    }
  return g_string_free (text, FALSE);
}

char *
way_scene_dump_compare (const char *actual,
                        const char *expected)
{
  g_auto (GStrv) actual_lines = NULL;
  g_auto (GStrv) expected_lines = NULL;
  GString *text;
  guint    at = 0;

  if (strcmp (actual, expected) == 0)
    return NULL;
  actual_lines = g_strsplit (actual, "\n", -1);
  expected_lines = g_strsplit (expected, "\n", -1);
  while (actual_lines[at] != NULL && g_strcmp0 (actual_lines[at], expected_lines[at]) == 0)
    at++;
  text = g_string_new (NULL);
  for (guint i = at > LINES_AROUND ? at - LINES_AROUND : 0; i < at; i++)
    g_string_append_printf (text, "  %s\n", actual_lines[i]);
  for (guint i = at; i < at + 2 && i < g_strv_length (actual_lines); i++)
    g_string_append_printf (text, "is        %s\n", actual_lines[i]);
  for (guint i = at; i < at + 2 && i < g_strv_length (expected_lines); i++)
    g_string_append_printf (text, "should be %s\n", expected_lines[i]);
  return g_string_free (text, FALSE);
}
