/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Dialogs"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "waymark/way-merge.h"

#include "way-conflict-row.h"
#include "way-dialogs.h"
#include "way-merge-dialog.h"

struct _WayMergeDialog
{
  GtkWindow    parent_instance;
  WayDocument *document;
  WayMerge    *merge; /* NULL: the conflicts are in the map already */
  WayMergeDone done;
  gpointer     user_data;
  GtkBox      *list;
  GtkLabel    *problem;
  GtkLabel    *count;
  GtkButton   *apply;
};

G_DEFINE_FINAL_TYPE (WayMergeDialog, way_merge_dialog, GTK_TYPE_WINDOW)

static WayConflictRow *
get_first_row (WayMergeDialog *self)
{
  return (WayConflictRow *) gtk_widget_get_first_child (GTK_WIDGET (self->list));
}

static WayConflictRow *
get_next_row (WayConflictRow *row)
{
  return (WayConflictRow *) gtk_widget_get_next_sibling (GTK_WIDGET (row));
}

static void
update (WayMergeDialog *self)
{
  g_autofree char *text = NULL;
  guint            n = 0;
  guint            n_chosen = 0;

  for (WayConflictRow *row = get_first_row (self); row != NULL; row = get_next_row (row))
    {
      n++;
      n_chosen += way_conflict_row_get_choice (row) >= 0;
    }
  /* Translators: how many of the conflicts are decided */
  text = g_strdup_printf (ngettext ("%u of %u decided", "%u of %u decided", n), n_chosen, n);
  gtk_label_set_label (self->count, text);
  gtk_widget_set_sensitive (GTK_WIDGET (self->apply), self->merge != NULL || n_chosen > 0);
}

static void
choose_all (WayMergeDialog *self,
            WayResolution   resolution)
{
  for (WayConflictRow *row = get_first_row (self); row != NULL; row = get_next_row (row))
    way_conflict_row_choose (row, resolution);
}

static void
all_mine_cb (WayMergeDialog *self)
{
  choose_all (self, WAY_RESOLVE_MINE);
}

static void
all_theirs_cb (WayMergeDialog *self)
{
  choose_all (self, WAY_RESOLVE_THEIRS);
}

/* Removing one thing may have taken another conflict along. */
static gboolean
resolve_all (WayMergeDialog *self,
             WayHistory     *history,
             GError        **error)
{
  for (WayConflictRow *row = get_first_row (self); row != NULL; row = get_next_row (row))
    {
      int         choice = way_conflict_row_get_choice (row);
      const char *id = way_conflict_row_get_id (row);

      if (choice >= 0 && way_map_lookup (way_history_get_map (history), id) != NULL &&
          !way_conflict_resolve (history, id, (WayResolution) choice, error))
        return FALSE;
    }
  return TRUE;
}

static void
finish (WayMergeDialog *self,
        gboolean        is_merged)
{
  WayMergeDone done = self->done;

  self->done = NULL;
  if (done != NULL)
    done (is_merged, self->user_data);
}

static void
apply_cb (WayMergeDialog *self)
{
  WayHistory *history = way_document_get_history (self->document);
  g_autoptr (GError) error = NULL;

  way_history_begin (history, self->merge != NULL ? C_ ("undo", "Merge Versions") : C_ ("undo", "Resolve Conflicts"));
  if ((self->merge == NULL || way_merge_apply (self->merge, history, &error)) && resolve_all (self, history, &error))
    {
      way_history_commit (history);
      finish (self, TRUE);
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  way_history_rollback (history);
  gtk_label_set_label (self->problem, error->message);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), TRUE);
}

static gboolean
way_merge_dialog_close_request (GtkWindow *window)
{
  finish (WAY_MERGE_DIALOG (window), FALSE);

  return GTK_WINDOW_CLASS (way_merge_dialog_parent_class)->close_request (window);
}

static void
way_merge_dialog_dispose (GObject *object)
{
  WayMergeDialog *self = WAY_MERGE_DIALOG (object);

  /* With its parent it goes without having been closed. */
  finish (self, FALSE);
  g_clear_pointer (&self->merge, way_merge_free);
  g_clear_object (&self->document);

  G_OBJECT_CLASS (way_merge_dialog_parent_class)->dispose (object);
}

static void
way_merge_dialog_class_init (WayMergeDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = way_merge_dialog_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = way_merge_dialog_close_request;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/waymark/Waymark/dialogs/way-merge-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, WayMergeDialog, list);
  gtk_widget_class_bind_template_child (widget_class, WayMergeDialog, problem);
  gtk_widget_class_bind_template_child (widget_class, WayMergeDialog, count);
  gtk_widget_class_bind_template_child (widget_class, WayMergeDialog, apply);
  gtk_widget_class_bind_template_callback (widget_class, all_mine_cb);
  gtk_widget_class_bind_template_callback (widget_class, all_theirs_cb);
  gtk_widget_class_bind_template_callback (widget_class, apply_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
way_merge_dialog_init (WayMergeDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Takes @merge; @conflicts are borrowed. */
static WayMergeDialog *
present (GtkWindow   *parent,
         WayDocument *document,
         WayMerge    *merge,
         GPtrArray   *conflicts)
{
  WayMergeDialog *self = g_object_new (WAY_TYPE_MERGE_DIALOG, "transient-for", parent, NULL);

  self->document = g_object_ref (document);
  self->merge = merge;
  gtk_button_set_label (self->apply, merge != NULL ? _ ("M_erge") : _ ("_Resolve"));
  for (guint i = 0; i < conflicts->len; i++)
    {
      GtkWidget *row = way_conflict_row_new (conflicts->pdata[i]);

      g_signal_connect_swapped (row, "chosen", G_CALLBACK (update), self);
      gtk_box_append (self->list, row);
    }
  update (self);
  gtk_window_present (GTK_WINDOW (self));
  return self;
}

void
way_merge_dialog_merge (GtkWindow   *parent,
                        WayDocument *document,
                        WayMap      *base,
                        WayMap      *theirs,
                        WayMergeDone done,
                        gpointer     user_data)
{
  WayHistory *history;
  g_autoptr (WayMerge) merge = NULL;
  g_autoptr (GError) error = NULL;
  WayMergeDialog *self;

  g_return_if_fail (GTK_IS_WINDOW (parent) && WAY_IS_DOCUMENT (document));

  history = way_document_get_history (document);
  merge = way_merge_new (base, way_document_get_map (document), theirs);
  if (way_merge_get_conflicts (merge)->len > 0)
    {
      GPtrArray *conflicts = way_merge_get_conflicts (merge);

      self = present (parent, document, g_steal_pointer (&merge), conflicts);
      self->done = done;
      self->user_data = user_data;
      return;
    }
  way_history_begin (history, C_ ("undo", "Merge Versions"));
  if (way_merge_apply (merge, history, &error))
    way_history_commit (history);
  else
    {
      way_history_rollback (history);
      way_dialog_show_error (parent, _ ("The versions could not be merged"), error);
    }
  if (done != NULL)
    done (error == NULL, user_data);
}

void
way_merge_dialog_resolve (GtkWindow   *parent,
                          WayDocument *document)
{
  g_autoptr (GPtrArray) conflicts = NULL;

  g_return_if_fail (GTK_IS_WINDOW (parent) && WAY_IS_DOCUMENT (document));

  conflicts = way_conflicts_list (way_document_get_map (document));
  if (conflicts->len > 0)
    present (parent, document, NULL, conflicts);
}
