/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Tests"

#include <locale.h>
#include <string.h>

#include "support/way-test-drag.h"
#include "waymark/way-commands.h"

/* In the tray. */
#define NOTE "c15"

/* --- Touchpoints ------------------------------------------------------------------------- */

static void
test_touchpoint (WayTestDrag  *fixture,
                 gconstpointer data)
{
  way_test_drag_begin (fixture, "size-guide");
  g_assert_cmpint (way_drag_get_kind (fixture->drag), ==, WAY_DRAG_ITEMS);
  g_assert_true (way_test_drag_move_to (fixture, way_test_drag_get_point (fixture, "checkout", 0.2, 0.5)));
  way_test_drag_assert_mark (fixture, "size-guide", "to stage Buys");
  way_test_drag_end (fixture);
  way_test_drag_assert_selected (fixture, WAY_TEST_IDS ("size-guide"));
  /* What is about it has come along. */
  way_test_drag_assert_lines (fixture, "<card id=\"c3\"", "<card id=\"c3\" lane=\"pains\" about=\"size-guide\" state=\"current\">No advice on sizes; leaves to ask a friend</card>\n");
  g_assert_cmpstr (way_element_get_id (way_element_get_stage (way_map_lookup (fixture->sheet.map, "c3"))), ==, "buys");
  way_test_drag_move_other (fixture, WAY_TEST_IDS ("size-guide"), "buys", NULL, NULL, "checkout");
  way_test_drag_assert_like_command (fixture);
}

static void
test_touchpoint_after (WayTestDrag  *fixture,
                       gconstpointer data)
{
  way_test_drag_begin (fixture, "size-guide");
  way_test_drag_move_to (fixture, way_test_drag_get_point (fixture, "checkout", 0.8, 0.9));
  way_test_drag_end (fixture);
  way_test_drag_move_other (fixture, WAY_TEST_IDS ("size-guide"), "buys", NULL, NULL, NULL);
  way_test_drag_assert_like_command (fixture);
}

/* Within its stage it takes the place under the pointer at once. */
static void
test_touchpoint_within (WayTestDrag  *fixture,
                        gconstpointer data)
{
  way_test_drag_begin (fixture, "product-page");
  g_assert_false (way_test_drag_move_to (fixture, way_test_drag_get_point (fixture, "product-page", 0.9, 0.5)));
  g_assert_true (way_test_drag_move_to (fixture, way_test_drag_get_point (fixture, "size-guide", 0.1, 0.5)));
  way_test_drag_assert_mark (fixture, "product-page", "drop here");
  way_test_drag_end (fixture);
  way_test_drag_move_other (fixture, WAY_TEST_IDS ("product-page"), "compares", NULL, NULL, NULL);
  way_test_drag_assert_like_command (fixture);
}

static void
test_touchpoints_together (WayTestDrag  *fixture,
                           gconstpointer data)
{
  /* Chosen in another order than they stand in. */
  way_test_drag_select_ids (fixture, WAY_TEST_IDS ("newsletter", "size-guide", "becomes-aware", "instagram-post"));
  way_test_drag_begin (fixture, "size-guide");
  way_test_drag_move_to (fixture, way_test_drag_get_point (fixture, "first-run", 0.2, 0.5));
  way_test_drag_end (fixture);
  way_test_drag_assert_selected (fixture, WAY_TEST_IDS ("instagram-post", "size-guide", "newsletter"));
  g_assert_cmpstr (way_selection_get_focus (fixture->selection), ==, "size-guide");
  way_test_drag_move_other (fixture, WAY_TEST_IDS ("instagram-post", "size-guide", "newsletter"), "unpacks", NULL, NULL, "first-run");
  way_test_drag_assert_like_command (fixture);
}

/* One that is not selected goes alone. */
static void
test_touchpoint_alone (WayTestDrag  *fixture,
                       gconstpointer data)
{
  way_test_drag_select_ids (fixture, WAY_TEST_IDS ("newsletter", "instagram-post"));
  way_test_drag_begin (fixture, "size-guide");
  way_test_drag_move_to (fixture, way_test_drag_get_point (fixture, "first-run", 0.2, 0.5));
  way_test_drag_end (fixture);
  way_test_drag_assert_selected (fixture, WAY_TEST_IDS ("size-guide"));
  way_test_drag_move_other (fixture, WAY_TEST_IDS ("size-guide"), "unpacks", NULL, NULL, "first-run");
  way_test_drag_assert_like_command (fixture);
}

/* Where they were they stay, even with others between them. */
static void
test_home (WayTestDrag  *fixture,
           gconstpointer data)
{
  way_test_drag_select_ids (fixture, WAY_TEST_IDS ("instagram-post", "checkout"));
  way_test_drag_begin (fixture, "checkout");
  g_assert_false (way_test_drag_move_to (fixture, way_test_drag_get_point (fixture, "checkout", 0.3, 0.3)));
  g_assert_true (way_test_drag_move_to (fixture, way_test_drag_get_point (fixture, "newsletter", 0.3, 0.3)));
  g_assert_true (way_test_drag_move_to (fixture, (WayPoint){ 5, 5 }));
  g_assert_false (way_drag_get_mark (fixture->drag)->is_valid);
  g_assert_false (way_test_drag_move_to (fixture, (WayPoint){ 2, 9 }));
  way_test_drag_end (fixture);
  g_assert_cmpuint (way_history_get_n_undo (fixture->history), ==, 0);
  way_test_drag_assert_same_files (fixture->sheet.map, fixture->other);
}

static void
test_stacked_touchpoint (WayTestDrag  *fixture,
                         gconstpointer data)
{
  way_test_drag_prepare (fixture, "map", WAY_MAP_ARRANGEMENT, "stacked");
  way_test_drag_begin (fixture, "search-ad");
  way_test_drag_move_to (fixture, way_test_drag_get_point (fixture, "size-guide", 0.5, 0.2));
  way_test_drag_assert_mark (fixture, "search-ad", "to stage Compares");
  way_test_drag_end (fixture);
  way_test_drag_move_other (fixture, WAY_TEST_IDS ("search-ad"), "compares", NULL, NULL, "size-guide");
  way_test_drag_assert_like_command (fixture);
}

/* What replaces a touchpoint shares its step; either can be taken from there, and stays when it is put back. */
static void
test_replacement (WayTestDrag  *fixture,
                  gconstpointer data)
{
  static const char *const both[] = { "size-guide", "product-page" };

  fixture->sheet.state = WAY_VIEW_COMPARISON;
  way_test_drag_prepare (fixture, "size-guide", WAY_TOUCHPOINT_STATE, "future");
  way_test_drag_prepare (fixture, "size-guide", WAY_TOUCHPOINT_REPLACES, "product-page");
  for (guint i = 0; i < G_N_ELEMENTS (both); i++)
    {
      WayPoint at = way_test_drag_get_point (fixture, both[i], 0.1, 0.5);
      WayPoint far = way_test_drag_get_point (fixture, both[i], 0.9, 0.5);

      way_test_drag_begin (fixture, both[i]);
      g_assert_false (way_test_drag_move_to (fixture, at));
      g_assert_false (way_test_drag_move_to (fixture, far));
      g_assert_true (way_test_drag_move_to (fixture, way_test_drag_get_point (fixture, "newsletter", 0.1, 0.5)));
      way_test_drag_cancel (fixture);
      way_test_sheet_update (&fixture->sheet);
    }
  way_test_drag_begin (fixture, "size-guide");
  way_test_drag_move_to (fixture, way_test_drag_get_point (fixture, "newsletter", 0.1, 0.5));
  way_test_drag_end (fixture);
  way_test_drag_move_other (fixture, WAY_TEST_IDS ("size-guide"), "comes-back", NULL, NULL, "newsletter");
  way_test_drag_assert_like_command (fixture);
}

/* --- Cards ------------------------------------------------------------------------------------ */

static void
test_card (WayTestDrag  *fixture,
           gconstpointer data)
{
  way_test_drag_begin (fixture, "c3");
  way_test_drag_move_to (fixture, way_test_drag_get_point (fixture, "c7", 0.5, 0.9));
  way_test_drag_assert_mark (fixture, "c3", "to stage Buys");
  way_test_drag_end (fixture);
  way_test_drag_assert_selected (fixture, WAY_TEST_IDS ("c3"));
  way_test_drag_assert_lines (fixture, "<card id=\"c3\"", "<card id=\"c3\" lane=\"chances\" about=\"checkout\" state=\"current\">No advice on sizes; leaves to ask a friend</card>\n");
  way_test_drag_move_other (fixture, WAY_TEST_IDS ("c3"), "buys", "chances", "checkout", NULL);
  way_test_drag_assert_like_command (fixture);
}

static void
test_card_in_column (WayTestDrag  *fixture,
                     gconstpointer data)
{
  way_test_drag_prepare (fixture, "c4", WAY_CARD_LANE, "pains");
  way_test_drag_begin (fixture, "c3");
  g_assert_false (way_test_drag_move_to (fixture, way_test_drag_get_point (fixture, "c3", 0.9, 0.9)));
  g_assert_true (way_test_drag_move_to (fixture, way_test_drag_get_point (fixture, "c4", 0.5, 0.2)));
  way_test_drag_assert_mark (fixture, "c3", "drop here");
  way_test_drag_end (fixture);
  way_test_drag_move_other (fixture, WAY_TEST_IDS ("c3"), "compares", NULL, NULL, NULL);
  way_test_drag_assert_like_command (fixture);
}

static void
test_card_to_lane (WayTestDrag  *fixture,
                   gconstpointer data)
{
  way_test_drag_begin (fixture, "c3");
  way_test_drag_move_to (fixture, way_test_drag_get_point (fixture, "c4", 0.5, 0.2));
  way_test_drag_assert_mark (fixture, "c3", "to Opportunities");
  way_test_drag_end (fixture);
  way_test_drag_move_other (fixture, WAY_TEST_IDS ("c3"), "compares", "chances", "size-guide", "c4");
  way_test_drag_assert_like_command (fixture);
}

/* One that spans steps keeps its width; the step that it starts at counts. */
static void
test_wide_cards (WayTestDrag  *fixture,
                 gconstpointer data)
{
  WayPoint at;

  way_test_drag_prepare (fixture, "c3", WAY_CARD_ABOUT, NULL);
  at = way_test_drag_get_point (fixture, "c2", 0.8, 0.5);
  way_test_drag_begin_at (fixture, at.x, at.y);
  g_assert_false (way_test_drag_move_to (fixture, (WayPoint){ at.x + 3, at.y + 3 }));
  way_test_drag_cancel (fixture);

  way_test_drag_begin (fixture, "c3");
  way_test_drag_move_to (fixture, way_test_drag_get_point (fixture, "c9", 0.5, 0.2));
  way_test_drag_end (fixture);
  way_test_drag_assert_lines (fixture, "<card id=\"c3\"", "<card id=\"c3\" lane=\"pains\" state=\"current\">No advice on sizes; leaves to ask a friend</card>\n");
  way_test_drag_move_other (fixture, WAY_TEST_IDS ("c3"), "waits", "pains", NULL, "c9");
  way_test_drag_assert_like_command (fixture);
}

/* Only a new lane is one for all. */
static void
test_cards_together (WayTestDrag  *fixture,
                     gconstpointer data)
{
  way_test_drag_select_ids (fixture, WAY_TEST_IDS ("c6", "c4", "checkout"));
  way_test_drag_begin (fixture, "c6");
  way_test_drag_move_to (fixture, way_test_drag_get_point (fixture, "c9", 0.5, 0.9));
  way_test_drag_end (fixture);
  way_test_drag_assert_selected (fixture, WAY_TEST_IDS ("c4", "c6"));
  way_test_drag_assert_lines (fixture, "<card id=\"c4\"", "<card id=\"c4\" lane=\"chances\" about=\"courier-updates\" owner=\"Shop team\" value=\"5\" effort=\"2\">Size finder: foot length to size in two taps</card>\n");
  way_test_drag_move_other (fixture, WAY_TEST_IDS ("c4", "c6"), "waits", NULL, "courier-updates", "c10");
  way_test_drag_assert_like_command (fixture);
}

/* Above the lanes of cards the nearest of them counts. */
static void
test_card_beyond (WayTestDrag  *fixture,
                  gconstpointer data)
{
  way_test_drag_begin (fixture, "c3");
  way_test_drag_move_to (fixture, way_test_drag_get_point (fixture, "size-guide", 0.5, 0.5));
  way_test_drag_end (fixture);
  g_assert_cmpstr (way_element_get (way_map_lookup (fixture->sheet.map, "c3"), WAY_CARD_LANE), ==, "thoughts");
}

/* --- Rubber band and palette ------------------------------------------------------------------------------- */

static void
test_band (WayTestDrag  *fixture,
           gconstpointer data)
{
  WayRectangle area = way_test_drag_get_area (fixture, "size-guide");
  WayRectangle other = way_test_drag_get_area (fixture, "checkout");

  way_test_drag_select_ids (fixture, WAY_TEST_IDS ("c1", "checkout"));
  fixture->drag = way_drag_begin_band (fixture->sheet.layout, fixture->selection, area.x - 2, area.y - 2);
  g_assert_false (way_test_drag_move_to (fixture, (WayPoint){ area.x + area.width + 2, area.y + area.height + 2 }));
  way_test_drag_assert_selected (fixture, WAY_TEST_IDS ("size-guide"));
  g_assert_cmpfloat (way_drag_get_mark (fixture->drag)->area.width, ==, area.width + 4);
  way_drag_update (fixture->drag, fixture->sheet.scene, area.x + area.width + 2, area.y + area.height + 2, WAY_DRAG_ADD);
  way_test_drag_assert_selected (fixture, WAY_TEST_IDS ("c1", "checkout", "size-guide"));
  way_test_drag_move_to (fixture, (WayPoint){ other.x + other.width + 2, area.y + area.height + 2 });
  way_test_drag_assert_selected (fixture, WAY_TEST_IDS ("size-guide", "checkout"));
  way_test_drag_cancel (fixture);
  way_test_drag_assert_selected (fixture, WAY_TEST_IDS ("c1", "checkout"));

  fixture->drag = way_drag_begin_band (fixture->sheet.layout, fixture->selection, area.x - 2, area.y - 2);
  way_test_drag_move_to (fixture, (WayPoint){ area.x, area.y });
  g_assert_cmpuint (way_selection_get_size (fixture->selection), ==, 0);
  way_test_drag_move_to (fixture, (WayPoint){ area.x + area.width + 2, area.y + area.height + 2 });
  way_test_drag_end (fixture);
  way_test_drag_assert_selected (fixture, WAY_TEST_IDS ("size-guide"));
}

/* Both files, but for the id that each got by chance. */
static void
assert_same_but_id (WayTestDrag *fixture,
                    const char  *id,
                    const char  *other_id)
{
  g_autofree char *file = way_test_drag_write_map (fixture->sheet.map);
  g_autofree char *expected = way_test_drag_write_map (fixture->other);
  g_auto (GStrv) parts = g_strsplit (file, id, -1);
  g_auto (GStrv) other_parts = g_strsplit (expected, other_id, -1);
  g_autofree char *plain = g_strjoinv ("new", parts);
  g_autofree char *other_plain = g_strjoinv ("new", other_parts);

  g_assert_cmpstr (plain, ==, other_plain);
  g_assert_cmpstr (way_history_get_undo_label (fixture->history), ==, way_history_get_undo_label (fixture->other_history));
  g_assert_cmpuint (way_history_get_n_undo (fixture->history), ==, 1);
}

static const char *
drop_new (WayTestDrag *fixture,
          WayKind      kind,
          WayPoint     at)
{
  fixture->drag = way_drag_begin_new (fixture->sheet.layout, fixture->history, fixture->selection, kind);
  g_assert_cmpint (way_drag_get_kind (fixture->drag), ==, WAY_DRAG_NEW);
  g_assert_false (way_test_drag_move_to (fixture, (WayPoint){ 3, 3 }));
  g_assert_true (way_test_drag_move_to (fixture, way_test_drag_get_point (fixture, "instagram-post", 0.1, 0.5)));
  way_test_drag_move_to (fixture, at);
  way_test_drag_assert_mark (fixture, NULL, "drop here");
  g_assert_cmpfloat (way_drag_get_mark (fixture->drag)->area.width, >, 0);
  way_test_drag_end (fixture);
  g_assert_cmpuint (way_selection_get_size (fixture->selection), ==, 1);
  return way_selection_get_focus (fixture->selection);
}

static void
test_new_stage (WayTestDrag  *fixture,
                gconstpointer data)
{
  const char *id = drop_new (fixture, WAY_KIND_STAGE, way_test_drag_get_point (fixture, "waits", 0.8, 0.5));

  assert_same_but_id (fixture, id, way_command_add_stage (fixture->other_history, "unpacks", "", NULL));
}

static void
test_new_touchpoint (WayTestDrag  *fixture,
                     gconstpointer data)
{
  const char *id = drop_new (fixture, WAY_KIND_TOUCHPOINT, way_test_drag_get_point (fixture, "size-guide", 0.3, 4));

  assert_same_but_id (fixture, id, way_command_add_touchpoint (fixture->other_history, "compares", "size-guide", "", NULL));
}

static void
test_new_card (WayTestDrag  *fixture,
               gconstpointer data)
{
  const char *id = drop_new (fixture, WAY_KIND_CARD, way_test_drag_get_point (fixture, "c9", 0.3, 0.2));

  assert_same_but_id (fixture, id, way_command_add_card (fixture->other_history, "waits", "pains", "courier-updates", "c9", "", NULL));
}

/* A card of the tray; and where something else would land that is dropped there. */
static void
test_note (WayTestDrag  *fixture,
           gconstpointer data)
{
  WayPoint      at = way_test_drag_get_point (fixture, "c9", 0.3, 0.2);
  WayDragTarget target;

  g_assert_null (way_drag_begin_note (fixture->sheet.layout, fixture->history, fixture->selection, "c9"));
  fixture->drag = way_drag_begin_note (fixture->sheet.layout, fixture->history, fixture->selection, NOTE);
  g_assert_false (way_test_drag_move_to (fixture, (WayPoint){ 3, 3 }));
  g_assert_false (way_drag_get_target (fixture->drag, &target));
  g_assert_true (way_test_drag_move_to (fixture, at));
  way_test_drag_assert_mark (fixture, NOTE, "drop here");
  g_assert_true (way_drag_get_target (fixture->drag, &target));
  g_assert_cmpstr (target.stage, ==, "waits");
  g_assert_cmpstr (target.lane, ==, "pains");
  g_assert_cmpstr (target.touchpoint, ==, "courier-updates");
  g_assert_cmpstr (target.before, ==, "c9");
  way_test_drag_end (fixture);
  g_assert_cmpstr (way_selection_get_focus (fixture->selection), ==, NOTE);
  way_test_drag_move_other (fixture, WAY_TEST_IDS (NOTE), "waits", "pains", "courier-updates", "c9");
  way_test_drag_assert_like_command (fixture);
}

/* The first stage of a map. */
static void
test_new_first_stage (void)
{
  WayMap      *map = way_map_new ("en");
  WayTestSheet sheet = way_test_sheet_new (NULL, map, WAY_VIEW_CURRENT);
  g_autoptr (WayHistory) history = way_history_new (map);
  g_autoptr (WaySelection) selection = way_selection_new (map);
  WayDrag *drag = way_drag_begin_new (sheet.layout, history, selection, WAY_KIND_TOUCHPOINT);

  g_assert_false (way_drag_update (drag, sheet.scene, 300, sheet.frame->stage_y + 10, 0));
  way_drag_end (drag);
  drag = way_drag_begin_new (sheet.layout, history, selection, WAY_KIND_STAGE);
  g_assert_true (way_drag_update (drag, sheet.scene, 300, sheet.frame->stage_y + 10, 0));
  way_drag_end (drag);
  g_assert_cmpuint (way_history_get_n_undo (history), ==, 1);
  g_assert_null (way_drag_begin_new (sheet.layout, history, selection, WAY_KIND_PERSONA));
  way_test_sheet_clear (&sheet);
}

/* --- Escape --------------------------------------------------------------------------------------------------- */

/* Begins a drag of each kind and takes it somewhere. FALSE after the last. */
static gboolean
begin_any (WayTestDrag *fixture,
           guint        kind)
{
  static const char *const grabbed[] = { "size-guide", "c3", "compares", "pains", "discover", "g5" };
  WayPoint                 at;

  if (kind < G_N_ELEMENTS (grabbed))
    way_test_drag_begin (fixture, grabbed[kind]);
  else if (kind == G_N_ELEMENTS (grabbed))
    way_test_drag_begin_phase_edge (fixture, "discover");
  else if (kind == G_N_ELEMENTS (grabbed) + 1)
    way_test_drag_begin_card_edge (fixture, "c3");
  else if (kind == G_N_ELEMENTS (grabbed) + 2)
    {
      at = way_test_drag_get_point (fixture, "compares", 1, 0.5);
      way_test_drag_begin_at (fixture, at.x, at.y);
    }
  else if (kind == G_N_ELEMENTS (grabbed) + 3)
    fixture->drag = way_drag_begin_sketch (fixture->sheet.layout, fixture->history, "anna", FALSE);
  else if (kind == G_N_ELEMENTS (grabbed) + 4)
    fixture->drag = way_drag_begin_new (fixture->sheet.layout, fixture->history, fixture->selection, WAY_KIND_STAGE);
  else if (kind == G_N_ELEMENTS (grabbed) + 5)
    fixture->drag = way_drag_begin_new (fixture->sheet.layout, fixture->history, fixture->selection, WAY_KIND_TOUCHPOINT);
  else if (kind == G_N_ELEMENTS (grabbed) + 6)
    fixture->drag = way_drag_begin_new (fixture->sheet.layout, fixture->history, fixture->selection, WAY_KIND_CARD);
  else if (kind == G_N_ELEMENTS (grabbed) + 7)
    fixture->drag = way_drag_begin_note (fixture->sheet.layout, fixture->history, fixture->selection, NOTE);
  else
    return FALSE;
  g_assert_nonnull (fixture->drag);
  return TRUE;
}

static gboolean
shake (WayTestDrag *fixture)
{
  gboolean changed = FALSE;

  changed |= way_test_drag_move_to (fixture, way_test_drag_get_point (fixture, "instagram-post", 0.5, 0.5));
  changed |= way_test_drag_move_to (fixture, way_test_drag_get_point (fixture, "c9", 0.5, 0.5));
  changed |= way_test_drag_move_to (fixture, (WayPoint){ way_test_drag_get_point (fixture, "newsletter", 0.3, 0.5).x, way_test_drag_get_score_y (fixture, 200) });
  changed |= way_test_drag_move_to (fixture, way_test_drag_get_point (fixture, "m8", 0.5, 0.9));
  return changed;
}

/* Bytes, redo list and selection are as before. */
static void
test_cancel (WayTestDrag  *fixture,
             gconstpointer data)
{
  g_autofree char *start = NULL;

  way_command_rename (fixture->history, "checkout", "Till", NULL);
  way_command_rename (fixture->history, "checkout", "Cash desk", NULL);
  way_history_undo (fixture->history);
  way_test_sheet_update (&fixture->sheet);
  start = way_test_drag_write_map (fixture->sheet.map);
  way_test_drag_select_ids (fixture, WAY_TEST_IDS ("c6", "size-guide"));
  for (guint kind = 0; begin_any (fixture, kind); kind++)
    {
      g_autofree char *found = NULL;

      g_assert_true (shake (fixture));
      way_test_drag_cancel (fixture);
      found = way_test_drag_write_map (fixture->sheet.map);
      g_assert_cmpstr (found, ==, start);
      g_assert_cmpuint (way_history_get_n_redo (fixture->history), ==, 1);
      g_assert_cmpuint (way_history_get_n_undo (fixture->history), ==, 1);
      way_test_drag_assert_selected (fixture, WAY_TEST_IDS ("c6", "size-guide"));
      way_test_sheet_update (&fixture->sheet);
    }
  way_history_redo (fixture->history);
  g_assert_cmpstr (way_element_get_text (way_map_lookup (fixture->sheet.map, "checkout"), WAY_TOUCHPOINT_NAME), ==, "Cash desk");
}

/* A drag that comes back to where it began is no step, and what can be redone stays. */
static void
test_back (WayTestDrag  *fixture,
           gconstpointer data)
{
  WayPoint at;

  way_command_rename (fixture->history, "checkout", "Till", NULL);
  way_history_undo (fixture->history);
  way_test_sheet_update (&fixture->sheet);
  at = way_test_drag_get_point (fixture, "size-guide", 0.9, 0.8);
  way_test_drag_begin (fixture, "size-guide");
  g_assert_true (way_test_drag_move_to (fixture, way_test_drag_get_point (fixture, "newsletter", 0.5, 0.5)));
  g_assert_true (way_test_drag_move_to (fixture, at));
  way_test_drag_end (fixture);
  g_assert_cmpuint (way_history_get_n_undo (fixture->history), ==, 0);
  g_assert_cmpuint (way_history_get_n_redo (fixture->history), ==, 1);
  way_test_drag_assert_same_files (fixture->sheet.map, fixture->other);
}

/* What cannot be dragged. */
static void
test_refused (WayTestDrag  *fixture,
              gconstpointer data)
{
  static const char *const fixed[] = { "f1", "map", "anna", "f2", "m1" };

  for (guint i = 0; i < G_N_ELEMENTS (fixed); i++)
    {
      WayPoint at = way_test_drag_get_point (fixture, fixed[i], 0.5, 0.5);

      way_test_drag_begin_at (fixture, at.x, at.y);
      g_assert_null (fixture->drag);
    }
  way_test_drag_begin_at (fixture, 3, 3);
  g_assert_null (fixture->drag);
  g_assert_false (way_history_in_transaction (fixture->history));
}

#define ADD(name, function) g_test_add ("/tools/drag/" name, WayTestDrag, NULL, way_test_drag_set_up, function, way_test_drag_tear_down)
#define ADD_MIRRORED(name, function) g_test_add ("/tools/drag/right-to-left/" name, WayTestDrag, "ar", way_test_drag_set_up, function, way_test_drag_tear_down)

static void
add_tests (void)
{
  ADD ("touchpoint", test_touchpoint);
  ADD ("touchpoint-after", test_touchpoint_after);
  ADD ("touchpoint-within", test_touchpoint_within);
  ADD ("touchpoints-together", test_touchpoints_together);
  ADD ("touchpoint-alone", test_touchpoint_alone);
  ADD ("home", test_home);
  ADD ("stacked-touchpoint", test_stacked_touchpoint);
  ADD ("replacement", test_replacement);
  ADD ("card", test_card);
  ADD ("card-in-column", test_card_in_column);
  ADD ("card-to-lane", test_card_to_lane);
  ADD ("wide-cards", test_wide_cards);
  ADD ("cards-together", test_cards_together);
  ADD ("card-beyond", test_card_beyond);
  ADD ("band", test_band);
  ADD ("new-stage", test_new_stage);
  ADD ("new-touchpoint", test_new_touchpoint);
  ADD ("new-card", test_new_card);
  ADD ("note", test_note);
  ADD ("cancel", test_cancel);
  ADD ("back", test_back);
  ADD ("refused", test_refused);
  g_test_add_func ("/tools/drag/new-first-stage", test_new_first_stage);

  ADD_MIRRORED ("touchpoint", test_touchpoint);
  ADD_MIRRORED ("touchpoint-after", test_touchpoint_after);
  ADD_MIRRORED ("card", test_card);
  ADD_MIRRORED ("wide-cards", test_wide_cards);
  ADD_MIRRORED ("new-stage", test_new_stage);
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  add_tests ();
  return g_test_run ();
}
