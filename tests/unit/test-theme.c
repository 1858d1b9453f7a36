/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "waymark/way-theme.h"

#include <locale.h>
#include <math.h>

static const WayColor brands[] = {
  WAY_COLOR_NONE,
  WAY_RGB (0x000000),
  WAY_RGB (0xffffff),
  WAY_RGB (0xffe600),
  WAY_RGB (0xe4002b),
  WAY_RGB (0x00c2a8),
  WAY_RGB (0x7fdbff),
  WAY_RGB (0x4285f4),
  WAY_RGB (0x808080),
  WAY_RGB (0xff5a1f),
};

typedef void (*Check) (const WayTheme *theme);

static void
check_all (Check check)
{
  for (guint i = 0; i < WAY_N_THEMES; i++)
    for (guint j = 0; j < G_N_ELEMENTS (brands); j++)
      {
        WayTheme theme;

        way_theme_init (&theme, i, brands[j]);
        g_assert_cmpint (theme.name, ==, i);
        check (&theme);
      }
}

static void
assert_contrast (const WayTheme *theme,
                 const char     *what,
                 WayColor        color,
                 WayColor        ground,
                 double          ratio)
{
  double found = way_color_get_contrast (color, ground);

  g_assert_cmpuint (WAY_COLOR_ALPHA (ground), ==, 0xff);
  if (WAY_COLOR_ALPHA (color) != 0xff || found < ratio)
    g_error ("theme %u: %s: %06x on %06x has %.2f:1, wanted %.2f:1", theme->name, what, color >> 8, ground >> 8, found, ratio);
}

#define ASSERT_CONTRAST(theme, color, ground, ratio) \
  assert_contrast (theme, #color " on " #ground, (theme)->color, (theme)->ground, ratio)

/* Every pair of text and ground that a map has: 4.5:1 as in WCAG 2.1 AA; the high contrast theme 7:1 as in AAA. */
static void
check_text (const WayTheme *theme)
{
  double ratio = theme->name == WAY_THEME_HIGH_CONTRAST ? 7 : 4.5;

  ASSERT_CONTRAST (theme, ink, sheet, ratio);
  ASSERT_CONTRAST (theme, ink, panel, ratio);
  ASSERT_CONTRAST (theme, ink, card, ratio);
  ASSERT_CONTRAST (theme, ink, note, ratio);
  ASSERT_CONTRAST (theme, ink, backstage, ratio);
  ASSERT_CONTRAST (theme, ink, truth_band, ratio);
  ASSERT_CONTRAST (theme, secondary, sheet, ratio);
  ASSERT_CONTRAST (theme, secondary, panel, ratio);
  ASSERT_CONTRAST (theme, secondary, card, ratio);
  ASSERT_CONTRAST (theme, secondary, note, ratio);
  ASSERT_CONTRAST (theme, secondary, backstage, ratio);
  ASSERT_CONTRAST (theme, secondary, truth_band, ratio);
  ASSERT_CONTRAST (theme, faint, sheet, ratio);
  ASSERT_CONTRAST (theme, faint, panel, ratio);
  ASSERT_CONTRAST (theme, faint, card, ratio);
  ASSERT_CONTRAST (theme, faint, truth_band, ratio);
  ASSERT_CONTRAST (theme, note_text, note, ratio);
  ASSERT_CONTRAST (theme, note_text, backstage, ratio);
  ASSERT_CONTRAST (theme, pain_text, pain, ratio);
  ASSERT_CONTRAST (theme, possible_text, possible_ground, ratio);
  ASSERT_CONTRAST (theme, possible, sheet, ratio);
  ASSERT_CONTRAST (theme, possible, card, ratio);
  ASSERT_CONTRAST (theme, possible, possible_ground, ratio);
  ASSERT_CONTRAST (theme, possible, truth_band, ratio);
  ASSERT_CONTRAST (theme, sheet, possible, ratio);
  ASSERT_CONTRAST (theme, truth_text, truth, ratio);
  ASSERT_CONTRAST (theme, callout_text, callout, ratio);
  ASSERT_CONTRAST (theme, sheet, pain_mark, ratio);
  ASSERT_CONTRAST (theme, link, sheet, ratio);
  ASSERT_CONTRAST (theme, link, truth_band, ratio);
  ASSERT_CONTRAST (theme, metric_good, sheet, ratio);
  ASSERT_CONTRAST (theme, metric_bad, sheet, ratio);
  ASSERT_CONTRAST (theme, metric_good, truth_band, ratio);
  ASSERT_CONTRAST (theme, metric_bad, truth_band, ratio);
  for (guint i = 0; i < WAY_N_LEVELS; i++)
    {
      /* The greys of five levels need the whole range. */
      double level_ratio = theme->name == WAY_THEME_GREYSCALE ? 4.5 : ratio;

      ASSERT_CONTRAST (theme, level[i], sheet, level_ratio);
      ASSERT_CONTRAST (theme, level[i], truth_band, level_ratio);
    }
  for (guint i = 0; i < WAY_N_PHASE_COLORS; i++)
    {
      ASSERT_CONTRAST (theme, phase[i].on_dark, phase[i].dark, ratio);
      ASSERT_CONTRAST (theme, phase[i].dark, phase[i].light, ratio);
      ASSERT_CONTRAST (theme, phase[i].dark, sheet, ratio);
    }
  for (guint i = 0; i < WAY_N_PERSONA_COLORS; i++)
    {
      ASSERT_CONTRAST (theme, persona[i], persona_ground[i], ratio);
      ASSERT_CONTRAST (theme, persona[i], sheet, ratio);
      ASSERT_CONTRAST (theme, persona[i], truth_band, ratio);
    }
}

/* Marks that carry a meaning: 3:1, WCAG 2.1, "non-text contrast". */
static void
check_marks (const WayTheme *theme)
{
  ASSERT_CONTRAST (theme, pain_mark, pain, 3);
  ASSERT_CONTRAST (theme, pain_mark, sheet, 3);
  ASSERT_CONTRAST (theme, possible, possible_ground, 3);
  ASSERT_CONTRAST (theme, truth_edge, truth, 3);
  ASSERT_CONTRAST (theme, truth_edge, sheet, 3);
  ASSERT_CONTRAST (theme, truth_edge, truth_band, 3);
  ASSERT_CONTRAST (theme, secondary, card, 3);
  for (guint i = 0; i < WAY_N_LEVELS; i++)
    ASSERT_CONTRAST (theme, level[i], card, 3);
  for (guint i = 0; i < WAY_N_PHASE_COLORS; i++)
    ASSERT_CONTRAST (theme, phase[i].dark, phase[i].light, 3);
  if (theme->name != WAY_THEME_HIGH_CONTRAST)
    return;
  ASSERT_CONTRAST (theme, card_border, sheet, 3);
  ASSERT_CONTRAST (theme, panel_border, sheet, 3);
  ASSERT_CONTRAST (theme, note_border, note, 3);
  ASSERT_CONTRAST (theme, pain_border, sheet, 3);
  ASSERT_CONTRAST (theme, truth_band_border, sheet, 3);
  ASSERT_CONTRAST (theme, rule, sheet, 3);
}

static void
test_text_contrast (void)
{
  check_all (check_text);
}

static void
test_mark_contrast (void)
{
  check_all (check_marks);
}

static void
assert_grey (WayColor color)
{
  g_assert_cmphex (WAY_COLOR_RED (color), ==, WAY_COLOR_GREEN (color));
  g_assert_cmphex (WAY_COLOR_RED (color), ==, WAY_COLOR_BLUE (color));
}

static void
check_grey (const WayTheme *theme)
{
  /* All colours stand in one row of the structure, from the sheet to the styles of text. */
  const WayColor *first = &theme->sheet;
  const WayColor *end = (const WayColor *) theme->text;

  if (theme->name != WAY_THEME_GREYSCALE)
    return;
  for (const WayColor *color = first; color < end; color++)
    assert_grey (*color);
  for (guint i = 1; i < WAY_N_LEVELS; i++)
    g_assert_cmpuint (WAY_COLOR_RED (theme->level[i - 1]) - WAY_COLOR_RED (theme->level[i]), >=, 20);
  /* What is pale has an edge. */
  ASSERT_CONTRAST (theme, note_border, note, 2);
  ASSERT_CONTRAST (theme, pain_border, pain, 2);
  ASSERT_CONTRAST (theme, truth_band_border, truth_band, 2);
  ASSERT_CONTRAST (theme, card_border, sheet, 2);
}

static void
test_greyscale (void)
{
  WayTheme theme;

  check_all (check_grey);
  /* A brand keeps its lightness where that can be read. */
  way_theme_init (&theme, WAY_THEME_GREYSCALE, WAY_RGB (0x003399));
  g_assert_cmpfloat_with_epsilon (way_color_get_contrast (theme.phase[0].dark, WAY_RGB (0xffffff)),
                                  way_color_get_contrast (WAY_RGB (0x003399), WAY_RGB (0xffffff)), 0.1);
}

typedef struct
{
  double l;
  double a;
  double b;
} Lab;

static double
linearize (guint channel)
{
  double share = channel / 255.0;

  return share <= 0.04045 ? share / 12.92 : pow ((share + 0.055) / 1.055, 2.4);
}

static double
bend (double t)
{
  return t > 216.0 / 24389 ? cbrt (t) : (24389.0 / 27 * t + 16) / 116;
}

/* CIE L*a*b* (D65) of a colour as an eye without red, green or blue cones sees it: Machado, Oliveira, Fernandes 2009. */
static Lab
see (WayColor color,
     guint    eye)
{
  static const double eyes[][3][3] = {
    { { 0.152286, 1.052583, -0.204868 }, { 0.114503, 0.786281, 0.099216 }, { -0.003882, -0.048116, 1.051998 } },
    { { 0.367322, 0.860646, -0.227968 }, { 0.280085, 0.672501, 0.047413 }, { -0.011820, 0.042940, 0.968881 } },
    { { 1.255528, -0.076749, -0.178779 }, { -0.078411, 0.930809, 0.147602 }, { 0.004733, 0.691367, 0.303900 } },
  };
  double shown[3] = { linearize (WAY_COLOR_RED (color)), linearize (WAY_COLOR_GREEN (color)), linearize (WAY_COLOR_BLUE (color)) };
  double seen[3];
  double x, y, z;

  for (guint i = 0; i < 3; i++)
    seen[i] = CLAMP (eyes[eye][i][0] * shown[0] + eyes[eye][i][1] * shown[1] + eyes[eye][i][2] * shown[2], 0, 1);
  x = bend ((0.4124 * seen[0] + 0.3576 * seen[1] + 0.1805 * seen[2]) / 0.9505);
  y = bend (0.2126 * seen[0] + 0.7152 * seen[1] + 0.0722 * seen[2]);
  z = bend ((0.0193 * seen[0] + 0.1192 * seen[1] + 0.9505 * seen[2]) / 1.089);
  return (Lab){ 116 * y - 16, 500 * (x - y), 200 * (y - z) };
}

static void
assert_told_apart (WayColor one,
                   WayColor other)
{
  for (guint eye = 0; eye < 3; eye++)
    {
      Lab    a = see (one, eye);
      Lab    b = see (other, eye);
      double distance = sqrt ((a.l - b.l) * (a.l - b.l) + (a.a - b.a) * (a.a - b.a) + (a.b - b.b) * (a.b - b.b));

      if (distance < 10)
        g_error ("eye %u: %06x and %06x are only %.1f apart", eye, one >> 8, other >> 8, distance);
    }
}

static void
test_colour_blind_safe (void)
{
  WayTheme theme;

  way_theme_init (&theme, WAY_THEME_COLOUR_BLIND_SAFE, WAY_COLOR_NONE);
  for (guint i = 0; i < WAY_N_LEVELS; i++)
    {
      for (guint j = 0; j < i; j++)
        assert_told_apart (theme.level[i], theme.level[j]);
      assert_told_apart (theme.level[i], theme.possible);
      assert_told_apart (theme.level[i], theme.truth);
    }
  assert_told_apart (theme.possible, theme.truth);
  assert_told_apart (theme.metric_good, theme.metric_bad);
  for (guint i = 1; i < WAY_N_PHASE_COLORS; i++)
    assert_told_apart (theme.phase[i - 1].dark, theme.phase[i].dark);
}

static void
test_brand (void)
{
  WayTheme plain;
  WayTheme branded;

  way_theme_init (&plain, WAY_THEME_DEFAULT, WAY_COLOR_NONE);
  /* A colour that text can be read on stays as it is. */
  way_theme_init (&branded, WAY_THEME_DEFAULT, WAY_RGB (0x8a1538));
  g_assert_cmphex (branded.phase[0].dark, ==, WAY_RGB (0x8a1538));
  g_assert_cmpfloat (way_color_get_luminance (branded.phase[0].light), >, 0.7);
  for (guint i = 1; i < WAY_N_PHASE_COLORS; i++)
    g_assert_cmphex (branded.phase[i].dark, ==, plain.phase[i].dark);
  g_assert_cmphex (branded.ink, ==, plain.ink);
}

static void
test_bands (void)
{
  static const int levels[] = { 200, 100, 0, -100, -200 };
  WayTheme         theme;

  way_theme_init (&theme, WAY_THEME_DEFAULT, WAY_COLOR_NONE);
  for (guint i = 0; i < WAY_N_LEVELS; i++)
    {
      g_assert_cmpuint (way_theme_get_band (levels[i]), ==, i);
      g_assert_cmphex (way_theme_get_level_color (&theme, levels[i]), ==, theme.level[i]);
    }
  /* The nearest level; good and bad are treated alike. */
  for (int score = -200; score <= 200; score++)
    {
      guint band = way_theme_get_band (score);

      g_assert_cmpint (ABS (score - levels[band]), <=, 50);
      g_assert_cmpuint (band, ==, 4 - way_theme_get_band (-score));
    }
}

static void
test_text_styles (void)
{
  WayTheme theme;

  for (guint i = 0; i < WAY_N_THEMES; i++)
    {
      way_theme_init (&theme, i, WAY_COLOR_NONE);
      for (guint j = 0; j < WAY_N_TEXT_ROLES; j++)
        {
          g_assert_cmpfloat (theme.text[j].size, >=, 10);
          g_assert_cmpfloat (theme.text[j].line_height, >=, 1.2);
          g_assert_cmpint (theme.text[j].weight, >=, 400);
        }
      g_assert_cmpfloat (theme.text[WAY_TEXT_HEADLINE].size, ==, 29);
    }
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/style/theme/text-contrast", test_text_contrast);
  g_test_add_func ("/style/theme/mark-contrast", test_mark_contrast);
  g_test_add_func ("/style/theme/greyscale", test_greyscale);
  g_test_add_func ("/style/theme/colour-blind-safe", test_colour_blind_safe);
  g_test_add_func ("/style/theme/brand", test_brand);
  g_test_add_func ("/style/theme/bands", test_bands);
  g_test_add_func ("/style/theme/text-styles", test_text_styles);
  return g_test_run ();
}
