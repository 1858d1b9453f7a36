/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Canvas"

#include "way-canvas-nodes-private.h"

#include <math.h>

#include "way-canvas-surface-private.h"
#include "waymark/way-paint.h"

/*
 * A node may have 8,192 device pixels a side: twice as many make the GL renderer clip, four times as many make it abort.
 * Slices are half as large, for windows with two device pixels a pixel.
 */
#define MOST_PIXELS 4096.0

/* Microseconds of a frame that may go into pixels; what is not ready by then is drawn as vectors until the next frame. */
#define PIXEL_TIME 5000

/* How many rounds an item that is out of sight is remembered. */
#define ROUNDS 120

/* Bytes of nodes, for each device pixel of a pixel, from which on what is out of sight is forgotten at once; a large window shows about half of it. */
#define MOST_BYTES (16 * 1024 * 1024)

/* What a node of vectors takes, about. */
#define VECTOR_BYTES 8192

typedef struct
{
  WayCanvasNodes *nodes;
  WayItem        *item;
  GskRenderNode  *node;    /* vectors; NULL for sliced items */
  double          density; /* pixels a map unit that the vectors' images are good for */
  GskRenderNode  *pixels;  /* the same in pixels for one scale and offset */
  gsize           pixel_bytes;
  double          scale;
  WayPoint        offset;
  GHashTable     *slices; /* place -> GskRenderNode; NULL for others */
  double          slice_size;
  guint           round;
  gboolean        is_waiting; /* some of its images were not ready */
} Entry;

struct _WayCanvasNodes
{
  GHashTable *entries;  /* item -> Entry */
  int         factor;   /* device pixels a pixel; 0 while there are none */
  double      density;  /* device pixels a map unit; 0 while that changes */
  gint64      deadline; /* of this frame for making pixels; 0 before it has made any */
  gsize       n_bytes;  /* of all nodes, about */
  guint       round;
};

static void
drop_pixels (Entry *entry)
{
  g_clear_pointer (&entry->pixels, gsk_render_node_unref);
  entry->nodes->n_bytes -= entry->pixel_bytes;
  entry->pixel_bytes = 0;
}

static void
drop_vectors (Entry *entry)
{
  if (entry->node != NULL)
    entry->nodes->n_bytes -= VECTOR_BYTES;
  g_clear_pointer (&entry->node, gsk_render_node_unref);
}

static void
free_entry (gpointer data)
{
  Entry *entry = data;

  drop_vectors (entry);
  drop_pixels (entry);
  g_clear_pointer (&entry->slices, g_hash_table_unref);
  way_item_unref (entry->item);
  g_free (entry);
}

WayCanvasNodes *
way_canvas_nodes_new (void)
{
  WayCanvasNodes *self = g_new0 (WayCanvasNodes, 1);

  self->entries = g_hash_table_new_full (NULL, NULL, NULL, free_entry);
  return self;
}

void
way_canvas_nodes_free (WayCanvasNodes *self)
{
  g_hash_table_unref (self->entries);
  g_free (self);
}

static Entry *
get_entry (WayCanvasNodes *self,
           WayItem        *item)
{
  Entry *entry = g_hash_table_lookup (self->entries, item);

  if (entry == NULL)
    {
      entry = g_new0 (Entry, 1);
      entry->nodes = self;
      entry->item = way_item_ref (item);
      g_hash_table_insert (self->entries, item, entry);
    }
  entry->round = self->round;
  return entry;
}

void
way_canvas_nodes_keep (WayCanvasNodes *self,
                       WayItem        *item)
{
  Entry *entry = g_hash_table_lookup (self->entries, item);

  if (entry != NULL)
    entry->round = self->round;
}

static gboolean
is_old (gpointer key,
        gpointer value,
        gpointer user_data)
{
  WayCanvasNodes *self = user_data;
  Entry          *entry = value;

  return self->round - entry->round > ROUNDS;
}

static gboolean
is_unseen (gpointer key,
           gpointer value,
           gpointer user_data)
{
  return ((Entry *) value)->round != ((WayCanvasNodes *) user_data)->round;
}

void
way_canvas_nodes_sweep (WayCanvasNodes *self)
{
  gsize area = (gsize) MAX (1, self->factor * self->factor);

  if (self->n_bytes > MOST_BYTES * area)
    g_hash_table_foreach_remove (self->entries, is_unseen, self);
  self->round++;
  if (self->round % ROUNDS == 0)
    g_hash_table_foreach_remove (self->entries, is_old, self);
}

static gboolean
is_waiting (gpointer key,
            gpointer value,
            gpointer user_data)
{
  return ((Entry *) value)->is_waiting;
}

gboolean
way_canvas_nodes_forget_waiting (WayCanvasNodes *self)
{
  return g_hash_table_foreach_remove (self->entries, is_waiting, NULL) > 0;
}

static WayRectangle
get_ink (const WayItem *item)
{
  return (WayRectangle){ item->extents.x - WAY_INK_MARGIN, item->extents.y - WAY_INK_MARGIN,
                         item->extents.width + 2 * WAY_INK_MARGIN, item->extents.height + 2 * WAY_INK_MARGIN };
}

static GskRenderNode *
make_node (const WayScene     *scene,
           const WayItem      *item,
           const WayRectangle *area,
           double              density,
           gboolean           *is_waiting)
{
  graphene_rect_t bounds = GRAPHENE_RECT_INIT ((float) area->x, (float) area->y, (float) area->width, (float) area->height);
  GskRenderNode  *node = gsk_cairo_node_new (&bounds);
  cairo_t        *cr = gsk_cairo_node_get_draw_context (node);

  *is_waiting |= !way_paint_item (cr, scene, item, WAY_PAINT_FINE_LETTERS | WAY_PAINT_HASTY, density);
  cairo_destroy (cr);
  return node;
}

/* Draws the item once and for all. Its place in the window may only change by whole pixels of the device. */
static GskRenderNode *
make_pixels (const WayScene *scene,
             const WayItem  *item,
             double          scale,
             WayPoint        offset,
             int             factor,
             gsize          *n_bytes,
             gboolean       *is_waiting)
{
  WayRectangle     ink = get_ink (item);
  double           left = floor ((offset.x + ink.x * scale) * factor), top = floor ((offset.y + ink.y * scale) * factor);
  double           right = ceil ((offset.x + (ink.x + ink.width) * scale) * factor);
  double           bottom = ceil ((offset.y + (ink.y + ink.height) * scale) * factor);
  cairo_surface_t *surface = way_canvas_surface_new (CAIRO_FORMAT_ARGB32, (int) (right - left), (int) (bottom - top));
  cairo_t         *cr = cairo_create (surface);
  GskRenderNode   *node;

  cairo_translate (cr, offset.x * factor - left, offset.y * factor - top);
  cairo_scale (cr, scale * factor, scale * factor);
  *is_waiting |= !way_paint_item (cr, scene, item, WAY_PAINT_FINE_LETTERS | WAY_PAINT_HASTY, 0);
  cairo_destroy (cr);

  node = gsk_cairo_node_new (&GRAPHENE_RECT_INIT ((float) (left / factor), (float) (top / factor), (float) ((right - left) / factor), (float) ((bottom - top) / factor)));
  cr = gsk_cairo_node_get_draw_context (node);
  cairo_surface_set_device_scale (surface, factor, factor);
  cairo_set_source_surface (cr, surface, left / factor, top / factor);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_NEAREST);
  cairo_paint (cr);
  cairo_destroy (cr);
  *n_bytes = (gsize) cairo_image_surface_get_stride (surface) * (gsize) cairo_image_surface_get_height (surface);
  way_canvas_surface_give (surface, node);
  return node;
}

/* Sizes are powers of two, so that slices last while the zoom changes a little. */
static double
get_slice_size (double scale)
{
  return exp2 (floor (log2 (MOST_PIXELS / scale)));
}

gboolean
way_canvas_nodes_is_sliced (const WayItem *item,
                            double         scale)
{
  return MAX (item->extents.width, item->extents.height) + 2 * WAY_INK_MARGIN > get_slice_size (scale);
}

static void
append_slices (Entry              *entry,
               GtkSnapshot        *snapshot,
               const WayScene     *scene,
               double              scale,
               const WayRectangle *visible)
{
  WayRectangle ink = get_ink (entry->item);
  double       size = get_slice_size (scale);
  double       left = MAX (ink.x, visible->x), right = MIN (ink.x + ink.width, visible->x + visible->width);
  double       top = MAX (ink.y, visible->y), bottom = MIN (ink.y + ink.height, visible->y + visible->height);

  if (entry->slices == NULL || entry->slice_size != size)
    {
      g_clear_pointer (&entry->slices, g_hash_table_unref);
      entry->slices = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) gsk_render_node_unref);
      entry->slice_size = size;
    }
  for (double y = floor ((top - ink.y) / size); y <= floor ((bottom - ink.y) / size) && top < bottom; y++)
    for (double x = floor ((left - ink.x) / size); x <= floor ((right - ink.x) / size) && left < right; x++)
      {
        gpointer       key = GUINT_TO_POINTER ((guint) y * 65536u + (guint) x);
        GskRenderNode *node = g_hash_table_lookup (entry->slices, key);

        if (node == NULL)
          {
            WayRectangle area = { ink.x + x * size, ink.y + y * size,
                                  MIN (size, ink.width - x * size), MIN (size, ink.height - y * size) };

            node = make_node (scene, entry->item, &area, entry->nodes->density, &entry->is_waiting);
            g_hash_table_insert (entry->slices, key, node);
          }
        gtk_snapshot_append_node (snapshot, node);
      }
}

static gboolean
append_pixels (WayCanvasNodes *self,
               Entry          *entry,
               GtkSnapshot    *snapshot,
               const WayScene *scene,
               WayPoint        offset,
               double          scale)
{
  if (entry->pixels != NULL && (entry->scale != scale || entry->offset.x != offset.x || entry->offset.y != offset.y))
    drop_pixels (entry);
  if (entry->pixels == NULL)
    {
      if (self->deadline == 0)
        self->deadline = g_get_monotonic_time () + PIXEL_TIME;
      else if (g_get_monotonic_time () > self->deadline)
        return FALSE;
      entry->pixels = make_pixels (scene, entry->item, scale, offset, self->factor, &entry->pixel_bytes, &entry->is_waiting);
      self->n_bytes += entry->pixel_bytes;
      entry->scale = scale;
      entry->offset = offset;
    }
  gtk_snapshot_append_node (snapshot, entry->pixels);
  return TRUE;
}

static void
append_vectors (Entry              *entry,
                GtkSnapshot        *snapshot,
                const WayScene     *scene,
                WayPoint            offset,
                double              scale,
                const WayRectangle *visible)
{
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) offset.x, (float) offset.y));
  gtk_snapshot_scale (snapshot, (float) scale, (float) scale);
  if (way_canvas_nodes_is_sliced (entry->item, scale))
    append_slices (entry, snapshot, scene, scale, visible);
  else
    {
      if (entry->density < entry->nodes->density && way_item_has_image (entry->item))
        drop_vectors (entry);
      if (entry->node == NULL)
        {
          WayRectangle ink = get_ink (entry->item);

          entry->node = make_node (scene, entry->item, &ink, entry->nodes->density, &entry->is_waiting);
          entry->nodes->n_bytes += VECTOR_BYTES;
          entry->density = entry->nodes->density;
        }
      gtk_snapshot_append_node (snapshot, entry->node);
    }
  gtk_snapshot_restore (snapshot);
}

gboolean
way_canvas_nodes_append (WayCanvasNodes     *self,
                         GtkSnapshot        *snapshot,
                         const WayScene     *scene,
                         WayItem            *item,
                         WayPoint            offset,
                         double              scale,
                         const WayRectangle *visible)
{
  Entry   *entry = get_entry (self, item);
  gboolean wants_pixels = self->factor > 0 && MAX (item->extents.width, item->extents.height) * scale < MOST_PIXELS / 4;

  if (wants_pixels && append_pixels (self, entry, snapshot, scene, offset, scale))
    return TRUE;
  append_vectors (entry, snapshot, scene, offset, scale, visible);
  return !wants_pixels;
}

static void
drop_all_pixels (WayCanvasNodes *self)
{
  GHashTableIter iter;
  gpointer       entry;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &entry))
    drop_pixels (entry);
}

void
way_canvas_nodes_begin (WayCanvasNodes *self,
                        int             factor,
                        double          density)
{
  /* They are for a scale that has gone. */
  if (factor == 0 && self->factor > 0)
    drop_all_pixels (self);
  self->factor = factor;
  self->density = density;
  self->deadline = 0;
}
