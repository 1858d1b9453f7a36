/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Palette"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "way-tray.h"

#include "waymark/way-commands.h"

/* Of a note, in characters. */
#define WIDTH 26

/* Of one with two lines and what is about it. */
#define NOTE_HEIGHT 56

struct _WayTray
{
  GtkWidget          parent_instance;
  WayEditor         *editor;
  GtkMenuButton     *button;
  GtkLabel          *count;
  GtkListBox        *list;
  GtkWidget         *empty;
  GtkScrolledWindow *pane;
  GtkEntry          *entry;
};

G_DEFINE_FINAL_TYPE (WayTray, way_tray, GTK_TYPE_WIDGET)

static WayElement *
get_root (WayTray *self)
{
  return way_map_get_root (way_editor_get_map (self->editor));
}

/* The stage of the selection, or the first one. */
static WayElement *
get_stage (WayTray *self)
{
  const char *focus = way_selection_get_focus (way_editor_get_selection (self->editor));
  WayElement *element = focus != NULL ? way_map_lookup (way_editor_get_map (self->editor), focus) : NULL;
  WayElement *stage = NULL;

  if (element != NULL)
    stage = way_element_get_kind (element) == WAY_KIND_STAGE ? element : way_element_get_stage (element);
  return stage != NULL ? stage : way_element_get_first_of (get_root (self), WAY_KIND_STAGE);
}

static void
place_cb (WayTray   *self,
          GtkWidget *button)
{
  g_autofree char *id = g_strdup (gtk_widget_get_name (button));
  const char      *ids[] = { id, NULL };
  WayElement      *stage = get_stage (self);
  WayElement      *lane = way_element_get_first_of (get_root (self), WAY_KIND_LANE);

  while (lane != NULL && way_element_get_choice (lane, WAY_LANE_HOLDS) < 0)
    lane = way_element_get_next_of (lane);
  if (stage != NULL && lane != NULL &&
      way_command_move (way_editor_get_history (self->editor), ids, way_element_get_id (stage), way_element_get_id (lane), NULL, NULL, NULL))
    way_selection_select (way_editor_get_selection (self->editor), id);
  else
    gtk_widget_error_bell (GTK_WIDGET (self));
}

static void
delete_cb (WayTray   *self,
           GtkWidget *button)
{
  g_autofree char *id = g_strdup (gtk_widget_get_name (button));
  const char      *ids[] = { id, NULL };

  way_command_remove (way_editor_get_history (self->editor), ids, FALSE, NULL);
}

static void
entered_cb (WayTray *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));

  if (*text == '\0')
    return;
  if (way_command_add_card (way_editor_get_history (self->editor), NULL, NULL, NULL, NULL, text, NULL) != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  else
    gtk_widget_error_bell (GTK_WIDGET (self));
}

static GtkWidget *
make_button (WayTray    *self,
             const char *icon,
             const char *label,
             const char *id,
             GCallback   clicked)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_name (button, id);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect_object (button, "clicked", clicked, self, G_CONNECT_SWAPPED);
  return button;
}

static void
add_note (WayTray    *self,
          WayElement *card)
{
  const char *id = way_element_get_id (card);
  const char *text = way_element_get_text (card, WAY_CARD_TEXT);
  GtkWidget  *row = gtk_list_box_row_new ();
  GtkWidget  *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget  *label = gtk_label_new (*text != '\0' ? text : way_element_get_text (card, WAY_CARD_PROMPT));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (label), 3);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  /* A list that scrolls asks how high rows are without saying how wide they will be. */
  gtk_label_set_width_chars (GTK_LABEL (label), WIDTH);
  gtk_label_set_max_width_chars (GTK_LABEL (label), WIDTH);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), make_button (self, "list-add-symbolic", _ ("Put it into the map"), id, G_CALLBACK (place_cb)));
  gtk_box_append (GTK_BOX (box), make_button (self, "user-trash-symbolic", _ ("Delete it"), id, G_CALLBACK (delete_cb)));
  gtk_widget_set_name (row, id);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_append (self->list, row);
}

static void
update (WayTray *self)
{
  guint            n = way_element_count (get_root (self), WAY_KIND_CARD);
  g_autofree char *count = g_strdup_printf ("%u", n);
  g_autofree char *words = g_strdup_printf (ngettext ("Tray: %u note", "Tray: %u notes", n), n);
  GtkWidget       *row;

  gtk_label_set_label (self->count, count);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_widget_set_visible (self->empty, n == 0);
  /* Notes of several lines ask for less than they need: two are always to be seen. */
  gtk_scrolled_window_set_min_content_height (self->pane, (int) MIN (n, 2) * NOTE_HEIGHT);
  /* Nobody sees the notes while they are folded away. */
  if (!gtk_widget_get_visible (GTK_WIDGET (gtk_menu_button_get_popover (self->button))))
    return;
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  for (WayElement *card = way_element_get_first_of (get_root (self), WAY_KIND_CARD); card != NULL; card = way_element_get_next_of (card))
    add_note (self, card);
}

static void
way_tray_dispose (GObject *object)
{
  WayTray   *self = WAY_TRAY (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->editor);

  G_OBJECT_CLASS (way_tray_parent_class)->dispose (object);
}

static void
way_tray_class_init (WayTrayClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = way_tray_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/waymark/Waymark/palette/way-tray.ui");
  gtk_widget_class_bind_template_child (widget_class, WayTray, button);
  gtk_widget_class_bind_template_child (widget_class, WayTray, count);
  gtk_widget_class_bind_template_child (widget_class, WayTray, list);
  gtk_widget_class_bind_template_child (widget_class, WayTray, empty);
  gtk_widget_class_bind_template_child (widget_class, WayTray, pane);
  gtk_widget_class_bind_template_child (widget_class, WayTray, entry);
  gtk_widget_class_bind_template_callback (widget_class, entered_cb);
  gtk_widget_class_bind_template_callback (widget_class, update);
}

static void
way_tray_init (WayTray *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
way_tray_new (void)
{
  return g_object_new (WAY_TYPE_TRAY, NULL);
}

void
way_tray_set_editor (WayTray   *self,
                     WayEditor *editor)
{
  if (!g_set_object (&self->editor, editor))
    return;
  g_signal_connect_object (way_editor_get_history (editor), "committed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

void
way_tray_add_drag (WayTray        *self,
                   WayPaletteDrag *drag)
{
  way_palette_drag_add (drag, GTK_WIDGET (self->list), WAY_PALETTE_NOTE);
}

void
way_tray_close (WayTray *self)
{
  gtk_menu_button_popdown (self->button);
}
