/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Window"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "way-window-private.h"

#include "dialogs/way-dialogs.h"
#include "dialogs/way-export-dialog.h"
#include "dialogs/way-print-dialog.h"
#include "print/way-print.h"
#include "waymark/way-pages.h"

/* What leaves the program is what is looked at, without what only asks. */
static WayView
get_view (WayWindow *self)
{
  WayElement *persona = way_editor_get_persona (self->editor);

  return (WayView){
    .state = way_editor_get_view_state (self->editor),
    .persona = persona != NULL ? way_element_get_id (persona) : NULL,
  };
}

/* --- Export -------------------------------------------------------------------- */

static void
exported_cb (WayWindow  *self,
             GFile      *file,
             const char *size)
{
  g_autofree char *base = g_file_get_basename (file);
  g_autofree char *name = g_filename_display_name (base);
  /* Translators: a file, and how large the picture in it is */
  g_autofree char *text = g_strdup_printf (_ ("Exported: %1$s (%2$s)"), name, size);

  way_window_show_toast (self, text, FALSE);
}

static void
export_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  WayWindow *self = WAY_WINDOW (widget);
  g_autoptr (GFile) folder = way_window_dup_folder (self);
  WayView    view;
  GtkWidget *dialog;

  if (self->document == NULL)
    return;
  view = get_view (self);
  dialog = way_export_dialog_new (GTK_WINDOW (self), way_document_get_map (self->document), &view, folder);
  g_signal_connect_object (dialog, "exported", G_CALLBACK (exported_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* --- Printing -------------------------------------------------------------------- */

static void
print_done_cb (WayPrint               *print,
               GtkPrintOperationResult result,
               WayWindow              *self)
{
  g_autoptr (GError) error = NULL;

  if (result == GTK_PRINT_OPERATION_RESULT_APPLY)
    {
      way_print_remember (print);
      return;
    }
  if (result != GTK_PRINT_OPERATION_RESULT_ERROR)
    return;
  gtk_print_operation_get_error (GTK_PRINT_OPERATION (print), &error);
  if (error != NULL)
    way_dialog_show_error (GTK_WINDOW (self), _ ("The map was not printed"), error);
}

static WayPrint *
make_print (WayWindow *self,
            gboolean   actual_size)
{
  WayView view = get_view (self);
  g_autoptr (WayScene) scene = way_pages_new_whole (way_document_get_map (self->document), &view, -1);

  return way_print_new (scene, actual_size);
}

static void
print_cb (WayWindow *self,
          gboolean   actual_size,
          gboolean   preview)
{
  g_autoptr (WayPrint) print = make_print (self, actual_size);

  /* Errors come with "done", at once or later. */
  g_signal_connect_object (print, "done", G_CALLBACK (print_done_cb), self, 0);
  gtk_print_operation_run (GTK_PRINT_OPERATION (print), preview ? GTK_PRINT_OPERATION_ACTION_PREVIEW : GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                           GTK_WINDOW (self), NULL);
}

static void
print_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  WayWindow *self = WAY_WINDOW (widget);
  g_autoptr (WayPrint) print = NULL;
  GtkWidget *dialog;

  if (self->document == NULL)
    return;
  if (g_str_equal (name, "win.print-preview"))
    {
      print_cb (self, FALSE, TRUE);
      return;
    }
  print = make_print (self, TRUE);
  dialog = way_print_dialog_new (GTK_WINDOW (self), way_print_count_pages (print));
  g_signal_connect_object (dialog, "print", G_CALLBACK (print_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

void
way_window_output_class_init (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.export", NULL, export_action);
  gtk_widget_class_install_action (widget_class, "win.print", NULL, print_action);
  gtk_widget_class_install_action (widget_class, "win.print-preview", NULL, print_action);
}
