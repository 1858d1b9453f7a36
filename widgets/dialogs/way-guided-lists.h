/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "waymark/way-editor.h"
#include "waymark/way-guide.h"

G_BEGIN_DECLS

/*
 * The pages of the guided start that have a row for each touchpoint: they fill an empty box. @answered is called (swapped) with @owner
 * after each answer; @rebuild when other rows are needed, with the touchpoint that is to get the keyboard.
 */

typedef void (*WayGuidedFunc) (gpointer owner,
                               guint    position);

typedef struct
{
  WayGuide     *guide;
  WayEditor    *editor;
  gpointer      owner;
  WayGuidedFunc answered;
  WayGuidedFunc rebuild;
} WayGuidedList;

/** The list with scissors between its lines, and the names of the stages. */
void way_guided_lists_fill_stages (GtkBox *box, const WayGuidedList *list, guint focus);

/** Five faces for each touchpoint. */
void way_guided_lists_fill_faces (GtkBox *box, const WayGuidedList *list);

/** Three questions about each of the worst. */
void way_guided_lists_fill_worst (GtkBox *box, const WayGuidedList *list);

G_END_DECLS
