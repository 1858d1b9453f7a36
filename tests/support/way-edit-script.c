/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Tests"

#include "way-edit-script.h"

#include <string.h>

#include "waymark/way-store.h"
#include "way-random-commands.h"
#include "way-random-edits.h"
#include "way-random-map.h"

#define MOST_TOUCHPOINTS 9

typedef struct
{
  WayMap     *map;
  WayHistory *history;
  GPtrArray  *states;   /* GBytes: the map after 0, 1, 2 … steps */
  int         saved_at; /* how many steps had been taken at the last save, or -1 when undo and redo no longer lead there */
  GString    *log;
  guint       step;
  char       *wrong;
} Script;

static void
tell (Script     *self,
      const char *what)
{
  if (self->log != NULL)
    g_string_append_printf (self->log, "%u %s (%u to undo, %u to redo)\n", self->step, what,
                            way_history_get_n_undo (self->history), way_history_get_n_redo (self->history));
}

/* The first thing that does not hold is the one that is told. */
static void
fail (Script     *self,
      const char *what)
{
  if (self->wrong == NULL)
    self->wrong = g_strdup_printf ("step %u: %s", self->step, what);
}

static char *
describe_difference (GBytes *found,
                     GBytes *expected)
{
  g_autofree char *found_text = g_strndup (g_bytes_get_data (found, NULL), g_bytes_get_size (found));
  g_autofree char *expected_text = g_strndup (g_bytes_get_data (expected, NULL), g_bytes_get_size (expected));
  g_auto (GStrv) found_lines = g_strsplit (found_text, "\n", -1);
  g_auto (GStrv) expected_lines = g_strsplit (expected_text, "\n", -1);
  guint line = 0;

  while (found_lines[line] != NULL && g_strcmp0 (found_lines[line], expected_lines[line]) == 0)
    line++;
  return g_strdup_printf ("line %u is\n%s\nand should be\n%s", line + 1, found_lines[line], expected_lines[line]);
}

static void
check_same (Script     *self,
            const char *what,
            GBytes     *found,
            GBytes     *expected)
{
  g_autofree char *difference = NULL;
  g_autofree char *message = NULL;

  if (g_bytes_equal (found, expected))
    return;
  difference = describe_difference (found, expected);
  message = g_strdup_printf ("%s: %s", what, difference);
  fail (self, message);
}

/* The map is the one that was there after so many steps. */
static void
check_state (Script     *self,
             const char *what)
{
  g_autoptr (GBytes) found = way_store_write (self->map);
  guint n_undo = way_history_get_n_undo (self->history);

  if (n_undo + way_history_get_n_redo (self->history) + 1 != self->states->len)
    fail (self, "undo and redo do not add up to the steps that were taken");
  else
    check_same (self, what, found, self->states->pdata[n_undo]);
  if (way_history_is_clean (self->history) != (self->saved_at == (int) n_undo))
    fail (self, "clean is not what was saved");
}

static void
check_file (Script *self)
{
  g_autoptr (GBytes) written = way_store_write (self->map);
  g_autoptr (GBytes) again = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (WayMap) map = way_store_load_bytes (g_bytes_get_data (written, NULL), g_bytes_get_size (written), "written", NULL, &error);

  if (map == NULL)
    {
      fail (self, error->message);
      return;
    }
  again = way_store_write (map);
  check_same (self, "written again", again, written);
}

/* After something was done that may have become one step, or none. */
static void
note_step (Script     *self,
           guint       n_before,
           const char *what)
{
  guint n_undo = way_history_get_n_undo (self->history);

  tell (self, what);
  if (way_history_in_transaction (self->history))
    fail (self, "a transaction is left open");
  else if (n_undo == n_before + 1)
    {
      if (self->saved_at > (int) n_before)
        self->saved_at = -1;
      g_ptr_array_set_size (self->states, (int) n_undo);
      g_ptr_array_add (self->states, way_store_write (self->map));
      check_file (self);
    }
  else if (n_undo != n_before)
    fail (self, "one action became several steps");
  check_state (self, what);
}

static void
run_command (Script *self,
             GRand  *random)
{
  guint       n_before = way_history_get_n_undo (self->history);
  const char *name = NULL;

  way_random_command (self->history, random, &name, NULL);
  note_step (self, n_before, name);
}

static void
run_edits (Script *self,
           GRand  *random)
{
  guint n_before = way_history_get_n_undo (self->history);

  way_random_transaction (self->history, random);
  note_step (self, n_before, "edits");
}

/* Several commands in one transaction, as in a drag, that is left by Escape or ended. */
static void
run_drag (Script  *self,
          GRand   *random,
          gboolean is_left)
{
  guint       n_before = way_history_get_n_undo (self->history);
  guint       n = (guint) g_rand_int_range (random, 1, 5);
  const char *name;

  way_history_begin (self->history, "Drag");
  for (guint i = 0; i < n; i++)
    if (g_rand_boolean (random))
      way_random_command (self->history, random, &name, NULL);
    else
      way_random_edits (self->history, random);
  if (is_left)
    way_history_rollback (self->history);
  else
    way_history_commit (self->history);
  note_step (self, n_before, is_left ? "a drag that is left" : "a drag");
  if (is_left && way_history_get_n_undo (self->history) != n_before)
    fail (self, "a drag that was left became a step");
}

static void
go (Script  *self,
    gboolean back,
    guint    most)
{
  while (most-- > 0 && (back ? way_history_undo (self->history) : way_history_redo (self->history)))
    {
      tell (self, back ? "undo" : "redo");
      check_state (self, back ? "undone" : "redone");
    }
}

static void
save (Script *self)
{
  way_history_mark_clean (self->history);
  self->saved_at = (int) way_history_get_n_undo (self->history);
  tell (self, "save");
  check_file (self);
  check_state (self, "saved");
}

static void
take_step (Script       *self,
           const guint8 *bytes)
{
  g_autoptr (GRand) random = g_rand_new_with_seed ((guint32) bytes[1] << 16 | (guint32) bytes[2] << 8 | bytes[3]);

  switch (bytes[0] % 16)
    {
    case 0:
    case 1:
      go (self, TRUE, 1);
      break;
    case 2:
      go (self, FALSE, 1);
      break;
    case 3:
      go (self, (bytes[1] & 1) != 0, bytes[2] % 32);
      break;
    case 4:
      save (self);
      break;
    case 5:
      run_drag (self, random, TRUE);
      break;
    case 6:
      run_drag (self, random, FALSE);
      break;
    case 7:
    case 8:
    case 9:
      run_edits (self, random);
      break;
    default:
      run_command (self, random);
    }
}

char *
way_edit_script_run (const guint8 *bytes,
                     gsize         length,
                     GString      *log)
{
  guint8 first = length > 0 ? bytes[0] : 0;
  Script self = { .log = log };

  self.map = way_random_map_new (first, first % MOST_TOUCHPOINTS);
  self.history = way_history_new (self.map);
  self.states = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_ptr_array_add (self.states, way_store_write (self.map));
  check_file (&self);
  for (gsize at = 1; at + WAY_EDIT_SCRIPT_STEP <= length && self.wrong == NULL; at += WAY_EDIT_SCRIPT_STEP)
    {
      self.step++;
      take_step (&self, bytes + at);
    }

  self.step++;
  if (self.wrong == NULL)
    {
      go (&self, TRUE, G_MAXUINT);
      if (way_history_get_n_undo (self.history) != 0)
        fail (&self, "undo does not lead to the start");
      go (&self, FALSE, G_MAXUINT);
      if (way_history_get_n_redo (self.history) != 0)
        fail (&self, "redo does not lead to the end");
    }
  g_ptr_array_unref (self.states);
  g_object_unref (self.history);
  g_object_unref (self.map);
  return self.wrong;
}
