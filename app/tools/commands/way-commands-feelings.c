/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Tools"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "waymark/way-theme.h"
#include "waymark/way-words.h"
#include "way-commands-private.h"
#include "tools/way-feelings-private.h"

static int
get_score (WayElement *feeling)
{
  return (int) way_element_get_hundredths (feeling, WAY_FEELING_SCORE);
}

static char *
format_score (int hundredths)
{
  int rest = ABS (hundredths);

  return g_strdup_printf ("%s%d.%02d", hundredths < 0 ? "-" : "", rest / 100, rest % 100);
}

static const char *
get_first_word (WayHistory *history,
                int         hundredths)
{
  return way_command_get_feeling_words (way_commands_get_language (history), way_theme_get_band (hundredths))[0];
}

/* Whether a word is one that Waymark proposes for a level, in any language that the map may have had; else somebody typed it. */
static gboolean
is_proposed (WayHistory *history,
             const char *word,
             int         hundredths)
{
  static const char *const languages[] = { "en", "pl" };
  guint                    band = way_theme_get_band (hundredths);

  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    if (g_strv_contains (way_command_get_feeling_words (languages[i], band), word) ||
        g_str_equal (way_word (languages[i], WAY_WORD_DELIGHTED + band), word))
      return TRUE;
  return g_str_equal (way_feeling_get_level_name (way_history_get_map (history), hundredths), word);
}

static gboolean
set_score (WayHistory *history,
           WayElement *feeling,
           int         hundredths,
           GError    **error)
{
  g_autofree char *value = format_score (hundredths);
  const char      *word = way_element_get_text (feeling, WAY_FEELING_WORD);
  int              old = get_score (feeling);

  if (way_theme_get_band (old) != way_theme_get_band (hundredths) && *word != '\0' && is_proposed (history, word, old) &&
      !way_commands_set (history, feeling, WAY_FEELING_WORD, get_first_word (history, hundredths), error))
    return FALSE;
  return way_commands_set (history, feeling, WAY_FEELING_SCORE, value, error);
}

static gboolean
set_state (WayHistory *history,
           WayElement *feeling,
           int         state,
           GError    **error)
{
  const WayField *field = &way_kind_get_info (WAY_KIND_FEELING)->fields[WAY_FEELING_STATE];

  return way_commands_set (history, feeling, WAY_FEELING_STATE, state >= 0 ? field->choices[state].word : NULL, error);
}

/* @like: a feeling in the other journey; a word that was proposed for it is good here too while the level is the same. */
static gboolean
add_feeling (WayHistory *history,
             WayElement *touchpoint,
             WayElement *persona,
             int         state,
             int         hundredths,
             WayElement *like,
             GError    **error)
{
  g_autofree char *value = format_score (hundredths);
  const char      *word = get_first_word (history, hundredths);
  WayElement      *feeling;

  if (like != NULL && way_theme_get_band (get_score (like)) == way_theme_get_band (hundredths) &&
      is_proposed (history, way_element_get_text (like, WAY_FEELING_WORD), hundredths))
    word = way_element_get_text (like, WAY_FEELING_WORD);
  feeling = way_commands_insert (history, WAY_KIND_FEELING, touchpoint, NULL, WAY_FEELING_WORD, word, error);
  return feeling != NULL && set_state (history, feeling, state, error) &&
         way_commands_set_reference (history, feeling, WAY_FEELING_PERSONA, persona, error) &&
         way_commands_set (history, feeling, WAY_FEELING_SCORE, value, error);
}

/*
 * A feeling without a state is that of both journeys. Drawing what is changes both, until there is one for the future;
 * drawing the future makes that one, and what was for both is from then on how it is now.
 */
static gboolean
draw_current (WayHistory *history,
              WayElement *touchpoint,
              WayElement *persona,
              int         hundredths,
              GError    **error)
{
  const char *id = way_element_get_id (persona);
  WayElement *feeling = way_feeling_find_shown (touchpoint, id, FALSE);
  WayElement *future = way_feeling_find (touchpoint, id, WAY_STATE_FUTURE);

  if (feeling != NULL)
    return set_score (history, feeling, hundredths, error);
  return add_feeling (history, touchpoint, persona, future != NULL ? WAY_STATE_CURRENT : -1, hundredths, future, error);
}

static gboolean
draw_future (WayHistory *history,
             WayElement *touchpoint,
             WayElement *persona,
             int         hundredths,
             GError    **error)
{
  const char *id = way_element_get_id (persona);
  WayElement *future = way_feeling_find (touchpoint, id, WAY_STATE_FUTURE);
  WayElement *both = way_feeling_find (touchpoint, id, -1);
  WayElement *current = way_feeling_find (touchpoint, id, WAY_STATE_CURRENT);

  if (future != NULL)
    return set_score (history, future, hundredths, error);
  if (both != NULL && current != NULL)
    return set_state (history, both, WAY_STATE_FUTURE, error) && set_score (history, both, hundredths, error);
  if (both != NULL && !set_state (history, both, WAY_STATE_CURRENT, error))
    return FALSE;
  return add_feeling (history, touchpoint, persona, WAY_STATE_FUTURE, hundredths, both != NULL ? both : current, error);
}

static WayElement *
find_persona (WayHistory *history,
              const char *id,
              GError    **error)
{
  WayElement *persona;

  if (id != NULL)
    return way_commands_find_of (history, id, WAY_KIND_PERSONA, error);
  persona = way_map_get_persona (way_history_get_map (history), 0);
  if (persona != NULL)
    return persona;
  return way_commands_insert (history, WAY_KIND_PERSONA, way_commands_get_root (history), NULL, WAY_PERSONA_NAME,
                              way_commands_get_customer (way_commands_get_language (history)), error);
}

gboolean
way_command_set_score (WayHistory *history,
                       const char *touchpoint,
                       const char *persona,
                       gboolean    future,
                       int         hundredths,
                       GError    **error)
{
  WayElement *element;
  WayElement *who;
  gboolean    done;

  g_return_val_if_fail (WAY_IS_HISTORY (history), FALSE);

  element = way_commands_find_of (history, touchpoint, WAY_KIND_TOUCHPOINT, error);
  if (element == NULL)
    return FALSE;
  hundredths = CLAMP (hundredths, -200, 200);
  way_history_begin (history, C_ ("undo", "Change Emotion"));
  who = find_persona (history, persona, error);
  done = who != NULL && (future ? draw_future (history, element, who, hundredths, error)
                                : draw_current (history, element, who, hundredths, error));
  return way_commands_finish (history, done);
}

gboolean
way_command_set_score_of (WayHistory *history,
                          const char *feeling,
                          int         hundredths,
                          GError    **error)
{
  WayElement *element;

  g_return_val_if_fail (WAY_IS_HISTORY (history), FALSE);

  element = way_commands_find_of (history, feeling, WAY_KIND_FEELING, error);
  if (element == NULL)
    return FALSE;
  way_history_begin (history, C_ ("undo", "Change Emotion"));
  return way_commands_finish (history, set_score (history, element, CLAMP (hundredths, -200, 200), error));
}

const char *
way_command_add_feeling (WayHistory *history,
                         const char *touchpoint,
                         const char *persona,
                         gboolean    future,
                         GError    **error)
{
  WayElement *element;
  WayElement *who;
  WayState    state = future ? WAY_STATE_FUTURE : WAY_STATE_CURRENT;
  gboolean    done;

  g_return_val_if_fail (WAY_IS_HISTORY (history), NULL);

  element = way_commands_find_of (history, touchpoint, WAY_KIND_TOUCHPOINT, error);
  if (element == NULL)
    return NULL;
  way_commands_begin_add (history, WAY_KIND_FEELING);
  who = find_persona (history, persona, error);
  done = who != NULL;
  if (done && (way_feeling_find (element, way_element_get_id (who), -1) != NULL || way_feeling_find (element, way_element_get_id (who), state) != NULL))
    done = way_commands_refuse (error, _ ("There is a feeling of this persona already"));
  done = done && (future ? draw_future (history, element, who, 0, error) : draw_current (history, element, who, 0, error));
  if (!way_commands_finish (history, done))
    return NULL;
  return way_commands_get_id (way_feeling_find_shown (element, way_element_get_id (who), future));
}

static WayElement *
find_level (WayElement *root,
            int         hundredths)
{
  for (WayElement *level = way_element_get_first_of (root, WAY_KIND_LEVEL); level != NULL; level = way_element_get_next_of (level))
    if (way_element_get (level, WAY_LEVEL_SCORE) != NULL && way_element_get_hundredths (level, WAY_LEVEL_SCORE) == hundredths)
      return level;
  return NULL;
}

/* What stands after a new level of this score: the best stands first. */
static WayElement *
find_lower_level (WayElement *root,
                  int         hundredths)
{
  for (WayElement *level = way_element_get_first_of (root, WAY_KIND_LEVEL); level != NULL; level = way_element_get_next_of (level))
    if (way_element_get_hundredths (level, WAY_LEVEL_SCORE) < hundredths)
      return level;
  return NULL;
}

const char *
way_command_add_level (WayHistory *history,
                       const char *name,
                       GError    **error)
{
  WayElement      *root;
  WayElement      *level;
  g_autofree char *score = NULL;
  int              hundredths = 200;

  g_return_val_if_fail (WAY_IS_HISTORY (history), NULL);

  root = way_commands_get_root (history);
  while (hundredths >= -200 && find_level (root, hundredths) != NULL)
    hundredths -= 100;
  if (hundredths < -200)
    {
      way_commands_refuse (error, _ ("All levels are there already"));
      return NULL;
    }
  score = format_score (hundredths);
  way_commands_begin_add (history, WAY_KIND_LEVEL);
  level = way_commands_insert (history, WAY_KIND_LEVEL, root, way_commands_get_id (find_lower_level (root, hundredths)), WAY_LEVEL_NAME, name, error);
  if (!way_commands_finish (history, level != NULL && way_commands_set (history, level, WAY_LEVEL_SCORE, score, error)))
    return NULL;
  return way_commands_get_id (level);
}

/* The next whole level in a direction. */
static int
get_level (int hundredths,
           int levels)
{
  double level = hundredths / 100.0;

  return CLAMP ((int) (levels > 0 ? floor (level) : ceil (level)) + levels, -2, 2) * 100;
}

static gboolean
nudge_score (WayHistory *history,
             WayElement *element,
             const char *persona,
             gboolean    future,
             int         levels,
             GError    **error)
{
  WayElement *touchpoint = element;
  WayElement *feeling;

  if (way_element_get_kind (element) == WAY_KIND_CARD)
    touchpoint = way_element_get_reference (element, WAY_CARD_ABOUT);
  if (way_element_get_kind (element) == WAY_KIND_FEELING)
    {
      /* All others change in the journey that is drawn, which may get one of its own. */
      if (way_element_get_choice (element, WAY_FEELING_STATE) == WAY_STATE_FUTURE)
        return way_command_set_score_of (history, way_element_get_id (element), get_level (get_score (element), levels), error);
      touchpoint = way_element_get_parent (element);
      persona = way_element_get (element, WAY_FEELING_PERSONA);
    }
  if (touchpoint == NULL || way_element_get_kind (touchpoint) != WAY_KIND_TOUCHPOINT)
    return TRUE;
  feeling = way_feeling_find_shown (touchpoint, persona, future);
  return way_command_set_score (history, way_element_get_id (touchpoint), persona, future,
                                get_level (feeling != NULL ? (int) way_element_get_hundredths (feeling, WAY_FEELING_SCORE) : 0, levels), error);
}

gboolean
way_command_nudge_score (WayHistory        *history,
                         const char *const *ids,
                         const char        *persona,
                         gboolean           future,
                         int                levels,
                         GError           **error)
{
  gboolean done = TRUE;

  g_return_val_if_fail (WAY_IS_HISTORY (history) && ids != NULL, FALSE);

  way_history_begin (history, C_ ("undo", "Change Emotion"));
  for (guint i = 0; done && ids[i] != NULL; i++)
    {
      WayElement *element = way_commands_find (history, ids[i], error);

      done = element != NULL && nudge_score (history, element, persona, future, levels, error);
    }
  return way_commands_finish (history, done);
}

gboolean
way_command_set_truth (WayHistory *history,
                       const char *touchpoint,
                       const char *reason,
                       GError    **error)
{
  WayElement *element;
  const char *label;

  g_return_val_if_fail (WAY_IS_HISTORY (history), FALSE);

  element = way_commands_find_of (history, touchpoint, WAY_KIND_TOUCHPOINT, error);
  if (element == NULL)
    return FALSE;
  if (reason == NULL)
    label = C_ ("undo", "Remove Moment of Truth");
  else if (way_element_get (element, WAY_TOUCHPOINT_TRUTH) != NULL)
    label = C_ ("undo", "Change Moment of Truth");
  else
    label = C_ ("undo", "Make Moment of Truth");
  way_history_begin (history, label);
  return way_commands_finish (history, way_commands_set (history, element, WAY_TOUCHPOINT_TRUTH, reason, error));
}
