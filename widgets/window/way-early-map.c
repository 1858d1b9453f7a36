/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Window"

#include "way-early-map.h"

struct _WayEarlyMap
{
  GThread          *thread;
  char             *path;
  int               width; /* of the window */
  int               height;
  WayDocument      *document;
  WayEditor        *editor;
  WayCanvasPicture *picture;

  GMutex              lock; /* of what follows */
  GCond               ready;
  gboolean            is_ready;
  WayEarlyMapCallback callback; /* not NULL when somebody could not wait for it */
  gpointer            user_data;
};

static void
end (WayEarlyMap *self)
{
  g_thread_join (self->thread);
  g_clear_pointer (&self->picture, way_canvas_picture_free);
  g_clear_object (&self->editor);
  g_clear_object (&self->document);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->ready);
  g_free (self->path);
  g_free (self);
}

static void
give (WayEarlyMap        *self,
      WayEarlyMapCallback callback,
      gpointer            user_data)
{
  callback (g_steal_pointer (&self->document), g_steal_pointer (&self->editor), g_steal_pointer (&self->picture), user_data);
  end (self);
}

static gboolean
give_cb (gpointer data)
{
  WayEarlyMap *self = data;

  give (self, self->callback, self->user_data);
  return G_SOURCE_REMOVE;
}

static void
look (WayEarlyMap *self)
{
  double    width;
  double    height;
  gboolean  is_whole;
  WayScene *scene;

  way_canvas_get_first_look (self->width, self->height, &width, &height);
  self->editor = way_editor_new (way_document_get_history (self->document));
  scene = way_editor_get_scene_within (self->editor, width, height, &is_whole);
  self->picture = way_canvas_picture_new (scene, self->width, self->height);
}

static gpointer
prepare (gpointer data)
{
  WayEarlyMap *self = data;

  self->document = way_document_open (self->path, NULL);
  if (self->document != NULL)
    look (self);
  g_mutex_lock (&self->lock);
  self->is_ready = TRUE;
  if (self->callback != NULL)
    g_idle_add_full (G_PRIORITY_DEFAULT, give_cb, self, NULL);
  g_cond_signal (&self->ready);
  g_mutex_unlock (&self->lock);
  return NULL;
}

WayEarlyMap *
way_early_map_new (const char *path,
                   int         width,
                   int         height)
{
  WayEarlyMap *self = g_new0 (WayEarlyMap, 1);

  self->path = g_strdup (path);
  self->width = width;
  self->height = height;
  g_mutex_init (&self->lock);
  g_cond_init (&self->ready);
  self->thread = g_thread_new ("early-map", prepare, self);
  return self;
}

const char *
way_early_map_get_path (WayEarlyMap *self)
{
  return self->path;
}

void
way_early_map_finish (WayEarlyMap        *self,
                      gint64              patience,
                      WayEarlyMapCallback callback,
                      gpointer            user_data)
{
  gint64   until = g_get_monotonic_time () + patience;
  gboolean is_ready;

  g_mutex_lock (&self->lock);
  while (!self->is_ready && g_cond_wait_until (&self->ready, &self->lock, until))
    continue;
  is_ready = self->is_ready;
  if (!is_ready)
    {
      self->callback = callback;
      self->user_data = user_data;
    }
  g_mutex_unlock (&self->lock);
  if (is_ready)
    give (self, callback, user_data);
}

void
way_early_map_free (WayEarlyMap *self)
{
  end (self);
}
