/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Base"

#include <math.h>
#include <string.h>

#include "waymark/way-color.h"

#define WHITE WAY_RGB (0xffffff)
#define BLACK WAY_RGB (0x000000)

/* Steps between a colour and black or white: finer than the bytes of a channel can tell apart. */
#define CONTRAST_STEPS 255

static WayColor
make_color (double red,
            double green,
            double blue,
            double alpha)
{
  return (guint32) lround (red) << 24 | (guint32) lround (green) << 16 |
         (guint32) lround (blue) << 8 | (guint32) lround (alpha);
}

/* sRGB channel to linear light, WCAG 2.1 "relative luminance" (with the threshold of IEC 61966-2-1). */
static double
linearize (guint channel)
{
  double share = channel / 255.0;

  return share <= 0.04045 ? share / 12.92 : pow ((share + 0.055) / 1.055, 2.4);
}

gboolean
way_color_parse (const char *text,
                 WayColor   *color)
{
  guint32 rgb = 0;

  if (text == NULL || text[0] != '#' || strlen (text) != 7)
    return FALSE;
  for (guint i = 1; i < 7; i++)
    {
      if (!g_ascii_isxdigit (text[i]))
        return FALSE;
      rgb = rgb << 4 | (guint32) g_ascii_xdigit_value (text[i]);
    }
  *color = WAY_RGB (rgb);
  return TRUE;
}

char *
way_color_to_string (WayColor color)
{
  return g_strdup_printf ("#%06x", color >> 8);
}

double
way_color_get_luminance (WayColor color)
{
  return 0.2126 * linearize (WAY_COLOR_RED (color)) + 0.7152 * linearize (WAY_COLOR_GREEN (color)) +
         0.0722 * linearize (WAY_COLOR_BLUE (color));
}

double
way_color_get_contrast (WayColor text,
                        WayColor ground)
{
  double a = way_color_get_luminance (text);
  double b = way_color_get_luminance (ground);

  return (MAX (a, b) + 0.05) / (MIN (a, b) + 0.05);
}

WayColor
way_color_mix (WayColor a,
               WayColor b,
               double   share)
{
  double rest;

  share = CLAMP (share, 0, 1);
  rest = 1 - share;
  return make_color (WAY_COLOR_RED (a) * rest + WAY_COLOR_RED (b) * share,
                     WAY_COLOR_GREEN (a) * rest + WAY_COLOR_GREEN (b) * share,
                     WAY_COLOR_BLUE (a) * rest + WAY_COLOR_BLUE (b) * share,
                     WAY_COLOR_ALPHA (a) * rest + WAY_COLOR_ALPHA (b) * share);
}

WayColor
way_color_with_contrast (WayColor color,
                         WayColor ground,
                         double   ratio)
{
  gboolean to_black = way_color_get_contrast (BLACK, ground) >= way_color_get_contrast (WHITE, ground);
  /* The end keeps the colour's alpha, and so does every mixture. */
  WayColor end = ((to_black ? BLACK : WHITE) & ~(WayColor) 0xff) | WAY_COLOR_ALPHA (color);

  for (guint i = 0; i < CONTRAST_STEPS; i++)
    {
      WayColor mixed = way_color_mix (color, end, (double) i / CONTRAST_STEPS);

      if (way_color_get_contrast (mixed, ground) >= ratio)
        return mixed;
    }
  return end;
}
