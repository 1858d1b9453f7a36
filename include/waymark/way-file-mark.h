/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "waymark/way-types.h"

G_BEGIN_DECLS

/** WayFileThere: what stands under a name. */
typedef enum
{
  WAY_FILE_UNKNOWN, /* nobody has looked yet */
  WAY_FILE_MISSING,
  WAY_FILE_READ,   /* a file, and all of it was read */
  WAY_FILE_BLOCKED /* something that cannot be read: no permission, a folder, a pipe, a fault of the disk */
} WayFileThere;

/** WayFileMark: what tells whether a file still is what it was when somebody last looked. Begin with zero. */
struct _WayFileMark
{
  WayFileThere there;
  int          number; /* WAY_FILE_BLOCKED: the system's error number, EISDIR for a folder, 0 for a pipe or a device */
  guint64      device;
  guint64      inode;
  gint64       size;
  gint64       modified; /* nanoseconds since 1970, as are the next */
  gint64       changed;
  char         hash[65]; /* WAY_FILE_READ: SHA-256 of the bytes */
};

/** Reads the whole file @path, links followed; never waits for a pipe. */
void way_file_mark_read (WayFileMark *self,
                         const char  *path);

/** The same for a file whose @bytes are known: only asks what else tells of it. */
void way_file_mark_take (WayFileMark *self,
                         const char  *path,
                         GBytes      *bytes);

/** Whether both are the same bytes; of what cannot be read, whether it is the same thing and untouched. */
gboolean way_file_mark_is_same (const WayFileMark *self,
                                const WayFileMark *other);

/** Whether both names lead to one file: links, hard links, bound folders. FALSE where there is none. */
gboolean way_file_is_same_place (const char *path,
                                 const char *other);

G_END_DECLS
