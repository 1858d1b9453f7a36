/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Window"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "way-copy-provider.h"
#include "way-window-private.h"

#include "waymark/way-clipboard.h"
#include "waymark/way-html-table.h"
#include "waymark/way-image.h"
#include "waymark/way-store.h"

#define CHUNK (256 * 1024)

#define HTML "text/html"

/* What is understood, the best first. Spreadsheets give pictures of their cells too, so text comes before images; pages are only asked for tables. */
static const char *const types[] = {
  WAY_CLIPBOARD_TYPE,
  HTML,
  "text/plain;charset=utf-8",
  "text/plain",
  "image/png",
  "image/jpeg",
  NULL,
};

static GdkClipboard *
get_clipboard (WayWindow *self)
{
  return gtk_widget_get_clipboard (GTK_WIDGET (self));
}

/* --- Copying ------------------------------------------------------------------------------ */

static void
take_out (WayWindow *self,
          gboolean   cut)
{
  g_autoptr (GPtrArray) ids = NULL;
  g_autoptr (WayMap) fragment = NULL;
  g_autoptr (GdkContentProvider) provider = NULL;
  g_autoptr (GError) error = NULL;

  way_canvas_finish (self->canvas);
  ids = way_selection_dup_ids (way_window_get_selection (self));
  if (cut)
    fragment = way_clipboard_cut (way_editor_get_history (self->editor), (const char *const *) ids->pdata, &error);
  else
    fragment = way_clipboard_copy (way_editor_get_map (self->editor), (const char *const *) ids->pdata, &error);
  if (fragment == NULL)
    {
      way_window_show_toast (self, error->message, FALSE);
      return;
    }
  provider = way_copy_provider_new (fragment);
  gdk_clipboard_set_content (get_clipboard (self), provider);
}

static GdkContentProvider *
dragged_out_cb (WayWindow *self)
{
  g_autoptr (GPtrArray) ids = way_selection_dup_ids (way_window_get_selection (self));
  g_autoptr (WayMap) fragment = way_clipboard_copy (way_editor_get_map (self->editor), (const char *const *) ids->pdata, NULL);

  return fragment != NULL ? way_copy_provider_new (fragment) : NULL;
}

static void
cut_action (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  if (WAY_WINDOW (widget)->editor != NULL)
    take_out (WAY_WINDOW (widget), TRUE);
}

static void
copy_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  if (WAY_WINDOW (widget)->editor != NULL)
    take_out (WAY_WINDOW (widget), FALSE);
}

/* --- Pasting ------------------------------------------------------------------------------- */

/* What comes out of a clipboard, piece by piece: a program that never ends is not listened to for ever. */
typedef struct
{
  WayWindow    *window;
  WayEditor    *editor; /* the window may show another map by the time it has come */
  GInputStream *stream;
  GByteArray   *bytes;
  char         *type;
} Arrival;

static void
arrival_free (Arrival *self)
{
  g_object_unref (self->window);
  g_object_unref (self->editor);
  g_clear_object (&self->stream);
  g_byte_array_unref (self->bytes);
  g_free (self->type);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Arrival, arrival_free)

static GPtrArray *
paste_map (Arrival             *arrival,
           const WayPastePlace *place,
           WayPasteReport      *report,
           GError             **error)
{
  g_autoptr (WayMap) fragment = way_store_load_bytes ((const char *) arrival->bytes->data, arrival->bytes->len, _ ("Clipboard"), NULL, error);

  if (fragment == NULL)
    return NULL;
  return way_clipboard_paste (way_editor_get_history (arrival->editor), place, fragment, report, error);
}

/* Of a page without a table the text alone is asked for. */
static GPtrArray *
paste_page (Arrival             *arrival,
            const WayPastePlace *place,
            gboolean            *is_plain,
            GError             **error)
{
  g_autoptr (WayTable) table = way_html_table_parse ((const char *) arrival->bytes->data, arrival->bytes->len, NULL);

  *is_plain = table == NULL;
  return table != NULL ? way_clipboard_paste_table (way_editor_get_history (arrival->editor), place, table, error) : NULL;
}

static GPtrArray *
paste_image (Arrival             *arrival,
             const WayPastePlace *place,
             GError             **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (arrival->bytes->data, arrival->bytes->len);

  if (!way_image_inspect (bytes, NULL, error))
    return NULL;
  return way_clipboard_paste_image (way_editor_get_history (arrival->editor), place, bytes, error);
}

static GPtrArray *
paste_text (Arrival             *arrival,
            const WayPastePlace *place,
            GError             **error)
{
  g_autofree char *text = NULL;

  g_byte_array_append (arrival->bytes, (const guint8 *) "", 1);
  text = g_strdup ((const char *) arrival->bytes->data);
  return way_clipboard_paste_text (way_editor_get_history (arrival->editor), place, text, error);
}

static void
show_pasted (WayWindow            *self,
             GPtrArray            *ids,
             const WayPasteReport *report)
{
  g_ptr_array_add (ids, NULL);
  way_selection_select_all (way_window_get_selection (self), (const char *const *) ids->pdata, FALSE);
  way_canvas_reveal (self->canvas, ids->pdata[0]);
  gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
  if (report->n_cleared > 0)
    way_window_show_toast (self, _ ("Pasted. What it named elsewhere in its own map was left out."), TRUE);
  else if (report->n_created > 0)
    way_window_show_toast (self, _ ("Pasted, with the lanes, personas or phases that this map did not have."), TRUE);
}

/* A free cell that was chosen, or what is selected. */
static WayPastePlace
get_place (WayWindow *self)
{
  WayPastePlace place = { NULL };

  if (way_canvas_get_cell (self->canvas, &place.stage, &place.lane, &place.touchpoint))
    return place;
  return way_paste_place_get (way_editor_get_map (self->editor), way_window_get_selection (self));
}

static void begin_reading (WayWindow  *self,
                           const char *after);

static void
paste (Arrival *arrival)
{
  WayWindow     *self = arrival->window;
  WayPasteReport report = { 0 };
  WayPastePlace  place;
  gboolean       is_plain = FALSE;
  g_autoptr (GPtrArray) ids = NULL;
  g_autoptr (GError) error = NULL;

  if (self->editor != arrival->editor)
    return;
  way_canvas_finish (self->canvas);
  place = get_place (self);
  if (g_str_equal (arrival->type, WAY_CLIPBOARD_TYPE))
    ids = paste_map (arrival, &place, &report, &error);
  else if (g_str_equal (arrival->type, HTML))
    ids = paste_page (arrival, &place, &is_plain, &error);
  else if (g_str_has_prefix (arrival->type, "image/"))
    ids = paste_image (arrival, &place, &error);
  else
    ids = paste_text (arrival, &place, &error);
  if (is_plain)
    begin_reading (self, HTML);
  else if (ids == NULL)
    way_window_show_toast (self, error->message, FALSE);
  else if (ids->len > 0)
    show_pasted (self, ids, &report);
}

static void read_piece (Arrival *arrival);

static void
piece_read_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (Arrival) arrival = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) piece = g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &error);
  gsize length;

  if (piece == NULL)
    {
      way_window_show_toast (arrival->window, error->message, FALSE);
      return;
    }
  length = g_bytes_get_size (piece);
  if (length == 0)
    {
      paste (arrival);
      return;
    }
  if (arrival->bytes->len + length > WAY_CLIPBOARD_MOST_BYTES)
    {
      way_window_show_toast (arrival->window, _ ("What is on the clipboard is too large to paste"), FALSE);
      return;
    }
  g_byte_array_append (arrival->bytes, g_bytes_get_data (piece, NULL), (guint) length);
  read_piece (g_steal_pointer (&arrival));
}

static void
read_piece (Arrival *arrival)
{
  g_input_stream_read_bytes_async (arrival->stream, CHUNK, G_PRIORITY_DEFAULT, NULL, piece_read_cb, arrival);
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (Arrival) arrival = user_data;
  g_autoptr (GError) error = NULL;
  const char *type;

  arrival->stream = gdk_clipboard_read_finish (GDK_CLIPBOARD (source), result, &type, &error);
  if (arrival->stream == NULL)
    {
      way_window_show_toast (arrival->window, _ ("There is nothing on the clipboard that could be pasted"), FALSE);
      return;
    }
  arrival->type = g_strdup (type);
  read_piece (g_steal_pointer (&arrival));
}

static Arrival *
arrival_new (WayWindow *self)
{
  Arrival *arrival = g_new0 (Arrival, 1);

  arrival->window = g_object_ref (self);
  arrival->editor = g_object_ref (self->editor);
  arrival->bytes = g_byte_array_new ();
  return arrival;
}

/* Asks for the types that come after one, or for all. */
static void
begin_reading (WayWindow  *self,
               const char *after)
{
  guint first = 0;

  while (after != NULL && !g_str_equal (types[first++], after))
    ;
  gdk_clipboard_read_async (get_clipboard (self), (const char **) types + first, G_PRIORITY_DEFAULT, NULL, opened_cb, arrival_new (self));
}

/* --- Files ------------------------------------------------------------------------------------- */

static void
files_read_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (Arrival) arrival = user_data;
  WayWindow *self = arrival->window;
  g_autoptr (GSList) files = NULL;
  const GValue *value = gdk_clipboard_read_value_finish (GDK_CLIPBOARD (source), result, NULL);
  WayPastePlace place;

  if (value != NULL)
    files = gdk_file_list_get_files (g_value_get_boxed (value));
  if (files == NULL)
    {
      way_window_show_toast (self, _ ("There is nothing on the clipboard that could be pasted"), FALSE);
      return;
    }
  if (self->editor != arrival->editor)
    return;
  way_canvas_finish (self->canvas);
  place = get_place (self);
  way_canvas_add_files (self->canvas, files, &place);
}

static gboolean
has_files (WayWindow *self)
{
  GdkContentFormats *formats = gdk_clipboard_get_formats (get_clipboard (self));
  gboolean           found;

  if (gdk_content_formats_contain_mime_type (formats, WAY_CLIPBOARD_TYPE))
    return FALSE;
  formats = gdk_content_formats_union_deserialize_gtypes (gdk_content_formats_ref (formats));
  found = gdk_content_formats_contain_gtype (formats, GDK_TYPE_FILE_LIST);
  gdk_content_formats_unref (formats);
  return found;
}

static void
paste_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  WayWindow *self = WAY_WINDOW (widget);

  if (self->editor == NULL)
    return;
  if (has_files (self))
    gdk_clipboard_read_value_async (get_clipboard (self), GDK_TYPE_FILE_LIST, G_PRIORITY_DEFAULT, NULL, files_read_cb, arrival_new (self));
  else
    begin_reading (self, NULL);
}

/* The words alone, or the picture alone, of what could be pasted in several ways. */
static void
paste_one_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  static const char *texts[] = { "text/plain;charset=utf-8", "text/plain", NULL };
  static const char *pictures[] = { "image/png", "image/jpeg", NULL };
  WayWindow         *self = WAY_WINDOW (widget);

  if (self->editor != NULL)
    gdk_clipboard_read_async (get_clipboard (self), g_str_equal (name, "win.paste-text") ? texts : pictures, G_PRIORITY_DEFAULT, NULL, opened_cb,
                              arrival_new (self));
}

/* --- Keys --------------------------------------------------------------------------------------- */

static const struct
{
  guint           key;
  GdkModifierType modifiers;
  const char     *action;
} keys[] = {
  { GDK_KEY_x, GDK_CONTROL_MASK, "win.cut" },
  { GDK_KEY_c, GDK_CONTROL_MASK, "win.copy" },
  { GDK_KEY_v, GDK_CONTROL_MASK, "win.paste" },
  { GDK_KEY_v, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "win.paste-text" },
};

/* Where words are typed the keys are for these. */
static gboolean
key_cb (GtkWidget *widget,
        GVariant  *arguments,
        gpointer   user_data)
{
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (widget));
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (window));

  if (GTK_IS_TEXT (focus) || GTK_IS_TEXT_VIEW (focus))
    return FALSE;
  return gtk_widget_activate_action_variant (window, user_data, NULL);
}

void
way_window_clipboard_init (WayWindow *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                          gtk_shortcut_new (gtk_keyval_trigger_new (keys[i].key, keys[i].modifiers),
                                                            gtk_callback_action_new (key_cb, (gpointer) keys[i].action, NULL)));
  gtk_widget_add_controller (self->map_page, controller);
}

void
way_window_clipboard_class_init (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, dragged_out_cb);
  gtk_widget_class_install_action (widget_class, "win.cut", NULL, cut_action);
  gtk_widget_class_install_action (widget_class, "win.copy", NULL, copy_action);
  gtk_widget_class_install_action (widget_class, "win.paste", NULL, paste_action);
  gtk_widget_class_install_action (widget_class, "win.paste-text", NULL, paste_one_action);
  gtk_widget_class_install_action (widget_class, "win.paste-picture", NULL, paste_one_action);
}
