/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Dialogs"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "way-find-bar.h"

#include "waymark/way-find.h"

struct _WayFindBar
{
  GtkWidget       parent_instance;
  WayEditor      *editor;
  GtkWidget      *content;
  GtkSearchEntry *entry;
  GtkLabel       *count;
  GtkWidget      *previous;
  GtkWidget      *next;
  GtkWidget      *replace_line;
  GtkEntry       *replacement;
  GtkWidget      *replace;
  GtkWidget      *replace_all;
  WayFindMatch    match;
};

enum
{
  FOUND,
  REPLACED,
  CLOSED,
  N_SIGNALS
};

G_DEFINE_FINAL_TYPE (WayFindBar, way_find_bar, GTK_TYPE_WIDGET)

static guint signals[N_SIGNALS];

static const char *
get_text (WayFindBar *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->entry));
}

static gboolean
is_same (const WayFindMatch *a,
         const WayFindMatch *b)
{
  return g_str_equal (a->element, b->element) && a->field == b->field && a->start == b->start;
}

/* --- What is found --------------------------------------------------------------- */

static void
show_count (WayFindBar *self)
{
  g_autoptr (GArray) matches = way_find_list (way_editor_get_map (self->editor), get_text (self));
  g_autofree char *text = NULL;
  guint            at = 0;

  while (at < matches->len && !is_same (&g_array_index (matches, WayFindMatch, at), &self->match))
    at++;
  if (*get_text (self) == '\0')
    text = g_strdup ("");
  else if (matches->len == 0)
    text = g_strdup (_ ("Not found"));
  else if (at == matches->len)
    text = g_strdup_printf (ngettext ("%u place", "%u places", matches->len), matches->len);
  else
    /* Translators: which of so many places is shown */
    text = g_strdup_printf (_ ("%1$u of %2$u"), at + 1, matches->len);
  gtk_label_set_label (self->count, text);
  gtk_widget_set_sensitive (self->previous, matches->len > 0);
  gtk_widget_set_sensitive (self->next, matches->len > 0);
  gtk_widget_set_sensitive (self->replace, matches->len > 0);
  gtk_widget_set_sensitive (self->replace_all, matches->len > 0);
  if (*get_text (self) != '\0' && matches->len == 0)
    gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
}

static void
step (WayFindBar *self,
      gboolean    backwards)
{
  if (way_find_step (way_editor_get_map (self->editor), get_text (self), backwards, &self->match))
    {
      way_selection_select (way_editor_get_selection (self->editor), self->match.element);
      g_signal_emit (self, signals[FOUND], 0, self->match.element);
    }
  show_count (self);
}

/* From what is selected, not from the start of the map. */
static void
start_at_selection (WayFindBar *self)
{
  const char *focus = way_selection_get_focus (way_editor_get_selection (self->editor));

  self->match = (WayFindMatch){ 0 };
  if (focus != NULL)
    g_strlcpy (self->match.element, focus, sizeof self->match.element);
}

static void
text_changed_cb (WayFindBar *self)
{
  if (self->editor == NULL)
    return;
  /* Another letter narrows down what was found, and does not go on from there. */
  self->match.length = 0;
  if (*get_text (self) != '\0')
    step (self, FALSE);
  else
    show_count (self);
}

static void
next_cb (WayFindBar *self)
{
  way_find_bar_step (self, FALSE);
}

static void
previous_cb (WayFindBar *self)
{
  way_find_bar_step (self, TRUE);
}

/* --- Replacing -------------------------------------------------------------------- */

static void
tell_error (WayFindBar   *self,
            const GError *error)
{
  if (error != NULL)
    g_signal_emit (self, signals[REPLACED], 0, error->message);
}

static void
replace_cb (WayFindBar *self)
{
  WayHistory *history = way_editor_get_history (self->editor);
  g_autoptr (GError) error = NULL;

  if (way_find_is_at (way_editor_get_map (self->editor), get_text (self), &self->match) &&
      way_find_replace (history, get_text (self), &self->match, gtk_editable_get_text (GTK_EDITABLE (self->replacement)), &error))
    /* What was put there is not looked through again. */
    self->match.length = (guint) strlen (gtk_editable_get_text (GTK_EDITABLE (self->replacement)));
  tell_error (self, error);
  step (self, FALSE);
}

static void
replace_all_cb (WayFindBar *self)
{
  g_autoptr (GError) error = NULL;
  guint            n = way_find_replace_all (way_editor_get_history (self->editor), get_text (self), gtk_editable_get_text (GTK_EDITABLE (self->replacement)), &error);
  g_autofree char *text = g_strdup_printf (ngettext ("Replaced in %u place", "Replaced in %u places", n), n);

  tell_error (self, error);
  if (error == NULL)
    g_signal_emit (self, signals[REPLACED], 0, text);
  show_count (self);
}

/* --- Coming and going ---------------------------------------------------------------- */

static void
close_bar (WayFindBar *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  g_signal_emit (self, signals[CLOSED], 0);
}

static gboolean
key_cb (GtkEventControllerKey *controller,
        guint                  key,
        guint                  code,
        GdkModifierType        modifiers,
        WayFindBar            *self)
{
  gboolean is_return = key == GDK_KEY_Return || key == GDK_KEY_KP_Enter;

  if (key == GDK_KEY_Escape)
    close_bar (self);
  else if (is_return && (modifiers & GDK_SHIFT_MASK))
    way_find_bar_step (self, TRUE);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

/* The map changes behind its back. */
static void
committed_cb (WayFindBar *self)
{
  if (gtk_widget_get_visible (GTK_WIDGET (self)))
    show_count (self);
}

void
way_find_bar_open (WayFindBar *self,
                   gboolean    replace)
{
  g_return_if_fail (WAY_IS_FIND_BAR (self));

  if (self->editor == NULL)
    return;
  if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    {
      start_at_selection (self);
      gtk_widget_set_visible (self->replace_line, replace);
    }
  else if (replace)
    gtk_widget_set_visible (self->replace_line, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  show_count (self);
  gtk_editable_select_region (GTK_EDITABLE (self->entry), 0, -1);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

void
way_find_bar_step (WayFindBar *self,
                   gboolean    backwards)
{
  g_return_if_fail (WAY_IS_FIND_BAR (self));

  if (self->editor == NULL)
    return;
  if (*get_text (self) == '\0')
    way_find_bar_open (self, FALSE);
  else
    step (self, backwards);
}

/* --- The object ------------------------------------------------------------------------ */

static void
way_find_bar_dispose (GObject *object)
{
  WayFindBar *self = WAY_FIND_BAR (object);

  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_object (&self->editor);

  G_OBJECT_CLASS (way_find_bar_parent_class)->dispose (object);
}

static void
way_find_bar_class_init (WayFindBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = way_find_bar_dispose;
  signals[FOUND] = g_signal_new ("found", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[REPLACED] = g_signal_new ("replaced", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[CLOSED] = g_signal_new ("closed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "findbar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_SEARCH);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/waymark/Waymark/dialogs/way-find-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, WayFindBar, content);
  gtk_widget_class_bind_template_child (widget_class, WayFindBar, entry);
  gtk_widget_class_bind_template_child (widget_class, WayFindBar, count);
  gtk_widget_class_bind_template_child (widget_class, WayFindBar, previous);
  gtk_widget_class_bind_template_child (widget_class, WayFindBar, next);
  gtk_widget_class_bind_template_child (widget_class, WayFindBar, replace_line);
  gtk_widget_class_bind_template_child (widget_class, WayFindBar, replacement);
  gtk_widget_class_bind_template_child (widget_class, WayFindBar, replace);
  gtk_widget_class_bind_template_child (widget_class, WayFindBar, replace_all);
  gtk_widget_class_bind_template_callback (widget_class, text_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, previous_cb);
  gtk_widget_class_bind_template_callback (widget_class, replace_cb);
  gtk_widget_class_bind_template_callback (widget_class, replace_all_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_bar);
}

static void
way_find_bar_init (WayFindBar *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

GtkWidget *
way_find_bar_new (void)
{
  return g_object_new (WAY_TYPE_FIND_BAR, NULL);
}

void
way_find_bar_set_editor (WayFindBar *self,
                         WayEditor  *editor)
{
  g_return_if_fail (WAY_IS_FIND_BAR (self));
  g_return_if_fail (WAY_IS_EDITOR (editor));

  if (!g_set_object (&self->editor, editor))
    return;
  self->match = (WayFindMatch){ 0 };
  g_signal_connect_object (way_editor_get_history (editor), "committed", G_CALLBACK (committed_cb), self, G_CONNECT_SWAPPED);
}
