/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Tests"

#include <errno.h>
#include <locale.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support/way-edit-script.h"

/*
 * Long random scripts of edits, drags, saves, undo and redo; see way-edit-script.h for what must hold. Each runs in a process
 * of its own with others, so that a crash is a failure like any other; one that fails is made as short as it can be
 * and told step by step.
 */

#define DEFAULT_SEEDS 500
#define MOST_STEPS 80
#define SEEDS_AT_ONCE 50

static guint
get_number (const char *variable,
            guint       otherwise)
{
  const char *wanted = g_getenv (variable);

  return wanted != NULL ? (guint) g_ascii_strtoull (wanted, NULL, 10) : otherwise;
}

static GByteArray *
make_script (guint32 seed)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  guint       length = 1 + WAY_EDIT_SCRIPT_STEP * (guint) g_rand_int_range (random, 1, MOST_STEPS);
  GByteArray *script = g_byte_array_sized_new (length);

  for (guint i = 0; i < length; i++)
    {
      guint8 byte = (guint8) g_rand_int_range (random, 0, 256);

      g_byte_array_append (script, &byte, 1);
    }
  return script;
}

static int
wait_for (pid_t child)
{
  int status;

  while (waitpid (child, &status, 0) < 0)
    g_assert_cmpint (errno, ==, EINTR);
  return status;
}

/* Whether it fails or crashes; what it says of that goes to the errors if @tell. */
static gboolean
fails (const guint8 *bytes,
       gsize         length,
       gboolean      tell)
{
  pid_t child = fork ();

  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      g_autoptr (GString) log = g_string_new (NULL);
      g_autofree char *wrong = NULL;

      if (!tell)
        close (STDERR_FILENO);
      wrong = way_edit_script_run (bytes, length, log);
      if (tell && wrong != NULL)
        g_printerr ("%s%s\n", log->str, wrong);
      _exit (wrong != NULL ? 1 : 0);
    }
  return wait_for (child) != 0;
}

/* Leaves out steps, first many, then few, where it still fails without them. */
static void
leave_out (GByteArray *script)
{
  for (guint steps = script->len / WAY_EDIT_SCRIPT_STEP / 2; steps > 0; steps /= 2)
    {
      guint piece = steps * WAY_EDIT_SCRIPT_STEP;

      for (guint at = 1; at + piece <= script->len;)
        {
          g_autoptr (GByteArray) shorter = g_byte_array_new ();

          g_byte_array_append (shorter, script->data, at);
          g_byte_array_append (shorter, script->data + at + piece, script->len - at - piece);
          if (fails (shorter->data, shorter->len, FALSE))
            g_byte_array_remove_range (script, at, piece);
          else
            at += piece;
        }
    }
}

static void
shrink (GByteArray *script)
{
  guint length;

  do
    {
      length = script->len;
      leave_out (script);
    }
  while (script->len < length);
}

static void
tell_failure (guint32     seed,
              GByteArray *script)
{
  g_autofree char *base64 = NULL;

  shrink (script);
  base64 = g_base64_encode (script->data, script->len);
  g_test_message ("seed %u fails; the shortest script that does, for tests/fuzz/corpus/fuzz-edits (base64): %s", seed, base64);
  fails (script->data, script->len, TRUE);
  g_test_fail ();
}

static gboolean
some_fail (guint32 first,
           guint32 end)
{
  pid_t child = fork ();

  g_assert_cmpint (child, >=, 0);
  if (child > 0)
    return wait_for (child) != 0;
  close (STDERR_FILENO);
  for (guint32 seed = first; seed < end; seed++)
    {
      g_autoptr (GByteArray) script = make_script (seed);

      if (way_edit_script_run (script->data, script->len, NULL) != NULL)
        _exit (1);
    }
  _exit (0);
}

static void
test_scripts (void)
{
  guint32 n = get_number ("WAYMARK_SEEDS", DEFAULT_SEEDS);

  for (guint32 first = get_number ("WAYMARK_FIRST_SEED", 0); first < n; first += SEEDS_AT_ONCE)
    {
      guint32 end = MIN (first + SEEDS_AT_ONCE, n);

      if (!some_fail (first, end))
        continue;
      for (guint32 seed = first; seed < end; seed++)
        {
          g_autoptr (GByteArray) script = make_script (seed);

          if (fails (script->data, script->len, FALSE))
            tell_failure (seed, script);
        }
      if (!g_test_failed ())
        g_error ("One of the seeds %u to %u fails, but none of them alone", first, end);
    }
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/model/history/script", test_scripts);
  return g_test_run ();
}
