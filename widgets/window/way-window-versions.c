/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Window"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "way-window-private.h"

#include "dialogs/way-dialogs.h"
#include "dialogs/way-versions-dialog.h"

/* One step: what was there before comes back with undo. */
static void
restore_cb (WayWindow  *self,
            WayMap     *map,
            const char *date)
{
  WayHistory *history = way_document_get_history (self->document);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  way_history_begin (history, _ ("Restore a Version"));
  if (!way_history_replace_map (history, map, &error))
    {
      way_history_rollback (history);
      way_dialog_show_error (GTK_WINDOW (self), _ ("The version could not be restored"), error);
      return;
    }
  way_history_commit (history);
  /* Translators: when a version was saved: Today, 14:05 */
  text = g_strdup_printf (_ ("The map is as it was then: %s"), date);
  way_window_show_toast (self, text, TRUE);
}

static void
open_copy_cb (WayWindow *self,
              WayMap    *map)
{
  way_window_show_map (gtk_window_get_application (GTK_WINDOW (self)), self, map);
}

static void
versions_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  WayWindow *self = WAY_WINDOW (widget);
  GtkWidget *dialog;

  if (self->document == NULL)
    return;
  way_canvas_finish (self->canvas);
  dialog = way_versions_dialog_new (GTK_WINDOW (self), self->document);
  g_signal_connect_object (dialog, "restore", G_CALLBACK (restore_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog, "open-copy", G_CALLBACK (open_copy_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

void
way_window_versions_class_init (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.versions", NULL, versions_action);
}
