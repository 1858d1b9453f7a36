/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Inspector"

#include "waymark/way-item.h"
#include "waymark/way-paint.h"

#include "way-symbol-paintable.h"

#define ICON_SIZE 16

struct _WaySymbolPaintable
{
  GObject          parent_instance;
  const WaySymbol *symbol;
};

static WayColor
get_color (const GdkRGBA *rgba)
{
  return ((guint) (rgba->red * 255) << 24) | ((guint) (rgba->green * 255) << 16) | ((guint) (rgba->blue * 255) << 8) | (guint) (rgba->alpha * 255);
}

static void
way_symbol_paintable_snapshot_symbolic (GtkSymbolicPaintable *paintable,
                                        GdkSnapshot          *snapshot,
                                        double                width,
                                        double                height,
                                        const GdkRGBA        *colors,
                                        gsize                 n_colors)
{
  WaySymbolPaintable *self = WAY_SYMBOL_PAINTABLE (paintable);
  GdkRGBA             black = { 0, 0, 0, 1 };
  WayColor            ink = get_color (n_colors > 0 ? &colors[GTK_SYMBOLIC_COLOR_FOREGROUND] : &black);
  double              size = MIN (width, height);
  WayItemBuilder      builder;
  g_autoptr (WayItem) item = NULL;
  cairo_t *cr;

  way_item_builder_begin (&builder, WAY_ROLE_DECORATION, NULL);
  way_item_builder_add_symbol (&builder, self->symbol, 0, 0, size, ink, WAY_COLOR_NONE);
  item = way_item_builder_end (&builder);
  cr = gtk_snapshot_append_cairo (GTK_SNAPSHOT (snapshot), &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  way_paint_item (cr, NULL, item, WAY_PAINT_FINE_LETTERS, 0);
  cairo_destroy (cr);
}

static void
way_symbol_paintable_snapshot (GdkPaintable *paintable,
                               GdkSnapshot  *snapshot,
                               double        width,
                               double        height)
{
  way_symbol_paintable_snapshot_symbolic (GTK_SYMBOLIC_PAINTABLE (paintable), snapshot, width, height, NULL, 0);
}

static int
get_size (GdkPaintable *paintable)
{
  return ICON_SIZE;
}

static void
paintable_init (GdkPaintableInterface *iface)
{
  iface->snapshot = way_symbol_paintable_snapshot;
  iface->get_intrinsic_width = get_size;
  iface->get_intrinsic_height = get_size;
}

static void
symbolic_init (GtkSymbolicPaintableInterface *iface)
{
  iface->snapshot_symbolic = way_symbol_paintable_snapshot_symbolic;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (WaySymbolPaintable, way_symbol_paintable, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (GDK_TYPE_PAINTABLE, paintable_init) G_IMPLEMENT_INTERFACE (GTK_TYPE_SYMBOLIC_PAINTABLE, symbolic_init))

static void
way_symbol_paintable_class_init (WaySymbolPaintableClass *klass)
{
}

static void
way_symbol_paintable_init (WaySymbolPaintable *self)
{
}

GdkPaintable *
way_symbol_paintable_new (const WaySymbol *symbol)
{
  WaySymbolPaintable *self;

  g_return_val_if_fail (symbol != NULL, NULL);

  self = g_object_new (WAY_TYPE_SYMBOL_PAINTABLE, NULL);
  self->symbol = symbol;
  return GDK_PAINTABLE (self);
}
