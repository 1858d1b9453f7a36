/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Cli"

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "waymark/way-places.h"
#include "waymark/way-store.h"

#include "way-cli-private.h"

#define CHUNK 65536
#define ENOUGH (128 * 1024 * 1024) /* more than a map may have */

gboolean
way_cli_is_stream (const char *name)
{
  return g_str_equal (name, WAY_CLI_STREAM);
}

char *
way_cli_dup_shown (const char *name)
{
  return way_cli_is_stream (name) ? g_strdup (_ ("(standard input)")) : g_filename_display_name (name);
}

static GBytes *
read_all (int descriptor)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  while (bytes->len <= ENOUGH)
    {
      guint  filled = bytes->len;
      gssize count;

      g_byte_array_set_size (bytes, filled + CHUNK);
      count = TEMP_FAILURE_RETRY (read (descriptor, bytes->data + filled, CHUNK));
      if (count < 0)
        return NULL;
      g_byte_array_set_size (bytes, filled + (guint) count);
      if (count == 0)
        break;
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

GBytes *
way_cli_read (const char *name,
              GError    **error)
{
  gboolean         is_stream = way_cli_is_stream (name);
  int              descriptor = is_stream ? STDIN_FILENO : TEMP_FAILURE_RETRY (open (name, O_RDONLY | O_CLOEXEC));
  GBytes          *bytes = descriptor < 0 ? NULL : read_all (descriptor);
  int              number = errno;
  g_autofree char *shown = NULL;

  if (!is_stream && descriptor >= 0)
    close (descriptor);
  if (bytes != NULL)
    return bytes;
  shown = way_cli_dup_shown (name);
  g_set_error (error, G_IO_ERROR, (int) g_io_error_from_errno (number), _ ("could not read “%s”: %s"), shown, g_strerror (number));
  return NULL;
}

WayMap *
way_cli_load (const char *name,
              GError    **error)
{
  g_auto (WayStoreNotice) notice = { 0 };
  g_autoptr (WayMap) map = NULL;

  if (way_cli_is_stream (name))
    {
      g_autofree char *shown = way_cli_dup_shown (name);
      g_autoptr (GBytes) bytes = way_cli_read (name, error);

      if (bytes == NULL)
        return NULL;
      map = way_store_load_bytes (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), shown, &notice, error);
    }
  else
    map = way_store_load (name, &notice, error);
  if (map == NULL)
    return NULL;
  if (notice.newer_version > 0)
    {
      g_autofree char *shown = way_cli_dup_shown (name);

      g_printerr (_ ("%s: a newer Waymark made this file (version %d of the format); what this one does not know stays unseen\n"),
                  shown, notice.newer_version);
    }
  return g_steal_pointer (&map);
}

gboolean
way_cli_write_stream (const void *bytes,
                      gsize       length,
                      gpointer    unused,
                      GError    **error)
{
  const char *place = bytes;

  while (length > 0)
    {
      gssize count = TEMP_FAILURE_RETRY (write (STDOUT_FILENO, place, length));

      if (count < 0)
        {
          g_set_error (error, G_IO_ERROR, (int) g_io_error_from_errno (errno),
                       _ ("could not write to the standard output: %s"), g_strerror (errno));
          return FALSE;
        }
      place += count;
      length -= (gsize) count;
    }
  return TRUE;
}

guint
way_cli_get_width (const char *text)
{
  guint width = 0;

  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar letter = g_utf8_get_char (text);

      width += g_unichar_iszerowidth (letter) ? 0 : g_unichar_iswide (letter) ? 2
                                                                              : 1;
    }
  return width;
}

WayExit
way_cli_report_no_templates (void)
{
  g_autofree char *folder = way_places_dup_data ("templates");
  g_autofree char *shown = g_filename_display_name (folder);

  g_printerr (_ ("waymark: there are no templates in “%s”; install Waymark again\n"), shown);
  return WAY_EXIT_FAILED;
}

WayExit
way_cli_fail (const GError *error)
{
  /* A reader's message begins with file, line and column, so that other programs can jump there. */
  if (error->domain == WAY_STORE_ERROR)
    g_printerr ("%s\n", error->message);
  else
    g_printerr ("waymark: %s\n", error->message);
  return WAY_EXIT_FAILED;
}
