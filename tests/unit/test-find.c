/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <locale.h>
#include <string.h>

#include "support/way-map-sketch.h"
#include "support/way-random-map.h"
#include "waymark/way-find.h"

/* "element.start+length" of all matches. */
static char *
dup_matches (WayMap     *map,
             const char *text)
{
  g_autoptr (GArray) matches = way_find_list (map, text);
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < matches->len; i++)
    {
      const WayFindMatch *match = &g_array_index (matches, WayFindMatch, i);

      g_assert_true (way_find_is_at (map, text, match));
      g_string_append_printf (list, "%s%s.%u+%u", i > 0 ? " " : "", match->element, match->start, match->length);
    }
  return g_string_free (list, FALSE);
}

static void
assert_found (WaySketch  *sketch,
              const char *text,
              const char *expected)
{
  g_autofree char *found = dup_matches (sketch->map, text);

  g_assert_cmpstr (found, ==, expected);
}

/* All fields of all elements, the cards of a stage lane by lane; ids, codes and references are no texts. */
static void
test_order (WaySketch    *sketch,
            gconstpointer data)
{
  way_sketch_set (sketch, "da", WAY_CARD_TEXT, "shop");
  way_sketch_set (sketch, "dw", WAY_CARD_TEXT, "The shop, a shop");
  way_sketch_set (sketch, "owners", WAY_LANE_HINT, "shops");
  assert_found (sketch, "SHOP", "owners.0+4 A.0+4 da.0+4 dw.4+4 dw.12+4 t1.0+4");
  /* The lanes' order, not that of the file. */
  way_history_begin (sketch->history, "Move");
  g_assert_true (way_history_move (sketch->history, "pains", "map", "touchpoints", NULL));
  way_history_commit (sketch->history);
  assert_found (sketch, "shop", "owners.0+4 A.0+4 dw.4+4 dw.12+4 da.0+4 t1.0+4");
  assert_found (sketch, "en", "");
  assert_found (sketch, "", "");
  assert_found (sketch, "page", "a2.0+4");
  assert_found (sketch, "\nbefore", "t1.15+7");
}

static void
test_letters (WaySketch    *sketch,
              gconstpointer data)
{
  way_sketch_set (sketch, "ca", WAY_CARD_TEXT, "ŻÓŁĆ i żółć");
  assert_found (sketch, "żółć", "ca.0+8 ca.11+8");
  assert_found (sketch, "zolc", "");
  /* The same letters, written with accents of their own. */
  assert_found (sketch, "z\xcc\x87o\xcc\x81\xc5\x82"
                        "c\xcc\x81",
                "ca.0+8 ca.11+8");
  way_sketch_set (sketch, "ca", WAY_CARD_TEXT, "caffe\xcc\x80 caffe");
  assert_found (sketch, "caffe", "ca.8+5");
  assert_found (sketch, "CAFFÈ", "ca.0+7");
  way_sketch_set (sketch, "ca", WAY_CARD_TEXT, "aaaa");
  assert_found (sketch, "aa", "ca.0+2 ca.2+2");
  assert_found (sketch, "aaa", "ca.0+3");
}

static void
assert_step (WaySketch    *sketch,
             WayFindMatch *match,
             gboolean      backwards,
             const char   *element)
{
  g_assert_true (way_find_step (sketch->map, "wide", backwards, match));
  g_assert_cmpstr (match->element, ==, element);
  g_assert_cmpuint (match->length, ==, 4);
}

static void
test_step (WaySketch    *sketch,
           gconstpointer data)
{
  WayFindMatch match = { .element = "" };

  way_sketch_set (sketch, "d1", WAY_TOUCHPOINT_OWNER, "wide");
  way_sketch_set (sketch, "d1", WAY_TOUCHPOINT_NAME, "wide wide");
  assert_step (sketch, &match, FALSE, "cw");
  assert_step (sketch, &match, FALSE, "dw");
  assert_step (sketch, &match, FALSE, "d1");
  g_assert_cmpuint (match.field, ==, WAY_TOUCHPOINT_NAME);
  assert_step (sketch, &match, FALSE, "d1");
  g_assert_cmpuint (match.start, ==, 5);
  assert_step (sketch, &match, FALSE, "d1");
  g_assert_cmpuint (match.field, ==, WAY_TOUCHPOINT_OWNER);
  assert_step (sketch, &match, FALSE, "cw");
  assert_step (sketch, &match, TRUE, "d1");
  g_assert_cmpuint (match.field, ==, WAY_TOUCHPOINT_OWNER);
  assert_step (sketch, &match, TRUE, "d1");
  assert_step (sketch, &match, TRUE, "d1");
  g_assert_cmpuint (match.start, ==, 0);
  assert_step (sketch, &match, TRUE, "dw");
  /* From what is selected. */
  match = (WayFindMatch){ .element = "da" };
  assert_step (sketch, &match, FALSE, "dw");
  match = (WayFindMatch){ .element = "da" };
  assert_step (sketch, &match, TRUE, "cw");
  g_assert_false (way_find_step (sketch->map, "nowhere", FALSE, &match));
}

static void
test_replace (WaySketch    *sketch,
              gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  WayFindMatch match = { .element = "a2" };

  g_assert_true (way_find_step (sketch->map, "PAGE", FALSE, &match));
  g_assert_true (way_find_replace (sketch->history, "page", &match, "Sheet", &error));
  g_assert_no_error (error);
  way_sketch_assert_steps (sketch, 1);
  way_sketch_assert_field (sketch, "a2", WAY_TOUCHPOINT_NAME, "Sheet");
  g_assert_false (way_find_replace (sketch->history, "page", &match, "Sheet", &error));
  g_assert_error (error, WAY_HISTORY_ERROR, WAY_HISTORY_ERROR_NOT_FOUND);
  way_sketch_assert_steps (sketch, 1);
}

static void
test_replace_all (WaySketch    *sketch,
                  gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  way_sketch_set (sketch, "cw", WAY_CARD_TEXT, "wide, Wide and WIDE");
  g_assert_cmpuint (way_find_replace_all (sketch->history, "wide", "very wide", &error), ==, 4);
  g_assert_no_error (error);
  way_sketch_assert_steps (sketch, 2);
  way_sketch_assert_field (sketch, "cw", WAY_CARD_TEXT, "very wide, very wide and very wide");
  way_sketch_assert_field (sketch, "dw", WAY_CARD_TEXT, "very wide");
  g_assert_cmpstr (way_history_get_undo_label (sketch->history), ==, "Replace All: wide");
  g_assert_cmpuint (way_find_replace_all (sketch->history, "nowhere", "here", &error), ==, 0);
  g_assert_no_error (error);
  way_sketch_assert_steps (sketch, 2);
}

/* Going round meets each match once, in the order of the list; replacing leaves none of what stood there. */
static void
test_random_maps (void)
{
  for (guint32 seed = 0; seed < 6; seed++)
    {
      g_autoptr (WayMap) map = way_random_map_new (seed, 12);
      g_autoptr (WayHistory) history = way_history_new (map);
      g_autoptr (GArray) matches = way_find_list (map, "e");
      g_autoptr (GArray) rest = NULL;
      g_autoptr (GError) error = NULL;
      WayFindMatch match = { .element = "" };

      for (guint i = 0; i < matches->len; i++)
        {
          g_assert_true (way_find_step (map, "e", FALSE, &match));
          g_assert_cmpstr (match.element, ==, g_array_index (matches, WayFindMatch, i).element);
          g_assert_cmpuint (match.field, ==, g_array_index (matches, WayFindMatch, i).field);
          g_assert_cmpuint (match.start, ==, g_array_index (matches, WayFindMatch, i).start);
        }
      g_assert_cmpuint (way_find_replace_all (history, "e", "·", &error), ==, matches->len);
      g_assert_no_error (error);
      rest = way_find_list (map, "e");
      g_assert_cmpuint (rest->len, ==, 0);
      g_assert_cmpuint (way_history_get_n_undo (history), ==, matches->len > 0 ? 1 : 0);
    }
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

#define TEST(path, function) g_test_add ("/tools/find/" path, WaySketch, NULL, way_sketch_set_up, function, way_sketch_tear_down)
  TEST ("order", test_order);
  TEST ("letters", test_letters);
  TEST ("step", test_step);
  TEST ("replace", test_replace);
  TEST ("replace-all", test_replace_all);
  g_test_add_func ("/tools/find/random-maps", test_random_maps);
  return g_test_run ();
}
