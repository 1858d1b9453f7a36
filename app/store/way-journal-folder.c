/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Store"

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "way-journal-private.h"
#include "waymark/way-places.h"

#define LOCK_NAME "lock"
#define ATTEMPTS_NAME "attempts"
#define DECLINED_NAME "declined"
#define KEPT_SUFFIX ".waymark"
#define PART_SUFFIX ".part"
#define MOST_FOLDERS 100
#define NAME_LENGTH 16 /* of a folder's name */

struct _WayJournalFolder
{
  char *path;
  int   lock;
};

G_DEFINE_QUARK (way - journal - error - quark, way_journal_error)

void
way_journal_set_error (GError        **error,
                       WayJournalError code,
                       const char     *path,
                       int             number)
{
  g_autofree char *shown = g_filename_display_name (path);

  /* Translators: the name of a file or folder, then the system's own words, such as "No space left on device" */
  g_set_error (error, WAY_JOURNAL_ERROR, (int) code, _ ("“%1$s”: %2$s"), shown, g_strerror (number));
}

char *
way_journal_dup_place (GError **error)
{
  char *place = way_places_dup_state_folder ("journals");

  if (place == NULL)
    {
      int              number = errno;
      g_autofree char *path = g_build_filename (g_get_user_state_dir (), "waymark", "journals", NULL);

      way_journal_set_error (error, WAY_JOURNAL_ERROR_WRITE, path, number);
    }
  return place;
}

/* --- The lock --------------------------------------------------------------------------- */

static WayJournalFolder *
lock_folder (const char *path,
             GError    **error)
{
  struct flock      whole = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
  struct stat       status;
  g_autofree char  *name = g_build_filename (path, LOCK_NAME, NULL);
  WayJournalFolder *self;
  int               lock = TEMP_FAILURE_RETRY (open (name, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600));

  if (lock < 0)
    {
      way_journal_set_error (error, WAY_JOURNAL_ERROR_WRITE, name, errno);
      return NULL;
    }
  if (TEMP_FAILURE_RETRY (fcntl (lock, F_OFD_SETLK, &whole)) != 0)
    {
      int number = errno;

      close (lock);
      way_journal_set_error (error, number == EAGAIN || number == EACCES ? WAY_JOURNAL_ERROR_BUSY : WAY_JOURNAL_ERROR_WRITE, path, number);
      return NULL;
    }
  /* Who had it may just have removed all of it. */
  if (fstat (lock, &status) != 0 || status.st_nlink == 0)
    {
      close (lock);
      way_journal_set_error (error, WAY_JOURNAL_ERROR_BUSY, path, ENOENT);
      return NULL;
    }
  self = g_new (WayJournalFolder, 1);
  self->path = g_strdup (path);
  self->lock = lock;
  return self;
}

WayJournalFolder *
way_journal_folder_open (const char *path,
                         GError    **error)
{
  g_return_val_if_fail (path != NULL, NULL);

  return lock_folder (path, error);
}

WayJournalFolder *
way_journal_folder_new (GError **error)
{
  g_autofree char *place = way_journal_dup_place (error);

  if (place == NULL)
    return NULL;
  for (guint i = 0; i < MOST_FOLDERS; i++)
    {
      g_autofree char  *name = g_strdup_printf ("%08x%08x", g_random_int (), g_random_int ());
      g_autofree char  *path = g_build_filename (place, name, NULL);
      WayJournalFolder *self;

      if (g_mkdir (path, 0700) != 0)
        {
          if (errno == EEXIST)
            continue;
          way_journal_set_error (error, WAY_JOURNAL_ERROR_WRITE, path, errno);
          return NULL;
        }
      /* Somebody who cleans up may be quicker. */
      self = lock_folder (path, NULL);
      if (self != NULL)
        return self;
      g_rmdir (path);
    }
  way_journal_set_error (error, WAY_JOURNAL_ERROR_WRITE, place, EACCES);
  return NULL;
}

const char *
way_journal_folder_get_path (const WayJournalFolder *self)
{
  return self->path;
}

void
way_journal_folder_free (WayJournalFolder *self)
{
  close (self->lock);
  g_free (self->path);
  g_free (self);
}

/* FALSE when it is still there. */
static gboolean
remove_file (const char *folder,
             const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  return g_unlink (path) == 0 || errno == ENOENT;
}

static gboolean
is_own_name (const char *name)
{
  return g_str_has_suffix (name, KEPT_SUFFIX) || g_str_has_suffix (name, PART_SUFFIX) || strcmp (name, WAY_JOURNAL_NEW_NAME) == 0 ||
         strcmp (name, ATTEMPTS_NAME) == 0 || strcmp (name, DECLINED_NAME) == 0;
}

static void
remove_rest (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (is_own_name (name))
      remove_file (folder, name);
}

/*
 * The journal goes first and the lock last: what is left after a crash on the way is no journal to anybody. A journal that cannot be
 * removed keeps all that it needs.
 */
gboolean
way_journal_folder_remove (WayJournalFolder *self,
                           GError          **error)
{
  if (!remove_file (self->path, WAY_JOURNAL_NAME))
    {
      way_journal_set_error (error, WAY_JOURNAL_ERROR_WRITE, self->path, errno);
      return FALSE;
    }
  remove_rest (self->path);
  remove_file (self->path, LOCK_NAME);
  g_rmdir (self->path);
  way_journal_folder_free (self);
  return TRUE;
}

gboolean
way_journal_folder_has_own_name (const char *path)
{
  g_autofree char *name = g_path_get_basename (path);

  return strlen (name) == NAME_LENGTH && strspn (name, "0123456789abcdef") == NAME_LENGTH;
}

/* --- Attempts ------------------------------------------------------------------------------ */

static char *
get_attempts_name (const WayJournalFolder *self)
{
  return g_build_filename (self->path, ATTEMPTS_NAME, NULL);
}

void
way_journal_folder_begin_attempt (const WayJournalFolder *self)
{
  g_autofree char *name = get_attempts_name (self);
  int              descriptor = TEMP_FAILURE_RETRY (open (name, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600));

  if (descriptor < 0)
    return;
  if (!way_journal_write_all (descriptor, "+", 1))
    g_debug ("an attempt is not counted: %s", g_strerror (errno));
  close (descriptor);
}

void
way_journal_folder_end_attempt (const WayJournalFolder *self)
{
  g_autofree char *name = get_attempts_name (self);
  guint            n = way_journal_folder_get_n_attempts (self);

  if (n < 2)
    g_unlink (name);
  else if (truncate (name, (off_t) n - 1) != 0)
    g_debug ("an attempt counts as failed: %s", g_strerror (errno));
}

void
way_journal_folder_end_attempts (const WayJournalFolder *self)
{
  g_autofree char *name = get_attempts_name (self);

  g_unlink (name);
}

guint
way_journal_folder_get_n_attempts (const WayJournalFolder *self)
{
  g_autofree char *name = get_attempts_name (self);
  GStatBuf         status;

  return g_stat (name, &status) == 0 ? (guint) MIN (status.st_size, G_MAXUINT) : 0;
}

/* --- Decisions ----------------------------------------------------------------------------- */

void
way_journal_folder_set_declined (const WayJournalFolder *self,
                                 gboolean                is_declined)
{
  g_autofree char *name = g_build_filename (self->path, DECLINED_NAME, NULL);
  int              descriptor;

  if (!is_declined)
    g_unlink (name);
  else if ((descriptor = TEMP_FAILURE_RETRY (open (name, O_WRONLY | O_CREAT | O_CLOEXEC, 0600))) >= 0)
    close (descriptor);
}

gboolean
way_journal_folder_get_declined (const WayJournalFolder *self)
{
  g_autofree char *name = g_build_filename (self->path, DECLINED_NAME, NULL);

  return g_file_test (name, G_FILE_TEST_EXISTS);
}

/* --- Files ------------------------------------------------------------------------------------ */

gboolean
way_journal_write_all (int         descriptor,
                       const void *data,
                       gsize       length)
{
  const char *at = data;

  while (length > 0)
    {
      gssize written = TEMP_FAILURE_RETRY (write (descriptor, at, length));

      if (written == 0)
        errno = ENOSPC;
      if (written <= 0)
        return FALSE;
      at += written;
      length -= (gsize) written;
    }
  return TRUE;
}

static gboolean
sync_name (const char *path,
           int         flags)
{
  int descriptor = TEMP_FAILURE_RETRY (open (path, flags | O_CLOEXEC));
  int number;

  if (descriptor < 0)
    return FALSE;
  /* Some disks have no such thing for folders. */
  number = TEMP_FAILURE_RETRY (fsync (descriptor)) == 0 || errno == EINVAL || errno == ENOTSUP ? 0 : errno;
  close (descriptor);
  errno = number;
  return number == 0;
}

/* Up to the home of all programs' states: any of them may just have been made. */
gboolean
way_journal_sync_folder (const char *folder)
{
  g_autofree char *place = g_path_get_dirname (folder);
  g_autofree char *own = g_path_get_dirname (place);
  g_autofree char *all = g_path_get_dirname (own);

  return sync_name (folder, O_RDONLY | O_DIRECTORY) && sync_name (place, O_RDONLY | O_DIRECTORY) && sync_name (own, O_RDONLY | O_DIRECTORY) &&
         sync_name (all, O_RDONLY | O_DIRECTORY);
}

static char *
get_kept_name (const char *folder,
               const char *hash)
{
  g_autofree char *name = g_strconcat (hash, KEPT_SUFFIX, NULL);

  return g_build_filename (folder, name, NULL);
}

static gboolean
write_kept (const char *path,
            GBytes     *bytes,
            gboolean    is_forced)
{
  gsize       length;
  const void *data = g_bytes_get_data (bytes, &length);
  int         descriptor = TEMP_FAILURE_RETRY (open (path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
  gboolean    done;
  int         number;

  if (descriptor < 0)
    return FALSE;
  done = way_journal_write_all (descriptor, data, length) && (!is_forced || TEMP_FAILURE_RETRY (fsync (descriptor)) == 0);
  number = errno;
  if (close (descriptor) != 0 && done)
    {
      number = errno;
      done = FALSE;
    }
  errno = number;
  return done;
}

gboolean
way_journal_keep_bytes (const char *folder,
                        const char *hash,
                        GBytes     *bytes,
                        gboolean    is_forced,
                        GError    **error)
{
  g_autofree char *path = get_kept_name (folder, hash);
  g_autofree char *part = g_strconcat (path, PART_SUFFIX, NULL);
  gboolean         is_kept = g_file_test (path, G_FILE_TEST_EXISTS);
  gboolean         done;

  if (is_kept)
    done = !is_forced || sync_name (path, O_RDONLY);
  else
    done = write_kept (part, bytes, is_forced) && g_rename (part, path) == 0;
  if (done && (!is_forced || way_journal_sync_folder (folder)))
    return TRUE;
  way_journal_set_error (error, WAY_JOURNAL_ERROR_WRITE, folder, errno);
  if (!is_kept)
    g_unlink (part);
  return FALSE;
}

void
way_journal_drop_bytes (const char *folder,
                        const char *base_hash,
                        const char *saved_hash)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      gboolean         is_kept = g_str_has_suffix (name, KEPT_SUFFIX);

      if (!is_kept && !g_str_has_suffix (name, PART_SUFFIX))
        continue;
      if (is_kept && ((base_hash != NULL && g_str_has_prefix (name, base_hash)) || (saved_hash != NULL && g_str_has_prefix (name, saved_hash))))
        continue;
      g_unlink (path);
    }
}

void
way_journal_reader_sweep (const WayJournalReader *self,
                          const char             *folder)
{
  g_return_if_fail (self != NULL && folder != NULL);

  remove_file (folder, WAY_JOURNAL_NEW_NAME);
  /* What cannot be read may tell of other bytes. */
  if (self->n_lost == 0)
    way_journal_drop_bytes (folder, self->base_hash, self->saved_hash);
}

static GBytes *
load_if_same (const char *path,
              const char *hash)
{
  g_autofree char *found = NULL;
  char            *data;
  gsize            length;
  g_autoptr (GBytes) bytes = NULL;

  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR) || !g_file_get_contents (path, &data, &length, NULL))
    return NULL;
  bytes = g_bytes_new_take (data, length);
  found = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  return strcmp (found, hash) == 0 ? g_steal_pointer (&bytes) : NULL;
}

GBytes *
way_journal_load_bytes (const char *folder,
                        const char *hash,
                        const char *path)
{
  g_autofree char *kept = NULL;
  GBytes          *bytes;

  g_return_val_if_fail (folder != NULL, NULL);

  /* It becomes part of a name. */
  if (hash == NULL || strspn (hash, "0123456789abcdef") != 64 || hash[64] != '\0')
    return NULL;
  kept = get_kept_name (folder, hash);
  bytes = load_if_same (kept, hash);
  if (bytes == NULL && path != NULL)
    bytes = load_if_same (path, hash);
  return bytes;
}
