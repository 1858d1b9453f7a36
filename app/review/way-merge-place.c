/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Review"

#include <string.h>

#include "way-merge-private.h"

static gboolean
is_moved (const WayMerge *self,
          const WayJoint *joint,
          WaySide         side)
{
  return joint->on[side] != NULL && !g_hash_table_contains (self->stable[side], joint->on[side]);
}

static void
add_place_clash (WayMerge *self,
                 WayJoint *joint)
{
  const char *ids[WAY_N_SIDES];

  for (guint side = 0; side < WAY_N_SIDES; side++)
    ids[side] = way_element_get_id (way_element_get_parent (joint->on[side]));
  if (way_element_get_kind (joint->on[WAY_SIDE_OURS]) != WAY_KIND_FOREIGN)
    way_merge_add_clash (self, joint, WAY_CONFLICT_PLACE, NULL, g_strdup (ids[WAY_SIDE_BASE]), g_strdup (ids[WAY_SIDE_OURS]),
                         g_strdup (ids[WAY_SIDE_THEIRS]));
}

static gboolean
is_at_rest (const WayMerge *self,
            const WayJoint *joint)
{
  for (guint side = 0; side < WAY_N_SIDES; side++)
    if (joint->on[side] == NULL || (side != WAY_SIDE_BASE && !g_hash_table_contains (self->stable[side], joint->on[side])))
      return FALSE;
  return TRUE;
}

/* The next one behind it that stands still on both sides; NULL at the end. */
static WayJoint *
find_neighbour (const WayMerge *self,
                const WayJoint *joint,
                WaySide         side)
{
  for (WayElement *next = way_element_get_next (joint->on[side]); next != NULL; next = way_element_get_next (next))
    {
      WayJoint *neighbour = way_merge_get_joint (self, next);

      if (way_element_get_kind (next) != WAY_KIND_FOREIGN && is_at_rest (self, neighbour))
        return neighbour;
    }
  return NULL;
}

/* Both moved it within one parent, or into the same one, but not to the same place there. */
static void
compare_order (WayMerge *self,
               WayJoint *joint)
{
  WayJoint *neighbours[WAY_N_SIDES];
  char     *texts[WAY_N_SIDES];

  if (way_element_get_kind (joint->on[WAY_SIDE_OURS]) == WAY_KIND_FOREIGN)
    return;
  for (guint side = 0; side < WAY_N_SIDES; side++)
    neighbours[side] = find_neighbour (self, joint, side);
  if (neighbours[WAY_SIDE_OURS] == neighbours[WAY_SIDE_THEIRS])
    return;
  for (guint side = 0; side < WAY_N_SIDES; side++)
    texts[side] = g_strdup_printf ("%s %s", way_element_get_id (way_element_get_parent (joint->on[side])),
                                   neighbours[side] != NULL ? way_element_get_id (neighbours[side]->on[side]) : WAY_PLACE_AT_END);
  way_merge_add_clash (self, joint, WAY_CONFLICT_PLACE, NULL, texts[WAY_SIDE_BASE], texts[WAY_SIDE_OURS], texts[WAY_SIDE_THEIRS]);
}

/* Who has the say on where something is that both sides have. */
static WaySide
choose_side (WayMerge *self,
             WayJoint *joint)
{
  WayJoint *base = way_merge_get_parent_on (self, joint, WAY_SIDE_BASE);
  WayJoint *ours = way_merge_get_parent_on (self, joint, WAY_SIDE_OURS);
  WayJoint *theirs = way_merge_get_parent_on (self, joint, WAY_SIDE_THEIRS);

  if (joint->on[WAY_SIDE_BASE] == NULL)
    return WAY_SIDE_OURS;
  if (ours != base && theirs != base && ours != theirs)
    add_place_clash (self, joint);
  else if (ours == theirs && is_moved (self, joint, WAY_SIDE_OURS) && is_moved (self, joint, WAY_SIDE_THEIRS))
    compare_order (self, joint);
  if (ours != base)
    return WAY_SIDE_OURS;
  if (theirs != base)
    return WAY_SIDE_THEIRS;
  if (is_moved (self, joint, WAY_SIDE_OURS))
    return WAY_SIDE_OURS;
  return is_moved (self, joint, WAY_SIDE_THEIRS) ? WAY_SIDE_THEIRS : WAY_SIDE_BASE;
}

static void
choose_place (WayMerge *self,
              WayJoint *joint)
{
  WaySide side;

  if (joint->on[WAY_SIDE_OURS] != NULL && joint->on[WAY_SIDE_THEIRS] != NULL)
    joint->placed_by = choose_side (self, joint);
  else
    {
      side = joint->on[WAY_SIDE_OURS] != NULL ? WAY_SIDE_OURS : WAY_SIDE_THEIRS;
      joint->placed_by = joint->on[WAY_SIDE_BASE] != NULL && !is_moved (self, joint, side) ? WAY_SIDE_BASE : side;
    }
  joint->parent = way_merge_get_parent_on (self, joint, joint->placed_by);
}

/* WayRuns: what stands before each of the children that nobody moved, and in the last place behind all of them. */
typedef struct
{
  GPtrArray **runs;
  guint       n;
} WayRuns;

static void
fill_runs (const WayMerge *self,
           const WayJoint *parent,
           WaySide         side,
           GHashTable     *anchors,
           WayRuns        *runs)
{
  g_autoptr (GPtrArray) run = g_ptr_array_new ();

  for (WayElement *child = parent->on[side] != NULL ? way_element_get_first (parent->on[side]) : NULL; child != NULL;
       child = way_element_get_next (child))
    {
      WayJoint *joint = way_merge_get_joint (self, child);
      guint     anchor = GPOINTER_TO_UINT (g_hash_table_lookup (anchors, joint));

      if (anchor > 0)
        {
          runs->runs[anchor - 1] = g_steal_pointer (&run);
          run = g_ptr_array_new ();
        }
      else if (!joint->is_gone && joint->parent == parent && joint->placed_by == side)
        g_ptr_array_add (run, joint);
    }
  runs->runs[runs->n - 1] = g_steal_pointer (&run);
}

/* What tells two runs in one place apart, whichever side they come from. */
static const char *
get_mark (const GPtrArray *run)
{
  const WayElement *element = way_joint_get_any (run->pdata[0]);

  return way_element_get_kind (element) == WAY_KIND_FOREIGN ? way_element_get_text (element, WAY_FOREIGN_XML) : way_element_get_id (element);
}

static void
add_run (WayJoint        *parent,
         const GPtrArray *run)
{
  for (guint i = 0; run != NULL && i < run->len; i++)
    g_ptr_array_add (parent->children, run->pdata[i]);
}

static void
add_runs (WayJoint  *parent,
          GPtrArray *ours,
          GPtrArray *theirs)
{
  gboolean theirs_first = ours != NULL && theirs != NULL && ours->len > 0 && theirs->len > 0 && strcmp (get_mark (theirs), get_mark (ours)) < 0;

  add_run (parent, theirs_first ? theirs : ours);
  add_run (parent, theirs_first ? ours : theirs);
}

/* The order of children: those that nobody moved as in the base, the others before the same neighbour as where they come from. */
static void
order_children (WayMerge *self,
                WayJoint *parent)
{
  g_autoptr (GPtrArray) anchored = g_ptr_array_new ();
  g_autoptr (GHashTable) anchors = g_hash_table_new (g_direct_hash, g_direct_equal);
  WayRuns runs[WAY_N_SIDES] = { 0 };

  for (WayElement *child = parent->on[WAY_SIDE_BASE] != NULL ? way_element_get_first (parent->on[WAY_SIDE_BASE]) : NULL; child != NULL;
       child = way_element_get_next (child))
    {
      WayJoint *joint = way_merge_get_joint (self, child);

      if (joint->is_gone || joint->parent != parent || joint->placed_by != WAY_SIDE_BASE)
        continue;
      g_ptr_array_add (anchored, joint);
      g_hash_table_insert (anchors, joint, GUINT_TO_POINTER (anchored->len));
    }
  for (guint side = WAY_SIDE_OURS; side < WAY_N_SIDES; side++)
    {
      runs[side].n = anchored->len + 1;
      runs[side].runs = g_new0 (GPtrArray *, runs[side].n);
      fill_runs (self, parent, side, anchors, &runs[side]);
    }
  parent->children = g_ptr_array_new ();
  for (guint i = 0; i <= anchored->len; i++)
    {
      add_runs (parent, runs[WAY_SIDE_OURS].runs[i], runs[WAY_SIDE_THEIRS].runs[i]);
      if (i < anchored->len)
        g_ptr_array_add (parent->children, anchored->pdata[i]);
    }
  for (guint side = WAY_SIDE_OURS; side < WAY_N_SIDES; side++)
    {
      for (guint i = 0; i < runs[side].n; i++)
        g_clear_pointer (&runs[side].runs[i], g_ptr_array_unref);
      g_free (runs[side].runs);
    }
}

void
way_merge_place (WayMerge *self)
{
  for (guint i = 0; i < self->joints->len; i++)
    {
      WayJoint *joint = self->joints->pdata[i];

      if (!joint->is_gone && joint != self->root)
        choose_place (self, joint);
    }
  for (guint i = 0; i < self->joints->len; i++)
    {
      WayJoint *joint = self->joints->pdata[i];

      if (!joint->is_gone)
        order_children (self, joint);
    }
}
