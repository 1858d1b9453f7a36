/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Paint"

#include "way-letters-private.h"

#include <hb-ot.h>
#include <math.h>
#include <pango/pangocairo.h>
#include <string.h>

/* Places within a pixel, along the line. */
#define PHASES 4

/* Letters beyond this many pixels look even without help. */
#define LARGEST_SIZE 72

/* Bytes of masks that are kept. */
#define MOST_BYTES (8 * 1024 * 1024)

/* Mask: one glyph at one place within a pixel, how much of each pixel it covers. */
typedef struct
{
  int      left; /* of its first pixel, from the pixel that the origin lies in */
  int      top;
  int      width;
  int      height;
  int      stride;
  gboolean unfit; /* it has no outline */
  guint8   pixels[];
} Mask;

/* Sheet: the glyphs of one font at one scale. */
typedef struct
{
  PangoFont           *font;
  double               scale;
  cairo_scaled_font_t *scaled; /* NULL: not for us */
  GHashTable          *masks;  /* glyph * PHASES + phase -> Mask */
} Sheet;

/* Stamp: a glyph of the run that is being painted. */
typedef struct
{
  const Mask *mask;
  int         x;
} Stamp;

static GMutex     lock;
static GPtrArray *sheets; /* Sheet, the one used last first */
static gsize      n_bytes;
static GArray    *stamps;

static void
free_sheet (gpointer data)
{
  Sheet *sheet = data;

  g_object_unref (sheet->font);
  g_clear_pointer (&sheet->scaled, cairo_scaled_font_destroy);
  g_hash_table_unref (sheet->masks);
  g_free (sheet);
}

/* The font as cairo has it at this scale; NULL when it is too large, or has colours, which a mask would lose. */
static cairo_scaled_font_t *
scale_font (PangoFont *font,
            double     scale)
{
  cairo_scaled_font_t  *plain = pango_cairo_font_get_scaled_font (PANGO_CAIRO_FONT (font));
  cairo_font_options_t *options;
  cairo_scaled_font_t  *scaled;
  cairo_matrix_t        font_matrix;
  cairo_matrix_t        ctm;

  if (plain == NULL || way_letters_are_colored (font))
    return NULL;
  cairo_scaled_font_get_font_matrix (plain, &font_matrix);
  if (fabs (font_matrix.yy) * scale > LARGEST_SIZE)
    return NULL;
  options = cairo_font_options_create ();
  cairo_scaled_font_get_font_options (plain, options);
  cairo_matrix_init_scale (&ctm, scale, scale);
  scaled = cairo_scaled_font_create (cairo_scaled_font_get_font_face (plain), &font_matrix, &ctm, options);
  cairo_font_options_destroy (options);
  if (cairo_scaled_font_status (scaled) != CAIRO_STATUS_SUCCESS)
    g_clear_pointer (&scaled, cairo_scaled_font_destroy);
  return scaled;
}

static Sheet *
get_sheet (PangoFont *font,
           double     scale)
{
  Sheet *sheet;

  if (n_bytes > MOST_BYTES)
    {
      g_ptr_array_set_size (sheets, 0);
      n_bytes = 0;
    }
  for (guint i = 0; i < sheets->len; i++)
    {
      sheet = g_ptr_array_index (sheets, i);
      if (sheet->font == font && fabs (sheet->scale - scale) < 1e-9)
        {
          sheets->pdata[i] = sheets->pdata[0];
          sheets->pdata[0] = sheet;
          return sheet;
        }
    }
  sheet = g_new0 (Sheet, 1);
  sheet->font = g_object_ref (font);
  sheet->scale = scale;
  sheet->scaled = scale_font (font, scale);
  sheet->masks = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_ptr_array_insert (sheets, 0, sheet);
  n_bytes += sizeof (Sheet);
  return sheet;
}

/* Adds the outline of a glyph, its origin at the phase, to a context in pixels. */
static void
add_outline (cairo_t      *cr,
             const Sheet  *sheet,
             unsigned long index,
             guint         phase)
{
  const cairo_glyph_t glyph = { index, 0, 0 };

  cairo_translate (cr, (double) phase / PHASES, 0);
  cairo_scale (cr, sheet->scale, sheet->scale);
  cairo_set_scaled_font (cr, sheet->scaled);
  cairo_glyph_path (cr, &glyph, 1);
  cairo_identity_matrix (cr);
}

static Mask *
make_mask (const Sheet  *sheet,
           unsigned long index,
           guint         phase)
{
  cairo_surface_t     *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, 1, 1);
  cairo_t             *cr = cairo_create (surface);
  const cairo_glyph_t  glyph = { index, 0, 0 };
  cairo_text_extents_t extents;
  Mask                 size = { 0 };
  Mask                *mask;
  double               left;
  double               top;
  double               right;
  double               bottom;

  add_outline (cr, sheet, index, phase);
  cairo_path_extents (cr, &left, &top, &right, &bottom);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  if (right > left && bottom > top)
    {
      size.left = (int) floor (left);
      size.top = (int) floor (top);
      size.width = (int) ceil (right) - size.left;
      size.height = (int) ceil (bottom) - size.top;
      size.stride = cairo_format_stride_for_width (CAIRO_FORMAT_A8, size.width);
    }
  else
    {
      cairo_scaled_font_glyph_extents (sheet->scaled, &glyph, 1, &extents);
      size.unfit = extents.width > 0;
    }
  mask = g_malloc0 (sizeof (Mask) + (gsize) size.stride * (gsize) size.height);
  *mask = size;
  if (size.width > 0)
    {
      surface = cairo_image_surface_create_for_data (mask->pixels, CAIRO_FORMAT_A8, size.width, size.height, size.stride);
      cairo_surface_set_device_offset (surface, -size.left, -size.top);
      cr = cairo_create (surface);
      cairo_set_antialias (cr, CAIRO_ANTIALIAS_BEST);
      add_outline (cr, sheet, index, phase);
      cairo_fill (cr);
      cairo_destroy (cr);
      cairo_surface_finish (surface);
      cairo_surface_destroy (surface);
    }
  n_bytes += sizeof (Mask) + (gsize) size.stride * (gsize) size.height;
  return mask;
}

static const Mask *
get_mask (Sheet     *sheet,
          PangoGlyph index,
          guint      phase)
{
  gpointer key = GUINT_TO_POINTER (index * PHASES + phase);
  Mask    *mask = g_hash_table_lookup (sheet->masks, key);

  if (mask == NULL)
    {
      mask = make_mask (sheet, index, phase);
      g_hash_table_insert (sheet->masks, key, mask);
    }
  return mask;
}

/* Gathers the stamps of a run whose origin lies at @x pixels; FALSE when one of them cannot be had. */
static gboolean
gather_stamps (Sheet               *sheet,
               const WayTextGlyphs *run,
               double               x)
{
  const PangoGlyphString *glyphs = &run->string;
  double                  pixels = sheet->scale / PANGO_SCALE;
  int                     advance = 0;

  g_array_set_size (stamps, 0);
  for (int i = 0; i < glyphs->num_glyphs; i++)
    {
      const PangoGlyphInfo *glyph = &glyphs->glyphs[i];
      double                quarters = floor ((x + (advance + glyph->geometry.x_offset) * pixels) * PHASES + 0.5);
      double                whole = floor (quarters / PHASES);
      Stamp                 stamp;

      advance += glyph->geometry.width;
      if (glyph->glyph == PANGO_GLYPH_EMPTY)
        continue;
      if ((glyph->glyph & PANGO_GLYPH_UNKNOWN_FLAG) != 0 || glyph->geometry.y_offset != 0)
        return FALSE;
      stamp.mask = get_mask (sheet, glyph->glyph, (guint) (quarters - whole * PHASES));
      stamp.x = (int) whole + stamp.mask->left;
      if (stamp.mask->unfit)
        return FALSE;
      if (stamp.mask->width > 0)
        g_array_append_val (stamps, stamp);
    }
  return TRUE;
}

static void
put_stamp (const Stamp *stamp,
           guint8      *pixels,
           int          stride,
           int          left,
           int          top)
{
  for (int y = 0; y < stamp->mask->height; y++)
    {
      const guint8 *from = stamp->mask->pixels + y * stamp->mask->stride;
      guint8       *to = pixels + (stamp->mask->top - top + y) * stride + (stamp->x - left);

      for (int x = 0; x < stamp->mask->width; x++)
        to[x] = (guint8) MIN (255, to[x] + from[x]);
    }
}

/* Paints all stamps with one mask, as cairo does it for letters at whole pixels. */
static void
paint_stamps (cairo_t *cr,
              int      y)
{
  const Stamp       *all = (const Stamp *) stamps->data;
  int                left = G_MAXINT;
  int                top = G_MAXINT;
  int                right = G_MININT;
  int                bottom = G_MININT;
  int                stride;
  g_autofree guint8 *pixels = NULL;
  cairo_surface_t   *surface;

  for (guint i = 0; i < stamps->len; i++)
    {
      left = MIN (left, all[i].x);
      right = MAX (right, all[i].x + all[i].mask->width);
      top = MIN (top, all[i].mask->top);
      bottom = MAX (bottom, all[i].mask->top + all[i].mask->height);
    }
  if (stamps->len == 0)
    return;
  stride = cairo_format_stride_for_width (CAIRO_FORMAT_A8, right - left);
  pixels = g_malloc0 ((gsize) stride * (gsize) (bottom - top));
  for (guint i = 0; i < stamps->len; i++)
    put_stamp (&all[i], pixels, stride, left, top);
  surface = cairo_image_surface_create_for_data (pixels, CAIRO_FORMAT_A8, right - left, bottom - top, stride);
  cairo_mask_surface (cr, surface, left, y + top);
  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);
}

gboolean
way_letters_fit (cairo_t *cr)
{
  cairo_surface_t *target = cairo_get_group_target (cr);
  cairo_matrix_t   matrix;
  double           x_scale;
  double           y_scale;
  double           x_offset;
  double           y_offset;

  cairo_get_matrix (cr, &matrix);
  cairo_surface_get_device_scale (target, &x_scale, &y_scale);
  cairo_surface_get_device_offset (target, &x_offset, &y_offset);
  return cairo_surface_get_type (target) == CAIRO_SURFACE_TYPE_IMAGE && matrix.xx > 0 &&
         fabs (matrix.xx - matrix.yy) < 1e-9 && fabs (matrix.xy) < 1e-9 && fabs (matrix.yx) < 1e-9 &&
         fabs (x_scale - 1) < 1e-9 && fabs (y_scale - 1) < 1e-9 &&
         fabs (x_offset - round (x_offset)) < 1e-9 && fabs (y_offset - round (y_offset)) < 1e-9;
}

gboolean
way_letters_show (cairo_t             *cr,
                  const WayTextGlyphs *run,
                  double               x,
                  double               y)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&lock);
  cairo_matrix_t matrix;
  Sheet         *sheet;

  if (sheets == NULL)
    {
      sheets = g_ptr_array_new_with_free_func (free_sheet);
      stamps = g_array_new (FALSE, FALSE, sizeof (Stamp));
    }
  cairo_get_matrix (cr, &matrix);
  sheet = get_sheet (run->item.analysis.font, matrix.xx);
  if (sheet->scaled == NULL || !gather_stamps (sheet, run, x * matrix.xx + matrix.x0))
    return FALSE;
  cairo_identity_matrix (cr);
  paint_stamps (cr, (int) round (y * matrix.yy + matrix.y0));
  cairo_set_matrix (cr, &matrix);
  return TRUE;
}

gboolean
way_letters_are_colored (PangoFont *font)
{
  hb_face_t *face = hb_font_get_face (pango_font_get_hb_font (font));

  return hb_ot_color_has_png (face) || hb_ot_color_has_layers (face) || hb_ot_color_has_svg (face);
}

cairo_surface_t *
way_letters_draw_colored (PangoFont *font,
                          PangoGlyph glyph,
                          double     scale,
                          WayPoint  *corner)
{
  cairo_scaled_font_t *plain = pango_cairo_font_get_scaled_font (PANGO_CAIRO_FONT (font));
  const cairo_glyph_t  place = { glyph, 0, 0 };
  cairo_text_extents_t extents;
  cairo_surface_t     *surface;
  cairo_t             *cr;

  cairo_scaled_font_glyph_extents (plain, &place, 1, &extents);
  if (!(extents.width > 0) || !(extents.height > 0))
    return NULL;
  *corner = (WayPoint){ extents.x_bearing, extents.y_bearing };
  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) ceil (extents.width * scale), (int) ceil (extents.height * scale));
  cr = cairo_create (surface);
  cairo_scale (cr, scale, scale);
  cairo_translate (cr, -corner->x, -corner->y);
  cairo_set_scaled_font (cr, plain);
  cairo_show_glyphs (cr, &place, 1);
  cairo_destroy (cr);
  return surface;
}
