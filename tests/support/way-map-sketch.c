/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Tests"

#include <string.h>

#include "waymark/way-store.h"
#include "way-map-sketch.h"

static const char sketch_map[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<journey-map xmlns=\"urn:waymark:journey-map:1\" version=\"1\" xml:lang=\"en\" id=\"map\">\n"
    "  <title>Shoes</title>\n"
    "  <finding id=\"f1\" about=\"B\">about a stage</finding>\n"
    "  <finding id=\"f2\" about=\"t1\">about a card</finding>\n"
    "  <personas>\n"
    "    <persona id=\"anna\"><name>Anna</name></persona>\n"
    "    <persona id=\"jan\"><name>Jan</name></persona>\n"
    "  </personas>\n"
    "  <phases>\n"
    "    <phase id=\"p\">First</phase>\n"
    "    <phase id=\"q\">Second</phase>\n"
    "  </phases>\n"
    "  <lanes>\n"
    "    <lane id=\"touchpoints\" shows=\"touchpoints\">Touchpoints</lane>\n"
    "    <lane id=\"thoughts\" holds=\"thoughts\">Thoughts</lane>\n"
    "    <lane id=\"needs\" holds=\"needs\" hidden=\"yes\">Needs</lane>\n"
    "    <lane id=\"emotions\" shows=\"feelings\">Emotions</lane>\n"
    "    <lane id=\"pains\" holds=\"pain-points\">Pain points</lane>\n"
    "    <lane id=\"owners\" shows=\"owners\" hidden=\"yes\">Owners</lane>\n"
    "  </lanes>\n"
    "  <stages>\n"
    "    <stage id=\"A\" phase=\"p\" path-to-purchase=\"yes\" owner=\"Shop\">\n"
    "      <name>Looks</name>\n"
    "      <touchpoint id=\"a1\"><name>Post</name></touchpoint>\n"
    "      <touchpoint id=\"a2\"><name>Page</name><description>reads</description><link id=\"k1\" to=\"b1\"/></touchpoint>\n"
    "      <touchpoint id=\"a3\"><name>Guide</name></touchpoint>\n"
    "      <card id=\"ca\" lane=\"thoughts\" about=\"a1\" until=\"a3\">a</card>\n"
    "      <card id=\"cb\" lane=\"thoughts\" about=\"a2\" until=\"b1\">b</card>\n"
    "      <card id=\"cw\" lane=\"pains\">wide</card>\n"
    "      <card id=\"cx\" lane=\"pains\" about=\"a1\">x</card>\n"
    "      <card id=\"cy\" lane=\"pains\" about=\"a1\">y</card>\n"
    "    </stage>\n"
    "    <stage id=\"B\" phase=\"p\" path-to-purchase=\"yes\">\n"
    "      <name>Buys</name>\n"
    "      <metric id=\"m1\" value=\"7\">Visits</metric>\n"
    "      <touchpoint id=\"b1\"><name>Checkout</name></touchpoint>\n"
    "      <touchpoint id=\"b2\"><name>Receipt</name></touchpoint>\n"
    "      <card id=\"da\" lane=\"thoughts\" about=\"b1\">a</card>\n"
    "      <card id=\"dw\" lane=\"pains\">wide</card>\n"
    "      <!-- a note of somebody -->\n"
    "    </stage>\n"
    "    <stage id=\"C\" phase=\"q\" owner=\"Post\">\n"
    "      <name>Waits</name>\n"
    "      <metric id=\"m2\" value=\"9\">Days</metric>\n"
    "      <card id=\"ea\" lane=\"thoughts\">a</card>\n"
    "    </stage>\n"
    "    <stage id=\"D\" phase=\"q\">\n"
    "      <name>Runs</name>\n"
    "      <touchpoint id=\"d1\"><name>First run</name></touchpoint>\n"
    "      <card id=\"fa\" lane=\"pains\" about=\"d1\">a</card>\n"
    "    </stage>\n"
    "  </stages>\n"
    "  <tray>\n"
    "    <card id=\"t1\" owner=\"Shop\">Ask the courier\nbefore Friday</card>\n"
    "    <card id=\"t2\">Think</card>\n"
    "  </tray>\n"
    "</journey-map>\n";

static void
sketch_card (GString    *sketch,
             WayElement *card)
{
  g_string_append_printf (sketch, " %s", way_element_get_id (card));
  if (way_element_get (card, WAY_CARD_LANE) != NULL)
    g_string_append_printf (sketch, ":%s", way_element_get (card, WAY_CARD_LANE));
  if (way_element_get (card, WAY_CARD_ABOUT) != NULL)
    g_string_append_printf (sketch, "@%s", way_element_get (card, WAY_CARD_ABOUT));
  if (way_element_get (card, WAY_CARD_UNTIL) != NULL)
    g_string_append_printf (sketch, "-%s", way_element_get (card, WAY_CARD_UNTIL));
}

static void
sketch_cards (GString    *sketch,
              WayElement *parent)
{
  for (WayElement *card = way_element_get_first_of (parent, WAY_KIND_CARD); card != NULL; card = way_element_get_next_of (card))
    sketch_card (sketch, card);
}

char *
way_map_sketch (WayMap *map)
{
  WayElement *root = way_map_get_root (map);
  GString    *sketch = g_string_new (NULL);

  for (WayElement *stage = way_element_get_first_of (root, WAY_KIND_STAGE); stage != NULL; stage = way_element_get_next_of (stage))
    {
      g_string_append (sketch, way_element_get_id (stage));
      if (way_element_get (stage, WAY_STAGE_PHASE) != NULL)
        g_string_append_printf (sketch, "(%s)", way_element_get (stage, WAY_STAGE_PHASE));
      for (WayElement *touchpoint = way_element_get_first_of (stage, WAY_KIND_TOUCHPOINT); touchpoint != NULL; touchpoint = way_element_get_next_of (touchpoint))
        g_string_append_printf (sketch, " %s", way_element_get_id (touchpoint));
      g_string_append (sketch, " |");
      sketch_cards (sketch, stage);
      g_string_append_c (sketch, '\n');
    }
  if (way_element_get_first_of (root, WAY_KIND_CARD) != NULL)
    {
      g_string_append (sketch, "tray");
      sketch_cards (sketch, root);
      g_string_append_c (sketch, '\n');
    }
  return g_string_free (sketch, FALSE);
}

static char *
dump_file (WayMap *map)
{
  g_autoptr (GBytes) bytes = way_store_write (map);

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

void
way_sketch_set_up (WaySketch    *self,
                   gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->map = way_store_load_bytes (sketch_map, strlen (sketch_map), "sketch", NULL, &error);
  g_assert_no_error (error);
  self->history = way_history_new (self->map);
  self->first = dump_file (self->map);
}

void
way_sketch_tear_down (WaySketch    *self,
                      gconstpointer data)
{
  g_autofree char *last = NULL;

  g_assert_false (way_history_in_transaction (self->history));
  while (way_history_undo (self->history))
    ;
  last = dump_file (self->map);
  g_assert_cmpstr (last, ==, self->first);
  g_assert_finalize_object (self->history);
  g_assert_finalize_object (self->map);
  g_free (self->first);
}

void
way_sketch_assert_steps (WaySketch *self,
                         guint      n_steps)
{
  g_assert_cmpuint (way_history_get_n_undo (self->history), ==, n_steps);
  if (n_steps > 0)
    g_assert_cmpstr (way_history_get_undo_label (self->history), !=, "");
}

void
way_sketch_assert (WaySketch  *self,
                   const char *expected)
{
  g_autofree char *sketch = way_map_sketch (self->map);

  g_assert_cmpstr (sketch, ==, expected);
}

void
way_sketch_assert_field (WaySketch  *self,
                         const char *id,
                         guint       field,
                         const char *expected)
{
  WayElement *element = way_map_lookup (self->map, id);

  g_assert_nonnull (element);
  g_assert_cmpstr (way_element_get (element, field), ==, expected);
}

void
way_sketch_set (WaySketch  *self,
                const char *id,
                guint       field,
                const char *value)
{
  g_autoptr (GError) error = NULL;

  way_history_begin (self->history, "Set");
  way_history_set (self->history, id, field, value, &error);
  g_assert_no_error (error);
  way_history_commit (self->history);
}
