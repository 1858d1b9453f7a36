/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Model"

#include "way-likeness-private.h"

/* An element that stays in its parent, and where it stands there now. */
typedef struct
{
  WayElement *element; /* of the other map */
  guint       position;
  int         previous; /* in the longest row of growing positions that ends here; or -1 */
} Standing;

static gboolean
is_root (const WayElement *element)
{
  return element->parent == NULL;
}

/* The element of @with that @element of the map can stay for, by name. */
static WayElement *
find_namesake (const WayLikeness *self,
               const WayElement  *element)
{
  WayElement *namesake = is_root (element) ? way_map_get_root (self->with) : way_map_lookup (self->with, element->id);

  return namesake != NULL && namesake->kind == element->kind ? namesake : NULL;
}

/* Which kinds stand in which is no circle: so this ends. */
static gboolean
find_whether_stays (WayLikeness *self,
                    WayElement  *element)
{
  WayElement *old = is_root (element) ? way_map_get_root (self->map) : way_map_lookup (self->map, element->id);
  WayElement *old_home;

  if (way_likeness_get (self, element) != NULL)
    return TRUE;
  if (old == NULL || old->kind != element->kind || element->kind == WAY_KIND_FOREIGN)
    return FALSE;
  if (!is_root (element))
    {
      old_home = find_namesake (self, old->parent);
      if (old_home == NULL || !find_whether_stays (self, element->parent) || !find_whether_stays (self, old_home))
        return FALSE;
    }
  g_hash_table_insert (self->stays, element, old);
  g_hash_table_add (self->old_ones, old);
  return TRUE;
}

static WayElement *
find_foreign (WayElement       *from,
              const WayElement *like,
              guint             group)
{
  for (; from != NULL; from = from->next)
    if (from->kind == WAY_KIND_FOREIGN && way_element_get_group (from, from->parent) == group &&
        g_strcmp0 (from->values[WAY_FOREIGN_XML], like->values[WAY_FOREIGN_XML]) == 0)
      return from;
  return NULL;
}

/* The most that can rest while the others are moved: the longest row in which positions grow. */
static void
rest_longest_row (WayLikeness *self,
                  GArray      *standings)
{
  g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (int)); /* by length - 1: the one that ends lowest */

  for (guint i = 0; i < standings->len; i++)
    {
      Standing *standing = &g_array_index (standings, Standing, i);
      guint     low = 0;
      guint     high = ends->len;
      int       index = (int) i;

      while (low < high)
        {
          guint middle = (low + high) / 2;

          if (g_array_index (standings, Standing, g_array_index (ends, int, middle)).position < standing->position)
            low = middle + 1;
          else
            high = middle;
        }
      standing->previous = low > 0 ? g_array_index (ends, int, low - 1) : -1;
      if (low < ends->len)
        g_array_index (ends, int, low) = index;
      else
        g_array_append_val (ends, index);
    }
  for (int i = ends->len > 0 ? g_array_index (ends, int, ends->len - 1) : -1; i >= 0; i = g_array_index (standings, Standing, i).previous)
    g_hash_table_add (self->at_rest, g_array_index (standings, Standing, i).element);
}

/* What in one group of @parent, which stays, stands in its counterpart already. */
static WayElement *
compare_group (WayLikeness *self,
               GHashTable  *positions,
               WayElement  *first,
               WayElement  *old_parent)
{
  g_autoptr (GArray) standings = g_array_new (FALSE, FALSE, sizeof (Standing));
  g_autoptr (GHashTable) foreign = g_hash_table_new (g_direct_hash, g_direct_equal);
  WayElement *next_foreign = old_parent->first;
  WayElement *child;
  guint       group = way_element_get_group (first, first->parent);

  for (child = first; child != NULL && way_element_get_group (child, child->parent) == group; child = child->next)
    {
      WayElement *old = way_likeness_get (self, child);
      Standing    standing = { .element = child };

      if (child->kind == WAY_KIND_FOREIGN)
        {
          old = find_foreign (next_foreign, child, group);
          next_foreign = old != NULL ? old->next : next_foreign;
          g_hash_table_insert (foreign, child, old);
        }
      if (old == NULL || old->parent != old_parent)
        continue;
      standing.position = GPOINTER_TO_UINT (g_hash_table_lookup (positions, old));
      g_array_append_val (standings, standing);
    }
  rest_longest_row (self, standings);

  for (guint i = 0; i < standings->len; i++)
    {
      WayElement *element = g_array_index (standings, Standing, i).element;
      WayElement *old = g_hash_table_lookup (foreign, element);

      if (old == NULL || !g_hash_table_contains (self->at_rest, element))
        continue;
      g_hash_table_insert (self->stays, element, old);
      g_hash_table_add (self->old_ones, old);
    }
  return child;
}

static void
compare_children (WayLikeness *self,
                  WayElement  *parent,
                  WayElement  *old_parent)
{
  g_autoptr (GHashTable) positions = g_hash_table_new (g_direct_hash, g_direct_equal);
  guint position = 0;

  for (WayElement *old = old_parent->first; old != NULL; old = old->next)
    g_hash_table_insert (positions, old, GUINT_TO_POINTER (++position));
  for (WayElement *child = parent->first; child != NULL;)
    child = compare_group (self, positions, child, old_parent);
}

WayElement *
way_likeness_get (const WayLikeness *self,
                  const WayElement  *element)
{
  return g_hash_table_lookup (self->stays, element);
}

WayLikeness *
way_likeness_new (WayMap *map,
                  WayMap *with)
{
  WayLikeness *self = g_new0 (WayLikeness, 1);
  WayElement  *root = way_map_get_root (with);

  self->map = map;
  self->with = with;
  self->stays = g_hash_table_new (g_direct_hash, g_direct_equal);
  self->old_ones = g_hash_table_new (g_direct_hash, g_direct_equal);
  self->at_rest = g_hash_table_new (g_direct_hash, g_direct_equal);
  for (WayElement *element = root; element != NULL; element = way_element_walk (element, root))
    find_whether_stays (self, element);
  for (WayElement *element = root; element != NULL; element = way_element_walk (element, root))
    if (element->first != NULL && way_likeness_get (self, element) != NULL)
      compare_children (self, element, way_likeness_get (self, element));
  return self;
}

void
way_likeness_free (WayLikeness *self)
{
  g_hash_table_unref (self->stays);
  g_hash_table_unref (self->old_ones);
  g_hash_table_unref (self->at_rest);
  g_free (self);
}
