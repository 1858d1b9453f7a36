/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Application"

#include "way-button-names.h"

/*
 * GTK 4.8 tells a screen reader the label of a button with the mark of its underlined letter, and then the label once more:
 * "_Open… Open…". The words within a button are enough; it is said to be named by them. Boxes to tick have no such words. Buttons
 * that GTK puts into larger controls have no name at all; they are named by the control.
 */

static char *
dup_without_mark (const char *label)
{
  GString *words = g_string_new (NULL);

  for (; *label != '\0'; label++)
    {
      /* A doubled mark is one that is seen. */
      if (*label == '_' && *++label == '\0')
        break;
      g_string_append_c (words, *label);
    }
  return g_string_free (words, FALSE);
}

static void
forget_mark (GtkWidget *button)
{
  if (GTK_IS_BUTTON (button) && gtk_button_get_use_underline (GTK_BUTTON (button)))
    gtk_accessible_reset_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL);
  else if (GTK_IS_CHECK_BUTTON (button) && gtk_check_button_get_use_underline (GTK_CHECK_BUTTON (button)) && gtk_check_button_get_label (GTK_CHECK_BUTTON (button)) != NULL)
    {
      g_autofree char *words = dup_without_mark (gtk_check_button_get_label (GTK_CHECK_BUTTON (button)));

      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
    }
}

static void
name_by (GtkWidget *widget,
         GtkWidget *other)
{
  gtk_accessible_update_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY, other, NULL, -1);
}

static void
choice_changed_cb (GtkDropDown *drop_down,
                   GParamSpec  *property,
                   GtkWidget   *button)
{
  gpointer item = gtk_drop_down_get_selected_item (drop_down);

  if (GTK_IS_STRING_OBJECT (item))
    gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, gtk_string_object_get_string (item), -1);
}

static void
name_inner_button (GtkWidget *button,
                   GtkWidget *control)
{
  if (GTK_IS_DROP_DOWN (control))
    {
      g_signal_connect_object (control, "notify::selected-item", G_CALLBACK (choice_changed_cb), button, 0);
      choice_changed_cb (GTK_DROP_DOWN (control), NULL, button);
      name_by (button, control);
    }
  else if (GTK_IS_COLOR_BUTTON (control))
    name_by (button, control);
}

static gboolean
realized_cb (GSignalInvocationHint *hint,
             guint                  n_values,
             const GValue          *values,
             gpointer               user_data)
{
  GtkWidget *widget = g_value_get_object (&values[0]);

  if (GTK_IS_BUTTON (widget) || GTK_IS_CHECK_BUTTON (widget))
    {
      /* Each new label brings the mark back. */
      g_signal_handlers_disconnect_by_func (widget, forget_mark, NULL);
      g_signal_connect (widget, "notify::label", G_CALLBACK (forget_mark), NULL);
      forget_mark (widget);
      if (gtk_widget_get_parent (widget) != NULL)
        name_inner_button (widget, gtk_widget_get_parent (widget));
    }
  else if (GTK_IS_EXPANDER (widget) && gtk_expander_get_label_widget (GTK_EXPANDER (widget)) != NULL)
    name_by (widget, gtk_expander_get_label_widget (GTK_EXPANDER (widget)));
  return TRUE;
}

void
way_button_names_start (void)
{
  g_type_class_unref (g_type_class_ref (GTK_TYPE_WIDGET));
  g_signal_add_emission_hook (g_signal_lookup ("realize", GTK_TYPE_WIDGET), 0, realized_cb, NULL, NULL);
}
