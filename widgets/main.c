/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Main"

#include "config.h"

#include <libintl.h>
#include <locale.h>
#include <string.h>
#include <unistd.h>

#include "application/way-application.h"
#include "waymark/way-versions.h"

#define MOST_SECONDS 10

/* Where the catalogues are when this program runs in the build folder, without being installed; else NULL. */
static char *
dup_build_catalogues (void)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = program != NULL ? g_path_get_dirname (program) : NULL;
  g_autofree char *mark = NULL;

  if (folder == NULL || !g_str_has_suffix (folder, "/widgets"))
    return NULL;
  folder[strlen (folder) - strlen ("/widgets")] = '\0';
  mark = g_build_filename (folder, "build.ninja", NULL);
  return access (mark, F_OK) == 0 ? g_build_filename (folder, "po", NULL) : NULL;
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *catalogues = dup_build_catalogues ();
  g_autoptr (WayApplication) application = NULL;
  int status;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, catalogues != NULL ? catalogues : WAY_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  application = way_application_new ();
  status = g_application_run (G_APPLICATION (application), argc, argv);
  /* The last save is in its file; its version may take a moment more. */
  way_versions_wait (MOST_SECONDS);
  return status;
}
