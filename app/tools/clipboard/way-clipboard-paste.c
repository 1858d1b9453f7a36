/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Tools"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "way-clipboard-paste-private.h"
#include "tools/commands/way-commands-copy-private.h"

/* Elements on their way from one map into another: new ids, and what they name found again. */

void
way_paste_init (WayPaste   *self,
                WayHistory *history,
                WayMap     *fragment)
{
  WayElement *root = way_commands_get_root (history);

  *self = (WayPaste){
    .history = history,
    .map = way_history_get_map (history),
    .fragment = fragment,
    .tops = way_clipboard_list_copied (fragment),
    .top_set = g_hash_table_new (NULL, NULL),
    .ids = g_hash_table_new_full (NULL, NULL, NULL, g_free),
    .taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
    .met = g_hash_table_new (NULL, NULL),
    .late = way_late_references_new (),
    .keeps_foreign = g_strcmp0 (way_element_get_foreign_attributes (root, ""),
                                way_element_get_foreign_attributes (way_map_get_root (fragment), "")) == 0,
  };
  for (guint i = 0; i < self->tops->len; i++)
    g_hash_table_add (self->top_set, self->tops->pdata[i]);
  self->copied = way_clipboard_collect_copied (fragment, self->tops);
}

void
way_paste_clear (WayPaste *self)
{
  g_ptr_array_unref (self->tops);
  g_hash_table_unref (self->top_set);
  g_hash_table_unref (self->copied);
  g_hash_table_unref (self->ids);
  g_hash_table_unref (self->taken);
  g_hash_table_unref (self->met);
  g_ptr_array_unref (self->late);
}

/* --- What stands in the map already ------------------------------------------------------ */

static gboolean
is_same_lane (WayElement *a,
              WayElement *b)
{
  return way_element_get_kind (a) != WAY_KIND_LANE ||
         (way_element_get_choice (a, WAY_LANE_HOLDS) == way_element_get_choice (b, WAY_LANE_HOLDS) &&
          way_element_get_choice (a, WAY_LANE_SHOWS) == way_element_get_choice (b, WAY_LANE_SHOWS));
}

/* Two personas of one name in a copy are not to become one. */
static gboolean
is_free (WayPaste   *self,
         WayElement *found,
         WayElement *element)
{
  return way_element_get_kind (found) == way_element_get_kind (element) && is_same_lane (found, element) &&
         (way_element_get_kind (element) != WAY_KIND_PERSONA || !g_hash_table_contains (self->met, found));
}

static const char *
get_name (WayElement *element)
{
  int field = way_kind_get_info (way_element_get_kind (element))->title_field;

  return field >= 0 ? way_element_get_text (element, (guint) field) : "";
}

static WayElement *
find_by_name (WayPaste   *self,
              WayElement *parent,
              WayElement *element)
{
  if (*get_name (element) == '\0')
    return NULL;
  for (WayElement *other = way_element_get_first_of (parent, way_element_get_kind (element)); other != NULL; other = way_element_get_next_of (other))
    if (is_free (self, other, element) && way_clipboard_is_same_name (get_name (other), get_name (element)))
      return other;
  return NULL;
}

/* A lane of the same kind, whatever it is called. */
static WayElement *
find_like (WayPaste   *self,
           WayElement *element)
{
  if (way_element_get_kind (element) != WAY_KIND_LANE)
    return NULL;
  for (WayElement *lane = way_element_get_first_of (way_map_get_root (self->map), WAY_KIND_LANE); lane != NULL; lane = way_element_get_next_of (lane))
    if (is_same_lane (lane, element))
      return lane;
  return NULL;
}

static WayElement *
find_in_map (WayPaste   *self,
             WayElement *element)
{
  WayElement *found = way_map_lookup (self->map, way_element_get_id (element));
  WayElement *parent;

  if (found != NULL && is_free (self, found, element))
    return found;
  parent = way_element_get_parent (element);
  if (parent == way_map_get_root (self->fragment))
    {
      found = find_by_name (self, way_map_get_root (self->map), element);
      return found != NULL ? found : find_like (self, element);
    }
  parent = way_paste_find (self, parent);
  return parent != NULL ? find_by_name (self, parent, element) : NULL;
}

static gboolean
is_made_if_missing (WayElement *element)
{
  WayKind kind = way_element_get_kind (element);

  return kind == WAY_KIND_LANE || kind == WAY_KIND_PERSONA || kind == WAY_KIND_PHASE || kind == WAY_KIND_SOURCE;
}

static WayElement *
get_known (WayPaste   *self,
           WayElement *element)
{
  const char *id = g_hash_table_lookup (self->ids, element);

  return id != NULL ? way_map_lookup (self->map, id) : NULL;
}

static void
set_known (WayPaste   *self,
           WayElement *element,
           WayElement *found)
{
  g_hash_table_insert (self->ids, element, g_strdup (way_element_get_id (found)));
  g_hash_table_add (self->met, found);
}

WayElement *
way_paste_find (WayPaste   *self,
                WayElement *element)
{
  WayElement *found = get_known (self, element);

  if (found != NULL || g_hash_table_contains (self->copied, element))
    return found;
  found = find_in_map (self, element);
  if (found != NULL)
    set_known (self, element, found);
  return found;
}

WayElement *
way_paste_need (WayPaste   *self,
                WayElement *element,
                GError    **error)
{
  WayElement *found = way_paste_find (self, element);

  if (found != NULL || !is_made_if_missing (element) || g_hash_table_contains (self->copied, element))
    return found;
  found = way_paste_insert (self, element, way_map_get_root (self->map), NULL, error);
  if (found == NULL)
    return NULL;
  g_hash_table_add (self->met, found);
  self->report.n_created++;
  return found;
}

/* --- Copying elements -------------------------------------------------------------------------- */

/* The ids that a reference has in the map; NULL for none. What cannot be found is counted. */
static gboolean
translate (WayPaste   *self,
           const char *value,
           char      **translated,
           GError    **error)
{
  g_auto (GStrv) ids = g_strsplit (value, " ", -1);
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; ids[i] != NULL; i++)
    {
      WayElement *element = way_map_lookup (self->fragment, ids[i]);
      g_autoptr (GError) problem = NULL;
      WayElement *found = element != NULL ? way_paste_need (self, element, &problem) : NULL;

      if (problem != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return FALSE;
        }
      if (found != NULL)
        g_string_append_printf (list, "%s%s", list->len > 0 ? " " : "", way_element_get_id (found));
      else
        self->report.n_cleared++;
    }
  *translated = list->len > 0 ? g_strdup (list->str) : NULL;
  return TRUE;
}

static gboolean
names_copied (WayPaste   *self,
              const char *value)
{
  g_auto (GStrv) ids = g_strsplit (value, " ", -1);

  for (guint i = 0; ids[i] != NULL; i++)
    if (g_hash_table_contains (self->copied, way_map_lookup (self->fragment, ids[i])))
      return TRUE;
  return FALSE;
}

static gboolean
copy_reference (WayPaste   *self,
                WayElement *element,
                WayElement *copy,
                guint       field,
                GError    **error)
{
  const char *value = way_element_get (element, field);
  char       *translated = NULL;

  /* Another copy may still be on its way. */
  if (names_copied (self, value))
    {
      way_late_references_add (self->late, copy, field, value);
      return TRUE;
    }
  /* One thing is replaced by one other; and a copy may stand behind what its original reaches to. */
  if (g_str_equal (way_kind_get_info (way_element_get_kind (element))->fields[field].name, "replaces") ||
      (way_element_get_kind (element) == WAY_KIND_CARD && field == WAY_CARD_UNTIL))
    return TRUE;
  if (!translate (self, value, &translated, error))
    return FALSE;
  way_element_take_value (copy, field, translated);
  return TRUE;
}

static gboolean
copy_field (WayPaste   *self,
            WayElement *element,
            WayElement *copy,
            guint       field,
            GError    **error)
{
  const WayField *description = &way_kind_get_info (way_element_get_kind (element))->fields[field];
  const char     *value = way_element_get (element, field);

  if (value == NULL)
    return TRUE;
  if (description->type == WAY_FIELD_REFERENCE || description->type == WAY_FIELD_REFERENCE_LIST)
    {
      /* Where a card stands is said by who places it. */
      if (way_element_get_kind (element) == WAY_KIND_CARD && self->places_cards && field <= WAY_CARD_UNTIL)
        return TRUE;
      return copy_reference (self, element, copy, field, error);
    }
  if (description->type == WAY_FIELD_BLOB)
    {
      GBytes *bytes = way_map_get_image (self->fragment, value);

      if (bytes != NULL)
        way_element_take_value (copy, field, g_strdup (way_map_add_image (self->map, bytes)));
      return TRUE;
    }
  way_element_take_value (copy, field, g_strdup (value));
  return TRUE;
}

/* An arrow to nowhere is none. */
static gboolean
is_left_out (WayPaste   *self,
             WayElement *element)
{
  WayElement *target;

  if (way_element_get_kind (element) != WAY_KIND_LINK || way_element_get (element, WAY_LINK_TO) == NULL)
    return FALSE;
  target = way_element_get_reference (element, WAY_LINK_TO);
  if (target != NULL && (g_hash_table_contains (self->copied, target) || way_paste_find (self, target) != NULL))
    return FALSE;
  self->report.n_cleared++;
  return TRUE;
}

static WayElement *
copy_element (WayPaste   *self,
              WayElement *element,
              GError    **error)
{
  const WayKindInfo *info = way_kind_get_info (way_element_get_kind (element));
  const char        *id = way_copy_make_id (self->map, self->taken, way_element_get_kind (element));
  WayElement        *copy = way_element_new (way_element_get_kind (element), id);
  gboolean           done = TRUE;

  g_hash_table_insert (self->ids, element, g_strdup (id));
  for (guint i = 0; i < info->n_fields && done; i++)
    done = copy_field (self, element, copy, i, error);
  if (self->keeps_foreign)
    way_copy_all_foreign_attributes (element, copy);
  for (WayElement *child = way_element_get_first (element); child != NULL && done; child = way_element_get_next (child))
    {
      WayElement *child_copy;

      if (way_element_get_kind (child) == WAY_KIND_FOREIGN)
        {
          if (self->keeps_foreign)
            way_element_append_foreign (copy, way_element_copy (child), way_element_get_slot (child), way_element_get_outside (child));
          continue;
        }
      if (is_left_out (self, child))
        continue;
      child_copy = copy_element (self, child, error);
      done = child_copy != NULL;
      if (done)
        way_element_append (copy, child_copy);
    }
  if (!done)
    g_clear_pointer (&copy, way_element_free);
  return copy;
}

WayElement *
way_paste_insert (WayPaste   *self,
                  WayElement *element,
                  WayElement *parent,
                  WayElement *before,
                  GError    **error)
{
  WayElement *copy = copy_element (self, element, error);

  if (copy == NULL || !way_history_insert_tree (self->history, copy, way_element_get_id (parent), way_commands_get_id (before), error))
    return NULL;
  return get_known (self, element);
}

gboolean
way_paste_finish (WayPaste *self,
                  GError  **error)
{
  for (guint i = 0; i < self->late->len; i++)
    {
      const WayLateReference *late = self->late->pdata[i];
      g_autofree char        *translated = NULL;

      /* A later copy may have taken its place. */
      if (way_map_lookup (self->map, late->holder) == NULL)
        continue;
      if (!translate (self, late->value, &translated, error))
        return FALSE;
      if (translated != NULL && !way_history_set (self->history, late->holder, late->field, translated, error))
        return FALSE;
    }
  return TRUE;
}
