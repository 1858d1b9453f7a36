/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "waymark/way-history.h"
#include "waymark/way-map.h"

G_BEGIN_DECLS

#define WAY_DOCUMENT_ERROR (way_document_error_quark ())
GQuark way_document_error_quark (void);

typedef enum
{
  WAY_DOCUMENT_ERROR_NO_FILE,   /* it has no file yet, and no path was given */
  WAY_DOCUMENT_ERROR_READ_ONLY, /* its file is of a newer Waymark, or another has it open */
  WAY_DOCUMENT_ERROR_CHANGED,   /* another program has changed the file; see way-document-watch.h */
  WAY_DOCUMENT_ERROR_BUSY       /* a transaction is open; or a save in the background runs and another was to wait for the disk */
} WayDocumentError;

/**
 * WayDocument: one open map: the map, its history and its file. Rooms of the desktop meet here. Signals: "changed"
 * after each committed step, undo and redo; "notify" of its properties.
 * Properties: "title" (for windows and tabs), "path", "modified", "read-only", "disk-state", "owner-state", "saving".
 */
#define WAY_TYPE_DOCUMENT (way_document_get_type ())
G_DECLARE_FINAL_TYPE (WayDocument, way_document, WAY, DOCUMENT, GObject)

/** An untitled document of @map (a blank one, a template, an example); takes a reference. */
WayDocument *way_document_new (WayMap *map) G_GNUC_WARN_UNUSED_RESULT;

/** Opens a file. Errors: WAY_STORE_ERROR, G_FILE_ERROR; the message names file, line and column. */
WayDocument *way_document_open (const char *path,
                                GError    **error) G_GNUC_WARN_UNUSED_RESULT;

/** The same in another thread, for any file that GIO reaches; the finish call gives the document. */
void way_document_open_async (GFile              *file,
                              GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            user_data);

WayDocument *way_document_open_finish (GAsyncResult *result,
                                       GError      **error) G_GNUC_WARN_UNUSED_RESULT;

WayMap     *way_document_get_map (WayDocument *self);
WayHistory *way_document_get_history (WayDocument *self);

/** Where it lives; NULL while it has no file, and for one on a server that has no path here. */
const char *way_document_get_path (WayDocument *self);

/** Where it lives, also on a server; NULL while it has no file. */
GFile *way_document_dup_file (WayDocument *self) G_GNUC_WARN_UNUSED_RESULT;

/** The map's title, or the file's name, or "Untitled map"; the caller frees it. */
char *way_document_dup_title (WayDocument *self);

gboolean way_document_get_modified (WayDocument *self);

/** Whether a save is on its way to the disk. */
gboolean way_document_get_saving (WayDocument *self);

/** Whether it must not be saved over its file: a newer version of the format, or another has it open. @reason (borrowed) says why. */
gboolean way_document_get_read_only (WayDocument *self,
                                     const char **reason);

/**
 * Saves to @path, or to its own file when @path is NULL; then it lives there and is unmodified. The bytes are made at
 * once; they are written by another thread, one save after the other: later edits count as modifications.
 *
 * When the content changed since the last save, the map's "changed" date becomes today and its edition counts up, unless
 * somebody has set a higher one. Both are written past the steps (way_history_set_unrecorded()): undo after a save takes back
 * what was done before it and never the date, and what could be redone still can. A save that failed counts once.
 *
 * Errors: WAY_DOCUMENT_ERROR, WAY_SAFE_FILE_ERROR, G_IO_ERROR_CANCELLED.
 */
void way_document_save_async (WayDocument        *self,
                              const char         *path,
                              GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            user_data);

/** The same for any file that GIO reaches, never NULL; ends with the same call. */
void way_document_save_file_async (WayDocument        *self,
                                   GFile              *file,
                                   GCancellable       *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer            user_data);

gboolean way_document_save_finish (WayDocument  *self,
                                   GAsyncResult *result,
                                   GError      **error);

/** The same, waiting for the disk. Not while a save in the background runs. */
gboolean way_document_save (WayDocument *self,
                            const char  *path,
                            GError     **error);

/** Whether each save leaves a version behind (way-versions.h), where the user wants them. Not at first. */
void way_document_set_keeps_versions (WayDocument *self,
                                      gboolean     keeps_versions);

G_END_DECLS
