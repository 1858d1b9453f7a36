/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Inspector"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "waymark/way-commands.h"

#include "way-field-row.h"
#include "way-truth-row.h"

struct _WayTruthRow
{
  GtkWidget  parent_instance;
  WayEditor *editor;
  GStrv      touchpoints;
  GtkWidget *check;
  GtkWidget *reason; /* the row of the field */
  gboolean   is_updating;
};

G_DEFINE_FINAL_TYPE (WayTruthRow, way_truth_row, GTK_TYPE_WIDGET)

/* NULL when it is none any more; this row is about to go then. */
static WayElement *
find_touchpoint (WayTruthRow *self,
                 guint        nth)
{
  WayElement *element = way_map_lookup (way_editor_get_map (self->editor), self->touchpoints[nth]);

  return element != NULL && way_element_get_kind (element) == WAY_KIND_TOUCHPOINT ? element : NULL;
}

static guint
count_truths (WayTruthRow *self)
{
  guint n = 0;

  for (guint i = 0; self->touchpoints[i] != NULL; i++)
    {
      WayElement *touchpoint = find_touchpoint (self, i);

      n += touchpoint != NULL && way_element_get (touchpoint, WAY_TOUCHPOINT_TRUTH) != NULL;
    }
  return n;
}

/* What is one already keeps its reason. */
static void
toggled_cb (WayTruthRow *self)
{
  WayHistory *history = way_editor_get_history (self->editor);
  gboolean    is_truth = gtk_check_button_get_active (GTK_CHECK_BUTTON (self->check));

  if (self->is_updating)
    return;
  way_history_begin (history, is_truth ? C_ ("undo", "Make Moment of Truth") : C_ ("undo", "Remove Moment of Truth"));
  for (guint i = 0; self->touchpoints[i] != NULL; i++)
    {
      WayElement *touchpoint = find_touchpoint (self, i);

      if (touchpoint != NULL && (way_element_get (touchpoint, WAY_TOUCHPOINT_TRUTH) != NULL) != is_truth)
        way_command_set_truth (history, self->touchpoints[i], is_truth ? "" : NULL, NULL);
    }
  way_history_commit (history);
}

void
way_truth_row_update (WayTruthRow *self)
{
  guint n;

  g_return_if_fail (WAY_IS_TRUTH_ROW (self));

  n = count_truths (self);
  self->is_updating = TRUE;
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->check), n == g_strv_length (self->touchpoints));
  gtk_check_button_set_inconsistent (GTK_CHECK_BUTTON (self->check), n > 0 && n < g_strv_length (self->touchpoints));
  gtk_widget_set_visible (self->reason, n == g_strv_length (self->touchpoints));
  way_field_row_update (WAY_FIELD_ROW (self->reason));
  self->is_updating = FALSE;
}

static void
way_truth_row_dispose (GObject *object)
{
  WayTruthRow *self = WAY_TRUTH_ROW (object);

  g_clear_pointer (&self->check, gtk_widget_unparent);
  g_clear_pointer (&self->reason, gtk_widget_unparent);
  g_clear_object (&self->editor);
  g_clear_pointer (&self->touchpoints, g_strfreev);

  G_OBJECT_CLASS (way_truth_row_parent_class)->dispose (object);
}

static void
way_truth_row_class_init (WayTruthRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = way_truth_row_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "fieldrow");
}

static void
way_truth_row_init (WayTruthRow *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 8);
  self->check = gtk_check_button_new_with_label (_ ("Moment of truth"));
  g_signal_connect_object (self->check, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_parent (self->check, GTK_WIDGET (self));
}

GtkWidget *
way_truth_row_new (WayEditor         *editor,
                   const char *const *touchpoints)
{
  WayTruthRow *self;

  g_return_val_if_fail (WAY_IS_EDITOR (editor) && touchpoints != NULL, NULL);

  self = g_object_new (WAY_TYPE_TRUTH_ROW, NULL);
  self->editor = g_object_ref (editor);
  self->touchpoints = g_strdupv ((char **) touchpoints);
  self->reason = way_field_row_new (editor, touchpoints, WAY_TOUCHPOINT_TRUTH);
  gtk_widget_set_parent (self->reason, GTK_WIDGET (self));
  way_truth_row_update (self);
  return GTK_WIDGET (self);
}
