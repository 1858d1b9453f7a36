/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <locale.h>
#include <string.h>

#include "waymark/way-table.h"

static WayTable *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  WayTable *table = way_table_parse (text, strlen (text), &error);

  g_assert_no_error (error);
  return table;
}

static void
assert_size (const WayTable *table,
             guint           n_rows,
             guint           n_columns)
{
  g_assert_cmpuint (way_table_get_n_rows (table), ==, n_rows);
  g_assert_cmpuint (way_table_get_n_columns (table), ==, n_columns);
}

static void
test_parse (void)
{
  g_autoptr (WayTable) tabs = parse ("\xef\xbb\xbf"
                                     "a\tb, c\r\n\t\"d\ne \"\"f\"\"\"\r\n\r\n");
  g_autoptr (WayTable) semicolons = parse ("a;b;1,5\nc");
  g_autoptr (WayTable) commas = parse ("a,\"b;c\",\"d");
  g_autoptr (WayTable) lines = parse ("one\ntwo\n");
  g_autoptr (WayTable) nothing = parse ("");

  assert_size (tabs, 2, 2);
  g_assert_cmpstr (way_table_get (tabs, 0, 1), ==, "b, c");
  g_assert_cmpstr (way_table_get (tabs, 1, 0), ==, "");
  g_assert_cmpstr (way_table_get (tabs, 1, 1), ==, "d\ne \"f\"");
  assert_size (semicolons, 2, 3);
  g_assert_cmpstr (way_table_get (semicolons, 0, 2), ==, "1,5");
  g_assert_cmpstr (way_table_get (semicolons, 1, 2), ==, "");
  assert_size (commas, 1, 3);
  g_assert_cmpstr (way_table_get (commas, 0, 1), ==, "b;c");
  g_assert_cmpstr (way_table_get (commas, 0, 2), ==, "d");
  assert_size (lines, 2, 1);
  assert_size (nothing, 0, 0);
  g_assert_cmpstr (way_table_get (nothing, 7, 7), ==, "");
}

static void
test_limits (void)
{
  g_autofree char *wide = g_strnfill (WAY_TABLE_MOST_COLUMNS, '\t');
  g_autofree char *too_wide = g_strconcat (wide, "x", NULL);
  g_autoptr (WayTable) empty = parse (wide);
  g_autoptr (GError) error = NULL;

  assert_size (empty, 0, 0);
  g_assert_null (way_table_parse (too_wide, strlen (too_wide), &error));
  g_assert_error (error, WAY_TABLE_ERROR, WAY_TABLE_ERROR_TOO_LARGE);
  g_clear_error (&error);
  g_assert_null (way_table_parse ("\xff", 1, &error));
  g_assert_error (error, WAY_TABLE_ERROR, WAY_TABLE_ERROR_TEXT);
}

/* What is written is read again. */
static void
test_round_trip (void)
{
  static const char *const texts[] = { "", "a", "b\tc", "\"d\"", "e\nf", "g, h; i", "ż" };
  g_autoptr (GRand) random = g_rand_new_with_seed (1);

  for (guint round = 0; round < 200; round++)
    {
      g_autoptr (WayTable) table = way_table_new ();
      g_autoptr (WayTable) read = NULL;
      g_autofree char *tsv = NULL;

      for (guint i = 0; i < 12; i++)
        way_table_set (table, (guint) g_rand_int_range (random, 0, 5), (guint) g_rand_int_range (random, 0, 5),
                       texts[g_rand_int_range (random, 0, G_N_ELEMENTS (texts))], NULL);
      way_table_set (table, 5, 5, "end", NULL);
      tsv = way_table_dup_tsv (table);
      read = parse (tsv);
      for (guint cell = 0; cell < 36; cell++)
        g_assert_cmpstr (way_table_get (read, cell / 6, cell % 6), ==, way_table_get (table, cell / 6, cell % 6));
    }
}

static void
test_html (void)
{
  g_autoptr (WayTable) table = parse ("\tBuys & pays\nThoughts\t\"<a>\nb\"\n");
  g_autofree char *html = way_table_dup_html (table);

  g_assert_nonnull (strstr (html, "<tr><th></th><th>Buys &amp; pays</th></tr>"));
  g_assert_nonnull (strstr (html, "<tr><th>Thoughts</th><td>&lt;a&gt;<br>b</td></tr>"));
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/base/table/parse", test_parse);
  g_test_add_func ("/base/table/limits", test_limits);
  g_test_add_func ("/base/table/round-trip", test_round_trip);
  g_test_add_func ("/base/table/html", test_html);
  return g_test_run ();
}
