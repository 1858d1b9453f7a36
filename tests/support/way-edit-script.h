/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** How many bytes a step of a script takes; one byte before the first chooses the map. */
#define WAY_EDIT_SCRIPT_STEP 4

/**
 * Carries out a script of edits, undo and redo on a map and holds what must always hold against it: every state on the way
 * back and forth has the bytes that it had before, a transaction that is rolled back leaves nothing behind, what is clean
 * is what was saved, every state can be written and read. Any bytes are a script.
 *
 * Returns: NULL, or what did not hold; the caller frees it. @log (or NULL) gets a line for each step.
 */
char *way_edit_script_run (const guint8 *bytes,
                           gsize         length,
                           GString      *log) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
