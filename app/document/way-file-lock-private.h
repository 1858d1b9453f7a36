/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WayFileLock: that this program, and no other, saves a map over its file: by its name, and by what stands there, so that a file
 * with two names or with a new one is locked too. Any thread may ask and release.
 */
typedef struct _WayFileLock WayFileLock;

/** WayFileOwner: who has the lock that was refused. Zeroed it is empty. */
typedef struct
{
  char *host; /* the name of the computer, "" when it does not say; NULL: nobody, nothing can be locked or nothing need be */
  char *path; /* the lock that stands in the way */
} WayFileOwner;

void way_file_owner_clear (WayFileOwner *self);

/** Whether the lock that was refused still has an owner. */
gboolean way_file_owner_is_there (const WayFileOwner *self);

/**
 * The lock of the map @target, or NULL; then @owner tells who has it. With @held, a lock of the same document, what that locks
 * already is left out; when that is the very place, NULL comes back without an owner.
 */
WayFileLock *way_file_lock_acquire (const char        *target,
                                    const WayFileLock *held,
                                    WayFileOwner      *owner) G_GNUC_WARN_UNUSED_RESULT;

/** The lock, whoever has it; NULL where nothing can be locked. */
WayFileLock *way_file_lock_take_over (const char *target) G_GNUC_WARN_UNUSED_RESULT;

/**
 * In the place there is another file now, as after each save; FALSE when another program has that one: @owner tells which.
 * Not while another thread asks.
 */
gboolean way_file_lock_follow (WayFileLock  *self,
                               guint64       device,
                               guint64       inode,
                               WayFileOwner *owner);

/** Where others take over: NULL-terminated, the strings are borrowed; the caller frees the array. */
const char **way_file_lock_list_paths (const WayFileLock *self) G_GNUC_WARN_UNUSED_RESULT;

/** FALSE once another has taken over. */
gboolean way_file_lock_holds (const WayFileLock *self);

WayFileLock *way_file_lock_ref (WayFileLock *self) G_GNUC_WARN_UNUSED_RESULT;

/** With the last one it is free for others. */
void way_file_lock_unref (WayFileLock *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WayFileLock, way_file_lock_unref)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WayFileOwner, way_file_owner_clear)

G_END_DECLS
