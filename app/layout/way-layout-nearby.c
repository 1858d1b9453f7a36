/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Layout"

#include <math.h>

#include "way-layout-private.h"

/* What stands near a place in the emotions row: of a long journey only a few points matter for a word or a callout. */

#define CURVE_SAMPLES 28

/* A curve from one point to the next. */
typedef struct
{
  WayPoint points[2];
  double   slopes[2];
} WayStretch;

void
way_nearby_init (WayNearby *self)
{
  self->taken = g_array_new (FALSE, TRUE, sizeof (WayRectangle));
  self->stretches = g_array_new (FALSE, FALSE, sizeof (WayStretch));
}

void
way_nearby_clear (WayNearby *self)
{
  g_clear_pointer (&self->taken, g_array_unref);
  g_clear_pointer (&self->stretches, g_array_unref);
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

static WayPoint
get_sample (const WayStretch *stretch,
            guint             number)
{
  const WayPoint *points = stretch->points;
  const double   *slopes = stretch->slopes;
  double          h = points[1].x - points[0].x;
  /* Cubic Hermite basis. */
  double t = (double) number / CURVE_SAMPLES;

  return (WayPoint){ points[0].x + t * h,
                     (1 + 2 * t) * (1 - t) * (1 - t) * points[0].y + t * (1 - t) * (1 - t) * h * slopes[0] +
                         t * t * (3 - 2 * t) * points[1].y + t * t * (t - 1) * h * slopes[1] };
}

/* Stretches whose slopes depend on points outside the range are left out: they lie outside too. */
static void
collect_stretches (WayLayout      *self,
                   const WayCurve *curve,
                   double          from,
                   double          until,
                   GArray         *stretches)
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
          {
            guint      at = j - first;
            WayStretch stretch = { { points[at], points[at + 1] }, { slopes[at], slopes[at + 1] } };

            if (points[at + 1].x >= from && points[at].x <= until)
              g_array_append_val (stretches, stretch);
          }
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

/* The stretches of all curves between two x of the sheet. */
static void
plot_curves (WayLayout *self,
             double     from,
             double     until,
             GArray    *stretches)
{
  g_array_set_size (stretches, 0);
  for (guint i = 0; i < self->frame.curves->len; i++)
    collect_stretches (self, g_ptr_array_index (self->frame.curves, i), from, until, stretches);
}

void
way_layout_sample_curves (WayLayout *self,
                          double     from,
                          double     until,
                          GArray    *samples)
{
  g_autoptr (GArray) stretches = g_array_new (FALSE, FALSE, sizeof (WayStretch));

  plot_curves (self, from, until, stretches);
  g_array_set_size (samples, 0);
  for (guint i = 0; i < stretches->len; i++)
    for (guint j = 0; j <= CURVE_SAMPLES; j++)
      {
        WayPoint at = get_sample (&g_array_index (stretches, WayStretch, i), j);

        g_array_append_val (samples, at);
      }
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
  nearby->is_plotted = FALSE;
  nearby->from = from;
  nearby->until = until;
}

/* Between its ends a stretch runs neither above the higher nor below the lower of them. */
static gboolean
may_meet (const WayStretch   *stretch,
          const WayRectangle *area)
{
  const WayPoint *ends = stretch->points;
  double          top = MIN (ends[0].y, ends[1].y) - 1;
  double          bottom = MAX (ends[0].y, ends[1].y) + 1;

  return ends[1].x + 1 >= area->x && ends[0].x - 1 <= area->x + area->width && bottom >= area->y && top <= area->y + area->height;
}

static gboolean
is_inside (const WayRectangle *area,
           WayPoint            at)
{
  return at.x > area->x && at.x < area->x + area->width && at.y > area->y && at.y < area->y + area->height;
}

guint
way_nearby_count_hits (WayNearby          *self,
                       WayLayout          *layout,
                       const WayRectangle *area,
                       gboolean            open)
{
  guint hits = 0;

  if (!self->is_plotted)
    plot_curves (layout, self->from, self->until, self->stretches);
  self->is_plotted = TRUE;
  for (guint i = 0; i < self->stretches->len; i++)
    {
      const WayStretch *stretch = &g_array_index (self->stretches, WayStretch, i);

      if (!may_meet (stretch, area))
        continue;
      for (guint j = 0; j <= CURVE_SAMPLES; j++)
        {
          WayPoint at = get_sample (stretch, j);

          hits += (open ? is_inside (area, at) : way_rectangle_contains_point (area, at.x, at.y)) ? 1 : 0;
        }
    }
  return hits;
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
