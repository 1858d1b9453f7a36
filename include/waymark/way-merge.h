/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "waymark/way-history.h"
#include "waymark/way-map.h"

G_BEGIN_DECLS

/**
 * WayMerge: two maps that came from the same one, brought together element by element. What only one side changed is taken
 * over; the same change on both sides joins; where both changed the same thing, the merged map has what the first side did
 * and a <conflict> element with both. What one side removed and the other changed stays, with a conflict. Nothing is dropped.
 */

/**
 * Merges @ours and @theirs, which both came from @base. @base may be an empty map. It keeps all three, which must not be edited
 * before way_merge_apply().
 */
WayMerge *way_merge_new (WayMap *base,
                         WayMap *ours,
                         WayMap *theirs) G_GNUC_WARN_UNUSED_RESULT;
void      way_merge_free (WayMerge *self);

/** The merged map; borrowed. */
WayMap *way_merge_get_map (WayMerge *self);

/** The conflict elements of the merged map that this merge made: WayElement, borrowed. */
GPtrArray *way_merge_get_conflicts (WayMerge *self);

/**
 * Turns the map of @history, which must be @ours unchanged since the merge, into the merged map by edits of the open
 * transaction. WAY_HISTORY_ERROR; then nothing has changed.
 */
gboolean way_merge_apply (WayMerge   *self,
                          WayHistory *history,
                          GError    **error);

/* Conflicts, in any map. */

/** WayResolution: what becomes of a conflict. */
typedef enum
{
  WAY_RESOLVE_MINE,
  WAY_RESOLVE_THEIRS,
  WAY_RESOLVE_BOTH /* texts: one after the other */
} WayResolution;

/** The conflicts of a map in its order: WayElement, borrowed. The caller frees the array. */
GPtrArray *way_conflicts_list (WayMap *map);

/** Whether @conflict can be resolved in that way: both only where both are texts. */
gboolean way_conflict_can_resolve (WayElement   *conflict,
                                   WayResolution resolution);

/** What it is about in the user's language: "Touchpoint “Size guide” (Compares): Name"; the caller frees it. */
char *way_conflict_dup_title (WayElement *conflict) G_GNUC_WARN_UNUSED_RESULT;

/** What a side did, in words: the value, the place, or that it was removed or changed; the caller frees it. @side: 0 what was, 1 mine, 2 theirs. */
char *way_conflict_dup_text (WayElement *conflict,
                             guint       side) G_GNUC_WARN_UNUSED_RESULT;

/** Does what was chosen and removes the conflict, in the open transaction. WAY_HISTORY_ERROR, WAY_FIELD_ERROR. */
gboolean way_conflict_resolve (WayHistory   *history,
                               const char   *id,
                               WayResolution resolution,
                               GError      **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WayMerge, way_merge_free)

G_END_DECLS
