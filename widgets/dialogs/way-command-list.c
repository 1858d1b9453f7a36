/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Dialogs"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "way-command-list.h"

struct _WayCommandList
{
  GtkWindow          parent_instance;
  GtkSearchEntry    *entry;
  GtkScrolledWindow *scroller;
  GtkListBox        *list;
  GtkWidget         *none;
};

enum
{
  CHOSEN,
  N_SIGNALS
};

G_DEFINE_FINAL_TYPE (WayCommandList, way_command_list, GTK_TYPE_WINDOW)

static guint signals[N_SIGNALS];

/* --- Searching --------------------------------------------------------------------- */

static gboolean
is_found (GtkListBoxRow *row,
          gpointer       user_data)
{
  WayCommandList *self = user_data;
  const char     *search = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  /* Without accents too: what cannot be typed on this keyboard is found all the same. */
  return *search == '\0' || g_str_match_string (search, g_object_get_data (G_OBJECT (row), "label"), TRUE);
}

static gboolean
can_choose (GtkWidget *row)
{
  /* What is shown when nothing is found stands among the rows. */
  return GTK_IS_LIST_BOX_ROW (row) && gtk_widget_get_child_visible (row) && gtk_widget_get_sensitive (row);
}

/* Scrolls to the row, as the focus stays in the entry. */
static void
select_row (WayCommandList *self,
            GtkWidget      *row)
{
  GtkAdjustment  *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  graphene_rect_t bounds;

  gtk_list_box_select_row (self->list, GTK_LIST_BOX_ROW (row));
  if (row != NULL && gtk_widget_compute_bounds (row, GTK_WIDGET (self->list), &bounds))
    gtk_adjustment_clamp_page (adjustment, bounds.origin.y, bounds.origin.y + bounds.size.height);
}

static void
select_first (WayCommandList *self)
{
  GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->list));

  while (row != NULL && !can_choose (row))
    row = gtk_widget_get_next_sibling (row);
  select_row (self, row);
}

static void
search_changed_cb (WayCommandList *self)
{
  gtk_list_box_invalidate_filter (self->list);
  select_first (self);
}

static gboolean
move (WayCommandList *self,
      gboolean        down)
{
  GtkWidget *row = GTK_WIDGET (gtk_list_box_get_selected_row (self->list));

  do
    row = row == NULL ? NULL : down ? gtk_widget_get_next_sibling (row)
                                    : gtk_widget_get_prev_sibling (row);
  while (row != NULL && !can_choose (row));
  if (row != NULL)
    select_row (self, row);
  return TRUE;
}

/* --- Choosing ------------------------------------------------------------------------ */

static void
row_activated_cb (WayCommandList *self,
                  GtkListBoxRow  *row)
{
  g_autofree char *action = g_strdup (g_object_get_data (G_OBJECT (row), "action"));

  g_object_ref (self);
  /* The command may ask something itself: this window is out of the way by then. */
  gtk_window_close (GTK_WINDOW (self));
  g_signal_emit (self, signals[CHOSEN], 0, action);
  g_object_unref (self);
}

static void
entry_activated_cb (WayCommandList *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  if (row != NULL && can_choose (GTK_WIDGET (row)))
    row_activated_cb (self, row);
  else
    gtk_widget_error_bell (GTK_WIDGET (self));
}

static gboolean
key_cb (GtkEventControllerKey *controller,
        guint                  key,
        guint                  code,
        GdkModifierType        modifiers,
        WayCommandList        *self)
{
  if (key == GDK_KEY_Down || key == GDK_KEY_KP_Down || key == GDK_KEY_Up || key == GDK_KEY_KP_Up)
    return move (self, key == GDK_KEY_Down || key == GDK_KEY_KP_Down);
  return GDK_EVENT_PROPAGATE;
}

/* --- The object ------------------------------------------------------------------------ */

static void
way_command_list_class_init (WayCommandListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/waymark/Waymark/dialogs/way-command-list.ui");
  gtk_widget_class_bind_template_child (widget_class, WayCommandList, entry);
  gtk_widget_class_bind_template_child (widget_class, WayCommandList, scroller);
  gtk_widget_class_bind_template_child (widget_class, WayCommandList, list);
  gtk_widget_class_bind_template_child (widget_class, WayCommandList, none);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
way_command_list_init (WayCommandList *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_filter_func (self->list, is_found, self, NULL);
  gtk_list_box_set_placeholder (self->list, self->none);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), keys);
  g_signal_connect_object (self->entry, "stop-search", G_CALLBACK (gtk_window_close), self, G_CONNECT_SWAPPED);
}

GtkWidget *
way_command_list_new (GtkWindow *parent)
{
  return g_object_new (WAY_TYPE_COMMAND_LIST, "transient-for", parent, NULL);
}

void
way_command_list_add (WayCommandList *self,
                      const char     *label,
                      const char     *keys,
                      const char     *action,
                      gboolean        enabled)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *name = gtk_label_new (label);
  GtkWidget *shortcut = gtk_label_new (keys);

  g_return_if_fail (WAY_IS_COMMAND_LIST (self));

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_widget_add_css_class (shortcut, "dim-label");
  gtk_widget_add_css_class (shortcut, "caption");
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), shortcut);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_set_sensitive (row, enabled);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, keys, -1);
  g_object_set_data_full (G_OBJECT (row), "label", g_strdup (label), g_free);
  g_object_set_data_full (G_OBJECT (row), "action", g_strdup (action), g_free);
  gtk_list_box_append (self->list, row);
  if (enabled && gtk_list_box_get_selected_row (self->list) == NULL)
    gtk_list_box_select_row (self->list, GTK_LIST_BOX_ROW (row));
}
