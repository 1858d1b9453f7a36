/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "waymark/way-scene.h"

#include <locale.h>
#include <math.h>

#include "support/way-random-scene.h"

#define N_SEEDS 100

static WayTypesetter *typesetter;

static void
assert_rectangle (WayRectangle found,
                  double       x,
                  double       y,
                  double       width,
                  double       height)
{
  g_assert_cmpfloat_with_epsilon (found.x, x, 1e-6);
  g_assert_cmpfloat_with_epsilon (found.y, y, 1e-6);
  g_assert_cmpfloat_with_epsilon (found.width, width, 1e-6);
  g_assert_cmpfloat_with_epsilon (found.height, height, 1e-6);
}

static void
test_extents (void)
{
  g_autoptr (WayItem) item = NULL;
  g_autoptr (WayPath) path = way_path_new_from_svg ("M0 0H30V-10");
  WayItemBuilder builder;
  WayShape      *shape;

  way_item_builder_begin (&builder, WAY_ROLE_CARD, "card");
  way_item_builder_add_rectangle (&builder, 10, 20, 30, 40, 4, WAY_RGB (0xffffff));
  item = way_item_builder_end (&builder);
  assert_rectangle (item->extents, 10, 20, 30, 40);
  g_clear_pointer (&item, way_item_unref);

  /* Half the line stands outside; the line of a shape without a stroke does not count. */
  way_item_builder_begin (&builder, WAY_ROLE_CARD, "card");
  shape = way_item_builder_add_circle (&builder, 10, 10, 5, WAY_RGB (0));
  shape->stroke = WAY_RGB (0xff0000);
  shape->line_width = 2;
  shape = way_item_builder_add_path (&builder, path, 100, 50);
  shape->line_width = 9;
  item = way_item_builder_end (&builder);
  assert_rectangle (item->extents, 4, 4, 126, 46);
  g_clear_pointer (&item, way_item_unref);

  way_item_builder_begin (&builder, WAY_ROLE_DECORATION, NULL);
  item = way_item_builder_end (&builder);
  assert_rectangle (item->extents, 0, 0, 0, 0);
}

static void
test_mirror (void)
{
  g_autoptr (WayItem) item = NULL;
  g_autoptr (WayPath) path = way_path_new_from_svg ("M0 0L30 10");
  const WaySymbol *symbol = way_symbol_get ("pain");
  WayItemBuilder   builder;

  way_item_builder_begin (&builder, WAY_ROLE_CARD, "card");
  builder.mirror_width = 200;
  way_item_builder_add_rectangle (&builder, 10, 20, 30, 40, 0, WAY_RGB (0xffffff));
  way_item_builder_add_circle (&builder, 10, 10, 5, WAY_RGB (0));
  way_item_builder_add_path (&builder, path, 100, 50);
  way_item_builder_add_symbol (&builder, symbol, 10, 10, 16, WAY_RGB (0), WAY_RGB (0xffffff));
  way_item_builder_add_image (&builder, "image", 0, 0, 50, 20);
  item = way_item_builder_end (&builder);

  g_assert_cmpuint (item->n_shapes, ==, 5);
  g_assert_cmpfloat (item->shapes[0].x, ==, 160);
  g_assert_cmpfloat (item->shapes[1].x, ==, 190);
  g_assert_cmpfloat (item->shapes[2].x + item->shapes[2].path->points[0].x, ==, 100);
  g_assert_cmpfloat (item->shapes[2].x + item->shapes[2].path->points[1].x, ==, 70);
  g_assert_cmpfloat (item->shapes[3].x, ==, 174);
  g_assert_true (item->shapes[3].symbol == symbol);
  g_assert_cmpfloat (item->shapes[4].x, ==, 150);
  /* The path that others may hold is untouched. */
  g_assert_cmpfloat (path->points[1].x, ==, 30);
}

/* Puts the shapes of an item into a builder again. */
static void
add_again (WayItemBuilder *builder,
           const WayItem  *item)
{
  for (guint i = 0; i < item->n_shapes; i++)
    {
      const WayShape *shape = &item->shapes[i];
      WayShape       *added = NULL;

      switch (shape->type)
        {
        case WAY_SHAPE_RECTANGLE:
          added = way_item_builder_add_rectangle (builder, shape->x, shape->y, shape->width, shape->height, shape->radius, shape->fill);
          break;
        case WAY_SHAPE_CIRCLE:
          added = way_item_builder_add_circle (builder, shape->x, shape->y, shape->radius, shape->fill);
          break;
        case WAY_SHAPE_PATH:
          added = way_item_builder_add_path (builder, shape->path, shape->x, shape->y);
          break;
        case WAY_SHAPE_SYMBOL:
          added = way_item_builder_add_symbol (builder, shape->symbol, shape->x, shape->y, shape->width, shape->stroke, shape->fill);
          break;
        case WAY_SHAPE_TEXT:
          added = way_item_builder_add_text (builder, shape->text, shape->x, shape->y, shape->fill);
          break;
        case WAY_SHAPE_IMAGE:
          added = way_item_builder_add_image (builder, shape->image, shape->x, shape->y, shape->width, shape->height);
          break;
        default:
          g_assert_not_reached ();
        }
      added->stroke = shape->stroke;
      added->line_width = shape->line_width;
    }
}

static void
test_mirror_twice (void)
{
  for (guint32 seed = 0; seed < N_SEEDS; seed++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (seed);
      g_autoptr (WayItem) plain = NULL;
      g_autoptr (WayItem) once = NULL;
      g_autoptr (WayItem) twice = NULL;
      WayItemBuilder builder;

      way_item_builder_begin (&builder, WAY_ROLE_CARD, "card");
      way_random_shapes (random, typesetter, &builder, FALSE);
      plain = way_item_builder_end (&builder);
      way_item_builder_begin (&builder, WAY_ROLE_CARD, "card");
      add_again (&builder, plain);
      builder.mirror_width = 300;
      once = way_item_builder_end (&builder);
      way_item_builder_begin (&builder, WAY_ROLE_CARD, "card");
      add_again (&builder, once);
      builder.mirror_width = 300;
      twice = way_item_builder_end (&builder);

      if (plain->n_shapes > 0)
        assert_rectangle (once->extents, 300 - plain->extents.x - plain->extents.width, plain->extents.y,
                          plain->extents.width, plain->extents.height);
      assert_rectangle (twice->extents, plain->extents.x, plain->extents.y, plain->extents.width, plain->extents.height);
      for (guint i = 0; i < plain->n_shapes; i++)
        {
          g_assert_cmpfloat_with_epsilon (plain->shapes[i].x, twice->shapes[i].x, 1e-9);
          for (guint j = 0; plain->shapes[i].type == WAY_SHAPE_PATH && j < plain->shapes[i].path->n_points; j++)
            g_assert_cmpfloat_with_epsilon (plain->shapes[i].path->points[j].x, twice->shapes[i].path->points[j].x, 1e-9);
        }
    }
}

typedef struct
{
  const WayItem *item;
  WayPoint       origin;
} Visit;

/* Items without shapes may be visited or not. */
static gboolean
note_visit (const WayScene      *scene,
            const WaySceneLayer *layer,
            const WayItem       *item,
            WayPoint             origin,
            gpointer             user_data)
{
  Visit visit = { item, origin };

  if (item->n_shapes > 0)
    g_array_append_val ((GArray *) user_data, visit);
  return TRUE;
}

/* All placements with shapes in drawing order, straight from the scene's arrays. */
static GArray *
list_all (const WayScene *scene)
{
  GArray *all = g_array_new (FALSE, FALSE, sizeof (Visit));

  for (guint i = 0; i < scene->layers->len; i++)
    {
      const WaySceneLayer *layer = g_ptr_array_index (scene->layers, i);

      for (guint j = 0; j < layer->blocks->len; j++)
        {
          const WayBlockPlacement *block = &g_array_index (layer->blocks, WayBlockPlacement, j);

          for (guint k = 0; k < block->block->n_placements; k++)
            {
              const WayPlacement *placement = &block->block->placements[k];
              Visit               visit = { placement->item, { scene->column_x[block->column + placement->column] + placement->dx, scene->row_y[layer->row] + placement->dy } };

              if (visit.item->n_shapes > 0)
                g_array_append_val (all, visit);
            }
        }
    }
  return all;
}

static gboolean
is_in_reach (const Visit        *visit,
             const WayRectangle *clip)
{
  const WayRectangle *extents = &visit->item->extents;
  double              left = visit->origin.x + extents->x;
  double              top = visit->origin.y + extents->y;

  return left <= clip->x + clip->width + WAY_INK_MARGIN && left + extents->width >= clip->x - WAY_INK_MARGIN &&
         top <= clip->y + clip->height + WAY_INK_MARGIN && top + extents->height >= clip->y - WAY_INK_MARGIN;
}

static void
check_culling (const WayScene *scene,
               GRand          *random)
{
  g_autoptr (GArray) all = list_all (scene);
  g_autoptr (GArray) visited = g_array_new (FALSE, FALSE, sizeof (Visit));
  const WayRectangle clip = {
    g_rand_double_range (random, -100, scene->width),
    g_rand_double_range (random, -100, scene->height),
    g_rand_double_range (random, 0, scene->width),
    g_rand_double_range (random, 0, scene->height),
  };
  guint n_found = 0;

  way_scene_foreach (scene, &clip, note_visit, visited);
  for (guint i = 0; i < all->len; i++)
    {
      const Visit *expected = &g_array_index (all, Visit, i);
      const Visit *found = &g_array_index (visited, Visit, n_found);

      if (!is_in_reach (expected, &clip))
        continue;
      g_assert_cmpuint (n_found, <, visited->len);
      g_assert_true (found->item == expected->item);
      g_assert_cmpfloat (found->origin.x, ==, expected->origin.x);
      g_assert_cmpfloat (found->origin.y, ==, expected->origin.y);
      n_found++;
    }
  g_assert_cmpuint (n_found, ==, visited->len);
}

static void
test_culling (void)
{
  for (guint32 seed = 0; seed < N_SEEDS; seed++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (seed);
      g_autoptr (WayScene) scene = way_random_scene_new (typesetter, seed, 30);
      g_autoptr (GArray) all = list_all (scene);
      g_autoptr (GArray) visited = g_array_new (FALSE, FALSE, sizeof (Visit));

      way_scene_foreach (scene, NULL, note_visit, visited);
      g_assert_cmpuint (visited->len, ==, all->len);
      for (guint i = 0; i < 5; i++)
        check_culling (scene, random);
    }
}

/* A block's area on the page holds its items, also where it spans columns of unequal width. */
static void
test_block_extents (void)
{
  for (guint32 seed = 0; seed < N_SEEDS; seed++)
    {
      g_autoptr (WayScene) scene = way_random_scene_new (typesetter, seed, 20);

      for (guint i = 0; i < scene->layers->len; i++)
        {
          const WaySceneLayer *layer = g_ptr_array_index (scene->layers, i);

          for (guint j = 0; j < layer->blocks->len; j++)
            {
              const WayBlockPlacement *block = &g_array_index (layer->blocks, WayBlockPlacement, j);
              WayRectangle             area = way_scene_get_block_extents (scene, layer, block);
              WayRectangle             sum = { 0 };

              for (guint k = 0; k < block->block->n_placements; k++)
                {
                  const WayPlacement *placement = &block->block->placements[k];
                  WayPoint            origin = way_scene_get_origin (scene, layer, block, placement);
                  WayRectangle        extents = placement->item->extents;

                  extents.x += origin.x;
                  extents.y += origin.y;
                  sum = way_rectangle_union (&sum, &extents);
                }
              if (sum.width > 0)
                assert_rectangle (area, sum.x, sum.y, sum.width, sum.height);
            }
        }
    }
}

static gboolean
stop_at_third (const WayScene      *scene,
               const WaySceneLayer *layer,
               const WayItem       *item,
               WayPoint             origin,
               gpointer             user_data)
{
  return ++*(guint *) user_data < 3;
}

static void
test_stop (void)
{
  g_autoptr (WayScene) scene = way_random_scene_new (typesetter, 1, 60);
  guint n_visited = 0;

  way_scene_foreach (scene, NULL, stop_at_third, &n_visited);
  g_assert_cmpuint (n_visited, ==, 3);
}

static void
test_description (void)
{
  const WayTextStyle style = { .size = 12, .weight = 400, .line_height = 1.3 };
  g_autoptr (WayText) title = way_text_new (typesetter, "Size guide", &style, -1, WAY_TEXT_START, FALSE);
  g_autoptr (WayText) body = way_text_new (typesetter, "Does it fit?\nShe asks", &style, -1, WAY_TEXT_START, FALSE);
  g_autoptr (WayItem) item = NULL;
  g_autofree char *description = NULL;
  g_autofree char *expected = NULL;
  WayItemBuilder   builder;

  way_item_builder_begin (&builder, WAY_ROLE_TOUCHPOINT, "touchpoint");
  builder.label = g_strdup ("Website");
  way_item_builder_add_text (&builder, title, 0, 0, WAY_RGB (0));
  way_item_builder_add_text (&builder, body, 0, 20, WAY_RGB (0));
  item = way_item_builder_end (&builder);
  description = way_item_dup_description (item, NULL);
  expected = g_strdup_printf ("%s: Website. Size guide. Does it fit? She asks", way_role_get_label (WAY_ROLE_TOUCHPOINT));
  g_assert_cmpstr (description, ==, expected);
}

static void
test_description_of_decoration (void)
{
  WayItemBuilder builder;
  g_autoptr (WayItem) item = NULL;
  g_autofree char *description = NULL;

  way_item_builder_begin (&builder, WAY_ROLE_DECORATION, NULL);
  item = way_item_builder_end (&builder);
  description = way_item_dup_description (item, NULL);
  g_assert_cmpstr (description, ==, "");
}

int
main (int   argc,
      char *argv[])
{
  int status;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  typesetter = way_typesetter_new ("pl");
  g_test_add_func ("/scene/item/extents", test_extents);
  g_test_add_func ("/scene/item/mirror", test_mirror);
  g_test_add_func ("/scene/item/mirror-twice", test_mirror_twice);
  g_test_add_func ("/scene/item/description", test_description);
  g_test_add_func ("/scene/item/description-of-decoration", test_description_of_decoration);
  g_test_add_func ("/scene/foreach/culling", test_culling);
  g_test_add_func ("/scene/foreach/stop", test_stop);
  g_test_add_func ("/scene/block-extents", test_block_extents);
  status = g_test_run ();
  way_typesetter_unref (typesetter);
  return status;
}
