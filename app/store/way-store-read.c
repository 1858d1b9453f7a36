/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Store"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "way-store-read-private.h"

/* Bits of a frame's mask; fields have the first 32, wrappers the next. */
#define TEXT_BIT 62
#define IMAGES_BIT 63

#define FEW_SIBLINGS 32

static const char *
get_kind_name (WayKind kind)
{
  return way_kind_get_info (kind)->name;
}

/* The name of an open element, for messages. */
static const char *
get_frame_name (const WayFrame *frame)
{
  const WayKindInfo *info = frame->info;

  switch (frame->type)
    {
    case WAY_FRAME_WRAPPER:
      return info->slots[frame->slot].wrapper;
    case WAY_FRAME_FIELD:
      return info->fields[frame->field].name;
    case WAY_FRAME_IMAGES:
      return "images";
    case WAY_FRAME_IMAGE:
      return "image";
    case WAY_FRAME_ELEMENT:
    default:
      return info->name;
    }
}

static int
find_content_field (const WayKindInfo *info)
{
  return info->n_fields > 0 && info->fields[info->n_fields - 1].form == WAY_FORM_CONTENT ? (int) info->n_fields - 1 : -1;
}

static gboolean
is_white (const char *text,
          gsize       length)
{
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isspace (text[i]))
      return FALSE;
  return TRUE;
}

/* Once a preserved text has children, blanks between these are layout only. */
static void
close_segment (WayReader *self,
               WayFrame  *frame)
{
  if (frame->preserves_space && frame->has_children &&
      is_white (self->text->str + frame->segment_start, self->text->len - frame->segment_start))
    g_string_truncate (self->text, frame->segment_start);
  frame->segment_start = self->text->len;
}

static WayFrame *
push_frame (WayReader   *self,
            WayFrameType type,
            WayKind      kind)
{
  const WayFrame *parent = way_reader_get_frame (self);
  WayFrame       *frame = &self->frames[self->n_frames];

  g_assert (self->n_frames < G_N_ELEMENTS (self->frames));
  memset (frame, 0, G_STRUCT_OFFSET (WayFrame, values));
  frame->type = type;
  frame->kind = kind;
  frame->info = way_kind_get_info (kind);
  frame->owner = type == WAY_FRAME_ELEMENT ? self->n_frames : parent->owner;
  frame->slot = -1;
  frame->field = -1;
  frame->offset = self->tag;
  frame->text_start = self->text->len;
  frame->segment_start = self->text->len;
  frame->strings_start = self->strings->len;
  frame->first_child = self->children->len;
  frame->unplaced = self->children->len;
  if (parent != NULL)
    {
      frame->preserves_space = parent->preserves_space;
      frame->default_namespace = parent->default_namespace;
    }
  self->n_frames++;
  return frame;
}

static void
begin_element (WayReader    *self,
               const WayTag *tag,
               WayKind       kind)
{
  WayFrame     *frame = push_frame (self, WAY_FRAME_ELEMENT, kind);
  WayStorePlace place = { NULL, self->tag };

  frame->field = find_content_field (frame->info);
  frame->place = self->content->places->len;
  g_array_append_val (self->content->places, place);
  way_reader_read_tag (self, tag, frame);
}

static void
begin_wrapper (WayReader    *self,
               const WayTag *tag,
               WayFrame     *parent,
               guint         slot)
{
  WayFrame *frame;

  way_reader_place_foreign (self, parent, slot, TRUE);
  frame = push_frame (self, WAY_FRAME_WRAPPER, parent->kind);
  frame->slot = (int) slot;
  way_reader_keep_attributes (self, tag, parent->info->slots[slot].wrapper, frame);
}

static void
begin_field (WayReader    *self,
             const WayTag *tag,
             WayFrame     *parent,
             guint         field)
{
  WayFrame *frame = push_frame (self, WAY_FRAME_FIELD, parent->kind);

  frame->first_child = parent->unplaced;
  frame->field = (int) field;
  way_reader_keep_attributes (self, tag, parent->info->fields[field].name, frame);
}

static void
begin_images (WayReader    *self,
              const WayTag *tag,
              WayFrame     *parent)
{
  WayFrame *frame;

  way_reader_place_foreign (self, parent, way_kind_get_info (WAY_KIND_MAP)->n_slots, FALSE);
  frame = push_frame (self, WAY_FRAME_IMAGES, parent->kind);
  way_reader_keep_attributes (self, tag, "images", frame);
}

static void
begin_image (WayReader    *self,
             const WayTag *tag,
             WayFrame     *parent)
{
  WayFrame        *frame = push_frame (self, WAY_FRAME_IMAGE, parent->kind);
  g_autofree char *path = NULL;

  way_reader_begin_image (self, tag);
  path = g_strdup_printf ("images/%s", self->image.id != NULL ? self->image.id : "");
  way_reader_keep_attributes (self, tag, path, frame);
}

/* "<stage>, <tray>": what may hold elements of @kind. */
static char *
list_places (WayKind kind)
{
  GString *places = g_string_new (NULL);

  for (guint i = 0; i < WAY_KIND_FOREIGN; i++)
    {
      int slot = way_kind_find_slot (i, kind);

      if (slot >= 0)
        {
          const char *wrapper = way_kind_get_info (i)->slots[slot].wrapper;

          g_string_append_printf (places, "%s<%s>", places->len > 0 ? ", " : "", wrapper != NULL ? wrapper : get_kind_name (i));
        }
    }
  return g_string_free (places, FALSE);
}

/* What is ours by its namespace and has no place here. What nobody knows may come from a newer program and is kept. */
static void
report_misplaced (WayReader          *self,
                  const WayTag       *tag,
                  const WayFrame     *parent,
                  const WayStoreName *name)
{
  const char *parent_name = get_frame_name (parent);

  if (name != NULL && name->kind > WAY_KIND_MAP)
    {
      g_autofree char *places = list_places (name->kind);

      way_reader_report (self, WAY_STORE_ERROR_VALUE, self->tag,
                         /* Translators: twice the name of an element, then elements in which it may stand */
                         g_strdup_printf (_ ("<%s> may not stand in <%s>; it belongs in: %s"),
                                          (const char *) tag->name, parent_name, places));
    }
  else if (way_reader_has_room_for_warnings (self))
    way_reader_warn (self, self->tag,
                     g_strdup_printf (_ ("<%s> is not known in <%s>; it is kept and has no effect"),
                                      (const char *) tag->name, parent_name));
}

static void
report_second (WayReader    *self,
               const WayTag *tag)
{
  way_reader_report (self, WAY_STORE_ERROR_VALUE, self->tag,
                     g_strdup_printf (_ ("a second <%s>; put everything into the first one"), (const char *) tag->name));
}

/* What may stand in an element once: a bit of its frame, or -1. */
static int
get_once_bit (WayReader          *self,
              const WayFrame     *parent,
              const WayStoreName *name)
{
  const WayKindInfo *info = parent->info;
  int                field = name->field[parent->kind];

  if (field >= 0 && info->fields[field].form == WAY_FORM_CHILD)
    return field;
  if (name->wrapped[parent->kind] >= 0)
    return 32 + name->wrapped[parent->kind];
  return parent->kind == WAY_KIND_MAP && name->word == self->word_images ? IMAGES_BIT : -1;
}

/* Opens what stands in an element: another one, a wrapper, a field, the images. FALSE for all else. */
static gboolean
begin_in_element (WayReader          *self,
                  const WayTag       *tag,
                  WayFrame           *parent,
                  const WayStoreName *name)
{
  int slot = name->kind >= 0 ? way_kind_find_slot (parent->kind, name->kind) : -1;
  int bit = get_once_bit (self, parent, name);

  if (slot >= 0 && parent->info->slots[slot].wrapper == NULL)
    {
      way_reader_place_foreign (self, parent, (guint) slot, FALSE);
      begin_element (self, tag, name->kind);
      return TRUE;
    }
  if (bit < 0 || (parent->seen & G_GUINT64_CONSTANT (1) << bit) != 0)
    return FALSE;

  parent->seen |= G_GUINT64_CONSTANT (1) << bit;
  if (bit == IMAGES_BIT)
    begin_images (self, tag, parent);
  else if (bit >= 32)
    begin_wrapper (self, tag, parent, (guint) bit - 32);
  else
    begin_field (self, tag, parent, (guint) bit);
  return TRUE;
}

/* FALSE when the element is not one of ours, or not here. */
static gboolean
begin_known (WayReader    *self,
             const WayTag *tag,
             WayFrame     *parent)
{
  const WayStoreName *name = way_reader_find_name (self, tag->name);

  switch (parent->type)
    {
    case WAY_FRAME_ELEMENT:
      if (name != NULL && begin_in_element (self, tag, parent, name))
        return TRUE;
      break;
    case WAY_FRAME_WRAPPER:
      if (name != NULL && name->kind >= 0 && way_kind_find_slot (parent->kind, name->kind) == parent->slot)
        {
          way_reader_place_foreign (self, parent, (guint) parent->slot, FALSE);
          begin_element (self, tag, name->kind);
          return TRUE;
        }
      break;
    case WAY_FRAME_IMAGES:
      if (tag->name == self->word_image)
        {
          begin_image (self, tag, parent);
          return TRUE;
        }
      break;
    case WAY_FRAME_FIELD:
    case WAY_FRAME_IMAGE:
    default:
      break;
    }

  if (!self->is_newer && parent->type == WAY_FRAME_ELEMENT && name != NULL && get_once_bit (self, parent, name) >= 0)
    report_second (self, tag);
  else if (!self->is_newer)
    report_misplaced (self, tag, parent, name);
  return FALSE;
}

static void
begin_root (WayReader    *self,
            const WayTag *tag)
{
  const char *version;

  if (tag->uri != self->own_namespace || strcmp ((const char *) tag->name, get_kind_name (WAY_KIND_MAP)) != 0)
    {
      way_reader_refuse_root (self, tag);
      return;
    }
  version = way_reader_get_attribute (self, tag, self->word_version);
  if (version == NULL)
    way_reader_report (self, WAY_STORE_ERROR_VERSION, self->tag,
                       g_strdup_printf (_ ("the version of the format is missing; add version=\"%d\""), WAY_STORE_VERSION));
  else
    {
      guint64 number = 0;

      if (!g_ascii_string_to_unsigned (version, 10, 1, G_MAXINT, &number, NULL))
        {
          g_autofree char *quoted = way_store_quote (version, -1);

          way_reader_report (self, WAY_STORE_ERROR_VERSION, way_reader_find_attribute (self, NULL, self->word_version),
                             g_strdup_printf (_ ("“%s” is not a version of the format; write version=\"%d\""), quoted, WAY_STORE_VERSION));
        }
      self->content->version = (int) number;
      self->is_newer = number > WAY_STORE_VERSION;
      if (self->is_newer)
        way_store_problems_take (self->problems, WAY_STORE_ERROR_VERSION, TRUE, way_reader_find_attribute (self, NULL, self->word_version),
                                 g_strdup_printf (_ ("a newer Waymark made this file (version %d of the format); what this one does not know stays unseen"),
                                                  (int) number));
    }
  begin_element (self, tag, WAY_KIND_MAP);
}

/* The text of a frame as it is meant; its length, or -1 for none. */
static gssize
finish_text (WayReader *self,
             WayFrame  *frame)
{
  const WayField *field = &frame->info->fields[frame->field];
  char           *text = self->text->str + frame->text_start;
  gsize           length = self->text->len - frame->text_start;

  length = way_store_unify_line_ends (text, length);
  if (!frame->preserves_space)
    length = way_store_collapse (text, length);
  return length > 0 || field->empty_counts ? (gssize) length : -1;
}

static void
end_field (WayReader *self,
           WayFrame  *frame)
{
  WayFrame        *owner = way_reader_get_owner (self, frame);
  gssize           length = finish_text (self, frame);
  g_autofree char *path = NULL;

  if (length >= 0)
    way_reader_fill (self, owner, (guint) frame->field, self->text->str + frame->text_start, (gsize) length);
  g_string_truncate (self->text, frame->text_start);
  if (frame->first_child == self->children->len)
    return;
  path = g_strconcat ("#", frame->info->fields[frame->field].name, NULL);
  way_reader_join_foreign (self, frame->first_child, self->n_frames - 1, owner, path);
}

/* Among few siblings twins are found at once, while all of them are near at hand. */
static void
find_twins (WayReader  *self,
            WayElement *element,
            guint       n_children)
{
  const WayKindInfo *info = way_kind_get_info (way_element_get_kind (element));

  for (guint slot = 0; slot < info->n_slots; slot++)
    {
      WayElement *child = NULL;

      if (way_kind_get_info (info->slots[slot].kind)->natural_key != 0)
        child = way_element_get_first_of (element, info->slots[slot].kind);
      if (child != NULL && n_children > FEW_SIBLINGS)
        self->content->has_crowds = TRUE;
      else
        for (; child != NULL && way_element_get_next_of (child) != NULL; child = way_element_get_next_of (child))
          self->content->has_twins |= way_element_find_twin (child) != NULL;
    }
}

static WayElement *
make_element (WayReader *self,
              WayFrame  *frame)
{
  WayFillValue id = { NULL, 0 };
  WayFillValue values[WAY_STORE_MAX_FIELDS];
  guint32      filled = frame->filled;
  WayElement  *element;

  if (frame->id.length > 0)
    id = (WayFillValue){ self->strings->str + frame->id.start, frame->id.length };
  for (guint32 rest = filled; rest != 0; rest &= rest - 1)
    {
      int i = g_bit_nth_lsf (rest, -1);

      values[i] = (WayFillValue){ self->strings->str + frame->values[i].start, frame->values[i].length };
    }
  if (frame->field >= 0)
    {
      gssize length;

      close_segment (self, frame);
      length = finish_text (self, frame);
      if (length >= 0)
        {
          filled |= 1u << frame->field;
          values[frame->field] = (WayFillValue){ self->text->str + frame->text_start, (guint) length };
        }
    }
  element = way_element_new_filled (frame->kind, &id, filled, values);
  for (guint i = 0; frame->aside != NULL && i < frame->aside->len; i += 2)
    way_element_take_foreign_attributes (element, frame->aside->pdata[i], g_steal_pointer (&frame->aside->pdata[i + 1]));
  return element;
}

static void
end_element (WayReader *self,
             WayFrame  *frame)
{
  WayChild child = { 0 };
  guint    n_children;

  way_reader_place_foreign (self, frame, frame->info->n_slots, FALSE);
  child.element = make_element (self, frame);
  n_children = self->children->len - frame->first_child;
  for (guint i = frame->first_child; i < self->children->len; i++)
    {
      const WayChild *own = &g_array_index (self->children, WayChild, i);

      if (way_element_get_kind (own->element) == WAY_KIND_FOREIGN)
        way_element_append_foreign (child.element, own->element, own->slot, own->is_outside);
      else
        way_element_append (child.element, own->element);
    }
  if (n_children > 1)
    find_twins (self, child.element, n_children);

  g_array_index (self->content->places, WayStorePlace, frame->place).element = child.element;
  g_array_set_size (self->children, frame->first_child);
  g_string_truncate (self->text, frame->text_start);
  g_string_truncate (self->strings, frame->strings_start);
  if (self->n_frames > 1)
    g_array_append_val (self->children, child);
  else
    self->content->root = child.element;
}

/* Takes note that something stands in an open element. */
static void
note_child (WayReader *self,
            WayFrame  *parent)
{
  if (parent->type != WAY_FRAME_ELEMENT || parent->field < 0)
    return;
  close_segment (self, parent);
  parent->has_children = TRUE;
}

void
way_reader_begin (WayReader    *self,
                  const WayTag *tag)
{
  WayFrame *parent = way_reader_get_frame (self);

  if (parent == NULL)
    {
      begin_root (self, tag);
      return;
    }
  note_child (self, parent);
  if (tag->uri != self->own_namespace || !begin_known (self, tag, parent))
    way_reader_begin_foreign (self, tag);
}

void
way_reader_end (WayReader *self)
{
  WayFrame *frame = way_reader_get_frame (self);
  WayFrame *parent;

  switch (frame->type)
    {
    case WAY_FRAME_ELEMENT:
      end_element (self, frame);
      break;
    case WAY_FRAME_WRAPPER:
      way_reader_place_foreign (self, frame, (guint) frame->slot, FALSE);
      break;
    case WAY_FRAME_FIELD:
      end_field (self, frame);
      break;
    case WAY_FRAME_IMAGES:
      way_reader_join_foreign (self, frame->first_child, self->n_frames, way_reader_get_owner (self, frame), WAY_STORE_PATH_IMAGES);
      break;
    case WAY_FRAME_IMAGE:
    default:
      way_reader_end_image (self);
      break;
    }
  way_reader_clear_frame (frame);
  self->n_frames--;
  parent = way_reader_get_frame (self);
  if (parent != NULL)
    parent->unplaced = self->children->len;
}

void
way_reader_add_foreign (WayReader *self,
                        char      *xml)
{
  WayFrame *frame = way_reader_get_frame (self);

  if (frame != NULL)
    note_child (self, frame);
  way_reader_keep_foreign (self, xml);
}

/* Where a text is in the file that the parser hands over; near enough where it is a copy. */
static gsize
find_text (WayReader  *self,
           const char *text,
           gsize       length)
{
  const xmlParserInput *input = self->parser->input;
  gsize                 position = way_reader_get_position (self);
  const xmlChar        *place = (const xmlChar *) text;

  if (place >= input->base && place < input->end)
    return (gsize) ((gssize) position + (place - input->cur));
  return position > length ? position - length : 0;
}

/* Text where none can be kept is an error: dropping it would lose somebody's words. */
static void
refuse_text (WayReader  *self,
             WayFrame   *frame,
             const char *text,
             gsize       length)
{
  gsize blank = 0;

  if (self->is_newer || (frame->seen & G_GUINT64_CONSTANT (1) << TEXT_BIT) != 0)
    return;
  frame->seen |= G_GUINT64_CONSTANT (1) << TEXT_BIT;
  while (g_ascii_isspace (text[blank]))
    blank++;
  way_reader_report (self, WAY_STORE_ERROR_VALUE, MAX (find_text (self, text, length) + blank, frame->offset),
                     g_strdup_printf (_ ("<%s> holds no text of its own; put it into an element, or make it a comment"), get_frame_name (frame)));
}

void
way_reader_add_text (WayReader  *self,
                     const char *text,
                     int         length)
{
  WayFrame *frame = way_reader_get_frame (self);

  if (frame->type == WAY_FRAME_IMAGE)
    way_reader_add_image_text (self, text, length);
  else if (frame->field >= 0)
    {
      way_reader_append (self->text, text, (gsize) length);
      if (self->text->len - frame->text_start > WAY_STORE_MAX_TEXT)
        way_reader_stop (self, WAY_STORE_ERROR_UNSAFE, frame->offset,
                         g_strdup_printf (_ ("the text of <%s> is longer than %d bytes; shorten it"), get_frame_name (frame), WAY_STORE_MAX_TEXT));
    }
  else if (!is_white (text, (gsize) length))
    refuse_text (self, frame, text, (gsize) length);
}
