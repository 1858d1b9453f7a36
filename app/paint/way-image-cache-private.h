/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>

#include "waymark/way-types.h"

G_BEGIN_DECLS

/**
 * The decoded picture of an encoded image, kept for the next call while there is room. It covers an area of @width x @height
 * pixels without being enlarged, if the image has as many; it may have up to twice as many a side, and never more than are of
 * use in print. The same for the same size, whatever was asked for before. The caller destroys the surface. NULL when the
 * image cannot be shown. Safe from any thread.
 */
cairo_surface_t *way_image_cache_lookup (GBytes *encoded,
                                         double  width,
                                         double  height);

/**
 * The same without waiting: what there is already, perhaps at another size, or NULL. Then @is_ready is FALSE, the image is decoded
 * in another thread, and the watchers of images are told when it can be had. With a size of 0, whatever there is will do.
 */
cairo_surface_t *way_image_cache_peek (GBytes   *encoded,
                                       double    width,
                                       double    height,
                                       gboolean *is_ready);

G_END_DECLS
