/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Paint"

#include "waymark/way-image.h"

#include "way-image-cache-private.h"

/* Pixels of the longer side: enough for half a page of a poster in print, and for a card on the screen. In between, powers of two. */
#define MOST_PIXELS 2048
#define LEAST_PIXELS 128

/* Bytes of decoded pixels. */
#define MOST_BYTES (128 * 1024 * 1024)

typedef struct
{
  GBytes          *encoded;
  guint            pixels;  /* of the longer side, at most */
  cairo_surface_t *surface; /* NULL: cannot be shown, at any size */
  char            *problem; /* why */
  gsize            cost;
  gboolean         is_awaited; /* decoded for somebody who has not come for it yet */
  gboolean         is_stale;   /* pending, and nobody waits any more */
} Entry;

/* Last used first; an image is known by its bytes, which the map never changes and the entry keeps alive. */
static GQueue entries = G_QUEUE_INIT;
static gsize  total_cost;

/* Images that are being decoded, or wait for it: Entry without a surface. */
static GQueue pending = G_QUEUE_INIT;

static GMutex lock;
static GCond  decoded; /* something is no longer pending */

/* With @pixels 0 of any size, the largest first. */
static GList *
find (GBytes *encoded,
      guint   pixels)
{
  GList *best = NULL;

  for (GList *link = entries.head; link != NULL; link = link->next)
    {
      const Entry *entry = link->data;

      if (entry->encoded != encoded)
        continue;
      if (entry->pixels == pixels || entry->surface == NULL)
        return link;
      if (pixels == 0 && (best == NULL || entry->pixels > ((Entry *) best->data)->pixels))
        best = link;
    }
  return best;
}

/* With @pixels 0 of any size. */
static Entry *
find_pending (GBytes *encoded,
              guint   pixels)
{
  for (GList *link = pending.head; link != NULL; link = link->next)
    {
      Entry *entry = link->data;

      if (entry->encoded == encoded && (entry->pixels == pixels || pixels == 0))
        return entry;
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
free_entry (Entry *entry)
{
  g_bytes_unref (entry->encoded);
  g_clear_pointer (&entry->surface, cairo_surface_destroy);
  g_free (entry->problem);
  g_free (entry);
}

static void
drop (GList *link)
{
  Entry *entry = link->data;

  total_cost -= entry->cost;
  g_queue_delete_link (&entries, link);
  free_entry (entry);
}

/* What was decoded for somebody stays until it was fetched, else it would be decoded again and again; but not for ever. */
static void
make_room (void)
{
  GList *link = entries.tail;

  while (total_cost > MOST_BYTES && link != NULL && link != entries.head)
    {
      GList *next = link->prev;

      if (!((Entry *) link->data)->is_awaited || total_cost > 2 * (gsize) MOST_BYTES)
        drop (link);
      link = next;
    }
}

static Entry *
note_pending (GBytes *encoded,
              guint   pixels)
{
  Entry *entry = g_new0 (Entry, 1);

  entry->encoded = g_bytes_ref (encoded);
  entry->pixels = pixels;
  g_queue_push_tail (&pending, entry);
  return entry;
}

/* Asked for with the lock, which is open while it decodes. */
static void
decode (Entry   *entry,
        gboolean is_awaited)
{
  g_autoptr (GError) error = NULL;
  cairo_surface_t *surface;

  g_mutex_unlock (&lock);
  surface = way_image_load (entry->encoded, entry->pixels, &error);
  g_mutex_lock (&lock);
  entry->surface = surface;
  entry->is_awaited = is_awaited;
  if (surface != NULL)
    entry->cost = (gsize) cairo_image_surface_get_stride (surface) * (gsize) cairo_image_surface_get_height (surface);
  else
    entry->problem = g_strdup (error->message);
  g_queue_remove (&pending, entry);
  g_cond_broadcast (&decoded);
  total_cost += entry->cost;
  g_queue_push_head (&entries, entry);
  make_room ();
}

static Entry *
use (GList *link)
{
  Entry *entry = link->data;

  entry->is_awaited = FALSE;
  g_queue_unlink (&entries, link);
  g_queue_push_head_link (&entries, link);
  return entry;
}

/* Asked for with the lock. @pixels 0: at whatever size there is one. */
static Entry *
get_entry (GBytes *encoded,
           guint   pixels)
{
  GList *link;

  while ((link = find (encoded, pixels)) == NULL && find_pending (encoded, MAX (pixels, LEAST_PIXELS)) != NULL)
    g_cond_wait (&decoded, &lock);
  if (link != NULL)
    return use (link);
  decode (note_pending (encoded, MAX (pixels, LEAST_PIXELS)), FALSE);
  return entries.head->data;
}

/* --- Without waiting --------------------------------------------------------------------- */

typedef struct
{
  guint             id;
  WayImageReadyFunc func;
  gpointer          user_data;
} Watch;

static GArray *watches; /* Watch; of the main loop's thread */
static guint   last_watch;
static guint   ready_source;

static gboolean
tell_ready (gpointer data)
{
  g_autoptr (GArray) now = watches != NULL ? g_array_copy (watches) : g_array_new (FALSE, FALSE, sizeof (Watch));

  g_mutex_lock (&lock);
  ready_source = 0;
  g_mutex_unlock (&lock);
  for (guint i = 0; i < now->len; i++)
    {
      Watch *watch = &g_array_index (now, Watch, i);

      watch->func (watch->user_data);
    }
  return G_SOURCE_REMOVE;
}

static void
decode_in_thread (gpointer data,
                  gpointer user_data)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&lock);
  Entry *entry = data;

  if (!entry->is_stale)
    decode (entry, TRUE);
  else
    {
      g_queue_remove (&pending, entry);
      free_entry (entry);
      g_cond_broadcast (&decoded);
    }
  if (ready_source == 0)
    ready_source = g_idle_add (tell_ready, NULL);
}

/* Asked for with the lock. */
static void
request (GBytes *encoded,
         guint   pixels)
{
  static GThreadPool *pool;
  Entry              *entry = find_pending (encoded, pixels);

  if (entry != NULL)
    {
      entry->is_stale = FALSE;
      return;
    }
  if (pool == NULL)
    pool = g_thread_pool_new (decode_in_thread, NULL, 1, FALSE, NULL);
  g_thread_pool_push (pool, note_pending (encoded, pixels), NULL);
}

guint
way_image_watch (WayImageReadyFunc func,
                 gpointer          user_data)
{
  Watch watch = { ++last_watch, func, user_data };

  g_return_val_if_fail (func != NULL, 0);

  if (watches == NULL)
    watches = g_array_new (FALSE, FALSE, sizeof (Watch));
  g_array_append_val (watches, watch);
  return watch.id;
}

void
way_image_unwatch (guint id)
{
  for (guint i = 0; watches != NULL && i < watches->len; i++)
    if (g_array_index (watches, Watch, i).id == id)
      {
        g_array_remove_index (watches, i);
        return;
      }
}

cairo_surface_t *
way_image_cache_peek (GBytes   *encoded,
                      double    width,
                      double    height,
                      gboolean *is_ready)
{
  guint pixels = width > 0 && height > 0 ? choose_pixels (encoded, width, height) : 0;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&lock);
  GList *link = find (encoded, pixels);
  Entry *entry;

  *is_ready = link != NULL;
  if (link == NULL)
    {
      request (encoded, MAX (pixels, LEAST_PIXELS));
      link = find (encoded, 0);
    }
  if (link == NULL)
    return NULL;
  entry = use (link);
  return entry->surface != NULL ? cairo_surface_reference (entry->surface) : NULL;
}

char *
way_image_peek_problem (GBytes   *bytes,
                        gboolean *is_known)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&lock);
  GList *link = find (bytes, 0);

  *is_known = link != NULL;
  if (link == NULL && find_pending (bytes, 0) == NULL)
    request (bytes, LEAST_PIXELS);
  return link != NULL ? g_strdup (((Entry *) link->data)->problem) : NULL;
}

/* --- With waiting ------------------------------------------------------------------------ */

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

void
way_image_forget_all (void)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&lock);

  while (!g_queue_is_empty (&entries))
    drop (entries.head);
  for (GList *link = pending.head; link != NULL; link = link->next)
    ((Entry *) link->data)->is_stale = TRUE;
}
