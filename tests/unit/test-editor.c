/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <libintl.h>
#include <locale.h>

#include "waymark/way-editor.h"
#include "waymark/way-store.h"

typedef struct
{
  WayMap     *map;
  WayHistory *history;
  WayEditor  *editor;
  guint       n_told;
} Fixture;

static void
count_cb (gpointer object,
          guint   *n)
{
  (*n)++;
}

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
  g_signal_connect (fixture->editor, "invalidated", G_CALLBACK (count_cb), &fixture->n_told);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_assert_finalize_object (fixture->editor);
  g_assert_finalize_object (fixture->history);
  g_assert_finalize_object (fixture->map);
}

static void
set (Fixture    *fixture,
     const char *id,
     guint       field,
     const char *value)
{
  g_autoptr (GError) error = NULL;

  way_history_begin (fixture->history, "Set");
  way_history_set (fixture->history, id, field, value, &error);
  g_assert_no_error (error);
  way_history_commit (fixture->history);
}

static void
assert_description (Fixture    *fixture,
                    const char *id,
                    const char *expected)
{
  g_autofree char *description = way_editor_dup_description (fixture->editor, id);

  g_assert_cmpstr (description, ==, expected);
}

static gboolean
is_polish (void)
{
  const char *locale = setlocale (LC_MESSAGES, NULL);

  return locale != NULL && g_str_has_prefix (locale, "pl");
}

static void
test_invalidated (Fixture      *fixture,
                  gconstpointer data)
{
  WayScene *scene = way_editor_get_scene (fixture->editor);

  g_assert_cmpuint (fixture->n_told, ==, 0);
  g_assert_true (way_editor_get_scene (fixture->editor) == scene);

  set (fixture, "size-guide", WAY_TOUCHPOINT_NAME, "Sizes");
  set (fixture, "size-guide", WAY_TOUCHPOINT_NAME, "Sizes of shoes");
  g_assert_cmpuint (fixture->n_told, ==, 1);
  way_editor_get_layout (fixture->editor);
  set (fixture, "size-guide", WAY_TOUCHPOINT_NAME, "Which size");
  g_assert_cmpuint (fixture->n_told, ==, 1);
  way_editor_get_scene (fixture->editor);
  way_history_undo (fixture->history);
  g_assert_cmpuint (fixture->n_told, ==, 2);
}

static void
test_looks (Fixture      *fixture,
            gconstpointer data)
{
  const char *root = way_element_get_id (way_map_get_root (fixture->map));
  WayTheme    expected;
  g_autoptr (WayLayout) layout = NULL;

  way_theme_init (&expected, WAY_THEME_DEFAULT, WAY_COLOR_NONE);
  g_assert_cmpmem (way_editor_get_theme (fixture->editor), sizeof expected, &expected, sizeof expected);

  set (fixture, root, WAY_MAP_THEME, "greyscale");
  set (fixture, root, WAY_MAP_BRAND, "#663399");
  way_theme_init (&expected, WAY_THEME_GREYSCALE, WAY_RGB (0x663399));
  g_assert_cmpmem (way_editor_get_theme (fixture->editor), sizeof expected, &expected, sizeof expected);

  /* Letters are set by the rules of the language: that takes another layout. */
  layout = g_object_ref (way_editor_get_layout (fixture->editor));
  set (fixture, root, WAY_MAP_BRAND, NULL);
  g_assert_true (way_editor_get_layout (fixture->editor) == layout);
  set (fixture, root, WAY_MAP_LANGUAGE, "ar");
  g_assert_true (way_editor_get_layout (fixture->editor) != layout);
  g_assert_true (way_editor_get_scene (fixture->editor)->right_to_left);
}

/* Whose curve has the faces. */
static const char *
get_drawn_persona (Fixture *fixture)
{
  const WayLayoutFrame *frame = way_layout_get_frame (way_editor_get_layout (fixture->editor));

  for (guint i = 0; i < frame->curves->len; i++)
    {
      const WayCurve *curve = frame->curves->pdata[i];

      if (curve->is_active)
        return way_element_get_id (curve->persona);
    }
  return NULL;
}

static void
test_persona (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (way_element_get_id (way_editor_get_persona (fixture->editor)), ==, "anna");

  way_history_begin (fixture->history, "Add");
  way_history_insert (fixture->history, WAY_KIND_PERSONA, "jan", way_element_get_id (way_map_get_root (fixture->map)), NULL, &error);
  way_history_insert (fixture->history, WAY_KIND_FEELING, "new", "size-guide", NULL, &error);
  way_history_set (fixture->history, "new", WAY_FEELING_PERSONA, "jan", &error);
  way_history_set (fixture->history, "new", WAY_FEELING_SCORE, "1", &error);
  g_assert_no_error (error);
  way_history_commit (fixture->history);

  g_assert_cmpstr (get_drawn_persona (fixture), ==, "anna");
  way_editor_set_persona (fixture->editor, "jan");
  g_assert_cmpstr (way_element_get_id (way_editor_get_persona (fixture->editor)), ==, "jan");
  g_assert_cmpstr (get_drawn_persona (fixture), ==, "jan");
  way_history_undo (fixture->history);
  g_assert_cmpstr (way_element_get_id (way_editor_get_persona (fixture->editor)), ==, "anna");
  way_history_redo (fixture->history);
  g_assert_cmpstr (way_element_get_id (way_editor_get_persona (fixture->editor)), ==, "jan");
  way_editor_set_persona (fixture->editor, "size-guide");
  g_assert_cmpstr (way_element_get_id (way_editor_get_persona (fixture->editor)), ==, "anna");
}

/* What is drawn is always seen. */
static void
test_drawing (Fixture      *fixture,
              gconstpointer data)
{
  guint n_views = 0;
  guint n_drawings = 0;

  g_signal_connect_swapped (fixture->editor, "notify::view-state", G_CALLBACK (g_atomic_int_inc), &n_views);
  g_signal_connect_swapped (fixture->editor, "notify::drawing-future", G_CALLBACK (g_atomic_int_inc), &n_drawings);

  way_editor_set_drawing_future (fixture->editor, TRUE);
  g_assert_cmpint (way_editor_get_view_state (fixture->editor), ==, WAY_VIEW_FUTURE);
  way_editor_set_view_state (fixture->editor, WAY_VIEW_COMPARISON);
  g_assert_true (way_editor_get_drawing_future (fixture->editor));
  way_editor_set_drawing_future (fixture->editor, FALSE);
  g_assert_cmpint (way_editor_get_view_state (fixture->editor), ==, WAY_VIEW_COMPARISON);
  way_editor_set_view_state (fixture->editor, WAY_VIEW_FUTURE);
  g_assert_true (way_editor_get_drawing_future (fixture->editor));
  way_editor_set_view_state (fixture->editor, WAY_VIEW_CURRENT);
  g_assert_false (way_editor_get_drawing_future (fixture->editor));

  g_assert_cmpuint (n_views, ==, 4);
  g_assert_cmpuint (n_drawings, ==, 4);
}

static const struct
{
  const char *id;
  const char *english;
  const char *polish;
} descriptions[] = {
  { "size-guide", "Touchpoint Size guide, stage Compares, Anna: unsure, moment of truth, 2 of 2",
    "Punkt styku Size guide, etap Compares, Anna: unsure, moment prawdy, 2 z 2" },
  { "compares", "Stage Compares, phase Discover, 2 touchpoints, on the path to purchase, 2 of 7",
    "Etap Compares, faza Discover, 2 punkty styku, na ścieżce zakupowej, 2 z 7" },
  { "c2", "Card “Am I a 39 or a 40?”, lane Thoughts, touchpoint Product page, up to Size guide, stage Compares, 1 of 1",
    "Karta “Am I a 39 or a 40?”, tor Thoughts, punkt styku Product page, aż do „Size guide”, etap Compares, 1 z 1" },
  { "c15", "Card Ask the courier about delivery windows, in the tray, 1 of 2",
    "Karta Ask the courier about delivery windows, wśród odłożonych, 1 z 2" },
  { "g6", "Feeling sure, Anna Nowak, 0.6, only in the future journey, touchpoint Size guide, stage Compares",
    "Odczucie sure, Anna Nowak, 0.6, tylko w przyszłej podróży, punkt styku Size guide, etap Compares" },
  { "m2", "Metric Exit rate, 38\302\240%, rising, stage Compares",
    "Wskaźnik Exit rate, 38\302\240%, rośnie, etap Compares" },
  { "f2", "Finding 71 % of baskets end here, about Checkout, 2 of 2",
    "Wniosek 71 % of baskets end here, dotyczy „Checkout”, 2 z 2" },
  { "thoughts", "Lane Thoughts, in her words, 3 of 6", "Tor Thoughts, in her words, 3 z 6" },
  { "nothing", "", "" },
};

static void
test_description (Fixture      *fixture,
                  gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (descriptions); i++)
    assert_description (fixture, descriptions[i].id, is_polish () ? descriptions[i].polish : descriptions[i].english);
}

/* What is drawn is told: the other persona, the other journey, the level where there is no word, the question of a prompt. */
static void
test_described_as_drawn (Fixture      *fixture,
                         gconstpointer data)
{
  if (is_polish ())
    return;
  way_editor_set_view_state (fixture->editor, WAY_VIEW_FUTURE);
  assert_description (fixture, "size-guide", "Touchpoint Size guide, stage Compares, Anna: sure, moment of truth, 2 of 2");
  set (fixture, "g6", WAY_FEELING_WORD, NULL);
  assert_description (fixture, "size-guide", "Touchpoint Size guide, stage Compares, Anna: content, moment of truth, 2 of 2");
  set (fixture, "size-guide", WAY_TOUCHPOINT_STATE, "current");
  assert_description (fixture, "product-page", "Touchpoint Product page, stage Compares, Anna: keen, 1 of 1");
  way_editor_set_view_state (fixture->editor, WAY_VIEW_COMPARISON);
  assert_description (fixture, "size-guide",
                      "Touchpoint Size guide, stage Compares, Anna: content, moment of truth, only in the current journey, 2 of 2");
  set (fixture, "product-page", WAY_TOUCHPOINT_NAME, NULL);
  assert_description (fixture, "product-page", "Touchpoint without words, stage Compares, Anna: keen, 1 of 2");
  set (fixture, "product-page", WAY_TOUCHPOINT_PROMPT, "Where\ndoes she look?");
  assert_description (fixture, "product-page", "Touchpoint to fill in: Where does she look?, stage Compares, Anna: keen, 1 of 2");
}

static guint
count_items (WayScene *scene)
{
  guint n_items;

  way_scene_count (scene, &n_items, NULL, NULL);
  return n_items;
}

/* What is in sight comes first, the rest bit by bit, or at once when someone asks for all of it. */
static void
test_first_look (Fixture      *fixture,
                 gconstpointer data)
{
  g_autoptr (WayEditor) other = way_editor_new (fixture->history);
  guint     n_all = count_items (way_editor_get_scene (other));
  gboolean  is_whole;
  double    width = 400;
  WayScene *scene = way_editor_get_scene_within (fixture->editor, width, 300, &is_whole);
  guint     n_steps = 0;

  g_assert_false (is_whole);
  g_assert_cmpuint (count_items (scene), <, n_all);
  g_assert_true (way_editor_get_scene_within (fixture->editor, width, 300, &is_whole) == scene);
  for (; !is_whole && n_steps < 40; n_steps++)
    {
      guint n_before = count_items (scene);

      width *= 1.2;
      scene = way_editor_get_scene_within (fixture->editor, width, width, &is_whole);
      g_assert_cmpuint (count_items (scene), >=, n_before);
    }
  g_assert_cmpuint (n_steps, >, 1);
  g_assert_true (is_whole);
  g_assert_cmpuint (count_items (scene), ==, n_all);
  g_assert_true (way_editor_get_scene (fixture->editor) == scene);
}

static void
test_first_look_edited (Fixture      *fixture,
                        gconstpointer data)
{
  gboolean  is_whole;
  WayScene *scene = way_editor_get_scene_within (fixture->editor, 400, 300, &is_whole);
  guint     n_some = count_items (scene);

  g_assert_false (is_whole);
  way_history_begin (fixture->history, "Edit");
  g_assert_true (way_history_set (fixture->history, way_element_get_id (way_map_get_root (fixture->map)), WAY_MAP_TITLE, "Boots", NULL));
  way_history_commit (fixture->history);
  way_editor_get_scene_within (fixture->editor, 400, 300, &is_whole);
  g_assert_false (is_whole);
  g_assert_cmpuint (count_items (way_editor_get_scene (fixture->editor)), >, n_some);
  way_editor_get_scene_within (fixture->editor, 400, 300, &is_whole);
  g_assert_true (is_whole);
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *catalogues = g_build_filename (g_getenv ("WAY_BUILD_DIR"), "po", NULL);

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, catalogues);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/tools/editor/invalidated", test_invalidated);
  ADD ("/tools/editor/looks", test_looks);
  ADD ("/tools/editor/persona", test_persona);
  ADD ("/tools/editor/drawing", test_drawing);
  ADD ("/tools/editor/description", test_description);
  ADD ("/tools/editor/described-as-drawn", test_described_as_drawn);
  ADD ("/editor/first-look/bit-by-bit", test_first_look);
  ADD ("/editor/first-look/edited", test_first_look_edited);

  return g_test_run ();
}
