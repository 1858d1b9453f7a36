/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

#include "support/way-test-document.h"
#include "waymark/way-document-journal.h"
#include "waymark/way-document-watch.h"
#include "waymark/way-recovery.h"
#include "waymark/way-store.h"
#include "waymark/way-versions.h"

#define OTHER_MAP "<journey-map xmlns=\"urn:waymark:journey-map:1\" version=\"1\" xml:lang=\"en\"><title>Boots</title></journey-map>\n"

/* --- What crashes leave ---------------------------------------------------------------- */

typedef struct
{
  char *folder;
  char *path;
  char *journals;
} Fixture;

static void
write_file (const char *path,
            const char *content)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, content, -1, &error);
  g_assert_no_error (error);
}

static void
setup (Fixture      *fixture,
       gconstpointer data)
{
  fixture->folder = way_test_make_folder ();
  fixture->path = g_build_filename (fixture->folder, "map.waymark", NULL);
  fixture->journals = way_journal_dup_place (NULL);
  g_assert_nonnull (fixture->journals);
  write_file (fixture->path, WAY_TEST_MAP);
}

static void
discard_all (void)
{
  g_autoptr (GPtrArray) list = way_recovery_list ();

  for (guint i = 0; i < list->len; i++)
    g_assert_true (way_recovery_discard (list->pdata[i], NULL));
}

static void
teardown (Fixture      *fixture,
          gconstpointer data)
{
  discard_all ();
  way_test_remove_folder (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->journals);
}

/* A program that edited the map at @path (NULL: a new one) and is gone: with the lock gone and all threads ended. */
static void
crash (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WayMap) map = path == NULL ? way_map_new ("en") : NULL;
  WayDocument *document = path == NULL ? way_document_new (map) : way_document_open (path, &error);

  g_assert_no_error (error);
  way_document_start_journal (document);
  way_test_set_goal (document, "Comfort");
  way_test_wait_until (!way_journal_is_busy (way_document_get_journal (document)));
  g_object_unref (document);
}

/* The only map that is offered. */
static WayRecovery *
get_only (GPtrArray *list)
{
  g_assert_cmpuint (list->len, ==, 1);
  return list->pdata[0];
}

static WayDocument *
restore (GPtrArray *list)
{
  g_autoptr (GError) error = NULL;
  WayDocument *document = way_recovery_restore (get_only (list), &error);

  g_assert_no_error (error);
  g_assert_cmpstr (way_element_get_text (way_map_get_root (way_document_get_map (document)), WAY_MAP_GOAL), ==, "Comfort");
  g_assert_true (way_document_get_modified (document));
  return document;
}

/* After a save nothing is left to offer. */
static void
assert_done (WayDocument *document)
{
  g_autoptr (GPtrArray) list = NULL;

  way_test_wait_until (!way_journal_is_busy (way_document_get_journal (document)));
  g_assert_false (way_document_get_modified (document));
  g_object_unref (document);
  list = way_recovery_list ();
  g_assert_cmpuint (list->len, ==, 0);
}

/* --- The file meanwhile ------------------------------------------------------------------- */

static void
test_same (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GError) error = NULL;
  WayDocument *document;

  crash (fixture->path);
  list = way_recovery_list ();
  g_assert_cmpint (way_recovery_get_file (get_only (list)), ==, WAY_RECOVERY_FILE_SAME);
  document = restore (list);
  g_assert_cmpstr (way_document_get_path (document), ==, fixture->path);
  g_assert_true (way_document_save (document, NULL, &error));
  g_assert_no_error (error);
  way_test_assert_saved (document, fixture->path);
  assert_done (document);
}

/* Saving makes it again in its old place. */
static void
test_gone (Fixture      *fixture,
           gconstpointer data)
{
  g_autofree char *other = g_build_filename (fixture->folder, "moved.waymark", NULL);
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GError) error = NULL;
  WayDocument *document;

  crash (fixture->path);
  if (data != NULL)
    g_assert_cmpint (g_rename (fixture->path, other), ==, 0);
  else
    g_assert_cmpint (g_unlink (fixture->path), ==, 0);
  list = way_recovery_list ();
  g_assert_cmpint (way_recovery_get_file (get_only (list)), ==, WAY_RECOVERY_FILE_GONE);
  document = restore (list);
  g_assert_true (way_document_save (document, NULL, &error));
  g_assert_no_error (error);
  way_test_assert_saved (document, fixture->path);
  assert_done (document);
}

/* What others wrote is not replaced without a question. */
static void
test_newer (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *now = NULL;
  WayDocument     *document;

  crash (fixture->path);
  write_file (fixture->path, OTHER_MAP);
  list = way_recovery_list ();
  g_assert_cmpint (way_recovery_get_file (get_only (list)), ==, WAY_RECOVERY_FILE_CHANGED);
  document = restore (list);
  g_assert_false (way_document_save (document, NULL, &error));
  g_assert_error (error, WAY_DOCUMENT_ERROR, WAY_DOCUMENT_ERROR_CHANGED);
  g_assert_cmpint (way_document_get_disk_state (document), ==, WAY_DISK_CHANGED);
  g_assert_true (g_file_get_contents (fixture->path, &now, NULL, NULL));
  g_assert_cmpstr (now, ==, OTHER_MAP);
  way_document_keep_mine (document);
  g_assert_true (way_document_save (document, NULL, NULL));
  way_test_assert_saved (document, fixture->path);
  assert_done (document);
}

/* Somebody has the very same in the file already: there is nothing to offer. */
static void
test_saved_elsewhere (Fixture      *fixture,
                      gconstpointer data)
{
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GError) error = NULL;

  crash (fixture->path);
  list = way_recovery_list ();
  g_assert_true (way_store_save (way_recovery_look (get_only (list), NULL), fixture->path, &error));
  g_assert_no_error (error);
  way_recovery_end_look (get_only (list));
  g_clear_pointer (&list, g_ptr_array_unref);
  none = way_recovery_list ();
  g_assert_cmpuint (none->len, ==, 0);
}

static void
test_untitled (Fixture      *fixture,
               gconstpointer data)
{
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GError) error = NULL;
  WayDocument *document;

  crash (NULL);
  list = way_recovery_list ();
  g_assert_cmpint (way_recovery_get_file (get_only (list)), ==, WAY_RECOVERY_FILE_NONE);
  document = restore (list);
  g_assert_null (way_document_get_path (document));
  g_assert_true (way_document_save (document, fixture->path, &error));
  g_assert_no_error (error);
  way_test_assert_saved (document, fixture->path);
  assert_done (document);
}

/* Who decides later is asked again, however often, and finds the same. */
static void
test_later (Fixture      *fixture,
            gconstpointer data)
{
  crash (fixture->path);
  for (guint i = 0; i < 4; i++)
    {
      g_autoptr (GPtrArray) list = way_recovery_list ();

      g_assert_nonnull (way_recovery_look (get_only (list), NULL));
      way_recovery_end_look (get_only (list));
      g_assert_cmpuint (way_recovery_get_n_crashes (get_only (list)), ==, 0);
      g_assert_cmpuint (way_recovery_get_n_steps (get_only (list)), ==, 1);
    }
}

static void
decline_all (void)
{
  g_autoptr (GPtrArray) list = way_recovery_list ();

  for (guint i = 0; i < list->len; i++)
    way_recovery_decline (list->pdata[i]);
}

/* Whoever was asked and saves the file as it is has no need of it any more, but may look at it as long as at other versions. What
 * nobody was asked about stays. */
static void
test_declined (Fixture      *fixture,
               gconstpointer data)
{
  gboolean was_asked = g_strcmp0 (data, "not-asked") != 0;
  gboolean wants_versions = g_strcmp0 (data, "no-versions") != 0;
  gboolean is_gone = was_asked && wants_versions;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GPtrArray) versions = NULL;
  g_autoptr (GBytes) declined = NULL;
  g_autoptr (GBytes) first = NULL;
  WayDocument *document;

  crash (NULL);
  crash (fixture->path);
  if (was_asked)
    decline_all ();
  g_assert_true (way_versions_set_wanted (fixture->path, wants_versions, &error));
  document = way_document_open (fixture->path, &error);
  g_assert_no_error (error);
  way_document_set_keeps_versions (document, TRUE);
  way_document_start_journal (document);
  way_test_set_goal (document, "Speed");
  g_assert_true (way_document_save (document, NULL, &error));
  g_assert_no_error (error);
  way_test_wait_until (!way_journal_is_busy (way_document_get_journal (document)));
  way_versions_wait (10);
  g_object_unref (document);
  list = way_recovery_list ();
  versions = way_versions_list (fixture->path);
  g_assert_cmpuint (list->len, ==, is_gone ? 1 : 2); /* what was never saved stays */
  g_assert_cmpuint (versions->len, ==, !wants_versions ? 0 : is_gone ? 3
                                                                     : 2);
  if (!is_gone)
    return;
  g_assert_null (way_recovery_get_path (list->pdata[0]));
  declined = way_version_load (versions->pdata[1], &error);
  g_assert_no_error (error);
  g_assert_nonnull (g_strstr_len (g_bytes_get_data (declined, NULL), (gssize) g_bytes_get_size (declined), "Comfort"));
  first = way_version_load (versions->pdata[2], &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (first, NULL), g_bytes_get_size (first), WAY_TEST_MAP, strlen (WAY_TEST_MAP));
}

/* A second crash, and a third: what was done after each is there, and nothing is asked of what was. */
static void
test_again (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr (GPtrArray) last = NULL;

  crash (fixture->path);
  for (guint i = 1; i <= 3; i++)
    {
      g_autoptr (GPtrArray) list = way_recovery_list ();
      g_autoptr (WayDocument) document = restore (list);

      way_test_set_goal (document, i == 2 ? "Speed" : "Comfort");
      if (i == 2)
        way_history_undo (way_document_get_history (document));
      way_test_wait_until (!way_journal_is_busy (way_document_get_journal (document)));
    }
  last = way_recovery_list ();
  g_assert_cmpuint (way_recovery_get_n_crashes (get_only (last)), ==, 0);
  g_assert_nonnull (way_recovery_look (get_only (last), NULL));
  way_recovery_end_look (get_only (last));
}

/* --- Sweeping -------------------------------------------------------------------------------- */

static char *
make_folder (const Fixture *fixture,
             const char    *name,
             const char    *file,
             const char    *content)
{
  char            *folder = g_build_filename (fixture->journals, name, NULL);
  g_autofree char *path = file != NULL ? g_build_filename (folder, file, NULL) : NULL;

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  if (path != NULL)
    write_file (path, content);
  return folder;
}

/* What is no journal goes; what is none of ours stays. */
static void
test_sweep (Fixture      *fixture,
            gconstpointer data)
{
  g_autofree char *empty = make_folder (fixture, "0123456789abcdef", NULL, NULL);
  g_autofree char *unbegun = make_folder (fixture, "1123456789abcdef", "journal", "");
  g_autofree char *half = make_folder (fixture, "2123456789abcdef", "journal.new", "half");
  g_autofree char *notes = make_folder (fixture, "notes", "shopping", "milk");
  g_autofree char *archive = make_folder (fixture, "archive", NULL, NULL);
  g_autofree char *mixed = make_folder (fixture, "3123456789abcdef", "shopping", "milk");
  g_autofree char *shopping = g_build_filename (notes, "shopping", NULL);
  g_autofree char *bread = g_build_filename (mixed, "shopping", NULL);
  g_autofree char *file = g_build_filename (fixture->journals, "4123456789abcdef", NULL);
  g_autoptr (GPtrArray) list = NULL;

  write_file (file, "");
  list = way_recovery_list ();
  g_assert_cmpuint (list->len, ==, 0);
  g_assert_false (g_file_test (empty, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (unbegun, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (half, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (archive, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (shopping, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (bread, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (file, G_FILE_TEST_EXISTS));
  g_unlink (shopping);
  g_unlink (bread);
  g_unlink (file);
  g_rmdir (archive);
  g_rmdir (notes);
  g_rmdir (mixed);
}

/* What a crash left half done beside a journal goes, and nothing that the journal needs. */
static void
test_sweep_beside (Fixture      *fixture,
                   gconstpointer data)
{
  static const char *const names[] = { "journal.new", "0123.waymark.part", "0123.waymark" };
  g_autofree char         *name = NULL;
  g_autofree char         *folder = NULL;
  g_autoptr (GDir) dir = NULL;
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (WayDocument) document = NULL;

  crash (fixture->path);
  dir = g_dir_open (fixture->journals, 0, NULL);
  name = g_strdup (g_dir_read_name (dir));
  folder = g_build_filename (fixture->journals, name, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);

      write_file (path, "half");
    }
  list = way_recovery_list ();
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);

      g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
    }
  document = restore (list);
  way_test_wait_until (!way_journal_is_busy (way_document_get_journal (document)));
}

int
main (int   argc,
      char *argv[])
{
  char *state = way_test_begin_apart ();

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/document/recovery/file/same", Fixture, NULL, setup, test_same, teardown);
  g_test_add ("/document/recovery/file/deleted", Fixture, NULL, setup, test_gone, teardown);
  g_test_add ("/document/recovery/file/moved", Fixture, "moved", setup, test_gone, teardown);
  g_test_add ("/document/recovery/file/newer", Fixture, NULL, setup, test_newer, teardown);
  g_test_add ("/document/recovery/file/saved-elsewhere", Fixture, NULL, setup, test_saved_elsewhere, teardown);
  g_test_add ("/document/recovery/untitled", Fixture, NULL, setup, test_untitled, teardown);
  g_test_add ("/document/recovery/later", Fixture, NULL, setup, test_later, teardown);
  g_test_add ("/document/recovery/declined/version", Fixture, "version", setup, test_declined, teardown);
  g_test_add ("/document/recovery/declined/not-asked", Fixture, "not-asked", setup, test_declined, teardown);
  g_test_add ("/document/recovery/declined/no-versions", Fixture, "no-versions", setup, test_declined, teardown);
  g_test_add ("/document/recovery/again", Fixture, NULL, setup, test_again, teardown);
  g_test_add ("/document/recovery/sweep/none", Fixture, NULL, setup, test_sweep, teardown);
  g_test_add ("/document/recovery/sweep/beside", Fixture, NULL, setup, test_sweep_beside, teardown);
  return way_test_run_apart (state);
}
