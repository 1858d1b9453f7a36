/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** A PNG, red with a blue quarter at its top left; @translucent pixels are half transparent. */
GBytes *way_test_make_png (int      width,
                           int      height,
                           gboolean translucent);

/** The same as a JPEG, taken by a camera that was held as @orientation (1 to 8, as in Exif; 0 does not say) tells. */
GBytes *way_test_make_jpeg (int   width,
                            int   height,
                            guint orientation);

G_END_DECLS
