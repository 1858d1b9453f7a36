/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** Names every button, of this program and of GTK, for screen readers as it is named on the screen; call it once. */
void way_button_names_start (void);

G_END_DECLS
