/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Tools"

#include "way-hit-private.h"

const WaySceneLayer *
way_hit_find_lane (const WayScene *scene,
                   const char     *lane)
{
  for (guint i = 0; i < scene->layers->len; i++)
    {
      const WaySceneLayer *layer = g_ptr_array_index (scene->layers, i);

      if (g_strcmp0 (layer->element, lane) == 0)
        return layer;
    }
  return NULL;
}

static gboolean
starts_with_role (const WaySceneLayer *layer,
                  WayRole              role)
{
  const WaySceneBlock *block;

  if (layer->blocks->len == 0)
    return FALSE;
  block = g_array_index (layer->blocks, WayBlockPlacement, 0).block;
  for (guint i = 0; i < block->n_placements; i++)
    if (block->placements[i].item->role == role)
      return TRUE;
  return FALSE;
}

const WaySceneLayer *
way_hit_find_layer (const WayScene *scene,
                    WayRole         role)
{
  for (guint i = 0; i < scene->layers->len; i++)
    {
      const WaySceneLayer *layer = g_ptr_array_index (scene->layers, i);

      if (layer->element == NULL && starts_with_role (layer, role))
        return layer;
    }
  return NULL;
}

const WayBlockPlacement *
way_hit_find_block (const WayLayoutFrame *frame,
                    const WayScene       *scene,
                    const WaySceneLayer  *layer,
                    guint                 column)
{
  /* The scene's columns are those of the grid, after some of its own. */
  guint wanted = column + scene->n_columns - frame->n_columns;
  guint low = 0;
  guint high = layer->blocks->len;

  while (low < high)
    {
      guint                    middle = low + (high - low) / 2;
      const WayBlockPlacement *block = &g_array_index (layer->blocks, WayBlockPlacement, middle);

      if (block->column == wanted)
        return block;
      if (block->column < wanted)
        low = middle + 1;
      else
        high = middle;
    }
  return NULL;
}

static gboolean
contains (WayRectangle area,
          double       margin,
          double       x,
          double       y)
{
  return x >= area.x - margin && x < area.x + area.width + margin && y >= area.y - margin && y < area.y + area.height + margin;
}

static WayRectangle
get_line_area (const WayShape *shape,
               guint           line)
{
  const WayTextLine *at = &shape->text->lines[line];

  return (WayRectangle){ shape->x + at->x, shape->y + at->top, at->width, at->height };
}

static WayRectangle
get_sign_area (const WayShape *shape)
{
  double radius = shape->radius;

  if (shape->type == WAY_SHAPE_CIRCLE)
    return (WayRectangle){ shape->x - radius, shape->y - radius, 2 * radius, 2 * radius };
  return (WayRectangle){ shape->x, shape->y, shape->width, shape->width };
}

static gboolean
touches_point (const WayItem *item,
               double         x,
               double         y,
               double         reach)
{
  for (guint i = 0; i < item->n_shapes; i++)
    {
      const WayShape *shape = &item->shapes[i];

      if (shape->type != WAY_SHAPE_TEXT && contains (get_sign_area (shape), reach, x, y))
        return TRUE;
      for (guint j = 0; shape->type == WAY_SHAPE_TEXT && j < shape->text->n_lines; j++)
        if (contains (get_line_area (shape, j), 0, x, y))
          return TRUE;
    }
  return FALSE;
}

gboolean
way_hit_touches_item (const WayItem *item,
                      WayPoint       origin,
                      double         x,
                      double         y,
                      double         reach)
{
  if (item->role == WAY_ROLE_FEELING)
    return touches_point (item, x - origin.x, y - origin.y, reach);
  return contains (item->extents, 0, x - origin.x, y - origin.y);
}

WayRectangle
way_hit_get_item_area (const WayItem *item,
                       WayPoint       origin)
{
  WayRectangle area = { 0 };

  if (item->role != WAY_ROLE_FEELING)
    area = item->extents;
  for (guint i = 0; item->role == WAY_ROLE_FEELING && i < item->n_shapes; i++)
    {
      const WayShape *shape = &item->shapes[i];
      WayRectangle    part = shape->type != WAY_SHAPE_TEXT ? get_sign_area (shape) : (WayRectangle){ 0 };

      for (guint j = 0; shape->type == WAY_SHAPE_TEXT && j < shape->text->n_lines; j++)
        {
          WayRectangle line = get_line_area (shape, j);

          part = way_rectangle_union (&part, &line);
        }
      area = way_rectangle_union (&area, &part);
    }
  area.x += origin.x;
  area.y += origin.y;
  return area;
}

/* --- The area of an element ---------------------------------------------- */

typedef struct
{
  const char   *element;
  gboolean      found;
  gboolean      is_own; /* not only a value that a lane shows, or a stretch of a curve */
  WayRectangle *area;
} AreaSearch;

static gboolean
look_at (const WayScene      *scene,
         const WaySceneLayer *layer,
         const WayItem       *item,
         WayPoint             origin,
         gpointer             user_data)
{
  AreaSearch *search = user_data;
  gboolean    is_own = item->role != WAY_ROLE_VALUE && item->role != WAY_ROLE_CURVE;

  if (item->element == NULL || (search->found && !is_own) || g_strcmp0 (item->element, search->element) != 0)
    return TRUE;
  *search->area = way_hit_get_item_area (item, origin);
  search->found = TRUE;
  search->is_own = is_own;
  return !is_own;
}

gboolean
way_hit_get_area (const WayScene *scene,
                  const char     *element,
                  WayRectangle   *area)
{
  AreaSearch search = { .element = element, .area = area };

  g_return_val_if_fail (scene != NULL && area != NULL, FALSE);

  if (element != NULL)
    way_scene_foreach (scene, NULL, look_at, &search);
  return search.found;
}
