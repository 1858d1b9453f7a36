/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Scene"

#include <math.h>

#include "way-compose-private.h"
#include "waymark/way-words.h"

#define CORNER 9.0
#define ARROW_LENGTH 7.0
#define ARROW_HALF 4.0
#define CALLOUT_PADDING_X 11.0
#define CALLOUT_PADDING_Y 7.0

/* What lies above the lanes: arrows, callouts; and the foot of the sheet. */

static void
add_corner (WayPath        *path,
            const WayPoint *before,
            const WayPoint *corner,
            const WayPoint *after,
            WayPoint        from)
{
  double in = MIN (CORNER, hypot (corner->x - before->x, corner->y - before->y) / 2);
  double out = MIN (CORNER, hypot (after->x - corner->x, after->y - corner->y) / 2);
  double radius = MIN (in, out);
  double in_x = copysign (corner->x == before->x ? 0 : radius, corner->x - before->x);
  double in_y = copysign (corner->y == before->y ? 0 : radius, corner->y - before->y);
  double out_x = copysign (after->x == corner->x ? 0 : radius, after->x - corner->x);
  double out_y = copysign (after->y == corner->y ? 0 : radius, after->y - corner->y);

  way_path_line_to (path, corner->x - in_x - from.x, corner->y - in_y - from.y);
  way_path_curve_to (path, corner->x - from.x, corner->y - from.y, corner->x - from.x, corner->y - from.y,
                     corner->x + out_x - from.x, corner->y + out_y - from.y);
}

static void
add_arrow_head (WayItemBuilder *builder,
                WayPoint        tip,
                WayPoint        before,
                WayColor        color)
{
  g_autoptr (WayPath) path = way_path_new ();
  double length = hypot (tip.x - before.x, tip.y - before.y);
  double ux = length > 0 ? (tip.x - before.x) / length : 1;
  double uy = length > 0 ? (tip.y - before.y) / length : 0;

  way_path_move_to (path, tip.x, tip.y);
  way_path_line_to (path, tip.x - ux * ARROW_LENGTH - uy * ARROW_HALF, tip.y - uy * ARROW_LENGTH + ux * ARROW_HALF);
  way_path_line_to (path, tip.x - ux * ARROW_LENGTH + uy * ARROW_HALF, tip.y - uy * ARROW_LENGTH - ux * ARROW_HALF);
  way_path_close (path);
  way_item_builder_add_path (builder, path, 0, 0)->fill = color;
}

static char *
make_link_label (const WayLinkBox *box)
{
  WayElement *from = way_element_get_parent (box->link);
  WayElement *to = way_element_get_reference (box->link, WAY_LINK_TO);

  if (to == NULL)
    return g_strdup (way_element_get_text (from, WAY_TOUCHPOINT_NAME));
  return g_strdup_printf ("%s \342\206\222 %s", way_element_get_text (from, WAY_TOUCHPOINT_NAME), way_element_get_text (to, WAY_TOUCHPOINT_NAME));
}

static void
add_link (WayComposer      *self,
          GArray           *placements,
          const WayLinkBox *box)
{
  WayPoint       from = box->points[0];
  WayPoint       tip = box->points[box->n_points - 1];
  WayColor       color = self->theme->link;
  double         width;
  WayItemBuilder builder;
  WayShape      *shape;
  g_autoptr (WayPath) path = way_path_new ();

  for (guint i = 0; i < box->n_points; i++)
    from = (WayPoint){ MIN (from.x, box->points[i].x), MIN (from.y, box->points[i].y) };
  width = fabs (tip.x - box->points[0].x);
  way_path_move_to (path, box->points[0].x - from.x, box->points[0].y - from.y);
  for (guint i = 1; i + 1 < box->n_points; i++)
    add_corner (path, &box->points[i - 1], &box->points[i], &box->points[i + 1], from);
  way_path_line_to (path, tip.x - from.x, tip.y - from.y);
  way_composer_begin (self, &builder, WAY_ROLE_LINK, way_element_get_id (box->link), width);
  builder.label = make_link_label (box);
  shape = way_item_builder_add_path (&builder, path, 0, 0);
  shape->stroke = color;
  shape->line_width = 1.5f;
  shape->round = TRUE;
  shape->dash = box->kind == WAY_LINKS_LOOP ? WAY_DASH_SHORT : WAY_DASH_NONE;
  tip = (WayPoint){ tip.x - from.x, tip.y - from.y };
  add_arrow_head (&builder, tip, (WayPoint){ box->points[box->n_points - 2].x - from.x, box->points[box->n_points - 2].y - from.y }, color);
  if (box->label != NULL)
    way_item_builder_add_text (&builder, box->label, box->label_x - from.x, box->label_y - from.y, color);
  way_composer_place (self, placements, &builder, WAY_SCENE_SHEET, from.x, from.y, width);
}

void
way_composer_add_links (WayComposer *self)
{
  WaySceneLayer *layer;
  g_autoptr (GArray) placements = way_placements_new ();

  if (self->frame->links->len == 0)
    return;
  layer = way_scene_add_layer (self->scene, way_word (self->frame->language, WAY_WORD_LINKS), NULL, WAY_SCENE_SHEET);
  for (guint i = 0; i < self->frame->links->len; i++)
    add_link (self, placements, &g_array_index (self->frame->links, WayLinkBox, i));
  way_composer_add_block (self, layer, placements, WAY_SCENE_SHEET);
}

/* A line from the face's edge to the box ties the two together. */
static void
add_leader (WayComposer         *self,
            GArray              *placements,
            const WayCalloutBox *box)
{
  double   x = box->tip.x;
  double   y = box->tip.y;
  double   length = hypot (x - box->from.x, y - box->from.y);
  double   share = (WAY_FACE_RADIUS + 2) / MAX (length, 1);
  WayPoint start = { box->from.x + (x - box->from.x) * share, box->from.y + (y - box->from.y) * share };
  WayPoint corner = { MIN (start.x, x), MIN (start.y, y) };
  double   width = fabs (x - start.x);
  g_autoptr (WayPath) path = way_path_new ();
  WayItemBuilder builder;
  WayShape      *shape;

  if (length < WAY_FACE_RADIUS + 3)
    return;
  way_composer_begin (self, &builder, WAY_ROLE_DECORATION, NULL, width);
  way_path_move_to (path, start.x - corner.x, start.y - corner.y);
  way_path_line_to (path, x - corner.x, y - corner.y);
  shape = way_item_builder_add_path (&builder, path, 0, 0);
  shape->stroke = self->theme->callout;
  shape->line_width = 1.4f;
  shape->round = TRUE;
  way_composer_place (self, placements, &builder, WAY_SCENE_SHEET, corner.x, corner.y, width);
}

static void
add_callout (WayComposer         *self,
             GArray              *placements,
             const WayCalloutBox *box)
{
  WayItemBuilder builder;

  add_leader (self, placements, box);
  way_composer_begin (self, &builder, WAY_ROLE_CALLOUT, way_element_get_id (box->finding), box->area.width);
  way_item_builder_add_rectangle (&builder, 0, 0, box->area.width, box->area.height, 7, self->theme->callout);
  way_item_builder_add_text (&builder, box->text, CALLOUT_PADDING_X, CALLOUT_PADDING_Y, self->theme->callout_text);
  way_composer_place (self, placements, &builder, WAY_SCENE_SHEET, box->area.x, box->area.y, box->area.width);
}

void
way_composer_add_callouts (WayComposer *self)
{
  WaySceneLayer *layer;
  g_autoptr (GArray) placements = way_placements_new ();

  if (self->frame->callouts->len == 0)
    return;
  layer = way_scene_add_layer (self->scene, way_word (self->frame->language, WAY_WORD_FINDINGS), NULL, WAY_SCENE_ROW (self->frame->feelings_row));
  for (guint i = 0; i < self->frame->callouts->len; i++)
    add_callout (self, placements, &g_array_index (self->frame->callouts, WayCalloutBox, i));
  way_composer_add_block (self, layer, placements, WAY_SCENE_SHEET);
}

static void
add_line_sign (WayItemBuilder *builder,
               WayColor        color,
               double          line_width,
               WayDash         dash)
{
  g_autoptr (WayPath) path = way_path_new ();
  WayShape *shape;

  way_path_move_to (path, 0, 0);
  way_path_line_to (path, 26, 0);
  shape = way_item_builder_add_path (builder, path, 0, 0);
  shape->stroke = color;
  shape->line_width = (float) line_width;
  shape->dash = dash;
  shape->round = TRUE;
}

/* A stage with its mark, small: the mark alone would look like one of evidence. */
static void
add_stage_sign (WayItemBuilder       *builder,
                const WayPhaseColors *colors)
{
  g_autoptr (WayPath) path = way_path_new ();

  way_path_move_to (path, 0, -7);
  way_path_line_to (path, 17, -7);
  way_path_line_to (path, 22, 0);
  way_path_line_to (path, 17, 7);
  way_path_line_to (path, 0, 7);
  way_path_close (path);
  way_item_builder_add_path (builder, path, 0, 0)->fill = colors->dark;
  way_item_builder_add_circle (builder, 14, -2.5, 2.5, colors->on_dark);
}

static void
draw_sign (WayComposer        *self,
           WayItemBuilder     *builder,
           const WayLegendBox *box)
{
  static const char *const evidence[] = { "evidence-assumed", "evidence-partly", "evidence-researched" };
  static const WayDash     dashes[] = { WAY_DASH_LONG, WAY_DASH_SHORT, WAY_DASH_DOT };
  const WayTheme          *theme = self->theme;
  gboolean                 first = box->number == 0;
  WayShape                *shape;

  switch (box->kind)
    {
    case WAY_LEGEND_TRUTH:
      shape = way_item_builder_add_circle (builder, 11, 0, 8, theme->truth);
      shape->stroke = theme->truth_edge;
      shape->line_width = 1.3f;
      break;
    case WAY_LEGEND_FUTURE:
      add_line_sign (builder, theme->possible, 2.4, WAY_DASH_LONG);
      break;
    case WAY_LEGEND_GAP:
      way_item_builder_add_rectangle (builder, 2, -6, 22, 12, 3, (theme->possible & 0xffffff00) | 60);
      break;
    case WAY_LEGEND_EVIDENCE:
      way_item_builder_add_symbol (builder, way_symbol_get (evidence[box->number]), 1, -5, 10, theme->secondary, theme->card);
      break;
    case WAY_LEGEND_PERSONA:
      add_line_sign (builder, way_composer_get_persona_color (self, box->number, NULL), 2.6, first ? WAY_DASH_NONE : dashes[box->number % G_N_ELEMENTS (dashes)]);
      break;
    case WAY_LEGEND_MARK:
      shape = way_item_builder_add_rectangle (builder, 0, -6, 14, 12, 6, box->number == WAY_MARK_GONE ? theme->panel : theme->possible_ground);
      shape->stroke = box->number == WAY_MARK_GONE ? theme->secondary : theme->possible;
      shape->line_width = 1;
      shape->dash = box->number == WAY_MARK_NEW ? WAY_DASH_NONE : WAY_DASH_SHORT;
      break;
    case WAY_LEGEND_PATH:
      add_stage_sign (builder, &theme->phase[0]);
      break;
    default:
      break;
    }
}

void
way_composer_add_foot (WayComposer *self)
{
  const WayLayoutFrame *frame = self->frame;
  WaySceneLayer        *layer = way_scene_add_layer (self->scene, way_word (self->frame->language, WAY_WORD_LEGEND), NULL, WAY_SCENE_SHEET);
  g_autoptr (GArray) placements = way_placements_new ();
  WayItemBuilder builder;

  for (guint i = 0; i < frame->legend->len; i++)
    {
      const WayLegendBox *box = &g_array_index (frame->legend, WayLegendBox, i);
      double              width = box->text_x - box->x + box->text->width;

      way_composer_begin (self, &builder, WAY_ROLE_LEGEND, NULL, width);
      draw_sign (self, &builder, box);
      way_item_builder_add_text (&builder, box->text, box->text_x - box->x, -box->text->height / 2, self->theme->secondary);
      way_composer_place (self, placements, &builder, WAY_SCENE_SHEET, box->x, box->y, width);
    }
  way_composer_begin (self, &builder, WAY_ROLE_FOOTER, NULL, frame->footer->width);
  way_item_builder_add_text (&builder, frame->footer, 0, 0, self->theme->faint);
  way_composer_place (self, placements, &builder, WAY_SCENE_SHEET, frame->footer_at.x, frame->footer_at.y, frame->footer->width);
  way_composer_add_block (self, layer, placements, WAY_SCENE_SHEET);
}
