/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Tools"

#include <math.h>

#include "tools/way-grid-private.h"
#include "way-hit-node-private.h"

/*
 * Arrow keys. Along a row they keep to their line of boxes (the first ones of all columns, the second ones …), so that
 * going there and back always comes back; up and down they go through the boxes of a column, then to the nearest column.
 */

static const WayCalloutBox *
get_callout (const WayLayoutFrame *frame,
             guint                 index)
{
  return &g_array_index (frame->callouts, WayCalloutBox, index);
}

static const WayLinkBox *
get_link (const WayLayoutFrame *frame,
          guint                 index)
{
  return &g_array_index (frame->links, WayLinkBox, index);
}

/* --- Boxes of a row --------------------------------------------------------- */

typedef struct
{
  const WayLayoutFrame *frame;
  guint                 row;
} Row;

typedef gboolean (*NodeFilter) (const WayNode *candidate,
                                const WayNode *best,
                                gconstpointer  data);

/* The box of a cell that the filter likes best; @best is NULL at first. */
static gboolean
find_best (Row           row,
           guint         stage,
           NodeFilter    filter,
           gconstpointer data,
           WayNode      *best)
{
  const WayCell *cell = row.frame->stages[stage]->cells[row.row];
  gboolean       found = FALSE;

  for (guint i = 0; i < cell->places->len; i++)
    {
      WayNode candidate;

      if (!way_node_of_place (row.frame, stage, row.row, &g_array_index (cell->places, WayBoxPlace, i), &candidate) ||
          !filter (&candidate, found ? best : NULL, data))
        continue;
      *best = candidate;
      found = TRUE;
    }
  return found;
}

typedef struct
{
  guint    line;
  double   x;
  gboolean forward;
} Along;

static gboolean
is_next_along (const WayNode *candidate,
               const WayNode *best,
               gconstpointer  data)
{
  const Along *along = data;

  if (candidate->line != along->line || (along->forward ? candidate->x <= along->x : candidate->x >= along->x))
    return FALSE;
  return best == NULL || (along->forward ? candidate->x < best->x : candidate->x > best->x);
}

/* The next box of a line from @x on; stages from @stage on. */
static gboolean
find_along (Row      row,
            guint    stage,
            Along    along,
            WayNode *node)
{
  for (int i = (int) stage; i >= 0 && i < (int) row.frame->n_stages; i += along.forward ? 1 : -1)
    if (find_best (row, (guint) i, is_next_along, &along, node))
      return TRUE;
  return FALSE;
}

typedef struct
{
  double   x;
  gboolean from_above;
} Nearest;

static gboolean
is_nearer (const WayNode *candidate,
           const WayNode *best,
           gconstpointer  data)
{
  const Nearest *nearest = data;
  double         distance = fabs (candidate->x - nearest->x);
  double         best_distance = best != NULL ? fabs (best->x - nearest->x) : 0;

  if (best == NULL || distance < best_distance)
    return TRUE;
  return distance == best_distance && candidate->x == best->x && (nearest->from_above ? candidate->line < best->line : candidate->line > best->line);
}

/* The box of a row that is nearest to @x: in the stage there or in the first on either side that has one. */
static gboolean
find_nearest (Row      row,
              double   x,
              gboolean from_above,
              WayNode *node)
{
  Nearest  nearest = { x, from_above };
  guint    stage;
  WayNode  found = { 0 };
  WayNode  other = { 0 };
  gboolean has_found;

  if (row.frame->n_stages == 0)
    return FALSE;
  stage = way_grid_find_stage (row.frame, way_grid_find_column (row.frame, x));
  has_found = find_best (row, stage, is_nearer, &nearest, &found);
  for (int direction = -1; direction <= 1; direction += 2)
    for (int i = (int) stage + direction; i >= 0 && i < (int) row.frame->n_stages; i += direction)
      {
        if (!find_best (row, (guint) i, is_nearer, &nearest, &other))
          continue;
        if (!has_found || is_nearer (&other, &found, &nearest))
          found = other;
        has_found = TRUE;
        break;
      }
  if (has_found)
    *node = found;
  return has_found;
}

static gboolean
find_nearest_callout (const WayLayoutFrame *frame,
                      double                x,
                      WayNode              *node)
{
  gboolean found = FALSE;

  for (guint i = 0; i < frame->callouts->len; i++)
    {
      double at = get_callout (frame, i)->from.x;

      if (found && fabs (at - x) >= fabs (node->x - x))
        continue;
      *node = (WayNode){ .zone = WAY_ZONE_CALLOUT, .index = i, .x = at };
      found = TRUE;
    }
  return found;
}

/* What keys find in a row that they come to from another one. */
static gboolean
enter_row (const WayLayoutFrame *frame,
           guint                 row,
           double                x,
           gboolean              from_above,
           WayNode              *node)
{
  return find_nearest ((Row){ frame, row }, x, from_above, node) ||
         ((int) row == frame->feelings_row && find_nearest_callout (frame, x, node));
}

/* --- Above the rows ---------------------------------------------------------- */

static gboolean
has_subtitle (const WayLayoutFrame *frame)
{
  return frame->headline_element != way_map_get_root (frame->map);
}

static gboolean
go_to_title (const WayLayoutFrame *frame,
             gboolean              lower,
             WayNode              *node)
{
  *node = (WayNode){ .zone = lower && has_subtitle (frame) ? WAY_ZONE_SUBTITLE : WAY_ZONE_TITLE, .x = WAY_SHEET_MARGIN };
  return TRUE;
}

static gboolean
go_to_stage (const WayLayoutFrame *frame,
             int                   stage,
             WayNode              *node)
{
  return stage >= 0 && stage < (int) frame->n_stages && way_node_find (frame, way_element_get_id (frame->stages[stage]->stage), node);
}

static gboolean
go_to_lane (const WayLayoutFrame *frame,
            int                   row,
            WayNode              *node)
{
  return row >= 0 && row < (int) frame->n_rows && way_node_find (frame, way_element_get_id (frame->rows[row].lane), node);
}

static gboolean
go_to_phase_of (const WayLayoutFrame *frame,
                guint                 stage,
                WayNode              *node)
{
  for (guint i = 0; i < frame->n_phases; i++)
    if (stage >= frame->phases[i].first_stage && stage < frame->phases[i].first_stage + frame->phases[i].n_stages)
      return way_node_find (frame, way_element_get_id (frame->phases[i].phase), node);
  return FALSE;
}

/* From the title downwards. */
static gboolean
go_below_title (const WayLayoutFrame *frame,
                double                x,
                WayNode              *node)
{
  guint stage;

  if (frame->n_stages == 0)
    return go_to_lane (frame, 0, node);
  stage = way_grid_find_stage (frame, way_grid_find_column (frame, x));
  return go_to_phase_of (frame, stage, node) || go_to_stage (frame, (int) stage, node);
}

static gboolean
go_to_persona (const WayLayoutFrame *frame,
               int                   index,
               WayNode              *node)
{
  return index >= 0 && index < (int) frame->n_personas &&
         way_node_find (frame, way_element_get_id (frame->personas[index].persona), node);
}

/* The same phase can stand over stages far apart; keys stop at the first ones. */
static gboolean
go_to_next_phase (const WayLayoutFrame *frame,
                  guint                 index,
                  gboolean              forward,
                  WayNode              *node)
{
  for (int i = (int) index + (forward ? 1 : -1); i >= 0 && i < (int) frame->n_phases; i += forward ? 1 : -1)
    if (way_node_find (frame, way_element_get_id (frame->phases[i].phase), node) && node->index == (guint) i)
      return TRUE;
  return FALSE;
}

/* --- One step ------------------------------------------------------------------ */

/* The next one by place and then by number, of links or callouts. */
static gboolean
go_to_next_of (const WayLayoutFrame *frame,
               const WayNode        *from,
               gboolean              forward,
               WayNode              *node)
{
  guint    n = from->zone == WAY_ZONE_LINK ? frame->links->len : frame->callouts->len;
  gboolean found = FALSE;

  for (guint i = 0; i < n; i++)
    {
      double   x = from->zone == WAY_ZONE_LINK ? get_link (frame, i)->points[0].x : get_callout (frame, i)->from.x;
      gboolean is_after = x > from->x || (x == from->x && i > from->index);

      if (i == from->index || is_after != forward)
        continue;
      if (found && (x > node->x || (x == node->x && i > node->index)) == forward)
        continue;
      *node = (WayNode){ .zone = from->zone, .index = i, .x = x };
      found = TRUE;
    }
  return found;
}

static gboolean
go_along (const WayLayoutFrame *frame,
          const WayNode        *from,
          gboolean              forward,
          WayNode              *node)
{
  int step = forward ? 1 : -1;

  switch (from->zone)
    {
    case WAY_ZONE_TITLE:
      return forward && go_to_persona (frame, 0, node);
    case WAY_ZONE_PERSONA:
      if (!forward && from->index == 0)
        return go_to_title (frame, FALSE, node);
      return go_to_persona (frame, (int) from->index + step, node);
    case WAY_ZONE_PHASE:
      return go_to_next_phase (frame, from->index, forward, node);
    case WAY_ZONE_STAGE:
      if (!forward && from->stage == 0)
        return go_to_lane (frame, 0, node);
      return go_to_stage (frame, (int) from->stage + step, node);
    case WAY_ZONE_LANE:
      return forward && find_along ((Row){ frame, from->row }, 0, (Along){ 0, -1, TRUE }, node);
    case WAY_ZONE_BOX:
      return find_along ((Row){ frame, from->row }, from->stage, (Along){ from->line, from->x, forward }, node) ||
             (!forward && go_to_lane (frame, (int) from->row, node));
    case WAY_ZONE_LINK:
    case WAY_ZONE_CALLOUT:
      return go_to_next_of (frame, from, forward, node);
    case WAY_ZONE_SUBTITLE:
    default:
      return FALSE;
    }
}

/* To the nearest lane above or below @row that has something; above all of them to the stage. */
static gboolean
leave_row (const WayLayoutFrame *frame,
           int                   row,
           double                x,
           gboolean              down,
           WayNode              *node)
{
  for (int i = row + (down ? 1 : -1); i >= 0 && i < (int) frame->n_rows; i += down ? 1 : -1)
    if (enter_row (frame, (guint) i, x, down, node))
      return TRUE;
  return !down && go_to_stage (frame, (int) way_grid_find_stage (frame, way_grid_find_column (frame, x)), node);
}

typedef struct
{
  double x;
  guint  line;
} Above;

static gboolean
is_at_line (const WayNode *candidate,
            const WayNode *best,
            gconstpointer  data)
{
  const Above *above = data;

  return candidate->x == above->x && candidate->line == above->line;
}

static gboolean
go_through_rows (const WayLayoutFrame *frame,
                 const WayNode        *from,
                 gboolean              down,
                 WayNode              *node)
{
  Above next = { from->x, down ? from->line + 1 : from->line - 1 };

  if ((down || from->line > 0) && find_best ((Row){ frame, from->row }, from->stage, is_at_line, &next, node))
    return TRUE;
  return leave_row (frame, (int) from->row, from->x, down, node);
}

/* The callout that speaks of a point: of those that have no nearer one. */
static gboolean
go_to_callout_of (const WayLayoutFrame *frame,
                  const WayNode        *point,
                  WayNode              *node)
{
  for (guint i = 0; i < frame->callouts->len; i++)
    {
      WayNode nearest;

      if (!find_nearest ((Row){ frame, point->row }, get_callout (frame, i)->from.x, TRUE, &nearest) || nearest.x != point->x)
        continue;
      *node = (WayNode){ .zone = WAY_ZONE_CALLOUT, .index = i, .x = get_callout (frame, i)->from.x };
      return TRUE;
    }
  return FALSE;
}

static gboolean
go_to_link_of (const WayLayoutFrame *frame,
               const WayNode        *touchpoint,
               WayNode              *node)
{
  const char *id = way_node_get_element (frame, touchpoint);

  for (guint i = 0; i < frame->links->len; i++)
    {
      const WayLinkBox *link = get_link (frame, i);

      if (g_strcmp0 (way_element_get_id (way_element_get_parent (link->link)), id) != 0)
        continue;
      *node = (WayNode){ .zone = WAY_ZONE_LINK, .index = i, .x = link->points[0].x };
      return TRUE;
    }
  return FALSE;
}

static gboolean
leave_link (const WayLayoutFrame *frame,
            const WayNode        *from,
            gboolean              down,
            WayNode              *node)
{
  WayElement *source = way_element_get_parent (get_link (frame, from->index)->link);
  WayNode     touchpoint;

  if (!way_node_find (frame, way_element_get_id (source), &touchpoint))
    return FALSE;
  if (!down)
    return go_through_rows (frame, &touchpoint, FALSE, node);
  *node = touchpoint;
  return TRUE;
}

static gboolean
leave_callout (const WayLayoutFrame *frame,
               const WayNode        *from,
               gboolean              down,
               WayNode              *node)
{
  if (!down && find_nearest ((Row){ frame, (guint) frame->feelings_row }, from->x, FALSE, node))
    return TRUE;
  return leave_row (frame, frame->feelings_row, from->x, down, node);
}

static gboolean
leave_box (const WayLayoutFrame *frame,
           const WayNode        *from,
           gboolean              down,
           WayNode              *node)
{
  int shows = frame->rows[from->row].shows;

  if (down && shows == WAY_SHOWS_FEELINGS && go_to_callout_of (frame, from, node))
    return TRUE;
  if (!down && shows == WAY_SHOWS_TOUCHPOINTS && go_to_link_of (frame, from, node))
    return TRUE;
  return go_through_rows (frame, from, down, node);
}

static gboolean
go_across (const WayLayoutFrame *frame,
           const WayNode        *from,
           gboolean              down,
           WayNode              *node)
{
  switch (from->zone)
    {
    case WAY_ZONE_TITLE:
      if (!down)
        return FALSE;
      return has_subtitle (frame) ? go_to_title (frame, TRUE, node) : go_below_title (frame, from->x, node);
    case WAY_ZONE_SUBTITLE:
    case WAY_ZONE_PERSONA:
      return down ? go_below_title (frame, from->x, node) : go_to_title (frame, FALSE, node);
    case WAY_ZONE_PHASE:
      return down ? go_to_stage (frame, (int) from->stage, node) : go_to_title (frame, TRUE, node);
    case WAY_ZONE_STAGE:
      if (down)
        return leave_row (frame, -1, from->x, TRUE, node);
      return go_to_phase_of (frame, from->stage, node) || go_to_title (frame, TRUE, node);
    case WAY_ZONE_LANE:
      if (!down && from->row == 0)
        return go_to_title (frame, TRUE, node);
      return go_to_lane (frame, (int) from->row + (down ? 1 : -1), node);
    case WAY_ZONE_BOX:
      return leave_box (frame, from, down, node);
    case WAY_ZONE_LINK:
      return leave_link (frame, from, down, node);
    case WAY_ZONE_CALLOUT:
      return leave_callout (frame, from, down, node);
    default:
      return FALSE;
    }
}

const char *
way_hit_get_neighbor (WayLayout      *layout,
                      const WayScene *scene,
                      const char     *element,
                      WayDirection    direction)
{
  const WayLayoutFrame *frame;
  WayNode               from;
  WayNode               node;
  gboolean              found;

  g_return_val_if_fail (WAY_IS_LAYOUT (layout), NULL);

  frame = way_layout_get_frame (layout);
  if (!way_node_find (frame, element, &from))
    return way_element_get_id (frame->headline_element);
  if (direction == WAY_DIRECTION_UP || direction == WAY_DIRECTION_DOWN)
    found = go_across (frame, &from, direction == WAY_DIRECTION_DOWN, &node);
  else
    found = go_along (frame, &from, (direction == WAY_DIRECTION_RIGHT) != frame->right_to_left, &node);
  return found ? way_node_get_element (frame, &node) : NULL;
}
