/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Tests"

#include <locale.h>
#include <string.h>

#include "support/way-map-dump.h"
#include "waymark/way-merge.h"
#include "waymark/way-store.h"

#define HEAD "<journey-map xmlns=\"" WAY_STORE_NAMESPACE "\" version=\"1\">"
#define LANES "<lanes><lane id='l' holds='notes'>Notes</lane><lane id='l2' holds='needs'>Needs</lane></lanes>"
#define MAP(inner) HEAD LANES "<stages><stage id='a'><name>A</name>" inner "</stage><stage id='b'><name>B</name></stage>" \
                              "<stage id='c'><name>C</name></stage></stages></journey-map>"
#define CARD(attributes, text) "<card id='k' lane='l' " attributes ">" text "</card>"
#define IMAGES(one) "<images><image id='i'>" one "</image></images></journey-map>"

static WayMap *
load (const char *text)
{
  g_autoptr (GError) error = NULL;
  WayMap *map = way_store_load_bytes (text, strlen (text), "text", NULL, &error);

  g_assert_no_error (error);
  return map;
}

/* A merge that has become the map of a history. */
typedef struct
{
  WayMap     *map;
  WayHistory *history;
  char       *before;
} Merged;

static void
merge (Merged     *merged,
       const char *base_text,
       const char *ours_text,
       const char *theirs_text,
       guint       n_conflicts)
{
  g_autoptr (WayMap) base = load (base_text);
  g_autoptr (WayMap) theirs = load (theirs_text);
  g_autoptr (WayMerge) done = NULL;
  g_autoptr (GError) error = NULL;

  merged->map = load (ours_text);
  merged->history = way_history_new (merged->map);
  merged->before = way_map_write_text (merged->map);
  done = way_merge_new (base, merged->map, theirs);
  g_assert_cmpuint (way_merge_get_conflicts (done)->len, ==, n_conflicts);
  way_history_begin (merged->history, "Merge");
  way_merge_apply (done, merged->history, &error);
  g_assert_no_error (error);
  way_history_commit (merged->history);
}

/* Undo takes all back, step by step. */
static void
merged_clear (Merged *merged)
{
  g_autofree char *text = NULL;

  while (way_history_undo (merged->history))
    ;
  text = way_map_write_text (merged->map);
  g_assert_cmpstr (text, ==, merged->before);
  g_free (merged->before);
  g_assert_finalize_object (merged->history);
  g_assert_finalize_object (merged->map);
}

static WayElement *
get_conflict (Merged *merged)
{
  g_autoptr (GPtrArray) conflicts = way_conflicts_list (merged->map);

  g_assert_cmpuint (conflicts->len, ==, 1);
  return conflicts->pdata[0];
}

static void
assert_texts (Merged     *merged,
              const char *title,
              const char *was,
              const char *mine,
              const char *theirs)
{
  const char      *expected[] = { was, mine, theirs };
  g_autofree char *shown = way_conflict_dup_title (get_conflict (merged));

  g_assert_cmpstr (shown, ==, title);
  for (guint side = 0; side < 3; side++)
    {
      g_autofree char *text = way_conflict_dup_text (get_conflict (merged), side);

      g_assert_cmpstr (text, ==, expected[side]);
    }
}

static void
resolve (Merged       *merged,
         WayResolution resolution)
{
  g_autofree char *id = g_strdup (way_element_get_id (get_conflict (merged)));
  g_autoptr (GPtrArray) left = NULL;
  g_autoptr (GError) error = NULL;

  way_history_begin (merged->history, "Resolve");
  way_conflict_resolve (merged->history, id, resolution, &error);
  g_assert_no_error (error);
  way_history_commit (merged->history);
  left = way_conflicts_list (merged->map);
  g_assert_cmpuint (left->len, ==, 0);
}

static const char *
get_value (Merged     *merged,
           const char *id,
           guint       field)
{
  return way_element_get (way_map_lookup (merged->map, id), field);
}

static void
test_texts (void)
{
  static const char *const expected[] = { "mine", "theirs", "mine\ntheirs" };

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      Merged merged;

      merge (&merged, MAP (CARD ("", "old")), MAP (CARD ("", "mine")), MAP (CARD ("", "theirs")), 1);
      assert_texts (&merged, "Card “mine” (A): Text", "old", "mine", "theirs");
      g_assert_cmpstr (get_value (&merged, "k", WAY_CARD_TEXT), ==, "mine");
      resolve (&merged, i);
      g_assert_cmpstr (get_value (&merged, "k", WAY_CARD_TEXT), ==, expected[i]);
      merged_clear (&merged);
    }
}

/* A value that is none: of it there are no two to put after each other. */
static void
test_values (void)
{
  Merged merged;

  merge (&merged, MAP (CARD ("value='1' owner='O'", "x")), MAP (CARD ("value='2' owner='P'", "x")), MAP (CARD ("owner='P'", "x")), 1);
  assert_texts (&merged, "Card “x” (A): Value", "1", "2", NULL);
  g_assert_false (way_conflict_can_resolve (get_conflict (&merged), WAY_RESOLVE_BOTH));
  resolve (&merged, WAY_RESOLVE_THEIRS);
  g_assert_null (get_value (&merged, "k", WAY_CARD_VALUE));
  merged_clear (&merged);

  merge (&merged, MAP (CARD ("", "x")), MAP (CARD ("replaces='k2'", "x") "<card id='k2'>second</card>"),
         MAP (CARD ("replaces='k3'", "x") "<card id='k3'>third</card>"), 1);
  assert_texts (&merged, "Card “x” (A): Replaces", NULL, "“second”", "“third”");
  resolve (&merged, WAY_RESOLVE_THEIRS);
  g_assert_cmpstr (get_value (&merged, "k", WAY_CARD_REPLACES), ==, "k3");
  merged_clear (&merged);
}

/* Lists and what saving writes never clash. */
static void
test_joined (void)
{
#define PEOPLE "<personas><persona id='p'/><persona id='q'/><persona id='r'/></personas>"
#define FOR(list) HEAD PEOPLE LANES "<tray>" CARD ("for='" list "'", "x") "</tray></journey-map>"
  Merged                      merged;

  merge (&merged, FOR ("p q"), FOR ("p"), FOR ("p q r"), 0);
  g_assert_cmpstr (get_value (&merged, "k", WAY_CARD_FOR), ==, "p r");
  merged_clear (&merged);
}

static void
test_places (void)
{
#define IN_B HEAD LANES "<stages><stage id='a'><name>A</name></stage><stage id='b'><name>B</name>" CARD ("", "x") "</stage><stage id='c'><name>C</name></stage></stages></journey-map>"
#define IN_TRAY HEAD LANES "<stages><stage id='a'><name>A</name></stage><stage id='b'><name>B</name></stage><stage id='c'><name>C</name></stage></stages><tray>" CARD ("", "x") "</tray></journey-map>"
  Merged             merged;

  merge (&merged, MAP (CARD ("", "x")), IN_B, IN_TRAY, 1);
  assert_texts (&merged, "Card “x” (B)", "Stage “A”", "Stage “B”", "Unsorted cards");
  resolve (&merged, WAY_RESOLVE_THEIRS);
  g_assert_null (way_element_get_stage (way_map_lookup (merged.map, "k")));
  merged_clear (&merged);

  merge (&merged, MAP (CARD ("", "x")), IN_TRAY, IN_B, 1);
  resolve (&merged, WAY_RESOLVE_MINE);
  g_assert_null (way_element_get_stage (way_map_lookup (merged.map, "k")));
  merged_clear (&merged);
}

/* Both moved it within one stage, each to another place: that is told too. */
static void
test_order (void)
{
#define CARDS(one, two, three, four) MAP ("<card id='k" one "' lane='l'>" one "</card><card id='k" two "' lane='l'>" two "</card><card id='k" three \
                                          "' lane='l'>" three "</card><card id='k" four "' lane='l'>" four "</card>")
  Merged merged;

  merge (&merged, CARDS ("1", "2", "3", "4"), CARDS ("2", "3", "1", "4"), CARDS ("2", "3", "4", "1"), 1);
  assert_texts (&merged, "Card “1” (A)", "Before: Card “2”", "Before: Card “4”", "At the end");
  g_assert_cmpstr (way_element_get_id (way_element_get_next (way_map_lookup (merged.map, "k1"))), ==, "k4");
  resolve (&merged, WAY_RESOLVE_THEIRS);
  g_assert_null (way_element_get_next (way_map_lookup (merged.map, "k1")));
  merged_clear (&merged);

  merge (&merged, CARDS ("1", "2", "3", "4"), CARDS ("2", "3", "4", "1"), CARDS ("2", "3", "1", "4"), 1);
  resolve (&merged, WAY_RESOLVE_THEIRS);
  g_assert_cmpstr (way_element_get_id (way_element_get_next (way_map_lookup (merged.map, "k1"))), ==, "k4");
  merged_clear (&merged);

  merge (&merged, CARDS ("1", "2", "3", "4"), CARDS ("2", "3", "1", "4"), CARDS ("2", "3", "4", "1"), 1);
  resolve (&merged, WAY_RESOLVE_MINE);
  g_assert_cmpstr (way_element_get_id (way_element_get_next (way_map_lookup (merged.map, "k1"))), ==, "k4");
  merged_clear (&merged);

  /* The same move, and moves of different things, are no conflict. */
  merge (&merged, CARDS ("1", "2", "3", "4"), CARDS ("2", "3", "1", "4"), CARDS ("2", "3", "1", "4"), 0);
  merged_clear (&merged);
  merge (&merged, CARDS ("1", "2", "3", "4"), CARDS ("1", "3", "4", "2"), CARDS ("2", "3", "4", "1"), 0);
  merged_clear (&merged);
}

static void
test_removals (void)
{
  static const struct
  {
    gboolean      is_mine; /* who removed it */
    WayResolution resolution;
    gboolean      stays;
  } cases[] = {
    { TRUE, WAY_RESOLVE_MINE, FALSE },
    { TRUE, WAY_RESOLVE_THEIRS, TRUE },
    { FALSE, WAY_RESOLVE_MINE, TRUE },
    { FALSE, WAY_RESOLVE_THEIRS, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *changed = MAP (CARD ("", "new"));
      Merged      merged;

      merge (&merged, MAP (CARD ("", "old")), cases[i].is_mine ? MAP ("") : changed, cases[i].is_mine ? changed : MAP (""), 1);
      assert_texts (&merged, "Card “new” (A)", NULL, cases[i].is_mine ? "Removed" : "Kept, with the changes",
                    cases[i].is_mine ? "Kept, with the changes" : "Removed");
      g_assert_cmpstr (get_value (&merged, "k", WAY_CARD_TEXT), ==, "new");
      resolve (&merged, cases[i].resolution);
      g_assert_true ((way_map_lookup (merged.map, "k") != NULL) == cases[i].stays);
      merged_clear (&merged);
    }
}

/* Two images under one id: theirs stays in the map under another until somebody has chosen. */
static void
test_images (void)
{
#define WITH(image) HEAD LANES "<tray>" CARD ("image='i'", "x") "</tray>" IMAGES (image)
  Merged                 merged;
  const char            *id;

  merge (&merged, HEAD LANES "<tray>" CARD ("", "x") "</tray></journey-map>", WITH ("bWluZQ=="), WITH ("dGhlaXJz"), 1);
  g_assert_cmpstr (get_value (&merged, "k", WAY_CARD_IMAGE), ==, "i");
  resolve (&merged, WAY_RESOLVE_THEIRS);
  id = get_value (&merged, "k", WAY_CARD_IMAGE);
  g_assert_cmpmem (g_bytes_get_data (way_map_get_image (merged.map, id), NULL), g_bytes_get_size (way_map_get_image (merged.map, id)), "theirs", 6);
  merged_clear (&merged);
}

/* Attributes of others: they come with an undo as well; where both wrote one, theirs is in the conflict. */
static void
test_foreign_attributes (void)
{
#define NAMED(inner) HEAD LANES "<tray xmlns:o='urn:o'>" inner "</tray></journey-map>"
  Merged                  merged;

  merge (&merged, NAMED (CARD ("", "x")), NAMED (CARD ("", "y")), NAMED (CARD ("o:a='1'", "x")), 0);
  g_assert_cmpstr (way_element_get_foreign_attributes (way_map_lookup (merged.map, "k"), ""), ==, " o:a=\"1\"");
  merged_clear (&merged);

  merge (&merged, NAMED (CARD ("o:a='0'", "x")), NAMED (CARD ("o:a='1' o:b='2'", "x")), NAMED (CARD ("o:a='3' o:c='4'", "x")), 1);
  g_assert_cmpstr (way_element_get_foreign_attributes (way_map_lookup (merged.map, "k"), ""), ==, " o:a=\"1\" o:b=\"2\" o:c=\"4\"");
  assert_texts (&merged, "Card “x”: o:a", "0", "1", "3");
  g_assert_false (way_conflict_can_resolve (get_conflict (&merged), WAY_RESOLVE_BOTH));
  resolve (&merged, WAY_RESOLVE_THEIRS);
  g_assert_cmpstr (way_element_get_foreign_attributes (way_map_lookup (merged.map, "k"), ""), ==, " o:a=\"3\" o:b=\"2\" o:c=\"4\"");
  merged_clear (&merged);
}

/* What a link can do no more, and what nothing tells apart any more. */
static void
test_broken (void)
{
#define LINKS(in_a, in_b) HEAD "<stages><stage id='s'><name>S</name><touchpoint id='t1'><name>T1</name>" in_a "</touchpoint>" \
                               "<touchpoint id='t2'><name>T2</name>" in_b "</touchpoint><touchpoint id='t3'><name>T3</name></touchpoint></stage></stages></journey-map>"
#define FEELINGS(one, other) HEAD "<personas><persona id='p'><name>P</name></persona><persona id='q'><name>Q</name></persona></personas>"                           \
                                  "<stages><stage id='s'><name>S</name><touchpoint id='t'><name>T</name><feeling id='g1' persona='" one "' score='1'>one</feeling>" \
                                  "<feeling id='g2' persona='" other "' state='future' score='1'>two</feeling></touchpoint></stage></stages></journey-map>"
  Merged merged;

  merge (&merged, LINKS ("<link id='k' to='t3'/>", ""), LINKS ("", "<link id='k' to='t3'/>"), LINKS ("<link id='k' to='t2'/>", ""), 1);
  g_assert_null (get_value (&merged, "k", WAY_LINK_TO));
  g_assert_cmpstr (way_element_get (get_conflict (&merged), WAY_CONFLICT_THEIRS), ==, "t2");
  merged_clear (&merged);

  /* On one side the first becomes the future's, on the other the second becomes the same persona's. */
  {
    g_autofree char *ours = g_strdup (FEELINGS ("p", "q"));
    g_autoptr (GString) text = g_string_new (ours);

    g_string_replace (text, "persona='p' score", "persona='p' state='future' score", 1);
    merge (&merged, FEELINGS ("p", "q"), text->str, FEELINGS ("p", "p"), 1);
  }
  g_assert_null (way_map_find_twin (merged.map));
  g_assert_null (get_value (&merged, "g2", WAY_FEELING_PERSONA));
  assert_texts (&merged, "Feeling “two” (T, S): Persona", "“Q”", "“Q”", "“P”");
  resolve (&merged, WAY_RESOLVE_MINE);
  g_assert_cmpstr (get_value (&merged, "g2", WAY_FEELING_PERSONA), ==, "q");
  merged_clear (&merged);
}

/* The map went on meanwhile: nothing is done. */
static void
test_too_late (void)
{
  g_autoptr (WayMap) base = load (MAP (""));
  g_autoptr (WayMap) ours = load (MAP (""));
  g_autoptr (WayMap) theirs = load (MAP (CARD ("", "x")));
  g_autoptr (WayHistory) history = way_history_new (ours);
  g_autoptr (WayMerge) done = way_merge_new (base, ours, theirs);
  g_autoptr (GError) error = NULL;

  way_history_begin (history, "Merge");
  way_history_set (history, "a", WAY_STAGE_NAME, "Other", NULL);
  g_assert_false (way_merge_apply (done, history, &error));
  g_assert_error (error, WAY_HISTORY_ERROR, WAY_HISTORY_ERROR_READ_ONLY);
  g_assert_null (way_map_lookup (ours, "k"));
  way_history_rollback (history);
}

/* A second merge of the same does not say the same again. */
static void
test_twice (void)
{
  Merged           merged;
  g_autofree char *text = NULL;

  merge (&merged, MAP (CARD ("", "old")), MAP (CARD ("", "mine")), MAP (CARD ("", "theirs")), 1);
  text = way_map_write_text (merged.map);
  merged_clear (&merged);
  merge (&merged, MAP (CARD ("", "old")), text, MAP (CARD ("", "theirs")), 0);
  get_conflict (&merged);
  merged_clear (&merged);
}

/* By hand: no card has an id. */
#define BY_HAND(inner) HEAD "<lanes><lane id='l' holds='notes'>Notes</lane></lanes><stages><stage id='a'><name>A</name>" inner "</stage>" \
                            "<stage id='b'><name>B</name></stage></stages></journey-map>"
#define NOTE(text) "<card lane='l'>" text "</card>"
#define SAVED_NOTE(id, text) "<card id='" id "' lane='l'>" text "</card>"

static char *
dup_texts (Merged     *merged,
           const char *stage)
{
  GString *texts = g_string_new (NULL);

  for (WayElement *card = way_element_get_first_of (way_map_lookup (merged->map, stage), WAY_KIND_CARD); card != NULL; card = way_element_get_next_of (card))
    g_string_append_printf (texts, "%s%s", texts->len > 0 ? " | " : "", way_element_get_text (card, WAY_CARD_TEXT));
  return g_string_free (texts, FALSE);
}

static void
assert_merges_to (const char *base,
                  const char *ours,
                  const char *theirs,
                  const char *expected)
{
  Merged           merged;
  Merged           other_way;
  g_autofree char *texts = NULL;
  g_autofree char *other_texts = NULL;

  merge (&merged, base, ours, theirs, 0);
  texts = dup_texts (&merged, "a");
  g_assert_cmpstr (texts, ==, expected);
  merge (&other_way, base, theirs, ours, 0);
  other_texts = dup_texts (&other_way, "a");
  g_assert_cmpstr (other_texts, ==, expected);
  merged_clear (&merged);
  merged_clear (&other_way);
}

static void
test_by_hand (void)
{
  /* One before it, and another text of it. */
  assert_merges_to (BY_HAND (NOTE ("Sizes differ")), BY_HAND (NOTE ("New") NOTE ("Sizes differ")), BY_HAND (NOTE ("Sizes differ a lot")),
                    "New | Sizes differ a lot");
  /* Nothing of the text is as it was. */
  assert_merges_to (BY_HAND (NOTE ("one") NOTE ("two")), BY_HAND (NOTE ("New") NOTE ("one") NOTE ("two")), BY_HAND (NOTE ("one") NOTE ("Xy")),
                    "New | one | Xy");
  /* Removed before it. */
  assert_merges_to (BY_HAND (NOTE ("one") NOTE ("two")), BY_HAND (NOTE ("two")), BY_HAND (NOTE ("one") NOTE ("two, and more")), "two, and more");
  /* Both removed and added in one go. */
  assert_merges_to (BY_HAND (NOTE ("one") NOTE ("two") NOTE ("three")), BY_HAND (NOTE ("New") NOTE ("one") NOTE ("three")),
                    BY_HAND (NOTE ("one") NOTE ("two") NOTE ("three times")), "New | one | three times");
  /* Moved to another stage, and something put before it. */
  assert_merges_to (BY_HAND (NOTE ("one") NOTE ("two")),
                    HEAD "<lanes><lane id='l' holds='notes'>Notes</lane></lanes><stages><stage id='a'><name>A</name>" NOTE ("two") "</stage><stage id='b'>"
                                                                                                                                   "<name>B</name>" NOTE ("one") "</stage></stages></journey-map>",
                    BY_HAND (NOTE ("New") NOTE ("one") NOTE ("two")), "New | two");
}

static void
test_by_hand_and_saved (void)
{
  /* Waymark has written the ids that it had derived. */
  assert_merges_to (BY_HAND (NOTE ("one") NOTE ("two")), BY_HAND (NOTE ("New") NOTE ("one") NOTE ("two")),
                    BY_HAND (SAVED_NOTE ("a-card-1", "one") SAVED_NOTE ("a-card-2", "Otherwise")), "New | one | Otherwise");
  assert_merges_to (BY_HAND (NOTE ("one") NOTE ("two")), BY_HAND (NOTE ("two") NOTE ("New")),
                    BY_HAND (SAVED_NOTE ("a-card-1", "one") SAVED_NOTE ("card-xyz", "Saved") SAVED_NOTE ("a-card-2", "two")), "Saved | two | New");
  /* What was saved before is edited by hand, by someone who leaves ids out. */
  assert_merges_to (BY_HAND (SAVED_NOTE ("k", "one")), BY_HAND (NOTE ("New") NOTE ("one")), BY_HAND (SAVED_NOTE ("k", "one and a half")),
                    "New | one and a half");
}

/* An id of a file stays, whichever side it is on. */
static void
test_given_ids_stay (void)
{
  Merged merged;

  merge (&merged, BY_HAND (NOTE ("one")), BY_HAND (NOTE ("New") NOTE ("one")), BY_HAND (SAVED_NOTE ("a-card-1", "one more")), 0);
  g_assert_cmpstr (way_element_get_text (way_map_lookup (merged.map, "a-card-1"), WAY_CARD_TEXT), ==, "one more");
  merged_clear (&merged);
}

/* An open map knows what its ids were derived from, however much it was edited: to be true to them there is a conflict. */
static void
test_derived_at_once (void)
{
  g_autoptr (WayMap) base = load (BY_HAND (NOTE ("one") NOTE ("two")));
  g_autoptr (WayMap) ours = load (BY_HAND (NOTE ("one") NOTE ("two")));
  g_autoptr (WayMap) theirs = load (BY_HAND (NOTE ("New") NOTE ("one") NOTE ("two more")));
  g_autoptr (WayHistory) history = way_history_new (ours);
  g_autoptr (WayMerge) done = NULL;
  g_autoptr (GError) error = NULL;

  way_history_begin (history, "Write");
  way_history_set (history, "a-card-1", WAY_CARD_TEXT, "two", &error);
  way_history_set (history, "a-card-2", WAY_CARD_TEXT, "Otherwise", &error);
  g_assert_no_error (error);
  way_history_commit (history);
  g_assert_true (way_map_shares_derived_ids (base, ours));
  g_assert_false (way_map_shares_derived_ids (base, theirs));
  done = way_merge_new (base, ours, theirs);
  g_assert_cmpuint (way_merge_get_conflicts (done)->len, ==, 1);
  g_assert_cmpstr (way_element_get_text (way_map_lookup (way_merge_get_map (done), "a-card-1"), WAY_CARD_TEXT), ==, "two");
  g_assert_cmpuint (way_map_count (way_merge_get_map (done), WAY_KIND_CARD), ==, 3);

  g_assert_true (way_element_has_derived_id (way_map_lookup (ours, "a-card-1")));
  way_map_keep_derived_ids (ours);
  g_assert_false (way_element_has_derived_id (way_map_lookup (ours, "a-card-1")));
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/review/merge/texts", test_texts);
  g_test_add_func ("/review/merge/values", test_values);
  g_test_add_func ("/review/merge/joined", test_joined);
  g_test_add_func ("/review/merge/places", test_places);
  g_test_add_func ("/review/merge/order", test_order);
  g_test_add_func ("/review/merge/removals", test_removals);
  g_test_add_func ("/review/merge/images", test_images);
  g_test_add_func ("/review/merge/foreign-attributes", test_foreign_attributes);
  g_test_add_func ("/review/merge/broken", test_broken);
  g_test_add_func ("/review/merge/too-late", test_too_late);
  g_test_add_func ("/review/merge/twice", test_twice);
  g_test_add_func ("/review/merge/by-hand", test_by_hand);
  g_test_add_func ("/review/merge/by-hand-and-saved", test_by_hand_and_saved);
  g_test_add_func ("/review/merge/given-ids-stay", test_given_ids_stay);
  g_test_add_func ("/review/merge/derived-at-once", test_derived_at_once);
  return g_test_run ();
}
