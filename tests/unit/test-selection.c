/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <locale.h>

#include "waymark/way-commands.h"
#include "waymark/way-selection.h"
#include "support/way-map-sketch.h"

typedef struct
{
  WaySketch     sketch;
  WaySelection *selection;
  guint         n_changed;
} Fixture;

static void
changed_cb (WaySelection *selection,
            guint        *n)
{
  (*n)++;
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  way_sketch_set_up (&fixture->sketch, data);
  fixture->selection = way_selection_new (fixture->sketch.map);
  g_signal_connect (fixture->selection, "changed", G_CALLBACK (changed_cb), &fixture->n_changed);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_assert_finalize_object (fixture->selection);
  way_sketch_tear_down (&fixture->sketch, data);
}

/* What is selected, and how often that was told since it was asked last. */
static void
assert_selected (Fixture    *fixture,
                 const char *expected,
                 guint       n_changed)
{
  g_autoptr (GString) ids = g_string_new (NULL);
  guint size = way_selection_get_size (fixture->selection);

  for (guint i = 0; i < size; i++)
    {
      const char *id = way_selection_get_nth (fixture->selection, i);

      g_string_append_printf (ids, "%s%s", i > 0 ? " " : "", id);
      g_assert_true (way_selection_contains (fixture->selection, id));
    }
  g_assert_cmpstr (ids->str, ==, expected);
  g_assert_cmpstr (way_selection_get_focus (fixture->selection), ==, size > 0 ? way_selection_get_nth (fixture->selection, size - 1) : NULL);
  g_assert_null (way_selection_get_nth (fixture->selection, size));
  g_assert_cmpuint (fixture->n_changed, ==, n_changed);
  fixture->n_changed = 0;
}

static void
test_select (Fixture      *fixture,
             gconstpointer data)
{
  static const char *const ids[] = { "b1", "a1", "nothing", "cx", NULL };

  assert_selected (fixture, "", 0);
  way_selection_select (fixture->selection, "a1");
  assert_selected (fixture, "a1", 1);
  way_selection_select (fixture->selection, "a1");
  assert_selected (fixture, "a1", 0);
  way_selection_select_all (fixture->selection, ids, TRUE);
  assert_selected (fixture, "b1 a1 cx", 1);
  way_selection_select_all (fixture->selection, ids, FALSE);
  assert_selected (fixture, "b1 a1 cx", 1);
  way_selection_select (fixture->selection, "A");
  assert_selected (fixture, "A", 1);
  g_assert_false (way_selection_contains (fixture->selection, "a1"));
  way_selection_clear (fixture->selection);
  way_selection_clear (fixture->selection);
  assert_selected (fixture, "", 1);
}

static void
test_toggle (Fixture      *fixture,
             gconstpointer data)
{
  way_selection_toggle (fixture->selection, "a1");
  way_selection_toggle (fixture->selection, "a2");
  assert_selected (fixture, "a1 a2", 2);
  way_selection_toggle (fixture->selection, "a1");
  way_selection_toggle (fixture->selection, "nothing");
  assert_selected (fixture, "a2", 1);
}

/* The ids may be those that the selection itself gave. */
static void
test_own_ids (Fixture      *fixture,
              gconstpointer data)
{
  const char *ids[] = { NULL, NULL };

  way_selection_select (fixture->selection, "a1");
  way_selection_toggle (fixture->selection, "a2");
  ids[0] = way_selection_get_nth (fixture->selection, 0);
  way_selection_select_all (fixture->selection, ids, FALSE);
  assert_selected (fixture, "a1", 3);
  way_selection_toggle (fixture->selection, way_selection_get_focus (fixture->selection));
  assert_selected (fixture, "", 1);
}

static void
test_kind (Fixture      *fixture,
           gconstpointer data)
{
  g_assert_cmpint (way_selection_get_kind (fixture->selection), ==, -1);
  way_selection_select (fixture->selection, "a1");
  way_selection_toggle (fixture->selection, "b1");
  g_assert_cmpint (way_selection_get_kind (fixture->selection), ==, WAY_KIND_TOUCHPOINT);
  way_selection_toggle (fixture->selection, "cx");
  g_assert_cmpint (way_selection_get_kind (fixture->selection), ==, -1);
}

/* What goes is not selected any more, nor what stood in it; the focus passes to the one chosen before. */
static void
test_gone (Fixture      *fixture,
           gconstpointer data)
{
  static const char *const ids[] = { "b1", "cx", "a1", "a2", NULL };
  static const char *const stage[] = { "A", NULL };
  const char              *chosen[2] = { NULL };

  way_selection_select_all (fixture->selection, ids, FALSE);
  assert_selected (fixture, "b1 cx a1 a2", 1);
  g_assert_true (way_command_remove (fixture->sketch.history, stage, FALSE, NULL));
  assert_selected (fixture, "b1", 1);
  way_history_undo (fixture->sketch.history);
  assert_selected (fixture, "b1", 0);
  /* The id that is removed is borrowed from the selection, which lets go of it. */
  chosen[0] = way_selection_get_focus (fixture->selection);
  g_assert_true (way_command_remove (fixture->sketch.history, chosen, FALSE, NULL));
  assert_selected (fixture, "", 1);
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/tools/selection/select", test_select);
  ADD ("/tools/selection/toggle", test_toggle);
  ADD ("/tools/selection/own-ids", test_own_ids);
  ADD ("/tools/selection/kind", test_kind);
  ADD ("/tools/selection/gone", test_gone);

  return g_test_run ();
}
