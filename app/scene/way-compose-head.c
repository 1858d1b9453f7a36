/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Scene"

#include "way-compose-private.h"
#include "waymark/way-words.h"

#define PORTRAIT_RADIUS 31.0
#define PORTRAIT_X 54.0
#define ARROW_DEPTH 13.0
#define STAGE_EDGE 3.0
#define STAGE_RADIUS 7.0

static void
add_whole_text (WayComposer *self,
                GArray      *placements,
                WayRole      role,
                const char  *element,
                WayText     *text,
                WayPoint     at,
                WayColor     color)
{
  WayItemBuilder builder;

  way_composer_begin (self, &builder, role, element, text->width);
  way_item_builder_add_text (&builder, text, 0, 0, color);
  way_composer_place (self, placements, &builder, WAY_SCENE_SHEET, at.x, at.y, text->width);
}

static void
add_persona (WayComposer         *self,
             GArray              *placements,
             const WayPersonaBox *box)
{
  const WayTheme *theme = self->theme;
  WayColor        ground;
  WayColor        ink = way_composer_get_persona_color (self, box->index, &ground);
  double          middle = box->area.height / 2;
  WayItemBuilder  builder;
  WayShape       *shape;

  way_composer_begin (self, &builder, WAY_ROLE_PERSONA, way_element_get_id (box->persona), box->area.width);
  shape = way_item_builder_add_rectangle (&builder, 0, 0, box->area.width, box->area.height, 14, theme->panel);
  shape->stroke = theme->panel_border;
  shape->line_width = 1;
  shape->dash = box->is_prompt ? WAY_DASH_SHORT : WAY_DASH_NONE;
  if (box->image != NULL)
    way_item_builder_add_image (&builder, box->image, PORTRAIT_X - PORTRAIT_RADIUS, middle - PORTRAIT_RADIUS, 2 * PORTRAIT_RADIUS, 2 * PORTRAIT_RADIUS)->radius = PORTRAIT_RADIUS;
  else
    way_item_builder_add_circle (&builder, PORTRAIT_X, middle, PORTRAIT_RADIUS, ground);
  for (guint i = 0; i < box->n_texts; i++)
    {
      const WayBoxText *place = &box->texts[i];
      WayColor          color = place->role == WAY_TEXT_INITIALS ? ink : way_composer_get_text_color (self, place->role);

      if (place->role == WAY_TEXT_INITIALS && box->image != NULL)
        continue;
      if (place->role == WAY_TEXT_PERSONA_NAME && box->is_prompt)
        color = theme->faint;
      way_item_builder_add_text (&builder, place->text, place->x, place->y, color);
    }
  way_composer_place (self, placements, &builder, WAY_SCENE_SHEET, box->area.x, box->area.y, box->area.width);
}

void
way_composer_add_head (WayComposer *self)
{
  const WayLayoutFrame *frame = self->frame;
  WaySceneLayer        *layer = way_scene_add_layer (self->scene, way_word (self->frame->language, WAY_WORD_TITLE), NULL, WAY_SCENE_SHEET);
  g_autoptr (GArray) placements = way_placements_new ();

  if (frame->logo != NULL)
    {
      WayItemBuilder builder;

      way_composer_begin (self, &builder, WAY_ROLE_LOGO, NULL, frame->logo_area.width);
      way_item_builder_add_image (&builder, frame->logo, 0, 0, frame->logo_area.width, frame->logo_area.height);
      way_composer_place (self, placements, &builder, WAY_SCENE_SHEET, frame->logo_area.x, frame->logo_area.y, frame->logo_area.width);
    }
  add_whole_text (self, placements, WAY_ROLE_HEADLINE, way_element_get_id (frame->headline_element), frame->headline, frame->headline_at, self->theme->ink);
  add_whole_text (self, placements, WAY_ROLE_SUBTITLE, way_element_get_id (way_map_get_root (frame->map)), frame->subtitle, frame->subtitle_at, self->theme->secondary);
  for (guint i = 0; i < frame->n_personas; i++)
    add_persona (self, placements, &frame->personas[i]);
  way_composer_add_block (self, layer, placements, WAY_SCENE_SHEET);
}

/* A chevron of a stage: rounded at the start of a phase, notched where it goes on. */
static WayPath *
make_chevron (double   width,
              double   height,
              gboolean is_first)
{
  WayPath *path = way_path_new ();
  double   middle = height / 2;
  double   right = width - STAGE_EDGE;

  if (is_first)
    {
      way_path_move_to (path, STAGE_EDGE + STAGE_RADIUS, 0);
      way_path_line_to (path, right - ARROW_DEPTH, 0);
      way_path_line_to (path, right, middle);
      way_path_line_to (path, right - ARROW_DEPTH, height);
      way_path_line_to (path, STAGE_EDGE + STAGE_RADIUS, height);
      way_path_curve_to (path, STAGE_EDGE + 3, height, STAGE_EDGE, height - 3, STAGE_EDGE, height - STAGE_RADIUS);
      way_path_line_to (path, STAGE_EDGE, STAGE_RADIUS);
      way_path_curve_to (path, STAGE_EDGE, 3, STAGE_EDGE + 3, 0, STAGE_EDGE + STAGE_RADIUS, 0);
    }
  else
    {
      way_path_move_to (path, -6, 0);
      way_path_line_to (path, right - ARROW_DEPTH, 0);
      way_path_line_to (path, right, middle);
      way_path_line_to (path, right - ARROW_DEPTH, height);
      way_path_line_to (path, -6, height);
      way_path_line_to (path, -6 + ARROW_DEPTH, middle);
    }
  way_path_close (path);
  return path;
}

/* What is still to be told is outlined, not filled. */
static void
add_chevron (WayComposer       *self,
             WayItemBuilder    *builder,
             const WayStageBox *stage,
             WayPath           *path)
{
  const WayPhaseColors *colors = &self->theme->phase[stage->phase];
  WayShape             *shape = way_item_builder_add_path (builder, path, 0, 0);

  shape->fill = stage->is_prompt ? colors->light : colors->dark;
  if (!stage->is_prompt)
    return;
  shape->stroke = colors->dark;
  shape->line_width = 1;
  shape->dash = WAY_DASH_SHORT;
}

static WaySceneBlock *
make_stage_block (WayComposer       *self,
                  const WayStageBox *stage,
                  double             width,
                  gboolean           is_first)
{
  const WayPhaseColors *colors = &self->theme->phase[stage->phase];
  WayColor              ink = stage->is_prompt ? colors->dark : colors->on_dark;
  double                height = self->frame->stage_height;
  double                text_height = stage->name->height + (stage->note != NULL ? stage->note->height : 0);
  double                y = (height - text_height) / 2;
  g_autoptr (WayPath) path = make_chevron (width, height, is_first);
  g_autoptr (GArray) placements = way_placements_new ();
  WayItemBuilder builder;

  way_composer_begin (self, &builder, WAY_ROLE_STAGE, way_element_get_id (stage->stage), width);
  add_chevron (self, &builder, stage, path);
  if (stage->on_path)
    way_item_builder_add_circle (&builder, width - STAGE_EDGE - ARROW_DEPTH - 6, 9, 3, ink);
  way_item_builder_add_text (&builder, stage->name, (width - stage->name->width) / 2, y, ink);
  if (stage->note != NULL)
    way_item_builder_add_text (&builder, stage->note, (width - stage->note->width) / 2, y + stage->name->height, ink);
  way_composer_place (self, placements, &builder, 0, 0, self->frame->stage_y, width);
  return way_drawn_keep_block (self->drawn, way_scene_block_new (placements));
}

static void
add_phases (WayComposer *self)
{
  const WayLayoutFrame *frame = self->frame;
  WaySceneLayer        *layer = way_scene_add_layer (self->scene, way_word (self->frame->language, WAY_WORD_PHASES), NULL, WAY_SCENE_SHEET);

  for (guint i = 0; i < frame->n_phases; i++)
    {
      const WayPhaseBox    *box = &frame->phases[i];
      const WayPhaseColors *colors = &self->theme->phase[box->colors];
      const WayStageBox    *first = frame->stages[box->first_stage];
      const WayStageBox    *last = frame->stages[box->first_stage + box->n_stages - 1];
      double                width = frame->column_x[last->first_column + last->n_columns] - frame->column_x[first->first_column];
      g_autoptr (GArray) placements = way_placements_new ();
      WayItemBuilder builder;

      way_composer_begin (self, &builder, WAY_ROLE_PHASE, way_element_get_id (box->phase), width);
      way_item_builder_add_rectangle (&builder, STAGE_EDGE, 0, width - 2 * STAGE_EDGE, frame->phase_height, 6, colors->light);
      way_item_builder_add_text (&builder, box->name, (width - box->name->width) / 2, (frame->phase_height - box->name->height) / 2, colors->dark);
      way_composer_place (self, placements, &builder, 0, 0, frame->phase_y, width);
      way_composer_add_block (self, layer, placements, WAY_SCENE_COLUMN (first->first_column));
    }
}

/* WayDrawnStage: a stage's head and what it was drawn for. */
typedef struct
{
  WayElement    *stage;
  WayText       *name;
  WayText       *note;
  WaySceneBlock *block;
  double         width;
  double         y;
  double         height;
  guint          phase;
  gboolean       is_first;
  gboolean       is_prompt;
  gboolean       on_path;
} WayDrawnStage;

static void
clear_drawn_stage (gpointer data)
{
  WayDrawnStage *drawn = data;

  g_clear_pointer (&drawn->name, way_text_unref);
  g_clear_pointer (&drawn->note, way_text_unref);
  g_clear_pointer (&drawn->block, way_scene_block_unref);
}

GArray *
way_drawn_stages_new (void)
{
  GArray *stages = g_array_new (FALSE, TRUE, sizeof (WayDrawnStage));

  g_array_set_clear_func (stages, clear_drawn_stage);
  return stages;
}

static gboolean
is_drawn_for (const WayDrawnStage *drawn,
              const WayDrawnStage *wanted)
{
  return drawn->block != NULL && drawn->stage == wanted->stage && drawn->name == wanted->name && drawn->note == wanted->note &&
         drawn->width == wanted->width && drawn->y == wanted->y && drawn->height == wanted->height && drawn->phase == wanted->phase &&
         drawn->is_first == wanted->is_first && drawn->is_prompt == wanted->is_prompt && drawn->on_path == wanted->on_path;
}

/* The head as it was drawn for the scene before, or a new one. */
static void
update_stage (WayComposer   *self,
              WayDrawnStage *drawn,
              guint          index,
              gboolean       is_first)
{
  const WayLayoutFrame *frame = self->frame;
  const WayStageBox    *stage = frame->stages[index];
  WayDrawnStage         wanted = { .stage = stage->stage, .name = stage->name, .note = stage->note, .y = frame->stage_y, .height = frame->stage_height, .phase = stage->phase, .is_first = is_first, .is_prompt = stage->is_prompt, .on_path = stage->on_path };

  wanted.width = frame->column_x[stage->first_column + stage->n_columns] - frame->column_x[stage->first_column];
  if (is_drawn_for (drawn, &wanted))
    return;
  way_text_ref (wanted.name);
  if (wanted.note != NULL)
    way_text_ref (wanted.note);
  wanted.block = make_stage_block (self, stage, wanted.width, is_first);
  clear_drawn_stage (drawn);
  *drawn = wanted;
}

/* The place of a stage's phase among those of the frame, or -1; @next goes along with the stages. */
static int
find_phase (const WayLayoutFrame *frame,
            guint                 stage,
            int                  *next)
{
  while (*next < (int) frame->n_phases && frame->phases[*next].first_stage + frame->phases[*next].n_stages <= stage)
    (*next)++;
  return *next < (int) frame->n_phases && frame->phases[*next].first_stage <= stage ? *next : -1;
}

void
way_composer_add_stages (WayComposer *self)
{
  const WayLayoutFrame *frame = self->frame;
  GArray               *stages = self->drawn->stages;
  WaySceneLayer        *layer;
  int                   next = 0;
  int                   last = -1;

  add_phases (self);
  layer = way_scene_add_layer (self->scene, way_word (self->frame->language, WAY_WORD_STAGES), NULL, WAY_SCENE_SHEET);
  g_array_set_size (stages, frame->n_stages);
  for (guint i = 0; i < frame->n_stages; i++)
    {
      WayDrawnStage *drawn = &g_array_index (stages, WayDrawnStage, i);
      int            phase = find_phase (frame, i, &next);

      update_stage (self, drawn, i, i == 0 || phase != last);
      way_scene_layer_add_block (layer, drawn->block, WAY_SCENE_COLUMN (frame->stages[i]->first_column));
      last = phase;
    }
}
