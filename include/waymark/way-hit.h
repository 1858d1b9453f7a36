/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "waymark/way-layout.h"
#include "waymark/way-scene.h"

G_BEGIN_DECLS

/** WayHitPart: what of the sheet lies at a place. */
typedef enum
{
  WAY_HIT_NOTHING,
  WAY_HIT_ITEM,       /* an element's item: touchpoint, card, metric, persona, callout, arrow … */
  WAY_HIT_POINT,      /* a point of the active curve: element is the feeling, touchpoint its touchpoint */
  WAY_HIT_CURVE_CELL, /* the emotions row at a step that has no feeling of the active persona yet */
  WAY_HIT_STAGE,
  WAY_HIT_PHASE,
  WAY_HIT_LANE,      /* the head of a lane */
  WAY_HIT_CELL,      /* free place in a cell of lane and stage */
  WAY_HIT_TITLE,     /* element is the finding or the map whose words stand there */
  WAY_HIT_SUBTITLE,  /* element is the map */
  WAY_HIT_STAGE_GAP, /* the line between two stages: insert one here, or drag it to widen the one before it */
  WAY_HIT_STEP_GAP,  /* between two touchpoints side by side */
  WAY_HIT_CARD_EDGE, /* the end edge of a card that may span */
  WAY_HIT_PHASE_EDGE /* where a phase begins or ends: drag it to say which stages belong to it */
} WayHitPart;

/** WayHit: the answer, in ids (borrowed from the map; NULL where there is none). */
typedef struct
{
  WayHitPart   part;
  const char  *element;
  const char  *touchpoint; /* the step at that place */
  const char  *stage;      /* at that place; of a line between two, the one before it */
  const char  *lane;
  const char  *before; /* insertion places: the element that would come after; NULL for the end */
  WayRectangle area;   /* on the sheet: of the element's item, of a free cell at that step, of a line (without width) */
} WayHit;

/** Finds what lies at (@x, @y) of the sheet in map units. @reach is how near a gap or an edge counts, in map units. */
WayHit way_hit_find (WayLayout      *layout,
                     const WayScene *scene,
                     double          x,
                     double          y,
                     double          reach);

/** The area of an element's item on the sheet; FALSE when it is not shown. */
gboolean way_hit_get_area (const WayScene *scene,
                           const char     *element,
                           WayRectangle   *area);

/**
 * Ids (borrowed) of the touchpoints, cards, metrics, points and callouts whose items lie wholly in @area: a rubber band.
 * Free the array.
 */
GPtrArray *way_hit_find_within (WayLayout          *layout,
                                const WayScene     *scene,
                                const WayRectangle *area);

/** WayDirection: an arrow key. */
typedef enum
{
  WAY_DIRECTION_LEFT,
  WAY_DIRECTION_RIGHT,
  WAY_DIRECTION_UP,
  WAY_DIRECTION_DOWN
} WayDirection;

/**
 * The element that an arrow key goes to from @element, by the grid: along the row to the next box, across rows to the
 * nearest box of the next lane that has one, up to stage, phase and title. NULL at the edge. @element NULL gives the first.
 * Left and right are as seen: they turn in right-to-left maps.
 */
const char *way_hit_get_neighbor (WayLayout      *layout,
                                  const WayScene *scene,
                                  const char     *element,
                                  WayDirection    direction);

/**
 * Finds the place on the curve that is drawn of a touchpoint (@by 0), or of the one to its left (-1) or right (1) as seen: a
 * WAY_HIT_POINT, or a WAY_HIT_CURVE_CELL where there is no feeling yet. FALSE when there is none.
 */
gboolean way_hit_find_on_curve (WayLayout      *layout,
                                const WayScene *scene,
                                const char     *touchpoint,
                                int             by,
                                WayHit         *hit);

/** All elements with an item, each once, in reading order (title, personas, lanes, then stage by stage, lane by lane). Free the array. */
GPtrArray *way_hit_list (WayLayout      *layout,
                         const WayScene *scene);

G_END_DECLS
