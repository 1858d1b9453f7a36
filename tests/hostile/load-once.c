/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Tests"

#include <locale.h>
#include <string.h>

#include "waymark/way-store.h"

/*
 * Opens a file once. Prints "opened", the number of elements and of warnings and exits 0; or "refused", the number of the error
 * and its message, and exits 1. What could be opened is written and read again: both must give the same bytes (else: exit 3).
 */

static gboolean
is_stable (WayMap *map)
{
  g_autoptr (GBytes) first = way_store_write (map);
  g_autoptr (GBytes) second = NULL;
  g_autoptr (WayMap) again = NULL;
  g_autoptr (GError) error = NULL;
  gsize       length;
  const char *data = g_bytes_get_data (first, &length);

  again = way_store_load_bytes (data, length, "written", NULL, &error);
  if (again == NULL)
    {
      g_printerr ("%s\n", error->message);
      return FALSE;
    }
  second = way_store_write (again);
  return g_bytes_equal (first, second);
}

int
main (int   argc,
      char *argv[])
{
  g_auto (WayStoreNotice) notice = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (WayMap) map = NULL;

  setlocale (LC_ALL, "");
  if (argc < 2 || argc > 3)
    {
      g_printerr ("Usage: load-once FILE [again]\n");
      return 2;
    }
  map = way_store_load (argv[1], &notice, &error);
  if (map == NULL)
    {
      g_print ("refused %d %s\n", error->code, error->message);
      return 1;
    }
  g_print ("opened %u %u %d\n", way_map_get_n_elements (map), notice.warnings != NULL ? notice.warnings->len : 0, notice.newer_version);
  /* A newer file is never written. */
  if (argc == 3 && notice.newer_version == 0 && !is_stable (map))
    return 3;
  return 0;
}
