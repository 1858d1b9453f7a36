/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Window"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "way-window-private.h"

#include "waymark/way-check.h"

/* The map is looked through when hands have rested for so long. */
#define REST 400
#define MOST_SHOWN 50

/* Characters that fit on the ground, so that the line says all, or in words how many there are. */
#define ROOM_FOR_ALL 170
#define ROOM_FOR_COUNT 125

static GPtrArray *
list_remarks (WayWindow *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *today = g_date_time_format (now, "%Y-%m-%d");

  return way_check_map (way_document_get_map (self->document), today);
}

/* As much of it as there is room for: how many, in words, and the first one. */
void
way_window_fit_check (WayWindow *self)
{
  GtkWidget        *ground = gtk_widget_get_parent (self->start_line);
  PangoContext     *context = gtk_widget_get_pango_context (ground);
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  int               room = gtk_widget_get_width (ground) / MAX (1, PANGO_PIXELS (pango_font_metrics_get_approximate_char_width (metrics)));
  g_autofree char  *words = g_strdup_printf (ngettext ("%u thing to look at", "%u things to look at", self->n_remarks), self->n_remarks);
  g_autofree char  *number = g_strdup_printf ("%u", self->n_remarks);

  pango_font_metrics_unref (metrics);
  gtk_label_set_label (self->check_count, room >= ROOM_FOR_COUNT ? words : number);
  gtk_widget_set_visible (GTK_WIDGET (self->check_label), room >= ROOM_FOR_ALL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->check_button), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

static gboolean
check_cb (gpointer user_data)
{
  WayWindow *self = user_data;
  g_autoptr (GPtrArray) remarks = NULL;

  /* What is being typed or dragged is not done yet. */
  if (way_history_in_transaction (way_document_get_history (self->document)))
    return G_SOURCE_CONTINUE;
  remarks = list_remarks (self);
  self->check_source = 0;
  self->n_remarks = remarks->len;
  if (remarks->len > 0)
    {
      gtk_label_set_label (self->check_label, ((WayRemark *) remarks->pdata[0])->text);
      way_window_fit_check (self);
    }
  /* While the guided start asks, nobody else does. */
  gtk_widget_set_visible (GTK_WIDGET (self->check_button), remarks->len > 0 && self->guide == NULL);
  return G_SOURCE_REMOVE;
}

void
way_window_update_check (WayWindow *self)
{
  g_clear_handle_id (&self->check_source, g_source_remove);
  self->check_source = g_timeout_add (REST, check_cb, self);
}

static void
remark_activated_cb (WayWindow     *self,
                     GtkListBoxRow *row)
{
  const char *id = gtk_widget_get_name (GTK_WIDGET (row));
  WayElement *element = way_map_lookup (way_editor_get_map (self->editor), id);

  gtk_menu_button_popdown (self->check_button);
  if (element == NULL)
    return;
  if (way_element_get_parent (element) == NULL)
    way_selection_clear (way_editor_get_selection (self->editor));
  else
    way_selection_select (way_editor_get_selection (self->editor), id);
  way_canvas_reveal (self->canvas, id);
  gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
}

static void
append_remark (GtkListBox      *list,
               const WayRemark *remark)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *label = gtk_label_new (remark->text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_width_chars (GTK_LABEL (label), 40);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 40);
  gtk_widget_set_name (row, remark->element);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, remark->text, -1);
  gtk_list_box_append (list, row);
}

/* Made when it is opened: each line leads to what it is about. */
static void
make_remarks_cb (GtkMenuButton *button,
                 gpointer       user_data)
{
  WayWindow *self = user_data;
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *list = gtk_list_box_new ();
  g_autoptr (GPtrArray) remarks = list_remarks (self);

  for (guint i = 0; i < MIN (remarks->len, MOST_SHOWN); i++)
    append_remark (GTK_LIST_BOX (list), remarks->pdata[i]);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "history-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("What to look at"), -1);
  g_signal_connect_object (list, "row-activated", G_CALLBACK (remark_activated_cb), self, G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 360);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), list);
  gtk_popover_set_child (GTK_POPOVER (popover), scroller);
  gtk_menu_button_set_popover (button, popover);
}

static void
check_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  WayWindow *self = WAY_WINDOW (widget);

  if (self->document == NULL)
    return;
  if (self->n_remarks > 0 && self->guide == NULL)
    gtk_menu_button_popup (self->check_button);
  else
    way_window_show_toast (self, _ ("Nothing in the map asks for a look"), FALSE);
}

void
way_window_check_init (WayWindow *self)
{
  gtk_menu_button_set_create_popup_func (self->check_button, make_remarks_cb, self, NULL);
}

void
way_window_check_dispose (WayWindow *self)
{
  g_clear_handle_id (&self->check_source, g_source_remove);
}

void
way_window_check_class_init (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, WayWindow, check_button);
  gtk_widget_class_bind_template_child (widget_class, WayWindow, check_count);
  gtk_widget_class_bind_template_child (widget_class, WayWindow, check_label);
  gtk_widget_class_install_action (widget_class, "win.check", NULL, check_action);
}
