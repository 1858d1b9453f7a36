/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Canvas"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "way-canvas-private.h"

#include "waymark/way-commands.h"

/* A free place that is chosen: of a cell, or of the curve where it has no point yet. It has a widget of its own, which a screen reader hears of. */

static void
cell_free (WayCanvasCell *cell)
{
  g_free (cell->stage);
  g_free (cell->lane);
  g_free (cell->touchpoint);
  g_free (cell->before);
  g_free (cell);
}

static void
add_name (GPtrArray  *facts,
          WayCanvas  *self,
          const char *format,
          const char *id)
{
  WayElement *element = id != NULL ? way_map_lookup (way_editor_get_map (self->editor), id) : NULL;
  int         field = element != NULL ? way_kind_get_info (way_element_get_kind (element))->title_field : -1;
  const char *name = field >= 0 ? way_element_get_text (element, (guint) field) : "";
  g_auto (GStrv) parts = NULL;

  if (*name == '\0')
    return;
  parts = g_strsplit (format, "%s", 2);
  g_ptr_array_add (facts, g_strjoin (name, parts[0], parts[1], NULL));
}

static char *
dup_description (WayCanvas *self)
{
  g_autoptr (GPtrArray) facts = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (facts, g_strdup (self->cell->is_on_curve ? _ ("No feeling yet") : _ ("Free place")));
  add_name (facts, self, _ ("lane %s"), self->cell->lane);
  add_name (facts, self, _ ("touchpoint %s"), self->cell->touchpoint);
  add_name (facts, self, _ ("stage %s"), self->cell->stage);
  g_ptr_array_add (facts, NULL);
  return g_strjoinv (_ (", "), (char **) facts->pdata);
}

/* Tells what is chosen, or that nothing is. */
static void
update_widget (WayCanvas *self)
{
  g_autofree char *description = self->cell != NULL ? dup_description (self) : g_strdup ("");
  const char      *name = self->cell == NULL ? "" : self->cell->is_on_curve ? _ ("No feeling yet")
                                                                            : _ ("Free place");

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->place), GTK_ACCESSIBLE_PROPERTY_LABEL, name, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description, -1);
  if (self->cell != NULL)
    gtk_accessible_reset_state (GTK_ACCESSIBLE (self->place), GTK_ACCESSIBLE_STATE_HIDDEN);
  else
    gtk_accessible_update_state (GTK_ACCESSIBLE (self->place), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  /* While it has the keyboard it is hidden later: GTK would give that to anything near. */
  if (self->cell != NULL)
    gtk_widget_set_child_visible (self->place, TRUE);
}

void
way_canvas_choose_cell (WayCanvas    *self,
                        const WayHit *hit)
{
  if (self->cell == NULL && hit == NULL)
    return;
  g_clear_pointer (&self->cell, cell_free);
  if (hit != NULL)
    {
      self->cell = g_new0 (WayCanvasCell, 1);
      self->cell->stage = g_strdup (hit->stage);
      self->cell->lane = g_strdup (hit->lane);
      self->cell->touchpoint = g_strdup (hit->touchpoint);
      self->cell->before = g_strdup (hit->before);
      self->cell->area = hit->area;
      self->cell->is_on_curve = hit->part == WAY_HIT_CURVE_CELL;
    }
  update_widget (self);
  way_canvas_queue_allocate (self);
}

gboolean
way_canvas_get_cell (WayCanvas   *self,
                     const char **stage,
                     const char **lane,
                     const char **touchpoint)
{
  g_return_val_if_fail (WAY_IS_CANVAS (self), FALSE);

  if (self->cell == NULL)
    return FALSE;
  *stage = self->cell->stage;
  *lane = self->cell->lane;
  *touchpoint = self->cell->touchpoint;
  return TRUE;
}

gboolean
way_canvas_is_on_curve (WayCanvas *self)
{
  return self->cell != NULL && self->cell->is_on_curve;
}

gboolean
way_canvas_grab_cell (WayCanvas *self)
{
  return self->cell != NULL && gtk_widget_grab_focus (self->place);
}

/* --- Its widget ------------------------------------------------------------------- */

void
way_canvas_cell_init (WayCanvas *self)
{
  self->place = g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_LIST_ITEM, "focusable", TRUE, "can-target", FALSE, NULL);
  gtk_widget_set_parent (self->place, GTK_WIDGET (self));
  update_widget (self);
}

void
way_canvas_cell_dispose (WayCanvas *self)
{
  g_clear_pointer (&self->cell, cell_free);
  g_clear_pointer (&self->place, gtk_widget_unparent);
}

/* What was free may be so no longer, or elsewhere. */
static gboolean
find_again (WayCanvas *self)
{
  WayRectangle *area = &self->cell->area;
  WayHit        hit = way_hit_find (way_editor_get_layout (self->editor), self->scene, area->x + area->width / 2, area->y + area->height / 2, 0);

  if (self->cell->is_on_curve)
    way_hit_find_on_curve (way_editor_get_layout (self->editor), self->scene, self->cell->touchpoint, 0, &hit);
  if ((hit.part == WAY_HIT_CURVE_CELL) != self->cell->is_on_curve || (hit.part != WAY_HIT_CELL && hit.part != WAY_HIT_CURVE_CELL) ||
      g_strcmp0 (hit.lane, self->cell->lane) != 0 || g_strcmp0 (hit.touchpoint, self->cell->touchpoint) != 0 ||
      g_strcmp0 (hit.stage, self->cell->stage) != 0)
    return FALSE;
  *area = hit.area;
  return TRUE;
}

void
way_canvas_allocate_cell (WayCanvas *self,
                          gboolean   is_changed)
{
  graphene_rect_t  rect;
  graphene_point_t at;

  if (self->cell != NULL && is_changed && self->further_source == 0 && !find_again (self))
    {
      g_clear_pointer (&self->cell, cell_free);
      update_widget (self);
    }
  if (self->cell == NULL)
    {
      if (gtk_widget_has_focus (self->place))
        gtk_widget_grab_focus (GTK_WIDGET (self));
      gtk_widget_set_child_visible (self->place, FALSE);
      return;
    }
  rect = way_canvas_get_rect (self, &self->cell->area, (WayPoint){ 0, 0 });
  at = GRAPHENE_POINT_INIT (floorf (rect.origin.x), floorf (rect.origin.y));
  gtk_widget_measure (self->place, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
  gtk_widget_allocate (self->place, MAX ((int) rect.size.width, 1), MAX ((int) rect.size.height, 1), -1, gsk_transform_translate (NULL, &at));
}

/* --- Keys --------------------------------------------------------------------------- */

static void
go_to (WayCanvas    *self,
       const WayHit *hit)
{
  if (hit->part != WAY_HIT_CELL && hit->part != WAY_HIT_CURVE_CELL)
    {
      if (hit->element != NULL)
        way_canvas_choose (self, hit->element);
      return;
    }
  way_selection_clear (way_editor_get_selection (self->editor));
  way_canvas_choose_cell (self, hit);
  way_canvas_reveal_area (self, &hit->area, WAY_KIND_TOUCHPOINT);
  way_canvas_grab_focus (self);
}

/* What lies beyond an edge of the chosen cell, free or not. */
static void
move_from_cell (WayCanvas   *self,
                WayDirection direction)
{
  int          right = direction == WAY_DIRECTION_RIGHT ? 1 : direction == WAY_DIRECTION_LEFT ? -1
                                                                                              : 0;
  int          down = direction == WAY_DIRECTION_DOWN ? 1 : direction == WAY_DIRECTION_UP ? -1
                                                                                          : 0;
  WayRectangle area = self->cell->area;
  double       x = area.x + area.width / 2 + right * (area.width / 2 + WAY_CELL_GAP * 2);
  double       y = area.y + area.height / 2 + down * (area.height / 2 + WAY_ROW_PADDING * 2);
  WayHit       hit;

  if (self->cell->is_on_curve && right != 0)
    {
      if (!way_hit_find_on_curve (way_editor_get_layout (self->editor), way_editor_get_scene (self->editor), self->cell->touchpoint, right, &hit))
        hit = (WayHit){ .part = WAY_HIT_LANE, .element = right > 0 ? NULL : self->cell->lane };
    }
  else
    hit = way_hit_find (way_editor_get_layout (self->editor), way_editor_get_scene (self->editor), x, y, 0);
  go_to (self, &hit);
}

/* The touchpoint of the point with the keyboard; NULL when that is on something else. */
static const char *
get_touchpoint (WayCanvas  *self,
                const char *id)
{
  WayElement *element = id != NULL ? way_map_lookup (way_editor_get_map (self->editor), id) : NULL;

  return element != NULL && way_element_get_kind (element) == WAY_KIND_FEELING ? way_element_get_id (way_element_get_parent (element)) : NULL;
}

gboolean
way_canvas_move_to_cell (WayCanvas   *self,
                         WayDirection direction,
                         const char  *next)
{
  const char *touchpoint = get_touchpoint (self, way_canvas_get_focus_id (self));
  int         by = direction == WAY_DIRECTION_RIGHT ? 1 : -1;
  WayHit      hit;

  if (self->cell != NULL)
    {
      move_from_cell (self, direction);
      return TRUE;
    }
  /* Where the curve has no point; but points of other curves there are reached as well. */
  if (touchpoint == NULL || (direction != WAY_DIRECTION_LEFT && direction != WAY_DIRECTION_RIGHT) ||
      !way_hit_find_on_curve (way_editor_get_layout (self->editor), way_editor_get_scene (self->editor), touchpoint, by, &hit) ||
      hit.part != WAY_HIT_CURVE_CELL || g_strcmp0 (hit.touchpoint, get_touchpoint (self, next)) == 0)
    return FALSE;
  go_to (self, &hit);
  return TRUE;
}

gboolean
way_canvas_begin_point (WayCanvas *self,
                        int        levels)
{
  WayElement      *persona = way_editor_get_persona (self->editor);
  g_autofree char *touchpoint = way_canvas_is_on_curve (self) ? g_strdup (self->cell->touchpoint) : NULL;
  WayHit           hit;

  if (touchpoint == NULL)
    return FALSE;
  if (!way_command_set_score (way_editor_get_history (self->editor), touchpoint, persona != NULL ? way_element_get_id (persona) : NULL,
                              way_editor_get_drawing_future (self->editor), 100 * levels, NULL))
    gtk_widget_error_bell (GTK_WIDGET (self));
  else if (way_hit_find_on_curve (way_editor_get_layout (self->editor), way_editor_get_scene (self->editor), touchpoint, 0, &hit))
    go_to (self, &hit);
  return TRUE;
}
