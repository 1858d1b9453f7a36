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
         way_layout_get_instead (self, element) == NULL;
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

/* The id of the touchpoint or card that a child of a stage takes the place of, or NULL. */
static const char *
get_replaced (WayElement *child)
{
  switch (way_element_get_kind (child))
    {
    case WAY_KIND_TOUCHPOINT:
      return way_element_get (child, WAY_TOUCHPOINT_REPLACES);
    case WAY_KIND_CARD:
      return way_element_get (child, WAY_CARD_REPLACES);
    default:
      return NULL;
    }
}

static gboolean
replaces_something (WayElement *stage)
{
  for (WayElement *child = way_element_get_first (stage); child != NULL; child = way_element_get_next (child))
    if (get_replaced (child) != NULL)
      return TRUE;
  return FALSE;
}

/* Looks only at stages that have changed: all others are as they were. */
static gboolean
may_be_replaced_otherwise (WayLayout *self)
{
  WayElement *root = way_map_get_root (self->map);
  GArray     *known = self->replacing_stages;
  guint       n = 0;
  gboolean    otherwise = FALSE;

  self->n_changed_stages = 0;
  for (WayElement *stage = way_element_get_first_of (root, WAY_KIND_STAGE); stage != NULL; stage = way_element_get_next_of (stage), n++)
    {
      WayReplacingStage now = { stage, way_element_get_revision (stage), FALSE };
      WayReplacingStage before = { NULL };

      if (n < known->len)
        before = g_array_index (known, WayReplacingStage, n);
      if (before.stage == now.stage && before.revision == now.revision)
        continue;
      self->n_changed_stages += before.stage == now.stage ? 1 : 2;
      self->changed_stage = stage;
      now.replaces = replaces_something (stage);
      otherwise = otherwise || before.replaces || now.replaces;
      if (n < known->len)
        g_array_index (known, WayReplacingStage, n) = now;
      else
        g_array_append_val (known, now);
    }
  for (guint i = n; i < known->len; i++)
    otherwise = otherwise || g_array_index (known, WayReplacingStage, i).replaces;
  if (n != known->len)
    self->n_changed_stages = G_MAXUINT;
  g_array_set_size (known, n);
  return otherwise;
}

static gboolean
are_same (GHashTable *a,
          GHashTable *b)
{
  GHashTableIter iter;
  gpointer       id, element;

  if (g_hash_table_size (a) != g_hash_table_size (b))
    return FALSE;
  g_hash_table_iter_init (&iter, a);
  while (g_hash_table_iter_next (&iter, &id, &element))
    if (g_hash_table_lookup (b, id) != element)
      return FALSE;
  return TRUE;
}

/* Of several that would take a place the last does. A change of this touches every cell. */
gboolean
way_layout_update_replaced (WayLayout *self)
{
  g_autoptr (GHashTable) replaced = NULL;
  WayElement *root = way_map_get_root (self->map);
  gboolean    changed;

  if (!may_be_replaced_otherwise (self))
    return FALSE;
  replaced = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (WayElement *stage = way_element_get_first_of (root, WAY_KIND_STAGE); stage != NULL; stage = way_element_get_next_of (stage))
    for (WayElement *child = way_element_get_first (stage); child != NULL; child = way_element_get_next (child))
      if (get_replaced (child) != NULL)
        g_hash_table_insert (replaced, g_strdup (get_replaced (child)), child);
  changed = !are_same (replaced, self->replaced);
  g_hash_table_unref (self->replaced);
  self->replaced = g_steal_pointer (&replaced);
  return changed;
}
