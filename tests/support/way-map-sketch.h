/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "waymark/way-history.h"

G_BEGIN_DECLS

/**
 * Where everything stands in a map, in a few lines; the caller frees it. A line a stage: "A(p) a1 a2 | c1:thoughts@a1-a2 c2:pains"
 * has phase p, two touchpoints, a card of the lane "thoughts" that stands under a1 and reaches to a2, and one that stands
 * alone. A last line "tray" when something is in it.
 */
char *way_map_sketch (WayMap *map) G_GNUC_WARN_UNUSED_RESULT;

/** WaySketch: a small map to try something on: fixture of GLib tests. When it ends, undo must bring back the first bytes. */
typedef struct
{
  WayMap     *map;
  WayHistory *history;
  char       *first; /* the map as it was, as written */
} WaySketch;

void way_sketch_set_up (WaySketch    *self,
                        gconstpointer data);
void way_sketch_tear_down (WaySketch    *self,
                           gconstpointer data);

/** The steps that were made are this many; with their undo label being the last's. */
void way_sketch_assert_steps (WaySketch *self,
                              guint      n_steps);

/** Lines of stages, joined by line ends. */
void way_sketch_assert (WaySketch  *self,
                        const char *expected);

/** The value of a field. */
void way_sketch_assert_field (WaySketch  *self,
                              const char *id,
                              guint       field,
                              const char *expected);

/** Sets a field in a step of its own. */
void way_sketch_set (WaySketch  *self,
                     const char *id,
                     guint       field,
                     const char *value);

/** The map of the fixture as a sketch, and its lines one by one. */
#define WAY_SKETCH_A "A(p) a1 a2 a3 | ca:thoughts@a1-a3 cb:thoughts@a2-b1 cw:pains cx:pains@a1 cy:pains@a1\n"
#define WAY_SKETCH_B "B(p) b1 b2 | da:thoughts@b1 dw:pains\n"
#define WAY_SKETCH_C "C(q) | ea:thoughts\n"
#define WAY_SKETCH_D "D(q) d1 | fa:pains@d1\n"
#define WAY_SKETCH_TRAY "tray t1 t2\n"

G_END_DECLS
