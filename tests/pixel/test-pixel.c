/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "waymark/way-pages.h"
#include "waymark/way-paint.h"
#include "waymark/way-store.h"

#include <locale.h>
#include <math.h>
#include <string.h>

#include "support/way-pixels.h"
#include "support/way-random-scene.h"
#include "support/way-test-images.h"
#include "support/way-test-tools.h"

/* Pixels a map unit. */
#define SCALE 2

/* Pixels an inch of that: a map unit is 1/96 inch. */
#define RESOLUTION "192"

#define INK WAY_RGB (0x1d2733)

typedef WayScene *(*MakeScene) (void);

static WayTypesetter *typesetter;

static WayScene *
make_symbols (void)
{
  const WaySymbol *const *symbols = way_symbol_list ();
  GPtrArray              *items = g_ptr_array_new ();
  guint                   n_symbols;

  for (n_symbols = 0; symbols[n_symbols] != NULL; n_symbols++)
    {
      WayItemBuilder builder;

      way_item_builder_begin (&builder, WAY_ROLE_DECORATION, NULL);
      way_item_builder_add_symbol (&builder, symbols[n_symbols], 10 + n_symbols % 8 * 40, 10 + n_symbols / 8 * 40, 32,
                                   WAY_RGB (0x43389f), WAY_RGB (0xedecf8));
      g_ptr_array_add (items, way_item_builder_end (&builder));
    }
  return way_test_scene_new (items, 330, 20 + (n_symbols + 7) / 8 * 40);
}

static void
set_line (WayShape *shape,
          guint     kind)
{
  shape->stroke = WAY_RGB (0xb3261e);
  shape->line_width = (float) (1 + kind % 3);
  shape->dash = (WayDash) (kind % 4);
  shape->round = kind % 2 == 1;
}

/* Each shape with each kind of line, opaque and translucent. */
static WayScene *
make_shapes (void)
{
  GPtrArray *items = g_ptr_array_new ();
  g_autoptr (WayPath) chevron = way_path_new_from_svg ("M0 0H50L62 20L50 40H0L12 20Z");
  g_autoptr (WayPath) curve = way_path_new_from_svg ("M0 30C20 30 20 0 40 0S60 40 80 10");

  for (guint kind = 0; kind < 8; kind++)
    {
      double         y = 10 + 60 * kind;
      WayColor       fill = kind < 4 ? WAY_RGB (0x2b4f87) : 0x2b4f8780;
      WayItemBuilder builder;
      WayShape      *shape;

      way_item_builder_begin (&builder, WAY_ROLE_DECORATION, NULL);
      set_line (way_item_builder_add_rectangle (&builder, 10, y, 70, 40, 0, fill), kind);
      set_line (way_item_builder_add_rectangle (&builder, 100, y, 70, 40, 9, fill), kind);
      set_line (way_item_builder_add_circle (&builder, 210, y + 20, 20, fill), kind);
      shape = way_item_builder_add_path (&builder, chevron, 250, y);
      shape->fill = fill;
      set_line (shape, kind);
      set_line (way_item_builder_add_path (&builder, curve, 330, y), kind);
      g_ptr_array_add (items, way_item_builder_end (&builder));
    }
  return way_test_scene_new (items, 430, 500);
}

static void
add_text (GPtrArray   *items,
          const char  *words,
          double       x,
          double       y,
          double       width,
          WayTextAlign align,
          WayTextStyle style)
{
  g_autoptr (WayText) text = way_text_new (typesetter, words, &style, width, align, FALSE);
  WayItemBuilder builder;

  way_item_builder_begin (&builder, WAY_ROLE_CARD, "card");
  way_item_builder_add_text (&builder, text, x, y, INK);
  g_ptr_array_add (items, way_item_builder_end (&builder));
}

static WayScene *
make_texts (void)
{
  static const char *const words[] = {
    "Cannot tell which size fits her foot; leaves to ask a friend, and a friend of hers",
    "Zażółć gęślą jaźń: nie wie, czy dostawa zdąży przed weekendem",
    "Ελληνικά και русский, Tiếng Việt",
    "هل يناسبني هذا المقاس؟ لا أعرف حتى الآن",
    "她不知道哪个尺码合适，所以她去问朋友",
    "71 % of baskets (14 €) & <less>",
  };
  const WayTextStyle styles[] = {
    { .size = 14, .weight = 400, .line_height = 1.35 },
    { .size = 13, .weight = 600, .line_height = 1.35 },
    { .size = 11.5, .weight = 700, .letter_spacing = 1.2, .line_height = 1.3 },
  };
  GPtrArray *items = g_ptr_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      for (guint j = 0; j < G_N_ELEMENTS (styles); j++)
        add_text (items, words[i], 10 + 210 * j, 10 + 100 * i, 190, (WayTextAlign) j, styles[j]);
    }
  return way_test_scene_new (items, 640, 620);
}

/* Short: along longer lines the letters of a PDF, whose widths are whole thousandths of the size, drift apart. */
static WayScene *
make_headline (void)
{
  GPtrArray *items = g_ptr_array_new ();

  add_text (items, "Size doubt loses buyers", 10, 10, -1, WAY_TEXT_START,
            (WayTextStyle){ .size = 29, .weight = 700, .line_height = 1.2 });
  add_text (items, "“I just want to know they fit before I pay.”", 10, 60, -1, WAY_TEXT_START,
            (WayTextStyle){ .size = 14.5, .weight = 400, .italic = TRUE, .line_height = 1.3 });
  return way_test_scene_new (items, 640, 100);
}

static WayScene *
make_gradients (void)
{
  GPtrArray *items = g_ptr_array_new ();
  g_autoptr (WayPath) curve = way_path_new_from_svg ("M10 150C60 150 60 20 110 20S160 180 210 180S280 60 310 60");
  g_autoptr (WayPath) area = way_path_new_from_svg ("M10 150C60 150 60 20 110 20S160 180 210 180S280 60 310 60V100H10Z");
  WayGradient   *soft = way_gradient_new (20, 180);
  WayGradient   *strong = way_gradient_new (20, 180);
  WayItemBuilder builder;
  WayShape      *shape;

  way_gradient_add_stop (soft, 0, 0x17803d40);
  way_gradient_add_stop (soft, 0.5, 0x8a6a0000);
  way_gradient_add_stop (soft, 1, 0xb3261e40);
  way_gradient_add_stop (strong, 0, WAY_RGB (0x17803d));
  way_gradient_add_stop (strong, 0.5, WAY_RGB (0x8a6a00));
  way_gradient_add_stop (strong, 1, WAY_RGB (0xb3261e));
  way_item_builder_begin (&builder, WAY_ROLE_CURVE, "curve");
  shape = way_item_builder_add_path (&builder, area, 0, 0);
  shape->fill_gradient = soft;
  shape = way_item_builder_add_path (&builder, curve, 0, 0);
  shape->stroke_gradient = strong;
  shape->line_width = 4.5;
  shape->round = TRUE;
  g_ptr_array_add (items, way_item_builder_end (&builder));
  return way_test_scene_new (items, 320, 200);
}

/* Each kind of image in boxes of three proportions, square and rounded; the last two cannot be shown. */
static WayScene *
make_images (void)
{
  static const char *const names[] = { "png", "translucent", "jpeg", "turned", "broken", "unknown" };
  GPtrArray               *items = g_ptr_array_new ();
  WayScene                *scene;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      WayItemBuilder builder;

      way_item_builder_begin (&builder, WAY_ROLE_CARD, "card");
      way_item_builder_add_image (&builder, names[i], 10, 10 + 70 * i, 90, 60);
      way_item_builder_add_image (&builder, names[i], 120, 10 + 70 * i, 60, 60)->radius = 30;
      way_item_builder_add_image (&builder, names[i], 200, 10 + 70 * i, 90, 30)->radius = 8;
      g_ptr_array_add (items, way_item_builder_end (&builder));
    }
  scene = way_test_scene_new (items, 300, 430);
  scene->images = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_bytes_unref);
  g_hash_table_insert (scene->images, (gpointer) "png", way_test_make_png (90, 60, FALSE));
  g_hash_table_insert (scene->images, (gpointer) "translucent", way_test_make_png (90, 60, TRUE));
  g_hash_table_insert (scene->images, (gpointer) "jpeg", way_test_make_jpeg (90, 60, 0));
  g_hash_table_insert (scene->images, (gpointer) "turned", way_test_make_jpeg (90, 60, 6));
  g_hash_table_insert (scene->images, (gpointer) "broken", g_bytes_new_static ("\x89PNG nothing", 12));
  return scene;
}

static WayScene *
make_random (void)
{
  return way_random_scene_new (typesetter, 11, 40);
}

static WayScene *
make_sample (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "data", "templates", "en", "e-commerce.example.waymark", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (WayMap) map = way_store_load (path, NULL, &error);

  g_assert_no_error (error);
  return way_pages_new_whole (map, NULL, -1);
}

/* A case, and how far programs may differ on it: tolerance of 255, and pixels in a million beyond it. */
typedef struct
{
  const char *name;
  MakeScene   make;
  guint       tolerance;
  guint       admitted;
} Case;

static const Case cases[] = {
  { "symbols", make_symbols, 24, 300 },
  { "shapes", make_shapes, 24, 300 },
  { "texts", make_texts, 24, 300 },
  { "headline", make_headline, 24, 5000 },
  { "gradients", make_gradients, 24, 300 },
  { "images", make_images, 24, 300 },
  { "random", make_random, 24, 1000 },
};

static const Case sample = { "sample", make_sample, 24, 1000 };

static cairo_surface_t *
new_sheet (const WayScene *scene,
           double          scale)
{
  return cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) ceil (scene->width * scale), (int) ceil (scene->height * scale));
}

/* The painter on pixels: what the others are held against. */
static cairo_surface_t *
paint_whole (const WayScene *scene,
             double          scale)
{
  cairo_surface_t *surface = new_sheet (scene, scale);
  cairo_t         *cr = cairo_create (surface);

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, scale, scale);
  way_paint_scene (cr, scene, NULL, WAY_PAINT_GROUND | WAY_PAINT_FINE_LETTERS);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

static void
compare_with_file (const Case     *self,
                   const WayScene *scene,
                   const char     *kind,
                   const char     *path)
{
  g_autofree char *name = g_strconcat (self->name, "-", kind, NULL);
  cairo_surface_t *expected = paint_whole (scene, SCALE);
  cairo_surface_t *found = way_pixels_read (path);

  way_pixels_assert_alike (name, found, expected, 1, self->tolerance, self->admitted / 1e6);
  cairo_surface_destroy (found);
  cairo_surface_destroy (expected);
}

static void
test_svg (gconstpointer data)
{
  const Case *self = data;
  g_autoptr (WayScene) scene = NULL;
  char *folder;

  if (!way_test_has_tools ("rsvg-convert", NULL))
    return;
  scene = self->make ();
  folder = way_test_make_folder ();
  for (WayExportFormat format = WAY_EXPORT_SVG; format <= WAY_EXPORT_SVG_TEXT; format++)
    {
      g_autofree char *svg = way_test_export_to (scene, format, NULL, folder, "map.svg");
      g_autofree char *png = g_strconcat (svg, ".png", NULL);

      g_free (way_test_run ("rsvg-convert", "--zoom", G_STRINGIFY (SCALE), "--unlimited", "--output", png, svg, NULL));
      compare_with_file (self, scene, format == WAY_EXPORT_SVG ? "svg" : "svg-text", png);
    }
  way_test_remove_folder (folder);
}

/* Inkscape reads and draws SVG in its own way. It is large, so it is asked only where it is installed. */
static void
test_inkscape (gconstpointer data)
{
  const Case *self = data;
  g_autoptr (WayScene) scene = NULL;
  g_autofree char *svg = NULL;
  g_autofree char *svg_text = NULL;
  g_autofree char *picture = NULL;
  g_autofree char *picture_text = NULL;
  char            *folder;

  if (!way_test_has_tools ("inkscape", NULL))
    return;
  scene = self->make ();
  folder = way_test_make_folder ();
  svg = way_test_export_to (scene, WAY_EXPORT_SVG, NULL, folder, "map.svg");
  svg_text = way_test_export_to (scene, WAY_EXPORT_SVG_TEXT, NULL, folder, "text.svg");
  /* Its own warnings are no fault of the files. */
  g_free (way_test_run ("env", "-u", "G_DEBUG", "inkscape", "--export-type=png", "--export-area-page", "--export-background=white",
                        "--export-dpi=" RESOLUTION, svg, svg_text, NULL));
  picture = g_build_filename (folder, "map.png", NULL);
  picture_text = g_build_filename (folder, "text.png", NULL);
  compare_with_file (self, scene, "inkscape", picture);
  compare_with_file (self, scene, "inkscape-text", picture_text);
  way_test_remove_folder (folder);
}

/* A picture is put together from bands; transparent ones are blended with the white of the sheet here. */
static void
test_png (gconstpointer data)
{
  const Case *self = data;
  g_autoptr (WayScene) scene = self->make ();
  cairo_surface_t *expected = paint_whole (scene, SCALE);
  char            *folder = way_test_make_folder ();

  for (guint transparent = 0; transparent < 2; transparent++)
    {
      const WayExportOptions options = { .scale = SCALE, .transparent = transparent == 1 };
      g_autofree char       *path = way_test_export_to (scene, WAY_EXPORT_PNG, &options, folder, "map.png");
      g_autofree char       *name = g_strconcat (self->name, transparent == 1 ? "-png-transparent" : "-png", NULL);
      cairo_surface_t       *found = way_pixels_read (path);

      way_pixels_assert_alike (name, found, expected, 0, 4, 0);
      cairo_surface_destroy (found);
    }
  cairo_surface_destroy (expected);
  way_test_remove_folder (folder);
}

static void
test_pdf (gconstpointer data)
{
  const Case *self = data;
  g_autoptr (WayScene) scene = NULL;
  g_autofree char *pdf = NULL;
  g_autofree char *stem = NULL;
  g_autofree char *png = NULL;
  char            *folder;

  if (!way_test_has_tools ("pdftoppm", NULL))
    return;
  scene = self->make ();
  folder = way_test_make_folder ();
  pdf = way_test_export_to (scene, WAY_EXPORT_PDF, NULL, folder, "map.pdf");
  stem = g_build_filename (folder, "map", NULL);
  png = g_strconcat (stem, ".png", NULL);
  g_free (way_test_run ("pdftoppm", "-r", RESOLUTION, "-png", "-singlefile", pdf, stem, NULL));
  compare_with_file (self, scene, "pdf", png);
  way_test_remove_folder (folder);
}

/* Painting in tiles, each with its own clip, gives what painting all at once gives; cairo cuts curves at a tile's edge. */
static void
test_tiles (gconstpointer data)
{
  const Case *self = data;
  g_autoptr (WayScene) scene = self->make ();
  g_autofree char *name = g_strconcat (self->name, "-tiles", NULL);
  cairo_surface_t *expected = paint_whole (scene, SCALE);
  cairo_surface_t *found = new_sheet (scene, SCALE);
  const int        side = 70;

  for (int y = 0; y < cairo_image_surface_get_height (found); y += side)
    {
      for (int x = 0; x < cairo_image_surface_get_width (found); x += side)
        {
          const WayRectangle clip = { (double) x / SCALE, (double) y / SCALE, (double) side / SCALE, (double) side / SCALE };
          cairo_surface_t   *tile = cairo_surface_create_for_rectangle (found, x, y, side, side);
          cairo_t           *cr = cairo_create (tile);

          cairo_set_source_rgb (cr, 1, 1, 1);
          cairo_paint (cr);
          cairo_translate (cr, -x, -y);
          cairo_scale (cr, SCALE, SCALE);
          way_paint_scene (cr, scene, &clip, WAY_PAINT_GROUND | WAY_PAINT_FINE_LETTERS);
          cairo_destroy (cr);
          cairo_surface_destroy (tile);
        }
    }
  cairo_surface_flush (found);
  way_pixels_assert_alike (name, found, expected, 0, 8, 1e-4);
  cairo_surface_destroy (found);
  cairo_surface_destroy (expected);
}

/* A picture of several bands is the one that is painted all at once. */
static void
test_bands (void)
{
  g_autoptr (WayScene) scene = make_random ();
  const WayExportOptions options = { .scale = 5 };
  cairo_surface_t       *expected = paint_whole (scene, 5);
  cairo_surface_t       *found;
  char                  *folder = way_test_make_folder ();
  g_autofree char       *path = way_test_export_to (scene, WAY_EXPORT_PNG, &options, folder, "map.png");

  found = way_pixels_read (path);
  way_pixels_assert_alike ("bands", found, expected, 0, 3, 0);
  cairo_surface_destroy (found);
  cairo_surface_destroy (expected);
  way_test_remove_folder (folder);
}

/* Twice the scale is the same picture with more pixels: made small again it is the one of scale 1, but for baselines. */
static void
test_scales (gconstpointer data)
{
  const Case *self = data;
  g_autoptr (WayScene) scene = self->make ();
  g_autofree char *name = g_strconcat (self->name, "-scales", NULL);
  cairo_surface_t *expected = paint_whole (scene, 1);
  cairo_surface_t *large = paint_whole (scene, 2);
  cairo_surface_t *found = new_sheet (scene, 1);
  cairo_t         *cr = cairo_create (found);

  cairo_scale (cr, 0.5, 0.5);
  cairo_set_source_surface (cr, large, 0, 0);
  cairo_pattern_set_extend (cairo_get_source (cr), CAIRO_EXTEND_PAD);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_flush (found);
  way_pixels_assert_alike (name, found, expected, 1, self->tolerance, 5000 / 1e6);
  cairo_surface_destroy (found);
  cairo_surface_destroy (large);
  cairo_surface_destroy (expected);
}

/* A recorded drawing played back is the drawing: nothing in the painter depends on what it paints on. */
static void
test_recording (gconstpointer data)
{
  const Case *self = data;
  g_autoptr (WayScene) scene = self->make ();
  g_autofree char *name = g_strconcat (self->name, "-recording", NULL);
  cairo_surface_t *expected = paint_whole (scene, SCALE);
  cairo_surface_t *found = new_sheet (scene, SCALE);
  cairo_surface_t *recording = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
  cairo_t         *cr = cairo_create (recording);

  way_paint_scene (cr, scene, NULL, WAY_PAINT_GROUND | WAY_PAINT_FINE_LETTERS);
  cairo_destroy (cr);
  cr = cairo_create (found);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, SCALE, SCALE);
  cairo_set_source_surface (cr, recording, 0, 0);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_destroy (recording);
  cairo_surface_flush (found);
  way_pixels_assert_alike (name, found, expected, 1, self->tolerance, self->admitted / 1e6);
  cairo_surface_destroy (found);
  cairo_surface_destroy (expected);
}

/* How many pixels are yellow. */
static guint
count_yellow (cairo_surface_t *surface)
{
  guint n_yellow = 0;

  for (int y = 0; y < cairo_image_surface_get_height (surface); y++)
    {
      const guint8 *row = cairo_image_surface_get_data (surface) + y * cairo_image_surface_get_stride (surface);

      for (int x = 0; x < cairo_image_surface_get_width (surface); x++)
        {
          guint32 pixel = ((const guint32 *) (gconstpointer) row)[x];

          if ((pixel >> 16 & 0xff) > 200 && (pixel >> 8 & 0xff) > 150 && (pixel & 0xff) < 100)
            n_yellow++;
        }
    }
  return n_yellow;
}

/* Emoji have their colours everywhere but in SVG with text, where the viewer draws them. */
static void
test_emoji (void)
{
  const WayTextStyle style = { .size = 24, .weight = 400, .line_height = 1.35 };
  GPtrArray         *items = g_ptr_array_new ();
  g_autoptr (WayScene) scene = NULL;
  g_autofree char *svg = NULL;
  g_autofree char *pdf = NULL;
  g_autofree char *picture = NULL;
  cairo_surface_t *pictures[3];
  char            *folder;

  if (!way_test_has_tools ("rsvg-convert", "pdftoppm", NULL))
    return;
  add_text (items, "😀", 10, 10, -1, WAY_TEXT_START, style);
  scene = way_test_scene_new (items, 70, 70);
  folder = way_test_make_folder ();
  picture = g_build_filename (folder, "map.png", NULL);
  svg = way_test_export_to (scene, WAY_EXPORT_SVG, NULL, folder, "map.svg");
  pdf = way_test_export_to (scene, WAY_EXPORT_PDF, NULL, folder, "map");
  pictures[0] = paint_whole (scene, SCALE);
  g_free (way_test_run ("rsvg-convert", "--zoom", G_STRINGIFY (SCALE), "--output", picture, svg, NULL));
  pictures[1] = way_pixels_read (picture);
  g_free (way_test_run ("pdftoppm", "-r", RESOLUTION, "-png", "-singlefile", pdf, pdf, NULL));
  pictures[2] = way_pixels_read (picture);
  for (guint i = 0; i < G_N_ELEMENTS (pictures); i++)
    {
      g_assert_cmpuint (count_yellow (pictures[i]), >, 400);
      cairo_surface_destroy (pictures[i]);
    }
  way_test_remove_folder (folder);
}

/* The comparison sees what is to be seen: a shape that is missing, moved by 3 pixels, or of another colour. */
static void
test_comparison (void)
{
  static const char *const changes[] = { "M0 0H1", "M10 13H60V40H10Z", "M10 10H60V40H10Z" };
  g_autoptr (WayPath) path = way_path_new_from_svg ("M10 10H60V40H10Z");
  cairo_surface_t *pictures[4];

  for (guint i = 0; i < G_N_ELEMENTS (pictures); i++)
    {
      g_autoptr (WayPath) changed = i < 3 ? way_path_new_from_svg (changes[i]) : way_path_ref (path);
      GPtrArray     *items = g_ptr_array_new ();
      WayItemBuilder builder;
      g_autoptr (WayScene) scene = NULL;

      way_item_builder_begin (&builder, WAY_ROLE_DECORATION, NULL);
      way_item_builder_add_path (&builder, changed, 0, 0)->fill = i == 2 ? WAY_RGB (0x2b4f87) : WAY_RGB (0x0b6b62);
      g_ptr_array_add (items, way_item_builder_end (&builder));
      scene = way_test_scene_new (items, 100, 60);
      pictures[i] = paint_whole (scene, SCALE);
    }
  for (guint i = 0; i < 3; i++)
    {
      g_assert_cmpfloat (way_pixels_compare (pictures[i], pictures[3], 1, 24), >, 0.01);
      cairo_surface_destroy (pictures[i]);
    }
  g_assert_cmpfloat (way_pixels_compare (pictures[3], pictures[3], 0, 0), ==, 0);
  cairo_surface_destroy (pictures[3]);
}

int
main (int   argc,
      char *argv[])
{
  int status;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  typesetter = way_typesetter_new ("pl");
  g_test_add_func ("/pixel/comparison", test_comparison);
  g_test_add_func ("/pixel/bands", test_bands);
  g_test_add_func ("/pixel/emoji", test_emoji);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *svg = g_strdup_printf ("/pixel/%s/svg", cases[i].name);
      g_autofree char *png = g_strdup_printf ("/pixel/%s/png", cases[i].name);
      g_autofree char *pdf = g_strdup_printf ("/pixel/%s/pdf", cases[i].name);
      g_autofree char *scales = g_strdup_printf ("/pixel/%s/scales", cases[i].name);
      g_autofree char *tiles = g_strdup_printf ("/pixel/%s/tiles", cases[i].name);
      g_autofree char *inkscape = g_strdup_printf ("/pixel/%s/inkscape", cases[i].name);
      g_autofree char *recording = g_strdup_printf ("/pixel/%s/recording", cases[i].name);

      g_test_add_data_func (svg, &cases[i], test_svg);
      g_test_add_data_func (inkscape, &cases[i], test_inkscape);
      g_test_add_data_func (png, &cases[i], test_png);
      g_test_add_data_func (pdf, &cases[i], test_pdf);
      g_test_add_data_func (scales, &cases[i], test_scales);
      g_test_add_data_func (tiles, &cases[i], test_tiles);
      g_test_add_data_func (recording, &cases[i], test_recording);
    }
  g_test_add_data_func ("/pixel/sample/inkscape", &sample, test_inkscape);
  status = g_test_run ();
  way_typesetter_unref (typesetter);
  return status;
}
