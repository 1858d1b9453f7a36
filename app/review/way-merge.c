/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Review"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "way-merge-private.h"

static void
free_joint (gpointer data)
{
  WayJoint *joint = data;

  g_clear_pointer (&joint->children, g_ptr_array_unref);
  g_free (joint->id);
  g_free (joint);
}

static void
clear_clash (gpointer data)
{
  WayClash *clash = data;

  g_free (clash->field);
  for (guint side = 0; side < WAY_N_SIDES; side++)
    g_free (clash->texts[side]);
  g_clear_pointer (&clash->image, g_bytes_unref);
}

WayJoint *
way_merge_get_joint (const WayMerge   *self,
                     const WayElement *element)
{
  return element != NULL ? g_hash_table_lookup (self->joint_of, element) : NULL;
}

WayJoint *
way_merge_look_up (const WayMerge *self,
                   WaySide         side,
                   const char     *id)
{
  return way_merge_get_joint (self, id != NULL ? way_map_lookup (self->maps[side], id) : NULL);
}

WayJoint *
way_merge_get_parent_on (const WayMerge *self,
                         const WayJoint *joint,
                         WaySide         side)
{
  return joint->on[side] != NULL ? way_merge_get_joint (self, way_element_get_parent (joint->on[side])) : NULL;
}

gboolean
way_joint_is_removed_by (const WayJoint *joint,
                         WaySide         side)
{
  return joint->on[WAY_SIDE_BASE] != NULL && joint->on[side] == NULL && joint->on[way_side_get_other (side)] != NULL;
}

WayElement *
way_joint_get_any (const WayJoint *joint)
{
  for (guint side = WAY_SIDE_OURS; side < WAY_N_SIDES; side++)
    if (joint->on[side] != NULL)
      return joint->on[side];
  return joint->on[WAY_SIDE_BASE];
}

void
way_merge_add_clash (WayMerge       *self,
                     WayJoint       *about,
                     WayConflictKind kind,
                     const char     *field,
                     char           *was,
                     char           *mine,
                     char           *theirs)
{
  WayClash clash = { about, kind, g_strdup (field), { was, mine, theirs }, NULL };

  g_array_append_val (self->clashes, clash);
}

static gboolean
is_empty (WayMap *map)
{
  WayElement *root = way_map_get_root (map);

  return way_element_get_first (root) == NULL && way_element_get (root, WAY_MAP_TITLE) == NULL;
}

WayMerge *
way_merge_new (WayMap *base,
               WayMap *ours,
               WayMap *theirs)
{
  WayMerge *self;

  g_return_val_if_fail (WAY_IS_MAP (base) && WAY_IS_MAP (ours) && WAY_IS_MAP (theirs), NULL);

  self = g_new0 (WayMerge, 1);
  self->maps[WAY_SIDE_BASE] = g_object_ref (base);
  self->maps[WAY_SIDE_OURS] = g_object_ref (ours);
  self->maps[WAY_SIDE_THEIRS] = g_object_ref (theirs);
  self->revision = way_map_get_revision (ours);
  self->has_empty_base = is_empty (base);
  self->joints = g_ptr_array_new_with_free_func (free_joint);
  self->joint_of = g_hash_table_new (g_direct_hash, g_direct_equal);
  self->clashes = g_array_new (FALSE, FALSE, sizeof (WayClash));
  g_array_set_clear_func (self->clashes, clear_clash);
  self->conflicts = g_ptr_array_new ();
  way_merge_join (self);
  way_merge_keep (self);
  way_merge_place (self);
  way_merge_build (self);
  return self;
}

void
way_merge_free (WayMerge *self)
{
  if (self == NULL)
    return;
  for (guint side = 0; side < WAY_N_SIDES; side++)
    {
      way_pairs_clear (&self->pairs[side]);
      g_clear_pointer (&self->stable[side], g_hash_table_unref);
    }
  g_array_unref (self->clashes);
  g_ptr_array_unref (self->conflicts);
  g_hash_table_unref (self->joint_of);
  g_ptr_array_unref (self->joints);
  g_clear_object (&self->result);
  for (guint side = 0; side < WAY_N_SIDES; side++)
    g_object_unref (self->maps[side]);
  g_free (self);
}

WayMap *
way_merge_get_map (WayMerge *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->result;
}

GPtrArray *
way_merge_get_conflicts (WayMerge *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->conflicts;
}

gboolean
way_merge_apply (WayMerge   *self,
                 WayHistory *history,
                 GError    **error)
{
  WayMap *map;

  g_return_val_if_fail (self != NULL && WAY_IS_HISTORY (history), FALSE);

  map = way_history_get_map (history);
  if (map == self->maps[WAY_SIDE_OURS] && way_map_get_revision (map) == self->revision)
    return way_history_replace_map (history, self->result, error);
  g_set_error_literal (error, WAY_HISTORY_ERROR, WAY_HISTORY_ERROR_READ_ONLY, _ ("The map has changed meanwhile; merge again"));
  return FALSE;
}
