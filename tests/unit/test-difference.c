/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Tests"

#include <locale.h>
#include <string.h>

#include "waymark/way-difference.h"
#include "waymark/way-store.h"

#define MAP(inner) "<journey-map xmlns=\"" WAY_STORE_NAMESPACE "\" version=\"1\"><title>M</title>" \
                   "<personas><persona id='p'><name>Ann</name></persona><persona id='q'><name>Ben</name></persona></personas>" inner "</journey-map>"
#define STAGE(attributes, inner) "<stages><stage id='s' " attributes "><name>Buys</name>" inner "</stage></stages>"
#define POINT(inner) STAGE ("", "<touchpoint id='t'><name>Cart</name>" inner "</touchpoint>")
#define TRAY(inner) "<tray>" inner "</tray>"

static WayMap *
load (const char *text)
{
  g_autoptr (GError) error = NULL;
  WayMap *map = way_store_load_bytes (text, strlen (text), "text", NULL, &error);

  g_assert_no_error (error);
  return map;
}

typedef struct
{
  const char *name;
  const char *before;
  const char *after;
  const char *lines;
} Case;

static const Case cases[] = {
  { "none", MAP (POINT ("")), MAP (POINT ("")), "" },
  { "title", MAP (""), "<journey-map xmlns=\"" WAY_STORE_NAMESPACE "\" version=\"1\"><title>N</title>"
                       "<personas><persona id='p'><name>Ann</name></persona><persona id='q'><name>Ben</name></persona></personas></journey-map>",
    "Map: Title: “M” → “N”\n" },
  { "subtree", MAP (POINT ("<metric id='m'>Sold</metric>")), MAP (""),
    "Stage “Buys”: removed\nTouchpoint “Cart” (Buys): removed\nMetric “Sold” (Cart, Buys): removed\n" },
  { "choice", MAP (POINT ("")), MAP (STAGE ("", "<touchpoint id='t' channel='email' evidence='partly'><name>Cart</name></touchpoint>")),
    "Touchpoint “Cart” (Buys): Channel: — → E-mail\nTouchpoint “Cart” (Buys): Evidence: — → Partly researched\n" },
  { "flag and reference", MAP (STAGE ("", "")), MAP ("<phases><phase id='h'>Shop</phase></phases>" STAGE ("phase='h' path-to-purchase='yes'", "")),
    "Phase “Shop”: added\nStage “Buys”: Phase: — → “Shop”\nStage “Buys”: On the path to purchase: — → yes\n" },
  { "list", MAP (TRAY ("<card id='c' for='p'>x</card>")), MAP (TRAY ("<card id='c' for='p q'>x</card>")),
    "Card “x”: Only for: “Ann” → “Ann”, “Ben”\n" },
  { "lines", MAP (TRAY ("<card id='c'>x</card>")), MAP (TRAY ("<card id='c'>x\ny</card>")), "Card “x ⏎ y”: Text: “x” → “x ⏎ y”\n" },
  { "empty truth", MAP (POINT ("")), MAP (POINT ("<truth/>")), "Touchpoint “Cart” (Buys): Why it is a moment of truth: — → “”\n" },
  { "natural key", MAP (POINT ("<feeling id='g' persona='p' score='1'>glad</feeling>")), MAP (POINT ("<feeling id='h' persona='p' score='2'>glad</feeling>")),
    "Feeling “glad” (Cart, Buys): id: g → h\nFeeling “glad” (Cart, Buys): Score: 1 → 2\n" },
  { "other persona", MAP (POINT ("<feeling id='g' persona='p' score='1'/>")), MAP (POINT ("<feeling id='h' persona='q' score='1'/>")),
    "Feeling “Ann” (Cart, Buys): removed\nFeeling “Ben” (Cart, Buys): added\n" },
  { "order", MAP (TRAY ("<card id='a'>A</card><card id='b'>B</card><card id='c'>C</card>")),
    MAP (TRAY ("<card id='c'>C</card><card id='a'>A</card><card id='b'>B</card>")), "Card “C”: moved to the beginning\n" },
  { "order behind", MAP (TRAY ("<card id='a'>A</card><card id='b'>B</card><card id='c'>C</card>")),
    MAP (TRAY ("<card id='b'>B</card><card id='c'>C</card><card id='a'>A</card>")), "Card “A”: moved behind “C”\n" },
  { "parent", MAP (STAGE ("", "<card id='c'>x</card>")), MAP (STAGE ("", "") TRAY ("<card id='c'>x</card>")),
    "Card “x”: moved from Stage “Buys” to Unsorted cards\n" },
  { "quoted", MAP (TRAY ("<card id='a'>“Why?”</card><card id='b'>„Jak prezent”.</card><card id='c'>“Yes” and “no”</card><card id='d'>\"</card>")), MAP (""),
    "Card “Why?”: removed\nCard “Jak prezent.”: removed\nCard “Yes” and “no”: removed\nCard “\"”: removed\n" },
  { "circle", MAP ("<conflicts><conflict id='x' about='y'/><conflict id='y' about='x'/></conflicts>"),
    MAP ("<conflicts><conflict id='x' about='y' field='was'/><conflict id='y' about='x'/></conflicts>"), "Conflict “x”: Field: — → “was”\n" },
  { "comment", MAP (TRAY ("<!-- a --><card id='c'>x</card>")), MAP (TRAY ("<!-- b --><card id='c'>x</card>")),
    "Foreign content “<!-- a -->”: removed\nForeign content “<!-- b -->”: added\n" },
  { "image", MAP (TRAY ("<card id='c' image='i'>x</card>") "<images><image id='i'>YQ==</image></images>"),
    MAP (TRAY ("<card id='c' image='i'>x</card>") "<images><image id='i'>Yg==</image></images>"), "Card “x”: Image: another image\n" },
  { "by hand, before another", MAP (TRAY ("<card>A</card><card>B</card>")), MAP (TRAY ("<card>N</card><card>A</card><card>B</card>")), "Card “N”: added\n" },
  { "by hand, another text", MAP (TRAY ("<card>Size guide</card>")), MAP (TRAY ("<card>New</card><card>Size guides</card>")),
    "Card “New”: added\nCard “Size guides”: Text: “Size guide” → “Size guides”\n" },
  { "by hand, then saved", MAP (TRAY ("<card>A</card><card>B</card>")), MAP (TRAY ("<card id='tray-card-2'>B</card><card id='c'>C</card>")),
    "Card “A”: removed\nCard “C”: added\n" },
  { "by hand, written anew", MAP (TRAY ("<card>one</card><card>two</card>")), MAP (TRAY ("<card id='k'>one</card><card id='c'>Xyz</card>")),
    "Card “Xyz”: Text: “two” → “Xyz”\n" },
  { "by hand, a stage before", MAP ("<stages><stage><card>A</card></stage><stage><card>B</card></stage></stages>"),
    MAP ("<stages><stage/><stage><card>A</card></stage><stage><card>B</card></stage></stages>"), "Stage “stage-1”: added\n" },
};

static void
test_lines (gconstpointer data)
{
  const Case *one = data;
  g_autoptr (WayMap) before = load (one->before);
  g_autoptr (WayMap) after = load (one->after);
  g_autoptr (WayDifference) difference = way_difference_new (before, after);
  g_autoptr (WayDifference) back = way_difference_new (after, before);
  g_autofree char *lines = way_difference_dup_text (difference);

  g_assert_cmpstr (lines, ==, one->lines);
  g_assert_true ((way_difference_get_n_changes (back) == 0) == (*lines == '\0'));
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = g_strdelimit (g_strdup_printf ("/review/difference/%s", cases[i].name), " ", '-');

      g_test_add_data_func (name, &cases[i], test_lines);
    }
  return g_test_run ();
}
