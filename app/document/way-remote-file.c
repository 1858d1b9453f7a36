/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Document"

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "way-remote-file-private.h"

/* More than any map that can be opened. */
#define MOST_BYTES (128 * 1024 * 1024)

#define PIECE (256 * 1024)

static void
take_hash (WayFileMark *mark,
           GBytes      *bytes)
{
  g_autofree char *hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);

  memset (mark, 0, sizeof *mark);
  mark->there = WAY_FILE_READ;
  g_strlcpy (mark->hash, hash, sizeof mark->hash);
}

/* No more than a map may have: a server may send without end. */
static GBytes *
read_stream (GInputStream *stream,
             GError      **error)
{
  g_autoptr (GByteArray) array = g_byte_array_new ();
  g_autofree guint8 *piece = g_malloc (PIECE);

  while (TRUE)
    {
      gssize got = g_input_stream_read (stream, piece, PIECE, NULL, error);

      if (got < 0)
        return NULL;
      if (got == 0)
        return g_byte_array_free_to_bytes (g_steal_pointer (&array));
      g_byte_array_append (array, piece, (guint) got);
      if (array->len > MOST_BYTES)
        {
          g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE, _ ("The file is larger than a map may be"));
          return NULL;
        }
    }
}

GBytes *
way_remote_file_read (GFile       *file,
                      WayFileMark *mark,
                      GError     **error)
{
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, error);
  GBytes *bytes = stream != NULL ? read_stream (G_INPUT_STREAM (stream), error) : NULL;

  if (bytes != NULL && mark != NULL)
    take_hash (mark, bytes);
  return bytes;
}

void
way_remote_file_look (GFile       *file,
                      WayFileMark *mark)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = way_remote_file_read (file, mark, &error);

  if (bytes != NULL)
    return;
  memset (mark, 0, sizeof *mark);
  mark->there = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND) ? WAY_FILE_MISSING : WAY_FILE_BLOCKED;
}

static gboolean
write_new (GFile   *file,
           GBytes  *bytes,
           GError **error)
{
  g_autoptr (GFileOutputStream) stream = g_file_create (file, G_FILE_CREATE_NONE, NULL, error);
  gsize       length;
  const void *data = g_bytes_get_data (bytes, &length);

  return stream != NULL && g_output_stream_write_all (G_OUTPUT_STREAM (stream), data, length, NULL, NULL, error) &&
         g_output_stream_close (G_OUTPUT_STREAM (stream), NULL, error);
}

static GFile *
make_temporary (GFile *file)
{
  g_autoptr (GFile) folder = g_file_get_parent (file);
  g_autofree char *name = g_strdup_printf (".waymark-%08x.part", g_random_int ());

  return folder != NULL ? g_file_get_child (folder, name) : NULL;
}

/*
 * Some servers cannot rename over a file. GIO then writes as the server lets it, perhaps in place: when that breaks off the
 * new bytes may be half there. The backup that it is asked for has the old ones, and the map stays modified.
 */
static gboolean
replace_in_place (GFile         *file,
                  GBytes        *bytes,
                  WayRemoteCheck check,
                  gpointer       check_data,
                  GError       **error)
{
  gsize       length;
  const char *data = g_bytes_get_data (bytes, &length);

  return check (check_data, error) &&
         g_file_replace_contents (file, data, length, NULL, TRUE, G_FILE_CREATE_NONE, NULL, NULL, error);
}

static gboolean
cannot_move (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED) || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_EXISTS) ||
         g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_RECURSE);
}

gboolean
way_remote_file_save (GFile         *file,
                      GBytes        *bytes,
                      WayRemoteCheck check,
                      gpointer       data,
                      GError       **error)
{
  g_autoptr (GFile) temporary = make_temporary (file);
  g_autoptr (GError) failure = NULL;
  gboolean done;

  if (temporary == NULL)
    return replace_in_place (file, bytes, check, data, error);
  done = write_new (temporary, bytes, &failure) && check (data, &failure) &&
         g_file_move (temporary, file, G_FILE_COPY_OVERWRITE | G_FILE_COPY_NO_FALLBACK_FOR_MOVE, NULL, NULL, NULL, &failure);
  if (done)
    return TRUE;
  g_file_delete (temporary, NULL, NULL);
  if (cannot_move (failure))
    return replace_in_place (file, bytes, check, data, error);
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}
