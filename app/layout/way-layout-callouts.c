/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Layout"

#include <math.h>

#include "way-layout-private.h"

#define CALLOUT_WIDTH 148.0
#define CALLOUT_PADDING_X 11.0
#define CALLOUT_PADDING_Y 7.0
#define CALLOUT_DISTANCE 9.0
#define STRIP_GAP 8.0
#define LEADER_INSET 6.0
#define LEADER_STEPS 16
#define LINE_AIR 4.0 /* between a callout and a curve */

static void
clear_callout (gpointer data)
{
  way_text_unref (((WayCalloutBox *) data)->text);
}

static gboolean
find_point (WayLayout  *self,
            WayElement *touchpoint,
            WayPoint   *point)
{
  WayElement    *persona = way_layout_get_active_persona (self);
  WayStageState *stage = NULL;
  WayStep       *step = way_layout_find_step (self, touchpoint, &stage);
  WayElement    *feeling = NULL;

  if (step == NULL)
    return FALSE;
  if (persona != NULL)
    feeling = way_layout_find_feeling (self, step, way_element_get_id (persona), self->frame.state == WAY_VIEW_FUTURE);
  for (guint i = 0; feeling == NULL && i < self->personas->len; i++)
    feeling = way_layout_find_feeling (self, step, way_element_get_id (g_ptr_array_index (self->personas, i)), self->frame.state == WAY_VIEW_FUTURE);
  point->x = way_layout_get_step_x (self, stage, step);
  point->y = way_curve_get_y (feeling != NULL ? (int) way_element_get_hundredths (feeling, WAY_FEELING_SCORE) : 0, WAY_CURVE_HEIGHT);
  return TRUE;
}

/* The lowest point of a stage: that is what a finding about the stage speaks of. */
static gboolean
find_lowest (WayLayout  *self,
             WayElement *stage_element,
             WayPoint   *point)
{
  WayStageState *stage = g_hash_table_lookup (self->stage_states, stage_element);
  gboolean       found = FALSE;

  for (guint i = 0; stage != NULL && i < stage->steps->len; i++)
    {
      WayPoint other;

      if (!find_point (self, g_array_index (stage->steps, WayStep, i).touchpoint, &other) || (found && other.y <= point->y))
        continue;
      *point = other;
      found = TRUE;
    }
  return found;
}

static gboolean
find_anchor (WayLayout  *self,
             WayElement *finding,
             WayPoint   *point)
{
  WayElement *about = way_element_get_reference (finding, WAY_FINDING_ABOUT);
  WayElement *under;

  if (about == NULL)
    return FALSE;
  switch (way_element_get_kind (about))
    {
    case WAY_KIND_TOUCHPOINT:
      return find_point (self, about, point);
    case WAY_KIND_STAGE:
      return find_lowest (self, about, point);
    default:
      under = way_element_get_reference (about, WAY_CARD_ABOUT);
      if (under != NULL)
        return find_point (self, under, point);
      return way_element_get_stage (about) != NULL && find_lowest (self, way_element_get_stage (about), point);
    }
}

/* The place of a callout that is nearest to the point. */
static WayPoint
get_tip (const WayRectangle *area,
         WayPoint            from)
{
  return (WayPoint){ CLAMP (from.x, area->x + LEADER_INSET, area->x + area->width - LEADER_INSET),
                     CLAMP (from.y, area->y + LEADER_INSET, area->y + area->height - LEADER_INSET) };
}

/* Whether the line from the point to a callout would strike out a word; the point's own face does not count. */
static gboolean
is_word_struck (const WayNearby    *nearby,
                const WayRectangle *area,
                WayPoint            from)
{
  WayPoint tip = get_tip (area, from);

  for (guint i = 0; i < nearby->taken->len; i++)
    {
      const WayRectangle *taken = &g_array_index (nearby->taken, WayRectangle, i);
      const WayRectangle  inner = { taken->x + WAY_WORD_AIR, taken->y, MAX (0, taken->width - 2 * WAY_WORD_AIR), taken->height };

      if (way_rectangle_contains_point (taken, from.x, from.y))
        continue;
      for (guint j = 1; j < LEADER_STEPS; j++)
        if (way_rectangle_contains_point (&inner, from.x + (tip.x - from.x) * j / LEADER_STEPS, from.y + (tip.y - from.y) * j / LEADER_STEPS))
          return TRUE;
    }
  return FALSE;
}

/* How bad a place is: 0 is free. Words and faces must never be covered; the line may be, when there is no better place. */
static double
judge (WayLayout          *self,
       WayNearby          *nearby,
       GArray             *placed,
       const WayRectangle *area,
       WayPoint            from)
{
  WayRectangle wide = { area->x - LINE_AIR, area->y - LINE_AIR, area->width + 2 * LINE_AIR, area->height + 2 * LINE_AIR };
  double       badness;

  if (area->x < WAY_SHEET_MARGIN + WAY_HEAD_WIDTH || area->x + area->width > self->frame.width - WAY_SHEET_MARGIN ||
      area->y < 2 || area->y + area->height > WAY_CURVE_HEIGHT - 2 || !way_nearby_is_free (nearby, placed, area))
    return 1e6;
  badness = 0.3 * way_nearby_count_hits (nearby, self, &wide, TRUE);
  if (is_word_struck (nearby, area, from))
    badness += 3;
  return badness;
}

static void
find_place (WayLayout     *self,
            WayNearby     *nearby,
            GArray        *placed,
            WayCalloutBox *box)
{
  static const struct
  {
    double x, y; /* of the callout's corner: shares of its size from the point */
    double dx, dy;
  } places[] = {
    { 0, -0.5, 1, 0 }, /* after */
    { 0, -0.2, 1, 0 },
    { 0, -0.9, 1, -0.4 },
    { -1, -0.5, -1, 0 }, /* before */
    { -1, -0.2, -1, 0 },
    { -1, -0.9, -1, -0.4 },
    { -0.5, -1, 0, -1 }, /* above */
    { -0.2, -1, 0, -1 },
    { -0.8, -1, 0, -1 },
    { -0.5, 0, 0, 2.1 }, /* below the word */
    { 0.1, -1.3, 1, -1 },
    { -1.1, -1.3, -1, -1 },
    { 0.3, 0.3, 1, 1 },
    { -1.3, 0.3, -1, 1 },
    { 0.6, -0.5, 2, 0 },
    { -1.6, -0.5, -2, 0 },
  };
  double       best = 1e6;
  WayRectangle area = box->area;
  double       distance = WAY_FACE_RADIUS + CALLOUT_DISTANCE;
  double       reach = 1.6 * area.width + 2 * distance + 8; /* the furthest of the places */

  way_layout_look_nearby (self, box->from.x - reach, box->from.x + reach, nearby);
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      double badness;

      area.x = box->from.x + places[i].x * area.width + places[i].dx * distance;
      area.y = box->from.y + places[i].y * area.height + places[i].dy * distance;
      area.y = CLAMP (area.y, 4, MAX (4, WAY_CURVE_HEIGHT - area.height - 4));
      badness = judge (self, nearby, placed, &area, box->from);
      if (badness + i * 0.2 < best)
        {
          best = badness + i * 0.2;
          box->area = area;
        }
    }
  if (best >= 1e6)
    box->area.y = -1;
}

/* Callouts that found no place in the row stand in a strip below it, tied to their points by a line. */
static void
place_in_strip (WayLayout *self)
{
  double top = way_layout_get_curve_bottom (self);
  double bottom = 0;
  g_autoptr (GArray) taken = g_array_new (FALSE, TRUE, sizeof (WayRectangle));

  for (guint i = 0; i < self->frame.callouts->len; i++)
    {
      WayCalloutBox *box = &g_array_index (self->frame.callouts, WayCalloutBox, i);
      gboolean       moved = TRUE;

      if (box->area.y >= 0)
        continue;
      box->area.x = CLAMP (box->from.x - box->area.width / 2, WAY_SHEET_MARGIN + WAY_HEAD_WIDTH + 4,
                           self->frame.width - WAY_SHEET_MARGIN - box->area.width - 4);
      box->area.y = top;
      while (moved)
        {
          moved = FALSE;
          for (guint j = 0; j < taken->len; j++)
            {
              WayRectangle *other = &g_array_index (taken, WayRectangle, j);

              if (!way_rectangle_intersects (&box->area, other))
                continue;
              box->area.y = other->y + other->height + STRIP_GAP;
              moved = TRUE;
            }
        }
      g_array_append_val (taken, box->area);
      bottom = MAX (bottom, box->area.y + box->area.height - top + 12);
    }
  self->callout_strip = bottom;
}

/* Findings were made on the journey as it is: as it should be only those stand that speak of something new. */
static gboolean
is_seen (WayLayout  *self,
         WayElement *finding)
{
  WayElement *about = way_element_get_reference (finding, WAY_FINDING_ABOUT);

  return self->frame.state != WAY_VIEW_FUTURE || about == NULL || !way_layout_is_current (self, about);
}

static void
collect_callouts (WayLayout *self)
{
  WayElement *first = way_element_get_first_of (way_map_get_root (self->map), WAY_KIND_FINDING);

  for (WayElement *finding = first; finding != NULL; finding = way_element_get_next_of (finding))
    {
      WayCalloutBox box = { .finding = finding };
      const char   *text = way_element_get_text (finding, WAY_FINDING_TEXT);

      if (*text == '\0' || !is_seen (self, finding) || !find_anchor (self, finding, &box.from))
        continue;
      box.text = way_layout_reuse_text (self, text, WAY_TEXT_CALLOUT, CALLOUT_WIDTH, WAY_TEXT_START);
      box.area.width = box.text->ink_width + 2 * CALLOUT_PADDING_X;
      box.area.height = box.text->height + 2 * CALLOUT_PADDING_Y;
      if (box.text->ink_width < box.text->width)
        {
          WayText *narrow = way_layout_reuse_text (self, text, WAY_TEXT_CALLOUT, ceil (box.text->ink_width + 0.5), WAY_TEXT_START);

          way_text_unref (box.text);
          box.text = narrow;
        }
      g_array_append_val (self->frame.callouts, box);
    }
}

/* What the places depend on: the findings and what they speak of, the curves with their words, and the sheet. */
static char *
make_key (WayLayout *self)
{
  WayElement *first = way_element_get_first_of (way_map_get_root (self->map), WAY_KIND_FINDING);
  GString    *key = g_string_new (NULL);

  g_string_append_printf (key, "%u %a %d ", self->frame.curves_serial, self->frame.width, self->frame.feelings_row);
  for (WayElement *finding = first; finding != NULL && self->frame.feelings_row >= 0; finding = way_element_get_next_of (finding))
    {
      WayPoint at = { 0 };

      find_anchor (self, finding, &at);
      g_string_append_printf (key, "%p:%" G_GUINT64_FORMAT " %a %a ", (void *) finding, way_element_get_revision (finding), at.x, at.y);
    }
  return g_string_free (key, FALSE);
}

static void
find_places (WayLayout *self)
{
  g_autoptr (GArray) placed = g_array_new (FALSE, TRUE, sizeof (WayRectangle));
  g_auto (WayNearby) nearby = { NULL };

  way_nearby_init (&nearby);
  way_layout_place_labels (self, placed);
  for (guint i = 0; i < self->frame.callouts->len; i++)
    {
      WayCalloutBox *box = &g_array_index (self->frame.callouts, WayCalloutBox, i);

      find_place (self, &nearby, placed, box);
      if (box->area.y >= 0)
        g_array_append_val (placed, box->area);
    }
  place_in_strip (self);
  for (guint i = 0; i < self->frame.callouts->len; i++)
    {
      WayCalloutBox *box = &g_array_index (self->frame.callouts, WayCalloutBox, i);

      box->tip = get_tip (&box->area, box->from);
    }
}

void
way_layout_update_callouts (WayLayout *self)
{
  g_autofree char *key = make_key (self);

  if (self->frame.callouts != NULL && g_strcmp0 (key, self->callouts_key) == 0)
    return;
  g_free (self->callouts_key);
  self->callouts_key = g_steal_pointer (&key);
  g_clear_pointer (&self->frame.callouts, g_array_unref);
  self->frame.callouts = g_array_new (FALSE, TRUE, sizeof (WayCalloutBox));
  g_array_set_clear_func (self->frame.callouts, clear_callout);
  self->callout_strip = 0;
  if (self->frame.feelings_row < 0)
    return;
  collect_callouts (self);
  find_places (self);
}
