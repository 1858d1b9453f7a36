/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Layout"

#include <stdlib.h>

#include "waymark/way-words.h"

#include "way-layout-private.h"

#define TRACK_HEIGHT 22.0
#define LEAVE_OFFSET 16.0 /* from the middle of the card */
#define EXIT_LENGTH 34.0
#define FIRST_TRACK 10.0 /* from the cards to the first track */
#define LABEL_WIDTH 200.0
#define LABEL_GAP 8.0

/* A link between its two ends, before it has a track. */
typedef struct
{
  WayElement *link;
  int         kind;
  guint       from; /* columns */
  guint       to;
  double      from_x;
  double      to_x;
  double      low; /* what it takes of its track */
  double      high;
  guint       track;
  double      offset; /* of its track above the cards */
  WayText    *label;
  double      label_x;
} WayRoute;

static void
clear_link (gpointer data)
{
  g_clear_pointer (&((WayLinkBox *) data)->label, way_text_unref);
}

static void
clear_route (gpointer data)
{
  g_clear_pointer (&((WayRoute *) data)->label, way_text_unref);
}

static gboolean
is_straight (const WayRoute *route)
{
  return route->kind == WAY_LINKS_NEXT && route->to == route->from + 1 && route->label == NULL;
}

static void
set_ends (WayRoute *route)
{
  if (route->kind == WAY_LINKS_EXIT)
    {
      route->from_x += LEAVE_OFFSET;
      route->to_x = route->from_x + EXIT_LENGTH;
    }
  else if (route->from_x <= route->to_x)
    {
      route->from_x += LEAVE_OFFSET;
      route->to_x -= LEAVE_OFFSET;
    }
  else
    {
      route->from_x -= LEAVE_OFFSET;
      route->to_x += LEAVE_OFFSET;
    }
  route->low = MIN (route->from_x, route->to_x);
  route->high = MAX (route->from_x, route->to_x);
}

/* The label stands on the middle of its arrow, that of an exit beyond the arrow's head or, at the sheet's end, before it. */
static void
set_label (WayLayout *self,
           WayRoute  *route)
{
  static const WayWord words[] = { WAY_WORD_NEXT, WAY_WORD_LOOP, WAY_WORD_BRANCH, WAY_WORD_EXIT };
  const char          *text = way_element_get_text (route->link, WAY_LINK_LABEL);
  double               left = self->frame.column_x[0];
  double               right = self->frame.column_x[self->frame.n_columns];
  double               limit = route->kind == WAY_LINKS_EXIT ? LABEL_WIDTH : MAX (LABEL_WIDTH, route->high - route->low - LABEL_GAP);
  double               width;

  if (*text == '\0' && route->kind == WAY_LINKS_NEXT)
    return;
  route->label = way_layout_reuse_tight_text (self, *text != '\0' ? text : way_word (self->frame.language, words[route->kind]), WAY_TEXT_LINK, limit);
  width = route->label->width;
  if (route->kind != WAY_LINKS_EXIT)
    route->label_x = CLAMP ((route->low + route->high - width) / 2, left, right - width);
  else if (route->to_x + LABEL_GAP + width <= right)
    route->label_x = route->to_x + LABEL_GAP;
  else
    route->label_x = route->from_x - LABEL_GAP - width;
  route->low = MIN (route->low, route->label_x - LABEL_GAP / 2);
  route->high = MAX (route->high, route->label_x + width + LABEL_GAP / 2);
}

static void
add_route (WayLayout  *self,
           WayElement *link)
{
  WayRoute       route = { .link = link, .kind = MAX (way_element_get_choice (link, WAY_LINK_KIND), 0) };
  WayElement    *target = way_element_get_reference (link, WAY_LINK_TO);
  WayStageState *stage = NULL;
  WayStageState *target_stage = NULL;
  WayStep       *step = way_layout_find_step (self, way_element_get_parent (link), &stage);
  WayStep       *target_step = target != NULL ? way_layout_find_step (self, target, &target_stage) : NULL;

  if (step == NULL || (target_step == NULL && route.kind != WAY_LINKS_EXIT))
    return;
  route.from = stage->box.first_column + step->column;
  route.from_x = way_layout_get_step_x (self, stage, step);
  if (target_step != NULL)
    {
      route.to = target_stage->box.first_column + target_step->column;
      route.to_x = way_layout_get_step_x (self, target_stage, target_step);
    }
  if (route.kind != WAY_LINKS_EXIT && route.to == route.from)
    return;
  set_ends (&route);
  set_label (self, &route);
  g_array_append_val (self->routes, route);
}

static int
compare_lengths (gconstpointer a,
                 gconstpointer b)
{
  const WayRoute *first = a;
  const WayRoute *second = b;
  double          difference = (first->high - first->low) - (second->high - second->low);

  if (difference != 0)
    return difference < 0 ? -1 : 1;
  return first->low < second->low ? -1 : first->low > second->low;
}

/* Short arrows run nearest to the cards, so that long ones arch over them. */
static guint
deal_tracks (GArray *routes)
{
  guint n_tracks = 0;

  for (guint i = 0; i < routes->len; i++)
    {
      WayRoute *route = &g_array_index (routes, WayRoute, i);
      gboolean  free_track = FALSE;

      if (is_straight (route))
        continue;
      for (route->track = 1; !free_track; route->track += free_track ? 0 : 1)
        {
          free_track = TRUE;
          for (guint j = 0; j < i && free_track; j++)
            {
              const WayRoute *other = &g_array_index (routes, WayRoute, j);

              free_track = other->track != route->track || other->low > route->high + 10 || other->high + 10 < route->low;
            }
        }
      n_tracks = MAX (n_tracks, route->track);
    }
  return n_tracks;
}

/* Gives each track a height above the cards, so that the labels of one stay clear of the next; the height of all. */
static double
measure_tracks (GArray *routes,
                guint   n_tracks)
{
  double offset = 0;
  double above = 0; /* what the labels of the track below take */

  for (guint track = 1; track <= n_tracks; track++)
    {
      double next_above = 0;
      double below = 0;

      for (guint i = 0; i < routes->len; i++)
        {
          const WayRoute *route = &g_array_index (routes, WayRoute, i);
          gboolean        centred = route->kind == WAY_LINKS_EXIT;

          if (route->track != track || route->label == NULL)
            continue;
          next_above = MAX (next_above, route->label->height * (centred ? 0.5 : 1));
          below = MAX (below, centred ? route->label->height / 2 : 0);
        }
      offset = track == 1 ? MAX (FIRST_TRACK, below + 2) : offset + MAX (TRACK_HEIGHT, above + below + LABEL_GAP);
      above = next_above;
      for (guint i = 0; i < routes->len; i++)
        if (g_array_index (routes, WayRoute, i).track == track)
          g_array_index (routes, WayRoute, i).offset = offset;
    }
  return n_tracks > 0 ? offset + MAX (TRACK_HEIGHT - 2, above + 6) : 0;
}

double
way_layout_measure_links (WayLayout *self)
{
  if (self->routes == NULL)
    {
      self->routes = g_array_new (FALSE, TRUE, sizeof (WayRoute));
      g_array_set_clear_func (self->routes, clear_route);
    }
  g_array_set_size (self->routes, 0);
  if (self->touchpoints_row < 0 || self->frame.stacked)
    return 0;
  for (guint i = 0; i < self->stages->len; i++)
    {
      WayStageState *stage = g_ptr_array_index (self->stages, i);

      for (guint j = 0; j < stage->outlooks->len; j++)
        {
          WayElement *element = g_ptr_array_index (stage->outlooks, j);

          if (way_element_get_kind (element) == WAY_KIND_LINK)
            add_route (self, element);
        }
    }
  g_array_sort (self->routes, compare_lengths);
  return measure_tracks (self->routes, deal_tracks (self->routes));
}

static void
place_straight (WayLayout      *self,
                const WayRoute *route,
                WayLinkBox     *box)
{
  const WayRowBox *row = &self->frame.rows[self->touchpoints_row];
  double           x = self->frame.column_x[route->to];
  double           y = row->content_y + 22;

  box->n_points = 2;
  box->points[0] = (WayPoint){ x - WAY_CELL_GAP / 2, y };
  box->points[1] = (WayPoint){ x + WAY_CELL_GAP / 2, y };
}

static void
place_arched (WayLayout      *self,
              const WayRoute *route,
              WayLinkBox     *box)
{
  const WayRowBox *row = &self->frame.rows[self->touchpoints_row];
  double           bottom = row->content_y - 1;
  double           y = row->content_y - route->offset;

  box->points[0] = (WayPoint){ route->from_x, bottom };
  box->points[1] = (WayPoint){ route->from_x, y };
  box->points[2] = (WayPoint){ route->to_x, y };
  box->points[3] = (WayPoint){ route->to_x, bottom };
  box->n_points = route->kind == WAY_LINKS_EXIT ? 3 : 4;
  if (route->label == NULL)
    return;
  box->label = way_text_ref (route->label);
  box->label_x = route->label_x;
  box->label_y = y - (route->kind == WAY_LINKS_EXIT ? route->label->height / 2 : route->label->height + 0.5);
}

void
way_layout_place_links (WayLayout *self)
{
  g_clear_pointer (&self->frame.links, g_array_unref);
  self->frame.links = g_array_new (FALSE, TRUE, sizeof (WayLinkBox));
  g_array_set_clear_func (self->frame.links, clear_link);
  for (guint i = 0; i < self->routes->len; i++)
    {
      const WayRoute *route = &g_array_index (self->routes, WayRoute, i);
      WayLinkBox      box = { .link = route->link, .kind = route->kind };

      if (is_straight (route))
        place_straight (self, route, &box);
      else
        place_arched (self, route, &box);
      g_array_append_val (self->frame.links, box);
    }
}

/* The pale bands of the moments of truth run from the card to the last row that speaks of pains and chances. */
void
way_layout_update_truths (WayLayout *self)
{
  double bottom = 0;
  double top;

  g_clear_pointer (&self->frame.truths, g_array_unref);
  self->frame.truths = g_array_new (FALSE, TRUE, sizeof (WayTruthBox));
  if (self->touchpoints_row < 0 || self->frame.stacked)
    return;
  for (guint i = 0; i < self->frame.n_rows; i++)
    if (self->frame.rows[i].shows == WAY_SHOWS_FEELINGS || self->frame.rows[i].holds == WAY_CARDS_PAIN_POINTS ||
        self->frame.rows[i].holds == WAY_CARDS_OPPORTUNITIES || (int) i == self->touchpoints_row)
      bottom = MAX (bottom, self->frame.rows[i].y + self->frame.rows[i].height);
  top = self->frame.rows[self->touchpoints_row].content_y - 8;
  for (guint i = 0; i < self->stages->len; i++)
    {
      WayStageState *stage = g_ptr_array_index (self->stages, i);

      for (guint j = 0; stage->n_truths > 0 && j < stage->steps->len; j++)
        {
          const WayStep *step = &g_array_index (stage->steps, WayStep, j);
          WayTruthBox    box = { stage->box.first_column + step->column, top, bottom - top };

          gboolean truth = way_element_get (step->touchpoint, WAY_TOUCHPOINT_TRUTH) != NULL ||
                           (step->replacement != NULL && way_element_get (step->replacement, WAY_TOUCHPOINT_TRUTH) != NULL);

          if (truth && bottom > top)
            g_array_append_val (self->frame.truths, box);
        }
    }
}
