/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Tests"

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <locale.h>
#include <string.h>

#include "support/way-random-map.h"
#include "waymark/way-store.h"

/*
 * Whatever others put into a map comes through opening and saving. libxml2's tree, which Waymark does not use, puts comments,
 * instructions, elements and attributes into a file in random places, and counts them before and after.
 */

#define DEFAULT_SEEDS 500
#define INSERTIONS 12

static guint
get_n_seeds (void)
{
  const char *wanted = g_getenv ("WAYMARK_SEEDS");

  return wanted != NULL ? (guint) g_ascii_strtoull (wanted, NULL, 10) : DEFAULT_SEEDS;
}

static xmlDocPtr
parse (const char *text,
       gsize       length)
{
  xmlDocPtr document = xmlReadMemory (text, (int) length, NULL, NULL, XML_PARSE_NONET | XML_PARSE_NOWARNING);

  g_assert_nonnull (document);
  return document;
}

/* --- Putting things in ------------------------------------------------------ */

static gboolean
is_ours (const xmlNode *node)
{
  return node->ns != NULL && strcmp ((const char *) node->ns->href, WAY_STORE_NAMESPACE) == 0 &&
         strcmp ((const char *) node->name, "hologram") != 0;
}

/* Elements of ours in which something can be put; where all blanks count, a new child would change what they mean. */
static void
list_places (xmlNodePtr element,
             GPtrArray *places)
{
  if (!is_ours (element))
    return;
  if (xmlHasNsProp (element, (const xmlChar *) "space", XML_XML_NAMESPACE) == NULL)
    g_ptr_array_add (places, element);
  for (xmlNodePtr child = xmlFirstElementChild (element); child != NULL; child = xmlNextElementSibling (child))
    list_places (child, places);
}

static const char *const words[] = { "note", "a < b & c", "zażółć", "two\nlines", "  blanks  ", "]]>", "\"quoted\"", "👩‍👧", "" };

static const xmlChar *
choose_word (GRand *random)
{
  return (const xmlChar *) words[g_rand_int_range (random, 0, G_N_ELEMENTS (words))];
}

static xmlNsPtr
declare (xmlNodePtr element,
         GRand     *random)
{
  g_autofree char *uri = g_strdup_printf ("urn:example:%d", g_rand_int_range (random, 0, 3));
  g_autofree char *prefix = g_strdup_printf ("p%d", g_rand_int_range (random, 0, 3));
  xmlNsPtr         known = xmlSearchNs (element->doc, element, (const xmlChar *) prefix);
  xmlNsPtr         own = xmlNewNs (element, (const xmlChar *) uri, (const xmlChar *) prefix);

  /* Only one namespace of a prefix fits on an element. */
  return own != NULL ? own : known;
}

/* A namespace of others that holds at @element; NULL when there is none. */
static xmlNsPtr
find_namespace (xmlNodePtr element,
                GRand     *random)
{
  xmlNsPtr *list = xmlGetNsList (element->doc, element);
  xmlNsPtr  found = NULL;

  for (guint i = 0; list != NULL && list[i] != NULL; i++)
    if (strcmp ((const char *) list[i]->href, WAY_STORE_NAMESPACE) != 0 && (found == NULL || g_rand_boolean (random)))
      found = list[i];
  xmlFree (list);
  return found;
}

static xmlNodePtr
make_node (xmlNodePtr parent,
           GRand     *random)
{
  xmlDocPtr  document = parent->doc;
  xmlNodePtr node;

  switch (g_rand_int_range (random, 0, 5))
    {
    case 0:
      return xmlNewDocComment (document, choose_word (random));
    case 1:
      return xmlNewDocPI (document, (const xmlChar *) "program", (const xmlChar *) "keep=\"this\" & that");
    case 2:
      /* In no namespace at all. */
      node = xmlNewDocNode (document, NULL, (const xmlChar *) "bare", NULL);
      xmlNewNs (node, (const xmlChar *) "", NULL);
      return node;
    case 3:
      /* With the default namespace, and something of ours within. */
      node = xmlNewDocNode (document, NULL, (const xmlChar *) "box", NULL);
      xmlSetNs (node, xmlNewNs (node, (const xmlChar *) "urn:example:box", NULL));
      xmlNewTextChild (node, node->ns, (const xmlChar *) "title", choose_word (random));
      xmlAddChild (node, xmlNewCDataBlock (document, (const xmlChar *) "<raw & co>", 10));
      return node;
    default:
      node = xmlNewDocNode (document, NULL, (const xmlChar *) "sticker", NULL);
      xmlSetNs (node, g_rand_boolean (random) ? declare (parent, random) : find_namespace (parent, random));
      if (node->ns == NULL || g_rand_boolean (random))
        xmlSetNs (node, declare (node, random));
      xmlNewNsProp (node, node->ns->prefix != NULL ? node->ns : NULL, (const xmlChar *) "colour", choose_word (random));
      xmlNewProp (node, (const xmlChar *) "size", choose_word (random));
      xmlAddChild (node, xmlNewDocText (document, choose_word (random)));
      xmlAddChild (node, xmlNewDocComment (document, (const xmlChar *) " inside "));
      return node;
    }
}

static void
insert_node (xmlNodePtr element,
             xmlNodePtr node,
             GRand     *random)
{
  xmlNodePtr place = element->children;

  for (int n = g_rand_int_range (random, 0, 6); place != NULL && n > 0; n--)
    place = place->next;
  if (place != NULL)
    xmlAddPrevSibling (place, node);
  else
    xmlAddChild (element, node);
}

/* Some text is cut in two, so that something can come in between. */
static void
split_text (xmlNodePtr element,
            GRand     *random)
{
  xmlNodePtr text = element->children;
  int        length;

  if (text == NULL || text->type != XML_TEXT_NODE || strcmp ((const char *) element->name, "image") == 0)
    return;
  length = xmlUTF8Strlen (text->content);
  if (length > 1)
    {
      int              cut = g_rand_int_range (random, 1, length);
      g_autofree char *rest = g_strdup ((const char *) xmlUTF8Strpos (text->content, cut));
      g_autofree char *start = g_strndup ((const char *) text->content, strlen ((const char *) text->content) - strlen (rest));
      xmlNodePtr       second = xmlNewDocText (element->doc, (const xmlChar *) rest);

      xmlNodeSetContent (text, (const xmlChar *) start);
      xmlAddNextSibling (text, xmlNewDocComment (element->doc, (const xmlChar *) "cut"));
      xmlAddNextSibling (text->next, second);
    }
}

/* Our namespace gets a prefix, and elements without one belong to others. */
static void
take_default_namespace (xmlNodePtr root)
{
  root->ns->prefix = xmlStrdup ((const xmlChar *) "w");
  xmlNewNs (root, (const xmlChar *) "urn:example:default", NULL);
}

static void
put_in (xmlDocPtr document,
        GRand    *random)
{
  xmlNodePtr root = xmlDocGetRootElement (document);
  g_autoptr (GPtrArray) places = g_ptr_array_new ();

  if (g_rand_boolean (random))
    take_default_namespace (root);

  list_places (root, places);
  for (guint i = 0; i < INSERTIONS && places->len > 0; i++)
    {
      xmlNodePtr element = places->pdata[g_rand_int_range (random, 0, (gint32) places->len)];
      int        what = g_rand_int_range (random, 0, 8);

      if (what == 0)
        xmlAddPrevSibling (root, xmlNewDocComment (document, (const xmlChar *) " before "));
      else if (what == 1)
        xmlAddNextSibling (root, xmlNewDocPI (document, (const xmlChar *) "after", NULL));
      else if (what == 2)
        xmlSetNsProp (element, declare (element, random), (const xmlChar *) "pinned", choose_word (random));
      else if (what == 3)
        split_text (element, random);
      else
        insert_node (element, make_node (element, random), random);
    }
}

/* --- Counting ----------------------------------------------------------------- */

static int
compare_strings (gconstpointer a,
                 gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static char *
describe_attribute (xmlAttrPtr attribute)
{
  xmlChar *value = xmlNodeListGetString (attribute->doc, attribute->children, TRUE);
  char    *text = g_strdup_printf ("{%s}%s=%s", attribute->ns != NULL ? (const char *) attribute->ns->href : "",
                                   (const char *) attribute->name, value != NULL ? (const char *) value : "");

  xmlFree (value);
  return text;
}

/* All that an element of others says, whatever its prefixes. */
static void
describe (xmlNodePtr node,
          GString   *text)
{
  g_autoptr (GPtrArray) attributes = NULL;

  if (node->type != XML_ELEMENT_NODE)
    {
      g_string_append_printf (text, "[%s%s:%s]", node->type == XML_COMMENT_NODE ? "comment" : node->type == XML_PI_NODE ? "instruction"
                                                                                                                        : "text",
                              node->type == XML_PI_NODE ? (const char *) node->name : "", node->content != NULL ? (const char *) node->content : "");
      return;
    }
  attributes = g_ptr_array_new_with_free_func (g_free);
  for (xmlAttrPtr attribute = node->properties; attribute != NULL; attribute = attribute->next)
    g_ptr_array_add (attributes, describe_attribute (attribute));
  g_ptr_array_sort (attributes, compare_strings);
  g_string_append_printf (text, "<{%s}%s", node->ns != NULL ? (const char *) node->ns->href : "", (const char *) node->name);
  for (guint i = 0; i < attributes->len; i++)
    g_string_append_printf (text, " %s", (const char *) attributes->pdata[i]);
  g_string_append_c (text, '>');
  for (xmlNodePtr child = node->children; child != NULL; child = child->next)
    describe (child, text);
  g_string_append (text, "</>");
}

static void
list_others (xmlNodePtr node,
             GPtrArray *others)
{
  if (node->type != XML_ELEMENT_NODE || !is_ours (node))
    {
      GString *text = g_string_new (NULL);

      if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE)
        {
          g_string_free (text, TRUE);
          return;
        }
      describe (node, text);
      g_ptr_array_add (others, g_string_free (text, FALSE));
      return;
    }
  for (xmlAttrPtr attribute = node->properties; attribute != NULL; attribute = attribute->next)
    if (attribute->ns != NULL && strcmp ((const char *) attribute->ns->prefix, "xml") != 0)
      {
        g_autofree char *text = describe_attribute (attribute);

        g_ptr_array_add (others, g_strdup_printf ("%s on %s", text, (const char *) node->name));
      }
  for (xmlNodePtr child = node->children; child != NULL; child = child->next)
    list_others (child, others);
}

static char *
count_others (const char *text,
              gsize       length)
{
  xmlDocPtr document = parse (text, length);
  g_autoptr (GPtrArray) others = g_ptr_array_new_with_free_func (g_free);

  for (xmlNodePtr node = document->children; node != NULL; node = node->next)
    list_others (node, others);
  g_ptr_array_sort (others, compare_strings);
  g_ptr_array_add (others, NULL);
  xmlFreeDoc (document);
  return g_strjoinv ("\n", (char **) others->pdata);
}

/* --- The property ---------------------------------------------------------------- */

static WayMap *
load (guint32     seed,
      const char *text,
      gsize       length)
{
  g_autoptr (GError) error = NULL;
  WayMap *map = way_store_load_bytes (text, length, "file", NULL, &error);

  if (map == NULL)
    g_error ("seed %u: %s\n%.*s", seed, error->message, (int) length, text);
  return map;
}

/* What is ours is as before. */
static void
compare_ours (guint32     seed,
              WayMap     *map,
              WayElement *element)
{
  const WayKindInfo *info = way_kind_get_info (way_element_get_kind (element));
  WayElement        *other = way_map_lookup (map, way_element_get_id (element));

  if (way_element_get_kind (element) == WAY_KIND_FOREIGN)
    return;
  if (other == NULL)
    g_error ("seed %u: %s is gone", seed, way_element_get_id (element));
  for (guint i = 0; i < info->n_fields; i++)
    if (g_strcmp0 (way_element_get (element, i), way_element_get (other, i)) != 0)
      g_error ("seed %u: %s of %s is “%s” and should be “%s”", seed, info->fields[i].name, way_element_get_id (element),
               way_element_get (other, i), way_element_get (element, i));
  for (WayElement *child = way_element_get_first (element); child != NULL; child = way_element_get_next (child))
    compare_ours (seed, map, child);
}

static void
test_kept (void)
{
  guint n = get_n_seeds ();

  for (guint32 seed = 0; seed < n; seed++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (seed);
      g_autoptr (WayMap) original = way_random_map_new (seed, seed % 9);
      g_autoptr (GBytes) bytes = way_store_write (original);
      g_autoptr (WayMap) map = NULL;
      g_autoptr (WayMap) map_again = NULL;
      g_autoptr (GBytes) formatted = NULL;
      g_autoptr (GBytes) formatted_again = NULL;
      g_autofree char *before = NULL;
      g_autofree char *after = NULL;
      xmlDocPtr        document = parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
      xmlChar         *text;
      int              length;

      put_in (document, random);
      xmlDocDumpMemory (document, &text, &length);
      before = count_others ((const char *) text, (gsize) length);
      map = load (seed, (const char *) text, (gsize) length);
      compare_ours (seed, map, way_map_get_root (original));

      formatted = way_store_write (map);
      after = count_others (g_bytes_get_data (formatted, NULL), g_bytes_get_size (formatted));
      if (strcmp (before, after) != 0)
        g_error ("seed %u: from\n%s\nthis is left:\n%s\nin\n%s", seed, before, after, (const char *) text);

      map_again = load (seed, g_bytes_get_data (formatted, NULL), g_bytes_get_size (formatted));
      formatted_again = way_store_write (map_again);
      if (!g_bytes_equal (formatted_again, formatted))
        g_error ("seed %u: formatted twice differs from once:\n%s\n%s", seed, (const char *) g_bytes_get_data (formatted, NULL),
                 (const char *) g_bytes_get_data (formatted_again, NULL));
      xmlFree (text);
      xmlFreeDoc (document);
    }
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/property/others-are-kept", test_kept);
  return g_test_run ();
}
