/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>

#include <locale.h>
#include <string.h>

#include "waymark/way-map.h"
#include "waymark/way-store.h"

/* The templates only ask, the examples only tell, and both are the same in every language. */

#define TEMPLATE_SUFFIX ".waymark"
#define EXAMPLE_SUFFIX ".example.waymark"

static const char *const languages[] = { "en", "pl" };

static char *
dup_folder (const char *language)
{
  return g_test_build_filename (G_TEST_DIST, "..", "data", "templates", language, NULL);
}

static int
compare_names (gconstpointer one,
               gconstpointer other)
{
  return strcmp (*(const char *const *) one, *(const char *const *) other);
}

/* The names of a language's files, sorted. */
static GPtrArray *
list_names (const char *language)
{
  g_autofree char *folder = dup_folder (language);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &error);
  GPtrArray  *names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  g_assert_no_error (error);
  while ((name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  g_assert_cmpuint (names->len, >, 0);
  return names;
}

/* The map in a file that has nothing wrong with it. */
static WayMap *
load (const char *language,
      const char *name)
{
  g_auto (WayStoreNotice) notice = { 0 };
  g_autofree char *folder = dup_folder (language);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;
  WayMap *map = way_store_load (path, &notice, &error);

  g_assert_no_error (error);
  g_assert_nonnull (map);
  g_assert_null (notice.warnings);
  return map;
}

typedef void (*FileFunc) (const char *language,
                          const char *name);

static void
for_each_file (FileFunc func)
{
  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      g_autoptr (GPtrArray) names = list_names (languages[i]);

      for (guint k = 0; k < names->len; k++)
        {
          g_test_message ("%s/%s", languages[i], (const char *) g_ptr_array_index (names, k));
          func (languages[i], g_ptr_array_index (names, k));
        }
    }
}

/* Calls @func for @element and for all that is in it. */
static void
walk (WayElement *element,
      void (*func) (WayElement *element))
{
  func (element);
  for (WayElement *child = way_element_get_first (element); child != NULL; child = way_element_get_next (child))
    walk (child, func);
}

static void
check_is_canonical (const char *language,
                    const char *name)
{
  g_autofree char *folder = dup_folder (language);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (WayMap) map = load (language, name);
  g_autoptr (GBytes) bytes = way_store_write (map);
  g_autoptr (GError) error = NULL;
  g_autofree char *contents = NULL;
  gsize            length;
  gsize            written_length;
  const char      *written = g_bytes_get_data (bytes, &written_length);

  g_file_get_contents (path, &contents, &length, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (written, written_length, contents, length);
}

static void
test_canonical (void)
{
  for_each_file (check_is_canonical);
}

static void
check_language (const char *language,
                const char *name)
{
  g_autoptr (WayMap) map = load (language, name);
  WayElement *root = way_map_get_root (map);

  g_assert_cmpstr (way_element_get_text (root, WAY_MAP_LANGUAGE), ==, language);
  g_assert_cmpstr (way_element_get_text (root, WAY_MAP_TITLE), !=, "");
}

static void
test_language (void)
{
  for_each_file (check_language);
}

static void
check_only_asks (WayElement *element)
{
  switch (way_element_get_kind (element))
    {
    case WAY_KIND_MAP:
    case WAY_KIND_PHASE:
    case WAY_KIND_STAGE:
    case WAY_KIND_LANE:
      break;
    default:
      if (!way_element_is_prompt (element))
        g_test_fail_printf ("%s is more than a prompt", way_element_get_id (element));
    }
}

static void
check_template (const char *language,
                const char *name)
{
  g_autoptr (WayMap) map = NULL;
  WayElement *root;

  if (g_str_has_suffix (name, EXAMPLE_SUFFIX))
    return;
  map = load (language, name);
  root = way_map_get_root (map);
  walk (root, check_only_asks);
  g_assert_cmpuint (way_element_count (root, WAY_KIND_STAGE), >=, 3);
  g_assert_cmpuint (way_element_count (root, WAY_KIND_LANE), >=, 5);
  for (WayElement *stage = way_element_get_first_of (root, WAY_KIND_STAGE); stage != NULL; stage = way_element_get_next_of (stage))
    g_assert_cmpuint (way_element_count (stage, WAY_KIND_TOUCHPOINT), >=, 1);
}

static void
test_templates_ask (void)
{
  for_each_file (check_template);
}

static void
check_only_tells (WayElement *element)
{
  if (way_element_is_prompt (element))
    g_test_fail_printf ("%s is only a prompt", way_element_get_id (element));
  if (way_element_get_kind (element) == WAY_KIND_TOUCHPOINT)
    {
      g_assert_nonnull (way_element_get (element, WAY_TOUCHPOINT_CHANNEL));
      g_assert_cmpuint (way_element_count (element, WAY_KIND_FEELING), >=, 1);
    }
}

static void
check_example (const char *language,
               const char *name)
{
  static const WayKind needed[] = { WAY_KIND_FINDING, WAY_KIND_SOURCE, WAY_KIND_PERSONA, WAY_KIND_METRIC, WAY_KIND_EVIDENCE };
  g_autoptr (WayMap) map = NULL;
  WayElement *root;
  guint       n_stages;

  if (!g_str_has_suffix (name, EXAMPLE_SUFFIX))
    return;
  map = load (language, name);
  root = way_map_get_root (map);
  walk (root, check_only_tells);
  n_stages = way_element_count (root, WAY_KIND_STAGE);
  g_assert_cmpuint (n_stages, >=, 5);
  g_assert_cmpuint (n_stages, <=, 8);
  for (guint i = 0; i < G_N_ELEMENTS (needed); i++)
    g_assert_cmpuint (way_map_count (map, needed[i]), >, 0);
  g_assert_nonnull (way_element_get (root, WAY_MAP_REVIEW_BY));
}

static void
test_examples_tell (void)
{
  for_each_file (check_example);
}

/* Each template but the blank one has its example, and no example stands alone. */
static void
test_examples_belong (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      g_autoptr (GPtrArray) names = list_names (languages[i]);

      for (guint k = 0; k < names->len; k++)
        {
          const char      *name = g_ptr_array_index (names, k);
          gboolean         is_example = g_str_has_suffix (name, EXAMPLE_SUFFIX);
          const char      *suffix = is_example ? EXAMPLE_SUFFIX : TEMPLATE_SUFFIX;
          g_autofree char *base = g_strndup (name, strlen (name) - strlen (suffix));
          g_autofree char *other = g_strconcat (base, is_example ? TEMPLATE_SUFFIX : EXAMPLE_SUFFIX, NULL);
          gboolean         found = g_ptr_array_find_with_equal_func (names, other, g_str_equal, NULL);

          g_test_message ("%s/%s", languages[i], name);
          g_assert_true (g_str_has_suffix (name, suffix));
          g_assert_cmpint (found, ==, !g_str_equal (name, "blank" TEMPLATE_SUFFIX));
        }
    }
}

static void
test_same_in_every_language (void)
{
  g_autoptr (GPtrArray) names = list_names (languages[0]);

  for (guint i = 1; i < G_N_ELEMENTS (languages); i++)
    {
      g_autoptr (GPtrArray) others = list_names (languages[i]);

      g_assert_cmpuint (others->len, ==, names->len);
      for (guint k = 0; k < names->len; k++)
        {
          const char *name = g_ptr_array_index (names, k);
          g_autoptr (WayMap) map = load (languages[0], name);
          g_autoptr (WayMap) other = NULL;

          g_test_message ("%s: %s", languages[i], name);
          g_assert_cmpstr (g_ptr_array_index (others, k), ==, name);
          other = load (languages[i], name);
          g_assert_cmpuint (way_map_count (other, WAY_KIND_PHASE), ==, way_map_count (map, WAY_KIND_PHASE));
          g_assert_cmpuint (way_element_count (way_map_get_root (other), WAY_KIND_STAGE), ==,
                            way_element_count (way_map_get_root (map), WAY_KIND_STAGE));
        }
    }
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/data/templates/canonical", test_canonical);
  g_test_add_func ("/data/templates/language", test_language);
  g_test_add_func ("/data/templates/templates-ask", test_templates_ask);
  g_test_add_func ("/data/templates/examples-tell", test_examples_tell);
  g_test_add_func ("/data/templates/examples-belong", test_examples_belong);
  g_test_add_func ("/data/templates/same-in-every-language", test_same_in_every_language);
  return g_test_run ();
}
