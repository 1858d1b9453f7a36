/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Store"

#include <string.h>

#include "waymark/way-places.h"
#include "waymark/way-store.h"
#include "waymark/way-templates.h"

#define EXTENSION ".waymark"
#define EXAMPLE_EXTENSION ".example.waymark"

void
way_template_free (WayTemplate *self)
{
  g_free (self->name);
  g_strfreev (self->languages);
  g_free (self);
}

static int
compare_strings (gconstpointer a,
                 gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static int
compare_templates (gconstpointer a,
                   gconstpointer b)
{
  return strcmp ((*(const WayTemplate *const *) a)->name, (*(const WayTemplate *const *) b)->name);
}

/* The names in a folder, in order, whatever order the disk has them in. */
static GPtrArray *
list_folder (const char *folder)
{
  g_autoptr (GDir) entries = g_dir_open (folder, 0, NULL);
  GPtrArray  *names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while (entries != NULL && (name = g_dir_read_name (entries)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_strings);
  return names;
}

static WayTemplate *
find (GPtrArray  *templates,
      const char *name)
{
  WayTemplate *new_one;

  for (guint i = 0; i < templates->len; i++)
    {
      WayTemplate *known = templates->pdata[i];

      if (g_str_equal (known->name, name))
        return known;
    }
  new_one = g_new0 (WayTemplate, 1);
  new_one->name = g_strdup (name);
  new_one->languages = g_new0 (char *, 1);
  g_ptr_array_add (templates, new_one);
  return new_one;
}

static void
add_language (WayTemplate *self,
              const char  *language)
{
  guint n = g_strv_length (self->languages);

  self->languages = g_renew (char *, self->languages, n + 2);
  self->languages[n] = g_strdup (language);
  self->languages[n + 1] = NULL;
}

static void
collect (GPtrArray  *templates,
         const char *folder,
         const char *language)
{
  g_autofree char *inner = g_build_filename (folder, language, NULL);
  g_autoptr (GPtrArray) files = list_folder (inner);

  for (guint i = 0; i < files->len; i++)
    {
      const char      *file = files->pdata[i];
      gboolean         is_example = g_str_has_suffix (file, EXAMPLE_EXTENSION);
      g_autofree char *name = NULL;

      if (!g_str_has_suffix (file, EXTENSION))
        continue;
      name = g_strndup (file, strlen (file) - strlen (is_example ? EXAMPLE_EXTENSION : EXTENSION));
      if (is_example)
        find (templates, name)->has_example = TRUE;
      else
        add_language (find (templates, name), language);
    }
}

GPtrArray *
way_templates_list (void)
{
  g_autofree char *folder = way_places_dup_data ("templates");
  g_autoptr (GPtrArray) languages = list_folder (folder);
  GPtrArray *templates = g_ptr_array_new_with_free_func ((GDestroyNotify) way_template_free);

  for (guint i = 0; i < languages->len; i++)
    collect (templates, folder, languages->pdata[i]);
  g_ptr_array_sort (templates, compare_templates);
  return templates;
}

const char *
way_templates_choose_language (char *const *languages)
{
  const char *const *wanted = g_get_language_names ();

  for (; *wanted != NULL; wanted++)
    if (g_strv_contains ((const char *const *) languages, *wanted))
      return *wanted;
  return g_strv_contains ((const char *const *) languages, "en") ? "en" : languages[0];
}

WayMap *
way_templates_load (const char *name,
                    const char *language,
                    gboolean    example,
                    GError    **error)
{
  g_autofree char *folder = way_places_dup_data ("templates");
  g_autofree char *file = g_strconcat (name, example ? EXAMPLE_EXTENSION : EXTENSION, NULL);
  g_autofree char *path = g_build_filename (folder, language, file, NULL);

  return way_store_load (path, NULL, error);
}
