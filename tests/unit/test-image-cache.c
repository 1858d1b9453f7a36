/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Tests"

#include <locale.h>

#include "support/way-test-document.h"
#include "support/way-test-images.h"
#include "waymark/way-history.h"
#include "waymark/way-image.h"
#include "waymark/way-pages.h"
#include "waymark/way-paint.h"

/* A map with one stage and @images as cards. */
static WayScene *
make_scene (GBytes *const *images,
            guint          n)
{
  g_autoptr (WayMap) map = way_map_new ("en");
  g_autoptr (WayHistory) history = way_history_new (map);
  const char *root = way_element_get_id (way_map_get_root (map));
  WayView     view = { 0 };

  way_history_begin (history, "Fill");
  g_assert_nonnull (way_history_insert (history, WAY_KIND_LANE, "lane", root, NULL, NULL));
  g_assert_true (way_history_set (history, "lane", WAY_LANE_HOLDS, "images", NULL));
  g_assert_nonnull (way_history_insert (history, WAY_KIND_STAGE, "stage", root, NULL, NULL));
  for (guint i = 0; i < n; i++)
    {
      const char *card = way_history_insert (history, WAY_KIND_CARD, NULL, "stage", NULL, NULL);

      g_assert_true (way_history_set (history, card, WAY_CARD_LANE, "lane", NULL));
      g_assert_true (way_history_set (history, card, WAY_CARD_IMAGE, way_map_add_image (map, images[i]), NULL));
    }
  way_history_commit (history);
  return way_pages_new_whole (map, &view, -1);
}

/* The digest of the pixels. */
static char *
paint_with (const WayScene *scene,
            double          scale,
            WayPaintFlags   flags,
            gboolean       *is_complete)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) (scene->width * scale), (int) (scene->height * scale));
  cairo_t         *cr = cairo_create (surface);
  char            *digest;

  cairo_scale (cr, scale, scale);
  *is_complete = way_paint_scene (cr, scene, NULL, WAY_PAINT_GROUND | flags);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  digest = g_compute_checksum_for_data (G_CHECKSUM_SHA256, cairo_image_surface_get_data (surface),
                                        (gsize) cairo_image_surface_get_stride (surface) * (gsize) cairo_image_surface_get_height (surface));
  cairo_surface_destroy (surface);
  return digest;
}

static char *
paint (const WayScene *scene,
       double          scale)
{
  gboolean is_complete;
  char    *digest = paint_with (scene, scale, 0, &is_complete);

  g_assert_true (is_complete);
  return digest;
}

/* What is on the sheet does not depend on what was drawn before, at whatever size. */
static void
test_sizes (void)
{
  static const double scales[] = { 0.2, 1, 4 };
  g_autoptr (GBytes) png = way_test_make_png (1900, 1300, FALSE);
  g_autoptr (GBytes) jpeg = way_test_make_jpeg (2500, 900, 6);
  GBytes *images[] = { png, jpeg };
  GBytes *copies[] = { g_bytes_new (g_bytes_get_data (png, NULL), g_bytes_get_size (png)),
                       g_bytes_new (g_bytes_get_data (jpeg, NULL), g_bytes_get_size (jpeg)) };
  g_autoptr (WayScene) up = make_scene (images, 2);
  g_autoptr (WayScene) down = make_scene (copies, 2);
  char *rising[3];

  for (guint i = 0; i < 3; i++)
    rising[i] = paint (up, scales[i]);
  for (guint i = 3; i > 0; i--)
    {
      g_autofree char *falling = paint (down, scales[i - 1]);
      g_autofree char *again = paint (up, scales[i - 1]);

      g_assert_cmpstr (falling, ==, rising[i - 1]);
      g_assert_cmpstr (again, ==, rising[i - 1]);
      g_free (rising[i - 1]);
    }
  g_bytes_unref (copies[0]);
  g_bytes_unref (copies[1]);
}

/* It is what the decoder says. */
static void
assert_reason (GBytes     *bytes,
               const char *problem)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (way_image_load (bytes, 0, &error));
  g_assert_cmpstr (problem, ==, error->message);
}

/* Why one cannot be shown is told, before and after it was drawn; the others are not touched by it. */
static void
test_problem (void)
{
  g_autoptr (GBytes) good = way_test_make_png (40, 30, FALSE);
  g_autoptr (GBytes) cut = g_bytes_new_from_bytes (good, 0, g_bytes_get_size (good) / 2);
  g_autoptr (GBytes) other = g_bytes_new_static ("GIF89a\1\0\1\0\x80", 11);
  GBytes *images[] = { good, cut, other };

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (WayScene) scene = make_scene (images, 3);
      g_autofree char *digest = NULL;
      g_autofree char *of_good = way_image_dup_problem (good);
      g_autofree char *of_cut = way_image_dup_problem (cut);
      g_autofree char *of_other = way_image_dup_problem (other);

      g_assert_null (of_good);
      assert_reason (cut, of_cut);
      assert_reason (other, of_other);
      digest = paint (scene, 1);
    }
}

static void
count_cb (gpointer data)
{
  (*(guint *) data)++;
}

/* Paints in haste until nothing is missing; says how often that was. */
static char *
paint_until_complete (const WayScene *scene,
                      double          scale,
                      guint          *n_rounds)
{
  guint    n_ready = 0;
  guint    watch = way_image_watch (count_cb, &n_ready);
  gboolean is_complete;
  char    *digest = paint_with (scene, scale, WAY_PAINT_HASTY, &is_complete);

  for (*n_rounds = 1; !is_complete; (*n_rounds)++)
    {
      g_free (digest);
      g_assert_cmpuint (*n_rounds, <, 100);
      way_test_wait_until (n_ready > 0);
      n_ready = 0;
      digest = paint_with (scene, scale, WAY_PAINT_HASTY, &is_complete);
    }
  way_image_unwatch (watch);
  return digest;
}

/* Who does not wait sees the same in the end: images, at each size, and the boxes of those that cannot be shown. */
static void
test_haste (void)
{
  static const double scales[] = { 1, 0.2, 4 };
  g_autoptr (GBytes) png = way_test_make_png (1900, 1300, FALSE);
  g_autoptr (GBytes) cut = g_bytes_new_from_bytes (png, 0, g_bytes_get_size (png) / 2);
  GBytes *images[] = { png, cut };
  g_autoptr (WayScene) scene = make_scene (images, 2);

  for (guint i = 0; i < G_N_ELEMENTS (scales); i++)
    {
      g_autofree char *in_haste = NULL;
      g_autofree char *patient = NULL;
      guint            n_rounds;

      way_image_forget_all ();
      in_haste = paint_until_complete (scene, scales[i], &n_rounds);
      g_assert_cmpuint (n_rounds, >, 1);
      patient = paint (scene, scales[i]);
      g_assert_cmpstr (in_haste, ==, patient);
    }
}

/* The reason is there when it is known, and not before. */
static void
test_problem_in_haste (void)
{
  g_autoptr (GBytes) good = way_test_make_png (40, 30, FALSE);
  g_autoptr (GBytes) cut = g_bytes_new_from_bytes (good, 0, g_bytes_get_size (good) / 2);
  g_autofree char *problem = NULL;
  g_autofree char *nothing = NULL;
  guint            n_ready = 0;
  guint            watch = way_image_watch (count_cb, &n_ready);
  gboolean         is_known;

  g_assert_null (way_image_peek_problem (cut, &is_known));
  g_assert_false (is_known);
  way_test_wait_until (n_ready > 0);
  problem = way_image_peek_problem (cut, &is_known);
  g_assert_true (is_known);
  assert_reason (cut, problem);
  n_ready = 0;
  g_assert_null (way_image_peek_problem (good, &is_known));
  way_test_wait_until (n_ready > 0);
  nothing = way_image_peek_problem (good, &is_known);
  g_assert_true (is_known);
  g_assert_null (nothing);
  way_image_unwatch (watch);
}

/* More than may be kept at once is on the sheet in the end all the same. */
static void
test_crowd (void)
{
  enum
  {
    N_IMAGES = 10 /* of 16 MiB each when they are decoded */
  };
  GBytes *images[N_IMAGES];
  g_autoptr (WayScene) scene = NULL;
  g_autofree char *in_haste = NULL;
  guint            n_rounds;

  for (int i = 0; i < N_IMAGES; i++)
    images[i] = way_test_make_png (2048, 2048 - i, FALSE);
  scene = make_scene (images, N_IMAGES);
  way_image_forget_all ();
  in_haste = paint_until_complete (scene, 6, &n_rounds);
  g_assert_cmpuint (n_rounds, <=, 2 * N_IMAGES);
  for (guint i = 0; i < N_IMAGES; i++)
    g_bytes_unref (images[i]);
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/paint/image-cache/sizes", test_sizes);
  g_test_add_func ("/paint/image-cache/problem", test_problem);
  g_test_add_func ("/paint/image-cache/haste", test_haste);
  g_test_add_func ("/paint/image-cache/problem-in-haste", test_problem_in_haste);
  g_test_add_func ("/paint/image-cache/crowd", test_crowd);
  return g_test_run ();
}
