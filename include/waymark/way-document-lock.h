/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "waymark/way-document.h"

G_BEGIN_DECLS

/*
 * One map in several programs: while it is watched (way_document_watch()) a document has a lock on its file, and another
 * program that opens it does not save over it, unless it takes over. "notify::owner-state" tells of all changes.
 *
 * Who is taken over from keeps all its work, cannot save over the file any more and is told so; taking over again is
 * always possible. What the other saved meanwhile is noticed as any change on the disk.
 */

/** WayOwnerState: who may save the file. Property "owner-state" of a document. */
typedef enum
{
  WAY_OWNER_SELF,  /* this document, or nobody: it has no file, is not watched, or nothing can be locked there */
  WAY_OWNER_OTHER, /* it was open elsewhere when it was opened here */
  WAY_OWNER_LOST   /* another one has taken over */
} WayOwnerState;

WayOwnerState way_document_get_owner_state (WayDocument *self);

/** The computer on which the map is open, if that is another one; else NULL. Borrowed. */
const char *way_document_get_owner_host (WayDocument *self);

/** Makes this document the one that saves. FALSE where that cannot be done. */
gboolean way_document_take_over (WayDocument *self,
                                 GError     **error);

G_END_DECLS
