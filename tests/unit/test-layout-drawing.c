/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Tests"

#include <locale.h>
#include <math.h>
#include <string.h>

#include "support/way-drawing-check.h"
#include "support/way-drawing.h"
#include "support/way-map-maker.h"

#define CLOSE 1e-6
#define SAMPLES 50

/* What a map looks like in a view: boxes, scene and its items. */
typedef struct
{
  WayLayout            *layout;
  const WayLayoutFrame *frame;
  WayScene             *scene;
  GArray               *items;
} Drawing;

static void
draw (Drawing       *drawing,
      WayHistory    *history,
      const WayView *view)
{
  g_autofree char *fault = NULL;

  drawing->layout = way_drawing_new_layout (way_history_get_map (history), FALSE);
  drawing->scene = way_drawing_draw (drawing->layout, view);
  drawing->frame = way_layout_get_frame (drawing->layout);
  drawing->items = way_drawing_list (drawing->scene);
  fault = way_drawing_find_fault (drawing->frame, drawing->scene);
  g_assert_cmpstr (fault, ==, NULL);
}

static void
clear_drawing (Drawing *drawing)
{
  g_array_unref (drawing->items);
  way_scene_unref (drawing->scene);
  g_object_unref (drawing->layout);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Drawing, clear_drawing)

static guint
count_role (const Drawing *drawing,
            WayRole        role)
{
  guint n = 0;

  for (guint i = 0; i < drawing->items->len; i++)
    n += g_array_index (drawing->items, WayPlacedItem, i).item->role == role;
  return n;
}

static const WayPlacedItem *
find (const Drawing *drawing,
      WayRole        role,
      const char    *element)
{
  const WayPlacedItem *placed = way_drawing_find (drawing->items, role, element, 0);

  if (placed == NULL)
    g_error ("nothing is drawn of %s in role %d", element, role);
  return placed;
}

/* Whether some text of the drawing holds @words. */
static gboolean
says (const Drawing *drawing,
      const char    *words)
{
  for (guint i = 0; i < drawing->items->len; i++)
    {
      const WayItem *item = g_array_index (drawing->items, WayPlacedItem, i).item;

      for (guint j = 0; j < item->n_shapes; j++)
        if (item->shapes[j].type == WAY_SHAPE_TEXT && strstr (item->shapes[j].text->text, words) != NULL)
          return TRUE;
    }
  return FALSE;
}

/* --- The curve ---------------------------------------------------------- */

/* WayPiece: a cubic of a curve, on the sheet. */
typedef struct
{
  WayPoint points[4];
} WayPiece;

static void
add_pieces (GArray              *pieces,
            const WayPlacedItem *placed,
            const WayShape      *shape)
{
  const WayPoint *point = shape->path->points;
  WayPoint        from = { placed->origin.x + shape->x, placed->origin.y + shape->y };
  WayPoint        pen = { 0 };

  for (guint i = 0; i < shape->path->n_operations; i++)
    {
      WayPiece piece = { { pen } };

      if (shape->path->operations[i] == WAY_PATH_MOVE)
        {
          pen = (WayPoint){ from.x + point->x, from.y + point->y };
          point++;
          continue;
        }
      g_assert_cmpint (shape->path->operations[i], ==, WAY_PATH_CURVE);
      for (guint j = 1; j < 4; j++, point++)
        piece.points[j] = (WayPoint){ from.x + point->x, from.y + point->y };
      pen = piece.points[3];
      g_array_append_val (pieces, piece);
    }
}

/* The pieces of a persona's line, from start to end: a future one beside the current one is dashed. */
static GArray *
list_pieces (const Drawing *drawing,
             const char    *persona,
             gboolean       dashed)
{
  GArray *pieces = g_array_new (FALSE, FALSE, sizeof (WayPiece));

  for (guint i = 0; i < drawing->items->len; i++)
    {
      const WayPlacedItem *placed = &g_array_index (drawing->items, WayPlacedItem, i);

      for (guint j = 0; j < placed->item->n_shapes; j++)
        {
          const WayShape *shape = &placed->item->shapes[j];

          if (placed->item->role == WAY_ROLE_CURVE && g_strcmp0 (placed->item->element, persona) == 0 && shape->type == WAY_SHAPE_PATH &&
              shape->stroke != WAY_COLOR_NONE && dashed == (shape->dash != WAY_DASH_NONE))
            add_pieces (pieces, placed, shape);
        }
    }
  return pieces;
}

static double
get_cubic (double t, double a, double b, double c, double d)
{
  return (1 - t) * (1 - t) * (1 - t) * a + 3 * (1 - t) * (1 - t) * t * b + 3 * (1 - t) * t * t * c + t * t * t * d;
}

/* Between two points a curve never leaves the band between their heights, and never turns back. */
static void
check_piece (const WayPiece *piece)
{
  const WayPoint *points = piece->points;
  double          low = MIN (points[0].y, points[3].y);
  double          high = MAX (points[0].y, points[3].y);
  double          last_x = points[0].x;

  for (guint i = 1; i <= SAMPLES; i++)
    {
      double t = (double) i / SAMPLES;
      double x = get_cubic (t, points[0].x, points[1].x, points[2].x, points[3].x);
      double y = get_cubic (t, points[0].y, points[1].y, points[2].y, points[3].y);

      g_assert_cmpfloat (y, >=, low - CLOSE);
      g_assert_cmpfloat (y, <=, high + CLOSE);
      g_assert_cmpfloat (x, >, last_x);
      last_x = x;
    }
}

/* Where a feeling's point belongs: under the middle of its card, at the height of its score. */
static WayPoint
get_expected_point (const Drawing *drawing,
                    const char    *touchpoint,
                    const char    *score)
{
  const WayPlacedItem *card = find (drawing, WAY_ROLE_TOUCHPOINT, touchpoint);
  int                  row = drawing->frame->feelings_row;

  return (WayPoint){ card->area.x + card->area.width / 2,
                     drawing->scene->row_y[row + 1] + way_curve_get_y ((int) way_decimal_get_hundredths (score), WAY_CURVE_HEIGHT) };
}

static void
assert_point (WayPoint actual,
              WayPoint expected)
{
  g_assert_cmpfloat_with_epsilon (actual.x, expected.x, CLOSE);
  g_assert_cmpfloat_with_epsilon (actual.y, expected.y, CLOSE);
}

static void
test_curve (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (5);
  g_autoptr (WayHistory) history = way_make_journey ("en", 5, 4, FALSE);

  for (guint round = 0; round < 20; round++)
    {
      char scores[20][16];
      g_auto (Drawing) drawing = { NULL };
      g_autoptr (GArray) pieces = NULL;

      for (guint i = 0; i < 20; i++)
        {
          g_autofree char *id = g_strdup_printf ("s%ut%u-anna", i / 4 + 1, i % 4 + 1);

          g_ascii_formatd (scores[i], sizeof scores[i], "%.2f", g_rand_double_range (random, -2, 2));
          way_make_change (history, id, WAY_FEELING_SCORE, scores[i]);
        }
      draw (&drawing, history, &(WayView){ .state = WAY_VIEW_CURRENT });
      pieces = list_pieces (&drawing, "anna", FALSE);
      g_assert_cmpuint (pieces->len, ==, 19);
      for (guint i = 0; i < pieces->len; i++)
        {
          const WayPiece  *piece = &g_array_index (pieces, WayPiece, i);
          g_autofree char *from = g_strdup_printf ("s%ut%u", i / 4 + 1, i % 4 + 1);
          g_autofree char *to = g_strdup_printf ("s%ut%u", (i + 1) / 4 + 1, (i + 1) % 4 + 1);

          check_piece (piece);
          assert_point (piece->points[0], get_expected_point (&drawing, from, scores[i]));
          assert_point (piece->points[3], get_expected_point (&drawing, to, scores[i + 1]));
        }
    }
}

/* A step without a feeling is a gap, within a stage and between two. */
static void
test_gaps (void)
{
  g_autoptr (WayHistory) history = way_make_journey ("en", 3, 3, FALSE);
  g_auto (Drawing) drawing = { NULL };
  g_autoptr (GArray) pieces = NULL;
  double before, after;

  way_make_remove (history, "s1t2-anna");
  way_make_remove (history, "s2t3-anna");
  draw (&drawing, history, &(WayView){ .state = WAY_VIEW_CURRENT });
  pieces = list_pieces (&drawing, "anna", FALSE);
  /* s1t3 to s2t1 to s2t2, and the third stage; nothing leads to or from the others. */
  g_assert_cmpuint (pieces->len, ==, 4);
  before = find (&drawing, WAY_ROLE_TOUCHPOINT, "s2t2")->area.x + find (&drawing, WAY_ROLE_TOUCHPOINT, "s2t2")->area.width / 2;
  after = find (&drawing, WAY_ROLE_TOUCHPOINT, "s3t1")->area.x + find (&drawing, WAY_ROLE_TOUCHPOINT, "s3t1")->area.width / 2;
  g_assert_cmpfloat_with_epsilon (g_array_index (pieces, WayPiece, 1).points[3].x, before, CLOSE);
  g_assert_cmpfloat_with_epsilon (g_array_index (pieces, WayPiece, 2).points[0].x, after, CLOSE);
  g_assert_cmpuint (count_role (&drawing, WAY_ROLE_FEELING), ==, 7);
}

static void
make_future (WayHistory *history,
             const char *touchpoint,
             const char *score)
{
  g_autofree char *id = g_strconcat (touchpoint, "-future", NULL);

  way_make (history, WAY_KIND_FEELING, id, touchpoint, WAY_FEELING_PERSONA, "anna", WAY_FEELING_STATE, "future", WAY_FEELING_SCORE, score, -1);
}

/* Dashed from the last point that stays as it is to the first that does so again. */
static void
test_future (void)
{
  g_autoptr (WayHistory) history = way_make_journey ("en", 3, 3, FALSE);
  g_auto (Drawing) current = { NULL };
  g_auto (Drawing) future = { NULL };
  g_autoptr (GArray) pieces = NULL;
  g_autoptr (GArray) whole = NULL;

  way_make_change (history, "s2t1-anna", WAY_FEELING_SCORE, "-1");
  way_make_change (history, "s2t2-anna", WAY_FEELING_SCORE, "0.7");
  make_future (history, "s2t1", "1.5");
  make_future (history, "s2t2", "0.7");
  draw (&current, history, &(WayView){ .state = WAY_VIEW_CURRENT });
  pieces = list_pieces (&current, "anna", TRUE);
  g_assert_cmpuint (pieces->len, ==, 2);
  assert_point (g_array_index (pieces, WayPiece, 0).points[3], get_expected_point (&current, "s2t1", "1.5"));
  assert_point (g_array_index (pieces, WayPiece, 1).points[3], get_expected_point (&current, "s2t2", "0.7"));
  g_assert_true (says (&current, "future state"));

  draw (&future, history, &(WayView){ .state = WAY_VIEW_FUTURE });
  whole = list_pieces (&future, "anna", FALSE);
  g_assert_cmpuint (whole->len, ==, 8);
  assert_point (g_array_index (whole, WayPiece, 3).points[0], get_expected_point (&future, "s2t1", "1.5"));
}

/* A new touchpoint is no part of the journey as it is, and one that goes none of the journey as it should be: neither is a gap. */
static void
test_coming_and_going (void)
{
  g_autoptr (WayHistory) history = way_make_journey ("en", 2, 3, FALSE);
  g_auto (Drawing) drawing = { NULL };
  g_autoptr (GArray) current = NULL;
  g_autoptr (GArray) future = NULL;
  double new_x, gone_x;

  way_make_change (history, "s1t2", WAY_TOUCHPOINT_STATE, "future");
  way_make_change (history, "s1t2-anna", WAY_FEELING_STATE, NULL);
  way_make_change (history, "s2t2", WAY_TOUCHPOINT_STATE, "current");
  make_future (history, "s1t1", "-0.25");
  make_future (history, "s2t1", "-0.5");
  make_future (history, "s2t3", "-0.75");
  draw (&drawing, history, &(WayView){ .state = WAY_VIEW_COMPARISON });
  current = list_pieces (&drawing, "anna", FALSE);
  future = list_pieces (&drawing, "anna", TRUE);
  new_x = get_expected_point (&drawing, "s1t2", "0").x;
  gone_x = get_expected_point (&drawing, "s2t2", "0").x;
  g_assert_cmpuint (current->len, ==, 4);
  g_assert_cmpuint (future->len, ==, 4);
  for (guint i = 0; i < 4; i++)
    {
      g_assert_cmpfloat (fabs (g_array_index (current, WayPiece, i).points[3].x - new_x), >, 1);
      g_assert_cmpfloat (fabs (g_array_index (future, WayPiece, i).points[3].x - gone_x), >, 1);
    }
}

/* Findings speak of the journey as it is, unless what they speak of is new. */
static void
test_findings (void)
{
  g_autoptr (WayHistory) history = way_make_journey ("en", 2, 2, FALSE);
  g_auto (Drawing) current = { NULL };
  g_auto (Drawing) future = { NULL };
  g_auto (Drawing) planned = { NULL };

  way_make (history, WAY_KIND_FINDING, "headline", NULL, WAY_FINDING_TEXT, "They leave at the till", -1);
  way_make (history, WAY_KIND_FINDING, "tied", NULL, WAY_FINDING_TEXT, "71 % of baskets end here", WAY_FINDING_ABOUT, "s2t1", -1);
  draw (&current, history, &(WayView){ .state = WAY_VIEW_CURRENT });
  g_assert_cmpuint (count_role (&current, WAY_ROLE_CALLOUT), ==, 1);
  draw (&future, history, &(WayView){ .state = WAY_VIEW_FUTURE });
  g_assert_cmpuint (count_role (&future, WAY_ROLE_CALLOUT), ==, 0);
  way_make_change (history, "s2t1", WAY_TOUCHPOINT_STATE, "future");
  draw (&planned, history, &(WayView){ .state = WAY_VIEW_FUTURE });
  g_assert_cmpuint (count_role (&planned, WAY_ROLE_CALLOUT), ==, 1);
}

static void
test_levels (void)
{
  static const char *const words[] = { "delighted", "content", "neutral", "uneasy", "frustrated" };
  g_autoptr (WayHistory) history = way_make_journey ("en", 2, 2, FALSE);
  g_auto (Drawing) drawing = { NULL };
  const WayPlacedItem *head;
  guint                found = 0;

  draw (&drawing, history, &(WayView){ .state = WAY_VIEW_CURRENT });
  head = find (&drawing, WAY_ROLE_LANE, "emotions");
  for (guint i = 0; i < head->item->n_shapes; i++)
    for (guint j = 0; j < G_N_ELEMENTS (words); j++)
      {
        const WayShape *shape = &head->item->shapes[i];
        double          y = drawing.scene->row_y[drawing.frame->feelings_row + 1] + way_curve_get_y (200 - 100 * (int) j, WAY_CURVE_HEIGHT);

        if (!g_str_equal (shape->text->text, words[j]))
          continue;
        found++;
        g_assert_cmpfloat_with_epsilon (head->origin.y + shape->y + shape->text->height / 2, y, CLOSE);
      }
  g_assert_cmpuint (found, ==, G_N_ELEMENTS (words));
}

/* --- Unusual maps ------------------------------------------------------- */

/* Draws in each view, arrangement and direction. */
static void
draw_all (WayHistory *history)
{
  static const char *const arrangements[] = { NULL, "stacked" };
  static const char *const languages[] = { "en", "ar" };

  for (guint i = 0; i < 12; i++)
    {
      g_auto (Drawing) drawing = { NULL };

      way_make_change (history, way_make_get_root (history), WAY_MAP_ARRANGEMENT, arrangements[i / 3 % 2]);
      way_make_change (history, way_make_get_root (history), WAY_MAP_LANGUAGE, languages[i / 6]);
      draw (&drawing, history, &(WayView){ .state = (WayViewState) (i % 3) });
    }
  way_make_change (history, way_make_get_root (history), WAY_MAP_ARRANGEMENT, NULL);
  way_make_change (history, way_make_get_root (history), WAY_MAP_LANGUAGE, "en");
}

static void
test_small_maps (void)
{
  g_autoptr (WayHistory) empty = way_make_map ("en");
  g_autoptr (WayHistory) bare = way_make_journey ("en", 1, 0, FALSE);
  g_autoptr (WayHistory) single = way_make_journey ("en", 1, 1, FALSE);

  draw_all (empty);
  draw_all (bare);
  draw_all (single);
}

static void
test_many_stages (void)
{
  g_autoptr (WayHistory) history = way_make_journey ("en", 100, 1, FALSE);

  for (guint i = 1; i <= 100; i++)
    {
      g_autofree char *id = g_strdup_printf ("s%ut1", i);

      way_make_change (history, id, WAY_TOUCHPOINT_TRUTH, "");
    }
  draw_all (history);
}

static void
test_without (void)
{
  static const char *const lanes[] = { "touchpoints", "emotions", "thoughts", "pains", "chances", "metrics", "channels" };
  g_autoptr (WayHistory) history = way_make_journey ("en", 3, 2, FALSE);

  way_make (history, WAY_KIND_FINDING, "f", NULL, WAY_FINDING_ABOUT, "s1t1", WAY_FINDING_TEXT, "Here", -1);
  way_make_change (history, "emotions", WAY_LANE_HIDDEN, "yes");
  draw_all (history);
  for (guint i = 0; i < G_N_ELEMENTS (lanes); i++)
    way_make_change (history, lanes[i], WAY_LANE_HIDDEN, "yes");
  draw_all (history);
  for (guint i = 0; i < G_N_ELEMENTS (lanes); i++)
    way_make_change (history, lanes[i], WAY_LANE_HIDDEN, NULL);
  way_make_remove (history, "anna");
  way_make_remove (history, "jan");
  draw_all (history);
  for (guint i = 0; i < G_N_ELEMENTS (lanes); i++)
    way_make_remove (history, lanes[i]);
  draw_all (history);
}

static void
test_views (void)
{
  static const char *const stages[] = { "s2", NULL };
  static const char *const lanes[] = { "touchpoints", "pains", NULL };
  static const char *const personas[] = { "jan", NULL };
  static const char *const nothing[] = { NULL };
  g_autoptr (WayHistory) history = way_make_journey ("en", 3, 2, FALSE);
  g_auto (Drawing) some_stages = { NULL };
  g_auto (Drawing) some_lanes = { NULL };
  g_auto (Drawing) some_personas = { NULL };
  g_auto (Drawing) none = { NULL };

  way_make_change (history, "pains", WAY_LANE_HIDDEN, "yes");
  way_make_change (history, "s1c", WAY_CARD_UNTIL, "s3");
  way_make_change (history, "s2t2", WAY_TOUCHPOINT_FOR, "anna");
  draw (&some_stages, history, &(WayView){ .stages = stages });
  g_assert_cmpuint (count_role (&some_stages, WAY_ROLE_STAGE), ==, 1);
  g_assert_cmpuint (count_role (&some_stages, WAY_ROLE_TOUCHPOINT), ==, 2);
  g_assert_null (way_drawing_find (some_stages.items, WAY_ROLE_CARD, "s1c", 0));
  draw (&some_lanes, history, &(WayView){ .lanes = lanes });
  /* Also a hidden lane, when it is named. */
  g_assert_cmpuint (count_role (&some_lanes, WAY_ROLE_LANE), ==, 2);
  g_assert_cmpuint (count_role (&some_lanes, WAY_ROLE_CARD), ==, 3);
  draw (&some_personas, history, &(WayView){ .personas = personas });
  g_assert_cmpuint (count_role (&some_personas, WAY_ROLE_PERSONA), ==, 1);
  g_assert_cmpuint (count_role (&some_personas, WAY_ROLE_TOUCHPOINT), ==, 5);
  g_assert_cmpuint (count_role (&some_personas, WAY_ROLE_FEELING), ==, 0);
  draw (&none, history, &(WayView){ .stages = nothing, .lanes = nothing, .personas = nothing });
  g_assert_cmpuint (count_role (&none, WAY_ROLE_TOUCHPOINT), ==, 0);
}

/* The width of a card in steps, and whose card it stands under. */
static void
assert_span (WayHistory    *history,
             const WayView *view,
             const char    *card,
             const char    *first,
             const char    *last)
{
  g_auto (Drawing) drawing = { NULL };
  const WayRectangle *area;
  const WayRectangle *start;
  const WayRectangle *end;

  draw (&drawing, history, view);
  area = &find (&drawing, WAY_ROLE_CARD, card)->area;
  start = &find (&drawing, WAY_ROLE_TOUCHPOINT, first)->area;
  end = &find (&drawing, WAY_ROLE_TOUCHPOINT, last)->area;
  g_assert_cmpfloat_with_epsilon (area->x, start->x, CLOSE);
  g_assert_cmpfloat_with_epsilon (area->x + area->width, end->x + end->width, CLOSE);
}

static void
test_spans (void)
{
  static const char *const stages[] = { "s1", "s2", NULL };
  const WayView            all = { .state = WAY_VIEW_CURRENT };
  const WayView            some = { .state = WAY_VIEW_CURRENT, .stages = stages };
  g_autoptr (WayHistory) history = way_make_journey ("en", 4, 3, FALSE);

  assert_span (history, &all, "s2c", "s2t1", "s2t3");
  assert_span (history, &all, "s2p", "s2t1", "s2t1");
  way_make_change (history, "s2p", WAY_CARD_UNTIL, "s2t2");
  assert_span (history, &all, "s2p", "s2t1", "s2t2");
  way_make_change (history, "s2p", WAY_CARD_UNTIL, "s4t2");
  assert_span (history, &all, "s2p", "s2t1", "s4t2");
  /* Its end is not shown. */
  assert_span (history, &some, "s2p", "s2t1", "s2t1");
  way_make_change (history, "s2p", WAY_CARD_UNTIL, "s3");
  assert_span (history, &all, "s2p", "s2t1", "s3t3");
  /* Its end comes first. */
  way_make_change (history, "s2p", WAY_CARD_UNTIL, "s1");
  assert_span (history, &all, "s2p", "s2t1", "s2t1");
  way_make_change (history, "s2p", WAY_CARD_ABOUT, "s2t3");
  way_make_change (history, "s2p", WAY_CARD_UNTIL, "s2t1");
  assert_span (history, &all, "s2p", "s2t3", "s2t3");
  /* It speaks of another stage's touchpoint. */
  way_make_change (history, "s2p", WAY_CARD_UNTIL, NULL);
  way_make_change (history, "s2p", WAY_CARD_ABOUT, "s3t1");
  assert_span (history, &all, "s2p", "s2t1", "s2t3");
  draw_all (history);
}

static void
test_links (void)
{
  static const char *const kinds[] = { "next", "loop", "branch", "exit" };
  static const char *const stages[] = { "s1", NULL };
  g_autoptr (WayHistory) history = way_make_journey ("en", 3, 2, FALSE);
  g_auto (Drawing) all = { NULL };
  g_auto (Drawing) some = { NULL };

  for (guint i = 0; i < 24; i++)
    {
      g_autofree char *id = g_strdup_printf ("k%u", i);
      g_autofree char *from = g_strdup_printf ("s%ut%u", i / 2 % 3 + 1, i % 2 + 1);
      g_autofree char *to = g_strdup_printf ("s%ut%u", (i / 2 + i / 8) % 3 + 1, (i + 1) % 2 + 1);

      way_make (history, WAY_KIND_LINK, id, from, WAY_LINK_TO, to, WAY_LINK_KIND, kinds[i / 6], WAY_LINK_LABEL,
                i % 3 == 0 ? NULL : i % 3 == 1 ? "goes back to compare once more before she makes up her mind"
                                               : "back",
                -1);
    }
  draw (&all, history, &(WayView){ .state = WAY_VIEW_CURRENT });
  g_assert_cmpuint (count_role (&all, WAY_ROLE_LINK), ==, 24);
  draw (&some, history, &(WayView){ .state = WAY_VIEW_CURRENT, .stages = stages });
  g_assert_cmpuint (count_role (&some, WAY_ROLE_LINK), <, 24);
  draw_all (history);
}

static void
test_many_personas (void)
{
  g_autoptr (WayHistory) history = way_make_journey ("en", 3, 3, FALSE);

  for (guint i = 0; i < 6; i++)
    {
      g_autofree char *id = g_strdup_printf ("p-%u", i);

      way_make (history, WAY_KIND_PERSONA, id, NULL, WAY_PERSONA_NAME, "Ewa Maria Wysocka-Kowalska", WAY_PERSONA_ROLE, "62, buys for her grandchildren",
                WAY_PERSONA_QUOTE, i % 2 == 0 ? "I would rather try them on." : NULL, -1);
      for (guint j = 0; j < 9; j++)
        {
          g_autofree char *feeling = g_strdup_printf ("g-%u-%u", i, j);
          g_autofree char *touchpoint = g_strdup_printf ("s%ut%u", j / 3 + 1, j % 3 + 1);

          way_make (history, WAY_KIND_FEELING, feeling, touchpoint, WAY_FEELING_PERSONA, id, WAY_FEELING_SCORE, (i + j) % 2 == 0 ? "1" : "-1.5", -1);
        }
    }
  draw_all (history);
}

static void
fill_texts (WayHistory *history,
            WayElement *element,
            const char *text)
{
  const WayKindInfo *info = way_kind_get_info (way_element_get_kind (element));

  for (guint i = 0; i < info->n_fields; i++)
    if (info->fields[i].type == WAY_FIELD_TEXT && !(way_element_get_kind (element) == WAY_KIND_MAP && i == WAY_MAP_LANGUAGE))
      way_make_change (history, way_element_get_id (element), i, text);
  for (WayElement *child = way_element_get_first (element); child != NULL; child = way_element_get_next (child))
    fill_texts (history, child, text);
}

/* @text wherever a text may stand, with all that draws a text. */
static void
check_with_text (const char *text)
{
  static const struct
  {
    const char *id;
    const char *score;
  } levels[] = { { "l1", "2" }, { "l2", "1" }, { "l3", "0" }, { "l4", "-1" }, { "l5", "-2" } };
  g_autoptr (WayHistory) history = way_make_journey ("en", 2, 2, FALSE);

  way_make (history, WAY_KIND_FINDING, "f1", NULL, -1);
  way_make (history, WAY_KIND_FINDING, "f2", NULL, WAY_FINDING_ABOUT, "s1t2", -1);
  way_make (history, WAY_KIND_FINDING, "f3", NULL, WAY_FINDING_ABOUT, "s1t2", -1);
  way_make (history, WAY_KIND_LINK, "k1", "s2t2", WAY_LINK_TO, "s1t2", WAY_LINK_KIND, "loop", -1);
  way_make (history, WAY_KIND_LINK, "k2", "s2t2", WAY_LINK_TO, "s1t1", WAY_LINK_KIND, "exit", -1);
  way_make (history, WAY_KIND_NEED, "n", "anna", -1);
  way_make (history, WAY_KIND_SOURCE, "q", NULL, WAY_SOURCE_DATE, "2026-11-03", -1);
  way_make (history, WAY_KIND_LANE, "proofs", NULL, WAY_LANE_SHOWS, "evidence", -1);
  way_make (history, WAY_KIND_LANE, "owners", NULL, WAY_LANE_SHOWS, "owners", -1);
  way_make (history, WAY_KIND_EVIDENCE, "e", "s1t1", WAY_EVIDENCE_SOURCE, "q", -1);
  way_make (history, WAY_KIND_METRIC, "m", "s1t1", WAY_METRIC_VALUE, "123456789.123456", WAY_METRIC_TARGET, "-123456789.654321", WAY_METRIC_TREND, "flat", -1);
  for (guint i = 0; i < G_N_ELEMENTS (levels); i++)
    way_make (history, WAY_KIND_LEVEL, levels[i].id, NULL, WAY_LEVEL_SCORE, levels[i].score, -1);
  make_future (history, "s1t1", "1.2");
  fill_texts (history, way_map_get_root (way_history_get_map (history)), text);
  way_make_change (history, "s1t1", WAY_TOUCHPOINT_TRUTH, NULL);
  draw_all (history);
}

static void
test_long_words (void)
{
  g_autofree char *letters = g_strnfill (300, 'W');

  check_with_text (letters);
}

static void
test_long_texts (void)
{
  GString *text = g_string_new (NULL);

  while (text->len < 3000)
    g_string_append (text, "Nie wie, czy dostawa zdąży przed weekendem; ");
  check_with_text (text->str);
  g_string_free (text, TRUE);
}

static void
test_lines (void)
{
  check_with_text ("one\ntwo\n\nfour");
}

/* --- Prompts ------------------------------------------------------------ */

static void
test_prompts (void)
{
  static const WayKind kinds[] = { WAY_KIND_FINDING, WAY_KIND_PERSONA, WAY_KIND_STAGE };
  static const guint   fields[] = { WAY_FINDING_PROMPT, WAY_PERSONA_PROMPT, WAY_STAGE_PROMPT };
  g_autoptr (WayHistory) history = way_make_journey ("en", 1, 1, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *id = g_strdup_printf ("prompt-%u", i);

      way_make (history, kinds[i], id, NULL, fields[i], "Who asks?", -1);
    }
  way_make (history, WAY_KIND_TOUCHPOINT, "prompt-t", "s1", WAY_TOUCHPOINT_PROMPT, "Where do they ask?", -1);
  way_make (history, WAY_KIND_CARD, "prompt-c", "s1", WAY_CARD_LANE, "pains", WAY_CARD_PROMPT, "What do they ask?", -1);
  way_make (history, WAY_KIND_METRIC, "prompt-m", "s1", WAY_METRIC_PROMPT, "How many ask?", -1);
  draw_all (history);
  for (guint i = 0; i < 6; i++)
    {
      g_auto (Drawing) drawing = { NULL };

      draw (&drawing, history, &(WayView){ .state = (WayViewState) (i % 3), .prompts = i >= 3 });
      g_assert_cmpint (says (&drawing, "ask?"), ==, i >= 3);
      g_assert_cmpint (count_role (&drawing, WAY_ROLE_STAGE), ==, i >= 3 ? 2 : 1);
      g_assert_cmpint (count_role (&drawing, WAY_ROLE_TOUCHPOINT), ==, i >= 3 ? 2 : 1);
      g_assert_cmpint (says (&drawing, "Where do they ask?"), ==, i >= 3);
      g_assert_cmpint (says (&drawing, "What do they ask?"), ==, i >= 3);
      g_assert_cmpint (says (&drawing, "How many ask?"), ==, i >= 3);
    }
}

/* What asks looks other than what tells, even when it was answered in the words of the question. */
static void
test_prompt_look (void)
{
  g_autoptr (WayHistory) history = way_make_journey ("en", 1, 1, FALSE);
  const WayView view = { .state = WAY_VIEW_CURRENT, .prompts = TRUE };
  g_auto (Drawing) asked = { NULL };
  g_auto (Drawing) told = { NULL };

  way_make (history, WAY_KIND_STAGE, "asks", NULL, WAY_STAGE_PROMPT, "What then?", -1);
  way_make (history, WAY_KIND_PERSONA, "who", NULL, WAY_PERSONA_PROMPT, "Who is it?", -1);
  draw (&asked, history, &view);
  g_assert_cmpint (find (&asked, WAY_ROLE_STAGE, "asks")->item->shapes[0].dash, ==, WAY_DASH_SHORT);
  g_assert_cmpuint (find (&asked, WAY_ROLE_STAGE, "asks")->item->shapes[0].fill, !=, find (&asked, WAY_ROLE_STAGE, "s1")->item->shapes[0].fill);
  g_assert_cmpint (find (&asked, WAY_ROLE_PERSONA, "who")->item->shapes[0].dash, ==, WAY_DASH_SHORT);

  way_make_change (history, "asks", WAY_STAGE_NAME, "What then?");
  way_make_change (history, "who", WAY_PERSONA_NAME, "Who is it?");
  told = (Drawing){ .layout = g_object_ref (asked.layout), .scene = way_drawing_draw (asked.layout, &view) };
  told.items = way_drawing_list (told.scene);
  g_assert_cmpint (find (&told, WAY_ROLE_STAGE, "asks")->item->shapes[0].dash, ==, WAY_DASH_NONE);
  g_assert_cmpuint (find (&told, WAY_ROLE_STAGE, "asks")->item->shapes[0].fill, ==, find (&told, WAY_ROLE_STAGE, "s1")->item->shapes[0].fill);
  g_assert_cmpint (find (&told, WAY_ROLE_PERSONA, "who")->item->shapes[0].dash, ==, WAY_DASH_NONE);
}

/* --- Right to left ------------------------------------------------------ */

/* With texts that read the same from both sides each box stands where a mirror shows it. */
static void
test_mirror (void)
{
  g_autoptr (WayHistory) history = way_make_journey ("en", 4, 2, TRUE);

  way_make_change (history, "s1p", WAY_CARD_UNTIL, "s2");
  way_make_change (history, "s2t1", WAY_TOUCHPOINT_TRUTH, "");
  way_make (history, WAY_KIND_FINDING, "f", NULL, WAY_FINDING_ABOUT, "s3t1", WAY_FINDING_TEXT, "12345", -1);
  way_make (history, WAY_KIND_LINK, "k", "s3t2", WAY_LINK_TO, "s1t1", WAY_LINK_LABEL, "12345", WAY_LINK_KIND, "loop", -1);
  for (guint i = 0; i < 2; i++)
    {
      g_auto (Drawing) from_left = { NULL };
      g_auto (Drawing) from_right = { NULL };
      guint compared = 0;

      way_make_change (history, way_make_get_root (history), WAY_MAP_ARRANGEMENT, i == 1 ? "stacked" : NULL);
      way_make_change (history, way_make_get_root (history), WAY_MAP_LANGUAGE, "en");
      draw (&from_left, history, &(WayView){ .state = WAY_VIEW_CURRENT });
      way_make_change (history, way_make_get_root (history), WAY_MAP_LANGUAGE, "ar");
      draw (&from_right, history, &(WayView){ .state = WAY_VIEW_CURRENT });
      g_assert_true (from_right.scene->right_to_left);
      g_assert_cmpfloat (from_left.scene->width, ==, from_right.scene->width);
      for (guint j = 0; j < from_left.items->len; j++)
        {
          const WayPlacedItem *left = &g_array_index (from_left.items, WayPlacedItem, j);
          const WayPlacedItem *right = NULL;

          /* The lane of emotions names its levels in the map's language. */
          if (left->item->element == NULL || left->item->role == WAY_ROLE_LANE || left->item->role == WAY_ROLE_CURVE)
            continue;
          right = find (&from_right, left->item->role, left->item->element);
          g_assert_cmpfloat_with_epsilon (right->area.x, from_left.scene->width - left->area.x - left->area.width, 0.01);
          g_assert_cmpfloat_with_epsilon (right->area.width, left->area.width, 0.01);
          compared++;
        }
      g_assert_cmpuint (compared, >, 30);
    }
}

static gboolean
says_again (Drawing       *drawing,
            const WayView *view,
            const char    *text)
{
  way_scene_unref (drawing->scene);
  g_array_unref (drawing->items);
  drawing->scene = way_drawing_draw (drawing->layout, view);
  drawing->items = way_drawing_list (drawing->scene);
  return says (drawing, text);
}

/* A card that names a touchpoint of another stage follows that one's name. */
static void
test_names_of_others (void)
{
  const WayView view = { .state = WAY_VIEW_CURRENT };
  g_autoptr (WayHistory) history = way_make_journey ("en", 3, 2, FALSE);
  g_auto (Drawing) drawing = { NULL };

  way_make_change (history, way_make_get_root (history), WAY_MAP_ARRANGEMENT, "stacked");
  way_make (history, WAY_KIND_LINK, "k1", "s1t1", WAY_LINK_TO, "s3t2", WAY_LINK_KIND, "branch", WAY_LINK_LABEL, "asks", -1);
  way_make_change (history, "s3t2", WAY_TOUCHPOINT_NAME, "Courier");
  draw (&drawing, history, &view);
  g_assert_true (says (&drawing, "asks \342\206\222 Courier"));
  way_make_change (history, "s3t2", WAY_TOUCHPOINT_NAME, "Parcel locker");
  g_assert_true (says_again (&drawing, &view, "asks \342\206\222 Parcel locker"));
  g_assert_false (says (&drawing, "asks \342\206\222 Courier"));
  way_history_undo (history);
  g_assert_true (says_again (&drawing, &view, "asks \342\206\222 Courier"));
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/layout/curve/never-overshoots", test_curve);
  g_test_add_func ("/layout/curve/gaps", test_gaps);
  g_test_add_func ("/layout/curve/future", test_future);
  g_test_add_func ("/layout/curve/coming-and-going", test_coming_and_going);
  g_test_add_func ("/layout/curve/levels", test_levels);
  g_test_add_func ("/layout/findings", test_findings);
  g_test_add_func ("/layout/unusual/small-maps", test_small_maps);
  g_test_add_func ("/layout/unusual/many-stages", test_many_stages);
  g_test_add_func ("/layout/unusual/without-lanes-or-personas", test_without);
  g_test_add_func ("/layout/unusual/views", test_views);
  g_test_add_func ("/layout/unusual/spans", test_spans);
  g_test_add_func ("/layout/unusual/links", test_links);
  g_test_add_func ("/layout/unusual/many-personas", test_many_personas);
  g_test_add_func ("/layout/unusual/long-words", test_long_words);
  g_test_add_func ("/layout/unusual/long-texts", test_long_texts);
  g_test_add_func ("/layout/unusual/lines", test_lines);
  g_test_add_func ("/layout/prompts", test_prompts);
  g_test_add_func ("/layout/prompts-look", test_prompt_look);
  g_test_add_func ("/layout/right-to-left", test_mirror);
  g_test_add_func ("/layout/kept/names-of-others", test_names_of_others);
  return g_test_run ();
}
