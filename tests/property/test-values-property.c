/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Tests"

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <locale.h>
#include <string.h>

#include "support/way-random-map.h"
#include "waymark/way-history.h"
#include "waymark/way-store.h"

/*
 * Opening a file and editing a map keep the same rules: whatever value the reader takes an edit takes too. libxml2's tree
 * mixes up the values of a file: ids stand where others stood, scores change their signs, values of one element stand on another.
 */

#define DEFAULT_SEEDS 500
#define CHANGES 3

static guint
get_n_seeds (void)
{
  const char *wanted = g_getenv ("WAYMARK_SEEDS");

  return wanted != NULL ? (guint) g_ascii_strtoull (wanted, NULL, 10) : DEFAULT_SEEDS;
}

/* All attributes but ids, and the ids. */
static void
list_attributes (xmlNodePtr element,
                 GPtrArray *attributes,
                 GPtrArray *ids)
{
  for (xmlAttrPtr attribute = element->properties; attribute != NULL; attribute = attribute->next)
    if (strcmp ((const char *) attribute->name, "id") == 0)
      g_ptr_array_add (ids, attribute);
    else if (attribute->ns == NULL && strcmp ((const char *) attribute->name, "version") != 0)
      g_ptr_array_add (attributes, attribute);
  for (xmlNodePtr child = xmlFirstElementChild (element); child != NULL; child = xmlNextElementSibling (child))
    list_attributes (child, attributes, ids);
}

static xmlAttrPtr
choose (GPtrArray *attributes,
        GRand     *random)
{
  return attributes->pdata[g_rand_int_range (random, 0, (gint32) attributes->len)];
}

static void
set_value (xmlAttrPtr  attribute,
           const char *value)
{
  xmlSetProp (attribute->parent, attribute->name, (const xmlChar *) value);
}

static void
copy_value (xmlAttrPtr to,
            xmlAttrPtr from)
{
  xmlChar *value = xmlNodeListGetString (from->doc, from->children, 1);

  set_value (to, value != NULL ? (const char *) value : "");
  xmlFree (value);
}

/* The other way to write what is the same. */
static void
change_form (xmlAttrPtr attribute)
{
  xmlChar         *value = xmlGetProp (attribute->parent, attribute->name);
  g_autofree char *other = g_ascii_isdigit (*value) ? g_strdup_printf ("+%s", (const char *) value) : g_strdup_printf (" %s ", (const char *) value);

  set_value (attribute, *value == '+' ? (const char *) value + 1 : other);
  xmlFree (value);
}

/* The next element becomes the same but for its id; what they have both the one may write in another way. */
static void
make_twin (xmlAttrPtr attribute)
{
  xmlNodePtr element = attribute->parent;
  xmlNodePtr next = xmlNextElementSibling (element);

  if (next == NULL || strcmp ((const char *) next->name, (const char *) element->name) != 0)
    return;
  for (xmlAttrPtr own = element->properties; own != NULL; own = own->next)
    if (own->ns == NULL && strcmp ((const char *) own->name, "id") != 0)
      {
        xmlSetProp (next, own->name, (const xmlChar *) "");
        copy_value (xmlHasProp (next, own->name), own);
      }
  change_form (attribute);
}

static void
change_something (GPtrArray *attributes,
                  GPtrArray *ids,
                  GRand     *random)
{
  xmlAttrPtr attribute = choose (attributes, random);
  xmlNodePtr near = g_rand_boolean (random) ? attribute->parent : attribute->parent->parent;
  xmlAttrPtr id = near != NULL && near->type == XML_ELEMENT_NODE ? xmlHasProp (near, (const xmlChar *) "id") : NULL;

  switch (g_rand_int_range (random, 0, 5))
    {
    case 0:
      copy_value (attribute, id != NULL ? id : choose (ids, random));
      break;
    case 1:
      copy_value (attribute, choose (ids, random));
      break;
    case 2:
      change_form (attribute);
      break;
    case 3:
      make_twin (attribute);
      break;
    default:
      for (guint i = 0; i < 50; i++)
        {
          xmlAttrPtr other = choose (attributes, random);

          if (other != attribute && strcmp ((const char *) other->name, (const char *) attribute->name) == 0)
            {
              copy_value (attribute, other);
              break;
            }
        }
    }
}

/* An example with @CHANGES values that stood elsewhere, as text; free it with xmlFree(). */
static xmlChar *
make_text (guint32 seed)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  g_autoptr (WayMap) map = way_random_map_new (seed, seed % 9);
  g_autoptr (GBytes) bytes = way_store_write (map);
  g_autoptr (GPtrArray) attributes = g_ptr_array_new ();
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  xmlDocPtr document = xmlReadMemory (g_bytes_get_data (bytes, NULL), (int) g_bytes_get_size (bytes), NULL, NULL, XML_PARSE_NONET | XML_PARSE_NOWARNING);
  xmlChar  *text;
  int       length;

  g_assert_nonnull (document);
  list_attributes (xmlDocGetRootElement (document), attributes, ids);
  for (guint i = 0; i < CHANGES && attributes->len > 0 && ids->len > 0; i++)
    change_something (attributes, ids, random);
  xmlDocDumpMemory (document, &text, &length);
  xmlFreeDoc (document);
  return text;
}

/* Takes a value away and puts it back. */
static void
assert_edits_take (guint32     seed,
                   WayHistory *history,
                   WayElement *element,
                   guint       number)
{
  const WayField  *field = &way_kind_get_info (way_element_get_kind (element))->fields[number];
  g_autofree char *value = g_strdup (way_element_get (element, number));
  g_autoptr (GError) error = NULL;

  /* That an image is not there is no reason not to open a map. */
  if (value == NULL || field->type == WAY_FIELD_BLOB)
    return;
  way_history_begin (history, "Put back");
  if (way_history_set (history, way_element_get_id (element), number, NULL, NULL) &&
      !way_history_set (history, way_element_get_id (element), number, value, &error))
    g_error ("seed %u: %s=“%s” of %s was read, and is refused: %s", seed, field->name, value, way_element_get_id (element), error->message);
  g_assert_cmpstr (way_element_get (element, number), ==, value);
  way_history_rollback (history);
}

static void
check_element (guint32     seed,
               WayHistory *history,
               WayElement *element)
{
  if (way_element_get_kind (element) == WAY_KIND_FOREIGN)
    return;
  for (guint i = 0; i < way_kind_get_info (way_element_get_kind (element))->n_fields; i++)
    assert_edits_take (seed, history, element, i);
  for (WayElement *child = way_element_get_first (element); child != NULL; child = way_element_get_next (child))
    check_element (seed, history, child);
}

static void
test_same_rules (void)
{
  guint n = get_n_seeds ();
  guint n_opened = 0;

  for (guint32 seed = 0; seed < n; seed++)
    {
      xmlChar *text = make_text (seed);
      g_autoptr (GError) error = NULL;
      g_autoptr (WayMap) map = way_store_load_bytes ((const char *) text, strlen ((const char *) text), "mixed", NULL, &error);
      g_autoptr (WayHistory) history = map != NULL ? way_history_new (map) : NULL;

      xmlFree (text);
      if (map == NULL)
        continue;
      n_opened++;
      g_assert_null (way_map_find_twin (map));
      check_element (seed, history, way_map_get_root (map));
    }
  /* Both happens, often. */
  g_assert_cmpuint (n_opened, >, n / 20);
  g_assert_cmpuint (n - n_opened, >, n / 20);
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/property/reader-and-edits-agree", test_same_rules);
  return g_test_run ();
}
