/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Tools"

#include "way-drag-private.h"

/* A rubber band selects while it is drawn. */
struct _WayDragBand
{
  double       x;
  double       y;
  WayRectangle area;
  GPtrArray   *before; /* ids that were selected at the start */
};

WayDragBand *
way_drag_band_new (WaySelection *selection,
                   double        x,
                   double        y)
{
  WayDragBand *self = g_new0 (WayDragBand, 1);

  self->x = x;
  self->y = y;
  self->area = (WayRectangle){ x, y, 0, 0 };
  self->before = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < way_selection_get_size (selection); i++)
    g_ptr_array_add (self->before, g_strdup (way_selection_get_nth (selection, i)));
  g_ptr_array_add (self->before, NULL);
  return self;
}

void
way_drag_band_free (WayDragBand *self)
{
  g_ptr_array_unref (self->before);
  g_free (self);
}

void
way_drag_band_update (WayDrag         *drag,
                      const WayScene  *scene,
                      double           x,
                      double           y,
                      WayDragModifiers modifiers)
{
  WayDragBand *self = drag->band;
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);

  self->area = (WayRectangle){ MIN (x, self->x), MIN (y, self->y), ABS (x - self->x), ABS (y - self->y) };
  found = way_hit_find_within (drag->layout, scene, &self->area);
  for (guint i = 0; i < found->len; i++)
    g_hash_table_add (known, found->pdata[i]);
  for (guint i = 0; (modifiers & WAY_DRAG_ADD) && i + 1 < self->before->len; i++)
    if (!g_hash_table_contains (known, self->before->pdata[i]))
      g_ptr_array_add (ids, self->before->pdata[i]);
  g_ptr_array_extend (ids, found, NULL, NULL);
  g_ptr_array_add (ids, NULL);
  way_selection_select_all (drag->selection, (const char *const *) ids->pdata, FALSE);
}

void
way_drag_band_mark (WayDrag     *drag,
                    WayDropMark *mark)
{
  mark->is_valid = TRUE;
  mark->area = drag->band->area;
}

void
way_drag_band_cancel (WayDrag *drag)
{
  way_selection_select_all (drag->selection, (const char *const *) drag->band->before->pdata, FALSE);
}
