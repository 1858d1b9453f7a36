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
 * A lock is the kernel's, on an open file in the state folder: it ends with the program, however that ends. One is named by the
 * real path of the map, for each save gives the map a new inode; the other one by its device and inode, for it may be renamed
 * or have two names. Who takes over puts a locked file of its own in the place of the old one: the last owner still has its
 * lock, but on a file without a name.
 */
typedef struct
{
  char *path; /* NULL: not locked */
  int   descriptor;
} Part;

enum
{
  PLACE,
  CONTENT,
  N_PARTS
};

struct _WayFileLock
{
  gint references;
  Part parts[N_PARTS];
};

void
way_file_owner_clear (WayFileOwner *self)
{
  g_clear_pointer (&self->host, g_free);
  g_clear_pointer (&self->path, g_free);
}

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

static char *
dup_lock_path (const char *key)
{
  g_autofree char *name = g_strconcat (key, ".lock", NULL);
  g_autofree char *folder = way_places_dup_state_folder ("locks");

  return folder != NULL ? g_build_filename (folder, name, NULL) : NULL;
}

static char *
dup_place_path (const char *target)
{
  g_autofree char *real = find_real_path (target);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, real, -1);

  return dup_lock_path (hash);
}

static char *
dup_content_path (guint64 device,
                  guint64 inode)
{
  g_autofree char *key = g_strdup_printf ("%" G_GINT64_MODIFIER "x-%" G_GINT64_MODIFIER "x", device, inode);

  return dup_lock_path (key);
}

/* Where the locks of a map are, by part; the second one is NULL while there is no file. */
static void
find_paths (const char *target,
            char       *paths[N_PARTS])
{
  struct stat status;

  paths[PLACE] = dup_place_path (target);
  paths[CONTENT] = paths[PLACE] != NULL && stat (target, &status) == 0 ? dup_content_path (status.st_dev, status.st_ino) : NULL;
}

static void
free_paths (char *paths[N_PARTS])
{
  for (guint i = 0; i < N_PARTS; i++)
    g_free (paths[i]);
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

static void
take_part (Part       *part,
           const char *path,
           int         descriptor)
{
  write_owner (descriptor);
  part->path = g_strdup (path);
  part->descriptor = descriptor;
}

static void
release_part (Part *part)
{
  if (part->path == NULL)
    return;
  if (has_name (part->descriptor, part->path))
    unlink (part->path);
  close (part->descriptor);
  g_clear_pointer (&part->path, g_free);
}

/* FALSE when another has it. Where nothing can be locked nobody is kept from working. */
static gboolean
acquire_part (Part         *part,
              const char   *path,
              WayFileOwner *owner)
{
  for (guint i = 0; i < MOST_ATTEMPTS; i++)
    {
      int descriptor = TEMP_FAILURE_RETRY (open (path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600));
      int number = descriptor >= 0 ? lock_descriptor (descriptor) : errno;

      /* The last owner may have removed the file between these two calls, or another have taken over. */
      if (number == 0 && has_name (descriptor, path))
        {
          take_part (part, path, descriptor);
          return TRUE;
        }
      if (descriptor >= 0 && (number == EAGAIN || number == EACCES))
        {
          way_file_owner_clear (owner);
          owner->host = read_owner (descriptor);
          owner->path = g_strdup (path);
        }
      if (descriptor >= 0)
        close (descriptor);
      if (number != 0)
        return owner->host == NULL;
    }
  return TRUE;
}

/* Puts a locked file of its own there. */
static gboolean
replace_part (Part       *part,
              const char *path)
{
  g_autofree char *fresh = g_strconcat (path, ".XXXXXX", NULL);
  int              descriptor = g_mkstemp_full (fresh, O_RDWR | O_CLOEXEC, 0600);

  if (descriptor < 0)
    return FALSE;
  if (lock_descriptor (descriptor) == 0 && rename (fresh, path) == 0)
    {
      take_part (part, path, descriptor);
      return TRUE;
    }
  unlink (fresh);
  close (descriptor);
  return FALSE;
}

static WayFileLock *
new_lock (void)
{
  WayFileLock *self = g_new0 (WayFileLock, 1);

  self->references = 1;
  return self;
}

static gboolean
has_part (const WayFileLock *self,
          guint              part,
          const char        *path)
{
  return self != NULL && g_strcmp0 (self->parts[part].path, path) == 0;
}

WayFileLock *
way_file_lock_acquire (const char        *target,
                       const WayFileLock *held,
                       WayFileOwner      *owner)
{
  g_autoptr (WayFileLock) self = new_lock ();
  char    *paths[N_PARTS];
  gboolean is_free = TRUE;

  way_file_owner_clear (owner);
  find_paths (target, paths);
  if (paths[PLACE] != NULL && !has_part (held, PLACE, paths[PLACE]))
    for (guint i = 0; is_free && i < N_PARTS; i++)
      if (paths[i] != NULL && !has_part (held, i, paths[i]))
        is_free = acquire_part (&self->parts[i], paths[i], owner);
  free_paths (paths);
  return is_free && self->parts[PLACE].path != NULL ? g_steal_pointer (&self) : NULL;
}

WayFileLock *
way_file_lock_take_over (const char *target)
{
  g_autoptr (WayFileLock) self = new_lock ();
  g_auto (WayFileOwner) owner = { 0 };
  char *paths[N_PARTS];

  find_paths (target, paths);
  for (guint i = 0; i < N_PARTS; i++)
    if (paths[i] != NULL && !acquire_part (&self->parts[i], paths[i], &owner))
      {
        way_file_owner_clear (&owner);
        replace_part (&self->parts[i], paths[i]);
      }
  free_paths (paths);
  return self->parts[PLACE].path != NULL ? g_steal_pointer (&self) : NULL;
}

gboolean
way_file_lock_follow (WayFileLock  *self,
                      guint64       device,
                      guint64       inode,
                      WayFileOwner *owner)
{
  g_autofree char *path = dup_content_path (device, inode);
  Part             part = { 0 };

  way_file_owner_clear (owner);
  if (path == NULL || has_part (self, CONTENT, path))
    return TRUE;
  if (!acquire_part (&part, path, owner))
    return FALSE;
  release_part (&self->parts[CONTENT]);
  self->parts[CONTENT] = part;
  return TRUE;
}

gboolean
way_file_owner_is_there (const WayFileOwner *self)
{
  struct flock whole = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
  int          descriptor = self->path != NULL ? TEMP_FAILURE_RETRY (open (self->path, O_RDWR | O_NOFOLLOW | O_CLOEXEC)) : -1;
  gboolean     is_there;

  if (descriptor < 0)
    return FALSE;
  is_there = TEMP_FAILURE_RETRY (fcntl (descriptor, F_OFD_GETLK, &whole)) == 0 && whole.l_type != F_UNLCK;
  close (descriptor);
  return is_there;
}

const char **
way_file_lock_list_paths (const WayFileLock *self)
{
  const char **paths = g_new0 (const char *, N_PARTS + 1);
  guint        n = 0;

  for (guint i = 0; i < N_PARTS; i++)
    if (self->parts[i].path != NULL)
      paths[n++] = self->parts[i].path;
  return paths;
}

gboolean
way_file_lock_holds (const WayFileLock *self)
{
  for (guint i = 0; i < N_PARTS; i++)
    if (self->parts[i].path != NULL && !has_name (self->parts[i].descriptor, self->parts[i].path))
      return FALSE;
  return TRUE;
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
  for (guint i = 0; i < N_PARTS; i++)
    release_part (&self->parts[i]);
  g_free (self);
}
