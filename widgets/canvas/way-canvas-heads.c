/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Canvas"

#include "way-canvas-private.h"

#include <math.h>

/* Between the window's edge and heads that are held there, in pixels. */
#define GAP 8.0

/* Heads that would take more than this share of the window scroll with the rest. */
#define MOST_OF_HEIGHT 0.35
#define MOST_OF_WIDTH 0.3

#define SHADOW 5

static const WayLayoutFrame *
get_frame (WayCanvas *self)
{
  return way_layout_get_frame (way_editor_get_latest_layout (self->editor));
}

static double
get_column_heads_top (const WayLayoutFrame *frame)
{
  return frame->phase_height > 0 ? MIN (frame->phase_y, frame->stage_y) : frame->stage_y;
}

/* Map units from the top of the heads to their bottom. */
static double
get_column_heads_height (const WayLayoutFrame *frame)
{
  return frame->stage_y + frame->stage_height - get_column_heads_top (frame);
}

WayCanvasZone
way_canvas_get_zone (const WayItem *item)
{
  switch (item->role)
    {
    case WAY_ROLE_LANE:
      return WAY_CANVAS_ROW_HEAD;
    case WAY_ROLE_STAGE:
    case WAY_ROLE_PHASE:
      return WAY_CANVAS_COLUMN_HEAD;
    default:
      return WAY_CANVAS_BODY;
    }
}

gboolean
way_canvas_is_held (WayCanvas    *self,
                    WayCanvasZone zone)
{
  if (zone == WAY_CANVAS_ROW_HEAD)
    return self->held.x < 0 || self->held.x > 0;
  return zone == WAY_CANVAS_COLUMN_HEAD && self->held.y > 0;
}

WayPoint
way_canvas_get_shift (WayCanvas    *self,
                      WayCanvasZone zone)
{
  return (WayPoint){ zone == WAY_CANVAS_ROW_HEAD ? self->held.x : 0, zone == WAY_CANVAS_COLUMN_HEAD ? self->held.y : 0 };
}

/* By whole pixels, so that what is held looks as it does at its place. */
static double
hold (WayCanvas *self,
      double     by)
{
  return round (by * self->scale) / self->scale;
}

/* Whether there is room to hold heads at an edge. */

static gboolean
can_hold_columns (WayCanvas *self)
{
  const WayLayoutFrame *frame = get_frame (self);

  return frame->n_stages > 0 && get_column_heads_height (frame) * self->scale < self->size[1] * MOST_OF_HEIGHT;
}

static gboolean
can_hold_rows (WayCanvas *self)
{
  return get_frame (self)->n_rows > 0 && WAY_HEAD_WIDTH * self->scale + 2 * GAP < self->size[0] * MOST_OF_WIDTH;
}

void
way_canvas_update_heads (WayCanvas *self)
{
  const WayLayoutFrame *frame = get_frame (self);
  WayRectangle          visible = way_canvas_get_visible (self);
  double                gap = GAP / self->scale;
  double                down = visible.y + gap - get_column_heads_top (frame);

  self->held = (WayPoint){ 0, 0 };
  if (down > 0 && can_hold_columns (self))
    self->held.y = hold (self, down);
  if (!can_hold_rows (self))
    return;
  if (frame->right_to_left)
    self->held.x = MIN (0, hold (self, visible.x + visible.width - gap - (frame->width - WAY_SHEET_MARGIN)));
  else
    self->held.x = MAX (0, hold (self, visible.x + gap - WAY_SHEET_MARGIN));
}

WayCanvasRoom
way_canvas_get_room (WayCanvas *self)
{
  const WayLayoutFrame *frame = get_frame (self);
  WayCanvasRoom         room = { 0 };
  double                beside = can_hold_rows (self) ? WAY_HEAD_WIDTH * self->scale + 2 * GAP : 0;

  if (can_hold_columns (self))
    room.top = get_column_heads_height (frame) * self->scale + 2 * GAP;
  if (frame->right_to_left)
    room.right = beside;
  else
    room.left = beside;
  return room;
}

/* The grounds that held heads stand on, in pixels. */

static graphene_rect_t
get_column_band (WayCanvas *self)
{
  const WayLayoutFrame *frame = get_frame (self);
  double                left = MAX (self->pan.x, 0);
  double                right = MIN (self->pan.x + frame->width * self->scale, self->size[0]);

  return GRAPHENE_RECT_INIT ((float) left, 0, (float) MAX (right - left, 0), (float) (get_column_heads_height (frame) * self->scale + 2 * GAP));
}

/* Headline and footer, which have no head, are not covered. */
static graphene_rect_t
get_row_band (WayCanvas *self)
{
  const WayLayoutFrame *frame = get_frame (self);
  const WayRowBox      *last = &frame->rows[frame->n_rows - 1];
  double                width = WAY_HEAD_WIDTH * self->scale + GAP;
  double                top = MAX (self->pan.y + get_column_heads_top (frame) * self->scale - GAP, 0);
  double                bottom = MIN (self->pan.y + (last->y + last->height) * self->scale, self->size[1]);

  return GRAPHENE_RECT_INIT (frame->right_to_left ? (float) (self->size[0] - width) : 0, (float) top, (float) width, (float) MAX (bottom - top, 0));
}

graphene_rect_t
way_canvas_get_body (WayCanvas *self)
{
  graphene_rect_t body = GRAPHENE_RECT_INIT (0, 0, (float) self->size[0], (float) self->size[1]);
  graphene_rect_t band;

  if (way_canvas_is_held (self, WAY_CANVAS_COLUMN_HEAD))
    {
      band = get_column_band (self);
      body.origin.y += band.size.height;
      body.size.height -= band.size.height;
    }
  if (way_canvas_is_held (self, WAY_CANVAS_ROW_HEAD))
    {
      band = get_row_band (self);
      body.size.width -= band.size.width;
      body.origin.x += self->scene->right_to_left ? 0 : band.size.width;
    }
  return body;
}

static gboolean
contains (const graphene_rect_t *rect,
          double                 x,
          double                 y)
{
  return graphene_rect_contains_point (rect, &GRAPHENE_POINT_INIT ((float) x, (float) y));
}

WayPoint
way_canvas_to_sheet (WayCanvas *self,
                     double     x,
                     double     y)
{
  WayPoint        place = way_canvas_to_map (self, x, y);
  graphene_rect_t band;

  if (way_canvas_is_held (self, WAY_CANVAS_COLUMN_HEAD))
    {
      band = get_column_band (self);
      if (contains (&band, x, y))
        return (WayPoint){ place.x, place.y - self->held.y };
    }
  if (way_canvas_is_held (self, WAY_CANVAS_ROW_HEAD))
    {
      band = get_row_band (self);
      if (contains (&band, x, y))
        return (WayPoint){ place.x - self->held.x, place.y };
    }
  return place;
}

typedef struct
{
  WayCanvas    *self;
  WayCanvasZone zone;
} Gathering;

static gboolean
gather_head (const WayScene      *scene,
             const WaySceneLayer *layer,
             const WayItem       *item,
             WayPoint             origin,
             gpointer             user_data)
{
  Gathering     *gathering = user_data;
  WayPoint       shift = way_canvas_get_shift (gathering->self, gathering->zone);
  WayPoint       place = { origin.x + shift.x, origin.y + shift.y };
  WayCanvasEntry entry = { (WayItem *) item, way_canvas_snap (gathering->self, item, place), NULL, gathering->zone };

  if (way_canvas_get_zone (item) != gathering->zone)
    return TRUE;
  way_item_ref (entry.item);
  g_array_append_val (gathering->self->entries, entry);
  return TRUE;
}

/* What would be seen if the sheet were scrolled less. */
static void
gather_zone (WayCanvas    *self,
             WayCanvasZone zone)
{
  Gathering    gathering = { self, zone };
  WayRectangle visible = way_canvas_get_visible (self);

  if (!way_canvas_is_held (self, zone))
    return;
  visible.x -= way_canvas_get_shift (self, zone).x;
  visible.y -= way_canvas_get_shift (self, zone).y;
  way_scene_foreach (self->scene, &visible, gather_head, &gathering);
}

void
way_canvas_gather_heads (WayCanvas *self)
{
  gather_zone (self, WAY_CANVAS_ROW_HEAD);
  gather_zone (self, WAY_CANVAS_COLUMN_HEAD);
}

static void
snapshot_ground (WayCanvas             *self,
                 GtkSnapshot           *snapshot,
                 const graphene_rect_t *band)
{
  WayColor sheet = self->scene->sheet;

  gtk_snapshot_append_color (snapshot, &(GdkRGBA){ WAY_COLOR_RED (sheet) / 255.f, WAY_COLOR_GREEN (sheet) / 255.f, WAY_COLOR_BLUE (sheet) / 255.f, 1 }, band);
}

/* Fading strips at an edge that other things slide under. */
static void
snapshot_shadow (GtkSnapshot           *snapshot,
                 const graphene_rect_t *band,
                 gboolean               below,
                 gboolean               at_start)
{
  for (int i = 0; i < SHADOW; i++)
    {
      float           alpha = 0.05f * (float) (SHADOW - i) / SHADOW;
      float           x = at_start ? band->origin.x - (float) i - 1 : band->origin.x + band->size.width + (float) i;
      graphene_rect_t strip = below ? GRAPHENE_RECT_INIT (band->origin.x, band->origin.y + band->size.height + (float) i, band->size.width, 1)
                                    : GRAPHENE_RECT_INIT (x, band->origin.y, 1, band->size.height);

      gtk_snapshot_append_color (snapshot, &(GdkRGBA){ 0.1f, 0.15f, 0.2f, alpha }, &strip);
    }
}

static void
snapshot_zone (WayCanvas    *self,
               GtkSnapshot  *snapshot,
               WayCanvasZone zone)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      const WayCanvasEntry *entry = &g_array_index (self->entries, WayCanvasEntry, i);

      if (entry->zone == zone)
        way_canvas_snapshot_entry (self, snapshot, entry);
    }
}

void
way_canvas_snapshot_heads (WayCanvas   *self,
                           GtkSnapshot *snapshot)
{
  gboolean        holds_rows = way_canvas_is_held (self, WAY_CANVAS_ROW_HEAD);
  gboolean        right_to_left = self->scene->right_to_left;
  graphene_rect_t row_band = holds_rows ? get_row_band (self) : GRAPHENE_RECT_INIT (0, 0, 0, 0);
  graphene_rect_t column_band = get_column_band (self);

  if (holds_rows)
    {
      snapshot_ground (self, snapshot, &row_band);
      snapshot_shadow (snapshot, &row_band, FALSE, right_to_left);
      gtk_snapshot_push_clip (snapshot, &row_band);
      snapshot_zone (self, snapshot, WAY_CANVAS_ROW_HEAD);
      gtk_snapshot_pop (snapshot);
    }
  if (!way_canvas_is_held (self, WAY_CANVAS_COLUMN_HEAD))
    return;
  snapshot_ground (self, snapshot, &column_band);
  snapshot_shadow (snapshot, &column_band, TRUE, FALSE);
  if (holds_rows)
    {
      column_band.size.width -= row_band.size.width;
      column_band.origin.x += right_to_left ? 0 : row_band.size.width;
    }
  gtk_snapshot_push_clip (snapshot, &column_band);
  snapshot_zone (self, snapshot, WAY_CANVAS_COLUMN_HEAD);
  gtk_snapshot_pop (snapshot);
}
