/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>

#include "waymark/way-types.h"

G_BEGIN_DECLS

/**
 * The decoded picture of an encoded image, kept for the next call while there is room. The caller destroys the
 * surface. NULL when the image cannot be shown. Safe from any thread.
 */
cairo_surface_t *way_image_cache_lookup (GBytes *encoded);

G_END_DECLS
