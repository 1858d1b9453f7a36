/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Canvas"

#include "way-canvas-private.h"

#include "waymark/way-image.h"

#include <math.h>

/* How many selected items have a widget each when seen from far away. */
#define MOST_SELECTED 200

/* Widgets that are kept ready. */
#define STOCK 32

/* What a widget is found by. */
typedef struct
{
  WayRole     role;
  const char *identity;
  guint       ordinal; /* some elements are shown more than once */
} Key;

static guint
hash_key (gconstpointer data)
{
  const Key *key = data;

  return (key->identity != NULL ? g_str_hash (key->identity) : 0) * 31u + (guint) key->role * 7u + key->ordinal;
}

static gboolean
equal_keys (gconstpointer a,
            gconstpointer b)
{
  const Key *first = a;
  const Key *second = b;

  return first->role == second->role && first->ordinal == second->ordinal && g_strcmp0 (first->identity, second->identity) == 0;
}

static void
free_key (gpointer data)
{
  Key *key = data;

  g_free ((char *) key->identity);
  g_free (key);
}

static void
clear_entry (gpointer data)
{
  way_item_unref (((WayCanvasEntry *) data)->item);
}

void
way_canvas_items_init (WayCanvas *self)
{
  self->entries = g_array_new (FALSE, TRUE, sizeof (WayCanvasEntry));
  g_array_set_clear_func (self->entries, clear_entry);
  self->widgets = g_hash_table_new_full (hash_key, equal_keys, free_key, NULL);
  self->spare = g_ptr_array_new ();
  self->nodes = way_canvas_nodes_new ();
  self->tiles = way_canvas_tiles_new ();
  self->image_watch = way_image_watch (way_canvas_images_ready_cb, self);
}

void
way_canvas_items_dispose (WayCanvas *self)
{
  GHashTableIter iter;
  gpointer       widget;

  g_clear_handle_id (&self->words_source, g_source_remove);
  g_clear_handle_id (&self->stock_source, g_source_remove);
  g_clear_handle_id (&self->late_source, g_source_remove);
  if (self->widgets == NULL)
    return;
  way_image_unwatch (self->image_watch);
  way_image_forget_all ();
  g_array_set_size (self->entries, 0);
  g_hash_table_iter_init (&iter, self->widgets);
  while (g_hash_table_iter_next (&iter, NULL, &widget))
    gtk_widget_unparent (widget);
  for (guint i = 0; i < self->spare->len; i++)
    gtk_widget_unparent (self->spare->pdata[i]);
  g_clear_pointer (&self->entries, g_array_unref);
  g_clear_pointer (&self->widgets, g_hash_table_unref);
  g_clear_pointer (&self->spare, g_ptr_array_unref);
  g_clear_pointer (&self->nodes, way_canvas_nodes_free);
  g_clear_pointer (&self->tiles, way_canvas_tiles_free);
}

gboolean
way_canvas_has_meaning (const WayItem *item)
{
  return item->role != WAY_ROLE_DECORATION && item->role != WAY_ROLE_CURVE;
}

/* From far away only what people are busy with counts; the tiles draw everything. */
static gboolean
is_wanted (WayCanvas     *self,
           const WayItem *item)
{
  return !way_canvas_is_small (self) ||
         (way_canvas_has_meaning (item) && item->element != NULL &&
          way_selection_contains (way_editor_get_selection (self->editor), item->element));
}

/* In pixels; all but at a whole pixel of the device is at it. */
static double
to_pixels (WayCanvas *self,
           double     value)
{
  double factor = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  double pixels = value * self->scale;
  double whole = round (pixels * factor) / factor;

  return fabs (pixels - whole) < 1e-6 ? whole : pixels;
}

void
way_canvas_locate (WayCanvas            *self,
                   const WayCanvasEntry *entry,
                   WayPoint             *pixel,
                   WayPoint             *offset)
{
  const WayRectangle *extents = &entry->item->extents;
  double              x = to_pixels (self, entry->origin.x), y = to_pixels (self, entry->origin.y);

  *pixel = (WayPoint){ floor (x + extents->x * self->scale), floor (y + extents->y * self->scale) };
  *offset = (WayPoint){ x - pixel->x, y - pixel->y };
}

WayPoint
way_canvas_snap (WayCanvas     *self,
                 const WayItem *item,
                 WayPoint       origin)
{
  double density = self->scale * way_canvas_get_pixel_factor (self);

  /* What only decorates is joined to its neighbours. */
  if (density <= 0 || !way_canvas_has_meaning (item))
    return origin;
  return (WayPoint){ round (origin.x * density) / density, round (origin.y * density) / density };
}

static gboolean
gather_item (const WayScene      *scene,
             const WaySceneLayer *layer,
             const WayItem       *item,
             WayPoint             origin,
             gpointer             user_data)
{
  WayCanvas     *self = user_data;
  WayCanvasEntry entry = { (WayItem *) item, way_canvas_snap (self, item, origin), NULL, WAY_CANVAS_BODY };

  if (!is_wanted (self, item) || way_canvas_is_held (self, way_canvas_get_zone (item)))
    return TRUE;
  way_item_ref (entry.item);
  g_array_append_val (self->entries, entry);
  return TRUE;
}

/* What tells it from others of its role: where there is no element, its words. */
static const char *
get_identity (const WayItem *item)
{
  for (guint i = 0; i < item->n_shapes && item->element == NULL; i++)
    if (item->shapes[i].type == WAY_SHAPE_TEXT)
      return item->shapes[i].text->text;
  return item->element;
}

/* Makes the widgets that were missing, and some for the next time. */
static gboolean
make_widgets_cb (gpointer data)
{
  WayCanvas *self = data;

  self->stock_source = 0;
  for (guint i = 0; i < self->n_missing + STOCK; i++)
    {
      GtkWidget *widget = way_canvas_item_new ();

      gtk_widget_set_parent (widget, GTK_WIDGET (self));
      gtk_widget_set_child_visible (widget, FALSE);
      g_ptr_array_add (self->spare, widget);
    }
  way_canvas_queue_allocate (self);
  return G_SOURCE_REMOVE;
}

/* NULL while there are too few: a widget may not get its parent while that is being allocated. */
static WayCanvasItem *
take_widget (WayCanvas     *self,
             const WayItem *item)
{
  Key            key = { item->role, get_identity (item) };
  WayCanvasItem *widget;

  for (; (widget = g_hash_table_lookup (self->widgets, &key)) != NULL; key.ordinal++)
    if (way_canvas_item_get_round (widget) != self->round)
      return widget;
  if (self->spare->len == 0)
    {
      self->n_missing++;
      return NULL;
    }
  widget = g_ptr_array_steal_index_fast (self->spare, self->spare->len - 1);
  gtk_widget_set_child_visible (GTK_WIDGET (widget), TRUE);
  key.identity = g_strdup (key.identity);
  g_hash_table_insert (self->widgets, g_memdup2 (&key, sizeof key), widget);
  return widget;
}

static void
drop_unseen (WayCanvas *self)
{
  GHashTableIter iter;
  gpointer       value;

  g_hash_table_iter_init (&iter, self->widgets);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      WayCanvasItem *widget = value;

      if (way_canvas_item_get_round (widget) == self->round)
        continue;
      g_hash_table_iter_remove (&iter);
      way_canvas_item_clear (widget);
      /* GTK would keep what it has drawn until it is seen again. */
      gtk_widget_queue_draw (GTK_WIDGET (widget));
      gtk_widget_set_child_visible (GTK_WIDGET (widget), FALSE);
      g_ptr_array_add (self->spare, widget);
    }
}

/* The keyboard goes with what is chosen: as soon as that has a widget that can be heard, and whoever has chosen it. */
static void
settle_focus (WayCanvas *self)
{
  GtkRoot    *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget  *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  const char *id = way_canvas_get_focus_id (self);

  if (focus == NULL || self->cell != NULL)
    return;
  if (focus == GTK_WIDGET (self) ? id != NULL : WAY_IS_CANVAS_ITEM (focus) && g_strcmp0 (way_canvas_item_get_element (WAY_CANVAS_ITEM (focus)), id) != 0)
    way_canvas_grab_focus (self);
}

/* The name is what stands on it, the description all that is known. */
static gboolean
update_words (gpointer data)
{
  WayCanvas     *self = data;
  WayMap        *map = way_editor_get_map (self->editor);
  GHashTableIter iter;
  gpointer       value;

  self->words_source = 0;
  g_hash_table_iter_init (&iter, self->widgets);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const char      *id = way_canvas_item_get_element (value);
      WayElement      *element = id != NULL ? way_map_lookup (map, id) : NULL;
      int              field = element != NULL ? way_kind_get_info (way_element_get_kind (element))->title_field : -1;
      const char      *name = field >= 0 ? way_element_get_text (element, (guint) field) : "";
      g_autofree char *description = element != NULL ? way_editor_dup_description (self->editor, id) : NULL;
      g_autofree char *spoken = description == NULL || *name == '\0' ? way_item_dup_description (way_canvas_item_get_item (value), NULL) : NULL;

      g_autofree char *problem = way_canvas_dup_image_problem (self, way_canvas_item_get_item (value));
      g_autofree char *all = problem != NULL ? g_strjoin (". ", description != NULL ? description : spoken, problem, NULL) : NULL;

      way_canvas_item_set_words (value, *name != '\0' ? name : spoken, all != NULL ? all : description != NULL ? description
                                                                                                               : spoken);
    }
  settle_focus (self);
  return G_SOURCE_REMOVE;
}

void
way_canvas_update_words_soon (WayCanvas *self)
{
  if (self->words_source == 0)
    self->words_source = g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, update_words, self, NULL);
}

/* Whoever has the keyboard keeps it, also out of sight: hiding the widget would bring it to another one at once. */
static void
gather_focus (WayCanvas *self)
{
  GtkRoot       *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget     *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  WayCanvasItem *widget = WAY_IS_CANVAS_ITEM (focus) && gtk_widget_get_parent (focus) == GTK_WIDGET (self) ? WAY_CANVAS_ITEM (focus) : NULL;
  const char    *element = widget != NULL ? way_canvas_item_get_element (widget) : NULL;
  WayRectangle   area;

  if (element == NULL || way_canvas_item_get_round (widget) == self->round)
    return;
  if (way_hit_get_area (self->scene, element, &area))
    {
      WayItem       *item = way_canvas_item_get_item (widget);
      WayPoint       origin = { area.x - item->extents.x, area.y - item->extents.y };
      WayCanvasEntry entry = { way_item_ref (item), way_canvas_snap (self, item, origin), widget, way_canvas_get_zone (item) };

      g_array_append_val (self->entries, entry);
      way_canvas_item_set_round (widget, self->round);
    }
  else
    gtk_widget_grab_focus (GTK_WIDGET (self));
}

void
way_canvas_gather (WayCanvas *self)
{
  WayRectangle visible = way_canvas_get_visible (self);
  guint        n_selected = way_selection_get_size (way_editor_get_selection (self->editor));

  g_array_set_size (self->entries, 0);
  self->round++;
  self->n_missing = 0;
  if (!way_canvas_is_small (self) || n_selected > 0)
    way_scene_foreach (self->scene, &visible, gather_item, self);
  way_canvas_gather_heads (self);
  for (guint i = 0; i < self->entries->len; i++)
    {
      WayCanvasEntry *entry = &g_array_index (self->entries, WayCanvasEntry, i);

      way_canvas_nodes_keep (self->nodes, entry->item);
      if (!way_canvas_has_meaning (entry->item) || !is_wanted (self, entry->item) || (way_canvas_is_small (self) && n_selected > MOST_SELECTED))
        continue;
      entry->widget = take_widget (self, entry->item);
      if (entry->widget != NULL)
        way_canvas_item_set_round (entry->widget, self->round);
    }
  gather_focus (self);
  drop_unseen (self);
  if (self->n_missing > 0 && self->stock_source == 0)
    self->stock_source = g_idle_add_full (G_PRIORITY_HIGH, make_widgets_cb, self, NULL);
  way_canvas_nodes_sweep (self->nodes);
  way_canvas_update_words_soon (self);
}

/* A widget covers its item; where that does not begin at a whole pixel the rest is the item's offset, the same wherever it is scrolled to. */
static void
allocate_item (WayCanvas      *self,
               WayCanvasEntry *entry,
               int             factor)
{
  const WayRectangle *extents = &entry->item->extents;
  WayRectangle        visible = way_canvas_get_visible (self);
  WayPoint            pixel, offset;
  graphene_point_t    at;
  int                 width, height;

  way_canvas_locate (self, entry, &pixel, &offset);
  width = (int) ceil (offset.x + (extents->x + extents->width) * self->scale);
  height = (int) ceil (offset.y + (extents->y + extents->height) * self->scale);
  at = GRAPHENE_POINT_INIT ((float) (pixel.x + self->pan.x), (float) (pixel.y + self->pan.y));
  visible.x -= entry->origin.x;
  visible.y -= entry->origin.y;
  way_canvas_item_set_selected (entry->widget, entry->item->element != NULL && way_selection_contains (way_editor_get_selection (self->editor), entry->item->element));
  way_canvas_item_show (entry->widget, entry->item, offset, self->scale, factor, &visible);
  gtk_widget_measure (GTK_WIDGET (entry->widget), GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
  gtk_widget_allocate (GTK_WIDGET (entry->widget), MAX (width, 1), MAX (height, 1), -1, gsk_transform_translate (NULL, &at));
}

void
way_canvas_allocate_items (WayCanvas *self)
{
  int factor = way_canvas_get_pixel_factor (self);

  for (guint i = 0; i < self->entries->len; i++)
    {
      WayCanvasEntry *entry = &g_array_index (self->entries, WayCanvasEntry, i);

      if (entry->widget != NULL)
        allocate_item (self, entry, factor);
    }
}

WayCanvasEntry *
way_canvas_find_entry (WayCanvas  *self,
                       const char *element)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      WayCanvasEntry *entry = &g_array_index (self->entries, WayCanvasEntry, i);

      if (way_canvas_has_meaning (entry->item) && g_strcmp0 (entry->item->element, element) == 0)
        return entry;
    }
  return NULL;
}

void
way_canvas_begin_frame (WayCanvas *self)
{
  double density = way_canvas_is_zooming (self) ? 0 : self->scale * gtk_widget_get_scale_factor (GTK_WIDGET (self));

  way_canvas_nodes_begin (self->nodes, way_canvas_get_pixel_factor (self), density);
}

/* A new frame has time for more of those that were late, unless it is needed for what the hand carries. */
static gboolean
late_cb (gpointer data)
{
  WayCanvas *self = data;

  self->late_source = 0;
  self->awaits_rest = self->is_carried;
  if (self->awaits_rest)
    return G_SOURCE_REMOVE;
  way_canvas_begin_frame (self);
  for (guint i = 0; i < self->entries->len; i++)
    {
      WayCanvasItem *widget = g_array_index (self->entries, WayCanvasEntry, i).widget;

      if (widget != NULL)
        way_canvas_item_redraw_late (widget);
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
  return G_SOURCE_REMOVE;
}

void
way_canvas_draw_soon (WayCanvas *self)
{
  if (self->late_source == 0)
    self->late_source = g_idle_add (late_cb, self);
}

gboolean
way_canvas_append_item (WayCanvas          *self,
                        GtkSnapshot        *snapshot,
                        WayItem            *item,
                        WayPoint            offset,
                        const WayRectangle *visible)
{
  if (way_canvas_nodes_append (self->nodes, snapshot, self->scene, item, offset, self->scale, visible))
    return TRUE;
  way_canvas_draw_soon (self);
  return FALSE;
}
