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

/* So wide are the steps of a stage that is on the sheet. */
static double
get_step_width (WayCanvas  *self,
                const char *stage)
{
  const WayLayoutFrame *frame = way_layout_get_frame (way_editor_get_layout (self->editor));

  for (guint i = 0; i < frame->n_stages; i++)
    {
      const WayStageBox *box = frame->stages[i];

      if (g_str_equal (way_element_get_id (box->stage), stage))
        return (frame->column_x[box->first_column + box->n_columns] - frame->column_x[box->first_column]) / box->n_columns;
    }
  return 0;
}

static void
reach (WayCanvas *self,
       int        by)
{
  const char *id = way_canvas_get_focus_id (self);

  if (id == NULL || !way_command_reach (get_history (self), id, by, get_step_width (self, id), NULL))
    gtk_widget_error_bell (GTK_WIDGET (self));
  else
    way_canvas_reveal (self, id);
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

static void
move_start (WayCanvas *self,
            int        by)
{
  const char *id = way_canvas_get_focus_id (self);

  if (id == NULL || !way_command_move_start (get_history (self), id, by, NULL))
    gtk_widget_error_bell (GTK_WIDGET (self));
  else
    way_canvas_reveal (self, id);
}

void
way_canvas_begin_earlier (WayCanvas *self)
{
  move_start (self, -1);
}

void
way_canvas_begin_later (WayCanvas *self)
{
  move_start (self, 1);
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
