/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Canvas"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "way-canvas-private.h"

#include "waymark/way-commands.h"

static WayHistory *
get_history (WayCanvas *self)
{
  return way_editor_get_history (self->editor);
}

/* What has the keyboard, if it is of a kind; else NULL. */
static WayElement *
get_focus_of (WayCanvas *self,
              WayKind    kind)
{
  const char *id = way_canvas_get_focus_id (self);
  WayElement *element = id != NULL ? way_map_lookup (way_editor_get_map (self->editor), id) : NULL;

  return element != NULL && way_element_get_kind (element) == kind ? element : NULL;
}

void
way_canvas_move_to_tray (WayCanvas *self)
{
  g_autoptr (GPtrArray) ids = way_selection_dup_ids (way_editor_get_selection (self->editor));

  if (ids->len < 2 || !way_command_move (get_history (self), (const char *const *) ids->pdata, NULL, NULL, NULL, NULL, NULL))
    gtk_widget_error_bell (GTK_WIDGET (self));
  else
    way_canvas_choose (self, NULL);
}

/* By way of the worst one, so that whatever the score was the level is reached exactly. */
void
way_canvas_set_level (WayCanvas *self,
                      int        level)
{
  way_history_begin (get_history (self), C_ ("undo", "Change Emotion"));
  way_canvas_change_score (self, -4);
  way_canvas_change_score (self, level + 2);
  way_history_commit (get_history (self));
}

/* All touchpoints in the order of the map. */
static GPtrArray *
list_steps (WayCanvas *self)
{
  GPtrArray *steps = g_ptr_array_new ();

  for (WayElement *stage = way_element_get_first_of (way_map_get_root (way_editor_get_map (self->editor)), WAY_KIND_STAGE); stage != NULL;
       stage = way_element_get_next_of (stage))
    for (WayElement *step = way_element_get_first_of (stage, WAY_KIND_TOUCHPOINT); step != NULL; step = way_element_get_next_of (step))
      g_ptr_array_add (steps, step);
  return steps;
}

/* Where a card ends: at the last step of a stage that it fills. */
static int
find_end (GPtrArray  *steps,
          WayElement *card)
{
  WayElement *end = way_element_get_reference (card, WAY_CARD_UNTIL);
  int         found = -1;

  if (end == NULL)
    end = way_element_get_reference (card, WAY_CARD_ABOUT);
  if (end == NULL)
    end = way_element_get_stage (card);
  for (guint i = 0; i < steps->len; i++)
    if (steps->pdata[i] == end || way_element_get_parent (steps->pdata[i]) == end)
      found = (int) i;
  return found;
}

static void
reach (WayCanvas *self,
       int        by)
{
  WayElement *card = get_focus_of (self, WAY_KIND_CARD);
  g_autoptr (GPtrArray) steps = list_steps (self);
  int end = card != NULL ? find_end (steps, card) : -1;

  if (end < 0 || end + by < 0 || end + by >= (int) steps->len)
    gtk_widget_error_bell (GTK_WIDGET (self));
  else
    way_command_set_span (get_history (self), way_element_get_id (card), way_element_get_id (steps->pdata[end + by]), NULL);
}

void
way_canvas_reach_further (WayCanvas *self)
{
  reach (self, 1);
}

void
way_canvas_reach_less (WayCanvas *self)
{
  reach (self, -1);
}

/* --- Lanes ------------------------------------------------------------------- */

void
way_canvas_hide_lane (WayCanvas *self)
{
  WayElement *lane = get_focus_of (self, WAY_KIND_LANE);
  const char *ids[] = { lane != NULL ? way_element_get_id (lane) : NULL, NULL };

  if (lane == NULL)
    return;
  way_command_set_field (get_history (self), ids, WAY_LANE_HIDDEN, "yes", NULL);
  way_canvas_choose (self, NULL);
}
