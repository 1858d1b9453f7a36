/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Tests"

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

#include "support/way-map-dump.h"
#include "support/way-random-commands.h"
#include "support/way-random-edits.h"
#include "support/way-random-map.h"
#include "waymark/way-journal.h"
#include "waymark/way-store.h"

#define DEFAULT_SEEDS 50
#define STEPS 25

typedef struct
{
  guint32     seed;
  GRand      *random;
  WayHistory *history;
  WayJournal *journal;
} Run;

static guint
get_n_seeds (void)
{
  const char *wanted = g_getenv ("WAYMARK_SEEDS");

  return wanted != NULL ? (guint) g_ascii_strtoull (wanted, NULL, 10) : DEFAULT_SEEDS;
}

static char *
write_text (WayHistory *history)
{
  g_autoptr (GBytes) bytes = way_store_write (way_history_get_map (history));

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static void
assert_same (const Run  *run,
             const char *what,
             WayHistory *actual,
             WayHistory *expected)
{
  g_autofree char *actual_text = write_text (actual);
  g_autofree char *expected_text = write_text (expected);

  way_assert_same_text (actual_text, expected_text, "seed %u: %s", run->seed, what);
}

static void
recover (const Run        *run,
         WayJournalReplay *replay)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WayJournalReader) reader = way_journal_reader_open (way_journal_get_folder (run->journal), &error);
  g_autoptr (GBytes) base = NULL;

  g_assert_no_error (error);
  base = way_journal_load_bytes (way_journal_get_folder (run->journal), reader->base_hash, NULL);
  g_assert_nonnull (base);
  way_journal_replay (reader, base, replay, &error);
  g_assert_no_error (error);
  if (replay->n_lost > 0)
    g_error ("seed %u: record %u of %u could not be followed", run->seed, replay->n_done, reader->records->len);
  g_assert_cmpuint (reader->n_lost, ==, 0);
}

static void
check_labels (const Run  *run,
              WayHistory *recovered)
{
  for (guint i = 0; i < way_history_get_n_undo (recovered); i++)
    g_assert_cmpstr (way_history_get_nth_undo_label (recovered, i), ==, way_history_get_nth_undo_label (run->history, i));
}

/* Nothing is there before the first step; nor while a journal that has none begins again. */
static gboolean
is_there (const Run *run)
{
  const char      *folder = way_journal_get_folder (run->journal);
  g_autofree char *path = folder != NULL ? g_build_filename (folder, "journal", NULL) : NULL;

  return path != NULL && g_file_test (path, G_FILE_TEST_EXISTS);
}

static void
check (const Run *run)
{
  g_auto (WayJournalReplay) replay = { 0 };

  g_assert_null (way_journal_get_problem (run->journal));
  if (!is_there (run))
    return;
  recover (run, &replay);
  assert_same (run, "recovered", replay.history, run->history);
}

static void
committed_cb (WayHistory *history,
              const char *label,
              Run        *run)
{
  way_journal_commit (run->journal, label);
}

static void
start (Run    *run,
       guint32 seed)
{
  g_autoptr (WayMap) map = way_random_map_new (seed, seed % 9);

  run->seed = seed;
  run->random = g_rand_new_with_seed (seed);
  run->history = way_history_new (map);
  run->journal = way_journal_new (run->history, NULL, NULL, NULL, NULL);
  g_signal_connect (run->history, "committed", G_CALLBACK (committed_cb), run);
}

static void
finish (Run *run)
{
  way_journal_remove (run->journal);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_signal_handlers_disconnect_by_data (run->history, run);
  g_object_unref (run->journal);
  g_object_unref (run->history);
  g_rand_free (run->random);
}

static void
set_beside (Run *run)
{
  g_autofree char *edition = g_strdup_printf ("%d", g_rand_int_range (run->random, 1, 1000));
  const char      *root = way_element_get_id (way_map_get_root (way_history_get_map (run->history)));
  g_autoptr (GError) error = NULL;

  way_history_set_unrecorded (run->history, root, WAY_MAP_EDITION, edition, &error);
  g_assert_no_error (error);
  way_journal_commit_unrecorded (run->journal);
}

/* What is being typed is there too, and gone when it is given up. */
static void
try_open (Run *run)
{
  way_history_begin (run->history, "Typing");
  way_random_edits (run->history, run->random);
  way_journal_commit_open (run->journal);
  check (run);
  if (g_rand_boolean (run->random))
    {
      way_random_edits (run->history, run->random);
      way_journal_commit_open (run->journal);
      check (run);
    }
  if (g_rand_boolean (run->random))
    {
      way_history_commit (run->history);
      return;
    }
  way_history_rollback (run->history);
  /* The next step is written as if it had never been. */
  for (guint64 step = way_history_get_step (run->history); way_history_get_step (run->history) == step;)
    way_random_transaction (run->history, run->random);
}

static void
act (Run *run)
{
  const char *name;

  switch (g_rand_int_range (run->random, 0, 9))
    {
    case 0:
    case 1:
      way_history_undo (run->history);
      break;
    case 2:
      way_history_redo (run->history);
      break;
    case 3:
    case 4:
      way_random_command (run->history, run->random, &name, NULL);
      break;
    case 5:
      set_beside (run);
      break;
    case 6:
      try_open (run);
      break;
    default:
      way_random_transaction (run->history, run->random);
    }
}

/* replay (journal) == map, after each step, undo, redo. */
static void
test_replay (void)
{
  guint n_seeds = get_n_seeds ();

  for (guint32 seed = 1; seed <= n_seeds; seed++)
    {
      Run run;

      start (&run, seed);
      for (guint i = 0; i < STEPS; i++)
        {
          act (&run);
          check (&run);
        }
      finish (&run);
    }
}

/* Undo and redo lead through the same states in what was recovered. Steps that changed nothing in the end are not written. */
static void
test_history (void)
{
  guint n_seeds = get_n_seeds ();
  guint n_compared = 0;

  for (guint32 seed = 1; seed <= n_seeds; seed++)
    {
      Run run;
      g_auto (WayJournalReplay) replay = { 0 };

      start (&run, seed);
      for (guint i = 0; i < STEPS; i++)
        if (g_rand_int_range (run.random, 0, 4) == 0)
          way_history_undo (run.history);
        else
          way_random_transaction (run.history, run.random);
      if (way_journal_get_folder (run.journal) != NULL)
        recover (&run, &replay);
      g_signal_handlers_disconnect_by_data (run.history, &run);
      if (way_history_get_n_undo (replay.history) != way_history_get_n_undo (run.history) ||
          way_history_get_n_redo (replay.history) != way_history_get_n_redo (run.history))
        {
          finish (&run);
          continue;
        }
      n_compared++;
      check_labels (&run, replay.history);
      for (guint i = 0; i < STEPS; i++)
        {
          gboolean could = way_history_undo (run.history);

          g_assert_true (way_history_undo (replay.history) == could);
          assert_same (&run, "after undo", replay.history, run.history);
        }
      for (guint i = 0; i < 2 * STEPS; i++)
        {
          gboolean could = way_history_redo (run.history);

          g_assert_true (way_history_redo (replay.history) == could);
          assert_same (&run, "after redo", replay.history, run.history);
        }
      finish (&run);
    }
  g_assert_cmpuint (10 * n_compared, >=, 9 * n_seeds);
}

/* A journal that begins again in between, with work going on. */
static void
test_restart (void)
{
  guint n_seeds = get_n_seeds ();

  for (guint32 seed = 1; seed <= n_seeds; seed++)
    {
      Run run;

      start (&run, seed);
      for (guint i = 0; i < STEPS; i++)
        {
          act (&run);
          if (g_rand_int_range (run.random, 0, 6) == 0)
            way_journal_restart (run.journal);
          else if (g_rand_int_range (run.random, 0, 3) == 0)
            while (way_journal_is_restarting (run.journal))
              g_main_context_iteration (NULL, TRUE);
          check (&run);
        }
      while (way_journal_is_restarting (run.journal))
        g_main_context_iteration (NULL, TRUE);
      check (&run);
      finish (&run);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *state = g_dir_make_tmp ("journal-XXXXXX", NULL);
  g_autofree char *waymark = g_build_filename (state, "waymark", NULL);
  g_autofree char *journals = g_build_filename (waymark, "journals", NULL);
  int              status;

  g_setenv ("XDG_STATE_HOME", state, TRUE);
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/journal/random/replay", test_replay);
  g_test_add_func ("/store/journal/random/history", test_history);
  g_test_add_func ("/store/journal/random/restart", test_restart);
  status = g_test_run ();
  g_rmdir (journals);
  g_rmdir (waymark);
  /* All that was removed is gone. */
  g_assert_true (g_rmdir (state) == 0 || status != 0);
  return status;
}
