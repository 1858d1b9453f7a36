/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Scene"

#include "way-compose-private.h"
#include "waymark/way-words.h"

#define LEVEL_RIGHT 10.0 /* from the grid to the names of the levels */

static void
add_rule (WayComposer *self,
          GArray      *placements,
          double       x,
          double       y,
          double       width,
          WayColor     color,
          double       line_width,
          WayDash      dash)
{
  g_autoptr (WayPath) path = way_path_new ();
  WayItemBuilder builder;
  WayShape      *shape;

  way_path_move_to (path, 0, 0);
  way_path_line_to (path, width, 0);
  way_composer_begin (self, &builder, WAY_ROLE_DECORATION, NULL, width);
  shape = way_item_builder_add_path (&builder, path, 0, 0);
  shape->stroke = color;
  shape->line_width = (float) line_width;
  shape->dash = dash;
  way_composer_place (self, placements, &builder, WAY_SCENE_SHEET, x, y, width);
}

static void
add_level_lines (WayComposer *self,
                 GArray      *placements)
{
  const WayLayoutFrame *frame = self->frame;
  double                x = WAY_SHEET_MARGIN + WAY_HEAD_WIDTH;
  double                width = frame->width - WAY_SHEET_MARGIN - x;
  double                top = frame->rows[frame->feelings_row].content_y;

  for (int i = 0; i < WAY_N_LEVELS; i++)
    {
      double y = top + way_curve_get_y (200 - 100 * i, WAY_CURVE_HEIGHT);

      if (i == 2)
        add_rule (self, placements, x, y, width, self->theme->neutral_line, 2, WAY_DASH_NONE);
      else
        add_rule (self, placements, x, y, width, self->theme->rule, 1.2, WAY_DASH_SHORT);
    }
}

void
way_composer_add_ground (WayComposer *self)
{
  const WayLayoutFrame *frame = self->frame;
  WaySceneLayer        *layer = way_scene_add_layer (self->scene, way_word (self->frame->language, WAY_WORD_GROUND), NULL, WAY_SCENE_SHEET);
  g_autoptr (GArray) placements = way_placements_new ();

  for (guint i = 0; i < frame->truths->len; i++)
    {
      const WayTruthBox *box = &g_array_index (frame->truths, WayTruthBox, i);
      double             width = frame->column_x[box->column + 1] - frame->column_x[box->column] - 4;
      WayItemBuilder     builder;
      WayShape          *shape;

      way_composer_begin (self, &builder, WAY_ROLE_DECORATION, NULL, width);
      shape = way_item_builder_add_rectangle (&builder, 0, 0, width, box->height, 8, self->theme->truth_band);
      shape->stroke = self->theme->truth_band_border;
      shape->line_width = 1;
      way_composer_place (self, placements, &builder, WAY_SCENE_COLUMN (box->column), 2, box->y, width);
    }
  for (guint i = 0; i < frame->n_rows; i++)
    add_rule (self, placements, WAY_SHEET_MARGIN, frame->rows[i].y + frame->rows[i].height, frame->width - 2 * WAY_SHEET_MARGIN,
              self->theme->rule, 1.3, WAY_DASH_NONE);
  if (frame->feelings_row >= 0)
    add_level_lines (self, placements);
  way_composer_add_block (self, layer, placements, WAY_SCENE_SHEET);
}

static void
add_levels (WayComposer    *self,
            WayItemBuilder *builder,
            double          top)
{
  const WayLayoutFrame *frame = self->frame;

  for (int i = 0; i < WAY_N_LEVELS; i++)
    {
      WayText *text = frame->levels[i];
      double   y = way_curve_get_y (200 - 100 * i, WAY_CURVE_HEIGHT);

      way_item_builder_add_text (builder, text, WAY_HEAD_WIDTH - LEVEL_RIGHT - text->width, top + y - text->height / 2, self->theme->faint);
    }
}

static void
add_lane_head (WayComposer   *self,
               WaySceneLayer *layer,
               guint          row)
{
  const WayRowBox *box = &self->frame->rows[row];
  double           inset = box->content_y - box->y;
  double           y = box->y + WAY_ROW_PADDING - box->content_y;
  g_autoptr (GArray) placements = way_placements_new ();
  WayItemBuilder builder;

  way_composer_begin (self, &builder, WAY_ROLE_LANE, way_element_get_id (box->lane), WAY_HEAD_WIDTH);
  way_item_builder_add_text (&builder, box->name, 0, 0, self->theme->ink);
  if (box->hint != NULL)
    way_item_builder_add_text (&builder, box->hint, 0, box->name->height + WAY_HINT_GAP, self->theme->faint);
  if ((int) row == self->frame->feelings_row)
    add_levels (self, &builder, inset - WAY_ROW_PADDING);
  way_composer_place (self, placements, &builder, WAY_SCENE_SHEET, WAY_SHEET_MARGIN, y, WAY_HEAD_WIDTH);
  way_composer_add_block (self, layer, placements, WAY_SCENE_SHEET);
}

static WaySceneBlock *
make_cell_block (WayComposer *self,
                 WayCell     *cell,
                 double       content_height)
{
  g_autoptr (GArray) placements = way_placements_new ();

  for (guint i = 0; i < cell->places->len; i++)
    {
      const WayBoxPlace *place = &g_array_index (cell->places, WayBoxPlace, i);
      double             height = place->stretch ? MAX (content_height, place->box->height) : place->box->height;
      WayItem           *item = way_composer_get_box_item (self, place->box, height);

      way_composer_place_item (self, placements, item, place->column, place->dx, place->y, place->box->width);
    }
  return way_scene_block_new (placements);
}

static void
add_cell (WayComposer       *self,
          WaySceneLayer     *layer,
          const WayStageBox *stage,
          guint              row)
{
  WayCell *cell = stage->cells[row];
  double   content_height = self->frame->rows[row].content_height;

  if (cell->places->len == 0)
    return;
  if (cell->block == NULL || cell->block_serial != self->serial || (cell->stretches && cell->block_height != content_height))
    {
      if (cell->block != NULL)
        way_scene_block_unref (cell->block);
      cell->block = make_cell_block (self, cell, content_height);
      cell->block_serial = self->serial;
      cell->block_height = content_height;
      cell->block_free = (GDestroyNotify) way_scene_block_unref;
    }
  way_scene_layer_add_block (layer, cell->block, WAY_SCENE_COLUMN (stage->first_column));
}

void
way_composer_add_lane (WayComposer *self,
                       guint        row)
{
  const WayRowBox *box = &self->frame->rows[row];
  WaySceneLayer   *layer;

  if ((int) row == self->frame->feelings_row)
    way_composer_add_curves (self);
  layer = way_scene_add_layer (self->scene, way_element_get_text (box->lane, WAY_LANE_NAME), way_element_get_id (box->lane), WAY_SCENE_ROW (row));
  add_lane_head (self, layer, row);
  for (guint i = 0; i < self->frame->n_stages; i++)
    add_cell (self, layer, self->frame->stages[i], row);
}
