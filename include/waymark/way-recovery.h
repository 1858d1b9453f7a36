/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "waymark/way-document.h"

G_BEGIN_DECLS

/*
 * What programs that crashed have left. Nothing of it is lost by looking, nor when a recovery itself crashes: it stays until
 * the map is saved or somebody discards it.
 */

/** WayRecoveryFile: what became of the file that the map belongs to. */
typedef enum
{
  WAY_RECOVERY_FILE_NONE,    /* it never had one, or it is on a server, which nobody has asked */
  WAY_RECOVERY_FILE_SAME,    /* it is as it was last saved or opened */
  WAY_RECOVERY_FILE_CHANGED, /* somebody has changed it since */
  WAY_RECOVERY_FILE_GONE,    /* moved or deleted */
  WAY_RECOVERY_FILE_BLOCKED  /* it cannot be read */
} WayRecoveryFile;

/** From so many crashes on a recovery is dangerous: nothing is to look at it unasked. */
#define WAY_RECOVERY_MOST_CRASHES 2

/** WayRecovery: one unfinished map. As long as it lives no other program offers it. */

/** All there are (WayRecovery), the newest first. Reads files; may be called in any thread. */
GPtrArray *way_recovery_list (void) G_GNUC_WARN_UNUSED_RESULT;
void       way_recovery_free (WayRecovery *self);

/** The map's title once it was looked at, until then the file's name; the caller frees it. */
char *way_recovery_dup_title (const WayRecovery *self);

/** Where it lives; NULL for a map that was never saved. */
const char     *way_recovery_get_path (const WayRecovery *self);
WayRecoveryFile way_recovery_get_file (const WayRecovery *self);

/** When it was changed last: microseconds since 1970. */
gint64 way_recovery_get_time (const WayRecovery *self);

/** How many steps were not saved. */
guint way_recovery_get_n_steps (const WayRecovery *self);

/** Whether the last of it could not be read, so that something is missing. */
gboolean way_recovery_get_is_damaged (const WayRecovery *self);

/** How often a program crashed that looked at it or had restored it. */
guint way_recovery_get_n_crashes (const WayRecovery *self);

/**
 * The map as it was, to be looked at: borrowed, and not to be changed. WAY_JOURNAL_ERROR, WAY_STORE_ERROR. A crash before
 * way_recovery_end_look() counts.
 */
WayMap *way_recovery_look (WayRecovery *self,
                           GError     **error);
void    way_recovery_end_look (WayRecovery *self);

/**
 * The map as it was, as a document of the same file, with its history, unsaved, and with a journal. Afterwards @self only
 * waits to be freed. On errors all stays.
 */
WayDocument *way_recovery_restore (WayRecovery *self,
                                   GError     **error) G_GNUC_WARN_UNUSED_RESULT;

/** Somebody was asked and wants to decide later: it stays, until the file is saved without it. */
void     way_recovery_decline (WayRecovery *self);
gboolean way_recovery_get_is_declined (const WayRecovery *self);

/** Removes it for good; afterwards @self only waits to be freed. Where it cannot be removed all of it stays. */
gboolean way_recovery_discard (WayRecovery *self,
                               GError     **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WayRecovery, way_recovery_free)

G_END_DECLS
