/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Document"

#include "config.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <gio/gio.h>
#include <glib/gstdio.h>

#include "way-version-pack-private.h"
#include "way-versions-private.h"
#include "waymark/way-places.h"
#include "waymark/way-safe-file.h"

#define FOLDER_DIGITS 32

/* A file that cannot be a map is not read, whatever it is called. */
#define MOST_BYTES (96 * 1024 * 1024)

G_DEFINE_QUARK (way - version - error - quark, way_version_error)

void
way_version_free (WayVersion *self)
{
  if (self == NULL)
    return;
  g_free (self->file);
  g_free (self->digest);
  g_free (self);
}

/* --- Folders ------------------------------------------------------------------- */

/* Where the folder cannot be made, writing into it will say why. */
static char *
dup_root (void)
{
  char *root = way_places_dup_state_folder ("versions");

  return root != NULL ? root : g_build_filename (g_get_user_state_dir (), "waymark", "versions", NULL);
}

/* The one name of a file that has several. */
static char *
dup_real_path (const char *path)
{
  g_autofree char *canonical = g_canonicalize_filename (path, NULL);
  g_autofree char *folder = g_path_get_dirname (canonical);
  g_autofree char *base = g_path_get_basename (canonical);
  char            *real = realpath (canonical, NULL);
  char            *copy;

  if (real != NULL)
    copy = g_strdup (real);
  else
    {
      /* The file is not there, but its folder may have several names, too. */
      real = realpath (folder, NULL);
      copy = real != NULL ? g_build_filename (real, base, NULL) : g_strdup (canonical);
    }
  free (real);
  return copy;
}

char *
way_versions_dup_folder (const char *path)
{
  g_autofree char *real = dup_real_path (path);
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, real, -1);
  g_autofree char *root = dup_root ();

  digest[FOLDER_DIGITS] = '\0';
  return g_build_filename (root, digest, NULL);
}

/* --- Lists --------------------------------------------------------------------- */

static gboolean
is_short_digest (const char *text)
{
  return strlen (text) == WAY_VERSIONS_DIGITS && strspn (text, "0123456789abcdef") == WAY_VERSIONS_DIGITS;
}

/* NUMBER-TIME-DIGEST.version; NULL for all other names. */
static WayVersion *
read_name (const char *folder,
           const char *name)
{
  g_autofree char *stem = g_strdup (name);
  g_auto (GStrv) parts = NULL;
  guint64     number;
  gint64      time;
  WayVersion *self;

  if (!g_str_has_suffix (stem, WAY_VERSIONS_SUFFIX))
    return NULL;
  stem[strlen (stem) - strlen (WAY_VERSIONS_SUFFIX)] = '\0';
  parts = g_strsplit (stem, "-", -1);
  if (g_strv_length (parts) != 3 || !g_ascii_string_to_unsigned (parts[0], 10, 1, G_MAXINT32, &number, NULL) ||
      !g_ascii_string_to_signed (parts[1], 10, 0, G_MAXINT64 / 2, &time, NULL) || !is_short_digest (parts[2]))
    return NULL;
  self = g_new0 (WayVersion, 1);
  self->file = g_build_filename (folder, name, NULL);
  self->number = (guint) number;
  self->time = time;
  self->digest = g_strdup (parts[2]);
  return self;
}

static int
compare_versions (gconstpointer a,
                  gconstpointer b)
{
  const WayVersion *one = *(const WayVersion *const *) a;
  const WayVersion *other = *(const WayVersion *const *) b;

  if (one->number != other->number)
    return one->number > other->number ? -1 : 1;
  return one->time != other->time ? (one->time > other->time ? -1 : 1) : strcmp (one->digest, other->digest);
}

GPtrArray *
way_versions_list_folder (const char *folder)
{
  GPtrArray *versions = g_ptr_array_new_with_free_func ((GDestroyNotify) way_version_free);
  g_autoptr (GDir) directory = g_dir_open (folder, 0, NULL);
  const char *name;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    {
      g_autoptr (WayVersion) version = read_name (folder, name);
      GStatBuf status;

      if (version == NULL || g_lstat (version->file, &status) != 0 || !S_ISREG (status.st_mode))
        continue;
      version->size = (gsize) status.st_size;
      g_ptr_array_add (versions, g_steal_pointer (&version));
    }
  g_ptr_array_sort (versions, compare_versions);
  return versions;
}

static GBytes *
read_file (const char *path,
           gint64     *time)
{
  GStatBuf status;
  char    *text;
  gsize    length;

  if (g_stat (path, &status) != 0 || !S_ISREG (status.st_mode) || status.st_size > MOST_BYTES ||
      !g_file_get_contents (path, &text, &length, NULL))
    return NULL;
  if (time != NULL)
    *time = (gint64) status.st_mtim.tv_sec * G_USEC_PER_SEC + status.st_mtim.tv_nsec / 1000;
  return g_bytes_new_take (text, length);
}

/* --- Files that were moved ------------------------------------------------------- */

/* Whether the file that @folder was for has gone. */
static gboolean
is_left (const char *folder)
{
  g_autofree char *name = g_build_filename (folder, WAY_VERSIONS_PATH, NULL);
  g_autofree char *path = NULL;

  return g_file_get_contents (name, &path, NULL, NULL) && *path != '\0' && access (path, F_OK) != 0 && errno == ENOENT;
}

/* The folder of a file that has gone, and whose last version has @digest. */
static char *
find_left_folder (const char *digest)
{
  g_autofree char *root = dup_root ();
  g_autoptr (GDir) directory = g_dir_open (root, 0, NULL);
  const char *name;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *folder = g_build_filename (root, name, NULL);
      g_autoptr (GPtrArray) versions = way_versions_list_folder (folder);
      const WayVersion *newest = versions->len > 0 ? versions->pdata[0] : NULL;

      if (newest != NULL && g_str_has_prefix (digest, newest->digest) && is_left (folder))
        return g_steal_pointer (&folder);
    }
  return NULL;
}

char *
way_versions_adopt_folder (const char *path,
                           GBytes     *bytes)
{
  char            *folder = way_versions_dup_folder (path);
  g_autofree char *digest = NULL;
  g_autofree char *left = NULL;
  g_autofree char *name = NULL;
  g_autofree char *real = NULL;

  if (bytes == NULL || g_file_test (folder, G_FILE_TEST_EXISTS))
    return folder;
  digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  left = find_left_folder (digest);
  if (left == NULL || g_rename (left, folder) != 0)
    return folder;
  name = g_build_filename (folder, WAY_VERSIONS_PATH, NULL);
  real = dup_real_path (path);
  way_safe_file_save (name, real, strlen (real), NULL);
  return folder;
}

/* --- What others call ------------------------------------------------------------ */

GPtrArray *
way_versions_list (const char *path)
{
  g_autofree char *folder = NULL;
  g_autoptr (GBytes) bytes = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  folder = way_versions_dup_folder (path);
  if (!g_file_test (folder, G_FILE_TEST_EXISTS))
    {
      g_free (folder);
      bytes = read_file (path, NULL);
      folder = way_versions_adopt_folder (path, bytes);
    }
  return way_versions_list_folder (folder);
}

GBytes *
way_versions_read_first (const char *path,
                         gint64     *time)
{
  g_autofree char *folder = NULL;
  g_autoptr (GPtrArray) versions = NULL;
  g_autoptr (GBytes) bytes = NULL;

  g_return_val_if_fail (path != NULL && time != NULL, NULL);

  folder = way_versions_dup_folder (path);
  versions = way_versions_list_folder (folder);
  if (versions->len > 0 || !way_versions_get_wanted (path))
    return NULL;
  bytes = read_file (path, time);
  g_free (folder);
  folder = way_versions_adopt_folder (path, bytes);
  g_ptr_array_unref (versions);
  versions = way_versions_list_folder (folder);
  return versions->len == 0 ? g_steal_pointer (&bytes) : NULL;
}

GBytes *
way_version_load (const WayVersion *self,
                  GError          **error)
{
  g_autofree char *folder = NULL;
  g_autofree char *images = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  folder = g_path_get_dirname (self->file);
  images = g_build_filename (folder, WAY_VERSIONS_IMAGES, NULL);
  return way_version_unpack (self->file, images, error);
}

gboolean
way_version_remove (const WayVersion *self,
                    GError          **error)
{
  g_autoptr (GFile) file = NULL;
  g_autoptr (GError) reason = NULL;

  g_return_val_if_fail (self != NULL, FALSE);

  file = g_file_new_for_path (self->file);
  if (g_file_delete (file, NULL, &reason) || g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&reason));
  return FALSE;
}

static char *
dup_unwanted (const char *path,
              char      **folder)
{
  *folder = way_versions_dup_folder (path);
  return g_build_filename (*folder, WAY_VERSIONS_UNWANTED, NULL);
}

gboolean
way_versions_get_wanted (const char *path)
{
  g_autofree char *folder = NULL;
  g_autofree char *unwanted = NULL;

  g_return_val_if_fail (path != NULL, FALSE);

  unwanted = dup_unwanted (path, &folder);
  return !g_file_test (unwanted, G_FILE_TEST_EXISTS);
}

gboolean
way_versions_set_wanted (const char *path,
                         gboolean    wanted,
                         GError    **error)
{
  g_autofree char *folder = NULL;
  g_autofree char *unwanted = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GError) reason = NULL;

  g_return_val_if_fail (path != NULL, FALSE);

  unwanted = dup_unwanted (path, &folder);
  if (!wanted)
    {
      g_mkdir_with_parents (folder, 0700);
      return way_safe_file_save (unwanted, "", 0, error);
    }
  file = g_file_new_for_path (unwanted);
  if (g_file_delete (file, NULL, &reason) || g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&reason));
  return FALSE;
}
