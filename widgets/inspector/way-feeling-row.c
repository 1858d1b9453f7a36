/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Inspector"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "waymark/way-commands.h"
#include "waymark/way-theme.h"

#include "way-feeling-row.h"
#include "way-symbol-paintable.h"

#define N_SUGGESTIONS 4

struct _WayFeelingRow
{
  GtkWidget  parent_instance;
  WayEditor *editor;
  GStrv      touchpoints; /* or feelings, each of which is shown itself */
  GtkWidget *box;
  GtkWidget *title;
  GtkWidget *faces;
  GtkWidget *scale;
  GtkWidget *words;
  GtkWidget *word;
  char      *shown; /* the word as the map holds it; "" while there are several */
  gboolean   is_updating;
  gboolean   is_dragging; /* a step of the history is open */
};

G_DEFINE_FINAL_TYPE (WayFeelingRow, way_feeling_row, GTK_TYPE_WIDGET)

/* The feeling that is shown: of the persona and the journey that are being drawn; else the one that holds for both. */
static WayElement *
find_feeling (WayFeelingRow *self,
              guint          nth)
{
  WayElement *touchpoint = way_map_lookup (way_editor_get_map (self->editor), self->touchpoints[nth]);
  WayElement *persona = way_editor_get_persona (self->editor);
  int         wanted = way_editor_get_drawing_future (self->editor) ? WAY_STATE_FUTURE : WAY_STATE_CURRENT;
  WayElement *both = NULL;

  if (touchpoint != NULL && way_element_get_kind (touchpoint) == WAY_KIND_FEELING)
    return touchpoint;
  if (touchpoint == NULL || way_element_get_kind (touchpoint) != WAY_KIND_TOUCHPOINT || persona == NULL)
    return NULL;
  for (WayElement *feeling = way_element_get_first_of (touchpoint, WAY_KIND_FEELING); feeling != NULL; feeling = way_element_get_next_of (feeling))
    {
      if (g_strcmp0 (way_element_get (feeling, WAY_FEELING_PERSONA), way_element_get_id (persona)) != 0)
        continue;
      if (way_element_get_choice (feeling, WAY_FEELING_STATE) == wanted)
        return feeling;
      if (way_element_get_choice (feeling, WAY_FEELING_STATE) < 0)
        both = feeling;
    }
  return both;
}

static gboolean
is_of_feelings (WayFeelingRow *self)
{
  WayElement *first = way_map_lookup (way_editor_get_map (self->editor), self->touchpoints[0]);

  return first != NULL && way_element_get_kind (first) == WAY_KIND_FEELING;
}

static void
set_score (WayFeelingRow *self,
           int            hundredths)
{
  WayHistory *history = way_editor_get_history (self->editor);
  WayElement *persona = way_editor_get_persona (self->editor);

  if (self->is_updating || (persona == NULL && !is_of_feelings (self)))
    return;
  way_history_begin (history, C_ ("undo", "Change Emotion"));
  for (guint i = 0; self->touchpoints[i] != NULL; i++)
    if (is_of_feelings (self))
      way_command_set_score_of (history, self->touchpoints[i], hundredths, NULL);
    else
      way_command_set_score (history, self->touchpoints[i], way_element_get_id (persona),
                             way_editor_get_drawing_future (self->editor), hundredths, NULL);
  way_history_commit (history);
}

static void
scale_changed_cb (WayFeelingRow *self)
{
  set_score (self, (int) lround (gtk_range_get_value (GTK_RANGE (self->scale)) * 10) * 10);
}

static void
end_drag (WayFeelingRow *self)
{
  if (self->is_dragging)
    way_history_commit (way_editor_get_history (self->editor));
  self->is_dragging = FALSE;
}

/* A drag is one step, however many scores it passes. Gestures of the slider would deny it to other gestures. */
static gboolean
event_cb (WayFeelingRow *self,
          GdkEvent      *event)
{
  GdkEventType type = gdk_event_get_event_type (event);

  if ((type == GDK_BUTTON_PRESS || type == GDK_TOUCH_BEGIN) && !self->is_dragging)
    {
      way_history_begin (way_editor_get_history (self->editor), C_ ("undo", "Change Emotion"));
      self->is_dragging = TRUE;
    }
  else if (type == GDK_BUTTON_RELEASE || type == GDK_TOUCH_END || type == GDK_TOUCH_CANCEL || type == GDK_GRAB_BROKEN)
    end_drag (self);
  return GDK_EVENT_PROPAGATE;
}

/* What is hidden, or cannot be used any more, hears of no release. */
static void
scale_changed_state_cb (WayFeelingRow *self)
{
  if (self->is_dragging && (!gtk_widget_get_mapped (self->scale) || !gtk_widget_is_sensitive (self->scale)))
    end_drag (self);
}

static void
face_clicked_cb (WayFeelingRow *self,
                 GtkWidget     *button)
{
  set_score (self, 200 - 100 * GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "band")));
}

static void
set_word (WayFeelingRow *self,
          const char    *word)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  gboolean differs = FALSE;

  for (guint i = 0; self->touchpoints[i] != NULL; i++)
    {
      WayElement *feeling = find_feeling (self, i);

      if (feeling == NULL)
        continue;
      g_ptr_array_add (ids, (gpointer) way_element_get_id (feeling));
      differs |= g_strcmp0 (way_element_get_text (feeling, WAY_FEELING_WORD), word) != 0;
    }
  g_ptr_array_add (ids, NULL);
  if (differs)
    way_command_set_field (way_editor_get_history (self->editor), (const char *const *) ids->pdata, WAY_FEELING_WORD, word, NULL);
}

/* Whether several touchpoints feel different, in score or in word. */
static void
find_differences (WayFeelingRow *self,
                  gboolean      *in_score,
                  gboolean      *in_word)
{
  WayElement *first = find_feeling (self, 0);

  *in_score = *in_word = FALSE;
  for (guint i = 1; self->touchpoints[i] != NULL; i++)
    {
      WayElement *feeling = find_feeling (self, i);

      if (first == NULL || feeling == NULL)
        {
          *in_score |= first != feeling;
          *in_word |= first != feeling;
          continue;
        }
      *in_score |= way_element_get_hundredths (feeling, WAY_FEELING_SCORE) != way_element_get_hundredths (first, WAY_FEELING_SCORE);
      *in_word |= g_strcmp0 (way_element_get (feeling, WAY_FEELING_WORD), way_element_get (first, WAY_FEELING_WORD)) != 0;
    }
}

/* Whoever only passes by leaves the map as it is, whatever it holds by now. */
static void
word_entered_cb (WayFeelingRow *self)
{
  const char *word = gtk_editable_get_text (GTK_EDITABLE (self->word));

  if (!self->is_updating && g_strcmp0 (word, self->shown) != 0)
    set_word (self, word);
}

static void
suggestion_clicked_cb (WayFeelingRow *self,
                       GtkWidget     *button)
{
  set_word (self, gtk_button_get_label (GTK_BUTTON (button)));
}

static void
swapped_clicked (GtkWidget     *button,
                 GCallback      callback,
                 WayFeelingRow *self)
{
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
}

static GtkWidget *
new_faces (WayFeelingRow *self)
{
  static const char *const names[] = { N_ ("Delighted"), N_ ("Content"), N_ ("Neutral"), N_ ("Uneasy"), N_ ("Frustrated") };
  GtkWidget               *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 2);

  gtk_box_set_homogeneous (GTK_BOX (box), TRUE);
  for (int band = 4; band >= 0; band--)
    {
      g_autoptr (GdkPaintable) paintable = way_symbol_paintable_new (way_symbol_get_face ((guint) band));
      GtkWidget *button = gtk_button_new ();
      GtkWidget *image = gtk_image_new_from_paintable (paintable);

      gtk_image_set_pixel_size (GTK_IMAGE (image), 24);
      gtk_button_set_child (GTK_BUTTON (button), image);
      gtk_widget_add_css_class (button, "flat");
      gtk_widget_set_tooltip_text (button, _ (names[band]));
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _ (names[band]), -1);
      g_object_set_data (G_OBJECT (button), "band", GINT_TO_POINTER (band));
      swapped_clicked (button, G_CALLBACK (face_clicked_cb), self);
      gtk_box_append (GTK_BOX (box), button);
    }
  return box;
}

/* Who turns the wheel wants to see more fields, not to change a feeling. */
static void
ignore_wheel (GtkWidget *scale)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (scale);

  for (guint i = g_list_model_get_n_items (controllers); i > 0; i--)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i - 1);

      if (GTK_IS_EVENT_CONTROLLER_SCROLL (controller))
        gtk_widget_remove_controller (scale, controller);
    }
}

static GtkWidget *
new_scale (WayFeelingRow *self)
{
  GtkWidget          *scale = gtk_scale_new_with_range (GTK_ORIENTATION_HORIZONTAL, -2, 2, 0.1);
  GtkEventController *events = gtk_event_controller_legacy_new ();

  gtk_event_controller_set_propagation_phase (events, GTK_PHASE_CAPTURE);
  g_signal_connect_object (events, "event", G_CALLBACK (event_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (scale, events);
  g_signal_connect_object (scale, "unmap", G_CALLBACK (scale_changed_state_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (scale, "state-flags-changed", G_CALLBACK (scale_changed_state_cb), self, G_CONNECT_SWAPPED);

  ignore_wheel (scale);
  gtk_scale_set_draw_value (GTK_SCALE (scale), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (scale), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Emotion"), -1);
  g_signal_connect_object (scale, "value-changed", G_CALLBACK (scale_changed_cb), self, G_CONNECT_SWAPPED);
  return scale;
}

static void
fill_words (WayFeelingRow *self,
            int            hundredths)
{
  const char        *language = way_element_get_text (way_map_get_root (way_editor_get_map (self->editor)), WAY_MAP_LANGUAGE);
  const char *const *words = way_command_get_feeling_words (language, way_theme_get_band (hundredths));
  GtkWidget         *child = gtk_widget_get_first_child (self->words);

  for (guint i = 0; i < N_SUGGESTIONS && words[i] != NULL && child != NULL; i++, child = gtk_widget_get_next_sibling (child))
    gtk_button_set_label (GTK_BUTTON (child), words[i]);
}

static void
set_class (GtkWidget  *widget,
           const char *name,
           gboolean    has_it)
{
  if (has_it)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

/* The face of a feeling, and the grip of the slider, have its colour; without one none has. */
static void
show_band (WayFeelingRow *self,
           int            band)
{
  for (GtkWidget *face = gtk_widget_get_first_child (self->faces); face != NULL; face = gtk_widget_get_next_sibling (face))
    {
      int              own = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (face), "band"));
      g_autofree char *name = g_strdup_printf ("feeling-%d", own);

      set_class (face, name, own == band);
      set_class (self->scale, name, own == band);
    }
}

void
way_feeling_row_update (WayFeelingRow *self)
{
  WayElement      *feeling;
  WayElement      *persona;
  const char      *state;
  g_autofree char *title = NULL;
  int              score;
  gboolean         in_score, in_word;

  g_return_if_fail (WAY_IS_FEELING_ROW (self));

  find_differences (self, &in_score, &in_word);
  feeling = find_feeling (self, 0);
  persona = way_editor_get_persona (self->editor);
  score = feeling != NULL ? (int) way_element_get_hundredths (feeling, WAY_FEELING_SCORE) : 0;
  state = way_editor_get_drawing_future (self->editor) ? _ ("future") : _ ("current");
  /* Translators: whose feeling, and in which journey: “Emotion: Anna, current” */
  if (is_of_feelings (self))
    title = g_strdup (_ ("Emotion"));
  else
    title = persona != NULL ? g_strdup_printf (_ ("Emotion: %1$s, %2$s"), way_element_get_text (persona, WAY_PERSONA_NAME), state)
                            : g_strdup (_ ("Emotion: add a persona first"));
  self->is_updating = TRUE;
  gtk_label_set_label (GTK_LABEL (self->title), title);
  gtk_widget_set_sensitive (self->box, persona != NULL || is_of_feelings (self));
  gtk_range_set_value (GTK_RANGE (self->scale), score / 100.0);
  gtk_widget_set_opacity (self->scale, feeling != NULL && !in_score ? 1 : 0.5);
  gtk_widget_set_sensitive (self->word, feeling != NULL);
  gtk_widget_set_visible (self->words, feeling != NULL && !in_score);
  g_free (self->shown);
  self->shown = g_strdup (feeling != NULL && !in_word ? way_element_get_text (feeling, WAY_FEELING_WORD) : "");
  gtk_editable_set_text (GTK_EDITABLE (self->word), self->shown);
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->word), in_word ? _ ("Different values") : NULL);
  fill_words (self, score);
  show_band (self, feeling != NULL && !in_score ? (int) way_theme_get_band (score) : -1);
  self->is_updating = FALSE;
}

static void
way_feeling_row_dispose (GObject *object)
{
  WayFeelingRow *self = WAY_FEELING_ROW (object);

  end_drag (self);
  g_clear_pointer (&self->title, gtk_widget_unparent);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->editor);
  g_clear_pointer (&self->touchpoints, g_strfreev);
  g_clear_pointer (&self->shown, g_free);
  G_OBJECT_CLASS (way_feeling_row_parent_class)->dispose (object);
}

static void
way_feeling_row_class_init (WayFeelingRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = way_feeling_row_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "fieldrow");
}

static void
way_feeling_row_init (WayFeelingRow *self)
{
  GtkLayoutManager   *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 4);
  self->title = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->title), 0);
  gtk_widget_add_css_class (self->title, "field-name");
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  self->scale = new_scale (self);
  /* Two by two: words of any length leave the pane as wide as it is. */
  self->words = gtk_grid_new ();
  gtk_grid_set_row_spacing (GTK_GRID (self->words), 4);
  gtk_grid_set_column_spacing (GTK_GRID (self->words), 4);
  gtk_grid_set_column_homogeneous (GTK_GRID (self->words), TRUE);
  for (guint i = 0; i < N_SUGGESTIONS; i++)
    {
      GtkWidget *button = gtk_button_new_with_label ("");

      gtk_widget_add_css_class (button, "suggestion");
      swapped_clicked (button, G_CALLBACK (suggestion_clicked_cb), self);
      gtk_grid_attach (GTK_GRID (self->words), button, (int) (i % 2), (int) (i / 2), 1, 1);
    }
  self->word = gtk_entry_new ();
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->word), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Feeling in a word"), -1);
  g_signal_connect_object (self->word, "activate", G_CALLBACK (word_entered_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (word_entered_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->word, focus);
  self->faces = new_faces (self);
  gtk_box_append (GTK_BOX (self->box), self->faces);
  gtk_box_append (GTK_BOX (self->box), self->scale);
  gtk_box_append (GTK_BOX (self->box), self->words);
  gtk_box_append (GTK_BOX (self->box), self->word);
  gtk_widget_set_parent (self->title, GTK_WIDGET (self));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
way_feeling_row_new (WayEditor         *editor,
                     const char *const *touchpoints)
{
  WayFeelingRow *self;

  g_return_val_if_fail (WAY_IS_EDITOR (editor), NULL);

  self = g_object_new (WAY_TYPE_FEELING_ROW, NULL);
  self->editor = g_object_ref (editor);
  self->touchpoints = g_strdupv ((char **) touchpoints);
  way_feeling_row_update (self);
  return GTK_WIDGET (self);
}
