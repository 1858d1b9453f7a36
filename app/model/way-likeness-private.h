/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "way-map-private.h"

G_BEGIN_DECLS

/**
 * WayLikeness: what of a map can stay when it is made the same as another one. An element stays when the other map has
 * one of its id and kind, and the parents of both stay too; a foreign one when the same text stands in the same order.
 */
typedef struct
{
  WayMap     *map;
  WayMap     *with;
  GHashTable *stays;    /* element of @with -> the one of @map */
  GHashTable *old_ones; /* the elements of @map that stay */
  GHashTable *at_rest;  /* elements of @with whose counterpart needs no move */
} WayLikeness;

WayLikeness *way_likeness_new (WayMap *map,
                               WayMap *with) G_GNUC_WARN_UNUSED_RESULT;
void         way_likeness_free (WayLikeness *self);

/** The element of the map that stays for @element of the other one; NULL for none. */
WayElement *way_likeness_get (const WayLikeness *self,
                              const WayElement  *element);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WayLikeness, way_likeness_free)

G_END_DECLS
