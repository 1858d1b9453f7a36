/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Tests"

#include <locale.h>
#include <string.h>

#include "waymark/way-editor.h"
#include "support/way-random-commands.h"
#include "support/way-random-map.h"
#include "support/way-scene-dump.h"

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
  return way_scene_dump (way_editor_get_scene (editor));
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
  WayElement *persona = way_map_get_persona (map, (guint) g_rand_int_range (random, 0, 3));

  if (g_rand_boolean (random))
    {
      way_editor_set_persona (editor, persona != NULL ? way_element_get_id (persona) : NULL);
      return "persona";
    }
  way_editor_set_view_state (editor, (WayViewState) g_rand_int_range (random, 0, 3));
  return "view";
}

static const char *
change_looks (WayEditor *editor,
              GRand     *random)
{
  static const struct
  {
    guint       field;
    const char *value;
  } looks[] = {
    { WAY_MAP_LANGUAGE, "ar" },
    { WAY_MAP_LANGUAGE, "pl" },
    { WAY_MAP_THEME, "greyscale" },
    { WAY_MAP_THEME, NULL },
    { WAY_MAP_BRAND, "#663399" },
    { WAY_MAP_BRAND, "#117733" },
  };
  WayHistory *history = way_editor_get_history (editor);
  guint       i = (guint) g_rand_int_range (random, 0, G_N_ELEMENTS (looks));

  way_history_begin (history, "Looks");
  way_history_set (history, way_element_get_id (way_map_get_root (way_editor_get_map (editor))), looks[i].field, looks[i].value, NULL);
  way_history_commit (history);
  return "looks";
}

static const char *
change_something (WayEditor *editor,
                  GRand     *random)
{
  WayHistory *history = way_editor_get_history (editor);
  const char *name;

  switch (g_rand_int_range (random, 0, 10))
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
  g_autofree char *parting = way_scene_dump_compare (actual, expected);

  if (parting != NULL)
    g_error ("seed %u, step %u, %s:\n%s", seed, step, name, parting);
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
