/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Tests"

#include "way-random-scene.h"

#include "way-random-value.h"
#include "way-test-images.h"

#define CELL_WIDTH 200
#define CELL_HEIGHT 120

static const char *const words[] = {
  "Cannot tell which size fits her foot",
  "Zażółć gęślą jaźń",
  "Nie wie, czy dostawa zdąży",
  "هل يناسبني هذا المقاس؟",
  "كم تكلفة التوصيل؟ 14 €",
  "她不知道哪个尺码合适",
  "Ελληνικά и русский",
  "a < b && c > d \"quoted\" 'single'",
  "two  blanks",
  "first line\nsecond line",
  "bell\x07 and escape\x1b",
  "Donaudampfschifffahrtsgesellschaft",
  "71 %",
  "1",
};

static double
random_between (GRand *random,
                double from,
                double to)
{
  return g_rand_double_range (random, from, to);
}

static WayColor
random_color (GRand *random)
{
  WayColor color = g_rand_int (random) & 0xffffff00;

  return way_random_happens (random, 0.2) ? color | 0x80 : color | 0xff;
}

static WayGradient *
random_gradient (GRand *random)
{
  WayGradient *gradient = way_gradient_new (random_between (random, -20, 20), random_between (random, 40, 120));
  guint        n_stops = 2 + way_random_below (random, 4);

  for (guint i = 0; i < n_stops; i++)
    way_gradient_add_stop (gradient, (double) i / (n_stops - 1), random_color (random));
  return gradient;
}

static WayPath *
random_path (GRand *random)
{
  WayPath *path = way_path_new ();
  guint    n_steps = 1 + way_random_below (random, 5);

  way_path_move_to (path, random_between (random, 0, 80), random_between (random, 0, 60));
  for (guint i = 0; i < n_steps; i++)
    {
      if (way_random_happens (random, 0.5))
        way_path_line_to (path, random_between (random, 0, 80), random_between (random, 0, 60));
      else
        way_path_curve_to (path, random_between (random, 0, 80), random_between (random, 0, 60),
                           random_between (random, 0, 80), random_between (random, 0, 60),
                           random_between (random, 0, 80), random_between (random, 0, 60));
    }
  if (way_random_happens (random, 0.3))
    way_path_close (path);
  return path;
}

static void
set_random_line (GRand    *random,
                 WayShape *shape)
{
  shape->stroke = random_color (random);
  shape->line_width = (float) random_between (random, 0.5, 4);
  shape->dash = (WayDash) way_random_below (random, 4);
  shape->round = way_random_happens (random, 0.5);
  if (way_random_happens (random, 0.2))
    shape->stroke_gradient = random_gradient (random);
}

static WayText *
random_text (GRand         *random,
             WayTypesetter *typesetter,
             gboolean       right_to_left)
{
  const WayTextStyle style = {
    .size = random_between (random, 10, 18),
    .weight = 400 + 100 * (int) way_random_below (random, 4),
    .italic = way_random_happens (random, 0.2),
    .letter_spacing = way_random_happens (random, 0.2) ? 1.2 : 0,
    .line_height = 1.35,
  };

  return way_text_new (typesetter, words[way_random_below (random, G_N_ELEMENTS (words))], &style,
                       way_random_happens (random, 0.7) ? random_between (random, 60, 150) : -1,
                       (WayTextAlign) way_random_below (random, 3), right_to_left);
}

static void
add_random_shape (GRand          *random,
                  WayTypesetter  *typesetter,
                  WayItemBuilder *builder,
                  gboolean        right_to_left)
{
  static const char *const images[] = { "red", "wide", "photo", "turned", "broken", "unknown" };
  const WaySymbol *const  *symbols = way_symbol_list ();
  double                   x = random_between (random, 0, CELL_WIDTH / 2);
  double                   y = random_between (random, 0, CELL_HEIGHT / 2);
  WayShape                *shape;

  switch (way_random_below (random, 6))
    {
    case 0:
      shape = way_item_builder_add_rectangle (builder, x, y, random_between (random, 1, 90), random_between (random, 1, 50),
                                              way_random_happens (random, 0.5) ? 8 : 0, random_color (random));
      if (way_random_happens (random, 0.3))
        shape->fill_gradient = random_gradient (random);
      if (way_random_happens (random, 0.6))
        set_random_line (random, shape);
      break;
    case 1:
      shape = way_item_builder_add_circle (builder, x, y, random_between (random, 1, 30), random_color (random));
      if (way_random_happens (random, 0.6))
        set_random_line (random, shape);
      break;
    case 2:
      {
        g_autoptr (WayPath) path = random_path (random);

        set_random_line (random, way_item_builder_add_path (builder, path, x, y));
      }
      break;
    case 3:
      {
        guint n_symbols = 0;

        while (symbols[n_symbols] != NULL)
          n_symbols++;
        way_item_builder_add_symbol (builder, symbols[way_random_below (random, n_symbols)], x, y,
                                     random_between (random, 10, 40), random_color (random), random_color (random));
      }
      break;
    case 4:
      way_item_builder_add_image (builder, images[way_random_below (random, G_N_ELEMENTS (images))], x, y,
                                  random_between (random, 10, 80), random_between (random, 10, 50))
          ->radius = way_random_happens (random, 0.5) ? 12 : 0;
      break;
    default:
      {
        g_autoptr (WayText) text = random_text (random, typesetter, right_to_left);

        way_item_builder_add_text (builder, text, x, y, random_color (random));
      }
      break;
    }
}

void
way_random_shapes (GRand          *random,
                   WayTypesetter  *typesetter,
                   WayItemBuilder *builder,
                   gboolean        right_to_left)
{
  guint n_shapes = way_random_below (random, 5);

  for (guint i = 0; i < n_shapes; i++)
    add_random_shape (random, typesetter, builder, right_to_left);
}

static void
add_random_block (GRand         *random,
                  WayTypesetter *typesetter,
                  WayScene      *scene,
                  WaySceneLayer *layer,
                  guint          column)
{
  g_autoptr (GArray) placements = g_array_new (FALSE, FALSE, sizeof (WayPlacement));
  g_autoptr (WaySceneBlock) block = NULL;
  guint n_items = way_random_below (random, 4);
  guint n_columns = way_random_happens (random, 0.3) ? scene->n_columns - column : 1;

  for (guint i = 0; i < n_items; i++)
    {
      g_autofree char *element = g_strdup_printf ("e%u", way_random_below (random, 50));
      WayItemBuilder   builder;
      WayPlacement     placement = { NULL, way_random_below (random, n_columns), random_between (random, 0, 40), random_between (random, 0, 40) };

      way_item_builder_begin (&builder, (WayRole) way_random_below (random, WAY_N_ROLES),
                              way_random_happens (random, 0.7) ? element : NULL);
      if (way_random_happens (random, 0.2))
        builder.label = g_strdup ("Said <only> to the ear & the eye");
      if (scene->right_to_left)
        builder.mirror_width = CELL_WIDTH;
      way_random_shapes (random, typesetter, &builder, scene->right_to_left);
      placement.item = way_item_builder_end (&builder);
      g_array_append_val (placements, placement);
    }
  block = way_scene_block_new (placements);
  way_scene_layer_add_block (layer, block, column);
}

WayScene *
way_random_scene_new (WayTypesetter *typesetter,
                      guint32        seed,
                      guint          size)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  guint     n_columns = 1 + way_random_below (random, 5);
  guint     n_rows = 1 + way_random_below (random, 4);
  WayScene *scene = way_scene_new (n_columns, n_rows);
  guint     n_blocks = size / 2;

  scene->right_to_left = way_random_happens (random, 0.3);
  scene->sheet = WAY_RGB (0xffffff);
  scene->title = g_strdup ("Zakupy <w sieci> & \"obok\"");
  scene->author = g_strdup ("Zażółć Gęślą");
  scene->subject = g_strdup ("Where buyers give up");
  scene->language = g_strdup ("pl");
  scene->width = scene->height = 40;
  for (guint i = 0; i < n_columns; i++)
    {
      scene->column_x[i] = scene->width;
      scene->width += random_between (random, CELL_WIDTH, CELL_WIDTH * 1.3);
    }
  for (guint i = 0; i < n_rows; i++)
    {
      scene->row_y[i] = scene->height;
      scene->height += random_between (random, CELL_HEIGHT, CELL_HEIGHT * 1.3);
    }
  scene->images = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_bytes_unref);
  g_hash_table_insert (scene->images, (gpointer) "red", way_test_make_png (20, 20, TRUE));
  g_hash_table_insert (scene->images, (gpointer) "wide", way_test_make_png (60, 20, FALSE));
  g_hash_table_insert (scene->images, (gpointer) "photo", way_test_make_jpeg (48, 32, 0));
  g_hash_table_insert (scene->images, (gpointer) "turned", way_test_make_jpeg (48, 32, 6));
  g_hash_table_insert (scene->images, (gpointer) "broken", g_bytes_new_static ("\x89PNG nothing", 12));
  for (guint i = 0; i < n_rows; i++)
    {
      g_autofree char *name = g_strdup_printf ("Lane %u & more", i);
      WaySceneLayer   *layer = way_scene_add_layer (scene, name, name, i);

      for (guint j = 0; j < n_columns; j++)
        {
          for (guint k = 0; k < 1 + n_blocks / (n_rows * n_columns); k++)
            add_random_block (random, typesetter, scene, layer, j);
        }
    }
  return scene;
}
