/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Tools"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "way-clipboard-paste-private.h"

/* Where what is pasted comes to stand. */

WayElement *
way_clipboard_find (WayHistory *history,
                    const char *id,
                    WayKind     kind)
{
  WayElement *element = id != NULL ? way_map_lookup (way_history_get_map (history), id) : NULL;

  return element != NULL && way_element_get_kind (element) == kind ? element : NULL;
}

gboolean
way_clipboard_is_same_name (const char *a,
                            const char *b)
{
  g_autofree char *a_stripped = g_strstrip (g_strdup (a));
  g_autofree char *b_stripped = g_strstrip (g_strdup (b));
  g_autofree char *a_folded = g_utf8_casefold (a_stripped, -1);
  g_autofree char *b_folded = g_utf8_casefold (b_stripped, -1);

  return g_utf8_collate (a_folded, b_folded) == 0;
}

WayElement *
way_clipboard_need_stage (WayHistory          *history,
                          const WayPastePlace *place,
                          GError             **error)
{
  WayElement *stage = way_clipboard_find (history, place->stage, WAY_KIND_STAGE);

  if (stage == NULL)
    stage = way_commands_get_last_of (way_commands_get_root (history), WAY_KIND_STAGE);
  if (stage == NULL)
    stage = way_commands_insert (history, WAY_KIND_STAGE, way_commands_get_root (history), NULL, WAY_STAGE_NAME, NULL, error);
  return stage;
}

WayPastePlace
way_paste_place_get (WayMap       *map,
                     WaySelection *selection)
{
  WayPastePlace place = { NULL };
  const char   *focus = way_selection_get_focus (selection);
  WayElement   *element = focus != NULL ? way_map_lookup (map, focus) : NULL;

  place.element = focus;
  for (; element != NULL; element = way_element_get_parent (element))
    switch (way_element_get_kind (element))
      {
      case WAY_KIND_LANE:
        place.lane = way_element_get_id (element);
        break;
      case WAY_KIND_STAGE:
        place.stage = way_element_get_id (element);
        break;
      case WAY_KIND_TOUCHPOINT:
        place.touchpoint = way_element_get_id (element);
        break;
      case WAY_KIND_CARD:
        place.lane = way_element_get (element, WAY_CARD_LANE);
        place.touchpoint = way_element_get (element, WAY_CARD_ABOUT);
        break;
      default:
        break;
      }
  return place;
}

/* --- One kind after the other ------------------------------------------------------------ */

typedef struct
{
  WayPaste            *paste;
  const WayPastePlace *place;
  GPtrArray           *pasted; /* WayElement of the map */
  WayElement          *focus;  /* of the place; of a feeling its touchpoint, since feelings give way to those that are pasted */
} Placing;

static WayElement *
get_root (Placing *placing)
{
  return way_map_get_root (placing->paste->map);
}

static gboolean
insert (Placing    *placing,
        WayElement *element,
        WayElement *parent,
        WayElement *before,
        GError    **error)
{
  WayElement *copy = way_paste_insert (placing->paste, element, parent, before, error);

  if (copy != NULL)
    g_ptr_array_add (placing->pasted, copy);
  return copy != NULL;
}

/* What comes after the element of the place, when that is of this kind and has this parent. */
static WayElement *
get_next (Placing    *placing,
          WayElement *parent,
          WayKind     kind)
{
  WayElement *element = way_clipboard_find (placing->paste->history, placing->place->element, kind);

  return element != NULL && way_element_get_parent (element) == parent ? way_element_get_next_of (element) : NULL;
}

static gboolean
paste_stages (Placing *placing,
              GError **error)
{
  WayElement *stage = way_clipboard_find (placing->paste->history, placing->place->stage, WAY_KIND_STAGE);
  WayElement *before = stage != NULL ? way_element_get_next_of (stage) : NULL;
  gboolean    is_first = way_element_get_first_of (get_root (placing), WAY_KIND_STAGE) == NULL;
  g_autoptr (GPtrArray) stages = g_ptr_array_new ();

  for (guint i = 0; i < placing->paste->tops->len; i++)
    {
      WayElement *element = placing->paste->tops->pdata[i];

      if (way_element_get_kind (element) != WAY_KIND_STAGE)
        continue;
      if (!insert (placing, element, get_root (placing), before, error))
        return FALSE;
      g_ptr_array_add (stages, placing->pasted->pdata[placing->pasted->len - 1]);
    }
  /* Among others they belong to the phase that they come into. */
  return is_first || way_commands_adopt_phases (placing->paste->history, stages, error);
}

static gboolean
paste_touchpoints (Placing *placing,
                   GError **error)
{
  WayElement *stage = NULL;
  WayElement *before = NULL;

  for (guint i = 0; i < placing->paste->tops->len; i++)
    {
      WayElement *element = placing->paste->tops->pdata[i];

      if (way_element_get_kind (element) != WAY_KIND_TOUCHPOINT)
        continue;
      if (stage == NULL)
        {
          stage = way_clipboard_need_stage (placing->paste->history, placing->place, error);
          if (stage == NULL)
            return FALSE;
          before = get_next (placing, stage, WAY_KIND_TOUCHPOINT);
        }
      if (!insert (placing, element, stage, before, error))
        return FALSE;
    }
  return TRUE;
}

/* --- Cards ---------------------------------------------------------------------------------- */

/* CardPlace: where the cards of a copy go. */
typedef struct
{
  WayElement *lane;         /* for all of them, or NULL for their own */
  gboolean    to_tray;      /* all of them */
  WayElement *first_source; /* the first stage of the fragment that some come from … */
  WayElement *first_target; /* … and the stage that they go to */
  WayElement *about_source; /* the stage of the fragment that was looked at last … */
  WayElement *first_about;  /* … and the first touchpoint in it that copied cards stand under */
} CardPlace;

static gboolean
is_card_top (WayPaste   *paste,
             WayElement *element)
{
  return way_element_get_kind (element) == WAY_KIND_CARD;
}

/* The lane that all cards share, so that another one can take them. */
static gboolean
share_lane (WayPaste *paste)
{
  const char *lane = NULL;
  gboolean    is_first = TRUE;

  for (guint i = 0; i < paste->tops->len; i++)
    {
      WayElement *card = paste->tops->pdata[i];

      if (!is_card_top (paste, card))
        continue;
      if (!is_first && g_strcmp0 (lane, way_element_get (card, WAY_CARD_LANE)) != 0)
        return FALSE;
      lane = way_element_get (card, WAY_CARD_LANE);
      is_first = FALSE;
    }
  return TRUE;
}

static WayElement *
get_first_holding_lane (Placing *placing)
{
  for (WayElement *lane = way_element_get_first_of (get_root (placing), WAY_KIND_LANE); lane != NULL; lane = way_element_get_next_of (lane))
    if (way_element_get_choice (lane, WAY_LANE_HOLDS) >= 0)
      return lane;
  return NULL;
}

static gboolean
find_card_place (Placing   *placing,
                 CardPlace *cards,
                 GError   **error)
{
  WayHistory *history = placing->paste->history;
  WayElement *focus = way_clipboard_find (history, placing->place->element, WAY_KIND_CARD);
  WayElement *lane = way_clipboard_find (history, placing->place->lane, WAY_KIND_LANE);

  *cards = (CardPlace){ .to_tray = focus != NULL && way_element_get_stage (focus) == NULL };
  if (cards->to_tray)
    return TRUE;
  if (lane != NULL && way_element_get_choice (lane, WAY_LANE_HOLDS) >= 0 && share_lane (placing->paste))
    cards->lane = lane;
  cards->first_target = way_clipboard_find (history, placing->place->stage, WAY_KIND_STAGE);
  return TRUE;
}

/* So many stages after the one of the place as it was after the first one when it was copied; the last when there are less. */
static WayElement *
find_card_stage (Placing    *placing,
                 CardPlace  *cards,
                 WayElement *card,
                 GError    **error)
{
  WayElement *source = way_element_get_stage (card);
  WayElement *target = cards->first_target;

  if (source == NULL)
    return target;
  if (target == NULL)
    {
      target = way_paste_find (placing->paste, source);
      return target != NULL ? target : way_clipboard_need_stage (placing->paste->history, placing->place, error);
    }
  if (cards->first_source == NULL)
    cards->first_source = source;
  for (WayElement *stage = cards->first_source; stage != source && stage != NULL; stage = way_element_get_next_of (stage))
    if (way_element_get_next_of (target) != NULL)
      target = way_element_get_next_of (target);
  return target;
}

/* The first touchpoint of a stage of the fragment that one of the copied cards stands under. */
static WayElement *
find_first_about (WayPaste   *paste,
                  WayElement *stage)
{
  WayElement *first = NULL;

  for (guint i = 0; i < paste->tops->len; i++)
    {
      WayElement *card = paste->tops->pdata[i];
      WayElement *about = is_card_top (paste, card) && way_element_get_stage (card) == stage ? way_element_get_reference (card, WAY_CARD_ABOUT) : NULL;

      if (about != NULL && (first == NULL || way_commands_get_position (about) < way_commands_get_position (first)))
        first = about;
    }
  return first;
}

/* The touchpoint that a card comes to stand under; NULL for none. */
static WayElement *
find_card_about (Placing    *placing,
                 CardPlace  *cards,
                 WayElement *card,
                 WayElement *stage)
{
  WayElement *about = way_element_get_reference (card, WAY_CARD_ABOUT);
  WayElement *target = way_clipboard_find (placing->paste->history, placing->place->touchpoint, WAY_KIND_TOUCHPOINT);
  WayElement *found;

  if (target != NULL && way_element_get_parent (target) == stage)
    {
      WayElement *first;

      if (cards->about_source != way_element_get_stage (card))
        {
          cards->about_source = way_element_get_stage (card);
          cards->first_about = find_first_about (placing->paste, cards->about_source);
        }
      first = cards->first_about;
      for (; first != NULL && about != NULL && first != about; first = way_element_get_next_of (first))
        if (way_element_get_next_of (target) != NULL)
          target = way_element_get_next_of (target);
      return target;
    }
  found = about != NULL ? way_paste_find (placing->paste, about) : NULL;
  return found != NULL && way_element_get_parent (found) == stage ? found : NULL;
}

/* A copy reaches as far as its original, where it can. */
static gboolean
set_reach (Placing    *placing,
           WayElement *card,
           WayElement *copy,
           GError    **error)
{
  WayElement *until = way_element_get_reference (card, WAY_CARD_UNTIL);

  until = until != NULL ? way_paste_find (placing->paste, until) : NULL;
  if (until == NULL || !way_commands_can_reach (copy, until))
    return TRUE;
  return way_commands_set_reference (placing->paste->history, copy, WAY_CARD_UNTIL, until, error);
}

static gboolean
set_card_place (Placing    *placing,
                CardPlace  *cards,
                WayElement *card,
                WayElement *copy,
                WayElement *stage,
                GError    **error)
{
  WayHistory *history = placing->paste->history;
  WayElement *own = way_element_get_reference (card, WAY_CARD_LANE);
  WayElement *lane = cards->lane;
  g_autoptr (GError) problem = NULL;

  if (lane == NULL && own != NULL)
    lane = way_paste_need (placing->paste, own, &problem);
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  if (lane == NULL)
    lane = get_first_holding_lane (placing);
  if (!way_commands_set_reference (history, copy, WAY_CARD_LANE, lane, error) ||
      !way_commands_set_reference (history, copy, WAY_CARD_ABOUT, find_card_about (placing, cards, card, stage), error))
    return FALSE;
  return set_reach (placing, card, copy, error);
}

static gboolean
paste_card (Placing    *placing,
            CardPlace  *cards,
            WayElement *card,
            GError    **error)
{
  g_autoptr (GError) problem = NULL;
  WayElement *stage = cards->to_tray ? NULL : find_card_stage (placing, cards, card, &problem);
  WayElement *parent = stage != NULL ? stage : get_root (placing);

  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  if (!insert (placing, card, parent, get_next (placing, parent, WAY_KIND_CARD), error))
    return FALSE;
  return stage == NULL || set_card_place (placing, cards, card, placing->pasted->pdata[placing->pasted->len - 1], stage, error);
}

static gboolean
paste_cards (Placing *placing,
             GError **error)
{
  WayPaste *paste = placing->paste;
  CardPlace cards;

  if (!find_card_place (placing, &cards, error))
    return FALSE;
  paste->places_cards = TRUE;
  for (guint i = 0; i < paste->tops->len; i++)
    if (is_card_top (paste, paste->tops->pdata[i]) && !paste_card (placing, &cards, paste->tops->pdata[i], error))
      return FALSE;
  return TRUE;
}

/* --- Lanes ------------------------------------------------------------------------------------ */

/* The stage of the map for one of the copied lane's; a new one of its name when there is none. */
static WayElement *
need_lane_stage (Placing    *placing,
                 WayElement *source,
                 GError    **error)
{
  WayPaste   *paste = placing->paste;
  WayElement *stage = way_paste_find (paste, source);

  if (stage != NULL)
    return stage;
  stage = way_commands_insert (paste->history, WAY_KIND_STAGE, get_root (placing), NULL, WAY_STAGE_NAME, way_element_get_text (source, WAY_STAGE_NAME), error);
  if (stage != NULL)
    g_hash_table_insert (paste->ids, source, g_strdup (way_element_get_id (stage)));
  return stage;
}

static gboolean
paste_lane_cards (Placing    *placing,
                  WayElement *lane,
                  GError    **error)
{
  WayPaste   *paste = placing->paste;
  GHashTable *tops = paste->top_set;

  for (WayElement *source = way_element_get_first_of (way_map_get_root (paste->fragment), WAY_KIND_STAGE); source != NULL; source = way_element_get_next_of (source))
    for (WayElement *card = way_element_get_first_of (source, WAY_KIND_CARD); card != NULL; card = way_element_get_next_of (card))
      {
        WayElement *stage;
        WayElement *copy;

        /* Those of stages and cards that were copied themselves come with these. */
        if (way_element_get_reference (card, WAY_CARD_LANE) != lane || g_hash_table_contains (tops, card) || g_hash_table_contains (tops, source))
          continue;
        stage = need_lane_stage (placing, source, error);
        copy = stage != NULL ? way_paste_insert (paste, card, stage, NULL, error) : NULL;
        if (copy == NULL || !set_reach (placing, card, copy, error))
          return FALSE;
      }
  return TRUE;
}

/* A lane that shows what another shows already adds nothing. */
static gboolean
shows_again (Placing    *placing,
             WayElement *lane)
{
  int shows = way_element_get_choice (lane, WAY_LANE_HOLDS) < 0 ? way_element_get_choice (lane, WAY_LANE_SHOWS) : -1;

  for (WayElement *other = way_element_get_first_of (get_root (placing), WAY_KIND_LANE); shows >= 0 && other != NULL; other = way_element_get_next_of (other))
    if (way_element_get_choice (other, WAY_LANE_HOLDS) < 0 && way_element_get_choice (other, WAY_LANE_SHOWS) == shows)
      return TRUE;
  return FALSE;
}

static gboolean
paste_lanes (Placing *placing,
             GError **error)
{
  WayPaste *paste = placing->paste;

  for (guint i = 0; i < paste->tops->len; i++)
    {
      WayElement *lane = paste->tops->pdata[i];

      if (way_element_get_kind (lane) != WAY_KIND_LANE || shows_again (placing, lane))
        continue;
      if (!insert (placing, lane, get_root (placing), get_next (placing, get_root (placing), WAY_KIND_LANE), error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
paste_cards_of_lanes (Placing *placing,
                      GError **error)
{
  WayPaste *paste = placing->paste;

  for (guint i = 0; i < paste->tops->len; i++)
    if (way_element_get_kind (paste->tops->pdata[i]) == WAY_KIND_LANE && !paste_lane_cards (placing, paste->tops->pdata[i], error))
      return FALSE;
  return TRUE;
}

/* Lanes that show what the map got for the first time. */
static gboolean
need_showing_lanes (Placing *placing,
                    GError **error)
{
  WayPaste *paste = placing->paste;

  for (WayElement *lane = way_element_get_first_of (way_map_get_root (paste->fragment), WAY_KIND_LANE); lane != NULL; lane = way_element_get_next_of (lane))
    {
      static const WayKind kinds[WAY_N_SHOWS] = { WAY_KIND_TOUCHPOINT, WAY_KIND_FEELING, WAY_KIND_METRIC, WAY_N_KINDS, WAY_N_KINDS, WAY_N_KINDS };
      int                  shows = way_element_get_choice (lane, WAY_LANE_HOLDS) < 0 ? way_element_get_choice (lane, WAY_LANE_SHOWS) : -1;
      GHashTableIter       iter;
      gpointer             element;

      if (shows < 0 || kinds[shows] == WAY_N_KINDS || shows_again (placing, lane) || way_element_get_flag (lane, WAY_LANE_HIDDEN))
        continue;
      g_hash_table_iter_init (&iter, paste->copied);
      while (g_hash_table_iter_next (&iter, &element, NULL))
        if (way_element_get_kind (element) == kinds[shows])
          {
            if (way_paste_insert (paste, lane, get_root (placing), NULL, error) == NULL)
              return FALSE;
            break;
          }
    }
  return TRUE;
}

/* --- The rest ------------------------------------------------------------------------------------ */

/* What stands in the map itself: personas, phases, findings, sources. */
static gboolean
paste_in_root (Placing *placing,
               WayKind  kind,
               GError **error)
{
  for (guint i = 0; i < placing->paste->tops->len; i++)
    {
      WayElement *element = placing->paste->tops->pdata[i];

      if (way_element_get_kind (element) == kind &&
          !insert (placing, element, get_root (placing), get_next (placing, get_root (placing), kind), error))
        return FALSE;
    }
  return TRUE;
}

/* The nearest element of the place that may hold one of a kind. */
static WayElement *
find_holder (Placing *placing,
             WayKind  kind)
{
  WayMap     *map = placing->paste->map;
  WayElement *element = placing->focus;

  for (; element != NULL && way_element_get_parent (element) != NULL; element = way_element_get_parent (element))
    if (way_kind_find_slot (way_element_get_kind (element), kind) >= 0)
      return element;
  if (kind == WAY_KIND_NEED || kind == WAY_KIND_FRUSTRATION)
    return way_element_get_first_of (way_map_get_root (map), WAY_KIND_PERSONA);
  return NULL;
}

/* A feeling takes the place of the one that the persona has there already. */
static gboolean
paste_feeling (Placing    *placing,
               WayElement *feeling,
               WayElement *touchpoint,
               GError    **error)
{
  WayElement *source = way_element_get_reference (feeling, WAY_FEELING_PERSONA);
  WayElement *persona = source != NULL ? way_paste_find (placing->paste, source) : NULL;
  WayElement *next;

  for (WayElement *other = way_element_get_first_of (touchpoint, WAY_KIND_FEELING); other != NULL; other = next)
    {
      next = way_element_get_next_of (other);
      if (way_element_get_reference (other, WAY_FEELING_PERSONA) != persona || way_element_get_choice (other, WAY_FEELING_STATE) != way_element_get_choice (feeling, WAY_FEELING_STATE))
        continue;
      g_ptr_array_remove (placing->pasted, other);
      if (!way_history_remove (placing->paste->history, way_element_get_id (other), error))
        return FALSE;
    }
  return insert (placing, feeling, touchpoint, NULL, error);
}

/* What stands in touchpoints, cards and personas: the things of one to one, of the next to the next. */
static gboolean
paste_parts (Placing *placing,
             WayKind  kind,
             GError **error)
{
  WayElement *source = NULL;
  WayElement *holder = NULL;

  for (guint i = 0; i < placing->paste->tops->len; i++)
    {
      WayElement *element = placing->paste->tops->pdata[i];
      gboolean    done;

      if (way_element_get_kind (element) != kind)
        continue;
      if (holder == NULL)
        holder = find_holder (placing, kind);
      else if (way_element_get_parent (element) != source && way_element_get_next_of (holder) != NULL)
        holder = way_element_get_next_of (holder);
      source = way_element_get_parent (element);
      if (holder == NULL)
        return way_clipboard_refuse (error, _ ("Select first what it is to be pasted into"));
      done = kind == WAY_KIND_FEELING ? paste_feeling (placing, element, holder, error) : insert (placing, element, holder, NULL, error);
      if (!done)
        return FALSE;
    }
  return TRUE;
}

static gboolean
paste_all (Placing *placing,
           GError **error)
{
  static const WayKind heads[] = { WAY_KIND_SOURCE, WAY_KIND_PERSONA, WAY_KIND_PHASE, WAY_KIND_FINDING };
  static const WayKind parts[] = { WAY_KIND_FEELING, WAY_KIND_METRIC, WAY_KIND_EVIDENCE, WAY_KIND_NEED, WAY_KIND_FRUSTRATION };

  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    if (!paste_in_root (placing, heads[i], error))
      return FALSE;
  if (!paste_lanes (placing, error) || !need_showing_lanes (placing, error) || !paste_stages (placing, error) ||
      !paste_touchpoints (placing, error) || !paste_cards_of_lanes (placing, error) || !paste_cards (placing, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (!paste_parts (placing, parts[i], error))
      return FALSE;
  return way_paste_finish (placing->paste, error);
}

static gboolean
check_size (WayMap  *fragment,
            GError **error)
{
  if (way_map_get_n_elements (fragment) <= WAY_CLIPBOARD_MOST_ELEMENTS)
    return TRUE;
  g_set_error (error, WAY_CLIPBOARD_ERROR, WAY_CLIPBOARD_ERROR_TOO_LARGE, _ ("That is more than %d things at once; paste it in parts"), WAY_CLIPBOARD_MOST_ELEMENTS);
  return FALSE;
}

static void
turn_to_ids (GPtrArray *elements)
{
  for (guint i = 0; i < elements->len; i++)
    elements->pdata[i] = (gpointer) way_element_get_id (elements->pdata[i]);
}

GPtrArray *
way_clipboard_paste (WayHistory          *history,
                     const WayPastePlace *place,
                     WayMap              *fragment,
                     WayPasteReport      *report,
                     GError             **error)
{
  g_autoptr (GPtrArray) pasted = g_ptr_array_new ();
  WayPaste paste;
  Placing  placing = { &paste, place, pasted };
  gboolean done;

  g_return_val_if_fail (WAY_IS_HISTORY (history) && WAY_IS_MAP (fragment) && place != NULL, NULL);

  if (!check_size (fragment, error))
    return NULL;
  way_history_begin (history, C_ ("undo", "Paste"));
  way_paste_init (&paste, history, fragment);
  placing.focus = place->element != NULL ? way_map_lookup (way_history_get_map (history), place->element) : NULL;
  if (placing.focus != NULL && way_element_get_kind (placing.focus) == WAY_KIND_FEELING)
    placing.focus = way_element_get_parent (placing.focus);
  done = paste_all (&placing, error);
  if (done && pasted->len == 0)
    done = way_clipboard_refuse (error, _ ("There is nothing in it that could be pasted here"));
  if (report != NULL)
    *report = paste.report;
  way_paste_clear (&paste);
  if (!way_commands_finish (history, done))
    return NULL;
  turn_to_ids (pasted);
  return g_steal_pointer (&pasted);
}
