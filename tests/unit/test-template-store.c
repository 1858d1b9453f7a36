/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>

#include <locale.h>
#include <string.h>

#include "waymark/way-map.h"
#include "waymark/way-places.h"
#include "waymark/way-store.h"
#include "waymark/way-templates.h"

static void
test_list (void)
{
  g_autoptr (GPtrArray) templates = way_templates_list ();
  gboolean blank = FALSE;
  gboolean sample = FALSE;

  for (guint i = 0; i < templates->len; i++)
    {
      const WayTemplate *template = templates->pdata[i];

      if (i > 0)
        g_assert_cmpstr (((const WayTemplate *) templates->pdata[i - 1])->name, <, template->name);
      g_assert_true (g_strv_contains ((const char *const *) template->languages, "en"));
      g_assert_true (g_strv_contains ((const char *const *) template->languages, "pl"));
      g_assert_null (strchr (template->name, '.'));
      blank = blank || g_str_equal (template->name, WAY_TEMPLATE_BLANK);
      sample = sample || (g_str_equal (template->name, WAY_TEMPLATE_SAMPLE) && template->has_example);
    }
  g_assert_true (blank);
  g_assert_true (sample);
}

static void
test_load (void)
{
  g_autoptr (GPtrArray) templates = way_templates_list ();

  for (guint i = 0; i < templates->len; i++)
    {
      const WayTemplate *template = templates->pdata[i];

      for (guint j = 0; template->languages[j] != NULL; j++)
        for (guint example = 0; example <= (guint) template->has_example; example++)
          {
            g_autoptr (GError) error = NULL;
            g_autoptr (WayMap) map = way_templates_load (template->name, template->languages[j], example, &error);

            g_assert_no_error (error);
            g_assert_cmpstr (way_element_get (way_map_get_root (map), WAY_MAP_LANGUAGE), ==, template->languages[j]);
            /* A template only asks; an example tells. */
            g_assert_cmpint (way_map_count (map, WAY_KIND_TOUCHPOINT) > 0, ==, example);
          }
    }
}

static void
test_load_unknown (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (way_templates_load ("none", "en", FALSE, &error));
  g_assert_error (error, WAY_STORE_ERROR, WAY_STORE_ERROR_READ);
}

static void
test_choose_language (void)
{
  const char *languages[] = { "en", "pl", NULL };
  const char *foreign[] = { "xx", "yy", NULL };
  gboolean    is_polish = g_str_has_prefix (setlocale (LC_MESSAGES, NULL), "pl");

  g_assert_cmpstr (way_templates_choose_language ((char **) languages), ==, is_polish ? "pl" : "en");
  g_assert_cmpstr (way_templates_choose_language ((char **) foreign), ==, "xx");
}

static void
test_places (void)
{
  const char      *build = g_getenv ("WAY_BUILD_DIR");
  g_autofree char *templates = way_places_dup_data ("templates");

  if (build == NULL)
    {
      g_test_skip ("WAY_BUILD_DIR is not set");
      return;
    }
  g_assert_cmpstr (way_places_get_build_folder (), ==, build);
  g_assert_true (g_str_has_prefix (way_places_get_program_folder (), build));
  g_assert_true (g_str_has_prefix (templates, build));
  g_assert_true (g_file_test (templates, G_FILE_TEST_IS_DIR));
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/templates/list", test_list);
  g_test_add_func ("/store/templates/load", test_load);
  g_test_add_func ("/store/templates/load-unknown", test_load_unknown);
  g_test_add_func ("/store/templates/choose-language", test_choose_language);
  g_test_add_func ("/base/places/in-place", test_places);
  return g_test_run ();
}
