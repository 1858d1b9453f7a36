/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Tools"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "waymark/way-commands.h"
#include "waymark/way-hit.h"
#include "waymark/way-typing.h"

struct _WayTyping
{
  WayEditor *editor;
  char      *element;
  guint      field;
  gboolean   is_new;
};

static WayHistory *
get_history (WayEditor *editor)
{
  return way_editor_get_history (editor);
}

/* A transaction is open. */
static WayTyping *
make (WayEditor  *editor,
      const char *element,
      guint       field,
      gboolean    is_new)
{
  WayTyping *self = g_new0 (WayTyping, 1);

  self->editor = g_object_ref (editor);
  self->element = g_strdup (element);
  self->field = field;
  self->is_new = is_new;
  way_selection_select (way_editor_get_selection (editor), element);
  return self;
}

static void
typing_free (WayTyping *self)
{
  g_object_unref (self->editor);
  g_free (self->element);
  g_free (self);
}

/* Something was made in the open transaction, or could not be. */
static WayTyping *
make_new (WayEditor  *editor,
          const char *element)
{
  WayElement *found = element != NULL ? way_map_lookup (way_editor_get_map (editor), element) : NULL;
  int         field = found != NULL ? way_kind_get_info (way_element_get_kind (found))->title_field : -1;

  if (field >= 0)
    return make (editor, element, (guint) field, TRUE);
  way_history_rollback (get_history (editor));
  return NULL;
}

static WayElement *
find (WayEditor  *editor,
      const char *id,
      WayKind     kind)
{
  WayElement *element = id != NULL ? way_map_lookup (way_editor_get_map (editor), id) : NULL;

  return element != NULL && way_element_get_kind (element) == kind ? element : NULL;
}

static const char *
get_id (WayElement *element)
{
  return element != NULL ? way_element_get_id (element) : NULL;
}

/* Adds what a lane holds; NULL when people put nothing into it by hand. */
static const char *
add_to_lane (WayEditor  *editor,
             WayElement *stage,
             WayElement *lane,
             const char *touchpoint,
             const char *before)
{
  WayHistory *history = get_history (editor);

  if (way_element_get_choice (lane, WAY_LANE_HOLDS) >= 0)
    return way_command_add_card (history, get_id (stage), get_id (lane), touchpoint, before, "", NULL);
  if (way_element_get_choice (lane, WAY_LANE_SHOWS) == WAY_SHOWS_TOUCHPOINTS)
    return way_command_add_touchpoint (history, get_id (stage), before, "", NULL);
  return NULL;
}

WayTyping *
way_typing_begin (WayEditor  *editor,
                  const char *element,
                  guint       field)
{
  WayElement        *found;
  const WayKindInfo *info;

  g_return_val_if_fail (WAY_IS_EDITOR (editor), NULL);
  g_return_val_if_fail (element != NULL, NULL);

  found = way_map_lookup (way_editor_get_map (editor), element);
  if (found == NULL)
    return NULL;
  info = way_kind_get_info (way_element_get_kind (found));
  if (field >= info->n_fields || info->fields[field].type != WAY_FIELD_TEXT)
    return NULL;
  way_history_begin (get_history (editor), C_ ("undo", "Edit Text"));
  return make (editor, element, field, FALSE);
}

WayTyping *
way_typing_begin_in_cell (WayEditor  *editor,
                          const char *stage,
                          const char *lane,
                          const char *touchpoint,
                          const char *before)
{
  WayElement *found_stage;
  WayElement *found_lane;

  g_return_val_if_fail (WAY_IS_EDITOR (editor), NULL);

  found_stage = find (editor, stage, WAY_KIND_STAGE);
  found_lane = find (editor, lane, WAY_KIND_LANE);
  if (found_stage == NULL || found_lane == NULL)
    return NULL;
  way_history_begin (get_history (editor), way_element_get_choice (found_lane, WAY_LANE_HOLDS) >= 0 ? C_ ("undo", "Add Card") : C_ ("undo", "Add Touchpoint"));
  return make_new (editor, add_to_lane (editor, found_stage, found_lane, touchpoint, before));
}

WayTyping *
way_typing_begin_stage (WayEditor  *editor,
                        const char *before)
{
  g_return_val_if_fail (WAY_IS_EDITOR (editor), NULL);

  way_history_begin (get_history (editor), C_ ("undo", "Add Stage"));
  return make_new (editor, way_command_add_stage (get_history (editor), before, "", NULL));
}

/* The next card of the same cell and step. */
static WayElement *
find_next_card (WayElement *card)
{
  const char *lane = way_element_get (card, WAY_CARD_LANE);
  const char *about = way_element_get (card, WAY_CARD_ABOUT);
  WayElement *next = way_element_get_next_of (card);

  while (next != NULL && (g_strcmp0 (way_element_get (next, WAY_CARD_LANE), lane) != 0 ||
                          g_strcmp0 (way_element_get (next, WAY_CARD_ABOUT), about) != 0))
    next = way_element_get_next_of (next);
  return next;
}

/* The next of a kind that stands in one row. */
static WayElement *
find_next (WayElement *element)
{
  return way_element_get_kind (element) == WAY_KIND_CARD ? find_next_card (element) : way_element_get_next_of (element);
}

static const char *
add_after (WayEditor  *editor,
           WayElement *element)
{
  WayHistory *history = get_history (editor);
  const char *before = get_id (find_next (element));

  switch (way_element_get_kind (element))
    {
    case WAY_KIND_TOUCHPOINT:
      return way_command_add_touchpoint (history, get_id (way_element_get_parent (element)), before, "", NULL);
    case WAY_KIND_CARD:
      return way_command_add_card (history, get_id (way_element_get_stage (element)), way_element_get (element, WAY_CARD_LANE),
                                   way_element_get (element, WAY_CARD_ABOUT), before, "", NULL);
    case WAY_KIND_STAGE:
      return way_command_add_stage (history, before, "", NULL);
    case WAY_KIND_LANE:
      if (way_element_get_choice (element, WAY_LANE_HOLDS) < 0)
        return NULL;
      return way_command_add_lane (history, way_element_get_choice (element, WAY_LANE_HOLDS), -1, before, NULL);
    default:
      return NULL;
    }
}

static const char *
get_add_label (WayKind kind)
{
  switch (kind)
    {
    case WAY_KIND_TOUCHPOINT:
      return C_ ("undo", "Add Touchpoint");
    case WAY_KIND_STAGE:
      return C_ ("undo", "Add Stage");
    case WAY_KIND_LANE:
      return C_ ("undo", "Add Lane");
    default:
      return C_ ("undo", "Add Card");
    }
}

WayTyping *
way_typing_begin_after (WayEditor  *editor,
                        const char *element)
{
  WayElement *found;

  g_return_val_if_fail (WAY_IS_EDITOR (editor), NULL);
  g_return_val_if_fail (element != NULL, NULL);

  found = way_map_lookup (way_editor_get_map (editor), element);
  if (found == NULL)
    return NULL;
  way_history_begin (get_history (editor), get_add_label (way_element_get_kind (found)));
  return make_new (editor, add_after (editor, found));
}

const char *
way_typing_get_element (const WayTyping *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->element;
}

guint
way_typing_get_field (const WayTyping *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->field;
}

const char *
way_typing_get_text (const WayTyping *self)
{
  WayElement *element;

  g_return_val_if_fail (self != NULL, NULL);

  element = way_map_lookup (way_editor_get_map (self->editor), self->element);
  return element != NULL ? way_element_get_text (element, self->field) : "";
}

void
way_typing_set_text (WayTyping  *self,
                     const char *text)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (text != NULL);

  if (!g_str_equal (text, way_typing_get_text (self)))
    way_history_set (get_history (self->editor), self->element, self->field, text, NULL);
}

void
way_typing_end (WayTyping *self)
{
  g_return_if_fail (self != NULL);

  if (self->is_new && *way_typing_get_text (self) == '\0')
    way_history_rollback (get_history (self->editor));
  else
    way_history_commit (get_history (self->editor));
  typing_free (self);
}

void
way_typing_cancel (WayTyping *self)
{
  g_return_if_fail (self != NULL);

  way_history_rollback (get_history (self->editor));
  typing_free (self);
}

/* The lane that an element stands in; NULL for what stands in none. */
static WayElement *
get_lane (WayEditor  *editor,
          WayElement *element)
{
  int shows;

  switch (way_element_get_kind (element))
    {
    case WAY_KIND_CARD:
      return way_element_get_reference (element, WAY_CARD_LANE);
    case WAY_KIND_TOUCHPOINT:
      shows = WAY_SHOWS_TOUCHPOINTS;
      break;
    default:
      return NULL;
    }
  for (WayElement *lane = way_element_get_first_of (way_map_get_root (way_editor_get_map (editor)), WAY_KIND_LANE); lane != NULL; lane = way_element_get_next_of (lane))
    if (way_element_get_choice (lane, WAY_LANE_SHOWS) == shows)
      return lane;
  return NULL;
}

/* The present view may leave out some of the map. */
static gboolean
is_shown (WayEditor  *editor,
          WayElement *element)
{
  WayRectangle area;

  return way_hit_get_area (way_editor_get_scene (editor), way_element_get_id (element), &area);
}

static WayElement *
find_first_in_cell (WayEditor  *editor,
                    WayElement *stage,
                    WayElement *lane)
{
  gboolean    holds = way_element_get_choice (lane, WAY_LANE_HOLDS) >= 0;
  WayElement *first = way_element_get_first_of (stage, holds ? WAY_KIND_CARD : WAY_KIND_TOUCHPOINT);

  while (first != NULL && ((holds && way_element_get_reference (first, WAY_CARD_LANE) != lane) || !is_shown (editor, first)))
    first = way_element_get_next_of (first);
  return first;
}

static WayElement *
find_previous_of (WayElement *element)
{
  WayElement *previous = way_element_get_previous (element);

  while (previous != NULL && way_element_get_kind (previous) != way_element_get_kind (element))
    previous = way_element_get_previous (previous);
  return previous;
}

static WayTyping *
begin_named (WayEditor  *editor,
             WayElement *element)
{
  int field = element != NULL ? way_kind_get_info (way_element_get_kind (element))->title_field : -1;

  return field >= 0 ? way_typing_begin (editor, way_element_get_id (element), (guint) field) : NULL;
}

/* In the cell of the same lane in another stage. */
static WayTyping *
begin_in_stage (WayEditor  *editor,
                WayElement *element,
                gboolean    back)
{
  WayElement *lane = get_lane (editor, element);
  WayElement *stage = way_element_get_stage (element);
  WayElement *first;
  WayHistory *history = get_history (editor);
  const char *id;

  if (lane == NULL || stage == NULL)
    return NULL;
  stage = back ? find_previous_of (stage) : way_element_get_next_of (stage);
  if (stage == NULL && back)
    return NULL;
  first = stage != NULL ? find_first_in_cell (editor, stage, lane) : NULL;
  if (first != NULL)
    return begin_named (editor, first);
  if (stage != NULL)
    return way_typing_begin_in_cell (editor, way_element_get_id (stage), way_element_get_id (lane), NULL, NULL);

  way_history_begin (history, C_ ("undo", "Add Stage"));
  id = way_command_add_stage (history, NULL, "", NULL);
  if (id != NULL)
    id = add_to_lane (editor, find (editor, id, WAY_KIND_STAGE), lane, NULL, NULL);
  return make_new (editor, id);
}

static WayTyping *
begin_from (WayEditor   *editor,
            WayElement  *element,
            WayTypingWay way)
{
  WayKind     kind = way_element_get_kind (element);
  gboolean    in_cell = kind == WAY_KIND_TOUCHPOINT || kind == WAY_KIND_CARD;
  WayElement *there;

  if (in_cell && way != WAY_TYPING_BENEATH)
    return begin_in_stage (editor, element, way == WAY_TYPING_BACK);
  there = element;
  do
    there = way == WAY_TYPING_BACK ? find_previous_of (there) : find_next (there);
  while (there != NULL && !is_shown (editor, there));
  if (there != NULL && way_kind_get_info (kind)->title_field >= 0)
    return begin_named (editor, there);
  if (way == WAY_TYPING_BACK || kind == WAY_KIND_LANE || (kind != WAY_KIND_STAGE && !in_cell))
    return NULL;
  return way_typing_begin_after (editor, way_element_get_id (element));
}

WayTyping *
way_typing_go_on (WayTyping   *self,
                  WayTypingWay way)
{
  g_autoptr (WayEditor) editor = NULL;
  g_autofree char *id = NULL;
  WayElement      *element;

  g_return_val_if_fail (self != NULL, NULL);

  editor = g_object_ref (self->editor);
  id = g_strdup (self->element);
  way_typing_end (self);
  element = way_map_lookup (way_editor_get_map (editor), id);
  return element != NULL ? begin_from (editor, element, way) : NULL;
}
