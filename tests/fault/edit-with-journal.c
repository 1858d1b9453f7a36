/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Tests"

#include <locale.h>
#include <string.h>
#include <unistd.h>

#include "support/way-random-edits.h"
#include "support/way-random-map.h"
#include "waymark/way-document-journal.h"
#include "waymark/way-recovery.h"
#include "waymark/way-store.h"

/*
 * edit-with-journal edit SEED     edits without end and writes a line, "number hash of the map", when a step is done
 * edit-with-journal tell SEED N   writes the first N of these lines and one before, of the map at first, without a journal
 * edit-with-journal again SEED    restores what was left, if there is any, and edits on; a line "next HASH" comes before each "step HASH"
 * edit-with-journal recover       restores what was left, writes the hash of the map and discards it
 */

static char *
dup_hash (WayMap *map)
{
  g_autoptr (GBytes) bytes = way_store_write (map);

  return g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
}

static void
acknowledge (guint       number,
             WayHistory *history)
{
  g_autofree char *hash = dup_hash (way_history_get_map (history));
  g_autofree char *line = g_strdup_printf ("%u %s\n", number, hash);

  if (write (STDOUT_FILENO, line, strlen (line)) < 0)
    _exit (1);
}

static void
edit (guint32  seed,
      guint    most,
      gboolean keeps_journal)
{
  g_autoptr (WayMap) map = NULL;
  g_autoptr (WayDocument) document = NULL;
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  WayHistory *history;
  guint       number = 0;

  g_random_set_seed (seed);
  map = way_random_map_new (seed, seed % 9);
  document = way_document_new (map);
  if (keeps_journal)
    way_document_start_journal (document);
  history = way_document_get_history (document);
  if (!keeps_journal)
    acknowledge (0, history);
  while (number < most)
    {
      guint64 step = way_history_get_step (history);

      if (g_rand_int_range (random, 0, 5) == 0)
        way_history_undo (history);
      else if (g_rand_int_range (random, 0, 5) == 0)
        way_history_redo (history);
      else
        way_random_transaction (history, random);
      if (way_history_get_step (history) != step)
        acknowledge (++number, history);
      if (keeps_journal)
        while (g_main_context_iteration (NULL, FALSE))
          continue;
    }
}

static void
tell (const char *word,
      WayHistory *history)
{
  g_autofree char *hash = dup_hash (way_history_get_map (history));
  g_autofree char *line = g_strdup_printf ("%s %s\n", word, hash);

  if (write (STDOUT_FILENO, line, strlen (line)) < 0)
    _exit (1);
}

static WayDocument *
restore_or_begin (guint32 seed)
{
  g_autoptr (GPtrArray) list = way_recovery_list ();
  g_autoptr (GError) error = NULL;
  g_autoptr (WayMap) map = NULL;
  WayDocument *document;

  if (list->len > 0)
    {
      document = way_recovery_restore (list->pdata[0], &error);
      g_assert_no_error (error);
      return document;
    }
  map = way_random_map_new (seed, seed % 9);
  document = way_document_new (map);
  way_document_start_journal (document);
  return document;
}

static void
edit_again (guint32 seed)
{
  g_autoptr (WayDocument) document = restore_or_begin (seed);
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  WayHistory *history = way_document_get_history (document);

  g_random_set_seed (seed);
  tell ("step", history);
  while (TRUE)
    {
      guint64 step = way_history_get_step (history);

      way_history_begin (history, "Random");
      way_random_transaction (history, random);
      tell ("next", history);
      way_history_commit (history);
      if (way_history_get_step (history) != step)
        tell ("step", history);
      while (g_main_context_iteration (NULL, FALSE))
        continue;
      /* Now and then it begins again. */
      if (g_rand_int_range (random, 0, 20) == 0)
        way_journal_restart (way_document_get_journal (document));
    }
}

static int
recover (void)
{
  g_autoptr (GPtrArray) list = way_recovery_list ();
  g_autoptr (GError) error = NULL;
  g_autofree char *hash = NULL;
  WayMap          *map = list->len == 1 ? way_recovery_look (list->pdata[0], &error) : NULL;

  /* All was undone: there is nothing that could be lost. */
  if (list->len == 0)
    return 0;
  if (map == NULL)
    {
      g_printerr ("%u journals: %s\n", list->len, error != NULL ? error->message : "");
      return 1;
    }
  hash = dup_hash (map);
  g_print ("%s\n", hash);
  return way_recovery_discard (list->pdata[0], NULL) ? 0 : 1;
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  if (argc == 2 && strcmp (argv[1], "recover") == 0)
    return recover ();
  if (argc < 3)
    return 2;
  if (strcmp (argv[1], "again") == 0)
    edit_again ((guint32) g_ascii_strtoull (argv[2], NULL, 10));
  edit ((guint32) g_ascii_strtoull (argv[2], NULL, 10), argc > 3 ? (guint) g_ascii_strtoull (argv[3], NULL, 10) : G_MAXUINT,
        strcmp (argv[1], "edit") == 0);
  return 0;
}
