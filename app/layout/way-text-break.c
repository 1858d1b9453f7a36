/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Layout"

#include "way-text-private.h"

#include <hb.h>
#include <string.h>

/*
 * Pango breaks a line by shaping its start anew at each place that might do, which more than doubles the cost of a text.
 * Here a paragraph is shaped once, and the glyphs are dealt out to the lines. Letters joined over the break keep their
 * form, as CSS Text 3, section 5.1, asks for.
 */

#define SOFT_HYPHEN "\xc2\xad"

/* Whether a line may end before a cluster. */
typedef enum
{
  BREAK_NEVER,
  BREAK_EMERGENCY, /* inside a word that is longer than a line */
  BREAK_GLUED,     /* only so as not to cut a word: "w domu", "71 %", "e-mail" */
  BREAK_FREELY
} Break;

typedef struct
{
  guint    run;
  guint    offset;
  guint    length;
  guint    n_chars;
  guint    first_glyph;
  guint    n_glyphs;
  int      width;
  guint8   before; /* Break */
  gboolean is_white;
  gboolean is_hyphen; /* a soft one */
} Cluster;

void
way_text_breaker_init (WayTextBreaker *self,
                       const char     *language)
{
  if (g_str_has_prefix (language, "pl"))
    self->lone_letters = "aiouwzAIOUWZ";
  else if (g_str_has_prefix (language, "cs") || g_str_has_prefix (language, "sk"))
    self->lone_letters = "aikosuvzAIKOSUVZ";
  else
    self->lone_letters = "";
  self->runs = g_array_new (FALSE, FALSE, sizeof (const PangoGlyphItem *));
  self->clusters = g_array_new (FALSE, FALSE, sizeof (Cluster));
  self->pieces = g_array_new (FALSE, FALSE, sizeof (WayTextPiece));
  self->spans = g_array_new (FALSE, FALSE, sizeof (WayTextSpan));
}

void
way_text_breaker_clear (WayTextBreaker *self)
{
  g_clear_pointer (&self->runs, g_array_unref);
  g_clear_pointer (&self->clusters, g_array_unref);
  g_clear_pointer (&self->pieces, g_array_unref);
  g_clear_pointer (&self->spans, g_array_unref);
}

void
way_text_breaker_reset (WayTextBreaker *self)
{
  g_array_set_size (self->pieces, 0);
  g_array_set_size (self->spans, 0);
}

PangoGlyph
way_text_get_hyphen (PangoFont *font,
                     int       *width)
{
  hb_font_t     *hb_font = pango_font_get_hb_font (font);
  hb_codepoint_t glyph;
  PangoRectangle logical;

  if (!hb_font_get_nominal_glyph (hb_font, 0x2010, &glyph) && !hb_font_get_nominal_glyph (hb_font, '-', &glyph))
    glyph = PANGO_GLYPH_EMPTY;
  pango_font_get_glyph_extents (font, glyph, NULL, &logical);
  *width = logical.width;
  return glyph;
}

/* Whether a word begins at @place: what precedes it is nothing, a space or a bracket or quotation mark. */
static gboolean
is_word_start (const char *start,
               const char *place)
{
  if (place == start)
    return TRUE;
  switch (g_unichar_type (g_utf8_get_char (g_utf8_prev_char (place))))
    {
    case G_UNICODE_SPACE_SEPARATOR:
    case G_UNICODE_CONTROL:
    case G_UNICODE_OPEN_PUNCTUATION:
    case G_UNICODE_INITIAL_PUNCTUATION:
    case G_UNICODE_OTHER_PUNCTUATION:
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
is_unit (const char *text)
{
  static const char *const signs[] = { "%", "‰", "€" };

  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    if (g_str_has_prefix (text, signs[i]))
      return TRUE;
  return g_str_has_prefix (text, "zł") && !g_unichar_isalnum (g_utf8_get_char (text + strlen ("zł")));
}

/* Whether good typography keeps what stands before @place with what stands after it. */
static gboolean
is_glued (const WayTextBreaker *self,
          const char           *start,
          const char           *place)
{
  const char *end = place;

  if (place > start + 1 && place[-1] == '-')
    {
      const char *letter = g_utf8_prev_char (place - 1);

      return g_unichar_isalpha (g_utf8_get_char (letter)) && is_word_start (start, letter);
    }
  while (end > start && end[-1] == ' ')
    end--;
  if (end == place || end == start)
    return FALSE;
  if (g_ascii_isdigit (end[-1]))
    return is_unit (place);
  return g_ascii_isalpha (end[-1]) && strchr (self->lone_letters, end[-1]) != NULL && is_word_start (start, end - 1);
}

static Break
judge_break (const WayTextBreaker *self,
             const char           *start,
             const char           *place,
             const PangoLogAttr   *attribute)
{
  if (attribute->is_line_break)
    return is_glued (self, start, place) ? BREAK_GLUED : BREAK_FREELY;
  return attribute->is_char_break ? BREAK_EMERGENCY : BREAK_NEVER;
}

static int
compare_runs (gconstpointer a,
              gconstpointer b)
{
  return (*(PangoGlyphItem *const *) a)->item->offset - (*(PangoGlyphItem *const *) b)->item->offset;
}

/* Lists the runs of a paragraph in the order of the text; gives their width. */
static int
collect_runs (WayTextBreaker  *self,
              PangoLayoutLine *paragraph)
{
  int      width = 0;
  int      reached = 0;
  gboolean sorted = TRUE;

  g_array_set_size (self->runs, 0);
  for (const GSList *link = paragraph->runs; link != NULL; link = link->next)
    {
      const PangoGlyphItem *run = link->data;

      g_array_append_val (self->runs, run);
      sorted &= run->item->offset >= reached;
      reached = run->item->offset;
      width += pango_glyph_string_get_width (run->glyphs);
    }
  if (!sorted)
    g_array_sort (self->runs, compare_runs);
  return width;
}

/* Lists the clusters of all runs in the order of the text. */
static void
collect_clusters (WayTextBreaker     *self,
                  const char         *text,
                  const char         *start,
                  const PangoLogAttr *attributes)
{
  g_array_set_size (self->clusters, 0);
  for (guint i = 0; i < self->runs->len; i++)
    {
      PangoGlyphItem    *run = g_array_index (self->runs, PangoGlyphItem *, i);
      PangoGlyphItemIter iter;

      for (gboolean more = pango_glyph_item_iter_init_start (&iter, run, text); more;
           more = pango_glyph_item_iter_next_cluster (&iter))
        {
          const PangoLogAttr *attribute = attributes + iter.start_char;
          gboolean            forward = iter.start_glyph < iter.end_glyph;
          Cluster             cluster = {
                        .run = i,
                        .offset = (guint) iter.start_index,
                        .length = (guint) (iter.end_index - iter.start_index),
                        .n_chars = (guint) (iter.end_char - iter.start_char),
                        .first_glyph = (guint) (forward ? iter.start_glyph : iter.end_glyph + 1),
                        .n_glyphs = (guint) ABS (iter.end_glyph - iter.start_glyph),
                        .before = judge_break (self, start, text + iter.start_index, attribute),
                        .is_white = attribute->is_white,
                        .is_hyphen = memcmp (text + iter.start_index, SOFT_HYPHEN, strlen (SOFT_HYPHEN)) == 0,
          };

          for (guint j = 0; j < cluster.n_glyphs; j++)
            cluster.width += run->glyphs->glyphs[cluster.first_glyph + j].geometry.width;
          g_array_append_val (self->clusters, cluster);
        }
      attributes += run->item->num_chars;
    }
}

static Cluster *
get_cluster (const WayTextBreaker *self,
             guint                 index)
{
  return &g_array_index (self->clusters, Cluster, index);
}

static const PangoGlyphItem *
get_run (const WayTextBreaker *self,
         const Cluster        *cluster)
{
  return g_array_index (self->runs, const PangoGlyphItem *, cluster->run);
}

/* Whether what follows a break, up to the next one, fits on a line of its own. */
static gboolean
fits_alone (const WayTextBreaker *self,
            guint                 first,
            int                   limit)
{
  int width = 0;

  for (guint i = first; i < self->clusters->len && width <= limit; i++)
    {
      const Cluster *cluster = get_cluster (self, i);

      if (cluster->is_white || (i > first && cluster->before >= BREAK_GLUED))
        return TRUE;
      width += cluster->width;
    }
  return width <= limit;
}

static gboolean
hyphen_fits (const WayTextBreaker *self,
             guint                 index,
             int                   width,
             int                   limit)
{
  const Cluster *before = get_cluster (self, index - 1);
  int            hyphen_width;

  if (!before->is_hyphen)
    return TRUE;
  way_text_get_hyphen (get_run (self, before)->item->analysis.font, &hyphen_width);
  return width + hyphen_width <= limit;
}

/* The cluster that the next line begins with, when one begins with @first. */
static guint
find_line_end (const WayTextBreaker *self,
               guint                 first,
               int                   limit)
{
  guint free_break = first;
  guint glued_break = first;
  int   width = 0;

  for (guint i = first; i < self->clusters->len; i++)
    {
      const Cluster *cluster = get_cluster (self, i);

      if (i > first && cluster->before >= BREAK_GLUED && hyphen_fits (self, i, width, limit))
        *(cluster->before == BREAK_FREELY ? &free_break : &glued_break) = i;
      width += cluster->width;
      if (width <= limit || cluster->is_white || i == first)
        continue;

      if (free_break > first)
        return free_break;
      if (glued_break > first && fits_alone (self, glued_break, limit))
        return glued_break;
      width -= cluster->width;
      while (i > first + 1 && (get_cluster (self, i)->before == BREAK_NEVER || !hyphen_fits (self, i, width, limit)))
        width -= get_cluster (self, --i)->width;
      return i;
    }
  return self->clusters->len;
}

/* Adds the part of a line that lies in one run, up to @end; gives where it ended. */
static guint
add_piece (WayTextBreaker *self,
           guint           first,
           guint           end)
{
  const Cluster *cluster = get_cluster (self, first);
  WayTextPiece   piece = {
      .source = get_run (self, cluster),
      .offset = cluster->offset,
      .first_glyph = cluster->first_glyph,
      .level = get_run (self, cluster)->item->analysis.level,
  };
  guint run = cluster->run;
  guint i;

  for (i = first; i < end && (cluster = get_cluster (self, i))->run == run; i++)
    {
      piece.length += cluster->length;
      piece.n_chars += cluster->n_chars;
      piece.n_glyphs += cluster->n_glyphs;
      piece.first_glyph = MIN (piece.first_glyph, cluster->first_glyph);
      piece.width += cluster->width;
    }
  g_array_append_val (self->pieces, piece);
  return i;
}

/* Turns pieces from the order of the text into that of the eye: rule L2 of the Unicode bidirectional algorithm. */
static void
reorder_pieces (WayTextPiece *pieces,
                guint         n_pieces)
{
  guint8 highest = 0;

  for (guint i = 0; i < n_pieces; i++)
    highest = MAX (highest, pieces[i].level);
  for (guint8 level = highest; level > 0; level--)
    for (guint start = 0; start < n_pieces; start++)
      {
        guint end = start;

        while (end < n_pieces && pieces[end].level >= level)
          end++;
        for (guint i = start, j = end; i + 1 < j; i++)
          {
            WayTextPiece swapped = pieces[--j];

            pieces[j] = pieces[i];
            pieces[i] = swapped;
          }
        start = end;
      }
}

/* The first of the spaces that end a line. */
static guint
find_trailing (const WayTextBreaker *self,
               guint                 first,
               guint                 end)
{
  while (end > first && get_cluster (self, end - 1)->is_white)
    end--;
  return end;
}

/* Widens a line by the hyphen that the soft one at its end becomes; one letter alone may leave no room for it. */
static void
show_hyphen (WayTextSpan   *span,
             WayTextPiece  *piece,
             const Cluster *soft,
             int            limit)
{
  int width;

  way_text_get_hyphen (piece->source->item->analysis.font, &width);
  if (span->width + width - soft->width > limit)
    return;
  span->width += width - soft->width;
  piece->width += width - soft->width;
  piece->hyphen = TRUE;
}

/* Adds a line that is made of the clusters from @first up to @end. */
static void
add_line (WayTextBreaker *self,
          guint           first,
          guint           end,
          int             limit,
          gboolean        right_to_left)
{
  WayTextSpan    span = { .first_piece = self->pieces->len, .right_to_left = right_to_left };
  const Cluster *last = get_cluster (self, end - 1);
  guint8         base_level = right_to_left ? 1 : 0;
  guint          trailing = find_trailing (self, first, end);
  guint          in_place = get_run (self, last)->item->analysis.level == base_level ? end : trailing;
  WayTextPiece  *pieces;

  span.start = get_cluster (self, first)->offset;
  span.length = last->offset + last->length - span.start;
  for (guint i = first; i < in_place;)
    i = add_piece (self, i, in_place);
  /* Spaces at the end stand at the end of the paragraph's direction: rule L1 of the bidirectional algorithm. */
  for (guint i = in_place; i < end;)
    {
      i = add_piece (self, i, end);
      g_array_index (self->pieces, WayTextPiece, self->pieces->len - 1).level = base_level;
    }

  span.n_pieces = self->pieces->len - span.first_piece;
  pieces = &g_array_index (self->pieces, WayTextPiece, span.first_piece);
  for (guint i = trailing; i < end; i++)
    span.trailing += get_cluster (self, i)->width;
  for (guint i = 0; i < span.n_pieces; i++)
    span.width += pieces[i].width;
  span.width -= span.trailing;
  if (last->is_hyphen && end < self->clusters->len)
    show_hyphen (&span, &pieces[span.n_pieces - 1], last, limit);
  reorder_pieces (pieces, span.n_pieces);
  g_array_append_val (self->spans, span);
}

/* Adds a paragraph that fits as it is: what most texts are. */
static void
add_whole (WayTextBreaker  *self,
           PangoLayoutLine *paragraph,
           int              width,
           gboolean         right_to_left)
{
  WayTextSpan span = {
    .start = (guint) paragraph->start_index,
    .length = (guint) paragraph->length,
    .first_piece = self->pieces->len,
    .n_pieces = self->runs->len,
    .width = width,
    .right_to_left = right_to_left,
  };

  for (const GSList *link = paragraph->runs; link != NULL; link = link->next)
    {
      const PangoGlyphItem *run = link->data;
      WayTextPiece          piece = {
                 .source = run,
                 .offset = (guint) run->item->offset,
                 .length = (guint) run->item->length,
                 .n_chars = (guint) run->item->num_chars,
                 .n_glyphs = (guint) run->glyphs->num_glyphs,
                 .width = pango_glyph_string_get_width (run->glyphs),
                 .level = run->item->analysis.level,
      };

      g_array_append_val (self->pieces, piece);
    }
  g_array_append_val (self->spans, span);
}

void
way_text_breaker_add_paragraph (WayTextBreaker     *self,
                                const char         *text,
                                PangoLayoutLine    *paragraph,
                                const PangoLogAttr *attributes,
                                int                 limit)
{
  gboolean    right_to_left = pango_layout_line_get_resolved_direction (paragraph) == PANGO_DIRECTION_RTL;
  const char *start = text + paragraph->start_index;
  const char *end = start + paragraph->length;
  int         width = collect_runs (self, paragraph);
  gboolean    ends_white = end > start && g_unichar_isspace (g_utf8_get_char (g_utf8_prev_char (end)));

  if (limit < 0)
    limit = G_MAXINT;
  if (self->runs->len == 0 || (width <= limit && !ends_white))
    {
      add_whole (self, paragraph, width, right_to_left);
      return;
    }
  collect_clusters (self, text, start, attributes);
  for (guint first = 0; first < self->clusters->len;)
    {
      guint next = find_line_end (self, first, limit);

      add_line (self, first, next, limit, right_to_left);
      first = next;
    }
}
