/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <locale.h>

#include "waymark/way-commands.h"
#include "support/way-map-sketch.h"

/* What becomes of stages, and of what they hold. */

#define A WAY_SKETCH_A
#define B WAY_SKETCH_B
#define C WAY_SKETCH_C
#define D WAY_SKETCH_D
#define TRAY WAY_SKETCH_TRAY

/* Names what was made "N" (by renaming it in the expected text is not possible: ids are random). */
static void
assert_with_new (WaySketch  *sketch,
                 const char *id,
                 const char *expected)
{
  g_autofree char *found = way_map_sketch (sketch->map);
  g_autoptr (GString) text = g_string_new (found);

  g_assert_nonnull (id);
  g_string_replace (text, id, "NEW", 0);
  g_assert_cmpstr (text->str, ==, expected);
}

static void
assert_refused (WaySketch *sketch,
                GError    *error)
{
  g_assert_error (error, WAY_HISTORY_ERROR, WAY_HISTORY_ERROR_PLACE);
  way_sketch_assert_steps (sketch, 0);
  way_sketch_assert (sketch, A B C D TRAY);
}

static void
test_split (WaySketch    *sketch,
            gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  const char *stage = way_command_split_stage (sketch->history, "a2", "Compares", &error);

  g_assert_no_error (error);
  way_sketch_assert_steps (sketch, 1);
  assert_with_new (sketch, stage,
                   "A(p) a1 | ca:thoughts@a1-a3 cw:pains-NEW cx:pains@a1 cy:pains@a1\n"
                   "NEW(p) a2 a3 | cb:thoughts@a2-b1\n" B C D TRAY);
  way_sketch_assert_field (sketch, stage, WAY_STAGE_NAME, "Compares");
  way_sketch_assert_field (sketch, stage, WAY_STAGE_PATH_TO_PURCHASE, "yes");
  way_sketch_assert_field (sketch, stage, WAY_STAGE_OWNER, "Shop");
}

/* What reached to the end of the stage reaches to the end of its second part. */
static void
test_split_reached (WaySketch    *sketch,
                    gconstpointer data)
{
  const char *stage;

  way_sketch_set (sketch, "ca", WAY_CARD_UNTIL, "B");
  stage = way_command_split_stage (sketch->history, "b2", "", NULL);
  assert_with_new (sketch, stage,
                   "A(p) a1 a2 a3 | ca:thoughts@a1-NEW cb:thoughts@a2-b1 cw:pains cx:pains@a1 cy:pains@a1\n"
                   "B(p) b1 | da:thoughts@b1 dw:pains-NEW\n"
                   "NEW(p) b2 |\n" C D TRAY);
}

static void
test_split_refused (WaySketch    *sketch,
                    gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (way_command_split_stage (sketch->history, "a1", "", &error));
  assert_refused (sketch, error);
}

static void
test_merge (WaySketch    *sketch,
            gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (way_command_merge_stage (sketch->history, "A", NULL, &error));
  g_assert_no_error (error);
  way_sketch_assert_steps (sketch, 1);
  way_sketch_assert (sketch,
                     "A(p) a1 a2 a3 b1 b2 | ca:thoughts@a1-a3 cb:thoughts@a2-b1 cw:pains@a1-a3 cx:pains@a1 cy:pains@a1 "
                     "da:thoughts@b1 dw:pains@b1-b2\n" C D TRAY);
  way_sketch_assert_field (sketch, "A", WAY_STAGE_NAME, "Looks");
  way_sketch_assert_field (sketch, "f1", WAY_FINDING_ABOUT, "A");
  g_assert_true (way_element_get_parent (way_map_lookup (sketch->map, "m1")) == way_map_lookup (sketch->map, "A"));
  g_assert_cmpuint (way_element_count (way_map_lookup (sketch->map, "A"), WAY_KIND_FOREIGN), ==, 0);
}

static void
test_merge_named (WaySketch    *sketch,
                  gconstpointer data)
{
  g_assert_true (way_command_merge_stage (sketch->history, "B", "Buys and waits", NULL));
  way_sketch_assert (sketch, A "B(p) b1 b2 | da:thoughts@b1 dw:pains ea:thoughts\n" D TRAY);
  way_sketch_assert_field (sketch, "B", WAY_STAGE_NAME, "Buys and waits");
  way_sketch_assert_field (sketch, "B", WAY_STAGE_OWNER, "Post");
  way_sketch_assert_field (sketch, "B", WAY_STAGE_PHASE, "p");
}

static void
test_merge_refused (WaySketch    *sketch,
                    gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (way_command_merge_stage (sketch->history, "D", NULL, &error));
  assert_refused (sketch, error);
}

static void
test_stage_from (WaySketch    *sketch,
                 gconstpointer data)
{
  static const char *const ids[] = { "cw", "a3", "a2", "t1", NULL };
  g_autoptr (GError) error = NULL;
  const char *stage = way_command_stage_from (sketch->history, ids, "Compares", &error);

  g_assert_no_error (error);
  way_sketch_assert_steps (sketch, 1);
  assert_with_new (sketch, stage,
                   "A(p) a1 | ca:thoughts@a1-a3 cx:pains@a1 cy:pains@a1\n"
                   "NEW(p) a2 a3 | cb:thoughts@a2-b1 cw:pains t1:thoughts\n" B C D "tray t2\n");
}

/* The first touchpoints make a stage before, so that the journey keeps its order. */
static void
test_stage_from_first (WaySketch    *sketch,
                       gconstpointer data)
{
  static const char *const ids[] = { "a2", "a1", NULL };
  const char              *stage = way_command_stage_from (sketch->history, ids, "", NULL);

  assert_with_new (sketch, stage,
                   "NEW(p) a1 a2 | ca:thoughts@a1-a3 cx:pains@a1 cy:pains@a1 cb:thoughts@a2-b1\n"
                   "A(p) a3 | cw:pains\n" B C D TRAY);
}

static void
test_stage_from_refused (WaySketch    *sketch,
                         gconstpointer data)
{
  static const char *const ids[] = { "a1", "B", NULL };
  g_autoptr (GError) error = NULL;

  g_assert_null (way_command_stage_from (sketch->history, ids, "", &error));
  assert_refused (sketch, error);
}

static void
test_touchpoint_to_stage (WaySketch    *sketch,
                          gconstpointer data)
{
  const char *stage = way_command_touchpoint_to_stage (sketch->history, "a3", NULL);

  way_sketch_assert_steps (sketch, 1);
  assert_with_new (sketch, stage,
                   "A(p) a1 a2 | ca:thoughts@a1-a3 cb:thoughts@a2-b1 cw:pains cx:pains@a1 cy:pains@a1\n"
                   "NEW(p) a3 |\n" B C D TRAY);
  way_sketch_assert_field (sketch, stage, WAY_STAGE_NAME, "Guide");
}

static void
test_stage_to_touchpoint (WaySketch    *sketch,
                          gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  const char *touchpoint = way_command_stage_to_touchpoint (sketch->history, "C", &error);

  g_assert_no_error (error);
  way_sketch_assert_steps (sketch, 1);
  assert_with_new (sketch, touchpoint, A "B(p) b1 b2 NEW | da:thoughts@b1 dw:pains@b1-b2 ea:thoughts@NEW\n" D TRAY);
  way_sketch_assert_field (sketch, touchpoint, WAY_TOUCHPOINT_NAME, "Waits");
  way_sketch_assert_field (sketch, touchpoint, WAY_TOUCHPOINT_OWNER, "Post");
  g_assert_true (way_element_get_parent (way_map_lookup (sketch->map, "m2")) == way_map_lookup (sketch->map, touchpoint));

  g_assert_null (way_command_stage_to_touchpoint (sketch->history, "B", &error));
  g_assert_error (error, WAY_HISTORY_ERROR, WAY_HISTORY_ERROR_PLACE);
}

static void
test_remove_stage (WaySketch    *sketch,
                   gconstpointer data)
{
  static const char *const ids[] = { "B", NULL };

  g_assert_true (way_command_remove (sketch->history, ids, FALSE, NULL));
  way_sketch_assert_steps (sketch, 1);
  /* The card that reached to b1 now ends where the journey before it ends. */
  way_sketch_assert (sketch, "A(p) a1 a2 a3 | ca:thoughts@a1-a3 cb:thoughts@a2-a3 cw:pains cx:pains@a1 cy:pains@a1\n" C D TRAY);
}

static void
test_remove_stage_keep (WaySketch    *sketch,
                        gconstpointer data)
{
  static const char *const ids[] = { "B", NULL };

  g_assert_true (way_command_remove (sketch->history, ids, TRUE, NULL));
  way_sketch_assert_steps (sketch, 1);
  way_sketch_assert (sketch,
                     "A(p) a1 a2 a3 b1 b2 | ca:thoughts@a1-a3 cb:thoughts@a2-b1 cw:pains@a1-a3 cx:pains@a1 cy:pains@a1 "
                     "da:thoughts@b1 dw:pains@b1-b2\n" C D TRAY);
  way_sketch_assert_field (sketch, "A", WAY_STAGE_NAME, "Looks");
}

/* To the stage after, in order; what is chosen itself goes. */
static void
test_remove_first_stages_keep (WaySketch    *sketch,
                               gconstpointer data)
{
  static const char *const ids[] = { "B", "A", "a2", "C", NULL };

  g_assert_true (way_command_remove (sketch->history, ids, TRUE, NULL));
  way_sketch_assert (sketch,
                     "D(q) a1 a3 b1 b2 d1 | ca:thoughts@a1-a3 cb:thoughts@a3-b1 cw:pains@a1-a3 cx:pains@a1 cy:pains@a1 "
                     "da:thoughts@b1 dw:pains@b1-b2 ea:thoughts fa:pains@d1\n" TRAY);
}

static void
test_remove_all_stages (WaySketch    *sketch,
                        gconstpointer data)
{
  static const char *const ids[] = { "A", "B", "C", "D", NULL };
  g_autoptr (GError) error = NULL;

  g_assert_false (way_command_remove (sketch->history, ids, TRUE, &error));
  assert_refused (sketch, error);
  g_assert_true (way_command_remove (sketch->history, ids, FALSE, NULL));
  way_sketch_assert (sketch, TRAY);
}

static void
test_remove_touchpoints (WaySketch    *sketch,
                         gconstpointer data)
{
  static const char *const ids[] = { "a1", "a3", NULL };

  g_assert_true (way_command_remove (sketch->history, ids, FALSE, NULL));
  way_sketch_assert_steps (sketch, 1);
  way_sketch_assert (sketch, "A(p) a2 | ca:thoughts@a2 cb:thoughts@a2-b1 cw:pains cx:pains cy:pains\n" B C D TRAY);
}

static void
test_remove_lane (WaySketch    *sketch,
                  gconstpointer data)
{
  static const char *const ids[] = { "pains", NULL };

  g_assert_true (way_command_remove (sketch->history, ids, TRUE, NULL));
  way_sketch_assert_steps (sketch, 1);
  way_sketch_assert (sketch,
                     "A(p) a1 a2 a3 | ca:thoughts@a1-a3 cb:thoughts@a2-b1\n"
                     "B(p) b1 b2 | da:thoughts@b1\n" C "D(q) d1 |\n"
                     "tray t1 t2 cw cx cy dw fa\n");
  way_history_undo (sketch->history);
  g_assert_true (way_command_remove (sketch->history, ids, FALSE, NULL));
  way_sketch_assert (sketch,
                     "A(p) a1 a2 a3 | ca:thoughts@a1-a3 cb:thoughts@a2-b1\n"
                     "B(p) b1 b2 | da:thoughts@b1\n" C "D(q) d1 |\n" TRAY);
}

/* --- Edges, by keys --------------------------------------------------------- */

static gboolean
reach (WaySketch  *sketch,
       const char *id,
       int         by)
{
  g_autoptr (GError) error = NULL;
  gboolean reached = way_command_reach (sketch->history, id, by, 200, &error);

  g_assert_no_error (error);
  return reached;
}

/* Phase by phase from stage to stage; none loses its only one, and at the end of the map there is no further. */
static void
test_reach_phase (WaySketch    *sketch,
                  gconstpointer data)
{
  g_assert_true (reach (sketch, "p", 1));
  way_sketch_assert_field (sketch, "C", WAY_STAGE_PHASE, "p");
  g_assert_false (reach (sketch, "p", 1));
  g_assert_false (reach (sketch, "q", 1));
  g_assert_false (reach (sketch, "q", -1));
  g_assert_true (reach (sketch, "p", -1));
  way_sketch_assert_field (sketch, "C", WAY_STAGE_PHASE, "q");
  g_assert_true (reach (sketch, "p", -1));
  way_sketch_assert_field (sketch, "B", WAY_STAGE_PHASE, "q");
  g_assert_false (reach (sketch, "p", -1));
  g_assert_true (reach (sketch, "q", -1));
  way_sketch_assert_field (sketch, "D", WAY_STAGE_PHASE, NULL);
  way_sketch_assert_steps (sketch, 4);
}

/* The same at the start; the first phase can leave the first stage alone, and take it back. */
static void
test_move_start (WaySketch    *sketch,
                 gconstpointer data)
{
  g_assert_false (way_command_move_start (sketch->history, "p", -1, NULL));
  g_assert_true (way_command_move_start (sketch->history, "p", 1, NULL));
  way_sketch_assert_field (sketch, "A", WAY_STAGE_PHASE, NULL);
  g_assert_false (way_command_move_start (sketch->history, "p", 1, NULL));
  g_assert_true (way_command_move_start (sketch->history, "p", -1, NULL));
  way_sketch_assert_field (sketch, "A", WAY_STAGE_PHASE, "p");
  g_assert_true (way_command_move_start (sketch->history, "q", -1, NULL));
  way_sketch_assert_field (sketch, "B", WAY_STAGE_PHASE, "q");
  g_assert_true (way_command_move_start (sketch->history, "q", 1, NULL));
  way_sketch_assert_field (sketch, "B", WAY_STAGE_PHASE, "p");
  way_sketch_assert_steps (sketch, 4);
}

static void
test_reach_width (WaySketch    *sketch,
                  gconstpointer data)
{
  g_assert_true (reach (sketch, "A", 1));
  way_sketch_assert_field (sketch, "A", WAY_STAGE_STEP_WIDTH, "220");
  g_assert_true (reach (sketch, "A", -1));
  way_sketch_assert_field (sketch, "A", WAY_STAGE_STEP_WIDTH, "180");
  g_assert_true (way_command_reach (sketch->history, "A", 1, 590, NULL));
  way_sketch_assert_field (sketch, "A", WAY_STAGE_STEP_WIDTH, "600");
  g_assert_false (way_command_reach (sketch->history, "A", 1, 600, NULL));
  g_assert_false (way_command_reach (sketch->history, "A", -1, 148, NULL));
  way_sketch_assert_steps (sketch, 3);
}

static void
test_reach_card (WaySketch    *sketch,
                 gconstpointer data)
{
  g_assert_true (reach (sketch, "ca", 1));
  way_sketch_assert_field (sketch, "ca", WAY_CARD_UNTIL, "b1");
  g_assert_true (reach (sketch, "ca", -1));
  g_assert_true (reach (sketch, "ca", -1));
  way_sketch_assert_field (sketch, "ca", WAY_CARD_UNTIL, "a2");
  g_assert_false (reach (sketch, "fa", 1));
  g_assert_false (reach (sketch, "a1", 1));
  way_sketch_assert_steps (sketch, 3);
}

/* --- Beside something ----------------------------------------------------------- */

static const char *
add_beside (WaySketch  *sketch,
            WayKind     kind,
            const char *near)
{
  g_autoptr (GError) error = NULL;
  const char *id = way_command_add_beside (sketch->history, kind, near, NULL, "New", &error);

  g_assert_no_error (error);
  way_sketch_assert_steps (sketch, 1);
  return id;
}

static void
test_beside (WaySketch    *sketch,
             gconstpointer data)
{
  assert_with_new (sketch, add_beside (sketch, WAY_KIND_STAGE, "a2"), A "NEW(p) |\n" B C D TRAY);
  way_history_undo (sketch->history);
  assert_with_new (sketch, add_beside (sketch, WAY_KIND_TOUCHPOINT, "b1"), A "B(p) b1 NEW b2 | da:thoughts@b1 dw:pains\n" C D TRAY);
  way_history_undo (sketch->history);
  assert_with_new (sketch, add_beside (sketch, WAY_KIND_TOUCHPOINT, "da"), A "B(p) b1 b2 NEW | da:thoughts@b1 dw:pains\n" C D TRAY);
  way_history_undo (sketch->history);
  assert_with_new (sketch, add_beside (sketch, WAY_KIND_TOUCHPOINT, "p"), A B C "D(q) d1 NEW | fa:pains@d1\n" TRAY);
  way_history_undo (sketch->history);
  assert_with_new (sketch, add_beside (sketch, WAY_KIND_CARD, "da"), A "B(p) b1 b2 | da:thoughts@b1 NEW:thoughts@b1 dw:pains\n" C D TRAY);
  way_history_undo (sketch->history);
  assert_with_new (sketch, add_beside (sketch, WAY_KIND_CARD, "b2"), A "B(p) b1 b2 | da:thoughts@b1 dw:pains NEW:thoughts@b2\n" C D TRAY);
  way_history_undo (sketch->history);
  assert_with_new (sketch, add_beside (sketch, WAY_KIND_CARD, "t1"), A B C D "tray t1 NEW t2\n");
  way_history_undo (sketch->history);
  assert_with_new (sketch, add_beside (sketch, WAY_KIND_CARD, NULL), A B C D "tray t1 t2 NEW\n");
  way_history_undo (sketch->history);
  g_assert_nonnull (add_beside (sketch, WAY_KIND_METRIC, "b1"));
  way_history_undo (sketch->history);
}

static void
test_beside_refused (WaySketch    *sketch,
                     gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (way_command_add_beside (sketch->history, WAY_KIND_NEED, "b1", NULL, "", &error));
  assert_refused (sketch, error);
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) g_test_add (path, WaySketch, NULL, way_sketch_set_up, function, way_sketch_tear_down)
  ADD ("/tools/commands/split", test_split);
  ADD ("/tools/commands/split-reached", test_split_reached);
  ADD ("/tools/commands/split-refused", test_split_refused);
  ADD ("/tools/commands/merge", test_merge);
  ADD ("/tools/commands/merge-named", test_merge_named);
  ADD ("/tools/commands/merge-refused", test_merge_refused);
  ADD ("/tools/commands/stage-from", test_stage_from);
  ADD ("/tools/commands/stage-from-first", test_stage_from_first);
  ADD ("/tools/commands/stage-from-refused", test_stage_from_refused);
  ADD ("/tools/commands/touchpoint-to-stage", test_touchpoint_to_stage);
  ADD ("/tools/commands/stage-to-touchpoint", test_stage_to_touchpoint);
  ADD ("/tools/commands/remove-stage", test_remove_stage);
  ADD ("/tools/commands/remove-stage-keep", test_remove_stage_keep);
  ADD ("/tools/commands/remove-first-stages-keep", test_remove_first_stages_keep);
  ADD ("/tools/commands/remove-all-stages", test_remove_all_stages);
  ADD ("/tools/commands/remove-touchpoints", test_remove_touchpoints);
  ADD ("/tools/commands/remove-lane", test_remove_lane);
  ADD ("/tools/commands/reach-phase", test_reach_phase);
  ADD ("/tools/commands/move-start", test_move_start);
  ADD ("/tools/commands/reach-width", test_reach_width);
  ADD ("/tools/commands/reach-card", test_reach_card);
  ADD ("/tools/commands/beside", test_beside);
  ADD ("/tools/commands/beside-refused", test_beside_refused);

  return g_test_run ();
}
