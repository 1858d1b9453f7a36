/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Cli"

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "waymark/way-difference.h"

#include "way-cli-private.h"

/* As diff does: 1 means that something differs, so that trouble is 2. */
#define SAME WAY_EXIT_DONE
#define DIFFERENT WAY_EXIT_FAILED
#define TROUBLE WAY_EXIT_USAGE

static WayExit
fail (const GError *error)
{
  way_cli_fail (error);
  return TROUBLE;
}

static WayExit
print_text_of (const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WayMap) map = way_cli_load (name, &error);
  g_autofree char *text = NULL;

  if (map == NULL)
    return fail (error);
  text = way_difference_dup_map_text (map);
  return way_cli_write_stream (text, strlen (text), NULL, &error) ? SAME : fail (error);
}

static WayExit
compare (const char *name,
         const char *other_name,
         gboolean    as_json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WayMap) map = NULL;
  g_autoptr (WayMap) other = NULL;
  g_autoptr (WayDifference) difference = NULL;
  g_autofree char *text = NULL;

  map = way_cli_load (name, &error);
  if (map == NULL)
    return fail (error);
  other = way_cli_load (other_name, &error);
  if (other == NULL)
    return fail (error);
  difference = way_difference_new (map, other);
  text = as_json ? way_difference_dup_json (difference) : way_difference_dup_text (difference);
  if (!as_json)
    g_print ("%s", text);
  else if (!way_cli_write_stream (text, strlen (text), NULL, &error))
    return fail (error);
  return way_difference_get_n_changes (difference) > 0 ? DIFFERENT : SAME;
}

static WayExit
run (char **words)
{
  g_auto (GStrv) files = NULL;
  gboolean     as_json = FALSE;
  gboolean     as_text = FALSE;
  GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, N_ ("As JSON, for programs"), NULL },
    { "text", 0, 0, G_OPTION_ARG_NONE, &as_text, N_ ("One map as text, line by line, for git"), NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &files, NULL, NULL },
    { NULL },
  };
  WayExit status;
  guint   n_files;

  if (!way_cli_parse (&way_command_diff, entries, words, &status))
    return status;
  n_files = files != NULL ? g_strv_length (files) : 0;
  if (as_text && as_json)
    return way_cli_refuse (&way_command_diff, _ ("--text and --json do not go together"));
  if (n_files == 0)
    return way_cli_refuse (&way_command_diff, _ ("no file is given"));
  if (as_text && n_files != 1)
    return way_cli_refuse (&way_command_diff, _ ("one file at a time, please"));
  if (as_text)
    return print_text_of (files[0]);
  if (n_files != 2)
    return way_cli_refuse (&way_command_diff, _ ("two files are compared, no more and no less"));
  if (way_cli_is_stream (files[0]) && way_cli_is_stream (files[1]))
    return way_cli_refuse (&way_command_diff, _ ("only one of the files can be the standard input"));
  return compare (files[0], files[1], as_json);
}

const WayCommand way_command_diff = {
  .name = "diff",
  .parameters = N_ ("FILE OTHER-FILE"),
  .summary = N_ ("Tells what differs between two maps."),
  .description = N_ ("Each change is a line. The exit status is 0 where the maps are the same, 1 where they differ, 2 where something\n"
                     "went wrong. “-” is the standard input. With --text one map is printed as text with a line for each thing in\n"
                     "it, so that git shows what changed: git config diff.waymark.textconv \"waymark diff --text\""),
  .run = run,
};
