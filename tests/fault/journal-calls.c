/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Tests"

#include <locale.h>
#include <string.h>
#include <unistd.h>

#include "support/way-random-edits.h"
#include "support/way-random-map.h"
#include "support/way-test-images.h"
#include "waymark/way-document-journal.h"
#include "waymark/way-recovery.h"
#include "waymark/way-store.h"

/*
 * journal-calls append      edits a map that was never saved
 * journal-calls compact     the same, and the journal begins again in between
 * journal-calls steady      edits it for some seconds, fifty times in each
 * journal-calls save FILE   edits a map that has a file, saves it, and edits on
 * journal-calls restore     restores what was left and edits on
 * journal-calls discard     discards what was left
 * journal-calls list        writes what was left: the hash of the map, of how many steps, and how many crashes there were
 *
 * A line "step HASH" or "edition HASH" is written when the map has changed, "saved", "discarded" and "done" when that is so, and
 * "problem" or "healed" when the journal cannot be written or can again. After "waiting"
 * it waits for a byte before it tries again. Then it ends as a crash does.
 */

#define SEED 7
#define TOUCHPOINTS 3
#define STEPS 3
#define PAUSE_MILLISECONDS 20
#define STEADY_STEPS 150

static void
say (const char *word,
     const char *rest)
{
  g_autofree char *line = g_strconcat (word, " ", rest, "\n", NULL);

  if (write (STDOUT_FILENO, line, strlen (line)) < 0)
    _exit (2);
}

static void
refuse (const char *reason)
{
  say ("refused", reason);
  _exit (1);
}

static char *
dup_hash (WayMap *map)
{
  g_autoptr (GBytes) bytes = way_store_write (map);

  return g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
}

static void
tell (const char  *word,
      WayDocument *document)
{
  g_autofree char *hash = dup_hash (way_document_get_map (document));

  say (word, hash);
}

static void
problem_cb (WayDocument *document)
{
  const char *problem = way_document_get_journal_problem (document);

  say (problem != NULL ? "problem" : "healed", problem != NULL ? problem : "");
}

/* Until all is on the disk that is on its way there. */
static void
settle (WayDocument *document)
{
  while (way_document_get_saving (document) || way_journal_is_busy (way_document_get_journal (document)))
    g_main_context_iteration (NULL, TRUE);
}

static void
edit (WayDocument *document,
      GRand       *random,
      guint        n)
{
  WayHistory *history = way_document_get_history (document);

  while (n > 0)
    {
      guint64 step = way_history_get_step (history);

      way_random_transaction (history, random);
      if (way_history_get_step (history) == step)
        continue;
      tell ("step", document);
      n--;
    }
}

static void
add_image (WayDocument *document)
{
  WayHistory *history = way_document_get_history (document);
  WayMap     *map = way_document_get_map (document);
  g_autoptr (GBytes) image = way_test_make_png (8, 8, FALSE);
  const char *id = way_map_add_image (map, image);

  way_history_begin (history, "Logo");
  way_history_set (history, way_element_get_id (way_map_get_root (map)), WAY_MAP_LOGO, id, NULL);
  way_history_commit (history);
  tell ("step", document);
}

/* What could not be written is, as soon as it can: here at once and not after a while. Somebody may have to make room first. */
static void
heal (WayDocument *document)
{
  char byte;

  settle (document);
  if (way_document_get_journal_problem (document) == NULL)
    return;
  say ("waiting", "");
  if (read (STDIN_FILENO, &byte, 1) < 0)
    _exit (2);
  way_journal_restart (way_document_get_journal (document));
  settle (document);
}

static void
append (WayDocument *document,
        GRand       *random)
{
  edit (document, random, STEPS);
  settle (document);
  add_image (document);
  way_history_undo (way_document_get_history (document));
  tell ("step", document);
  edit (document, random, 1);
}

static void
compact (WayDocument *document,
         GRand       *random)
{
  edit (document, random, STEPS);
  settle (document);
  way_journal_restart (way_document_get_journal (document));
  edit (document, random, STEPS);
  settle (document);
  edit (document, random, 1);
}

typedef struct
{
  WayDocument *document;
  GRand       *random;
  guint        n_left;
} Steady;

static gboolean
steady_cb (gpointer data)
{
  Steady *steady = data;

  edit (steady->document, steady->random, 1);
  return --steady->n_left > 0 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static void
edit_steadily (WayDocument *document,
               GRand       *random)
{
  Steady steady = { document, random, STEADY_STEPS };

  g_timeout_add (PAUSE_MILLISECONDS, steady_cb, &steady);
  while (steady.n_left > 0)
    g_main_context_iteration (NULL, TRUE);
}

static void
saved_cb (GObject      *document,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (GError) error = NULL;

  if (way_document_save_finish (WAY_DOCUMENT (document), result, &error))
    say ("saved", data);
  else
    say ("refused", error->message);
}

/* The number of the edition is counted then. */
static void
start_save (WayDocument *document)
{
  way_document_save_async (document, NULL, NULL, saved_cb, (gpointer) "");
  tell ("edition", document);
}

static void
save (WayDocument *document,
      GRand       *random)
{
  g_autoptr (GBytes) bytes = NULL;

  edit (document, random, STEPS);
  settle (document);
  start_save (document);
  settle (document);
  edit (document, random, 1);
  settle (document);
  start_save (document);
}

static WayDocument *
make_document (const char *path)
{
  g_autoptr (WayMap) map = NULL;
  g_autoptr (GError) error = NULL;
  WayDocument *document;

  if (path == NULL)
    {
      map = way_random_map_new (SEED, TOUCHPOINTS);
      document = way_document_new (map);
    }
  else
    document = way_document_open (path, &error);
  if (document == NULL)
    refuse (error->message);
  way_document_start_journal (document);
  return document;
}

static WayDocument *
restore (void)
{
  g_autoptr (GPtrArray) list = way_recovery_list ();
  g_autoptr (GError) error = NULL;
  WayDocument *document = NULL;

  if (list->len != 1)
    refuse ("nothing is there");
  if (way_recovery_look (list->pdata[0], &error) != NULL)
    {
      way_recovery_end_look (list->pdata[0]);
      document = way_recovery_restore (list->pdata[0], &error);
    }
  if (document == NULL)
    refuse (error->message);
  return document;
}

static void
discard (void)
{
  g_autoptr (GPtrArray) list = way_recovery_list ();
  g_autoptr (GError) error = NULL;

  if (list->len != 1)
    refuse ("nothing is there");
  if (!way_recovery_discard (list->pdata[0], &error))
    refuse (error->message);
  say ("discarded", "");
}

static void
list_all (void)
{
  g_autoptr (GPtrArray) list = way_recovery_list ();

  for (guint i = 0; i < list->len; i++)
    {
      g_autoptr (GError) error = NULL;
      WayRecovery     *recovery = list->pdata[i];
      guint            n_crashes = way_recovery_get_n_crashes (recovery);
      WayMap          *map = way_recovery_look (recovery, &error);
      g_autofree char *hash = map != NULL ? dup_hash (map) : g_strdup ("-");

      way_recovery_end_look (recovery);
      g_print ("%s %u %u %s\n", hash, way_recovery_get_n_steps (recovery), n_crashes,
               error != NULL ? error->message : way_recovery_get_is_damaged (recovery) ? "damaged"
                                                                                       : "");
    }
}

static void
work (const char *what,
      const char *path)
{
  gboolean is_restored = strcmp (what, "restore") == 0;
  g_autoptr (WayDocument) document = is_restored ? restore () : make_document (path);
  g_autoptr (GRand) random = g_rand_new_with_seed (SEED + is_restored);

  g_signal_connect (document, "notify::journal-problem", G_CALLBACK (problem_cb), NULL);
  tell (is_restored ? "step" : "start", document);
  if (strcmp (what, "append") == 0)
    append (document, random);
  else if (strcmp (what, "compact") == 0)
    compact (document, random);
  else if (strcmp (what, "steady") == 0)
    edit_steadily (document, random);
  else if (path != NULL)
    save (document, random);
  else
    edit (document, random, STEPS);
  heal (document);
  say ("done", "");
  /* Nothing is tidied up. */
  _exit (0);
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_random_set_seed (SEED);
  if (argc < 2)
    return 2;
  if (strcmp (argv[1], "list") == 0)
    list_all ();
  else if (strcmp (argv[1], "discard") == 0)
    discard ();
  else
    work (argv[1], argv[2]);
  return 0;
}
