/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Model"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "waymark/way-color.h"
#include "way-fields-private.h"
#include "waymark/way-string-hash.h"

#define MOST_DIGITS 15

/* Longer values are cut where a message quotes them. */
#define QUOTED_LENGTH 60

static char *
quote (const char *value)
{
  if (g_utf8_strlen (value, -1) <= QUOTED_LENGTH)
    return g_strdup (value);
  return g_strdup_printf ("%.*s…", (int) (g_utf8_offset_to_pointer (value, QUOTED_LENGTH) - value), value);
}

G_GNUC_PRINTF (3, 4)
static void
refuse (GError    **error,
        const char *value,
        const char *format,
        ...)
{
  g_autofree char *quoted = quote (value);
  g_autofree char *reason = NULL;
  va_list          arguments;

  va_start (arguments, format);
  reason = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  /* Translators: first a wrong value, then what is wrong with it: “2026-13-01” is not a date; … */
  g_set_error (error, WAY_FIELD_ERROR, WAY_FIELD_ERROR_VALUE, _ ("“%s” %s"), quoted, reason);
}

/* Char of XML 1.0. */
static gboolean
can_stand_in_xml (gunichar c)
{
  return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c <= 0xd7ff) || (c >= 0xe000 && c <= 0xfffd) ||
         (c >= 0x10000 && c <= 0x10ffff);
}

static gboolean
check_characters (const char *value,
                  GError    **error)
{
  if (!g_utf8_validate (value, -1, NULL))
    {
      g_set_error_literal (error, WAY_FIELD_ERROR, WAY_FIELD_ERROR_VALUE,
                           _ ("The text is not in UTF-8; write it in that encoding"));
      return FALSE;
    }
  for (const char *p = value; *p != '\0'; p = g_utf8_next_char (p))
    if (!can_stand_in_xml (g_utf8_get_char (p)))
      {
        g_set_error (error, WAY_FIELD_ERROR, WAY_FIELD_ERROR_VALUE,
                     _ ("The text holds the control character U+%04X, which no file can hold; take it out"),
                     g_utf8_get_char (p));
        return FALSE;
      }
  return TRUE;
}

static char *
normalize_text (const WayField *self,
                const char     *value)
{
  GString *text;

  if (value[0] == '\0' && !self->empty_counts)
    return NULL;
  if (strchr (value, '\r') == NULL)
    return g_strdup (value);
  text = g_string_new (NULL);
  for (const char *p = value; *p != '\0'; p++)
    if (*p != '\r')
      g_string_append_c (text, *p);
    else if (p[1] != '\n')
      g_string_append_c (text, '\n');
  return g_string_free (text, FALSE);
}

/* Levenshtein's distance, in bytes: the words of our lists are ASCII. */
static guint
get_distance (const char *a,
              const char *b)
{
  guint row[32];
  gsize length = strlen (b);

  if (length >= G_N_ELEMENTS (row))
    return G_MAXUINT;
  for (guint j = 0; j <= length; j++)
    row[j] = j;
  for (guint i = 1; a[i - 1] != '\0'; i++)
    {
      guint diagonal = row[0];

      row[0] = i;
      for (guint j = 1; j <= length; j++)
        {
          guint above = row[j];
          guint other = MIN (above, row[j - 1]) + 1;

          row[j] = MIN (other, diagonal + (g_ascii_tolower (a[i - 1]) != b[j - 1]));
          diagonal = above;
        }
    }
  return row[length];
}

static const char *
find_nearest_word (const WayField *self,
                   const char     *value)
{
  const char *nearest = NULL;
  guint       least = (guint) MIN (strlen (value), 8) / 3 + 1;

  if (strlen (value) > QUOTED_LENGTH)
    return NULL;
  for (const WayChoice *choice = self->choices; choice->word != NULL; choice++)
    {
      guint distance = get_distance (value, choice->word);

      if (distance < least || (distance == least && nearest == NULL))
        {
          nearest = choice->word;
          least = distance;
        }
    }
  return nearest;
}

static char *
normalize_choice (const WayField *self,
                  const char     *value,
                  GError        **error)
{
  g_autoptr (GString) words = NULL;
  const char *nearest;

  if (way_field_find_choice (self, value) >= 0)
    return g_strdup (value);

  nearest = find_nearest_word (self, value);
  words = g_string_new (NULL);
  for (const WayChoice *choice = self->choices; choice->word != NULL; choice++)
    g_string_append_printf (words, "%s%s", words->len > 0 ? ", " : "", choice->word);
  if (nearest != NULL)
    /* Translators: after a wrong word in quotes: the word that was probably meant, then all words that fit */
    refuse (error, value, _ ("is not one of the words that fit here; did you mean “%s”? (%s)"), nearest, words->str);
  else
    /* Translators: after a wrong word in quotes: all words that fit */
    refuse (error, value, _ ("is not one of: %s"), words->str);
  return NULL;
}

static gboolean
has_date_form (const char *value)
{
  for (guint i = 0; i < 10; i++)
    if (i == 4 || i == 7 ? value[i] != '-' : !g_ascii_isdigit (value[i]))
      return FALSE;
  return value[10] == '\0';
}

static char *
normalize_date (const char *value,
                GError    **error)
{
  if (has_date_form (value))
    {
      guint64 year = g_ascii_strtoull (value, NULL, 10);
      guint64 month = g_ascii_strtoull (value + 5, NULL, 10);
      guint64 day = g_ascii_strtoull (value + 8, NULL, 10);

      if (year >= 1000 && g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
        return g_strdup (value);
    }
  refuse (error, value, _ ("is not a date; write it as year-month-day, for example %s"), "2026-11-03");
  return NULL;
}

/* A decimal taken apart: its parts lie in the text that was read. */
typedef struct
{
  char        sign; /* '+', '-' or 0 */
  const char *whole;
  gsize       n_whole; /* without leading zeros; 0 for none but zeros */
  const char *fraction;
  gsize       n_fraction; /* without trailing zeros */
} Decimal;

static gboolean
read_decimal (const char *text,
              Decimal    *decimal)
{
  const char *p = text;

  decimal->sign = 0;
  if (*p == '+' || *p == '-')
    decimal->sign = *p++;
  if (!g_ascii_isdigit (*p))
    return FALSE;
  while (*p == '0')
    p++;
  decimal->whole = p;
  while (g_ascii_isdigit (*p))
    p++;
  decimal->n_whole = (gsize) (p - decimal->whole);
  decimal->fraction = p;
  decimal->n_fraction = 0;
  if (*p == '.')
    {
      decimal->fraction = ++p;
      if (!g_ascii_isdigit (*p))
        return FALSE;
      for (; g_ascii_isdigit (*p); p++)
        if (*p != '0')
          decimal->n_fraction = (gsize) (p + 1 - decimal->fraction);
    }
  if (decimal->sign == '-' && decimal->n_whole == 0 && decimal->n_fraction == 0)
    decimal->sign = 0;
  return *p == '\0';
}

static int
compare_magnitudes (const Decimal *a,
                    const Decimal *b)
{
  int order;

  if (a->n_whole != b->n_whole)
    return a->n_whole < b->n_whole ? -1 : 1;
  order = memcmp (a->whole, b->whole, a->n_whole);
  if (order == 0)
    order = memcmp (a->fraction, b->fraction, MIN (a->n_fraction, b->n_fraction));
  if (order == 0 && a->n_fraction != b->n_fraction)
    order = a->n_fraction < b->n_fraction ? -1 : 1;
  return order;
}

static int
compare_decimals (const Decimal *a,
                  const Decimal *b)
{
  gboolean a_is_below = a->sign == '-';
  gboolean b_is_below = b->sign == '-';

  if (a_is_below != b_is_below)
    return a_is_below ? -1 : 1;
  return a_is_below ? compare_magnitudes (b, a) : compare_magnitudes (a, b);
}

static gboolean
is_within_bounds (const WayField *self,
                  const Decimal  *decimal)
{
  Decimal bound;

  if (self->minimum != NULL && read_decimal (self->minimum, &bound) && compare_decimals (decimal, &bound) < 0)
    return FALSE;
  return self->maximum == NULL || !read_decimal (self->maximum, &bound) || compare_decimals (decimal, &bound) <= 0;
}

static gboolean
check_decimal (const WayField *self,
               const char     *value,
               const Decimal  *decimal,
               GError        **error)
{
  if (decimal->n_whole + decimal->n_fraction > MOST_DIGITS)
    refuse (error, value, g_dngettext (GETTEXT_PACKAGE, "has too many digits; at most %u digit fits", "has too many digits; at most %u digits fit", MOST_DIGITS), MOST_DIGITS);
  else if (!is_within_bounds (self, decimal))
    {
      if (self->minimum != NULL && self->maximum != NULL)
        refuse (error, value, _ ("is out of range; write a number from %s to %s"), self->minimum, self->maximum);
      else if (self->minimum != NULL)
        refuse (error, value, _ ("is too small; write a number from %s up"), self->minimum);
      else
        refuse (error, value, _ ("is too large; write a number up to %s"), self->maximum);
    }
  else if (decimal->n_fraction > self->decimals && self->decimals == 0)
    refuse (error, value, _ ("is not a whole number; write it without a point"));
  else if (decimal->n_fraction > self->decimals)
    refuse (error, value, g_dngettext (GETTEXT_PACKAGE, "is too exact; write at most %u digit after the point", "is too exact; write at most %u digits after the point", self->decimals), self->decimals);
  else
    return TRUE;
  return FALSE;
}

static char *
normalize_decimal (const WayField *self,
                   const char     *value,
                   GError        **error)
{
  Decimal  decimal;
  GString *text;

  if (!read_decimal (value, &decimal))
    {
      if (strchr (value, ',') != NULL)
        refuse (error, value, _ ("is not a number; write it with a decimal point, for example %s"), "1.5");
      else
        refuse (error, value, _ ("is not a number; write digits, for example %s"), self->decimals > 0 ? "0.5" : "5");
      return NULL;
    }
  if (!check_decimal (self, value, &decimal, error))
    return NULL;

  text = g_string_sized_new (MOST_DIGITS + 3);
  if (decimal.sign != 0)
    g_string_append_c (text, decimal.sign);
  if (decimal.n_whole == 0)
    g_string_append_c (text, '0');
  g_string_append_len (text, decimal.whole, (gssize) decimal.n_whole);
  if (decimal.n_fraction > 0)
    {
      g_string_append_c (text, '.');
      g_string_append_len (text, decimal.fraction, (gssize) decimal.n_fraction);
    }
  return g_string_free (text, FALSE);
}

gint64
way_decimal_get_hundredths (const char *decimal)
{
  Decimal parts;
  gint64  hundredths = 0;

  if (decimal == NULL || !read_decimal (decimal, &parts) || parts.n_whole > MOST_DIGITS)
    return 0;
  for (gsize i = 0; i < parts.n_whole; i++)
    hundredths = hundredths * 10 + (parts.whole[i] - '0');
  for (gsize i = 0; i < 2; i++)
    hundredths = hundredths * 10 + (i < parts.n_fraction ? parts.fraction[i] - '0' : 0);
  if (parts.n_fraction > 2 && parts.fraction[2] >= '5')
    hundredths++;
  return parts.sign == '-' ? -hundredths : hundredths;
}

static char *
normalize_color (const char *value,
                 GError    **error)
{
  WayColor color;

  if (way_color_parse (value, &color))
    return way_color_to_string (color);
  refuse (error, value, _ ("is not a colour; write # and six digits from 0 to f, for example %s"), "#1f6feb");
  return NULL;
}

static char *
normalize_reference (const char *value,
                     GError    **error)
{
  if (way_id_is_valid (value))
    return g_strdup (value);
  refuse (error, value, _ ("cannot be an id; an id begins with a letter and has letters, digits, “-”, “.” and “_”, at most 100"));
  return NULL;
}

static char *
normalize_reference_list (const char *value,
                          GError    **error)
{
  g_auto (GStrv) words = g_strsplit_set (value, " \t\r\n", -1);
  g_autoptr (GHashTable) seen = g_hash_table_new (way_string_hash, g_str_equal);
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    {
      g_autofree char *id = NULL;

      if (words[i][0] == '\0')
        continue;
      id = normalize_reference (words[i], error);
      if (id == NULL)
        return NULL;
      if (g_hash_table_add (seen, words[i]))
        g_string_append_printf (list, "%s%s", list->len > 0 ? " " : "", id);
    }
  return g_string_free (g_steal_pointer (&list), FALSE);
}

static char *
normalize_flag (const char *value,
                GError    **error)
{
  if (strcmp (value, "yes") == 0)
    return g_strdup (value);
  if (strcmp (value, "no") != 0)
    refuse (error, value, _ ("is neither “yes” nor “no”"));
  return NULL;
}

char *
way_field_normalize (const WayField *self,
                     const char     *value,
                     GError        **error)
{
  g_autofree char *word = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  if (value == NULL || !check_characters (value, error))
    return NULL;
  if (self->type == WAY_FIELD_TEXT)
    return normalize_text (self, value);

  word = g_strstrip (g_strdup (value));
  if (word[0] == '\0')
    return NULL;
  switch (self->type)
    {
    case WAY_FIELD_CHOICE:
      return normalize_choice (self, word, error);
    case WAY_FIELD_FLAG:
      return normalize_flag (word, error);
    case WAY_FIELD_DATE:
      return normalize_date (word, error);
    case WAY_FIELD_DECIMAL:
      return normalize_decimal (self, word, error);
    case WAY_FIELD_COLOR:
      return normalize_color (word, error);
    case WAY_FIELD_REFERENCE_LIST:
      return normalize_reference_list (word, error);
    case WAY_FIELD_REFERENCE:
    case WAY_FIELD_BLOB:
      return normalize_reference (word, error);
    case WAY_FIELD_TEXT:
    default:
      g_return_val_if_reached (NULL);
    }
}
