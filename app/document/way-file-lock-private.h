/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** WayFileLock: that this program, and no other, saves a map over its file. Any thread may ask and release. */
typedef struct _WayFileLock WayFileLock;

/** Where the lock of the map @target is; NULL where there is no place for locks. The caller frees it. */
char *way_file_lock_dup_path (const char *target) G_GNUC_WARN_UNUSED_RESULT;

/**
 * The lock, or NULL. @owner is then the name of the computer that has it ("" when it does not say), or NULL where nothing can
 * be locked. The caller frees @owner.
 */
WayFileLock *way_file_lock_acquire (const char *target,
                                    char      **owner) G_GNUC_WARN_UNUSED_RESULT;

/** The lock, whoever has it; NULL where nothing can be locked. */
WayFileLock *way_file_lock_take_over (const char *target) G_GNUC_WARN_UNUSED_RESULT;

const char *way_file_lock_get_path (const WayFileLock *self);

/** FALSE once another has taken over. */
gboolean way_file_lock_holds (const WayFileLock *self);

WayFileLock *way_file_lock_ref (WayFileLock *self) G_GNUC_WARN_UNUSED_RESULT;

/** With the last one it is free for others. */
void way_file_lock_unref (WayFileLock *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WayFileLock, way_file_lock_unref)

G_END_DECLS
