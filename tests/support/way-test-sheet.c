/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Tests"

#include "way-test-sheet.h"

#include "way-random-map.h"
#include "way-random-value.h"
#include "waymark/way-compose.h"
#include "waymark/way-store.h"

static void
init_theme (WayTheme *theme)
{
  way_theme_init (theme, WAY_THEME_DEFAULT, WAY_COLOR_NONE);
}

void
way_test_sheet_update (WayTestSheet *self)
{
  WayView  view = { .state = self->state, .prompts = TRUE };
  WayTheme theme;

  init_theme (&theme);
  way_layout_update (self->layout, &view);
  g_clear_pointer (&self->scene, way_scene_unref);
  self->scene = way_compose_scene (self->layout, &theme, 0);
}

WayTestSheet
way_test_sheet_new (WayTypesetter *typesetter,
                    WayMap        *map,
                    WayViewState   state)
{
  WayTestSheet self = { .map = map, .state = state };
  WayTheme     theme;

  init_theme (&theme);
  self.layout = way_layout_new (map, typesetter, &theme);
  self.frame = way_layout_get_frame (self.layout);
  way_test_sheet_update (&self);
  return self;
}

void
way_test_sheet_clear (WayTestSheet *self)
{
  g_clear_pointer (&self->scene, way_scene_unref);
  g_clear_object (&self->layout);
  g_clear_object (&self->map);
}

void
way_test_set_field (WayMap     *map,
                    const char *id,
                    guint       field,
                    const char *value)
{
  g_autoptr (WayHistory) history = way_history_new (map);
  g_autoptr (GError) error = NULL;

  way_history_begin (history, "Set");
  way_history_set (history, id, field, value, &error);
  g_assert_no_error (error);
  way_history_commit (history);
}

WayMap *
way_test_load_example (const char *language)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "data", "templates", "en", "e-commerce.example.waymark", NULL);
  g_autoptr (GError) error = NULL;
  WayMap *map = way_store_load (path, NULL, &error);

  g_assert_no_error (error);
  way_test_set_field (map, way_element_get_id (way_map_get_root (map)), WAY_MAP_LANGUAGE, language);
  return map;
}

/* Lanes that show and hold all kinds of things, some twice. */
static void
furnish_lanes (WayHistory *history,
               GRand      *random)
{
  static const char *const shows[] = { "touchpoints", "feelings", "metrics", "channels", "owners", "evidence" };
  static const char *const holds[] = { "thoughts", "pain-points", "opportunities" };
  WayElement              *root = way_map_get_root (way_history_get_map (history));
  guint                    n = way_random_below (random, 5);

  while (way_element_count (root, WAY_KIND_LANE) < 7)
    way_history_insert (history, WAY_KIND_LANE, NULL, way_element_get_id (root), NULL, NULL);
  for (WayElement *lane = way_element_get_first_of (root, WAY_KIND_LANE); lane != NULL; lane = way_element_get_next_of (lane), n++)
    {
      gboolean    is_sure = n % 5 < 2; /* touchpoints and feelings are in every map */
      gboolean    is_shown = is_sure || way_random_happens (random, 0.4);
      const char *show = is_sure ? shows[n % 5] : shows[way_random_below (random, G_N_ELEMENTS (shows))];

      way_history_set (history, way_element_get_id (lane), WAY_LANE_SHOWS, is_shown ? show : NULL, NULL);
      way_history_set (history, way_element_get_id (lane), WAY_LANE_HOLDS, is_shown ? NULL : holds[way_random_below (random, G_N_ELEMENTS (holds))], NULL);
      way_history_set (history, way_element_get_id (lane), WAY_LANE_HIDDEN, !is_sure && way_random_happens (random, 0.1) ? "yes" : NULL, NULL);
    }
}

static const char *
choose_lane (WayElement *root,
             GRand      *random)
{
  guint       skip = way_random_below (random, way_element_count (root, WAY_KIND_LANE));
  WayElement *lane = way_element_get_first_of (root, WAY_KIND_LANE);

  while (skip-- > 0)
    lane = way_element_get_next_of (lane);
  return way_element_get_id (lane);
}

/* Cards in any lane; some under a touchpoint, some that reach further. */
static void
furnish_cards (WayHistory *history,
               GRand      *random)
{
  WayElement *root = way_map_get_root (way_history_get_map (history));

  for (WayElement *stage = way_element_get_first_of (root, WAY_KIND_STAGE); stage != NULL; stage = way_element_get_next_of (stage))
    for (WayElement *card = way_element_get_first_of (stage, WAY_KIND_CARD); card != NULL; card = way_element_get_next_of (card))
      {
        WayElement *touchpoint = way_element_get_first_of (stage, WAY_KIND_TOUCHPOINT);
        WayElement *next = way_element_get_next_of (stage);

        way_history_set (history, way_element_get_id (card), WAY_CARD_LANE, choose_lane (root, random), NULL);
        if (touchpoint != NULL && way_random_happens (random, 0.5))
          way_history_set (history, way_element_get_id (card), WAY_CARD_ABOUT, way_element_get_id (touchpoint), NULL);
        if (next != NULL && way_random_happens (random, 0.15))
          way_history_set (history, way_element_get_id (card), WAY_CARD_UNTIL, way_element_get_id (next), NULL);
      }
}

static void
furnish_feelings (WayHistory *history,
                  GRand      *random)
{
  WayElement *root = way_map_get_root (way_history_get_map (history));
  WayElement *persona = way_map_get_persona (way_history_get_map (history), 0);

  for (WayElement *stage = way_element_get_first_of (root, WAY_KIND_STAGE); persona != NULL && stage != NULL; stage = way_element_get_next_of (stage))
    for (WayElement *touchpoint = way_element_get_first_of (stage, WAY_KIND_TOUCHPOINT); touchpoint != NULL; touchpoint = way_element_get_next_of (touchpoint))
      for (WayElement *feeling = way_element_get_first_of (touchpoint, WAY_KIND_FEELING); feeling != NULL; feeling = way_element_get_next_of (feeling))
        if (way_random_happens (random, 0.5))
          way_history_set (history, way_element_get_id (feeling), WAY_FEELING_PERSONA, way_element_get_id (persona), NULL);
}

WayTestSheet
way_test_sheet_new_random (WayTypesetter *typesetter,
                           guint32        seed)
{
  WayMap     *map = way_random_map_new (seed, seed % 13 * 2);
  const char *root = way_element_get_id (way_map_get_root (map));
  g_autoptr (WayHistory) history = way_history_new (map);
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);

  way_history_begin (history, "Furnish");
  way_history_set (history, root, WAY_MAP_LANGUAGE, seed % 3 == 0 ? "ar" : "en", NULL);
  way_history_set (history, root, WAY_MAP_ARRANGEMENT, seed % 4 == 0 ? "stacked" : NULL, NULL);
  furnish_lanes (history, random);
  furnish_cards (history, random);
  furnish_feelings (history, random);
  way_history_commit (history);
  return way_test_sheet_new (typesetter, map, (WayViewState) (seed / 2 % 3));
}
