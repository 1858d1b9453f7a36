/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "waymark/way-document.h"

#include "way-early-map.h"

G_BEGIN_DECLS

/** WayWindow: one open map with all that stands around it; or, as long as there is none, the ways to begin one. */
#define WAY_TYPE_WINDOW (way_window_get_type ())
G_DECLARE_FINAL_TYPE (WayWindow, way_window, WAY, WINDOW, GtkApplicationWindow)

GtkWidget *way_window_new (GtkApplication *application) G_GNUC_WARN_UNUSED_RESULT;

/** The open map; NULL while there is none. */
WayDocument *way_window_get_document (WayWindow *self);

/** Shows a document; takes a reference. */
void way_window_set_document (WayWindow   *self,
                              WayDocument *document);

/** Opens a file in this window; says so where that fails. */
void way_window_open (WayWindow *self,
                      GFile     *file);

/**
 * Opens a file for people: shows the window that has it open, else takes @here (may be NULL) if no map is open in it, else
 * makes a window.
 */
void way_window_open_somewhere (GtkApplication *application,
                                WayWindow      *here,
                                GFile          *file);

/** Shows the map that the program was started with in a new window; takes it. */
void way_window_open_early (GtkApplication *application,
                            WayEarlyMap    *map);

/** How large the next window will be, in pixels; needs no display. */
void way_window_get_next_size (int *width,
                               int *height);

/** Shows a map that has no file yet, in @here (may be NULL) if no map is open in it, else in a new window. */
void way_window_show_map (GtkApplication *application,
                          WayWindow      *here,
                          WayMap         *map);

/** Shows a map that was restored after a crash: where its file is open and untouched, or as any other one. */
void way_window_show_restored (GtkApplication *application,
                               WayWindow      *here,
                               WayDocument    *document);

/** Asks, once the first window is there, what is to become of the maps that a crash left unsaved; nothing where there are none. */
void way_window_offer_recovered (GtkApplication *application);

G_END_DECLS
