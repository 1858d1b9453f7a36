/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Tools"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "way-commands-copy-private.h"
#include "way-commands-private.h"

typedef struct
{
  WayMap     *map;
  GHashTable *ids;  /* old id -> new id */
  GPtrArray  *late; /* WayLateReference */
} Copying;

static void
name_copies (Copying    *copying,
             GHashTable *taken,
             WayElement *element)
{
  WayKind kind = way_element_get_kind (element);

  if (kind == WAY_KIND_FOREIGN)
    return;
  g_hash_table_insert (copying->ids, g_strdup (way_element_get_id (element)), (gpointer) way_copy_make_id (copying->map, taken, kind));
  for (WayElement *child = way_element_get_first (element); child != NULL; child = way_element_get_next (child))
    name_copies (copying, taken, child);
}

/* A list of ids with those of copies in place of theirs; NULL when it names none of them. */
static char *
rewrite (Copying    *copying,
         const char *value)
{
  g_auto (GStrv) ids = g_strsplit (value, " ", -1);
  gboolean changed = FALSE;

  for (guint i = 0; ids[i] != NULL; i++)
    {
      const char *id = g_hash_table_lookup (copying->ids, ids[i]);

      if (id == NULL)
        continue;
      g_free (ids[i]);
      ids[i] = g_strdup (id);
      changed = TRUE;
    }
  return changed ? g_strjoinv (" ", ids) : NULL;
}

static void
copy_field (Copying    *copying,
            WayElement *element,
            WayElement *copy,
            guint       field)
{
  const WayField  *description = &way_kind_get_info (way_element_get_kind (element))->fields[field];
  const char      *value = way_element_get (element, field);
  g_autofree char *rewritten = NULL;

  if (value == NULL)
    return;
  if (description->type == WAY_FIELD_REFERENCE || description->type == WAY_FIELD_REFERENCE_LIST)
    rewritten = rewrite (copying, value);
  if (rewritten != NULL)
    {
      way_late_references_add (copying->late, copy, field, rewritten);
      return;
    }
  /* One thing is replaced by one other. */
  if (g_str_equal (description->name, "replaces"))
    return;
  way_element_take_value (copy, field, g_strdup (value));
}

static WayElement *
copy_element (Copying    *copying,
              WayElement *element)
{
  const WayKindInfo *info = way_kind_get_info (way_element_get_kind (element));
  WayElement        *copy = way_element_new (way_element_get_kind (element), g_hash_table_lookup (copying->ids, way_element_get_id (element)));

  way_copy_all_foreign_attributes (element, copy);
  for (guint field = 0; field < info->n_fields; field++)
    copy_field (copying, element, copy, field);
  for (WayElement *child = way_element_get_first (element); child != NULL; child = way_element_get_next (child))
    if (way_element_get_kind (child) == WAY_KIND_FOREIGN)
      way_element_append_foreign (copy, way_element_copy (child), way_element_get_slot (child), way_element_get_outside (child));
    else
      way_element_append (copy, copy_element (copying, child));
  return copy;
}

static gboolean
insert_copies (WayHistory *history,
               GPtrArray  *elements,
               Copying    *copying,
               GError    **error)
{
  for (guint i = 0; i < elements->len; i++)
    {
      WayElement *element = elements->pdata[i];
      WayElement *parent = way_element_get_parent (element);

      if (parent == NULL)
        return way_commands_refuse (error, _ ("The map itself cannot be duplicated"));
      if (!way_history_insert_tree (history, copy_element (copying, element), way_element_get_id (parent),
                                    way_commands_get_id (way_element_get_next_of (element)), error))
        return FALSE;
    }
  for (guint i = 0; i < copying->late->len; i++)
    {
      const WayLateReference *late = copying->late->pdata[i];

      if (!way_history_set (history, late->holder, late->field, late->value, error))
        return FALSE;
    }
  return TRUE;
}

/* The ids that the copies have in the map: borrowed from there. */
static GPtrArray *
list_copies (GPtrArray *elements,
             Copying   *copying)
{
  GPtrArray *list = g_ptr_array_new ();

  for (guint i = 0; i < elements->len; i++)
    {
      const char *id = g_hash_table_lookup (copying->ids, way_element_get_id (elements->pdata[i]));

      g_ptr_array_add (list, (gpointer) way_element_get_id (way_map_lookup (copying->map, id)));
    }
  return list;
}

GPtrArray *
way_command_duplicate (WayHistory        *history,
                       const char *const *ids,
                       GError           **error)
{
  g_autoptr (GHashTable) new_ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) late = way_late_references_new ();
  g_autoptr (GPtrArray) elements = NULL;
  Copying copying;

  g_return_val_if_fail (WAY_IS_HISTORY (history) && ids != NULL, NULL);

  copying = (Copying){ way_history_get_map (history), new_ids, late };
  elements = way_commands_sort (history, ids, TRUE, error);
  if (elements == NULL)
    return NULL;
  for (guint i = 0; i < elements->len; i++)
    name_copies (&copying, taken, elements->pdata[i]);
  way_history_begin (history, C_ ("undo", "Duplicate"));
  if (!way_commands_finish (history, insert_copies (history, elements, &copying, error)))
    return NULL;
  return list_copies (elements, &copying);
}
