/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Exchange"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <libxml/HTMLparser.h>
#include <string.h>

#include "waymark/way-html-table.h"

/* Tables in tables are lines of the cell that they stand in. */
typedef struct
{
  WayTable *table;  /* the one that is being read, or has been */
  guint     depth;  /* of tables in each other */
  guint     hidden; /* depth of elements whose text nobody sees */
  gboolean  is_done;
  gboolean  in_cell;
  guint     row;
  guint     column; /* of the next cell */
  guint     span;   /* of the one that is open */
  GString  *cell;
  GError   *error;
} Reader;

static gboolean
is_one_of (const xmlChar     *name,
           const char *const *names)
{
  return g_strv_contains (names, (const char *) name);
}

static const char *const cells[] = { "td", "th", NULL };
static const char *const lines[] = { "br", "p", "div", "li", "tr", NULL };
static const char *const unseen[] = { "script", "style", "head", "title", NULL };

static void
end_line (Reader *self)
{
  while (self->cell->len > 0 && self->cell->str[self->cell->len - 1] == ' ')
    g_string_truncate (self->cell, self->cell->len - 1);
  if (self->cell->len > 0 && self->cell->str[self->cell->len - 1] != '\n')
    g_string_append_c (self->cell, '\n');
}

static void
end_cell (Reader *self)
{
  if (!self->in_cell)
    return;
  self->in_cell = FALSE;
  g_strstrip (self->cell->str);
  if (*self->cell->str != '\0' && self->error == NULL)
    way_table_set (self->table, self->row, self->column, self->cell->str, &self->error);
  self->column += self->span;
}

static void
end_row (Reader *self)
{
  end_cell (self);
  if (self->column > 0)
    self->row++;
  self->column = 0;
}

static void
end_table (Reader *self)
{
  end_row (self);
  self->is_done = way_table_get_n_rows (self->table) > 1 && way_table_get_n_columns (self->table) > 1;
  if (!self->is_done)
    g_clear_pointer (&self->table, way_table_free);
}

static void
begin_table (Reader *self)
{
  if (self->depth++ > 0)
    return;
  self->table = way_table_new ();
  self->row = self->column = 0;
}

static void
begin_cell (Reader         *self,
            const xmlChar **attributes)
{
  end_cell (self);
  self->in_cell = TRUE;
  self->span = 1;
  g_string_truncate (self->cell, 0);
  for (; attributes != NULL && *attributes != NULL; attributes += 2)
    if (g_str_equal ((const char *) attributes[0], "colspan") && attributes[1] != NULL)
      self->span = (guint) CLAMP (g_ascii_strtoull ((const char *) attributes[1], NULL, 10), 1, WAY_TABLE_MOST_COLUMNS);
}

static void
on_start (void           *user_data,
          const xmlChar  *name,
          const xmlChar **attributes)
{
  Reader *self = user_data;

  if (self->is_done)
    return;
  if (is_one_of (name, unseen))
    self->hidden++;
  else if (g_str_equal ((const char *) name, "table"))
    begin_table (self);
  else if (self->depth == 1 && g_str_equal ((const char *) name, "tr"))
    end_row (self);
  else if (self->depth == 1 && is_one_of (name, cells))
    begin_cell (self, attributes);
  else if (self->in_cell && is_one_of (name, lines))
    end_line (self);
}

static void
on_end (void          *user_data,
        const xmlChar *name)
{
  Reader *self = user_data;

  if (self->is_done)
    return;
  if (is_one_of (name, unseen) && self->hidden > 0)
    self->hidden--;
  else if (g_str_equal ((const char *) name, "table") && self->depth > 0)
    {
      if (--self->depth == 0)
        end_table (self);
    }
  else if (self->depth == 1 && is_one_of (name, cells))
    end_cell (self);
  else if (self->in_cell && is_one_of (name, lines))
    end_line (self);
}

/* Spaces and line ends of the source are one space. */
static void
on_characters (void          *user_data,
               const xmlChar *text,
               int            length)
{
  Reader *self = user_data;

  if (self->is_done || !self->in_cell || self->hidden > 0)
    return;
  for (int i = 0; i < length; i++)
    {
      char     c = (char) text[i];
      gboolean is_first = self->cell->len == 0 || strchr (" \n", self->cell->str[self->cell->len - 1]) != NULL;

      if (!g_ascii_isspace (c))
        g_string_append_c (self->cell, c);
      else if (!is_first)
        g_string_append_c (self->cell, ' ');
    }
}

static void
read_page (Reader     *self,
           const char *html,
           int         length)
{
  htmlSAXHandler handler = {
    .startElement = on_start,
    .endElement = on_end,
    .characters = on_characters,
    .cdataBlock = on_characters,
    .ignorableWhitespace = on_characters,
  };
  htmlParserCtxtPtr parser = htmlCreatePushParserCtxt (&handler, self, NULL, 0, NULL, XML_CHAR_ENCODING_UTF8);

  g_assert (parser != NULL);
  htmlCtxtUseOptions (parser, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET);
  htmlParseChunk (parser, html, length, 0);
  htmlParseChunk (parser, "", 0, 1);
  htmlFreeParserCtxt (parser);
}

WayTable *
way_html_table_parse (const char *html,
                      gsize       length,
                      GError    **error)
{
  Reader reader = { NULL };

  g_return_val_if_fail (html != NULL || length == 0, NULL);

  if (length > WAY_HTML_TABLE_MOST_BYTES || !g_utf8_validate_len (html, length, NULL))
    {
      g_set_error_literal (error, WAY_TABLE_ERROR, WAY_TABLE_ERROR_TEXT, _ ("This is not text"));
      return NULL;
    }
  reader.cell = g_string_new (NULL);
  read_page (&reader, html, (int) length);
  if (reader.table != NULL && !reader.is_done)
    end_table (&reader);
  g_string_free (reader.cell, TRUE);
  if (reader.error != NULL)
    {
      g_clear_pointer (&reader.table, way_table_free);
      g_propagate_error (error, reader.error);
    }
  return reader.table;
}
