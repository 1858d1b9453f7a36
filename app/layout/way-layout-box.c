/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Layout"

#include <math.h>
#include <string.h>

#include "waymark/way-words.h"

#include "way-layout-private.h"

#define CARD_PADDING 10.0
#define CHIP_SIZE 24.0
#define MARK_ROOM 27.0 /* for the sign at the start of a card */
#define IMAGE_HEIGHT 84.0
#define EVIDENCE_ROOM 12.0

/* WayBoxMemo: a box and what it was made for. */
typedef struct
{
  WayBox *box;
  guint64 revision;
  guint   serial;
  double  width;
  guint   phase;
  guint   truth;
  WayMark mark;
  guint   stage_number;
  guint   step_number;
  char   *others; /* what it says of other elements */
} WayBoxMemo;

WayBox *
way_box_ref (WayBox *self)
{
  g_ref_count_inc (&self->ref_count);
  return self;
}

void
way_box_unref (WayBox *self)
{
  if (!g_ref_count_dec (&self->ref_count))
    return;
  if (self->item != NULL && self->item_free != NULL)
    self->item_free (self->item);
  for (guint i = 0; i < self->n_texts; i++)
    way_text_unref (self->texts[i].text);
  g_free (self->texts);
  g_free (self->element);
  g_free (self->image);
  g_free (self);
}

void
way_box_memo_free (gpointer data)
{
  WayBoxMemo *memo = data;

  way_box_unref (memo->box);
  g_free (memo->others);
  g_free (memo);
}

static WayBox *
new_box (WayBoxKind           kind,
         WayElement          *element,
         const WayBoxRequest *request)
{
  WayBox *box = g_new0 (WayBox, 1);

  g_ref_count_init (&box->ref_count);
  box->texts = g_new0 (WayBoxText, WAY_BOX_MAX_TEXTS);
  box->kind = kind;
  box->element = g_strdup (way_element_get_id (element));
  box->width = request->width;
  box->phase = request->phase;
  box->truth = request->truth;
  box->mark = request->mark;
  box->certainty = -1;
  box->card_kind = -1;
  box->trend = -1;
  box->trend_good = -1;
  return box;
}

/* A box that is made anew often says what it said before: only its number or its colours have changed. A new reference, or NULL. */
static WayText *
find_old_text (WayLayout  *self,
               const char *text,
               WayTextRole role,
               double      limit)
{
  for (guint i = 0; self->old_box != NULL && i < self->old_box->n_texts; i++)
    {
      const WayBoxText *old = &self->old_box->texts[i];

      if (old->role == role && old->limit == limit && strcmp (old->text->text, text) == 0)
        return way_text_ref (old->text);
    }
  return NULL;
}

/* Sets a text at (x, y) of the box and gives its height. */
static double
add_text (WayLayout   *self,
          WayBox      *box,
          const char  *text,
          WayTextRole  role,
          double       x,
          double       y,
          double       width,
          WayTextAlign align)
{
  WayBoxText *place = &box->texts[box->n_texts];

  g_assert (box->n_texts < WAY_BOX_MAX_TEXTS);

  place->text = find_old_text (self, text, role, width);
  if (place->text == NULL)
    place->text = way_layout_set_text (self, text, role, width, align);
  place->role = role;
  place->limit = width;
  place->x = x;
  place->y = y;
  box->n_texts++;
  return place->text->height;
}

/* Whose it is, where there are several to tell apart: "AN, JK"; NULL when it is everybody's. */
static char *
make_initials (WayLayout  *self,
               WayElement *element,
               guint       field)
{
  GString *text = NULL;

  if (way_element_get (element, field) == NULL)
    return NULL;
  text = g_string_new (NULL);
  for (guint i = 0; i < self->personas->len; i++)
    {
      WayElement      *persona = g_ptr_array_index (self->personas, i);
      g_autofree char *initials = NULL;

      if (!way_element_list_has (element, field, way_element_get_id (persona)))
        continue;
      initials = way_layout_make_initials (way_element_get_text (persona, WAY_PERSONA_NAME));
      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", initials);
    }
  return g_string_free (text, FALSE);
}

static WayBoxMemo *
find_memo (WayLayout           *self,
           WayStageState       *stage,
           GHashTable          *memo,
           WayElement          *element,
           const WayBoxRequest *request,
           const char          *others)
{
  WayBoxMemo *found = stage->memo != NULL ? g_hash_table_lookup (stage->memo, element) : NULL;

  self->old_box = found != NULL && found->serial == self->box_serial ? found->box : NULL;
  if (found == NULL || found->revision != way_element_get_revision (element) || found->serial != self->box_serial ||
      found->width != request->width || found->phase != request->phase || found->truth != request->truth || found->mark != request->mark ||
      found->stage_number != request->stage_number || found->step_number != request->step_number || g_strcmp0 (found->others, others) != 0)
    return NULL;
  self->old_box = NULL;
  g_hash_table_steal (stage->memo, element);
  g_hash_table_insert (memo, element, found);
  return found;
}

/* Large maps have tens of thousands of boxes: none keeps room for texts that it does not have. */
static WayBox *
end_box (WayBox *box)
{
  box->texts = g_renew (WayBoxText, box->texts, box->n_texts);
  return box;
}

static WayBox *
remember (WayLayout           *self,
          GHashTable          *memo,
          WayElement          *element,
          WayBox              *box,
          const WayBoxRequest *request,
          char                *others)
{
  WayBoxMemo *entry = g_new0 (WayBoxMemo, 1);

  entry->box = end_box (box);
  entry->revision = way_element_get_revision (element);
  entry->serial = self->box_serial;
  entry->width = request->width;
  entry->phase = request->phase;
  entry->truth = request->truth;
  entry->mark = request->mark;
  entry->stage_number = request->stage_number;
  entry->step_number = request->step_number;
  entry->others = others;
  g_hash_table_insert (memo, element, entry);
  self->old_box = NULL;
  return box;
}

/* NULL where steps have no numbers. */
static char *
make_number (const WayBoxRequest *request)
{
  return request->step_number > 0 ? g_strdup_printf ("%u.%u", request->stage_number, request->step_number) : NULL;
}

/* WayNote: the small line of a card, part by part: with a middle dot between what stands on one line. */
typedef struct
{
  WayLayout *layout;
  double     width;
  GString   *text;
  gsize      line; /* where the last line begins */
} WayNote;

static void
append_part (WayNote    *note,
             const char *part)
{
  gsize before = note->text->len;

  if (part == NULL || *part == '\0')
    return;
  if (before == note->line)
    {
      g_string_append (note->text, part);
      return;
    }
  g_string_append_printf (note->text, " \302\267 %s", part);
  if (way_text_measure (note->layout->typesetter, note->text->str + note->line, &note->layout->theme.text[WAY_TEXT_CARD_NOTE]) <= note->width)
    return;
  g_string_truncate (note->text, before);
  g_string_append_printf (note->text, "\n%s", part);
  note->line = before + 1;
}

const char *
way_layout_get_choice_word (WayElement *element,
                            guint       field)
{
  int             choice = way_element_get_choice (element, field);
  const WayField *description = &way_kind_get_info (way_element_get_kind (element))->fields[field];

  return choice >= 0 ? description->choices[choice].word : NULL;
}

/* The number of a moment of truth on its gold badge. */
static void
add_truth (WayLayout *self,
           WayBox    *box,
           double     x,
           double     y)
{
  g_autofree char *number = g_strdup_printf ("%u", box->truth);
  WayBoxText      *text;

  if (box->truth == 0)
    return;
  add_text (self, box, number, WAY_TEXT_BADGE, 0, 0, -1, WAY_TEXT_START);
  text = &box->texts[box->n_texts - 1];
  text->x = x - text->text->ink_width / 2;
  text->y = y - text->text->height / 2;
  box->badge = (WayPoint){ x, y };
  box->badge_radius = MAX (WAY_BADGE_RADIUS, text->text->ink_width / 2 + 3);
}

/* What became of it: a small tag that ends at @right; NULL when there is nothing to say. */
static WayBoxText *
add_mark (WayLayout *self,
          WayBox    *box,
          double     right,
          double     y)
{
  static const WayWord words[] = { 0, WAY_WORD_NEW, WAY_WORD_CHANGED, WAY_WORD_GONE };
  g_autofree char     *upper = NULL;
  WayBoxText          *text;

  if (box->mark == WAY_MARK_NONE)
    return NULL;
  upper = way_words_dup_upper (self->frame.language, way_word (self->frame.language, words[box->mark]));
  add_text (self, box, upper, WAY_TEXT_MARK, 0, y, -1, WAY_TEXT_START);
  text = &box->texts[box->n_texts - 1];
  text->x = right - 6 - text->text->ink_width;
  return text;
}

static void
finish_height (WayBox *box,
               double  y,
               double  padding)
{
  /* The evidence dot keeps a corner of its own: no text runs into it. */
  box->height = y + (box->certainty >= 0 ? MAX (padding, EVIDENCE_ROOM + 6) : padding);
}

static void
add_touchpoint_feeling (WayLayout  *self,
                        WayBox     *box,
                        WayElement *touchpoint,
                        double     *y)
{
  WayStep     step = { .touchpoint = touchpoint };
  WayElement *persona = way_layout_get_active_persona (self);
  WayElement *feeling = persona != NULL ? way_layout_find_feeling (self, &step, way_element_get_id (persona), self->frame.state == WAY_VIEW_FUTURE) : NULL;
  double      height;

  if (!self->frame.stacked || feeling == NULL)
    return;
  *y += 5;
  box->has_face = TRUE;
  box->face_y = *y + 8;
  box->score = (int) way_element_get_hundredths (feeling, WAY_FEELING_SCORE);
  height = add_text (self, box, way_element_get_text (feeling, WAY_FEELING_WORD), WAY_TEXT_FEELING, CARD_PADDING + 22, *y,
                     box->width - 2 * CARD_PADDING - 22, WAY_TEXT_START);
  *y += MAX (16, height);
}

/* Stacked stages have no room for arrows: the card says where it leads. A line for each link; NULL for none. */
static char *
make_links (WayLayout  *self,
            WayElement *touchpoint)
{
  static const WayWord words[] = { WAY_WORD_NEXT, WAY_WORD_LOOP, WAY_WORD_BRANCH, WAY_WORD_EXIT };
  WayElement          *first = self->frame.stacked ? way_element_get_first_of (touchpoint, WAY_KIND_LINK) : NULL;
  GString             *text = NULL;

  if (first == NULL)
    return NULL;
  text = g_string_new (NULL);
  for (WayElement *link = first; link != NULL; link = way_element_get_next_of (link))
    {
      int         kind = MAX (way_element_get_choice (link, WAY_LINK_KIND), 0);
      const char *label = way_element_get_text (link, WAY_LINK_LABEL);
      WayElement *target = way_element_get_reference (link, WAY_LINK_TO);

      if (text->len > 0)
        g_string_append_c (text, '\n');
      g_string_append (text, *label != '\0' ? label : way_word (self->frame.language, words[kind]));
      if (target != NULL)
        g_string_append_printf (text, " \342\206\222 %s", way_element_get_text (target, WAY_TOUCHPOINT_NAME));
    }
  return g_string_free (text, FALSE);
}

/* Channel, number, what became of it and the badge stand above the name; gives the height. */
static double
add_touchpoint_head (WayLayout           *self,
                     WayBox              *box,
                     const WayBoxRequest *request)
{
  g_autofree char *number = make_number (request);
  double           height = box->channel != NULL || box->truth > 0 || number != NULL || box->mark != WAY_MARK_NONE ? CHIP_SIZE + 6 : 0;
  double           end = CARD_PADDING + (box->channel != NULL ? CHIP_SIZE + 8 : 0);
  WayBoxText      *mark;

  if (number != NULL)
    {
      add_text (self, box, number, WAY_TEXT_CURVE_LABEL, end, CARD_PADDING + 4, -1, WAY_TEXT_START);
      end += box->texts[box->n_texts - 1].text->ink_width + 4;
    }
  add_truth (self, box, box->width - 17, 18);
  mark = add_mark (self, box, box->width - (box->truth > 0 ? 23 + box->badge_radius : 8), CARD_PADDING + 5);
  if (mark == NULL || mark->x - 6 >= end)
    return height;
  /* Where these are too many for one line the tag has one of its own. */
  mark->x = box->width - 14 - mark->text->ink_width;
  mark->y = CARD_PADDING + height;
  return height + mark->text->height + 5;
}

static void
fill_touchpoint (WayLayout           *self,
                 WayBox              *box,
                 WayElement          *touchpoint,
                 const WayBoxRequest *request,
                 const char          *initials,
                 const char          *links)
{
  double      width = box->width - 2 * CARD_PADDING;
  double      y = CARD_PADDING;
  const char *name = way_element_get_text (touchpoint, WAY_TOUCHPOINT_NAME);
  const char *description = way_element_get_text (touchpoint, WAY_TOUCHPOINT_DESCRIPTION);
  g_autoptr (GString) text = g_string_new (NULL);
  WayNote note = { self, width, text, 0 };

  box->is_prompt = self->view.prompts && way_element_asks (touchpoint);
  if (box->is_prompt)
    name = way_element_get_text (touchpoint, WAY_TOUCHPOINT_PROMPT);
  box->channel = way_layout_get_choice_word (touchpoint, WAY_TOUCHPOINT_CHANNEL);
  y += add_touchpoint_head (self, box, request);
  y += add_text (self, box, name, WAY_TEXT_CARD_TITLE, CARD_PADDING, y, width, WAY_TEXT_START);
  if (*description != '\0')
    y += 1 + add_text (self, box, description, WAY_TEXT_CARD, CARD_PADDING, y + 1, width, WAY_TEXT_START);
  append_part (&note, initials);
  append_part (&note, way_element_get_text (touchpoint, WAY_TOUCHPOINT_OWNER));
  append_part (&note, way_layout_get_status (self, way_layout_get_choice_word (touchpoint, WAY_TOUCHPOINT_STATUS)));
  if (text->len > 0)
    y += 3 + add_text (self, box, text->str, WAY_TEXT_CARD_NOTE, CARD_PADDING, y + 3, width, WAY_TEXT_START);
  add_touchpoint_feeling (self, box, touchpoint, &y);
  if (links != NULL)
    y += 3 + add_text (self, box, links, WAY_TEXT_CARD_NOTE, CARD_PADDING, y + 3, width, WAY_TEXT_START);
  if (way_element_get (touchpoint, WAY_TOUCHPOINT_IMAGE) != NULL)
    {
      box->image = g_strdup (way_element_get (touchpoint, WAY_TOUCHPOINT_IMAGE));
      box->image_area = (WayRectangle){ CARD_PADDING, y + 6, width, IMAGE_HEIGHT };
      y += IMAGE_HEIGHT + 6;
    }
  box->certainty = way_element_get_choice (touchpoint, WAY_TOUCHPOINT_EVIDENCE);
  finish_height (box, y, CARD_PADDING);
}

WayBox *
way_layout_get_touchpoint_box (WayLayout           *self,
                               WayStageState       *stage,
                               GHashTable          *memo,
                               WayElement          *touchpoint,
                               const WayBoxRequest *request)
{
  g_autofree char *initials = make_initials (self, touchpoint, WAY_TOUCHPOINT_FOR);
  g_autofree char *links = make_links (self, touchpoint);
  g_autofree char *others = initials != NULL || links != NULL ? g_strjoin ("|", initials != NULL ? initials : "", links, NULL) : NULL;
  WayBoxMemo      *found = find_memo (self, stage, memo, touchpoint, request, others);
  WayBox          *box;

  if (found != NULL)
    return found->box;
  box = new_box (WAY_BOX_TOUCHPOINT, touchpoint, request);
  box->is_future = !way_layout_is_current (self, touchpoint);
  fill_touchpoint (self, box, touchpoint, request, initials, links);
  return remember (self, memo, touchpoint, box, request, g_steal_pointer (&others));
}

static void
append_score (WayLayout  *self,
              WayNote    *note,
              WayElement *card)
{
  const char      *value = way_element_get (card, WAY_CARD_VALUE);
  const char      *effort = way_element_get (card, WAY_CARD_EFFORT);
  g_autofree char *text = NULL;

  if (value != NULL)
    {
      text = g_strdup_printf ("%s %s", way_word (self->frame.language, WAY_WORD_VALUE), value);
      append_part (note, text);
      g_clear_pointer (&text, g_free);
    }
  if (effort != NULL)
    {
      text = g_strdup_printf ("%s %s", way_word (self->frame.language, WAY_WORD_EFFORT), effort);
      append_part (note, text);
    }
}

static char *
make_card_note (WayLayout *self, WayElement *card, double width, const WayBoxRequest *request, const char *initials)
{
  static const WayWord results[] = { WAY_WORD_NOT_TRIED, WAY_WORD_PASSED, WAY_WORD_FAILED };
  WayNote              parts = { self, width, g_string_new (NULL), 0 };
  WayNote             *note = &parts;
  int                  result = way_element_get_choice (card, WAY_CARD_RESULT);
  g_autofree char     *number = make_number (request);

  append_part (note, number);
  if (result >= 0)
    append_part (note, way_word (self->frame.language, results[result]));
  append_score (self, note, card);
  append_part (note, initials);
  append_part (note, way_element_get_text (card, WAY_CARD_OWNER));
  append_part (note, way_layout_get_status (self, way_layout_get_choice_word (card, WAY_CARD_STATUS)));
  if (way_element_get (card, WAY_CARD_DATE) != NULL)
    {
      g_autofree char *date = way_words_dup_date (self->frame.language, way_element_get (card, WAY_CARD_DATE));

      append_part (note, date);
    }
  return g_string_free (parts.text, FALSE);
}

static const char *
get_card_symbol (int kind)
{
  switch (kind)
    {
    case WAY_CARDS_PAIN_POINTS:
      return "pain";
    case WAY_CARDS_OPPORTUNITIES:
      return "opportunity";
    case WAY_CARDS_BACKSTAGE:
      return "backstage";
    case WAY_CARDS_TEST_SCENARIOS:
      return "test";
    default:
      return NULL;
    }
}

static void
fill_card (WayLayout           *self,
           WayBox              *box,
           WayElement          *card,
           const WayBoxRequest *request,
           const char          *initials)
{
  double           x = 12;
  double           y = 8;
  double           width;
  const char      *text = way_element_get_text (card, WAY_CARD_TEXT);
  g_autofree char *note = NULL;
  WayTextRole      role = box->card_kind == WAY_CARDS_QUOTES ? WAY_TEXT_CARD_QUOTE : WAY_TEXT_CARD;

  box->is_prompt = self->view.prompts && way_element_asks (card);
  if (box->is_prompt)
    text = way_element_get_text (card, WAY_CARD_PROMPT);
  box->symbol = get_card_symbol (box->card_kind);
  if (box->symbol != NULL)
    x = MARK_ROOM + (box->card_kind == WAY_CARDS_PAIN_POINTS ? 3 : 1);
  width = box->width - x - CARD_PADDING;
  note = make_card_note (self, card, width, request, initials);
  add_mark (self, box, box->width - 6, 5);
  if (box->mark != WAY_MARK_NONE)
    y += 13;
  if (way_element_get (card, WAY_CARD_IMAGE) != NULL)
    {
      box->image = g_strdup (way_element_get (card, WAY_CARD_IMAGE));
      box->image_area = (WayRectangle){ 6, y - 2, box->width - 12, IMAGE_HEIGHT + 12 };
      if (box->symbol != NULL)
        box->image_area = (WayRectangle){ x, y, width, IMAGE_HEIGHT + 10 };
      y += IMAGE_HEIGHT + 16;
    }
  if (*text != '\0' || box->image == NULL)
    y += add_text (self, box, text, role, x, y, width, WAY_TEXT_START);
  if (*note != '\0')
    y += 2 + add_text (self, box, note, WAY_TEXT_CARD_NOTE, x, y + 2, width, WAY_TEXT_START);
  box->certainty = way_element_get_choice (card, WAY_CARD_EVIDENCE);
  finish_height (box, y, 8);
}

WayBox *
way_layout_get_card_box (WayLayout           *self,
                         WayStageState       *stage,
                         GHashTable          *memo,
                         WayElement          *card,
                         int                  kind,
                         const WayBoxRequest *request)
{
  g_autofree char *initials = make_initials (self, card, WAY_CARD_FOR);
  WayBoxMemo      *found = find_memo (self, stage, memo, card, request, initials);
  WayBox          *box;

  if (found != NULL && found->box->card_kind == kind)
    return found->box;
  box = new_box (WAY_BOX_CARD, card, request);
  box->card_kind = kind;
  box->is_future = !way_layout_is_current (self, card);
  fill_card (self, box, card, request, initials);
  return remember (self, memo, card, box, request, g_steal_pointer (&initials));
}

static void
fill_metric (WayLayout  *self,
             WayBox     *box,
             WayElement *metric)
{
  g_autofree char *value = way_words_dup_quantity (self->frame.language, way_element_get (metric, WAY_METRIC_VALUE), way_element_get (metric, WAY_METRIC_UNIT));
  const char      *name = way_element_get_text (metric, WAY_METRIC_NAME);
  int              good = way_element_get_choice (metric, WAY_METRIC_GOOD);
  double           pad = 6;
  double           trend_room = 0;
  double           value_width, name_width, bottom, y;

  box->is_prompt = self->view.prompts && way_element_asks (metric);
  if (box->is_prompt)
    name = way_element_get_text (metric, WAY_METRIC_PROMPT);
  box->trend = way_element_get_choice (metric, WAY_METRIC_TREND);
  if (box->trend >= 0)
    trend_room = 16;
  if (box->trend >= 0 && box->trend != WAY_TREND_FLAT && good >= 0)
    box->trend_good = box->trend == good;
  value_width = way_text_measure (self->typesetter, value, &self->theme.text[WAY_TEXT_METRIC_VALUE]);
  name_width = way_text_measure (self->typesetter, name, &self->theme.text[WAY_TEXT_METRIC_NAME]);
  if (name_width + value_width + trend_room + 2 * pad + 7 <= box->width)
    {
      y = 3 + add_text (self, box, name, WAY_TEXT_METRIC_NAME, pad, 3, -1, WAY_TEXT_START);
      bottom = 2 + add_text (self, box, value, WAY_TEXT_METRIC_VALUE, box->width - pad - trend_room - value_width - 0.5, 2, -1, WAY_TEXT_START);
      box->trend_x = box->width - pad - 6;
      y = MAX (y, bottom);
    }
  else
    {
      y = 3 + add_text (self, box, name, WAY_TEXT_METRIC_NAME, pad, 3, box->width - 2 * pad, WAY_TEXT_START);
      y += add_text (self, box, value, WAY_TEXT_METRIC_VALUE, pad, y, box->width - 2 * pad - trend_room, WAY_TEXT_START);
      box->trend_x = MIN (pad + value_width + 12, box->width - pad - 6);
      bottom = y;
    }
  box->trend_y = bottom - self->theme.text[WAY_TEXT_METRIC_VALUE].size * 0.7;
  if (way_element_get (metric, WAY_METRIC_TARGET) != NULL)
    {
      g_autofree char *target = way_words_dup_quantity (self->frame.language, way_element_get (metric, WAY_METRIC_TARGET), way_element_get (metric, WAY_METRIC_UNIT));
      g_autofree char *line = g_strdup_printf ("%s %s", way_word (self->frame.language, WAY_WORD_TARGET), target);

      y += add_text (self, box, line, WAY_TEXT_CARD_NOTE, pad, y, box->width - 2 * pad, WAY_TEXT_START);
    }
  box->height = y + 3;
}

WayBox *
way_layout_get_metric_box (WayLayout           *self,
                           WayStageState       *stage,
                           GHashTable          *memo,
                           WayElement          *metric,
                           const WayBoxRequest *request)
{
  WayBoxMemo *found = find_memo (self, stage, memo, metric, request, NULL);
  WayBox     *box;

  if (found != NULL)
    return found->box;
  box = new_box (WAY_BOX_METRIC, metric, request);
  box->is_future = !way_layout_is_current (self, metric);
  fill_metric (self, box, metric);
  return remember (self, memo, metric, box, request, NULL);
}

/* Below the face, in a box no wider than it needs: it may move aside. Gives its height. */
static double
add_word (WayLayout  *self,
          WayBox     *box,
          const char *word)
{
  double      width = way_text_measure (self->typesetter, word, &self->theme.text[WAY_TEXT_FEELING]);
  WayBoxText *place = &box->texts[box->n_texts];

  add_text (self, box, word, WAY_TEXT_FEELING, 0, 2 * WAY_FACE_RADIUS + 3, MIN (ceil (width + 0.5), box->width), WAY_TEXT_CENTER);
  place->x = (box->width - place->text->width) / 2;
  return place->text->height;
}

/* Beside the face; where points stand close together above or below it, whichever leads into the row. */
static void
add_point_truth (WayLayout *self,
                 WayBox    *box)
{
  if (box->truth == 0)
    return;
  if (!box->numbered)
    add_truth (self, box, box->width / 2 + 22, WAY_FACE_RADIUS - 12);
  else if (box->score <= 0)
    add_truth (self, box, box->width / 2, -WAY_BADGE_RADIUS - 2);
  else
    {
      add_truth (self, box, box->width / 2, box->height + WAY_BADGE_RADIUS + 1);
      box->height += 2 * WAY_BADGE_RADIUS + 2;
    }
}

WayBox *
way_layout_get_point_box (WayLayout           *self,
                          WayStageState       *stage,
                          GHashTable          *memo,
                          WayElement          *feeling,
                          const WayBoxRequest *request)
{
  WayBoxMemo      *found = find_memo (self, stage, memo, feeling, request, NULL);
  const char      *word = way_element_get_text (feeling, WAY_FEELING_WORD);
  g_autofree char *number = NULL;
  WayBox          *box;

  if (found != NULL)
    return found->box;
  /* Its word has yet to find a place. */
  self->points_changed = TRUE;
  box = new_box (WAY_BOX_POINT, feeling, request);
  box->score = (int) way_element_get_hundredths (feeling, WAY_FEELING_SCORE);
  box->height = 2 * WAY_FACE_RADIUS;
  number = make_number (request);
  box->numbered = number != NULL;
  if (number != NULL)
    word = number;
  if (*word != '\0')
    box->height += 4 + add_word (self, box, word);
  add_point_truth (self, box);
  return remember (self, memo, feeling, box, request, NULL);
}

WayBox *
way_layout_new_value_box (WayLayout           *self,
                          WayElement          *element,
                          const char          *symbol,
                          const char          *channel,
                          const char          *text,
                          const WayBoxRequest *request)
{
  WayBox *box = new_box (WAY_BOX_VALUE, element, request);
  double  x = symbol != NULL || channel != NULL ? 28 : 8;

  box->symbol = symbol;
  box->channel = channel;
  box->height = 4 + add_text (self, box, text, WAY_TEXT_CARD, x, 4, box->width - x - 8, WAY_TEXT_START);
  box->height = MAX (box->height, channel != NULL ? 24 : 20) + 4;
  return end_box (box);
}
