/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Canvas"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "way-canvas-private.h"

#include <math.h>

#define SHADOW 4.0

/* How much more of a large map is laid out from one step to the next. */
#define FURTHER 1.2

enum
{
  PROP_0,
  PROP_ZOOM,
  N_PROPS,
  PROP_HADJUSTMENT = N_PROPS,
  PROP_VADJUSTMENT,
  PROP_HSCROLL_POLICY,
  PROP_VSCROLL_POLICY
};

G_DEFINE_FINAL_TYPE_WITH_CODE (WayCanvas, way_canvas, GTK_TYPE_WIDGET, G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, NULL))

static GParamSpec *properties[N_PROPS];

void
way_canvas_queue_allocate (WayCanvas *self)
{
  GdkFrameClock *clock;

  if (self->is_allocating)
    return;
  self->awaits_allocation = TRUE;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  clock = gtk_widget_get_frame_clock (GTK_WIDGET (self));
  if (clock != NULL)
    gdk_frame_clock_request_phase (clock, GDK_FRAME_CLOCK_PHASE_LAYOUT);
}

/*
 * GTK 4.8 loses the way down to a widget that asks for its place while one above it is still giving places, and then finds
 * neither that widget nor what is below it, until something else changes its size: nothing would be drawn for so long. After
 * each round of giving places, this asks once more in a way that is always heard.
 */
static void
layout_cb (WayCanvas *self)
{
  if (!self->awaits_allocation || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  self->awaits_allocation = FALSE;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
way_canvas_realize (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (way_canvas_parent_class)->realize (widget);
  way_canvas_watch_fingers (WAY_CANVAS (widget));
  g_signal_connect_object (gtk_widget_get_frame_clock (widget), "layout", G_CALLBACK (layout_cb), widget, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}

static void
way_canvas_unrealize (GtkWidget *widget)
{
  g_signal_handlers_disconnect_by_func (gtk_widget_get_frame_clock (widget), layout_cb, widget);
  GTK_WIDGET_CLASS (way_canvas_parent_class)->unrealize (widget);
}

static void
invalidated_cb (WayCanvas *self)
{
  /* Its ids may be gone. */
  self->hover = (WayHit){ 0 };
  way_canvas_queue_allocate (self);
}

static void
selection_cb (WayCanvas *self)
{
  way_canvas_remember_focus (self);
  if (way_canvas_get_focus_id (self) != NULL)
    way_canvas_choose_cell (self, NULL);
  way_canvas_queue_allocate (self);
}

static void
disconnect_editor (WayCanvas *self)
{
  if (self->editor == NULL)
    return;
  way_canvas_cancel_drag (self);
  way_canvas_stop_typing (self, TRUE);
  way_canvas_choose_cell (self, NULL);
  self->hover = (WayHit){ 0 };
  g_signal_handlers_disconnect_by_data (way_editor_get_selection (self->editor), self);
  g_signal_handlers_disconnect_by_data (self->editor, self);
  g_clear_object (&self->editor);
  g_clear_handle_id (&self->further_source, g_source_remove);
  self->look_width = 0;
  way_canvas_drop_picture (self);
  g_clear_pointer (&self->last_focus, g_free);
  g_clear_pointer (&self->previous_focus, g_free);
}

static void
way_canvas_measure (GtkWidget     *widget,
                    GtkOrientation orientation,
                    int            for_size,
                    int           *minimum,
                    int           *natural,
                    int           *minimum_baseline,
                    int           *natural_baseline)
{
  *minimum = 0;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 800 : 500;
}

static gboolean
look_further_cb (gpointer data)
{
  WayCanvas *self = data;

  self->further_source = 0;
  self->look_width *= FURTHER;
  self->look_height *= FURTHER;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  return G_SOURCE_REMOVE;
}

/* A large map is laid out bit by bit, what is in sight first; an edit or a hit brings in the rest at once. */
static WayScene *
get_scene (WayCanvas *self)
{
  gboolean  is_whole;
  WayScene *scene;

  if (self->look_width == 0)
    way_canvas_get_first_look ((int) self->size[0], (int) self->size[1], &self->look_width, &self->look_height);
  scene = way_editor_get_scene_within (self->editor, self->look_width, self->look_height, &is_whole);
  if (is_whole)
    g_clear_handle_id (&self->further_source, g_source_remove);
  else if (self->further_source == 0)
    self->further_source = g_idle_add (look_further_cb, self);
  return scene;
}

static void
update_scene (WayCanvas *self)
{
  WayScene *scene = get_scene (self);

  if (scene == self->scene)
    return;
  way_scene_ref (scene);
  g_clear_pointer (&self->scene, way_scene_unref);
  self->scene = scene;
  self->serial++;
}

static void
way_canvas_size_allocate (GtkWidget *widget,
                          int        width,
                          int        height,
                          int        baseline)
{
  WayCanvas *self = WAY_CANVAS (widget);
  guint      serial = self->serial;
  gboolean   is_resized = (int) self->size[0] != width || (int) self->size[1] != height || self->scene == NULL;

  self->size[0] = width;
  self->size[1] = height;
  if (self->editor == NULL)
    return;
  self->is_allocating = TRUE;
  self->awaits_allocation = FALSE;
  update_scene (self);
  way_canvas_update_view (self, is_resized || self->further_source != 0);
  way_canvas_begin_frame (self);
  way_canvas_update_heads (self);
  way_canvas_gather (self);
  way_canvas_allocate_items (self);
  way_canvas_allocate_cell (self, self->serial != serial);
  way_canvas_allocate_typing (self);
  way_canvas_update_hover (self);
  if (self->menu != NULL)
    gtk_popover_present (GTK_POPOVER (self->menu));
  self->is_allocating = FALSE;
  gtk_widget_queue_draw (widget);
}

/* Nothing outside the window, where it would change with the size of the map: all of it would be painted again, and what is seen of it did not change. */
static void
append_seen (WayCanvas             *self,
             GtkSnapshot           *snapshot,
             const GdkRGBA         *color,
             const graphene_rect_t *area)
{
  graphene_rect_t window = GRAPHENE_RECT_INIT (0, 0, (float) self->size[0], (float) self->size[1]);
  graphene_rect_t seen;

  if (graphene_rect_intersection (area, &window, &seen))
    gtk_snapshot_append_color (snapshot, color, &seen);
}

/* Flat strips instead of a blurred shadow, which would cost more than all the rest of a frame; and no more of them than the sheet leaves to be seen. */
static void
snapshot_shadow (WayCanvas             *self,
                 GtkSnapshot           *snapshot,
                 const graphene_rect_t *sheet)
{
  GdkRGBA color = { 0.1f, 0.15f, 0.2f, 0.022f };
  float   right = floorf (sheet->origin.x + sheet->size.width) - 1;
  float   bottom = floorf (sheet->origin.y + sheet->size.height) - 1;
  float   top = sheet->origin.y + 1;

  for (int i = 1; i <= SHADOW; i++)
    {
      float reach = (float) i;
      float left = sheet->origin.x - reach / 2;
      float end = left + sheet->size.width + reach;

      append_seen (self, snapshot, &color, &GRAPHENE_RECT_INIT (left, top, reach / 2, bottom - top));
      append_seen (self, snapshot, &color, &GRAPHENE_RECT_INIT (right, top, end - right, bottom - top));
      append_seen (self, snapshot, &color, &GRAPHENE_RECT_INIT (left, bottom, end - left, sheet->size.height + reach + top - bottom));
    }
}

static void
snapshot_sheet (WayCanvas   *self,
                GtkSnapshot *snapshot)
{
  WayColor        color = self->scene->sheet;
  graphene_rect_t sheet = GRAPHENE_RECT_INIT ((float) self->pan.x, (float) self->pan.y,
                                              (float) (self->scene->width * self->scale), (float) (self->scene->height * self->scale));

  snapshot_shadow (self, snapshot, &sheet);
  append_seen (self, snapshot, &(GdkRGBA){ WAY_COLOR_RED (color) / 255.f, WAY_COLOR_GREEN (color) / 255.f, WAY_COLOR_BLUE (color) / 255.f, 1 }, &sheet);
}

void
way_canvas_snapshot_entry (WayCanvas            *self,
                           GtkSnapshot          *snapshot,
                           const WayCanvasEntry *entry)
{
  WayRectangle visible = way_canvas_get_visible (self);
  WayRectangle area = { visible.x - entry->origin.x, visible.y - entry->origin.y, visible.width, visible.height };
  WayPoint     pixel, offset;

  if (entry->widget != NULL)
    {
      gtk_widget_snapshot_child (GTK_WIDGET (self), GTK_WIDGET (entry->widget), snapshot);
      return;
    }
  way_canvas_locate (self, entry, &pixel, &offset);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) (pixel.x + self->pan.x), (float) (pixel.y + self->pan.y)));
  way_canvas_append_item (self, snapshot, entry->item, offset, &area);
  gtk_snapshot_restore (snapshot);
}

/* From far away the tiles have drawn all of them. */
static void
snapshot_body (WayCanvas   *self,
               GtkSnapshot *snapshot)
{
  for (guint i = 0; i < self->entries->len && !way_canvas_is_small (self); i++)
    {
      const WayCanvasEntry *entry = &g_array_index (self->entries, WayCanvasEntry, i);

      if (entry->zone == WAY_CANVAS_BODY)
        way_canvas_snapshot_entry (self, snapshot, entry);
    }
}

static gboolean
prepare_tiles_cb (gpointer data)
{
  WayCanvas *self = data;

  if (self->scene != NULL && way_canvas_is_small (self) && !way_canvas_is_zooming (self) &&
      way_canvas_tiles_prepare (self->tiles, self->scene, self->serial))
    return G_SOURCE_CONTINUE;
  self->tiles_source = 0;
  return G_SOURCE_REMOVE;
}

static void
snapshot_tiles (WayCanvas   *self,
                GtkSnapshot *snapshot)
{
  WayRectangle visible = way_canvas_get_visible (self);

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) self->pan.x, (float) self->pan.y));
  if (!way_canvas_tiles_append (self->tiles, snapshot, self->scene, self->serial, self->scale,
                                way_canvas_get_tile_factor (self), way_canvas_is_zooming (self), &visible))
    way_canvas_draw_soon (self);
  gtk_snapshot_restore (snapshot);
  if (self->tiles_source == 0)
    self->tiles_source = g_idle_add (prepare_tiles_cb, self);
}

static void
snapshot_map (WayCanvas   *self,
              GtkSnapshot *snapshot)
{
  if (way_canvas_is_small (self))
    snapshot_tiles (self, snapshot);
  else if (!way_canvas_is_zooming (self))
    way_canvas_tiles_clear (self->tiles);
  snapshot_body (self, snapshot);
  way_canvas_snapshot_heads (self, snapshot);
}

static void
way_canvas_snapshot (GtkWidget   *widget,
                     GtkSnapshot *snapshot)
{
  WayCanvas *self = WAY_CANVAS (widget);

  if (self->scene == NULL)
    return;
  snapshot_sheet (self, snapshot);
  if (!way_canvas_snapshot_picture (self, snapshot))
    snapshot_map (self, snapshot);
  way_canvas_snapshot_marks (self, snapshot);
  if (self->text_view != NULL && gtk_widget_get_visible (self->text_view))
    gtk_widget_snapshot_child (widget, self->text_view, snapshot);
}

static void
way_canvas_get_property (GObject    *object,
                         guint       id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  WayCanvas *self = WAY_CANVAS (object);

  switch (id)
    {
    case PROP_ZOOM:
      g_value_set_double (value, self->scale);
      break;
    case PROP_HADJUSTMENT:
    case PROP_VADJUSTMENT:
      g_value_set_object (value, self->adjustments[id - PROP_HADJUSTMENT]);
      break;
    case PROP_HSCROLL_POLICY:
    case PROP_VSCROLL_POLICY:
      g_value_set_enum (value, (int) self->policies[id - PROP_HSCROLL_POLICY]);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
way_canvas_set_property (GObject      *object,
                         guint         id,
                         const GValue *value,
                         GParamSpec   *pspec)
{
  WayCanvas *self = WAY_CANVAS (object);

  switch (id)
    {
    case PROP_ZOOM:
      way_canvas_set_zoom (self, g_value_get_double (value));
      break;
    case PROP_HADJUSTMENT:
    case PROP_VADJUSTMENT:
      way_canvas_set_adjustment (self, (GtkOrientation) (id - PROP_HADJUSTMENT), g_value_get_object (value));
      break;
    case PROP_HSCROLL_POLICY:
    case PROP_VSCROLL_POLICY:
      self->policies[id - PROP_HSCROLL_POLICY] = (GtkScrollablePolicy) g_value_get_enum (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
way_canvas_dispose (GObject *object)
{
  WayCanvas *self = WAY_CANVAS (object);

  disconnect_editor (self);
  way_canvas_set_adjustment (self, GTK_ORIENTATION_HORIZONTAL, NULL);
  way_canvas_set_adjustment (self, GTK_ORIENTATION_VERTICAL, NULL);
  g_clear_handle_id (&self->rest_source, g_source_remove);
  g_clear_handle_id (&self->tiles_source, g_source_remove);
  way_canvas_typing_dispose (self);
  way_canvas_cell_dispose (self);
  way_canvas_pointer_dispose (self);
  way_canvas_arrival_dispose (self);
  way_canvas_menu_dispose (self);
  g_clear_object (&self->im_context);
  way_canvas_items_dispose (self);
  way_canvas_drop_picture (self);
  g_clear_pointer (&self->scene, way_scene_unref);

  G_OBJECT_CLASS (way_canvas_parent_class)->dispose (object);
}

static void
way_canvas_class_init (WayCanvasClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = way_canvas_get_property;
  object_class->set_property = way_canvas_set_property;
  object_class->dispose = way_canvas_dispose;
  widget_class->measure = way_canvas_measure;
  widget_class->realize = way_canvas_realize;
  widget_class->unrealize = way_canvas_unrealize;
  widget_class->size_allocate = way_canvas_size_allocate;
  widget_class->snapshot = way_canvas_snapshot;
  widget_class->focus = way_canvas_focus;

  properties[PROP_ZOOM] = g_param_spec_double ("zoom", NULL, NULL, WAY_ZOOM_MINIMUM, WAY_ZOOM_MAXIMUM, 1,
                                               G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  g_object_class_override_property (object_class, PROP_HADJUSTMENT, "hadjustment");
  g_object_class_override_property (object_class, PROP_VADJUSTMENT, "vadjustment");
  g_object_class_override_property (object_class, PROP_HSCROLL_POLICY, "hscroll-policy");
  g_object_class_override_property (object_class, PROP_VSCROLL_POLICY, "vscroll-policy");

  g_signal_new ("dragged-outside", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, g_signal_accumulator_true_handled, NULL, NULL,
                G_TYPE_BOOLEAN, 2, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
  g_signal_new ("choose-image", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_signal_new ("dragged-out", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, g_signal_accumulator_first_wins, NULL, NULL, GDK_TYPE_CONTENT_PROVIDER, 0);
  g_signal_new ("refused", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  g_signal_new ("map-dropped", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_FILE);

  gtk_widget_class_set_css_name (widget_class, "way-canvas");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST);
  way_canvas_view_class_init (widget_class);
  way_canvas_keys_class_init (widget_class);
  way_canvas_actions_class_init (widget_class);
  way_canvas_drop_class_init ();
}

static void
way_canvas_init (WayCanvas *self)
{
  self->scale = 1;
  way_canvas_items_init (self);
  way_canvas_cell_init (self);
  way_canvas_add_view_controllers (self);
  way_canvas_add_pointer_controllers (self);
  way_canvas_add_key_controllers (self);
  way_canvas_add_drop_target (self);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Journey map"), -1);
}

GtkWidget *
way_canvas_new (void)
{
  return g_object_new (WAY_TYPE_CANVAS, NULL);
}

WayEditor *
way_canvas_get_editor (WayCanvas *self)
{
  g_return_val_if_fail (WAY_IS_CANVAS (self), NULL);

  return self->editor;
}

void
way_canvas_set_editor (WayCanvas *self,
                       WayEditor *editor)
{
  g_return_if_fail (WAY_IS_CANVAS (self));
  g_return_if_fail (editor == NULL || WAY_IS_EDITOR (editor));

  if (self->editor == editor)
    return;
  disconnect_editor (self);
  if (editor != NULL)
    {
      self->editor = g_object_ref (editor);
      g_signal_connect_swapped (editor, "invalidated", G_CALLBACK (invalidated_cb), self);
      g_signal_connect_swapped (way_editor_get_selection (editor), "changed", G_CALLBACK (selection_cb), self);
    }
  g_clear_pointer (&self->scene, way_scene_unref);
  self->fit = WAY_CANVAS_FIRST_LOOK;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

void
way_canvas_finish (WayCanvas *self)
{
  g_return_if_fail (WAY_IS_CANVAS (self));

  way_canvas_cancel_drag (self);
  way_canvas_stop_typing (self, TRUE);
}
