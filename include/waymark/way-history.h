/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "waymark/way-map.h"

G_BEGIN_DECLS

/** WayEditType: the closed set of changes. */
typedef enum
{
  WAY_EDIT_INSERT,
  WAY_EDIT_REMOVE,
  WAY_EDIT_SET,
  WAY_EDIT_MOVE,
  WAY_EDIT_SET_FOREIGN
} WayEditType;

/**
 * WayEdit: one change, by ids, with all that is needed to take it back. Places are (parent, before): before which sibling
 * of its slot, or NULL for the end. Read it in handlers of WayMap::edited; the memory is the history's.
 */
struct _WayEdit
{
  WayEditType type;
  char       *id;
  WayElement *tree;   /* insert, remove: the element with all below it; in the map or cut loose */
  char       *parent; /* insert, remove: its place; move: the new one */
  char       *before;
  char       *old_parent; /* move: the place it came from */
  char       *old_before;
  guint       field; /* set */
  char       *path;  /* set foreign: as way_element_get_foreign_attributes() names it */
  char       *value; /* set, set foreign */
  char       *old_value;
};

#define WAY_HISTORY_ERROR (way_history_error_quark ())
GQuark way_history_error_quark (void);

typedef enum
{
  WAY_HISTORY_ERROR_NOT_FOUND, /* no element of that id */
  WAY_HISTORY_ERROR_PLACE,     /* it may not stand there */
  WAY_HISTORY_ERROR_ID,        /* the id is taken or cannot be one */
  WAY_HISTORY_ERROR_REFERENCE, /* the value names nothing that may be named; or something must stay because of a reference */
  WAY_HISTORY_ERROR_READ_ONLY  /* no transaction is open */
} WayHistoryError;

/**
 * WayHistory: the one door through which a map is changed, and the way back. Edits happen in transactions with a label;
 * each takes effect at once. Handlers of WayMap::edited must not make edits. Signals: "committed" (const char *label) after commit, undo and redo; "notify::can-undo",
 * "notify::can-redo", "notify::is-clean".
 */
#define WAY_TYPE_HISTORY (way_history_get_type ())
G_DECLARE_FINAL_TYPE (WayHistory, way_history, WAY, HISTORY, GObject)

WayHistory *way_history_new (WayMap *map) G_GNUC_WARN_UNUSED_RESULT;
WayMap     *way_history_get_map (WayHistory *self);

/** Opens a transaction. They may nest: only the outermost counts, inner ones must be committed or rolled back in turn. */
void way_history_begin (WayHistory *self,
                        const char *label);

/** Closes it. Nothing is kept, and redo stays, when nothing was changed. */
void way_history_commit (WayHistory *self);

/** Closes it and takes all of its edits back: the map and the redo list are as before. */
void way_history_rollback (WayHistory *self);

gboolean way_history_in_transaction (WayHistory *self);

/** Inserts a new, empty element at the end of its slot or before @before. @id NULL makes one. Gives the id; borrowed from the element. */
const char *way_history_insert (WayHistory *self,
                                WayKind     kind,
                                const char *id,
                                const char *parent,
                                const char *before,
                                GError    **error);

/**
 * Inserts a loose element with all below it; takes it, in any case. Ids must be free (missing ones are made), references
 * must hold (within the tree or the map), values must be as way_field_normalize() gives them. A foreign
 * element stands where @before does, or else at the end of the slot that way_element_append_foreign() gave it once.
 */
gboolean way_history_insert_tree (WayHistory *self,
                                  WayElement *tree,
                                  const char *parent,
                                  const char *before,
                                  GError    **error);

/** Sets a field; NULL clears it, and so does "" where that is no value. The value is normalised (WAY_FIELD_ERROR). Setting real content where a prompt stood keeps the prompt's text (way_element_is_prompt() turns FALSE by itself). */
gboolean way_history_set (WayHistory *self,
                          const char *id,
                          guint       field,
                          const char *value,
                          GError    **error);

/**
 * Sets a field outside of all steps: undo and redo pass over it, what can be redone stays, and the map is as clean as
 * before. For what saving itself writes into a map. Not while a transaction is open.
 */
gboolean way_history_set_unrecorded (WayHistory *self,
                                     const char *id,
                                     guint       field,
                                     const char *value,
                                     GError    **error);

/** Sets what others wrote on an element (way_element_get_foreign_attributes()), as XML that fits there; NULL takes it away. */
gboolean way_history_set_foreign (WayHistory *self,
                                  const char *id,
                                  const char *path,
                                  const char *value,
                                  GError    **error);

/** Moves an element (with all below it) to another parent or place. */
gboolean way_history_move (WayHistory *self,
                           const char *id,
                           const char *parent,
                           const char *before,
                           GError    **error);

/** Removes an element with all below it, and mends every reference to them as the tables say: several edits of the open transaction. */
gboolean way_history_remove (WayHistory *self,
                             const char *id,
                             GError    **error);

/** The same for several (ended by NULL), which may stand in each other, in one walk through the map. */
gboolean way_history_remove_all (WayHistory        *self,
                                 const char *const *ids,
                                 GError           **error);

/**
 * Makes the map the same as @with, which stays as it is, by edits of the open transaction: what has the same id and kind in
 * both is set and moved, the rest comes and goes; foreign content and images too. The map itself keeps its own id. On
 * errors nothing has changed.
 */
gboolean way_history_replace_map (WayHistory *self,
                                  WayMap     *with,
                                  GError    **error);

/** Whether there is a step to take back, or to do again. FALSE while a transaction is open. */
gboolean    way_history_can_undo (WayHistory *self);
gboolean    way_history_can_redo (WayHistory *self);
const char *way_history_get_undo_label (WayHistory *self);
const char *way_history_get_redo_label (WayHistory *self);
gboolean    way_history_undo (WayHistory *self);
gboolean    way_history_redo (WayHistory *self);

/** How many steps can be undone and redone, and their labels (0 is the next one). */
guint       way_history_get_n_undo (WayHistory *self);
guint       way_history_get_n_redo (WayHistory *self);
const char *way_history_get_nth_undo_label (WayHistory *self, guint position);
const char *way_history_get_nth_redo_label (WayHistory *self, guint position);

/** The name of the present step (0 at the start); undo and redo come back to it. */
guint64 way_history_get_step (WayHistory *self);

/** Makes a step of that name the saved one: for a save that ended while work went on. */
void way_history_mark_step_clean (WayHistory *self,
                                  guint64     step);

/** Makes the present step the saved one. Not while an open transaction has edits. */
void     way_history_mark_clean (WayHistory *self);
gboolean way_history_is_clean (WayHistory *self);

G_END_DECLS
