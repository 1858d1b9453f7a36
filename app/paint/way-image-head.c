/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Paint"

#include <string.h>

#include "way-image-head-private.h"

/* JPEG markers (ITU-T T.81, table B.1). */
enum
{
  SOF0 = 0xc0, /* baseline */
  SOF2 = 0xc2, /* progressive */
  DHT = 0xc4,
  JPG = 0xc8,
  DAC = 0xcc,
  SOF15 = 0xcf,
  EOI = 0xd9,
  SOS = 0xda,
  APP1 = 0xe1
};

#define EXIF_ORIENTATION 0x0112
#define EXIF_SHORT 3

/* Bytes that are read from the front; reading beyond the end gives zeros and marks it. */
typedef struct
{
  const guint8 *bytes;
  gsize         length;
  gsize         at;
  gboolean      little_endian;
  gboolean      ended;
} Reader;

static guint
read_byte (Reader *self)
{
  if (self->at >= self->length)
    {
      self->ended = TRUE;
      return 0;
    }
  return self->bytes[self->at++];
}

static guint
read_short (Reader *self)
{
  guint first = read_byte (self);
  guint second = read_byte (self);

  return self->little_endian ? second << 8 | first : first << 8 | second;
}

static guint
read_long (Reader *self)
{
  guint first = read_short (self);
  guint second = read_short (self);

  return self->little_endian ? second << 16 | first : first << 16 | second;
}

/* The orientation in an Exif segment (after its name): a TIFF file, in whose first directory it stands. */
static guint
read_orientation (const guint8 *bytes,
                  gsize         length)
{
  Reader reader = { bytes, length };
  guint  n_entries;

  reader.little_endian = length > 0 && bytes[0] == 'I';
  reader.at = 4;
  reader.at = read_long (&reader);
  n_entries = read_short (&reader);
  for (guint i = 0; i < n_entries && !reader.ended; i++)
    {
      guint tag = read_short (&reader);
      guint type = read_short (&reader);
      guint count = read_long (&reader);
      guint value = read_short (&reader);

      read_short (&reader);
      if (tag == EXIF_ORIENTATION)
        return type == EXIF_SHORT && count == 1 && value >= 1 && value <= 8 && !reader.ended ? value : 1;
    }
  return 1;
}

static gboolean
is_frame (guint marker)
{
  return marker >= SOF0 && marker <= SOF15 && marker != DHT && marker != JPG && marker != DAC;
}

static void
read_frame (WayImageHead *self,
            guint         marker,
            const guint8 *bytes,
            gsize         length)
{
  Reader reader = { bytes, length };
  guint  precision = read_byte (&reader);
  guint  n_components;

  self->height = read_short (&reader);
  self->width = read_short (&reader);
  n_components = read_byte (&reader);
  /* Four components are CMYK, which printers' programs store inverted and PDF readers take at its word. */
  self->embeddable = marker <= SOF2 && precision == 8 && (n_components == 1 || n_components == 3);
}

static void
read_segment (WayImageHead *self,
              guint         marker,
              const guint8 *bytes,
              gsize         length)
{
  static const char exif[6] = "Exif\0";

  if (is_frame (marker) && self->width == 0)
    read_frame (self, marker, bytes, length);
  else if (marker == APP1 && length > sizeof exif && memcmp (bytes, exif, sizeof exif) == 0)
    self->orientation = read_orientation (bytes + sizeof exif, length - sizeof exif);
}

/* Goes from segment to segment, up to the first with pixels. */
static WayImageHeadResult
read_jpeg (WayImageHead *self,
           Reader       *reader)
{
  reader->at = 2;
  while (!reader->ended)
    {
      guint marker, length;

      if (read_byte (reader) != 0xff)
        return WAY_IMAGE_HEAD_DAMAGED;
      do
        marker = read_byte (reader);
      while (marker == 0xff);
      length = read_short (reader);
      if (reader->ended || marker == EOI || length < 2 || length - 2 > reader->length - reader->at)
        return WAY_IMAGE_HEAD_DAMAGED;
      if (marker == SOS)
        {
          self->length = reader->at;
          return WAY_IMAGE_HEAD_GOOD;
        }
      read_segment (self, marker, reader->bytes + reader->at, length - 2);
      reader->at += length - 2;
    }
  return WAY_IMAGE_HEAD_DAMAGED;
}

static WayImageHeadResult
read_png (WayImageHead *self,
          Reader       *reader)
{
  static const guint8 header[] = { 0, 0, 0, 13, 'I', 'H', 'D', 'R' };

  if (reader->length < 8 + 8 + 13 || memcmp (reader->bytes + 8, header, sizeof header) != 0)
    return WAY_IMAGE_HEAD_DAMAGED;
  reader->at = 8 + 8;
  self->width = read_long (reader);
  self->height = read_long (reader);
  return WAY_IMAGE_HEAD_GOOD;
}

WayImageHeadResult
way_image_head_read (WayImageHead *self,
                     const guint8 *bytes,
                     gsize         length)
{
  static const guint8 png_signature[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };
  static const guint8 jpeg_signature[] = { 0xff, 0xd8, 0xff };
  Reader              reader = { bytes, length };
  WayImageHeadResult  result;

  memset (self, 0, sizeof *self);
  self->orientation = 1;
  if (length >= sizeof png_signature && memcmp (bytes, png_signature, sizeof png_signature) == 0)
    {
      self->format = WAY_IMAGE_PNG;
      result = read_png (self, &reader);
    }
  else if (length >= sizeof jpeg_signature && memcmp (bytes, jpeg_signature, sizeof jpeg_signature) == 0)
    {
      self->format = WAY_IMAGE_JPEG;
      result = read_jpeg (self, &reader);
    }
  else
    return WAY_IMAGE_HEAD_OTHER_FORMAT;
  if (result == WAY_IMAGE_HEAD_GOOD && (self->width == 0 || self->height == 0))
    return WAY_IMAGE_HEAD_DAMAGED;
  return result;
}

guint
way_image_head_count_scans (const WayImageHead *self,
                            const guint8       *bytes,
                            gsize               length)
{
  const guint8 *at = bytes + self->length;
  const guint8 *end = bytes + length;
  guint         n_scans = 1;

  /* Among the pixels, 0xff is followed by 0 unless it begins a marker. */
  while ((at = memchr (at, 0xff, (gsize) (end - at))) != NULL && ++at < end)
    if (*at == EOI)
      return n_scans;
    else if (*at == SOS)
      n_scans++;
  return 0;
}
