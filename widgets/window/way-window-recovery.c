/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Window"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "way-window-private.h"

#include "dialogs/way-recovery-dialog.h"
#include "waymark/way-recovery.h"

static void
restored_cb (WayRecoveryDialog *dialog,
             WayDocument       *document,
             GtkApplication    *application)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (dialog));

  way_window_show_restored (application, WAY_IS_WINDOW (parent) ? WAY_WINDOW (parent) : NULL, document);
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  GtkApplication *application = GTK_APPLICATION (source);
  g_autoptr (GPtrArray) list = g_task_propagate_pointer (G_TASK (result), NULL);
  GtkWindow *parent = gtk_application_get_active_window (application);
  GtkWidget *dialog;

  /* Whoever closed all windows meanwhile is asked the next time. */
  if (list == NULL || list->len == 0 || parent == NULL)
    return;
  dialog = way_recovery_dialog_new (parent, list);
  g_signal_connect_object (dialog, "restored", G_CALLBACK (restored_cb), application, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
list_in_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  g_task_return_pointer (task, way_recovery_list (), (GDestroyNotify) g_ptr_array_unref);
}

static gboolean
list_cb (gpointer application)
{
  g_autoptr (GTask) task = g_task_new (application, NULL, listed_cb, NULL);

  g_task_set_source_tag (task, list_cb);
  g_task_run_in_thread (task, list_in_thread);
  return G_SOURCE_REMOVE;
}

void
way_window_offer_recovered (GtkApplication *application)
{
  /* After the first window. */
  g_idle_add_full (G_PRIORITY_LOW, list_cb, g_object_ref (application), g_object_unref);
}
