/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Layout"

#include "way-layout-private.h"

/* What of the map a view shows: current and future journey, personas, prompts. */

static int
get_state (WayElement *element)
{
  switch (way_element_get_kind (element))
    {
    case WAY_KIND_TOUCHPOINT:
      return way_element_get_choice (element, WAY_TOUCHPOINT_STATE);
    case WAY_KIND_CARD:
      return way_element_get_choice (element, WAY_CARD_STATE);
    case WAY_KIND_FEELING:
      return way_element_get_choice (element, WAY_FEELING_STATE);
    case WAY_KIND_METRIC:
      return way_element_get_choice (element, WAY_METRIC_STATE);
    default:
      return -1;
    }
}

gboolean
way_layout_is_current (WayLayout  *self,
                       WayElement *element)
{
  return get_state (element) != WAY_STATE_FUTURE;
}

gboolean
way_layout_is_future (WayLayout  *self,
                      WayElement *element)
{
  return get_state (element) != WAY_STATE_CURRENT &&
         g_hash_table_lookup (self->replaced, way_element_get_id (element)) == NULL;
}

static gboolean
has_shown_persona (WayLayout  *self,
                   WayElement *element)
{
  WayKind kind = way_element_get_kind (element);
  guint   field = kind == WAY_KIND_TOUCHPOINT ? WAY_TOUCHPOINT_FOR : WAY_CARD_FOR;

  if (kind != WAY_KIND_TOUCHPOINT && kind != WAY_KIND_CARD)
    return TRUE;
  if (way_element_get (element, field) == NULL)
    return TRUE;
  for (guint i = 0; i < self->personas->len; i++)
    if (way_element_list_has (element, field, way_element_get_id (g_ptr_array_index (self->personas, i))))
      return TRUE;
  return FALSE;
}

gboolean
way_layout_shows (WayLayout  *self,
                  WayElement *element)
{
  if (!self->view.prompts && way_element_is_prompt (element))
    return FALSE;
  if (self->view.state == WAY_VIEW_CURRENT && !way_layout_is_current (self, element))
    return FALSE;
  if (self->view.state == WAY_VIEW_FUTURE && !way_layout_is_future (self, element))
    return FALSE;
  return has_shown_persona (self, element);
}

static gboolean
takes_a_place (WayElement *element)
{
  switch (way_element_get_kind (element))
    {
    case WAY_KIND_TOUCHPOINT:
      return way_element_get (element, WAY_TOUCHPOINT_REPLACES) != NULL;
    case WAY_KIND_CARD:
      return way_element_get (element, WAY_CARD_REPLACES) != NULL;
    case WAY_KIND_METRIC:
      return way_element_get (element, WAY_METRIC_REPLACES) != NULL;
    default:
      return FALSE;
    }
}

WayMark
way_layout_get_mark (WayLayout  *self,
                     WayElement *element)
{
  if (self->view.state == WAY_VIEW_CURRENT)
    return WAY_MARK_NONE;
  if (takes_a_place (element))
    return WAY_MARK_CHANGED;
  if (!way_layout_is_current (self, element))
    return WAY_MARK_NEW;
  if (!way_layout_is_future (self, element))
    return WAY_MARK_GONE;
  return WAY_MARK_NONE;
}
