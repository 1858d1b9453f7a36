/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Store"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "way-store-read-private.h"

#define BLANK 64
#define PADDING 65
#define WRONG 66

static guint8
get_digit (char c)
{
  if (c >= 'A' && c <= 'Z')
    return (guint8) (c - 'A');
  if (c >= 'a' && c <= 'z')
    return (guint8) (c - 'a' + 26);
  if (c >= '0' && c <= '9')
    return (guint8) (c - '0' + 52);
  switch (c)
    {
    case '+':
      return 62;
    case '/':
      return 63;
    case '=':
      return PADDING;
    case ' ':
    case '\t':
    case '\n':
    case '\r':
      return BLANK;
    default:
      return WRONG;
    }
}

static const guint8 *
get_digits (void)
{
  static guint8 digits[256];
  static gsize  is_filled = 0;

  if (g_once_init_enter (&is_filled))
    {
      for (guint i = 0; i < 256; i++)
        digits[i] = get_digit ((char) i);
      g_once_init_leave (&is_filled, 1);
    }
  return digits;
}

/* The place of the text in the file; the callback of libxml2 gives a copy. */
static gsize
get_offset (WayReader *self)
{
  return way_reader_get_frame (self)->offset;
}

static void
refuse_text (WayReader *self)
{
  if (!self->image_is_bad)
    way_reader_report (self, WAY_STORE_ERROR_IMAGE, get_offset (self),
                       g_strdup (_ ("the text of this image is not base64; put the image in again")));
  self->image_is_bad = TRUE;
}

void
way_reader_begin_image (WayReader    *self,
                        const WayTag *tag)
{
  const char *id = way_reader_get_attribute (self, tag, self->word_id);
  const char *start = self->data + self->tag;
  const char *end = memchr (start + 1, '<', self->length - self->tag - 1);

  self->image.id = NULL;
  if (id == NULL)
    way_reader_report (self, WAY_STORE_ERROR_IMAGE, self->tag,
                       g_strdup (_ ("an image without an id; give it the id that is named where it is shown")));
  else if (!way_id_is_valid (id))
    way_reader_report_id (self, id);
  else
    self->image.id = g_strdup (id);
  self->image.offset = self->tag;
  self->image_is_bad = self->image.id == NULL;
  self->image_length = 0;
  self->image_room = end != NULL ? (gsize) (end - start) / 4 * 3 + 3 : 3;
  self->image_data = g_malloc (self->image_room);
  self->image_bits = 0;
  self->n_image_bits = 0;
  self->n_image_padding = 0;
}

/* Mostly the first guess was right: all of the text in one piece. */
static void
make_room (WayReader *self,
           gsize      length)
{
  gsize needed = self->image_length + length / 4 * 3 + 3;

  if (needed <= self->image_room)
    return;
  self->image_room = needed + needed / 2;
  self->image_data = g_realloc (self->image_data, self->image_room);
}

void
way_reader_add_image_text (WayReader  *self,
                           const char *text,
                           int         length)
{
  const guint8 *digits = get_digits ();

  self->image_bytes += (gsize) length;
  make_room (self, (gsize) length);
  for (int i = 0; i < length && !self->image_is_bad; i++)
    {
      guint8 digit = digits[(guchar) text[i]];

      if (digit == BLANK)
        continue;
      if (digit == PADDING)
        self->n_image_padding++;
      else if (digit == WRONG || self->n_image_padding > 0)
        refuse_text (self);
      self->image_bits = self->image_bits << 6 | (digit & 63);
      self->n_image_bits += digit < 64 ? 6 : 0;
      if (self->n_image_bits >= 8)
        {
          self->n_image_bits -= 8;
          self->image_data[self->image_length++] = (guint8) (self->image_bits >> self->n_image_bits);
        }
    }
}

void
way_reader_end_image (WayReader *self)
{
  /* What is left of the bits tells how much padding there must be; some programs leave it out. */
  guint n_padding = self->n_image_bits == 2 ? 1 : self->n_image_bits == 4 ? 2
                                                                          : 0;

  if (self->n_image_bits == 6 || (self->n_image_padding != 0 && self->n_image_padding != n_padding))
    refuse_text (self);
  else if (!self->image_is_bad && self->image_length == 0)
    way_reader_report (self, WAY_STORE_ERROR_IMAGE, get_offset (self),
                       g_strdup (_ ("the image is empty; put it in again or delete it")));

  if (self->image.id != NULL)
    {
      self->image_data = g_realloc (self->image_data, MAX (self->image_length, 1));
      self->image.bytes = g_bytes_new_take (g_steal_pointer (&self->image_data), self->image_length);
      g_array_append_val (self->content->images, self->image);
      self->image.id = NULL;
      self->image.bytes = NULL;
    }
  g_clear_pointer (&self->image_data, g_free);
}
