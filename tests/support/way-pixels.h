/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/** Reads a PNG file as ARGB32 on white. */
cairo_surface_t *way_pixels_read (const char *path);

/**
 * Compares two pictures. A pixel agrees when each of its channels lies within what the pixels round that place, up to
 * @reach away, span in the other picture, give or take @tolerance (of 255); both ways. 0 is for pictures by the same
 * program, 1 for pictures by different ones, whose sizes may then differ by a pixel too. Gives the share of pixels that
 * do not agree.
 */
double way_pixels_compare (cairo_surface_t *found,
                           cairo_surface_t *expected,
                           int              reach,
                           guint            tolerance);

/**
 * Asserts that at most the share @admitted of pixels does not agree. If more do, @name.out.png, @name.ref.png and
 * @name.diff.png (differences made strong) stand in the folder pixel-failures of the build.
 */
void way_pixels_assert_alike (const char      *name,
                              cairo_surface_t *found,
                              cairo_surface_t *expected,
                              int              reach,
                              guint            tolerance,
                              double           admitted);

G_END_DECLS
