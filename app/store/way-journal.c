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

/* A journal that is longer than this and than its base is begun again. */
#define RESTART_LENGTH (1024 * 1024)

#define RETRY_SECONDS 5
#define OPEN_MILLISECONDS 1000

enum
{
  PROP_0,
  PROP_PROBLEM,
  N_PROPS
};

G_DEFINE_FINAL_TYPE (WayJournal, way_journal, G_TYPE_OBJECT)

static GParamSpec *properties[N_PROPS];

static WayMap *
get_map (WayJournal *self)
{
  return way_history_get_map (self->history);
}

/* --- Trouble ---------------------------------------------------------------------------- */

static void
set_problem (WayJournal *self,
             const char *message)
{
  if (g_strcmp0 (message, self->problem) == 0)
    return;
  g_free (self->problem);
  self->problem = g_strdup (message);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROBLEM]);
}

void
way_journal_clear_problem (WayJournal *self)
{
  self->is_broken = FALSE;
  g_clear_handle_id (&self->retry_source, g_source_remove);
  set_problem (self, NULL);
}

static gboolean
retry_cb (gpointer data)
{
  WayJournal *self = data;

  if (way_history_in_transaction (self->history))
    return G_SOURCE_CONTINUE;
  self->retry_source = 0;
  way_journal_restart (self);
  return G_SOURCE_REMOVE;
}

void
way_journal_fail (WayJournal *self,
                  const char *message)
{
  self->is_broken = TRUE;
  if (self->retry_source == 0 && !self->is_removed)
    self->retry_source = g_timeout_add_seconds (RETRY_SECONDS, retry_cb, self);
  /* Until it is over the first word on it is enough. */
  if (self->problem == NULL)
    set_problem (self, message);
}

static void
fail_with_errno (WayJournal *self)
{
  g_autoptr (GError) error = NULL;

  way_journal_set_error (&error, WAY_JOURNAL_ERROR_WRITE, way_journal_folder_get_path (self->folder), errno);
  way_journal_fail (self, error->message);
}

/* --- Records ------------------------------------------------------------------------------ */

void
way_journal_put_start (GByteArray *content,
                       const char *path,
                       const char *base_hash,
                       const char *saved_hash,
                       guint       n_steps,
                       GByteArray *names)
{
  way_journal_put_number (content, WAY_JOURNAL_VERSION);
  way_journal_put_text (content, path);
  way_journal_put_text (content, base_hash);
  way_journal_put_text (content, saved_hash);
  way_journal_put_number (content, n_steps);
  g_byte_array_append (content, names->data, names->len);
}

static gboolean
append (WayJournal    *self,
        WayJournalType type,
        GByteArray    *content)
{
  g_autoptr (GByteArray) record = g_byte_array_new ();

  way_journal_put_record (record, type, self->sequence, content->data, content->len);
  if (!way_journal_write_all (self->descriptor, record->data, record->len))
    {
      fail_with_errno (self);
      /* Half a record is in nobody's way, but a reader would call it a loss. */
      if (ftruncate (self->descriptor, (off_t) self->length) != 0)
        g_debug ("the journal ends with half a record: %s", g_strerror (errno));
      return FALSE;
    }
  self->sequence++;
  self->length += record->len;
  way_journal_want_sync (self);
  return TRUE;
}

/* The map of a file is in the file until a thread has kept a copy; that of others is kept now. */
static gboolean
begin (WayJournal *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GByteArray) content = g_byte_array_new ();
  g_autofree char *name = NULL;

  if (self->folder == NULL)
    self->folder = way_journal_folder_new (&error);
  if (self->base_hash == NULL)
    self->base_hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, self->base);
  if (self->folder == NULL ||
      ((self->path == NULL || g_strcmp0 (self->base_hash, self->saved_hash) != 0) && !way_journal_keep_bytes (way_journal_folder_get_path (self->folder), self->base_hash, self->base, FALSE, &error)))
    {
      way_journal_fail (self, error->message);
      return FALSE;
    }
  name = g_build_filename (way_journal_folder_get_path (self->folder), WAY_JOURNAL_NAME, NULL);
  self->descriptor = TEMP_FAILURE_RETRY (open (name, O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0600));
  if (self->descriptor < 0)
    {
      fail_with_errno (self);
      return FALSE;
    }
  way_journal_put_start (content, self->path, self->base_hash, self->saved_hash, self->n_steps, self->names);
  return append (self, WAY_JOURNAL_START, content);
}

static void
retain (WayJournal    *self,
        WayJournalType type,
        GByteArray    *content)
{
  GByteArray *record = g_byte_array_sized_new (content->len + 1);
  guint8      kind = (guint8) type;

  g_byte_array_append (record, &kind, 1);
  g_byte_array_append (record, content->data, content->len);
  g_ptr_array_add (self->retained, g_byte_array_free_to_bytes (record));
}

static void
write_record (WayJournal    *self,
              WayJournalType type,
              GByteArray    *content)
{
  if (self->is_removed)
    return;
  if (self->retained != NULL)
    retain (self, type, content);
  if (self->is_broken || (self->descriptor < 0 && !begin (self)))
    return;
  append (self, type, content);
}

/* Images stand before what names them. */
static void
write_images (WayJournal *self)
{
  GHashTableIter iter;
  gpointer       id;

  g_hash_table_iter_init (&iter, way_journal_pending_get_images (self->pending));
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      GBytes *image = way_map_get_image (get_map (self), id);
      g_autoptr (GByteArray) content = NULL;

      if (image == NULL || !g_hash_table_add (self->images, g_strdup (id)))
        continue;
      content = g_byte_array_new ();
      way_journal_put_text (content, id);
      way_journal_put_bytes (content, g_bytes_get_data (image, NULL), g_bytes_get_size (image));
      write_record (self, WAY_JOURNAL_IMAGE, content);
    }
}

static void
write_edits (WayJournal    *self,
             WayJournalType type,
             GByteArray    *content)
{
  write_images (self);
  way_journal_pending_put (self->pending, content);
  write_record (self, type, content);
}

static void
put_clean (WayJournal *self,
           GByteArray *content)
{
  way_journal_put_number (content, way_history_is_clean (self->history) ? 1 : 0);
}

/* --- Steps ----------------------------------------------------------------------------------- */

static gboolean
pop_if (GArray *stack,
        guint64 step)
{
  if (stack->len == 0 || g_array_index (stack, guint64, stack->len - 1) != step)
    return FALSE;
  g_array_set_size (stack, stack->len - 1);
  return TRUE;
}

/* What a reader takes for the name of the step; @step is 0 when it is one that takes back. */
static void
write_step (WayJournal *self,
            const char *label,
            guint64     step)
{
  g_autoptr (GByteArray) content = g_byte_array_new ();

  /* A reader's history drops a step without edits. */
  if (!way_journal_pending_is_empty (self->pending))
    {
      g_array_append_val (self->undo, step);
      g_array_set_size (self->redo, 0);
    }
  put_clean (self, content);
  way_journal_put_text (content, label);
  write_edits (self, WAY_JOURNAL_STEP, content);
}

static void
write_plain (WayJournal    *self,
             WayJournalType type)
{
  g_autoptr (GByteArray) content = g_byte_array_new ();

  put_clean (self, content);
  write_record (self, type, content);
}

static void
restart_if_long (WayJournal *self)
{
  if (self->wants_restart || (self->length > self->next_restart && self->length > g_bytes_get_size (self->base)))
    way_journal_restart (self);
}

void
way_journal_commit (WayJournal *self,
                    const char *label)
{
  guint64 step;
  guint64 last;
  guint   n_undo;

  g_return_if_fail (WAY_IS_JOURNAL (self) && label != NULL);

  step = way_history_get_step (self->history);
  n_undo = way_history_get_n_undo (self->history);
  last = self->last_step;
  if (step > self->highest_step)
    write_step (self, label, step);
  else if (n_undo < self->n_undo && pop_if (self->undo, last))
    {
      g_array_append_val (self->redo, last);
      write_plain (self, WAY_JOURNAL_UNDO);
    }
  else if (n_undo > self->n_undo && pop_if (self->redo, step))
    {
      g_array_append_val (self->undo, step);
      write_plain (self, WAY_JOURNAL_REDO);
    }
  else
    write_step (self, label, n_undo > self->n_undo ? step : 0);
  self->n_steps++;
  self->last_step = step;
  self->highest_step = MAX (step, self->highest_step);
  self->n_undo = n_undo;
  self->open_is_written = FALSE;
  way_journal_pending_clear (self->pending);
  restart_if_long (self);
}

void
way_journal_commit_unrecorded (WayJournal *self)
{
  g_autoptr (GByteArray) content = g_byte_array_new ();

  g_return_if_fail (WAY_IS_JOURNAL (self));

  if (way_journal_pending_is_empty (self->pending))
    return;
  write_edits (self, WAY_JOURNAL_BESIDE, content);
  way_journal_pending_clear (self->pending);
}

void
way_journal_commit_open (WayJournal *self)
{
  g_autoptr (GByteArray) content = g_byte_array_new ();

  g_return_if_fail (WAY_IS_JOURNAL (self));

  if (!way_history_in_transaction (self->history) || (way_journal_pending_is_empty (self->pending) && !self->open_is_written))
    return;
  self->open_is_written = TRUE;
  write_edits (self, WAY_JOURNAL_OPEN, content);
}

static gboolean
open_cb (gpointer data)
{
  WayJournal *self = data;
  gint64      revision = (gint64) way_map_get_revision (get_map (self));

  if (way_history_in_transaction (self->history))
    {
      if (revision != self->open_revision)
        way_journal_commit_open (self);
      self->open_revision = revision;
      return G_SOURCE_CONTINUE;
    }
  if (self->open_is_written)
    write_plain (self, WAY_JOURNAL_DROP);
  self->open_is_written = FALSE;
  self->open_source = 0;
  return G_SOURCE_REMOVE;
}

static void
edited_cb (WayMap        *map,
           const WayEdit *edit,
           WayJournal    *self)
{
  way_journal_pending_add (self->pending, edit, map);
  if (self->open_source == 0 && way_history_in_transaction (self->history))
    self->open_source = g_timeout_add (OPEN_MILLISECONDS, open_cb, self);
}

/* --- Saves ------------------------------------------------------------------------------------ */

guint64
way_journal_mark (WayJournal *self)
{
  guint32 moment;

  g_return_val_if_fail (WAY_IS_JOURNAL (self), 0);

  moment = self->sequence > 0 ? self->sequence - 1 : 0;
  if (self->retained != NULL || self->is_broken)
    moment = WAY_JOURNAL_NO_MARK;
  return (guint64) self->generation << 32 | moment;
}

void
way_journal_save (WayJournal *self,
                  guint64     mark,
                  const char *path,
                  GBytes     *saved,
                  const char *hash)
{
  g_autoptr (GByteArray) content = g_byte_array_new ();
  gboolean is_known;

  g_return_if_fail (WAY_IS_JOURNAL (self) && path != NULL && saved != NULL && hash != NULL);

  is_known = mark >> 32 == self->generation && self->retained == NULL;
  g_free (self->path);
  self->path = g_strdup (path);
  g_clear_pointer (&self->saved, g_bytes_unref);
  self->saved = g_bytes_ref (saved);
  g_free (self->saved_hash);
  self->saved_hash = g_strdup (hash);
  if (way_history_is_clean (self->history))
    self->n_steps = 0;
  /* With nothing on the disk it is what the first step begins with. */
  if (self->descriptor < 0 && self->retained == NULL && !self->is_broken)
    {
      if (mark == WAY_JOURNAL_NO_MOMENT)
        return;
      g_bytes_unref (self->base);
      self->base = g_bytes_ref (saved);
      g_free (self->base_hash);
      self->base_hash = g_strdup (hash);
      way_journal_take_base (self);
      return;
    }
  put_clean (self, content);
  way_journal_put_number (content, is_known ? (guint32) mark : WAY_JOURNAL_NO_MARK);
  way_journal_put_text (content, self->path);
  way_journal_put_text (content, self->saved_hash);
  write_record (self, WAY_JOURNAL_SAVE, content);
}

/* --- The object ------------------------------------------------------------------------------- */

void
way_journal_take_base (WayJournal *self)
{
  g_autoptr (GPtrArray) ids = way_map_list_used_images (get_map (self));

  g_byte_array_set_size (self->names, 0);
  way_journal_put_names (self->names, get_map (self));
  g_hash_table_remove_all (self->images);
  for (guint i = 0; i < ids->len; i++)
    g_hash_table_add (self->images, g_strdup (ids->pdata[i]));
  g_array_set_size (self->undo, 0);
  g_array_set_size (self->redo, 0);
  way_journal_pending_clear (self->pending);
}

const char *
way_journal_get_problem (WayJournal *self)
{
  g_return_val_if_fail (WAY_IS_JOURNAL (self), NULL);

  return self->problem;
}

const char *
way_journal_get_folder (WayJournal *self)
{
  g_return_val_if_fail (WAY_IS_JOURNAL (self), NULL);

  return self->folder != NULL ? way_journal_folder_get_path (self->folder) : NULL;
}

void
way_journal_finish_removal (WayJournal *self)
{
  if (!self->is_removed || self->folder == NULL || self->is_syncing || self->retained != NULL)
    return;
  if (way_journal_folder_remove (self->folder, NULL))
    self->folder = NULL;
}

void
way_journal_remove (WayJournal *self)
{
  g_autofree char *name = NULL;

  g_return_if_fail (WAY_IS_JOURNAL (self));

  self->is_removed = TRUE;
  g_clear_handle_id (&self->retry_source, g_source_remove);
  g_clear_handle_id (&self->open_source, g_source_remove);
  if (self->folder == NULL)
    return;
  /* A thread may still be writing something else; without this it is no journal any more. */
  name = g_build_filename (way_journal_folder_get_path (self->folder), WAY_JOURNAL_NAME, NULL);
  g_unlink (name);
  way_journal_finish_removal (self);
}

static void
way_journal_get_property (GObject    *object,
                          guint       id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_PROBLEM:
      g_value_set_string (value, WAY_JOURNAL (object)->problem);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
way_journal_dispose (GObject *object)
{
  WayJournal *self = WAY_JOURNAL (object);

  g_clear_handle_id (&self->retry_source, g_source_remove);
  g_clear_handle_id (&self->open_source, g_source_remove);
  g_clear_handle_id (&self->sync_source, g_source_remove);
  if (self->history != NULL)
    g_signal_handlers_disconnect_by_data (get_map (self), self);
  g_clear_object (&self->history);

  G_OBJECT_CLASS (way_journal_parent_class)->dispose (object);
}

static void
way_journal_finalize (GObject *object)
{
  WayJournal *self = WAY_JOURNAL (object);

  if (self->descriptor >= 0)
    close (self->descriptor);
  g_clear_pointer (&self->folder, way_journal_folder_free);
  g_clear_pointer (&self->base, g_bytes_unref);
  g_clear_pointer (&self->saved, g_bytes_unref);
  g_clear_pointer (&self->retained, g_ptr_array_unref);
  way_journal_pending_free (self->pending);
  g_byte_array_unref (self->names);
  g_hash_table_unref (self->images);
  g_array_unref (self->undo);
  g_array_unref (self->redo);
  g_free (self->base_hash);
  g_free (self->path);
  g_free (self->saved_hash);
  g_free (self->problem);

  G_OBJECT_CLASS (way_journal_parent_class)->finalize (object);
}

static void
way_journal_class_init (WayJournalClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = way_journal_get_property;
  object_class->dispose = way_journal_dispose;
  object_class->finalize = way_journal_finalize;

  properties[PROP_PROBLEM] = g_param_spec_string ("problem", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
way_journal_init (WayJournal *self)
{
  self->descriptor = -1;
  self->next_restart = RESTART_LENGTH;
  self->names = g_byte_array_new ();
  self->pending = way_journal_pending_new ();
  self->images = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->undo = g_array_new (FALSE, FALSE, sizeof (guint64));
  self->redo = g_array_new (FALSE, FALSE, sizeof (guint64));
}

WayJournal *
way_journal_new (WayHistory *history,
                 GBytes     *base,
                 const char *path,
                 GBytes     *saved,
                 const char *hash)
{
  WayJournal *self;

  g_return_val_if_fail (WAY_IS_HISTORY (history) && !way_history_in_transaction (history), NULL);

  self = g_object_new (WAY_TYPE_JOURNAL, NULL);
  self->history = g_object_ref (history);
  self->base = base != NULL ? g_bytes_ref (base) : way_store_write (get_map (self));
  self->path = g_strdup (path);
  if (saved != NULL)
    {
      self->saved = g_bytes_ref (saved);
      self->saved_hash = g_strdup (hash);
    }
  if (saved != NULL && saved == base)
    self->base_hash = g_strdup (self->saved_hash);
  self->last_step = self->highest_step = way_history_get_step (history);
  self->n_undo = way_history_get_n_undo (history);
  way_journal_take_base (self);
  g_signal_connect (get_map (self), "edited", G_CALLBACK (edited_cb), self);
  return self;
}

/* What stands in it stays, and what is done from now on follows: no step is only in memory. */
static gboolean
go_on (WayJournal             *self,
       const WayJournalReader *reader)
{
  g_autofree char *name = g_build_filename (way_journal_folder_get_path (self->folder), WAY_JOURNAL_NAME, NULL);
  g_autoptr (GByteArray) content = g_byte_array_new ();

  self->length = g_bytes_get_size (reader->bytes) - reader->n_lost;
  self->sequence = reader->records->len;
  self->descriptor = TEMP_FAILURE_RETRY (open (name, O_WRONLY | O_APPEND | O_CLOEXEC));
  if (self->descriptor < 0)
    return FALSE;
  if (reader->n_lost > 0 && ftruncate (self->descriptor, (off_t) self->length) != 0)
    return FALSE;
  way_journal_put_names (content, get_map (self));
  return append (self, WAY_JOURNAL_AGAIN, content);
}

WayJournal *
way_journal_new_recovered (WayHistory             *history,
                           WayJournalFolder       *folder,
                           const WayJournalReader *reader,
                           GBytes                 *base,
                           const char             *path,
                           GBytes                 *saved,
                           const char             *hash)
{
  WayJournal *self = way_journal_new (history, reader != NULL ? base : NULL, path, saved, hash);

  self->folder = folder;
  self->n_steps = way_history_is_clean (history) ? 0 : MAX (1, way_history_get_n_undo (history));
  if (reader != NULL && self->base_hash == NULL)
    self->base_hash = g_strdup (reader->base_hash);
  if (reader != NULL && go_on (self, reader))
    return self;
  /* What is there stays until it is replaced. */
  self->is_broken = TRUE;
  way_journal_restart (self);
  return self;
}
