/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Tools"

#include "way-drag-private.h"

void
way_drag_add_slot (GArray     *slots,
                   WayElement *element,
                   double      start,
                   double      end)
{
  WayDragSlot slot = { element, start, end };

  g_array_append_val (slots, slot);
}

gboolean
way_drag_moves (WayDrag    *self,
                WayElement *element)
{
  return g_hash_table_contains (self->followers, element);
}

/* What stays keeps its order while others move, so the map as it is tells. */
WayElement *
way_drag_get_follower (WayDrag    *self,
                       WayElement *element)
{
  if (way_drag_moves (self, element))
    return g_hash_table_lookup (self->followers, element);
  do
    element = way_element_get_next_of (element);
  while (element != NULL && (way_drag_moves (self, element) || g_strcmp0 (way_element_get_id (element), self->made) == 0));
  return element;
}

static const WayDragSlot *
get_slot (GArray *slots,
          guint   index)
{
  return &g_array_index (slots, WayDragSlot, index);
}

static double
get_distance (const WayDragSlot *slot,
              double             at)
{
  return at < slot->start ? slot->start - at : at >= slot->end ? at - slot->end
                                                               : 0;
}

static guint
find_nearest (GArray *slots,
              double  at)
{
  guint nearest = 0;

  for (guint i = 1; i < slots->len; i++)
    if (get_distance (get_slot (slots, i), at) <= get_distance (get_slot (slots, nearest), at))
      nearest = i;
  return nearest;
}

static gboolean
has_moved (WayDrag *self,
           GArray  *slots,
           guint    from,
           guint    until)
{
  for (guint i = from; i < until; i++)
    if (way_drag_moves (self, get_slot (slots, i)->element))
      return TRUE;
  return FALSE;
}

static gboolean
goes_after (WayDrag *self,
            GArray  *slots,
            guint    index,
            double   at)
{
  const WayDragSlot *slot = get_slot (slots, index);
  gboolean           from_before = has_moved (self, slots, 0, index);
  gboolean           from_after = has_moved (self, slots, index + 1, slots->len);

  if (at < slot->start || at >= slot->end || from_before == from_after)
    return at >= (slot->start + slot->end) / 2;
  return from_before;
}

const WayDragSlot *
way_drag_find_slot (WayDrag  *self,
                    GArray   *slots,
                    double    at,
                    gboolean *after)
{
  guint index;

  if (slots->len == 0)
    return NULL;
  index = find_nearest (slots, at);
  *after = way_drag_moves (self, get_slot (slots, index)->element) || goes_after (self, slots, index, at);
  return get_slot (slots, index);
}

void
way_drag_find_in_slots (WayDrag      *self,
                        GArray       *slots,
                        double        at,
                        WayDragPlace *place)
{
  gboolean           after;
  const WayDragSlot *slot = way_drag_find_slot (self, slots, at, &after);

  if (slot == NULL)
    return;
  place->is_home = slot->element == self->grabbed;
  place->target = after ? way_drag_get_follower (self, slot->element) : slot->element;
}
