/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <locale.h>
#include <string.h>

#include "waymark/way-guide.h"
#include "waymark/way-store.h"

typedef struct
{
  WayMap     *map;
  WayHistory *history;
  WayGuide   *guide;
  char       *start;
} Fixture;

static char *
dup_bytes (WayMap *map)
{
  g_autoptr (GBytes) bytes = way_store_write (map);
  guint n_errors;

  g_ptr_array_unref (way_store_validate_bytes (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), &n_errors));
  g_assert_cmpuint (n_errors, ==, 0);
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

/* From the blank map, or from one without anything in it. */
static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "data", "templates", "en", "blank.waymark", NULL);

  fixture->map = data != NULL ? way_map_new ("pl") : way_store_load (path, NULL, NULL);
  fixture->history = way_history_new (fixture->map);
  fixture->guide = way_guide_new (fixture->history);
  fixture->start = dup_bytes (fixture->map);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_autofree char *end = NULL;

  way_guide_free (fixture->guide);
  while (way_history_undo (fixture->history))
    ;
  end = dup_bytes (fixture->map);
  g_assert_cmpstr (end, ==, fixture->start);
  g_free (fixture->start);
  g_assert_finalize_object (fixture->history);
  g_assert_finalize_object (fixture->map);
}

static void
assert_list (Fixture    *fixture,
             const char *expected)
{
  g_autofree char *list = way_guide_dup_list (fixture->guide);

  g_assert_cmpstr (list, ==, expected);
}

static WayElement *
get_nth (Fixture *fixture,
         guint    position)
{
  g_autoptr (GPtrArray) touchpoints = way_guide_list_touchpoints (fixture->guide);

  g_assert_cmpuint (position, <, touchpoints->len);
  return touchpoints->pdata[position];
}

/* The whole way, as somebody goes it. */
static void
test_whole (Fixture      *fixture,
            gconstpointer data)
{
  WayGuide   *guide = fixture->guide;
  WayElement *root = way_map_get_root (fixture->map);
  g_autoptr (GPtrArray) worst = NULL;
  g_autofree char *suggestion = NULL;
  g_autofree char *file = NULL;

  way_guide_set_name (guide, "Anna");
  way_guide_set_role (guide, "34, runs twice a week");
  g_assert_true (way_guide_next (guide));
  way_guide_set_wish (guide, "Buy running shoes");
  g_assert_true (way_guide_next (guide));
  g_assert_false (way_guide_has_step (guide, WAY_GUIDE_STAGES));
  way_guide_set_list (guide, "- Sees an ad\n\nCompares shoes\n• Pays\nWaits\nRuns\n");
  g_assert_true (way_guide_next (guide));
  g_assert_cmpint (way_guide_get_step (guide), ==, WAY_GUIDE_STAGES);
  way_guide_set_cut (guide, 2, TRUE);
  way_guide_set_cut (guide, 4, TRUE);
  way_guide_set_stage_name (guide, 0, "Looks");
  way_guide_set_stage_name (guide, 3, "Buys");
  way_guide_set_stage_name (guide, 4, "Runs");
  g_assert_true (way_guide_next (guide));
  for (guint i = 0; i < 5; i++)
    way_guide_set_face (guide, i, (const guint[]){ 1, 3, 4, 2, 0 }[i]);
  g_assert_true (way_guide_next (guide));
  worst = way_guide_list_worst (guide);
  g_assert_cmpuint (worst->len, ==, 3);
  g_assert_true (worst->pdata[0] == get_nth (fixture, 2) && worst->pdata[1] == get_nth (fixture, 1));
  way_guide_set_answer (guide, worst->pdata[0], WAY_GUIDE_OWNER, "Shop team");
  way_guide_set_answer (guide, worst->pdata[0], WAY_GUIDE_WHY, "the delivery costs extra");
  way_guide_set_answer (guide, worst->pdata[0], WAY_GUIDE_CHANGE, "Show the full price first");
  g_assert_true (way_guide_next (guide));
  suggestion = way_guide_dup_suggestion (guide);
  g_assert_cmpstr (suggestion, ==, "Pays: the delivery costs extra");
  way_guide_set_finding (guide, suggestion);
  g_assert_false (way_guide_next (guide));

  /* A map, not a form. */
  g_assert_cmpuint (way_element_count (root, WAY_KIND_STAGE), ==, 3);
  g_assert_cmpstr (way_element_get_text (root, WAY_MAP_TITLE), ==, "Buy running shoes");
  g_assert_cmpstr (way_guide_get_finding (guide), ==, suggestion);
  g_assert_null (way_element_get (way_element_get_first_of (root, WAY_KIND_FINDING), WAY_FINDING_ABOUT));
  g_assert_cmpstr (way_guide_get_answer (guide, get_nth (fixture, 2), WAY_GUIDE_OWNER), ==, "Shop team");
  g_assert_null (way_element_get (get_nth (fixture, 2), WAY_TOUCHPOINT_OWNER));
  g_assert_cmpuint (way_map_count (fixture->map, WAY_KIND_FEELING), ==, 5);
  g_assert_cmpuint (way_map_count (fixture->map, WAY_KIND_CARD), ==, 2);
  g_assert_cmpuint (way_history_get_n_undo (fixture->history), ==, WAY_GUIDE_N_STEPS);
  g_assert_cmpstr (way_history_get_undo_label (fixture->history), ==, "Guided Start");
  file = dup_bytes (fixture->map);
  g_assert_null (strstr (file, "Where do they meet you here?"));
}

/* Lines keep their touchpoints while others come, go and are changed. */
static void
test_list (Fixture      *fixture,
           gconstpointer data)
{
  WayGuide   *guide = fixture->guide;
  WayElement *b;

  way_guide_set_list (guide, "a\nb\nc");
  assert_list (fixture, "a\nb\nc");
  b = get_nth (fixture, 1);
  way_guide_set_face (guide, 1, 4);
  way_guide_set_cut (guide, 1, TRUE);
  way_guide_set_list (guide, "a\nnew\nb\nc\n");
  g_assert_true (get_nth (fixture, 2) == b);
  g_assert_true (way_element_get_parent (get_nth (fixture, 1)) == way_element_get_parent (get_nth (fixture, 0)));
  g_assert_false (way_guide_is_cut (guide, 1));
  g_assert_true (way_guide_is_cut (guide, 2));
  way_guide_set_list (guide, "a\nnew\nb changed\nc");
  g_assert_true (get_nth (fixture, 2) == b);
  g_assert_cmpint (way_guide_get_face (guide, 2), ==, 4);
  way_guide_set_list (guide, "b changed\nc");
  assert_list (fixture, "b changed\nc");
  way_guide_set_list (guide, "a");
  assert_list (fixture, "a");
  g_assert_cmpuint (way_element_count (way_map_get_root (fixture->map), WAY_KIND_STAGE), ==, 1);
  way_guide_set_list (guide, "");
  assert_list (fixture, "");
  g_assert_cmpuint (way_element_count (way_map_get_root (fixture->map), WAY_KIND_STAGE), ==, 1);
}

static void
test_stages (Fixture      *fixture,
             gconstpointer data)
{
  WayGuide *guide = fixture->guide;

  way_guide_set_list (guide, "a\nb\nc\nd");
  g_assert_true (way_guide_is_cut (guide, 0));
  g_assert_true (way_guide_set_cut (guide, 2, TRUE));
  way_guide_set_stage_name (guide, 1, "First");
  way_guide_set_stage_name (guide, 2, "Second");
  g_assert_cmpstr (way_guide_get_stage_name (guide, 0), ==, "First");
  g_assert_cmpstr (way_guide_get_stage_name (guide, 3), ==, "Second");
  g_assert_true (way_guide_set_cut (guide, 2, FALSE));
  g_assert_cmpstr (way_guide_get_stage_name (guide, 3), ==, "First");
  g_assert_false (way_guide_set_cut (guide, 0, FALSE));
  g_assert_false (way_guide_set_cut (guide, 9, TRUE));
}

/* Nothing asked for, nothing said: the map is as it was, and there is nothing to undo. */
static void
test_skip (Fixture      *fixture,
           gconstpointer data)
{
  WayGuide        *guide = fixture->guide;
  g_autofree char *suggestion = NULL;

  way_guide_set_name (guide, "");
  way_guide_set_list (guide, "\n - \n");
  while (way_guide_next (guide))
    ;
  g_assert_cmpint (way_guide_get_step (guide), ==, WAY_GUIDE_FINDING);
  suggestion = way_guide_dup_suggestion (guide);
  g_assert_cmpstr (suggestion, ==, "");
  g_assert_true (way_guide_back (guide));
  g_assert_cmpint (way_guide_get_step (guide), ==, WAY_GUIDE_LIST);
  while (way_guide_back (guide))
    ;
  g_assert_cmpint (way_guide_get_step (guide), ==, WAY_GUIDE_WHO);
  g_assert_cmpuint (way_history_get_n_undo (fixture->history), ==, 0);
}

/* Random answers, back and forth, with steps taken back between them. */
static void
test_random (Fixture      *fixture,
             gconstpointer data)
{
  static const char *const texts[] = { "", "a", "b", "a\nb\nc", "b\na", "c\nd\ne\nf", "żółć — \"x\"" };
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  WayGuide *guide = fixture->guide;

  for (guint i = 0; i < 600; i++)
    {
      const char *text = texts[g_rand_int_range (random, 0, G_N_ELEMENTS (texts))];
      guint       position = (guint) g_rand_int_range (random, 0, 5);
      g_autoptr (GPtrArray) worst = way_guide_list_worst (guide);

      switch (g_rand_int_range (random, 0, 10))
        {
        case 0:
          way_guide_set_name (guide, text);
          break;
        case 1:
          g_assert_true (way_guide_set_list (guide, text));
          break;
        case 2:
          way_guide_set_cut (guide, position, g_rand_boolean (random));
          break;
        case 3:
          way_guide_set_stage_name (guide, position, text);
          break;
        case 4:
        case 5:
          way_guide_set_face (guide, position, (guint) g_rand_int_range (random, 0, 5));
          break;
        case 6:
          if (worst->len > 0)
            g_assert_true (way_guide_set_answer (guide, worst->pdata[0], (WayGuideQuestion) g_rand_int_range (random, 0, WAY_GUIDE_N_QUESTIONS), text));
          break;
        case 7:
          g_assert_true (way_guide_set_finding (guide, text));
          break;
        case 8:
          way_guide_next (guide);
          break;
        default:
          way_guide_back (guide);
          if (g_rand_boolean (random))
            way_history_undo (fixture->history);
          break;
        }
      if (i % 20 == 0)
        g_free (dup_bytes (fixture->map));
    }
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

#define TEST(path, function)                                                     \
  g_test_add ("/tools/guide/" path, Fixture, NULL, set_up, function, tear_down); \
  g_test_add ("/tools/guide/" path "-from-nothing", Fixture, "", set_up, function, tear_down)
  TEST ("whole", test_whole);
  TEST ("list", test_list);
  TEST ("stages", test_stages);
  TEST ("skip", test_skip);
  TEST ("random", test_random);
  return g_test_run ();
}
