/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <locale.h>
#include <string.h>

#include "waymark/way-html-table.h"

static void
assert_table (const char *html,
              const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WayTable) table = way_html_table_parse (html, strlen (html), &error);
  g_autofree char *tsv = table != NULL ? way_table_dup_tsv (table) : NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (tsv, ==, expected);
}

static void
test_tables (void)
{
  assert_table ("<html><head><style>td { color: red }</style></head><body><table border=1><tr><th></th><th>Szuka &amp; kupuje</th></tr>\n"
                "<tr><th>Myśli</th><td><p>  Czy to\n  pasuje?</p><p>Ile to <b>kosz</b>tuje?</p></td></tr></table>",
                "\tSzuka & kupuje\nMyśli\t\"Czy to pasuje?\nIle to kosztuje?\"\n");
  /* As it is written by hand: nothing is closed. */
  assert_table ("<table><tr><td>a<td>b<tr><td colspan=2>c<td>d<br>e</table>", "a\tb\t\nc\t\t\"d\ne\"\n");
  /* A table in a cell belongs to that; one of a single column is none. */
  assert_table ("<table><tr><td>only</td></tr><tr><td>one</td></tr></table><table><tr><td>a</td><td><table><tr><td>b</td></tr><tr><td>c</td></tr></table></td></tr>"
                "<tr><td>d</td><td>e</td></tr></table>",
                "a\t\"b\nc\"\nd\te\n");
}

static void
test_none (void)
{
  assert_table ("", NULL);
  assert_table ("<p>Words</p>", NULL);
  assert_table ("<table><tr><td>one</td><td>row</td></tr></table>", NULL);
  assert_table ("</table></td><td>lost</td>", NULL);
}

/* What this program writes itself. */
static void
test_own (void)
{
  g_autoptr (WayTable) table = way_table_parse ("\tA\tB\nLane\t\"x\ny\"\t<z>\n", 20, NULL);
  g_autofree char *html = way_table_dup_html (table);

  assert_table (html, "\tA\tB\nLane\t\"x\ny\"\t<z>\n");
}

static void
test_limits (void)
{
  g_autoptr (GString) html = g_string_new ("<table><tr>");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i <= WAY_TABLE_MOST_COLUMNS; i++)
    g_string_append (html, "<td>x</td>");
  g_assert_null (way_html_table_parse (html->str, html->len, &error));
  g_assert_error (error, WAY_TABLE_ERROR, WAY_TABLE_ERROR_TOO_LARGE);
  g_clear_error (&error);
  g_assert_null (way_html_table_parse ("\xff", 1, &error));
  g_assert_error (error, WAY_TABLE_ERROR, WAY_TABLE_ERROR_TEXT);
  /* Deep, and without end. */
  g_string_truncate (html, 0);
  for (guint i = 0; i < 20000; i++)
    g_string_append (html, "<table><tr><td><div>");
  assert_table (html->str, NULL);
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/exchange/html-table/tables", test_tables);
  g_test_add_func ("/exchange/html-table/none", test_none);
  g_test_add_func ("/exchange/html-table/own", test_own);
  g_test_add_func ("/exchange/html-table/limits", test_limits);
  return g_test_run ();
}
