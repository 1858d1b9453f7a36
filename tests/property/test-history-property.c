/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Tests"

#include <locale.h>
#include <string.h>

#include "support/way-map-dump.h"
#include "support/way-random-edits.h"
#include "support/way-random-map.h"

#define DEFAULT_SEEDS 500
#define STEPS 12

static guint
get_n_seeds (void)
{
  const char *wanted = g_getenv ("WAYMARK_SEEDS");

  return wanted != NULL ? (guint) g_ascii_strtoull (wanted, NULL, 10) : DEFAULT_SEEDS;
}

typedef struct
{
  guint32     seed;
  GRand      *random;
  WayMap     *map;
  WayHistory *history;
} Run;

static void
start (Run    *run,
       guint32 seed)
{
  run->seed = seed;
  run->random = g_rand_new_with_seed (seed);
  run->map = way_random_map_new (seed, seed % 9);
  run->history = way_history_new (run->map);
}

static void
finish (Run *run)
{
  g_assert_finalize_object (run->history);
  g_assert_finalize_object (run->map);
  g_rand_free (run->random);
}

/* Says which seed it was, with both texts up to the first line that differs. */
static void
assert_same (Run        *run,
             const char *what,
             const char *actual,
             const char *expected)
{
  g_auto (GStrv) actual_lines = NULL;
  g_auto (GStrv) expected_lines = NULL;

  if (strcmp (actual, expected) == 0)
    return;
  actual_lines = g_strsplit (actual, "\n", -1);
  expected_lines = g_strsplit (expected, "\n", -1);
  for (guint i = 0; actual_lines[i] != NULL && expected_lines[i] != NULL; i++)
    if (strcmp (actual_lines[i], expected_lines[i]) != 0)
      g_error ("seed %u: %s: line %u is\n%s\nand should be\n%s", run->seed, what, i + 1, actual_lines[i], expected_lines[i]);
  g_error ("seed %u: %s: other number of lines", run->seed, what);
}

/* What a field names is there, of the right kind and not the element itself, nor where a link starts. */
static void
check_reference (Run            *run,
                 WayElement     *element,
                 const WayField *field,
                 const char     *value)
{
  g_auto (GStrv) ids = g_strsplit (value != NULL ? value : "", " ", -1);

  for (guint i = 0; ids[i] != NULL; i++)
    {
      const WayElement *target = way_map_lookup (run->map, ids[i]);
      gboolean          holds = TRUE;

      if (field->type == WAY_FIELD_BLOB)
        holds = way_map_get_image (run->map, ids[i]) != NULL;
      else if (field->targets != 0)
        holds = target != NULL && (field->targets & 1u << way_element_get_kind (target)) != 0 && target != element &&
                (way_element_get_kind (element) != WAY_KIND_LINK || target != way_element_get_parent (element));
      if (!holds)
        g_error ("seed %u: %s of %s names “%s”", run->seed, field->name, way_element_get_id (element), ids[i]);
    }
}

/* Links, order, slots and the table of ids agree; every reference names something. Returns the number of elements. */
static guint
check_element (Run        *run,
               WayElement *element)
{
  const WayKindInfo *info = way_kind_get_info (way_element_get_kind (element));
  WayElement        *previous = NULL;
  guint              last_group = 0;
  guint              n = way_element_get_kind (element) != WAY_KIND_FOREIGN;
  guint              n_of_slots = 0;
  guint              n_of_slots_by_count = 0;

  g_assert_true (way_map_lookup (run->map, way_element_get_id (element)) == element);
  g_assert_true (way_element_get_map (element) == run->map);
  g_assert_true (way_element_get_kind (element) == WAY_KIND_FOREIGN || way_id_is_valid (way_element_get_id (element)));
  for (guint i = 0; i < info->n_fields; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *normal = way_field_normalize (&info->fields[i], way_element_get (element, i), &error);

      g_assert_no_error (error);
      g_assert_cmpstr (normal, ==, way_element_get (element, i));
      check_reference (run, element, &info->fields[i], normal);
    }

  for (WayElement *child = way_element_get_first (element); child != NULL; child = way_element_get_next (child))
    {
      guint group = 2 * way_element_get_slot (child) + !way_element_get_outside (child);
      int   slot = way_kind_find_slot (way_element_get_kind (element), way_element_get_kind (child));

      g_assert_true (way_element_get_parent (child) == element);
      g_assert_true (way_element_get_previous (child) == previous);
      g_assert_cmpuint (group, >=, last_group);
      g_assert_cmpuint (way_element_get_revision (child), <=, way_element_get_revision (element));
      if (way_element_get_kind (child) != WAY_KIND_FOREIGN)
        {
          g_assert_cmpint (slot, ==, way_element_get_slot (child));
          g_assert_false (way_element_get_outside (child));
          n_of_slots++;
        }
      n += check_element (run, child);
      previous = child;
      last_group = group;
    }
  for (guint i = 0; i < info->n_slots; i++)
    n_of_slots_by_count += way_element_count (element, info->slots[i].kind);
  g_assert_cmpuint (n_of_slots_by_count, ==, n_of_slots);
  return n;
}

static void
check_map (Run *run)
{
  g_assert_null (way_element_get_parent (way_map_get_root (run->map)));
  g_assert_cmpuint (check_element (run, way_map_get_root (run->map)), ==, way_map_get_n_elements (run->map));
  g_assert_null (way_map_find_twin (run->map));
}

/* Every state on the way back and forth is the one that was there on the way. */
static void
test_undo_redo (void)
{
  guint n_seeds = get_n_seeds ();

  for (guint32 seed = 1; seed <= n_seeds; seed++)
    {
      Run run;
      g_autoptr (GPtrArray) states = g_ptr_array_new_with_free_func (g_free);

      start (&run, seed);
      g_ptr_array_add (states, way_map_dump (run.map));
      while (way_history_get_n_undo (run.history) < STEPS)
        {
          guint n = way_history_get_n_undo (run.history);

          way_random_transaction (run.history, run.random);
          check_map (&run);
          if (way_history_get_n_undo (run.history) > n)
            g_ptr_array_add (states, way_map_dump (run.map));
        }

      for (guint i = STEPS; i > 0; i--)
        {
          g_autofree char *state = NULL;

          g_assert_true (way_history_undo (run.history));
          check_map (&run);
          state = way_map_dump (run.map);
          assert_same (&run, "after undo", state, states->pdata[i - 1]);
        }
      g_assert_false (way_history_undo (run.history));
      for (guint i = 1; i <= STEPS; i++)
        {
          g_autofree char *state = NULL;

          g_assert_true (way_history_redo (run.history));
          check_map (&run);
          state = way_map_dump (run.map);
          assert_same (&run, "after redo", state, states->pdata[i]);
        }
      g_assert_false (way_history_redo (run.history));
      finish (&run);
    }
}

static char *
describe_lists (WayHistory *history)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < way_history_get_n_undo (history); i++)
    g_string_append_printf (text, "undo %s\n", way_history_get_nth_undo_label (history, i));
  for (guint i = 0; i < way_history_get_n_redo (history); i++)
    g_string_append_printf (text, "redo %s\n", way_history_get_nth_redo_label (history, i));
  g_string_append (text, way_history_is_clean (history) ? "clean" : "changed");
  return g_string_free (text, FALSE);
}

/* A rollback, outermost or inner, leaves nothing behind, whatever was undone before. */
static void
test_rollback (void)
{
  guint n_seeds = get_n_seeds ();

  for (guint32 seed = 1; seed <= n_seeds; seed++)
    {
      Run              run;
      g_autofree char *end = NULL;
      g_autofree char *end_again = NULL;

      start (&run, seed);
      for (guint i = 0; i < STEPS; i++)
        way_random_transaction (run.history, run.random);
      end = way_map_dump (run.map);

      for (guint i = 0; i < STEPS; i++)
        {
          g_autofree char *before = NULL;
          g_autofree char *lists_before = NULL;
          g_autofree char *inner = NULL;
          g_autofree char *inner_after = NULL;
          g_autofree char *after = NULL;
          g_autofree char *lists_after = NULL;

          if (g_rand_boolean (run.random))
            way_history_undo (run.history);
          else
            way_history_redo (run.history);
          if (g_rand_boolean (run.random))
            way_history_mark_clean (run.history);

          before = way_map_dump (run.map);
          lists_before = describe_lists (run.history);
          way_history_begin (run.history, "Outer");
          way_random_edits (run.history, run.random);
          inner = way_map_dump (run.map);
          way_history_begin (run.history, "Inner");
          way_random_edits (run.history, run.random);
          way_history_rollback (run.history);
          inner_after = way_map_dump (run.map);
          assert_same (&run, "after inner rollback", inner_after, inner);
          way_random_edits (run.history, run.random);
          way_history_rollback (run.history);
          check_map (&run);
          after = way_map_dump (run.map);
          lists_after = describe_lists (run.history);
          assert_same (&run, "after rollback", after, before);
          assert_same (&run, "lists after rollback", lists_after, lists_before);
        }

      while (way_history_redo (run.history))
        ;
      end_again = way_map_dump (run.map);
      assert_same (&run, "all redone", end_again, end);
      finish (&run);
    }
}

/* Another map that is kept the same by what the signal tells, and nothing else. */
typedef struct
{
  WayHistory *history;
  GHashTable *foreign_ids; /* of foreign elements: in the map -> in the mirror */
} Mirror;

static const char *
translate (Mirror     *mirror,
           const char *id)
{
  const char *translated = id != NULL ? g_hash_table_lookup (mirror->foreign_ids, id) : NULL;

  return translated != NULL ? translated : id;
}

static void
learn_foreign_ids (Mirror           *mirror,
                   const WayElement *element,
                   const WayElement *reflection)
{
  if (way_element_get_kind (element) == WAY_KIND_FOREIGN)
    g_hash_table_replace (mirror->foreign_ids, g_strdup (way_element_get_id (element)), g_strdup (way_element_get_id (reflection)));
  reflection = way_element_get_first (reflection);
  for (const WayElement *child = way_element_get_first (element); child != NULL; child = way_element_get_next (child))
    {
      learn_foreign_ids (mirror, child, reflection);
      reflection = way_element_get_next (reflection);
    }
}

static void
reflect_edit_cb (WayMap        *map,
                 const WayEdit *edit,
                 gpointer       user_data)
{
  Mirror     *mirror = user_data;
  const char *id = translate (mirror, edit->id);
  WayElement *before = way_map_lookup (way_history_get_map (mirror->history), id);
  WayElement *copy;
  g_autoptr (GError) error = NULL;

  switch (edit->type)
    {
    case WAY_EDIT_INSERT:
      copy = way_element_copy (edit->tree);
      if (way_history_insert_tree (mirror->history, copy, edit->parent, translate (mirror, edit->before), &error))
        learn_foreign_ids (mirror, edit->tree, copy);
      break;
    case WAY_EDIT_REMOVE:
      g_assert_null (way_element_get_map (edit->tree));
      way_history_remove (mirror->history, id, &error);
      break;
    case WAY_EDIT_SET:
      g_assert_cmpstr (way_element_get (way_map_lookup (map, edit->id), edit->field), ==, edit->value);
      g_assert_cmpstr (way_element_get (before, edit->field), ==, edit->old_value);
      way_history_set (mirror->history, id, edit->field, edit->value, &error);
      break;
    case WAY_EDIT_MOVE:
      g_assert_cmpstr (way_element_get_id (way_element_get_parent (before)), ==, edit->old_parent);
      way_history_move (mirror->history, id, edit->parent, translate (mirror, edit->before), &error);
      break;
    default:
      g_assert_not_reached ();
    }
  g_assert_no_error (error);
}

/* Every single edit, of undo, redo and rollback too, is told so that it can be followed, and leaves references whole. */
static void
test_signal (void)
{
  guint n_seeds = get_n_seeds ();

  for (guint32 seed = 1; seed <= n_seeds; seed++)
    {
      Run run;
      g_autoptr (WayMap) reflection = way_random_map_new (seed, seed % 9);
      g_autoptr (WayHistory) history = way_history_new (reflection);
      g_autoptr (GHashTable) foreign_ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
      Mirror mirror = { history, foreign_ids };

      start (&run, seed);
      g_signal_connect (run.map, "edited", G_CALLBACK (reflect_edit_cb), &mirror);
      way_history_begin (history, "Reflect");
      for (guint i = 0; i < 2 * STEPS; i++)
        {
          guint            choice = (guint) g_rand_int_range (run.random, 0, 4);
          g_autofree char *expected = NULL;
          g_autofree char *actual = NULL;

          if (choice == 0)
            way_history_undo (run.history);
          else if (choice == 1)
            way_history_redo (run.history);
          else
            way_random_transaction (run.history, run.random);
          expected = way_map_dump (run.map);
          actual = way_map_dump (reflection);
          assert_same (&run, "reflected", actual, expected);
        }
      way_history_commit (history);
      finish (&run);
    }
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/history/random/undo-redo", test_undo_redo);
  g_test_add_func ("/model/history/random/rollback", test_rollback);
  g_test_add_func ("/model/history/random/signal", test_signal);
  return g_test_run ();
}
