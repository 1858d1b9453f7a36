/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Model"

#include "way-edit-private.h"
#include "way-map-private.h"

static WayEdit *
make_edit (WayEditType       type,
           const WayElement *element)
{
  WayEdit *self = g_new0 (WayEdit, 1);

  self->type = type;
  self->id = g_strdup (way_element_get_id (element));
  return self;
}

/* The place of an element: the id of the next in its group. */
static char *
dup_before (const WayElement *element)
{
  const WayElement *next = way_element_get_next_in_group (element);

  return next != NULL ? g_strdup (next->id) : NULL;
}

WayEdit *
way_edit_new_insert (WayElement *tree,
                     const char *parent,
                     const char *before)
{
  WayEdit *self = make_edit (WAY_EDIT_INSERT, tree);

  self->tree = tree;
  self->parent = g_strdup (parent);
  self->before = g_strdup (before);
  return self;
}

WayEdit *
way_edit_new_remove (WayElement *element)
{
  WayEdit *self = make_edit (WAY_EDIT_REMOVE, element);

  self->tree = element;
  self->parent = g_strdup (element->parent->id);
  self->before = dup_before (element);
  return self;
}

WayEdit *
way_edit_new_set (WayElement *element,
                  guint       field,
                  char       *value)
{
  WayEdit *self = make_edit (WAY_EDIT_SET, element);

  self->field = field;
  self->value = value;
  self->old_value = g_strdup (element->values[field]);
  return self;
}

WayEdit *
way_edit_new_set_foreign (WayElement *element,
                          const char *path,
                          char       *value)
{
  WayEdit *self = make_edit (WAY_EDIT_SET_FOREIGN, element);

  self->path = g_strdup (path);
  self->value = value;
  self->old_value = g_strdup (way_element_get_foreign_attributes (element, path));
  return self;
}

WayEdit *
way_edit_new_move (WayElement *element,
                   const char *parent,
                   const char *before)
{
  WayEdit *self = make_edit (WAY_EDIT_MOVE, element);

  self->parent = g_strdup (parent);
  self->before = g_strdup (before);
  self->old_parent = g_strdup (element->parent->id);
  self->old_before = dup_before (element);
  return self;
}

static void
move (const WayEdit *self,
      WayMap        *map)
{
  WayElement *element = way_map_lookup (map, self->id);
  WayElement *old_parent = element->parent;
  WayElement *parent = way_map_lookup (map, self->parent);

  way_element_unlink (element);
  way_map_touch (map, old_parent);
  element->slot = (guint8) way_kind_find_slot (parent->kind, element->kind);
  way_element_link (element, parent, way_map_lookup (map, self->before));
  way_map_touch (map, element);
}

void
way_edit_apply (const WayEdit *self,
                WayMap        *map)
{
  WayElement *element;

  switch (self->type)
    {
    case WAY_EDIT_INSERT:
      way_map_attach (map, self->tree, way_map_lookup (map, self->parent), way_map_lookup (map, self->before));
      break;
    case WAY_EDIT_REMOVE:
      way_map_detach (map, self->tree);
      break;
    case WAY_EDIT_SET:
      element = way_map_lookup (map, self->id);
      way_element_replace_value (element, self->field, g_strdup (self->value));
      way_map_touch (map, element);
      break;
    case WAY_EDIT_MOVE:
      move (self, map);
      break;
    case WAY_EDIT_SET_FOREIGN:
      element = way_map_lookup (map, self->id);
      way_element_take_foreign_attributes (element, self->path, g_strdup (self->value));
      way_map_touch (map, element);
      break;
    default:
      g_return_if_reached ();
    }
  way_map_emit_edited (map, self);
}

void
way_edit_revert (const WayEdit *self,
                 WayMap        *map)
{
  static const WayEditType inverse_types[] = {
    [WAY_EDIT_INSERT] = WAY_EDIT_REMOVE,
    [WAY_EDIT_REMOVE] = WAY_EDIT_INSERT,
    [WAY_EDIT_SET] = WAY_EDIT_SET,
    [WAY_EDIT_MOVE] = WAY_EDIT_MOVE,
    [WAY_EDIT_SET_FOREIGN] = WAY_EDIT_SET_FOREIGN,
  };
  WayEdit inverse = *self;

  inverse.type = inverse_types[self->type];
  inverse.value = self->old_value;
  inverse.old_value = self->value;
  if (self->type == WAY_EDIT_MOVE)
    {
      inverse.parent = self->old_parent;
      inverse.before = self->old_before;
      inverse.old_parent = self->parent;
      inverse.old_before = self->before;
    }
  way_edit_apply (&inverse, map);
}

void
way_edit_free (WayEdit *self,
               gboolean is_applied)
{
  if (self->type == (is_applied ? WAY_EDIT_REMOVE : WAY_EDIT_INSERT))
    way_element_free (self->tree);
  g_free (self->id);
  g_free (self->parent);
  g_free (self->before);
  g_free (self->old_parent);
  g_free (self->old_before);
  g_free (self->path);
  g_free (self->value);
  g_free (self->old_value);
  g_free (self);
}
