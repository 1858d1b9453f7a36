/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Tests"

#include <locale.h>
#include <string.h>

#include "support/way-map-dump.h"
#include "support/way-test-sheet.h"
#include "waymark/way-drag.h"
#include "waymark/way-store.h"

/*
 * Drags by chance over random maps: what comes of one follows from where it ends, not from the way there; one step back
 * is the start; the map is sound all the time.
 */

#define DEFAULT_SEEDS 25
#define N_DRAGS 8
#define N_STOPS 5

static WayTypesetter *typesetter;

typedef struct
{
  guint32       seed;
  GRand        *random;
  WayTestSheet  sheet;
  WayHistory   *history;
  WaySelection *selection;
  GHashTable   *known; /* ids of the map at the start of a drag */
} Run;

static guint
get_n_seeds (void)
{
  const char *wanted = g_getenv ("WAYMARK_SEEDS");

  return wanted != NULL ? (guint) g_ascii_strtoull (wanted, NULL, 10) : DEFAULT_SEEDS;
}

static char *
write_map (Run *run)
{
  g_autoptr (GBytes) bytes = way_store_write (run->sheet.map);

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static void
collect_ids (WayElement *element,
             GHashTable *ids)
{
  g_hash_table_add (ids, g_strdup (way_element_get_id (element)));
  for (WayElement *child = way_element_get_first (element); child != NULL; child = way_element_get_next (child))
    collect_ids (child, ids);
}

/* What is new has an id by chance. */
static void
hide_new_ids (Run        *run,
              WayElement *element,
              char      **file)
{
  const char *id = way_element_get_id (element);

  if (!g_hash_table_contains (run->known, id))
    {
      g_auto (GStrv) parts = g_strsplit (*file, id, -1);

      g_free (*file);
      *file = g_strjoinv ("new", parts);
    }
  for (WayElement *child = way_element_get_first (element); child != NULL; child = way_element_get_next (child))
    hide_new_ids (run, child, file);
}

static char *
write_without_new_ids (Run *run)
{
  char *file = write_map (run);

  hide_new_ids (run, way_map_get_root (run->sheet.map), &file);
  return file;
}

static void
assert_sound (Run        *run,
              const char *file)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WayMap) map = way_store_load_bytes (file, strlen (file), NULL, NULL, &error);

  if (error != NULL)
    g_error ("seed %u: %s", run->seed, error->message);
  g_assert_null (way_map_find_twin (run->sheet.map));
}

/* --- One drag ------------------------------------------------------------------------ */

typedef struct
{
  WayPoint         from;
  WayPoint         to;
  WayDragModifiers modifiers;
  WayKind          kind; /* of something new, or WAY_N_KINDS */
  guint            n_stops;
} Plan;

static double
get_reach (Run *run)
{
  return run->seed % 2 == 0 ? 4 : 9;
}

static WayPoint
choose_point (Run *run)
{
  const WayLayoutFrame *frame = run->sheet.frame;
  WayPoint              point = { g_rand_double_range (run->random, 0, frame->width), g_rand_double_range (run->random, 0, frame->height) };

  if (g_rand_int_range (run->random, 0, 4) == 0)
    point.y = g_rand_double_range (run->random, frame->phase_y, frame->stage_y + frame->stage_height);
  return point;
}

/* Near something that can be dragged; a few times what lies there. */
static WayPoint
choose_start (Run *run)
{
  WayPoint point = choose_point (run);

  for (guint i = 0; i < 40; i++, point = choose_point (run))
    {
      WayHitPart part = way_hit_find (run->sheet.layout, run->sheet.scene, point.x, point.y, get_reach (run)).part;

      if (part != WAY_HIT_NOTHING && part != WAY_HIT_CELL && part != WAY_HIT_TITLE && part != WAY_HIT_SUBTITLE)
        return point;
    }
  return point;
}

static WayDrag *
begin (Run        *run,
       const Plan *plan)
{
  WayElement *persona = way_map_get_persona (run->sheet.map, 0);
  WayHit      hit;

  if (plan->kind < WAY_N_KINDS)
    return way_drag_begin_new (run->sheet.layout, run->history, run->selection, plan->kind);
  hit = way_hit_find (run->sheet.layout, run->sheet.scene, plan->from.x, plan->from.y, get_reach (run));
  return way_drag_begin (run->sheet.layout, run->sheet.scene, run->history, run->selection, &hit,
                         persona != NULL ? way_element_get_id (persona) : NULL, run->sheet.state == WAY_VIEW_FUTURE, plan->from.x, plan->from.y);
}

static void
move_to (Run             *run,
         WayDrag         *drag,
         WayPoint         at,
         WayDragModifiers modifiers)
{
  guint64            revision = way_map_get_revision (run->sheet.map);
  gboolean           changed = way_drag_update (drag, run->sheet.scene, at.x, at.y, modifiers);
  const WayDropMark *mark;

  g_assert_cmpint (changed, ==, way_map_get_revision (run->sheet.map) != revision);
  way_test_sheet_update (&run->sheet);
  mark = way_drag_get_mark (drag);
  g_assert_true (mark->is_valid || mark->text == NULL);
}

/* Gives the file that comes of it, NULL when nothing can be dragged there. */
static char *
run_drag (Run        *run,
          const Plan *plan)
{
  WayDrag *drag = begin (run, plan);

  if (drag == NULL)
    return NULL;
  for (guint i = 0; i < plan->n_stops; i++)
    {
      g_autofree char *between = NULL;

      move_to (run, drag, choose_point (run), g_rand_int_range (run->random, 0, 3) == 0 ? WAY_DRAG_FREE : 0);
      between = write_map (run);
      assert_sound (run, between);
    }
  move_to (run, drag, plan->to, plan->modifiers);
  way_drag_end (drag);
  way_test_sheet_update (&run->sheet);
  return write_without_new_ids (run);
}

static void
undo (Run        *run,
      guint       n_undo,
      const char *start)
{
  g_autofree char *found = NULL;

  g_assert_cmpuint (way_history_get_n_undo (run->history), <=, n_undo + 1);
  if (way_history_get_n_undo (run->history) > n_undo)
    way_history_undo (run->history);
  found = write_map (run);
  way_assert_same_text (found, start, "seed %u: undo", run->seed);
  way_test_sheet_update (&run->sheet);
}

static Plan
make_plan (Run *run)
{
  static const WayKind kinds[] = { WAY_KIND_STAGE, WAY_KIND_TOUCHPOINT, WAY_KIND_CARD };
  Plan                 plan = { choose_start (run), choose_point (run), 0, WAY_N_KINDS, N_STOPS };

  if (g_rand_int_range (run->random, 0, 6) == 0)
    plan.kind = kinds[g_rand_int_range (run->random, 0, 3)];
  if (g_rand_int_range (run->random, 0, 3) == 0)
    plan.modifiers = WAY_DRAG_FREE;
  return plan;
}

static void
select_some (Run *run)
{
  g_autoptr (GPtrArray) list = way_hit_list (run->sheet.layout, run->sheet.scene);

  way_selection_clear (run->selection);
  for (guint i = 0; i < list->len; i++)
    if (g_rand_int_range (run->random, 0, 5) == 0)
      way_selection_toggle (run->selection, list->pdata[i]);
}

static void
keep_selection (Run       *run,
                GPtrArray *ids)
{
  for (guint i = 0; i < way_selection_get_size (run->selection); i++)
    g_ptr_array_add (ids, g_strdup (way_selection_get_nth (run->selection, i)));
  g_ptr_array_add (ids, NULL);
}

static void
check_cancel (Run        *run,
              const Plan *plan,
              const char *start)
{
  WayDrag         *drag = begin (run, plan);
  g_autofree char *found = NULL;

  move_to (run, drag, choose_point (run), 0);
  move_to (run, drag, plan->to, plan->modifiers);
  way_drag_cancel (drag);
  way_test_sheet_update (&run->sheet);
  found = write_map (run);
  way_assert_same_text (found, start, "seed %u: cancel", run->seed);
}

static gboolean
check_drag (Run *run)
{
  Plan             plan = make_plan (run);
  guint            n_undo = way_history_get_n_undo (run->history);
  g_autofree char *start = write_map (run);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autoptr (GPtrArray) selected = g_ptr_array_new_with_free_func (g_free);

  select_some (run);
  keep_selection (run, selected);
  run->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  collect_ids (way_map_get_root (run->sheet.map), run->known);
  first = run_drag (run, &plan);
  if (first != NULL)
    {
      undo (run, n_undo, start);
      way_selection_select_all (run->selection, (const char *const *) selected->pdata, FALSE);
      plan.n_stops = 0;
      second = run_drag (run, &plan);
      way_assert_same_text (first, second, "seed %u: another way to the same place", run->seed);
      undo (run, n_undo, start);
      way_selection_select_all (run->selection, (const char *const *) selected->pdata, FALSE);
      check_cancel (run, &plan, start);
      if (way_history_can_redo (run->history))
        way_history_redo (run->history);
      way_test_sheet_update (&run->sheet);
    }
  g_clear_pointer (&run->known, g_hash_table_unref);
  return first != NULL && strcmp (first, start) != 0;
}

static void
test_drags (void)
{
  guint n_changed = 0;

  for (guint32 seed = 0; seed < get_n_seeds (); seed++)
    {
      Run run = { .seed = seed, .random = g_rand_new_with_seed (seed), .sheet = way_test_sheet_new_random (typesetter, seed) };

      run.history = way_history_new (run.sheet.map);
      run.selection = way_selection_new (run.sheet.map);
      for (guint i = 0; i < N_DRAGS; i++)
        n_changed += (guint) check_drag (&run);
      g_assert_finalize_object (run.selection);
      g_assert_finalize_object (run.history);
      way_test_sheet_clear (&run.sheet);
      g_rand_free (run.random);
    }
  /* Most of them do something. */
  g_test_message ("%u drags changed a map", n_changed);
  g_assert_cmpuint (n_changed, >, get_n_seeds () * N_DRAGS / 3);
}

int
main (int    argc,
      char **argv)
{
  int result;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  typesetter = way_typesetter_new ("en");
  g_test_add_func ("/tools/drag/property", test_drags);
  result = g_test_run ();
  way_typesetter_unref (typesetter);
  return result;
}
