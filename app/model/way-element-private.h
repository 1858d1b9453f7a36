/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "waymark/way-map.h"

G_BEGIN_DECLS

/*
 * One allocation an element, with room at its end for the values of its kind's fields, then for the last child of each
 * group, and then for the strings that it was made with: readers make many elements at once. A group is the children of one slot; where slots have wrappers, the foreign ones outside the wrapper are a
 * group before it. One group more holds what comes after all slots.
 */
struct _WayElement
{
  WayElement *parent;
  WayElement *first;
  WayElement *previous;
  WayElement *next;
  char       *id;
  WayMap     *map;                /* of a root only */
  GHashTable *foreign_attributes; /* path -> XML; NULL for nearly all */
  guint64     revision;
  guint8      kind;
  guint8      slot;
  guint8      outside;
  guint8      has_derived_id;
  guint32     size; /* of the allocation: strings within it are not freed apart */
  char       *values[];
};

/** The number of the group that @self is in, within @parent. */
guint way_element_get_group (const WayElement *self,
                             const WayElement *parent);

/** The sibling after @self in its group; NULL for the last: its place, together with the parent. */
WayElement *way_element_get_next_in_group (const WayElement *self);

/** Puts a loose @self with its slot set before @before, a child of the same group, or at the end of the group. */
void way_element_link (WayElement *self,
                       WayElement *parent,
                       WayElement *before);

/** Cuts @self from its parent. */
void way_element_unlink (WayElement *self);

/** Gives it another id; takes it. */
void way_element_take_id (WayElement *self,
                          char       *id);

/** Gives a value a new content; takes it. */
void way_element_replace_value (WayElement *self,
                                guint       field,
                                char       *value);

/** The next element in document order within @top; NULL at the end. Start with @top itself. */
WayElement *way_element_walk (WayElement *self,
                              WayElement *top);

/** As way_element_find_twin(), for an element that is going to be in @parent, and whose @field (or -1) is going to be @value. */
WayElement *way_element_find_twin_of (WayElement *parent,
                                      WayElement *self,
                                      int         field,
                                      const char *value);

/** As way_map_find_twin(), within @top. */
WayElement *way_element_find_twin_within (WayElement *top);

G_END_DECLS
