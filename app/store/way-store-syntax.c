/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Store"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "way-store-read-private.h"

#define NAMESPACE_STEM "urn:waymark:journey-map:"

/* How far beyond its place an error may have its cause: what the parser has read ahead. */
#define NEAR 16

#define CONFLICT_MARKS "<<<<<<< "

void
way_reader_refuse_root (WayReader    *self,
                        const WayTag *tag)
{
  const char *name = way_kind_get_info (WAY_KIND_MAP)->name;
  const char *uri = (const char *) tag->uri;

  if (uri != NULL && tag->uri != self->own_namespace && g_str_has_prefix (uri, NAMESPACE_STEM))
    way_reader_stop (self, WAY_STORE_ERROR_VERSION, self->tag,
                     g_strdup (_ ("this map is in another format of Waymark; open it in a newer Waymark")));
  else if (strcmp ((const char *) tag->name, name) == 0 && tag->uri != self->own_namespace)
    way_reader_stop (self, WAY_STORE_ERROR_NOT_A_MAP, self->tag,
                     g_strdup_printf (_ ("<%s> is not in the namespace of Waymark; add xmlns=\"%s\""), name, WAY_STORE_NAMESPACE));
  else
    {
      g_autofree char *quoted = way_store_quote ((const char *) tag->name, -1);

      way_reader_stop (self, WAY_STORE_ERROR_NOT_A_MAP, self->tag,
                       g_strdup_printf (_ ("this is not a Waymark map but <%s>; a map begins with <%s xmlns=\"%s\" version=\"%d\">"),
                                        quoted, name, WAY_STORE_NAMESPACE, WAY_STORE_VERSION));
    }
}

/* libxml2's own words for what has none here, in one line. */
static char *
describe_other (xmlErrorPtr error)
{
  g_autofree char *words = g_utf8_make_valid (error->message != NULL ? error->message : "", -1);

  g_strdelimit (words, "\r\n\t", ' ');
  /* Translators: the words of the XML parser, in English */
  return g_strdup_printf (_ ("this is not well-formed XML (%s); correct it in a text editor"), g_strstrip (words));
}

static char *
describe_tags (WayReader  *self,
               xmlErrorPtr error)
{
  g_autofree char *name = way_store_quote (error->str1 != NULL ? error->str1 : "?", -1);
  g_autofree char *other = way_store_quote (error->str2 != NULL ? error->str2 : "?", -1);

  switch (error->code)
    {
    case XML_ERR_TAG_NAME_MISMATCH:
      return g_strdup_printf (_ ("<%s> is closed by </%s>; close it by </%s> first"), name, other, name);
    case XML_ERR_TAG_NOT_FINISHED:
      return g_strdup_printf (_ ("the file ends before <%s> is closed; it may have been cut off: get the whole of it"), name);
    case XML_ERR_DOCUMENT_EMPTY:
      return g_strdup (_ ("the file is empty; open another one or begin a new map"));
    case XML_ERR_DOCUMENT_END:
      return self->content->root != NULL
                 ? g_strdup (_ ("something stands after the end of the map; delete it"))
                 : g_strdup (_ ("the file ends before the map does; it may have been cut off: get the whole of it"));
    case XML_ERR_GT_REQUIRED:
      return g_strdup (_ ("a tag has no “>” at its end; add it"));
    case XML_ERR_LTSLASH_REQUIRED:
      return g_strdup (_ ("an element is not closed; add its end tag"));
    default:
      return describe_other (error);
    }
}

static char *
describe_attribute (xmlErrorPtr error)
{
  g_autofree char *name = way_store_quote (error->str1 != NULL ? error->str1 : "?", -1);

  switch (error->code)
    {
    case XML_ERR_ATTRIBUTE_REDEFINED:
      return g_strdup_printf (_ ("the attribute “%s” stands here twice; delete one"), name);
    case XML_ERR_ATTRIBUTE_WITHOUT_VALUE:
      return g_strdup_printf (_ ("the attribute “%s” has no value; write %s=\"…\""), name, name);
    case XML_ERR_ATTRIBUTE_NOT_STARTED:
      return g_strdup (_ ("the value of an attribute is not in quotes; put it in quotes"));
    case XML_ERR_ATTRIBUTE_NOT_FINISHED:
      return g_strdup (_ ("the value of an attribute has no quote at its end; add it"));
    case XML_ERR_LT_IN_ATTRIBUTE:
      return g_strdup (_ ("“<” may not stand in an attribute; write &lt;, or add the quote that is missing before it"));
    case XML_ERR_SPACE_REQUIRED:
      return g_strdup (_ ("a blank is missing between two attributes; add it"));
    default:
      return describe_other (error);
    }
}

static char *
describe_error (WayReader  *self,
                xmlErrorPtr error)
{
  g_autofree char *name = way_store_quote (error->str1 != NULL ? error->str1 : "?", -1);

  switch (error->code)
    {
    case XML_ERR_TAG_NAME_MISMATCH:
    case XML_ERR_TAG_NOT_FINISHED:
    case XML_ERR_DOCUMENT_EMPTY:
    case XML_ERR_DOCUMENT_END:
    case XML_ERR_GT_REQUIRED:
    case XML_ERR_LTSLASH_REQUIRED:
      return describe_tags (self, error);
    case XML_ERR_ATTRIBUTE_REDEFINED:
    case XML_ERR_ATTRIBUTE_WITHOUT_VALUE:
    case XML_ERR_ATTRIBUTE_NOT_STARTED:
    case XML_ERR_ATTRIBUTE_NOT_FINISHED:
    case XML_ERR_LT_IN_ATTRIBUTE:
    case XML_ERR_SPACE_REQUIRED:
      return describe_attribute (error);
    case XML_ERR_UNDECLARED_ENTITY:
    case XML_WAR_UNDECLARED_ENTITY:
      return g_strdup_printf (_ ("“&%s;” is not known in XML; write the character itself"), name);
    case XML_ERR_NAME_REQUIRED:
    case XML_ERR_ENTITYREF_SEMICOL_MISSING:
      return g_strdup (_ ("a lone “&” or “<”; write &amp; or &lt;"));
    case XML_ERR_INVALID_CHAR:
    case XML_ERR_INVALID_CHARREF:
      return g_strdup (_ ("a character that XML may not hold; delete it"));
    case XML_ERR_COMMENT_NOT_FINISHED:
      return g_strdup (_ ("a comment is not closed; add -->"));
    case XML_ERR_HYPHEN_IN_COMMENT:
      return g_strdup (_ ("“--” may not stand within a comment; take it out"));
    case XML_ERR_CDATA_NOT_FINISHED:
      return g_strdup (_ ("a CDATA section is not closed; add ]]>"));
    case XML_ERR_MISPLACED_CDATA_END:
      return g_strdup (_ ("“]]>” may not stand in text; write ]]&gt;"));
    case XML_ERR_RESERVED_XML_NAME:
      return g_strdup (_ ("<?xml …?> may only be the very beginning of the file; delete what stands before it"));
    case XML_NS_ERR_UNDEFINED_NAMESPACE:
      return g_strdup_printf (_ ("the prefix “%s” is not declared; add xmlns:%s=\"…\""), name, name);
    default:
      return describe_other (error);
    }
}

/* Where git (or another such system) left its marks of a conflict that nobody has resolved; NULL where there are none. */
static const char *
find_marks (const WayReader *self)
{
  const char *end = self->data + self->length;
  const char *marks = self->data;

  while ((marks = memmem (marks, (gsize) (end - marks), CONFLICT_MARKS, strlen (CONFLICT_MARKS))) != NULL &&
         marks > self->data && marks[-1] != '\n')
    marks++;
  return marks;
}

void
way_reader_stop_without_memory (WayReader *self)
{
  if (!self->has_stopped)
    way_reader_stop (self, WAY_STORE_ERROR_READ, 0, g_strdup (_ ("there is not enough memory to open the map; close other programs")));
}

void
way_reader_stop_at_syntax (WayReader  *self,
                           xmlErrorPtr error,
                           gsize       position)
{
  const char *marks = find_marks (self);
  const char *bad;

  if (error->code == XML_ERR_NO_MEMORY)
    {
      way_reader_stop_without_memory (self);
      return;
    }
  if (marks != NULL)
    {
      way_reader_stop (self, WAY_STORE_ERROR_SYNTAX, (gsize) (marks - self->data),
                       g_strdup (_ ("these are marks of a conflict between two versions; merge them with “waymark merge”, or choose one")));
      return;
    }
  /* By then the parser has read the wrong tag. */
  if (error->code == XML_ERR_TAG_NAME_MISMATCH)
    {
      const char *tag = memrchr (self->data, '<', position);

      position = tag != NULL ? (gsize) (tag - self->data) : position;
    }
  if (g_utf8_validate_len (self->data, self->length, &bad) || (gsize) (bad - self->data) > position + NEAR)
    way_reader_stop (self, WAY_STORE_ERROR_SYNTAX, position, describe_error (self, error));
  else
    way_reader_stop (self, WAY_STORE_ERROR_ENCODING, (gsize) (bad - self->data),
                     g_strdup (_ ("a character that is not in UTF-8; save the file in that encoding")));
}
