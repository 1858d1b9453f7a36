/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "way-journal-private.h"

G_BEGIN_DECLS

struct _WayJournal
{
  GObject           parent_instance;
  WayHistory       *history;
  WayJournalFolder *folder;     /* NULL while nothing is on the disk */
  int               descriptor; /* of the journal; -1 while there is none */
  guint32           sequence;   /* of the next record */
  gsize             length;     /* of the journal */
  gsize             next_restart;

  GBytes     *base;
  char       *base_hash; /* NULL while nobody has asked for it */
  char       *path;
  GBytes     *saved;
  char       *saved_hash;
  GByteArray *names; /* of the base */
  guint       n_steps;

  WayJournalPending *pending;
  GHashTable        *images; /* ids of those that the journal or its base has */

  /* What a reader's history is going to be: names of steps, 0 for one that is none here. */
  GArray *undo;
  GArray *redo;
  guint64 last_step;
  guint64 highest_step;
  guint   n_undo;

  char  *problem;
  guint  retry_source;
  guint  open_source;
  guint  sync_source;
  gint64 open_revision;

  GPtrArray *retained; /* GBytes: kind and content of records since a restart began; NULL while there is none */
  guint      generation;

  guint is_broken : 1; /* records are missing on the disk: only a restart helps */
  guint is_syncing : 1;
  guint needs_sync : 1;
  guint is_late : 1; /* it has waited a second for the one under way */
  guint base_is_kept : 1;
  guint wants_restart : 1;
  guint open_is_written : 1;
  guint is_removed : 1;
};

/** The ids that a base of the map as it is now does not keep, and the images that it has. */
void way_journal_take_base (WayJournal *self);

/** The content of the first record. */
void way_journal_put_start (GByteArray *content,
                            const char *path,
                            const char *base_hash,
                            const char *saved_hash,
                            guint       n_steps,
                            GByteArray *names);

/** Says why it does not work just now, and tries again in a while. */
void way_journal_fail (WayJournal *self,
                       const char *message);

/** It works. */
void way_journal_clear_problem (WayJournal *self);

/** Something is to be forced to the disk, soon. */
void way_journal_want_sync (WayJournal *self);

/** Removes it if that was asked for while a thread was busy. */
void way_journal_finish_removal (WayJournal *self);

G_END_DECLS
