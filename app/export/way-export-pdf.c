/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Export"

#include "config.h"

#include <cairo-pdf.h>
#include <math.h>

#include "waymark/way-paint.h"

#include "way-export-private.h"

/* A map unit is 1/96 inch, a point 1/72. */
#define POINTS_PER_UNIT 0.75

#define POINTS_PER_MILLIMETRE (72 / 25.4)

/* Pages beyond this size are refused by readers (PDF 1.7, annex C). */
#define LARGEST_PAGE 14400.0

/* Bytes that a shape and a glyph take, about; only for progress. */
#define BYTES_PER_SHAPE 12
#define BYTES_PER_GLYPH 2

/* Page: its size in points, and where the map stands on it. */
typedef struct
{
  double width;
  double height;
  double x;
  double y;
  double scale; /* points a map unit */
} Page;

static Page
fit_largest_page (const WayScene *scene)
{
  double longest = MAX (scene->width, scene->height);
  double scale = MIN (POINTS_PER_UNIT, LARGEST_PAGE / longest);

  return (Page){ scene->width * scale, scene->height * scale, 0, 0, scale };
}

static Page
fit_paper (const WayScene         *scene,
           const WayExportOptions *options,
           double                  width,
           double                  height)
{
  double margin = options->margin < 0 ? 10 * POINTS_PER_MILLIMETRE : options->margin;
  double scale;

  /* Whatever margin was asked for, a tenth of the sheet stays for the map. */
  margin = MIN (margin, 0.45 * MIN (width, height));
  scale = MIN ((width - 2 * margin) / scene->width, (height - 2 * margin) / scene->height);
  return (Page){ width, height, (width - scene->width * scale) / 2, (height - scene->height * scale) / 2, scale };
}

static Page
choose_page (const WayScene         *scene,
             const WayExportOptions *options)
{
  /* Portrait; millimetres as in ISO 216, Letter as in ANSI Y14.1. */
  static const double sizes[WAY_N_PAPERS][2] = {
    [WAY_PAPER_A4] = { 210, 297 },
    [WAY_PAPER_A3] = { 297, 420 },
    [WAY_PAPER_A2] = { 420, 594 },
    [WAY_PAPER_A1] = { 594, 841 },
    [WAY_PAPER_A0] = { 841, 1189 },
    [WAY_PAPER_LETTER] = { 215.9, 279.4 },
  };
  double shorter;
  double longer;
  Page   portrait;
  Page   landscape;

  if (options->paper <= WAY_PAPER_MAP || options->paper >= WAY_N_PAPERS)
    return fit_largest_page (scene);
  shorter = sizes[options->paper][0] * POINTS_PER_MILLIMETRE;
  longer = sizes[options->paper][1] * POINTS_PER_MILLIMETRE;
  portrait = fit_paper (scene, options, shorter, longer);
  landscape = fit_paper (scene, options, longer, shorter);
  if (options->orientation == WAY_ORIENTATION_PORTRAIT)
    return portrait;
  if (options->orientation == WAY_ORIENTATION_LANDSCAPE)
    return landscape;
  return portrait.scale > landscape.scale ? portrait : landscape;
}

static void
set_metadata (cairo_surface_t *surface,
              const WayScene  *scene)
{
  const char *epoch = g_getenv ("SOURCE_DATE_EPOCH");
  gint64      seconds;

  if (scene->title != NULL)
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, scene->title);
  if (scene->author != NULL)
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_AUTHOR, scene->author);
  if (scene->subject != NULL)
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_SUBJECT, scene->subject);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Waymark");

  /* The hour would make each export of the same map another file. */
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, NULL);
  if (epoch != NULL && g_ascii_string_to_signed (epoch, 10, 0, G_MAXINT64, &seconds, NULL))
    {
      g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (seconds);
      g_autofree char *text = date != NULL ? g_date_time_format (date, "%Y-%m-%dT%H:%M:%SZ") : NULL;

      cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, text);
    }
}

typedef struct
{
  cairo_surface_t *surface;
  const Page      *page;
} Outline;

static const char *
get_first_text (const WayItem *item)
{
  for (guint i = 0; i < item->n_shapes; i++)
    {
      if (item->shapes[i].type == WAY_SHAPE_TEXT)
        return item->shapes[i].text->text;
    }
  return item->label;
}

static gboolean
add_stage_to_outline (const WayScene      *scene,
                      const WaySceneLayer *layer,
                      const WayItem       *item,
                      WayPoint             origin,
                      gpointer             user_data)
{
  const Outline   *outline = user_data;
  const Page      *page = outline->page;
  const char      *text = item->role == WAY_ROLE_STAGE ? get_first_text (item) : NULL;
  g_autofree char *title = NULL;
  g_autofree char *link = NULL;

  if (text == NULL)
    return TRUE;
  title = g_strdelimit (g_strdup (text), "\n\r\t", ' ');
  /* Whole points: cairo reads a fraction with the sign of the locale. */
  link = g_strdup_printf ("page=1 pos=[%ld %ld]", lround (page->x + (origin.x + item->extents.x) * page->scale),
                          lround (page->y + (origin.y + item->extents.y) * page->scale));
  cairo_pdf_surface_add_outline (outline->surface, CAIRO_PDF_OUTLINE_ROOT, title, link, CAIRO_PDF_OUTLINE_FLAG_OPEN);
  return TRUE;
}

gboolean
way_export_pdf (WayExportStream        *stream,
                const WayScene         *scene,
                const WayExportOptions *options,
                WayExportResult        *result)
{
  Page             page = choose_page (scene, options);
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (way_export_stream_take, stream, page.width, page.height);
  Outline          outline = { surface, &page };
  cairo_t         *cr = cairo_create (surface);
  guint            n_shapes;
  guint            n_glyphs;

  set_metadata (surface, scene);
  way_scene_foreach (scene, NULL, add_stage_to_outline, &outline);
  cairo_translate (cr, page.x, page.y);
  cairo_scale (cr, page.scale, page.scale);
  way_paint_scene (cr, scene, NULL, WAY_PAINT_GROUND);
  way_scene_count (scene, NULL, &n_shapes, &n_glyphs);
  stream->expected = 1 + (guint64) n_shapes * BYTES_PER_SHAPE + (guint64) n_glyphs * BYTES_PER_GLYPH;
  if (way_export_stream_tell (stream, 0.1))
    cairo_show_page (cr);
  cairo_destroy (cr);
  *result = (WayExportResult){ .width = page.width, .height = page.height, .scale = page.scale / POINTS_PER_UNIT, .n_pages = 1 };
  return way_export_stream_finish_surface (stream, surface);
}
