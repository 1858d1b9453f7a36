/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Store"

#include <string.h>

#include "way-store-read-private.h"

/*
 * What others put into a map is kept as it stands in the file, letter by letter, so that nothing of it can get lost.
 * Only namespaces that it inherits from something that is not written back in the same way are added to it.
 */

static gboolean
declares (const WayTag *tag,
          const char   *prefix)
{
  for (int i = 0; i < tag->n_namespaces; i++)
    if (g_strcmp0 ((const char *) tag->namespaces[2 * i], prefix) == 0)
      return TRUE;
  return FALSE;
}

/* The default namespace that the tag stands in, if that is not ours. */
static void
add_default_namespace (WayReader    *self,
                       const WayTag *tag,
                       WayFrame     *frame)
{
  if (frame->default_namespace == self->own_namespace || declares (tag, NULL))
    return;
  g_string_append (self->foreign_declarations, " xmlns=\"");
  if (frame->default_namespace != NULL)
    way_store_append_attribute_text (self->foreign_declarations, (const char *) frame->default_namespace, -1);
  g_string_append_c (self->foreign_declarations, '"');
}

/* @declarations: ' xmlns:a="…" xmlns:b="…"'. */
static void
add_declarations (WayReader    *self,
                  const WayTag *tag,
                  const char   *declarations)
{
  int n_attributes = tag->n_namespaces + tag->n_attributes;

  while (declarations != NULL && *declarations != '\0')
    {
      const char      *prefix = declarations + strlen (" xmlns:");
      const char      *equals = strchr (prefix, '=');
      const char      *end = strchr (equals + 2, '"') + 1;
      g_autofree char *name = g_strndup (prefix, (gsize) (equals - prefix));

      if (!declares (tag, name))
        {
          g_string_append_len (self->foreign_declarations, declarations, end - declarations);
          n_attributes++;
        }
      declarations = end;
    }
  if (n_attributes > WAY_STORE_MAX_ATTRIBUTES)
    way_reader_stop (self, WAY_STORE_ERROR_UNSAFE, self->tag, way_store_describe_crowd ());
}

void
way_reader_begin_foreign (WayReader    *self,
                          const WayTag *tag)
{
  WayFrame *frame = way_reader_get_frame (self);

  self->foreign_depth = 1;
  self->foreign_offset = self->tag;
  g_string_truncate (self->foreign_declarations, 0);
  add_default_namespace (self, tag, frame);
  if (frame->type == WAY_FRAME_FIELD || frame->type == WAY_FRAME_IMAGE)
    add_declarations (self, tag, frame->declarations);
}

void
way_reader_end_foreign (WayReader *self)
{
  const char *start = self->data + self->foreign_offset;
  const char *end;
  gsize       name_length = 1;
  GString    *xml;

  end = way_store_scan_element (start, self->data + self->length);
  while (!g_ascii_isspace (start[name_length]) && start[name_length] != '/' && start[name_length] != '>')
    name_length++;
  xml = g_string_sized_new ((gsize) (end - start) + self->foreign_declarations->len + 1);
  g_string_append_len (xml, start, (gssize) name_length);
  g_string_append_len (xml, self->foreign_declarations->str, (gssize) self->foreign_declarations->len);
  g_string_append_len (xml, start + name_length, end - start - (gssize) name_length);
  g_string_truncate (xml, way_store_unify_line_ends (xml->str, xml->len));
  way_reader_keep_foreign (self, g_string_free (xml, FALSE));
}

void
way_reader_keep_foreign (WayReader *self,
                         char      *xml)
{
  if (self->n_frames == 0)
    {
      GString *outside = self->content->root == NULL ? self->prolog : self->epilog;

      if (outside->len > 0)
        g_string_append_c (outside, '\n');
      g_string_append (outside, xml);
      g_free (xml);
    }
  else
    {
      WayChild child = { .element = way_element_new (WAY_KIND_FOREIGN, NULL) };

      way_element_take_value (child.element, WAY_FOREIGN_XML, xml);
      g_array_append_val (self->children, child);
    }
}

void
way_reader_place_foreign (WayReader *self,
                          WayFrame  *frame,
                          guint      slot,
                          gboolean   is_outside)
{
  for (guint i = frame->unplaced; i < self->children->len; i++)
    {
      WayChild *child = &g_array_index (self->children, WayChild, i);

      child->slot = (guint8) slot;
      child->is_outside = (guint8) is_outside;
    }
  frame->unplaced = self->children->len;
}

void
way_reader_join_foreign (WayReader  *self,
                         guint       first,
                         guint       depth,
                         WayFrame   *owner,
                         const char *path)
{
  GString *xml;

  if (first == self->children->len)
    return;
  xml = g_string_new (NULL);
  for (guint i = first; i < self->children->len; i++)
    {
      WayElement *child = g_array_index (self->children, WayChild, i).element;

      if (i > first)
        g_string_append_printf (xml, "\n%*s", (int) (2 * depth), "");
      g_string_append (xml, way_element_get (child, WAY_FOREIGN_XML));
      way_element_free (child);
    }
  g_array_set_size (self->children, first);
  way_reader_set_aside (owner, path, g_string_free (xml, FALSE));
}
