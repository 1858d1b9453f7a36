/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Layout"

#include <math.h>

#include "way-layout-private.h"

/* What stands near a place in the emotions row: of a long journey only a few points matter for a word or a callout. */

#define CURVE_SAMPLES 28

void
way_nearby_init (WayNearby *self)
{
  self->taken = g_array_new (FALSE, TRUE, sizeof (WayRectangle));
  self->samples = g_array_new (FALSE, FALSE, sizeof (WayPoint));
}

void
way_nearby_clear (WayNearby *self)
{
  g_clear_pointer (&self->taken, g_array_unref);
  g_clear_pointer (&self->samples, g_array_unref);
}

static const WayCurvePoint *
get_point (const WayCurve *curve,
           guint           index)
{
  return &g_array_index (curve->points, WayCurvePoint, index);
}

WayPoint
way_layout_get_point_place (WayLayout           *self,
                            const WayCurvePoint *point)
{
  return (WayPoint){ self->frame.column_x[point->column] + point->dx, way_curve_get_y (point->score, WAY_CURVE_HEIGHT) };
}

/* The first point that stands at @x or after it. */
static guint
find_first (WayLayout      *self,
            const WayCurve *curve,
            double          x)
{
  guint low = 0;
  guint high = curve->points->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (way_layout_get_point_place (self, get_point (curve, middle)).x < x)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* Whether the curve runs on from the point before. */
static gboolean
follows (const WayCurve *curve,
         guint           index)
{
  return index > 0 && index < curve->points->len && !get_point (curve, index)->gap_before;
}

void
way_layout_find_points (WayLayout      *self,
                        const WayCurve *curve,
                        double          from,
                        double          until,
                        guint          *first,
                        guint          *end)
{
  guint low = find_first (self, curve, from);
  guint high = find_first (self, curve, until);

  /* One more at either side for the stretches that cross the ends, and one for their slopes. */
  for (guint i = 0; i < 2 && follows (curve, low); i++)
    low--;
  for (guint i = 0; i < 2 && high < curve->points->len && (i == 0 || follows (curve, high)); i++)
    high++;
  *first = low;
  *end = high;
}

static void
sample_stretch (const WayPoint *points,
                const double   *slopes,
                GArray         *samples)
{
  double   h = points[1].x - points[0].x;
  WayPoint all[CURVE_SAMPLES + 1];

  for (guint j = 0; j <= CURVE_SAMPLES; j++)
    {
      /* Cubic Hermite basis. */
      double t = (double) j / CURVE_SAMPLES;

      all[j].x = points[0].x + t * h;
      all[j].y = (1 + 2 * t) * (1 - t) * (1 - t) * points[0].y + t * (1 - t) * (1 - t) * h * slopes[0] +
                 t * t * (3 - 2 * t) * points[1].y + t * t * (t - 1) * h * slopes[1];
    }
  g_array_append_vals (samples, all, G_N_ELEMENTS (all));
}

/* Stretches whose slopes depend on points outside the range are left out: they lie outside too. */
static void
sample_curve (WayLayout      *self,
              const WayCurve *curve,
              double          from,
              double          until,
              GArray         *samples)
{
  guint                first, end;
  g_autofree WayPoint *points = NULL;
  g_autofree double   *slopes = NULL;

  way_layout_find_points (self, curve, from, until, &first, &end);
  points = g_new (WayPoint, end - first + 1);
  slopes = g_new (double, end - first + 1);
  for (guint i = first; i < end; i++)
    points[i - first] = way_layout_get_point_place (self, get_point (curve, i));
  for (guint start = first, i = first + 1; i <= end; i++)
    if (i == end || !follows (curve, i))
      {
        way_curve_get_tangents (points + (start - first), i - start, slopes + (start - first));
        for (guint j = start; j + 1 < i; j++)
          if (points[j + 1 - first].x >= from && points[j - first].x <= until)
            sample_stretch (points + (j - first), slopes + (j - first), samples);
        start = i;
      }
}

static void
take_place (WayLayout     *self,
            WayStageState *stage,
            WayBoxPlace   *place,
            GArray        *taken)
{
  double       x = self->frame.column_x[stage->box.first_column + place->column] + place->dx;
  double       middle = x + place->box->width / 2;
  double       radius = place->box->badge_radius + 2;
  WayBoxText  *word = way_layout_get_word (place->box);
  WayRectangle face = { middle - WAY_FACE_RADIUS - 3, place->y - 3, 2 * WAY_FACE_RADIUS + 6, 2 * WAY_FACE_RADIUS + 6 };
  WayRectangle badge = { x + place->box->badge.x - radius, place->y + place->box->badge.y - radius, 2 * radius, 2 * radius };

  g_array_append_val (taken, face);
  if (place->box->truth > 0)
    g_array_append_val (taken, badge);
  if (word != NULL)
    {
      WayRectangle area = { x + word->x + (word->text->width - word->text->ink_width) / 2 - WAY_WORD_AIR, place->y + word->y - 1,
                            word->text->ink_width + 2 * WAY_WORD_AIR, word->text->height + 2 };

      g_array_append_val (taken, area);
    }
}

static double
get_end (WayLayout     *self,
         WayStageState *stage)
{
  return self->frame.column_x[stage->box.first_column + stage->box.n_columns];
}

/* The first stage that does not end before @x. */
static guint
find_stage (WayLayout *self,
            double     x)
{
  guint low = 0;
  guint high = self->stages->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (get_end (self, g_ptr_array_index (self->stages, middle)) < x)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

void
way_layout_sample_curves (WayLayout *self,
                          double     from,
                          double     until,
                          GArray    *samples)
{
  g_array_set_size (samples, 0);
  for (guint i = 0; i < self->frame.curves->len; i++)
    sample_curve (self, g_ptr_array_index (self->frame.curves, i), from, until, samples);
}

void
way_layout_look_nearby (WayLayout *self,
                        double     from,
                        double     until,
                        WayNearby *nearby)
{
  g_array_set_size (nearby->taken, 0);
  for (guint i = find_stage (self, from); i < self->stages->len; i++)
    {
      WayStageState *stage = g_ptr_array_index (self->stages, i);
      WayCell       *cell = stage->box.cells[self->frame.feelings_row];

      if (self->frame.column_x[stage->box.first_column] > until)
        break;
      for (guint j = 0; j < cell->places->len; j++)
        {
          WayBoxPlace *place = &g_array_index (cell->places, WayBoxPlace, j);
          double       x = self->frame.column_x[stage->box.first_column + place->column] + place->dx;

          if (x <= until && x + place->box->width >= from)
            take_place (self, stage, place, nearby->taken);
        }
    }
  nearby->is_sampled = FALSE;
  nearby->from = from;
  nearby->until = until;
}

const GArray *
way_nearby_get_samples (WayNearby *self,
                        WayLayout *layout)
{
  if (!self->is_sampled)
    way_layout_sample_curves (layout, self->from, self->until, self->samples);
  self->is_sampled = TRUE;
  return self->samples;
}

gboolean
way_nearby_is_free (const WayNearby    *self,
                    GArray             *placed,
                    const WayRectangle *area)
{
  for (guint i = 0; i < self->taken->len; i++)
    if (way_rectangle_intersects (area, &g_array_index (self->taken, WayRectangle, i)))
      return FALSE;
  for (guint i = 0; i < placed->len; i++)
    if (way_rectangle_intersects (area, &g_array_index (placed, WayRectangle, i)))
      return FALSE;
  return TRUE;
}
