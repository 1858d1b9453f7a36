/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Store"

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "way-store-private.h"

#define READ_SIZE (1024 * 1024)

G_DEFINE_QUARK (way_store_error, way_store_error)

void
way_store_notice_clear (WayStoreNotice *self)
{
  self->newer_version = 0;
  g_clear_pointer (&self->warnings, g_ptr_array_unref);
}

static char *
refuse_file (const char *path,
             const char *reason,
             GError    **error)
{
  g_autofree char *name = g_filename_display_name (path);

  g_set_error (error, WAY_STORE_ERROR, WAY_STORE_ERROR_READ,
               /* Translators: the name of a file, then why it cannot be read */
               _ ("%s: %s"), name, reason);
  return NULL;
}

static const char *
describe_errno (int number)
{
  switch (number)
    {
    case ENOENT:
    case ENOTDIR:
      return _ ("there is no such file; look for it in another folder");
    case EACCES:
    case EPERM:
      return _ ("you do not have permission to read it; ask its owner");
    case EISDIR:
      return _ ("it is a folder; open a file in it");
    default:
      return g_strerror (number);
    }
}

/* All bytes of an open file. Stops at the limit, whatever the file said of its size. */
static char *
read_descriptor (int    descriptor,
                 gsize  expected,
                 gsize *length,
                 int   *number)
{
  gsize            room = MIN (expected, WAY_STORE_MAX_FILE) + 1;
  g_autofree char *data = g_malloc (room);
  gsize            n = 0;

  while (n <= WAY_STORE_MAX_FILE)
    {
      gssize got = TEMP_FAILURE_RETRY (read (descriptor, data + n, MIN (room - n, READ_SIZE)));

      if (got < 0)
        {
          *number = errno;
          return NULL;
        }
      if (got == 0)
        break;
      n += (gsize) got;
      if (room == n)
        {
          room += READ_SIZE;
          data = g_realloc (data, room);
        }
    }
  *length = n;
  return g_steal_pointer (&data);
}

static char *
read_file (const char *path,
           gsize      *length,
           GError    **error)
{
  struct stat status;
  char       *data = NULL;
  int         number = 0;
  int         descriptor = TEMP_FAILURE_RETRY (open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK));

  if (descriptor < 0)
    return refuse_file (path, describe_errno (errno), error);
  if (TEMP_FAILURE_RETRY (fstat (descriptor, &status)) != 0)
    number = errno;
  else if (S_ISDIR (status.st_mode))
    number = EISDIR;
  else if (S_ISREG (status.st_mode))
    data = read_descriptor (descriptor, (gsize) MAX (status.st_size, 0), length, &number);
  close (descriptor);

  if (data == NULL && number == 0)
    return refuse_file (path, _ ("it is a pipe or a device; open a file"), error);
  if (data == NULL)
    return refuse_file (path, describe_errno (number), error);
  return data;
}

/* The one way through a file. */
static WayMap *
read_map (WayStoreProblems *problems,
          int              *version)
{
  g_autoptr (GArray) tags = g_array_new (FALSE, FALSE, sizeof (guint32));
  WayStoreContent content = { 0 };
  WayMap         *map = NULL;

  if (problems->length > WAY_STORE_MAX_FILE)
    way_store_problems_take (problems, WAY_STORE_ERROR_UNSAFE, FALSE, WAY_STORE_MAX_FILE,
                             g_strdup_printf (_ ("the file is larger than %d MB; take out images or divide the map into several files"),
                                              WAY_STORE_MAX_FILE / 1024 / 1024));
  else if (way_store_scan (problems, tags) && way_store_parse (problems, tags, &content))
    map = way_store_assemble (problems, &content);
  *version = content.version;
  way_store_content_clear (&content);
  way_store_problems_finish (problems);
  return map;
}

static void
set_error_from_problems (const WayStoreProblems *problems,
                         const char             *name,
                         GError                **error)
{
  for (guint i = 0; i < problems->list->len; i++)
    {
      const WayStoreProblem *problem = g_ptr_array_index (problems->list, i);

      if (problem->is_warning)
        continue;
      g_set_error (error, WAY_STORE_ERROR, (gint) problem->code, "%s%s%d:%d: %s",
                   name != NULL ? name : "", name != NULL ? ":" : "", problem->line, problem->column, problem->message);
      return;
    }
  g_assert_not_reached ();
}

static WayMap *
load_data (const char     *data,
           gsize           length,
           const char     *name,
           WayStoreNotice *notice,
           GError        **error)
{
  WayStoreProblems problems;
  WayMap          *map;
  int              version;

  way_store_problems_init (&problems, data, length);
  map = read_map (&problems, &version);
  if (map == NULL)
    set_error_from_problems (&problems, name, error);
  else if (notice != NULL)
    {
      way_store_notice_clear (notice);
      notice->newer_version = version > WAY_STORE_VERSION ? version : 0;
      notice->warnings = problems.list->len > 0 ? g_ptr_array_ref (problems.list) : NULL;
    }
  way_store_problems_clear (&problems);
  return map;
}

WayMap *
way_store_load_bytes (const char     *data,
                      gsize           length,
                      const char     *name,
                      WayStoreNotice *notice,
                      GError        **error)
{
  g_return_val_if_fail (data != NULL || length == 0, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  return load_data (data != NULL ? data : "", length, name, notice, error);
}

GBytes *
way_store_read (const char *path,
                GError    **error)
{
  gsize length;
  char *data;

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  data = read_file (path, &length, error);
  return data != NULL ? g_bytes_new_take (data, length) : NULL;
}

WayMap *
way_store_load (const char     *path,
                WayStoreNotice *notice,
                GError        **error)
{
  g_autofree char *data = NULL;
  g_autofree char *name = NULL;
  gsize            length;

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  data = read_file (path, &length, error);
  if (data == NULL)
    return NULL;
  name = g_filename_display_name (path);
  return load_data (data, length, name, notice, error);
}

static GPtrArray *
validate_data (const char *data,
               gsize       length,
               guint      *n_errors)
{
  WayStoreProblems problems;
  g_autoptr (WayMap) map = NULL;
  GPtrArray *list;
  int        version;

  way_store_problems_init (&problems, data, length);
  map = read_map (&problems, &version);
  if (n_errors != NULL)
    *n_errors = problems.n_errors;
  list = g_ptr_array_ref (problems.list);
  way_store_problems_clear (&problems);
  return list;
}

GPtrArray *
way_store_validate_bytes (const char *data,
                          gsize       length,
                          guint      *n_errors)
{
  g_return_val_if_fail (data != NULL || length == 0, NULL);

  return validate_data (data != NULL ? data : "", length, n_errors);
}

GPtrArray *
way_store_validate (const char *path,
                    guint      *n_errors,
                    GError    **error)
{
  g_autofree char *data = NULL;
  gsize            length;

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  data = read_file (path, &length, error);
  return data != NULL ? validate_data (data, length, n_errors) : NULL;
}
