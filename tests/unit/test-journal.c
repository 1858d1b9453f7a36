/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Tests"

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

#include "waymark/way-document-journal.h"
#include "waymark/way-journal.h"
#include "waymark/way-recovery.h"
#include "waymark/way-store.h"

#define STEPS 4

static char *state;

static void
add_stage (WayDocument *document,
           const char  *name)
{
  WayHistory *history = way_document_get_history (document);
  const char *root = way_element_get_id (way_map_get_root (way_history_get_map (history)));
  const char *id;
  g_autoptr (GError) error = NULL;

  way_history_begin (history, name);
  id = way_history_insert (history, WAY_KIND_STAGE, NULL, root, NULL, &error);
  g_assert_no_error (error);
  way_history_set (history, id, WAY_STAGE_NAME, name, &error);
  g_assert_no_error (error);
  way_history_commit (history);
}

static WayDocument *
new_document (void)
{
  g_autoptr (WayMap) map = way_map_new ("en");
  WayDocument *document = way_document_new (map);

  way_document_start_journal (document);
  return document;
}

static char *
dup_text (WayMap *map)
{
  g_autoptr (GBytes) bytes = way_store_write (map);

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

/* A journal of some steps, and the map after each. */
typedef struct
{
  WayDocument *document;
  GBytes      *bytes;
  GBytes      *base;
  char        *states[STEPS + 1];
} Fixture;

static void
setup (Fixture      *fixture,
       gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  g_autoptr (WayJournalReader) reader = NULL;
  char *journal;
  gsize length;

  fixture->document = new_document ();
  fixture->states[0] = dup_text (way_document_get_map (fixture->document));
  for (guint i = 1; i <= STEPS; i++)
    {
      g_autofree char *name = g_strdup_printf ("Step %u", i);

      add_stage (fixture->document, name);
      fixture->states[i] = dup_text (way_document_get_map (fixture->document));
    }
  path = g_build_filename (way_document_get_journal_folder (fixture->document), "journal", NULL);
  g_file_get_contents (path, &journal, &length, &error);
  g_assert_no_error (error);
  fixture->bytes = g_bytes_new_take (journal, length);
  reader = way_journal_reader_new (fixture->bytes, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (reader->records->len, ==, STEPS + 1);
  fixture->base = way_journal_load_bytes (way_document_get_journal_folder (fixture->document), reader->base_hash, NULL);
  g_assert_nonnull (fixture->base);
}

static void
teardown (Fixture      *fixture,
          gconstpointer data)
{
  way_document_discard_journal (fixture->document);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_object_unref (fixture->document);
  g_bytes_unref (fixture->bytes);
  g_bytes_unref (fixture->base);
  for (guint i = 0; i <= STEPS; i++)
    g_free (fixture->states[i]);
}

/* How many steps these bytes give: always the first ones, whole. -1 when not even the beginning can be read. */
static int
count_steps (Fixture    *fixture,
             const void *data,
             gsize       length)
{
  g_auto (WayJournalReplay) replay = { 0 };
  g_autoptr (GBytes) bytes = g_bytes_new (data, length);
  g_autoptr (GError) error = NULL;
  g_autoptr (WayJournalReader) reader = way_journal_reader_new (bytes, &error);
  g_autofree char *text = NULL;
  guint            n;

  if (reader == NULL)
    {
      g_assert_true (g_error_matches (error, WAY_JOURNAL_ERROR, length == 0 ? (int) WAY_JOURNAL_ERROR_NONE : (int) WAY_JOURNAL_ERROR_DAMAGED));
      return -1;
    }
  g_assert_true (way_journal_replay (reader, fixture->base, &replay, &error));
  g_assert_cmpuint (replay.n_lost, ==, 0);
  n = way_history_get_n_undo (replay.history);
  g_assert_cmpuint (n, <=, STEPS);
  text = dup_text (way_history_get_map (replay.history));
  g_assert_cmpstr (text, ==, fixture->states[n]);
  /* What is not there is told of. */
  g_assert_true (n == STEPS || reader->n_lost > 0 || length < g_bytes_get_size (fixture->bytes));
  return (int) n;
}

static void
test_truncated (Fixture      *fixture,
                gconstpointer data)
{
  gsize         length;
  const guint8 *bytes = g_bytes_get_data (fixture->bytes, &length);
  int           last = -1;

  for (gsize i = 0; i <= length; i++)
    {
      int n = count_steps (fixture, bytes, i);

      g_assert_cmpint (n, >=, last);
      g_assert_cmpint (n, <=, last + 1);
      last = n;
    }
  g_assert_cmpint (last, ==, STEPS);
}

static void
test_flipped (Fixture      *fixture,
              gconstpointer data)
{
  gsize              length;
  const guint8      *bytes = g_bytes_get_data (fixture->bytes, &length);
  g_autofree guint8 *copy = g_memdup2 (bytes, length);

  for (gsize i = 0; i < length; i++)
    for (guint bit = 0; bit < 8; bit++)
      {
        copy[i] ^= (guint8) (1 << bit);
        g_assert_cmpint (count_steps (fixture, copy, length), <, STEPS);
        copy[i] = bytes[i];
      }
}

/* The last record twice, and then another one. */
static void
test_twice (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr (GByteArray) doubled = g_byte_array_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (WayJournalReader) reader = way_journal_reader_new (fixture->bytes, &error);
  gsize         length;
  const guint8 *bytes = g_bytes_get_data (fixture->bytes, &length);
  gsize         cut;

  for (cut = length - 1; count_steps (fixture, bytes, cut) == STEPS - 1; cut--)
    continue;
  cut++;
  g_byte_array_append (doubled, bytes, (guint) length);
  g_byte_array_append (doubled, bytes + cut, (guint) (length - cut));
  g_assert_cmpint (count_steps (fixture, doubled->data, doubled->len), ==, STEPS);
}

/* --- Recovery ------------------------------------------------------------------------- */

/* A journal as a crash leaves it: with the lock gone. */
static void
leave (void)
{
  WayDocument *document = new_document ();

  add_stage (document, "Left");
  g_object_unref (document);
  /* A thread that forces it to the disk may still have it. */
  for (guint n = 0; n == 0;)
    {
      g_autoptr (GPtrArray) list = way_recovery_list ();

      n = list->len;
      if (n == 0)
        g_main_context_iteration (NULL, TRUE);
    }
}

/* What is removed goes when the threads that write it have ended. */
static void
wait_for_nothing (void)
{
  g_autofree char *place = g_build_filename (state, "waymark", "journals", NULL);

  for (gboolean is_empty = FALSE; !is_empty;)
    {
      g_autoptr (GDir) folder = g_dir_open (place, 0, NULL);

      is_empty = folder == NULL || g_dir_read_name (folder) == NULL;
      if (!is_empty)
        g_main_context_iteration (NULL, TRUE);
    }
}

static void
test_recovery (void)
{
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GPtrArray) busy = NULL;
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (WayDocument) document = NULL;
  g_autoptr (GError) error = NULL;

  leave ();
  list = way_recovery_list ();
  g_assert_cmpuint (list->len, ==, 1);
  g_assert_cmpuint (way_recovery_get_n_steps (list->pdata[0]), ==, 1);
  g_assert_cmpint (way_recovery_get_file (list->pdata[0]), ==, WAY_RECOVERY_FILE_NONE);
  /* While one program asks, another does not. */
  busy = way_recovery_list ();
  g_assert_cmpuint (busy->len, ==, 0);
  document = way_recovery_restore (list->pdata[0], &error);
  g_assert_no_error (error);
  g_assert_true (way_document_get_modified (document));
  g_assert_cmpstr (way_history_get_undo_label (way_document_get_history (document)), ==, "Left");
  way_document_discard_journal (document);
  while (way_document_get_journal_folder (document) != NULL)
    g_main_context_iteration (NULL, TRUE);
  wait_for_nothing ();
  none = way_recovery_list ();
  g_assert_cmpuint (none->len, ==, 0);
}

/* Crashes of recoveries are counted, looks that go well are not, and nothing is lost on the way. */
static void
test_crashes (void)
{
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GPtrArray) list = NULL;

      if (i == 0)
        leave ();
      list = way_recovery_list ();
      g_assert_cmpuint (list->len, ==, 1);
      g_assert_cmpuint (way_recovery_get_n_crashes (list->pdata[0]), ==, i);
      g_assert_nonnull (way_recovery_look (list->pdata[0], NULL));
      way_recovery_end_look (list->pdata[0]);
      /* This one does not go well. */
      g_assert_nonnull (way_recovery_look (list->pdata[0], NULL));
      if (i == 2)
        g_assert_true (way_recovery_discard (list->pdata[0], NULL));
    }
}

/* Where nothing can be written work goes on, and somebody is told. */
static void
test_no_folder (void)
{
  g_autofree char *waymark = g_build_filename (state, "waymark", NULL);
  g_autofree char *place = g_build_filename (waymark, "journals", NULL);
  g_autoptr (WayDocument) document = new_document ();

  wait_for_nothing ();
  g_rmdir (place);
  g_assert_true (g_file_set_contents (place, "", 0, NULL));
  add_stage (document, "Unprotected");
  g_assert_nonnull (way_document_get_journal_problem (document));
  g_assert_cmpuint (way_history_get_n_undo (way_document_get_history (document)), ==, 1);
  g_unlink (place);
  way_document_discard_journal (document);
}

int
main (int   argc,
      char *argv[])
{
  state = g_dir_make_tmp ("journal-XXXXXX", NULL);
  g_setenv ("XDG_STATE_HOME", state, TRUE);
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/store/journal/truncated", Fixture, NULL, setup, test_truncated, teardown);
  g_test_add ("/store/journal/flipped", Fixture, NULL, setup, test_flipped, teardown);
  g_test_add ("/store/journal/twice", Fixture, NULL, setup, test_twice, teardown);
  g_test_add_func ("/document/recovery/restore", test_recovery);
  g_test_add_func ("/document/recovery/crashes", test_crashes);
  g_test_add_func ("/document/recovery/no-folder", test_no_folder);
  return g_test_run ();
}
