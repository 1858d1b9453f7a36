/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Tests"

#include <locale.h>

#include "support/way-drawing-check.h"
#include "support/way-drawing.h"
#include "support/way-map-maker.h"

#define N_STEPS 5
#define SAMPLES 50

/* A journey with a steep peak that has a badge, and a finding about a valley. */
static WayHistory *
make_history (void)
{
  static const char *const scores[N_STEPS] = { "-0.1", "1.6", "-1.4", "0.8", "-1" };
  static const char *const words[N_STEPS] = { "expecting", "understanding", "weariness", "relief", "nerves" };
  WayHistory              *history = way_make_journey ("en", 1, N_STEPS, FALSE);

  for (guint i = 0; i < N_STEPS; i++)
    {
      g_autofree char *id = g_strdup_printf ("s1t%u-anna", i + 1);

      way_make_change (history, id, WAY_FEELING_SCORE, scores[i]);
      way_make_change (history, id, WAY_FEELING_WORD, words[i]);
    }
  way_make_change (history, "s1t2", WAY_TOUCHPOINT_TRUTH, "");
  way_make (history, WAY_KIND_FINDING, "f", NULL, WAY_FINDING_ABOUT, "s1t3", WAY_FINDING_TEXT, "19 days in some in-tray", -1);
  return history;
}

/* Points along a line, close together. */
static void
add_samples (GArray              *samples,
             const WayPlacedItem *placed,
             const WayShape      *shape)
{
  const WayPoint *point = shape->path->points;
  WayPoint        from = { placed->origin.x + shape->x, placed->origin.y + shape->y };
  WayPoint        pen = { 0 };

  for (guint i = 0; i < shape->path->n_operations; i++)
    {
      gboolean is_curve = shape->path->operations[i] == WAY_PATH_CURVE;
      WayPoint end = point[is_curve ? 2 : 0];

      for (guint j = 0; j <= SAMPLES && shape->path->operations[i] != WAY_PATH_MOVE; j++)
        {
          double   t = (double) j / SAMPLES;
          WayPoint one = is_curve ? point[0] : pen;
          WayPoint other = is_curve ? point[1] : end;
          WayPoint at = { from.x + (1 - t) * (1 - t) * (1 - t) * pen.x + 3 * (1 - t) * (1 - t) * t * one.x + 3 * (1 - t) * t * t * other.x + t * t * t * end.x,
                          from.y + (1 - t) * (1 - t) * (1 - t) * pen.y + 3 * (1 - t) * (1 - t) * t * one.y + 3 * (1 - t) * t * t * other.y + t * t * t * end.y };

          g_array_append_val (samples, at);
        }
      pen = end;
      point += is_curve ? 3 : 1;
    }
}

/* What runs through the row: Anna's curve, and the lines between callouts and their points. */
static GArray *
sample_lines (GArray *items)
{
  GArray              *samples = g_array_new (FALSE, FALSE, sizeof (WayPoint));
  const WayPlacedItem *callout = way_drawing_find (items, WAY_ROLE_CALLOUT, "f", 0);
  guint                n_curves = 0;
  guint                n_leaders = 0;

  g_assert_nonnull (callout);
  for (guint i = 0; i < items->len; i++)
    {
      const WayPlacedItem *placed = &g_array_index (items, WayPlacedItem, i);
      gboolean             is_curve = placed->item->role == WAY_ROLE_CURVE;
      gboolean             is_leader = placed->item->role == WAY_ROLE_DECORATION && placed->layer == callout->layer;

      for (guint j = 0; j < placed->item->n_shapes && (is_curve || is_leader); j++)
        {
          const WayShape *shape = &placed->item->shapes[j];

          if (shape->type != WAY_SHAPE_PATH || shape->stroke == WAY_COLOR_NONE)
            continue;
          n_curves += is_curve;
          n_leaders += is_leader;
          add_samples (samples, placed, shape);
        }
    }
  g_assert_cmpuint (n_curves, >, 0);
  g_assert_cmpuint (n_leaders, ==, 1);
  return samples;
}

static void
test_free_of_lines (void)
{
  const WayView view = { .state = WAY_VIEW_CURRENT };
  g_autoptr (WayHistory) history = make_history ();
  g_autoptr (WayLayout) layout = way_drawing_new_layout (way_history_get_map (history), FALSE);
  g_autoptr (WayScene) scene = way_drawing_draw (layout, &view);
  g_autoptr (GArray) items = way_drawing_list (scene);
  g_autoptr (GArray) samples = sample_lines (items);
  guint n_words = 0;

  for (guint i = 0; i < items->len; i++)
    {
      const WayPlacedItem *placed = &g_array_index (items, WayPlacedItem, i);

      for (guint j = 0; j < placed->item->n_shapes && placed->item->role == WAY_ROLE_FEELING; j++)
        {
          const WayShape *shape = &placed->item->shapes[j];
          WayRectangle    word;

          /* Numbers stand on badges. */
          if (shape->type != WAY_SHAPE_TEXT || g_ascii_isdigit (*shape->text->text))
            continue;
          n_words++;
          word = (WayRectangle){ placed->origin.x + shape->x + (shape->text->width - shape->text->ink_width) / 2,
                                 placed->origin.y + shape->y, shape->text->ink_width, shape->text->height };
          for (guint k = 0; k < samples->len; k++)
            {
              const WayPoint *at = &g_array_index (samples, WayPoint, k);

              if (way_rectangle_contains_point (&word, at->x, at->y))
                g_error ("a line runs through “%s” at %g, %g", shape->text->text, at->x, at->y);
            }
        }
    }
  g_assert_cmpuint (n_words, ==, N_STEPS);
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/layout/words/free-of-lines", test_free_of_lines);
  return g_test_run ();
}
