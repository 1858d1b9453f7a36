/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Review"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "waymark/way-difference.h"
#include "waymark/way-json.h"
#include "way-review-private.h"

static const WayField *
get_field (const WayChange *change)
{
  return &way_kind_get_info (way_element_get_kind (change->after))->fields[change->field];
}

/* Where a child of @parent stands, in words. */
static char *
dup_parent (const WayElement *child,
            const WayElement *parent)
{
  if (way_element_get_kind (parent) == WAY_KIND_MAP && way_element_get_kind (child) == WAY_KIND_CARD)
    return g_strdup (_ ("Unsorted cards"));
  return way_review_dup_subject (parent, FALSE);
}

static char *
dup_move (const WayChange *change,
          const char      *subject)
{
  const WayElement *parent = way_element_get_parent (change->after);
  const WayElement *old_parent = way_element_get_parent (change->before);
  g_autofree char  *to = dup_parent (change->after, parent);
  g_autofree char  *from = dup_parent (change->before, old_parent);
  const WayElement *previous = way_element_get_previous (change->after);
  g_autofree char  *name = NULL;

  if (!g_str_equal (way_element_get_id (parent), way_element_get_id (old_parent)) ||
      way_element_get_kind (parent) != way_element_get_kind (old_parent))
    /* Translators: what was moved, where it was, where it is */
    return g_strdup_printf (_ ("%s: moved from %s to %s"), subject, from, to);
  while (previous != NULL && way_element_get_kind (previous) != way_element_get_kind (change->after))
    previous = way_element_get_previous (previous);
  if (previous == NULL || way_element_get_kind (previous) == WAY_KIND_FOREIGN)
    return g_strdup_printf (_ ("%s: moved to the beginning"), subject);
  name = way_review_dup_name (previous);
  /* Translators: what was moved, and the name of what it stands behind now */
  return g_strdup_printf (_ ("%s: moved behind “%s”"), subject, name);
}

static char *
dup_set (const WayChange *change,
         const char      *subject)
{
  g_autofree char *old = way_review_dup_value (change->before, change->field, way_element_get (change->before, change->field));
  g_autofree char *new = way_review_dup_value (change->after, change->field, way_element_get (change->after, change->field));

  if (g_strcmp0 (old, new) == 0)
    /* Translators: what has it, the name of a field */
    return g_strdup_printf (_ ("%s: %s: another image"), subject, way_field_get_label (get_field (change)));
  /* Translators: what has it, the name of a field, its old value, its new value */
  return g_strdup_printf (_ ("%s: %s: %s → %s"), subject, way_field_get_label (get_field (change)), old, new);
}

static char *
dup_foreign (const WayChange *change,
             const char      *subject)
{
  const char *old = way_element_get_foreign_attributes (change->before, change->path);
  const char *new = way_element_get_foreign_attributes (change->after, change->path);
  g_autofree char *old_line = way_review_dup_line (old != NULL ? old : "—", 0);
  g_autofree char *new_line = way_review_dup_line (new != NULL ? new : "—", 0);

  /* Translators: what has it; attributes in XML, as they were and as they are */
  return g_strdup_printf (_ ("%s: from other programs: %s → %s"), subject, g_strstrip (old_line), g_strstrip (new_line));
}

char *
way_change_dup_text (const WayChange *self)
{
  g_autofree char *subject = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  subject = way_review_dup_subject (self->after != NULL ? self->after : self->before, TRUE);
  switch (self->type)
    {
    case WAY_CHANGE_ADDED:
      return g_strdup_printf (_ ("%s: added"), subject);
    case WAY_CHANGE_REMOVED:
      return g_strdup_printf (_ ("%s: removed"), subject);
    case WAY_CHANGE_MOVED:
      return dup_move (self, subject);
    case WAY_CHANGE_FOREIGN:
      return dup_foreign (self, subject);
    case WAY_CHANGE_ID:
      /* Translators: what has it, its old id, its new one */
      return g_strdup_printf (_ ("%s: id: %s → %s"), subject, way_element_get_id (self->before), way_element_get_id (self->after));
    case WAY_CHANGE_SET:
    default:
      return dup_set (self, subject);
    }
}

char *
way_difference_dup_text (const WayDifference *self)
{
  GString *text;

  g_return_val_if_fail (self != NULL, NULL);

  text = g_string_new (NULL);
  for (guint i = 0; i < way_difference_get_n_changes (self); i++)
    {
      g_autofree char *line = way_change_dup_text (way_difference_get_change (self, i));

      g_string_append_printf (text, "%s\n", line);
    }
  return g_string_free (text, FALSE);
}

static void
add_member (GString    *json,
            const char *key,
            const char *text)
{
  g_string_append_printf (json, ", \"%s\": ", key);
  way_json_add_string (json, text);
}

static void
add_fields (GString          *json,
            const WayElement *element)
{
  const WayKindInfo *info = way_kind_get_info (way_element_get_kind (element));
  gboolean           is_first = TRUE;

  g_string_append (json, ", \"fields\": {");
  for (guint i = 0; i < info->n_fields; i++)
    if (way_element_get (element, i) != NULL)
      {
        g_string_append (json, is_first ? "" : ", ");
        way_json_add_string (json, info->fields[i].name);
        g_string_append (json, ": ");
        way_json_add_string (json, way_element_get (element, i));
        is_first = FALSE;
      }
  g_string_append_c (json, '}');
}

static const char *
get_parent_id (const WayElement *element)
{
  return way_element_get_id (way_element_get_parent (element));
}

/* What programs know of what is foreign by is its text. */
static const char *
get_id (const WayElement *element)
{
  return element != NULL && way_element_get_kind (element) != WAY_KIND_FOREIGN ? way_element_get_id (element) : NULL;
}

static void
add_details (GString         *json,
             const WayChange *change)
{
  switch (change->type)
    {
    case WAY_CHANGE_ADDED:
      add_member (json, "parent", get_parent_id (change->after));
      add_fields (json, change->after);
      break;
    case WAY_CHANGE_REMOVED:
      add_member (json, "parent", get_parent_id (change->before));
      add_fields (json, change->before);
      break;
    case WAY_CHANGE_MOVED:
      add_member (json, "from", get_parent_id (change->before));
      add_member (json, "to", get_parent_id (change->after));
      add_member (json, "before", get_id (way_element_get_next_of (change->after)));
      break;
    case WAY_CHANGE_FOREIGN:
      add_member (json, "old", way_element_get_foreign_attributes (change->before, change->path));
      add_member (json, "new", way_element_get_foreign_attributes (change->after, change->path));
      break;
    case WAY_CHANGE_ID:
      add_member (json, "old", way_element_get_id (change->before));
      add_member (json, "new", way_element_get_id (change->after));
      break;
    case WAY_CHANGE_SET:
    default:
      add_member (json, "field", get_field (change)->name);
      add_member (json, "old", way_element_get (change->before, change->field));
      add_member (json, "new", way_element_get (change->after, change->field));
      break;
    }
}

static void
add_change (GString         *json,
            const WayChange *change)
{
  static const char *const words[] = { "added", "removed", "moved", "changed", "foreign", "id" };
  WayElement              *element = change->after != NULL ? change->after : change->before;
  const WayKindInfo       *info = way_kind_get_info (way_element_get_kind (element));

  g_string_append_printf (json, "    {\"type\": \"%s\"", words[change->type]);
  add_member (json, "kind", way_element_get_kind (element) == WAY_KIND_FOREIGN ? "foreign" : info->name);
  add_member (json, "id", get_id (element));
  if (info->title_field >= 0)
    add_member (json, "title", way_element_get (element, (guint) info->title_field));
  add_details (json, change);
  g_string_append_c (json, '}');
}

char *
way_difference_dup_json (const WayDifference *self)
{
  GString *json;
  guint    n;

  g_return_val_if_fail (self != NULL, NULL);

  json = g_string_new ("{\n  \"changes\": [");
  n = way_difference_get_n_changes (self);
  for (guint i = 0; i < n; i++)
    {
      g_string_append (json, i > 0 ? ",\n" : "\n");
      add_change (json, way_difference_get_change (self, i));
    }
  g_string_append (json, n > 0 ? "\n  ]\n}\n" : "]\n}\n");
  return g_string_free (json, FALSE);
}

/* A text goes on in further lines, so that one more line in it is one more line here. */
static void
add_text (GString    *text,
          guint       depth,
          const char *label,
          const char *value)
{
  g_auto (GStrv) lines = g_strsplit (value, "\n", -1);

  g_string_append_printf (text, "%*s%s: %s\n", (int) (2 * depth), "", label, lines[0] != NULL ? lines[0] : "");
  for (guint i = 1; lines[0] != NULL && lines[i] != NULL; i++)
    g_string_append_printf (text, "%*s%s\n", (int) (2 * depth + 4), "", lines[i]);
}

static char *
dup_plain_value (const WayElement *element,
                 guint             field)
{
  const WayField *description = &way_kind_get_info (way_element_get_kind (element))->fields[field];
  const char     *value = way_element_get (element, field);
  GBytes         *image;

  if (description->type == WAY_FIELD_TEXT)
    return g_strdup (value);
  image = description->type == WAY_FIELD_BLOB ? way_map_get_image (way_element_get_map (element), value) : NULL;
  if (image != NULL)
    return g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, image);
  return way_review_dup_value (element, field, value);
}

static void
add_element (GString          *text,
             const WayElement *element,
             guint             depth)
{
  const WayKindInfo *info = way_kind_get_info (way_element_get_kind (element));
  g_autoptr (GPtrArray) paths = way_element_list_foreign_paths (element);

  add_text (text, depth, _ (info->label), info->title_field >= 0 ? way_element_get_text (element, (guint) info->title_field) : way_element_get_text (element, 0));
  for (guint i = 0; i < info->n_fields; i++)
    if ((int) i != info->title_field && way_element_get_kind (element) != WAY_KIND_FOREIGN && way_element_get (element, i) != NULL)
      {
        g_autofree char *value = dup_plain_value (element, i);

        add_text (text, depth + 1, way_field_get_label (&info->fields[i]), value);
      }
  for (guint i = 0; paths != NULL && i < paths->len; i++)
    add_text (text, depth + 1, _ (way_kind_get_info (WAY_KIND_FOREIGN)->label), way_element_get_foreign_attributes (element, paths->pdata[i]));
  for (const WayElement *child = way_element_get_first (element); child != NULL; child = way_element_get_next (child))
    add_element (text, child, depth + 1);
}

char *
way_difference_dup_map_text (WayMap *map)
{
  GString *text;

  g_return_val_if_fail (WAY_IS_MAP (map), NULL);

  text = g_string_new (NULL);
  add_element (text, way_map_get_root (map), 0);
  return g_string_free (text, FALSE);
}
