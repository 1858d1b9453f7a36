/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "waymark/way-history.h"
#include "waymark/way-map.h"

G_BEGIN_DECLS

/**
 * WayDocument: one open map: the map, its history and its file. Rooms of the desktop meet here. Signals: "changed"
 * after each committed step, undo and redo; "notify" of its properties.
 * Properties: "title" (for windows and tabs), "path", "modified", "read-only".
 */
#define WAY_TYPE_DOCUMENT (way_document_get_type ())
G_DECLARE_FINAL_TYPE (WayDocument, way_document, WAY, DOCUMENT, GObject)

/** An untitled document of @map (a blank one, a template, an example); takes a reference. */
WayDocument *way_document_new (WayMap *map) G_GNUC_WARN_UNUSED_RESULT;

/** Opens a file. Errors: WAY_STORE_ERROR, G_FILE_ERROR; the message names file, line and column. */
WayDocument *way_document_open (const char *path,
                                GError    **error) G_GNUC_WARN_UNUSED_RESULT;

/** The same in another thread; the finish call gives the document. */
void         way_document_open_async (const char         *path,
                                      GCancellable       *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer            user_data);
WayDocument *way_document_open_finish (GAsyncResult *result,
                                       GError      **error) G_GNUC_WARN_UNUSED_RESULT;

WayMap     *way_document_get_map (WayDocument *self);
WayHistory *way_document_get_history (WayDocument *self);

/** Where it lives; NULL while it has no file. */
const char *way_document_get_path (WayDocument *self);

/** The map's title, or the file's name, or "Untitled map"; the caller frees it. */
char *way_document_dup_title (WayDocument *self);

gboolean way_document_get_modified (WayDocument *self);

/** Whether it must not be saved over its file: a newer version of the format. @reason (borrowed) says why. */
gboolean way_document_get_read_only (WayDocument *self,
                                     const char **reason);

/**
 * Saves to @path, or to its own file when @path is NULL; then it lives there and is unmodified. The bytes are made at
 * once; they are written by another thread: later edits count as modifications. Sets the map's "changed" date and
 * counts its edition up when the content changed since the last save, in a step of its own that undo passes over.
 */
void     way_document_save_async (WayDocument        *self,
                                  const char         *path,
                                  GCancellable       *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer            user_data);
gboolean way_document_save_finish (WayDocument  *self,
                                   GAsyncResult *result,
                                   GError      **error);

/** The same, waiting for the disk. */
gboolean way_document_save (WayDocument *self,
                            const char  *path,
                            GError     **error);

G_END_DECLS
