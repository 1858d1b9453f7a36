/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "waymark/way-geometry.h"

#include <locale.h>

static void
test_intersects (void)
{
  const WayRectangle card = { 10, 10, 100, 50 };
  const WayRectangle overlapping = { 100, 50, 40, 40 };
  const WayRectangle beside = { 110, 10, 100, 50 };
  const WayRectangle below = { 10, 60, 100, 50 };

  g_assert_true (way_rectangle_intersects (&card, &card));
  g_assert_true (way_rectangle_intersects (&card, &overlapping));
  g_assert_true (way_rectangle_intersects (&overlapping, &card));

  /* Cards that stand edge to edge do not overlap. */
  g_assert_false (way_rectangle_intersects (&card, &beside));
  g_assert_false (way_rectangle_intersects (&beside, &card));
  g_assert_false (way_rectangle_intersects (&card, &below));
}

static void
test_contains_point (void)
{
  const WayRectangle card = { 10, 10, 100, 50 };

  g_assert_true (way_rectangle_contains_point (&card, 10, 10));
  g_assert_true (way_rectangle_contains_point (&card, 109.5, 59.5));
  g_assert_false (way_rectangle_contains_point (&card, 110, 30));
  g_assert_false (way_rectangle_contains_point (&card, 50, 60));
  g_assert_false (way_rectangle_contains_point (&card, 9.5, 30));
}

static void
test_union (void)
{
  const WayRectangle a = { 10, 20, 30, 40 };
  const WayRectangle b = { -5, 50, 20, 20 };
  const WayRectangle nothing = { 1000, 1000, 0, 0 };
  WayRectangle       all;

  all = way_rectangle_union (&a, &b);
  g_assert_cmpfloat (all.x, ==, -5);
  g_assert_cmpfloat (all.y, ==, 20);
  g_assert_cmpfloat (all.x + all.width, ==, 40);
  g_assert_cmpfloat (all.y + all.height, ==, 70);

  all = way_rectangle_union (&a, &nothing);
  g_assert_cmpmem (&all, sizeof all, &a, sizeof a);
  all = way_rectangle_union (&nothing, &a);
  g_assert_cmpmem (&all, sizeof all, &a, sizeof a);
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/geometry/intersects", test_intersects);
  g_test_add_func ("/base/geometry/contains-point", test_contains_point);
  g_test_add_func ("/base/geometry/union", test_union);
  return g_test_run ();
}
