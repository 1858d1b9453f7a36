/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Document"

#include "config.h"

#include "way-document-private.h"

#include "waymark/way-journal.h"

/* A map that was restored and did not bring the program down in this time is no danger. */
#define TRIAL_SECONDS 10

static void
problem_cb (WayDocument *self)
{
  g_object_notify (G_OBJECT (self), "journal-problem");
}

static void
take_journal (WayDocument *self,
              WayJournal  *journal)
{
  self->journal.writer = journal;
  g_signal_connect_object (journal, "notify::problem", G_CALLBACK (problem_cb), self, G_CONNECT_SWAPPED);
}

/* Where the map lives: a path, or the address of a file on a server. NULL for a map without a file. */
static char *
dup_place (WayDocument *self)
{
  return self->remote != NULL ? g_file_get_uri (self->remote) : g_strdup (self->path);
}

/* The file's bytes and their hash, as they were last read or written; NULL without a file. */
static GBytes *
get_saved (WayDocument *self,
           const char **hash)
{
  GBytes *saved = (self->path != NULL || self->remote != NULL) && self->disk.own.hash[0] != '\0' ? self->disk.base : NULL;

  *hash = saved != NULL ? self->disk.own.hash : NULL;
  return saved;
}

void
way_document_start_journal (WayDocument *self)
{
  g_autofree char *place = NULL;
  const char      *hash;
  GBytes          *saved;

  g_return_if_fail (WAY_IS_DOCUMENT (self));

  if (self->journal.writer != NULL)
    return;
  place = dup_place (self);
  saved = get_saved (self, &hash);
  /* What was done before is in no bytes but those that are made now. */
  take_journal (self, way_journal_new (self->history, way_history_get_step (self->history) == 0 ? saved : NULL, place, saved, hash));
}

static void
end_trial (WayDocument *self)
{
  if (self->journal.trial_folder != NULL)
    way_journal_folder_end_attempts (self->journal.trial_folder);
  self->journal.trial_folder = NULL;
  g_clear_handle_id (&self->journal.trial_source, g_source_remove);
}

static gboolean
trial_cb (gpointer data)
{
  WayDocument *self = data;

  self->journal.trial_source = 0;
  end_trial (self);
  return G_SOURCE_REMOVE;
}

void
way_document_journal_restore (WayDocument            *self,
                              WayJournalFolder       *folder,
                              const WayJournalReader *reader,
                              GBytes                 *base)
{
  g_autofree char *place = dup_place (self);
  const char      *hash;
  GBytes          *saved = get_saved (self, &hash);

  self->journal.trial_folder = folder;
  self->journal.trial_source = g_timeout_add_seconds (TRIAL_SECONDS, trial_cb, self);
  take_journal (self, way_journal_new_recovered (self->history, folder, reader, base, place, saved, hash));
}

void
way_document_journal_commit (WayDocument *self,
                             const char  *label)
{
  if (self->journal.writer == NULL)
    return;
  end_trial (self);
  way_journal_commit (self->journal.writer, label);
}

guint64
way_document_journal_begin_save (WayDocument *self)
{
  if (self->journal.writer == NULL)
    return 0;
  way_journal_commit_unrecorded (self->journal.writer);
  return way_journal_mark (self->journal.writer);
}

void
way_document_journal_save (WayDocument *self,
                           guint64      mark,
                           GBytes      *bytes)
{
  g_autofree char *place = dup_place (self);

  if (self->journal.writer == NULL)
    return;
  end_trial (self);
  way_journal_save (self->journal.writer, mark, place, bytes, self->disk.own.hash);
}

void
way_document_journal_accept (WayDocument *self,
                             GBytes      *bytes)
{
  if (self->journal.writer != NULL && self->path != NULL)
    way_journal_save (self->journal.writer, WAY_JOURNAL_NO_MOMENT, self->path, bytes, self->disk.own.hash);
}

void
way_document_discard_journal (WayDocument *self)
{
  g_return_if_fail (WAY_IS_DOCUMENT (self));

  if (self->journal.writer == NULL)
    return;
  end_trial (self);
  way_journal_remove (self->journal.writer);
  g_clear_object (&self->journal.writer);
}

/* Nobody said that unsaved work may go; then the next start offers it. */
void
way_document_journal_dispose (WayDocument *self)
{
  if (self->journal.writer != NULL && !way_document_get_modified (self))
    way_document_discard_journal (self);
  end_trial (self);
  g_clear_object (&self->journal.writer);
}

WayJournal *
way_document_get_journal (WayDocument *self)
{
  g_return_val_if_fail (WAY_IS_DOCUMENT (self), NULL);

  return self->journal.writer;
}

const char *
way_document_get_journal_problem (WayDocument *self)
{
  g_return_val_if_fail (WAY_IS_DOCUMENT (self), NULL);

  return self->journal.writer != NULL ? way_journal_get_problem (self->journal.writer) : NULL;
}

const char *
way_document_get_journal_folder (WayDocument *self)
{
  g_return_val_if_fail (WAY_IS_DOCUMENT (self), NULL);

  return self->journal.writer != NULL ? way_journal_get_folder (self->journal.writer) : NULL;
}
