/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Cli"

#include "config.h"

#include <errno.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "way-command-export-private.h"

#define MAP_EXTENSION ".waymark"

void
way_export_arguments_clear (WayExportArguments *self)
{
  g_strfreev (self->files);
  g_free (self->output);
  g_free (self->out_dir);
  g_free (self->format);
  g_free (self->state);
  g_strfreev (self->lanes);
  g_strfreev (self->stages);
  g_strfreev (self->personas);
  g_free (self->theme);
  g_free (self->scale);
  g_free (self->width);
  g_free (self->dpi);
  g_free (self->paper);
  g_free (self->orientation);
  g_free (self->margin);
}

/* All values come as the bytes that were given: what they mean does not depend on the locale. */
static gboolean
parse (WayExportArguments *self,
       char              **words,
       WayExit            *status)
{
  GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &self->output, N_ ("File to write; “-” is the standard output"), N_ ("OUT") },
    { "out-dir", 0, 0, G_OPTION_ARG_FILENAME, &self->out_dir, N_ ("Folder to write to, for several files; made when it is not there"), N_ ("DIR") },
    { "format", 0, 0, G_OPTION_ARG_FILENAME, &self->format, N_ ("png, svg or pdf; without it the name of OUT tells"), N_ ("FORMAT") },
    { "state", 0, 0, G_OPTION_ARG_FILENAME, &self->state, N_ ("Journey to show: current, future or comparison"), N_ ("STATE") },
    { "lanes", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &self->lanes, N_ ("Only these lanes: ids or names with commas between"), N_ ("LANES") },
    { "stages", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &self->stages, N_ ("Only these stages"), N_ ("STAGES") },
    { "persona", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &self->personas, N_ ("Only this persona"), N_ ("PERSONA") },
    { "theme", 0, 0, G_OPTION_ARG_FILENAME, &self->theme, N_ ("Colours: default, high-contrast, greyscale or colour-blind-safe; without it the map’s own"), N_ ("THEME") },
    { "scale", 0, 0, G_OPTION_ARG_FILENAME, &self->scale, N_ ("PNG: pixels for each unit of the map (1/96 inch); usually 2"), N_ ("N") },
    { "width", 0, 0, G_OPTION_ARG_FILENAME, &self->width, N_ ("PNG: width in pixels"), N_ ("PX") },
    { "dpi", 0, 0, G_OPTION_ARG_FILENAME, &self->dpi, N_ ("PNG: dots for each inch of the map"), N_ ("N") },
    { "transparent", 0, 0, G_OPTION_ARG_NONE, &self->transparent, N_ ("PNG, SVG: no ground behind the map"), NULL },
    { "svg-text", 0, 0, G_OPTION_ARG_NONE, &self->svg_text, N_ ("SVG: real text that can be edited, in place of outlines"), NULL },
    { "paper", 0, 0, G_OPTION_ARG_FILENAME, &self->paper, N_ ("PDF: A4, A3, A2, A1, A0 or letter; without it as large as the map"), N_ ("PAPER") },
    { "orientation", 0, 0, G_OPTION_ARG_FILENAME, &self->orientation, N_ ("PDF on paper: portrait, landscape or best"), N_ ("WAY") },
    { "margin", 0, 0, G_OPTION_ARG_FILENAME, &self->margin, N_ ("PDF on paper: margin in millimetres; usually 10"), N_ ("MM") },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &self->files, NULL, NULL },
    { NULL },
  };

  return way_cli_parse (&way_command_export, entries, words, status);
}

/* Whether the files and the places to write to go together; says what does not. */
static gboolean
check (const WayExportArguments *self)
{
  if (self->files == NULL)
    way_cli_refuse (&way_command_export, _ ("no file is given"));
  else if (self->output == NULL && self->out_dir == NULL)
    way_cli_refuse (&way_command_export, _ ("give -o and the name of the file to write"));
  else if (self->output != NULL && self->out_dir != NULL)
    way_cli_refuse (&way_command_export, _ ("give -o or --out-dir, not both"));
  else if (self->output != NULL && self->files[1] != NULL)
    way_cli_refuse (&way_command_export, _ ("several files need --out-dir and --format in place of -o"));
  else
    return TRUE;
  return FALSE;
}

static char *
dup_output_path (const WayExportArguments *self,
                 const char               *file)
{
  g_autofree char *name = g_path_get_basename (file);
  g_autofree char *extension = g_ascii_strdown (self->format, -1);
  g_autofree char *output = NULL;

  if (g_str_has_suffix (name, MAP_EXTENSION))
    name[strlen (name) - strlen (MAP_EXTENSION)] = '\0';
  output = g_strdup_printf ("%s.%s", name, extension);
  return g_build_filename (self->out_dir, output, NULL);
}

/* Where each file is written to; NULL, before anything is written, when two would go to the same place. */
static GPtrArray *
plan_outputs (const WayExportArguments *self)
{
  g_autoptr (GPtrArray) outputs = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) sources = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; self->files[i] != NULL; i++)
    {
      char       *output = self->out_dir == NULL ? g_strdup (self->output) : dup_output_path (self, self->files[i]);
      const char *other = g_hash_table_lookup (sources, output);

      g_ptr_array_add (outputs, output);
      if (self->out_dir != NULL && way_cli_is_stream (self->files[i]))
        {
          way_cli_refuse (&way_command_export, _ ("the standard input has no name; give -o"));
          return NULL;
        }
      if (other != NULL)
        {
          g_autofree char *first = g_filename_display_name (other);
          g_autofree char *second = g_filename_display_name (self->files[i]);
          g_autofree char *place = g_filename_display_name (output);

          way_cli_refuse (&way_command_export, _ ("“%s” and “%s” would both become “%s”; export one of them by itself with -o"), first, second, place);
          return NULL;
        }
      g_hash_table_insert (sources, output, self->files[i]);
    }
  return g_steal_pointer (&outputs);
}

static WayExit
make_folder (const char *folder)
{
  g_autofree char *shown = NULL;

  if (g_mkdir_with_parents (folder, 0777) == 0)
    return WAY_EXIT_DONE;
  shown = g_filename_display_name (folder);
  g_printerr (_ ("waymark: could not make the folder “%s”: %s\n"), shown, g_strerror (errno));
  return WAY_EXIT_FAILED;
}

static WayExit
run (char **words)
{
  g_auto (WayExportArguments) arguments = { 0 };
  g_autoptr (GPtrArray) outputs = NULL;
  WayExportWish wish;
  WayExit       status;

  if (!parse (&arguments, words, &status))
    return status;
  if (!check (&arguments) || !way_export_wish_init (&wish, &arguments))
    return WAY_EXIT_USAGE;
  outputs = plan_outputs (&arguments);
  if (outputs == NULL)
    return WAY_EXIT_USAGE;
  status = arguments.out_dir == NULL ? WAY_EXIT_DONE : make_folder (arguments.out_dir);
  if (status != WAY_EXIT_DONE)
    return status;
  for (guint i = 0; arguments.files[i] != NULL; i++)
    {
      WayExit outcome = way_export_file (arguments.files[i], outputs->pdata[i], &arguments, &wish);

      status = MAX (status, outcome);
    }
  return status;
}

const WayCommand way_command_export = {
  .name = "export",
  .parameters = N_ ("FILE… -o OUT"),
  .summary = N_ ("Draws maps as PNG, SVG or PDF."),
  .description = N_ ("Examples:\n"
                     "  waymark export map.waymark -o map.pdf\n"
                     "  waymark export map.waymark -o slide.png --width 3840 --state comparison\n"
                     "  waymark export *.waymark --out-dir out --format svg"),
  .run = run,
};
