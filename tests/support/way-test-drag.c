/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Tests"

#include <locale.h>
#include <string.h>

#include "way-test-drag.h"

#include "waymark/way-commands.h"
#include "waymark/way-store.h"

/* One for all: to find the fonts takes long. */
static WayTypesetter *
get_typesetter (void)
{
  static WayTypesetter *typesetter;

  if (typesetter == NULL)
    typesetter = way_typesetter_new ("en");
  return typesetter;
}

static void
set_up_map (WayTestDrag *fixture,
            const char  *language)
{
  fixture->sheet = way_test_sheet_new (get_typesetter (), way_test_load_example (language), WAY_VIEW_CURRENT);
  fixture->history = way_history_new (fixture->sheet.map);
  fixture->selection = way_selection_new (fixture->sheet.map);
  fixture->other = way_test_load_example (language);
  fixture->other_history = way_history_new (fixture->other);
}

void
way_test_drag_set_up (WayTestDrag  *fixture,
                      gconstpointer data)
{
  set_up_map (fixture, data != NULL ? data : "en");
}

void
way_test_drag_tear_down (WayTestDrag  *fixture,
                         gconstpointer data)
{
  g_assert_null (fixture->drag);
  g_assert_false (way_history_in_transaction (fixture->history));
  way_test_sheet_clear (&fixture->sheet);
  g_clear_object (&fixture->selection);
  g_clear_object (&fixture->history);
  g_assert_finalize_object (fixture->other_history);
  g_assert_finalize_object (fixture->other);
}

/* --- What hands do ---------------------------------------------------------------- */

WayRectangle
way_test_drag_get_area (WayTestDrag *fixture,
                        const char  *element)
{
  WayRectangle area = { 0 };

  g_assert_true (way_hit_get_area (fixture->sheet.scene, element, &area));
  return area;
}

WayPoint
way_test_drag_get_point (WayTestDrag *fixture,
                         const char  *element,
                         double       along,
                         double       down)
{
  WayRectangle area = way_test_drag_get_area (fixture, element);

  if (fixture->sheet.frame->right_to_left)
    along = 1 - along;
  return (WayPoint){ area.x + along * area.width, area.y + down * area.height };
}

void
way_test_drag_begin_at (WayTestDrag *fixture,
                        double       x,
                        double       y)
{
  WayHit hit = way_hit_find (fixture->sheet.layout, fixture->sheet.scene, x, y, 4);

  fixture->drag = way_drag_begin (fixture->sheet.layout, fixture->sheet.scene, fixture->history, fixture->selection, &hit, "anna", FALSE, x, y);
}

void
way_test_drag_begin (WayTestDrag *fixture,
                     const char  *element)
{
  WayPoint at = way_test_drag_get_point (fixture, element, 0.5, 0.5);

  way_test_drag_begin_at (fixture, at.x, at.y);
  g_assert_nonnull (fixture->drag);
}

gboolean
way_test_drag_move_to (WayTestDrag *fixture,
                       WayPoint     at)
{
  gboolean changed = way_drag_update (fixture->drag, fixture->sheet.scene, at.x, at.y, 0);

  way_test_sheet_update (&fixture->sheet);
  return changed;
}

void
way_test_drag_end (WayTestDrag *fixture)
{
  way_drag_end (g_steal_pointer (&fixture->drag));
}

void
way_test_drag_cancel (WayTestDrag *fixture)
{
  way_drag_cancel (g_steal_pointer (&fixture->drag));
}

void
way_test_drag_select_ids (WayTestDrag       *fixture,
                          const char *const *ids)
{
  way_selection_select_all (fixture->selection, ids, FALSE);
}

void
way_test_drag_prepare (WayTestDrag *fixture,
                       const char  *id,
                       guint        field,
                       const char  *value)
{
  way_test_set_field (fixture->sheet.map, id, field, value);
  way_test_set_field (fixture->other, id, field, value);
  way_test_sheet_update (&fixture->sheet);
}

/* --- What should be ------------------------------------------------------------------ */

char *
way_test_drag_write_map (WayMap *map)
{
  g_autoptr (GBytes) bytes = way_store_write (map);

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

/* The lines of a map's file that have @text. */
static char *
grep (WayMap     *map,
      const char *text)
{
  g_autofree char *file = way_test_drag_write_map (map);
  g_auto (GStrv) lines = g_strsplit (file, "\n", -1);
  GString *found = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    if (strstr (lines[i], text) != NULL)
      g_string_append_printf (found, "%s\n", g_strstrip (lines[i]));
  return g_string_free (found, FALSE);
}

void
way_test_drag_assert_lines (WayTestDrag *fixture,
                            const char  *text,
                            const char  *expected)
{
  g_autofree char *found = grep (fixture->sheet.map, text);

  g_assert_cmpstr (found, ==, expected);
}

void
way_test_drag_assert_same_files (WayMap *map,
                                 WayMap *other)
{
  g_autofree char *file = way_test_drag_write_map (map);
  g_autofree char *expected = way_test_drag_write_map (other);

  g_assert_cmpstr (file, ==, expected);
}

void
way_test_drag_assert_like_command (WayTestDrag *fixture)
{
  way_test_drag_assert_same_files (fixture->sheet.map, fixture->other);
  g_assert_cmpuint (way_history_get_n_undo (fixture->history), ==, 1);
  g_assert_cmpstr (way_history_get_undo_label (fixture->history), ==, way_history_get_undo_label (fixture->other_history));
  way_history_undo (fixture->history);
  way_history_undo (fixture->other_history);
  way_test_drag_assert_same_files (fixture->sheet.map, fixture->other);
}

void
way_test_drag_move_other (WayTestDrag       *fixture,
                          const char *const *ids,
                          const char        *stage,
                          const char        *lane,
                          const char        *touchpoint,
                          const char        *before)
{
  g_autoptr (GError) error = NULL;

  way_command_move (fixture->other_history, ids, stage, lane, touchpoint, before, &error);
  g_assert_no_error (error);
}

void
way_test_drag_assert_selected (WayTestDrag       *fixture,
                               const char *const *ids)
{
  g_assert_cmpuint (way_selection_get_size (fixture->selection), ==, g_strv_length ((char **) ids));
  for (guint i = 0; ids[i] != NULL; i++)
    g_assert_true (way_selection_contains (fixture->selection, ids[i]));
}

static gboolean
is_polish (void)
{
  const char *locale = setlocale (LC_MESSAGES, NULL);

  return locale != NULL && g_str_has_prefix (locale, "pl");
}

void
way_test_drag_assert_mark (WayTestDrag *fixture,
                           const char  *element,
                           const char  *text)
{
  const WayDropMark *mark = way_drag_get_mark (fixture->drag);
  WayRectangle       area;

  g_assert_true (mark->is_valid);
  if (!is_polish ())
    g_assert_cmpstr (mark->text, ==, text);
  if (element == NULL)
    return;
  area = way_test_drag_get_area (fixture, element);
  /* It lies on the item, which can have a shadow or a badge beside; the word of a point may stand above its face. */
  g_assert_cmpfloat_with_epsilon (mark->area.x + mark->area.width / 2, area.x + area.width / 2, 10);
  g_assert_cmpfloat (mark->area.y, >, area.y - 14);
  g_assert_cmpfloat (mark->area.y, <, area.y + 24);
}

/* --- Edges and points ---------------------------------------------------------------- */

void
way_test_drag_begin_phase_edge (WayTestDrag *fixture,
                                const char  *phase)
{
  WayPoint at = way_test_drag_get_point (fixture, phase, 1, 0.5);

  way_test_drag_begin_at (fixture, at.x, at.y);
  g_assert_nonnull (fixture->drag);
  g_assert_cmpint (way_drag_get_kind (fixture->drag), ==, WAY_DRAG_PHASE_EDGE);
}

void
way_test_drag_begin_card_edge (WayTestDrag *fixture,
                               const char  *card)
{
  WayPoint at = way_test_drag_get_point (fixture, card, 1, 0.5);

  way_test_drag_begin_at (fixture, at.x + (fixture->sheet.frame->right_to_left ? 1 : -1), at.y);
  g_assert_nonnull (fixture->drag);
  g_assert_cmpint (way_drag_get_kind (fixture->drag), ==, WAY_DRAG_CARD_EDGE);
}

double
way_test_drag_get_score_y (WayTestDrag *fixture,
                           int          hundredths)
{
  const WayLayoutFrame *frame = fixture->sheet.frame;

  return frame->rows[frame->feelings_row].content_y + way_curve_get_y (hundredths, WAY_CURVE_HEIGHT);
}
