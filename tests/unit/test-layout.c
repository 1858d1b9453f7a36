/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Tests"

#include <locale.h>

#include "support/way-drawing.h"
#include "support/way-map-maker.h"

/* Every edit after which something elsewhere must be drawn anew. */

#define N_KEPT 3

/* A journey and a layout for each view that lives through all edits. */
typedef struct
{
  WayHistory *history;
  WayMap     *map;
  WayLayout  *layouts[N_KEPT];
} Kept;

static void
check (Kept *kept)
{
  for (guint i = 0; i < N_KEPT; i++)
    {
      WayView view = { .state = (WayViewState) i };

      way_drawing_assert_good (kept->layouts[i], &view);
    }
}

static void
start (Kept       *kept,
       const char *arrangement)
{
  kept->history = way_make_journey ("en", 4, 3, FALSE);
  kept->map = way_history_get_map (kept->history);
  way_make_change (kept->history, way_make_get_root (kept->history), WAY_MAP_ARRANGEMENT, arrangement);
  for (guint i = 0; i < N_KEPT; i++)
    kept->layouts[i] = way_drawing_new_layout (kept->map, TRUE);
  check (kept);
}

static void
finish (Kept *kept)
{
  while (way_history_undo (kept->history))
    check (kept);
  while (way_history_redo (kept->history))
    continue;
  check (kept);
  for (guint i = 0; i < N_KEPT; i++)
    g_assert_finalize_object (kept->layouts[i]);
  g_object_unref (kept->history);
}

static void
change (Kept       *kept,
        const char *id,
        guint       field,
        const char *value)
{
  way_make_change (kept->history, id, field, value);
  check (kept);
}

static void
move (Kept       *kept,
      const char *id,
      const char *parent,
      const char *before)
{
  way_make_move (kept->history, id, parent, before);
  check (kept);
}

static void
test_truths (gconstpointer arrangement)
{
  Kept kept;

  start (&kept, arrangement);
  change (&kept, "s3t2", WAY_TOUCHPOINT_TRUTH, "");
  change (&kept, "s1t1", WAY_TOUCHPOINT_TRUTH, "");
  change (&kept, "s2t3", WAY_TOUCHPOINT_TRUTH, "");
  move (&kept, "s2t3", "s4", NULL);
  change (&kept, "s1t1", WAY_TOUCHPOINT_TRUTH, NULL);
  finish (&kept);
}

static void
test_stages (gconstpointer arrangement)
{
  Kept kept;

  start (&kept, arrangement);
  move (&kept, "s3", NULL, "s1");
  move (&kept, "s3", NULL, NULL);
  move (&kept, "s2t1", "s1", "s1t1");
  change (&kept, "s2", WAY_STAGE_NAME, "A much longer name that takes more than one line of the head of its stage");
  change (&kept, "s1", WAY_STAGE_STEP_WIDTH, "300");
  change (&kept, "s2", WAY_STAGE_PHASE, "p2");
  change (&kept, "s2", WAY_STAGE_PHASE, NULL);
  way_make_remove (kept.history, "s2");
  check (&kept);
  /* Only one stage is left: its columns widen by the least width of the grid. */
  way_make_remove (kept.history, "s3");
  way_make_remove (kept.history, "s4");
  check (&kept);
  finish (&kept);
}

/* The columns stay, the points go. */
static void
test_stage_for_stage (gconstpointer arrangement)
{
  Kept kept;

  start (&kept, arrangement);
  way_history_begin (kept.history, "Swap");
  for (guint i = 1; i <= 3; i++)
    {
      g_autofree char *id = g_strdup_printf ("s3t%u", i);

      way_make_remove (kept.history, id);
    }
  way_history_commit (kept.history);
  check (&kept);
  way_history_begin (kept.history, "Swap");
  way_make_remove (kept.history, "s4");
  way_make (kept.history, WAY_KIND_TOUCHPOINT, "n1", "s3", WAY_TOUCHPOINT_NAME, "One", -1);
  way_make (kept.history, WAY_KIND_TOUCHPOINT, "n2", "s3", WAY_TOUCHPOINT_NAME, "Two", -1);
  way_make (kept.history, WAY_KIND_TOUCHPOINT, "n3", "s3", WAY_TOUCHPOINT_NAME, "Three", -1);
  way_make (kept.history, WAY_KIND_TOUCHPOINT, "n4", "s3", WAY_TOUCHPOINT_NAME, "Four", -1);
  way_history_commit (kept.history);
  check (&kept);
  finish (&kept);
}

static void
test_spans (gconstpointer arrangement)
{
  Kept kept;

  start (&kept, arrangement);
  change (&kept, "s1p", WAY_CARD_UNTIL, "s3");
  change (&kept, "s3", WAY_STAGE_STEP_WIDTH, "250");
  change (&kept, "s1p", WAY_CARD_UNTIL, "s3t2");
  change (&kept, "s3t2", WAY_TOUCHPOINT_STATE, "future");
  change (&kept, "s3t2", WAY_TOUCHPOINT_STATE, "current");
  move (&kept, "s3t2", "s3", "s3t1");
  change (&kept, "s1p", WAY_CARD_TEXT, "So long a pain that all pains below it, in its own stage and in all stages that it reaches into, must go down");
  change (&kept, "s2p", WAY_CARD_UNTIL, "s4");
  /* The end comes before the start, and after it again. */
  move (&kept, "s3", NULL, "s1");
  move (&kept, "s3", NULL, "s2");
  change (&kept, "s1p", WAY_CARD_ABOUT, "s1t3");
  change (&kept, "s1p", WAY_CARD_ABOUT, "s2t1");
  change (&kept, "s1p", WAY_CARD_UNTIL, "s1t2");
  change (&kept, "s1p", WAY_CARD_UNTIL, NULL);
  finish (&kept);
}

static void
test_replacing (gconstpointer arrangement)
{
  Kept kept;

  start (&kept, arrangement);
  change (&kept, "s1t2", WAY_TOUCHPOINT_STATE, "future");
  change (&kept, "s1t2", WAY_TOUCHPOINT_REPLACES, "s1t1");
  change (&kept, "s1t2", WAY_TOUCHPOINT_TRUTH, "");
  /* One that replaces what replaces, and two that replace the same. */
  change (&kept, "s1t3", WAY_TOUCHPOINT_REPLACES, "s1t2");
  change (&kept, "s1t3", WAY_TOUCHPOINT_REPLACES, "s1t1");
  change (&kept, "s1t1", WAY_TOUCHPOINT_REPLACES, "s1t3");
  change (&kept, "s1t1", WAY_TOUCHPOINT_REPLACES, NULL);
  change (&kept, "s3t1", WAY_TOUCHPOINT_STATE, "future");
  change (&kept, "s3t1", WAY_TOUCHPOINT_REPLACES, "s2t1");
  /* The other stage's feeling is this one's future. */
  change (&kept, "s3t1-anna", WAY_FEELING_STATE, "future");
  change (&kept, "s3t1-anna", WAY_FEELING_SCORE, "1.1");
  change (&kept, "s2o", WAY_CARD_REPLACES, "s2p");
  way_make_remove (kept.history, "s3t1");
  check (&kept);
  finish (&kept);
}

static void
test_feelings (gconstpointer arrangement)
{
  Kept kept;

  start (&kept, arrangement);
  change (&kept, "s2t2-anna", WAY_FEELING_WORD, "so annoyed that she leaves and never comes back");
  change (&kept, "s2t2-anna", WAY_FEELING_SCORE, "-2");
  change (&kept, "s2t2", WAY_TOUCHPOINT_TRUTH, "");
  change (&kept, "s2t2-anna", WAY_FEELING_WORD, NULL);
  way_make (kept.history, WAY_KIND_FEELING, "f", "s2t2", WAY_FEELING_PERSONA, "anna", WAY_FEELING_STATE, "future", WAY_FEELING_SCORE, "1.5", -1);
  check (&kept);
  way_make (kept.history, WAY_KIND_FEELING, "g", "s1t2", WAY_FEELING_PERSONA, "jan", WAY_FEELING_SCORE, "0.5", -1);
  check (&kept);
  way_make_remove (kept.history, "s1t2-anna");
  check (&kept);
  way_make_move (kept.history, "jan", NULL, "anna");
  check (&kept);
  change (&kept, "anna", WAY_PERSONA_NAME, "Zofia Wilk");
  change (&kept, "s1t3", WAY_TOUCHPOINT_FOR, "anna jan");
  change (&kept, "jan", WAY_PERSONA_NAME, "Adam Lis");
  change (&kept, "s1t3", WAY_TOUCHPOINT_FOR, "jan");
  way_make_remove (kept.history, "anna");
  check (&kept);
  finish (&kept);
}

/* One who was only asked for is somebody with the first thing that is hers; so is a touchpoint. */
static void
test_prompts (gconstpointer arrangement)
{
  static const WayView prompts = { .state = WAY_VIEW_CURRENT, .prompts = TRUE };
  Kept                 kept;

  start (&kept, arrangement);
  change (&kept, "jan", WAY_PERSONA_PROMPT, "Who else buys?");
  change (&kept, "jan", WAY_PERSONA_NAME, NULL);
  g_assert_cmpuint (way_layout_get_frame (kept.layouts[0])->n_personas, ==, 1);
  way_make (kept.history, WAY_KIND_FEELING, "g", "s1t2", WAY_FEELING_PERSONA, "jan", WAY_FEELING_SCORE, "0.5", -1);
  check (&kept);
  g_assert_cmpuint (way_layout_get_frame (kept.layouts[0])->n_personas, ==, 2);
  g_assert_cmpuint (way_layout_get_frame (kept.layouts[0])->curves->len, ==, 2);
  change (&kept, "s1t2", WAY_TOUCHPOINT_PROMPT, "Where does he look?");
  change (&kept, "s1t2", WAY_TOUCHPOINT_NAME, NULL);
  change (&kept, "s1t2", WAY_TOUCHPOINT_DESCRIPTION, NULL);
  way_drawing_assert_good (kept.layouts[0], &prompts);
  check (&kept);
  way_make_remove (kept.history, "s1t2-anna");
  way_make_remove (kept.history, "g");
  check (&kept);
  g_assert_cmpuint (way_layout_get_frame (kept.layouts[0])->n_personas, ==, 1);
  finish (&kept);
}

static void
test_lanes (gconstpointer arrangement)
{
  Kept kept;

  start (&kept, arrangement);
  move (&kept, "emotions", NULL, NULL);
  change (&kept, "thoughts", WAY_LANE_HIDDEN, "yes");
  change (&kept, "pains", WAY_LANE_NAME, "What hurts her so much that this name needs more than a line");
  change (&kept, "channels", WAY_LANE_SHOWS, "touchpoints");
  change (&kept, "pains", WAY_LANE_HOLDS, "quotes");
  change (&kept, "s1p", WAY_CARD_LANE, "chances");
  change (&kept, "touchpoints", WAY_LANE_HIDDEN, "yes");
  way_make_remove (kept.history, "chances");
  check (&kept);
  way_make (kept.history, WAY_KIND_LEVEL, "l", NULL, WAY_LEVEL_SCORE, "2", WAY_LEVEL_NAME, "over the moon", -1);
  check (&kept);
  finish (&kept);
}

static void
test_links (gconstpointer arrangement)
{
  Kept kept;

  start (&kept, arrangement);
  way_make (kept.history, WAY_KIND_LINK, "k1", "s1t1", WAY_LINK_TO, "s3t1", WAY_LINK_KIND, "loop", -1);
  check (&kept);
  change (&kept, "s3t1", WAY_TOUCHPOINT_NAME, "Another name");
  way_make (kept.history, WAY_KIND_LINK, "k2", "s4t3", WAY_LINK_TO, "s1t1", WAY_LINK_KIND, "exit", WAY_LINK_LABEL, "gives up and goes to the shop in town", -1);
  check (&kept);
  way_make (kept.history, WAY_KIND_LINK, "k3", "s2t1", WAY_LINK_TO, "s2t2", WAY_LINK_KIND, "next", -1);
  check (&kept);
  change (&kept, "s3t1", WAY_TOUCHPOINT_STATE, "future");
  move (&kept, "s3", NULL, "s1");
  way_make_remove (kept.history, "s3t1");
  check (&kept);
  finish (&kept);
}

static void
test_findings (gconstpointer arrangement)
{
  Kept kept;

  start (&kept, arrangement);
  way_make (kept.history, WAY_KIND_FINDING, "f1", NULL, WAY_FINDING_TEXT, "Size doubt loses first-time buyers", -1);
  check (&kept);
  way_make (kept.history, WAY_KIND_FINDING, "f2", NULL, WAY_FINDING_TEXT, "71 % of baskets end here", WAY_FINDING_ABOUT, "s2p", -1);
  check (&kept);
  change (&kept, "s2p", WAY_CARD_ABOUT, "s2t3");
  change (&kept, "s2t3-anna", WAY_FEELING_WORD, "not at all amused by what she sees");
  change (&kept, "s2t3", WAY_TOUCHPOINT_TRUTH, "");
  move (&kept, "s2p", "s3", NULL);
  change (&kept, "f2", WAY_FINDING_ABOUT, "s1");
  change (&kept, "f1", WAY_FINDING_ABOUT, "s1t1");
  finish (&kept);
}

static void
test_whole_map (gconstpointer arrangement)
{
  Kept        kept;
  const char *root;

  start (&kept, arrangement);
  root = way_make_get_root (kept.history);
  change (&kept, "s1o", WAY_CARD_DATE, "2026-11-03");
  change (&kept, "s1o", WAY_CARD_STATUS, "planned");
  change (&kept, "s1t1", WAY_TOUCHPOINT_STATUS, "live");
  change (&kept, root, WAY_MAP_LANGUAGE, "pl");
  change (&kept, root, WAY_MAP_LANGUAGE, "ar");
  change (&kept, root, WAY_MAP_LANGUAGE, NULL);
  change (&kept, root, WAY_MAP_STEP_WIDTH, "180.5");
  change (&kept, root, WAY_MAP_TITLE, "A title that is so long that it surely does not fit on one line of the sheet, beside two people or below them");
  change (&kept, root, WAY_MAP_OWNER, "Shop team");
  change (&kept, root, WAY_MAP_ARRANGEMENT, g_strcmp0 (arrangement, "stacked") == 0 ? NULL : "stacked");
  change (&kept, "s1t1", WAY_TOUCHPOINT_NAME, "Other");
  finish (&kept);
}

/* One layout that looks at this and that of the map in turn. */
static void
test_views (gconstpointer arrangement)
{
  static const char *const stages[] = { "s1", "s3", NULL };
  static const char *const lanes[] = { "emotions", "chances", NULL };
  static const char *const personas[] = { "jan", NULL };
  static const WayView     views[] = {
        { .state = WAY_VIEW_CURRENT },
        { .state = WAY_VIEW_CURRENT, .stages = stages },
        { .state = WAY_VIEW_COMPARISON },
        { .state = WAY_VIEW_COMPARISON, .lanes = lanes },
        { .state = WAY_VIEW_CURRENT, .personas = personas },
        { .state = WAY_VIEW_CURRENT, .persona = "jan" },
        { .state = WAY_VIEW_FUTURE, .prompts = TRUE },
  };
  Kept kept;

  start (&kept, arrangement);
  way_make_change (kept.history, "s1p", WAY_CARD_UNTIL, "s2");
  way_make_change (kept.history, "s2t1", WAY_TOUCHPOINT_TRUTH, "");
  way_make (kept.history, WAY_KIND_FEELING, "g", "s1t2", WAY_FEELING_PERSONA, "jan", WAY_FEELING_SCORE, "0.5", -1);
  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    for (guint j = 0; j < G_N_ELEMENTS (views); j++)
      {
        way_drawing_assert_good (kept.layouts[0], &views[i]);
        way_drawing_assert_good (kept.layouts[0], &views[j]);
      }
  finish (&kept);
}

/* The items and blocks of a scene that stood in the scene before are counted off. */
static void
count_new (WayScene *before,
           WayScene *after,
           guint    *n_items,
           guint    *n_blocks)
{
  g_autoptr (GHashTable) old = g_hash_table_new (NULL, NULL);
  WayScene *scenes[] = { before, after };

  *n_items = *n_blocks = 0;
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < scenes[pass]->layers->len; i++)
      {
        const WaySceneLayer *layer = g_ptr_array_index (scenes[pass]->layers, i);

        for (guint j = 0; j < layer->blocks->len; j++)
          {
            WaySceneBlock *block = g_array_index (layer->blocks, WayBlockPlacement, j).block;

            *n_blocks += pass == 1 && !g_hash_table_contains (old, block);
            g_hash_table_add (old, block);
            for (guint k = 0; k < block->n_placements; k++)
              {
                *n_items += pass == 1 && !g_hash_table_contains (old, block->placements[k].item);
                g_hash_table_add (old, block->placements[k].item);
              }
          }
      }
}

/* One edit of a text in a map of 300 touchpoints: what it does not touch stays where it is in memory, for caches. */
static void
test_cost (void)
{
  static const struct
  {
    const char *id;
    guint       field;
    const char *value;
    guint       most_items; /* that may be new */
    guint       most_blocks;
  } edits[] = {
    { "s15t5", WAY_TOUCHPOINT_NAME, "Shoe size", 1, 1 },
    { "s15t5", WAY_TOUCHPOINT_DESCRIPTION, "Does not know", 1, 1 },
    { "s15p", WAY_CARD_TEXT, "No advice at all", 1, 1 },
    { "s15c", WAY_CARD_TEXT, "So long a thought that it takes two lines though it has the width of ten steps, because it goes on and on and never seems to come to an end, "
                             "as thoughts do when people cannot sleep at night, and go over and over the same thing again, from one side and from the other, until the morning",
      1, 4 },
    { "s15t5-anna", WAY_FEELING_WORD, "lost", 2, 2 },
    { "s15m", WAY_METRIC_NAME, "Leaves", 1, 1 },
    { "s15", WAY_STAGE_NAME, "Chooses", 1, 1 },
    { "s15", WAY_STAGE_OWNER, "Shop", 1, 1 },
    { "anna", WAY_PERSONA_QUOTE, "Do they fit?", 2, 2 },
    { "anna", WAY_PERSONA_NAME, "Ewa Nowak", 4, 4 },
    { "p1", WAY_PHASE_NAME, "Before", 1, 1 },
    { "pains", WAY_LANE_NAME, "Pains", 1, 1 },
    { "emotions", WAY_LANE_HINT, "how she feels", 1, 1 },
    { NULL, WAY_MAP_TITLE, "Buying shoes", 1, 1 },
    { NULL, WAY_MAP_OWNER, "Shop team", 1, 1 },
    { "f", WAY_FINDING_TEXT, "71 % of baskets end here", 3, 2 },
    { "k", WAY_LINK_LABEL, "again", 2, 2 },
  };
  WayView view = { .state = WAY_VIEW_CURRENT };
  g_autoptr (WayHistory) history = way_make_journey ("en", 30, 10, FALSE);
  g_autoptr (WayLayout) layout = NULL;
  g_autoptr (WayScene) before = NULL;

  way_make (history, WAY_KIND_FINDING, "f", NULL, WAY_FINDING_ABOUT, "s10t2", WAY_FINDING_TEXT, "Half of the baskets end here", -1);
  way_make (history, WAY_KIND_LINK, "k", "s20t4", WAY_LINK_TO, "s20t1", WAY_LINK_KIND, "loop", WAY_LINK_LABEL, "back", -1);
  way_make_change (history, "s3p", WAY_CARD_UNTIL, "s5");
  layout = way_drawing_new_layout (way_history_get_map (history), FALSE);
  before = way_drawing_draw (layout, &view);
  for (guint i = 0; i < G_N_ELEMENTS (edits); i++)
    {
      g_autoptr (WayScene) after = NULL;
      const char *id = edits[i].id != NULL ? edits[i].id : way_make_get_root (history);
      guint       n_items, n_blocks;

      way_make_change (history, id, edits[i].field, edits[i].value);
      after = way_drawing_draw (layout, &view);
      count_new (before, after, &n_items, &n_blocks);
      g_test_message ("%s of %s: %u new items, %u new blocks", way_kind_get_info (way_element_get_kind (way_map_lookup (way_history_get_map (history), id)))->fields[edits[i].field].name, id, n_items, n_blocks);
      if (n_items == 0 || n_items > edits[i].most_items || n_blocks == 0 || n_blocks > edits[i].most_blocks)
        g_test_fail ();
      way_scene_unref (before);
      before = g_steal_pointer (&after);
    }
}

int
main (int    argc,
      char **argv)
{
  static const struct
  {
    const char   *name;
    GTestDataFunc function;
  } edits[] = {
    { "truths", test_truths },
    { "stages", test_stages },
    { "stage-for-stage", test_stage_for_stage },
    { "spans", test_spans },
    { "replacing", test_replacing },
    { "feelings", test_feelings },
    { "prompts", test_prompts },
    { "lanes", test_lanes },
    { "links", test_links },
    { "findings", test_findings },
    { "whole-map", test_whole_map },
    { "views", test_views },
  };

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (edits); i++)
    {
      g_autofree char *side_by_side = g_strdup_printf ("/layout/kept/side-by-side/%s", edits[i].name);
      g_autofree char *stacked = g_strdup_printf ("/layout/kept/stacked/%s", edits[i].name);

      g_test_add_data_func (side_by_side, "side-by-side", edits[i].function);
      g_test_add_data_func (stacked, "stacked", edits[i].function);
    }
  g_test_add_func ("/layout/cost", test_cost);
  return g_test_run ();
}
