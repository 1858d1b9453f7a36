/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Window"

#include "config.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "way-window-private.h"

#include "waymark/way-zoom.h"

#define PANE_WIDTH 296

/* So much of a title shall be read in the header bar. */
#define TITLE_CHARACTERS 10

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

/* --- Whose curve is drawn ------------------------------------------------------------ */

static const char *
get_state_label (gboolean future)
{
  return future ? _ ("Future") : _ ("Current");
}

/* A persona and one of her journeys; @briefly by her first name only. */
static char *
dup_drawing_label (WayElement *persona,
                   gboolean    future,
                   gboolean    briefly)
{
  g_autofree char *name = g_strdup (persona != NULL ? way_element_get_text (persona, WAY_PERSONA_NAME) : "");

  if (briefly && strchr (name, ' ') != NULL)
    *strchr (name, ' ') = '\0';
  if (*name == '\0')
    return g_strdup (get_state_label (future));
  /* Translators: a persona and one of her two journeys: “Anna · Current” */
  return g_strdup_printf (_ ("%1$s · %2$s"), name, get_state_label (future));
}

static char *
dup_target (WayElement *persona,
            gboolean    future)
{
  return g_strdup_printf ("%s %s", persona != NULL ? way_element_get_id (persona) : "", future ? "future" : "current");
}

char *
way_window_dup_drawing (WayWindow *self)
{
  if (self->editor == NULL)
    return g_strdup ("");
  return dup_target (way_editor_get_persona (self->editor), way_editor_get_drawing_future (self->editor));
}

void
way_window_set_drawing (WayWindow  *self,
                        const char *name)
{
  g_auto (GStrv) parts = g_strsplit (name != NULL ? name : "", " ", 2);

  if (self->editor == NULL || g_strv_length (parts) != 2)
    return;
  if (*parts[0] != '\0')
    way_editor_set_persona (self->editor, parts[0]);
  way_editor_set_drawing_future (self->editor, g_str_equal (parts[1], "future"));
}

static void
append_choice (GMenu      *menu,
               WayElement *persona,
               gboolean    future)
{
  g_autofree char *label = dup_drawing_label (persona, future, FALSE);
  g_autofree char *target = dup_target (persona, future);
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, "win.drawing", "s", target);
  g_menu_append_item (menu, item);
}

/* The menu is made when it is opened: personas come and go. */
static void
make_choices_cb (GtkMenuButton *button,
                 gpointer       user_data)
{
  WayWindow *self = user_data;
  g_autoptr (GMenu) menu = g_menu_new ();
  WayElement *persona = way_map_get_persona (way_document_get_map (self->document), 0);

  do
    {
      g_autoptr (GMenu) section = g_menu_new ();

      append_choice (section, persona, FALSE);
      append_choice (section, persona, TRUE);
      g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
      persona = persona != NULL ? way_element_get_next_of (persona) : NULL;
    }
  while (persona != NULL);
  gtk_menu_button_set_popover (button, gtk_popover_menu_new_from_model (G_MENU_MODEL (menu)));
}

/* It is cut only when it is very long, or what stands beside it would be. */
static void
fit_drawing (WayWindow *self)
{
  const char *text = gtk_label_get_label (self->drawing_label);
  gboolean    cut = g_utf8_strlen (text, -1) > gtk_label_get_max_width_chars (self->drawing_label);
  int         room = gtk_widget_get_width (gtk_widget_get_parent (self->start_line));
  int         line, least, wanted;

  gtk_widget_measure (self->start_line, GTK_ORIENTATION_HORIZONTAL, -1, &line, NULL, NULL, NULL);
  gtk_widget_measure (GTK_WIDGET (self->drawing_button), GTK_ORIENTATION_HORIZONTAL, -1, &least, &wanted, NULL, NULL);
  cut |= room > 0 && line - least + wanted > room;
  gtk_label_set_ellipsize (self->drawing_label, cut ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
}

static gboolean
show_drawing_cb (gpointer user_data)
{
  WayWindow       *self = user_data;
  g_autofree char *drawn = dup_drawing_label (way_editor_get_persona (self->editor), way_editor_get_drawing_future (self->editor), TRUE);
  /* Translators: whose emotion curve is being drawn: “Drawing: Anna · Current” */
  g_autofree char *text = g_strdup_printf (_ ("Drawing: %s"), drawn);

  self->drawing_source = 0;
  gtk_label_set_label (self->drawing_label, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->drawing_button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  fit_drawing (self);
  return G_SOURCE_REMOVE;
}

/* The map may change while the window is being laid out, when no label may: typing ends where its item is scrolled away. */
void
way_window_update_drawing (WayWindow *self)
{
  if (self->drawing_source == 0)
    self->drawing_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, show_drawing_cb, self, NULL);
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
  if (gtk_revealer_get_reveal_child (pane) == shown)
    return;
  if (shown)
    gtk_widget_set_visible (GTK_WIDGET (pane), TRUE);
  gtk_revealer_set_reveal_child (pane, shown);
  revealed_cb (pane);
  if (!shown)
    gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
  way_window_notify_panes (self);
}

void
way_window_show_inspector (WayWindow *self,
                           gboolean   shown)
{
  show_pane (self, self->inspector_revealer, shown);
}

void
way_window_show_outline (WayWindow *self,
                         gboolean   shown)
{
  self->outline_wants_focus = shown;
  show_pane (self, self->outline_revealer, shown);
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

/* Menus have these too; a narrow window says rather what is open. */
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
  fit_drawing (self);
  needed = TITLE_CHARACTERS * PANGO_PIXELS (pango_font_metrics_get_approximate_char_width (metrics));
  pango_font_metrics_unref (metrics);
  gtk_widget_measure (title, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  if (gtk_widget_get_visible (self->wide_buttons) && gtk_widget_get_allocated_width (title) < MIN (natural, needed))
    {
      self->narrow_width = width;
      gtk_widget_set_visible (self->wide_buttons, FALSE);
    }
  else if (!gtk_widget_get_visible (self->wide_buttons) && width > self->narrow_width)
    gtk_widget_set_visible (self->wide_buttons, TRUE);
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

/* What floats at the start makes room for the zoom at the end; where there is too little, it stands above that. */
static gboolean
place_line_cb (WayWindow    *self,
               GtkWidget    *child,
               GdkRectangle *place,
               GtkWidget    *overlay)
{
  GtkRequisition natural;
  int            end;
  int            minimum;

  if (child != self->start_line)
    return FALSE;
  gtk_widget_get_preferred_size (child, NULL, &natural);
  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  gtk_widget_measure (self->end_line, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &end, NULL, NULL);
  place->width = MAX (minimum, MIN (natural.width, gtk_widget_get_width (overlay) - end));
  place->height = natural.height;
  place->x = gtk_widget_get_direction (overlay) == GTK_TEXT_DIR_RTL ? gtk_widget_get_width (overlay) - place->width : 0;
  place->y = gtk_widget_get_height (overlay) - place->height;
  if (minimum > gtk_widget_get_width (overlay) - end)
    {
      place->width = MIN (natural.width, gtk_widget_get_width (overlay));
      place->y -= place->height * 2 / 3;
    }
  return TRUE;
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
  g_signal_connect_object (gtk_widget_get_parent (self->start_line), "get-child-position", G_CALLBACK (place_line_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_layout_manager (self->inspector_pane, gtk_custom_layout_new (NULL, measure_pane, allocate_pane));
  gtk_widget_set_layout_manager (self->outline_pane, gtk_custom_layout_new (NULL, measure_pane, allocate_pane));
  g_signal_connect_object (self->canvas, "notify::zoom", G_CALLBACK (zoom_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect (self->inspector_revealer, "notify::child-revealed", G_CALLBACK (revealed_cb), NULL);
  g_signal_connect (self->outline_revealer, "notify::child-revealed", G_CALLBACK (revealed_cb), NULL);
  g_signal_connect_object (self->outline_revealer, "notify::child-revealed", G_CALLBACK (outline_revealed_cb), self, G_CONNECT_SWAPPED);
  gtk_menu_button_set_create_popup_func (self->drawing_button, make_choices_cb, self, NULL);
  zoom_changed_cb (self);
}

void
way_window_view_dispose (WayWindow *self)
{
  g_clear_handle_id (&self->zoom_source, g_source_remove);
  g_clear_handle_id (&self->drawing_source, g_source_remove);
  g_clear_handle_id (&self->header_source, g_source_remove);
}

void
way_window_view_class_init (GtkWidgetClass *widget_class)
{
  widget_class->size_allocate = size_allocate;
  gtk_widget_class_bind_template_child (widget_class, WayWindow, wide_buttons);
  gtk_widget_class_install_action (widget_class, "win.zoom-in", NULL, zoom_in_action);
  gtk_widget_class_install_action (widget_class, "win.zoom-out", NULL, zoom_out_action);
  gtk_widget_class_install_action (widget_class, "win.zoom", "d", zoom_action);
  gtk_widget_class_install_action (widget_class, "win.fit-map", NULL, fit_map_action);
  gtk_widget_class_install_action (widget_class, "win.fit-selection", NULL, fit_selection_action);
  gtk_widget_class_install_action (widget_class, "win.lanes", NULL, lanes_action);
  gtk_widget_class_install_action (widget_class, "win.fullscreen", NULL, fullscreen_action);
  gtk_widget_class_install_action (widget_class, "win.properties", NULL, properties_action);
}
