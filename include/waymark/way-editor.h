/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "waymark/way-history.h"
#include "waymark/way-layout.h"
#include "waymark/way-scene.h"
#include "waymark/way-selection.h"
#include "waymark/way-view.h"

G_BEGIN_DECLS

/**
 * WayEditor: what all panes of one window share: the history of the map, the selection, what is shown and whose curve is
 * drawn, and the layout and scene that follow the map. Panes never know each other; they meet here.
 * Properties: "view-state" (WayViewState as int), "persona" (id of the one whose curve is drawn, or NULL for the first),
 * "drawing-future" (which of the two journeys new feelings and touchpoints belong to). Signals: "invalidated" when the
 * scene no longer shows the map (connect to queue a redraw; it is emitted once until the scene is asked for again).
 */
#define WAY_TYPE_EDITOR (way_editor_get_type ())
G_DECLARE_FINAL_TYPE (WayEditor, way_editor, WAY, EDITOR, GObject)

WayEditor *way_editor_new (WayHistory *history) G_GNUC_WARN_UNUSED_RESULT;

WayHistory   *way_editor_get_history (WayEditor *self);
WayMap       *way_editor_get_map (WayEditor *self);
WaySelection *way_editor_get_selection (WayEditor *self);

WayViewState way_editor_get_view_state (WayEditor *self);

/** Shows the current or the future journey, which is then the one that is drawn too; in the comparison either may be drawn. */
void way_editor_set_view_state (WayEditor   *self,
                                WayViewState state);

/** The persona whose curve is drawn, the first unless another was chosen; NULL when there is none. */
WayElement *way_editor_get_persona (WayEditor *self);
void        way_editor_set_persona (WayEditor  *self,
                                    const char *id);

/** Which of the two journeys is drawn. Outside the comparison the view follows, so that what is drawn is seen. */
gboolean way_editor_get_drawing_future (WayEditor *self);
void     way_editor_set_drawing_future (WayEditor *self,
                                        gboolean   future);

/** The layout and the scene, brought up to date; borrowed until the next change. Prompts are shown. */
WayLayout *way_editor_get_layout (WayEditor *self);
WayScene  *way_editor_get_scene (WayEditor *self);

/**
 * The scene for a first look: while nobody has asked for all of it, what stands beyond @width and @height of the sheet may be
 * missing, and @is_whole says so. Asked again with more it brings in the rest, bit by bit. Borrowed until the next change.
 */
WayScene *way_editor_get_scene_within (WayEditor *self,
                                       double     width,
                                       double     height,
                                       gboolean  *is_whole);

/** The layout that the latest scene was made from; borrowed. NULL before the first. */
WayLayout *way_editor_get_latest_layout (WayEditor *self);

/** The colours in use; borrowed. */
const WayTheme *way_editor_get_theme (WayEditor *self);

/** What a screen reader says of an element: its kind and words, its stage and lane, feeling, moment of truth, "2 of 3"; the caller frees it. */
char *way_editor_dup_description (WayEditor  *self,
                                  const char *id);

G_END_DECLS
