/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Tests"

#include <locale.h>
#include <string.h>

#include "waymark/way-history.h"

typedef struct
{
  WayMap     *map;
  WayHistory *history;
  GString    *told; /* what the signals said */
} Desk;

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
put (WayElement *element,
     guint       field,
     const char *value)
{
  way_element_take_value (element, field, g_strdup (value));
  return element;
}

static void
edited_cb (WayMap        *map,
           const WayEdit *edit,
           gpointer       user_data)
{
  Desk *desk = user_data;

  g_assert_true (map == desk->map);
  switch (edit->type)
    {
    case WAY_EDIT_INSERT:
    case WAY_EDIT_REMOVE:
      g_assert_cmpstr (way_element_get_id (edit->tree), ==, edit->id);
      g_assert_true (way_element_get_map (edit->tree) == (edit->type == WAY_EDIT_INSERT ? map : NULL));
      g_string_append_printf (desk->told, "%s %s in %s before %s; ", edit->type == WAY_EDIT_INSERT ? "insert" : "remove",
                              edit->id, edit->parent, edit->before != NULL ? edit->before : "-");
      break;
    case WAY_EDIT_SET:
      g_string_append_printf (desk->told, "set %s %u %s to %s; ", edit->id, edit->field,
                              edit->old_value != NULL ? edit->old_value : "-", edit->value != NULL ? edit->value : "-");
      break;
    case WAY_EDIT_MOVE:
      g_string_append_printf (desk->told, "move %s %s/%s to %s/%s; ", edit->id,
                              edit->old_parent, edit->old_before != NULL ? edit->old_before : "-",
                              edit->parent, edit->before != NULL ? edit->before : "-");
      break;
    default:
      g_assert_not_reached ();
    }
}

static void
committed_cb (WayHistory *history,
              const char *label,
              gpointer    user_data)
{
  Desk *desk = user_data;

  g_string_append_printf (desk->told, "committed %s; ", label);
}

static void
notify_cb (WayHistory *history,
           GParamSpec *pspec,
           gpointer    user_data)
{
  Desk    *desk = user_data;
  gboolean value;

  g_object_get (history, pspec->name, &value, NULL);
  g_string_append_printf (desk->told, "%s %s; ", pspec->name, value ? "on" : "off");
}

/*
 * Stages s1 (touchpoints t1 with feelings g1, g2 and link k1 to t2, t2; cards c1 and, about t1, c2) and s2 (touchpoint t3
 * with link k2 to t1; card c3 only for both personas), personas anna and ben, lane pains, card c9 in the tray.
 */
static void
set_up (Desk         *desk,
        gconstpointer data)
{
  WayElement *root = way_element_new (WAY_KIND_MAP, "map");
  WayElement *stage = add (root, WAY_KIND_STAGE, "s1");
  WayElement *touchpoint = add (stage, WAY_KIND_TOUCHPOINT, "t1");
  WayElement *card;

  add (stage, WAY_KIND_TOUCHPOINT, "t2");
  put (add (touchpoint, WAY_KIND_FEELING, "g1"), WAY_FEELING_PERSONA, "anna");
  put (add (touchpoint, WAY_KIND_FEELING, "g2"), WAY_FEELING_PERSONA, "ben");
  put (add (touchpoint, WAY_KIND_LINK, "k1"), WAY_LINK_TO, "t2");
  put (add (stage, WAY_KIND_CARD, "c1"), WAY_CARD_LANE, "pains");
  put (put (add (stage, WAY_KIND_CARD, "c2"), WAY_CARD_LANE, "pains"), WAY_CARD_ABOUT, "t1");
  stage = add (root, WAY_KIND_STAGE, "s2");
  put (add (add (stage, WAY_KIND_TOUCHPOINT, "t3"), WAY_KIND_LINK, "k2"), WAY_LINK_TO, "t1");
  card = put (put (add (stage, WAY_KIND_CARD, "c3"), WAY_CARD_LANE, "pains"), WAY_CARD_FOR, "anna ben");
  put (card, WAY_CARD_REPLACES, "c1");
  add (root, WAY_KIND_PERSONA, "anna");
  add (root, WAY_KIND_PERSONA, "ben");
  add (root, WAY_KIND_LANE, "pains");
  add (root, WAY_KIND_CARD, "c9");

  desk->map = way_map_new_from_root (root, NULL);
  desk->history = way_history_new (desk->map);
  desk->told = g_string_new (NULL);
  g_signal_connect (desk->map, "edited", G_CALLBACK (edited_cb), desk);
  g_signal_connect (desk->history, "committed", G_CALLBACK (committed_cb), desk);
  g_signal_connect (desk->history, "notify", G_CALLBACK (notify_cb), desk);
}

static void
tear_down (Desk         *desk,
           gconstpointer data)
{
  g_assert_finalize_object (desk->history);
  g_assert_finalize_object (desk->map);
  g_string_free (desk->told, TRUE);
}

static void
describe (GString    *text,
          WayElement *element)
{
  const WayKindInfo *info = way_kind_get_info (way_element_get_kind (element));

  g_string_append (text, way_element_get_id (element));
  for (guint i = 0; i < info->n_fields; i++)
    if (way_element_get (element, i) != NULL)
      g_string_append_printf (text, " %s=%s", info->fields[i].name, way_element_get (element, i));
  if (way_element_get_first (element) == NULL)
    return;
  g_string_append (text, " (");
  for (WayElement *child = way_element_get_first (element); child != NULL; child = way_element_get_next (child))
    {
      describe (text, child);
      if (way_element_get_next (child) != NULL)
        g_string_append (text, ", ");
    }
  g_string_append (text, ")");
}

static void
assert_element (Desk       *desk,
                const char *id,
                const char *expected)
{
  g_autoptr (GString) text = g_string_new (NULL);

  describe (text, way_map_lookup (desk->map, id));
  g_assert_cmpstr (text->str, ==, expected);
}

static void
assert_told (Desk       *desk,
             const char *expected)
{
  g_assert_cmpstr (desk->told->str, ==, expected);
  g_string_truncate (desk->told, 0);
}

/* Edits that are refused: nothing is changed, and the message belongs to the user. */
static const struct
{
  char        type; /* insert (field is the kind), move, remove, set */
  const char *id;
  guint       field;
  const char *parent; /* or value */
  const char *before;
  int         code;
} refused[] = {
  { 'i', "new", WAY_KIND_CARD, "nowhere", NULL, WAY_HISTORY_ERROR_NOT_FOUND },
  { 'i', "new", WAY_KIND_CARD, "s1", "nowhere", WAY_HISTORY_ERROR_NOT_FOUND },
  { 'i', "new", WAY_KIND_CARD, "t1", NULL, WAY_HISTORY_ERROR_PLACE },
  { 'i', "new", WAY_KIND_TOUCHPOINT, "map", NULL, WAY_HISTORY_ERROR_PLACE },
  { 'i', "new", WAY_KIND_MAP, "map", NULL, WAY_HISTORY_ERROR_PLACE },
  { 'i', "new", WAY_KIND_FOREIGN, "map", NULL, WAY_HISTORY_ERROR_PLACE },
  { 'i', "new", WAY_KIND_CARD, "s1", "c3", WAY_HISTORY_ERROR_PLACE },
  { 'i', "new", WAY_KIND_CARD, "s1", "t1", WAY_HISTORY_ERROR_PLACE },
  { 'i', "c1", WAY_KIND_CARD, "s1", NULL, WAY_HISTORY_ERROR_ID },
  { 'i', "map", WAY_KIND_CARD, "s1", NULL, WAY_HISTORY_ERROR_ID },
  { 'i', "two words", WAY_KIND_CARD, "s1", NULL, WAY_HISTORY_ERROR_ID },
  { 'i', "", WAY_KIND_CARD, "s1", NULL, WAY_HISTORY_ERROR_ID },
  { 'm', "nothing", 0, "s1", NULL, WAY_HISTORY_ERROR_NOT_FOUND },
  { 'm', "c1", 0, "nowhere", NULL, WAY_HISTORY_ERROR_NOT_FOUND },
  { 'm', "c1", 0, "s2", "nowhere", WAY_HISTORY_ERROR_NOT_FOUND },
  { 'm', "c1", 0, "s2", "c2", WAY_HISTORY_ERROR_PLACE },
  { 'm', "c1", 0, "s1", "t1", WAY_HISTORY_ERROR_PLACE },
  { 'm', "c1", 0, "anna", NULL, WAY_HISTORY_ERROR_PLACE },
  { 'm', "s1", 0, "s2", NULL, WAY_HISTORY_ERROR_PLACE },
  { 'm', "map", 0, "s1", NULL, WAY_HISTORY_ERROR_PLACE },
  { 'm', "s1", 0, "s1", NULL, WAY_HISTORY_ERROR_PLACE },
  { 'm', "k2", 0, "t1", NULL, WAY_HISTORY_ERROR_PLACE },
  { 'r', "nothing", 0, NULL, NULL, WAY_HISTORY_ERROR_NOT_FOUND },
  { 'r', "map", 0, NULL, NULL, WAY_HISTORY_ERROR_PLACE },
  { 's', "nothing", 0, "x", NULL, WAY_HISTORY_ERROR_NOT_FOUND },
  { 's', "c1", WAY_CARD_LANE, "nothing", NULL, WAY_HISTORY_ERROR_REFERENCE },
  { 's', "c1", WAY_CARD_LANE, "s1", NULL, WAY_HISTORY_ERROR_REFERENCE },
  { 's', "c1", WAY_CARD_REPLACES, "c1", NULL, WAY_HISTORY_ERROR_REFERENCE },
  { 's', "c1", WAY_CARD_FOR, "anna nobody", NULL, WAY_HISTORY_ERROR_REFERENCE },
  { 's', "c1", WAY_CARD_FOR, "anna s1", NULL, WAY_HISTORY_ERROR_REFERENCE },
  { 's', "c1", WAY_CARD_IMAGE, "i0", NULL, WAY_HISTORY_ERROR_REFERENCE },
  { 's', "k1", WAY_LINK_TO, "t1", NULL, WAY_HISTORY_ERROR_REFERENCE },
  { 's', "g2", WAY_FEELING_PERSONA, "anna", NULL, WAY_HISTORY_ERROR_PLACE },
};

static gboolean
try_edit (WayHistory *history,
          guint       i,
          GError    **error)
{
  switch (refused[i].type)
    {
    case 'i':
      return way_history_insert (history, (WayKind) refused[i].field, refused[i].id, refused[i].parent, refused[i].before, error) != NULL;
    case 'm':
      return way_history_move (history, refused[i].id, refused[i].parent, refused[i].before, error);
    case 'r':
      return way_history_remove (history, refused[i].id, error);
    default:
      return way_history_set (history, refused[i].id, refused[i].field, refused[i].parent, error);
    }
}

static void
test_refused (Desk         *desk,
              gconstpointer data)
{
  guint64 revision = way_map_get_revision (desk->map);

  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (GError) closed = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_false (try_edit (desk->history, i, &closed));
      g_assert_error (closed, WAY_HISTORY_ERROR, WAY_HISTORY_ERROR_READ_ONLY);
      way_history_begin (desk->history, "Try");
      g_assert_false (try_edit (desk->history, i, &error));
      g_assert_error (error, WAY_HISTORY_ERROR, refused[i].code);
      way_history_commit (desk->history);
    }
  g_assert_cmpuint (way_history_get_n_undo (desk->history), ==, 0);
  g_assert_cmpuint (way_map_get_revision (desk->map), ==, revision);
  assert_told (desk, "");
}

static void
test_wrong_value (Desk         *desk,
                  gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  way_history_begin (desk->history, "Try");
  g_assert_false (way_history_set (desk->history, "g1", WAY_FEELING_SCORE, "3", &error));
  g_assert_error (error, WAY_FIELD_ERROR, WAY_FIELD_ERROR_VALUE);
  way_history_commit (desk->history);
  assert_told (desk, "");
}

/* The value is brought into its one form first; the form that it has already is no change. */
static void
test_set (Desk         *desk,
          gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  way_history_begin (desk->history, "Rate");
  assert_told (desk, "");
  g_assert_true (way_history_set (desk->history, "g1", WAY_FEELING_SCORE, "1.50", &error));
  assert_told (desk, "set g1 1 - to 1.5; is-clean off; ");
  g_assert_true (way_history_set (desk->history, "g1", WAY_FEELING_SCORE, "1.5", &error));
  g_assert_true (way_history_set (desk->history, "g1", WAY_FEELING_SCORE, "01.500", &error));
  g_assert_true (way_history_set (desk->history, "g2", WAY_FEELING_SCORE, "", &error));
  assert_told (desk, "");
  g_assert_true (way_history_set (desk->history, "g1", WAY_FEELING_SCORE, "", &error));
  assert_told (desk, "set g1 1 1.5 to -; ");
  way_history_commit (desk->history);
  assert_told (desk, "committed Rate; can-undo on; ");
  way_history_undo (desk->history);
  assert_told (desk, "set g1 1 - to 1.5; set g1 1 1.5 to -; committed Rate; is-clean on; can-redo on; can-undo off; ");
  g_assert_no_error (error);
}

static void
test_insert_and_move (Desk         *desk,
                      gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  const char *id;

  way_history_begin (desk->history, "Sort");
  g_assert_cmpstr (way_history_insert (desk->history, WAY_KIND_CARD, "c0", "s1", "c2", &error), ==, "c0");
  assert_told (desk, "insert c0 in s1 before c2; is-clean off; ");
  id = way_history_insert (desk->history, WAY_KIND_METRIC, NULL, "s1", NULL, &error);
  g_assert_true (way_element_get_next (way_map_lookup (desk->map, id)) == way_map_lookup (desk->map, "t1"));
  g_assert_true (way_history_move (desk->history, id, "t2", NULL, &error));
  g_assert_true (way_element_get_parent (way_map_lookup (desk->map, id)) == way_map_lookup (desk->map, "t2"));
  g_assert_true (way_history_remove (desk->history, id, &error));
  g_string_truncate (desk->told, 0);

  g_assert_true (way_history_move (desk->history, "c9", "s1", "c1", &error));
  assert_told (desk, "move c9 map/- to s1/c1; ");
  g_assert_true (way_history_move (desk->history, "c1", "s1", NULL, &error));
  assert_told (desk, "move c1 s1/c0 to s1/-; ");
  g_assert_true (way_history_move (desk->history, "c1", "map", NULL, &error));
  assert_told (desk, "move c1 s1/- to map/-; ");
  assert_element (desk, "s1", "s1 (t1 (g1 persona=anna, g2 persona=ben, k1 to=t2), t2, c9, c0, c2 lane=pains about=t1)");

  /* where it stands already */
  g_assert_true (way_history_move (desk->history, "c0", "s1", "c2", &error));
  g_assert_true (way_history_move (desk->history, "c0", "s1", "c0", &error));
  g_assert_true (way_history_move (desk->history, "c2", "s1", NULL, &error));
  assert_told (desk, "");
  way_history_rollback (desk->history);
  assert_element (desk, "s1", "s1 (t1 (g1 persona=anna, g2 persona=ben, k1 to=t2), t2, c1 lane=pains, c2 lane=pains about=t1)");
  g_assert_no_error (error);
}

/* Foreign siblings keep their places, and places beside them come back. */
static void
test_foreign (void)
{
  WayElement *root = way_element_new (WAY_KIND_MAP, "map");
  g_autoptr (WayMap) map = NULL;
  g_autoptr (WayHistory) history = NULL;
  g_autoptr (GError) error = NULL;
  WayElement *tree;
  Desk        desk;

  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *id = g_strdup_printf ("s%u", i);

      way_element_append_foreign (root, put (way_element_new (WAY_KIND_FOREIGN, NULL), WAY_FOREIGN_XML, "<!---->"), 6, i == 0);
      add (root, WAY_KIND_STAGE, id);
    }
  desk.map = map = way_map_new_from_root (root, NULL);
  desk.history = history = way_history_new (map);
  assert_element (&desk, "map", "map (#1 xml=<!---->, s0, #2 xml=<!---->, s1, #3 xml=<!---->, s2)");

  way_history_begin (history, "Change");
  g_assert_true (way_history_move (history, "s2", "map", "#2", &error));
  g_assert_true (way_history_remove (history, "s1", &error));
  g_assert_true (way_history_remove (history, "#2", &error));
  g_assert_false (way_history_move (history, "s2", "map", "#1", NULL));
  g_assert_false (way_history_move (history, "#3", "map", "s0", NULL));
  assert_element (&desk, "map", "map (#1 xml=<!---->, s0, s2, #3 xml=<!---->)");
  tree = put (way_element_new (WAY_KIND_FOREIGN, "#1"), WAY_FOREIGN_XML, "<x/>");
  g_assert_true (way_history_insert_tree (history, tree, "map", "s2", &error));
  tree = put (way_element_new (WAY_KIND_FOREIGN, NULL), WAY_FOREIGN_XML, "<y/>");
  g_assert_true (way_history_insert_tree (history, tree, "map", "#1", &error));
  g_assert_true (way_element_get_outside (tree));
  assert_element (&desk, "map", "map (#5 xml=<y/>, #1 xml=<!---->, s0, #4 xml=<x/>, s2, #3 xml=<!---->)");
  way_history_commit (history);
  way_history_undo (history);
  assert_element (&desk, "map", "map (#1 xml=<!---->, s0, #2 xml=<!---->, s1, #3 xml=<!---->, s2)");
  g_assert_no_error (error);
}

static WayElement *
make_tree (const char *first_id,
           const char *second_id)
{
  WayElement *tree = way_element_new (WAY_KIND_TOUCHPOINT, first_id);

  add (tree, WAY_KIND_LINK, second_id);
  return tree;
}

static void
test_insert_tree (Desk         *desk,
                  gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  WayElement *tree = make_tree ("t9", NULL);
  const char *link;

  put (add (tree, WAY_KIND_FEELING, "g9"), WAY_FEELING_PERSONA, "anna");
  put (tree, WAY_TOUCHPOINT_REPLACES, "t1");
  way_history_begin (desk->history, "Paste");
  g_assert_true (way_history_insert_tree (desk->history, tree, "s1", "t2", &error));
  assert_told (desk, "insert t9 in s1 before t2; is-clean off; ");
  g_assert_true (way_map_lookup (desk->map, "t9") == tree);
  link = way_element_get_id (way_element_get_first_of (tree, WAY_KIND_LINK));
  g_assert_true (way_element_get_parent (way_map_lookup (desk->map, link)) == tree);

  /* References may name what comes along. */
  tree = make_tree ("t8", "k8");
  put (add (tree, WAY_KIND_FEELING, "g8"), WAY_FEELING_REPLACES, "g7");
  add (tree, WAY_KIND_FEELING, "g7");
  g_assert_true (way_history_insert_tree (desk->history, tree, "s1", NULL, &error));
  way_history_rollback (desk->history);
  g_assert_null (way_map_lookup (desk->map, "t9"));
  g_assert_null (way_map_lookup (desk->map, "g7"));
  g_assert_no_error (error);
}

static void
refuse_tree (Desk       *desk,
             WayElement *tree,
             const char *parent,
             int         code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (way_history_insert_tree (desk->history, tree, parent, NULL, &error));
  g_assert_error (error, WAY_HISTORY_ERROR, code);
}

static void
test_refused_trees (Desk         *desk,
                    gconstpointer data)
{
  WayElement *tree;

  refuse_tree (desk, make_tree ("t9", "k9"), "s1", WAY_HISTORY_ERROR_READ_ONLY);
  way_history_begin (desk->history, "Paste");
  refuse_tree (desk, make_tree ("t9", "k9"), "nowhere", WAY_HISTORY_ERROR_NOT_FOUND);
  refuse_tree (desk, make_tree ("t9", "k9"), "map", WAY_HISTORY_ERROR_PLACE);
  refuse_tree (desk, make_tree ("t9", "k1"), "s1", WAY_HISTORY_ERROR_ID);
  refuse_tree (desk, make_tree ("t9", "t9"), "s1", WAY_HISTORY_ERROR_ID);
  refuse_tree (desk, make_tree ("t9", "k 9"), "s1", WAY_HISTORY_ERROR_ID);
  tree = make_tree ("t9", "k9");
  put (way_element_get_first (tree), WAY_LINK_TO, "t9");
  refuse_tree (desk, tree, "s1", WAY_HISTORY_ERROR_REFERENCE);
  tree = make_tree ("t9", "k9");
  put (way_element_get_first (tree), WAY_LINK_TO, "t7");
  refuse_tree (desk, tree, "s1", WAY_HISTORY_ERROR_REFERENCE);
  tree = put (make_tree ("t9", "k9"), WAY_TOUCHPOINT_IMAGE, "i0");
  refuse_tree (desk, tree, "s1", WAY_HISTORY_ERROR_REFERENCE);
  tree = make_tree ("t9", "k9");
  put (add (tree, WAY_KIND_FEELING, "g8"), WAY_FEELING_PERSONA, "anna");
  put (add (tree, WAY_KIND_FEELING, "g9"), WAY_FEELING_PERSONA, "anna");
  refuse_tree (desk, tree, "s1", WAY_HISTORY_ERROR_PLACE);
  tree = put (way_element_new (WAY_KIND_FEELING, "g9"), WAY_FEELING_PERSONA, "anna");
  refuse_tree (desk, tree, "t1", WAY_HISTORY_ERROR_PLACE);
  way_history_commit (desk->history);
  assert_told (desk, "");
}

/* A feeling moved to where its persona has one. */
static void
test_moved_twin (Desk         *desk,
                 gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) refusal = NULL;

  way_history_begin (desk->history, "Move");
  g_assert_cmpstr (way_history_insert (desk->history, WAY_KIND_FEELING, "g9", "t2", NULL, &error), ==, "g9");
  g_assert_true (way_history_set (desk->history, "g9", WAY_FEELING_PERSONA, "anna", &error));
  g_assert_false (way_history_move (desk->history, "g9", "t1", NULL, &refusal));
  g_assert_error (refusal, WAY_HISTORY_ERROR, WAY_HISTORY_ERROR_PLACE);
  g_assert_true (way_history_set (desk->history, "g9", WAY_FEELING_STATE, "future", &error));
  g_assert_true (way_history_move (desk->history, "g9", "t1", "g1", &error));
  way_history_commit (desk->history);
  g_assert_no_error (error);
}

/* What names a thing that goes is cleared, shortened or goes with it; nothing names what is not there at any time. */
static const struct
{
  const char *id;
  const char *told;
} removals[] = {
  { "c9", "remove c9 in map before -; " },
  { "c1", "set c3 4 c1 to -; remove c1 in s1 before c2; " },
  { "anna", "set c3 5 anna ben to ben; remove g1 in t1 before g2; remove anna in map before ben; " },
  { "t1", "set c2 1 t1 to -; remove k2 in t3 before -; remove t1 in s1 before t2; " },
  { "t2", "remove k1 in t1 before -; remove t2 in s1 before -; " },
  { "s1", "set c3 4 c1 to -; remove k2 in t3 before -; remove s1 in map before s2; " },
  { "t1 t2", "set k1 0 t2 to -; set c2 1 t1 to -; remove k2 in t3 before -; remove t2 in s1 before -; remove t1 in s1 before -; " },
  { "t1 s1 c1", "set c3 4 c1 to -; remove k2 in t3 before -; remove c1 in s1 before c2; remove s1 in map before s2; " },
  { "pains", "remove c3 in s2 before -; remove c2 in s1 before -; remove c1 in s1 before -; remove pains in map before -; " },
};

static void
test_remove (Desk         *desk,
             gconstpointer data)
{
  g_autoptr (GString) before = g_string_new (NULL);

  describe (before, way_map_get_root (desk->map));
  for (guint i = 0; i < G_N_ELEMENTS (removals); i++)
    {
      g_auto (GStrv) ids = g_strsplit (removals[i].id, " ", -1);
      g_autoptr (GError) error = NULL;

      g_signal_handlers_block_by_func (desk->history, notify_cb, desk);
      way_history_begin (desk->history, "Remove");
      g_assert_true (way_history_remove_all (desk->history, (const char *const *) ids, &error));
      g_assert_no_error (error);
      assert_told (desk, removals[i].told);
      way_history_commit (desk->history);
      for (guint j = 0; ids[j] != NULL; j++)
        g_assert_null (way_map_lookup (desk->map, ids[j]));
      g_assert_true (way_history_undo (desk->history));
      g_string_truncate (desk->told, 0);
      g_signal_handlers_unblock_by_func (desk->history, notify_cb, desk);
      assert_element (desk, "map", before->str);
    }
}

/* Nothing goes when one of several cannot. */
static void
test_remove_all_refused (Desk         *desk,
                         gconstpointer data)
{
  static const char *const unknown[] = { "t1", "nothing", NULL };
  static const char *const root[] = { "t1", "map", NULL };
  g_autoptr (GError) error = NULL;

  way_history_begin (desk->history, "Remove");
  g_assert_false (way_history_remove_all (desk->history, unknown, &error));
  g_assert_error (error, WAY_HISTORY_ERROR, WAY_HISTORY_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (way_history_remove_all (desk->history, root, &error));
  g_assert_error (error, WAY_HISTORY_ERROR, WAY_HISTORY_ERROR_PLACE);
  way_history_commit (desk->history);
  g_assert_false (way_history_can_undo (desk->history));
}

/* An edit gives new revisions to the element, to all above it, and to nothing else. */
static void
test_revisions (Desk         *desk,
                gconstpointer data)
{
  static const char *const above[] = { "g1", "t1", "s1", "map" };
  static const char *const beside[] = { "g2", "t2", "s2", "c1", "anna" };
  guint64                  last = way_map_get_revision (desk->map);

  way_history_begin (desk->history, "Rate");
  g_assert_true (way_history_set (desk->history, "g1", WAY_FEELING_SCORE, "1", NULL));
  way_history_commit (desk->history);
  for (guint i = 0; i < 3; i++)
    {
      g_assert_cmpuint (way_map_get_revision (desk->map), >, last);
      for (guint j = 0; j < G_N_ELEMENTS (above); j++)
        g_assert_cmpuint (way_element_get_revision (way_map_lookup (desk->map, above[j])), ==, way_map_get_revision (desk->map));
      for (guint j = 0; j < G_N_ELEMENTS (beside); j++)
        g_assert_cmpuint (way_element_get_revision (way_map_lookup (desk->map, beside[j])), ==, 1);
      last = way_map_get_revision (desk->map);
      if (i == 0)
        way_history_undo (desk->history);
      else
        way_history_redo (desk->history);
    }
}

static void
test_moved_revision (Desk         *desk,
                     gconstpointer data)
{
  guint64 last = way_map_get_revision (desk->map);

  way_history_begin (desk->history, "Move");
  g_assert_true (way_history_move (desk->history, "c1", "s2", NULL, NULL));
  way_history_commit (desk->history);
  g_assert_cmpuint (way_element_get_revision (way_map_lookup (desk->map, "c1")), >, last);
  g_assert_cmpuint (way_element_get_revision (way_map_lookup (desk->map, "s1")), >, last);
  g_assert_cmpuint (way_element_get_revision (way_map_lookup (desk->map, "s2")), >, last);
  g_assert_cmpuint (way_element_get_revision (way_map_lookup (desk->map, "c2")), ==, 1);
}

/* What comes back is seen as new by whoever remembers revisions. */
static void
test_returning_revision (Desk         *desk,
                         gconstpointer data)
{
  guint64 last = way_map_get_revision (desk->map);

  way_history_begin (desk->history, "Remove");
  g_assert_true (way_history_remove (desk->history, "t3", NULL));
  g_assert_cmpuint (way_element_get_revision (way_map_lookup (desk->map, "s2")), >, last);
  last = way_map_get_revision (desk->map);
  way_history_rollback (desk->history);
  g_assert_cmpuint (way_element_get_revision (way_map_lookup (desk->map, "k2")), >, last);
  g_assert_cmpuint (way_element_get_revision (way_map_lookup (desk->map, "s2")), >, last);
  g_assert_cmpuint (way_element_get_revision (way_map_lookup (desk->map, "s1")), ==, 1);
}

static void
edit_in_handler_cb (WayMap        *map,
                    const WayEdit *edit,
                    gpointer       user_data)
{
  WayHistory *history = user_data;
  g_autoptr (GError) error = NULL;

  if (way_history_in_transaction (history))
    return;
  g_assert_false (way_history_undo (history));
  g_assert_false (way_history_redo (history));
  g_assert_false (way_history_set (history, "map", WAY_MAP_TITLE, "A", &error));
  g_assert_error (error, WAY_HISTORY_ERROR, WAY_HISTORY_ERROR_READ_ONLY);
}

/* A handler that would edit while a step is taken back cannot spoil it. */
static void
test_handler (Desk         *desk,
              gconstpointer data)
{
  way_history_begin (desk->history, "Remove");
  g_assert_true (way_history_remove (desk->history, "t1", NULL));
  way_history_commit (desk->history);
  g_signal_connect (desk->map, "edited", G_CALLBACK (edit_in_handler_cb), desk->history);
  g_assert_true (way_history_undo (desk->history));
  g_assert_true (way_history_redo (desk->history));
}

/* Trees that are cut loose are freed with the history, in whichever list they lie. */
static void
test_freed (Desk         *desk,
            gconstpointer data)
{
  way_history_begin (desk->history, "Remove");
  g_assert_true (way_history_remove (desk->history, "s1", NULL));
  way_history_commit (desk->history);
  way_history_begin (desk->history, "Insert");
  g_assert_true (way_history_insert_tree (desk->history, make_tree ("t9", "k9"), "s2", NULL, NULL));
  g_assert_true (way_history_remove (desk->history, "k9", NULL));
  way_history_commit (desk->history);
  way_history_undo (desk->history);
  way_history_begin (desk->history, "Left open");
  g_assert_true (way_history_remove (desk->history, "s2", NULL));
  g_assert_true (way_history_insert_tree (desk->history, make_tree ("t8", NULL), "map", NULL, NULL) == FALSE);
}

int
main (int   argc,
      char *argv[])
{
  static const struct
  {
    const char *path;
    void (*test) (Desk         *desk,
                  gconstpointer data);
  } tests[] = {
    { "/model/history/refused", test_refused },
    { "/model/history/wrong-value", test_wrong_value },
    { "/model/history/set", test_set },
    { "/model/history/insert-and-move", test_insert_and_move },
    { "/model/history/insert-tree", test_insert_tree },
    { "/model/history/refused-trees", test_refused_trees },
    { "/model/history/moved-twin", test_moved_twin },
    { "/model/history/remove", test_remove },
    { "/model/history/remove-all-refused", test_remove_all_refused },
    { "/model/history/revisions", test_revisions },
    { "/model/history/moved-revision", test_moved_revision },
    { "/model/history/returning-revision", test_returning_revision },
    { "/model/history/handler", test_handler },
    { "/model/history/freed", test_freed },
  };

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/history/foreign", test_foreign);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Desk, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
