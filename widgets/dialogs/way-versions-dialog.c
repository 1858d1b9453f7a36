/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Dialogs"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "way-versions-dialog.h"

#include "way-dialogs.h"
#include "way-version-reading.h"
#include "way-version-row.h"
#include "waymark/way-store.h"
#include "waymark/way-versions.h"

#define PICTURE_WIDTH 520
#define PICTURE_HEIGHT 250

/* The last save may still be on its way into the list. */
#define MOST_SECONDS 5

struct _WayVersionsDialog
{
  GtkWindow          parent_instance;
  char              *path;    /* NULL for a map without a file */
  GBytes            *present; /* the map as it is now */
  GCancellable      *cancellable;
  gboolean           is_reading;
  WayVersionRow     *being_read; /* borrowed; compared, and used only while it is in the list */
  WayVersionRow     *shown;      /* whose details are shown, likewise */
  WayVersionReading *reading;    /* of that; NULL when it is damaged */

  GtkStack          *pages;
  GtkLabel          *none_text;
  GtkScrolledWindow *scroller;
  GtkListBox        *list;
  GtkLabel          *date;
  GtkLabel          *facts;
  GtkPicture        *picture;
  GtkLabel          *since_heading;
  GtkListBox        *since;
  GtkCheckButton    *wanted;
  GtkWidget         *actions;
  GtkWidget         *remove;
  GtkWidget         *copy;
  GtkWidget         *restore;
};

enum
{
  RESTORE,
  OPEN_COPY,
  N_SIGNALS
};

G_DEFINE_FINAL_TYPE (WayVersionsDialog, way_versions_dialog, GTK_TYPE_WINDOW)

static guint signals[N_SIGNALS];

static void read_next (WayVersionsDialog *self);

static WayVersionRow *
get_selected (WayVersionsDialog *self)
{
  return (WayVersionRow *) gtk_list_box_get_selected_row (self->list);
}

/* --- What one version shows -------------------------------------------------------------- */

static void
clear_list (GtkListBox *list)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (list))) != NULL)
    gtk_list_box_remove (list, row);
}

static void
add_line (WayVersionsDialog *self,
          const char        *text)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_list_box_append (self->since, row);
}

static void
show_since (WayVersionsDialog       *self,
            const WayVersionReading *reading)
{
  guint            n_lines = reading->since != NULL ? g_strv_length (reading->since) : 0;
  g_autofree char *heading = NULL;

  if (reading->n_since == 0)
    heading = g_strdup (_ ("The map is the same now"));
  else
    heading = g_strdup_printf (ngettext ("%u change since then", "%u changes since then", reading->n_since), reading->n_since);
  gtk_label_set_label (self->since_heading, heading);
  for (guint i = 0; i < n_lines; i++)
    add_line (self, reading->since[i]);
  if (n_lines < reading->n_since)
    {
      guint            n = reading->n_since - n_lines;
      g_autofree char *more = g_strdup_printf (ngettext ("… and %u more", "… and %u more", n), n);

      add_line (self, more);
    }
}

/* The details of @row; @reading, which it takes, may be NULL: it is damaged. */
static void
show_details (WayVersionsDialog *self,
              WayVersionRow     *row,
              WayVersionReading *reading)
{
  g_autofree char *date = way_version_row_dup_date (row);

  g_clear_pointer (&self->reading, way_version_reading_free);
  self->reading = reading;
  self->shown = row;
  clear_list (self->since);
  gtk_label_set_label (self->date, date);
  gtk_label_set_label (self->facts, reading != NULL ? reading->facts : _ ("This version is damaged and cannot be read"));
  gtk_label_set_label (self->since_heading, "");
  gtk_picture_set_paintable (self->picture, reading != NULL ? GDK_PAINTABLE (reading->picture) : NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->picture), reading != NULL);
  if (reading != NULL)
    show_since (self, reading);
  gtk_widget_set_sensitive (self->actions, TRUE);
  gtk_widget_set_sensitive (self->copy, reading != NULL);
  gtk_widget_set_sensitive (self->restore, reading != NULL);
}

/* --- Reading: one at a time, what is looked at first ---------------------------------------- */

static WayVersionRow *
get_row (WayVersionsDialog *self,
         int                position)
{
  return (WayVersionRow *) gtk_list_box_get_row_at_index (self->list, position);
}

static gboolean
is_in_list (WayVersionsDialog *self,
            WayVersionRow     *row)
{
  for (int i = 0; get_row (self, i) != NULL; i++)
    if (get_row (self, i) == row)
      return TRUE;
  return FALSE;
}

static gboolean
is_seen (WayVersionsDialog *self,
         WayVersionRow     *row)
{
  GtkAdjustment  *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  double          top = gtk_adjustment_get_value (adjustment);
  graphene_rect_t bounds;

  return gtk_widget_compute_bounds (GTK_WIDGET (row), GTK_WIDGET (self->list), &bounds) && bounds.size.height > 0 &&
         bounds.origin.y + bounds.size.height > top && bounds.origin.y < top + gtk_adjustment_get_page_size (adjustment);
}

static WayVersionRow *
find_unread (WayVersionsDialog *self)
{
  WayVersionRow *row;

  for (int i = 0; (row = get_row (self, i)) != NULL; i++)
    if (!way_version_row_is_read (row) && is_seen (self, row))
      return row;
  return NULL;
}

/* The present map goes with the order that asks for details. */
static void
details_read_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (WayVersionsDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  WayVersionReading *reading = way_version_read_finish (result, &error);

  self->is_reading = FALSE;
  if (g_cancellable_is_cancelled (self->cancellable) || get_selected (self) != self->being_read)
    way_version_reading_free (reading);
  else
    show_details (self, self->being_read, reading);
  read_next (self);
}

static void
picture_read_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (WayVersionsDialog) self = user_data;
  g_autoptr (WayVersionReading) reading = way_version_read_finish (result, NULL);

  self->is_reading = FALSE;
  if (!g_cancellable_is_cancelled (self->cancellable) && is_in_list (self, self->being_read))
    way_version_row_show (self->being_read, reading);
  read_next (self);
}

static void
read_row (WayVersionsDialog  *self,
          WayVersionRow      *row,
          GBytes             *present,
          int                 width,
          int                 height,
          GAsyncReadyCallback callback)
{
  int            factor = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  WayVersionRow *older = get_row (self, gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row)) + 1);

  self->is_reading = TRUE;
  self->being_read = row;
  way_version_read_async (way_version_row_get_version (row), older != NULL ? way_version_row_get_version (older) : NULL, present,
                          width * factor, height * factor, self->cancellable, callback, g_object_ref (self));
}

static void
read_next (WayVersionsDialog *self)
{
  WayVersionRow *selected;
  WayVersionRow *unread;

  if (self->is_reading || g_cancellable_is_cancelled (self->cancellable))
    return;
  selected = get_selected (self);
  unread = find_unread (self);
  if (selected != NULL && selected != self->shown)
    read_row (self, selected, self->present, PICTURE_WIDTH, PICTURE_HEIGHT, details_read_cb);
  else if (unread != NULL)
    read_row (self, unread, NULL, WAY_VERSION_ROW_WIDTH, WAY_VERSION_ROW_HEIGHT, picture_read_cb);
}

static void
row_selected_cb (WayVersionsDialog *self)
{
  /* The list ends with the window. */
  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (get_selected (self) != self->shown)
    gtk_widget_set_sensitive (self->actions, FALSE);
  read_next (self);
}

/* --- The list ---------------------------------------------------------------------------------- */

static void
add_heading (GtkListBoxRow *row,
             GtkListBoxRow *before,
             gpointer       user_data)
{
  g_autofree char *group = way_version_row_dup_group (WAY_VERSION_ROW (row));
  g_autofree char *group_before = before != NULL ? way_version_row_dup_group (WAY_VERSION_ROW (before)) : NULL;
  GtkWidget       *heading;

  if (g_strcmp0 (group, group_before) == 0)
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  heading = gtk_label_new (group);
  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "version-group");
  gtk_list_box_row_set_header (row, heading);
}

static void
update_page (WayVersionsDialog *self)
{
  gboolean has_versions = get_row (self, 0) != NULL;

  gtk_label_set_label (self->none_text,
                       self->path == NULL
                           ? _ ("Save the map first. From then on Waymark remembers how it was each time that you saved it.")
                           : _ ("Each time that you save the map, Waymark remembers how it was, so that you can look back and bring it back."));
  gtk_stack_set_visible_child_name (self->pages, has_versions ? "versions" : "none");
  gtk_widget_set_visible (self->actions, has_versions);
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (WayVersionsDialog) self = user_data;
  g_autoptr (GPtrArray) versions = g_task_propagate_pointer (G_TASK (result), NULL);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  while (versions->len > 0)
    gtk_list_box_append (self->list, way_version_row_new (g_ptr_array_steal_index (versions, 0)));
  update_page (self);
  if (get_row (self, 0) == NULL)
    return;
  gtk_list_box_select_row (self->list, GTK_LIST_BOX_ROW (get_row (self, 0)));
  gtk_widget_grab_focus (GTK_WIDGET (get_row (self, 0)));
}

static void
list_in_thread (GTask        *task,
                gpointer      source,
                gpointer      path,
                GCancellable *cancellable)
{
  way_versions_wait (MOST_SECONDS);
  g_task_return_pointer (task, way_versions_list (path), (GDestroyNotify) g_ptr_array_unref);
}

static void
start_listing (WayVersionsDialog *self)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, listed_cb, g_object_ref (self));

  g_task_set_source_tag (task, start_listing);
  g_task_set_task_data (task, g_strdup (self->path), g_free);
  g_task_run_in_thread (task, list_in_thread);
}

/* --- What can be done ------------------------------------------------------------------------------ */

static void
restore_cb (WayVersionsDialog *self)
{
  g_autoptr (WayMap) map = NULL;
  g_autofree char *date = NULL;

  if (self->reading == NULL || self->shown != get_selected (self))
    return;
  map = g_object_ref (self->reading->map);
  date = way_version_row_dup_date (self->shown);
  g_object_ref (self);
  gtk_window_close (GTK_WINDOW (self));
  g_signal_emit (self, signals[RESTORE], 0, map, date);
  g_object_unref (self);
}

static void
copy_cb (WayVersionsDialog *self)
{
  g_autoptr (WayMap) map = NULL;

  if (self->reading == NULL || self->shown != get_selected (self))
    return;
  map = g_object_ref (self->reading->map);
  g_object_ref (self);
  gtk_window_close (GTK_WINDOW (self));
  g_signal_emit (self, signals[OPEN_COPY], 0, map);
  g_object_unref (self);
}

static void
remove_selected (WayVersionsDialog *self)
{
  WayVersionRow *row = get_selected (self);
  g_autoptr (GError) error = NULL;
  int position;

  if (row == NULL)
    return;
  if (!way_version_remove (way_version_row_get_version (row), &error))
    {
      way_dialog_show_error (GTK_WINDOW (self), _ ("The version was not deleted"), error);
      return;
    }
  position = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));
  self->shown = NULL;
  gtk_list_box_remove (self->list, GTK_WIDGET (row));
  /* What the next one changed is told against another one now. */
  if (position > 0)
    way_version_row_forget (get_row (self, position - 1));
  row = get_row (self, position) != NULL ? get_row (self, position) : get_row (self, position - 1);
  update_page (self);
  if (row == NULL)
    return;
  gtk_list_box_select_row (self->list, GTK_LIST_BOX_ROW (row));
  gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
delete_answered_cb (GtkDialog         *dialog,
                    int                response,
                    WayVersionsDialog *self)
{
  gtk_window_destroy (GTK_WINDOW (dialog));
  if (response == GTK_RESPONSE_ACCEPT)
    remove_selected (self);
}

static void
delete_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  WayVersionsDialog *self = WAY_VERSIONS_DIALOG (widget);
  g_autofree char   *date = NULL;
  GtkWidget         *dialog;

  if (get_selected (self) == NULL)
    return;
  date = way_version_row_dup_date (get_selected (self));
  dialog = gtk_message_dialog_new (GTK_WINDOW (self), GTK_DIALOG_MODAL | GTK_DIALOG_DESTROY_WITH_PARENT, GTK_MESSAGE_QUESTION, GTK_BUTTONS_NONE,
                                   "%s", _ ("Delete this version?"));
  gtk_message_dialog_format_secondary_text (GTK_MESSAGE_DIALOG (dialog), _ ("%s. It cannot be brought back. The map itself stays as it is."), date);
  way_dialog_center_text (GTK_MESSAGE_DIALOG (dialog));
  gtk_dialog_add_button (GTK_DIALOG (dialog), _ ("_Cancel"), GTK_RESPONSE_CANCEL);
  gtk_widget_add_css_class (gtk_dialog_add_button (GTK_DIALOG (dialog), _ ("_Delete"), GTK_RESPONSE_ACCEPT), "destructive-action");
  gtk_dialog_set_default_response (GTK_DIALOG (dialog), GTK_RESPONSE_CANCEL);
  g_signal_connect_object (dialog, "response", G_CALLBACK (delete_answered_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
wanted_cb (WayVersionsDialog *self)
{
  g_autoptr (GError) error = NULL;

  if (!way_versions_set_wanted (self->path, gtk_check_button_get_active (self->wanted), &error))
    way_dialog_show_error (GTK_WINDOW (self), _ ("The setting was not kept"), error);
}

/* --- The object ----------------------------------------------------------------------------------- */

static void
way_versions_dialog_dispose (GObject *object)
{
  WayVersionsDialog *self = WAY_VERSIONS_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->reading, way_version_reading_free);
  g_clear_pointer (&self->present, g_bytes_unref);
  g_clear_pointer (&self->path, g_free);

  G_OBJECT_CLASS (way_versions_dialog_parent_class)->dispose (object);
}

static void
way_versions_dialog_finalize (GObject *object)
{
  g_object_unref (WAY_VERSIONS_DIALOG (object)->cancellable);

  G_OBJECT_CLASS (way_versions_dialog_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, WayVersionsDialog, pages);
  gtk_widget_class_bind_template_child (widget_class, WayVersionsDialog, none_text);
  gtk_widget_class_bind_template_child (widget_class, WayVersionsDialog, scroller);
  gtk_widget_class_bind_template_child (widget_class, WayVersionsDialog, list);
  gtk_widget_class_bind_template_child (widget_class, WayVersionsDialog, date);
  gtk_widget_class_bind_template_child (widget_class, WayVersionsDialog, facts);
  gtk_widget_class_bind_template_child (widget_class, WayVersionsDialog, picture);
  gtk_widget_class_bind_template_child (widget_class, WayVersionsDialog, since_heading);
  gtk_widget_class_bind_template_child (widget_class, WayVersionsDialog, since);
  gtk_widget_class_bind_template_child (widget_class, WayVersionsDialog, wanted);
  gtk_widget_class_bind_template_child (widget_class, WayVersionsDialog, actions);
  gtk_widget_class_bind_template_child (widget_class, WayVersionsDialog, remove);
  gtk_widget_class_bind_template_child (widget_class, WayVersionsDialog, copy);
  gtk_widget_class_bind_template_child (widget_class, WayVersionsDialog, restore);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, restore_cb);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
}

static void
way_versions_dialog_class_init (WayVersionsDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = way_versions_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = way_versions_dialog_finalize;

  signals[RESTORE] = g_signal_new ("restore", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, WAY_TYPE_MAP, G_TYPE_STRING);
  signals[OPEN_COPY] = g_signal_new ("open-copy", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, WAY_TYPE_MAP);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/waymark/Waymark/dialogs/way-versions-dialog.ui");
  bind_children (widget_class);
  gtk_widget_class_install_action (widget_class, "versions.delete", NULL, delete_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "versions.delete", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
way_versions_dialog_init (WayVersionsDialog *self)
{
  GtkAdjustment *adjustment;

  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_header_func (self->list, add_heading, NULL, NULL);
  gtk_widget_set_size_request (GTK_WIDGET (self->picture), -1, PICTURE_HEIGHT);
  adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  g_signal_connect_object (adjustment, "changed", G_CALLBACK (read_next), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (read_next), self, G_CONNECT_SWAPPED);
}

GtkWidget *
way_versions_dialog_new (GtkWindow   *parent,
                         WayDocument *document)
{
  WayVersionsDialog *self = g_object_new (WAY_TYPE_VERSIONS_DIALOG, "transient-for", parent, NULL);

  self->path = g_strdup (way_document_get_path (document));
  self->present = way_store_write (way_document_get_map (document));
  gtk_widget_set_visible (GTK_WIDGET (self->wanted), self->path != NULL);
  if (self->path == NULL)
    {
      update_page (self);
      return GTK_WIDGET (self);
    }
  gtk_check_button_set_active (self->wanted, way_versions_get_wanted (self->path));
  g_signal_connect_object (self->wanted, "toggled", G_CALLBACK (wanted_cb), self, G_CONNECT_SWAPPED);
  start_listing (self);
  return GTK_WIDGET (self);
}
