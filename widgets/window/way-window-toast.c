/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Window"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "way-window-private.h"

#define TOAST_SECONDS 8

static void
hide_toast (WayWindow *self)
{
  g_clear_handle_id (&self->toast_source, g_source_remove);
  way_window_leave (self, GTK_WIDGET (self->toast));
  gtk_revealer_set_reveal_child (self->toast, FALSE);
}

static gboolean
toast_over_cb (gpointer user_data)
{
  WayWindow *self = user_data;

  /* Whoever is about to answer is given the time. */
  if (way_window_has_focus_in (self, GTK_WIDGET (self->toast)))
    return G_SOURCE_CONTINUE;
  self->toast_source = 0;
  hide_toast (self);
  return G_SOURCE_REMOVE;
}

void
way_window_show_toast (WayWindow  *self,
                       const char *text,
                       gboolean    can_undo)
{
  gtk_widget_set_visible (self->toast_undo, can_undo);
  g_clear_handle_id (&self->toast_source, g_source_remove);
  gtk_label_set_label (self->toast_label, text);
  gtk_revealer_set_reveal_child (self->toast, TRUE);
  self->toast_source = g_timeout_add_seconds (TOAST_SECONDS, toast_over_cb, self);
}

/* --- What a step removes --------------------------------------------------------------- */

static gboolean
is_content (WayElement *element)
{
  switch (way_element_get_kind (element))
    {
    case WAY_KIND_PERSONA:
    case WAY_KIND_PHASE:
    case WAY_KIND_LANE:
    case WAY_KIND_STAGE:
    case WAY_KIND_TOUCHPOINT:
    case WAY_KIND_CARD:
      return TRUE;
    default:
      return FALSE;
    }
}

static void
edited_cb (WayWindow     *self,
           const WayEdit *edit)
{
  if (edit->type == WAY_EDIT_SET)
    return;
  if (edit->type != WAY_EDIT_REMOVE)
    {
      self->n_others++;
      return;
    }
  if (!is_content (edit->tree))
    return;
  if (self->n_removed++ == 0)
    {
      const WayKindInfo *info = way_kind_get_info (way_element_get_kind (edit->tree));
      const char        *words = way_element_get_text (edit->tree, (guint) info->title_field);

      g_free (self->removed);
      self->removed = g_strdup (*words != '\0' ? words : g_dgettext (GETTEXT_PACKAGE, info->label));
    }
}

static void
committed_cb (WayWindow *self)
{
  WayHistory *history = way_document_get_history (self->document);

  /* What undo took back can be had again by redo; what only moved is not gone. */
  if (self->n_removed > 0 && self->n_others == 0 && way_history_get_n_redo (history) == 0)
    {
      g_autofree char *text = NULL;

      if (self->n_removed == 1)
        /* Translators: the name of what was deleted */
        text = g_strdup_printf (_ ("Deleted: %s"), self->removed);
      else
        text = g_strdup_printf (ngettext ("%u item deleted", "%u items deleted", self->n_removed), self->n_removed);
      way_window_show_toast (self, text, TRUE);
    }
  else
    hide_toast (self);
  self->n_removed = 0;
  self->n_others = 0;
}

void
way_window_toast_set_document (WayWindow *self)
{
  self->n_removed = 0;
  self->n_others = 0;
  g_signal_connect_object (way_document_get_map (self->document), "edited", G_CALLBACK (edited_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (way_document_get_history (self->document), "committed", G_CALLBACK (committed_cb), self, G_CONNECT_SWAPPED);
}

static void
close_toast_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  hide_toast (WAY_WINDOW (widget));
}

void
way_window_toast_class_init (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.close-toast", NULL, close_toast_action);
}

void
way_window_toast_dispose (WayWindow *self)
{
  g_clear_handle_id (&self->toast_source, g_source_remove);
  g_clear_pointer (&self->removed, g_free);
}
