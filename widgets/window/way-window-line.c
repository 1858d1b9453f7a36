/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Window"

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "way-window-private.h"

/*
 * What floats over the ground at the start: whose curve is drawn, which journey is shown, what is worth a look. It says as
 * much as there is room for, and nothing of it is ever cut off.
 */

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
dup_drawn (WayWindow *self)
{
  return dup_drawing_label (way_editor_get_persona (self->editor), way_editor_get_drawing_future (self->editor), TRUE);
}

static char *
dup_drawing (WayWindow *self)
{
  g_autofree char *drawn = dup_drawn (self);

  /* Translators: whose emotion curve is being drawn: “Drawing: Anna · Current” */
  return g_strdup_printf (_ ("Drawing: %s"), drawn);
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

/* --- Room ---------------------------------------------------------------------------- */

/* Forms of the line, in the order of what they say: whether the curve is named in full, and the journeys are all to be seen. */
static const struct
{
  gboolean is_full;
  gboolean is_wide;
} forms[] = {
  { TRUE, TRUE },
  { FALSE, TRUE },
  { FALSE, FALSE },
};

static int
get_natural_width (GtkWidget *widget)
{
  int natural;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  return natural;
}

/* As wide as a label would like to be with a text. */
static int
measure_text (GtkLabel   *label,
              const char *text)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (label), text);
  PangoFontMetrics *metrics = pango_context_get_metrics (pango_layout_get_context (layout), NULL, NULL);
  int               most = gtk_label_get_max_width_chars (label) * pango_font_metrics_get_approximate_char_width (metrics);
  int               width;

  pango_font_metrics_unref (metrics);
  pango_layout_get_size (layout, &width, NULL);
  return PANGO_PIXELS_CEIL (most > 0 ? MIN (width, most) : width);
}

/* Room that the line takes apart from the words in it: @form of it, with @drawing and @journey. */
static int
measure_form (WayWindow  *self,
              gboolean    is_wide,
              const char *drawing,
              const char *journey)
{
  GtkWidget *switched = is_wide ? self->switch_line : GTK_WIDGET (self->switch_button);
  GtkWidget *shown = gtk_widget_get_visible (self->switch_line) ? self->switch_line : GTK_WIDGET (self->switch_button);
  int        frame = get_natural_width (GTK_WIDGET (self->drawing_button)) - get_natural_width (GTK_WIDGET (self->drawing_label));
  int        width = get_natural_width (self->start_line) - get_natural_width (GTK_WIDGET (self->drawing_button)) - get_natural_width (shown);

  if (gtk_widget_get_visible (GTK_WIDGET (self->check_button)))
    {
      int least, natural;

      gtk_widget_measure (GTK_WIDGET (self->check_button), GTK_ORIENTATION_HORIZONTAL, -1, &least, &natural, NULL, NULL);
      width -= natural - least;
    }
  width += frame + measure_text (self->drawing_label, drawing);
  /* What is hidden has no size: the line is as wide as it was, the button is made as the other one. */
  if (shown == self->switch_line)
    self->switch_width = get_natural_width (self->switch_line);
  return width + (switched == self->switch_line ? self->switch_width : frame + measure_text (self->switch_label, journey));
}

static void
show_form (WayWindow  *self,
           gboolean    is_wide,
           const char *drawing,
           gboolean    is_cut,
           gboolean    is_raised)
{
  gtk_label_set_label (self->drawing_label, drawing);
  gtk_label_set_ellipsize (self->drawing_label, is_cut ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
  gtk_widget_set_visible (self->switch_line, is_wide);
  gtk_widget_set_visible (GTK_WIDGET (self->switch_button), !is_wide);
  if (self->line_is_raised == is_raised)
    return;
  self->line_is_raised = is_raised;
  gtk_widget_queue_allocate (gtk_widget_get_parent (self->start_line));
}

/* Beside the journey that is shown, the one that is drawn needs a name. */
static gboolean
has_name (WayWindow *self)
{
  WayElement *persona = way_editor_get_persona (self->editor);

  return persona != NULL && *way_element_get_text (persona, WAY_PERSONA_NAME) != '\0';
}

/* Above the zoom it has more room, but hides more of the map: only if it must. */
void
way_window_fit_line (WayWindow *self)
{
  int              ground = gtk_widget_get_width (gtk_widget_get_parent (self->start_line));
  int              rooms[] = { ground - get_natural_width (self->end_line), ground };
  g_autofree char *brief = NULL;
  g_autofree char *full = NULL;
  const char      *journey = gtk_label_get_label (self->switch_label);
  gboolean         is_long;

  if (self->editor == NULL || ground <= 0)
    return;
  full = dup_drawing (self);
  brief = has_name (self) ? dup_drawn (self) : g_strdup (full);
  is_long = g_utf8_strlen (full, -1) > gtk_label_get_max_width_chars (self->drawing_label);
  for (guint raised = 0; raised < G_N_ELEMENTS (rooms); raised++)
    for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
      {
        const char *drawing = forms[i].is_full ? full : brief;

        if (measure_form (self, forms[i].is_wide, drawing, journey) > rooms[raised])
          continue;
        show_form (self, forms[i].is_wide, drawing, is_long, raised != 0);
        return;
      }
  show_form (self, FALSE, brief, TRUE, TRUE);
}

static gboolean
place_line_cb (WayWindow    *self,
               GtkWidget    *child,
               GdkRectangle *place,
               GtkWidget    *overlay)
{
  int            room = gtk_widget_get_width (overlay);
  GtkRequisition natural;
  int            minimum;

  if (child != self->start_line)
    return FALSE;
  gtk_widget_get_preferred_size (child, NULL, &natural);
  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  if (!self->line_is_raised)
    room -= get_natural_width (self->end_line);
  place->width = MAX (minimum, MIN (natural.width, room));
  place->height = natural.height;
  place->x = gtk_widget_get_direction (overlay) == GTK_TEXT_DIR_RTL ? gtk_widget_get_width (overlay) - place->width : 0;
  place->y = gtk_widget_get_height (overlay) - place->height - (self->line_is_raised ? place->height * 2 / 3 : 0);
  return TRUE;
}

static const char *
get_journey_label (WayViewState state)
{
  if (state == WAY_VIEW_COMPARISON)
    return _ ("Comparison");
  return get_state_label (state == WAY_VIEW_FUTURE);
}

/* --- Words ---------------------------------------------------------------------------- */

static gboolean
show_line_cb (gpointer user_data)
{
  WayWindow       *self = user_data;
  const char      *journey = get_journey_label (way_editor_get_view_state (self->editor));
  g_autofree char *drawing = dup_drawing (self);
  /* Translators: one of Current, Future, Comparison */
  g_autofree char *shown = g_strdup_printf (_ ("Which journey is shown: %s"), journey);

  self->line_source = 0;
  gtk_label_set_label (self->switch_label, journey);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->drawing_button), GTK_ACCESSIBLE_PROPERTY_LABEL, drawing, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->switch_button), GTK_ACCESSIBLE_PROPERTY_LABEL, shown, -1);
  way_window_fit_line (self);
  return G_SOURCE_REMOVE;
}

/* The map may change while the window is being laid out, when no label may: typing ends where its item is scrolled away. */
void
way_window_update_line (WayWindow *self)
{
  if (self->line_source == 0)
    self->line_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, show_line_cb, self, NULL);
}

void
way_window_line_init (WayWindow *self)
{
  g_signal_connect_object (gtk_widget_get_parent (self->start_line), "get-child-position", G_CALLBACK (place_line_cb), self, G_CONNECT_SWAPPED);
  gtk_menu_button_set_create_popup_func (self->drawing_button, make_choices_cb, self, NULL);
}

void
way_window_line_dispose (WayWindow *self)
{
  g_clear_handle_id (&self->line_source, g_source_remove);
}

void
way_window_line_class_init (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, WayWindow, start_line);
  gtk_widget_class_bind_template_child (widget_class, WayWindow, end_line);
  gtk_widget_class_bind_template_child (widget_class, WayWindow, drawing_button);
  gtk_widget_class_bind_template_child (widget_class, WayWindow, drawing_label);
  gtk_widget_class_bind_template_child (widget_class, WayWindow, switch_line);
  gtk_widget_class_bind_template_child (widget_class, WayWindow, switch_button);
  gtk_widget_class_bind_template_child (widget_class, WayWindow, switch_label);
}
