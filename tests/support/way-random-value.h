/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "waymark/way-map.h"

G_BEGIN_DECLS

gboolean way_random_happens (GRand *random,
                             double probability);

/** A number from 0 to @n - 1. */
guint way_random_below (GRand *random,
                        guint  n);

/** A text of one to many characters in some script, hard on formats. */
char *way_random_text (GRand *random);

/** A value as in the file for a field that is no reference and no image; may be NULL. */
char *way_random_value (GRand          *random,
                        const WayField *field);

/** All elements of @map but foreign ones, in document order. */
GPtrArray *way_random_list_elements (WayMap *map);

/** Ids that @field of @holder may name (not @holder itself, nor what a link starts from), for a reference, a list or an image; may be NULL. */
char *way_random_reference (GRand          *random,
                            WayMap         *map,
                            GPtrArray      *elements,
                            WayElement     *holder,
                            const WayField *field);

G_END_DECLS
