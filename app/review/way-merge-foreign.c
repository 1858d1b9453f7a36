/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Review"

#include <string.h>

#include "way-merge-private.h"

/* The attributes of a text like ' a="1" b:c="2"' as name -> value, both as they are written; order is kept in @names. */
static GHashTable *
take_apart (const char *attributes,
            GPtrArray  *names)
{
  GHashTable *values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (const char *p = attributes; p != NULL;)
    {
      const char *name = p + strspn (p, " \t\n");
      const char *equals = strchr (name, '=');
      const char *end = equals != NULL && equals[1] != '\0' ? strchr (equals + 2, equals[1]) : NULL;
      char       *key;

      if (end == NULL)
        break;
      key = g_strndup (name, (gsize) (equals - name));
      if (!g_hash_table_contains (values, key) && !g_ptr_array_find_with_equal_func (names, key, g_str_equal, NULL))
        g_ptr_array_add (names, g_strdup (key));
      g_hash_table_replace (values, key, g_strndup (equals + 2, (gsize) (end - equals - 2)));
      p = end + 1;
    }
  return values;
}

static void
append_attribute (GString    *attributes,
                  const char *name,
                  const char *value)
{
  char quote = strchr (value, '"') != NULL ? '\'' : '"';

  g_string_append_printf (attributes, " %s=%c%s%c", name, quote, value, quote);
}

char *
way_review_dup_attribute (const char *attributes,
                          const char *name)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) values = take_apart (attributes, names);

  return g_strdup (g_hash_table_lookup (values, name));
}

char *
way_review_replace_attribute (const char *attributes,
                              const char *name,
                              const char *value)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) values = take_apart (attributes, names);
  GString *result = g_string_new (NULL);

  for (guint i = 0; i < names->len; i++)
    append_attribute (result, names->pdata[i], g_str_equal (names->pdata[i], name) ? value : g_hash_table_lookup (values, names->pdata[i]));
  return g_string_free (result, FALSE);
}

/* One attribute of three versions. A namespace that anything may be in stays declared. */
static const char *
choose_attribute (WayMerge    *self,
                  WayJoint    *joint,
                  const char  *name,
                  GHashTable **values)
{
  const char *was = g_hash_table_lookup (values[WAY_SIDE_BASE], name);
  const char *mine = g_hash_table_lookup (values[WAY_SIDE_OURS], name);
  const char *theirs = g_hash_table_lookup (values[WAY_SIDE_THEIRS], name);

  if (g_str_has_prefix (name, "xmlns:") && mine == NULL && self->is_changed[WAY_SIDE_THEIRS])
    return theirs;
  if (g_str_has_prefix (name, "xmlns:") && theirs == NULL && self->is_changed[WAY_SIDE_OURS])
    return mine;
  if (g_strcmp0 (mine, theirs) == 0 || g_strcmp0 (was, theirs) == 0)
    return mine;
  if (g_strcmp0 (was, mine) == 0)
    return theirs;
  if (mine == NULL || theirs == NULL)
    return mine != NULL ? mine : theirs;
  way_merge_add_clash (self, joint, WAY_CONFLICT_VALUE, name, g_strdup (was), g_strdup (mine), g_strdup (theirs));
  return mine;
}

static char *
join_attributes (WayMerge   *self,
                 WayJoint   *joint,
                 const char *was,
                 const char *mine,
                 const char *theirs)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  GHashTable *values[WAY_N_SIDES];
  GString    *result = g_string_new (NULL);

  values[WAY_SIDE_OURS] = take_apart (mine, names);
  values[WAY_SIDE_THEIRS] = take_apart (theirs, names);
  values[WAY_SIDE_BASE] = take_apart (was, names);
  for (guint i = 0; i < names->len; i++)
    {
      const char *value = choose_attribute (self, joint, names->pdata[i], values);

      if (value != NULL)
        append_attribute (result, names->pdata[i], value);
    }
  for (guint side = 0; side < WAY_N_SIDES; side++)
    g_hash_table_unref (values[side]);
  return g_string_free (result, result->len == 0);
}

/* Comments and elements of others that stand where no child can hold them: both, where they cannot be told apart. */
static char *
join_lines (const char *mine,
            const char *theirs)
{
  if (mine == NULL || theirs == NULL)
    return g_strdup (mine != NULL ? mine : theirs);
  if (strstr (mine, theirs) != NULL)
    return g_strdup (mine);
  if (strstr (theirs, mine) != NULL)
    return g_strdup (theirs);
  return g_strconcat (mine, "\n", theirs, NULL);
}

static const char *
get_attributes (const WayJoint *joint,
                WaySide         side,
                const char     *path)
{
  return joint->on[side] != NULL ? way_element_get_foreign_attributes (joint->on[side], path) : NULL;
}

static char *
dup_attributes (WayMerge   *self,
                WayJoint   *joint,
                const char *path)
{
  const char *was = get_attributes (joint, WAY_SIDE_BASE, path);
  const char *mine = get_attributes (joint, WAY_SIDE_OURS, path);
  const char *theirs = get_attributes (joint, WAY_SIDE_THEIRS, path);

  for (guint side = WAY_SIDE_OURS; side < WAY_N_SIDES; side++)
    if (joint->on[side] == NULL)
      return g_strdup (get_attributes (joint, way_side_get_other (side), path));
  if (g_strcmp0 (mine, theirs) == 0)
    return g_strdup (mine);
  if (path[0] != '#')
    {
      /* As it stands where it can, so that the order of attributes stays. */
      if (g_strcmp0 (was, theirs) == 0 && !self->is_changed[WAY_SIDE_THEIRS])
        return g_strdup (mine);
      if (g_strcmp0 (was, mine) == 0 && !self->is_changed[WAY_SIDE_OURS])
        return g_strdup (theirs);
      return join_attributes (self, joint, was, mine, theirs);
    }
  if (g_strcmp0 (was, theirs) == 0)
    return g_strdup (mine);
  return g_strcmp0 (was, mine) == 0 ? g_strdup (theirs) : join_lines (mine, theirs);
}

void
way_merge_foreign_attributes (WayMerge *self,
                              WayJoint *joint)
{
  for (guint side = WAY_SIDE_OURS; side < WAY_N_SIDES; side++)
    {
      g_autoptr (GPtrArray) paths = joint->on[side] != NULL ? way_element_list_foreign_paths (joint->on[side]) : NULL;

      for (guint i = 0; paths != NULL && i < paths->len; i++)
        if (way_element_get_foreign_attributes (joint->element, paths->pdata[i]) == NULL)
          {
            char *attributes = dup_attributes (self, joint, paths->pdata[i]);

            if (attributes != NULL)
              way_element_take_foreign_attributes (joint->element, paths->pdata[i], attributes);
          }
    }
}
