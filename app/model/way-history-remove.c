/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Model"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "way-fields-private.h"
#include "way-history-private.h"
#include "way-reference-private.h"

/* What goes when an element goes. */
typedef struct
{
  WayMap     *map;
  GPtrArray  *tops;   /* the element and all that goes because of it; the last one goes first */
  GHashTable *places; /* element, all below the tops too -> which of the tops it goes with, from 1 */
} Removal;

static void
doom (Removal    *removal,
      WayElement *top)
{
  g_ptr_array_add (removal->tops, top);
  for (WayElement *element = top; element != NULL; element = way_element_walk (element, top))
    g_hash_table_insert (removal->places, element, GUINT_TO_POINTER (removal->tops->len));
}

/* 0 for what stays. */
static guint
get_place (const Removal    *removal,
           const WayElement *element)
{
  return element != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (removal->places, element)) : 0;
}

/* Whether what has @id goes while @holder, which names it, is still there. */
static gboolean
goes_before (const Removal    *removal,
             const char       *id,
             const WayElement *holder)
{
  return get_place (removal, way_map_lookup (removal->map, id)) > get_place (removal, holder);
}

/* What is left of a list; @lost tells whether that is less. */
static char *
mend_list (const Removal    *removal,
           const char       *list,
           const WayElement *holder,
           gboolean         *lost)
{
  g_auto (GStrv) ids = g_strsplit (list, " ", -1);
  g_autoptr (GString) left = g_string_new (NULL);

  for (guint i = 0; ids[i] != NULL; i++)
    if (goes_before (removal, ids[i], holder))
      *lost = TRUE;
    else
      g_string_append_printf (left, "%s%s", left->len > 0 ? " " : "", ids[i]);
  return left->len > 0 ? g_string_free (g_steal_pointer (&left), FALSE) : NULL;
}

/* Whether a field names something that goes before @holder; @mended is then what is left of its value. */
static gboolean
loses (const Removal    *removal,
       const WayElement *holder,
       guint             field,
       char            **mended)
{
  const WayField *description = &way_kind_infos[holder->kind].fields[field];
  const char     *value = holder->values[field];
  gboolean        lost = FALSE;

  *mended = NULL;
  if (value == NULL || !way_field_is_reference (description))
    return FALSE;
  if (description->type == WAY_FIELD_REFERENCE)
    return goes_before (removal, value, holder);
  *mended = mend_list (removal, value, holder, &lost);
  return lost;
}

/* Whether some field with this rule loses what it names. */
static gboolean
loses_by (const Removal    *removal,
          const WayElement *holder,
          WayOnRemove       rule)
{
  const WayKindInfo *info = &way_kind_infos[holder->kind];
  gboolean           lost = FALSE;

  for (guint i = 0; i < info->n_fields && !lost; i++)
    if (info->fields[i].on_remove == rule)
      {
        g_autofree char *mended = NULL;

        lost = loses (removal, holder, i, &mended);
      }
  return lost;
}

/* Dooms the holders of references that go with what these name. FALSE when there was none (any more). */
static gboolean
doom_holders (Removal *removal)
{
  WayElement *root = way_map_get_root (removal->map);
  gboolean    found = FALSE;

  for (WayElement *element = root; element != NULL; element = way_element_walk (element, root))
    if (get_place (removal, element) == 0 && loses_by (removal, element, WAY_ON_REMOVE_REMOVE))
      {
        doom (removal, element);
        found = TRUE;
      }
  return found;
}

/* What stays and may not lose what it names; NULL when there is nothing like it. */
static const WayElement *
find_forbidding (const Removal *removal)
{
  WayElement *root = way_map_get_root (removal->map);

  for (WayElement *element = root; element != NULL; element = way_element_walk (element, root))
    if (get_place (removal, element) == 0 && loses_by (removal, element, WAY_ON_REMOVE_FORBID))
      return element;
  return NULL;
}

/* Takes all that goes out of the references that would outlive it, so that these hold after each single edit. */
static void
mend_references (const Removal *removal,
                 WayHistory    *history)
{
  WayElement *root = way_map_get_root (removal->map);

  for (WayElement *element = root; element != NULL; element = way_element_walk (element, root))
    for (guint i = 0; i < way_kind_infos[element->kind].n_fields; i++)
      {
        g_autofree char *mended = NULL;

        if (loses (removal, element, i, &mended))
          way_history_take_edit (history, way_edit_new_set (element, i, g_steal_pointer (&mended)));
      }
}

static gboolean
remove_element (WayHistory *self,
                WayElement *element,
                GError    **error)
{
  g_autoptr (GPtrArray) tops = g_ptr_array_new ();
  g_autoptr (GHashTable) places = g_hash_table_new (g_direct_hash, g_direct_equal);
  Removal           removal = { way_history_get_map (self), tops, places };
  const WayElement *forbidding;

  doom (&removal, element);
  while (doom_holders (&removal))
    ;
  forbidding = find_forbidding (&removal);
  if (forbidding != NULL)
    {
      g_set_error (error, WAY_HISTORY_ERROR, WAY_HISTORY_ERROR_REFERENCE,
                   _ ("It must stay because “%s” needs it; change that first"), forbidding->id);
      return FALSE;
    }

  mend_references (&removal, self);
  for (guint i = tops->len; i > 0; i--)
    {
      WayElement *top = tops->pdata[i - 1];

      /* It may have gone with one that it stands in. */
      if (way_map_lookup (removal.map, top->id) != NULL)
        way_history_take_edit (self, way_edit_new_remove (top));
    }
  return TRUE;
}

gboolean
way_history_remove (WayHistory *self,
                    const char *id,
                    GError    **error)
{
  WayElement *element;

  g_return_val_if_fail (WAY_IS_HISTORY (self), FALSE);

  if (!way_history_check_open (self, error))
    return FALSE;
  element = way_history_find (self, id, error);
  if (element == NULL)
    return FALSE;
  if (element->parent == NULL)
    {
      g_set_error_literal (error, WAY_HISTORY_ERROR, WAY_HISTORY_ERROR_PLACE, _ ("The map itself cannot be removed"));
      return FALSE;
    }
  return remove_element (self, element, error);
}
