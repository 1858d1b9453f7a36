/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Tools"

#include "config.h"

#include <string.h>

#include "way-commands-private.h"

/* The parts that commands on stages are made of. */

WayElement *
way_commands_insert_stage_like (WayHistory *history,
                                WayElement *model,
                                WayElement *before,
                                const char *name,
                                GError    **error)
{
  static const guint fields[] = { WAY_STAGE_PHASE, WAY_STAGE_PATH_TO_PURCHASE, WAY_STAGE_OWNER, WAY_STAGE_STEP_WIDTH };
  WayElement        *stage = way_commands_insert (history, WAY_KIND_STAGE, way_commands_get_root (history),
                                                  way_commands_get_id (before), WAY_STAGE_NAME, name, error);

  for (guint i = 0; stage != NULL && i < G_N_ELEMENTS (fields); i++)
    if (!way_commands_inherit (history, stage, fields[i], model, fields[i], error))
      return NULL;
  return stage;
}

static gboolean
take_cards_along (WayHistory *history,
                  WayElement *touchpoint,
                  WayElement *from,
                  WayElement *stage,
                  GError    **error)
{
  for (WayElement *card = way_element_get_first_of (from, WAY_KIND_CARD), *next; card != NULL; card = next)
    {
      next = way_element_get_next_of (card);
      if (way_element_get_reference (card, WAY_CARD_ABOUT) == touchpoint &&
          !way_commands_place (history, card, stage, NULL, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
way_commands_place_touchpoint (WayHistory *history,
                               WayElement *touchpoint,
                               WayElement *stage,
                               WayElement *before,
                               GError    **error)
{
  WayElement *from = way_element_get_parent (touchpoint);

  if (!way_commands_place (history, touchpoint, stage, before, error))
    return FALSE;
  return from == stage || take_cards_along (history, touchpoint, from, stage, error);
}

static gboolean
pour_child (WayHistory *history,
            WayElement *child,
            WayElement *into,
            WayElement *before,
            GError    **error)
{
  /* The history moves only what it knows; of the rest a copy is as good. */
  if (way_element_get_kind (child) == WAY_KIND_FOREIGN)
    return way_history_insert_tree (history, way_element_copy (child), way_element_get_id (into), NULL, error);
  return way_commands_place (history, child, into, before, error);
}

gboolean
way_commands_pour (WayHistory *history,
                   WayElement *stage,
                   WayElement *into,
                   gboolean    at_start,
                   GError    **error)
{
  WayElement *firsts[WAY_N_KINDS] = { NULL };

  for (guint kind = 0; at_start && kind < WAY_N_KINDS; kind++)
    firsts[kind] = way_element_get_first_of (into, (WayKind) kind);
  for (WayElement *child = way_element_get_first (stage), *next; child != NULL; child = next)
    {
      next = way_element_get_next (child);
      if (!pour_child (history, child, into, firsts[way_element_get_kind (child)], error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
redirect_field (WayHistory *history,
                WayElement *holder,
                guint       field,
                WayElement *element,
                WayElement *heir,
                GError    **error)
{
  const WayField *description = &way_kind_get_info (way_element_get_kind (holder))->fields[field];

  if (description->type != WAY_FIELD_REFERENCE || way_element_get_reference (holder, field) != element)
    return TRUE;
  if (!(description->targets & 1u << way_element_get_kind (heir)) || holder == heir)
    return TRUE;
  return way_commands_set_reference (history, holder, field, heir, error);
}

static gboolean
redirect_below (WayHistory *history,
                WayElement *top,
                WayElement *element,
                WayElement *heir,
                GError    **error)
{
  guint n_fields = way_kind_get_info (way_element_get_kind (top))->n_fields;

  for (guint field = 0; field < n_fields; field++)
    if (!redirect_field (history, top, field, element, heir, error))
      return FALSE;
  for (WayElement *child = way_element_get_first (top); child != NULL; child = way_element_get_next (child))
    if (!redirect_below (history, child, element, heir, error))
      return FALSE;
  return TRUE;
}

gboolean
way_commands_redirect (WayHistory *history,
                       WayElement *element,
                       WayElement *heir,
                       GError    **error)
{
  return redirect_below (history, way_commands_get_root (history), element, heir, error);
}

static WayElement *
get_phase (WayElement *stage)
{
  return stage != NULL ? way_element_get_reference (stage, WAY_STAGE_PHASE) : NULL;
}

static WayElement *
get_neighbor (WayElement *stage,
              GHashTable *moved,
              gboolean    after)
{
  do
    stage = after ? way_element_get_next_of (stage) : way_commands_get_previous_of (stage);
  while (stage != NULL && g_hash_table_contains (moved, stage));
  return stage;
}

gboolean
way_commands_adopt_phases (WayHistory *history,
                           GPtrArray  *stages,
                           GError    **error)
{
  g_autoptr (GHashTable) moved = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < stages->len; i++)
    g_hash_table_add (moved, stages->pdata[i]);
  for (guint i = 0; i < stages->len; i++)
    {
      WayElement *stage = stages->pdata[i];
      WayElement *previous = get_neighbor (stage, moved, FALSE);
      WayElement *next = get_neighbor (stage, moved, TRUE);
      WayElement *neighbor = previous != NULL ? previous : next;

      /* At the border of its own phase it keeps that. */
      if (neighbor == NULL || get_phase (stage) == get_phase (previous) || (next != NULL && get_phase (stage) == get_phase (next)))
        continue;
      if (!way_commands_set_reference (history, stage, WAY_STAGE_PHASE, get_phase (neighbor), error))
        return FALSE;
    }
  return TRUE;
}

/* The stage that the stages of a phase are to stand before: the first of the phase @before, or what follows all phases. */
static WayElement *
find_phase_end (WayElement *root,
                WayElement *phase,
                WayElement *before)
{
  WayElement *last = NULL;

  for (WayElement *stage = way_element_get_first_of (root, WAY_KIND_STAGE); stage != NULL; stage = way_element_get_next_of (stage))
    {
      if (before != NULL && get_phase (stage) == before)
        return stage;
      if (get_phase (stage) != NULL && get_phase (stage) != phase)
        last = stage;
    }
  return last != NULL && before == NULL ? way_element_get_next_of (last) : NULL;
}

gboolean
way_commands_place_phase (WayHistory *history,
                          WayElement *phase,
                          WayElement *before,
                          GError    **error)
{
  g_autoptr (GPtrArray) own = g_ptr_array_new ();
  WayElement *root = way_commands_get_root (history);
  WayElement *end;

  if (!way_commands_place (history, phase, root, before, error))
    return FALSE;
  /* A phase without stages has no place on the sheet: go by the next one that has. */
  for (end = NULL; before != NULL && end == NULL; before = way_element_get_next_of (before))
    end = find_phase_end (root, phase, before);
  if (end == NULL)
    end = find_phase_end (root, phase, NULL);
  for (WayElement *stage = way_element_get_first_of (root, WAY_KIND_STAGE); stage != NULL; stage = way_element_get_next_of (stage))
    if (get_phase (stage) == phase)
      g_ptr_array_add (own, stage);
  while (end != NULL && get_phase (end) == phase)
    end = way_element_get_next_of (end);
  for (guint i = 0; i < own->len; i++)
    if (!way_commands_place (history, own->pdata[i], root, end, error))
      return FALSE;
  return TRUE;
}
