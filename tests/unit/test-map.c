/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Tests"

#include <locale.h>
#include <string.h>

#include "waymark/way-map.h"

static WayElement *
add (WayElement *parent,
     WayKind     kind,
     const char *id)
{
  WayElement *element = way_element_new (kind, id);

  way_element_append (parent, element);
  return element;
}

static WayElement *
add_foreign (WayElement *parent,
             guint       slot,
             gboolean    outside)
{
  WayElement *element = way_element_new (WAY_KIND_FOREIGN, NULL);

  way_element_append_foreign (parent, element, slot, outside);
  return element;
}

static WayElement *
put (WayElement *element,
     guint       field,
     const char *value)
{
  way_element_take_value (element, field, g_strdup (value));
  return element;
}

static WayMap *
make_map (WayElement *root)
{
  g_autofree char *duplicate = NULL;
  WayMap          *map = way_map_new_from_root (root, &duplicate);

  g_assert_null (duplicate);
  g_assert_nonnull (map);
  return map;
}

/* The ids of the children, "|" between slots; foreign ones as "*" or, outside, "(*)". */
static char *
describe_children (WayElement *element)
{
  GString *text = g_string_new (NULL);
  guint    slot = 0;

  for (WayElement *child = way_element_get_first (element); child != NULL; child = way_element_get_next (child))
    {
      for (; slot < way_element_get_slot (child); slot++)
        g_string_append_c (text, '|');
      if (way_element_get_kind (child) != WAY_KIND_FOREIGN)
        g_string_append_printf (text, "%s ", way_element_get_id (child));
      else
        g_string_append (text, way_element_get_outside (child) ? "(*) " : "* ");
    }
  return g_string_free (text, FALSE);
}

static void
assert_children (WayElement *element,
                 const char *expected)
{
  g_autofree char *children = describe_children (element);

  g_assert_cmpstr (children, ==, expected);
}

/* Whatever the order in which a file gives them, children stand by slot, and within it as given. */
static void
test_order (void)
{
  WayElement *root = way_element_new (WAY_KIND_MAP, NULL);
  g_autoptr (WayMap) map = NULL;
  WayElement *stage;

  add (root, WAY_KIND_CARD, "c9");
  stage = add (root, WAY_KIND_STAGE, "s1");
  add (root, WAY_KIND_FINDING, "f1");
  add_foreign (root, 6, FALSE);
  add_foreign (root, 6, TRUE);
  add_foreign (root, 9, TRUE);
  add (root, WAY_KIND_STAGE, "s2");
  add (root, WAY_KIND_PERSONA, "p1");
  add_foreign (root, 6, TRUE);
  add_foreign (root, 0, TRUE);
  add (root, WAY_KIND_FINDING, "f2");
  add_foreign (root, 7, FALSE);
  assert_children (root, "f1 * f2 |||p1 |||(*) (*) s1 * s2 |c9 * ||* ");

  add (stage, WAY_KIND_CARD, "c1");
  add (stage, WAY_KIND_TOUCHPOINT, "t1");
  add (stage, WAY_KIND_CARD, "c2");
  add (stage, WAY_KIND_METRIC, "m1");
  add (stage, WAY_KIND_TOUCHPOINT, "t2");
  add_foreign (stage, 1, TRUE);
  add_foreign (stage, 3, FALSE);
  assert_children (stage, "m1 |t1 t2 * |c1 c2 |* ");

  map = make_map (root);
  g_assert_cmpuint (way_map_get_n_elements (map), ==, 12);
  g_assert_true (way_map_lookup (map, "t2") == way_element_get_next_of (way_map_lookup (map, "t1")));
  g_assert_null (way_element_get_next_of (way_map_lookup (map, "t2")));
  g_assert_true (way_element_get_first_of (stage, WAY_KIND_CARD) == way_map_lookup (map, "c1"));
  g_assert_true (way_element_get_first_of (root, WAY_KIND_STAGE) == stage);
  g_assert_true (way_element_get_first_of (root, WAY_KIND_CARD) == way_map_lookup (map, "c9"));
  g_assert_null (way_element_get_first_of (root, WAY_KIND_LANE));
  g_assert_null (way_element_get_first_of (root, WAY_KIND_TOUCHPOINT));
  g_assert_cmpuint (way_element_count (stage, WAY_KIND_CARD), ==, 2);
  g_assert_cmpuint (way_element_count (root, WAY_KIND_LEVEL), ==, 0);
  g_assert_true (way_element_get_stage (way_map_lookup (map, "t1")) == stage);
  g_assert_true (way_element_get_stage (stage) == stage);
  g_assert_null (way_element_get_stage (way_map_lookup (map, "c9")));
  g_assert_true (way_element_get_map (way_map_lookup (map, "m1")) == map);
}

/* Missing ids come from parent, kind and place, and never take one that was given, wherever it stands. */
static void
test_derived_ids (void)
{
  g_autofree char *longest = g_strnfill (100, 'x');
  WayElement      *root = way_element_new (WAY_KIND_MAP, NULL);
  WayElement      *stage = add (root, WAY_KIND_STAGE, "compares");
  WayElement      *long_stage = add (root, WAY_KIND_STAGE, longest);
  WayElement      *unnamed = add (root, WAY_KIND_STAGE, NULL);
  g_autoptr (WayMap) map = NULL;

  add (stage, WAY_KIND_CARD, "c1");
  add (stage, WAY_KIND_CARD, NULL);
  add (stage, WAY_KIND_CARD, NULL);
  add (stage, WAY_KIND_CARD, NULL);
  add (long_stage, WAY_KIND_CARD, NULL);
  add (long_stage, WAY_KIND_CARD, "card-3");
  add (long_stage, WAY_KIND_CARD, NULL);
  add (add (unnamed, WAY_KIND_TOUCHPOINT, NULL), WAY_KIND_FEELING, NULL);
  add (root, WAY_KIND_CARD, "compares-card-3");
  add (root, WAY_KIND_PERSONA, "map");
  add_foreign (stage, 2, FALSE);
  map = make_map (root);

  g_assert_cmpstr (way_element_get_id (root), ==, "map-2");
  assert_children (stage, "||c1 compares-card-2 compares-card-4 compares-card-5 * ");
  assert_children (long_stage, "||card-1 card-3 card-4 ");
  assert_children (unnamed, "|stage-3-touchpoint-1 ");
  assert_children (way_map_lookup (map, "stage-3-touchpoint-1"), "stage-3-touchpoint-1-feeling-1 ");
  g_assert_nonnull (way_map_lookup (map, "#1"));
  g_assert_null (way_map_lookup (map, "no-such-id"));
  g_assert_null (way_map_lookup (map, NULL));
}

static void
test_duplicate (void)
{
  WayElement      *root = way_element_new (WAY_KIND_MAP, "m");
  g_autofree char *duplicate = NULL;

  add (add (root, WAY_KIND_STAGE, "a"), WAY_KIND_CARD, "b");
  add (root, WAY_KIND_CARD, "a");
  g_assert_null (way_map_new_from_root (root, &duplicate));
  g_assert_cmpstr (duplicate, ==, "a");
  way_element_free (root);
}

static void
test_made_ids (void)
{
  g_autoptr (WayMap) map = way_map_new ("pl");

  g_assert_cmpstr (way_element_get (way_map_get_root (map), WAY_MAP_LANGUAGE), ==, "pl");
  g_assert_cmpuint (way_map_get_n_elements (map), ==, 1);
  for (WayKind kind = WAY_KIND_FINDING; kind < WAY_KIND_FOREIGN; kind++)
    {
      g_autofree char *id = way_map_make_id (map, kind);
      g_autofree char *other = way_map_make_id (map, kind);

      g_assert_true (way_id_is_valid (id));
      g_assert_true (g_str_has_prefix (id, way_kind_get_info (kind)->id_prefix));
      g_assert_cmpstr (id, !=, other);
    }
}

static void
test_values (void)
{
  WayElement *root = way_element_new (WAY_KIND_MAP, NULL);
  WayElement *lane = put (add (root, WAY_KIND_LANE, "pains"), WAY_LANE_HOLDS, "pain-points");
  WayElement *stage = add (root, WAY_KIND_STAGE, "s1");
  WayElement *card = put (put (add (stage, WAY_KIND_CARD, "c1"), WAY_CARD_LANE, "pains"), WAY_CARD_FOR, "anna ben-2");
  WayElement *unsorted = put (add (root, WAY_KIND_CARD, "c2"), WAY_CARD_LANE, "pains");
  WayElement *feeling = put (add (add (stage, WAY_KIND_TOUCHPOINT, "t1"), WAY_KIND_FEELING, "g1"), WAY_FEELING_SCORE, "-1.15");
  g_autoptr (WayMap) map = NULL;

  /* Cut loose, there is no map to look a reference up in. */
  g_assert_null (way_element_get_reference (card, WAY_CARD_LANE));
  map = make_map (root);
  g_assert_true (way_element_get_reference (card, WAY_CARD_LANE) == lane);
  g_assert_null (way_element_get_reference (card, WAY_CARD_ABOUT));
  g_assert_cmpint (way_card_get_kind (card), ==, WAY_CARDS_PAIN_POINTS);
  g_assert_cmpint (way_card_get_kind (unsorted), ==, -1);
  put (card, WAY_CARD_LANE, NULL);
  g_assert_cmpint (way_card_get_kind (card), ==, -1);
  g_assert_cmpint (way_element_get_choice (lane, WAY_LANE_HOLDS), ==, WAY_CARDS_PAIN_POINTS);
  g_assert_cmpint (way_element_get_choice (lane, WAY_LANE_SHOWS), ==, -1);
  g_assert_cmpstr (way_element_get_text (lane, WAY_LANE_NAME), ==, "");
  g_assert_null (way_element_get (lane, WAY_LANE_NAME));
  g_assert_false (way_element_get_flag (lane, WAY_LANE_HIDDEN));
  put (lane, WAY_LANE_HIDDEN, "yes");
  g_assert_true (way_element_get_flag (lane, WAY_LANE_HIDDEN));
  g_assert_cmpint (way_element_get_hundredths (feeling, WAY_FEELING_SCORE), ==, -115);
  g_assert_true (way_element_list_has (card, WAY_CARD_FOR, "anna"));
  g_assert_true (way_element_list_has (card, WAY_CARD_FOR, "ben-2"));
  g_assert_false (way_element_list_has (card, WAY_CARD_FOR, "ben"));
  g_assert_false (way_element_list_has (card, WAY_CARD_FOR, "ann"));
  g_assert_false (way_element_list_has (unsorted, WAY_CARD_FOR, "anna"));
}

static void
test_personas (void)
{
  WayElement *root = way_element_new (WAY_KIND_MAP, NULL);
  WayElement *anna = add (root, WAY_KIND_PERSONA, "anna");
  WayElement *ben;
  g_autoptr (WayMap) map = NULL;

  add_foreign (root, 3, FALSE);
  ben = add (root, WAY_KIND_PERSONA, "ben");
  map = make_map (root);
  g_assert_true (way_map_get_persona (map, 0) == anna);
  g_assert_true (way_map_get_persona (map, 1) == ben);
  g_assert_null (way_map_get_persona (map, 2));
}

static void
test_foreign_attributes (void)
{
  WayElement *root = way_element_new (WAY_KIND_MAP, NULL);
  WayElement *copy;

  g_assert_null (way_element_get_foreign_attributes (root, ""));
  way_element_take_foreign_attributes (root, "", g_strdup (" a:b=\"c\""));
  way_element_take_foreign_attributes (root, "stages", g_strdup (" a:d=\"e\""));
  copy = way_element_copy (root);
  way_element_free (root);
  g_assert_cmpstr (way_element_get_foreign_attributes (copy, ""), ==, " a:b=\"c\"");
  g_assert_cmpstr (way_element_get_foreign_attributes (copy, "stages"), ==, " a:d=\"e\"");
  g_assert_null (way_element_get_foreign_attributes (copy, "lanes"));
  way_element_free (copy);
}

/* What makes an element more than a prompt. Fields of its own; -1 for none. */
static const struct
{
  WayKind     kind;
  int         prompt;
  int         field;
  const char *value;
  gboolean    is_prompt;
} prompts[] = {
  { WAY_KIND_CARD, -1, -1, NULL, FALSE },
  { WAY_KIND_CARD, WAY_CARD_PROMPT, -1, NULL, TRUE },
  { WAY_KIND_CARD, WAY_CARD_PROMPT, WAY_CARD_TEXT, "Am I a 39?", FALSE },
  { WAY_KIND_CARD, WAY_CARD_PROMPT, WAY_CARD_IMAGE, "i0123456789abcdef", FALSE },
  { WAY_KIND_CARD, WAY_CARD_PROMPT, WAY_CARD_LANE, "thoughts", TRUE },
  { WAY_KIND_CARD, WAY_CARD_PROMPT, WAY_CARD_STATE, "future", TRUE },
  { WAY_KIND_TOUCHPOINT, WAY_TOUCHPOINT_PROMPT, -1, NULL, TRUE },
  { WAY_KIND_TOUCHPOINT, WAY_TOUCHPOINT_PROMPT, WAY_TOUCHPOINT_CHANNEL, "app", TRUE },
  { WAY_KIND_TOUCHPOINT, WAY_TOUCHPOINT_PROMPT, WAY_TOUCHPOINT_NAME, "Size guide", FALSE },
  { WAY_KIND_TOUCHPOINT, WAY_TOUCHPOINT_PROMPT, WAY_TOUCHPOINT_DESCRIPTION, "Cannot tell", FALSE },
  { WAY_KIND_TOUCHPOINT, WAY_TOUCHPOINT_PROMPT, WAY_TOUCHPOINT_TRUTH, "Half leave", FALSE },
  { WAY_KIND_TOUCHPOINT, WAY_TOUCHPOINT_PROMPT, WAY_TOUCHPOINT_TRUTH, "", TRUE },
  { WAY_KIND_TOUCHPOINT, WAY_TOUCHPOINT_PROMPT, WAY_TOUCHPOINT_IMAGE, "i0123456789abcdef", FALSE },
  { WAY_KIND_PERSONA, WAY_PERSONA_PROMPT, -1, NULL, TRUE },
  { WAY_KIND_PERSONA, WAY_PERSONA_PROMPT, WAY_PERSONA_QUOTE, "I just want to know", FALSE },
  { WAY_KIND_METRIC, WAY_METRIC_PROMPT, WAY_METRIC_UNIT, "%", TRUE },
  { WAY_KIND_METRIC, WAY_METRIC_PROMPT, WAY_METRIC_VALUE, "71", FALSE },
  { WAY_KIND_FINDING, WAY_FINDING_PROMPT, -1, NULL, TRUE },
  { WAY_KIND_FINDING, WAY_FINDING_PROMPT, WAY_FINDING_TEXT, "Half leave", FALSE },
  { WAY_KIND_STAGE, WAY_STAGE_PROMPT, WAY_STAGE_PATH_TO_PURCHASE, "yes", TRUE },
  { WAY_KIND_STAGE, WAY_STAGE_PROMPT, WAY_STAGE_NAME, "Compares", FALSE },
  { WAY_KIND_LINK, -1, -1, NULL, FALSE },
  { WAY_KIND_LANE, -1, -1, NULL, FALSE },
};

static void
test_prompts (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (prompts); i++)
    {
      WayElement *element = way_element_new (prompts[i].kind, NULL);

      if (prompts[i].prompt >= 0)
        put (element, (guint) prompts[i].prompt, "What is it?");
      if (prompts[i].field >= 0)
        put (element, (guint) prompts[i].field, prompts[i].value);
      g_assert_cmpint (way_element_is_prompt (element), ==, prompts[i].is_prompt);
      way_element_free (element);
    }
}

/* A stage of a template becomes one of the map with the first thing that is put into it. */
static void
test_prompted_stage (void)
{
  WayElement *root = way_element_new (WAY_KIND_MAP, NULL);
  WayElement *stage = put (add (root, WAY_KIND_STAGE, "s1"), WAY_STAGE_PROMPT, "What comes first?");
  WayElement *card = put (add (stage, WAY_KIND_CARD, "c1"), WAY_CARD_PROMPT, "What does she ask?");
  g_autoptr (WayMap) map = NULL;

  add_foreign (stage, 0, FALSE);
  map = make_map (root);
  g_assert_true (way_element_is_prompt (stage));
  g_assert_cmpuint (way_map_count (map, WAY_KIND_STAGE), ==, 0);
  g_assert_cmpuint (way_map_count (map, WAY_KIND_CARD), ==, 0);
  put (card, WAY_CARD_TEXT, "Am I a 39?");
  g_assert_false (way_element_is_prompt (stage));
  g_assert_cmpuint (way_map_count (map, WAY_KIND_STAGE), ==, 1);
  g_assert_cmpuint (way_map_count (map, WAY_KIND_CARD), ==, 1);
}

/* What is only asked for comes into being with what it holds, a persona with what is hers. */
static void
test_prompted_persona (void)
{
  WayElement *root = way_element_new (WAY_KIND_MAP, NULL);
  WayElement *persona = put (add (root, WAY_KIND_PERSONA, "p1"), WAY_PERSONA_PROMPT, "Who buys?");
  WayElement *need = put (add (root, WAY_KIND_PERSONA, "p2"), WAY_PERSONA_PROMPT, "Who else?");
  WayElement *stage = put (add (root, WAY_KIND_STAGE, "s1"), WAY_STAGE_NAME, "Compares");
  WayElement *touchpoint = put (add (stage, WAY_KIND_TOUCHPOINT, "t1"), WAY_TOUCHPOINT_PROMPT, "Where does she look?");
  WayElement *card = put (add (stage, WAY_KIND_CARD, "c1"), WAY_CARD_PROMPT, "What does she ask?");
  WayElement *feeling;
  g_autoptr (WayMap) map = NULL;

  put (touchpoint, WAY_TOUCHPOINT_FOR, "p1");
  put (card, WAY_CARD_FOR, "p2 p1");
  map = make_map (root);
  g_assert_true (way_element_is_prompt (persona));
  g_assert_true (way_element_is_prompt (touchpoint));

  feeling = put (add (touchpoint, WAY_KIND_FEELING, "f1"), WAY_FEELING_SCORE, "1");
  g_assert_false (way_element_is_prompt (touchpoint));
  g_assert_true (way_element_asks (touchpoint));
  g_assert_false (way_element_is_prompt (persona));
  put (touchpoint, WAY_TOUCHPOINT_FOR, NULL);
  g_assert_true (way_element_is_prompt (persona));
  put (feeling, WAY_FEELING_PERSONA, "p1");
  g_assert_false (way_element_is_prompt (persona));
  g_assert_true (way_element_asks (persona));

  g_assert_true (way_element_is_prompt (need));
  put (add (need, WAY_KIND_NEED, "n1"), WAY_NEED_TEXT, "size advice");
  g_assert_false (way_element_is_prompt (need));
  g_assert_cmpuint (way_map_count (map, WAY_KIND_PERSONA), ==, 2);
}

/* Two feelings at a touchpoint are told apart by persona and state, levels by their score. */
static void
test_twins (void)
{
  WayElement *root = way_element_new (WAY_KIND_MAP, NULL);
  WayElement *stage = add (root, WAY_KIND_STAGE, "s1");
  WayElement *touchpoint = add (stage, WAY_KIND_TOUCHPOINT, "t1");
  WayElement *elsewhere = add (stage, WAY_KIND_TOUCHPOINT, "t2");
  WayElement *both = put (add (touchpoint, WAY_KIND_FEELING, "g1"), WAY_FEELING_PERSONA, "anna");
  WayElement *current = put (put (add (touchpoint, WAY_KIND_FEELING, "g2"), WAY_FEELING_PERSONA, "anna"), WAY_FEELING_STATE, "current");
  WayElement *nobodys = add (touchpoint, WAY_KIND_FEELING, "g3");
  WayElement *other = put (add (elsewhere, WAY_KIND_FEELING, "g4"), WAY_FEELING_PERSONA, "anna");
  WayElement *level = put (add (root, WAY_KIND_LEVEL, "l1"), WAY_LEVEL_SCORE, "+1");
  WayElement *same_level = put (add (root, WAY_KIND_LEVEL, "l2"), WAY_LEVEL_SCORE, "1");
  g_autoptr (WayMap) map = NULL;

  add (touchpoint, WAY_KIND_FEELING, "g5");
  map = make_map (root);
  g_assert_null (way_element_find_twin (both));
  g_assert_null (way_element_find_twin (current));
  g_assert_null (way_element_find_twin (nobodys));
  g_assert_null (way_element_find_twin (other));
  g_assert_true (way_element_find_twin (level) == same_level);
  g_assert_true (way_element_find_twin (same_level) == level);
  g_assert_true (way_map_find_twin (map) == same_level);
  put (same_level, WAY_LEVEL_SCORE, "2");
  g_assert_null (way_map_find_twin (map));
  put (both, WAY_FEELING_STATE, "current");
  g_assert_true (way_element_find_twin (both) == current);
  g_assert_true (way_map_find_twin (map) == current);
}

static void
test_images (void)
{
  g_autoptr (WayMap) map = way_map_new ("en");
  g_autoptr (GBytes) abc = g_bytes_new_static ("abc", 3);
  g_autoptr (GBytes) abc_again = g_bytes_new ("abc", 3);
  g_autoptr (GBytes) other = g_bytes_new_static ("other", 5);
  g_autoptr (GPtrArray) used = NULL;
  const char *id;

  /* FIPS 180-2, example of SHA-256 */
  id = way_map_add_image (map, abc);
  g_assert_cmpstr (id, ==, "iba7816bf8f01cfea");
  g_assert_true (way_map_add_image (map, abc_again) == id);
  g_assert_cmpuint (g_hash_table_size (way_map_get_images (map)), ==, 1);
  g_assert_true (way_map_get_image (map, id) == abc);
  g_assert_null (way_map_get_image (map, "i0"));
  g_assert_null (way_map_get_image (map, NULL));

  g_assert_true (way_map_add_image_as (map, id, abc_again));
  g_assert_false (way_map_add_image_as (map, id, other));
  g_assert_true (way_map_get_image (map, id) == abc);

  /* A file may have named the same image otherwise. */
  g_assert_true (way_map_add_image_as (map, "photo", other));
  g_assert_cmpstr (way_map_add_image (map, other), ==, "photo");
  g_assert_cmpuint (g_hash_table_size (way_map_get_images (map)), ==, 2);

  used = way_map_list_used_images (map);
  g_assert_cmpuint (used->len, ==, 0);
}

/* The id of a picture's content was given to something else by hand: the next digits tell them apart. */
static void
test_image_id_taken (void)
{
  g_autoptr (WayMap) map = way_map_new ("en");
  g_autoptr (GBytes) abc = g_bytes_new_static ("abc", 3);
  g_autoptr (GBytes) other = g_bytes_new_static ("other", 5);
  const char *id;

  g_assert_true (way_map_add_image_as (map, "iba7816bf8f01cfea", other));
  id = way_map_add_image (map, abc);
  g_assert_cmpstr (id, ==, "iba7816bf8f01cfea4");
  g_assert_true (way_map_get_image (map, id) == abc);
}

static void
test_used_images (void)
{
  WayElement *root = way_element_new (WAY_KIND_MAP, NULL);
  g_autoptr (WayMap) map = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new_static ("x", 1);
  g_autoptr (GPtrArray) used = NULL;

  put (root, WAY_MAP_LOGO, "i2");
  put (add (root, WAY_KIND_PERSONA, "p1"), WAY_PERSONA_PORTRAIT, "i3");
  put (add (root, WAY_KIND_CARD, "c1"), WAY_CARD_IMAGE, "i1");
  put (add (root, WAY_KIND_CARD, "c2"), WAY_CARD_IMAGE, "i2");
  map = make_map (root);
  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *id = g_strdup_printf ("i%u", i);

      g_assert_true (way_map_add_image_as (map, id, bytes));
    }
  used = way_map_list_used_images (map);
  g_assert_cmpuint (used->len, ==, 3);
  g_assert_cmpstr (used->pdata[0], ==, "i1");
  g_assert_cmpstr (used->pdata[1], ==, "i2");
  g_assert_cmpstr (used->pdata[2], ==, "i3");
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/map/order", test_order);
  g_test_add_func ("/model/map/derived-ids", test_derived_ids);
  g_test_add_func ("/model/map/duplicate", test_duplicate);
  g_test_add_func ("/model/map/made-ids", test_made_ids);
  g_test_add_func ("/model/map/values", test_values);
  g_test_add_func ("/model/map/personas", test_personas);
  g_test_add_func ("/model/map/foreign-attributes", test_foreign_attributes);
  g_test_add_func ("/model/map/prompts", test_prompts);
  g_test_add_func ("/model/map/prompted-stage", test_prompted_stage);
  g_test_add_func ("/model/map/prompted-persona", test_prompted_persona);
  g_test_add_func ("/model/map/twins", test_twins);
  g_test_add_func ("/model/map/images", test_images);
  g_test_add_func ("/model/map/image-id-taken", test_image_id_taken);
  g_test_add_func ("/model/map/used-images", test_used_images);
  return g_test_run ();
}
