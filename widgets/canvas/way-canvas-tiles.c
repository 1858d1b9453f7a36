/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Canvas"

#include "way-canvas-tiles-private.h"

#include <math.h>

#include "way-canvas-surface-private.h"
#include "waymark/way-paint.h"

/* Pixels a side: a power of two, so that tiles lie at whole pixels. */
#define TILE 512.0

/* How many tiles are remembered; a large window shows about 20. */
#define MOST_TILES 28

/* Microseconds of a frame that may go into tiles while those of another scale can stand in for them. */
#define TILE_TIME 5000

/* An item in a tile; what is drawn there is told by these alone. */
typedef struct
{
  const WayItem *item;
  WayPoint       origin;
} Content;

typedef struct
{
  GskRenderNode *node;
  GArray        *contents;   /* Content, with references */
  guint          serial;     /* of the scene that was last found to be as painted */
  gboolean       is_waiting; /* some of its images were not ready */
} Tile;

/* Set: the tiles of one scale. */
typedef struct
{
  GHashTable *tiles; /* place -> Tile */
  double      size;  /* of a tile, in map units */
  double      scale; /* that tiles are made for */
  int         factor;
} Set;

/* Places of tiles, from the first to the last of both. */
typedef struct
{
  double left;
  double top;
  double right;
  double bottom;
} Range;

struct _WayCanvasTiles
{
  Set      set;
  Set      last;     /* of the scale before, until all of @set are there */
  gint64   deadline; /* of this frame for making tiles that others can stand in for */
  Range    shown;    /* in the last frame */
  WayPoint corner;   /* of the view in the last frame, in map units */
  int      across;   /* where the view was scrolled to last: -1, 0, 1 */
  int      down;
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

  self->set.tiles = g_hash_table_new_full (NULL, NULL, NULL, free_tile);
  self->last.tiles = g_hash_table_new_full (NULL, NULL, NULL, free_tile);
  return self;
}

void
way_canvas_tiles_free (WayCanvasTiles *self)
{
  g_hash_table_unref (self->set.tiles);
  g_hash_table_unref (self->last.tiles);
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

/* FALSE when some images were not ready. */
static gboolean
paint (cairo_t            *cr,
       const WayScene     *scene,
       const WayRectangle *area)
{
  cairo_rectangle (cr, area->x, area->y, area->width, area->height);
  cairo_clip (cr);
  return way_paint_scene (cr, scene, area, WAY_PAINT_GROUND | WAY_PAINT_COARSE | WAY_PAINT_HASTY);
}

/* In map units. */
static GskRenderNode *
make_vectors (const WayScene     *scene,
              const WayRectangle *area,
              gboolean           *is_waiting)
{
  GskRenderNode *node = gsk_cairo_node_new (&GRAPHENE_RECT_INIT ((float) area->x, (float) area->y, (float) area->width, (float) area->height));
  cairo_t       *cr = gsk_cairo_node_get_draw_context (node);

  *is_waiting = !paint (cr, scene, area);
  cairo_destroy (cr);
  return node;
}

/* In pixels. */
static GskRenderNode *
make_pixels (const Set          *self,
             const WayScene     *scene,
             const WayRectangle *area,
             gboolean           *is_waiting)
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
  *is_waiting = !paint (cr, scene, area);
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

static gpointer
get_key (double column,
         double row)
{
  return GUINT_TO_POINTER ((guint) row * 0x10000u + (guint) column);
}

static WayRectangle
get_area (const Set      *set,
          const WayScene *scene,
          double          column,
          double          row)
{
  return (WayRectangle){ column * set->size, row * set->size,
                         MIN (set->size, scene->width - column * set->size), MIN (set->size, scene->height - row * set->size) };
}

/* The tiles that touch a part of the sheet. */
static Range
get_range (const Set          *set,
           const WayScene     *scene,
           const WayRectangle *area)
{
  return (Range){ floor (MAX (area->x, 0) / set->size), floor (MAX (area->y, 0) / set->size),
                  ceil (MIN (area->x + area->width, scene->width) / set->size) - 1,
                  ceil (MIN (area->y + area->height, scene->height) / set->size) - 1 };
}

/* NULL when it is not there, or something in it has changed. */
static Tile *
find_tile (WayCanvasTiles     *self,
           const WayScene     *scene,
           guint               serial,
           gpointer            key,
           const WayRectangle *area)
{
  Tile *tile = g_hash_table_lookup (self->set.tiles, key);

  if (tile != NULL && tile->serial != serial)
    {
      g_autoptr (GArray) contents = list_contents (scene, area);

      if (!is_same (tile->contents, contents))
        {
          g_hash_table_remove (self->set.tiles, key);
          return NULL;
        }
      tile->serial = serial;
    }
  return tile;
}

static Tile *
make_tile (WayCanvasTiles     *self,
           const WayScene     *scene,
           guint               serial,
           gpointer            key,
           const WayRectangle *area)
{
  Tile *tile = g_new0 (Tile, 1);

  tile->contents = list_contents (scene, area);
  tile->serial = serial;
  tile->node = self->set.factor > 0 ? make_pixels (&self->set, scene, area, &tile->is_waiting) : make_vectors (scene, area, &tile->is_waiting);
  g_hash_table_insert (self->set.tiles, key, tile);
  return tile;
}

/* Whether tiles of the last scale show all of @area as it is now. */
static gboolean
can_stand_in (const WayCanvasTiles *self,
              const WayScene       *scene,
              guint                 serial,
              const WayRectangle   *area)
{
  Range range;

  if (self->last.factor == 0 || g_hash_table_size (self->last.tiles) == 0)
    return FALSE;
  range = get_range (&self->last, scene, area);
  for (double y = range.top; y <= range.bottom; y++)
    for (double x = range.left; x <= range.right; x++)
      {
        const Tile *tile = g_hash_table_lookup (self->last.tiles, get_key (x, y));

        if (tile == NULL || tile->serial != serial)
          return FALSE;
      }
  return TRUE;
}

/* Draws a part of the sheet with tiles of the last scale. */
static void
append_stand_in (const WayCanvasTiles *self,
                 GtkSnapshot          *snapshot,
                 const WayScene       *scene,
                 const WayRectangle   *area)
{
  float stretch = (float) (self->set.scale / self->last.scale);
  float scale = (float) self->set.scale;
  Range range = get_range (&self->last, scene, area);

  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT ((float) area->x * scale, (float) area->y * scale,
                                                         (float) area->width * scale, (float) area->height * scale));
  gtk_snapshot_scale (snapshot, stretch, stretch);
  for (double y = range.top; y <= range.bottom; y++)
    for (double x = range.left; x <= range.right; x++)
      gtk_snapshot_append_node (snapshot, ((const Tile *) g_hash_table_lookup (self->last.tiles, get_key (x, y)))->node);
  gtk_snapshot_pop (snapshot);
}

/* FALSE when something stands in for it. */
static gboolean
append_tile (WayCanvasTiles *self,
             GtkSnapshot    *snapshot,
             const WayScene *scene,
             guint           serial,
             double          column,
             double          row)
{
  WayRectangle area = get_area (&self->set, scene, column, row);
  gpointer     key = get_key (column, row);
  Tile        *tile = find_tile (self, scene, serial, key, &area);

  if (tile == NULL && g_get_monotonic_time () > self->deadline && can_stand_in (self, scene, serial, &area))
    {
      gtk_snapshot_save (snapshot);
      append_stand_in (self, snapshot, scene, &area);
      gtk_snapshot_restore (snapshot);
      return FALSE;
    }
  if (tile == NULL)
    tile = make_tile (self, scene, serial, key, &area);
  gtk_snapshot_append_node (snapshot, tile->node);
  return TRUE;
}

/* What is shown, and what is seen next when the view goes on as it did last. */
static Range
get_wanted (const WayCanvasTiles *self)
{
  return (Range){ self->shown.left + MIN (self->across, 0), self->shown.top + MIN (self->down, 0),
                  self->shown.right + MAX (self->across, 0), self->shown.bottom + MAX (self->down, 0) };
}

static gboolean
is_far (gpointer key,
        gpointer value,
        gpointer user_data)
{
  const Range *wanted = user_data;
  double       column = GPOINTER_TO_UINT (key) % 0x10000u;
  double       row = GPOINTER_TO_UINT (key) / 0x10000u;

  return column < wanted->left || column > wanted->right || row < wanted->top || row > wanted->bottom;
}

gboolean
way_canvas_tiles_prepare (WayCanvasTiles *self,
                          const WayScene *scene,
                          guint           serial)
{
  const WayRectangle sheet = { 0, 0, scene->width, scene->height };
  Range              all = get_range (&self->set, scene, &sheet);
  Range              wanted = get_wanted (self);

  for (double y = MAX (wanted.top, 0); y <= MIN (wanted.bottom, all.bottom); y++)
    for (double x = MAX (wanted.left, 0); x <= MIN (wanted.right, all.right); x++)
      {
        WayRectangle area = get_area (&self->set, scene, x, y);
        gpointer     key = get_key (x, y);

        if (find_tile (self, scene, serial, key, &area) != NULL)
          continue;
        make_tile (self, scene, serial, key, &area);
        return TRUE;
      }
  return FALSE;
}

static gboolean
is_waiting (gpointer key,
            gpointer value,
            gpointer user_data)
{
  return ((Tile *) value)->is_waiting;
}

gboolean
way_canvas_tiles_forget_waiting (WayCanvasTiles *self)
{
  return g_hash_table_foreach_remove (self->set.tiles, is_waiting, NULL) > 0;
}

void
way_canvas_tiles_clear (WayCanvasTiles *self)
{
  g_hash_table_remove_all (self->set.tiles);
  g_hash_table_remove_all (self->last.tiles);
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
  Set    last = self->last;

  /* What is there will do for small changes: zooming begins without a pause. */
  if (moving && factor > 0 && factor == self->set.factor && scale < self->set.scale * G_SQRT2 && scale > self->set.scale / G_SQRT2)
    return;
  if (self->set.scale == tile_scale && self->set.factor == factor)
    return;
  /* Those of the scale before may have been on their way still: then the ones before them show more. */
  if (g_hash_table_size (self->set.tiles) >= g_hash_table_size (last.tiles))
    {
      self->last = self->set;
      self->set.tiles = last.tiles;
    }
  g_hash_table_remove_all (self->set.tiles);
  self->set.size = TILE / tile_scale;
  self->set.scale = tile_scale;
  self->set.factor = factor;
}

static int
compare (double from,
         double to)
{
  return (to > from) - (to < from);
}

static void
note_direction (WayCanvasTiles     *self,
                const WayRectangle *visible)
{
  int across = compare (self->corner.x, visible->x);
  int down = compare (self->corner.y, visible->y);

  if (across != 0)
    self->across = across;
  if (down != 0)
    self->down = down;
  self->corner = (WayPoint){ visible->x, visible->y };
}

gboolean
way_canvas_tiles_append (WayCanvasTiles     *self,
                         GtkSnapshot        *snapshot,
                         const WayScene     *scene,
                         guint               serial,
                         double              scale,
                         int                 factor,
                         gboolean            moving,
                         const WayRectangle *visible)
{
  gboolean is_whole = TRUE;
  double   stretch;
  Range    range;
  Range    wanted;

  set_scale (self, scale, factor, moving);
  self->deadline = g_get_monotonic_time () + TILE_TIME;
  stretch = factor > 0 ? scale / self->set.scale : scale;
  self->shown = range = get_range (&self->set, scene, visible);
  note_direction (self, visible);
  gtk_snapshot_save (snapshot);
  if (stretch != 1)
    gtk_snapshot_scale (snapshot, (float) stretch, (float) stretch);
  for (double y = range.top; y <= range.bottom; y++)
    for (double x = range.left; x <= range.right; x++)
      is_whole &= append_tile (self, snapshot, scene, serial, x, y);
  gtk_snapshot_restore (snapshot);
  if (is_whole)
    g_hash_table_remove_all (self->last.tiles);
  wanted = get_wanted (self);
  if (g_hash_table_size (self->set.tiles) > MOST_TILES)
    g_hash_table_foreach_remove (self->set.tiles, is_far, &wanted);
  return is_whole;
}
