/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gio/gio.h>
#include <glib/gstdio.h>

#include <errno.h>
#include <locale.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "waymark/way-history.h"
#include "waymark/way-store.h"

#define DECLARATION "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
#define HEAD "<journey-map xmlns=\"urn:waymark:journey-map:1\" version=\"1\""

static WayMap *
load (const char *xml)
{
  g_autoptr (GError) error = NULL;
  WayMap *map = way_store_load_bytes (xml, strlen (xml), NULL, NULL, &error);

  g_assert_no_error (error);
  return map;
}

static char *
format (const char *xml)
{
  g_autoptr (WayMap) map = load (xml);
  g_autoptr (GBytes) bytes = way_store_write (map);

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

/* The templates and examples are in the form that Waymark writes, and there is nothing to say about them. */
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

      while ((name = g_dir_read_name (dir)) != NULL)
        {
          g_autofree char *path = g_build_filename (folder, name, NULL);
          g_autofree char *text = NULL;
          g_autofree char *formatted = NULL;
          g_autoptr (GPtrArray) problems = way_store_validate (path, NULL, NULL);

          for (guint j = 0; j < problems->len; j++)
            {
              WayStoreProblem *problem = g_ptr_array_index (problems, j);

              g_test_message ("%s:%d:%d: %s", name, problem->line, problem->column, problem->message);
            }
          g_assert_cmpuint (problems->len, ==, 0);
          g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
          formatted = format (text);
          g_assert_cmpstr (formatted, ==, text);
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
  /* any order, wrappers and ids are ours; the order within a kind is theirs */
  { HEAD " industry='x' xml:lang=\"pl\"><stages><stage><name> a\n   b </name></stage><stage id='z'/></stages><title>T</title></journey-map>",
    HEAD " xml:lang=\"pl\" industry=\"x\">\n  <title>T</title>\n  <stages>\n    <stage id=\"stage-1\">\n      <name>a\nb</name>\n"
         "    </stage>\n    <stage id=\"z\"/>\n  </stages>\n</journey-map>\n" },
  /* a prefix for our own namespace */
  { "<w:journey-map xmlns:w='urn:waymark:journey-map:1' version='1'><w:title>T</w:title></w:journey-map>",
    HEAD " xmlns:w=\"urn:waymark:journey-map:1\">\n  <title>T</title>\n</journey-map>\n" },
  /* values in their one form */
  { HEAD " brand='#ABCDEF' edition='007' industry='a&#10;&quot;&amp;&lt;&#9;&amp;#38;'/>",
    HEAD " industry=\"a&#10;&quot;&amp;&lt;&#9;&amp;#38;\" edition=\"7\" brand=\"#abcdef\"/>\n" },
  /* text: CDATA, characters by number, "]]>", blanks */
  { HEAD "><finding id='f'><![CDATA[<a>]]>&#x20;&amp; ]]&gt;</finding><finding id='g' xml:space='preserve'> b </finding></journey-map>",
    HEAD ">\n  <finding id=\"f\">&lt;a> &amp; ]]&gt;</finding>\n  <finding id=\"g\" xml:space=\"preserve\"> b </finding>\n</journey-map>\n" },
  /* a moment of truth may do without its reason, all else is nothing when it is empty */
  { HEAD "><goal/><stages><stage id='s'><name> </name><touchpoint id='t' state=''><truth/></touchpoint></stage></stages></journey-map>",
    HEAD ">\n  <stages>\n    <stage id=\"s\">\n      <touchpoint id=\"t\">\n        <truth/>\n      </touchpoint>\n    </stage>\n  </stages>\n</journey-map>\n" },
  /* comments and what others added stay where they were */
  { "<!-- one --><?two three?>" HEAD " xmlns:o='urn:o' o:a='1'><!-- t --><title>T<!-- in --></title><!-- f --><finding id='f'>F</finding>"
    "<o:x> <o:y/>  </o:x></journey-map><!-- end -->",
    "<!-- one -->\n<?two three?>\n" HEAD " xmlns:o=\"urn:o\" o:a=\"1\">\n  <!-- t -->\n  <!-- in -->\n  <title>T</title>\n  <!-- f -->\n"
    "  <finding id=\"f\">F</finding>\n  <o:x> <o:y/>  </o:x>\n</journey-map>\n<!-- end -->\n" },
  /* before, in and after a wrapper; an empty one is kept only for what is in it */
  { HEAD "><!--1--><lanes><!--2--><lane id='a'/><!--3--></lanes><!--4--><scale/><phases x:y='5' xmlns:x='x'/></journey-map>",
    HEAD ">\n  <!--4-->\n  <phases xmlns:x=\"x\" x:y=\"5\"/>\n  <!--1-->\n  <lanes>\n    <!--2-->\n    <lane id=\"a\"/>\n    <!--3-->\n  </lanes>\n</journey-map>\n" },
  /* namespaces that would not come along are added to what needs them */
  { "<w:journey-map xmlns:w='urn:waymark:journey-map:1' xmlns='urn:d' version='1'><w:title xmlns:i='urn:i'>T<i:j/></w:title><k/></w:journey-map>",
    HEAD " xmlns:w=\"urn:waymark:journey-map:1\">\n  <i:j xmlns=\"urn:d\" xmlns:i=\"urn:i\"/>\n  <title xmlns:i=\"urn:i\">T</title>\n"
         "  <k xmlns=\"urn:d\"/>\n</journey-map>\n" },
  /* lines end as everywhere */
  { HEAD ">\r\n<finding id='f'>a\r\nb\rc</finding>\r\n<!-- d\r\n -->\r\n<o:e xmlns:o='urn:o'>\r\n</o:e></journey-map>\r\n",
    HEAD ">\n  <finding id=\"f\">a\nb\nc</finding>\n  <!-- d\n -->\n  <o:e xmlns:o='urn:o'>\n</o:e>\n</journey-map>\n" },
  /* images: used ones, in lines */
  { HEAD " logo='l'><images><image id='u'>AAAA</image><image id='l' type='any'> iVBORw0KGgoAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n</image></images></journey-map>",
    HEAD " logo=\"l\">\n  <images>\n    <image id=\"l\" type=\"image/png\">\n"
         "iVBORw0KGgoAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\nAAAA\n    </image>\n  </images>\n</journey-map>\n" },
};

static void
test_format (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autofree char *text = format (forms[i].from);
      const char      *body = text + strlen (DECLARATION);

      g_assert_true (g_str_has_prefix (text, DECLARATION));
      g_assert_cmpstr (body, ==, forms[i].to);
    }
}

/* Whatever stands before the root, programs find its name in the first bytes of the file; nothing is lost. */
static void
test_first_bytes (void)
{
  g_autofree char *licence = g_strnfill (600, 'l');
  g_autofree char *xml = g_strdup_printf ("<?style sheet?><!--%s--><?late one?>" HEAD "><title>T</title></journey-map>", licence);
  g_autofree char *expected = g_strdup_printf (DECLARATION "<?style sheet?>\n" HEAD ">\n  <!--%s-->\n  <?late one?>\n  <title>T</title>\n</journey-map>\n", licence);
  g_autofree char *text = format (xml);
  g_autofree char *again = format (text);

  g_assert_cmpstr (text, ==, expected);
  g_assert_cmpstr (again, ==, expected);
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
  { WAY_STORE_ERROR_UNSAFE, 2, 1, "<?xml version='1.0'?>\n<!DOCTYPE journey-map>\n" HEAD "/>" },
  { WAY_STORE_ERROR_ENCODING, 1, 31, "<?xml version='1.0' encoding='ISO-8859-2'?>" HEAD "/>" },
  { WAY_STORE_ERROR_SYNTAX, 3, 1, HEAD ">\n<title>\n</goal></journey-map>" },
  /* columns are characters, not bytes; the value of the attribute is where its fault is */
  { WAY_STORE_ERROR_VALUE, 2, 33, HEAD ">\n<finding prompt='żółw 👟' about='1'/></journey-map>" },
  { WAY_STORE_ERROR_VALUE, 3, 9, HEAD ">\r\n  <finding\r\n    id='1' /></journey-map>" },
  { WAY_STORE_ERROR_REFERENCE, 2, 18, HEAD ">\n<finding about ='nowhere'/></journey-map>" },
  { WAY_STORE_ERROR_DUPLICATE_ID, 2, 32, HEAD ">\n<finding id='f' /><finding id='f'/></journey-map>" },
  { WAY_STORE_ERROR_IMAGE, 2, 9, HEAD ">\n<images><image id='i'>?</image></images></journey-map>" },
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

static void
assert_problem (GPtrArray    *problems,
                guint         i,
                gboolean      is_warning,
                WayStoreError code,
                int           line)
{
  const WayStoreProblem *problem = g_ptr_array_index (problems, i);

  g_test_message ("%d:%d: %s", problem->line, problem->column, problem->message);
  g_assert_cmpint (problem->line, ==, line);
  g_assert_cmpint (problem->code, ==, code);
  g_assert_cmpint (problem->is_warning, ==, is_warning);
}

/* All problems are told at once, in the order of the file, whatever stage of reading found them. */
static void
test_validate (void)
{
  static const char xml[] = HEAD " edition='x'>\n"
                                 "<lanes><lane id='l' holds='notes' colour='red'/>\n"
                                 "<lane/></lanes>\n"
                                 "<stages><stage><odour/>\n"
                                 "<card lane='l' about='t'/>\n"
                                 "<touchpoint channel='webiste'/>\n"
                                 "<card/></stage></stages>\n"
                                 "</journey-map>";
  guint             n_errors;
  g_autoptr (GPtrArray) problems = way_store_validate_bytes (xml, strlen (xml), &n_errors);

  g_assert_cmpuint (n_errors, ==, 3);
  g_assert_cmpuint (problems->len, ==, 7);
  assert_problem (problems, 0, FALSE, WAY_STORE_ERROR_VALUE, 1);
  assert_problem (problems, 1, TRUE, WAY_STORE_ERROR_VALUE, 2);
  assert_problem (problems, 2, TRUE, WAY_STORE_ERROR_VALUE, 3);
  assert_problem (problems, 3, TRUE, WAY_STORE_ERROR_VALUE, 4);
  assert_problem (problems, 4, FALSE, WAY_STORE_ERROR_REFERENCE, 5);
  assert_problem (problems, 5, FALSE, WAY_STORE_ERROR_VALUE, 6);
  assert_problem (problems, 6, TRUE, WAY_STORE_ERROR_VALUE, 7);
}

/* What edits take for twins the reader does too, and nothing else. */
static void
test_twins (void)
{
  static const char xml[] = HEAD ">\n"
                                 "<scale><level score='+1'/><level score='-1'/>\n"
                                 "<level score='1'/></scale>\n"
                                 "<personas><persona id='p'/></personas>\n"
                                 "<stages><stage><touchpoint><feeling score='1'/><feeling score='1'/><feeling persona='p' state='future' score='1'/>\n"
                                 "<feeling persona=' p ' state='future' score='2'/></touchpoint></stage></stages></journey-map>";
  guint             n_errors;
  g_autoptr (GPtrArray) problems = way_store_validate_bytes (xml, strlen (xml), &n_errors);

  g_assert_cmpuint (n_errors, ==, 2);
  assert_problem (problems, 0, FALSE, WAY_STORE_ERROR_DUPLICATE_ID, 3);
  assert_problem (problems, 1, TRUE, WAY_STORE_ERROR_VALUE, 5);
  assert_problem (problems, 2, TRUE, WAY_STORE_ERROR_VALUE, 5);
  assert_problem (problems, 3, FALSE, WAY_STORE_ERROR_DUPLICATE_ID, 6);
}

/* A value that is wrong is told of once, and not of what is missing because of it. */
static void
test_one_problem_each (void)
{
  static const char *const xml[] = {
    "<lanes><lane holds='x'/></lanes>",
    "<scale><level score='9'/></scale>",
    "<lanes><lane holds='notes' id='l'/></lanes><stages><stage id='s'><card lane='s'/></stage></stages>",
    "<lanes><lane holds='notes' id='l'/></lanes><stages><stage id='s'><card lane='m n'/></stage></stages>",
    "<personas><persona id='p'/></personas><stages><stage><touchpoint><feeling persona='p' score='9'/></touchpoint></stage></stages>",
    "<stages><stage><touchpoint><link to='1'/></touchpoint></stage></stages>",
  };

  for (guint i = 0; i < G_N_ELEMENTS (xml); i++)
    {
      g_autofree char *text = g_strconcat (HEAD ">", xml[i], "</journey-map>", NULL);
      guint            n_errors;
      g_autoptr (GPtrArray) problems = way_store_validate_bytes (text, strlen (text), &n_errors);

      g_test_message ("%s", xml[i]);
      g_assert_cmpuint (n_errors, ==, 1);
      g_assert_cmpuint (problems->len, ==, 1);
    }
}

static void
test_warnings (void)
{
  static const char xml[] = HEAD "><lanes><lane>L</lane></lanes><sparkle/></journey-map>";
  g_auto (WayStoreNotice) notice = { 0 };
  g_autoptr (WayMap) map = way_store_load_bytes (xml, strlen (xml), NULL, &notice, NULL);

  g_assert_nonnull (map);
  g_assert_cmpint (notice.newer_version, ==, 0);
  g_assert_cmpuint (notice.warnings->len, ==, 2);
}

/* What this version does not know of a newer one is neither an error nor lost. */
static void
test_newer (void)
{
  static const char xml[] = "<journey-map xmlns='urn:waymark:journey-map:1' version='3' theme='neon'>"
                            "<stages><stage id='s'><touchpoint id='t' channel='hologram' replaces='x'><smell/></touchpoint></stage></stages></journey-map>";
  g_auto (WayStoreNotice) notice = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (WayMap) map = way_store_load_bytes (xml, strlen (xml), NULL, &notice, &error);
  WayElement *touchpoint;

  g_assert_no_error (error);
  g_assert_cmpint (notice.newer_version, ==, 3);
  g_assert_cmpuint (notice.warnings->len, ==, 1);
  g_assert_cmpint (((WayStoreProblem *) g_ptr_array_index (notice.warnings, 0))->line, ==, 1);
  touchpoint = way_map_lookup (map, "t");
  g_assert_null (way_element_get (touchpoint, WAY_TOUCHPOINT_CHANNEL));
  g_assert_cmpstr (way_element_get_foreign_attributes (touchpoint, ""), ==, " channel=\"hologram\" replaces=\"x\"");
  g_assert_cmpint (way_element_get_kind (way_element_get_first (touchpoint)), ==, WAY_KIND_FOREIGN);
  g_assert_cmpstr (way_element_get_foreign_attributes (way_map_get_root (map), ""), ==, " theme=\"neon\"");
}

/* --- Files ------------------------------------------------------------------- */

static char *
make_folder (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("waymark-store-XXXXXX", &error);

  g_assert_no_error (error);
  return folder;
}

static void
assert_refuses (const char *path)
{
  g_autofree char *name = g_filename_display_name (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) other_error = NULL;
  g_autoptr (WayMap) map = way_store_load (path, NULL, &error);

  g_test_message ("%s", error->message);
  g_assert_null (map);
  g_assert_error (error, WAY_STORE_ERROR, WAY_STORE_ERROR_READ);
  g_assert_true (g_str_has_prefix (error->message, name));
  g_assert_null (way_store_validate (path, NULL, &other_error));
  g_assert_error (other_error, WAY_STORE_ERROR, WAY_STORE_ERROR_READ);
}

static void
test_unreadable (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *missing = g_build_filename (folder, "missing", NULL);
  g_autofree char *pipe = g_build_filename (folder, "pipe", NULL);
  g_autofree char *closed = g_build_filename (folder, "closed", NULL);

  assert_refuses (missing);
  assert_refuses (folder);
  assert_refuses ("/dev/zero");
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  assert_refuses (pipe);
  if (geteuid () != 0)
    {
      g_assert_true (g_file_set_contents (closed, "", 0, NULL));
      g_assert_cmpint (chmod (closed, 0), ==, 0);
      assert_refuses (closed);
      g_assert_cmpint (g_remove (closed), ==, 0);
    }
  g_assert_cmpint (g_remove (pipe), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* What is saved is what way_store_write() says, in files of any name and size. */
static void
test_save (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *path = g_build_filename (folder, "a\nb \xff.waymark", NULL);
  g_autoptr (WayMap) map = load (HEAD " logo='i'><tray/><images><image id='i'>iVBORw0KGgo=</image></images></journey-map>");
  g_autoptr (WayHistory) history = way_history_new (map);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (WayMap) again = NULL;
  g_autofree char *text = NULL;
  gsize            length;

  way_history_begin (history, "fill");
  for (guint i = 0; i < 5000; i++)
    {
      const char *id = way_history_insert (history, WAY_KIND_CARD, NULL, way_element_get_id (way_map_get_root (map)), NULL, NULL);

      g_assert_true (way_history_set (history, id, WAY_CARD_TEXT, "a card of some length, so that it takes several pieces", NULL));
    }
  way_history_commit (history);

  g_assert_true (way_store_save (map, path, &error));
  g_assert_no_error (error);
  bytes = way_store_write (map);
  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  g_assert_cmpmem (text, length, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  again = way_store_load (path, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (way_map_get_n_elements (again), ==, 5001);
  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* Nothing is saved that could not be opened again: the old file stays. */
static void
test_save_too_large (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *path = g_build_filename (folder, "a.waymark", NULL);
  g_autofree char *long_text = g_strnfill (2 * 1024 * 1024, 'a');
  g_autofree char *text = NULL;
  g_autoptr (WayMap) map = load (HEAD "><title>T</title></journey-map>");
  g_autoptr (WayHistory) history = way_history_new (map);
  g_autoptr (GBytes) image = g_bytes_new_take (g_malloc0 (100 * 1024 * 1024), 100 * 1024 * 1024);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) image_error = NULL;
  const char *root = way_element_get_id (way_map_get_root (map));

  g_assert_true (way_store_save (map, path, NULL));
  way_history_begin (history, "too long");
  g_assert_true (way_history_set (history, root, WAY_MAP_TITLE, long_text, NULL));
  way_history_commit (history);
  g_assert_false (way_store_save (map, path, &error));
  g_assert_error (error, WAY_STORE_ERROR, WAY_STORE_ERROR_UNSAFE);

  way_history_undo (history);
  way_history_begin (history, "too large");
  g_assert_true (way_history_set (history, root, WAY_MAP_LOGO, way_map_add_image (map, image), NULL));
  way_history_commit (history);
  g_assert_false (way_store_save (map, path, &image_error));
  g_assert_error (image_error, WAY_STORE_ERROR, WAY_STORE_ERROR_UNSAFE);

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, DECLARATION HEAD ">\n  <title>T</title>\n</journey-map>\n");
  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* What others put in may come near a limit; it counts as it is read. */
static void
test_save_near_limits (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *path = g_build_filename (folder, "a.waymark", NULL);
  g_autofree char *angles = g_strnfill (300000, '<');
  g_autoptr (GString) xml = g_string_new (HEAD "><!--");
  g_autoptr (WayMap) map = NULL;
  g_autoptr (WayMap) again = NULL;
  g_autoptr (WayHistory) history = NULL;
  g_autoptr (GError) error = NULL;

  g_string_append_printf (xml, "%s--><stages><stage id='s'/></stages><tray><card id='c'>", angles);
  /* As deep as it may stand in the tray, and one too deep for a stage. */
  for (guint i = 0; i < 61; i++)
    g_string_append (xml, "<o:x xmlns:o='o'>");
  for (guint i = 0; i < 61; i++)
    g_string_append (xml, "</o:x>");
  g_string_append (xml, "</card></tray></journey-map>");
  map = load (xml->str);
  g_assert_true (way_store_save (map, path, &error));
  g_assert_no_error (error);
  again = way_store_load (path, NULL, &error);
  g_assert_no_error (error);

  history = way_history_new (map);
  way_history_begin (history, "move");
  g_assert_true (way_history_move (history, "c", "s", NULL, NULL));
  way_history_commit (history);
  g_assert_false (way_store_save (map, path, &error));
  g_assert_error (error, WAY_STORE_ERROR, WAY_STORE_ERROR_UNSAFE);
  g_test_message ("%s", error->message);
  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/xml/samples", test_samples);
  g_test_add_func ("/store/xml/format", test_format);
  g_test_add_func ("/store/xml/first-bytes", test_first_bytes);
  g_test_add_func ("/store/xml/faults", test_faults);
  g_test_add_func ("/store/xml/validate", test_validate);
  g_test_add_func ("/store/xml/twins", test_twins);
  g_test_add_func ("/store/xml/one-problem-each", test_one_problem_each);
  g_test_add_func ("/store/xml/warnings", test_warnings);
  g_test_add_func ("/store/xml/newer", test_newer);
  g_test_add_func ("/store/file/unreadable", test_unreadable);
  g_test_add_func ("/store/file/save", test_save);
  g_test_add_func ("/store/file/save-too-large", test_save_too_large);
  g_test_add_func ("/store/file/save-near-limits", test_save_near_limits);
  return g_test_run ();
}
