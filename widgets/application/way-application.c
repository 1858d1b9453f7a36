/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Application"

#include "config.h"

#include "way-application.h"

#include "way-resources.h"
#include "window/way-window.h"

struct _WayApplication
{
  GtkApplication parent_instance;
};

G_DEFINE_FINAL_TYPE (WayApplication, way_application, GTK_TYPE_APPLICATION)

static void
way_application_activate (GApplication *application)
{
  g_autoptr (WayMap) map = NULL;
  g_autoptr (WayDocument) document = NULL;
  GtkWidget *window;

  if (gtk_application_get_active_window (GTK_APPLICATION (application)) != NULL)
    {
      gtk_window_present (gtk_application_get_active_window (GTK_APPLICATION (application)));
      return;
    }
  map = way_map_new (pango_language_to_string (gtk_get_default_language ()));
  document = way_document_new (map);
  window = way_window_new (GTK_APPLICATION (application));
  way_window_set_document (WAY_WINDOW (window), document);
  gtk_window_present (GTK_WINDOW (window));
}

static void
way_application_open (GApplication *application,
                      GFile       **files,
                      int           n_files,
                      const char   *hint)
{
  for (int i = 0; i < n_files; i++)
    {
      GtkWidget *window = way_window_new (GTK_APPLICATION (application));

      gtk_window_present (GTK_WINDOW (window));
      way_window_open (WAY_WINDOW (window), files[i]);
    }
}

static void
load_style (void)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (provider, "/org/waymark/Waymark/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (provider), GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

static void
way_application_startup (GApplication *application)
{
  static const struct
  {
    const char *action;
    const char *keys[3];
  } shortcuts[] = {
    { "win.save", { "<Control>s" } },
    { "win.undo", { "<Control>z" } },
    { "win.redo", { "<Control><Shift>z", "<Control>y" } },
    { "window.close", { "<Control>w" } },
  };

  G_APPLICATION_CLASS (way_application_parent_class)->startup (application);
  load_style ();
  for (guint i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (application), shortcuts[i].action, shortcuts[i].keys);
}

static void
way_application_class_init (WayApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

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
  /* Of a library nothing is linked in that nobody calls. */
  g_resources_register (way_get_resource ());
  return g_object_new (WAY_TYPE_APPLICATION,
                       "application-id", WAY_APPLICATION_ID,
                       "resource-base-path", "/org/waymark/Waymark",
                       "flags", G_APPLICATION_HANDLES_OPEN,
                       NULL);
}
