/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Application"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdlib.h>

#include "way-application.h"

#include "way-button-names.h"
#include "way-menu-grabs.h"

#include "way-resources.h"
#include "window/way-early-display.h"
#include "window/way-window.h"

#define RESOURCES "/org/waymark/Waymark/"

/* The contrast of lines with the ground from which on a theme counts as one of high contrast: GTK's own have 1.5 and 2.4 at least. */
#define HIGH_CONTRAST 2.0

/* A sum of these says how the window looks: by the theme of the desktop. */
enum
{
  LOOK_LIGHT = 0,
  LOOK_DARK = 1,
  LOOK_CONTRAST = 2,
  N_LOOKS = 4
};

struct _WayApplication
{
  GtkApplication  parent_instance;
  GtkCssProvider *colors[N_LOOKS]; /* what differs from the light look; NULL for that */
  guint           look;
  char           *early_path; /* of the map that will be asked for as soon as the program has started; or NULL */
  WayEarlyMap    *early_map;
};

G_DEFINE_FINAL_TYPE (WayApplication, way_application, GTK_TYPE_APPLICATION)

static const struct
{
  const char *action;
  const char *keys[4];
} shortcuts[] = {
  { "app.new-window", { "<Control><Shift>n" } },
  { "app.quit", { "<Control>q" } },
  { "win.new", { "<Control>n" } },
  { "win.open", { "<Control>o" } },
  { "win.recent", { "<Control><Shift>o" } },
  { "win.save", { "<Control>s" } },
  { "win.save-as", { "<Control><Shift>s" } },
  { "win.export", { "<Control>e" } },
  { "win.print", { "<Control>p" } },
  { "win.print-preview", { "<Control><Shift>p" } },
  { "win.undo", { "<Control>z" } },
  { "win.redo", { "<Control><Shift>z", "<Control>y" } },
  { "win.add-stage", { "<Control>1", "<Control>KP_1" } },
  { "win.add-touchpoint", { "<Control>2", "<Control>KP_2" } },
  { "win.add-lane", { "<Control>3", "<Control>KP_3" } },
  { "win.add-card", { "<Control>4", "<Control>KP_4" } },
  { "win.find", { "<Control>f" } },
  { "win.replace", { "<Control>h" } },
  { "win.find-next", { "<Control>g" } },
  { "win.find-previous", { "<Control><Shift>g" } },
  { "win.zoom-in", { "<Control>plus", "<Control>equal", "<Control>KP_Add" } },
  { "win.zoom-out", { "<Control>minus", "<Control>KP_Subtract" } },
  { "win.zoom(1.0)", { "<Control>0", "<Control>KP_0" } },
  { "win.fit-map", { "<Control>9", "<Control>KP_9" } },
  { "win.fit-selection", { "<Control><Shift>9" } },
  { "win.inspector", { "F9" } },
  { "win.outline", { "<Shift>F9" } },
  { "win.properties", { "<Alt>Return" } },
  { "win.fullscreen", { "F11" } },
  { "win.commands", { "<Control>k" } },
  { "win.safety", { "F1" } },
  { "win.history", { "<Control><Shift>h" } },
  { "win.split-stage", { "<Control>slash" } },
  { "win.merge-stage", { "<Control>j" } },
  { "win.gather-stage", { "<Control><Shift>1" } },
  { "win.switch-truth", { "<Control>m" } },
  { "window.close", { "<Control>w" } },
};

static void
way_application_activate (GApplication *application)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (application));

  if (window == NULL)
    window = GTK_WINDOW (way_window_new (GTK_APPLICATION (application)));
  gtk_window_present (window);
}

static void
way_application_open (GApplication *application,
                      GFile       **files,
                      int           n_files,
                      const char   *hint)
{
  WayApplication *self = WAY_APPLICATION (application);

  for (int i = 0; i < n_files; i++)
    if (self->early_map != NULL && g_strcmp0 (g_file_peek_path (files[i]), self->early_path) == 0)
      way_window_open_early (GTK_APPLICATION (application), g_steal_pointer (&self->early_map));
    else
      way_window_open_somewhere (GTK_APPLICATION (application), NULL, files[i]);
}

/* Takes note of the first file before another instance of the program may be asked to open it. */
static gboolean
way_application_local_command_line (GApplication *application,
                                    char       ***arguments,
                                    int          *exit_status)
{
  WayApplication *self = WAY_APPLICATION (application);

  for (char **argument = *arguments + 1; *argument != NULL && self->early_path == NULL; argument++)
    if (**argument != '-')
      {
        g_autoptr (GFile) file = g_file_new_for_commandline_arg (*argument);

        /* Some servers have a path too, but there the file would lose what the server says to it. */
        self->early_path = g_file_is_native (file) ? g_file_get_path (file) : NULL;
      }
  return G_APPLICATION_CLASS (way_application_parent_class)->local_command_line (application, arguments, exit_status);
}

static void
begin_early_map (WayApplication *self)
{
  int width;
  int height;

  if (self->early_path == NULL)
    return;
  way_window_get_next_size (&width, &height);
  self->early_map = way_early_map_new (self->early_path, width, height);
}

static void
new_window_cb (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  gtk_window_present (GTK_WINDOW (way_window_new (GTK_APPLICATION (user_data))));
}

/* Each window may ask about unsaved work; the program ends with the last one. */
static void
quit_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  GList *windows = g_list_copy (gtk_application_get_windows (GTK_APPLICATION (user_data)));

  for (GList *item = windows; item != NULL; item = item->next)
    gtk_window_close (item->data);
  g_list_free (windows);
}

/* --- The look -------------------------------------------------------------------------- */

/* What the theme has for a name. */
static GdkRGBA
get_theme_color (const char *name)
{
  GtkWidget *probe = g_object_ref_sink (gtk_label_new (NULL));
  GdkRGBA    color = { 0 };

  if (!gtk_style_context_lookup_color (gtk_widget_get_style_context (probe), name, &color))
    gtk_style_context_get_color (gtk_widget_get_style_context (probe), &color);
  g_object_unref (probe);
  return color;
}

/* Relative luminance, with the gamma of sRGB taken as 2.2. */
static double
get_luminance (const GdkRGBA *color)
{
  return 0.2126 * pow (color->red, 2.2) + 0.7152 * pow (color->green, 2.2) + 0.0722 * pow (color->blue, 2.2);
}

static double
get_contrast (const GdkRGBA *a,
              const GdkRGBA *b)
{
  double ratio = (get_luminance (a) + 0.05) / (get_luminance (b) + 0.05);

  return MAX (ratio, 1 / ratio);
}

/* Themes of high contrast draw lines that can be seen from afar. */
static void
update_colors (WayApplication *self)
{
  GdkDisplay *display = gdk_display_get_default ();
  GdkRGBA     text = get_theme_color ("theme_text_color");
  GdkRGBA     ground = get_theme_color ("theme_bg_color");
  GdkRGBA     lines = get_theme_color ("borders");
  guint       look = get_luminance (&text) > 0.2 ? LOOK_DARK : LOOK_LIGHT;

  if (get_contrast (&lines, &ground) > HIGH_CONTRAST)
    look += LOOK_CONTRAST;
  if (look == self->look)
    return;
  if (self->colors[self->look] != NULL)
    gtk_style_context_remove_provider_for_display (display, GTK_STYLE_PROVIDER (self->colors[self->look]));
  self->look = look;
  if (self->colors[look] != NULL)
    gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (self->colors[look]), GTK_STYLE_PROVIDER_PRIORITY_APPLICATION + 1);
}

static GtkCssProvider *
load_provider (const char *resource)
{
  GtkCssProvider *provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (provider, resource);
  return provider;
}

static void
load_style (WayApplication *self)
{
  g_autoptr (GtkCssProvider) provider = load_provider (RESOURCES "style.css");
  GtkSettings *settings = gtk_settings_get_default ();

  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (provider), GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  self->colors[LOOK_DARK] = load_provider (RESOURCES "style-dark.css");
  self->colors[LOOK_CONTRAST] = load_provider (RESOURCES "style-contrast.css");
  self->colors[LOOK_CONTRAST + LOOK_DARK] = load_provider (RESOURCES "style-contrast-dark.css");
  g_signal_connect_object (settings, "notify::gtk-theme-name", G_CALLBACK (update_colors), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (settings, "notify::gtk-application-prefer-dark-theme", G_CALLBACK (update_colors), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  update_colors (self);
}

/*
 * Lines of text begin at whole pixels. Between them FreeType leaves out the dots of i, j and ż, and all letters are blurred. GTK
 * does this by itself from 4.16 on.
 */
static void
sharpen_text (void)
{
  if (gtk_check_version (4, 16, 0) != NULL)
    g_object_set (gtk_settings_get_default (), "gtk-hint-font-metrics", TRUE, NULL);
}

static void
way_application_startup (GApplication *application)
{
  static const GActionEntry actions[] = {
    { .name = "new-window", .activate = new_window_cb },
    { .name = "quit", .activate = quit_cb },
  };

  begin_early_map (WAY_APPLICATION (application));
  /* GTK would end the program with a warning that tells nobody what to do. */
  if (!gtk_init_check ())
    {
      g_clear_pointer (&WAY_APPLICATION (application)->early_map, way_early_map_free);
      g_printerr (_ ("waymark-editor: there is no display to show a window on; “waymark export” draws maps without one\n"));
      exit (EXIT_FAILURE);
    }
  G_APPLICATION_CLASS (way_application_parent_class)->startup (application);
  sharpen_text ();
  load_style (WAY_APPLICATION (application));
  way_button_names_start ();
  way_menu_grabs_start ();
  gtk_window_set_default_icon_name (WAY_APPLICATION_ID);
  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions), application);
  for (guint i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (application), shortcuts[i].action, shortcuts[i].keys);
  way_window_offer_recovered (GTK_APPLICATION (application));
}

static void
way_application_dispose (GObject *object)
{
  WayApplication *self = WAY_APPLICATION (object);

  for (guint i = 0; i < N_LOOKS; i++)
    g_clear_object (&self->colors[i]);
  g_clear_pointer (&self->early_map, way_early_map_free);
  g_clear_pointer (&self->early_path, g_free);

  G_OBJECT_CLASS (way_application_parent_class)->dispose (object);
}

static void
way_application_class_init (WayApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = way_application_dispose;
  application_class->local_command_line = way_application_local_command_line;
  application_class->activate = way_application_activate;
  application_class->open = way_application_open;
  application_class->startup = way_application_startup;
}

static void
way_application_init (WayApplication *self)
{
}

WayApplication *
way_application_new (void)
{
  way_early_display_prepare ();
  /* Of a library nothing is linked in that nobody calls. */
  g_resources_register (way_get_resource ());
  return g_object_new (WAY_TYPE_APPLICATION,
                       "application-id", WAY_APPLICATION_ID,
                       "resource-base-path", "/org/waymark/Waymark",
                       "flags", G_APPLICATION_HANDLES_OPEN,
                       NULL);
}
