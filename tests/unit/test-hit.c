/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Tests"

#include <locale.h>
#include <math.h>
#include <string.h>

#include "support/way-test-sheet.h"
#include "waymark/way-hit.h"

#define N_SEEDS 40
#define N_POINTS 150

static WayTypesetter *typesetter;

/* --- By looking at every item ---------------------------------------------------- */

typedef struct
{
  WayTestSheet  *sheet;
  double         x;
  double         y;
  const WayItem *item; /* the topmost at that place */
  WayPoint       origin;
  gboolean       is_in_row;
  double         link_distance;
} Search;

static gboolean
is_within (double x,
           double y,
           double left,
           double top,
           double width,
           double height)
{
  return x >= left && x < left + width && y >= top && y < top + height;
}

static gboolean
covers (const WayItem *item,
        double         x,
        double         y)
{
  if (item->role != WAY_ROLE_FEELING)
    return is_within (x, y, item->extents.x, item->extents.y, item->extents.width, item->extents.height);
  for (guint i = 0; i < item->n_shapes; i++)
    {
      const WayShape *shape = &item->shapes[i];

      if (shape->type == WAY_SHAPE_SYMBOL && is_within (x, y, shape->x, shape->y, shape->width, shape->width))
        return TRUE;
      if (shape->type == WAY_SHAPE_CIRCLE && is_within (x, y, shape->x - shape->radius, shape->y - shape->radius, 2 * shape->radius, 2 * shape->radius))
        return TRUE;
      for (guint j = 0; shape->type == WAY_SHAPE_TEXT && j < shape->text->n_lines; j++)
        {
          const WayTextLine *line = &shape->text->lines[j];

          if (is_within (x, y, shape->x + line->x, shape->y + line->top, line->width, line->height))
            return TRUE;
        }
    }
  return FALSE;
}

static const WayRowBox *
find_row_of_layer (WayTestSheet        *sheet,
                   const WaySceneLayer *layer)
{
  for (guint i = 0; i < sheet->frame->n_rows; i++)
    if (g_strcmp0 (layer->element, way_element_get_id (sheet->frame->rows[i].lane)) == 0)
      return &sheet->frame->rows[i];
  return NULL;
}

static gboolean
look_at (const WayScene      *scene,
         const WaySceneLayer *layer,
         const WayItem       *item,
         WayPoint             origin,
         gpointer             user_data)
{
  Search          *search = user_data;
  const WayRowBox *row = find_row_of_layer (search->sheet, layer);

  if (item->element == NULL || item->role == WAY_ROLE_DECORATION || item->role == WAY_ROLE_CURVE || item->role == WAY_ROLE_LINK ||
      item->role == WAY_ROLE_LANE || !covers (item, search->x - origin.x, search->y - origin.y))
    return TRUE;
  search->item = item;
  search->origin = origin;
  search->is_in_row = row == NULL || (search->y >= row->y && search->y < row->y + row->height);
  return TRUE;
}

static void
assert_area (WayRectangle found,
             WayRectangle expected)
{
  g_assert_cmpfloat_with_epsilon (found.x, expected.x, 1e-6);
  g_assert_cmpfloat_with_epsilon (found.y, expected.y, 1e-6);
  g_assert_cmpfloat_with_epsilon (found.width, expected.width, 1e-6);
  g_assert_cmpfloat_with_epsilon (found.height, expected.height, 1e-6);
}

static WayHitPart
get_part (WayRole role)
{
  switch ((guint) role)
    {
    case WAY_ROLE_HEADLINE:
      return WAY_HIT_TITLE;
    case WAY_ROLE_SUBTITLE:
      return WAY_HIT_SUBTITLE;
    case WAY_ROLE_PHASE:
      return WAY_HIT_PHASE;
    case WAY_ROLE_STAGE:
      return WAY_HIT_STAGE;
    case WAY_ROLE_FEELING:
      return WAY_HIT_POINT;
    default:
      return WAY_HIT_ITEM;
    }
}

static gboolean
is_link (WayTestSheet *sheet,
         const WayHit *hit)
{
  const WayElement *element = hit->element != NULL ? way_map_lookup (sheet->map, hit->element) : NULL;

  return element != NULL && way_element_get_kind (element) == WAY_KIND_LINK;
}

/* The stage and the lane at a place, by looking at each. */
static void
assert_stage_and_lane (WayTestSheet *sheet,
                       const WayHit *hit,
                       double        x,
                       double        y)
{
  const WayLayoutFrame *frame = sheet->frame;
  double                along = frame->right_to_left ? frame->width - x : x;

  for (guint i = 0; i < frame->n_stages; i++)
    {
      const WayStageBox *stage = frame->stages[i];

      if (along >= frame->column_x[stage->first_column] && along < frame->column_x[stage->first_column + stage->n_columns])
        g_assert_cmpstr (hit->stage, ==, way_element_get_id (stage->stage));
    }
  for (guint i = 0; i < frame->n_rows; i++)
    if (y >= frame->rows[i].y && y < frame->rows[i].y + frame->rows[i].height)
      g_assert_cmpstr (hit->lane, ==, way_element_get_id (frame->rows[i].lane));
}

static WayElement *
find_feeling (WayElement *touchpoint,
              WayElement *persona,
              int         other_state)
{
  for (WayElement *feeling = way_element_get_first_of (touchpoint, WAY_KIND_FEELING); feeling != NULL; feeling = way_element_get_next_of (feeling))
    if (way_element_get_reference (feeling, WAY_FEELING_PERSONA) == persona && way_element_get_choice (feeling, WAY_FEELING_STATE) != other_state)
      return feeling;
  return NULL;
}

/* In the current journey only: for the future one a feeling may stand elsewhere. */
static void
assert_curve_cell (WayTestSheet *sheet,
                   const WayHit *hit)
{
  WayElement *touchpoint = hit->touchpoint != NULL ? way_map_lookup (sheet->map, hit->touchpoint) : NULL;
  gboolean    is_empty;

  if (sheet->frame->state == WAY_VIEW_FUTURE || touchpoint == NULL || sheet->frame->n_personas == 0 || sheet->frame->feelings_row < 0 ||
      g_strcmp0 (hit->lane, way_element_get_id (sheet->frame->rows[sheet->frame->feelings_row].lane)) != 0)
    return;
  is_empty = way_element_get_choice (touchpoint, WAY_TOUCHPOINT_STATE) != WAY_STATE_FUTURE &&
             find_feeling (touchpoint, sheet->frame->personas[0].persona, WAY_STATE_FUTURE) == NULL;
  g_assert_cmpint (hit->part, ==, is_empty ? WAY_HIT_CURVE_CELL : WAY_HIT_CELL);
}

static void
check_point (WayTestSheet *sheet,
             double        x,
             double        y,
             guint32       seed)
{
  Search search = { .sheet = sheet, .x = x, .y = y };
  WayHit hit = way_hit_find (sheet->layout, sheet->scene, x, y, 0);

  way_scene_foreach (sheet->scene, NULL, look_at, &search);
  if (is_link (sheet, &hit))
    return;
  if (search.item != NULL && search.is_in_row)
    {
      WayRectangle area;

      /* The arrow of a stage begins under the tip of the one before. */
      if (search.item->role == WAY_ROLE_STAGE && hit.part == WAY_HIT_STAGE)
        {
          g_assert_cmpstr (hit.element, ==, hit.stage);
          assert_stage_and_lane (sheet, &hit, x, y);
          return;
        }
      if (g_strcmp0 (hit.element, search.item->element) != 0 || hit.part != get_part (search.item->role))
        g_error ("seed %u at %d, %d: part %d “%s” instead of “%s”", seed, (int) x, (int) y, hit.part, hit.element, search.item->element);
      /* Of several items that show an element its own counts. */
      if (hit.part != WAY_HIT_PHASE && search.item->role != WAY_ROLE_VALUE && way_hit_get_area (sheet->scene, hit.element, &area) && area.y == hit.area.y)
        assert_area (hit.area, area);
      g_assert_true (x >= hit.area.x && x <= hit.area.x + hit.area.width && y >= hit.area.y && y <= hit.area.y + hit.area.height);
    }
  else if (search.item == NULL)
    {
      g_assert_cmpint (hit.part, !=, WAY_HIT_ITEM);
      g_assert_cmpint (hit.part, !=, WAY_HIT_POINT);
    }
  if (hit.part == WAY_HIT_CELL || hit.part == WAY_HIT_CURVE_CELL || (hit.part == WAY_HIT_ITEM && hit.lane != NULL))
    assert_stage_and_lane (sheet, &hit, x, y);
  if (hit.part == WAY_HIT_CELL || hit.part == WAY_HIT_CURVE_CELL)
    assert_curve_cell (sheet, &hit);
}

/* Every kind of part is met somewhere. */
static void
test_brute_force (void)
{
  guint n_of_part[WAY_HIT_PHASE_EDGE + 1] = { 0 };

  for (guint32 seed = 0; seed < N_SEEDS; seed++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (seed);
      WayTestSheet sheet = way_test_sheet_new_random (typesetter, seed);

      for (guint i = 0; i < N_POINTS; i++)
        {
          double x = g_rand_double_range (random, -20, sheet.frame->width + 20);
          double y = g_rand_double_range (random, -20, sheet.frame->height + 20);

          /* Heads are low: a third of the points looks there. */
          if (i % 3 == 0)
            y = g_rand_double_range (random, sheet.frame->phase_y, sheet.frame->stage_y + sheet.frame->stage_height);
          check_point (&sheet, x, y, seed);
          n_of_part[way_hit_find (sheet.layout, sheet.scene, x, y, 8).part]++;
        }
      way_test_sheet_clear (&sheet);
    }
  for (guint i = 0; i < G_N_ELEMENTS (n_of_part); i++)
    g_test_message ("part %u: %u", i, n_of_part[i]);
  for (guint i = 0; i < G_N_ELEMENTS (n_of_part); i++)
    g_assert_cmpuint (n_of_part[i], >, 0);
}

static WayPoint
get_middle (WayTestSheet *sheet,
            const char   *element)
{
  WayRectangle area = { 0 };

  g_assert_true (way_hit_get_area (sheet->scene, element, &area));
  return (WayPoint){ area.x + area.width / 2, area.y + area.height / 2 };
}

static WayHit
find_at (WayTestSheet *sheet,
         double        x,
         double        y)
{
  return way_hit_find (sheet->layout, sheet->scene, x, y, 4);
}

static void
assert_hit (WayHit      hit,
            WayHitPart  part,
            const char *element,
            const char *touchpoint,
            const char *stage,
            const char *lane,
            const char *before)
{
  g_assert_cmpint (hit.part, ==, part);
  g_assert_cmpstr (hit.element, ==, element);
  g_assert_cmpstr (hit.touchpoint, ==, touchpoint);
  g_assert_cmpstr (hit.stage, ==, stage);
  g_assert_cmpstr (hit.lane, ==, lane);
  g_assert_cmpstr (hit.before, ==, before);
}

static void
test_parts (void)
{
  WayTestSheet sheet = way_test_sheet_new (typesetter, way_test_load_example ("en"), WAY_VIEW_CURRENT);
  WayPoint     at = get_middle (&sheet, "size-guide");

  assert_hit (find_at (&sheet, at.x, at.y), WAY_HIT_ITEM, "size-guide", "size-guide", "compares", "touchpoints", NULL);
  at = get_middle (&sheet, "c3");
  assert_hit (find_at (&sheet, at.x, at.y), WAY_HIT_ITEM, "c3", "size-guide", "compares", "pains", NULL);
  at = get_middle (&sheet, "g5");
  assert_hit (find_at (&sheet, at.x, at.y), WAY_HIT_POINT, "g5", "size-guide", "compares", "emotions", NULL);
  at = get_middle (&sheet, "compares");
  assert_hit (find_at (&sheet, at.x, at.y), WAY_HIT_STAGE, "compares", NULL, "compares", NULL, NULL);
  at = get_middle (&sheet, "discover");
  assert_hit (find_at (&sheet, at.x, at.y), WAY_HIT_PHASE, "discover", NULL, "compares", NULL, NULL);
  at = get_middle (&sheet, "pains");
  assert_hit (find_at (&sheet, at.x, at.y), WAY_HIT_LANE, "pains", NULL, NULL, "pains", NULL);
  at = get_middle (&sheet, "f1");
  assert_hit (find_at (&sheet, at.x, at.y), WAY_HIT_TITLE, "f1", NULL, NULL, NULL, NULL);
  at = get_middle (&sheet, "map");
  assert_hit (find_at (&sheet, at.x, at.y), WAY_HIT_SUBTITLE, "map", NULL, NULL, NULL, NULL);
  at = get_middle (&sheet, "anna");
  assert_hit (find_at (&sheet, at.x, at.y), WAY_HIT_ITEM, "anna", NULL, NULL, NULL, NULL);
  at = get_middle (&sheet, "f2");
  assert_hit (find_at (&sheet, at.x, at.y), WAY_HIT_ITEM, "f2", find_at (&sheet, at.x, at.y).touchpoint, find_at (&sheet, at.x, at.y).stage, "emotions", NULL);
  assert_hit (find_at (&sheet, 3, 3), WAY_HIT_NOTHING, NULL, NULL, NULL, NULL, NULL);
  way_test_sheet_clear (&sheet);
}

/* A place at the end side of an area, as one reads. */
static double
get_after (WayTestSheet *sheet,
           WayRectangle  area,
           double        distance)
{
  return sheet->frame->right_to_left ? area.x - distance : area.x + area.width + distance;
}

static void
test_gaps (gconstpointer language)
{
  WayTestSheet sheet = way_test_sheet_new (typesetter, way_test_load_example (language), WAY_VIEW_CURRENT);
  WayRectangle stage, touchpoint, card, phase;
  double       end;

  way_hit_get_area (sheet.scene, "compares", &stage);
  way_hit_get_area (sheet.scene, "product-page", &touchpoint);
  way_hit_get_area (sheet.scene, "c3", &card);
  way_hit_get_area (sheet.scene, "discover", &phase);

  /* 6 units from a card, where its step ends. */
  end = get_after (&sheet, touchpoint, 6);
  assert_hit (find_at (&sheet, end, touchpoint.y + 4), WAY_HIT_STEP_GAP, NULL, "product-page", "compares", "touchpoints", "size-guide");
  g_assert_cmpint (find_at (&sheet, end, card.y + 4).part, ==, WAY_HIT_CELL);

  end = get_after (&sheet, card, 6);
  assert_hit (find_at (&sheet, end, touchpoint.y + 4), WAY_HIT_STAGE_GAP, NULL, NULL, "compares", "touchpoints", "buys");
  assert_hit (find_at (&sheet, end, stage.y + 4), WAY_HIT_STAGE_GAP, NULL, NULL, "compares", NULL, "buys");
  g_assert_cmpfloat (find_at (&sheet, end, stage.y + 4).area.width, ==, 0);
  g_assert_cmpint (find_at (&sheet, get_after (&sheet, card, -3), stage.y + 4).part, ==, WAY_HIT_STAGE);

  assert_hit (find_at (&sheet, get_after (&sheet, card, -2), card.y + 4), WAY_HIT_CARD_EDGE, "c3", "size-guide", "compares", "pains", NULL);
  assert_hit (find_at (&sheet, get_after (&sheet, card, 1), card.y + 4), WAY_HIT_CARD_EDGE, "c3", "size-guide", "compares", "pains", NULL);
  assert_hit (find_at (&sheet, get_after (&sheet, card, -6), card.y + 4), WAY_HIT_ITEM, "c3", "size-guide", "compares", "pains", NULL);

  end = get_after (&sheet, phase, 2);
  assert_hit (find_at (&sheet, end, phase.y + 4), WAY_HIT_PHASE_EDGE, "discover", NULL, "buys", NULL, "waits");

  /* Before the first and after the last. */
  end = sheet.frame->right_to_left ? sheet.frame->width - sheet.frame->column_x[0] : sheet.frame->column_x[0];
  assert_hit (find_at (&sheet, end, stage.y + 4), WAY_HIT_STAGE_GAP, NULL, NULL, NULL, NULL, "becomes-aware");
  end = sheet.frame->column_x[sheet.frame->n_columns];
  end = sheet.frame->right_to_left ? sheet.frame->width - end : end;
  assert_hit (find_at (&sheet, end, stage.y + 4), WAY_HIT_STAGE_GAP, NULL, NULL, way_element_get_id (sheet.frame->stages[sheet.frame->n_stages - 1]->stage), NULL, NULL);
  way_test_sheet_clear (&sheet);
}

/* Where something new would go. */
static void
test_places (void)
{
  WayTestSheet sheet = way_test_sheet_new (typesetter, way_test_load_example ("en"), WAY_VIEW_CURRENT);
  WayRectangle product_page, card, first;
  double       y;

  way_hit_get_area (sheet.scene, "product-page", &product_page);
  way_hit_get_area (sheet.scene, "c3", &card);
  way_hit_get_area (sheet.scene, "c1", &first);
  y = sheet.frame->rows[0].y + sheet.frame->rows[0].height - 1;

  assert_hit (find_at (&sheet, product_page.x + 10, y), WAY_HIT_CELL, NULL, "product-page", "compares", "touchpoints", "product-page");
  assert_hit (find_at (&sheet, product_page.x + product_page.width - 10, y), WAY_HIT_CELL, NULL, "product-page", "compares", "touchpoints", "size-guide");
  assert_hit (find_at (&sheet, card.x + card.width - 10, y), WAY_HIT_CELL, NULL, "size-guide", "compares", "touchpoints", NULL);
  assert_hit (find_at (&sheet, card.x + 10, card.y - 3), WAY_HIT_CELL, NULL, "size-guide", "compares", "pains", "c3");
  assert_hit (find_at (&sheet, card.x + 10, card.y + card.height + 3), WAY_HIT_CELL, NULL, "size-guide", "compares", "pains", NULL);
  assert_hit (find_at (&sheet, first.x + 10, card.y + 3), WAY_HIT_CELL, NULL, "instagram-post", "becomes-aware", "pains", NULL);
  way_test_sheet_clear (&sheet);

  /* A step that she does not feel anything at yet. */
  sheet = way_test_sheet_new (typesetter, way_test_load_example ("en"), WAY_VIEW_CURRENT);
  way_test_set_field (sheet.map, "g5", WAY_FEELING_PERSONA, NULL);
  way_test_sheet_update (&sheet);
  y = sheet.frame->rows[1].y + 100;
  assert_hit (find_at (&sheet, card.x + 10, y), WAY_HIT_CURVE_CELL, NULL, "size-guide", "compares", "emotions", NULL);
  g_assert_cmpint (find_at (&sheet, product_page.x + 10, y).part, ==, WAY_HIT_CELL);
  way_test_sheet_clear (&sheet);
}

/* Touchpoints above each other: what comes after is the one below. */
static void
test_stacked_places (void)
{
  WayTestSheet sheet = way_test_sheet_new (typesetter, way_test_load_example ("en"), WAY_VIEW_CURRENT);
  WayRectangle upper, lower;

  way_test_set_field (sheet.map, "map", WAY_MAP_ARRANGEMENT, "stacked");
  way_test_sheet_update (&sheet);
  way_hit_get_area (sheet.scene, "product-page", &upper);
  way_hit_get_area (sheet.scene, "size-guide", &lower);
  assert_hit (find_at (&sheet, upper.x + 20, upper.y - 2), WAY_HIT_CELL, NULL, NULL, "compares", "touchpoints", "product-page");
  assert_hit (find_at (&sheet, upper.x + 20, lower.y - 2), WAY_HIT_CELL, NULL, NULL, "compares", "touchpoints", "size-guide");
  assert_hit (find_at (&sheet, upper.x + 20, lower.y + lower.height + 2), WAY_HIT_CELL, NULL, NULL, "compares", "touchpoints", NULL);
  way_test_sheet_clear (&sheet);
}

static void
test_within (void)
{
  WayTestSheet sheet = way_test_sheet_new (typesetter, way_test_load_example ("en"), WAY_VIEW_CURRENT);
  WayRectangle area, other;
  g_autoptr (GPtrArray) some = NULL;
  g_autoptr (GPtrArray) fewer = NULL;
  g_autoptr (GPtrArray) all = NULL;

  way_hit_get_area (sheet.scene, "size-guide", &area);
  way_hit_get_area (sheet.scene, "checkout", &other);
  area = way_rectangle_union (&area, &other);
  some = way_hit_find_within (sheet.layout, sheet.scene, &area);
  g_assert_cmpuint (some->len, ==, 2);
  g_assert_cmpstr (some->pdata[0], ==, "size-guide");
  g_assert_cmpstr (some->pdata[1], ==, "checkout");
  area.width -= 1;
  fewer = way_hit_find_within (sheet.layout, sheet.scene, &area);
  g_assert_cmpuint (fewer->len, ==, 1);

  area = (WayRectangle){ 0, 0, sheet.frame->width, sheet.frame->height };
  all = way_hit_find_within (sheet.layout, sheet.scene, &area);
  for (guint i = 0; i < all->len; i++)
    {
      const WayElement *element = way_map_lookup (sheet.map, all->pdata[i]);

      g_assert_true (way_element_get_kind (element) == WAY_KIND_TOUCHPOINT || way_element_get_kind (element) == WAY_KIND_CARD ||
                     way_element_get_kind (element) == WAY_KIND_METRIC || way_element_get_kind (element) == WAY_KIND_FEELING ||
                     way_element_get_kind (element) == WAY_KIND_FINDING);
    }
  /* Each touchpoint with its point of today, all but the cards of the tray, and the callout. */
  g_assert_cmpuint (all->len, ==, 2 * way_map_count (sheet.map, WAY_KIND_TOUCHPOINT) + way_map_count (sheet.map, WAY_KIND_CARD) + way_map_count (sheet.map, WAY_KIND_METRIC) + 1 - way_element_count (way_map_get_root (sheet.map), WAY_KIND_CARD));
  way_test_sheet_clear (&sheet);
}

/* --- Arrow keys ------------------------------------------------------------------- */

static gboolean
collect_element (const WayScene      *scene,
                 const WaySceneLayer *layer,
                 const WayItem       *item,
                 WayPoint             origin,
                 gpointer             user_data)
{
  if (item->element != NULL)
    g_hash_table_add (user_data, item->element);
  return TRUE;
}

/* The list has each element that has an item, once. */
static GHashTable *
check_list (WayTestSheet *sheet,
            guint32       seed)
{
  g_autoptr (GPtrArray) list = way_hit_list (sheet->layout, sheet->scene);
  GHashTable *shown = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) listed = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer       id;

  way_scene_foreach (sheet->scene, NULL, collect_element, shown);
  for (guint i = 0; i < list->len; i++)
    if (!g_hash_table_add (listed, list->pdata[i]) || !g_hash_table_contains (shown, list->pdata[i]))
      g_error ("seed %u: “%s” is listed twice or not shown", seed, (const char *) list->pdata[i]);
  g_hash_table_iter_init (&iter, shown);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (!g_hash_table_contains (listed, id))
      g_error ("seed %u: “%s” is not listed", seed, (const char *) id);
  return shown;
}

static void
check_back_and_forth (WayTestSheet *sheet,
                      const char   *id,
                      guint32       seed)
{
  gboolean     mirrored = sheet->frame->right_to_left;
  WayDirection forward = mirrored ? WAY_DIRECTION_LEFT : WAY_DIRECTION_RIGHT;
  WayDirection backward = mirrored ? WAY_DIRECTION_RIGHT : WAY_DIRECTION_LEFT;
  const char  *next = way_hit_get_neighbor (sheet->layout, sheet->scene, id, forward);

  if (next == NULL)
    return;
  if (g_strcmp0 (way_hit_get_neighbor (sheet->layout, sheet->scene, next, backward), id) != 0)
    g_error ("seed %u: from “%s” to “%s” and back to “%s”", seed, id, next, way_hit_get_neighbor (sheet->layout, sheet->scene, next, backward));
}

/* As seen, what is to the right lies further right. */
static void
check_order (WayTestSheet *sheet,
             const char   *id,
             guint32       seed)
{
  const char *right = way_hit_get_neighbor (sheet->layout, sheet->scene, id, WAY_DIRECTION_RIGHT);
  const char *down = way_hit_get_neighbor (sheet->layout, sheet->scene, id, WAY_DIRECTION_DOWN);
  WayKind     kind = way_element_get_kind (way_map_lookup (sheet->map, id));

  if ((kind == WAY_KIND_STAGE || kind == WAY_KIND_TOUCHPOINT) && right != NULL && kind == way_element_get_kind (way_map_lookup (sheet->map, right)))
    g_assert_cmpfloat (get_middle (sheet, right).x, >, get_middle (sheet, id).x);
  if ((kind == WAY_KIND_PHASE || kind == WAY_KIND_STAGE || kind == WAY_KIND_CARD) && down != NULL)
    g_assert_cmpfloat (get_middle (sheet, down).y, >, get_middle (sheet, id).y);
}

static void
check_walk (WayTestSheet *sheet,
            guint32       seed)
{
  g_autoptr (GHashTable) shown = check_list (sheet, seed);
  g_autoptr (GHashTable) reached = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) open = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer       id;

  g_ptr_array_add (open, (gpointer) way_hit_get_neighbor (sheet->layout, sheet->scene, NULL, WAY_DIRECTION_DOWN));
  g_hash_table_add (reached, open->pdata[0]);
  while (open->len > 0)
    {
      const char *from = g_ptr_array_steal_index (open, open->len - 1);

      check_back_and_forth (sheet, from, seed);
      check_order (sheet, from, seed);
      for (WayDirection direction = WAY_DIRECTION_LEFT; direction <= WAY_DIRECTION_DOWN; direction++)
        {
          const char *to = way_hit_get_neighbor (sheet->layout, sheet->scene, from, direction);

          g_assert_true (to != from);
          if (to != NULL && g_hash_table_add (reached, (gpointer) to))
            g_ptr_array_add (open, (gpointer) to);
        }
    }
  g_hash_table_iter_init (&iter, shown);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (!g_hash_table_contains (reached, id))
      g_error ("seed %u: no key leads to “%s”", seed, (const char *) id);
  g_assert_cmpuint (g_hash_table_size (reached), ==, g_hash_table_size (shown));
}

static void
test_walk (void)
{
  for (guint32 seed = 0; seed < N_SEEDS; seed++)
    {
      WayTestSheet sheet = way_test_sheet_new_random (typesetter, seed);

      check_walk (&sheet, seed);
      way_test_sheet_clear (&sheet);
    }
}

/* A free place on the curve is what a pointer finds in its middle; there and back comes back; and all lie in order. */
static guint
check_curve (WayTestSheet *sheet,
             const char   *touchpoint)
{
  WayHit  hit, next, back, found;
  guint   n = 0;
  guint   n_free = 0;
  WayStep step = sheet->frame->stages[0]->steps[0];

  g_assert_cmpstr (touchpoint, ==, way_element_get_id (step.touchpoint));
  if (!way_hit_find_on_curve (sheet->layout, sheet->scene, touchpoint, 0, &hit))
    return 0;
  for (gboolean more = TRUE; more; n++, hit = next)
    {
      g_assert_true (hit.part == WAY_HIT_POINT || hit.part == WAY_HIT_CURVE_CELL);
      found = way_hit_find (sheet->layout, sheet->scene, hit.area.x + hit.area.width / 2, hit.area.y + hit.area.height / 2, 0);
      if (hit.part == WAY_HIT_CURVE_CELL && found.element == NULL)
        {
          n_free++;
          g_assert_cmpint (found.part, ==, WAY_HIT_CURVE_CELL);
          g_assert_cmpstr (found.touchpoint, ==, hit.touchpoint);
          g_assert_cmpstr (found.stage, ==, hit.stage);
          g_assert_cmpstr (found.lane, ==, hit.lane);
          if (!sheet->frame->stacked)
            assert_area (found.area, hit.area);
        }
      more = way_hit_find_on_curve (sheet->layout, sheet->scene, hit.touchpoint, sheet->frame->right_to_left ? -1 : 1, &next);
      if (!more)
        break;
      g_assert_true (way_hit_find_on_curve (sheet->layout, sheet->scene, next.touchpoint, sheet->frame->right_to_left ? 1 : -1, &back));
      g_assert_cmpstr (back.touchpoint, ==, hit.touchpoint);
      g_assert_true ((next.area.x + next.area.width / 2 > hit.area.x + hit.area.width / 2) != sheet->frame->right_to_left);
    }
  return n_free;
}

static void
test_curve (void)
{
  guint n_free = 0;

  for (guint32 seed = 0; seed < N_SEEDS; seed++)
    {
      WayTestSheet sheet = way_test_sheet_new_random (typesetter, seed);

      if (sheet.frame->n_stages > 0 && sheet.frame->stages[0]->n_steps > 0)
        n_free += check_curve (&sheet, way_element_get_id (sheet.frame->stages[0]->steps[0].touchpoint));
      way_test_sheet_clear (&sheet);
    }
  g_assert_cmpuint (n_free, >, N_SEEDS / 4);
}

static void
assert_neighbors (WayTestSheet *sheet,
                  const char   *element,
                  const char   *left,
                  const char   *right,
                  const char   *up,
                  const char   *down)
{
  g_assert_cmpstr (way_hit_get_neighbor (sheet->layout, sheet->scene, element, WAY_DIRECTION_LEFT), ==, left);
  g_assert_cmpstr (way_hit_get_neighbor (sheet->layout, sheet->scene, element, WAY_DIRECTION_RIGHT), ==, right);
  g_assert_cmpstr (way_hit_get_neighbor (sheet->layout, sheet->scene, element, WAY_DIRECTION_UP), ==, up);
  g_assert_cmpstr (way_hit_get_neighbor (sheet->layout, sheet->scene, element, WAY_DIRECTION_DOWN), ==, down);
}

static void
test_neighbors (void)
{
  WayTestSheet sheet = way_test_sheet_new (typesetter, way_test_load_example ("en"), WAY_VIEW_CURRENT);

  assert_neighbors (&sheet, NULL, "f1", "f1", "f1", "f1");
  assert_neighbors (&sheet, "f1", NULL, "anna", NULL, "map");
  assert_neighbors (&sheet, "map", NULL, NULL, "f1", "discover");
  assert_neighbors (&sheet, "discover", NULL, "experience", "map", "becomes-aware");
  assert_neighbors (&sheet, "buys", "compares", "waits", "discover", "checkout");
  assert_neighbors (&sheet, "becomes-aware", "touchpoints", "compares", "discover", "instagram-post");
  assert_neighbors (&sheet, "size-guide", "product-page", "checkout", "compares", "g5");
  assert_neighbors (&sheet, "instagram-post", "touchpoints", "search-ad", "becomes-aware", "g1");
  assert_neighbors (&sheet, "g5", "g3", "g7", "size-guide", "c2");
  assert_neighbors (&sheet, "g7", "g5", "g9", "checkout", "f2");
  assert_neighbors (&sheet, "f2", NULL, NULL, "g7", "c5");
  assert_neighbors (&sheet, "c3", "pains", "c6", "c2", "c4");
  assert_neighbors (&sheet, "m3", "m2", "m5", "c7", "m4");
  assert_neighbors (&sheet, "m4", "metrics", "m9", "m3", NULL);
  assert_neighbors (&sheet, "emotions", NULL, "g1", "touchpoints", "thoughts");
  way_test_sheet_clear (&sheet);

  sheet = way_test_sheet_new (typesetter, way_test_load_example ("ar"), WAY_VIEW_CURRENT);
  assert_neighbors (&sheet, "size-guide", "checkout", "product-page", "compares", "g5");
  assert_neighbors (&sheet, "emotions", "g1", NULL, "touchpoints", "thoughts");
  way_test_sheet_clear (&sheet);
}

static int
find_in (GPtrArray  *list,
         const char *id)
{
  for (guint i = 0; i < list->len; i++)
    if (strcmp (list->pdata[i], id) == 0)
      return (int) i;
  return -1;
}

static void
test_reading_order (void)
{
  static const char *const order[] = { "f1", "map", "anna", "touchpoints", "metrics", "discover", "becomes-aware", "instagram-post", "search-ad",
                                       "g1", "g2", "c1", "m1", "compares", "product-page", "size-guide", "g3", "g5", "c2", "c3", "c4", "m2",
                                       "buys", "checkout", "g7", "f2", "c5", "c6", "c7", "m3", "m4", "experience", "waits" };
  WayTestSheet             sheet = way_test_sheet_new (typesetter, way_test_load_example ("en"), WAY_VIEW_CURRENT);
  g_autoptr (GPtrArray) list = way_hit_list (sheet.layout, sheet.scene);

  for (guint i = 1; i < G_N_ELEMENTS (order); i++)
    g_assert_cmpint (find_in (list, order[i - 1]), <, find_in (list, order[i]));
  g_assert_cmpint (find_in (list, order[0]), ==, 0);
  way_test_sheet_clear (&sheet);
}

int
main (int    argc,
      char **argv)
{
  int result;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  typesetter = way_typesetter_new ("en");

  g_test_add_func ("/tools/hit/brute-force", test_brute_force);
  g_test_add_func ("/tools/hit/parts", test_parts);
  g_test_add_data_func ("/tools/hit/gaps", "en", test_gaps);
  g_test_add_data_func ("/tools/hit/gaps-right-to-left", "ar", test_gaps);
  g_test_add_func ("/tools/hit/places", test_places);
  g_test_add_func ("/tools/hit/stacked-places", test_stacked_places);
  g_test_add_func ("/tools/hit/within", test_within);
  g_test_add_func ("/tools/hit/walk", test_walk);
  g_test_add_func ("/tools/hit/neighbors", test_neighbors);
  g_test_add_func ("/tools/hit/curve", test_curve);
  g_test_add_func ("/tools/hit/reading-order", test_reading_order);

  result = g_test_run ();
  way_typesetter_unref (typesetter);
  return result;
}
