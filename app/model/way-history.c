/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Model"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "way-history-private.h"

typedef struct
{
  char      *label;
  GPtrArray *edits;
  guint64    serial; /* the name of the state that it leads to; 0 is the state at the start */
} Transaction;

struct _WayHistory
{
  GObject      parent_instance;
  WayMap      *map;
  GPtrArray   *undo; /* last is next */
  GPtrArray   *redo;
  Transaction *open;
  GArray      *starts; /* of the open transaction and those nested in it: how many edits there were */
  guint64      last_serial;
  guint64      clean_step;
  guint        is_replaying : 1;

  /* as the handlers of notify know it */
  guint could_undo : 1;
  guint could_redo : 1;
  guint was_clean : 1;
};

enum
{
  PROP_0,
  PROP_MAP,
  PROP_CAN_UNDO,
  PROP_CAN_REDO,
  PROP_IS_CLEAN,
  N_PROPS
};

enum
{
  COMMITTED,
  N_SIGNALS
};

G_DEFINE_FINAL_TYPE (WayHistory, way_history, G_TYPE_OBJECT)
G_DEFINE_QUARK (way - history - error - quark, way_history_error)

static GParamSpec *properties[N_PROPS];
static guint       signals[N_SIGNALS];

static void
free_transaction (Transaction *transaction,
                  gboolean     is_applied)
{
  for (guint i = 0; i < transaction->edits->len; i++)
    way_edit_free (transaction->edits->pdata[i], is_applied);
  g_ptr_array_unref (transaction->edits);
  g_free (transaction->label);
  g_free (transaction);
}

static void
free_applied (gpointer data)
{
  free_transaction (data, TRUE);
}

static void
free_reverted (gpointer data)
{
  free_transaction (data, FALSE);
}

static Transaction *
get_top (GPtrArray *stack,
         guint      position)
{
  return position < stack->len ? stack->pdata[stack->len - 1 - position] : NULL;
}

/* Tells what has become different since it was told last. */
static void
notify_changes (WayHistory *self)
{
  gboolean can_undo = way_history_can_undo (self);
  gboolean can_redo = way_history_can_redo (self);
  gboolean is_clean = way_history_is_clean (self);

  g_object_freeze_notify (G_OBJECT (self));
  if (self->could_undo != can_undo)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_UNDO]);
  if (self->could_redo != can_redo)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_REDO]);
  if (self->was_clean != is_clean)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_CLEAN]);
  self->could_undo = can_undo != FALSE;
  self->could_redo = can_redo != FALSE;
  self->was_clean = is_clean != FALSE;
  g_object_thaw_notify (G_OBJECT (self));
}

static void
revert_edits (WayHistory *self,
              GPtrArray  *edits,
              guint       down_to)
{
  self->is_replaying = TRUE;
  for (guint i = edits->len; i > down_to; i--)
    way_edit_revert (edits->pdata[i - 1], self->map);
  self->is_replaying = FALSE;
}

static void
way_history_get_property (GObject    *object,
                          guint       id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  WayHistory *self = WAY_HISTORY (object);

  switch (id)
    {
    case PROP_MAP:
      g_value_set_object (value, self->map);
      break;
    case PROP_CAN_UNDO:
      g_value_set_boolean (value, way_history_can_undo (self));
      break;
    case PROP_CAN_REDO:
      g_value_set_boolean (value, way_history_can_redo (self));
      break;
    case PROP_IS_CLEAN:
      g_value_set_boolean (value, way_history_is_clean (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
way_history_set_property (GObject      *object,
                          guint         id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  WayHistory *self = WAY_HISTORY (object);

  switch (id)
    {
    case PROP_MAP:
      self->map = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
way_history_finalize (GObject *object)
{
  WayHistory *self = WAY_HISTORY (object);

  g_clear_pointer (&self->open, free_applied);
  g_clear_pointer (&self->undo, g_ptr_array_unref);
  g_clear_pointer (&self->redo, g_ptr_array_unref);
  g_clear_pointer (&self->starts, g_array_unref);
  g_clear_object (&self->map);

  G_OBJECT_CLASS (way_history_parent_class)->finalize (object);
}

static void
way_history_class_init (WayHistoryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = way_history_get_property;
  object_class->set_property = way_history_set_property;
  object_class->finalize = way_history_finalize;

  properties[PROP_MAP] = g_param_spec_object ("map", NULL, NULL, WAY_TYPE_MAP,
                                              G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_CAN_UNDO] = g_param_spec_boolean ("can-undo", NULL, NULL, FALSE,
                                                    G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_CAN_REDO] = g_param_spec_boolean ("can-redo", NULL, NULL, FALSE,
                                                    G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_IS_CLEAN] = g_param_spec_boolean ("is-clean", NULL, NULL, TRUE,
                                                    G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[COMMITTED] = g_signal_new ("committed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
way_history_init (WayHistory *self)
{
  self->undo = g_ptr_array_new_with_free_func (free_applied);
  self->redo = g_ptr_array_new_with_free_func (free_reverted);
  self->starts = g_array_new (FALSE, FALSE, sizeof (guint));
  self->was_clean = TRUE;
}

WayHistory *
way_history_new (WayMap *map)
{
  g_return_val_if_fail (WAY_IS_MAP (map), NULL);

  return g_object_new (WAY_TYPE_HISTORY, "map", map, NULL);
}

WayMap *
way_history_get_map (WayHistory *self)
{
  g_return_val_if_fail (WAY_IS_HISTORY (self), NULL);

  return self->map;
}

void
way_history_begin (WayHistory *self,
                   const char *label)
{
  g_return_if_fail (WAY_IS_HISTORY (self) && label != NULL && !self->is_replaying);

  if (self->open == NULL)
    {
      self->open = g_new0 (Transaction, 1);
      self->open->label = g_strdup (label);
      self->open->edits = g_ptr_array_new ();
      self->open->serial = ++self->last_serial;
    }
  g_array_append_val (self->starts, self->open->edits->len);
  notify_changes (self);
}

void
way_history_commit (WayHistory *self)
{
  g_autofree char *label = NULL;
  Transaction     *transaction;

  g_return_if_fail (WAY_IS_HISTORY (self) && self->open != NULL && !self->is_replaying);

  g_array_set_size (self->starts, self->starts->len - 1);
  if (self->starts->len > 0)
    return;

  transaction = g_steal_pointer (&self->open);
  if (transaction->edits->len > 0)
    {
      label = g_strdup (transaction->label);
      g_ptr_array_set_size (self->redo, 0);
      g_ptr_array_add (self->undo, transaction);
      g_signal_emit (self, signals[COMMITTED], 0, label);
    }
  else
    free_applied (transaction);
  notify_changes (self);
}

void
way_history_rollback (WayHistory *self)
{
  GPtrArray *edits;
  guint      start;

  g_return_if_fail (WAY_IS_HISTORY (self) && self->open != NULL && !self->is_replaying);

  edits = self->open->edits;
  start = g_array_index (self->starts, guint, self->starts->len - 1);
  revert_edits (self, edits, start);
  for (guint i = start; i < edits->len; i++)
    way_edit_free (edits->pdata[i], FALSE);
  g_ptr_array_set_size (edits, (int) start);
  g_array_set_size (self->starts, self->starts->len - 1);
  if (self->starts->len == 0)
    g_clear_pointer (&self->open, free_reverted);
  notify_changes (self);
}

gboolean
way_history_in_transaction (WayHistory *self)
{
  g_return_val_if_fail (WAY_IS_HISTORY (self), FALSE);

  return self->open != NULL;
}

gboolean
way_history_check_open (WayHistory *self,
                        GError    **error)
{
  if (self->open != NULL && !self->is_replaying)
    return TRUE;
  g_set_error_literal (error, WAY_HISTORY_ERROR, WAY_HISTORY_ERROR_READ_ONLY, _ ("The map cannot be changed just now"));
  return FALSE;
}

void
way_history_take_edit (WayHistory *self,
                       WayEdit    *edit)
{
  g_ptr_array_add (self->open->edits, edit);
  way_edit_apply (edit, self->map);
  notify_changes (self);
}

gboolean
way_history_can_undo (WayHistory *self)
{
  g_return_val_if_fail (WAY_IS_HISTORY (self), FALSE);

  return self->open == NULL && !self->is_replaying && self->undo->len > 0;
}

gboolean
way_history_can_redo (WayHistory *self)
{
  g_return_val_if_fail (WAY_IS_HISTORY (self), FALSE);

  return self->open == NULL && !self->is_replaying && self->redo->len > 0;
}

gboolean
way_history_undo (WayHistory *self)
{
  g_autofree char *label = NULL;
  Transaction     *transaction;

  g_return_val_if_fail (WAY_IS_HISTORY (self), FALSE);

  if (!way_history_can_undo (self))
    return FALSE;
  transaction = g_ptr_array_steal_index (self->undo, self->undo->len - 1);
  revert_edits (self, transaction->edits, 0);
  g_ptr_array_add (self->redo, transaction);
  label = g_strdup (transaction->label);
  g_signal_emit (self, signals[COMMITTED], 0, label);
  notify_changes (self);
  return TRUE;
}

gboolean
way_history_redo (WayHistory *self)
{
  g_autofree char *label = NULL;
  Transaction     *transaction;

  g_return_val_if_fail (WAY_IS_HISTORY (self), FALSE);

  if (!way_history_can_redo (self))
    return FALSE;
  transaction = g_ptr_array_steal_index (self->redo, self->redo->len - 1);
  self->is_replaying = TRUE;
  for (guint i = 0; i < transaction->edits->len; i++)
    way_edit_apply (transaction->edits->pdata[i], self->map);
  self->is_replaying = FALSE;
  g_ptr_array_add (self->undo, transaction);
  label = g_strdup (transaction->label);
  g_signal_emit (self, signals[COMMITTED], 0, label);
  notify_changes (self);
  return TRUE;
}

guint
way_history_get_n_undo (WayHistory *self)
{
  g_return_val_if_fail (WAY_IS_HISTORY (self), 0);

  return self->undo->len;
}

guint
way_history_get_n_redo (WayHistory *self)
{
  g_return_val_if_fail (WAY_IS_HISTORY (self), 0);

  return self->redo->len;
}

const char *
way_history_get_nth_undo_label (WayHistory *self,
                                guint       position)
{
  const Transaction *transaction;

  g_return_val_if_fail (WAY_IS_HISTORY (self), NULL);

  transaction = get_top (self->undo, position);
  return transaction != NULL ? transaction->label : NULL;
}

const char *
way_history_get_nth_redo_label (WayHistory *self,
                                guint       position)
{
  const Transaction *transaction;

  g_return_val_if_fail (WAY_IS_HISTORY (self), NULL);

  transaction = get_top (self->redo, position);
  return transaction != NULL ? transaction->label : NULL;
}

const char *
way_history_get_undo_label (WayHistory *self)
{
  return way_history_get_nth_undo_label (self, 0);
}

const char *
way_history_get_redo_label (WayHistory *self)
{
  return way_history_get_nth_redo_label (self, 0);
}

guint64
way_history_get_step (WayHistory *self)
{
  const Transaction *last;

  g_return_val_if_fail (WAY_IS_HISTORY (self), 0);

  last = get_top (self->undo, 0);
  return last != NULL ? last->serial : 0;
}

void
way_history_mark_step_clean (WayHistory *self,
                             guint64     step)
{
  g_return_if_fail (WAY_IS_HISTORY (self));

  self->clean_step = step;
  notify_changes (self);
}

void
way_history_mark_clean (WayHistory *self)
{
  g_return_if_fail (WAY_IS_HISTORY (self) && (self->open == NULL || self->open->edits->len == 0));

  way_history_mark_step_clean (self, way_history_get_step (self));
}

gboolean
way_history_is_clean (WayHistory *self)
{
  g_return_val_if_fail (WAY_IS_HISTORY (self), FALSE);

  return self->clean_step == way_history_get_step (self) && (self->open == NULL || self->open->edits->len == 0);
}
