/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>

#include <stddef.h>
#include <stdint.h>

#include "waymark/way-store.h"

/*
 * Whatever the bytes: the reader refuses them with a place and a cause, or gives a map that is written, read and
 * written again as the same bytes. The check of the file and the reader must agree.
 */

#define LARGEST_INPUT (256 * 1024)

int LLVMFuzzerTestOneInput (const uint8_t *data,
                            size_t         size);

static GBytes *
write_and_read (WayMap *map)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) first = way_store_write (map);
  g_autoptr (GBytes) second = NULL;
  g_autoptr (WayMap) again = way_store_load_bytes (g_bytes_get_data (first, NULL), g_bytes_get_size (first), "again", NULL, &error);

  if (again == NULL)
    g_error ("What was written cannot be read: %s", error->message);
  second = way_store_write (again);
  if (!g_bytes_equal (first, second))
    g_error ("What was written is written another way the second time");
  return g_steal_pointer (&second);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_auto (WayStoreNotice) notice = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (WayMap) map = NULL;
  guint n_errors = 0;

  if (size > LARGEST_INPUT)
    return 0;
  map = way_store_load_bytes ((const char *) data, size, "fuzz", &notice, &error);
  problems = way_store_validate_bytes ((const char *) data, size, &n_errors);
  if ((map == NULL) != (n_errors > 0))
    g_error ("The reader and the check do not agree: %u errors, and the map %s", n_errors, map != NULL ? "opens" : error->message);
  if (map == NULL && error == NULL)
    g_error ("A file was refused without a word");
  if (map != NULL && notice.newer_version == 0)
    g_bytes_unref (write_and_read (map));
  return 0;
}
