/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Tests"

#include <locale.h>
#include <string.h>

#include "support/way-map-dump.h"
#include "support/way-random-edits.h"
#include "support/way-random-map.h"
#include "waymark/way-store.h"

#define DEFAULT_SEEDS 500

static guint
get_n_seeds (void)
{
  const char *wanted = g_getenv ("WAYMARK_SEEDS");

  return wanted != NULL ? (guint) g_ascii_strtoull (wanted, NULL, 10) : DEFAULT_SEEDS;
}

static WayMap *
load (guint32 seed,
      GBytes *bytes)
{
  g_auto (WayStoreNotice) notice = { 0 };
  g_autoptr (GError) error = NULL;
  gsize       length;
  const char *data = g_bytes_get_data (bytes, &length);
  WayMap     *map = way_store_load_bytes (data, length, "written", &notice, &error);

  if (map == NULL)
    g_error ("seed %u: %s\n%.*s", seed, error->message, (int) length, data);
  return map;
}

/* Says which seed it was, with the first line that differs. */
static void
assert_same (guint32     seed,
             const char *what,
             const char *actual,
             const char *expected)
{
  g_auto (GStrv) actual_lines = NULL;
  g_auto (GStrv) expected_lines = NULL;

  if (strcmp (actual, expected) == 0)
    return;
  actual_lines = g_strsplit (actual, "\n", -1);
  expected_lines = g_strsplit (expected, "\n", -1);
  for (guint i = 0; actual_lines[i] != NULL && expected_lines[i] != NULL; i++)
    if (strcmp (actual_lines[i], expected_lines[i]) != 0)
      g_error ("seed %u: %s: line %u is\n%s\nand should be\n%s", seed, what, i + 1, actual_lines[i], expected_lines[i]);
  g_error ("seed %u: %s: other number of lines", seed, what);
}

static void
assert_same_bytes (guint32     seed,
                   const char *what,
                   GBytes     *actual,
                   GBytes     *expected)
{
  g_autofree char *actual_text = g_strndup (g_bytes_get_data (actual, NULL), g_bytes_get_size (actual));
  g_autofree char *expected_text = g_strndup (g_bytes_get_data (expected, NULL), g_bytes_get_size (expected));

  assert_same (seed, what, actual_text, expected_text);
}

/* A file of a map gives the same map, and that the same file. */
static void
test_round_trip (void)
{
  guint n = get_n_seeds ();

  for (guint32 seed = 0; seed < n; seed++)
    {
      g_autoptr (WayMap) map = way_random_map_new (seed, seed % 9);
      g_autoptr (GBytes) first = way_store_write (map);
      g_autoptr (WayMap) again = load (seed, first);
      g_autoptr (GBytes) second = way_store_write (again);
      g_autofree char *dump = way_map_dump (map);
      g_autofree char *dump_again = way_map_dump (again);

      assert_same_bytes (seed, "the file", second, first);
      assert_same (seed, "the map", dump_again, dump);
    }
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/property/round-trip", test_round_trip);
  return g_test_run ();
}
