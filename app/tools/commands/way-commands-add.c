/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Tools"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "way-commands-private.h"

/* A new stage belongs to the phase of the one before it; in the middle of the path to purchase it lies on that. */
static WayElement *
insert_stage (WayHistory *history,
              const char *before,
              const char *name,
              GError    **error)
{
  WayElement *stage = way_commands_insert (history, WAY_KIND_STAGE, way_commands_get_root (history), before, WAY_STAGE_NAME, name, error);
  WayElement *previous = stage != NULL ? way_commands_get_previous_of (stage) : NULL;
  WayElement *next = stage != NULL ? way_element_get_next_of (stage) : NULL;
  WayElement *neighbor = previous != NULL ? previous : next;

  if (stage == NULL || neighbor == NULL)
    return stage;
  if (!way_commands_inherit (history, stage, WAY_STAGE_PHASE, neighbor, WAY_STAGE_PHASE, error))
    return NULL;
  if (previous != NULL && next != NULL && way_element_get_flag (previous, WAY_STAGE_PATH_TO_PURCHASE) &&
      way_element_get_flag (next, WAY_STAGE_PATH_TO_PURCHASE) &&
      !way_commands_set (history, stage, WAY_STAGE_PATH_TO_PURCHASE, "yes", error))
    return NULL;
  return stage;
}

const char *
way_command_add_stage (WayHistory *history,
                       const char *before,
                       const char *name,
                       GError    **error)
{
  WayElement *stage;

  g_return_val_if_fail (WAY_IS_HISTORY (history), NULL);

  way_history_begin (history, C_ ("undo", "Add Stage"));
  stage = insert_stage (history, before, name, error);
  way_commands_finish (history, stage != NULL);
  return way_commands_get_id (stage);
}

const char *
way_command_add_touchpoint (WayHistory *history,
                            const char *stage,
                            const char *before,
                            const char *name,
                            GError    **error)
{
  WayElement *parent;
  WayElement *touchpoint;

  g_return_val_if_fail (WAY_IS_HISTORY (history), NULL);

  parent = way_commands_find_of (history, stage, WAY_KIND_STAGE, error);
  if (parent == NULL)
    return NULL;
  way_history_begin (history, C_ ("undo", "Add Touchpoint"));
  touchpoint = way_commands_insert (history, WAY_KIND_TOUCHPOINT, parent, before, WAY_TOUCHPOINT_NAME, name, error);
  way_commands_finish (history, touchpoint != NULL);
  return way_commands_get_id (touchpoint);
}

static gboolean
check_card_lane (WayHistory *history,
                 const char *lane,
                 GError    **error)
{
  WayElement *element = way_commands_find_of (history, lane, WAY_KIND_LANE, error);

  if (element == NULL)
    return FALSE;
  return way_element_get_choice (element, WAY_LANE_HOLDS) >= 0 || way_commands_refuse (error, _ ("This lane holds no cards"));
}

/* Where a new card stands: with its touchpoint, else in the stage, else in the tray. */
static WayElement *
find_card_parent (WayHistory *history,
                  const char *stage,
                  const char *lane,
                  const char *touchpoint,
                  GError    **error)
{
  WayElement *element;

  if (stage == NULL)
    return way_commands_get_root (history);
  if (!check_card_lane (history, lane, error))
    return NULL;
  if (touchpoint == NULL)
    return way_commands_find_of (history, stage, WAY_KIND_STAGE, error);
  element = way_commands_find_of (history, touchpoint, WAY_KIND_TOUCHPOINT, error);
  return element != NULL ? way_element_get_parent (element) : NULL;
}

static WayElement *
insert_card (WayHistory *history,
             WayElement *parent,
             const char *lane,
             const char *touchpoint,
             const char *before,
             const char *text,
             GError    **error)
{
  WayElement *card = way_commands_insert (history, WAY_KIND_CARD, parent, before, WAY_CARD_TEXT, text, error);

  if (card == NULL || way_element_get_kind (parent) != WAY_KIND_STAGE)
    return card;
  if (!way_commands_set (history, card, WAY_CARD_LANE, lane, error) ||
      !way_commands_set (history, card, WAY_CARD_ABOUT, touchpoint, error))
    return NULL;
  return card;
}

const char *
way_command_add_card (WayHistory *history,
                      const char *stage,
                      const char *lane,
                      const char *touchpoint,
                      const char *before,
                      const char *text,
                      GError    **error)
{
  WayElement *parent;
  WayElement *card;

  g_return_val_if_fail (WAY_IS_HISTORY (history), NULL);

  parent = find_card_parent (history, stage, lane, touchpoint, error);
  if (parent == NULL)
    return NULL;
  way_history_begin (history, C_ ("undo", "Add Card"));
  card = insert_card (history, parent, lane, touchpoint, before, text, error);
  way_commands_finish (history, card != NULL);
  return way_commands_get_id (card);
}

static WayElement *
insert_lane (WayHistory *history,
             int         holds,
             int         shows,
             const char *before,
             GError    **error)
{
  const WayField *fields = way_kind_get_info (WAY_KIND_LANE)->fields;
  const char     *name = way_commands_get_lane_name (way_commands_get_language (history), holds, shows);
  WayElement     *lane = way_commands_insert (history, WAY_KIND_LANE, way_commands_get_root (history), before, WAY_LANE_NAME, name, error);
  gboolean        done = lane != NULL;

  if (done && holds >= 0)
    done = way_commands_set (history, lane, WAY_LANE_HOLDS, fields[WAY_LANE_HOLDS].choices[holds].word, error);
  else if (done)
    done = way_commands_set (history, lane, WAY_LANE_SHOWS, fields[WAY_LANE_SHOWS].choices[shows].word, error);
  return done ? lane : NULL;
}

static WayElement *
find_showing_lane (WayHistory *history,
                   int         shows)
{
  for (WayElement *lane = way_element_get_first_of (way_commands_get_root (history), WAY_KIND_LANE); lane != NULL; lane = way_element_get_next_of (lane))
    if (way_element_get_choice (lane, WAY_LANE_HOLDS) < 0 && way_element_get_choice (lane, WAY_LANE_SHOWS) == shows)
      return lane;
  return NULL;
}

const char *
way_command_add_lane (WayHistory *history,
                      int         holds,
                      int         shows,
                      const char *before,
                      GError    **error)
{
  WayElement *lane;

  g_return_val_if_fail (WAY_IS_HISTORY (history), NULL);
  g_return_val_if_fail (holds < WAY_N_CARD_KINDS && (holds >= 0 || (shows >= 0 && shows < WAY_N_SHOWS)), NULL);

  lane = holds < 0 ? find_showing_lane (history, shows) : NULL;
  if (lane != NULL && !way_element_get_flag (lane, WAY_LANE_HIDDEN))
    {
      way_commands_refuse (error, _ ("The map shows this lane already"));
      return NULL;
    }
  if (lane != NULL)
    {
      way_history_begin (history, C_ ("undo", "Show Lane"));
      way_commands_finish (history, way_commands_set (history, lane, WAY_LANE_HIDDEN, NULL, error));
      return way_commands_get_id (lane);
    }
  way_history_begin (history, C_ ("undo", "Add Lane"));
  lane = insert_lane (history, holds, shows, before, error);
  way_commands_finish (history, lane != NULL);
  return way_commands_get_id (lane);
}

/* A phase is only seen over its stages: it takes those at the end that have none, or else the last stage of a longer phase. */
static gboolean
take_last_stages (WayHistory *history,
                  WayElement *phase,
                  GError    **error)
{
  WayElement *last = way_commands_get_last_of (way_commands_get_root (history), WAY_KIND_STAGE);
  WayElement *before = last != NULL ? way_commands_get_previous_of (last) : NULL;

  if (last != NULL && way_element_get (last, WAY_STAGE_PHASE) != NULL)
    {
      if (before != NULL && way_element_get_reference (last, WAY_STAGE_PHASE) == way_element_get_reference (before, WAY_STAGE_PHASE))
        return way_commands_set_reference (history, last, WAY_STAGE_PHASE, phase, error);
      return TRUE;
    }
  for (; last != NULL && way_element_get (last, WAY_STAGE_PHASE) == NULL; last = way_commands_get_previous_of (last))
    if (!way_commands_set_reference (history, last, WAY_STAGE_PHASE, phase, error))
      return FALSE;
  return TRUE;
}

const char *
way_command_add_phase (WayHistory *history,
                       const char *name,
                       GError    **error)
{
  WayElement *phase;

  g_return_val_if_fail (WAY_IS_HISTORY (history), NULL);

  way_history_begin (history, C_ ("undo", "Add Phase"));
  phase = way_commands_insert (history, WAY_KIND_PHASE, way_commands_get_root (history), NULL, WAY_PHASE_NAME, name, error);
  if (phase != NULL && !take_last_stages (history, phase, error))
    phase = NULL;
  way_commands_finish (history, phase != NULL);
  return way_commands_get_id (phase);
}

const char *
way_command_add_persona (WayHistory *history,
                         const char *name,
                         GError    **error)
{
  WayElement *persona;

  g_return_val_if_fail (WAY_IS_HISTORY (history), NULL);

  way_history_begin (history, C_ ("undo", "Add Persona"));
  persona = way_commands_insert (history, WAY_KIND_PERSONA, way_commands_get_root (history), NULL, WAY_PERSONA_NAME, name, error);
  way_commands_finish (history, persona != NULL);
  return way_commands_get_id (persona);
}

/* "- two", "• two" and "2. two" are all "two". */
static const char *
skip_bullet (const char *line)
{
  static const char *const bullets[] = { "- ", "* ", "+ ", "• ", "– ", "— ", "·\t", "•\t", "-\t" };
  gsize                    digits = strspn (line, "0123456789");

  for (guint i = 0; i < G_N_ELEMENTS (bullets); i++)
    if (g_str_has_prefix (line, bullets[i]))
      return line + strlen (bullets[i]);
  if (digits > 0 && digits <= 3 && (line[digits] == '.' || line[digits] == ')') && (line[digits + 1] == ' ' || line[digits + 1] == '\t'))
    return line + digits + 2;
  return line;
}

static gboolean
insert_lines (WayHistory *history,
              WayElement *parent,
              const char *lane,
              const char *before,
              const char *text,
              GPtrArray  *ids,
              GError    **error)
{
  gboolean as_cards = lane != NULL || way_element_get_kind (parent) != WAY_KIND_STAGE;
  g_auto (GStrv) lines = g_strsplit_set (text, "\r\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *line = g_strdup (skip_bullet (g_strstrip (lines[i])));
      WayElement      *element;

      if (*g_strstrip (line) == '\0')
        continue;
      element = as_cards ? insert_card (history, parent, lane, NULL, before, line, error)
                         : way_commands_insert (history, WAY_KIND_TOUCHPOINT, parent, before, WAY_TOUCHPOINT_NAME, line, error);
      if (element == NULL)
        return FALSE;
      g_ptr_array_add (ids, (gpointer) way_element_get_id (element));
    }
  return TRUE;
}

GPtrArray *
way_command_add_lines (WayHistory *history,
                       const char *stage,
                       const char *lane,
                       const char *before,
                       const char *text,
                       GError    **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  WayElement *parent;
  WayElement *element = NULL;

  g_return_val_if_fail (WAY_IS_HISTORY (history) && text != NULL, NULL);

  if (lane != NULL && stage != NULL)
    {
      element = way_commands_find_of (history, lane, WAY_KIND_LANE, error);
      if (element == NULL)
        return NULL;
    }
  if (element == NULL || way_element_get_choice (element, WAY_LANE_HOLDS) < 0)
    lane = NULL;
  parent = stage != NULL ? way_commands_find_of (history, stage, WAY_KIND_STAGE, error) : way_commands_get_root (history);
  if (parent == NULL)
    return NULL;
  way_history_begin (history, lane != NULL || stage == NULL ? C_ ("undo", "Add Cards") : C_ ("undo", "Add Touchpoints"));
  if (!way_commands_finish (history, insert_lines (history, parent, lane, before, text, ids, error)))
    return NULL;
  return g_steal_pointer (&ids);
}
