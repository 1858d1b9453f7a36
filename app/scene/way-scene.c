/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Scene"

#include "waymark/way-scene.h"

static WayRectangle
move_extents (WayRectangle extents,
              double       dx,
              double       dy)
{
  extents.x += dx;
  extents.y += dy;
  return extents;
}

WaySceneBlock *
way_scene_block_new (GArray *placements)
{
  WaySceneBlock *self = g_new0 (WaySceneBlock, 1);
  gsize          n_placements;

  g_ref_count_init (&self->ref_count);
  self->placements = g_array_steal (placements, &n_placements);
  self->n_placements = (guint) n_placements;
  for (guint i = 0; i < self->n_placements; i++)
    {
      const WayPlacement *placement = &self->placements[i];
      WayRectangle        area = move_extents (placement->item->extents, placement->dx, placement->dy);

      self->extents = way_rectangle_union (&self->extents, &area);
      self->last_column = MAX (self->last_column, placement->column);
      self->before = MIN (self->before, area.x);
      self->after = MAX (self->after, area.x + area.width);
    }
  return self;
}

WaySceneBlock *
way_scene_block_ref (WaySceneBlock *self)
{
  g_ref_count_inc (&self->ref_count);
  return self;
}

void
way_scene_block_unref (WaySceneBlock *self)
{
  if (!g_ref_count_dec (&self->ref_count))
    return;
  for (guint i = 0; i < self->n_placements; i++)
    way_item_unref (self->placements[i].item);
  g_free (self->placements);
  g_free (self);
}

static void
clear_block_placement (gpointer data)
{
  WayBlockPlacement *placement = data;

  way_scene_block_unref (placement->block);
}

static void
free_layer (gpointer data)
{
  WaySceneLayer *layer = data;

  g_free (layer->name);
  g_free (layer->element);
  g_array_unref (layer->blocks);
  g_free (layer);
}

WayScene *
way_scene_new (guint n_columns,
               guint n_rows)
{
  WayScene *self = g_new0 (WayScene, 1);

  g_ref_count_init (&self->ref_count);
  self->n_columns = n_columns;
  self->column_x = g_new0 (double, n_columns);
  self->n_rows = n_rows;
  self->row_y = g_new0 (double, n_rows);
  self->layers = g_ptr_array_new_with_free_func (free_layer);
  return self;
}

WayScene *
way_scene_ref (WayScene *self)
{
  g_ref_count_inc (&self->ref_count);
  return self;
}

void
way_scene_unref (WayScene *self)
{
  if (!g_ref_count_dec (&self->ref_count))
    return;
  g_ptr_array_unref (self->layers);
  g_clear_pointer (&self->images, g_hash_table_unref);
  g_free (self->column_x);
  g_free (self->row_y);
  g_free (self->title);
  g_free (self->author);
  g_free (self->subject);
  g_free (self->language);
  g_free (self);
}

WaySceneLayer *
way_scene_add_layer (WayScene   *self,
                     const char *name,
                     const char *element,
                     guint       row)
{
  WaySceneLayer *layer = g_new0 (WaySceneLayer, 1);

  layer->name = g_strdup (name);
  layer->element = g_strdup (element);
  layer->row = row;
  layer->blocks = g_array_new (FALSE, FALSE, sizeof (WayBlockPlacement));
  g_array_set_clear_func (layer->blocks, clear_block_placement);
  g_ptr_array_add (self->layers, layer);
  return layer;
}

void
way_scene_layer_add_block (WaySceneLayer *self,
                           WaySceneBlock *block,
                           guint          column)
{
  WayBlockPlacement placement = { way_scene_block_ref (block), column };

  g_array_append_val (self->blocks, placement);
  self->last_column = MAX (self->last_column, block->last_column);
  self->before = MIN (self->before, block->before);
  self->after = MAX (self->after, block->after);
}

WayRectangle
way_scene_get_block_extents (const WayScene          *self,
                             const WaySceneLayer     *layer,
                             const WayBlockPlacement *block)
{
  WayRectangle all = { 0 };

  if (block->block->last_column == 0)
    return move_extents (block->block->extents, self->column_x[block->column], self->row_y[layer->row]);
  for (guint i = 0; i < block->block->n_placements; i++)
    {
      const WayPlacement *placement = &block->block->placements[i];
      WayPoint            origin = way_scene_get_origin (self, layer, block, placement);
      WayRectangle        area = move_extents (placement->item->extents, origin.x, origin.y);

      all = way_rectangle_union (&all, &area);
    }
  return all;
}

/* Not the intersection of areas with a size: a straight line or a rule that has none is visible too. */
static gboolean
touches (const WayRectangle *clip,
         WayRectangle        area)
{
  return clip == NULL ||
         (area.x <= clip->x + clip->width && area.x + area.width >= clip->x &&
          area.y <= clip->y + clip->height && area.y + area.height >= clip->y);
}

static gboolean
visit_block (const WayScene          *self,
             const WaySceneLayer     *layer,
             const WayBlockPlacement *block,
             const WayRectangle      *clip,
             WaySceneVisitor          visitor,
             gpointer                 user_data)
{
  for (guint i = 0; i < block->block->n_placements; i++)
    {
      const WayPlacement *placement = &block->block->placements[i];
      WayPoint            origin = way_scene_get_origin (self, layer, block, placement);

      if (touches (clip, move_extents (placement->item->extents, origin.x, origin.y)) &&
          !visitor (self, layer, placement->item, origin, user_data))
        return FALSE;
    }
  return TRUE;
}

/* The first column that lies at or beyond @x along the direction in which columns run; n_columns when none does. */
static guint
find_column (const WayScene *self,
             double          x)
{
  double sign = self->n_columns > 1 && self->column_x[self->n_columns - 1] < self->column_x[0] ? -1 : 1;
  guint  from = 0;
  guint  until = self->n_columns;

  while (from < until)
    {
      guint middle = (from + until) / 2;

      if (sign * self->column_x[middle] >= sign * x)
        until = middle;
      else
        from = middle + 1;
    }
  return from;
}

static guint
find_block (const WaySceneLayer *layer,
            guint                column)
{
  guint from = 0;
  guint until = layer->blocks->len;

  while (from < until)
    {
      guint middle = (from + until) / 2;

      if (g_array_index (layer->blocks, WayBlockPlacement, middle).column >= column)
        until = middle;
      else
        from = middle + 1;
    }
  return from;
}

/* The blocks [from, until) whose columns are near enough to @clip for an item to touch it. */
static void
find_blocks (const WayScene      *self,
             const WaySceneLayer *layer,
             const WayRectangle  *clip,
             guint               *from,
             guint               *until)
{
  gboolean descending = self->n_columns > 1 && self->column_x[self->n_columns - 1] < self->column_x[0];
  double   least = clip->x - layer->after;
  double   most = clip->x + clip->width - layer->before;
  guint    first = find_column (self, descending ? most : least);
  guint    last = find_column (self, descending ? least : most);

  /* Columns that lie just at the far end count too. */
  while (last < self->n_columns && self->column_x[last] >= least && self->column_x[last] <= most)
    last++;
  *from = find_block (layer, first > layer->last_column ? first - layer->last_column : 0);
  *until = find_block (layer, last);
}

gboolean
way_scene_foreach_in_layer (const WayScene      *self,
                            const WaySceneLayer *layer,
                            const WayRectangle  *clip,
                            WaySceneVisitor      visitor,
                            gpointer             user_data)
{
  WayRectangle grown;
  guint        from = 0;
  guint        until = layer->blocks->len;

  if (clip != NULL)
    {
      grown = (WayRectangle){ clip->x - WAY_INK_MARGIN, clip->y - WAY_INK_MARGIN,
                              clip->width + 2 * WAY_INK_MARGIN, clip->height + 2 * WAY_INK_MARGIN };
      clip = &grown;
      find_blocks (self, layer, clip, &from, &until);
    }
  for (guint i = from; i < until; i++)
    {
      const WayBlockPlacement *block = &g_array_index (layer->blocks, WayBlockPlacement, i);
      gboolean                 spans = block->block->last_column > 0;

      /* Knowing the area of a block that spans columns costs as much as looking at each of its items. */
      if (clip != NULL && !spans && !touches (clip, way_scene_get_block_extents (self, layer, block)))
        continue;
      if (!visit_block (self, layer, block, clip, visitor, user_data))
        return FALSE;
    }
  return TRUE;
}

void
way_scene_foreach (const WayScene     *self,
                   const WayRectangle *clip,
                   WaySceneVisitor     visitor,
                   gpointer            user_data)
{
  for (guint i = 0; i < self->layers->len; i++)
    {
      if (!way_scene_foreach_in_layer (self, g_ptr_array_index (self->layers, i), clip, visitor, user_data))
        return;
    }
}

typedef struct
{
  guint n_items;
  guint n_shapes;
  guint n_glyphs;
} Counts;

static guint
count_glyphs (const WayText *text)
{
  guint n_glyphs = 0;

  for (guint i = 0; i < text->n_lines; i++)
    {
      for (guint j = 0; j < text->lines[i].n_runs; j++)
        n_glyphs += text->lines[i].runs[j].n_glyphs;
    }
  return n_glyphs;
}

static gboolean
count_item (const WayScene      *scene,
            const WaySceneLayer *layer,
            const WayItem       *item,
            WayPoint             origin,
            gpointer             user_data)
{
  Counts *counts = user_data;

  counts->n_items++;
  counts->n_shapes += item->n_shapes;
  for (guint i = 0; i < item->n_shapes; i++)
    {
      if (item->shapes[i].type == WAY_SHAPE_TEXT)
        counts->n_glyphs += count_glyphs (item->shapes[i].text);
    }
  return TRUE;
}

void
way_scene_count (const WayScene *self,
                 guint          *n_items,
                 guint          *n_shapes,
                 guint          *n_glyphs)
{
  Counts counts = { 0 };

  way_scene_foreach (self, NULL, count_item, &counts);
  if (n_items != NULL)
    *n_items = counts.n_items;
  if (n_shapes != NULL)
    *n_shapes = counts.n_shapes;
  if (n_glyphs != NULL)
    *n_glyphs = counts.n_glyphs;
}
