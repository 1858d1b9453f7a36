/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Document"

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "way-file-lock-private.h"

#include "waymark/way-places.h"

#define MOST_ATTEMPTS 100
#define LONGEST_OWNER 256

/*
 * The lock is the kernel's, on an open file in the state folder: it ends with the program, however that ends. The file is
 * named by the real path of the map and not by its inode, for each save gives the map a new one. Who takes over puts a
 * locked file of its own in the place of the old one: the last owner still has its lock, but on a file without a name.
 */
struct _WayFileLock
{
  gint  references;
  char *path;
  int   descriptor;
};

/* Where links lead, also to a file that is not there yet. */
static char *
find_real_path (const char *target)
{
  char             real[PATH_MAX];
  g_autofree char *folder = NULL;
  g_autofree char *name = NULL;

  if (realpath (target, real) != NULL)
    return g_strdup (real);
  folder = g_path_get_dirname (target);
  name = g_path_get_basename (target);
  return realpath (folder, real) != NULL ? g_build_filename (real, name, NULL) : g_strdup (target);
}

char *
way_file_lock_dup_path (const char *target)
{
  g_autofree char *real = find_real_path (target);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, real, -1);
  g_autofree char *name = g_strconcat (hash, ".lock", NULL);
  g_autofree char *folder = way_places_dup_state_folder ("locks");

  return folder != NULL ? g_build_filename (folder, name, NULL) : NULL;
}

/* 0, or the system's error number. */
static int
lock_descriptor (int descriptor)
{
  struct flock whole = { .l_type = F_WRLCK, .l_whence = SEEK_SET };

  return TEMP_FAILURE_RETRY (fcntl (descriptor, F_OFD_SETLK, &whole)) == 0 ? 0 : errno;
}

static gboolean
has_name (int         descriptor,
          const char *path)
{
  struct stat open_file;
  struct stat named_file;

  return fstat (descriptor, &open_file) == 0 && stat (path, &named_file) == 0 &&
         open_file.st_dev == named_file.st_dev && open_file.st_ino == named_file.st_ino;
}

static char *
read_owner (int descriptor)
{
  char   text[LONGEST_OWNER];
  gssize length = TEMP_FAILURE_RETRY (pread (descriptor, text, sizeof text - 1, 0));

  return length > 0 ? g_utf8_make_valid (text, length) : g_strdup ("");
}

/* For people on other computers; without it the lock is as good. */
static void
write_owner (int descriptor)
{
  const char *host = g_get_host_name ();

  if (ftruncate (descriptor, 0) != 0 || pwrite (descriptor, host, strlen (host), 0) < 0)
    g_debug ("the lock does not name its owner: %s", g_strerror (errno));
}

static WayFileLock *
new_lock (const char *path,
          int         descriptor)
{
  WayFileLock *self = g_new (WayFileLock, 1);

  write_owner (descriptor);
  self->references = 1;
  self->path = g_strdup (path);
  self->descriptor = descriptor;
  return self;
}

WayFileLock *
way_file_lock_acquire (const char *target,
                       char      **owner)
{
  g_autofree char *path = way_file_lock_dup_path (target);

  *owner = NULL;
  for (guint i = 0; path != NULL && i < MOST_ATTEMPTS; i++)
    {
      int descriptor = TEMP_FAILURE_RETRY (open (path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600));
      int number = descriptor >= 0 ? lock_descriptor (descriptor) : errno;

      /* The last owner may have removed the file between these two calls, or another have taken over. */
      if (number == 0 && has_name (descriptor, path))
        return new_lock (path, descriptor);
      if (descriptor >= 0 && (number == EAGAIN || number == EACCES))
        *owner = read_owner (descriptor);
      if (descriptor >= 0)
        close (descriptor);
      /* Where nothing can be locked nobody is kept from working. */
      if (number != 0)
        return NULL;
    }
  return NULL;
}

WayFileLock *
way_file_lock_take_over (const char *target)
{
  g_autofree char *path = way_file_lock_dup_path (target);
  g_autofree char *fresh = path != NULL ? g_strconcat (path, ".XXXXXX", NULL) : NULL;
  g_autofree char *owner = NULL;
  WayFileLock     *self = way_file_lock_acquire (target, &owner);
  int              descriptor;

  if (self != NULL || fresh == NULL)
    return self;
  descriptor = g_mkstemp_full (fresh, O_RDWR | O_CLOEXEC, 0600);
  if (descriptor < 0)
    return NULL;
  if (lock_descriptor (descriptor) == 0 && rename (fresh, path) == 0)
    return new_lock (path, descriptor);
  unlink (fresh);
  close (descriptor);
  return NULL;
}

const char *
way_file_lock_get_path (const WayFileLock *self)
{
  return self->path;
}

gboolean
way_file_lock_holds (const WayFileLock *self)
{
  return has_name (self->descriptor, self->path);
}

WayFileLock *
way_file_lock_ref (WayFileLock *self)
{
  g_atomic_int_inc (&self->references);
  return self;
}

void
way_file_lock_unref (WayFileLock *self)
{
  if (!g_atomic_int_dec_and_test (&self->references))
    return;
  if (way_file_lock_holds (self))
    unlink (self->path);
  close (self->descriptor);
  g_free (self->path);
  g_free (self);
}
