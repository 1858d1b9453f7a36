/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "waymark/way-scene.h"

G_BEGIN_DECLS

/**
 * Everything in a scene as text, a line each for layers, blocks, items, shapes and lines of text: to tell whether two
 * scenes draw the same. The caller frees it.
 */
char *way_scene_dump (const WayScene *scene) G_GNUC_WARN_UNUSED_RESULT;

/**
 * Where two dumps part: the lines before and after, or NULL when they are the same. The caller frees it.
 */
char *way_scene_dump_compare (const char *actual,
                              const char *expected) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
