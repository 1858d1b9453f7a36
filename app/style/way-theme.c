/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Style"

#include "way-theme-private.h"

#include <math.h>
#include <string.h>

/* How far a brand's light tone lies towards the sheet. */
#define LIGHT_SHARE 0.9

/* The grey that is as light as a colour: by the inverse of the transfer function of sRGB. */
static WayColor
make_grey (WayColor color)
{
  double  luminance = way_color_get_luminance (color);
  double  share = luminance <= 0.0031308 ? 12.92 * luminance : 1.055 * pow (luminance, 1 / 2.4) - 0.055;
  guint32 level = (guint32) lround (share * 255);

  return WAY_RGB (level << 16 | level << 8 | level);
}

static void
set_brand (WayTheme *self,
           WayColor  brand)
{
  WayPhaseColors *phase = &self->phase[0];
  double          ratio = self->name == WAY_THEME_HIGH_CONTRAST ? 7 : 4.5;

  brand |= 0xff;
  if (self->name == WAY_THEME_GREYSCALE)
    brand = make_grey (brand);
  brand = way_color_with_contrast (brand, phase->on_dark, ratio);
  phase->light = way_color_mix (brand, self->sheet, LIGHT_SHARE);
  phase->dark = way_color_with_contrast (brand, phase->light, ratio);
}

void
way_theme_init (WayTheme    *self,
                WayThemeName name,
                WayColor     brand)
{
  *self = way_theme_tables[name];
  memcpy (self->text, way_theme_text, sizeof self->text);
  if (brand != WAY_COLOR_NONE)
    set_brand (self, brand);
}

WayColor
way_theme_get_level_color (const WayTheme *self,
                           int             hundredths)
{
  return self->level[way_theme_get_band (hundredths)];
}

guint
way_theme_get_band (int hundredths)
{
  if (hundredths >= 150)
    return 0;
  if (hundredths >= 50)
    return 1;
  if (hundredths > -50)
    return 2;
  return hundredths > -150 ? 3 : 4;
}
