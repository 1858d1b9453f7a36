/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Base"

#include "config.h"

#include <unistd.h>

#include "waymark/way-places.h"

#define PARENTS 3 /* how deep programs lie in the build folder */

static char *
find_program_folder (void)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);

  return program == NULL ? NULL : g_path_get_dirname (program);
}

static gboolean
has (const char *folder,
     const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  return access (path, F_OK) == 0;
}

static char *
find_build_folder (void)
{
  g_autofree char *folder = g_strdup (way_places_get_program_folder ());

  for (guint i = 0; folder != NULL && i <= PARENTS; i++)
    {
      char *parent;

      if (has (folder, "build.ninja") && has (folder, "data/templates"))
        return g_steal_pointer (&folder);
      parent = g_path_get_dirname (folder);
      g_free (folder);
      folder = parent;
    }
  return NULL;
}

const char *
way_places_get_program_folder (void)
{
  static char *folder = NULL;
  static gsize done = 0;

  if (g_once_init_enter (&done))
    {
      folder = find_program_folder ();
      g_once_init_leave (&done, 1);
    }
  return folder;
}

const char *
way_places_get_build_folder (void)
{
  static char *folder = NULL;
  static gsize done = 0;

  if (g_once_init_enter (&done))
    {
      folder = find_build_folder ();
      g_once_init_leave (&done, 1);
    }
  return folder;
}

char *
way_places_dup_data (const char *name)
{
  const char *build = way_places_get_build_folder ();

  if (build != NULL)
    return g_build_filename (build, "data", name, NULL);
  return g_build_filename (WAY_DATA_DIR, name, NULL);
}

char *
way_places_dup_catalogues (void)
{
  const char *build = way_places_get_build_folder ();

  return build != NULL ? g_build_filename (build, "po", NULL) : g_strdup (WAY_LOCALE_DIR);
}

char *
way_places_dup_state_folder (const char *name)
{
  g_autofree char *folder = g_build_filename (g_get_user_state_dir (), "waymark", name, NULL);

  /* Above it the usual folders; what is in it concerns nobody else. */
  if (g_mkdir_with_parents (folder, 0700) != 0)
    return NULL;
  return g_steal_pointer (&folder);
}
