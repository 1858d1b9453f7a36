/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Review"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "way-merge-private.h"

/* WayApply: the map that is being turned into the merged one. */
typedef struct
{
  WayMerge   *merge;
  WayHistory *history;
  WayMap     *map;
  GHashTable *live;   /* element of the merged map -> its id in the map, owned */
  GHashTable *wanted; /* id in the map -> element of the merged map; keys are those of @live */
  GHashTable *images; /* id in the merged map -> id in the map */
  GError    **error;
} WayApply;

static WayElement *
get_live (const WayApply   *self,
          const WayElement *wanted)
{
  return way_map_lookup (self->map, g_hash_table_lookup (self->live, wanted));
}

static const char *
get_live_id (const WayApply   *self,
             const WayElement *wanted)
{
  return wanted != NULL ? g_hash_table_lookup (self->live, wanted) : NULL;
}

static WayElement *
get_wanted (const WayApply   *self,
            const WayElement *live)
{
  return g_hash_table_lookup (self->wanted, way_element_get_id (live));
}

static void
connect_elements (WayApply   *self,
                  WayElement *wanted,
                  const char *id)
{
  char *copy = g_strdup (id);

  g_hash_table_insert (self->live, wanted, copy);
  g_hash_table_insert (self->wanted, copy, wanted);
}

static gboolean
is_foreign (const WayElement *element)
{
  return way_element_get_kind (element) == WAY_KIND_FOREIGN;
}

static WayElement *
get_next (WayElement *element,
          WayElement *top)
{
  if (way_element_get_first (element) != NULL)
    return way_element_get_first (element);
  while (element != top && way_element_get_next (element) == NULL)
    element = way_element_get_parent (element);
  return element != top ? way_element_get_next (element) : NULL;
}

static gboolean
is_reference (const WayField *field)
{
  return field->type == WAY_FIELD_REFERENCE || field->type == WAY_FIELD_REFERENCE_LIST;
}

/* Fields that could name what is not there yet, or make twins on the way. */
static gboolean
is_delicate (const WayKindInfo *info,
             guint              field)
{
  return is_reference (&info->fields[field]) || ((info->natural_key & 1u << field) != 0 && info->fields[field].type != WAY_FIELD_CHOICE);
}

/* The value that a field shall have in the map. */
static const char *
get_value (const WayApply   *self,
           const WayElement *wanted,
           guint             field)
{
  const char *value = way_element_get (wanted, field);
  const char *image;

  if (value == NULL || way_kind_get_info (way_element_get_kind (wanted))->fields[field].type != WAY_FIELD_BLOB)
    return value;
  image = g_hash_table_lookup (self->images, value);
  return image != NULL ? image : value;
}

static void
add_images (WayApply *self)
{
  WayMap *result = self->merge->result;
  g_autoptr (GPtrArray) ids = way_map_list_used_images (result);

  for (guint i = 0; i < ids->len; i++)
    {
      const char *id = ids->pdata[i];
      GBytes     *bytes = way_map_get_image (result, id);

      if (!way_map_add_image_as (self->map, id, bytes))
        g_hash_table_insert (self->images, (gpointer) id, (gpointer) way_map_add_image (self->map, bytes));
    }
}

/* Whether the key of an element is going to be another, or among other siblings. */
static gboolean
changes_key (const WayApply    *self,
             const WayElement  *wanted,
             const WayElement  *live,
             const WayKindInfo *info)
{
  if (info->natural_key == 0)
    return FALSE;
  for (guint i = 0; i < info->n_fields; i++)
    if ((info->natural_key & 1u << i) != 0 && g_strcmp0 (way_element_get (wanted, i), way_element_get (live, i)) != 0)
      return TRUE;
  return get_wanted (self, way_element_get_parent (live)) != way_element_get_parent (wanted);
}

static gboolean
clear_delicate (WayApply *self)
{
  WayElement *root = way_map_get_root (self->merge->result);

  for (WayElement *wanted = root; wanted != NULL; wanted = get_next (wanted, root))
    {
      WayElement        *live = get_live (self, wanted);
      const WayKindInfo *info = way_kind_get_info (way_element_get_kind (wanted));
      gboolean           key_changes;

      if (live == NULL || is_foreign (wanted))
        continue;
      key_changes = changes_key (self, wanted, live, info);
      for (guint i = 0; i < info->n_fields; i++)
        if (is_delicate (info, i) &&
            ((key_changes && (info->natural_key & 1u << i) != 0) || g_strcmp0 (way_element_get (wanted, i), way_element_get (live, i)) != 0) &&
            !way_history_set (self->history, way_element_get_id (live), i, NULL, self->error))
          return FALSE;
    }
  return TRUE;
}

static WayElement *
copy_without_children (const WayApply   *self,
                       const WayElement *wanted)
{
  const WayKindInfo *info = way_kind_get_info (way_element_get_kind (wanted));
  WayElement        *copy = way_element_new (way_element_get_kind (wanted), way_element_get_id (wanted));
  g_autoptr (GPtrArray) paths = way_element_list_foreign_paths (wanted);

  for (guint i = 0; i < info->n_fields; i++)
    if (!is_delicate (info, i))
      way_element_take_value (copy, i, g_strdup (get_value (self, wanted, i)));
  for (guint i = 0; paths != NULL && i < paths->len; i++)
    way_element_take_foreign_attributes (copy, paths->pdata[i], g_strdup (way_element_get_foreign_attributes (wanted, paths->pdata[i])));
  return copy;
}

/* Puts a copy of @wanted, without what stands in it, before @before or at the end of its group. */
static gboolean
insert (WayApply   *self,
        WayElement *wanted,
        const char *before)
{
  /* A whole copy of what is foreign knows its slot. */
  WayElement *copy = is_foreign (wanted) ? way_element_copy (wanted) : copy_without_children (self, wanted);
  WayElement *parent = way_element_get_parent (wanted);

  if (!way_history_insert_tree (self->history, copy, get_live_id (self, parent), before, self->error))
    return FALSE;
  connect_elements (self, wanted, way_element_get_id (copy));
  return TRUE;
}

static gboolean
insert_new (WayApply *self)
{
  WayElement *root = way_map_get_root (self->merge->result);

  for (WayElement *wanted = root; wanted != NULL; wanted = get_next (wanted, root))
    if (get_live_id (self, wanted) == NULL && !insert (self, wanted, NULL))
      return FALSE;
  return TRUE;
}

/* The next one that stands in the same group. */
static WayElement *
get_next_in_group (const WayElement *element)
{
  WayElement *next = way_element_get_next (element);

  return next != NULL && way_review_is_in_same_group (next, element) ? next : NULL;
}

static gboolean
move (WayApply   *self,
      WayElement *wanted)
{
  const char *before = get_live_id (self, get_next_in_group (wanted));
  const char *id = get_live_id (self, wanted);

  if (!is_foreign (wanted))
    return way_history_move (self->history, id, get_live_id (self, way_element_get_parent (wanted)), before, self->error);
  /* What is foreign is not moved but written anew. */
  if (!way_history_remove (self->history, id, self->error))
    return FALSE;
  g_hash_table_remove (self->wanted, id);
  return insert (self, wanted, before);
}

/* The children that stand right as they are, as many as possible. */
static GHashTable *
find_settled (const WayApply   *self,
              const WayElement *parent)
{
  GHashTable *settled = g_hash_table_new (g_direct_hash, g_direct_equal);
  WayElement *live_parent = get_live (self, parent);
  g_autoptr (GHashTable) places = g_hash_table_new (g_direct_hash, g_direct_equal);
  g_autoptr (GPtrArray) children = g_ptr_array_new ();
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree gboolean *is_stable = NULL;
  guint                n = 0;

  for (WayElement *child = way_element_get_first (live_parent); child != NULL; child = way_element_get_next (child))
    g_hash_table_insert (places, child, GUINT_TO_POINTER (++n));
  for (WayElement *child = way_element_get_first (parent); child != NULL; child = way_element_get_next (child))
    {
      WayElement *live = get_live (self, child);
      guint       place = GPOINTER_TO_UINT (g_hash_table_lookup (places, live));

      if (place == 0 || !way_review_is_in_same_group (live, child))
        continue;
      g_ptr_array_add (children, child);
      g_array_append_val (numbers, place);
    }
  is_stable = g_new (gboolean, children->len + 1);
  way_review_mark_growing ((const guint *) (gpointer) numbers->data, children->len, is_stable);
  for (guint i = 0; i < children->len; i++)
    if (is_stable[i])
      g_hash_table_add (settled, children->pdata[i]);
  return settled;
}

static gboolean
order_children (WayApply         *self,
                const WayElement *parent)
{
  g_autoptr (GHashTable) settled = find_settled (self, parent);
  WayElement *child = way_element_get_first (parent);

  while (child != NULL && way_element_get_next (child) != NULL)
    child = way_element_get_next (child);
  for (; child != NULL; child = way_element_get_previous (child))
    if (!g_hash_table_contains (settled, child) && !move (self, child))
      return FALSE;
  return TRUE;
}

static gboolean
move_all (WayApply *self)
{
  WayElement *root = way_map_get_root (self->merge->result);

  for (WayElement *wanted = root; wanted != NULL; wanted = get_next (wanted, root))
    if (way_element_get_first (wanted) != NULL && !order_children (self, wanted))
      return FALSE;
  return TRUE;
}

static gboolean
remove_gone (WayApply *self)
{
  WayElement *root = way_map_get_root (self->map);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);

  for (WayElement *live = root; live != NULL; live = get_next (live, root))
    if (get_wanted (self, live) == NULL)
      g_ptr_array_add (ids, g_strdup (way_element_get_id (live)));
  g_ptr_array_add (ids, NULL);
  return way_history_remove_all (self->history, (const char *const *) ids->pdata, self->error);
}

/* Keys come last, when all that makes them up is there. */
static gboolean
set_values (WayApply *self,
            gboolean  keys)
{
  WayElement *root = way_map_get_root (self->merge->result);

  for (WayElement *wanted = root; wanted != NULL; wanted = get_next (wanted, root))
    {
      const WayKindInfo *info = way_kind_get_info (way_element_get_kind (wanted));

      for (guint i = 0; !is_foreign (wanted) && i < info->n_fields; i++)
        {
          gboolean is_key = (info->natural_key & 1u << i) != 0 && info->fields[i].type != WAY_FIELD_CHOICE;

          if (is_key == keys && !way_history_set (self->history, get_live_id (self, wanted), i, get_value (self, wanted, i), self->error))
            return FALSE;
        }
    }
  return TRUE;
}

gboolean
way_merge_apply (WayMerge   *self,
                 WayHistory *history,
                 GError    **error)
{
  g_autoptr (GHashTable) live = g_hash_table_new_full (g_direct_hash, g_direct_equal, NULL, g_free);
  g_autoptr (GHashTable) wanted = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) images = g_hash_table_new (g_str_hash, g_str_equal);
  WayApply apply = { self, history, NULL, live, wanted, images, error };

  g_return_val_if_fail (self != NULL && WAY_IS_HISTORY (history), FALSE);

  apply.map = way_history_get_map (history);
  if (apply.map != self->maps[WAY_SIDE_OURS] || way_map_get_revision (apply.map) != self->revision)
    {
      g_set_error_literal (error, WAY_HISTORY_ERROR, WAY_HISTORY_ERROR_READ_ONLY, _ ("The map has changed meanwhile; merge again"));
      return FALSE;
    }
  for (guint i = 0; i < self->joints->len; i++)
    {
      WayJoint *joint = self->joints->pdata[i];

      if (!joint->is_gone && joint->on[WAY_SIDE_OURS] != NULL)
        connect_elements (&apply, joint->element, way_element_get_id (joint->on[WAY_SIDE_OURS]));
    }
  add_images (&apply);
  return clear_delicate (&apply) && insert_new (&apply) && move_all (&apply) && remove_gone (&apply) && set_values (&apply, FALSE) &&
         set_values (&apply, TRUE);
}
