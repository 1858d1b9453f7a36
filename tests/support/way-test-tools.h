/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "waymark/way-export.h"

G_BEGIN_DECLS

/** Skips the running test and gives FALSE when one of the programs (ended by NULL) is not installed. */
gboolean way_test_has_tools (const char *first,
                             ...) G_GNUC_NULL_TERMINATED;

/** Runs a program (arguments ended by NULL) that must succeed; gives what it printed. */
char *way_test_run (const char *program,
                    ...) G_GNUC_NULL_TERMINATED;

/** A new folder for files of the running test; remove it with way_test_remove_folder(), which frees the name too. */
char *way_test_make_folder (void);
void  way_test_remove_folder (char *folder);

/** The bytes of an export that must succeed. */
GBytes *way_test_export (const WayScene         *scene,
                         WayExportFormat         format,
                         const WayExportOptions *options);

/** The same, into a file of @folder; gives its path. */
char *way_test_export_to (const WayScene         *scene,
                          WayExportFormat         format,
                          const WayExportOptions *options,
                          const char             *folder,
                          const char             *name);

/** A scene of one layer and one block with @items (WayItem, taken), each at the origin. */
WayScene *way_test_scene_new (GPtrArray *items,
                              double     width,
                              double     height);

G_END_DECLS
