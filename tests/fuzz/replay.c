/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>

#include <locale.h>
#include <stdint.h>
#include <string.h>

/*
 * In place of a fuzzer: gives a target each file of a folder, or each file that is named, as tests; then what becomes of them when
 * they are changed by chance, always in the same way.
 */

#define DEFAULT_CHANGED 3000 /* WAYMARK_SEEDS takes others */
#define MOST_CHANGES 6
#define LONGEST_SPAN 64

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

static GBytes *
read_file (const char *path)
{
  g_autoptr (GError) error = NULL;
  char *data = NULL;
  gsize length;

  if (!g_file_get_contents (path, &data, &length, &error))
    g_error ("%s", error->message);
  return g_bytes_new_take (data, length);
}

static void
give (const guint8 *data,
      gsize         length)
{
  LLVMFuzzerTestOneInput (length > 0 ? data : (const guint8 *) "", length);
}

/* One change at any place: a bit, a byte, a piece away, a piece twice, or a piece of another file. */
static void
change (GByteArray *data,
        GBytes     *other,
        GRand      *random)
{
  guint              at = data->len > 0 ? g_rand_int_range (random, 0, (gint32) data->len) : 0;
  guint              wish = (guint) g_rand_int_range (random, 1, LONGEST_SPAN);
  guint              span = MIN (wish, data->len - at);
  gsize              other_length;
  const guint8      *piece = g_bytes_get_data (other, &other_length);
  guint              from = other_length > 0 ? g_rand_int_range (random, 0, (gint32) other_length) : 0;
  g_autofree guint8 *tail = data->len > at ? g_memdup2 (data->data + at, data->len - at) : NULL;
  guint              tail_length = data->len - at;

  switch (data->len > 0 ? g_rand_int_range (random, 0, 5) : 4)
    {
    case 0:
      data->data[at] ^= (guint8) (1 << g_rand_int_range (random, 0, 8));
      break;
    case 1:
      data->data[at] = (guint8) g_rand_int_range (random, 0, 256);
      break;
    case 2:
      g_byte_array_remove_range (data, at, span);
      break;
    case 3:
      g_byte_array_set_size (data, at + span);
      g_byte_array_append (data, tail, tail_length);
      break;
    default:
      g_byte_array_set_size (data, at);
      g_byte_array_append (data, piece + from, (guint) MIN (other_length - from, LONGEST_SPAN));
      if (tail != NULL)
        g_byte_array_append (data, tail, tail_length);
      break;
    }
}

static void
give_changed (GPtrArray *paths)
{
  const char *wanted = g_getenv ("WAYMARK_SEEDS");
  guint       n = wanted != NULL ? (guint) g_ascii_strtoull (wanted, NULL, 10) : DEFAULT_CHANGED;
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  for (guint i = 0; i < paths->len; i++)
    g_ptr_array_add (files, read_file (paths->pdata[i]));
  for (guint seed = 0; seed < n; seed++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (seed);
      guint first = seed % files->len;
      g_autoptr (GByteArray) data = g_byte_array_new ();
      gsize         length;
      const guint8 *bytes = g_bytes_get_data (files->pdata[first], &length);

      /* Said before, so that a crash has a seed. */
      if (seed % 100 == 0 || wanted != NULL)
        g_print ("# changed from %u on\n", seed);
      g_byte_array_append (data, bytes, (guint) length);
      for (int i = g_rand_int_range (random, 1, MOST_CHANGES); i > 0; i--)
        change (data, files->pdata[g_rand_int_range (random, 0, (gint32) files->len)], random);
      give (data->data, data->len);
    }
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

  g_print ("1..%u\n", paths->len + 1);
  for (guint i = 0; i < paths->len; i++)
    {
      g_autofree char *name = g_path_get_basename (paths->pdata[i]);
      g_autoptr (GBytes) bytes = read_file (paths->pdata[i]);
      gsize         length;
      const guint8 *data = g_bytes_get_data (bytes, &length);

      /* Said before, so that a crash has a name. */
      g_print ("# %s\n", name);
      give (data, length);
      g_print ("ok %u %s\n", i + 1, name);
    }
  if (paths->len == 0)
    return 1;
  give_changed (paths);
  g_print ("ok %u changed by chance\n", paths->len + 1);
  return 0;
}
