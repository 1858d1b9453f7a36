/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Store"

#include "config.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "waymark/way-safe-file.h"

#define TEMPORARY_PREFIX ".waymark-"
#define TEMPORARY_SUFFIX ".part"
#define TEMPORARY_DIGITS 8
#define BUFFER_SIZE (64 * 1024)
#define MOST_LINKS 40
#define STALE_SECONDS (60 * 60)

struct _WaySafeFile
{
  char   *path;      /* as the caller named it, for messages */
  int     folder;    /* where the target stands: a later chdir() or rename of a parent changes nothing */
  char   *name;      /* the target in the folder, links followed */
  char   *temporary; /* its stand-in in the folder; NULL once committed or discarded */
  int     descriptor;
  char   *buffer;
  gsize   fill;
  GError *failure; /* the first one; it stays */

  WaySafeFileCheck check;
  gpointer         check_data;
};

G_DEFINE_QUARK (way_safe_file_error, way_safe_file_error)

static const char *
describe_kind (mode_t mode)
{
  if (S_ISDIR (mode))
    return _ ("It is a folder. Choose the name of a file.");
  if (S_ISFIFO (mode) || S_ISSOCK (mode))
    return _ ("It is a pipe or a socket, not a file. Choose another name.");
  return _ ("It is a device, not a file. Choose another name.");
}

/* What the system's error number means to a person, with what to do. */
static const char *
describe_errno (int               number,
                WaySafeFileError *code)
{
  switch (number)
    {
    case ENOSPC:
      *code = WAY_SAFE_FILE_ERROR_NO_SPACE;
      return _ ("The disk is full. Free some space or save in another place.");
    case EDQUOT:
      *code = WAY_SAFE_FILE_ERROR_NO_SPACE;
      return _ ("Your share of the disk (quota) is used up. Delete what you no longer need or save in another place.");
    case EFBIG:
      *code = WAY_SAFE_FILE_ERROR_TOO_LARGE;
      return _ ("The file is larger than this disk or your limits allow. Save on another disk or make it smaller.");
    case EACCES:
    case EPERM:
      *code = WAY_SAFE_FILE_ERROR_PERMISSION;
      return _ ("You do not have permission to change the file or its folder. Save under another name or in another folder.");
    case EROFS:
      *code = WAY_SAFE_FILE_ERROR_READ_ONLY;
      return _ ("The disk is read-only. Save on another disk.");
    case ENOENT:
    case ENOTDIR:
      *code = WAY_SAFE_FILE_ERROR_NOT_FOUND;
      return _ ("The folder does not exist. Create it first or choose another one.");
    case ENAMETOOLONG:
      *code = WAY_SAFE_FILE_ERROR_BAD_NAME;
      return _ ("The name is too long. Choose a shorter one.");
    case ELOOP:
      *code = WAY_SAFE_FILE_ERROR_BAD_NAME;
      return _ ("Symbolic links lead in a circle. Choose another name.");
    case EISDIR:
      *code = WAY_SAFE_FILE_ERROR_NOT_A_FILE;
      return describe_kind (S_IFDIR);
    case EIO:
      *code = WAY_SAFE_FILE_ERROR_DISK;
      return _ ("The disk reports a fault. Save on another disk and have this one checked.");
    case EMFILE:
    case ENFILE:
      *code = WAY_SAFE_FILE_ERROR_FAILED;
      return _ ("Too many files are open. Close some windows or programs and try again.");
    default:
      *code = WAY_SAFE_FILE_ERROR_FAILED;
      return NULL;
    }
}

static void
set_error (GError         **error,
           const char      *path,
           WaySafeFileError code,
           const char      *reason)
{
  g_autofree char *shown = g_filename_display_name (path);

  /* Translators: the file's name, then one or two sentences on why and what to do */
  g_set_error (error, WAY_SAFE_FILE_ERROR, (int) code, _ ("Could not save “%s”. %s"), shown, reason);
}

static void
set_error_from_errno (GError    **error,
                      const char *path,
                      int         number)
{
  WaySafeFileError code;
  const char      *reason = describe_errno (number, &code);
  g_autofree char *other = NULL;

  if (reason == NULL)
    /* Translators: the system's own words, such as "Device or resource busy" */
    reason = other = g_strdup_printf (_ ("The system says: %s. Try again or save in another place."), g_strerror (number));
  set_error (error, path, code, reason);
}

/* Looks at the target through the system's own path walk, which also applies the kernel's rules on links that
 * strangers planted. Without a target, *exists is FALSE. */
static gboolean
inspect_target (const char  *path,
                struct stat *status,
                gboolean    *exists,
                GError     **error)
{
  int result = TEMP_FAILURE_RETRY (stat (path, status));

  *exists = result == 0;
  if (result != 0 && errno == ENOENT && *path != '\0')
    return TRUE;
  if (result == 0 && !S_ISREG (status->st_mode))
    {
      set_error (error, path, WAY_SAFE_FILE_ERROR_NOT_A_FILE, describe_kind (status->st_mode));
      return FALSE;
    }
  /* A replacement needs no right to write the old file, but replacing what its owner protected would be a trick. */
  if (result == 0)
    result = TEMP_FAILURE_RETRY (faccessat (AT_FDCWD, path, W_OK, AT_EACCESS));
  if (result != 0)
    set_error_from_errno (error, path, errno);
  return result == 0;
}

/* Follows links in the last part of the path, also to where nothing is yet. */
static char *
follow_links (const char *path,
              GError    **error)
{
  g_autofree char *place = g_strdup (path);

  for (int i = 0; i < MOST_LINKS; i++)
    {
      char             link[PATH_MAX];
      gssize           length = TEMP_FAILURE_RETRY (readlink (place, link, sizeof link - 1));
      g_autofree char *folder = NULL;
      char            *next;

      if (length < 0)
        {
          if (errno == EINVAL || errno == ENOENT)
            return g_steal_pointer (&place);
          set_error_from_errno (error, path, errno);
          return NULL;
        }
      link[length] = '\0';
      folder = g_path_get_dirname (place);
      next = *link == '/' ? g_strdup (link) : g_build_filename (folder, link, NULL);
      g_free (place);
      place = next;
    }
  set_error_from_errno (error, path, ELOOP);
  return NULL;
}

static int
open_folder (const char *folder)
{
  int descriptor = TEMP_FAILURE_RETRY (open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC));

  /* A folder may allow new files but not to be listed. */
  if (descriptor < 0 && errno == EACCES)
    descriptor = TEMP_FAILURE_RETRY (open (folder, O_PATH | O_DIRECTORY | O_CLOEXEC));
  return descriptor;
}

/* Opens the folder and splits off the name. */
static gboolean
enter_folder (WaySafeFile *self,
              GError     **error)
{
  g_autofree char *place = follow_links (self->path, error);
  g_autofree char *folder = NULL;
  const char      *slash;

  if (place == NULL)
    return FALSE;
  folder = g_path_get_dirname (place);
  slash = strrchr (place, '/');
  self->name = g_strdup (slash == NULL ? place : slash + 1);
  if (*self->name == '\0')
    {
      set_error (error, self->path, WAY_SAFE_FILE_ERROR_NOT_A_FILE, describe_kind (S_IFDIR));
      return FALSE;
    }
  self->folder = open_folder (folder);
  if (self->folder < 0)
    set_error_from_errno (error, self->path, errno);
  return self->folder >= 0;
}

/* Gives the temporary file the old file's rights. A disk that knows no rights or owners is no reason to refuse. */
static gboolean
keep_rights (int                descriptor,
             const struct stat *old)
{
  struct stat fresh;
  mode_t      mode = old->st_mode & 07777;

  if (TEMP_FAILURE_RETRY (fstat (descriptor, &fresh)) != 0)
    return FALSE;
  if ((fresh.st_uid != old->st_uid || fresh.st_gid != old->st_gid) &&
      TEMP_FAILURE_RETRY (fchown (descriptor, old->st_uid, old->st_gid)) != 0)
    {
      /* Rights given to the old owner and group must not pass to another owner and group. */
      mode &= 0777;
      if (fresh.st_gid != old->st_gid && TEMP_FAILURE_RETRY (fchown (descriptor, (uid_t) -1, old->st_gid)) != 0)
        mode &= 0707 | (mode & 07) << 3;
    }
  if (TEMP_FAILURE_RETRY (fchmod (descriptor, mode)) == 0)
    return TRUE;
  return errno == EPERM || errno == EOPNOTSUPP || errno == ENOSYS;
}

static void
discard (WaySafeFile *self)
{
  if (self->descriptor >= 0)
    close (self->descriptor);
  self->descriptor = -1;
  if (self->temporary != NULL)
    TEMP_FAILURE_RETRY (unlinkat (self->folder, self->temporary, 0));
  g_clear_pointer (&self->temporary, g_free);
}

/* Keeps the first failure and frees the space that the unfinished file takes. */
static gboolean
fail (WaySafeFile *self,
      int          number,
      GError     **error)
{
  discard (self);
  set_error_from_errno (&self->failure, self->path, number);
  if (error != NULL)
    *error = g_error_copy (self->failure);
  return FALSE;
}

static gboolean
create_temporary (WaySafeFile       *self,
                  const struct stat *old,
                  GError           **error)
{
  /* The old file's rights come later; until then nobody else reads what may be private. */
  mode_t mode = old != NULL ? 0600 : 0666;

  do
    {
      g_free (self->temporary);
      self->temporary = g_strdup_printf (TEMPORARY_PREFIX "%0*x" TEMPORARY_SUFFIX, TEMPORARY_DIGITS, g_random_int ());
      self->descriptor = openat (self->folder, self->temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode);
    }
  while (self->descriptor < 0 && (errno == EEXIST || errno == EINTR));

  if (self->descriptor < 0)
    {
      int number = errno;

      /* Not ours: a file with this name was never made. */
      g_clear_pointer (&self->temporary, g_free);
      return fail (self, number, error);
    }
  if (old != NULL && !keep_rights (self->descriptor, old))
    return fail (self, errno, error);
  return TRUE;
}

/* Beyond a limit on file sizes the kernel would end the process instead of returning EFBIG. */
static void
ignore_size_signal (void)
{
  static gsize     done = 0;
  struct sigaction action;

  if (!g_once_init_enter (&done))
    return;
  if (sigaction (SIGXFSZ, NULL, &action) == 0 && action.sa_handler == SIG_DFL)
    signal (SIGXFSZ, SIG_IGN);
  g_once_init_leave (&done, 1);
}

WaySafeFile *
way_safe_file_open (const char *path,
                    GError    **error)
{
  g_autoptr (WaySafeFile) self = NULL;
  struct stat old;
  gboolean    exists;

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  ignore_size_signal ();
  if (!inspect_target (path, &old, &exists, error))
    return NULL;
  self = g_new0 (WaySafeFile, 1);
  self->path = g_strdup (path);
  self->folder = -1;
  self->descriptor = -1;
  self->buffer = g_malloc (BUFFER_SIZE);
  if (!enter_folder (self, error) || !create_temporary (self, exists ? &old : NULL, error))
    return NULL;
  return g_steal_pointer (&self);
}

static gboolean
write_all (WaySafeFile *self,
           const char  *bytes,
           gsize        length,
           GError     **error)
{
  while (length > 0)
    {
      gssize written = TEMP_FAILURE_RETRY (write (self->descriptor, bytes, length));

      if (written <= 0)
        return fail (self, written < 0 ? errno : ENOSPC, error);
      bytes += written;
      length -= (gsize) written;
    }
  return TRUE;
}

static gboolean
flush (WaySafeFile *self,
       GError     **error)
{
  gsize length = self->fill;

  self->fill = 0;
  return write_all (self, self->buffer, length, error);
}

gboolean
way_safe_file_write (WaySafeFile *self,
                     const void  *bytes,
                     gsize        length,
                     GError     **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (bytes != NULL || length == 0, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (self->failure != NULL)
    {
      g_propagate_error (error, g_error_copy (self->failure));
      return FALSE;
    }
  g_return_val_if_fail (self->temporary != NULL, FALSE);

  if (length > BUFFER_SIZE - self->fill && !flush (self, error))
    return FALSE;
  if (length >= BUFFER_SIZE)
    return write_all (self, bytes, length, error);
  if (length > 0)
    memcpy (self->buffer + self->fill, bytes, length);
  self->fill += length;
  return TRUE;
}

void
way_safe_file_set_check (WaySafeFile     *self,
                         WaySafeFileCheck check,
                         gpointer         data)
{
  g_return_if_fail (self != NULL);

  self->check = check;
  self->check_data = data;
}

static gboolean
may_replace (WaySafeFile *self,
             GError     **error)
{
  if (self->check == NULL || self->check (self->check_data, &self->failure))
    return TRUE;
  discard (self);
  if (error != NULL)
    *error = g_error_copy (self->failure);
  return FALSE;
}

gboolean
way_safe_file_commit (WaySafeFile *self,
                      GError     **error)
{
  int result;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  /* Also reports the failure of an earlier write. */
  if (!way_safe_file_write (self, NULL, 0, error) || !flush (self, error))
    return FALSE;
  if (TEMP_FAILURE_RETRY (fsync (self->descriptor)) != 0)
    return fail (self, errno, error);

  /* Linux closes the descriptor even when it says EINTR, and the bytes are on the disk by now. */
  result = close (self->descriptor);
  self->descriptor = -1;
  if (result != 0 && errno != EINTR)
    return fail (self, errno, error);

  if (!may_replace (self, error))
    return FALSE;
  if (TEMP_FAILURE_RETRY (renameat (self->folder, self->temporary, self->folder, self->name)) != 0)
    return fail (self, errno, error);
  g_clear_pointer (&self->temporary, g_free);

  /* The new file is in place: an error here could only be reported as one that it is not. */
  TEMP_FAILURE_RETRY (fsync (self->folder));
  return TRUE;
}

void
way_safe_file_free (WaySafeFile *self)
{
  if (self == NULL)
    return;
  discard (self);
  if (self->folder >= 0)
    close (self->folder);
  g_clear_error (&self->failure);
  g_free (self->buffer);
  g_free (self->name);
  g_free (self->path);
  g_free (self);
}

gboolean
way_safe_file_save (const char *path,
                    const void *bytes,
                    gsize       length,
                    GError    **error)
{
  g_autoptr (WaySafeFile) self = way_safe_file_open (path, error);

  return self != NULL && way_safe_file_write (self, bytes, length, error) && way_safe_file_commit (self, error);
}

/* Names are matched to the last letter: a user may well have a ".waymark-notes". */
static gboolean
is_temporary_name (const char *name)
{
  gsize digits;

  if (!g_str_has_prefix (name, TEMPORARY_PREFIX))
    return FALSE;
  name += strlen (TEMPORARY_PREFIX);
  digits = strspn (name, "0123456789abcdef");
  return digits == TEMPORARY_DIGITS && strcmp (name + digits, TEMPORARY_SUFFIX) == 0;
}

guint
way_safe_file_sweep (const char *directory)
{
  DIR           *folder;
  struct dirent *entry;
  guint          removed = 0;

  g_return_val_if_fail (directory != NULL, 0);

  folder = opendir (directory);
  if (folder == NULL)
    return 0;
  while ((entry = readdir (folder)) != NULL)
    {
      struct stat status;

      if (!is_temporary_name (entry->d_name) ||
          fstatat (dirfd (folder), entry->d_name, &status, AT_SYMLINK_NOFOLLOW) != 0 ||
          !S_ISREG (status.st_mode) || status.st_uid != geteuid () ||
          g_get_real_time () / G_USEC_PER_SEC - status.st_mtime <= STALE_SECONDS)
        continue;
      if (unlinkat (dirfd (folder), entry->d_name, 0) == 0)
        removed++;
    }
  closedir (folder);
  return removed;
}
