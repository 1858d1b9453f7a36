/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Outline"

#include "way-outline-private.h"

#include "waymark/way-commands.h"

static void
nudge (WayOutline *self,
       int         dx,
       int         dy)
{
  g_autoptr (GPtrArray) ids = way_outline_list_selected (self);

  if (ids->len > 1 && !way_command_nudge (way_editor_get_history (self->editor), (const char *const *) ids->pdata, dx, dy, NULL))
    gtk_widget_error_bell (GTK_WIDGET (self));
  /* The keyboard goes with the row. */
  if (ids->len == 2)
    way_outline_go_to (self, ids->pdata[0]);
}

/* Rows stand one below the other; in the map stages stand side by side, and touchpoints if they are not stacked. */
void
way_outline_move (WayOutline *self,
                  int         step)
{
  WayElement *root = self->editor != NULL ? way_map_get_root (way_editor_get_map (self->editor)) : NULL;
  int         kind;
  gboolean    side_by_side;

  if (self->rows == NULL || way_outline_is_editing (self))
    return;
  kind = way_selection_get_kind (way_editor_get_selection (self->editor));
  side_by_side = kind == WAY_KIND_STAGE || kind == WAY_KIND_PHASE ||
                 (kind == WAY_KIND_TOUCHPOINT && way_element_get_choice (root, WAY_MAP_ARRANGEMENT) != WAY_ARRANGEMENT_STACKED);
  nudge (self, side_by_side ? step : 0, side_by_side ? 0 : step);
}

/* As on the sheet, where cards stand under touchpoints. */
static void
move_along (WayOutline *self,
            int         step)
{
  nudge (self, step, 0);
}

void
way_outline_change_score (WayOutline *self,
                          int         levels)
{
  WayElement *persona = self->editor != NULL ? way_editor_get_persona (self->editor) : NULL;
  g_autoptr (GPtrArray) ids = NULL;

  if (self->rows == NULL || way_outline_is_editing (self))
    return;
  ids = way_outline_list_selected (self);
  if (ids->len < 2 ||
      !way_command_nudge_score (way_editor_get_history (self->editor), (const char *const *) ids->pdata, persona != NULL ? way_element_get_id (persona) : NULL,
                                way_editor_get_drawing_future (self->editor), levels, NULL))
    gtk_widget_error_bell (GTK_WIDGET (self));
  /* With its first feeling a touchpoint gets a row that unfolds, in place of one that does not. */
  if (ids->len == 2)
    way_outline_go_to (self, ids->pdata[0]);
}

/* What stands here too, with the keys that it has on the sheet. */
static const struct
{
  guint           keys[2];
  GdkModifierType modifiers;
  void (*run) (WayOutline *self, int by); /* NULL: the window does it */
  int         by;
  const char *actions[3]; /* of which one at most can be used */
} keys[] = {
  { { GDK_KEY_Up, GDK_KEY_KP_Up }, GDK_CONTROL_MASK | GDK_SHIFT_MASK, way_outline_move, -1, { NULL } },
  { { GDK_KEY_Down, GDK_KEY_KP_Down }, GDK_CONTROL_MASK | GDK_SHIFT_MASK, way_outline_move, 1, { NULL } },
  { { GDK_KEY_Left, GDK_KEY_KP_Left }, GDK_CONTROL_MASK | GDK_SHIFT_MASK, move_along, -1, { NULL } },
  { { GDK_KEY_Right, GDK_KEY_KP_Right }, GDK_CONTROL_MASK | GDK_SHIFT_MASK, move_along, 1, { NULL } },
  { { GDK_KEY_Up, GDK_KEY_KP_Up }, GDK_CONTROL_MASK, way_outline_change_score, 1, { NULL } },
  { { GDK_KEY_Down, GDK_KEY_KP_Down }, GDK_CONTROL_MASK, way_outline_change_score, -1, { NULL } },
  { { GDK_KEY_greater, GDK_KEY_period }, GDK_CONTROL_MASK | GDK_SHIFT_MASK, NULL, 0, { "win.card-further", "win.phase-further", "win.stage-wider" } },
  { { GDK_KEY_less, GDK_KEY_comma }, GDK_CONTROL_MASK | GDK_SHIFT_MASK, NULL, 0, { "win.card-less", "win.phase-less", "win.stage-narrower" } },
  { { GDK_KEY_Page_Up, GDK_KEY_KP_Page_Up }, GDK_CONTROL_MASK | GDK_SHIFT_MASK, NULL, 0, { "win.phase-earlier" } },
  { { GDK_KEY_Page_Down, GDK_KEY_KP_Page_Down }, GDK_CONTROL_MASK | GDK_SHIFT_MASK, NULL, 0, { "win.phase-later" } },
  { { GDK_KEY_u, GDK_KEY_d }, GDK_CONTROL_MASK, NULL, 0, { "win.duplicate" } },
};

/* Before the list, which would select with these keys. */
static gboolean
key_cb (WayOutline     *self,
        guint           key,
        guint           code,
        GdkModifierType modifiers)
{
  modifiers &= gtk_accelerator_get_default_mod_mask ();
  if (self->rows == NULL || way_outline_is_editing (self))
    return GDK_EVENT_PROPAGATE;
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      if ((key != keys[i].keys[0] && key != keys[i].keys[1]) || modifiers != keys[i].modifiers)
        continue;
      if (keys[i].run != NULL)
        keys[i].run (self, keys[i].by);
      for (guint j = 0; j < G_N_ELEMENTS (keys[i].actions) && keys[i].actions[j] != NULL; j++)
        gtk_widget_activate_action (GTK_WIDGET (self), keys[i].actions[j], NULL);
      return GDK_EVENT_STOP;
    }
  return GDK_EVENT_PROPAGATE;
}

void
way_outline_add_keys (WayOutline *self)
{
  GtkEventController *controller = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect_object (controller, "key-pressed", G_CALLBACK (key_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}
