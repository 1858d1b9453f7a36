/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Model"

#include <string.h>

#include "way-element-private.h"
#include "way-fields-private.h"
#include "waymark/way-string-hash.h"

/* One value of the natural key. "+1" and "1" are one score. */
static inline const char *
get_key (const char *value)
{
  return value != NULL && value[0] == '+' ? value + 1 : value;
}

static inline gboolean
is_key_field (const WayKindInfo *info,
              guint              field)
{
  return (info->natural_key & 1u << field) != 0;
}

/* Without a persona a feeling is nobody's yet; without a state it is of both. */
static gboolean
can_do_without (const WayKindInfo *info,
                guint              field)
{
  return info->fields[field].type == WAY_FIELD_CHOICE;
}

WayElement *
way_element_find_twin_of (WayElement *parent,
                          WayElement *self,
                          int         changed_field,
                          const char *changed_value)
{
  const WayKindInfo *info = &way_kind_infos[self->kind];

  if (info->natural_key == 0 || parent == NULL)
    return NULL;

  for (guint i = 0; i < info->n_fields; i++)
    if (is_key_field (info, i) && !can_do_without (info, i) &&
        ((int) i == changed_field ? changed_value : self->values[i]) == NULL)
      return NULL;

  for (WayElement *other = way_element_get_first_of (parent, self->kind); other != NULL; other = way_element_get_next_of (other))
    {
      gboolean same = other != self;

      for (guint i = 0; same && i < info->n_fields; i++)
        if (is_key_field (info, i))
          same = g_strcmp0 (get_key (other->values[i]),
                            get_key ((int) i == changed_field ? changed_value : self->values[i])) == 0;
      if (same)
        return other;
    }
  return NULL;
}

WayElement *
way_element_find_twin (WayElement *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return way_element_find_twin_of (self->parent, self, -1, NULL);
}

gboolean
way_element_has_natural_key (const WayElement *self)
{
  const WayKindInfo *info = &way_kind_infos[self->kind];

  for (guint i = 0; i < info->n_fields; i++)
    if (is_key_field (info, i) && !can_do_without (info, i) && self->values[i] == NULL)
      return FALSE;
  return info->natural_key != 0;
}

guint
way_element_hash_natural_key (gconstpointer self)
{
  const WayElement  *element = self;
  const WayKindInfo *info = &way_kind_infos[element->kind];
  guint              hash = g_direct_hash (element->parent) + element->kind;

  for (guint i = 0; i < info->n_fields; i++)
    if (is_key_field (info, i) && element->values[i] != NULL)
      hash = hash * 31 + way_string_hash (get_key (element->values[i]));
  return hash;
}

gboolean
way_element_has_same_natural_key (gconstpointer a,
                                  gconstpointer b)
{
  const WayElement  *one = a;
  const WayElement  *other = b;
  const WayKindInfo *info = &way_kind_infos[one->kind];

  if (one->parent != other->parent || one->kind != other->kind)
    return FALSE;
  for (guint i = 0; i < info->n_fields; i++)
    if (is_key_field (info, i) && g_strcmp0 (get_key (one->values[i]), get_key (other->values[i])) != 0)
      return FALSE;
  return TRUE;
}

WayElement *
way_element_find_twin_within (WayElement *top)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (way_element_hash_natural_key, way_element_has_same_natural_key);

  for (WayElement *element = top; element != NULL; element = way_element_walk (element, top))
    if (way_element_has_natural_key (element) && !g_hash_table_add (seen, element))
      return element;
  return NULL;
}

WayElement *
way_map_find_twin (WayMap *self)
{
  g_return_val_if_fail (WAY_IS_MAP (self), NULL);

  return way_element_find_twin_within (way_map_get_root (self));
}
