/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "waymark/way-fingerprint.h"
#include "waymark/way-layout.h"

G_BEGIN_DECLS

/* What a stage was made from, to know when it must be made again. */
typedef struct
{
  guint64 revision;
  guint   serial;
  guint   ordinal;
  guint   first_truth;
  guint   phase;
  double  column_width;
  guint64 outlook; /* of what it says of other stages */
} WayStageKey;

typedef struct
{
  WayStageBox    box;
  WayStageKey    steps_key;
  WayStageKey    cells_key;
  GArray        *steps; /* WayStep */
  GHashTable    *memo;  /* WayElement -> WayBoxMemo */
  double         column_width;
  double         steps_width; /* the column width that the steps were placed for; below 0 when they were not */
  gboolean       steps_stacked;
  guint          n_truths;
  guint          n_evidence[WAY_N_CERTAINTIES];
  guint          n_marks[4];
  double         wish; /* width that each of its columns asks for */
  guint          n_cells;
  guint          box_serial; /* of the boxes in its cells */
  guint64        head_revision;
  guint          head_serial;
  double         head_width;
  GPtrArray     *outlooks;       /* WayElement: its links, and touchpoints whose place is taken in another stage */
  GPtrArray     *outlook_stages; /* WayElement: the stages that its outlooks lead to */
  gboolean       looks_anywhere; /* an outlook leads to nothing, or to no stage: whatever changes may be what it speaks of */
  guint64        outlook_sum;
  guint64        outlook_revision; /* of the stage when that was summed up */
  guint          outlook_serial;
  WayElement    *phase_element;  /* or NULL */
  gboolean       reaches_out;    /* a card spans into later stages, or would if they were shown */
  guint          reach;          /* the furthest column that a card reaches to, from the stage's first */
  gboolean       is_draft;       /* not all of its boxes are in its cells */
  guint          columns_serial; /* of the columns when its cards were given theirs */
  GArray        *skyline_in;     /* double: what earlier stages had left in @n_taken columns from its first, row after row */
  guint          n_taken;
  GArray        *skyline_out; /* double: what it left in the columns beyond its own up to its reach, row after row */
  WayFingerprint words_key;   /* what its words were placed beside; 0 when they must be placed */
  GPtrArray     *points;      /* a GArray of WayCurvePoint for each curve; columns from the stage's first */
  GByteArray    *differing;   /* whether each curve has points here that differ */
  gboolean       is_unjoined; /* its points have changed since the curves were joined */
} WayStageState;

/* Whether something in a stage takes the place of something else, and when that was looked up. */
typedef struct
{
  WayElement *stage;
  guint64     revision;
  gboolean    replaces;
} WayReplacingStage;

struct _WayLayout
{
  GObject        parent_instance;
  WayMap        *map;
  WayTypesetter *typesetter;
  char          *own_language; /* of a typesetter that was made here */
  WayTheme       theme;
  WayLayoutFrame frame;
  WayView        view;
  double         look_width; /* what of the sheet is wanted: G_MAXDOUBLE for all of it */
  double         look_height;
  gboolean       is_partial; /* something was left out */
  GArray        *row_depths; /* double: during an update, how far down the cells of each row have come */
  guint          serial;
  char          *grid_key;
  guint          box_serial; /* changes with all that boxes depend on beside their elements */
  char          *box_key;
  const WayBox  *old_box;          /* of the element whose box is being made; NULL when there is none */
  GHashTable    *stage_states;     /* WayElement -> WayStageState */
  GPtrArray     *stages;           /* WayStageState that are shown */
  GPtrArray     *personas;         /* WayElement that are shown */
  GHashTable    *replaced;         /* id -> WayElement that takes its place */
  GArray        *replacing_stages; /* WayReplacingStage of all stages of the map */
  guint          n_changed_stages; /* of the map since the update before; more than one when there are other stages */
  WayElement    *changed_stage;    /* the last of them */
  GHashTable    *lane_rows;        /* id -> row + 1 */
  int            touchpoints_row;
  guint          columns_serial; /* changes with the columns, or with the steps that stand in them */
  double        *skyline;        /* how far down each column of each row is taken; rows follow one another */
  gsize          skyline_size;
  guint          skyline_until;  /* the first column that no stage has reached yet */
  gboolean       points_changed; /* since the curves were joined */
  double         changed_from;   /* x of the sheet between which curves have changed in this update */
  double         changed_until;
  guint          curves_grid_serial;
  guint          n_curve_columns;
  double        *curve_column_x;
  GPtrArray     *curve_stages;  /* WayStageState, as when the curves were joined */
  GArray        *routes;        /* of the links; see way-layout-links.c */
  double         links_height;  /* of the arrows above the touchpoints */
  char          *callouts_key;  /* what the callouts were placed for */
  double         callout_strip; /* height below the curve for callouts that found no place in it */
  GHashTable    *texts;         /* WayText of the frame, by what they say and how */
  GHashTable    *old_texts;     /* those of the update before */
};

/* Text in the style of a role; wraps at @width when it is not below 0. */
WayText *way_layout_set_text (WayLayout   *self,
                              const char  *text,
                              WayTextRole  role,
                              double       width,
                              WayTextAlign align);

/* The same for texts of the frame: one that was set in the update before is used again. */
WayText *way_layout_reuse_text (WayLayout   *self,
                                const char  *text,
                                WayTextRole  role,
                                double       width,
                                WayTextAlign align);

/* A text of the frame that wraps at @width and whose box is then only as wide as its lines. */
WayText *way_layout_reuse_tight_text (WayLayout  *self,
                                      const char *text,
                                      WayTextRole role,
                                      double      width);

/* What takes the place of an element in the future journey; NULL for nothing, which is the rule. */
static inline WayElement *
way_layout_get_instead (WayLayout  *self,
                        WayElement *element)
{
  return g_hash_table_size (self->replaced) > 0 ? g_hash_table_lookup (self->replaced, way_element_get_id (element)) : NULL;
}

/* Whether an element is part of what the view shows: state, personas, prompts. */
gboolean way_layout_shows (WayLayout  *self,
                           WayElement *element);

/* Whether an element stands in the current or in the future journey. */
gboolean way_layout_is_current (WayLayout  *self,
                                WayElement *element);
gboolean way_layout_is_future (WayLayout  *self,
                               WayElement *element);

/* Finds out which touchpoints and cards give way to others in the future journey; TRUE when that has changed. */
gboolean way_layout_update_replaced (WayLayout *self);

/* What became of it, as the view marks it. */
WayMark way_layout_get_mark (WayLayout  *self,
                             WayElement *element);

/* way-layout-grid.c: rows, stages, columns and cells. */
void way_layout_update_rows (WayLayout *self);
void way_layout_update_columns (WayLayout *self);
void way_layout_update_cells (WayLayout *self);
void way_layout_place_rows (WayLayout *self,
                            double     top);
void way_stage_state_free (gpointer data);

/* The step of a touchpoint or of what takes its place; NULL when it is not shown. @stage is its stage then. */
WayStep *way_layout_find_step (WayLayout      *self,
                               WayElement     *touchpoint,
                               WayStageState **stage);

/* x of the middle of a column's cards and of a step's point on the sheet. */
double way_layout_get_step_x (WayLayout     *self,
                              WayStageState *stage,
                              const WayStep *step);

void way_cell_unref (WayCell *self);

/* way-layout-box.c: boxes of touchpoints, cards, metrics, values and points. They are kept as long as nothing that they show changes. */
typedef struct
{
  double  width;
  guint   phase;
  guint   truth;
  WayMark mark;
  guint   stage_number; /* in stacked maps steps have numbers, "2.1": of the stage, and of the step in it; else 0 */
  guint   step_number;
} WayBoxRequest;

WayBox *way_layout_get_touchpoint_box (WayLayout           *self,
                                       WayStageState       *stage,
                                       GHashTable          *memo,
                                       WayElement          *touchpoint,
                                       const WayBoxRequest *request);
WayBox *way_layout_get_card_box (WayLayout           *self,
                                 WayStageState       *stage,
                                 GHashTable          *memo,
                                 WayElement          *card,
                                 int                  kind,
                                 const WayBoxRequest *request);
WayBox *way_layout_get_metric_box (WayLayout           *self,
                                   WayStageState       *stage,
                                   GHashTable          *memo,
                                   WayElement          *metric,
                                   const WayBoxRequest *request);
WayBox *way_layout_get_point_box (WayLayout           *self,
                                  WayStageState       *stage,
                                  GHashTable          *memo,
                                  WayElement          *feeling,
                                  const WayBoxRequest *request);
WayBox *way_layout_new_value_box (WayLayout           *self,
                                  WayElement          *element,
                                  const char          *symbol,
                                  const char          *channel,
                                  const char          *text,
                                  const WayBoxRequest *request);
void    way_box_memo_free (gpointer data);

/* The word of a choice as in the tables: it outlives the element's value. NULL for none. */
const char *way_layout_get_choice_word (WayElement *element,
                                        guint       field);

/* "AN" for "Anna Nowak"; at most two letters. */
char *way_layout_make_initials (const char *name);

/* The word for a status of the file in the map's language; NULL for NULL. */
const char *way_layout_get_status (WayLayout  *self,
                                   const char *status);

/* way-layout-cells.c: the cells of one stage. */
void way_layout_fill_cells (WayLayout     *self,
                            WayStageState *stage,
                            guint          first_truth);

/* way-layout-curves.c */
void way_layout_collect_points (WayLayout     *self,
                                WayStageState *stage);
void way_layout_update_curves (WayLayout *self);

/* The word of a point's box; NULL when it has none. */
WayBoxText *way_layout_get_word (WayBox *box);

/* Notes that what is drawn of a curve at one of its points has changed. */
void way_layout_touch_point (WayLayout      *self,
                             const WayCurve *curve,
                             guint           index);

/* way-layout-labels.c: puts the words of the active curve where no line runs through them, and gives the curves' labels a place. */
void way_layout_place_words (WayLayout *self);
/* @placed (WayRectangle) is what they must keep clear of beside the points; they are added to it. */
void way_layout_place_labels (WayLayout *self,
                              GArray    *placed);

/* What is kept free at both sides of a word. */
#define WAY_WORD_AIR 7.0

/* way-layout-nearby.c */
typedef struct
{
  GArray  *taken;      /* WayRectangle: faces, badges and words, from the top of the row */
  GArray  *stretches;  /* of all curves, from point to point; see way-layout-nearby.c */
  gboolean is_plotted; /* @stretches are there: they are looked up for who asks */
  double   from;       /* x of the sheet between which they lie */
  double   until;
} WayNearby;

void way_nearby_init (WayNearby *self);
void way_nearby_clear (WayNearby *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WayNearby, way_nearby_clear)

/* Looks up what stands in the emotions row between two x of the sheet; more may come along. */
void way_layout_look_nearby (WayLayout *self,
                             double     from,
                             double     until,
                             WayNearby *nearby);

/* How many of the points along the curves lie in an area; @open: those on its edges do not. */
guint way_nearby_count_hits (WayNearby          *self,
                             WayLayout          *layout,
                             const WayRectangle *area,
                             gboolean            open);

/* Only the points along the curves, in place of what @samples held. */
void way_layout_sample_curves (WayLayout *self,
                               double     from,
                               double     until,
                               GArray    *samples);

/* The range of a curve's points that the curve depends on between two x. */
void way_layout_find_points (WayLayout      *self,
                             const WayCurve *curve,
                             double          from,
                             double          until,
                             guint          *first,
                             guint          *end);

/* x on the sheet, y from the top of the row. */
WayPoint way_layout_get_point_place (WayLayout           *self,
                                     const WayCurvePoint *point);

/* Whether an area covers neither what stands nearby nor what has been placed (WayRectangle). */
gboolean way_nearby_is_free (const WayNearby    *self,
                             GArray             *placed,
                             const WayRectangle *area);

/* The persona whose curve has faces; NULL when there is none. */
WayElement *way_layout_get_active_persona (WayLayout *self);

/* Its place among all personas of the map: colours stay when others are hidden. */
guint way_layout_get_persona_index (WayLayout  *self,
                                    WayElement *persona);

/* Whether the journey as it is, or as it should be, comes by a step at all. */
gboolean way_layout_is_on_curve (WayLayout     *self,
                                 const WayStep *step,
                                 gboolean       future);

/* The score's feeling of a step for a persona, as it is or as it should be; NULL for none. */
WayElement *way_layout_find_feeling (WayLayout     *self,
                                     const WayStep *step,
                                     const char    *persona,
                                     gboolean       future);

/* way-layout-head.c, -foot.c, -callouts.c, -links.c */
double way_layout_update_head (WayLayout *self);
/* How far the points of the emotions row and their words reach down. */
double way_layout_get_curve_bottom (WayLayout *self);

/* Finds places for the callouts, from the top of the emotions row. */
void way_layout_update_callouts (WayLayout *self);

/* The height of the arrows above the touchpoints; then, when the rows have their places, the arrows. */
double way_layout_measure_links (WayLayout *self);
void   way_layout_place_links (WayLayout *self);

void way_layout_update_truths (WayLayout *self);
void way_layout_update_foot (WayLayout *self);

G_END_DECLS
