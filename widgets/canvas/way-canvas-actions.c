/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Canvas"

#include "way-canvas-private.h"

#include "waymark/way-commands.h"

static void
edit (WayCanvas *self)
{
  if (way_canvas_get_focus_id (self) != NULL)
    way_canvas_edit (self, way_canvas_get_focus_id (self), NULL);
}

static void
begin_beneath (WayCanvas *self)
{
  const char *focus = way_canvas_get_focus_id (self);
  WayTyping  *typing = NULL;

  if (way_canvas_begin_point (self, 0))
    return;
  if (self->cell != NULL)
    typing = way_typing_begin_in_cell (self->editor, self->cell->stage, self->cell->lane, self->cell->touchpoint, self->cell->before);
  else if (focus != NULL)
    typing = way_typing_begin_after (self->editor, focus);
  if (typing != NULL)
    way_canvas_start_typing (self, typing, -1);
  else
    edit (self);
}

static WayElement *
get_focus_stage (WayCanvas *self)
{
  const char *id = way_canvas_get_focus_id (self);
  WayElement *element = id != NULL ? way_map_lookup (way_editor_get_map (self->editor), id) : NULL;

  return element == NULL || way_element_get_kind (element) == WAY_KIND_STAGE ? element : way_element_get_stage (element);
}

static void
add_stage (WayCanvas *self)
{
  WayElement *stage = get_focus_stage (self);
  WayElement *next = stage != NULL ? way_element_get_next_of (stage) : NULL;

  way_canvas_start_typing (self, way_typing_begin_stage (self->editor, next != NULL ? way_element_get_id (next) : NULL), -1);
}

/* After the one with the keyboard, or else at the end of its stage or of the map. */
static void
add_touchpoint (WayCanvas *self)
{
  const WayLayoutFrame *frame = way_layout_get_frame (way_editor_get_layout (self->editor));
  const char           *id = way_canvas_get_focus_id (self);
  WayElement           *element = id != NULL ? way_map_lookup (way_editor_get_map (self->editor), id) : NULL;
  WayElement           *stage = get_focus_stage (self);
  const char           *lane = NULL;

  if (element != NULL && way_element_get_kind (element) == WAY_KIND_TOUCHPOINT)
    {
      way_canvas_start_typing (self, way_typing_begin_after (self->editor, id), -1);
      return;
    }
  if (frame->n_stages == 0)
    {
      add_stage (self);
      return;
    }
  if (stage == NULL)
    stage = frame->stages[frame->n_stages - 1]->stage;
  for (guint i = 0; i < frame->n_rows; i++)
    if (frame->rows[i].shows == WAY_SHOWS_TOUCHPOINTS)
      lane = way_element_get_id (frame->rows[i].lane);
  if (stage != NULL)
    way_canvas_start_typing (self, way_typing_begin_in_cell (self->editor, way_element_get_id (stage), lane, NULL, NULL), -1);
}

/* The window does it: what holds others is asked about. */
static void
remove_selected (WayCanvas *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.delete", NULL);
}

static void
duplicate (WayCanvas *self)
{
  g_autoptr (GPtrArray) ids = way_selection_dup_ids (way_editor_get_selection (self->editor));
  g_autoptr (GPtrArray) copies = ids->len > 1 ? way_command_duplicate (way_editor_get_history (self->editor), (const char *const *) ids->pdata, NULL) : NULL;

  if (copies == NULL)
    return;
  g_ptr_array_add (copies, NULL);
  way_selection_select_all (way_editor_get_selection (self->editor), (const char *const *) copies->pdata, FALSE);
  way_canvas_reveal (self, way_canvas_get_focus_id (self));
}

static void
select_all (WayCanvas *self)
{
  g_autoptr (GPtrArray) all = way_hit_list (way_editor_get_layout (self->editor), way_editor_get_scene (self->editor));

  g_ptr_array_add (all, NULL);
  way_selection_select_all (way_editor_get_selection (self->editor), (const char *const *) all->pdata, FALSE);
}

static void
leave (WayCanvas *self)
{
  if (way_canvas_cancel_drag (self))
    return;
  way_canvas_choose (self, NULL);
}

static void
previous_stage (WayCanvas *self)
{
  way_canvas_go_to_stage (self, -1);
}

static void
next_stage (WayCanvas *self)
{
  way_canvas_go_to_stage (self, 1);
}

static void
first_item (WayCanvas *self)
{
  way_canvas_go_to_end (self, FALSE);
}

static void
last_item (WayCanvas *self)
{
  way_canvas_go_to_end (self, TRUE);
}

static void
move_left (WayCanvas *self)
{
  way_canvas_move_selected (self, WAY_DIRECTION_LEFT);
}

static void
move_right (WayCanvas *self)
{
  way_canvas_move_selected (self, WAY_DIRECTION_RIGHT);
}

static void
move_up (WayCanvas *self)
{
  way_canvas_move_selected (self, WAY_DIRECTION_UP);
}

static void
move_down (WayCanvas *self)
{
  way_canvas_move_selected (self, WAY_DIRECTION_DOWN);
}

static void
better (WayCanvas *self)
{
  way_canvas_change_score (self, 1);
}

static void
worse (WayCanvas *self)
{
  way_canvas_change_score (self, -1);
}

static void
sketch (WayCanvas *self)
{
  self->is_sketching = !self->is_sketching;
  way_canvas_update_hover (self);
}

static const struct
{
  const char *name;
  void (*run) (WayCanvas *self);
  guint           keys[3];
  GdkModifierType modifiers;
} actions[] = {
  { "canvas.edit", edit, { GDK_KEY_F2 }, 0 },
  { "canvas.begin-beneath", begin_beneath, { GDK_KEY_Return, GDK_KEY_KP_Enter, GDK_KEY_ISO_Enter }, 0 },
  { "canvas.add-stage", add_stage, { GDK_KEY_1 }, GDK_CONTROL_MASK },
  { "canvas.add-touchpoint", add_touchpoint, { GDK_KEY_2 }, GDK_CONTROL_MASK },
  { "canvas.delete", remove_selected, { GDK_KEY_Delete, GDK_KEY_BackSpace, GDK_KEY_KP_Delete }, 0 },
  { "canvas.duplicate", duplicate, { GDK_KEY_u, GDK_KEY_d }, GDK_CONTROL_MASK },
  { "canvas.select-all", select_all, { GDK_KEY_a }, GDK_CONTROL_MASK },
  { "canvas.select-none", leave, { GDK_KEY_a }, GDK_CONTROL_MASK | GDK_SHIFT_MASK },
  { "canvas.leave", leave, { GDK_KEY_Escape }, 0 },
  { "canvas.previous-stage", previous_stage, { GDK_KEY_Page_Up, GDK_KEY_KP_Page_Up }, 0 },
  { "canvas.next-stage", next_stage, { GDK_KEY_Page_Down, GDK_KEY_KP_Page_Down }, 0 },
  { "canvas.first-item", first_item, { GDK_KEY_Home, GDK_KEY_KP_Home }, GDK_CONTROL_MASK },
  { "canvas.last-item", last_item, { GDK_KEY_End, GDK_KEY_KP_End }, GDK_CONTROL_MASK },
  { "canvas.move-left", move_left, { 0 }, 0 },
  { "canvas.move-right", move_right, { 0 }, 0 },
  { "canvas.move-up", move_up, { 0 }, 0 },
  { "canvas.move-down", move_down, { 0 }, 0 },
  { "canvas.better", better, { 0 }, 0 },
  { "canvas.worse", worse, { 0 }, 0 },
  { "canvas.reach-further", way_canvas_reach_further, { GDK_KEY_greater, GDK_KEY_period }, GDK_CONTROL_MASK | GDK_SHIFT_MASK },
  { "canvas.reach-less", way_canvas_reach_less, { GDK_KEY_less, GDK_KEY_comma }, GDK_CONTROL_MASK | GDK_SHIFT_MASK },
  { "canvas.begin-earlier", way_canvas_begin_earlier, { GDK_KEY_Page_Up, GDK_KEY_KP_Page_Up }, GDK_CONTROL_MASK | GDK_SHIFT_MASK },
  { "canvas.begin-later", way_canvas_begin_later, { GDK_KEY_Page_Down, GDK_KEY_KP_Page_Down }, GDK_CONTROL_MASK | GDK_SHIFT_MASK },
  { "canvas.to-tray", way_canvas_move_to_tray, { 0 }, 0 },
  { "canvas.hide-lane", way_canvas_hide_lane, { 0 }, 0 },
  { "canvas.sketch", sketch, { 0 }, 0 },
  { "canvas.menu", way_canvas_show_menu, { GDK_KEY_Menu }, 0 },
  { "canvas.menu", way_canvas_show_menu, { GDK_KEY_F10 }, GDK_SHIFT_MASK },
};

static void
run_action (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  WayCanvas *self = WAY_CANVAS (widget);

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    if (g_str_equal (actions[i].name, name) && self->editor != NULL && self->scene != NULL)
      {
        way_canvas_stop_typing (self, TRUE);
        actions[i].run (self);
        return;
      }
}

static void
set_level_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  WayCanvas *self = WAY_CANVAS (widget);

  if (self->editor == NULL || self->scene == NULL)
    return;
  way_canvas_stop_typing (self, TRUE);
  way_canvas_set_level (self, g_variant_get_int32 (parameter));
}

void
way_canvas_actions_class_init (GtkWidgetClass *widget_class)
{
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      if (i == 0 || !g_str_equal (actions[i].name, actions[i - 1].name))
        gtk_widget_class_install_action (widget_class, actions[i].name, NULL, run_action);
      for (guint j = 0; j < G_N_ELEMENTS (actions[i].keys) && actions[i].keys[j] != 0; j++)
        gtk_widget_class_add_binding_action (widget_class, actions[i].keys[j], actions[i].modifiers, actions[i].name, NULL);
    }
  gtk_widget_class_install_action (widget_class, "canvas.set-level", "i", set_level_action);
}
