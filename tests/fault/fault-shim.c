/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Preloaded into a program, makes its calls on files below a folder go wrong as they do on bad disks:
 *
 *   WAYMARK_FAULT         what goes wrong:
 *                           write short            each write takes a third of the bytes
 *                           write none             writes take nothing, without an error
 *                           write every NUMBER     every other write fails with the error number
 *                           write after N NUMBER   writes take N bytes in all, then fail with the error number
 *                           write while NUMBER     they fail as long as there is a file WAYMARK_FAULT_GATE
 *                           fsync once NUMBER      the first fails; fdatasync counts too
 *                           fsync always NUMBER
 *                           fsync hold             takes until somebody opens WAYMARK_FAULT_GATE, a pipe, for writing
 *                           fdatasync once NUMBER
 *                           close always NUMBER    closes, then fails
 *   WAYMARK_FAULT_FOLDER  the files concerned: those in this folder, but not the folder itself
 *   WAYMARK_FAULT_LOG     a descriptor that gets a line for each fault that fired
 */

typedef struct
{
  char call[16];
  char how[16];
  long bytes;
  int  number;
} Fault;

static Fault fault;
static int   calls;

static ssize_t (*real_write) (int, const void *, size_t);
static int (*real_fsync) (int);
static int (*real_fdatasync) (int);
static int (*real_close) (int);

__attribute__ ((constructor)) static void
prepare (void)
{
  const char *text = getenv ("WAYMARK_FAULT");

  real_write = dlsym (RTLD_NEXT, "write");
  real_fsync = dlsym (RTLD_NEXT, "fsync");
  real_fdatasync = dlsym (RTLD_NEXT, "fdatasync");
  real_close = dlsym (RTLD_NEXT, "close");
  if (text == NULL)
    return;
  if (sscanf (text, "%15s after %ld %d", fault.call, &fault.bytes, &fault.number) == 3)
    strcpy (fault.how, "after");
  else if (sscanf (text, "%15s %15s %d", fault.call, fault.how, &fault.number) < 2)
    abort ();
}

/* Whether the call is the one that goes wrong and its file lies in the folder. */
static int
concerns (const char *call,
          int         descriptor)
{
  const char *folder = getenv ("WAYMARK_FAULT_FOLDER");
  char        link[64];
  char        path[PATH_MAX];
  ssize_t     length;

  if (strcmp (call, fault.call) != 0 || folder == NULL)
    return 0;
  snprintf (link, sizeof link, "/proc/self/fd/%d", descriptor);
  length = readlink (link, path, sizeof path - 1);
  if (length < 0)
    return 0;
  path[length] = '\0';
  return strncmp (path, folder, strlen (folder)) == 0 && path[strlen (folder)] == '/';
}

static void
note (void)
{
  const char *log = getenv ("WAYMARK_FAULT_LOG");
  char        line[64];
  int         length = snprintf (line, sizeof line, "%s %s\n", fault.call, fault.how);

  if (log == NULL || real_write (atoi (log), line, (size_t) length) != length)
    abort ();
}

ssize_t
write (int         descriptor,
       const void *bytes,
       size_t      length)
{
  if (!concerns ("write", descriptor))
    return real_write (descriptor, bytes, length);
  if (strcmp (fault.how, "short") == 0 && length > 1)
    {
      note ();
      return real_write (descriptor, bytes, (length + 2) / 3);
    }
  if (strcmp (fault.how, "none") == 0)
    {
      note ();
      return 0;
    }
  if (strcmp (fault.how, "every") == 0 && calls++ % 2 == 0)
    {
      note ();
      errno = fault.number;
      return -1;
    }
  if (strcmp (fault.how, "while") == 0 && access (getenv ("WAYMARK_FAULT_GATE"), F_OK) == 0)
    {
      note ();
      errno = fault.number;
      return -1;
    }
  if (strcmp (fault.how, "after") == 0)
    {
      ssize_t written;

      if (fault.bytes == 0)
        {
          note ();
          errno = fault.number;
          return -1;
        }
      written = real_write (descriptor, bytes, length < (size_t) fault.bytes ? length : (size_t) fault.bytes);
      if (written > 0)
        fault.bytes -= written;
      return written;
    }
  return real_write (descriptor, bytes, length);
}

/* 0 when the call is to go to the disk, else as it ends. */
static int
fail_sync (void)
{
  if (strcmp (fault.how, "once") == 0 && calls++ > 0)
    return 0;
  note ();
  if (strcmp (fault.how, "hold") == 0)
    {
      real_close (open (getenv ("WAYMARK_FAULT_GATE"), O_RDONLY));
      return 0;
    }
  errno = fault.number;
  return -1;
}

int
fsync (int descriptor)
{
  if (concerns ("fsync", descriptor) && fail_sync () != 0)
    return -1;
  return real_fsync (descriptor);
}

int
fdatasync (int descriptor)
{
  if ((concerns ("fsync", descriptor) || concerns ("fdatasync", descriptor)) && fail_sync () != 0)
    return -1;
  return real_fdatasync (descriptor);
}

int
close (int descriptor)
{
  if (!concerns ("close", descriptor))
    return real_close (descriptor);
  note ();
  real_close (descriptor);
  errno = fault.number;
  return -1;
}
