/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Canvas"

#include "way-canvas-tiles-private.h"

#include <math.h>

#include "way-canvas-surface-private.h"
#include "waymark/way-paint.h"

/* Pixels a side: a power of two, so that tiles lie at whole pixels. */
#define TILE 512.0

/* How many tiles are remembered; a large window shows about 20. */
#define MOST_TILES 24

/* An item in a tile; what is drawn there is told by these alone. */
typedef struct
{
  const WayItem *item;
  WayPoint       origin;
} Content;

typedef struct
{
  GskRenderNode *node;
  GArray        *contents; /* Content, with references */
  guint          serial;   /* of the scene that was last found to be as painted */
  guint          round;
} Tile;

struct _WayCanvasTiles
{
  GHashTable *tiles; /* place -> Tile */
  double      size;  /* of a tile, in map units */
  double      scale; /* that tiles are made for */
  int         factor;
  guint       round;
};

static void
clear_content (gpointer data)
{
  way_item_unref ((WayItem *) ((Content *) data)->item);
}

static void
free_tile (gpointer data)
{
  Tile *tile = data;

  g_clear_pointer (&tile->node, gsk_render_node_unref);
  g_array_unref (tile->contents);
  g_free (tile);
}

WayCanvasTiles *
way_canvas_tiles_new (void)
{
  WayCanvasTiles *self = g_new0 (WayCanvasTiles, 1);

  self->tiles = g_hash_table_new_full (NULL, NULL, NULL, free_tile);
  return self;
}

void
way_canvas_tiles_free (WayCanvasTiles *self)
{
  g_hash_table_unref (self->tiles);
  g_free (self);
}

static gboolean
note_content (const WayScene      *scene,
              const WaySceneLayer *layer,
              const WayItem       *item,
              WayPoint             origin,
              gpointer             user_data)
{
  Content content = { item, origin };

  way_item_ref ((WayItem *) item);
  g_array_append_val ((GArray *) user_data, content);
  return TRUE;
}

static GArray *
list_contents (const WayScene     *scene,
               const WayRectangle *area)
{
  GArray *contents = g_array_new (FALSE, FALSE, sizeof (Content));

  g_array_set_clear_func (contents, clear_content);
  way_scene_foreach (scene, area, note_content, contents);
  return contents;
}

static gboolean
is_same (GArray *a,
         GArray *b)
{
  return a->len == b->len && (a->len == 0 || memcmp (a->data, b->data, a->len * sizeof (Content)) == 0);
}

static void
paint (cairo_t            *cr,
       const WayScene     *scene,
       const WayRectangle *area)
{
  cairo_rectangle (cr, area->x, area->y, area->width, area->height);
  cairo_clip (cr);
  way_paint_scene (cr, scene, area, WAY_PAINT_GROUND | WAY_PAINT_COARSE);
}

/* In map units. */
static GskRenderNode *
make_vectors (const WayScene     *scene,
              const WayRectangle *area)
{
  GskRenderNode *node = gsk_cairo_node_new (&GRAPHENE_RECT_INIT ((float) area->x, (float) area->y, (float) area->width, (float) area->height));
  cairo_t       *cr = gsk_cairo_node_get_draw_context (node);

  paint (cr, scene, area);
  cairo_destroy (cr);
  return node;
}

/* In pixels. */
static GskRenderNode *
make_pixels (WayCanvasTiles     *self,
             const WayScene     *scene,
             const WayRectangle *area)
{
  double           left = area->x * self->scale, top = area->y * self->scale;
  double           width = ceil (area->width * self->scale - 1e-6), height = ceil (area->height * self->scale - 1e-6);
  gboolean         is_whole = width == TILE && height == TILE;
  cairo_surface_t *surface = way_canvas_surface_new (is_whole ? CAIRO_FORMAT_RGB24 : CAIRO_FORMAT_ARGB32,
                                                     (int) width * self->factor, (int) height * self->factor);
  cairo_t       *cr;
  GskRenderNode *node;

  cairo_surface_set_device_scale (surface, self->factor, self->factor);
  cr = cairo_create (surface);
  cairo_translate (cr, -left, -top);
  cairo_scale (cr, self->scale, self->scale);
  paint (cr, scene, area);
  cairo_destroy (cr);

  node = gsk_cairo_node_new (&GRAPHENE_RECT_INIT ((float) left, (float) top, (float) width, (float) height));
  cr = gsk_cairo_node_get_draw_context (node);
  cairo_set_source_surface (cr, surface, left, top);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_BILINEAR);
  cairo_paint (cr);
  cairo_destroy (cr);
  way_canvas_surface_give (surface, node);
  return node;
}

static Tile *
get_tile (WayCanvasTiles     *self,
          const WayScene     *scene,
          guint               serial,
          guint               column,
          guint               row,
          const WayRectangle *area)
{
  gpointer key = GUINT_TO_POINTER (row * 0x10000u + column);
  Tile    *tile = g_hash_table_lookup (self->tiles, key);

  if (tile != NULL && tile->serial != serial)
    {
      g_autoptr (GArray) contents = list_contents (scene, area);

      if (!is_same (tile->contents, contents))
        {
          g_hash_table_remove (self->tiles, key);
          tile = NULL;
        }
      else
        tile->serial = serial;
    }
  if (tile == NULL)
    {
      tile = g_new0 (Tile, 1);
      tile->contents = list_contents (scene, area);
      tile->serial = serial;
      tile->node = self->factor > 0 ? make_pixels (self, scene, area) : make_vectors (scene, area);
      g_hash_table_insert (self->tiles, key, tile);
    }
  tile->round = self->round;
  return tile;
}

static gboolean
is_unseen (gpointer key,
           gpointer value,
           gpointer user_data)
{
  return ((Tile *) value)->round != ((WayCanvasTiles *) user_data)->round;
}

void
way_canvas_tiles_clear (WayCanvasTiles *self)
{
  g_hash_table_remove_all (self->tiles);
}

/* While the scale changes the tiles of the nearest power of two are stretched; vectors last as long, but are drawn anew each time. */
static void
set_scale (WayCanvasTiles *self,
           double          scale,
           int             factor,
           gboolean        moving)
{
  double tile_scale = factor == 0 ? exp2 (floor (log2 (scale))) : moving ? exp2 (round (log2 (scale)))
                                                                         : scale;

  /* What is there will do for small changes: zooming begins without a pause. */
  if (moving && factor > 0 && factor == self->factor && scale < self->scale * G_SQRT2 && scale > self->scale / G_SQRT2)
    return;
  if (self->scale == tile_scale && self->factor == factor)
    return;
  g_hash_table_remove_all (self->tiles);
  self->size = TILE / tile_scale;
  self->scale = tile_scale;
  self->factor = factor;
}

void
way_canvas_tiles_append (WayCanvasTiles     *self,
                         GtkSnapshot        *snapshot,
                         const WayScene     *scene,
                         guint               serial,
                         double              scale,
                         int                 factor,
                         gboolean            moving,
                         const WayRectangle *visible)
{
  double size;
  double stretch;
  double right = MIN (visible->x + visible->width, scene->width);
  double bottom = MIN (visible->y + visible->height, scene->height);

  set_scale (self, scale, factor, moving);
  size = self->size;
  stretch = factor > 0 ? scale / self->scale : scale;
  self->round++;
  gtk_snapshot_save (snapshot);
  if (stretch != 1)
    gtk_snapshot_scale (snapshot, (float) stretch, (float) stretch);
  for (double y = floor (MAX (visible->y, 0) / size); y * size < bottom; y++)
    for (double x = floor (MAX (visible->x, 0) / size); x * size < right; x++)
      {
        WayRectangle area = { x * size, y * size, MIN (size, scene->width - x * size), MIN (size, scene->height - y * size) };
        Tile        *tile = get_tile (self, scene, serial, (guint) x, (guint) y, &area);

        gtk_snapshot_append_node (snapshot, tile->node);
      }
  gtk_snapshot_restore (snapshot);
  if (g_hash_table_size (self->tiles) > MOST_TILES)
    g_hash_table_foreach_remove (self->tiles, is_unseen, self);
}
