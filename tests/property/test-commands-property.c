/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Tests"

#include <locale.h>
#include <string.h>

#include "waymark/way-store.h"
#include "support/way-map-dump.h"
#include "support/way-random-commands.h"
#include "support/way-random-map.h"

#define DEFAULT_SEEDS 500
#define STEPS 20

static guint
get_n_seeds (void)
{
  const char *wanted = g_getenv ("WAYMARK_SEEDS");

  return wanted != NULL ? (guint) g_ascii_strtoull (wanted, NULL, 10) : DEFAULT_SEEDS;
}

typedef struct
{
  guint32     seed;
  guint       step;
  const char *command;
  GRand      *random;
  WayMap     *map;
  WayHistory *history;
} Run;

static void
start (Run    *run,
       guint32 seed)
{
  *run = (Run){ .seed = seed, .command = "" };
  run->random = g_rand_new_with_seed (seed);
  run->map = way_random_map_new (seed, seed % 12);
  run->history = way_history_new (run->map);
}

static void
finish (Run *run)
{
  g_assert_finalize_object (run->history);
  g_assert_finalize_object (run->map);
  g_rand_free (run->random);
}

static char *
dump_file (Run *run)
{
  g_autoptr (GBytes) bytes = way_store_write (run->map);

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static gboolean
holds (Run            *run,
       WayElement     *element,
       const WayField *field,
       const char     *id)
{
  WayElement *target = way_map_lookup (run->map, id);

  if (field->type == WAY_FIELD_BLOB)
    return way_map_get_image (run->map, id) != NULL;
  return target != NULL && (field->targets & 1u << way_element_get_kind (target)) != 0 && target != element &&
         (way_element_get_kind (element) != WAY_KIND_LINK || target != way_element_get_parent (element));
}

static void
check_references (Run        *run,
                  WayElement *element)
{
  const WayKindInfo *info = way_kind_get_info (way_element_get_kind (element));

  for (guint i = 0; i < info->n_fields; i++)
    {
      gboolean is_reference = info->fields[i].targets != 0 || info->fields[i].type == WAY_FIELD_BLOB;
      g_auto (GStrv) ids = g_strsplit (is_reference ? way_element_get_text (element, i) : "", " ", -1);

      for (guint j = 0; ids[j] != NULL; j++)
        if (!holds (run, element, &info->fields[i], ids[j]))
          g_error ("seed %u, step %u, %s: %s of %s names “%s”", run->seed, run->step, run->command, info->fields[i].name,
                   way_element_get_id (element), ids[j]);
    }
  for (WayElement *child = way_element_get_first (element); child != NULL; child = way_element_get_next (child))
    check_references (run, child);
}

/* What was written can be opened again. */
static void
check_file (Run        *run,
            const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WayMap) map = way_store_load_bytes (text, strlen (text), "map", NULL, &error);

  if (map == NULL)
    g_error ("seed %u, step %u, %s: %s", run->seed, run->step, run->command, error->message);
}

/* A command is one step or nothing; undo and redo of it give the bytes before and after. */
static gboolean
check_step (Run *run)
{
  g_autofree char *before = dump_file (run);
  g_autofree char *after = NULL;
  g_autofree char *undone = NULL;
  g_autofree char *redone = NULL;
  guint            n_undo = way_history_get_n_undo (run->history);
  g_autoptr (GError) error = NULL;
  gboolean done = way_random_command (run->history, run->random, &run->command, &error);

  g_assert_false (way_history_in_transaction (run->history));
  g_assert_true (!done || error == NULL);
  after = dump_file (run);
  if (!done)
    way_assert_same_text (after, before, "seed %u, step %u, %s: refused", run->seed, run->step, run->command);
  if (way_history_get_n_undo (run->history) == n_undo)
    {
      way_assert_same_text (after, before, "seed %u, step %u, %s: no step", run->seed, run->step, run->command);
      return done;
    }
  g_assert_cmpuint (way_history_get_n_undo (run->history), ==, n_undo + 1);
  check_references (run, way_map_get_root (run->map));
  g_assert_null (way_map_find_twin (run->map));
  check_file (run, after);

  way_history_undo (run->history);
  undone = dump_file (run);
  way_assert_same_text (undone, before, "seed %u, step %u, %s: undone", run->seed, run->step, run->command);
  way_history_redo (run->history);
  redone = dump_file (run);
  way_assert_same_text (redone, after, "seed %u, step %u, %s: redone", run->seed, run->step, run->command);
  return done;
}

static void
test_one_step (void)
{
  g_autoptr (GHashTable) done = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint32 seed = 0; seed < get_n_seeds (); seed++)
    {
      Run run;

      start (&run, seed);
      for (run.step = 0; run.step < STEPS; run.step++)
        if (check_step (&run))
          g_hash_table_add (done, (gpointer) run.command);
      finish (&run);
    }
  /* Each of them was carried out, not only refused. */
  g_assert_cmpuint (g_hash_table_size (done), ==, 22);
}

/* Within a transaction that is open the commands are part of it, and it can be rolled back. */
static void
test_within (void)
{
  for (guint32 seed = 0; seed < get_n_seeds () / 5; seed++)
    {
      Run              run;
      g_autofree char *before = NULL;
      g_autofree char *after = NULL;

      start (&run, seed);
      before = way_map_dump (run.map);
      way_history_begin (run.history, "Drag");
      for (run.step = 0; run.step < STEPS; run.step++)
        way_random_command (run.history, run.random, &run.command, NULL);
      if (seed % 2 == 0)
        {
          way_history_rollback (run.history);
          g_assert_cmpuint (way_history_get_n_undo (run.history), ==, 0);
        }
      else
        {
          way_history_commit (run.history);
          g_assert_cmpuint (way_history_get_n_undo (run.history), <=, 1);
          way_history_undo (run.history);
        }
      after = way_map_dump (run.map);
      way_assert_same_text (after, before, "seed %u, step %u, %s: rolled back", run.seed, run.step, run.command);
      finish (&run);
    }
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/tools/commands/one-step", test_one_step);
  g_test_add_func ("/tools/commands/within", test_within);

  return g_test_run ();
}
