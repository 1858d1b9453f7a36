/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Scene"

#include "way-compose-private.h"

#define CARD_RADIUS 9.0
#define SMALL_RADIUS 7.0
#define SHADOW_DROP 2.5
#define CHIP_SIZE 24.0
#define EVIDENCE_SIZE 10.0

static void
add_outline (WayItemBuilder *builder,
             WayBox         *box,
             double          height,
             double          radius,
             WayColor        fill,
             WayColor        stroke,
             double          line_width,
             WayDash         dash)
{
  WayShape *shape = way_item_builder_add_rectangle (builder, 0, 0, box->width, height, radius, fill);

  shape->stroke = stroke;
  shape->line_width = (float) line_width;
  shape->dash = dash;
}

static void
add_badge (WayComposer    *self,
           WayItemBuilder *builder,
           double          x,
           double          y,
           double          radius)
{
  WayShape *shape = way_item_builder_add_circle (builder, x, y, radius, self->theme->truth);

  shape->stroke = self->theme->truth_edge;
  shape->line_width = 1.3f;
}

static void
add_channel (WayComposer    *self,
             WayItemBuilder *builder,
             WayBox         *box,
             double          x,
             double          y)
{
  const WayPhaseColors *colors = &self->theme->phase[box->phase];

  if (box->channel == NULL)
    return;
  way_item_builder_add_rectangle (builder, x, y, CHIP_SIZE, CHIP_SIZE, SMALL_RADIUS, colors->light);
  way_item_builder_add_symbol (builder, way_symbol_get_channel (box->channel), x + 4, y + 4, 16, colors->dark, colors->light);
}

static void
add_evidence (WayComposer    *self,
              WayItemBuilder *builder,
              WayBox         *box,
              double          height)
{
  static const char *const names[] = { "evidence-assumed", "evidence-partly", "evidence-researched" };

  if (box->certainty < 0)
    return;
  way_item_builder_add_symbol (builder, way_symbol_get (names[box->certainty]), box->width - 12 - EVIDENCE_SIZE / 2,
                               height - 12 - EVIDENCE_SIZE / 2, EVIDENCE_SIZE, self->theme->secondary, self->theme->card);
}

/* The tag that says new, changed or gone stands behind its text. */
static void
add_mark_ground (WayComposer      *self,
                 WayItemBuilder   *builder,
                 WayBox           *box,
                 const WayBoxText *place)
{
  WayColor ground = box->mark == WAY_MARK_GONE ? self->theme->panel : self->theme->possible_ground;

  way_item_builder_add_rectangle (builder, place->x - 6, place->y - 1, place->text->ink_width + 12, place->text->height + 2,
                                  (place->text->height + 2) / 2, ground);
}

static WayColor
get_color (WayComposer      *self,
           WayBox           *box,
           const WayBoxText *place)
{
  const WayTheme *theme = self->theme;

  if (box->is_prompt)
    return theme->faint;
  if (place->role == WAY_TEXT_MARK)
    return box->mark == WAY_MARK_GONE ? theme->secondary : theme->possible_text;
  if (box->kind != WAY_BOX_CARD)
    return way_composer_get_text_color (self, place->role);
  if (box->mark == WAY_MARK_GONE)
    return theme->secondary;
  switch (box->card_kind)
    {
    case WAY_CARDS_PAIN_POINTS:
      return theme->pain_text;
    case WAY_CARDS_OPPORTUNITIES:
      return theme->possible_text;
    default:
      return place->role == WAY_TEXT_CARD_NOTE ? theme->secondary : theme->note_text;
    }
}

static void
add_texts (WayComposer    *self,
           WayItemBuilder *builder,
           WayBox         *box)
{
  for (guint i = 0; i < box->n_texts; i++)
    {
      const WayBoxText *place = &box->texts[i];

      if (place->role == WAY_TEXT_MARK)
        add_mark_ground (self, builder, box, place);
      way_item_builder_add_text (builder, place->text, place->x, place->y, get_color (self, box, place));
    }
}

static void
add_image (WayItemBuilder *builder,
           WayBox         *box)
{
  if (box->image != NULL)
    way_item_builder_add_image (builder, box->image, box->image_area.x, box->image_area.y, box->image_area.width, box->image_area.height)->radius = 5;
}

static WayDash
get_dash (WayBox *box)
{
  return box->mark == WAY_MARK_GONE || box->is_prompt ? WAY_DASH_SHORT : WAY_DASH_NONE;
}

static void
draw_touchpoint (WayComposer    *self,
                 WayItemBuilder *builder,
                 WayBox         *box,
                 double          height)
{
  const WayTheme *theme = self->theme;
  WayColor        stroke = box->is_future ? theme->possible : theme->card_border;

  if (box->mark != WAY_MARK_GONE && !box->is_prompt)
    way_item_builder_add_rectangle (builder, 0, SHADOW_DROP, box->width, height, CARD_RADIUS, theme->card_shadow);
  add_outline (builder, box, height, CARD_RADIUS, theme->card, stroke, box->is_future ? 1.4 : 1, get_dash (box));
  add_channel (self, builder, box, 10, 10);
  if (box->truth > 0)
    add_badge (self, builder, box->badge.x, box->badge.y, box->badge_radius);
  if (box->has_face)
    way_item_builder_add_symbol (builder, way_symbol_get_face (way_theme_get_band (box->score)), 10, box->face_y - 8, 16,
                                 way_theme_get_level_color (theme, box->score), theme->card);
  add_image (builder, box);
  add_texts (self, builder, box);
  add_evidence (self, builder, box, height);
}

static void
draw_card_ground (WayComposer    *self,
                  WayItemBuilder *builder,
                  WayBox         *box,
                  double          height)
{
  const WayTheme *theme = self->theme;
  WayDash         dash = get_dash (box);
  WayColor        edge = box->is_future ? theme->possible : theme->card_border;

  switch (box->card_kind)
    {
    case WAY_CARDS_PAIN_POINTS:
      add_outline (builder, box, height, SMALL_RADIUS, theme->pain, theme->pain_border, 1, dash);
      way_item_builder_add_rectangle (builder, 0, 0, 4, height, 2, theme->pain_mark);
      break;
    case WAY_CARDS_OPPORTUNITIES:
      add_outline (builder, box, height, SMALL_RADIUS, theme->possible_ground, theme->possible, 1.3, dash);
      break;
    case WAY_CARDS_THOUGHTS:
    case WAY_CARDS_QUOTES:
    case WAY_CARDS_NEEDS:
      add_outline (builder, box, height, SMALL_RADIUS, theme->note, theme->note_border, 1, dash);
      break;
    case WAY_CARDS_BACKSTAGE:
      add_outline (builder, box, height, SMALL_RADIUS, theme->backstage, theme->secondary, 1, WAY_DASH_SHORT);
      break;
    default:
      add_outline (builder, box, height, SMALL_RADIUS, theme->card, edge, 1, dash);
      break;
    }
}

static void
draw_card (WayComposer    *self,
           WayItemBuilder *builder,
           WayBox         *box,
           double          height)
{
  const WayTheme *theme = self->theme;
  WayColor        ink = theme->secondary;
  WayColor        ground = theme->card;

  draw_card_ground (self, builder, box, height);
  if (box->card_kind == WAY_CARDS_PAIN_POINTS)
    {
      ink = theme->pain_mark;
      ground = theme->pain;
    }
  else if (box->card_kind == WAY_CARDS_OPPORTUNITIES)
    {
      ink = theme->possible;
      ground = theme->possible_ground;
    }
  if (box->symbol != NULL)
    way_item_builder_add_symbol (builder, way_symbol_get (box->symbol), 10, 8, 16, ink, ground);
  add_image (builder, box);
  add_texts (self, builder, box);
  add_evidence (self, builder, box, height);
}

static void
draw_metric (WayComposer    *self,
             WayItemBuilder *builder,
             WayBox         *box)
{
  static const char *const names[] = { "trend-up", "trend-down", "trend-flat" };
  const WayTheme          *theme = self->theme;
  WayColor                 color = box->trend_good < 0 ? theme->secondary : box->trend_good ? theme->metric_good
                                                                                            : theme->metric_bad;

  add_texts (self, builder, box);
  if (box->trend >= 0)
    way_item_builder_add_symbol (builder, way_symbol_get (names[box->trend]), box->trend_x - 6, box->trend_y - 7, 13, color, theme->sheet);
}

static void
draw_value (WayComposer    *self,
            WayItemBuilder *builder,
            WayBox         *box)
{
  if (box->channel != NULL)
    {
      const WayPhaseColors *colors = &self->theme->phase[box->phase];

      way_item_builder_add_symbol (builder, way_symbol_get_channel (box->channel), 7, 4, 16, colors->dark, colors->light);
    }
  else if (box->symbol != NULL)
    way_item_builder_add_symbol (builder, way_symbol_get (box->symbol), 7, 4, 16, self->theme->secondary, self->theme->sheet);
  add_texts (self, builder, box);
}

static void
draw_point (WayComposer    *self,
            WayItemBuilder *builder,
            WayBox         *box)
{
  const WayTheme *theme = self->theme;
  double          size = 2 * WAY_FACE_RADIUS;

  way_item_builder_add_symbol (builder, way_symbol_get_face (way_theme_get_band (box->score)), box->width / 2 - WAY_FACE_RADIUS, 0, size,
                               way_theme_get_level_color (theme, box->score), theme->card);
  if (box->truth > 0)
    add_badge (self, builder, box->badge.x, box->badge.y, box->badge_radius);
  add_texts (self, builder, box);
}

static WayRole
get_role (WayBoxKind kind)
{
  static const WayRole roles[] = { WAY_ROLE_TOUCHPOINT, WAY_ROLE_CARD, WAY_ROLE_METRIC, WAY_ROLE_VALUE, WAY_ROLE_FEELING };

  return roles[kind];
}

static WayItem *
draw_box (WayComposer *self,
          WayBox      *box,
          double       height)
{
  WayItemBuilder builder;

  way_composer_begin (self, &builder, get_role (box->kind), box->element, box->width);
  switch (box->kind)
    {
    case WAY_BOX_TOUCHPOINT:
      draw_touchpoint (self, &builder, box, height);
      break;
    case WAY_BOX_CARD:
      draw_card (self, &builder, box, height);
      break;
    case WAY_BOX_METRIC:
      draw_metric (self, &builder, box);
      break;
    case WAY_BOX_VALUE:
      draw_value (self, &builder, box);
      break;
    case WAY_BOX_POINT:
      draw_point (self, &builder, box);
      break;
    default:
      g_assert_not_reached ();
    }
  return way_item_builder_end (&builder);
}

WayItem *
way_composer_get_box_item (WayComposer *self,
                           WayBox      *box,
                           double       height)
{
  if (box->item != NULL && box->item_serial == self->serial && box->item_height == height)
    return box->item;
  if (box->item != NULL)
    way_item_unref (box->item);
  box->item = draw_box (self, box, height);
  box->item_serial = self->serial;
  box->item_height = height;
  box->item_free = (GDestroyNotify) way_item_unref;
  return box->item;
}
