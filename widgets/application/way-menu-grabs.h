/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** Closes open menus when what they belong to is hidden or goes, so that they let go of pointer and keyboard; call it once. */
void way_menu_grabs_start (void);

G_END_DECLS
