/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "waymark/way-map.h"

G_BEGIN_DECLS

/* What duplicating and pasting share: elements that get new ids, and references among them that wait until all stand in the map. */

/** WayLateReference: a field of a copy that can only be set when all copies stand in the map. */
typedef struct
{
  char *holder; /* id of the copy */
  guint field;
  char *value; /* ids */
} WayLateReference;

/** A list of late references, which frees them; free it with g_ptr_array_unref(). */
GPtrArray *way_late_references_new (void);

/** Adds one. */
void way_late_references_add (GPtrArray        *list,
                              const WayElement *copy,
                              guint             field,
                              const char       *value);

/** A new id for a copy that is in neither @map nor @taken, a set of ids that owns it from then on; borrowed from there. */
const char *way_copy_make_id (WayMap     *map,
                              GHashTable *taken,
                              WayKind     kind);

/** Gives a copy the attributes of other programs that an element has at @path. */
void way_copy_foreign_attributes (WayElement *element,
                                  WayElement *copy,
                                  const char *path);

/** The same for the element itself and all its fields that are elements in the file. */
void way_copy_all_foreign_attributes (WayElement *element,
                                      WayElement *copy);

G_END_DECLS
