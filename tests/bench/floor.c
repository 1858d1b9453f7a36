/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <math.h>
#include <pango/pangocairo.h>
#include <string.h>

#include "drawing.h"

/*
 * The floor: what it costs to draw the shapes and texts of a map with cairo and Pango and nothing else. It knows no map, no layout
 * and no rules; the places come from a file that is mapped into memory. Each text is a PangoLayout, the way Pango's
 * manual shows it.
 *
 *   floor DRAWING png|svg|pdf OUT
 */

/* Control points of a quarter circle of radius 1. */
#define QUARTER 0.5522847498307936

/* The longest side of a PDF page, in points. */
#define LARGEST_PAGE 14400.0

typedef struct
{
  cairo_t              *cr;
  PangoContext         *context;
  PangoFontDescription *font;
  PangoAttrList        *spacing;
  float                 size;
  gint32                weight;
  gint32                italic;
  float                 letter_spacing;
  guint32               color;
  guint                 n_shapes;
  guint                 n_glyphs;
} Floor;

static void
set_color (Floor  *self,
           guint32 color)
{
  if (color == self->color)
    return;
  self->color = color;
  cairo_set_source_rgba (self->cr, (color >> 24) / 255.0, (color >> 16 & 0xff) / 255.0, (color >> 8 & 0xff) / 255.0, (color & 0xff) / 255.0);
}

static void
set_gradient (Floor               *self,
              const DrawingRecord *record)
{
  cairo_pattern_t *pattern = cairo_pattern_create_linear (0, record->gradient.y0, 0, record->gradient.y1);

  for (guint i = 0; i < record->gradient.n_stops; i++)
    {
      guint32 color = record->gradient.stops[i];

      cairo_pattern_add_color_stop_rgba (pattern, (double) i / (record->gradient.n_stops - 1), (color >> 24) / 255.0,
                                         (color >> 16 & 0xff) / 255.0, (color >> 8 & 0xff) / 255.0, (color & 0xff) / 255.0);
    }
  cairo_set_source (self->cr, pattern);
  cairo_pattern_destroy (pattern);
  self->color = 0;
}

static void
add_rectangle (cairo_t             *cr,
               const DrawingRecord *record)
{
  double left = record->x, top = record->y;
  double right = left + record->box.width, bottom = top + record->box.height;
  double radius = MIN (record->box.radius, MIN (record->box.width, record->box.height) / 2);
  double rest = radius * (1 - QUARTER);

  if (radius <= 0)
    {
      cairo_rectangle (cr, left, top, record->box.width, record->box.height);
      return;
    }
  cairo_move_to (cr, left + radius, top);
  cairo_line_to (cr, right - radius, top);
  cairo_curve_to (cr, right - rest, top, right, top + rest, right, top + radius);
  cairo_line_to (cr, right, bottom - radius);
  cairo_curve_to (cr, right, bottom - rest, right - rest, bottom, right - radius, bottom);
  cairo_line_to (cr, left + radius, bottom);
  cairo_curve_to (cr, left + rest, bottom, left, bottom - rest, left, bottom - radius);
  cairo_line_to (cr, left, top + radius);
  cairo_curve_to (cr, left, top + rest, left + rest, top, left + radius, top);
  cairo_close_path (cr);
}

static void
add_circle (cairo_t             *cr,
            const DrawingRecord *record)
{
  double x = record->x, y = record->y, radius = record->box.radius;
  double reach = radius * QUARTER;

  cairo_move_to (cr, x + radius, y);
  cairo_curve_to (cr, x + radius, y + reach, x + reach, y + radius, x, y + radius);
  cairo_curve_to (cr, x - reach, y + radius, x - radius, y + reach, x - radius, y);
  cairo_curve_to (cr, x - radius, y - reach, x - reach, y - radius, x, y - radius);
  cairo_curve_to (cr, x + reach, y - radius, x + radius, y - reach, x + radius, y);
  cairo_close_path (cr);
}

static void
add_path (cairo_t             *cr,
          const DrawingRecord *record)
{
  const guint8 *operations = (const guint8 *) (record + 1);
  const double *p = (const double *) (const void *) (operations + (record->n_operations + 7) / 8 * 8);
  double        x = record->x, y = record->y;

  for (guint i = 0; i < record->n_operations; i++)
    switch (operations[i])
      {
      case 0:
        cairo_move_to (cr, x + p[0], y + p[1]);
        p += 2;
        break;
      case 1:
        cairo_line_to (cr, x + p[0], y + p[1]);
        p += 2;
        break;
      case 2:
        cairo_curve_to (cr, x + p[0], y + p[1], x + p[2], y + p[3], x + p[4], y + p[5]);
        p += 6;
        break;
      default:
        cairo_close_path (cr);
        break;
      }
}

static void
paint_path (Floor               *self,
            const DrawingRecord *record)
{
  gboolean has_gradient = record->type == DRAWING_PATH && record->gradient.n_stops > 0;
  gboolean filled = (record->fill & 0xff) != 0 || (has_gradient && !record->gradient.is_stroke);
  gboolean stroked = (record->stroke & 0xff) != 0 || (has_gradient && record->gradient.is_stroke);

  if (filled)
    {
      if (has_gradient && !record->gradient.is_stroke)
        set_gradient (self, record);
      else
        set_color (self, record->fill);
      if (stroked)
        cairo_fill_preserve (self->cr);
      else
        cairo_fill (self->cr);
    }
  if (stroked)
    {
      double lengths[2] = { (record->dash >> 16) / 10.0, (record->dash & 0xffff) / 10.0 };

      if (has_gradient && record->gradient.is_stroke)
        set_gradient (self, record);
      else
        set_color (self, record->stroke);
      cairo_set_line_width (self->cr, record->line_width);
      cairo_set_dash (self->cr, lengths, record->dash != 0 ? 2 : 0, 0);
      cairo_set_line_cap (self->cr, record->round ? CAIRO_LINE_CAP_ROUND : CAIRO_LINE_CAP_BUTT);
      cairo_set_line_join (self->cr, record->round ? CAIRO_LINE_JOIN_ROUND : CAIRO_LINE_JOIN_MITER);
      cairo_stroke (self->cr);
    }
  if (!filled && !stroked)
    cairo_new_path (self->cr);
}

static void
set_font (Floor               *self,
          const DrawingRecord *record)
{
  if (self->font != NULL && self->size == record->text.size && self->weight == record->text.weight &&
      self->italic == record->text.italic && self->letter_spacing == record->text.letter_spacing)
    return;
  g_clear_pointer (&self->font, pango_font_description_free);
  g_clear_pointer (&self->spacing, pango_attr_list_unref);
  self->size = record->text.size;
  self->weight = record->text.weight;
  self->italic = record->text.italic;
  self->letter_spacing = record->text.letter_spacing;
  self->font = pango_font_description_from_string ("Inter");
  pango_font_description_set_absolute_size (self->font, self->size * PANGO_SCALE);
  pango_font_description_set_weight (self->font, (PangoWeight) self->weight);
  pango_font_description_set_style (self->font, self->italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);
  if (self->letter_spacing != 0)
    {
      self->spacing = pango_attr_list_new ();
      pango_attr_list_insert (self->spacing, pango_attr_letter_spacing_new ((int) lroundf (self->letter_spacing * PANGO_SCALE)));
    }
}

static guint
count_glyphs (PangoLayout *layout)
{
  guint n = 0;

  for (const GSList *line = pango_layout_get_lines_readonly (layout); line != NULL; line = line->next)
    for (const GSList *run = ((const PangoLayoutLine *) line->data)->runs; run != NULL; run = run->next)
      n += (guint) ((const PangoGlyphItem *) run->data)->glyphs->num_glyphs;
  return n;
}

static void
show_text (Floor               *self,
           const DrawingRecord *record)
{
  static const PangoAlignment alignments[] = { PANGO_ALIGN_LEFT, PANGO_ALIGN_CENTER, PANGO_ALIGN_RIGHT };
  PangoLayout                *layout = pango_layout_new (self->context);

  set_font (self, record);
  pango_layout_set_font_description (layout, self->font);
  if (self->spacing != NULL)
    pango_layout_set_attributes (layout, self->spacing);
  if (record->text.width >= 0)
    {
      pango_layout_set_width (layout, (int) lroundf (record->text.width * PANGO_SCALE));
      pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
      pango_layout_set_alignment (layout, alignments[record->text.align]);
    }
  pango_layout_set_text (layout, (const char *) (record + 1), (int) record->n_operations);
  set_color (self, record->fill);
  cairo_move_to (self->cr, record->x, record->y);
  pango_cairo_show_layout (self->cr, layout);
  cairo_new_path (self->cr);
  self->n_glyphs += count_glyphs (layout);
  g_object_unref (layout);
}

static void
draw (Floor             *self,
      const DrawingHead *head)
{
  const char *next = (const char *) (head + 1);

  for (guint i = 0; i < head->n_records; i++)
    {
      const DrawingRecord *record = (const DrawingRecord *) (const void *) next;

      switch (record->type)
        {
        case DRAWING_RECTANGLE:
          add_rectangle (self->cr, record);
          paint_path (self, record);
          break;
        case DRAWING_CIRCLE:
          add_circle (self->cr, record);
          paint_path (self, record);
          break;
        case DRAWING_PATH:
          add_path (self->cr, record);
          paint_path (self, record);
          break;
        default:
          show_text (self, record);
          break;
        }
      self->n_shapes++;
      next += record->size;
    }
}

static void
make_context (Floor *self)
{
  cairo_font_options_t *options = cairo_font_options_create ();

  self->context = pango_cairo_create_context (self->cr);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (self->context, options);
  cairo_font_options_destroy (options);
  pango_context_set_round_glyph_positions (self->context, FALSE);
}

int
main (int    argc,
      char **argv)
{
  Floor self = { 0 };
  g_autoptr (GMappedFile) file = argc == 4 ? g_mapped_file_new (argv[1], FALSE, NULL) : NULL;
  const DrawingHead *head = file != NULL ? (const DrawingHead *) (const void *) g_mapped_file_get_contents (file) : NULL;
  cairo_surface_t   *surface;
  cairo_status_t     status;
  double             scale;

  if (head == NULL || head->magic != DRAWING_MAGIC)
    {
      g_printerr ("usage: floor DRAWING png|svg|pdf OUT\n");
      return 2;
    }
  scale = MIN (0.75, LARGEST_PAGE / MAX (head->width, head->height));
  if (strcmp (argv[2], "pdf") == 0)
    surface = cairo_pdf_surface_create (argv[3], head->width * scale, head->height * scale);
  else if (strcmp (argv[2], "svg") == 0)
    surface = cairo_svg_surface_create (argv[3], head->width, head->height);
  else
    surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) ceil (head->width), (int) ceil (head->height));
  self.cr = cairo_create (surface);
  if (strcmp (argv[2], "pdf") == 0)
    cairo_scale (self.cr, scale, scale);
  make_context (&self);
  set_color (&self, head->sheet);
  cairo_paint (self.cr);
  draw (&self, head);
  cairo_destroy (self.cr);
  status = strcmp (argv[2], "png") == 0 ? cairo_surface_write_to_png (surface, argv[3]) : CAIRO_STATUS_SUCCESS;
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  g_print ("%u shapes, %u glyphs\n", self.n_shapes, self.n_glyphs);
  if (status == CAIRO_STATUS_SUCCESS)
    return 0;
  g_printerr ("floor: %s\n", cairo_status_to_string (status));
  return 1;
}
