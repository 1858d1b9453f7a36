/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Tools"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "way-commands-private.h"

typedef struct
{
  WayHistory *history;
  GHashTable *moved; /* all elements that move together */
  WayElement *stage;
  WayElement *lane;
  WayElement *touchpoint;
  WayElement *before;
} Move;

static const char *const labels[WAY_N_KINDS] = {
  [WAY_KIND_FINDING] = NC_ ("undo", "Move Finding"),
  [WAY_KIND_PERSONA] = NC_ ("undo", "Move Persona"),
  [WAY_KIND_PHASE] = NC_ ("undo", "Move Phase"),
  [WAY_KIND_LANE] = NC_ ("undo", "Move Lane"),
  [WAY_KIND_STAGE] = NC_ ("undo", "Move Stage"),
  [WAY_KIND_TOUCHPOINT] = NC_ ("undo", "Move Touchpoint"),
  [WAY_KIND_CARD] = NC_ ("undo", "Move Card"),
  [WAY_KIND_METRIC] = NC_ ("undo", "Move Metric"),
};

const char *
way_commands_get_move_label (GPtrArray *elements)
{
  const char *label = elements->len == 1 ? labels[way_element_get_kind (elements->pdata[0])] : NULL;

  return label != NULL ? g_dpgettext2 (GETTEXT_PACKAGE, "undo", label) : C_ ("undo", "Move Items");
}

/* What is to come after an element in its new place: not what moves itself, and nothing of another kind or place. */
static WayElement *
find_before (const Move *move,
             WayElement *parent,
             WayKind     kind)
{
  WayElement *before = move->before;

  while (before != NULL && g_hash_table_contains (move->moved, before))
    before = way_element_get_next_of (before);
  if (before == NULL || way_element_get_parent (before) != parent || way_element_get_kind (before) != kind)
    return NULL;
  return before;
}

static gboolean
move_touchpoint (const Move *move,
                 WayElement *touchpoint,
                 GError    **error)
{
  WayElement *root = way_commands_get_root (move->history);

  if (move->stage == NULL)
    return way_commands_make_card (move->history, touchpoint, find_before (move, root, WAY_KIND_CARD), error) != NULL;
  return way_commands_place_touchpoint (move->history, touchpoint, move->stage, find_before (move, move->stage, WAY_KIND_TOUCHPOINT), error);
}

/* The touchpoint that a moved card is to stand under; a card that moves with its touchpoint keeps that. */
static WayElement *
find_about (const Move *move,
            WayElement *card)
{
  WayElement *about = way_element_get_reference (card, WAY_CARD_ABOUT);
  gboolean    goes_along = about != NULL && way_element_get_parent (about) == move->stage;

  if (move->touchpoint != NULL && !(goes_along && g_hash_table_contains (move->moved, about)))
    return move->touchpoint;
  return goes_along ? about : NULL;
}

static gboolean
place_card (const Move *move,
            WayElement *card,
            GError    **error)
{
  WayElement *old_stage = way_element_get_stage (card);
  WayElement *old_about = way_element_get_reference (card, WAY_CARD_ABOUT);
  WayElement *about = find_about (move, card);

  if (move->lane == NULL && way_element_get (card, WAY_CARD_LANE) == NULL)
    return way_commands_refuse (error, _ ("A card of the tray needs a lane; put it into one"));
  if (move->lane != NULL && !way_commands_set_reference (move->history, card, WAY_CARD_LANE, move->lane, error))
    return FALSE;
  if (!way_commands_place (move->history, card, move->stage, find_before (move, move->stage, WAY_KIND_CARD), error) ||
      !way_commands_set_reference (move->history, card, WAY_CARD_ABOUT, about, error))
    return FALSE;
  if (old_stage == NULL || (old_stage == move->stage && old_about == about))
    return TRUE;
  return way_commands_shift_span (move->history, card, old_stage, old_about, error);
}

static gboolean
move_card (const Move *move,
           WayElement *card,
           GError    **error)
{
  WayElement *root = way_commands_get_root (move->history);

  if (move->stage == NULL)
    return way_commands_put_in_tray (move->history, card, find_before (move, root, WAY_KIND_CARD), error);
  if (move->lane == NULL || way_element_get_choice (move->lane, WAY_LANE_HOLDS) >= 0)
    return place_card (move, card, error);
  if (way_element_get_choice (move->lane, WAY_LANE_SHOWS) == WAY_SHOWS_TOUCHPOINTS)
    return way_commands_make_touchpoint (move->history, card, move->stage, find_before (move, move->stage, WAY_KIND_TOUCHPOINT), error) != NULL;
  return way_commands_refuse (error, _ ("This lane holds no cards"));
}

/* Metrics and the like: to the touchpoint or stage that is named, if they may stand there; else within their own parent. */
static gboolean
move_other (const Move *move,
            WayElement *element,
            GError    **error)
{
  WayKind     kind = way_element_get_kind (element);
  WayElement *parent = way_element_get_parent (element);

  if (parent == NULL)
    return way_commands_refuse (error, _ ("The map itself cannot be moved"));
  if (move->touchpoint != NULL && way_kind_find_slot (WAY_KIND_TOUCHPOINT, kind) >= 0)
    parent = move->touchpoint;
  else if (move->stage != NULL && way_kind_find_slot (WAY_KIND_STAGE, kind) >= 0)
    parent = move->stage;
  return way_commands_place (move->history, element, parent, find_before (move, parent, kind), error);
}

static gboolean
move_element (const Move *move,
              WayElement *element,
              GError    **error)
{
  switch ((int) way_element_get_kind (element))
    {
    case WAY_KIND_TOUCHPOINT:
      return move_touchpoint (move, element, error);
    case WAY_KIND_CARD:
      return move_card (move, element, error);
    case WAY_KIND_PHASE:
      return way_commands_place_phase (move->history, element, find_before (move, way_element_get_parent (element), WAY_KIND_PHASE), error);
    default:
      return move_other (move, element, error);
    }
}

/* Touchpoints first: cards about them are there already when their turn comes. */
static gboolean
move_all (const Move *move,
          GPtrArray  *elements,
          GError    **error)
{
  g_autoptr (GPtrArray) stages = g_ptr_array_new ();

  for (guint i = 0; i < elements->len; i++)
    if (way_element_get_kind (elements->pdata[i]) == WAY_KIND_TOUCHPOINT && !move_element (move, elements->pdata[i], error))
      return FALSE;
  for (guint i = 0; i < elements->len; i++)
    {
      WayKind kind = way_element_get_kind (elements->pdata[i]);

      if (kind == WAY_KIND_STAGE)
        g_ptr_array_add (stages, elements->pdata[i]);
      if (kind != WAY_KIND_TOUCHPOINT && !move_element (move, elements->pdata[i], error))
        return FALSE;
    }
  return way_commands_adopt_phases (move->history, stages, error);
}

static gboolean
find_target (WayHistory  *history,
             const char  *id,
             WayKind      kind,
             WayElement **target,
             GError     **error)
{
  *target = id != NULL ? way_commands_find_of (history, id, kind, error) : NULL;
  return id == NULL || *target != NULL;
}

gboolean
way_command_move (WayHistory        *history,
                  const char *const *ids,
                  const char        *stage,
                  const char        *lane,
                  const char        *touchpoint,
                  const char        *before,
                  GError           **error)
{
  g_autoptr (GHashTable) moved = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) elements = NULL;
  Move move = { history, moved };

  g_return_val_if_fail (WAY_IS_HISTORY (history) && ids != NULL, FALSE);

  elements = way_commands_sort (history, ids, TRUE, error);
  if (elements == NULL ||
      !find_target (history, stage, WAY_KIND_STAGE, &move.stage, error) ||
      !find_target (history, lane, WAY_KIND_LANE, &move.lane, error) ||
      !find_target (history, touchpoint, WAY_KIND_TOUCHPOINT, &move.touchpoint, error))
    return FALSE;
  if (before != NULL)
    {
      move.before = way_commands_find (history, before, error);
      if (move.before == NULL)
        return FALSE;
    }
  if (move.touchpoint != NULL && move.stage != NULL && way_element_get_parent (move.touchpoint) != move.stage)
    return way_commands_refuse (error, _ ("This touchpoint stands in another stage"));
  for (guint i = 0; i < elements->len; i++)
    g_hash_table_add (moved, elements->pdata[i]);
  way_history_begin (history, way_commands_get_move_label (elements));
  return way_commands_finish (history, move_all (&move, elements, error));
}
