/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <string.h>

#include "waymark/way-color.h"
#include "waymark/way-path.h"

#include "way-export-private.h"

G_BEGIN_DECLS

/**
 * WaySvgWriter: gathers the text of an SVG document and writes it in large pieces. Numbers have two decimals at most
 * and a point whatever the locale.
 */
typedef struct
{
  WayExportStream *stream;
  gsize            fill;
  char             buffer[64 * 1024];
} WaySvgWriter;

/** Writes what has been gathered; FALSE when the stream has failed. */
gboolean way_svg_flush (WaySvgWriter *self);

/** Markup as it is. */
void way_svg_put (WaySvgWriter *self,
                  const char   *markup,
                  gsize         length);

/** Markup that is a string constant. */
#define WAY_SVG_PUT(self, literal) way_svg_put ((self), "" literal, sizeof (literal) - 1)

/** Text, made fit for content and for attributes; control characters become a space or nothing. NULL is empty. */
void way_svg_put_text (WaySvgWriter *self,
                       const char   *text,
                       gsize         length);

static inline void
way_svg_put_string (WaySvgWriter *self,
                    const char   *text)
{
  if (text != NULL)
    way_svg_put_text (self, text, strlen (text));
}

/** A number with as many decimals as it needs, two at most. */
void way_svg_put_number (WaySvgWriter *self,
                         double        number);

/** The same with three, for opacities and shares. */
void way_svg_put_share (WaySvgWriter *self,
                        double        share);

void way_svg_put_integer (WaySvgWriter *self,
                          gint64        number);

/** "#rrggbb" or "#rgb"; the alpha is left out. */
void way_svg_put_color (WaySvgWriter *self,
                        WayColor      color);

/** The data of a path, scaled and then moved by (@x, @y). */
void way_svg_put_path (WaySvgWriter  *self,
                       const WayPath *path,
                       double         x,
                       double         y,
                       double         scale);

/** Base64 of @bytes. */
void way_svg_put_base64 (WaySvgWriter *self,
                         GBytes       *bytes);

G_END_DECLS
