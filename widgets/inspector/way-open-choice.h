/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "waymark/way-fields.h"

G_BEGIN_DECLS

#define WAY_TYPE_OPEN_CHOICE (way_open_choice_get_type ())
G_DECLARE_FINAL_TYPE (WayOpenChoice, way_open_choice, WAY, OPEN_CHOICE, GtkWidget)

/**
 * A text that is mostly one of the field's choices: they can be chosen by name, and "Other…" lets anything else be typed.
 * The signal "entered" (const char *) tells what was chosen or typed.
 */
GtkWidget *way_open_choice_new (const WayField *field);

/** Shows a value; one that is no choice stands among them as it is. */
void way_open_choice_show (WayOpenChoice *self,
                           const char    *value,
                           gboolean       is_mixed);

G_END_DECLS
