/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Paint"

#include "waymark/way-image.h"

#include "way-image-cache-private.h"

/* Pixels a side: enough for half a page of a poster in print. */
#define MOST_PIXELS 2048

/* Bytes, encoded and decoded together. */
#define MOST_BYTES (64 * 1024 * 1024)

typedef struct
{
  GBytes          *encoded;
  cairo_surface_t *surface; /* NULL: cannot be shown */
  gsize            cost;
} Entry;

/* Last used first; an image is known by its bytes, which the map never changes and the entry keeps alive. */
static GQueue entries = G_QUEUE_INIT;
static gsize  total_cost;
static GMutex lock;

static GList *
find (GBytes *encoded)
{
  for (GList *link = entries.head; link != NULL; link = link->next)
    {
      if (((Entry *) link->data)->encoded == encoded)
        return link;
    }
  return NULL;
}

static void
drop_last (void)
{
  Entry *entry = g_queue_pop_tail (&entries);

  total_cost -= entry->cost;
  g_bytes_unref (entry->encoded);
  g_clear_pointer (&entry->surface, cairo_surface_destroy);
  g_free (entry);
}

static Entry *
decode (GBytes *encoded)
{
  Entry *entry = g_new0 (Entry, 1);
  g_autoptr (GError) error = NULL;

  entry->encoded = g_bytes_ref (encoded);
  entry->cost = g_bytes_get_size (encoded);
  entry->surface = way_image_load (encoded, MOST_PIXELS, &error);
  if (entry->surface != NULL)
    entry->cost += (gsize) cairo_image_surface_get_stride (entry->surface) *
                   (gsize) cairo_image_surface_get_height (entry->surface);
  else
    g_debug ("An image is not shown: %s", error->message);
  return entry;
}

cairo_surface_t *
way_image_cache_lookup (GBytes *encoded)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&lock);
  GList *link = find (encoded);
  Entry *entry;

  if (link == NULL)
    {
      entry = decode (encoded);
      total_cost += entry->cost;
      g_queue_push_head (&entries, entry);
      while (total_cost > MOST_BYTES && entries.length > 1)
        drop_last ();
    }
  else
    {
      entry = link->data;
      g_queue_unlink (&entries, link);
      g_queue_push_head_link (&entries, link);
    }
  return entry->surface != NULL ? cairo_surface_reference (entry->surface) : NULL;
}
