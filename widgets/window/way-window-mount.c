/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Window"

#include "config.h"

#include "way-window-private.h"

/* Mounting: a server that asks, maybe, for a name and a password. */
typedef struct
{
  WayWindow       *window;
  GFile           *file;
  GMountOperation *operation;
  WayWindowMounted done;
  gboolean         is_refused; /* by who was asked for a name */
} Mounting;

static void
reply_cb (Mounting             *mounting,
          GMountOperationResult result)
{
  mounting->is_refused = result == G_MOUNT_OPERATION_ABORTED;
}

static void
mounted_cb (GObject      *folder,
            GAsyncResult *result,
            gpointer      user_data)
{
  Mounting *mounting = user_data;
  g_autoptr (GError) error = NULL;

  /* A window that was closed meanwhile has nothing to show. */
  if (gtk_window_get_application (GTK_WINDOW (mounting->window)) == NULL)
    g_debug ("nobody waits for the server any more");
  else if (g_file_mount_enclosing_volume_finish (G_FILE (folder), result, &error) ||
           g_error_matches (error, G_IO_ERROR, G_IO_ERROR_ALREADY_MOUNTED))
    mounting->done (mounting->window, mounting->file, NULL);
  else
    {
      /* Servers speak of a lack of rights then. */
      if (mounting->is_refused)
        {
          g_clear_error (&error);
          g_set_error_literal (&error, G_IO_ERROR, G_IO_ERROR_FAILED_HANDLED, "nobody wants to go there any more");
        }
      mounting->done (mounting->window, mounting->file, error);
    }
  /* A question may be open still. */
  g_signal_handlers_disconnect_by_data (mounting->operation, mounting);
  g_object_unref (mounting->operation);
  g_object_unref (mounting->file);
  g_object_unref (mounting->window);
  g_free (mounting);
}

gboolean
way_window_mount (WayWindow       *self,
                  GFile           *file,
                  const GError    *error,
                  WayWindowMounted done)
{
  g_autoptr (GFile) folder = NULL;
  Mounting *mounting;

  if (file == NULL || !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_MOUNTED))
    return FALSE;
  /* A server that is not there after that will not come. */
  if (self->mounted != NULL && g_file_equal (self->mounted, file))
    {
      g_clear_object (&self->mounted);
      return FALSE;
    }
  g_set_object (&self->mounted, file);
  mounting = g_new0 (Mounting, 1);
  mounting->operation = gtk_mount_operation_new (GTK_WINDOW (self));
  mounting->window = g_object_ref (self);
  mounting->file = g_object_ref (file);
  mounting->done = done;
  g_signal_connect_swapped (mounting->operation, "reply", G_CALLBACK (reply_cb), mounting);
  /* A WebDAV server is not found by the address of a file. */
  folder = g_file_get_parent (file);
  g_file_mount_enclosing_volume (folder != NULL ? folder : file, G_MOUNT_MOUNT_NONE, mounting->operation, NULL, mounted_cb, mounting);
  return TRUE;
}
