/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Tests"

#include <locale.h>
#include <string.h>

#include "support/way-map-dump.h"
#include "support/way-random-edits.h"
#include "support/way-random-map.h"
#include "support/way-random-value.h"
#include "waymark/way-difference.h"
#include "waymark/way-merge.h"
#include "waymark/way-store.h"

/*
 * Two people edit one map. Whatever they do, nothing that they wrote gets lost, and the merged map is a good one.
 */

#define DEFAULT_PAIRS 2000 /* WAYMARK_SEEDS takes more */
#define MOST_STEPS 4
#define MOST_ATTEMPTS 40

/* Unless told how many: one of so many of the pairs is enough for what is nearly the same for all. */
static guint
get_n_pairs (guint part)
{
  const char *wanted = g_getenv ("WAYMARK_SEEDS");

  return wanted != NULL ? (guint) g_ascii_strtoull (wanted, NULL, 10) : DEFAULT_PAIRS / part;
}

static WayMap *
copy_map (WayMap *map)
{
  g_autoptr (GBytes) bytes = way_store_write (map);
  g_autoptr (GError) error = NULL;
  WayMap *copy = way_store_load_bytes (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL, NULL, &error);

  g_assert_no_error (error);
  return copy;
}

/* A map that has been in a file: what is foreign belongs where a reader puts it. */
static WayMap *
make_base (guint32 seed)
{
  g_autoptr (WayMap) map = way_random_map_new (seed, seed % 7);

  return copy_map (map);
}

/* What other programs do: an attribute on something, or away. Their namespace is declared on the map. */
static void
write_beside (WayHistory *history,
              GRand      *random)
{
  WayMap *map = way_history_get_map (history);
  g_autoptr (GPtrArray) elements = way_random_list_elements (map);
  WayElement      *element = elements->pdata[way_random_below (random, elements->len)];
  g_autofree char *attribute = g_strdup_printf (" ext:pinned=\"%u\"", way_random_below (random, 3));
  g_autoptr (GError) error = NULL;

  if (way_element_get_kind (element) == WAY_KIND_FOREIGN || element == way_map_get_root (map))
    return;
  way_history_begin (history, "Write beside");
  way_history_set_foreign (history, way_element_get_id (element), "", way_random_happens (random, 0.7) ? attribute : NULL, &error);
  g_assert_no_error (error);
  way_history_commit (history);
}

static WayMap *
make_edited (WayMap *base,
             guint32 seed,
             guint   most)
{
  g_autoptr (WayMap) map = copy_map (base);
  g_autoptr (WayHistory) history = way_history_new (map);
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  guint n = 1 + (guint) g_rand_int_range (random, 0, (gint32) most);

  for (guint i = 0; i < n; i++)
    way_random_transaction (history, random);
  if (way_random_happens (random, 0.3))
    write_beside (history, random);
  return copy_map (map);
}

/* A seed to look at alone: WAYMARK_FIRST_SEED=17 WAYMARK_SEEDS=17. */
static guint32
get_first_seed (void)
{
  const char *wanted = g_getenv ("WAYMARK_FIRST_SEED");

  return wanted != NULL ? (guint32) g_ascii_strtoull (wanted, NULL, 10) : 1;
}

typedef struct
{
  guint32 seed;
  WayMap *base;
  WayMap *ours;
  WayMap *theirs;
} Pair;

static void
start (Pair   *pair,
       guint32 seed)
{
  pair->seed = seed;
  pair->base = make_base (seed);
  pair->ours = make_edited (pair->base, 2 * seed, MOST_STEPS);
  pair->theirs = make_edited (pair->base, 2 * seed + 1, MOST_STEPS);
}

static void
finish (Pair *pair)
{
  g_assert_finalize_object (pair->base);
  g_assert_finalize_object (pair->ours);
  g_assert_finalize_object (pair->theirs);
}

static void
assert_merge (guint32     seed,
              const char *what,
              WayMap     *base,
              WayMap     *ours,
              WayMap     *theirs,
              WayMap     *expected)
{
  g_autoptr (WayMerge) merge = way_merge_new (base, ours, theirs);
  g_autofree char *actual_text = way_map_write_text (way_merge_get_map (merge));
  g_autofree char *expected_text = way_map_write_text (expected);

  if (way_merge_get_conflicts (merge)->len > 0)
    g_error ("seed %u: %s: conflicts", seed, what);
  way_assert_same_text (actual_text, expected_text, "seed %u: %s", seed, what);
}

/* Where only one side did something, or both the same, the merged map is that side's, byte by byte. */
static void
test_one_side (void)
{
  guint n = get_n_pairs (4);

  for (guint32 seed = get_first_seed (); seed <= n; seed++)
    {
      Pair pair;

      start (&pair, seed);
      assert_merge (seed, "merge (base, a, base)", pair.base, pair.ours, pair.base, pair.ours);
      assert_merge (seed, "merge (base, base, a)", pair.base, pair.base, pair.ours, pair.ours);
      assert_merge (seed, "merge (base, a, a)", pair.base, pair.ours, pair.ours, pair.ours);
      assert_merge (seed, "merge (base, base, base)", pair.base, pair.base, pair.base, pair.base);
      finish (&pair);
    }
}

static WayElement *
get_next (WayElement *element)
{
  if (way_element_get_first (element) != NULL)
    return way_element_get_first (element);
  while (element != NULL && way_element_get_next (element) == NULL)
    element = way_element_get_parent (element);
  return element != NULL ? way_element_get_next (element) : NULL;
}

/* All texts of a map: of fields, of what is foreign. */
static GHashTable *
list_texts (WayMap *map)
{
  GHashTable *texts = g_hash_table_new (g_str_hash, g_str_equal);

  for (WayElement *element = way_map_get_root (map); element != NULL; element = get_next (element))
    {
      const WayKindInfo *info = way_kind_get_info (way_element_get_kind (element));

      for (guint i = 0; i < info->n_fields; i++)
        if (info->fields[i].type == WAY_FIELD_TEXT && way_element_get (element, i) != NULL)
          g_hash_table_add (texts, (gpointer) way_element_get (element, i));
    }
  return texts;
}

/* What a side added or changed: its texts that the base has not. */
static void
assert_nothing_lost (Pair       *pair,
                     WayMap     *side,
                     GHashTable *result)
{
  g_autoptr (GHashTable) base_texts = list_texts (pair->base);
  g_autoptr (GHashTable) texts = list_texts (side);
  GHashTableIter iter;
  gpointer       text;

  g_hash_table_iter_init (&iter, texts);
  while (g_hash_table_iter_next (&iter, &text, NULL))
    if (!g_hash_table_contains (base_texts, text) && !g_hash_table_contains (result, text))
      g_error ("seed %u: lost: %s", pair->seed, (const char *) text);
}

/* A new one that is by nature what the other side made too may have the other's id. */
static gboolean
is_joined (const WayChange *change,
           WayMap          *result)
{
  return change->type == WAY_CHANGE_ADDED && way_element_has_natural_key (change->after) &&
         way_map_lookup (result, way_element_get_id (change->after)) == NULL;
}

/* Every element that either side added or edited is there still; what the other removed meanwhile, too. */
static void
assert_elements_stay (Pair   *pair,
                      WayMap *side,
                      WayMap *result)
{
  g_autoptr (WayDifference) difference = way_difference_new (pair->base, side);

  for (guint i = 0; i < way_difference_get_n_changes (difference); i++)
    {
      const WayChange *change = way_difference_get_change (difference, i);

      if (change->type != WAY_CHANGE_SET && change->type != WAY_CHANGE_ADDED && change->type != WAY_CHANGE_FOREIGN)
        continue;
      if (way_element_get_kind (change->after) == WAY_KIND_FOREIGN || is_joined (change, result))
        continue;
      if (way_map_lookup (result, way_element_get_id (change->after)) == NULL)
        g_error ("seed %u: %s was edited and is gone", pair->seed, way_element_get_id (change->after));
    }
}

static void
test_nothing_lost (void)
{
  guint n = get_n_pairs (1);
  guint n_conflicts = 0;

  for (guint32 seed = get_first_seed (); seed <= n; seed++)
    {
      Pair pair;
      g_autoptr (WayMerge) merge = NULL;
      g_autoptr (WayMap) again = NULL;
      g_autoptr (GHashTable) texts = NULL;
      g_autofree char *written = NULL;
      g_autofree char *written_again = NULL;

      start (&pair, seed);
      merge = way_merge_new (pair.base, pair.ours, pair.theirs);
      n_conflicts += way_merge_get_conflicts (merge)->len;
      texts = list_texts (way_merge_get_map (merge));
      assert_nothing_lost (&pair, pair.ours, texts);
      assert_nothing_lost (&pair, pair.theirs, texts);
      assert_elements_stay (&pair, pair.ours, way_merge_get_map (merge));
      assert_elements_stay (&pair, pair.theirs, way_merge_get_map (merge));
      /* It opens, and is what it was. */
      g_assert_null (way_map_find_twin (way_merge_get_map (merge)));
      again = copy_map (way_merge_get_map (merge));
      written = way_map_write_text (way_merge_get_map (merge));
      written_again = way_map_write_text (again);
      way_assert_same_text (written_again, written, "seed %u: opened again", seed);
      g_clear_pointer (&merge, way_merge_free);
      finish (&pair);
    }
  g_test_message ("%u pairs, %u conflicts, nothing lost", n, n_conflicts);
  if (get_first_seed () == 1)
    g_assert_cmpuint (n_conflicts, >, n / 10);
}

/* As edits of a history the merge gives the same map, and undo takes it back. */
static void
test_apply (void)
{
  guint n = get_n_pairs (2);

  for (guint32 seed = get_first_seed (); seed <= n; seed++)
    {
      Pair pair;
      g_autoptr (WayMerge) merge = NULL;
      g_autoptr (WayHistory) history = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *before = NULL;
      g_autofree char *expected = NULL;
      g_autofree char *actual = NULL;
      g_autofree char *undone = NULL;

      start (&pair, seed);
      merge = way_merge_new (pair.base, pair.ours, pair.theirs);
      history = way_history_new (pair.ours);
      before = way_map_write_text (pair.ours);
      expected = way_map_write_text (way_merge_get_map (merge));
      way_history_begin (history, "Merge");
      if (!way_merge_apply (merge, history, &error))
        g_error ("seed %u: %s", seed, error->message);
      way_history_commit (history);
      actual = way_map_write_text (pair.ours);
      way_assert_same_text (actual, expected, "seed %u: applied", seed);
      g_assert_null (way_map_find_twin (pair.ours));
      way_history_undo (history);
      undone = way_map_write_text (pair.ours);
      way_assert_same_text (undone, before, "seed %u: undone", seed);
      g_clear_object (&history);
      g_clear_pointer (&merge, way_merge_free);
      finish (&pair);
    }
}

/* Whether a change is one of what @element's parent holds: its children, or what tells them apart. */
static gboolean
is_told_by (const WayChange  *change,
            const WayElement *element)
{
  return change->type != WAY_CHANGE_SET || way_kind_get_info (way_element_get_kind (element))->natural_key != 0 ||
         way_element_get_kind (element) == WAY_KIND_LINK;
}

/* What a difference touches: "id field" for values, "id" of parents whose children are others, stand otherwise or are told apart otherwise. */
static GHashTable *
list_touched (WayMap *before,
              WayMap *after)
{
  GHashTable *touched = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (WayDifference) difference = way_difference_new (before, after);

  for (guint i = 0; i < way_difference_get_n_changes (difference); i++)
    {
      const WayChange *change = way_difference_get_change (difference, i);

      for (guint j = 0; j < 2; j++)
        {
          WayElement *element = j == 0 ? change->before : change->after;

          if (element == NULL)
            continue;
          if (change->type == WAY_CHANGE_SET)
            g_hash_table_add (touched, g_strdup_printf ("%s %u", way_element_get_id (element), change->field));
          if (way_element_get_parent (element) != NULL && is_told_by (change, element))
            g_hash_table_add (touched, g_strdup (way_element_get_id (way_element_get_parent (element))));
          if (change->type == WAY_CHANGE_REMOVED)
            g_hash_table_add (touched, g_strdup ("removed"));
        }
    }
  return touched;
}

static gboolean
overlap (GHashTable *a,
         GHashTable *b)
{
  GHashTableIter iter;
  gpointer       key;

  /* A removal reaches far: over references, and over all that the other side puts there. */
  if (g_hash_table_contains (a, "removed") || g_hash_table_contains (b, "removed"))
    return TRUE;
  g_hash_table_iter_init (&iter, a);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (g_hash_table_contains (b, key))
      return TRUE;
  return FALSE;
}

/* What theirs does is tried anew until it is something else than what ours does, and something at all. */
static GHashTable *
make_apart (Pair       *pair,
            GHashTable *mine)
{
  for (guint32 attempt = 0; attempt < MOST_ATTEMPTS; attempt++)
    {
      g_autoptr (WayMap) theirs = make_edited (pair->base, 2 * pair->seed + 1 + attempt * 1000003, 1);
      g_autoptr (GHashTable) touched = list_touched (pair->base, theirs);

      if (g_hash_table_size (touched) == 0 || overlap (mine, touched))
        continue;
      g_assert_finalize_object (pair->theirs);
      pair->theirs = g_steal_pointer (&theirs);
      return g_steal_pointer (&touched);
    }
  return NULL;
}

/* Edits of different things meet without a conflict, from whichever side one looks. */
static void
test_commute (void)
{
  guint n = get_n_pairs (2);
  guint n_apart = 0;

  for (guint32 seed = get_first_seed (); seed <= n; seed++)
    {
      Pair pair;
      g_autoptr (GHashTable) mine = NULL;
      g_autoptr (GHashTable) theirs = NULL;

      start (&pair, seed);
      /* A removal is apart from nothing. */
      for (guint32 attempt = 0; attempt < MOST_ATTEMPTS && (mine == NULL || g_hash_table_size (mine) == 0 || g_hash_table_contains (mine, "removed")); attempt++)
        {
          g_clear_pointer (&mine, g_hash_table_unref);
          g_assert_finalize_object (pair.ours);
          pair.ours = make_edited (pair.base, 2 * seed + attempt * 1000003, MOST_STEPS);
          mine = list_touched (pair.base, pair.ours);
        }
      theirs = make_apart (&pair, mine);
      if (theirs != NULL)
        {
          g_autoptr (WayMerge) merge = way_merge_new (pair.base, pair.theirs, pair.ours);

          n_apart++;
          assert_merge (seed, "merge (base, a, b) = merge (base, b, a)", pair.base, pair.ours, pair.theirs, way_merge_get_map (merge));
        }
      finish (&pair);
    }
  g_test_message ("%u of %u pairs were apart", n_apart, n);
  if (get_first_seed () == 1)
    g_assert_cmpuint (n_apart, >, n * 3 / 4);
}

/* A map differs in nothing from itself, and in something from all that is written otherwise. */
static void
test_difference (void)
{
  guint n = get_n_pairs (4);

  for (guint32 seed = get_first_seed (); seed <= n; seed++)
    {
      Pair pair;
      g_autoptr (WayDifference) none = NULL;
      g_autoptr (WayDifference) difference = NULL;
      g_autofree char *base_text = NULL;
      g_autofree char *text = NULL;
      g_autofree char *lines = NULL;
      g_autofree char *json = NULL;

      start (&pair, seed);
      none = way_difference_new (pair.base, pair.base);
      g_assert_cmpuint (way_difference_get_n_changes (none), ==, 0);
      difference = way_difference_new (pair.base, pair.ours);
      base_text = way_map_write_text (pair.base);
      text = way_map_write_text (pair.ours);
      lines = way_difference_dup_text (difference);
      json = way_difference_dup_json (difference);
      if ((strcmp (base_text, text) == 0) != (way_difference_get_n_changes (difference) == 0))
        g_error ("seed %u: %u changes: %s", seed, way_difference_get_n_changes (difference), lines);
      g_assert_true (g_utf8_validate (lines, -1, NULL));
      g_assert_true (g_utf8_validate (json, -1, NULL));
      g_clear_pointer (&none, way_difference_free);
      g_clear_pointer (&difference, way_difference_free);
      finish (&pair);
    }
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/review/difference/random", test_difference);
  g_test_add_func ("/review/merge/random/one-side", test_one_side);
  g_test_add_func ("/review/merge/random/nothing-lost", test_nothing_lost);
  g_test_add_func ("/review/merge/random/apply", test_apply);
  g_test_add_func ("/review/merge/random/commute", test_commute);
  return g_test_run ();
}
