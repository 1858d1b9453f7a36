/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Export"

#include <math.h>

#include "way-svg-text-private.h"

/* How far, in map units, a line may be from the edge or middle of its box and still count as set to it. */
#define ALIGNMENT_TOLERANCE 0.75

#define SOFT_HYPHEN "\xc2\xad"

typedef enum
{
  ANCHOR_LEFT,
  ANCHOR_MIDDLE,
  ANCHOR_RIGHT
} Anchor;

struct _WaySvgFamilies
{
  GHashTable *names; /* PangoFont -> family, "" for the map's own */
};

/* Lines of one text that share a direction: one <text> element. */
typedef struct
{
  const WayText     *text;
  const WayTextLine *lines;
  guint              n_lines;
  Anchor             anchor;
  double             x;
  double             y;
  WaySvgFamilies    *families;
} Passage;

WaySvgFamilies *
way_svg_families_new (void)
{
  WaySvgFamilies *self = g_new0 (WaySvgFamilies, 1);

  self->names = g_hash_table_new_full (NULL, NULL, g_object_unref, g_free);
  return self;
}

void
way_svg_families_free (WaySvgFamilies *self)
{
  g_hash_table_unref (self->names);
  g_free (self);
}

/* The family of a run when it is not the map's own; else NULL. */
static const char *
get_stand_in_family (WaySvgFamilies   *self,
                     const WayText    *text,
                     const WayTextRun *run)
{
  PangoFont  *font = run->analysis->font;
  const char *name = g_hash_table_lookup (self->names, font);

  if (name == NULL)
    {
      PangoFontDescription *description = pango_font_describe (font);
      const char           *family = pango_font_description_get_family (description);

      if (g_strcmp0 (family, way_typesetter_get_family (text->typesetter)) == 0)
        family = "";
      g_hash_table_insert (self->names, g_object_ref (font), g_strdup (family));
      pango_font_description_free (description);
      name = g_hash_table_lookup (self->names, font);
    }
  return *name != '\0' ? name : NULL;
}

void
way_svg_put_look (WaySvgWriter     *writer,
                  const WaySvgLook *look)
{
  WAY_SVG_PUT (writer, " font-size=\"");
  way_svg_put_number (writer, look->size);
  WAY_SVG_PUT (writer, "\"");
  if (look->weight != 400)
    {
      WAY_SVG_PUT (writer, " font-weight=\"");
      way_svg_put_integer (writer, look->weight);
      WAY_SVG_PUT (writer, "\"");
    }
  if (look->italic)
    WAY_SVG_PUT (writer, " font-style=\"italic\"");
  WAY_SVG_PUT (writer, " fill=\"");
  way_svg_put_color (writer, look->color);
  WAY_SVG_PUT (writer, "\"");
}

static gboolean
has_spaced_letters (const WayText *text)
{
  return fabs (text->style.letter_spacing) >= 0.005;
}

/* Writes what differs from the usual look. */
static void
put_difference (WaySvgWriter     *writer,
                const WayText    *text,
                WayColor          color,
                const WaySvgLook *usual)
{
  const WayTextStyle *style = &text->style;

  if (llround (style->size * 100) != llround (usual->size * 100))
    {
      WAY_SVG_PUT (writer, " font-size=\"");
      way_svg_put_number (writer, style->size);
      WAY_SVG_PUT (writer, "\"");
    }
  if (style->weight != usual->weight)
    {
      WAY_SVG_PUT (writer, " font-weight=\"");
      way_svg_put_integer (writer, style->weight);
      WAY_SVG_PUT (writer, "\"");
    }
  if (style->italic != usual->italic && style->italic)
    WAY_SVG_PUT (writer, " font-style=\"italic\"");
  else if (style->italic != usual->italic)
    WAY_SVG_PUT (writer, " font-style=\"normal\"");
  if (has_spaced_letters (text))
    {
      WAY_SVG_PUT (writer, " letter-spacing=\"");
      way_svg_put_number (writer, style->letter_spacing);
      WAY_SVG_PUT (writer, "\"");
    }
  if (color != usual->color)
    {
      WAY_SVG_PUT (writer, " fill=\"");
      way_svg_put_color (writer, color);
      WAY_SVG_PUT (writer, "\"");
    }
  if (WAY_COLOR_ALPHA (color) < 0xff)
    {
      WAY_SVG_PUT (writer, " fill-opacity=\"");
      way_svg_put_share (writer, WAY_COLOR_ALPHA (color) / 255.0);
      WAY_SVG_PUT (writer, "\"");
    }
}

/* What the lines have in common, so that a viewer with another font keeps them there. */
static Anchor
find_anchor (const WayText *text)
{
  Anchor   start = text->n_lines > 0 && text->lines[0].right_to_left ? ANCHOR_RIGHT : ANCHOR_LEFT;
  gboolean left = TRUE;
  gboolean middle = TRUE;
  gboolean right = TRUE;

  /* Viewers disagree on whether the space behind the last letter counts for the width. */
  if (has_spaced_letters (text))
    return start;
  for (guint i = 0; i < text->n_lines; i++)
    {
      const WayTextLine *line = &text->lines[i];

      left = left && fabs (line->x) <= ALIGNMENT_TOLERANCE;
      middle = middle && fabs (line->x + line->width / 2 - text->width / 2) <= ALIGNMENT_TOLERANCE;
      right = right && fabs (line->x + line->width - text->width) <= ALIGNMENT_TOLERANCE;
    }
  if (start == ANCHOR_LEFT ? left : right)
    return start;
  if (middle)
    return ANCHOR_MIDDLE;
  if (left)
    return ANCHOR_LEFT;
  if (right)
    return ANCHOR_RIGHT;
  return start;
}

/* With spaced letters, half of a space stands before the first one; viewers put the letter itself at x. */
static double
get_space_before (const WayText     *text,
                  const WayTextLine *line)
{
  WayTextGlyphs glyphs;
  int           space = 0;

  if (line->n_runs == 0)
    return 0;
  way_text_glyphs_init (&glyphs, text, &line->runs[0]);
  if (glyphs.string.num_glyphs > 0)
    space = glyphs.string.glyphs[0].geometry.x_offset;
  way_text_glyphs_clear (&glyphs);
  return (double) space / PANGO_SCALE;
}

static double
get_line_x (const Passage     *passage,
            const WayTextLine *line)
{
  if (has_spaced_letters (passage->text) && passage->anchor == ANCHOR_LEFT)
    return passage->x + line->x + get_space_before (passage->text, line);
  switch (passage->anchor)
    {
    case ANCHOR_MIDDLE:
      return passage->x + line->x + line->width / 2;
    case ANCHOR_RIGHT:
      return passage->x + line->x + line->width;
    case ANCHOR_LEFT:
    default:
      return passage->x + line->x;
    }
}

static void
put_place (WaySvgWriter      *writer,
           const Passage     *passage,
           const WayTextLine *line)
{
  WAY_SVG_PUT (writer, " x=\"");
  way_svg_put_number (writer, get_line_x (passage, line));
  WAY_SVG_PUT (writer, "\" y=\"");
  way_svg_put_number (writer, passage->y + line->baseline);
  WAY_SVG_PUT (writer, "\"");
}

static gboolean
is_white (char byte)
{
  return byte == ' ' || byte == '\n' || byte == '\r' || byte == '\t';
}

static int
compare_runs (gconstpointer a,
              gconstpointer b)
{
  const WayTextRun *one = *(const WayTextRun *const *) a;
  const WayTextRun *other = *(const WayTextRun *const *) b;

  return one->offset < other->offset ? -1 : one->offset > other->offset;
}

/* Where letters of other fonts stand in, names those, for viewers that choose badly: bytes @start to @end of the text. */
static void
put_runs (WaySvgWriter      *writer,
          const Passage     *passage,
          const WayTextLine *line,
          gsize              start,
          gsize              end)
{
  g_autofree const WayTextRun **runs = g_new (const WayTextRun *, line->n_runs);
  const char                   *text = passage->text->text;

  for (guint i = 0; i < line->n_runs; i++)
    runs[i] = &line->runs[i];
  qsort (runs, line->n_runs, sizeof *runs, compare_runs);
  for (guint i = 0; i < line->n_runs; i++)
    {
      const char *family = get_stand_in_family (passage->families, passage->text, runs[i]);
      gsize       stop = CLAMP ((gsize) runs[i]->offset + runs[i]->length, start, end);
      gsize       inside;

      if (stop == start)
        continue;
      /* librsvg drops the white space at both ends of a span, but not beside it. */
      while (family != NULL && start < stop && is_white (text[start]))
        way_svg_put_text (writer, text + start++, 1);
      for (inside = stop; family != NULL && inside > start && is_white (text[inside - 1]);)
        inside--;
      if (inside == start)
        family = NULL;
      if (family != NULL)
        {
          WAY_SVG_PUT (writer, "<tspan font-family=\"'");
          way_svg_put_string (writer, family);
          WAY_SVG_PUT (writer, "', sans-serif\">");
        }
      way_svg_put_text (writer, text + start, inside - start);
      if (family != NULL)
        WAY_SVG_PUT (writer, "</tspan>");
      way_svg_put_text (writer, text + inside, stop - inside);
      start = stop;
    }
  way_svg_put_text (writer, text + start, end - start);
}

static gboolean
has_stand_in (const Passage     *passage,
              const WayTextLine *line)
{
  for (guint i = 0; i < line->n_runs; i++)
    {
      if (get_stand_in_family (passage->families, passage->text, &line->runs[i]) != NULL)
        return TRUE;
    }
  return FALSE;
}

/* The space that the line was broken at is kept where it moves nothing. */
static void
put_line_text (WaySvgWriter      *writer,
               const Passage     *passage,
               const WayTextLine *line)
{
  gboolean    is_last = line == &passage->text->lines[passage->text->n_lines - 1];
  const char *text = passage->text->text;
  gsize       end = line->start + line->length;
  gboolean    at_space = text[end] == '\n';
  gboolean    at_hyphen;

  while (end > line->start && is_white (text[end - 1]))
    {
      end--;
      at_space = TRUE;
    }
  at_hyphen = !is_last && !at_space && end >= line->start + strlen (SOFT_HYPHEN) &&
              memcmp (text + end - strlen (SOFT_HYPHEN), SOFT_HYPHEN, strlen (SOFT_HYPHEN)) == 0;
  if (at_hyphen)
    end -= strlen (SOFT_HYPHEN);
  if (has_stand_in (passage, line))
    put_runs (writer, passage, line, line->start, end);
  else
    way_svg_put_text (writer, text + line->start, end - line->start);
  if (at_hyphen)
    WAY_SVG_PUT (writer, "-");
  else if (!is_last && at_space && passage->anchor == ANCHOR_LEFT && !line->right_to_left)
    WAY_SVG_PUT (writer, " ");
}

/*
 * Inkscape sets lines anew, as long as they are lines to it: all from the place of the first, and those lower that have
 * tall letters of other fonts. So they may be lines only where it does it as we did.
 */
static gboolean
are_lines_even (const Passage *passage)
{
  const WayTextLine *lines = passage->lines;
  double             step = passage->n_lines > 1 ? lines[1].baseline - lines[0].baseline : 0;

  for (guint i = 1; i < passage->n_lines; i++)
    {
      if (fabs (lines[i].baseline - lines[i - 1].baseline - step) > 0.01 ||
          fabs (get_line_x (passage, &lines[i]) - get_line_x (passage, &lines[0])) > ALIGNMENT_TOLERANCE ||
          has_stand_in (passage, &lines[i]))
        return FALSE;
    }
  return passage->n_lines == 1 || !has_stand_in (passage, &lines[0]);
}

static void
put_lines (WaySvgWriter  *writer,
           const Passage *passage,
           gboolean       even)
{
  if (passage->n_lines == 1)
    {
      put_line_text (writer, passage, &passage->lines[0]);
      return;
    }
  for (guint i = 0; i < passage->n_lines; i++)
    {
      if (even)
        WAY_SVG_PUT (writer, "<tspan sodipodi:role=\"line\"");
      else
        WAY_SVG_PUT (writer, "<tspan");
      put_place (writer, passage, &passage->lines[i]);
      WAY_SVG_PUT (writer, ">");
      put_line_text (writer, passage, &passage->lines[i]);
      WAY_SVG_PUT (writer, "</tspan>");
    }
}

/* Whether a viewer would swallow spaces that were set. */
static gboolean
has_wide_spaces (const Passage *passage)
{
  for (guint i = 0; i < passage->n_lines; i++)
    {
      const WayTextLine *line = &passage->lines[i];
      const char        *text = passage->text->text + line->start;

      for (guint j = 0; j + 1 < line->length; j++)
        {
          if (is_white (text[j]) && (j == 0 || is_white (text[j + 1])))
            return TRUE;
        }
    }
  return FALSE;
}

static void
put_passage (WaySvgWriter     *writer,
             const Passage    *passage,
             const WayShape   *shape,
             const WaySvgLook *usual)
{
  gboolean right_to_left = passage->lines[0].right_to_left;
  gboolean even = are_lines_even (passage);

  WAY_SVG_PUT (writer, "<text");
  if (even)
    put_place (writer, passage, &passage->lines[0]);
  put_difference (writer, passage->text, shape->fill, usual);
  if (passage->anchor == ANCHOR_MIDDLE)
    WAY_SVG_PUT (writer, " text-anchor=\"middle\"");
  else if ((passage->anchor == ANCHOR_RIGHT) != right_to_left)
    WAY_SVG_PUT (writer, " text-anchor=\"end\"");
  if (right_to_left)
    WAY_SVG_PUT (writer, " direction=\"rtl\" unicode-bidi=\"embed\"");
  if (has_wide_spaces (passage))
    WAY_SVG_PUT (writer, " xml:space=\"preserve\"");
  if (even && passage->n_lines > 1)
    {
      WAY_SVG_PUT (writer, " style=\"line-height:");
      way_svg_put_number (writer, passage->lines[1].baseline - passage->lines[0].baseline);
      WAY_SVG_PUT (writer, "px\"");
    }
  WAY_SVG_PUT (writer, ">");
  put_lines (writer, passage, even);
  WAY_SVG_PUT (writer, "</text>");
}

void
way_svg_put_text_shape (WaySvgWriter     *writer,
                        const WayShape   *shape,
                        double            x,
                        double            y,
                        const WaySvgLook *usual,
                        WaySvgFamilies   *families)
{
  const WayText *text = shape->text;
  Anchor         anchor = find_anchor (text);
  guint          next;

  if (WAY_COLOR_ALPHA (shape->fill) == 0)
    return;
  for (guint first = 0; first < text->n_lines; first = next)
    {
      Passage passage = { text, &text->lines[first], 0, anchor, x, y, families };

      for (next = first; next < text->n_lines && text->lines[next].right_to_left == text->lines[first].right_to_left;)
        next++;
      passage.n_lines = next - first;
      /* Within one text Inkscape would join the letters of two lines. */
      if (passage.lines[0].right_to_left && !are_lines_even (&passage))
        {
          passage.n_lines = 1;
          next = first + 1;
        }
      put_passage (writer, &passage, shape, usual);
    }
}
