/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Document"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "way-document-private.h"

#include "waymark/way-recovery.h"
#include "waymark/way-store.h"

struct _WayRecovery
{
  WayJournalFolder *folder; /* NULL once it was restored or discarded */
  WayJournalReader *reader; /* NULL when nothing of it can be read */
  GBytes           *base;   /* the map that it begins with, once it was looked at */
  WayJournalReplay  replay;
  WayRecoveryFile   file;
  guint             n_crashes;
};

/* --- Finding -------------------------------------------------------------------------- */

/* Servers are asked when people want the map, not before. */
static gboolean
is_on_server (const WayJournalReader *reader)
{
  return reader->path != NULL && !g_path_is_absolute (reader->path);
}

static WayRecoveryFile
look_at_file (const WayJournalReader *reader)
{
  WayFileMark mark;

  if (reader->path == NULL || is_on_server (reader))
    return WAY_RECOVERY_FILE_NONE;
  way_file_mark_read (&mark, reader->path);
  switch (mark.there)
    {
    case WAY_FILE_READ:
      return g_strcmp0 (mark.hash, reader->saved_hash) == 0 ? WAY_RECOVERY_FILE_SAME : WAY_RECOVERY_FILE_CHANGED;
    case WAY_FILE_BLOCKED:
      return WAY_RECOVERY_FILE_BLOCKED;
    case WAY_FILE_MISSING:
    case WAY_FILE_UNKNOWN:
    default:
      return WAY_RECOVERY_FILE_GONE;
    }
}

static gboolean
has_anything (const WayJournalReader *reader)
{
  return !reader->is_clean && (reader->n_steps > 0 || reader->records->len > 1);
}

/* Whether somebody was killed between writing the file and writing down that it is written. */
static gboolean
is_in_file (WayRecovery *self)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) file = NULL;
  g_autofree char *hash = NULL;
  WayMap          *map;

  if (self->file != WAY_RECOVERY_FILE_CHANGED || self->n_crashes >= WAY_RECOVERY_MOST_CRASHES)
    return FALSE;
  map = way_recovery_look (self, NULL);
  if (map != NULL)
    {
      bytes = way_store_write (map);
      hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
      file = way_journal_load_bytes (way_journal_folder_get_path (self->folder), hash, self->reader->path);
    }
  way_recovery_end_look (self);
  return file != NULL;
}

/* NULL for what is none of ours, what is being written and what cannot be read just now; what has nothing in it goes. */
static WayRecovery *
open_recovery (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WayJournalFolder) folder = NULL;
  g_autoptr (WayJournalReader) reader = NULL;
  g_autoptr (WayRecovery) self = NULL;

  if (!way_journal_folder_has_own_name (path))
    return NULL;
  folder = way_journal_folder_open (path, NULL);
  if (folder == NULL)
    return NULL;
  reader = way_journal_reader_open (path, &error);
  if (reader != NULL ? !has_anything (reader) : g_error_matches (error, WAY_JOURNAL_ERROR, WAY_JOURNAL_ERROR_NONE))
    {
      if (way_journal_folder_remove (folder, NULL))
        folder = NULL;
      return NULL;
    }
  if (g_error_matches (error, WAY_JOURNAL_ERROR, WAY_JOURNAL_ERROR_READ))
    return NULL;
  if (reader != NULL)
    way_journal_reader_sweep (reader, path);
  self = g_new0 (WayRecovery, 1);
  self->n_crashes = way_journal_folder_get_n_attempts (folder);
  self->file = reader != NULL ? look_at_file (reader) : WAY_RECOVERY_FILE_NONE;
  self->folder = g_steal_pointer (&folder);
  self->reader = g_steal_pointer (&reader);
  if (!is_in_file (self))
    return g_steal_pointer (&self);
  way_recovery_discard (self, NULL);
  return NULL;
}

static int
compare_times (gconstpointer a,
               gconstpointer b)
{
  gint64 time = way_recovery_get_time (*(const WayRecovery *const *) a);
  gint64 other = way_recovery_get_time (*(const WayRecovery *const *) b);

  return time > other ? -1 : time < other;
}

GPtrArray *
way_recovery_list (void)
{
  g_autofree char *place = way_journal_dup_place (NULL);
  g_autoptr (GDir) dir = place != NULL ? g_dir_open (place, 0, NULL) : NULL;
  GPtrArray  *list = g_ptr_array_new_with_free_func ((GDestroyNotify) way_recovery_free);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (place, name, NULL);
      WayRecovery     *recovery = g_file_test (path, G_FILE_TEST_IS_DIR) ? open_recovery (path) : NULL;

      if (recovery != NULL)
        g_ptr_array_add (list, recovery);
    }
  g_ptr_array_sort (list, compare_times);
  return list;
}

void
way_recovery_free (WayRecovery *self)
{
  way_journal_replay_clear (&self->replay);
  g_clear_pointer (&self->base, g_bytes_unref);
  g_clear_pointer (&self->reader, way_journal_reader_free);
  g_clear_pointer (&self->folder, way_journal_folder_free);
  g_free (self);
}

/* --- What is known ----------------------------------------------------------------------- */

char *
way_recovery_dup_title (const WayRecovery *self)
{
  g_autofree char *title = NULL;

  if (self->replay.history != NULL)
    title = g_strdup (way_element_get_text (way_map_get_root (way_history_get_map (self->replay.history)), WAY_MAP_TITLE));
  if (title != NULL)
    g_strstrip (g_strdelimit (title, "\n\t", ' '));
  if (title != NULL && *title != '\0')
    return g_steal_pointer (&title);
  if (way_recovery_get_path (self) != NULL)
    return g_filename_display_basename (way_recovery_get_path (self));
  return g_strdup (_ ("Untitled map"));
}

const char *
way_recovery_get_path (const WayRecovery *self)
{
  return self->reader != NULL ? self->reader->path : NULL;
}

WayRecoveryFile
way_recovery_get_file (const WayRecovery *self)
{
  return self->file;
}

gint64
way_recovery_get_time (const WayRecovery *self)
{
  return self->reader != NULL ? self->reader->changed : 0;
}

guint
way_recovery_get_n_steps (const WayRecovery *self)
{
  return self->reader != NULL ? self->reader->n_steps : 0;
}

gboolean
way_recovery_get_is_damaged (const WayRecovery *self)
{
  return self->reader == NULL || self->reader->n_lost > 0 || self->replay.n_lost > 0;
}

guint
way_recovery_get_n_crashes (const WayRecovery *self)
{
  return self->n_crashes;
}

/* --- Bringing it back ---------------------------------------------------------------------- */

static gboolean
replay (WayRecovery *self,
        GError     **error)
{
  const char *path;

  if (self->replay.history != NULL)
    return TRUE;
  if (self->reader == NULL)
    {
      g_set_error_literal (error, WAY_JOURNAL_ERROR, WAY_JOURNAL_ERROR_DAMAGED, _ ("What was kept of the unsaved changes is damaged"));
      return FALSE;
    }
  path = way_journal_folder_get_path (self->folder);
  if (self->base == NULL)
    self->base = way_journal_load_bytes (path, self->reader->base_hash, self->reader->path);
  if (self->base == NULL)
    {
      g_set_error_literal (error, WAY_JOURNAL_ERROR, WAY_JOURNAL_ERROR_BASE,
                           _ ("The map that the unsaved changes belong to is not there any more"));
      return FALSE;
    }
  if (!way_journal_replay (self->reader, self->base, &self->replay, error))
    return FALSE;
  if (self->replay.saved == NULL)
    self->replay.saved = way_journal_load_bytes (path, self->reader->saved_hash, self->reader->path);
  return TRUE;
}

WayMap *
way_recovery_look (WayRecovery *self,
                   GError     **error)
{
  g_return_val_if_fail (self != NULL && self->folder != NULL, NULL);

  way_journal_folder_begin_attempt (self->folder);
  return replay (self, error) ? way_history_get_map (self->replay.history) : NULL;
}

void
way_recovery_end_look (WayRecovery *self)
{
  g_return_if_fail (self != NULL);

  if (self->folder != NULL)
    way_journal_folder_end_attempt (self->folder);
}

/* The document knows its file as the crashed program did: what happened to it since then is seen as news. */
static void
settle (WayDocument       *document,
        const WayRecovery *self)
{
  WayFileMark mark = { 0 };

  if (is_on_server (self->reader))
    document->remote = g_file_new_for_uri (self->reader->path);
  else
    document->path = g_strdup (self->reader->path);
  if (self->reader->path == NULL || self->reader->saved_hash == NULL)
    return;
  mark.there = WAY_FILE_READ;
  g_strlcpy (mark.hash, self->reader->saved_hash, sizeof mark.hash);
  if (self->replay.saved != NULL)
    mark.size = (gint64) g_bytes_get_size (self->replay.saved);
  document->disk.own = document->disk.accepted = document->disk.found = mark;
  if (self->replay.saved != NULL)
    document->disk.base = g_bytes_ref (self->replay.saved);
}

WayDocument *
way_recovery_restore (WayRecovery *self,
                      GError     **error)
{
  WayDocument *document;

  g_return_val_if_fail (self != NULL && self->folder != NULL, NULL);

  way_journal_folder_begin_attempt (self->folder);
  if (!replay (self, error))
    {
      way_journal_folder_end_attempt (self->folder);
      return NULL;
    }
  document = way_document_new_with_history (self->replay.history);
  settle (document, self);
  way_journal_folder_set_declined (self->folder, FALSE);
  if (self->replay.newer_version > 0)
    way_document_set_newer (document);
  way_document_journal_restore (document, g_steal_pointer (&self->folder), self->replay.n_lost == 0 ? self->reader : NULL, self->base);
  return document;
}

void
way_recovery_decline (WayRecovery *self)
{
  g_return_if_fail (self != NULL);

  if (self->folder != NULL)
    way_journal_folder_set_declined (self->folder, TRUE);
}

gboolean
way_recovery_get_is_declined (const WayRecovery *self)
{
  return self->folder != NULL && way_journal_folder_get_declined (self->folder);
}

gboolean
way_recovery_discard (WayRecovery *self,
                      GError     **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (self->folder == NULL)
    return TRUE;
  if (!way_journal_folder_remove (self->folder, error))
    return FALSE;
  self->folder = NULL;
  return TRUE;
}
