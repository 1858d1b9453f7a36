/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Base"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "waymark/way-table.h"

struct _WayTable
{
  GPtrArray *rows; /* GPtrArray of char*, NULL for "" */
  guint      n_columns;
  guint      n_cells;
};

G_DEFINE_QUARK (way - table - error - quark, way_table_error)

WayTable *
way_table_new (void)
{
  WayTable *self = g_new0 (WayTable, 1);

  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  return self;
}

void
way_table_free (WayTable *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->rows);
  g_free (self);
}

guint
way_table_get_n_rows (const WayTable *self)
{
  return self->rows->len;
}

guint
way_table_get_n_columns (const WayTable *self)
{
  return self->n_columns;
}

const char *
way_table_get (const WayTable *self,
               guint           row,
               guint           column)
{
  GPtrArray  *cells = row < self->rows->len ? self->rows->pdata[row] : NULL;
  const char *text = cells != NULL && column < cells->len ? cells->pdata[column] : NULL;

  return text != NULL ? text : "";
}

gboolean
way_table_set (WayTable   *self,
               guint       row,
               guint       column,
               const char *text,
               GError    **error)
{
  GPtrArray *cells;

  g_return_val_if_fail (self != NULL && text != NULL, FALSE);

  if (column >= WAY_TABLE_MOST_COLUMNS || row >= WAY_TABLE_MOST_CELLS || self->n_cells >= WAY_TABLE_MOST_CELLS)
    {
      g_set_error (error, WAY_TABLE_ERROR, WAY_TABLE_ERROR_TOO_LARGE,
                   _ ("The table has more than %1$d columns or %2$d cells"), WAY_TABLE_MOST_COLUMNS, WAY_TABLE_MOST_CELLS);
      return FALSE;
    }
  while (self->rows->len <= row)
    g_ptr_array_add (self->rows, g_ptr_array_new_with_free_func (g_free));
  cells = self->rows->pdata[row];
  if (cells->len <= column)
    {
      self->n_cells += column + 1 - cells->len;
      g_ptr_array_set_size (cells, (int) column + 1);
    }
  g_free (cells->pdata[column]);
  cells->pdata[column] = g_strdup (text);
  self->n_columns = MAX (self->n_columns, column + 1);
  return TRUE;
}

/* --- Reading ------------------------------------------------------------------------- */

/* What stands between the cells: of those that stand in the first row outside of quotes, tabs come before the others. */
static char
find_separator (const char *text)
{
  gboolean is_quoted = FALSE;
  guint    n_semicolons = 0, n_commas = 0;

  for (; *text != '\0' && (is_quoted || (*text != '\n' && *text != '\r')); text++)
    {
      if (*text == '"')
        is_quoted = !is_quoted;
      if (is_quoted)
        continue;
      if (*text == '\t')
        return '\t';
      n_semicolons += *text == ';';
      n_commas += *text == ',';
    }
  if (n_semicolons > 0)
    return ';';
  return n_commas > 0 ? ',' : '\t';
}

/* Reads a cell with its quotes; gives where it ends. */
static const char *
read_quoted (const char *text,
             GString    *cell)
{
  for (text++; *text != '\0'; text++)
    {
      if (*text == '"' && text[1] == '"')
        text++;
      else if (*text == '"')
        return text + 1;
      if (*text == '\r' && text[1] == '\n')
        continue;
      g_string_append_c (cell, *text == '\r' ? '\n' : *text);
    }
  return text;
}

static gboolean
read_cells (WayTable   *self,
            const char *text,
            GError    **error)
{
  char  separator = find_separator (text);
  guint row = 0, column = 0;
  g_autoptr (GString) cell = g_string_new (NULL);

  while (*text != '\0')
    {
      g_string_truncate (cell, 0);
      if (*text == '"')
        text = read_quoted (text, cell);
      for (; *text != '\0' && *text != separator && *text != '\n' && *text != '\r'; text++)
        g_string_append_c (cell, *text);
      g_strchug (cell->str);
      g_strchomp (cell->str);
      if (*cell->str != '\0' && !way_table_set (self, row, column, cell->str, error))
        return FALSE;
      column++;
      if (*text == '\r' && text[1] == '\n')
        text++;
      if (*text == '\n' || *text == '\r')
        {
          row++;
          column = 0;
        }
      if (*text != '\0')
        text++;
    }
  return TRUE;
}

WayTable *
way_table_parse (const char *text,
                 gsize       length,
                 GError    **error)
{
  g_autoptr (WayTable) self = way_table_new ();
  g_autofree char *copy = NULL;

  g_return_val_if_fail (text != NULL || length == 0, NULL);

  if (!g_utf8_validate_len (text, length, NULL))
    {
      g_set_error_literal (error, WAY_TABLE_ERROR, WAY_TABLE_ERROR_TEXT, _ ("This is not text"));
      return NULL;
    }
  copy = g_strndup (text, length);
  /* Some programs begin with a byte order mark. */
  if (!read_cells (self, g_str_has_prefix (copy, "\xef\xbb\xbf") ? copy + 3 : copy, error))
    return NULL;
  return g_steal_pointer (&self);
}

/* --- Writing -------------------------------------------------------------------------- */

static void
append_quoted (GString    *tsv,
               const char *text)
{
  if (strpbrk (text, "\t\n\r\"") == NULL)
    {
      g_string_append (tsv, text);
      return;
    }
  g_string_append_c (tsv, '"');
  for (; *text != '\0'; text++)
    {
      if (*text == '"')
        g_string_append_c (tsv, '"');
      g_string_append_c (tsv, *text);
    }
  g_string_append_c (tsv, '"');
}

char *
way_table_dup_tsv (const WayTable *self)
{
  GString *tsv = g_string_new (NULL);

  g_return_val_if_fail (self != NULL, NULL);

  for (guint row = 0; row < self->rows->len; row++)
    {
      for (guint column = 0; column < self->n_columns; column++)
        {
          if (column > 0)
            g_string_append_c (tsv, '\t');
          append_quoted (tsv, way_table_get (self, row, column));
        }
      g_string_append_c (tsv, '\n');
    }
  return g_string_free (tsv, FALSE);
}

static void
append_html_cell (GString    *html,
                  const char *text,
                  gboolean    is_head)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  g_string_append (html, is_head ? "<th>" : "<td>");
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *escaped = g_markup_escape_text (lines[i], -1);

      g_string_append_printf (html, "%s%s", i > 0 ? "<br>" : "", escaped);
    }
  g_string_append (html, is_head ? "</th>" : "</td>");
}

char *
way_table_dup_html (const WayTable *self)
{
  GString *html = g_string_new ("<html><head><meta http-equiv=\"content-type\" content=\"text/html; charset=utf-8\"></head><body><table border=\"1\">\n");

  g_return_val_if_fail (self != NULL, NULL);

  for (guint row = 0; row < self->rows->len; row++)
    {
      g_string_append (html, "<tr>");
      for (guint column = 0; column < self->n_columns; column++)
        append_html_cell (html, way_table_get (self, row, column), row == 0 || column == 0);
      g_string_append (html, "</tr>\n");
    }
  g_string_append (html, "</table></body></html>\n");
  return g_string_free (html, FALSE);
}
