/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Model"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "way-fields-private.h"
#include "way-history-private.h"
#include "way-reference-private.h"
#include "waymark/way-string-hash.h"

/* A place that has been found to be one. */
typedef struct
{
  WayElement *parent;
  WayElement *before;
  guint8      slot;
  guint8      outside;
} Place;

WayElement *
way_history_find (WayHistory *self,
                  const char *id,
                  GError    **error)
{
  WayElement *element = way_map_lookup (way_history_get_map (self), id);

  if (element == NULL)
    g_set_error (error, WAY_HISTORY_ERROR, WAY_HISTORY_ERROR_NOT_FOUND, _ ("Nothing in the map has the id “%s”"),
                 id != NULL ? id : "");
  return element;
}

static gboolean
refuse_kind (WayKind           kind,
             const WayElement *parent,
             GError          **error)
{
  /* Translators: two kinds of elements: A “Card” cannot stand in a “Persona” */
  g_set_error (error, WAY_HISTORY_ERROR, WAY_HISTORY_ERROR_PLACE, _ ("A “%s” cannot stand in a “%s”"),
               _ (way_kind_infos[kind].label), _ (way_kind_infos[parent->kind].label));
  return FALSE;
}

/* @foreign, if not NULL, stands with @before or else in the slot that it had. */
static gboolean
find_slot (Place            *place,
           WayKind           kind,
           const WayElement *foreign)
{
  int slot = way_kind_find_slot (place->parent->kind, kind);

  if (foreign != NULL)
    {
      const WayElement *model = place->before != NULL ? place->before : foreign;

      const WayKindInfo *info = &way_kind_infos[place->parent->kind];

      slot = model->slot <= info->n_slots ? model->slot : -1;
      place->outside = model->outside && model->slot < info->n_slots && info->slots[model->slot].wrapper != NULL;
    }
  place->slot = (guint8) slot;
  return slot >= 0;
}

static gboolean
find_place (WayHistory       *self,
            WayKind           kind,
            const WayElement *foreign,
            const char       *parent,
            const char       *before,
            Place            *place,
            GError          **error)
{
  *place = (Place){ 0 };
  place->parent = way_history_find (self, parent, error);
  if (place->parent == NULL)
    return FALSE;
  if (before != NULL)
    {
      place->before = way_history_find (self, before, error);
      if (place->before == NULL)
        return FALSE;
    }
  if (!find_slot (place, kind, foreign))
    return refuse_kind (kind, place->parent, error);
  if (place->before == NULL || (place->before->parent == place->parent && place->before->slot == place->slot &&
                                place->before->outside == place->outside))
    return TRUE;
  /* Translators: two ids */
  g_set_error (error, WAY_HISTORY_ERROR, WAY_HISTORY_ERROR_PLACE,
               _ ("Nothing can be put before “%s” in “%s”: it does not stand there"), before, parent);
  return FALSE;
}

static gboolean
refuse_twin (const WayElement *twin,
             GError          **error)
{
  g_set_error (error, WAY_HISTORY_ERROR, WAY_HISTORY_ERROR_PLACE,
               twin->kind == WAY_KIND_FEELING
                   ? _ ("This persona has a feeling for this state here already: “%s”")
                   : _ ("This one is there already: “%s”"),
               twin->id);
  return FALSE;
}

static gboolean
check_id (WayMap     *map,
          const char *id,
          GError    **error)
{
  if (!way_id_is_valid (id))
    g_set_error_literal (error, WAY_HISTORY_ERROR, WAY_HISTORY_ERROR_ID,
                         _ ("An id begins with a letter and has letters, digits, “-”, “.” and “_”, at most 100"));
  else if (way_map_lookup (map, id) != NULL)
    g_set_error (error, WAY_HISTORY_ERROR, WAY_HISTORY_ERROR_ID, _ ("The id “%s” is taken"), id);
  else
    return TRUE;
  return FALSE;
}

static void
insert_at (WayHistory  *self,
           WayElement  *tree,
           const Place *place)
{
  tree->slot = place->slot;
  tree->outside = place->outside;
  way_history_take_edit (self, way_edit_new_insert (tree, place->parent->id, place->before != NULL ? place->before->id : NULL));
}

const char *
way_history_insert (WayHistory *self,
                    WayKind     kind,
                    const char *id,
                    const char *parent,
                    const char *before,
                    GError    **error)
{
  g_autofree char *made = NULL;
  WayElement      *element;
  Place            place;

  g_return_val_if_fail (WAY_IS_HISTORY (self) && kind < WAY_N_KINDS, NULL);

  if (!way_history_check_open (self, error) || !find_place (self, kind, NULL, parent, before, &place, error))
    return NULL;
  if (id != NULL && !check_id (way_history_get_map (self), id, error))
    return NULL;
  if (id == NULL)
    id = made = way_map_make_id (way_history_get_map (self), kind);
  element = way_element_new (kind, id);
  insert_at (self, element, &place);
  return element->id;
}

/* Gives missing ids; @loose becomes id -> element of all within @tree. */
static gboolean
check_ids (WayMap     *map,
           GHashTable *loose,
           WayElement *tree,
           GError    **error)
{
  way_map_name_foreign (map, tree);
  for (WayElement *element = tree; element != NULL; element = way_element_walk (element, tree))
    {
      if (element->kind == WAY_KIND_FOREIGN || element->id == NULL)
        continue;
      if (!check_id (map, element->id, error))
        return FALSE;
      if (!g_hash_table_insert (loose, element->id, element))
        {
          g_set_error (error, WAY_HISTORY_ERROR, WAY_HISTORY_ERROR_ID, _ ("The id “%s” is given twice"), element->id);
          return FALSE;
        }
    }
  for (WayElement *element = tree; element != NULL; element = way_element_walk (element, tree))
    while (element->id == NULL)
      {
        g_autofree char *id = way_map_make_id (map, element->kind);

        if (g_hash_table_lookup (loose, id) != NULL)
          continue;
        element->id = g_steal_pointer (&id);
        g_hash_table_insert (loose, element->id, element);
      }
  return TRUE;
}

static gboolean
check_tree (WayMap     *map,
            WayElement *tree,
            WayElement *parent,
            GError    **error)
{
  g_autoptr (GHashTable) loose = g_hash_table_new (way_string_hash, g_str_equal);
  WayElement *twin;

  if (!check_ids (map, loose, tree, error))
    return FALSE;
  for (WayElement *element = tree; element != NULL; element = way_element_walk (element, tree))
    for (guint i = 0; i < way_kind_infos[element->kind].n_fields; i++)
      if (!way_reference_check (map, loose, element, element != tree ? element->parent : parent, i, element->values[i], error))
        return FALSE;
  twin = way_element_find_twin_of (parent, tree, -1, NULL);
  if (twin == NULL)
    twin = way_element_find_twin_within (tree);
  return twin == NULL || refuse_twin (twin, error);
}

gboolean
way_history_insert_tree (WayHistory *self,
                         WayElement *tree,
                         const char *parent,
                         const char *before,
                         GError    **error)
{
  Place place;

  g_return_val_if_fail (WAY_IS_HISTORY (self) && tree != NULL && tree->parent == NULL && tree->map == NULL, FALSE);

  if (!way_history_check_open (self, error) || !find_place (self, tree->kind, tree->kind == WAY_KIND_FOREIGN ? tree : NULL, parent, before, &place, error) ||
      !check_tree (way_history_get_map (self), tree, place.parent, error))
    {
      way_element_free (tree);
      return FALSE;
    }
  insert_at (self, tree, &place);
  return TRUE;
}

/* The edit that sets a field; NULL in @edit where nothing would change. */
static gboolean
make_set (WayHistory *self,
          const char *id,
          guint       field,
          const char *value,
          WayEdit   **edit,
          GError    **error)
{
  g_autofree char   *normalized = NULL;
  WayElement        *element = way_history_find (self, id, error);
  WayElement        *twin;
  const WayKindInfo *info;
  GError            *wrong = NULL;

  *edit = NULL;
  if (element == NULL)
    return FALSE;
  info = way_kind_get_info (element->kind);
  g_return_val_if_fail (field < info->n_fields && element->kind != WAY_KIND_FOREIGN, FALSE);

  normalized = way_field_normalize (&info->fields[field], value, &wrong);
  if (wrong != NULL)
    {
      g_propagate_error (error, wrong);
      return FALSE;
    }
  if (g_strcmp0 (normalized, element->values[field]) == 0)
    return TRUE;
  if (!way_reference_check (way_history_get_map (self), NULL, element, element->parent, field, normalized, error))
    return FALSE;
  if (info->natural_key & 1u << field)
    {
      twin = way_element_find_twin_of (element->parent, element, (int) field, normalized);
      if (twin != NULL)
        return refuse_twin (twin, error);
    }
  *edit = way_edit_new_set (element, field, g_steal_pointer (&normalized));
  return TRUE;
}

gboolean
way_history_set (WayHistory *self,
                 const char *id,
                 guint       field,
                 const char *value,
                 GError    **error)
{
  WayEdit *edit;

  g_return_val_if_fail (WAY_IS_HISTORY (self), FALSE);

  if (!way_history_check_open (self, error) || !make_set (self, id, field, value, &edit, error))
    return FALSE;
  if (edit != NULL)
    way_history_take_edit (self, edit);
  return TRUE;
}

gboolean
way_history_set_unrecorded (WayHistory *self,
                            const char *id,
                            guint       field,
                            const char *value,
                            GError    **error)
{
  WayEdit *edit;

  g_return_val_if_fail (WAY_IS_HISTORY (self) && !way_history_in_transaction (self), FALSE);

  if (!make_set (self, id, field, value, &edit, error))
    return FALSE;
  if (edit == NULL)
    return TRUE;
  way_edit_apply (edit, way_history_get_map (self));
  way_edit_free (edit, TRUE);
  return TRUE;
}

gboolean
way_history_set_foreign (WayHistory *self,
                         const char *id,
                         const char *path,
                         const char *value,
                         GError    **error)
{
  WayElement *element;

  g_return_val_if_fail (WAY_IS_HISTORY (self) && path != NULL, FALSE);

  if (!way_history_check_open (self, error))
    return FALSE;
  element = way_history_find (self, id, error);
  if (element == NULL)
    return FALSE;
  if (g_strcmp0 (way_element_get_foreign_attributes (element, path), value) != 0)
    way_history_take_edit (self, way_edit_new_set_foreign (element, path, g_strdup (value)));
  return TRUE;
}

static gboolean
check_move (WayElement  *element,
            const Place *place,
            GError     **error)
{
  WayElement *twin = NULL;

  if (element->kind == WAY_KIND_LINK && g_strcmp0 (element->values[WAY_LINK_TO], place->parent->id) == 0)
    {
      g_set_error_literal (error, WAY_HISTORY_ERROR, WAY_HISTORY_ERROR_PLACE,
                           _ ("A link cannot lead to the touchpoint that it starts from"));
      return FALSE;
    }
  if (element->parent != place->parent)
    twin = way_element_find_twin_of (place->parent, element, -1, NULL);
  return twin == NULL || refuse_twin (twin, error);
}

gboolean
way_history_move (WayHistory *self,
                  const char *id,
                  const char *parent,
                  const char *before,
                  GError    **error)
{
  WayElement *element;
  Place       place;

  g_return_val_if_fail (WAY_IS_HISTORY (self), FALSE);

  if (!way_history_check_open (self, error))
    return FALSE;
  element = way_history_find (self, id, error);
  if (element == NULL || !find_place (self, element->kind, NULL, parent, before, &place, error) ||
      !check_move (element, &place, error))
    return FALSE;
  if (element->parent == place.parent &&
      (place.before == element || place.before == way_element_get_next_in_group (element)))
    return TRUE;
  way_history_take_edit (self, way_edit_new_move (element, parent, before));
  return TRUE;
}
