/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Document"

#include "config.h"

#include "way-document-private.h"

#include "waymark/way-recovery.h"
#include "waymark/way-store.h"
#include "waymark/way-versions.h"

static gboolean
is_over (WayRecovery *recovery,
         const char  *path)
{
  return g_strcmp0 (way_recovery_get_path (recovery), path) == 0 && way_recovery_get_is_declined (recovery) &&
         way_recovery_get_n_crashes (recovery) < WAY_RECOVERY_MOST_CRASHES;
}

/* What cannot be kept as a version stays where it is and is offered again. */
static void
put_aside (WayRecovery *recovery)
{
  const char *path = way_recovery_get_path (recovery);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  WayMap *map = way_recovery_look (recovery, &error);

  if (map != NULL)
    bytes = way_store_write (map);
  way_recovery_end_look (recovery);
  if (bytes == NULL || !way_versions_keep (path, bytes, g_get_real_time (), &error) || !way_recovery_discard (recovery, &error))
    g_debug ("A declined recovery stays: %s", error->message);
}

void
way_recovery_put_aside (const char *path,
                        GBytes    **first,
                        gint64      first_time)
{
  g_autoptr (GPtrArray) list = way_recovery_list ();

  for (guint i = 0; i < list->len; i++)
    {
      if (!is_over (list->pdata[i], path))
        continue;
      /* Versions stand in the order in which they came. */
      if (*first != NULL)
        way_versions_keep (path, *first, first_time, NULL);
      g_clear_pointer (first, g_bytes_unref);
      put_aside (list->pdata[i]);
    }
}
