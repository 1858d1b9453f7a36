/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Export"

#include "config.h"

#include <cairo-svg.h>
#include <string.h>

#include "waymark/way-paint.h"

#include "way-svg-writer-private.h"

/* Bytes that a shape and a glyph take, about; only for progress. */
#define BYTES_PER_SHAPE 300
#define BYTES_PER_GLYPH 60

/* Longer than any name with a number that is looked for. */
#define LONGEST_NAME 32

/* Bytes that are looked through at once. */
#define PIECE 4096

typedef enum
{
  FILTER_HEAD,        /* before the end of the root's tag */
  FILTER_DEFINITIONS, /* names are looked for */
  FILTER_BODY         /* no names are left */
} FilterState;

/*
 * Filter: cairo names its surfaces and images by a number that counts all that the process ever made. Here they count
 * from 1, so that the same map gives the same bytes. The title of the map is put in too, for which cairo has no call.
 */
typedef struct
{
  WayExportStream *stream;
  const WayScene  *scene;
  FilterState      state;
  GString         *kept;    /* not passed on yet */
  GArray          *numbers; /* guint64: cairo's numbers of images; index + 1 is ours */
} Filter;

static guint
renumber_image (Filter *self,
                guint64 number)
{
  for (guint i = 0; i < self->numbers->len; i++)
    {
      if (g_array_index (self->numbers, guint64, i) == number)
        return i + 1;
    }
  g_array_append_val (self->numbers, number);
  return self->numbers->len;
}

static void
pass (Filter *self,
      gsize   length)
{
  way_export_stream_write (self->stream, self->kept->str, length);
  g_string_erase (self->kept, 0, (gssize) length);
}

static void
put_title (Filter *self)
{
  g_autofree WaySvgWriter *writer = g_new (WaySvgWriter, 1);

  writer->stream = self->stream;
  writer->fill = 0;
  WAY_SVG_PUT (writer, "\n<title>");
  way_svg_put_string (writer, self->scene->title);
  WAY_SVG_PUT (writer, "</title>");
  way_svg_flush (writer);
}

static void
pass_head (Filter *self)
{
  const char *root = strstr (self->kept->str, "<svg");
  const char *close = root != NULL ? strchr (root, '>') : NULL;

  if (close == NULL)
    return;
  pass (self, (gsize) (close + 1 - self->kept->str));
  if (self->scene->title != NULL && *self->scene->title != '\0')
    put_title (self);
  self->state = FILTER_DEFINITIONS;
}

/* Finds the next number behind a name that cairo makes, from @start; FALSE when there is none or it may not be whole. */
static gboolean
find_number (Filter   *self,
             gsize     start,
             gsize    *begin,
             gsize    *end,
             gboolean *is_surface)
{
  /* With the quotation mark, which the data of an image does not have. */
  static const char *const names[] = { "\"surface", "\"image", "\"#image" };
  const char              *text = self->kept->str;
  const char              *first = NULL;
  const char              *name = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const char *found = strstr (text + start, names[i]);

      if (found != NULL && (first == NULL || found < first))
        {
          first = found;
          name = names[i];
        }
    }
  if (first == NULL)
    return FALSE;
  *is_surface = name == names[0];
  *begin = (gsize) (first - text) + strlen (name);
  *end = *begin;
  while (g_ascii_isdigit (text[*end]))
    (*end)++;
  return text[*end] != '\0';
}

static void
pass_definitions (Filter *self)
{
  gsize    done = 0;
  gsize    begin;
  gsize    end;
  gboolean is_surface;

  while (find_number (self, done, &begin, &end, &is_surface))
    {
      if (end > begin)
        {
          guint64          number = g_ascii_strtoull (self->kept->str + begin, NULL, 10);
          g_autofree char *ours = g_strdup_printf ("%u", is_surface ? 1 : renumber_image (self, number));

          g_string_erase (self->kept, (gssize) begin, (gssize) (end - begin));
          g_string_insert (self->kept, (gssize) begin, ours);
        }
      done = begin;
      /* Behind it images are only named, if there are any. */
      if (is_surface && self->numbers->len == 0)
        {
          self->state = FILTER_BODY;
          pass (self, self->kept->len);
          return;
        }
    }
  pass (self, MAX (done, self->kept->len - MIN (self->kept->len, LONGEST_NAME)));
}

static void
take_piece (Filter              *self,
            const unsigned char *bytes,
            gsize                length)
{
  if (self->state == FILTER_BODY)
    {
      way_export_stream_write (self->stream, bytes, length);
      return;
    }
  g_string_append_len (self->kept, (const char *) bytes, (gssize) length);
  if (self->state == FILTER_HEAD)
    pass_head (self);
  if (self->state == FILTER_DEFINITIONS)
    pass_definitions (self);
}

/* A cairo_write_func_t that never fails, as way_export_stream_take(). */
static cairo_status_t
filter (void                *closure,
        const unsigned char *bytes,
        unsigned int         length)
{
  Filter *self = closure;
  gsize   done = 0;

  /* In pieces, since cairo gives the body, all of it at once, together with the last of the names. */
  while (done < length)
    {
      gsize piece = self->state == FILTER_BODY ? length - done : MIN (length - done, PIECE);

      take_piece (self, bytes + done, piece);
      done += piece;
    }
  return CAIRO_STATUS_SUCCESS;
}

gboolean
way_export_svg (WayExportStream        *stream,
                const WayScene         *scene,
                const WayExportOptions *options,
                WayExportResult        *result)
{
  g_autoptr (GString) kept = g_string_new (NULL);
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (guint64));
  Filter           self = { stream, scene, FILTER_HEAD, kept, numbers };
  cairo_surface_t *surface = cairo_svg_surface_create_for_stream (filter, &self, scene->width, scene->height);
  cairo_t         *cr;
  guint            n_shapes;
  guint            n_glyphs;

  cairo_svg_surface_set_document_unit (surface, CAIRO_SVG_UNIT_PX);
  cr = cairo_create (surface);
  way_paint_scene (cr, scene, NULL, options->transparent ? 0 : WAY_PAINT_GROUND);
  cairo_destroy (cr);
  way_scene_count (scene, NULL, &n_shapes, &n_glyphs);
  stream->expected = 1 + (guint64) n_shapes * BYTES_PER_SHAPE + (guint64) n_glyphs * BYTES_PER_GLYPH;
  way_export_stream_tell (stream, 0.1);
  *result = (WayExportResult){ .width = scene->width, .height = scene->height, .scale = 1, .n_pages = 1 };
  if (!way_export_stream_finish_surface (stream, surface))
    return FALSE;
  pass (&self, kept->len);
  return stream->error == NULL;
}
