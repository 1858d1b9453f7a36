/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Store"

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "waymark/way-file-mark.h"

#define BUFFER_SIZE (64 * 1024)

static gint64
to_nanoseconds (struct timespec time)
{
  return (gint64) time.tv_sec * G_GINT64_CONSTANT (1000000000) + time.tv_nsec;
}

static void
take_status (WayFileMark       *self,
             const struct stat *status)
{
  self->device = (guint64) status->st_dev;
  self->inode = (guint64) status->st_ino;
  self->size = (gint64) status->st_size;
  self->modified = to_nanoseconds (status->st_mtim);
  self->changed = to_nanoseconds (status->st_ctim);
}

static void
block (WayFileMark *self,
       int          number)
{
  self->there = WAY_FILE_BLOCKED;
  self->number = number;
}

static void
take_hash (WayFileMark *self,
           GChecksum   *checksum)
{
  self->there = WAY_FILE_READ;
  g_strlcpy (self->hash, g_checksum_get_string (checksum), sizeof self->hash);
}

static void
read_all (WayFileMark *self,
          int          descriptor)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree guchar *buffer = g_malloc (BUFFER_SIZE);

  while (TRUE)
    {
      gssize got = TEMP_FAILURE_RETRY (read (descriptor, buffer, BUFFER_SIZE));

      if (got < 0)
        {
          block (self, errno);
          return;
        }
      if (got == 0)
        break;
      g_checksum_update (checksum, buffer, got);
    }
  take_hash (self, checksum);
}

void
way_file_mark_read (WayFileMark *self,
                    const char  *path)
{
  struct stat status;
  int         descriptor;

  g_return_if_fail (self != NULL && path != NULL);

  memset (self, 0, sizeof *self);
  if (TEMP_FAILURE_RETRY (stat (path, &status)) != 0)
    {
      if (errno == ENOENT || errno == ENOTDIR)
        self->there = WAY_FILE_MISSING;
      else
        block (self, errno);
      return;
    }
  take_status (self, &status);
  if (!S_ISREG (status.st_mode))
    {
      block (self, S_ISDIR (status.st_mode) ? EISDIR : 0);
      return;
    }
  descriptor = TEMP_FAILURE_RETRY (open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (descriptor < 0)
    {
      if (errno == ENOENT)
        self->there = WAY_FILE_MISSING;
      else
        block (self, errno);
      return;
    }
  /* What was opened may be another file by now. */
  if (TEMP_FAILURE_RETRY (fstat (descriptor, &status)) != 0)
    block (self, errno);
  else
    {
      take_status (self, &status);
      if (S_ISREG (status.st_mode))
        read_all (self, descriptor);
      else
        block (self, S_ISDIR (status.st_mode) ? EISDIR : 0);
    }
  close (descriptor);
}

void
way_file_mark_take (WayFileMark *self,
                    const char  *path,
                    GBytes      *bytes)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  struct stat   status;
  gsize         length;
  const guchar *data;

  g_return_if_fail (self != NULL && path != NULL && bytes != NULL);

  memset (self, 0, sizeof *self);
  data = g_bytes_get_data (bytes, &length);
  g_checksum_update (checksum, data, (gssize) length);
  take_hash (self, checksum);
  /* Of another size it is another file already, of which these bytes tell nothing. */
  if (TEMP_FAILURE_RETRY (stat (path, &status)) == 0 && S_ISREG (status.st_mode) && (gsize) status.st_size == length)
    take_status (self, &status);
}

static gboolean
has_same_status (const WayFileMark *self,
                 const WayFileMark *other)
{
  return self->device == other->device && self->inode == other->inode && self->size == other->size &&
         self->modified == other->modified && self->changed == other->changed;
}

gboolean
way_file_mark_is_same (const WayFileMark *self,
                       const WayFileMark *other)
{
  g_return_val_if_fail (self != NULL && other != NULL, FALSE);

  if (self->there != other->there)
    return FALSE;
  switch (self->there)
    {
    case WAY_FILE_READ:
      return strcmp (self->hash, other->hash) == 0;
    case WAY_FILE_BLOCKED:
      return self->number == other->number && has_same_status (self, other);
    case WAY_FILE_MISSING:
    case WAY_FILE_UNKNOWN:
    default:
      return TRUE;
    }
}

gboolean
way_file_is_same_place (const char *path,
                        const char *other)
{
  struct stat a;
  struct stat b;

  g_return_val_if_fail (path != NULL && other != NULL, FALSE);

  return TEMP_FAILURE_RETRY (stat (path, &a)) == 0 && TEMP_FAILURE_RETRY (stat (other, &b)) == 0 &&
         a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}
