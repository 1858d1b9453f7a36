/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Tests"

#include <string.h>

#include "waymark/way-store.h"
#include "way-map-dump.h"

static void
dump_foreign_attributes (GString          *text,
                         const WayElement *element,
                         const char       *path)
{
  const char *attributes = way_element_get_foreign_attributes (element, path);

  if (attributes != NULL)
    g_string_append_printf (text, " {%s:%s}", path, attributes);
}

static void
dump_element (GString          *text,
              const WayElement *element,
              guint             depth)
{
  const WayKindInfo *info = way_kind_get_info (way_element_get_kind (element));

  g_string_append_printf (text, "%*s%s", (int) depth * 2, "", info->name);
  if (way_element_get_kind (element) == WAY_KIND_FOREIGN)
    g_string_append_printf (text, " at %u%s", way_element_get_slot (element), way_element_get_outside (element) ? " outside" : "");
  else
    g_string_append_printf (text, " %s", way_element_get_id (element));

  dump_foreign_attributes (text, element, "");
  for (guint i = 0; i < info->n_fields; i++)
    {
      g_autofree char *value = way_element_get (element, i) != NULL ? g_strescape (way_element_get (element, i), NULL) : NULL;

      if (value != NULL)
        g_string_append_printf (text, " %s=\"%s\"", info->fields[i].name, value);
      dump_foreign_attributes (text, element, info->fields[i].name);
    }
  for (guint i = 0; i < info->n_slots; i++)
    if (info->slots[i].wrapper != NULL)
      dump_foreign_attributes (text, element, info->slots[i].wrapper);
  g_string_append_c (text, '\n');

  for (const WayElement *child = way_element_get_first (element); child != NULL; child = way_element_get_next (child))
    dump_element (text, child, depth + 1);
}

char *
way_element_dump (const WayElement *element)
{
  GString *text = g_string_new (NULL);

  dump_element (text, element, 0);
  return g_string_free (text, FALSE);
}

char *
way_map_dump (WayMap *map)
{
  GString *text = g_string_new (NULL);
  g_autoptr (GPtrArray) images = way_map_list_used_images (map);

  dump_element (text, way_map_get_root (map), 0);
  for (guint i = 0; i < images->len; i++)
    {
      g_autofree char *digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, way_map_get_image (map, images->pdata[i]));

      g_string_append_printf (text, "image %s %s\n", (const char *) images->pdata[i], digest);
    }
  return g_string_free (text, FALSE);
}

char *
way_map_write_text (WayMap *map)
{
  g_autoptr (GBytes) bytes = way_store_write (map);

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

void
way_assert_writes (WayMap     *map,
                   GBytes     *expected,
                   const char *what)
{
  g_autoptr (GBytes) found = way_store_write (map);

  if (!g_bytes_equal (found, expected))
    g_error ("%s does not give the same bytes", what);
}

void
way_assert_same_text (const char *actual,
                      const char *expected,
                      const char *where,
                      ...)
{
  g_auto (GStrv) actual_lines = NULL;
  g_auto (GStrv) expected_lines = NULL;
  g_autofree char *place = NULL;
  va_list          arguments;
  guint            line = 0;

  if (strcmp (actual, expected) == 0)
    return;
  va_start (arguments, where);
  place = g_strdup_vprintf (where, arguments);
  va_end (arguments);
  actual_lines = g_strsplit (actual, "\n", -1);
  expected_lines = g_strsplit (expected, "\n", -1);
  while (g_strcmp0 (actual_lines[line], expected_lines[line]) == 0)
    line++;
  g_error ("%s: line %u is\n%s\nand should be\n%s", place, line + 1, actual_lines[line] != NULL ? actual_lines[line] : "(none)",
           expected_lines[line] != NULL ? expected_lines[line] : "(none)");
}
