/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Dialogs"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "way-map-picture.h"
#include "way-version-reading.h"

#include "waymark/way-difference.h"
#include "waymark/way-pages.h"
#include "waymark/way-store.h"

#define MOST_LINES 200

typedef struct
{
  WayVersion *version;
  WayVersion *older;
  GBytes     *present;
  int         width;
  int         height;
} Order;

static WayVersion *
copy_version (const WayVersion *version)
{
  WayVersion *copy;

  if (version == NULL)
    return NULL;
  copy = g_new (WayVersion, 1);
  *copy = *version;
  copy->file = g_strdup (version->file);
  copy->digest = g_strdup (version->digest);
  return copy;
}

static void
free_order (gpointer data)
{
  Order *order = data;

  way_version_free (order->version);
  way_version_free (order->older);
  g_clear_pointer (&order->present, g_bytes_unref);
  g_free (order);
}

void
way_version_reading_free (WayVersionReading *self)
{
  if (self == NULL)
    return;
  g_clear_object (&self->map);
  g_clear_object (&self->picture);
  g_free (self->change);
  g_free (self->facts);
  g_free (self->title);
  g_strfreev (self->since);
  g_free (self);
}

/* Each save changes these. */
static gboolean
is_bookkeeping (const WayChange *change)
{
  return change->type == WAY_CHANGE_SET && change->after != NULL && way_element_get_kind (change->after) == WAY_KIND_MAP &&
         (change->field == WAY_MAP_EDITION || change->field == WAY_MAP_CHANGED);
}

/* What differs, a line each, @most lines at most; @n becomes how much there is. */
static GStrv
describe (WayMap *before,
          WayMap *after,
          guint   most,
          guint  *n)
{
  g_autoptr (WayDifference) difference = way_difference_new (before, after);
  g_autoptr (GStrvBuilder) lines = g_strv_builder_new ();

  *n = 0;
  for (guint i = 0; i < way_difference_get_n_changes (difference); i++)
    {
      const WayChange *change = way_difference_get_change (difference, i);
      g_autofree char *text = NULL;

      if (is_bookkeeping (change) || (*n)++ >= most)
        continue;
      text = way_change_dup_text (change);
      g_strv_builder_add (lines, text);
    }
  return g_strv_builder_end (lines);
}

static char *
describe_facts (WayMap *map)
{
  guint            n_stages = way_map_count (map, WAY_KIND_STAGE);
  guint            n_touchpoints = way_map_count (map, WAY_KIND_TOUCHPOINT);
  guint            n_cards = way_map_count (map, WAY_KIND_CARD);
  const char      *edition = way_element_get (way_map_get_root (map), WAY_MAP_EDITION);
  g_autofree char *editions = edition != NULL ? g_strdup_printf (_ ("Edition %s"), edition) : NULL;
  g_autofree char *stages = g_strdup_printf (ngettext ("%u stage", "%u stages", n_stages), n_stages);
  g_autofree char *touchpoints = g_strdup_printf (ngettext ("%u touchpoint", "%u touchpoints", n_touchpoints), n_touchpoints);
  g_autofree char *cards = g_strdup_printf (ngettext ("%u card", "%u cards", n_cards), n_cards);

  if (editions == NULL)
    return g_strjoin (" · ", stages, touchpoints, cards, NULL);
  return g_strjoin (" · ", editions, stages, touchpoints, cards, NULL);
}

static char *
describe_change (WayMap *before,
                 WayMap *after)
{
  guint n;
  g_auto (GStrv) lines = describe (before, after, 1, &n);
  g_autofree char *count = NULL;

  if (n == 0)
    return g_strdup (_ ("Only saved again"));
  if (n == 1)
    return g_steal_pointer (&lines[0]);
  count = g_strdup_printf (ngettext ("%u change", "%u changes", n), n);
  return g_strjoin (" · ", count, lines[0], NULL);
}

static WayMap *
load_map (const WayVersion *version,
          GError          **error)
{
  g_autoptr (GBytes) bytes = way_version_load (version, error);

  return bytes != NULL ? way_store_load_bytes (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL, NULL, error) : NULL;
}

static WayVersionReading *
read_version (const Order *order,
              GError     **error)
{
  WayView view = { 0 };
  g_autoptr (WayVersionReading) self = g_new0 (WayVersionReading, 1);
  g_autoptr (WayMap) older = order->older != NULL ? load_map (order->older, NULL) : NULL;
  g_autoptr (WayMap) present = NULL;
  g_autoptr (WayScene) scene = NULL;

  self->map = load_map (order->version, error);
  if (self->map == NULL)
    return NULL;
  self->facts = describe_facts (self->map);
  self->title = g_strdup (way_element_get_text (way_map_get_root (self->map), WAY_MAP_TITLE));
  self->change = older != NULL ? describe_change (older, self->map) : g_strdup (_ ("The first one here"));
  if (order->present != NULL)
    present = way_store_load_bytes (g_bytes_get_data (order->present, NULL), g_bytes_get_size (order->present), NULL, NULL, NULL);
  if (present != NULL)
    self->since = describe (self->map, present, MOST_LINES, &self->n_since);
  scene = way_pages_new_whole (self->map, &view, -1);
  self->picture = way_map_picture_new_of_scene (scene, order->width, order->height);
  return g_steal_pointer (&self);
}

static void
read_in_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  GError            *error = NULL;
  WayVersionReading *reading;

  if (g_task_return_error_if_cancelled (task))
    return;
  reading = read_version (data, &error);
  if (reading != NULL)
    g_task_return_pointer (task, reading, (GDestroyNotify) way_version_reading_free);
  else
    g_task_return_error (task, error);
}

void
way_version_read_async (const WayVersion   *version,
                        const WayVersion   *older,
                        GBytes             *present,
                        int                 width,
                        int                 height,
                        GCancellable       *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Order *order = g_new0 (Order, 1);

  order->version = copy_version (version);
  order->older = copy_version (older);
  order->present = present != NULL ? g_bytes_ref (present) : NULL;
  order->width = width;
  order->height = height;
  g_task_set_source_tag (task, way_version_read_async);
  g_task_set_task_data (task, order, free_order);
  g_task_run_in_thread (task, read_in_thread);
}

WayVersionReading *
way_version_read_finish (GAsyncResult *result,
                         GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
