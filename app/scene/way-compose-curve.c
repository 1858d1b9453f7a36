/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Scene"

#include "way-compose-private.h"
#include "waymark/way-words.h"

#define CURVE_WIDTH 4.5
#define OTHER_WIDTH 2.6
#define FUTURE_WIDTH 2.4
#define DOT_RADIUS 4.0
#define FILL_ALPHA 46
#define GAP_ALPHA 38

/* A curve with its points on the sheet and the slope at each. */
typedef struct
{
  const WayCurve *curve;
  guint           n;
  WayPoint       *points; /* x on the sheet, y from the top of the row */
  double         *slopes;
} WayPlottedCurve;

static const WayCurvePoint *
get_point (const WayCurve *curve,
           guint           index)
{
  return &g_array_index (curve->points, WayCurvePoint, index);
}

static double
get_point_x (const WayLayoutFrame *frame,
             const WayCurvePoint  *point)
{
  return frame->column_x[point->column] + point->dx;
}

/* Room for all points; see plot(). */
static void
start_plot (const WayCurve  *curve,
            WayPlottedCurve *plotted)
{
  guint n = curve->points->len;

  plotted->curve = curve;
  plotted->n = n;
  plotted->points = g_new (WayPoint, n + 1);
  plotted->slopes = g_new (double, n + 1);
}

/*
 * A monotone cubic for each stretch without a gap, of the points [from, until). A slope depends on the points beside: those of the
 * first and the last are right only where the curve begins and ends.
 */
static void
plot (const WayLayoutFrame *frame,
      WayPlottedCurve      *plotted,
      guint                 from,
      guint                 until)
{
  guint start = from;

  for (guint i = from; i < until; i++)
    {
      const WayCurvePoint *point = get_point (plotted->curve, i);

      plotted->points[i].x = get_point_x (frame, point);
      plotted->points[i].y = way_curve_get_y (point->score, WAY_CURVE_HEIGHT);
    }
  for (guint i = from + 1; i <= until; i++)
    if (i == until || get_point (plotted->curve, i)->gap_before)
      {
        way_curve_get_tangents (plotted->points + start, i - start, plotted->slopes + start);
        start = i;
      }
}

static void
clear_plotted (WayPlottedCurve *plotted)
{
  g_free (plotted->points);
  g_free (plotted->slopes);
}

/* A Hermite stretch as a Bezier: the inner points lie a third of the way along the tangents. */
static void
append_segment (WayPath               *path,
                const WayPlottedCurve *plotted,
                guint                  from,
                double                 left,
                gboolean               backwards)
{
  const WayPoint *a = &plotted->points[from];
  const WayPoint *b = &plotted->points[from + 1];
  double          third = (b->x - a->x) / 3;
  double          x1 = a->x + third - left, y1 = a->y + plotted->slopes[from] * third;
  double          x2 = b->x - third - left, y2 = b->y - plotted->slopes[from + 1] * third;

  if (backwards)
    way_path_curve_to (path, x2, y2, x1, y1, a->x - left, a->y);
  else
    way_path_curve_to (path, x1, y1, x2, y2, b->x - left, b->y);
}

static WayGradient *
make_gradient (const WayTheme *theme,
               guint           alpha)
{
  double       top = way_curve_get_y (200, WAY_CURVE_HEIGHT);
  double       bottom = way_curve_get_y (-200, WAY_CURVE_HEIGHT);
  WayGradient *gradient = way_gradient_new (top, bottom);

  for (int i = 0; i < WAY_N_LEVELS; i++)
    {
      /* The soft fill fades out where nobody feels anything. */
      guint share = alpha == 255 ? 255 : alpha * (guint) ABS (i - 2) / 2;

      way_gradient_add_stop (gradient, i / 4.0, (theme->level[i] & 0xffffff00) | share);
    }
  return gradient;
}

/* The points of a stage: from this index until that of the next stage. */
static guint
get_start (const WayPlottedCurve *plotted,
           guint                  stage)
{
  return g_array_index (plotted->curve->starts, guint, stage);
}

static gboolean
has_segment (const WayPlottedCurve *plotted,
             guint                  from)
{
  return from + 1 < plotted->n && !get_point (plotted->curve, from + 1)->gap_before;
}

/* The future is drawn only where it differs: from the last point that is the same to the first that is the same again. */
static gboolean
is_drawn (const WayComposer     *self,
          const WayPlottedCurve *plotted,
          guint                  from)
{
  const WayCurve *curve = plotted->curve;

  if (!has_segment (plotted, from))
    return FALSE;
  if (!curve->is_future || self->frame->state == WAY_VIEW_FUTURE)
    return TRUE;
  return get_point (curve, from)->differs || get_point (curve, from + 1)->differs;
}

static void
style_line (WayComposer    *self,
            const WayCurve *curve,
            WayShape       *shape)
{
  static const WayDash dashes[] = { WAY_DASH_LONG, WAY_DASH_SHORT, WAY_DASH_DOT };
  const WayTheme      *theme = self->theme;

  shape->round = TRUE;
  if (curve->is_future && self->frame->state != WAY_VIEW_FUTURE)
    {
      shape->stroke = theme->possible;
      shape->line_width = (float) FUTURE_WIDTH;
      shape->dash = WAY_DASH_LONG;
    }
  else if (curve->is_active)
    {
      shape->stroke = theme->level[2];
      shape->stroke_gradient = make_gradient (theme, 255);
      shape->line_width = (float) CURVE_WIDTH;
    }
  else
    {
      shape->stroke = way_composer_get_persona_color (self, curve->persona_index, NULL);
      shape->line_width = (float) OTHER_WIDTH;
      shape->dash = dashes[curve->persona_index % G_N_ELEMENTS (dashes)];
    }
}

static void
add_fill (WayComposer           *self,
          WayItemBuilder        *builder,
          const WayPlottedCurve *plotted,
          guint                  from,
          guint                  until,
          double                 left)
{
  double neutral = way_curve_get_y (0, WAY_CURVE_HEIGHT);
  g_autoptr (WayPath) path = way_path_new ();

  for (guint i = from; i < until; i++)
    {
      guint start = i;

      if (!has_segment (plotted, i))
        continue;
      way_path_move_to (path, plotted->points[i].x - left, neutral);
      way_path_line_to (path, plotted->points[i].x - left, plotted->points[i].y);
      for (; i < until && has_segment (plotted, i); i++)
        append_segment (path, plotted, i, left, FALSE);
      way_path_line_to (path, plotted->points[i].x - left, neutral);
      way_path_close (path);
      g_assert (i > start);
    }
  if (path->n_points > 0)
    {
      WayShape *shape = way_item_builder_add_path (builder, path, 0, 0);

      shape->fill = self->theme->level[2];
      shape->fill_gradient = make_gradient (self->theme, FILL_ALPHA * 2);
    }
}

static void
add_line (WayComposer           *self,
          WayItemBuilder        *builder,
          const WayPlottedCurve *plotted,
          guint                  from,
          guint                  until,
          double                 left)
{
  g_autoptr (WayPath) path = way_path_new ();
  gboolean pen_down = FALSE;

  for (guint i = from; i < until; i++)
    {
      if (!is_drawn (self, plotted, i))
        {
          pen_down = FALSE;
          continue;
        }
      if (!pen_down)
        way_path_move_to (path, plotted->points[i].x - left, plotted->points[i].y);
      append_segment (path, plotted, i, left, FALSE);
      pen_down = TRUE;
    }
  if (path->n_points > 0)
    style_line (self, plotted->curve, way_item_builder_add_path (builder, path, 0, 0));
}

/* Points of the curves without faces. */
static void
add_dots (WayComposer           *self,
          WayItemBuilder        *builder,
          const WayPlottedCurve *plotted,
          guint                  from,
          guint                  until,
          double                 left)
{
  const WayCurve *curve = plotted->curve;
  gboolean        future = curve->is_future && self->frame->state != WAY_VIEW_FUTURE;
  WayColor        color = future ? self->theme->possible : way_composer_get_persona_color (self, curve->persona_index, NULL);

  if (curve->is_active && !future)
    return;
  for (guint i = from; i < until; i++)
    {
      WayShape *shape;

      if (future && !get_point (curve, i)->differs)
        continue;
      shape = way_item_builder_add_circle (builder, plotted->points[i].x - left, plotted->points[i].y, future ? 3 : DOT_RADIUS, self->theme->sheet);
      shape->stroke = color;
      shape->line_width = 2;
    }
}

static void
add_label (WayComposer           *self,
           WayItemBuilder        *builder,
           const WayPlottedCurve *plotted,
           guint                  from,
           guint                  until,
           double                 left)
{
  const WayCurve *curve = plotted->curve;
  gboolean        future = curve->is_future && self->frame->state != WAY_VIEW_FUTURE;
  WayColor        color = future ? self->theme->possible : way_composer_get_persona_color (self, curve->persona_index, NULL);

  if (curve->label != NULL && curve->label_at.y >= 0 && curve->label_point >= from && curve->label_point < until)
    way_item_builder_add_text (builder, curve->label, curve->label_at.x - left, curve->label_at.y, color);
}

static WaySceneBlock *
make_block (WayComposer           *self,
            const WayPlottedCurve *plotted,
            guint                  from,
            guint                  until,
            const WayStageBox     *stage)
{
  double left = self->frame->column_x[stage->first_column];
  double width = self->frame->column_x[stage->first_column + stage->n_columns] - left;
  g_autoptr (GArray) placements = way_placements_new ();
  WayItemBuilder builder;

  way_composer_begin (self, &builder, WAY_ROLE_CURVE, way_element_get_id (plotted->curve->persona), width);
  if (plotted->curve->is_active && (!plotted->curve->is_future || self->frame->state == WAY_VIEW_FUTURE))
    add_fill (self, &builder, plotted, from, until, left);
  add_line (self, &builder, plotted, from, until, left);
  add_dots (self, &builder, plotted, from, until, left);
  add_label (self, &builder, plotted, from, until, left);
  way_composer_place (self, placements, &builder, 0, 0, 0, width);
  return way_drawn_keep_block (self->drawn, way_scene_block_new (placements));
}

/* Which points [first, last) tell the lines of those in [from, until): up to one after the next stage's first, for the slopes. */
static void
find_neighbours (const WayPlottedCurve *plotted,
                 guint                  from,
                 guint                  until,
                 guint                 *first,
                 guint                 *last)
{
  *first = from > 0 ? from - 1 : 0;
  *last = MIN (until + 2, plotted->n);
}

/* Plots what the lines of a stage's points depend on. */
static void
plot_stage (const WayLayoutFrame *frame,
            WayPlottedCurve      *plotted,
            guint                 stage)
{
  guint first;
  guint last;

  find_neighbours (plotted, get_start (plotted, stage), get_start (plotted, stage + 1), &first, &last);
  plot (frame, plotted, first, last);
}

/* Between the journey as it is and as it should be: what there is to gain. */
static WaySceneBlock *
make_gap_block (WayComposer     *self,
                WayPlottedCurve *current,
                WayPlottedCurve *future,
                guint            index)
{
  const WayStageBox *stage = self->frame->stages[index];
  double             left = self->frame->column_x[stage->first_column];
  double             width = self->frame->column_x[stage->first_column + stage->n_columns] - left;
  g_autoptr (GArray) placements = way_placements_new ();
  g_autoptr (WayPath) path = way_path_new ();
  WayItemBuilder builder;
  WayShape      *shape;

  plot_stage (self->frame, current, index);
  plot_stage (self->frame, future, index);
  for (guint i = get_start (current, index), j = get_start (future, index); i < get_start (current, index + 1) && j < get_start (future, index + 1);)
    {
      if (current->points[i].x == future->points[j].x && is_drawn (self, future, j) && has_segment (current, i) &&
          current->points[i + 1].x == future->points[j + 1].x)
        {
          way_path_move_to (path, current->points[i].x - left, current->points[i].y);
          append_segment (path, current, i, left, FALSE);
          way_path_line_to (path, future->points[j + 1].x - left, future->points[j + 1].y);
          append_segment (path, future, j, left, TRUE);
          way_path_close (path);
        }
      if (current->points[i].x <= future->points[j].x)
        i++;
      else
        j++;
    }
  way_composer_begin (self, &builder, WAY_ROLE_DECORATION, NULL, width);
  shape = way_item_builder_add_path (&builder, path, 0, 0);
  shape->fill = (self->theme->possible & 0xffffff00) | GAP_ALPHA;
  way_composer_place (self, placements, &builder, 0, 0, 0, width);
  return way_drawn_keep_block (self->drawn, way_scene_block_new (placements));
}

static WayFingerprint
add_point (WayFingerprint        key,
           const WayLayoutFrame *frame,
           const WayCurvePoint  *point,
           double                left)
{
  key = way_fingerprint_add (key, get_point_x (frame, point) - left);
  return way_fingerprint_add (key, 4 * point->score + (point->gap_before ? 1 : 0) + (point->differs ? 2 : 0));
}

/* All that make_block() looks at, and all that those places and slopes follow from. */
static WayFingerprint
make_key (WayComposer           *self,
          const WayPlottedCurve *plotted,
          guint                  from,
          guint                  until,
          const WayStageBox     *stage)
{
  const WayCurve *curve = plotted->curve;
  double          left = self->frame->column_x[stage->first_column];
  WayFingerprint  key = WAY_FINGERPRINT_START;
  guint           first;
  guint           last;

  find_neighbours (plotted, from, until, &first, &last);
  key = way_fingerprint_add (key, g_str_hash (way_element_get_id (curve->persona)));
  key = way_fingerprint_add (key, way_composer_get_persona_color (self, curve->persona_index, NULL));
  key = way_fingerprint_add (key, curve->persona_index);
  key = way_fingerprint_add (key, (curve->is_future ? 1 : 0) + (curve->is_active ? 2 : 0) + 4 * (int) self->frame->state);
  key = way_fingerprint_add (key, self->frame->column_x[stage->first_column + stage->n_columns] - left);
  key = way_fingerprint_add (key, until - from);
  key = way_fingerprint_add (key, 4 * (from - first) + (last - until));
  for (guint i = first; i < last; i++)
    key = add_point (key, self->frame, get_point (curve, i), left);
  if (curve->label == NULL || curve->label_at.y < 0 || curve->label_point < from || curve->label_point >= until)
    return key;
  key = way_fingerprint_add (key, g_str_hash (curve->label->text));
  return way_fingerprint_add (way_fingerprint_add (key, curve->label_at.x - left), curve->label_at.y);
}

/* The next of @blocks as it was drawn for the scene before, when nothing that it shows has changed since; FALSE when that is not sure. */
static gboolean
keep_block (WayComposer *self,
            guint        stage,
            GArray      *blocks)
{
  GArray *old = self->drawn->curve_blocks;
  guint   index = blocks->len;

  if (self->drawn->curves_serial == G_MAXUINT || self->frame->stages[stage]->curves_serial > self->drawn->curves_serial || index >= old->len)
    return FALSE;
  g_array_append_val (blocks, g_array_index (old, WayCurveBlock, index));
  g_array_index (old, WayCurveBlock, index).block = NULL;
  return TRUE;
}

/* Each stage's part is plotted and made anew only when something in it has changed. */
static void
add_plotted (WayComposer     *self,
             WayPlottedCurve *plotted,
             GArray          *blocks)
{
  GArray *old = self->drawn->curve_blocks;

  for (guint i = 0; i < self->frame->n_stages; i++)
    {
      const WayStageBox *stage = self->frame->stages[i];
      guint              from = get_start (plotted, i);
      guint              until = get_start (plotted, i + 1);
      WayCurveBlock      block = { NULL };

      if (keep_block (self, i, blocks))
        continue;
      block.key = make_key (self, plotted, from, until, stage);
      if (blocks->len < old->len && g_array_index (old, WayCurveBlock, blocks->len).key == block.key)
        block.block = g_steal_pointer (&g_array_index (old, WayCurveBlock, blocks->len).block);
      else if (until > from)
        {
          plot_stage (self->frame, plotted, i);
          block.block = make_block (self, plotted, from, until, stage);
        }
      g_array_append_val (blocks, block);
    }
}

static const WayCurve *
find_curve (WayComposer *self,
            gboolean     future)
{
  for (guint i = 0; i < self->frame->curves->len; i++)
    {
      const WayCurve *curve = g_ptr_array_index (self->frame->curves, i);

      if (curve->is_active && curve->is_future == future)
        return curve;
    }
  return NULL;
}

static void
add_gap (WayComposer *self,
         GArray      *blocks)
{
  const WayCurve *current = find_curve (self, FALSE);
  const WayCurve *future = find_curve (self, TRUE);
  WayPlottedCurve first = { 0 };
  WayPlottedCurve second = { 0 };

  if (self->frame->state != WAY_VIEW_COMPARISON || current == NULL || future == NULL)
    return;
  start_plot (current, &first);
  start_plot (future, &second);
  for (guint i = 0; i < self->frame->n_stages; i++)
    {
      WayCurveBlock block = { NULL };

      if (keep_block (self, i, blocks))
        continue;
      block.block = make_gap_block (self, &first, &second, i);
      g_array_append_val (blocks, block);
    }
  clear_plotted (&first);
  clear_plotted (&second);
}

/* The active curve comes last, above the others. */
static void
draw_curves (WayComposer *self)
{
  GArray *blocks = g_array_new (FALSE, TRUE, sizeof (WayCurveBlock));

  g_array_set_clear_func (blocks, way_curve_block_clear);
  add_gap (self, blocks);
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < self->frame->curves->len; i++)
      {
        const WayCurve *curve = g_ptr_array_index (self->frame->curves, i);
        gboolean        last = curve->is_active && (!curve->is_future || self->frame->state == WAY_VIEW_FUTURE);
        WayPlottedCurve plotted = { 0 };

        if (last != (pass == 1))
          continue;
        start_plot (curve, &plotted);
        add_plotted (self, &plotted, blocks);
        clear_plotted (&plotted);
      }
  g_array_unref (self->drawn->curve_blocks);
  self->drawn->curve_blocks = blocks;
}

void
way_composer_add_curves (WayComposer *self)
{
  const WayLayoutFrame *frame = self->frame;
  guint                 n_layers;

  if (self->drawn->curves_serial != frame->curves_serial)
    draw_curves (self);
  n_layers = frame->n_stages > 0 ? self->drawn->curve_blocks->len / frame->n_stages : 0;
  for (guint i = 0; i < n_layers; i++)
    {
      WaySceneLayer *layer = way_scene_add_layer (self->scene, way_word (self->frame->language, WAY_WORD_CURVE), NULL, WAY_SCENE_ROW (frame->feelings_row));

      for (guint j = 0; j < frame->n_stages; j++)
        {
          WaySceneBlock *block = g_array_index (self->drawn->curve_blocks, WayCurveBlock, i * frame->n_stages + j).block;

          if (block != NULL)
            way_scene_layer_add_block (layer, block, WAY_SCENE_COLUMN (frame->stages[j]->first_column));
        }
    }
}
