/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "way-element-private.h"

G_BEGIN_DECLS

/** Whether a field holds ids of elements. */
gboolean way_field_is_reference (const WayField *self);

/**
 * Whether a reference, list or image @field of @holder, which is or is going to be in @parent, may have @value; TRUE for
 * other fields. Names are looked for in @map and in @loose (id -> element; may be NULL). WAY_HISTORY_ERROR_REFERENCE.
 */
gboolean way_reference_check (WayMap           *map,
                              GHashTable       *loose,
                              const WayElement *holder,
                              const WayElement *parent,
                              guint             field,
                              const char       *value,
                              GError          **error);

G_END_DECLS
