/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Scene"

#include <string.h>

#include "way-compose-private.h"

/*
 * Titles, heads, curves and arrows are few and made anew for each scene. What comes out the same as before gives way to
 * the item or block of the scene before, so that caches which key on the pointer hold.
 */

#define FEW 256

static gboolean
gradients_equal (const WayGradient *a,
                 const WayGradient *b)
{
  if (a == b)
    return TRUE;
  if (a == NULL || b == NULL || a->y0 != b->y0 || a->y1 != b->y1 || a->n_stops != b->n_stops)
    return FALSE;
  for (guint i = 0; i < a->n_stops; i++)
    if (a->stops[i].offset != b->stops[i].offset || a->stops[i].color != b->stops[i].color)
      return FALSE;
  return TRUE;
}

static gboolean
paths_equal (const WayPath *a,
             const WayPath *b)
{
  return a->n_operations == b->n_operations && a->n_points == b->n_points &&
         (a->n_operations == 0 || memcmp (a->operations, b->operations, a->n_operations) == 0) &&
         (a->n_points == 0 || memcmp (a->points, b->points, a->n_points * sizeof (WayPoint)) == 0);
}

/* Set by one typesetter in one style and width, lines that stand at the same places are the same lines. */
static gboolean
texts_equal (const WayText *a,
             const WayText *b)
{
  if (a == b)
    return TRUE;
  if (a->typesetter != b->typesetter || a->width != b->width || a->height != b->height || a->n_lines != b->n_lines ||
      memcmp (&a->style, &b->style, sizeof a->style) != 0 || strcmp (a->text, b->text) != 0)
    return FALSE;
  for (guint i = 0; i < a->n_lines; i++)
    if (a->lines[i].x != b->lines[i].x || a->lines[i].start != b->lines[i].start || a->lines[i].n_runs != b->lines[i].n_runs)
      return FALSE;
  return TRUE;
}

static gboolean
contents_equal (const WayShape *a,
                const WayShape *b)
{
  switch (a->type)
    {
    case WAY_SHAPE_PATH:
      return paths_equal (a->path, b->path);
    case WAY_SHAPE_SYMBOL:
      return a->symbol == b->symbol;
    case WAY_SHAPE_TEXT:
      return texts_equal (a->text, b->text);
    case WAY_SHAPE_IMAGE:
      return strcmp (a->image, b->image) == 0;
    case WAY_SHAPE_RECTANGLE:
    case WAY_SHAPE_CIRCLE:
    default:
      return TRUE;
    }
}

static gboolean
shapes_equal (const WayShape *a,
              const WayShape *b)
{
  return a->type == b->type && a->fill == b->fill && a->stroke == b->stroke && a->line_width == b->line_width && a->dash == b->dash &&
         a->round == b->round && a->x == b->x && a->y == b->y && a->width == b->width && a->height == b->height && a->radius == b->radius &&
         gradients_equal (a->fill_gradient, b->fill_gradient) && gradients_equal (a->stroke_gradient, b->stroke_gradient) && contents_equal (a, b);
}

static guint
hash_item (gconstpointer data)
{
  const WayItem *item = data;
  guint          hash = item->element != NULL ? g_str_hash (item->element) : 0;

  hash = hash * 31 + (guint) item->role;
  hash = hash * 31 + item->n_shapes;
  return hash * 31 + g_double_hash (&item->extents.width);
}

static gboolean
items_equal (gconstpointer first,
             gconstpointer second)
{
  const WayItem *a = first;
  const WayItem *b = second;

  if (a->role != b->role || a->n_shapes != b->n_shapes || g_strcmp0 (a->element, b->element) != 0 || g_strcmp0 (a->label, b->label) != 0)
    return FALSE;
  for (guint i = 0; i < a->n_shapes; i++)
    if (!shapes_equal (&a->shapes[i], &b->shapes[i]))
      return FALSE;
  return TRUE;
}

static guint
hash_block (gconstpointer data)
{
  const WaySceneBlock *block = data;
  guint                hash = block->n_placements;

  for (guint i = 0; i < block->n_placements; i++)
    hash = hash * 31 + g_direct_hash (block->placements[i].item);
  return hash;
}

static gboolean
blocks_equal (gconstpointer first,
              gconstpointer second)
{
  const WaySceneBlock *a = first;
  const WaySceneBlock *b = second;

  if (a->n_placements != b->n_placements)
    return FALSE;
  for (guint i = 0; i < a->n_placements; i++)
    if (a->placements[i].item != b->placements[i].item || a->placements[i].column != b->placements[i].column ||
        a->placements[i].dx != b->placements[i].dx || a->placements[i].dy != b->placements[i].dy)
      return FALSE;
  return TRUE;
}

void
way_drawn_start (WayDrawn *self)
{
  self->items = g_hash_table_new_full (hash_item, items_equal, (GDestroyNotify) way_item_unref, NULL);
  self->blocks = g_hash_table_new_full (hash_block, blocks_equal, (GDestroyNotify) way_scene_block_unref, NULL);
  self->n_kept = FEW;
}

WayItem *
way_drawn_keep_item (WayDrawn *self,
                     WayItem  *item)
{
  WayItem *kept = g_hash_table_lookup (self->items, item);

  if (kept != NULL)
    {
      way_item_unref (item);
      return way_item_ref (kept);
    }
  g_hash_table_add (self->items, way_item_ref (item));
  return item;
}

WaySceneBlock *
way_drawn_keep_block (WayDrawn      *self,
                      WaySceneBlock *block)
{
  WaySceneBlock *kept = g_hash_table_lookup (self->blocks, block);

  if (kept != NULL)
    {
      way_scene_block_unref (block);
      return way_scene_block_ref (kept);
    }
  g_hash_table_add (self->blocks, way_scene_block_ref (block));
  return block;
}

static gboolean
is_unused_block (gpointer block,
                 gpointer value,
                 gpointer user_data)
{
  return g_ref_count_compare (&((WaySceneBlock *) block)->ref_count, 1);
}

static gboolean
is_unused_item (gpointer item,
                gpointer value,
                gpointer user_data)
{
  return g_ref_count_compare (&((WayItem *) item)->ref_count, 1);
}

void
way_drawn_forget_unused (WayDrawn *self)
{
  if (g_hash_table_size (self->items) + g_hash_table_size (self->blocks) < self->n_kept)
    return;
  g_hash_table_foreach_remove (self->blocks, is_unused_block, NULL);
  g_hash_table_foreach_remove (self->items, is_unused_item, NULL);
  self->n_kept = FEW + 2 * (g_hash_table_size (self->items) + g_hash_table_size (self->blocks));
}
