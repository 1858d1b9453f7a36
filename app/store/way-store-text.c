/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Store"

#include <string.h>

#include "way-store-private.h"

static inline gboolean
is_blank (char c)
{
  return c == ' ' || c == '\t';
}

static inline gboolean
is_space (char c)
{
  return c == ' ' || c == '\t' || c == '\n';
}

gsize
way_store_unify_line_ends (char *text,
                           gsize length)
{
  char *from = memchr (text, '\r', length);
  char *end = text + length;
  char *to = from;

  if (from == NULL)
    return length;
  for (; from < end; from++)
    {
      if (*from == '\r' && from + 1 < end && from[1] == '\n')
        continue;
      *to++ = *from == '\r' ? '\n' : *from;
    }
  return (gsize) (to - text);
}

gsize
way_store_collapse (char *text,
                    gsize length)
{
  char *from = text;
  char *end = text + length;
  char *to = text;

  while (from < end && is_space (*from))
    from++;
  while (end > from && is_space (end[-1]))
    end--;
  if (memchr (from, '\n', (gsize) (end - from)) == NULL)
    {
      memmove (text, from, (gsize) (end - from));
      return (gsize) (end - from);
    }
  while (from < end)
    {
      if (*from != '\n')
        {
          *to++ = *from++;
          continue;
        }
      while (to > text && is_blank (to[-1]))
        to--;
      *to++ = *from++;
      while (from < end && is_blank (*from))
        from++;
    }
  return (gsize) (to - text);
}

gboolean
way_store_survives_collapse (const char *text)
{
  gsize length = strlen (text);

  if (length == 0)
    return TRUE;
  if (is_space (text[0]) || is_space (text[length - 1]))
    return FALSE;
  for (const char *p = strchr (text, '\n'); p != NULL; p = strchr (p + 1, '\n'))
    if (is_blank (p[-1]) || is_blank (p[1]))
      return FALSE;
  return TRUE;
}

static void
append_escaped (GString    *xml,
                const char *text,
                gssize      length,
                gboolean    is_attribute)
{
  const char *end = text + (length < 0 ? (gssize) strlen (text) : length);
  const char *start = text;

  for (const char *p = text; p < end; p++)
    {
      const char *entity = NULL;

      switch (*p)
        {
        case '&':
          entity = "&amp;";
          break;
        case '<':
          entity = "&lt;";
          break;
        case '>':
          /* Only "]]>" may not stand in text. */
          if (!is_attribute && p - text >= 2 && p[-1] == ']' && p[-2] == ']')
            entity = "&gt;";
          break;
        case '\r':
          entity = "&#13;";
          break;
        case '"':
          entity = is_attribute ? "&quot;" : NULL;
          break;
        case '\n':
          entity = is_attribute ? "&#10;" : NULL;
          break;
        case '\t':
          entity = is_attribute ? "&#9;" : NULL;
          break;
        default:
          continue;
        }
      if (entity == NULL)
        continue;
      g_string_append_len (xml, start, p - start);
      g_string_append (xml, entity);
      start = p + 1;
    }
  g_string_append_len (xml, start, end - start);
}

void
way_store_append_text (GString    *xml,
                       const char *text,
                       gssize      length)
{
  append_escaped (xml, text, length, FALSE);
}

void
way_store_append_attribute_text (GString    *xml,
                                 const char *text,
                                 gssize      length)
{
  append_escaped (xml, text, length, TRUE);
}
