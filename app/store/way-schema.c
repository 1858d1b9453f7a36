/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Store"

#include <string.h>

#include "waymark/way-schema.h"
#include "way-store-private.h"

/*
 * Elements of ours may stand in any order, and between them whatever is in another namespace; the same for attributes. A
 * pattern has the name of its element.
 */

#define MOST_OPEN 32

/** WayScribe: an XML text that grows. */
typedef struct
{
  GString    *xml;
  const char *open[MOST_OPEN];
  guint       n_open;
} WayScribe;

G_GNUC_PRINTF (2, 0)
static void
add_tag (WayScribe  *self,
         const char *format,
         va_list     arguments,
         const char *closing)
{
  g_string_append_printf (self->xml, "%*s<", (int) (2 * self->n_open), "");
  g_string_append_vprintf (self->xml, format, arguments);
  g_string_append (self->xml, closing);
}

/* @format begins with the name of the element, which end() writes again. */
G_GNUC_PRINTF (2, 3)
static void
begin (WayScribe  *self,
       const char *format,
       ...)
{
  va_list arguments;

  g_assert (self->n_open < MOST_OPEN);
  va_start (arguments, format);
  add_tag (self, format, arguments, ">\n");
  va_end (arguments);
  self->open[self->n_open++] = format;
}

static void
end (WayScribe *self)
{
  const char *format = self->open[--self->n_open];

  g_string_append_printf (self->xml, "%*s</%.*s>\n", (int) (2 * self->n_open), "", (int) strcspn (format, " "), format);
}

G_GNUC_PRINTF (2, 3)
static void
add_empty (WayScribe  *self,
           const char *format,
           ...)
{
  va_list arguments;

  va_start (arguments, format);
  add_tag (self, format, arguments, "/>\n");
  va_end (arguments);
}

/* @format: an element with text, whole but for its first bracket. */
G_GNUC_PRINTF (2, 3)
static void
add_line (WayScribe  *self,
          const char *format,
          ...)
{
  va_list arguments;

  va_start (arguments, format);
  add_tag (self, format, arguments, "\n");
  va_end (arguments);
}

static void
add_values (WayScribe      *self,
            const WayField *field)
{
  begin (self, "choice");
  if (field->type == WAY_FIELD_FLAG)
    {
      add_line (self, "value>yes</value>");
      add_line (self, "value>no</value>");
    }
  else
    for (const WayChoice *choice = field->choices; choice->word != NULL; choice++)
      add_line (self, "value>%s</value>", choice->word);
  end (self);
}

static void
add_decimal (WayScribe      *self,
             const WayField *field)
{
  begin (self, "data type=\"decimal\"");
  add_line (self, "param name=\"pattern\">[+\\-]?[0-9]+(\\.[0-9]+)?</param>");
  if (field->minimum != NULL)
    add_line (self, "param name=\"minInclusive\">%s</param>", field->minimum);
  if (field->maximum != NULL)
    add_line (self, "param name=\"maxInclusive\">%s</param>", field->maximum);
  add_line (self, "param name=\"fractionDigits\">%u</param>", field->decimals);
  end (self);
}

static void
add_type (WayScribe      *self,
          const WayField *field)
{
  switch (field->type)
    {
    case WAY_FIELD_TEXT:
      add_empty (self, "text");
      break;
    case WAY_FIELD_CHOICE:
    case WAY_FIELD_FLAG:
      add_values (self, field);
      break;
    case WAY_FIELD_DATE:
      begin (self, "data type=\"date\"");
      add_line (self, "param name=\"pattern\">[0-9]{4}-[0-9]{2}-[0-9]{2}</param>");
      end (self);
      break;
    case WAY_FIELD_DECIMAL:
      add_decimal (self, field);
      break;
    case WAY_FIELD_COLOR:
      begin (self, "data type=\"string\"");
      add_line (self, "param name=\"pattern\">#[0-9a-fA-F]{6}</param>");
      end (self);
      break;
    case WAY_FIELD_REFERENCE_LIST:
      begin (self, "list");
      begin (self, "oneOrMore");
      add_empty (self, "ref name=\"id\"");
      end (self);
      end (self);
      break;
    case WAY_FIELD_REFERENCE:
    case WAY_FIELD_BLOB:
    default:
      add_empty (self, "ref name=\"id\"");
      break;
    }
}

static void
add_attributes (WayScribe         *self,
                const WayKindInfo *info)
{
  if (info == way_kind_get_info (WAY_KIND_MAP))
    {
      begin (self, "attribute name=\"version\"");
      add_line (self, "value>%d</value>", WAY_STORE_VERSION);
      end (self);
    }
  begin (self, "optional");
  begin (self, "attribute name=\"id\"");
  add_empty (self, "ref name=\"id\"");
  end (self);
  end (self);
  for (guint i = 0; i < info->n_fields; i++)
    {
      const WayField *field = &info->fields[i];

      /* What has a prefix is in no namespace of ours, and so among the attributes of others. */
      if (field->form != WAY_FORM_ATTRIBUTE || strchr (field->name, ':') != NULL)
        continue;
      begin (self, "optional");
      begin (self, "attribute name=\"%s\"", field->name);
      add_line (self, "a:documentation>%s</a:documentation>", field->label);
      add_type (self, field);
      end (self);
      end (self);
    }
  add_empty (self, "ref name=\"other-attributes\"");
}

static void
add_field_element (WayScribe      *self,
                   const WayField *field)
{
  begin (self, "optional");
  begin (self, "element name=\"%s\"", field->name);
  add_line (self, "a:documentation>%s</a:documentation>", field->label);
  add_empty (self, "ref name=\"other-attributes\"");
  /* RELAX NG lets elements stand in free text only. */
  if (field->type == WAY_FIELD_TEXT)
    {
      begin (self, "interleave");
      add_empty (self, "text");
      add_empty (self, "ref name=\"other-elements\"");
      end (self);
    }
  else
    add_type (self, field);
  end (self);
  end (self);
}

static void
add_slot (WayScribe     *self,
          const WaySlot *slot)
{
  if (slot->wrapper != NULL)
    {
      begin (self, "optional");
      begin (self, "element name=\"%s\"", slot->wrapper);
      add_empty (self, "ref name=\"other-attributes\"");
      begin (self, "interleave");
    }
  begin (self, "zeroOrMore");
  add_empty (self, "ref name=\"%s\"", way_kind_get_info (slot->kind)->name);
  end (self);
  if (slot->wrapper != NULL)
    {
      add_empty (self, "ref name=\"other-elements\"");
      end (self);
      end (self);
      end (self);
    }
}

static void
add_kind (WayScribe *self,
          WayKind    kind)
{
  const WayKindInfo *info = way_kind_get_info (kind);

  begin (self, "define name=\"%s\"", info->name);
  begin (self, "element name=\"%s\"", info->name);
  add_line (self, "a:documentation>%s</a:documentation>", info->label);
  add_attributes (self, info);
  begin (self, "interleave");
  for (guint i = 0; i < info->n_fields; i++)
    if (info->fields[i].form == WAY_FORM_CHILD)
      add_field_element (self, &info->fields[i]);
    else if (info->fields[i].form == WAY_FORM_CONTENT)
      add_type (self, &info->fields[i]);
  for (guint i = 0; i < info->n_slots; i++)
    add_slot (self, &info->slots[i]);
  if (kind == WAY_KIND_MAP)
    {
      begin (self, "optional");
      add_empty (self, "ref name=\"images\"");
      end (self);
    }
  add_empty (self, "ref name=\"other-elements\"");
  end (self);
  end (self);
  end (self);
}

static void
add_images (WayScribe *self)
{
  begin (self, "define name=\"images\"");
  begin (self, "element name=\"images\"");
  add_empty (self, "ref name=\"other-attributes\"");
  begin (self, "interleave");
  begin (self, "zeroOrMore");
  begin (self, "element name=\"image\"");
  begin (self, "attribute name=\"id\"");
  add_empty (self, "ref name=\"id\"");
  end (self);
  begin (self, "optional");
  add_empty (self, "attribute name=\"type\"");
  end (self);
  add_empty (self, "ref name=\"other-attributes\"");
  add_empty (self, "data type=\"base64Binary\"");
  end (self);
  end (self);
  add_empty (self, "ref name=\"other-elements\"");
  end (self);
  end (self);
  end (self);
}

/* What is not ours. */
static void
add_others (WayScribe *self)
{
  begin (self, "define name=\"other-attributes\"");
  begin (self, "zeroOrMore");
  begin (self, "attribute");
  begin (self, "anyName");
  begin (self, "except");
  add_empty (self, "nsName ns=\"\"");
  end (self);
  end (self);
  end (self);
  end (self);
  end (self);

  begin (self, "define name=\"other-elements\"");
  begin (self, "zeroOrMore");
  begin (self, "element");
  begin (self, "anyName");
  begin (self, "except");
  add_empty (self, "nsName");
  end (self);
  end (self);
  add_empty (self, "ref name=\"anything\"");
  end (self);
  end (self);
  end (self);

  begin (self, "define name=\"anything\"");
  begin (self, "zeroOrMore");
  begin (self, "choice");
  add_empty (self, "text");
  begin (self, "attribute");
  add_empty (self, "anyName");
  end (self);
  begin (self, "element");
  add_empty (self, "anyName");
  add_empty (self, "ref name=\"anything\"");
  end (self);
  end (self);
  end (self);
  end (self);
}

char *
way_schema_generate (void)
{
  WayScribe self = { .xml = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n") };

  add_line (&self, "!-- The format of Waymark's journey maps, version %d, in RELAX NG. Made from the tables of the program; see CONTRIBUTING.md. -->",
            WAY_STORE_VERSION);
  begin (&self, "grammar ns=\"%s\" xmlns=\"http://relaxng.org/ns/structure/1.0\""
                " xmlns:a=\"http://relaxng.org/ns/compatibility/annotations/1.0\""
                " datatypeLibrary=\"http://www.w3.org/2001/XMLSchema-datatypes\"",
         WAY_STORE_NAMESPACE);
  begin (&self, "start");
  add_empty (&self, "ref name=\"%s\"", way_kind_get_info (WAY_KIND_MAP)->name);
  end (&self);
  for (guint kind = 0; kind < WAY_KIND_FOREIGN; kind++)
    add_kind (&self, kind);
  add_images (&self);
  begin (&self, "define name=\"id\"");
  begin (&self, "data type=\"NCName\"");
  add_line (&self, "param name=\"maxLength\">100</param>");
  end (&self);
  end (&self);
  add_others (&self);
  end (&self);
  return g_string_free (self.xml, FALSE);
}
