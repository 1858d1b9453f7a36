/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Cli"

#include "config.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "waymark/way-pages.h"
#include "waymark/way-safe-file.h"

#include "way-command-export-private.h"

#define QUIET_MICROSECONDS 400000 /* work that is done sooner needs no progress */
#define MILLIMETRES_PER_POINT (25.4 / 72)

/* The signal that asked this program to end, while a file is being written: its unfinished part is taken away first. */
static volatile sig_atomic_t stop_signal = 0;

static void
stop_cb (int number)
{
  stop_signal = number;
}

static const int stopping[] = { SIGINT, SIGTERM, SIGHUP };

static void
catch_signals (struct sigaction *before)
{
  /* A second signal ends the program at once. */
  struct sigaction action = { .sa_handler = stop_cb, .sa_flags = (int) SA_RESETHAND };

  for (guint i = 0; i < G_N_ELEMENTS (stopping); i++)
    if (sigaction (stopping[i], NULL, &before[i]) == 0 && before[i].sa_handler != SIG_IGN)
      sigaction (stopping[i], &action, NULL);
}

static void
restore_signals (const struct sigaction *before)
{
  for (guint i = 0; i < G_N_ELEMENTS (stopping); i++)
    sigaction (stopping[i], &before[i], NULL);
  if (stop_signal != 0)
    raise (stop_signal);
}

typedef struct
{
  char    *shown; /* NULL where nobody looks */
  gint64   start;
  int      percent;
  gboolean drawn;
} Progress;

static void
progress_begin (Progress   *self,
                const char *output)
{
  *self = (Progress){ .start = g_get_monotonic_time (), .percent = -1 };
  if (isatty (STDERR_FILENO) && g_strcmp0 (g_getenv ("TERM"), "dumb") != 0)
    self->shown = g_filename_display_basename (output);
}

/* WayProgress */
static gboolean
progress_tell (double   share,
               gpointer user_data)
{
  Progress *self = user_data;
  int       percent = (int) (share * 100);

  if (stop_signal != 0)
    return FALSE;
  if (self->shown == NULL || percent == self->percent || g_get_monotonic_time () - self->start < QUIET_MICROSECONDS)
    return TRUE;
  self->percent = percent;
  self->drawn = TRUE;
  /* Translators: a file that is being written, and how much of it is done; keep it short */
  g_printerr ("\r\033[K");
  g_printerr (_ ("%s: %d %%"), self->shown, percent);
  return TRUE;
}

static void
progress_end (Progress *self)
{
  if (self->drawn)
    g_printerr ("\r\033[K");
  g_clear_pointer (&self->shown, g_free);
}

static char *
dup_size (WayExportFormat        format,
          const WayExportResult *result)
{
  if (format != WAY_EXPORT_PDF)
    return g_strdup_printf (_ ("%.0f × %.0f px"), result->width, result->height);
  return g_strdup_printf (_ ("%.0f × %.0f mm"), result->width * MILLIMETRES_PER_POINT, result->height * MILLIMETRES_PER_POINT);
}

static void
report (const char            *output,
        WayExportFormat        format,
        const WayExportResult *result)
{
  g_autofree char *shown = way_cli_is_stream (output) ? g_strdup (_ ("(standard output)")) : g_filename_display_name (output);
  g_autofree char *size = dup_size (format, result);
  gboolean         smaller = (format == WAY_EXPORT_PDF && result->scale < 0.9995) || result->usual_scale > 0;
  g_autofree char *text = NULL;

  if (result->usual_scale > 0)
    /* Translators: a file and its size; the numbers are pixels a unit of the map */
    text = g_strdup_printf (_ ("%s: %s, at a scale of %.2f instead of %.0f: a larger picture cannot be written"), shown, size,
                            result->scale, result->usual_scale);
  else if (smaller)
    /* Translators: a file, its size, and what the map was scaled to */
    text = g_strdup_printf (_ ("%s: %s, the map scaled down to %.0f %%"), shown, size, result->scale * 100);
  else
    text = g_strdup_printf ("%s: %s", shown, size);
  if (!way_cli_is_stream (output))
    g_print ("%s\n", text);
  else if (smaller)
    g_printerr ("%s\n", text);
}

static gboolean
write_scene (const WayScene      *scene,
             const char          *output,
             const WayExportWish *wish,
             WayExportResult     *result,
             GError             **error)
{
  struct sigaction before[G_N_ELEMENTS (stopping)] = { 0 };
  Progress         progress;
  gboolean         done;

  progress_begin (&progress, output);
  if (way_cli_is_stream (output))
    done = way_export_scene_to_stream (scene, wish->format, &wish->options, way_cli_write_stream, NULL, progress_tell, &progress, result, error);
  else
    {
      catch_signals (before);
      done = way_export_scene (scene, output, wish->format, &wish->options, progress_tell, &progress, result, error);
      progress_end (&progress);
      restore_signals (before);
    }
  progress_end (&progress);
  return done;
}

/* Whether writing to @output would destroy the map. */
static gboolean
is_same_file (const char *file,
              const char *output)
{
  struct stat a, b;

  return stat (file, &a) == 0 && stat (output, &b) == 0 && a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

static gboolean
draw (const char               *file,
      const char               *output,
      const WayExportArguments *arguments,
      const WayExportWish      *wish,
      GError                  **error)
{
  g_autoptr (WayMap) map = NULL;
  g_autoptr (WayScene) scene = NULL;
  WayExportResult result = { 0 };
  WayView         view;

  map = way_cli_load (file, error);
  if (map == NULL)
    return FALSE;
  if (!way_export_view_init (&view, map, arguments, wish->state, error))
    {
      g_autofree char *shown = way_cli_dup_shown (file);

      g_prefix_error (error, "%s: ", shown);
      return FALSE;
    }
  scene = way_pages_new_whole (map, &view, wish->theme);
  way_export_view_clear (&view);
  if (!write_scene (scene, output, wish, &result, error))
    return FALSE;
  report (output, wish->format, &result);
  return TRUE;
}

WayExit
way_export_file (const char               *file,
                 const char               *output,
                 const WayExportArguments *arguments,
                 const WayExportWish      *wish)
{
  g_autoptr (GError) error = NULL;

  if (!way_cli_is_stream (file) && !way_cli_is_stream (output) && is_same_file (file, output))
    {
      g_autofree char *shown = g_filename_display_name (output);

      return way_cli_refuse (&way_command_export, _ ("“%s” is the map itself; give another name for the picture"), shown);
    }
  if (!draw (file, output, arguments, wish, &error))
    return way_cli_fail (error);
  if (!way_cli_is_stream (output))
    {
      g_autofree char *folder = g_path_get_dirname (output);

      /* What an export that was killed left there long ago. */
      way_safe_file_sweep (folder);
    }
  return WAY_EXIT_DONE;
}
