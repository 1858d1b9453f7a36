/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "way-test-sheet.h"

#include "waymark/way-drag.h"

G_BEGIN_DECLS

/** WayTestDrag: a sheet to drag on, and another map of the same start, for the command that does the same. */
typedef struct
{
  WayTestSheet  sheet;
  WayHistory   *history;
  WaySelection *selection;
  WayDrag      *drag;
  WayMap       *other;
  WayHistory   *other_history;
} WayTestDrag;

/** A list of ids. */
#define WAY_TEST_IDS(...) ((const char *const[]){ __VA_ARGS__, NULL })

/** Fixture functions; the data is the language of the map or NULL for "en". */
void way_test_drag_set_up (WayTestDrag  *fixture,
                           gconstpointer data);
void way_test_drag_tear_down (WayTestDrag  *fixture,
                              gconstpointer data);

/** The area of an element's item on the sheet as it is now. */
WayRectangle way_test_drag_get_area (WayTestDrag *fixture,
                                     const char  *element);

/** A place in that area by shares of its size, in reading order; beyond 0 and 1 outside of it. */
WayPoint way_test_drag_get_point (WayTestDrag *fixture,
                                  const char  *element,
                                  double       along,
                                  double       down);

/** Begins to drag what lies there; the drag stays NULL when nothing can be dragged. */
void way_test_drag_begin_at (WayTestDrag *fixture,
                             double       x,
                             double       y);

/** Takes hold of the middle of something. */
void way_test_drag_begin (WayTestDrag *fixture,
                          const char  *element);

/** Gives whether the map has changed. */
gboolean way_test_drag_move_to (WayTestDrag *fixture,
                                WayPoint     at);
void     way_test_drag_end (WayTestDrag *fixture);
void     way_test_drag_cancel (WayTestDrag *fixture);
void     way_test_drag_select_ids (WayTestDrag       *fixture,
                                   const char *const *ids);

/** Sets a field on both maps before a drag begins. */
void way_test_drag_prepare (WayTestDrag *fixture,
                            const char  *id,
                            guint        field,
                            const char  *value);

/** The file of a map. */
char *way_test_drag_write_map (WayMap *map);

/** Asserts that these are the lines of the file that have @text. */
void way_test_drag_assert_lines (WayTestDrag *fixture,
                                 const char  *text,
                                 const char  *expected);
void way_test_drag_assert_same_files (WayMap *map,
                                      WayMap *other);

/** Asserts that the drag was one step, with result and name of the command on the other map, and undoes both. */
void way_test_drag_assert_like_command (WayTestDrag *fixture);

/** Moves on the other map. */
void way_test_drag_move_other (WayTestDrag       *fixture,
                               const char *const *ids,
                               const char        *stage,
                               const char        *lane,
                               const char        *touchpoint,
                               const char        *before);

/** Asserts that just these are selected. */
void way_test_drag_assert_selected (WayTestDrag       *fixture,
                                    const char *const *ids);

/** Asserts that the drop mark lies on an element (or NULL) and says @text. */
void way_test_drag_assert_mark (WayTestDrag *fixture,
                                const char  *element,
                                const char  *text);

/** Take hold of end edges. */
void way_test_drag_begin_phase_edge (WayTestDrag *fixture,
                                     const char  *phase);
void way_test_drag_begin_card_edge (WayTestDrag *fixture,
                                    const char  *card);

/** Where a score lies on the sheet. */
double way_test_drag_get_score_y (WayTestDrag *fixture,
                                  int          hundredths);

G_END_DECLS
