/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Store"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "way-store-private.h"
#include "waymark/way-safe-file.h"

/* The start of the root, by which programs know the format, stands within the first bytes of the file. */
#define FIRST_BYTES 512

#define FLUSH_SIZE (64 * 1024)
#define LINE_BYTES 57 /* 76 letters of base64 */

#define DECLARATION "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
#define ROOT_BEGINNING "<journey-map xmlns=\"" WAY_STORE_NAMESPACE "\" version=\"" G_STRINGIFY (WAY_STORE_VERSION) "\""

/** WayWriter: where the bytes go. */
typedef struct
{
  WayMap      *map;
  GString     *xml;
  WaySafeFile *file; /* NULL: all stays in @xml */
  gsize        n_flushed;
  gsize        n_images;
  gsize        image_bytes;
} WayWriter;

static void write_element (WayWriter        *self,
                           const WayElement *element,
                           guint             depth);

/* How many bytes there are so far. */
static inline gsize
get_length (const WayWriter *self)
{
  return self->n_flushed + self->xml->len;
}

static void
flush (WayWriter *self)
{
  if (self->file == NULL)
    return;
  /* The file keeps its first error until it is asked to take its place. */
  way_safe_file_write (self->file, self->xml->str, self->xml->len, NULL);
  self->n_flushed += self->xml->len;
  g_string_truncate (self->xml, 0);
}

static inline void
add (WayWriter  *self,
     const char *text)
{
  g_string_append (self->xml, text);
}

static inline void
indent (WayWriter *self,
        guint      depth)
{
  static const char blanks[] = "                ";

  g_string_append_len (self->xml, blanks, (gssize) MIN (2 * depth, sizeof blanks - 1));
}

static void
add_attribute (WayWriter  *self,
               const char *name,
               const char *value)
{
  g_string_append_c (self->xml, ' ');
  add (self, name);
  add (self, "=\"");
  way_store_append_attribute_text (self->xml, value, -1);
  g_string_append_c (self->xml, '"');
}

static void
add_foreign_attributes (WayWriter        *self,
                        const WayElement *element,
                        const char       *path)
{
  const char *attributes = way_element_get_foreign_attributes (element, path);

  if (attributes != NULL)
    add (self, attributes);
}

/* What others put before a field or among the images: lines that are indented already but for the first. */
static void
add_foreign_lines (WayWriter        *self,
                   const WayElement *element,
                   const char       *path,
                   guint             depth)
{
  const char *lines = way_element_get_foreign_attributes (element, path);

  if (lines == NULL)
    return;
  indent (self, depth);
  add (self, lines);
  g_string_append_c (self->xml, '\n');
}

/* Ends an element whose start tag and line break were written when @length bytes were there. */
static void
end_element (WayWriter  *self,
             const char *name,
             gsize       length,
             guint       depth)
{
  if (get_length (self) == length)
    {
      g_string_truncate (self->xml, self->xml->len - strlen (">\n"));
      add (self, "/>\n");
      return;
    }
  indent (self, depth);
  add (self, "</");
  add (self, name);
  add (self, ">\n");
}

/* Whether the blanks of a text would not all come back from a file of themselves. */
static inline gboolean
is_preserved (const char *text)
{
  return text != NULL && !way_store_survives_collapse (text);
}

static void
write_field (WayWriter        *self,
             const WayElement *element,
             const WayField   *field,
             guint             number,
             guint             depth)
{
  const char *value = way_element_get (element, number);
  char        path[64];

  g_snprintf (path, sizeof path, "#%s", field->name);
  add_foreign_lines (self, element, path, depth);
  if (value == NULL && way_element_get_foreign_attributes (element, field->name) == NULL)
    return;
  indent (self, depth);
  g_string_append_c (self->xml, '<');
  add (self, field->name);
  if (is_preserved (value))
    add_attribute (self, "xml:space", "preserve");
  add_foreign_attributes (self, element, field->name);
  if (value == NULL || value[0] == '\0')
    {
      add (self, "/>\n");
      return;
    }
  g_string_append_c (self->xml, '>');
  way_store_append_text (self->xml, value, -1);
  add (self, "</");
  add (self, field->name);
  add (self, ">\n");
}

/* The text that stands in the element itself; NULL when it has none or cannot have any. */
static const char *
get_content (const WayElement *element)
{
  const WayKindInfo *info = way_kind_get_info (way_element_get_kind (element));
  const WayField    *last = &info->fields[info->n_fields - 1];

  return last->form == WAY_FORM_CONTENT ? way_element_get (element, info->n_fields - 1) : NULL;
}

/* How blanks count in an element's text, where that is not what its parent says. */
static void
add_space_attribute (WayWriter        *self,
                     const WayElement *element)
{
  const WayElement *parent = way_element_get_parent (element);

  if (is_preserved (get_content (element)))
    add_attribute (self, "xml:space", "preserve");
  else if (parent != NULL && is_preserved (get_content (parent)))
    add_attribute (self, "xml:space", "default");
}

static void
add_attributes (WayWriter        *self,
                const WayElement *element)
{
  const WayKindInfo *info = way_kind_get_info (way_element_get_kind (element));

  /* The map itself has the same id in most files; then it goes without saying. */
  if (way_element_get_kind (element) != WAY_KIND_MAP || strcmp (way_element_get_id (element), info->id_prefix) != 0)
    add_attribute (self, "id", way_element_get_id (element));
  for (guint i = 0; i < info->n_fields; i++)
    {
      const char *value = way_element_get (element, i);

      if (value != NULL && info->fields[i].form == WAY_FORM_ATTRIBUTE)
        add_attribute (self, info->fields[i].name, value);
    }
  add_space_attribute (self, element);
  add_foreign_attributes (self, element, "");
}

static void
write_child (WayWriter        *self,
             const WayElement *child,
             guint             depth)
{
  if (way_element_get_kind (child) != WAY_KIND_FOREIGN)
    {
      write_element (self, child, depth);
      if (depth <= 2 && self->xml->len >= FLUSH_SIZE)
        flush (self);
      return;
    }
  indent (self, depth);
  add (self, way_element_get (child, WAY_FOREIGN_XML));
  g_string_append_c (self->xml, '\n');
}

static inline gboolean
is_in_slot (const WayElement *child,
            guint             slot)
{
  return child != NULL && way_element_get_slot (child) == slot;
}

/* The children of a slot that has a wrapper; gives the first of the next slot. */
static const WayElement *
write_wrapped (WayWriter        *self,
               const WayElement *element,
               const WayElement *child,
               guint             slot,
               guint             depth)
{
  const char *wrapper = way_kind_get_info (way_element_get_kind (element))->slots[slot].wrapper;
  gsize       length;

  for (; is_in_slot (child, slot) && way_element_get_outside (child); child = way_element_get_next (child))
    write_child (self, child, depth);
  if (!is_in_slot (child, slot) && way_element_get_foreign_attributes (element, wrapper) == NULL)
    return child;

  indent (self, depth);
  g_string_append_c (self->xml, '<');
  add (self, wrapper);
  add_foreign_attributes (self, element, wrapper);
  add (self, ">\n");
  length = get_length (self);
  for (; is_in_slot (child, slot); child = way_element_get_next (child))
    write_child (self, child, depth + 1);
  end_element (self, wrapper, length, depth);
  return child;
}

/* All that stands in an element in lines of its own. */
static void
write_lines (WayWriter        *self,
             const WayElement *element,
             guint             depth)
{
  const WayKindInfo *info = way_kind_get_info (way_element_get_kind (element));
  const WayElement  *child = way_element_get_first (element);

  for (guint i = 0; i < info->n_fields; i++)
    if (info->fields[i].form == WAY_FORM_CHILD)
      write_field (self, element, &info->fields[i], i, depth);

  for (guint slot = 0; slot < info->n_slots; slot++)
    if (info->slots[slot].wrapper != NULL)
      child = write_wrapped (self, element, child, slot, depth);
    else
      for (; is_in_slot (child, slot); child = way_element_get_next (child))
        write_child (self, child, depth);
  for (; child != NULL; child = way_element_get_next (child))
    write_child (self, child, depth);
}

/* What is left of an element whose text has been written up to here: its lines, and its end. */
static void
write_rest (WayWriter        *self,
            const WayElement *element,
            const char       *name,
            const char       *text,
            guint             depth)
{
  gsize start;

  g_string_append_c (self->xml, '\n');
  start = self->xml->len;
  write_lines (self, element, depth + 1);
  if (self->xml->len == start)
    g_string_truncate (self->xml, start - 1);
  else
    {
      /* A line break and blanks would become a part of the text. */
      if (is_preserved (text))
        g_string_erase (self->xml, (gssize) start - 1, 1 + (gssize) (2 * (depth + 1)));
      indent (self, depth);
    }
  add (self, "</");
  add (self, name);
  add (self, ">\n");
}

static void
write_element (WayWriter        *self,
               const WayElement *element,
               guint             depth)
{
  const char *name = way_kind_get_info (way_element_get_kind (element))->name;
  const char *text = get_content (element);
  gsize       length;

  indent (self, depth);
  g_string_append_c (self->xml, '<');
  add (self, name);
  add_attributes (self, element);
  if (text != NULL)
    {
      g_string_append_c (self->xml, '>');
      way_store_append_text (self->xml, text, -1);
      write_rest (self, element, name, text, depth);
      return;
    }
  add (self, ">\n");
  length = get_length (self);
  write_lines (self, element, depth + 1);
  end_element (self, name, length, depth);
}

static const char *
sniff_type (GBytes *bytes)
{
  static const struct
  {
    const char *type;
    gsize       offset;
    const char *beginning;
  } types[] = {
    { "image/png", 0, "\x89PNG" },
    { "image/jpeg", 0, "\xff\xd8\xff" },
    { "image/gif", 0, "GIF8" },
    { "image/webp", 8, "WEBP" },
  };
  gsize       size;
  const char *data = g_bytes_get_data (bytes, &size);

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      gsize length = strlen (types[i].beginning);

      if (size >= types[i].offset + length && memcmp (data + types[i].offset, types[i].beginning, length) == 0)
        return types[i].type;
    }
  return "application/octet-stream";
}

static void
write_image (WayWriter  *self,
             const char *id)
{
  GBytes          *bytes = way_map_get_image (self->map, id);
  gsize            size;
  const guchar    *data = g_bytes_get_data (bytes, &size);
  g_autofree char *path = g_strdup_printf ("images/%s", id);

  self->n_images++;
  indent (self, 2);
  add (self, "<image");
  add_attribute (self, "id", id);
  add_attribute (self, "type", sniff_type (bytes));
  add_foreign_attributes (self, way_map_get_root (self->map), path);
  add (self, ">\n");
  for (gsize i = 0; i < size; i += LINE_BYTES)
    {
      char  line[LINE_BYTES / 3 * 4 + 8];
      int   state = 0;
      int   save = 0;
      gsize length = g_base64_encode_step (data + i, MIN (size - i, LINE_BYTES), FALSE, line, &state, &save);

      length += g_base64_encode_close (FALSE, line + length, &state, &save);
      g_string_append_len (self->xml, line, (gssize) length);
      g_string_append_c (self->xml, '\n');
      self->image_bytes += length + 1;
      if (self->xml->len >= FLUSH_SIZE)
        flush (self);
    }
  indent (self, 2);
  add (self, "</image>\n");
}

static void
write_images (WayWriter *self)
{
  const WayElement *root = way_map_get_root (self->map);
  g_autoptr (GPtrArray) ids = way_map_list_used_images (self->map);
  gsize length;

  if (ids->len == 0 && way_element_get_foreign_attributes (root, "images") == NULL &&
      way_element_get_foreign_attributes (root, WAY_STORE_PATH_IMAGES) == NULL)
    return;
  indent (self, 1);
  add (self, "<images");
  add_foreign_attributes (self, root, "images");
  add (self, ">\n");
  length = get_length (self);
  add_foreign_lines (self, root, WAY_STORE_PATH_IMAGES, 2);
  for (guint i = 0; i < ids->len; i++)
    write_image (self, g_ptr_array_index (ids, i));
  end_element (self, "images", length, 1);
}

/* The end of the comment or instruction that @node begins with. */
static const char *
find_end (const char *node,
          const char *end)
{
  gboolean    is_comment = node[1] == '!';
  const char *closing = is_comment ? "-->" : "?>";
  const char *start = node + (is_comment ? strlen ("<!--") : strlen ("<?"));

  return (const char *) memmem (start, (gsize) (end - start), closing, strlen (closing)) + strlen (closing);
}

/*
 * Comments and instructions before the root: those that leave its beginning within the first bytes of the file before
 * it (@inside FALSE), or the rest, as lines within it. Gives where it stopped.
 */
static const char *
write_prolog (WayWriter  *self,
              const char *nodes,
              const char *end,
              gboolean    inside)
{
  while (nodes < end)
    {
      const char *node_end = find_end (nodes, end);

      if (!inside && self->xml->len + (gsize) (node_end - nodes) + 1 + strlen (ROOT_BEGINNING) > FIRST_BYTES)
        break;
      indent (self, inside ? 1 : 0);
      g_string_append_len (self->xml, nodes, node_end - nodes);
      g_string_append_c (self->xml, '\n');
      nodes = MIN (node_end + 1, end);
    }
  return nodes;
}

static void
write_map (WayWriter *self)
{
  const WayElement *root = way_map_get_root (self->map);
  const char       *prolog = way_element_get_foreign_attributes (root, WAY_STORE_PATH_PROLOG);
  const char       *epilog = way_element_get_foreign_attributes (root, WAY_STORE_PATH_EPILOG);
  const char       *prolog_end = prolog != NULL ? prolog + strlen (prolog) : NULL;
  gsize             length;

  add (self, DECLARATION);
  prolog = write_prolog (self, prolog, prolog_end, FALSE);
  add (self, ROOT_BEGINNING);
  add_attributes (self, root);
  add (self, ">\n");
  length = get_length (self);
  write_prolog (self, prolog, prolog_end, TRUE);
  write_lines (self, root, 1);
  write_images (self);
  end_element (self, way_kind_get_info (WAY_KIND_MAP)->name, length, 0);
  if (epilog != NULL)
    {
      add (self, epilog);
      g_string_append_c (self->xml, '\n');
    }
}

GBytes *
way_store_write (WayMap *map)
{
  WayWriter self = { .map = map };

  g_return_val_if_fail (WAY_IS_MAP (map), NULL);

  self.xml = g_string_sized_new (FLUSH_SIZE);
  write_map (&self);
  return g_string_free_to_bytes (self.xml);
}

/* Where an estimate does not do. */
static gboolean
can_be_read (WayMap     *map,
             const char *path,
             GError    **error)
{
  g_autoptr (GBytes) bytes = way_store_write (map);
  g_autofree char *name = g_filename_display_basename (path);
  g_autoptr (GError) reason = NULL;
  g_autoptr (WayMap) again = way_store_load_bytes (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), name, NULL, &reason);

  if (again == NULL)
    g_set_error (error, WAY_STORE_ERROR, WAY_STORE_ERROR_UNSAFE,
                 /* Translators: the message of an error: file:line:column: what is wrong and what to do */
                 _ ("The map is not saved, as it could not be opened again: %s"), reason->message);
  return again != NULL;
}

gboolean
way_store_save (WayMap     *map,
                const char *path,
                GError    **error)
{
  WayWriter self = { .map = map };
  g_autoptr (WaySafeFile) file = NULL;
  WayStoreEstimate estimate;

  g_return_val_if_fail (WAY_IS_MAP (map) && path != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (!way_store_estimate (map, &estimate, error))
    return FALSE;
  file = way_safe_file_open (path, error);
  if (file == NULL)
    return FALSE;
  self.file = file;
  self.xml = g_string_sized_new (2 * FLUSH_SIZE);
  write_map (&self);
  flush (&self);
  g_string_free (self.xml, TRUE);
  estimate.is_near |= !way_store_is_within_limits (estimate.n_nodes + self.n_images + 1, self.n_flushed, self.n_flushed - self.image_bytes, self.image_bytes);
  if (estimate.is_near && !can_be_read (map, path, error))
    return FALSE;
  return way_safe_file_commit (file, error);
}
