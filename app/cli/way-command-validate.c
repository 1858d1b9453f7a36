/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Cli"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "waymark/way-store.h"

#include "way-cli-private.h"

static GPtrArray *
find_problems (const char *name,
               guint      *n_errors,
               GError    **error)
{
  g_autoptr (GBytes) bytes = NULL;

  if (!way_cli_is_stream (name))
    return way_store_validate (name, n_errors, error);
  bytes = way_cli_read (name, error);
  if (bytes == NULL)
    return NULL;
  return way_store_validate_bytes (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), n_errors);
}

static gboolean
validate (const char *name)
{
  g_autofree char *shown = way_cli_dup_shown (name);
  g_autoptr (GError) error = NULL;
  guint n_errors = 0;
  g_autoptr (GPtrArray) problems = find_problems (name, &n_errors, &error);

  if (problems == NULL)
    {
      way_cli_fail (error);
      return FALSE;
    }
  for (guint i = 0; i < problems->len; i++)
    {
      const WayStoreProblem *problem = problems->pdata[i];

      g_print ("%s:%d:%d: %s%s\n", shown, problem->line, problem->column,
               /* Translators: stands before a message */
               problem->is_warning ? _ ("warning: ") : "", problem->message);
    }
  if (problems->len == 0)
    /* Translators: a file's name */
    g_print (_ ("%s: good\n"), shown);
  return n_errors == 0;
}

static WayExit
run (char **words)
{
  g_auto (GStrv) files = NULL;
  GOptionEntry entries[] = {
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &files, NULL, NULL },
    { NULL },
  };
  WayExit status;

  if (!way_cli_parse (&way_command_validate, entries, words, &status))
    return status;
  if (files == NULL)
    return way_cli_refuse (&way_command_validate, _ ("no file is given"));
  status = WAY_EXIT_DONE;
  for (guint i = 0; files[i] != NULL; i++)
    if (!validate (files[i]))
      status = WAY_EXIT_FAILED;
  return status;
}

const WayCommand way_command_validate = {
  .name = "validate",
  .parameters = N_ ("FILE…"),
  .summary = N_ ("Tells everything that is wrong with map files."),
  .description = N_ ("Each problem is a line “file:line:column: message” on the standard output. Warnings do not keep a file\n"
                     "from being opened. The exit status is 1 where a file cannot be opened. “-” is the standard input."),
  .run = run,
};
