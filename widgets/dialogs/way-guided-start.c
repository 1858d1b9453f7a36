/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Dialogs"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "way-guided-lists.h"
#include "way-guided-start.h"

/* An answer becomes a step of the history when nothing more was typed for so long. */
#define REST_MILLISECONDS 1500

struct _WayGuidedStart
{
  GtkWidget       parent_instance;
  WayEditor      *editor;
  WayGuide       *guide;
  GtkWidget      *content;
  GtkLabel       *count;
  GtkProgressBar *progress;
  GtkLabel       *question;
  GtkLabel       *help;
  GtkWidget      *scroller;
  GtkStack       *pages;
  GtkEditable    *name;
  GtkEditable    *role;
  GtkEditable    *wish;
  GtkTextView    *list;
  GtkBox         *stages;
  GtkBox         *faces;
  GtkBox         *worst;
  GtkEditable    *finding;
  GtkWidget      *suggestion;
  GtkLabel       *suggestion_text;
  GtkWidget      *leave;
  GtkWidget      *back;
  GtkButton      *next;
  guint           rest_source;
  guint           rebuild_source;
  guint           rebuild_focus;
  gboolean        is_filling; /* what changes now is no answer */
  gboolean        is_own;     /* the history tells what the guide itself did */
};

enum
{
  ANSWERED,
  FINISHED,
  N_SIGNALS
};

G_DEFINE_FINAL_TYPE (WayGuidedStart, way_guided_start, GTK_TYPE_WIDGET)

static guint signals[N_SIGNALS];

/* In the order of WayGuideStep. */
static const struct
{
  const char *page;
  const char *question;
  const char *help;
} steps[WAY_GUIDE_N_STEPS] = {
  { "who", N_ ("Whose journey is it?"), N_ ("Think of one real person, not of all your customers. You can add others later.") },
  { "wants", N_ ("What do they want?"), N_ ("In their words, from beginning to end: it becomes the title of the map.") },
  { "list", N_ ("What do they do?"), N_ ("Write it down in order, one thing a line: from the first time they hear of you until long after they paid. Watch the map grow.") },
  { "stages", N_ ("What belongs together?"), N_ ("Cut the list where something new begins, and give each part a name. Three to five parts are plenty.") },
  { "faces", N_ ("How does it feel?"), N_ ("Choose a face for each. Be honest: the low points are where you can win most.") },
  { "worst", N_ ("What is behind the worst of it?"), N_ ("Short answers will do. What you do not know yet can stay empty.") },
  { "finding", N_ ("What should everybody remember?"), N_ ("One sentence. It becomes the headline of the map.") },
};

static void fill (WayGuidedStart *self);

/* --- Answers ------------------------------------------------------------------------------- */

void
way_guided_start_pause (WayGuidedStart *self)
{
  g_return_if_fail (WAY_IS_GUIDED_START (self));

  g_clear_handle_id (&self->rest_source, g_source_remove);
  if (self->guide == NULL)
    return;
  self->is_own = TRUE;
  way_guide_pause (self->guide);
  self->is_own = FALSE;
}

static gboolean
rested_cb (gpointer user_data)
{
  WayGuidedStart *self = user_data;

  self->rest_source = 0;
  way_guided_start_pause (self);
  return G_SOURCE_REMOVE;
}

static void
answered (gpointer owner,
          guint    position)
{
  WayGuidedStart *self = owner;

  g_clear_handle_id (&self->rest_source, g_source_remove);
  self->rest_source = g_timeout_add (REST_MILLISECONDS, rested_cb, self);
  g_signal_emit (self, signals[ANSWERED], 0);
}

typedef gboolean (*Setter) (WayGuide   *guide,
                            const char *text);

static void
take_text (WayGuidedStart *self,
           GtkEditable    *entry,
           Setter          set)
{
  if (self->is_filling || self->guide == NULL)
    return;
  set (self->guide, gtk_editable_get_text (entry));
  answered (self, 0);
}

static void
name_changed_cb (WayGuidedStart *self)
{
  take_text (self, self->name, way_guide_set_name);
}

static void
role_changed_cb (WayGuidedStart *self)
{
  take_text (self, self->role, way_guide_set_role);
}

static void
wish_changed_cb (WayGuidedStart *self)
{
  take_text (self, self->wish, way_guide_set_wish);
}

static void
finding_changed_cb (WayGuidedStart *self)
{
  take_text (self, self->finding, way_guide_set_finding);
}

static void
suggestion_cb (WayGuidedStart *self)
{
  gtk_editable_set_text (self->finding, gtk_label_get_label (self->suggestion_text));
  gtk_widget_set_visible (self->suggestion, FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self->next));
}

static void
list_changed_cb (WayGuidedStart *self)
{
  GtkTextBuffer   *buffer = gtk_text_view_get_buffer (self->list);
  GtkTextIter      start, end;
  g_autofree char *text = NULL;

  if (self->is_filling || self->guide == NULL)
    return;
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  way_guide_set_list (self->guide, text);
  answered (self, 0);
}

/* --- Showing a step ---------------------------------------------------------------------------- */

static gboolean
rebuild_cb (gpointer user_data)
{
  WayGuidedStart *self = user_data;

  self->rebuild_source = 0;
  fill (self);
  return G_SOURCE_REMOVE;
}

/* Not at once: the row that asks for it would go while it still is at work. */
static void
rebuild (gpointer owner,
         guint    position)
{
  WayGuidedStart *self = owner;

  self->rebuild_focus = position;
  if (self->rebuild_source == 0)
    self->rebuild_source = g_idle_add (rebuild_cb, self);
}

static void
empty (GtkBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
}

static void
set_entry (GtkEditable *entry,
           const char  *text)
{
  if (!g_str_equal (gtk_editable_get_text (entry), text))
    gtk_editable_set_text (entry, text);
}

/* While somebody types the lines stay as they are typed. */
static void
fill_list (WayGuidedStart *self)
{
  g_autofree char *text = way_guide_dup_list (self->guide);

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->list), text, -1);
}

static void
fill_suggestion (WayGuidedStart *self)
{
  g_autofree char *suggestion = way_guide_dup_suggestion (self->guide);

  gtk_label_set_label (self->suggestion_text, suggestion);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->suggestion), GTK_ACCESSIBLE_PROPERTY_LABEL, suggestion, -1);
  gtk_widget_set_visible (self->suggestion, *suggestion != '\0' && !g_str_equal (suggestion, way_guide_get_finding (self->guide)));
}

static void
fill_page (WayGuidedStart *self)
{
  WayGuidedList list = { self->guide, self->editor, self, answered, rebuild };

  switch (way_guide_get_step (self->guide))
    {
    case WAY_GUIDE_WHO:
      set_entry (self->name, way_guide_get_name (self->guide));
      set_entry (self->role, way_guide_get_role (self->guide));
      break;
    case WAY_GUIDE_WANTS:
      set_entry (self->wish, way_guide_get_wish (self->guide));
      break;
    case WAY_GUIDE_LIST:
      fill_list (self);
      break;
    case WAY_GUIDE_STAGES:
      empty (self->stages);
      way_guided_lists_fill_stages (self->stages, &list, self->rebuild_focus);
      break;
    case WAY_GUIDE_FACES:
      empty (self->faces);
      way_guided_lists_fill_faces (self->faces, &list);
      break;
    case WAY_GUIDE_WORST:
      empty (self->worst);
      way_guided_lists_fill_worst (self->worst, &list);
      break;
    case WAY_GUIDE_FINDING:
      set_entry (self->finding, way_guide_get_finding (self->guide));
      fill_suggestion (self);
      break;
    case WAY_GUIDE_N_STEPS:
    default:
      break;
    }
}

static void
fill (WayGuidedStart *self)
{
  WayGuideStep step = way_guide_get_step (self->guide);
  /* Translators: which of how many questions: “3 of 7” */
  g_autofree char *count = g_strdup_printf (_ ("%1$u of %2$u"), (guint) step + 1, (guint) WAY_GUIDE_N_STEPS);

  self->is_filling = TRUE;
  gtk_label_set_label (self->count, count);
  gtk_progress_bar_set_fraction (self->progress, (step + 1.0) / WAY_GUIDE_N_STEPS);
  gtk_label_set_label (self->question, _ (steps[step].question));
  gtk_label_set_label (self->help, _ (steps[step].help));
  gtk_stack_set_visible_child_name (self->pages, steps[step].page);
  gtk_widget_set_visible (self->back, step > 0);
  gtk_button_set_label (self->next, step + 1 < WAY_GUIDE_N_STEPS ? _ ("_Next") : _ ("_Finish"));
  fill_page (self);
  self->is_filling = FALSE;
}

/* The first thing to answer has the keyboard. */
static void
focus_page (WayGuidedStart *self)
{
  gtk_widget_child_focus (gtk_stack_get_visible_child (self->pages), GTK_DIR_TAB_FORWARD);
}

static void
show_step (WayGuidedStart *self)
{
  self->rebuild_focus = G_MAXUINT;
  fill (self);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller)), 0);
  focus_page (self);
  g_signal_emit (self, signals[ANSWERED], 0);
}

/* --- From step to step --------------------------------------------------------------------------- */

static void
next_cb (WayGuidedStart *self)
{
  way_guided_start_pause (self);
  if (way_guide_next (self->guide))
    show_step (self);
  else
    g_signal_emit (self, signals[FINISHED], 0, TRUE);
}

static void
back_cb (WayGuidedStart *self)
{
  way_guided_start_pause (self);
  if (way_guide_back (self->guide))
    show_step (self);
}

static void
leave_cb (WayGuidedStart *self)
{
  way_guided_start_pause (self);
  g_signal_emit (self, signals[FINISHED], 0, FALSE);
}

/* Undo, redo, or the map was changed by hand. */
static void
committed_cb (WayGuidedStart *self)
{
  if (!self->is_own && self->guide != NULL)
    rebuild (self, G_MAXUINT);
}

/* --- The object -------------------------------------------------------------------------------------- */

static gboolean
way_guided_start_grab_focus (GtkWidget *widget)
{
  focus_page (WAY_GUIDED_START (widget));
  return TRUE;
}

static void
way_guided_start_dispose (GObject *object)
{
  WayGuidedStart *self = WAY_GUIDED_START (object);

  way_guided_start_pause (self);
  g_clear_handle_id (&self->rebuild_source, g_source_remove);
  g_clear_pointer (&self->guide, way_guide_free);
  g_clear_object (&self->editor);
  g_clear_pointer (&self->content, gtk_widget_unparent);

  G_OBJECT_CLASS (way_guided_start_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, WayGuidedStart, content);
  gtk_widget_class_bind_template_child (widget_class, WayGuidedStart, count);
  gtk_widget_class_bind_template_child (widget_class, WayGuidedStart, progress);
  gtk_widget_class_bind_template_child (widget_class, WayGuidedStart, question);
  gtk_widget_class_bind_template_child (widget_class, WayGuidedStart, help);
  gtk_widget_class_bind_template_child (widget_class, WayGuidedStart, scroller);
  gtk_widget_class_bind_template_child (widget_class, WayGuidedStart, pages);
  gtk_widget_class_bind_template_child (widget_class, WayGuidedStart, name);
  gtk_widget_class_bind_template_child (widget_class, WayGuidedStart, role);
  gtk_widget_class_bind_template_child (widget_class, WayGuidedStart, wish);
  gtk_widget_class_bind_template_child (widget_class, WayGuidedStart, list);
  gtk_widget_class_bind_template_child (widget_class, WayGuidedStart, stages);
  gtk_widget_class_bind_template_child (widget_class, WayGuidedStart, faces);
  gtk_widget_class_bind_template_child (widget_class, WayGuidedStart, worst);
  gtk_widget_class_bind_template_child (widget_class, WayGuidedStart, finding);
  gtk_widget_class_bind_template_child (widget_class, WayGuidedStart, suggestion);
  gtk_widget_class_bind_template_child (widget_class, WayGuidedStart, suggestion_text);
  gtk_widget_class_bind_template_child (widget_class, WayGuidedStart, leave);
  gtk_widget_class_bind_template_child (widget_class, WayGuidedStart, back);
  gtk_widget_class_bind_template_child (widget_class, WayGuidedStart, next);
  gtk_widget_class_bind_template_callback (widget_class, name_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, role_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, wish_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, finding_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, suggestion_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_bind_template_callback (widget_class, leave_cb);
}

static void
way_guided_start_class_init (WayGuidedStartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = way_guided_start_dispose;
  widget_class->grab_focus = way_guided_start_grab_focus;

  signals[ANSWERED] = g_signal_new ("answered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[FINISHED] = g_signal_new ("finished", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "guidedstart");
  gtk_widget_class_set_template_from_resource (widget_class, "/org/waymark/Waymark/dialogs/way-guided-start.ui");
  bind_children (widget_class);
}

static void
way_guided_start_init (WayGuidedStart *self)
{
  self->rebuild_focus = G_MAXUINT;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Guided start"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("What they do, one thing a line"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->wish), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("What they want"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->finding), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("The sentence to remember"), -1);
  g_signal_connect_object (gtk_text_view_get_buffer (self->list), "changed", G_CALLBACK (list_changed_cb), self, G_CONNECT_SWAPPED);
}

GtkWidget *
way_guided_start_new (WayEditor *editor)
{
  WayGuidedStart *self;

  g_return_val_if_fail (WAY_IS_EDITOR (editor), NULL);

  self = g_object_new (WAY_TYPE_GUIDED_START, NULL);
  self->editor = g_object_ref (editor);
  self->guide = way_guide_new (way_editor_get_history (editor));
  g_signal_connect_object (way_editor_get_history (editor), "committed", G_CALLBACK (committed_cb), self, G_CONNECT_SWAPPED);
  fill (self);
  return GTK_WIDGET (self);
}
