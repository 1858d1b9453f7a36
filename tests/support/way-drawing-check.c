/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Tests"

#include "way-drawing-check.h"

#include <math.h>
#include <string.h>

/* Sums of doubles may end a hair beyond where they should. */
#define TOLERANCE 0.01

/* A part of an item that must lie free: a card, a line of text, a sign. */
typedef struct
{
  WayRectangle area;
  guint        item;
  guint        shape;
} Part;

static gboolean
has_ground (WayRole role)
{
  return role == WAY_ROLE_TOUCHPOINT || role == WAY_ROLE_CARD || role == WAY_ROLE_PERSONA || role == WAY_ROLE_PHASE || role == WAY_ROLE_CALLOUT;
}

/* Curves, arrows and decorations may pass behind and between things. */
static gboolean
must_lie_free (WayRole role)
{
  return role != WAY_ROLE_DECORATION && role != WAY_ROLE_CURVE && role != WAY_ROLE_LINK;
}

static WayRectangle
get_line_area (const WayPlacedItem *placed,
               const WayShape      *shape,
               const WayTextLine   *line)
{
  return (WayRectangle){ placed->origin.x + shape->x + line->x, placed->origin.y + shape->y + line->top, line->width, line->height };
}

static WayRectangle
get_shape_area (const WayPlacedItem *placed,
                const WayShape      *shape)
{
  WayRectangle area = { placed->origin.x + shape->x, placed->origin.y + shape->y, shape->width, shape->height };

  if (shape->type == WAY_SHAPE_CIRCLE)
    area = (WayRectangle){ area.x - shape->radius, area.y - shape->radius, 2 * shape->radius, 2 * shape->radius };
  else if (shape->type == WAY_SHAPE_SYMBOL)
    area.height = area.width;
  else if (shape->type == WAY_SHAPE_TEXT)
    {
      area.width = shape->text->width;
      area.height = shape->text->height;
    }
  return area;
}

/* The last of the widest rectangles: the shadow comes before the card. */
static int
find_ground (const WayItem *item)
{
  int found = -1;

  for (guint i = 0; i < item->n_shapes; i++)
    if (item->shapes[i].type == WAY_SHAPE_RECTANGLE && (found < 0 || item->shapes[i].width >= item->shapes[found].width))
      found = (int) i;
  return found;
}

static WayRectangle
get_read_area (const WayPlacedItem *placed)
{
  const WayItem *item = placed->item;
  WayRectangle   all = { 0 };

  for (guint i = 0; i < item->n_shapes; i++)
    {
      const WayShape *shape = &item->shapes[i];
      WayRectangle    area = get_shape_area (placed, shape);

      if (shape->type == WAY_SHAPE_TEXT)
        for (guint j = 0; j < shape->text->n_lines; j++)
          {
            area = get_line_area (placed, shape, &shape->text->lines[j]);
            all = way_rectangle_union (&all, &area);
          }
      else if (shape->type != WAY_SHAPE_PATH)
        all = way_rectangle_union (&all, &area);
    }
  return all;
}

static gboolean
add_item (const WayScene      *scene,
          const WaySceneLayer *layer,
          const WayItem       *item,
          WayPoint             origin,
          gpointer             user_data)
{
  GArray       *items = user_data;
  WayPlacedItem placed = { layer, item, origin, { 0 } };
  int           ground = has_ground (item->role) ? find_ground (item) : -1;

  placed.area = ground >= 0 ? get_shape_area (&placed, &item->shapes[ground]) : get_read_area (&placed);
  g_array_append_val (items, placed);
  return TRUE;
}

GArray *
way_drawing_list (const WayScene *scene)
{
  GArray *items = g_array_new (FALSE, FALSE, sizeof (WayPlacedItem));

  way_scene_foreach (scene, NULL, add_item, items);
  return items;
}

const WayPlacedItem *
way_drawing_find (GArray     *items,
                  WayRole     role,
                  const char *element,
                  guint       position)
{
  for (guint i = 0; i < items->len; i++)
    {
      const WayPlacedItem *placed = &g_array_index (items, WayPlacedItem, i);

      if (placed->item->role == role && g_strcmp0 (placed->item->element, element) == 0 && position-- == 0)
        return placed;
    }
  return NULL;
}

static char *
describe (const WayPlacedItem *placed)
{
  g_autofree char *words = way_item_dup_description (placed->item, NULL);

  if (g_utf8_strlen (words, -1) > 60)
    *g_utf8_offset_to_pointer (words, 60) = '\0';
  return g_strdup_printf ("[role %d, element %s, %.1f,%.1f %.1f×%.1f: %s]", placed->item->role,
                          placed->item->element != NULL ? placed->item->element : "-", placed->area.x, placed->area.y, placed->area.width,
                          placed->area.height, words);
}

static gboolean
lies_within (const WayRectangle *inner,
             const WayRectangle *outer)
{
  return inner->x >= outer->x - TOLERANCE && inner->y >= outer->y - TOLERANCE &&
         inner->x + inner->width <= outer->x + outer->width + TOLERANCE && inner->y + inner->height <= outer->y + outer->height + TOLERANCE;
}

static char *
say (const WayPlacedItem *placed,
     const WayRectangle  *area,
     const char          *what)
{
  g_autofree char *item = describe (placed);

  return g_strdup_printf ("%s: %.2f,%.2f %.2f×%.2f of %s", what, area->x, area->y, area->width, area->height, item);
}

/* Lines within their text, texts and signs within their card, all within the sheet. */
static char *
check_shape (const WayScene      *scene,
             const WayPlacedItem *placed,
             const WayShape      *shape)
{
  WayRectangle sheet = { 0, 0, scene->width, scene->height };
  WayRectangle area = get_shape_area (placed, shape);
  WayRectangle inner = placed->area;

  /* A shadow falls out of its card. */
  if (shape->type == WAY_SHAPE_RECTANGLE || shape->type == WAY_SHAPE_PATH)
    return NULL;
  if (!lies_within (&area, &sheet))
    return say (placed, &area, "out of the sheet");
  if (shape->type != WAY_SHAPE_TEXT)
    return has_ground (placed->item->role) && !lies_within (&area, &inner) ? say (placed, &area, "a sign out of its card") : NULL;
  for (guint i = 0; i < shape->text->n_lines; i++)
    {
      WayRectangle line = get_line_area (placed, shape, &shape->text->lines[i]);

      if (!lies_within (&line, &area))
        return say (placed, &line, "a line out of its text");
      if (has_ground (placed->item->role) && !lies_within (&line, &inner))
        return say (placed, &line, "a line out of its card");
    }
  return NULL;
}

static char *
check_places (const WayScene *scene,
              GArray         *items)
{
  WayRectangle sheet = { 0, 0, scene->width, scene->height };

  for (guint i = 0; i < items->len; i++)
    {
      const WayPlacedItem *placed = &g_array_index (items, WayPlacedItem, i);
      const WayRectangle  *extents = &placed->item->extents;
      WayRectangle         area = { placed->origin.x + extents->x, placed->origin.y + extents->y, extents->width, extents->height };

      for (guint j = 0; j < placed->item->n_shapes; j++)
        {
          char *fault = check_shape (scene, placed, &placed->item->shapes[j]);

          if (fault != NULL)
            return fault;
        }
      if (!lies_within (&area, &sheet))
        return say (placed, &area, "extents out of the sheet");
    }
  return NULL;
}

/* Whatever belongs to a lane stands in its row. */
static char *
check_rows (const WayLayoutFrame *frame,
            GArray               *items)
{
  for (guint i = 0; i < items->len; i++)
    {
      const WayPlacedItem *placed = &g_array_index (items, WayPlacedItem, i);
      const WayRowBox     *row;
      WayRectangle         area = { 0, 0, frame->width, 0 };

      if (placed->layer->row == 0 || !must_lie_free (placed->item->role))
        continue;
      row = &frame->rows[placed->layer->row - 1];
      area.y = row->y;
      area.height = row->height;
      if (!lies_within (&placed->area, &area))
        return say (placed, &placed->area, "out of its row");
    }
  return NULL;
}

/* The number in a gold badge. */
static gboolean
is_number_in (const WayShape *text,
              const WayShape *badge)
{
  return text->type == WAY_SHAPE_TEXT && badge->type == WAY_SHAPE_CIRCLE && text->y < badge->y && text->y > badge->y - badge->radius &&
         strspn (text->text->text, "0123456789") == strlen (text->text->text);
}

static void
add_parts (GArray              *parts,
           const WayPlacedItem *placed,
           guint                index)
{
  for (guint i = 0; i < placed->item->n_shapes; i++)
    {
      const WayShape *shape = &placed->item->shapes[i];
      Part            part = { get_shape_area (placed, shape), index, i };

      if (shape->type == WAY_SHAPE_TEXT)
        for (guint j = 0; j < shape->text->n_lines; j++)
          {
            part.area = get_line_area (placed, shape, &shape->text->lines[j]);
            if (part.area.width > 0)
              g_array_append_val (parts, part);
          }
      else if (shape->type == WAY_SHAPE_CIRCLE || shape->type == WAY_SHAPE_SYMBOL || shape->type == WAY_SHAPE_IMAGE)
        g_array_append_val (parts, part);
    }
}

static int
compare_left (gconstpointer a,
              gconstpointer b)
{
  const Part *first = a;
  const Part *second = b;

  return first->area.x < second->area.x ? -1 : first->area.x > second->area.x;
}

static gboolean
overlap (const WayRectangle *a,
         const WayRectangle *b)
{
  return a->x < b->x + b->width - TOLERANCE && b->x < a->x + a->width - TOLERANCE && a->y < b->y + b->height - TOLERANCE &&
         b->y < a->y + a->height - TOLERANCE;
}

/* What one item is made of may lie on each other in part: badges and their numbers, the round behind initials. */
static gboolean
may_overlap (GArray     *items,
             const Part *a,
             const Part *b)
{
  const WayItem  *item = g_array_index (items, WayPlacedItem, a->item).item;
  const WayShape *first = &item->shapes[a->shape];
  const WayShape *second = &item->shapes[b->shape];

  if (item->role == WAY_ROLE_PERSONA && (first->type == WAY_SHAPE_CIRCLE || second->type == WAY_SHAPE_CIRCLE))
    return TRUE;
  return a->shape == b->shape || is_number_in (first, second) || is_number_in (second, first);
}

/* Of parts of one item when @within, else of different items. */
static char *
find_overlap (GArray  *items,
              GArray  *parts,
              gboolean within)
{
  g_array_sort (parts, compare_left);
  for (guint i = 0; i < parts->len; i++)
    {
      const Part *a = &g_array_index (parts, Part, i);

      for (guint j = i + 1; j < parts->len && g_array_index (parts, Part, j).area.x < a->area.x + a->area.width; j++)
        {
          const Part      *b = &g_array_index (parts, Part, j);
          g_autofree char *first = NULL;
          g_autofree char *second = NULL;

          if (!overlap (&a->area, &b->area) || (within ? may_overlap (items, a, b) : a->item == b->item))
            continue;
          first = describe (&g_array_index (items, WayPlacedItem, a->item));
          second = describe (&g_array_index (items, WayPlacedItem, b->item));
          return g_strdup_printf ("overlap: %.2f,%.2f %.2f×%.2f (shape %u) of %s and %.2f,%.2f %.2f×%.2f (shape %u) of %s", a->area.x, a->area.y,
                                  a->area.width, a->area.height, a->shape, first, b->area.x, b->area.y, b->area.width, b->area.height, b->shape, second);
        }
    }
  return NULL;
}

/* Cards and panels as wholes, of other items line by line: neither may touch those of another item. */
static char *
check_overlap_of_items (GArray *items)
{
  g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (Part));

  for (guint i = 0; i < items->len; i++)
    {
      const WayPlacedItem *placed = &g_array_index (items, WayPlacedItem, i);
      Part                 part = { placed->area, i, 0 };

      if (!must_lie_free (placed->item->role))
        continue;
      if (has_ground (placed->item->role))
        g_array_append_val (parts, part);
      else
        add_parts (parts, placed, i);
    }
  return find_overlap (items, parts, FALSE);
}

/* Texts and signs of one item do not lie on each other either. */
static char *
check_overlap_within_items (GArray *items)
{
  for (guint i = 0; i < items->len; i++)
    {
      const WayPlacedItem *placed = &g_array_index (items, WayPlacedItem, i);
      g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (Part));
      char *fault;

      /* A face, its badge and its word stand close by intention. */
      if (!must_lie_free (placed->item->role) || placed->item->role == WAY_ROLE_FEELING)
        continue;
      add_parts (parts, placed, i);
      fault = find_overlap (items, parts, TRUE);
      if (fault != NULL)
        return fault;
    }
  return NULL;
}

/* The labels of arrows stand free of the cards and of each other. */
static char *
check_links (GArray *items)
{
  g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (Part));

  for (guint i = 0; i < items->len; i++)
    {
      const WayPlacedItem *placed = &g_array_index (items, WayPlacedItem, i);
      Part                 part = { placed->area, i, 0 };

      if (placed->item->role == WAY_ROLE_LINK)
        add_parts (parts, placed, i);
      else if (placed->item->role == WAY_ROLE_TOUCHPOINT)
        g_array_append_val (parts, part);
    }
  return find_overlap (items, parts, FALSE);
}

/* The number in the badge of a card or point; 0 when it has none. */
static guint
get_truth (const WayItem *item)
{
  for (guint i = 0; i < item->n_shapes; i++)
    for (guint j = 0; j < item->n_shapes && item->shapes[i].type == WAY_SHAPE_CIRCLE; j++)
      if (is_number_in (&item->shapes[j], &item->shapes[i]))
        return (guint) g_ascii_strtoull (item->shapes[j].text->text, NULL, 10);
  return 0;
}

/* Badges of cards run 1, 2, 3 … from start to end; a point has the number of its touchpoint. */
static char *
check_truths (const WayLayoutFrame *frame,
              GArray               *items)
{
  const char *lane = NULL;
  guint       next = 1;
  g_autoptr (GHashTable) numbers = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < items->len; i++)
    {
      const WayPlacedItem *placed = &g_array_index (items, WayPlacedItem, i);
      guint                number = placed->item->role == WAY_ROLE_TOUCHPOINT ? get_truth (placed->item) : 0;

      if (number == 0 || (lane != NULL && lane != placed->layer->element))
        continue;
      lane = placed->layer->element;
      if (number != next++)
        return say (placed, &placed->area, "moments of truth out of order");
      g_hash_table_insert (numbers, placed->item->element, GUINT_TO_POINTER (number));
    }
  for (guint i = 0; i < items->len && lane != NULL; i++)
    {
      const WayPlacedItem *placed = &g_array_index (items, WayPlacedItem, i);
      guint                number = placed->item->role == WAY_ROLE_FEELING ? get_truth (placed->item) : 0;
      WayElement          *feeling = number > 0 ? way_map_lookup (frame->map, placed->item->element) : NULL;

      if (feeling == NULL)
        continue;
      if (GPOINTER_TO_UINT (g_hash_table_lookup (numbers, way_element_get_id (way_element_get_parent (feeling)))) != number)
        return say (placed, &placed->area, "another number on the point than on its card");
    }
  return NULL;
}

/* Cards that stand alone in their column are as high as their row. */
static char *
check_heights (const WayLayoutFrame *frame,
               GArray               *items)
{
  const WayPlacedItem *first = NULL;

  if (frame->stacked || frame->state == WAY_VIEW_COMPARISON)
    return NULL;
  for (guint i = 0; i < items->len; i++)
    {
      const WayPlacedItem *placed = &g_array_index (items, WayPlacedItem, i);

      if (placed->item->role != WAY_ROLE_TOUCHPOINT)
        continue;
      if (first == NULL || first->layer != placed->layer)
        first = placed;
      if (fabs (placed->area.height - first->area.height) > TOLERANCE)
        return say (placed, &placed->area, "not as high as its neighbours");
    }
  return NULL;
}

char *
way_drawing_find_fault (const WayLayoutFrame *frame,
                        const WayScene       *scene)
{
  g_autoptr (GArray) items = way_drawing_list (scene);
  char *fault = check_places (scene, items);

  if (fault == NULL)
    fault = check_rows (frame, items);
  if (fault == NULL)
    fault = check_overlap_of_items (items);
  if (fault == NULL)
    fault = check_overlap_within_items (items);
  if (fault == NULL)
    fault = check_links (items);
  if (fault == NULL)
    fault = check_truths (frame, items);
  return fault != NULL ? fault : check_heights (frame, items);
}
