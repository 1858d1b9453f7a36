/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "waymark/way-hit.h"
#include "waymark/way-history.h"
#include "waymark/way-selection.h"

G_BEGIN_DECLS

/** WayDragKind: what is being dragged. */
typedef enum
{
  WAY_DRAG_ITEMS, /* touchpoints or cards, all selected ones together */
  WAY_DRAG_STAGE, /* a whole column */
  WAY_DRAG_LANE,
  WAY_DRAG_PHASE,
  WAY_DRAG_PHASE_EDGE, /* which stages belong to it */
  WAY_DRAG_STAGE_EDGE, /* the width of its steps */
  WAY_DRAG_CARD_EDGE,  /* how far a card spans */
  WAY_DRAG_POINT,      /* a point of the curve, up and down */
  WAY_DRAG_SKETCH,     /* a whole curve in one stroke */
  WAY_DRAG_BAND,       /* a rubber band */
  WAY_DRAG_NEW         /* something new from the palette, or out of the tray */
} WayDragKind;

typedef enum
{
  WAY_DRAG_FREE = 1 << 0, /* Alt: scores do not snap */
  WAY_DRAG_ADD = 1 << 1   /* Shift or Ctrl: the rubber band adds */
} WayDragModifiers;

/** WayDropMark: where things will land, for whoever draws: a bar or a box on the sheet, with words or NULL. */
typedef struct
{
  gboolean     is_valid;
  WayRectangle area;
  char        *text; /* "drop here", "to stage Buys", "+1.0 content", "until Checkout" */
} WayDropMark;

/** WayDragTarget: where something new would land, by borrowed ids; NULL for what does not matter, or for the end. */
typedef struct
{
  const char *stage;
  const char *lane;
  const char *touchpoint;
  const char *before;
} WayDragTarget;

/**
 * WayDrag: a drag as a machine, without a screen: begin, update, end or cancel, in map units. While it runs a transaction is
 * open and the map shows what would be; cancel brings every byte and the redo list back. Nobody else may change the map.
 *
 * What comes of a drag follows from its start and the last place of the pointer alone, never from the way there (but for
 * a curve that is drawn in a stroke): places are looked for on the sheet as it was at the start.
 */
/**
 * Begins at (@x, @y) what can be done with @hit, which was found there: touchpoints and cards (all selected ones of the
 * kind, when the one under the pointer is selected; cards go along with touchpoints), stages, lanes, phases, the edges of
 * stages, phases and cards, and points of the curve. @persona and @future say whose score changes in which journey; a
 * NULL @persona is the one of the point. NULL when nothing there can be dragged.
 */
WayDrag *way_drag_begin (WayLayout    *layout,
                         WayScene     *scene,
                         WayHistory   *history,
                         WaySelection *selection,
                         const WayHit *hit,
                         const char   *persona,
                         gboolean      future,
                         double        x,
                         double        y) G_GNUC_WARN_UNUSED_RESULT;

/** Begins with something new from the palette: a stage, a touchpoint or a card, which at the end is selected. NULL for other kinds. */
WayDrag *way_drag_begin_new (WayLayout    *layout,
                             WayHistory   *history,
                             WaySelection *selection,
                             WayKind       kind) G_GNUC_WARN_UNUSED_RESULT;

/** Begins with a card of the tray, which goes to where it is dropped and is selected then. NULL when it is not in the tray. */
WayDrag *way_drag_begin_note (WayLayout    *layout,
                              WayHistory   *history,
                              WaySelection *selection,
                              const char   *card) G_GNUC_WARN_UNUSED_RESULT;

/** Begins a rubber band, which selects while it is drawn. */
WayDrag *way_drag_begin_band (WayLayout    *layout,
                              WaySelection *selection,
                              double        x,
                              double        y) G_GNUC_WARN_UNUSED_RESULT;

/** Begins to draw a curve in one stroke, which gives each step that it crosses its score there. NULL without an emotions row. */
WayDrag *way_drag_begin_sketch (WayLayout  *layout,
                                WayHistory *history,
                                const char *persona,
                                gboolean    future) G_GNUC_WARN_UNUSED_RESULT;

WayDragKind way_drag_get_kind (const WayDrag *self);

/** Follows the pointer. @scene is the present one (the layout was updated after the step before). TRUE when the map changed. */
gboolean way_drag_update (WayDrag         *self,
                          WayScene        *scene,
                          double           x,
                          double           y,
                          WayDragModifiers modifiers);

/** Where it would land now; borrowed until the next update. Ask when the layout has followed the last update. */
const WayDropMark *way_drag_get_mark (const WayDrag *self);

/** Where it would land now, for whoever drops something else there after a cancel; FALSE for nowhere. */
gboolean way_drag_get_target (const WayDrag *self,
                              WayDragTarget *target);

/** Ends: commits one step (none when nothing changed) and frees. Selects what was moved or made. */
void way_drag_end (WayDrag *self);

/** Ends without a trace and frees. */
void way_drag_cancel (WayDrag *self);

G_END_DECLS
