/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "waymark/way-path.h"

#include <locale.h>
#include <math.h>

static const guint points_of[] = { 1, 1, 3, 0 };

/* The path in one line, coordinates to three places: "M0,0 L10,0.5 Z". */
static char *
describe (const WayPath *path)
{
  GString        *text = g_string_new (NULL);
  const WayPoint *point = path->points;

  for (guint i = 0; i < path->n_operations; i++)
    {
      if (i > 0)
        g_string_append_c (text, ' ');
      g_string_append_c (text, "MLCZ"[path->operations[i]]);
      for (guint j = 0; j < points_of[path->operations[i]]; j++, point++)
        {
          double values[] = { point->x, point->y };

          for (guint k = 0; k < 2; k++)
            {
              char   number[G_ASCII_DTOSTR_BUF_SIZE];
              double rounded = round (values[k] * 1000) / 1000 + 0.0;

              g_ascii_formatd (number, sizeof number, "%.10g", rounded);
              g_string_append_printf (text, "%s%s", k == 1 || j > 0 ? "," : "", number);
            }
        }
    }
  g_assert_cmpuint ((guint) (point - path->points), ==, path->n_points);
  return g_string_free (text, FALSE);
}

static void
assert_path (const char *data,
             const char *expected)
{
  g_autoptr (WayPath) path = way_path_new_from_svg (data);
  g_autofree char *described = NULL;

  g_assert_nonnull (path);
  described = describe (path);
  g_assert_cmpstr (described, ==, expected);
}

static void
test_lines (void)
{
  assert_path ("", "");
  assert_path ("  \n", "");
  assert_path ("M1,2L3,4", "M1,2 L3,4");
  assert_path ("M1 2 3 4 5 6", "M1,2 L3,4 L5,6");
  assert_path ("m1 2 3 4 5 6", "M1,2 L4,6 L9,12");
  assert_path ("M1 1h2v2H1z", "M1,1 L3,1 L3,3 L1,3 Z");
  assert_path ("M1 1h1 1 1", "M1,1 L2,1 L3,1 L4,1");
  assert_path ("m.5.5l1-1-.5+2", "M0.5,0.5 L1.5,-0.5 L1,1.5");
  assert_path ("M1e1-1E-1L10e0,5", "M10,-0.1 L10,5");
  /* What follows a closed outline begins at its start. */
  assert_path ("M1 1l1 0 0 1zl5 5", "M1,1 L2,1 L2,2 Z M1,1 L6,6");
  assert_path ("M1 1l1 0 0 1zm5 5h1", "M1,1 L2,1 L2,2 Z M6,6 L7,6");
}

static void
test_curves (void)
{
  assert_path ("M0 0C1 2 3 4 5 6", "M0,0 C1,2,3,4,5,6");
  assert_path ("M1 1c1 2 3 4 5 6s3 4 5 6", "M1,1 C2,3,4,5,6,7 C8,9,9,11,11,13");
  /* Without a curve before it, the first control point is where the pen stands. */
  assert_path ("M1 1S3 4 5 6", "M1,1 C1,1,3,4,5,6");
  assert_path ("M0 0Q3 3 6 0T12 0", "M0,0 C2,2,4,2,6,0 C8,-2,10,-2,12,0");
  assert_path ("M0 0Q3 3 6 0L9 0T12 0", "M0,0 C2,2,4,2,6,0 L9,0 C9,0,10,0,12,0");
}

static void
test_arcs (void)
{
  assert_path ("M10 0A10 10 0 0 1 0 10", "M10,0 C10,5.523,5.523,10,0,10");
  assert_path ("M10 0a10 10 0 01-10 10", "M10,0 C10,5.523,5.523,10,0,10");
  assert_path ("M0 0A0 5 0 0 1 3 4", "M0,0 L3,4");
  assert_path ("M3 4A5 5 0 1 1 3 4", "M3,4 L3,4");
  /* Radii that do not reach are scaled up. */
  assert_path ("M-5 0A1 1 0 0 1 5 0", "M-5,0 C-5,-2.761,-2.761,-5,0,-5 C2.761,-5,5,-2.761,5,0");
}

static double
evaluate (double a,
          double b,
          double c,
          double d,
          double t)
{
  double s = 1 - t;

  return s * s * s * a + 3 * s * s * t * b + 3 * s * t * t * c + t * t * t * d;
}

/* Every place on an arc lies on its ellipse; a large arc is the longer way round. */
static void
test_arcs_follow_ellipse (void)
{
  for (guint flags = 0; flags < 4; flags++)
    {
      g_autofree char *data = g_strdup_printf ("M13 4A10 6 0 %u %u 4 9", flags & 1, flags >> 1);
      g_autoptr (WayPath) path = way_path_new_from_svg (data);
      WayPoint middle = { 0, 0 };
      double   length = 0;
      WayPoint before = path->points[0];

      /* The two ellipses through both points; which one is told by side of travel and length. */
      for (guint i = 1; i < path->n_operations; i++)
        {
          const WayPoint *p = &path->points[3 * i - 3];

          g_assert_cmpuint (path->operations[i], ==, WAY_PATH_CURVE);
          for (double t = 0.05; t < 1.01; t += 0.05)
            {
              WayPoint here = { evaluate (p[0].x, p[1].x, p[2].x, p[3].x, t), evaluate (p[0].y, p[1].y, p[2].y, p[3].y, t) };

              length += hypot ((here.x - before.x) / 10, (here.y - before.y) / 6);
              before = here;
            }
        }
      g_assert_cmpfloat_with_epsilon (before.x, 4, 1e-9);
      g_assert_cmpfloat_with_epsilon (before.y, 9, 1e-9);
      /* On the unit circle the chord is 2 sin (angle / 2) long. */
      {
        double chord = hypot (9.0 / 10, 5.0 / 6);
        double angle = 2 * asin (chord / 2);

        g_assert_cmpfloat_with_epsilon (length, flags & 1 ? 2 * G_PI - angle : angle, 0.01);
      }
      /* Sweep: clockwise on a page, so to the right of the way from the first point to the second when large. */
      middle = path->points[3 * (path->n_operations / 2)];
      {
        double side = (4 - 13) * (middle.y - 4) - (9 - 4) * (middle.x - 13);

        if (path->n_operations > 2)
          g_assert_true ((side < 0) == (flags >> 1));
      }
    }
}

static void
test_refused (void)
{
  static const char *const malformed[] = {
    "L1 1",
    "1 1",
    "M",
    "M1",
    "M1 1,",
    "M1 1L",
    "M1 1L2",
    "M1 1 2",
    "M,1 1",
    "M1 1h",
    "M1 1C1 2 3 4 5",
    "M1 1A1 1 0 2 0 5 5",
    "M1 1A1 1 0 0 5 5",
    "M1 1B2 2",
    "M1 1 nan 2",
    "M1 1L inf 2",
    "M1 1L0x10 2",
    "M1 1L1e400 2",
    "M1 1L1e12 2",
    "M1 1z2",
    "M1 1L--1 2",
    "M1 1;",
    "z",
    "\xff",
  };

  for (guint i = 0; i < G_N_ELEMENTS (malformed); i++)
    {
      g_autoptr (WayPath) path = way_path_new_from_svg (malformed[i]);

      if (path != NULL)
        g_error ("\"%s\" was taken", malformed[i]);
    }
}

static void
test_shapes (void)
{
  g_autoptr (WayPath) path = way_path_new ();
  WayRectangle extents;

  extents = way_path_get_extents (path);
  g_assert_cmpfloat (extents.width, ==, 0);
  way_path_move_to (path, 10, 20);
  way_path_line_to (path, 40, 28);
  extents = way_path_get_extents (path);
  g_assert_cmpfloat (extents.x, ==, 10);
  g_assert_cmpfloat (extents.y, ==, 20);
  g_assert_cmpfloat (extents.width, ==, 30);
  g_assert_cmpfloat (extents.height, ==, 8);
}

static void
test_mirror (void)
{
  g_autoptr (WayPath) path = way_path_new_from_svg ("M1 2L3 4C5 6 7 8 9 10z");
  g_autoptr (WayPath) mirrored = way_path_mirror (path, 20);
  g_autoptr (WayPath) back = way_path_mirror (mirrored, 20);
  g_autofree char *there = describe (mirrored);
  g_autofree char *again = describe (back);

  g_assert_cmpstr (there, ==, "M19,2 L17,4 C15,6,13,8,11,10 Z");
  g_assert_cmpstr (again, ==, "M1,2 L3,4 C5,6,7,8,9,10 Z");
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/path/lines", test_lines);
  g_test_add_func ("/base/path/curves", test_curves);
  g_test_add_func ("/base/path/arcs", test_arcs);
  g_test_add_func ("/base/path/arcs-follow-ellipse", test_arcs_follow_ellipse);
  g_test_add_func ("/base/path/refused", test_refused);
  g_test_add_func ("/base/path/shapes", test_shapes);
  g_test_add_func ("/base/path/mirror", test_mirror);
  return g_test_run ();
}
