/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Model"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "way-fields-private.h"

#define LONGEST_ID 100

G_DEFINE_QUARK (way - field - error - quark, way_field_error)

/* The first letter tells most names apart, and readers ask for each element and attribute. */
static inline gboolean
is_same (const char *a,
         const char *b)
{
  return a[0] == b[0] && strcmp (a, b) == 0;
}

const WayKindInfo *
way_kind_get_info (WayKind kind)
{
  g_return_val_if_fail (kind < WAY_N_KINDS, &way_kind_infos[WAY_KIND_FOREIGN]);

  return &way_kind_infos[kind];
}

int
way_kind_from_name (const char *name)
{
  for (int kind = 0; kind < WAY_KIND_FOREIGN; kind++)
    if (is_same (way_kind_infos[kind].name, name))
      return kind;
  return -1;
}

int
way_kind_find_field (WayKind     kind,
                     const char *name)
{
  const WayKindInfo *info = way_kind_get_info (kind);

  for (guint i = 0; i < info->n_fields; i++)
    if (is_same (info->fields[i].name, name))
      return (int) i;
  return -1;
}

int
way_kind_find_slot (WayKind parent,
                    WayKind child)
{
  const WayKindInfo *info = way_kind_get_info (parent);

  for (guint i = 0; i < info->n_slots; i++)
    if (info->slots[i].kind == child)
      return (int) i;
  return -1;
}

int
way_field_find_choice (const WayField *self,
                       const char     *word)
{
  if (self->choices == NULL || word == NULL)
    return -1;
  for (int i = 0; self->choices[i].word != NULL; i++)
    if (is_same (self->choices[i].word, word))
      return i;
  return -1;
}

const char *
way_field_get_label (const WayField *self)
{
  return _ (self->label);
}

/* NameStartChar of XML 1.0 (fifth edition), without the colon. */
static gboolean
can_start_id (gunichar c)
{
  return g_ascii_isalpha ((char) (c < 0x80 ? c : 0)) || c == '_' ||
         (c >= 0xc0 && c <= 0x2ff && c != 0xd7 && c != 0xf7) || (c >= 0x370 && c <= 0x1fff && c != 0x37e) ||
         c == 0x200c || c == 0x200d || (c >= 0x2070 && c <= 0x218f) || (c >= 0x2c00 && c <= 0x2fef) ||
         (c >= 0x3001 && c <= 0xd7ff) || (c >= 0xf900 && c <= 0xfdcf) || (c >= 0xfdf0 && c <= 0xfffd) ||
         (c >= 0x10000 && c <= 0xeffff);
}

/* NameChar of XML 1.0 (fifth edition), without the colon. */
static gboolean
can_continue_id (gunichar c)
{
  return can_start_id (c) || g_ascii_isdigit ((char) (c < 0x80 ? c : 0)) || c == '-' || c == '.' || c == 0xb7 ||
         (c >= 0x300 && c <= 0x36f) || c == 0x203f || c == 0x2040;
}

/* Nearly all ids are ASCII, and a reader checks each. */
static gboolean
is_plain_id (const char *id)
{
  const char *p = id;

  if (!g_ascii_isalpha (*p) && *p != '_')
    return FALSE;
  while (g_ascii_isalnum (*p) || *p == '-' || *p == '_' || *p == '.')
    p++;
  return *p == '\0' && p - id <= LONGEST_ID;
}

gboolean
way_id_is_valid (const char *id)
{
  gsize length;

  if (id == NULL)
    return FALSE;
  if (is_plain_id (id))
    return TRUE;
  length = strnlen (id, LONGEST_ID + 1);
  if (length == 0 || length > LONGEST_ID || !g_utf8_validate (id, (gssize) length, NULL))
    return FALSE;
  if (!can_start_id (g_utf8_get_char (id)))
    return FALSE;
  for (const char *p = g_utf8_next_char (id); *p != '\0'; p = g_utf8_next_char (p))
    if (!can_continue_id (g_utf8_get_char (p)))
      return FALSE;
  return TRUE;
}
