/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "waymark/way-scene.h"

G_BEGIN_DECLS

/** A few shapes of all kinds at random places within 200 × 120 units; the same for the same state of @random. */
void way_random_shapes (GRand          *random,
                        WayTypesetter  *typesetter,
                        WayItemBuilder *builder,
                        gboolean        right_to_left);

/**
 * A scene made of random things, the same for the same numbers: columns and rows of random sizes, several layers, blocks
 * that span columns, shapes of all kinds, texts in many scripts, images that can and cannot be shown. @size is about
 * the number of items.
 */
WayScene *way_random_scene_new (WayTypesetter *typesetter,
                                guint32        seed,
                                guint          size) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
