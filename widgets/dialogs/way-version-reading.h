/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "waymark/way-map.h"
#include "waymark/way-versions.h"

G_BEGIN_DECLS

/** WayVersionReading: what a version of a map shows and tells. */
typedef struct
{
  WayMap     *map;
  GdkTexture *picture; /* the whole map, as large as was asked for */
  char       *change;  /* what was changed with it, in a line */
  char       *facts;   /* "Edition 12 · 4 stages · 23 touchpoints" */
  char       *title;   /* of the map */
  GStrv       since;   /* what is different now, a line each; only when that was asked for */
  guint       n_since; /* how many differences there are; some may not have a line */
} WayVersionReading;

void way_version_reading_free (WayVersionReading *self);

/**
 * Reads @version in another thread. @older is the version before it, or NULL; @present the bytes of the map as it is now,
 * or NULL when the differences are not asked for; the picture fits into @width x @height pixels.
 */
void               way_version_read_async (const WayVersion   *version,
                                           const WayVersion   *older,
                                           GBytes             *present,
                                           int                 width,
                                           int                 height,
                                           GCancellable       *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer            user_data);
WayVersionReading *way_version_read_finish (GAsyncResult *result,
                                            GError      **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WayVersionReading, way_version_reading_free)

G_END_DECLS
