/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Store"

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "way-journal-writer-private.h"
#include "waymark/way-store.h"

/* g_timeout_add_seconds() may take nearly twice as long. */
#define SYNC_MILLISECONDS 1000

#define MOST_ROUNDS 4

/* --- To the disk -------------------------------------------------------------------------- */

typedef struct
{
  char   *folder;
  int     descriptor;
  GBytes *base; /* to be kept first; NULL when it is */
  char   *base_hash;
} Sync;

static void start_sync (WayJournal *self);

static void
free_sync (gpointer data)
{
  Sync *sync = data;

  close (sync->descriptor);
  g_clear_pointer (&sync->base, g_bytes_unref);
  g_free (sync->folder);
  g_free (sync->base_hash);
  g_free (sync);
}

static void
return_errno (GTask      *task,
              const char *folder)
{
  GError *error = NULL;

  way_journal_set_error (&error, WAY_JOURNAL_ERROR_WRITE, folder, errno);
  g_task_return_error (task, error);
}

static void
sync_in_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  Sync   *sync = data;
  GError *error = NULL;

  if (sync->base != NULL && !way_journal_keep_bytes (sync->folder, sync->base_hash, sync->base, TRUE, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  if (TEMP_FAILURE_RETRY (fdatasync (sync->descriptor)) != 0 || (sync->base != NULL && !way_journal_sync_folder (sync->folder)))
    return_errno (task, sync->folder);
  else
    g_task_return_boolean (task, TRUE);
}

static void
synced_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (WayJournal) self = data;
  g_autoptr (GError) error = NULL;
  const Sync *sync = g_task_get_task_data (G_TASK (result));

  self->is_syncing = FALSE;
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    way_journal_fail (self, error->message);
  else if (sync->base != NULL)
    self->base_is_kept = TRUE;
  way_journal_finish_removal (self);
  if (self->wants_restart && !self->is_removed && !way_history_in_transaction (self->history))
    way_journal_restart (self);
  else if (self->is_late && !self->is_removed)
    start_sync (self);
}

static gboolean
sync_cb (gpointer data)
{
  WayJournal *self = data;

  if (self->is_syncing)
    {
      self->is_late = self->needs_sync;
      return G_SOURCE_CONTINUE;
    }
  if (!self->needs_sync || self->is_removed)
    {
      self->sync_source = 0;
      return G_SOURCE_REMOVE;
    }
  start_sync (self);
  return G_SOURCE_CONTINUE;
}

static void
start_sync (WayJournal *self)
{
  g_autoptr (GTask) task = NULL;
  Sync *sync;
  int   descriptor = TEMP_FAILURE_RETRY (fcntl (self->descriptor, F_DUPFD_CLOEXEC, 0));

  self->needs_sync = FALSE;
  self->is_late = FALSE;
  if (descriptor < 0)
    return;
  self->is_syncing = TRUE;
  sync = g_new0 (Sync, 1);
  sync->descriptor = descriptor;
  sync->folder = g_strdup (way_journal_folder_get_path (self->folder));
  if (!self->base_is_kept)
    {
      sync->base = g_bytes_ref (self->base);
      sync->base_hash = g_strdup (self->base_hash);
    }
  task = g_task_new (NULL, NULL, synced_cb, g_object_ref (self));
  g_task_set_source_tag (task, start_sync);
  g_task_set_task_data (task, sync, free_sync);
  g_task_run_in_thread (task, sync_in_thread);
}

/* At once after a pause, and then once a second. */
void
way_journal_want_sync (WayJournal *self)
{
  self->needs_sync = TRUE;
  if (self->sync_source != 0)
    return;
  self->sync_source = g_timeout_add (SYNC_MILLISECONDS, sync_cb, self);
  if (!self->is_syncing)
    start_sync (self);
}

/* --- Beginning again -------------------------------------------------------------------------- */

typedef struct
{
  char       *folder;
  GBytes     *base;
  char       *base_hash; /* made in the thread */
  GBytes     *saved;
  char       *saved_hash;
  char       *path;
  guint       n_steps;
  GByteArray *names;
  int         descriptor; /* of the new journal */
  gsize       length;
  GByteArray *records; /* what was done meanwhile, on its way into the new journal */
  guint       n_followed;
  guint       n_rounds;
} Restart;

static void
clear_restart (gpointer data)
{
  Restart *restart = data;

  if (restart->descriptor >= 0)
    close (restart->descriptor);
  g_bytes_unref (restart->base);
  g_clear_pointer (&restart->saved, g_bytes_unref);
  g_byte_array_unref (restart->names);
  g_byte_array_unref (restart->records);
  g_free (restart->folder);
  g_free (restart->base_hash);
  g_free (restart->saved_hash);
  g_free (restart->path);
}

static void
unref_restart (gpointer data)
{
  g_atomic_rc_box_release_full (data, clear_restart);
}

static char *
get_name (const Restart *restart,
          const char    *name)
{
  return g_build_filename (restart->folder, name, NULL);
}

static gboolean
write_new_journal (Restart *restart)
{
  g_autoptr (GByteArray) content = g_byte_array_new ();
  g_autoptr (GByteArray) record = g_byte_array_new ();
  g_autofree char *name = get_name (restart, WAY_JOURNAL_NEW_NAME);

  way_journal_put_start (content, restart->path, restart->base_hash, restart->saved_hash, restart->n_steps, restart->names);
  way_journal_put_record (record, WAY_JOURNAL_START, 0, content->data, content->len);
  restart->length = record->len;
  g_unlink (name);
  restart->descriptor = TEMP_FAILURE_RETRY (open (name, O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0600));
  return restart->descriptor >= 0 && way_journal_write_all (restart->descriptor, record->data, record->len) &&
         TEMP_FAILURE_RETRY (fsync (restart->descriptor)) == 0;
}

static void
prepare_in_thread (GTask        *task,
                   gpointer      source,
                   gpointer      data,
                   GCancellable *cancellable)
{
  Restart *restart = data;
  GError  *error = NULL;

  restart->base_hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, restart->base);
  if (!way_journal_keep_bytes (restart->folder, restart->base_hash, restart->base, TRUE, &error) ||
      (restart->saved != NULL && !way_journal_keep_bytes (restart->folder, restart->saved_hash, restart->saved, TRUE, &error)))
    g_task_return_error (task, error);
  else if (!write_new_journal (restart))
    return_errno (task, restart->folder);
  else
    g_task_return_boolean (task, TRUE);
}

/* What is on the disk in the old journal must be there in the new one before that takes its place. */
static gboolean
force_records (Restart *restart)
{
  return way_journal_write_all (restart->descriptor, restart->records->data, restart->records->len) &&
         TEMP_FAILURE_RETRY (fdatasync (restart->descriptor)) == 0;
}

static void
follow_in_thread (GTask        *task,
                  gpointer      source,
                  gpointer      data,
                  GCancellable *cancellable)
{
  Restart *restart = data;

  if (force_records (restart))
    g_task_return_boolean (task, TRUE);
  else
    return_errno (task, restart->folder);
}

static void
clean_in_thread (GTask        *task,
                 gpointer      source,
                 gpointer      data,
                 GCancellable *cancellable)
{
  const Restart *restart = data;

  /* Only when the new name is on the disk the old one's bytes are not needed any more. */
  if (!way_journal_sync_folder (restart->folder))
    {
      return_errno (task, restart->folder);
      return;
    }
  way_journal_drop_bytes (restart->folder, restart->base_hash, restart->saved_hash);
  g_task_return_boolean (task, TRUE);
}

static void
end_restart (WayJournal *self)
{
  g_clear_pointer (&self->retained, g_ptr_array_unref);
  way_journal_finish_removal (self);
  if (self->wants_restart && !self->is_removed && !way_history_in_transaction (self->history))
    way_journal_restart (self);
}

static void
cleaned_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (WayJournal) self = data;
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    way_journal_fail (self, error->message);
  end_restart (self);
}

/* What was done meanwhile; FALSE when there is nothing more. */
static gboolean
take_records (WayJournal *self,
              Restart    *restart)
{
  restart->length += restart->records->len;
  g_byte_array_set_size (restart->records, 0);
  for (; restart->n_followed < self->retained->len; restart->n_followed++)
    {
      gsize         length;
      const guint8 *content = g_bytes_get_data (self->retained->pdata[restart->n_followed], &length);

      way_journal_put_record (restart->records, content[0], restart->n_followed + 1, content + 1, length - 1);
    }
  return restart->records->len > 0;
}

/* The new journal takes the old one's place. */
static gboolean
swap (WayJournal *self,
      Restart    *restart)
{
  g_autofree char *new_name = get_name (restart, WAY_JOURNAL_NEW_NAME);
  g_autofree char *name = get_name (restart, WAY_JOURNAL_NAME);

  /* Somebody works faster than the disk. */
  if (restart->records->len > 0 && !force_records (restart))
    return FALSE;
  if (g_rename (new_name, name) != 0)
    return FALSE;
  if (self->descriptor >= 0)
    close (self->descriptor);
  self->descriptor = restart->descriptor;
  restart->descriptor = -1;
  self->sequence = self->retained->len + 1;
  self->length = restart->length + restart->records->len;
  self->next_restart = MAX (self->next_restart, 2 * self->length);
  g_clear_pointer (&self->base, g_bytes_unref);
  self->base = g_bytes_ref (restart->base);
  g_free (self->base_hash);
  self->base_hash = g_strdup (restart->base_hash);
  self->base_is_kept = TRUE;
  return TRUE;
}

static void run_restart (WayJournal *self, Restart *restart, GTaskThreadFunc function);

static void
prepared_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (WayJournal) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GTask) task = NULL;
  gboolean done = g_task_propagate_boolean (G_TASK (result), &error);
  Restart *restart = g_task_get_task_data (G_TASK (result));

  if (self->is_removed)
    {
      end_restart (self);
      return;
    }
  if (done && take_records (self, restart) && restart->n_rounds++ < MOST_ROUNDS)
    {
      run_restart (self, restart, follow_in_thread);
      return;
    }
  if (!done || !swap (self, restart))
    {
      if (error == NULL)
        way_journal_set_error (&error, WAY_JOURNAL_ERROR_WRITE, restart->folder, errno);
      /* A journal that is only long is as good as before. */
      self->next_restart = 2 * MAX (self->length, self->next_restart);
      if (self->is_broken)
        way_journal_fail (self, error->message);
      end_restart (self);
      return;
    }
  way_journal_clear_problem (self);
  /* From here on the new one is written like any other. */
  g_ptr_array_set_size (self->retained, 0);
  way_journal_want_sync (self);
  task = g_task_new (NULL, NULL, cleaned_cb, g_object_ref (self));
  g_task_set_source_tag (task, prepared_cb);
  g_task_set_task_data (task, g_atomic_rc_box_acquire (restart), unref_restart);
  g_task_run_in_thread (task, clean_in_thread);
}

gboolean
way_journal_is_restarting (WayJournal *self)
{
  g_return_val_if_fail (WAY_IS_JOURNAL (self), FALSE);

  return self->retained != NULL || self->wants_restart;
}

gboolean
way_journal_is_busy (WayJournal *self)
{
  g_return_val_if_fail (WAY_IS_JOURNAL (self), FALSE);

  return self->is_syncing || way_journal_is_restarting (self);
}

static Restart *
new_restart (WayJournal *self)
{
  Restart *restart = g_atomic_rc_box_new0 (Restart);

  restart->descriptor = -1;
  restart->folder = g_strdup (way_journal_folder_get_path (self->folder));
  restart->base = way_store_write (way_history_get_map (self->history));
  restart->saved = self->saved != NULL ? g_bytes_ref (self->saved) : NULL;
  restart->saved_hash = g_strdup (self->saved_hash);
  restart->path = g_strdup (self->path);
  restart->n_steps = self->n_steps;
  restart->records = g_byte_array_new ();
  restart->names = g_byte_array_new ();
  g_byte_array_append (restart->names, self->names->data, self->names->len);
  return restart;
}

static void
run_restart (WayJournal     *self,
             Restart        *restart,
             GTaskThreadFunc function)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, prepared_cb, g_object_ref (self));

  g_task_set_source_tag (task, run_restart);
  g_task_set_task_data (task, g_atomic_rc_box_acquire (restart), unref_restart);
  g_task_run_in_thread (task, function);
}

void
way_journal_restart (WayJournal *self)
{
  g_autoptr (GError) error = NULL;
  Restart *restart;

  g_return_if_fail (WAY_IS_JOURNAL (self));
  g_return_if_fail (!way_history_in_transaction (self->history));

  self->wants_restart = self->is_syncing || self->retained != NULL;
  if (self->wants_restart || self->is_removed)
    return;
  if (self->folder == NULL)
    self->folder = way_journal_folder_new (&error);
  if (self->folder == NULL)
    {
      way_journal_fail (self, error->message);
      return;
    }
  way_journal_take_base (self);
  self->generation++;
  self->retained = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  restart = new_restart (self);
  run_restart (self, restart, prepare_in_thread);
  unref_restart (restart);
}
