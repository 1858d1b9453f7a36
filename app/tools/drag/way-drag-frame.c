/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Tools"

#include "way-drag-private.h"

/* The sheet as it was when a drag began. */

static WayCell *
copy_cell (const WayCell *cell)
{
  WayCell *copy = g_new0 (WayCell, 1);

  copy->places = g_array_copy (cell->places);
  for (guint i = 0; i < copy->places->len; i++)
    way_box_ref (g_array_index (copy->places, WayBoxPlace, i).box);
  return copy;
}

static void
free_cell (WayCell *cell)
{
  for (guint i = 0; cell != NULL && i < cell->places->len; i++)
    way_box_unref (g_array_index (cell->places, WayBoxPlace, i).box);
  if (cell != NULL)
    g_array_unref (cell->places);
  g_free (cell);
}

static WayStageBox *
copy_stage (const WayLayoutFrame *frame,
            const WayStageBox    *stage,
            gboolean (*row_filter) (const WayLayoutFrame *frame,
                                    guint                 row))
{
  WayStageBox *copy = g_new0 (WayStageBox, 1);

  copy->stage = stage->stage;
  copy->ordinal = stage->ordinal;
  copy->first_column = stage->first_column;
  copy->n_columns = stage->n_columns;
  copy->n_steps = stage->n_steps;
  copy->steps = g_memdup2 (stage->steps, stage->n_steps * sizeof (WayStep));
  copy->cells = g_new0 (WayCell *, frame->n_rows);
  for (guint i = 0; row_filter != NULL && i < frame->n_rows; i++)
    if (row_filter (frame, i))
      copy->cells[i] = copy_cell (stage->cells[i]);
  return copy;
}

WayLayoutFrame *
way_drag_copy_frame (const WayLayoutFrame *frame,
                     gboolean (*row_filter) (const WayLayoutFrame *frame,
                                             guint                 row))
{
  WayLayoutFrame *copy = g_new0 (WayLayoutFrame, 1);

  copy->map = frame->map;
  copy->right_to_left = frame->right_to_left;
  copy->stacked = frame->stacked;
  copy->state = frame->state;
  copy->width = frame->width;
  copy->height = frame->height;
  copy->n_columns = frame->n_columns;
  copy->column_x = g_memdup2 (frame->column_x, (frame->n_columns + 1) * sizeof (double));
  copy->n_stages = frame->n_stages;
  copy->stages = g_new (WayStageBox *, frame->n_stages);
  for (guint i = 0; i < frame->n_stages; i++)
    copy->stages[i] = copy_stage (frame, frame->stages[i], row_filter);
  copy->n_phases = frame->n_phases;
  copy->phases = g_memdup2 (frame->phases, frame->n_phases * sizeof (WayPhaseBox));
  copy->n_rows = frame->n_rows;
  copy->rows = g_memdup2 (frame->rows, frame->n_rows * sizeof (WayRowBox));
  copy->phase_y = frame->phase_y;
  copy->phase_height = frame->phase_height;
  copy->stage_y = frame->stage_y;
  copy->stage_height = frame->stage_height;
  copy->feelings_row = frame->feelings_row;
  return copy;
}

void
way_drag_free_frame (WayLayoutFrame *frame)
{
  for (guint i = 0; i < frame->n_stages; i++)
    {
      for (guint j = 0; j < frame->n_rows; j++)
        free_cell (frame->stages[i]->cells[j]);
      g_free (frame->stages[i]->cells);
      g_free ((gpointer) frame->stages[i]->steps);
      g_free (frame->stages[i]);
    }
  g_free (frame->stages);
  g_free (frame->column_x);
  g_free (frame->phases);
  g_free (frame->rows);
  g_free (frame);
}
