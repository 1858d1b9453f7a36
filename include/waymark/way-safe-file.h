/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "waymark/way-types.h"

G_BEGIN_DECLS

/** Errors of writing a file; each message names the file, the cause and what to do. */
#define WAY_SAFE_FILE_ERROR (way_safe_file_error_quark ())

typedef enum
{
  WAY_SAFE_FILE_ERROR_FAILED,     /* any other reason, told by the message */
  WAY_SAFE_FILE_ERROR_NO_SPACE,   /* disk full, or quota used up */
  WAY_SAFE_FILE_ERROR_TOO_LARGE,  /* larger than the file system or the limits of the process allow */
  WAY_SAFE_FILE_ERROR_PERMISSION, /* file or folder may not be changed */
  WAY_SAFE_FILE_ERROR_READ_ONLY,  /* file system mounted read-only */
  WAY_SAFE_FILE_ERROR_NOT_FOUND,  /* the folder does not exist */
  WAY_SAFE_FILE_ERROR_NOT_A_FILE, /* folder, device, pipe or socket */
  WAY_SAFE_FILE_ERROR_BAD_NAME,   /* name too long, or links in a circle */
  WAY_SAFE_FILE_ERROR_DISK,       /* the disk reported a fault */
} WaySafeFileError;

GQuark way_safe_file_error_quark (void);

/**
 * WaySafeFile: a file that is written whole or not at all.
 *
 * The bytes go into a temporary file in the target's own folder. Only way_safe_file_commit() puts it in the target's
 * place, after everything is on the disk. Whatever fails or crashes before, the old file keeps every byte.
 *
 * The target keeps its permission bits and, where the system allows it, its owner and group; a new file gets the usual
 * rights of a new file. A symbolic link stays and the file that it leads to is replaced, or made if it does not exist.
 * A hard link is broken: the other names keep the old bytes. Access control lists and extended attributes are not kept.
 *
 * One thread at a time may use a WaySafeFile. Opening one makes the process ignore SIGXFSZ, so that a file beyond the
 * allowed size is an error like any other.
 */

/**
 * Begins to write @path, a file name in the system's own bytes. Refuses at once, before any work is done, what could
 * not be saved later: a folder or a device, a write-protected file, a folder that may not be written.
 * Returns: a new file, or %NULL with @error of #WAY_SAFE_FILE_ERROR; free with way_safe_file_free().
 */
WaySafeFile *way_safe_file_open (const char *path,
                                 GError    **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * Appends @length bytes (buffered). After a failure every further write and the commit fail with the same error,
 * and the temporary file is gone.
 */
gboolean way_safe_file_write (WaySafeFile *self,
                              const void  *bytes,
                              gsize        length,
                              GError     **error);

/** WaySafeFileCheck: whether the target may be replaced; FALSE sets @error, of any domain. */
typedef gboolean (*WaySafeFileCheck) (gpointer data,
                                      GError **error);

/**
 * Lets @check decide at the last moment, when all bytes are on the disk and only the rename is left. Its FALSE makes the
 * commit fail with its error: the old file is untouched and nothing is left behind.
 */
void way_safe_file_set_check (WaySafeFile     *self,
                              WaySafeFileCheck check,
                              gpointer         data);

/**
 * Puts all that was written in the target's place. %TRUE: the new file is there. %FALSE: the old one is untouched and
 * nothing is left behind. If only the folder itself cannot be forced to the disk after that, the new file is in place
 * already and the result is %TRUE. At most one call; nothing may be written after it.
 */
gboolean way_safe_file_commit (WaySafeFile *self,
                               GError     **error);

/** Frees; what was not committed is thrown away and leaves no trace. */
void way_safe_file_free (WaySafeFile *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WaySafeFile, way_safe_file_free)

/** Writes @length bytes to @path in one go: open, write, commit. */
gboolean way_safe_file_save (const char *path,
                             const void *bytes,
                             gsize       length,
                             GError    **error);

/**
 * Removes what crashed programs left in @directory: temporary files named by this module, owned by this user and
 * untouched for more than an hour.
 * Returns: how many were removed; a folder that cannot be read has none.
 */
guint way_safe_file_sweep (const char *directory);

G_END_DECLS
