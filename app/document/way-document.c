/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Document"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "way-document-private.h"
#include "waymark/way-store.h"

#define EXTENSION ".waymark"

enum
{
  PROP_0,
  PROP_TITLE,
  PROP_PATH,
  PROP_MODIFIED,
  PROP_READ_ONLY,
  PROP_DISK_STATE,
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
  way_document_disk_follow (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PATH]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
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
      g_value_set_boolean (value, self->reason != NULL);
      break;
    case PROP_DISK_STATE:
      g_value_set_uint (value, way_document_get_disk_state (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
way_document_dispose (GObject *object)
{
  WayDocument *self = WAY_DOCUMENT (object);

  way_document_disk_dispose (self);
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
  WayDocument *self;

  g_return_val_if_fail (WAY_IS_MAP (map), NULL);

  self = g_object_new (WAY_TYPE_DOCUMENT, NULL);
  self->map = g_object_ref (map);
  self->history = way_history_new (map);
  way_document_save_init (self);
  g_signal_connect (self->history, "committed", G_CALLBACK (committed_cb), self);
  g_signal_connect (self->history, "notify::is-clean", G_CALLBACK (is_clean_cb), self);
  g_signal_connect (self->map, "edited", G_CALLBACK (edited_cb), self);
  return self;
}

static WayMap *
load_map (const char     *path,
          GBytes         *bytes,
          WayStoreNotice *notice,
          GError        **error)
{
  g_autofree char *name = g_filename_display_name (path);
  gsize            length;
  const char      *data = g_bytes_get_data (bytes, &length);

  return way_store_load_bytes (data, length, name, notice, error);
}

WayDocument *
way_document_open (const char *path,
                   GError    **error)
{
  g_auto (WayStoreNotice) notice = { 0 };
  g_autoptr (WayMap) map = NULL;
  g_autoptr (GBytes) bytes = NULL;
  WayFileMark  mark;
  WayDocument *self;

  g_return_val_if_fail (path != NULL, NULL);

  bytes = way_store_read (path, error);
  if (bytes == NULL)
    return NULL;
  way_file_mark_take (&mark, path, bytes);
  map = load_map (path, bytes, &notice, error);
  if (map == NULL)
    return NULL;
  self = way_document_new (map);
  self->path = g_canonicalize_filename (path, NULL);
  way_document_disk_settle (self, &mark, bytes);
  way_document_mark_stamped (self);
  if (notice.newer_version > 0)
    self->reason = g_strdup (_ ("This file was written by a newer Waymark; save the map under another name to keep your changes"));
  return self;
}

static void
open_in_thread (GTask        *task,
                gpointer      source,
                gpointer      path,
                GCancellable *cancellable)
{
  GError      *error = NULL;
  WayDocument *document;

  if (g_task_return_error_if_cancelled (task))
    return;
  document = way_document_open (path, &error);
  if (document != NULL)
    g_task_return_pointer (task, document, g_object_unref);
  else
    g_task_return_error (task, error);
}

void
way_document_open_async (const char         *path,
                         GCancellable       *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (path != NULL);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, way_document_open_async);
  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_run_in_thread (task, open_in_thread);
}

WayDocument *
way_document_open_finish (GAsyncResult *result,
                          GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
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

char *
way_document_dup_title (WayDocument *self)
{
  g_autofree char *title = NULL;
  g_autofree char *name = NULL;

  g_return_val_if_fail (WAY_IS_DOCUMENT (self), NULL);

  title = g_strdup (way_element_get_text (way_map_get_root (self->map), WAY_MAP_TITLE));
  g_strstrip (g_strdelimit (title, "\n\t", ' '));
  if (*title != '\0')
    return g_steal_pointer (&title);
  if (self->path == NULL)
    return g_strdup (_ ("Untitled map"));
  name = g_filename_display_basename (self->path);
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
  g_return_val_if_fail (WAY_IS_DOCUMENT (self), FALSE);

  if (reason != NULL)
    *reason = self->reason;
  return self->reason != NULL;
}
