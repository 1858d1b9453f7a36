/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * Before GTK and all threads start: where the environment asks for the renderer that draws without OpenGL, GTK is told to
 * leave OpenGL alone. It would load the driver all the same; without a graphics card that is a compiler, and takes 50 MB.
 */
void way_early_display_prepare (void);

G_END_DECLS
