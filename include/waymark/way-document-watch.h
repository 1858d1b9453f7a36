/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "waymark/way-document.h"

G_BEGIN_DECLS

/*
 * What others do to the file of an open map. Nothing that others wrote is ever replaced unseen: a save fails with
 * WAY_DOCUMENT_ERROR_CHANGED when the file does not hold the bytes that were last read or written, also when it changes
 * while the save is going on.
 */

/** WayDiskState: what stands where the map's file was. Property "disk-state" of a document. */
typedef enum
{
  WAY_DISK_SAME,    /* what was last read or written, or what way_document_keep_mine() has accepted */
  WAY_DISK_CHANGED, /* other bytes */
  WAY_DISK_GONE,    /* nothing: deleted or moved away */
  WAY_DISK_RENAMED, /* nothing, but the file has another name in its folder: way_document_get_new_path() */
  WAY_DISK_BLOCKED  /* something that cannot be read: no permission, a folder, a pipe */
} WayDiskState;

WayDiskState way_document_get_disk_state (WayDocument *self);

/** With WAY_DISK_BLOCKED: why, a sentence without full stop; else NULL. */
const char *way_document_get_block (WayDocument *self);

/** Where the file is now, with WAY_DISK_RENAMED; else NULL. */
const char *way_document_get_new_path (WayDocument *self);

/** The bytes that were last read from the file or written to it: what merging starts from. NULL for a map without a file. */
GBytes *way_document_get_base (WayDocument *self);

/** From now on it watches its file, whichever that is ("notify::disk-state" tells), and has a lock on it (way-document-lock.h). */
void way_document_watch (WayDocument *self);

/** Looks at the file soon, in another thread: for disks that tell of nothing. */
void way_document_look (WayDocument *self);

/**
 * Makes the map what its file is now: one step, which undo takes back. Errors: those of way_document_open(), and
 * WAY_DOCUMENT_ERROR_BUSY.
 */
void     way_document_reload_async (WayDocument        *self,
                                    GAsyncReadyCallback callback,
                                    gpointer            user_data);
gboolean way_document_reload_finish (WayDocument  *self,
                                     GAsyncResult *result,
                                     GError      **error);

/**
 * Reads what others wrote, to be merged: gives the map of the file and sets @base to the one that both came from. Once it is
 * in the map, way_document_take_fetched() makes it what is known of the file, so that a save may replace it; the map is modified then.
 */
void    way_document_fetch_async (WayDocument        *self,
                                  GAsyncReadyCallback callback,
                                  gpointer            user_data);
WayMap *way_document_fetch_finish (WayDocument  *self,
                                   GAsyncResult *result,
                                   WayMap      **base,
                                   GError      **error) G_GNUC_WARN_UNUSED_RESULT;
void    way_document_take_fetched (WayDocument *self);

/** With WAY_DISK_RENAMED: from now on its file is that of the new name. */
void way_document_follow (WayDocument *self);

/** Lets the next save replace what stands there now, and nothing else; until then the map is modified. */
void way_document_keep_mine (WayDocument *self);

G_END_DECLS
