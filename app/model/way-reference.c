/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Model"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "waymark/way-history.h"
#include "way-fields-private.h"
#include "way-reference-private.h"

gboolean
way_field_is_reference (const WayField *self)
{
  return self->type == WAY_FIELD_REFERENCE || self->type == WAY_FIELD_REFERENCE_LIST;
}

static gboolean
refuse_kind (const WayField   *field,
             const WayElement *target,
             GError          **error)
{
  g_autoptr (GString) kinds = g_string_new (NULL);

  for (guint kind = 0; kind < WAY_N_KINDS; kind++)
    if (field->targets & 1u << kind)
      g_string_append_printf (kinds, "%s%s", kinds->len > 0 ? ", " : "", _ (way_kind_infos[kind].label));
  /* Translators: an id, what it is the id of, the name of a field, what that field may name: “s1” is the id of: Stage. “Persona” needs: Persona */
  g_set_error (error, WAY_HISTORY_ERROR, WAY_HISTORY_ERROR_REFERENCE, _ ("“%s” is the id of: %s. “%s” needs: %s"),
               target->id, _ (way_kind_infos[target->kind].label), way_field_get_label (field), kinds->str);
  return FALSE;
}

static gboolean
check_target (WayMap           *map,
              GHashTable       *loose,
              const WayElement *holder,
              const WayElement *parent,
              const WayField   *field,
              const char       *id,
              GError          **error)
{
  const WayElement *target = loose != NULL ? g_hash_table_lookup (loose, id) : NULL;

  if (target == NULL)
    target = way_map_lookup (map, id);
  if (target == NULL)
    g_set_error (error, WAY_HISTORY_ERROR, WAY_HISTORY_ERROR_REFERENCE, _ ("Nothing in the map has the id “%s”"), id);
  else if (target == holder)
    g_set_error (error, WAY_HISTORY_ERROR, WAY_HISTORY_ERROR_REFERENCE, _ ("“%s” cannot name itself"), id);
  else if (holder->kind == WAY_KIND_LINK && target == parent)
    g_set_error_literal (error, WAY_HISTORY_ERROR, WAY_HISTORY_ERROR_REFERENCE,
                         _ ("A link cannot lead to the touchpoint that it starts from"));
  else if (!(field->targets & 1u << target->kind))
    return refuse_kind (field, target, error);
  else
    return TRUE;
  return FALSE;
}

static gboolean
check_list (WayMap           *map,
            GHashTable       *loose,
            const WayElement *holder,
            const WayElement *parent,
            const WayField   *field,
            const char       *list,
            GError          **error)
{
  g_auto (GStrv) ids = g_strsplit (list, " ", -1);

  for (guint i = 0; ids[i] != NULL; i++)
    if (!check_target (map, loose, holder, parent, field, ids[i], error))
      return FALSE;
  return TRUE;
}

gboolean
way_reference_check (WayMap           *map,
                     GHashTable       *loose,
                     const WayElement *holder,
                     const WayElement *parent,
                     guint             field,
                     const char       *value,
                     GError          **error)
{
  const WayField *description = &way_kind_infos[holder->kind].fields[field];

  if (value == NULL)
    return TRUE;
  switch (description->type)
    {
    case WAY_FIELD_REFERENCE:
      return check_target (map, loose, holder, parent, description, value, error);
    case WAY_FIELD_REFERENCE_LIST:
      return check_list (map, loose, holder, parent, description, value, error);
    case WAY_FIELD_BLOB:
      if (way_map_get_image (map, value) != NULL)
        return TRUE;
      g_set_error (error, WAY_HISTORY_ERROR, WAY_HISTORY_ERROR_REFERENCE, _ ("The map has no image “%s”"), value);
      return FALSE;
    case WAY_FIELD_TEXT:
    case WAY_FIELD_CHOICE:
    case WAY_FIELD_FLAG:
    case WAY_FIELD_DATE:
    case WAY_FIELD_DECIMAL:
    case WAY_FIELD_COLOR:
    default:
      return TRUE;
    }
}
