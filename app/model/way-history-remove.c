/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Model"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "way-fields-private.h"
#include "way-history-private.h"
#include "way-reference-private.h"
#include "waymark/way-string-hash.h"

/* What goes when an element goes. */
typedef struct
{
  WayMap     *map;
  GPtrArray  *tops;                /* the elements and all that goes because of them; the last one goes first */
  GHashTable *places;              /* id, of all below the tops too -> which of the tops it goes with, from 1 */
  guint       fields[WAY_N_KINDS]; /* mask of the references that each kind has: most of a map has none or few */
} Removal;

/* A field that names what goes, and what is left of its value. */
typedef struct
{
  WayElement *holder;
  guint       field;
  char       *value;
} Loss;

static void
clear_loss (gpointer data)
{
  Loss *loss = data;

  g_free (loss->value);
}

static void
find_fields (Removal *removal)
{
  for (guint kind = 0; kind < WAY_N_KINDS; kind++)
    for (guint i = 0; i < way_kind_infos[kind].n_fields; i++)
      if (way_field_is_reference (&way_kind_infos[kind].fields[i]))
        removal->fields[kind] |= 1u << i;
}

static void
doom (Removal    *removal,
      WayElement *top)
{
  g_ptr_array_add (removal->tops, top);
  for (WayElement *element = top; element != NULL; element = way_element_walk (element, top))
    g_hash_table_insert (removal->places, element->id, GUINT_TO_POINTER (removal->tops->len));
}

/* 0 for what stays. */
static guint
get_place (const Removal *removal,
           const char    *id)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (removal->places, id));
}

/* Whether what has @id goes while @holder, which names it, is still there. */
static gboolean
goes_before (const Removal    *removal,
             const char       *id,
             const WayElement *holder)
{
  guint place = get_place (removal, id);

  return place > 0 && place > get_place (removal, holder->id);
}

/* TRUE and what is left of a list that loses something. */
static gboolean
shorten_list (const Removal    *removal,
              const char       *list,
              const WayElement *holder,
              char            **shortened)
{
  g_auto (GStrv) ids = g_strsplit (list, " ", -1);
  g_autoptr (GString) left = g_string_new (NULL);

  for (guint i = 0; ids[i] != NULL; i++)
    if (!goes_before (removal, ids[i], holder))
      g_string_append_printf (left, "%s%s", left->len > 0 ? " " : "", ids[i]);
  if (left->len == strlen (list))
    return FALSE;
  *shortened = left->len > 0 ? g_string_free (g_steal_pointer (&left), FALSE) : NULL;
  return TRUE;
}

/* All fields that would name what is no longer there. */
static GArray *
list_losses (const Removal *removal)
{
  WayElement *root = way_map_get_root (removal->map);
  GArray     *losses = g_array_new (FALSE, FALSE, sizeof (Loss));

  g_array_set_clear_func (losses, clear_loss);
  for (WayElement *element = root; element != NULL; element = way_element_walk (element, root))
    for (guint i = 0, fields = removal->fields[element->kind]; fields != 0; i++, fields >>= 1)
      {
        Loss     loss = { element, i, NULL };
        gboolean is_list = way_kind_infos[element->kind].fields[i].type == WAY_FIELD_REFERENCE_LIST;

        if ((fields & 1) == 0 || element->values[i] == NULL)
          continue;
        if (is_list ? shorten_list (removal, element->values[i], element, &loss.value)
                    : goes_before (removal, element->values[i], element))
          g_array_append_val (losses, loss);
      }
  return losses;
}

static WayOnRemove
get_rule (const Loss *loss)
{
  return way_kind_infos[loss->holder->kind].fields[loss->field].on_remove;
}

/* Dooms what goes together with what it names; FALSE when there is nothing like it (any more). */
static gboolean
doom_holders (Removal      *removal,
              const GArray *losses)
{
  gboolean found = FALSE;

  for (guint i = 0; i < losses->len; i++)
    {
      const Loss *loss = &g_array_index (losses, Loss, i);

      if (get_rule (loss) != WAY_ON_REMOVE_REMOVE || get_place (removal, loss->holder->id) > 0)
        continue;
      doom (removal, loss->holder);
      found = TRUE;
    }
  return found;
}

static gboolean
check_losses (const Removal *removal,
              const GArray  *losses,
              GError       **error)
{
  for (guint i = 0; i < losses->len; i++)
    {
      const Loss *loss = &g_array_index (losses, Loss, i);

      if (get_rule (loss) != WAY_ON_REMOVE_FORBID || get_place (removal, loss->holder->id) > 0)
        continue;
      g_set_error (error, WAY_HISTORY_ERROR, WAY_HISTORY_ERROR_REFERENCE,
                   _ ("It must stay because “%s” needs it; change that first"), loss->holder->id);
      return FALSE;
    }
  return TRUE;
}

/* References are mended first, so that they hold after each single edit. */
static gboolean
remove_elements (WayHistory *self,
                 GPtrArray  *elements,
                 GError    **error)
{
  g_autoptr (GPtrArray) tops = g_ptr_array_new ();
  g_autoptr (GHashTable) places = g_hash_table_new (way_string_hash, g_str_equal);
  g_autoptr (GArray) losses = NULL;
  Removal removal = { way_history_get_map (self), tops, places };

  find_fields (&removal);
  for (guint i = 0; i < elements->len; i++)
    doom (&removal, elements->pdata[i]);
  losses = list_losses (&removal);
  while (doom_holders (&removal, losses))
    {
      g_array_unref (losses);
      losses = list_losses (&removal);
    }
  if (!check_losses (&removal, losses, error))
    return FALSE;

  for (guint i = 0; i < losses->len; i++)
    {
      Loss *loss = &g_array_index (losses, Loss, i);

      way_history_take_edit (self, way_edit_new_set (loss->holder, loss->field, g_steal_pointer (&loss->value)));
    }
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
way_history_remove_all (WayHistory        *self,
                        const char *const *ids,
                        GError           **error)
{
  g_autoptr (GPtrArray) elements = g_ptr_array_new ();

  g_return_val_if_fail (WAY_IS_HISTORY (self) && ids != NULL, FALSE);

  if (!way_history_check_open (self, error))
    return FALSE;
  for (guint i = 0; ids[i] != NULL; i++)
    {
      WayElement *element = way_history_find (self, ids[i], error);

      if (element == NULL)
        return FALSE;
      if (element->parent == NULL)
        {
          g_set_error_literal (error, WAY_HISTORY_ERROR, WAY_HISTORY_ERROR_PLACE, _ ("The map itself cannot be removed"));
          return FALSE;
        }
      g_ptr_array_add (elements, element);
    }
  return elements->len == 0 || remove_elements (self, elements, error);
}

gboolean
way_history_remove (WayHistory *self,
                    const char *id,
                    GError    **error)
{
  const char *const ids[] = { id != NULL ? id : "", NULL };

  return way_history_remove_all (self, ids, error);
}
