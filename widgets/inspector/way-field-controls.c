/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Inspector"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "waymark/way-color.h"
#include "waymark/way-image.h"
#include "waymark/way-words.h"

#include "way-field-controls-private.h"
#include "way-open-choice.h"
#include "way-symbol-paintable.h"

/* WayControl: what a control needs to know; kept with its widget. */
typedef struct
{
  WayEditor      *editor;
  const WayField *field;
  GtkWidget      *widget;
  gpointer        row;
  void (*entered) (gpointer    row,
                   const char *value);
  void (*passed) (gpointer row);
  void (*choose) (gpointer row);
  GtkWidget *placeholder; /* of a text view */
  GtkWidget *remove;      /* the button of an image */
  GtkLabel  *problem;     /* why that cannot be shown */
  GPtrArray *values;      /* of a list to choose from: what each line stands for; NULL for none */
  char      *shown;       /* what the map holds */
  gboolean   is_mixed;
  gboolean   is_setting;
} WayControl;

#define CONTROL_KEY "way-control"

static WayControl *
get_control (GtkWidget *widget)
{
  return g_object_get_data (G_OBJECT (widget), CONTROL_KEY);
}

static void
free_control (gpointer data)
{
  WayControl *control = data;

  g_clear_pointer (&control->values, g_ptr_array_unref);
  g_free (control->shown);
  g_free (control);
}

static void
enter (WayControl *control,
       const char *value)
{
  if (!control->is_setting)
    control->entered (control->row, value != NULL && *value != '\0' ? value : NULL);
}

/* --- One line ------------------------------------------------------------ */

static gboolean
has_decimal_comma (WayControl *control)
{
  return control->field->type == WAY_FIELD_DECIMAL;
}

/* People write numbers with the sign of their language; the file has a point. */
static char *
from_person (WayControl *control,
             const char *text)
{
  char *value = g_strstrip (g_strdup (text));

  if (has_decimal_comma (control))
    g_strdelimit (value, ",", '.');
  return value;
}

static const char *
get_decimal_sign (void)
{
  /* Translators: the sign between whole and parts of a number, as people write it */
  return C_ ("decimal sign", ".");
}

static char *
to_person (WayControl *control,
           const char *value)
{
  char *text = g_strdup (value != NULL ? value : "");

  if (has_decimal_comma (control))
    g_strdelimit (text, ".", *get_decimal_sign ());
  return text;
}

/*
 * Whoever only passes by leaves the map as it is, whatever it holds by now: what was undone since it was shown here would be done
 * again, and different values would become one.
 */
static void
enter_text (WayControl *control,
            const char *text)
{
  g_autofree char *shown = to_person (control, control->shown);

  if (g_str_equal (text, shown))
    control->passed (control->row);
  else
    {
      g_autofree char *value = GTK_IS_ENTRY (control->widget) ? from_person (control, text) : g_strdup (text);

      enter (control, value);
    }
}

static void
commit_entry (WayControl *control)
{
  enter_text (control, gtk_editable_get_text (GTK_EDITABLE (control->widget)));
}

static void
left_cb (WayControl *control)
{
  if (GTK_IS_ENTRY (control->widget))
    commit_entry (control);
}

static gboolean
key_cb (WayControl     *control,
        guint           key,
        guint           code,
        GdkModifierType state)
{
  g_autofree char *text = NULL;

  if (key != GDK_KEY_Escape)
    return GDK_EVENT_PROPAGATE;
  text = to_person (control, control->shown);
  gtk_editable_set_text (GTK_EDITABLE (control->widget), text);
  return GDK_EVENT_STOP;
}

static GtkWidget *
new_entry (WayControl *control)
{
  GtkWidget          *entry = gtk_entry_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkEventController *key = gtk_event_controller_key_new ();

  g_signal_connect_swapped (entry, "activate", G_CALLBACK (commit_entry), control);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (left_cb), control);
  g_signal_connect_swapped (key, "key-pressed", G_CALLBACK (key_cb), control);
  gtk_widget_add_controller (entry, focus);
  gtk_widget_add_controller (entry, key);
  return entry;
}

static void
show_hint (WayControl *control)
{
  /* Translators: how a date is written in a field */
  gtk_entry_set_placeholder_text (GTK_ENTRY (control->widget), control->field->type == WAY_FIELD_DATE ? _ ("year-month-day") : NULL);
}

/* --- Several lines -------------------------------------------------------- */

static char *
get_buffer_text (GtkWidget *view)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  GtkTextIter    start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static void
text_left_cb (WayControl *control)
{
  g_autofree char *text = get_buffer_text (control->widget);

  enter_text (control, text);
}

static gboolean
text_key_cb (WayControl     *control,
             guint           key,
             guint           code,
             GdkModifierType state)
{
  if (key == GDK_KEY_Escape)
    {
      gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (control->widget)), control->shown != NULL ? control->shown : "", -1);
      return GDK_EVENT_STOP;
    }
  /* Tab goes on, as in every other field; a new line is Shift and Enter. */
  if ((key == GDK_KEY_Return || key == GDK_KEY_KP_Enter) && (state & GDK_SHIFT_MASK) == 0)
    {
      text_left_cb (control);
      return GDK_EVENT_STOP;
    }
  return GDK_EVENT_PROPAGATE;
}

/* What entries have of their own: words that stand there while it is empty. */
static void
update_placeholder (WayControl *control)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (control->widget));

  gtk_widget_set_visible (control->placeholder, control->is_mixed && gtk_text_buffer_get_char_count (buffer) == 0);
}

static gboolean
grow_cb (gpointer view)
{
  gtk_widget_queue_resize (view);
  return G_SOURCE_REMOVE;
}

/* How high a text is shows when it is given its width, while the window is laid out; then nothing may ask for more room. */
static void
text_measured_cb (GtkAdjustment *adjustment,
                  GtkWidget     *view)
{
  if (gtk_adjustment_get_upper (adjustment) > gtk_adjustment_get_page_size (adjustment))
    g_idle_add_full (G_PRIORITY_HIGH_IDLE, grow_cb, g_object_ref (view), g_object_unref);
}

static GtkWidget *
new_text_view (WayControl *control)
{
  GtkWidget          *view = gtk_text_view_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkEventController *key = gtk_event_controller_key_new ();

  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (view), 7);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (view), 7);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (view), 9);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (view), 9);
  gtk_widget_add_css_class (view, "field-text");
  control->placeholder = gtk_label_new (_ ("Different values"));
  gtk_widget_add_css_class (control->placeholder, "dim-label");
  gtk_widget_set_visible (control->placeholder, FALSE);
  gtk_widget_set_can_target (control->placeholder, FALSE);
  gtk_text_view_add_overlay (GTK_TEXT_VIEW (view), control->placeholder, 9, 0);
  g_signal_connect_swapped (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), "changed", G_CALLBACK (update_placeholder), control);
  g_signal_connect_object (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view)), "changed", G_CALLBACK (text_measured_cb), view, 0);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (text_left_cb), control);
  g_signal_connect_swapped (key, "key-pressed", G_CALLBACK (text_key_cb), control);
  gtk_widget_add_controller (view, focus);
  gtk_widget_add_controller (view, key);
  return view;
}

static gboolean
is_long_text (const WayField *field)
{
  static const char *const names[] = { "description", "text", "truth", "quote", "goal", NULL };

  return field->type == WAY_FIELD_TEXT && g_strv_contains (names, field->name);
}

/* --- Choosing -------------------------------------------------------------- */

static void
selected_cb (WayControl *control)
{
  guint position = gtk_drop_down_get_selected (GTK_DROP_DOWN (control->widget));

  if (position < control->values->len)
    enter (control, g_ptr_array_index (control->values, position));
}

static void
setup_line_cb (GtkSignalListItemFactory *factory,
               GtkListItem              *item,
               gpointer                  user_data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  gtk_box_append (GTK_BOX (box), gtk_image_new ());
  gtk_box_append (GTK_BOX (box), gtk_label_new (NULL));
  gtk_list_item_set_child (item, box);
}

static void
bind_line_cb (GtkSignalListItemFactory *factory,
              GtkListItem              *item,
              WayControl               *control)
{
  GtkWidget       *image = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkStringObject *string = gtk_list_item_get_item (item);
  guint            position = gtk_list_item_get_position (item);
  const char      *value = position < control->values->len ? g_ptr_array_index (control->values, position) : NULL;

  gtk_label_set_label (GTK_LABEL (gtk_widget_get_next_sibling (image)), gtk_string_object_get_string (string));
  gtk_widget_set_visible (image, value != NULL);
  if (value != NULL)
    {
      g_autoptr (GdkPaintable) paintable = way_symbol_paintable_new (way_symbol_get_channel (value));

      gtk_image_set_from_paintable (GTK_IMAGE (image), paintable);
    }
}

static void
collect_targets (WayControl    *control,
                 WayElement    *element,
                 GtkStringList *names)
{
  const WayKindInfo *info = way_kind_get_info (way_element_get_kind (element));

  if (control->field->targets & (1u << way_element_get_kind (element)) && info->title_field >= 0)
    {
      gtk_string_list_append (names, way_element_get_text (element, (guint) info->title_field));
      g_ptr_array_add (control->values, g_strdup (way_element_get_id (element)));
    }
  for (WayElement *child = way_element_get_first (element); child != NULL; child = way_element_get_next (child))
    collect_targets (control, child, names);
}

static GtkStringList *
collect_lines (WayControl *control)
{
  GtkStringList *names = gtk_string_list_new (NULL);

  control->values = g_ptr_array_new_with_free_func (g_free);
  if (control->field->default_choice == NULL)
    {
      /* Translators: no choice */
      gtk_string_list_append (names, control->field->no_choice != NULL ? _ (control->field->no_choice) : _ ("None"));
      g_ptr_array_add (control->values, NULL);
    }
  if (control->field->type == WAY_FIELD_REFERENCE)
    collect_targets (control, way_map_get_root (way_editor_get_map (control->editor)), names);
  for (guint i = 0; control->field->choices != NULL && control->field->choices[i].word != NULL; i++)
    {
      gtk_string_list_append (names, _ (control->field->choices[i].label));
      /* The usual choice is not written. */
      g_ptr_array_add (control->values, g_strcmp0 (control->field->choices[i].word, control->field->default_choice) != 0 ? g_strdup (control->field->choices[i].word) : NULL);
    }
  return names;
}

static GtkWidget *
new_drop_down (WayControl *control)
{
  GtkStringList *names = collect_lines (control);
  GtkWidget     *drop_down = gtk_drop_down_new (G_LIST_MODEL (names), NULL);

  if (g_str_equal (control->field->name, "channel"))
    {
      GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

      g_signal_connect (factory, "setup", G_CALLBACK (setup_line_cb), NULL);
      g_signal_connect (factory, "bind", G_CALLBACK (bind_line_cb), control);
      gtk_drop_down_set_factory (GTK_DROP_DOWN (drop_down), factory);
      g_object_unref (factory);
    }
  g_signal_connect_swapped (drop_down, "notify::selected", G_CALLBACK (selected_cb), control);
  return drop_down;
}

/* --- Flags, personas, colours, images --------------------------------------- */

static void
toggled_cb (WayControl *control)
{
  enter (control, gtk_check_button_get_active (GTK_CHECK_BUTTON (control->widget)) ? "yes" : NULL);
}

static void
member_toggled_cb (WayControl *control)
{
  g_autoptr (GString) ids = g_string_new (NULL);

  for (GtkWidget *child = gtk_widget_get_first_child (control->widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (gtk_check_button_get_active (GTK_CHECK_BUTTON (child)))
      g_string_append_printf (ids, "%s%s", ids->len > 0 ? " " : "", gtk_widget_get_name (child));
  enter (control, ids->str);
}

static GtkWidget *
new_member_list (WayControl *control)
{
  GtkWidget  *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  WayElement *root = way_map_get_root (way_editor_get_map (control->editor));

  for (WayElement *persona = way_element_get_first_of (root, WAY_KIND_PERSONA); persona != NULL; persona = way_element_get_next_of (persona))
    {
      GtkWidget *check = gtk_check_button_new_with_label (way_element_get_text (persona, WAY_PERSONA_NAME));

      gtk_widget_set_name (check, way_element_get_id (persona));
      g_signal_connect_swapped (check, "toggled", G_CALLBACK (member_toggled_cb), control);
      gtk_box_append (GTK_BOX (box), check);
    }
  return box;
}

static void
color_set_cb (WayControl *control)
{
  GdkRGBA          rgba;
  g_autofree char *text = NULL;

  gtk_color_chooser_get_rgba (GTK_COLOR_CHOOSER (gtk_widget_get_first_child (control->widget)), &rgba);
  text = way_color_to_string (WAY_RGB (((guint) (rgba.red * 255 + 0.5) << 16) | ((guint) (rgba.green * 255 + 0.5) << 8) | (guint) (rgba.blue * 255 + 0.5)));
  enter (control, text);
}

static void
choose_clicked_cb (WayControl *control)
{
  control->choose (control->row);
}

static void
remove_clicked_cb (WayControl *control)
{
  enter (control, NULL);
}

/* With a way to have none. */
static GtkWidget *
new_color_chooser (WayControl *control)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *button = gtk_color_button_new ();
  GtkWidget *remove = gtk_button_new_with_label (_ ("Remove"));

  gtk_widget_set_valign (remove, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (button, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, way_field_get_label (control->field), -1);
  g_signal_connect_swapped (button, "color-set", G_CALLBACK (color_set_cb), control);
  g_signal_connect_swapped (remove, "clicked", G_CALLBACK (remove_clicked_cb), control);
  gtk_box_append (GTK_BOX (box), button);
  gtk_box_append (GTK_BOX (box), remove);
  return box;
}

static GtkWidget *
new_image_chooser (WayControl *control)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *choose = gtk_button_new_with_label (_ ("Choose…"));

  control->remove = gtk_button_new_with_label (_ ("Remove"));
  control->problem = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (control->problem, 0);
  gtk_label_set_wrap (control->problem, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (control->problem), "problem");
  g_signal_connect_swapped (choose, "clicked", G_CALLBACK (choose_clicked_cb), control);
  g_signal_connect_swapped (control->remove, "clicked", G_CALLBACK (remove_clicked_cb), control);
  gtk_box_append (GTK_BOX (buttons), choose);
  gtk_box_append (GTK_BOX (buttons), control->remove);
  gtk_box_append (GTK_BOX (box), buttons);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (control->problem));
  return box;
}

static GtkWidget *
new_open_choice (WayControl *control)
{
  GtkWidget *choice = way_open_choice_new (control->field);

  g_signal_connect_swapped (choice, "entered", G_CALLBACK (enter), control);
  return choice;
}

static GtkWidget *
new_widget (WayControl *control)
{
  GtkWidget *widget;

  switch (control->field->type)
    {
    case WAY_FIELD_CHOICE:
    case WAY_FIELD_REFERENCE:
      return new_drop_down (control);
    case WAY_FIELD_FLAG:
      widget = gtk_check_button_new_with_label (way_field_get_label (control->field));
      g_signal_connect_swapped (widget, "toggled", G_CALLBACK (toggled_cb), control);
      return widget;
    case WAY_FIELD_REFERENCE_LIST:
      return new_member_list (control);
    case WAY_FIELD_COLOR:
      return new_color_chooser (control);
    case WAY_FIELD_BLOB:
      return new_image_chooser (control);
    case WAY_FIELD_TEXT:
    case WAY_FIELD_DATE:
    case WAY_FIELD_DECIMAL:
    default:
      if (control->field->choices != NULL)
        return new_open_choice (control);
      return is_long_text (control->field) ? new_text_view (control) : new_entry (control);
    }
}

GtkWidget *
way_field_control_new (WayEditor      *editor,
                       const WayField *field,
                       GCallback       entered,
                       GCallback       passed,
                       GCallback       choose,
                       gpointer        row)
{
  WayControl *control = g_new0 (WayControl, 1);

  control->editor = editor;
  control->field = field;
  control->row = row;
  control->entered = (void (*) (gpointer, const char *)) entered;
  control->passed = (void (*) (gpointer)) passed;
  control->choose = (void (*) (gpointer)) choose;
  control->widget = new_widget (control);
  g_object_set_data_full (G_OBJECT (control->widget), CONTROL_KEY, control, free_control);
  return control->widget;
}

/* --- Showing ----------------------------------------------------------------- */

static gboolean
is_being_typed (GtkWidget *widget)
{
  GtkRoot   *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget));
}

/* Different values are a line of their own behind those to choose from, while there are any. */
static void
show_choice (WayControl *control,
             const char *value,
             gboolean    is_mixed)
{
  GtkStringList *names = GTK_STRING_LIST (gtk_drop_down_get_model (GTK_DROP_DOWN (control->widget)));
  gboolean       has_line = g_list_model_get_n_items (G_LIST_MODEL (names)) > control->values->len;
  guint          position = is_mixed ? control->values->len : 0;

  if (is_mixed && !has_line)
    gtk_string_list_append (names, _ ("Different values"));

  for (guint i = 0; value != NULL && i < control->values->len; i++)
    if (g_strcmp0 (g_ptr_array_index (control->values, i), value) == 0)
      position = i;
  gtk_drop_down_set_selected (GTK_DROP_DOWN (control->widget), position);
  if (!is_mixed && has_line)
    gtk_string_list_remove (names, control->values->len);
}

static void
show_text (WayControl *control,
           const char *value,
           gboolean    is_mixed)
{
  g_autofree char *text = to_person (control, value);

  if (GTK_IS_TEXT_VIEW (control->widget))
    {
      gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (control->widget)), text, -1);
      update_placeholder (control);
      return;
    }
  gtk_editable_set_text (GTK_EDITABLE (control->widget), text);
  if (is_mixed)
    /* Translators: the selected elements have different values */
    gtk_entry_set_placeholder_text (GTK_ENTRY (control->widget), _ ("Different values"));
  else
    show_hint (control);
}

static void
show_members (WayControl *control,
              const char *value)
{
  g_auto (GStrv) ids = g_strsplit (value != NULL ? value : "", " ", -1);

  for (GtkWidget *child = gtk_widget_get_first_child (control->widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    gtk_check_button_set_active (GTK_CHECK_BUTTON (child), g_strv_contains ((const char *const *) ids, gtk_widget_get_name (child)));
}

static void
show_color (WayControl *control,
            const char *value)
{
  GdkRGBA rgba = { 1, 1, 1, 1 };

  if (value != NULL)
    gdk_rgba_parse (&rgba, value);
  gtk_color_chooser_set_rgba (GTK_COLOR_CHOOSER (gtk_widget_get_first_child (control->widget)), &rgba);
  gtk_widget_set_opacity (gtk_widget_get_first_child (control->widget), value != NULL ? 1 : 0.5);
  gtk_widget_set_sensitive (gtk_widget_get_last_child (control->widget), value != NULL || control->is_mixed);
}

static void
show_image (WayControl *control,
            const char *value,
            gboolean    is_mixed)
{
  GBytes          *image = way_map_get_image (way_editor_get_map (control->editor), value);
  g_autofree char *problem = image != NULL ? way_image_dup_problem (image) : NULL;

  gtk_widget_set_sensitive (control->remove, value != NULL || is_mixed);
  gtk_label_set_label (control->problem, problem != NULL ? problem : "");
  gtk_widget_set_visible (GTK_WIDGET (control->problem), problem != NULL);
}

void
way_field_control_show (GtkWidget  *widget,
                        const char *value,
                        gboolean    is_mixed)
{
  WayControl *control = get_control (widget);
  gboolean    is_text = GTK_IS_EDITABLE (widget) || GTK_IS_TEXT_VIEW (widget);

  g_return_if_fail (control != NULL);

  if (is_text && is_being_typed (widget) && g_strcmp0 (control->shown, value) == 0)
    return;
  g_free (control->shown);
  control->shown = g_strdup (value);
  control->is_mixed = is_mixed;
  control->is_setting = TRUE;
  if (is_text)
    show_text (control, value, is_mixed);
  else if (WAY_IS_OPEN_CHOICE (widget))
    way_open_choice_show (WAY_OPEN_CHOICE (widget), value, is_mixed);
  else if (GTK_IS_DROP_DOWN (widget))
    show_choice (control, value, is_mixed);
  else if (GTK_IS_CHECK_BUTTON (widget))
    {
      gtk_check_button_set_active (GTK_CHECK_BUTTON (widget), value != NULL);
      gtk_check_button_set_inconsistent (GTK_CHECK_BUTTON (widget), is_mixed);
    }
  else if (control->field->type == WAY_FIELD_REFERENCE_LIST)
    show_members (control, value);
  else if (control->field->type == WAY_FIELD_COLOR)
    show_color (control, value);
  else if (control->field->type == WAY_FIELD_BLOB)
    show_image (control, value, is_mixed);
  control->is_setting = FALSE;
}
