/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Tools"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "way-commands-private.h"

gboolean
way_commands_finish (WayHistory *history,
                     gboolean    done)
{
  if (done)
    way_history_commit (history);
  else
    way_history_rollback (history);
  return done;
}

gboolean
way_commands_refuse (GError    **error,
                     const char *message)
{
  g_set_error_literal (error, WAY_HISTORY_ERROR, WAY_HISTORY_ERROR_PLACE, message);
  return FALSE;
}

WayElement *
way_commands_get_root (WayHistory *history)
{
  return way_map_get_root (way_history_get_map (history));
}

WayElement *
way_commands_find (WayHistory *history,
                   const char *id,
                   GError    **error)
{
  WayElement *element = id != NULL ? way_map_lookup (way_history_get_map (history), id) : NULL;

  if (element == NULL)
    g_set_error (error, WAY_HISTORY_ERROR, WAY_HISTORY_ERROR_NOT_FOUND, _ ("Nothing in the map has the id “%s”"),
                 id != NULL ? id : "");
  return element;
}

WayElement *
way_commands_find_of (WayHistory *history,
                      const char *id,
                      WayKind     kind,
                      GError    **error)
{
  WayElement *element = way_commands_find (history, id, error);

  if (element == NULL || way_element_get_kind (element) == kind)
    return element;
  /* Translators: an id, what it is the id of, what is needed: “s1” is the id of: Stage. Needed: Card */
  g_set_error (error, WAY_HISTORY_ERROR, WAY_HISTORY_ERROR_PLACE, _ ("“%s” is the id of: %s. Needed: %s"), id,
               _ (way_kind_get_info (way_element_get_kind (element))->label), _ (way_kind_get_info (kind)->label));
  return NULL;
}

const char *
way_commands_get_language (WayHistory *history)
{
  return way_element_get_text (way_commands_get_root (history), WAY_MAP_LANGUAGE);
}

static gboolean
stands_in (WayElement *element,
           GHashTable *set)
{
  for (element = way_element_get_parent (element); element != NULL; element = way_element_get_parent (element))
    if (g_hash_table_contains (set, element))
      return TRUE;
  return FALSE;
}

static void
collect (WayElement *element,
         GHashTable *set,
         GPtrArray  *sorted)
{
  if (g_hash_table_contains (set, element))
    g_ptr_array_add (sorted, element);
  for (WayElement *child = way_element_get_first (element); child != NULL && sorted->len < g_hash_table_size (set); child = way_element_get_next (child))
    collect (child, set, sorted);
}

GPtrArray *
way_commands_sort (WayHistory        *history,
                   const char *const *ids,
                   gboolean           tops,
                   GError           **error)
{
  g_autoptr (GHashTable) set = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();
  WayElement *element = NULL;

  for (guint i = 0; ids[i] != NULL; i++)
    {
      element = way_commands_find (history, ids[i], error);
      if (element == NULL)
        return NULL;
      g_hash_table_add (set, element);
    }
  if (element == NULL)
    {
      g_set_error_literal (error, WAY_HISTORY_ERROR, WAY_HISTORY_ERROR_NOT_FOUND, _ ("Nothing is selected"));
      return NULL;
    }
  if (g_hash_table_size (set) == 1)
    g_ptr_array_add (sorted, element);
  else
    collect (way_commands_get_root (history), set, sorted);
  for (guint i = sorted->len; tops && i > 0; i--)
    if (stands_in (sorted->pdata[i - 1], set))
      g_ptr_array_remove_index (sorted, i - 1);
  return g_steal_pointer (&sorted);
}

WayElement *
way_commands_get_previous_of (WayElement *element)
{
  WayElement *previous = way_element_get_previous (element);

  while (previous != NULL && way_element_get_kind (previous) != way_element_get_kind (element))
    previous = way_element_get_slot (previous) == way_element_get_slot (element) ? way_element_get_previous (previous) : NULL;
  return previous;
}

WayElement *
way_commands_get_last_of (WayElement *parent,
                          WayKind     kind)
{
  WayElement *last = NULL;

  for (WayElement *child = way_element_get_first_of (parent, kind); child != NULL; child = way_element_get_next_of (child))
    last = child;
  return last;
}

guint
way_commands_get_position (WayElement *element)
{
  guint position = 0;

  for (WayElement *other = way_element_get_first_of (way_element_get_parent (element), way_element_get_kind (element)); other != element; other = way_element_get_next_of (other))
    position++;
  return position;
}

const char *
way_commands_get_id (WayElement *element)
{
  return element != NULL ? way_element_get_id (element) : NULL;
}

gboolean
way_commands_set (WayHistory *history,
                  WayElement *element,
                  guint       field,
                  const char *value,
                  GError    **error)
{
  return way_history_set (history, way_element_get_id (element), field, value, error);
}

gboolean
way_commands_set_reference (WayHistory *history,
                            WayElement *element,
                            guint       field,
                            WayElement *target,
                            GError    **error)
{
  return way_commands_set (history, element, field, way_commands_get_id (target), error);
}

gboolean
way_commands_place (WayHistory *history,
                    WayElement *element,
                    WayElement *parent,
                    WayElement *before,
                    GError    **error)
{
  return way_history_move (history, way_element_get_id (element), way_element_get_id (parent), way_commands_get_id (before), error);
}

WayElement *
way_commands_insert (WayHistory *history,
                     WayKind     kind,
                     WayElement *parent,
                     const char *before,
                     guint       field,
                     const char *value,
                     GError    **error)
{
  const char *id = way_history_insert (history, kind, NULL, way_element_get_id (parent), before, error);

  if (id == NULL)
    return NULL;
  if (value != NULL && *value != '\0' && !way_history_set (history, id, field, value, error))
    return NULL;
  return way_map_lookup (way_history_get_map (history), id);
}

gboolean
way_commands_inherit (WayHistory *history,
                      WayElement *element,
                      guint       field,
                      WayElement *from,
                      guint       from_field,
                      GError    **error)
{
  const char *value = way_element_get (from, from_field);

  if (value == NULL || way_element_get (element, field) != NULL)
    return TRUE;
  return way_commands_set (history, element, field, value, error);
}

static gboolean
has_name (WayKind kind)
{
  switch (kind)
    {
    case WAY_KIND_MAP:
    case WAY_KIND_LEVEL:
    case WAY_KIND_PERSONA:
    case WAY_KIND_PHASE:
    case WAY_KIND_LANE:
    case WAY_KIND_STAGE:
    case WAY_KIND_TOUCHPOINT:
      return TRUE;
    case WAY_KIND_FINDING:
    case WAY_KIND_SOURCE:
    case WAY_KIND_NEED:
    case WAY_KIND_FRUSTRATION:
    case WAY_KIND_CARD:
    case WAY_KIND_FEELING:
    case WAY_KIND_METRIC:
    case WAY_KIND_EVIDENCE:
    case WAY_KIND_LINK:
    case WAY_KIND_CONFLICT:
    case WAY_KIND_FOREIGN:
    case WAY_N_KINDS:
    default:
      return FALSE;
    }
}

gboolean
way_command_rename (WayHistory *history,
                    const char *id,
                    const char *text,
                    GError    **error)
{
  WayElement *element;
  WayKind     kind;
  int         field;

  g_return_val_if_fail (WAY_IS_HISTORY (history) && id != NULL && text != NULL, FALSE);

  element = way_commands_find (history, id, error);
  if (element == NULL)
    return FALSE;
  kind = way_element_get_kind (element);
  field = way_kind_get_info (kind)->title_field;
  if (field < 0)
    return way_commands_refuse (error, _ ("It has no text that could be changed here"));
  way_history_begin (history, has_name (kind) ? C_ ("undo", "Rename") : C_ ("undo", "Edit Text"));
  return way_commands_finish (history, way_history_set (history, id, (guint) field, text, error));
}

static gboolean
set_all (WayHistory        *history,
         const char *const *ids,
         WayKind            kind,
         guint              field,
         const char        *value,
         GError           **error)
{
  for (guint i = 0; ids[i] != NULL; i++)
    if (way_commands_find_of (history, ids[i], kind, error) == NULL || !way_history_set (history, ids[i], field, value, error))
      return FALSE;
  return TRUE;
}

gboolean
way_command_set_field (WayHistory        *history,
                       const char *const *ids,
                       guint              field,
                       const char        *value,
                       GError           **error)
{
  const WayKindInfo *info;
  WayElement        *first;
  g_autofree char   *label = NULL;

  g_return_val_if_fail (WAY_IS_HISTORY (history) && ids != NULL, FALSE);

  if (ids[0] == NULL)
    return TRUE;
  first = way_commands_find (history, ids[0], error);
  if (first == NULL)
    return FALSE;
  info = way_kind_get_info (way_element_get_kind (first));
  g_return_val_if_fail (field < info->n_fields, FALSE);

  /* Translators: a step that can be undone; the name of a field: “Change: Owner” */
  label = g_strdup_printf (C_ ("undo", "Change: %s"), way_field_get_label (&info->fields[field]));
  way_history_begin (history, label);
  return way_commands_finish (history, set_all (history, ids, way_element_get_kind (first), field, value, error));
}

void
way_commands_begin_add (WayHistory *history,
                        WayKind     kind)
{
  g_autofree char *label = NULL;

  /* Translators: a step that can be undone; what is added: “Add Evidence” */
  label = g_strdup_printf (_ ("Add %s"), _ (way_kind_get_info (kind)->label));
  way_history_begin (history, label);
}
