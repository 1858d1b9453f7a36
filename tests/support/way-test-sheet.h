/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "waymark/way-history.h"
#include "waymark/way-layout.h"
#include "waymark/way-scene.h"

G_BEGIN_DECLS

/** WayTestSheet: a map with its boxes and items. */
typedef struct
{
  WayMap               *map;
  WayLayout            *layout;
  const WayLayoutFrame *frame;
  WayScene             *scene;
  WayViewState          state;
} WayTestSheet;

/** Takes @map. */
WayTestSheet way_test_sheet_new (WayTypesetter *typesetter,
                                 WayMap        *map,
                                 WayViewState   state);

/**
 * By the seed: another random map with lanes of all kinds, another view; every third one is read from right to left,
 * every fourth is stacked.
 */
WayTestSheet way_test_sheet_new_random (WayTypesetter *typesetter,
                                        guint32        seed);

/** Brings boxes and items up to date with the map. */
void way_test_sheet_update (WayTestSheet *self);
void way_test_sheet_clear (WayTestSheet *self);

/** The example of a shop for running shoes, as a map in @language. */
WayMap *way_test_load_example (const char *language);

/** Sets a field in a step of a history that is then forgotten. */
void way_test_set_field (WayMap     *map,
                         const char *id,
                         guint       field,
                         const char *value);

G_END_DECLS
