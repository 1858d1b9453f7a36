/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Cli"

#include "config.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "way-command-export-private.h"

static const char *
get_name (WayElement *element)
{
  return way_element_get_text (element, (guint) way_kind_get_info (way_element_get_kind (element))->title_field);
}

/* Adds the ids of those that are called @word, by id or else by name; FALSE when there is none. */
static gboolean
find (WayElement *root,
      WayKind     kind,
      const char *word,
      GPtrArray  *ids)
{
  g_autofree char *wanted = g_utf8_casefold (word, -1);
  gboolean         found = FALSE;

  for (WayElement *element = way_element_get_first_of (root, kind); element != NULL; element = way_element_get_next_of (element))
    if (g_str_equal (way_element_get_id (element), word))
      {
        g_ptr_array_add (ids, (gpointer) way_element_get_id (element));
        return TRUE;
      }
  for (WayElement *element = way_element_get_first_of (root, kind); element != NULL; element = way_element_get_next_of (element))
    {
      g_autofree char *name = g_utf8_casefold (get_name (element), -1);

      if (*name == '\0' || !g_str_equal (name, wanted))
        continue;
      g_ptr_array_add (ids, (gpointer) way_element_get_id (element));
      found = TRUE;
    }
  return found;
}

static gboolean
refuse (WayElement *root,
        WayKind     kind,
        const char *word,
        GError    **error)
{
  g_autoptr (GString) list = g_string_new (NULL);
  g_autofree char *message = NULL;

  for (WayElement *element = way_element_get_first_of (root, kind); element != NULL; element = way_element_get_next_of (element))
    g_string_append_printf (list, "%s%s (%s)", list->len > 0 ? ", " : "", way_element_get_id (element), get_name (element));
  if (list->len == 0)
    g_string_append (list, _ ("none"));
  if (kind == WAY_KIND_LANE)
    message = g_strdup_printf (_ ("there is no lane “%s”; there are: %s"), word, list->str);
  else if (kind == WAY_KIND_STAGE)
    message = g_strdup_printf (_ ("there is no stage “%s”; there are: %s"), word, list->str);
  else
    message = g_strdup_printf (_ ("there is no persona “%s”; there are: %s"), word, list->str);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, message);
  return FALSE;
}

/* Finds what an argument names: one, or several with commas between. */
static gboolean
find_all (WayElement *root,
          WayKind     kind,
          const char *argument,
          GPtrArray  *ids,
          GError    **error)
{
  g_autofree char *text = way_cli_dup_text (argument);
  g_auto (GStrv) words = NULL;

  if (text == NULL)
    {
      g_autofree char *shown = g_filename_display_name (argument);

      return refuse (root, kind, shown, error);
    }
  /* A name may hold a comma itself. */
  if (find (root, kind, text, ids))
    return TRUE;
  words = g_strsplit (text, ",", -1);
  if (words[0] == NULL)
    return refuse (root, kind, text, error);
  for (guint i = 0; words[i] != NULL; i++)
    if (!find (root, kind, g_strstrip (words[i]), ids))
      return refuse (root, kind, words[i], error);
  return TRUE;
}

/* Gives the ids of all that the arguments name, or NULL for no choice. */
static gboolean
choose (WayMap             *map,
        WayKind             kind,
        char              **arguments,
        const char *const **chosen,
        GError            **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  *chosen = NULL;
  if (arguments == NULL)
    return TRUE;
  for (guint i = 0; arguments[i] != NULL; i++)
    if (!find_all (way_map_get_root (map), kind, arguments[i], ids, error))
      return FALSE;
  g_ptr_array_add (ids, NULL);
  *chosen = (const char *const *) g_ptr_array_free (g_steal_pointer (&ids), FALSE);
  return TRUE;
}

gboolean
way_export_view_init (WayView                  *view,
                      WayMap                   *map,
                      const WayExportArguments *arguments,
                      WayViewState              state,
                      GError                  **error)
{
  *view = (WayView){ .state = state };
  if (!choose (map, WAY_KIND_LANE, arguments->lanes, &view->lanes, error) ||
      !choose (map, WAY_KIND_STAGE, arguments->stages, &view->stages, error) ||
      !choose (map, WAY_KIND_PERSONA, arguments->personas, &view->personas, error))
    {
      way_export_view_clear (view);
      return FALSE;
    }
  if (view->personas != NULL)
    view->persona = view->personas[0];
  return TRUE;
}

void
way_export_view_clear (WayView *view)
{
  g_free ((gpointer) view->lanes);
  g_free ((gpointer) view->stages);
  g_free ((gpointer) view->personas);
  *view = (WayView){ 0 };
}
