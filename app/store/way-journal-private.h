/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "waymark/way-journal.h"

G_BEGIN_DECLS

#define WAY_JOURNAL_VERSION 1
#define WAY_JOURNAL_NAME "journal"
#define WAY_JOURNAL_NEW_NAME "journal.new"

/** A save whose moment is of a journal that was begun again since. */
#define WAY_JOURNAL_NO_MARK G_MAXUINT32

/** WayJournalType: the kind of a record; numbers in files. */
typedef enum
{
  WAY_JOURNAL_START = 1,  /* version, path, hashes, steps so far, own ids */
  WAY_JOURNAL_STEP = 2,   /* clean, label, edits */
  WAY_JOURNAL_UNDO = 3,   /* clean: the last step is taken back */
  WAY_JOURNAL_REDO = 4,   /* clean: and is done again */
  WAY_JOURNAL_BESIDE = 5, /* edits outside of all steps */
  WAY_JOURNAL_OPEN = 6,   /* edits so far of a step that is not finished */
  WAY_JOURNAL_DROP = 7,   /* clean: it was given up */
  WAY_JOURNAL_IMAGE = 8,  /* id, bytes */
  WAY_JOURNAL_SAVE = 9,   /* clean, sequence number of its moment, path, hash */
  WAY_JOURNAL_AGAIN = 10  /* own ids: another program has restored what stands before and goes on */
} WayJournalType;

/** WayJournalRecord: one within the bytes of a journal. */
typedef struct
{
  WayJournalType type;
  guint32        sequence;
  gint64         time;
  const guint8  *content;
  gsize          length;
} WayJournalRecord;

/* --- way-journal-record.c: bytes ------------------------------------------------------- */

void way_journal_put_number (GByteArray *bytes,
                             guint64     number);

/** @text may be NULL. */
void way_journal_put_text (GByteArray *bytes,
                           const char *text);
void way_journal_put_bytes (GByteArray *bytes,
                            const void *data,
                            gsize       length);

/** Appends a whole record. */
void way_journal_put_record (GByteArray    *bytes,
                             WayJournalType type,
                             guint32        sequence,
                             const void    *content,
                             gsize          length);

/** WayJournalCursor: reads what was put; once something does not fit, all that follows is nothing. */
typedef struct
{
  const guint8 *at;
  const guint8 *end;
  gboolean      is_broken;
} WayJournalCursor;

void    way_journal_cursor_init (WayJournalCursor       *self,
                                 const WayJournalRecord *record);
guint64 way_journal_get_number (WayJournalCursor *self);

/** A number below @limit. */
guint way_journal_get_number_below (WayJournalCursor *self,
                                    guint             limit);

/** Text in UTF-8; may be NULL. The caller frees it. */
char *way_journal_get_text (WayJournalCursor *self);

/** The same in any bytes but zero. */
char   *way_journal_get_path (WayJournalCursor *self);
GBytes *way_journal_get_bytes (WayJournalCursor *self);

/** The next record that is whole; FALSE at the end or where the bytes are not what was written. Moves on @at. */
gboolean way_journal_next_record (const guint8    **at,
                                  const guint8     *end,
                                  WayJournalRecord *record);

/* --- way-journal-edit.c: edits ------------------------------------------------------------ */

/** Puts an edit that has just been made in @map; adds the ids of images that it names to @images. */
void way_journal_put_edit (GByteArray    *bytes,
                           const WayEdit *edit,
                           WayMap        *map,
                           GHashTable    *images);

/** WayJournalNames: elements have other names after reading, where the file does not keep them: journal's id -> map's. */
typedef GHashTable WayJournalNames;

/** Puts what the file of a map does not keep of it: ids in their order there, and in which slots stands what others wrote. */
void way_journal_put_names (GByteArray *bytes,
                            WayMap     *map);

/** Gets them for the same map after reading; one that @is_new learns the slots from them. NULL when they do not fit. */
WayJournalNames *way_journal_get_names (WayJournalCursor *self,
                                        WayMap           *map,
                                        gboolean          is_new);

/** Makes the edits that follow, to the end, in the open transaction. FALSE at the first that does not fit. */
gboolean way_journal_make_edits (WayJournalCursor *self,
                                 WayHistory       *history,
                                 WayJournalNames  *names);

/* --- way-journal-pending.c: edits on their way ---------------------------------------------- */

/** WayJournalPending: the edits since the last record; what was taken back at once is not among them. */
typedef struct _WayJournalPending WayJournalPending;

WayJournalPending *way_journal_pending_new (void) G_GNUC_WARN_UNUSED_RESULT;
void               way_journal_pending_free (WayJournalPending *self);
void               way_journal_pending_add (WayJournalPending *self,
                                            const WayEdit     *edit,
                                            WayMap            *map);
gboolean           way_journal_pending_is_empty (const WayJournalPending *self);
void               way_journal_pending_put (const WayJournalPending *self,
                                            GByteArray              *bytes);

/** Ids of images that they name, as a set. */
GHashTable *way_journal_pending_get_images (const WayJournalPending *self);
void        way_journal_pending_clear (WayJournalPending *self);

/* --- way-journal-folder.c: files ------------------------------------------------------------ */

/** Says what the system says of a file or folder. */
void way_journal_set_error (GError        **error,
                            WayJournalError code,
                            const char     *path,
                            int             number);

/** Writes bytes into the folder under their hash, forced to the disk, unless they are there. */
gboolean way_journal_keep_bytes (const char *folder,
                                 const char *hash,
                                 GBytes     *bytes,
                                 gboolean    is_forced,
                                 GError    **error);

/** Removes kept bytes of other hashes than these (may be NULL). */
void way_journal_drop_bytes (const char *folder,
                             const char *base_hash,
                             const char *saved_hash);

/** Writes all; FALSE with errno. */
gboolean way_journal_write_all (int         descriptor,
                                const void *data,
                                gsize       length);

/** Forces names in the folder to the disk, and its own; FALSE with errno. */
gboolean way_journal_sync_folder (const char *folder);

G_END_DECLS
