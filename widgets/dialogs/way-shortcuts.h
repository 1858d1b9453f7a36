/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** Lets the window of shortcuts take smaller letters when it would else be larger than the screen: it does not scroll. */
void way_shortcuts_fit (GtkWidget *shortcuts);

G_END_DECLS
