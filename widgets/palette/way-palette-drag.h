/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "way-palette.h"

G_BEGIN_DECLS

/*
 * WayPaletteDrag: what begins as a press somewhere on the palette and is moved. It stays within the window: one gesture from
 * the press to the release, and meanwhile the keyboard knows only Esc, which cancels. It tells its palette by the
 * palette's own signals.
 */
#define WAY_TYPE_PALETTE_DRAG (way_palette_drag_get_type ())
G_DECLARE_FINAL_TYPE (WayPaletteDrag, way_palette_drag, WAY, PALETTE_DRAG, GObject)

WayPaletteDrag *way_palette_drag_new (WayPalette *palette) G_GNUC_WARN_UNUSED_RESULT;

/* Lets people drag @widget, which is a @thing; of a list each row, which has the id of its element as widget name. */
void way_palette_drag_add (WayPaletteDrag *self,
                           GtkWidget      *widget,
                           WayPaletteThing thing);

G_END_DECLS
