/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Tools"

#include "way-commands-copy-private.h"

static void
free_late (gpointer data)
{
  WayLateReference *late = data;

  g_free (late->holder);
  g_free (late->value);
  g_free (late);
}

GPtrArray *
way_late_references_new (void)
{
  return g_ptr_array_new_with_free_func (free_late);
}

void
way_late_references_add (GPtrArray        *list,
                         const WayElement *copy,
                         guint             field,
                         const char       *value)
{
  WayLateReference *late = g_new (WayLateReference, 1);

  *late = (WayLateReference){ g_strdup (way_element_get_id (copy)), field, g_strdup (value) };
  g_ptr_array_add (list, late);
}

const char *
way_copy_make_id (WayMap     *map,
                  GHashTable *taken,
                  WayKind     kind)
{
  char *id = way_map_make_id (map, kind);

  while (g_hash_table_contains (taken, id))
    {
      g_free (id);
      id = way_map_make_id (map, kind);
    }
  g_hash_table_add (taken, id);
  return id;
}

void
way_copy_foreign_attributes (WayElement *element,
                             WayElement *copy,
                             const char *path)
{
  const char *attributes = way_element_get_foreign_attributes (element, path);

  if (attributes != NULL)
    way_element_take_foreign_attributes (copy, path, g_strdup (attributes));
}

void
way_copy_all_foreign_attributes (WayElement *element,
                                 WayElement *copy)
{
  const WayKindInfo *info = way_kind_get_info (way_element_get_kind (element));

  way_copy_foreign_attributes (element, copy, "");
  for (guint i = 0; i < info->n_fields; i++)
    if (info->fields[i].form == WAY_FORM_CHILD)
      way_copy_foreign_attributes (element, copy, info->fields[i].name);
}
