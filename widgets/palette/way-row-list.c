/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Palette"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "way-row-list.h"

#include "waymark/way-commands.h"

/* Near its ends the list scrolls while a row is dragged: from so far, and so fast at most (pixels a second). */
#define EDGE 32.0
#define EDGE_SPEED 500.0

/* So many of a lane's name stand in one line: of most there are words that long. */
#define LEAST_CHARACTERS 13

struct _WayRowList
{
  GtkWidget      parent_instance;
  WayEditor     *editor;
  GtkWidget     *content;
  GtkListBox    *list;
  GtkMenuButton *add;
  GtkWidget     *scroller;
  char          *shown; /* what the rows say: they are made anew when that changes */

  /* While a row is dragged */
  char  *dragged; /* the lane; NULL otherwise */
  char  *before;  /* where it would land; NULL: at the end */
  double at;      /* of the pointer, in pixels of the list's view */
  guint  is_over : 1;
  guint  scroll_source; /* a tick callback */
  gint64 scroll_time;
};

G_DEFINE_FINAL_TYPE (WayRowList, way_row_list, GTK_TYPE_WIDGET)

static const char *
get_id (GtkWidget *row)
{
  return gtk_widget_get_name (row);
}

/* --- Rows ---------------------------------------------------------------------- */

static void
eye_cb (WayRowList *self,
        GtkWidget  *button)
{
  WayHistory *history = way_editor_get_history (self->editor);
  const char *ids[] = { get_id (gtk_widget_get_ancestor (button, GTK_TYPE_LIST_BOX_ROW)), NULL };
  WayElement *lane = way_map_lookup (way_history_get_map (history), ids[0]);

  if (lane != NULL)
    way_command_set_field (history, ids, WAY_LANE_HIDDEN, way_element_get_flag (lane, WAY_LANE_HIDDEN) ? NULL : "yes", NULL);
}

static void
add_row (WayRowList *self,
         WayElement *lane)
{
  gboolean    hidden = way_element_get_flag (lane, WAY_LANE_HIDDEN);
  const char *name = way_element_get_text (lane, WAY_LANE_NAME);
  GtkWidget  *row = gtk_list_box_row_new ();
  GtkWidget  *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget  *grip = gtk_image_new_from_icon_name ("waymark-grip-symbolic");
  GtkWidget  *label = gtk_label_new (*name != '\0' ? name : _ (way_kind_get_info (WAY_KIND_LANE)->label));
  GtkWidget  *eye = gtk_button_new_from_icon_name (hidden ? "view-conceal-symbolic" : "view-reveal-symbolic");

  gtk_widget_set_name (row, way_element_get_id (lane));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  /* Names of lanes often begin alike; all of them is seen with large letters, too. */
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (label), 3);
  gtk_label_set_width_chars (GTK_LABEL (label), LEAST_CHARACTERS);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  if (hidden)
    gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (grip, "grip");
  gtk_widget_add_css_class (eye, "flat");
  gtk_widget_set_tooltip_text (eye, hidden ? _ ("Show this lane") : _ ("Hide this lane"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (eye), GTK_ACCESSIBLE_PROPERTY_LABEL, hidden ? _ ("Show this lane") : _ ("Hide this lane"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, gtk_label_get_label (GTK_LABEL (label)), -1);
  g_signal_connect_object (eye, "clicked", G_CALLBACK (eye_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), grip);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), eye);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_append (self->list, row);
}

/* --- Dragging rows --------------------------------------------------------------------- */

static void
clear_mark (WayRowList *self)
{
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->list)); row != NULL; row = gtk_widget_get_next_sibling (row))
    {
      gtk_widget_remove_css_class (row, "drop-above");
      gtk_widget_remove_css_class (row, "drop-below");
    }
}

/* Finds where the lane would land, and shows it at the edge of a row. */
static void
find_place (WayRowList *self)
{
  double     x, y;
  GtkWidget *row;
  gboolean   above;

  clear_mark (self);
  gtk_widget_translate_coordinates (self->scroller, GTK_WIDGET (self->list), 0, self->at, &x, &y);
  y = CLAMP (y, 0, gtk_widget_get_height (GTK_WIDGET (self->list)) - 1);
  row = GTK_WIDGET (gtk_list_box_get_row_at_y (self->list, (int) y));
  if (!self->is_over || row == NULL)
    return;
  gtk_widget_translate_coordinates (GTK_WIDGET (self->list), row, 0, y, &x, &y);
  above = y < gtk_widget_get_height (row) / 2.0;
  gtk_widget_add_css_class (row, above ? "drop-above" : "drop-below");
  if (!above)
    row = gtk_widget_get_next_sibling (row);
  g_free (self->before);
  self->before = row != NULL ? g_strdup (get_id (row)) : NULL;
}

static gboolean
scroll_cb (GtkWidget     *widget,
           GdkFrameClock *clock,
           gpointer       user_data)
{
  WayRowList    *self = WAY_ROW_LIST (widget);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  gint64         now = gdk_frame_clock_get_frame_time (clock);
  double         seconds = MIN ((double) (now - self->scroll_time) / G_USEC_PER_SEC, 0.1);
  double         end = gtk_widget_get_height (self->scroller);
  double         pull = self->at < EDGE ? MAX (self->at / EDGE - 1, -1) : self->at > end - EDGE ? MIN ((self->at - end) / EDGE + 1, 1)
                                                                                                : 0;
  double         before = gtk_adjustment_get_value (adjustment);

  self->scroll_time = now;
  gtk_adjustment_set_value (adjustment, before + pull * EDGE_SPEED * seconds);
  if (self->is_over && gtk_adjustment_get_value (adjustment) != before)
    find_place (self);
  return G_SOURCE_CONTINUE;
}

static void
stop_scrolling (WayRowList *self)
{
  if (self->scroll_source != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->scroll_source);
  self->scroll_source = 0;
}

/* --- Another lane ----------------------------------------------------------------- */

static void
add_lane_cb (WayRowList *self,
             GtkWidget  *button)
{
  int         holds = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "holds"));
  int         shows = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "shows"));
  const char *id;

  gtk_menu_button_popdown (self->add);
  id = way_command_add_lane (way_editor_get_history (self->editor), holds, shows, NULL, NULL);
  if (id != NULL)
    way_selection_select (way_editor_get_selection (self->editor), id);
  else
    gtk_widget_error_bell (GTK_WIDGET (self));
}

static void
add_choice (WayRowList *self,
            GtkWidget  *box,
            const char *label,
            int         holds,
            int         shows)
{
  GtkWidget *button = gtk_button_new_with_label (_ (label));

  gtk_widget_add_css_class (button, "flat");
  gtk_label_set_xalign (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), 0);
  g_object_set_data (G_OBJECT (button), "holds", GINT_TO_POINTER (holds));
  g_object_set_data (G_OBJECT (button), "shows", GINT_TO_POINTER (shows));
  g_signal_connect_object (button, "clicked", G_CALLBACK (add_lane_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), button);
}

/* Whether a lane that is seen shows it already. */
static gboolean
is_shown (WayRowList *self,
          int         shows)
{
  WayElement *root = way_map_get_root (way_editor_get_map (self->editor));

  for (WayElement *lane = way_element_get_first_of (root, WAY_KIND_LANE); lane != NULL; lane = way_element_get_next_of (lane))
    if (way_element_get_choice (lane, WAY_LANE_SHOWS) == shows && !way_element_get_flag (lane, WAY_LANE_HIDDEN))
      return TRUE;
  return FALSE;
}

static void
fill_choices_cb (GtkMenuButton *button,
                 gpointer       user_data)
{
  WayRowList        *self = user_data;
  const WayKindInfo *info = way_kind_get_info (WAY_KIND_LANE);
  GtkWidget         *popover = gtk_popover_new ();
  GtkWidget         *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget         *scroller = gtk_scrolled_window_new ();

  for (int i = 0; i < WAY_N_CARD_KINDS; i++)
    add_choice (self, box, info->fields[WAY_LANE_HOLDS].choices[i].label, i, -1);
  for (int i = 0; i < WAY_N_SHOWS; i++)
    if (!is_shown (self, i))
      add_choice (self, box, info->fields[WAY_LANE_SHOWS].choices[i].label, -1, i);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 420);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  gtk_popover_set_child (GTK_POPOVER (popover), scroller);
  gtk_widget_add_css_class (popover, "choices");
  gtk_menu_button_set_popover (button, popover);
}

/* --- Following the map ----------------------------------------------------------------- */

static char *
dup_signature (WayRowList *self)
{
  GString    *text = g_string_new (NULL);
  WayElement *root = way_map_get_root (way_editor_get_map (self->editor));

  for (WayElement *lane = way_element_get_first_of (root, WAY_KIND_LANE); lane != NULL; lane = way_element_get_next_of (lane))
    g_string_append_printf (text, "%s %d %s\n", way_element_get_id (lane), way_element_get_flag (lane, WAY_LANE_HIDDEN), way_element_get_text (lane, WAY_LANE_NAME));
  return g_string_free (text, FALSE);
}

/* The row with the keyboard's focus, by id; NULL for none. */
static char *
dup_focused (WayRowList *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  GtkWidget *row;

  if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self->list)))
    return NULL;
  row = GTK_IS_LIST_BOX_ROW (focus) ? focus : gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_BOX_ROW);
  return g_strdup (get_id (row));
}

static void
update (WayRowList *self)
{
  g_autofree char *shown = dup_signature (self);
  g_autofree char *focused = NULL;
  GtkWidget       *row;
  WayElement      *root;

  if (g_strcmp0 (shown, self->shown) == 0)
    return;
  focused = gtk_widget_get_root (GTK_WIDGET (self)) != NULL ? dup_focused (self) : NULL;
  g_free (self->shown);
  self->shown = g_steal_pointer (&shown);
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  root = way_map_get_root (way_editor_get_map (self->editor));
  for (WayElement *lane = way_element_get_first_of (root, WAY_KIND_LANE); lane != NULL; lane = way_element_get_next_of (lane))
    add_row (self, lane);
  for (row = gtk_widget_get_first_child (GTK_WIDGET (self->list)); row != NULL && focused != NULL; row = gtk_widget_get_next_sibling (row))
    if (g_str_equal (get_id (row), focused))
      gtk_widget_grab_focus (row);
}

static void
activated_cb (WayRowList    *self,
              GtkListBoxRow *row)
{
  way_selection_select (way_editor_get_selection (self->editor), get_id (GTK_WIDGET (row)));
}

static gboolean
nudge_cb (GtkWidget *widget,
          GVariant  *by,
          gpointer   user_data)
{
  WayRowList      *self = WAY_ROW_LIST (widget);
  g_autofree char *focused = dup_focused (self);
  const char      *ids[] = { focused, NULL };

  if (focused == NULL)
    return FALSE;
  way_command_nudge (way_editor_get_history (self->editor), ids, 0, g_variant_get_int32 (by), NULL);
  return TRUE;
}

static void
way_row_list_dispose (GObject *object)
{
  WayRowList *self = WAY_ROW_LIST (object);

  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_object (&self->editor);
  g_clear_pointer (&self->shown, g_free);
  g_clear_pointer (&self->dragged, g_free);
  g_clear_pointer (&self->before, g_free);

  G_OBJECT_CLASS (way_row_list_parent_class)->dispose (object);
}

static void
way_row_list_class_init (WayRowListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = way_row_list_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "rowlist");
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Up, GDK_CONTROL_MASK | GDK_SHIFT_MASK, nudge_cb, "i", -1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Down, GDK_CONTROL_MASK | GDK_SHIFT_MASK, nudge_cb, "i", 1);
}

static void
way_row_list_init (WayRowList *self)
{
  GtkWidget *heading = gtk_label_new (_ ("Lanes"));
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->scroller = scroller;
  self->content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  self->add = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "section-title");
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Lanes"), -1);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (activated_cb), self, G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->list));
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_menu_button_set_label (self->add, _ ("Add a Lane"));
  gtk_menu_button_set_create_popup_func (self->add, fill_choices_cb, self, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->add), "add-lane");
  gtk_box_append (GTK_BOX (self->content), heading);
  gtk_box_append (GTK_BOX (self->content), scroller);
  gtk_box_append (GTK_BOX (self->content), GTK_WIDGET (self->add));
  gtk_widget_set_parent (self->content, GTK_WIDGET (self));
}

GtkWidget *
way_row_list_new (void)
{
  return g_object_new (WAY_TYPE_ROW_LIST, NULL);
}

void
way_row_list_set_editor (WayRowList *self,
                         WayEditor  *editor)
{
  if (!g_set_object (&self->editor, editor))
    return;
  g_signal_connect_object (way_editor_get_history (editor), "committed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_clear_pointer (&self->shown, g_free);
  update (self);
}

void
way_row_list_ask (WayRowList *self)
{
  gtk_menu_button_popup (self->add);
}

void
way_row_list_add_drag (WayRowList     *self,
                       WayPaletteDrag *drag)
{
  way_palette_drag_add (drag, GTK_WIDGET (self->list), WAY_PALETTE_LANE);
}

void
way_row_list_begin_drag (WayRowList *self,
                         const char *id)
{
  self->dragged = g_strdup (id);
  self->is_over = FALSE;
  self->scroll_time = gdk_frame_clock_get_frame_time (gtk_widget_get_frame_clock (GTK_WIDGET (self)));
  self->scroll_source = gtk_widget_add_tick_callback (GTK_WIDGET (self), scroll_cb, NULL, NULL);
}

void
way_row_list_update_drag (WayRowList *self,
                          double      x,
                          double      y)
{
  if (self->dragged == NULL)
    return;
  self->is_over = gtk_widget_contains (GTK_WIDGET (self), x, y);
  gtk_widget_translate_coordinates (GTK_WIDGET (self), self->scroller, x, y, &x, &self->at);
  find_place (self);
}

void
way_row_list_end_drag (WayRowList *self,
                       gboolean    dropped)
{
  g_autofree char *dragged = g_steal_pointer (&self->dragged);
  g_autofree char *before = g_steal_pointer (&self->before);
  const char      *ids[] = { dragged, NULL };

  if (dragged == NULL)
    return;
  stop_scrolling (self);
  clear_mark (self);
  if (dropped && self->is_over && g_strcmp0 (dragged, before) != 0)
    way_command_move (way_editor_get_history (self->editor), ids, NULL, NULL, NULL, before, NULL);
}
