/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Scene"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "way-compose-private.h"

/* What WCAG 2.1 asks of text. */
#define TEXT_CONTRAST 4.5

static void
clear_placement (gpointer data)
{
  g_clear_pointer (&((WayPlacement *) data)->item, way_item_unref);
}

GArray *
way_placements_new (void)
{
  GArray *placements = g_array_new (FALSE, TRUE, sizeof (WayPlacement));

  g_array_set_clear_func (placements, clear_placement);
  return placements;
}

void
way_curve_block_clear (gpointer data)
{
  g_clear_pointer (&((WayCurveBlock *) data)->block, way_scene_block_unref);
}

static void
free_drawn (gpointer data)
{
  WayDrawn *drawn = data;

  g_array_unref (drawn->stages);
  g_array_unref (drawn->curve_blocks);
  g_hash_table_unref (drawn->blocks);
  g_hash_table_unref (drawn->items);
  g_free (drawn);
}

static WayDrawn *
get_drawn (WayLayoutFrame *frame,
           guint           serial)
{
  WayDrawn *drawn = frame->drawn;

  if (drawn != NULL && drawn->serial == serial && drawn->right_to_left == frame->right_to_left)
    return drawn;
  if (drawn != NULL)
    free_drawn (drawn);
  drawn = g_new0 (WayDrawn, 1);
  drawn->serial = serial;
  drawn->right_to_left = frame->right_to_left;
  drawn->curves_serial = G_MAXUINT;
  drawn->stages = way_drawn_stages_new ();
  drawn->curve_blocks = g_array_new (FALSE, TRUE, sizeof (WayCurveBlock));
  g_array_set_clear_func (drawn->curve_blocks, way_curve_block_clear);
  way_drawn_start (drawn);
  frame->drawn = drawn;
  frame->drawn_free = free_drawn;
  return drawn;
}

void
way_composer_begin (WayComposer    *self,
                    WayItemBuilder *builder,
                    WayRole         role,
                    const char     *element,
                    double          width)
{
  way_item_builder_begin (builder, role, element);
  if (self->frame->right_to_left)
    builder->mirror_width = width;
}

void
way_composer_place_item (WayComposer *self,
                         GArray      *placements,
                         WayItem     *item,
                         guint        column,
                         double       x,
                         double       y,
                         double       width)
{
  WayPlacement placement = { .item = way_item_ref (item), .column = column, .dx = x, .dy = y };

  if (self->frame->right_to_left)
    placement.dx = -x - width;
  g_array_append_val (placements, placement);
}

void
way_composer_place (WayComposer    *self,
                    GArray         *placements,
                    WayItemBuilder *builder,
                    guint           column,
                    double          x,
                    double          y,
                    double          width)
{
  g_autoptr (WayItem) item = way_drawn_keep_item (self->drawn, way_item_builder_end (builder));

  way_composer_place_item (self, placements, item, column, x, y, width);
}

void
way_composer_add_block (WayComposer   *self,
                        WaySceneLayer *layer,
                        GArray        *placements,
                        guint          column)
{
  g_autoptr (WaySceneBlock) block = way_drawn_keep_block (self->drawn, way_scene_block_new (placements));

  way_scene_layer_add_block (layer, block, column);
}

WayColor
way_composer_get_text_color (WayComposer *self,
                             WayTextRole  role)
{
  const WayTheme *theme = self->theme;

  switch (role)
    {
    case WAY_TEXT_SUBTITLE:
    case WAY_TEXT_PERSONA_ROLE:
    case WAY_TEXT_PERSONA_NEEDS:
    case WAY_TEXT_CARD:
    case WAY_TEXT_METRIC_NAME:
    case WAY_TEXT_LEGEND:
      return theme->secondary;
    case WAY_TEXT_LANE_HINT:
    case WAY_TEXT_CARD_NOTE:
    case WAY_TEXT_LEVEL:
    case WAY_TEXT_FOOTER:
      return theme->faint;
    case WAY_TEXT_CALLOUT:
      return theme->callout_text;
    case WAY_TEXT_BADGE:
      return theme->truth_text;
    case WAY_TEXT_LINK:
      return theme->link;
    default:
      return theme->ink;
    }
}

WayColor
way_composer_get_persona_color (WayComposer *self,
                                guint        index,
                                WayColor    *ground)
{
  const WayTheme *theme = self->theme;
  WayColor        round = theme->persona_ground[index % WAY_N_PERSONA_COLORS];
  WayColor        color = theme->persona[index % WAY_N_PERSONA_COLORS];

  for (guint i = 0; i < self->frame->n_personas && theme->name != WAY_THEME_GREYSCALE; i++)
    {
      WayElement *persona = self->frame->personas[i].persona;
      WayColor    own;

      if (self->frame->personas[i].index != index || !way_color_parse (way_element_get_text (persona, WAY_PERSONA_COLOR), &own))
        continue;
      round = way_color_mix (own, theme->sheet, 0.78);
      color = way_color_with_contrast (way_color_with_contrast (own, theme->sheet, TEXT_CONTRAST), round, TEXT_CONTRAST);
    }
  if (ground != NULL)
    *ground = round;
  return color;
}

static void
set_columns (WayComposer *self)
{
  const WayLayoutFrame *frame = self->frame;
  WayScene             *scene = self->scene;

  scene->column_x[WAY_SCENE_SHEET] = frame->right_to_left ? frame->width : 0;
  for (guint i = 0; i < frame->n_columns; i++)
    scene->column_x[WAY_SCENE_COLUMN (i)] = frame->right_to_left ? frame->width - frame->column_x[i] : frame->column_x[i];
  scene->row_y[WAY_SCENE_SHEET] = 0;
  for (guint i = 0; i < frame->n_rows; i++)
    scene->row_y[WAY_SCENE_ROW (i)] = frame->rows[i].content_y;
}

static void
set_facts (WayComposer *self)
{
  const WayLayoutFrame *frame = self->frame;
  WayElement           *root = way_map_get_root (frame->map);
  WayScene             *scene = self->scene;

  scene->width = frame->width;
  scene->height = frame->height;
  scene->sheet = self->theme->sheet;
  scene->title = g_strdup (way_element_get_text (root, WAY_MAP_TITLE));
  if (*scene->title == '\0' && frame->headline != NULL)
    {
      g_free (scene->title);
      scene->title = g_strdup (frame->headline->text);
    }
  scene->author = g_strdup (way_element_get_text (root, WAY_MAP_OWNER));
  scene->subject = g_strdup (way_element_get_text (root, WAY_MAP_GOAL));
  scene->language = g_strdup (frame->language);
  scene->right_to_left = frame->right_to_left;
  scene->images = g_hash_table_ref (way_map_get_images (frame->map));
}

WayScene *
way_compose_scene (WayLayout      *layout,
                   const WayTheme *theme,
                   guint           serial)
{
  WayLayoutFrame *frame;
  WayComposer     self = { .theme = theme, .serial = serial + 1 };

  g_return_val_if_fail (WAY_IS_LAYOUT (layout), NULL);
  g_return_val_if_fail (theme != NULL, NULL);

  frame = (WayLayoutFrame *) way_layout_get_frame (layout);
  self.frame = frame;
  self.drawn = get_drawn (frame, self.serial);
  self.scene = way_scene_new (frame->n_columns + 1, frame->n_rows + 1);
  set_columns (&self);
  set_facts (&self);
  way_composer_add_ground (&self);
  way_composer_add_head (&self);
  way_composer_add_stages (&self);
  for (guint i = 0; i < frame->n_rows; i++)
    way_composer_add_lane (&self, i);
  way_composer_add_links (&self);
  way_composer_add_callouts (&self);
  way_composer_add_foot (&self);
  self.drawn->curves_serial = frame->curves_serial;
  way_drawn_forget_unused (self.drawn);
  return self.scene;
}
