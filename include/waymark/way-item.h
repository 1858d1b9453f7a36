/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "waymark/way-color.h"
#include "waymark/way-geometry.h"
#include "waymark/way-path.h"
#include "waymark/way-symbol.h"
#include "waymark/way-text.h"

G_BEGIN_DECLS

/** WayRole: what an item means to the reader, for screen readers, layers and outlines. */
typedef enum
{
  WAY_ROLE_DECORATION, /* rules, bands, shadows: nothing to read */
  WAY_ROLE_HEADLINE,
  WAY_ROLE_SUBTITLE,
  WAY_ROLE_PERSONA,
  WAY_ROLE_LOGO,
  WAY_ROLE_PHASE,
  WAY_ROLE_STAGE,
  WAY_ROLE_LANE,
  WAY_ROLE_TOUCHPOINT,
  WAY_ROLE_FEELING,
  WAY_ROLE_CURVE,
  WAY_ROLE_CALLOUT,
  WAY_ROLE_CARD,
  WAY_ROLE_METRIC,
  WAY_ROLE_LINK,
  WAY_ROLE_VALUE, /* the content of a lane that shows a field: channel, owner, evidence */
  WAY_ROLE_LEGEND,
  WAY_ROLE_FOOTER,
  WAY_N_ROLES
} WayRole;

/** The word for a role in the user's language ("Touchpoint"); "" for decoration. */
const char *way_role_get_label (WayRole role);

/** WayGradient: colours from one height to another, in the item's coordinates. Counted. */
typedef struct
{
  grefcount ref_count;
  double    y0;
  double    y1;
  guint     n_stops;
  struct
  {
    double   offset; /* 0 at y0, 1 at y1 */
    WayColor color;
  } stops[8];
} WayGradient;

WayGradient *way_gradient_new (double y0, double y1) G_GNUC_WARN_UNUSED_RESULT;
void         way_gradient_add_stop (WayGradient *self, double offset, WayColor color);
void         way_gradient_unref (WayGradient *self);

typedef enum
{
  WAY_SHAPE_RECTANGLE,
  WAY_SHAPE_CIRCLE,
  WAY_SHAPE_PATH,
  WAY_SHAPE_SYMBOL,
  WAY_SHAPE_TEXT,
  WAY_SHAPE_IMAGE
} WayShapeType;

/** WayDash: how a line is broken. */
typedef enum
{
  WAY_DASH_NONE,
  WAY_DASH_SHORT, /* 3 4 */
  WAY_DASH_LONG,  /* 7 5 */
  WAY_DASH_DOT    /* 1 4, round */
} WayDash;

/** The lengths of a dash in map units (two), and whether it has round ends; NULL for WAY_DASH_NONE. */
const double *way_dash_get_lengths (WayDash dash);

/**
 * WayShape: one mark of an item, in the item's own coordinates. @fill and @stroke are WAY_COLOR_NONE when not
 * wanted; a gradient, where there is one, takes the colour's place. First the fill is painted, then the stroke.
 * A text is painted in @fill; a symbol's ink in @stroke and its ground in @fill.
 */
struct _WayShape
{
  WayShapeType type;
  WayColor     fill;
  WayColor     stroke;
  float        line_width;
  WayDash      dash;
  gboolean     round; /* round line ends and joins */
  WayGradient *fill_gradient;
  WayGradient *stroke_gradient;
  double       x; /* left edge; centre of a circle; origin of path, symbol, text */
  double       y;
  double       width;  /* of rectangle and image; size of a symbol */
  double       height; /* of rectangle and image */
  double       radius; /* of circle and rounded corners */
  union
  {
    WayPath         *path;
    const WaySymbol *symbol;
    WayText         *text;
    char            *image; /* id of the image in the map */
  };
};

/**
 * How far ink may pass the extents of an item: overhanging letters, mitred corners. Who culls or clips by extents
 * leaves this much room.
 */
#define WAY_INK_MARGIN 8.0

/** WayItem: an immutable group of shapes that belong to one element. Counted; caches may key on its pointer. */
struct _WayItem
{
  grefcount    ref_count;
  WayRole      role;
  char        *element; /* id, or NULL */
  char        *label;   /* words that the texts inside do not say (a point's touchpoint, a link's ends), or NULL */
  WayRectangle extents; /* of all shapes with their lines, in own coordinates */
  guint        n_shapes;
  WayShape    *shapes;
};

/** WayItemBuilder: collects the shapes of one item. Stack or heap; cleared by way_item_builder_end(). */
typedef struct
{
  WayRole role;
  char   *element;
  char   *label; /* may be set; the item takes it */
  GArray *shapes;
  double  mirror_width; /* at or above 0: shapes are mirrored within this width when the item is made */
} WayItemBuilder;

void way_item_builder_begin (WayItemBuilder *self, WayRole role, const char *element);

/** Ends the work (mirrors, measures) and gives the item; @self can begin again. */
WayItem *way_item_builder_end (WayItemBuilder *self) G_GNUC_WARN_UNUSED_RESULT;

/*
 * Each adds a shape and gives it back, to be set further; the pointer holds until the next call. A path and a text get
 * a new reference: the caller keeps its own. A gradient that is set on a shape belongs to the shape.
 */
WayShape *way_item_builder_add_rectangle (WayItemBuilder *self, double x, double y, double width, double height, double radius, WayColor fill);
WayShape *way_item_builder_add_circle (WayItemBuilder *self, double x, double y, double radius, WayColor fill);
WayShape *way_item_builder_add_path (WayItemBuilder *self, WayPath *path, double x, double y);
WayShape *way_item_builder_add_symbol (WayItemBuilder *self, const WaySymbol *symbol, double x, double y, double size, WayColor ink, WayColor ground);
WayShape *way_item_builder_add_text (WayItemBuilder *self, WayText *text, double x, double y, WayColor color);
WayShape *way_item_builder_add_image (WayItemBuilder *self, const char *image, double x, double y, double width, double height);

WayItem *way_item_ref (WayItem *self);
void     way_item_unref (WayItem *self);

/** Whether images are drawn in it. */
gboolean way_item_has_image (const WayItem *self);

/** What a screen reader or a tooltip says: role, label and texts, the role in @language, or NULL for the program's. The caller frees it. */
char *way_item_dup_description (const WayItem *self,
                                const char    *language);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WayItem, way_item_unref)

G_END_DECLS
