/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Document"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "way-version-pack-private.h"
#include "waymark/way-versions.h"

#define FORMAT "waymark-version 1"
#define DIGEST_DIGITS 64
#define CHUNK (64 * 1024)

/* More than any file that can be opened, and than any table. */
#define MOST_BYTES (128 * 1024 * 1024)

/* Shorter ones are not worth a file. */
#define SHORTEST_IMAGE 1024

/* Where the letters of an image begin and end in a file that Waymark wrote. What looks like it elsewhere does no harm. */
#define IMAGES "\n  <images"
#define IMAGE "\n    <image "
#define IMAGE_LETTERS ">\n"
#define IMAGE_END "    </image>\n"

/* A piece of a file, as the table tells it. */
typedef struct
{
  gsize length;
  char *digest; /* of an image; NULL for text */
} Piece;

static void
clear_piece (gpointer data)
{
  g_clear_pointer (&((Piece *) data)->digest, g_free);
}

static void
free_image (gpointer data)
{
  WayVersionImage *image = data;

  g_free (image->digest);
  g_bytes_unref (image->letters);
  g_free (image);
}

static gboolean
set_damaged (GError **error)
{
  g_set_error_literal (error, WAY_VERSION_ERROR, WAY_VERSION_ERROR_DAMAGED, _ ("This version is damaged and cannot be read"));
  return FALSE;
}

/* --- Compressing --------------------------------------------------------------- */

static GBytes *
compress (const char *text,
          gsize       length)
{
  g_autoptr (GConverter) converter = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, -1));
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) stream = g_converter_output_stream_new (memory, converter);

  /* Memory does not say no. */
  g_output_stream_write_all (stream, text, length, NULL, NULL, NULL);
  g_output_stream_close (stream, NULL, NULL);
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

/* The end of the table, that is of its empty line; NULL when it is not there yet. */
static const char *
find_table_end (const char *text,
                gsize       length)
{
  const char *end = memmem (text, length, "\n\n", 2);

  return end != NULL ? end + 2 : NULL;
}

/* At least the table, or else all of it. */
static GByteArray *
decompress (const char *file,
            gboolean    table_only,
            GError    **error)
{
  g_autoptr (GConverter) converter = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP));
  g_autoptr (GByteArray) text = g_byte_array_new ();
  g_autoptr (GInputStream) memory = NULL;
  g_autoptr (GInputStream) stream = NULL;
  g_autofree char *chunk = g_malloc (CHUNK);
  char            *packed;
  gsize            length;
  gssize           n;

  if (!g_file_get_contents (file, &packed, &length, NULL))
    {
      set_damaged (error);
      return NULL;
    }
  memory = g_memory_input_stream_new_from_data (packed, (gssize) length, g_free);
  stream = g_converter_input_stream_new (memory, converter);
  do
    {
      n = g_input_stream_read (stream, chunk, CHUNK, NULL, NULL);
      if (n < 0 || (gsize) n > MOST_BYTES - text->len)
        {
          set_damaged (error);
          return NULL;
        }
      g_byte_array_append (text, (guint8 *) chunk, (guint) n);
    }
  while (n > 0 && !(table_only && find_table_end ((char *) text->data, text->len) != NULL));
  return g_steal_pointer (&text);
}

/* --- Packing ------------------------------------------------------------------- */

typedef struct
{
  GString   *table;
  GString   *text;
  GPtrArray *images;
} Packing;

static void
add_text (Packing    *self,
          const char *start,
          const char *end)
{
  if (start == end)
    return;
  g_string_append_printf (self->table, "text %" G_GSIZE_FORMAT "\n", (gsize) (end - start));
  g_string_append_len (self->text, start, end - start);
}

static void
add_image (Packing    *self,
           GBytes     *whole,
           const char *start,
           const char *end)
{
  gsize            offset = (gsize) (start - (const char *) g_bytes_get_data (whole, NULL));
  WayVersionImage *image = g_new0 (WayVersionImage, 1);

  image->letters = g_bytes_new_from_bytes (whole, offset, (gsize) (end - start));
  image->digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, image->letters);
  g_string_append_printf (self->table, "image %" G_GSIZE_FORMAT " %s\n", (gsize) (end - start), image->digest);
  g_ptr_array_add (self->images, image);
}

static const char *
find (const char *start,
      const char *end,
      const char *what)
{
  return start != NULL ? memmem (start, (gsize) (end - start), what, strlen (what)) : NULL;
}

GBytes *
way_version_pack (GBytes     *bytes,
                  const char *digest,
                  GPtrArray **images)
{
  gsize       length;
  const char *text = g_bytes_get_data (bytes, &length);
  const char *end = text + length;
  const char *done = text;
  const char *image = find (find (text, end, IMAGES), end, IMAGE);
  Packing     packing = { g_string_new (NULL), g_string_sized_new (CHUNK), g_ptr_array_new_with_free_func (free_image) };
  GBytes     *packed;

  g_string_append_printf (packing.table, FORMAT " %s\n", digest);
  while (image != NULL)
    {
      const char *letters = find (image, end, IMAGE_LETTERS);
      const char *letters_end;

      letters = letters != NULL ? letters + strlen (IMAGE_LETTERS) : NULL;
      letters_end = find (letters, end, IMAGE_END);
      if (letters_end == NULL)
        break;
      if (letters_end - letters >= SHORTEST_IMAGE)
        {
          add_text (&packing, done, letters);
          add_image (&packing, bytes, letters, letters_end);
          done = letters_end;
        }
      image = find (letters_end, end, IMAGE);
    }
  add_text (&packing, done, end);
  g_string_append_c (packing.table, '\n');
  g_string_append_len (packing.table, packing.text->str, (gssize) packing.text->len);
  packed = compress (packing.table->str, packing.table->len);
  g_string_free (packing.table, TRUE);
  g_string_free (packing.text, TRUE);
  *images = packing.images;
  return packed;
}

GBytes *
way_version_pack_image (GBytes *letters)
{
  return compress (g_bytes_get_data (letters, NULL), g_bytes_get_size (letters));
}

/* --- Unpacking ----------------------------------------------------------------- */

static gboolean
is_digest (const char *text)
{
  return strlen (text) == DIGEST_DIGITS && strspn (text, "0123456789abcdef") == DIGEST_DIGITS;
}

static gboolean
read_line (const char *line,
           GArray     *pieces)
{
  g_auto (GStrv) words = g_strsplit (line, " ", -1);
  guint   n = g_strv_length (words);
  guint64 length;
  Piece   piece;

  if (n < 2 || !g_ascii_string_to_unsigned (words[1], 10, 0, MOST_BYTES, &length, NULL) ||
      !(n == 2 && g_str_equal (words[0], "text")) == !(n == 3 && g_str_equal (words[0], "image") && is_digest (words[2])))
    return FALSE;
  piece.length = (gsize) length;
  piece.digest = g_strdup (words[2]);
  g_array_append_val (pieces, piece);
  return TRUE;
}

/* The pieces, where the text begins, and the digest of all; NULL when this is no version. */
static GArray *
read_table (const GByteArray *packed,
            gsize            *text,
            char            **digest)
{
  const char      *end = packed->len > 0 ? find_table_end ((const char *) packed->data, packed->len) : NULL;
  gsize            length = end != NULL ? (gsize) (end - (const char *) packed->data) : 0;
  g_autofree char *table = length > 2 ? g_strndup ((const char *) packed->data, length - 2) : g_strdup ("");
  g_auto (GStrv) lines = g_strsplit (table, "\n", -1);
  g_autoptr (GArray) pieces = g_array_new (FALSE, FALSE, sizeof (Piece));

  g_array_set_clear_func (pieces, clear_piece);
  if (lines[0] == NULL || !g_str_has_prefix (lines[0], FORMAT " ") || !is_digest (lines[0] + strlen (FORMAT " ")))
    return NULL;
  for (guint i = 1; lines[i] != NULL; i++)
    if (!read_line (lines[i], pieces))
      return NULL;
  *text = length;
  if (digest != NULL)
    *digest = g_strdup (lines[0] + strlen (FORMAT " "));
  return g_steal_pointer (&pieces);
}

static gboolean
append_image (GByteArray  *whole,
              const Piece *piece,
              const char  *folder,
              GError     **error)
{
  g_autofree char *path = g_build_filename (folder, piece->digest, NULL);
  g_autoptr (GByteArray) letters = decompress (path, FALSE, error);

  if (letters == NULL)
    return FALSE;
  if (letters->len != piece->length || letters->len > MOST_BYTES - whole->len)
    return set_damaged (error);
  g_byte_array_append (whole, letters->data, letters->len);
  return TRUE;
}

GBytes *
way_version_unpack (const char *file,
                    const char *folder,
                    GError    **error)
{
  g_autoptr (GByteArray) packed = decompress (file, FALSE, error);
  g_autoptr (GByteArray) whole = g_byte_array_new ();
  g_autoptr (GArray) pieces = NULL;
  g_autofree char *expected = NULL;
  g_autofree char *digest = NULL;
  gsize            at = 0;

  if (packed == NULL)
    return NULL;
  pieces = read_table (packed, &at, &expected);
  for (guint i = 0; pieces != NULL && i < pieces->len; i++)
    {
      const Piece *piece = &g_array_index (pieces, Piece, i);

      if (piece->digest != NULL)
        {
          if (!append_image (whole, piece, folder, error))
            return NULL;
          continue;
        }
      if (piece->length > packed->len - at)
        break;
      g_byte_array_append (whole, packed->data + at, (guint) piece->length);
      at += piece->length;
    }
  digest = g_compute_checksum_for_data (G_CHECKSUM_SHA256, whole->data, whole->len);
  if (g_strcmp0 (digest, expected) != 0)
    {
      set_damaged (error);
      return NULL;
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&whole));
}

GPtrArray *
way_version_list_images (const char *file)
{
  g_autoptr (GByteArray) packed = decompress (file, TRUE, NULL);
  g_autoptr (GArray) pieces = NULL;
  gsize      text;
  GPtrArray *digests;

  pieces = packed != NULL ? read_table (packed, &text, NULL) : NULL;
  if (pieces == NULL)
    return NULL;
  digests = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < pieces->len; i++)
    if (g_array_index (pieces, Piece, i).digest != NULL)
      g_ptr_array_add (digests, g_steal_pointer (&g_array_index (pieces, Piece, i).digest));
  return digests;
}
