/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Cli"

#include "config.h"

#include <string.h>

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "waymark/way-merge.h"
#include "waymark/way-safe-file.h"
#include "waymark/way-store.h"

#include "way-cli-private.h"

/* What version control systems expect of a program that merges. */
#define CLEAN WAY_EXIT_DONE
#define CONFLICTS WAY_EXIT_FAILED
#define TROUBLE WAY_EXIT_USAGE

static WayExit
fail (const GError *error)
{
  way_cli_fail (error);
  return TROUBLE;
}

/* A map to merge; an empty file is a map with nothing in it where @may_be_empty: git has no base for a file that both sides made. */
static WayMap *
load (const char *name,
      gboolean    may_be_empty,
      GError    **error)
{
  g_auto (WayStoreNotice) notice = { 0 };
  g_autofree char *shown = way_cli_dup_shown (name);
  g_autoptr (GBytes) bytes = way_cli_read (name, error);
  g_autoptr (WayMap) map = NULL;

  if (bytes == NULL)
    return NULL;
  if (may_be_empty && g_bytes_get_size (bytes) == 0)
    return way_map_new (NULL);
  map = way_store_load_bytes (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), shown, &notice, error);
  if (map != NULL && notice.newer_version > 0)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                   _ ("%s: a newer Waymark made this file (version %d of the format); merge it with that one"), shown, notice.newer_version);
      return NULL;
    }
  return g_steal_pointer (&map);
}

/* Nothing is written that would not open: the output may be the only copy of one of the sides. */
static gboolean
write_map (WayMap     *map,
           const char *output,
           GError    **error)
{
  g_autofree char *shown = g_filename_display_name (output);
  g_autoptr (GBytes) bytes = way_store_write (map);
  g_autoptr (WayMap) again = way_store_load_bytes (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), shown, NULL, error);

  if (again == NULL)
    return FALSE;
  if (!way_cli_is_stream (output))
    return way_safe_file_save (output, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), error);
  return way_cli_write_stream (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL, error);
}

static void
tell_conflicts (WayMerge   *merge,
                const char *output)
{
  GPtrArray       *conflicts = way_merge_get_conflicts (merge);
  g_autofree char *shown = way_cli_is_stream (output) ? g_strdup (_ ("(standard output)")) : g_filename_display_name (output);

  for (guint i = 0; i < conflicts->len; i++)
    {
      g_autofree char *title = way_conflict_dup_title (conflicts->pdata[i]);

      /* Translators: the name of a file, then what was changed on both sides */
      g_printerr (_ ("%s: conflict: %s\n"), shown, title);
    }
}

static WayExit
merge_files (char      **names,
             const char *output)
{
  g_autoptr (WayMap) base = NULL;
  g_autoptr (WayMap) ours = NULL;
  g_autoptr (WayMap) theirs = NULL;
  g_autoptr (WayMerge) merge = NULL;
  g_autoptr (GError) error = NULL;

  base = load (names[0], TRUE, &error);
  ours = base != NULL ? load (names[1], FALSE, &error) : NULL;
  theirs = ours != NULL ? load (names[2], FALSE, &error) : NULL;
  if (theirs == NULL)
    return fail (error);
  merge = way_merge_new (base, ours, theirs);
  if (!write_map (way_merge_get_map (merge), output, &error))
    return fail (error);
  tell_conflicts (merge, output);
  return way_merge_get_conflicts (merge)->len > 0 ? CONFLICTS : CLEAN;
}

static WayExit
run (char **words)
{
  g_auto (GStrv) files = NULL;
  g_autofree char *output = NULL;
  GOptionEntry     entries[] = {
        { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_ ("Where the merged map goes; may be one of the three"), N_ ("FILE") },
        { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &files, NULL, NULL },
        { NULL },
  };
  WayExit status;
  guint   n_streams = 0;

  if (!way_cli_parse (&way_command_merge, entries, words, &status))
    return status;
  if (files == NULL || g_strv_length (files) != 3)
    return way_cli_refuse (&way_command_merge, _ ("three files are merged: the one that both came from, and the two"));
  if (output == NULL)
    return way_cli_refuse (&way_command_merge, _ ("no output is given; add -o FILE"));
  for (guint i = 0; files[i] != NULL; i++)
    n_streams += way_cli_is_stream (files[i]);
  if (n_streams > 1)
    return way_cli_refuse (&way_command_merge, _ ("only one of the files can be the standard input"));
  return merge_files (files, output);
}

const WayCommand way_command_merge = {
  .name = "merge",
  .parameters = N_ ("BASE OURS THEIRS -o FILE"),
  .summary = N_ ("Brings two maps together that came from the same one."),
  .description = N_ ("What only one side changed is taken over. Where both changed the same thing, the merged map keeps what OURS has\n"
                     "and a conflict with both, which the editor offers to resolve; nothing gets lost. The exit status is 0 where all\n"
                     "went together, 1 where there are conflicts, 2 where something went wrong and nothing was written.\n"
                     "For git: git config merge.waymark.driver \"waymark merge %O %A %B -o %A\""),
  .run = run,
};
