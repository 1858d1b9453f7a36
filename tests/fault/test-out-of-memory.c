/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Tests"

#include <errno.h>
#include <libxml/parser.h>
#include <libxml/xmlmemory.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "support/way-random-map.h"
#include "support/way-test-tools.h"
#include "waymark/way-history.h"
#include "waymark/way-journal.h"
#include "waymark/way-safe-file.h"
#include "waymark/way-store.h"

/*
 * Memory that runs out: the first allocation fails, then the second, and so on until what is done needs no more. libxml2
 * gets NULL and has to tell; the reader must pass that on as an error. GLib ends the program instead, so there each attempt has a
 * process of its own; after it the file must be whole, and each step that was written into the journal must be there.
 */

#define SEED 7
#define TOUCHPOINTS 3
#define MOST_ATTEMPTS 150 /* of a test that is not the whole one; see get_stride() */
#define LARGE 512
#define REFUSED 1
#define TEXT_LENGTH 4096

void *__libc_malloc (size_t size);
void *__libc_calloc (size_t n, size_t size);
void *__libc_realloc (void *memory, size_t size);

static int      until_failure = -1; /* allocations that still succeed; -1: all do */
static gboolean goes_on;            /* all large ones after the first one fail too; of small ones GLib needs some to say so */
static int      n_failed;
static int      n_counted;

static gboolean
fails_now (size_t size)
{
  n_counted++;
  if (until_failure < 0 || (n_failed > 0 && size < LARGE))
    return FALSE;
  if (until_failure > 0)
    {
      until_failure--;
      return FALSE;
    }
  n_failed++;
  if (!goes_on)
    until_failure = -1;
  return TRUE;
}

/* Those of the program come before those of the C library, for all libraries too. */
void *
malloc (size_t size)
{
  if (!fails_now (size))
    return __libc_malloc (size);
  errno = ENOMEM;
  return NULL;
}

void *
calloc (size_t n,
        size_t size)
{
  if (!fails_now (n * size))
    return __libc_calloc (n, size);
  errno = ENOMEM;
  return NULL;
}

void *
realloc (void  *memory,
         size_t size)
{
  if (!fails_now (size))
    return __libc_realloc (memory, size);
  errno = ENOMEM;
  return NULL;
}

static void
fail_from (int      number,
           gboolean on)
{
  n_counted = 0;
  n_failed = 0;
  goes_on = on;
  until_failure = number;
}

/* How many allocations there are from one attempt to the next: each is tried in the long test, a selection in the short one. */
static int
get_stride (int n)
{
  return g_getenv ("WAYMARK_EVERYTHING") != NULL ? 1 : 1 + n / MOST_ATTEMPTS;
}

/* --- The parser alone: only its own allocations fail ------------------------------------ */

static int      xml_until_failure = -1;
static gboolean xml_goes_on;
static int      n_xml_failed;

static gboolean
xml_fails_now (void)
{
  if (xml_until_failure < 0 || xml_until_failure-- > 0)
    return FALSE;
  n_xml_failed++;
  xml_until_failure = xml_goes_on ? 0 : -1;
  return TRUE;
}

static void *
xml_malloc (size_t size)
{
  return xml_fails_now () ? NULL : malloc (size);
}

static void *
xml_realloc (void  *memory,
             size_t size)
{
  return xml_fails_now () ? NULL : realloc (memory, size);
}

static char *
xml_strdup (const char *text)
{
  return xml_fails_now () ? NULL : strdup (text);
}

static void
check_parse (GBytes *bytes,
             int     number)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WayMap) map = NULL;
  g_autoptr (GBytes) written = NULL;

  n_xml_failed = 0;
  xml_until_failure = number;
  map = way_store_load_bytes (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "map", NULL, &error);
  xml_until_failure = -1;
  if ((map == NULL) != (error != NULL))
    g_error ("allocation %d: %s", number, map == NULL ? "refused without a word" : "opened with an error");
  if (map == NULL)
    return;
  written = way_store_write (map);
  if (!g_bytes_equal (written, bytes))
    g_error ("allocation %d: what was opened is not what is in the file", number);
}

static void
test_parser (void)
{
  g_autoptr (WayMap) map = way_random_map_new (SEED, TOUCHPOINTS);
  g_autoptr (GBytes) bytes = way_store_write (map);

  for (guint on = 0; on < 2; on++)
    {
      int number = 0;

      xml_goes_on = on != 0;
      do
        check_parse (bytes, number++);
      while (n_xml_failed > 0);
      g_assert_cmpint (number, >, 20);
      g_test_message ("%d allocations of the parser failed%s", number - 1, on != 0 ? ", and all after them" : "");
    }
}

/* --- Everything: in a process of its own ------------------------------------------------ */

typedef struct
{
  char   *folder;
  char   *path;
  GBytes *old;
  GBytes *new;
} Place;

/* What is tried: opens the map, changes it, and writes it over itself. */
static int
edit_file (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WayMap) map = way_store_load (path, NULL, &error);
  g_autoptr (WayHistory) history = NULL;

  if (map == NULL)
    return REFUSED;
  history = way_history_new (map);
  way_history_begin (history, "Edit");
  way_history_set (history, way_element_get_id (way_map_get_root (map)), WAY_MAP_TITLE, "Another title", &error);
  way_history_commit (history);
  return error == NULL && way_store_save (map, path, &error) ? 0 : REFUSED;
}

static GBytes *
read_file (const char *path)
{
  g_autoptr (GError) error = NULL;
  char *data = NULL;
  gsize length;

  g_file_get_contents (path, &data, &length, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (data, length);
}

static void
set_up (Place *place)
{
  g_autoptr (WayMap) map = way_random_map_new (SEED, TOUCHPOINTS);
  g_autoptr (GError) error = NULL;

  place->folder = way_test_make_folder ();
  place->path = g_build_filename (place->folder, "map.waymark", NULL);
  way_store_save (map, place->path, &error);
  g_assert_no_error (error);
  place->old = read_file (place->path);
  g_assert_cmpint (edit_file (place->path), ==, 0);
  place->new = read_file (place->path);
  g_assert_false (g_bytes_equal (place->old, place->new));
}

static void
tear_down (Place *place)
{
  g_free (place->path);
  g_bytes_unref (place->old);
  g_bytes_unref (place->new);
  way_test_remove_folder (place->folder);
}

static void
restore (Place *place)
{
  GDir       *files = g_dir_open (place->folder, 0, NULL);
  const char *name;
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (files);
  while ((name = g_dir_read_name (files)) != NULL)
    {
      g_autofree char *path = g_build_filename (place->folder, name, NULL);

      g_assert_true (g_str_equal (path, place->path) || g_str_has_prefix (name, ".waymark-"));
      g_remove (path);
    }
  g_dir_close (files);
  way_safe_file_save (place->path, g_bytes_get_data (place->old, NULL), g_bytes_get_size (place->old), &error);
  g_assert_no_error (error);
}

/* Runs one attempt of something on the file; gives how it ended, what it said, and whether an allocation failed. */
static int
attempt (Place    *place,
         int       what (const char *path),
         int       number,
         gboolean  on,
         char      text[TEXT_LENGTH],
         gboolean *fired)
{
  int     channel[2];
  int     status;
  gsize   length = 0;
  ssize_t n;
  pid_t   child;

  g_assert_cmpint (pipe (channel), ==, 0);
  child = fork ();
  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      int result;

      dup2 (channel[1], STDOUT_FILENO);
      dup2 (channel[1], STDERR_FILENO);
      close (channel[0]);
      close (channel[1]);
      fail_from (number, on);
      result = what (place->path);
      until_failure = -1;
      /* The last byte tells the parent that it came here, and whether anything failed. */
      if (write (STDERR_FILENO, n_failed > 0 ? "!" : ".", 1) != 1)
        _exit (99);
      _exit (result);
    }
  close (channel[1]);
  while (length + 1 < TEXT_LENGTH && (n = read (channel[0], text + length, TEXT_LENGTH - 1 - length)) > 0)
    length += (gsize) n;
  text[length] = '\0';
  close (channel[0]);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  *fired = !(WIFEXITED (status) && length > 0 && text[length - 1] == '.');
  return status;
}

/* GLib's way to end when there is no memory. */
static gboolean
ended_by_glib (int         status,
               const char *text)
{
  return WIFSIGNALED (status) && (WTERMSIG (status) == SIGTRAP || WTERMSIG (status) == SIGABRT) &&
         (strstr (text, "allocate") != NULL || strstr (text, "out of memory") != NULL || strstr (text, "creating thread") != NULL || *text == '\0');
}

static void
judge (Place      *place,
       int         number,
       int         status,
       const char *text)
{
  g_autoptr (GBytes) now = read_file (place->path);
  gboolean is_old = g_bytes_equal (now, place->old);
  gboolean is_new = g_bytes_equal (now, place->new);

  if (!is_old && !is_new)
    g_error ("allocation %d: the file is neither the old nor the new one", number);
  if (WIFEXITED (status) && WEXITSTATUS (status) == 0 && is_new)
    return;
  if (WIFEXITED (status) && WEXITSTATUS (status) == REFUSED && is_old)
    return;
  if (ended_by_glib (status, text))
    return;
  g_error ("allocation %d: status %x, the file is %s: %s", number, (guint) status, is_old ? "old" : "new", text);
}

static int
count_allocations (Place *place)
{
  g_autofree char *copy = g_strconcat (place->path, "-copy", NULL);
  int              n;

  restore (place);
  g_assert_cmpint (g_rename (place->path, copy), ==, 0);
  fail_from (-1, FALSE);
  g_assert_cmpint (edit_file (copy), ==, 0);
  n = n_counted;
  g_remove (copy);
  return n;
}

static void
test_file (void)
{
  Place place;
  int   n;
  int   n_ends[3] = { 0 }; /* done, refused, ended by GLib */

  set_up (&place);
  n = count_allocations (&place);
  g_assert_cmpint (n, >, 100);
  for (int number = 0;; number += number < n ? get_stride (n) : 1)
    {
      char     text[TEXT_LENGTH];
      gboolean fired;
      gboolean on = number / get_stride (n) % 2 != 0;
      int      status;

      restore (&place);
      status = attempt (&place, edit_file, number, on, text, &fired);
      judge (&place, number, status, text);
      n_ends[WIFSIGNALED (status) ? 2 : WEXITSTATUS (status)]++;
      if (!fired)
        break;
    }
  g_assert_cmpint (n_ends[1] + n_ends[2], >, 50);
  g_test_message ("of %d allocations: %d did without, %d refused, %d ended by GLib; the file was whole each time", n, n_ends[0], n_ends[1], n_ends[2]);
  tear_down (&place);
}

/* --- The journal -------------------------------------------------------------------------- */

#define STEPS 4
#define WRITTEN '\1' /* is said after each step that the journal has */
#define JOURNAL_STRIDE 5

static void
committed_cb (WayHistory *history,
              const char *label,
              WayJournal *journal)
{
  const char word = WRITTEN;

  way_journal_commit (journal, label);
  if (way_journal_get_folder (journal) != NULL && way_journal_get_problem (journal) == NULL && write (STDERR_FILENO, &word, 1) != 1)
    _exit (99);
}

/* What is tried: opens the map and makes some steps; the program ends without a word to the journal. */
static int
take_steps (const char *path)
{
  g_autoptr (GError) error = NULL;
  WayMap     *map = way_store_load (path, NULL, &error);
  WayHistory *history;
  WayJournal *journal;

  if (map == NULL)
    return REFUSED;
  history = way_history_new (map);
  journal = way_journal_new (history, NULL, NULL, NULL, NULL);
  g_signal_connect (history, "committed", G_CALLBACK (committed_cb), journal);
  for (guint i = 1; i <= STEPS; i++)
    {
      g_autofree char *title = g_strdup_printf ("%u", i);

      way_history_begin (history, title);
      way_history_set (history, way_element_get_id (way_map_get_root (map)), WAY_MAP_TITLE, title, NULL);
      way_history_commit (history);
    }
  return 0;
}

static guint
count_written (const char *text)
{
  guint n = 0;

  for (const char *p = text; *p != '\0'; p++)
    n += *p == WRITTEN;
  return n;
}

/* Replays what is in a journal's folder; gives how many steps came back. */
static guint
recover (const char *folder,
         int         number)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WayJournalReader) reader = way_journal_reader_open (folder, &error);
  g_autoptr (GBytes) base = NULL;
  g_auto (WayJournalReplay) replay = { 0 };
  g_autofree char *expected = NULL;
  guint            n;

  if (reader == NULL)
    return 0;
  base = way_journal_load_bytes (folder, reader->base_hash, NULL);
  if (base == NULL)
    return 0;
  if (!way_journal_replay (reader, base, &replay, &error))
    g_error ("allocation %d: %s", number, error->message);
  n = way_history_get_n_undo (replay.history);
  expected = g_strdup_printf ("%u", n);
  if (n > 0)
    g_assert_cmpstr (way_element_get (way_map_get_root (way_history_get_map (replay.history)), WAY_MAP_TITLE), ==, expected);
  return n;
}

/* Recovers all there is, and removes it. */
static guint
recover_all (int number)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *place = way_journal_dup_place (&error);
  g_autoptr (GDir) folders = g_dir_open (place, 0, &error);
  const char *name;
  guint       n = 0;

  g_assert_no_error (error);
  while ((name = g_dir_read_name (folders)) != NULL)
    {
      g_autofree char  *path = g_build_filename (place, name, NULL);
      WayJournalFolder *folder;

      n += recover (path, number);
      folder = way_journal_folder_open (path, &error);
      g_assert_no_error (error);
      g_assert_true (way_journal_folder_remove (folder, NULL));
    }
  return n;
}

static void
test_journal (void)
{
  Place    place;
  int      stride = g_getenv ("WAYMARK_EVERYTHING") != NULL ? 1 : JOURNAL_STRIDE;
  guint    n_written = 0;
  guint    n_recovered = 0;
  int      number = 0;
  gboolean fired = TRUE;

  set_up (&place);
  restore (&place);
  for (; fired; number += stride)
    {
      char  text[TEXT_LENGTH];
      int   status = attempt (&place, take_steps, number, number / stride % 2 != 0, text, &fired);
      guint written = count_written (text);
      guint recovered = recover_all (number);

      if (!WIFEXITED (status) && !ended_by_glib (status, text + strspn (text, "\1")))
        g_error ("allocation %d: status %x: %s", number, (guint) status, text);
      if (recovered < written)
        g_error ("allocation %d: %u steps were written and %u came back", number, written, recovered);
      g_assert_true (fired || written == STEPS);
      n_written += written;
      n_recovered += recovered;
    }
  g_assert_cmpint (number / stride, >, 20);
  g_test_message ("%d allocations of the journal failed; of %u steps that were written %u came back", number / stride - 1, n_written, n_recovered);
  tear_down (&place);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GError) error = NULL;
  g_autofree char *state = g_dir_make_tmp ("waymark-state-XXXXXX", &error);
  g_autofree char *place = NULL;
  int              result;

  setlocale (LC_ALL, "");
  g_assert_no_error (error);
  g_setenv ("XDG_STATE_HOME", state, TRUE);
  xmlMemSetup (free, xml_malloc, xml_realloc, xml_strdup);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fault/out-of-memory/parser", test_parser);
  g_test_add_func ("/fault/out-of-memory/file", test_file);
  g_test_add_func ("/fault/out-of-memory/journal", test_journal);
  result = g_test_run ();
  place = way_journal_dup_place (NULL);
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *inner = g_steal_pointer (&place);

      g_rmdir (inner);
      place = g_path_get_dirname (inner);
    }
  return result;
}
