/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Application"

#include "way-menu-grabs.h"

/*
 * An open menu takes all presses and keys for itself until it is closed. When what it belongs to is hidden or goes, as a field with
 * the menu of its text open, GTK 4.8 takes the menu from the screen without closing it: nobody could close it any more, and no
 * window would hear anything again.
 */
static gboolean
unmapped_cb (GSignalInvocationHint *hint,
             guint                  n_values,
             const GValue          *values,
             gpointer               user_data)
{
  GtkWidget *widget = g_value_get_object (&values[0]);

  /* One that is being closed counts as hidden already. */
  if (GTK_IS_POPOVER (widget) && gtk_widget_get_visible (widget))
    gtk_widget_set_visible (widget, FALSE);
  return TRUE;
}

void
way_menu_grabs_start (void)
{
  g_type_class_unref (g_type_class_ref (GTK_TYPE_WIDGET));
  g_signal_add_emission_hook (g_signal_lookup ("unmap", GTK_TYPE_WIDGET), 0, unmapped_cb, NULL, NULL);
}
