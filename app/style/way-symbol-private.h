/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "waymark/way-symbol.h"

G_BEGIN_DECLS

/** All symbols, their paths not read yet; the last has no name. */
extern WaySymbol way_symbol_table[];

G_END_DECLS
