/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** WayPngRows: the form of the rows of one picture. */
typedef struct
{
  guint    width;
  gboolean transparent;
  gsize    length; /* bytes of a filtered row, with the number of its filter in front */
} WayPngRows;

/** How many bytes way_png_rows_filter() may write beyond the end of a row. */
#define WAY_PNG_ROWS_SLACK 1

void way_png_rows_init (WayPngRows *self,
                        guint       width,
                        gboolean    transparent);

/**
 * Reads a row of cairo's pixels (ARGB32 if @has_alpha, else RGB24) as the picture has them: 0xaarrggbb, not
 * premultiplied, and aa is 0 in an opaque picture.
 */
void way_png_rows_read (const WayPngRows *self,
                        const guint32    *source,
                        gboolean          has_alpha,
                        guint32          *pixels);

/**
 * Writes a row as filtered bytes (PNG specification, chapter 9) to @filtered, which holds the row's length and
 * WAY_PNG_ROWS_SLACK bytes. @above is the row above, zeros for the first one; @scratch is a row too.
 */
void way_png_rows_filter (const WayPngRows *self,
                          const guint32    *pixels,
                          const guint32    *above,
                          guint32          *scratch,
                          guint8           *filtered);

G_END_DECLS
