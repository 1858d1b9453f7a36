/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Cli"

#include "way-map-facts-private.h"

static void
count_certainty (WayMapFacts *self,
                 WayElement  *element,
                 guint        field)
{
  int certainty = way_element_get_choice (element, field);

  if (certainty >= 0)
    self->n_certainties[certainty]++;
}

static void
count_card (WayMapFacts *self,
            WayElement  *card)
{
  int kind = way_card_get_kind (card);

  if (way_element_get_stage (card) == NULL)
    {
      self->n_tray++;
      return;
    }
  self->n[WAY_KIND_CARD]++;
  if (kind >= 0)
    self->n_cards[kind]++;
  count_certainty (self, card, WAY_CARD_EVIDENCE);
}

static void
look_at_feeling (WayMapFacts *self,
                 WayElement  *feeling)
{
  if (way_element_get (feeling, WAY_FEELING_SCORE) == NULL ||
      way_element_get_choice (feeling, WAY_FEELING_STATE) == WAY_STATE_FUTURE)
    return;
  if (self->lowest == NULL || way_element_get_hundredths (feeling, WAY_FEELING_SCORE) < way_element_get_hundredths (self->lowest, WAY_FEELING_SCORE))
    self->lowest = feeling;
}

static void
count_below (WayMapFacts *self,
             WayElement  *parent)
{
  for (WayElement *element = way_element_get_first (parent); element != NULL; element = way_element_get_next (element))
    {
      WayKind kind = way_element_get_kind (element);

      if (way_element_is_prompt (element))
        continue;
      if (kind == WAY_KIND_CARD)
        count_card (self, element);
      else
        self->n[kind]++;
      if (kind == WAY_KIND_FEELING)
        look_at_feeling (self, element);
      if (kind == WAY_KIND_TOUCHPOINT)
        {
          count_certainty (self, element, WAY_TOUCHPOINT_EVIDENCE);
          self->n_truths += way_element_get (element, WAY_TOUCHPOINT_TRUTH) != NULL;
        }
      count_below (self, element);
    }
}

void
way_map_facts_init (WayMapFacts *self,
                    WayMap      *map)
{
  *self = (WayMapFacts){ 0 };
  count_below (self, way_map_get_root (map));
}
