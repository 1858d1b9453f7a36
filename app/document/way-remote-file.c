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

gboolean
way_remote_file_look (GFile       *file,
                      WayFileMark *mark,
                      GError     **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (GBytes) bytes = way_remote_file_read (file, mark, &failure);

  if (bytes != NULL)
    return TRUE;
  if (!g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  memset (mark, 0, sizeof *mark);
  mark->there = WAY_FILE_MISSING;
  return TRUE;
}

/* What changes with the file, as far as the server says so. */
static char *
dup_tag (GFile *file)
{
  g_autoptr (GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_ETAG_VALUE "," G_FILE_ATTRIBUTE_STANDARD_SIZE,
                                                  G_FILE_QUERY_INFO_NONE, NULL, NULL);
  const char *tag = info != NULL ? g_file_info_get_etag (info) : NULL;

  return tag != NULL ? g_strdup_printf ("%s %" G_GOFFSET_FORMAT, tag, g_file_info_get_size (info)) : NULL;
}

void
way_remote_file_look_for_news (GFile       *file,
                               char       **tag,
                               WayFileMark *mark)
{
  g_autofree char *fresh = dup_tag (file);

  if (fresh != NULL && g_strcmp0 (fresh, *tag) == 0)
    return;
  g_free (*tag);
  *tag = way_remote_file_look (file, mark, NULL) ? g_steal_pointer (&fresh) : NULL;
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

static gboolean
move (GFile         *from,
      GFile         *to,
      GFileCopyFlags flags,
      GError       **error)
{
  return g_file_move (from, to, flags | G_FILE_COPY_NO_FALLBACK_FOR_MOVE, NULL, NULL, NULL, error);
}

/*
 * For servers that do not rename over a file: the old one steps aside, and back again when the new one does not come. At each
 * moment both are whole on the server. GIO's own way of replacing may write in place, which can leave neither.
 */
static gboolean
swap (GFile   *file,
      GFile   *temporary,
      GError **error)
{
  g_autoptr (GFile) aside = make_temporary (file);
  g_autofree char *name = g_file_get_basename (aside);

  if (!move (file, aside, G_FILE_COPY_NONE, error))
    return FALSE;
  if (move (temporary, file, G_FILE_COPY_NONE, error))
    {
      g_file_delete (aside, NULL, NULL);
      return TRUE;
    }
  if (!move (aside, file, G_FILE_COPY_NONE, NULL))
    /* Translators: added to what a server said; %s is a file's name beside the map. */
    g_prefix_error (error, _ ("The map as it was is now in “%s”; save it under another name. "), name);
  return FALSE;
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
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, _ ("Nothing can be saved safely at this address; save the map under another name"));
      return FALSE;
    }
  done = write_new (temporary, bytes, &failure) && check (data, &failure);
  if (done && !move (temporary, file, G_FILE_COPY_OVERWRITE, &failure))
    {
      done = FALSE;
      if (cannot_move (failure))
        {
          g_clear_error (&failure);
          done = swap (file, temporary, &failure);
        }
    }
  if (done)
    return TRUE;
  g_file_delete (temporary, NULL, NULL);
  if (failure->domain == G_IO_ERROR)
    {
      g_autofree char *name = g_file_get_parse_name (file);

      /* Translators: the address of a file, then what the server said */
      g_prefix_error (&failure, _ ("Could not save “%s”. "), name);
    }
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}
