/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Window"

#include "config.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "way-window-private.h"

#include "waymark/way-zoom.h"

#define PANE_WIDTH 296

/* So much of a title shall be read in the header bar. */
#define TITLE_CHARACTERS 10

/* So many fit at least on what is left of the map beside the panes. */
#define LEAST_CHARACTERS 30

/* --- Zoom ------------------------------------------------------------------------ */

static gboolean
show_zoom_cb (gpointer user_data)
{
  WayWindow *self = user_data;
  /* Translators: how large the map is shown */
  g_autofree char *text = g_strdup_printf (_ ("%d %%"), (int) round (way_canvas_get_zoom (self->canvas) * 100));

  self->zoom_source = 0;
  gtk_label_set_label (self->zoom_label, text);
  return G_SOURCE_REMOVE;
}

/* The canvas may find its zoom while the window is being laid out, when no label may change. */
static void
zoom_changed_cb (WayWindow *self)
{
  if (self->zoom_source == 0)
    self->zoom_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, show_zoom_cb, self, NULL);
}

static void
zoom_in_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  WayCanvas *canvas = WAY_WINDOW (widget)->canvas;

  way_canvas_set_zoom (canvas, way_zoom_get_step (way_canvas_get_zoom (canvas), 1));
}

static void
zoom_out_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  WayCanvas *canvas = WAY_WINDOW (widget)->canvas;

  way_canvas_set_zoom (canvas, way_zoom_get_step (way_canvas_get_zoom (canvas), -1));
}

static void
zoom_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  way_canvas_set_zoom (WAY_WINDOW (widget)->canvas, g_variant_get_double (parameter));
}

static void
fit_map_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  way_canvas_fit_map (WAY_WINDOW (widget)->canvas);
}

static void
fit_selection_action (GtkWidget  *widget,
                      const char *name,
                      GVariant   *parameter)
{
  way_canvas_fit_selection (WAY_WINDOW (widget)->canvas);
}

static void
lanes_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  WayPalette *palette = WAY_WINDOW (widget)->palette;

  way_palette_set_unfolded (palette, !way_palette_get_unfolded (palette));
}

static void
fullscreen_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  if (gtk_window_is_fullscreen (GTK_WINDOW (widget)))
    gtk_window_unfullscreen (GTK_WINDOW (widget));
  else
    gtk_window_fullscreen (GTK_WINDOW (widget));
}

/* --- Panes --------------------------------------------------------------------------- */

/* Nobody shall come to what is folded by Tab. */
static void
revealed_cb (GtkRevealer *pane)
{
  gtk_widget_set_visible (GTK_WIDGET (pane), gtk_revealer_get_reveal_child (pane) || gtk_revealer_get_child_revealed (pane));
}

static void
show_pane (WayWindow   *self,
           GtkRevealer *pane,
           gboolean     shown)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (gtk_revealer_get_reveal_child (pane) == shown)
    return;
  if (shown)
    gtk_widget_set_visible (GTK_WIDGET (pane), TRUE);
  else if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (pane)))
    gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
  gtk_revealer_set_reveal_child (pane, shown);
  revealed_cb (pane);
  way_window_notify_panes (self);
}

static int
measure_width (GtkWidget *widget)
{
  int natural;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  return natural;
}

/* Whether enough is left of the map, with the panes that are open and with the fields or without. */
static gboolean
has_room (WayWindow *self,
          gboolean   inspector)
{
  PangoContext     *context = gtk_widget_get_pango_context (self->map_page);
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  int               needed = LEAST_CHARACTERS * PANGO_PIXELS (pango_font_metrics_get_approximate_char_width (metrics));
  int               room = gtk_widget_get_width (self->map_page);

  pango_font_metrics_unref (metrics);
  if (room <= 0)
    return TRUE;
  room -= measure_width (GTK_WIDGET (self->palette));
  if (gtk_revealer_get_reveal_child (self->outline_revealer))
    room -= measure_width (self->outline_pane);
  if (inspector)
    room -= measure_width (self->inspector_pane);
  return room >= needed;
}

/* The fields give way to what was opened after them, and come back when there is room for them again. */
static void
fit_panes (WayWindow *self)
{
  gboolean inspector = gtk_revealer_get_reveal_child (self->inspector_revealer);
  gboolean others = gtk_revealer_get_reveal_child (self->outline_revealer) || way_palette_get_unfolded (self->palette);

  if (self->guide != NULL || self->editor == NULL)
    return;
  if (inspector && others && !has_room (self, TRUE))
    {
      self->inspector_gave_way = TRUE;
      show_pane (self, self->inspector_revealer, FALSE);
    }
  else if (self->inspector_gave_way && !inspector && has_room (self, TRUE))
    {
      self->inspector_gave_way = FALSE;
      show_pane (self, self->inspector_revealer, TRUE);
    }
}

/* Who opens the fields wants to see them: then the others close. */
void
way_window_show_inspector (WayWindow *self,
                           gboolean   shown)
{
  self->inspector_gave_way = FALSE;
  if (shown && !has_room (self, TRUE))
    show_pane (self, self->outline_revealer, FALSE);
  if (shown && !has_room (self, TRUE))
    way_palette_set_unfolded (self->palette, FALSE);
  show_pane (self, self->inspector_revealer, shown);
  if (!shown)
    gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
}

void
way_window_show_outline (WayWindow *self,
                         gboolean   shown)
{
  self->outline_wants_focus = shown;
  show_pane (self, self->outline_revealer, shown);
  if (!shown)
    gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
  else if (!has_room (self, FALSE))
    way_palette_set_unfolded (self->palette, FALSE);
}

/* Not before it can be seen. */
static void
outline_revealed_cb (WayWindow *self)
{
  if (self->outline_wants_focus && gtk_revealer_get_child_revealed (self->outline_revealer))
    {
      self->outline_wants_focus = FALSE;
      gtk_widget_child_focus (GTK_WIDGET (self->outline), GTK_DIR_TAB_FORWARD);
    }
}

/* Edits what is selected: Alt+Return. */
static void
properties_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  WayWindow *self = WAY_WINDOW (widget);

  way_window_show_inspector (self, TRUE);
  gtk_widget_child_focus (GTK_WIDGET (self->inspector), GTK_DIR_TAB_FORWARD);
}

/* A pane is as narrow as what it holds allows, whatever that would like. */
static void
measure_pane (GtkWidget     *pane,
              GtkOrientation orientation,
              int            for_size,
              int           *minimum,
              int           *natural,
              int           *minimum_baseline,
              int           *natural_baseline)
{
  gtk_widget_measure (gtk_widget_get_first_child (pane), orientation, for_size, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *natural = *minimum = MAX (*minimum, PANE_WIDTH);
}

static void
allocate_pane (GtkWidget *pane,
               int        width,
               int        height,
               int        baseline)
{
  gtk_widget_allocate (gtk_widget_get_first_child (pane), width, height, baseline, NULL);
}

static void
set_button (GtkButton  *button,
            const char *label,
            const char *icon,
            gboolean    is_icon)
{
  if (is_icon)
    gtk_button_set_icon_name (button, icon);
  else
    gtk_button_set_label (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

/* First what menus have too gives way, then words; a narrow window says rather what is open. */
static void
set_header_level (WayWindow *self,
                  guint      level)
{
  gboolean is_least = level >= G_N_ELEMENTS (self->narrow_width);

  self->header_level = level;
  gtk_widget_set_visible (self->wide_buttons, level == 0);
  set_button (self->open_button, _ ("Open"), "document-open-symbolic", is_least);
  set_button (self->new_button, _ ("New"), "document-new-symbolic", is_least);
}

static gboolean
fit_header_cb (gpointer user_data)
{
  WayWindow        *self = user_data;
  GtkWidget        *title = GTK_WIDGET (self->title);
  int               width = gtk_widget_get_width (GTK_WIDGET (self));
  int               natural;
  int               needed;
  PangoContext     *context = gtk_widget_get_pango_context (title);
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);

  self->header_source = 0;
  if (self->n_remarks > 0)
    way_window_fit_check (self);
  fit_panes (self);
  way_window_fit_line (self);
  needed = TITLE_CHARACTERS * PANGO_PIXELS (pango_font_metrics_get_approximate_char_width (metrics));
  pango_font_metrics_unref (metrics);
  gtk_widget_measure (title, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  if (self->header_level < G_N_ELEMENTS (self->narrow_width) && gtk_widget_get_allocated_width (title) < MIN (natural, needed))
    {
      self->narrow_width[self->header_level] = width;
      set_header_level (self, self->header_level + 1);
    }
  else if (self->header_level > 0 && width > self->narrow_width[self->header_level - 1])
    set_header_level (self, self->header_level - 1);
  return G_SOURCE_REMOVE;
}

static void
size_allocate (GtkWidget *widget,
               int        width,
               int        height,
               int        baseline)
{
  WayWindow *self = WAY_WINDOW (widget);

  GTK_WIDGET_CLASS (g_type_class_peek (g_type_parent (WAY_TYPE_WINDOW)))->size_allocate (widget, width, height, baseline);
  if (self->header_source == 0)
    /* When all has found its place: a title that was just changed has not yet. */
    self->header_source = g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, fit_header_cb, self, NULL);
}

/* A bar that cannot be moved says nothing. */
static void
fit_bar_cb (GtkAdjustment *adjustment,
            GParamSpec    *property,
            GtkWidget     *bar)
{
  double room = gtk_adjustment_get_page_size (adjustment);
  double length = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_lower (adjustment);

  /* How much it is seen through is for the scrolled window, which fades it in and out. */
  if (length > room + 0.5)
    gtk_widget_remove_css_class (bar, "still");
  else
    gtk_widget_add_css_class (bar, "still");
}

static void
watch_bar (GtkWidget *bar)
{
  GtkAdjustment *adjustment = gtk_scrollbar_get_adjustment (GTK_SCROLLBAR (bar));

  g_signal_connect_object (adjustment, "notify::upper", G_CALLBACK (fit_bar_cb), bar, 0);
  g_signal_connect_object (adjustment, "notify::page-size", G_CALLBACK (fit_bar_cb), bar, 0);
}

void
way_window_view_init (WayWindow *self)
{
  GtkScrolledWindow *scroller = GTK_SCROLLED_WINDOW (gtk_widget_get_parent (GTK_WIDGET (self->canvas)));

  watch_bar (gtk_scrolled_window_get_hscrollbar (scroller));
  watch_bar (gtk_scrolled_window_get_vscrollbar (scroller));
  gtk_widget_set_layout_manager (self->inspector_pane, gtk_custom_layout_new (NULL, measure_pane, allocate_pane));
  gtk_widget_set_layout_manager (self->outline_pane, gtk_custom_layout_new (NULL, measure_pane, allocate_pane));
  g_signal_connect_object (self->canvas, "notify::zoom", G_CALLBACK (zoom_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect (self->inspector_revealer, "notify::child-revealed", G_CALLBACK (revealed_cb), NULL);
  g_signal_connect (self->outline_revealer, "notify::child-revealed", G_CALLBACK (revealed_cb), NULL);
  g_signal_connect_object (self->outline_revealer, "notify::child-revealed", G_CALLBACK (outline_revealed_cb), self, G_CONNECT_SWAPPED);
  zoom_changed_cb (self);
}

void
way_window_view_dispose (WayWindow *self)
{
  g_clear_handle_id (&self->zoom_source, g_source_remove);
  g_clear_handle_id (&self->header_source, g_source_remove);
}

void
way_window_view_class_init (GtkWidgetClass *widget_class)
{
  widget_class->size_allocate = size_allocate;
  gtk_widget_class_bind_template_child (widget_class, WayWindow, wide_buttons);
  gtk_widget_class_bind_template_child (widget_class, WayWindow, open_button);
  gtk_widget_class_bind_template_child (widget_class, WayWindow, new_button);
  gtk_widget_class_install_action (widget_class, "win.zoom-in", NULL, zoom_in_action);
  gtk_widget_class_install_action (widget_class, "win.zoom-out", NULL, zoom_out_action);
  gtk_widget_class_install_action (widget_class, "win.zoom", "d", zoom_action);
  gtk_widget_class_install_action (widget_class, "win.fit-map", NULL, fit_map_action);
  gtk_widget_class_install_action (widget_class, "win.fit-selection", NULL, fit_selection_action);
  gtk_widget_class_install_action (widget_class, "win.lanes", NULL, lanes_action);
  gtk_widget_class_install_action (widget_class, "win.fullscreen", NULL, fullscreen_action);
  gtk_widget_class_install_action (widget_class, "win.properties", NULL, properties_action);
}
