/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Tests"

#include "way-map-maker.h"

WayHistory *
way_make_map (const char *language)
{
  g_autoptr (WayMap) map = way_map_new (language);

  return way_history_new (map);
}

const char *
way_make_get_root (WayHistory *history)
{
  return way_element_get_id (way_map_get_root (way_history_get_map (history)));
}

void
way_make (WayHistory *history,
          WayKind     kind,
          const char *id,
          const char *parent,
          ...)
{
  g_autoptr (GError) error = NULL;
  va_list fields;

  way_history_begin (history, "Insert");
  way_history_insert (history, kind, id, parent != NULL ? parent : way_make_get_root (history), NULL, &error);
  g_assert_no_error (error);
  va_start (fields, parent);
  for (int field = va_arg (fields, int); field >= 0; field = va_arg (fields, int))
    {
      way_history_set (history, id, (guint) field, va_arg (fields, const char *), &error);
      g_assert_no_error (error);
    }
  va_end (fields);
  way_history_commit (history);
}

void
way_make_change (WayHistory *history,
                 const char *id,
                 guint       field,
                 const char *value)
{
  g_autoptr (GError) error = NULL;

  way_history_begin (history, "Change");
  way_history_set (history, id, field, value, &error);
  g_assert_no_error (error);
  way_history_commit (history);
}

void
way_make_move (WayHistory *history,
               const char *id,
               const char *parent,
               const char *before)
{
  g_autoptr (GError) error = NULL;

  way_history_begin (history, "Move");
  way_history_move (history, id, parent != NULL ? parent : way_make_get_root (history), before, &error);
  g_assert_no_error (error);
  way_history_commit (history);
}

void
way_make_remove (WayHistory *history,
                 const char *id)
{
  g_autoptr (GError) error = NULL;

  way_history_begin (history, "Remove");
  way_history_remove (history, id, &error);
  g_assert_no_error (error);
  way_history_commit (history);
}

typedef struct
{
  WayHistory *history;
  gboolean    neutral;
  guint       stage;
} Journey;

/* "s3t2" of "t2" in the third stage. */
static char *
make_id (const Journey *journey,
         const char    *rest,
         guint          number)
{
  return number > 0 ? g_strdup_printf ("s%u%s%u", journey->stage, rest, number) : g_strdup_printf ("s%u%s", journey->stage, rest);
}

static const char *
choose_text (const Journey *journey,
             const char    *words)
{
  return journey->neutral ? "12345" : words;
}

static void
make_touchpoint (const Journey *journey,
                 guint          step)
{
  static const char *const scores[] = { "0.5", "-1.4", "1.75", "-2", "2", "0" };
  g_autofree char         *stage = make_id (journey, "", 0);
  g_autofree char         *id = make_id (journey, "t", step);
  g_autofree char         *feeling = g_strconcat (id, "-anna", NULL);

  way_make (journey->history, WAY_KIND_TOUCHPOINT, id, stage, WAY_TOUCHPOINT_CHANNEL, "website", WAY_TOUCHPOINT_EVIDENCE, "partly",
            WAY_TOUCHPOINT_NAME, choose_text (journey, "Size guide"), WAY_TOUCHPOINT_DESCRIPTION, choose_text (journey, "Cannot tell which size fits"), -1);
  way_make (journey->history, WAY_KIND_FEELING, feeling, id, WAY_FEELING_PERSONA, "anna", WAY_FEELING_STATE, "current",
            WAY_FEELING_SCORE, scores[(journey->stage + step) % G_N_ELEMENTS (scores)], WAY_FEELING_WORD, choose_text (journey, "unsure"), -1);
}

static void
make_stage (const Journey *journey,
            const char    *phase,
            guint          n_steps)
{
  g_autofree char *id = make_id (journey, "", 0);
  g_autofree char *first = make_id (journey, "t", 1);
  g_autofree char *thought = make_id (journey, "c", 0);
  g_autofree char *pain = make_id (journey, "p", 0);
  g_autofree char *chance = make_id (journey, "o", 0);
  g_autofree char *metric = make_id (journey, "m", 0);

  way_make (journey->history, WAY_KIND_STAGE, id, NULL, WAY_STAGE_PHASE, phase, WAY_STAGE_NAME, choose_text (journey, "Compares"), -1);
  for (guint step = 1; step <= n_steps; step++)
    make_touchpoint (journey, step);
  way_make (journey->history, WAY_KIND_CARD, thought, id, WAY_CARD_LANE, "thoughts", WAY_CARD_TEXT, choose_text (journey, "Am I a 39 or a 40?"), -1);
  way_make (journey->history, WAY_KIND_CARD, pain, id, WAY_CARD_LANE, "pains", WAY_CARD_ABOUT, n_steps > 0 ? first : NULL,
            WAY_CARD_TEXT, choose_text (journey, "No advice on sizes"), -1);
  way_make (journey->history, WAY_KIND_CARD, chance, id, WAY_CARD_LANE, "chances", WAY_CARD_ABOUT, n_steps > 0 ? first : NULL,
            WAY_CARD_TEXT, choose_text (journey, "Size finder: foot length to size in two taps"), -1);
  way_make (journey->history, WAY_KIND_METRIC, metric, id, WAY_METRIC_VALUE, "38", WAY_METRIC_TREND, "up", WAY_METRIC_GOOD, "down",
            WAY_METRIC_NAME, choose_text (journey, "Exit rate"), -1);
}

WayHistory *
way_make_journey (const char *language,
                  guint       n_stages,
                  guint       n_steps,
                  gboolean    neutral)
{
  static const char *const lanes[][3] = {
    { "touchpoints", "shows", "touchpoints" },
    { "emotions", "shows", "feelings" },
    { "thoughts", "holds", "thoughts" },
    { "pains", "holds", "pain-points" },
    { "chances", "holds", "opportunities" },
    { "metrics", "shows", "metrics" },
    { "channels", "shows", "channels" },
  };
  Journey journey = { way_make_map (language), neutral, 0 };

  way_history_begin (journey.history, "Make");
  way_make_change (journey.history, way_make_get_root (journey.history), WAY_MAP_TITLE, choose_text (&journey, "Buying running shoes online"));
  way_make (journey.history, WAY_KIND_PERSONA, "anna", NULL, WAY_PERSONA_NAME, choose_text (&journey, "Anna Nowak"), -1);
  way_make (journey.history, WAY_KIND_PERSONA, "jan", NULL, WAY_PERSONA_NAME, choose_text (&journey, "Jan Kos"), -1);
  way_make (journey.history, WAY_KIND_PHASE, "p1", NULL, WAY_PHASE_NAME, choose_text (&journey, "Discover"), -1);
  way_make (journey.history, WAY_KIND_PHASE, "p2", NULL, WAY_PHASE_NAME, choose_text (&journey, "Stay"), -1);
  for (guint i = 0; i < G_N_ELEMENTS (lanes); i++)
    way_make (journey.history, WAY_KIND_LANE, lanes[i][0], NULL, g_str_equal (lanes[i][1], "holds") ? WAY_LANE_HOLDS : WAY_LANE_SHOWS, lanes[i][2],
              WAY_LANE_NAME, choose_text (&journey, "A lane"), -1);
  for (journey.stage = 1; journey.stage <= n_stages; journey.stage++)
    make_stage (&journey, 2 * journey.stage <= n_stages + 1 ? "p1" : "p2", n_steps);
  way_history_commit (journey.history);
  return journey.history;
}
