/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <locale.h>

#include "waymark/way-commands.h"
#include "support/way-map-sketch.h"

/* How elements move, by hand and by the grid, and how they are copied. */

#define A WAY_SKETCH_A
#define B WAY_SKETCH_B
#define C WAY_SKETCH_C
#define D WAY_SKETCH_D
#define TRAY WAY_SKETCH_TRAY

static void
move (WaySketch  *sketch,
      const char *ids,
      const char *stage,
      const char *lane,
      const char *touchpoint,
      const char *before)
{
  g_auto (GStrv) list = g_strsplit (ids, " ", -1);
  g_autoptr (GError) error = NULL;
  guint n_undo = way_history_get_n_undo (sketch->history);

  g_assert_true (way_command_move (sketch->history, (const char *const *) list, stage, lane, touchpoint, before, &error));
  g_assert_no_error (error);
  way_sketch_assert_steps (sketch, n_undo + 1);
}

static gboolean
nudge (WaySketch  *sketch,
       const char *ids,
       int         dx,
       int         dy)
{
  g_auto (GStrv) list = g_strsplit (ids, " ", -1);
  g_autoptr (GError) error = NULL;
  gboolean moved = way_command_nudge (sketch->history, (const char *const *) list, dx, dy, &error);

  g_assert_no_error (error);
  return moved;
}

/* The ids of the children of a kind. */
static void
assert_children (WaySketch  *sketch,
                 const char *parent,
                 WayKind     kind,
                 const char *expected)
{
  g_autoptr (GString) ids = g_string_new (NULL);

  for (WayElement *child = way_element_get_first_of (way_map_lookup (sketch->map, parent), kind); child != NULL; child = way_element_get_next_of (child))
    g_string_append_printf (ids, "%s%s", ids->len > 0 ? " " : "", way_element_get_id (child));
  g_assert_cmpstr (ids->str, ==, expected);
}

static void
test_touchpoint (WaySketch    *sketch,
                 gconstpointer data)
{
  move (sketch, "a1", "B", NULL, NULL, "b2");
  way_sketch_assert (sketch,
                     "A(p) a2 a3 | cb:thoughts@a2-b1 cw:pains\n"
                     "B(p) b1 a1 b2 | da:thoughts@b1 dw:pains ca:thoughts@a1-a3 cx:pains@a1 cy:pains@a1\n" C D TRAY);
}

/* Together, in the order of the map and not of choosing; before something that moves itself. */
static void
test_several (WaySketch    *sketch,
              gconstpointer data)
{
  move (sketch, "b2 a3 a2", "A", NULL, NULL, "a2");
  way_sketch_assert (sketch,
                     "A(p) a1 a2 a3 b2 | ca:thoughts@a1-a3 cb:thoughts@a2-b1 cw:pains cx:pains@a1 cy:pains@a1\n"
                     "B(p) b1 | da:thoughts@b1 dw:pains\n" C D TRAY);
}

static void
test_card (WaySketch    *sketch,
           gconstpointer data)
{
  move (sketch, "cx", "B", "thoughts", "b2", "da");
  way_sketch_assert (sketch,
                     "A(p) a1 a2 a3 | ca:thoughts@a1-a3 cb:thoughts@a2-b1 cw:pains cy:pains@a1\n"
                     "B(p) b1 b2 | cx:thoughts@b2 da:thoughts@b1 dw:pains\n" C D TRAY);
}

/* Without a touchpoint it stands alone in another stage, and where it stands in its own. */
static void
test_card_alone (WaySketch    *sketch,
                 gconstpointer data)
{
  move (sketch, "cx", "A", "thoughts", NULL, "ca");
  way_sketch_assert (sketch, "A(p) a1 a2 a3 | cx:thoughts@a1 ca:thoughts@a1-a3 cb:thoughts@a2-b1 cw:pains cy:pains@a1\n" B C D TRAY);
  move (sketch, "cx", "C", NULL, NULL, NULL);
  way_sketch_assert (sketch,
                     "A(p) a1 a2 a3 | ca:thoughts@a1-a3 cb:thoughts@a2-b1 cw:pains cy:pains@a1\n" B
                     "C(q) | ea:thoughts cx:thoughts\n" D TRAY);
}

/* It stays three steps wide; at the end of the journey there is less room. */
static void
test_span (WaySketch    *sketch,
           gconstpointer data)
{
  move (sketch, "ca", "A", NULL, "a3", "cb");
  way_sketch_assert_field (sketch, "ca", WAY_CARD_UNTIL, "b2");
  move (sketch, "ca", "B", NULL, "b2", NULL);
  way_sketch_assert_field (sketch, "ca", WAY_CARD_UNTIL, "d1");
  move (sketch, "ca", "D", NULL, "d1", NULL);
  way_sketch_assert_field (sketch, "ca", WAY_CARD_UNTIL, NULL);
}

static void
test_tray (WaySketch    *sketch,
           gconstpointer data)
{
  move (sketch, "ca fa", NULL, NULL, NULL, "t2");
  way_sketch_assert (sketch,
                     "A(p) a1 a2 a3 | cb:thoughts@a2-b1 cw:pains cx:pains@a1 cy:pains@a1\n" B C
                     "D(q) d1 |\ntray t1 ca fa t2\n");
  move (sketch, "t1", "D", "pains", "d1", NULL);
  way_sketch_assert (sketch,
                     "A(p) a1 a2 a3 | cb:thoughts@a2-b1 cw:pains cx:pains@a1 cy:pains@a1\n" B C
                     "D(q) d1 | t1:pains@d1\ntray ca fa t2\n");
}

static void
test_tray_refused (WaySketch    *sketch,
                   gconstpointer data)
{
  static const char *const ids[] = { "fa", "t1", NULL };
  g_autoptr (GError) error = NULL;

  g_assert_false (way_command_move (sketch->history, ids, "C", NULL, NULL, NULL, &error));
  g_assert_error (error, WAY_HISTORY_ERROR, WAY_HISTORY_ERROR_PLACE);
  g_clear_error (&error);
  g_assert_false (way_command_move (sketch->history, ids, "C", "emotions", NULL, NULL, &error));
  g_assert_error (error, WAY_HISTORY_ERROR, WAY_HISTORY_ERROR_PLACE);
  g_clear_error (&error);
  g_assert_false (way_command_move (sketch->history, ids, "C", "pains", "d1", NULL, &error));
  g_assert_error (error, WAY_HISTORY_ERROR, WAY_HISTORY_ERROR_PLACE);
  way_sketch_assert_steps (sketch, 0);
  way_sketch_assert (sketch, A B C D TRAY);
}

/* A note of the tray becomes a step, and back again; what spoke of it still does. */
static void
test_note_and_step (WaySketch    *sketch,
                    gconstpointer data)
{
  move (sketch, "t1", "C", "touchpoints", NULL, NULL);
  way_sketch_assert (sketch, A B "C(q) t1 | ea:thoughts\n" D "tray t2\n");
  way_sketch_assert_field (sketch, "t1", WAY_TOUCHPOINT_NAME, "Ask the courier");
  way_sketch_assert_field (sketch, "t1", WAY_TOUCHPOINT_DESCRIPTION, "before Friday");
  way_sketch_assert_field (sketch, "t1", WAY_TOUCHPOINT_OWNER, "Shop");
  way_sketch_assert_field (sketch, "f2", WAY_FINDING_ABOUT, "t1");

  move (sketch, "t1", NULL, NULL, NULL, NULL);
  way_sketch_assert (sketch, A B C D "tray t2 t1\n");
  way_sketch_assert_field (sketch, "t1", WAY_CARD_TEXT, "Ask the courier\nbefore Friday");
  way_sketch_assert_field (sketch, "t1", WAY_CARD_OWNER, "Shop");
  way_sketch_assert_field (sketch, "f2", WAY_FINDING_ABOUT, "t1");
}

static void
test_stages (WaySketch    *sketch,
             gconstpointer data)
{
  /* Between two of another phase it joins that. */
  move (sketch, "B", NULL, NULL, NULL, "D");
  assert_children (sketch, "map", WAY_KIND_STAGE, "A C B D");
  way_sketch_assert_field (sketch, "B", WAY_STAGE_PHASE, "q");
  /* At the border of its own it stays. */
  way_history_undo (sketch->history);
  move (sketch, "A", NULL, NULL, NULL, "C");
  assert_children (sketch, "map", WAY_KIND_STAGE, "B A C D");
  way_sketch_assert_field (sketch, "A", WAY_STAGE_PHASE, "p");
  move (sketch, "D", NULL, NULL, NULL, "C");
  assert_children (sketch, "map", WAY_KIND_STAGE, "B A D C");
  way_sketch_assert_field (sketch, "D", WAY_STAGE_PHASE, "q");
  move (sketch, "D C", NULL, NULL, NULL, "B");
  assert_children (sketch, "map", WAY_KIND_STAGE, "D C B A");
  way_sketch_assert_field (sketch, "C", WAY_STAGE_PHASE, "p");
  way_sketch_assert_field (sketch, "D", WAY_STAGE_PHASE, "p");
}

static void
test_phases (WaySketch    *sketch,
             gconstpointer data)
{
  move (sketch, "q", NULL, NULL, NULL, "p");
  assert_children (sketch, "map", WAY_KIND_PHASE, "q p");
  assert_children (sketch, "map", WAY_KIND_STAGE, "C D A B");
  move (sketch, "q", NULL, NULL, NULL, NULL);
  assert_children (sketch, "map", WAY_KIND_STAGE, "A B C D");
}

static void
test_others (WaySketch    *sketch,
             gconstpointer data)
{
  move (sketch, "jan", NULL, NULL, NULL, "anna");
  assert_children (sketch, "map", WAY_KIND_PERSONA, "jan anna");
  move (sketch, "m1", "C", NULL, NULL, "m2");
  assert_children (sketch, "C", WAY_KIND_METRIC, "m1 m2");
  move (sketch, "m1 m2", NULL, NULL, "b1", NULL);
  assert_children (sketch, "b1", WAY_KIND_METRIC, "m1 m2");
  move (sketch, "pains", NULL, NULL, NULL, "thoughts");
  assert_children (sketch, "map", WAY_KIND_LANE, "touchpoints pains thoughts needs emotions owners");
}

static void
test_nudge_touchpoint (WaySketch    *sketch,
                       gconstpointer data)
{
  g_assert_true (nudge (sketch, "a3", 1, 0));
  assert_children (sketch, "B", WAY_KIND_TOUCHPOINT, "a3 b1 b2");
  g_assert_true (nudge (sketch, "a3", 1, 0));
  assert_children (sketch, "B", WAY_KIND_TOUCHPOINT, "b1 a3 b2");
  g_assert_true (nudge (sketch, "b1", -1, 0));
  assert_children (sketch, "A", WAY_KIND_TOUCHPOINT, "a1 a2 b1");
  /* Its card came along. */
  assert_children (sketch, "A", WAY_KIND_CARD, "ca cb cw cx cy da");
  g_assert_true (nudge (sketch, "a2 b1", 1, 0));
  assert_children (sketch, "A", WAY_KIND_TOUCHPOINT, "a1");
  assert_children (sketch, "B", WAY_KIND_TOUCHPOINT, "a2 b1 a3 b2");
  g_assert_true (nudge (sketch, "a2 b1", 1, 0));
  assert_children (sketch, "B", WAY_KIND_TOUCHPOINT, "a3 a2 b1 b2");
  g_assert_false (nudge (sketch, "a2", 0, 1));
}

static void
test_nudge_edge (WaySketch    *sketch,
                 gconstpointer data)
{
  g_assert_false (nudge (sketch, "a1 a2", -1, 0));
  g_assert_false (nudge (sketch, "d1", 1, 0));
  g_assert_false (nudge (sketch, "A", -1, 0));
  g_assert_false (nudge (sketch, "fa", 0, 1));
  g_assert_false (nudge (sketch, "touchpoints", 0, -1));
  g_assert_false (nudge (sketch, "q", 1, 0));
  way_sketch_assert_steps (sketch, 0);
}

static void
test_nudge_stacked (WaySketch    *sketch,
                    gconstpointer data)
{
  way_sketch_set (sketch, "map", WAY_MAP_ARRANGEMENT, "stacked");
  g_assert_true (nudge (sketch, "a1", 0, 1));
  assert_children (sketch, "A", WAY_KIND_TOUCHPOINT, "a2 a1 a3");
  g_assert_true (nudge (sketch, "a1", 1, 0));
  assert_children (sketch, "B", WAY_KIND_TOUCHPOINT, "a1 b1 b2");
}

static void
test_nudge_card (WaySketch    *sketch,
                 gconstpointer data)
{
  /* Within its cell first, then to the next lane of cards that is seen. */
  g_assert_true (nudge (sketch, "cy", 0, -1));
  way_sketch_assert (sketch, "A(p) a1 a2 a3 | ca:thoughts@a1-a3 cb:thoughts@a2-b1 cw:pains cy:pains@a1 cx:pains@a1\n" B C D TRAY);
  g_assert_true (nudge (sketch, "cy", 0, -1));
  way_sketch_assert (sketch, "A(p) a1 a2 a3 | ca:thoughts@a1-a3 cy:thoughts@a1 cb:thoughts@a2-b1 cw:pains cx:pains@a1\n" B C D TRAY);
  g_assert_true (nudge (sketch, "cy", 0, -1));
  way_sketch_assert (sketch, "A(p) a1 a2 a3 | cy:thoughts@a1 ca:thoughts@a1-a3 cb:thoughts@a2-b1 cw:pains cx:pains@a1\n" B C D TRAY);
  g_assert_false (nudge (sketch, "cy", 0, -1));
  g_assert_true (nudge (sketch, "ca", 0, 1));
  way_sketch_assert (sketch, "A(p) a1 a2 a3 | cy:thoughts@a1 cb:thoughts@a2-b1 cw:pains ca:pains@a1-a3 cx:pains@a1\n" B C D TRAY);
  g_assert_true (nudge (sketch, "t2", 0, -1));
  assert_children (sketch, "map", WAY_KIND_CARD, "t2 t1");
}

static void
test_nudge_card_sideways (WaySketch    *sketch,
                          gconstpointer data)
{
  g_assert_true (nudge (sketch, "ca", 1, 0));
  way_sketch_assert (sketch, "A(p) a1 a2 a3 | ca:thoughts@a2-b1 cb:thoughts@a2-b1 cw:pains cx:pains@a1 cy:pains@a1\n" B C D TRAY);
  g_assert_true (nudge (sketch, "ca", 1, 0));
  g_assert_true (nudge (sketch, "ca", 1, 0));
  way_sketch_assert (sketch,
                     "A(p) a1 a2 a3 | cb:thoughts@a2-b1 cw:pains cx:pains@a1 cy:pains@a1\n"
                     "B(p) b1 b2 | da:thoughts@b1 dw:pains ca:thoughts@b1-d1\n" C D TRAY);
  g_assert_true (nudge (sketch, "dw", 1, 0));
  g_assert_true (nudge (sketch, "ea", -1, 0));
  g_assert_true (nudge (sketch, "fa", -1, 0));
  way_sketch_assert (sketch,
                     "A(p) a1 a2 a3 | cb:thoughts@a2-b1 cw:pains cx:pains@a1 cy:pains@a1\n"
                     "B(p) b1 b2 | da:thoughts@b1 ca:thoughts@b1-d1 ea:thoughts\n"
                     "C(q) | dw:pains fa:pains\nD(q) d1 |\n" TRAY);
}

static void
test_nudge_others (WaySketch    *sketch,
                   gconstpointer data)
{
  g_assert_true (nudge (sketch, "C", -1, 0));
  assert_children (sketch, "map", WAY_KIND_STAGE, "A C B D");
  way_sketch_assert_field (sketch, "C", WAY_STAGE_PHASE, "p");
  way_history_undo (sketch->history);
  g_assert_true (nudge (sketch, "C D", -1, 0));
  assert_children (sketch, "map", WAY_KIND_STAGE, "A C D B");
  way_history_undo (sketch->history);

  g_assert_true (nudge (sketch, "p", 1, 0));
  assert_children (sketch, "map", WAY_KIND_STAGE, "C D A B");
  g_assert_true (nudge (sketch, "p", -1, 0));
  assert_children (sketch, "map", WAY_KIND_STAGE, "A B C D");

  /* Past a lane that is not seen. */
  g_assert_true (nudge (sketch, "emotions", 0, -1));
  assert_children (sketch, "map", WAY_KIND_LANE, "touchpoints emotions thoughts needs pains owners");
  g_assert_true (nudge (sketch, "jan", -1, 0));
  assert_children (sketch, "map", WAY_KIND_PERSONA, "jan anna");
}

/* Names the copies after their originals, in the order of the expected text. */
static void
assert_copies (WaySketch  *sketch,
               GPtrArray  *copies,
               const char *expected)
{
  g_autofree char *found = way_map_sketch (sketch->map);
  g_autoptr (GString) text = g_string_new (found);

  for (guint i = 0; i < copies->len; i++)
    {
      g_autofree char *name = g_strdup_printf ("NEW%u", i + 1);

      g_string_replace (text, copies->pdata[i], name, 0);
    }
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_duplicate (WaySketch    *sketch,
                gconstpointer data)
{
  static const char *const ids[] = { "cx", "a3", "fa", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) copies = way_command_duplicate (sketch->history, ids, &error);

  g_assert_no_error (error);
  way_sketch_assert_steps (sketch, 1);
  assert_copies (sketch, copies,
                 "A(p) a1 a2 a3 NEW1 | ca:thoughts@a1-a3 cb:thoughts@a2-b1 cw:pains cx:pains@a1 NEW2:pains@a1 cy:pains@a1\n" B C
                 "D(q) d1 | fa:pains@d1 NEW3:pains@d1\n" TRAY);
  way_sketch_assert_field (sketch, copies->pdata[0], WAY_TOUCHPOINT_NAME, "Guide");
}

/* What is named within what is copied is named within the copies; what is outside stays. */
static void
test_duplicate_references (WaySketch    *sketch,
                           gconstpointer data)
{
  static const char *const ids[] = { "B", "a2", "cb", "da", NULL };
  g_autoptr (GPtrArray) copies = NULL;
  WayElement *stage;
  WayElement *first;
  WayElement *link;

  way_sketch_set (sketch, "b2", WAY_TOUCHPOINT_REPLACES, "a3");
  copies = way_command_duplicate (sketch->history, ids, NULL);
  g_assert_cmpuint (copies->len, ==, 3);
  way_sketch_assert_field (sketch, copies->pdata[1], WAY_CARD_ABOUT, copies->pdata[0]);
  stage = way_map_lookup (sketch->map, copies->pdata[2]);
  g_assert_cmpuint (way_element_get_kind (stage), ==, WAY_KIND_STAGE);
  g_assert_cmpuint (way_element_count (stage, WAY_KIND_FOREIGN), ==, 0);
  first = way_element_get_first_of (stage, WAY_KIND_TOUCHPOINT);
  way_sketch_assert_field (sketch, copies->pdata[1], WAY_CARD_UNTIL, way_element_get_id (first));
  way_sketch_assert_field (sketch, way_element_get_id (way_element_get_first_of (stage, WAY_KIND_CARD)), WAY_CARD_ABOUT, way_element_get_id (first));
  link = way_element_get_first_of (way_map_lookup (sketch->map, copies->pdata[0]), WAY_KIND_LINK);
  way_sketch_assert_field (sketch, way_element_get_id (link), WAY_LINK_TO, way_element_get_id (first));
  way_sketch_assert_field (sketch, "k1", WAY_LINK_TO, "b1");
  /* One thing is replaced by one other. */
  way_sketch_assert_field (sketch, way_element_get_id (way_element_get_next_of (first)), WAY_TOUCHPOINT_REPLACES, NULL);
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) g_test_add (path, WaySketch, NULL, way_sketch_set_up, function, way_sketch_tear_down)
  ADD ("/tools/commands/move/touchpoint", test_touchpoint);
  ADD ("/tools/commands/move/several", test_several);
  ADD ("/tools/commands/move/card", test_card);
  ADD ("/tools/commands/move/card-alone", test_card_alone);
  ADD ("/tools/commands/move/span", test_span);
  ADD ("/tools/commands/move/tray", test_tray);
  ADD ("/tools/commands/move/tray-refused", test_tray_refused);
  ADD ("/tools/commands/move/note-and-step", test_note_and_step);
  ADD ("/tools/commands/move/stages", test_stages);
  ADD ("/tools/commands/move/phases", test_phases);
  ADD ("/tools/commands/move/others", test_others);
  ADD ("/tools/commands/nudge/touchpoint", test_nudge_touchpoint);
  ADD ("/tools/commands/nudge/edge", test_nudge_edge);
  ADD ("/tools/commands/nudge/stacked", test_nudge_stacked);
  ADD ("/tools/commands/nudge/card", test_nudge_card);
  ADD ("/tools/commands/nudge/card-sideways", test_nudge_card_sideways);
  ADD ("/tools/commands/nudge/others", test_nudge_others);
  ADD ("/tools/commands/duplicate", test_duplicate);
  ADD ("/tools/commands/duplicate-references", test_duplicate_references);

  return g_test_run ();
}
