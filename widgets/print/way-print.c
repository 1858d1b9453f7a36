/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Print"

#include "config.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "way-print.h"

#include "waymark/way-paint.h"

#define POINTS_PER_UNIT (72.0 / 96.0)

struct _WayPrint
{
  GtkPrintOperation parent_instance;
  WayScene         *scene;
  gboolean          actual_size;
};

G_DEFINE_FINAL_TYPE (WayPrint, way_print, GTK_TYPE_PRINT_OPERATION)

static char *
dup_path (void)
{
  return g_build_filename (g_get_user_state_dir (), "waymark", "print.ini", NULL);
}

/* How many pages of @width x @height points stand side by side and one below the other. */
static void
get_pages (WayPrint *self,
           double    width,
           double    height,
           int      *across,
           int      *down)
{
  *across = 1;
  *down = 1;
  if (!self->actual_size || width <= 0 || height <= 0)
    return;
  /* A hair over the edge is no page of its own. */
  *across = MAX (1, (int) ceil (self->scene->width * POINTS_PER_UNIT / width - 0.001));
  *down = MAX (1, (int) ceil (self->scene->height * POINTS_PER_UNIT / height - 0.001));
}

static void
way_print_begin_print (GtkPrintOperation *operation,
                       GtkPrintContext   *context)
{
  WayPrint *self = WAY_PRINT (operation);
  int       across;
  int       down;

  get_pages (self, gtk_print_context_get_width (context), gtk_print_context_get_height (context), &across, &down);
  gtk_print_operation_set_n_pages (operation, across * down);
}

static void
way_print_draw_page (GtkPrintOperation *operation,
                     GtkPrintContext   *context,
                     int                page)
{
  WayPrint    *self = WAY_PRINT (operation);
  cairo_t     *cr = gtk_print_context_get_cairo_context (context);
  double       width = gtk_print_context_get_width (context);
  double       height = gtk_print_context_get_height (context);
  double       scale = POINTS_PER_UNIT;
  double       x = 0;
  double       y = 0;
  WayRectangle clip;
  int          across;
  int          down;

  get_pages (self, width, height, &across, &down);
  if (!self->actual_size)
    {
      scale = MIN (width / self->scene->width, height / self->scene->height);
      x = (width - self->scene->width * scale) / 2;
    }
  else
    {
      x = -(page % across) * width;
      y = -(page / across) * height;
    }
  clip = (WayRectangle){ MAX (0, -x / scale), MAX (0, -y / scale), width / scale, height / scale };
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_clip (cr);
  cairo_translate (cr, x, y);
  cairo_scale (cr, scale, scale);
  /* Paper is the ground. */
  way_paint_scene (cr, self->scene, &clip, 0);
}

static void
way_print_finalize (GObject *object)
{
  g_clear_pointer (&WAY_PRINT (object)->scene, way_scene_unref);

  G_OBJECT_CLASS (way_print_parent_class)->finalize (object);
}

static void
way_print_class_init (WayPrintClass *klass)
{
  GtkPrintOperationClass *print_class = GTK_PRINT_OPERATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = way_print_finalize;
  print_class->begin_print = way_print_begin_print;
  print_class->draw_page = way_print_draw_page;
}

static void
way_print_init (WayPrint *self)
{
}

/* Maps are wide: where nothing is remembered the paper lies. */
static void
restore (WayPrint *self)
{
  g_autofree char *path = dup_path ();
  g_autoptr (GtkPageSetup) setup = gtk_page_setup_new_from_file (path, NULL);
  g_autoptr (GtkPrintSettings) settings = gtk_print_settings_new_from_file (path, NULL);

  if (setup == NULL)
    {
      setup = gtk_page_setup_new ();
      gtk_page_setup_set_orientation (setup, GTK_PAGE_ORIENTATION_LANDSCAPE);
    }
  gtk_print_operation_set_default_page_setup (GTK_PRINT_OPERATION (self), setup);
  if (settings != NULL)
    gtk_print_operation_set_print_settings (GTK_PRINT_OPERATION (self), settings);
}

WayPrint *
way_print_new (WayScene *scene,
               gboolean  actual_size)
{
  WayPrint *self;

  g_return_val_if_fail (scene != NULL, NULL);

  self = g_object_new (WAY_TYPE_PRINT,
                       "unit", GTK_UNIT_POINTS,
                       "job-name", scene->title != NULL && *scene->title != '\0' ? scene->title : _ ("Journey"),
                       "allow-async", TRUE,
                       "embed-page-setup", TRUE,
                       NULL);
  self->scene = way_scene_ref (scene);
  self->actual_size = actual_size;
  restore (self);
  return self;
}

guint
way_print_count_pages (WayPrint *self)
{
  GtkPageSetup *setup;
  int           across;
  int           down;

  g_return_val_if_fail (WAY_IS_PRINT (self), 0);

  setup = gtk_print_operation_get_default_page_setup (GTK_PRINT_OPERATION (self));
  get_pages (self, gtk_page_setup_get_page_width (setup, GTK_UNIT_POINTS), gtk_page_setup_get_page_height (setup, GTK_UNIT_POINTS), &across, &down);
  return (guint) (across * down);
}

void
way_print_remember (WayPrint *self)
{
  g_autofree char *path = dup_path ();
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  GtkPrintSettings *settings;
  GtkPageSetup     *setup;

  g_return_if_fail (WAY_IS_PRINT (self));

  settings = gtk_print_operation_get_print_settings (GTK_PRINT_OPERATION (self));
  setup = gtk_print_operation_get_default_page_setup (GTK_PRINT_OPERATION (self));
  if (settings != NULL)
    gtk_print_settings_to_key_file (settings, file, NULL);
  if (setup != NULL)
    gtk_page_setup_to_key_file (setup, file, NULL);
  /* Settings that cannot be kept are no reason to disturb anybody. */
  g_mkdir_with_parents (folder, 0700);
  g_key_file_save_to_file (file, path, NULL);
}
