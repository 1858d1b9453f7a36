/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Store"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "way-store-private.h"

#define MAX_ATTRIBUTES (WAY_STORE_MAX_ATTRIBUTES + WAY_STORE_MAX_OWN_ATTRIBUTES)

/* A start tag up to here cannot have more attributes than are allowed: each takes five bytes. */
#define SHORT_TAG (MAX_ATTRIBUTES * 5)

#define MOST_DECLARATION 256

/* What files begin with that are no XML in UTF-8. */
static const struct
{
  const char *bytes;
  guint       length;
  gboolean    is_packed;
} beginnings[] = {
  { "\x1f\x8b", 2, TRUE },
  { "BZh", 3, TRUE },
  { "\xfd"
    "7zXZ",
    5, TRUE },
  { "\x28\xb5\x2f\xfd", 4, TRUE },
  { "PK\x03\x04", 4, TRUE },
  { "7z\xbc\xaf", 4, TRUE },
  { "\xfe\xff", 2, FALSE },
  { "\xff\xfe", 2, FALSE },
  { "\0<", 2, FALSE },
  { "<\0", 2, FALSE },
  { "\0\0", 2, FALSE },
  { "\x4c\x6f\xa7\x94", 4, FALSE },
};

static gboolean
refuse (WayStoreProblems *problems,
        WayStoreError     code,
        const char       *place,
        char             *message)
{
  way_store_problems_take (problems, code, FALSE, (gsize) (place - problems->data), message);
  return FALSE;
}

static gboolean
check_beginning (WayStoreProblems *problems)
{
  const char *data = problems->data;

  for (guint i = 0; i < G_N_ELEMENTS (beginnings); i++)
    if (problems->length >= beginnings[i].length && memcmp (data, beginnings[i].bytes, beginnings[i].length) == 0)
      return refuse (problems, WAY_STORE_ERROR_ENCODING, data,
                     g_strdup (beginnings[i].is_packed
                                   ? _ ("the file is compressed; unpack it first")
                                   : _ ("the file is not in UTF-8; save it in that encoding")));
  return TRUE;
}

/* The value of "name = 'value'" in an XML declaration, or NULL; @length gets its bytes. */
static const char *
find_in_declaration (const char *start,
                     const char *end,
                     const char *name,
                     gsize      *length)
{
  const char *p = g_strstr_len (start, end - start, name);
  const char *close;

  if (p == NULL)
    return NULL;
  p += strlen (name);
  while (p < end && (g_ascii_isspace (*p) || *p == '='))
    p++;
  if (p == end || (*p != '"' && *p != '\''))
    return NULL;
  close = memchr (p + 1, *p, (gsize) (end - p - 1));
  *length = close != NULL ? (gsize) (close - p - 1) : 0;
  return close != NULL ? p + 1 : NULL;
}

static gboolean
check_declaration (WayStoreProblems *problems,
                   const char       *start)
{
  gsize       rest = problems->length - (gsize) (start - problems->data);
  const char *end;
  const char *value;
  gsize       length;

  if (rest < 6 || memcmp (start, "<?xml", 5) != 0 || !g_ascii_isspace (start[5]))
    return TRUE;
  end = g_strstr_len (start, (gssize) MIN (rest, MOST_DECLARATION), "?>");
  if (end == NULL)
    return TRUE;

  value = find_in_declaration (start, end, "encoding", &length);
  if (value != NULL && (length != 5 || g_ascii_strncasecmp (value, "UTF-8", 5) != 0))
    {
      g_autofree char *quoted = way_store_quote (value, (gssize) length);

      return refuse (problems, WAY_STORE_ERROR_ENCODING, value,
                     /* Translators: the name of an encoding, such as ISO-8859-2 */
                     g_strdup_printf (_ ("the file is in the encoding “%s”; save it in UTF-8"), quoted));
    }
  value = find_in_declaration (start, end, "version", &length);
  if (value != NULL && (length != 3 || memcmp (value, "1.0", 3) != 0))
    {
      g_autofree char *quoted = way_store_quote (value, (gssize) length);

      return refuse (problems, WAY_STORE_ERROR_SYNTAX, value,
                     g_strdup_printf (_ ("the file is in XML %s; save it in XML 1.0"), quoted));
    }
  return TRUE;
}

/* The end of a start tag, or @end; counts its attributes. */
static const char *
find_tag_end (const char *p,
              const char *end,
              guint      *n_attributes)
{
  *n_attributes = 0;
  for (; p < end && *p != '>'; p++)
    if (*p == '"' || *p == '\'')
      {
        p = memchr (p + 1, *p, (gsize) (end - p - 1));
        if (p == NULL)
          return end;
        (*n_attributes)++;
      }
  return p;
}

char *
way_store_describe_crowd (void)
{
  return g_strdup_printf (_ ("the element has more than %d attributes; take out those that it does not need"), WAY_STORE_MAX_ATTRIBUTES);
}

char *
way_store_describe_long_tag (void)
{
  return g_strdup_printf (_ ("the element’s tag is longer than %d bytes; shorten its attributes"), WAY_STORE_MAX_TAG);
}

static gboolean
check_tag (WayStoreProblems *problems,
           const char       *start,
           const char       *end)
{
  guint       n_attributes;
  const char *close = find_tag_end (start, end, &n_attributes);

  if (n_attributes > MAX_ATTRIBUTES)
    return refuse (problems, WAY_STORE_ERROR_UNSAFE, start, way_store_describe_crowd ());
  if (close - start > WAY_STORE_MAX_RAW_TAG)
    return refuse (problems, WAY_STORE_ERROR_UNSAFE, start, way_store_describe_long_tag ());
  return TRUE;
}

static inline gboolean
begins_with (const char *p,
             const char *end,
             const char *beginning)
{
  gsize length = strlen (beginning);

  return (gsize) (end - p) >= length && memcmp (p, beginning, length) == 0;
}

/* What ends the "<!…" or "<?…" at @p, and how many bytes begin it; NULL for neither comment, instruction nor CDATA. */
static const char *
get_closing (const char *p,
             const char *end,
             gsize      *n_opening)
{
  if (p[1] == '?')
    {
      *n_opening = 2;
      return "?>";
    }
  if (begins_with (p, end, "<!--"))
    {
      *n_opening = 4;
      return "-->";
    }
  *n_opening = 9;
  return begins_with (p, end, "<![CDATA[") ? "]]>" : NULL;
}

/* Steps over "<!…" or "<?…" at @p. NULL when it must not be read; @end when it does not end. */
static const char *
skip_special (WayStoreProblems *problems,
              const char       *p,
              const char       *end)
{
  gsize       n_opening;
  const char *closing = get_closing (p, end, &n_opening);
  const char *close;

  if (begins_with (p, end, "<!DOCTYPE"))
    {
      refuse (problems, WAY_STORE_ERROR_UNSAFE, p,
              g_strdup (_ ("document types (<!DOCTYPE …>) are not read, as they can do harm; delete it")));
      return NULL;
    }
  if (closing == NULL)
    return p + 2;

  close = memmem (p + n_opening, (gsize) (end - p) - n_opening, closing, strlen (closing));
  if (close == NULL)
    return end;
  if (close - p > WAY_STORE_MAX_TEXT)
    {
      refuse (problems, WAY_STORE_ERROR_UNSAFE, p,
              g_strdup_printf (_ ("this comment, instruction or CDATA section is longer than %d bytes; shorten it"),
                               WAY_STORE_MAX_TEXT));
      return NULL;
    }
  return close + strlen (closing);
}

/* The parser would take a zero for the end of the file. */
static gboolean
check_zeros (WayStoreProblems *problems)
{
  const char *zero = memchr (problems->data, '\0', problems->length);

  return zero == NULL ||
         refuse (problems, WAY_STORE_ERROR_SYNTAX, zero,
                 g_strdup (_ ("a byte of value 0, which no text holds; the file is damaged: get another copy of it")));
}

/* What stands before the first tag decides whether it is XML at all. */
static gboolean
check_first_tag (WayStoreProblems *problems,
                 const char       *start)
{
  const char *end = problems->data + problems->length;
  const char *p = start;

  while (p < end && g_ascii_isspace (*p))
    p++;
  if (p == end)
    return refuse (problems, WAY_STORE_ERROR_NOT_A_MAP, start,
                   g_strdup (_ ("the file is empty; open another one or begin a new map")));
  if (*p != '<')
    return refuse (problems, WAY_STORE_ERROR_NOT_A_MAP, p,
                   g_strdup (_ ("this is not a Waymark map; such a file begins with <?xml or <journey-map")));
  return TRUE;
}

gboolean
way_store_scan (WayStoreProblems *problems,
                GArray           *tags)
{
  const char *end = problems->data + problems->length;
  const char *p = problems->data;

  if (!check_beginning (problems))
    return FALSE;
  if (problems->length >= 3 && memcmp (p, "\xef\xbb\xbf", 3) == 0)
    p += 3;
  if (!check_first_tag (problems, p) || !check_declaration (problems, p) || !check_zeros (problems))
    return FALSE;

  p = memchr (p, '<', (gsize) (end - p));
  while (p != NULL && p + 1 < end)
    {
      const char *next;
      guint32     offset = (guint32) (p - problems->data);

      if (p[1] == '!' || p[1] == '?')
        {
          p = skip_special (problems, p, end);
          if (p == NULL)
            return FALSE;
          p = memchr (p, '<', (gsize) (end - p));
          continue;
        }
      next = memchr (p + 1, '<', (gsize) (end - p - 1));
      if (p[1] != '/')
        {
          g_array_append_val (tags, offset);
          /* Attributes hold no "<", so a tag ends before the next one. */
          if ((next != NULL ? next : end) - p > SHORT_TAG && !check_tag (problems, p, next != NULL ? next : end))
            return FALSE;
          if (tags->len > WAY_STORE_MAX_NODES)
            return refuse (problems, WAY_STORE_ERROR_UNSAFE, p,
                           g_strdup_printf (_ ("the file has more than %d elements; divide the map into several files"),
                                            WAY_STORE_MAX_NODES));
        }
      p = next;
    }
  return TRUE;
}

const char *
way_store_scan_element (const char *start,
                        const char *end)
{
  const char *p = start;
  guint       depth = 0;

  while (p != NULL)
    {
      guint n_attributes;

      if (p[1] == '!' || p[1] == '?')
        {
          gsize       n_opening = 0;
          const char *closing = get_closing (p, end, &n_opening);

          p = memmem (p + n_opening, (gsize) (end - p) - n_opening, closing, strlen (closing));
        }
      else if (p[1] == '/')
        {
          p = memchr (p, '>', (gsize) (end - p));
          depth--;
        }
      else
        {
          p = find_tag_end (p, end, &n_attributes);
          depth += p[-1] != '/';
        }
      if (depth == 0)
        return p + 1;
      p = memchr (p, '<', (gsize) (end - p));
    }
  return end;
}

/* Whether @name stands before the quote at @quote, with an equals sign and blanks between. */
static gboolean
is_name (const char *word,
         const char *quote,
         const char *name,
         gsize       length)
{
  return (gsize) (quote - word) > length && memcmp (word, name, length) == 0 &&
         (word[length] == '=' || g_ascii_isspace (word[length]));
}

const char *
way_store_scan_attribute (const char *start,
                          const char *end,
                          const char *name)
{
  gsize       length = strlen (name);
  const char *word = NULL; /* the start of a name, or NULL */

  for (const char *p = start + 1; p < end && *p != '>'; p++)
    {
      if (*p == '"' || *p == '\'')
        {
          if (word != NULL && is_name (word, p, name, length))
            return p + 1;
          p = memchr (p + 1, *p, (gsize) (end - p - 1));
          if (p == NULL)
            return start;
          word = NULL;
        }
      else if (word == NULL && g_ascii_isspace (p[-1]) && !g_ascii_isspace (*p) && *p != '=')
        word = p;
    }
  return start;
}
