/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Layout"

#include "way-text-private.h"

#include <string.h>

/*
 * Nearly all of a large map's memory would be glyphs. Where each character of a run has one glyph in its place, as in most
 * languages of Europe, the number of the glyph and its width are all that has to be kept.
 */
typedef struct
{
  guint16 glyph;
  guint16 width; /* Pango units */
} Narrow;

/* Whether @piece, which begins at @text, can be kept as Narrow. */
static gboolean
is_narrow (const WayTextPiece *piece,
           const char         *text)
{
  const PangoGlyphString *string = piece->source->glyphs;
  const char             *place = text;
  int                     skipped = (int) piece->offset - piece->source->item->offset;

  if (piece->n_glyphs != piece->n_chars || piece->hyphen || piece->source->item->analysis.level % 2 != 0)
    return FALSE;
  for (guint i = 0; i < piece->n_glyphs; i++)
    {
      const PangoGlyphInfo *info = &string->glyphs[piece->first_glyph + i];

      if (info->glyph > G_MAXUINT16 || info->geometry.width < 0 || info->geometry.width > G_MAXUINT16 ||
          info->geometry.x_offset != 0 || info->geometry.y_offset != 0 || !info->attr.is_cluster_start || info->attr.is_color ||
          string->log_clusters[piece->first_glyph + i] - skipped != place - text)
        return FALSE;
      place = g_utf8_next_char (place);
    }
  return TRUE;
}

gsize
way_text_piece_measure (WayTextPiece *piece,
                        const char   *text)
{
  piece->narrow = is_narrow (piece, text + piece->offset);
  return piece->n_glyphs * (piece->narrow ? sizeof (Narrow) : sizeof (PangoGlyphInfo) + sizeof (int));
}

static void
store_narrow (const WayTextPiece *piece,
              Narrow             *narrow)
{
  const PangoGlyphInfo *infos = piece->source->glyphs->glyphs + piece->first_glyph;

  for (guint i = 0; i < piece->n_glyphs; i++)
    narrow[i] = (Narrow){ (guint16) infos[i].glyph, (guint16) infos[i].geometry.width };
}

/* Puts the hyphen in the place of the soft one at the end of a piece. */
static void
fill_hyphen (const WayTextPiece *piece,
             PangoGlyphInfo     *glyphs)
{
  const PangoAnalysis *analysis = &piece->source->item->analysis;
  PangoGlyphInfo      *last = analysis->level % 2 == 0 ? glyphs + piece->n_glyphs - 1 : glyphs;

  last->glyph = way_text_get_hyphen (analysis->font, &last->geometry.width);
}

gsize
way_text_piece_store (const WayTextPiece *piece,
                      gpointer            glyphs)
{
  const PangoGlyphString *string = piece->source->glyphs;
  int                     skipped = (int) piece->offset - piece->source->item->offset;
  PangoGlyphInfo         *infos = glyphs;
  int                    *clusters = (int *) (infos + piece->n_glyphs);

  if (piece->narrow)
    {
      store_narrow (piece, glyphs);
      return piece->n_glyphs * sizeof (Narrow);
    }
  memcpy (infos, string->glyphs + piece->first_glyph, piece->n_glyphs * sizeof *infos);
  for (guint i = 0; i < piece->n_glyphs; i++)
    clusters[i] = string->log_clusters[piece->first_glyph + i] - skipped;
  if (piece->hyphen)
    fill_hyphen (piece, infos);
  return piece->n_glyphs * (sizeof *infos + sizeof *clusters);
}

static void
unpack_narrow (WayTextGlyphs    *self,
               const WayTextRun *run,
               const char       *text)
{
  const Narrow *narrow = run->glyphs;
  const char   *place = text;

  if (run->n_glyphs > G_N_ELEMENTS (self->few))
    self->many = g_malloc (run->n_glyphs * (sizeof (PangoGlyphInfo) + sizeof (int)));
  self->string.glyphs = self->many != NULL ? self->many : self->few;
  self->string.log_clusters = self->many != NULL ? (int *) (self->string.glyphs + run->n_glyphs) : self->few_clusters;
  for (guint i = 0; i < run->n_glyphs; i++)
    {
      self->string.glyphs[i] = (PangoGlyphInfo){
        .glyph = narrow[i].glyph,
        .geometry.width = narrow[i].width,
        .attr.is_cluster_start = TRUE,
      };
      self->string.log_clusters[i] = (int) (place - text);
      place = g_utf8_next_char (place);
    }
}

void
way_text_glyphs_init (WayTextGlyphs    *self,
                      const WayText    *text,
                      const WayTextRun *run)
{
  self->many = NULL;
  self->item = (PangoItem){
    .offset = (int) run->offset,
    .length = (int) run->length,
    .num_chars = (int) run->n_chars,
    .analysis = *run->analysis,
  };
  self->string = (PangoGlyphString){ .num_glyphs = (int) run->n_glyphs, .space = (int) run->n_glyphs };
  self->glyph_item = (PangoGlyphItem){ .item = &self->item, .glyphs = &self->string, .y_offset = run->y_offset };
  if (run->narrow)
    unpack_narrow (self, run, text->text + run->offset);
  else
    {
      /* Pango's types know no const, and nobody writes here. */
      self->string.glyphs = (PangoGlyphInfo *) run->glyphs;
      self->string.log_clusters = (int *) (self->string.glyphs + run->n_glyphs);
    }
}

void
way_text_glyphs_clear (WayTextGlyphs *self)
{
  g_free (self->many);
}
