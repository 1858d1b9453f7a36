/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "waymark/way-history.h"

G_BEGIN_DECLS

/** The history of a new, empty map; it keeps the map alive. */
WayHistory *way_make_map (const char *language) G_GNUC_WARN_UNUSED_RESULT;

/**
 * A journey of two personas (anna, jan), two phases (p1, p2), the usual lanes (touchpoints, emotions, thoughts, pains,
 * chances, metrics, channels) and @n_stages stages (s1, s2, …) of @n_steps touchpoints (s1t1, …), each with what Anna
 * feels as it is (s1t1-anna); every stage has a thought, a pain and a chance under its first touchpoint (s1c, s1p, s1o)
 * and a metric (s1m). All texts are numbers when @neutral, which read the same from both sides.
 */
WayHistory *way_make_journey (const char *language,
                              guint       n_stages,
                              guint       n_steps,
                              gboolean    neutral) G_GNUC_WARN_UNUSED_RESULT;

/** Inserts an element at the end of its slot: pairs of a field and its value, ended by -1. Must succeed. */
void way_make (WayHistory *history,
               WayKind     kind,
               const char *id,
               const char *parent,
               ...);

/** Sets one field in a transaction of its own. Must succeed. */
void way_make_change (WayHistory *history,
                      const char *id,
                      guint       field,
                      const char *value);

/** Moves before a sibling, or to the end. Must succeed. */
void way_make_move (WayHistory *history,
                    const char *id,
                    const char *parent,
                    const char *before);

/** Removes. Must succeed. */
void way_make_remove (WayHistory *history,
                      const char *id);

/** The id of the map's root. */
const char *way_make_get_root (WayHistory *history);

G_END_DECLS
