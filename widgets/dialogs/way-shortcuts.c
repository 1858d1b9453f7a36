/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Dialogs"

#include "way-shortcuts.h"

/* What the desktop keeps of a screen for itself, such as a bar. */
#define KEPT 40

/* Classes of the style, from the largest letters to the smallest, and how large these are. */
static const struct
{
  const char *name;
  double      scale;
} sizes[] = {
  { "shortcuts-large", 0.85 },
  { "shortcuts-medium", 0.7 },
  { "shortcuts-small", 0.55 },
};

static double
get_share (GtkWidget     *widget,
           GtkOrientation orientation,
           int            room)
{
  int natural;

  gtk_widget_measure (widget, orientation, -1, NULL, &natural, NULL, NULL);
  return natural > 0 ? (double) room / natural : 1;
}

static gboolean
resize_cb (gpointer shortcuts)
{
  gtk_widget_queue_resize (shortcuts);
  return G_SOURCE_REMOVE;
}

static void
realized_cb (GtkWidget *shortcuts)
{
  GtkWindow   *parent = gtk_window_get_transient_for (GTK_WINDOW (shortcuts));
  GtkNative   *native = GTK_NATIVE (parent != NULL ? GTK_WIDGET (parent) : shortcuts);
  GdkMonitor  *monitor = gdk_display_get_monitor_at_surface (gtk_widget_get_display (shortcuts), gtk_native_get_surface (native));
  GdkRectangle screen = { 0 };
  double       share;

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    gtk_widget_remove_css_class (shortcuts, sizes[i].name);
  if (monitor == NULL)
    return;
  gdk_monitor_get_geometry (monitor, &screen);
  share = MIN (get_share (shortcuts, GTK_ORIENTATION_HORIZONTAL, screen.width),
               get_share (shortcuts, GTK_ORIENTATION_VERTICAL, screen.height - KEPT));
  for (guint i = 0; share < 1 && i < G_N_ELEMENTS (sizes); i++)
    if (sizes[i].scale <= share || i + 1 == G_N_ELEMENTS (sizes))
      {
        gtk_widget_add_css_class (shortcuts, sizes[i].name);
        /* Its size is found before the class is looked at. */
        g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, resize_cb, g_object_ref (shortcuts), g_object_unref);
        return;
      }
}

void
way_shortcuts_fit (GtkWidget *shortcuts)
{
  g_return_if_fail (GTK_IS_SHORTCUTS_WINDOW (shortcuts));

  g_signal_connect (shortcuts, "realize", G_CALLBACK (realized_cb), NULL);
}
