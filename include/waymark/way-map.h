/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "waymark/way-fields.h"
#include "waymark/way-types.h"

G_BEGIN_DECLS

/*
 * WayElement: one element of a map. It is owned by its parent (the root by the map) and read through these calls; nothing
 * but an edit of a WayHistory changes it. Strings that are got live until the next edit of that field.
 */

WayKind way_element_get_kind (const WayElement *self);

/** The id in the file; foreign elements have one that is never written: "#1". */
const char *way_element_get_id (const WayElement *self);

/** Whether its file left the id out, so that it says where the element stood there and no more. Written ids stay: see way_map_keep_derived_ids(). */
gboolean    way_element_has_derived_id (const WayElement *self);
WayElement *way_element_get_parent (const WayElement *self);

/** The slot of the parent that it stands in. For foreign elements: the slot of what comes next. */
guint way_element_get_slot (const WayElement *self);

/** Foreign elements: TRUE when it stands outside the slot's wrapper, before it. */
gboolean way_element_get_outside (const WayElement *self);

/** The first child of all slots, foreign ones too; then along way_element_get_next(). Ordered by slot. */
WayElement *way_element_get_first (const WayElement *self);
WayElement *way_element_get_next (const WayElement *self);
WayElement *way_element_get_previous (const WayElement *self);

/** The first child of a kind, and the next sibling of the same kind; NULL at the end. */
WayElement *way_element_get_first_of (const WayElement *self,
                                      WayKind           kind);
WayElement *way_element_get_next_of (const WayElement *self);

/** How many children of a kind there are; counts them. */
guint way_element_count (const WayElement *self,
                         WayKind           kind);

/** A field's value as in the file; NULL when it has none. */
const char *way_element_get (const WayElement *self,
                             guint             field);

/** A text field's value; "" when it has none. */
const char *way_element_get_text (const WayElement *self,
                                  guint             field);

/** The index of a choice in its list; -1 when there is none. */
int way_element_get_choice (const WayElement *self,
                            guint             field);

gboolean way_element_get_flag (const WayElement *self,
                               guint             field);

/** A decimal in hundredths; 0 when it has none. */
gint64 way_element_get_hundredths (const WayElement *self,
                                   guint             field);

/** The element that a reference field names; NULL when it is empty. */
WayElement *way_element_get_reference (WayElement *self,
                                       guint       field);

/** Whether a reference list holds @id. */
gboolean way_element_list_has (const WayElement *self,
                               guint             field,
                               const char       *id);

/** Attributes and namespaces of others on this element, as XML (" a:b=\"c\""), or NULL. @path is "" for the element itself, or the name of a wrapper or field element within it. */
const char *way_element_get_foreign_attributes (const WayElement *self,
                                                const char       *path);

/** The paths under which it has foreign attributes, sorted; NULL for none. Free the array, not the strings. */
GPtrArray *way_element_list_foreign_paths (const WayElement *self);

/**
 * The sibling that its natural key does not tell it from (a second feeling of the same persona and state); NULL when
 * there is none. Looks at all siblings: to check a whole map take way_map_find_twin().
 */
WayElement *way_element_find_twin (WayElement *self);

/** Whether it has all that its natural key is made of: a feeling of nobody is nobody's twin. */
gboolean way_element_has_natural_key (const WayElement *self);

/** For a GHashTable of elements with a natural key, in which twins are equal. */
guint    way_element_hash_natural_key (gconstpointer self);
gboolean way_element_has_same_natural_key (gconstpointer a,
                                           gconstpointer b);

/** Whether it has a prompt, and none of its own fields tells anything yet: no text, no image, no value of a metric. */
gboolean way_element_asks (const WayElement *self);

/**
 * Whether it is only a prompt: it asks, holds nothing but prompts, and, as a persona, nothing else is hers. Prompts are
 * not drawn, exported or counted.
 */
gboolean way_element_is_prompt (const WayElement *self);

/** A number that grows with each change of the element or of anything below it. */
guint64 way_element_get_revision (const WayElement *self);

/** The map that it belongs to; NULL while it is cut off. */
WayMap *way_element_get_map (const WayElement *self);

/**
 * WayMap: a customer journey map: a tree of elements that can be found by id, and the bytes of its images.
 * Signal "edited" (const WayEdit *edit): after each single edit, also of undo, redo and rollback.
 */
#define WAY_TYPE_MAP (way_map_get_type ())
G_DECLARE_FINAL_TYPE (WayMap, way_map, WAY, MAP, GObject)

/** A map with nothing in it. @language as BCP 47 ("pl"). */
WayMap *way_map_new (const char *language) G_GNUC_WARN_UNUSED_RESULT;

WayElement *way_map_get_root (WayMap *self);

/** Finds an element by id; NULL when there is none. */
WayElement *way_map_lookup (WayMap     *self,
                            const char *id);

/** How many elements the map holds, the root too, foreign ones not. */
guint way_map_get_n_elements (WayMap *self);

/** How many elements of a kind there are that are not prompts, in the whole map. */
guint way_map_count (WayMap *self,
                     WayKind kind);

/** The first element in document order that its natural key does not tell from one before it; NULL when there is none. */
WayElement *way_map_find_twin (WayMap *self);

/** A new id for an element of @kind that is not in use: its prefix, "-" and six random letters and digits. */
char *way_map_make_id (WayMap *self,
                       WayKind kind);

/** The revision of the root: changes with every edit. */
guint64 way_map_get_revision (WayMap *self);

/* Images: bytes beside the tree, named by their content, written once each. */

/**
 * Keeps an encoded image (PNG or JPEG, not checked here) and gives its id: "i" and the first 16 hex digits of its SHA-256; or
 * the one that the same image has here already. Borrowed.
 */
const char *way_map_add_image (WayMap *self,
                               GBytes *bytes);

/** Keeps an image under an id that a file gave it. FALSE when the id is taken by other bytes. */
gboolean way_map_add_image_as (WayMap     *self,
                               const char *id,
                               GBytes     *bytes);

/** The bytes of an image; NULL when there is none. Borrowed. */
GBytes *way_map_get_image (WayMap     *self,
                           const char *id);

/** id -> GBytes of all images; borrowed; others may take a reference and must not change it. */
GHashTable *way_map_get_images (WayMap *self);

/** Ids of the images that some field names, sorted: what is written. Free the array, not the strings. */
GPtrArray *way_map_list_used_images (WayMap *self);

/* Facts about the field that several rooms need. */

/** The n-th (from 0) persona; NULL beyond the last. */
WayElement *way_map_get_persona (WayMap *self,
                                 guint   position);

/** The lane's cards' kind for a card; -1 in the tray or without a lane. */
int way_card_get_kind (WayElement *card);

/** The stage of a touchpoint, card or anything below; NULL in the tray. */
WayElement *way_element_get_stage (WayElement *self);

/* Building, for readers only: no history, no checks of references, no signals. */

/** Cuts loose: makes an element that no map holds yet; way_map_adopt() or way_history_insert_tree() gives it a place. @id is copied. */
WayElement *way_element_new (WayKind     kind,
                             const char *id) G_GNUC_WARN_UNUSED_RESULT;
void        way_element_free (WayElement *self);

/** WayFillValue: a string on its way into an element; it need not end with a zero. NULL for none. */
typedef struct
{
  const char *text;
  guint       length;
} WayFillValue;

/**
 * The same with its values at once, as way_field_normalize() gives them: less work than one by one. @filled is a mask of
 * 1 << field; only those of @values are read.
 */
WayElement *way_element_new_filled (WayKind             kind,
                                    const WayFillValue *id,
                                    guint32             filled,
                                    const WayFillValue *values) G_GNUC_WARN_UNUSED_RESULT;

/** Sets a value that way_field_normalize() gave; takes it. Only on an element that is cut loose, or by a reader. */
void way_element_take_value (WayElement *self,
                             guint       field,
                             char       *value);

/** Puts a loose child at the end of its slot in a loose parent or one that a reader builds; takes it. Foreign children: @slot and @outside say where. */
void way_element_append (WayElement *self,
                         WayElement *child);
void way_element_append_foreign (WayElement *self,
                                 WayElement *child,
                                 guint       slot,
                                 gboolean    outside);
/** Says in which slot a loose foreign child is going to stand when it is inserted at the end of it; @outside its wrapper. */
void way_element_set_foreign_place (WayElement *self,
                                    guint       slot,
                                    gboolean    outside);
/**
 * Puts a foreign child of a map that nobody has changed yet at the end of another slot: a file does not tell whether what stands between two slots
 * is the end of one or the beginning of the other. FALSE for a slot that is none.
 */
gboolean way_element_correct_foreign_place (WayElement *self,
                                            guint       slot,
                                            gboolean    outside);
void     way_element_take_foreign_attributes (WayElement *self,
                                              const char *path,
                                              char       *attributes);

/** A deep copy that is cut loose, ids as they are. */
WayElement *way_element_copy (const WayElement *self) G_GNUC_WARN_UNUSED_RESULT;

/**
 * Makes a map of a root that a reader built; takes it. Gives missing ids (way_element_new() with NULL) derived from parent, kind and ordinal. NULL
 * when two elements share an id: @duplicate is then the second one's id (the caller frees it), and the root stays the caller's.
 */
WayMap *way_map_new_from_root (WayElement *root,
                               char      **duplicate) G_GNUC_WARN_UNUSED_RESULT;

/** Whether the ids that were derived in two maps name the same: when both were read from the same content, whatever was edited since. */
gboolean way_map_shares_derived_ids (WayMap *self,
                                     WayMap *other);

/** Call it when the map was written to its file: from now on no id counts as derived. */
void way_map_keep_derived_ids (WayMap *self);

G_END_DECLS
