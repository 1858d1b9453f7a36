/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Layout"

#include <stdlib.h>

#include "waymark/way-words.h"

#include "way-layout-private.h"

#define TRACK_HEIGHT 22.0
#define TRACK_PADDING 8.0
#define LEAVE_OFFSET 16.0 /* from the middle of the card */
#define EXIT_LENGTH 34.0

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
  WayText    *label;
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

static WayText *
make_label (WayLayout  *self,
            WayElement *link,
            int         kind)
{
  static const WayWord words[] = { WAY_WORD_NEXT, WAY_WORD_LOOP, WAY_WORD_BRANCH, WAY_WORD_EXIT };
  const char          *text = way_element_get_text (link, WAY_LINK_LABEL);

  if (*text == '\0' && kind == WAY_LINKS_NEXT)
    return NULL;
  return way_layout_reuse_text (self, *text != '\0' ? text : way_word (self->frame.language, words[kind]), WAY_TEXT_LINK, -1, WAY_TEXT_START);
}

static void
set_ends (WayLayout *self,
          WayRoute  *route)
{
  double width;
  double middle;

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
  if (route->label == NULL)
    return;
  width = route->label->ink_width + 8;
  middle = (route->low + route->high) / 2;
  if (route->kind == WAY_LINKS_EXIT)
    route->high = route->to_x + 8 + width;
  else
    {
      route->low = MIN (route->low, middle - width / 2);
      route->high = MAX (route->high, middle + width / 2);
    }
}

static void
add_routes (WayLayout     *self,
            WayStageState *stage,
            const WayStep *step)
{
  for (WayElement *link = way_element_get_first_of (step->touchpoint, WAY_KIND_LINK); link != NULL; link = way_element_get_next_of (link))
    {
      WayRoute       route = { .link = link, .kind = MAX (way_element_get_choice (link, WAY_LINK_KIND), 0) };
      WayElement    *target = way_element_get_reference (link, WAY_LINK_TO);
      WayStageState *target_stage = NULL;
      WayStep       *target_step = target != NULL ? way_layout_find_step (self, target, &target_stage) : NULL;

      if (target_step == NULL && route.kind != WAY_LINKS_EXIT)
        continue;
      route.from = stage->box.first_column + step->column;
      route.from_x = way_layout_get_step_x (self, stage, step);
      if (target_step != NULL)
        {
          route.to = target_stage->box.first_column + target_step->column;
          route.to_x = way_layout_get_step_x (self, target_stage, target_step);
        }
      if (route.kind != WAY_LINKS_EXIT && route.to == route.from)
        continue;
      route.label = make_label (self, link, route.kind);
      set_ends (self, &route);
      g_array_append_val (self->routes, route);
    }
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

double
way_layout_measure_links (WayLayout *self)
{
  guint n_tracks;

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

      for (guint j = 0; stage->n_links > 0 && j < stage->steps->len; j++)
        add_routes (self, stage, &g_array_index (stage->steps, WayStep, j));
    }
  g_array_sort (self->routes, compare_lengths);
  n_tracks = deal_tracks (self->routes);
  return n_tracks > 0 ? n_tracks * TRACK_HEIGHT + TRACK_PADDING : 0;
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
  double           y = row->content_y - TRACK_PADDING + 2 - (route->track - 1) * TRACK_HEIGHT - 4;

  box->points[0] = (WayPoint){ route->from_x, bottom };
  box->points[1] = (WayPoint){ route->from_x, y };
  box->points[2] = (WayPoint){ route->to_x, y };
  box->points[3] = (WayPoint){ route->to_x, bottom };
  box->n_points = route->kind == WAY_LINKS_EXIT ? 3 : 4;
  if (route->label == NULL)
    return;
  box->label = way_text_ref (route->label);
  if (route->kind == WAY_LINKS_EXIT)
    {
      box->label_x = route->to_x + 8;
      box->label_y = y - route->label->height / 2;
    }
  else
    {
      box->label_x = (route->from_x + route->to_x - route->label->ink_width) / 2;
      box->label_y = y - route->label->height - 0.5;
    }
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

          if (way_element_get (step->touchpoint, WAY_TOUCHPOINT_TRUTH) != NULL && bottom > top)
            g_array_append_val (self->frame.truths, box);
        }
    }
}
