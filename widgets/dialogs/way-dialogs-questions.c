/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Dialogs"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "way-dialogs.h"

/* --- A line of text ------------------------------------------------------------ */

typedef struct
{
  WayNameAnswer answer;
  gpointer      user_data;
  GtkDialog    *dialog;
  GtkEditable  *entry;
  gboolean      may_be_empty;
} NameQuestion;

static void
free_question (gpointer  data,
               GClosure *closure)
{
  g_free (data);
}

static void
name_answered_cb (GtkDialog    *dialog,
                  int           response,
                  NameQuestion *asked)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (asked->entry)));
  WayNameAnswer    answer = asked->answer;
  gpointer         user_data = asked->user_data;

  gtk_window_destroy (GTK_WINDOW (dialog));
  answer (response == GTK_RESPONSE_ACCEPT ? name : NULL, user_data);
}

static void
name_changed_cb (GtkEditable  *entry,
                 NameQuestion *asked)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (entry)));

  gtk_dialog_set_response_sensitive (asked->dialog, GTK_RESPONSE_ACCEPT, asked->may_be_empty || *name != '\0');
}

static void
name_proposed_cb (GtkButton    *button,
                  NameQuestion *asked)
{
  gtk_editable_set_text (asked->entry, gtk_button_get_label (button));
  gtk_widget_grab_focus (GTK_WIDGET (asked->entry));
}

static void
add_names (GtkBox            *box,
           const char *const *names,
           NameQuestion      *asked)
{
  GtkWidget *flow = gtk_flow_box_new ();

  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (flow), GTK_SELECTION_NONE);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (flow), 1);
  gtk_flow_box_set_row_spacing (GTK_FLOW_BOX (flow), 6);
  for (; *names != NULL; names++)
    {
      GtkWidget *button = gtk_button_new_with_label (*names);
      GtkWidget *child = gtk_flow_box_child_new ();

      gtk_label_set_ellipsize (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), PANGO_ELLIPSIZE_END);
      gtk_widget_add_css_class (button, "suggestion");
      gtk_widget_set_halign (button, GTK_ALIGN_START);
      /* The button has the focus, not the place that it stands in. */
      gtk_widget_set_focusable (child, FALSE);
      gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), button);
      gtk_flow_box_append (GTK_FLOW_BOX (flow), child);
      g_signal_connect (button, "clicked", G_CALLBACK (name_proposed_cb), asked);
    }
  gtk_box_append (box, flow);
}

void
way_dialog_ask_name (GtkWindow             *parent,
                     const WayNameQuestion *question,
                     WayNameAnswer          answer,
                     gpointer               user_data)
{
  GtkWidget    *dialog = gtk_message_dialog_new (parent, GTK_DIALOG_MODAL | GTK_DIALOG_DESTROY_WITH_PARENT, GTK_MESSAGE_OTHER, GTK_BUTTONS_NONE, "%s", question->title);
  GtkBox       *box = GTK_BOX (gtk_message_dialog_get_message_area (GTK_MESSAGE_DIALOG (dialog)));
  GtkWidget    *entry = gtk_entry_new ();
  NameQuestion *asked = g_new (NameQuestion, 1);

  *asked = (NameQuestion){ .answer = answer, .user_data = user_data, .dialog = GTK_DIALOG (dialog), .entry = GTK_EDITABLE (entry), .may_be_empty = question->may_be_empty };
  gtk_message_dialog_format_secondary_text (GTK_MESSAGE_DIALOG (dialog), "%s", question->text);
  way_dialog_center_text (GTK_MESSAGE_DIALOG (dialog));
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, question->text, -1);
  gtk_box_append (box, entry);
  if (question->names != NULL)
    add_names (box, question->names, asked);
  gtk_dialog_add_button (GTK_DIALOG (dialog), _ ("_Cancel"), GTK_RESPONSE_CANCEL);
  gtk_widget_add_css_class (gtk_dialog_add_button (GTK_DIALOG (dialog), question->accept, GTK_RESPONSE_ACCEPT), "suggested-action");
  gtk_dialog_set_default_response (GTK_DIALOG (dialog), GTK_RESPONSE_ACCEPT);
  g_signal_connect_data (dialog, "response", G_CALLBACK (name_answered_cb), asked, free_question, 0);
  g_signal_connect (entry, "changed", G_CALLBACK (name_changed_cb), asked);
  gtk_editable_set_text (GTK_EDITABLE (entry), question->value != NULL ? question->value : "");
  name_changed_cb (GTK_EDITABLE (entry), asked);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (entry);
}

/* --- What stands in something that goes ------------------------------------------- */

typedef struct
{
  WayContentCallback callback;
  gpointer           user_data;
} ContentQuestion;

static void
content_answered_cb (GtkDialog       *dialog,
                     int              response,
                     ContentQuestion *asked)
{
  WayContentCallback callback = asked->callback;
  gpointer           user_data = asked->user_data;

  gtk_window_destroy (GTK_WINDOW (dialog));
  if (response == GTK_RESPONSE_YES)
    callback (WAY_CONTENT_KEEP, user_data);
  else
    callback (response == GTK_RESPONSE_NO ? WAY_CONTENT_DELETE : WAY_CONTENT_CANCEL, user_data);
}

void
way_dialog_ask_content (GtkWindow         *parent,
                        const char        *question,
                        const char        *text,
                        WayContentCallback callback,
                        gpointer           user_data)
{
  GtkWidget       *dialog = gtk_message_dialog_new (parent, GTK_DIALOG_MODAL | GTK_DIALOG_DESTROY_WITH_PARENT, GTK_MESSAGE_QUESTION, GTK_BUTTONS_NONE, "%s", question);
  ContentQuestion *asked = g_new (ContentQuestion, 1);

  *asked = (ContentQuestion){ .callback = callback, .user_data = user_data };
  gtk_message_dialog_format_secondary_text (GTK_MESSAGE_DIALOG (dialog), "%s", text);
  way_dialog_center_text (GTK_MESSAGE_DIALOG (dialog));
  gtk_dialog_add_button (GTK_DIALOG (dialog), _ ("_Cancel"), GTK_RESPONSE_CANCEL);
  gtk_widget_add_css_class (gtk_dialog_add_button (GTK_DIALOG (dialog), _ ("Delete _All"), GTK_RESPONSE_NO), "destructive-action");
  gtk_widget_add_css_class (gtk_dialog_add_button (GTK_DIALOG (dialog), _ ("_Move Content"), GTK_RESPONSE_YES), "suggested-action");
  gtk_dialog_set_default_response (GTK_DIALOG (dialog), GTK_RESPONSE_YES);
  g_signal_connect_data (dialog, "response", G_CALLBACK (content_answered_cb), asked, free_question, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}
