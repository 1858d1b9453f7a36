/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>

#include <libxml/parser.h>
#include <libxml/relaxng.h>
#include <locale.h>
#include <string.h>

#include "waymark/way-schema.h"
#include "waymark/way-store.h"

/*
 * Whether data/waymark.rng and the tables of data/format.md say what the tables of the program say. With the word --write they
 * are made anew instead.
 */

#define TABLES_MARK "<!-- The tables from here on"

/* --- The tables of data/format.md ---------------------------------------- */

static void
add_choices (GString        *text,
             const WayField *field)
{
  for (const WayChoice *choice = field->choices; choice->word != NULL; choice++)
    g_string_append_printf (text, "%s`%s`", choice == field->choices ? "" : ", ", choice->word);
}

static void
add_targets (GString        *text,
             const WayField *field)
{
  const char *between = "";

  for (guint kind = 0; kind < WAY_KIND_FOREIGN; kind++)
    if ((field->targets & 1u << kind) != 0)
      {
        g_string_append_printf (text, "%s`<%s>`", between, way_kind_get_info (kind)->name);
        between = " or ";
      }
}

static void
add_bounds (GString        *text,
            const WayField *field)
{
  g_string_append (text, field->decimals == 0 ? "a whole number" : "a number");
  if (field->minimum != NULL && field->maximum != NULL)
    g_string_append_printf (text, " from %s to %s", field->minimum, field->maximum);
  if (field->decimals > 0)
    g_string_append_printf (text, ", up to %u digit%s after the point", field->decimals, field->decimals > 1 ? "s" : "");
}

static void
add_value (GString        *text,
           const WayField *field)
{
  switch (field->type)
    {
    case WAY_FIELD_CHOICE:
      add_choices (text, field);
      break;
    case WAY_FIELD_FLAG:
      g_string_append (text, "`yes`");
      break;
    case WAY_FIELD_DATE:
      g_string_append (text, "a date");
      break;
    case WAY_FIELD_DECIMAL:
      add_bounds (text, field);
      break;
    case WAY_FIELD_COLOR:
      g_string_append (text, "a colour");
      break;
    case WAY_FIELD_REFERENCE:
      g_string_append (text, "the id of a ");
      add_targets (text, field);
      break;
    case WAY_FIELD_REFERENCE_LIST:
      g_string_append (text, "ids, with blanks between, of ");
      add_targets (text, field);
      break;
    case WAY_FIELD_BLOB:
      g_string_append (text, "the id of an `<image>`");
      break;
    case WAY_FIELD_TEXT:
    default:
      g_string_append (text, "text");
      break;
    }
}

static void
add_places (GString *text,
            WayKind  kind)
{
  const char *between = "Stands in ";

  for (guint parent = 0; parent < WAY_KIND_FOREIGN; parent++)
    {
      const WayKindInfo *info = way_kind_get_info (parent);
      int                slot = way_kind_find_slot (parent, kind);

      if (slot < 0)
        continue;
      if (info->slots[slot].wrapper != NULL)
        g_string_append_printf (text, "%s`<%s>` of `<%s>`", between, info->slots[slot].wrapper, info->name);
      else
        g_string_append_printf (text, "%s`<%s>`", between, info->name);
      between = ", ";
    }
  g_string_append (text, kind == WAY_KIND_MAP ? "The root." : ".");
}

static char *
describe_tables (void)
{
  static const char *const forms[] = { "attribute", "element", "text" };
  GString                 *text = g_string_new (NULL);

  for (guint kind = 0; kind < WAY_KIND_FOREIGN; kind++)
    {
      const WayKindInfo *info = way_kind_get_info (kind);

      g_string_append_printf (text, "\n### `<%s>`: %s\n\n", info->name, info->label);
      add_places (text, kind);
      g_string_append (text, "\n\n| name | is | holds | for |\n|---|---|---|---|\n");
      for (guint i = 0; i < info->n_fields; i++)
        {
          const WayField  *field = &info->fields[i];
          g_autofree char *name = field->form == WAY_FORM_ATTRIBUTE ? g_strdup_printf ("`%s`", field->name)
                                  : field->form == WAY_FORM_CHILD   ? g_strdup_printf ("`<%s>`", field->name)
                                                                    : g_strdup ("");

          g_string_append_printf (text, "| %s | %s | ", name, forms[field->form]);
          add_value (text, field);
          g_string_append_printf (text, " | %s |\n", field->label);
        }
    }
  return g_string_free (text, FALSE);
}

/* --- Files ---------------------------------------------------------------- */

static char *
find_data (const char *name)
{
  return g_test_build_filename (G_TEST_DIST, "..", "data", name, NULL);
}

static char *
read_data (const char *name)
{
  g_autofree char *path = find_data (name);
  char            *text = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

/* format.md with tables as they should be. */
static char *
complete_format (void)
{
  g_autofree char *text = read_data ("format.md");
  g_autofree char *tables = describe_tables ();
  char            *mark = strstr (text, TABLES_MARK);

  g_assert_nonnull (mark);
  strchr (mark, '\n')[1] = '\0';
  return g_strconcat (text, tables, NULL);
}

static int
write_files (void)
{
  g_autofree char *schema_path = find_data ("waymark.rng");
  g_autofree char *format_path = find_data ("format.md");
  g_autofree char *schema = way_schema_generate ();
  g_autofree char *format = complete_format ();

  return g_file_set_contents (schema_path, schema, -1, NULL) && g_file_set_contents (format_path, format, -1, NULL) ? 0 : 1;
}

static void
assert_up_to_date (const char *name,
                   const char *expected)
{
  g_autofree char *written = read_data (name);

  if (strcmp (written, expected) != 0)
    g_error ("data/%s is not what the tables say; bring it up to date by: G_TEST_SRCDIR=tests build/tests/unit/test-schema --write", name);
}

static void
test_schema_file (void)
{
  g_autofree char *schema = way_schema_generate ();

  assert_up_to_date ("waymark.rng", schema);
}

static void
test_format_file (void)
{
  g_autofree char *format = complete_format ();

  assert_up_to_date ("format.md", format);
}

/* --- The schema at work ---------------------------------------------------- */

typedef struct
{
  xmlRelaxNGPtr schema;
} Checker;

static void
be_silent (void       *user_data,
           const char *format,
           ...)
{
}

static gboolean
satisfies (Checker    *checker,
           const char *xml)
{
  xmlDocPtr              document = xmlReadMemory (xml, (int) strlen (xml), NULL, NULL, XML_PARSE_NONET | XML_PARSE_NOWARNING);
  xmlRelaxNGValidCtxtPtr context = xmlRelaxNGNewValidCtxt (checker->schema);
  int                    result;

  g_assert_nonnull (document);
  xmlRelaxNGSetValidErrors (context, be_silent, be_silent, NULL);
  result = xmlRelaxNGValidateDoc (context, document);
  g_assert_cmpint (result, >=, 0);
  xmlRelaxNGFreeValidCtxt (context);
  xmlFreeDoc (document);
  return result == 0;
}

static void
init_checker (Checker *checker)
{
  g_autofree char        *schema = way_schema_generate ();
  xmlRelaxNGParserCtxtPtr parser = xmlRelaxNGNewMemParserCtxt (schema, (int) strlen (schema));

  checker->schema = xmlRelaxNGParse (parser);
  g_assert_nonnull (checker->schema);
  xmlRelaxNGFreeParserCtxt (parser);
}

static gboolean
opens (const char *xml)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WayMap) map = way_store_load_bytes (xml, strlen (xml), NULL, NULL, &error);

  return map != NULL;
}

/* The example of the explanation is good, is in the form that Waymark writes, and the schema agrees. */
static void
test_example (void)
{
  Checker          checker;
  g_autofree char *text = read_data ("format.md");
  char            *start = strstr (text, "```xml\n") + strlen ("```xml\n");
  g_autoptr (GError) error = NULL;
  g_autoptr (WayMap) map = NULL;
  g_autoptr (GBytes) bytes = NULL;

  strstr (start, "```")[0] = '\0';
  init_checker (&checker);
  g_assert_true (satisfies (&checker, start));
  map = way_store_load_bytes (start, strlen (start), "format.md", NULL, &error);
  g_assert_no_error (error);
  bytes = way_store_write (map);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), start, strlen (start));
  xmlRelaxNGFree (checker.schema);
}

/* A map with one attribute somewhere. */
static char *
make_map (WayKind     kind,
          const char *attribute,
          const char *value)
{
  const char *name = way_kind_get_info (kind)->name;

  for (guint parent = 0; parent < WAY_KIND_FOREIGN; parent++)
    {
      const WayKindInfo *info = way_kind_get_info (parent);
      int                slot = way_kind_find_slot (parent, kind);
      g_autofree char   *own = NULL;
      const char        *wrapper;

      if (slot < 0)
        continue;
      wrapper = info->slots[slot].wrapper;
      own = g_strdup_printf ("%s%s%s<%s %s=\"%s\"/>%s%s%s", wrapper != NULL ? "<" : "", wrapper != NULL ? wrapper : "", wrapper != NULL ? ">" : "",
                             name, attribute, value, wrapper != NULL ? "</" : "", wrapper != NULL ? wrapper : "", wrapper != NULL ? ">" : "");
      if (parent == WAY_KIND_MAP)
        return g_strdup_printf ("<journey-map xmlns=\"" WAY_STORE_NAMESPACE "\" version=\"1\">%s</journey-map>", own);
      if (parent == WAY_KIND_PERSONA)
        return g_strdup_printf ("<journey-map xmlns=\"" WAY_STORE_NAMESPACE "\" version=\"1\"><personas><persona>%s</persona></personas></journey-map>", own);
      return g_strdup_printf ("<journey-map xmlns=\"" WAY_STORE_NAMESPACE "\" version=\"1\"><stages><stage>%s%s%s</stage></stages></journey-map>",
                              parent == WAY_KIND_STAGE ? "" : parent == WAY_KIND_CARD ? "<card>"
                                                                                      : "<touchpoint>",
                              own,
                              parent == WAY_KIND_STAGE ? "" : parent == WAY_KIND_CARD ? "</card>"
                                                                                      : "</touchpoint>");
    }
  return g_strdup_printf ("<journey-map xmlns=\"" WAY_STORE_NAMESPACE "\" version=\"1\" %s=\"%s\"/>", attribute, value);
}

/* Reader and schema are two judges of the same values: for every attribute, many values, one verdict. */
static void
test_same_verdict (void)
{
  static const char *const values[] = { "yes", "no", "future", "website", "up", "1", "0", "-2", "2", "2.00", "2.01", "1.5", "+0.25", "148", "600", "1000001",
                                        "1e1", "2026-11-03", "2026-02-30", "2026-2-3", "#1f6feb", "#1f6fe", "red", "two words", "x:y", "9lives" };
  Checker                  checker;
  guint                    n = 0;

  init_checker (&checker);
  for (guint kind = 0; kind < WAY_KIND_FOREIGN; kind++)
    for (guint i = 0; i < way_kind_get_info (kind)->n_fields; i++)
      {
        const WayField *field = &way_kind_get_info (kind)->fields[i];

        /* What references name is beyond a schema. */
        if (field->form != WAY_FORM_ATTRIBUTE || field->type == WAY_FIELD_REFERENCE || field->type == WAY_FIELD_REFERENCE_LIST)
          continue;
        for (guint j = 0; j < G_N_ELEMENTS (values); j++)
          {
            g_autofree char *xml = make_map (kind, field->name, values[j]);

            if (opens (xml) != satisfies (&checker, xml))
              g_error ("%s the reader, %s the schema: %s", opens (xml) ? "good for" : "bad for", opens (xml) ? "bad for" : "good for", xml);
            n++;
          }
      }
  g_assert_cmpuint (n, >, 1000);
  xmlRelaxNGFree (checker.schema);
}

static const char *const good[] = {
  "<title>T<!-- c --></title>",
  "<o:a xmlns:o='urn:o' b='1' o:c='2'><o:d/>text<title>ours within theirs</title></o:a>",
  "<tray><card/><o:a xmlns:o='urn:o'/><card/></tray><title o:b='1' xmlns:o='urn:o'>T<o:c/></title>",
  "<images><image id='a'> iVBO\nRw== </image></images>",
  "<stages><stage xml:lang='pl' xml:space='preserve'><card>a<evidence/>b</card><metric/><name/></stage></stages>",
};

static const char *const bad[] = {
  "<titel>T</titel>",
  "<title size='3'>T</title>",
  "<title>A</title><title>B</title>",
  "<lane/>",
  "<lanes><card/></lanes>",
  "<lanes>text</lanes>",
  "<stages><stage>text</stage></stages>",
  "<images><image id='a'>not base64!</image></images>",
  "<finding id='a b'/>",
};

static void
test_content (void)
{
  Checker checker;

  init_checker (&checker);
  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autofree char *xml = g_strdup_printf ("<journey-map xmlns=\"" WAY_STORE_NAMESPACE "\" version=\"1\">%s</journey-map>", good[i]);

      if (!satisfies (&checker, xml))
        g_error ("should be good: %s", xml);
      g_assert_true (opens (xml));
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *xml = g_strdup_printf ("<journey-map xmlns=\"" WAY_STORE_NAMESPACE "\" version=\"1\">%s</journey-map>", bad[i]);

      if (satisfies (&checker, xml))
        g_error ("should be bad: %s", xml);
    }
  xmlRelaxNGFree (checker.schema);
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  if (argc == 2 && strcmp (argv[1], "--write") == 0)
    {
      argc = 1;
      g_test_init (&argc, &argv, NULL);
      return write_files ();
    }
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/schema/file", test_schema_file);
  g_test_add_func ("/store/schema/format", test_format_file);
  g_test_add_func ("/store/schema/example", test_example);
  g_test_add_func ("/store/schema/same-verdict", test_same_verdict);
  g_test_add_func ("/store/schema/content", test_content);
  return g_test_run ();
}
