/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Hash of a string for GHashTable, different in each process: no file can be made so that its ids collide. */
guint way_string_hash (gconstpointer string);

G_END_DECLS
