/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Dialogs"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "way-conflict-row.h"

#define N_CHOICES (WAY_RESOLVE_BOTH + 1)

struct _WayConflictRow
{
  GtkBox          parent_instance;
  char           *id;
  GtkCheckButton *choices[N_CHOICES]; /* NULL for what cannot be chosen */
};

enum
{
  CHOSEN,
  N_SIGNALS
};

G_DEFINE_FINAL_TYPE (WayConflictRow, way_conflict_row, GTK_TYPE_BOX)

static guint signals[N_SIGNALS];

static GtkWidget *
make_label (const char *text,
            const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  gtk_widget_add_css_class (label, style);
  return label;
}

static void
toggled_cb (WayConflictRow *self)
{
  g_signal_emit (self, signals[CHOSEN], 0);
}

/* One side: who, and what they did. All of it can be pressed. */
static GtkWidget *
add_choice (WayConflictRow *self,
            WayResolution   resolution,
            const char     *name,
            const char     *text)
{
  GtkWidget       *button = g_object_new (GTK_TYPE_CHECK_BUTTON, "accessible-role", GTK_ACCESSIBLE_ROLE_RADIO, NULL);
  GtkWidget       *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  gboolean         is_empty = text != NULL && *text == '\0';
  g_autofree char *spoken = text != NULL ? g_strdup_printf ("%s: %s", name, text) : g_strdup (name);

  gtk_box_append (GTK_BOX (box), make_label (name, text != NULL ? "field-name" : "conflict-text"));
  if (text != NULL)
    gtk_box_append (GTK_BOX (box), make_label (is_empty ? _ ("(nothing)") : text, is_empty ? "faint" : "conflict-text"));
  /* All the room there is, before words go into another line. */
  gtk_widget_set_hexpand (box, TRUE);
  gtk_check_button_set_child (GTK_CHECK_BUTTON (button), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_widget_add_css_class (button, "conflict-side");
  gtk_widget_set_hexpand (button, TRUE);
  if (self->choices[WAY_RESOLVE_MINE] != NULL)
    gtk_check_button_set_group (GTK_CHECK_BUTTON (button), self->choices[WAY_RESOLVE_MINE]);
  self->choices[resolution] = GTK_CHECK_BUTTON (button);
  g_signal_connect_swapped (button, "toggled", G_CALLBACK (toggled_cb), self);
  return button;
}

static char *
dup_side (WayElement *conflict,
          guint       side)
{
  char *text = way_conflict_dup_text (conflict, side);

  return text != NULL ? text : g_strdup ("");
}

static void
fill (WayConflictRow *self,
      WayElement     *conflict)
{
  g_autofree char *title = way_conflict_dup_title (conflict);
  g_autofree char *was = way_conflict_dup_text (conflict, 0);
  g_autofree char *mine = dup_side (conflict, 1);
  g_autofree char *theirs = dup_side (conflict, 2);
  GtkWidget       *sides = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget       *both;

  gtk_box_append (GTK_BOX (self), make_label (title, "conflict-title"));
  if (was != NULL)
    {
      /* Translators: what stood there before two people changed it */
      g_autofree char *before = g_strdup_printf (_ ("Before: %s"), was);

      gtk_box_append (GTK_BOX (self), make_label (before, "faint"));
    }
  gtk_box_set_homogeneous (GTK_BOX (sides), TRUE);
  gtk_box_append (GTK_BOX (sides), add_choice (self, WAY_RESOLVE_MINE, _ ("Mine"), mine));
  if (way_conflict_can_resolve (conflict, WAY_RESOLVE_THEIRS))
    gtk_box_append (GTK_BOX (sides), add_choice (self, WAY_RESOLVE_THEIRS, _ ("Theirs"), theirs));
  gtk_box_append (GTK_BOX (self), sides);
  if (way_conflict_can_resolve (conflict, WAY_RESOLVE_BOTH))
    {
      both = add_choice (self, WAY_RESOLVE_BOTH, _ ("Both, one after the other"), NULL);
      gtk_box_append (GTK_BOX (self), both);
    }
}

static void
way_conflict_row_finalize (GObject *object)
{
  g_free (WAY_CONFLICT_ROW (object)->id);

  G_OBJECT_CLASS (way_conflict_row_parent_class)->finalize (object);
}

static void
way_conflict_row_class_init (WayConflictRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = way_conflict_row_finalize;

  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
way_conflict_row_init (WayConflictRow *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  gtk_widget_add_css_class (GTK_WIDGET (self), "conflict");
}

GtkWidget *
way_conflict_row_new (WayElement *conflict)
{
  WayConflictRow  *self = g_object_new (WAY_TYPE_CONFLICT_ROW, NULL);
  g_autofree char *title = way_conflict_dup_title (conflict);

  self->id = g_strdup (way_element_get_id (conflict));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  fill (self, conflict);
  return GTK_WIDGET (self);
}

const char *
way_conflict_row_get_id (WayConflictRow *self)
{
  g_return_val_if_fail (WAY_IS_CONFLICT_ROW (self), NULL);

  return self->id;
}

int
way_conflict_row_get_choice (WayConflictRow *self)
{
  g_return_val_if_fail (WAY_IS_CONFLICT_ROW (self), -1);

  for (int i = 0; i < N_CHOICES; i++)
    if (self->choices[i] != NULL && gtk_check_button_get_active (self->choices[i]))
      return i;
  return -1;
}

void
way_conflict_row_choose (WayConflictRow *self,
                         WayResolution   resolution)
{
  g_return_if_fail (WAY_IS_CONFLICT_ROW (self));

  if (self->choices[resolution] != NULL)
    gtk_check_button_set_active (self->choices[resolution], TRUE);
}
