/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Canvas"

#include "way-canvas-private.h"

#include "waymark/way-commands.h"

/* Keys that do the same with and without the number pad. */
#define N_ARROWS 4

static const guint arrows[N_ARROWS][2] = {
  [WAY_DIRECTION_LEFT] = { GDK_KEY_Left, GDK_KEY_KP_Left },
  [WAY_DIRECTION_RIGHT] = { GDK_KEY_Right, GDK_KEY_KP_Right },
  [WAY_DIRECTION_UP] = { GDK_KEY_Up, GDK_KEY_KP_Up },
  [WAY_DIRECTION_DOWN] = { GDK_KEY_Down, GDK_KEY_KP_Down },
};

static const int steps[N_ARROWS][2] = {
  [WAY_DIRECTION_LEFT] = { -1, 0 },
  [WAY_DIRECTION_RIGHT] = { 1, 0 },
  [WAY_DIRECTION_UP] = { 0, -1 },
  [WAY_DIRECTION_DOWN] = { 0, 1 },
};

/* --- Choosing ----------------------------------------------------------------- */

const char *
way_canvas_get_focus_id (WayCanvas *self)
{
  return way_selection_get_focus (way_editor_get_selection (self->editor));
}

void
way_canvas_remember_focus (WayCanvas *self)
{
  const char *focus = way_canvas_get_focus_id (self);

  if (focus == NULL || g_strcmp0 (focus, self->last_focus) == 0)
    return;
  g_free (self->previous_focus);
  self->previous_focus = g_steal_pointer (&self->last_focus);
  self->last_focus = g_strdup (focus);
}

void
way_canvas_restore_focus (WayCanvas *self)
{
  if (way_canvas_get_focus_id (self) == NULL && self->previous_focus != NULL &&
      way_map_lookup (way_editor_get_map (self->editor), self->previous_focus) != NULL)
    way_selection_select (way_editor_get_selection (self->editor), self->previous_focus);
}

void
way_canvas_grab_focus (WayCanvas *self)
{
  const char     *id = self->editor != NULL ? way_canvas_get_focus_id (self) : NULL;
  WayCanvasEntry *entry = id != NULL ? way_canvas_find_entry (self, id) : NULL;

  if (way_canvas_grab_cell (self))
    return;
  if (entry == NULL || entry->widget == NULL || !gtk_widget_grab_focus (GTK_WIDGET (entry->widget)))
    gtk_widget_grab_focus (GTK_WIDGET (self));
}

void
way_canvas_choose (WayCanvas  *self,
                   const char *element)
{
  WaySelection *selection = way_editor_get_selection (self->editor);

  way_canvas_choose_cell (self, NULL);
  if (element == NULL)
    way_selection_clear (selection);
  else
    {
      way_selection_select (selection, element);
      way_canvas_reveal (self, element);
    }
  way_canvas_grab_focus (self);
}

static void
move_focus (WayCanvas   *self,
            WayDirection direction,
            gboolean     extends)
{
  WaySelection *selection = way_editor_get_selection (self->editor);
  const char   *next = way_hit_get_neighbor (way_editor_get_layout (self->editor), way_editor_get_scene (self->editor), way_canvas_get_focus_id (self), direction);

  if (way_canvas_move_to_cell (self, direction, next))
    return;
  if (next != NULL && extends)
    {
      const char *const ids[] = { next, NULL };

      way_selection_select_all (selection, ids, TRUE);
      way_canvas_reveal (self, next);
      way_canvas_grab_focus (self);
    }
  else if (next != NULL)
    way_canvas_choose (self, next);
}

/* In reading order; FALSE at the end. */
static gboolean
move_along (WayCanvas *self,
            gboolean   back)
{
  g_autoptr (GPtrArray) all = way_hit_list (way_editor_get_layout (self->editor), way_editor_get_scene (self->editor));
  const char *focus = self->cell != NULL ? self->cell->touchpoint : way_canvas_get_focus_id (self);
  guint       position = 0;

  if (all->len == 0)
    return FALSE;
  while (focus != NULL && position < all->len && !g_str_equal (all->pdata[position], focus))
    position++;
  if (focus == NULL || position == all->len)
    position = back ? all->len - 1 : 0;
  else if (position == (back ? 0 : all->len - 1))
    return FALSE;
  else
    position = back ? position - 1 : position + 1;
  way_canvas_choose (self, all->pdata[position]);
  return TRUE;
}

gboolean
way_canvas_focus (GtkWidget       *widget,
                  GtkDirectionType direction)
{
  WayCanvas *self = WAY_CANVAS (widget);
  GtkRoot   *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  gboolean   is_within = focus != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget));

  if (self->editor == NULL || self->scene == NULL)
    return is_within ? FALSE : gtk_widget_grab_focus (widget);
  if (!is_within)
    {
      if (way_canvas_get_focus_id (self) == NULL)
        move_along (self, FALSE);
      way_canvas_grab_focus (self);
      return TRUE;
    }
  if (direction != GTK_DIR_TAB_FORWARD && direction != GTK_DIR_TAB_BACKWARD)
    return FALSE;
  return move_along (self, direction == GTK_DIR_TAB_BACKWARD);
}

/* --- Keys that move -------------------------------------------------------------- */

static gboolean
arrow_key (GtkWidget *widget,
           GVariant  *arguments,
           gpointer   user_data)
{
  WayCanvas *self = WAY_CANVAS (widget);
  int        direction;
  gboolean   extends;

  if (self->editor == NULL || self->typing != NULL)
    return FALSE;
  g_variant_get (arguments, "(ib)", &direction, &extends);
  move_focus (self, (WayDirection) direction, extends);
  return TRUE;
}

void
way_canvas_move_selected (WayCanvas   *self,
                          WayDirection direction)
{
  g_autoptr (GPtrArray) ids = way_selection_dup_ids (way_editor_get_selection (self->editor));
  int dx = way_editor_get_scene (self->editor)->right_to_left ? -steps[direction][0] : steps[direction][0];

  if (ids->len < 2)
    return;
  way_command_nudge (way_editor_get_history (self->editor), (const char *const *) ids->pdata, dx, steps[direction][1], NULL);
  way_canvas_reveal (self, way_canvas_get_focus_id (self));
}

static gboolean
move_key (GtkWidget *widget,
          GVariant  *arguments,
          gpointer   user_data)
{
  WayCanvas *self = WAY_CANVAS (widget);
  int        direction;
  gboolean   unused;

  if (self->editor == NULL || self->typing != NULL)
    return FALSE;
  g_variant_get (arguments, "(ib)", &direction, &unused);
  way_canvas_move_selected (self, (WayDirection) direction);
  return TRUE;
}

void
way_canvas_change_score (WayCanvas *self,
                         int        levels)
{
  WayElement *persona = way_editor_get_persona (self->editor);
  g_autoptr (GPtrArray) ids = way_selection_dup_ids (way_editor_get_selection (self->editor));

  if (way_canvas_begin_point (self, levels))
    return;
  if (ids->len > 1)
    way_command_nudge_score (way_editor_get_history (self->editor), (const char *const *) ids->pdata, persona != NULL ? way_element_get_id (persona) : NULL,
                             way_editor_get_drawing_future (self->editor), levels, NULL);
}

static gboolean
score_key (GtkWidget *widget,
           GVariant  *arguments,
           gpointer   user_data)
{
  WayCanvas *self = WAY_CANVAS (widget);
  int        levels;

  if (self->editor == NULL || self->typing != NULL)
    return FALSE;
  g_variant_get (arguments, "(i)", &levels);
  way_canvas_change_score (self, levels);
  return TRUE;
}

/* To the first touchpoint, or else the head, of another stage. */
void
way_canvas_go_to_stage (WayCanvas *self,
                        int        by)
{
  const WayLayoutFrame *frame = way_layout_get_frame (way_editor_get_layout (self->editor));
  WayElement           *element = way_canvas_get_focus_id (self) != NULL ? way_map_lookup (way_editor_get_map (self->editor), way_canvas_get_focus_id (self)) : NULL;
  WayElement           *stage = element != NULL ? way_element_get_stage (element) : NULL;
  WayElement           *first;
  int                   position = -1;

  if (element != NULL && way_element_get_kind (element) == WAY_KIND_STAGE)
    stage = element;
  for (guint i = 0; i < frame->n_stages; i++)
    if (frame->stages[i]->stage == stage)
      position = (int) i;
  if (frame->n_stages == 0)
    return;
  position = CLAMP (position + by, 0, (int) frame->n_stages - 1);
  stage = frame->stages[position]->stage;
  first = way_element_get_first_of (stage, WAY_KIND_TOUCHPOINT);
  way_canvas_choose (self, way_element_get_id (first != NULL && element != NULL && way_element_get_kind (element) != WAY_KIND_STAGE ? first : stage));
}

void
way_canvas_go_to_end (WayCanvas *self,
                      gboolean   last)
{
  g_autoptr (GPtrArray) all = way_hit_list (way_editor_get_layout (self->editor), way_editor_get_scene (self->editor));

  if (all->len > 0)
    way_canvas_choose (self, all->pdata[last ? all->len - 1 : 0]);
}

/* --- Controllers ------------------------------------------------------------------------ */

/* The space bar moves the sheet and is never typed into a card; held in the middle of typing it is a space like any other. */
static gboolean
space_cb (GtkEventControllerKey *controller,
          guint                  key,
          guint                  code,
          GdkModifierType        modifiers,
          WayCanvas             *self)
{
  if (key != GDK_KEY_space || self->typing != NULL)
    return GDK_EVENT_PROPAGATE;
  self->has_space = TRUE;
  way_canvas_update_hover (self);
  return GDK_EVENT_STOP;
}

static void
space_released_cb (GtkEventControllerKey *controller,
                   guint                  key,
                   guint                  code,
                   GdkModifierType        modifiers,
                   WayCanvas             *self)
{
  if (key != GDK_KEY_space)
    return;
  self->has_space = FALSE;
  way_canvas_update_hover (self);
}

/*
 * Letters begin typing, also those that an input method makes of several keys. Plus and minus change the feeling; they are not
 * keys like others, as they may be part of a letter that is composed.
 */
static void
commit_cb (WayCanvas  *self,
           const char *text)
{
  gunichar letter = g_utf8_get_char (text);

  if (self->editor == NULL || self->typing != NULL || !g_unichar_isgraph (letter))
    return;
  if ((self->cell == NULL || way_canvas_is_on_curve (self)) && (g_str_equal (text, "+") || g_str_equal (text, "-")))
    way_canvas_change_score (self, *text == '+' ? 1 : -1);
  else
    way_canvas_type_over (self, text);
}

static void
realize_cb (WayCanvas *self)
{
  gtk_im_context_set_client_widget (self->im_context, GTK_WIDGET (self));
}

void
way_canvas_add_key_controllers (WayCanvas *self)
{
  GtkEventController *space = gtk_event_controller_key_new ();
  GtkEventController *letters = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (space, GTK_PHASE_CAPTURE);
  g_signal_connect (space, "key-pressed", G_CALLBACK (space_cb), self);
  g_signal_connect (space, "key-released", G_CALLBACK (space_released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), space);

  self->im_context = gtk_im_multicontext_new ();
  g_signal_connect_object (self->im_context, "commit", G_CALLBACK (commit_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "realize", G_CALLBACK (realize_cb), NULL);
  gtk_event_controller_key_set_im_context (GTK_EVENT_CONTROLLER_KEY (letters), self->im_context);
  gtk_widget_add_controller (GTK_WIDGET (self), letters);
}

static void
add_arrows (GtkWidgetClass *widget_class,
            GdkModifierType modifiers,
            GtkShortcutFunc callback,
            gboolean        extends)
{
  for (int direction = 0; direction < N_ARROWS; direction++)
    for (guint i = 0; i < G_N_ELEMENTS (arrows[direction]); i++)
      gtk_widget_class_add_binding (widget_class, arrows[direction][i], modifiers, callback, "(ib)", direction, extends);
}

void
way_canvas_keys_class_init (GtkWidgetClass *widget_class)
{
  static const struct
  {
    guint           key;
    GdkModifierType modifiers;
    int             levels;
  } scores[] = {
    { GDK_KEY_Up, GDK_CONTROL_MASK, 1 },
    { GDK_KEY_KP_Up, GDK_CONTROL_MASK, 1 },
    { GDK_KEY_Down, GDK_CONTROL_MASK, -1 },
    { GDK_KEY_KP_Down, GDK_CONTROL_MASK, -1 },
  };

  add_arrows (widget_class, 0, arrow_key, FALSE);
  add_arrows (widget_class, GDK_SHIFT_MASK, arrow_key, TRUE);
  add_arrows (widget_class, GDK_CONTROL_MASK | GDK_SHIFT_MASK, move_key, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (scores); i++)
    gtk_widget_class_add_binding (widget_class, scores[i].key, scores[i].modifiers, score_key, "(i)", scores[i].levels);
}
