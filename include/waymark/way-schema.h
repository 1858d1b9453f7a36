/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * The RELAX NG schema of the format, made from the tables behind way_kind_get_info(): what stands in data/waymark.rng. It is for
 * tests and for other programs; the reader of Waymark checks by itself. The caller frees it.
 */
char *way_schema_generate (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
