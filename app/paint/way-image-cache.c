/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Paint"

#include "waymark/way-image.h"

#include "way-image-cache-private.h"

/* Pixels of the longer side: enough for half a page of a poster in print, and for a card on the screen. In between, powers of two. */
#define MOST_PIXELS 2048
#define LEAST_PIXELS 128

/* Bytes, encoded and decoded together. */
#define MOST_BYTES (128 * 1024 * 1024)

typedef struct
{
  GBytes          *encoded;
  guint            pixels;  /* of the longer side, at most */
  cairo_surface_t *surface; /* NULL: cannot be shown, at any size */
  char            *problem; /* why */
  gsize            cost;
} Entry;

/* Last used first; an image is known by its bytes, which the map never changes and the entry keeps alive. */
static GQueue entries = G_QUEUE_INIT;
static gsize  total_cost;
static GMutex lock;

/* With @pixels 0 of any size. */
static GList *
find (GBytes *encoded,
      guint   pixels)
{
  for (GList *link = entries.head; link != NULL; link = link->next)
    {
      const Entry *entry = link->data;

      if (entry->encoded == encoded && (entry->pixels == pixels || pixels == 0 || entry->surface == NULL))
        return link;
    }
  return NULL;
}

/* The pixels of the longer side with which the image covers the area. */
static guint
choose_pixels (GBytes *encoded,
               double  width,
               double  height)
{
  WayImageInfo info;
  guint        pixels = LEAST_PIXELS;
  double       needed;

  if (!way_image_inspect (encoded, &info, NULL))
    return MOST_PIXELS;
  needed = MAX (width / info.width, height / info.height) * MAX (info.width, info.height);
  while (pixels < MOST_PIXELS && pixels < needed)
    pixels *= 2;
  return pixels;
}

static void
drop_last (void)
{
  Entry *entry = g_queue_pop_tail (&entries);

  total_cost -= entry->cost;
  g_bytes_unref (entry->encoded);
  g_clear_pointer (&entry->surface, cairo_surface_destroy);
  g_free (entry->problem);
  g_free (entry);
}

static Entry *
decode (GBytes *encoded,
        guint   pixels)
{
  Entry *entry = g_new0 (Entry, 1);
  g_autoptr (GError) error = NULL;

  entry->encoded = g_bytes_ref (encoded);
  entry->pixels = pixels;
  entry->cost = g_bytes_get_size (encoded);
  entry->surface = way_image_load (encoded, pixels, &error);
  if (entry->surface != NULL)
    entry->cost += (gsize) cairo_image_surface_get_stride (entry->surface) *
                   (gsize) cairo_image_surface_get_height (entry->surface);
  else
    entry->problem = g_strdup (error->message);
  return entry;
}

/* Asked for with the lock. @pixels 0: at whatever size there is one. */
static Entry *
get_entry (GBytes *encoded,
           guint   pixels)
{
  GList *link = find (encoded, pixels);
  Entry *entry;

  if (link == NULL)
    {
      entry = decode (encoded, MAX (pixels, LEAST_PIXELS));
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
  return entry;
}

cairo_surface_t *
way_image_cache_lookup (GBytes *encoded,
                        double  width,
                        double  height)
{
  guint pixels = choose_pixels (encoded, width, height);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&lock);
  Entry *entry = get_entry (encoded, pixels);

  return entry->surface != NULL ? cairo_surface_reference (entry->surface) : NULL;
}

char *
way_image_dup_problem (GBytes *bytes)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&lock);

  return g_strdup (get_entry (bytes, 0)->problem);
}
