/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Tests"

#include "way-random-edits.h"
#include "way-random-value.h"

typedef struct
{
  WayHistory *history;
  WayMap     *map;
  GRand      *random;
  GPtrArray  *elements;
} Editor;

static WayElement *
choose_element (Editor *editor)
{
  return editor->elements->pdata[way_random_below (editor->random, editor->elements->len)];
}

/* A child of @parent, foreign ones too, or NULL for the end; often one that does not fit. */
static const char *
choose_before (Editor     *editor,
               WayElement *parent,
               WayKind     kind)
{
  int         slot = way_kind_find_slot (way_element_get_kind (parent), kind);
  gboolean    any = way_random_happens (editor->random, 0.1);
  WayElement *chosen = NULL;
  guint       n = 1;

  for (WayElement *child = way_element_get_first (parent); child != NULL; child = way_element_get_next (child))
    if ((any || (int) way_element_get_slot (child) == slot) && way_random_below (editor->random, ++n) == 0)
      chosen = child;
  return chosen != NULL ? way_element_get_id (chosen) : NULL;
}

/* A parent that may hold @kind, nearly always. */
static WayElement *
choose_parent (Editor *editor,
               WayKind kind)
{
  WayElement *parent = choose_element (editor);

  for (guint i = 0; i < 50 && way_kind_find_slot (way_element_get_kind (parent), kind) < 0; i++)
    parent = choose_element (editor);
  return parent;
}

static void
set_something (Editor     *editor,
               WayElement *element)
{
  const WayKindInfo *info = way_kind_get_info (way_element_get_kind (element));
  guint              field = way_random_below (editor->random, info->n_fields);
  const WayField    *description = &info->fields[field];
  g_autofree char   *value = NULL;

  if (description->type == WAY_FIELD_REFERENCE || description->type == WAY_FIELD_REFERENCE_LIST || description->type == WAY_FIELD_BLOB)
    value = way_random_reference (editor->random, editor->map, editor->elements, element, description);
  else if (!way_random_happens (editor->random, 0.2))
    value = way_random_value (editor->random, description);
  if (way_random_happens (editor->random, 0.05))
    {
      g_free (value);
      value = g_strdup ("not-there");
    }
  way_history_set (editor->history, way_element_get_id (element), field, value, NULL);
}

static void
insert_something (Editor *editor)
{
  WayKind          kind = (WayKind) way_random_below (editor->random, WAY_N_KINDS);
  WayElement      *parent = choose_parent (editor, kind);
  const char      *id = way_random_happens (editor->random, 0.1) ? way_element_get_id (choose_element (editor)) : NULL;
  g_autofree char *made = id == NULL ? g_strdup_printf ("made%u", g_rand_int (editor->random)) : NULL;

  way_history_insert (editor->history, kind, id != NULL ? id : made, way_element_get_id (parent),
                      choose_before (editor, parent, kind), NULL);
}

/* Builds the same tree once more, with ids of its own or, now and then, the old ones. */
static WayElement *
build_like (Editor           *editor,
            const WayElement *element,
            gboolean          keep_ids)
{
  WayKind            kind = way_element_get_kind (element);
  const WayKindInfo *info = way_kind_get_info (kind);
  g_autofree char   *id = keep_ids ? g_strdup (way_element_get_id (element)) : g_strdup_printf ("built%u", g_rand_int (editor->random));
  WayElement        *tree = way_element_new (kind, kind != WAY_KIND_FOREIGN ? id : NULL);

  for (guint i = 0; i < info->n_fields; i++)
    way_element_take_value (tree, i, g_strdup (way_element_get (element, i)));
  for (const WayElement *child = way_element_get_first (element); child != NULL; child = way_element_get_next (child))
    if (way_element_get_kind (child) == WAY_KIND_FOREIGN)
      way_element_append_foreign (tree, build_like (editor, child, keep_ids), way_element_get_slot (child), way_element_get_outside (child));
    else
      way_element_append (tree, build_like (editor, child, keep_ids));
  return tree;
}

static void
insert_tree (Editor *editor)
{
  WayElement *element = choose_element (editor);
  WayKind     kind = way_element_get_kind (element);
  WayElement *parent = choose_parent (editor, kind);
  WayElement *tree;

  if (kind == WAY_KIND_MAP)
    return;
  tree = way_random_happens (editor->random, 0.1) ? way_element_copy (element) : build_like (editor, element, FALSE);
  way_history_insert_tree (editor->history, tree, way_element_get_id (parent), choose_before (editor, parent, kind), NULL);
}

static void
move_something (Editor *editor)
{
  WayElement *element = choose_element (editor);
  WayKind     kind = way_element_get_kind (element);
  WayElement *parent = way_random_happens (editor->random, 0.5) && way_element_get_parent (element) != NULL
                           ? way_element_get_parent (element)
                           : choose_parent (editor, kind);

  way_history_move (editor->history, way_element_get_id (element), way_element_get_id (parent),
                    choose_before (editor, parent, kind), NULL);
}

/* Something with little below it, mostly: a map must not be gone after a few steps. */
static void
remove_something (Editor *editor)
{
  WayElement *element = choose_element (editor);

  while (!way_random_happens (editor->random, 0.1) && way_element_get_first (element) != NULL)
    {
      element = way_element_get_first (element);
      while (way_element_get_next (element) != NULL && way_random_happens (editor->random, 0.7))
        element = way_element_get_next (element);
    }
  way_history_remove (editor->history, way_element_get_id (element), NULL);
}

static void
edit_something (WayHistory *history,
                GRand      *random)
{
  WayMap *map = way_history_get_map (history);
  g_autoptr (GPtrArray) elements = way_random_list_elements (map);
  Editor editor = { history, map, random, elements };

  switch (way_random_below (random, 10))
    {
    case 0:
    case 1:
      insert_something (&editor);
      break;
    case 2:
      insert_tree (&editor);
      break;
    case 3:
      remove_something (&editor);
      break;
    case 4:
    case 5:
      move_something (&editor);
      break;
    default:
      set_something (&editor, choose_element (&editor));
    }
}

void
way_random_edits (WayHistory *history,
                  GRand      *random)
{
  guint n = way_random_below (random, 6);

  for (guint i = 0; i < n; i++)
    edit_something (history, random);
}

void
way_random_transaction (WayHistory *history,
                        GRand      *random)
{
  g_autofree char *label = g_strdup_printf ("Step %u", way_random_below (random, 1000));

  way_history_begin (history, label);
  way_random_edits (history, random);
  while (way_random_happens (random, 0.3))
    {
      way_history_begin (history, "Inner");
      way_random_edits (history, random);
      if (way_random_happens (random, 0.5))
        way_history_rollback (history);
      else
        way_history_commit (history);
      way_random_edits (history, random);
    }
  way_history_commit (history);
}
