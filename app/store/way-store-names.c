/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Store"

#include <string.h>

#include "way-store-read-private.h"

/*
 * libxml2 gives each name one address for the whole of a parse. So the words of the format are looked up once, at the
 * start, and then known by their addresses.
 */

static inline guint
hash_address (const xmlChar *word)
{
  return (guint) (((guintptr) word * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15)) >> 40) % WAY_STORE_N_BUCKETS;
}

const WayStoreName *
way_reader_find_name (const WayReader *self,
                      const xmlChar   *word)
{
  for (guint i = hash_address (word);; i = (i + 1) % WAY_STORE_N_BUCKETS)
    {
      if (self->buckets[i] == 0)
        return NULL;
      if (self->names[self->buckets[i] - 1].word == word)
        return &self->names[self->buckets[i] - 1];
    }
}

static const xmlChar *
intern (WayReader  *self,
        const char *word)
{
  const xmlChar *found = xmlDictLookup (self->parser->dict, (const xmlChar *) word, -1);

  if (found == NULL)
    way_reader_stop_without_memory (self);
  return found;
}

static WayStoreName *
add_name (WayReader  *self,
          const char *text)
{
  const xmlChar *word = intern (self, text);
  WayStoreName  *name = (WayStoreName *) way_reader_find_name (self, word);
  guint          bucket = hash_address (word);

  if (name != NULL)
    return name;
  g_assert (self->n_names < G_N_ELEMENTS (self->names));
  while (self->buckets[bucket] != 0)
    bucket = (bucket + 1) % WAY_STORE_N_BUCKETS;
  name = &self->names[self->n_names++];
  self->buckets[bucket] = (guint8) self->n_names;
  name->word = word;
  name->kind = -1;
  memset (name->field, -1, sizeof name->field);
  memset (name->wrapped, -1, sizeof name->wrapped);
  return name;
}

void
way_reader_init_names (WayReader *self)
{
  for (guint kind = 0; kind < WAY_KIND_FOREIGN; kind++)
    {
      const WayKindInfo *info = way_kind_get_info (kind);

      g_assert (info->n_fields <= WAY_STORE_MAX_FIELDS);
      add_name (self, info->name)->kind = (int) kind;
      for (guint i = 0; i < info->n_fields; i++)
        if (info->fields[i].form != WAY_FORM_CONTENT)
          add_name (self, info->fields[i].name)->field[kind] = (gint8) i;
      for (guint i = 0; i < info->n_slots; i++)
        if (info->slots[i].wrapper != NULL)
          add_name (self, info->slots[i].wrapper)->wrapped[kind] = (gint8) i;
    }
  self->own_namespace = intern (self, WAY_STORE_NAMESPACE);
  self->word_id = intern (self, "id");
  self->word_version = intern (self, "version");
  self->word_images = add_name (self, "images")->word;
  self->word_type = intern (self, "type");
  self->word_image = intern (self, "image");
  self->word_xml = intern (self, "xml");
  self->word_space = intern (self, "space");
  self->word_lang = intern (self, "lang");
}
