/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Cli"

#include "config.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "waymark/way-safe-file.h"
#include "waymark/way-store.h"

#include "way-cli-private.h"

/* The bytes of a file as they are and as they should be. */
static gboolean
read_both (const char *name,
           GBytes    **present,
           GBytes    **canonical,
           GError    **error)
{
  g_autofree char *shown = way_cli_dup_shown (name);
  g_auto (WayStoreNotice) notice = { 0 };
  g_autoptr (WayMap) map = NULL;

  if (way_cli_is_stream (name))
    {
      *present = way_cli_read (name, error);
      if (*present == NULL)
        return FALSE;
      map = way_store_load_bytes (g_bytes_get_data (*present, NULL), g_bytes_get_size (*present), shown, &notice, error);
    }
  else
    map = way_store_load (name, &notice, error);
  if (map == NULL)
    return FALSE;
  if (notice.newer_version > 0)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                   _ ("%s: a newer Waymark made this file (version %d of the format); it stays as it is"),
                   shown, notice.newer_version);
      return FALSE;
    }
  *canonical = way_store_write (map);
  if (*present == NULL)
    *present = way_cli_read (name, error);
  return *present != NULL;
}

static gboolean
write_canonical (const char *name,
                 GBytes     *canonical,
                 gboolean    changed,
                 GError    **error)
{
  g_autofree char *shown = way_cli_dup_shown (name);
  gsize            length;
  const void      *bytes = g_bytes_get_data (canonical, &length);

  if (way_cli_is_stream (name))
    return way_cli_write_stream (bytes, length, NULL, error);
  if (!changed)
    return TRUE;
  if (!way_safe_file_save (name, bytes, length, error))
    return FALSE;
  g_print (_ ("%s: brought into order\n"), shown);
  return TRUE;
}

static gboolean
format_file (const char *name,
             gboolean    check)
{
  g_autoptr (GBytes) present = NULL;
  g_autoptr (GBytes) canonical = NULL;
  g_autoptr (GError) error = NULL;
  gboolean changed;

  if (!read_both (name, &present, &canonical, &error))
    {
      way_cli_fail (error);
      return FALSE;
    }
  changed = !g_bytes_equal (present, canonical);
  if (check)
    {
      g_autofree char *shown = way_cli_dup_shown (name);

      if (changed)
        g_print (_ ("%s: not in canonical form\n"), shown);
      return !changed;
    }
  if (!write_canonical (name, canonical, changed, &error))
    {
      way_cli_fail (error);
      return FALSE;
    }
  return TRUE;
}

static WayExit
run (char **words)
{
  g_auto (GStrv) files = NULL;
  gboolean     check = FALSE;
  GOptionEntry entries[] = {
    { "check", 0, 0, G_OPTION_ARG_NONE, &check, N_ ("Change nothing; only tell which files are not in canonical form"), NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &files, NULL, NULL },
    { NULL },
  };
  WayExit status;

  if (!way_cli_parse (&way_command_format, entries, words, &status))
    return status;
  if (files == NULL)
    return way_cli_refuse (&way_command_format, _ ("no file is given"));
  status = WAY_EXIT_DONE;
  for (guint i = 0; files[i] != NULL; i++)
    if (!format_file (files[i], check))
      status = WAY_EXIT_FAILED;
  return status;
}

const WayCommand way_command_format = {
  .name = "format",
  .parameters = N_ ("FILE…"),
  .summary = N_ ("Brings map files into canonical form, the one way of writing a map."),
  .description = N_ ("Comments and what other programs put into a file stay. A file that is in order already is not touched.\n"
                     "“-” reads the standard input and writes the standard output. With --check the exit status is 1 where a\n"
                     "file is not in canonical form."),
  .run = run,
};
