/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Review"

#include "waymark/way-difference.h"
#include "way-review-private.h"

struct _WayDifference
{
  WayMap  *before;
  WayMap  *after;
  WayPairs pairs;
  GArray  *changes; /* WayChange */
};

static void
add_change (WayDifference *self,
            WayChangeType  type,
            WayElement    *before,
            WayElement    *after,
            guint          field,
            const char    *path)
{
  WayChange change = { type, before, after, field, path };

  g_array_append_val (self->changes, change);
}

static void
compare_fields (WayDifference *self,
                WayElement    *before,
                WayElement    *after)
{
  const WayKindInfo *info = way_kind_get_info (way_element_get_kind (after));

  if (way_element_get_kind (after) != WAY_KIND_FOREIGN && !way_review_has_derived_id (before, after) &&
      !g_str_equal (way_element_get_id (before), way_element_get_id (after)))
    add_change (self, WAY_CHANGE_ID, before, after, 0, NULL);
  for (guint i = 0; i < info->n_fields; i++)
    if (!way_review_is_same_value (before, after, i))
      add_change (self, WAY_CHANGE_SET, before, after, i, NULL);
}

static void
compare_path (WayDifference *self,
              WayElement    *before,
              WayElement    *after,
              const char    *path)
{
  if (g_strcmp0 (way_element_get_foreign_attributes (before, path), way_element_get_foreign_attributes (after, path)) != 0)
    add_change (self, WAY_CHANGE_FOREIGN, before, after, 0, path);
}

static void
compare_foreign_attributes (WayDifference *self,
                            WayElement    *before,
                            WayElement    *after)
{
  g_autoptr (GPtrArray) old_paths = way_element_list_foreign_paths (before);
  g_autoptr (GPtrArray) new_paths = way_element_list_foreign_paths (after);

  for (guint i = 0; new_paths != NULL && i < new_paths->len; i++)
    compare_path (self, before, after, new_paths->pdata[i]);
  for (guint i = 0; old_paths != NULL && i < old_paths->len; i++)
    if (way_element_get_foreign_attributes (after, old_paths->pdata[i]) == NULL)
      compare_path (self, before, after, old_paths->pdata[i]);
}

/* Those below @before that are in the second map no more. */
static void
add_removed (WayDifference *self,
             WayElement    *before)
{
  for (WayElement *child = way_element_get_first (before); child != NULL; child = way_element_get_next (child))
    if (way_pairs_get_after (&self->pairs, child) == NULL)
      {
        add_change (self, WAY_CHANGE_REMOVED, child, NULL, 0, NULL);
        add_removed (self, child);
      }
}

static void
compare (WayDifference *self,
         WayElement    *before,
         WayElement    *after)
{
  g_autoptr (GHashTable) stable = NULL;

  if (before != NULL)
    {
      compare_fields (self, before, after);
      compare_foreign_attributes (self, before, after);
      add_removed (self, before);
      stable = g_hash_table_new (g_direct_hash, g_direct_equal);
      way_review_find_stable (&self->pairs, before, after, stable);
    }
  for (WayElement *child = way_element_get_first (after); child != NULL; child = way_element_get_next (child))
    {
      WayElement *old = way_pairs_get_before (&self->pairs, child);

      if (old == NULL)
        add_change (self, WAY_CHANGE_ADDED, NULL, child, 0, NULL);
      else if (stable == NULL || !g_hash_table_contains (stable, child))
        add_change (self, WAY_CHANGE_MOVED, old, child, 0, NULL);
      compare (self, old, child);
    }
}

WayDifference *
way_difference_new (WayMap *before,
                    WayMap *after)
{
  WayDifference *self;

  g_return_val_if_fail (WAY_IS_MAP (before) && WAY_IS_MAP (after), NULL);

  self = g_new0 (WayDifference, 1);
  self->before = g_object_ref (before);
  self->after = g_object_ref (after);
  self->changes = g_array_new (FALSE, FALSE, sizeof (WayChange));
  way_pairs_init (&self->pairs, before, after, TRUE);
  compare (self, way_map_get_root (before), way_map_get_root (after));
  return self;
}

void
way_difference_free (WayDifference *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->changes);
  way_pairs_clear (&self->pairs);
  g_object_unref (self->before);
  g_object_unref (self->after);
  g_free (self);
}

guint
way_difference_get_n_changes (const WayDifference *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->changes->len;
}

const WayChange *
way_difference_get_change (const WayDifference *self,
                           guint                position)
{
  g_return_val_if_fail (self != NULL && position < self->changes->len, NULL);

  return &g_array_index (self->changes, WayChange, position);
}
