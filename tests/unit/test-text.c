/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "waymark/way-text.h"

#include <locale.h>
#include <math.h>
#include <pango/pangocairo.h>
#include <string.h>

static const WayTextStyle card = { 12.3, 400, FALSE, 0, 1.3 };
static const WayTextStyle phase = { 11.5, 700, FALSE, 1.2, 1.3 };

static const char *const texts[] = {
  "",
  " ",
  "a",
  "Size guide",
  "Cannot tell which size fits her foot",
  "two  spaces,   three, and some at the end   ",
  "line\nbreaks\n\nand a last one\n",
  "carriage\r\nreturn\rand \xe2\x80\xa9paragraph\xe2\x80\xa8line",
  "Nie wie, który rozmiar pasuje na jej stopę, a i o w domu z psem u cioci pyta",
  "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft and more",
  "https://example.com/a/very/long/path-with-hyphens/that_does_not_break?query=1&other=2",
  "soft\xc2\xadhyphens\xc2\xadin\xc2\xad"
  "every\xc2\xadword\xc2\xadof\xc2\xadthis",
  "tab\tstops\there\t",
  "71 % of baskets end here, at 38 zł",
  "\xe9\xa1\xbe\xe5\xae\xa2\xe6\x97\x85\xe7\xa8\x8b\xe5\x9c\xb0\xe5\x9b\xbe\xef\xbc\x8c\xe5\xb0\xba\xe7\xa0\x81\xe7\x96\x91\xe8\x99\x91\xe3\x80\x82\xe9\xa1\xbe\xe5\xae\xa2\xe6\x97\x85\xe7\xa8\x8b",
  "\xd9\x84\xd8\xa7 \xd8\xa3\xd8\xb9\xd8\xb1\xd9\x81 \xd8\xa3\xd9\x8a \xd9\x85\xd9\x82\xd8\xa7\xd8\xb3 \xd9\x8a\xd9\x86\xd8\xa7\xd8\xb3\xd8\xa8 \xd9\x82\xd8\xaf\xd9\x85\xd9\x8a",
  "\xd7\x9e\xd7\x99\xd7\x93\xd7\x94 Size 39 \xd7\x90\xd7\x95 40 \xd7\x9c\xd7\x9e\xd7\x94?",
  "Latin with \xd8\xb9\xd8\xb1\xd8\xa8\xd9\x8a 123 \xd9\x83\xd9\x84\xd9\x85\xd8\xa7\xd8\xaa inside it and after",
  "emoji \xf0\x9f\x98\x80\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x92\xbb\xf0\x9f\x87\xb5\xf0\x9f\x87\xb1 family \xf0\x9f\x91\xa8\xe2\x80\x8d\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7\xe2\x80\x8d\xf0\x9f\x91\xa6 here",
  "combining e\xcc\x81\xcc\xa3o\xcc\x88 marks zalgo h\xcc\xb5\xcd\x9d\xcc\x95"
  "e\xcc\xb6",
  "control \x01\x02\x1f\x7f characters \xc2\x85 and \xef\xbf\xbd \xef\xbb\xbf",
  "\xe0\xb8\xa5\xe0\xb8\xb9\xe0\xb8\x81\xe0\xb8\x84\xe0\xb9\x89\xe0\xb8\xb2\xe0\xb9\x84\xe0\xb8\xa1\xe0\xb9\x88\xe0\xb9\x81\xe0\xb8\x99\xe0\xb9\x88\xe0\xb9\x83\xe0\xb8\x88",
  "\xe0\xa4\x97\xe0\xa5\x8d\xe0\xa4\xb0\xe0\xa4\xbe\xe0\xa4\xb9\xe0\xa4\x95 \xe0\xa4\x95\xe0\xa5\x80 \xe0\xa4\xaf\xe0\xa4\xbe\xe0\xa4\xa4\xe0\xa5\x8d\xe0\xa4\xb0\xe0\xa4\xbe",
};

static const double widths[] = { -1, 0, 1, 9, 30, 57.3, 116, 400 };

typedef void (*Check) (const WayText *text,
                       double         asked_width,
                       gconstpointer  data);

static void
check_all (WayTypesetter      *typesetter,
           const WayTextStyle *style,
           Check               check)
{
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    for (guint j = 0; j < G_N_ELEMENTS (widths); j++)
      for (guint k = 0; k < 6; k++)
        {
          g_autoptr (WayText) text = way_text_new (typesetter, texts[i], style, widths[j], k % 3, k >= 3);

          check (text, widths[j], NULL);
        }
}

static gboolean
is_line_break (const char *text,
               guint       length)
{
  for (const char *c = text; c < text + length; c = g_utf8_next_char (c))
    switch (g_utf8_get_char (c))
      {
      case '\n':
      case '\r':
      case 0x2028:
      case 0x2029:
        break;
      default:
        return FALSE;
      }
  return TRUE;
}

/* Bytes of the runs of a line, from each run its own. */
static void
check_runs_cover (const WayTextLine *line,
                  const char        *text)
{
  g_autofree guint8 *covered = g_new0 (guint8, line->length + 1);

  for (guint i = 0; i < line->n_runs; i++)
    {
      const WayTextRun *run = &line->runs[i];

      g_assert_cmpuint (run->offset, >=, line->start);
      g_assert_cmpuint (run->offset + run->length, <=, line->start + line->length);
      g_assert_cmpuint (run->n_chars, ==, g_utf8_strlen (text + run->offset, run->length));
      for (guint j = 0; j < run->length; j++)
        g_assert_cmpuint (covered[run->offset - line->start + j]++, ==, 0);
    }
  for (guint i = 0; i < line->length; i++)
    if (covered[i] == 0)
      g_assert_true (is_line_break (text + line->start + i, line->length - i));
}

static void
check_bytes (const WayText *text,
             double         asked_width,
             gconstpointer  data)
{
  guint reached = 0;

  g_assert_cmpuint (text->n_lines, >=, 1);
  for (guint i = 0; i < text->n_lines; i++)
    {
      const WayTextLine *line = &text->lines[i];

      g_assert_cmpuint (line->start, >=, reached);
      g_assert_true (is_line_break (text->text + reached, line->start - reached));
      reached = line->start + line->length;
      check_runs_cover (line, text->text);
    }
  g_assert_true (is_line_break (text->text + reached, (guint) strlen (text->text) - reached));
}

/* How many clusters with a width a line has, not counting spaces. */
static guint
count_clusters (const WayText     *self,
                const WayTextLine *line)
{
  const char *text = self->text;
  guint       n_clusters = 0;

  for (guint i = 0; i < line->n_runs; i++)
    {
      PangoGlyphItemIter iter;
      WayTextGlyphs      glyphs;

      way_text_glyphs_init (&glyphs, self, &line->runs[i]);
      for (gboolean more = pango_glyph_item_iter_init_start (&iter, &glyphs.glyph_item, text); more;
           more = pango_glyph_item_iter_next_cluster (&iter))
        {
          gboolean wide = FALSE;

          for (int j = MIN (iter.start_glyph, iter.end_glyph + 1); j < MAX (iter.end_glyph, iter.start_glyph + 1); j++)
            wide |= glyphs.string.glyphs[j].geometry.width > 0;
          n_clusters += wide && !g_unichar_isspace (g_utf8_get_char (text + iter.start_index));
        }
      way_text_glyphs_clear (&glyphs);
    }
  return n_clusters;
}

static void
check_geometry (const WayText *text,
                double         asked_width,
                gconstpointer  data)
{
  double height = 0;
  double widest = 0;

  for (guint i = 0; i < text->n_lines; i++)
    {
      const WayTextLine *line = &text->lines[i];
      double             sum = 0;

      g_assert_cmpfloat_with_epsilon (line->top, height, 1e-6);
      g_assert_cmpfloat (line->height, >=, text->style.size * text->style.line_height - 1e-6);
      g_assert_cmpfloat (line->baseline, >, line->top);
      g_assert_cmpfloat (line->baseline, <, line->top + line->height);
      height += line->height;
      widest = MAX (widest, line->width);
      for (guint j = 0; j < line->n_runs; j++)
        {
          const WayTextRun *run = &line->runs[j];
          WayTextGlyphs     glyphs;

          way_text_glyphs_init (&glyphs, text, run);
          g_assert_cmpfloat_with_epsilon (run->width, pango_glyph_string_get_width (&glyphs.string) / (double) PANGO_SCALE, 1e-6);
          way_text_glyphs_clear (&glyphs);
          if (j > 0)
            g_assert_cmpfloat_with_epsilon (run->x, line->runs[j - 1].x + line->runs[j - 1].width, 1e-6);
          sum += run->width;
        }
      g_assert_cmpfloat (sum, >=, line->width - 1e-6);
      if (asked_width >= 0 && line->width > asked_width + 1.0 / PANGO_SCALE)
        g_assert_cmpuint (count_clusters (text, line), <=, 1);
      else
        {
          g_assert_cmpfloat (line->x, >=, -1e-3);
          g_assert_cmpfloat (line->x + line->width, <=, text->width + 1e-3);
        }
    }
  g_assert_cmpfloat_with_epsilon (text->height, height, 1e-6);
  g_assert_cmpfloat_with_epsilon (text->ink_width, widest, 1e-6);
  g_assert_cmpfloat (text->width, ==, asked_width < 0 ? text->ink_width : asked_width);
}

static void
test_bytes (void)
{
  g_autoptr (WayTypesetter) typesetter = way_typesetter_new ("pl");

  check_all (typesetter, &card, check_bytes);
}

static void
test_geometry (void)
{
  g_autoptr (WayTypesetter) typesetter = way_typesetter_new ("pl");

  check_all (typesetter, &card, check_geometry);
  check_all (typesetter, &phase, check_geometry);
}

static void
assert_same_text (const WayText *a,
                  const WayText *b)
{
  g_assert_cmpstr (a->text, ==, b->text);
  g_assert_cmpfloat (a->height, ==, b->height);
  g_assert_cmpuint (a->n_lines, ==, b->n_lines);
  for (guint i = 0; i < a->n_lines; i++)
    {
      g_assert_cmpuint (a->lines[i].start, ==, b->lines[i].start);
      g_assert_cmpuint (a->lines[i].length, ==, b->lines[i].length);
      g_assert_cmpfloat (a->lines[i].x, ==, b->lines[i].x);
      g_assert_cmpfloat (a->lines[i].baseline, ==, b->lines[i].baseline);
      g_assert_cmpuint (a->lines[i].n_runs, ==, b->lines[i].n_runs);
      for (guint j = 0; j < a->lines[i].n_runs; j++)
        {
          WayTextGlyphs one;
          WayTextGlyphs other;

          way_text_glyphs_init (&one, a, &a->lines[i].runs[j]);
          way_text_glyphs_init (&other, b, &b->lines[i].runs[j]);
          g_assert_cmpfloat (a->lines[i].runs[j].x, ==, b->lines[i].runs[j].x);
          g_assert_cmpint (one.string.num_glyphs, ==, other.string.num_glyphs);
          for (int k = 0; k < one.string.num_glyphs; k++)
            {
              g_assert_cmpuint (one.string.glyphs[k].glyph, ==, other.string.glyphs[k].glyph);
              g_assert_cmpint (one.string.glyphs[k].geometry.width, ==, other.string.glyphs[k].geometry.width);
              g_assert_cmpint (one.string.log_clusters[k], ==, other.string.log_clusters[k]);
            }
          way_text_glyphs_clear (&one);
          way_text_glyphs_clear (&other);
        }
    }
}

/* What Pango makes of the characters of a run when it is asked again. */
static void
check_glyphs (const WayText    *text,
              const WayTextRun *run)
{
  PangoGlyphString *wanted = pango_glyph_string_new ();
  WayTextGlyphs     glyphs;

  way_text_glyphs_init (&glyphs, text, run);
  g_assert_true (glyphs.glyph_item.item == &glyphs.item && glyphs.glyph_item.glyphs == &glyphs.string);
  g_assert_cmpint (glyphs.item.offset, ==, run->offset);
  g_assert_cmpint (glyphs.item.length, ==, run->length);
  pango_shape_full (text->text + run->offset, (int) run->length, text->text, -1, run->analysis, wanted);
  g_assert_cmpint (glyphs.string.num_glyphs, ==, wanted->num_glyphs);
  for (int i = 0; i < wanted->num_glyphs; i++)
    {
      const PangoGlyphInfo *one = &glyphs.string.glyphs[i];
      const PangoGlyphInfo *other = &wanted->glyphs[i];

      /* A layout hides the signs that end its lines. */
      if (one->glyph == PANGO_GLYPH_EMPTY && (other->glyph & PANGO_GLYPH_UNKNOWN_FLAG) != 0)
        continue;
      g_assert_cmpuint (one->glyph, ==, other->glyph);
      g_assert_cmpint (one->geometry.width, ==, other->geometry.width);
      g_assert_cmpint (one->geometry.x_offset, ==, other->geometry.x_offset);
      g_assert_cmpint (one->geometry.y_offset, ==, other->geometry.y_offset);
      g_assert_cmpint (one->attr.is_cluster_start, ==, other->attr.is_cluster_start);
      g_assert_cmpint (one->attr.is_color, ==, other->attr.is_color);
      g_assert_cmpint (glyphs.string.log_clusters[i], ==, wanted->log_clusters[i]);
    }
  way_text_glyphs_clear (&glyphs);
  pango_glyph_string_free (wanted);
}

static void
test_glyphs (void)
{
  static const WayTextStyle large = { 90, 400, FALSE, 0, 1.3 };
  g_autoptr (WayTypesetter) typesetter = way_typesetter_new ("pl");
  guint n_narrow = 0, n_wide = 0;

  for (guint i = 0; i < 2 * G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (WayText) text = way_text_new (typesetter, texts[i / 2], i % 2 == 0 ? &card : &large, -1, WAY_TEXT_START, FALSE);

      /* The width of a tab depends on the line. */
      for (guint j = 0; j < text->n_lines && strchr (text->text, '\t') == NULL; j++)
        for (guint k = 0; k < text->lines[j].n_runs; k++)
          {
            check_glyphs (text, &text->lines[j].runs[k]);
            *(text->lines[j].runs[k].narrow ? &n_narrow : &n_wide) += 1;
          }
    }
  g_assert_cmpuint (n_narrow, >, 20);
  g_assert_cmpuint (n_wide, >, 20);
}

/* What a typesetter set before leaves no trace. */
static void
check_repeats (const WayText *text,
               double         asked_width,
               gconstpointer  data)
{
  static WayTypesetter *busy = NULL;
  WayTextAlign          align = g_test_rand_int_range (0, 3);
  gboolean              right_to_left = g_test_rand_bit ();
  g_autoptr (WayTypesetter) fresh = NULL;
  g_autoptr (WayText) before = NULL;
  g_autoptr (WayText) a = NULL;
  g_autoptr (WayText) b = NULL;

  /* A font map of its own for each text would take minutes. */
  if (g_test_rand_int_range (0, 20) > 0)
    return;
  if (busy == NULL)
    busy = way_typesetter_new ("pl");
  fresh = way_typesetter_new ("pl");
  before = way_text_new (busy, texts[g_test_rand_int_range (0, G_N_ELEMENTS (texts))], &phase, 40, WAY_TEXT_END, !right_to_left);
  a = way_text_new (busy, text->text, &text->style, asked_width, align, right_to_left);
  b = way_text_new (fresh, text->text, &text->style, asked_width, align, right_to_left);
  assert_same_text (a, b);
}

static void
test_repeats (void)
{
  g_autoptr (WayTypesetter) typesetter = way_typesetter_new ("pl");

  check_all (typesetter, &card, check_repeats);
}

/* Pango's own way of wrapping, without hyphens in words that are too long. */
static PangoLayout *
make_pango_layout (PangoContext *context,
                   const char   *text,
                   double        width)
{
  PangoLayout          *layout = pango_layout_new (context);
  PangoFontDescription *description = pango_font_description_from_string ("Inter, Cantarell, Noto Sans, Noto Sans Arabic, Noto Sans Hebrew, sans-serif");
  PangoAttrList        *attributes = pango_attr_list_new ();

  pango_font_description_set_absolute_size (description, card.size * PANGO_SCALE);
  pango_layout_set_font_description (layout, description);
  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  pango_layout_set_text (layout, text, -1);
  pango_attr_list_unref (attributes);
  pango_font_description_free (description);
  return layout;
}

/* Lines break where Pango would break them, and runs stand in its order. */
static void
assert_same_lines (const WayText *text,
                   PangoLayout   *layout)
{
  g_assert_cmpint (text->n_lines, ==, pango_layout_get_line_count (layout));
  for (guint i = 0; i < text->n_lines; i++)
    {
      const WayTextLine *line = &text->lines[i];
      PangoLayoutLine   *other = pango_layout_get_line_readonly (layout, (int) i);
      double             sum = 0;
      PangoRectangle     logical;

      g_assert_cmpint (line->start, ==, other->start_index);
      g_assert_cmpint (line->right_to_left, ==, pango_layout_line_get_resolved_direction (other) == PANGO_DIRECTION_RTL);
      for (guint j = 0; j < line->n_runs; j++)
        sum += line->runs[j].width;
      pango_layout_line_get_extents (other, NULL, &logical);
      /* Pango takes the width of one space from lines that it broke at one, and kerns anew inside a broken word. */
      if (sum == line->width)
        g_assert_cmpfloat_with_epsilon (sum, logical.width / (double) PANGO_SCALE, 0.3);
    }
}

static void
test_breaks_like_pango (void)
{
  g_autoptr (WayTypesetter) typesetter = way_typesetter_new ("en");
  g_autoptr (PangoFontMap) font_map = pango_cairo_font_map_new ();
  PangoContext         *context;
  cairo_font_options_t *options = cairo_font_options_create ();
  static const guint    comparable[] = { 3, 4, 8, 9, 14, 15, 16, 17, 19, 21, 22 };

  pango_cairo_font_map_set_resolution (PANGO_CAIRO_FONT_MAP (font_map), 96);
  context = pango_font_map_create_context (font_map);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (context, options);
  cairo_font_options_destroy (options);
  pango_context_set_round_glyph_positions (context, FALSE);
  pango_context_set_language (context, pango_language_from_string ("en"));
  for (guint i = 0; i < G_N_ELEMENTS (comparable); i++)
    for (double width = 30; width < 300; width += 13.7)
      {
        const char *words = texts[comparable[i]];
        g_autoptr (WayText) text = way_text_new (typesetter, words, &card, width, WAY_TEXT_START, FALSE);
        g_autoptr (PangoLayout) layout = make_pango_layout (context, words, width);

        assert_same_lines (text, layout);
      }
  g_object_unref (context);
}

/* The last word of a line and what comes after it. */
static gboolean
line_ends_with_lone_letter (const WayText     *text,
                            const WayTextLine *line)
{
  g_autofree char *words = g_strstrip (g_strndup (text->text + line->start, line->length));
  gsize            length = strlen (words);

  return length > 0 && strchr ("aiouwzAIOUWZ", words[length - 1]) != NULL && (length == 1 || words[length - 2] == ' ');
}

static guint
count_lone_letters (WayTypesetter *typesetter,
                    const char    *words)
{
  guint count = 0;

  /* No narrower than the longest word with its letters, so that nothing has to be cut. */
  for (double width = way_text_measure (typesetter, "a i o nieporozumieniach", &card); width < 500; width += 3.1)
    {
      g_autoptr (WayText) text = way_text_new (typesetter, words, &card, width, WAY_TEXT_START, FALSE);

      for (guint i = 0; i + 1 < text->n_lines; i++)
        count += line_ends_with_lone_letter (text, &text->lines[i]);
    }
  return count;
}

static void
test_lone_letters (void)
{
  static const char words[] = "W domu i o poranku, a z psem u boku, i  w nieporozumieniach (z kim) a i o „i w sieci” "
                              "Z roku na rok w górach i nad morzem u nas o tej porze w ogóle nie ma a nawet i o zmroku";
  g_autoptr (WayTypesetter) polish = way_typesetter_new ("pl-PL");
  g_autoptr (WayTypesetter) english = way_typesetter_new ("en");

  g_assert_cmpuint (count_lone_letters (polish, words), ==, 0);
  g_assert_cmpuint (count_lone_letters (english, words), >, 0);
}

/* The lines of a text, joined by bars. */
static char *
break_lines (WayTypesetter *typesetter,
             const char    *words,
             double         width)
{
  g_autoptr (WayText) text = way_text_new (typesetter, words, &card, width, WAY_TEXT_START, FALSE);
  GString *lines = g_string_new (NULL);

  for (guint i = 0; i < text->n_lines; i++)
    {
      g_string_append_len (lines, words + text->lines[i].start, text->lines[i].length);
      if (i + 1 < text->n_lines)
        g_string_append_c (lines, '|');
    }
  return g_string_free (lines, FALSE);
}

static void
assert_lines (WayTypesetter *typesetter,
              const char    *words,
              const char    *fitting,
              const char    *expected)
{
  g_autofree char *lines = break_lines (typesetter, words, way_text_measure (typesetter, fitting, &card));

  g_assert_cmpstr (lines, ==, expected);
}

static void
test_glue (void)
{
  g_autoptr (WayTypesetter) typesetter = way_typesetter_new ("pl");

  assert_lines (typesetter, "Koszyki: 71 % nie", "Koszyki: 71", "Koszyki: |71 % nie");
  assert_lines (typesetter, "Cena to 38 zł.", "Cena to 38", "Cena to |38 zł.");
  assert_lines (typesetter, "Ma 38 złych ocen", "Ma 38 ", "Ma 38 |złych |ocen");
  assert_lines (typesetter, "Wysyła e-mail", "Wysyła e-", "Wysyła |e-mail");
  assert_lines (typesetter, "biało-czarny", "biało-czar", "biało-|czarny");
  /* The letter goes alone rather than that its word is cut; a word that is cut anyway keeps it. */
  assert_lines (typesetter, "w domowych", "domowych", "w |domowych");
  assert_lines (typesetter, "w domowych", "w domo", "w domo|wych");
}

static void
test_soft_hyphens (void)
{
  g_autoptr (WayTypesetter) typesetter = way_typesetter_new ("en");
  const char *words = "foot\xc2\xadwear";
  double      width = way_text_measure (typesetter, "foot\xe2\x80\x90", &card);
  g_autoptr (WayText) whole = way_text_new (typesetter, words, &card, -1, WAY_TEXT_START, FALSE);
  g_autoptr (WayText) broken = way_text_new (typesetter, words, &card, width + 1, WAY_TEXT_START, FALSE);
  g_autoptr (WayText) tight = way_text_new (typesetter, words, &card, width - 1, WAY_TEXT_START, FALSE);

  g_assert_cmpuint (whole->n_lines, ==, 1);
  g_assert_cmpfloat_with_epsilon (whole->ink_width, way_text_measure (typesetter, "footwear", &card), 0.5);
  g_assert_cmpuint (broken->n_lines, ==, 2);
  g_assert_cmpfloat_with_epsilon (broken->lines[0].width, width, 0.5);
  /* Where the hyphen does not fit, the line does not end at it. */
  g_assert_cmpuint (tight->lines[0].length, !=, strlen ("foot\xc2\xad"));
}

static void
test_height (void)
{
  g_autoptr (WayTypesetter) typesetter = way_typesetter_new ("en");
  g_autoptr (WayText) empty = way_text_new (typesetter, "", &card, 100, WAY_TEXT_START, FALSE);
  g_autoptr (WayText) two = way_text_new (typesetter, "x\ny", &card, 100, WAY_TEXT_START, FALSE);
  g_autoptr (WayText) chinese = way_text_new (typesetter, texts[14], &card, -1, WAY_TEXT_START, FALSE);

  g_assert_cmpfloat_with_epsilon (empty->height, 12.3 * 1.3, 1e-9);
  g_assert_cmpfloat_with_epsilon (two->height, 2 * 12.3 * 1.3, 1e-9);
  g_assert_cmpfloat_with_epsilon (two->lines[1].baseline - two->lines[0].baseline, 12.3 * 1.3, 1e-9);
  for (guint i = 0; i < chinese->lines[0].n_runs; i++)
    {
      WayTextGlyphs  glyphs;
      PangoRectangle logical;

      /* The font's own height, of which more than the style's line is needed. */
      way_text_glyphs_init (&glyphs, chinese, &chinese->lines[0].runs[i]);
      pango_glyph_string_extents (&glyphs.string, glyphs.item.analysis.font, NULL, &logical);
      way_text_glyphs_clear (&glyphs);
      g_assert_cmpfloat (logical.height, >, card.size * card.line_height * PANGO_SCALE);
      g_assert_cmpfloat ((double) PANGO_ASCENT (logical) / PANGO_SCALE, <=, chinese->lines[0].baseline + 0.001);
      g_assert_cmpfloat ((double) PANGO_DESCENT (logical) / PANGO_SCALE, <=, chinese->height - chinese->lines[0].baseline + 0.001);
    }
}

static void
test_align (void)
{
  static const struct
  {
    WayTextAlign align;
    gboolean     right_to_left;
    double       share; /* of the free room that is on the left */
  } cases[] = {
    { WAY_TEXT_START, FALSE, 0 },
    { WAY_TEXT_CENTER, FALSE, 0.5 },
    { WAY_TEXT_END, FALSE, 1 },
    { WAY_TEXT_START, TRUE, 1 },
    { WAY_TEXT_CENTER, TRUE, 0.5 },
    { WAY_TEXT_END, TRUE, 0 },
  };
  g_autoptr (WayTypesetter) typesetter = way_typesetter_new ("ar");

  /* The direction of the map decides, not that of the words. */
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (guint j = 3; j < G_N_ELEMENTS (texts); j += 12)
      {
        g_autoptr (WayText) text = way_text_new (typesetter, texts[j], &card, 700, cases[i].align, cases[i].right_to_left);

        g_assert_cmpfloat (text->ink_width, <, 700);
        g_assert_cmpfloat_with_epsilon (text->lines[0].x, (700 - text->lines[0].width) * cases[i].share, 0.01);
      }
}

static void
test_right_to_left (void)
{
  g_autoptr (WayTypesetter) typesetter = way_typesetter_new ("ar");
  g_autoptr (WayText) arabic = way_text_new (typesetter, texts[15], &card, -1, WAY_TEXT_START, FALSE);
  g_autoptr (WayText) mixed = way_text_new (typesetter, texts[16], &card, -1, WAY_TEXT_START, FALSE);
  g_autoptr (WayText) number = way_text_new (typesetter, "71 (3)", &card, -1, WAY_TEXT_START, TRUE);
  g_autoptr (WayText) spaced = way_text_new (typesetter, "\xd9\x84\xd8\xa7 ab ", &card, -1, WAY_TEXT_START, TRUE);

  g_assert_true (arabic->lines[0].right_to_left);
  g_assert_true (number->lines[0].right_to_left);
  /* The first letter stands at the right. */
  g_assert_cmpfloat_with_epsilon (way_text_get_caret (arabic, 0).x, arabic->ink_width, 0.01);
  g_assert_cmpfloat_with_epsilon (way_text_get_caret (arabic, (guint) strlen (arabic->text)).x, 0, 0.01);
  g_assert_cmpuint (way_text_get_index_at (arabic, arabic->ink_width + 50, 5), ==, 0);
  /* "Size 39" stands left of the word that begins the line, "Size" left of "39". */
  g_assert_cmpuint (mixed->lines[0].runs[mixed->lines[0].n_runs - 1].offset, ==, 0);
  g_assert_cmpfloat (way_text_get_caret (mixed, 10).x, <, way_text_get_caret (mixed, 15).x);
  /* A space at the end hangs over the left edge, though Latin letters come before it. */
  g_assert_cmpuint (spaced->lines[0].runs[0].offset, ==, strlen (spaced->text) - 1);
  g_assert_cmpfloat (spaced->lines[0].runs[0].x, <, 0);
}

/* From a byte to its caret and back, in text of one direction. */
static void
check_caret (const WayText *text,
             double         asked_width,
             gconstpointer  data)
{
  guint                    length = (guint) strlen (text->text);
  int                      n_attributes = (int) g_utf8_strlen (text->text, -1) + 1;
  g_autofree PangoLogAttr *attributes = g_new0 (PangoLogAttr, n_attributes);
  WayRectangle             before = { -1, -1, 0, 0 };
  guint                    place = 0;

  for (guint i = 0; i < text->n_lines; i++)
    for (guint j = 0; j < text->lines[i].n_runs; j++)
      if (text->lines[i].right_to_left || text->lines[i].runs[j].analysis->level > 0)
        return;
  pango_get_log_attrs (text->text, (int) length, -1, pango_language_from_string ("pl"), attributes, n_attributes);
  for (guint index = 0; index <= length; index = (guint) (g_utf8_next_char (text->text + index) - text->text), place++)
    {
      WayRectangle caret = way_text_get_caret (text, index);
      guint        found;

      g_assert_cmpfloat (caret.x, >=, MIN (0, text->lines[0].x) - text->ink_width);
      g_assert_cmpfloat (caret.y + caret.height, <=, text->height + 1e-6);
      if (!attributes[place].is_cursor_position)
        continue;
      found = way_text_get_index_at (text, caret.x, caret.y + caret.height / 2);
      /* Characters without width share one caret; spaces that hang over the edge have it at the edge. */
      if (found != index && caret.x < text->width - 0.01)
        {
          WayRectangle again = way_text_get_caret (text, found);

          g_assert_cmpfloat_with_epsilon (again.x, caret.x, 0.01);
          g_assert_cmpfloat (again.y, ==, caret.y);
        }
      if (caret.y == before.y)
        g_assert_cmpfloat (caret.x, >=, before.x - 0.01);
      else
        g_assert_cmpfloat (caret.y, >, before.y);
      before = caret;
    }
}

static void
test_caret (void)
{
  g_autoptr (WayTypesetter) typesetter = way_typesetter_new ("pl");
  g_autoptr (WayText) text = way_text_new (typesetter, "Size guide", &card, -1, WAY_TEXT_START, FALSE);

  check_all (typesetter, &card, check_caret);
  for (guint i = 0; i <= strlen (text->text); i++)
    {
      WayRectangle caret = way_text_get_caret (text, i);

      g_assert_cmpuint (way_text_get_index_at (text, caret.x, 3), ==, i);
      g_assert_cmpuint (way_text_get_index_at (text, caret.x + 0.4, 3), ==, i);
      g_assert_cmpuint (way_text_get_index_at (text, caret.x - 0.4, -100), ==, i);
    }
  g_assert_cmpuint (way_text_get_index_at (text, 1000, 1000), ==, strlen (text->text));
  g_assert_cmpfloat (way_text_get_caret (text, G_MAXUINT).x, ==, text->ink_width);
}

/* A click beyond the end of a broken line stays on that line. */
static void
test_caret_at_break (void)
{
  g_autoptr (WayTypesetter) typesetter = way_typesetter_new ("en");
  g_autoptr (WayText) text = way_text_new (typesetter, "Cannot tell which size", &card, 70, WAY_TEXT_START, FALSE);
  guint index;

  g_assert_cmpuint (text->n_lines, ==, 2);
  index = way_text_get_index_at (text, 500, 2);
  g_assert_cmpuint (index, ==, text->lines[1].start - 1);
  g_assert_cmpfloat (way_text_get_caret (text, index).y, ==, 0);
  g_assert_cmpfloat (way_text_get_caret (text, index + 1).y, ==, text->lines[1].top);
}

static void
test_not_utf8 (void)
{
  g_autoptr (WayTypesetter) typesetter = way_typesetter_new (NULL);
  g_autoptr (WayText) broken = way_text_new (typesetter, "caf\xe9 \xf0\x9f\x98", &card, 20, WAY_TEXT_START, FALSE);
  g_autoptr (WayText) none = way_text_new (typesetter, NULL, &card, 20, WAY_TEXT_START, FALSE);

  g_assert_true (g_utf8_validate (broken->text, -1, NULL));
  check_bytes (broken, 20, NULL);
  g_assert_cmpstr (none->text, ==, "");
}

static void
test_random (void)
{
  static const char *const parts[] = { "a", "w ", "dom", " ", "  ", "\n", "-", "\xc2\xad", "\xd7\x90\xd7\x91", "\xd8\xb9\xd8\xb1", "12", " %", "\t", "\xe5\xb0\xba",
                                       "\xf0\x9f\x98\x80", "\xcc\x81", "\xe2\x80\x8f", "\xe2\x80\xae", "\xe2\x80\xac", "\xe2\x80\x8b", "\xc2\xa0", "(", ")", "\xe2\x80\xa8", "\r" };
  g_autoptr (WayTypesetter) typesetter = way_typesetter_new ("pl");

  for (guint i = 0; i < 500; i++)
    {
      g_autoptr (GString) words = g_string_new (NULL);
      double width = g_test_rand_int_range (-1, 200);
      g_autoptr (WayText) text = NULL;

      for (int n = g_test_rand_int_range (0, 40); n > 0; n--)
        g_string_append (words, parts[g_test_rand_int_range (0, G_N_ELEMENTS (parts))]);
      text = way_text_new (typesetter, words->str, &card, width, g_test_rand_int_range (0, 3), g_test_rand_bit ());
      check_bytes (text, width, NULL);
      check_geometry (text, width, NULL);
      for (guint j = 0; j <= words->len; j++)
        {
          WayRectangle caret = way_text_get_caret (text, j);

          g_assert_cmpuint (way_text_get_index_at (text, caret.x, caret.y), <=, words->len);
        }
    }
}

/* A text keeps what it needs, even when the typesetter is given up first. */
static void
test_lifetime (void)
{
  WayTypesetter *typesetter = way_typesetter_new ("en");
  WayText       *text = way_text_new (typesetter, "Size guide", &card, 100, WAY_TEXT_START, FALSE);
  WayText       *second = way_text_ref (text);

  g_assert_nonnull (way_typesetter_get_family (typesetter));
  way_typesetter_unref (typesetter);
  way_text_unref (text);
  g_assert_cmpuint (way_text_get_index_at (second, 1000, 0), ==, strlen ("Size guide"));
  way_text_unref (second);
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/layout/text/bytes", test_bytes);
  g_test_add_func ("/layout/text/geometry", test_geometry);
  g_test_add_func ("/layout/text/glyphs", test_glyphs);
  g_test_add_func ("/layout/text/repeats", test_repeats);
  g_test_add_func ("/layout/text/breaks-like-pango", test_breaks_like_pango);
  g_test_add_func ("/layout/text/lone-letters", test_lone_letters);
  g_test_add_func ("/layout/text/glue", test_glue);
  g_test_add_func ("/layout/text/soft-hyphens", test_soft_hyphens);
  g_test_add_func ("/layout/text/height", test_height);
  g_test_add_func ("/layout/text/align", test_align);
  g_test_add_func ("/layout/text/right-to-left", test_right_to_left);
  g_test_add_func ("/layout/text/caret", test_caret);
  g_test_add_func ("/layout/text/caret-at-break", test_caret_at_break);
  g_test_add_func ("/layout/text/not-utf8", test_not_utf8);
  g_test_add_func ("/layout/text/random", test_random);
  g_test_add_func ("/layout/text/lifetime", test_lifetime);
  return g_test_run ();
}
