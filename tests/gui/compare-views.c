/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Tests"

#include <locale.h>
#include <math.h>
#include <string.h>

#include "canvas/way-canvas.h"
#include "support/way-random-commands.h"
#include "support/way-random-map.h"
#include "support/way-random-value.h"
#include "waymark/way-editor.h"

/*
 * A canvas that has lived through random commands, undo, redo, selecting and other views shows the same as a canvas that
 * is made for the map as it is then: the same items at the same places, and the same pixels. Needs a screen.
 */

#define DEFAULT_SEEDS 10
#define STEPS 8
#define WIDTH 1200
#define HEIGHT 800
#define CALM 8 /* frames in a row that draw nothing else */
#define MOST_FRAMES 400
#define BLOCK 6          /* pixels */
#define VISIBLY 64       /* of 255 */
#define MOST_DIFFERENT 4 /* blocks */
#define ONE_PIXEL 1.01f
#define FAR 0.3
#define SMALL 0.45 /* below that tiles show the map, and only what is selected is an item */

typedef struct
{
  GtkWidget     *window;
  GtkWidget     *canvas;
  GtkAdjustment *across;
  GtkAdjustment *down;
  WayEditor     *editor;
  GdkPaintable  *paintable;
} View;

static void
wait_for_frame (GtkWidget *widget)
{
  GdkFrameClock *frame_clock = gtk_widget_get_frame_clock (widget);
  gint64         number = gdk_frame_clock_get_frame_counter (frame_clock);

  gtk_widget_queue_draw (widget);
  while (gdk_frame_clock_get_frame_counter (frame_clock) < number + 2)
    {
      gdk_frame_clock_request_phase (frame_clock, GDK_FRAME_CLOCK_PHASE_PAINT);
      g_main_context_iteration (NULL, TRUE);
    }
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
open_view (View       *self,
           WayHistory *history)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->editor = way_editor_new (history);
  self->canvas = way_canvas_new ();
  self->paintable = gtk_widget_paintable_new (self->canvas);
  self->window = gtk_window_new ();
  gtk_window_set_decorated (GTK_WINDOW (self->window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (self->window), WIDTH, HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->canvas);
  gtk_window_set_child (GTK_WINDOW (self->window), scrolled);
  self->across = gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (scrolled));
  self->down = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled));
  way_canvas_set_editor (WAY_CANVAS (self->canvas), self->editor);
  gtk_widget_show (self->window);
  wait_for_frame (self->window);
}

static void
close_view (View *self)
{
  g_object_unref (self->paintable);
  gtk_window_destroy (GTK_WINDOW (self->window));
  g_object_unref (self->editor);
}

typedef struct
{
  const char     *type;
  graphene_rect_t area;
  gboolean        is_selected;
} Shown;

/* What is shown and where, in no order. */
static GArray *
list_items (View *self)
{
  GArray *items = g_array_new (FALSE, FALSE, sizeof (Shown));

  for (GtkWidget *child = gtk_widget_get_first_child (self->canvas); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      Shown item = { .type = G_OBJECT_TYPE_NAME (child), .is_selected = (gtk_widget_get_state_flags (child) & GTK_STATE_FLAG_SELECTED) != 0 };

      if (gtk_widget_get_child_visible (child) && gtk_widget_compute_bounds (child, self->canvas, &item.area))
        g_array_append_val (items, item);
    }
  return items;
}

/* A place in the middle between two pixels may be rounded to either. */
static gboolean
is_same (const Shown *a,
         const Shown *b)
{
  return strcmp (a->type, b->type) == 0 && a->is_selected == b->is_selected && fabsf (a->area.origin.x - b->area.origin.x) < ONE_PIXEL &&
         fabsf (a->area.origin.y - b->area.origin.y) < ONE_PIXEL && fabsf (a->area.size.width - b->area.size.width) < ONE_PIXEL &&
         fabsf (a->area.size.height - b->area.size.height) < ONE_PIXEL;
}

static void
tell_item (GString     *text,
           const char  *where,
           const Shown *item)
{
  g_string_append_printf (text, "%s: %s at %.2f %.2f, %.2f x %.2f%s\n", where, item->type, (double) item->area.origin.x, (double) item->area.origin.y,
                          (double) item->area.size.width, (double) item->area.size.height, item->is_selected ? ", selected" : "");
}

/* Tells what only one of the two shows; takes what both show out of @fresh. */
static char *
tell_items_apart (GArray *lived,
                  GArray *fresh)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < lived->len; i++)
    {
      const Shown *item = &g_array_index (lived, Shown, i);
      guint        found = 0;

      while (found < fresh->len && !is_same (item, &g_array_index (fresh, Shown, found)))
        found++;
      if (found < fresh->len)
        g_array_remove_index_fast (fresh, found);
      else
        tell_item (text, "lived only", item);
    }
  for (guint i = 0; i < fresh->len; i++)
    tell_item (text, "fresh only", &g_array_index (fresh, Shown, i));
  return g_string_free (text, FALSE);
}

static cairo_surface_t *
paint (View *self)
{
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  GskRenderNode   *node;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);
  cairo_t         *cr = cairo_create (surface);

  gdk_paintable_snapshot (self->paintable, snapshot, WIDTH, HEIGHT);
  node = gtk_snapshot_to_node (snapshot);
  if (node != NULL)
    gsk_render_node_draw (node, cr);
  g_clear_pointer (&node, gsk_render_node_unref);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

static guint
sum_block (const guint8 *pixels,
           int           stride,
           guint         channel)
{
  guint sum = 0;

  for (guint y = 0; y < BLOCK; y++)
    for (guint x = 0; x < BLOCK; x++)
      sum += pixels[y * (guint) stride + 4 * x + channel];
  return sum;
}

/* Blocks of which the mean colour differs: what moved by a part of a pixel keeps its image, and is sharp at other pixels. */
static guint
count_different (cairo_surface_t *a,
                 cairo_surface_t *b)
{
  int   stride = cairo_image_surface_get_stride (a);
  guint n = 0;

  for (guint y = 0; y + BLOCK <= HEIGHT; y += BLOCK)
    for (guint x = 0; x + BLOCK <= WIDTH; x += BLOCK)
      {
        const guint8 *a_pixels = cairo_image_surface_get_data (a) + y * (guint) stride + 4 * x;
        const guint8 *b_pixels = cairo_image_surface_get_data (b) + y * (guint) stride + 4 * x;
        gboolean      differs = FALSE;

        for (guint channel = 0; channel < 3; channel++)
          differs |= ABS ((int) sum_block (a_pixels, stride, channel) - (int) sum_block (b_pixels, stride, channel)) > VISIBLY * BLOCK * BLOCK;
        n += differs;
      }
  return n;
}

/* Waits until frames come out the same again and again: things move to their places, and images are made in the background. */
static cairo_surface_t *
paint_calmly (View *self)
{
  cairo_surface_t *last = paint (self);
  guint            n_same = 0;

  for (guint i = 0; i < MOST_FRAMES && n_same < CALM; i++)
    {
      cairo_surface_t *next;

      wait_for_frame (self->window);
      next = paint (self);
      n_same = count_different (last, next) == 0 ? n_same + 1 : 0;
      cairo_surface_destroy (last);
      last = next;
    }
  return last;
}

/* Most often a touchpoint, as that has a place on the sheet. */
static void
select_something (WayEditor *editor,
                  GRand     *random)
{
  g_autoptr (GPtrArray) elements = way_random_list_elements (way_editor_get_map (editor));
  WayElement *element = elements->pdata[way_random_below (random, elements->len)];

  for (guint i = 0; i < elements->len && way_element_get_kind (element) != WAY_KIND_TOUCHPOINT; i++)
    element = elements->pdata[way_random_below (random, elements->len)];
  way_selection_select (way_editor_get_selection (editor), way_element_get_id (element));
}

static const char *
take_step (View  *self,
           GRand *random)
{
  WayHistory *history = way_editor_get_history (self->editor);
  const char *name = "view";

  switch (g_rand_int_range (random, 0, 10))
    {
    case 0:
      way_editor_set_view_state (self->editor, (WayViewState) g_rand_int_range (random, 0, 3));
      break;
    case 1:
      way_history_undo (history);
      return "undo";
    case 2:
      way_history_redo (history);
      return "redo";
    case 3:
      gtk_adjustment_set_value (self->down, g_rand_double (random) * gtk_adjustment_get_upper (self->down));
      gtk_adjustment_set_value (self->across, g_rand_double (random) * gtk_adjustment_get_upper (self->across));
      return "scroll";
    case 4:
      select_something (self->editor, random);
      return "select";
    case 5:
      /* On both sides of where words become bars. */
      way_canvas_set_zoom (WAY_CANVAS (self->canvas), 0.2 + g_rand_int_range (random, 0, 8) * 0.15);
      return "zoom";
    default:
      way_random_command (history, random, &name, NULL);
    }
  return name;
}

/* A new view of the same. */
static void
open_alike (View *self,
            View *like)
{
  WaySelection    *selected = way_editor_get_selection (like->editor);
  g_autofree char *persona = NULL;

  open_view (self, way_editor_get_history (like->editor));
  g_object_get (like->editor, "persona", &persona, NULL);
  way_editor_set_view_state (self->editor, way_editor_get_view_state (like->editor));
  way_editor_set_drawing_future (self->editor, way_editor_get_drawing_future (like->editor));
  way_editor_set_persona (self->editor, persona);
  for (guint i = 0; i < way_selection_get_size (selected); i++)
    way_selection_toggle (way_editor_get_selection (self->editor), way_selection_get_nth (selected, i));
  way_canvas_set_zoom (WAY_CANVAS (self->canvas), way_canvas_get_zoom (WAY_CANVAS (like->canvas)));
  for (guint i = 0; i < 3; i++)
    {
      wait_for_frame (self->window);
      gtk_adjustment_set_value (self->across, gtk_adjustment_get_value (like->across));
      gtk_adjustment_set_value (self->down, gtk_adjustment_get_value (like->down));
    }
}

static void
compare (View       *lived,
         guint32     seed,
         const char *steps)
{
  View fresh;
  g_autoptr (GArray) lived_items = NULL;
  g_autoptr (GArray) fresh_items = NULL;
  g_autofree char *apart = NULL;
  cairo_surface_t *lived_picture;
  cairo_surface_t *fresh_picture;
  guint            n_different;

  lived_picture = paint_calmly (lived);
  open_alike (&fresh, lived);
  fresh_picture = paint_calmly (&fresh);
  lived_items = list_items (lived);
  fresh_items = list_items (&fresh);
  g_assert_true (fresh_items->len > 0 || way_canvas_get_zoom (WAY_CANVAS (fresh.canvas)) < SMALL);
  apart = tell_items_apart (lived_items, fresh_items);
  n_different = count_different (lived_picture, fresh_picture);
  if (apart[0] != '\0' || n_different > MOST_DIFFERENT)
    {
      cairo_surface_write_to_png (lived_picture, "lived.png");
      cairo_surface_write_to_png (fresh_picture, "fresh.png");
      g_error ("seed %u, %s: %u blocks differ\n%s", seed, steps, n_different, apart);
    }
  cairo_surface_destroy (lived_picture);
  cairo_surface_destroy (fresh_picture);
  close_view (&fresh);
}

static void
test_views (gconstpointer data)
{
  guint32 seed = GPOINTER_TO_UINT (data);
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  g_autoptr (WayMap) map = way_random_map_new (seed, 2 + seed % 7);
  g_autoptr (WayHistory) history = way_history_new (map);
  g_autoptr (GString) steps = g_string_new (NULL);
  View lived;

  open_view (&lived, history);
  if (seed % 3 == 0)
    {
      way_canvas_set_zoom (WAY_CANVAS (lived.canvas), FAR);
      wait_for_frame (lived.window);
    }
  for (guint i = 0; i < STEPS; i++)
    {
      g_string_append_printf (steps, "%s%s", i > 0 ? ", " : "", take_step (&lived, random));
      if (g_rand_boolean (random))
        wait_for_frame (lived.window);
    }
  if (seed % 2 == 0)
    {
      wait_for_frame (lived.window);
      select_something (lived.editor, random);
    }
  compare (&lived, seed, steps->str);
  close_view (&lived);
}

int
main (int   argc,
      char *argv[])
{
  guint32 first = argc > 1 ? (guint32) g_ascii_strtoull (argv[1], NULL, 10) : 0;
  guint32 n = argc > 2 ? (guint32) g_ascii_strtoull (argv[2], NULL, 10) : DEFAULT_SEEDS;

  setlocale (LC_ALL, "");
  gtk_init ();
  g_test_init (&argc, &argv, NULL);
  for (guint32 seed = first; seed < first + n; seed++)
    {
      g_autofree char *path = g_strdup_printf ("/gui/views/%u", seed);

      g_test_add_data_func (path, GUINT_TO_POINTER (seed), test_views);
    }
  return g_test_run ();
}
