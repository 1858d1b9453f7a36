/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Dialogs"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "way-guided-lists.h"

#include "waymark/way-paint.h"

#define FACE_SIZE 26

/* Row: what a widget of a list is about; it lives as long as that. */
typedef struct
{
  WayGuidedList    list;
  guint            position;
  guint            level;
  char            *touchpoint;
  WayGuideQuestion question;
} Row;

static void
row_free (Row *row)
{
  g_free (row->touchpoint);
  g_free (row);
}

static Row *
set_row (GtkWidget           *widget,
         const WayGuidedList *list,
         guint                position)
{
  Row *row = g_new0 (Row, 1);

  row->list = *list;
  row->position = position;
  g_object_set_data_full (G_OBJECT (widget), "row", row, (GDestroyNotify) row_free);
  return row;
}

static Row *
get_row (gpointer widget)
{
  return g_object_get_data (G_OBJECT (widget), "row");
}

static void
tell_answered (Row *row)
{
  row->list.answered (row->list.owner, row->position);
}

static void
set_name (GtkWidget  *widget,
          const char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static GtkWidget *
new_label (const char *text,
           const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (label, style);
  return label;
}

/* --- Stages -------------------------------------------------------------------------------- */

static void
stage_named_cb (GtkEditable *entry)
{
  Row *row = get_row (entry);

  way_guide_set_stage_name (row->list.guide, row->position, gtk_editable_get_text (entry));
  tell_answered (row);
}

static void
cut_cb (GtkWidget *button)
{
  Row *row = get_row (button);

  way_guide_set_cut (row->list.guide, row->position, !way_guide_is_cut (row->list.guide, row->position));
  tell_answered (row);
  row->list.rebuild (row->list.owner, row->position);
}

static GtkWidget *
new_stage_head (const WayGuidedList *list,
                guint                position,
                gboolean             has_focus)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *entry = gtk_entry_new ();
  GtkWidget *join;

  gtk_widget_add_css_class (box, "guide-stage");
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _ ("What is this part called?"));
  set_name (entry, _ ("Name of the stage"));
  gtk_editable_set_text (GTK_EDITABLE (entry), way_guide_get_stage_name (list->guide, position));
  gtk_widget_set_hexpand (entry, TRUE);
  set_row (entry, list, position);
  g_signal_connect (entry, "changed", G_CALLBACK (stage_named_cb), NULL);
  gtk_box_append (GTK_BOX (box), entry);
  if (position > 0)
    {
      join = gtk_button_new_with_label (_ ("Join"));
      gtk_widget_set_tooltip_text (join, _ ("Make one stage of this and the one above"));
      gtk_widget_add_css_class (join, "flat");
      set_row (join, list, position);
      g_signal_connect (join, "clicked", G_CALLBACK (cut_cb), NULL);
      gtk_box_append (GTK_BOX (box), join);
    }
  if (has_focus)
    gtk_widget_grab_focus (entry);
  return box;
}

static GtkWidget *
new_cut_button (const WayGuidedList *list,
                guint                position)
{
  GtkWidget *button = gtk_button_new_with_label (_ ("✂ Cut here"));

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "guide-cut");
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _ ("A new stage begins here"));
  set_row (button, list, position);
  g_signal_connect (button, "clicked", G_CALLBACK (cut_cb), NULL);
  return button;
}

void
way_guided_lists_fill_stages (GtkBox              *box,
                              const WayGuidedList *list,
                              guint                focus)
{
  g_autoptr (GPtrArray) touchpoints = way_guide_list_touchpoints (list->guide);

  for (guint i = 0; i < touchpoints->len; i++)
    {
      if (way_guide_is_cut (list->guide, i))
        {
          GtkWidget *head = new_stage_head (list, i, FALSE);

          gtk_box_append (box, head);
          if (i == focus)
            gtk_widget_grab_focus (gtk_widget_get_first_child (head));
        }
      else
        gtk_box_append (box, new_cut_button (list, i));
      gtk_box_append (box, new_label (way_element_get_text (touchpoints->pdata[i], WAY_TOUCHPOINT_NAME), "guide-card"));
    }
}

/* --- Faces ------------------------------------------------------------------------------------ */

static WayColor
get_ink (GtkWidget *area)
{
  GdkRGBA ink;

  gtk_style_context_get_color (gtk_widget_get_style_context (area), &ink);
  return ((guint) (ink.red * 255) << 24) | ((guint) (ink.green * 255) << 16) | ((guint) (ink.blue * 255) << 8) | (guint) (ink.alpha * 255);
}

/* The chosen one has the colour that it has on the sheet. */
static void
draw_face_cb (GtkDrawingArea *area,
              cairo_t        *cr,
              int             width,
              int             height,
              gpointer        user_data)
{
  GtkWidget      *button = gtk_widget_get_parent (GTK_WIDGET (area));
  Row            *row = get_row (button);
  gboolean        is_chosen = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (button));
  const WayTheme *theme = way_editor_get_theme (row->list.editor);
  WayItemBuilder  builder;
  g_autoptr (WayItem) item = NULL;

  way_item_builder_begin (&builder, WAY_ROLE_DECORATION, NULL);
  way_item_builder_add_symbol (&builder, way_symbol_get_face (row->level), 0, 0, MIN (width, height),
                               is_chosen ? theme->level[row->level] : get_ink (GTK_WIDGET (area)), is_chosen ? WAY_RGB (0xffffff) : WAY_COLOR_NONE);
  item = way_item_builder_end (&builder);
  way_paint_item (cr, NULL, item, WAY_PAINT_FINE_LETTERS, 0);
}

static void
face_toggled_cb (GtkToggleButton *button)
{
  Row *row = get_row (button);

  gtk_widget_queue_draw (gtk_button_get_child (GTK_BUTTON (button)));
  if (!gtk_toggle_button_get_active (button))
    return;
  way_guide_set_face (row->list.guide, row->position, row->level);
  tell_answered (row);
}

static GtkWidget *
new_face (const WayGuidedList *list,
          guint                position,
          guint                level,
          GtkWidget           *group)
{
  static const char *const names[] = { N_ ("Delighted"), N_ ("Content"), N_ ("Neutral"), N_ ("Uneasy"), N_ ("Frustrated") };
  GtkWidget               *button = gtk_toggle_button_new ();
  GtkWidget               *area = gtk_drawing_area_new ();

  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (area), FACE_SIZE);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (area), FACE_SIZE);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (area), draw_face_cb, NULL, NULL);
  gtk_button_set_child (GTK_BUTTON (button), area);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "guide-face");
  gtk_widget_set_tooltip_text (button, _ (names[level]));
  set_name (button, _ (names[level]));
  set_row (button, list, position)->level = level;
  if (group != NULL)
    gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), GTK_TOGGLE_BUTTON (group));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), way_guide_get_face (list->guide, position) == (int) level);
  g_signal_connect (button, "toggled", G_CALLBACK (face_toggled_cb), NULL);
  return button;
}

static GtkWidget *
new_faces (const WayGuidedList *list,
           guint                position,
           const char          *name)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *faces = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *group = NULL;

  gtk_widget_add_css_class (row, "guide-row");
  gtk_box_append (GTK_BOX (row), new_label (name, "guide-touchpoint"));
  for (int level = 4; level >= 0; level--)
    {
      GtkWidget *face = new_face (list, position, (guint) level, group);

      if (group == NULL)
        group = face;
      gtk_box_append (GTK_BOX (faces), face);
    }
  gtk_widget_set_valign (faces, GTK_ALIGN_CENTER);
  set_name (faces, name);
  gtk_box_append (GTK_BOX (row), faces);
  return row;
}

void
way_guided_lists_fill_faces (GtkBox              *box,
                             const WayGuidedList *list)
{
  g_autoptr (GPtrArray) touchpoints = way_guide_list_touchpoints (list->guide);

  for (guint i = 0; i < touchpoints->len; i++)
    {
      if (way_guide_is_cut (list->guide, i) && *way_guide_get_stage_name (list->guide, i) != '\0')
        gtk_box_append (box, new_label (way_guide_get_stage_name (list->guide, i), "guide-stage-name"));
      gtk_box_append (box, new_faces (list, i, way_element_get_text (touchpoints->pdata[i], WAY_TOUCHPOINT_NAME)));
    }
}

/* --- The worst ----------------------------------------------------------------------------------- */

static void
answer_changed_cb (GtkEditable *entry)
{
  Row        *row = get_row (entry);
  WayElement *touchpoint = way_map_lookup (way_editor_get_map (row->list.editor), row->touchpoint);

  if (touchpoint == NULL)
    return;
  way_guide_set_answer (row->list.guide, touchpoint, row->question, gtk_editable_get_text (entry));
  tell_answered (row);
}

/* Enter goes to the next question. */
static void
go_on_cb (GtkWidget *entry)
{
  gtk_widget_child_focus (GTK_WIDGET (gtk_widget_get_root (entry)), GTK_DIR_TAB_FORWARD);
}

static void
append_question (GtkWidget           *box,
                 const WayGuidedList *list,
                 WayElement          *touchpoint,
                 WayGuideQuestion     question)
{
  /* In the order of WayGuideQuestion. */
  static const char *const labels[] = { N_ ("Why does it feel like that?"), N_ ("What would you change?"), N_ ("Who does that?") };
  GtkWidget               *label = new_label (_ (labels[question]), "field-name");
  GtkWidget               *entry = gtk_entry_new ();
  Row                     *row = set_row (entry, list, 0);

  row->touchpoint = g_strdup (way_element_get_id (touchpoint));
  row->question = question;
  gtk_editable_set_text (GTK_EDITABLE (entry), way_guide_get_answer (list->guide, touchpoint, question));
  g_signal_connect (entry, "changed", G_CALLBACK (answer_changed_cb), NULL);
  g_signal_connect (entry, "activate", G_CALLBACK (go_on_cb), NULL);
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), entry);
  set_name (entry, _ (labels[question]));
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), entry);
}

void
way_guided_lists_fill_worst (GtkBox              *box,
                             const WayGuidedList *list)
{
  g_autoptr (GPtrArray) worst = way_guide_list_worst (list->guide);

  for (guint i = 0; i < worst->len; i++)
    {
      GtkWidget *group = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

      gtk_widget_add_css_class (group, "guide-worst");
      gtk_box_append (GTK_BOX (group), new_label (way_element_get_text (worst->pdata[i], WAY_TOUCHPOINT_NAME), "guide-worst-name"));
      for (guint question = 0; question < WAY_GUIDE_N_QUESTIONS; question++)
        append_question (group, list, worst->pdata[i], (WayGuideQuestion) question);
      gtk_box_append (box, group);
    }
}
