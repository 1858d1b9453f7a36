/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Store"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "way-store-private.h"

#define QUOTED_LENGTH 60

void
way_store_problem_free (WayStoreProblem *self)
{
  if (self == NULL)
    return;
  g_free (self->message);
  g_free (self);
}

void
way_store_problems_init (WayStoreProblems *self,
                         const char       *data,
                         gsize             length)
{
  self->data = data;
  self->length = length;
  self->list = g_ptr_array_new_with_free_func ((GDestroyNotify) way_store_problem_free);
  self->n_errors = 0;
}

void
way_store_problems_clear (WayStoreProblems *self)
{
  g_clear_pointer (&self->list, g_ptr_array_unref);
}

gboolean
way_store_problems_is_full (const WayStoreProblems *self)
{
  /* An error always finds its place: without any, the file would seem to be good. */
  return self->list->len >= WAY_STORE_MAX_PROBLEMS && self->n_errors > 0;
}

void
way_store_problems_take (WayStoreProblems *self,
                         WayStoreError     code,
                         gboolean          is_warning,
                         gsize             offset,
                         char             *message)
{
  gboolean         is_full = way_store_problems_is_full (self) || (is_warning && self->list->len >= WAY_STORE_MAX_PROBLEMS);
  WayStoreProblem *problem;

  self->n_errors += !is_warning;
  if (is_full)
    {
      g_free (message);
      return;
    }
  problem = g_new0 (WayStoreProblem, 1);
  problem->offset = MIN (offset, self->length);
  problem->code = code;
  problem->is_warning = is_warning;
  problem->message = message;
  g_ptr_array_add (self->list, problem);
}

static int
compare_offsets (gconstpointer a,
                 gconstpointer b)
{
  const WayStoreProblem *one = *(const WayStoreProblem *const *) a;
  const WayStoreProblem *other = *(const WayStoreProblem *const *) b;

  return one->offset < other->offset ? -1 : one->offset > other->offset;
}

/* Bytes that go on with a character do not count. */
static int
count_characters (const char *start,
                  const char *end)
{
  int n = 0;

  for (; start < end; start++)
    n += ((guchar) *start & 0xc0) != 0x80;
  return n;
}

void
way_store_problems_finish (WayStoreProblems *self)
{
  const char *p = self->data;
  const char *line_start = p;
  int         line = 1;

  if (self->length >= 3 && memcmp (p, "\xef\xbb\xbf", 3) == 0)
    line_start += 3;

  g_ptr_array_sort (self->list, compare_offsets);
  for (guint i = 0; i < self->list->len; i++)
    {
      WayStoreProblem *problem = g_ptr_array_index (self->list, i);
      const char      *place = self->data + problem->offset;

      while (p < place && (p = memchr (p, '\n', (gsize) (place - p))) != NULL)
        {
          line_start = ++p;
          line++;
        }
      p = place;
      problem->line = line;
      problem->column = count_characters (line_start, place) + 1;
    }
}

char *
way_store_quote (const char *text,
                 gssize      length)
{
  g_autofree char *valid = g_utf8_make_valid (text, length);

  if (g_utf8_strlen (valid, -1) <= QUOTED_LENGTH)
    return g_steal_pointer (&valid);
  return g_strdup_printf ("%.*s…", (int) (g_utf8_offset_to_pointer (valid, QUOTED_LENGTH) - valid), valid);
}
