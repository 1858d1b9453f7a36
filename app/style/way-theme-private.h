/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "waymark/way-theme.h"

G_BEGIN_DECLS

/** The colours of each theme, without a brand and without styles of text. */
extern const WayTheme way_theme_tables[WAY_N_THEMES];

/** How text is set, in every theme. */
extern const WayTextStyle way_theme_text[WAY_N_TEXT_ROLES];

G_END_DECLS
