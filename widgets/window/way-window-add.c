/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Window"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "way-window-private.h"

#include "dialogs/way-dialogs.h"
#include "waymark/way-image.h"

/* --- Images: chosen by people, read in the background -------------------------- */

/* Whoever gets the image, by its id in the map. */
typedef void (*Taker) (WayWindow  *self,
                       const char *image);

typedef struct
{
  WayWindow *window;
  Taker      taker;
} Wish;

static void
wish_free (Wish *self)
{
  g_object_unref (self->window);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Wish, wish_free)

static void
image_loaded_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (Wish) wish = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_file_load_bytes_finish (G_FILE (source), result, NULL, &error);

  if (bytes == NULL || !way_image_inspect (bytes, NULL, &error))
    way_dialog_show_error (GTK_WINDOW (wish->window), _ ("The image cannot be used"), error);
  else if (wish->window->document != NULL)
    wish->taker (wish->window, way_map_add_image (way_document_get_map (wish->window->document), bytes));
}

static void
image_chosen_cb (GFile   *file,
                 gpointer user_data)
{
  g_autoptr (Wish) wish = user_data;

  if (file != NULL)
    g_file_load_bytes_async (file, NULL, image_loaded_cb, g_steal_pointer (&wish));
}

static void
choose_image (WayWindow *self,
              Taker      taker)
{
  Wish *wish = g_new (Wish, 1);

  *wish = (Wish){ .window = g_object_ref (self), .taker = taker };
  way_dialog_choose_image (GTK_WINDOW (self), image_chosen_cb, wish);
}

static void
give_to_inspector (WayWindow  *self,
                   const char *image)
{
  way_inspector_set_image (self->inspector, image);
}

static void
give_to_palette (WayWindow  *self,
                 const char *image)
{
  way_palette_add_image (self->palette, image);
}

static void
give_to_canvas (WayWindow  *self,
                const char *image)
{
  way_canvas_add_image (self->canvas, image);
}

static void
choose_image_cb (WayWindow *self)
{
  choose_image (self, give_to_inspector);
}

static void
choose_new_image_cb (WayWindow *self)
{
  choose_image (self, give_to_palette);
}

static void
choose_placed_image_cb (WayWindow *self)
{
  choose_image (self, give_to_canvas);
}

/* --- What the palette puts there -------------------------------------------------- */

static void
added_cb (WayWindow  *self,
          const char *id)
{
  way_canvas_reveal (self->canvas, id);
  gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
  gtk_widget_activate_action (GTK_WIDGET (self->canvas), "canvas.edit", NULL);
}

/* The rail keeps the tray. */
static gboolean
dragged_outside_cb (WayWindow *self,
                    double     x,
                    double     y)
{
  GtkWidget *palette = GTK_WIDGET (self->palette);
  double     palette_x, palette_y;
  gboolean   takes = gtk_widget_translate_coordinates (GTK_WIDGET (self->canvas), palette, x, y, &palette_x, &palette_y) &&
                   gtk_widget_contains (palette, palette_x, palette_y);

  if (takes)
    gtk_widget_add_css_class (palette, "takes");
  else
    gtk_widget_remove_css_class (palette, "takes");
  return takes;
}

static void
map_dropped_cb (WayWindow *self,
                GFile     *file)
{
  way_window_open_somewhere (gtk_window_get_application (GTK_WINDOW (self)), self, file);
}

static void
refused_cb (WayWindow  *self,
            const char *message)
{
  way_window_show_toast (self, message, FALSE);
}

/* In the order of WayPaletteThing. */
static const char *const add_actions[WAY_PALETTE_N_THINGS] = {
  "win.add-stage",
  "win.add-touchpoint",
  "win.add-card",
  "win.add-image",
  "win.add-lane",
};

/* Whoever works in the outline stays there. */
static gboolean
add_in_outline (WayWindow  *self,
                const char *name)
{
  static const struct
  {
    const char *name;
    WayKind     kind;
  } things[] = { { "win.add-stage", WAY_KIND_STAGE }, { "win.add-touchpoint", WAY_KIND_TOUCHPOINT }, { "win.add-card", WAY_KIND_CARD } };

  for (guint i = 0; i < G_N_ELEMENTS (things); i++)
    if (g_str_equal (name, things[i].name))
      return way_outline_add (self->outline, things[i].kind);
  return FALSE;
}

static void
add_action (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  way_canvas_finish (WAY_WINDOW (widget)->canvas);
  if (add_in_outline (WAY_WINDOW (widget), name))
    return;
  /* With the keyboard they are named at once, and leave no trace where they are not. */
  if (g_str_equal (name, "win.add-stage"))
    gtk_widget_activate_action (GTK_WIDGET (WAY_WINDOW (widget)->canvas), "canvas.add-stage", NULL);
  else if (g_str_equal (name, "win.add-touchpoint"))
    gtk_widget_activate_action (GTK_WIDGET (WAY_WINDOW (widget)->canvas), "canvas.add-touchpoint", NULL);
  else
    for (guint i = 0; i < WAY_PALETTE_N_THINGS; i++)
      if (g_str_equal (name, add_actions[i]))
        way_palette_add (WAY_WINDOW (widget)->palette, (WayPaletteThing) i);
}

void
way_window_add_class_init (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, added_cb);
  gtk_widget_class_bind_template_callback (widget_class, dragged_outside_cb);
  gtk_widget_class_bind_template_callback (widget_class, map_dropped_cb);
  gtk_widget_class_bind_template_callback (widget_class, refused_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_image_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_new_image_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_placed_image_cb);
  for (guint i = 0; i < WAY_PALETTE_N_THINGS; i++)
    gtk_widget_class_install_action (widget_class, add_actions[i], NULL, add_action);
}
