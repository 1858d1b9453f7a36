/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Dialogs"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "way-dialogs.h"
#include "way-export-dialog.h"
#include "way-map-picture.h"

#include "waymark/way-export.h"
#include "waymark/way-pages.h"

#define PREVIEW_WIDTH 440
#define PREVIEW_HEIGHT 300
#define MILLIMETRES_PER_POINT (25.4 / 72)

struct _WayExportDialog
{
  GtkWindow       parent_instance;
  WayScene       *scene;
  GFile          *folder;
  GtkPicture     *preview;
  GtkDropDown    *format;
  GtkStack       *options;
  GtkDropDown    *png_scale;
  GtkCheckButton *png_transparent;
  GtkCheckButton *svg_transparent;
  GtkDropDown    *paper;
  GtkDropDown    *orientation;
  GtkLabel       *facts;
  GtkStack       *foot;
  GtkProgressBar *progress;
  gboolean        is_working;
  gboolean        is_cancelled;
};

enum
{
  EXPORTED,
  N_SIGNALS
};

G_DEFINE_FINAL_TYPE (WayExportDialog, way_export_dialog, GTK_TYPE_WINDOW)

static guint signals[N_SIGNALS];

/* In the order of WayExportFormat. */
static const struct
{
  const char *extension;
  const char *options; /* page of the stack */
} formats[WAY_N_EXPORT_FORMATS] = {
  { ".png", "png" },
  { ".svg", "svg" },
  { ".svg", "svg" },
  { ".pdf", "pdf" },
};

static WayExportFormat
get_format (WayExportDialog *self)
{
  return (WayExportFormat) MIN (gtk_drop_down_get_selected (self->format), WAY_N_EXPORT_FORMATS - 1);
}

static void
get_options (WayExportDialog  *self,
             WayExportOptions *options)
{
  gboolean is_png = get_format (self) == WAY_EXPORT_PNG;

  *options = (WayExportOptions){
    .scale = gtk_drop_down_get_selected (self->png_scale) + 1,
    .transparent = gtk_check_button_get_active (is_png ? self->png_transparent : self->svg_transparent),
    .paper = (WayPaper) gtk_drop_down_get_selected (self->paper),
    .orientation = (WayOrientation) gtk_drop_down_get_selected (self->orientation),
    .margin = -1,
  };
}

static void
update (WayExportDialog *self)
{
  WayExportFormat  format = get_format (self);
  g_autofree char *facts = NULL;
  double           scale = gtk_drop_down_get_selected (self->png_scale) + 1;

  /* The dialog is still being made. */
  if (self->scene == NULL)
    return;
  gtk_stack_set_visible_child_name (self->options, formats[format].options);
  gtk_widget_set_sensitive (GTK_WIDGET (self->orientation), gtk_drop_down_get_selected (self->paper) != WAY_PAPER_MAP);
  if (format == WAY_EXPORT_PNG)
    facts = g_strdup_printf (_ ("%.0f × %.0f px"), self->scene->width * scale, self->scene->height * scale);
  else if (format == WAY_EXPORT_SVG)
    facts = g_strdup (_ ("Looks the same everywhere: letters are drawn as shapes."));
  else if (format == WAY_EXPORT_SVG_TEXT)
    facts = g_strdup (_ ("Words stay words, for drawing programs to edit."));
  else
    facts = g_strdup (_ ("For printing and sending; its text can be searched."));
  gtk_label_set_label (self->facts, facts);
}

/* --- Writing ------------------------------------------------------------------- */

/* WayProgress; the window stays alive meanwhile: the scene is this dialog's own. */
static gboolean
progress_cb (double   share,
             gpointer user_data)
{
  WayExportDialog *self = user_data;

  gtk_progress_bar_set_fraction (self->progress, share);
  for (guint i = 0; i < 20 && g_main_context_pending (NULL); i++)
    g_main_context_iteration (NULL, FALSE);
  return !self->is_cancelled;
}

static char *
dup_size (WayExportFormat        format,
          const WayExportResult *result)
{
  if (format == WAY_EXPORT_PDF)
    return g_strdup_printf (_ ("%.0f × %.0f mm"), result->width * MILLIMETRES_PER_POINT, result->height * MILLIMETRES_PER_POINT);
  return g_strdup_printf (_ ("%.0f × %.0f px"), result->width, result->height);
}

static void
write_file (WayExportDialog *self,
            GFile           *file)
{
  g_autoptr (WayExportDialog) alive = g_object_ref (self);
  g_autoptr (GError) error = NULL;
  WayExportOptions options;
  WayExportResult  result = { 0 };
  gboolean         done;

  get_options (self, &options);
  self->is_working = TRUE;
  gtk_stack_set_visible_child_name (self->foot, "work");
  done = way_export_scene (self->scene, g_file_peek_path (file), get_format (self), &options, progress_cb, self, &result, &error);
  self->is_working = FALSE;
  if (done)
    {
      g_autofree char *size = dup_size (get_format (self), &result);

      g_signal_emit (self, signals[EXPORTED], 0, file, size);
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  if (self->is_cancelled)
    {
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  gtk_stack_set_visible_child_name (self->foot, "choose");
  way_dialog_show_error (GTK_WINDOW (self), _ ("The map was not exported"), error);
}

static void
place_chosen_cb (GFile   *file,
                 gpointer user_data)
{
  g_autoptr (WayExportDialog) self = user_data;

  if (file != NULL)
    write_file (self, file);
}

static void
export_cb (WayExportDialog *self)
{
  const char      *extension = formats[get_format (self)].extension;
  g_autofree char *name = way_dialog_dup_file_name (self->scene->title != NULL ? self->scene->title : "", extension);

  way_dialog_choose_place (GTK_WINDOW (self), _ ("Export the Map"), self->folder, name, extension, place_chosen_cb, g_object_ref (self));
}

static gboolean
way_export_dialog_close_request (GtkWindow *window)
{
  WayExportDialog *self = WAY_EXPORT_DIALOG (window);

  self->is_cancelled = TRUE;
  return self->is_working;
}

/* --- The object -------------------------------------------------------------------- */

static void
way_export_dialog_dispose (GObject *object)
{
  WayExportDialog *self = WAY_EXPORT_DIALOG (object);

  g_clear_pointer (&self->scene, way_scene_unref);
  g_clear_object (&self->folder);

  G_OBJECT_CLASS (way_export_dialog_parent_class)->dispose (object);
}

static void
way_export_dialog_class_init (WayExportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = way_export_dialog_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = way_export_dialog_close_request;

  signals[EXPORTED] = g_signal_new ("exported", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_FILE, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/waymark/Waymark/dialogs/way-export-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, WayExportDialog, preview);
  gtk_widget_class_bind_template_child (widget_class, WayExportDialog, format);
  gtk_widget_class_bind_template_child (widget_class, WayExportDialog, options);
  gtk_widget_class_bind_template_child (widget_class, WayExportDialog, png_scale);
  gtk_widget_class_bind_template_child (widget_class, WayExportDialog, png_transparent);
  gtk_widget_class_bind_template_child (widget_class, WayExportDialog, svg_transparent);
  gtk_widget_class_bind_template_child (widget_class, WayExportDialog, paper);
  gtk_widget_class_bind_template_child (widget_class, WayExportDialog, orientation);
  gtk_widget_class_bind_template_child (widget_class, WayExportDialog, facts);
  gtk_widget_class_bind_template_child (widget_class, WayExportDialog, foot);
  gtk_widget_class_bind_template_child (widget_class, WayExportDialog, progress);
  gtk_widget_class_bind_template_callback (widget_class, update);
  gtk_widget_class_bind_template_callback (widget_class, export_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
way_export_dialog_init (WayExportDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_drop_down_set_selected (self->png_scale, 1);
  gtk_widget_set_size_request (GTK_WIDGET (self->preview), PREVIEW_WIDTH, PREVIEW_HEIGHT);
}

GtkWidget *
way_export_dialog_new (GtkWindow     *parent,
                       WayMap        *map,
                       const WayView *view,
                       GFile         *folder)
{
  WayExportDialog *self = g_object_new (WAY_TYPE_EXPORT_DIALOG, "transient-for", parent, NULL);
  int              factor = gtk_widget_get_scale_factor (GTK_WIDGET (parent));
  g_autoptr (GdkTexture) texture = NULL;

  self->scene = way_pages_new_whole (map, view, -1);
  g_set_object (&self->folder, folder);
  texture = way_map_picture_new_of_scene (self->scene, PREVIEW_WIDTH * factor, PREVIEW_HEIGHT * factor);
  gtk_picture_set_paintable (self->preview, GDK_PAINTABLE (texture));
  update (self);
  return GTK_WIDGET (self);
}
