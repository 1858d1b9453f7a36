/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "waymark/way-table.h"

G_BEGIN_DECLS

/** More of a page is not looked at. */
#define WAY_HTML_TABLE_MOST_BYTES (8 * 1024 * 1024)

/**
 * The first table of an HTML page (UTF-8) that has two rows and two columns, as word processors and spreadsheets put it
 * onto the clipboard. Lines of a cell stay lines; a cell over several columns stands in the first. NULL without error when
 * there is none, or with WAY_TABLE_ERROR.
 */
WayTable *way_html_table_parse (const char *html,
                                gsize       length,
                                GError    **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
