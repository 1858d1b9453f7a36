/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "waymark/way-color.h"

#include <locale.h>

static void
test_parse (void)
{
  static const char *const refused[] = { "", "#", "#12345", "#1234567", "123456", "#12345g", " #123456", "#123456 ", "red", "#-12345" };
  WayColor                 color = WAY_RGB (0x010203);

  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_assert_false (way_color_parse (refused[i], &color));
      g_assert_cmphex (color, ==, WAY_RGB (0x010203));
    }
  g_assert_false (way_color_parse (NULL, &color));
  g_assert_true (way_color_parse ("#2B4f87", &color));
  g_assert_cmphex (color, ==, 0x2b4f87ff);
}

static void
test_round_trip (void)
{
  for (guint32 rgb = 0; rgb <= 0xffffff; rgb += 0x10305)
    {
      g_autofree char *text = way_color_to_string (WAY_RGB (rgb));
      WayColor         color;

      g_assert_true (way_color_parse (text, &color));
      g_assert_cmphex (color, ==, WAY_RGB (rgb));
    }
}

/* Values that WCAG's own documents and the usual contrast checkers give. */
static void
test_contrast (void)
{
  g_assert_cmpfloat_with_epsilon (way_color_get_luminance (WAY_RGB (0x000000)), 0, 1e-9);
  g_assert_cmpfloat_with_epsilon (way_color_get_luminance (WAY_RGB (0xffffff)), 1, 1e-9);
  g_assert_cmpfloat_with_epsilon (way_color_get_contrast (WAY_RGB (0x000000), WAY_RGB (0xffffff)), 21, 1e-9);
  g_assert_cmpfloat_with_epsilon (way_color_get_contrast (WAY_RGB (0xffffff), WAY_RGB (0x000000)), 21, 1e-9);
  g_assert_cmpfloat_with_epsilon (way_color_get_contrast (WAY_RGB (0x767676), WAY_RGB (0xffffff)), 4.54, 0.005);
  g_assert_cmpfloat_with_epsilon (way_color_get_contrast (WAY_RGB (0xff0000), WAY_RGB (0xffffff)), 3.998, 0.005);
  g_assert_cmpfloat_with_epsilon (way_color_get_contrast (WAY_RGB (0x0000ff), WAY_RGB (0xffffff)), 8.592, 0.005);
}

static void
test_mix (void)
{
  g_assert_cmphex (way_color_mix (0x10203040, 0x90a0b0c0, 0), ==, 0x10203040);
  g_assert_cmphex (way_color_mix (0x10203040, 0x90a0b0c0, 1), ==, 0x90a0b0c0);
  g_assert_cmphex (way_color_mix (0x10203040, 0x90a0b0c0, 0.5), ==, 0x50607080);
  g_assert_cmphex (way_color_mix (0x10203040, 0x90a0b0c0, -3), ==, 0x10203040);
  g_assert_cmphex (way_color_mix (0x10203040, 0x90a0b0c0, 7), ==, 0x90a0b0c0);
}

static double
get_hue (WayColor color)
{
  double red = WAY_COLOR_RED (color);
  double green = WAY_COLOR_GREEN (color);
  double blue = WAY_COLOR_BLUE (color);
  double most = MAX (red, MAX (green, blue));
  double range = most - MIN (red, MIN (green, blue));

  g_assert_cmpfloat (range, >, 0);
  if (most == red)
    return (green - blue) / range;
  return most == green ? 2 + (blue - red) / range : 4 + (red - green) / range;
}

static void
test_with_contrast (void)
{
  static const WayColor grounds[] = { WAY_RGB (0xffffff), WAY_RGB (0xfff6dd), WAY_RGB (0x1d2733), WAY_RGB (0x000000), WAY_RGB (0x777777) };
  static const WayColor colors[] = { WAY_RGB (0xff8800), WAY_RGB (0x7fdbff), WAY_RGB (0x2b4f87), WAY_RGB (0xf6f7f9), 0x33221180 };

  for (guint i = 0; i < G_N_ELEMENTS (grounds); i++)
    for (guint j = 0; j < G_N_ELEMENTS (colors); j++)
      for (double ratio = 3; ratio <= 4.5; ratio += 0.5)
        {
          WayColor found = way_color_with_contrast (colors[j], grounds[i], ratio);

          g_assert_cmpfloat (way_color_get_contrast (found, grounds[i]), >=, ratio);
          g_assert_cmpuint (WAY_COLOR_ALPHA (found), ==, WAY_COLOR_ALPHA (colors[j]));
          if (way_color_get_contrast (colors[j], grounds[i]) >= ratio)
            g_assert_cmphex (found, ==, colors[j]);
        }
  g_assert_cmpfloat_with_epsilon (get_hue (way_color_with_contrast (WAY_RGB (0xff8800), WAY_RGB (0xffffff), 4.5)),
                                  get_hue (WAY_RGB (0xff8800)), 0.05);
  /* What cannot be had: as far as it goes. */
  g_assert_cmphex (way_color_with_contrast (WAY_RGB (0x808080), WAY_RGB (0x777777), 21), ==, WAY_RGB (0x000000));
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/color/parse", test_parse);
  g_test_add_func ("/base/color/round-trip", test_round_trip);
  g_test_add_func ("/base/color/contrast", test_contrast);
  g_test_add_func ("/base/color/mix", test_mix);
  g_test_add_func ("/base/color/with-contrast", test_with_contrast);
  return g_test_run ();
}
