/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Tests"

#include <locale.h>

#include "support/way-drawing-check.h"
#include "support/way-drawing.h"
#include "support/way-map-maker.h"
#include "support/way-random-edits.h"
#include "support/way-random-map.h"
#include "waymark/way-compose.h"

#define DEFAULT_SEEDS 200
#define STEPS 8

static guint
get_n_seeds (void)
{
  const char *wanted = g_getenv ("WAYMARK_SEEDS");

  return wanted != NULL ? (guint) g_ascii_strtoull (wanted, NULL, 10) : DEFAULT_SEEDS;
}

/* A seed to look at alone: WAYMARK_FIRST_SEED=17 WAYMARK_SEEDS=18. */
static guint
get_first_seed (void)
{
  const char *wanted = g_getenv ("WAYMARK_FIRST_SEED");

  return wanted != NULL ? (guint) g_ascii_strtoull (wanted, NULL, 10) : 0;
}

static void
set_root (WayHistory *history,
          guint       field,
          const char *value)
{
  way_make_change (history, way_make_get_root (history), field, value);
}

static gboolean
happens (GRand *random,
         double probability)
{
  return g_rand_double (random) < probability;
}

/* A number from 0 to @n - 1. */
static guint
below (GRand *random,
       guint  n)
{
  return n > 1 ? (guint) g_rand_int_range (random, 0, (gint32) n) : 0;
}

static void
collect (GPtrArray  *elements,
         WayElement *element,
         WayKind     kind)
{
  if (way_element_get_kind (element) == kind)
    g_ptr_array_add (elements, element);
  for (WayElement *child = way_element_get_first (element); child != NULL; child = way_element_get_next (child))
    collect (elements, child, kind);
}

/* All elements of a kind, in the order of the document. */
static GPtrArray *
list (WayMap *map,
      WayKind kind)
{
  GPtrArray *elements = g_ptr_array_new ();

  collect (elements, way_map_get_root (map), kind);
  return elements;
}

/* One feeling of one of the first two personas: as it is, and now and then as it should be. */
static void
add_feeling (WayHistory *history,
             GRand      *random,
             const char *touchpoint,
             guint       number)
{
  static const char *const words[] = { "curious", "annoyed", "not at all sure whether this will ever end well", "صبور", "不安",
                                       "Unzufriedenheitsgefühlsausbruch", "two\nlines", "" };
  WayElement              *persona = way_map_get_persona (way_history_get_map (history), number % 2);
  g_autofree char         *id = g_strdup_printf ("feeling-%s-%u", touchpoint, number);
  g_autofree char         *score = g_strdup_printf ("%d.%u", g_rand_int_range (random, -1, 2), below (random, 10));

  if (persona == NULL || way_history_insert (history, WAY_KIND_FEELING, id, touchpoint, NULL, NULL) == NULL)
    return;
  if (!way_history_set (history, id, WAY_FEELING_PERSONA, way_element_get_id (persona), NULL) ||
      !way_history_set (history, id, WAY_FEELING_STATE, number == 2 ? "future" : happens (random, 0.5) ? "current"
                                                                                                       : NULL,
                        NULL))
    {
      way_history_remove (history, id, NULL);
      return;
    }
  way_history_set (history, id, WAY_FEELING_SCORE, happens (random, 0.1) ? "-2" : score, NULL);
  way_history_set (history, id, WAY_FEELING_WORD, words[below (random, G_N_ELEMENTS (words))], NULL);
}

static void
add_lanes (WayHistory *history,
           GRand      *random)
{
  static const char *const shows[] = { "touchpoints", "feelings", "metrics", "channels", "owners", "evidence" };
  static const char *const holds[] = { "thoughts", "pain-points", "opportunities", "quotes", "backstage" };

  for (guint i = 0; i < G_N_ELEMENTS (shows) + G_N_ELEMENTS (holds); i++)
    {
      gboolean         is_holder = i >= G_N_ELEMENTS (shows);
      const char      *word = is_holder ? holds[i - G_N_ELEMENTS (shows)] : shows[i];
      g_autofree char *id = g_strdup_printf ("lane-%s", word);

      if (!happens (random, i < 2 ? 0.95 : 0.6))
        continue;
      way_make (history, WAY_KIND_LANE, id, NULL, WAY_LANE_NAME, word, -1);
      way_make_change (history, id, is_holder ? WAY_LANE_HOLDS : WAY_LANE_SHOWS, word);
    }
}

static void
refer (WayHistory *history,
       GRand      *random,
       WayElement *element,
       guint       field,
       GPtrArray  *targets)
{
  if (targets->len > 0)
    way_history_set (history, way_element_get_id (element), field, way_element_get_id (targets->pdata[below (random, targets->len)]), NULL);
}

/* Random maps are rich in kinds of things but poor in what meets: this gives them lanes, cards in these, and curves. */
static void
furnish (WayHistory *history,
         guint32     seed)
{
  WayMap *map = way_history_get_map (history);
  g_autoptr (GRand) random = g_rand_new_with_seed (seed + 77);
  g_autoptr (GPtrArray) touchpoints = list (map, WAY_KIND_TOUCHPOINT);
  g_autoptr (GPtrArray) stages = list (map, WAY_KIND_STAGE);
  g_autoptr (GPtrArray) cards = list (map, WAY_KIND_CARD);
  g_autoptr (GPtrArray) lanes = NULL;

  way_history_begin (history, "Furnish");
  while (way_element_count (way_map_get_root (map), WAY_KIND_PERSONA) < seed % 4)
    {
      g_autofree char *id = g_strdup_printf ("persona-%u", below (random, 1000000));

      way_make (history, WAY_KIND_PERSONA, id, NULL, WAY_PERSONA_NAME, "Anna Nowak", -1);
    }
  add_lanes (history, random);
  lanes = list (map, WAY_KIND_LANE);
  for (guint i = 0; i < cards->len; i++)
    {
      if (happens (random, 0.8))
        refer (history, random, cards->pdata[i], WAY_CARD_LANE, lanes);
      if (happens (random, 0.5))
        refer (history, random, cards->pdata[i], WAY_CARD_ABOUT, touchpoints);
      if (happens (random, 0.05))
        refer (history, random, cards->pdata[i], WAY_CARD_UNTIL, happens (random, 0.5) ? touchpoints : stages);
    }
  for (guint i = 0; i < touchpoints->len; i++)
    {
      const char *id = way_element_get_id (touchpoints->pdata[i]);

      if (happens (random, 0.2))
        way_history_set (history, id, WAY_TOUCHPOINT_TRUTH, "", NULL);
      if (happens (random, 0.8))
        way_history_set (history, id, WAY_TOUCHPOINT_REPLACES, NULL, NULL);
      for (guint j = 0; j < 3; j++)
        if (happens (random, 0.8))
          add_feeling (history, random, id, j);
    }
  way_history_commit (history);
}

static void
check_drawing (guint32        seed,
               const char    *what,
               WayLayout     *layout,
               const WayView *view)
{
  g_autoptr (WayScene) scene = way_drawing_draw (layout, view);
  g_autofree char *fault = way_drawing_find_fault (way_layout_get_frame (layout), scene);

  if (fault == NULL)
    return;
  g_test_message ("seed %u, %s, state %d: %s", seed, what, view->state, fault);
  g_test_fail ();
}

static void
test_overlap (void)
{
  for (guint32 seed = get_first_seed (); seed < get_n_seeds (); seed++)
    {
      g_autoptr (WayMap) map = way_random_map_new (seed, seed % 15);
      g_autoptr (WayHistory) history = way_history_new (map);

      furnish (history, seed);
      for (guint i = 0; i < 3; i++)
        {
          static const char *const arrangements[] = { "side-by-side", "stacked", NULL };
          g_autoptr (WayLayout) layout = NULL;

          set_root (history, WAY_MAP_ARRANGEMENT, arrangements[i]);
          if (i == 2)
            set_root (history, WAY_MAP_LANGUAGE, "ar");
          layout = way_drawing_new_layout (map, FALSE);
          for (WayViewState state = WAY_VIEW_CURRENT; state <= WAY_VIEW_COMPARISON; state++)
            {
              WayView view = { .state = state };

              check_drawing (seed, arrangements[i] != NULL ? arrangements[i] : "Arabic", layout, &view);
            }
        }
    }
}

static void
check_fresh (guint32        seed,
             const char    *what,
             WayLayout     *layout,
             const WayView *view)
{
  g_autofree char *difference = way_drawing_find_stale (layout, view);

  if (difference == NULL)
    return;
  g_test_message ("seed %u, after %s, state %d:\n%s", seed, what, view->state, difference);
  g_test_fail ();
}

static WayElement *
choose (WayMap *map,
        GRand  *random,
        WayKind kind)
{
  g_autoptr (GPtrArray) elements = list (map, kind);

  return elements->len > 0 ? elements->pdata[below (random, elements->len)] : NULL;
}

static void
try_set (WayHistory *history,
         WayElement *element,
         guint       field,
         const char *value)
{
  if (element != NULL)
    way_history_set (history, way_element_get_id (element), field, value, NULL);
}

static void
try_refer (WayHistory *history,
           GRand      *random,
           WayElement *element,
           guint       field,
           WayKind     target_kind)
{
  WayElement *target = choose (way_history_get_map (history), random, target_kind);

  if (target != NULL)
    try_set (history, element, field, happens (random, 0.8) ? way_element_get_id (target) : NULL);
}

/* The small edits of which most work is made: most of the drawing stays as it is. */
static const char *
make_small_edit (WayHistory *history,
                 GRand      *random)
{
  WayMap     *map = way_history_get_map (history);
  WayElement *touchpoint = choose (map, random, WAY_KIND_TOUCHPOINT);
  WayElement *feeling = choose (map, random, WAY_KIND_FEELING);

  switch (below (random, 6))
    {
    case 0:
      try_set (history, touchpoint, WAY_TOUCHPOINT_TRUTH, happens (random, 0.6) ? "here they leave" : NULL);
      return "a moment of truth";
    case 1:
      try_set (history, feeling, WAY_FEELING_SCORE, (const char *[]){ "-2", "1.5", "0.3" }[below (random, 3)]);
      return "a score";
    case 2:
      try_set (history, feeling, WAY_FEELING_WORD, (const char *[]){ "annoyed", "quite another feeling of hers", NULL }[below (random, 3)]);
      return "a feeling's word";
    case 3:
      try_set (history, choose (map, random, WAY_KIND_CARD), WAY_CARD_TEXT, (const char *[]){ "Other words", "So many words that they need three lines or more in a card" }[below (random, 2)]);
      return "a card's text";
    case 4:
      try_set (history, choose (map, random, WAY_KIND_STAGE), WAY_STAGE_NAME, (const char *[]){ "Buys", "Comes back after a while" }[below (random, 2)]);
      return "a stage's name";
    default:
      try_set (history, touchpoint, WAY_TOUCHPOINT_NAME, (const char *[]){ "Checkout", "The page on which one pays at last", NULL }[below (random, 3)]);
      return "a touchpoint's name";
    }
}

/* Edits of places and relations: they move and change much elsewhere. */
static const char *
move_something (WayHistory *history,
                GRand      *random)
{
  WayMap     *map = way_history_get_map (history);
  const char *root = way_make_get_root (history);
  WayElement *stage = choose (map, random, WAY_KIND_STAGE);
  WayElement *touchpoint = choose (map, random, WAY_KIND_TOUCHPOINT);
  WayElement *lane = choose (map, random, WAY_KIND_LANE);
  WayElement *other = choose (map, random, WAY_KIND_STAGE);

  switch (below (random, 5))
    {
    case 0:
      if (stage != NULL)
        way_history_move (history, way_element_get_id (stage), root, other != stage ? way_element_get_id (other) : NULL, NULL);
      return "moving a stage";
    case 1:
      if (touchpoint != NULL)
        way_history_move (history, way_element_get_id (touchpoint), way_element_get_id (other), NULL, NULL);
      return "moving a touchpoint";
    case 2:
      if (lane != NULL)
        way_history_move (history, way_element_get_id (lane), root, NULL, NULL);
      return "moving a lane";
    case 3:
      try_set (history, stage, WAY_STAGE_STEP_WIDTH, happens (random, 0.5) ? "240.5" : NULL);
      return "a stage's width";
    default:
      try_set (history, lane, WAY_LANE_HIDDEN, happens (random, 0.5) ? "yes" : NULL);
      return "hiding a lane";
    }
}

static const char *
relate_something (WayHistory *history,
                  GRand      *random)
{
  static const WayKind subjects[] = { WAY_KIND_TOUCHPOINT, WAY_KIND_STAGE, WAY_KIND_CARD };
  WayMap              *map = way_history_get_map (history);
  WayElement          *touchpoint = choose (map, random, WAY_KIND_TOUCHPOINT);
  WayElement          *card = choose (map, random, WAY_KIND_CARD);

  switch (below (random, 8))
    {
    case 0:
      try_refer (history, random, card, WAY_CARD_UNTIL, happens (random, 0.5) ? WAY_KIND_STAGE : WAY_KIND_TOUCHPOINT);
      return "a card's end";
    case 1:
      try_refer (history, random, card, WAY_CARD_ABOUT, WAY_KIND_TOUCHPOINT);
      return "a card's touchpoint";
    case 2:
      try_refer (history, random, touchpoint, WAY_TOUCHPOINT_REPLACES, WAY_KIND_TOUCHPOINT);
      return "replacing";
    case 3:
      try_set (history, touchpoint, WAY_TOUCHPOINT_STATE, (const char *[]){ "current", "future", NULL }[below (random, 3)]);
      return "a touchpoint's state";
    case 4:
      try_refer (history, random, choose (map, random, WAY_KIND_STAGE), WAY_STAGE_PHASE, WAY_KIND_PHASE);
      return "a stage's phase";
    case 5:
      try_refer (history, random, choose (map, random, WAY_KIND_FINDING), WAY_FINDING_ABOUT, subjects[below (random, G_N_ELEMENTS (subjects))]);
      return "what a finding is about";
    case 6:
      try_refer (history, random, choose (map, random, WAY_KIND_LINK), WAY_LINK_TO, WAY_KIND_TOUCHPOINT);
      return "a link";
    default:
      try_refer (history, random, card, WAY_CARD_LANE, WAY_KIND_LANE);
      return "a card's lane";
    }
}

/* What the whole drawing depends on. */
static const char *
set_up_something (WayHistory *history,
                  GRand      *random)
{
  WayMap     *map = way_history_get_map (history);
  WayElement *root = way_map_get_root (map);

  switch (below (random, 5))
    {
    case 0:
      try_set (history, root, WAY_MAP_ARRANGEMENT, happens (random, 0.5) ? "stacked" : NULL);
      return "arranging";
    case 1:
      try_set (history, root, WAY_MAP_LANGUAGE, (const char *[]){ "en", "pl", "ar", NULL }[below (random, 4)]);
      return "another language";
    case 2:
      try_set (history, choose (map, random, WAY_KIND_PERSONA), WAY_PERSONA_NAME, (const char *[]){ "Jan Kos", "Ewa" }[below (random, 2)]);
      return "a persona's name";
    case 3:
      try_set (history, choose (map, random, WAY_KIND_LEVEL), WAY_LEVEL_NAME, (const char *[]){ "over the moon", "as happy as a person can be without being told why" }[below (random, 2)]);
      return "a level's name";
    default:
      try_set (history, choose (map, random, WAY_KIND_LANE), WAY_LANE_SHOWS, (const char *[]){ "touchpoints", "feelings", "metrics", "channels", "owners", "evidence" }[below (random, 6)]);
      return "what a lane shows";
    }
}

static const char *
make_edit (WayHistory *history,
           GRand      *random)
{
  static const char *(*const makers[]) (WayHistory *, GRand *) = { make_small_edit, make_small_edit, make_small_edit, move_something,
                                                                   relate_something, relate_something, set_up_something };

  return makers[below (random, G_N_ELEMENTS (makers))](history, random);
}

/* One step of a person's work; says what. */
static const char *
work (WayHistory *history,
      GRand      *random)
{
  const char *what = NULL;

  switch (below (random, 10))
    {
    case 0:
      way_history_undo (history);
      return "undo";
    case 1:
      way_history_redo (history);
      return "redo";
    case 2:
      way_random_transaction (history, random);
      return "random edits";
    default:
      way_history_begin (history, "Edit");
      what = make_edit (history, random);
      if (happens (random, 0.2))
        what = make_edit (history, random);
      way_history_commit (history);
      return what;
    }
}

/* Every second stage, lane and persona, as a person may choose them. */
static void
choose_view (WayMap  *map,
             GRand   *random,
             WayView *view,
             GStrv    lists[3])
{
  static const WayKind kinds[] = { WAY_KIND_STAGE, WAY_KIND_LANE, WAY_KIND_PERSONA };

  *view = (WayView){ .state = (WayViewState) below (random, 3), .prompts = happens (random, 0.2) };
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      GPtrArray *ids = g_ptr_array_new ();

      for (WayElement *element = way_element_get_first_of (way_map_get_root (map), kinds[i]); element != NULL; element = way_element_get_next_of (element))
        if (happens (random, 0.7))
          g_ptr_array_add (ids, g_strdup (way_element_get_id (element)));
      g_ptr_array_add (ids, NULL);
      lists[i] = (GStrv) g_ptr_array_free (ids, FALSE);
    }
  if (happens (random, 0.3))
    view->stages = (const char *const *) lists[0];
  if (happens (random, 0.3))
    view->lanes = (const char *const *) lists[1];
  if (happens (random, 0.3))
    view->personas = (const char *const *) lists[2];
  if (happens (random, 0.3))
    view->persona = lists[2][0];
}

/* A look at a part draws no more than all, and must not leave anything behind. */
static void
look_first (guint32        seed,
            GRand         *random,
            WayLayout     *layout,
            const WayView *view)
{
  WayTheme theme;
  guint    n_all, n_some;
  g_autoptr (WayScene) some = NULL;
  g_autoptr (WayScene) all = NULL;

  way_theme_init (&theme, WAY_THEME_DEFAULT, WAY_COLOR_NONE);
  way_layout_update_within (layout, view, g_rand_double_range (random, 0, 2000), g_rand_double_range (random, 0, 900));
  some = way_compose_scene (layout, &theme, 1);
  way_layout_update (layout, view);
  all = way_compose_scene (layout, &theme, 1);
  way_scene_count (some, &n_some, NULL, NULL);
  way_scene_count (all, &n_all, NULL, NULL);
  if (n_some <= n_all)
    return;
  g_test_message ("seed %u: a first look draws %u items of %u", seed, n_some, n_all);
  g_test_fail ();
}

static void
test_fresh (void)
{
  for (guint32 seed = get_first_seed (); seed < get_n_seeds () / 2; seed++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (seed);
      g_autoptr (WayMap) map = way_random_map_new (seed, seed % 21);
      g_autoptr (WayHistory) history = way_history_new (map);
      g_autoptr (WayLayout) layout = way_drawing_new_layout (map, TRUE);
      WayView plain = { .state = (WayViewState) (seed % 3) };

      if (seed % 4 > 0)
        furnish (history, seed);

      check_fresh (seed, "the start", layout, &plain);
      for (guint i = 0; i < STEPS; i++)
        {
          const char *what = work (history, random);

          /* Now and then several steps pass before anybody looks. */
          if (happens (random, 0.2))
            continue;
          if (happens (random, 0.2))
            look_first (seed, random, layout, &plain);
          check_fresh (seed, what, layout, &plain);
          if (happens (random, 0.2))
            {
              WayView view;
              GStrv   lists[3] = { NULL };

              choose_view (map, random, &view, lists);
              check_fresh (seed, "another view", layout, &view);
              for (guint j = 0; j < G_N_ELEMENTS (lists); j++)
                g_strfreev (lists[j]);
              check_fresh (seed, "the view before", layout, &plain);
            }
        }
    }
}

/* What a point that is dragged, or put in or out, changes of the curve beside it. */
static const char *
change_curve (WayHistory *history,
              GRand      *random)
{
  WayMap     *map = way_history_get_map (history);
  WayElement *feeling = choose (map, random, WAY_KIND_FEELING);

  switch (below (random, 9))
    {
    case 0:
      if (feeling != NULL)
        way_history_remove (history, way_element_get_id (feeling), NULL);
      return "removing a feeling";
    case 1:
      try_set (history, feeling, WAY_FEELING_STATE, (const char *[]){ "current", "future", NULL }[below (random, 3)]);
      return "a feeling's state";
    case 2:
      try_set (history, feeling, WAY_FEELING_WORD, (const char *[]){ "annoyed", "quite another feeling of hers", NULL }[below (random, 3)]);
      return "a feeling's word";
    case 3:
      try_set (history, choose (map, random, WAY_KIND_TOUCHPOINT), WAY_TOUCHPOINT_STATE, (const char *[]){ "current", "future", NULL }[below (random, 3)]);
      return "a touchpoint's state";
    default:
      try_set (history, feeling, WAY_FEELING_SCORE, (const char *[]){ "-2", "1.5", "0.3", "0.4", "2" }[below (random, 5)]);
      return "a score";
    }
}

/* Only the stages that a point belongs to are drawn anew: all others must be as if they had been. */
static void
test_dragged (void)
{
  for (guint32 seed = get_first_seed (); seed < get_n_seeds () / 4; seed++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (seed);
      g_autoptr (WayMap) map = way_random_map_new (seed, 12 + seed % 12);
      g_autoptr (WayHistory) history = way_history_new (map);
      g_autoptr (WayLayout) layout = way_drawing_new_layout (map, TRUE);
      WayView view = { .state = (WayViewState) (seed % 3) };

      furnish (history, seed);
      set_root (history, WAY_MAP_ARRANGEMENT, happens (random, 0.5) ? "stacked" : NULL);
      check_fresh (seed, "the start", layout, &view);
      for (guint i = 0; i < 2 * STEPS; i++)
        {
          const char *what;

          way_history_begin (history, "Drag");
          what = change_curve (history, random);
          if (happens (random, 0.2))
            way_history_rollback (history);
          else
            way_history_commit (history);
          if (happens (random, 0.8))
            check_fresh (seed, what, layout, &view);
        }
    }
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/layout/no-overlap", test_overlap);
  g_test_add_func ("/layout/kept-is-fresh", test_fresh);
  g_test_add_func ("/layout/dragged-is-fresh", test_dragged);
  return g_test_run ();
}
