/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Tools"

#include "tools/way-grid-private.h"
#include "way-hit-node-private.h"

static const WayBoxPlace *
get_place (const WayCell *cell,
           guint          index)
{
  return &g_array_index (cell->places, WayBoxPlace, index);
}

/* The box that an element has its place in: that of its own kind, before one that only shows a value of it. */
static const WayBoxPlace *
find_place (const WayLayoutFrame *frame,
            guint                 stage,
            const char           *element,
            guint                *row)
{
  const WayBoxPlace *value = NULL;

  for (guint i = 0; i < frame->n_rows; i++)
    {
      const WayCell *cell = frame->stages[stage]->cells[i];

      for (guint j = 0; j < cell->places->len; j++)
        {
          const WayBoxPlace *place = get_place (cell, j);

          if (g_strcmp0 (place->box->element, element) != 0 || (place->box->kind == WAY_BOX_VALUE && value != NULL))
            continue;
          *row = i;
          if (place->box->kind != WAY_BOX_VALUE)
            return place;
          value = place;
        }
    }
  return value;
}

static guint
find_first_row (const WayLayoutFrame *frame,
                int                   shows)
{
  guint row = 0;

  while (frame->rows[row].shows != shows)
    row++;
  return row;
}

static gboolean
is_own (const WayLayoutFrame *frame,
        guint                 stage,
        guint                 row,
        const WayBoxPlace    *place)
{
  const WayElement *element;
  guint             own_row = 0;

  switch (place->box->kind)
    {
    case WAY_BOX_TOUCHPOINT:
      return row == find_first_row (frame, WAY_SHOWS_TOUCHPOINTS);
    case WAY_BOX_METRIC:
      return row == find_first_row (frame, WAY_SHOWS_METRICS);
    case WAY_BOX_VALUE:
      element = way_map_lookup (frame->map, place->box->element);
      return element != NULL && way_element_get_kind (element) != WAY_KIND_STAGE &&
             find_place (frame, stage, place->box->element, &own_row) == place && own_row == row;
    case WAY_BOX_CARD:
    case WAY_BOX_POINT:
    default:
      return TRUE;
    }
}

static double
get_middle (const WayLayoutFrame *frame,
            guint                 stage,
            const WayBoxPlace    *place)
{
  guint  column = frame->stages[stage]->first_column + place->column;
  double start = frame->column_x[column];

  return place->box->kind == WAY_BOX_POINT ? start + place->dx + place->box->width / 2
                                           : (start + frame->column_x[column + 1]) / 2;
}

/* Its rank among the boxes of its column, from above. */
static guint
get_line (const WayLayoutFrame *frame,
          guint                 stage,
          guint                 row,
          const WayBoxPlace    *place)
{
  const WayCell *cell = frame->stages[stage]->cells[row];
  guint          line = 0;

  if (place->box->kind == WAY_BOX_POINT)
    return 0;
  for (guint i = 0; i < cell->places->len; i++)
    {
      const WayBoxPlace *other = get_place (cell, i);

      if (other->column == place->column && other->y < place->y && is_own (frame, stage, row, other))
        line++;
    }
  return line;
}

gboolean
way_node_of_place (const WayLayoutFrame *frame,
                   guint                 stage,
                   guint                 row,
                   const WayBoxPlace    *place,
                   WayNode              *node)
{
  if (!is_own (frame, stage, row, place))
    return FALSE;
  *node = (WayNode){ .zone = WAY_ZONE_BOX, .stage = stage, .row = row };
  node->line = get_line (frame, stage, row, place);
  node->x = get_middle (frame, stage, place);
  return TRUE;
}

const WayBoxPlace *
way_node_get_place (const WayLayoutFrame *frame,
                    const WayNode        *node)
{
  const WayCell *cell;

  if (node->zone != WAY_ZONE_BOX)
    return NULL;
  cell = frame->stages[node->stage]->cells[node->row];
  for (guint i = 0; i < cell->places->len; i++)
    {
      const WayBoxPlace *place = get_place (cell, i);

      if (get_middle (frame, node->stage, place) == node->x && is_own (frame, node->stage, node->row, place) &&
          get_line (frame, node->stage, node->row, place) == node->line)
        return place;
    }
  return NULL;
}

const char *
way_node_get_element (const WayLayoutFrame *frame,
                      const WayNode        *node)
{
  const WayElement  *element = NULL;
  const WayBoxPlace *place;

  switch (node->zone)
    {
    case WAY_ZONE_TITLE:
      element = frame->headline_element;
      break;
    case WAY_ZONE_SUBTITLE:
      element = way_map_get_root (frame->map);
      break;
    case WAY_ZONE_PERSONA:
      element = frame->personas[node->index].persona;
      break;
    case WAY_ZONE_PHASE:
      element = frame->phases[node->index].phase;
      break;
    case WAY_ZONE_STAGE:
      element = frame->stages[node->stage]->stage;
      break;
    case WAY_ZONE_LANE:
      element = frame->rows[node->row].lane;
      break;
    case WAY_ZONE_BOX:
      place = way_node_get_place (frame, node);
      element = place != NULL ? way_map_lookup (frame->map, place->box->element) : NULL;
      break;
    case WAY_ZONE_LINK:
      element = g_array_index (frame->links, WayLinkBox, node->index).link;
      break;
    case WAY_ZONE_CALLOUT:
      element = g_array_index (frame->callouts, WayCalloutBox, node->index).finding;
      break;
    default:
      g_assert_not_reached ();
    }
  return element != NULL ? way_element_get_id (element) : NULL;
}

/* --- From an element to its node ------------------------------------------ */

static gboolean
find_persona (const WayLayoutFrame *frame,
              const WayElement     *persona,
              WayNode              *node)
{
  node->zone = WAY_ZONE_PERSONA;
  for (guint i = 0; i < frame->n_personas; i++)
    if (frame->personas[i].persona == persona)
      {
        node->index = i;
        node->x = frame->personas[i].area.x + frame->personas[i].area.width / 2;
        return TRUE;
      }
  return FALSE;
}

static gboolean
find_phase (const WayLayoutFrame *frame,
            const WayElement     *phase,
            WayNode              *node)
{
  node->zone = WAY_ZONE_PHASE;
  for (guint i = 0; i < frame->n_phases; i++)
    if (frame->phases[i].phase == phase)
      {
        node->index = i;
        node->stage = frame->phases[i].first_stage;
        node->x = frame->column_x[frame->stages[node->stage]->first_column] + 1;
        return TRUE;
      }
  return FALSE;
}

static gboolean
find_lane (const WayLayoutFrame *frame,
           const WayElement     *lane,
           WayNode              *node)
{
  node->zone = WAY_ZONE_LANE;
  node->x = WAY_SHEET_MARGIN;
  for (guint i = 0; i < frame->n_rows; i++)
    if (frame->rows[i].lane == lane)
      {
        node->row = i;
        return TRUE;
      }
  return FALSE;
}

static gboolean
find_link (const WayLayoutFrame *frame,
           const WayElement     *link,
           WayNode              *node)
{
  node->zone = WAY_ZONE_LINK;
  for (guint i = 0; i < frame->links->len; i++)
    {
      const WayLinkBox *box = &g_array_index (frame->links, WayLinkBox, i);

      if (box->link != link)
        continue;
      node->index = i;
      node->x = box->points[0].x;
      return TRUE;
    }
  return FALSE;
}

static gboolean
find_callout (const WayLayoutFrame *frame,
              const WayElement     *finding,
              WayNode              *node)
{
  node->zone = WAY_ZONE_CALLOUT;
  for (guint i = 0; i < frame->callouts->len; i++)
    {
      const WayCalloutBox *box = &g_array_index (frame->callouts, WayCalloutBox, i);

      if (box->finding != finding)
        continue;
      node->index = i;
      node->x = box->from.x;
      return TRUE;
    }
  return FALSE;
}

static gboolean
find_stage (const WayLayoutFrame *frame,
            const WayElement     *stage,
            WayNode              *node)
{
  int index = way_grid_get_stage (frame, stage);

  if (index < 0)
    return FALSE;
  node->zone = WAY_ZONE_STAGE;
  node->stage = (guint) index;
  node->x = frame->column_x[frame->stages[index]->first_column] + 1;
  return TRUE;
}

static gboolean
find_box (const WayLayoutFrame *frame,
          WayElement           *element,
          WayNode              *node)
{
  WayElement        *stage = way_element_get_stage (element);
  int                index = stage != NULL ? way_grid_get_stage (frame, stage) : -1;
  guint              row = 0;
  const WayBoxPlace *place = index >= 0 ? find_place (frame, (guint) index, way_element_get_id (element), &row) : NULL;

  return place != NULL && way_node_of_place (frame, (guint) index, row, place, node);
}

gboolean
way_node_find (const WayLayoutFrame *frame,
               const char           *id,
               WayNode              *node)
{
  WayElement *element = id != NULL ? way_map_lookup (frame->map, id) : NULL;

  *node = (WayNode){ .zone = WAY_ZONE_TITLE, .x = WAY_SHEET_MARGIN };
  if (element == NULL)
    return FALSE;
  if (element == frame->headline_element)
    return TRUE;
  switch ((guint) way_element_get_kind (element))
    {
    case WAY_KIND_MAP:
      node->zone = WAY_ZONE_SUBTITLE;
      return TRUE;
    case WAY_KIND_PERSONA:
      return find_persona (frame, element, node);
    case WAY_KIND_PHASE:
      return find_phase (frame, element, node);
    case WAY_KIND_LANE:
      return find_lane (frame, element, node);
    case WAY_KIND_LINK:
      return find_link (frame, element, node);
    case WAY_KIND_FINDING:
      return find_callout (frame, element, node);
    case WAY_KIND_STAGE:
      return find_stage (frame, element, node);
    default:
      return find_box (frame, element, node);
    }
}
