/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Canvas"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "way-canvas-private.h"

#include "waymark/way-commands.h"
#include "waymark/way-image.h"

/* What comes from other windows: lines of text, images, maps. */

#define MOST_TEXT (1 << 20)

/* A place where files go that are still being read. */
typedef struct
{
  WayCanvas *canvas;
  WayEditor *editor;
  char      *stage;
  char      *lane;
  char      *touchpoint;
  char      *before;
} Place;

static void
place_free (Place *place)
{
  g_object_unref (place->canvas);
  g_object_unref (place->editor);
  g_free (place->stage);
  g_free (place->lane);
  g_free (place->touchpoint);
  g_free (place->before);
  g_free (place);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Place, place_free)

static Place *
place_new (WayCanvas *self,
           double     x,
           double     y)
{
  WayHit hit = way_canvas_find_hit (self, x, y);
  Place *place = g_new0 (Place, 1);

  place->canvas = g_object_ref (self);
  place->editor = g_object_ref (self->editor);
  place->stage = g_strdup (hit.stage);
  place->lane = g_strdup (hit.lane);
  place->touchpoint = g_strdup (hit.touchpoint);
  if (hit.part == WAY_HIT_CELL || hit.part == WAY_HIT_STEP_GAP)
    place->before = g_strdup (hit.before);
  return place;
}

static WayElement *
find (const Place *place,
      const char  *id)
{
  return id != NULL ? way_map_lookup (way_editor_get_map (place->editor), id) : NULL;
}

/* --- Text and images ------------------------------------------------------------ */

/* The stage that was pointed at, or else the last one, made if there is none. */
static const char *
need_stage (const Place *place)
{
  const WayLayoutFrame *frame = way_layout_get_frame (way_editor_get_layout (place->editor));

  if (find (place, place->stage) != NULL)
    return place->stage;
  if (frame->n_stages > 0)
    return way_element_get_id (frame->stages[frame->n_stages - 1]->stage);
  return way_command_add_stage (way_editor_get_history (place->editor), NULL, "", NULL);
}

static void
add_lines (const Place *place,
           const char  *text)
{
  WayHistory *history = way_editor_get_history (place->editor);
  WayElement *lane = find (place, place->lane);
  g_autoptr (GPtrArray) added = NULL;

  way_history_begin (history, C_ ("undo", "Add Text"));
  added = way_command_add_lines (history, need_stage (place), lane != NULL && way_element_get_choice (lane, WAY_LANE_HOLDS) >= 0 ? place->lane : NULL,
                                 find (place, place->before) != NULL ? place->before : NULL, text, NULL);
  way_history_commit (history);
  if (added == NULL || added->len == 0)
    return;
  g_ptr_array_add (added, NULL);
  way_selection_select_all (way_editor_get_selection (place->editor), (const char *const *) added->pdata, FALSE);
  way_canvas_grab_focus (place->canvas);
}

/* The lane that was pointed at if it holds cards, else the one for images, made if there is none. */
static const char *
need_lane (const Place *place)
{
  WayElement *lane = find (place, place->lane);

  if (lane != NULL && way_element_get_choice (lane, WAY_LANE_HOLDS) >= 0)
    return place->lane;
  for (lane = way_element_get_first_of (way_map_get_root (way_editor_get_map (place->editor)), WAY_KIND_LANE); lane != NULL; lane = way_element_get_next_of (lane))
    if (way_element_get_choice (lane, WAY_LANE_HOLDS) == WAY_CARDS_IMAGES && !way_element_get_flag (lane, WAY_LANE_HIDDEN))
      return way_element_get_id (lane);
  return way_command_add_lane (way_editor_get_history (place->editor), WAY_CARDS_IMAGES, -1, NULL, NULL);
}

static void
add_image (const Place *place,
           GBytes      *bytes)
{
  WayHistory *history = way_editor_get_history (place->editor);
  const char *image = way_map_add_image (way_editor_get_map (place->editor), bytes);
  const char *stage, *lane, *card;

  way_history_begin (history, C_ ("undo", "Add Image"));
  stage = need_stage (place);
  lane = need_lane (place);
  card = way_command_add_card (history, stage, lane, find (place, place->touchpoint) != NULL ? place->touchpoint : NULL, NULL, "", NULL);
  if (card == NULL || !way_history_set (history, card, WAY_CARD_IMAGE, image, NULL))
    {
      way_history_rollback (history);
      return;
    }
  way_history_commit (history);
  way_canvas_choose (place->canvas, card);
}

static gboolean
is_text (GBytes *bytes)
{
  gsize       size;
  const char *data = g_bytes_get_data (bytes, &size);

  return size > 0 && size <= MOST_TEXT && g_utf8_validate (data, (gssize) size, NULL);
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (Place) place = user_data;
  g_autoptr (GBytes) bytes = g_file_load_bytes_finish (G_FILE (source), result, NULL, NULL);

  /* Meanwhile another map may be shown, or something may be dragged or typed. */
  if (bytes == NULL || place->canvas->editor != place->editor)
    {
      gtk_widget_error_bell (GTK_WIDGET (place->canvas));
      return;
    }
  way_canvas_finish (place->canvas);
  if (way_image_inspect (bytes, NULL, NULL))
    add_image (place, bytes);
  else if (is_text (bytes))
    {
      g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

      add_lines (place, text);
    }
  else
    gtk_widget_error_bell (GTK_WIDGET (place->canvas));
}

static void
drop_files (WayCanvas   *self,
            GdkFileList *list,
            double       x,
            double       y)
{
  g_autoptr (GSList) files = gdk_file_list_get_files (list);

  for (GSList *item = files; item != NULL; item = item->next)
    {
      g_autofree char *name = g_file_get_basename (item->data);

      if (g_str_has_suffix (name, ".waymark"))
        g_signal_emit_by_name (self, "map-dropped", item->data);
      else
        g_file_load_bytes_async (item->data, NULL, loaded_cb, place_new (self, x, y));
    }
}

/* --- The target --------------------------------------------------------------------- */

static GdkDragAction
motion_cb (GtkDropTarget *target,
           double         x,
           double         y,
           WayCanvas     *self)
{
  if (self->scene == NULL)
    return 0;
  self->pointer = (WayPoint){ x, y };
  self->has_pointer = self->drag == NULL;
  way_canvas_update_hover (self);
  return GDK_ACTION_COPY;
}

static void
leave_cb (GtkDropTarget *target,
          WayCanvas     *self)
{
  self->has_pointer = FALSE;
  way_canvas_update_hover (self);
}

static gboolean
drop_cb (GtkDropTarget *target,
         const GValue  *value,
         double         x,
         double         y,
         WayCanvas     *self)
{
  if (self->scene == NULL)
    return FALSE;
  way_canvas_finish (self);
  if (G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST))
    drop_files (self, g_value_get_boxed (value), x, y);
  else if (G_VALUE_HOLDS_STRING (value))
    {
      g_autoptr (Place) place = place_new (self, x, y);

      add_lines (place, g_value_get_string (value));
    }
  return TRUE;
}

void
way_canvas_add_drop_target (WayCanvas *self)
{
  GType          types[] = { GDK_TYPE_FILE_LIST, G_TYPE_STRING };
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_INVALID, GDK_ACTION_COPY);

  gtk_drop_target_set_gtypes (target, types, G_N_ELEMENTS (types));
  g_signal_connect (target, "enter", G_CALLBACK (motion_cb), self);
  g_signal_connect (target, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect (target, "leave", G_CALLBACK (leave_cb), self);
  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}
