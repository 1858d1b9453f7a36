/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Tests"

#include "way-test-tools.h"

#include <gio/gio.h>
#include <glib/gstdio.h>

gboolean
way_test_has_tools (const char *first,
                    ...)
{
  gboolean found = TRUE;
  va_list  names;

  va_start (names, first);
  for (const char *name = first; name != NULL && found; name = va_arg (names, const char *))
    {
      g_autofree char *path = g_find_program_in_path (name);

      if (path == NULL)
        {
          g_autofree char *message = g_strdup_printf ("%s is not installed", name);

          g_test_skip (message);
          found = FALSE;
        }
    }
  va_end (names);
  return found;
}

char *
way_test_run (const char *program,
              ...)
{
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *errors = NULL;
  char            *output = NULL;
  va_list          rest;

  va_start (rest, program);
  for (const char *argument = program; argument != NULL; argument = va_arg (rest, const char *))
    g_ptr_array_add (arguments, (gpointer) argument);
  va_end (rest);
  g_ptr_array_add (arguments, NULL);
  process = g_subprocess_newv ((const char *const *) arguments->pdata,
                               G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &output, &errors, &error);
  g_assert_no_error (error);
  if (!g_subprocess_get_successful (process))
    g_error ("%s failed: %s%s", program, output, errors);
  return output;
}

char *
way_test_make_folder (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("waymark-test-XXXXXX", &error);

  g_assert_no_error (error);
  return folder;
}

void
way_test_remove_folder (char *folder)
{
  g_autoptr (GDir) files = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (files)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        way_test_remove_folder (g_steal_pointer (&path));
      else
        g_remove (path);
    }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  g_free (folder);
}

static gboolean
collect (const void *bytes,
         gsize       length,
         gpointer    user_data,
         GError    **error)
{
  g_byte_array_append (user_data, bytes, (guint) length);
  return TRUE;
}

GBytes *
way_test_export (const WayScene         *scene,
                 WayExportFormat         format,
                 const WayExportOptions *options)
{
  g_autoptr (GError) error = NULL;
  GByteArray *bytes = g_byte_array_new ();

  way_export_scene_to_stream (scene, format, options, collect, bytes, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return g_byte_array_free_to_bytes (bytes);
}

char *
way_test_export_to (const WayScene         *scene,
                    WayExportFormat         format,
                    const WayExportOptions *options,
                    const char             *folder,
                    const char             *name)
{
  g_autoptr (GError) error = NULL;
  char *path = g_build_filename (folder, name, NULL);

  way_export_scene (scene, path, format, options, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return path;
}

WayScene *
way_test_scene_new (GPtrArray *items,
                    double     width,
                    double     height)
{
  g_autoptr (GArray) placements = g_array_new (FALSE, FALSE, sizeof (WayPlacement));
  g_autoptr (WaySceneBlock) block = NULL;
  WayScene *scene = way_scene_new (1, 1);

  for (guint i = 0; i < items->len; i++)
    {
      WayPlacement placement = { g_ptr_array_index (items, i), 0, 0, 0 };

      g_array_append_val (placements, placement);
    }
  g_ptr_array_unref (items);
  block = way_scene_block_new (placements);
  way_scene_layer_add_block (way_scene_add_layer (scene, "Layer", NULL, 0), block, 0);
  scene->width = width;
  scene->height = height;
  scene->sheet = WAY_RGB (0xffffff);
  return scene;
}
