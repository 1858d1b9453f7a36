/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Dialogs"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "way-history-list.h"

#define MOST_SHOWN 100
#define WIDTH 300
#define MOST_HEIGHT 420

struct _WayHistoryList
{
  GtkWidget   parent_instance;
  GtkWidget  *scroller;
  GtkListBox *list;
};

enum
{
  JUMP,
  N_SIGNALS
};

G_DEFINE_FINAL_TYPE (WayHistoryList, way_history_list, GTK_TYPE_WIDGET)

static guint signals[N_SIGNALS];

static void
activated_cb (WayHistoryList *self,
              GtkListBoxRow  *row)
{
  g_signal_emit (self, signals[JUMP], 0, GPOINTER_TO_INT (g_object_get_data (G_OBJECT (row), "steps")));
}

static GtkListBoxRow *
add_row (WayHistoryList *self,
         const char     *label,
         int             steps)
{
  GtkWidget  *row = gtk_list_box_row_new ();
  GtkWidget  *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget  *mark = gtk_image_new_from_icon_name ("object-select-symbolic");
  GtkWidget  *name = gtk_label_new (label);
  const char *description = steps == 0 ? _ ("The map as it is now") : steps < 0 ? _ ("Takes back what came after it")
                                                                                : _ ("Was taken back; does it again");

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_widget_set_opacity (mark, steps == 0);
  gtk_box_append (GTK_BOX (box), mark);
  gtk_box_append (GTK_BOX (box), name);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  if (steps > 0)
    gtk_widget_add_css_class (row, "undone");
  if (steps == 0)
    gtk_widget_add_css_class (row, "present");
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description, -1);
  g_object_set_data (G_OBJECT (row), "steps", GINT_TO_POINTER (steps));
  gtk_list_box_append (self->list, row);
  return GTK_LIST_BOX_ROW (row);
}

void
way_history_list_show (WayHistoryList *self,
                       WayHistory     *history)
{
  guint          n_redo = MIN (way_history_get_n_redo (history), MOST_SHOWN);
  guint          n_undo = way_history_get_n_undo (history);
  GtkListBoxRow *present = NULL;
  GtkWidget     *row;

  g_return_if_fail (WAY_IS_HISTORY_LIST (self));
  g_return_if_fail (WAY_IS_HISTORY (history));

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  for (guint i = n_redo; i > 0; i--)
    add_row (self, way_history_get_nth_redo_label (history, i - 1), (int) i);
  for (guint i = 0; i < MIN (n_undo, MOST_SHOWN); i++)
    {
      GtkListBoxRow *step = add_row (self, way_history_get_nth_undo_label (history, i), -(int) i);

      if (i == 0)
        present = step;
    }
  if (n_undo <= MOST_SHOWN)
    {
      GtkListBoxRow *start = add_row (self, _ ("At the Start"), -(int) n_undo);

      present = present != NULL ? present : start;
    }
  gtk_list_box_select_row (self->list, present);
  gtk_widget_grab_focus (GTK_WIDGET (present));
}

static void
way_history_list_dispose (GObject *object)
{
  g_clear_pointer (&WAY_HISTORY_LIST (object)->scroller, gtk_widget_unparent);

  G_OBJECT_CLASS (way_history_list_parent_class)->dispose (object);
}

static void
way_history_list_class_init (WayHistoryListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = way_history_list_dispose;

  signals[JUMP] = g_signal_new ("jump", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
way_history_list_init (WayHistoryList *self)
{
  self->scroller = gtk_scrolled_window_new ();
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("History"), -1);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "history-list");
  gtk_widget_set_size_request (GTK_WIDGET (self->list), WIDTH, -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (self->scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (self->scroller), MOST_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), GTK_WIDGET (self->list));
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (activated_cb), self, G_CONNECT_SWAPPED);
}

GtkWidget *
way_history_list_new (void)
{
  return g_object_new (WAY_TYPE_HISTORY_LIST, NULL);
}
