/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Appends @text to @json as a string of RFC 8259, NULL as null; what is UTF-8 stays as it is. */
void way_json_add_string (GString    *json,
                          const char *text);

G_END_DECLS
