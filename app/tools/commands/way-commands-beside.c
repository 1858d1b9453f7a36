/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Tools"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "way-commands-private.h"

/* WayBeside: where something new belongs. */
typedef struct
{
  WayElement *parent;
  WayElement *before; /* NULL: at the end */
} WayBeside;

static WayElement *
get_last_stage (WayHistory *history)
{
  return way_commands_get_last_of (way_commands_get_root (history), WAY_KIND_STAGE);
}

/* Upwards from @near to the first that may hold such; after what was come by, when that is of the kind. */
static WayBeside
find_place (WayHistory *history,
            WayKind     kind,
            WayElement *near)
{
  WayBeside place = { NULL, NULL };

  for (WayElement *element = near, *passed = NULL; element != NULL && place.parent == NULL; passed = element, element = way_element_get_parent (element))
    if (way_kind_find_slot (way_element_get_kind (element), kind) >= 0)
      place = (WayBeside){ element, passed != NULL && way_element_get_kind (passed) == kind ? way_element_get_next_of (passed) : NULL };
  if (place.parent == NULL && kind == WAY_KIND_TOUCHPOINT)
    place.parent = get_last_stage (history);
  return place;
}

static WayElement *
find_card_lane (WayHistory *history,
                WayElement *near)
{
  if (near != NULL && way_element_get_kind (near) == WAY_KIND_CARD && way_element_get_reference (near, WAY_CARD_LANE) != NULL)
    return way_element_get_reference (near, WAY_CARD_LANE);
  for (WayElement *lane = way_element_get_first_of (way_commands_get_root (history), WAY_KIND_LANE); lane != NULL; lane = way_element_get_next_of (lane))
    if (way_element_get_choice (lane, WAY_LANE_HOLDS) >= 0)
      return lane;
  return NULL;
}

/* The touchpoint that a card is about which is added at @near. */
static WayElement *
find_about (WayElement *near)
{
  for (WayElement *element = near; element != NULL; element = way_element_get_parent (element))
    if (way_element_get_kind (element) == WAY_KIND_TOUCHPOINT)
      return element;
  return near != NULL && way_element_get_kind (near) == WAY_KIND_CARD ? way_element_get_reference (near, WAY_CARD_ABOUT) : NULL;
}

static const char *
add_card (WayHistory *history,
          WayElement *near,
          WayBeside   place,
          const char *lane,
          const char *text,
          GError    **error)
{
  WayElement *found = lane == NULL ? find_card_lane (history, near) : NULL;
  gboolean    in_tray = way_element_get_kind (place.parent) != WAY_KIND_STAGE;
  WayElement *about = in_tray ? NULL : find_about (near);

  if (in_tray)
    return way_command_add_card (history, NULL, NULL, NULL, way_commands_get_id (place.before), text, error);
  if (lane == NULL && found == NULL)
    {
      way_commands_refuse (error, _ ("The map has no lane that holds cards; add one first"));
      return NULL;
    }
  return way_command_add_card (history, way_element_get_id (place.parent), lane != NULL ? lane : way_element_get_id (found),
                               way_commands_get_id (about), way_commands_get_id (place.before), text, error);
}

static const char *
add_other (WayHistory *history,
           WayKind     kind,
           WayBeside   place,
           const char *text,
           GError    **error)
{
  const WayKindInfo *info = way_kind_get_info (kind);
  WayElement        *element;

  way_commands_begin_add (history, kind);
  element = way_commands_insert (history, kind, place.parent, way_commands_get_id (place.before), (guint) info->title_field, text, error);
  way_commands_finish (history, element != NULL);
  return way_commands_get_id (element);
}

const char *
way_command_add_beside (WayHistory *history,
                        WayKind     kind,
                        const char *near,
                        const char *lane,
                        const char *text,
                        GError    **error)
{
  WayElement *element;
  WayBeside   place;

  g_return_val_if_fail (WAY_IS_HISTORY (history), NULL);
  g_return_val_if_fail (kind < WAY_N_KINDS && way_kind_get_info (kind)->title_field >= 0, NULL);

  element = near != NULL ? way_commands_find (history, near, error) : way_commands_get_root (history);
  if (element == NULL)
    return NULL;
  place = find_place (history, kind, element);
  if (place.parent == NULL)
    {
      way_commands_refuse (error, kind == WAY_KIND_TOUCHPOINT ? _ ("The map has no stage; add one first") : _ ("This cannot stand there"));
      return NULL;
    }
  switch ((int) kind)
    {
    case WAY_KIND_STAGE:
      return way_command_add_stage (history, way_commands_get_id (place.before), text, error);
    case WAY_KIND_TOUCHPOINT:
      return way_command_add_touchpoint (history, way_element_get_id (place.parent), way_commands_get_id (place.before), text, error);
    case WAY_KIND_PHASE:
      return way_command_add_phase (history, text, error);
    case WAY_KIND_PERSONA:
      return way_command_add_persona (history, text, error);
    case WAY_KIND_LEVEL:
      return way_command_add_level (history, text, error);
    case WAY_KIND_CARD:
      return add_card (history, element, place, lane, text, error);
    default:
      return add_other (history, kind, place, text, error);
    }
}
