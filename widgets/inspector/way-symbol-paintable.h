/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "waymark/way-symbol.h"

G_BEGIN_DECLS

/** WaySymbolPaintable: a symbol of the map as an icon of the window; it takes the colour of the text round it. */
#define WAY_TYPE_SYMBOL_PAINTABLE (way_symbol_paintable_get_type ())
G_DECLARE_FINAL_TYPE (WaySymbolPaintable, way_symbol_paintable, WAY, SYMBOL_PAINTABLE, GObject)

GdkPaintable *way_symbol_paintable_new (const WaySymbol *symbol) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
