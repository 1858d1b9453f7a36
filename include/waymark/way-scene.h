/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "waymark/way-item.h"
#include "waymark/way-types.h"

G_BEGIN_DECLS

/** WayPlacement: an item on the grid: at (x of @column + @dx, y of the layer's row + @dy). */
typedef struct
{
  WayItem *item;
  guint    column; /* from the block's first column */
  double   dx;
  double   dy;
} WayPlacement;

/**
 * WaySceneBlock: placements that change together: one cell of the grid, a lane's head, the title. Counted and
 * immutable once it stands in a scene: whoever made it keeps it and gives it to the next scene again.
 */
struct _WaySceneBlock
{
  grefcount     ref_count;
  guint         n_placements;
  WayPlacement *placements;
  guint         last_column; /* of its placements; 0 when it does not span columns */
  double        before;      /* how far items reach from the x of their own column: the least, at most 0 */
  double        after;       /* and the most, at least 0 */
  WayRectangle  extents;     /* of all items from (x of the first column, y of the row), if it does not span columns; else see way_scene_get_block_extents() */
};

/** Takes the placements (their items too) out of @placements, a GArray of WayPlacement, and leaves it empty. */
WaySceneBlock *way_scene_block_new (GArray *placements) G_GNUC_WARN_UNUSED_RESULT;
WaySceneBlock *way_scene_block_ref (WaySceneBlock *self);
void           way_scene_block_unref (WaySceneBlock *self);

/** WayBlockPlacement: a block in a layer, and the column it stands at. */
typedef struct
{
  WaySceneBlock *block;
  guint          column;
} WayBlockPlacement;

/** WaySceneLayer: what is drawn together, above the layers before it: ground, one lane, arrows, callouts. */
struct _WaySceneLayer
{
  char   *name;        /* for people: "Touchpoints" */
  char   *element;     /* id of the lane, or NULL */
  guint   row;         /* index of its row in the scene */
  GArray *blocks;      /* WayBlockPlacement, sorted by column */
  guint   last_column; /* of all blocks, the utmost: so that blocks near an area are found without looking at all */
  double  before;
  double  after;
};

/**
 * WayScene: the display list of one page: everything that leaves the program walks it. Column x and row y are kept
 * once, so that a taller row touches no item. Coordinates in map units from the sheet's top left corner.
 */
struct _WayScene
{
  grefcount   ref_count;
  double      width;
  double      height;
  WayColor    sheet; /* ground of the page */
  char       *title;
  char       *author;
  char       *subject;  /* the goal */
  char       *language; /* BCP 47, "pl" */
  gboolean    right_to_left;
  GHashTable *images; /* id -> GBytes of the encoded image; shared with the map; may be NULL */
  guint       n_columns;
  double     *column_x; /* n_columns: where the placements of a column start; ascending, or descending in right-to-left maps */
  guint       n_rows;
  double     *row_y;  /* n_rows */
  GPtrArray  *layers; /* WaySceneLayer, bottom first */
};

WayScene *way_scene_new (guint n_columns, guint n_rows) G_GNUC_WARN_UNUSED_RESULT;
WayScene *way_scene_ref (WayScene *self);
void      way_scene_unref (WayScene *self);

/** Adds an empty layer on top; the scene owns it. */
WaySceneLayer *way_scene_add_layer (WayScene *self, const char *name, const char *element, guint row);

/** Adds a block (a new reference is taken) to a layer; blocks come sorted by column. */
void way_scene_layer_add_block (WaySceneLayer *self, WaySceneBlock *block, guint column);

/** The place of a placement's item origin on the page. */
static inline WayPoint
way_scene_get_origin (const WayScene          *self,
                      const WaySceneLayer     *layer,
                      const WayBlockPlacement *block,
                      const WayPlacement      *placement)
{
  return (WayPoint){ self->column_x[block->column + placement->column] + placement->dx,
                     self->row_y[layer->row] + placement->dy };
}

/** The area that a block's items take on the page. */
WayRectangle way_scene_get_block_extents (const WayScene *self, const WaySceneLayer *layer, const WayBlockPlacement *block);

/** WaySceneVisitor: is given each item with its origin; FALSE stops the walk. */
typedef gboolean (*WaySceneVisitor) (const WayScene *scene, const WaySceneLayer *layer, const WayItem *item, WayPoint origin, gpointer user_data);

/** Walks all items that touch @clip, ink beyond their extents included (all when it is NULL), bottom first. */
void way_scene_foreach (const WayScene *self, const WayRectangle *clip, WaySceneVisitor visitor, gpointer user_data);

/** The same for one layer; FALSE when the visitor stopped the walk. */
gboolean way_scene_foreach_in_layer (const WayScene *self, const WaySceneLayer *layer, const WayRectangle *clip, WaySceneVisitor visitor, gpointer user_data);

/** How many items and shapes the scene holds, for benchmarks and tests. */
void way_scene_count (const WayScene *self, guint *n_items, guint *n_shapes, guint *n_glyphs);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WayScene, way_scene_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WaySceneBlock, way_scene_block_unref)

G_END_DECLS
