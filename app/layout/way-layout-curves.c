/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Layout"

#include <math.h>
#include <string.h>

#include "waymark/way-feeling.h"
#include "waymark/way-words.h"

#include "way-layout-private.h"

#define CURVE_TOP 27.0
#define CURVE_BOTTOM 45.0

double
way_curve_get_y (int    hundredths,
                 double height)
{
  return CURVE_TOP + (200 - hundredths) / 400.0 * (height - CURVE_TOP - CURVE_BOTTOM);
}

void
way_curve_get_tangents (const WayPoint *points,
                        guint           n_points,
                        double         *slopes)
{
  if (n_points == 0)
    return;
  slopes[0] = slopes[n_points - 1] = 0;
  for (guint i = 1; i + 1 < n_points; i++)
    {
      double before = (points[i].y - points[i - 1].y) / (points[i].x - points[i - 1].x);
      double after = (points[i + 1].y - points[i].y) / (points[i + 1].x - points[i].x);

      /* The harmonic mean stays within three times the smaller slope: the condition for no overshoot. */
      slopes[i] = before * after <= 0 ? 0 : 2 * before * after / (before + after);
    }
}

WayElement *
way_layout_get_active_persona (WayLayout *self)
{
  for (guint i = 0; self->view.persona != NULL && i < self->personas->len; i++)
    if (g_strcmp0 (way_element_get_id (g_ptr_array_index (self->personas, i)), self->view.persona) == 0)
      return g_ptr_array_index (self->personas, i);
  return self->personas->len > 0 ? g_ptr_array_index (self->personas, 0) : NULL;
}

WayElement *
way_layout_find_feeling (WayLayout     *self,
                         const WayStep *step,
                         const char    *persona,
                         gboolean       future)
{
  WayElement *replacement = step->replacement;
  WayElement *feeling = NULL;

  if (!future)
    {
      feeling = way_feeling_find (step->touchpoint, persona, WAY_STATE_CURRENT);
      return feeling != NULL ? feeling : way_feeling_find (step->touchpoint, persona, -1);
    }
  if (replacement == NULL)
    replacement = way_layout_get_instead (self, step->touchpoint);
  if (replacement != NULL && way_element_get_kind (replacement) == WAY_KIND_TOUCHPOINT)
    {
      feeling = way_feeling_find (replacement, persona, WAY_STATE_FUTURE);
      if (feeling == NULL)
        feeling = way_feeling_find (replacement, persona, -1);
    }
  if (feeling == NULL)
    feeling = way_feeling_find (step->touchpoint, persona, WAY_STATE_FUTURE);
  if (feeling == NULL)
    feeling = way_feeling_find (step->touchpoint, persona, -1);
  /* What nobody has thought about for the future stays as it is. */
  return feeling != NULL ? feeling : way_feeling_find (step->touchpoint, persona, WAY_STATE_CURRENT);
}

gboolean
way_layout_is_on_curve (WayLayout     *self,
                        const WayStep *step,
                        gboolean       future)
{
  WayElement *instead = way_layout_get_instead (self, step->touchpoint);

  if (!future)
    return way_layout_is_current (self, step->touchpoint);
  /* Where what takes its place has a column of its own the curve passes there. */
  return way_layout_is_future (self, step->touchpoint) || step->replacement != NULL ||
         (instead != NULL && self->frame.state == WAY_VIEW_CURRENT);
}

static GArray *
collect_curve (WayLayout     *self,
               WayStageState *stage,
               const char    *persona,
               gboolean       future)
{
  GArray  *points = g_array_new (FALSE, TRUE, sizeof (WayCurvePoint));
  gboolean gap = FALSE;

  for (guint i = 0; i < stage->steps->len; i++)
    {
      WayStep      *step = &g_array_index (stage->steps, WayStep, i);
      WayElement   *feeling = way_layout_find_feeling (self, step, persona, future);
      WayElement   *current = future ? way_layout_find_feeling (self, step, persona, FALSE) : feeling;
      WayCurvePoint point = { .feeling = feeling, .touchpoint = step->touchpoint, .column = step->column, .dx = step->dx };

      if (!way_layout_is_on_curve (self, step, future))
        continue;
      if (feeling == NULL)
        {
          gap = TRUE;
          continue;
        }
      point.revision = way_element_get_revision (feeling);
      point.score = (int) way_element_get_hundredths (feeling, WAY_FEELING_SCORE);
      point.gap_before = gap;
      point.differs = future && (current == NULL || !way_layout_is_on_curve (self, step, FALSE) || way_element_get_hundredths (current, WAY_FEELING_SCORE) != point.score);
      gap = FALSE;
      g_array_append_val (points, point);
    }
  if (gap)
    {
      /* A last mark without a feeling: the gap goes on into the next stage. */
      WayCurvePoint end = { .feeling = NULL };

      g_array_append_val (points, end);
    }
  return points;
}

static gboolean
are_equal (GPtrArray *a,
           GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    {
      GArray *first = g_ptr_array_index (a, i);
      GArray *second = g_ptr_array_index (b, i);

      if (first->len != second->len || (first->len > 0 && memcmp (first->data, second->data, first->len * sizeof (WayCurvePoint)) != 0))
        return FALSE;
    }
  return TRUE;
}

static void
add_collected (WayStageState *stage,
               GArray        *points)
{
  guint8 differs = FALSE;

  for (guint i = 0; i < points->len && !differs; i++)
    differs = g_array_index (points, WayCurvePoint, i).differs != FALSE;
  g_ptr_array_add (stage->points, points);
  g_byte_array_append (stage->differing, &differs, 1);
}

void
way_layout_collect_points (WayLayout     *self,
                           WayStageState *stage)
{
  g_autoptr (GPtrArray) old = g_steal_pointer (&stage->points);

  stage->points = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  g_byte_array_set_size (stage->differing, 0);
  for (guint i = 0; i < self->personas->len; i++)
    {
      const char *persona = way_element_get_id (g_ptr_array_index (self->personas, i));

      add_collected (stage, collect_curve (self, stage, persona, FALSE));
      add_collected (stage, collect_curve (self, stage, persona, TRUE));
    }
  if (are_equal (old, stage->points))
    return;
  self->points_changed = TRUE;
  stage->is_unjoined = TRUE;
}

static void
free_curve (gpointer data)
{
  WayCurve *curve = data;

  g_array_unref (curve->points);
  g_array_unref (curve->starts);
  g_clear_pointer (&curve->label, way_text_unref);
  g_free (curve);
}

static guint
count_points (WayLayout *self,
              guint      index)
{
  guint n = 0;

  for (guint i = 0; i < self->stages->len; i++)
    n += ((GArray *) g_ptr_array_index (((WayStageState *) g_ptr_array_index (self->stages, i))->points, index))->len;
  return n;
}

/* A last point without a feeling only says that there is a gap. */
static guint
count_feelings (const GArray *points)
{
  return points->len > 0 && g_array_index (points, WayCurvePoint, points->len - 1).feeling == NULL ? points->len - 1 : points->len;
}

/* Adds a stage's points to a curve; @gap: there was one before, and (afterwards) there is one at the end. */
static void
join_points (WayCurve            *curve,
             const GArray        *points,
             const WayStageState *stage,
             gboolean            *gap)
{
  guint start = curve->points->len;
  guint n = count_feelings (points);

  g_array_append_val (curve->starts, start);
  g_array_append_vals (curve->points, points->data, n);
  for (guint i = start; i < start + n; i++)
    g_array_index (curve->points, WayCurvePoint, i).column += stage->box.first_column;
  if (n > 0)
    {
      if (*gap)
        g_array_index (curve->points, WayCurvePoint, start).gap_before = TRUE;
      *gap = FALSE;
    }
  /* A stage that nothing is done in is a gap too. */
  if (n < points->len || stage->steps->len == 0)
    *gap = TRUE;
}

static WayCurve *
join_curve (WayLayout *self,
            guint      index)
{
  WayCurve *curve = g_new0 (WayCurve, 1);
  gboolean  gap = FALSE;
  guint     n = count_points (self, index);

  curve->persona = g_ptr_array_index (self->personas, index / 2);
  curve->persona_index = way_layout_get_persona_index (self, curve->persona);
  curve->is_future = index % 2 == 1;
  curve->is_active = curve->persona == way_layout_get_active_persona (self);
  curve->points = g_array_sized_new (FALSE, FALSE, sizeof (WayCurvePoint), n);
  curve->starts = g_array_sized_new (FALSE, FALSE, sizeof (guint), self->stages->len + 1);
  for (guint i = 0; i < self->stages->len; i++)
    {
      WayStageState *stage = g_ptr_array_index (self->stages, i);

      join_points (curve, g_ptr_array_index (stage->points, index), stage, &gap);
    }
  n = curve->points->len;
  g_array_append_val (curve->starts, n);
  return curve;
}

/* "future state" stands on the dashed line; the other personas' curves end in their initials. */
static void
set_label (WayLayout *self,
           WayCurve  *curve)
{
  g_autofree char *text = NULL;

  if (curve->is_future && curve->is_active && self->frame.state != WAY_VIEW_FUTURE)
    text = way_words_dup_lower (self->frame.language, way_word (self->frame.language, WAY_WORD_FUTURE_STATE));
  else if (self->personas->len > 1 && (!curve->is_future || self->frame.state == WAY_VIEW_FUTURE))
    text = way_layout_make_initials (way_element_get_text (curve->persona, WAY_PERSONA_NAME));
  if (text != NULL && *text != '\0')
    curve->label = way_layout_reuse_text (self, text, WAY_TEXT_CURVE_LABEL, -1, WAY_TEXT_START);
}

/* Whether a future curve is not the current one everywhere. */
static gboolean
differs_anywhere (WayLayout *self,
                  guint      index)
{
  for (guint i = 0; i < self->stages->len; i++)
    if (((WayStageState *) g_ptr_array_index (self->stages, i))->differing->data[index])
      return TRUE;
  return FALSE;
}

/* Whether the columns stand where they stood when the curves were joined. */
static gboolean
columns_moved (WayLayout *self)
{
  guint    n = self->frame.n_columns + 1;
  gboolean moved = self->n_curve_columns != n;

  for (guint i = 0; !moved && i < n; i++)
    moved = self->curve_column_x[i] != self->frame.column_x[i];
  if (!moved)
    return FALSE;
  self->n_curve_columns = n;
  self->curve_column_x = g_renew (double, self->curve_column_x, n);
  memcpy (self->curve_column_x, self->frame.column_x, n * sizeof (double));
  return TRUE;
}

/* Whether other stages are shown, or in another order, than when the curves were joined. */
static gboolean
stages_changed (WayLayout *self)
{
  gsize    size = self->stages->len * sizeof (gpointer);
  gboolean changed = self->curve_stages == NULL || self->curve_stages->len != self->stages->len ||
                     (size > 0 && memcmp (self->curve_stages->pdata, self->stages->pdata, size) != 0);

  if (!changed)
    return FALSE;
  g_clear_pointer (&self->curve_stages, g_ptr_array_unref);
  self->curve_stages = g_ptr_array_copy (self->stages, NULL, NULL);
  return TRUE;
}

/* Whether the view has room for a curve. */
static gboolean
is_curve_wanted (WayLayout *self,
                 guint      index)
{
  gboolean future = index % 2 == 1;

  if (self->frame.state == WAY_VIEW_FUTURE)
    return future;
  /* Two futures in one colour could not be told apart: the others' show when they are the active one. */
  if (future && g_ptr_array_index (self->personas, index / 2) != way_layout_get_active_persona (self))
    return FALSE;
  return !future || differs_anywhere (self, index);
}

static void
join_curves (WayLayout *self)
{
  g_clear_pointer (&self->frame.curves, g_ptr_array_unref);
  self->frame.curves = g_ptr_array_new_with_free_func (free_curve);
  self->changed_from = -G_MAXDOUBLE;
  self->changed_until = G_MAXDOUBLE;
  for (guint i = 0; i < self->stages->len; i++)
    {
      WayStageState *stage = g_ptr_array_index (self->stages, i);

      stage->box.curves_serial = self->frame.curves_serial;
      stage->is_unjoined = FALSE;
    }
  for (guint i = 0; i < 2 * self->personas->len && self->frame.feelings_row >= 0; i++)
    {
      WayCurve *curve = is_curve_wanted (self, i) ? join_curve (self, i) : NULL;

      if (curve != NULL && curve->points->len > 0)
        {
          set_label (self, curve);
          g_ptr_array_add (self->frame.curves, curve);
        }
      else if (curve != NULL)
        free_curve (curve);
    }
}

static guint
get_start (const WayCurve *curve,
           guint           stage)
{
  return g_array_index (curve->starts, guint, stage);
}

/* A point tells the slopes at those beside it, and the stretches up to the ones after these. */
static void
touch_points (WayLayout      *self,
              const WayCurve *curve,
              guint           from,
              guint           until)
{
  guint low = from > 2 ? from - 2 : 0;
  guint high = until + 1;

  for (guint i = 0; i < self->stages->len; i++)
    if (get_start (curve, i) <= until && get_start (curve, i + 1) + 2 > from)
      ((WayStageState *) g_ptr_array_index (self->stages, i))->box.curves_serial = self->frame.curves_serial;
  self->changed_from = from > 1 ? MIN (self->changed_from, way_layout_get_point_place (self, &g_array_index (curve->points, WayCurvePoint, low)).x) : -G_MAXDOUBLE;
  self->changed_until = high < curve->points->len ? MAX (self->changed_until, way_layout_get_point_place (self, &g_array_index (curve->points, WayCurvePoint, high)).x) : G_MAXDOUBLE;
}

void
way_layout_touch_point (WayLayout      *self,
                        const WayCurve *curve,
                        guint           index)
{
  for (guint i = 0; i < self->stages->len; i++)
    if (get_start (curve, i) <= index && index < get_start (curve, i + 1))
      ((WayStageState *) g_ptr_array_index (self->stages, i))->box.curves_serial = self->frame.curves_serial;
}

/* Brings the points of one stage up to date; @gap as in join_points(). FALSE when there are more or fewer than before. */
static gboolean
patch_stage (WayLayout *self,
             WayCurve  *curve,
             guint      index,
             guint      position,
             gboolean  *gap)
{
  WayStageState *stage = g_ptr_array_index (self->stages, position);
  const GArray  *points = g_ptr_array_index (stage->points, index);
  WayCurvePoint *joined = &g_array_index (curve->points, WayCurvePoint, get_start (curve, position));
  guint          start = get_start (curve, position);
  guint          n = count_feelings (points);
  gboolean       changed = stage->is_unjoined;

  if (n != get_start (curve, position + 1) - start)
    return FALSE;
  if (n > 0)
    {
      gboolean gap_before = *gap || g_array_index (points, WayCurvePoint, 0).gap_before;

      changed = changed || gap_before != joined[0].gap_before;
      for (guint i = 0; changed && i < n; i++)
        {
          joined[i] = g_array_index (points, WayCurvePoint, i);
          joined[i].column += stage->box.first_column;
        }
      joined[0].gap_before = gap_before;
      *gap = FALSE;
    }
  *gap = *gap || n < points->len || stage->steps->len == 0;
  if (changed)
    touch_points (self, curve, start, start + n);
  return TRUE;
}

static gboolean
patch_curve (WayLayout *self,
             WayCurve  *curve,
             guint      index)
{
  gboolean gap = FALSE;

  for (guint i = 0; i < self->stages->len; i++)
    if (!patch_stage (self, curve, index, i, &gap))
      return FALSE;
  return TRUE;
}

/* The same curves with the same number of points in the same stages: only what stages have changed is copied. FALSE when they are not the same. */
static gboolean
patch_curves (WayLayout *self)
{
  guint n = 0;

  self->changed_from = G_MAXDOUBLE;
  self->changed_until = -G_MAXDOUBLE;
  for (guint i = 0; i < 2 * self->personas->len && self->frame.feelings_row >= 0; i++)
    {
      WayCurve *curve = n < self->frame.curves->len ? g_ptr_array_index (self->frame.curves, n) : NULL;
      gboolean  is_there = curve != NULL && curve->persona == g_ptr_array_index (self->personas, i / 2) && curve->is_future == (i % 2 == 1);

      if (is_there != (is_curve_wanted (self, i) && count_points (self, i) > 0) || (is_there && !patch_curve (self, curve, i)))
        return FALSE;
      n += is_there ? 1 : 0;
    }
  for (guint i = 0; i < self->stages->len; i++)
    ((WayStageState *) g_ptr_array_index (self->stages, i))->is_unjoined = FALSE;
  return TRUE;
}

void
way_layout_update_curves (WayLayout *self)
{
  gboolean moved = columns_moved (self) | stages_changed (self) | (self->curves_grid_serial != self->serial) | (self->frame.curves == NULL);

  if (!moved && !self->points_changed)
    return;
  self->points_changed = FALSE;
  self->curves_grid_serial = self->serial;
  self->frame.curves_serial++;
  if (moved || !patch_curves (self))
    join_curves (self);
  if (self->frame.feelings_row >= 0)
    way_layout_place_words (self);
}
