/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "waymark/way-file-mark.h"

G_BEGIN_DECLS

/*
 * Files on servers, which only GIO reaches. Never for local files: g_file_replace() loses them when the disk is full.
 */

/** Reads all of @file; @mark (may be NULL) is then what tells its bytes from others. */
GBytes *way_remote_file_read (GFile       *file,
                              WayFileMark *mark,
                              GError     **error) G_GNUC_WARN_UNUSED_RESULT;

/** The same into @mark alone, which also says that there is none. FALSE when the server does not tell. */
gboolean way_remote_file_look (GFile       *file,
                               WayFileMark *mark,
                               GError     **error);

/**
 * @mark is what was found last and @tag what the server said to it then (NULL: nothing); both become what is found now. A file of
 * which the server says the same is not fetched again, and a server that does not answer tells no news.
 */
void way_remote_file_look_for_news (GFile       *file,
                                    char       **tag,
                                    WayFileMark *mark);

/** WayRemoteCheck: whether the file may be replaced; FALSE sets @error. */
typedef gboolean (*WayRemoteCheck) (gpointer data,
                                    GError **error);

/**
 * Writes @bytes beside @file and puts them in its place, after @check at the last moment. A server that cannot rename is
 * refused: the old file stays as it is.
 */
gboolean way_remote_file_save (GFile         *file,
                               GBytes        *bytes,
                               WayRemoteCheck check,
                               gpointer       data,
                               GError       **error);

G_END_DECLS
