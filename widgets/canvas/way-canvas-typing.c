/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Canvas"

#include "way-canvas-private.h"

#include <math.h>

/*
 * A text view over what is typed into owns the text, the input method and what a screen reader hears. It is never seen: the
 * engine's own letters are, with caret and selection at their places in them.
 */

#define BLINK 600

/* From far away words are bars: nobody could see what is typed. */
#define TYPING_SCALE 0.75
#define SELECTION_ALPHA 0.28f

static GtkTextBuffer *
get_buffer (WayCanvas *self)
{
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->text_view));
}

static char *
dup_text (WayCanvas *self)
{
  char *text;

  g_object_get (get_buffer (self), "text", &text, NULL);
  return text;
}

static int
get_offset (WayCanvas  *self,
            const char *mark)
{
  GtkTextBuffer *buffer = get_buffer (self);
  GtkTextIter    iter;

  gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_mark (buffer, mark));
  return gtk_text_iter_get_offset (&iter);
}

static gboolean
blink_cb (gpointer data)
{
  WayCanvas *self = data;

  self->is_caret_shown = !self->is_caret_shown;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  return G_SOURCE_CONTINUE;
}

/* The caret is steady just after each key. */
static void
restart_blinking (WayCanvas *self)
{
  gboolean blinks;

  g_clear_handle_id (&self->blink_source, g_source_remove);
  self->is_caret_shown = TRUE;
  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-cursor-blink", &blinks, NULL);
  if (blinks)
    self->blink_source = g_timeout_add (BLINK, blink_cb, self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* What the input method is composing stands in the map too, until it is done or dropped. */
static void
show_text (WayCanvas *self)
{
  g_autofree char *text = NULL;
  GString         *shown;

  if (self->typing == NULL || self->is_syncing)
    return;
  text = dup_text (self);
  shown = g_string_new (text);
  if (self->preedit != NULL)
    g_string_insert (shown, g_utf8_offset_to_pointer (text, get_offset (self, "insert")) - text, self->preedit);
  way_typing_set_text (self->typing, shown->str);
  g_string_free (shown, TRUE);
  restart_blinking (self);
}

static void
mark_set_cb (WayCanvas *self)
{
  if (self->typing != NULL)
    restart_blinking (self);
}

static void
preedit_cb (GtkTextView *text_view,
            const char  *preedit,
            WayCanvas   *self)
{
  g_free (self->preedit);
  self->preedit = preedit != NULL && *preedit != '\0' ? g_strdup (preedit) : NULL;
  show_text (self);
}

/* --- Places ---------------------------------------------------------------- */

static WayCanvasEntry *
find_place (WayCanvas    *self,
            WayTextPlace *place)
{
  const char *element = way_typing_get_element (self->typing);
  guint       field = way_typing_get_field (self->typing);

  for (guint i = 0; i < self->entries->len; i++)
    {
      WayCanvasEntry *entry = &g_array_index (self->entries, WayCanvasEntry, i);

      if (g_strcmp0 (entry->item->element, element) == 0 && way_text_place_find (self->editor, entry->item, field, place))
        return entry;
    }
  return NULL;
}

/* The byte of the drawn text for a character of the value; letters may have been turned into capitals. */
static guint
get_byte (const WayTextPlace *place,
          int                 offset)
{
  const char *start = place->text->text + place->start;
  const char *at = start;

  for (; offset > 0 && at < start + place->length; offset--)
    at = g_utf8_next_char (at);
  return (guint) (at - place->text->text);
}

static int
get_character (const WayTextPlace *place,
               guint               byte)
{
  const char *start = place->text->text + place->start;

  byte = CLAMP (byte, place->start, place->start + place->length);
  return (int) g_utf8_pointer_to_offset (start, place->text->text + byte);
}

static WayPoint
get_text_origin (const WayCanvasEntry *entry,
                 const WayTextPlace   *place)
{
  return (WayPoint){ entry->origin.x + place->origin.x, entry->origin.y + place->origin.y };
}

/* Moves the caret; @selects keeps the other end of the selection. */
static void
set_caret (WayCanvas *self,
           int        offset,
           gboolean   selects)
{
  GtkTextBuffer *buffer = get_buffer (self);
  GtkTextIter    iter;

  gtk_text_buffer_get_iter_at_offset (buffer, &iter, offset);
  if (selects)
    gtk_text_buffer_move_mark_by_name (buffer, "insert", &iter);
  else
    gtk_text_buffer_place_cursor (buffer, &iter);
  restart_blinking (self);
}

gboolean
way_canvas_click_text (WayCanvas *self,
                       WayPoint   point,
                       gboolean   selects)
{
  WayTextPlace    place;
  WayCanvasEntry *entry = self->typing != NULL ? find_place (self, &place) : NULL;
  WayPoint        origin;
  WayRectangle    area;

  if (entry == NULL)
    return FALSE;
  area = entry->item->extents;
  area.x += entry->origin.x;
  area.y += entry->origin.y;
  if (!selects && !way_rectangle_contains_point (&area, point.x, point.y))
    return FALSE;
  origin = get_text_origin (entry, &place);
  set_caret (self, get_character (&place, way_text_get_index_at (place.text, point.x - origin.x, point.y - origin.y)), selects);
  return TRUE;
}

/* Up and down follow the lines of the sheet, which are not those of the text view. */
static void
move_by_line (WayCanvas *self,
              guint      key,
              gboolean   selects)
{
  WayTextPlace    place;
  WayCanvasEntry *entry = find_place (self, &place);
  WayRectangle    caret;
  double          x, y;

  if (entry == NULL)
    return;
  caret = way_text_get_caret (place.text, get_byte (&place, get_offset (self, "insert")));
  x = caret.x;
  y = caret.y + caret.height / 2;
  if (key == GDK_KEY_Home || key == GDK_KEY_KP_Home)
    x = -G_MAXFLOAT;
  else if (key == GDK_KEY_End || key == GDK_KEY_KP_End)
    x = G_MAXFLOAT;
  else
    y += key == GDK_KEY_Up || key == GDK_KEY_KP_Up ? -caret.height : caret.height;
  if (y < 0)
    set_caret (self, 0, selects);
  else if (y > place.text->height)
    set_caret (self, get_character (&place, G_MAXUINT), selects);
  else
    set_caret (self, get_character (&place, way_text_get_index_at (place.text, x, y)), selects);
}

/* --- Keys --------------------------------------------------------------------- */

static void
go_on (WayCanvas   *self,
       WayTypingWay way)
{
  WayTyping *typing = g_steal_pointer (&self->typing);

  way_canvas_start_typing (self, way_typing_go_on (typing, way), -1);
  if (self->typing != NULL)
    return;
  way_canvas_restore_focus (self);
  way_canvas_stop_typing (self, TRUE);
}

static gboolean
key_cb (GtkEventControllerKey *controller,
        guint                  key,
        guint                  code,
        GdkModifierType        modifiers,
        WayCanvas             *self)
{
  gboolean shift = (modifiers & GDK_SHIFT_MASK) != 0;

  /* Keys belong to the input method while it composes. */
  if (self->typing == NULL || self->preedit != NULL || (modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK)))
    return GDK_EVENT_PROPAGATE;
  switch (key)
    {
    case GDK_KEY_Escape:
      way_canvas_stop_typing (self, FALSE);
      return GDK_EVENT_STOP;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_ISO_Enter:
      if (shift)
        gtk_text_buffer_insert_at_cursor (get_buffer (self), "\n", 1);
      else
        go_on (self, WAY_TYPING_BENEATH);
      return GDK_EVENT_STOP;
    case GDK_KEY_Tab:
    case GDK_KEY_KP_Tab:
      go_on (self, shift ? WAY_TYPING_BACK : WAY_TYPING_ACROSS);
      return GDK_EVENT_STOP;
    case GDK_KEY_ISO_Left_Tab:
      go_on (self, WAY_TYPING_BACK);
      return GDK_EVENT_STOP;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
    case GDK_KEY_Home:
    case GDK_KEY_KP_Home:
    case GDK_KEY_End:
    case GDK_KEY_KP_End:
      move_by_line (self, key, shift);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
focus_left_cb (WayCanvas *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  /* Not when another window comes to the front, or a menu of the text view's. */
  if (self->typing != NULL && root != NULL && gtk_window_is_active (GTK_WINDOW (root)) && gtk_root_get_focus (root) != self->text_view)
    way_canvas_stop_typing (self, TRUE);
}

/* --- Begin and end -------------------------------------------------------------- */

static void
make_text_view (WayCanvas *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->text_view = gtk_text_view_new ();
  /* Lines that it breaks anew while it is given room ask for more room, which nobody hears then: the window would stay empty. */
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (self->text_view), GTK_WRAP_NONE);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (self->text_view), FALSE);
  gtk_widget_set_opacity (self->text_view, 0);
  gtk_widget_set_can_target (self->text_view, FALSE);
  gtk_widget_set_parent (self->text_view, GTK_WIDGET (self));

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (self->text_view, keys);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (focus_left_cb), self);
  gtk_widget_add_controller (self->text_view, focus);
  g_signal_connect (self->text_view, "preedit-changed", G_CALLBACK (preedit_cb), self);
  g_signal_connect_swapped (get_buffer (self), "changed", G_CALLBACK (show_text), self);
  g_signal_connect_swapped (get_buffer (self), "mark-set", G_CALLBACK (mark_set_cb), self);
}

static void
fill_text_view (WayCanvas *self,
                int        caret)
{
  GtkTextBuffer   *buffer = get_buffer (self);
  const char      *text = way_typing_get_text (self->typing);
  g_autofree char *description = way_editor_dup_description (self->editor, way_typing_get_element (self->typing));
  GtkTextIter      start, end;

  self->is_syncing = TRUE;
  /* Nothing that was typed elsewhere can be brought back here. */
  gtk_text_buffer_set_enable_undo (buffer, FALSE);
  gtk_text_buffer_set_text (buffer, text, -1);
  gtk_text_buffer_set_enable_undo (buffer, TRUE);
  self->is_syncing = FALSE;
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  if (caret < 0)
    gtk_text_buffer_select_range (buffer, &end, &start);
  else
    set_caret (self, (int) g_utf8_pointer_to_offset (text, text + MIN ((gsize) caret, strlen (text))), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->text_view), GTK_ACCESSIBLE_PROPERTY_LABEL, description, -1);
}

static void
come_near (WayCanvas  *self,
           const char *element)
{
  WayRectangle    area;
  graphene_rect_t rect;

  if (!way_canvas_is_small (self) || !way_hit_get_area (way_editor_get_scene (self->editor), element, &area))
    return;
  rect = way_canvas_get_rect (self, &area, (WayPoint){ 0, 0 });
  way_canvas_zoom_about (self, TYPING_SCALE / self->scale, rect.origin.x + rect.size.width / 2, rect.origin.y + rect.size.height / 2);
}

void
way_canvas_start_typing (WayCanvas *self,
                         WayTyping *typing,
                         int        caret)
{
  if (typing == NULL)
    return;
  if (self->typing != NULL)
    way_canvas_stop_typing (self, TRUE);
  way_canvas_choose_cell (self, NULL);
  self->typing = typing;
  if (self->text_view == NULL)
    make_text_view (self);
  fill_text_view (self, caret);
  gtk_widget_set_visible (self->text_view, TRUE);
  come_near (self, way_typing_get_element (typing));
  way_canvas_reveal (self, way_typing_get_element (typing));
  gtk_widget_grab_focus (self->text_view);
  restart_blinking (self);
  way_canvas_queue_allocate (self);
}

void
way_canvas_stop_typing (WayCanvas *self,
                        gboolean   keep)
{
  WayTyping *typing = g_steal_pointer (&self->typing);

  g_clear_handle_id (&self->blink_source, g_source_remove);
  g_clear_pointer (&self->preedit, g_free);
  if (typing != NULL && keep)
    way_typing_end (typing);
  else if (typing != NULL)
    way_typing_cancel (typing);
  if (typing != NULL)
    way_canvas_restore_focus (self);
  if (self->text_view == NULL)
    return;
  if (gtk_widget_has_focus (self->text_view))
    way_canvas_grab_focus (self);
  gtk_widget_set_visible (self->text_view, FALSE);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
way_canvas_edit (WayCanvas      *self,
                 const char     *element,
                 const WayPoint *point)
{
  WayCanvasEntry *entry;
  int             field = -1;
  int             caret = -1;

  way_canvas_reveal (self, element);
  entry = way_canvas_find_entry (self, element);
  if (entry != NULL && point != NULL)
    field = way_text_place_find_field (self->editor, entry->item, point->x - entry->origin.x, point->y - entry->origin.y);
  if (field < 0)
    field = way_kind_get_info (way_element_get_kind (way_map_lookup (way_editor_get_map (self->editor), element)))->title_field;
  if (field < 0)
    return;
  way_canvas_start_typing (self, way_typing_begin (self->editor, element, (guint) field), caret);
  if (self->typing != NULL && point != NULL)
    way_canvas_click_text (self, *point, FALSE);
}

gboolean
way_canvas_type_over (WayCanvas  *self,
                      const char *text)
{
  const char *focus = way_selection_get_focus (way_editor_get_selection (self->editor));
  WayElement *element = focus != NULL ? way_map_lookup (way_editor_get_map (self->editor), focus) : NULL;

  if (way_canvas_is_on_curve (self))
    return FALSE;
  if (self->cell != NULL)
    way_canvas_start_typing (self, way_typing_begin_in_cell (self->editor, self->cell->stage, self->cell->lane, self->cell->touchpoint, self->cell->before), -1);
  else if (element != NULL)
    way_canvas_edit (self, focus, NULL);
  if (self->typing == NULL)
    return FALSE;
  gtk_text_buffer_delete_selection (get_buffer (self), FALSE, TRUE);
  gtk_text_buffer_insert_at_cursor (get_buffer (self), text, -1);
  return TRUE;
}

/* --- Drawing ------------------------------------------------------------------------ */

void
way_canvas_allocate_typing (WayCanvas *self)
{
  WayTextPlace    place;
  WayCanvasEntry *entry;
  WayPoint        origin;
  WayRectangle    area;
  graphene_rect_t rect;
  int             width, height;

  if (self->text_view == NULL || !gtk_widget_get_visible (self->text_view))
    return;
  entry = self->typing != NULL ? find_place (self, &place) : NULL;
  if (entry != NULL)
    {
      origin = get_text_origin (entry, &place);
      area = (WayRectangle){ origin.x, origin.y, place.text->width, place.text->height };
      self->caret = way_text_get_caret (place.text, get_byte (&place, get_offset (self, "insert")));
      self->caret.x += origin.x;
      self->caret.y += origin.y;
    }
  else
    area = self->caret;
  rect = way_canvas_get_rect (self, &area, (WayPoint){ 0, 0 });
  gtk_widget_measure (self->text_view, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  width = MAX (width, (int) rect.size.width);
  gtk_widget_measure (self->text_view, GTK_ORIENTATION_VERTICAL, width, &height, NULL, NULL, NULL);
  gtk_widget_size_allocate (self->text_view, &(GtkAllocation){ (int) rect.origin.x, (int) rect.origin.y, width, MAX (height, (int) rect.size.height) }, -1);
}

/* What is selected of one line. */
static gboolean
get_line_selection (const WayTextPlace *place,
                    const WayTextLine  *line,
                    guint               from,
                    guint               until,
                    WayRectangle       *area)
{
  guint  end = line->start + line->length;
  double a, b;

  if (until <= line->start || from > end || from == until)
    return FALSE;
  a = from <= line->start ? line->x : way_text_get_caret (place->text, from).x;
  b = until >= end ? line->x + line->width : way_text_get_caret (place->text, until).x;
  *area = (WayRectangle){ MIN (a, b), line->top, fabs (b - a), line->height };
  return TRUE;
}

static void
snapshot_selection (WayCanvas          *self,
                    GtkSnapshot        *snapshot,
                    const WayTextPlace *place,
                    WayPoint            origin)
{
  int     insert = get_offset (self, "insert");
  int     bound = get_offset (self, "selection_bound");
  GdkRGBA color = way_canvas_get_accent (self);

  if (insert == bound || self->preedit != NULL)
    return;
  color.alpha *= SELECTION_ALPHA;
  for (guint i = 0; i < place->text->n_lines; i++)
    {
      WayRectangle    area;
      graphene_rect_t rect;

      if (!get_line_selection (place, &place->text->lines[i], get_byte (place, MIN (insert, bound)), get_byte (place, MAX (insert, bound)), &area))
        continue;
      rect = way_canvas_get_rect (self, &area, origin);
      gtk_snapshot_append_color (snapshot, &color, &rect);
    }
}

/* Caret and selection; @entry is where the words stand, NULL while they are not shown. */
static void
snapshot_in_text (WayCanvas            *self,
                  GtkSnapshot          *snapshot,
                  const WayCanvasEntry *entry,
                  const WayTextPlace   *place)
{
  GdkRGBA         ink = { 0.11f, 0.15f, 0.2f, 1 };
  graphene_rect_t rect;

  if (entry != NULL)
    {
      WayPoint origin = get_text_origin (entry, place);
      int      offset = get_offset (self, "insert") + (self->preedit != NULL ? (int) g_utf8_strlen (self->preedit, -1) : 0);

      snapshot_selection (self, snapshot, place, origin);
      self->caret = way_text_get_caret (place->text, get_byte (place, offset));
      self->caret.x += origin.x;
      self->caret.y += origin.y;
      ink = (GdkRGBA){ WAY_COLOR_RED (place->color) / 255.f, WAY_COLOR_GREEN (place->color) / 255.f, WAY_COLOR_BLUE (place->color) / 255.f, 1 };
    }
  if (!self->is_caret_shown)
    return;
  rect = way_canvas_get_rect (self, &self->caret, (WayPoint){ 0, 0 });
  rect.size.width = (float) MAX (1.4, 1.4 * self->scale);
  rect.origin.x = roundf (rect.origin.x - rect.size.width / 2);
  gtk_snapshot_append_color (snapshot, &ink, &rect);
}

void
way_canvas_snapshot_typing (WayCanvas   *self,
                            GtkSnapshot *snapshot)
{
  WayTextPlace    place;
  WayCanvasEntry *entry = find_place (self, &place);
  graphene_rect_t body = way_canvas_get_body (self);

  /* What scrolls beneath heads that are held is hidden by them. */
  if (entry == NULL || entry->zone == WAY_CANVAS_BODY)
    gtk_snapshot_push_clip (snapshot, &body);
  snapshot_in_text (self, snapshot, entry, &place);
  if (entry == NULL || entry->zone == WAY_CANVAS_BODY)
    gtk_snapshot_pop (snapshot);
}

void
way_canvas_typing_dispose (WayCanvas *self)
{
  g_clear_handle_id (&self->blink_source, g_source_remove);
  g_clear_pointer (&self->typing, way_typing_cancel);
  g_clear_pointer (&self->preedit, g_free);
  g_clear_pointer (&self->text_view, gtk_widget_unparent);
}
