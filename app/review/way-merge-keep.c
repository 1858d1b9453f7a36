/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Review"

#include "way-merge-private.h"

static gboolean
is_reference (const WayField *field)
{
  return field->type == WAY_FIELD_REFERENCE || field->type == WAY_FIELD_REFERENCE_LIST;
}

/* Whether one side of @joint, which the base has, differs from the base but for its order among its siblings. */
static gboolean
is_edited (const WayMerge *self,
           const WayJoint *joint,
           WaySide         side)
{
  const WayElement  *base = joint->on[WAY_SIDE_BASE];
  const WayElement  *element = joint->on[side];
  const WayKindInfo *info = way_kind_get_info (way_element_get_kind (base));
  g_autoptr (GPtrArray) old_paths = way_element_list_foreign_paths (base);
  g_autoptr (GPtrArray) paths = way_element_list_foreign_paths (element);

  if (way_merge_get_parent_on (self, joint, WAY_SIDE_BASE) != way_merge_get_parent_on (self, joint, side))
    return TRUE;
  for (guint i = 0; i < info->n_fields; i++)
    if (!way_merge_is_same_on (self, joint, i, WAY_SIDE_BASE, side))
      return TRUE;
  if ((old_paths != NULL ? old_paths->len : 0) != (paths != NULL ? paths->len : 0))
    return TRUE;
  for (guint i = 0; paths != NULL && i < paths->len; i++)
    if (g_strcmp0 (way_element_get_foreign_attributes (base, paths->pdata[i]), way_element_get_foreign_attributes (element, paths->pdata[i])) != 0)
      return TRUE;
  return FALSE;
}

static void
keep (GPtrArray *kept,
      WayJoint  *joint,
      WaySide    remover,
      gboolean   is_pulled)
{
  if (joint == NULL || !way_joint_is_removed_by (joint, remover))
    return;
  joint->is_pulled = joint->is_kept ? joint->is_pulled && is_pulled : is_pulled;
  if (joint->is_kept)
    return;
  joint->is_kept = TRUE;
  g_ptr_array_add (kept, joint);
}

/* What @element, which stays, names by @field, is needed: all of it, or what the base does not name there. */
static void
keep_targets (WayMerge   *self,
              GPtrArray  *kept,
              WaySide     remover,
              WayElement *element,
              guint       field,
              WayElement *base)
{
  WaySide side = way_side_get_other (remover);
  g_auto (GStrv) ids = g_strsplit (way_element_get_text (element, field), " ", -1);

  for (guint i = 0; ids[i] != NULL; i++)
    if (base == NULL || !way_element_list_has (base, field, ids[i]))
      keep (kept, way_merge_look_up (self, side, ids[i]), remover, FALSE);
}

static void
keep_all_targets (WayMerge  *self,
                  GPtrArray *kept,
                  WaySide    remover,
                  WayJoint  *joint)
{
  /* Its removal would have taken what it names away from it; all else its side has changed. */
  gboolean           is_removed = way_joint_is_removed_by (joint, remover);
  WayElement        *element = joint->on[way_side_get_other (remover)];
  const WayKindInfo *info = way_kind_get_info (way_element_get_kind (element));

  for (guint i = 0; i < info->n_fields; i++)
    if (is_reference (&info->fields[i]))
      {
        gboolean needs_all = is_removed && info->fields[i].on_remove == WAY_ON_REMOVE_REMOVE;

        keep_targets (self, kept, remover, element, i, needs_all ? NULL : joint->on[WAY_SIDE_BASE]);
      }
}

/* Removed and edited; or it has got something on the side that has it. */
static void
keep_what_is_edited (WayMerge  *self,
                     GPtrArray *kept,
                     WaySide    remover)
{
  WaySide side = way_side_get_other (remover);

  for (guint i = 0; i < self->joints->len; i++)
    {
      WayJoint *joint = self->joints->pdata[i];
      WayJoint *parent = way_merge_get_parent_on (self, joint, side);

      if (joint->on[side] == NULL)
        continue;
      if (way_joint_is_removed_by (joint, remover))
        {
          if (is_edited (self, joint, side))
            keep (kept, joint, remover, FALSE);
          continue;
        }
      if (way_merge_get_parent_on (self, joint, WAY_SIDE_BASE) != parent)
        keep (kept, parent, remover, FALSE);
      keep_all_targets (self, kept, remover, joint);
    }
}

/* What goes with what on removal stays with it too. */
static void
keep_holders (WayMerge  *self,
              GPtrArray *kept,
              WaySide    remover)
{
  WaySide side = way_side_get_other (remover);

  for (guint i = 0; i < self->joints->len; i++)
    {
      WayJoint          *joint = self->joints->pdata[i];
      const WayKindInfo *info;

      if (joint->is_kept || !way_joint_is_removed_by (joint, remover))
        continue;
      info = way_kind_get_info (way_element_get_kind (joint->on[side]));
      for (guint j = 0; j < info->n_fields; j++)
        {
          WayJoint *target = info->fields[j].on_remove == WAY_ON_REMOVE_REMOVE && info->fields[j].type == WAY_FIELD_REFERENCE
                                 ? way_merge_look_up (self, side, way_element_get (joint->on[side], j))
                                 : NULL;

          if (target != NULL && target->is_kept)
            keep (kept, joint, remover, TRUE);
        }
    }
}

/* Until nothing is missing: what it stands in, what stands in it, what it names. */
static void
keep_what_belongs (WayMerge  *self,
                   GPtrArray *kept,
                   WaySide    remover)
{
  WaySide side = way_side_get_other (remover);
  guint   done = 0;

  do
    {
      for (; done < kept->len; done++)
        {
          WayJoint *joint = kept->pdata[done];

          keep (kept, way_merge_get_parent_on (self, joint, side), remover, FALSE);
          for (WayElement *child = way_element_get_first (joint->on[side]); child != NULL; child = way_element_get_next (child))
            keep (kept, way_merge_get_joint (self, child), remover, TRUE);
          keep_all_targets (self, kept, remover, joint);
        }
      if (kept->len > 0)
        keep_holders (self, kept, remover);
    }
  while (done < kept->len);
}

static void
add_clashes (WayMerge  *self,
             GPtrArray *kept,
             WaySide    remover)
{
  WaySide         side = way_side_get_other (remover);
  WayConflictKind kind = remover == WAY_SIDE_OURS ? WAY_CONFLICT_REMOVED_BY_MINE : WAY_CONFLICT_REMOVED_BY_THEIRS;

  for (guint i = 0; i < kept->len; i++)
    {
      WayJoint *joint = kept->pdata[i];
      WayJoint *parent = way_merge_get_parent_on (self, joint, side);

      if (!joint->is_pulled && (parent == NULL || !parent->is_kept) && way_element_get_kind (joint->on[side]) != WAY_KIND_FOREIGN &&
          way_element_get_kind (joint->on[side]) != WAY_KIND_CONFLICT)
        way_merge_add_clash (self, joint, kind, NULL, NULL, NULL, NULL);
    }
}

static gboolean
differs (const WayMerge *self,
         const WayJoint *joint,
         WaySide         side)
{
  if ((joint->on[WAY_SIDE_BASE] == NULL) != (joint->on[side] == NULL))
    return TRUE;
  return joint->on[side] != NULL && joint != self->root && !g_hash_table_contains (self->stable[side], joint->on[side]);
}

static void
find_changed_sides (WayMerge *self)
{
  for (guint i = 0; i < self->joints->len; i++)
    {
      const WayJoint *joint = self->joints->pdata[i];

      for (guint side = WAY_SIDE_OURS; side < WAY_N_SIDES; side++)
        self->is_changed[side] |= differs (self, joint, side) ||
                                  (joint->on[WAY_SIDE_BASE] != NULL && joint->on[side] != NULL && is_edited (self, joint, side));
    }
}

void
way_merge_keep (WayMerge *self)
{
  find_changed_sides (self);
  for (guint remover = WAY_SIDE_OURS; remover < WAY_N_SIDES; remover++)
    {
      g_autoptr (GPtrArray) kept = g_ptr_array_new ();

      keep_what_is_edited (self, kept, remover);
      keep_what_belongs (self, kept, remover);
      add_clashes (self, kept, remover);
    }
  for (guint i = 0; i < self->joints->len; i++)
    {
      WayJoint *joint = self->joints->pdata[i];

      joint->is_gone = joint->on[WAY_SIDE_OURS] == NULL && joint->on[WAY_SIDE_THEIRS] == NULL;
      for (guint side = WAY_SIDE_OURS; side < WAY_N_SIDES; side++)
        joint->is_gone |= way_joint_is_removed_by (joint, side) && !joint->is_kept;
    }
}
