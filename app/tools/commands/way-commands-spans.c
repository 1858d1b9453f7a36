/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Tools"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "way-commands-private.h"

/*
 * How far cards reach: from their touchpoint (the start of their stage without one) to the touchpoint or the end of the
 * stage that they name; without that they take their touchpoint's step, or the whole stage.
 */

static WayElement *
get_about (WayElement *card)
{
  WayElement *about = way_element_get_reference (card, WAY_CARD_ABOUT);

  return about != NULL && way_element_get_parent (about) == way_element_get_parent (card) ? about : NULL;
}

static WayElement *
get_until (WayElement *card)
{
  return way_element_get_reference (card, WAY_CARD_UNTIL);
}

static gboolean
is_in_stage (WayElement *card)
{
  return way_element_get_kind (way_element_get_parent (card)) == WAY_KIND_STAGE;
}

gboolean
way_commands_can_reach (WayElement *card,
                        WayElement *until)
{
  WayElement *stage = way_element_get_stage (card);
  WayElement *end = way_element_get_stage (until);
  WayElement *about = get_about (card);

  if (stage == NULL || end == NULL)
    return FALSE;
  if (stage != end)
    return way_commands_get_position (stage) < way_commands_get_position (end);
  if (until == stage)
    return about != NULL && way_element_get_next_of (about) != NULL;
  if (about != NULL)
    return way_commands_get_position (about) < way_commands_get_position (until);
  return way_element_get_next_of (until) != NULL;
}

/* Calls for each card that stands in a stage. */
typedef gboolean (*CardFunc) (WayHistory *history,
                              WayElement *card,
                              gpointer    data,
                              GError    **error);

static gboolean
for_each_card (WayHistory *history,
               CardFunc    function,
               gpointer    data,
               GError    **error)
{
  for (WayElement *stage = way_element_get_first_of (way_commands_get_root (history), WAY_KIND_STAGE); stage != NULL; stage = way_element_get_next_of (stage))
    for (WayElement *card = way_element_get_first_of (stage, WAY_KIND_CARD); card != NULL; card = way_element_get_next_of (card))
      if (!function (history, card, data, error))
        return FALSE;
  return TRUE;
}

typedef struct
{
  WayElement *stage;
  WayElement *first;
  WayElement *last;
} Pin;

static gboolean
pin_card (WayHistory *history,
          WayElement *card,
          gpointer    data,
          GError    **error)
{
  const Pin *pin = data;
  gboolean   is_wide = way_element_get_parent (card) == pin->stage && get_about (card) == NULL;

  if (get_until (card) == pin->stage || (is_wide && get_until (card) == NULL && pin->first != pin->last))
    if (!way_commands_set_reference (history, card, WAY_CARD_UNTIL, pin->last, error))
      return FALSE;
  return !is_wide || way_commands_set_reference (history, card, WAY_CARD_ABOUT, pin->first, error);
}

gboolean
way_commands_pin_stage (WayHistory *history,
                        WayElement *stage,
                        GError    **error)
{
  Pin pin = { stage, way_element_get_first_of (stage, WAY_KIND_TOUCHPOINT), way_commands_get_last_of (stage, WAY_KIND_TOUCHPOINT) };

  return pin.first == NULL || for_each_card (history, pin_card, &pin, error);
}

static gboolean
stretch_card (WayHistory *history,
              WayElement *card,
              gpointer    data,
              GError    **error)
{
  const Pin *pin = data;
  gboolean   is_wide = way_element_get_parent (card) == pin->stage && get_about (card) == NULL;

  if (get_until (card) != pin->stage && !(is_wide && get_until (card) == NULL))
    return TRUE;
  return way_commands_set_reference (history, card, WAY_CARD_UNTIL, pin->last, error);
}

gboolean
way_commands_stretch_stage (WayHistory *history,
                            WayElement *stage,
                            WayElement *end,
                            GError    **error)
{
  Pin pin = { stage, NULL, end };

  return for_each_card (history, stretch_card, &pin, error);
}

static gboolean
goes (GHashTable *going,
      WayElement *element)
{
  return g_hash_table_contains (going, element) || g_hash_table_contains (going, way_element_get_parent (element));
}

/* The touchpoint before, across stages. */
static WayElement *
get_step_before (WayElement *touchpoint)
{
  WayElement *stage = way_element_get_parent (touchpoint);
  WayElement *before = way_commands_get_previous_of (touchpoint);

  while (before == NULL && (stage = way_commands_get_previous_of (stage)) != NULL)
    before = way_commands_get_last_of (stage, WAY_KIND_TOUCHPOINT);
  return before;
}

/* The nearest end before one that goes, in the same terms: a touchpoint or a stage. Looks no further than where the card starts. */
static WayElement *
find_end_before (GHashTable *going,
                 WayElement *card,
                 WayElement *until)
{
  gboolean    is_stage = way_element_get_kind (until) == WAY_KIND_STAGE;
  WayElement *stage = way_element_get_parent (card);
  WayElement *about = get_about (card);
  WayElement *start = is_stage ? stage : about != NULL ? about
                                                       : way_element_get_first_of (stage, WAY_KIND_TOUCHPOINT);

  while (until != NULL && until != start && goes (going, until))
    until = is_stage ? way_commands_get_previous_of (until) : get_step_before (until);
  return until != NULL && !goes (going, until) ? until : NULL;
}

static WayElement *
find_start_after (GHashTable *going,
                  WayElement *about)
{
  do
    about = way_element_get_next_of (about);
  while (about != NULL && goes (going, about));
  return about;
}

static gboolean
shorten_card (WayHistory *history,
              WayElement *card,
              gpointer    data,
              GError    **error)
{
  GHashTable *going = data;
  WayElement *about = get_about (card);
  WayElement *until = get_until (card);

  if (until == NULL || goes (going, card) || (!goes (going, until) && (about == NULL || !goes (going, about))))
    return TRUE;
  if (goes (going, until))
    until = find_end_before (going, card, until);
  if (about != NULL && goes (going, about) &&
      !way_commands_set_reference (history, card, WAY_CARD_ABOUT, find_start_after (going, about), error))
    return FALSE;
  if (until != NULL && !way_commands_can_reach (card, until))
    until = NULL;
  return way_commands_set_reference (history, card, WAY_CARD_UNTIL, until, error);
}

gboolean
way_commands_shorten_spans (WayHistory *history,
                            GHashTable *going,
                            GError    **error)
{
  return for_each_card (history, shorten_card, going, error);
}

static GPtrArray *
list_touchpoints (WayHistory *history)
{
  GPtrArray *list = g_ptr_array_new ();

  for (WayElement *stage = way_element_get_first_of (way_commands_get_root (history), WAY_KIND_STAGE); stage != NULL; stage = way_element_get_next_of (stage))
    for (WayElement *touchpoint = way_element_get_first_of (stage, WAY_KIND_TOUCHPOINT); touchpoint != NULL; touchpoint = way_element_get_next_of (touchpoint))
      g_ptr_array_add (list, touchpoint);
  return list;
}

static GPtrArray *
list_stages (WayHistory *history)
{
  GPtrArray *list = g_ptr_array_new ();

  for (WayElement *stage = way_element_get_first_of (way_commands_get_root (history), WAY_KIND_STAGE); stage != NULL; stage = way_element_get_next_of (stage))
    g_ptr_array_add (list, stage);
  return list;
}

/* What lies as far from @start as @until did from @old_start; at the end of the list the last one. NULL when they are not in it. */
static WayElement *
shift (GPtrArray  *list,
       WayElement *until,
       WayElement *old_start,
       WayElement *start)
{
  guint end, from, to;

  if (!g_ptr_array_find (list, until, &end) || !g_ptr_array_find (list, old_start, &from) || !g_ptr_array_find (list, start, &to) || end + to < from)
    return NULL;
  return list->pdata[MIN (end + to - from, list->len - 1)];
}

gboolean
way_commands_shift_span (WayHistory *history,
                         WayElement *card,
                         WayElement *old_stage,
                         WayElement *old_about,
                         GError    **error)
{
  WayElement *stage = way_element_get_parent (card);
  WayElement *about = get_about (card);
  WayElement *until = get_until (card);
  g_autoptr (GPtrArray) list = NULL;

  if (until == NULL)
    return TRUE;
  if (way_element_get_kind (until) == WAY_KIND_STAGE)
    {
      list = list_stages (history);
      until = shift (list, until, old_stage, stage);
    }
  else
    {
      list = list_touchpoints (history);
      if (old_about == NULL)
        old_about = way_element_get_first_of (old_stage, WAY_KIND_TOUCHPOINT);
      if (about == NULL)
        about = way_element_get_first_of (stage, WAY_KIND_TOUCHPOINT);
      until = shift (list, until, old_about, about);
    }
  if (until != NULL && !way_commands_can_reach (card, until))
    until = NULL;
  return way_commands_set_reference (history, card, WAY_CARD_UNTIL, until, error);
}

gboolean
way_command_set_span (WayHistory *history,
                      const char *card,
                      const char *until,
                      GError    **error)
{
  WayElement *element;
  WayElement *end = NULL;

  g_return_val_if_fail (WAY_IS_HISTORY (history), FALSE);

  element = way_commands_find_of (history, card, WAY_KIND_CARD, error);
  if (element == NULL)
    return FALSE;
  if (until != NULL)
    {
      end = way_commands_find (history, until, error);
      if (end == NULL)
        return FALSE;
      if (!is_in_stage (element))
        return way_commands_refuse (error, _ ("A card of the tray cannot span steps; put it into a stage first"));
      /* What is of a wrong kind is for the history to refuse. */
      if ((way_element_get_kind (end) == WAY_KIND_TOUCHPOINT || way_element_get_kind (end) == WAY_KIND_STAGE) &&
          !way_commands_can_reach (element, end))
        end = NULL;
    }
  way_history_begin (history, C_ ("undo", "Span Card"));
  return way_commands_finish (history, way_commands_set_reference (history, element, WAY_CARD_UNTIL, end, error));
}
