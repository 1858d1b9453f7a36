/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Export"

#include <math.h>

#include "way-svg-writer-private.h"

/* Beyond this many hundredths a number is not a place on any map; it keeps sums within 64 bits. */
#define LARGEST_HUNDREDTHS 1e15

/* Bytes of an image that are turned to base64 at once; a multiple of 3. */
#define BASE64_PIECE (24 * 1024)

gboolean
way_svg_flush (WaySvgWriter *self)
{
  gsize length = self->fill;

  self->fill = 0;
  return way_export_stream_write (self->stream, self->buffer, length);
}

void
way_svg_put (WaySvgWriter *self,
             const char   *markup,
             gsize         length)
{
  while (length > sizeof self->buffer - self->fill)
    {
      gsize part = sizeof self->buffer - self->fill;

      memcpy (self->buffer + self->fill, markup, part);
      self->fill += part;
      markup += part;
      length -= part;
      way_svg_flush (self);
    }
  memcpy (self->buffer + self->fill, markup, length);
  self->fill += length;
}

/* What stands for a byte that cannot stand for itself; NULL for one that can. */
static const char *
get_stand_in (unsigned char byte)
{
  switch (byte)
    {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    case '\t':
    case '\n':
    case '\r':
      return " ";
    default:
      return byte < 0x20 || byte == 0x7f ? "" : NULL;
    }
}

/* U+FFFE and U+FFFF, which XML does not admit. */
static gboolean
is_noncharacter (const char *text,
                 gsize       length)
{
  return length >= 3 && memcmp (text, "\xef\xbf", 2) == 0 && ((unsigned char) text[2] & 0xfe) == 0xbe;
}

void
way_svg_put_text (WaySvgWriter *self,
                  const char   *text,
                  gsize         length)
{
  gsize plain = 0;

  for (gsize i = 0; i < length; i++)
    {
      gboolean    forbidden = (unsigned char) text[i] == 0xef && is_noncharacter (text + i, length - i);
      const char *stand_in = forbidden ? "" : get_stand_in ((unsigned char) text[i]);

      if (stand_in == NULL)
        continue;
      way_svg_put (self, text + plain, i - plain);
      way_svg_put (self, stand_in, strlen (stand_in));
      if (forbidden)
        i += 2;
      plain = i + 1;
    }
  way_svg_put (self, text + plain, length - plain);
}

static void
put_digits (WaySvgWriter *self,
            guint64       number)
{
  char  digits[20];
  guint first = sizeof digits;

  do
    {
      digits[--first] = (char) ('0' + number % 10);
      number /= 10;
    }
  while (number > 0);
  way_svg_put (self, digits + first, sizeof digits - first);
}

void
way_svg_put_integer (WaySvgWriter *self,
                     gint64        number)
{
  if (number < 0)
    WAY_SVG_PUT (self, "-");
  put_digits (self, (guint64) ABS (number));
}

static void
put_hundredths (WaySvgWriter *self,
                gint64        hundredths)
{
  guint64 size = (guint64) ABS (hundredths);
  guint   rest = (guint) (size % 100);
  char    decimals[3] = { '.', (char) ('0' + rest / 10), (char) ('0' + rest % 10) };

  if (hundredths < 0)
    WAY_SVG_PUT (self, "-");
  put_digits (self, size / 100);
  if (rest > 0)
    way_svg_put (self, decimals, rest % 10 > 0 ? 3 : 2);
}

static gint64
to_hundredths (double number)
{
  return llround (CLAMP (number * 100, -LARGEST_HUNDREDTHS, LARGEST_HUNDREDTHS));
}

void
way_svg_put_number (WaySvgWriter *self,
                    double        number)
{
  put_hundredths (self, to_hundredths (number));
}

void
way_svg_put_share (WaySvgWriter *self,
                   double        share)
{
  long  thousandths = lround (CLAMP (share, 0, 1) * 1000);
  char  decimals[4] = { '.', (char) ('0' + thousandths / 100 % 10), (char) ('0' + thousandths / 10 % 10), (char) ('0' + thousandths % 10) };
  gsize length = sizeof decimals;

  if (thousandths % 1000 == 0)
    {
      put_digits (self, (guint64) thousandths / 1000);
      return;
    }
  while (decimals[length - 1] == '0')
    length--;
  way_svg_put (self, decimals, length);
}

void
way_svg_put_color (WaySvgWriter *self,
                   WayColor      color)
{
  static const char digits[] = "0123456789abcdef";
  char              text[7] = { '#' };
  gboolean          is_short = TRUE;

  for (guint i = 0; i < 3; i++)
    {
      guint part = (color >> (24 - 8 * i)) & 0xff;

      text[1 + 2 * i] = digits[part >> 4];
      text[2 + 2 * i] = digits[part & 0xf];
      is_short = is_short && (part >> 4) == (part & 0xf);
    }
  if (is_short)
    {
      text[2] = text[3];
      text[3] = text[5];
    }
  way_svg_put (self, text, is_short ? 4 : 7);
}

/* Pen: the last place of a path in hundredths, so that relative steps never add up to an error. */
typedef struct
{
  WaySvgWriter *writer;
  double        x;
  double        y;
  double        scale;
  gint64        last_x;
  gint64        last_y;
  gint64        start_x;
  gint64        start_y;
  char          command; /* the last one, which need not be said again */
} Pen;

static void
put_command (Pen *pen,
             char command)
{
  if (command != pen->command)
    way_svg_put (pen->writer, &command, 1);
  else
    WAY_SVG_PUT (pen->writer, " ");
  pen->command = command;
}

static void
put_pair (Pen   *pen,
          gint64 dx,
          gint64 dy)
{
  put_hundredths (pen->writer, dx);
  if (dy >= 0)
    WAY_SVG_PUT (pen->writer, " ");
  put_hundredths (pen->writer, dy);
}

static void
put_points (Pen            *pen,
            char            command,
            const WayPoint *points,
            guint           n_points)
{
  gint64 x = pen->last_x;
  gint64 y = pen->last_y;

  for (guint i = 0; i < n_points; i++)
    {
      gint64 dx;
      gint64 dy;

      x = to_hundredths (pen->x + points[i].x * pen->scale);
      y = to_hundredths (pen->y + points[i].y * pen->scale);
      dx = x - pen->last_x;
      dy = y - pen->last_y;
      if (command == 'l' && (dx == 0 || dy == 0))
        {
          put_command (pen, dy == 0 ? 'h' : 'v');
          put_hundredths (pen->writer, dy == 0 ? dx : dy);
          continue;
        }
      if (i == 0)
        put_command (pen, command);
      else if (dx >= 0)
        WAY_SVG_PUT (pen->writer, " ");
      put_pair (pen, dx, dy);
    }
  pen->last_x = x;
  pen->last_y = y;
}

void
way_svg_put_path (WaySvgWriter  *self,
                  const WayPath *path,
                  double         x,
                  double         y,
                  double         scale)
{
  Pen             pen = { self, x, y, scale };
  const WayPoint *points = path->points;

  for (guint i = 0; i < path->n_operations; i++)
    {
      switch ((WayPathOperation) path->operations[i])
        {
        case WAY_PATH_MOVE:
          put_points (&pen, i == 0 ? 'M' : 'm', points, 1);
          pen.start_x = pen.last_x;
          pen.start_y = pen.last_y;
          points += 1;
          break;
        case WAY_PATH_LINE:
          put_points (&pen, 'l', points, 1);
          points += 1;
          break;
        case WAY_PATH_CURVE:
          put_points (&pen, 'c', points, 3);
          points += 3;
          break;
        case WAY_PATH_CLOSE:
        default:
          WAY_SVG_PUT (self, "z");
          pen.command = 'z';
          pen.last_x = pen.start_x;
          pen.last_y = pen.start_y;
          break;
        }
    }
}

void
way_svg_put_base64 (WaySvgWriter *self,
                    GBytes       *bytes)
{
  gsize         length;
  const guchar *data = g_bytes_get_data (bytes, &length);

  for (gsize done = 0; done < length; done += BASE64_PIECE)
    {
      g_autofree char *text = g_base64_encode (data + done, MIN (BASE64_PIECE, length - done));

      way_svg_put (self, text, strlen (text));
    }
}
