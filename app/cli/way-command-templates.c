/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Cli"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "waymark/way-templates.h"

#include "way-cli-private.h"

static char *
dup_title (const WayTemplate *template)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WayMap) map = way_templates_load (template->name, way_templates_choose_language (template->languages), FALSE, &error);

  if (map == NULL)
    {
      way_cli_fail (error);
      return NULL;
    }
  return g_strdup (way_element_get_text (way_map_get_root (map), WAY_MAP_TITLE));
}

/* Three columns with two spaces between at least, so that other programs can take them apart. */
static gboolean
print_templates (GPtrArray *templates)
{
  g_autoptr (GPtrArray) titles = g_ptr_array_new_with_free_func (g_free);
  guint name_width = 0;
  guint title_width = 0;

  for (guint i = 0; i < templates->len; i++)
    {
      const WayTemplate *template = templates->pdata[i];
      char *title = dup_title (template);

      if (title == NULL)
        return FALSE;
      g_ptr_array_add (titles, title);
      name_width = MAX (name_width, way_cli_get_width (template->name));
      title_width = MAX (title_width, way_cli_get_width (title));
    }
  for (guint i = 0; i < templates->len; i++)
    {
      const WayTemplate *template = templates->pdata[i];
      const char      *title = titles->pdata[i];
      g_autofree char *languages = g_strjoinv (", ", template->languages);

      g_print ("%s%*s%s%*s%s\n", template->name, (int) (name_width + 2 - way_cli_get_width (template->name)), "",
               title, (int) (title_width + 2 - way_cli_get_width (title)), "", languages);
    }
  return TRUE;
}

static WayExit
run (char **words)
{
  g_auto (GStrv) rest = NULL;
  GOptionEntry entries[] = {
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &rest, NULL, NULL },
    { NULL },
  };
  g_autoptr (GPtrArray) templates = NULL;
  WayExit status;

  if (!way_cli_parse (&way_command_templates, entries, words, &status))
    return status;
  if (rest != NULL)
    return way_cli_refuse (&way_command_templates, _ ("“templates” takes no words"));
  templates = way_templates_list ();
  if (templates->len == 0)
    return way_cli_report_no_templates ();
  return print_templates (templates) ? WAY_EXIT_DONE : WAY_EXIT_FAILED;
}

const WayCommand way_command_templates = {
  .name = "templates",
  .summary = N_ ("Lists the templates: name, title, languages."),
  .description = N_ ("“waymark new --template NAME” begins a map with one."),
  .run = run,
};
