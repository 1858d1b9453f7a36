/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Tools"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "way-drag-private.h"
#include "tools/way-grid-private.h"
#include "tools/hit/way-hit-node-private.h"

static WayRectangle
get_box_area (const WayLayoutFrame *frame,
              const WayNode        *node)
{
  const WayBoxPlace *place = way_node_get_place (frame, node);
  const WayBox      *box = place->box;
  const WayRowBox   *row = &frame->rows[node->row];
  double             start = frame->column_x[frame->stages[node->stage]->first_column + place->column] + place->dx;
  WayRectangle       area = { start, row->content_y + place->y, box->width, box->height };

  if (place->stretch)
    area.height = MAX (area.height, row->content_height);
  if (box->kind == WAY_BOX_POINT)
    area = (WayRectangle){ start + box->width / 2 - WAY_FACE_RADIUS, area.y, 2 * WAY_FACE_RADIUS, 2 * WAY_FACE_RADIUS };
  return area;
}

static WayRectangle
get_stages_area (const WayLayoutFrame *frame,
                 guint                 first,
                 guint                 last,
                 double                top)
{
  double start = frame->column_x[frame->stages[first]->first_column];

  return (WayRectangle){ start, top, way_grid_get_stage_end (frame, last) - start, way_grid_get_bottom (frame) - top };
}

gboolean
way_drag_get_area (WayDrag      *self,
                   const char   *element,
                   WayRectangle *area)
{
  const WayLayoutFrame *frame = way_layout_get_frame (self->layout);
  const WayPhaseBox    *phase;
  const WayRowBox      *row;
  WayNode               node;

  if (!way_node_find (frame, element, &node))
    return FALSE;
  switch ((guint) node.zone)
    {
    case WAY_ZONE_BOX:
      *area = get_box_area (frame, &node);
      break;
    case WAY_ZONE_STAGE:
      *area = get_stages_area (frame, node.stage, node.stage, frame->stage_y);
      break;
    case WAY_ZONE_PHASE:
      phase = &frame->phases[node.index];
      *area = get_stages_area (frame, phase->first_stage, phase->first_stage + phase->n_stages - 1, frame->phase_y);
      break;
    case WAY_ZONE_LANE:
      row = &frame->rows[node.row];
      *area = (WayRectangle){ WAY_SHEET_MARGIN, row->y, frame->width - 2 * WAY_SHEET_MARGIN, row->height };
      break;
    default:
      return FALSE;
    }
  *area = way_grid_turn_area (frame, *area);
  return TRUE;
}

char *
way_drag_dup_title (const WayElement *element)
{
  int         field = way_kind_get_info (way_element_get_kind (element))->title_field;
  const char *text = field >= 0 ? way_element_get_text (element, (guint) field) : "";

  return *text != '\0' ? g_strdelimit (g_strdup (text), "\n\t", ' ') : NULL;
}

/* Words only for what is not seen at a glance: that it comes to another stage or lane. */
static char *
make_text (WayDrag *self)
{
  g_autofree char *stage = self->place.stage != NULL ? way_drag_dup_title (self->place.stage) : NULL;
  g_autofree char *lane = self->place.lane != NULL ? way_drag_dup_title (self->place.lane) : NULL;

  if (self->kind != WAY_DRAG_ITEMS || self->place.is_home)
    return g_strdup (_ ("drop here"));
  if (stage != NULL && self->place.stage != self->home_stage)
    /* Translators: where something that is dragged will land: a stage */
    return g_strdup_printf (_ ("to stage %s"), stage);
  if (lane != NULL && self->place.lane != self->home_lane)
    /* Translators: where something that is dragged will land: a lane */
    return g_strdup_printf (_ ("to %s"), lane);
  return g_strdup (_ ("drop here"));
}

void
way_drag_mark_moved (WayDrag     *self,
                     WayDropMark *mark)
{
  WayRectangle area;

  if (self->made != NULL && way_drag_get_area (self, self->made, &area))
    mark->area = area;
  for (guint i = 0; i < self->moved->len; i++)
    if (way_element_get_kind (self->moved->pdata[i]) == way_element_get_kind (self->grabbed) &&
        way_drag_get_area (self, way_element_get_id (self->moved->pdata[i]), &area))
      mark->area = way_rectangle_union (&mark->area, &area);
  mark->text = make_text (self);
}
