/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* Forward declarations of the engine's types, so that headers never include each other for a pointer. */

G_END_DECLS
