/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Times frames of the canvas on a map: time-window FILE canvas|reference|empty. The reference is a canvas of cairo nodes, one for each
 * visible item, kept from frame to frame, without anything else that the canvas does. Prints a line for each kind of
 * frame: its name, how many, median and 95th percentile of the process's CPU time in microseconds. A card is dragged by the
 * pointer of the X server, and what it takes to hear of that counts too.
 */
#define G_LOG_DOMAIN "Way-Bench"

#include <X11/Xlib.h>
#include <gmodule.h>
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <time.h>

#include "canvas/way-canvas.h"
#include "waymark/way-document.h"
#include "waymark/way-editor.h"
#include "waymark/way-hit.h"
#include "waymark/way-paint.h"
#include "window/way-early-display.h"
#include "window/way-early-map.h"

#define N_FRAMES 80
#define WIDTH 1600
#define HEIGHT 1000

/* Frames before the first one that counts: until all is warm. */
#define WARMING 8

/* In which frame the button is pressed, and how far the pointer goes then. */
#define DRAG_BEGINS (2 - WARMING)
#define DRAG_ACROSS 1000.0
#define DRAG_DOWN 120.0

/* WayReference: what the canvas is held against. */
#define WAY_TYPE_REFERENCE (way_reference_get_type ())
G_DECLARE_FINAL_TYPE (WayReference, way_reference, WAY, REFERENCE, GtkWidget)

struct _WayReference
{
  GtkWidget   parent_instance;
  WayScene   *scene;
  GHashTable *nodes;       /* item -> node */
  double      scale, x, y; /* sheet's corner in pixels */
};

G_DEFINE_FINAL_TYPE (WayReference, way_reference, GTK_TYPE_WIDGET)

typedef struct
{
  WayReference *self;
  GtkSnapshot  *snapshot;
} Drawing;

static gboolean
append_node (const WayScene      *scene,
             const WaySceneLayer *layer,
             const WayItem       *item,
             WayPoint             origin,
             gpointer             user_data)
{
  Drawing       *drawing = user_data;
  GskRenderNode *node = g_hash_table_lookup (drawing->self->nodes, item);

  if (node == NULL)
    {
      const WayRectangle *area = &item->extents;
      cairo_t            *cr;

      node = gsk_cairo_node_new (&GRAPHENE_RECT_INIT ((float) (area->x - WAY_INK_MARGIN), (float) (area->y - WAY_INK_MARGIN),
                                                      (float) (area->width + 2 * WAY_INK_MARGIN), (float) (area->height + 2 * WAY_INK_MARGIN)));
      cr = gsk_cairo_node_get_draw_context (node);
      way_paint_item (cr, scene, item, WAY_PAINT_FINE_LETTERS, 0);
      cairo_destroy (cr);
      g_hash_table_insert (drawing->self->nodes, way_item_ref ((WayItem *) item), node);
    }
  gtk_snapshot_save (drawing->snapshot);
  gtk_snapshot_translate (drawing->snapshot, &GRAPHENE_POINT_INIT ((float) origin.x, (float) origin.y));
  gtk_snapshot_append_node (drawing->snapshot, node);
  gtk_snapshot_restore (drawing->snapshot);
  return TRUE;
}

static void
way_reference_snapshot (GtkWidget   *widget,
                        GtkSnapshot *snapshot)
{
  WayReference *self = WAY_REFERENCE (widget);
  double        width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  WayRectangle  visible = { -self->x / self->scale, -self->y / self->scale, width / self->scale, height / self->scale };
  Drawing       drawing = { self, snapshot };

  if (self->scene == NULL)
    return;
  gtk_snapshot_append_color (snapshot, &(GdkRGBA){ 0.91f, 0.92f, 0.94f, 1 }, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) self->x, (float) self->y));
  gtk_snapshot_scale (snapshot, (float) self->scale, (float) self->scale);
  gtk_snapshot_append_color (snapshot, &(GdkRGBA){ 1, 1, 1, 1 }, &GRAPHENE_RECT_INIT (0, 0, (float) self->scene->width, (float) self->scene->height));
  way_scene_foreach (self->scene, &visible, append_node, &drawing);
}

static void
way_reference_class_init (WayReferenceClass *klass)
{
  GTK_WIDGET_CLASS (klass)->snapshot = way_reference_snapshot;
}

static void
way_reference_init (WayReference *self)
{
  self->scale = 1;
  self->nodes = g_hash_table_new_full (NULL, NULL, (GDestroyNotify) way_item_unref, (GDestroyNotify) gsk_render_node_unref);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
}

typedef struct
{
  GMainLoop     *loop;
  WayDocument   *document;
  WayEditor     *editor;
  WayCanvas     *canvas;
  WayReference  *reference;
  GtkAdjustment *across;
  GtkAdjustment *down;
  const char    *element; /* a touchpoint in sight */
  const char    *feeling;
  WayPoint       from;      /* where the drag began, in pixels of the window */
  guint          n_motions; /* of the pointer since the last frame */
  guint64        revision;  /* before the drag */
  int            phase;
  int            frame;
  gint64         start;
  gint64         began;
  gint64         ended; /* the frame before */
  gint64         times[N_FRAMES];
} Bench;

/* libXtst, without what only compiling with it would need: xdotool, which drives other windows, brings it along. */
static struct
{
  Display *display;
  int (*move) (Display *display, int screen, int x, int y, unsigned long delay);
  int (*press) (Display *display, unsigned int button, Bool is_press, unsigned long delay);
} pointer;

static void scroll_frame (Bench *self);
static void zoom_frame (Bench *self);
static void drag_frame (Bench *self);
static void point_frame (Bench *self);
static void key_frame (Bench *self);
static void fit_frame (Bench *self);

static const struct
{
  const char *name;
  double      zoom;
  void (*frame) (Bench *self);
  gboolean canvas_only;
} phases[] = {
  { "scroll-100", 1, scroll_frame, FALSE },
  { "scroll-25", 0.25, scroll_frame, FALSE },
  { "zoom", 0.2, zoom_frame, FALSE },
  { "drag", 1, drag_frame, TRUE },
  { "point", 1, point_frame, TRUE },
  { "key", 1, key_frame, TRUE },
  { "fit-all", 0.05, fit_frame, FALSE },
};

static gint64
get_cpu_time (void)
{
  struct timespec time;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time);
  return (gint64) time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

static int
compare_times (gconstpointer a,
               gconstpointer b)
{
  gint64 difference = *(const gint64 *) a - *(const gint64 *) b;

  return (difference > 0) - (difference < 0);
}

static long
get_most_memory (void)
{
  g_autofree char *text = NULL;
  const char      *line;

  if (!g_file_get_contents ("/proc/self/status", &text, NULL, NULL))
    return 0;
  line = strstr (text, "VmHWM:");
  return line != NULL ? (long) g_ascii_strtoll (line + strlen ("VmHWM:"), NULL, 10) : 0;
}

static void
report (Bench *self)
{
  qsort (self->times, (gsize) self->frame, sizeof *self->times, compare_times);
  printf ("%s %d %" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n", phases[self->phase].name, self->frame,
          self->times[self->frame / 2], self->times[self->frame * 95 / 100]);
}

static void
set_zoom (Bench *self,
          double zoom)
{
  if (self->canvas != NULL)
    way_canvas_set_zoom (self->canvas, zoom);
  else
    {
      double factor = zoom / self->reference->scale;

      self->reference->x = WIDTH / 2 - (WIDTH / 2 - self->reference->x) * factor;
      self->reference->y = HEIGHT / 2 - (HEIGHT / 2 - self->reference->y) * factor;
      self->reference->scale = zoom;
      gtk_widget_queue_draw (GTK_WIDGET (self->reference));
    }
}

/* How far along a way to and fro. */
static double
turn_back (double way,
           double length)
{
  double rest = length > 0 ? fmod (way, 2 * length) : 0;

  return rest <= length ? rest : 2 * length - rest;
}

/*
 * The same way for the reference. It turns back at the edges of the sheet, so that each frame scrolls, and nothing but the sheet is in
 * sight: where a line of pixels stays as it is GDK need not get new memory for the window, which costs more than what is drawn there.
 * Frames of both kinds would make medians of one and percentiles of the other.
 */
static void
scroll_frame (Bench *self)
{
  WayScene *scene = way_editor_get_scene (self->editor);
  double    zoom = phases[self->phase].zoom;
  double    width = scene->width * zoom;
  int       down = self->frame % 40;
  double    x = turn_back ((self->frame + WARMING) * 13, width - WIDTH);
  double    y = turn_back (MIN (abs (down), 40 - down) * 7, scene->height * zoom - HEIGHT);

  if (self->canvas != NULL)
    {
      double ground = (gtk_adjustment_get_upper (self->across) - width) / 2;

      gtk_adjustment_set_value (self->across, ground + x);
      gtk_adjustment_set_value (self->down, ground + y);
      return;
    }
  self->reference->x = -x;
  self->reference->y = -y;
  gtk_widget_queue_draw (GTK_WIDGET (self->reference));
}

static void
zoom_frame (Bench *self)
{
  set_zoom (self, 0.2 * pow (10.0, 0.5 - 0.5 * cos (self->frame * 2 * G_PI / 75)));
}

static void
fit_frame (Bench *self)
{
  WayScene *scene = way_editor_get_scene (self->editor);
  double    zoom = CLAMP (MIN (WIDTH / scene->width, HEIGHT / scene->height), 0.05, 1);

  set_zoom (self, zoom * (self->frame % 2 ? 1.004 : 1));
}

static void
load_pointer (void)
{
  GModule *module = g_module_open ("libXtst.so.6", G_MODULE_BIND_LAZY);

  if (module == NULL || !g_module_symbol (module, "XTestFakeMotionEvent", (gpointer *) &pointer.move) ||
      !g_module_symbol (module, "XTestFakeButtonEvent", (gpointer *) &pointer.press))
    g_error ("there is no libXtst: %s", g_module_error ());
  pointer.display = XOpenDisplay (NULL);
  if (pointer.display == NULL)
    g_error ("there is no X server");
}

static void
move_pointer (double x,
              double y)
{
  pointer.move (pointer.display, -1, (int) round (x), (int) round (y), 0);
  XFlush (pointer.display);
}

static void
press_pointer (gboolean is_press)
{
  pointer.press (pointer.display, 1, is_press, 0);
  XFlush (pointer.display);
}

static void
motion_cb (GtkEventControllerMotion *controller,
           double                    x,
           double                    y,
           Bench                    *self)
{
  self->n_motions++;
}

static guint64
get_revision (Bench *self)
{
  return way_map_get_revision (way_document_get_map (self->document));
}

/* The first card in sight; the pointer waits on it. */
static void
begin_drag (Bench *self)
{
  WayRectangle area;

  if (!way_hit_get_area (way_editor_get_scene (self->editor), self->element, &area))
    g_error ("there is no card to drag");
  self->from = (WayPoint){ area.x + area.width / 2, area.y + area.height / 2 };
  if (self->from.x + DRAG_ACROSS > WIDTH - 100 || self->from.y + DRAG_DOWN > HEIGHT - 100 || self->from.y < DRAG_DOWN + 100)
    g_error ("the card is too near to an edge");
  self->revision = get_revision (self);
  move_pointer (self->from.x, self->from.y);
}

/* Over the cells beside it and back, at up to 2,500 pixels a second. */
static void
drag_frame (Bench *self)
{
  double along = (self->frame - DRAG_BEGINS) / 12.0;

  if (self->frame == DRAG_BEGINS)
    press_pointer (TRUE);
  if (self->frame > DRAG_BEGINS)
    move_pointer (self->from.x + DRAG_ACROSS * (0.5 - 0.5 * cos (along)), self->from.y + DRAG_DOWN * sin (along));
}

static void
end_drag (Bench *self)
{
  if (get_revision (self) < self->revision + N_FRAMES / 20)
    g_error ("the card was not dragged");
  way_canvas_finish (self->canvas);
  press_pointer (FALSE);
}

static void
point_frame (Bench *self)
{
  char score[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (score, sizeof score, "%.1f", sin (self->frame / 5.0) * 2);
  if (!way_history_set (way_editor_get_history (self->editor), self->feeling, WAY_FEELING_SCORE, score, NULL))
    g_error ("the score could not be set");
}

static void
key_frame (Bench *self)
{
  g_autofree char *name = g_strnfill (4 + (gsize) self->frame % 40, 'o');

  name[3] = ' ';
  if (!way_history_set (way_editor_get_history (self->editor), self->element, WAY_TOUCHPOINT_NAME, name, NULL))
    g_error ("the name could not be set");
}

static void
start_phase (Bench *self)
{
  gboolean drags = phases[self->phase].frame == drag_frame;
  gboolean edits = phases[self->phase].canvas_only && !drags;

  self->frame = -WARMING;
  if (self->canvas != NULL)
    {
      set_zoom (self, phases[self->phase].zoom);
      gtk_adjustment_set_value (self->across, 0);
      gtk_adjustment_set_value (self->down, 0);
    }
  else
    {
      set_zoom (self, phases[self->phase].zoom);
      self->reference->x = self->reference->y = 0;
    }
  if (drags)
    begin_drag (self);
  if (edits)
    way_history_begin (way_editor_get_history (self->editor), "bench");
}

/* Goes to the next phase that this canvas has; FALSE after the last. */
static gboolean
go_on (Bench *self)
{
  if (self->phase >= 0)
    {
      report (self);
      if (phases[self->phase].frame == drag_frame)
        end_drag (self);
      else if (phases[self->phase].canvas_only)
        way_history_rollback (way_editor_get_history (self->editor));
    }
  do
    self->phase++;
  while (self->phase < (int) G_N_ELEMENTS (phases) && phases[self->phase].canvas_only && self->canvas == NULL);
  if (self->phase == G_N_ELEMENTS (phases))
    return FALSE;
  start_phase (self);
  return TRUE;
}

static void
before_paint_cb (GdkFrameClock *frame_clock,
                 Bench         *self)
{
  self->began = get_cpu_time ();
  if (self->phase >= 0 && self->phase < (int) G_N_ELEMENTS (phases))
    phases[self->phase].frame (self);
}

static void
after_paint_cb (GdkFrameClock *frame_clock,
                Bench         *self)
{
  gint64   now = get_cpu_time ();
  gboolean drags = self->phase >= 0 && phases[self->phase].frame == drag_frame;
  gint64   time = now - (drags ? self->ended : self->began);

  if (self->phase < 0)
    {
      printf ("first %d %" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n", 1, get_cpu_time (), g_get_monotonic_time () - self->start);
      /* A large map is laid out bit by bit after the first frame; what follows is measured when that is done. */
      if (self->editor != NULL)
        way_editor_get_scene (self->editor);
      if (self->editor == NULL || !go_on (self))
        g_main_loop_quit (self->loop);
      return;
    }
  if (self->frame >= 0)
    self->times[self->frame] = time;
  /* What the X server has not told yet is not a frame of the drag. */
  if (!drags || self->n_motions > 0 || self->frame <= DRAG_BEGINS)
    self->frame++;
  self->n_motions = 0;
  if (self->frame == N_FRAMES && !go_on (self))
    g_main_loop_quit (self->loop);
  self->ended = get_cpu_time ();
}

static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *frame_clock,
         gpointer       user_data)
{
  return G_SOURCE_CONTINUE;
}

static void
opened_cb (WayDocument      *document,
           WayEditor        *editor,
           WayCanvasPicture *picture,
           gpointer          user_data)
{
  Bench      *self = user_data;
  WayElement *touchpoint;

  if (document == NULL)
    g_error ("the map could not be opened");
  self->document = document;
  self->editor = editor;
  if (self->reference != NULL)
    self->reference->scene = way_editor_get_scene (editor);
  else
    {
      way_canvas_set_editor (self->canvas, editor);
      way_canvas_set_picture (self->canvas, picture);
    }
  touchpoint = way_element_get_first_of (way_element_get_first_of (way_map_get_root (way_document_get_map (self->document)), WAY_KIND_STAGE), WAY_KIND_TOUCHPOINT);
  self->element = way_element_get_id (touchpoint);
  self->feeling = way_element_get_id (way_element_get_first_of (touchpoint, WAY_KIND_FEELING));
}

static GtkWidget *
make_content (Bench      *self,
              const char *mode)
{
  GtkWidget          *scrolled;
  GtkEventController *motion;

  if (g_str_equal (mode, "empty"))
    return gtk_label_new (NULL);
  if (g_str_equal (mode, "reference"))
    {
      self->reference = g_object_new (WAY_TYPE_REFERENCE, NULL);
      return GTK_WIDGET (self->reference);
    }
  self->canvas = WAY_CANVAS (way_canvas_new ());
  scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->canvas));
  self->across = gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (scrolled));
  self->down = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled));
  motion = gtk_event_controller_motion_new ();
  gtk_event_controller_set_propagation_phase (motion, GTK_PHASE_CAPTURE);
  g_signal_connect (motion, "motion", G_CALLBACK (motion_cb), self);
  gtk_widget_add_controller (scrolled, motion);
  load_pointer ();
  return scrolled;
}

int
main (int   argc,
      char *argv[])
{
  Bench        self = { .phase = -1, .start = g_get_monotonic_time () };
  WayEarlyMap *early = NULL;
  GtkWidget   *window;
  GtkWidget   *content;

  if (argc != 3)
    return 2;
  setlocale (LC_ALL, "");
  /* As the program starts: its widgets are made while the map is. */
  if (!g_str_equal (argv[2], "empty"))
    {
      way_early_display_prepare ();
      early = way_early_map_new (argv[1], WIDTH, HEIGHT);
    }
  gtk_init ();
  content = make_content (&self, argv[2]);
  window = gtk_window_new ();
  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (window), WIDTH, HEIGHT);
  gtk_window_set_child (GTK_WINDOW (window), content);
  gtk_widget_realize (window);
  g_signal_connect (gtk_widget_get_frame_clock (window), "before-paint", G_CALLBACK (before_paint_cb), &self);
  g_signal_connect_after (gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (after_paint_cb), &self);
  gtk_widget_add_tick_callback (content, tick_cb, NULL, NULL);
  if (early != NULL)
    way_early_map_finish (early, G_USEC_PER_SEC * 60, opened_cb, &self);
  gtk_window_present (GTK_WINDOW (window));
  self.loop = g_main_loop_new (NULL, FALSE);
  g_main_loop_run (self.loop);
  printf ("memory 1 %ld %ld\n", get_most_memory (), get_most_memory ());
  return 0;
}
