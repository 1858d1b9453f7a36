/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "waymark/way-layout.h"
#include "waymark/way-scene.h"

G_BEGIN_DECLS

/**
 * Makes the display list of a layout in the colours of @theme. Items and blocks whose boxes did not change are taken
 * over from the scene before. @serial tells themes apart: give another number when the theme's colours are others.
 */
WayScene *way_compose_scene (WayLayout      *layout,
                             const WayTheme *theme,
                             guint           serial) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
