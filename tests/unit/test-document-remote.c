/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

#include "support/way-test-document.h"
#include "waymark/way-document-watch.h"
#include "waymark/way-safe-file.h"
#include "waymark/way-store.h"

/* --- A server ------------------------------------------------------------------------ */

/* What the server cannot do, or does wrong: in place of a server of GVfs, of which none runs without a desktop. */
static gboolean server_cannot_move;
static gboolean server_cannot_overwrite;
static guint    server_fails_at; /* the number of the move that it breaks off; 0 for none */
static gboolean server_breaks_off;
static guint    n_moves;
static guint    n_broken;

/** TestFile: a file that has no path here: one of a local folder, as a server would have it. */
#define TEST_TYPE_FILE (test_file_get_type ())
G_DECLARE_FINAL_TYPE (TestFile, test_file, TEST, FILE, GObject)

struct _TestFile
{
  GObject parent_instance;
  GFile  *inner;
};

static void test_file_interface_init (GFileIface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TestFile, test_file, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (G_TYPE_FILE, test_file_interface_init))

static GFile *
wrap (GFile *inner)
{
  TestFile *self = inner != NULL ? g_object_new (TEST_TYPE_FILE, NULL) : NULL;

  if (self == NULL)
    return NULL;
  self->inner = inner;
  return G_FILE (self);
}

static GFile *
inner (GFile *file)
{
  return TEST_FILE (file)->inner;
}

static void
test_file_finalize (GObject *object)
{
  g_clear_object (&TEST_FILE (object)->inner);

  G_OBJECT_CLASS (test_file_parent_class)->finalize (object);
}

static void
test_file_class_init (TestFileClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = test_file_finalize;
}

static void
test_file_init (TestFile *self)
{
}

static GFile *
dup_file (GFile *file)
{
  return wrap (g_object_ref (inner (file)));
}

static gboolean
equal (GFile *file,
       GFile *other)
{
  return g_file_equal (inner (file), inner (other));
}

static guint
hash (GFile *file)
{
  return g_file_hash (inner (file));
}

static gboolean
is_native (GFile *file)
{
  return FALSE;
}

static char *
get_basename (GFile *file)
{
  return g_file_get_basename (inner (file));
}

static char *
get_nothing (GFile *file)
{
  return NULL;
}

static char *
get_uri (GFile *file)
{
  g_autofree char *name = g_file_get_basename (inner (file));

  return g_strconcat ("test://server/", name, NULL);
}

static GFile *
get_parent (GFile *file)
{
  return wrap (g_file_get_parent (inner (file)));
}

static GFile *
resolve (GFile      *file,
         const char *path)
{
  return wrap (g_file_resolve_relative_path (inner (file), path));
}

static GFileInputStream *
read_file (GFile        *file,
           GCancellable *cancellable,
           GError      **error)
{
  return g_file_read (inner (file), cancellable, error);
}

static GFileOutputStream *
create (GFile           *file,
        GFileCreateFlags flags,
        GCancellable    *cancellable,
        GError         **error)
{
  if (server_breaks_off)
    {
      n_broken++;
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE, "no room on the server");
      return NULL;
    }
  return g_file_create (inner (file), flags, cancellable, error);
}

static gboolean delete (GFile        *file,
                        GCancellable *cancellable,
                        GError      **error)
{
  return g_file_delete (inner (file), cancellable, error);
}

static gboolean
move (GFile                *source,
      GFile                *destination,
      GFileCopyFlags        flags,
      GCancellable         *cancellable,
      GFileProgressCallback progress,
      gpointer              data,
      GError              **error)
{
  if (server_cannot_move)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "this server cannot rename");
      return FALSE;
    }
  if (server_cannot_overwrite && g_file_query_exists (inner (destination), NULL))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_EXISTS, "this server does not overwrite");
      return FALSE;
    }
  if (++n_moves == server_fails_at)
    {
      n_broken++;
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "the server is silent");
      return FALSE;
    }
  return g_file_move (inner (source), inner (destination), flags, cancellable, progress, data, error);
}

static void
test_file_interface_init (GFileIface *interface)
{
  interface->dup = dup_file;
  interface->equal = equal;
  interface->hash = hash;
  interface->is_native = is_native;
  interface->get_basename = get_basename;
  interface->get_path = get_nothing;
  interface->get_uri = get_uri;
  interface->get_parse_name = get_uri;
  interface->get_parent = get_parent;
  interface->resolve_relative_path = resolve;
  interface->read_fn = read_file;
  interface->create = create;
  interface->delete_file = delete;
  interface->move = move;
}

/* --- The document -------------------------------------------------------------------- */

typedef struct
{
  char        *folder;
  char        *path; /* where the server has it */
  GFile       *file;
  WayDocument *document;
  GError      *error;
  gboolean     is_done;
} Fixture;

static void
opened_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      data)
{
  Fixture *fixture = data;

  fixture->document = way_document_open_finish (result, &fixture->error);
  fixture->is_done = TRUE;
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  server_cannot_move = server_cannot_overwrite = server_breaks_off = FALSE;
  n_moves = server_fails_at = n_broken = 0;
  fixture->folder = way_test_make_folder ();
  fixture->path = g_build_filename (fixture->folder, "shoes.waymark", NULL);
  way_safe_file_save (fixture->path, WAY_TEST_MAP, strlen (WAY_TEST_MAP), &error);
  g_assert_no_error (error);
  fixture->file = wrap (g_file_new_for_path (fixture->path));
  way_document_open_async (fixture->file, NULL, opened_cb, fixture);
  way_test_wait_until (fixture->is_done);
  g_assert_no_error (fixture->error);
  way_document_watch (fixture->document);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_clear_error (&fixture->error);
  g_assert_finalize_object (fixture->document);
  g_clear_object (&fixture->file);
  g_free (fixture->path);
  way_test_remove_folder (fixture->folder);
}

static void
save (Fixture *fixture,
      GFile   *file)
{
  g_clear_error (&fixture->error);
  way_test_save (fixture->document, file, &fixture->error);
}

static void
assert_saved (Fixture    *fixture,
              const char *path)
{
  g_assert_no_error (fixture->error);
  way_test_assert_saved (fixture->document, path);
}

/* Besides the map nothing is left on the server. */
static void
assert_tidy (Fixture *fixture)
{
  g_autoptr (GDir) folder = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    g_assert_true (g_str_has_suffix (name, ".waymark"));
}

static void
test_save (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr (GFile) file = way_document_dup_file (fixture->document);

  g_assert_null (way_document_get_path (fixture->document));
  g_assert_true (g_file_equal (file, fixture->file));
  way_test_set_goal (fixture->document, "See");
  save (fixture, NULL);
  assert_saved (fixture, fixture->path);
  g_assert_cmpuint (n_moves, ==, 1);
  assert_tidy (fixture);
}

/* The old file steps aside. */
static void
test_no_overwriting (Fixture      *fixture,
                     gconstpointer data)
{
  server_cannot_overwrite = TRUE;
  way_test_set_goal (fixture->document, "See");
  save (fixture, NULL);
  assert_saved (fixture, fixture->path);
  g_assert_cmpuint (n_moves, ==, 2);
  assert_tidy (fixture);
}

/* Whatever fails, the old file is there, and the map still has to be saved. */
static void
assert_as_before (Fixture *fixture,
                  int      code)
{
  g_autofree char *text = NULL;

  way_test_set_goal (fixture->document, "See");
  save (fixture, NULL);
  g_assert_error (fixture->error, G_IO_ERROR, code);
  g_assert_true (way_document_get_modified (fixture->document));
  g_assert_true (g_file_get_contents (fixture->path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, WAY_TEST_MAP);
  assert_tidy (fixture);
}

static void
test_no_moving (Fixture      *fixture,
                gconstpointer data)
{
  server_cannot_move = TRUE;
  assert_as_before (fixture, G_IO_ERROR_NOT_SUPPORTED);
}

static void
test_broken_move (Fixture      *fixture,
                  gconstpointer data)
{
  server_cannot_overwrite = TRUE;
  server_fails_at = GPOINTER_TO_UINT (data);
  assert_as_before (fixture, G_IO_ERROR_TIMED_OUT);
  g_assert_cmpuint (n_broken, ==, 1);
}

static void
test_changed (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  server_cannot_overwrite = GPOINTER_TO_INT (data);
  way_test_set_goal (fixture->document, "See");
  way_safe_file_save (fixture->path, "<!-- others -->" WAY_TEST_MAP, strlen ("<!-- others -->" WAY_TEST_MAP), &error);
  g_assert_no_error (error);
  save (fixture, NULL);
  g_assert_error (fixture->error, WAY_DOCUMENT_ERROR, WAY_DOCUMENT_ERROR_CHANGED);
  g_assert_cmpint (way_document_get_disk_state (fixture->document), ==, WAY_DISK_CHANGED);
  g_assert_cmpuint (n_moves, ==, 0);
  g_assert_true (way_document_get_modified (fixture->document));
  assert_tidy (fixture);
  way_document_keep_mine (fixture->document);
  save (fixture, NULL);
  assert_saved (fixture, fixture->path);
}

/* Servers tell of nothing: somebody who looks is told. */
static void
test_news (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  way_safe_file_save (fixture->path, "<!-- others -->", strlen ("<!-- others -->"), &error);
  g_assert_no_error (error);
  way_document_look (fixture->document);
  way_test_wait_until (way_document_get_disk_state (fixture->document) == WAY_DISK_CHANGED);
  g_assert_cmpint (g_unlink (fixture->path), ==, 0);
  way_document_look (fixture->document);
  way_test_wait_until (way_document_get_disk_state (fixture->document) == WAY_DISK_GONE);
}

static void
test_broken (Fixture      *fixture,
             gconstpointer data)
{
  server_breaks_off = TRUE;
  assert_as_before (fixture, G_IO_ERROR_NO_SPACE);
  g_assert_cmpuint (n_broken, ==, 1);
}

/* From the server to this computer and back. */
static void
test_places (Fixture      *fixture,
             gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "here.waymark", NULL);
  g_autoptr (GFile) here = g_file_new_for_path (path);

  save (fixture, here);
  assert_saved (fixture, path);
  g_assert_cmpstr (way_document_get_path (fixture->document), ==, path);
  way_test_set_goal (fixture->document, "See");
  save (fixture, fixture->file);
  assert_saved (fixture, fixture->path);
  g_assert_null (way_document_get_path (fixture->document));
}

int
main (int   argc,
      char *argv[])
{
  char *state;

  setlocale (LC_ALL, "");
  state = way_test_begin_apart ();
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/document/remote/save", Fixture, NULL, set_up, test_save, tear_down);
  g_test_add ("/document/remote/no-overwriting", Fixture, NULL, set_up, test_no_overwriting, tear_down);
  g_test_add ("/document/remote/no-moving", Fixture, NULL, set_up, test_no_moving, tear_down);
  g_test_add ("/document/remote/broken-first-move", Fixture, GUINT_TO_POINTER (1), set_up, test_broken_move, tear_down);
  g_test_add ("/document/remote/broken-second-move", Fixture, GUINT_TO_POINTER (2), set_up, test_broken_move, tear_down);
  g_test_add ("/document/remote/changed", Fixture, GINT_TO_POINTER (FALSE), set_up, test_changed, tear_down);
  g_test_add ("/document/remote/changed-no-overwriting", Fixture, GINT_TO_POINTER (TRUE), set_up, test_changed, tear_down);
  g_test_add ("/document/remote/news", Fixture, NULL, set_up, test_news, tear_down);
  g_test_add ("/document/remote/broken", Fixture, NULL, set_up, test_broken, tear_down);
  g_test_add ("/document/remote/places", Fixture, NULL, set_up, test_places, tear_down);

  return way_test_run_apart (state);
}
