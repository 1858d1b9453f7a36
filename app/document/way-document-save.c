/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Document"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "way-document-private.h"
#include "way-remote-file-private.h"

#include "waymark/way-safe-file.h"
#include "waymark/way-store.h"
#include "waymark/way-versions.h"

#define MOST_EDITIONS 1000000

/* Save: one file on its way to the disk. */
typedef struct
{
  char   *path;
  GFile  *remote; /* in place of @path */
  GBytes *bytes;
  guint64 step; /* the step that the bytes show */
  guint64 mark; /* the same in the journal */
  gint64  edition;

  char       *own_path; /* the document's file, … */
  gboolean    is_own;   /* … for one on a server, whether it is that, of which … */
  WayFileMark accepted; /* … it knows this much */
  WayFileMark found;    /* what was there instead, or what is there now */
  gboolean    was_unseen;
  gboolean    keeps_versions;
  gboolean    is_first;   /* of this program at this place */
  gboolean    takes_lock; /* when it becomes the document's own file */

  WayFileLock *held;     /* of its own file */
  WayFileLock *reserved; /* of another that becomes its own */
} Save;

static void write_next (WayDocument *self);

static void
free_save (gpointer data)
{
  Save *save = data;

  g_free (save->path);
  g_clear_object (&save->remote);
  g_free (save->own_path);
  g_clear_pointer (&save->held, way_file_lock_unref);
  g_clear_pointer (&save->reserved, way_file_lock_unref);
  g_clear_pointer (&save->bytes, g_bytes_unref);
  g_free (save);
}

static gint64
get_edition (WayDocument *self)
{
  return way_element_get_hundredths (way_map_get_root (self->map), WAY_MAP_EDITION) / 100;
}

static void
set_root (WayDocument *self,
          guint        field,
          const char  *value)
{
  g_autoptr (GError) error = NULL;

  way_history_set_unrecorded (self->history, way_element_get_id (way_map_get_root (self->map)), field, value, &error);
  g_assert_no_error (error);
}

/* The edition that is on the disk, or on its way there. */
static gint64
get_last_edition (WayDocument *self)
{
  GTask *last = g_queue_peek_tail (&self->saves);
  Save  *save = last != NULL ? g_task_get_task_data (last) : NULL;

  return save != NULL ? save->edition : self->saved_edition;
}

/* Once for each step that is saved. An edition that somebody set by hand is left alone. */
static void
stamp (WayDocument *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *today = g_date_time_format (now, "%Y-%m-%d");
  guint64          step = way_history_get_step (self->history);
  gint64           last = get_last_edition (self);

  if (self->is_stamped && self->stamped_step == step)
    return;
  self->is_stamped = TRUE;
  self->stamped_step = step;
  set_root (self, WAY_MAP_CHANGED, today);
  if (get_edition (self) <= last)
    {
      g_autofree char *edition = g_strdup_printf ("%" G_GINT64_FORMAT, MIN (last + 1, MOST_EDITIONS));

      set_root (self, WAY_MAP_EDITION, edition);
    }
}

/* One of @path and @remote, or the document's own for neither. */
static gboolean
find_target (WayDocument *self,
             const char  *path,
             GFile       *remote,
             Save        *save,
             GError     **error)
{
  const char *reason;
  gboolean    is_own;

  if (path == NULL && remote == NULL)
    {
      path = self->path;
      remote = self->remote;
    }
  save->path = path != NULL ? g_canonicalize_filename (path, NULL) : NULL;
  if (path == NULL)
    g_set_object (&save->remote, remote);
  is_own = save->remote != NULL ? self->remote != NULL && g_file_equal (save->remote, self->remote) : g_strcmp0 (save->path, self->path) == 0;
  if (path == NULL && remote == NULL)
    g_set_error_literal (error, WAY_DOCUMENT_ERROR, WAY_DOCUMENT_ERROR_NO_FILE, _ ("The map has no file yet; choose a name for it"));
  else if (way_document_get_read_only (self, &reason) && is_own)
    g_set_error_literal (error, WAY_DOCUMENT_ERROR, WAY_DOCUMENT_ERROR_READ_ONLY, reason);
  else if (way_history_in_transaction (self->history))
    g_set_error_literal (error, WAY_DOCUMENT_ERROR, WAY_DOCUMENT_ERROR_BUSY, _ ("The map is just being changed; save it after that"));
  else
    return TRUE;
  return FALSE;
}

static Save *
new_save (WayDocument *self,
          const char  *path,
          GFile       *remote,
          GError     **error)
{
  Save *save = g_new0 (Save, 1);

  if (!find_target (self, path, remote, save, error))
    {
      free_save (save);
      return NULL;
    }
  stamp (self);
  save->step = way_history_get_step (self->history);
  save->mark = way_document_journal_begin_save (self);
  save->edition = get_edition (self);
  save->bytes = way_store_write (self->map);
  save->keeps_versions = self->keeps_versions;
  save->is_first = !self->was_saved || g_strcmp0 (save->path, self->path) != 0;
  return save;
}

/* What was written before it counts as known. */
static void
take_known (WayDocument *self,
            Save        *save)
{
  save->own_path = g_strdup (self->path);
  save->is_own = save->remote != NULL && self->remote != NULL && g_file_equal (save->remote, self->remote);
  save->accepted = self->disk.accepted;
  save->takes_lock = self->disk.is_watching && save->path != NULL && g_strcmp0 (save->path, self->path) != 0;
  save->held = self->lock.held != NULL ? way_file_lock_ref (self->lock.held) : NULL;
}

static gboolean
is_own_file (const Save *save)
{
  if (save->accepted.there == WAY_FILE_UNKNOWN)
    return FALSE;
  if (save->remote != NULL)
    return save->is_own;
  return save->own_path != NULL && (strcmp (save->path, save->own_path) == 0 || way_file_is_same_place (save->path, save->own_path));
}

/* Nothing is replaced that nobody has seen. Where nothing stands any more there is nothing to replace, and of another file
 * than its own it was asked when its name was chosen. */
static gboolean
check_seen (gpointer data,
            GError **error)
{
  Save            *save = data;
  g_autofree char *shown = NULL;

  if (!is_own_file (save))
    return TRUE;
  if (save->held != NULL && !way_file_lock_holds (save->held))
    {
      g_set_error_literal (error, WAY_DOCUMENT_ERROR, WAY_DOCUMENT_ERROR_READ_ONLY, _ ("Another Waymark window has taken the map over"));
      return FALSE;
    }
  if (save->remote == NULL)
    way_file_mark_read (&save->found, save->path);
  else if (!way_remote_file_look (save->remote, &save->found, error))
    return FALSE;
  if (save->found.there == WAY_FILE_MISSING || way_file_mark_is_same (&save->found, &save->accepted))
    return TRUE;
  save->was_unseen = TRUE;
  shown = save->remote != NULL ? g_file_get_parse_name (save->remote) : g_filename_display_name (save->path);
  g_set_error (error, WAY_DOCUMENT_ERROR, WAY_DOCUMENT_ERROR_CHANGED,
               _ ("Another program has changed “%s” since you opened or saved it"), shown);
  return FALSE;
}

static gboolean
write_remote (Save    *save,
              GError **error)
{
  g_autofree char *hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, save->bytes);

  if (!way_remote_file_save (save->remote, save->bytes, check_seen, save, error))
    return FALSE;
  memset (&save->found, 0, sizeof save->found);
  save->found.there = WAY_FILE_READ;
  g_strlcpy (save->found.hash, hash, sizeof save->found.hash);
  return TRUE;
}

static gboolean
write_local (Save    *save,
             GError **error)
{
  gsize       length;
  const void *bytes = g_bytes_get_data (save->bytes, &length);
  gint64      first_time = 0;
  g_autoptr (GBytes) first = save->keeps_versions ? way_versions_read_first (save->path, &first_time) : NULL;
  g_autoptr (WaySafeFile) file = way_safe_file_open (save->path, error);

  if (file == NULL)
    return FALSE;
  way_safe_file_set_check (file, check_seen, save);
  if (!way_safe_file_write (file, bytes, length, error) || !way_safe_file_commit (file, error))
    return FALSE;
  way_file_mark_take (&save->found, save->path, save->bytes);
  if (save->keeps_versions && save->is_first && way_versions_get_wanted (save->path))
    way_recovery_put_aside (save->path, &first, first_time);
  if (save->keeps_versions)
    way_versions_keep_later (save->path, first, first_time, save->bytes);
  return TRUE;
}

static gboolean
write_save (Save    *save,
            GError **error)
{
  if (save->takes_lock && !way_document_lock_reserve (save->path, save->held, &save->reserved, error))
    return FALSE;
  return save->remote != NULL ? write_remote (save, error) : write_local (save, error);
}

static void
settle (WayDocument *self,
        Save        *save)
{
  g_object_freeze_notify (G_OBJECT (self));
  g_clear_pointer (&save->held, way_file_lock_unref);
  self->lock.next = g_steal_pointer (&save->reserved);
  if (save->remote != NULL)
    way_document_set_remote (self, save->remote);
  else
    way_document_set_path (self, save->path);
  way_document_disk_settle (self, &save->found, save->bytes);
  way_map_keep_derived_ids (self->map);
  self->was_saved = TRUE;
  self->saved_edition = save->edition;
  way_history_mark_step_clean (self->history, save->step);
  way_document_journal_save (self, save->mark, save->bytes);
  /* It has left the file of a newer Waymark. */
  way_document_clear_read_only (self);
  g_object_thaw_notify (G_OBJECT (self));
}

/* A save that failed may have come upon what others did. */
static void
tell_failure (WayDocument *self,
              const Save  *save)
{
  way_document_lock_look (self);
  if (save->was_unseen)
    way_document_disk_notice (self, &save->found);
  else
    way_document_look (self);
}

static void
write_in_thread (GTask        *task,
                 gpointer      source,
                 gpointer      data,
                 GCancellable *cancellable)
{
  const Save *save = data;
  GError     *error = NULL;

  if (g_task_return_error_if_cancelled (task))
    return;
  /* What programs left there that crashed while they saved; a map on a server has no such place. */
  if (save->path != NULL)
    {
      g_autofree char *folder = g_path_get_dirname (save->path);

      way_safe_file_sweep (folder);
    }
  if (write_save (data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
written_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (WayDocument) self = data;
  g_autoptr (GTask) task = g_queue_pop_head (&self->saves);
  GError *error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    {
      settle (self, g_task_get_task_data (task));
      g_task_return_boolean (task, TRUE);
    }
  else
    {
      tell_failure (self, g_task_get_task_data (task));
      g_task_return_error (task, error);
    }
  write_next (self);
  if (g_queue_is_empty (&self->saves))
    g_object_notify (G_OBJECT (self), "saving");
  way_document_disk_saved (self);
}

static void
write_next (WayDocument *self)
{
  GTask *task = g_queue_peek_head (&self->saves);
  g_autoptr (GTask) writing = NULL;

  if (task == NULL)
    return;
  take_known (self, g_task_get_task_data (task));
  /* The thread may let go of its task last; the document is not to end there. */
  writing = g_task_new (NULL, g_task_get_cancellable (task), written_cb, g_object_ref (self));
  g_task_set_source_tag (writing, write_next);
  /* Once the disk is told, the answer is the disk's. */
  g_task_set_check_cancellable (writing, FALSE);
  g_task_set_task_data (writing, g_task_get_task_data (task), NULL);
  g_task_run_in_thread (writing, write_in_thread);
}

void
way_document_save_init (WayDocument *self)
{
  g_queue_init (&self->saves);
  self->saved_edition = get_edition (self);
}

void
way_document_mark_read (WayDocument *self)
{
  self->saved_edition = get_edition (self);
  self->is_stamped = TRUE;
  self->stamped_step = way_history_get_step (self->history);
}

void
way_document_set_keeps_versions (WayDocument *self,
                                 gboolean     keeps_versions)
{
  g_return_if_fail (WAY_IS_DOCUMENT (self));

  self->keeps_versions = keeps_versions != FALSE;
}

static void
begin_save (WayDocument        *self,
            const char         *path,
            GFile              *remote,
            GCancellable       *cancellable,
            GAsyncReadyCallback callback,
            gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;
  GError *error = NULL;
  Save   *save;

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, way_document_save_async);
  /* A file that is there was saved, even if somebody cancelled meanwhile. */
  g_task_set_check_cancellable (task, FALSE);
  save = new_save (self, path, remote, &error);
  if (save == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_task_set_task_data (task, save, free_save);
  g_queue_push_tail (&self->saves, g_steal_pointer (&task));
  if (g_queue_get_length (&self->saves) > 1)
    return;
  write_next (self);
  g_object_notify (G_OBJECT (self), "saving");
}

void
way_document_save_async (WayDocument        *self,
                         const char         *path,
                         GCancellable       *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer            user_data)
{
  g_return_if_fail (WAY_IS_DOCUMENT (self));

  begin_save (self, path, NULL, cancellable, callback, user_data);
}

void
way_document_save_file_async (WayDocument        *self,
                              GFile              *file,
                              GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  g_return_if_fail (WAY_IS_DOCUMENT (self));
  g_return_if_fail (G_IS_FILE (file));

  if (g_file_is_native (file))
    begin_save (self, g_file_peek_path (file), NULL, cancellable, callback, user_data);
  else
    begin_save (self, NULL, file, cancellable, callback, user_data);
}

gboolean
way_document_get_saving (WayDocument *self)
{
  g_return_val_if_fail (WAY_IS_DOCUMENT (self), FALSE);

  return !g_queue_is_empty (&self->saves);
}

gboolean
way_document_save_finish (WayDocument  *self,
                          GAsyncResult *result,
                          GError      **error)
{
  g_return_val_if_fail (WAY_IS_DOCUMENT (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

gboolean
way_document_save (WayDocument *self,
                   const char  *path,
                   GError     **error)
{
  Save    *save;
  gboolean done;

  g_return_val_if_fail (WAY_IS_DOCUMENT (self), FALSE);

  if (!g_queue_is_empty (&self->saves))
    {
      g_set_error_literal (error, WAY_DOCUMENT_ERROR, WAY_DOCUMENT_ERROR_BUSY, _ ("The map is just being saved; wait for that"));
      return FALSE;
    }
  save = new_save (self, path, NULL, error);
  if (save == NULL)
    return FALSE;
  take_known (self, save);
  done = write_save (save, error);
  if (done)
    settle (self, save);
  else
    tell_failure (self, save);
  free_save (save);
  return done;
}
