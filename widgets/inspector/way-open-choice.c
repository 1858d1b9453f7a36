/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Inspector"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "way-open-choice.h"

struct _WayOpenChoice
{
  GtkWidget       parent_instance;
  const WayField *field;
  GtkWidget      *drop_down;
  GtkWidget      *entry;  /* seen while something else is typed */
  GPtrArray      *values; /* of the lines; NULL for "Other…" */
  char           *shown;
  guint           source; /* idle */
  gboolean        is_setting;
};

enum
{
  ENTERED,
  N_SIGNALS
};

G_DEFINE_FINAL_TYPE (WayOpenChoice, way_open_choice, GTK_TYPE_WIDGET)

static guint signals[N_SIGNALS];

static void
show_entry (WayOpenChoice *self,
            gboolean       shown)
{
  gtk_widget_set_visible (self->entry, shown);
  gtk_widget_set_visible (self->drop_down, !shown);
}

static void
add_line (WayOpenChoice *self,
          GtkStringList *names,
          const char    *name,
          const char    *value)
{
  gtk_string_list_append (names, name);
  g_ptr_array_add (self->values, g_strdup (value));
}

/* The choices, what stands there now if it is none of them, and the way to something else. */
static void
fill (WayOpenChoice *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = GTK_INVALID_LIST_POSITION;

  g_ptr_array_set_size (self->values, 0);
  for (const WayChoice *choice = self->field->choices; choice->word != NULL; choice++)
    add_line (self, names, choice->label, choice->word);
  if (self->shown != NULL && way_field_find_choice (self->field, self->shown) < 0)
    add_line (self, names, self->shown, self->shown);
  /* Translators: a choice that lets something be typed that is not in the list */
  add_line (self, names, _ ("Other…"), NULL);
  for (guint i = 0; self->shown != NULL && selected == GTK_INVALID_LIST_POSITION && i + 1 < self->values->len; i++)
    if (g_str_equal (g_ptr_array_index (self->values, i), self->shown))
      selected = i;
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->drop_down), G_LIST_MODEL (names));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->drop_down), selected);
}

void
way_open_choice_show (WayOpenChoice *self,
                      const char    *value,
                      gboolean       is_mixed)
{
  g_return_if_fail (WAY_IS_OPEN_CHOICE (self));

  if (gtk_widget_get_visible (self->entry) && g_strcmp0 (value, self->shown) == 0)
    return;
  g_free (self->shown);
  self->shown = g_strdup (value);
  self->is_setting = TRUE;
  fill (self);
  show_entry (self, FALSE);
  self->is_setting = FALSE;
}

/* When the list is closed, which gives the keyboard back to where it came from. */
static gboolean
type_cb (gpointer user_data)
{
  WayOpenChoice *self = user_data;

  self->source = 0;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), self->shown != NULL ? self->shown : "");
  show_entry (self, TRUE);
  gtk_widget_grab_focus (self->entry);
  return G_SOURCE_REMOVE;
}

static void
selected_cb (WayOpenChoice *self)
{
  guint       position = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->drop_down));
  const char *value;

  if (self->is_setting || position >= self->values->len)
    return;
  value = g_ptr_array_index (self->values, position);
  if (value != NULL)
    {
      g_signal_emit (self, signals[ENTERED], 0, value);
      return;
    }
  if (self->source == 0)
    self->source = g_idle_add (type_cb, self);
}

/* Back to the list, with what was typed or without. */
static void
finish (WayOpenChoice *self,
        gboolean       keep)
{
  g_autofree char *typed = NULL;

  if (!gtk_widget_get_visible (self->entry))
    return;
  typed = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));
  self->is_setting = TRUE;
  fill (self);
  show_entry (self, FALSE);
  self->is_setting = FALSE;
  if (keep && *typed != '\0')
    g_signal_emit (self, signals[ENTERED], 0, typed);
}

static void
activated_cb (WayOpenChoice *self)
{
  finish (self, TRUE);
  gtk_widget_grab_focus (self->drop_down);
}

static void
left_cb (WayOpenChoice *self)
{
  finish (self, TRUE);
}

static gboolean
key_cb (WayOpenChoice *self,
        guint          key)
{
  if (key != GDK_KEY_Escape)
    return GDK_EVENT_PROPAGATE;
  finish (self, FALSE);
  gtk_widget_grab_focus (self->drop_down);
  return GDK_EVENT_STOP;
}

static gboolean
way_open_choice_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (WAY_OPEN_CHOICE (widget)->drop_down);
}

static void
way_open_choice_dispose (GObject *object)
{
  WayOpenChoice *self = WAY_OPEN_CHOICE (object);

  self->is_setting = TRUE;
  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_pointer (&self->drop_down, gtk_widget_unparent);
  g_clear_pointer (&self->entry, gtk_widget_unparent);
  g_clear_pointer (&self->values, g_ptr_array_unref);
  g_clear_pointer (&self->shown, g_free);

  G_OBJECT_CLASS (way_open_choice_parent_class)->dispose (object);
}

static void
way_open_choice_class_init (WayOpenChoiceClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = way_open_choice_dispose;
  widget_class->grab_focus = way_open_choice_grab_focus;
  signals[ENTERED] = g_signal_new ("entered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

static GtkWidget *
find_search (GtkWidget *widget)
{
  GtkWidget *found = GTK_IS_SEARCH_ENTRY (widget) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); found == NULL && child != NULL; child = gtk_widget_get_next_sibling (child))
    found = find_search (child);
  return found;
}

/* Letters search at once, wherever in the list the keyboard is: GTK's own list would leave them unheard. */
static void
let_letters_search (WayOpenChoice *self)
{
  GtkWidget *search = find_search (self->drop_down);

  if (search != NULL)
    gtk_search_entry_set_key_capture_widget (GTK_SEARCH_ENTRY (search), gtk_widget_get_ancestor (search, GTK_TYPE_POPOVER));
}

static void
way_open_choice_init (WayOpenChoice *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->values = g_ptr_array_new_with_free_func (g_free);
  self->drop_down = gtk_drop_down_new (NULL, gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string"));
  self->entry = gtk_entry_new ();
  gtk_drop_down_set_enable_search (GTK_DROP_DOWN (self->drop_down), TRUE);
  let_letters_search (self);
  gtk_widget_set_hexpand (self->drop_down, TRUE);
  gtk_widget_set_hexpand (self->entry, TRUE);
  gtk_widget_set_visible (self->entry, FALSE);
  g_signal_connect_object (self->drop_down, "notify::selected", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "activate", G_CALLBACK (activated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (left_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), self, G_CONNECT_SWAPPED);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (self->entry, focus);
  gtk_widget_add_controller (self->entry, keys);
  gtk_widget_set_parent (self->drop_down, GTK_WIDGET (self));
  gtk_widget_set_parent (self->entry, GTK_WIDGET (self));
}

GtkWidget *
way_open_choice_new (const WayField *field)
{
  WayOpenChoice *self;

  g_return_val_if_fail (field != NULL && field->choices != NULL, NULL);

  self = g_object_new (WAY_TYPE_OPEN_CHOICE, NULL);
  self->field = field;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->drop_down), GTK_ACCESSIBLE_PROPERTY_LABEL, way_field_get_label (field), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, way_field_get_label (field), -1);
  return GTK_WIDGET (self);
}
