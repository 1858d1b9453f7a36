/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <pango/pango.h>

#include "waymark/way-geometry.h"
#include "waymark/way-theme.h"
#include "waymark/way-types.h"

G_BEGIN_DECLS

/**
 * WayTypesetter: sets text, the same on every device: no hinting, no rounded positions, sizes in map units. It owns the
 * font map and the context; nothing else in the program makes a layout for the sheet. Not for use from two threads.
 */
WayTypesetter *way_typesetter_new (const char *language) G_GNUC_WARN_UNUSED_RESULT;
WayTypesetter *way_typesetter_ref (WayTypesetter *self);
void           way_typesetter_unref (WayTypesetter *self);

/** The family that is really used for Latin text: "Inter" or the first of its stand-ins that is installed. Borrowed. */
const char *way_typesetter_get_family (WayTypesetter *self);

/** WayTextAlign: along the reading direction of the map. */
typedef enum
{
  WAY_TEXT_START,
  WAY_TEXT_CENTER,
  WAY_TEXT_END
} WayTextAlign;

/**
 * WayTextRun: glyphs of one font on one line; @x in map units from the text's left edge to the run's origin. Its glyphs
 * are packed: see #WayTextGlyphs.
 */
typedef struct
{
  const PangoAnalysis *analysis; /* font, level …; belongs to the typesetter */
  gconstpointer        glyphs;
  double               x;
  double               width;
  guint                offset; /* bytes of the whole text */
  guint                length;
  guint                n_chars;
  guint                n_glyphs;
  int                  y_offset; /* Pango units */
  gboolean             narrow;   /* how they are packed */
} WayTextRun;

/** WayTextLine: one line after wrapping; visual order of runs from the left. */
typedef struct
{
  guint       start;    /* first byte */
  guint       length;   /* bytes, without the line break but with the spaces before it */
  double      x;        /* left edge of the ink's logical box */
  double      width;    /* without spaces at the end, which may hang over the edge */
  double      top;      /* from the text's top edge */
  double      height;   /* the style's line height, or more where a font of another script needs it */
  double      baseline; /* from the text's top edge */
  guint       n_runs;
  WayTextRun *runs;
  gboolean    right_to_left; /* base direction of its paragraph */
} WayTextLine;

/** WayText: text that was shaped, wrapped and placed; immutable and counted. Its box is (0, 0, width, height). */
struct _WayText
{
  grefcount      ref_count;
  WayTypesetter *typesetter; /* keeps the fonts alive */
  char          *text;       /* what is not UTF-8 is replaced */
  WayTextStyle   style;
  double         width;     /* the width that it was set to, or that it takes when it was set to none */
  double         height;    /* of all lines */
  double         ink_width; /* the widest line */
  guint          n_lines;
  WayTextLine   *lines;
};

/**
 * WayTextGlyphs: the glyphs of a run as Pango knows them, for as long as the text lives. They are for reading only. It
 * must stay where it was initialized, since its parts point to each other.
 */
typedef struct
{
  PangoGlyphItem   glyph_item; /* its item's offset and length are bytes of the whole text */
  PangoItem        item;
  PangoGlyphString string;
  PangoGlyphInfo  *many; /* own memory when they are not few */
  PangoGlyphInfo   few[64];
  int              few_clusters[64];
} WayTextGlyphs;

void way_text_glyphs_init (WayTextGlyphs    *self,
                           const WayText    *text,
                           const WayTextRun *run);
void way_text_glyphs_clear (WayTextGlyphs *self);

/**
 * Sets @text in @style. @width (map units) wraps at words, and inside words that are longer than a line; below 0 nothing
 * wraps (line breaks in the text still count). In Polish, Czech and Slovak text one-letter words stay with the next word,
 * in every language a number with its unit ("71 %"); soft hyphens show where a line breaks at them.
 * @right_to_left is the direction of the map: it turns the meaning of start and end.
 */
WayText *way_text_new (WayTypesetter      *typesetter,
                       const char         *text,
                       const WayTextStyle *style,
                       double              width,
                       WayTextAlign        align,
                       gboolean            right_to_left) G_GNUC_WARN_UNUSED_RESULT;

WayText *way_text_ref (WayText *self);
void     way_text_unref (WayText *self);

/** The width of @text on one line in @style, in map units. */
double way_text_measure (WayTypesetter      *typesetter,
                         const char         *text,
                         const WayTextStyle *style);

/** The byte index nearest to a place in the text's own coordinates. */
guint way_text_get_index_at (const WayText *self,
                             double         x,
                             double         y);

/** Where the caret stands before byte @index: x, top and height of the line. */
WayRectangle way_text_get_caret (const WayText *self,
                                 guint          index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WayText, way_text_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WayTypesetter, way_typesetter_unref)

G_END_DECLS
