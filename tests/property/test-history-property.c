/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Tests"

#include <locale.h>
#include <string.h>

#include "support/way-map-dump.h"
#include "support/way-random-edits.h"
#include "support/way-random-map.h"
#include "support/way-random-value.h"
#include "waymark/way-store.h"
#include "waymark/way-templates.h"

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
          way_assert_same_text (state, states->pdata[i - 1], "seed %u: after undo", run.seed);
        }
      g_assert_false (way_history_undo (run.history));
      for (guint i = 1; i <= STEPS; i++)
        {
          g_autofree char *state = NULL;

          g_assert_true (way_history_redo (run.history));
          check_map (&run);
          state = way_map_dump (run.map);
          way_assert_same_text (state, states->pdata[i], "seed %u: after redo", run.seed);
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
          way_assert_same_text (inner_after, inner, "seed %u: after inner rollback", run.seed);
          way_random_edits (run.history, run.random);
          way_history_rollback (run.history);
          check_map (&run);
          after = way_map_dump (run.map);
          lists_after = describe_lists (run.history);
          way_assert_same_text (after, before, "seed %u: after rollback", run.seed);
          way_assert_same_text (lists_after, lists_before, "seed %u: lists after rollback", run.seed);
        }

      while (way_history_redo (run.history))
        ;
      end_again = way_map_dump (run.map);
      way_assert_same_text (end_again, end, "seed %u: all redone", run.seed);
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
    case WAY_EDIT_SET_FOREIGN:
      g_assert_cmpstr (way_element_get_foreign_attributes (before, edit->path), ==, edit->old_value);
      way_history_set_foreign (mirror->history, id, edit->path, edit->value, &error);
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
          way_assert_same_text (actual, expected, "seed %u: reflected", run.seed);
        }
      way_history_commit (history);
      finish (&run);
    }
}

/* What speaks of the map itself speaks of it by its other id. */
static void
rename_references (WayElement *element,
                   const char *old_id,
                   const char *new_id)
{
  const WayKindInfo *info = way_kind_get_info (way_element_get_kind (element));

  for (guint i = 0; i < info->n_fields; i++)
    if (info->fields[i].type == WAY_FIELD_REFERENCE && g_strcmp0 (way_element_get (element, i), old_id) == 0)
      way_element_take_value (element, i, g_strdup (new_id));
  for (WayElement *child = way_element_get_first (element); child != NULL; child = way_element_get_next (child))
    rename_references (child, old_id, new_id);
}

/* A map as a file of @map would give it, whose own id is that of @like. */
static WayMap *
copy_map (WayMap *map,
          WayMap *like)
{
  WayElement        *root = way_map_get_root (map);
  const WayKindInfo *info = way_kind_get_info (WAY_KIND_MAP);
  WayElement        *copy = way_element_new (WAY_KIND_MAP, way_element_get_id (way_map_get_root (like)));
  const char *const  paths[] = { "", "#title", "#prolog", "#epilog", "#images", "images", "scale", "sources", "personas", "phases", "lanes", "stages", "tray",
                                 "title", "goal", "owner" };
  WayMap            *made;
  GHashTableIter     iter;
  gpointer           id;
  gpointer           bytes;

  for (guint i = 0; i < info->n_fields; i++)
    way_element_take_value (copy, i, g_strdup (way_element_get (root, i)));
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    way_element_take_foreign_attributes (copy, paths[i], g_strdup (way_element_get_foreign_attributes (root, paths[i])));
  for (WayElement *child = way_element_get_first (root); child != NULL; child = way_element_get_next (child))
    if (way_element_get_kind (child) == WAY_KIND_FOREIGN)
      way_element_append_foreign (copy, way_element_copy (child), way_element_get_slot (child), way_element_get_outside (child));
    else
      way_element_append (copy, way_element_copy (child));
  rename_references (copy, way_element_get_id (root), way_element_get_id (copy));
  made = way_map_new_from_root (copy, NULL);
  g_assert_nonnull (made);
  g_hash_table_iter_init (&iter, way_map_get_images (map));
  while (g_hash_table_iter_next (&iter, &id, &bytes))
    g_assert_true (way_map_add_image_as (made, id, bytes));
  return made;
}

/* Makes @run's map the same as @with: in what is read and in the file, and back, and forth again. */
static void
check_replaced (Run    *run,
                WayMap *with)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *start = way_map_write_text (run->map);
  g_autofree char *wanted = way_map_write_text (with);
  g_autofree char *wanted_dump = way_map_dump (with);
  g_autofree char *end = NULL;
  g_autofree char *end_dump = NULL;
  g_autofree char *back = NULL;
  g_autofree char *forth = NULL;
  g_autofree char *with_after = NULL;

  way_history_begin (run->history, "Replace");
  if (!way_history_replace_map (run->history, with, &error))
    g_error ("seed %u: %s", run->seed, error->message);
  way_history_commit (run->history);
  check_map (run);
  end_dump = way_map_dump (run->map);
  way_assert_same_text (end_dump, wanted_dump, "seed %u: the map", run->seed);
  end = way_map_write_text (run->map);
  way_assert_same_text (end, wanted, "seed %u: the file", run->seed);
  with_after = way_map_dump (with);
  way_assert_same_text (with_after, wanted_dump, "seed %u: the other map", run->seed);

  if (strcmp (start, wanted) != 0)
    g_assert_true (way_history_undo (run->history));
  back = way_map_write_text (run->map);
  way_assert_same_text (back, start, "seed %u: the file after undo", run->seed);
  way_history_redo (run->history);
  forth = way_map_write_text (run->map);
  way_assert_same_text (forth, wanted, "seed %u: the file after redo", run->seed);
}

/* Attributes and comments that another program put in. */
static void
write_by_others (WayHistory *history,
                 GRand      *random)
{
  g_autoptr (GPtrArray) elements = way_random_list_elements (way_history_get_map (history));
  const char *root = way_element_get_id (way_map_get_root (way_history_get_map (history)));

  way_history_begin (history, "Others");
  for (guint i = 0; i < 3; i++)
    {
      WayElement *element = elements->pdata[way_random_below (random, elements->len)];

      if (way_element_get_kind (element) == WAY_KIND_FOREIGN)
        continue;
      g_assert_true (way_history_set_foreign (history, way_element_get_id (element), "", way_random_happens (random, 0.3) ? NULL : " xmlns:ext=\"urn:example:ext\" ext:by=\"others\"", NULL));
    }
  g_assert_true (way_history_set_foreign (history, root, "", " xmlns:ext=\"urn:example:ext\" ext:all=\"yes\"", NULL));
  g_assert_true (way_history_set_foreign (history, root, "#prolog", "<!-- by others -->", NULL));
  way_history_commit (history);
}

/* What edits have made of a map, and every single edit on the way can be followed. */
static void
test_replace_edited (void)
{
  guint n_seeds = get_n_seeds ();

  for (guint32 seed = 1; seed <= n_seeds; seed++)
    {
      Run run;
      g_autoptr (WayMap) original = way_random_map_new (seed, seed % 9);
      g_autoptr (WayMap) with = copy_map (original, original);
      g_autoptr (WayHistory) other = way_history_new (with);
      g_autoptr (WayMap) reflection = way_random_map_new (seed, seed % 9);
      g_autoptr (WayHistory) history = way_history_new (reflection);
      g_autoptr (GHashTable) foreign_ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
      g_autofree char *expected = NULL;
      g_autofree char *actual = NULL;
      Mirror           mirror = { history, foreign_ids };

      start (&run, seed);
      for (guint i = 0; i < seed % 20; i++)
        way_random_transaction (other, run.random);
      write_by_others (other, run.random);
      g_signal_connect (run.map, "edited", G_CALLBACK (reflect_edit_cb), &mirror);
      way_history_begin (history, "Reflect");
      check_replaced (&run, with);
      way_history_commit (history);
      expected = way_map_dump (run.map);
      actual = way_map_dump (reflection);
      way_assert_same_text (actual, expected, "seed %u: reflected", run.seed);
      finish (&run);
    }
}

/* Maps that have some ids in common, and nothing else. */
static void
test_replace_others (void)
{
  guint n_seeds = get_n_seeds ();

  for (guint32 seed = 1; seed <= n_seeds; seed++)
    {
      Run run;
      g_autoptr (WayMap) other = way_random_map_new (seed + 7777, (seed + 4) % 9);
      g_autoptr (WayMap) with = NULL;

      start (&run, seed);
      with = copy_map (other, run.map);
      check_replaced (&run, with);
      finish (&run);
    }
}

static WayMap *
load_template (const WayTemplate *template,
               const char *language,
               guint       example)
{
  g_autoptr (GError) error = NULL;
  WayMap *map = way_templates_load (template->name, language, example, &error);

  g_assert_no_error (error);
  return map;
}

/* All templates and examples become the next one. */
static void
test_replace_templates (void)
{
  g_autoptr (GPtrArray) templates = way_templates_list ();
  g_autoptr (WayMap) map = load_template (templates->pdata[0], "en", FALSE);
  Run run = { .map = map, .history = way_history_new (map) };

  for (guint i = 0; i < templates->len; i++)
    {
      const WayTemplate *template = templates->pdata[i];

      for (guint j = 0; template->languages[j] != NULL; j++)
        for (guint example = 0; example <= (template->has_example ? 1u : 0u); example++)
          {
            g_autoptr (WayMap) loaded = load_template (template, template->languages[j], example);
            g_autoptr (WayMap) with = copy_map (loaded, map);

            run.seed = i;
            check_replaced (&run, with);
          }
    }
  g_assert_cmpuint (way_history_get_n_undo (run.history), >, templates->len);
  while (way_history_undo (run.history))
    continue;
  check_map (&run);
  g_object_unref (run.history);
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
  g_test_add_func ("/model/history/random/replace-edited", test_replace_edited);
  g_test_add_func ("/model/history/random/replace-others", test_replace_others);
  g_test_add_func ("/model/history/random/replace-templates", test_replace_templates);
  return g_test_run ();
}
