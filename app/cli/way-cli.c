/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Cli"

#include "config.h"

#include <errno.h>
#include <libintl.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "waymark/way-places.h"

#include "way-cli-private.h"

#define EDITOR "waymark-editor"

static const WayCommand *const commands[] = {
  &way_command_new,
  &way_command_templates,
  &way_command_export,
  &way_command_validate,
  &way_command_format,
  &way_command_info,
  &way_command_diff,
  &way_command_merge,
};

static void
set_language (void)
{
  g_autofree char *catalogues = way_places_dup_catalogues ();

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, catalogues);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
}

static char *
dup_help (void)
{
  GString *help = g_string_new (_ ("Usage:\n"
                                   "  waymark VERB [OPTION…]\n"
                                   "  waymark [FILE…]\n"
                                   "\n"
                                   "Waymark draws customer journey maps. Without a verb it opens the editor.\n"
                                   "\n"
                                   "Verbs:\n"));

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    g_string_append_printf (help, "  %-10s %s\n", commands[i]->name, _ (commands[i]->summary));
  g_string_append (help, _ ("\n"
                            "“waymark VERB --help” tells all about a verb, “waymark --version” which Waymark this is.\n"));
  return g_string_free (help, FALSE);
}

static const WayCommand *
find_command (const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (commands[i]->name, word))
      return commands[i];
  return NULL;
}

static WayExit
refuse_word (const char *word)
{
  const char      *names[G_N_ELEMENTS (commands) + 1] = { NULL };
  const char      *options[] = { "--help", "--version", NULL };
  const char      *nearest;
  g_autofree char *shown = g_filename_display_name (word);

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    names[i] = commands[i]->name;
  nearest = way_cli_find_nearest (shown, *word == '-' ? options : names);
  if (nearest != NULL)
    return way_cli_refuse (NULL, _ ("“%s” is neither a verb nor a file; did you mean “%s”?"), shown, nearest);
  return way_cli_refuse (NULL, _ ("“%s” is neither a verb nor a file"), shown);
}

/* Tries to become the editor in one place. */
static void
try_editor (const char *folder,
            const char *place,
            char      **words)
{
  g_autofree char *path = g_build_filename (folder, place, NULL);

  words[0] = path;
  execv (path, words);
}

/* Becomes the editor; returns only where there is none. */
static WayExit
open_editor (char **words)
{
  const char      *folder = way_places_get_program_folder ();
  const char      *build = way_places_get_build_folder ();
  g_autofree char *help = NULL;
  char            *name = words[0];

  if (folder != NULL)
    try_editor (folder, EDITOR, words);
  if (build != NULL)
    try_editor (build, "widgets/" EDITOR, words);
  else
    try_editor (WAY_LIBEXEC_DIR, EDITOR, words);
  words[0] = name;
  help = dup_help ();
  g_printerr (_ ("waymark: the editor (%s) is not installed\n\n%s"), EDITOR, help);
  return WAY_EXIT_USAGE;
}

static gboolean
looks_like_file (const char *word)
{
  return *word != '-' && (strchr (word, '/') != NULL || g_str_has_suffix (word, ".waymark") || access (word, F_OK) == 0);
}

static WayExit
run (int    n_words,
     char **words)
{
  const WayCommand *command;

  if (n_words < 2)
    return open_editor (words);
  if (g_str_equal (words[1], "--help") || g_str_equal (words[1], "-h"))
    {
      g_autofree char *help = dup_help ();

      g_print ("%s", help);
      return WAY_EXIT_DONE;
    }
  if (g_str_equal (words[1], "--version"))
    {
      g_print ("waymark %s\n", WAY_VERSION);
      return WAY_EXIT_DONE;
    }
  command = find_command (words[1]);
  if (command == NULL)
    return looks_like_file (words[1]) ? open_editor (words) : refuse_word (words[1]);
  /* The verb goes; the program's name stays in front. */
  words[1] = words[0];
  return command->run (words + 1);
}

int
main (int   argc,
      char *argv[])
{
  WayExit status;

  set_language ();
  g_set_prgname ("waymark");
  status = run (argc, argv);
  if ((fflush (stdout) != 0 || ferror (stdout)) && status == WAY_EXIT_DONE)
    {
      g_printerr ("waymark: %s\n", _ ("could not write all to the standard output"));
      status = WAY_EXIT_FAILED;
    }
  return (int) status;
}
