/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "waymark/way-history.h"

G_BEGIN_DECLS

/*
 * The journal of an open map: what was done to it since it was opened or made, on the disk the moment it is done. A journal
 * has a folder of its own, in which are
 *
 *   journal         records: length, sequence number, CRC-32, kind, time, content
 *   HASH.waymark    bytes of the map that the journal begins with, or that its file had, named by their SHA-256
 *   lock            held by the program that writes the journal
 *   attempts        a byte for each recovery that has begun and not ended
 *   declined        there, when somebody was asked about it and wanted to decide later
 *
 * The first record names the file and the bytes to begin with; the others are steps, undo, redo, images, saves, and from
 * second to second what is being typed. Edits are written with the names from the tables behind way_kind_get_info().
 */

#define WAY_JOURNAL_ERROR (way_journal_error_quark ())
GQuark way_journal_error_quark (void);

typedef enum
{
  WAY_JOURNAL_ERROR_BUSY,    /* a running program writes it */
  WAY_JOURNAL_ERROR_READ,    /* it cannot be read */
  WAY_JOURNAL_ERROR_NONE,    /* there is none, or nothing is in it yet */
  WAY_JOURNAL_ERROR_WRITE,   /* it cannot be written */
  WAY_JOURNAL_ERROR_DAMAGED, /* not even its beginning is what was written */
  WAY_JOURNAL_ERROR_BASE     /* the map that it begins with is not there any more */
} WayJournalError;

/* --- The folder ------------------------------------------------------------------------ */

/** The folder in which all journals have theirs, made if need be; the caller frees it. */
char *way_journal_dup_place (GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** Makes a new one and locks it. */
WayJournalFolder *way_journal_folder_new (GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** Locks one that is there: WAY_JOURNAL_ERROR_BUSY when its program is running. */
WayJournalFolder *way_journal_folder_open (const char *path,
                                           GError    **error) G_GNUC_WARN_UNUSED_RESULT;
const char       *way_journal_folder_get_path (const WayJournalFolder *self);

/** Whether the last part of @path could be a name that way_journal_folder_new() makes: all others are none of ours. */
gboolean way_journal_folder_has_own_name (const char *path);

/** Gives up the lock; what is in the folder stays. */
void way_journal_folder_free (WayJournalFolder *self);

/** Removes the folder with all of ours that is in it; frees. Where the journal cannot be removed all of it stays, and @self too. */
gboolean way_journal_folder_remove (WayJournalFolder *self,
                                    GError          **error);

/** Counts recoveries that have begun and not ended: one more, one less, none; how many there are. */
void  way_journal_folder_begin_attempt (const WayJournalFolder *self);
void  way_journal_folder_end_attempt (const WayJournalFolder *self);
void  way_journal_folder_end_attempts (const WayJournalFolder *self);
guint way_journal_folder_get_n_attempts (const WayJournalFolder *self);

/** Whether somebody was asked and wanted to decide later. */
void     way_journal_folder_set_declined (const WayJournalFolder *self,
                                          gboolean                is_declined);
gboolean way_journal_folder_get_declined (const WayJournalFolder *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WayJournalFolder, way_journal_folder_free)

/* --- Writing ---------------------------------------------------------------------------- */

/**
 * WayJournal: writes the journal of one history. Nothing is on the disk before the first step. Property "problem": why
 * nothing is written just now, for people, or NULL; it tries again by itself.
 */
#define WAY_TYPE_JOURNAL (way_journal_get_type ())
G_DECLARE_FINAL_TYPE (WayJournal, way_journal, WAY, JOURNAL, GObject)

/**
 * A journal of @history from now on. @base is what its map is now, as bytes of a file; NULL to have them made. @path, @saved
 * and @hash are where the map lives, the bytes there and their SHA-256; NULL for a map without a file.
 */
WayJournal *way_journal_new (WayHistory *history,
                             GBytes     *base,
                             const char *path,
                             GBytes     *saved,
                             const char *hash) G_GNUC_WARN_UNUSED_RESULT;

/**
 * The same for a map that was recovered from @folder, which it takes. The journal there, which @reader has read and which begins with
 * @base, goes on; @reader is NULL where not all of it could be followed: then it is replaced by one that begins with the map as it is now.
 */
WayJournal *way_journal_new_recovered (WayHistory             *history,
                                       WayJournalFolder       *folder,
                                       const WayJournalReader *reader,
                                       GBytes                 *base,
                                       const char             *path,
                                       GBytes                 *saved,
                                       const char             *hash) G_GNUC_WARN_UNUSED_RESULT;

/** To be called right after each step, undo and redo, before anybody else hears of it. */
void way_journal_commit (WayJournal *self,
                         const char *label);

/** Writes edits that were made outside of all steps. */
void way_journal_commit_unrecorded (WayJournal *self);

/** Writes what was done so far in the transaction that is open. By itself it does so every second. */
void way_journal_commit_open (WayJournal *self);

/** The moment of which a save shows the map; for way_journal_save(). */
guint64 way_journal_mark (WayJournal *self);

/** For way_journal_save(): what is in the file is the map of no moment, but what others wrote there. */
#define WAY_JOURNAL_NO_MOMENT G_MAXUINT64

/** The map of that moment is now at @path, as @saved, whose SHA-256 is @hash. */
void way_journal_save (WayJournal *self,
                       guint64     mark,
                       const char *path,
                       GBytes     *saved,
                       const char *hash);

/** Begins again with the map as it is now, which makes the journal short; in another thread. It does so by itself too. */
void way_journal_restart (WayJournal *self);

/** Whether a restart is under way. */
gboolean way_journal_is_restarting (WayJournal *self);

/** Whether a thread is writing something of it. */
gboolean way_journal_is_busy (WayJournal *self);

/** Removes it from the disk, for good. */
void way_journal_remove (WayJournal *self);

const char *way_journal_get_problem (WayJournal *self);

/** Where it is; NULL while there is nothing on the disk. */
const char *way_journal_get_folder (WayJournal *self);

/* --- Reading ---------------------------------------------------------------------------- */

/** WayJournalReader: what can be said of a journal without doing it again. */
struct _WayJournalReader
{
  char    *path;       /* of the file, in the system's bytes; NULL for none */
  char    *base_hash;  /* SHA-256 of the bytes that it begins with */
  char    *saved_hash; /* of the file as it was last read or written; NULL for none */
  gint64   changed;    /* the last record; microseconds since 1970 */
  guint    n_steps;    /* steps, undone and redone ones too, since the last save */
  gboolean is_clean;   /* nothing was unsaved */
  gsize    n_lost;     /* bytes at the end that are not what was written */
  GBytes  *bytes;
  GArray  *records;
};

/** Reads the longest part from the beginning that is whole. */
WayJournalReader *way_journal_reader_new (GBytes  *bytes,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** The same for the journal in a folder. */
WayJournalReader *way_journal_reader_open (const char *folder,
                                           GError    **error) G_GNUC_WARN_UNUSED_RESULT;
void              way_journal_reader_free (WayJournalReader *self);

/** The bytes in @folder that have this hash, or those of the file @path (or NULL) if it still has them; NULL when there are none. */
GBytes *way_journal_load_bytes (const char *folder,
                                const char *hash,
                                const char *path) G_GNUC_WARN_UNUSED_RESULT;

/** Removes what a crash left in @folder half done: nothing that the journal needs, which @self has read. */
void way_journal_reader_sweep (const WayJournalReader *self,
                               const char             *folder);

/** WayJournalReplay: the map as the journal left it. Begin with zero, end with way_journal_replay_clear(). */
typedef struct
{
  WayHistory *history; /* with the steps of the journal */
  GBytes     *saved;   /* the bytes of the file as it was last read or written, if they came along; NULL else */
  guint       n_done;  /* records that were followed */
  guint       n_lost;  /* records that could not be */
  int         newer_version;
} WayJournalReplay;

void way_journal_replay_clear (WayJournalReplay *self);

/** Does again what stands in the journal, from the bytes that it begins with. Where a record does not fit it ends before that. */
gboolean way_journal_replay (const WayJournalReader *self,
                             GBytes                 *base,
                             WayJournalReplay       *replay,
                             GError                **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WayJournalReader, way_journal_reader_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (WayJournalReplay, way_journal_replay_clear)

G_END_DECLS
