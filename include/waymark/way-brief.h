/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Words for a window. The messages of errors name files by their whole paths, as the command line needs them; people who look
 * at a window want the file's name.
 */

/**
 * What @message says, with files by their names, and line and column in words: “shoes.waymark”, line 3, column 15: …
 * What a file says itself (after its line and column) is left as it is. The caller frees it.
 */
char *way_brief_dup_message (const char *message) G_GNUC_WARN_UNUSED_RESULT;

/** @text, with "~" for the home folder that paths in it begin with; the caller frees it. */
char *way_brief_dup_places (const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
