/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>

#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <zlib.h>

#include "support/way-map-dump.h"
#include "support/way-random-map.h"
#include "waymark/way-journal.h"
#include "waymark/way-store.h"

/*
 * Whatever stands in a journal: what comes of it can be saved and opened, and undo and redo lead to the same bytes. The first
 * byte chooses the map. Lengths, numbers and sums of the records are put right if its highest bit is set: else nothing that
 * a fuzzer makes would be read beyond the first record.
 */

#define LARGEST_INPUT (64 * 1024)
#define MOST_TOUCHPOINTS 4
#define MENDED 0x80

/* Of a record: length of the content, sequence number and checksum, 4 bytes each; kind, 1; time, 8. */
#define HEAD 21
#define SEQUENCE_AT 4
#define SUM_AT 8
#define KIND_AT 12

int LLVMFuzzerTestOneInput (const uint8_t *data,
                            size_t         size);

static void
put (guint8 *at,
     guint32 number)
{
  number = GUINT32_TO_LE (number);
  memcpy (at, &number, sizeof number);
}

static void
mend (guint8 *data,
      gsize   size)
{
  guint32 sequence = 0;

  for (gsize at = 0; at + HEAD <= size;)
    {
      guint32 length;
      uLong   sum;

      memcpy (&length, data + at, sizeof length);
      length = MIN (GUINT32_FROM_LE (length), (guint32) (size - at - HEAD));
      put (data + at, length);
      put (data + at + SEQUENCE_AT, sequence++);
      sum = crc32 (0, data + at, SUM_AT);
      sum = crc32 (sum, data + at + KIND_AT, HEAD - KIND_AT + length);
      put (data + at + SUM_AT, (guint32) sum);
      at += HEAD + length;
    }
}

static void
check_history (WayHistory *history)
{
  WayMap *map = way_history_get_map (history);
  g_autoptr (GBytes) end = NULL;
  g_autoptr (GBytes) start = NULL;
  g_autoptr (WayMap) again = NULL;
  g_autoptr (GError) error = NULL;

  if (way_history_in_transaction (history))
    g_error ("A transaction is left open");
  while (way_history_redo (history))
    ;
  end = way_store_write (map);
  again = way_store_load_bytes (g_bytes_get_data (end, NULL), g_bytes_get_size (end), "recovered", NULL, &error);
  if (again == NULL)
    g_error ("What was recovered can be saved and not opened: %s", error->message);
  way_assert_writes (again, end, "Saving and opening");
  while (way_history_undo (history))
    ;
  start = way_store_write (map);
  while (way_history_redo (history))
    ;
  way_assert_writes (map, end, "Redo");
  while (way_history_undo (history))
    ;
  way_assert_writes (map, start, "Undo");
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr (WayMap) map = NULL;
  g_autoptr (GBytes) base = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (WayJournalReader) reader = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (WayJournalReplay) replay = { 0 };
  guint8 *copy;
  guint   number;

  if (size < 1 || size > LARGEST_INPUT)
    return 0;
  number = data[0] & ~MENDED;
  map = way_random_map_new (number, number % MOST_TOUCHPOINTS);
  base = way_store_write (map);
  copy = g_memdup2 (data + 1, size - 1);
  if ((data[0] & MENDED) != 0)
    mend (copy, size - 1);
  bytes = g_bytes_new_take (copy, size - 1);

  reader = way_journal_reader_new (bytes, &error);
  if ((reader == NULL) != (error != NULL))
    g_error ("A journal was refused without a word, or read with an error");
  if (reader == NULL)
    return 0;
  if (reader->n_lost > size - 1)
    g_error ("More is lost than there was");
  if (!way_journal_replay (reader, base, &replay, &error))
    g_assert_nonnull (error);
  else
    check_history (replay.history);
  return 0;
}
