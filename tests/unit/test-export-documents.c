/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "waymark/way-export.h"

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <locale.h>
#include <string.h>

#include "support/way-random-scene.h"
#include "support/way-test-tools.h"

#define N_SEEDS 8

static WayTypesetter *typesetter;

static const char *const lines[] = {
  "Zażółć gęślą jaźń",
  "Nie wie, czy dostawa zdąży przed weekendem, a infolinia milczy",
  "Cannot tell which size fits her foot",
  "Ελληνικά, русский",
  "她不知道哪个尺码合适",
  "71 % (AT&T) <tag> \"quoted\"",
  "ODKRYWANIE MOŻLIWOŚCI",
};

/* A scene with a text in each row, none in another's way, and a stage above. */
static WayScene *
make_text_scene (void)
{
  const WayTextStyle plain = { .size = 14, .weight = 400, .line_height = 1.35 };
  const WayTextStyle spaced = { .size = 11, .weight = 700, .letter_spacing = 3, .line_height = 1.35 };
  GPtrArray         *items = g_ptr_array_new ();
  WayScene          *scene;

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr (WayText) text = way_text_new (typesetter, lines[i], i == G_N_ELEMENTS (lines) - 1 ? &spaced : &plain, 180, WAY_TEXT_START, FALSE);
      WayItemBuilder builder;

      way_item_builder_begin (&builder, i == 0 ? WAY_ROLE_STAGE : WAY_ROLE_CARD, "card");
      way_item_builder_add_text (&builder, text, 20, 20 + 90 * i, WAY_RGB (0x1d2733));
      g_ptr_array_add (items, way_item_builder_end (&builder));
    }
  scene = way_test_scene_new (items, 400, 700);
  scene->title = g_strdup ("Zakupy <w sieci>");
  scene->author = g_strdup ("Zażółć Gęślą");
  scene->subject = g_strdup ("Gdzie odchodzą");
  scene->language = g_strdup ("pl");
  return scene;
}

/* Without white space and control characters, which outputs may treat as they like. */
static char *
squeeze (const char *text)
{
  GString *squeezed = g_string_new (NULL);

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar character = g_utf8_get_char (at);

      if (!g_unichar_isspace (character) && !g_unichar_iscntrl (character))
        g_string_append_unichar (squeezed, character);
    }
  return g_string_free (squeezed, FALSE);
}

static void
assert_contains (const char *haystack,
                 const char *needle)
{
  if (strstr (haystack, needle) == NULL)
    g_error ("“%s” is not in “%s”", needle, haystack);
}

/* A scene with one line of text. */
static WayScene *
make_line_scene (const char *line,
                 double      letter_spacing,
                 gboolean    right_to_left)
{
  const WayTextStyle style = { .size = 14, .weight = 400, .letter_spacing = letter_spacing, .line_height = 1.35 };
  g_autoptr (WayText) text = way_text_new (typesetter, line, &style, -1, WAY_TEXT_START, right_to_left);
  GPtrArray     *items = g_ptr_array_new ();
  WayItemBuilder builder;

  way_item_builder_begin (&builder, WAY_ROLE_CARD, "card");
  way_item_builder_add_text (&builder, text, 10, 10, WAY_RGB (0));
  g_ptr_array_add (items, way_item_builder_end (&builder));
  return way_test_scene_new (items, 200, 50);
}

static void
test_pdf_text (void)
{
  g_autoptr (WayScene) scene = make_text_scene ();
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  g_autofree char *fonts = NULL;
  g_autofree char *squeezed = NULL;
  char            *folder;

  if (!way_test_has_tools ("pdftotext", "pdffonts", "qpdf", NULL))
    return;
  folder = way_test_make_folder ();
  path = way_test_export_to (scene, WAY_EXPORT_PDF, NULL, folder, "map.pdf");
  g_free (way_test_run ("qpdf", "--check", path, NULL));
  text = way_test_run ("pdftotext", "-raw", path, "-", NULL);
  squeezed = squeeze (text);
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autofree char *line = squeeze (lines[i]);

      assert_contains (squeezed, line);
    }
  /* Spaced letters are still words. */
  assert_contains (text, "ODKRYWANIE");
  assert_contains (text, "MOŻLIWOŚCI");
  /* Columns of pdffonts: name, type, encoding, emb, sub, uni. */
  fonts = way_test_run ("pdffonts", path, NULL);
  assert_contains (fonts, "yes yes yes");
  g_assert_null (strstr (fonts, " no "));
  way_test_remove_folder (folder);
}

/* Programs that read a PDF turn words from right to left round by themselves. */
static void
test_pdf_right_to_left (void)
{
  static const double spacings[] = { 0, -0.4, 1.2 };
  char               *folder;

  if (!way_test_has_tools ("pdftotext", NULL))
    return;
  folder = way_test_make_folder ();
  for (guint i = 0; i < G_N_ELEMENTS (spacings); i++)
    {
      g_autoptr (WayScene) scene = make_line_scene ("تجربة", spacings[i], TRUE);
      g_autofree char *path = way_test_export_to (scene, WAY_EXPORT_PDF, NULL, folder, "map.pdf");
      g_autofree char *text = way_test_run ("pdftotext", path, "-", NULL);

      assert_contains (text, "تجربة");
    }
  way_test_remove_folder (folder);
}

static void
test_pdf_metadata (void)
{
  g_autoptr (WayScene) scene = make_text_scene ();
  g_autofree char *path = NULL;
  g_autofree char *information = NULL;
  g_autofree char *dated = NULL;
  g_autofree char *outline = NULL;
  char            *folder;

  if (!way_test_has_tools ("pdfinfo", "qpdf", NULL))
    return;
  folder = way_test_make_folder ();
  g_unsetenv ("SOURCE_DATE_EPOCH");
  path = way_test_export_to (scene, WAY_EXPORT_PDF, NULL, folder, "map.pdf");
  information = way_test_run ("pdfinfo", "-enc", "UTF-8", path, NULL);
  assert_contains (information, "Zakupy <w sieci>");
  assert_contains (information, "Zażółć Gęślą");
  assert_contains (information, "Gdzie odchodzą");
  assert_contains (information, "Waymark");
  assert_contains (information, "300 x 525 pts");
  g_assert_null (strstr (information, "CreationDate"));
  outline = way_test_run ("qpdf", "--json", "--json-key=outlines", path, NULL);
  assert_contains (outline, "\"title\": \"Zażółć gęślą jaźń\"");
  assert_contains (outline, "\"destpageposfrom1\": 1");

  g_setenv ("SOURCE_DATE_EPOCH", "1600000000", TRUE);
  g_free (way_test_export_to (scene, WAY_EXPORT_PDF, NULL, folder, "map.pdf"));
  g_unsetenv ("SOURCE_DATE_EPOCH");
  dated = way_test_run ("pdfinfo", "-isodates", path, NULL);
  assert_contains (dated, "2020-09-13T12:26:40");
  way_test_remove_folder (folder);
}

static void
assert_page (const WayScene         *scene,
             const WayExportOptions *options,
             const char             *size,
             double                  scale)
{
  g_autofree char *path = NULL;
  g_autofree char *information = NULL;
  char            *folder = way_test_make_folder ();
  WayExportResult  result;

  path = g_build_filename (folder, "map.pdf", NULL);
  g_assert_true (way_export_scene (scene, path, WAY_EXPORT_PDF, options, NULL, NULL, &result, NULL));
  information = way_test_run ("pdfinfo", path, NULL);
  assert_contains (information, size);
  assert_contains (information, "Pages:           1\n");
  g_assert_cmpfloat_with_epsilon (result.scale, scale, 0.001);
  way_test_remove_folder (folder);
}

static void
test_pdf_pages (void)
{
  g_autoptr (WayScene) scene = way_test_scene_new (g_ptr_array_new (), 2000, 1000);
  g_autoptr (WayScene) huge = way_test_scene_new (g_ptr_array_new (), 30000, 100);

  if (!way_test_has_tools ("pdfinfo", NULL))
    return;
  assert_page (scene, NULL, "1500 x 750 pts", 1);
  assert_page (huge, NULL, "14400 x 48 pts", 14400.0 / 22500);
  assert_page (scene, &(WayExportOptions){ .paper = WAY_PAPER_A4 }, "841.89 x 595.276 pts", 841.89 / 1500);
  assert_page (scene, &(WayExportOptions){ .paper = WAY_PAPER_A4, .margin = -1 }, "841.89 x 595.276 pts",
               (841.89 - 2 * 28.346) / 1500);
  assert_page (scene, &(WayExportOptions){ .paper = WAY_PAPER_LETTER, .orientation = WAY_ORIENTATION_PORTRAIT },
               "612 x 792 pts", 612.0 / 1500);
  assert_page (scene, &(WayExportOptions){ .paper = WAY_PAPER_A0, .margin = 1e6 }, "3370.39 x 2383.94 pts",
               0.1 * 2383.94 / 750);
}

static xmlDoc *
parse (GBytes *bytes)
{
  gsize       length;
  const char *data = g_bytes_get_data (bytes, &length);
  xmlDoc     *document = xmlReadMemory (data, (int) length, NULL, NULL, XML_PARSE_NONET);

  g_assert_nonnull (document);
  return document;
}

typedef struct
{
  GString    *text;       /* of all <text> elements, squeezed */
  GHashTable *ids;        /* all ids */
  GHashTable *references; /* all that is referred to */
  guint       n_layers;
} Contents;

static void
read_attributes (xmlNode  *node,
                 Contents *contents)
{
  for (xmlAttr *attribute = node->properties; attribute != NULL; attribute = attribute->next)
    {
      g_autofree char *value = (char *) xmlNodeGetContent ((xmlNode *) attribute);
      const char      *name = (const char *) attribute->name;

      if (strcmp (name, "id") == 0)
        g_assert_true (g_hash_table_add (contents->ids, g_strdup (value)));
      else if (strcmp (name, "href") == 0 && *value == '#')
        g_hash_table_add (contents->references, g_strdup (value + 1));
      else if (g_str_has_prefix (value, "url(#"))
        g_hash_table_add (contents->references, g_strndup (value + 5, strlen (value) - 6));
      else if (strcmp (name, "groupmode") == 0)
        contents->n_layers++;
      /* A comma is the mark of a number that was written by the locale. */
      else if (g_ascii_isdigit (*value))
        g_assert_null (strchr (value, ','));
    }
}

static void
read_node (xmlNode  *node,
           Contents *contents)
{
  for (; node != NULL; node = node->next)
    {
      if (node->type != XML_ELEMENT_NODE)
        continue;
      read_attributes (node, contents);
      if (strcmp ((const char *) node->name, "text") == 0)
        {
          g_autofree char *content = (char *) xmlNodeGetContent (node);
          g_autofree char *squeezed = squeeze (content);

          g_string_append (contents->text, squeezed);
        }
      read_node (node->children, contents);
    }
}

static void
assert_references_hold (const Contents *contents)
{
  GHashTableIter iter;
  gpointer       id;

  g_hash_table_iter_init (&iter, contents->references);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      if (!g_hash_table_contains (contents->ids, id))
        g_error ("Nothing has the id %s", (char *) id);
    }
}

static gboolean
append_texts (const WayScene      *scene,
              const WaySceneLayer *layer,
              const WayItem       *item,
              WayPoint             origin,
              gpointer             user_data)
{
  for (guint i = 0; i < item->n_shapes; i++)
    {
      if (item->shapes[i].type == WAY_SHAPE_TEXT)
        {
          g_autofree char *squeezed = squeeze (item->shapes[i].text->text);

          g_string_append (user_data, squeezed);
        }
    }
  return TRUE;
}

static void
check_svg (const WayScene *scene,
           WayExportFormat format)
{
  g_autoptr (GBytes) bytes = way_test_export (scene, format, NULL);
  g_autoptr (GString) expected = g_string_new (NULL);
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) references = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Contents contents = { g_string_new (NULL), ids, references, 0 };
  xmlDoc  *document = parse (bytes);

  read_node (xmlDocGetRootElement (document), &contents);
  assert_references_hold (&contents);
  if (format == WAY_EXPORT_SVG_TEXT)
    {
      way_scene_foreach (scene, NULL, append_texts, expected);
      g_assert_cmpstr (contents.text->str, ==, expected->str);
      g_assert_cmpuint (contents.n_layers, ==, scene->layers->len);
    }
  g_string_free (contents.text, TRUE);
  xmlFreeDoc (document);
}

/* Both are XML, whatever the texts hold; names are unique and all that is referred to is there; no text is lost. */
static void
test_svg_contents (void)
{
  for (guint32 seed = 0; seed < N_SEEDS; seed++)
    {
      g_autoptr (WayScene) scene = way_random_scene_new (typesetter, seed, 30);

      check_svg (scene, WAY_EXPORT_SVG);
      check_svg (scene, WAY_EXPORT_SVG_TEXT);
    }
}

static void
test_svg_emoji (void)
{
  g_autoptr (WayScene) scene = make_line_scene ("😀 and 😀, then 👟", 0, FALSE);

  check_svg (scene, WAY_EXPORT_SVG);
  check_svg (scene, WAY_EXPORT_SVG_TEXT);
}

/* Spaces stand between the spans of other fonts: librsvg drops those at their ends. */
static void
test_svg_spaces (void)
{
  g_autoptr (WayScene) scene = make_line_scene ("يناسبه 42 أو 43", 0, TRUE);
  g_autoptr (GBytes) bytes = way_test_export (scene, WAY_EXPORT_SVG_TEXT, NULL);
  g_autofree char *svg = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  assert_contains (svg, ">يناسبه</tspan> 42 <tspan");
  assert_contains (svg, ">أو</tspan> 43</text>");
  check_svg (scene, WAY_EXPORT_SVG_TEXT);
}

static char *
get_child_content (xmlNode    *parent,
                   const char *name)
{
  for (xmlNode *node = parent->children; node != NULL; node = node->next)
    {
      if (node->type == XML_ELEMENT_NODE && strcmp ((const char *) node->name, name) == 0)
        return (char *) xmlNodeGetContent (node);
    }
  return NULL;
}

static void
test_svg_title (void)
{
  g_autoptr (WayScene) scene = make_text_scene ();

  for (WayExportFormat format = WAY_EXPORT_SVG; format <= WAY_EXPORT_SVG_TEXT; format++)
    {
      g_autoptr (GBytes) bytes = way_test_export (scene, format, NULL);
      xmlDoc          *document = parse (bytes);
      g_autofree char *title = get_child_content (xmlDocGetRootElement (document), "title");

      g_assert_cmpstr (title, ==, "Zakupy <w sieci>");
      xmlFreeDoc (document);
    }
}

/* A transparent document has no ground; the others paint it first. */
static void
test_svg_transparent (void)
{
  g_autoptr (WayScene) scene = way_test_scene_new (g_ptr_array_new (), 123, 45);

  for (WayExportFormat format = WAY_EXPORT_SVG; format <= WAY_EXPORT_SVG_TEXT; format++)
    {
      g_autoptr (GBytes) plain = way_test_export (scene, format, NULL);
      g_autoptr (GBytes) transparent = way_test_export (scene, format, &(WayExportOptions){ .transparent = TRUE });

      g_assert_nonnull (g_strstr_len (g_bytes_get_data (plain, NULL), (gssize) g_bytes_get_size (plain), "<rect"));
      g_assert_null (g_strstr_len (g_bytes_get_data (transparent, NULL), (gssize) g_bytes_get_size (transparent), "<rect"));
    }
}

int
main (int   argc,
      char *argv[])
{
  int status;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  typesetter = way_typesetter_new ("pl");
  g_test_add_func ("/export/pdf/text", test_pdf_text);
  g_test_add_func ("/export/pdf/right-to-left", test_pdf_right_to_left);
  g_test_add_func ("/export/pdf/metadata", test_pdf_metadata);
  g_test_add_func ("/export/pdf/pages", test_pdf_pages);
  g_test_add_func ("/export/svg/contents", test_svg_contents);
  g_test_add_func ("/export/svg/emoji", test_svg_emoji);
  g_test_add_func ("/export/svg/spaces", test_svg_spaces);
  g_test_add_func ("/export/svg/title", test_svg_title);
  g_test_add_func ("/export/svg/transparent", test_svg_transparent);
  status = g_test_run ();
  way_typesetter_unref (typesetter);
  xmlCleanupParser ();
  return status;
}
