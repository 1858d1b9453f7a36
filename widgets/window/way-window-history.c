/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Window"

#include "config.h"

#include <stdlib.h>

#include <glib/gi18n-lib.h>

#include "way-window-private.h"

gboolean
way_window_can_undo (WayWindow *self)
{
  return self->document != NULL && way_history_can_undo (way_document_get_history (self->document));
}

gboolean
way_window_can_redo (WayWindow *self)
{
  return self->document != NULL && way_history_can_redo (way_document_get_history (self->document));
}

static void
set_tooltip (GtkWidget  *button,
             const char *label,
             const char *step)
{
  g_autofree char *text = step != NULL ? g_strdup_printf (C_ ("tooltip", "%1$s: %2$s"), label, step) : g_strdup (label);

  gtk_widget_set_tooltip_text (button, text);
}

void
way_window_update_history (WayWindow *self)
{
  WayHistory *history = self->document != NULL ? way_document_get_history (self->document) : NULL;

  set_tooltip (self->undo_button, _ ("Undo"), way_window_can_undo (self) ? way_history_get_undo_label (history) : NULL);
  set_tooltip (self->redo_button, _ ("Redo"), way_window_can_redo (self) ? way_history_get_redo_label (history) : NULL);
  way_window_update_commands (self);
}

static gboolean
update_cb (gpointer user_data)
{
  WayWindow *self = user_data;

  self->history_source = 0;
  way_window_update_history (self);
  return G_SOURCE_REMOVE;
}

/*
 * When the present event is over. Within it a step may begin and be done or given up, as when the keyboard leaves a field because a
 * button is pressed; a button that could not be used for that moment would lose the press.
 */
void
way_window_history_changed (WayWindow *self)
{
  if (self->history_source == 0)
    self->history_source = g_idle_add_full (G_PRIORITY_HIGH, update_cb, self, NULL);
}

/* Many steps back, or on: what is typed or dragged comes first. */
static void
jump (WayWindow *self,
      int        steps)
{
  WayHistory *history = way_document_get_history (self->document);

  way_canvas_finish (self->canvas);
  for (int i = 0; i < abs (steps); i++)
    if (!(steps < 0 ? way_history_undo (history) : way_history_redo (history)))
      break;
}

static void
undo_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  if (WAY_WINDOW (widget)->document != NULL)
    jump (WAY_WINDOW (widget), -1);
}

static void
redo_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  if (WAY_WINDOW (widget)->document != NULL)
    jump (WAY_WINDOW (widget), 1);
}

static void
history_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  gtk_menu_button_popup (WAY_WINDOW (widget)->history_button);
}

/* The list is made when it is opened; steps come and go before. */
static void
history_shown_cb (WayWindow *self)
{
  if (self->document == NULL || !gtk_widget_get_visible (GTK_WIDGET (gtk_menu_button_get_popover (self->history_button))))
    return;
  way_canvas_finish (self->canvas);
  way_history_list_show (self->history_list, way_document_get_history (self->document));
}

static void
jump_cb (WayWindow *self,
         int        steps)
{
  gtk_menu_button_popdown (self->history_button);
  jump (self, steps);
}

void
way_window_history_class_init (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, history_shown_cb);
  gtk_widget_class_bind_template_callback (widget_class, jump_cb);
  gtk_widget_class_install_action (widget_class, "win.undo", NULL, undo_action);
  gtk_widget_class_install_action (widget_class, "win.redo", NULL, redo_action);
  gtk_widget_class_install_action (widget_class, "win.history", NULL, history_action);
}
