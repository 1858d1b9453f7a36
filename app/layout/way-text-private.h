/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "waymark/way-text.h"

G_BEGIN_DECLS

/** WayTextPiece: the part of a shaped run that stands on one line. Widths in Pango units. */
typedef struct
{
  const PangoGlyphItem *source;
  guint                 offset; /* bytes of the whole text */
  guint                 length;
  guint                 n_chars;
  guint                 first_glyph; /* of the source */
  guint                 n_glyphs;
  int                   width;
  guint8                level;  /* of embedding: odd runs from right to left */
  gboolean              hyphen; /* the soft hyphen at the end is seen */
  gboolean              narrow; /* once measured: how its glyphs are packed */
} WayTextPiece;

/** WayTextSpan: a line after breaking, as a range of pieces in visual order. Widths in Pango units. */
typedef struct
{
  guint    start;
  guint    length;
  guint    first_piece;
  guint    n_pieces;
  int      width;    /* without what hangs */
  int      trailing; /* spaces that hang over the end */
  gboolean right_to_left;
} WayTextSpan;

/** WayTextBreaker: breaks shaped paragraphs into lines; the arrays are kept from text to text. */
typedef struct
{
  const char *lone_letters; /* one-letter words that stay with the next word */
  GArray     *runs;         /* const PangoGlyphItem *, in the order of the text */
  GArray     *clusters;
  GArray     *pieces; /* WayTextPiece */
  GArray     *spans;  /* WayTextSpan */
} WayTextBreaker;

void way_text_breaker_init (WayTextBreaker *self, const char *language);
void way_text_breaker_clear (WayTextBreaker *self);

/** Forgets the lines of the text before. */
void way_text_breaker_reset (WayTextBreaker *self);

/**
 * Adds the lines of a paragraph that was shaped as one line; @attributes begins at its first character, @limit is the
 * width of lines in Pango units, or below 0 for no limit.
 */
void way_text_breaker_add_paragraph (WayTextBreaker     *self,
                                     const char         *text,
                                     PangoLayoutLine    *paragraph,
                                     const PangoLogAttr *attributes,
                                     int                 limit);

/** The glyph that a font shows at a line's end for a soft hyphen, and its width. */
PangoGlyph way_text_get_hyphen (PangoFont *font,
                                int       *width);

/** Decides how the glyphs of a piece of @text are packed; gives how many bytes they take. The other puts them there, aligned as int. */
gsize way_text_piece_measure (WayTextPiece *piece,
                              const char   *text);
gsize way_text_piece_store (const WayTextPiece *piece,
                            gpointer            glyphs);

/** The language that a typesetter was made for. */
PangoLanguage *way_typesetter_get_language (WayTypesetter *self);

G_END_DECLS
