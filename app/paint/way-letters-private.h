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
gboolean way_letters_show (cairo_t             *cr,
                           const WayTextGlyphs *run,
                           double               x,
                           double               y);

/** Whether the glyphs of a font are little pictures of their own colours (emoji). */
gboolean way_letters_are_colored (PangoFont *font);

/**
 * A glyph of such a font as pixels, @scale to a map unit, and where its top left corner lies from the glyph's origin, in
 * map units. The caller destroys the surface; NULL when there is nothing to see.
 */
cairo_surface_t *way_letters_draw_colored (PangoFont *font,
                                           PangoGlyph glyph,
                                           double     scale,
                                           WayPoint  *corner);

G_END_DECLS
