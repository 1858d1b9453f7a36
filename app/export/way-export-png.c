/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Export"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "waymark/way-paint.h"
#include "waymark/way-png-writer.h"

#include "way-export-private.h"

/* The longest side of an image surface of cairo. */
#define LONGEST_SIDE 32767

/* Pixels a map unit when nobody asks for a size; less where the picture would be too large. */
#define USUAL_SCALE 2.0

#define UNITS_PER_INCH 96.0

/* Bytes of a band, about: few bands draw little twice, small ones keep memory low. */
#define BAND_BYTES (3 * 1024 * 1024)
#define LEAST_BAND_ROWS 32

/* Beyond this many glyphs a map is for looking things up, not for a slide: speed and a small file count for more. */
#define MOST_FINE_GLYPHS 30000

typedef struct
{
  double width; /* pixels */
  double height;
  double scale;
} Size;

static Size
get_size_at (const WayScene *scene,
             double          scale)
{
  /* What is beyond a whole pixel by an error of rounding needs no pixel more. */
  return (Size){ MAX (1, ceil (scene->width * scale - 1e-6)), MAX (1, ceil (scene->height * scale - 1e-6)), scale };
}

static gboolean
fits (Size size)
{
  return size.width <= LONGEST_SIDE && size.height <= LONGEST_SIDE;
}

static Size
get_wanted_size (const WayScene         *scene,
                 const WayExportOptions *options)
{
  double largest = LONGEST_SIDE / MAX (scene->width, scene->height);

  if (options->pixel_width > 0)
    return get_size_at (scene, options->pixel_width / scene->width);
  if (options->dpi > 0)
    return get_size_at (scene, options->dpi / UNITS_PER_INCH);
  if (options->scale > 0)
    return get_size_at (scene, options->scale);
  return get_size_at (scene, MIN (USUAL_SCALE, largest));
}

static gboolean
refuse_size (WayExportStream *stream,
             const WayScene  *scene,
             Size             wanted)
{
  /* Down to a whole pixel, so that asking for this width gives this size. */
  double           width = MAX (1, floor (LONGEST_SIDE * MIN (1, scene->width / scene->height)));
  Size             largest = get_size_at (scene, width / scene->width);
  char             wanted_width[G_ASCII_DTOSTR_BUF_SIZE];
  char             wanted_height[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *message = NULL;

  g_ascii_formatd (wanted_width, sizeof wanted_width, "%.0f", wanted.width);
  g_ascii_formatd (wanted_height, sizeof wanted_height, "%.0f", wanted.height);
  /* Translators: sizes are in pixels; the last number is the width once more. */
  message = g_strdup_printf (_ ("The picture would be %s × %s pixels, and no side may be longer than %d. The largest that "
                                "works is %d × %d: ask for a width of %d pixels. PDF and SVG have no such limit."),
                             wanted_width, wanted_height, LONGEST_SIDE, (int) largest.width,
                             (int) MIN (largest.height, LONGEST_SIDE), (int) largest.width);
  return way_export_stream_fail (stream, WAY_EXPORT_ERROR_TOO_LARGE, message);
}

static gboolean
write_to_stream (const void *bytes,
                 gsize       length,
                 gpointer    user_data,
                 GError    **error)
{
  WayExportStream *stream = user_data;

  if (way_export_stream_write (stream, bytes, length))
    return TRUE;
  g_propagate_error (error, g_error_copy (stream->error));
  return FALSE;
}

static void
paint_band (cairo_surface_t *band,
            const WayScene  *scene,
            Size             size,
            gboolean         transparent,
            WayPaintFlags    flags,
            guint            first_row)
{
  cairo_t           *cr = cairo_create (band);
  const WayColor     sheet = transparent ? WAY_COLOR_NONE : scene->sheet;
  const WayRectangle clip = { 0, first_row / size.scale, scene->width, cairo_image_surface_get_height (band) / size.scale };

  cairo_set_operator (cr, CAIRO_OPERATOR_SOURCE);
  cairo_set_source_rgba (cr, WAY_COLOR_RED (sheet) / 255.0, WAY_COLOR_GREEN (sheet) / 255.0,
                         WAY_COLOR_BLUE (sheet) / 255.0, WAY_COLOR_ALPHA (sheet) / 255.0);
  cairo_paint (cr);
  cairo_set_operator (cr, CAIRO_OPERATOR_OVER);
  cairo_translate (cr, 0, -(double) first_row);
  cairo_scale (cr, size.scale, size.scale);
  way_paint_scene (cr, scene, &clip, flags);
  cairo_destroy (cr);
  cairo_surface_flush (band);
}

/* Draws band after band and gives each to @writer. */
static gboolean
put_bands (WayExportStream *stream,
           WayPngWriter    *writer,
           const WayScene  *scene,
           Size             size,
           gboolean         transparent)
{
  guint            height = (guint) size.height;
  guint            n_rows = MIN (height, MAX (LEAST_BAND_ROWS, BAND_BYTES / (4 * (guint) size.width)));
  cairo_surface_t *band = cairo_image_surface_create (transparent ? CAIRO_FORMAT_ARGB32 : CAIRO_FORMAT_RGB24, (int) size.width, (int) n_rows);
  gboolean         going = TRUE;
  guint            n_glyphs;
  WayPaintFlags    flags;

  way_scene_count (scene, NULL, NULL, &n_glyphs);
  flags = n_glyphs <= MOST_FINE_GLYPHS ? WAY_PAINT_FINE_LETTERS : 0;
  for (guint row = 0; row < height && going; row += n_rows)
    {
      paint_band (band, scene, size, transparent, flags, row);
      going = cairo_surface_status (band) == CAIRO_STATUS_SUCCESS &&
              way_png_writer_add_band (writer, band, NULL) &&
              way_export_stream_tell (stream, (double) MIN (row + n_rows, height) / height);
    }
  return way_export_stream_finish_surface (stream, band) && going;
}

gboolean
way_export_png (WayExportStream        *stream,
                const WayScene         *scene,
                const WayExportOptions *options,
                WayExportResult        *result)
{
  Size          size = get_wanted_size (scene, options);
  WayPngPicture picture = { 0 };
  g_autoptr (WayPngWriter) writer = NULL;

  if (!fits (size))
    return refuse_size (stream, scene, size);
  picture.width = (guint) size.width;
  picture.height = (guint) size.height;
  picture.transparent = options->transparent;
  picture.dots_per_inch = size.scale * UNITS_PER_INCH;
  picture.title = scene->title;
  writer = way_png_writer_new (&picture, write_to_stream, stream, NULL);
  *result = (WayExportResult){ .width = size.width, .height = size.height, .scale = size.scale, .n_pages = 1 };
  if (options->pixel_width <= 0 && options->dpi <= 0 && options->scale <= 0 && size.scale < USUAL_SCALE)
    result->usual_scale = USUAL_SCALE;
  return writer != NULL && put_bands (stream, writer, scene, size, options->transparent) && way_png_writer_finish (writer, NULL);
}
