/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "waymark/way-layout.h"
#include "waymark/way-scene.h"

G_BEGIN_DECLS

/**
 * Looks for what no drawing of a map may have: text out of its card or out of the sheet, things of a lane out of its row,
 * two items that overlap, parts of one item that overlap, numbers of moments of truth that do not run from 1. Says what
 * and where, or gives NULL. The caller frees it.
 */
char *way_drawing_find_fault (const WayLayoutFrame *frame,
                              const WayScene       *scene) G_GNUC_WARN_UNUSED_RESULT;

/** WayPlacedItem: an item on the sheet. */
typedef struct
{
  const WaySceneLayer *layer;
  const WayItem       *item;
  WayPoint             origin;
  WayRectangle         area; /* its card, panel or bar where it has one, else of all that is to be read in it */
} WayPlacedItem;

/** All items of a scene in the order of painting; WayPlacedItem. */
GArray *way_drawing_list (const WayScene *scene) G_GNUC_WARN_UNUSED_RESULT;

/** The @position-th item (from 0) of an element in a role; NULL when there are not so many. */
const WayPlacedItem *way_drawing_find (GArray     *items,
                                       WayRole     role,
                                       const char *element,
                                       guint       position);

G_END_DECLS
