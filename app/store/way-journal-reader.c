/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Store"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "way-journal-private.h"
#include "waymark/way-store.h"

/* --- What stands in it ------------------------------------------------------------------- */

/* FALSE when this cannot be the first record. */
static gboolean
read_start (WayJournalReader       *self,
            const WayJournalRecord *record)
{
  WayJournalCursor cursor;

  if (record->type != WAY_JOURNAL_START || record->sequence != 0)
    return FALSE;
  way_journal_cursor_init (&cursor, record);
  if (way_journal_get_number (&cursor) != WAY_JOURNAL_VERSION)
    return FALSE;
  self->path = way_journal_get_path (&cursor);
  self->base_hash = way_journal_get_text (&cursor);
  self->saved_hash = way_journal_get_text (&cursor);
  self->n_steps = (guint) way_journal_get_number (&cursor);
  self->is_clean = self->n_steps == 0 && self->saved_hash != NULL;
  return !cursor.is_broken && self->base_hash != NULL;
}

static void
read_save (WayJournalReader *self,
           WayJournalCursor *cursor)
{
  way_journal_get_number (cursor);
  g_free (self->path);
  g_free (self->saved_hash);
  self->path = way_journal_get_path (cursor);
  self->saved_hash = way_journal_get_text (cursor);
  if (self->is_clean)
    self->n_steps = 0;
}

static void
read_record (WayJournalReader       *self,
             const WayJournalRecord *record)
{
  WayJournalCursor cursor;

  way_journal_cursor_init (&cursor, record);
  self->changed = record->time;
  switch (record->type)
    {
    case WAY_JOURNAL_STEP:
    case WAY_JOURNAL_UNDO:
    case WAY_JOURNAL_REDO:
      self->is_clean = way_journal_get_number (&cursor) == 1;
      self->n_steps++;
      break;
    case WAY_JOURNAL_SAVE:
      self->is_clean = way_journal_get_number (&cursor) == 1;
      read_save (self, &cursor);
      break;
    case WAY_JOURNAL_OPEN:
      self->is_clean = FALSE;
      break;
    case WAY_JOURNAL_DROP:
      self->is_clean = way_journal_get_number (&cursor) == 1;
      break;
    case WAY_JOURNAL_START:
    case WAY_JOURNAL_BESIDE:
    case WAY_JOURNAL_IMAGE:
    case WAY_JOURNAL_AGAIN:
    default:
      break;
    }
}

WayJournalReader *
way_journal_reader_new (GBytes  *bytes,
                        GError **error)
{
  g_autoptr (WayJournalReader) self = g_new0 (WayJournalReader, 1);
  WayJournalRecord record;
  gsize            length;
  const guint8    *at = g_bytes_get_data (bytes, &length);
  const guint8    *end;

  self->bytes = g_bytes_ref (bytes);
  self->records = g_array_new (FALSE, FALSE, sizeof (WayJournalRecord));
  if (length == 0)
    {
      g_set_error_literal (error, WAY_JOURNAL_ERROR, WAY_JOURNAL_ERROR_NONE, _ ("Nothing was kept of the unsaved changes"));
      return NULL;
    }
  end = at + length;
  if (!way_journal_next_record (&at, end, &record) || !read_start (self, &record))
    {
      g_set_error_literal (error, WAY_JOURNAL_ERROR, WAY_JOURNAL_ERROR_DAMAGED, _ ("What was kept of the unsaved changes is damaged"));
      return NULL;
    }
  self->changed = record.time;
  g_array_append_val (self->records, record);
  while (TRUE)
    {
      const guint8 *next = at;

      if (!way_journal_next_record (&next, end, &record) || record.sequence > self->records->len)
        break;
      at = next;
      /* One that came twice was read already. */
      if (record.sequence < self->records->len)
        continue;
      read_record (self, &record);
      g_array_append_val (self->records, record);
    }
  self->n_lost = (gsize) (end - at);
  return g_steal_pointer (&self);
}

WayJournalReader *
way_journal_reader_open (const char *folder,
                         GError    **error)
{
  g_autofree char *path = g_build_filename (folder, WAY_JOURNAL_NAME, NULL);
  g_autoptr (GError) failure = NULL;
  g_autoptr (GBytes) bytes = NULL;
  char *data;
  gsize length;

  if (!g_file_get_contents (path, &data, &length, &failure))
    {
      g_set_error_literal (error, WAY_JOURNAL_ERROR,
                           g_error_matches (failure, G_FILE_ERROR, G_FILE_ERROR_NOENT) ? WAY_JOURNAL_ERROR_NONE : WAY_JOURNAL_ERROR_READ,
                           failure->message);
      return NULL;
    }
  bytes = g_bytes_new_take (data, length);
  return way_journal_reader_new (bytes, error);
}

void
way_journal_reader_free (WayJournalReader *self)
{
  g_free (self->path);
  g_free (self->base_hash);
  g_free (self->saved_hash);
  g_bytes_unref (self->bytes);
  g_array_unref (self->records);
  g_free (self);
}

/* --- Doing it again ------------------------------------------------------------------------ */

typedef struct
{
  const WayJournalReader *reader;
  WayJournalReplay       *replay;
  WayHistory             *history;
  WayJournalNames        *names;
  GArray                 *steps;      /* after each record, by its number */
  GHashTable             *moments;    /* numbers of records of which a save shows the map: -> hash of its bytes */
  const WayJournalRecord *unfinished; /* what was done of a step that is not finished, or NULL */
} Replaying;

void
way_journal_replay_clear (WayJournalReplay *self)
{
  g_clear_object (&self->history);
  g_clear_pointer (&self->saved, g_bytes_unref);
}

static void make_unfinished_step (Replaying *self);

/* The bytes of the last save are made where it was made. */
static void
find_moments (Replaying *self)
{
  for (guint i = 1; i < self->reader->records->len; i++)
    {
      const WayJournalRecord *record = &g_array_index (self->reader->records, WayJournalRecord, i);
      WayJournalCursor        cursor;
      guint64                 moment;

      if (record->type != WAY_JOURNAL_SAVE)
        continue;
      way_journal_cursor_init (&cursor, record);
      way_journal_get_number (&cursor);
      moment = way_journal_get_number (&cursor);
      g_hash_table_remove_all (self->moments);
      if (!cursor.is_broken && moment < i)
        g_hash_table_add (self->moments, GUINT_TO_POINTER ((guint) moment));
    }
}

static void
keep_moment (Replaying *self)
{
  g_autoptr (GBytes) bytes = way_store_write (way_history_get_map (self->history));
  g_autofree char *hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);

  if (g_strcmp0 (hash, self->reader->saved_hash) != 0)
    return;
  g_clear_pointer (&self->replay->saved, g_bytes_unref);
  self->replay->saved = g_steal_pointer (&bytes);
}

static gboolean
make_step (Replaying        *self,
           WayJournalCursor *cursor,
           const char       *label)
{
  way_history_begin (self->history, label);
  if (!cursor->is_broken && way_journal_make_edits (cursor, self->history, self->names))
    {
      way_history_commit (self->history);
      return TRUE;
    }
  way_history_rollback (self->history);
  return FALSE;
}

static gboolean
follow_step (Replaying        *self,
             WayJournalCursor *cursor)
{
  g_autofree char *label = NULL;

  way_journal_get_number (cursor);
  label = way_journal_get_text (cursor);
  return label != NULL && make_step (self, cursor, label);
}

/* Edits that no undo is to take back: they are made as a step, of which only the effect is kept. */
static gboolean
follow_beside (Replaying        *self,
               WayJournalCursor *cursor)
{
  WayMap *map = way_history_get_map (self->history);

  while (cursor->at < cursor->end)
    {
      const WayElement *element;
      g_autofree char  *id = NULL;
      g_autofree char  *name = NULL;
      g_autofree char  *value = NULL;
      const char       *own;
      int               field;

      way_journal_get_number (cursor);
      id = way_journal_get_text (cursor);
      name = way_journal_get_text (cursor);
      value = way_journal_get_text (cursor);
      if (cursor->is_broken || id == NULL || name == NULL)
        return FALSE;
      own = g_hash_table_lookup (self->names, id);
      element = way_map_lookup (map, own != NULL ? own : id);
      field = element != NULL ? way_kind_find_field (way_element_get_kind (element), name) : -1;
      if (field < 0 || !way_history_set_unrecorded (self->history, way_element_get_id (element), (guint) field, value, NULL))
        return FALSE;
    }
  return TRUE;
}

static gboolean
follow_image (Replaying        *self,
              WayJournalCursor *cursor)
{
  g_autofree char *id = way_journal_get_text (cursor);
  g_autoptr (GBytes) bytes = way_journal_get_bytes (cursor);

  return id != NULL && bytes != NULL && way_id_is_valid (id) && way_map_add_image_as (way_history_get_map (self->history), id, bytes);
}

static gboolean
follow_save (Replaying        *self,
             WayJournalCursor *cursor)
{
  gboolean is_clean = way_journal_get_number (cursor) == 1;
  guint64  moment = way_journal_get_number (cursor);

  if (cursor->is_broken)
    return FALSE;
  if (moment < self->steps->len)
    way_history_mark_step_clean (self->history, g_array_index (self->steps, guint64, moment));
  else if (is_clean)
    way_history_mark_clean (self->history);
  else
    way_history_mark_step_clean (self->history, G_MAXUINT64);
  return TRUE;
}

/* What was unfinished is so no more to the program that went on, and elements have the names that they had there. */
static gboolean
follow_again (Replaying        *self,
              WayJournalCursor *cursor)
{
  WayJournalNames *names;

  make_unfinished_step (self);
  names = way_journal_get_names (cursor, way_history_get_map (self->history), FALSE);
  if (names == NULL)
    return FALSE;
  g_hash_table_unref (self->names);
  self->names = names;
  return TRUE;
}

static gboolean
follow (Replaying              *self,
        const WayJournalRecord *record)
{
  WayJournalCursor cursor;

  way_journal_cursor_init (&cursor, record);
  if (record->type != WAY_JOURNAL_IMAGE && record->type != WAY_JOURNAL_SAVE && record->type != WAY_JOURNAL_BESIDE && record->type != WAY_JOURNAL_AGAIN)
    self->unfinished = NULL;
  switch (record->type)
    {
    case WAY_JOURNAL_STEP:
      return follow_step (self, &cursor);
    case WAY_JOURNAL_UNDO:
      return way_history_undo (self->history);
    case WAY_JOURNAL_REDO:
      return way_history_redo (self->history);
    case WAY_JOURNAL_BESIDE:
      return follow_beside (self, &cursor);
    case WAY_JOURNAL_IMAGE:
      return follow_image (self, &cursor);
    case WAY_JOURNAL_SAVE:
      return follow_save (self, &cursor);
    case WAY_JOURNAL_OPEN:
      self->unfinished = record;
      return TRUE;
    case WAY_JOURNAL_DROP:
      return TRUE;
    case WAY_JOURNAL_AGAIN:
      return follow_again (self, &cursor);
    case WAY_JOURNAL_START:
    default:
      return FALSE;
    }
}

static void
make_unfinished_step (Replaying *self)
{
  WayJournalCursor cursor;

  if (self->unfinished == NULL)
    return;
  way_journal_cursor_init (&cursor, self->unfinished);
  self->unfinished = NULL;
  /* Translators: a step of the history: what was being typed when the program ended */
  if (!make_step (self, &cursor, _ ("Unfinished change")))
    self->replay->n_lost++;
}

static void
follow_all (Replaying *self)
{
  const GArray *records = self->reader->records;
  guint64       step;
  guint         i;

  for (i = 0; i < records->len; i++)
    {
      if (i > 0 && !follow (self, &g_array_index (records, WayJournalRecord, i)))
        break;
      step = way_history_get_step (self->history);
      g_array_append_val (self->steps, step);
      if (g_hash_table_contains (self->moments, GUINT_TO_POINTER (i)))
        keep_moment (self);
    }
  self->replay->n_done = i;
  self->replay->n_lost += records->len - i;
  make_unfinished_step (self);
}

/* Skips what the reader knows of the first record. */
static WayJournalNames *
get_names (const WayJournalReader *reader,
           WayMap                 *map)
{
  WayJournalCursor cursor;

  way_journal_cursor_init (&cursor, &g_array_index (reader->records, WayJournalRecord, 0));
  way_journal_get_number (&cursor);
  g_free (way_journal_get_path (&cursor));
  g_free (way_journal_get_text (&cursor));
  g_free (way_journal_get_text (&cursor));
  way_journal_get_number (&cursor);
  return way_journal_get_names (&cursor, map, TRUE);
}

gboolean
way_journal_replay (const WayJournalReader *self,
                    GBytes                 *base,
                    WayJournalReplay       *replay,
                    GError                **error)
{
  g_auto (WayStoreNotice) notice = { 0 };
  g_autoptr (WayMap) map = NULL;
  g_autoptr (GHashTable) moments = g_hash_table_new (NULL, NULL);
  g_autoptr (GArray) steps = g_array_new (FALSE, FALSE, sizeof (guint64));
  Replaying replaying = { .reader = self, .replay = replay, .moments = moments, .steps = steps };

  g_return_val_if_fail (self != NULL && base != NULL && replay != NULL, FALSE);

  map = way_store_load_bytes (g_bytes_get_data (base, NULL), g_bytes_get_size (base), NULL, &notice, error);
  if (map == NULL)
    return FALSE;
  replaying.names = get_names (self, map);
  if (replaying.names == NULL)
    {
      g_set_error_literal (error, WAY_JOURNAL_ERROR, WAY_JOURNAL_ERROR_DAMAGED, _ ("What was kept of the unsaved changes is damaged"));
      return FALSE;
    }
  replay->newer_version = notice.newer_version;
  replay->history = replaying.history = way_history_new (map);
  if (g_strcmp0 (self->base_hash, self->saved_hash) == 0)
    replay->saved = g_bytes_ref (base);
  else
    /* The first state is on no disk; a save says which one is. */
    way_history_mark_step_clean (replay->history, G_MAXUINT64);
  find_moments (&replaying);
  follow_all (&replaying);
  g_hash_table_unref (replaying.names);
  return TRUE;
}
