/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "way-svg-writer-private.h"

G_BEGIN_DECLS

/** WaySvgLook: how most texts of a layer look, said once for all of them. */
typedef struct
{
  double   size; /* 0: the layer has no text */
  int      weight;
  gboolean italic;
  WayColor color;
} WaySvgLook;

/**
 * WaySvgDefinitions: what a document says once and uses many times (symbols in their colours, gradients, images), and
 * the usual look of each layer's texts. All ids have a full stop, which ids of the map's elements do not get.
 */
typedef struct _WaySvgDefinitions WaySvgDefinitions;

/** Walks @scene and gathers. */
WaySvgDefinitions *way_svg_definitions_new (const WayScene *scene) G_GNUC_WARN_UNUSED_RESULT;
void               way_svg_definitions_free (WaySvgDefinitions *self);

/** Writes the <defs> element. */
void way_svg_definitions_put (const WaySvgDefinitions *self,
                              WaySvgWriter            *writer);

/** The number in the id of a symbol shape: "NAME.NUMBER". */
guint way_svg_definitions_get_symbol (const WaySvgDefinitions *self,
                                      const WayShape          *shape);

/** The number in the id of an image shape: "image.NUMBER"; 0 when it cannot be shown. */
guint way_svg_definitions_get_image (const WaySvgDefinitions *self,
                                     const WayShape          *shape);

/** The usual look of the texts in the layer that stands at @index in the scene. */
const WaySvgLook *way_svg_definitions_get_look (const WaySvgDefinitions *self,
                                                guint                    index);

/** Writes fill, stroke and line attributes of @shape. @y: origin of its gradients. */
void way_svg_definitions_put_paint (const WaySvgDefinitions *self,
                                    WaySvgWriter            *writer,
                                    const WayShape          *shape,
                                    double                   y);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WaySvgDefinitions, way_svg_definitions_free)

G_END_DECLS
