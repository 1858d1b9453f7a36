/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Base"

#include "config.h"

#include "waymark/way-brief.h"

#include <string.h>

#include <glib/gi18n-lib.h>

/* How a path or an address begins. */
#define ROOT "(?:/|[a-z][a-z0-9+.-]+://)"

/* "file:line:column: what", where the file may be missing. */
#define POSITION "^(?:([^\\n]*?):)?(\\d+):(\\d+): (.*)$"

/* "file: what" */
#define FILE_FIRST "^" ROOT "[^\\n]*?/?([^/\\n]+?)(?=: )"

/* A file in quotes; one that a colon follows, as GIO says it. */
#define QUOTED "([“„])" ROOT "[^”\\n]*/([^”/\\n]+)(?=”)"
#define BARE "( )/[^ :/][^:\\n]*/([^:/\\n]+)(?=: |$)"

static char *
replace (const char *text,
         const char *pattern,
         const char *replacement)
{
  g_autoptr (GRegex) regex = g_regex_new (pattern, G_REGEX_DEFAULT, G_REGEX_MATCH_DEFAULT, NULL);
  char *replaced = g_regex_replace (regex, text, -1, 0, replacement, G_REGEX_MATCH_DEFAULT, NULL);

  return replaced != NULL ? replaced : g_strdup (text);
}

static char *
dup_position (const GMatchInfo *match)
{
  g_autofree char *file = g_match_info_fetch (match, 1);
  g_autofree char *line = g_match_info_fetch (match, 2);
  g_autofree char *column = g_match_info_fetch (match, 3);
  g_autofree char *what = g_match_info_fetch (match, 4);
  g_autofree char *name = *file != '\0' ? g_path_get_basename (file) : NULL;

  if (name == NULL)
    /* Translators: what is wrong at a place in a file */
    return g_strdup_printf (_ ("Line %1$s, column %2$s: %3$s"), line, column, what);
  /* Translators: the name of a file, a place in it and what is wrong there */
  return g_strdup_printf (_ ("“%1$s”, line %2$s, column %3$s: %4$s"), name, line, column, what);
}

char *
way_brief_dup_message (const char *message)
{
  g_autoptr (GRegex) regex = g_regex_new (POSITION, G_REGEX_DOTALL, G_REGEX_MATCH_DEFAULT, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *first = NULL;
  g_autofree char *quoted = NULL;

  g_return_val_if_fail (message != NULL, NULL);

  if (g_regex_match (regex, message, G_REGEX_MATCH_DEFAULT, &match))
    return dup_position (match);
  first = replace (message, FILE_FIRST, "“\\1”");
  quoted = replace (first, QUOTED, "\\1\\2");
  return replace (quoted, BARE, "\\1“\\2”");
}

char *
way_brief_dup_places (const char *text)
{
  g_autofree char *home = g_filename_to_utf8 (g_get_home_dir (), -1, NULL, NULL, NULL);
  g_autofree char *escaped = home != NULL && strlen (home) > 1 ? g_regex_escape_string (home, -1) : NULL;
  g_autofree char *pattern = g_strdup_printf ("(?<![^\\s“„])%s(?=/|$|”)", escaped);

  g_return_val_if_fail (text != NULL, NULL);

  return escaped != NULL ? replace (text, pattern, "~") : g_strdup (text);
}
