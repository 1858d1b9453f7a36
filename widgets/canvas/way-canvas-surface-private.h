/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * An image surface in pages of its own. Many large pieces that come and go with the view would tear the heap apart: what
 * is free there could not be given back.
 */
cairo_surface_t *way_canvas_surface_new (cairo_format_t format,
                                         int            width,
                                         int            height) G_GNUC_WARN_UNUSED_RESULT;

/**
 * Gives a surface to the cairo node that paints it. Cairo makes a copy of a surface that goes before what was recorded of
 * it, pixel by pixel; so the node takes it along.
 */
void way_canvas_surface_give (cairo_surface_t *surface,
                              GskRenderNode   *node);

G_END_DECLS
