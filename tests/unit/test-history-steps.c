/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Tests"

#include <locale.h>

#include "waymark/way-history.h"

#define SET TRUE
#define UNSET FALSE

/* The map's title and the ids of its stages. */
static void
describe (GString *text,
          WayMap  *map)
{
  WayElement *root = way_map_get_root (map);
  const char *title = way_element_get (root, WAY_MAP_TITLE);
  const char *separator = " (";

  g_string_append (text, "map");
  if (title != NULL)
    g_string_append_printf (text, " title=%s", title);
  for (WayElement *stage = way_element_get_first (root); stage != NULL; stage = way_element_get_next (stage))
    {
      g_string_append_printf (text, "%s%s", separator, way_element_get_id (stage));
      separator = ", ";
    }
  if (way_element_get_first (root) != NULL)
    g_string_append_c (text, ')');
}

typedef enum
{
  BEGIN,
  COMMIT,
  ROLLBACK,
  TITLE, /* sets the map's title to the text */
  INSERT,
  REMOVE,
  UNDO,
  REDO,
  NOT_UNDO, /* there is nothing to undo */
  NOT_REDO,
  MARK
} Step;

/* One line a step: what is done, then the map, what can be done next, with its label, and whether it is saved. */
static const struct
{
  Step        step;
  const char *text;
  const char *map;
  const char *undo;
  const char *redo;
  gboolean    is_clean;
} steps[] = {
  { NOT_UNDO, NULL, "map", NULL, NULL, SET },
  { NOT_REDO, NULL, "map", NULL, NULL, SET },
  { BEGIN, "Name", "map", NULL, NULL, SET },
  { TITLE, "A", "map title=A", NULL, NULL, UNSET },
  { NOT_UNDO, NULL, "map title=A", NULL, NULL, UNSET },
  { COMMIT, NULL, "map title=A", "Name", NULL, UNSET },
  { BEGIN, "Add", "map title=A", "Name", NULL, UNSET },
  { INSERT, "s1", "map title=A (s1)", "Name", NULL, UNSET },
  { INSERT, "s2", "map title=A (s1, s2)", "Name", NULL, UNSET },
  { COMMIT, NULL, "map title=A (s1, s2)", "Add", NULL, UNSET },
  { MARK, NULL, "map title=A (s1, s2)", "Add", NULL, SET },
  { UNDO, NULL, "map title=A", "Name", "Add", UNSET },
  { UNDO, NULL, "map", NULL, "Name", UNSET },
  { NOT_UNDO, NULL, "map", NULL, "Name", UNSET },
  { REDO, NULL, "map title=A", "Name", "Add", UNSET },
  { REDO, NULL, "map title=A (s1, s2)", "Add", NULL, SET },
  { NOT_REDO, NULL, "map title=A (s1, s2)", "Add", NULL, SET },

  /* A transaction without edits leaves no trace and keeps redo; so does one that is rolled back. */
  { UNDO, NULL, "map title=A", "Name", "Add", UNSET },
  { BEGIN, "Nothing", "map title=A", "Name", "Add", UNSET },
  { COMMIT, NULL, "map title=A", "Name", "Add", UNSET },
  { BEGIN, "Same", "map title=A", "Name", "Add", UNSET },
  { TITLE, "A", "map title=A", "Name", "Add", UNSET },
  { COMMIT, NULL, "map title=A", "Name", "Add", UNSET },
  { BEGIN, "Drag", "map title=A", "Name", "Add", UNSET },
  { TITLE, "B", "map title=B", "Name", "Add", UNSET },
  { INSERT, "s3", "map title=B (s3)", "Name", "Add", UNSET },
  { ROLLBACK, NULL, "map title=A", "Name", "Add", UNSET },
  { REDO, NULL, "map title=A (s1, s2)", "Add", NULL, SET },

  /* Edits that cancel out are edits. */
  { BEGIN, "Back and forth", "map title=A (s1, s2)", "Add", NULL, SET },
  { TITLE, "B", "map title=B (s1, s2)", "Add", NULL, UNSET },
  { TITLE, "A", "map title=A (s1, s2)", "Add", NULL, UNSET },
  { COMMIT, NULL, "map title=A (s1, s2)", "Back and forth", NULL, UNSET },
  { UNDO, NULL, "map title=A (s1, s2)", "Add", "Back and forth", SET },

  /* Inner transactions: only the outermost label counts; an inner rollback takes back its own part. */
  { BEGIN, "Outer", "map title=A (s1, s2)", "Add", "Back and forth", SET },
  { TITLE, "C", "map title=C (s1, s2)", "Add", "Back and forth", UNSET },
  { BEGIN, "Inner", "map title=C (s1, s2)", "Add", "Back and forth", UNSET },
  { REMOVE, "s1", "map title=C (s2)", "Add", "Back and forth", UNSET },
  { COMMIT, NULL, "map title=C (s2)", "Add", "Back and forth", UNSET },
  { BEGIN, "Inner", "map title=C (s2)", "Add", "Back and forth", UNSET },
  { TITLE, "D", "map title=D (s2)", "Add", "Back and forth", UNSET },
  { REMOVE, "s2", "map title=D", "Add", "Back and forth", UNSET },
  { ROLLBACK, NULL, "map title=C (s2)", "Add", "Back and forth", UNSET },
  { COMMIT, NULL, "map title=C (s2)", "Outer", NULL, UNSET },
  { UNDO, NULL, "map title=A (s1, s2)", "Add", "Outer", SET },

  /* What was inserted, taken back and lies in redo is gone for good after the next step, and so is a saved step. */
  { UNDO, NULL, "map title=A", "Name", "Add", UNSET },
  { BEGIN, "Other way", "map title=A", "Name", "Add", UNSET },
  { INSERT, "s4", "map title=A (s4)", "Name", "Add", UNSET },
  { COMMIT, NULL, "map title=A (s4)", "Other way", NULL, UNSET },
  { NOT_REDO, NULL, "map title=A (s4)", "Other way", NULL, UNSET },
  { UNDO, NULL, "map title=A", "Name", "Other way", UNSET },
  { UNDO, NULL, "map", NULL, "Name", UNSET },
  { MARK, NULL, "map", NULL, "Name", SET },
  { REDO, NULL, "map title=A", "Name", "Other way", UNSET },
};

static void
take_step (WayHistory *history,
           Step        step,
           const char *text)
{
  g_autoptr (GError) error = NULL;

  switch (step)
    {
    case BEGIN:
      way_history_begin (history, text);
      break;
    case COMMIT:
      way_history_commit (history);
      break;
    case ROLLBACK:
      way_history_rollback (history);
      break;
    case TITLE:
      g_assert_true (way_history_set (history, "map", WAY_MAP_TITLE, text, &error));
      break;
    case INSERT:
      g_assert_cmpstr (way_history_insert (history, WAY_KIND_STAGE, text, "map", NULL, &error), ==, text);
      break;
    case REMOVE:
      g_assert_true (way_history_remove (history, text, &error));
      break;
    case UNDO:
      g_assert_true (way_history_undo (history));
      break;
    case REDO:
      g_assert_true (way_history_redo (history));
      break;
    case NOT_UNDO:
      g_assert_false (way_history_undo (history));
      break;
    case NOT_REDO:
      g_assert_false (way_history_redo (history));
      break;
    case MARK:
      way_history_mark_clean (history);
      break;
    default:
      g_assert_not_reached ();
    }
  g_assert_no_error (error);
}

static void
test_steps (void)
{
  g_autoptr (WayMap) map = way_map_new (NULL);
  g_autoptr (WayHistory) history = way_history_new (map);
  guint depth = 0;

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);

      take_step (history, steps[i].step, steps[i].text);
      depth += steps[i].step == BEGIN;
      depth -= steps[i].step == COMMIT || steps[i].step == ROLLBACK;
      describe (text, map);
      g_test_message ("step %u: %s", i, text->str);
      g_assert_cmpstr (text->str, ==, steps[i].map);
      g_assert_cmpstr (way_history_get_undo_label (history), ==, steps[i].undo);
      g_assert_cmpstr (way_history_get_redo_label (history), ==, steps[i].redo);
      g_assert_cmpint (way_history_in_transaction (history), ==, depth > 0);
      g_assert_cmpint (way_history_can_undo (history), ==, depth == 0 && steps[i].undo != NULL);
      g_assert_cmpint (way_history_can_redo (history), ==, depth == 0 && steps[i].redo != NULL);
      g_assert_cmpint (way_history_is_clean (history), ==, steps[i].is_clean);
    }
  g_assert_cmpuint (way_history_get_n_undo (history), ==, 1);
  g_assert_cmpuint (way_history_get_n_redo (history), ==, 1);
  g_assert_cmpstr (way_history_get_nth_undo_label (history, 0), ==, "Name");
  g_assert_null (way_history_get_nth_undo_label (history, 1));
  g_assert_cmpstr (way_history_get_nth_redo_label (history, 0), ==, "Other way");
  g_assert_null (way_history_get_nth_redo_label (history, 1));
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/history/steps", test_steps);
  return g_test_run ();
}
