/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Canvas"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "way-canvas-private.h"

#include "waymark/way-brief.h"
#include "waymark/way-clipboard.h"
#include "waymark/way-commands.h"
#include "waymark/way-image.h"

/* Files and text from other programs: read one after the other in the background, then put onto the map in one step. */

typedef struct
{
  WayCanvas      *canvas;
  WayCanvasPlace *place;
  GPtrArray      *files;
  guint           next;
  GPtrArray      *images; /* GBytes */
  GString        *text;
  char           *refused; /* why the first of those cannot be used that cannot */
} Delivery;

static void
delivery_free (Delivery *self)
{
  g_object_unref (self->canvas);
  way_canvas_place_free (self->place);
  g_ptr_array_unref (self->files);
  g_ptr_array_unref (self->images);
  g_string_free (self->text, TRUE);
  g_free (self->refused);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Delivery, delivery_free)

void
way_canvas_place_free (WayCanvasPlace *place)
{
  g_object_unref (place->editor);
  g_free (place->element);
  g_free (place->stage);
  g_free (place->lane);
  g_free (place->touchpoint);
  g_free (place->before);
  g_free (place);
}

const char *
way_canvas_place_check (const WayCanvasPlace *place,
                        const char           *id)
{
  return id != NULL && way_map_lookup (way_editor_get_map (place->editor), id) != NULL ? id : NULL;
}

/* --- Onto the map --------------------------------------------------------------- */

/* The stage of the place, or else the last one, made if there is none. */
static const char *
need_stage (const WayCanvasPlace *place)
{
  const WayLayoutFrame *frame = way_layout_get_frame (way_editor_get_layout (place->editor));

  if (way_canvas_place_check (place, place->stage) != NULL)
    return place->stage;
  if (frame->n_stages > 0)
    return way_element_get_id (frame->stages[frame->n_stages - 1]->stage);
  return way_command_add_stage (way_editor_get_history (place->editor), NULL, "", NULL);
}

/* Where a lane holds cards each line is one, elsewhere a touchpoint. Adds their ids to @added. */
static void
add_lines (const WayCanvasPlace *place,
           const char           *text,
           GPtrArray            *added)
{
  WayElement *lane = place->lane != NULL ? way_map_lookup (way_editor_get_map (place->editor), place->lane) : NULL;
  g_autoptr (GPtrArray) ids = NULL;

  ids = way_command_add_lines (way_editor_get_history (place->editor), need_stage (place),
                               lane != NULL && way_element_get_choice (lane, WAY_LANE_HOLDS) >= 0 ? place->lane : NULL,
                               way_canvas_place_check (place, place->before), text, NULL);
  if (ids != NULL)
    g_ptr_array_extend (added, ids, NULL, NULL);
}

static void
add_images (const WayCanvasPlace *place,
            GPtrArray            *images,
            GPtrArray            *added)
{
  for (guint i = 0; i < images->len; i++)
    {
      WayPastePlace at = { .element = way_canvas_place_check (place, place->element),
                           .stage = way_canvas_place_check (place, place->stage),
                           .lane = way_canvas_place_check (place, place->lane),
                           .touchpoint = way_canvas_place_check (place, place->touchpoint) };
      g_autoptr (GPtrArray) ids = way_clipboard_paste_image (way_editor_get_history (place->editor), &at, images->pdata[i], NULL);

      if (ids != NULL)
        g_ptr_array_extend (added, ids, NULL, NULL);
    }
}

static void
show_added (WayCanvas *self,
            GPtrArray *ids)
{
  g_ptr_array_add (ids, NULL);
  way_selection_select_all (way_editor_get_selection (self->editor), (const char *const *) ids->pdata, FALSE);
  way_canvas_reveal (self, ids->pdata[0]);
  way_canvas_grab_focus (self);
}

static void
put_onto_map (WayCanvas            *self,
              const WayCanvasPlace *place,
              GPtrArray            *images,
              const char           *text)
{
  WayHistory *history = way_editor_get_history (place->editor);
  const char *label = images->len == 0 ? C_ ("undo", "Add Text") : images->len == 1 ? C_ ("undo", "Add Image")
                                                                                    : C_ ("undo", "Add Images");
  g_autoptr (GPtrArray) added = g_ptr_array_new ();

  way_canvas_finish (self);
  way_history_begin (history, label);
  add_images (place, images, added);
  if (*text != '\0')
    add_lines (place, text, added);
  if (added->len == 0)
    {
      way_history_rollback (history);
      gtk_widget_error_bell (GTK_WIDGET (self));
      return;
    }
  way_history_commit (history);
  show_added (self, added);
}

/* --- Reading -------------------------------------------------------------------------- */

static void read_next (Delivery *delivery);

static void
settle (Delivery *self)
{
  /* Meanwhile another map may be shown. */
  if (self->canvas->editor == self->place->editor && self->images->len + self->text->len > 0)
    put_onto_map (self->canvas, self->place, self->images, self->text->str);
  if (self->refused != NULL)
    g_signal_emit_by_name (self->canvas, "refused", self->refused);
}

static gboolean
is_text (const char *content,
         gsize       size)
{
  return size > 0 && size <= WAY_CLIPBOARD_MOST_TEXT && g_utf8_validate (content, (gssize) size, NULL);
}

static void
sort_in (Delivery   *self,
         GFile      *file,
         const char *content,
         gsize       size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (content, size);
  g_autofree char *name = g_file_get_basename (file);

  if (way_image_inspect (bytes, NULL, NULL))
    g_ptr_array_add (self->images, g_steal_pointer (&bytes));
  else if (is_text (content, size))
    {
      g_string_append_len (self->text, content, (gssize) size);
      g_string_append_c (self->text, '\n');
    }
  else if (self->refused == NULL)
    /* Translators: %s is the name of a file */
    self->refused = g_strdup_printf (_ ("“%s” is no image, no text and no map"), name);
}

/* What is larger than anything that could be put onto a map is not read to its end. */
static gboolean
read_more_cb (const char *content,
              goffset     size,
              gpointer    user_data)
{
  return size <= WAY_CLIPBOARD_MOST_BYTES;
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (Delivery) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *content = NULL;
  gsize            size;

  if (g_file_load_partial_contents_finish (G_FILE (source), result, &content, &size, NULL, &error))
    sort_in (self, G_FILE (source), content, size);
  else if (self->refused == NULL)
    self->refused = way_brief_dup_message (error->message);
  read_next (g_steal_pointer (&self));
}

static void
read_next (Delivery *delivery)
{
  g_autoptr (Delivery) self = delivery;
  GFile *file;

  if (self->next == self->files->len)
    {
      settle (self);
      return;
    }
  file = self->files->pdata[self->next++];
  g_file_load_partial_contents_async (file, NULL, read_more_cb, loaded_cb, g_steal_pointer (&self));
}

void
way_canvas_take_files (WayCanvas      *self,
                       GSList         *files,
                       WayCanvasPlace *place)
{
  Delivery *delivery = g_new0 (Delivery, 1);

  delivery->canvas = g_object_ref (self);
  delivery->place = place;
  delivery->files = g_ptr_array_new_with_free_func (g_object_unref);
  delivery->images = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  delivery->text = g_string_new (NULL);
  for (GSList *item = files; item != NULL; item = item->next)
    {
      g_autofree char *name = g_file_get_basename (item->data);

      if (g_str_has_suffix (name, ".waymark"))
        g_signal_emit_by_name (self, "map-dropped", item->data);
      else
        g_ptr_array_add (delivery->files, g_object_ref (item->data));
    }
  read_next (delivery);
}

void
way_canvas_take_map (WayCanvas      *self,
                     WayMap         *fragment,
                     WayCanvasPlace *place)
{
  g_autoptr (WayCanvasPlace) owned = place;
  WayPastePlace at = { owned->element, owned->stage, owned->lane, owned->touchpoint };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) ids = way_clipboard_paste (way_editor_get_history (place->editor), &at, fragment, NULL, &error);

  if (ids != NULL && ids->len > 0)
    show_added (self, ids);
  else if (error != NULL)
    g_signal_emit_by_name (self, "refused", error->message);
}

void
way_canvas_take_text (WayCanvas      *self,
                      const char     *text,
                      WayCanvasPlace *place)
{
  g_autoptr (WayCanvasPlace) owned = place;
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  if (strlen (text) <= WAY_CLIPBOARD_MOST_TEXT)
    put_onto_map (self, owned, none, text);
  else
    gtk_widget_error_bell (GTK_WIDGET (self));
}

void
way_canvas_add_files (WayCanvas           *self,
                      GSList              *files,
                      const WayPastePlace *at)
{
  WayCanvasPlace *place;

  g_return_if_fail (WAY_IS_CANVAS (self));
  g_return_if_fail (at != NULL);

  if (self->editor == NULL)
    return;
  place = g_new0 (WayCanvasPlace, 1);
  place->editor = g_object_ref (self->editor);
  place->element = g_strdup (at->element);
  place->stage = g_strdup (at->stage);
  place->lane = g_strdup (at->lane);
  place->touchpoint = g_strdup (at->touchpoint);
  way_canvas_take_files (self, files, place);
}
