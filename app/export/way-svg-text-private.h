/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "way-svg-definitions-private.h"

G_BEGIN_DECLS

/** WaySvgFamilies: which families stand in where the map's own has no letters. */
typedef struct _WaySvgFamilies WaySvgFamilies;

WaySvgFamilies *way_svg_families_new (void) G_GNUC_WARN_UNUSED_RESULT;
void            way_svg_families_free (WaySvgFamilies *self);

/** Writes the attributes that a layer's texts share. */
void way_svg_put_look (WaySvgWriter     *writer,
                       const WaySvgLook *look);

/** Writes a text shape at (@x, @y) as <text>, in a layer whose texts usually have @usual. */
void way_svg_put_text_shape (WaySvgWriter     *writer,
                             const WayShape   *shape,
                             double            x,
                             double            y,
                             const WaySvgLook *usual,
                             WaySvgFamilies   *families);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WaySvgFamilies, way_svg_families_free)

G_END_DECLS
