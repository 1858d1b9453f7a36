/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>

#include <locale.h>
#include <string.h>

#include "waymark/way-store.h"

#define HEAD "<journey-map xmlns=\"urn:waymark:journey-map:1\" version=\"1\""

static GBytes *
format (const char *xml)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WayMap) map = way_store_load_bytes (xml, strlen (xml), NULL, NULL, &error);

  g_assert_no_error (error);
  return way_store_write (map);
}

static void
assert_formats (const char *xml,
                const char *expected)
{
  g_autoptr (GBytes) bytes = format (xml);
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  const char      *body = text + strlen ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");

  g_assert_true (g_str_has_prefix (text, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"));
  g_assert_cmpstr (body, ==, expected);
}

static void
test_samples (void)
{
  static const char *const languages[] = { "en", "pl" };
  guint                    n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "..", "data", "templates", languages[i], NULL);
      g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
      const char *name;

      while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
        {
          g_autofree char *path = g_build_filename (folder, name, NULL);
          g_autofree char *text = NULL;
          gsize            length;
          g_autoptr (GBytes) bytes = NULL;
          g_autoptr (GPtrArray) problems = NULL;
          guint n_errors;

          g_assert_true (g_file_get_contents (path, &text, &length, NULL));
          problems = way_store_validate (path, &n_errors, NULL);
          for (guint j = 0; j < problems->len; j++)
            {
              WayStoreProblem *problem = g_ptr_array_index (problems, j);

              g_test_message ("%s:%d:%d: %s", name, problem->line, problem->column, problem->message);
            }
          g_assert_cmpuint (problems->len, ==, 0);
          bytes = format (text);
          g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), text, length);
          n++;
        }
    }
  g_assert_cmpuint (n, >=, 2);
}

typedef struct
{
  const char *from;
  const char *to;
} Form;

static const Form forms[] = {
  { HEAD "/>", HEAD "/>\n" },
  /* any order, wrappers and ids are ours; order within a kind is theirs */
  { HEAD " industry='x' xml:lang=\"pl\"><stages><stage><name> a\n   b </name></stage><stage id='z'/></stages><title>T</title></journey-map>",
    HEAD " xml:lang=\"pl\" industry=\"x\">\n  <title>T</title>\n  <stages>\n    <stage id=\"stage-1\">\n      <name>a\nb</name>\n"
         "    </stage>\n    <stage id=\"z\"/>\n  </stages>\n</journey-map>\n" },
  /* a prefix for our own namespace */
  { "<w:journey-map xmlns:w='urn:waymark:journey-map:1' version='1'><w:title>T</w:title></w:journey-map>",
    HEAD " xmlns:w=\"urn:waymark:journey-map:1\">\n  <title>T</title>\n</journey-map>\n" },
  /* values in their one form */
  { HEAD " brand='#ABCDEF' edition='007' industry='a&#10;&quot;&amp;&lt;&#9;'/>",
    HEAD " industry=\"a&#10;&quot;&amp;&lt;&#9;\" edition=\"7\" brand=\"#abcdef\"/>\n" },
  /* text: CDATA, characters by number, "]]>", blanks */
  { HEAD "><finding id='f'><![CDATA[<a>]]>&#x20;&amp; ]]&gt;</finding><finding id='g' xml:space='preserve'> b </finding></journey-map>",
    HEAD ">\n  <finding id=\"f\">&lt;a> &amp; ]]&gt;</finding>\n  <finding id=\"g\" xml:space=\"preserve\"> b </finding>\n</journey-map>\n" },
  /* comments and what others added stay where they were */
  { "<!-- one --><?two three?>" HEAD " xmlns:o='urn:o' o:a='1'><!-- t --><title>T<!-- in --></title><!-- f --><finding id='f'>F</finding>"
    "<o:x> <o:y/>  </o:x></journey-map><!-- end -->",
    "<!-- one -->\n<?two three?>\n" HEAD " xmlns:o=\"urn:o\" o:a=\"1\">\n  <!-- t -->\n  <!-- in -->\n  <title>T</title>\n  <!-- f -->\n"
    "  <finding id=\"f\">F</finding>\n  <o:x> <o:y/>  </o:x>\n</journey-map>\n<!-- end -->\n" },
};

static void
test_format (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    assert_formats (forms[i].from, forms[i].to);
}

typedef struct
{
  WayStoreError code;
  int           line;
  int           column;
  const char   *xml;
} Fault;

static const Fault faults[] = {
  { WAY_STORE_ERROR_NOT_A_MAP, 1, 1, "" },
  { WAY_STORE_ERROR_NOT_A_MAP, 2, 2, "\n hello" },
  { WAY_STORE_ERROR_NOT_A_MAP, 2, 1, "<?xml version='1.0'?>\n<svg xmlns='http://www.w3.org/2000/svg'/>" },
  { WAY_STORE_ERROR_NOT_A_MAP, 1, 1, "<journey-map version='1'/>" },
  { WAY_STORE_ERROR_VERSION, 1, 1, "<journey-map xmlns='urn:waymark:journey-map:7' version='7'/>" },
  { WAY_STORE_ERROR_VERSION, 1, 1, "<journey-map xmlns='urn:waymark:journey-map:1'/>" },
  { WAY_STORE_ERROR_SYNTAX, 3, 1, HEAD ">\n<title>\n</goal></journey-map>" },
};

static void
test_faults (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (WayMap) map = way_store_load_bytes (faults[i].xml, strlen (faults[i].xml), "a.waymark", NULL, &error);
      g_autofree char *place = g_strdup_printf ("a.waymark:%d:%d: ", faults[i].line, faults[i].column);

      g_test_message ("%s", error != NULL ? error->message : faults[i].xml);
      g_assert_null (map);
      g_assert_error (error, WAY_STORE_ERROR, (int) faults[i].code);
      if (!g_str_has_prefix (error->message, place))
        g_assert_cmpstr (error->message, ==, place);
    }
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/xml/samples", test_samples);
  g_test_add_func ("/store/xml/format", test_format);
  g_test_add_func ("/store/xml/faults", test_faults);
  return g_test_run ();
}
