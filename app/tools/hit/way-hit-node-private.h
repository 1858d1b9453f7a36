/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "way-hit-private.h"

G_BEGIN_DECLS

/** WayNodeZone: the parts of a sheet that keys walk through. */
typedef enum
{
  WAY_ZONE_TITLE,
  WAY_ZONE_SUBTITLE,
  WAY_ZONE_PERSONA,
  WAY_ZONE_PHASE,
  WAY_ZONE_STAGE,
  WAY_ZONE_LANE,
  WAY_ZONE_BOX, /* in a cell */
  WAY_ZONE_LINK,
  WAY_ZONE_CALLOUT
} WayNodeZone;

/** WayNode: the one place where keys find an element, though its name may stand in several. */
typedef struct
{
  WayNodeZone zone;
  guint       index; /* of persona, phase box, link or callout */
  guint       stage; /* of a stage or a box */
  guint       row;   /* of a lane or a box */
  guint       line;  /* boxes: which of those above each other in its column; points are all in the first */
  double      x;     /* its middle or that of its first column, in reading order */
} WayNode;

/** Finds the place of an element; FALSE when it is not shown. */
gboolean way_node_find (const WayLayoutFrame *frame,
                        const char           *element,
                        WayNode              *node);

/** Fills in the node of a box; FALSE when the box's element has its place elsewhere. */
gboolean way_node_of_place (const WayLayoutFrame *frame,
                            guint                 stage,
                            guint                 row,
                            const WayBoxPlace    *place,
                            WayNode              *node);

/** The element of a node; borrowed from the map. */
const char *way_node_get_element (const WayLayoutFrame *frame,
                                  const WayNode        *node);

/** The box of a node, or NULL. */
const WayBoxPlace *way_node_get_place (const WayLayoutFrame *frame,
                                       const WayNode        *node);

G_END_DECLS
