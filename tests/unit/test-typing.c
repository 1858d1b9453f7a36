/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <locale.h>
#include <string.h>

#include "support/way-map-dump.h"
#include "waymark/way-store.h"
#include "waymark/way-typing.h"

typedef struct
{
  WayMap     *map;
  WayHistory *history;
  WayEditor  *editor;
  char       *start; /* the map as it was */
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "data", "templates", "en", "e-commerce.example.waymark", NULL);
  g_autoptr (GError) error = NULL;

  fixture->map = way_store_load (path, NULL, &error);
  g_assert_no_error (error);
  fixture->history = way_history_new (fixture->map);
  fixture->editor = way_editor_new (fixture->history);
  fixture->start = way_map_write_text (fixture->map);
}

/* Whatever was typed, undo brings back the start. */
static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_autofree char *end = NULL;

  g_assert_false (way_history_in_transaction (fixture->history));
  while (way_history_undo (fixture->history))
    ;
  end = way_map_write_text (fixture->map);
  g_assert_cmpstr (end, ==, fixture->start);
  g_free (fixture->start);
  g_assert_finalize_object (fixture->editor);
  g_assert_finalize_object (fixture->history);
  g_assert_finalize_object (fixture->map);
}

static const char *
get (Fixture    *fixture,
     const char *id,
     guint       field)
{
  return way_element_get_text (way_map_lookup (fixture->map, id), field);
}

typedef struct
{
  WayRole        role;
  const char    *element;
  const WayItem *item;
} Search;

static gboolean
compare (const WayScene      *scene,
         const WaySceneLayer *layer,
         const WayItem       *item,
         WayPoint             origin,
         gpointer             user_data)
{
  Search *search = user_data;

  if (item->role != search->role || g_strcmp0 (item->element, search->element) != 0)
    return TRUE;
  search->item = item;
  return FALSE;
}

static const WayItem *
find_item (Fixture    *fixture,
           WayRole     role,
           const char *element)
{
  Search search = { role, element, NULL };

  way_scene_foreach (way_editor_get_scene (fixture->editor), NULL, compare, &search);
  g_assert_nonnull (search.item);
  return search.item;
}

/* What stands on the sheet at the place that was found, as it is drawn. */
static void
assert_shown (Fixture    *fixture,
              WayRole     role,
              const char *element,
              guint       field,
              const char *expected)
{
  const WayItem   *item = find_item (fixture, role, element);
  WayTextPlace     place;
  g_autofree char *value = NULL;

  g_assert_true (way_text_place_find (fixture->editor, item, field, &place));
  value = g_strndup (place.text->text + place.start, place.length);
  g_assert_cmpstr (value, ==, expected);
}

static void
test_places (Fixture      *fixture,
             gconstpointer data)
{
  const char  *root = way_element_get_id (way_map_get_root (fixture->map));
  WayTextPlace place;

  assert_shown (fixture, WAY_ROLE_TOUCHPOINT, "size-guide", WAY_TOUCHPOINT_NAME, "Size guide");
  assert_shown (fixture, WAY_ROLE_TOUCHPOINT, "size-guide", WAY_TOUCHPOINT_DESCRIPTION, "Cannot tell which size fits her foot");
  assert_shown (fixture, WAY_ROLE_CARD, "c1", WAY_CARD_TEXT, get (fixture, "c1", WAY_CARD_TEXT));
  assert_shown (fixture, WAY_ROLE_PHASE, "discover", WAY_PHASE_NAME, "DISCOVER");
  assert_shown (fixture, WAY_ROLE_LANE, "pains", WAY_LANE_HINT, "what hurts");
  assert_shown (fixture, WAY_ROLE_HEADLINE, "f1", WAY_FINDING_TEXT, get (fixture, "f1", WAY_FINDING_TEXT));
  assert_shown (fixture, WAY_ROLE_SUBTITLE, root, WAY_MAP_TITLE, "Buying running shoes online");
  assert_shown (fixture, WAY_ROLE_SUBTITLE, root, WAY_MAP_GOAL, get (fixture, root, WAY_MAP_GOAL));
  assert_shown (fixture, WAY_ROLE_PERSONA, "anna", WAY_PERSONA_QUOTE, get (fixture, "anna", WAY_PERSONA_QUOTE));
  assert_shown (fixture, WAY_ROLE_FEELING, "g5", WAY_FEELING_WORD, "unsure");
  g_assert_false (way_text_place_find (fixture->editor, find_item (fixture, WAY_ROLE_TOUCHPOINT, "size-guide"), WAY_TOUCHPOINT_OWNER, &place));
}

/* The middle of each text that can be typed into finds its field. */
static void
test_fields (Fixture      *fixture,
             gconstpointer data)
{
  const char    *root = way_element_get_id (way_map_get_root (fixture->map));
  const WayItem *item = find_item (fixture, WAY_ROLE_TOUCHPOINT, "size-guide");
  const WayItem *subtitle = find_item (fixture, WAY_ROLE_SUBTITLE, root);
  WayTextPlace   place;

  for (guint field = WAY_TOUCHPOINT_NAME; field <= WAY_TOUCHPOINT_DESCRIPTION; field++)
    {
      g_assert_true (way_text_place_find (fixture->editor, item, field, &place));
      g_assert_cmpint (way_text_place_find_field (fixture->editor, item, place.origin.x + 8, place.origin.y + place.text->height / 2), ==, field);
    }
  g_assert_cmpint (way_text_place_find_field (fixture->editor, item, 0, 0), ==, WAY_TOUCHPOINT_NAME);
  g_assert_cmpint (way_text_place_find_field (fixture->editor, subtitle, 10, 6), ==, WAY_MAP_TITLE);
  g_assert_cmpint (way_text_place_find_field (fixture->editor, subtitle, subtitle->extents.width - 10, 6), ==, WAY_MAP_GOAL);
  g_assert_cmpint (way_text_place_find_field (fixture->editor, find_item (fixture, WAY_ROLE_CURVE, "anna"), 0, 0), ==, -1);
}

static void
test_change (Fixture      *fixture,
             gconstpointer data)
{
  WayTyping *typing = way_typing_begin (fixture->editor, "size-guide", WAY_TOUCHPOINT_NAME);

  g_assert_cmpstr (way_typing_get_text (typing), ==, "Size guide");
  g_assert_cmpstr (way_selection_get_focus (way_editor_get_selection (fixture->editor)), ==, "size-guide");
  way_typing_set_text (typing, "Rozmiarów");
  way_typing_set_text (typing, "Tabela rozmiarów");
  assert_shown (fixture, WAY_ROLE_TOUCHPOINT, "size-guide", WAY_TOUCHPOINT_NAME, "Tabela rozmiarów");
  way_typing_end (typing);
  g_assert_cmpuint (way_history_get_n_undo (fixture->history), ==, 1);
  g_assert_true (way_history_undo (fixture->history));
  g_assert_cmpuint (way_history_get_n_redo (fixture->history), ==, 1);

  /* A change that is dropped leaves redo as it was. */
  typing = way_typing_begin (fixture->editor, "size-guide", WAY_TOUCHPOINT_NAME);
  way_typing_set_text (typing, "Nothing");
  way_typing_cancel (typing);
  g_assert_cmpuint (way_history_get_n_redo (fixture->history), ==, 1);
  g_assert_cmpstr (get (fixture, "size-guide", WAY_TOUCHPOINT_NAME), ==, "Size guide");

  /* So does one that changes nothing. */
  typing = way_typing_begin (fixture->editor, "size-guide", WAY_TOUCHPOINT_NAME);
  way_typing_set_text (typing, "Size guid");
  way_typing_set_text (typing, "Size guide");
  way_typing_end (typing);
  g_assert_cmpstr (get (fixture, "size-guide", WAY_TOUCHPOINT_NAME), ==, "Size guide");

  g_assert_null (way_typing_begin (fixture->editor, "size-guide", WAY_TOUCHPOINT_CHANNEL));
  g_assert_null (way_typing_begin (fixture->editor, "nobody", 0));
}

static void
test_new (Fixture      *fixture,
          gconstpointer data)
{
  WayTyping *typing = way_typing_begin_in_cell (fixture->editor, "buys", "pains", NULL, NULL);
  char      *id = g_strdup (way_typing_get_element (typing));

  g_assert_cmpstr (way_typing_get_text (typing), ==, "");
  way_typing_set_text (typing, "No Apple Pay");
  way_typing_end (typing);
  g_assert_cmpstr (get (fixture, id, WAY_CARD_TEXT), ==, "No Apple Pay");
  g_assert_cmpuint (way_history_get_n_undo (fixture->history), ==, 1);
  g_free (id);

  /* What stays empty was never there. */
  typing = way_typing_begin_in_cell (fixture->editor, "buys", "touchpoints", NULL, "checkout");
  id = g_strdup (way_typing_get_element (typing));
  g_assert_cmpint (way_element_get_kind (way_map_lookup (fixture->map, id)), ==, WAY_KIND_TOUCHPOINT);
  way_typing_end (typing);
  g_assert_null (way_map_lookup (fixture->map, id));
  g_assert_cmpuint (way_history_get_n_undo (fixture->history), ==, 1);
  g_free (id);

  g_assert_null (way_typing_begin_in_cell (fixture->editor, "buys", "metrics", NULL, NULL));
  g_assert_null (way_typing_begin_after (fixture->editor, "m1"));
}

/* Enter goes to the card beneath, then makes new ones, until one stays empty. */
static void
test_beneath (Fixture      *fixture,
              gconstpointer data)
{
  WayTyping *typing = way_typing_begin_in_cell (fixture->editor, "buys", "pains", "checkout", "c6");
  char      *first = g_strdup (way_typing_get_element (typing));

  way_typing_set_text (typing, "One");
  typing = way_typing_go_on (typing, WAY_TYPING_BENEATH);
  g_assert_cmpstr (way_typing_get_element (typing), ==, "c6");
  typing = way_typing_go_on (typing, WAY_TYPING_BENEATH);
  g_assert_cmpstr (way_typing_get_text (typing), ==, "");
  way_typing_set_text (typing, "Three");
  g_assert_cmpstr (way_element_get (way_map_lookup (fixture->map, way_typing_get_element (typing)), WAY_CARD_ABOUT), ==, "checkout");
  typing = way_typing_go_on (typing, WAY_TYPING_BENEATH);
  g_assert_null (way_typing_go_on (typing, WAY_TYPING_BENEATH));
  g_assert_cmpuint (way_history_get_n_undo (fixture->history), ==, 2);
  g_assert_cmpstr (get (fixture, first, WAY_CARD_TEXT), ==, "One");
  g_free (first);
}

/* Tab goes to the next stage; beyond the last there is a new one, with what was typed in it as one step. */
static void
test_across (Fixture      *fixture,
             gconstpointer data)
{
  WayElement *root = way_map_get_root (fixture->map);
  guint       n_stages = way_element_count (root, WAY_KIND_STAGE);
  WayTyping  *typing = way_typing_begin (fixture->editor, "support-chat", WAY_TOUCHPOINT_NAME);

  typing = way_typing_go_on (typing, WAY_TYPING_ACROSS);
  g_assert_cmpstr (way_typing_get_element (typing), ==, "newsletter");
  typing = way_typing_go_on (typing, WAY_TYPING_ACROSS);
  g_assert_cmpuint (way_element_count (root, WAY_KIND_STAGE), ==, n_stages + 1);
  way_typing_set_text (typing, "Anniversary letter");
  way_typing_end (typing);
  g_assert_cmpuint (way_history_get_n_undo (fixture->history), ==, 1);

  typing = way_typing_begin (fixture->editor, "c3", WAY_CARD_TEXT);
  typing = way_typing_go_on (typing, WAY_TYPING_BACK);
  g_assert_cmpstr (way_typing_get_text (typing), ==, "");
  g_assert_cmpstr (way_element_get_id (way_element_get_stage (way_map_lookup (fixture->map, way_typing_get_element (typing)))), ==, "becomes-aware");
  g_assert_null (way_typing_go_on (typing, WAY_TYPING_BACK));
  g_assert_cmpuint (way_history_get_n_undo (fixture->history), ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/tools/typing/places", test_places);
  ADD ("/tools/typing/fields", test_fields);
  ADD ("/tools/typing/change", test_change);
  ADD ("/tools/typing/new", test_new);
  ADD ("/tools/typing/beneath", test_beneath);
  ADD ("/tools/typing/across", test_across);

  return g_test_run ();
}
