/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>

#include "waymark/way-item.h"

G_BEGIN_DECLS

/** WayEmoji: the emoji of a document, each drawn once. */
typedef struct _WayEmoji WayEmoji;

WayEmoji *way_emoji_new (void) G_GNUC_WARN_UNUSED_RESULT;
void      way_emoji_free (WayEmoji *self);

/**
 * Paints a run of @text with the source of @cr, its origin at (@x, @y), in such a way that programs find its words in a
 * PDF. @fine_letters: see way_letters_show(). Where @emoji is not NULL they are painted as pictures, sharp in print.
 */
void way_run_paint (cairo_t          *cr,
                    const WayText    *text,
                    const WayTextRun *run,
                    double            x,
                    double            y,
                    gboolean          fine_letters,
                    WayEmoji         *emoji);

G_END_DECLS
