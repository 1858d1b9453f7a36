/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Tests"

#include <locale.h>
#include <string.h>

#include "waymark/way-editor.h"
#include "support/way-random-commands.h"
#include "support/way-random-map.h"
#include "support/way-random-value.h"
#include "support/way-test-tools.h"

/* However a map came to be what it is, it is drawn the same. */

#define DEFAULT_SEEDS 25
#define STEPS 8

static guint
get_n_seeds (void)
{
  const char *wanted = g_getenv ("WAYMARK_SEEDS");

  return wanted != NULL ? (guint) g_ascii_strtoull (wanted, NULL, 10) : DEFAULT_SEEDS;
}

static char *
draw (WayEditor *editor)
{
  static const WayExportOptions options = { 0 };
  g_autoptr (GBytes) bytes = way_test_export (way_editor_get_scene (editor), WAY_EXPORT_SVG_TEXT, &options);

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

/* A new editor that shows the same. */
static char *
draw_afresh (WayEditor *editor)
{
  g_autoptr (WayEditor) fresh = way_editor_new (way_editor_get_history (editor));
  g_autofree char *persona = NULL;

  g_object_get (editor, "persona", &persona, NULL);
  way_editor_set_view_state (fresh, way_editor_get_view_state (editor));
  way_editor_set_drawing_future (fresh, way_editor_get_drawing_future (editor));
  way_editor_set_persona (fresh, persona);
  return draw (fresh);
}

static const char *
change_view (WayEditor *editor,
             GRand     *random)
{
  WayMap     *map = way_editor_get_map (editor);
  WayElement *persona = way_map_get_persona (map, way_random_below (random, 3));

  if (way_random_happens (random, 0.5))
    {
      way_editor_set_persona (editor, persona != NULL ? way_element_get_id (persona) : NULL);
      return "persona";
    }
  way_editor_set_view_state (editor, (WayViewState) way_random_below (random, 3));
  return "view";
}

static const char *
change_looks (WayEditor *editor,
              GRand     *random)
{
  static const guint fields[] = { WAY_MAP_LANGUAGE, WAY_MAP_THEME, WAY_MAP_BRAND };
  WayHistory        *history = way_editor_get_history (editor);
  guint              field = fields[way_random_below (random, G_N_ELEMENTS (fields))];
  const WayField    *description = &way_kind_get_info (WAY_KIND_MAP)->fields[field];
  g_autofree char   *value = field == WAY_MAP_LANGUAGE ? g_strdup (way_random_happens (random, 0.5) ? "ar" : "pl")
                                                       : way_random_value (random, description);

  way_history_begin (history, "Looks");
  way_history_set (history, way_element_get_id (way_map_get_root (way_editor_get_map (editor))), field, value, NULL);
  way_history_commit (history);
  return description->name;
}

static const char *
change_something (WayEditor *editor,
                  GRand     *random)
{
  WayHistory *history = way_editor_get_history (editor);
  const char *name;

  switch (way_random_below (random, 10))
    {
    case 0:
      return change_view (editor, random);
    case 1:
      way_history_undo (history);
      return "undo";
    case 2:
      way_history_redo (history);
      return "redo";
    case 3:
      return change_looks (editor, random);
    default:
      way_random_command (history, random, &name, NULL);
      return name;
    }
}

static void
assert_same (guint32     seed,
             guint       step,
             const char *name,
             const char *actual,
             const char *expected)
{
  g_auto (GStrv) actual_lines = NULL;
  g_auto (GStrv) expected_lines = NULL;
  guint line = 0;

  if (strcmp (actual, expected) == 0)
    return;
  actual_lines = g_strsplit (actual, "\n", -1);
  expected_lines = g_strsplit (expected, "\n", -1);
  while (g_strcmp0 (actual_lines[line], expected_lines[line]) == 0)
    line++;
  g_error ("seed %u, step %u, %s: line %u is\n%s\nand should be\n%s", seed, step, name, line + 1, actual_lines[line], expected_lines[line]);
}

static void
told_cb (WayEditor *editor,
         guint     *n_told)
{
  (*n_told)++;
}

static void
test_drawn (void)
{
  for (guint32 seed = 0; seed < get_n_seeds (); seed++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (seed);
      g_autoptr (WayMap) map = way_random_map_new (seed, seed % 7);
      g_autoptr (WayHistory) history = way_history_new (map);
      g_autoptr (WayEditor) editor = way_editor_new (history);
      g_autofree char *last = draw (editor);
      guint            n_told = 0;

      g_signal_connect (editor, "invalidated", G_CALLBACK (told_cb), &n_told);
      for (guint step = 0; step < STEPS; step++)
        {
          const char      *name = change_something (editor, random);
          g_autofree char *actual = draw (editor);
          g_autofree char *expected = draw_afresh (editor);

          assert_same (seed, step, name, actual, expected);
          g_assert_cmpuint (n_told, <=, 1);
          g_assert_true (n_told == 1 || strcmp (actual, last) == 0);
          n_told = 0;
          g_free (last);
          last = g_steal_pointer (&actual);
        }
    }
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/tools/editor/drawn", test_drawn);

  return g_test_run ();
}
