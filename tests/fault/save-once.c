/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Tests"

#include <locale.h>

#include "waymark/way-safe-file.h"

/* Copies SOURCE to TARGET through the safe save, as a writer does: in many small pieces. Exits 0 when it says that the
 * new file is there, 1 when it says that nothing changed. */

#define PIECE 1000

static gboolean
save (const char *target,
      const char *bytes,
      gsize       length,
      GError    **error)
{
  g_autoptr (WaySafeFile) file = way_safe_file_open (target, error);

  for (gsize start = 0; file != NULL && start < length; start += PIECE)
    if (!way_safe_file_write (file, bytes + start, MIN (PIECE, length - start), error))
      return FALSE;
  return file != NULL && way_safe_file_commit (file, error);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GError) error = NULL;
  g_autofree char *bytes = NULL;
  gsize            length;

  setlocale (LC_ALL, "");
  if (argc != 3)
    {
      g_printerr ("Usage: save-once SOURCE TARGET\n");
      return 2;
    }
  if (!g_file_get_contents (argv[1], &bytes, &length, &error) || !save (argv[2], bytes, length, &error))
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  return 0;
}
