/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Tools"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "waymark/way-editor.h"
#include "waymark/way-words.h"
#include "way-feelings-private.h"

/* What a screen reader says: facts, each a translatable phrase, with commas between. */

static const char *
get_title (WayElement *element)
{
  int field = way_kind_get_info (way_element_get_kind (element))->title_field;

  return field >= 0 ? way_element_get_text (element, (guint) field) : "";
}

/* Line ends would be read as pauses. */
static char *
flatten (const char *text)
{
  char *line = g_strdup (text);

  g_strdelimit (line, "\n\t", ' ');
  return line;
}

static void
add (GPtrArray *facts,
     char      *fact)
{
  g_ptr_array_add (facts, fact);
}

static const char *
get_prompt (WayElement *element)
{
  int field = way_kind_find_field (way_element_get_kind (element), "prompt");

  return field >= 0 ? way_element_get_text (element, (guint) field) : "";
}

static void
add_name (GPtrArray  *facts,
          WayElement *element)
{
  const char      *kind = _ (way_kind_get_info (way_element_get_kind (element))->label);
  g_autofree char *title = flatten (get_title (element));
  g_autofree char *prompt = flatten (get_prompt (element));

  if (*title != '\0')
    /* Translators: what it is and its own words: “Touchpoint Size guide” */
    add (facts, g_strdup_printf (_ ("%1$s %2$s"), kind, title));
  else if (*prompt != '\0')
    /* Translators: what it is and the question that it asks: “Touchpoint to fill in: Where does she look?” */
    add (facts, g_strdup_printf (_ ("%1$s to fill in: %2$s"), kind, prompt));
  else
    /* Translators: what it is: “Touchpoint without words” */
    add (facts, g_strdup_printf (_ ("%s without words"), kind));
}

/* "stage Compares", when there is something to say. Takes no ownership. */
static void
add_of (GPtrArray  *facts,
        const char *format,
        WayElement *element)
{
  g_autofree char *title = element != NULL ? flatten (get_title (element)) : NULL;
  g_auto (GStrv) parts = NULL;

  if (title == NULL || *title == '\0')
    return;
  parts = g_strsplit (format, "%s", 2);
  add (facts, g_strjoin (title, parts[0], parts[1], NULL));
}

static void
add_stage (GPtrArray  *facts,
           WayElement *element)
{
  WayElement *stage = way_element_get_stage (element);

  if (stage == NULL)
    add (facts, g_strdup (_ ("in the tray")));
  /* Translators: part of a description: “stage Compares” */
  add_of (facts, _ ("stage %s"), stage);
}

/* The touchpoint or stage that something belongs to. */
static void
add_holder (GPtrArray  *facts,
            WayElement *element)
{
  WayElement *parent = way_element_get_parent (element);

  if (way_element_get_kind (parent) == WAY_KIND_TOUCHPOINT)
    add_of (facts, _ ("touchpoint %s"), parent);
  add_stage (facts, element);
}

/* The first name, where that tells her from the others. */
static char *
dup_short_name (WayElement *persona)
{
  const char *name = way_element_get_text (persona, WAY_PERSONA_NAME);
  gsize       length = strcspn (name, " ");

  for (WayElement *other = way_element_get_first_of (way_element_get_parent (persona), WAY_KIND_PERSONA); other != NULL; other = way_element_get_next_of (other))
    {
      const char *other_name = way_element_get_text (other, WAY_PERSONA_NAME);

      if (other != persona && strcspn (other_name, " ") == length && strncmp (name, other_name, length) == 0)
        return g_strdup (name);
    }
  return g_strndup (name, length);
}

static const char *
get_word (WayElement *feeling)
{
  const char *word = way_element_get_text (feeling, WAY_FEELING_WORD);

  if (*word != '\0')
    return word;
  return way_feeling_get_level_name (way_element_get_map (feeling),
                                     (int) way_element_get_hundredths (feeling, WAY_FEELING_SCORE));
}

static void
add_feeling_at (GPtrArray  *facts,
                WayEditor  *self,
                WayElement *touchpoint)
{
  WayElement      *persona = way_editor_get_persona (self);
  WayElement      *feeling = NULL;
  g_autofree char *name = NULL;

  if (persona != NULL)
    feeling = way_feeling_find_shown (touchpoint, way_element_get_id (persona), way_editor_get_drawing_future (self));
  if (feeling == NULL)
    return;
  name = dup_short_name (persona);
  /* Translators: who and how he or she feels: “Anna: unsure” */
  add (facts, g_strdup_printf (_ ("%1$s: %2$s"), name, get_word (feeling)));
}

static int
get_state (WayElement *element)
{
  int field = way_kind_find_field (way_element_get_kind (element), "state");

  return field >= 0 ? way_element_get_choice (element, (guint) field) : -1;
}

static void
add_state (GPtrArray  *facts,
           WayElement *element)
{
  int state = get_state (element);

  if (state == WAY_STATE_CURRENT)
    add (facts, g_strdup (_ ("only in the current journey")));
  else if (state == WAY_STATE_FUTURE)
    add (facts, g_strdup (_ ("only in the future journey")));
}

static gboolean
is_counted (WayEditor  *self,
            WayElement *element,
            WayElement *sibling)
{
  WayViewState view = way_editor_get_view_state (self);
  int          state = get_state (sibling);

  if (sibling == element)
    return TRUE;
  if ((view == WAY_VIEW_CURRENT && state == WAY_STATE_FUTURE) || (view == WAY_VIEW_FUTURE && state == WAY_STATE_CURRENT))
    return FALSE;
  return way_element_get_kind (element) != WAY_KIND_CARD ||
         g_strcmp0 (way_element_get (element, WAY_CARD_LANE), way_element_get (sibling, WAY_CARD_LANE)) == 0;
}

static void
add_position (GPtrArray  *facts,
              WayEditor  *self,
              WayElement *element)
{
  guint position = 0;
  guint n = 0;

  for (WayElement *sibling = way_element_get_first_of (way_element_get_parent (element), way_element_get_kind (element));
       sibling != NULL;
       sibling = way_element_get_next_of (sibling))
    if (is_counted (self, element, sibling))
      {
        n++;
        if (sibling == element)
          position = n;
      }
  /* Translators: the place in a row: “2 of 3” */
  add (facts, g_strdup_printf (_ ("%1$u of %2$u"), position, n));
}

static void
add_touchpoint_facts (GPtrArray  *facts,
                      WayEditor  *self,
                      WayElement *touchpoint)
{
  add_stage (facts, touchpoint);
  add_feeling_at (facts, self, touchpoint);
  if (way_element_get (touchpoint, WAY_TOUCHPOINT_TRUTH) != NULL)
    add (facts, g_strdup (_ ("moment of truth")));
  add_state (facts, touchpoint);
  add_position (facts, self, touchpoint);
}

static void
add_card_facts (GPtrArray  *facts,
                WayEditor  *self,
                WayElement *card)
{
  /* Translators: part of a description: “lane Thoughts” */
  add_of (facts, _ ("lane %s"), way_element_get_reference (card, WAY_CARD_LANE));
  add_of (facts, _ ("touchpoint %s"), way_element_get_reference (card, WAY_CARD_ABOUT));
  /* Translators: how far a card spans: “up to Checkout” */
  add_of (facts, _ ("up to %s"), way_element_get_reference (card, WAY_CARD_UNTIL));
  add_stage (facts, card);
  add_state (facts, card);
  add_position (facts, self, card);
}

static void
add_stage_facts (GPtrArray  *facts,
                 WayEditor  *self,
                 WayElement *stage)
{
  guint n = way_element_count (stage, WAY_KIND_TOUCHPOINT);

  /* Translators: part of a description: “phase Discover” */
  add_of (facts, _ ("phase %s"), way_element_get_reference (stage, WAY_STAGE_PHASE));
  add (facts, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u touchpoint", "%u touchpoints", n), n));
  if (way_element_get_flag (stage, WAY_STAGE_PATH_TO_PURCHASE))
    add (facts, g_strdup (_ ("on the path to purchase")));
  add_position (facts, self, stage);
}

static void
add_score (GPtrArray  *facts,
           WayElement *element,
           guint       field)
{
  const char *language = way_element_get (way_map_get_root (way_element_get_map (element)), WAY_MAP_LANGUAGE);
  const char *score = way_element_get (element, field);

  if (score != NULL)
    add (facts, way_words_dup_quantity (language, score, NULL));
}

static void
add_feeling_facts (GPtrArray  *facts,
                   WayElement *feeling)
{
  add_of (facts, "%s", way_element_get_reference (feeling, WAY_FEELING_PERSONA));
  add_score (facts, feeling, WAY_FEELING_SCORE);
  add_state (facts, feeling);
  add_holder (facts, feeling);
}

static void
add_metric_facts (GPtrArray  *facts,
                  WayElement *metric)
{
  const WayField *trend = &way_kind_get_info (WAY_KIND_METRIC)->fields[WAY_METRIC_TREND];
  const char     *language = way_element_get (way_map_get_root (way_element_get_map (metric)), WAY_MAP_LANGUAGE);
  const char     *value = way_element_get (metric, WAY_METRIC_VALUE);
  int             choice = way_element_get_choice (metric, WAY_METRIC_TREND);

  if (value != NULL)
    add (facts, way_words_dup_quantity (language, value, way_element_get (metric, WAY_METRIC_UNIT)));
  if (choice >= 0)
    add (facts, g_utf8_strdown (_ (trend->choices[choice].label), -1));
  add_state (facts, metric);
  add_holder (facts, metric);
}

static void
add_lane_facts (GPtrArray  *facts,
                WayEditor  *self,
                WayElement *lane)
{
  const char *hint = way_element_get_text (lane, WAY_LANE_HINT);

  if (*hint != '\0')
    add (facts, flatten (hint));
  if (way_element_get_flag (lane, WAY_LANE_HIDDEN))
    add (facts, g_strdup (_ ("hidden")));
  add_position (facts, self, lane);
}

static void
add_facts (GPtrArray  *facts,
           WayEditor  *self,
           WayElement *element)
{
  switch (way_element_get_kind (element))
    {
    case WAY_KIND_TOUCHPOINT:
      add_touchpoint_facts (facts, self, element);
      break;
    case WAY_KIND_CARD:
      add_card_facts (facts, self, element);
      break;
    case WAY_KIND_STAGE:
      add_stage_facts (facts, self, element);
      break;
    case WAY_KIND_LANE:
      add_lane_facts (facts, self, element);
      break;
    case WAY_KIND_FEELING:
      add_feeling_facts (facts, element);
      break;
    case WAY_KIND_METRIC:
      add_metric_facts (facts, element);
      break;
    case WAY_KIND_EVIDENCE:
      add_of (facts, _ ("source: %s"), way_element_get_reference (element, WAY_EVIDENCE_SOURCE));
      add_holder (facts, element);
      break;
    case WAY_KIND_LINK:
      /* Translators: where an arrow starts: “from Size guide” */
      add_of (facts, _ ("from %s"), way_element_get_parent (element));
      /* Translators: where an arrow leads: “to Product page” */
      add_of (facts, _ ("to %s"), way_element_get_reference (element, WAY_LINK_TO));
      break;
    case WAY_KIND_FINDING:
      /* Translators: what a finding speaks of: “about Checkout” */
      add_of (facts, _ ("about %s"), way_element_get_reference (element, WAY_FINDING_ABOUT));
      add_position (facts, self, element);
      break;
    case WAY_KIND_PERSONA:
      if (way_element_get (element, WAY_PERSONA_ROLE) != NULL)
        add (facts, flatten (way_element_get (element, WAY_PERSONA_ROLE)));
      add_position (facts, self, element);
      break;
    case WAY_KIND_MAP:
    case WAY_KIND_FOREIGN:
      break;
    case WAY_KIND_LEVEL:
      add_score (facts, element, WAY_LEVEL_SCORE);
      add_position (facts, self, element);
      break;
    case WAY_KIND_SOURCE:
    case WAY_KIND_NEED:
    case WAY_KIND_FRUSTRATION:
    case WAY_KIND_PHASE:
    case WAY_KIND_CONFLICT:
    case WAY_N_KINDS:
    default:
      add_position (facts, self, element);
    }
}

char *
way_editor_dup_description (WayEditor  *self,
                            const char *id)
{
  g_autoptr (GPtrArray) facts = g_ptr_array_new_with_free_func (g_free);
  WayElement *element;

  g_return_val_if_fail (WAY_IS_EDITOR (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  element = way_map_lookup (way_editor_get_map (self), id);
  if (element == NULL)
    return g_strdup ("");
  add_name (facts, element);
  add_facts (facts, self, element);
  g_ptr_array_add (facts, NULL);
  /* Translators: stands between the facts of a description */
  return g_strjoinv (_ (", "), (char **) facts->pdata);
}
