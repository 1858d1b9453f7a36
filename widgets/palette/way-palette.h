/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "waymark/way-editor.h"

G_BEGIN_DECLS

/** WayPaletteThing: what can be put onto a map. */
typedef enum
{
  WAY_PALETTE_STAGE,
  WAY_PALETTE_TOUCHPOINT,
  WAY_PALETTE_CARD, /* asks for the lane unless the selection says it */
  WAY_PALETTE_IMAGE,
  WAY_PALETTE_LANE, /* asks what it holds */
  WAY_PALETTE_N_THINGS,
  WAY_PALETTE_NOTE = WAY_PALETTE_N_THINGS /* one of the tray's, which can only be dragged */
} WayPaletteThing;

/**
 * WayPalette: the rail at the side: what can be put onto the map, by a click beside the selection or by dragging, and the
 * tray. It unfolds into the list of lanes, to order, hide and show them.
 * Signals: "added" (const char *id), "choose-image" when somebody with dialogs shall call way_palette_add_image().
 * While something is dragged: "drag-begin" (int WayPaletteThing, const char *id of a note or lane, GdkPaintable *picture of
 * it, double x, double y: where in the picture the pointer is), "drag-update" (double x, double y: where the pointer is, in
 * pixels of the palette), "drag-end" (gboolean: it was let go, not cancelled).
 * Property: "unfolded".
 */
#define WAY_TYPE_PALETTE (way_palette_get_type ())
G_DECLARE_FINAL_TYPE (WayPalette, way_palette, WAY, PALETTE, GtkWidget)

GtkWidget *way_palette_new (void) G_GNUC_WARN_UNUSED_RESULT;

/** Works on the map of @editor. */
void way_palette_set_editor (WayPalette *self,
                             WayEditor  *editor);

gboolean way_palette_get_unfolded (WayPalette *self);
void     way_palette_set_unfolded (WayPalette *self,
                                   gboolean    unfolded);

/** Does what a click on the rail does. */
void way_palette_add (WayPalette     *self,
                      WayPaletteThing thing);

/** Puts an image (its id in the map) beside the selection, in a lane for images, which is made where there is none. */
void way_palette_add_image (WayPalette *self,
                            const char *image);

G_END_DECLS
