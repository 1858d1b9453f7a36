/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

#include "waymark/way-document.h"
#include "waymark/way-safe-file.h"
#include "waymark/way-store.h"
#include "support/way-test-document.h"

typedef struct
{
  char        *folder;
  char        *path;
  WayDocument *document;
  GError      *error; /* of the save or the opening that ended last */
  guint        n_done;
  guint        n_changed;
  guint        n_titles;
} Fixture;

static char *
make_path (Fixture    *fixture,
           const char *name)
{
  return g_build_filename (fixture->folder, name, NULL);
}

static void
write_file (const char *path,
            const char *text)
{
  g_autoptr (GError) error = NULL;

  way_safe_file_save (path, text, strlen (text), &error);
  g_assert_no_error (error);
}

static char *
read_file (const char *path)
{
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

static void
count_cb (gpointer object,
          gpointer detail,
          guint   *n)
{
  (*n)++;
}

static void
changed_cb (WayDocument *document,
            guint       *n)
{
  (*n)++;
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = way_test_make_folder ();
  fixture->path = make_path (fixture, "shoes.waymark");
  write_file (fixture->path, WAY_TEST_MAP);
  fixture->document = way_document_open (fixture->path, &error);
  g_assert_no_error (error);
  g_signal_connect (fixture->document, "changed", G_CALLBACK (changed_cb), &fixture->n_changed);
  g_signal_connect (fixture->document, "notify::title", G_CALLBACK (count_cb), &fixture->n_titles);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_clear_error (&fixture->error);
  g_assert_finalize_object (fixture->document);
  g_free (fixture->path);
  way_test_remove_folder (fixture->folder);
}

static WayElement *
get_root (Fixture *fixture)
{
  return way_map_get_root (way_document_get_map (fixture->document));
}

static void
set_field (Fixture    *fixture,
           guint       field,
           const char *value)
{
  WayHistory *history = way_document_get_history (fixture->document);
  g_autoptr (GError) error = NULL;

  way_history_begin (history, "Set");
  way_history_set (history, way_element_get_id (get_root (fixture)), field, value, &error);
  g_assert_no_error (error);
  way_history_commit (history);
}

static void
save (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  way_document_save (fixture->document, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (way_document_get_modified (fixture->document));
}

static char *
make_today (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  return g_date_time_format (now, "%Y-%m-%d");
}

static void
assert_edition (Fixture    *fixture,
                const char *expected)
{
  g_assert_cmpstr (way_element_get (get_root (fixture), WAY_MAP_EDITION), ==, expected);
}

static void
test_stamp (Fixture      *fixture,
            gconstpointer data)
{
  g_autofree char *before = make_today ();
  g_autofree char *after = NULL;
  const char      *changed;

  way_test_set_goal (fixture->document, "See");
  g_assert_true (way_document_get_modified (fixture->document));
  save (fixture);
  after = make_today ();
  changed = way_element_get (get_root (fixture), WAY_MAP_CHANGED);
  assert_edition (fixture, "5");
  g_assert_true (g_str_equal (changed, before) || g_str_equal (changed, after));
  way_test_assert_saved (fixture->document, fixture->path);
}

static void
test_unchanged (Fixture      *fixture,
                gconstpointer data)
{
  g_autofree char *text = NULL;

  save (fixture);
  text = read_file (fixture->path);
  g_assert_cmpstr (text, ==, WAY_TEST_MAP);

  way_test_set_goal (fixture->document, "See");
  save (fixture);
  g_free (text);
  text = read_file (fixture->path);
  save (fixture);
  way_test_assert_saved (fixture->document, fixture->path);
  assert_edition (fixture, "5");
}

/* Undo and redo pass over what saving wrote, and saving leaves what could be redone. */
static void
test_undo_after_save (Fixture      *fixture,
                      gconstpointer data)
{
  WayHistory *history = way_document_get_history (fixture->document);

  way_test_set_goal (fixture->document, "See");
  way_test_set_goal (fixture->document, "Decide");
  way_history_undo (history);
  save (fixture);
  g_assert_true (way_history_can_redo (history));
  g_assert_cmpuint (way_history_get_n_undo (history), ==, 1);

  way_history_undo (history);
  g_assert_null (way_element_get (get_root (fixture), WAY_MAP_GOAL));
  assert_edition (fixture, "5");
  g_assert_true (way_document_get_modified (fixture->document));
  way_history_redo (history);
  g_assert_false (way_document_get_modified (fixture->document));
  way_test_assert_saved (fixture->document, fixture->path);
  way_history_redo (history);
  g_assert_cmpstr (way_element_get (get_root (fixture), WAY_MAP_GOAL), ==, "Decide");
  save (fixture);
  assert_edition (fixture, "6");

  while (way_history_undo (history))
    ;
  save (fixture);
  assert_edition (fixture, "7");
}

static void
test_own_edition (Fixture      *fixture,
                  gconstpointer data)
{
  set_field (fixture, WAY_MAP_EDITION, "10");
  save (fixture);
  assert_edition (fixture, "10");
  way_test_set_goal (fixture->document, "See");
  save (fixture);
  assert_edition (fixture, "11");
  set_field (fixture, WAY_MAP_EDITION, NULL);
  save (fixture);
  assert_edition (fixture, "12");
}

static void
test_failure (Fixture      *fixture,
              gconstpointer data)
{
  g_autofree char *nowhere = make_path (fixture, "no/such/folder.waymark");
  g_autoptr (GError) error = NULL;

  way_test_set_goal (fixture->document, "See");
  g_assert_false (way_document_save (fixture->document, nowhere, &error));
  g_assert_error (error, WAY_SAFE_FILE_ERROR, WAY_SAFE_FILE_ERROR_NOT_FOUND);
  g_assert_true (way_document_get_modified (fixture->document));
  g_assert_cmpstr (way_document_get_path (fixture->document), ==, fixture->path);
  save (fixture);
  assert_edition (fixture, "5");
}

static void
test_busy (Fixture      *fixture,
           gconstpointer data)
{
  WayHistory *history = way_document_get_history (fixture->document);
  g_autoptr (GError) error = NULL;

  way_history_begin (history, "Drag");
  g_assert_false (way_document_save (fixture->document, NULL, &error));
  g_assert_error (error, WAY_DOCUMENT_ERROR, WAY_DOCUMENT_ERROR_BUSY);
  way_history_rollback (history);
}

static void
test_titles (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr (WayMap) map = way_map_new ("en");
  g_autoptr (WayDocument) untitled = way_document_new (map);
  g_autofree char *path = make_path (fixture, "my shop.waymark");
  g_autofree char *none = way_document_dup_title (untitled);
  g_autofree char *name = NULL;
  g_autofree char *title = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (none, !=, "");
  g_assert_false (way_document_save (untitled, NULL, &error));
  g_assert_error (error, WAY_DOCUMENT_ERROR, WAY_DOCUMENT_ERROR_NO_FILE);
  g_clear_error (&error);
  way_document_save (untitled, path, &error);
  g_assert_no_error (error);
  name = way_document_dup_title (untitled);
  g_assert_cmpstr (name, ==, "my shop");
  g_assert_cmpstr (way_element_get (way_map_get_root (map), WAY_MAP_EDITION), ==, "1");

  set_field (fixture, WAY_MAP_TITLE, "Boots\nand more");
  title = way_document_dup_title (fixture->document);
  g_assert_cmpstr (title, ==, "Boots and more");
  g_assert_cmpuint (fixture->n_titles, ==, 1);
  g_assert_cmpuint (fixture->n_changed, ==, 1);
}

static void
test_newer (Fixture      *fixture,
            gconstpointer data)
{
  g_autofree char *path = make_path (fixture, "newer.waymark");
  g_autofree char *other = make_path (fixture, "other.waymark");
  g_autofree char *newer = g_strdup (WAY_TEST_MAP);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (WayDocument) document = NULL;
  const char *reason;

  strstr (newer, "version=\"1\" xml")[strlen ("version=\"")] = '9';
  write_file (path, newer);
  document = way_document_open (path, &error);
  g_assert_no_error (error);
  g_assert_true (way_document_get_read_only (document, &reason));
  g_assert_nonnull (reason);
  g_assert_false (way_document_save (document, NULL, &error));
  g_assert_error (error, WAY_DOCUMENT_ERROR, WAY_DOCUMENT_ERROR_READ_ONLY);
  g_clear_error (&error);
  g_assert_false (way_document_save (document, path, &error));
  g_assert_error (error, WAY_DOCUMENT_ERROR, WAY_DOCUMENT_ERROR_READ_ONLY);
  g_clear_error (&error);
  text = read_file (path);
  g_assert_cmpstr (text, ==, newer);

  way_document_save (document, other, &error);
  g_assert_no_error (error);
  g_assert_false (way_document_get_read_only (document, NULL));
  g_assert_cmpstr (way_document_get_path (document), ==, other);
}

static void
saved_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      data)
{
  Fixture *fixture = data;

  g_clear_error (&fixture->error);
  way_document_save_finish (fixture->document, result, &fixture->error);
  fixture->n_done++;
}

static void
wait_for (Fixture *fixture,
          guint    n_done)
{
  way_test_wait_until (fixture->n_done >= n_done);
}

/* The file is the map as it was when saving began; what was done meanwhile is a change. */
static void
test_save_async (Fixture      *fixture,
                 gconstpointer data)
{
  WayHistory      *history = way_document_get_history (fixture->document);
  g_autofree char *copy = make_path (fixture, "copy.waymark");
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  way_test_set_goal (fixture->document, "See");
  way_document_save_async (fixture->document, NULL, NULL, saved_cb, fixture);
  way_test_set_goal (fixture->document, "Decide");
  way_document_save_async (fixture->document, copy, NULL, saved_cb, fixture);
  way_test_set_goal (fixture->document, "Act");
  g_assert_false (way_document_save (fixture->document, NULL, &error));
  g_assert_error (error, WAY_DOCUMENT_ERROR, WAY_DOCUMENT_ERROR_BUSY);

  wait_for (fixture, 1);
  g_assert_no_error (fixture->error);
  text = read_file (fixture->path);
  g_assert_nonnull (strstr (text, "<goal>See</goal>"));
  wait_for (fixture, 2);
  g_assert_no_error (fixture->error);
  g_assert_cmpstr (way_document_get_path (fixture->document), ==, copy);
  g_assert_true (way_document_get_modified (fixture->document));
  way_history_undo (history);
  g_assert_false (way_document_get_modified (fixture->document));
  way_test_assert_saved (fixture->document, copy);
  assert_edition (fixture, "6");
}

static void
test_save_async_failure (Fixture      *fixture,
                         gconstpointer data)
{
  g_autofree char *nowhere = make_path (fixture, "no/such/folder.waymark");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *text = NULL;

  way_test_set_goal (fixture->document, "See");
  way_document_save_async (fixture->document, nowhere, NULL, saved_cb, fixture);
  wait_for (fixture, 1);
  g_assert_error (fixture->error, WAY_SAFE_FILE_ERROR, WAY_SAFE_FILE_ERROR_NOT_FOUND);

  g_cancellable_cancel (cancellable);
  way_document_save_async (fixture->document, NULL, cancellable, saved_cb, fixture);
  wait_for (fixture, 2);
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_true (way_document_get_modified (fixture->document));
  text = read_file (fixture->path);
  g_assert_cmpstr (text, ==, WAY_TEST_MAP);
}

static void
opened_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      data)
{
  Fixture *fixture = data;
  g_autoptr (WayDocument) document = NULL;

  g_clear_error (&fixture->error);
  document = way_document_open_finish (result, &fixture->error);
  if (document != NULL)
    g_assert_cmpstr (way_element_get (way_map_get_root (way_document_get_map (document)), WAY_MAP_TITLE), ==, "Shoes");
  fixture->n_done++;
}

static void
test_open_async (Fixture      *fixture,
                 gconstpointer data)
{
  g_autofree char *nothing = make_path (fixture, "nothing.waymark");
  g_autoptr (GFile) file = g_file_new_for_path (fixture->path);
  g_autoptr (GFile) nowhere = g_file_new_for_path (nothing);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  way_document_open_async (file, NULL, opened_cb, fixture);
  wait_for (fixture, 1);
  g_assert_no_error (fixture->error);
  way_document_open_async (nowhere, NULL, opened_cb, fixture);
  wait_for (fixture, 2);
  g_assert_error (fixture->error, WAY_STORE_ERROR, WAY_STORE_ERROR_READ);
  g_cancellable_cancel (cancellable);
  way_document_open_async (file, cancellable, opened_cb, fixture);
  wait_for (fixture, 3);
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int   argc,
      char *argv[])
{
  char *state = way_test_begin_apart ();

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/document/stamp", test_stamp);
  ADD ("/document/unchanged", test_unchanged);
  ADD ("/document/undo-after-save", test_undo_after_save);
  ADD ("/document/own-edition", test_own_edition);
  ADD ("/document/failure", test_failure);
  ADD ("/document/busy", test_busy);
  ADD ("/document/titles", test_titles);
  ADD ("/document/newer", test_newer);
  ADD ("/document/save-async", test_save_async);
  ADD ("/document/save-async-failure", test_save_async_failure);
  ADD ("/document/open-async", test_open_async);

  return way_test_run_apart (state);
}
