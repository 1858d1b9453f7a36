/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "waymark/way-merge.h"
#include "way-review-private.h"

G_BEGIN_DECLS

/** WaySide: a map that goes into a merge. */
typedef enum
{
  WAY_SIDE_BASE,
  WAY_SIDE_OURS,
  WAY_SIDE_THEIRS,
  WAY_N_SIDES
} WaySide;

typedef struct _WayJoint WayJoint;

/** WayJoint: one thing of the merged map, and what it is in each of the maps that have it. */
struct _WayJoint
{
  WayElement *on[WAY_N_SIDES];
  WayJoint   *parent;    /* in the merged map */
  WaySide     placed_by; /* whose place counts; BASE when nobody has moved it */
  gboolean    is_gone;
  gboolean    is_kept;   /* one side removed it, and it stays */
  gboolean    is_pulled; /* it is kept because something that is kept needs it here: no conflict of its own */
  guint       order;     /* when it was made */
  GPtrArray  *children;  /* in the order of the merged map; borrowed */
  char       *id;        /* in the merged map; NULL for what is foreign */
  WayElement *element;   /* in the merged map */
};

/** WayClash: a conflict, before it becomes an element. Its texts are owned. */
typedef struct
{
  WayJoint       *about;
  WayConflictKind kind;
  char           *field; /* NULL for none */
  char           *texts[WAY_N_SIDES];
  GBytes         *image; /* theirs */
} WayClash;

struct _WayMerge
{
  WayMap     *maps[WAY_N_SIDES];
  WayPairs    pairs[WAY_N_SIDES]; /* of the base with each side, and at first of ours with theirs */
  gboolean    is_changed[WAY_N_SIDES];
  gboolean    has_empty_base;
  GPtrArray  *joints; /* of the base in its order, then what ours has more, then theirs */
  GHashTable *joint_of;
  GHashTable *stable[WAY_N_SIDES]; /* elements of a side that nobody moved */
  WayJoint   *root;
  GArray     *clashes; /* WayClash */
  WayMap     *result;
  GPtrArray  *conflicts; /* elements of the result; borrowed */
  guint64     revision;  /* of ours when it was merged */
};

/** The joint of an element of any of the maps; NULL for none. */
WayJoint *way_merge_get_joint (const WayMerge   *self,
                               const WayElement *element);

/** The joint of what an id on a side means; NULL when there is none. */
WayJoint *way_merge_look_up (const WayMerge *self,
                             WaySide         side,
                             const char     *id);

/** The joint that an element's parent on a side is; NULL for the root, and where it is not on that side. */
WayJoint *way_merge_get_parent_on (const WayMerge *self,
                                   const WayJoint *joint,
                                   WaySide         side);

/** Whether one side (not the base) has removed what the base had, and the other has not. */
gboolean way_joint_is_removed_by (const WayJoint *joint,
                                  WaySide         side);

static inline WaySide
way_side_get_other (WaySide side)
{
  return side == WAY_SIDE_OURS ? WAY_SIDE_THEIRS : WAY_SIDE_OURS;
}

/** Something of the joint on any side, for what does not depend on it. */
WayElement *way_joint_get_any (const WayJoint *joint);

/** Notes a conflict; takes the texts. */
void way_merge_add_clash (WayMerge       *self,
                          WayJoint       *about,
                          WayConflictKind kind,
                          const char     *field,
                          char           *was,
                          char           *mine,
                          char           *theirs);

/* The steps of a merge, in their order. */

/** way-merge-join.c: finds out what is the same thing. */
void way_merge_join (WayMerge *self);

/** way-merge-keep.c: finds out what goes and what stays. */
void way_merge_keep (WayMerge *self);

/** way-merge-place.c: gives each joint its parent and its place among the others. */
void way_merge_place (WayMerge *self);

/** way-merge-build.c: makes the map. */
void way_merge_build (WayMerge *self);

/** way-merge-fields.c: the value of a field in the merged map; the caller frees it. Notes conflicts. */
char *way_merge_dup_value (WayMerge *self,
                           WayJoint *joint,
                           guint     field);

/** The value of a field on a side as it would stand in the merged map; the caller frees it. */
char *way_merge_dup_value_on (WayMerge *self,
                              WayJoint *joint,
                              WaySide   side,
                              guint     field);

/** Whether a field means the same on two sides. */
gboolean way_merge_is_same_on (const WayMerge *self,
                               const WayJoint *joint,
                               guint           field,
                               WaySide         one,
                               WaySide         other);

/** way-merge-foreign.c: merges the attributes of others on @joint, whose element has been made. */
void way_merge_foreign_attributes (WayMerge *self,
                                   WayJoint *joint);

G_END_DECLS
