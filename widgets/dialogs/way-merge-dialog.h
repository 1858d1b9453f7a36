/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "waymark/way-document.h"

G_BEGIN_DECLS

/**
 * WayMergeDialog: the conflicts between two versions of a map, one by one with both texts; for each can be said which
 * counts. What is left for later stays in the map as it is.
 */
#define WAY_TYPE_MERGE_DIALOG (way_merge_dialog_get_type ())
G_DECLARE_FINAL_TYPE (WayMergeDialog, way_merge_dialog, WAY, MERGE_DIALOG, GtkWindow)

/** WayMergeDone: tells once whether the map has been merged; FALSE when people have thought better of it. */
typedef void (*WayMergeDone) (gboolean is_merged,
                              gpointer user_data);

/**
 * Brings @theirs, which came from @base as the map of @document did, into @document as one step. Where both changed the same
 * thing it asks over @parent; without conflicts it is done at once. @done is called in either case. Not while a transaction is open.
 */
void way_merge_dialog_merge (GtkWindow   *parent,
                             WayDocument *document,
                             WayMap      *base,
                             WayMap      *theirs,
                             WayMergeDone done,
                             gpointer     user_data);

/** Shows the conflicts that the map of @document holds already; nothing when there are none. */
void way_merge_dialog_resolve (GtkWindow   *parent,
                               WayDocument *document);

G_END_DECLS
