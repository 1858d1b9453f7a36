/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Tests"

#include <locale.h>
#include <string.h>

#include "support/way-map-dump.h"
#include "waymark/way-history.h"
#include "waymark/way-store.h"

#define HEAD "<journey-map xmlns=\"" WAY_STORE_NAMESPACE "\" version=\"1\">"
#define TAIL "</journey-map>"

static WayMap *
load (const char *text)
{
  g_autoptr (GError) error = NULL;
  WayMap *map = way_store_load_bytes (text, strlen (text), "text", NULL, &error);

  g_assert_no_error (error);
  return map;
}

static void
count_cb (WayMap        *map,
          const WayEdit *edit,
          guint         *n)
{
  n[edit->type]++;
}

/* How many edits of each type make @from the same as @to. */
static void
count_edits (const char *from,
             const char *to,
             guint      *n)
{
  g_autoptr (WayMap) map = load (from);
  g_autoptr (WayMap) with = load (to);
  g_autoptr (WayHistory) history = way_history_new (map);
  g_autofree char *wanted = way_map_dump (with);
  g_autofree char *dump = NULL;
  g_autoptr (GError) error = NULL;

  memset (n, 0, (WAY_EDIT_SET_FOREIGN + 1) * sizeof *n);
  g_signal_connect (map, "edited", G_CALLBACK (count_cb), n);
  way_history_begin (history, "Replace");
  way_history_replace_map (history, with, &error);
  g_assert_no_error (error);
  way_history_commit (history);
  dump = way_map_dump (map);
  g_assert_cmpstr (dump, ==, wanted);
}

#define STAGES(inner) HEAD "<personas><persona id='p1'><name>A</name></persona><persona id='p2'><name>B</name></persona></personas><stages>" inner "</stages>" TAIL
#define POINT(id) "<touchpoint id='" id "'><name>" id "</name></touchpoint>"

/* What is the same is left alone; one that was dragged is one move. */
static void
test_few_edits (void)
{
  guint       n[WAY_EDIT_SET_FOREIGN + 1];
  const char *plain = STAGES ("<stage id='s1'>" POINT ("a") POINT ("b") POINT ("c") POINT ("d") "</stage><stage id='s2'/>");

  count_edits (plain, plain, n);
  g_assert_cmpuint (n[WAY_EDIT_INSERT] + n[WAY_EDIT_REMOVE] + n[WAY_EDIT_SET] + n[WAY_EDIT_MOVE] + n[WAY_EDIT_SET_FOREIGN], ==, 0);

  count_edits (plain, STAGES ("<stage id='s1'>" POINT ("d") POINT ("a") POINT ("b") POINT ("c") "</stage><stage id='s2'/>"), n);
  g_assert_cmpuint (n[WAY_EDIT_MOVE], ==, 1);
  g_assert_cmpuint (n[WAY_EDIT_INSERT] + n[WAY_EDIT_REMOVE] + n[WAY_EDIT_SET] + n[WAY_EDIT_SET_FOREIGN], ==, 0);

  count_edits (plain, STAGES ("<stage id='s1'>" POINT ("b") POINT ("c") POINT ("d") "</stage><stage id='s2'>" POINT ("a") "</stage>"), n);
  g_assert_cmpuint (n[WAY_EDIT_MOVE], ==, 1);
  g_assert_cmpuint (n[WAY_EDIT_INSERT] + n[WAY_EDIT_REMOVE] + n[WAY_EDIT_SET] + n[WAY_EDIT_SET_FOREIGN], ==, 0);

  count_edits (plain, STAGES ("<stage id='s1'>" POINT ("a") "<!-- note -->" POINT ("x") POINT ("c") POINT ("d") "</stage><stage id='s2'/>"), n);
  g_assert_cmpuint (n[WAY_EDIT_REMOVE], ==, 1);
  g_assert_cmpuint (n[WAY_EDIT_INSERT], ==, 2);
  g_assert_cmpuint (n[WAY_EDIT_SET] + n[WAY_EDIT_MOVE] + n[WAY_EDIT_SET_FOREIGN], ==, 0);
}

#define FEELINGS(one, other) STAGES ("<stage id='s1'><touchpoint id='t'>" one other "</touchpoint></stage>")

/* Two of a key change places: on the way they must never be twins. */
static void
test_keys_change_places (void)
{
  guint n[WAY_EDIT_SET_FOREIGN + 1];

  count_edits (FEELINGS ("<feeling id='g1' persona='p1' score='1'/>", "<feeling id='g2' persona='p2' score='1'/>"),
               FEELINGS ("<feeling id='g1' persona='p2' score='1'/>", "<feeling id='g2' persona='p1' score='1'/>"), n);
  g_assert_cmpuint (n[WAY_EDIT_INSERT] + n[WAY_EDIT_REMOVE], ==, 0);
  count_edits (FEELINGS ("<feeling id='g1' persona='p1' state='current' score='1'/>", "<feeling id='g2' persona='p1' state='future' score='1'/>"),
               FEELINGS ("<feeling id='g1' persona='p1' state='future' score='1'/>", "<feeling id='g2' persona='p1' state='current' score='1'/>"), n);
  g_assert_cmpuint (n[WAY_EDIT_INSERT] + n[WAY_EDIT_REMOVE], ==, 0);
  count_edits (FEELINGS ("<feeling id='g1' persona='p1' score='1'/>", ""), FEELINGS ("<feeling id='g9' persona='p1' score='1'/>", ""), n);
  g_assert_cmpuint (n[WAY_EDIT_INSERT] + n[WAY_EDIT_REMOVE], ==, 2);
}

#define IMAGE(bytes) HEAD "<tray><card id='c' image='photo'/></tray><images><image id='photo' type='image/png'>" bytes "</image></images>" TAIL

/* Another image of the same id: both are there, and undo shows the first one again. */
static void
test_image_of_same_id (void)
{
  g_autoptr (WayMap) map = load (IMAGE ("Zmlyc3Q="));
  g_autoptr (WayMap) with = load (IMAGE ("c2Vjb25k"));
  g_autoptr (WayHistory) history = way_history_new (map);
  WayElement *card = way_map_lookup (map, "c");
  g_autoptr (GError) error = NULL;

  way_history_begin (history, "Replace");
  way_history_replace_map (history, with, &error);
  g_assert_no_error (error);
  way_history_commit (history);
  g_assert_cmpstr (way_element_get (card, WAY_CARD_IMAGE), !=, "photo");
  g_assert_cmpmem (g_bytes_get_data (way_map_get_image (map, way_element_get (card, WAY_CARD_IMAGE)), NULL), 6, "second", 6);
  g_assert_true (way_history_undo (history));
  g_assert_cmpmem (g_bytes_get_data (way_map_get_image (map, way_element_get (card, WAY_CARD_IMAGE)), NULL), 5, "first", 5);
}

/* Nothing of the other map may have the id of this map; then all stays as it was. */
static void
test_taken_id (void)
{
  g_autoptr (WayMap) map = load (HEAD "<tray><card id='c'>kept</card></tray>" TAIL);
  g_autoptr (WayMap) with = load ("<journey-map xmlns='" WAY_STORE_NAMESPACE "' version='1' id='other'><tray><card id='map'>x</card></tray>" TAIL);
  g_autoptr (WayHistory) history = way_history_new (map);
  g_autoptr (GError) error = NULL;
  g_autofree char *before = way_map_dump (map);
  g_autofree char *after = NULL;

  g_assert_false (way_history_replace_map (history, with, &error));
  g_assert_error (error, WAY_HISTORY_ERROR, WAY_HISTORY_ERROR_READ_ONLY);
  g_clear_error (&error);

  way_history_begin (history, "Replace");
  g_assert_false (way_history_replace_map (history, with, &error));
  g_assert_error (error, WAY_HISTORY_ERROR, WAY_HISTORY_ERROR_ID);
  way_history_commit (history);
  after = way_map_dump (map);
  g_assert_cmpstr (after, ==, before);
  g_assert_false (way_history_can_undo (history));
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/history/replace/few-edits", test_few_edits);
  g_test_add_func ("/model/history/replace/keys-change-places", test_keys_change_places);
  g_test_add_func ("/model/history/replace/image-of-same-id", test_image_of_same_id);
  g_test_add_func ("/model/history/replace/taken-id", test_taken_id);
  return g_test_run ();
}
