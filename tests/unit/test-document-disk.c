/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "support/way-test-document.h"
#include "waymark/way-document-watch.h"
#include "waymark/way-file-mark.h"
#include "waymark/way-safe-file.h"
#include "waymark/way-store.h"

#define NOBODY 65534

typedef struct
{
  char        *folder;
  char        *path;
  char        *other;
  WayDocument *document;
  GError      *error; /* of the save that ended last */
  guint        n_done;
  guint        n_told;
} Fixture;

/* What another program does, and what the document is to say of it. */
typedef struct
{
  const char *name;
  void (*act) (Fixture *fixture);
  WayDiskState state;
  /* What a save says at first: nothing, that another has changed it, or that there is no file to write. */
  gboolean is_unseen;
  gboolean is_impossible;
} Deed;

/* --- Between the bytes and the rename ----------------------------------------------- */

static Fixture *meanwhile; /* whose file is changed while it is being saved */
static void (*meanwhile_act) (Fixture *fixture);
static gint n_meanwhile;

/* In place of the system's for the engine, which is linked in: the moment when all bytes are written and nothing is renamed. */
int
fsync (int descriptor)
{
  if (meanwhile != NULL && g_atomic_int_add (&n_meanwhile, 1) == 0)
    meanwhile_act (meanwhile);
  return (int) syscall (SYS_fsync, descriptor);
}

/* --- What others do ------------------------------------------------------------------ */

static void
write_in_place (const char *path,
                const char *text)
{
  int descriptor = open (path, O_WRONLY | O_TRUNC);

  g_assert_cmpint (descriptor, >=, 0);
  g_assert_cmpint (write (descriptor, text, strlen (text)), ==, (gssize) strlen (text));
  close (descriptor);
}

static void
change_in_place (Fixture *fixture)
{
  write_in_place (fixture->path, "<!-- others -->" WAY_TEST_MAP);
}

static void
replace (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (fixture->path, "<!-- others -->" WAY_TEST_MAP, -1, &error);
  g_assert_no_error (error);
}

/* What “touch -r” is used for. */
static void
change_secretly (Fixture *fixture)
{
  g_autofree char *text = g_strdup (WAY_TEST_MAP);
  struct stat      status;
  struct timespec  times[2];

  g_assert_cmpint (stat (fixture->path, &status), ==, 0);
  times[0] = status.st_atim;
  times[1] = status.st_mtim;
  memcpy (strstr (text, "Shoes"), "Boots", 5);
  write_in_place (fixture->path, text);
  g_assert_cmpint (utimensat (AT_FDCWD, fixture->path, times, 0), ==, 0);
}

static void delete (Fixture *fixture)
{
  g_assert_cmpint (g_unlink (fixture->path), ==, 0);
}

static void
rename_file (Fixture *fixture)
{
  g_assert_cmpint (g_rename (fixture->path, fixture->other), ==, 0);
}

static void
put_folder (Fixture *fixture)
{
  delete (fixture);
  g_assert_cmpint (g_mkdir (fixture->path, 0700), ==, 0);
}

static void
put_pipe (Fixture *fixture)
{
  delete (fixture);
  g_assert_cmpint (mkfifo (fixture->path, 0600), ==, 0);
}

static void
put_link (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (fixture->other, "<!-- others -->" WAY_TEST_MAP, -1, &error);
  g_assert_no_error (error);
  delete (fixture);
  g_assert_cmpint (symlink (fixture->other, fixture->path), ==, 0);
}

static void
touch (Fixture *fixture)
{
  g_assert_cmpint (utimensat (AT_FDCWD, fixture->path, NULL, 0), ==, 0);
  g_assert_cmpint (chmod (fixture->path, 0600), ==, 0);
}

static void
take_permission (Fixture *fixture)
{
  g_assert_cmpint (chmod (fixture->path, 0), ==, 0);
}

static const Deed deeds[] = {
  { "in-place", change_in_place, WAY_DISK_CHANGED, .is_unseen = TRUE },
  { "replaced", replace, WAY_DISK_CHANGED, .is_unseen = TRUE },
  { "same-size-and-time", change_secretly, WAY_DISK_CHANGED, .is_unseen = TRUE },
  { "deleted", delete, WAY_DISK_GONE },
  { "renamed", rename_file, WAY_DISK_RENAMED },
  { "folder", put_folder, WAY_DISK_BLOCKED, .is_impossible = TRUE },
  { "pipe", put_pipe, WAY_DISK_BLOCKED, .is_impossible = TRUE },
  { "link", put_link, WAY_DISK_CHANGED, .is_unseen = TRUE },
  { "touched", touch, WAY_DISK_SAME },
};

/* --- The document -------------------------------------------------------------------- */

static void
told_cb (WayDocument *document,
         GParamSpec  *pspec,
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
  fixture->path = g_build_filename (fixture->folder, "shoes.waymark", NULL);
  fixture->other = g_build_filename (fixture->folder, "boots.waymark", NULL);
  way_safe_file_save (fixture->path, WAY_TEST_MAP, strlen (WAY_TEST_MAP), &error);
  g_assert_no_error (error);
  fixture->document = way_document_open (fixture->path, &error);
  g_assert_no_error (error);
  g_signal_connect (fixture->document, "notify::disk-state", G_CALLBACK (told_cb), &fixture->n_told);
  n_meanwhile = 0;
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  meanwhile = NULL;
  g_clear_error (&fixture->error);
  g_assert_finalize_object (fixture->document);
  g_free (fixture->path);
  g_free (fixture->other);
  way_test_remove_folder (fixture->folder);
}

static void
wait_for_state (Fixture     *fixture,
                WayDiskState state)
{
  way_test_wait_until (way_document_get_disk_state (fixture->document) == state);
}

static gboolean
over_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

/* Something that must not come cannot be awaited: after this time it would have come. */
static void
let_pass (guint milliseconds)
{
  gboolean is_over = FALSE;

  g_timeout_add (milliseconds, over_cb, &is_over);
  way_test_wait_until (is_over);
}

static void
save (Fixture *fixture)
{
  g_clear_error (&fixture->error);
  way_test_save (fixture->document, NULL, &fixture->error);
}

static void
assert_saved (Fixture *fixture)
{
  g_assert_no_error (fixture->error);
  way_test_assert_saved (fixture->document, fixture->path);
  g_assert_cmpint (way_document_get_disk_state (fixture->document), ==, WAY_DISK_SAME);
}

/* Nothing was lost: not what others wrote, not what is in the window. */
static void
assert_refused (Fixture    *fixture,
                const Deed *deed)
{
  WayFileMark mark;

  if (deed->is_unseen)
    g_assert_error (fixture->error, WAY_DOCUMENT_ERROR, WAY_DOCUMENT_ERROR_CHANGED);
  else
    g_assert_error (fixture->error, WAY_SAFE_FILE_ERROR, WAY_SAFE_FILE_ERROR_NOT_A_FILE);
  g_assert_true (way_document_get_modified (fixture->document));
  way_file_mark_read (&mark, fixture->path);
  if (deed->is_unseen)
    {
      g_autofree char *text = NULL;

      g_assert_true (g_file_get_contents (fixture->path, &text, NULL, NULL));
      g_assert_true (strstr (text, "others") != NULL || strstr (text, "Boots") != NULL);
      g_assert_cmpint (way_document_get_disk_state (fixture->document), ==, WAY_DISK_CHANGED);
    }
  else
    g_assert_cmpint (mark.there, ==, WAY_FILE_BLOCKED);
}

static void
save_and_answer (Fixture    *fixture,
                 const Deed *deed)
{
  save (fixture);
  if (deed->is_impossible)
    {
      assert_refused (fixture, deed);
      return;
    }
  if (deed->is_unseen)
    {
      assert_refused (fixture, deed);
      /* Asking once more is no answer. */
      save (fixture);
      assert_refused (fixture, deed);
      way_document_keep_mine (fixture->document);
      g_assert_cmpint (way_document_get_disk_state (fixture->document), ==, WAY_DISK_SAME);
      g_assert_true (way_document_get_modified (fixture->document));
      save (fixture);
    }
  assert_saved (fixture);
}

static void
test_clean (Fixture      *fixture,
            gconstpointer data)
{
  const Deed *deed = data;

  way_document_watch (fixture->document);
  deed->act (fixture);
  if (deed->state == WAY_DISK_SAME)
    let_pass (600);
  wait_for_state (fixture, deed->state);
  /* The disk has what others wrote; work that it has not is not closed without a word. */
  g_assert_cmpint (way_document_get_modified (fixture->document), ==, deed->state != WAY_DISK_SAME && deed->state != WAY_DISK_CHANGED);
  g_assert_cmpstr (way_document_get_new_path (fixture->document), ==, deed->state == WAY_DISK_RENAMED ? fixture->other : NULL);
  if (deed->state == WAY_DISK_CHANGED)
    way_test_set_goal (fixture->document, "See");
  save_and_answer (fixture, deed);
}

/* Nobody watches, nobody looked: saving finds out by itself. */
static void
test_dirty (Fixture      *fixture,
            gconstpointer data)
{
  const Deed *deed = data;

  way_test_set_goal (fixture->document, "See");
  deed->act (fixture);
  save_and_answer (fixture, deed);
}

static void
test_saving (Fixture      *fixture,
             gconstpointer data)
{
  const Deed *deed = data;

  way_test_set_goal (fixture->document, "See");
  meanwhile_act = deed->act;
  meanwhile = fixture;
  save (fixture);
  g_assert_cmpint (n_meanwhile, >=, 1);
  meanwhile = NULL;
  if (deed->is_unseen)
    assert_refused (fixture, deed);
  else if (deed->is_impossible)
    g_assert_error (fixture->error, WAY_DOCUMENT_ERROR, WAY_DOCUMENT_ERROR_CHANGED);
  else
    assert_saved (fixture);
  if (deed->is_impossible)
    g_assert_true (way_document_get_modified (fixture->document));
}

static void
test_own (Fixture      *fixture,
          gconstpointer data)
{
  way_document_watch (fixture->document);
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *goal = g_strdup_printf ("See %u", i);

      way_test_set_goal (fixture->document, goal);
      save (fixture);
      assert_saved (fixture);
      let_pass (500);
      g_assert_cmpint (way_document_get_disk_state (fixture->document), ==, WAY_DISK_SAME);
    }
  g_assert_cmpuint (fixture->n_told, ==, 0);
}

static void
test_back_again (Fixture      *fixture,
                 gconstpointer data)
{
  way_document_watch (fixture->document);
  rename_file (fixture);
  wait_for_state (fixture, WAY_DISK_RENAMED);
  g_assert_cmpint (g_rename (fixture->other, fixture->path), ==, 0);
  wait_for_state (fixture, WAY_DISK_SAME);
  g_assert_false (way_document_get_modified (fixture->document));
  g_assert_null (way_document_get_new_path (fixture->document));
}

/* An answer is an answer to what was seen. */
static void
test_changed_twice (Fixture      *fixture,
                    gconstpointer data)
{
  way_test_set_goal (fixture->document, "See");
  change_in_place (fixture);
  save (fixture);
  way_document_keep_mine (fixture->document);
  change_secretly (fixture);
  save (fixture);
  assert_refused (fixture, &deeds[0]);
}

static void
test_permission (Fixture      *fixture,
                 gconstpointer data)
{
  gboolean is_root = geteuid () == 0;

  /* Root may read everything. */
  if (is_root)
    {
      g_assert_cmpint (chown (fixture->folder, NOBODY, NOBODY), ==, 0);
      g_assert_cmpint (chown (fixture->path, NOBODY, NOBODY), ==, 0);
      g_assert_cmpint (seteuid (NOBODY), ==, 0);
    }
  way_document_watch (fixture->document);
  take_permission (fixture);
  wait_for_state (fixture, WAY_DISK_BLOCKED);
  g_assert_true (way_document_get_modified (fixture->document));
  save (fixture);
  g_assert_error (fixture->error, WAY_SAFE_FILE_ERROR, WAY_SAFE_FILE_ERROR_PERMISSION);
  g_assert_cmpint (chmod (fixture->path, 0600), ==, 0);
  wait_for_state (fixture, WAY_DISK_SAME);
  g_assert_false (way_document_get_modified (fixture->document));
  if (is_root)
    g_assert_cmpint (seteuid (0), ==, 0);
}

static void
test_base (Fixture      *fixture,
           gconstpointer data)
{
  GBytes *base = way_document_get_base (fixture->document);

  g_assert_cmpmem (g_bytes_get_data (base, NULL), g_bytes_get_size (base), WAY_TEST_MAP, strlen (WAY_TEST_MAP));
  way_test_set_goal (fixture->document, "See");
  change_in_place (fixture);
  save (fixture);
  g_assert_true (way_document_get_base (fixture->document) == base);
  way_document_keep_mine (fixture->document);
  save (fixture);
  g_assert_nonnull (strstr (g_bytes_get_data (way_document_get_base (fixture->document), NULL), "<goal>See</goal>"));
}

/* --- Reloading ----------------------------------------------------------------------- */

static void
reloaded_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      data)
{
  Fixture *fixture = data;

  g_clear_error (&fixture->error);
  way_document_reload_finish (fixture->document, result, &fixture->error);
  fixture->n_done++;
}

static void
reload (Fixture *fixture)
{
  fixture->n_done = 0;
  way_document_reload_async (fixture->document, reloaded_cb, fixture);
  way_test_wait_until (fixture->n_done > 0);
}

/* What was in the window is one step back. */
static void
test_reload (Fixture      *fixture,
             gconstpointer data)
{
  WayHistory *history = way_document_get_history (fixture->document);
  g_autoptr (GBytes) before = NULL;
  g_autoptr (GBytes) after = NULL;

  way_document_watch (fixture->document);
  way_test_set_goal (fixture->document, "See");
  before = way_store_write (way_document_get_map (fixture->document));
  change_secretly (fixture);
  wait_for_state (fixture, WAY_DISK_CHANGED);
  reload (fixture);
  assert_saved (fixture);

  g_assert_cmpuint (way_history_get_n_undo (history), ==, 2);
  way_history_undo (history);
  after = way_store_write (way_document_get_map (fixture->document));
  g_assert_true (g_bytes_equal (before, after));
  g_assert_true (way_document_get_modified (fixture->document));
  save (fixture);
  assert_saved (fixture);
}

static void
test_reload_spoilt (Fixture      *fixture,
                    gconstpointer data)
{
  g_autoptr (GBytes) before = NULL;
  g_autoptr (GBytes) after = NULL;

  way_test_set_goal (fixture->document, "See");
  before = way_store_write (way_document_get_map (fixture->document));
  write_in_place (fixture->path, "<half a");
  reload (fixture);
  g_assert_error (fixture->error, WAY_STORE_ERROR, WAY_STORE_ERROR_SYNTAX);
  after = way_store_write (way_document_get_map (fixture->document));
  g_assert_true (g_bytes_equal (before, after));
  save (fixture);
  g_assert_error (fixture->error, WAY_DOCUMENT_ERROR, WAY_DOCUMENT_ERROR_CHANGED);
}

static void
test_follow (Fixture      *fixture,
             gconstpointer data)
{
  way_document_watch (fixture->document);
  rename_file (fixture);
  wait_for_state (fixture, WAY_DISK_RENAMED);
  way_document_follow (fixture->document);
  g_assert_cmpstr (way_document_get_path (fixture->document), ==, fixture->other);
  g_assert_false (way_document_get_modified (fixture->document));
  way_test_set_goal (fixture->document, "See");
  save (fixture);
  g_assert_no_error (fixture->error);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
  /* The new name is watched as the old one was. */
  g_assert_cmpint (g_unlink (fixture->other), ==, 0);
  wait_for_state (fixture, WAY_DISK_GONE);
}

/* What was fetched counts as known once it is in the map: then a save may replace it, and nothing newer. */
static void
fetched_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      data)
{
  Fixture *fixture = data;
  g_autoptr (WayMap) base = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (WayMap) theirs = way_document_fetch_finish (fixture->document, result, &base, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (way_element_get (way_map_get_root (base), WAY_MAP_TITLE), ==, "Shoes");
  g_assert_cmpstr (way_element_get (way_map_get_root (theirs), WAY_MAP_TITLE), ==, "Boots");
  fixture->n_done++;
}

static void
test_fetch (Fixture      *fixture,
            gconstpointer data)
{
  change_secretly (fixture);
  way_document_fetch_async (fixture->document, fetched_cb, fixture);
  way_test_wait_until (fixture->n_done > 0);
  way_document_take_fetched (fixture->document);
  g_assert_true (way_document_get_modified (fixture->document));
  change_in_place (fixture);
  save (fixture);
  assert_refused (fixture, &deeds[0]);
  change_secretly (fixture);
  save (fixture);
  assert_saved (fixture);
}

int
main (int   argc,
      char *argv[])
{
  char *state;

  setlocale (LC_ALL, "");
  state = way_test_begin_apart ();
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (deeds); i++)
    {
      g_autofree char *clean = g_strdup_printf ("/document/disk/clean/%s", deeds[i].name);
      g_autofree char *dirty = g_strdup_printf ("/document/disk/dirty/%s", deeds[i].name);
      g_autofree char *saving = g_strdup_printf ("/document/disk/saving/%s", deeds[i].name);

      g_test_add (clean, Fixture, &deeds[i], set_up, test_clean, tear_down);
      g_test_add (dirty, Fixture, &deeds[i], set_up, test_dirty, tear_down);
      g_test_add (saving, Fixture, &deeds[i], set_up, test_saving, tear_down);
    }
  g_test_add ("/document/disk/own", Fixture, NULL, set_up, test_own, tear_down);
  g_test_add ("/document/disk/back-again", Fixture, NULL, set_up, test_back_again, tear_down);
  g_test_add ("/document/disk/changed-twice", Fixture, NULL, set_up, test_changed_twice, tear_down);
  g_test_add ("/document/disk/permission", Fixture, NULL, set_up, test_permission, tear_down);
  g_test_add ("/document/disk/base", Fixture, NULL, set_up, test_base, tear_down);
  g_test_add ("/document/disk/reload", Fixture, NULL, set_up, test_reload, tear_down);
  g_test_add ("/document/disk/reload-spoilt", Fixture, NULL, set_up, test_reload_spoilt, tear_down);
  g_test_add ("/document/disk/fetch", Fixture, NULL, set_up, test_fetch, tear_down);
  g_test_add ("/document/disk/follow", Fixture, NULL, set_up, test_follow, tear_down);

  return way_test_run_apart (state);
}
