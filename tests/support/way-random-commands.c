/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Tests"

#include "waymark/way-commands.h"
#include "way-random-commands.h"
#include "way-random-value.h"

typedef struct
{
  WayHistory *history;
  GRand      *random;
  GPtrArray  *elements;
  GError    **error;
} Chooser;

static const char *
choose (Chooser *chooser,
        guint    kinds)
{
  g_autoptr (GPtrArray) fitting = g_ptr_array_new ();

  for (guint i = 0; i < chooser->elements->len; i++)
    if (kinds & 1u << way_element_get_kind (chooser->elements->pdata[i]))
      g_ptr_array_add (fitting, chooser->elements->pdata[i]);
  if (way_random_happens (chooser->random, 0.03) || fitting->len == 0)
    return way_element_get_id (chooser->elements->pdata[way_random_below (chooser->random, chooser->elements->len)]);
  return way_element_get_id (fitting->pdata[way_random_below (chooser->random, fitting->len)]);
}

static const char *
choose_or_none (Chooser *chooser,
                guint    kinds)
{
  return way_random_happens (chooser->random, 0.4) ? NULL : choose (chooser, kinds);
}

/* One to four ids, now and then one of them twice; borrowed strings. */
static const char *const *
choose_some (Chooser *chooser,
             guint    kinds)
{
  static const char *ids[5];
  guint              n = way_random_happens (chooser->random, 0.5) ? 1 : 1 + way_random_below (chooser->random, 4);

  for (guint i = 0; i < n; i++)
    ids[i] = choose (chooser, kinds);
  ids[n] = NULL;
  return ids;
}

static char *
choose_text (Chooser *chooser)
{
  return way_random_happens (chooser->random, 0.2) ? g_strdup ("") : way_random_text (chooser->random);
}

#define KIND(kind) (1u << WAY_KIND_##kind)
#define ANY (~0u)

/* A place before something of the same kind in the stage that was chosen, so that most places are right. */
static const char *
choose_before (Chooser    *chooser,
               const char *parent,
               WayKind     kind)
{
  WayElement *element = parent != NULL ? way_map_lookup (way_history_get_map (chooser->history), parent)
                                       : way_map_get_root (way_history_get_map (chooser->history));

  if (way_random_happens (chooser->random, 0.4))
    return NULL;
  element = way_element_get_first_of (element, kind);
  while (element != NULL && way_element_get_next_of (element) != NULL && way_random_happens (chooser->random, 0.5))
    element = way_element_get_next_of (element);
  return element != NULL ? way_element_get_id (element) : NULL;
}

static gboolean
add_stage (Chooser *chooser)
{
  g_autofree char *text = choose_text (chooser);

  return way_command_add_stage (chooser->history, choose_before (chooser, NULL, WAY_KIND_STAGE), text, chooser->error) != NULL;
}

static gboolean
add_touchpoint (Chooser *chooser)
{
  g_autofree char *text = choose_text (chooser);
  const char      *stage = choose (chooser, KIND (STAGE));

  return way_command_add_touchpoint (chooser->history, stage, choose_before (chooser, stage, WAY_KIND_TOUCHPOINT), text, chooser->error) != NULL;
}

static gboolean
add_card (Chooser *chooser)
{
  g_autofree char *text = choose_text (chooser);
  const char      *touchpoint = choose_or_none (chooser, KIND (TOUCHPOINT));
  const char      *stage = choose_or_none (chooser, KIND (STAGE));

  return way_command_add_card (chooser->history, stage, choose (chooser, KIND (LANE)), touchpoint, NULL, text, chooser->error) != NULL;
}

static gboolean
add_lane (Chooser *chooser)
{
  int holds = (int) way_random_below (chooser->random, WAY_N_CARD_KINDS + 3) - 3;

  return way_command_add_lane (chooser->history, holds, (int) way_random_below (chooser->random, WAY_N_SHOWS),
                               choose_before (chooser, NULL, WAY_KIND_LANE), chooser->error) != NULL;
}

static gboolean
add_phase (Chooser *chooser)
{
  g_autofree char *text = choose_text (chooser);

  return way_command_add_phase (chooser->history, text, chooser->error) != NULL;
}

static gboolean
add_persona (Chooser *chooser)
{
  g_autofree char *text = choose_text (chooser);

  return way_command_add_persona (chooser->history, text, chooser->error) != NULL;
}

static gboolean
rename_element (Chooser *chooser)
{
  g_autofree char *text = choose_text (chooser);

  return way_command_rename (chooser->history, choose (chooser, ANY), text, chooser->error);
}

static gboolean
set_field (Chooser *chooser)
{
  const char *const *ids = choose_some (chooser, KIND (TOUCHPOINT));
  WayElement        *first = way_map_lookup (way_history_get_map (chooser->history), ids[0]);
  const WayKindInfo *info = way_kind_get_info (way_element_get_kind (first));
  guint              field = way_random_below (chooser->random, info->n_fields);
  gboolean           is_plain = info->fields[field].targets == 0 && info->fields[field].type != WAY_FIELD_BLOB;
  g_autofree char   *value = is_plain ? way_random_value (chooser->random, &info->fields[field]) : NULL;

  return way_command_set_field (chooser->history, ids, field, value, chooser->error);
}

static gboolean
split_stage (Chooser *chooser)
{
  g_autofree char *text = choose_text (chooser);

  return way_command_split_stage (chooser->history, choose (chooser, KIND (TOUCHPOINT)), text, chooser->error) != NULL;
}

static gboolean
merge_stage (Chooser *chooser)
{
  g_autofree char *text = choose_text (chooser);

  return way_command_merge_stage (chooser->history, choose (chooser, KIND (STAGE)), way_random_happens (chooser->random, 0.5) ? text : NULL,
                                  chooser->error);
}

static gboolean
stage_from (Chooser *chooser)
{
  g_autofree char *text = choose_text (chooser);

  return way_command_stage_from (chooser->history, choose_some (chooser, KIND (TOUCHPOINT) | KIND (CARD)), text, chooser->error) != NULL;
}

static gboolean
touchpoint_to_stage (Chooser *chooser)
{
  return way_command_touchpoint_to_stage (chooser->history, choose (chooser, KIND (TOUCHPOINT)), chooser->error) != NULL;
}

static gboolean
stage_to_touchpoint (Chooser *chooser)
{
  return way_command_stage_to_touchpoint (chooser->history, choose (chooser, KIND (STAGE)), chooser->error) != NULL;
}

static gboolean
remove_elements (Chooser *chooser)
{
  return way_command_remove (chooser->history, choose_some (chooser, ANY), way_random_happens (chooser->random, 0.5), chooser->error);
}

static gboolean
duplicate (Chooser *chooser)
{
  g_autoptr (GPtrArray) copies = way_command_duplicate (chooser->history, choose_some (chooser, ANY), chooser->error);

  for (guint i = 0; copies != NULL && i < copies->len; i++)
    g_assert_nonnull (way_map_lookup (way_history_get_map (chooser->history), copies->pdata[i]));
  return copies != NULL;
}

static gboolean
move (Chooser *chooser)
{
  const char *stage = choose_or_none (chooser, KIND (STAGE));
  const char *lane = choose_or_none (chooser, KIND (LANE));
  const char *touchpoint = stage != NULL ? choose_before (chooser, stage, WAY_KIND_TOUCHPOINT) : NULL;

  return way_command_move (chooser->history, choose_some (chooser, KIND (TOUCHPOINT) | KIND (CARD)), stage, lane, touchpoint,
                           choose_or_none (chooser, KIND (TOUCHPOINT) | KIND (CARD)), chooser->error);
}

static gboolean
reorder (Chooser *chooser)
{
  static const guint kinds[] = { KIND (STAGE), KIND (LANE), KIND (PHASE), ANY & ~KIND (TOUCHPOINT) & ~KIND (CARD) };
  guint              kind = kinds[way_random_below (chooser->random, G_N_ELEMENTS (kinds))];

  return way_command_move (chooser->history, choose_some (chooser, kind), NULL, NULL, NULL, choose_or_none (chooser, kind), chooser->error);
}

static gboolean
nudge (Chooser *chooser)
{
  guint direction = way_random_below (chooser->random, 4);

  return way_command_nudge (chooser->history, choose_some (chooser, way_random_happens (chooser->random, 0.6) ? KIND (TOUCHPOINT) | KIND (CARD) : ANY),
                            direction == 0 ? 1 : direction == 1 ? -1
                                                                : 0,
                            direction == 2 ? 1 : direction == 3 ? -1
                                                                : 0,
                            chooser->error);
}

static gboolean
set_score (Chooser *chooser)
{
  int score = (int) way_random_below (chooser->random, 501) - 250;

  return way_command_set_score (chooser->history, choose (chooser, KIND (TOUCHPOINT)), choose_or_none (chooser, KIND (PERSONA)),
                                way_random_happens (chooser->random, 0.5), score, chooser->error);
}

static gboolean
set_truth (Chooser *chooser)
{
  g_autofree char *text = choose_text (chooser);

  return way_command_set_truth (chooser->history, choose (chooser, KIND (TOUCHPOINT)), way_random_happens (chooser->random, 0.6) ? text : NULL,
                                chooser->error);
}

static gboolean
set_span (Chooser *chooser)
{
  return way_command_set_span (chooser->history, choose (chooser, KIND (CARD)), choose_or_none (chooser, KIND (TOUCHPOINT) | KIND (STAGE)),
                               chooser->error);
}

static gboolean
add_lines (Chooser *chooser)
{
  const char *stage = choose_or_none (chooser, KIND (STAGE));
  g_autoptr (GPtrArray) ids = way_command_add_lines (chooser->history, stage, choose_or_none (chooser, KIND (LANE)), NULL,
                                                     "one\r\n\n- two\n3. three\n  •\n", chooser->error);

  return ids != NULL;
}

typedef struct
{
  const char *name;
  gboolean (*run) (Chooser *chooser);
} Command;

static const Command commands[] = {
  { "add stage", add_stage },
  { "add touchpoint", add_touchpoint },
  { "add card", add_card },
  { "add lane", add_lane },
  { "add phase", add_phase },
  { "add persona", add_persona },
  { "rename", rename_element },
  { "set field", set_field },
  { "split stage", split_stage },
  { "merge stage", merge_stage },
  { "stage from", stage_from },
  { "touchpoint to stage", touchpoint_to_stage },
  { "stage to touchpoint", stage_to_touchpoint },
  { "remove", remove_elements },
  { "duplicate", duplicate },
  { "move", move },
  { "reorder", reorder },
  { "nudge", nudge },
  { "set score", set_score },
  { "set truth", set_truth },
  { "set span", set_span },
  { "add lines", add_lines },
};

gboolean
way_random_command (WayHistory  *history,
                    GRand       *random,
                    const char **name,
                    GError     **error)
{
  const Command *command = &commands[way_random_below (random, G_N_ELEMENTS (commands))];
  g_autoptr (GPtrArray) elements = way_random_list_elements (way_history_get_map (history));
  Chooser chooser = { history, random, elements, error };

  *name = command->name;
  return command->run (&chooser);
}
