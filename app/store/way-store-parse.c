/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Store"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <libxml/parserInternals.h>
#include <string.h>

#include "way-store-read-private.h"

void
way_reader_report (WayReader    *self,
                   WayStoreError code,
                   gsize         offset,
                   char         *message)
{
  way_store_problems_take (self->problems, code, FALSE, offset, message);
}

gboolean
way_reader_has_room_for_warnings (const WayReader *self)
{
  return !self->is_newer && self->problems->list->len < WAY_STORE_MAX_PROBLEMS;
}

void
way_reader_warn (WayReader *self,
                 gsize      offset,
                 char      *message)
{
  if (self->is_newer)
    g_free (message);
  else
    way_store_problems_take (self->problems, WAY_STORE_ERROR_VALUE, TRUE, offset, message);
}

void
way_reader_stop (WayReader    *self,
                 WayStoreError code,
                 gsize         offset,
                 char         *message)
{
  /* The parser gets no more to read, so that it comes to its end by itself. */
  self->has_stopped = TRUE;
  way_reader_report (self, code, offset, message);
}

gsize
way_reader_find_attribute (WayReader     *self,
                           const xmlChar *prefix,
                           const xmlChar *name)
{
  g_autofree char *full = prefix != NULL ? g_strdup_printf ("%s:%s", (const char *) prefix, (const char *) name)
                                         : g_strdup ((const char *) name);
  const char      *end = self->data + self->length;

  return (gsize) (way_store_scan_attribute (self->data + self->tag, end, full) - self->data);
}

gsize
way_reader_get_position (WayReader *self)
{
  long consumed = xmlByteConsumed (self->parser);

  return consumed > 0 ? MIN ((gsize) consumed, self->length) : 0;
}

static gboolean
check_size (WayReader *self,
            gsize      position)
{
  gsize markup = position > self->image_bytes ? position - self->image_bytes : 0;

  if (markup > WAY_STORE_MAX_MARKUP)
    way_reader_stop (self, WAY_STORE_ERROR_UNSAFE, position,
                     g_strdup_printf (_ ("the file has more than %d MB beside its images; divide the map into several files"),
                                      WAY_STORE_MAX_MARKUP / 1024 / 1024));
  else if (!way_store_is_within_limits (self->n_nodes, self->length, markup, self->image_bytes))
    way_reader_stop (self, WAY_STORE_ERROR_UNSAFE, position,
                     g_strdup (_ ("the file holds too many elements and images together; take out images or divide the map into several files")));
  return !self->has_stopped;
}

static gboolean
count_node (WayReader *self,
            gsize      position)
{
  if (++self->n_nodes > WAY_STORE_MAX_NODES)
    {
      way_reader_stop (self, WAY_STORE_ERROR_UNSAFE, position,
                       g_strdup_printf (_ ("the file has more than %d elements and comments; divide the map into several files"),
                                        WAY_STORE_MAX_NODES));
      return FALSE;
    }
  return check_size (self, position);
}

/* Names are looked for in all namespaces around them, and depth is paid for again and again. */
static gboolean
check_nesting (WayReader    *self,
               const WayTag *tag)
{
  if (self->depth == WAY_STORE_MAX_DEPTH)
    {
      way_reader_stop (self, WAY_STORE_ERROR_UNSAFE, self->tag,
                       g_strdup_printf (_ ("elements stand in each other more than %d deep; a map has at most 7"), WAY_STORE_MAX_DEPTH));
      return FALSE;
    }
  self->declared[self->depth++] = (guint) tag->n_namespaces;
  self->n_namespaces += (guint) tag->n_namespaces;
  if (self->n_namespaces > WAY_STORE_MAX_NAMESPACES)
    {
      way_reader_stop (self, WAY_STORE_ERROR_UNSAFE, self->tag,
                       g_strdup_printf (_ ("more than %d namespaces are declared here; take out those that are not needed"), WAY_STORE_MAX_NAMESPACES));
      return FALSE;
    }
  return TRUE;
}

static gboolean
check_tag (WayReader    *self,
           const WayTag *tag)
{
  gsize length = 0;

  for (int i = 0; i < tag->n_attributes; i++)
    length += (gsize) (tag->attributes[5 * i + 4] - tag->attributes[5 * i + 3]);
  if (length <= WAY_STORE_MAX_TAG)
    return TRUE;
  way_reader_stop (self, WAY_STORE_ERROR_UNSAFE, self->tag, way_store_describe_long_tag ());
  return FALSE;
}

static void
on_start_element (void           *user_data,
                  const xmlChar  *name,
                  const xmlChar  *prefix,
                  const xmlChar  *uri,
                  int             n_namespaces,
                  const xmlChar **namespaces,
                  int             n_attributes,
                  int             n_defaulted,
                  const xmlChar **attributes)
{
  WayReader *self = user_data;
  WayTag     tag = { name, prefix, uri, n_namespaces, namespaces, n_attributes, attributes };

  /* Whoever has that many things to mend begins with these. */
  self->has_stopped |= way_store_problems_is_full (self->problems);
  if (self->has_stopped)
    return;
  self->tag = self->n_tags < self->tags->len ? g_array_index (self->tags, guint32, self->n_tags) : 0;
  self->n_tags++;
  if (!count_node (self, self->tag) || !check_nesting (self, &tag) || !check_tag (self, &tag))
    return;
  if (self->foreign_depth > 0)
    self->foreign_depth++;
  else
    way_reader_begin (self, &tag);
}

static void
on_end_element (void          *user_data,
                const xmlChar *name,
                const xmlChar *prefix,
                const xmlChar *uri)
{
  WayReader *self = user_data;

  if (self->has_stopped)
    return;
  self->n_namespaces -= self->declared[--self->depth];
  if (self->foreign_depth == 0)
    way_reader_end (self);
  else if (--self->foreign_depth == 0 && check_size (self, way_reader_get_position (self)))
    way_reader_end_foreign (self);
}

static void
on_characters (void          *user_data,
               const xmlChar *text,
               int            length)
{
  WayReader *self = user_data;

  if (!self->has_stopped && self->foreign_depth == 0 && self->n_frames > 0)
    way_reader_add_text (self, (const char *) text, length);
}

static void
keep_node (WayReader *self,
           char      *xml)
{
  if (!self->has_stopped && self->foreign_depth == 0 && count_node (self, way_reader_get_position (self)))
    way_reader_add_foreign (self, xml);
  else
    g_free (xml);
}

static void
on_comment (void          *user_data,
            const xmlChar *text)
{
  keep_node (user_data, g_strdup_printf ("<!--%s-->", (const char *) text));
}

static void
on_instruction (void          *user_data,
                const xmlChar *target,
                const xmlChar *text)
{
  gboolean has_text = text != NULL && *text != '\0';

  keep_node (user_data, g_strdup_printf ("<?%s%s%s?>", (const char *) target, has_text ? " " : "", has_text ? (const char *) text : ""));
}

/* The scan has refused a document type already; this door is locked twice. */
static void
on_document_type (void          *user_data,
                  const xmlChar *name,
                  const xmlChar *public_id,
                  const xmlChar *system_id)
{
  WayReader *self = user_data;

  way_reader_stop (self, WAY_STORE_ERROR_UNSAFE, way_reader_get_position (self),
                   g_strdup (_ ("document types (<!DOCTYPE …>) are not read, as they can do harm; delete it")));
  xmlStopParser (self->parser);
}

static void
on_error (void       *user_data,
          xmlErrorPtr error)
{
  WayReader *self = user_data;

  if (!self->has_stopped && error->level > XML_ERR_WARNING)
    way_reader_stop_at_syntax (self, error, way_reader_get_position (self));
}

static int
on_read (void *user_data,
         char *buffer,
         int   length)
{
  WayReader *self = user_data;
  gsize      n = MIN ((gsize) length, self->length - self->position);

  if (self->has_stopped)
    return 0;
  memcpy (buffer, self->data + self->position, n);
  self->position += n;
  return (int) n;
}

static xmlParserInputPtr
refuse_entity (const char      *url,
               const char      *id,
               xmlParserCtxtPtr context)
{
  return NULL;
}

static void
init_library (void)
{
  static gsize is_done = 0;

  if (!g_once_init_enter (&is_done))
    return;
  xmlInitParser ();
  xmlSetExternalEntityLoader (refuse_entity);
  g_once_init_leave (&is_done, 1);
}

static xmlParserCtxtPtr
make_parser (WayReader *self)
{
  xmlSAXHandler handler = {
    .initialized = XML_SAX2_MAGIC,
    .internalSubset = on_document_type,
    .startElementNs = on_start_element,
    .endElementNs = on_end_element,
    .characters = on_characters,
    .ignorableWhitespace = on_characters,
    .cdataBlock = on_characters,
    .comment = on_comment,
    .processingInstruction = on_instruction,
    .serror = on_error,
  };
  xmlParserCtxtPtr parser;

  init_library ();
  /* Read through a callback, as libxml2 copies what it is given in one piece. */
  parser = xmlCreateIOParserCtxt (&handler, self, on_read, NULL, self, XML_CHAR_ENCODING_NONE);
  if (parser == NULL)
    return NULL;
  xmlCtxtUseOptions (parser, XML_PARSE_NONET);
  parser->replaceEntities = 0;
  parser->loadsubset = 0;
  parser->validate = 0;
  return parser;
}

static void
clear_reader (WayReader *self)
{
  for (guint i = 0; i < self->n_frames; i++)
    way_reader_clear_frame (&self->frames[i]);
  for (guint i = 0; i < self->children->len; i++)
    way_element_free (g_array_index (self->children, WayChild, i).element);
  g_array_unref (self->children);
  g_string_free (self->text, TRUE);
  g_string_free (self->strings, TRUE);
  g_string_free (self->scratch, TRUE);
  g_string_free (self->value, TRUE);
  g_string_free (self->foreign, TRUE);
  g_string_free (self->foreign_declarations, TRUE);
  g_string_free (self->prolog, TRUE);
  g_string_free (self->epilog, TRUE);
  g_free (self->image.id);
  g_free (self->image_data);
  g_clear_pointer (&self->parser, xmlFreeParserCtxt);
  g_free (self);
}

static void
clear_image (gpointer data)
{
  WayStoreImage *image = data;

  g_free (image->id);
  g_clear_pointer (&image->bytes, g_bytes_unref);
}

void
way_store_content_clear (WayStoreContent *self)
{
  g_clear_pointer (&self->root, way_element_free);
  g_clear_pointer (&self->places, g_array_unref);
  g_clear_pointer (&self->images, g_array_unref);
}

static void
keep_outside (WayReader  *self,
              GString    *xml,
              const char *path)
{
  if (xml->len > 0)
    way_element_take_foreign_attributes (self->content->root, path, g_strdup (xml->str));
}

gboolean
way_store_parse (WayStoreProblems *problems,
                 const GArray     *tags,
                 WayStoreContent  *content)
{
  WayReader *self = g_new0 (WayReader, 1);
  gboolean   done;

  content->root = NULL;
  content->version = WAY_STORE_VERSION;
  content->places = g_array_sized_new (FALSE, FALSE, sizeof (WayStorePlace), tags->len);
  content->images = g_array_new (FALSE, FALSE, sizeof (WayStoreImage));
  g_array_set_clear_func (content->images, clear_image);

  self->problems = problems;
  self->content = content;
  self->data = problems->data;
  self->length = problems->length;
  self->tags = tags;
  self->children = g_array_new (FALSE, FALSE, sizeof (WayChild));
  self->text = g_string_new (NULL);
  self->strings = g_string_new (NULL);
  self->scratch = g_string_new (NULL);
  self->value = g_string_new (NULL);
  self->foreign = g_string_new (NULL);
  self->foreign_declarations = g_string_new (NULL);
  self->prolog = g_string_new (NULL);
  self->epilog = g_string_new (NULL);
  self->parser = make_parser (self);
  if (self->parser != NULL)
    way_reader_init_names (self);
  if (self->parser != NULL && !self->has_stopped)
    xmlParseDocument (self->parser);
  if (self->parser == NULL || self->parser->errNo == XML_ERR_NO_MEMORY)
    way_reader_stop_without_memory (self);
  done = !self->has_stopped && content->root != NULL;
  /* libxml2 tells every error; should it ever keep one to itself, the file must still not pass for a good one. */
  if (!self->has_stopped && (!self->parser->wellFormed || !self->parser->nsWellFormed || content->root == NULL))
    {
      way_reader_stop (self, WAY_STORE_ERROR_SYNTAX, way_reader_get_position (self), g_strdup (_ ("this is not well-formed XML; correct it in a text editor")));
      done = FALSE;
    }
  if (done)
    {
      keep_outside (self, self->prolog, WAY_STORE_PATH_PROLOG);
      keep_outside (self, self->epilog, WAY_STORE_PATH_EPILOG);
    }
  else
    g_clear_pointer (&content->root, way_element_free);
  clear_reader (self);
  return done;
}
