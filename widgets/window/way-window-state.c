/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Window"

#include "way-window-private.h"

#define GROUP "window"
#define SMALLEST_WIDTH 360
#define SMALLEST_HEIGHT 294

/* As in the window's template. */
#define USUAL_WIDTH 1280
#define USUAL_HEIGHT 800

static char *
dup_path (void)
{
  return g_build_filename (g_get_user_state_dir (), "waymark", "window.ini", NULL);
}

static void
restore_pane (GKeyFile    *file,
              const char  *key,
              GtkRevealer *pane)
{
  gboolean shown = g_key_file_get_boolean (file, GROUP, key, NULL);

  if (!g_key_file_has_key (file, GROUP, key, NULL))
    return;
  gtk_revealer_set_reveal_child (pane, shown);
  gtk_widget_set_visible (GTK_WIDGET (pane), shown);
}

void
way_window_get_next_size (int *width,
                          int *height)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *path = dup_path ();

  g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL);
  *width = g_key_file_get_integer (file, GROUP, "width", NULL);
  *height = g_key_file_get_integer (file, GROUP, "height", NULL);
  if (*width < SMALLEST_WIDTH || *height < SMALLEST_HEIGHT)
    {
      *width = USUAL_WIDTH;
      *height = USUAL_HEIGHT;
    }
}

void
way_window_state_restore (WayWindow *self)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *path = dup_path ();
  int              width;
  int              height;

  if (!g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL))
    return;
  width = g_key_file_get_integer (file, GROUP, "width", NULL);
  height = g_key_file_get_integer (file, GROUP, "height", NULL);
  if (width >= SMALLEST_WIDTH && height >= SMALLEST_HEIGHT)
    gtk_window_set_default_size (GTK_WINDOW (self), width, height);
  if (g_key_file_get_boolean (file, GROUP, "maximized", NULL))
    gtk_window_maximize (GTK_WINDOW (self));
  way_palette_set_unfolded (self->palette, g_key_file_get_boolean (file, GROUP, "lanes", NULL));
  restore_pane (file, "inspector", self->inspector_revealer);
  restore_pane (file, "outline", self->outline_revealer);
}

void
way_window_state_save (WayWindow *self)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *path = dup_path ();
  g_autofree char *folder = g_path_get_dirname (path);
  int              width;
  int              height;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  g_key_file_set_integer (file, GROUP, "width", width);
  g_key_file_set_integer (file, GROUP, "height", height);
  g_key_file_set_boolean (file, GROUP, "maximized", gtk_window_is_maximized (GTK_WINDOW (self)));
  g_key_file_set_boolean (file, GROUP, "inspector", self->inspector_gave_way || gtk_revealer_get_reveal_child (self->inspector_revealer));
  g_key_file_set_boolean (file, GROUP, "outline", gtk_revealer_get_reveal_child (self->outline_revealer));
  g_key_file_set_boolean (file, GROUP, "lanes", way_palette_get_unfolded (self->palette));
  /* A state that cannot be kept is no reason to disturb anybody. */
  g_mkdir_with_parents (folder, 0700);
  g_key_file_save_to_file (file, path, NULL);
}
