/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "way-hit-private.h"

G_BEGIN_DECLS

/** WayHitQuestion: one question, where something lies, and what was found. */
typedef struct
{
  const WayLayoutFrame *frame;
  const WayScene       *scene;
  double                x;
  double                y;
  double                along; /* x in reading order */
  double                reach;
  WayHit                hit;
} WayHitQuestion;

static inline const char *
way_hit_get_id (const WayElement *element)
{
  return element != NULL ? way_element_get_id (element) : NULL;
}

static inline gboolean
way_hit_is_near (double value,
                 double other,
                 double reach)
{
  return ABS (value - other) <= reach;
}

/** The map's own copy of an item's id; NULL when the scene is older than the map and the element is gone. */
const char *way_hit_borrow_id (WayHitQuestion *self,
                               const char     *id);

/** The item is the answer; FALSE when its element is gone. */
gboolean way_hit_take_item (WayHitQuestion *self,
                            WayHitPart      part,
                            const WayItem  *item,
                            WayPoint        origin);

/** A line down the grid, for gaps. */
WayRectangle way_hit_get_line (WayHitQuestion *self,
                               double          along,
                               double          top,
                               double          bottom);

/** The boundary of two stages that is near, from 0 for the start of the first; -1 for none. */
int way_hit_find_boundary (WayHitQuestion *self);

/** The boundary is the answer. */
void way_hit_take_stage_gap (WayHitQuestion *self,
                             guint           boundary);

/** Finds what lies in a row, at a place within the columns. */
void way_hit_find_in_row (WayHitQuestion *self,
                          guint           row,
                          guint           stage);

/** Whether a step has a place on the curve that is drawn, and no point there. */
gboolean way_hit_lacks_point (const WayLayoutFrame *frame,
                              guint                 stage,
                              const WayStep        *step);

G_END_DECLS
