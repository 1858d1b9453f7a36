/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Dialogs"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "way-print-dialog.h"

struct _WayPrintDialog
{
  GtkWindow       parent_instance;
  GtkCheckButton *actual_size;
};

enum
{
  PRINT,
  N_SIGNALS
};

G_DEFINE_FINAL_TYPE (WayPrintDialog, way_print_dialog, GTK_TYPE_WINDOW)

static guint signals[N_SIGNALS];

static void
go (WayPrintDialog *self,
    gboolean        preview)
{
  g_autoptr (WayPrintDialog) alive = g_object_ref (self);

  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  g_signal_emit (self, signals[PRINT], 0, gtk_check_button_get_active (self->actual_size), preview);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
print_cb (WayPrintDialog *self)
{
  go (self, FALSE);
}

static void
preview_cb (WayPrintDialog *self)
{
  go (self, TRUE);
}

static void
way_print_dialog_class_init (WayPrintDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[PRINT] = g_signal_new ("print", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_BOOLEAN, G_TYPE_BOOLEAN);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/waymark/Waymark/dialogs/way-print-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, WayPrintDialog, actual_size);
  gtk_widget_class_bind_template_callback (widget_class, print_cb);
  gtk_widget_class_bind_template_callback (widget_class, preview_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
way_print_dialog_init (WayPrintDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
way_print_dialog_new (GtkWindow *parent,
                      guint      n_pages)
{
  WayPrintDialog  *self = g_object_new (WAY_TYPE_PRINT_DIALOG, "transient-for", parent, NULL);
  g_autofree char *label = g_strdup_printf (ngettext ("Actual size, on %u page", "Actual size, on %u pages", n_pages), n_pages);

  gtk_check_button_set_label (self->actual_size, label);
  return GTK_WIDGET (self);
}
