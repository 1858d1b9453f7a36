/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Tests"

#include <libxml/relaxng.h>
#include <locale.h>
#include <string.h>

#include "support/way-map-dump.h"
#include "support/way-random-edits.h"
#include "support/way-random-map.h"
#include "waymark/way-schema.h"
#include "waymark/way-store.h"

#define DEFAULT_SEEDS 500

#define MOST_ATTRIBUTES 24
#define ATTRIBUTES_AT_ONCE 6

static guint
get_n_seeds (void)
{
  const char *wanted = g_getenv ("WAYMARK_SEEDS");

  return wanted != NULL ? (guint) g_ascii_strtoull (wanted, NULL, 10) : DEFAULT_SEEDS;
}

static WayMap *
load (guint32     seed,
      const char *text)
{
  g_autoptr (GError) error = NULL;
  WayMap *map = way_store_load_bytes (text, strlen (text), "written", NULL, &error);

  if (map == NULL)
    g_error ("seed %u: %s\n%s", seed, error->message, text);
  return map;
}

/* A file of a map gives the same map, and that the same file. */
static void
test_round_trip (void)
{
  guint n = get_n_seeds ();

  for (guint32 seed = 0; seed < n; seed++)
    {
      g_autoptr (WayMap) map = way_random_map_new (seed, seed % 9);
      g_autofree char *first = way_map_write_text (map);
      g_autoptr (WayMap) again = load (seed, first);
      g_autofree char *second = way_map_write_text (again);
      g_autofree char *dump = way_map_dump (map);
      g_autofree char *dump_again = way_map_dump (again);

      way_assert_same_text (second, first, "seed %u: the file", seed);
      way_assert_same_text (dump_again, dump, "seed %u: the map", seed);
    }
}

/* What edits make of a map can always be opened again; taking all of them back gives the first file, byte by byte. */
static void
test_history (void)
{
  guint n = get_n_seeds ();

  for (guint32 seed = 0; seed < n; seed++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (seed);
      g_autoptr (WayMap) map = way_random_map_new (seed, seed % 9);
      g_autoptr (WayHistory) history = way_history_new (map);
      g_autofree char *start = way_map_write_text (map);
      g_autofree char *end = NULL;
      g_autofree char *back = NULL;
      g_autofree char *forth = NULL;
      g_autoptr (WayMap) again = NULL;
      g_autofree char *end_again = NULL;

      for (guint i = 0; i < 4; i++)
        way_random_transaction (history, random);
      end = way_map_write_text (map);
      again = load (seed, end);
      end_again = way_map_write_text (again);
      way_assert_same_text (end_again, end, "seed %u: the file after edits", seed);

      while (way_history_undo (history))
        continue;
      back = way_map_write_text (map);
      way_assert_same_text (back, start, "seed %u: the file after undo", seed);
      while (way_history_redo (history))
        continue;
      forth = way_map_write_text (map);
      way_assert_same_text (forth, end, "seed %u: the file after redo", seed);
    }
}

static void
be_silent (void       *user_data,
           const char *format,
           ...)
{
}

static xmlRelaxNGPtr
make_schema (void)
{
  g_autofree char        *text = way_schema_generate ();
  xmlRelaxNGParserCtxtPtr parser = xmlRelaxNGNewMemParserCtxt (text, (int) strlen (text));
  xmlRelaxNGPtr           schema = xmlRelaxNGParse (parser);

  g_assert_nonnull (schema);
  xmlRelaxNGFreeParserCtxt (parser);
  return schema;
}

/* What a newer version added in our own namespace is kept, but in no schema of this version. */
static void
remove_newer_elements (char *text)
{
  char *start;

  while ((start = strstr (text, "<hologram")) != NULL)
    {
      char *end = strstr (start, "</hologram>") + strlen ("</hologram>");

      memmove (start, end, strlen (end) + 1);
    }
}

/* Leaves of each element only the @pass-th few of its attributes, and what it must have. */
static void
thin_out (xmlNodePtr element,
          guint      pass)
{
  guint i = 0;

  for (xmlAttrPtr attribute = element->properties, next; attribute != NULL; attribute = next)
    {
      next = attribute->next;
      if (strcmp ((const char *) attribute->name, "version") == 0 || (strcmp ((const char *) element->name, "image") == 0))
        continue;
      if (i++ / ATTRIBUTES_AT_ONCE != pass)
        xmlRemoveProp (attribute);
    }
  for (xmlNodePtr child = xmlFirstElementChild (element); child != NULL; child = xmlNextElementSibling (child))
    thin_out (child, pass);
}

/*
 * libxml2 takes twice as long for every further optional attribute that an element has; cards have up to sixteen. So it is
 * shown a few of them at a time: to the schema no attribute depends on another.
 */
static void
assert_satisfies (xmlRelaxNGPtr schema,
                  guint32       seed,
                  WayMap       *map)
{
  g_autofree char *text = way_map_write_text (map);

  remove_newer_elements (text);
  for (guint pass = 0; pass < MOST_ATTRIBUTES / ATTRIBUTES_AT_ONCE; pass++)
    {
      xmlDocPtr              document = xmlReadMemory (text, (int) strlen (text), NULL, NULL, XML_PARSE_NONET | XML_PARSE_NOWARNING);
      xmlRelaxNGValidCtxtPtr context = xmlRelaxNGNewValidCtxt (schema);

      g_assert_nonnull (document);
      thin_out (xmlDocGetRootElement (document), pass);
      xmlRelaxNGSetValidErrors (context, be_silent, be_silent, NULL);
      if (xmlRelaxNGValidateDoc (context, document) != 0)
        g_error ("seed %u does not satisfy the schema:\n%s", seed, text);
      xmlRelaxNGFreeValidCtxt (context);
      xmlFreeDoc (document);
    }
}

/* Every written file satisfies the schema, whatever edits have made of the map. */
static void
test_schema (void)
{
  guint         n = get_n_seeds ();
  xmlRelaxNGPtr schema = make_schema ();

  for (guint32 seed = 0; seed < n; seed++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (seed);
      g_autoptr (WayMap) map = way_random_map_new (seed, seed % 9);
      g_autoptr (WayHistory) history = way_history_new (map);

      assert_satisfies (schema, seed, map);
      for (guint i = 0; i < 4; i++)
        way_random_transaction (history, random);
      assert_satisfies (schema, seed, map);
    }
  xmlRelaxNGFree (schema);
}

/* The decimal comma of a locale reaches no file. Proves something only where the tests run in such a locale. */
static void
test_locale (void)
{
  for (guint32 seed = 0; seed < 50; seed++)
    {
      g_autoptr (WayMap) map = way_random_map_new (seed, 8);
      g_autofree char *here = way_map_write_text (map);
      g_autofree char *own = g_strdup (setlocale (LC_NUMERIC, NULL));
      g_autofree char *plain = NULL;
      g_autoptr (WayMap) again = NULL;
      g_autofree char *plain_again = NULL;

      setlocale (LC_NUMERIC, "C");
      plain = way_map_write_text (map);
      again = load (seed, here);
      plain_again = way_map_write_text (again);
      setlocale (LC_NUMERIC, own);
      way_assert_same_text (here, plain, "seed %u: the file", seed);
      way_assert_same_text (plain_again, plain, "seed %u: the file read elsewhere", seed);
    }
}

/* How many lines of @to are not lines of @from, in order, and the other way round: whatever a diff shows around one place. */
static void
compare_lines (const char *from,
               const char *to,
               guint      *n_gone,
               guint      *n_new)
{
  g_auto (GStrv) old_lines = g_strsplit (from, "\n", -1);
  g_auto (GStrv) new_lines = g_strsplit (to, "\n", -1);
  guint n_old = g_strv_length (old_lines);
  guint n_now = g_strv_length (new_lines);
  guint before = 0;
  guint after = 0;

  while (before < MIN (n_old, n_now) && strcmp (old_lines[before], new_lines[before]) == 0)
    before++;
  while (after < MIN (n_old, n_now) - before && strcmp (old_lines[n_old - 1 - after], new_lines[n_now - 1 - after]) == 0)
    after++;
  *n_gone = n_old - before - after;
  *n_new = n_now - before - after;
}

/* The first card of a map; NULL when there is none. */
static WayElement *
find_card (WayMap *map)
{
  for (WayElement *stage = way_element_get_first_of (way_map_get_root (map), WAY_KIND_STAGE); stage != NULL; stage = way_element_get_next_of (stage))
    if (way_element_get_first_of (stage, WAY_KIND_CARD) != NULL)
      return way_element_get_first_of (stage, WAY_KIND_CARD);
  return NULL;
}

static char *
change_card (WayHistory *history,
             WayElement *card,
             const char *text)
{
  way_history_begin (history, "change");
  g_assert_true (way_history_set (history, way_element_get_id (card), WAY_CARD_TEXT, text, NULL));
  way_history_commit (history);
  return way_map_write_text (way_history_get_map (history));
}

/* A changed card is a changed line, a new one is a new line. */
static void
test_small_difference (void)
{
  guint n = get_n_seeds ();
  guint n_tried = 0;

  for (guint32 seed = 0; seed < n; seed++)
    {
      g_autoptr (WayMap) map = way_random_map_new (seed, 8);
      g_autoptr (WayHistory) history = way_history_new (map);
      WayElement      *card = find_card (map);
      g_autofree char *before = NULL;
      g_autofree char *changed = NULL;
      g_autofree char *grown = NULL;
      guint            n_gone;
      guint            n_new;

      if (card == NULL)
        continue;
      n_tried++;
      before = change_card (history, card, "one thing");
      changed = change_card (history, card, "another");
      compare_lines (before, changed, &n_gone, &n_new);
      if (n_gone != 1 || n_new != 1)
        g_error ("seed %u: %u lines became %u:\n%s\n%s", seed, n_gone, n_new, before, changed);

      way_history_begin (history, "add");
      g_assert_nonnull (way_history_insert (history, WAY_KIND_CARD, NULL, way_element_get_id (way_element_get_parent (card)), NULL, NULL));
      way_history_commit (history);
      grown = way_map_write_text (map);
      compare_lines (changed, grown, &n_gone, &n_new);
      if (n_gone != 0 || n_new != 1)
        g_error ("seed %u: %u lines became %u:\n%s\n%s", seed, n_gone, n_new, changed, grown);
    }
  g_assert_cmpuint (n_tried, >, n / 4);
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/property/round-trip", test_round_trip);
  g_test_add_func ("/store/property/history", test_history);
  g_test_add_func ("/store/property/schema", test_schema);
  g_test_add_func ("/store/property/locale", test_locale);
  g_test_add_func ("/store/property/small-difference", test_small_difference);
  return g_test_run ();
}
