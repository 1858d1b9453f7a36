/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>

#include "waymark/way-scene.h"

G_BEGIN_DECLS

typedef enum
{
  WAY_PAINT_GROUND = 1 << 0,       /* the ground of the sheet */
  WAY_PAINT_FINE_LETTERS = 1 << 1, /* on pixels: letters at quarters of a pixel, which looks even but takes longer and packs worse */
  WAY_PAINT_COARSE = 1 << 2,       /* for far away: small text as bars, symbols as dots, no shadows */
  WAY_PAINT_HASTY = 1 << 3         /* waits for no image: see way_image_watch() */
} WayPaintFlags;

/**
 * Paints a scene in map units on @cr, whatever is behind it: screen, PNG, SVG, PDF or printer. Only items that touch
 * @clip (map units; NULL for all) are painted. FALSE when it was done in haste and some images were not ready.
 */
gboolean way_paint_scene (cairo_t            *cr,
                          const WayScene     *scene,
                          const WayRectangle *clip,
                          WayPaintFlags       flags);

/**
 * Paints one item at the origin of @cr; else the same. @scene gives the images. @density: how many pixels a map unit will have, for
 * images that are painted in haste on a target that cannot tell; 0 when it is not known, then any size will do.
 */
gboolean way_paint_item (cairo_t        *cr,
                         const WayScene *scene,
                         const WayItem  *item,
                         WayPaintFlags   flags,
                         double          density);

/**
 * What is drawn, at the origin of the shape's item, in place of an image shape that cannot be shown: a neutral box.
 * NULL when the image can be shown. An image covers its box; what is left over on two sides is cut off.
 */
WayItem *way_paint_dup_stand_in (const WayScene *scene,
                                 const WayShape *shape) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
