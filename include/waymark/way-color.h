/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** WayColor: sRGB and alpha, one byte each, as 0xRRGGBBAA; 0 is "nothing is drawn". */
typedef guint32 WayColor;

#define WAY_COLOR_NONE ((WayColor) 0)

/** WAY_RGB: an opaque colour from 0xRRGGBB. */
#define WAY_RGB(rgb) ((WayColor) (((guint32) (rgb) << 8) | 0xff))

#define WAY_COLOR_RED(color) (((color) >> 24) & 0xff)
#define WAY_COLOR_GREEN(color) (((color) >> 16) & 0xff)
#define WAY_COLOR_BLUE(color) (((color) >> 8) & 0xff)
#define WAY_COLOR_ALPHA(color) ((color) &0xff)

/** Reads "#rrggbb"; FALSE and an untouched @color for anything else. */
gboolean way_color_parse (const char *text,
                          WayColor   *color);

/** Writes "#rrggbb" (the alpha is left out). */
char *way_color_to_string (WayColor color);

/** Relative luminance, 0 to 1, as in WCAG 2.1. */
double way_color_get_luminance (WayColor color);

/** Contrast ratio of two opaque colours, 1 to 21, as in WCAG 2.1. */
double way_color_get_contrast (WayColor text,
                               WayColor ground);

/** The colour at @share (0 gives @a, 1 gives @b) between two colours, alpha too. */
WayColor way_color_mix (WayColor a,
                        WayColor b,
                        double   share);

/** The same hue and opacity as @color, moved towards black or white until it has @ratio on @ground. */
WayColor way_color_with_contrast (WayColor color,
                                  WayColor ground,
                                  double   ratio);

G_END_DECLS
