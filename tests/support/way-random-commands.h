/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "waymark/way-history.h"

G_BEGIN_DECLS

/**
 * One random command on random elements, some of them of a kind that it refuses. TRUE when it was carried out; else it was
 * refused with an error, or at an edge without one. @name (borrowed) tells which it was.
 */
gboolean way_random_command (WayHistory  *history,
                             GRand       *random,
                             const char **name,
                             GError     **error);

G_END_DECLS
