/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Document"

#include "config.h"

#include <fcntl.h>
#include <string.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "way-version-pack-private.h"
#include "way-versions-private.h"
#include "waymark/way-safe-file.h"

#define MINUTE (60 * (gint64) G_USEC_PER_SEC)
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)
#define MONTH (30 * DAY)
#define WEEK (7 * DAY)

/* Bytes that the versions of one map may take, and that they leave free on the disk. */
#define MOST_BYTES (128 * 1024 * 1024)
#define RESERVE (64 * 1024 * 1024)

/* --- What becomes too many ----------------------------------------------------------- */

/* The time that a version stands for together with its neighbours: the hour, day or week; NULL for itself alone. */
static char *
dup_span (const WayVersion *version,
          gint64            now)
{
  gint64 age = now - version->time;
  gint64 span = age < DAY ? HOUR : age < MONTH ? DAY
                                               : WEEK;

  /* What comes from the future was kept before somebody set the clock back. */
  if (age < HOUR)
    return NULL;
  return g_strdup_printf ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT, span, version->time / span);
}

GPtrArray *
way_versions_find_surplus (GPtrArray *versions,
                           gint64     now)
{
  GPtrArray *surplus = g_ptr_array_new ();
  g_autoptr (GHashTable) spans = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_return_val_if_fail (versions != NULL, surplus);

  for (guint i = 0; i < versions->len; i++)
    {
      char *span = dup_span (versions->pdata[i], now);

      if (span != NULL && !g_hash_table_add (spans, span) && i > 0)
        g_ptr_array_add (surplus, versions->pdata[i]);
    }
  return surplus;
}

static gboolean
add_needed_images (GHashTable       *needed,
                   const WayVersion *version)
{
  g_autoptr (GPtrArray) images = way_version_list_images (version->file);

  for (guint i = 0; images != NULL && i < images->len; i++)
    g_hash_table_add (needed, g_strdup (images->pdata[i]));
  return images != NULL;
}

/* Removes the images that no version needs. One that cannot be read may need any. */
static void
remove_images (const char *folder)
{
  g_autoptr (GPtrArray) versions = way_versions_list_folder (folder);
  g_autoptr (GHashTable) needed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *images = g_build_filename (folder, WAY_VERSIONS_IMAGES, NULL);
  g_autoptr (GDir) directory = g_dir_open (images, 0, NULL);
  const char *name;

  if (directory == NULL)
    return;
  for (guint i = 0; i < versions->len; i++)
    if (!add_needed_images (needed, versions->pdata[i]))
      return;
  while ((name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *path = g_build_filename (images, name, NULL);

      if (!g_hash_table_contains (needed, name))
        g_unlink (path);
    }
}

static guint64
count_bytes (const char *folder)
{
  g_autofree char *images = g_build_filename (folder, WAY_VERSIONS_IMAGES, NULL);
  g_autoptr (GPtrArray) versions = way_versions_list_folder (folder);
  g_autoptr (GDir) directory = g_dir_open (images, 0, NULL);
  guint64     n = 0;
  const char *name;

  for (guint i = 0; i < versions->len; i++)
    n += ((WayVersion *) versions->pdata[i])->size;
  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *path = g_build_filename (images, name, NULL);
      GStatBuf         status;

      if (g_lstat (path, &status) == 0)
        n += (guint64) status.st_size;
    }
  return n;
}

static void
thin_out (const char *folder)
{
  g_autoptr (GPtrArray) versions = way_versions_list_folder (folder);
  g_autoptr (GPtrArray) surplus = way_versions_find_surplus (versions, g_get_real_time ());

  for (guint i = 0; i < surplus->len; i++)
    way_version_remove (surplus->pdata[i], NULL);
  remove_images (folder);
  for (guint i = versions->len; i > 1 && count_bytes (folder) > MOST_BYTES; i--)
    {
      way_version_remove (versions->pdata[i - 1], NULL);
      remove_images (folder);
    }
}

/* --- Keeping one ----------------------------------------------------------------------- */

/* One program at a time: who removes images must know all versions. Ends with the file. */
static int
lock_folder (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, WAY_VERSIONS_LOCK, NULL);
  struct flock     whole = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
  int              file = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

  if (file >= 0)
    fcntl (file, F_OFD_SETLKW, &whole);
  return file;
}

static gboolean
check_space (const char *folder,
             gsize       length,
             GError    **error)
{
  struct statvfs disk;

  if (statvfs (folder, &disk) != 0 || (guint64) disk.f_bavail * disk.f_frsize >= RESERVE + (guint64) length)
    return TRUE;
  g_set_error_literal (error, WAY_VERSION_ERROR, WAY_VERSION_ERROR_NO_SPACE, _ ("The disk is nearly full: no versions are kept"));
  return FALSE;
}

static gboolean
save_bytes (const char *path,
            GBytes     *bytes,
            GError    **error)
{
  return way_safe_file_save (path, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), error);
}

static gboolean
save_images (const char *folder,
             GPtrArray  *images,
             GError    **error)
{
  g_autofree char *images_folder = g_build_filename (folder, WAY_VERSIONS_IMAGES, NULL);

  for (guint i = 0; i < images->len; i++)
    {
      const WayVersionImage *image = images->pdata[i];
      g_autofree char       *path = g_build_filename (images_folder, image->digest, NULL);
      g_autoptr (GBytes) packed = NULL;

      if (g_file_test (path, G_FILE_TEST_EXISTS))
        continue;
      g_mkdir_with_parents (images_folder, 0700);
      packed = way_version_pack_image (image->letters);
      if (!save_bytes (path, packed, error))
        return FALSE;
    }
  return TRUE;
}

/* Which file this is for, for people who look and for the day when it is moved. */
static gboolean
save_path (const char *folder,
           const char *path,
           GError    **error)
{
  g_autofree char *name = g_build_filename (folder, WAY_VERSIONS_PATH, NULL);
  g_autofree char *real = g_canonicalize_filename (path, NULL);

  return g_file_test (name, G_FILE_TEST_EXISTS) || way_safe_file_save (name, real, strlen (real), error);
}

static gboolean
keep_in_folder (const char *folder,
                const char *path,
                GBytes     *bytes,
                gint64      time,
                GError    **error)
{
  g_autoptr (GPtrArray) versions = way_versions_list_folder (folder);
  const WayVersion *newest = versions->len > 0 ? versions->pdata[0] : NULL;
  guint             number = newest != NULL ? newest->number + 1 : 1;
  g_autofree char  *digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  g_autofree char  *name = g_strdup_printf ("%08u-%" G_GINT64_FORMAT "-%.*s" WAY_VERSIONS_SUFFIX, number, MAX (time, 0), WAY_VERSIONS_DIGITS, digest);
  g_autofree char  *file = g_build_filename (folder, name, NULL);
  g_autoptr (GPtrArray) images = NULL;
  g_autoptr (GBytes) packed = NULL;

  if (newest != NULL && g_str_has_prefix (digest, newest->digest))
    return TRUE;
  packed = way_version_pack (bytes, digest, &images);
  if (!save_path (folder, path, error) || !save_images (folder, images, error) || !save_bytes (file, packed, error))
    return FALSE;
  thin_out (folder);
  return TRUE;
}

gboolean
way_versions_keep (const char *path,
                   GBytes     *bytes,
                   gint64      time,
                   GError    **error)
{
  g_autofree char *folder = NULL;
  gboolean         kept;
  int              lock;

  g_return_val_if_fail (path != NULL && bytes != NULL, FALSE);

  folder = way_versions_dup_folder (path);
  g_mkdir_with_parents (folder, 0700);
  if (!check_space (folder, g_bytes_get_size (bytes), error))
    return FALSE;
  lock = lock_folder (folder);
  way_safe_file_sweep (folder);
  kept = keep_in_folder (folder, path, bytes, time, error);
  if (lock >= 0)
    close (lock);
  return kept;
}

/* --- Keeping later ----------------------------------------------------------------------- */

typedef struct
{
  char   *path;
  GBytes *first;
  gint64  first_time;
  GBytes *bytes;
  gint64  time;
} Order;

static GMutex orders_lock;
static GCond  done;
static guint  n_orders;

static void
try_to_keep (const char *path,
             GBytes     *bytes,
             gint64      time)
{
  g_autoptr (GError) error = NULL;

  if (bytes != NULL && !way_versions_keep (path, bytes, time, &error))
    g_debug ("A version was not kept: %s", error->message);
}

static void
carry_out (gpointer data,
           gpointer user_data)
{
  Order *order = data;

  if (way_versions_get_wanted (order->path))
    {
      try_to_keep (order->path, order->first, order->first_time);
      try_to_keep (order->path, order->bytes, order->time);
    }
  g_clear_pointer (&order->first, g_bytes_unref);
  g_bytes_unref (order->bytes);
  g_free (order->path);
  g_free (order);

  g_mutex_lock (&orders_lock);
  n_orders--;
  g_cond_broadcast (&done);
  g_mutex_unlock (&orders_lock);
}

/* One thread: in the order of the saves. */
static GThreadPool *
get_pool (void)
{
  static GThreadPool *pool = NULL;

  if (g_once_init_enter (&pool))
    g_once_init_leave (&pool, g_thread_pool_new (carry_out, NULL, 1, FALSE, NULL));
  return pool;
}

void
way_versions_keep_later (const char *path,
                         GBytes     *first,
                         gint64      first_time,
                         GBytes     *bytes)
{
  Order *order;

  g_return_if_fail (path != NULL && bytes != NULL);

  order = g_new0 (Order, 1);
  order->path = g_strdup (path);
  order->first = first != NULL ? g_bytes_ref (first) : NULL;
  order->first_time = first_time;
  order->bytes = g_bytes_ref (bytes);
  order->time = g_get_real_time ();
  g_mutex_lock (&orders_lock);
  n_orders++;
  g_mutex_unlock (&orders_lock);
  g_thread_pool_push (get_pool (), order, NULL);
}

void
way_versions_wait (guint seconds)
{
  gint64 end = g_get_monotonic_time () + seconds * (gint64) G_TIME_SPAN_SECOND;

  g_mutex_lock (&orders_lock);
  while (n_orders > 0 && g_cond_wait_until (&done, &orders_lock, end))
    continue;
  g_mutex_unlock (&orders_lock);
}
