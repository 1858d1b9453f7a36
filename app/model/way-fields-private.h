/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "waymark/way-fields.h"

G_BEGIN_DECLS

/* The tables behind way_kind_get_info(), in the order of WayKind. */
extern const WayKindInfo way_kind_infos[WAY_N_KINDS];

G_END_DECLS
