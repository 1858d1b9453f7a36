/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Tests"

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>
#include <utime.h>

#include "support/way-test-document.h"
#include "waymark/way-document.h"
#include "waymark/way-places.h"
#include "waymark/way-safe-file.h"
#include "waymark/way-store.h"
#include "waymark/way-versions.h"

#define SECOND ((gint64) G_USEC_PER_SEC)
#define HOUR (3600 * SECOND)
#define DAY (24 * HOUR)

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static char *
make_path (Fixture    *fixture,
           const char *name)
{
  return g_build_filename (fixture->folder, name, NULL);
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  fixture->folder = way_test_make_folder ();
  fixture->path = make_path (fixture, "shoes.waymark");
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_autofree char *versions = way_places_dup_state_folder ("versions");

  way_versions_wait (60);
  way_test_remove_folder (g_steal_pointer (&versions));
  g_free (fixture->path);
  way_test_remove_folder (fixture->folder);
}

static void
write_file (const char *path,
            const char *text)
{
  g_autoptr (GError) error = NULL;

  way_safe_file_save (path, text, strlen (text), &error);
  g_assert_no_error (error);
}

static void
keep (const char *path,
      const char *text,
      gint64      time)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;

  way_versions_keep (path, bytes, time, &error);
  g_assert_no_error (error);
}

/* How many versions of @path there are, and that the newest ones are @texts. */
static guint
check_versions (const char        *path,
                const char *const *texts)
{
  g_autoptr (GPtrArray) versions = way_versions_list (path);

  for (guint i = 0; texts[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes = NULL;

      g_assert_cmpuint (i, <, versions->len);
      bytes = way_version_load (versions->pdata[i], &error);
      g_assert_no_error (error);
      g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), texts[i], strlen (texts[i]));
    }
  return versions->len;
}

/* --- Documents ------------------------------------------------------------------- */

static void
set_title (WayDocument *document,
           const char  *title)
{
  WayHistory *history = way_document_get_history (document);

  way_history_begin (history, "Title");
  g_assert_true (way_history_set (history, way_element_get_id (way_map_get_root (way_document_get_map (document))), WAY_MAP_TITLE, title, NULL));
  way_history_commit (history);
}

static void
save (WayDocument *document,
      const char  *path)
{
  g_autoptr (GError) error = NULL;

  way_document_save (document, path, &error);
  g_assert_no_error (error);
  way_versions_wait (60);
}

static char *
read_file (const char *path)
{
  char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

/* Every save leaves a version, and the first one what was there before, too, with its own date. */
static void
test_saves (Fixture      *fixture,
            gconstpointer data)
{
  const char    *before = "<journey-map xmlns=\"" WAY_STORE_NAMESPACE "\" version=\"1\"/>";
  struct utimbuf old = { 1000000000, 1000000000 };
  g_autoptr (WayDocument) document = NULL;
  g_autoptr (GPtrArray) versions = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  gint64           now = g_get_real_time ();

  write_file (fixture->path, before);
  g_assert_cmpint (utime (fixture->path, &old), ==, 0);
  document = way_document_open (fixture->path, NULL);
  way_document_set_keeps_versions (document, TRUE);
  set_title (document, "One");
  save (document, NULL);
  first = read_file (fixture->path);
  set_title (document, "Two");
  save (document, NULL);
  save (document, NULL);
  second = read_file (fixture->path);
  g_assert_cmpuint (check_versions (fixture->path, (const char *const[]){ second, first, before, NULL }), ==, 3);

  versions = way_versions_list (fixture->path);
  g_assert_cmpint (((WayVersion *) versions->pdata[2])->time, ==, 1000000000 * SECOND);
  g_assert_cmpint (((WayVersion *) versions->pdata[0])->time, >=, now);
}

/* Without being asked to, or where the user said no, nothing is kept. */
static void
test_unwanted (Fixture      *fixture,
               gconstpointer data)
{
  g_autoptr (WayMap) map = way_map_new ("en");
  g_autoptr (WayDocument) document = way_document_new (map);
  g_autoptr (GError) error = NULL;

  save (document, fixture->path);
  g_assert_cmpuint (check_versions (fixture->path, (const char *const[]){ NULL }), ==, 0);
  way_document_set_keeps_versions (document, TRUE);
  g_assert_true (way_versions_get_wanted (fixture->path));
  g_assert_true (way_versions_set_wanted (fixture->path, FALSE, &error));
  g_assert_false (way_versions_get_wanted (fixture->path));
  set_title (document, "One");
  save (document, NULL);
  g_assert_cmpuint (check_versions (fixture->path, (const char *const[]){ NULL }), ==, 0);
  g_assert_true (way_versions_set_wanted (fixture->path, TRUE, &error));
  g_assert_true (way_versions_set_wanted (fixture->path, TRUE, &error));
  set_title (document, "Two");
  save (document, NULL);
  g_assert_cmpuint (check_versions (fixture->path, (const char *const[]){ NULL }), ==, 2);
}

/* Versions stay with a name; a file that was moved takes them along. */
static void
test_names (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr (WayMap) map = way_map_new ("en");
  g_autoptr (WayDocument) document = way_document_new (map);
  g_autofree char *other = make_path (fixture, "other.waymark");
  g_autofree char *moved = make_path (fixture, "moved.waymark");
  g_autofree char *link = make_path (fixture, "link.waymark");

  way_document_set_keeps_versions (document, TRUE);
  save (document, fixture->path);
  set_title (document, "One");
  save (document, NULL);
  set_title (document, "Two");
  save (document, other);
  g_assert_cmpuint (check_versions (fixture->path, (const char *const[]){ NULL }), ==, 2);
  g_assert_cmpuint (check_versions (other, (const char *const[]){ NULL }), ==, 1);

  g_assert_cmpint (symlink (fixture->path, link), ==, 0);
  g_assert_cmpuint (check_versions (link, (const char *const[]){ NULL }), ==, 2);
  g_assert_cmpint (g_unlink (link), ==, 0);

  /* A copy is not a move. */
  g_assert_cmpint (g_rename (fixture->path, moved), ==, 0);
  g_assert_cmpuint (check_versions (moved, (const char *const[]){ NULL }), ==, 2);
  g_assert_cmpuint (check_versions (fixture->path, (const char *const[]){ NULL }), ==, 0);
  {
    g_autofree char *text = read_file (moved);
    g_autofree char *copy = make_path (fixture, "copy.waymark");

    write_file (copy, text);
    g_assert_cmpuint (check_versions (copy, (const char *const[]){ NULL }), ==, 0);
  }
  g_assert_cmpuint (check_versions (moved, (const char *const[]){ NULL }), ==, 2);
}

/* Whatever happens to versions, the map is saved. */
static void
test_failures (Fixture      *fixture,
               gconstpointer data)
{
  g_autofree char *folder = way_places_dup_state_folder ("versions");
  g_autoptr (WayMap) map = way_map_new ("en");
  g_autoptr (WayDocument) document = way_document_new (map);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("text", 4);
  g_autoptr (GError) error = NULL;
  struct rlimit limit;
  struct rlimit small;

  way_document_set_keeps_versions (document, TRUE);
  /* A file where the folder should be. */
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  write_file (folder, "in the way");
  save (document, fixture->path);
  g_assert_false (way_document_get_modified (document));
  g_assert_false (way_versions_keep (fixture->path, bytes, 1, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_cmpuint (check_versions (fixture->path, (const char *const[]){ NULL }), ==, 0);
  g_assert_cmpint (g_unlink (folder), ==, 0);

  /* The disk takes no more than a few bytes. */
  keep (fixture->path, "kept", 1);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  small = limit;
  small.rlim_cur = 20;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
  g_assert_false (way_versions_keep (fixture->path, bytes, 2, &error));
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  g_assert_error (error, WAY_SAFE_FILE_ERROR, WAY_SAFE_FILE_ERROR_TOO_LARGE);
  g_assert_cmpuint (check_versions (fixture->path, (const char *const[]){ "kept", NULL }), ==, 1);
}

/* --- What is kept ------------------------------------------------------------------ */

/* Removes from @versions those that are too many, and gives how many are left. */
static guint
thin_out (GPtrArray *versions,
          gint64     now)
{
  g_autoptr (GPtrArray) surplus = way_versions_find_surplus (versions, now);

  for (guint i = 0; i < surplus->len; i++)
    g_ptr_array_remove (versions, surplus->pdata[i]);
  return versions->len;
}

static void
add_version (GPtrArray *versions,
             gint64     time)
{
  WayVersion *version = g_new0 (WayVersion, 1);

  version->time = time;
  g_ptr_array_insert (versions, 0, version);
}

/* Half a year of work with a save every ten minutes leaves all of an hour, a day of hours, a month of days, weeks. */
static void
test_sparse (void)
{
  g_autoptr (GPtrArray) versions = g_ptr_array_new_with_free_func ((GDestroyNotify) way_version_free);
  gint64 start = 1700000000 * SECOND;
  gint64 now = start;
  guint  n_hour = 0, n_day = 0, n_month = 0, n_before = 0;

  for (guint i = 0; i < 180 * 24 * 6; i++)
    {
      now += HOUR / 6;
      add_version (versions, now);
      thin_out (versions, now);
    }
  for (guint i = 0; i < versions->len; i++)
    {
      gint64 age = now - ((WayVersion *) versions->pdata[i])->time;

      if (age < HOUR)
        n_hour++;
      else if (age < DAY)
        n_day++;
      else if (age < 30 * DAY)
        n_month++;
      else
        n_before++;
    }
  g_assert_cmpuint (n_hour, ==, 6);
  g_assert_cmpuint (n_day, >=, 23);
  g_assert_cmpuint (n_day, <=, 24);
  g_assert_cmpuint (n_month, >=, 29);
  g_assert_cmpuint (n_month, <=, 30);
  g_assert_cmpuint (n_before, >=, 21);
  g_assert_cmpuint (n_before, <=, 23);
}

/* The clock is set back by years, and right again: what was saved last comes first and is never thrown away. */
static void
test_clock (Fixture      *fixture,
            gconstpointer data)
{
  gint64 now = g_get_real_time ();

  keep (fixture->path, "right", now - 60 * SECOND);
  keep (fixture->path, "wrong", 5 * SECOND);
  g_assert_cmpuint (check_versions (fixture->path, (const char *const[]){ "wrong", "right", NULL }), ==, 2);
  keep (fixture->path, "wrong, later", 6 * SECOND);
  g_assert_cmpuint (check_versions (fixture->path, (const char *const[]){ "wrong, later", "right", NULL }), ==, 2);
  keep (fixture->path, "future", now + 400 * DAY);
  keep (fixture->path, "again", now);
  keep (fixture->path, "again", now + SECOND);
  g_assert_cmpuint (check_versions (fixture->path, (const char *const[]){ "again", "future", "wrong, later", "right", NULL }), ==, 4);
}

/* A map of Waymark with an image of many letters. */
static char *
make_map_with_image (const char *title,
                     guint       n_bytes,
                     guint8      filling)
{
  g_autoptr (WayMap) map = way_map_new ("en");
  g_autofree guint8 *letters = g_malloc (n_bytes);
  g_autoptr (GRand) random = g_rand_new_with_seed (filling);
  g_autoptr (GBytes) image = NULL;
  g_autoptr (WayHistory) history = way_history_new (map);
  g_autoptr (GBytes) bytes = NULL;
  const char *root = way_element_get_id (way_map_get_root (map));

  for (guint i = 0; i < n_bytes; i++)
    letters[i] = (guint8) g_rand_int (random);
  image = g_bytes_new (letters, n_bytes);
  way_history_begin (history, "Fill");
  g_assert_true (way_history_set (history, root, WAY_MAP_TITLE, title, NULL));
  g_assert_true (way_history_set (history, root, WAY_MAP_LOGO, way_map_add_image (map, image), NULL));
  way_history_commit (history);
  bytes = way_store_write (map);
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static guint
count_images (const WayVersion *version)
{
  g_autofree char *folder = g_path_get_dirname (version->file);
  g_autofree char *images = g_build_filename (folder, "images", NULL);
  g_autoptr (GDir) directory = g_dir_open (images, 0, NULL);
  guint n = 0;

  while (directory != NULL && g_dir_read_name (directory) != NULL)
    n++;
  return n;
}

/* An image is on the disk once, and goes with the last version that shows it. */
static void
test_images (Fixture      *fixture,
             gconstpointer data)
{
  g_autofree char *one = make_map_with_image ("One", 100000, 1);
  g_autofree char *two = make_map_with_image ("Two", 100000, 1);
  g_autofree char *three = make_map_with_image ("Three", 100000, 2);
  g_autoptr (GPtrArray) versions = NULL;
  gint64 now = g_get_real_time ();

  /* The first two are of one week, so that only the newer one stays. */
  keep (fixture->path, one, 1000 * DAY);
  keep (fixture->path, two, 1000 * DAY + 1);
  versions = way_versions_list (fixture->path);
  g_assert_cmpuint (count_images (versions->pdata[0]), ==, 1);
  g_assert_cmpuint (((WayVersion *) versions->pdata[0])->size, <, 2000);
  keep (fixture->path, three, now);
  g_assert_cmpuint (check_versions (fixture->path, (const char *const[]){ three, two, NULL }), ==, 2);
  g_assert_cmpuint (count_images (versions->pdata[0]), ==, 2);

  g_ptr_array_unref (versions);
  versions = way_versions_list (fixture->path);
  g_assert_true (way_version_remove (versions->pdata[1], NULL));
  g_assert_true (way_version_remove (versions->pdata[1], NULL));
  keep (fixture->path, "no image", now + 1);
  g_assert_cmpuint (count_images (versions->pdata[0]), ==, 1);
  g_assert_cmpuint (check_versions (fixture->path, (const char *const[]){ "no image", three, NULL }), ==, 2);
}

/* --- Damage --------------------------------------------------------------------------- */

static void
assert_damaged (const WayVersion *version)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = way_version_load (version, &error);

  g_assert_null (bytes);
  g_assert_error (error, WAY_VERSION_ERROR, WAY_VERSION_ERROR_DAMAGED);
}

/* Each byte changed, and cut off after each byte: the right bytes or an error, never others. */
static void
test_damaged (Fixture      *fixture,
              gconstpointer data)
{
  const char *text = "<journey-map>some text, some text</journey-map>";
  g_autoptr (GPtrArray) versions = NULL;
  const WayVersion *version;
  g_autofree char  *packed = NULL;
  gsize             length;
  guint             n_damaged = 0;

  keep (fixture->path, text, 1);
  versions = way_versions_list (fixture->path);
  version = versions->pdata[0];
  g_assert_true (g_file_get_contents (version->file, &packed, &length, NULL));
  for (gsize i = 0; i < length; i++)
    for (guint bit = 0; bit < 8; bit++)
      {
        g_autoptr (GBytes) bytes = NULL;

        packed[i] ^= (char) (1 << bit);
        g_assert_true (g_file_set_contents (version->file, packed, (gssize) length, NULL));
        packed[i] ^= (char) (1 << bit);
        bytes = way_version_load (version, NULL);
        n_damaged += bytes == NULL;
        if (bytes != NULL)
          g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), text, strlen (text));
      }
  g_assert_cmpuint (n_damaged, >, length * 7);
  for (gsize i = 0; i < length; i++)
    {
      g_assert_true (g_file_set_contents (version->file, packed, (gssize) i, NULL));
      assert_damaged (version);
    }
  g_assert_true (way_version_remove (version, NULL));
  assert_damaged (version);
}

static void
write_packed (const char *file,
              const char *text,
              gsize       n_zeros)
{
  g_autoptr (GConverter) converter = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9));
  g_autoptr (GFile) target = g_file_new_for_path (file);
  g_autoptr (GFileOutputStream) disk = g_file_replace (target, NULL, FALSE, G_FILE_CREATE_NONE, NULL, NULL);
  g_autoptr (GOutputStream) stream = g_converter_output_stream_new (G_OUTPUT_STREAM (disk), converter);
  g_autofree char *zeros = g_malloc0 (1024 * 1024);

  g_assert_true (g_output_stream_write_all (stream, text, strlen (text), NULL, NULL, NULL));
  for (gsize i = 0; i < n_zeros; i += 1024 * 1024)
    g_assert_true (g_output_stream_write_all (stream, zeros, 1024 * 1024, NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (stream, NULL, NULL));
}

#define DIGEST "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

/* What somebody wrote by hand: wrong tables, names that lead elsewhere, and what unfolds to any size. */
static void
test_hostile (Fixture      *fixture,
              gconstpointer data)
{
  static const char *const tables[] = {
    "",
    "\n\n",
    "waymark-version 1\n\n",
    "waymark-version 1 " DIGEST "\n",
    "waymark-version 1 " DIGEST "\ntext 5\n\nabc",
    "waymark-version 1 " DIGEST "\ntext -1\n\nabc",
    "waymark-version 1 " DIGEST "\ntext 99999999999999999999\n\nabc",
    "waymark-version 1 " DIGEST "\ntext 3 4\n\nabc",
    "waymark-version 1 " DIGEST "\nimage 3\n\nabc",
    "waymark-version 1 " DIGEST "\nimage 3 " DIGEST "\n\nabc",
    "waymark-version 1 " DIGEST "\nimage 3 ../../../../../../../../../../../../../../../../../../etc/hostname\n\nabc",
    "waymark-version 2 " DIGEST "\ntext 3\n\nabc",
  };
  g_autoptr (GPtrArray) versions = NULL;
  const WayVersion *version;

  keep (fixture->path, "text", 1);
  versions = way_versions_list (fixture->path);
  version = versions->pdata[0];
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      write_packed (version->file, tables[i], 0);
      assert_damaged (version);
    }
  write_packed (version->file, "waymark-version 1 " DIGEST "\ntext 3\n\n", 300 * 1024 * 1024);
  assert_damaged (version);
  /* One that is damaged is no reason to keep no more. */
  keep (fixture->path, "after it", 2 * DAY);
  g_assert_cmpuint (check_versions (fixture->path, (const char *const[]){ "after it", NULL }), ==, 1);
}

/* --- Several at once --------------------------------------------------------------------- */

static gpointer
keep_many (gpointer data)
{
  gint64 now = g_get_real_time ();

  for (guint i = 0; i < 15; i++)
    {
      g_autofree char *text = make_map_with_image ("Many", 3000, (guint8) (i % 5));

      keep (data, text, now - 400 * DAY + i * 8 * DAY);
    }
  return NULL;
}

/* Three programs keep versions of one file: each that is listed can be read. */
static void
test_at_once (Fixture      *fixture,
              gconstpointer data)
{
  GThread *threads[3];
  g_autoptr (GPtrArray) versions = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("keep", keep_many, fixture->path);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  versions = way_versions_list (fixture->path);
  g_assert_cmpuint (versions->len, >, 5);
  for (guint i = 0; i < versions->len; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes = way_version_load (versions->pdata[i], &error);

      g_assert_no_error (error);
    }
}

#define ADD(name, function) g_test_add ("/document/versions/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  char *state = way_test_begin_apart ();

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  ADD ("saves", test_saves);
  ADD ("unwanted", test_unwanted);
  ADD ("names", test_names);
  ADD ("failures", test_failures);
  g_test_add_func ("/document/versions/sparse", test_sparse);
  ADD ("clock", test_clock);
  ADD ("images", test_images);
  ADD ("damaged", test_damaged);
  ADD ("hostile", test_hostile);
  ADD ("at-once", test_at_once);
  return way_test_run_apart (state);
}
