/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "waymark/way-geometry.h"
#include "waymark/way-map.h"
#include "waymark/way-text.h"
#include "waymark/way-theme.h"
#include "waymark/way-view.h"

G_BEGIN_DECLS

/*
 * Layout: (map, view, type) -> boxes: which columns and rows there are, how tall they grow, where text wraps, where the
 * curve runs. Start to end; whoever draws mirrors for right-to-left maps. All measures are map units.
 */

#define WAY_SHEET_MARGIN 44.0
#define WAY_HEAD_WIDTH 172.0
#define WAY_STEP_WIDTH 148.0
#define WAY_CELL_GAP 12.0 /* between two cards side by side */
#define WAY_ROW_PADDING 14.0
#define WAY_HINT_GAP 3.0 /* from a lane's name to its explanation */
#define WAY_FACE_RADIUS 13.0
#define WAY_BADGE_RADIUS 11.0
#define WAY_CURVE_HEIGHT 260.0

/** WayMark: what became of an element between the current and the future journey. */
typedef enum
{
  WAY_MARK_NONE,
  WAY_MARK_NEW,
  WAY_MARK_CHANGED,
  WAY_MARK_GONE
} WayMark;

typedef enum
{
  WAY_BOX_TOUCHPOINT,
  WAY_BOX_CARD,
  WAY_BOX_METRIC,
  WAY_BOX_VALUE, /* a field that a lane shows */
  WAY_BOX_POINT  /* of the curve: the face and its word */
} WayBoxKind;

/** WayBoxText: text in a box, from the box's corner. The role tells how it is coloured. */
typedef struct
{
  WayText    *text;
  WayTextRole role;
  double      limit; /* the width that it was set to; below 0 for none */
  double      x;
  double      y;
} WayBoxText;

#define WAY_BOX_MAX_TEXTS 8

/** WayBox: one card, metric or point, measured. Counted; immutable but for @item, which whoever draws keeps there. */
typedef struct
{
  grefcount      ref_count;
  WayBoxKind     kind;
  char          *element; /* id */
  double         width;
  double         height;
  guint          n_texts;
  WayBoxText    *texts;
  int            card_kind; /* WayCardKind of cards */
  guint          phase;     /* colours of its stage */
  WayMark        mark;
  gboolean       is_future; /* belongs to the future journey only */
  gboolean       is_prompt;
  int            certainty; /* WayCertainty, -1 for none */
  guint          truth;     /* number of the moment of truth; 0 for none */
  WayPoint       badge;     /* middle of its badge */
  double         badge_radius;
  const char    *channel; /* word of the file, or NULL */
  const char    *symbol;  /* another sign before the text, or NULL */
  char          *image;   /* id, or NULL */
  WayRectangle   image_area;
  int            score;      /* points: hundredths */
  int            trend;      /* metrics: WayTrend, -1 for none */
  int            trend_good; /* metrics: 1 good, 0 bad, -1 unknown */
  double         trend_x;
  double         trend_y;
  gboolean       has_face; /* stacked touchpoints: the face of @score stands at @face_y */
  double         face_y;
  gboolean       numbered; /* points: a number stands for the word */
  gpointer       item;     /* kept by whoever draws */
  double         item_height;
  guint          item_serial;
  GDestroyNotify item_free;
} WayBox;

WayBox *way_box_ref (WayBox *self);
void    way_box_unref (WayBox *self);

/** WayBoxPlace: a box in a cell: in a column of the stage (from its first), from that column's x and the row's y. */
typedef struct
{
  WayBox  *box;
  guint    column;
  double   dx;
  double   y;
  gboolean stretch; /* grows to the content height of the row */
} WayBoxPlace;

/** WayCell: the boxes of one stage in one row. Counted; @block is kept by whoever draws. */
typedef struct
{
  grefcount      ref_count;
  GArray        *places; /* WayBoxPlace */
  double         height; /* what it needs */
  gpointer       block;
  guint          block_serial;
  double         block_height;
  gboolean       stretches; /* some of its boxes grow with the row */
  GDestroyNotify block_free;
} WayCell;

/** WayCurvePoint: one score on a curve. */
typedef struct
{
  WayElement *feeling;
  guint64     revision; /* of the feeling: its word matters too */
  WayElement *touchpoint;
  guint       column;     /* of the map */
  double      dx;         /* from the column's x */
  int         score;      /* hundredths */
  gboolean    differs;    /* future curve: differs from the current one */
  gboolean    gap_before; /* a step without a feeling stands before it: the curve breaks */
} WayCurvePoint;

/** WayCurve: one persona in one state. */
typedef struct
{
  WayElement *persona;
  guint       persona_index; /* for colour and dash */
  gboolean    is_future;
  gboolean    is_active;   /* has faces, words and a fill */
  GArray     *points;      /* WayCurvePoint, from start to end */
  GArray     *starts;      /* guint: the first point of each stage, and after them where the last one's end */
  WayText    *label;       /* initials at its end, or what it is; or NULL */
  WayPoint    label_at;    /* x on the sheet, y from the top of the row; below 0 for none */
  guint       label_point; /* index of the point that the label stands at */
} WayCurve;

/** WayStep: a touchpoint in the grid, and in comparison the one that takes its place. Stacked stages have many in one column. */
typedef struct
{
  WayElement *touchpoint;
  WayElement *replacement;
  guint       column; /* from the stage's first */
  double      dx;     /* middle of its curve point from that column's x */
} WayStep;

/** WayStageBox: a stage: its columns, head and cells. */
typedef struct
{
  WayElement    *stage;
  guint          ordinal; /* from 1 */
  guint          first_column;
  guint          n_columns;
  guint          n_steps;
  const WayStep *steps;
  guint          reached_from; /* index of the first stage that a card reaches into this one from; its own when there is none */
  guint          phase;        /* colours */
  WayText       *name;
  WayText       *note;          /* owner, or NULL */
  gboolean       on_path;       /* on the path to purchase */
  gboolean       is_prompt;     /* @name asks */
  WayCell      **cells;         /* n_rows */
  guint          curves_serial; /* that of the frame when its part of a curve last changed, or what that depends on */
} WayStageBox;

/** WayPhaseBox: neighbouring stages of one phase. */
typedef struct
{
  WayElement *phase;
  guint       first_stage;
  guint       n_stages;
  guint       colors;
  WayText    *name;
} WayPhaseBox;

/** WayRowBox: a lane. */
typedef struct
{
  WayElement *lane;
  int         holds; /* WayCardKind or -1 */
  int         shows; /* WayLaneShow or -1 */
  WayText    *name;
  WayText    *hint; /* or NULL */
  double      y;
  double      height;
  double      content_y; /* where the cells start: below arrows and padding */
  double      content_height;
} WayRowBox;

/** WayPersonaBox: a panel at the top. */
typedef struct
{
  WayElement  *persona;
  guint        index;
  WayRectangle area;
  guint        n_texts;
  WayBoxText   texts[WAY_BOX_MAX_TEXTS];
  char        *image;     /* portrait */
  gboolean     is_prompt; /* her name asks */
} WayPersonaBox;

/** WayCalloutBox: a finding tied to a point of the curve. x on the sheet, y from the top of the emotions row. */
typedef struct
{
  WayElement  *finding;
  WayRectangle area;
  WayText     *text;
  WayPoint     from; /* the point that it speaks of */
  WayPoint     tip;  /* where the line from that point ends */
} WayCalloutBox;

/** WayLinkBox: an arrow between two touchpoints. Places on the sheet. */
typedef struct
{
  WayElement *link;
  int         kind; /* WayLinkKind */
  guint       n_points;
  WayPoint    points[6]; /* corners from start to arrow head */
  WayText    *label;     /* or NULL */
  double      label_x;
  double      label_y;
} WayLinkBox;

/** WayTruthBox: the pale band of a moment of truth. */
typedef struct
{
  guint  column;
  double y;
  double height;
} WayTruthBox;

/** WayLegendBox: one entry of the legend or footer, from the sheet's corner. */
typedef enum
{
  WAY_LEGEND_TRUTH,
  WAY_LEGEND_FUTURE,
  WAY_LEGEND_GAP,
  WAY_LEGEND_EVIDENCE, /* number: WayCertainty */
  WAY_LEGEND_PERSONA,  /* number: index of the persona */
  WAY_LEGEND_MARK,     /* number: WayMark */
  WAY_LEGEND_LINK,     /* number: WayLinkKind */
  WAY_LEGEND_PATH
} WayLegendKind;

typedef struct
{
  WayLegendKind kind;
  guint         number;
  double        x;
  double        y; /* middle of the line */
  double        text_x;
  WayText      *text;
} WayLegendBox;

/** WayLayout: the boxes of a map in a view. Made once and updated after edits; an update costs what was touched. */
#define WAY_TYPE_LAYOUT (way_layout_get_type ())
G_DECLARE_FINAL_TYPE (WayLayout, way_layout, WAY, LAYOUT, GObject)

/** @theme gives the type (its text styles); it must stay as it is. A NULL @typesetter makes one for the map's language. */
WayLayout *way_layout_new (WayMap         *map,
                           WayTypesetter  *typesetter,
                           const WayTheme *theme) G_GNUC_WARN_UNUSED_RESULT;

/** Brings the boxes up to date with the map, as @view shows it. */
void way_layout_update (WayLayout     *self,
                        const WayView *view);

/**
 * The same for a first look at a large map: boxes that would stand beyond @width and @height of the sheet are left out
 * where that saves work, and rows that hold such are as high as what is there. TRUE when nothing was left out. A further
 * update brings in what is missing.
 */
gboolean way_layout_update_within (WayLayout     *self,
                                   const WayView *view,
                                   double         width,
                                   double         height);

/** WayLayoutFrame: the boxes; owned by the layout, good until the next update. */
typedef struct
{
  WayMap        *map;
  const char    *language;
  gboolean       right_to_left;
  gboolean       stacked;
  WayViewState   state;
  double         width;
  double         height;
  guint          n_columns;
  double        *column_x; /* n_columns + 1: the last is the end of the grid */
  guint          n_stages;
  WayStageBox  **stages;
  guint          n_phases;
  WayPhaseBox   *phases;
  guint          n_rows;
  WayRowBox     *rows;
  double         phase_y;
  double         phase_height; /* 0 when no stage has a phase */
  double         stage_y;
  double         stage_height;
  WayText       *headline;
  WayElement    *headline_element; /* the finding or the map whose words the headline is */
  WayPoint       headline_at;
  WayText       *subtitle; /* or NULL */
  WayPoint       subtitle_at;
  char          *logo; /* image id, or NULL */
  WayRectangle   logo_area;
  guint          n_personas;
  WayPersonaBox *personas;
  int            feelings_row; /* -1 when there is none */
  WayText       *levels[WAY_N_LEVELS];
  WayText       *curve_hint;    /* in the emotions head: whose curve it is */
  GPtrArray     *curves;        /* WayCurve */
  guint          curves_serial; /* changes when a curve does */
  GArray        *truths;        /* WayTruthBox */
  GArray        *callouts;      /* WayCalloutBox */
  GArray        *links;         /* WayLinkBox */
  GArray        *legend;        /* WayLegendBox */
  WayText       *footer;        /* owner, version, dates */
  WayPoint       footer_at;
  double         footer_y; /* rule above it */
  gpointer       drawn;    /* kept by whoever draws */
  GDestroyNotify drawn_free;
} WayLayoutFrame;

const WayLayoutFrame *way_layout_get_frame (WayLayout *self);

/** The height of a score (hundredths) below the top of the emotions row of @height. */
double way_curve_get_y (int    hundredths,
                        double height);

/** The tangents of a monotone cubic through points: Fritsch and Carlson, SIAM J. Numer. Anal. 17 (1980) 238-246. Never overshoots. */
void way_curve_get_tangents (const WayPoint *points,
                             guint           n_points,
                             double         *slopes);

G_END_DECLS
