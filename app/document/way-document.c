/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Document"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "waymark/way-document.h"
#include "waymark/way-safe-file.h"
#include "waymark/way-store.h"

#define EXTENSION ".waymark"
#define MOST_EDITIONS 1000000

/* Save: one file on its way to the disk. */
typedef struct
{
  char   *path;
  GBytes *bytes;
  guint64 step; /* the step that the bytes show */
  gint64  edition;
} Save;

struct _WayDocument
{
  GObject     parent_instance;
  WayMap     *map;
  WayHistory *history;
  char       *path;
  char       *reason; /* why it is read-only, or NULL */
  GQueue      saves;  /* GTask; the first one is being written */
  guint64     stamped_step;
  gint64      saved_edition;

  guint is_stamped : 1; /* @stamped_step is one; a map that was never saved has none */
};

enum
{
  PROP_0,
  PROP_TITLE,
  PROP_PATH,
  PROP_MODIFIED,
  PROP_READ_ONLY,
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

static void write_next (WayDocument *self);

static void
free_save (gpointer data)
{
  Save *save = data;

  g_free (save->path);
  g_bytes_unref (save->bytes);
  g_free (save);
}

static gint64
get_edition (WayDocument *self)
{
  return way_element_get_hundredths (way_map_get_root (self->map), WAY_MAP_EDITION) / 100;
}

static void
set_root (WayDocument *self,
          guint        field,
          const char  *value)
{
  g_autoptr (GError) error = NULL;

  way_history_set_unrecorded (self->history, way_element_get_id (way_map_get_root (self->map)), field, value, &error);
  g_assert_no_error (error);
}

/* The edition that is on the disk, or on its way there. */
static gint64
get_last_edition (WayDocument *self)
{
  GTask *last = g_queue_peek_tail (&self->saves);
  Save  *save = last != NULL ? g_task_get_task_data (last) : NULL;

  return save != NULL ? save->edition : self->saved_edition;
}

/* Once for each step that is saved. An edition that somebody set by hand is left alone. */
static void
stamp (WayDocument *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *today = g_date_time_format (now, "%Y-%m-%d");
  guint64          step = way_history_get_step (self->history);
  gint64           last = get_last_edition (self);

  if (self->is_stamped && self->stamped_step == step)
    return;
  self->is_stamped = TRUE;
  self->stamped_step = step;
  set_root (self, WAY_MAP_CHANGED, today);
  if (get_edition (self) <= last)
    {
      g_autofree char *edition = g_strdup_printf ("%" G_GINT64_FORMAT, MIN (last + 1, MOST_EDITIONS));

      set_root (self, WAY_MAP_EDITION, edition);
    }
}

static char *
find_target (WayDocument *self,
             const char  *path,
             GError     **error)
{
  g_autofree char *target = path != NULL ? g_canonicalize_filename (path, NULL) : g_strdup (self->path);

  if (target == NULL)
    g_set_error_literal (error, WAY_DOCUMENT_ERROR, WAY_DOCUMENT_ERROR_NO_FILE, _ ("The map has no file yet; choose a name for it"));
  else if (self->reason != NULL && g_strcmp0 (target, self->path) == 0)
    g_set_error_literal (error, WAY_DOCUMENT_ERROR, WAY_DOCUMENT_ERROR_READ_ONLY, self->reason);
  else if (way_history_in_transaction (self->history))
    g_set_error_literal (error, WAY_DOCUMENT_ERROR, WAY_DOCUMENT_ERROR_BUSY, _ ("The map is just being changed; save it after that"));
  else
    return g_steal_pointer (&target);
  return NULL;
}

static Save *
new_save (WayDocument *self,
          const char  *path,
          GError     **error)
{
  char *target = find_target (self, path, error);
  Save *save;

  if (target == NULL)
    return NULL;
  stamp (self);
  save = g_new0 (Save, 1);
  save->path = target;
  save->step = way_history_get_step (self->history);
  save->edition = get_edition (self);
  save->bytes = way_store_write (self->map);
  return save;
}

static gboolean
write_save (const Save *save,
            GError    **error)
{
  gsize       length;
  const void *bytes = g_bytes_get_data (save->bytes, &length);

  return way_safe_file_save (save->path, bytes, length, error);
}

static void
set_path (WayDocument *self,
          const char  *path)
{
  if (g_strcmp0 (path, self->path) == 0)
    return;
  g_free (self->path);
  self->path = g_strdup (path);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PATH]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

static void
settle (WayDocument *self,
        const Save  *save)
{
  g_object_freeze_notify (G_OBJECT (self));
  set_path (self, save->path);
  self->saved_edition = save->edition;
  way_history_mark_step_clean (self->history, save->step);
  if (self->reason != NULL)
    {
      /* It has left the file of a newer Waymark. */
      g_clear_pointer (&self->reason, g_free);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_READ_ONLY]);
    }
  g_object_thaw_notify (G_OBJECT (self));
}

static void
write_in_thread (GTask        *task,
                 gpointer      source,
                 gpointer      data,
                 GCancellable *cancellable)
{
  GError *error = NULL;

  if (g_task_return_error_if_cancelled (task))
    return;
  if (write_save (data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
written_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (WayDocument) self = data;
  g_autoptr (GTask) task = g_queue_pop_head (&self->saves);
  GError *error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    {
      settle (self, g_task_get_task_data (task));
      g_task_return_boolean (task, TRUE);
    }
  else
    g_task_return_error (task, error);
  write_next (self);
}

static void
write_next (WayDocument *self)
{
  GTask *task = g_queue_peek_head (&self->saves);
  g_autoptr (GTask) writing = NULL;

  if (task == NULL)
    return;
  /* The thread may let go of its task last; the document is not to end there. */
  writing = g_task_new (NULL, g_task_get_cancellable (task), written_cb, g_object_ref (self));
  g_task_set_source_tag (writing, write_next);
  /* Once the disk is told, the answer is the disk's. */
  g_task_set_check_cancellable (writing, FALSE);
  g_task_set_task_data (writing, g_task_get_task_data (task), NULL);
  g_task_run_in_thread (writing, write_in_thread);
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
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
way_document_dispose (GObject *object)
{
  WayDocument *self = WAY_DOCUMENT (object);

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
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
way_document_init (WayDocument *self)
{
  g_queue_init (&self->saves);
}

WayDocument *
way_document_new (WayMap *map)
{
  WayDocument *self;

  g_return_val_if_fail (WAY_IS_MAP (map), NULL);

  self = g_object_new (WAY_TYPE_DOCUMENT, NULL);
  self->map = g_object_ref (map);
  self->history = way_history_new (map);
  self->saved_edition = get_edition (self);
  g_signal_connect (self->history, "committed", G_CALLBACK (committed_cb), self);
  g_signal_connect (self->history, "notify::is-clean", G_CALLBACK (is_clean_cb), self);
  g_signal_connect (self->map, "edited", G_CALLBACK (edited_cb), self);
  return self;
}

WayDocument *
way_document_open (const char *path,
                   GError    **error)
{
  g_auto (WayStoreNotice) notice = { 0 };
  g_autoptr (WayMap) map = NULL;
  WayDocument *self;

  g_return_val_if_fail (path != NULL, NULL);

  map = way_store_load (path, &notice, error);
  if (map == NULL)
    return NULL;
  self = way_document_new (map);
  self->path = g_canonicalize_filename (path, NULL);
  self->is_stamped = TRUE;
  self->stamped_step = way_history_get_step (self->history);
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

  return !way_history_is_clean (self->history);
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

void
way_document_save_async (WayDocument        *self,
                         const char         *path,
                         GCancellable       *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;
  GError *error = NULL;
  Save   *save;

  g_return_if_fail (WAY_IS_DOCUMENT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, way_document_save_async);
  /* A file that is there was saved, even if somebody cancelled meanwhile. */
  g_task_set_check_cancellable (task, FALSE);
  save = new_save (self, path, &error);
  if (save == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_task_set_task_data (task, save, free_save);
  g_queue_push_tail (&self->saves, g_steal_pointer (&task));
  if (g_queue_get_length (&self->saves) == 1)
    write_next (self);
}

gboolean
way_document_save_finish (WayDocument  *self,
                          GAsyncResult *result,
                          GError      **error)
{
  g_return_val_if_fail (WAY_IS_DOCUMENT (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

gboolean
way_document_save (WayDocument *self,
                   const char  *path,
                   GError     **error)
{
  Save    *save;
  gboolean done;

  g_return_val_if_fail (WAY_IS_DOCUMENT (self), FALSE);

  if (!g_queue_is_empty (&self->saves))
    {
      g_set_error_literal (error, WAY_DOCUMENT_ERROR, WAY_DOCUMENT_ERROR_BUSY, _ ("The map is just being saved; wait for that"));
      return FALSE;
    }
  save = new_save (self, path, error);
  if (save == NULL)
    return FALSE;
  done = write_save (save, error);
  if (done)
    settle (self, save);
  free_save (save);
  return done;
}
