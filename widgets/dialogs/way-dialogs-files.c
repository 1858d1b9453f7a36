/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Dialogs"

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "way-dialogs.h"

#define MAP_TYPE "application/vnd.waymark.journey-map+xml"
#define LONGEST_NAME 80 /* characters; a title may be a whole sentence */

typedef struct
{
  GtkFileChooserNative *chooser; /* owned: it is no widget that the screen would keep */
  GtkWindow            *parent;  /* weak */
  char                 *extension;
  GFile                *file; /* that may have to be replaced */
  WayFileAnswer         answer;
  gpointer              user_data;
} Choice;

static Choice *
choice_new (GtkWindow           *parent,
            const char          *title,
            GtkFileChooserAction action,
            const char          *accept,
            WayFileAnswer        answer,
            gpointer             user_data)
{
  Choice *self = g_new0 (Choice, 1);

  self->chooser = gtk_file_chooser_native_new (title, parent, action, accept, NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_set_weak_pointer (&self->parent, parent);
  self->answer = answer;
  self->user_data = user_data;
  return self;
}

static void
choice_end (Choice *self,
            GFile  *file)
{
  self->answer (file, self->user_data);
  g_clear_weak_pointer (&self->parent);
  g_clear_object (&self->file);
  g_clear_object (&self->chooser);
  g_free (self->extension);
  g_free (self);
}

static void
replace_cb (GtkDialog *dialog,
            int        response,
            Choice    *self)
{
  gtk_window_destroy (GTK_WINDOW (dialog));
  choice_end (self, response == GTK_RESPONSE_ACCEPT ? self->file : NULL);
}

/* The chooser has asked for the name as it was typed only. */
static void
ask_replace (Choice *self)
{
  g_autofree char *base = g_file_get_basename (self->file);
  g_autofree char *shown = g_filename_display_name (base);
  GtkWidget       *dialog = gtk_message_dialog_new (self->parent, GTK_DIALOG_MODAL, GTK_MESSAGE_QUESTION, GTK_BUTTONS_NONE,
                                                    _ ("Replace the file “%s”?"), shown);

  gtk_message_dialog_format_secondary_text (GTK_MESSAGE_DIALOG (dialog), "%s", _ ("There is a file of this name already. What it holds will be lost."));
  way_dialog_center_text (GTK_MESSAGE_DIALOG (dialog));
  gtk_dialog_add_button (GTK_DIALOG (dialog), _ ("_Cancel"), GTK_RESPONSE_CANCEL);
  gtk_widget_add_css_class (gtk_dialog_add_button (GTK_DIALOG (dialog), _ ("_Replace"), GTK_RESPONSE_ACCEPT), "destructive-action");
  g_signal_connect (dialog, "response", G_CALLBACK (replace_cb), self);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
response_cb (GtkNativeDialog *chooser,
             int              response,
             Choice          *self)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser)) : NULL;
  g_autofree char *name = file != NULL ? g_file_get_basename (file) : NULL;

  if (self->extension != NULL && name != NULL && !g_str_has_suffix (name, self->extension))
    {
      g_autofree char *longer = g_strconcat (name, self->extension, NULL);
      g_autoptr (GFile) folder = g_file_get_parent (file);

      self->file = g_file_get_child (folder, longer);
      if (g_file_query_exists (self->file, NULL))
        ask_replace (self);
      else
        choice_end (self, self->file);
      return;
    }
  choice_end (self, file);
}

static void
choice_show (Choice *self)
{
  g_signal_connect (self->chooser, "response", G_CALLBACK (response_cb), self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
add_filter (Choice            *self,
            const char        *name,
            const char *const *types,
            const char        *suffix)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, name);
  for (guint i = 0; types != NULL && types[i] != NULL; i++)
    gtk_file_filter_add_mime_type (filter, types[i]);
  if (suffix != NULL)
    gtk_file_filter_add_suffix (filter, suffix);
  else if (types == NULL)
    gtk_file_filter_add_pattern (filter, "*");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->chooser), filter);
}

void
way_dialog_choose_map (GtkWindow    *parent,
                       GFile        *folder,
                       WayFileAnswer answer,
                       gpointer      user_data)
{
  static const char *const types[] = { MAP_TYPE, NULL };
  Choice                  *self = choice_new (parent, _ ("Open a Map"), GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Open"), answer, user_data);

  add_filter (self, _ ("Journey maps"), types, "waymark");
  add_filter (self, _ ("All files"), NULL, NULL);
  if (folder != NULL)
    gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (self->chooser), folder, NULL);
  choice_show (self);
}

void
way_dialog_choose_image (GtkWindow    *parent,
                         WayFileAnswer answer,
                         gpointer      user_data)
{
  static const char *const types[] = { "image/png", "image/jpeg", NULL };
  Choice                  *self = choice_new (parent, _ ("Choose an Image"), GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Choose"), answer, user_data);

  add_filter (self, _ ("PNG and JPEG images"), types, NULL);
  choice_show (self);
}

void
way_dialog_choose_place (GtkWindow    *parent,
                         const char   *title,
                         GFile        *folder,
                         const char   *name,
                         const char   *extension,
                         WayFileAnswer answer,
                         gpointer      user_data)
{
  Choice *self = choice_new (parent, title, GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"), answer, user_data);

  self->extension = g_strdup (extension);
  add_filter (self, extension + 1, NULL, extension + 1);
  if (folder != NULL)
    gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (self->chooser), folder, NULL);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), name);
  choice_show (self);
}

char *
way_dialog_dup_file_name (const char *title,
                          const char *extension)
{
  GString *name = g_string_new (NULL);
  guint    n = 0;

  for (const char *p = title; *p != '\0' && n < LONGEST_NAME; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_iscntrl (c) || (c < 0x80 && strchr ("/\\:*?\"<>|", (int) c) != NULL))
        c = ' ';
      if (c == ' ' && (name->len == 0 || name->str[name->len - 1] == ' '))
        continue;
      g_string_append_unichar (name, c);
      n++;
    }
  while (name->len > 0 && strchr (" .", name->str[name->len - 1]) != NULL)
    g_string_truncate (name, name->len - 1);
  /* A name that begins with a dot would be hidden. */
  if (name->len == 0 || name->str[0] == '.')
    g_string_prepend (name, _ ("Journey"));
  g_string_append (name, extension);
  return g_string_free (name, FALSE);
}
