/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Cli"

#include "config.h"

#include <sys/stat.h>

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "waymark/way-history.h"
#include "waymark/way-store.h"
#include "waymark/way-templates.h"

#include "way-cli-private.h"

typedef struct
{
  char *template;
  gboolean example;
  char    *language;
  char    *title;
  char    *output;
  char   **rest;
} Arguments;

static void
arguments_clear (Arguments *self)
{
  g_free (self->template);
  g_free (self->language);
  g_free (self->title);
  g_free (self->output);
  g_strfreev (self->rest);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Arguments, arguments_clear)

/* All values come as the bytes that were given: what they mean does not depend on the locale. */
static gboolean
parse (Arguments *self,
       char     **words,
       WayExit   *status)
{
  GOptionEntry entries[] = {
    { "template", 0, 0, G_OPTION_ARG_FILENAME, &self->template, N_ ("Template to begin with; “waymark templates” lists them"), N_ ("NAME") },
    { "example", 0, 0, G_OPTION_ARG_NONE, &self->example, N_ ("The template’s finished example in place of the template"), NULL },
    { "lang", 0, 0, G_OPTION_ARG_FILENAME, &self->language, N_ ("Language of the map; usually yours"), N_ ("LANGUAGE") },
    { "title", 0, 0, G_OPTION_ARG_FILENAME, &self->title, N_ ("Title of the map"), N_ ("TITLE") },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &self->output, N_ ("File to write; “-” is the standard output"), N_ ("FILE") },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &self->rest, NULL, NULL },
    { NULL },
  };

  if (!way_cli_parse (&way_command_new, entries, words, status))
    return FALSE;
  *status = WAY_EXIT_USAGE;
  if (self->rest != NULL)
    way_cli_refuse (&way_command_new, _ ("the name of the file to write follows -o"));
  else if (self->output == NULL)
    way_cli_refuse (&way_command_new, _ ("give -o and the name of the file to write"));
  else
    return TRUE;
  return FALSE;
}

static gboolean
find_template (const Arguments *arguments,
               GPtrArray       *templates,
               const WayTemplate **template)
{
  const char *name = arguments->template != NULL ? arguments->template : arguments->example ? WAY_TEMPLATE_SAMPLE
                                                                                            : WAY_TEMPLATE_BLANK;
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  int position;

  for (guint i = 0; i < templates->len; i++)
    if (!arguments->example || ((const WayTemplate *) templates->pdata[i])->has_example)
      g_ptr_array_add (names, ((WayTemplate *) templates->pdata[i])->name);
  g_ptr_array_add (names, NULL);
  if (!way_cli_find_word (&way_command_new, "--template", name, (const char *const *) names->pdata, &position))
    return FALSE;
  for (guint i = 0; i < templates->len; i++)
    if (g_str_equal (((const WayTemplate *) templates->pdata[i])->name, names->pdata[position]))
      *template = templates->pdata[i];
  return TRUE;
}

static gboolean
find_language (const Arguments *arguments,
               const WayTemplate *template,
               const char **language)
{
  int position;

  *language = way_templates_choose_language (template->languages);
  if (arguments->language == NULL)
    return TRUE;
  if (!way_cli_find_word (&way_command_new, "--lang", arguments->language, (const char *const *) template->languages, &position))
    return FALSE;
  *language = template->languages[position];
  return TRUE;
}

static gboolean
set_title (WayMap     *map,
           const char *title,
           GError    **error)
{
  g_autoptr (WayHistory) history = way_history_new (map);
  gboolean done;

  way_history_begin (history, "title");
  done = way_history_set (history, way_element_get_id (way_map_get_root (map)), WAY_MAP_TITLE, title, error);
  way_history_commit (history);
  return done;
}

/* A map is somebody's work: a new one never takes the place of a file. */
static gboolean
write_new (WayMap     *map,
           const char *output,
           GError    **error)
{
  g_autofree char *shown = g_filename_display_name (output);
  struct stat      status;

  if (way_cli_is_stream (output))
    {
      g_autoptr (GBytes) bytes = way_store_write (map);

      return way_cli_write_stream (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL, error);
    }
  if (lstat (output, &status) == 0)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS, _ ("“%s” is there already; choose another name"), shown);
      return FALSE;
    }
  if (!way_store_save (map, output, error))
    return FALSE;
  g_print ("%s\n", shown);
  return TRUE;
}

static WayExit
run (char **words)
{
  g_auto (Arguments) arguments = { 0 };
  g_autofree char *title = NULL;
  g_autoptr (GPtrArray) templates = NULL;
  g_autoptr (WayMap) map = NULL;
  g_autoptr (GError) error = NULL;
  const WayTemplate *template = NULL;
  const char *language;
  WayExit     status;

  if (!parse (&arguments, words, &status))
    return status;
  title = arguments.title == NULL ? NULL : way_cli_dup_text (arguments.title);
  if (arguments.title != NULL && title == NULL)
    return way_cli_refuse (&way_command_new, _ ("the title is not text in UTF-8"));
  templates = way_templates_list ();
  if (templates->len == 0)
    return way_cli_report_no_templates ();
  if (!find_template (&arguments, templates, &template) || !find_language (&arguments, template, &language))
    return WAY_EXIT_USAGE;
  map = way_templates_load (template->name, language, arguments.example, &error);
  if (map == NULL || (title != NULL && !set_title (map, title, &error)) || !write_new (map, arguments.output, &error))
    return way_cli_fail (error);
  return WAY_EXIT_DONE;
}

const WayCommand way_command_new = {
  .name = "new",
  .parameters = N_ ("-o FILE"),
  .summary = N_ ("Begins a map from a template."),
  .description = N_ ("Without --template the map is blank; what a template asks is gone when it is answered, and never drawn.\n"
                     "A file that is there is not overwritten.\n"
                     "\n"
                     "Examples:\n"
                     "  waymark new --template tourism --title 'Our guests' -o guests.waymark\n"
                     "  waymark new --example -o sample.waymark"),
  .run = run,
};
