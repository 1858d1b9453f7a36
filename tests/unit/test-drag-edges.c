/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Tests"

#include <locale.h>

#include "support/way-test-drag.h"
#include "waymark/way-commands.h"

/* --- Columns, rows and edges ---------------------------------------------------------------------- */

static void
test_stage (WayTestDrag  *fixture,
            gconstpointer data)
{
  way_test_drag_begin (fixture, "compares");
  g_assert_cmpint (way_drag_get_kind (fixture->drag), ==, WAY_DRAG_STAGE);
  way_test_drag_move_to (fixture, way_test_drag_get_point (fixture, "unpacks", 0.1, 0.5));
  way_test_drag_assert_mark (fixture, NULL, "drop here");
  way_test_drag_end (fixture);
  way_test_drag_assert_selected (fixture, WAY_TEST_IDS ("compares"));
  way_test_drag_move_other (fixture, WAY_TEST_IDS ("compares"), NULL, NULL, NULL, "gets-help");
  way_test_drag_assert_like_command (fixture);
}

static void
test_stages_together (WayTestDrag  *fixture,
                      gconstpointer data)
{
  way_test_drag_select_ids (fixture, WAY_TEST_IDS ("unpacks", "buys"));
  way_test_drag_begin (fixture, "buys");
  way_test_drag_move_to (fixture, way_test_drag_get_point (fixture, "becomes-aware", 0.5, 0.5));
  way_test_drag_end (fixture);
  way_test_drag_move_other (fixture, WAY_TEST_IDS ("buys", "unpacks"), NULL, NULL, NULL, "becomes-aware");
  way_test_drag_assert_like_command (fixture);
}

static void
test_lane (WayTestDrag  *fixture,
           gconstpointer data)
{
  way_test_drag_begin (fixture, "metrics");
  g_assert_cmpint (way_drag_get_kind (fixture->drag), ==, WAY_DRAG_LANE);
  way_test_drag_move_to (fixture, way_test_drag_get_point (fixture, "thoughts", 0.5, 0.5));
  way_test_drag_end (fixture);
  way_test_drag_move_other (fixture, WAY_TEST_IDS ("metrics"), NULL, NULL, NULL, "thoughts");
  way_test_drag_assert_like_command (fixture);
}

static void
test_phase (WayTestDrag  *fixture,
            gconstpointer data)
{
  way_test_drag_begin (fixture, "discover");
  g_assert_cmpint (way_drag_get_kind (fixture->drag), ==, WAY_DRAG_PHASE);
  way_test_drag_move_to (fixture, way_test_drag_get_point (fixture, "experience", 0.5, 0.5));
  way_test_drag_end (fixture);
  g_assert_cmpstr (way_element_get_id (way_element_get_first_of (way_map_get_root (fixture->sheet.map), WAY_KIND_STAGE)), ==, "waits");
  way_test_drag_move_other (fixture, WAY_TEST_IDS ("discover"), NULL, NULL, NULL, "stay");
  way_test_drag_assert_like_command (fixture);
}

static void
set_other (WayTestDrag       *fixture,
           const char *const *ids,
           guint              field,
           const char        *value)
{
  g_autoptr (GError) error = NULL;

  way_command_set_field (fixture->other_history, ids, field, value, &error);
  g_assert_no_error (error);
}

static void
test_phase_edge (WayTestDrag  *fixture,
                 gconstpointer data)
{
  way_test_drag_begin_phase_edge (fixture, "discover");
  g_assert_false (way_test_drag_move_to (fixture, way_test_drag_get_point (fixture, "discover", 0.97, 3)));
  way_test_drag_move_to (fixture, way_test_drag_get_point (fixture, "compares", 0.9, 3));
  way_test_drag_assert_mark (fixture, "discover", "until Compares");
  way_test_drag_end (fixture);
  set_other (fixture, WAY_TEST_IDS ("buys"), WAY_STAGE_PHASE, "experience");
  way_test_drag_assert_like_command (fixture);
}

/* The other phase keeps its last stage. */
static void
test_phase_edge_far (WayTestDrag  *fixture,
                     gconstpointer data)
{
  way_test_drag_begin_phase_edge (fixture, "discover");
  way_test_drag_move_to (fixture, way_test_drag_get_point (fixture, "comes-back", 0.9, 3));
  way_test_drag_end (fixture);
  set_other (fixture, WAY_TEST_IDS ("waits"), WAY_STAGE_PHASE, "discover");
  way_test_drag_assert_like_command (fixture);
}

/* The end of the last phase: what it leaves belongs to none. */
static void
test_phase_edge_last (WayTestDrag  *fixture,
                      gconstpointer data)
{
  way_test_drag_begin_phase_edge (fixture, "stay");
  way_test_drag_move_to (fixture, way_test_drag_get_point (fixture, "gets-help", 0.5, 3));
  way_test_drag_end (fixture);
  set_other (fixture, WAY_TEST_IDS ("comes-back"), WAY_STAGE_PHASE, NULL);
  way_test_drag_assert_like_command (fixture);
}

static void
test_stage_edge (WayTestDrag  *fixture,
                 gconstpointer data)
{
  double   step = data != NULL ? -61 : 61;
  WayPoint at = way_test_drag_get_point (fixture, "compares", 1, 0.5);

  way_test_drag_begin_at (fixture, at.x, at.y);
  g_assert_nonnull (fixture->drag);
  g_assert_cmpint (way_drag_get_kind (fixture->drag), ==, WAY_DRAG_STAGE_EDGE);
  g_assert_false (way_test_drag_move_to (fixture, (WayPoint){ at.x + 1, at.y }));
  way_test_drag_move_to (fixture, (WayPoint){ at.x + step, at.y });
  way_test_drag_assert_mark (fixture, NULL, "width 179");
  way_test_drag_end (fixture);
  /* Two steps share the 61 units. */
  set_other (fixture, WAY_TEST_IDS ("compares"), WAY_STAGE_STEP_WIDTH, "179");
  way_test_drag_assert_like_command (fixture);
}

static void
test_stage_edge_limits (WayTestDrag  *fixture,
                        gconstpointer data)
{
  WayPoint at = way_test_drag_get_point (fixture, "compares", 1, 0.5);

  way_test_drag_begin_at (fixture, at.x, at.y);
  way_test_drag_move_to (fixture, (WayPoint){ at.x + 9000, at.y });
  g_assert_cmpstr (way_element_get (way_map_lookup (fixture->sheet.map, "compares"), WAY_STAGE_STEP_WIDTH), ==, "600");
  way_test_drag_move_to (fixture, (WayPoint){ at.x - 9000, at.y });
  way_test_drag_end (fixture);
  set_other (fixture, WAY_TEST_IDS ("compares"), WAY_STAGE_STEP_WIDTH, "148");
  way_test_drag_assert_like_command (fixture);
}

static void
span_other (WayTestDrag *fixture,
            const char  *card,
            const char  *until)
{
  g_autoptr (GError) error = NULL;

  way_command_set_span (fixture->other_history, card, until, &error);
  g_assert_no_error (error);
}

static void
test_card_edge (WayTestDrag  *fixture,
                gconstpointer data)
{
  way_test_drag_begin_card_edge (fixture, "c3");
  g_assert_false (way_test_drag_move_to (fixture, way_test_drag_get_point (fixture, "c3", 0.98, 0.5)));
  way_test_drag_move_to (fixture, way_test_drag_get_point (fixture, "checkout", 0.7, 0.5));
  way_test_drag_assert_mark (fixture, "c3", "until Checkout");
  way_test_drag_end (fixture);
  way_test_drag_assert_selected (fixture, WAY_TEST_IDS ("c3"));
  way_test_drag_assert_lines (fixture, "<card id=\"c3\"", "<card id=\"c3\" lane=\"pains\" about=\"size-guide\" until=\"checkout\" state=\"current\">No advice on sizes; leaves to ask a friend</card>\n");
  span_other (fixture, "c3", "checkout");
  way_test_drag_assert_like_command (fixture);
}

/* Back to its own step. */
static void
test_card_edge_back (WayTestDrag  *fixture,
                     gconstpointer data)
{
  way_test_drag_begin_card_edge (fixture, "c2");
  way_test_drag_move_to (fixture, way_test_drag_get_point (fixture, "touchpoints", 0.5, 0.5));
  way_test_drag_end (fixture);
  way_test_drag_assert_lines (fixture, "<card id=\"c2\"", "<card id=\"c2\" lane=\"thoughts\" about=\"product-page\">“Am I a 39 or a 40?”</card>\n");
  span_other (fixture, "c2", NULL);
  way_test_drag_assert_like_command (fixture);
}

static void
test_stacked_card_edge (WayTestDrag  *fixture,
                        gconstpointer data)
{
  way_test_drag_prepare (fixture, "map", WAY_MAP_ARRANGEMENT, "stacked");
  way_test_drag_begin_card_edge (fixture, "c3");
  way_test_drag_move_to (fixture, way_test_drag_get_point (fixture, "buys", 0.9, 3));
  way_test_drag_end (fixture);
  span_other (fixture, "c3", "buys");
  way_test_drag_assert_like_command (fixture);
}

/* --- Curves -------------------------------------------------------------------------------------------- */

static void
score_other (WayTestDrag *fixture,
             const char  *touchpoint,
             int          hundredths)
{
  g_autoptr (GError) error = NULL;

  way_command_set_score (fixture->other_history, touchpoint, "anna", FALSE, hundredths, &error);
  g_assert_no_error (error);
}

static void
test_point (WayTestDrag  *fixture,
            gconstpointer data)
{
  WayRectangle area;
  double       x;

  way_test_drag_prepare (fixture, "g5", WAY_FEELING_WORD, "left alone");
  area = way_test_drag_get_area (fixture, "g5");
  x = area.x + area.width / 2;
  /* A few units below its middle: what counts is how far it goes. */
  way_test_drag_begin_at (fixture, x, way_test_drag_get_score_y (fixture, -110) + 5);
  g_assert_nonnull (fixture->drag);
  g_assert_cmpint (way_drag_get_kind (fixture->drag), ==, WAY_DRAG_POINT);
  g_assert_false (way_test_drag_move_to (fixture, (WayPoint){ x + 40, way_test_drag_get_score_y (fixture, -110) + 6 }));
  g_assert_true (way_test_drag_move_to (fixture, (WayPoint){ x - 400, way_test_drag_get_score_y (fixture, 105) + 5 }));
  way_test_drag_assert_mark (fixture, "g5", "+1.0 left alone");
  g_assert_cmpint (way_element_get_hundredths (way_map_lookup (fixture->sheet.map, "g5"), WAY_FEELING_SCORE), ==, 100);
  way_test_drag_end (fixture);
  way_test_drag_assert_selected (fixture, WAY_TEST_IDS ("g5"));
  score_other (fixture, "size-guide", 100);
  way_test_drag_assert_like_command (fixture);
}

/* A word that was proposed follows. */
static void
test_point_word (WayTestDrag  *fixture,
                 gconstpointer data)
{
  WayPoint at;

  way_test_drag_prepare (fixture, "g5", WAY_FEELING_WORD, "uneasy");
  at = way_test_drag_get_point (fixture, "g5", 0.5, 0.2);
  way_test_drag_begin_at (fixture, at.x, at.y);
  way_test_drag_move_to (fixture, (WayPoint){ at.x, at.y - 400 });
  g_assert_cmpstr (way_element_get_text (way_map_lookup (fixture->sheet.map, "g5"), WAY_FEELING_WORD), !=, "uneasy");
  way_test_drag_move_to (fixture, (WayPoint){ at.x, at.y + 400 });
  way_test_drag_end (fixture);
  score_other (fixture, "size-guide", -200);
  way_test_drag_assert_like_command (fixture);
}

static void
test_point_free (WayTestDrag  *fixture,
                 gconstpointer data)
{
  static const struct
  {
    int at;
    int snapped;
    int exact;
  } cases[] = { { 72, 100, 70 }, { 68, 50, 70 }, { 33, 50, 35 }, { 29, 0, 30 }, { -28, 0, -30 }, { -52, -50, -50 }, { 138, 150, 140 }, { -181, -200, -180 } };
  WayRectangle area = way_test_drag_get_area (fixture, "g5");
  double       x = area.x + area.width / 2;

  way_test_drag_begin_at (fixture, x, way_test_drag_get_score_y (fixture, -110));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const WayElement *feeling = way_map_lookup (fixture->sheet.map, "g5");

      way_test_drag_move_to (fixture, (WayPoint){ x, way_test_drag_get_score_y (fixture, cases[i].at) });
      g_assert_cmpint (way_element_get_hundredths (feeling, WAY_FEELING_SCORE), ==, cases[i].snapped);
      way_drag_update (fixture->drag, fixture->sheet.scene, x, way_test_drag_get_score_y (fixture, cases[i].at), WAY_DRAG_FREE);
      g_assert_cmpint (way_element_get_hundredths (feeling, WAY_FEELING_SCORE), ==, cases[i].exact);
    }
  way_test_drag_end (fixture);
}

/* Where nothing is felt yet, the pointer says what is. */
static void
test_new_point (WayTestDrag  *fixture,
                gconstpointer data)
{
  WayRectangle area;
  WayElement  *feeling;

  way_test_drag_prepare (fixture, "g5", WAY_FEELING_PERSONA, NULL);
  area = way_test_drag_get_area (fixture, "size-guide");
  way_test_drag_begin_at (fixture, area.x + 20, way_test_drag_get_score_y (fixture, 20));
  g_assert_nonnull (fixture->drag);
  way_test_drag_move_to (fixture, (WayPoint){ area.x + 20, way_test_drag_get_score_y (fixture, 48) });
  way_test_drag_end (fixture);
  g_assert_cmpuint (way_selection_get_size (fixture->selection), ==, 1);
  feeling = way_map_lookup (fixture->sheet.map, way_selection_get_focus (fixture->selection));
  g_assert_cmpstr (way_element_get_id (way_element_get_parent (feeling)), ==, "size-guide");
  g_assert_cmpint (way_element_get_hundredths (feeling, WAY_FEELING_SCORE), ==, 50);
  g_assert_cmpstr (way_element_get (feeling, WAY_FEELING_PERSONA), ==, "anna");
  g_assert_cmpint (way_element_get_choice (feeling, WAY_FEELING_STATE), ==, WAY_STATE_CURRENT);
}

static double
get_step_x (WayTestDrag *fixture,
            const char  *feeling)
{
  WayRectangle area = way_test_drag_get_area (fixture, feeling);

  return area.x + area.width / 2;
}

/* The future of a touchpoint is that of what takes its place. */
static void
test_future_point (WayTestDrag  *fixture,
                   gconstpointer data)
{
  double x, y;
  WayHit hit;

  fixture->sheet.state = WAY_VIEW_COMPARISON;
  way_test_drag_prepare (fixture, "size-guide", WAY_TOUCHPOINT_STATE, "future");
  way_test_drag_prepare (fixture, "size-guide", WAY_TOUCHPOINT_REPLACES, "product-page");
  x = get_step_x (fixture, "g3");
  y = way_test_drag_get_score_y (fixture, 60);
  hit = way_hit_find (fixture->sheet.layout, fixture->sheet.scene, x, y, 4);
  g_assert_cmpstr (hit.element, ==, "g3");
  fixture->drag = way_drag_begin (fixture->sheet.layout, fixture->sheet.scene, fixture->history, fixture->selection, &hit, "anna", TRUE, x, y);
  way_test_drag_move_to (fixture, (WayPoint){ x, way_test_drag_get_score_y (fixture, 200) });
  way_test_drag_end (fixture);
  way_test_drag_assert_selected (fixture, WAY_TEST_IDS ("g6"));
  way_command_set_score (fixture->other_history, "size-guide", "anna", TRUE, 200, NULL);
  way_test_drag_assert_like_command (fixture);
}

static void
test_sketch (WayTestDrag  *fixture,
             gconstpointer data)
{
  double x3 = get_step_x (fixture, "g3");
  double x5 = get_step_x (fixture, "g5");
  double x7 = get_step_x (fixture, "g7");

  fixture->drag = way_drag_begin_sketch (fixture->sheet.layout, fixture->history, "anna", FALSE);
  g_assert_cmpint (way_drag_get_kind (fixture->drag), ==, WAY_DRAG_SKETCH);
  g_assert_false (way_test_drag_move_to (fixture, (WayPoint){ x3 - 60, way_test_drag_get_score_y (fixture, 100) }));
  g_assert_true (way_test_drag_move_to (fixture, (WayPoint){ x3 + 60, way_test_drag_get_score_y (fixture, 100) }));
  /* From 100 down to -200 over x5 and x7, where the stroke is at the level it has there. */
  g_assert_true (way_test_drag_move_to (fixture, (WayPoint){ x7 + 60, way_test_drag_get_score_y (fixture, -200) }));
  way_test_drag_end (fixture);
  way_history_begin (fixture->other_history, way_history_get_undo_label (fixture->history));
  score_other (fixture, "product-page", 100);
  score_other (fixture, "size-guide", (int) (100 - 300 * (x5 - x3 - 60) / (x7 - x3)) > -30 ? 0 : -50);
  score_other (fixture, "checkout", 100 - 300 * (x7 - x3 - 60) / (x7 - x3) < -130 ? -150 : -100);
  way_history_commit (fixture->other_history);
  way_test_drag_assert_like_command (fixture);
}

/* Over a step again: the last time counts, as if it were the only one. */
static void
test_sketch_back (WayTestDrag  *fixture,
                  gconstpointer data)
{
  double x;

  way_test_drag_prepare (fixture, "g5", WAY_FEELING_WORD, "worried");
  x = get_step_x (fixture, "g5");
  fixture->drag = way_drag_begin_sketch (fixture->sheet.layout, fixture->history, "anna", FALSE);
  way_test_drag_move_to (fixture, (WayPoint){ x - 30, way_test_drag_get_score_y (fixture, 200) });
  way_test_drag_move_to (fixture, (WayPoint){ x + 30, way_test_drag_get_score_y (fixture, 200) });
  way_test_drag_move_to (fixture, (WayPoint){ x - 30, way_test_drag_get_score_y (fixture, -100) });
  way_test_drag_move_to (fixture, (WayPoint){ x - 30, way_test_drag_get_score_y (fixture, -100) });
  way_test_drag_move_to (fixture, (WayPoint){ x + 30, way_test_drag_get_score_y (fixture, -100) });
  way_test_drag_end (fixture);
  way_history_begin (fixture->other_history, way_history_get_undo_label (fixture->history));
  score_other (fixture, "size-guide", -100);
  way_history_commit (fixture->other_history);
  way_test_drag_assert_like_command (fixture);
}

#define ADD(name, function) g_test_add ("/tools/drag/" name, WayTestDrag, NULL, way_test_drag_set_up, function, way_test_drag_tear_down)
#define ADD_MIRRORED(name, function) g_test_add ("/tools/drag/right-to-left/" name, WayTestDrag, "ar", way_test_drag_set_up, function, way_test_drag_tear_down)

static void
add_tests (void)
{
  ADD ("stage", test_stage);
  ADD ("stages-together", test_stages_together);
  ADD ("lane", test_lane);
  ADD ("phase", test_phase);
  ADD ("phase-edge", test_phase_edge);
  ADD ("phase-edge-far", test_phase_edge_far);
  ADD ("phase-edge-last", test_phase_edge_last);
  ADD ("stage-edge", test_stage_edge);
  ADD ("stage-edge-limits", test_stage_edge_limits);
  ADD ("card-edge", test_card_edge);
  ADD ("card-edge-back", test_card_edge_back);
  ADD ("stacked-card-edge", test_stacked_card_edge);
  ADD ("point", test_point);
  ADD ("point-word", test_point_word);
  ADD ("point-free", test_point_free);
  ADD ("new-point", test_new_point);
  ADD ("future-point", test_future_point);
  ADD ("sketch", test_sketch);
  ADD ("sketch-back", test_sketch_back);

  ADD_MIRRORED ("stage", test_stage);
  ADD_MIRRORED ("phase-edge", test_phase_edge);
  ADD_MIRRORED ("stage-edge", test_stage_edge);
  ADD_MIRRORED ("card-edge", test_card_edge);
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  add_tests ();
  return g_test_run ();
}
