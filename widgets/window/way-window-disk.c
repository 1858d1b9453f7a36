/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Window"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "way-window-private.h"

#include "dialogs/way-dialogs.h"
#include "dialogs/way-merge-dialog.h"
#include "waymark/way-brief.h"
#include "waymark/way-document-journal.h"
#include "waymark/way-document-lock.h"
#include "waymark/way-document-watch.h"

/* From when on it is told that saving goes on. */
#define SLOW_MILLISECONDS 1000

#define MOST_BUTTONS 4

/* Message: what is said of the file, and what can be done about it. */
typedef struct
{
  const char *icon;
  char       *title;
  char       *text;
  struct
  {
    const char *label;
    const char *action;
  } buttons[MOST_BUTTONS];
} Message;

static void
add_button (Message    *message,
            const char *label,
            const char *action)
{
  for (guint i = 0; i < MOST_BUTTONS; i++)
    if (message->buttons[i].label == NULL)
      {
        message->buttons[i].label = label;
        message->buttons[i].action = action;
        return;
      }
  g_assert_not_reached ();
}

static void
describe_change (WayWindow *self,
                 Message   *message)
{
  message->title = g_strdup (_ ("The file was changed by another program"));
  if (way_document_get_modified (self->document))
    {
      message->text = g_strdup (_ ("You have unsaved changes. Merge brings both together; it is one step that you can undo, and so is Reload."));
      add_button (message, _ ("Merge…"), "win.merge-file");
    }
  else
    message->text = g_strdup (_ ("Reload the map to see what is new. You can undo that."));
  add_button (message, _ ("Reload"), "win.reload");
  if (!way_document_get_read_only (self->document, NULL))
    add_button (message, _ ("Keep Mine"), "win.keep-mine");
  add_button (message, _ ("Save a Copy…"), "win.save-as");
}

static void
describe_absence (WayWindow *self,
                  Message   *message)
{
  const char *new_path = way_document_get_new_path (self->document);
  g_autoptr (GFile) file = way_document_dup_file (self->document);
  g_autofree char *base = g_file_get_basename (file);
  g_autofree char *name = g_filename_display_name (base);
  g_autofree char *new_name = new_path != NULL ? g_filename_display_basename (new_path) : NULL;

  if (new_name != NULL)
    {
      message->title = g_strdup_printf (_ ("The file is now called “%s”"), new_name);
      message->text = g_strdup_printf (_ ("Go on under the new name, or save it as “%s” once more."), name);
      add_button (message, _ ("Use New Name"), "win.use-new-name");
    }
  else
    {
      message->title = g_strdup_printf (_ ("The file “%s” is no longer there"), name);
      message->text = g_strdup (_ ("It was deleted or moved away. What you see here is not lost: saving writes it again."));
    }
  if (!way_document_get_read_only (self->document, NULL))
    add_button (message, _ ("Save Again"), "win.save");
  add_button (message, _ ("Save As…"), "win.save-as");
}

static void
describe_protection (WayWindow  *self,
                     const char *problem,
                     Message    *message)
{
  g_autofree char *brief = way_brief_dup_places (problem);

  message->title = g_strdup (_ ("A crash would lose what you change now"));
  /* Translators: first what the system says of a folder, such as: “~/.local/state/waymark”: No space left on device */
  message->text = g_strdup_printf (_ ("%s. You can go on working; save soon. Waymark tries again by itself."), brief);
  if (way_document_get_read_only (self->document, NULL))
    add_button (message, _ ("Save As…"), "win.save-as");
  else
    add_button (message, _ ("Save"), "win.save");
}

static void
describe_owner (WayWindow *self,
                Message   *message)
{
  const char *host = way_document_get_owner_host (self->document);

  if (way_document_get_owner_state (self->document) == WAY_OWNER_LOST)
    message->title = g_strdup (_ ("Another Waymark window has taken the map over"));
  else if (host != NULL)
    /* Translators: the name of a computer */
    message->title = g_strdup_printf (_ ("Open in another Waymark window on “%s”"), host);
  else
    message->title = g_strdup (_ ("Open in another Waymark window"));
  message->text = g_strdup (_ ("So that nobody’s work is replaced, only one window saves it. Take over to save here, or save under another name."));
  add_button (message, _ ("Take Over"), "win.take-over");
  add_button (message, _ ("Save As…"), "win.save-as");
}

static void
describe_conflicts (WayWindow *self,
                    Message   *message)
{
  guint n = way_element_count (way_map_get_root (way_document_get_map (self->document)), WAY_KIND_CONFLICT);

  message->title = g_strdup_printf (ngettext ("%u thing was changed on both sides", "%u things were changed on both sides", n), n);
  message->text = g_strdup (_ ("The map shows one version; the other is kept with it until you say which one counts."));
  add_button (message, _ ("Resolve…"), "win.resolve");
}

static gboolean
describe (WayWindow *self,
          Message   *message)
{
  const char *reason;

  message->icon = "dialog-warning-symbolic";
  switch (way_document_get_disk_state (self->document))
    {
    case WAY_DISK_CHANGED:
      describe_change (self, message);
      return TRUE;
    case WAY_DISK_GONE:
    case WAY_DISK_RENAMED:
      describe_absence (self, message);
      return TRUE;
    case WAY_DISK_BLOCKED:
      message->title = g_strdup (_ ("The file can no longer be read"));
      message->text = g_strdup_printf (_ ("%s. What you see here is not lost: save it under another name."), way_document_get_block (self->document));
      add_button (message, _ ("Save As…"), "win.save-as");
      return TRUE;
    case WAY_DISK_SAME:
    default:
      break;
    }
  if (way_document_get_journal_problem (self->document) != NULL)
    {
      describe_protection (self, way_document_get_journal_problem (self->document), message);
      return TRUE;
    }
  if (way_document_get_owner_state (self->document) != WAY_OWNER_SELF)
    {
      message->icon = "changes-prevent-symbolic";
      describe_owner (self, message);
      return TRUE;
    }
  if (!way_document_get_read_only (self->document, &reason))
    {
      if (!way_window_has_conflicts (self))
        return FALSE;
      describe_conflicts (self, message);
      return TRUE;
    }
  message->icon = "changes-prevent-symbolic";
  message->title = g_strdup (_ ("Written by a newer Waymark"));
  message->text = g_strconcat (reason, ".", NULL);
  add_button (message, _ ("Save As…"), "win.save-as");
  return TRUE;
}

static gboolean
has_buttons (WayWindow     *self,
             const Message *message)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->disk_buttons));
  guint      i = 0;

  for (; i < MOST_BUTTONS && message->buttons[i].label != NULL; i++)
    {
      if (child == NULL || !g_str_equal (gtk_button_get_label (GTK_BUTTON (child)), message->buttons[i].label) ||
          !g_str_equal (gtk_actionable_get_action_name (GTK_ACTIONABLE (child)), message->buttons[i].action))
        return FALSE;
      child = gtk_widget_get_next_sibling (child);
    }
  return child == NULL;
}

static void
show_buttons (WayWindow     *self,
              const Message *message)
{
  GtkWidget *child;

  /* Who is about to press one, or has the keyboard there, keeps it whatever else is told anew. */
  if (has_buttons (self, message))
    return;
  way_window_leave (self, GTK_WIDGET (self->disk_buttons));
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->disk_buttons))) != NULL)
    gtk_box_remove (self->disk_buttons, child);
  for (guint i = 0; i < MOST_BUTTONS && message->buttons[i].label != NULL; i++)
    {
      GtkWidget *button = gtk_button_new_with_label (message->buttons[i].label);

      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), message->buttons[i].action);
      gtk_box_append (self->disk_buttons, button);
    }
}

static void
update_bar (WayWindow *self)
{
  Message  message = { 0 };
  gboolean is_shown = self->document != NULL && describe (self, &message);

  if (is_shown)
    {
      gtk_image_set_from_icon_name (self->disk_icon, message.icon);
      gtk_label_set_label (self->disk_title, message.title);
      gtk_label_set_label (self->disk_text, message.text);
      show_buttons (self, &message);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->disk_bar), GTK_ACCESSIBLE_PROPERTY_LABEL, message.title,
                                      GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, message.text, -1);
    }
  else
    way_window_leave (self, self->disk_bar);
  /* It comes at once: the map would be laid out anew in each frame of an animation. */
  gtk_widget_set_visible (self->disk_bar, is_shown);
  g_free (message.title);
  g_free (message.text);
}

/* --- Answers ---------------------------------------------------------------------- */

static void
reloaded_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (WayWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!way_document_reload_finish (WAY_DOCUMENT (source), result, &error))
    way_dialog_show_error (GTK_WINDOW (self), _ ("The map could not be reloaded"), error);
}

static void
reload_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  WayWindow *self = WAY_WINDOW (widget);

  if (self->document == NULL)
    return;
  way_window_pause_guide (self);
  way_canvas_finish (self->canvas);
  way_document_reload_async (self->document, reloaded_cb, g_object_ref (self));
}

static void
keep_mine_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  if (WAY_WINDOW (widget)->document != NULL)
    way_document_keep_mine (WAY_WINDOW (widget)->document);
}

static void
use_new_name_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  if (WAY_WINDOW (widget)->document != NULL)
    way_document_follow (WAY_WINDOW (widget)->document);
}

static void
take_over_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  WayWindow *self = WAY_WINDOW (widget);
  g_autoptr (GError) error = NULL;

  if (self->document != NULL && !way_document_take_over (self->document, &error))
    way_dialog_show_error (GTK_WINDOW (self), _ ("The map could not be taken over"), error);
}

static void
merged_cb (gboolean is_merged,
           gpointer user_data)
{
  g_autoptr (WayWindow) self = user_data;

  if (is_merged && self->document != NULL)
    way_document_take_fetched (self->document);
}

static void
fetched_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (WayWindow) self = user_data;
  g_autoptr (WayMap) base = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (WayMap) theirs = way_document_fetch_finish (WAY_DOCUMENT (source), result, &base, &error);

  if (theirs == NULL)
    {
      way_dialog_show_error (GTK_WINDOW (self), _ ("The maps could not be merged"), error);
      return;
    }
  way_canvas_finish (self->canvas);
  way_merge_dialog_merge (GTK_WINDOW (self), self->document, base, theirs, merged_cb, g_object_ref (self));
}

void
way_window_merge_file (WayWindow *self)
{
  way_window_pause_guide (self);
  way_canvas_finish (self->canvas);
  way_document_fetch_async (self->document, fetched_cb, g_object_ref (self));
}

static void
merge_file_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  if (WAY_WINDOW (widget)->document != NULL)
    way_window_merge_file (WAY_WINDOW (widget));
}

/* --- Slow disks --------------------------------------------------------------------- */

static gboolean
slow_cb (gpointer user_data)
{
  WayWindow *self = user_data;

  self->slow_source = 0;
  self->is_slow = TRUE;
  way_window_update_titles (self);
  return G_SOURCE_REMOVE;
}

static void
saving_cb (WayWindow *self)
{
  gboolean was_slow = self->is_slow;

  if (way_document_get_saving (self->document))
    {
      if (self->slow_source == 0 && !self->is_slow)
        self->slow_source = g_timeout_add (SLOW_MILLISECONDS, slow_cb, self);
      return;
    }
  g_clear_handle_id (&self->slow_source, g_source_remove);
  self->is_slow = FALSE;
  if (was_slow)
    way_window_update_titles (self);
}

/* --- The window --------------------------------------------------------------------- */

/* Conflicts come and go with steps. */
static void
changed_cb (WayWindow *self)
{
  if (way_window_has_conflicts (self) || gtk_widget_get_visible (self->disk_bar))
    update_bar (self);
}

/* A disk that tells of nothing is looked at when somebody comes back to the window. */
static void
is_active_cb (WayWindow *self)
{
  if (self->document != NULL && gtk_window_is_active (GTK_WINDOW (self)))
    way_document_look (self->document);
}

void
way_window_disk_set_document (WayWindow *self)
{
  g_signal_connect_object (self->document, "notify::disk-state", G_CALLBACK (update_bar), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->document, "notify::owner-state", G_CALLBACK (update_bar), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->document, "notify::read-only", G_CALLBACK (update_bar), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->document, "notify::journal-problem", G_CALLBACK (update_bar), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->document, "notify::modified", G_CALLBACK (update_bar), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->document, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->document, "notify::saving", G_CALLBACK (saving_cb), self, G_CONNECT_SWAPPED);
  way_document_watch (self->document);
  update_bar (self);
}

void
way_window_disk_init (WayWindow *self)
{
  g_signal_connect (self, "notify::is-active", G_CALLBACK (is_active_cb), NULL);
}

void
way_window_disk_dispose (WayWindow *self)
{
  g_clear_handle_id (&self->slow_source, g_source_remove);
}

void
way_window_disk_class_init (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.reload", NULL, reload_action);
  gtk_widget_class_install_action (widget_class, "win.merge-file", NULL, merge_file_action);
  gtk_widget_class_install_action (widget_class, "win.keep-mine", NULL, keep_mine_action);
  gtk_widget_class_install_action (widget_class, "win.use-new-name", NULL, use_new_name_action);
  gtk_widget_class_install_action (widget_class, "win.take-over", NULL, take_over_action);
}
