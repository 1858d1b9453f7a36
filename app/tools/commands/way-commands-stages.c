/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Tools"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "way-commands-private.h"

static WayElement *
split (WayHistory *history,
       WayElement *touchpoint,
       const char *name,
       GError    **error)
{
  WayElement *stage = way_element_get_parent (touchpoint);
  WayElement *second = way_commands_insert_stage_like (history, stage, way_element_get_next_of (stage), name, error);

  if (second == NULL || !way_commands_stretch_stage (history, stage, second, error))
    return NULL;
  for (WayElement *next; touchpoint != NULL; touchpoint = next)
    {
      next = way_element_get_next_of (touchpoint);
      if (!way_commands_place_touchpoint (history, touchpoint, second, NULL, error))
        return NULL;
    }
  return second;
}

const char *
way_command_split_stage (WayHistory *history,
                         const char *touchpoint,
                         const char *name,
                         GError    **error)
{
  WayElement *element;

  g_return_val_if_fail (WAY_IS_HISTORY (history), NULL);

  element = way_commands_find_of (history, touchpoint, WAY_KIND_TOUCHPOINT, error);
  if (element == NULL)
    return NULL;
  if (way_commands_get_previous_of (element) == NULL)
    {
      way_commands_refuse (error, _ ("No touchpoint stands before it in this stage; split before a later one"));
      return NULL;
    }
  way_history_begin (history, C_ ("undo", "Split Stage"));
  element = split (history, element, name, error);
  way_commands_finish (history, element != NULL);
  return way_commands_get_id (element);
}

static gboolean
merge (WayHistory *history,
       WayElement *stage,
       WayElement *next,
       const char *name,
       GError    **error)
{
  gboolean has_steps = way_element_get_first_of (stage, WAY_KIND_TOUCHPOINT) != NULL;
  gboolean next_has_steps = way_element_get_first_of (next, WAY_KIND_TOUCHPOINT) != NULL;

  if (has_steps && next_has_steps &&
      (!way_commands_pin_stage (history, stage, error) || !way_commands_pin_stage (history, next, error)))
    return FALSE;
  if (name != NULL && !way_commands_set (history, stage, WAY_STAGE_NAME, name, error))
    return FALSE;
  return way_commands_inherit (history, stage, WAY_STAGE_NAME, next, WAY_STAGE_NAME, error) &&
         way_commands_inherit (history, stage, WAY_STAGE_PROMPT, next, WAY_STAGE_PROMPT, error) &&
         way_commands_inherit (history, stage, WAY_STAGE_OWNER, next, WAY_STAGE_OWNER, error) &&
         way_commands_inherit (history, stage, WAY_STAGE_PATH_TO_PURCHASE, next, WAY_STAGE_PATH_TO_PURCHASE, error) &&
         way_commands_pour (history, next, stage, FALSE, error) &&
         way_commands_redirect (history, next, stage, error) &&
         way_history_remove (history, way_element_get_id (next), error);
}

gboolean
way_command_merge_stage (WayHistory *history,
                         const char *stage,
                         const char *name,
                         GError    **error)
{
  WayElement *element;
  WayElement *next;

  g_return_val_if_fail (WAY_IS_HISTORY (history), FALSE);

  element = way_commands_find_of (history, stage, WAY_KIND_STAGE, error);
  if (element == NULL)
    return FALSE;
  next = way_element_get_next_of (element);
  if (next == NULL)
    return way_commands_refuse (error, _ ("No stage follows that it could be merged with"));
  way_history_begin (history, C_ ("undo", "Merge Stages"));
  return way_commands_finish (history, merge (history, element, next, name, error));
}

/* Whether the selected touchpoints are the first ones of the stage, and others follow. */
static gboolean
is_beginning (GPtrArray  *elements,
              WayElement *stage)
{
  WayElement *touchpoint = way_element_get_first_of (stage, WAY_KIND_TOUCHPOINT);

  for (guint i = 0; i < elements->len; i++)
    {
      WayElement *element = elements->pdata[i];

      if (way_element_get_kind (element) != WAY_KIND_TOUCHPOINT || way_element_get_parent (element) != stage)
        continue;
      if (element != touchpoint)
        return FALSE;
      touchpoint = way_element_get_next_of (touchpoint);
    }
  return touchpoint != NULL && touchpoint != way_element_get_first_of (stage, WAY_KIND_TOUCHPOINT);
}

/* Cards of the tray have no lane; they come into the first one that holds cards. */
static WayElement *
find_lane_of (WayHistory *history,
              WayElement *card)
{
  WayElement *lane = way_element_get_reference (card, WAY_CARD_LANE);

  if (lane != NULL)
    return lane;
  for (lane = way_element_get_first_of (way_commands_get_root (history), WAY_KIND_LANE); lane != NULL; lane = way_element_get_next_of (lane))
    if (way_element_get_choice (lane, WAY_LANE_HOLDS) >= 0)
      return lane;
  return NULL;
}

static gboolean
gather_card (WayHistory *history,
             WayElement *card,
             WayElement *stage,
             GError    **error)
{
  WayElement *lane = find_lane_of (history, card);
  WayElement *about = way_element_get_reference (card, WAY_CARD_ABOUT);

  if (lane == NULL)
    return way_commands_refuse (error, _ ("The map has no lane that holds cards; add one first"));
  if (about != NULL && way_element_get_parent (about) != stage && !way_commands_set (history, card, WAY_CARD_ABOUT, NULL, error))
    return FALSE;
  return way_commands_set_reference (history, card, WAY_CARD_LANE, lane, error) &&
         way_commands_place (history, card, stage, NULL, error);
}

static gboolean
gather (WayHistory *history,
        GPtrArray  *elements,
        WayElement *stage,
        GError    **error)
{
  /* Touchpoints first: cards about them are there already when their turn comes. */
  for (guint i = 0; i < elements->len; i++)
    if (way_element_get_kind (elements->pdata[i]) == WAY_KIND_TOUCHPOINT &&
        !way_commands_place_touchpoint (history, elements->pdata[i], stage, NULL, error))
      return FALSE;
  for (guint i = 0; i < elements->len; i++)
    if (way_element_get_kind (elements->pdata[i]) == WAY_KIND_CARD && way_element_get_parent (elements->pdata[i]) != stage &&
        !gather_card (history, elements->pdata[i], stage, error))
      return FALSE;
  return TRUE;
}

static gboolean
are_steps_and_cards (GPtrArray *elements)
{
  for (guint i = 0; i < elements->len; i++)
    {
      WayKind kind = way_element_get_kind (elements->pdata[i]);

      if (kind != WAY_KIND_TOUCHPOINT && kind != WAY_KIND_CARD)
        return FALSE;
    }
  return TRUE;
}

static WayElement *
make_stage_from (WayHistory *history,
                 GPtrArray  *elements,
                 const char *name,
                 GError    **error)
{
  WayElement *old = NULL;
  WayElement *stage;

  for (guint i = 0; i < elements->len && old == NULL; i++)
    old = way_element_get_stage (elements->pdata[i]);
  if (old == NULL)
    stage = way_commands_insert (history, WAY_KIND_STAGE, way_commands_get_root (history), NULL, WAY_STAGE_NAME, name, error);
  else
    stage = way_commands_insert_stage_like (history, old, is_beginning (elements, old) ? old : way_element_get_next_of (old), name, error);
  return stage != NULL && gather (history, elements, stage, error) ? stage : NULL;
}

const char *
way_command_stage_from (WayHistory        *history,
                        const char *const *ids,
                        const char        *name,
                        GError           **error)
{
  g_autoptr (GPtrArray) elements = NULL;
  WayElement *stage;

  g_return_val_if_fail (WAY_IS_HISTORY (history) && ids != NULL, NULL);

  elements = way_commands_sort (history, ids, TRUE, error);
  if (elements == NULL)
    return NULL;
  if (!are_steps_and_cards (elements))
    {
      way_commands_refuse (error, _ ("Only touchpoints and cards can be made a stage"));
      return NULL;
    }
  way_history_begin (history, C_ ("undo", "New Stage From Selection"));
  stage = make_stage_from (history, elements, name, error);
  way_commands_finish (history, stage != NULL);
  return way_commands_get_id (stage);
}

const char *
way_command_touchpoint_to_stage (WayHistory *history,
                                 const char *touchpoint,
                                 GError    **error)
{
  g_autoptr (GPtrArray) elements = g_ptr_array_new ();
  g_autofree char *name = NULL;
  WayElement      *element;
  WayElement      *stage;

  g_return_val_if_fail (WAY_IS_HISTORY (history), NULL);

  element = way_commands_find_of (history, touchpoint, WAY_KIND_TOUCHPOINT, error);
  if (element == NULL)
    return NULL;
  g_ptr_array_add (elements, element);
  name = g_strdup (way_element_get_text (element, WAY_TOUCHPOINT_NAME));
  way_history_begin (history, C_ ("undo", "Make Touchpoint a Stage"));
  stage = make_stage_from (history, elements, name, error);
  way_commands_finish (history, stage != NULL);
  return way_commands_get_id (stage);
}

/* What belonged to the whole stage belongs to its touchpoint now. */
static gboolean
move_into_touchpoint (WayHistory *history,
                      WayElement *stage,
                      WayElement *touchpoint,
                      GError    **error)
{
  for (WayElement *child = way_element_get_first (stage), *next; child != NULL; child = next)
    {
      next = way_element_get_next (child);
      switch ((int) way_element_get_kind (child))
        {
        case WAY_KIND_METRIC:
          if (!way_commands_place (history, child, touchpoint, NULL, error))
            return FALSE;
          break;
        case WAY_KIND_CARD:
          if (!way_commands_set_reference (history, child, WAY_CARD_ABOUT, touchpoint, error))
            return FALSE;
          break;
        default:
          break;
        }
    }
  return TRUE;
}

static WayElement *
sink_stage (WayHistory *history,
            WayElement *stage,
            WayElement *into,
            GError    **error)
{
  WayElement *first = way_element_get_next_of (stage) == into ? way_element_get_first_of (into, WAY_KIND_TOUCHPOINT) : NULL;
  WayElement *touchpoint = way_commands_insert (history, WAY_KIND_TOUCHPOINT, into, way_commands_get_id (first), WAY_TOUCHPOINT_NAME,
                                                way_element_get_text (stage, WAY_STAGE_NAME), error);

  if (touchpoint == NULL ||
      !way_commands_inherit (history, touchpoint, WAY_TOUCHPOINT_OWNER, stage, WAY_STAGE_OWNER, error) ||
      !way_commands_inherit (history, touchpoint, WAY_TOUCHPOINT_PROMPT, stage, WAY_STAGE_PROMPT, error) ||
      !move_into_touchpoint (history, stage, touchpoint, error) ||
      !way_commands_pour (history, stage, into, FALSE, error) ||
      !way_commands_redirect (history, stage, touchpoint, error) ||
      !way_history_remove (history, way_element_get_id (stage), error))
    return NULL;
  return touchpoint;
}

const char *
way_command_stage_to_touchpoint (WayHistory *history,
                                 const char *stage,
                                 GError    **error)
{
  WayElement *element;
  WayElement *into;
  WayElement *touchpoint;

  g_return_val_if_fail (WAY_IS_HISTORY (history), NULL);

  element = way_commands_find_of (history, stage, WAY_KIND_STAGE, error);
  if (element == NULL)
    return NULL;
  into = way_commands_get_previous_of (element);
  if (into == NULL)
    into = way_element_get_next_of (element);
  if (into == NULL || way_element_get_first_of (element, WAY_KIND_TOUCHPOINT) != NULL)
    {
      way_commands_refuse (error, into == NULL ? _ ("There is no other stage that it could stand in")
                                               : _ ("It has touchpoints of its own; merge it with the next stage instead"));
      return NULL;
    }
  way_history_begin (history, C_ ("undo", "Make Stage a Touchpoint"));
  touchpoint = way_commands_pin_stage (history, into, error) ? sink_stage (history, element, into, error) : NULL;
  way_commands_finish (history, touchpoint != NULL);
  return way_commands_get_id (touchpoint);
}
