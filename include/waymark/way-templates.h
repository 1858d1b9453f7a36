/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "waymark/way-map.h"

G_BEGIN_DECLS

/*
 * The templates that come with the program, and a finished example beside each: data/templates/LANGUAGE/NAME.waymark and
 * NAME.example.waymark. Their names are the same in all languages.
 */

#define WAY_TEMPLATE_BLANK "blank"
#define WAY_TEMPLATE_SAMPLE "e-commerce" /* its example is the map that is shown to newcomers */

/** WayTemplate: a template. */
typedef struct
{
  char    *name;
  char   **languages; /* in order, ended by NULL: "en", "pl" */
  gboolean has_example;
} WayTemplate;

void way_template_free (WayTemplate *self);

/** All templates (WayTemplate) by name. Empty where none are installed. */
GPtrArray *way_templates_list (void) G_GNUC_WARN_UNUSED_RESULT;

/** Which of @languages suits the user best by the locale; English, or else the first, when none does. Borrowed; NULL for none. */
const char *way_templates_choose_language (char *const *languages);

/**
 * Reads a template, or its example. NULL with WAY_STORE_ERROR_READ when there is no such template, or whatever
 * way_store_load() says.
 */
WayMap *way_templates_load (const char *name,
                            const char *language,
                            gboolean    example,
                            GError    **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WayTemplate, way_template_free)

G_END_DECLS
