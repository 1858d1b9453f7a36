/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Window"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "way-window-private.h"

#include "dialogs/way-guided-start.h"
#include "waymark/way-templates.h"

/* The guided start: questions beside the sheet, in the place of the panes. */

static gboolean
fit_cb (gpointer user_data)
{
  WayWindow *self = user_data;

  self->guide_source = 0;
  if (self->guide != NULL)
    way_canvas_fit_map (self->canvas);
  return G_SOURCE_REMOVE;
}

/* All of the map stays in sight while it grows. */
static void
answered_cb (WayWindow *self)
{
  if (self->guide_source == 0)
    self->guide_source = g_idle_add_full (G_PRIORITY_LOW, fit_cb, self, NULL);
}

void
way_window_stop_guide (WayWindow *self)
{
  g_clear_handle_id (&self->guide_source, g_source_remove);
  if (self->guide == NULL)
    return;
  gtk_box_remove (GTK_BOX (self->map_page), self->guide);
  self->guide = NULL;
  way_window_update_check (self);
  gtk_widget_set_visible (GTK_WIDGET (self->palette), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->inspector_revealer), self->inspector_was_visible);
}

static void
finished_cb (WayWindow *self,
             gboolean   to_the_end)
{
  way_window_stop_guide (self);
  way_canvas_fit_map (self->canvas);
  gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
  if (to_the_end)
    way_window_show_toast (self, _ ("This is your map. Change anything in it by clicking on it."), FALSE);
}

static void
start_guide (WayWindow *self)
{
  way_window_stop_guide (self);
  self->inspector_was_visible = gtk_widget_get_visible (GTK_WIDGET (self->inspector_revealer));
  gtk_widget_set_visible (GTK_WIDGET (self->palette), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->inspector_revealer), FALSE);
  self->guide = way_guided_start_new (self->editor);
  g_signal_connect_object (self->guide, "answered", G_CALLBACK (answered_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->guide, "finished", G_CALLBACK (finished_cb), self, G_CONNECT_SWAPPED);
  gtk_box_prepend (GTK_BOX (self->map_page), self->guide);
  gtk_widget_grab_focus (self->guide);
  answered_cb (self);
}

/* What was answered so far becomes a step of the history. */
void
way_window_pause_guide (WayWindow *self)
{
  if (self->guide != NULL)
    way_guided_start_pause (WAY_GUIDED_START (self->guide));
}

/* What stands in for a title is no answer. */
static void
clear_title (WayMap *map)
{
  g_autoptr (WayHistory) history = way_history_new (map);

  way_history_begin (history, "");
  way_history_set (history, way_element_get_id (way_map_get_root (map)), WAY_MAP_TITLE, NULL, NULL);
  way_history_commit (history);
}

static void
guided_start_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  static const char *const languages[] = { "en", "pl", NULL };
  WayWindow               *self = WAY_WINDOW (widget);
  g_autoptr (WayMap) map = way_templates_load (WAY_TEMPLATE_BLANK, way_templates_choose_language ((char *const *) languages), FALSE, NULL);
  g_autoptr (WayDocument) document = NULL;
  WayWindow *window = self;

  if (map == NULL)
    map = way_map_new (pango_language_to_string (gtk_get_default_language ()));
  clear_title (map);
  document = way_document_new (map);
  if (self->document != NULL)
    window = WAY_WINDOW (way_window_new (gtk_window_get_application (GTK_WINDOW (self))));
  way_window_set_document (window, document);
  gtk_window_present (GTK_WINDOW (window));
  start_guide (window);
}

void
way_window_guide_class_init (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.guided-start", NULL, guided_start_action);
}
