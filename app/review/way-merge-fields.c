/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Review"

#include <string.h>

#include "way-merge-private.h"

static const WayField *
get_field (const WayJoint *joint,
           guint           field)
{
  return &way_kind_get_info (way_element_get_kind (way_joint_get_any (joint)))->fields[field];
}

static const char *
get_value (const WayJoint *joint,
           WaySide         side,
           guint           field)
{
  return joint->on[side] != NULL ? way_element_get (joint->on[side], field) : NULL;
}

static gboolean
is_same_list (const WayMerge *self,
              const char     *one,
              WaySide         one_side,
              const char     *other,
              WaySide         other_side)
{
  g_auto (GStrv) ids = g_strsplit (one, " ", -1);
  g_auto (GStrv) other_ids = g_strsplit (other, " ", -1);

  if (g_strv_length (ids) != g_strv_length (other_ids))
    return FALSE;
  for (guint i = 0; ids[i] != NULL; i++)
    if (way_merge_look_up (self, one_side, ids[i]) != way_merge_look_up (self, other_side, other_ids[i]))
      return FALSE;
  return TRUE;
}

gboolean
way_merge_is_same_on (const WayMerge *self,
                      const WayJoint *joint,
                      guint           field,
                      WaySide         one,
                      WaySide         other)
{
  WayFieldType type = get_field (joint, field)->type;
  const char  *value = get_value (joint, one, field);
  const char  *other_value = get_value (joint, other, field);

  if (value == NULL || other_value == NULL)
    return value == other_value;
  if (type == WAY_FIELD_REFERENCE || type == WAY_FIELD_REFERENCE_LIST)
    return is_same_list (self, value, one, other_value, other);
  return way_review_is_same_value (joint->on[one], joint->on[other], field);
}

/* Ids of a side as they are in the merged map; what is not in it falls out. NULL when nothing is left. */
static char *
translate (const WayMerge *self,
           const char     *list,
           WaySide         side)
{
  g_auto (GStrv) ids = g_strsplit (list, " ", -1);
  g_autoptr (GString) result = g_string_new (NULL);

  for (guint i = 0; ids[i] != NULL; i++)
    {
      const WayJoint *target = way_merge_look_up (self, side, ids[i]);

      if (target != NULL && !target->is_gone)
        g_string_append_printf (result, "%s%s", result->len > 0 ? " " : "", target->id);
    }
  return result->len > 0 ? g_string_free (g_steal_pointer (&result), FALSE) : NULL;
}

/* The image of a side under an id that no other image of the merged map has. */
static char *
dup_image (const WayMerge *self,
           const char     *id,
           WaySide         side)
{
  GBytes *bytes = way_map_get_image (self->maps[side], id);

  if (bytes == NULL || way_map_add_image_as (self->result, id, bytes))
    return g_strdup (id);
  return g_strdup (way_map_add_image (self->result, bytes));
}

char *
way_merge_dup_value_on (WayMerge *self,
                        WayJoint *joint,
                        WaySide   side,
                        guint     field)
{
  const char *value = get_value (joint, side, field);

  if (value == NULL)
    return NULL;
  switch (get_field (joint, field)->type)
    {
    case WAY_FIELD_REFERENCE:
    case WAY_FIELD_REFERENCE_LIST:
      return translate (self, value, side);
    case WAY_FIELD_BLOB:
      return dup_image (self, value, side);
    case WAY_FIELD_TEXT:
    case WAY_FIELD_CHOICE:
    case WAY_FIELD_FLAG:
    case WAY_FIELD_DATE:
    case WAY_FIELD_DECIMAL:
    case WAY_FIELD_COLOR:
    default:
      return g_strdup (value);
    }
}

/* Whether a side lost a reference only because it removed what it names, which stays: then it has not changed it. */
static gboolean
is_only_consequence (const WayMerge *self,
                     const WayJoint *joint,
                     WaySide         side,
                     guint           field)
{
  const WayJoint *target;

  if (get_field (joint, field)->type != WAY_FIELD_REFERENCE || get_value (joint, side, field) != NULL || joint->on[side] == NULL)
    return FALSE;
  target = way_merge_look_up (self, WAY_SIDE_BASE, get_value (joint, WAY_SIDE_BASE, field));
  return target != NULL && target->is_kept && way_joint_is_removed_by (target, side);
}

static gboolean
list_has (const WayMerge *self,
          const WayJoint *joint,
          WaySide         side,
          guint           field,
          const WayJoint *target)
{
  g_auto (GStrv) ids = g_strsplit (get_value (joint, side, field) != NULL ? get_value (joint, side, field) : "", " ", -1);

  for (guint i = 0; ids[i] != NULL; i++)
    if (way_merge_look_up (self, side, ids[i]) == target)
      return TRUE;
  return FALSE;
}

/* Whether a side took @target out of a list of the base because it wanted to, not because it removed it. */
static gboolean
is_taken_out (const WayMerge *self,
              const WayJoint *joint,
              WaySide         side,
              guint           field,
              const WayJoint *target)
{
  return !list_has (self, joint, side, field, target) && !(target->is_kept && way_joint_is_removed_by (target, side));
}

static int
compare_ids (gconstpointer a,
             gconstpointer b)
{
  return strcmp ((*(const WayJoint *const *) a)->id, (*(const WayJoint *const *) b)->id);
}

/* What a side added to a list. */
static void
list_added (const WayMerge *self,
            const WayJoint *joint,
            WaySide         side,
            guint           field,
            GPtrArray      *added)
{
  g_auto (GStrv) ids = g_strsplit (get_value (joint, side, field) != NULL ? get_value (joint, side, field) : "", " ", -1);

  for (guint i = 0; ids[i] != NULL; i++)
    {
      WayJoint *target = way_merge_look_up (self, side, ids[i]);

      if (target != NULL && !target->is_gone && !list_has (self, joint, WAY_SIDE_BASE, field, target) && !g_ptr_array_find (added, target, NULL))
        g_ptr_array_add (added, target);
    }
}

/* Lists join: what neither side took out, and what either added. */
static char *
join_lists (const WayMerge *self,
            const WayJoint *joint,
            guint           field)
{
  const char *base = get_value (joint, WAY_SIDE_BASE, field);
  g_auto (GStrv) ids = g_strsplit (base != NULL ? base : "", " ", -1);
  g_autoptr (GPtrArray) added = g_ptr_array_new ();
  g_autoptr (GString) result = g_string_new (NULL);

  for (guint i = 0; ids[i] != NULL; i++)
    {
      const WayJoint *target = way_merge_look_up (self, WAY_SIDE_BASE, ids[i]);

      if (target != NULL && !target->is_gone && !is_taken_out (self, joint, WAY_SIDE_OURS, field, target) &&
          !is_taken_out (self, joint, WAY_SIDE_THEIRS, field, target))
        g_string_append_printf (result, "%s%s", result->len > 0 ? " " : "", target->id);
    }
  list_added (self, joint, WAY_SIDE_OURS, field, added);
  list_added (self, joint, WAY_SIDE_THEIRS, field, added);
  g_ptr_array_sort (added, compare_ids);
  for (guint i = 0; i < added->len; i++)
    g_string_append_printf (result, "%s%s", result->len > 0 ? " " : "", ((const WayJoint *) added->pdata[i])->id);
  return result->len > 0 ? g_string_free (g_steal_pointer (&result), FALSE) : NULL;
}

/* The higher of two stamps: later dates are greater as texts, numbers by their length first. */
static WaySide
choose_stamp (const char *ours,
              const char *theirs)
{
  gsize length = ours != NULL ? strlen (ours) : 0;
  gsize other_length = theirs != NULL ? strlen (theirs) : 0;

  if (length != other_length)
    return length > other_length ? WAY_SIDE_OURS : WAY_SIDE_THEIRS;
  return g_strcmp0 (ours, theirs) >= 0 ? WAY_SIDE_OURS : WAY_SIDE_THEIRS;
}

static char *
note_clash (WayMerge *self,
            WayJoint *joint,
            guint     field)
{
  const WayField *description = get_field (joint, field);
  /* In this order: of images of one id ours keeps it. */
  char       *mine = way_merge_dup_value_on (self, joint, WAY_SIDE_OURS, field);
  char       *theirs = way_merge_dup_value_on (self, joint, WAY_SIDE_THEIRS, field);
  char       *was = way_merge_dup_value_on (self, joint, WAY_SIDE_BASE, field);
  const char *image;

  way_merge_add_clash (self, joint, WAY_CONFLICT_VALUE, description->name, was, mine, theirs);
  if (description->type == WAY_FIELD_BLOB)
    {
      image = g_array_index (self->clashes, WayClash, self->clashes->len - 1).texts[WAY_SIDE_THEIRS];
      if (image != NULL && way_map_get_image (self->result, image) != NULL)
        g_array_index (self->clashes, WayClash, self->clashes->len - 1).image = g_bytes_ref (way_map_get_image (self->result, image));
    }
  return g_strdup (mine);
}

char *
way_merge_dup_value (WayMerge *self,
                     WayJoint *joint,
                     guint     field)
{
  const WayField *description = get_field (joint, field);

  for (guint side = WAY_SIDE_OURS; side < WAY_N_SIDES; side++)
    if (joint->on[side] == NULL)
      return way_merge_dup_value_on (self, joint, way_side_get_other (side), field);
  if (way_merge_is_same_on (self, joint, field, WAY_SIDE_OURS, WAY_SIDE_THEIRS))
    return way_merge_dup_value_on (self, joint, WAY_SIDE_OURS, field);
  if (description->type == WAY_FIELD_REFERENCE_LIST && !way_merge_is_same_on (self, joint, field, WAY_SIDE_BASE, WAY_SIDE_OURS) &&
      !way_merge_is_same_on (self, joint, field, WAY_SIDE_BASE, WAY_SIDE_THEIRS))
    return join_lists (self, joint, field);
  for (guint side = WAY_SIDE_OURS; side < WAY_N_SIDES; side++)
    if (way_merge_is_same_on (self, joint, field, WAY_SIDE_BASE, side) || is_only_consequence (self, joint, side, field))
      return is_only_consequence (self, joint, way_side_get_other (side), field)
                 ? way_merge_dup_value_on (self, joint, side, field)
                 : way_merge_dup_value_on (self, joint, way_side_get_other (side), field);
  if (description->is_stamp)
    return way_merge_dup_value_on (self, joint, choose_stamp (get_value (joint, WAY_SIDE_OURS, field), get_value (joint, WAY_SIDE_THEIRS, field)), field);
  return note_clash (self, joint, field);
}
