/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "waymark/way-map.h"

G_BEGIN_DECLS

/** WayMapFacts: what a map holds. Prompts, and what stands in a prompt, do not count. Elements are borrowed from the map. */
typedef struct
{
  guint       n[WAY_N_KINDS];                   /* elements by kind, both states; cards without those in the tray */
  guint       n_cards[WAY_N_CARD_KINDS];        /* cards on the map by kind */
  guint       n_tray;                           /* unsorted cards */
  guint       n_truths;                         /* moments of truth */
  guint       n_certainties[WAY_N_CERTAINTIES]; /* touchpoints and cards by how sure they are */
  WayElement *lowest;                           /* the feeling with the lowest score of the current state; or NULL */
} WayMapFacts;

void way_map_facts_init (WayMapFacts *self,
                         WayMap      *map);

G_END_DECLS
