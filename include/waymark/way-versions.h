/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "waymark/way-map.h"

G_BEGIN_DECLS

/*
 * Versions: how a map was each time that it was saved, kept on this computer, in the state folder and never beside the map.
 * All of the last hour are kept, one an hour of the last day, one a day of the last month, and one a week before that; the
 * oldest go when they become too many bytes, the newest one never. An image stands there once for all versions.
 *
 * They belong to the name of a file, links followed. After "Save As" the versions stay with the old name. A file that was
 * renamed or moved is known again by its content as long as it is as the last version left it.
 *
 * Several programs may keep versions of one file. Nothing here ever gets in the way of saving.
 */

#define WAY_VERSION_ERROR (way_version_error_quark ())
GQuark way_version_error_quark (void);

typedef enum
{
  WAY_VERSION_ERROR_DAMAGED, /* what was kept cannot be read */
  WAY_VERSION_ERROR_NO_SPACE /* too little is left on the disk to keep versions */
} WayVersionError;

/** WayVersion: a map as it was saved once. */
struct _WayVersion
{
  char  *file;   /* where it is kept */
  guint  number; /* grows with each version, whatever the clock says */
  gint64 time;   /* when it was saved: microseconds since 1970 in UTC, by the clock of that time */
  char  *digest; /* the beginning of the SHA-256 of its bytes, in hex */
  gsize  size;   /* in bytes, on the disk, without its images */
};

void way_version_free (WayVersion *self);

/** All versions of the file @path, the newest first (WayVersion). Empty when there are none. */
GPtrArray *way_versions_list (const char *path) G_GNUC_WARN_UNUSED_RESULT;

/** The bytes of a version, exactly as they were saved. WAY_VERSION_ERROR_DAMAGED. */
GBytes *way_version_load (const WayVersion *self,
                          GError          **error) G_GNUC_WARN_UNUSED_RESULT;

/** Throws one version away. G_IO_ERROR; that it is gone already is none. */
gboolean way_version_remove (const WayVersion *self,
                             GError          **error);

/** Whether versions of the file @path are to be kept: they are, until somebody says no. */
gboolean way_versions_get_wanted (const char *path);

/** Says so. Those that are there already stay. */
gboolean way_versions_set_wanted (const char *path,
                                  gboolean    wanted,
                                  GError    **error);

/**
 * Keeps @bytes, which the file @path had at @time, as its newest version, and throws away what has become too many. What is
 * the same as the newest version already is not kept again. WAY_VERSION_ERROR_NO_SPACE, WAY_SAFE_FILE_ERROR.
 */
gboolean way_versions_keep (const char *path,
                            GBytes     *bytes,
                            gint64      time,
                            GError    **error);

/**
 * What the file @path holds before it is saved for the first time, so that this can be kept, too; and since when. NULL when
 * there are versions of it, or no such file.
 */
GBytes *way_versions_read_first (const char *path,
                                 gint64     *time) G_GNUC_WARN_UNUSED_RESULT;

/** Keeps @first (or NULL) as of @first_time, then @bytes as of now, in another thread, one after the other. */
void way_versions_keep_later (const char *path,
                              GBytes     *first,
                              gint64      first_time,
                              GBytes     *bytes);

/** Waits until all that was to be kept is; @seconds at most. */
void way_versions_wait (guint seconds);

/** Which of @versions (the newest first) are too many at @now, microseconds since 1970; borrowed. */
GPtrArray *way_versions_find_surplus (GPtrArray *versions,
                                      gint64     now) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WayVersion, way_version_free)

G_END_DECLS
