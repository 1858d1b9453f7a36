/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Layout"

#include "way-text-private.h"

#include <hb.h>
#include <math.h>
#include <pango/pangocairo.h>
#include <string.h>

/* For Latin letters, best first. */
static const char *const latin_families[] = { "Inter", "Cantarell", "Noto Sans", "sans-serif" };

/* The same, and those that go best with them for other scripts. */
#define ALL_FAMILIES "Inter, Cantarell, Noto Sans, Noto Sans Arabic, Noto Sans Hebrew, sans-serif"

/* Measured texts that are remembered. */
#define MOST_WIDTHS 4096

/* Private to Pango: its own items are longer than the public type, and this says so. */
#define ITEM_FLAG_IS_LONG (1 << 7)

/* How far a font reaches above and below the baseline, in Pango units. */
typedef struct
{
  int ascent;
  int descent;
} Reach;

/*
 * A style in use. It keeps layouts of its own, so that only the text changes from text to text. The plain one has the one
 * family that most texts need: for each further family fontconfig weighs all fonts of the machine.
 */
typedef struct
{
  WayTextStyle style;
  PangoLayout *plain;
  PangoLayout *rich; /* with all families; NULL until a text needs them */
  PangoFont   *font;
  Reach        reach;
  double       height; /* of a line */
  double       above;  /* from a line's top edge to its baseline */
} Setting;

struct _WayTypesetter
{
  grefcount      ref_count;
  PangoFontMap  *font_map;
  PangoContext  *context;
  char          *family;
  GPtrArray     *settings;
  Setting       *latest;
  GHashTable    *reaches;  /* PangoFont to Reach, of fonts that stand in */
  GHashTable    *analyses; /* PangoAnalysis: a set */
  GHashTable    *widths;   /* Measured */
  WayTextBreaker breaker;
};

/* A text that was measured: layouts ask for the same ones again and again. */
typedef struct
{
  const Setting *setting;
  char          *text;
  double         width;
} Measured;

static guint
hash_measured (gconstpointer data)
{
  const Measured *measured = data;

  return g_str_hash (measured->text) ^ g_direct_hash (measured->setting);
}

static gboolean
are_measured_equal (gconstpointer a,
                    gconstpointer b)
{
  const Measured *one = a;
  const Measured *other = b;

  return one->setting == other->setting && strcmp (one->text, other->text) == 0;
}

static void
free_measured (gpointer data)
{
  Measured *measured = data;

  g_free (measured->text);
  g_free (measured);
}

static guint
hash_analysis (gconstpointer data)
{
  const PangoAnalysis *analysis = data;

  return g_direct_hash (analysis->font) ^ (guint) (analysis->level << 8 | analysis->script) ^ g_direct_hash (analysis->language);
}

static gboolean
are_analyses_equal (gconstpointer a,
                    gconstpointer b)
{
  const PangoAnalysis *one = a;
  const PangoAnalysis *other = b;

  return one->font == other->font && one->level == other->level && one->gravity == other->gravity && one->flags == other->flags &&
         one->script == other->script && one->language == other->language;
}

static void
free_analysis (gpointer data)
{
  PangoAnalysis *analysis = data;

  g_object_unref (analysis->font);
  g_free (analysis);
}

static Reach
get_font_reach (PangoFont     *font,
                PangoLanguage *language)
{
  PangoFontMetrics *metrics = pango_font_get_metrics (font, language);
  Reach             reach = { pango_font_metrics_get_ascent (metrics), pango_font_metrics_get_descent (metrics) };

  pango_font_metrics_unref (metrics);
  return reach;
}

/* What Pango says too, without the average width of letters, for which it would set a long text. */
static Reach
get_scalable_reach (PangoFont *font)
{
  hb_font_extents_t extents = { 0 };

  hb_font_get_h_extents (pango_font_get_hb_font (font), &extents);
  return (Reach){ extents.ascender, -extents.descender };
}

static void
setting_free (gpointer data)
{
  Setting *setting = data;

  g_object_unref (setting->plain);
  g_clear_object (&setting->rich);
  g_object_unref (setting->font);
  g_free (setting);
}

static PangoFontDescription *
make_description (const char         *families,
                  const WayTextStyle *style)
{
  PangoFontDescription *description = pango_font_description_from_string (families);

  pango_font_description_set_absolute_size (description, style->size * PANGO_SCALE);
  pango_font_description_set_weight (description, (PangoWeight) style->weight);
  pango_font_description_set_style (description, style->italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);
  return description;
}

static PangoLayout *
make_layout (WayTypesetter              *self,
             const PangoFontDescription *description,
             double                      letter_spacing)
{
  PangoLayout *layout = pango_layout_new (self->context);

  pango_layout_set_font_description (layout, description);
  if (letter_spacing != 0)
    {
      PangoAttrList *attributes = pango_attr_list_new ();

      pango_attr_list_insert (attributes, pango_attr_letter_spacing_new ((int) lround (letter_spacing * PANGO_SCALE)));
      pango_layout_set_attributes (layout, attributes);
      pango_attr_list_unref (attributes);
    }
  return layout;
}

static Setting *
make_setting (WayTypesetter      *self,
              const WayTextStyle *style)
{
  PangoFontDescription *description = make_description (self->family, style);
  Setting              *setting = g_new0 (Setting, 1);

  setting->style = *style;
  setting->plain = make_layout (self, description, style->letter_spacing);
  setting->font = pango_context_load_font (self->context, description);
  setting->reach = get_scalable_reach (setting->font);
  setting->height = style->size * style->line_height;
  setting->above = (setting->height + (double) (setting->reach.ascent - setting->reach.descent) / PANGO_SCALE) / 2;
  pango_font_description_free (description);
  return setting;
}

static gboolean
style_equal (const WayTextStyle *a,
             const WayTextStyle *b)
{
  return a->size == b->size && a->weight == b->weight && !a->italic == !b->italic &&
         a->letter_spacing == b->letter_spacing && a->line_height == b->line_height;
}

static Setting *
get_setting (WayTypesetter      *self,
             const WayTextStyle *style)
{
  if (self->latest != NULL && style_equal (&self->latest->style, style))
    return self->latest;
  self->latest = NULL;
  for (guint i = 0; i < self->settings->len && self->latest == NULL; i++)
    {
      Setting *setting = g_ptr_array_index (self->settings, i);

      if (style_equal (&setting->style, style))
        self->latest = setting;
    }
  if (self->latest == NULL)
    {
      self->latest = make_setting (self, style);
      g_ptr_array_add (self->settings, self->latest);
    }
  return self->latest;
}

static const Reach *
get_reach (WayTypesetter *self,
           const Setting *setting,
           PangoFont     *font)
{
  Reach *reach;

  if (font == setting->font)
    return &setting->reach;
  reach = g_hash_table_lookup (self->reaches, font);
  if (reach == NULL)
    {
      reach = g_new (Reach, 1);
      *reach = get_font_reach (font, pango_context_get_language (self->context));
      g_hash_table_insert (self->reaches, g_object_ref (font), reach);
    }
  return reach;
}

/* The first family that is installed. */
static char *
find_family (PangoContext *context)
{
  char *family = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (latin_families); i++)
    {
      PangoFontDescription *wanted = pango_font_description_from_string (latin_families[i]);
      PangoFont            *font = pango_context_load_font (context, wanted);
      PangoFontDescription *found = pango_font_describe (font);
      gboolean              is_there;

      g_free (family);
      family = g_strdup (pango_font_description_get_family (found));
      is_there = g_ascii_strcasecmp (family, latin_families[i]) == 0;
      pango_font_description_free (found);
      g_object_unref (font);
      pango_font_description_free (wanted);
      if (is_there)
        break;
    }
  return family;
}

WayTypesetter *
way_typesetter_new (const char *language)
{
  WayTypesetter        *self = g_new0 (WayTypesetter, 1);
  cairo_font_options_t *options = cairo_font_options_create ();

  /* Never the language of the machine: a map looks the same everywhere. */
  if (language == NULL || *language == '\0')
    language = "en";

  g_ref_count_init (&self->ref_count);
  self->font_map = pango_cairo_font_map_new ();
  pango_cairo_font_map_set_resolution (PANGO_CAIRO_FONT_MAP (self->font_map), 96);
  self->context = pango_font_map_create_context (self->font_map);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (self->context, options);
  cairo_font_options_destroy (options);
  pango_context_set_round_glyph_positions (self->context, FALSE);
  pango_context_set_language (self->context, pango_language_from_string (language));
  pango_context_set_base_dir (self->context, PANGO_DIRECTION_LTR);
  self->family = find_family (self->context);
  self->settings = g_ptr_array_new_with_free_func (setting_free);
  self->reaches = g_hash_table_new_full (NULL, NULL, g_object_unref, g_free);
  self->analyses = g_hash_table_new_full (hash_analysis, are_analyses_equal, free_analysis, NULL);
  self->widths = g_hash_table_new_full (hash_measured, are_measured_equal, free_measured, NULL);
  way_text_breaker_init (&self->breaker, language);
  return self;
}

WayTypesetter *
way_typesetter_ref (WayTypesetter *self)
{
  g_ref_count_inc (&self->ref_count);
  return self;
}

void
way_typesetter_unref (WayTypesetter *self)
{
  if (!g_ref_count_dec (&self->ref_count))
    return;
  way_text_breaker_clear (&self->breaker);
  g_hash_table_unref (self->widths);
  g_hash_table_unref (self->analyses);
  g_hash_table_unref (self->reaches);
  g_ptr_array_unref (self->settings);
  g_free (self->family);
  g_object_unref (self->context);
  g_object_unref (self->font_map);
  g_free (self);
}

const char *
way_typesetter_get_family (WayTypesetter *self)
{
  return self->family;
}

PangoLanguage *
way_typesetter_get_language (WayTypesetter *self)
{
  return pango_context_get_language (self->context);
}

/* Whether there are letters of scripts beyond Latin, Greek and Cyrillic: what begins with 0xe2 are signs. */
static gboolean
has_far_letters (const char *text)
{
  for (; *text != '\0'; text++)
    if ((guchar) *text >= 0xd6 && (guchar) *text != 0xe2)
      return TRUE;
  return FALSE;
}

/* Whether the plain layout holds letters that its family lacks. */
static gboolean
lacks_letters (const Setting *setting)
{
  hb_face_t *face = hb_font_get_face (pango_font_get_hb_font (setting->font));

  for (const GSList *line = pango_layout_get_lines_readonly (setting->plain); line != NULL; line = line->next)
    for (const GSList *run = ((const PangoLayoutLine *) line->data)->runs; run != NULL; run = run->next)
      {
        PangoFont *font = ((const PangoGlyphItem *) run->data)->item->analysis.font;

        if (font != setting->font && hb_font_get_face (pango_font_get_hb_font (font)) != face)
          return TRUE;
      }
  return FALSE;
}

/* Shapes @text in a style; the layout belongs to the setting and holds until the next text. */
static PangoLayout *
shape_text (WayTypesetter *self,
            Setting       *setting,
            const char    *text)
{
  if (!has_far_letters (text))
    {
      pango_layout_set_text (setting->plain, text, -1);
      if (!lacks_letters (setting))
        return setting->plain;
    }
  if (setting->rich == NULL)
    {
      PangoFontDescription *description = make_description (ALL_FAMILIES, &setting->style);

      setting->rich = make_layout (self, description, setting->style.letter_spacing);
      pango_font_description_free (description);
    }
  pango_layout_set_text (setting->rich, text, -1);
  return setting->rich;
}

/* Shapes @text in a style and breaks it into lines, which the breaker then holds. */
static void
break_text (WayTypesetter *self,
            Setting       *setting,
            const char    *text,
            double         width,
            gboolean       right_to_left)
{
  PangoDirection      direction = right_to_left ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR;
  int                 limit = width < 0 ? -1 : (int) lround (MIN (width, G_MAXINT / PANGO_SCALE - 1) * PANGO_SCALE);
  PangoLayout        *layout;
  const PangoLogAttr *attributes;
  int                 n_attributes;
  const char         *reached;

  /* The direction of paragraphs that say nothing of their own: numbers, signs. */
  if (pango_context_get_base_dir (self->context) != direction)
    pango_context_set_base_dir (self->context, direction);
  layout = shape_text (self, setting, text);
  attributes = pango_layout_get_log_attrs_readonly (layout, &n_attributes);
  text = reached = pango_layout_get_text (layout);
  way_text_breaker_reset (&self->breaker);
  for (const GSList *link = pango_layout_get_lines_readonly (layout); link != NULL; link = link->next)
    {
      PangoLayoutLine *line = link->data;

      attributes += g_utf8_pointer_to_offset (reached, text + line->start_index);
      reached = text + line->start_index;
      way_text_breaker_add_paragraph (&self->breaker, text, line, attributes, limit);
    }
}

/* Everything of a text lies in one block of memory: a fraction of the size and of the calls of Pango's own objects. */
typedef struct
{
  WayTextLine *lines;
  WayTextRun  *runs;
  char        *glyphs;
  char        *text;
} Storage;

static WayText *
allocate_text (const WayTextBreaker *breaker,
               const char           *text,
               Storage              *storage)
{
  gsize    n_lines = breaker->spans->len;
  gsize    n_runs = breaker->pieces->len;
  gsize    glyph_size = 0;
  gsize    text_size = strlen (text) + 1;
  WayText *self;

  for (guint i = 0; i < n_runs; i++)
    glyph_size += way_text_piece_measure (&g_array_index (breaker->pieces, WayTextPiece, i), text);
  self = g_malloc (sizeof (WayText) + n_lines * sizeof (WayTextLine) + n_runs * sizeof (WayTextRun) + glyph_size + text_size);
  /* From the strictest alignment to the loosest. */
  storage->lines = (WayTextLine *) (self + 1);
  storage->runs = (WayTextRun *) (storage->lines + n_lines);
  storage->glyphs = (char *) (storage->runs + n_runs);
  storage->text = storage->glyphs + glyph_size;
  memcpy (storage->text, text, text_size);
  return self;
}

/* What all runs share that are analysed alike. */
static const PangoAnalysis *
intern_analysis (WayTypesetter       *self,
                 const PangoAnalysis *source)
{
  PangoAnalysis  wanted = *source;
  PangoAnalysis *found;

  wanted.extra_attrs = NULL;
  wanted.flags &= (guint8) ~ITEM_FLAG_IS_LONG;
  found = g_hash_table_lookup (self->analyses, &wanted);
  if (found == NULL)
    {
      found = g_memdup2 (&wanted, sizeof wanted);
      g_object_ref (found->font);
      g_hash_table_add (self->analyses, found);
    }
  return found;
}

/* Fills a run but for its place, and moves the next free place of @storage on. */
static void
store_run (WayTypesetter      *self,
           const WayTextPiece *piece,
           WayTextRun         *run,
           Storage            *storage)
{
  *run = (WayTextRun){
    .analysis = intern_analysis (self, &piece->source->item->analysis),
    .glyphs = storage->glyphs,
    .width = (double) piece->width / PANGO_SCALE,
    .offset = piece->offset,
    .length = piece->length,
    .n_chars = piece->n_chars,
    .n_glyphs = piece->n_glyphs,
    .y_offset = piece->source->y_offset,
    .narrow = piece->narrow,
  };
  storage->glyphs += way_text_piece_store (piece, storage->glyphs);
}

/* Fills a line but for its place; a font that reaches out of the line makes it higher. */
static void
store_line (WayTypesetter     *self,
            const Setting     *setting,
            const WayTextSpan *span,
            WayTextLine       *line,
            Storage           *storage)
{
  double above = setting->above;
  double below = setting->height - setting->above;

  *line = (WayTextLine){
    .start = span->start,
    .length = span->length,
    .width = (double) span->width / PANGO_SCALE,
    .n_runs = span->n_pieces,
    .runs = storage->runs,
    .right_to_left = span->right_to_left,
  };
  storage->runs += span->n_pieces;
  for (guint i = 0; i < span->n_pieces; i++)
    {
      const WayTextPiece *piece = &g_array_index (self->breaker.pieces, WayTextPiece, span->first_piece + i);
      const Reach        *reach = get_reach (self, setting, piece->source->item->analysis.font);

      store_run (self, piece, &line->runs[i], storage);
      if (reach->ascent > setting->reach.ascent)
        above = MAX (above, (double) reach->ascent / PANGO_SCALE);
      if (reach->descent > setting->reach.descent)
        below = MAX (below, (double) reach->descent / PANGO_SCALE);
    }
  line->height = above + below;
  line->baseline = above;
}

/* Gives a line and its runs their places. */
static void
place_line (WayText           *self,
            const WayTextSpan *span,
            WayTextLine       *line,
            WayTextAlign       align,
            gboolean           right_to_left)
{
  double room = self->width - line->width;
  double x;

  line->top = self->height;
  line->baseline += line->top;
  self->height += line->height;
  if (align == WAY_TEXT_CENTER)
    line->x = room / 2;
  else
    line->x = (align == WAY_TEXT_END) == !right_to_left ? room : 0;
  x = line->x - (span->right_to_left ? (double) span->trailing / PANGO_SCALE : 0);
  for (guint i = 0; i < line->n_runs; i++)
    {
      line->runs[i].x = x;
      x += line->runs[i].width;
    }
}

WayText *
way_text_new (WayTypesetter      *typesetter,
              const char         *text,
              const WayTextStyle *style,
              double              width,
              WayTextAlign        align,
              gboolean            right_to_left)
{
  Setting         *setting = get_setting (typesetter, style);
  const GArray    *spans = typesetter->breaker.spans;
  g_autofree char *valid = NULL;
  WayText         *self;
  Storage          storage;

  if (text == NULL)
    text = "";
  if (!g_utf8_validate (text, -1, NULL))
    text = valid = g_utf8_make_valid (text, -1);

  break_text (typesetter, setting, text, width, right_to_left);
  self = allocate_text (&typesetter->breaker, text, &storage);
  g_ref_count_init (&self->ref_count);
  self->typesetter = way_typesetter_ref (typesetter);
  self->text = storage.text;
  self->style = *style;
  self->height = 0;
  self->ink_width = 0;
  self->n_lines = spans->len;
  self->lines = storage.lines;
  for (guint i = 0; i < self->n_lines; i++)
    {
      store_line (typesetter, setting, &g_array_index (spans, WayTextSpan, i), &self->lines[i], &storage);
      self->ink_width = MAX (self->ink_width, self->lines[i].width);
    }
  self->width = width < 0 ? self->ink_width : width;
  for (guint i = 0; i < self->n_lines; i++)
    place_line (self, &g_array_index (spans, WayTextSpan, i), &self->lines[i], align, right_to_left);
  return self;
}

WayText *
way_text_ref (WayText *self)
{
  g_ref_count_inc (&self->ref_count);
  return self;
}

void
way_text_unref (WayText *self)
{
  if (!g_ref_count_dec (&self->ref_count))
    return;
  way_typesetter_unref (self->typesetter);
  g_free (self);
}

static double
measure (WayTypesetter *self,
         Setting       *setting,
         const char    *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  const GArray    *spans = self->breaker.spans;
  int              widest = 0;

  break_text (self, setting, valid, -1, FALSE);
  for (guint i = 0; i < spans->len; i++)
    widest = MAX (widest, g_array_index (spans, WayTextSpan, i).width);
  return (double) widest / PANGO_SCALE;
}

double
way_text_measure (WayTypesetter      *typesetter,
                  const char         *text,
                  const WayTextStyle *style)
{
  Setting  *setting = get_setting (typesetter, style);
  Measured  wanted = { setting, (char *) text };
  Measured *measured = g_hash_table_lookup (typesetter->widths, &wanted);

  if (measured != NULL)
    return measured->width;
  if (g_hash_table_size (typesetter->widths) >= MOST_WIDTHS)
    g_hash_table_remove_all (typesetter->widths);
  measured = g_new (Measured, 1);
  *measured = (Measured){ setting, g_strdup (text), measure (typesetter, setting, text) };
  g_hash_table_add (typesetter->widths, measured);
  return measured->width;
}
