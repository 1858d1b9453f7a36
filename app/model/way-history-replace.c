/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Model"

#include <string.h>

#include "way-fields-private.h"
#include "way-history-private.h"
#include "way-likeness-private.h"
#include "way-reference-private.h"

#define IMAGE_PATH "images/"

/*
 * Every single edit has to leave a map whose references hold and whose natural keys are unique. So what is in the way is
 * cleared first; then what goes is removed, what comes is inserted, what stays is moved; and at last all fields are set.
 */
typedef struct
{
  WayHistory  *history;
  WayMap      *map;
  WayMap      *with;
  WayLikeness *likeness;
  GHashTable  *image_ids; /* of the other map -> of this one, where it is another */
} Replacing;

static gboolean
is_required_key (const WayKindInfo *info,
                 guint              field)
{
  return (info->natural_key & 1u << field) != 0 && info->fields[field].type != WAY_FIELD_CHOICE;
}

/* Whether a reference names anything that does not stay. */
static gboolean
names_what_goes (const Replacing  *self,
                 const WayElement *holder,
                 guint             field)
{
  g_auto (GStrv) ids = NULL;

  if (holder->values[field] == NULL || !way_field_is_reference (&way_kind_infos[holder->kind].fields[field]))
    return FALSE;
  ids = g_strsplit (holder->values[field], " ", -1);
  for (guint i = 0; ids[i] != NULL; i++)
    if (!g_hash_table_contains (self->likeness->old_ones, way_map_lookup (self->map, ids[i])))
      return TRUE;
  return FALSE;
}

static gboolean
changes_key (const WayKindInfo *info,
             const WayElement  *old,
             const WayElement  *wanted)
{
  for (guint i = 0; i < info->n_fields; i++)
    if ((info->natural_key & 1u << i) != 0 && g_strcmp0 (old->values[i], wanted->values[i]) != 0)
      return TRUE;
  return FALSE;
}

static gboolean
clear_obstacles_of (Replacing        *self,
                    const WayElement *wanted,
                    const WayElement *old,
                    GError          **error)
{
  const WayKindInfo *info = &way_kind_infos[old->kind];
  gboolean           moves = wanted->parent != NULL && way_likeness_get (self->likeness, wanted->parent) != old->parent;
  gboolean           changes = moves || changes_key (info, old, wanted);

  for (guint i = 0; i < info->n_fields; i++)
    if ((names_what_goes (self, old, i) || (changes && is_required_key (info, i)) ||
         (moves && old->kind == WAY_KIND_LINK && i == WAY_LINK_TO)) &&
        !way_history_set (self->history, old->id, i, NULL, error))
      return FALSE;
  return TRUE;
}

static gboolean
clear_obstacles (Replacing *self,
                 GError   **error)
{
  WayElement *root = way_map_get_root (self->with);

  for (WayElement *wanted = root; wanted != NULL; wanted = way_element_walk (wanted, root))
    {
      const WayElement *old = way_likeness_get (self->likeness, wanted);

      if (old != NULL && old->kind != WAY_KIND_FOREIGN && !clear_obstacles_of (self, wanted, old, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
remove_what_goes (Replacing *self,
                  GError   **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  WayElement *root = way_map_get_root (self->map);

  for (WayElement *old = root; old != NULL; old = way_element_walk (old, root))
    if (!g_hash_table_contains (self->likeness->old_ones, old) && g_hash_table_contains (self->likeness->old_ones, old->parent))
      g_ptr_array_add (ids, old->id);
  g_ptr_array_add (ids, NULL);
  return way_history_remove_all (self->history, (const char *const *) ids->pdata, error);
}

static const char *
get_image_id (const Replacing *self,
              const char      *id)
{
  const char *other = id != NULL ? g_hash_table_lookup (self->image_ids, id) : NULL;

  return other != NULL ? other : id;
}

/* The value of a field as it is going to be in this map. */
static const char *
get_wanted (const Replacing  *self,
            const WayElement *wanted,
            guint             field)
{
  const char *value = wanted->values[field];

  return way_kind_infos[wanted->kind].fields[field].type == WAY_FIELD_BLOB ? get_image_id (self, value) : value;
}

static gboolean
is_within (const WayElement *element,
           const WayElement *top)
{
  while (element != NULL && element != top)
    element = element->parent;
  return element != NULL;
}

/* Whether all that @value names is there already, or comes with @top. */
static gboolean
is_there (const Replacing  *self,
          const WayElement *top,
          const char       *value)
{
  g_auto (GStrv) ids = g_strsplit (value, " ", -1);

  for (guint i = 0; ids[i] != NULL; i++)
    if (way_map_lookup (self->map, ids[i]) == NULL && !is_within (way_map_lookup (self->with, ids[i]), top))
      return FALSE;
  return TRUE;
}

/* A copy that can be inserted now; what it names and is not there yet is set later. */
static WayElement *
copy_for_now (const Replacing *self,
              WayElement      *top)
{
  WayElement *tree = way_element_copy (top);
  WayElement *wanted = top;

  for (WayElement *copy = tree; copy != NULL; copy = way_element_walk (copy, tree), wanted = way_element_walk (wanted, top))
    {
      const WayKindInfo *info = &way_kind_infos[copy->kind];

      for (guint i = 0; i < info->n_fields; i++)
        if (copy->values[i] == NULL)
          continue;
        else if (way_field_is_reference (&info->fields[i]) && !is_there (self, top, copy->values[i]))
          way_element_replace_value (copy, i, NULL);
        else if (info->fields[i].type == WAY_FIELD_BLOB)
          way_element_replace_value (copy, i, g_strdup (get_wanted (self, wanted, i)));
    }
  return tree;
}

/* From the last to the first, so that each has its next one in place already. */
static gboolean
place_children (Replacing        *self,
                const WayElement *parent,
                const WayElement *old_parent,
                GError          **error)
{
  g_autofree char *before = NULL;
  WayElement      *last = parent->first;
  guint            group = G_MAXUINT;

  while (last != NULL && last->next != NULL)
    last = last->next;
  for (WayElement *child = last; child != NULL; child = child->previous)
    {
      WayElement *old = way_likeness_get (self->likeness, child);

      if (way_element_get_group (child, parent) != group)
        g_clear_pointer (&before, g_free);
      group = way_element_get_group (child, parent);
      if (old == NULL)
        {
          old = copy_for_now (self, child);
          if (!way_history_insert_tree (self->history, old, old_parent->id, before, error))
            return FALSE;
        }
      else if (!g_hash_table_contains (self->likeness->at_rest, child) &&
               !way_history_move (self->history, old->id, old_parent->id, before, error))
        return FALSE;
      g_free (before);
      before = g_strdup (old->id);
    }
  return TRUE;
}

static gboolean
place_all (Replacing *self,
           GError   **error)
{
  WayElement *root = way_map_get_root (self->with);

  for (WayElement *wanted = root; wanted != NULL; wanted = way_element_walk (wanted, root))
    {
      const WayElement *old = way_likeness_get (self->likeness, wanted);

      if (old != NULL && !place_children (self, wanted, old, error))
        return FALSE;
    }
  return TRUE;
}

/* Those that its natural key needs come last: without them it is nobody's twin on the way. */
static gboolean
set_fields (Replacing *self,
            gboolean   keys,
            GError   **error)
{
  WayElement *root = way_map_get_root (self->with);

  for (WayElement *wanted = root; wanted != NULL; wanted = way_element_walk (wanted, root))
    {
      const WayKindInfo *info = &way_kind_infos[wanted->kind];
      const WayElement  *old = wanted == root ? way_map_get_root (self->map) : way_map_lookup (self->map, wanted->id);

      if (wanted->kind == WAY_KIND_FOREIGN)
        continue;
      for (guint i = 0; i < info->n_fields; i++)
        if (is_required_key (info, i) == keys && g_strcmp0 (old->values[i], get_wanted (self, wanted, i)) != 0 &&
            !way_history_set (self->history, old->id, i, get_wanted (self, wanted, i), error))
          return FALSE;
    }
  return TRUE;
}

/* What others wrote on an element of the other map, by path. */
static GHashTable *
list_foreign_attributes (Replacing        *self,
                         const WayElement *wanted)
{
  GHashTable    *attributes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer       path;
  gpointer       xml;

  if (wanted->foreign_attributes == NULL)
    return attributes;
  g_hash_table_iter_init (&iter, wanted->foreign_attributes);
  while (g_hash_table_iter_next (&iter, &path, &xml))
    if (wanted->parent == NULL && g_str_has_prefix (path, IMAGE_PATH))
      g_hash_table_insert (attributes, g_strconcat (IMAGE_PATH, get_image_id (self, (char *) path + strlen (IMAGE_PATH)), NULL), xml);
    else
      g_hash_table_insert (attributes, g_strdup (path), xml);
  return attributes;
}

static gboolean
set_foreign_attributes_of (Replacing        *self,
                           const WayElement *wanted,
                           const WayElement *old,
                           GError          **error)
{
  g_autoptr (GHashTable) attributes = list_foreign_attributes (self, wanted);
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  gpointer       path;

  if (old->foreign_attributes != NULL)
    {
      g_hash_table_iter_init (&iter, old->foreign_attributes);
      while (g_hash_table_iter_next (&iter, &path, NULL))
        g_ptr_array_add (paths, g_strdup (path));
    }
  g_hash_table_iter_init (&iter, attributes);
  while (g_hash_table_iter_next (&iter, &path, NULL))
    g_ptr_array_add (paths, g_strdup (path));
  for (guint i = 0; i < paths->len; i++)
    if (!way_history_set_foreign (self->history, old->id, paths->pdata[i], g_hash_table_lookup (attributes, paths->pdata[i]), error))
      return FALSE;
  return TRUE;
}

static gboolean
set_foreign_attributes (Replacing *self,
                        GError   **error)
{
  WayElement *root = way_map_get_root (self->with);

  for (WayElement *wanted = root; wanted != NULL; wanted = way_element_walk (wanted, root))
    {
      const WayElement *old = way_likeness_get (self->likeness, wanted);

      if (old != NULL && (wanted->foreign_attributes != NULL || old->foreign_attributes != NULL) &&
          !set_foreign_attributes_of (self, wanted, old, error))
        return FALSE;
    }
  return TRUE;
}

/* Images are no edits. Where a file gave the id of one to another, that gets a new one. */
static void
add_images (Replacing *self)
{
  g_autoptr (GPtrArray) ids = way_map_list_used_images (self->with);

  for (guint i = 0; i < ids->len; i++)
    {
      GBytes *bytes = way_map_get_image (self->with, ids->pdata[i]);

      if (!way_map_add_image_as (self->map, ids->pdata[i], bytes))
        g_hash_table_insert (self->image_ids, ids->pdata[i], (char *) way_map_add_image (self->map, bytes));
    }
}

gboolean
way_history_replace_map (WayHistory *self,
                         WayMap     *with,
                         GError    **error)
{
  g_autoptr (WayLikeness) likeness = NULL;
  g_autoptr (GHashTable) image_ids = g_hash_table_new (g_str_hash, g_str_equal);
  Replacing replacing = { .history = self, .with = with, .image_ids = image_ids };

  g_return_val_if_fail (WAY_IS_HISTORY (self) && WAY_IS_MAP (with) && with != way_history_get_map (self), FALSE);

  if (!way_history_check_open (self, error))
    return FALSE;
  replacing.map = way_history_get_map (self);
  replacing.likeness = likeness = way_likeness_new (replacing.map, with);
  add_images (&replacing);
  way_history_begin (self, "");
  if (clear_obstacles (&replacing, error) && remove_what_goes (&replacing, error) && place_all (&replacing, error) &&
      set_fields (&replacing, FALSE, error) && set_fields (&replacing, TRUE, error) && set_foreign_attributes (&replacing, error))
    {
      way_history_commit (self);
      return TRUE;
    }
  way_history_rollback (self);
  return FALSE;
}
