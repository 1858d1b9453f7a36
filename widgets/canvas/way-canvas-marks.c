/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Canvas"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "way-canvas-private.h"

#include <math.h>

/* Pixels. */
#define OUTLINE 2.4f
#define OUTLINE_GAP 2.0f
#define OUTLINE_RADIUS 9.0f
#define PLUS_RADIUS 10.0f
#define LABEL_PADDING_X 10
#define LABEL_PADDING_Y 5

GdkRGBA
way_canvas_get_accent (WayCanvas *self)
{
  GdkRGBA color;

  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (self)), &color);
  return color;
}

static GdkRGBA
fade (GdkRGBA color,
      float   alpha)
{
  color.alpha *= alpha;
  return color;
}

graphene_rect_t
way_canvas_get_rect (WayCanvas          *self,
                     const WayRectangle *area,
                     WayPoint            shift)
{
  return GRAPHENE_RECT_INIT ((float) ((area->x + shift.x) * self->scale + self->pan.x), (float) ((area->y + shift.y) * self->scale + self->pan.y),
                             (float) (area->width * self->scale), (float) (area->height * self->scale));
}

static void
append_outline (GtkSnapshot           *snapshot,
                const graphene_rect_t *rect,
                float                  width,
                float                  gap,
                float                  radius,
                GdkRGBA                color)
{
  graphene_rect_t outer = *rect;
  GskRoundedRect  outline;

  graphene_rect_inset (&outer, -gap - width, -gap - width);
  gsk_rounded_rect_init_from_rect (&outline, &outer, radius + gap + width);
  gtk_snapshot_append_border (snapshot, &outline, (float[4]){ width, width, width, width }, (GdkRGBA[4]){ color, color, color, color });
}

static void
append_filled (GtkSnapshot           *snapshot,
               const graphene_rect_t *rect,
               float                  radius,
               GdkRGBA                color)
{
  GskRoundedRect rounded;

  gsk_rounded_rect_init_from_rect (&rounded, rect, radius);
  gtk_snapshot_push_rounded_clip (snapshot, &rounded);
  gtk_snapshot_append_color (snapshot, &color, rect);
  gtk_snapshot_pop (snapshot);
}

static float
get_radius (WayCanvas *self)
{
  return (float) MIN (OUTLINE_RADIUS * self->scale, 40);
}

/* The words of lanes and metrics begin at their very edge: what goes around them leaves them air. */
static void
add_air (WayCanvas       *self,
         const char      *id,
         graphene_rect_t *rect)
{
  WayElement *element = way_map_lookup (way_editor_get_map (self->editor), id);
  double      air = 0;

  if (element != NULL && way_element_get_kind (element) == WAY_KIND_LANE)
    air = 8;
  else if (element != NULL && way_element_get_kind (element) == WAY_KIND_METRIC)
    air = 4;
  graphene_rect_inset (rect, -(float) (air * MIN (self->scale, 1)), 0);
}

static graphene_rect_t
get_entry_rect (WayCanvas            *self,
                const WayCanvasEntry *entry)
{
  const WayRectangle *extents = &entry->item->extents;
  WayRectangle        area = { entry->origin.x + extents->x, entry->origin.y + extents->y, extents->width, extents->height };

  return way_canvas_get_rect (self, &area, (WayPoint){ 0, 0 });
}

/* All that is selected and can be seen; of several, the one with the keyboard has a halo. */
static void
snapshot_selection (WayCanvas   *self,
                    GtkSnapshot *snapshot,
                    gboolean     of_heads)
{
  WaySelection *selection = way_editor_get_selection (self->editor);
  const char   *focus = way_selection_get_focus (selection);
  gboolean      several = way_selection_get_size (selection) > 1;
  GdkRGBA       accent = way_canvas_get_accent (self);

  for (guint i = 0; i < self->entries->len && focus != NULL; i++)
    {
      const WayCanvasEntry *entry = &g_array_index (self->entries, WayCanvasEntry, i);
      graphene_rect_t       rect;

      if ((entry->zone != WAY_CANVAS_BODY) != of_heads || !way_canvas_has_meaning (entry->item) || !way_selection_contains (selection, entry->item->element))
        continue;
      rect = get_entry_rect (self, entry);
      add_air (self, entry->item->element, &rect);
      append_outline (snapshot, &rect, OUTLINE, OUTLINE_GAP, get_radius (self), accent);
      if (several && g_str_equal (entry->item->element, focus))
        append_outline (snapshot, &rect, 3, OUTLINE_GAP + OUTLINE, get_radius (self), fade (accent, 0.25f));
    }
}

static void
append_plus (GtkSnapshot *snapshot,
             WayPoint     place,
             GdkRGBA      accent)
{
  float           x = roundf ((float) place.x), y = roundf ((float) place.y);
  graphene_rect_t round = GRAPHENE_RECT_INIT (x - PLUS_RADIUS, y - PLUS_RADIUS, 2 * PLUS_RADIUS, 2 * PLUS_RADIUS);

  append_filled (snapshot, &round, PLUS_RADIUS, accent);
  gtk_snapshot_append_color (snapshot, &(GdkRGBA){ 1, 1, 1, 1 }, &GRAPHENE_RECT_INIT (x - 5, y - 1, 10, 2));
  gtk_snapshot_append_color (snapshot, &(GdkRGBA){ 1, 1, 1, 1 }, &GRAPHENE_RECT_INIT (x - 1, y - 5, 2, 10));
}

static WayCanvasZone
get_hover_zone (const WayHit *hit)
{
  switch (hit->part)
    {
    case WAY_HIT_STAGE:
    case WAY_HIT_PHASE:
    case WAY_HIT_PHASE_EDGE:
      return WAY_CANVAS_COLUMN_HEAD;
    case WAY_HIT_LANE:
      return WAY_CANVAS_ROW_HEAD;
    default:
      return WAY_CANVAS_BODY;
    }
}

static void
snapshot_hover (WayCanvas   *self,
                GtkSnapshot *snapshot)
{
  const WayHit   *hit = &self->hover;
  GdkRGBA         accent = way_canvas_get_accent (self);
  graphene_rect_t rect = way_canvas_get_rect (self, &hit->area, way_canvas_get_shift (self, get_hover_zone (hit)));
  WayPoint        plus;

  switch (hit->part)
    {
    case WAY_HIT_NOTHING:
      return;
    case WAY_HIT_STAGE_GAP:
    case WAY_HIT_STEP_GAP:
    case WAY_HIT_PHASE_EDGE:
      rect = GRAPHENE_RECT_INIT (roundf (rect.origin.x) - 1, rect.origin.y, 2, rect.size.height);
      gtk_snapshot_append_color (snapshot, &(GdkRGBA){ accent.red, accent.green, accent.blue, 0.45f }, &rect);
      break;
    case WAY_HIT_CELL:
      if (!way_canvas_get_plus (self, hit, &plus))
        return;
      graphene_rect_inset (&rect, 4, 4);
      append_outline (snapshot, &rect, 1, 0, get_radius (self), fade (accent, 0.35f));
      break;
    case WAY_HIT_CURVE_CELL:
      break;
    default:
      if (hit->element == NULL || way_selection_contains (way_editor_get_selection (self->editor), hit->element))
        break;
      add_air (self, hit->element, &rect);
      append_outline (snapshot, &rect, 1.5f, OUTLINE_GAP, get_radius (self), fade (accent, 0.5f));
      break;
    }
  if (!way_canvas_is_small (self) && way_canvas_get_plus (self, hit, &plus))
    append_plus (snapshot, plus, hit->part == WAY_HIT_CELL ? fade (accent, 0.75f) : accent);
}

/* The same words stand beside the pointer for many frames. */
static PangoLayout *
get_label (WayCanvas  *self,
           const char *text)
{
  g_autoptr (PangoAttrList) attributes = NULL;

  if (self->label != NULL && g_str_equal (pango_layout_get_text (self->label), text))
    return self->label;
  g_clear_object (&self->label);
  self->label = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  attributes = pango_attr_list_new ();
  pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_SEMIBOLD));
  pango_layout_set_attributes (self->label, attributes);
  return self->label;
}

static void
append_label (WayCanvas   *self,
              GtkSnapshot *snapshot,
              const char  *text,
              float        x,
              float        y,
              GdkRGBA      ground)
{
  PangoLayout    *layout = get_label (self, text);
  graphene_rect_t rect;
  int             width, height;

  pango_layout_get_pixel_size (layout, &width, &height);
  width += 2 * LABEL_PADDING_X;
  height += 2 * LABEL_PADDING_Y;
  x = CLAMP (x - (float) width / 2, 4, MAX (4, (float) self->size[0] - (float) width - 4));
  y = CLAMP (y - (float) height / 2, 4, MAX (4, (float) self->size[1] - (float) height - 4));
  rect = GRAPHENE_RECT_INIT (roundf (x), roundf (y), (float) width, (float) height);
  append_filled (snapshot, &rect, 8, ground);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (rect.origin.x + LABEL_PADDING_X, rect.origin.y + LABEL_PADDING_Y));
  gtk_snapshot_append_layout (snapshot, layout, &(GdkRGBA){ 1, 1, 1, 1 });
  gtk_snapshot_restore (snapshot);
}

/* What is dragged follows the pointer, half to be seen through. */
static void
snapshot_ghost (WayCanvas   *self,
                GtkSnapshot *snapshot)
{
  WayDragKind           kind = way_drag_get_kind (self->drag);
  const WayCanvasEntry *entry = self->grabbed != NULL ? way_canvas_find_entry (self, self->grabbed) : NULL;
  WayCanvasEntry        ghost;
  WayPoint              place = way_canvas_to_map (self, self->pointer.x, self->pointer.y);

  if (entry == NULL || way_canvas_is_small (self) || (kind != WAY_DRAG_ITEMS && kind != WAY_DRAG_STAGE && kind != WAY_DRAG_LANE && kind != WAY_DRAG_PHASE))
    return;
  ghost = *entry;
  ghost.widget = NULL;
  place.x -= entry->item->extents.x + MIN (entry->item->extents.width / 2, 60);
  place.y -= entry->item->extents.y + MIN (entry->item->extents.height / 2, 20);
  ghost.origin = way_canvas_snap (self, entry->item, place);
  gtk_snapshot_push_opacity (snapshot, 0.7);
  way_canvas_snapshot_entry (self, snapshot, &ghost);
  gtk_snapshot_pop (snapshot);
}

static void
snapshot_place (WayCanvas          *self,
                GtkSnapshot        *snapshot,
                const WayRectangle *area)
{
  GdkRGBA         accent = way_canvas_get_accent (self);
  graphene_rect_t rect = way_canvas_get_rect (self, area, (WayPoint){ 0, 0 });

  if (area->width <= 0)
    gtk_snapshot_append_color (snapshot, &accent, &GRAPHENE_RECT_INIT (roundf (rect.origin.x) - 1.5f, rect.origin.y, 3, rect.size.height));
  else if (area->height <= 0)
    gtk_snapshot_append_color (snapshot, &accent, &GRAPHENE_RECT_INIT (rect.origin.x, roundf (rect.origin.y) - 1.5f, rect.size.width, 3));
  else
    {
      append_filled (snapshot, &rect, get_radius (self), fade (accent, 0.08f));
      append_outline (snapshot, &rect, 1.5f, 0, get_radius (self), accent);
    }
}

static void
snapshot_band (WayCanvas          *self,
               GtkSnapshot        *snapshot,
               const WayRectangle *area)
{
  GdkRGBA         accent = way_canvas_get_accent (self);
  graphene_rect_t rect = way_canvas_get_rect (self, area, (WayPoint){ 0, 0 });

  append_filled (snapshot, &rect, 2, fade (accent, 0.12f));
  append_outline (snapshot, &rect, 1, -1, 2, accent);
}

/* What is said of the drop, above the pointer. */
static void
snapshot_words (WayCanvas         *self,
                GtkSnapshot       *snapshot,
                const WayDropMark *mark)
{
  const char *words = self->is_outside ? _ ("To the tray") : mark->text;
  GdkRGBA     color = mark->is_valid || self->is_outside ? way_canvas_get_accent (self) : (GdkRGBA){ 0.4f, 0.44f, 0.49f, 1 };

  if (words != NULL)
    append_label (self, snapshot, words, (float) self->pointer.x, (float) self->pointer.y - 30, color);
}

static void
snapshot_drag (WayCanvas         *self,
               GtkSnapshot       *snapshot,
               const WayDropMark *mark)
{
  if (way_drag_get_kind (self->drag) == WAY_DRAG_BAND)
    snapshot_band (self, snapshot, &mark->area);
  else if (mark->is_valid && !self->is_outside)
    snapshot_place (self, snapshot, &mark->area);
}

static void
snapshot_cell (WayCanvas   *self,
               GtkSnapshot *snapshot)
{
  graphene_rect_t rect = way_canvas_get_rect (self, &self->cell->area, (WayPoint){ 0, 0 });

  graphene_rect_inset (&rect, 4, 4);
  append_outline (snapshot, &rect, OUTLINE, 0, get_radius (self), way_canvas_get_accent (self));
}

void
way_canvas_snapshot_marks (WayCanvas   *self,
                           GtkSnapshot *snapshot)
{
  const WayDropMark *mark = self->drag != NULL ? way_drag_get_mark (self->drag) : NULL;
  graphene_rect_t    body = way_canvas_get_body (self);
  gboolean           hovers = self->drag == NULL && self->typing == NULL;

  gtk_snapshot_push_clip (snapshot, &body);
  if (hovers && get_hover_zone (&self->hover) == WAY_CANVAS_BODY)
    snapshot_hover (self, snapshot);
  snapshot_selection (self, snapshot, FALSE);
  if (self->cell != NULL)
    snapshot_cell (self, snapshot);
  if (mark != NULL && !self->is_passing)
    snapshot_drag (self, snapshot, mark);
  gtk_snapshot_pop (snapshot);

  if (hovers && get_hover_zone (&self->hover) != WAY_CANVAS_BODY)
    snapshot_hover (self, snapshot);
  snapshot_selection (self, snapshot, TRUE);
  if (self->typing != NULL)
    way_canvas_snapshot_typing (self, snapshot);
  if (mark == NULL)
    return;
  snapshot_ghost (self, snapshot);
  if (!self->is_passing || self->is_outside)
    snapshot_words (self, snapshot, mark);
}
