/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Layout"

#include <math.h>

#include "way-layout-private.h"

#define WORD_GAP 3.0
#define FAR_BADNESS 3 /* a word further away could be taken for that of another point */

static int
compare_x (gconstpointer a,
           gconstpointer b)
{
  double difference = ((const WayPoint *) a)->x - ((const WayPoint *) b)->x;

  return difference < 0 ? -1 : difference > 0;
}

/* How many samples lie in @area; they are sorted by x, @from and @until bound those to look at. */
static guint
count_hits (GArray             *samples,
            guint               from,
            guint               until,
            const WayRectangle *area)
{
  guint hits = 0;

  for (guint i = from; i < until && i < samples->len; i++)
    if (way_rectangle_contains_point (area, g_array_index (samples, WayPoint, i).x, g_array_index (samples, WayPoint, i).y))
      hits++;
  return hits;
}

WayBoxText *
way_layout_get_word (WayBox *box)
{
  return box->n_texts > 0 && box->texts[0].role == WAY_TEXT_FEELING ? &box->texts[0] : NULL;
}

/* How much a place for a word disturbs: the lines through it, and the room that the row would have to grow by. */
static guint
judge_word (const WayRectangle *area,
            GArray             *samples,
            guint               from,
            guint               until)
{
  double neutral = way_curve_get_y (0, WAY_CURVE_HEIGHT);
  guint  hits = count_hits (samples, from, until, area);

  /* The line of the neutral level disturbs too, but less than a curve. */
  if (area->y < neutral && area->y + area->height > neutral)
    hits += 2;
  if (area->y + area->height > WAY_CURVE_HEIGHT - 2)
    hits += 3;
  return hits;
}

/* A badge stands at the upper end corner of the face. */
static gboolean
is_on_badge (const WayBoxPlace  *place,
             double              left,
             const WayRectangle *area)
{
  const WayBox *box = place->box;
  WayRectangle  badge = { left + box->badge.x - box->badge_radius, place->y + box->badge.y - box->badge_radius,
                          2 * box->badge_radius, 2 * box->badge_radius };

  return box->truth > 0 && way_rectangle_intersects (area, &badge);
}

/*
 * Tries below, above and the corners, within the word's column, then further away, and keeps the first place that disturbs
 * least. TRUE when the word moved.
 */
static gboolean
place_word (WayBoxPlace *place,
            WayBoxText  *word,
            double       left,
            GArray      *samples,
            guint        from,
            guint        until)
{
  static const struct
  {
    double side; /* share of the word's half width */
    double above;
    double further;
  } tries[] = {
    { 0, 0, 0 },
    { 0, 1, 0 },
    { 0.8, 0, 0 },
    { -0.8, 0, 0 },
    { 0.8, 1, 0 },
    { -0.8, 1, 0 },
    { -1.2, 1, 0 },
    { 0, 0, 8 },
    { 0, 0, 16 },
  };
  WayBox  *box = place->box;
  double   width = word->text->ink_width;
  double   inset = (word->text->width - width) / 2;
  WayPoint best_place = { 0, 2 * WAY_FACE_RADIUS + WORD_GAP };
  guint    best = G_MAXUINT;

  for (guint i = 0; i < G_N_ELEMENTS (tries) && best > 0; i++)
    {
      double       x = CLAMP ((box->width - width + tries[i].side * width) / 2, 0, MAX (0, box->width - width));
      double       y = tries[i].above > 0 ? -WORD_GAP - word->text->height : 2 * WAY_FACE_RADIUS + WORD_GAP + tries[i].further;
      WayRectangle area = { left + x - 2, place->y + y - 2, width + 4, word->text->height + 5 };
      guint        hits;

      if (tries[i].above > 0 && (place->y + y < 1 || is_on_badge (place, left, &area)))
        continue;
      hits = judge_word (&area, samples, from, until) + (tries[i].further > 0 ? FAR_BADNESS : 0);
      if (hits < best)
        {
          best = hits;
          best_place = (WayPoint){ x - inset, y };
        }
    }
  if (word->x == best_place.x && word->y == best_place.y)
    return FALSE;
  word->x = best_place.x;
  word->y = best_place.y;
  box->height = MAX (2 * WAY_FACE_RADIUS, word->y + word->text->height + 1);
  if (box->item != NULL)
    box->item_free (box->item);
  box->item = NULL;
  return TRUE;
}

static const WayCurve *
find_active (WayLayout *self)
{
  for (guint i = 0; i < self->frame.curves->len; i++)
    {
      const WayCurve *curve = g_ptr_array_index (self->frame.curves, i);

      if (curve->is_active && curve->is_future == (self->frame.state == WAY_VIEW_FUTURE))
        return curve;
    }
  return NULL;
}

static void
forget_block (WayCell *cell)
{
  if (cell->block != NULL)
    cell->block_free (cell->block);
  cell->block = NULL;
}

/* From where to where the curves matter to the words of a stage. */
static void
find_reach (WayLayout     *self,
            WayStageState *stage,
            double        *from,
            double        *until)
{
  WayCell *cell = stage->box.cells[self->frame.feelings_row];

  *from = G_MAXDOUBLE;
  *until = -G_MAXDOUBLE;
  for (guint i = 0; i < cell->places->len; i++)
    {
      WayBoxPlace *place = &g_array_index (cell->places, WayBoxPlace, i);
      double       left = self->frame.column_x[stage->box.first_column + place->column] + place->dx;

      *from = MIN (*from, left - place->box->width);
      *until = MAX (*until, left + 2 * place->box->width);
    }
}

/* The points that the curves depend on between two x. */
static WayFingerprint
make_words_key (WayLayout *self,
                double     from,
                double     until)
{
  WayFingerprint key = WAY_FINGERPRINT_START;

  for (guint i = 0; i < self->frame.curves->len; i++)
    {
      const WayCurve *curve = g_ptr_array_index (self->frame.curves, i);
      guint           first, end;

      way_layout_find_points (self, curve, from, until, &first, &end);
      key = way_fingerprint_add (key, end - first);
      for (guint j = first; j < end; j++)
        {
          const WayCurvePoint *point = &g_array_index (curve->points, WayCurvePoint, j);
          WayPoint             at = way_layout_get_point_place (self, point);

          key = way_fingerprint_add (way_fingerprint_add (way_fingerprint_add (key, at.x), at.y), point->gap_before);
        }
    }
  return key;
}

static void
place_words_of (WayLayout     *self,
                WayStageState *stage,
                GArray        *samples)
{
  WayCell *cell = stage->box.cells[self->frame.feelings_row];
  gboolean moved = FALSE;
  guint    near = 0;

  g_array_sort (samples, compare_x);
  cell->height = WAY_CURVE_HEIGHT;
  for (guint i = 0; i < cell->places->len; i++)
    {
      WayBoxPlace *place = &g_array_index (cell->places, WayBoxPlace, i);
      WayBoxText  *word = way_layout_get_word (place->box);
      double       left = self->frame.column_x[stage->box.first_column + place->column] + place->dx;
      double       reach = place->box->width;
      guint        until;

      while (near < samples->len && g_array_index (samples, WayPoint, near).x < left - reach)
        near++;
      for (until = near; until < samples->len && g_array_index (samples, WayPoint, until).x < left + 2 * reach;)
        until++;
      if (word != NULL && place_word (place, word, left, samples, near, until))
        moved = TRUE;
      cell->height = MAX (cell->height, place->y + place->box->height);
    }
  if (moved)
    forget_block (cell);
}

void
way_layout_place_words (WayLayout *self)
{
  g_autoptr (GArray) samples = g_array_new (FALSE, FALSE, sizeof (WayPoint));

  if (find_active (self) == NULL || self->frame.stacked)
    return;
  for (guint i = 0; i < self->stages->len; i++)
    {
      WayStageState *stage = g_ptr_array_index (self->stages, i);
      double         from, until;
      WayFingerprint key;

      find_reach (self, stage, &from, &until);
      if (from > until || (stage->words_key != 0 && (from > self->changed_until || until < self->changed_from)))
        continue;
      key = make_words_key (self, from, until);
      if (key == stage->words_key)
        continue;
      stage->words_key = key;
      way_layout_sample_curves (self, from, until, samples);
      place_words_of (self, stage, samples);
    }
}

/* A place beside a point for a label: the badness that the place has. */
static double
judge_label (WayLayout          *self,
             WayNearby          *nearby,
             GArray             *placed,
             const WayRectangle *area)
{
  if (area->y < 1 || area->y + area->height > WAY_CURVE_HEIGHT - 1 || area->x < WAY_SHEET_MARGIN + WAY_HEAD_WIDTH ||
      area->x + area->width > self->frame.width - WAY_SHEET_MARGIN / 2 || !way_nearby_is_free (nearby, placed, area))
    return 1e6;
  return way_nearby_count_hits (nearby, self, area, FALSE);
}

/* Above or below one of the points that differ, or between two of them: wherever it disturbs least. */
static void
place_future_label (WayLayout *self,
                    WayCurve  *curve,
                    GArray    *placed,
                    WayNearby *nearby)
{
  double reach = 1.5 * curve->label->ink_width + 40;
  double best = 1e6;
  guint  tried = 0;

  for (guint i = 0; i < curve->points->len && tried < 40 && best > 0; i++)
    {
      const WayCurvePoint *point = &g_array_index (curve->points, WayCurvePoint, i);
      WayPoint             at;

      if (!point->differs)
        continue;
      tried++;
      at = way_layout_get_point_place (self, point);
      way_layout_look_nearby (self, at.x - reach, at.x + reach, nearby);
      for (guint side = 0; side < 6; side++)
        {
          double shift = (side / 2 == 0 ? 0 : side / 2 == 1 ? 0.55
                                                            : -0.55) *
                         (curve->label->ink_width + 14);
          WayRectangle area = { at.x - curve->label->ink_width / 2 + shift - 2, 0, curve->label->ink_width + 4, curve->label->height };
          double       badness;

          area.y = side % 2 == 0 ? at.y - area.height - 6 : at.y + 7;
          badness = judge_label (self, nearby, placed, &area);
          if (badness < best)
            {
              best = badness;
              curve->label_at = (WayPoint){ area.x + 2, area.y };
              curve->label_point = i;
            }
        }
    }
}

/* Beside the last point; above or below it when another curve ends there too. */
static void
place_end_label (WayLayout *self,
                 WayCurve  *curve,
                 GArray    *placed,
                 WayNearby *nearby)
{
  static const double shifts[] = { 0, -1, 1, -2, 2, -3, 3 };
  guint               last = curve->points->len - 1;
  WayPoint            at = way_layout_get_point_place (self, &g_array_index (curve->points, WayCurvePoint, last));
  double              x = at.x + (curve->is_active ? WAY_FACE_RADIUS + 6 : 9);
  double              middle = at.y - curve->label->height / 2;

  curve->label_point = last;
  curve->label_at = (WayPoint){ x, middle };
  way_layout_look_nearby (self, x - 2, x + curve->label->ink_width + 2, nearby);
  for (guint i = 0; i < G_N_ELEMENTS (shifts); i++)
    {
      WayRectangle area = { x, middle + shifts[i] * (curve->label->height + 1), curve->label->ink_width, curve->label->height };

      if (area.y <= 1 || area.y + area.height >= WAY_CURVE_HEIGHT || !way_nearby_is_free (nearby, placed, &area))
        continue;
      curve->label_at.y = area.y;
      return;
    }
}

void
way_layout_place_labels (WayLayout *self,
                         GArray    *placed)
{
  g_auto (WayNearby) nearby = { NULL };

  way_nearby_init (&nearby);
  for (guint i = 0; i < self->frame.curves->len; i++)
    {
      WayCurve    *curve = g_ptr_array_index (self->frame.curves, i);
      WayPoint     before = curve->label_at;
      guint        point = curve->label_point;
      WayRectangle area;

      curve->label_at = (WayPoint){ -1, -1 };
      if (curve->label == NULL)
        continue;
      if (curve->is_future && self->frame.state != WAY_VIEW_FUTURE)
        place_future_label (self, curve, placed, &nearby);
      else
        place_end_label (self, curve, placed, &nearby);
      if (before.x != curve->label_at.x || before.y != curve->label_at.y || point != curve->label_point)
        {
          way_layout_touch_point (self, curve, point);
          way_layout_touch_point (self, curve, curve->label_point);
        }
      area = (WayRectangle){ curve->label_at.x - 2, curve->label_at.y - 1, curve->label->ink_width + 4, curve->label->height + 2 };
      if (curve->label_at.y >= 0)
        g_array_append_val (placed, area);
    }
}
