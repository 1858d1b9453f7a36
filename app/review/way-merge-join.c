/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Review"

#include "way-merge-private.h"

static void
set_element (WayMerge   *self,
             WayJoint   *joint,
             WaySide     side,
             WayElement *element)
{
  joint->on[side] = element;
  if (element != NULL)
    g_hash_table_insert (self->joint_of, element, joint);
}

static WayJoint *
add_joint (WayMerge *self)
{
  WayJoint *joint = g_new0 (WayJoint, 1);

  joint->order = self->joints->len;
  g_ptr_array_add (self->joints, joint);
  return joint;
}

static void
add_base (WayMerge   *self,
          WayElement *element)
{
  WayJoint *joint = add_joint (self);

  set_element (self, joint, WAY_SIDE_BASE, element);
  for (guint side = WAY_SIDE_OURS; side < WAY_N_SIDES; side++)
    set_element (self, joint, side, way_pairs_get_after (&self->pairs[side], element));
  for (WayElement *child = way_element_get_first (element); child != NULL; child = way_element_get_next (child))
    add_base (self, child);
}

static void
add_ours (WayMerge   *self,
          WayElement *element)
{
  if (way_merge_get_joint (self, element) == NULL)
    set_element (self, add_joint (self), WAY_SIDE_OURS, element);
  for (WayElement *child = way_element_get_first (element); child != NULL; child = way_element_get_next (child))
    add_ours (self, child);
}

/* Whether an element of ours is new there and waits for its like. */
static gboolean
is_free (const WayMerge   *self,
         const WayElement *element)
{
  const WayJoint *joint = way_merge_get_joint (self, element);

  return joint != NULL && joint->on[WAY_SIDE_BASE] == NULL && joint->on[WAY_SIDE_THEIRS] == NULL;
}

/* The same id on both sides says little: people and programs number things. The same title as well says that it is one. */
static gboolean
has_same_title (const WayElement *a,
                const WayElement *b)
{
  const WayKindInfo *info = way_kind_get_info (way_element_get_kind (a));

  return info->title_field < 0 ||
         g_str_equal (way_element_get_text (a, (guint) info->title_field), way_element_get_text (b, (guint) info->title_field));
}

static WayElement *
find_twin (const WayMerge   *self,
           const WayElement *theirs)
{
  WayElement *ours = way_pairs_get_before (&self->pairs[WAY_SIDE_BASE], theirs);

  if (ours == NULL || !is_free (self, ours))
    return NULL;
  return self->has_empty_base || has_same_title (ours, theirs) ? ours : NULL;
}

static gboolean
has_same_key (const WayMerge *self,
              WayElement     *ours,
              WayElement     *theirs)
{
  const WayKindInfo *info = way_kind_get_info (way_element_get_kind (ours));

  for (guint i = 0; i < info->n_fields; i++)
    {
      if ((info->natural_key & 1u << i) == 0)
        continue;
      if (info->fields[i].type == WAY_FIELD_REFERENCE
              ? way_merge_get_joint (self, way_element_get_reference (ours, i)) != way_merge_get_joint (self, way_element_get_reference (theirs, i))
              : g_strcmp0 (way_element_get (ours, i), way_element_get (theirs, i)) != 0)
        return FALSE;
    }
  return TRUE;
}

/* New things that are one by nature: a feeling of the same persona and state, the same comment. */
static WayElement *
find_by_nature (const WayMerge *self,
                WayElement     *theirs)
{
  WayJoint   *parent = way_merge_get_joint (self, way_element_get_parent (theirs));
  WayElement *ours = parent != NULL ? parent->on[WAY_SIDE_OURS] : NULL;
  gboolean    is_foreign = way_element_get_kind (theirs) == WAY_KIND_FOREIGN;

  if (ours == NULL || (!is_foreign && !way_element_has_natural_key (theirs)))
    return NULL;
  for (WayElement *child = way_element_get_first (ours); child != NULL; child = way_element_get_next (child))
    {
      if (way_element_get_kind (child) != way_element_get_kind (theirs) || !is_free (self, child))
        continue;
      if (is_foreign ? way_review_is_in_same_group (child, theirs) && way_review_is_same_value (child, theirs, WAY_FOREIGN_XML)
                     : way_element_has_natural_key (child) && has_same_key (self, child, theirs))
        return child;
    }
  return NULL;
}

static void
add_theirs (WayMerge   *self,
            WayElement *element)
{
  if (way_merge_get_joint (self, element) == NULL)
    {
      WayElement *ours = way_element_get_kind (element) != WAY_KIND_FOREIGN ? find_twin (self, element) : NULL;

      if (ours == NULL)
        ours = find_by_nature (self, element);
      set_element (self, ours != NULL ? way_merge_get_joint (self, ours) : add_joint (self), WAY_SIDE_THEIRS, element);
    }
  for (WayElement *child = way_element_get_first (element); child != NULL; child = way_element_get_next (child))
    add_theirs (self, child);
}

static void
find_stable (WayMerge *self,
             WaySide   side)
{
  self->stable[side] = g_hash_table_new (g_direct_hash, g_direct_equal);
  for (guint i = 0; i < self->joints->len; i++)
    {
      const WayJoint *joint = self->joints->pdata[i];

      if (joint->on[WAY_SIDE_BASE] != NULL && joint->on[side] != NULL)
        way_review_find_stable (&self->pairs[side], joint->on[WAY_SIDE_BASE], joint->on[side], self->stable[side]);
    }
}

void
way_merge_join (WayMerge *self)
{
  for (guint side = WAY_SIDE_OURS; side < WAY_N_SIDES; side++)
    way_pairs_init (&self->pairs[side], self->maps[WAY_SIDE_BASE], self->maps[side], FALSE);
  way_pairs_init (&self->pairs[WAY_SIDE_BASE], self->maps[WAY_SIDE_OURS], self->maps[WAY_SIDE_THEIRS], FALSE);
  add_base (self, way_map_get_root (self->maps[WAY_SIDE_BASE]));
  add_ours (self, way_map_get_root (self->maps[WAY_SIDE_OURS]));
  add_theirs (self, way_map_get_root (self->maps[WAY_SIDE_THEIRS]));
  self->root = self->joints->pdata[0];
  for (guint side = WAY_SIDE_OURS; side < WAY_N_SIDES; side++)
    find_stable (self, side);
}
