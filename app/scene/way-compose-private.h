/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "waymark/way-compose.h"
#include "waymark/way-fingerprint.h"

G_BEGIN_DECLS

/* The first row of a scene is the sheet, then the lanes; the first column is the sheet, then the steps. */
#define WAY_SCENE_SHEET 0
#define WAY_SCENE_ROW(lane) ((lane) + 1)
#define WAY_SCENE_COLUMN(step) ((step) + 1)

/* A stage's part of a curve, or NULL where there is none, and what it was made from. */
typedef struct
{
  WaySceneBlock *block;
  WayFingerprint key;
} WayCurveBlock;

void way_curve_block_clear (gpointer data);

/* Kept with a layout from one scene to the next. */
typedef struct
{
  guint       serial;
  guint       curves_serial;
  gboolean    right_to_left;
  GArray     *stages;       /* the head of each stage; see way-compose-head.c */
  GArray     *curve_blocks; /* WayCurveBlock for each stage, layer by layer */
  GHashTable *items;        /* those of the sheet: set of WayItem */
  GHashTable *blocks;       /* set of WaySceneBlock */
  guint       n_kept;       /* how many may be kept before those that are not in use are forgotten */
} WayDrawn;

/* What is known while a scene is made. */
typedef struct
{
  const WayLayoutFrame *frame;
  const WayTheme       *theme;
  WayScene             *scene;
  WayDrawn             *drawn;
  guint                 serial;
} WayComposer;

/* Starts an item of @width map units; mirrored when the map is read from right to left. */
void way_composer_begin (WayComposer    *self,
                         WayItemBuilder *builder,
                         WayRole         role,
                         const char     *element,
                         double          width);

/* Adds the item of @builder to @placements, at (@x, @y) from the column and row; takes the builder's work. */
void way_composer_place (WayComposer    *self,
                         GArray         *placements,
                         WayItemBuilder *builder,
                         guint           column,
                         double          x,
                         double          y,
                         double          width);

/* The same for an item that is there already; takes a new reference. */
void way_composer_place_item (WayComposer *self,
                              GArray      *placements,
                              WayItem     *item,
                              guint        column,
                              double       x,
                              double       y,
                              double       width);

/* The colour of text by its job. */
WayColor way_composer_get_text_color (WayComposer *self,
                                      WayTextRole  role);

/* The colour of a persona, by its place among all of the map: its own, darkened until it can be read, or the theme's.
 * @ground, when it is not NULL, is the round behind initials. */
WayColor way_composer_get_persona_color (WayComposer *self,
                                         guint        index,
                                         WayColor    *ground);

/* way-compose-box.c: the item of a box; borrowed from the box. */
WayItem *way_composer_get_box_item (WayComposer *self,
                                    WayBox      *box,
                                    double       height);

/* Each adds a block to a layer. */
void    way_composer_add_ground (WayComposer *self);
void    way_composer_add_head (WayComposer *self);
void    way_composer_add_stages (WayComposer *self);
GArray *way_drawn_stages_new (void);
void    way_composer_add_lane (WayComposer *self,
                               guint        row);
void    way_composer_add_curves (WayComposer *self);
void    way_composer_add_links (WayComposer *self);
void    way_composer_add_callouts (WayComposer *self);
void    way_composer_add_foot (WayComposer *self);

/* Makes a block of @placements and puts it into @layer. */
void way_composer_add_block (WayComposer   *self,
                             WaySceneLayer *layer,
                             GArray        *placements,
                             guint          column);

GArray *way_placements_new (void);

/* way-compose-keep.c: what is equal to something of the scene before gives way to it; takes and gives a reference. */
void           way_drawn_start (WayDrawn *self);
WayItem       *way_drawn_keep_item (WayDrawn *self,
                                    WayItem  *item);
WaySceneBlock *way_drawn_keep_block (WayDrawn      *self,
                                     WaySceneBlock *block);
void           way_drawn_forget_unused (WayDrawn *self);

G_END_DECLS
