/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Review"

#include "way-review-private.h"

void
way_pairs_add (WayPairs   *self,
               WayElement *before,
               WayElement *after)
{
  g_hash_table_insert (self->after, before, after);
  g_hash_table_insert (self->before, after, before);
}

WayElement *
way_pairs_get_after (const WayPairs   *self,
                     const WayElement *before)
{
  return before != NULL ? g_hash_table_lookup (self->after, before) : NULL;
}

WayElement *
way_pairs_get_before (const WayPairs   *self,
                      const WayElement *after)
{
  return after != NULL ? g_hash_table_lookup (self->before, after) : NULL;
}

static gboolean
is_foreign (const WayElement *element)
{
  return way_element_get_kind (element) == WAY_KIND_FOREIGN;
}

/* A derived id tells what an element is only as long as nothing came before it. */
static void
pair_by_id (WayPairs   *self,
            WayElement *before,
            WayMap     *after,
            gboolean    with_derived)
{
  for (WayElement *child = way_element_get_first (before); child != NULL; child = way_element_get_next (child))
    {
      WayElement *other = is_foreign (child) ? NULL : way_map_lookup (after, way_element_get_id (child));

      if (other != NULL && way_element_get_kind (other) == way_element_get_kind (child) &&
          (with_derived || !way_review_has_derived_id (child, other)))
        way_pairs_add (self, child, other);
      pair_by_id (self, child, after, with_derived);
    }
}

/* The next one of the same text that has no pair yet. */
static WayElement *
find_foreign (const WayPairs   *self,
              WayElement       *start,
              const WayElement *model,
              gboolean          in_group)
{
  for (WayElement *child = start; child != NULL; child = way_element_get_next (child))
    if (is_foreign (child) && way_pairs_get_before (self, child) == NULL && (!in_group || way_review_is_in_same_group (child, model)) &&
        g_str_equal (way_element_get_text (child, WAY_FOREIGN_XML), way_element_get_text (model, WAY_FOREIGN_XML)))
      return child;
  return NULL;
}

/* Those that kept their group first, so that of two equal ones not both seem to have moved. */
static void
pair_foreign_children (WayPairs   *self,
                       WayElement *before,
                       WayElement *after,
                       gboolean    in_group)
{
  for (WayElement *child = way_element_get_first (before); child != NULL; child = way_element_get_next (child))
    {
      WayElement *other = is_foreign (child) && way_pairs_get_after (self, child) == NULL
                              ? find_foreign (self, way_element_get_first (after), child, in_group)
                              : NULL;

      if (other != NULL)
        way_pairs_add (self, child, other);
    }
}

static void
pair_foreign (WayPairs   *self,
              WayElement *before)
{
  WayElement *after = way_pairs_get_after (self, before);

  if (after != NULL)
    {
      pair_foreign_children (self, before, after, TRUE);
      pair_foreign_children (self, before, after, FALSE);
    }
  for (WayElement *child = way_element_get_first (before); child != NULL; child = way_element_get_next (child))
    if (!is_foreign (child))
      pair_foreign (self, child);
}

gboolean
way_pairs_has_same_key (const WayPairs *self,
                        WayElement     *before,
                        WayElement     *after)
{
  const WayKindInfo *info = way_kind_get_info (way_element_get_kind (before));

  for (guint i = 0; i < info->n_fields; i++)
    {
      if ((info->natural_key & 1u << i) == 0)
        continue;
      if (info->fields[i].type == WAY_FIELD_REFERENCE
              ? way_pairs_get_after (self, way_element_get_reference (before, i)) != way_element_get_reference (after, i)
              : !way_review_is_same_value (before, after, i))
        return FALSE;
    }
  return TRUE;
}

static void
pair_by_key (WayPairs   *self,
             WayElement *before)
{
  WayElement *after = way_pairs_get_after (self, before);

  for (WayElement *child = way_element_get_first (before); child != NULL; child = way_element_get_next (child))
    {
      pair_by_key (self, child);
      if (after == NULL || way_pairs_get_after (self, child) != NULL || !way_element_has_natural_key (child))
        continue;
      for (WayElement *other = way_element_get_first_of (after, way_element_get_kind (child)); other != NULL; other = way_element_get_next_of (other))
        if (way_pairs_get_before (self, other) == NULL && way_pairs_has_same_key (self, child, other))
          {
            way_pairs_add (self, child, other);
            break;
          }
    }
}

void
way_pairs_init (WayPairs *self,
                WayMap   *before,
                WayMap   *after,
                gboolean  by_key)
{
  WayElement *root = way_map_get_root (before);
  gboolean    with_derived = way_map_shares_derived_ids (before, after);

  self->after = g_hash_table_new (g_direct_hash, g_direct_equal);
  self->before = g_hash_table_new (g_direct_hash, g_direct_equal);
  way_pairs_add (self, root, way_map_get_root (after));
  pair_by_id (self, root, after, with_derived);
  if (!with_derived)
    way_pairs_add_alike (self, root);
  if (by_key)
    pair_by_key (self, root);
  pair_foreign (self, root);
}

void
way_pairs_clear (WayPairs *self)
{
  g_clear_pointer (&self->after, g_hash_table_unref);
  g_clear_pointer (&self->before, g_hash_table_unref);
}

static GBytes *
get_image (const WayElement *element,
           const char       *id)
{
  WayMap *map = way_element_get_map (element);

  return map != NULL ? way_map_get_image (map, id) : NULL;
}

gboolean
way_review_is_same_value (const WayElement *a,
                          const WayElement *b,
                          guint             field)
{
  const WayElement *some = a != NULL ? a : b;
  const char       *one = a != NULL ? way_element_get (a, field) : NULL;
  const char       *other = b != NULL ? way_element_get (b, field) : NULL;
  GBytes           *bytes;
  GBytes           *other_bytes;

  if (g_strcmp0 (one, other) != 0 || one == NULL || way_kind_get_info (way_element_get_kind (some))->fields[field].type != WAY_FIELD_BLOB)
    return g_strcmp0 (one, other) == 0;
  bytes = get_image (a, one);
  other_bytes = get_image (b, other);
  return bytes == other_bytes || (bytes != NULL && other_bytes != NULL && g_bytes_equal (bytes, other_bytes));
}
