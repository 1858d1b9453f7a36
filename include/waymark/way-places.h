/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Where the program's own files are: installed, or in the build folder when it runs in place.
 */

/** The folder that the running program is in, links followed; NULL where the system does not tell. Borrowed. */
const char *way_places_get_program_folder (void);

/** The build folder when the program runs in place, without being installed; else NULL. Borrowed. */
const char *way_places_get_build_folder (void);

/** The place of a file or folder of the program's data ("templates"); the caller frees it. It may not be there. */
char *way_places_dup_data (const char *name) G_GNUC_WARN_UNUSED_RESULT;

/** The folder of the translations, for bindtextdomain(); the caller frees it. */
char *way_places_dup_catalogues (void) G_GNUC_WARN_UNUSED_RESULT;

/**
 * The folder of what the program keeps for itself between two runs ("journals"), made for this user alone; the caller
 * frees it. NULL with errno when it cannot be made.
 */
char *way_places_dup_state_folder (const char *name) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
