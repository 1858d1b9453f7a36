/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Document"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "way-document-private.h"

#define EXTENSION ".waymark"

enum
{
  PROP_0,
  PROP_TITLE,
  PROP_PATH,
  PROP_MODIFIED,
  PROP_READ_ONLY,
  PROP_DISK_STATE,
  PROP_OWNER_STATE,
  PROP_SAVING,
  PROP_JOURNAL_PROBLEM,
  N_PROPS
};

enum
{
  CHANGED,
  N_SIGNALS
};

G_DEFINE_FINAL_TYPE (WayDocument, way_document, G_TYPE_OBJECT)
G_DEFINE_QUARK (way - document - error - quark, way_document_error)

static GParamSpec *properties[N_PROPS];
static guint       signals[N_SIGNALS];

void
way_document_set_path (WayDocument *self,
                       const char  *path)
{
  if (g_strcmp0 (path, self->path) == 0)
    return;
  g_free (self->path);
  self->path = g_strdup (path);
  g_clear_object (&self->remote);
  way_document_disk_follow (self);
  way_document_lock_follow (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PATH]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

void
way_document_set_remote (WayDocument *self,
                         GFile       *remote)
{
  g_object_freeze_notify (G_OBJECT (self));
  way_document_set_path (self, NULL);
  g_set_object (&self->remote, remote);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
  g_object_thaw_notify (G_OBJECT (self));
}

void
way_document_clear_read_only (WayDocument *self)
{
  if (self->reason == NULL)
    return;
  g_clear_pointer (&self->reason, g_free);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_READ_ONLY]);
}

static void
committed_cb (WayHistory  *history,
              const char  *label,
              WayDocument *self)
{
  way_document_journal_commit (self, label);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
is_clean_cb (WayHistory  *history,
             GParamSpec  *pspec,
             WayDocument *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MODIFIED]);
}

static void
edited_cb (WayMap      *map,
           WayEdit     *edit,
           WayDocument *self)
{
  if (edit->type == WAY_EDIT_SET && edit->field == WAY_MAP_TITLE &&
      g_strcmp0 (edit->id, way_element_get_id (way_map_get_root (map))) == 0)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

static void
way_document_get_property (GObject    *object,
                           guint       id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  WayDocument *self = WAY_DOCUMENT (object);

  switch (id)
    {
    case PROP_TITLE:
      g_value_take_string (value, way_document_dup_title (self));
      break;
    case PROP_PATH:
      g_value_set_string (value, self->path);
      break;
    case PROP_MODIFIED:
      g_value_set_boolean (value, way_document_get_modified (self));
      break;
    case PROP_READ_ONLY:
      g_value_set_boolean (value, way_document_get_read_only (self, NULL));
      break;
    case PROP_DISK_STATE:
      g_value_set_uint (value, way_document_get_disk_state (self));
      break;
    case PROP_OWNER_STATE:
      g_value_set_uint (value, way_document_get_owner_state (self));
      break;
    case PROP_SAVING:
      g_value_set_boolean (value, way_document_get_saving (self));
      break;
    case PROP_JOURNAL_PROBLEM:
      g_value_set_string (value, way_document_get_journal_problem (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
way_document_dispose (GObject *object)
{
  WayDocument *self = WAY_DOCUMENT (object);

  way_document_journal_dispose (self);
  way_document_disk_dispose (self);
  way_document_lock_dispose (self);
  if (self->history != NULL)
    g_signal_handlers_disconnect_by_data (self->history, self);
  if (self->map != NULL)
    g_signal_handlers_disconnect_by_data (self->map, self);
  g_clear_object (&self->history);
  g_clear_object (&self->map);

  G_OBJECT_CLASS (way_document_parent_class)->dispose (object);
}

static void
way_document_finalize (GObject *object)
{
  WayDocument *self = WAY_DOCUMENT (object);

  g_clear_pointer (&self->path, g_free);
  g_clear_object (&self->remote);
  g_clear_pointer (&self->reason, g_free);

  G_OBJECT_CLASS (way_document_parent_class)->finalize (object);
}

static void
way_document_class_init (WayDocumentClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags   flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = way_document_get_property;
  object_class->dispose = way_document_dispose;
  object_class->finalize = way_document_finalize;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_PATH] = g_param_spec_string ("path", NULL, NULL, NULL, flags);
  properties[PROP_MODIFIED] = g_param_spec_boolean ("modified", NULL, NULL, FALSE, flags);
  properties[PROP_READ_ONLY] = g_param_spec_boolean ("read-only", NULL, NULL, FALSE, flags);
  properties[PROP_DISK_STATE] = g_param_spec_uint ("disk-state", NULL, NULL, 0, WAY_DISK_BLOCKED, WAY_DISK_SAME, flags);
  properties[PROP_OWNER_STATE] = g_param_spec_uint ("owner-state", NULL, NULL, 0, WAY_OWNER_LOST, WAY_OWNER_SELF, flags);
  properties[PROP_SAVING] = g_param_spec_boolean ("saving", NULL, NULL, FALSE, flags);
  properties[PROP_JOURNAL_PROBLEM] = g_param_spec_string ("journal-problem", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
way_document_init (WayDocument *self)
{
}

WayDocument *
way_document_new (WayMap *map)
{
  g_autoptr (WayHistory) history = NULL;

  g_return_val_if_fail (WAY_IS_MAP (map), NULL);

  history = way_history_new (map);
  return way_document_new_with_history (history);
}

WayDocument *
way_document_new_with_history (WayHistory *history)
{
  WayDocument *self = g_object_new (WAY_TYPE_DOCUMENT, NULL);

  self->map = g_object_ref (way_history_get_map (history));
  self->history = g_object_ref (history);
  way_document_save_init (self);
  g_signal_connect (self->history, "committed", G_CALLBACK (committed_cb), self);
  g_signal_connect (self->history, "notify::is-clean", G_CALLBACK (is_clean_cb), self);
  g_signal_connect (self->map, "edited", G_CALLBACK (edited_cb), self);
  return self;
}

void
way_document_set_newer (WayDocument *self)
{
  self->reason = g_strdup (_ ("This file was written by a newer Waymark; save the map under another name to keep your changes"));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_READ_ONLY]);
}

WayMap *
way_document_get_map (WayDocument *self)
{
  g_return_val_if_fail (WAY_IS_DOCUMENT (self), NULL);

  return self->map;
}

WayHistory *
way_document_get_history (WayDocument *self)
{
  g_return_val_if_fail (WAY_IS_DOCUMENT (self), NULL);

  return self->history;
}

const char *
way_document_get_path (WayDocument *self)
{
  g_return_val_if_fail (WAY_IS_DOCUMENT (self), NULL);

  return self->path;
}

GFile *
way_document_dup_file (WayDocument *self)
{
  g_return_val_if_fail (WAY_IS_DOCUMENT (self), NULL);

  if (self->path != NULL)
    return g_file_new_for_path (self->path);
  return self->remote != NULL ? g_object_ref (self->remote) : NULL;
}

char *
way_document_dup_title (WayDocument *self)
{
  g_autoptr (GFile) file = NULL;
  g_autofree char *title = NULL;
  g_autofree char *base = NULL;
  g_autofree char *name = NULL;

  g_return_val_if_fail (WAY_IS_DOCUMENT (self), NULL);

  title = g_strdup (way_element_get_text (way_map_get_root (self->map), WAY_MAP_TITLE));
  g_strstrip (g_strdelimit (title, "\n\t", ' '));
  if (*title != '\0')
    return g_steal_pointer (&title);
  file = way_document_dup_file (self);
  if (file == NULL)
    return g_strdup (_ ("Untitled map"));
  base = g_file_get_basename (file);
  name = g_filename_display_name (base);
  if (g_str_has_suffix (name, EXTENSION) && strlen (name) > strlen (EXTENSION))
    name[strlen (name) - strlen (EXTENSION)] = '\0';
  return g_steal_pointer (&name);
}

gboolean
way_document_get_modified (WayDocument *self)
{
  g_return_val_if_fail (WAY_IS_DOCUMENT (self), FALSE);

  return self->disk.is_nowhere || !way_history_is_clean (self->history);
}

gboolean
way_document_get_read_only (WayDocument *self,
                            const char **reason)
{
  const char *why;

  g_return_val_if_fail (WAY_IS_DOCUMENT (self), FALSE);

  why = self->reason != NULL ? self->reason : way_document_lock_get_reason (self);
  if (reason != NULL)
    *reason = why;
  return why != NULL;
}
