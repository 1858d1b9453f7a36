/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <cairo.h>
#include <libxml/parser.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "waymark/way-compose.h"
#include "waymark/way-export.h"
#include "waymark/way-history.h"
#include "waymark/way-paint.h"
#include "waymark/way-store.h"

/*
 * Times each stage of the way from a file to a picture, within one process. Prints a line for each: name, milliseconds and the
 * highest memory during the stage in KiB.
 *
 *   time-stages MAP [EDITS]
 *   time-stages --cairo-png MAP OUT
 *
 * The second form paints the map as the export does, and has cairo write the PNG: the picture that ours is compared with.
 */

#define PARSE_RUNS 7

static double
get_milliseconds (void)
{
  return (double) g_get_monotonic_time () / 1000;
}

/* Of this thread: what others on the machine do does not count. */
static double
get_processor_milliseconds (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return (double) time.tv_sec * 1000 + (double) time.tv_nsec / 1e6;
}

/* Makes the kernel measure the peak of the memory anew. */
static void
forget_peak (void)
{
  FILE *file = fopen ("/proc/self/clear_refs", "w");

  if (file == NULL)
    return;
  fputs ("5", file);
  fclose (file);
}

static glong
get_peak (void)
{
  g_autofree char *status = NULL;
  const char      *line = NULL;

  if (g_file_get_contents ("/proc/self/status", &status, NULL, NULL))
    line = strstr (status, "VmHWM:");
  return line != NULL ? strtol (line + strlen ("VmHWM:"), NULL, 10) : 0;
}

static double started;

static void
begin_stage (void)
{
  forget_peak ();
  started = get_milliseconds ();
}

static void
end_stage (const char *name)
{
  double taken = get_milliseconds () - started;

  printf ("%s %.3f %ld\n", name, taken, get_peak ());
  fflush (stdout);
}

/* --- Parsing ------------------------------------------------------------ */

static void
start_element (void           *data,
               const xmlChar  *name,
               const xmlChar  *prefix,
               const xmlChar  *uri,
               int             n_namespaces,
               const xmlChar **namespaces,
               int             n_attributes,
               int             n_defaulted,
               const xmlChar **attributes)
{
}

static void
end_element (void          *data,
             const xmlChar *name,
             const xmlChar *prefix,
             const xmlChar *uri)
{
}

static void
characters (void          *data,
            const xmlChar *text,
            int            length)
{
}

/* What libxml2 costs by itself: events that nobody listens to. */
static void
parse_bare (const char *path)
{
  xmlSAXHandler    handler = { .initialized = XML_SAX2_MAGIC, .startElementNs = start_element, .endElementNs = end_element, .characters = characters };
  g_autofree char *data = NULL;
  gsize            length;

  if (!g_file_get_contents (path, &data, &length, NULL) || xmlSAXUserParseMemory (&handler, NULL, data, (int) length) != 0)
    g_error ("%s cannot be parsed", path);
}

static WayMap *
load (const char *path)
{
  g_autoptr (GError) error = NULL;
  WayMap *map = way_store_load (path, NULL, &error);

  if (map == NULL)
    g_error ("%s", error->message);
  return map;
}

/* In turn, so that both see the same machine. */
static WayMap *
time_parsing (const char *path)
{
  WayMap *map = NULL;

  for (guint i = 0; i < PARSE_RUNS; i++)
    {
      g_clear_object (&map);
      begin_stage ();
      parse_bare (path);
      end_stage ("bare-parse");
      begin_stage ();
      map = load (path);
      end_stage ("parse");
    }
  return map;
}

/* --- Painting and writing ----------------------------------------------- */

static gboolean
count_bytes (const void *bytes,
             gsize       length,
             gpointer    user_data,
             GError    **error)
{
  *(gsize *) user_data += length;
  return TRUE;
}

static void
time_painting (const WayScene *scene)
{
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
  cairo_t         *cr = cairo_create (surface);

  begin_stage ();
  way_paint_scene (cr, scene, NULL, TRUE);
  end_stage ("paint");
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

static void
time_export (const WayScene *scene,
             const char     *name,
             WayExportFormat format)
{
  WayExportOptions options = { .scale = 1 };
  gsize            length = 0;
  g_autoptr (GError) error = NULL;

  begin_stage ();
  if (!way_export_scene_to_stream (scene, format, &options, count_bytes, &length, NULL, NULL, NULL, &error))
    g_error ("%s", error->message);
  end_stage (name);
  printf ("%s-bytes %zu 0\n", name, length);
}

/* --- Edits -------------------------------------------------------------- */

/* The ids of all cards, or of all feelings. */
static GPtrArray *
list_elements (WayMap *map,
               WayKind kind)
{
  GPtrArray  *ids = g_ptr_array_new ();
  WayElement *root = way_map_get_root (map);

  for (WayElement *stage = way_element_get_first_of (root, WAY_KIND_STAGE); stage != NULL; stage = way_element_get_next_of (stage))
    for (WayElement *child = way_element_get_first (stage); child != NULL; child = way_element_get_next (child))
      {
        if (way_element_get_kind (child) == kind)
          g_ptr_array_add (ids, (gpointer) way_element_get_id (child));
        for (WayElement *feeling = way_element_get_first_of (child, kind); feeling != NULL; feeling = way_element_get_next_of (feeling))
          g_ptr_array_add (ids, (gpointer) way_element_get_id (feeling));
      }
  return ids;
}

/* Turns the text of a card round by one word: about as long as before, and never the same. */
static char *
change_text (const char *text)
{
  const char *space = strchr (text, ' ');

  return space != NULL ? g_strdup_printf ("%s %.*s", space + 1, (int) (space - text), text) : g_strconcat (text, " i", NULL);
}

/* Another text for a card, another score for a feeling. */
static void
edit (WayHistory *history,
      const char *id)
{
  WayElement      *element = way_map_lookup (way_history_get_map (history), id);
  gboolean         is_card = way_element_get_kind (element) == WAY_KIND_CARD;
  guint            field = is_card ? WAY_CARD_TEXT : WAY_FEELING_SCORE;
  g_autofree char *value = NULL;

  if (is_card)
    value = change_text (way_element_get_text (element, WAY_CARD_TEXT));
  else
    value = g_strdup (way_element_get_hundredths (element, WAY_FEELING_SCORE) > 0 ? "-0.5" : "0.5");
  way_history_begin (history, "Edit");
  if (!way_history_set (history, id, field, value, NULL))
    g_error ("%s cannot be set", id);
  way_history_commit (history);
}

/* Prints each edit's times: all of it, of the processor, then the edit, the layout and the scene alone. Gives the scene that it ends with. */
static WayScene *
time_edits (WayMap         *map,
            WayLayout      *layout,
            const WayTheme *theme,
            WayScene       *scene,
            WayKind         kind,
            guint           n_edits)
{
  static const WayView everything = { WAY_VIEW_CURRENT };
  g_autoptr (WayHistory) history = way_history_new (map);
  g_autoptr (GPtrArray) ids = list_elements (map, kind);
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  for (guint i = 0; i < n_edits && ids->len > 0; i++)
    {
      const char *id = g_ptr_array_index (ids, g_rand_int_range (random, 0, (gint32) ids->len));
      double      start_processor = get_processor_milliseconds ();
      double      start = get_milliseconds ();
      double      edited, laid_out, composed;
      WayScene   *next;

      edit (history, id);
      edited = get_milliseconds ();
      way_layout_update (layout, &everything);
      laid_out = get_milliseconds ();
      next = way_compose_scene (layout, theme, 0);
      way_scene_unref (scene);
      scene = next;
      composed = get_milliseconds ();
      printf ("%s %.3f %.3f %.3f %.3f %.3f\n", kind == WAY_KIND_CARD ? "change" : "score", composed - start,
              get_processor_milliseconds () - start_processor, edited - start, laid_out - edited, composed - laid_out);
    }
  return scene;
}

static void
time_stages (const char *path,
             guint       n_edits)
{
  static const WayView everything = { WAY_VIEW_CURRENT };
  g_autoptr (WayMap) map = time_parsing (path);
  g_autoptr (WayLayout) layout = NULL;
  WayTheme  theme;
  WayScene *scene;
  guint     n_items, n_shapes, n_glyphs;

  way_theme_init (&theme, WAY_THEME_DEFAULT, WAY_COLOR_NONE);
  begin_stage ();
  layout = way_layout_new (map, NULL, &theme);
  way_layout_update (layout, &everything);
  end_stage ("layout");
  begin_stage ();
  scene = way_compose_scene (layout, &theme, 0);
  end_stage ("scene");
  way_scene_count (scene, &n_items, &n_shapes, &n_glyphs);
  printf ("items %u 0\nshapes %u 0\nglyphs %u 0\nwidth %.0f 0\nheight %.0f 0\n", n_items, n_shapes, n_glyphs, scene->width, scene->height);
  time_painting (scene);
  time_export (scene, "pdf", WAY_EXPORT_PDF);
  time_export (scene, "svg", WAY_EXPORT_SVG);
  time_export (scene, "svg-text", WAY_EXPORT_SVG_TEXT);
  time_export (scene, "png", WAY_EXPORT_PNG);
  scene = time_edits (map, layout, &theme, scene, WAY_KIND_CARD, n_edits);
  scene = time_edits (map, layout, &theme, scene, WAY_KIND_FEELING, n_edits);
  way_scene_unref (scene);
}

static int
write_cairo_png (const char *path,
                 const char *output)
{
  static const WayView everything = { WAY_VIEW_CURRENT };
  g_autoptr (WayMap) map = load (path);
  g_autoptr (WayLayout) layout = NULL;
  g_autoptr (WayScene) scene = NULL;
  WayTheme         theme;
  cairo_surface_t *surface;
  cairo_t         *cr;
  cairo_status_t   status;

  way_theme_init (&theme, WAY_THEME_DEFAULT, WAY_COLOR_NONE);
  layout = way_layout_new (map, NULL, &theme);
  way_layout_update (layout, &everything);
  scene = way_compose_scene (layout, &theme, 0);
  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) (scene->width + 0.999999), (int) (scene->height + 0.999999));
  cr = cairo_create (surface);
  way_paint_scene (cr, scene, NULL, TRUE);
  cairo_destroy (cr);
  status = cairo_surface_write_to_png (surface, output);
  cairo_surface_destroy (surface);
  return status == CAIRO_STATUS_SUCCESS ? 0 : 1;
}

int
main (int    argc,
      char **argv)
{
  if (argc == 4 && strcmp (argv[1], "--cairo-png") == 0)
    return write_cairo_png (argv[2], argv[3]);
  if (argc != 2 && argc != 3)
    {
      g_printerr ("usage: time-stages MAP [EDITS]\n");
      return 2;
    }
  time_stages (argv[1], argc == 3 ? (guint) strtoul (argv[2], NULL, 10) : 200);
  return 0;
}
