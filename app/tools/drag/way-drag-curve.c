/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Tools"

#include "config.h"

#include <math.h>
#include <stdlib.h>

#include "waymark/way-commands.h"
#include "waymark/way-words.h"
#include "way-drag-private.h"
#include "tools/way-feelings-private.h"

#define REST 2.0       /* how far the pointer may stray before a point moves */
#define WHOLE_REACH 30 /* how near a score is drawn to a whole level; to a half one from what is left */

/* Points of the emotion curve, one by one or in a stroke. */

int
way_drag_get_score (const WayDrag   *self,
                    double           y,
                    WayDragModifiers modifiers)
{
  double best = way_curve_get_y (200, WAY_CURVE_HEIGHT);
  double worst = way_curve_get_y (-200, WAY_CURVE_HEIGHT);
  double top = self->start->rows[self->start->feelings_row].content_y;
  double score = CLAMP (200 - (y - top - best) / (worst - best) * 400, -200, 200);
  int    whole = 100 * (int) lround (score / 100);

  if (modifiers & WAY_DRAG_FREE)
    return 5 * (int) lround (score / 5);
  if (fabs (score - whole) <= WHOLE_REACH)
    return whole;
  return whole + (score > whole ? 50 : -50);
}

/* --- One point ---------------------------------------------------------------------------------- */

/* A score for the future belongs to what takes the touchpoint's place. */
static const char *
find_drawn_touchpoint (WayDrag    *self,
                       const char *touchpoint)
{
  const WayElement     *element = way_map_lookup (self->start->map, touchpoint);
  const WayLayoutFrame *frame = self->start;

  for (guint i = 0; self->future && i < frame->n_stages; i++)
    for (guint j = 0; j < frame->stages[i]->n_steps; j++)
      if (frame->stages[i]->steps[j].touchpoint == element && frame->stages[i]->steps[j].replacement != NULL)
        return way_element_get_id (frame->stages[i]->steps[j].replacement);
  return touchpoint;
}

static WayElement *
find_feeling (WayDrag *self)
{
  WayElement *persona = self->persona == NULL ? way_map_get_persona (self->start->map, 0) : NULL;
  const char *id = persona != NULL ? way_element_get_id (persona) : self->persona;

  return id != NULL ? way_feeling_find_shown (self->home_touchpoint, id, self->future) : NULL;
}

static void
find_score (WayDrag         *self,
            double           along,
            double           y,
            WayDragModifiers modifiers,
            WayDragPlace    *place)
{
  place->is_valid = TRUE;
  place->is_home = fabs (y - self->grab_y) < REST;
  place->touchpoint = self->home_touchpoint;
  place->value = way_drag_get_score (self, y + self->origin, modifiers);
}

static gboolean
apply_score (WayDrag            *self,
             const WayDragPlace *place)
{
  return way_command_set_score (self->history, way_element_get_id (place->touchpoint), self->persona, self->future, place->value, NULL);
}

/* "+1.0" in hundredths, with a second digit only when that is none. */
static char *
format_score (int hundredths)
{
  int         rest = abs (hundredths);
  const char *sign = hundredths > 0 ? "+" : hundredths < 0 ? "-"
                                                           : "";

  return rest % 10 == 0 ? g_strdup_printf ("%s%d.%d", sign, rest / 100, rest / 10 % 10) : g_strdup_printf ("%s%d.%02d", sign, rest / 100, rest % 100);
}

static void
mark_score (WayDrag     *self,
            WayDropMark *mark)
{
  WayElement      *feeling = find_feeling (self);
  const char      *language = way_element_get (way_map_get_root (self->start->map), WAY_MAP_LANGUAGE);
  const char      *word;
  g_autofree char *decimal = NULL;
  g_autofree char *number = NULL;
  int              score;

  if (feeling == NULL)
    return;
  way_drag_get_area (self, way_element_get_id (feeling), &mark->area);
  score = (int) way_element_get_hundredths (feeling, WAY_FEELING_SCORE);
  word = way_element_get_text (feeling, WAY_FEELING_WORD);
  if (*word == '\0')
    word = way_feeling_get_level_name (self->start->map, score);
  decimal = format_score (score);
  number = way_words_dup_quantity (language, decimal, NULL);
  mark->text = g_strdup_printf ("%s %s", number, word);
}

static void
select_point (WayDrag *self)
{
  WayElement *feeling = find_feeling (self);

  if (feeling != NULL && self->selection != NULL)
    way_selection_select (self->selection, way_element_get_id (feeling));
}

void
way_drag_begin_point (WayDrag      *self,
                      const WayHit *hit)
{
  WayElement *feeling = hit->part == WAY_HIT_POINT ? self->grabbed : NULL;
  double      top = self->start->rows[self->start->feelings_row].content_y;
  int         score;

  self->home_touchpoint = way_map_lookup (self->start->map, find_drawn_touchpoint (self, hit->touchpoint));
  if (feeling == NULL)
    return;
  if (self->persona == NULL)
    self->persona = g_strdup (way_element_get (feeling, WAY_FEELING_PERSONA));
  score = (int) way_element_get_hundredths (feeling, WAY_FEELING_SCORE);
  self->origin = top + way_curve_get_y (score, WAY_CURVE_HEIGHT) - self->grab_y;
}

const WayDragMachine way_drag_point_machine = { find_score, apply_score, mark_score, select_point };

/* --- A stroke --------------------------------------------------------------------------------------- */

/* A step that a stroke can cross. */
typedef struct
{
  const WayStep *step;
  double         x;
  int            score;
  gboolean       is_crossed;
} Crossing;

struct _WayDragStroke
{
  GArray  *crossings; /* in the order of x */
  gboolean has_begun;
  double   x;
  double   y;
};

WayDragStroke *
way_drag_stroke_new (const WayLayoutFrame *frame)
{
  WayDragStroke *self = g_new0 (WayDragStroke, 1);

  self->crossings = g_array_new (FALSE, TRUE, sizeof (Crossing));
  for (guint i = 0; i < frame->n_stages; i++)
    for (guint j = 0; j < frame->stages[i]->n_steps; j++)
      {
        const WayStep *step = &frame->stages[i]->steps[j];
        Crossing       crossing = { step, frame->column_x[frame->stages[i]->first_column + step->column] + step->dx };

        g_array_append_val (self->crossings, crossing);
      }
  return self;
}

void
way_drag_stroke_free (WayDragStroke *self)
{
  g_array_unref (self->crossings);
  g_free (self);
}

static gboolean
set_crossing (WayDrag  *drag,
              Crossing *crossing)
{
  gboolean    is_replaced = drag->future && crossing->step->replacement != NULL;
  WayElement *touchpoint = is_replaced ? crossing->step->replacement : crossing->step->touchpoint;

  return way_command_set_score (drag->history, way_element_get_id (touchpoint), drag->persona, drag->future, crossing->score, NULL);
}

/* A step that is crossed again must be as if it had been crossed once only. */
static void
start_again (WayDrag *drag)
{
  way_history_rollback (drag->history);
  way_history_begin (drag->history, "");
  for (guint i = 0; i < drag->stroke->crossings->len; i++)
    {
      Crossing *crossing = &g_array_index (drag->stroke->crossings, Crossing, i);

      if (crossing->is_crossed)
        set_crossing (drag, crossing);
    }
}

static double
get_y_at (const WayDragStroke *self,
          double               x,
          double               to_x,
          double               to_y)
{
  return to_x == self->x ? to_y : self->y + (x - self->x) / (to_x - self->x) * (to_y - self->y);
}

void
way_drag_stroke_update (WayDrag         *drag,
                        double           along,
                        double           y,
                        WayDragModifiers modifiers)
{
  WayDragStroke *self = drag->stroke;
  double         from = self->has_begun ? MIN (self->x, along) : along;
  double         until = self->has_begun ? MAX (self->x, along) : along;
  gboolean       again = FALSE;

  for (guint i = 0; i < self->crossings->len; i++)
    {
      Crossing *crossing = &g_array_index (self->crossings, Crossing, i);
      int       score;

      if (crossing->x < from || crossing->x > until)
        continue;
      score = way_drag_get_score (drag, self->has_begun ? get_y_at (self, crossing->x, along, y) : y, modifiers);
      again = again || (crossing->is_crossed && crossing->score != score);
      if (crossing->is_crossed)
        {
          crossing->score = score;
          continue;
        }
      crossing->is_crossed = TRUE;
      crossing->score = score;
      set_crossing (drag, crossing);
    }
  if (again)
    start_again (drag);
  self->has_begun = TRUE;
  self->x = along;
  self->y = y;
}
