/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <locale.h>
#include <string.h>

#include "support/way-map-maker.h"
#include "support/way-map-sketch.h"
#include "waymark/way-clipboard.h"
#include "waymark/way-store.h"

/* What is copied and pasted: by hand on a small map. */

#define A WAY_SKETCH_A
#define B WAY_SKETCH_B
#define C WAY_SKETCH_C
#define D WAY_SKETCH_D
#define TRAY WAY_SKETCH_TRAY

/* The way through a clipboard: written and read. */
static WayMap *
send (WayMap *fragment)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = way_store_write (fragment);
  WayMap *received;

  received = way_store_load_bytes (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL, NULL, &error);
  g_assert_no_error (error);
  g_object_unref (fragment);
  return received;
}

static WayMap *
copy (WayMap     *map,
      const char *ids)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) list = g_strsplit (ids, " ", -1);
  WayMap *fragment = way_clipboard_copy (map, (const char *const *) list, &error);

  g_assert_no_error (error);
  return send (fragment);
}

static WayElement *
get (WaySketch  *sketch,
     const char *id)
{
  return way_map_lookup (sketch->map, id);
}

/* Pastes behind an element, as the window does; gives the new ids. */
static GPtrArray *
paste_at (WaySketch  *sketch,
          const char *element,
          WayMap     *fragment)
{
  g_autoptr (WaySelection) selection = way_selection_new (sketch->map);
  g_autoptr (GError) error = NULL;
  WayPastePlace place;
  GPtrArray    *ids;

  if (element != NULL)
    way_selection_select (selection, element);
  place = way_paste_place_get (sketch->map, selection);
  ids = way_clipboard_paste (sketch->history, &place, fragment, NULL, &error);
  g_assert_no_error (error);
  return ids;
}

static void
test_stage (WaySketch    *sketch,
            gconstpointer data)
{
  g_autoptr (WayMap) fragment = copy (sketch->map, "A");
  g_autoptr (GPtrArray) ids = paste_at (sketch, "a2", fragment);
  WayElement *stage;
  WayElement *card;

  way_sketch_assert_steps (sketch, 1);
  g_assert_cmpuint (ids->len, ==, 1);
  stage = get (sketch, ids->pdata[0]);
  g_assert_true (way_element_get_next_of (get (sketch, "A")) == stage);
  g_assert_cmpstr (way_element_get (stage, WAY_STAGE_PHASE), ==, "p");
  g_assert_cmpuint (way_element_count (stage, WAY_KIND_TOUCHPOINT), ==, 3);
  g_assert_cmpuint (way_element_count (stage, WAY_KIND_CARD), ==, 5);
  /* What is named inside is named inside the copy, lanes are the map's. */
  card = way_element_get_first_of (stage, WAY_KIND_CARD);
  g_assert_cmpstr (way_element_get (card, WAY_CARD_LANE), ==, "thoughts");
  g_assert_true (way_element_get_reference (card, WAY_CARD_ABOUT) == way_element_get_first_of (stage, WAY_KIND_TOUCHPOINT));
  g_assert_true (way_element_get_parent (way_element_get_reference (card, WAY_CARD_UNTIL)) == stage);
  g_assert_null (way_element_get (way_element_get_next_of (card), WAY_CARD_UNTIL));
}

/* Into another map, which knows nothing of the first one. */
static void
test_other_map (WaySketch    *sketch,
                gconstpointer data)
{
  g_autoptr (WayMap) fragment = copy (sketch->map, "A");
  g_autoptr (WayMap) other = way_map_new ("en");
  g_autoptr (WayHistory) history = way_history_new (other);
  g_autoptr (GBytes) start = way_store_write (other);
  g_autoptr (GBytes) end = NULL;
  g_autoptr (GPtrArray) ids = NULL;
  g_autoptr (GError) error = NULL;
  WayPastePlace  place = { NULL };
  WayPasteReport report;
  WayElement    *root = way_map_get_root (other);
  WayElement    *lane;

  ids = way_clipboard_paste (history, &place, fragment, &report, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (way_element_get_text (way_element_get_first_of (root, WAY_KIND_STAGE), WAY_STAGE_NAME), ==, "Looks");
  g_assert_cmpstr (way_element_get_text (way_element_get_first_of (root, WAY_KIND_PHASE), WAY_PHASE_NAME), ==, "First");
  lane = way_element_get_first_of (root, WAY_KIND_LANE);
  g_assert_cmpstr (way_element_get (lane, WAY_LANE_SHOWS), ==, "touchpoints");
  g_assert_cmpuint (way_element_count (root, WAY_KIND_LANE), ==, 3);
  /* Thoughts, pain points and the phase; an arrow that leads out of the stage. */
  g_assert_cmpuint (report.n_created, ==, 3);
  g_assert_cmpuint (report.n_cleared, ==, 1);
  g_assert_cmpuint (way_history_get_n_undo (history), ==, 1);
  way_history_undo (history);
  end = way_store_write (other);
  g_assert_true (g_bytes_equal (start, end));
}

static void
test_touchpoints (WaySketch    *sketch,
                  gconstpointer data)
{
  g_autoptr (WayMap) fragment = copy (sketch->map, "a2 d1");
  g_autoptr (GPtrArray) ids = paste_at (sketch, "b1", fragment);

  way_sketch_assert_steps (sketch, 1);
  g_assert_cmpuint (ids->len, ==, 2);
  g_assert_true (way_element_get_next_of (get (sketch, "b1")) == get (sketch, ids->pdata[0]));
  g_assert_true (way_element_get_next_of (get (sketch, ids->pdata[0])) == get (sketch, ids->pdata[1]));
  way_sketch_assert_field (sketch, ids->pdata[0], WAY_TOUCHPOINT_DESCRIPTION, "reads");
  /* The arrow leads where it led. */
  g_assert_cmpstr (way_element_get (way_element_get_first_of (get (sketch, ids->pdata[0]), WAY_KIND_LINK), WAY_LINK_TO), ==, "b1");
}

static void
assert_card (WaySketch  *sketch,
             const char *id,
             const char *stage,
             const char *lane,
             const char *about)
{
  WayElement *card = get (sketch, id);

  g_assert_cmpstr (way_element_get_id (way_element_get_parent (card)), ==, stage);
  g_assert_cmpstr (way_element_get (card, WAY_CARD_LANE), ==, lane);
  g_assert_cmpstr (way_element_get (card, WAY_CARD_ABOUT), ==, about);
}

static void
test_cards (WaySketch    *sketch,
            gconstpointer data)
{
  g_autoptr (WayMap) one = copy (sketch->map, "cx");
  g_autoptr (WayMap) some = copy (sketch->map, "ca cb cx da");
  g_autoptr (GPtrArray) here = paste_at (sketch, "cx", one);
  g_autoptr (GPtrArray) under = paste_at (sketch, "b2", one);
  g_autoptr (GPtrArray) lane = paste_at (sketch, "da", one);
  g_autoptr (GPtrArray) tray = paste_at (sketch, "t1", one);
  g_autoptr (GPtrArray) stage = paste_at (sketch, "D", one);
  g_autoptr (GPtrArray) none = paste_at (sketch, NULL, one);
  g_autoptr (GPtrArray) many = paste_at (sketch, "b1", some);

  way_sketch_assert_steps (sketch, 7);
  assert_card (sketch, here->pdata[0], "A", "pains", "a1");
  g_assert_true (way_element_get_next_of (get (sketch, "cx")) == get (sketch, here->pdata[0]));
  assert_card (sketch, under->pdata[0], "B", "pains", "b2");
  assert_card (sketch, lane->pdata[0], "B", "thoughts", "b1");
  assert_card (sketch, tray->pdata[0], "map", NULL, NULL);
  assert_card (sketch, stage->pdata[0], "D", "pains", NULL);
  assert_card (sketch, none->pdata[0], "A", "pains", "a1");
  /* Together they keep their places to each other. */
  assert_card (sketch, many->pdata[0], "B", "thoughts", "b1");
  assert_card (sketch, many->pdata[1], "B", "thoughts", "b2");
  assert_card (sketch, many->pdata[2], "B", "pains", "b1");
  assert_card (sketch, many->pdata[3], "C", "thoughts", NULL);
}

static void
test_lane (WaySketch    *sketch,
           gconstpointer data)
{
  g_autoptr (WayMap) fragment = copy (sketch->map, "pains");
  g_autoptr (GPtrArray) ids = paste_at (sketch, "pains", fragment);
  g_autoptr (WayMap) other = way_map_new ("en");
  g_autoptr (WayHistory) history = way_history_new (other);
  g_autoptr (GPtrArray) others = NULL;
  WayPastePlace place = { NULL };
  guint         n = 0;

  way_sketch_assert_steps (sketch, 1);
  g_assert_true (way_element_get_next_of (get (sketch, "pains")) == get (sketch, ids->pdata[0]));
  for (WayElement *card = way_element_get_first_of (get (sketch, "A"), WAY_KIND_CARD); card != NULL; card = way_element_get_next_of (card))
    n += g_strcmp0 (way_element_get (card, WAY_CARD_LANE), ids->pdata[0]) == 0;
  g_assert_cmpuint (n, ==, 3);
  others = way_clipboard_paste (history, &place, fragment, NULL, NULL);
  g_assert_cmpuint (others->len, ==, 1);
  g_assert_cmpuint (way_element_count (way_map_get_root (other), WAY_KIND_STAGE), ==, 3);
  g_assert_cmpuint (way_map_count (other, WAY_KIND_CARD), ==, 5);
}

static void
test_phase_and_personas (WaySketch    *sketch,
                         gconstpointer data)
{
  g_autoptr (WayMap) fragment = copy (sketch->map, "q jan f1");
  g_autoptr (GPtrArray) ids = paste_at (sketch, "p", fragment);

  way_sketch_assert_steps (sketch, 1);
  /* The persona, the phase, the finding and the two stages of the phase. */
  g_assert_cmpuint (ids->len, ==, 5);
  way_sketch_assert_field (sketch, ids->pdata[0], WAY_PERSONA_NAME, "Jan");
  g_assert_true (way_element_get_next_of (get (sketch, "p")) == get (sketch, ids->pdata[1]));
  way_sketch_assert_field (sketch, ids->pdata[2], WAY_FINDING_ABOUT, "B");
  way_sketch_assert_field (sketch, ids->pdata[3], WAY_STAGE_NAME, "Waits");
}

static void
test_cut (WaySketch    *sketch,
          gconstpointer data)
{
  const char *const ids[] = { "da", "b2", NULL };
  const char *const root[] = { "map", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (WayMap) fragment = way_clipboard_cut (sketch->history, ids, &error);
  g_autoptr (GPtrArray) pasted = NULL;

  g_assert_no_error (error);
  way_sketch_assert_steps (sketch, 1);
  g_assert_cmpstr (way_history_get_undo_label (sketch->history), ==, "Cut");
  way_sketch_assert (sketch, A "B(p) b1 | dw:pains\n" C D TRAY);
  pasted = paste_at (sketch, "d1", fragment);
  g_assert_cmpuint (pasted->len, ==, 2);
  way_sketch_assert_field (sketch, pasted->pdata[0], WAY_TOUCHPOINT_NAME, "Receipt");
  g_assert_null (way_clipboard_copy (sketch->map, root, &error));
  g_assert_error (error, WAY_CLIPBOARD_ERROR, WAY_CLIPBOARD_ERROR_NOTHING);
}

static void
test_as_text (WaySketch    *sketch,
              gconstpointer data)
{
  g_autoptr (WayMap) cards = copy (sketch->map, "cx cy t1");
  g_autoptr (WayMap) stages = copy (sketch->map, "B C");
  g_autofree char *lines = way_clipboard_dup_text (cards);
  g_autofree char *outline = way_clipboard_dup_text (stages);
  g_autoptr (WayTable) table = way_clipboard_make_table (stages);
  g_autofree char *tsv = way_table_dup_tsv (table);

  g_assert_cmpstr (lines, ==, "x\ny\nAsk the courier before Friday\n");
  g_assert_cmpstr (outline, ==, "Buys\n  Visits: 7\n  Checkout\n  Receipt\n  a\n  wide\nWaits\n  Days: 9\n  a\n");
  g_assert_cmpstr (tsv, ==,
                   "\tBuys\tWaits\n"
                   "Touchpoints\t\"Checkout\nReceipt\"\t\n"
                   "Thoughts\ta\ta\n"
                   "Pain points\twide\t\n");
}

static void
assert_pasted_text (WaySketch  *sketch,
                    const char *element,
                    const char *text,
                    const char *label,
                    guint       n_expected)
{
  g_autoptr (WaySelection) selection = way_selection_new (sketch->map);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) ids = NULL;
  WayPastePlace place;

  if (element != NULL)
    way_selection_select (selection, element);
  place = way_paste_place_get (sketch->map, selection);
  ids = way_clipboard_paste_text (sketch->history, &place, text, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ids->len, ==, n_expected);
  g_assert_cmpstr (way_history_get_undo_label (sketch->history), ==, label);
}

static void
test_lines (WaySketch    *sketch,
            gconstpointer data)
{
  WayElement *next;

  assert_pasted_text (sketch, "b1", "- Pays\n\n- Waits, and waits\n", "Paste Text", 2);
  next = way_element_get_next_of (get (sketch, "b1"));
  g_assert_cmpstr (way_element_get_text (next, WAY_TOUCHPOINT_NAME), ==, "Pays");
  g_assert_cmpstr (way_element_get_text (way_element_get_next_of (next), WAY_TOUCHPOINT_NAME), ==, "Waits, and waits");
  assert_pasted_text (sketch, "cx", "one", "Paste Text", 1);
  next = way_element_get_next_of (get (sketch, "cx"));
  assert_card (sketch, way_element_get_id (next), "A", "pains", "a1");
  assert_pasted_text (sketch, "t1", "one\r\ntwo", "Paste Text", 2);
  g_assert_cmpstr (way_element_get_text (way_element_get_next_of (get (sketch, "t1")), WAY_CARD_TEXT), ==, "one");
  assert_pasted_text (sketch, NULL, "last", "Paste Text", 1);
  g_assert_cmpuint (way_element_count (get (sketch, "D"), WAY_KIND_TOUCHPOINT), ==, 2);
}

static void
test_grid (WaySketch    *sketch,
           gconstpointer data)
{
  WayElement *stage;
  WayElement *touchpoint;

  assert_pasted_text (sketch, "B", "\tAsks\tReturns\nPunkty styku\t\"Phone\nChat — at night\"\tParcel\nEmotions\t\"unsure (-1)\n1,5\"\tzłość\nPain points\tslow\t\nIdeas\t\tfree label\n",
                      "Paste Table", 2);
  way_sketch_assert_steps (sketch, 1);
  stage = way_element_get_next_of (get (sketch, "B"));
  g_assert_cmpstr (way_element_get_text (stage, WAY_STAGE_NAME), ==, "Asks");
  touchpoint = way_element_get_first_of (stage, WAY_KIND_TOUCHPOINT);
  g_assert_cmpstr (way_element_get_text (way_element_get_first_of (touchpoint, WAY_KIND_FEELING), WAY_FEELING_WORD), ==, "unsure");
  touchpoint = way_element_get_next_of (touchpoint);
  g_assert_cmpstr (way_element_get_text (touchpoint, WAY_TOUCHPOINT_DESCRIPTION), ==, "at night");
  g_assert_cmpstr (way_element_get_text (way_element_get_first_of (touchpoint, WAY_KIND_FEELING), WAY_FEELING_SCORE), ==, "1.5");
  g_assert_cmpstr (way_element_get (way_element_get_first_of (stage, WAY_KIND_CARD), WAY_CARD_LANE), ==, "pains");
  stage = way_element_get_next_of (stage);
  touchpoint = way_element_get_first_of (stage, WAY_KIND_TOUCHPOINT);
  g_assert_cmpint (way_element_get_hundredths (way_element_get_first_of (touchpoint, WAY_KIND_FEELING), WAY_FEELING_SCORE), ==, -200);
  g_assert_cmpstr (way_element_get_text (way_element_get_reference (way_element_get_first_of (stage, WAY_KIND_CARD), WAY_CARD_LANE), WAY_LANE_NAME), ==, "Ideas");
}

static void
test_rows (WaySketch    *sketch,
           gconstpointer data)
{
  WayElement *stage;
  WayElement *touchpoint;
  WayElement *card;

  assert_pasted_text (sketch, NULL, "Etap;Punkt styku;Kanał;Emocja;Punkty bólu\r\nSzuka;Reklama;Wyszukiwarka;1;\r\n;Porównanie;;-2;\"drogo\ndaleko\"\r\nKupuje;Koszyk;Sklep;;\r\n",
                      "Paste Table", 2);
  way_sketch_assert_steps (sketch, 1);
  stage = way_element_get_next_of (get (sketch, "D"));
  g_assert_cmpuint (way_element_count (stage, WAY_KIND_TOUCHPOINT), ==, 2);
  touchpoint = way_element_get_first_of (stage, WAY_KIND_TOUCHPOINT);
  g_assert_cmpstr (way_element_get (touchpoint, WAY_TOUCHPOINT_CHANNEL), ==, "search");
  touchpoint = way_element_get_next_of (touchpoint);
  card = way_element_get_first_of (stage, WAY_KIND_CARD);
  g_assert_cmpstr (way_element_get_text (card, WAY_CARD_TEXT), ==, "drogo");
  g_assert_cmpstr (way_element_get (card, WAY_CARD_LANE), ==, "pains");
  g_assert_true (way_element_get_reference (card, WAY_CARD_ABOUT) == touchpoint);
  g_assert_cmpuint (way_element_count (stage, WAY_KIND_CARD), ==, 2);
}

static void
assert_refused (WaySketch  *sketch,
                const char *text)
{
  WayPastePlace place = { NULL };
  g_autoptr (GError) error = NULL;

  g_assert_null (way_clipboard_paste_text (sketch->history, &place, text, &error));
  g_assert_nonnull (error);
  way_sketch_assert_steps (sketch, 0);
}

/* What is too much, or nothing, is refused, and nothing has changed. */
static void
test_limits (WaySketch    *sketch,
             gconstpointer data)
{
  g_autofree char *lines = g_strnfill (WAY_CLIPBOARD_MOST_LINES, '\n');
  g_autofree char *long_text = g_strnfill (WAY_CLIPBOARD_MOST_TEXT + 1, 'x');
  WayPastePlace    place = { NULL };
  g_autoptr (WayMap) nothing = way_map_new ("en");
  g_autoptr (GError) error = NULL;

  assert_refused (sketch, "");
  assert_refused (sketch, "\n \n");
  assert_refused (sketch, lines);
  assert_refused (sketch, long_text);
  assert_refused (sketch, "\xff\xfe");
  g_assert_null (way_clipboard_paste (sketch->history, &place, nothing, NULL, &error));
  g_assert_error (error, WAY_CLIPBOARD_ERROR, WAY_CLIPBOARD_ERROR_NOTHING);
  way_sketch_assert_steps (sketch, 0);
}

static void
test_image (WaySketch    *sketch,
            gconstpointer data)
{
  g_autoptr (GBytes) image = g_bytes_new_static ("image", 5);
  WayPastePlace place = { .element = "a1", .stage = "A", .touchpoint = "a1" };
  g_autoptr (GPtrArray) on = NULL;
  g_autoptr (GPtrArray) beside = NULL;
  g_autoptr (GError) error = NULL;

  on = way_clipboard_paste_image (sketch->history, &place, image, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (on->pdata[0], ==, "a1");
  beside = way_clipboard_paste_image (sketch->history, &place, image, &error);
  g_assert_no_error (error);
  g_assert_nonnull (way_element_get (get (sketch, "a1"), WAY_TOUCHPOINT_IMAGE));
  g_assert_cmpstr (way_element_get (way_element_get_reference (get (sketch, beside->pdata[0]), WAY_CARD_LANE), WAY_LANE_HOLDS), ==, "images");
  way_sketch_assert_steps (sketch, 2);
}

/* --- Metrics ------------------------------------------------------------------ */

typedef struct
{
  const char *language;
  const char *line;
  const char *name;
  const char *value;
  const char *unit;
  const char *target;
} MetricLine;

static const MetricLine metric_lines[] = {
  { "en", "Exit rate: 38 %", "Exit rate", "38", "%", NULL },
  { "en", "Exit rate: 38 % (target 30 %)", "Exit rate", "38", "%", "30" },
  { "en", "CAC: €14", "CAC", "14", "€", NULL },
  { "en", "CSAT 4.6 / 5", "CSAT", "4.6", "/ 5", NULL },
  { "en", "NPS: +52", "NPS", "+52", NULL, NULL },
  { "en", "Baskets = 1,234.5", "Baskets", "1234.5", NULL, NULL },
  { "en", "Visits: 1,234", "Visits", "1234", NULL, NULL },
  { "en", "Growth: \342\210\2223 %", "Growth", "-3", "%", NULL },
  { "pl", "Koszt pozyskania: 1,234 zł", "Koszt pozyskania", "1.234", "zł", NULL },
  { "pl", "Wejścia: 12\302\240345", "Wejścia", "12345", NULL, NULL },
  { "pl", "Odrzucenia: 12,5 % (cel: 10)", "Odrzucenia", "12.5", "%", "10" },
  { "en", "How many ask?", "How many ask?", NULL, NULL, NULL },
};

static void
test_metrics (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (metric_lines); i++)
    {
      const MetricLine *line = &metric_lines[i];
      g_autoptr (WayHistory) history = way_make_journey (line->language, 1, 1, FALSE);
      g_autoptr (GError) error = NULL;
      g_autofree char *text = g_strdup_printf ("Stage\tBuys\nMetrics\t%s", line->line);
      g_autoptr (GPtrArray) ids = way_clipboard_paste_text (history, &(WayPastePlace){ NULL }, text, &error);
      WayElement *metric;

      g_assert_no_error (error);
      metric = way_element_get_first_of (way_map_lookup (way_history_get_map (history), ids->pdata[0]), WAY_KIND_METRIC);
      g_assert_nonnull (metric);
      g_assert_cmpstr (way_element_get_text (metric, WAY_METRIC_NAME), ==, line->name);
      g_assert_cmpstr (way_element_get (metric, WAY_METRIC_VALUE), ==, line->value);
      g_assert_cmpstr (way_element_get (metric, WAY_METRIC_UNIT), ==, line->unit);
      g_assert_cmpstr (way_element_get (metric, WAY_METRIC_TARGET), ==, line->target);
    }
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

#define TEST(path, function) g_test_add ("/tools/clipboard/" path, WaySketch, NULL, way_sketch_set_up, function, way_sketch_tear_down)
  TEST ("stage", test_stage);
  TEST ("other-map", test_other_map);
  TEST ("touchpoints", test_touchpoints);
  TEST ("cards", test_cards);
  TEST ("lane", test_lane);
  TEST ("phase-and-personas", test_phase_and_personas);
  TEST ("cut", test_cut);
  TEST ("as-text", test_as_text);
  TEST ("lines", test_lines);
  TEST ("grid", test_grid);
  TEST ("rows", test_rows);
  TEST ("limits", test_limits);
  TEST ("image", test_image);
  g_test_add_func ("/tools/clipboard/metrics", test_metrics);

  return g_test_run ();
}
