/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Model"

#include <string.h>

#include "way-element-private.h"
#include "way-fields-private.h"

static inline const WayKindInfo *
get_info (const WayElement *self)
{
  return &way_kind_infos[self->kind];
}

/* Only the root's slots have wrappers. */
static inline gboolean
has_wrappers (const WayElement *self)
{
  return self->kind == WAY_KIND_MAP;
}

static inline guint
count_groups (const WayElement *self)
{
  guint n_slots = get_info (self)->n_slots + 1;

  return has_wrappers (self) ? 2 * n_slots : n_slots;
}

/* The last child of each group, NULL for an empty one. */
static inline WayElement **
get_tails (const WayElement *self)
{
  return (WayElement **) (self->values + get_info (self)->n_fields);
}

guint
way_element_get_group (const WayElement *self,
                       const WayElement *parent)
{
  return has_wrappers (parent) ? 2 * self->slot + !self->outside : self->slot;
}

static WayElement *
get_last_before (const WayElement *self,
                 guint             group)
{
  WayElement **tails = get_tails (self);

  while (group-- > 0)
    if (tails[group] != NULL)
      return tails[group];
  return NULL;
}

/* An element with room for @n_bytes of strings. */
static WayElement *
allocate (WayKind kind,
          gsize   n_bytes)
{
  WayElement  header = { .kind = (guint8) kind };
  gsize       size = sizeof (WayElement) + (get_info (&header)->n_fields + count_groups (&header)) * sizeof (gpointer);
  WayElement *self = g_malloc (size + n_bytes);

  memset (self, 0, size);
  self->kind = (guint8) kind;
  self->size = (guint32) (size + n_bytes);
  return self;
}

WayElement *
way_element_new (WayKind     kind,
                 const char *id)
{
  WayElement *self;

  g_return_val_if_fail (kind < WAY_N_KINDS, NULL);

  self = allocate (kind, 0);
  self->id = g_strdup (id);
  return self;
}

/* Copies a string to *@end and moves that behind it. */
static char *
append_string (char              **end,
               const WayFillValue *string)
{
  char *copy = *end;

  memcpy (copy, string->text, string->length);
  copy[string->length] = '\0';
  *end += string->length + 1;
  return copy;
}

WayElement *
way_element_new_filled (WayKind             kind,
                        const WayFillValue *id,
                        guint32             filled,
                        const WayFillValue *values)
{
  gsize       n_bytes;
  WayElement *self;
  char       *end;

  g_return_val_if_fail (kind < WAY_N_KINDS && id != NULL && values != NULL, NULL);
  g_return_val_if_fail (filled >> way_kind_infos[kind].n_fields == 0, NULL);

  n_bytes = id->text != NULL ? id->length + 1u : 0;
  for (guint32 rest = filled; rest != 0; rest &= rest - 1)
    n_bytes += values[g_bit_nth_lsf (rest, -1)].length + 1u;

  self = allocate (kind, n_bytes);
  end = (char *) self + self->size - n_bytes;
  if (id->text != NULL)
    self->id = append_string (&end, id);
  for (guint32 rest = filled; rest != 0; rest &= rest - 1)
    self->values[g_bit_nth_lsf (rest, -1)] = append_string (&end, &values[g_bit_nth_lsf (rest, -1)]);
  return self;
}

/* Frees a string that has not been made with the element. */
static inline void
free_string (WayElement *self,
             char       *string)
{
  if ((guintptr) string - (guintptr) self >= self->size)
    g_free (string);
}

void
way_element_free (WayElement *self)
{
  const WayKindInfo *info;

  if (self == NULL)
    return;
  info = get_info (self);
  for (WayElement *child = self->first, *next; child != NULL; child = next)
    {
      next = child->next;
      way_element_free (child);
    }
  for (guint i = 0; i < info->n_fields; i++)
    free_string (self, self->values[i]);
  g_clear_pointer (&self->foreign_attributes, g_hash_table_unref);
  free_string (self, self->id);
  g_free (self);
}

void
way_element_take_id (WayElement *self,
                     char       *id)
{
  free_string (self, self->id);
  self->id = id;
  self->has_derived_id = FALSE;
}

void
way_element_replace_value (WayElement *self,
                           guint       field,
                           char       *value)
{
  free_string (self, self->values[field]);
  self->values[field] = value;
}

void
way_element_take_value (WayElement *self,
                        guint       field,
                        char       *value)
{
  g_return_if_fail (self != NULL && field < get_info (self)->n_fields);

  way_element_replace_value (self, field, value);
}

void
way_element_take_foreign_attributes (WayElement *self,
                                     const char *path,
                                     char       *attributes)
{
  g_return_if_fail (self != NULL && path != NULL);

  if (self->foreign_attributes == NULL)
    self->foreign_attributes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (attributes != NULL)
    g_hash_table_replace (self->foreign_attributes, g_strdup (path), attributes);
  else
    g_hash_table_remove (self->foreign_attributes, path);
}

void
way_element_link (WayElement *self,
                  WayElement *parent,
                  WayElement *before)
{
  guint        group = way_element_get_group (self, parent);
  WayElement **tails = get_tails (parent);

  g_assert (self->parent == NULL && self->map == NULL);

  self->parent = parent;
  if (before != NULL)
    {
      self->previous = before->previous;
    }
  else
    {
      self->previous = get_last_before (parent, group + 1);
      tails[group] = self;
    }
  self->next = self->previous != NULL ? self->previous->next : parent->first;
  if (self->previous != NULL)
    self->previous->next = self;
  else
    parent->first = self;
  if (self->next != NULL)
    self->next->previous = self;
}

void
way_element_unlink (WayElement *self)
{
  WayElement  *parent = self->parent;
  guint        group = way_element_get_group (self, parent);
  WayElement **tails = get_tails (parent);

  if (tails[group] == self)
    tails[group] = self->previous != NULL && way_element_get_group (self->previous, parent) == group ? self->previous : NULL;
  if (self->previous != NULL)
    self->previous->next = self->next;
  else
    parent->first = self->next;
  if (self->next != NULL)
    self->next->previous = self->previous;
  self->parent = NULL;
  self->previous = NULL;
  self->next = NULL;
}

void
way_element_append (WayElement *self,
                    WayElement *child)
{
  int slot;

  g_return_if_fail (self != NULL && child != NULL && child->parent == NULL);
  slot = way_kind_find_slot (self->kind, child->kind);
  g_return_if_fail (slot >= 0);

  child->slot = (guint8) slot;
  child->outside = FALSE;
  way_element_link (child, self, NULL);
}

void
way_element_append_foreign (WayElement *self,
                            WayElement *child,
                            guint       slot,
                            gboolean    outside)
{
  g_return_if_fail (self != NULL && child != NULL && child->parent == NULL);
  g_return_if_fail (child->kind == WAY_KIND_FOREIGN && slot <= get_info (self)->n_slots);

  child->slot = (guint8) slot;
  child->outside = outside && slot < get_info (self)->n_slots && get_info (self)->slots[slot].wrapper != NULL;
  way_element_link (child, self, NULL);
}

void
way_element_set_foreign_place (WayElement *self,
                               guint       slot,
                               gboolean    outside)
{
  g_return_if_fail (self != NULL && self->parent == NULL && self->kind == WAY_KIND_FOREIGN && slot <= G_MAXUINT8);

  self->slot = (guint8) slot;
  self->outside = outside != FALSE;
}

gboolean
way_element_correct_foreign_place (WayElement *self,
                                   guint       slot,
                                   gboolean    outside)
{
  WayElement *parent;

  g_return_val_if_fail (self != NULL && self->parent != NULL && self->kind == WAY_KIND_FOREIGN, FALSE);

  parent = self->parent;
  if (slot > get_info (parent)->n_slots || (outside && (slot == get_info (parent)->n_slots || get_info (parent)->slots[slot].wrapper == NULL)))
    return FALSE;
  if (slot == self->slot && outside == self->outside)
    return TRUE;
  way_element_unlink (self);
  self->slot = (guint8) slot;
  self->outside = outside != FALSE;
  way_element_link (self, parent, NULL);
  return TRUE;
}

static void
copy_foreign_attributes (const WayElement *self,
                         WayElement       *copy)
{
  GHashTableIter iter;
  gpointer       path;
  gpointer       attributes;

  g_hash_table_iter_init (&iter, self->foreign_attributes);
  while (g_hash_table_iter_next (&iter, &path, &attributes))
    way_element_take_foreign_attributes (copy, path, g_strdup (attributes));
}

WayElement *
way_element_copy (const WayElement *self)
{
  WayElement *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = way_element_new (self->kind, self->id);
  copy->slot = self->slot;
  copy->outside = self->outside;
  for (guint i = 0; i < get_info (self)->n_fields; i++)
    copy->values[i] = g_strdup (self->values[i]);
  if (self->foreign_attributes != NULL)
    copy_foreign_attributes (self, copy);
  for (const WayElement *child = self->first; child != NULL; child = child->next)
    way_element_link (way_element_copy (child), copy, NULL);
  return copy;
}

WayKind
way_element_get_kind (const WayElement *self)
{
  return self->kind;
}

const char *
way_element_get_id (const WayElement *self)
{
  return self->id;
}

gboolean
way_element_has_derived_id (const WayElement *self)
{
  return self->has_derived_id;
}

WayElement *
way_element_get_parent (const WayElement *self)
{
  return self->parent;
}

guint
way_element_get_slot (const WayElement *self)
{
  return self->slot;
}

gboolean
way_element_get_outside (const WayElement *self)
{
  return self->outside;
}

WayElement *
way_element_get_first (const WayElement *self)
{
  return self->first;
}

WayElement *
way_element_get_next (const WayElement *self)
{
  return self->next;
}

WayElement *
way_element_get_previous (const WayElement *self)
{
  return self->previous;
}

WayElement *
way_element_get_next_in_group (const WayElement *self)
{
  return get_tails (self->parent)[way_element_get_group (self, self->parent)] == self ? NULL : self->next;
}

WayElement *
way_element_get_first_of (const WayElement *self,
                          WayKind           kind)
{
  WayElement *previous;
  WayElement *child;
  int         slot = way_kind_find_slot (self->kind, kind);

  if (slot < 0)
    return NULL;
  previous = get_last_before (self, has_wrappers (self) ? 2 * (guint) slot + 1 : (guint) slot);
  child = previous != NULL ? previous->next : self->first;
  while (child != NULL && child->slot == (guint) slot && child->kind != kind)
    child = child->next;
  return child != NULL && child->kind == kind ? child : NULL;
}

WayElement *
way_element_get_next_of (const WayElement *self)
{
  WayElement *next = self->next;

  while (next != NULL && next->kind != self->kind && next->slot == self->slot)
    next = next->next;
  return next != NULL && next->kind == self->kind ? next : NULL;
}

guint
way_element_count (const WayElement *self,
                   WayKind           kind)
{
  guint n = 0;

  for (const WayElement *child = way_element_get_first_of (self, kind); child != NULL; child = way_element_get_next_of (child))
    n++;
  return n;
}

WayElement *
way_element_walk (WayElement *self,
                  WayElement *top)
{
  if (self->first != NULL)
    return self->first;
  while (self != top && self->next == NULL)
    self = self->parent;
  return self != top ? self->next : NULL;
}

const char *
way_element_get (const WayElement *self,
                 guint             field)
{
  g_return_val_if_fail (field < get_info (self)->n_fields, NULL);

  return self->values[field];
}

const char *
way_element_get_text (const WayElement *self,
                      guint             field)
{
  const char *value = way_element_get (self, field);

  return value != NULL ? value : "";
}

int
way_element_get_choice (const WayElement *self,
                        guint             field)
{
  const char *value = way_element_get (self, field);

  return value != NULL ? way_field_find_choice (&get_info (self)->fields[field], value) : -1;
}

gboolean
way_element_get_flag (const WayElement *self,
                      guint             field)
{
  return way_element_get (self, field) != NULL;
}

gint64
way_element_get_hundredths (const WayElement *self,
                            guint             field)
{
  return way_decimal_get_hundredths (way_element_get (self, field));
}

WayMap *
way_element_get_map (const WayElement *self)
{
  while (self->parent != NULL)
    self = self->parent;
  return self->map;
}

WayElement *
way_element_get_reference (WayElement *self,
                           guint       field)
{
  const char *id = way_element_get (self, field);
  WayMap     *map = id != NULL ? way_element_get_map (self) : NULL;

  return map != NULL ? way_map_lookup (map, id) : NULL;
}

gboolean
way_element_list_has (const WayElement *self,
                      guint             field,
                      const char       *id)
{
  const char *list = way_element_get (self, field);
  gsize       length = strlen (id);

  while (list != NULL && *list != '\0')
    {
      gsize word = strcspn (list, " ");

      if (word == length && memcmp (list, id, length) == 0)
        return TRUE;
      list += word + (list[word] == ' ');
    }
  return FALSE;
}

const char *
way_element_get_foreign_attributes (const WayElement *self,
                                    const char       *path)
{
  return self->foreign_attributes != NULL ? g_hash_table_lookup (self->foreign_attributes, path) : NULL;
}

static int
compare_paths (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

GPtrArray *
way_element_list_foreign_paths (const WayElement *self)
{
  GPtrArray     *paths;
  GHashTableIter iter;
  gpointer       path;

  if (self->foreign_attributes == NULL || g_hash_table_size (self->foreign_attributes) == 0)
    return NULL;
  paths = g_ptr_array_new ();
  g_hash_table_iter_init (&iter, self->foreign_attributes);
  while (g_hash_table_iter_next (&iter, &path, NULL))
    g_ptr_array_add (paths, path);
  g_ptr_array_sort (paths, compare_paths);
  return paths;
}

guint64
way_element_get_revision (const WayElement *self)
{
  return self->revision;
}

WayElement *
way_element_get_stage (WayElement *self)
{
  while (self != NULL && self->kind != WAY_KIND_STAGE)
    self = self->parent;
  return self;
}

static gboolean
is_content (const WayElement *self,
            guint             field)
{
  const WayField *description = &get_info (self)->fields[field];

  if (self->values[field] == NULL || self->values[field][0] == '\0' || description->is_prompt)
    return FALSE;
  if (description->type == WAY_FIELD_BLOB || (self->kind == WAY_KIND_METRIC && field == WAY_METRIC_VALUE))
    return TRUE;
  return description->type == WAY_FIELD_TEXT && description->form != WAY_FORM_ATTRIBUTE;
}

gboolean
way_element_asks (const WayElement *self)
{
  const WayKindInfo *info = get_info (self);
  gboolean           asks = FALSE;

  for (guint i = 0; i < info->n_fields; i++)
    {
      if (info->fields[i].is_prompt && self->values[i] != NULL)
        asks = TRUE;
      if (is_content (self, i))
        return FALSE;
    }
  return asks;
}

static gboolean
names (const WayElement *self,
       const WayElement *target)
{
  const WayKindInfo *info = get_info (self);

  for (guint i = 0; i < info->n_fields; i++)
    if ((info->fields[i].targets & 1u << target->kind) != 0 && way_element_list_has (self, i, target->id))
      return TRUE;
  return FALSE;
}

/* Whether anything real is somebody's: a feeling, or what is for this persona only. */
static gboolean
is_somebody (const WayElement *persona)
{
  WayElement *root = persona->parent;

  while (root != NULL && root->parent != NULL)
    root = root->parent;
  for (WayElement *element = root; element != NULL && persona->id != NULL; element = way_element_walk (element, root))
    if (names (element, persona) && !way_element_is_prompt (element))
      return TRUE;
  return FALSE;
}

gboolean
way_element_is_prompt (const WayElement *self)
{
  if (!way_element_asks (self))
    return FALSE;
  /* What it holds would go with it, and with a persona her curve. */
  for (const WayElement *child = self->first; child != NULL; child = child->next)
    if (child->kind != WAY_KIND_FOREIGN && !way_element_is_prompt (child))
      return FALSE;
  return self->kind != WAY_KIND_PERSONA || !is_somebody (self);
}
