/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>

#include <locale.h>
#include <stdint.h>
#include <string.h>

/* In place of a fuzzer: gives a target each file of a folder, or each file that is named, as tests. */

int LLVMFuzzerTestOneInput (const uint8_t *data,
                            size_t         size);

static void
list_folder (const char *folder,
             GPtrArray  *paths)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) files = g_dir_open (folder, 0, &error);
  const char *name;

  if (files == NULL)
    g_error ("%s", error->message);
  while ((name = g_dir_read_name (files)) != NULL)
    g_ptr_array_add (paths, g_build_filename (folder, name, NULL));
}

static int
compare_paths (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);

  setlocale (LC_ALL, "");
  for (int i = 1; i < argc; i++)
    if (g_file_test (argv[i], G_FILE_TEST_IS_DIR))
      list_folder (argv[i], paths);
    else
      g_ptr_array_add (paths, g_strdup (argv[i]));
  g_ptr_array_sort (paths, compare_paths);

  g_print ("1..%u\n", paths->len);
  for (guint i = 0; i < paths->len; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *data = NULL;
      g_autofree char *name = g_path_get_basename (paths->pdata[i]);
      gsize            length;

      /* Said before, so that a crash has a name. */
      g_print ("# %s\n", name);
      if (!g_file_get_contents (paths->pdata[i], &data, &length, &error))
        g_error ("%s", error->message);
      LLVMFuzzerTestOneInput ((const uint8_t *) data, length);
      g_print ("ok %u %s\n", i + 1, name);
    }
  return paths->len > 0 ? 0 : 1;
}
