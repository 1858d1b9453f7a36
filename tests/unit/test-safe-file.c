/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Tests"

#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "waymark/way-safe-file.h"

#define NOBODY 65534
#define STRANGER 12345

/* A folder for each test, and the file in it that the test saves. */
typedef struct
{
  char *folder;
  char *target;
} Place;

static char *
inside (Place      *place,
        const char *name)
{
  return g_build_filename (place->folder, name, NULL);
}

static void
enter (Place        *place,
       gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  place->folder = g_dir_make_tmp ("waymark-safe-file-XXXXXX", &error);
  g_assert_no_error (error);
  place->target = inside (place, "map.waymark");
}

static void
remove_all (const char *folder)
{
  g_autoptr (GDir) directory = g_dir_open (folder, 0, NULL);
  const char *name;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        remove_all (path);
      else
        g_unlink (path);
    }
  g_rmdir (folder);
}

static void
leave (Place        *place,
       gconstpointer data)
{
  remove_all (place->folder);
  g_free (place->target);
  g_free (place->folder);
}

static void
put (const char *path,
     const char *text,
     mode_t      mode)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_chmod (path, mode), ==, 0);
}

static void
assert_text (const char *path,
             const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, expected);
}

static mode_t
get_mode (const char *path)
{
  GStatBuf status;

  g_assert_cmpint (g_lstat (path, &status), ==, 0);
  return status.st_mode & 07777;
}

static guint
count_names (const char *folder)
{
  g_autoptr (GDir) directory = g_dir_open (folder, 0, NULL);
  guint count = 0;

  g_assert_nonnull (directory);
  while (g_dir_read_name (directory) != NULL)
    count++;
  return count;
}

static void
assert_saves (const char *path,
              const char *text)
{
  g_autoptr (GError) error = NULL;
  gboolean saved = way_safe_file_save (path, text, strlen (text), &error);

  g_assert_no_error (error);
  g_assert_true (saved);
}

/* Saving must fail with the code; the message is readable text and names the file. */
static void
assert_refuses (const char *path,
                int         code)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *shown = g_filename_display_name (path);

  g_assert_false (way_safe_file_save (path, "new", 3, &error));
  g_assert_error (error, WAY_SAFE_FILE_ERROR, code);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  g_assert_nonnull (strstr (error->message, shown));
}

static void
test_new (Place        *place,
          gconstpointer data)
{
  mode_t mask = umask (0027);

  assert_saves (place->target, "new");
  umask (mask);
  assert_text (place->target, "new");
  g_assert_cmpint (get_mode (place->target), ==, 0640);
  g_assert_cmpuint (count_names (place->folder), ==, 1);
}

static void
test_existing (Place        *place,
               gconstpointer data)
{
  const mode_t modes[] = { 0640, 0666, 0600, 0755 };

  for (gsize i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      put (place->target, "something longer", modes[i]);
      assert_saves (place->target, "new");
      assert_text (place->target, "new");
      g_assert_cmpint (get_mode (place->target), ==, modes[i]);
    }
  g_assert_cmpuint (count_names (place->folder), ==, 1);
}

/* Until the commit the old file stays and the new bytes are private if the old ones were. */
static void
test_unfinished (Place        *place,
                 gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) directory = NULL;
  g_autofree char *big = g_strnfill (100000, 'n');
  WaySafeFile     *file;
  const char      *name;

  put (place->target, "old", 0600);
  file = way_safe_file_open (place->target, &error);
  g_assert_no_error (error);
  g_assert_true (way_safe_file_write (file, big, strlen (big), &error));
  assert_text (place->target, "old");
  g_assert_cmpuint (count_names (place->folder), ==, 2);
  directory = g_dir_open (place->folder, 0, NULL);
  while ((name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *path = inside (place, name);

      g_assert_true (g_str_equal (name, "map.waymark") || g_str_has_prefix (name, ".waymark-"));
      g_assert_cmpint (get_mode (path), ==, 0600);
    }
  way_safe_file_free (file);
  assert_text (place->target, "old");
  g_assert_cmpuint (count_names (place->folder), ==, 1);
}

/* Pieces of every size around the buffer's arrive in order and complete. */
static void
test_pieces (Place        *place,
             gconstpointer data)
{
  const gsize sizes[] = { 0, 1, 65535, 1, 65536, 65537, 10, 200000, 3, 65526, 65536 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) all = g_string_new (NULL);
  g_autoptr (WaySafeFile) file = way_safe_file_open (place->target, &error);

  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      gsize start = all->len;

      while (all->len < start + sizes[i])
        g_string_append_c (all, (char) ('a' + g_test_rand_int_range (0, 26)));
      g_assert_true (way_safe_file_write (file, all->str + start, sizes[i], &error));
    }
  g_assert_true (way_safe_file_commit (file, &error));
  assert_text (place->target, all->str);
}

static void
test_empty (Place        *place,
            gconstpointer data)
{
  put (place->target, "old", 0644);
  assert_saves (place->target, "");
  assert_text (place->target, "");
}

static void
test_symlink (Place        *place,
              gconstpointer data)
{
  g_autofree char *folder = inside (place, "elsewhere");
  g_autofree char *real = inside (place, "elsewhere/real.waymark");
  g_autofree char *middle = inside (place, "elsewhere/middle");
  g_autofree char *there = NULL;

  g_assert_cmpint (g_mkdir (folder, 0755), ==, 0);
  put (real, "old", 0640);
  g_assert_cmpint (symlink ("real.waymark", middle), ==, 0);
  g_assert_cmpint (symlink ("elsewhere/middle", place->target), ==, 0);
  assert_saves (place->target, "new");
  assert_text (real, "new");
  g_assert_cmpint (get_mode (real), ==, 0640);
  there = g_file_read_link (place->target, NULL);
  g_assert_cmpstr (there, ==, "elsewhere/middle");
  g_assert_true (g_file_test (middle, G_FILE_TEST_IS_SYMLINK));
  g_assert_cmpuint (count_names (place->folder), ==, 2);
  g_assert_cmpuint (count_names (folder), ==, 2);
}

static void
test_dangling_symlink (Place        *place,
                       gconstpointer data)
{
  g_autofree char *real = inside (place, "not-yet.waymark");
  g_autofree char *lost = inside (place, "lost");

  g_assert_cmpint (symlink (real, place->target), ==, 0);
  assert_saves (place->target, "new");
  g_assert_true (g_file_test (place->target, G_FILE_TEST_IS_SYMLINK));
  g_assert_false (g_file_test (real, G_FILE_TEST_IS_SYMLINK));
  assert_text (real, "new");

  g_assert_cmpint (symlink ("no-folder/map", lost), ==, 0);
  assert_refuses (lost, WAY_SAFE_FILE_ERROR_NOT_FOUND);
}

static void
test_symlink_circle (Place        *place,
                     gconstpointer data)
{
  g_autofree char *other = inside (place, "other");

  g_assert_cmpint (symlink ("other", place->target), ==, 0);
  g_assert_cmpint (symlink ("map.waymark", other), ==, 0);
  assert_refuses (place->target, WAY_SAFE_FILE_ERROR_BAD_NAME);
  g_assert_cmpuint (count_names (place->folder), ==, 2);
}

/* A link that a stranger left in a folder for all, such as /tmp, is not followed where the kernel forbids it. */
static void
test_planted_symlink (Place        *place,
                      gconstpointer data)
{
  g_autofree char *setting = NULL;
  g_autofree char *common = inside (place, "common");
  g_autofree char *link = inside (place, "common/map.waymark");

  if (geteuid () != 0 || !g_file_get_contents ("/proc/sys/fs/protected_symlinks", &setting, NULL, NULL) || *setting != '1')
    {
      g_test_skip ("needs root and fs.protected_symlinks = 1");
      return;
    }
  put (place->target, "old", 0666);
  g_assert_cmpint (g_mkdir (common, 0700), ==, 0);
  g_assert_cmpint (g_chmod (common, 01777), ==, 0);
  g_assert_cmpint (symlink ("../map.waymark", link), ==, 0);
  g_assert_cmpint (lchown (link, STRANGER, STRANGER), ==, 0);
  assert_refuses (link, WAY_SAFE_FILE_ERROR_PERMISSION);
  assert_text (place->target, "old");
}

static void
test_hard_link (Place        *place,
                gconstpointer data)
{
  g_autofree char *other = inside (place, "other");

  put (place->target, "old", 0644);
  g_assert_cmpint (link (place->target, other), ==, 0);
  assert_saves (place->target, "new");
  assert_text (place->target, "new");
  assert_text (other, "old");
}

/* Relative names are taken from where the process stands when the file is opened. */
static void
test_relative (Place        *place,
               gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = g_get_current_dir ();
  WaySafeFile     *file;

  g_assert_cmpint (g_chdir (place->folder), ==, 0);
  assert_saves ("map.waymark", "first");
  assert_text (place->target, "first");
  assert_saves ("./map.waymark", "second");
  assert_text (place->target, "second");
  file = way_safe_file_open ("map.waymark", &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_chdir (before), ==, 0);
  g_assert_true (way_safe_file_write (file, "third", 5, &error));
  g_assert_true (way_safe_file_commit (file, &error));
  way_safe_file_free (file);
  assert_text (place->target, "third");
}

static void
test_odd_names (Place        *place,
                gconstpointer data)
{
  const char *names[] = { "caf\xe9.waymark", "two\nlines.waymark", " ", "-", "*?\"'\\", "\xff\xfe", "ścieżka.waymark", "..." };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = inside (place, names[i]);
      g_autofree char *below = g_build_filename (path, "map", NULL);

      assert_saves (path, "first");
      assert_saves (path, "second");
      assert_text (path, "second");
      assert_refuses (below, WAY_SAFE_FILE_ERROR_NOT_FOUND);
    }
  g_assert_cmpuint (count_names (place->folder), ==, G_N_ELEMENTS (names));
}

static void
test_long_name (Place        *place,
                gconstpointer data)
{
  g_autofree char *longest = g_strnfill (255, 'x');
  g_autofree char *path = inside (place, longest);
  g_autofree char *longer = g_strconcat (path, "x", NULL);

  assert_saves (path, "new");
  assert_text (path, "new");
  assert_refuses (longer, WAY_SAFE_FILE_ERROR_BAD_NAME);
  g_assert_cmpuint (count_names (place->folder), ==, 1);
}

static void
test_not_a_file (Place        *place,
                 gconstpointer data)
{
  g_autofree char *slash = g_strconcat (place->folder, "/", NULL);
  g_autofree char *new_slash = g_strconcat (place->target, "/", NULL);
  g_autofree char *pipe = inside (place, "pipe");
  g_autofree char *link = inside (place, "link");

  g_assert_cmpint (mkfifo (pipe, 0666), ==, 0);
  g_assert_cmpint (symlink ("/dev/null", link), ==, 0);
  assert_refuses (place->folder, WAY_SAFE_FILE_ERROR_NOT_A_FILE);
  assert_refuses (slash, WAY_SAFE_FILE_ERROR_NOT_A_FILE);
  assert_refuses (new_slash, WAY_SAFE_FILE_ERROR_NOT_A_FILE);
  assert_refuses (pipe, WAY_SAFE_FILE_ERROR_NOT_A_FILE);
  assert_refuses (link, WAY_SAFE_FILE_ERROR_NOT_A_FILE);
  assert_refuses ("/dev/null", WAY_SAFE_FILE_ERROR_NOT_A_FILE);
  assert_refuses ("/", WAY_SAFE_FILE_ERROR_NOT_A_FILE);
  assert_refuses ("", WAY_SAFE_FILE_ERROR_NOT_FOUND);
  g_assert_true (g_file_test (link, G_FILE_TEST_IS_SYMLINK));
  g_assert_cmpuint (count_names (place->folder), ==, 2);
}

static void
test_no_folder (Place        *place,
                gconstpointer data)
{
  g_autofree char *path = inside (place, "missing/map.waymark");

  assert_refuses (path, WAY_SAFE_FILE_ERROR_NOT_FOUND);
}

/* Root may write everywhere: it takes these tests as a user without rights. */
static gboolean
become_nobody (void)
{
  if (geteuid () != 0 || (setegid (NOBODY) == 0 && seteuid (NOBODY) == 0))
    return TRUE;
  g_test_skip ("root may not become another user here");
  return FALSE;
}

static void
become_oneself (void)
{
  g_assert_cmpint (seteuid (getuid ()), ==, 0);
  g_assert_cmpint (setegid (getgid ()), ==, 0);
}

static void
test_protected_file (Place        *place,
                     gconstpointer data)
{
  put (place->target, "old", 0444);
  g_assert_cmpint (g_chmod (place->folder, 0777), ==, 0);
  if (!become_nobody ())
    return;
  assert_refuses (place->target, WAY_SAFE_FILE_ERROR_PERMISSION);
  become_oneself ();
  assert_text (place->target, "old");
  g_assert_cmpuint (count_names (place->folder), ==, 1);
}

static void
test_protected_folder (Place        *place,
                       gconstpointer data)
{
  g_autofree char *path = inside (place, "new.waymark");

  put (place->target, "old", 0666);
  g_assert_cmpint (g_chmod (place->folder, 0555), ==, 0);
  if (!become_nobody ())
    return;
  assert_refuses (place->target, WAY_SAFE_FILE_ERROR_PERMISSION);
  assert_refuses (path, WAY_SAFE_FILE_ERROR_PERMISSION);
  become_oneself ();
  g_assert_cmpint (g_chmod (place->folder, 0755), ==, 0);
  assert_text (place->target, "old");
  g_assert_cmpuint (count_names (place->folder), ==, 1);
}

/* A folder that allows new files but hides its list is good enough. */
static void
test_unlisted_folder (Place        *place,
                      gconstpointer data)
{
  put (place->target, "old", 0666);
  g_assert_cmpint (g_chmod (place->folder, 0333), ==, 0);
  if (!become_nobody ())
    return;
  assert_saves (place->target, "new");
  become_oneself ();
  g_assert_cmpint (g_chmod (place->folder, 0755), ==, 0);
  assert_text (place->target, "new");
}

static void
test_owner (Place        *place,
            gconstpointer data)
{
  GStatBuf status;

  if (geteuid () != 0)
    {
      g_test_skip ("only root can give files away");
      return;
    }
  put (place->target, "old", 0600);
  g_assert_cmpint (chown (place->target, STRANGER, STRANGER + 1), ==, 0);
  g_assert_cmpint (g_chmod (place->target, 04750), ==, 0);
  assert_saves (place->target, "new");
  g_assert_cmpint (g_stat (place->target, &status), ==, 0);
  g_assert_cmpuint (status.st_uid, ==, STRANGER);
  g_assert_cmpuint (status.st_gid, ==, STRANGER + 1);
  g_assert_cmpint (get_mode (place->target), ==, 04750);
}

/* Who may write a stranger's file but not give files away becomes the owner; nobody gains a right by that. */
static void
test_owner_lost (Place        *place,
                 gconstpointer data)
{
  GStatBuf status;

  if (geteuid () != 0)
    {
      g_test_skip ("only root can give files away");
      return;
    }
  put (place->target, "old", 0600);
  g_assert_cmpint (chown (place->target, STRANGER, STRANGER), ==, 0);
  g_assert_cmpint (g_chmod (place->target, 06676), ==, 0);
  g_assert_cmpint (g_chmod (place->folder, 0777), ==, 0);
  if (!become_nobody ())
    return;
  assert_saves (place->target, "new");
  become_oneself ();
  assert_text (place->target, "new");
  g_assert_cmpint (g_stat (place->target, &status), ==, 0);
  g_assert_cmpuint (status.st_uid, ==, NOBODY);
  g_assert_cmpint (get_mode (place->target), ==, 0666);
}

/* After the first failure everything fails in the same way, and the space is free again at once. */
static void
test_sticky (Place        *place,
             gconstpointer data)
{
  g_autoptr (GError) first = NULL;
  g_autoptr (GError) second = NULL;
  g_autoptr (GError) third = NULL;
  g_autofree char *big = g_strnfill (100000, 'n');
  WaySafeFile     *file;
  struct rlimit    before;
  struct rlimit    small;

  put (place->target, "old", 0644);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  file = way_safe_file_open (place->target, &first);
  g_assert_no_error (first);

  small = before;
  small.rlim_cur = 70000;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
  g_assert_false (way_safe_file_write (file, big, 100000, &first));
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);

  g_assert_error (first, WAY_SAFE_FILE_ERROR, WAY_SAFE_FILE_ERROR_TOO_LARGE);
  g_assert_cmpuint (count_names (place->folder), ==, 1);
  g_assert_false (way_safe_file_write (file, "x", 1, &second));
  g_assert_error (second, WAY_SAFE_FILE_ERROR, WAY_SAFE_FILE_ERROR_TOO_LARGE);
  g_assert_cmpstr (first->message, ==, second->message);
  g_assert_false (way_safe_file_write (file, "x", 1, NULL));
  g_assert_false (way_safe_file_commit (file, &third));
  g_assert_error (third, WAY_SAFE_FILE_ERROR, WAY_SAFE_FILE_ERROR_TOO_LARGE);
  way_safe_file_free (file);
  assert_text (place->target, "old");
  g_assert_cmpuint (count_names (place->folder), ==, 1);
}

/* What is put in the target's way while the file is written is not overwritten. */
static void
test_target_becomes_folder (Place        *place,
                            gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  WaySafeFile *file = way_safe_file_open (place->target, &error);

  g_assert_no_error (error);
  g_assert_true (way_safe_file_write (file, "new", 3, &error));
  g_assert_cmpint (g_mkdir (place->target, 0755), ==, 0);
  g_assert_false (way_safe_file_commit (file, &error));
  g_assert_error (error, WAY_SAFE_FILE_ERROR, WAY_SAFE_FILE_ERROR_NOT_A_FILE);
  way_safe_file_free (file);
  g_assert_true (g_file_test (place->target, G_FILE_TEST_IS_DIR));
  g_assert_cmpuint (count_names (place->folder), ==, 1);
}

static void
make_old (const char *path,
          int         seconds)
{
  struct timespec times[2] = { { 0 } };

  times[0].tv_sec = times[1].tv_sec = g_get_real_time () / G_USEC_PER_SEC - seconds;
  g_assert_cmpint (utimensat (AT_FDCWD, path, times, AT_SYMLINK_NOFOLLOW), ==, 0);
}

static void
test_sweep (Place        *place,
            gconstpointer data)
{
  const char      *keep[] = { "map.waymark", ".waymark-notes", ".waymark-0123abcd", ".waymark-0123abcd.part~", "waymark-0123abcd.part", ".waymark-0123ABCD.part", ".waymark-00123abcd.part" };
  g_autofree char *young = inside (place, ".waymark-0000000a.part");
  g_autofree char *future = inside (place, ".waymark-0000000b.part");
  g_autofree char *foreign = inside (place, ".waymark-0000000c.part");
  g_autofree char *link = inside (place, ".waymark-0000000d.part");
  g_autofree char *folder = inside (place, ".waymark-0000000e.part");
  g_autofree char *stale = inside (place, ".waymark-0000000f.part");
  g_autofree char *missing = inside (place, "missing");
  guint            expected = G_N_ELEMENTS (keep) + 5;

  for (gsize i = 0; i < G_N_ELEMENTS (keep); i++)
    {
      g_autofree char *path = inside (place, keep[i]);

      put (path, "text", 0644);
      make_old (path, 1000000);
    }
  put (young, "text", 0644);
  make_old (young, 3500);
  put (future, "text", 0644);
  make_old (future, -1000000);
  g_assert_cmpint (symlink ("map.waymark", link), ==, 0);
  make_old (link, 1000000);
  g_assert_cmpint (g_mkdir (folder, 0755), ==, 0);
  make_old (folder, 1000000);
  put (stale, "text", 0600);
  make_old (stale, 3700);
  put (foreign, "text", 0644);
  make_old (foreign, 1000000);
  /* Without root's right to give files away there is one stale file more. */
  if (geteuid () != 0 || chown (foreign, STRANGER, STRANGER) != 0)
    expected--;

  g_assert_cmpuint (way_safe_file_sweep (place->folder), ==, G_N_ELEMENTS (keep) + 6 - expected);
  g_assert_cmpuint (count_names (place->folder), ==, expected);
  g_assert_false (g_file_test (stale, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (way_safe_file_sweep (missing), ==, 0);
}

/* What a crash leaves is what the sweep knows. */
static void
test_sweep_own (Place        *place,
                gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) directory = NULL;
  g_autoptr (WaySafeFile) file = way_safe_file_open (place->target, &error);
  g_autofree char *left = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (way_safe_file_sweep (place->folder), ==, 0);
  directory = g_dir_open (place->folder, 0, NULL);
  left = inside (place, g_dir_read_name (directory));
  make_old (left, 10000);
  g_assert_cmpuint (way_safe_file_sweep (place->folder), ==, 1);

  /* Swept from under a save that was asleep for hours: the save fails and says so. */
  g_assert_false (way_safe_file_commit (file, &error));
  g_assert_error (error, WAY_SAFE_FILE_ERROR, WAY_SAFE_FILE_ERROR_NOT_FOUND);
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function) g_test_add ("/store/safe-file/" name, Place, NULL, enter, function, leave)
  ADD ("new", test_new);
  ADD ("existing", test_existing);
  ADD ("unfinished", test_unfinished);
  ADD ("pieces", test_pieces);
  ADD ("empty", test_empty);
  ADD ("symlink", test_symlink);
  ADD ("dangling-symlink", test_dangling_symlink);
  ADD ("symlink-circle", test_symlink_circle);
  ADD ("planted-symlink", test_planted_symlink);
  ADD ("hard-link", test_hard_link);
  ADD ("relative", test_relative);
  ADD ("odd-names", test_odd_names);
  ADD ("long-name", test_long_name);
  ADD ("not-a-file", test_not_a_file);
  ADD ("no-folder", test_no_folder);
  ADD ("protected-file", test_protected_file);
  ADD ("protected-folder", test_protected_folder);
  ADD ("unlisted-folder", test_unlisted_folder);
  ADD ("owner", test_owner);
  ADD ("owner-lost", test_owner_lost);
  ADD ("sticky", test_sticky);
  ADD ("target-becomes-folder", test_target_becomes_folder);
  ADD ("sweep", test_sweep);
  ADD ("sweep-own", test_sweep_own);
#undef ADD
  return g_test_run ();
}
