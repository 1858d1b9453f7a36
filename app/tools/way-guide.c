/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Tools"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "waymark/way-guide.h"
#include "waymark/way-theme.h"

#include "tools/commands/way-commands-private.h"

struct _WayGuide
{
  WayHistory  *history;
  WayGuideStep step;
  gboolean     is_open; /* a transaction is */
};

WayGuide *
way_guide_new (WayHistory *history)
{
  WayGuide *self;

  g_return_val_if_fail (WAY_IS_HISTORY (history), NULL);

  self = g_new0 (WayGuide, 1);
  self->history = g_object_ref (history);
  return self;
}

void
way_guide_free (WayGuide *self)
{
  if (self == NULL)
    return;
  way_guide_pause (self);
  g_object_unref (self->history);
  g_free (self);
}

static WayElement *
get_root (const WayGuide *self)
{
  return way_map_get_root (way_history_get_map (self->history));
}

static void
open (WayGuide *self)
{
  if (self->is_open)
    return;
  way_history_begin (self->history, C_ ("undo", "Guided Start"));
  self->is_open = TRUE;
}

void
way_guide_pause (WayGuide *self)
{
  g_return_if_fail (self != NULL);

  if (self->is_open)
    way_history_commit (self->history);
  self->is_open = FALSE;
}

/* --- From step to step ----------------------------------------------------------------- */

WayGuideStep
way_guide_get_step (const WayGuide *self)
{
  g_return_val_if_fail (self != NULL, WAY_GUIDE_WHO);

  return self->step;
}

gboolean
way_guide_has_step (const WayGuide *self,
                    WayGuideStep    step)
{
  g_autoptr (GPtrArray) elements = NULL;

  g_return_val_if_fail (self != NULL, FALSE);

  switch (step)
    {
    case WAY_GUIDE_STAGES:
    case WAY_GUIDE_FACES:
      elements = way_guide_list_touchpoints (self);
      return elements->len > 0;
    case WAY_GUIDE_WORST:
      elements = way_guide_list_worst (self);
      return elements->len > 0;
    case WAY_GUIDE_WHO:
    case WAY_GUIDE_WANTS:
    case WAY_GUIDE_LIST:
    case WAY_GUIDE_FINDING:
      return TRUE;
    case WAY_GUIDE_N_STEPS:
    default:
      return FALSE;
    }
}

static gboolean
go (WayGuide *self,
    int       direction)
{
  int step = (int) self->step + direction;

  way_guide_pause (self);
  while (step >= 0 && step < WAY_GUIDE_N_STEPS && !way_guide_has_step (self, (WayGuideStep) step))
    step += direction;
  if (step < 0 || step >= WAY_GUIDE_N_STEPS)
    return FALSE;
  self->step = (WayGuideStep) step;
  return TRUE;
}

gboolean
way_guide_next (WayGuide *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return go (self, 1);
}

gboolean
way_guide_back (WayGuide *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return go (self, -1);
}

/* --- Answers of one line ----------------------------------------------------------------- */

static const char *
get_text (const WayGuide *self,
          WayKind         kind,
          guint           field)
{
  WayElement *element = kind == WAY_KIND_MAP ? get_root (self) : way_element_get_first_of (get_root (self), kind);

  return element != NULL ? way_element_get_text (element, field) : "";
}

static WayElement *
need_first (WayGuide *self,
            WayKind   kind)
{
  WayElement *element = way_element_get_first_of (get_root (self), kind);

  return element != NULL ? element : way_commands_insert (self->history, kind, get_root (self), NULL, 0, NULL, NULL);
}

static gboolean
set_text (WayGuide   *self,
          WayKind     kind,
          guint       field,
          const char *text)
{
  WayElement *element;

  if (g_str_equal (get_text (self, kind, field), text))
    return TRUE;
  open (self);
  element = kind == WAY_KIND_MAP ? get_root (self) : need_first (self, kind);
  return element != NULL && way_commands_set (self->history, element, field, text, NULL);
}

const char *
way_guide_get_name (const WayGuide *self)
{
  return get_text (self, WAY_KIND_PERSONA, WAY_PERSONA_NAME);
}

const char *
way_guide_get_role (const WayGuide *self)
{
  return get_text (self, WAY_KIND_PERSONA, WAY_PERSONA_ROLE);
}

const char *
way_guide_get_wish (const WayGuide *self)
{
  return get_text (self, WAY_KIND_MAP, WAY_MAP_TITLE);
}

const char *
way_guide_get_finding (const WayGuide *self)
{
  return get_text (self, WAY_KIND_FINDING, WAY_FINDING_TEXT);
}

gboolean
way_guide_set_name (WayGuide   *self,
                    const char *name)
{
  return set_text (self, WAY_KIND_PERSONA, WAY_PERSONA_NAME, name);
}

gboolean
way_guide_set_role (WayGuide   *self,
                    const char *role)
{
  return set_text (self, WAY_KIND_PERSONA, WAY_PERSONA_ROLE, role);
}

gboolean
way_guide_set_wish (WayGuide   *self,
                    const char *wish)
{
  return set_text (self, WAY_KIND_MAP, WAY_MAP_TITLE, wish);
}

/* It is about no touchpoint, though the worst gave rise to it: what is about the whole is the headline. */
gboolean
way_guide_set_finding (WayGuide   *self,
                       const char *finding)
{
  return set_text (self, WAY_KIND_FINDING, WAY_FINDING_TEXT, finding);
}

char *
way_guide_dup_suggestion (const WayGuide *self)
{
  g_autoptr (GPtrArray) worst = NULL;
  const char *name, *why;

  g_return_val_if_fail (self != NULL, NULL);

  worst = way_guide_list_worst (self);
  if (worst->len == 0)
    return g_strdup ("");
  name = way_element_get_text (worst->pdata[0], WAY_TOUCHPOINT_NAME);
  why = way_guide_get_answer (self, worst->pdata[0], WAY_GUIDE_WHY);
  return *why != '\0' ? g_strdup_printf ("%s: %s", name, why) : g_strdup ("");
}

/* --- Stages -------------------------------------------------------------------------------- */

static WayElement *
get_touchpoint (const WayGuide *self,
                guint           position)
{
  g_autoptr (GPtrArray) touchpoints = way_guide_list_touchpoints (self);

  return position < touchpoints->len ? touchpoints->pdata[position] : NULL;
}

gboolean
way_guide_is_cut (const WayGuide *self,
                  guint           position)
{
  WayElement *touchpoint;

  g_return_val_if_fail (self != NULL, FALSE);

  touchpoint = get_touchpoint (self, position);
  return touchpoint != NULL && way_commands_get_previous_of (touchpoint) == NULL;
}

gboolean
way_guide_set_cut (WayGuide *self,
                   guint     position,
                   gboolean  cut)
{
  WayElement *touchpoint;
  WayElement *before;

  g_return_val_if_fail (self != NULL, FALSE);

  touchpoint = get_touchpoint (self, position);
  if (touchpoint == NULL || way_guide_is_cut (self, position) == cut)
    return touchpoint != NULL;
  open (self);
  if (cut)
    return way_command_split_stage (self->history, way_element_get_id (touchpoint), "", NULL) != NULL;
  before = way_commands_get_previous_of (way_element_get_parent (touchpoint));
  return before != NULL && way_command_merge_stage (self->history, way_element_get_id (before), NULL, NULL);
}

const char *
way_guide_get_stage_name (const WayGuide *self,
                          guint           position)
{
  WayElement *touchpoint;

  g_return_val_if_fail (self != NULL, NULL);

  touchpoint = get_touchpoint (self, position);
  return touchpoint != NULL ? way_element_get_text (way_element_get_parent (touchpoint), WAY_STAGE_NAME) : "";
}

gboolean
way_guide_set_stage_name (WayGuide   *self,
                          guint       position,
                          const char *name)
{
  WayElement *touchpoint;

  g_return_val_if_fail (self != NULL, FALSE);

  touchpoint = get_touchpoint (self, position);
  if (touchpoint == NULL || g_str_equal (way_guide_get_stage_name (self, position), name))
    return touchpoint != NULL;
  open (self);
  return way_commands_set (self->history, way_element_get_parent (touchpoint), WAY_STAGE_NAME, name, NULL);
}

/* --- Feelings ----------------------------------------------------------------------------------- */

static WayElement *
get_feeling (const WayGuide *self,
             WayElement     *touchpoint)
{
  WayElement *persona = way_element_get_first_of (get_root (self), WAY_KIND_PERSONA);

  for (WayElement *feeling = way_element_get_first_of (touchpoint, WAY_KIND_FEELING); feeling != NULL; feeling = way_element_get_next_of (feeling))
    if (way_element_get_reference (feeling, WAY_FEELING_PERSONA) == persona && way_element_get_choice (feeling, WAY_FEELING_STATE) != WAY_STATE_FUTURE)
      return feeling;
  return NULL;
}

int
way_guide_get_face (const WayGuide *self,
                    guint           position)
{
  WayElement *touchpoint;
  WayElement *feeling;

  g_return_val_if_fail (self != NULL, -1);

  touchpoint = get_touchpoint (self, position);
  feeling = touchpoint != NULL ? get_feeling (self, touchpoint) : NULL;
  return feeling != NULL ? (int) way_theme_get_band ((int) way_element_get_hundredths (feeling, WAY_FEELING_SCORE)) : -1;
}

gboolean
way_guide_set_face (WayGuide *self,
                    guint     position,
                    guint     level)
{
  WayElement *touchpoint;

  g_return_val_if_fail (self != NULL && level < WAY_N_LEVELS, FALSE);

  touchpoint = get_touchpoint (self, position);
  if (touchpoint == NULL)
    return FALSE;
  open (self);
  return way_command_set_score (self->history, way_element_get_id (touchpoint), NULL, FALSE, 200 - (int) level * 100, NULL);
}

/* --- The worst ----------------------------------------------------------------------------------- */

static int
get_score (const WayGuide *self,
           WayElement     *touchpoint)
{
  WayElement *feeling = get_feeling (self, touchpoint);

  return feeling != NULL ? (int) way_element_get_hundredths (feeling, WAY_FEELING_SCORE) : 200;
}

GPtrArray *
way_guide_list_worst (const WayGuide *self)
{
  g_autoptr (GPtrArray) touchpoints = NULL;
  GPtrArray *worst = g_ptr_array_new ();

  g_return_val_if_fail (self != NULL, NULL);

  touchpoints = way_guide_list_touchpoints (self);
  for (guint i = 0; i < touchpoints->len; i++)
    {
      int   score = get_score (self, touchpoints->pdata[i]);
      guint place = worst->len;

      if (score > 0)
        continue;
      while (place > 0 && get_score (self, worst->pdata[place - 1]) > score)
        place--;
      g_ptr_array_insert (worst, (int) place, touchpoints->pdata[i]);
      if (worst->len > WAY_GUIDE_N_WORST)
        g_ptr_array_set_size (worst, WAY_GUIDE_N_WORST);
    }
  return worst;
}

static WayElement *
find_lane (const WayGuide *self,
           int             holds)
{
  for (WayElement *lane = way_element_get_first_of (get_root (self), WAY_KIND_LANE); lane != NULL; lane = way_element_get_next_of (lane))
    if (way_element_get_choice (lane, WAY_LANE_HOLDS) == holds)
      return lane;
  return NULL;
}

static int
get_card_kind (WayGuideQuestion question)
{
  return question == WAY_GUIDE_WHY ? WAY_CARDS_PAIN_POINTS : WAY_CARDS_OPPORTUNITIES;
}

static WayElement *
find_card (WayElement      *touchpoint,
           WayGuideQuestion question)
{
  for (WayElement *card = way_element_get_first_of (way_element_get_parent (touchpoint), WAY_KIND_CARD); card != NULL; card = way_element_get_next_of (card))
    if (way_element_get_reference (card, WAY_CARD_ABOUT) == touchpoint && way_card_get_kind (card) == get_card_kind (question))
      return card;
  return NULL;
}

const char *
way_guide_get_answer (const WayGuide  *self,
                      WayElement      *touchpoint,
                      WayGuideQuestion question)
{
  WayElement *card;

  g_return_val_if_fail (self != NULL && touchpoint != NULL, NULL);

  card = find_card (touchpoint, question);
  if (question != WAY_GUIDE_OWNER)
    return card != NULL ? way_element_get_text (card, WAY_CARD_TEXT) : "";
  if (card != NULL && way_element_get (card, WAY_CARD_OWNER) != NULL)
    return way_element_get_text (card, WAY_CARD_OWNER);
  return way_element_get_text (touchpoint, WAY_TOUCHPOINT_OWNER);
}

/* Who changes something stands on its card; where nothing is to change yet, on the touchpoint. */
static gboolean
set_owner (WayGuide   *self,
           WayElement *touchpoint,
           const char *owner)
{
  WayElement *card = find_card (touchpoint, WAY_GUIDE_CHANGE);

  if (!way_commands_set (self->history, touchpoint, WAY_TOUCHPOINT_OWNER, card == NULL ? owner : NULL, NULL))
    return FALSE;
  return card == NULL || way_commands_set (self->history, card, WAY_CARD_OWNER, owner, NULL);
}

static gboolean
add_card (WayGuide        *self,
          WayElement      *touchpoint,
          WayGuideQuestion question,
          const char      *text)
{
  WayElement *lane = find_lane (self, get_card_kind (question));
  const char *id = lane != NULL ? way_element_get_id (lane) : way_command_add_lane (self->history, get_card_kind (question), -1, NULL, NULL);

  return id != NULL && way_command_add_card (self->history, way_element_get_id (way_element_get_parent (touchpoint)), id,
                                             way_element_get_id (touchpoint), NULL, text, NULL) != NULL;
}

static gboolean
set_card (WayGuide        *self,
          WayElement      *touchpoint,
          WayGuideQuestion question,
          const char      *text)
{
  WayElement      *card = find_card (touchpoint, question);
  g_autofree char *owner = g_strdup (way_guide_get_answer (self, touchpoint, WAY_GUIDE_OWNER));
  gboolean         done;

  if (card != NULL && *text == '\0')
    done = way_history_remove (self->history, way_element_get_id (card), NULL);
  else if (card != NULL)
    done = way_commands_set (self->history, card, WAY_CARD_TEXT, text, NULL);
  else
    done = *text == '\0' || add_card (self, touchpoint, question, text);
  return done && (question == WAY_GUIDE_WHY || set_owner (self, touchpoint, owner));
}

gboolean
way_guide_set_answer (WayGuide        *self,
                      WayElement      *touchpoint,
                      WayGuideQuestion question,
                      const char      *text)
{
  g_return_val_if_fail (self != NULL && touchpoint != NULL && text != NULL, FALSE);

  if (g_str_equal (way_guide_get_answer (self, touchpoint, question), text))
    return TRUE;
  open (self);
  return question == WAY_GUIDE_OWNER ? set_owner (self, touchpoint, text) : set_card (self, touchpoint, question, text);
}

/* --- The list --------------------------------------------------------------------------------------- */

/* Prompts are no touchpoints yet. */
GPtrArray *
way_guide_list_touchpoints (const WayGuide *self)
{
  GPtrArray *touchpoints = g_ptr_array_new ();

  g_return_val_if_fail (self != NULL, NULL);

  for (WayElement *stage = way_element_get_first_of (get_root (self), WAY_KIND_STAGE); stage != NULL; stage = way_element_get_next_of (stage))
    for (WayElement *touchpoint = way_element_get_first_of (stage, WAY_KIND_TOUCHPOINT); touchpoint != NULL; touchpoint = way_element_get_next_of (touchpoint))
      if (!way_element_is_prompt (touchpoint))
        g_ptr_array_add (touchpoints, touchpoint);
  return touchpoints;
}

char *
way_guide_dup_list (const WayGuide *self)
{
  g_autoptr (GPtrArray) touchpoints = NULL;
  GString *list = g_string_new (NULL);

  g_return_val_if_fail (self != NULL, NULL);

  touchpoints = way_guide_list_touchpoints (self);
  for (guint i = 0; i < touchpoints->len; i++)
    {
      g_autofree char *name = g_strdup (way_element_get_text (touchpoints->pdata[i], WAY_TOUCHPOINT_NAME));

      g_string_append_printf (list, "%s%s", i > 0 ? "\n" : "", g_strdelimit (name, "\r\n", ' '));
    }
  return g_string_free (list, FALSE);
}

/* The lines with words in them, without the dashes that people put before them. */
static GPtrArray *
read_lines (const char *text)
{
  g_auto (GStrv) lines = g_strsplit_set (text, "\r\n", -1);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; lines[i] != NULL && names->len < WAY_GUIDE_MOST_LINES; i++)
    {
      const char *name = g_strstrip (lines[i]);

      if (g_str_has_prefix (name, "- ") || g_str_has_prefix (name, "* "))
        name += 2;
      else if (g_str_has_prefix (name, "• "))
        name += strlen ("• ");
      while (*name == ' ')
        name++;
      if (*name != '\0' && !g_str_equal (name, "-"))
        g_ptr_array_add (names, g_strdup (name));
    }
  return names;
}

static gboolean
has_name (WayElement *touchpoint,
          const char *name)
{
  g_autofree char *own = g_strdelimit (g_strdup (way_element_get_text (touchpoint, WAY_TOUCHPOINT_NAME)), "\r\n", ' ');

  return g_str_equal (g_strstrip (own), name);
}

/* What only asks where the list has answers, goes: stages but the first, and the touchpoints in that. */
static gboolean
drop_prompts (WayGuide *self)
{
  WayElement *first = way_element_get_first_of (get_root (self), WAY_KIND_STAGE);
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  for (WayElement *stage = first; stage != NULL; stage = way_element_get_next_of (stage))
    {
      if (stage != first && way_element_is_prompt (stage))
        g_ptr_array_add (ids, (gpointer) way_element_get_id (stage));
      for (WayElement *touchpoint = way_element_get_first_of (stage, WAY_KIND_TOUCHPOINT); touchpoint != NULL; touchpoint = way_element_get_next_of (touchpoint))
        if (way_element_is_prompt (touchpoint))
          g_ptr_array_add (ids, (gpointer) way_element_get_id (touchpoint));
    }
  if (ids->len == 0)
    return TRUE;
  g_ptr_array_add (ids, NULL);
  return way_history_remove_all (self->history, (const char *const *) ids->pdata, NULL);
}

static gboolean
insert_after (WayGuide   *self,
              WayElement *previous,
              const char *name,
              GPtrArray  *touchpoints,
              guint       position)
{
  WayElement *stage = previous != NULL ? way_element_get_parent (previous) : need_first (self, WAY_KIND_STAGE);
  WayElement *before;
  WayElement *touchpoint;

  if (stage == NULL)
    return FALSE;
  before = previous != NULL ? way_element_get_next_of (previous) : way_element_get_first_of (stage, WAY_KIND_TOUCHPOINT);
  touchpoint = way_commands_insert (self->history, WAY_KIND_TOUCHPOINT, stage, way_commands_get_id (before), WAY_TOUCHPOINT_NAME, name, NULL);
  if (touchpoint != NULL)
    g_ptr_array_insert (touchpoints, (int) position, touchpoint);
  return touchpoint != NULL;
}

/* A stage whose last touchpoint went goes too, unless it has a name or something else in it; one always stays. */
static gboolean
remove_touchpoint (WayGuide   *self,
                   WayElement *touchpoint)
{
  WayElement *stage = way_element_get_parent (touchpoint);

  if (!way_history_remove (self->history, way_element_get_id (touchpoint), NULL))
    return FALSE;
  if (way_element_get_first (stage) != NULL || *way_element_get_text (stage, WAY_STAGE_NAME) != '\0' || way_element_count (get_root (self), WAY_KIND_STAGE) < 2)
    return TRUE;
  return way_history_remove (self->history, way_element_get_id (stage), NULL);
}

/* Between the lines that are the same at both ends, what was there is renamed, and what is too much or too little added or removed. */
static gboolean
apply_lines (WayGuide  *self,
             GPtrArray *names,
             GPtrArray *touchpoints)
{
  guint start = 0, end = 0;

  while (start < names->len && start < touchpoints->len && has_name (touchpoints->pdata[start], names->pdata[start]))
    start++;
  while (end < names->len - start && end < touchpoints->len - start &&
         has_name (touchpoints->pdata[touchpoints->len - 1 - end], names->pdata[names->len - 1 - end]))
    end++;
  for (guint i = start; i < names->len - end && i < touchpoints->len - end; i++)
    if (!way_commands_set (self->history, touchpoints->pdata[i], WAY_TOUCHPOINT_NAME, names->pdata[i], NULL))
      return FALSE;
  while (touchpoints->len > names->len)
    {
      guint last = touchpoints->len - end - 1;

      if (!remove_touchpoint (self, touchpoints->pdata[last]))
        return FALSE;
      g_ptr_array_remove_index (touchpoints, last);
    }
  while (touchpoints->len < names->len)
    {
      guint position = touchpoints->len - end;

      if (!insert_after (self, position > 0 ? touchpoints->pdata[position - 1] : NULL, names->pdata[position], touchpoints, position))
        return FALSE;
    }
  return TRUE;
}

gboolean
way_guide_set_list (WayGuide   *self,
                    const char *text)
{
  g_autoptr (GPtrArray) names = NULL;
  g_autoptr (GPtrArray) touchpoints = NULL;

  g_return_val_if_fail (self != NULL && text != NULL, FALSE);

  names = read_lines (text);
  touchpoints = way_guide_list_touchpoints (self);
  if (names->len == 0 && touchpoints->len == 0)
    return TRUE;
  open (self);
  return apply_lines (self, names, touchpoints) && drop_prompts (self);
}
