/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Tests"

#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "waymark/way-store.h"

/* Opens each file that is named in a line of the standard input; prints a line for each: 0 when it opens, or the number of the error, with the message. */

int
main (int   argc,
      char *argv[])
{
  char line[4096];

  setlocale (LC_ALL, "");
  while (fgets (line, sizeof line, stdin) != NULL)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (WayMap) map = NULL;

      line[strcspn (line, "\n")] = '\0';
      map = way_store_load (line, NULL, &error);
      if (map != NULL)
        g_print ("0\n");
      else
        g_print ("%d %s\n", error->code + 1, error->message);
    }
  return 0;
}
