/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Window"

#include "config.h"

#include "way-window-private.h"

#include "dialogs/way-merge-dialog.h"

gboolean
way_window_has_conflicts (WayWindow *self)
{
  return self->document != NULL &&
         way_element_get_first_of (way_map_get_root (way_document_get_map (self->document)), WAY_KIND_CONFLICT) != NULL;
}

static void
resolve_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  WayWindow *self = WAY_WINDOW (widget);

  way_canvas_finish (self->canvas);
  if (way_window_has_conflicts (self))
    way_merge_dialog_resolve (GTK_WINDOW (self), self->document);
}

void
way_window_merge_class_init (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.resolve", NULL, resolve_action);
}

static gboolean
offer_cb (gpointer user_data)
{
  WayWindow *self = WAY_WINDOW (user_data);

  if (way_window_has_conflicts (self))
    way_merge_dialog_resolve (GTK_WINDOW (self), self->document);
  return G_SOURCE_REMOVE;
}

static void
mapped_cb (WayWindow *self)
{
  g_signal_handlers_disconnect_by_func (self, mapped_cb, self);
  way_window_offer_conflicts (self);
}

void
way_window_offer_conflicts (WayWindow *self)
{
  if (!way_window_has_conflicts (self))
    return;
  /* The map is seen first; what is asked comes over it. */
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    g_signal_connect (self, "map", G_CALLBACK (mapped_cb), self);
  else
    g_idle_add_full (G_PRIORITY_LOW, offer_cb, g_object_ref (self), g_object_unref);
}
