/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Window"

#include "config.h"

#include "way-window-private.h"

gboolean
way_window_has_focus_in (WayWindow *self,
                         GtkWidget *part)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (self));

  return focus != NULL && gtk_widget_is_ancestor (focus, part);
}

void
way_window_leave (WayWindow *self,
                  GtkWidget *part)
{
  if (way_window_has_focus_in (self, part))
    gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
}

static gboolean
focus_lost_cb (gpointer user_data)
{
  WayWindow *self = user_data;

  self->focus_source = 0;
  if (self->document != NULL && gtk_root_get_focus (GTK_ROOT (self)) == NULL)
    gtk_widget_grab_focus (self->guide != NULL ? self->guide : GTK_WIDGET (self->canvas));
  return G_SOURCE_REMOVE;
}

/* A button that can no longer be used loses the keyboard, as that for undo does after the first step was taken back. Whoever takes it
 * away on purpose has put it elsewhere before the loop goes on. */
static void
focus_changed_cb (WayWindow *self)
{
  if (gtk_root_get_focus (GTK_ROOT (self)) == NULL && self->focus_source == 0)
    self->focus_source = g_idle_add_full (G_PRIORITY_DEFAULT, focus_lost_cb, self, NULL);
}

/*
 * In an open menu the keyboard stays in it. GTK 4.8 asks all that the menu belongs to from the outside inwards where to go, and lists
 * and the canvas have their own answer: an arrow key would leave the menu of a text in them.
 */
static gboolean
way_window_focus (GtkWidget       *widget,
                  GtkDirectionType direction)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (widget));
  GtkWidget *menu = focus != NULL ? gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) : NULL;

  if (menu != NULL && gtk_popover_get_autohide (GTK_POPOVER (menu)) && gtk_widget_get_mapped (menu))
    return gtk_widget_child_focus (menu, direction);
  return GTK_WIDGET_CLASS (g_type_class_peek_parent (GTK_WIDGET_GET_CLASS (widget)))->focus (widget, direction);
}

void
way_window_focus_class_init (GtkWidgetClass *widget_class)
{
  widget_class->focus = way_window_focus;
}

void
way_window_focus_init (WayWindow *self)
{
  g_signal_connect (self, "notify::focus-widget", G_CALLBACK (focus_changed_cb), NULL);
}

void
way_window_focus_dispose (WayWindow *self)
{
  g_signal_handlers_disconnect_by_func (self, focus_changed_cb, NULL);
  g_clear_handle_id (&self->focus_source, g_source_remove);
}
