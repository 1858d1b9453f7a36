/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Store"

#include "config.h"

#include <string.h>
#include <zlib.h>

#include "way-journal-private.h"

/* Length of the content, sequence number and checksum, 4 bytes each; kind, 1; time, 8. All begin with the lowest byte. */
#define HEAD_LENGTH 21
#define CHECKSUM_AT 8
#define LONGEST_CONTENT (256u * 1024 * 1024)

#define NUMBER_BITS 7

static void
set_fixed (guint8 *bytes,
           guint64 number,
           guint   length)
{
  for (guint i = 0; i < length; i++)
    bytes[i] = (guint8) (number >> 8 * i);
}

static guint64
get_fixed (const guint8 *bytes,
           guint         length)
{
  guint64 number = 0;

  for (guint i = length; i > 0; i--)
    number = number << 8 | bytes[i - 1];
  return number;
}

void
way_journal_put_number (GByteArray *bytes,
                        guint64     number)
{
  guint8 byte;

  do
    {
      byte = number & 0x7f;
      number >>= NUMBER_BITS;
      if (number != 0)
        byte |= 0x80;
      g_byte_array_append (bytes, &byte, 1);
    }
  while (number != 0);
}

void
way_journal_put_bytes (GByteArray *bytes,
                       const void *data,
                       gsize       length)
{
  way_journal_put_number (bytes, length + 1);
  g_byte_array_append (bytes, data, (guint) length);
}

void
way_journal_put_text (GByteArray *bytes,
                      const char *text)
{
  if (text == NULL)
    way_journal_put_number (bytes, 0);
  else
    way_journal_put_bytes (bytes, text, strlen (text));
}

/* Of all of the record but itself. */
static guint32
compute_checksum (const guint8 *head,
                  const void   *content,
                  gsize         length)
{
  uLong checksum = crc32 (0, head, CHECKSUM_AT);

  checksum = crc32 (checksum, head + CHECKSUM_AT + 4, HEAD_LENGTH - CHECKSUM_AT - 4);
  return (guint32) crc32_z (checksum, content, length);
}

void
way_journal_put_record (GByteArray    *bytes,
                        WayJournalType type,
                        guint32        sequence,
                        const void    *content,
                        gsize          length)
{
  guint8 head[HEAD_LENGTH];

  set_fixed (head, length, 4);
  set_fixed (head + 4, sequence, 4);
  head[12] = (guint8) type;
  set_fixed (head + 13, (guint64) g_get_real_time (), 8);
  set_fixed (head + CHECKSUM_AT, compute_checksum (head, content, length), 4);
  g_byte_array_append (bytes, head, sizeof head);
  g_byte_array_append (bytes, content, (guint) length);
}

gboolean
way_journal_next_record (const guint8    **at,
                         const guint8     *end,
                         WayJournalRecord *record)
{
  const guint8 *head = *at;
  gsize         length;

  if (end - head < HEAD_LENGTH)
    return FALSE;
  length = (gsize) get_fixed (head, 4);
  if (length > LONGEST_CONTENT || (gsize) (end - head) - HEAD_LENGTH < length)
    return FALSE;
  record->type = head[12];
  record->sequence = (guint32) get_fixed (head + 4, 4);
  record->time = (gint64) get_fixed (head + 13, 8);
  record->content = head + HEAD_LENGTH;
  record->length = length;
  if (compute_checksum (head, record->content, length) != (guint32) get_fixed (head + CHECKSUM_AT, 4))
    return FALSE;
  *at = record->content + length;
  return TRUE;
}

void
way_journal_cursor_init (WayJournalCursor       *self,
                         const WayJournalRecord *record)
{
  self->at = record->content;
  self->end = record->content + record->length;
  self->is_broken = FALSE;
}

guint64
way_journal_get_number (WayJournalCursor *self)
{
  guint64 number = 0;

  for (guint shift = 0; shift < 64 && self->at < self->end; shift += NUMBER_BITS)
    {
      guint8 byte = *self->at++;

      number |= (guint64) (byte & 0x7f) << shift;
      if ((byte & 0x80) == 0)
        return number;
    }
  self->is_broken = TRUE;
  self->at = self->end;
  return 0;
}

guint
way_journal_get_number_below (WayJournalCursor *self,
                              guint             limit)
{
  guint64 number = way_journal_get_number (self);

  if (number < limit)
    return (guint) number;
  self->is_broken = TRUE;
  return 0;
}

/* Where the next bytes are; NULL for none. */
static const guint8 *
find_bytes (WayJournalCursor *self,
            gsize            *length)
{
  guint64       number = way_journal_get_number (self);
  const guint8 *bytes = self->at;

  if (number == 0 || self->is_broken)
    return NULL;
  if (number - 1 > (guint64) (self->end - self->at))
    {
      self->is_broken = TRUE;
      return NULL;
    }
  *length = (gsize) (number - 1);
  self->at += *length;
  return bytes;
}

char *
way_journal_get_path (WayJournalCursor *self)
{
  gsize         length = 0;
  const guint8 *bytes = find_bytes (self, &length);

  if (bytes == NULL)
    return NULL;
  if (memchr (bytes, 0, length) != NULL)
    {
      self->is_broken = TRUE;
      return NULL;
    }
  return g_strndup ((const char *) bytes, length);
}

char *
way_journal_get_text (WayJournalCursor *self)
{
  g_autofree char *text = way_journal_get_path (self);

  if (text == NULL || g_utf8_validate (text, -1, NULL))
    return g_steal_pointer (&text);
  self->is_broken = TRUE;
  return NULL;
}

GBytes *
way_journal_get_bytes (WayJournalCursor *self)
{
  gsize         length = 0;
  const guint8 *bytes = find_bytes (self, &length);

  return bytes != NULL ? g_bytes_new (bytes, length) : NULL;
}
