/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Outline"

#include "way-outline-private.h"

#include "waymark/way-commands.h"

void
way_outline_forget_add (WayOutline *self)
{
  g_clear_handle_id (&self->fresh_source, g_source_remove);
  g_clear_pointer (&self->fresh, g_free);
  g_clear_pointer (&self->fresh_near, g_free);
  g_clear_pointer (&self->fresh_lane, g_free);
}

/* When the list has made its row. */
static gboolean
name_cb (gpointer user_data)
{
  WayOutline *self = user_data;

  self->fresh_source = 0;
  if (!way_outline_rename (self, self->fresh))
    way_outline_forget_add (self);
  return G_SOURCE_REMOVE;
}

WayElement *
way_outline_find_touchpoint (WayElement *element)
{
  while (element != NULL && way_element_get_kind (element) != WAY_KIND_TOUCHPOINT)
    element = way_element_get_parent (element);
  return element;
}

/* Of the persona and in the journey that are drawn. */
static void
add_feeling (WayOutline *self,
             const char *near)
{
  WayElement *touchpoint = way_outline_find_touchpoint (near != NULL ? way_map_lookup (way_editor_get_map (self->editor), near) : NULL);
  WayElement *persona = way_editor_get_persona (self->editor);
  const char *id = NULL;

  if (touchpoint != NULL)
    id = way_command_add_feeling (way_editor_get_history (self->editor), way_element_get_id (touchpoint), persona != NULL ? way_element_get_id (persona) : NULL,
                                  way_editor_get_drawing_future (self->editor), NULL);
  if (id == NULL)
    gtk_widget_error_bell (GTK_WIDGET (self));
  else
    way_outline_go_to (self, id);
}

void
way_outline_begin_add (WayOutline *self,
                       WayKind     kind,
                       const char *near,
                       const char *lane)
{
  WayHistory *history = way_editor_get_history (self->editor);
  const char *id;

  way_outline_forget_add (self);
  if (kind == WAY_KIND_FEELING)
    {
      add_feeling (self, near);
      return;
    }
  id = way_command_add_beside (history, kind, near, lane, "", NULL);
  if (id == NULL)
    {
      gtk_widget_error_bell (GTK_WIDGET (self));
      return;
    }
  self->fresh = g_strdup (id);
  self->fresh_near = g_strdup (near);
  self->fresh_lane = g_strdup (lane);
  self->fresh_kind = kind;
  self->fresh_step = way_history_get_step (history);
  way_outline_reveal (self, self->fresh);
  self->fresh_source = g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, name_cb, self, NULL);
}

/*
 * The empty one goes and comes back with its name: one step for people, who did one thing. Whoever has gone elsewhere
 * meanwhile is left there.
 */
gboolean
way_outline_end_add (WayOutline *self,
                     const char *id,
                     const char *name)
{
  WayHistory      *history = way_editor_get_history (self->editor);
  g_autofree char *near = NULL;
  g_autofree char *lane = NULL;
  gboolean         is_last = self->fresh != NULL && way_history_get_step (history) == self->fresh_step;
  gboolean         is_here = way_outline_get_focus (self) != NULL;

  if (g_strcmp0 (self->fresh, id) != 0)
    return FALSE;
  near = g_steal_pointer (&self->fresh_near);
  lane = g_steal_pointer (&self->fresh_lane);
  way_outline_forget_add (self);
  if (!is_last)
    return FALSE;
  way_history_undo (history);
  id = name != NULL && *name != '\0' ? way_command_add_beside (history, self->fresh_kind, near, lane, name, NULL) : near;
  if (id != NULL && is_here)
    way_outline_go_to (self, id);
  return TRUE;
}

gboolean
way_outline_add (WayOutline *self,
                 WayKind     kind)
{
  WayOutlineNode *node;

  g_return_val_if_fail (WAY_IS_OUTLINE (self), FALSE);

  if (way_outline_get_focus (self) == NULL)
    return FALSE;
  node = way_outline_get_node (self);
  if (node != NULL)
    way_outline_begin_add (self, kind, way_outline_node_get_id (node), NULL);
  return TRUE;
}
