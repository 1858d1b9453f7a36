/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Canvas"

#include "way-canvas-private.h"

#include "waymark/way-image.h"

/* Images are decoded in another thread; until then their items are drawn without them. */

char *
way_canvas_dup_image_problem (WayCanvas     *self,
                              const WayItem *item)
{
  GHashTable *images = way_map_get_images (way_editor_get_map (self->editor));
  char       *problem = NULL;
  gboolean    is_known;

  for (guint i = 0; problem == NULL && i < item->n_shapes; i++)
    {
      GBytes *image = item->shapes[i].type == WAY_SHAPE_IMAGE ? g_hash_table_lookup (images, item->shapes[i].image) : NULL;

      if (image != NULL)
        problem = way_image_peek_problem (image, &is_known);
    }
  return problem;
}

void
way_canvas_images_ready_cb (gpointer data)
{
  WayCanvas *self = data;

  way_canvas_update_words_soon (self);
  if (!way_canvas_nodes_forget_waiting (self->nodes) & !way_canvas_tiles_forget_waiting (self->tiles))
    return;
  for (guint i = 0; i < self->entries->len; i++)
    {
      WayCanvasEntry *entry = &g_array_index (self->entries, WayCanvasEntry, i);

      if (entry->widget != NULL && way_item_has_image (entry->item))
        gtk_widget_queue_draw (GTK_WIDGET (entry->widget));
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
