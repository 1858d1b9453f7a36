/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "waymark/way-fields.h"
#include "waymark/way-path.h"
#include "waymark/way-symbol.h"

#include <cairo.h>
#include <locale.h>
#include <string.h>

#define PIXELS 32

/* The marks that other rooms ask for by name. */
static const char *const marks[] = {
  "pain",
  "opportunity",
  "quote",
  "note",
  "backstage",
  "test",
  "need",
  "doing",
  "evidence-assumed",
  "evidence-partly",
  "evidence-researched",
  "trend-up",
  "trend-down",
  "trend-flat",
  "loop",
  "branch",
  "exit",
  "image-missing",
  "owner",
  "persona",
  "date",
  "link",
  "result-open",
  "result-passed",
  "result-failed",
};

static void
test_names (void)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  guint n_symbols = 0;

  for (const WaySymbol *const *symbol = way_symbol_list (); *symbol != NULL; symbol++, n_symbols++)
    {
      g_assert_true (g_hash_table_add (names, (gpointer) (*symbol)->name));
      g_assert_true (way_symbol_get ((*symbol)->name) == *symbol);
      /* Fit for an id in XML. */
      g_assert_true (g_ascii_islower ((*symbol)->name[0]));
      g_assert_cmpuint (strspn ((*symbol)->name, "abcdefghijklmnopqrstuvwxyz0123456789-"), ==, strlen ((*symbol)->name));
    }
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    g_assert_nonnull (way_symbol_get (marks[i]));
  g_assert_null (way_symbol_get ("no-such-mark"));
  g_assert_null (way_symbol_get (""));
  g_assert_cmpuint (n_symbols, >=, G_N_ELEMENTS (marks) + 24 + 5);
}

/* Every channel of the file has a drawing of its own. */
static void
test_channels (void)
{
  const WayField  *field = &way_kind_get_info (WAY_KIND_TOUCHPOINT)->fields[WAY_TOUCHPOINT_CHANNEL];
  const WaySymbol *other = way_symbol_get_channel ("other");
  guint            n_channels = 0;

  for (const WayChoice *choice = field->choices; choice->word != NULL; choice++, n_channels++)
    {
      g_autofree char *name = g_strconcat ("channel-", choice->word, NULL);

      g_assert_cmpstr (way_symbol_get_channel (choice->word)->name, ==, name);
    }
  g_assert_cmpuint (n_channels, >=, 20);
  g_assert_true (way_symbol_get_channel ("carrier-pigeon") == other);
  g_assert_true (way_symbol_get_channel ("") == other);
  g_assert_true (way_symbol_get_channel (NULL) == other);
}

static void
test_faces (void)
{
  for (guint i = 0; i < 5; i++)
    for (guint j = 0; j < i; j++)
      g_assert_true (way_symbol_get_face (i) != way_symbol_get_face (j));
  g_assert_true (way_symbol_get_face (77) == way_symbol_get_face (4));
}

/* Nothing reaches out of a symbol's square, lines included. */
static void
test_extents (void)
{
  for (const WaySymbol *const *symbol = way_symbol_list (); *symbol != NULL; symbol++)
    {
      g_assert_cmpuint ((*symbol)->n_parts, >, 0);
      for (guint i = 0; i < (*symbol)->n_parts; i++)
        {
          const WaySymbolPart *part = &(*symbol)->parts[i];
          WayRectangle         area = way_path_get_extents ((*symbol)->paths[i]);
          double               reach = part->line_width / 2;
          gboolean             stroked = part->paint == WAY_SYMBOL_INK_STROKE || part->paint == WAY_SYMBOL_GROUND_STROKE;

          g_assert_true (stroked == (part->line_width > 0));
          if (area.x < reach || area.y < reach || area.x + area.width > (*symbol)->size - reach || area.y + area.height > (*symbol)->size - reach)
            g_error ("part %u of %s reaches out of its square", i, (*symbol)->name);
        }
    }
}

static void
trace (cairo_t       *cr,
       const WayPath *path)
{
  const WayPoint *point = path->points;

  cairo_new_path (cr);
  for (guint i = 0; i < path->n_operations; i++)
    switch (path->operations[i])
      {
      case WAY_PATH_MOVE:
        cairo_move_to (cr, point[0].x, point[0].y);
        point += 1;
        break;
      case WAY_PATH_LINE:
        cairo_line_to (cr, point[0].x, point[0].y);
        point += 1;
        break;
      case WAY_PATH_CURVE:
        cairo_curve_to (cr, point[0].x, point[0].y, point[1].x, point[1].y, point[2].x, point[2].y);
        point += 3;
        break;
      default:
        cairo_close_path (cr);
        break;
      }
}

/* The symbol in black on white: what is left of it without colour. */
static cairo_surface_t *
draw (const WaySymbol *symbol)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, PIXELS, PIXELS);
  cairo_t         *cr = cairo_create (surface);

  cairo_scale (cr, PIXELS / symbol->size, PIXELS / symbol->size);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  for (guint i = 0; i < symbol->n_parts; i++)
    {
      const WaySymbolPart *part = &symbol->parts[i];
      gboolean             ink = part->paint == WAY_SYMBOL_INK_STROKE || part->paint == WAY_SYMBOL_INK_FILL;

      trace (cr, symbol->paths[i]);
      cairo_set_operator (cr, ink ? CAIRO_OPERATOR_OVER : CAIRO_OPERATOR_DEST_OUT);
      cairo_set_line_width (cr, part->line_width);
      if (part->line_width > 0)
        cairo_stroke (cr);
      else
        cairo_fill (cr);
    }
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

/* The share of the square that differs much between two drawings. */
static double
compare (cairo_surface_t *a,
         cairo_surface_t *b)
{
  const guint8 *one = cairo_image_surface_get_data (a);
  const guint8 *other = cairo_image_surface_get_data (b);
  int           stride = cairo_image_surface_get_stride (a);
  guint         different = 0;

  for (int y = 0; y < PIXELS; y++)
    for (int x = 0; x < PIXELS; x++)
      different += ABS (one[y * stride + x] - other[y * stride + x]) > 96;
  return (double) different / (PIXELS * PIXELS);
}

/* No two drawings are nearly the same, so that nothing is told by colour alone. */
static void
test_told_apart (void)
{
  const WaySymbol *const *symbols = way_symbol_list ();
  g_autoptr (GPtrArray) drawings = g_ptr_array_new_with_free_func ((GDestroyNotify) cairo_surface_destroy);

  for (guint i = 0; symbols[i] != NULL; i++)
    {
      g_ptr_array_add (drawings, draw (symbols[i]));
      for (guint j = 0; j < i; j++)
        {
          double share = compare (drawings->pdata[i], drawings->pdata[j]);

          if (share < 0.03)
            g_error ("%s and %s differ in %.1f %% only", symbols[i]->name, symbols[j]->name, share * 100);
        }
    }
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/style/symbol/names", test_names);
  g_test_add_func ("/style/symbol/channels", test_channels);
  g_test_add_func ("/style/symbol/faces", test_faces);
  g_test_add_func ("/style/symbol/extents", test_extents);
  g_test_add_func ("/style/symbol/told-apart", test_told_apart);
  return g_test_run ();
}
