/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "waymark/way-types.h"

G_BEGIN_DECLS

/** The most cells that a table may have: more is no table that somebody typed. */
#define WAY_TABLE_MOST_CELLS 20000
#define WAY_TABLE_MOST_COLUMNS 256

#define WAY_TABLE_ERROR (way_table_error_quark ())
GQuark way_table_error_quark (void);

typedef enum
{
  WAY_TABLE_ERROR_TOO_LARGE,
  WAY_TABLE_ERROR_TEXT /* not UTF-8, or with zeros in it */
} WayTableError;

/** WayTable: rows and columns of texts, as a spreadsheet has them. What was never set is "". */
WayTable *way_table_new (void) G_GNUC_WARN_UNUSED_RESULT;
void      way_table_free (WayTable *self);

guint way_table_get_n_rows (const WayTable *self);

/** The columns of the longest row. */
guint way_table_get_n_columns (const WayTable *self);

/** A cell's text; "" beyond the edges. Borrowed. */
const char *way_table_get (const WayTable *self,
                           guint           row,
                           guint           column);

/** Sets a cell; the table grows to it. FALSE with WAY_TABLE_ERROR_TOO_LARGE beyond the limits. */
gboolean way_table_set (WayTable   *self,
                        guint       row,
                        guint       column,
                        const char *text,
                        GError    **error);

/**
 * Reads a table with tabs, semicolons or commas between its cells (RFC 4180: quotes, line ends and doubled quotes in
 * them), whichever stands in its first line; what has none is a table of one column. Empty rows and columns at the end are left out.
 */
WayTable *way_table_parse (const char *text,
                           gsize       length,
                           GError    **error) G_GNUC_WARN_UNUSED_RESULT;

/** The table with tabs between its cells; cells with tabs, quotes or line ends are quoted. The caller frees it. */
char *way_table_dup_tsv (const WayTable *self) G_GNUC_WARN_UNUSED_RESULT;

/** The table as HTML; the first row and column are heads. The caller frees it. */
char *way_table_dup_html (const WayTable *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WayTable, way_table_free)

G_END_DECLS
