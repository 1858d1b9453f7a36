/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Window"

#include "way-window-private.h"

static void
found_cb (WayWindow  *self,
          const char *id)
{
  way_canvas_reveal (self->canvas, id);
}

static void
replaced_cb (WayWindow  *self,
             const char *text)
{
  way_window_show_toast (self, text, FALSE);
}

static void
find_closed_cb (WayWindow *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
}

static void
find_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  WayWindow *self = WAY_WINDOW (widget);

  way_canvas_finish (self->canvas);
  way_find_bar_open (self->find_bar, g_str_equal (name, "win.replace"));
}

static void
find_step_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  WayWindow *self = WAY_WINDOW (widget);

  way_canvas_finish (self->canvas);
  way_find_bar_step (self->find_bar, g_str_equal (name, "win.find-previous"));
}

void
way_window_find_class_init (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, WayWindow, find_bar);
  gtk_widget_class_bind_template_callback (widget_class, found_cb);
  gtk_widget_class_bind_template_callback (widget_class, replaced_cb);
  gtk_widget_class_bind_template_callback (widget_class, find_closed_cb);
  gtk_widget_class_install_action (widget_class, "win.find", NULL, find_action);
  gtk_widget_class_install_action (widget_class, "win.replace", NULL, find_action);
  gtk_widget_class_install_action (widget_class, "win.find-next", NULL, find_step_action);
  gtk_widget_class_install_action (widget_class, "win.find-previous", NULL, find_step_action);
}
