/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Canvas"

#include "way-canvas-private.h"

gboolean
way_canvas_get_area (WayCanvas    *self,
                     const char   *element,
                     GdkRectangle *area)
{
  WayRectangle sheet;

  g_return_val_if_fail (WAY_IS_CANVAS (self) && element != NULL && area != NULL, FALSE);

  if (self->scene == NULL || !way_hit_get_area (way_editor_get_scene (self->editor), element, &sheet))
    return FALSE;
  *area = (GdkRectangle){
    .x = (int) (sheet.x * self->scale + self->pan.x),
    .y = (int) (sheet.y * self->scale + self->pan.y),
    .width = (int) (sheet.width * self->scale),
    .height = (int) (sheet.height * self->scale),
  };
  return TRUE;
}

void
way_canvas_choose_at (WayCanvas *self,
                      double     x,
                      double     y)
{
  WaySelection *selection;
  WayHit        hit;

  g_return_if_fail (WAY_IS_CANVAS (self));

  if (self->scene == NULL)
    return;
  way_canvas_finish (self);
  selection = way_editor_get_selection (self->editor);
  hit = way_canvas_find_hit (self, x, y);
  /* What is selected together stays so: the menu is for all of it. */
  if (hit.element == NULL || !way_selection_contains (selection, hit.element))
    way_canvas_choose (self, hit.element);
  else
    way_canvas_grab_focus (self);
}
