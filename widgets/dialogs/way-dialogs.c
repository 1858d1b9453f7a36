/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Dialogs"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "way-dialogs.h"

#include "waymark/way-brief.h"
#include "waymark/way-document.h"

/* --- Messages ----------------------------------------------------------------- */

void
way_dialog_center_text (GtkMessageDialog *dialog)
{
  GtkWidget *area = gtk_message_dialog_get_message_area (dialog);

  for (GtkWidget *child = gtk_widget_get_first_child (area); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_LABEL (child))
      gtk_label_set_justify (GTK_LABEL (child), GTK_JUSTIFY_CENTER);
}

static GtkWidget *
make_message (GtkWindow     *parent,
              GtkMessageType type,
              const char    *text,
              const char    *more)
{
  GtkWidget *dialog = gtk_message_dialog_new (parent, GTK_DIALOG_MODAL | GTK_DIALOG_DESTROY_WITH_PARENT, type, GTK_BUTTONS_NONE, "%s", text);

  gtk_message_dialog_format_secondary_text (GTK_MESSAGE_DIALOG (dialog), "%s", more);
  way_dialog_center_text (GTK_MESSAGE_DIALOG (dialog));
  return dialog;
}

/* What a person can do about an error, as a further sentence. */
static const char *
get_advice (const GError *error)
{
  if (g_error_matches (error, WAY_DOCUMENT_ERROR, WAY_DOCUMENT_ERROR_READ_ONLY))
    return _ ("Save it under another name.");
  if (g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT) || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return _ ("It may have been moved or renamed. Open it from where it is now.");
  if (g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_ACCES) || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED))
    return _ ("Ask whoever owns it for access, or choose another place.");
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE) || g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOSPC))
    return _ ("Make room on the disk, or choose another one.");
  return NULL;
}

static GtkWidget *
make_error (GtkWindow    *parent,
            const char   *what,
            const GError *error)
{
  const char      *advice = get_advice (error);
  g_autofree char *brief = way_brief_dup_message (error->message);
  g_autoptr (GString) reason = g_string_new (brief);
  GtkWidget *dialog;

  /* No line shall end within a tag. */
  g_string_replace (reason, "</", "</\342\201\240", 0);
  if (advice != NULL)
    g_string_append_printf (reason, "\n\n%s", advice);
  dialog = make_message (parent, GTK_MESSAGE_ERROR, what, reason->str);

  /* Who wants to know which file of that name it is looks closer. */
  if (!g_str_equal (brief, error->message))
    gtk_widget_set_tooltip_text (gtk_message_dialog_get_message_area (GTK_MESSAGE_DIALOG (dialog)), error->message);
  return dialog;
}

void
way_dialog_show_error (GtkWindow    *parent,
                       const char   *what,
                       const GError *error)
{
  GtkWidget *dialog = make_error (parent, what, error);

  gtk_dialog_add_button (GTK_DIALOG (dialog), _ ("_Close"), GTK_RESPONSE_CLOSE);
  g_signal_connect (dialog, "response", G_CALLBACK (gtk_window_destroy), NULL);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
save_error_cb (GtkDialog *dialog,
               int        response,
               GClosure  *elsewhere)
{
  /* The marshaller wants a sender, although nobody asks for it. */
  g_auto (GValue) sender = G_VALUE_INIT;

  g_value_init_from_instance (&sender, dialog);
  gtk_window_destroy (GTK_WINDOW (dialog));
  if (response == GTK_RESPONSE_ACCEPT)
    g_closure_invoke (elsewhere, NULL, 1, &sender, NULL);
}

void
way_dialog_show_save_error (GtkWindow    *parent,
                            const GError *error,
                            GCallback     elsewhere,
                            gpointer      user_data)
{
  GtkWidget *dialog = make_error (parent, _ ("The map was not saved"), error);
  GClosure  *closure = g_cclosure_new_object_swap (elsewhere, user_data);

  g_closure_set_marshal (closure, g_cclosure_marshal_VOID__VOID);
  g_closure_ref (closure);
  g_closure_sink (closure);
  gtk_dialog_add_button (GTK_DIALOG (dialog), _ ("_Close"), GTK_RESPONSE_CLOSE);
  gtk_dialog_add_button (GTK_DIALOG (dialog), _ ("Save _As…"), GTK_RESPONSE_ACCEPT);
  gtk_dialog_set_default_response (GTK_DIALOG (dialog), GTK_RESPONSE_ACCEPT);
  g_signal_connect_data (dialog, "response", G_CALLBACK (save_error_cb), closure, (GClosureNotify) (void (*) (void)) g_closure_unref, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* --- Unsaved work --------------------------------------------------------------- */

typedef struct
{
  WayUnsavedCallback callback;
  gpointer           user_data;
} Unsaved;

static void
unsaved_cb (GtkDialog *dialog,
            int        response,
            Unsaved   *unsaved)
{
  WayUnsavedCallback callback = unsaved->callback;
  gpointer           user_data = unsaved->user_data;

  gtk_window_destroy (GTK_WINDOW (dialog));
  if (response == GTK_RESPONSE_YES)
    callback (WAY_UNSAVED_SAVE, user_data);
  else
    callback (response == GTK_RESPONSE_NO ? WAY_UNSAVED_DISCARD : WAY_UNSAVED_CANCEL, user_data);
}

static void
free_unsaved (gpointer  data,
              GClosure *closure)
{
  g_free (data);
}

void
way_dialog_ask_unsaved (GtkWindow         *parent,
                        const char        *title,
                        WayUnsavedCallback callback,
                        gpointer           user_data)
{
  g_autofree char *question = g_strdup_printf (_ ("Save changes to “%s” before closing?"), title);
  GtkWidget       *dialog = make_message (parent, GTK_MESSAGE_QUESTION, question, _ ("What you changed since you last saved will be lost if you do not save it."));
  GtkWidget       *discard;
  Unsaved         *unsaved = g_new (Unsaved, 1);

  *unsaved = (Unsaved){ .callback = callback, .user_data = user_data };
  discard = gtk_dialog_add_button (GTK_DIALOG (dialog), _ ("Close _Without Saving"), GTK_RESPONSE_NO);
  gtk_widget_add_css_class (discard, "destructive-action");
  gtk_dialog_add_button (GTK_DIALOG (dialog), _ ("_Cancel"), GTK_RESPONSE_CANCEL);
  gtk_widget_add_css_class (gtk_dialog_add_button (GTK_DIALOG (dialog), _ ("_Save"), GTK_RESPONSE_YES), "suggested-action");
  gtk_dialog_set_default_response (GTK_DIALOG (dialog), GTK_RESPONSE_YES);
  g_signal_connect_data (dialog, "response", G_CALLBACK (unsaved_cb), unsaved, free_unsaved, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* --- About ------------------------------------------------------------------------ */

/* Else the first words would be marked when the dialog comes, as if they were to be copied. Links stay where Tab finds them. */
static void
forget_selecting (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget))
    gtk_label_set_selectable (GTK_LABEL (widget), FALSE);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    forget_selecting (child);
}

void
way_dialog_show_about (GtkWindow *parent)
{
  GtkWidget *dialog = g_object_new (GTK_TYPE_ABOUT_DIALOG,
                                    "transient-for", parent,
                                    "modal", TRUE,
                                    "program-name", "Waymark",
                                    "version", WAY_VERSION,
                                    "logo-icon-name", WAY_APPLICATION_ID,
                                    "comments", _ ("Draw customer journey maps by hand"),
                                    "license-type", GTK_LICENSE_GPL_3_0,
                                    /* Translators: put your names here, one a line */
                                    "translator-credits", _ ("translator-credits"),
                                    NULL);

  forget_selecting (dialog);
  gtk_window_present (GTK_WINDOW (dialog));
}
