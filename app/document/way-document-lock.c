/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Document"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "way-document-private.h"

static void
free_monitor (gpointer data)
{
  g_file_monitor_cancel (data);
  g_object_unref (data);
}

static void
monitor (WayDocument *self,
         const char  *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileMonitor) monitor = g_file_monitor_file (file, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);

  if (monitor == NULL)
    return;
  g_signal_connect_swapped (monitor, "changed", G_CALLBACK (way_document_lock_look), self);
  g_ptr_array_add (self->lock.monitors, g_steal_pointer (&monitor));
}

/* Where others take over, or what another has to let go of. */
static void
monitor_all (WayDocument *self)
{
  WayDocumentLock        *lock = &self->lock;
  g_autofree const char **paths = lock->held != NULL ? way_file_lock_list_paths (lock->held) : NULL;

  g_clear_pointer (&lock->monitors, g_ptr_array_unref);
  lock->monitors = g_ptr_array_new_with_free_func (free_monitor);
  for (guint i = 0; paths != NULL && paths[i] != NULL; i++)
    monitor (self, paths[i]);
  if (paths == NULL && lock->owner.path != NULL)
    monitor (self, lock->owner.path);
}

static void
set_state (WayDocument  *self,
           WayOwnerState state)
{
  WayDocumentLock *lock = &self->lock;

  if (state == WAY_OWNER_SELF)
    way_file_owner_clear (&lock->owner);
  monitor_all (self);
  if (lock->state == state)
    return;
  lock->state = state;
  g_object_freeze_notify (G_OBJECT (self));
  g_object_notify (G_OBJECT (self), "owner-state");
  g_object_notify (G_OBJECT (self), "read-only");
  g_object_thaw_notify (G_OBJECT (self));
}

static void
try_to_own (WayDocument *self)
{
  WayDocumentLock *lock = &self->lock;

  lock->held = way_file_lock_acquire (self->path, NULL, &lock->owner);
  if (lock->held == NULL && lock->owner.host != NULL)
    set_state (self, lock->state == WAY_OWNER_LOST ? WAY_OWNER_LOST : WAY_OWNER_OTHER);
  else
    set_state (self, WAY_OWNER_SELF);
}

void
way_document_lock_look (WayDocument *self)
{
  WayDocumentLock *lock = &self->lock;

  if (self->path == NULL || !self->disk.is_watching)
    return;
  if (lock->held != NULL)
    {
      if (way_file_lock_holds (lock->held))
        return;
      g_clear_pointer (&lock->held, way_file_lock_unref);
      set_state (self, WAY_OWNER_LOST);
    }
  /* The map's own disk, which may not answer, is not asked for nothing. */
  else if (lock->state == WAY_OWNER_SELF || way_file_owner_is_there (&lock->owner))
    return;
  try_to_own (self);
  /* The other may have saved before it ended. */
  if (lock->state == WAY_OWNER_SELF)
    way_document_look (self);
}

void
way_document_lock_follow_file (WayDocument       *self,
                               const WayFileMark *mark)
{
  WayDocumentLock *lock = &self->lock;

  if (lock->held == NULL || mark->there != WAY_FILE_READ || mark->inode == 0)
    return;
  if (way_file_lock_follow (lock->held, mark->device, mark->inode, &lock->owner))
    {
      set_state (self, WAY_OWNER_SELF);
      return;
    }
  /* Another program has the file open that was put in the place of ours. */
  g_clear_pointer (&lock->held, way_file_lock_unref);
  set_state (self, WAY_OWNER_OTHER);
}

void
way_document_lock_dispose (WayDocument *self)
{
  g_clear_pointer (&self->lock.monitors, g_ptr_array_unref);
  g_clear_pointer (&self->lock.held, way_file_lock_unref);
  g_clear_pointer (&self->lock.next, way_file_lock_unref);
  way_file_owner_clear (&self->lock.owner);
}

void
way_document_lock_follow (WayDocument *self)
{
  WayDocumentLock *lock = &self->lock;
  WayFileLock     *next = g_steal_pointer (&lock->next);

  if (!self->disk.is_watching)
    {
      g_clear_pointer (&next, way_file_lock_unref);
      return;
    }
  way_document_lock_dispose (self);
  lock->held = next;
  if (self->path == NULL || lock->held != NULL)
    set_state (self, WAY_OWNER_SELF);
  else
    try_to_own (self);
}

gboolean
way_document_lock_reserve (const char        *path,
                           const WayFileLock *held,
                           WayFileLock      **lock,
                           GError           **error)
{
  g_auto (WayFileOwner) owner = { 0 };
  g_autofree char *shown = NULL;

  *lock = way_file_lock_acquire (path, held, &owner);
  if (owner.host == NULL)
    return TRUE;
  shown = g_filename_display_basename (path);
  g_set_error (error, WAY_DOCUMENT_ERROR, WAY_DOCUMENT_ERROR_READ_ONLY,
               _ ("“%s” is open in another Waymark window"), shown);
  return FALSE;
}

const char *
way_document_lock_get_reason (WayDocument *self)
{
  switch (self->lock.state)
    {
    case WAY_OWNER_OTHER:
      return _ ("The map is open in another Waymark window");
    case WAY_OWNER_LOST:
      return _ ("Another Waymark window has taken the map over");
    case WAY_OWNER_SELF:
    default:
      return NULL;
    }
}

/* --- Answers ---------------------------------------------------------------------- */

WayOwnerState
way_document_get_owner_state (WayDocument *self)
{
  g_return_val_if_fail (WAY_IS_DOCUMENT (self), WAY_OWNER_SELF);

  return self->lock.state;
}

const char *
way_document_get_owner_host (WayDocument *self)
{
  const char *host;

  g_return_val_if_fail (WAY_IS_DOCUMENT (self), NULL);

  host = self->lock.owner.host;
  return host != NULL && *host != '\0' && g_strcmp0 (host, g_get_host_name ()) != 0 ? host : NULL;
}

gboolean
way_document_take_over (WayDocument *self,
                        GError     **error)
{
  WayDocumentLock *lock = &self->lock;

  g_return_val_if_fail (WAY_IS_DOCUMENT (self), FALSE);

  if (lock->state == WAY_OWNER_SELF)
    return TRUE;
  lock->held = way_file_lock_take_over (self->path);
  if (lock->held == NULL)
    {
      g_set_error_literal (error, WAY_DOCUMENT_ERROR, WAY_DOCUMENT_ERROR_READ_ONLY, way_document_lock_get_reason (self));
      return FALSE;
    }
  set_state (self, WAY_OWNER_SELF);
  /* What the other has saved is news here. */
  way_document_look (self);
  return TRUE;
}
