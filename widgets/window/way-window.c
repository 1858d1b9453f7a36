/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Window"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "way-window.h"

#include "canvas/way-canvas.h"
#include "inspector/way-inspector.h"
#include "waymark/way-editor.h"

struct _WayWindow
{
  GtkApplicationWindow parent_instance;
  WayDocument         *document;
  WayEditor           *editor;
  GtkLabel            *title;
  GtkLabel            *subtitle;
  WayCanvas           *canvas;
  WayInspector        *inspector;
};

G_DEFINE_FINAL_TYPE (WayWindow, way_window, GTK_TYPE_APPLICATION_WINDOW)

static void
update_titles (WayWindow *self)
{
  const char      *path = way_document_get_path (self->document);
  g_autofree char *title = way_document_dup_title (self->document);
  g_autofree char *name = path != NULL ? g_path_get_basename (path) : g_strdup (_ ("no file yet"));
  g_autofree char *shown = g_filename_display_name (name);
  gboolean         modified = way_document_get_modified (self->document);
  /* Translators: a file's name and what it is: “shoes.waymark — saved” */
  g_autofree char *subtitle = g_strdup_printf (_ ("%1$s — %2$s"), shown, modified ? _ ("not saved") : _ ("saved"));

  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->subtitle, subtitle);
  gtk_window_set_title (GTK_WINDOW (self), title);
}

static void
update_actions (WayWindow *self)
{
  WayHistory *history = way_document_get_history (self->document);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.undo", way_history_can_undo (history));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.redo", way_history_can_redo (history));
}

static void
show_error (WayWindow  *self,
            const char *what,
            GError     *error)
{
  GtkWidget *dialog = gtk_message_dialog_new (GTK_WINDOW (self), GTK_DIALOG_MODAL | GTK_DIALOG_DESTROY_WITH_PARENT,
                                              GTK_MESSAGE_ERROR, GTK_BUTTONS_CLOSE, "%s", what);

  gtk_message_dialog_format_secondary_text (GTK_MESSAGE_DIALOG (dialog), "%s", error->message);
  g_signal_connect (dialog, "response", G_CALLBACK (gtk_window_destroy), NULL);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (WayWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (WayDocument) document = way_document_open_finish (result, &error);

  if (document == NULL)
    show_error (self, _ ("The map could not be opened"), error);
  else
    way_window_set_document (self, document);
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (WayWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!way_document_save_finish (WAY_DOCUMENT (source), result, &error))
    show_error (self, _ ("The map could not be saved"), error);
}

static void
save_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  WayWindow *self = WAY_WINDOW (widget);

  if (self->document != NULL && way_document_get_path (self->document) != NULL)
    way_document_save_async (self->document, NULL, NULL, saved_cb, g_object_ref (self));
}

static void
undo_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  WayWindow *self = WAY_WINDOW (widget);

  if (self->document != NULL)
    way_history_undo (way_document_get_history (self->document));
}

static void
redo_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  WayWindow *self = WAY_WINDOW (widget);

  if (self->document != NULL)
    way_history_redo (way_document_get_history (self->document));
}

static void
way_window_dispose (GObject *object)
{
  WayWindow *self = WAY_WINDOW (object);

  g_clear_object (&self->editor);
  g_clear_object (&self->document);

  G_OBJECT_CLASS (way_window_parent_class)->dispose (object);
}

static void
way_window_class_init (WayWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = way_window_dispose;

  g_type_ensure (WAY_TYPE_CANVAS);
  g_type_ensure (WAY_TYPE_INSPECTOR);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/waymark/Waymark/window/way-window.ui");
  gtk_widget_class_bind_template_child (widget_class, WayWindow, title);
  gtk_widget_class_bind_template_child (widget_class, WayWindow, subtitle);
  gtk_widget_class_bind_template_child (widget_class, WayWindow, canvas);
  gtk_widget_class_bind_template_child (widget_class, WayWindow, inspector);
  gtk_widget_class_install_action (widget_class, "win.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "win.undo", NULL, undo_action);
  gtk_widget_class_install_action (widget_class, "win.redo", NULL, redo_action);
}

static void
way_window_init (WayWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
way_window_new (GtkApplication *application)
{
  return g_object_new (WAY_TYPE_WINDOW, "application", application, NULL);
}

void
way_window_set_document (WayWindow   *self,
                         WayDocument *document)
{
  WayHistory *history;

  g_return_if_fail (WAY_IS_WINDOW (self));
  g_return_if_fail (WAY_IS_DOCUMENT (document));

  if (!g_set_object (&self->document, document))
    return;
  history = way_document_get_history (document);
  g_clear_object (&self->editor);
  self->editor = way_editor_new (history);
  way_canvas_set_editor (self->canvas, self->editor);
  way_inspector_set_editor (self->inspector, self->editor);
  g_signal_connect_object (document, "notify", G_CALLBACK (update_titles), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (history, "notify", G_CALLBACK (update_actions), self, G_CONNECT_SWAPPED);
  update_titles (self);
  update_actions (self);
}

void
way_window_open (WayWindow *self,
                 GFile     *file)
{
  g_return_if_fail (WAY_IS_WINDOW (self));
  g_return_if_fail (G_IS_FILE (file));

  way_document_open_async (g_file_peek_path (file), NULL, opened_cb, g_object_ref (self));
}
