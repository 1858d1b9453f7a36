/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Paint"

#include "way-run-private.h"

#include <math.h>
#include <pango/pangocairo.h>

#include "way-letters-private.h"

/* Pixels a map unit of emoji in documents. */
#define EMOJI_SCALE 4.0

/* A glyph of an emoji font. */
typedef struct
{
  PangoFont       *font;
  PangoGlyph       glyph;
  cairo_surface_t *surface; /* NULL: nothing to see */
  WayPoint         corner;  /* of the picture, from the glyph's origin */
} Picture;

struct _WayEmoji
{
  GHashTable *pictures; /* set of Picture */
};

static guint
hash_picture (gconstpointer data)
{
  const Picture *self = data;

  return g_direct_hash (self->font) ^ self->glyph;
}

static gboolean
are_pictures_equal (gconstpointer a,
                    gconstpointer b)
{
  const Picture *one = a;
  const Picture *other = b;

  return one->font == other->font && one->glyph == other->glyph;
}

static void
free_picture (gpointer data)
{
  Picture *self = data;

  g_clear_pointer (&self->surface, cairo_surface_destroy);
  g_free (self);
}

WayEmoji *
way_emoji_new (void)
{
  WayEmoji *self = g_new (WayEmoji, 1);

  self->pictures = g_hash_table_new_full (hash_picture, are_pictures_equal, free_picture, NULL);
  return self;
}

void
way_emoji_free (WayEmoji *self)
{
  g_hash_table_unref (self->pictures);
  g_free (self);
}

static const Picture *
get_picture (WayEmoji  *self,
             PangoFont *font,
             PangoGlyph glyph)
{
  const Picture key = { font, glyph };
  Picture      *found = g_hash_table_lookup (self->pictures, &key);

  if (found == NULL)
    {
      found = g_new (Picture, 1);
      *found = key;
      found->surface = way_letters_draw_colored (font, glyph, EMOJI_SCALE, &found->corner);
      g_hash_table_add (self->pictures, found);
    }
  return found;
}

static void
paint_picture (cairo_t       *cr,
               const Picture *picture,
               double         x,
               double         y)
{
  double         width = cairo_image_surface_get_width (picture->surface) / EMOJI_SCALE;
  double         height = cairo_image_surface_get_height (picture->surface) / EMOJI_SCALE;
  cairo_matrix_t matrix;

  x += picture->corner.x;
  y += picture->corner.y;
  cairo_matrix_init (&matrix, EMOJI_SCALE, 0, 0, EMOJI_SCALE, -x * EMOJI_SCALE, -y * EMOJI_SCALE);
  cairo_save (cr);
  cairo_set_source_surface (cr, picture->surface, 0, 0);
  cairo_pattern_set_matrix (cairo_get_source (cr), &matrix);
  cairo_new_path (cr);
  cairo_rectangle (cr, x, y, width, height);
  cairo_fill (cr);
  cairo_restore (cr);
}

static void
show_colored_run (cairo_t             *cr,
                  const WayTextGlyphs *run,
                  double               x,
                  double               y,
                  WayEmoji            *emoji)
{
  const PangoGlyphString *string = &run->string;

  for (int i = 0; i < string->num_glyphs; i++)
    {
      const PangoGlyphInfo *glyph = &string->glyphs[i];

      if (glyph->glyph != PANGO_GLYPH_EMPTY)
        {
          const Picture *picture = get_picture (emoji, run->item.analysis.font, glyph->glyph);

          if (picture->surface != NULL)
            paint_picture (cr, picture, x + (double) glyph->geometry.x_offset / PANGO_SCALE,
                           y + (double) glyph->geometry.y_offset / PANGO_SCALE);
        }
      x += (double) glyph->geometry.width / PANGO_SCALE;
    }
}

/*
 * Paints a run of spaced letters as one cluster. Letter by letter, programs that read a PDF's text would take the space
 * between letters for the space between words. Not for runs from right to left: those programs turn such a cluster round.
 */
static void
show_spaced_run (cairo_t             *cr,
                 const WayText       *text,
                 const WayTextGlyphs *run,
                 double               x,
                 double               y)
{
  const PangoItem                 *item = &run->item;
  const PangoGlyphString          *string = &run->string;
  g_autofree cairo_glyph_t        *glyphs = g_new (cairo_glyph_t, MAX (1, string->num_glyphs));
  cairo_text_cluster_t             cluster = { item->length, 0 };
  const cairo_text_cluster_flags_t forwards = 0;

  for (int i = 0; i < string->num_glyphs; i++)
    {
      const PangoGlyphInfo *glyph = &string->glyphs[i];

      if (glyph->glyph != PANGO_GLYPH_EMPTY)
        glyphs[cluster.num_glyphs++] = (cairo_glyph_t){ glyph->glyph, x + (double) glyph->geometry.x_offset / PANGO_SCALE,
                                                        y + (double) glyph->geometry.y_offset / PANGO_SCALE };
      x += (double) glyph->geometry.width / PANGO_SCALE;
    }
  cairo_set_scaled_font (cr, pango_cairo_font_get_scaled_font (PANGO_CAIRO_FONT (item->analysis.font)));
  cairo_show_text_glyphs (cr, text->text + item->offset, item->length, glyphs, cluster.num_glyphs, &cluster, 1, forwards);
}

static gboolean
has_unknown_glyphs (const WayTextGlyphs *run)
{
  const PangoGlyphString *string = &run->string;

  for (int i = 0; i < string->num_glyphs; i++)
    {
      if (string->glyphs[i].glyph != PANGO_GLYPH_EMPTY && (string->glyphs[i].glyph & PANGO_GLYPH_UNKNOWN_FLAG) != 0)
        return TRUE;
    }
  return FALSE;
}

static void
show_run (cairo_t       *cr,
          const WayText *text,
          WayTextGlyphs *run,
          double         x,
          double         y,
          WayEmoji      *emoji)
{
  gboolean right_to_left = (run->item.analysis.level & 1) != 0;
  gboolean spaced = fabs (text->style.letter_spacing) > 0 && !right_to_left;

  if (emoji != NULL && way_letters_are_colored (run->item.analysis.font) && !has_unknown_glyphs (run))
    show_colored_run (cr, run, x, y, emoji);
  else if (spaced && !has_unknown_glyphs (run))
    show_spaced_run (cr, text, run, x, y);
  else
    {
      cairo_move_to (cr, x, y);
      pango_cairo_show_glyph_item (cr, text->text, &run->glyph_item);
    }
}

void
way_run_paint (cairo_t          *cr,
               const WayText    *text,
               const WayTextRun *run,
               double            x,
               double            y,
               gboolean          fine_letters,
               WayEmoji         *emoji)
{
  WayTextGlyphs glyphs;

  way_text_glyphs_init (&glyphs, text, run);
  if (!fine_letters || !way_letters_show (cr, &glyphs, x, y))
    show_run (cr, text, &glyphs, x, y, emoji);
  way_text_glyphs_clear (&glyphs);
}
