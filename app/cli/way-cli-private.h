/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "waymark/way-map.h"

G_BEGIN_DECLS

/** WayExit: what the program tells its caller. */
typedef enum
{
  WAY_EXIT_DONE,
  WAY_EXIT_FAILED, /* the input or the disk said no */
  WAY_EXIT_USAGE   /* the command was called wrongly */
} WayExit;

/** WayCommand: a verb. */
typedef struct
{
  const char *name;
  const char *parameters;  /* translatable: what follows the options in the usage line */
  const char *summary;     /* translatable: one sentence */
  const char *description; /* translatable: stands below the options; or NULL */
  WayExit (*run) (char **words);
} WayCommand;

extern const WayCommand way_command_new;
extern const WayCommand way_command_templates;
extern const WayCommand way_command_export;
extern const WayCommand way_command_validate;
extern const WayCommand way_command_format;
extern const WayCommand way_command_info;
extern const WayCommand way_command_diff;
extern const WayCommand way_command_merge;

/* way-cli-options.c: the words after a verb */

/**
 * Reads the options of a verb from @words, the program's name and what follows the verb. FALSE when there is nothing
 * left to do: help was asked for and given, or the usage was wrong and that was said; then @status tells which.
 */
gboolean way_cli_parse (const WayCommand   *command,
                        const GOptionEntry *entries,
                        char              **words,
                        WayExit            *status);

/** Says what is wrong with a call and where help is, and gives WAY_EXIT_USAGE. @command may be NULL. */
WayExit way_cli_refuse (const WayCommand *command,
                        const char       *format,
                        ...) G_GNUC_PRINTF (2, 3);

/** The one of @names (ended by NULL) that @word may be a slip of; NULL when none is near. */
const char *way_cli_find_nearest (const char        *word,
                                  const char *const *names);

/** Text given on the command line as UTF-8, whatever the locale; NULL when it is text in no encoding. */
char *way_cli_dup_text (const char *argument) G_GNUC_WARN_UNUSED_RESULT;

/** Reads a number with a decimal point between two bounds, both of them allowed. */
gboolean way_cli_parse_number (const char *text,
                               double      minimum,
                               double      maximum,
                               double     *number);

/** Finds the value of an option in a list ended by NULL, in any case; where it is not there, says so with the list. */
gboolean way_cli_find_word (const WayCommand  *command,
                            const char        *option,
                            const char        *word,
                            const char *const *words,
                            int               *position);

/* way-cli-files.c: files, and the standard streams as "-" */

#define WAY_CLI_STREAM "-"

/** Whether @name stands for the standard input or output. */
gboolean way_cli_is_stream (const char *name);

/** How a file is called in messages; the caller frees it. */
char *way_cli_dup_shown (const char *name) G_GNUC_WARN_UNUSED_RESULT;

/** Reads all bytes of a file or the standard input; of what is far larger than a map enough to be refused. */
GBytes *way_cli_read (const char *name,
                      GError    **error) G_GNUC_WARN_UNUSED_RESULT;

/** Reads a map from a file or the standard input; says so when a newer Waymark made it. WAY_STORE_ERROR, G_IO_ERROR. */
WayMap *way_cli_load (const char *name,
                      GError    **error) G_GNUC_WARN_UNUSED_RESULT;

/** Writes bytes to the standard output as they are. It is a WayWriteFunc. */
gboolean way_cli_write_stream (const void *bytes,
                               gsize       length,
                               gpointer    unused,
                               GError    **error);

/** How many columns of a terminal a line of text takes. */
guint way_cli_get_width (const char *text);

/** Says that no templates are installed, and gives WAY_EXIT_FAILED. */
WayExit way_cli_report_no_templates (void);

/** Says what went wrong, on the standard error output, and gives WAY_EXIT_FAILED. */
WayExit way_cli_fail (const GError *error);

G_END_DECLS
