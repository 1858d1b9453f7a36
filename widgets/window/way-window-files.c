/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Window"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "way-window-private.h"

#include "dialogs/way-dialogs.h"
#include "dialogs/way-recent-list.h"
#include "waymark/way-document-journal.h"
#include "waymark/way-document-watch.h"
#include "waymark/way-file-mark.h"
#include "waymark/way-templates.h"

#define EXTENSION ".waymark"

/* So long, in microseconds, a window waits for its map before it comes without. */
#define PATIENCE (G_USEC_PER_SEC / 2)

/* A window whose map is still being made ready. */
typedef struct
{
  WayWindow *window;
  GFile     *file;
} EarlyWindow;

void
way_window_update_titles (WayWindow *self)
{
  g_autofree char *title = NULL;
  g_autofree char *name = NULL;
  g_autofree char *shown = NULL;
  g_autofree char *subtitle = NULL;
  g_autoptr (GFile) file = NULL;
  gboolean modified;

  gtk_widget_set_visible (GTK_WIDGET (self->subtitle), self->document != NULL);
  if (self->document == NULL)
    {
      gtk_label_set_label (self->title, "Waymark");
      gtk_window_set_title (GTK_WINDOW (self), "Waymark");
      return;
    }
  file = way_document_dup_file (self->document);
  modified = way_document_get_modified (self->document);
  title = way_document_dup_title (self->document);
  name = file != NULL ? g_file_get_basename (file) : g_strdup (_ ("no file yet"));
  shown = g_filename_display_name (name);
  if (file == NULL)
    subtitle = g_strdup (_ ("not saved yet"));
  else if (self->is_slow)
    subtitle = g_strdup_printf (_ ("%1$s — %2$s"), shown, _ ("saving…"));
  else
    /* Translators: a file's name and what it is: “shoes.waymark — saved” */
    subtitle = g_strdup_printf (_ ("%1$s — %2$s"), shown, modified ? _ ("not saved") : _ ("saved"));
  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->subtitle, subtitle);
  if (modified)
    {
      g_autofree char *marked = g_strconcat ("• ", title, NULL);

      gtk_label_set_label (self->title, marked);
      gtk_window_set_title (GTK_WINDOW (self), marked);
    }
  else
    gtk_window_set_title (GTK_WINDOW (self), title);
}

/* --- Opening -------------------------------------------------------------------- */

static void
show_open_error (WayWindow    *self,
                 const GError *error)
{
  g_clear_object (&self->opening);
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_FAILED_HANDLED))
    way_dialog_show_error (GTK_WINDOW (self), _ ("The map could not be opened"), error);
}

static void
open_mounted_cb (WayWindow    *self,
                 GFile        *file,
                 const GError *error)
{
  if (error != NULL)
    show_open_error (self, error);
  else
    way_window_open (self, file);
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (WayWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (WayDocument) document = way_document_open_finish (result, &error);
  g_autoptr (GFile) file = NULL;

  /* Closed before the disk was ready. */
  if (gtk_window_get_application (GTK_WINDOW (self)) == NULL)
    return;
  if (document == NULL)
    {
      if (!way_window_mount (self, self->opening, error, open_mounted_cb))
        show_open_error (self, error);
      return;
    }
  g_clear_object (&self->opening);
  g_clear_object (&self->mounted);
  file = way_document_dup_file (document);
  way_recent_list_add (file);
  way_window_set_document (self, document);
}

static void
early_map_cb (WayDocument      *document,
              WayEditor        *editor,
              WayCanvasPicture *picture,
              gpointer          user_data)
{
  EarlyWindow *early = user_data;

  if (document != NULL)
    {
      way_recent_list_add (early->file);
      way_window_set_editor (early->window, document, editor);
      way_canvas_set_picture (early->window->canvas, picture);
    }
  else
    /* Once more, to say why. */
    way_window_open (early->window, early->file);
  g_clear_object (&document);
  g_clear_object (&editor);
  g_object_unref (early->window);
  g_object_unref (early->file);
  g_free (early);
}

void
way_window_open_early (GtkApplication *application,
                       WayEarlyMap    *map)
{
  EarlyWindow *early = g_new (EarlyWindow, 1);
  WayWindow   *window = WAY_WINDOW (way_window_new (application));

  early->window = g_object_ref (window);
  early->file = g_file_new_for_path (way_early_map_get_path (map));
  way_early_map_finish (map, PATIENCE, early_map_cb, early);
  gtk_window_present (GTK_WINDOW (window));
}

void
way_window_open (WayWindow *self,
                 GFile     *file)
{
  g_return_if_fail (WAY_IS_WINDOW (self));
  g_return_if_fail (G_IS_FILE (file));

  g_set_object (&self->opening, file);
  way_document_open_async (file, NULL, opened_cb, g_object_ref (self));
}

/* @here if it is still free, else a new window. */
static WayWindow *
get_free_window (GtkApplication *application,
                 WayWindow      *here)
{
  if (here != NULL && here->document == NULL && here->opening == NULL)
    return here;
  return WAY_WINDOW (way_window_new (application));
}

/* Whether a window shows a file, or is going to, under whatever name. */
static gboolean
has_file (WayWindow *self,
          GFile     *file)
{
  g_autoptr (GFile) own = NULL;

  if (self->opening != NULL)
    own = g_object_ref (self->opening);
  else if (self->document != NULL)
    own = way_document_dup_file (self->document);
  if (own == NULL)
    return FALSE;
  return g_file_equal (own, file) ||
         (g_file_peek_path (own) != NULL && g_file_peek_path (file) != NULL && way_file_is_same_place (g_file_peek_path (own), g_file_peek_path (file)));
}

void
way_window_open_somewhere (GtkApplication *application,
                           WayWindow      *here,
                           GFile          *file)
{
  WayWindow *window;

  for (GList *item = gtk_application_get_windows (application); item != NULL; item = item->next)
    if (WAY_IS_WINDOW (item->data) && has_file (item->data, file))
      {
        gtk_window_present (item->data);
        return;
      }
  window = get_free_window (application, here);
  gtk_window_present (GTK_WINDOW (window));
  way_window_open (window, file);
}

void
way_window_show_map (GtkApplication *application,
                     WayWindow      *here,
                     WayMap         *map)
{
  g_autoptr (WayDocument) document = way_document_new (map);
  WayWindow *window = get_free_window (application, here);

  way_window_set_document (window, document);
  gtk_window_present (GTK_WINDOW (window));
}

/* The window of its file, if nothing was done there meanwhile. */
static WayWindow *
find_untouched (GtkApplication *application,
                WayDocument    *document)
{
  const char *path = way_document_get_path (document);

  for (GList *item = gtk_application_get_windows (application); path != NULL && item != NULL; item = item->next)
    if (WAY_IS_WINDOW (item->data) && WAY_WINDOW (item->data)->document != NULL &&
        g_strcmp0 (way_document_get_path (WAY_WINDOW (item->data)->document), path) == 0 &&
        !way_document_get_modified (WAY_WINDOW (item->data)->document))
      return item->data;
  return NULL;
}

void
way_window_show_restored (GtkApplication *application,
                          WayWindow      *here,
                          WayDocument    *document)
{
  WayWindow *window = find_untouched (application, document);

  if (window == NULL)
    window = get_free_window (application, here);
  way_window_set_document (window, document);
  gtk_window_present (GTK_WINDOW (window));
}

static void
file_to_open_cb (GFile   *file,
                 gpointer user_data)
{
  g_autoptr (WayWindow) self = user_data;

  if (file != NULL)
    way_window_open_somewhere (gtk_window_get_application (GTK_WINDOW (self)), self, file);
}

/* The folder that people are likely to look in. */
GFile *
way_window_dup_folder (WayWindow *self)
{
  g_autoptr (GFile) file = self->document != NULL ? way_document_dup_file (self->document) : NULL;

  return file != NULL ? g_file_get_parent (file) : NULL;
}

static void
open_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  WayWindow *self = WAY_WINDOW (widget);
  g_autoptr (GFile) folder = way_window_dup_folder (self);

  way_dialog_choose_map (GTK_WINDOW (self), folder, file_to_open_cb, g_object_ref (self));
}

static void
recent_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  gtk_menu_button_popup (WAY_WINDOW (widget)->recent_button);
}

static void
new_action (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  static const char *const languages[] = { "en", "pl", NULL };
  g_autoptr (WayMap) map = way_templates_load (WAY_TEMPLATE_BLANK, way_templates_choose_language ((char *const *) languages), FALSE, NULL);

  if (map == NULL)
    map = way_map_new (pango_language_to_string (gtk_get_default_language ()));
  way_window_show_map (gtk_window_get_application (GTK_WINDOW (widget)), WAY_WINDOW (widget), map);
}

/* --- Saving ---------------------------------------------------------------------- */

static void choose_place (WayWindow *self);
static void save (WayWindow *self);

static void
save_mounted_cb (WayWindow    *self,
                 GFile        *file,
                 const GError *error)
{
  if (error == NULL)
    save (self);
  else
    {
      self->is_closing = FALSE;
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_FAILED_HANDLED))
        way_dialog_show_save_error (GTK_WINDOW (self), error, G_CALLBACK (choose_place), self);
    }
}

static void
changed_cb (WayChangedAnswer answer,
            gpointer         user_data)
{
  g_autoptr (WayWindow) self = user_data;

  if (answer == WAY_CHANGED_REPLACE)
    {
      way_document_keep_mine (self->document);
      save (self);
    }
  else if (answer == WAY_CHANGED_COPY)
    choose_place (self);
  else
    self->is_closing = FALSE;
  /* What came together is looked at before it is saved. */
  if (answer == WAY_CHANGED_MERGE)
    way_window_merge_file (self);
}

/* What could not be saved is asked about; a window that was to be closed still is, once it is saved. */
static void
ask_after_failure (WayWindow    *self,
                   const GError *error,
                   gboolean      was_closing)
{
  g_autoptr (GFile) file = way_document_dup_file (self->document);
  g_autofree char *name = file != NULL ? g_file_get_basename (file) : NULL;

  if (way_window_mount (self, file, error, save_mounted_cb))
    {
      self->is_closing = was_closing != FALSE;
      return;
    }
  if (!g_error_matches (error, WAY_DOCUMENT_ERROR, WAY_DOCUMENT_ERROR_CHANGED))
    {
      way_dialog_show_save_error (GTK_WINDOW (self), error, G_CALLBACK (choose_place), self);
      return;
    }
  self->is_closing = was_closing != FALSE;
  way_dialog_ask_changed (GTK_WINDOW (self), name, changed_cb, g_object_ref (self));
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (WayWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = NULL;
  gboolean was_closing = self->is_closing;

  self->is_closing = FALSE;
  if (!way_document_save_finish (WAY_DOCUMENT (source), result, &error))
    {
      ask_after_failure (self, error, was_closing);
      return;
    }
  g_clear_object (&self->mounted);
  file = way_document_dup_file (WAY_DOCUMENT (source));
  way_recent_list_add (file);
  /* Work that was done while the disk was busy is asked about again. */
  if (was_closing)
    gtk_window_close (GTK_WINDOW (self));
}

static void
place_chosen_cb (GFile   *file,
                 gpointer user_data)
{
  g_autoptr (WayWindow) self = user_data;

  if (file == NULL || self->document == NULL)
    self->is_closing = FALSE;
  else
    way_document_save_file_async (self->document, file, NULL, saved_cb, g_object_ref (self));
}

static void
choose_place (WayWindow *self)
{
  g_autoptr (GFile) folder = way_window_dup_folder (self);
  g_autofree char *title = way_document_dup_title (self->document);
  g_autoptr (GFile) file = way_document_dup_file (self->document);
  g_autofree char *base = file != NULL ? g_file_get_basename (file) : NULL;
  g_autofree char *name = base != NULL ? g_filename_display_name (base) : way_dialog_dup_file_name (title, EXTENSION);

  way_dialog_choose_place (GTK_WINDOW (self), _ ("Save the Map"), folder, name, EXTENSION, place_chosen_cb, g_object_ref (self));
}

static void
save (WayWindow *self)
{
  g_autoptr (GFile) file = way_document_dup_file (self->document);

  way_window_pause_guide (self);
  way_canvas_finish (self->canvas);
  if (file == NULL || way_document_get_read_only (self->document, NULL))
    choose_place (self);
  else
    way_document_save_async (self->document, NULL, NULL, saved_cb, g_object_ref (self));
}

static void
save_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  if (WAY_WINDOW (widget)->document != NULL)
    save (WAY_WINDOW (widget));
}

static void
save_as_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  if (WAY_WINDOW (widget)->document != NULL)
    choose_place (WAY_WINDOW (widget));
}

/* --- Closing ---------------------------------------------------------------------- */

static void
unsaved_cb (WayUnsavedAnswer answer,
            gpointer         user_data)
{
  g_autoptr (WayWindow) self = user_data;

  if (answer == WAY_UNSAVED_DISCARD)
    {
      way_document_discard_journal (self->document);
      way_window_state_save (self);
      gtk_window_destroy (GTK_WINDOW (self));
    }
  else if (answer == WAY_UNSAVED_SAVE)
    {
      self->is_closing = TRUE;
      save (self);
    }
  else
    self->is_closing = FALSE;
}

gboolean
way_window_close_request (GtkWindow *window)
{
  WayWindow       *self = WAY_WINDOW (window);
  g_autofree char *title = NULL;

  way_window_pause_guide (self);
  way_canvas_finish (self->canvas);
  if (self->document == NULL || !way_document_get_modified (self->document))
    {
      way_window_state_save (self);
      return FALSE;
    }
  /* What is being saved is waited for; who asks twice does not want to wait for a disk that does not answer. */
  if (!self->is_closing && way_document_get_saving (self->document))
    self->is_closing = TRUE;
  else if (!self->is_closing || way_document_get_saving (self->document))
    {
      title = way_document_dup_title (self->document);
      gtk_window_present (window);
      way_dialog_ask_unsaved (window, title, unsaved_cb, g_object_ref (self));
    }
  return TRUE;
}

void
way_window_files_class_init (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.new", NULL, new_action);
  gtk_widget_class_install_action (widget_class, "win.open", NULL, open_action);
  gtk_widget_class_install_action (widget_class, "win.recent", NULL, recent_action);
  gtk_widget_class_install_action (widget_class, "win.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "win.save-as", NULL, save_as_action);
}
