/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Tools"

#include <string.h>

#include "waymark/way-words.h"

#include "way-clipboard-private.h"
#include "tools/commands/way-commands-private.h"

/* A number as people write it, perhaps with a sign of money before it; groups of three may be parted by a space. */
#define NUMBER "([€$£¥]?)\\s*([+\\-−]?\\d{1,3}(?:[\\s.,]\\d{3})+(?:[.,]\\d+)?|[+\\-−]?\\d+(?:[.,]\\d+)?)"
/* What it counts: a sign, "/ 5", or a word. */
#define UNIT "(%|‰|/\\s?\\d+|[^\\d\\s()\\[\\],;:]{1,12})?"
/* The name ends with a colon or the like, or simply where the number begins. */
#define NAME "^(.*?)\\s*(?:[:=]|\\s[—–-])?\\s*"
#define TARGET "(?:[\\s,;]*[(\\[]?\\s*(?:target|goal|cel)\\s*[:=]?\\s*" NUMBER "\\s*" UNIT "\\s*[)\\]]?)?"

static GRegex *
get_pattern (void)
{
  static GRegex *pattern;

  if (g_once_init_enter (&pattern))
    g_once_init_leave (&pattern, g_regex_new (NAME NUMBER "\\s*" UNIT TARGET "\\s*$", G_REGEX_CASELESS | G_REGEX_OPTIMIZE, 0, NULL));
  return pattern;
}

static gboolean
has_groups_of_three (const char *digits,
                     char        mark)
{
  const char *first = strchr (digits, mark);

  if (first == NULL || first == digits || first - digits > 3 || *digits == '0')
    return FALSE;
  for (const char *at = first; at != NULL; at = strchr (at + 1, mark))
    if (strspn (at + 1, "0123456789") != 3)
      return FALSE;
  return TRUE;
}

/*
 * The number with a point, as the file has it. Of two marks the last is the point. One alone is, too, unless it parts
 * groups of three and the language has another one for the point: "1,234" is a thousand in English and not in Polish.
 */
static char *
dup_decimal (const char *number,
             gboolean    comma)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *digits = NULL;
  const char      *point;
  const char      *group;
  char             own = comma ? ',' : '.';

  for (const char *at = number; *at != '\0'; at = g_utf8_next_char (at))
    if (g_utf8_get_char (at) == 0x2212)
      g_string_append_c (text, '-');
    else if (!g_unichar_isspace (g_utf8_get_char (at)))
      g_string_append_unichar (text, g_utf8_get_char (at));
  digits = g_strdup (text->str);
  point = MAX (strrchr (digits, ','), strrchr (digits, '.'));
  group = digits + strspn (digits, "+-");
  if (point != NULL && *point != own && strchr (digits, own) == NULL && has_groups_of_three (group, *point))
    point = NULL;
  else if (point != NULL && strchr (digits, *point) != point)
    point = NULL;
  g_string_truncate (text, 0);
  for (const char *at = digits; *at != '\0'; at++)
    if (at == point)
      g_string_append_c (text, '.');
    else if (*at != ',' && *at != '.')
      g_string_append_c (text, *at);
  return g_strdup (text->str);
}

static gboolean
set_number (WayHistory *history,
            WayElement *metric,
            guint       field,
            const char *number,
            GError    **error)
{
  const char      *language = way_commands_get_language (history);
  g_autofree char *half = way_words_dup_quantity (language, "0.5", NULL);
  g_autofree char *value = dup_decimal (number, strchr (half, ',') != NULL);

  return *value == '\0' || way_commands_set (history, metric, field, value, error);
}

WayElement *
way_clipboard_insert_metric (WayHistory *history,
                             WayElement *parent,
                             const char *line,
                             GError    **error)
{
  g_autoptr (GMatchInfo) match = NULL;
  WayElement *metric;
  g_auto (GStrv) parts = NULL;

  if (!g_regex_match (get_pattern (), line, 0, &match))
    return way_commands_insert (history, WAY_KIND_METRIC, parent, NULL, WAY_METRIC_NAME, line, error);
  /* The whole, name, money, number, unit, and of the target again money, number, unit. */
  parts = g_match_info_fetch_all (match);
  metric = way_commands_insert (history, WAY_KIND_METRIC, parent, NULL, WAY_METRIC_NAME, parts[1], error);
  if (metric == NULL || !set_number (history, metric, WAY_METRIC_VALUE, parts[3], error))
    return NULL;
  if (!way_commands_set (history, metric, WAY_METRIC_UNIT, *parts[2] != '\0' || g_strv_length (parts) < 5 ? parts[2] : parts[4], error))
    return NULL;
  if (g_strv_length (parts) > 6 && *parts[6] != '\0' && !set_number (history, metric, WAY_METRIC_TARGET, parts[6], error))
    return NULL;
  return metric;
}
