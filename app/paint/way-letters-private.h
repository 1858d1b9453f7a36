/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>

#include "waymark/way-item.h"

G_BEGIN_DECLS

/**
 * Whether way_letters_show() can serve @cr: pixels, neither turned nor stretched. Cairo 1.16 puts letters at whole
 * pixels there, so that words look uneven.
 */
gboolean way_letters_fit (cairo_t *cr);

/**
 * Paints a run of glyphs with the source of @cr, its origin at (@x, @y), each glyph at the nearest quarter of a pixel.
 * FALSE, and nothing is painted, when a glyph is no outline (emoji), unknown or very large. Safe from any thread.
 */
gboolean way_letters_show (cairo_t          *cr,
                           const WayTextRun *run,
                           double            x,
                           double            y);

G_END_DECLS
