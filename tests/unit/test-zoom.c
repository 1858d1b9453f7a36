/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <locale.h>

#include "waymark/way-zoom.h"

#define CLOSE 1e-9

/* Where a place of the map stands in the window. */
static WayPoint
from_map (const WayZoom *zoom,
          double         x,
          double         y)
{
  return (WayPoint){ (x - zoom->x) * zoom->scale, (y - zoom->y) * zoom->scale };
}

static void
assert_point (WayPoint point,
              double   x,
              double   y)
{
  g_assert_cmpfloat_with_epsilon (point.x, x, CLOSE);
  g_assert_cmpfloat_with_epsilon (point.y, y, CLOSE);
}

static void
test_places (void)
{
  WayZoom zoom = { 2, 100, -50 };

  assert_point (way_zoom_to_map (&zoom, 0, 0), 100, -50);
  assert_point (way_zoom_to_map (&zoom, 30, 40), 115, -30);
  assert_point (from_map (&zoom, 115, -30), 30, 40);
}

/* Whatever is done, what lies under the pointer stays there. */
static void
test_about (void)
{
  for (guint i = 0; i < 1000; i++)
    {
      WayZoom  zoom = { g_test_rand_double_range (0.05, 8), g_test_rand_double_range (-5000, 5000), g_test_rand_double_range (-5000, 5000) };
      double   x = g_test_rand_double_range (-100, 2000);
      double   y = g_test_rand_double_range (-100, 2000);
      WayPoint before = way_zoom_to_map (&zoom, x, y);
      WayPoint after;

      way_zoom_about (&zoom, g_test_rand_double_range (0.01, 100), x, y);
      after = way_zoom_to_map (&zoom, x, y);
      g_assert_cmpfloat_with_epsilon (after.x, before.x, 1e-6);
      g_assert_cmpfloat_with_epsilon (after.y, before.y, 1e-6);
      g_assert_cmpfloat (zoom.scale, >=, WAY_ZOOM_MINIMUM);
      g_assert_cmpfloat (zoom.scale, <=, WAY_ZOOM_MAXIMUM);
    }
}

static void
test_fit (void)
{
  WayRectangle wide = { 10, 20, 1000, 100 };
  WayRectangle high = { 10, 20, 100, 1000 };
  WayRectangle huge = { 0, 0, 1e6, 1e6 };
  WayRectangle nothing = { 5, 6, 0, 0 };
  WayZoom      zoom;

  way_zoom_fit (&zoom, &wide, 540, 500, 20, 8);
  g_assert_cmpfloat_with_epsilon (zoom.scale, 0.5, CLOSE);
  assert_point (from_map (&zoom, 10, 70), 20, 250);
  way_zoom_fit (&zoom, &high, 540, 540, 20, 8);
  g_assert_cmpfloat_with_epsilon (zoom.scale, 0.5, CLOSE);
  assert_point (from_map (&zoom, 60, 1020), 270, 520);

  way_zoom_fit (&zoom, &wide, 5400, 5000, 0, 1);
  g_assert_cmpfloat_with_epsilon (zoom.scale, 1, CLOSE);
  way_zoom_fit (&zoom, &huge, 500, 500, 20, 8);
  g_assert_cmpfloat_with_epsilon (zoom.scale, WAY_ZOOM_MINIMUM, CLOSE);
  way_zoom_fit (&zoom, &nothing, 500, 500, 20, 1.5);
  g_assert_cmpfloat_with_epsilon (zoom.scale, 1.5, CLOSE);
  assert_point (from_map (&zoom, 5, 6), 250, 250);
  /* A window that is smaller than its margins. */
  way_zoom_fit (&zoom, &wide, 10, 10, 20, 1);
  g_assert_cmpfloat_with_epsilon (zoom.scale, WAY_ZOOM_MINIMUM, CLOSE);
}

static void
test_steps (void)
{
  double scale = WAY_ZOOM_MINIMUM;
  guint  n = 0;

  while (scale < WAY_ZOOM_MAXIMUM)
    {
      double next = way_zoom_get_step (scale, 1);

      g_assert_cmpfloat (next, >, scale);
      g_assert_cmpfloat_with_epsilon (way_zoom_get_step (next, -1), scale, CLOSE);
      g_assert_cmpfloat_with_epsilon (way_zoom_get_step (next * 1.001, 1), way_zoom_get_step (next, 1), CLOSE);
      scale = next;
      n++;
    }
  g_assert_cmpuint (n, >, 10);
  g_assert_cmpfloat_with_epsilon (way_zoom_get_step (0.93, 1), 1, CLOSE);
  g_assert_cmpfloat_with_epsilon (way_zoom_get_step (1.07, -1), 1, CLOSE);
  g_assert_cmpfloat_with_epsilon (way_zoom_get_step (8, 1), 8, CLOSE);
  g_assert_cmpfloat_with_epsilon (way_zoom_get_step (0.05, -1), 0.05, CLOSE);
  g_assert_cmpfloat_with_epsilon (way_zoom_get_step (20, 0), 8, CLOSE);
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/tools/zoom/places", test_places);
  g_test_add_func ("/tools/zoom/about", test_about);
  g_test_add_func ("/tools/zoom/fit", test_fit);
  g_test_add_func ("/tools/zoom/steps", test_steps);

  return g_test_run ();
}
