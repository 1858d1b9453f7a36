/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>

#include <cairo.h>
#include <locale.h>

#include "waymark/way-history.h"
#include "waymark/way-pages.h"
#include "waymark/way-paint.h"
#include "waymark/way-store.h"

/*
 * Every text of every example, in every theme, can be read on what lies behind it. The judge knows nothing of themes:
 * it paints the sheet without its texts and looks at the pixels where a text would stand.
 */

#define SCALE 0.5
#define WANTED 4.5
#define SHARE 0.75 /* of the pixels behind a text; the rest may be lines that pass */

static const char *const examples[] = {
  "en/e-commerce",
  "en/financial-services",
  "en/b2b",
  "pl/eight-stages",
  "pl/tourism",
  "pl/three-phases",
};

typedef struct
{
  cairo_surface_t *ground;
  GPtrArray       *hidden; /* WayShape of the texts */
  GArray          *colors; /* what they were painted in */
  guint            n_texts;
  const char      *name;
} Judge;

static gboolean
hide_texts (const WayScene      *scene,
            const WaySceneLayer *layer,
            const WayItem       *item,
            WayPoint             origin,
            gpointer             user_data)
{
  Judge *judge = user_data;

  for (guint i = 0; i < item->n_shapes; i++)
    if (item->shapes[i].type == WAY_SHAPE_TEXT)
      {
        g_array_append_val (judge->colors, item->shapes[i].fill);
        g_ptr_array_add (judge->hidden, &item->shapes[i]);
        item->shapes[i].fill = WAY_COLOR_NONE;
      }
  return TRUE;
}

static WayColor
get_pixel (cairo_surface_t *surface,
           int              x,
           int              y)
{
  const guint8  *row = cairo_image_surface_get_data (surface) + y * cairo_image_surface_get_stride (surface);
  const guint32 *pixels = (const guint32 *) (const void *) row;

  return WAY_RGB (pixels[x] & 0xffffff);
}

static void
judge_line (Judge             *judge,
            const WayShape    *shape,
            const WayTextLine *line,
            WayPoint           origin)
{
  int   left = (int) ((origin.x + shape->x + line->x) * SCALE);
  int   right = (int) ((origin.x + shape->x + line->x + line->width) * SCALE);
  int   top = (int) ((origin.y + shape->y + line->baseline - shape->text->style.size * 0.7) * SCALE);
  int   bottom = (int) ((origin.y + shape->y + line->baseline) * SCALE);
  guint good = 0, all = 0;

  for (int y = MAX (top, 0); y < MIN (bottom, cairo_image_surface_get_height (judge->ground)); y++)
    for (int x = MAX (left, 0); x < MIN (right, cairo_image_surface_get_width (judge->ground)); x++, all++)
      good += way_color_get_contrast (shape->fill, get_pixel (judge->ground, x, y)) >= WANTED - 0.02;
  if (all == 0)
    return;
  judge->n_texts++;
  if (good < all * SHARE)
    g_test_fail_printf ("%s: “%.*s” cannot be read: %u of %u pixels", judge->name, (int) line->length, shape->text->text + line->start, good, all);
}

static gboolean
judge_texts (const WayScene      *scene,
             const WaySceneLayer *layer,
             const WayItem       *item,
             WayPoint             origin,
             gpointer             user_data)
{
  for (guint i = 0; i < item->n_shapes; i++)
    if (item->shapes[i].type == WAY_SHAPE_TEXT)
      for (guint j = 0; j < item->shapes[i].text->n_lines; j++)
        judge_line (user_data, &item->shapes[i], &item->shapes[i].text->lines[j], origin);
  return TRUE;
}

static cairo_surface_t *
paint (const WayScene *scene)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) (scene->width * SCALE), (int) (scene->height * SCALE));
  cairo_t         *cr = cairo_create (surface);

  cairo_scale (cr, SCALE, SCALE);
  way_paint_scene (cr, scene, NULL, WAY_PAINT_GROUND);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

static void
judge_scene (WayScene   *scene,
             const char *name)
{
  Judge judge = { .name = name };

  judge.hidden = g_ptr_array_new ();
  judge.colors = g_array_new (FALSE, FALSE, sizeof (WayColor));
  way_scene_foreach (scene, NULL, hide_texts, &judge);
  judge.ground = paint (scene);
  for (guint i = 0; i < judge.hidden->len; i++)
    ((WayShape *) g_ptr_array_index (judge.hidden, i))->fill = g_array_index (judge.colors, WayColor, i);
  way_scene_foreach (scene, NULL, judge_texts, &judge);
  g_assert_cmpuint (judge.n_texts, >, 40);
  cairo_surface_destroy (judge.ground);
  g_ptr_array_unref (judge.hidden);
  g_array_unref (judge.colors);
}

/* The worst colours that a person can choose: too pale for any text. */
static void
choose_pale_colors (WayMap *map)
{
  g_autoptr (WayHistory) history = way_history_new (map);
  g_autoptr (GError) error = NULL;

  way_history_begin (history, "Colours");
  way_history_set (history, way_element_get_id (way_map_get_root (map)), WAY_MAP_BRAND, "#ffe000", &error);
  g_assert_no_error (error);
  way_history_set (history, way_element_get_id (way_map_get_persona (map, 0)), WAY_PERSONA_COLOR, "#ffe000", &error);
  g_assert_no_error (error);
  way_history_commit (history);
}

static void
test_theme (gconstpointer data)
{
  int theme = GPOINTER_TO_INT (data);

  for (guint i = 0; i < G_N_ELEMENTS (examples); i++)
    for (int state = WAY_VIEW_CURRENT; state <= WAY_VIEW_COMPARISON; state += WAY_VIEW_COMPARISON)
      {
        g_autofree char *file = g_strconcat (examples[i], ".example.waymark", NULL);
        g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "data", "templates", file, NULL);
        g_autoptr (GError) error = NULL;
        g_autoptr (WayMap) map = way_store_load (path, NULL, &error);
        WayView view = { .state = state };
        g_autoptr (WayScene) scene = NULL;

        g_assert_no_error (error);
        if (state == WAY_VIEW_COMPARISON)
          choose_pale_colors (map);
        scene = way_pages_new_whole (map, &view, theme);
        judge_scene (scene, file);
      }
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/pages/contrast/default", GINT_TO_POINTER (WAY_THEME_DEFAULT), test_theme);
  g_test_add_data_func ("/pages/contrast/high-contrast", GINT_TO_POINTER (WAY_THEME_HIGH_CONTRAST), test_theme);
  g_test_add_data_func ("/pages/contrast/greyscale", GINT_TO_POINTER (WAY_THEME_GREYSCALE), test_theme);
  g_test_add_data_func ("/pages/contrast/colour-blind-safe", GINT_TO_POINTER (WAY_THEME_COLOUR_BLIND_SAFE), test_theme);
  return g_test_run ();
}
