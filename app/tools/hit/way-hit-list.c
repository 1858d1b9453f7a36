/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Tools"

#include "tools/way-grid-private.h"
#include "way-hit-node-private.h"

/* --- All elements -------------------------------------------------------------- */

static void
add (GPtrArray        *list,
     const WayElement *element)
{
  g_ptr_array_add (list, (gpointer) way_element_get_id (element));
}

static void
add_head (GPtrArray            *list,
          const WayLayoutFrame *frame)
{
  WayElement *root = way_map_get_root (frame->map);

  add (list, frame->headline_element);
  if (frame->headline_element != root)
    add (list, root);
  for (guint i = 0; i < frame->n_personas; i++)
    add (list, frame->personas[i].persona);
  for (guint i = 0; i < frame->n_rows; i++)
    add (list, frame->rows[i].lane);
}

static void
add_stage (GPtrArray            *list,
           const WayLayoutFrame *frame,
           guint                 stage)
{
  WayNode node;

  for (guint i = 0; i < frame->n_phases; i++)
    if (frame->phases[i].first_stage == stage && way_node_find (frame, way_element_get_id (frame->phases[i].phase), &node) && node.index == i)
      add (list, frame->phases[i].phase);
  add (list, frame->stages[stage]->stage);
}

static int
compare_places (gconstpointer a,
                gconstpointer b)
{
  const WayBoxPlace *one = a;
  const WayBoxPlace *other = b;

  if (one->column != other->column)
    return one->column < other->column ? -1 : 1;
  if (one->box->kind == WAY_BOX_POINT)
    return (one->dx > other->dx) - (one->dx < other->dx);
  return (one->y > other->y) - (one->y < other->y);
}

static void
add_cell (GPtrArray            *list,
          const WayLayoutFrame *frame,
          guint                 stage,
          guint                 row)
{
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (WayBoxPlace));
  const WayCell *cell = frame->stages[stage]->cells[row];
  WayNode        node;

  for (guint i = 0; i < cell->places->len; i++)
    if (way_node_of_place (frame, stage, row, &g_array_index (cell->places, WayBoxPlace, i), &node))
      g_array_append_vals (places, &g_array_index (cell->places, WayBoxPlace, i), 1);
  g_array_sort (places, compare_places);
  for (guint i = 0; i < places->len; i++)
    add (list, way_map_lookup (frame->map, g_array_index (places, WayBoxPlace, i).box->element));
}

/* The arrows that start in a stage. */
static void
add_links (GPtrArray            *list,
           const WayLayoutFrame *frame,
           guint                 stage)
{
  for (guint i = 0; i < frame->links->len; i++)
    {
      const WayElement *link = g_array_index (frame->links, WayLinkBox, i).link;

      if (way_element_get_stage ((WayElement *) link) == frame->stages[stage]->stage)
        add (list, link);
    }
}

static void
add_callouts (GPtrArray            *list,
              const WayLayoutFrame *frame,
              guint                 stage)
{
  for (guint i = 0; i < frame->callouts->len; i++)
    {
      const WayCalloutBox *callout = &g_array_index (frame->callouts, WayCalloutBox, i);

      if (way_grid_find_stage (frame, way_grid_find_column (frame, callout->from.x)) == stage)
        add (list, callout->finding);
    }
}

GPtrArray *
way_hit_list (WayLayout      *layout,
              const WayScene *scene)
{
  GPtrArray            *list = g_ptr_array_new ();
  const WayLayoutFrame *frame;
  int                   touchpoints_row = -1;

  g_return_val_if_fail (WAY_IS_LAYOUT (layout), list);

  frame = way_layout_get_frame (layout);
  add_head (list, frame);
  for (guint row = frame->n_rows; row > 0; row--)
    if (frame->rows[row - 1].shows == WAY_SHOWS_TOUCHPOINTS)
      touchpoints_row = (int) row - 1;
  for (guint stage = 0; stage < frame->n_stages; stage++)
    {
      add_stage (list, frame, stage);
      for (guint row = 0; row < frame->n_rows; row++)
        {
          add_cell (list, frame, stage, row);
          if ((int) row == touchpoints_row)
            add_links (list, frame, stage);
          if ((int) row == frame->feelings_row)
            add_callouts (list, frame, stage);
        }
    }
  return list;
}

/* --- A rubber band --------------------------------------------------------------- */

typedef struct
{
  const WayLayoutFrame *frame;
  const WayScene       *scene;
  const WayRectangle   *area;
  GPtrArray            *list;
  GHashTable           *taken; /* the same ids: a map can have two lanes of touchpoints */
} Band;

static gboolean
holds (const WayRectangle *area,
       WayRectangle        item)
{
  return item.x >= area->x && item.x + item.width <= area->x + area->width &&
         item.y >= area->y && item.y + item.height <= area->y + area->height;
}

static gboolean
is_taken (WayRole role)
{
  return role == WAY_ROLE_TOUCHPOINT || role == WAY_ROLE_CARD || role == WAY_ROLE_METRIC || role == WAY_ROLE_FEELING;
}

static void
take_block (Band                    *self,
            const WaySceneLayer     *layer,
            const WayBlockPlacement *block)
{
  for (guint i = 0; i < block->block->n_placements; i++)
    {
      const WayPlacement *placement = &block->block->placements[i];
      const WayItem      *item = placement->item;
      WayPoint            origin = way_scene_get_origin (self->scene, layer, block, placement);
      WayElement         *element;

      if (!is_taken (item->role) || !holds (self->area, way_hit_get_item_area (item, origin)))
        continue;
      element = way_map_lookup (self->frame->map, item->element);
      if (element != NULL && g_hash_table_add (self->taken, element))
        add (self->list, element);
    }
}

static void
take_rows (Band *self)
{
  const WayLayoutFrame *frame = self->frame;
  WayRectangle          area = way_grid_turn_area (frame, *self->area);
  guint                 first = way_grid_find_stage (frame, way_grid_find_column (frame, area.x));
  guint                 last = way_grid_find_stage (frame, way_grid_find_column (frame, area.x + area.width));

  for (guint row = 0; row < frame->n_rows; row++)
    {
      const WayRowBox     *lane = &frame->rows[row];
      const WaySceneLayer *layer = NULL;

      if (lane->y < area.y + area.height && lane->y + lane->height > area.y)
        layer = way_hit_find_lane (self->scene, way_element_get_id (lane->lane));
      for (guint stage = first; layer != NULL && stage <= last; stage++)
        {
          const WayBlockPlacement *block = way_hit_find_block (frame, self->scene, layer, frame->stages[stage]->first_column);

          if (block != NULL)
            take_block (self, layer, block);
        }
    }
}

static void
take_callouts (Band *self)
{
  const WayLayoutFrame *frame = self->frame;

  for (guint i = 0; i < frame->callouts->len; i++)
    {
      const WayCalloutBox *callout = &g_array_index (frame->callouts, WayCalloutBox, i);
      WayRectangle         area = callout->area;

      area.y += frame->rows[frame->feelings_row].content_y;
      if (holds (self->area, way_grid_turn_area (frame, area)))
        add (self->list, callout->finding);
    }
}

GPtrArray *
way_hit_find_within (WayLayout          *layout,
                     const WayScene     *scene,
                     const WayRectangle *area)
{
  Band self = { .scene = scene, .area = area, .list = g_ptr_array_new () };

  g_return_val_if_fail (WAY_IS_LAYOUT (layout) && scene != NULL && area != NULL, self.list);

  self.frame = way_layout_get_frame (layout);
  self.taken = g_hash_table_new (NULL, NULL);
  if (self.frame->n_stages > 0)
    take_rows (&self);
  take_callouts (&self);
  g_hash_table_unref (self.taken);
  return self.list;
}
