/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Canvas"

#include "way-canvas-private.h"

struct _WayCanvasItem
{
  GtkWidget    parent_instance;
  WayItem     *item;
  WayRole      role;
  char        *element;
  char        *name;
  char        *description;
  WayPoint     offset;
  double       scale;
  int          factor;
  WayRectangle visible;
  guint        round;
  gboolean     is_selected;
  gboolean     is_late; /* was drawn, but not as it should be in the end */
};

G_DEFINE_FINAL_TYPE (WayCanvasItem, way_canvas_item, GTK_TYPE_WIDGET)

static void
way_canvas_item_snapshot (GtkWidget   *widget,
                          GtkSnapshot *snapshot)
{
  WayCanvasItem *self = WAY_CANVAS_ITEM (widget);
  WayCanvas     *canvas = WAY_CANVAS (gtk_widget_get_parent (widget));

  /* From far away the tiles draw it, but for heads that are held. */
  if (self->item != NULL && (!way_canvas_is_small (canvas) || way_canvas_is_held (canvas, way_canvas_get_zone (self->item))))
    self->is_late = !way_canvas_append_item (canvas, snapshot, self->item, self->offset, &self->visible);
}

static void
way_canvas_item_finalize (GObject *object)
{
  WayCanvasItem *self = WAY_CANVAS_ITEM (object);

  g_clear_pointer (&self->item, way_item_unref);
  g_free (self->element);
  g_free (self->name);
  g_free (self->description);

  G_OBJECT_CLASS (way_canvas_item_parent_class)->finalize (object);
}

/* What a screen reader offers for it: chosen first, then done as by a key. */
static const struct
{
  const char *name;
  const char *action; /* of the canvas; NULL to choose it and no more */
} actions[] = {
  { "item.select", NULL },
  { "item.edit", "canvas.edit" },
  { "item.menu", "canvas.menu" },
  { "item.add-after", "canvas.begin-beneath" },
  { "item.delete", "canvas.delete" },
  { "item.move-left", "canvas.move-left" },
  { "item.move-right", "canvas.move-right" },
  { "item.move-up", "canvas.move-up" },
  { "item.move-down", "canvas.move-down" },
  { "item.better", "canvas.better" },
  { "item.worse", "canvas.worse" },
};

static void
run_action (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  WayCanvasItem *self = WAY_CANVAS_ITEM (widget);
  GtkWidget     *canvas = gtk_widget_get_parent (widget);

  if (self->element == NULL)
    return;
  way_canvas_finish (WAY_CANVAS (canvas));
  way_canvas_choose (WAY_CANVAS (canvas), self->element);
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    if (g_str_equal (name, actions[i].name) && actions[i].action != NULL)
      gtk_widget_activate_action (canvas, actions[i].action, NULL);
}

static void
way_canvas_item_class_init (WayCanvasItemClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = way_canvas_item_finalize;
  widget_class->snapshot = way_canvas_item_snapshot;
  gtk_widget_class_set_css_name (widget_class, "way-canvas-item");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, NULL, run_action);
}

/* Whether it shows anything; a screen reader does not hear of those that wait. */
static void
set_in_use (WayCanvasItem *self,
            gboolean       in_use)
{
  if (in_use)
    gtk_accessible_reset_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_HIDDEN);
  else
    gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
}

static void
way_canvas_item_init (WayCanvasItem *self)
{
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  set_in_use (self, FALSE);
}

GtkWidget *
way_canvas_item_new (void)
{
  return g_object_new (WAY_TYPE_CANVAS_ITEM, NULL);
}

WayRole
way_canvas_item_get_role (WayCanvasItem *self)
{
  return self->role;
}

const char *
way_canvas_item_get_element (WayCanvasItem *self)
{
  return self->element;
}

WayItem *
way_canvas_item_get_item (WayCanvasItem *self)
{
  return self->item;
}

void
way_canvas_item_show (WayCanvasItem      *self,
                      WayItem            *item,
                      WayPoint            offset,
                      double              scale,
                      int                 factor,
                      const WayRectangle *visible)
{
  gboolean sliced = way_canvas_nodes_is_sliced (item, scale);

  if (self->item == item && self->scale == scale && self->factor == factor && !self->is_late && self->offset.x == offset.x && self->offset.y == offset.y &&
      (!sliced || memcmp (&self->visible, visible, sizeof *visible) == 0))
    return;
  if (self->element == NULL || g_strcmp0 (self->element, item->element) != 0)
    {
      g_free (self->element);
      self->element = g_strdup (item->element);
    }
  if (self->item == NULL)
    set_in_use (self, TRUE);
  way_item_ref (item);
  g_clear_pointer (&self->item, way_item_unref);
  self->item = item;
  self->role = item->role;
  self->offset = offset;
  self->scale = scale;
  self->factor = factor;
  self->visible = *visible;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
way_canvas_item_redraw_late (WayCanvasItem *self)
{
  if (self->is_late)
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
way_canvas_item_clear (WayCanvasItem *self)
{
  g_clear_pointer (&self->item, way_item_unref);
  g_clear_pointer (&self->element, g_free);
  way_canvas_item_set_selected (self, FALSE);
  way_canvas_item_set_words (self, "", "");
  set_in_use (self, FALSE);
}

void
way_canvas_item_set_words (WayCanvasItem *self,
                           const char    *name,
                           const char    *description)
{
  if (g_strcmp0 (self->name, name) != 0)
    {
      g_free (self->name);
      self->name = g_strdup (name);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
    }
  if (g_strcmp0 (self->description, description) != 0)
    {
      g_free (self->description);
      self->description = g_strdup (description);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description, -1);
    }
}

void
way_canvas_item_set_selected (WayCanvasItem *self,
                              gboolean       is_selected)
{
  if (self->is_selected == is_selected)
    return;
  self->is_selected = is_selected;
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_SELECTED, is_selected, -1);
}

guint
way_canvas_item_get_round (WayCanvasItem *self)
{
  return self->round;
}

void
way_canvas_item_set_round (WayCanvasItem *self,
                           guint          round)
{
  self->round = round;
}
