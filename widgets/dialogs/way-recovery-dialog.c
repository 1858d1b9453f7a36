/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Dialogs"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "way-dialogs.h"
#include "way-recovery-dialog.h"
#include "way-recovery-row.h"

#include "waymark/way-difference.h"
#include "waymark/way-store.h"

#define MOST_CHANGES 300

struct _WayRecoveryDialog
{
  GtkWindow       parent_instance;
  GPtrArray      *recoveries;
  GtkStack       *pages;
  GtkWidget      *list_page;
  GtkWidget      *compare_page;
  GtkListBox     *list;
  GtkLabel       *compare_title;
  GtkListBox     *changes;
  GtkWidget      *back;
  WayRecoveryRow *discarded; /* that is asked about */
};

enum
{
  RESTORED,
  N_SIGNALS
};

G_DEFINE_FINAL_TYPE (WayRecoveryDialog, way_recovery_dialog, GTK_TYPE_WINDOW)

static guint signals[N_SIGNALS];

static void
remove_row (WayRecoveryDialog *self,
            WayRecoveryRow    *row)
{
  gtk_list_box_remove (self->list, GTK_WIDGET (row));
  if (gtk_list_box_get_row_at_index (self->list, 0) == NULL)
    gtk_window_destroy (GTK_WINDOW (self));
}

static void
restore_cb (WayRecoveryRow    *row,
            WayRecoveryDialog *self)
{
  g_autoptr (WayRecoveryDialog) alive = g_object_ref (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (WayDocument) document = way_recovery_restore (way_recovery_row_get_recovery (row), &error);

  if (document == NULL)
    {
      way_dialog_show_error (GTK_WINDOW (self), _ ("The map could not be restored"), error);
      return;
    }
  remove_row (self, row);
  g_signal_emit (self, signals[RESTORED], 0, document);
}

/* --- Comparing ----------------------------------------------------------------------- */

static void
add_change (WayRecoveryDialog *self,
            const char        *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_list_box_append (self->changes, label);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (gtk_widget_get_parent (label)), FALSE);
}

static void
show_changes (WayRecoveryDialog   *self,
              const WayDifference *difference)
{
  GtkListBoxRow *row;
  guint          n = way_difference_get_n_changes (difference);

  while ((row = gtk_list_box_get_row_at_index (self->changes, 0)) != NULL)
    gtk_list_box_remove (self->changes, GTK_WIDGET (row));
  for (guint i = 0; i < MIN (n, MOST_CHANGES); i++)
    {
      g_autofree char *text = way_change_dup_text (way_difference_get_change (difference, i));

      add_change (self, text);
    }
  if (n == 0)
    add_change (self, _ ("Nothing differs: the file has all of it."));
  if (n > MOST_CHANGES)
    {
      g_autofree char *text = g_strdup_printf (ngettext ("And %u more", "And %u more", n - MOST_CHANGES), n - MOST_CHANGES);

      add_change (self, text);
    }
}

static void
compare_cb (WayRecoveryRow    *row,
            WayRecoveryDialog *self)
{
  WayRecovery     *recovery = way_recovery_row_get_recovery (row);
  const char      *path = way_recovery_get_path (recovery);
  g_autofree char *name = g_filename_display_basename (path);
  /* Translators: a file's name */
  g_autofree char *title = g_strdup_printf (_ ("What differs from the file “%s”"), name);
  g_autoptr (GError) error = NULL;
  WayMap *map = way_recovery_look (recovery, &error);
  g_autoptr (WayMap) file = map != NULL ? way_store_load (path, NULL, &error) : NULL;
  g_autoptr (WayDifference) difference = file != NULL ? way_difference_new (file, map) : NULL;

  if (difference == NULL)
    way_dialog_show_error (GTK_WINDOW (self), _ ("The map could not be compared"), error);
  else
    {
      gtk_label_set_label (self->compare_title, title);
      show_changes (self, difference);
      gtk_stack_set_visible_child (self->pages, self->compare_page);
      gtk_widget_grab_focus (self->back);
    }
  way_recovery_end_look (recovery);
}

static void
back_cb (WayRecoveryDialog *self)
{
  gtk_stack_set_visible_child (self->pages, self->list_page);
}

/* --- Discarding ---------------------------------------------------------------------- */

static gboolean
discard_row_cb (gpointer user_data)
{
  WayRecoveryDialog *self = user_data;

  if (self->discarded != NULL && gtk_widget_get_parent (GTK_WIDGET (self->discarded)) == GTK_WIDGET (self->list))
    remove_row (self, self->discarded);
  self->discarded = NULL;
  return G_SOURCE_REMOVE;
}

static void
discard_answered_cb (GtkDialog         *dialog,
                     int                response,
                     WayRecoveryDialog *self)
{
  g_autoptr (GError) error = NULL;

  gtk_window_destroy (GTK_WINDOW (dialog));
  if (response != GTK_RESPONSE_ACCEPT)
    return;
  if (!way_recovery_discard (way_recovery_row_get_recovery (self->discarded), &error))
    {
      way_dialog_show_error (GTK_WINDOW (self), _ ("The unsaved changes could not be discarded"), error);
      return;
    }
  /* The window that asked is still on its way out, and this one may go with its last row. */
  g_idle_add_full (G_PRIORITY_DEFAULT, discard_row_cb, g_object_ref (self), g_object_unref);
}

static void
discard_cb (WayRecoveryRow    *row,
            WayRecoveryDialog *self)
{
  WayRecovery     *recovery = way_recovery_row_get_recovery (row);
  g_autofree char *title = way_recovery_dup_title (recovery);
  GtkWidget       *dialog;

  self->discarded = row;
  dialog = gtk_message_dialog_new (GTK_WINDOW (self), GTK_DIALOG_MODAL | GTK_DIALOG_DESTROY_WITH_PARENT, GTK_MESSAGE_QUESTION, GTK_BUTTONS_NONE,
                                   _ ("Discard the unsaved changes of “%s”?"), title);
  gtk_message_dialog_format_secondary_text (GTK_MESSAGE_DIALOG (dialog), "%s",
                                            way_recovery_get_path (recovery) != NULL ? _ ("They will be gone for good. The file itself stays as it is.")
                                                                                     : _ ("The map was never saved; it will be gone for good."));
  way_dialog_center_text (GTK_MESSAGE_DIALOG (dialog));
  gtk_dialog_add_button (GTK_DIALOG (dialog), _ ("_Keep"), GTK_RESPONSE_CANCEL);
  gtk_widget_add_css_class (gtk_dialog_add_button (GTK_DIALOG (dialog), _ ("_Discard"), GTK_RESPONSE_ACCEPT), "destructive-action");
  gtk_dialog_set_default_response (GTK_DIALOG (dialog), GTK_RESPONSE_CANCEL);
  g_signal_connect_object (dialog, "response", G_CALLBACK (discard_answered_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* What was neither restored nor discarded is to be decided later. */
static gboolean
way_recovery_dialog_close_request (GtkWindow *window)
{
  WayRecoveryDialog *self = WAY_RECOVERY_DIALOG (window);
  GtkListBoxRow     *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    way_recovery_decline (way_recovery_row_get_recovery (WAY_RECOVERY_ROW (row)));
  return GTK_WINDOW_CLASS (way_recovery_dialog_parent_class)->close_request (window);
}

/* --- The object ------------------------------------------------------------------------ */

static void
way_recovery_dialog_finalize (GObject *object)
{
  g_clear_pointer (&WAY_RECOVERY_DIALOG (object)->recoveries, g_ptr_array_unref);

  G_OBJECT_CLASS (way_recovery_dialog_parent_class)->finalize (object);
}

static void
way_recovery_dialog_class_init (WayRecoveryDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = way_recovery_dialog_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = way_recovery_dialog_close_request;
  signals[RESTORED] = g_signal_new ("restored", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, WAY_TYPE_DOCUMENT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/waymark/Waymark/dialogs/way-recovery-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, WayRecoveryDialog, pages);
  gtk_widget_class_bind_template_child (widget_class, WayRecoveryDialog, list_page);
  gtk_widget_class_bind_template_child (widget_class, WayRecoveryDialog, compare_page);
  gtk_widget_class_bind_template_child (widget_class, WayRecoveryDialog, list);
  gtk_widget_class_bind_template_child (widget_class, WayRecoveryDialog, compare_title);
  gtk_widget_class_bind_template_child (widget_class, WayRecoveryDialog, changes);
  gtk_widget_class_bind_template_child (widget_class, WayRecoveryDialog, back);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
way_recovery_dialog_init (WayRecoveryDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
way_recovery_dialog_new (GtkWindow *parent,
                         GPtrArray *list)
{
  WayRecoveryDialog *self = g_object_new (WAY_TYPE_RECOVERY_DIALOG, "transient-for", parent, NULL);

  self->recoveries = g_ptr_array_ref (list);
  for (guint i = 0; i < list->len; i++)
    {
      GtkWidget *row = way_recovery_row_new (list->pdata[i]);

      g_signal_connect_object (row, "restore", G_CALLBACK (restore_cb), self, 0);
      g_signal_connect_object (row, "compare", G_CALLBACK (compare_cb), self, 0);
      g_signal_connect_object (row, "discard", G_CALLBACK (discard_cb), self, 0);
      gtk_list_box_append (self->list, row);
    }
  return GTK_WIDGET (self);
}
