/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "waymark/way-map.h"

G_BEGIN_DECLS

/** WayChangeType: what may have happened to an element from one map to another. */
typedef enum
{
  WAY_CHANGE_ADDED,
  WAY_CHANGE_REMOVED,
  WAY_CHANGE_MOVED,   /* to another parent, or among its siblings */
  WAY_CHANGE_SET,     /* a field has another value, or the bytes of its image are others */
  WAY_CHANGE_FOREIGN, /* attributes of others */
  WAY_CHANGE_ID       /* its natural key or its being the map tells that it is the same, but it has another id */
} WayChangeType;

/** WayChange: one change of one element. */
typedef struct
{
  WayChangeType type;
  WayElement   *before; /* in the first map; NULL for what was added */
  WayElement   *after;  /* in the second map; NULL for what was removed */
  guint         field;  /* SET */
  const char   *path;   /* FOREIGN: as of way_element_get_foreign_attributes() */
} WayChange;

/**
 * WayDifference: what differs between two maps, element by element: by id, and by natural key where ids differ. In the
 * order of the second map; what was removed stands before what its parent still has. It keeps both maps, which must not be
 * edited while it is used.
 */
WayDifference *way_difference_new (WayMap *before,
                                   WayMap *after) G_GNUC_WARN_UNUSED_RESULT;
void           way_difference_free (WayDifference *self);

/** How many changes there are; 0 when the maps are the same. */
guint            way_difference_get_n_changes (const WayDifference *self);
const WayChange *way_difference_get_change (const WayDifference *self,
                                            guint                position);

/** One change as a line in the user's language: "Touchpoint “Size guide” (Compares): Name: “a” → “b”"; the caller frees it. */
char *way_change_dup_text (const WayChange *self) G_GNUC_WARN_UNUSED_RESULT;

/** All changes, a line each; the caller frees it. */
char *way_difference_dup_text (const WayDifference *self) G_GNUC_WARN_UNUSED_RESULT;

/** All changes as JSON (RFC 8259) with the words of the file; the caller frees it. */
char *way_difference_dup_json (const WayDifference *self) G_GNUC_WARN_UNUSED_RESULT;

/**
 * A whole map as readable text, one line a thing, indented, with names in place of ids: what is compared line by line where
 * a version control system shows changes. The caller frees it.
 */
char *way_difference_dup_map_text (WayMap *map) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WayDifference, way_difference_free)

G_END_DECLS
