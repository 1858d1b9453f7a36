/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "waymark/way-drag.h"

G_BEGIN_DECLS

/*
 * How drags work. Where something will land is found on the sheet as it was when the drag began, so that it follows from
 * where the pointer is and not from how it came there. Each new place is applied to the map as it was then: what the
 * place before it had changed is taken back first.
 */

/** WayDragPlace: where something will land. What is not needed is 0. */
typedef struct
{
  gboolean    is_valid; /* else the map stays as it was */
  gboolean    is_home;  /* where it came from: nothing is to be done */
  WayElement *stage;
  WayElement *lane;
  WayElement *touchpoint;
  WayElement *target; /* what it will stand before (NULL: at the end), or what a card will reach to */
  int         value;  /* score in hundredths, width in map units, or number of a boundary */
} WayDragPlace;

/** WayDragMachine: what the kinds of drags do differently. */
typedef struct
{
  /** Finds the place for the pointer at (@along, @y), in reading order. */
  void (*find) (WayDrag         *self,
                double           along,
                double           y,
                WayDragModifiers modifiers,
                WayDragPlace    *place);

  /** Changes the map, which is as it was at the start. */
  gboolean (*apply) (WayDrag            *self,
                     const WayDragPlace *place);

  /** Fills in area and text for the present place; the layout shows it. */
  void (*mark) (WayDrag     *self,
                WayDropMark *mark);

  /** After the commit: selects what was moved or made. May be NULL. */
  void (*select) (WayDrag *self);
} WayDragMachine;

extern const WayDragMachine way_drag_items_machine;
extern const WayDragMachine way_drag_new_machine;
extern const WayDragMachine way_drag_note_machine;
extern const WayDragMachine way_drag_stage_machine;
extern const WayDragMachine way_drag_lane_machine;
extern const WayDragMachine way_drag_phase_machine;
extern const WayDragMachine way_drag_phase_edge_machine;
extern const WayDragMachine way_drag_stage_edge_machine;
extern const WayDragMachine way_drag_card_edge_machine;
extern const WayDragMachine way_drag_point_machine;

typedef struct _WayDragStroke WayDragStroke;
typedef struct _WayDragBand   WayDragBand;

struct _WayDrag
{
  WayDragKind           kind;
  const WayDragMachine *machine; /* NULL for strokes and rubber bands */
  WayLayout            *layout;
  WayHistory           *history;   /* or NULL */
  WaySelection         *selection; /* or NULL */
  WayLayoutFrame       *start;     /* the sheet when the drag began */
  WayElement           *grabbed;
  WayElement           *home_stage; /* of what was grabbed */
  WayElement           *home_lane;
  WayElement           *home_touchpoint;
  GPtrArray            *moved;      /* WayElement: all that moves, in the order of the map */
  GHashTable           *followers;  /* what moves -> what came after it and stays, or NULL */
  GHashTable           *wide_cards; /* those of what moves that take their whole stage */
  WayKind               new_kind;
  char                 *made; /* id of what is new at its present place */
  char                 *persona;
  gboolean              future;
  double                grab_along; /* where the pointer was at the start */
  double                grab_y;
  double                anchor; /* cards: x that counts for the column, from the pointer */
  double                origin; /* edges: from the pointer to the edge; points: the score's y from the pointer */
  guint                 boundary;
  WayDragPlace          place;
  gboolean              is_refused; /* the map could not be changed so */
  gboolean              mark_is_stale;
  WayDropMark           mark;
  WayDragStroke        *stroke;
  WayDragBand          *band;
};

/* --- way-drag.c ---------------------------------------------------------------- */

WayDrag *way_drag_new (WayDragKind           kind,
                       const WayDragMachine *machine,
                       WayLayout            *layout,
                       WayHistory           *history,
                       WaySelection         *selection,
                       const char           *label);

WayMap *way_drag_get_map (WayDrag *self);

/** Selects all that was moved, with what was grabbed as the focus. */
void way_drag_select_moved (WayDrag *self);

/** A copy of boxes and places that no update of the layout changes. With the cells of those rows that @row_filter wants. */
WayLayoutFrame *way_drag_copy_frame (const WayLayoutFrame *frame,
                                     gboolean (*row_filter) (const WayLayoutFrame *frame,
                                                             guint                 row));
void            way_drag_free_frame (WayLayoutFrame *frame);

/* --- way-drag-slots.c ------------------------------------------------------------ */

/** WayDragSlot: something in a line of things, among which others are to find a place. */
typedef struct
{
  WayElement *element;
  double      start;
  double      end;
} WayDragSlot;

void way_drag_add_slot (GArray     *slots,
                        WayElement *element,
                        double      start,
                        double      end);

/** Whether an element is among those that move. */
gboolean way_drag_moves (WayDrag    *self,
                         WayElement *element);

/**
 * The slot at @at, or the nearest, and whether what is dragged goes before or after it. In a line that something leaves
 * and comes back to it takes the slot under the pointer; in another one the half of the slot decides. NULL without slots.
 */
const WayDragSlot *way_drag_find_slot (WayDrag  *self,
                                       GArray   *slots,
                                       double    at,
                                       gboolean *after);

/** The place that follows from that: @place gets its target, or is home over what was grabbed. */
void way_drag_find_in_slots (WayDrag      *self,
                             GArray       *slots,
                             double        at,
                             WayDragPlace *place);

/** The next one of the kind that stays where it is. */
WayElement *way_drag_get_follower (WayDrag    *self,
                                   WayElement *element);

/* --- way-drag-marks.c -------------------------------------------------------------- */

/** The area of an element's box in the layout as it is now, or of its whole column or row. */
gboolean way_drag_get_area (WayDrag      *self,
                            const char   *element,
                            WayRectangle *area);

/** The text of an element, in one line; NULL when it has none. The caller frees it. */
char *way_drag_dup_title (const WayElement *element);

/** The mark for something that comes between others. */
void way_drag_mark_moved (WayDrag     *self,
                          WayDropMark *mark);

/* --- The kinds ----------------------------------------------------------------------- */

/** Which rows the places of cards and touchpoints are looked for in. */
gboolean way_drag_wants_row (const WayLayoutFrame *frame,
                             guint                 row);

/** The columns of the sheet as places for stages. */
void way_drag_add_stage_slots (WayDrag *self,
                               GArray  *slots);

/** Prepare what a kind needs to know from the start on; FALSE when it cannot be dragged. */
gboolean way_drag_begin_items (WayDrag *self);
gboolean way_drag_begin_stage_edge (WayDrag      *self,
                                    const WayHit *hit);
gboolean way_drag_begin_card_edge (WayDrag *self);
gboolean way_drag_begin_phase_edge (WayDrag      *self,
                                    const WayHit *hit);
void     way_drag_begin_point (WayDrag      *self,
                               const WayHit *hit);

/** The score at @y of the sheet; snaps unless it is free. */
int way_drag_get_score (const WayDrag   *self,
                        double           y,
                        WayDragModifiers modifiers);

/** A curve in one stroke. */
WayDragStroke *way_drag_stroke_new (const WayLayoutFrame *frame);
void           way_drag_stroke_free (WayDragStroke *stroke);
void           way_drag_stroke_update (WayDrag         *self,
                                       double           along,
                                       double           y,
                                       WayDragModifiers modifiers);

/** A rubber band. */
WayDragBand *way_drag_band_new (WaySelection *selection,
                                double        x,
                                double        y);
void         way_drag_band_free (WayDragBand *band);
void         way_drag_band_update (WayDrag         *self,
                                   const WayScene  *scene,
                                   double           x,
                                   double           y,
                                   WayDragModifiers modifiers);
void         way_drag_band_mark (WayDrag     *self,
                                 WayDropMark *mark);
void         way_drag_band_cancel (WayDrag *self);

G_END_DECLS
