/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "waymark/way-color.h"
#include "waymark/way-types.h"

G_BEGIN_DECLS

/** WayTextRole: the jobs that text has on a map; each has one style in a theme. */
typedef enum
{
  WAY_TEXT_HEADLINE,      /* the finding, or the title when there is none: 29 bold */
  WAY_TEXT_SUBTITLE,      /* title, state and goal in one line: 14.5 */
  WAY_TEXT_PERSONA_NAME,  /* 16.5 bold */
  WAY_TEXT_PERSONA_ROLE,  /* 13 */
  WAY_TEXT_PERSONA_QUOTE, /* 14.5 italic */
  WAY_TEXT_PERSONA_NEEDS, /* 13 */
  WAY_TEXT_INITIALS,      /* 21 bold, in the round of a persona */
  WAY_TEXT_PHASE,         /* 11.5 bold capitals, spaced 1.2 */
  WAY_TEXT_STAGE,         /* 15 semibold on a dark chevron */
  WAY_TEXT_STAGE_NOTE,    /* 11 on a dark chevron: owner, path to purchase */
  WAY_TEXT_LANE,          /* 14 semibold */
  WAY_TEXT_LANE_HINT,     /* 12 */
  WAY_TEXT_CARD_TITLE,    /* 13.5 semibold */
  WAY_TEXT_CARD,          /* 12.3 */
  WAY_TEXT_CARD_QUOTE,    /* 12.3 italic */
  WAY_TEXT_CARD_NOTE,     /* 11: owner, value and effort, date */
  WAY_TEXT_LEVEL,         /* 11.5: names of the emotion levels */
  WAY_TEXT_FEELING,       /* 12.5 medium: the word beside a point */
  WAY_TEXT_CURVE_LABEL,   /* 12 semibold: "future state", initials at a curve's end */
  WAY_TEXT_CALLOUT,       /* 12.3 medium on a dark box */
  WAY_TEXT_BADGE,         /* 12 bold, in gold and numbered badges */
  WAY_TEXT_METRIC_NAME,   /* 12.3 */
  WAY_TEXT_METRIC_VALUE,  /* 13.5 bold */
  WAY_TEXT_LINK,          /* 11 medium: the label of an arrow */
  WAY_TEXT_MARK,          /* 10 bold capitals: new, changed, gone */
  WAY_TEXT_LEGEND,        /* 12 */
  WAY_TEXT_FOOTER,        /* 12 */
  WAY_N_TEXT_ROLES
} WayTextRole;

/** WayTextStyle: how text is set. Sizes and spacing in map units. */
struct _WayTextStyle
{
  double   size;
  int      weight; /* as in CSS: 400 regular, 600 semibold, 700 bold */
  gboolean italic;
  double   letter_spacing;
  double   line_height; /* as a multiple of the size */
};

/** WayPhaseColors: a phase's dark tone (stage chevrons, icons) and its light one (phase bar, icon grounds). */
typedef struct
{
  WayColor dark;
  WayColor light;
  WayColor on_dark; /* text on the dark tone */
} WayPhaseColors;

#define WAY_N_LEVELS 5
#define WAY_N_PHASE_COLORS 8
#define WAY_N_PERSONA_COLORS 8

/** WayThemeName: the themes of a map; in the order of the map's theme field. */
typedef enum
{
  WAY_THEME_DEFAULT,
  WAY_THEME_HIGH_CONTRAST,
  WAY_THEME_GREYSCALE,
  WAY_THEME_COLOUR_BLIND_SAFE,
  WAY_N_THEMES
} WayThemeName;

/** WayTheme: colours and type of a map. Plain data; a map's own is made by way_theme_init(). */
struct _WayTheme
{
  WayThemeName   name;
  WayColor       sheet;
  WayColor       ink;
  WayColor       secondary;
  WayColor       faint;
  WayColor       rule;
  WayColor       neutral_line; /* the line of the neutral level */
  WayColor       card;
  WayColor       card_border;
  WayColor       card_shadow; /* with alpha */
  WayColor       panel;
  WayColor       panel_border;
  WayColor       note;        /* ground of thoughts, quotes, notes */
  WayColor       note_border; /* of these; none where the ground alone can be seen */
  WayColor       note_text;
  WayColor       backstage;   /* ground of backstage cards */
  WayColor       pain;        /* ground */
  WayColor       pain_border; /* or none */
  WayColor       pain_text;
  WayColor       pain_mark; /* bar and "!" */
  WayColor       possible;  /* opportunities and the future state: indigo */
  WayColor       possible_ground;
  WayColor       possible_text;
  WayColor       truth; /* gold of a moment of truth */
  WayColor       truth_edge;
  WayColor       truth_text;        /* number on the gold */
  WayColor       truth_band;        /* pale band through the column */
  WayColor       truth_band_border; /* or none */
  WayColor       callout;           /* dark box */
  WayColor       callout_text;
  WayColor       link; /* arrows between touchpoints */
  WayColor       metric_good;
  WayColor       metric_bad;
  WayColor       level[WAY_N_LEVELS]; /* emotion bands, best first */
  WayPhaseColors phase[WAY_N_PHASE_COLORS];
  WayColor       persona[WAY_N_PERSONA_COLORS];        /* curves and initials */
  WayColor       persona_ground[WAY_N_PERSONA_COLORS]; /* the round behind initials */
  WayTextStyle   text[WAY_N_TEXT_ROLES];
};

/**
 * Fills @self with a theme. @brand (or WAY_COLOR_NONE) takes the place of the first phase's tone, darkened until white
 * text on it can be read. Every text colour has 4.5:1 on each ground that it is drawn on.
 */
void way_theme_init (WayTheme    *self,
                     WayThemeName name,
                     WayColor     brand);

/** The colour of the emotion band that a score (hundredths, -200 to 200) lies in. */
WayColor way_theme_get_level_color (const WayTheme *self,
                                    int             hundredths);

/** The band of a score: 0 (best) to 4; the nearest of the levels 2, 1, 0, -1, -2. */
guint way_theme_get_band (int hundredths);

G_END_DECLS
