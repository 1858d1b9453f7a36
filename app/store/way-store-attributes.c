/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Store"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "way-store-read-private.h"

/** WayAttribute: one attribute of a tag. */
typedef struct
{
  const xmlChar *name;
  const xmlChar *prefix;
  const char    *value; /* not ended by a zero */
  gsize          length;
} WayAttribute;

/* libxml2 leaves each "&" in a value as "&#38;". */
static void
decode_value (WayReader    *self,
              WayAttribute *attribute)
{
  const char *p = attribute->value;
  const char *end = p + attribute->length;

  g_string_truncate (self->value, 0);
  while (p < end)
    {
      const char *next = memchr (p, '&', (gsize) (end - p));

      g_string_append_len (self->value, p, (next != NULL ? next + 1 : end) - p);
      if (next == NULL)
        break;
      p = next + (end - next >= 5 && memcmp (next, "&#38;", 5) == 0 ? 5 : 1);
    }
  attribute->value = self->value->str;
  attribute->length = self->value->len;
}

/* Good until the next one is asked for. */
static inline WayAttribute
get_attribute (WayReader    *self,
               const WayTag *tag,
               int           i)
{
  const xmlChar **parts = tag->attributes + 5 * i;
  WayAttribute    attribute = { parts[0], parts[1], (const char *) parts[3], (gsize) (parts[4] - parts[3]) };

  if (memchr (attribute.value, '&', attribute.length) != NULL)
    decode_value (self, &attribute);
  return attribute;
}

static void
append_foreign_attribute (WayReader     *self,
                          const xmlChar *prefix,
                          const xmlChar *name,
                          const char    *value,
                          gsize          length)
{
  GString *xml = self->foreign;

  self->n_foreign++;
  g_string_append_c (xml, ' ');
  if (prefix != NULL)
    {
      g_string_append (xml, (const char *) prefix);
      g_string_append_c (xml, ':');
    }
  g_string_append (xml, (const char *) name);
  g_string_append (xml, "=\"");
  way_store_append_attribute_text (xml, value, (gssize) length);
  g_string_append_c (xml, '"');
}

/* The default namespace is not kept: what is ours is written in ours, and what is not brings its own. */
static void
append_namespaces (WayReader    *self,
                   const WayTag *tag,
                   WayFrame     *frame)
{
  for (int i = 0; i < tag->n_namespaces; i++)
    {
      const xmlChar *prefix = tag->namespaces[2 * i];
      const xmlChar *uri = tag->namespaces[2 * i + 1];

      if (prefix == NULL)
        frame->default_namespace = uri;
      else
        append_foreign_attribute (self, (const xmlChar *) "xmlns", prefix, (const char *) uri, strlen ((const char *) uri));
    }
}

static void
keep_attribute (WayReader          *self,
                const WayAttribute *attribute)
{
  append_foreign_attribute (self, attribute->prefix, attribute->name, attribute->value, attribute->length);
}

static gsize
find_offset (WayReader          *self,
             const WayAttribute *attribute)
{
  return way_reader_find_attribute (self, attribute->prefix, attribute->name);
}

static inline gboolean
is_space_attribute (const WayReader    *self,
                    const WayAttribute *attribute)
{
  return attribute->prefix == self->word_xml && attribute->name == self->word_space;
}

static void
read_space (WayReader          *self,
            const WayAttribute *attribute,
            WayFrame           *frame)
{
  if (attribute->length == 8 && memcmp (attribute->value, "preserve", 8) == 0)
    frame->preserves_space = TRUE;
  else if (attribute->length == 7 && memcmp (attribute->value, "default", 7) == 0)
    frame->preserves_space = FALSE;
  else
    way_reader_report (self, WAY_STORE_ERROR_VALUE, find_offset (self, attribute),
                       g_strdup (_ ("xml:space is neither “preserve” nor “default”; write one of them")));
}

static const char *
terminate (WayReader          *self,
           const WayAttribute *attribute)
{
  g_string_truncate (self->scratch, 0);
  way_reader_append (self->scratch, attribute->value, attribute->length);
  return self->scratch->str;
}

/* Where a value of a field is kept that was found to be in its one form; most come again and again. */
static WayStoreKnown *
get_known (WayReader          *self,
           const WayField     *field,
           const WayAttribute *attribute)
{
  guint hash = (guchar) attribute->value[0] + 5 * (guchar) attribute->value[attribute->length - 1] + 17 * (guint) attribute->length;

  hash += 29 * (guchar) attribute->value[attribute->length / 2] + (guint) ((guintptr) field / sizeof (WayField));
  return &self->known[hash % WAY_STORE_N_KNOWN];
}

static gboolean
is_known (const WayStoreKnown *known,
          const WayField      *field,
          const WayAttribute  *attribute)
{
  return known->field == field && known->length == attribute->length && memcmp (known->text, attribute->value, known->length) == 0;
}

static void
remember (WayStoreKnown      *known,
          const WayField     *field,
          const WayAttribute *attribute)
{
  if (attribute->length > sizeof known->text)
    return;
  known->field = field;
  known->length = attribute->length;
  memcpy (known->text, attribute->value, attribute->length);
}

void
way_reader_fill (WayReader  *self,
                 WayFrame   *frame,
                 guint       field,
                 const char *value,
                 gsize       length)
{
  frame->filled |= 1u << field;
  frame->values[field] = (WayRange){ (guint32) self->strings->len, (guint32) length };
  way_reader_append (self->strings, value, length);
}

void
way_reader_set_aside (WayFrame   *frame,
                      const char *path,
                      char       *xml)
{
  if (frame->aside == NULL)
    frame->aside = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (frame->aside, g_strdup (path));
  g_ptr_array_add (frame->aside, xml);
}

static void
read_difficult_field (WayReader          *self,
                      const WayAttribute *attribute,
                      WayFrame           *frame,
                      guint               number)
{
  const WayField  *field = &frame->info->fields[number];
  g_autofree char *normal = NULL;
  g_autoptr (GError) error = NULL;

  normal = way_field_normalize (field, terminate (self, attribute), &error);
  if (normal != NULL)
    {
      way_reader_fill (self, frame, number, normal, strlen (normal));
      if (field->type != WAY_FIELD_TEXT && strcmp (normal, self->scratch->str) == 0)
        remember (get_known (self, field, attribute), field, attribute);
    }
  else if (error != NULL && self->is_newer)
    /* What a newer program wrote and this one does not know stays as it is. */
    keep_attribute (self, attribute);
  else if (error != NULL)
    {
      way_reader_report (self, WAY_STORE_ERROR_VALUE, find_offset (self, attribute),
                         g_strdup_printf ("%s: %s", (const char *) attribute->name, error->message));
      g_array_index (self->content->places, WayStorePlace, frame->place).has_errors = TRUE;
    }
}

/*
 * Most values are in their one form already, which is cheap to see: libxml2 has looked at every character of a text, and
 * a reference that is found has the form of an id.
 */
static void
read_field (WayReader          *self,
            const WayAttribute *attribute,
            WayFrame           *frame,
            guint               number)
{
  const WayField *field = &frame->info->fields[number];
  gboolean        is_normal;

  if (attribute->length == 0)
    return;
  if (field->type == WAY_FIELD_TEXT)
    is_normal = memchr (attribute->value, '\r', attribute->length) == NULL;
  else if (field->type == WAY_FIELD_REFERENCE)
    {
      self->content->has_replaced |= field->targets == 1u << frame->kind;
      is_normal = TRUE;
    }
  else
    is_normal = is_known (get_known (self, field, attribute), field, attribute);

  if (is_normal)
    way_reader_fill (self, frame, number, attribute->value, attribute->length);
  else
    read_difficult_field (self, attribute, frame, number);
}

static void
warn_of_attribute (WayReader          *self,
                   const WayAttribute *attribute,
                   WayKind             kind)
{
  const WayKindInfo *info = way_kind_get_info (kind);
  g_autoptr (GString) known = NULL;

  if (!way_reader_has_room_for_warnings (self))
    return;
  known = g_string_new ("id");
  for (guint i = 0; i < info->n_fields; i++)
    if (info->fields[i].form == WAY_FORM_ATTRIBUTE)
      g_string_append_printf (known, ", %s", info->fields[i].name);
  way_reader_warn (self, find_offset (self, attribute),
                   /* Translators: the name of an attribute, the name of an element, a list of names */
                   g_strdup_printf (_ ("“%s” is not an attribute of <%s>; it is kept and has no effect (known here: %s)"),
                                    (const char *) attribute->name, info->name, known->str));
}

/* The field that an attribute gives the value of; -1 for none. */
static int
find_field (const WayReader    *self,
            const WayAttribute *attribute,
            const WayFrame     *frame)
{
  int field = -1;

  if (attribute->prefix == NULL)
    {
      const WayStoreName *name = way_reader_find_name (self, attribute->name);

      field = name != NULL ? name->field[frame->kind] : -1;
    }
  else if (attribute->prefix == self->word_xml && attribute->name == self->word_lang)
    field = way_kind_find_field (frame->kind, "xml:lang");
  return field >= 0 && frame->info->fields[field].form == WAY_FORM_ATTRIBUTE ? field : -1;
}

static void
read_attribute (WayReader          *self,
                const WayAttribute *attribute,
                WayFrame           *frame)
{
  int field;

  if (attribute->prefix == NULL &&
      (attribute->name == self->word_id || (frame->kind == WAY_KIND_MAP && attribute->name == self->word_version)))
    return;
  if (is_space_attribute (self, attribute))
    {
      read_space (self, attribute, frame);
      return;
    }
  field = find_field (self, attribute, frame);
  if (field >= 0)
    {
      read_field (self, attribute, frame, (guint) field);
      return;
    }
  if (attribute->prefix == NULL)
    warn_of_attribute (self, attribute, frame->kind);
  keep_attribute (self, attribute);
}

const char *
way_reader_get_attribute (WayReader     *self,
                          const WayTag  *tag,
                          const xmlChar *name)
{
  for (int i = 0; i < tag->n_attributes; i++)
    if (tag->attributes[5 * i] == name && tag->attributes[5 * i + 1] == NULL)
      {
        WayAttribute attribute = get_attribute (self, tag, i);

        return terminate (self, &attribute);
      }
  return NULL;
}

void
way_reader_report_id (WayReader  *self,
                      const char *id)
{
  static const WayField field = { .name = "id", .type = WAY_FIELD_REFERENCE };
  g_autoptr (GError) error = NULL;
  g_autofree char *normal = way_field_normalize (&field, id, &error);

  way_reader_report (self, WAY_STORE_ERROR_VALUE, way_reader_find_attribute (self, NULL, self->word_id),
                     g_strdup_printf ("id: %s", error != NULL ? error->message : _ ("there are blanks in it, or nothing; write one word")));
}

static void
read_id (WayReader    *self,
         const WayTag *tag,
         WayFrame     *frame)
{
  const char *id = way_reader_get_attribute (self, tag, self->word_id);

  frame->id = (WayRange){ 0, 0 };
  if (id == NULL)
    return;
  if (way_id_is_valid (id))
    {
      frame->id = (WayRange){ (guint32) self->strings->len, (guint32) self->scratch->len };
      way_reader_append (self->strings, id, self->scratch->len);
    }
  else if (!self->is_newer)
    way_reader_report_id (self, id);
}

static void
begin_foreign_attributes (WayReader *self)
{
  g_string_truncate (self->foreign, 0);
  self->n_foreign = 0;
}

static void
end_foreign_attributes (WayReader  *self,
                        WayFrame   *owner,
                        const char *path)
{
  if (self->n_foreign > WAY_STORE_MAX_ATTRIBUTES)
    way_reader_stop (self, WAY_STORE_ERROR_UNSAFE, self->tag, way_store_describe_crowd ());
  else if (self->n_foreign > 0)
    way_reader_set_aside (owner, path, g_strdup (self->foreign->str));
}

void
way_reader_read_tag (WayReader    *self,
                     const WayTag *tag,
                     WayFrame     *frame)
{
  read_id (self, tag, frame);
  begin_foreign_attributes (self);
  append_namespaces (self, tag, frame);
  for (int i = 0; i < tag->n_attributes; i++)
    {
      WayAttribute attribute = get_attribute (self, tag, i);

      read_attribute (self, &attribute, frame);
    }
  end_foreign_attributes (self, frame, "");
}

void
way_reader_keep_attributes (WayReader    *self,
                            const WayTag *tag,
                            const char   *path,
                            WayFrame     *frame)
{
  begin_foreign_attributes (self);
  append_namespaces (self, tag, frame);
  frame->declarations = self->foreign->len > 0 ? g_strdup (self->foreign->str) : NULL;
  for (int i = 0; i < tag->n_attributes; i++)
    {
      WayAttribute attribute = get_attribute (self, tag, i);

      if (is_space_attribute (self, &attribute))
        read_space (self, &attribute, frame);
      else if (frame->type != WAY_FRAME_IMAGE || attribute.prefix != NULL ||
               (attribute.name != self->word_id && attribute.name != self->word_type))
        keep_attribute (self, &attribute);
    }
  end_foreign_attributes (self, way_reader_get_owner (self, frame), path);
}
