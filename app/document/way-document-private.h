/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "way-file-lock-private.h"

#include "waymark/way-document-lock.h"
#include "waymark/way-document-journal.h"
#include "waymark/way-document-watch.h"
#include "waymark/way-file-mark.h"
#include "waymark/way-journal.h"

G_BEGIN_DECLS

/* What is known of the file; way-document-watch.c. */
typedef struct
{
  WayFileMark  own;      /* the bytes that were last read or written … */
  GBytes      *base;     /* … and these themselves; NULL without a file */
  WayFileMark  accepted; /* what a save may replace */
  WayFileMark  found;    /* what was there last */
  GBytes      *fetched;  /* what others wrote, on its way into the map */
  WayFileMark  fetched_mark;
  WayDiskState state;
  char        *tag; /* what a server says to what was found, if anything */
  char        *new_path;
  GPtrArray   *monitors; /* of GFileMonitor */
  guint        delay;
  guint        n_told;

  guint is_watching : 1;
  guint is_looking : 1;
  guint looks_again : 1;
  guint is_nowhere : 1; /* what the map holds is in no file */
} WayDocumentDisk;

/* Who may save the file; way-document-lock.c. */
typedef struct
{
  WayFileLock  *held;     /* NULL: another's, or nothing can be locked */
  WayFileLock  *next;     /* that of the path that is being set */
  WayFileOwner  owner;    /* the other */
  GPtrArray    *monitors; /* of GFileMonitor */
  WayOwnerState state;
} WayDocumentLock;

/* way-document-journal.c. */
typedef struct
{
  WayJournal       *writer;       /* NULL for a document that keeps no journal */
  WayJournalFolder *trial_folder; /* the writer's, while a restored map may still bring the program down */
  guint             trial_source;
} WayDocumentJournal;

struct _WayDocument
{
  GObject     parent_instance;
  WayMap     *map;
  WayHistory *history;
  char       *path;
  char       *reason; /* why it is read-only, or NULL */
  GFile      *remote; /* in place of @path: a file on a server, which only GIO reaches */
  GQueue      saves;  /* GTask of way-document-save.c; the first one is being written */
  guint64     stamped_step;
  gint64      saved_edition; /* the one on the disk */

  WayDocumentDisk    disk;
  WayDocumentLock    lock;
  WayDocumentJournal journal;

  guint is_stamped : 1; /* @stamped_step is one; a map that was never saved has none */
  guint keeps_versions : 1;
  guint was_saved : 1; /* by this program, in its place */
};

/** An untitled document of a history and its map; takes references. */
WayDocument *way_document_new_with_history (WayHistory *history) G_GNUC_WARN_UNUSED_RESULT;

/**
 * What a crash left of the file @path and somebody declined when it was offered becomes a version, now that the map is saved
 * without it. @first is what the file held before, at @first_time; where it has to be kept before it is, and set to NULL.
 */
void way_recovery_put_aside (const char *path,
                             GBytes    **first,
                             gint64      first_time);

/** Its file is of a newer format and must stay as it is. */
void way_document_set_newer (WayDocument *self);

/** Its file is now @path; tells of it. */
void way_document_set_path (WayDocument *self,
                            const char  *path);

/** Its file is now @remote, which has no path here; tells of it. */
void way_document_set_remote (WayDocument *self,
                              GFile       *remote);

/** From now on it may be saved over its file; tells of it. */
void way_document_clear_read_only (WayDocument *self);

/** Takes note of the edition that the map came with. */
void way_document_save_init (WayDocument *self);

/** The file now holds @bytes, and looks as @mark. */
void way_document_disk_settle (WayDocument       *self,
                               const WayFileMark *mark,
                               GBytes            *bytes);

/** Somebody looked at the file, and this is what was there. */
void way_document_disk_notice (WayDocument       *self,
                               const WayFileMark *found);

/** No save is under way any more. */
void way_document_disk_saved (WayDocument *self);

/** The document has another path. */
void way_document_disk_follow (WayDocument *self);
void way_document_disk_dispose (WayDocument *self);

/** Looks whether it still has its lock, or can have it by now. */
void way_document_lock_look (WayDocument *self);

/** The document has another path. */
void way_document_lock_follow (WayDocument *self);
void way_document_lock_dispose (WayDocument *self);

/** In its place there is a file that looks as @mark. */
void way_document_lock_follow_file (WayDocument       *self,
                                    const WayFileMark *mark);

/**
 * The lock of another path that is going to be the document's own, which has @held; NULL where none is needed. FALSE when another
 * has it. Any thread may call it: the disk may take its time.
 */
gboolean way_document_lock_reserve (const char        *path,
                                    const WayFileLock *held,
                                    WayFileLock      **lock,
                                    GError           **error);

/** Why it must not be saved; NULL when it may. Borrowed. */
const char *way_document_lock_get_reason (WayDocument *self);

/** The map shows what its file holds: a save without another step counts no edition. */
void way_document_mark_read (WayDocument *self);
/** Goes on with the journal of a map that was restored from @folder, which it takes; the rest as in way_journal_new_recovered(). */
void way_document_journal_restore (WayDocument            *self,
                                   WayJournalFolder       *folder,
                                   const WayJournalReader *reader,
                                   GBytes                 *base);

/** A step was done, undone or redone. */
void way_document_journal_commit (WayDocument *self,
                                  const char  *label);

/** The bytes of a save are made now; for way_document_journal_save() when they are in the file. */
guint64 way_document_journal_begin_save (WayDocument *self);
void    way_document_journal_save (WayDocument *self,
                                   guint64      mark,
                                   GBytes      *bytes);

/** The file has @bytes, which others wrote and the map has taken in. */
void way_document_journal_accept (WayDocument *self,
                                  GBytes      *bytes);
void way_document_journal_dispose (WayDocument *self);

G_END_DECLS
