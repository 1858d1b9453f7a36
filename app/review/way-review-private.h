/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "waymark/way-map.h"

G_BEGIN_DECLS

/** In the place of a conflict, behind the parent: not before another one. No id begins with it. */
#define WAY_PLACE_AT_END "."

/** WayPairs: which elements of two maps are the same one. */
typedef struct
{
  GHashTable *after;  /* element of the first map -> element of the second */
  GHashTable *before; /* the other way */
} WayPairs;

/**
 * Pairs the elements of two maps: of the same kind and id; those of derived ids by what they say; the maps themselves; what is foreign
 * by its text and place among equal ones of one parent; and, if @by_key, what is left by natural keys. The maps must outlive the pairs.
 */
void way_pairs_init (WayPairs *self,
                     WayMap   *before,
                     WayMap   *after,
                     gboolean  by_key);
void way_pairs_clear (WayPairs *self);

void way_pairs_add (WayPairs   *self,
                    WayElement *before,
                    WayElement *after);

/** Whether all that is part of the natural key of two elements of one kind means the same in both maps. */
gboolean way_pairs_has_same_key (const WayPairs *self,
                                 WayElement     *before,
                                 WayElement     *after);

/** way-review-alike.c: pairs what is left below @root, of which at least one has a derived id: by key, text, likeness and order. */
void way_pairs_add_alike (WayPairs   *self,
                          WayElement *root);

/** Whether the id of one of two elements was left out in its file, so that equal ids say little, and different ones nothing. */
static inline gboolean
way_review_has_derived_id (const WayElement *a,
                           const WayElement *b)
{
  return way_element_has_derived_id (a) || way_element_has_derived_id (b);
}

/** The same element in the other map; NULL when there is none. */
WayElement *way_pairs_get_after (const WayPairs   *self,
                                 const WayElement *before);
WayElement *way_pairs_get_before (const WayPairs   *self,
                                  const WayElement *after);

/** Whether two siblings of one parent stand in the same group: the same slot, and foreign ones on the same side of its wrapper. */
gboolean way_review_is_in_same_group (const WayElement *a,
                                      const WayElement *b);

/**
 * The children that have been moved, inserted or got another group from parent @before to its pair @after stay out; the
 * others, which kept their order, go into @stable (a set of elements of @after). As few as possible stay out.
 */
void way_review_find_stable (const WayPairs   *pairs,
                             const WayElement *before,
                             const WayElement *after,
                             GHashTable       *stable);

/** Which of @n different numbers belong to a longest run that grows. @is_stable has room for @n. */
void way_review_mark_growing (const guint *numbers,
                              guint        n,
                              gboolean    *is_stable);

/** Whether two fields mean the same: their values, for images the bytes. Elements may be NULL: then they have none. */
gboolean way_review_is_same_value (const WayElement *a,
                                   const WayElement *b,
                                   guint             field);

/** Of attributes as they are written (' a="1" b:c="2"') the value of one; NULL when it is not there. The caller frees it. */
char *way_review_dup_attribute (const char *attributes,
                                const char *name) G_GNUC_WARN_UNUSED_RESULT;

/** The same attributes with another value for one that is there. The caller frees it. */
char *way_review_replace_attribute (const char *attributes,
                                    const char *name,
                                    const char *value) G_GNUC_WARN_UNUSED_RESULT;

/* way-review-words.c: things in the user's language; the caller frees them */

/** Text in one line, cut after @most characters (0: never). */
char *way_review_dup_line (const char *text,
                           guint       most);

/** What an element is called: its title, or what tells it else. */
char *way_review_dup_name (const WayElement *element);

/** "Touchpoint “Size guide”", with @in_context also where it stands: "Touchpoint “Size guide” (Compares)". */
char *way_review_dup_subject (const WayElement *element,
                              gboolean          in_context);

/** The value of a field as people read it, "—" for none. */
char *way_review_dup_value (const WayElement *element,
                            guint             field,
                            const char       *value);

G_END_DECLS
