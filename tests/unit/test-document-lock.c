/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gstdio.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support/way-test-document.h"
#include "waymark/way-document-lock.h"
#include "waymark/way-document-watch.h"
#include "waymark/way-safe-file.h"

/* Two documents of one file: the kernel's locks tell them apart as they do two programs. */
typedef struct
{
  char        *folder;
  char        *path;
  WayDocument *first;
  WayDocument *second;
} Fixture;

static const char *program;

static WayDocument *
open_document (const char *path)
{
  g_autoptr (GError) error = NULL;
  WayDocument *document = way_document_open (path, &error);

  g_assert_no_error (error);
  way_document_watch (document);
  return document;
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = way_test_make_folder ();
  fixture->path = g_build_filename (fixture->folder, "shoes.waymark", NULL);
  way_safe_file_save (fixture->path, WAY_TEST_MAP, strlen (WAY_TEST_MAP), &error);
  g_assert_no_error (error);
}

static void
set_up_two (Fixture      *fixture,
            gconstpointer data)
{
  set_up (fixture, data);
  fixture->first = open_document (fixture->path);
  fixture->second = open_document (fixture->path);
}

/* A look that is still under way keeps a document, and its lock, alive. */
static void
end_document (WayDocument *document)
{
  WayDocument *weak = NULL;

  if (document == NULL)
    return;
  g_set_weak_pointer (&weak, document);
  g_object_unref (document);
  way_test_wait_until (weak == NULL);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  end_document (fixture->first);
  end_document (fixture->second);
  g_free (fixture->path);
  way_test_remove_folder (fixture->folder);
}

static void
wait_for_owner (WayDocument  *document,
                WayOwnerState state)
{
  way_test_wait_until (way_document_get_owner_state (document) == state);
}

static void
wait_for_disk (WayDocument *document,
               WayDiskState state)
{
  way_test_wait_until (way_document_get_disk_state (document) == state);
}

static void
assert_saves (WayDocument *document)
{
  g_autoptr (GError) error = NULL;

  way_document_save (document, NULL, &error);
  g_assert_no_error (error);
}

static void
assert_refused (WayDocument     *document,
                const char      *path,
                WayDocumentError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (way_document_save (document, path, &error));
  g_assert_error (error, WAY_DOCUMENT_ERROR, (int) code);
}

static void
test_second (Fixture      *fixture,
             gconstpointer data)
{
  const char *reason;

  g_assert_cmpint (way_document_get_owner_state (fixture->first), ==, WAY_OWNER_SELF);
  g_assert_cmpint (way_document_get_owner_state (fixture->second), ==, WAY_OWNER_OTHER);
  g_assert_null (way_document_get_owner_host (fixture->second));
  g_assert_true (way_document_get_read_only (fixture->second, &reason));
  g_assert_nonnull (reason);
  way_test_set_goal (fixture->second, "Decide");
  assert_refused (fixture->second, NULL, WAY_DOCUMENT_ERROR_READ_ONLY);

  /* A save gives the file another inode; the lock stays. */
  way_test_set_goal (fixture->first, "See");
  assert_saves (fixture->first);
  g_assert_cmpint (way_document_get_owner_state (fixture->first), ==, WAY_OWNER_SELF);
  wait_for_disk (fixture->second, WAY_DISK_CHANGED);
  assert_refused (fixture->second, NULL, WAY_DOCUMENT_ERROR_READ_ONLY);
}

/* When the first is done the second has it, and what the first saved is not lost. */
static void
test_freed (Fixture      *fixture,
            gconstpointer data)
{
  way_test_set_goal (fixture->first, "See");
  assert_saves (fixture->first);
  g_clear_object (&fixture->first);
  wait_for_owner (fixture->second, WAY_OWNER_SELF);
  wait_for_disk (fixture->second, WAY_DISK_CHANGED);
  way_test_set_goal (fixture->second, "Decide");
  assert_refused (fixture->second, NULL, WAY_DOCUMENT_ERROR_CHANGED);
  way_document_keep_mine (fixture->second);
  assert_saves (fixture->second);
}

static void
test_take_over (Fixture      *fixture,
                gconstpointer data)
{
  g_autofree char *other = g_build_filename (fixture->folder, "boots.waymark", NULL);
  g_autoptr (GError) error = NULL;

  way_test_set_goal (fixture->first, "See");
  g_assert_true (way_document_take_over (fixture->second, &error));
  g_assert_no_error (error);
  g_assert_false (way_document_get_read_only (fixture->second, NULL));
  /* The first need not have been told yet: it finds out when it saves. */
  assert_refused (fixture->first, NULL, WAY_DOCUMENT_ERROR_READ_ONLY);
  g_assert_cmpint (way_document_get_owner_state (fixture->first), ==, WAY_OWNER_LOST);
  g_assert_true (way_document_get_modified (fixture->first));
  way_test_set_goal (fixture->second, "Decide");
  assert_saves (fixture->second);

  /* And back: what the second saved is asked about. */
  g_assert_true (way_document_take_over (fixture->first, &error));
  g_assert_no_error (error);
  wait_for_owner (fixture->second, WAY_OWNER_LOST);
  assert_refused (fixture->first, NULL, WAY_DOCUMENT_ERROR_CHANGED);
  way_document_save (fixture->first, other, &error);
  g_assert_no_error (error);
  wait_for_owner (fixture->second, WAY_OWNER_SELF);
}

static void
test_told (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (way_document_take_over (fixture->second, &error));
  wait_for_owner (fixture->first, WAY_OWNER_LOST);
  g_assert_true (way_document_get_read_only (fixture->first, NULL));
}

static void
test_names (Fixture      *fixture,
            gconstpointer data)
{
  g_autofree char *link = g_build_filename (fixture->folder, "link.waymark", NULL);
  g_autofree char *bent = g_build_filename (fixture->folder, ".", "shoes.waymark", NULL);

  g_assert_cmpint (symlink ("shoes.waymark", link), ==, 0);
  fixture->first = open_document (link);
  fixture->second = open_document (bent);
  g_assert_cmpint (way_document_get_owner_state (fixture->second), ==, WAY_OWNER_OTHER);
}

/* Nobody saves under the name of a map that is open elsewhere. */
static void
test_save_as (Fixture      *fixture,
              gconstpointer data)
{
  g_autofree char *other = g_build_filename (fixture->folder, "boots.waymark", NULL);
  g_autofree char *third = g_build_filename (fixture->folder, "hats.waymark", NULL);
  g_autoptr (GError) error = NULL;

  way_safe_file_save (other, WAY_TEST_MAP, strlen (WAY_TEST_MAP), &error);
  g_assert_no_error (error);
  fixture->first = open_document (fixture->path);
  fixture->second = open_document (other);
  assert_refused (fixture->second, fixture->path, WAY_DOCUMENT_ERROR_READ_ONLY);
  g_assert_cmpstr (way_document_get_path (fixture->second), ==, other);

  way_document_save (fixture->first, third, &error);
  g_assert_no_error (error);
  way_document_save (fixture->second, fixture->path, &error);
  g_assert_no_error (error);
  assert_refused (fixture->second, third, WAY_DOCUMENT_ERROR_READ_ONLY);
}

/* A file that is renamed while it is open is still the one that is open, whatever it is called. */
static void
test_renamed (Fixture      *fixture,
              gconstpointer data)
{
  g_autofree char *other = g_build_filename (fixture->folder, "boots.waymark", NULL);
  g_autoptr (GError) error = NULL;

  fixture->first = open_document (fixture->path);
  way_test_set_goal (fixture->first, "See");
  assert_saves (fixture->first);
  g_assert_cmpint (g_rename (fixture->path, other), ==, 0);
  fixture->second = open_document (other);
  g_assert_cmpint (way_document_get_owner_state (fixture->second), ==, WAY_OWNER_OTHER);
  way_test_set_goal (fixture->second, "Decide");
  assert_refused (fixture->second, NULL, WAY_DOCUMENT_ERROR_READ_ONLY);

  /* Taken over by its new name it is the second's, under whatever name the first wants it. */
  g_assert_true (way_document_take_over (fixture->second, &error));
  g_assert_no_error (error);
  wait_for_disk (fixture->first, WAY_DISK_RENAMED);
  way_document_follow (fixture->first);
  g_assert_cmpint (way_document_get_owner_state (fixture->first), ==, WAY_OWNER_OTHER);
  assert_saves (fixture->second);
  assert_refused (fixture->first, NULL, WAY_DOCUMENT_ERROR_READ_ONLY);
}

/* A save under the old name makes another file there: the renamed one is free. */
static void
test_renamed_and_saved (Fixture      *fixture,
                        gconstpointer data)
{
  g_autofree char *other = g_build_filename (fixture->folder, "boots.waymark", NULL);

  fixture->first = open_document (fixture->path);
  g_assert_cmpint (g_rename (fixture->path, other), ==, 0);
  fixture->second = open_document (other);
  g_assert_cmpint (way_document_get_owner_state (fixture->second), ==, WAY_OWNER_OTHER);
  way_test_set_goal (fixture->first, "See");
  assert_saves (fixture->first);
  wait_for_owner (fixture->second, WAY_OWNER_SELF);
  way_test_set_goal (fixture->second, "Decide");
  assert_saves (fixture->second);
  g_assert_cmpint (way_document_get_owner_state (fixture->first), ==, WAY_OWNER_SELF);
  assert_saves (fixture->first);
}

/* A second name of the same file; the first save parts them. */
static void
test_hard_link (Fixture      *fixture,
                gconstpointer data)
{
  g_autofree char *other = g_build_filename (fixture->folder, "boots.waymark", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (link (fixture->path, other), ==, 0);
  fixture->first = open_document (fixture->path);
  fixture->second = open_document (other);
  g_assert_cmpint (way_document_get_owner_state (fixture->second), ==, WAY_OWNER_OTHER);
  /* Its own second name is nobody else's. */
  g_clear_object (&fixture->second);
  way_test_set_goal (fixture->first, "See");
  way_document_save (fixture->first, other, &error);
  g_assert_no_error (error);
  fixture->second = open_document (fixture->path);
  g_assert_cmpint (way_document_get_owner_state (fixture->second), ==, WAY_OWNER_SELF);
}

/* What another program has open comes to stand in the place of the own file. */
static void
test_put_in_place (Fixture      *fixture,
                   gconstpointer data)
{
  g_autofree char *other = g_build_filename (fixture->folder, "boots.waymark", NULL);
  g_autoptr (GError) error = NULL;

  way_safe_file_save (other, WAY_TEST_MAP "<!-- boots -->", strlen (WAY_TEST_MAP "<!-- boots -->"), &error);
  g_assert_no_error (error);
  fixture->first = open_document (fixture->path);
  fixture->second = open_document (other);
  g_assert_cmpint (way_document_get_owner_state (fixture->second), ==, WAY_OWNER_SELF);
  g_assert_cmpint (g_rename (other, fixture->path), ==, 0);
  wait_for_owner (fixture->first, WAY_OWNER_OTHER);
  way_test_set_goal (fixture->first, "See");
  assert_refused (fixture->first, NULL, WAY_DOCUMENT_ERROR_READ_ONLY);
  g_clear_object (&fixture->second);
  wait_for_owner (fixture->first, WAY_OWNER_SELF);
}

/* --- Another program ------------------------------------------------------------------ */

/* What the other program does: opens the map, says so and waits for its end. */
static int
be_owner (const char *path)
{
  WayDocument *document = open_document (path);

  g_assert_cmpint (way_document_get_owner_state (document), ==, WAY_OWNER_SELF);
  puts ("open");
  fflush (stdout);
  pause ();
  return 0;
}

static void
test_killed (Fixture      *fixture,
             gconstpointer data)
{
  char *words[] = { (char *) program, (char *) "--own", fixture->path, NULL };
  g_auto (GStrv) surroundings = g_environ_setenv (g_get_environ (), "XDG_STATE_HOME", g_get_user_state_dir (), TRUE);
  char said[5] = { 0 };
  GPid child;
  int  output;
  g_autoptr (GError) error = NULL;

  g_spawn_async_with_pipes (NULL, words, surroundings, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &child, NULL, &output, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (read (output, said, 4), ==, 4);
  g_assert_cmpstr (said, ==, "open");
  fixture->second = open_document (fixture->path);
  g_assert_cmpint (way_document_get_owner_state (fixture->second), ==, WAY_OWNER_OTHER);

  g_assert_cmpint (kill (child, SIGKILL), ==, 0);
  g_assert_cmpint (waitpid (child, NULL, 0), ==, child);
  close (output);
  /* Nobody tells of a sudden end; a look finds it. */
  way_document_look (fixture->second);
  wait_for_owner (fixture->second, WAY_OWNER_SELF);
  way_test_set_goal (fixture->second, "See");
  assert_saves (fixture->second);
  fixture->first = open_document (fixture->path);
  g_assert_cmpint (way_document_get_owner_state (fixture->first), ==, WAY_OWNER_OTHER);
}

/* Without a place for locks everything else works. */
static void
test_no_place (Fixture      *fixture,
               gconstpointer data)
{
  g_autofree char *folder = g_build_filename (g_get_user_state_dir (), "waymark", NULL);
  g_autofree char *place = g_build_filename (folder, "locks", NULL);
  g_autofree char *aside = g_build_filename (folder, "locks-of-others", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_rename (place, aside);
  g_file_set_contents (place, "a file", -1, &error);
  g_assert_no_error (error);
  fixture->first = open_document (fixture->path);
  fixture->second = open_document (fixture->path);
  g_assert_false (way_document_get_read_only (fixture->second, NULL));
  way_test_set_goal (fixture->first, "See");
  assert_saves (fixture->first);
  assert_refused (fixture->second, NULL, WAY_DOCUMENT_ERROR_CHANGED);
}

int
main (int   argc,
      char *argv[])
{
  char *state;

  setlocale (LC_ALL, "");
  if (argc == 3 && g_str_equal (argv[1], "--own"))
    return be_owner (argv[2]);
  state = way_test_begin_apart ();
  g_test_init (&argc, &argv, NULL);
  program = argv[0];

  g_test_add ("/document/lock/second", Fixture, NULL, set_up_two, test_second, tear_down);
  g_test_add ("/document/lock/freed", Fixture, NULL, set_up_two, test_freed, tear_down);
  g_test_add ("/document/lock/take-over", Fixture, NULL, set_up_two, test_take_over, tear_down);
  g_test_add ("/document/lock/told", Fixture, NULL, set_up_two, test_told, tear_down);
  g_test_add ("/document/lock/names", Fixture, NULL, set_up, test_names, tear_down);
  g_test_add ("/document/lock/save-as", Fixture, NULL, set_up, test_save_as, tear_down);
  g_test_add ("/document/lock/renamed", Fixture, NULL, set_up, test_renamed, tear_down);
  g_test_add ("/document/lock/renamed-and-saved", Fixture, NULL, set_up, test_renamed_and_saved, tear_down);
  g_test_add ("/document/lock/hard-link", Fixture, NULL, set_up, test_hard_link, tear_down);
  g_test_add ("/document/lock/put-in-place", Fixture, NULL, set_up, test_put_in_place, tear_down);
  g_test_add ("/document/lock/killed", Fixture, NULL, set_up, test_killed, tear_down);
  g_test_add ("/document/lock/no-place", Fixture, NULL, set_up, test_no_place, tear_down);

  return way_test_run_apart (state);
}
