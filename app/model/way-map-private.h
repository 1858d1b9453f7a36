/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "way-element-private.h"

G_BEGIN_DECLS

/* What edits do to a map; none of it checks anything. */

/** Puts a loose @tree with its slot set before @before or at the end of its group; the map owns it then. */
void way_map_attach (WayMap     *self,
                     WayElement *tree,
                     WayElement *parent,
                     WayElement *before);

/** Cuts @tree out; the caller owns it then. */
void way_map_detach (WayMap     *self,
                     WayElement *tree);

/** Gives @element and all above it a new revision. */
void way_map_touch (WayMap     *self,
                    WayElement *element);

/** Tells the handlers of "edited". */
void way_map_emit_edited (WayMap        *self,
                          const WayEdit *edit);

/** Gives the foreign elements of a loose tree ids that are free in this map. */
void way_map_name_foreign (WayMap     *self,
                           WayElement *tree);

G_END_DECLS
