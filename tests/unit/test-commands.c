/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <locale.h>

#include "waymark/way-commands.h"
#include "waymark/way-words.h"
#include "support/way-map-sketch.h"

/* What is added and typed, and how somebody feels. */

#define A WAY_SKETCH_A
#define B WAY_SKETCH_B
#define C WAY_SKETCH_C
#define D WAY_SKETCH_D
#define TRAY WAY_SKETCH_TRAY

static WayElement *
get (WaySketch  *sketch,
     const char *id)
{
  return way_map_lookup (sketch->map, id);
}

static void
test_add_stage (WaySketch    *sketch,
                gconstpointer data)
{
  const char *stage = way_command_add_stage (sketch->history, "B", "Asks", NULL);

  way_sketch_assert_steps (sketch, 1);
  way_sketch_assert_field (sketch, stage, WAY_STAGE_NAME, "Asks");
  way_sketch_assert_field (sketch, stage, WAY_STAGE_PHASE, "p");
  way_sketch_assert_field (sketch, stage, WAY_STAGE_PATH_TO_PURCHASE, "yes");
  stage = way_command_add_stage (sketch->history, NULL, "", NULL);
  way_sketch_assert_steps (sketch, 2);
  way_sketch_assert_field (sketch, stage, WAY_STAGE_NAME, NULL);
  way_sketch_assert_field (sketch, stage, WAY_STAGE_PHASE, "q");
  way_sketch_assert_field (sketch, stage, WAY_STAGE_PATH_TO_PURCHASE, NULL);
  stage = way_command_add_stage (sketch->history, "A", "", NULL);
  way_sketch_assert_field (sketch, stage, WAY_STAGE_PHASE, "p");
}

static void
test_add_card (WaySketch    *sketch,
               gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  const char *card = way_command_add_card (sketch->history, "B", "pains", "b1", "dw", "Dear", &error);

  g_assert_no_error (error);
  way_sketch_assert_steps (sketch, 1);
  way_sketch_assert_field (sketch, card, WAY_CARD_ABOUT, "b1");
  way_sketch_assert_field (sketch, card, WAY_CARD_LANE, "pains");
  g_assert_true (way_element_get_next_of (get (sketch, card)) == get (sketch, "dw"));
  /* It stands where its touchpoint does. */
  card = way_command_add_card (sketch->history, "B", "pains", "a1", NULL, "Dear", NULL);
  g_assert_true (way_element_get_parent (get (sketch, card)) == get (sketch, "A"));
  card = way_command_add_card (sketch->history, NULL, NULL, NULL, "t2", "Later", NULL);
  g_assert_true (way_element_get_next_of (get (sketch, card)) == get (sketch, "t2"));
  way_sketch_assert_steps (sketch, 3);

  g_assert_null (way_command_add_card (sketch->history, "B", "emotions", NULL, NULL, "", &error));
  g_assert_error (error, WAY_HISTORY_ERROR, WAY_HISTORY_ERROR_PLACE);
  way_sketch_assert_steps (sketch, 3);
}

static void
test_add_lane (WaySketch    *sketch,
               gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  const char *lane = way_command_add_lane (sketch->history, WAY_CARDS_OPPORTUNITIES, -1, "pains", &error);

  g_assert_no_error (error);
  way_sketch_assert_field (sketch, lane, WAY_LANE_NAME, "Opportunities");
  way_sketch_assert_field (sketch, lane, WAY_LANE_HOLDS, "opportunities");
  way_sketch_set (sketch, "map", WAY_MAP_LANGUAGE, "pl-PL");
  lane = way_command_add_lane (sketch->history, -1, WAY_SHOWS_METRICS, NULL, NULL);
  way_sketch_assert_field (sketch, lane, WAY_LANE_NAME, "Wskaźniki");
  way_sketch_assert_field (sketch, lane, WAY_LANE_SHOWS, "metrics");
  way_sketch_assert_steps (sketch, 3);

  g_assert_cmpstr (way_command_add_lane (sketch->history, -1, WAY_SHOWS_OWNERS, NULL, NULL), ==, "owners");
  way_sketch_assert_field (sketch, "owners", WAY_LANE_HIDDEN, NULL);
  way_sketch_assert_steps (sketch, 4);
  g_assert_null (way_command_add_lane (sketch->history, -1, WAY_SHOWS_OWNERS, NULL, &error));
  g_assert_error (error, WAY_HISTORY_ERROR, WAY_HISTORY_ERROR_PLACE);
  way_sketch_assert_steps (sketch, 4);
}

static void
test_add_phase (WaySketch    *sketch,
                gconstpointer data)
{
  static const char *const ids[] = { "C", "D", NULL };
  const char              *phase = way_command_add_phase (sketch->history, "Third", NULL);

  way_sketch_assert_steps (sketch, 1);
  way_sketch_assert_field (sketch, "C", WAY_STAGE_PHASE, "q");
  way_sketch_assert_field (sketch, "D", WAY_STAGE_PHASE, phase);
  way_history_undo (sketch->history);
  g_assert_true (way_command_set_field (sketch->history, ids, WAY_STAGE_PHASE, NULL, NULL));
  phase = way_command_add_phase (sketch->history, "Third", NULL);
  way_sketch_assert_field (sketch, "B", WAY_STAGE_PHASE, "p");
  way_sketch_assert_field (sketch, "C", WAY_STAGE_PHASE, phase);
  way_sketch_assert_field (sketch, "D", WAY_STAGE_PHASE, phase);
}

static void
test_add_lines (WaySketch    *sketch,
                gconstpointer data)
{
  const char *text = "Sees an ad\r\n\n  - opens the page\n2. reads\n\t•\tasks\n2019 was good";
  g_autoptr (GPtrArray) ids = way_command_add_lines (sketch->history, "B", "touchpoints", "b2", text, NULL);
  g_autoptr (GPtrArray) cards = NULL;

  way_sketch_assert_steps (sketch, 1);
  g_assert_cmpuint (ids->len, ==, 5);
  way_sketch_assert_field (sketch, ids->pdata[0], WAY_TOUCHPOINT_NAME, "Sees an ad");
  way_sketch_assert_field (sketch, ids->pdata[1], WAY_TOUCHPOINT_NAME, "opens the page");
  way_sketch_assert_field (sketch, ids->pdata[2], WAY_TOUCHPOINT_NAME, "reads");
  way_sketch_assert_field (sketch, ids->pdata[3], WAY_TOUCHPOINT_NAME, "asks");
  way_sketch_assert_field (sketch, ids->pdata[4], WAY_TOUCHPOINT_NAME, "2019 was good");
  g_assert_true (way_element_get_next_of (get (sketch, ids->pdata[4])) == get (sketch, "b2"));
  cards = way_command_add_lines (sketch->history, "B", "pains", NULL, "one\ntwo", NULL);
  way_sketch_assert_field (sketch, cards->pdata[1], WAY_CARD_LANE, "pains");
  g_ptr_array_unref (cards);
  cards = way_command_add_lines (sketch->history, NULL, NULL, NULL, "one\ntwo", NULL);
  g_assert_true (way_element_get_parent (get (sketch, cards->pdata[1])) == get (sketch, "map"));
}

static void
test_rename (WaySketch    *sketch,
             gconstpointer data)
{
  g_assert_true (way_command_rename (sketch->history, "a1", "Zażółć", NULL));
  way_sketch_assert_field (sketch, "a1", WAY_TOUCHPOINT_NAME, "Zażółć");
  g_assert_true (way_command_rename (sketch->history, "ca", "", NULL));
  way_sketch_assert_field (sketch, "ca", WAY_CARD_TEXT, NULL);
  way_sketch_assert_steps (sketch, 2);
  g_assert_true (way_command_rename (sketch->history, "a1", "Zażółć", NULL));
  way_sketch_assert_steps (sketch, 2);
}

static void
test_set_field (WaySketch    *sketch,
                gconstpointer data)
{
  static const char *const ids[] = { "a1", "b1", "d1", NULL };
  static const char *const mixed[] = { "a1", "ca", NULL };
  g_autoptr (GError) error = NULL;

  g_assert_true (way_command_set_field (sketch->history, ids, WAY_TOUCHPOINT_CHANNEL, "app", NULL));
  way_sketch_assert_steps (sketch, 1);
  way_sketch_assert_field (sketch, "d1", WAY_TOUCHPOINT_CHANNEL, "app");
  g_assert_false (way_command_set_field (sketch->history, mixed, WAY_TOUCHPOINT_CHANNEL, "store", &error));
  g_assert_error (error, WAY_HISTORY_ERROR, WAY_HISTORY_ERROR_PLACE);
  way_sketch_assert_field (sketch, "a1", WAY_TOUCHPOINT_CHANNEL, "app");
  g_clear_error (&error);
  g_assert_false (way_command_set_field (sketch->history, ids, WAY_TOUCHPOINT_CHANNEL, "pigeon", &error));
  g_assert_error (error, WAY_FIELD_ERROR, WAY_FIELD_ERROR_VALUE);
  way_sketch_assert_steps (sketch, 1);
}

static void
test_truth (WaySketch    *sketch,
            gconstpointer data)
{
  g_assert_true (way_command_set_truth (sketch->history, "a1", "", NULL));
  way_sketch_assert_field (sketch, "a1", WAY_TOUCHPOINT_TRUTH, "");
  g_assert_true (way_command_set_truth (sketch->history, "a1", "Half leave", NULL));
  way_sketch_assert_field (sketch, "a1", WAY_TOUCHPOINT_TRUTH, "Half leave");
  g_assert_true (way_command_set_truth (sketch->history, "a1", NULL, NULL));
  way_sketch_assert_field (sketch, "a1", WAY_TOUCHPOINT_TRUTH, NULL);
  way_sketch_assert_steps (sketch, 3);
}

static void
assert_span (WaySketch  *sketch,
             const char *card,
             const char *until,
             const char *expected)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (way_command_set_span (sketch->history, card, until, &error));
  g_assert_no_error (error);
  way_sketch_assert_field (sketch, card, WAY_CARD_UNTIL, expected);
}

static void
test_span (WaySketch    *sketch,
           gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  assert_span (sketch, "cx", "b2", "b2");
  assert_span (sketch, "cx", "A", "A");
  assert_span (sketch, "cx", "a1", NULL);
  assert_span (sketch, "cb", "a1", NULL);
  assert_span (sketch, "fa", "B", NULL);
  /* What takes its whole stage can be made narrower, or reach on. */
  assert_span (sketch, "cw", "a2", "a2");
  assert_span (sketch, "cw", "a3", NULL);
  assert_span (sketch, "cw", "B", "B");
  assert_span (sketch, "cw", "A", NULL);

  g_assert_false (way_command_set_span (sketch->history, "t1", "A", &error));
  g_assert_error (error, WAY_HISTORY_ERROR, WAY_HISTORY_ERROR_PLACE);
  g_clear_error (&error);
  g_assert_false (way_command_set_span (sketch->history, "cx", "cy", &error));
  g_assert_error (error, WAY_HISTORY_ERROR, WAY_HISTORY_ERROR_REFERENCE);
}

/* --- Feelings ----------------------------------------------------------- */

static void
draw (WaySketch *sketch,
      gboolean   future,
      int        hundredths)
{
  g_autoptr (GError) error = NULL;
  guint n_undo = way_history_get_n_undo (sketch->history);

  g_assert_true (way_command_set_score (sketch->history, "a1", "anna", future, hundredths, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (way_history_get_n_undo (sketch->history), <=, n_undo + 1);
}

/* All feelings of a touchpoint: "-1.1 current unsure". */
static void
assert_feelings (WaySketch  *sketch,
                 const char *expected)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (WayElement *feeling = way_element_get_first_of (get (sketch, "a1"), WAY_KIND_FEELING); feeling != NULL; feeling = way_element_get_next_of (feeling))
    {
      const char *state = way_element_get (feeling, WAY_FEELING_STATE);

      g_assert_cmpstr (way_element_get (feeling, WAY_FEELING_PERSONA), ==, "anna");
      g_string_append_printf (text, "%s%s %s %s", text->len > 0 ? ", " : "", way_element_get_text (feeling, WAY_FEELING_SCORE),
                              state != NULL ? state : "both", way_element_get_text (feeling, WAY_FEELING_WORD));
    }
  g_assert_cmpstr (text->str, ==, expected);
}

static void
set_word (WaySketch  *sketch,
          const char *word)
{
  way_sketch_set (sketch, way_element_get_id (way_element_get_first_of (get (sketch, "a1"), WAY_KIND_FEELING)), WAY_FEELING_WORD, word);
}

static void
test_score (WaySketch    *sketch,
            gconstpointer data)
{
  draw (sketch, FALSE, -110);
  assert_feelings (sketch, "-1.1 both uneasy");
  draw (sketch, FALSE, 5);
  assert_feelings (sketch, "0.05 both neutral");
  draw (sketch, FALSE, 999);
  assert_feelings (sketch, "2 both delighted");
  draw (sketch, FALSE, -7);
  assert_feelings (sketch, "-0.07 both neutral");
}

static void
test_future (WaySketch    *sketch,
             gconstpointer data)
{
  draw (sketch, FALSE, -110);
  set_word (sketch, "unsure");
  /* A proposed word of the same level is a good one for the future too. */
  draw (sketch, TRUE, -90);
  assert_feelings (sketch, "-1.1 current unsure, -0.9 future unsure");
  draw (sketch, TRUE, 60);
  assert_feelings (sketch, "-1.1 current unsure, 0.6 future content");
  set_word (sketch, "lost");
  draw (sketch, FALSE, -200);
  assert_feelings (sketch, "-2 current lost, 0.6 future content");
}

/* A typed word says how it is now; it must not stick to where the point of the future is drawn to. */
static void
test_future_typed (WaySketch    *sketch,
                   gconstpointer data)
{
  draw (sketch, FALSE, -110);
  set_word (sketch, "lost");
  draw (sketch, TRUE, -100);
  draw (sketch, TRUE, 60);
  assert_feelings (sketch, "-1.1 current lost, 0.6 future content");
}

static void
test_future_first (WaySketch    *sketch,
                   gconstpointer data)
{
  draw (sketch, TRUE, 60);
  assert_feelings (sketch, "0.6 future content");
  draw (sketch, FALSE, -60);
  assert_feelings (sketch, "0.6 future content, -0.6 current uneasy");
  draw (sketch, TRUE, 160);
  assert_feelings (sketch, "1.6 future delighted, -0.6 current uneasy");
}

/* One for now and one for both: the latter only shows in the future. */
static void
test_future_of_both (WaySketch    *sketch,
                     gconstpointer data)
{
  draw (sketch, FALSE, -110);
  draw (sketch, TRUE, 60);
  way_sketch_set (sketch, way_element_get_id (way_element_get_next_of (way_element_get_first_of (get (sketch, "a1"), WAY_KIND_FEELING))),
                  WAY_FEELING_STATE, NULL);
  draw (sketch, TRUE, 100);
  assert_feelings (sketch, "-1.1 current uneasy, 1 future content");
}

static void
test_words (WaySketch    *sketch,
            gconstpointer data)
{
  draw (sketch, FALSE, 100);
  set_word (sketch, "curious");
  draw (sketch, FALSE, 80);
  assert_feelings (sketch, "0.8 both curious");
  draw (sketch, FALSE, 0);
  assert_feelings (sketch, "0 both neutral");
  /* Typed words stay, and so do proposals for another level: somebody meant them. */
  set_word (sketch, "curious");
  draw (sketch, FALSE, -100);
  assert_feelings (sketch, "-1 both curious");
  set_word (sketch, NULL);
  draw (sketch, FALSE, 200);
  assert_feelings (sketch, "2 both ");
}

static void
test_own_levels (WaySketch    *sketch,
                 gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  way_sketch_set (sketch, "map", WAY_MAP_LANGUAGE, "pl");
  way_history_begin (sketch->history, "Scale");
  way_history_insert (sketch->history, WAY_KIND_LEVEL, "l1", "map", NULL, &error);
  way_history_set (sketch->history, "l1", WAY_LEVEL_SCORE, "2", &error);
  way_history_set (sketch->history, "l1", WAY_LEVEL_NAME, "pięć gwiazdek", &error);
  g_assert_no_error (error);
  way_history_commit (sketch->history);
  draw (sketch, FALSE, 200);
  assert_feelings (sketch, "2 both zachwyt");
  set_word (sketch, "pięć gwiazdek");
  draw (sketch, FALSE, 100);
  assert_feelings (sketch, "1 both zadowolenie");
}

static void
test_nobody (WaySketch    *sketch,
             gconstpointer data)
{
  static const char *const ids[] = { "anna", "jan", NULL };
  WayElement              *feeling;

  g_assert_true (way_command_set_score (sketch->history, "a1", NULL, FALSE, 100, NULL));
  feeling = way_element_get_first_of (get (sketch, "a1"), WAY_KIND_FEELING);
  g_assert_cmpstr (way_element_get (feeling, WAY_FEELING_PERSONA), ==, "anna");
  g_assert_true (way_command_remove (sketch->history, ids, FALSE, NULL));
  g_assert_cmpuint (way_element_count (get (sketch, "a1"), WAY_KIND_FEELING), ==, 0);
  g_assert_true (way_command_set_score (sketch->history, "a1", NULL, FALSE, 100, NULL));
  feeling = way_element_get_first_of (get (sketch, "a1"), WAY_KIND_FEELING);
  way_sketch_assert_field (sketch, way_element_get (feeling, WAY_FEELING_PERSONA), WAY_PERSONA_NAME, "Customer");
  way_sketch_assert_steps (sketch, 3);
}

/* Each journey has one at most, and what is for both counts for either. */
static void
test_add_feeling (WaySketch    *sketch,
                  gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  const char *id = way_command_add_feeling (sketch->history, "a1", "anna", TRUE, &error);

  g_assert_no_error (error);
  way_sketch_assert_field (sketch, id, WAY_FEELING_STATE, "future");
  assert_feelings (sketch, "0 future neutral");
  g_assert_null (way_command_add_feeling (sketch->history, "a1", "anna", TRUE, &error));
  g_assert_error (error, WAY_HISTORY_ERROR, WAY_HISTORY_ERROR_PLACE);
  g_clear_error (&error);
  g_assert_nonnull (way_command_add_feeling (sketch->history, "a1", "anna", FALSE, &error));
  assert_feelings (sketch, "0 future neutral, 0 current neutral");
  way_sketch_assert_steps (sketch, 2);
  g_assert_cmpstr (way_history_get_undo_label (sketch->history), ==, "Add Feeling");
  way_history_undo (sketch->history);
  way_history_undo (sketch->history);

  id = way_command_add_feeling (sketch->history, "a1", NULL, FALSE, &error);
  way_sketch_assert_field (sketch, id, WAY_FEELING_PERSONA, "anna");
  assert_feelings (sketch, "0 both neutral");
  g_assert_null (way_command_add_feeling (sketch->history, "a1", "anna", TRUE, NULL));
  g_assert_null (way_command_add_feeling (sketch->history, "A", "anna", TRUE, NULL));
  assert_feelings (sketch, "0 both neutral");
}

/* The best that is missing, in its place, until there are five. */
static void
test_add_level (WaySketch    *sketch,
                gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) scores = g_string_new (NULL);
  WayElement *root = way_map_get_root (sketch->map);
  const char *id = way_command_add_level (sketch->history, "Wow", &error);

  way_sketch_assert_field (sketch, id, WAY_LEVEL_NAME, "Wow");
  way_sketch_assert_field (sketch, id, WAY_LEVEL_SCORE, "2");
  id = way_command_add_beside (sketch->history, WAY_KIND_LEVEL, NULL, NULL, "", &error);
  way_sketch_assert_field (sketch, id, WAY_LEVEL_SCORE, "1");
  way_sketch_set (sketch, id, WAY_LEVEL_SCORE, "-2");
  for (guint i = 0; i < 3; i++)
    g_assert_nonnull (way_command_add_level (sketch->history, "", &error));
  g_assert_no_error (error);
  g_assert_null (way_command_add_level (sketch->history, "", &error));
  g_assert_error (error, WAY_HISTORY_ERROR, WAY_HISTORY_ERROR_PLACE);
  for (WayElement *level = way_element_get_first_of (root, WAY_KIND_LEVEL); level != NULL; level = way_element_get_next_of (level))
    g_string_append_printf (scores, "%s ", way_element_get (level, WAY_LEVEL_SCORE));
  g_assert_cmpstr (scores->str, ==, "2 1 0 -1 -2 ");
  way_sketch_assert_steps (sketch, 6);
}

static void
nudge (WaySketch  *sketch,
       const char *id,
       const char *persona,
       int         levels)
{
  const char *const ids[] = { id, NULL };
  g_autoptr (GError) error = NULL;

  g_assert_true (way_command_nudge_score (sketch->history, ids, persona, FALSE, levels, &error));
  g_assert_no_error (error);
}

/* Level by level, from between two to the next one, up to the ends. */
static void
test_nudge_score (WaySketch    *sketch,
                  gconstpointer data)
{
  nudge (sketch, "a1", "anna", 1);
  assert_feelings (sketch, "1 both content");
  draw (sketch, FALSE, 130);
  nudge (sketch, "a1", "anna", -1);
  assert_feelings (sketch, "1 both content");
  draw (sketch, FALSE, 130);
  nudge (sketch, way_element_get_id (way_element_get_first_of (get (sketch, "a1"), WAY_KIND_FEELING)), "jan", 1);
  assert_feelings (sketch, "2 both delighted");
  nudge (sketch, "a1", "anna", 1);
  assert_feelings (sketch, "2 both delighted");
  nudge (sketch, "a1", "anna", -2);
  assert_feelings (sketch, "0 both neutral");
  way_sketch_assert_steps (sketch, 6);
}

/* Four words a level, each only once in a language; the first is what the level is called on the map. */
static void
test_feeling_words (void)
{
  static const char *const languages[] = { "en", "pl", "pl-PL", "pli", "" };

  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

      for (guint band = 0; band < 5; band++)
        {
          const char *const *words = way_command_get_feeling_words (languages[i], band);

          g_assert_cmpuint (g_strv_length ((char **) words), ==, 4);
          g_assert_cmpstr (words[0], ==, way_word (languages[i], WAY_WORD_DELIGHTED + band));
          for (guint j = 0; words[j] != NULL; j++)
            g_assert_true (g_hash_table_add (seen, (gpointer) words[j]));
        }
    }
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) g_test_add (path, WaySketch, NULL, way_sketch_set_up, function, way_sketch_tear_down)
  ADD ("/tools/commands/add-stage", test_add_stage);
  ADD ("/tools/commands/add-card", test_add_card);
  ADD ("/tools/commands/add-lane", test_add_lane);
  ADD ("/tools/commands/add-phase", test_add_phase);
  ADD ("/tools/commands/add-lines", test_add_lines);
  ADD ("/tools/commands/rename", test_rename);
  ADD ("/tools/commands/set-field", test_set_field);
  ADD ("/tools/commands/truth", test_truth);
  ADD ("/tools/commands/span", test_span);
  ADD ("/tools/commands/score", test_score);
  ADD ("/tools/commands/future", test_future);
  ADD ("/tools/commands/future-typed", test_future_typed);
  ADD ("/tools/commands/future-first", test_future_first);
  ADD ("/tools/commands/future-of-both", test_future_of_both);
  ADD ("/tools/commands/words", test_words);
  ADD ("/tools/commands/own-levels", test_own_levels);
  ADD ("/tools/commands/nudge-score", test_nudge_score);
  ADD ("/tools/commands/nobody", test_nobody);
  ADD ("/tools/commands/add-feeling", test_add_feeling);
  ADD ("/tools/commands/add-level", test_add_level);
  g_test_add_func ("/tools/commands/feeling-words", test_feeling_words);

  return g_test_run ();
}
