/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Tools"

#include "waymark/way-history.h"
#include "waymark/way-selection.h"

struct _WaySelection
{
  GObject     parent_instance;
  WayMap     *map;
  GPtrArray  *ids;  /* owned strings, in the order of choosing */
  GHashTable *held; /* the same strings, borrowed, to be found */
};

enum
{
  CHANGED,
  N_SIGNALS
};

G_DEFINE_FINAL_TYPE (WaySelection, way_selection, G_TYPE_OBJECT)

static guint signals[N_SIGNALS];

static void
tell_changed (WaySelection *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
is_there (WaySelection *self,
          const char   *id)
{
  return id != NULL && way_map_lookup (self->map, id) != NULL;
}

static void
drop (WaySelection *self,
      guint         position)
{
  g_hash_table_remove (self->held, self->ids->pdata[position]);
  g_ptr_array_remove_index (self->ids, position);
}

static void
drop_all (WaySelection *self)
{
  g_hash_table_remove_all (self->held);
  g_ptr_array_set_size (self->ids, 0);
}

/* What is there already comes to the end: it has the focus now. */
static void
put_last (WaySelection *self,
          const char   *id)
{
  const char *held = g_hash_table_lookup (self->held, id);
  char       *copy = g_strdup (id);
  guint       position;

  if (held != NULL && g_ptr_array_find (self->ids, held, &position))
    drop (self, position);
  g_ptr_array_add (self->ids, copy);
  g_hash_table_add (self->held, copy);
}

static void
edited_cb (WayMap       *map,
           WayEdit      *edit,
           WaySelection *self)
{
  gboolean dropped = FALSE;

  if (edit->type != WAY_EDIT_REMOVE || self->ids->len == 0)
    return;
  for (guint i = self->ids->len; i > 0; i--)
    if (!is_there (self, self->ids->pdata[i - 1]))
      {
        drop (self, i - 1);
        dropped = TRUE;
      }
  if (dropped)
    tell_changed (self);
}

static void
way_selection_dispose (GObject *object)
{
  WaySelection *self = WAY_SELECTION (object);

  if (self->map != NULL)
    g_signal_handlers_disconnect_by_data (self->map, self);
  g_clear_object (&self->map);

  G_OBJECT_CLASS (way_selection_parent_class)->dispose (object);
}

static void
way_selection_finalize (GObject *object)
{
  WaySelection *self = WAY_SELECTION (object);

  g_clear_pointer (&self->held, g_hash_table_unref);
  g_clear_pointer (&self->ids, g_ptr_array_unref);

  G_OBJECT_CLASS (way_selection_parent_class)->finalize (object);
}

static void
way_selection_class_init (WaySelectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = way_selection_dispose;
  object_class->finalize = way_selection_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
way_selection_init (WaySelection *self)
{
  self->ids = g_ptr_array_new_with_free_func (g_free);
  self->held = g_hash_table_new (g_str_hash, g_str_equal);
}

WaySelection *
way_selection_new (WayMap *map)
{
  WaySelection *self;

  g_return_val_if_fail (WAY_IS_MAP (map), NULL);

  self = g_object_new (WAY_TYPE_SELECTION, NULL);
  self->map = g_object_ref (map);
  g_signal_connect (map, "edited", G_CALLBACK (edited_cb), self);
  return self;
}

guint
way_selection_get_size (WaySelection *self)
{
  g_return_val_if_fail (WAY_IS_SELECTION (self), 0);

  return self->ids->len;
}

const char *
way_selection_get_nth (WaySelection *self,
                       guint         position)
{
  g_return_val_if_fail (WAY_IS_SELECTION (self), NULL);

  return position < self->ids->len ? self->ids->pdata[position] : NULL;
}

GPtrArray *
way_selection_dup_ids (WaySelection *self)
{
  GPtrArray *ids;

  g_return_val_if_fail (WAY_IS_SELECTION (self), NULL);

  ids = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < self->ids->len; i++)
    g_ptr_array_add (ids, g_strdup (self->ids->pdata[i]));
  g_ptr_array_add (ids, NULL);
  return ids;
}

gboolean
way_selection_contains (WaySelection *self,
                        const char   *id)
{
  g_return_val_if_fail (WAY_IS_SELECTION (self), FALSE);

  return id != NULL && g_hash_table_contains (self->held, id);
}

const char *
way_selection_get_focus (WaySelection *self)
{
  g_return_val_if_fail (WAY_IS_SELECTION (self), NULL);

  return self->ids->len > 0 ? self->ids->pdata[self->ids->len - 1] : NULL;
}

void
way_selection_clear (WaySelection *self)
{
  g_return_if_fail (WAY_IS_SELECTION (self));

  if (self->ids->len == 0)
    return;
  drop_all (self);
  tell_changed (self);
}

void
way_selection_select (WaySelection *self,
                      const char   *id)
{
  const char *const ids[] = { id, NULL };

  way_selection_select_all (self, ids, FALSE);
}

void
way_selection_toggle (WaySelection *self,
                      const char   *id)
{
  const char *held;
  guint       position;

  g_return_if_fail (WAY_IS_SELECTION (self));

  if (!is_there (self, id))
    return;
  held = g_hash_table_lookup (self->held, id);
  if (held != NULL && g_ptr_array_find (self->ids, held, &position))
    drop (self, position);
  else
    put_last (self, id);
  tell_changed (self);
}

static gboolean
is_same (WaySelection      *self,
         const char *const *ids)
{
  for (guint i = 0; i < self->ids->len; i++)
    if (ids[i] == NULL || !g_str_equal (self->ids->pdata[i], ids[i]))
      return FALSE;
  return ids[self->ids->len] == NULL;
}

void
way_selection_select_all (WaySelection      *self,
                          const char *const *ids,
                          gboolean           keep)
{
  g_auto (GStrv) copies = NULL; /* they may be borrowed from the selection itself */

  g_return_if_fail (WAY_IS_SELECTION (self));
  g_return_if_fail (ids != NULL);

  if (is_same (self, ids))
    return;
  copies = g_strdupv ((char **) ids);
  if (!keep)
    drop_all (self);
  for (guint i = 0; copies[i] != NULL; i++)
    if (is_there (self, copies[i]))
      put_last (self, copies[i]);
  tell_changed (self);
}

int
way_selection_get_kind (WaySelection *self)
{
  int kind = -1;

  g_return_val_if_fail (WAY_IS_SELECTION (self), -1);

  for (guint i = 0; i < self->ids->len; i++)
    {
      int other = (int) way_element_get_kind (way_map_lookup (self->map, self->ids->pdata[i]));

      if (kind >= 0 && kind != other)
        return -1;
      kind = other;
    }
  return kind;
}
