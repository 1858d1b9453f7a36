/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Cli"

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "way-cli-private.h"

/* How many letters must be put in, left out, changed or swapped to make one word of the other: Damerau's distance in
 * the restricted form, https://doi.org/10.1145/363958.363994 */
static guint
get_distance (const char *a,
              const char *b)
{
  gsize             width = strlen (b) + 1;
  gsize             height = strlen (a) + 1;
  g_autofree guint *table = g_new (guint, width * height);

  for (gsize i = 0; i < height; i++)
    for (gsize j = 0; j < width; j++)
      {
        guint *cell = &table[i * width + j];

        if (i == 0 || j == 0)
          {
            *cell = (guint) (i + j);
            continue;
          }
        *cell = MIN (cell[-(gssize) width], cell[-1]) + 1;
        *cell = MIN (*cell, cell[-(gssize) width - 1] + (a[i - 1] != b[j - 1]));
        if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
          *cell = MIN (*cell, cell[-2 * (gssize) width - 2] + 1);
      }
  return table[width * height - 1];
}

const char *
way_cli_find_nearest (const char        *word,
                      const char *const *names)
{
  const char *nearest = NULL;
  gsize       length = strlen (word);
  guint       least = MAX (2, (guint) length / 3) + 1;

  /* What is that long is no slip, and would take long to compare. */
  if (length > 40)
    return NULL;
  for (; *names != NULL; names++)
    {
      guint distance = length > 1 && g_str_has_prefix (*names, word) ? 0 : get_distance (word, *names);

      if (distance < least && distance < length)
        {
          least = distance;
          nearest = *names;
        }
    }
  return nearest;
}

WayExit
way_cli_refuse (const WayCommand *command,
                const char       *format,
                ...)
{
  g_autofree char *message = NULL;
  g_autofree char *help = NULL;
  va_list          arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  help = command == NULL ? g_strdup ("waymark --help") : g_strdup_printf ("waymark %s --help", command->name);
  g_printerr ("waymark: %s\n", message);
  /* Translators: a command that shows help, such as "waymark export --help" */
  g_printerr (_ ("“%s” tells how it is used.\n"), help);
  return WAY_EXIT_USAGE;
}

static WayExit
refuse_option (const WayCommand   *command,
               const GOptionEntry *entries,
               const char         *option)
{
  g_autofree char *word = g_strndup (option, strcspn (option, "="));
  g_autofree char *shown = g_filename_display_name (word);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  const char *nearest = NULL;

  for (const GOptionEntry *entry = entries; entry->long_name != NULL; entry++)
    if (*entry->long_name != '\0')
      g_ptr_array_add (names, (gpointer) entry->long_name);
  g_ptr_array_add (names, (gpointer) "help");
  g_ptr_array_add (names, NULL);

  if (g_str_has_prefix (word, "--"))
    nearest = way_cli_find_nearest (word + 2, (const char *const *) names->pdata);
  if (nearest != NULL)
    return way_cli_refuse (command, _ ("there is no option “%s”; did you mean “--%s”?"), shown, nearest);
  return way_cli_refuse (command, _ ("there is no option “%s”"), shown);
}

/* The first word that no option wanted; the options' parser leaves those in place. */
static const char *
find_unknown (char **words)
{
  for (guint i = 1; words[i] != NULL; i++)
    if (words[i][0] == '-' && strcmp (words[i], "--") != 0)
      return words[i];
  return NULL;
}

gboolean
way_cli_parse (const WayCommand   *command,
               const GOptionEntry *entries,
               char              **words,
               WayExit            *status)
{
  gboolean     help = FALSE;
  GOptionEntry help_entries[] = {
    { "help", 'h', 0, G_OPTION_ARG_NONE, &help, N_ ("Show this help"), NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (command->parameters);
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_strdup_printf ("waymark %s", command->name);
  g_auto (GStrv) rest = g_strdupv (words);
  const char *unknown;

  g_set_prgname (name);
  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_set_summary (context, command->summary);
  g_option_context_set_description (context, command->description);
  /* Help is written here, where it counts if it cannot be; unknown options are told with what they may be slips of. */
  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_set_ignore_unknown_options (context, TRUE);
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, help_entries, GETTEXT_PACKAGE);

  *status = WAY_EXIT_USAGE;
  if (!g_option_context_parse_strv (context, &rest, &error))
    {
      way_cli_refuse (command, "%s", error->message);
      return FALSE;
    }
  if (help)
    {
      g_autofree char *text = g_option_context_get_help (context, TRUE, NULL);

      g_print ("%s", text);
      *status = WAY_EXIT_DONE;
      return FALSE;
    }
  unknown = find_unknown (rest);
  if (unknown != NULL)
    refuse_option (command, entries, unknown);
  return unknown == NULL;
}

char *
way_cli_dup_text (const char *argument)
{
  /* Text is UTF-8 nearly everywhere, also where the locale does not say so. */
  if (g_utf8_validate (argument, -1, NULL))
    return g_strdup (argument);
  return g_locale_to_utf8 (argument, -1, NULL, NULL, NULL);
}

gboolean
way_cli_parse_number (const char *text,
                      double      minimum,
                      double      maximum,
                      double     *number)
{
  char  *end;
  double value;

  if (text[strspn (text, "0123456789.")] != '\0')
    return FALSE;
  value = g_ascii_strtod (text, &end);
  if (end == text || *end != '\0' || value < minimum || value > maximum)
    return FALSE;
  *number = value;
  return TRUE;
}

gboolean
way_cli_find_word (const WayCommand  *command,
                   const char        *option,
                   const char        *word,
                   const char *const *words,
                   int               *position)
{
  g_autofree char *shown = g_filename_display_name (word);
  g_autofree char *list = g_strjoinv (", ", (char **) words);

  for (int i = 0; words[i] != NULL; i++)
    if (g_ascii_strcasecmp (words[i], word) == 0)
      {
        *position = i;
        return TRUE;
      }
  /* Translators: an option, what was given for it, and all that may be given: "--theme: there is no “blue”; there are: default, …" */
  way_cli_refuse (command, _ ("%s: there is no “%s”; there are: %s"), option, shown, list);
  return FALSE;
}
