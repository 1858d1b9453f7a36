/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Dialogs"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "way-dialogs.h"

typedef struct
{
  WayChangedCallback callback;
  gpointer           user_data;
} ChangedQuestion;

static void
free_question (gpointer  data,
               GClosure *closure)
{
  g_free (data);
}

/* Answers are the responses; GTK's own, of a window that is closed, are below zero. */
static void
answered_cb (GtkDialog       *dialog,
             int              response,
             ChangedQuestion *asked)
{
  WayChangedCallback callback = asked->callback;
  gpointer           user_data = asked->user_data;

  gtk_window_destroy (GTK_WINDOW (dialog));
  callback (response > 0 ? (WayChangedAnswer) response : WAY_CHANGED_CANCEL, user_data);
}

void
way_dialog_ask_changed (GtkWindow         *parent,
                        const char        *name,
                        WayChangedCallback callback,
                        gpointer           user_data)
{
  g_autofree char *shown = g_filename_display_name (name);
  GtkWidget       *dialog = gtk_message_dialog_new (parent, GTK_DIALOG_MODAL | GTK_DIALOG_DESTROY_WITH_PARENT, GTK_MESSAGE_QUESTION, GTK_BUTTONS_NONE,
                                                    _ ("Replace what others did to “%s”?"), shown);
  ChangedQuestion *asked = g_new (ChangedQuestion, 1);

  *asked = (ChangedQuestion){ .callback = callback, .user_data = user_data };
  gtk_message_dialog_format_secondary_text (GTK_MESSAGE_DIALOG (dialog), "%s",
                                            _ ("Another program has changed the file since you opened or saved it. Merge brings both together; saving a copy leaves both as they are."));
  way_dialog_center_text (GTK_MESSAGE_DIALOG (dialog));
  gtk_dialog_add_button (GTK_DIALOG (dialog), _ ("_Cancel"), GTK_RESPONSE_CANCEL);
  gtk_widget_add_css_class (gtk_dialog_add_button (GTK_DIALOG (dialog), _ ("_Replace"), WAY_CHANGED_REPLACE), "destructive-action");
  gtk_dialog_add_button (GTK_DIALOG (dialog), _ ("Save a Cop_y…"), WAY_CHANGED_COPY);
  gtk_widget_add_css_class (gtk_dialog_add_button (GTK_DIALOG (dialog), _ ("_Merge…"), WAY_CHANGED_MERGE), "suggested-action");
  gtk_dialog_set_default_response (GTK_DIALOG (dialog), WAY_CHANGED_MERGE);
  g_signal_connect_data (dialog, "response", G_CALLBACK (answered_cb), asked, free_question, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}
