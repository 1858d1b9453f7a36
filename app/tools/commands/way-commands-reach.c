/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Tools"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "way-commands-private.h"

/* By so much the steps of a stage become wider; what they may be at all stands in the table of its fields. */
#define WIDER 20

/* All touchpoints in the order of the map. */
static GPtrArray *
list_steps (WayHistory *history)
{
  GPtrArray *steps = g_ptr_array_new ();

  for (WayElement *stage = way_element_get_first_of (way_commands_get_root (history), WAY_KIND_STAGE); stage != NULL;
       stage = way_element_get_next_of (stage))
    for (WayElement *step = way_element_get_first_of (stage, WAY_KIND_TOUCHPOINT); step != NULL; step = way_element_get_next_of (step))
      g_ptr_array_add (steps, step);
  return steps;
}

/* Where a card ends: at the last step of a stage that it fills. */
static int
find_end (GPtrArray  *steps,
          WayElement *card)
{
  WayElement *end = way_element_get_reference (card, WAY_CARD_UNTIL);
  int         found = -1;

  if (end == NULL)
    end = way_element_get_reference (card, WAY_CARD_ABOUT);
  if (end == NULL)
    end = way_element_get_stage (card);
  for (guint i = 0; i < steps->len; i++)
    if (steps->pdata[i] == end || way_element_get_parent (steps->pdata[i]) == end)
      found = (int) i;
  return found;
}

static gboolean
reach_card (WayHistory *history,
            WayElement *card,
            int         by,
            GError    **error)
{
  g_autoptr (GPtrArray) steps = list_steps (history);
  int end = find_end (steps, card);

  if (end < 0 || end + by < 0 || end + by >= (int) steps->len)
    return FALSE;
  return way_command_set_span (history, way_element_get_id (card), way_element_get_id (steps->pdata[end + by]), error);
}

static guint
count_stages (WayElement *phase)
{
  guint n = 0;

  for (WayElement *stage = way_element_get_first_of (way_element_get_parent (phase), WAY_KIND_STAGE); stage != NULL; stage = way_element_get_next_of (stage))
    n += way_element_get_reference (stage, WAY_STAGE_PHASE) == phase;
  return n;
}

/* The stage after its last one comes to it, or the last one goes to the phase after it. None may lose its only stage. */
static gboolean
reach_phase (WayHistory *history,
             WayElement *phase,
             int         by,
             GError    **error)
{
  WayElement *last = NULL;
  WayElement *stage, *other, *taken;

  for (stage = way_element_get_first_of (way_element_get_parent (phase), WAY_KIND_STAGE); stage != NULL; stage = way_element_get_next_of (stage))
    if (way_element_get_reference (stage, WAY_STAGE_PHASE) == phase)
      last = stage;
  stage = last != NULL ? way_element_get_next_of (last) : NULL;
  other = stage != NULL ? way_element_get_reference (stage, WAY_STAGE_PHASE) : NULL;
  if (last == NULL || (by > 0 && (stage == NULL || (other != NULL && count_stages (other) < 2))) || (by < 0 && count_stages (phase) < 2))
    return FALSE;
  taken = by > 0 ? stage : last;
  return way_command_set_field (history, (const char *const[]){ way_element_get_id (taken), NULL }, WAY_STAGE_PHASE,
                                way_commands_get_id (by > 0 ? phase : other), error);
}

gboolean
way_command_move_start (WayHistory *history,
                        const char *id,
                        int         by,
                        GError    **error)
{
  WayElement *phase = way_commands_find_of (history, id, WAY_KIND_PHASE, error);
  WayElement *before = NULL;
  WayElement *first, *other;

  g_return_val_if_fail (by == 1 || by == -1, FALSE);

  if (phase == NULL)
    return FALSE;
  for (first = way_element_get_first_of (way_element_get_parent (phase), WAY_KIND_STAGE); first != NULL; first = way_element_get_next_of (first))
    {
      if (way_element_get_reference (first, WAY_STAGE_PHASE) == phase)
        break;
      before = first;
    }
  other = before != NULL ? way_element_get_reference (before, WAY_STAGE_PHASE) : NULL;
  if (first == NULL || (by < 0 && (before == NULL || (other != NULL && count_stages (other) < 2))) || (by > 0 && count_stages (phase) < 2))
    return FALSE;
  return way_command_set_field (history, (const char *const[]){ way_element_get_id (by < 0 ? before : first), NULL }, WAY_STAGE_PHASE,
                                way_commands_get_id (by < 0 ? phase : other), error);
}

static gboolean
widen_stage (WayHistory *history,
             WayElement *stage,
             int         by,
             double      width,
             GError    **error)
{
  const WayField  *field = &way_kind_get_info (WAY_KIND_STAGE)->fields[WAY_STAGE_STEP_WIDTH];
  int              least = (int) (way_decimal_get_hundredths (field->minimum) / 100);
  int              greatest = (int) (way_decimal_get_hundredths (field->maximum) / 100);
  int              now = (int) lround (width);
  int              wanted = CLAMP (now + by * WIDER, least, greatest);
  g_autofree char *value = g_strdup_printf ("%d", wanted);

  if (by > 0 ? wanted <= now : wanted >= now)
    return FALSE;
  return way_command_set_field (history, (const char *const[]){ way_element_get_id (stage), NULL }, WAY_STAGE_STEP_WIDTH, value, error);
}

gboolean
way_command_reach (WayHistory *history,
                   const char *id,
                   int         by,
                   double      width,
                   GError    **error)
{
  WayElement *element = way_commands_find (history, id, error);

  g_return_val_if_fail (by == 1 || by == -1, FALSE);

  if (element == NULL)
    return FALSE;
  switch (way_element_get_kind (element))
    {
    case WAY_KIND_CARD:
      return reach_card (history, element, by, error);
    case WAY_KIND_PHASE:
      return reach_phase (history, element, by, error);
    case WAY_KIND_STAGE:
      return widen_stage (history, element, by, width, error);
    default:
      return FALSE;
    }
}
