/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Document"

#include "config.h"

#include <errno.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "way-document-private.h"
#include "way-remote-file-private.h"

/* Programs that replace a file do it in several moves; what is between them is nobody's business. */
#define SETTLING_MILLISECONDS 200

/* Look: one look at the file. */
typedef struct
{
  char       *path;
  GFile      *remote; /* in place of @path, … */
  char       *tag;    /* … and what the server says to what is known, then to what was found */
  WayFileMark found;
  guint       n_told; /* by then: how often the document told of its file */
} Look;

static void
free_look (gpointer data)
{
  Look *look = data;

  g_free (look->path);
  g_clear_object (&look->remote);
  g_free (look->tag);
  g_free (look);
}

static WayDiskState
judge (const WayDocumentDisk *disk)
{
  if (way_file_mark_is_same (&disk->accepted, &disk->found))
    return WAY_DISK_SAME;
  switch (disk->found.there)
    {
    case WAY_FILE_READ:
      return WAY_DISK_CHANGED;
    case WAY_FILE_BLOCKED:
      return WAY_DISK_BLOCKED;
    case WAY_FILE_MISSING:
    case WAY_FILE_UNKNOWN:
    default:
      return disk->new_path != NULL ? WAY_DISK_RENAMED : WAY_DISK_GONE;
    }
}

/* Work that is nowhere on the disk is not to be closed without a word; of what others wrote the disk has a copy. */
static gboolean
is_nowhere (const WayDocumentDisk *disk)
{
  if (way_file_mark_is_same (&disk->own, &disk->found))
    return FALSE;
  return disk->found.there != WAY_FILE_READ || !way_file_mark_is_same (&disk->own, &disk->accepted);
}

/* Tells what has become of the file; also when it was changed once more, for who answers is to know of it. */
static void
tell (WayDocument *self)
{
  WayDocumentDisk *disk = &self->disk;
  WayDiskState     last = disk->state;
  gboolean         was_modified = way_document_get_modified (self);

  disk->n_told++;
  disk->state = judge (disk);
  disk->is_nowhere = is_nowhere (disk) != FALSE;
  if (disk->state != WAY_DISK_RENAMED)
    g_clear_pointer (&disk->new_path, g_free);
  g_object_freeze_notify (G_OBJECT (self));
  if (way_document_get_modified (self) != was_modified)
    g_object_notify (G_OBJECT (self), "modified");
  if (disk->state != last || disk->state != WAY_DISK_SAME)
    g_object_notify (G_OBJECT (self), "disk-state");
  g_object_thaw_notify (G_OBJECT (self));
}

void
way_document_disk_settle (WayDocument       *self,
                          const WayFileMark *mark,
                          GBytes            *bytes)
{
  WayDocumentDisk *disk = &self->disk;

  disk->own = *mark;
  disk->accepted = *mark;
  disk->found = *mark;
  g_clear_pointer (&disk->tag, g_free);
  g_clear_pointer (&disk->base, g_bytes_unref);
  disk->base = g_bytes_ref (bytes);
  way_document_lock_follow_file (self, mark);
  tell (self);
}

void
way_document_disk_notice (WayDocument       *self,
                          const WayFileMark *found)
{
  WayDocumentDisk *disk = &self->disk;
  gboolean         is_news = !way_file_mark_is_same (&disk->found, found);

  disk->found = *found;
  way_document_lock_follow_file (self, found);
  if (way_file_mark_is_same (&disk->own, found))
    disk->own = disk->accepted = *found;
  if (is_news || judge (disk) != disk->state)
    tell (self);
}

/* --- Looking ---------------------------------------------------------------------- */

static void
look_in_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  Look *look = data;

  if (look->remote != NULL)
    way_remote_file_look_for_news (look->remote, &look->tag, &look->found);
  else
    way_file_mark_read (&look->found, look->path);
  g_task_return_boolean (task, TRUE);
}

static void
looked_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (WayDocument) self = data;
  WayDocumentDisk *disk = &self->disk;
  Look            *look = g_task_get_task_data (G_TASK (result));

  disk->is_looking = FALSE;
  /* What was seen is of another time when it was saved meanwhile; an own save tells by itself. */
  if (look->n_told == disk->n_told && g_queue_is_empty (&self->saves) && g_strcmp0 (look->path, self->path) == 0 && look->remote == self->remote)
    {
      way_document_disk_notice (self, &look->found);
      g_free (disk->tag);
      disk->tag = g_steal_pointer (&look->tag);
    }
  else
    disk->looks_again = TRUE;
  if (disk->looks_again)
    way_document_look (self);
}

static gboolean
settled_cb (gpointer data)
{
  WayDocument     *self = data;
  WayDocumentDisk *disk = &self->disk;
  g_autoptr (GTask) task = NULL;
  Look *look;

  disk->delay = 0;
  way_document_lock_look (self);
  if (self->path == NULL && self->remote == NULL)
    return G_SOURCE_REMOVE;
  if (disk->is_looking || !g_queue_is_empty (&self->saves))
    {
      disk->looks_again = TRUE;
      return G_SOURCE_REMOVE;
    }
  disk->is_looking = TRUE;
  disk->looks_again = FALSE;
  look = g_new0 (Look, 1);
  look->path = g_strdup (self->path);
  g_set_object (&look->remote, self->remote);
  look->tag = g_strdup (disk->tag);
  look->found = disk->found;
  look->n_told = disk->n_told;
  task = g_task_new (NULL, NULL, looked_cb, g_object_ref (self));
  g_task_set_source_tag (task, settled_cb);
  g_task_set_task_data (task, look, free_look);
  g_task_run_in_thread (task, look_in_thread);
  return G_SOURCE_REMOVE;
}

void
way_document_look (WayDocument *self)
{
  g_return_if_fail (WAY_IS_DOCUMENT (self));

  if ((self->path == NULL && self->remote == NULL) || !self->disk.is_watching)
    return;
  g_clear_handle_id (&self->disk.delay, g_source_remove);
  self->disk.delay = g_timeout_add (SETTLING_MILLISECONDS, settled_cb, self);
}

void
way_document_disk_saved (WayDocument *self)
{
  if (self->disk.looks_again && g_queue_is_empty (&self->saves))
    way_document_look (self);
}

/* --- Watching --------------------------------------------------------------------- */

static void
monitor_cb (GFileMonitor     *monitor,
            GFile            *file,
            GFile            *other,
            GFileMonitorEvent event,
            WayDocument      *self)
{
  WayDocumentDisk *disk = &self->disk;
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *own = self->path != NULL ? g_path_get_basename (self->path) : NULL;

  if (event == G_FILE_MONITOR_EVENT_RENAMED && other != NULL && g_strcmp0 (name, own) == 0 && g_file_peek_path (other) != NULL)
    {
      g_free (disk->new_path);
      disk->new_path = g_file_get_path (other);
    }
  way_document_look (self);
}

static void
add_monitor (WayDocument *self,
             const char  *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileMonitor) monitor = g_file_monitor_file (file, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);

  /* A disk that tells of nothing is looked at when the window is. */
  if (monitor == NULL)
    return;
  g_signal_connect (monitor, "changed", G_CALLBACK (monitor_cb), self);
  g_ptr_array_add (self->disk.monitors, g_steal_pointer (&monitor));
}

static void
free_monitor (gpointer data)
{
  g_file_monitor_cancel (data);
  g_object_unref (data);
}

void
way_document_disk_follow (WayDocument *self)
{
  g_autofree char *real = NULL;

  if (!self->disk.is_watching)
    return;
  g_clear_pointer (&self->disk.new_path, g_free);
  g_clear_pointer (&self->disk.monitors, g_ptr_array_unref);
  self->disk.monitors = g_ptr_array_new_with_free_func (free_monitor);
  if (self->path == NULL)
    return;
  add_monitor (self, self->path);
  /* A link and what it leads to may be changed by themselves. */
  real = realpath (self->path, NULL);
  if (real != NULL && strcmp (real, self->path) != 0)
    add_monitor (self, real);
}

void
way_document_disk_dispose (WayDocument *self)
{
  WayDocumentDisk *disk = &self->disk;

  disk->is_watching = FALSE;
  g_clear_handle_id (&disk->delay, g_source_remove);
  g_clear_pointer (&disk->monitors, g_ptr_array_unref);
  g_clear_pointer (&disk->base, g_bytes_unref);
  g_clear_pointer (&disk->fetched, g_bytes_unref);
  g_clear_pointer (&disk->new_path, g_free);
  g_clear_pointer (&disk->tag, g_free);
}

void
way_document_watch (WayDocument *self)
{
  g_return_if_fail (WAY_IS_DOCUMENT (self));

  if (self->disk.is_watching)
    return;
  self->disk.is_watching = TRUE;
  way_document_disk_follow (self);
  way_document_lock_follow (self);
  /* It may have been changed since it was read. */
  way_document_look (self);
}

/* --- Answers ---------------------------------------------------------------------- */

WayDiskState
way_document_get_disk_state (WayDocument *self)
{
  g_return_val_if_fail (WAY_IS_DOCUMENT (self), WAY_DISK_SAME);

  return self->disk.state;
}

const char *
way_document_get_new_path (WayDocument *self)
{
  g_return_val_if_fail (WAY_IS_DOCUMENT (self), NULL);

  return self->disk.state == WAY_DISK_RENAMED ? self->disk.new_path : NULL;
}

GBytes *
way_document_get_base (WayDocument *self)
{
  g_return_val_if_fail (WAY_IS_DOCUMENT (self), NULL);

  return self->disk.base;
}

const char *
way_document_get_block (WayDocument *self)
{
  g_return_val_if_fail (WAY_IS_DOCUMENT (self), NULL);

  if (self->disk.state != WAY_DISK_BLOCKED)
    return NULL;
  switch (self->disk.found.number)
    {
    case EISDIR:
      return _ ("There is a folder of this name now");
    case 0:
      return _ ("There is a pipe or a device of this name now");
    case EACCES:
    case EPERM:
      return _ ("You have no permission to read it any more");
    default:
      return g_strerror (self->disk.found.number);
    }
}

void
way_document_follow (WayDocument *self)
{
  g_autofree char *path = NULL;

  g_return_if_fail (WAY_IS_DOCUMENT (self));

  if (self->disk.state != WAY_DISK_RENAMED)
    return;
  path = g_strdup (self->disk.new_path);
  /* Whether it holds the same is looked at as soon as it is watched. */
  self->disk.found = self->disk.accepted = self->disk.own;
  tell (self);
  way_document_set_path (self, path);
  way_document_look (self);
}

void
way_document_keep_mine (WayDocument *self)
{
  g_return_if_fail (WAY_IS_DOCUMENT (self));

  if (self->disk.state == WAY_DISK_SAME)
    return;
  self->disk.accepted = self->disk.found;
  tell (self);
}
