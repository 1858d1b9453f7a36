/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Document"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "way-document-private.h"
#include "way-remote-file-private.h"

#include "waymark/way-store.h"

/* Reading: a map on its way from the disk. */
typedef struct
{
  char          *path;
  GFile         *remote; /* in place of @path */
  GBytes        *bytes;
  WayFileMark    mark;
  WayMap        *map;
  WayStoreNotice notice;

  GBytes *base; /* what the document started from, if that is wanted too */
  WayMap *base_map;
} Reading;

static void
free_reading (gpointer data)
{
  Reading *reading = data;

  g_free (reading->path);
  g_clear_object (&reading->remote);
  g_clear_pointer (&reading->bytes, g_bytes_unref);
  g_clear_object (&reading->map);
  g_clear_pointer (&reading->base, g_bytes_unref);
  g_clear_object (&reading->base_map);
  way_store_notice_clear (&reading->notice);
  g_free (reading);
}

static Reading *
new_reading (const char *path,
             GFile      *remote)
{
  Reading *reading = g_new0 (Reading, 1);

  reading->path = g_strdup (path);
  g_set_object (&reading->remote, remote);
  return reading;
}

static gboolean
read_map (Reading *reading,
          GError **error)
{
  g_autofree char *name = reading->remote != NULL ? g_file_get_parse_name (reading->remote) : g_filename_display_name (reading->path);
  gsize            length;
  const char      *data;

  reading->bytes = reading->remote != NULL ? way_remote_file_read (reading->remote, &reading->mark, error) : way_store_read (reading->path, error);
  if (reading->bytes == NULL)
    return FALSE;
  if (reading->remote == NULL)
    way_file_mark_take (&reading->mark, reading->path, reading->bytes);
  data = g_bytes_get_data (reading->bytes, &length);
  reading->map = way_store_load_bytes (data, length, name, &reading->notice, error);
  return reading->map != NULL;
}

/* The map is what was read, and unmodified. */
static void
settle (WayDocument   *self,
        const Reading *reading)
{
  way_document_clear_read_only (self);
  if (reading->notice.newer_version > 0)
    way_document_set_newer (self);
  way_document_mark_read (self);
  way_history_mark_clean (self->history);
  way_document_disk_settle (self, &reading->mark, reading->bytes);
  way_document_journal_save (self, way_document_journal_begin_save (self), reading->bytes);
}

static WayDocument *
open_reading (Reading *reading,
              GError **error)
{
  WayDocument *self = NULL;

  if (read_map (reading, error))
    {
      self = way_document_new (reading->map);
      g_set_object (&self->remote, reading->remote);
      if (reading->path != NULL)
        self->path = g_canonicalize_filename (reading->path, NULL);
      settle (self, reading);
    }
  free_reading (reading);
  return self;
}

WayDocument *
way_document_open (const char *path,
                   GError    **error)
{
  g_return_val_if_fail (path != NULL, NULL);

  return open_reading (new_reading (path, NULL), error);
}

static void
open_in_thread (GTask        *task,
                gpointer      source,
                gpointer      file,
                GCancellable *cancellable)
{
  GError      *error = NULL;
  WayDocument *document;

  if (g_task_return_error_if_cancelled (task))
    return;
  if (g_file_is_native (file))
    document = way_document_open (g_file_peek_path (file), &error);
  else
    document = open_reading (new_reading (NULL, file), &error);
  if (document != NULL)
    g_task_return_pointer (task, document, g_object_unref);
  else
    g_task_return_error (task, error);
}

void
way_document_open_async (GFile              *file,
                         GCancellable       *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (G_IS_FILE (file));

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, way_document_open_async);
  g_task_set_task_data (task, g_object_ref (file), g_object_unref);
  g_task_run_in_thread (task, open_in_thread);
}

WayDocument *
way_document_open_finish (GAsyncResult *result,
                          GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* --- Again ------------------------------------------------------------------------ */

/* What it started from is a file that was read or written once. */
static gboolean
read_base (Reading *reading,
           GError **error)
{
  gsize       length;
  const char *data;

  if (reading->base == NULL)
    return TRUE;
  data = g_bytes_get_data (reading->base, &length);
  reading->base_map = way_store_load_bytes (data, length, NULL, NULL, error);
  return reading->base_map != NULL;
}

static void
read_in_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  GError *error = NULL;

  if (read_map (data, &error) && read_base (data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static gboolean
replace_map (WayDocument   *self,
             const Reading *reading,
             GError       **error)
{
  if (way_history_in_transaction (self->history) || !g_queue_is_empty (&self->saves))
    {
      g_set_error_literal (error, WAY_DOCUMENT_ERROR, WAY_DOCUMENT_ERROR_BUSY, _ ("The map is just being changed; reload it after that"));
      return FALSE;
    }
  way_history_begin (self->history, _ ("Reload the map"));
  if (!way_history_replace_map (self->history, reading->map, error))
    {
      way_history_rollback (self->history);
      return FALSE;
    }
  way_history_commit (self->history);
  settle (self, reading);
  return TRUE;
}

static void
reload_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error) &&
      replace_map (g_task_get_source_object (task), g_task_get_task_data (G_TASK (result)), &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
fetch_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (GTask) task = data;
  WayDocument *self = g_task_get_source_object (task);
  Reading     *reading = g_task_get_task_data (G_TASK (result));
  GError      *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_task_return_error (task, error);
      return;
    }
  self->disk.fetched_mark = reading->mark;
  g_clear_pointer (&self->disk.fetched, g_bytes_unref);
  self->disk.fetched = g_bytes_ref (reading->bytes);
  g_task_set_task_data (task, g_steal_pointer (&reading->base_map), g_object_unref);
  g_task_return_pointer (task, g_object_ref (reading->map), g_object_unref);
}

/* Reads the file once more; @done goes on with @task, which it owns. */
static void
read_again (WayDocument        *self,
            GTask              *task,
            gboolean            wants_base,
            GAsyncReadyCallback done)
{
  g_autoptr (GTask) reading = NULL;
  Reading *data;

  if ((self->path == NULL && self->remote == NULL) || (wants_base && self->disk.base == NULL))
    {
      g_task_return_new_error (task, WAY_DOCUMENT_ERROR, WAY_DOCUMENT_ERROR_NO_FILE, "%s", _ ("The map has no file yet; choose a name for it"));
      g_object_unref (task);
      return;
    }
  data = new_reading (self->path, self->remote);
  if (wants_base)
    data->base = g_bytes_ref (self->disk.base);
  reading = g_task_new (NULL, NULL, done, task);
  g_task_set_source_tag (reading, read_again);
  g_task_set_task_data (reading, data, free_reading);
  g_task_run_in_thread (reading, read_in_thread);
}

void
way_document_reload_async (WayDocument        *self,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  g_return_if_fail (WAY_IS_DOCUMENT (self));

  read_again (self, g_task_new (self, NULL, callback, user_data), FALSE, reload_cb);
}

gboolean
way_document_reload_finish (WayDocument  *self,
                            GAsyncResult *result,
                            GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
way_document_fetch_async (WayDocument        *self,
                          GAsyncReadyCallback callback,
                          gpointer            user_data)
{
  g_return_if_fail (WAY_IS_DOCUMENT (self));

  read_again (self, g_task_new (self, NULL, callback, user_data), TRUE, fetch_cb);
}

WayMap *
way_document_fetch_finish (WayDocument  *self,
                           GAsyncResult *result,
                           WayMap      **base,
                           GError      **error)
{
  WayMap *theirs;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  theirs = g_task_propagate_pointer (G_TASK (result), error);
  if (theirs != NULL)
    *base = g_object_ref (g_task_get_task_data (G_TASK (result)));
  return theirs;
}

void
way_document_take_fetched (WayDocument *self)
{
  g_autoptr (GBytes) bytes = NULL;

  g_return_if_fail (WAY_IS_DOCUMENT (self));

  bytes = g_steal_pointer (&self->disk.fetched);
  if (bytes == NULL)
    return;
  /* No step shows what the file holds: only a save makes one that does. */
  way_history_mark_step_clean (self->history, G_MAXUINT64);
  way_document_disk_settle (self, &self->disk.fetched_mark, bytes);
  way_document_journal_accept (self, bytes);
  way_document_look (self);
}
