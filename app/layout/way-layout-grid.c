/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Layout"

#include <math.h>
#include <string.h>

#include "waymark/way-words.h"

#include "way-layout-private.h"

#define STACKED_STEP_WIDTH 196.0
#define MINIMUM_GRID_WIDTH 740.0
#define CHEVRON_PADDING 26.0
#define STAGE_PADDING 9.0
#define PHASE_HEIGHT 25.0
#define PHASE_GAP 6.0
#define STAGE_MINIMUM_HEIGHT 50.0
#define AFTER_STAGES 14.0
#define LEVEL_WIDTH 84.0
#define LEVEL_HEIGHT 44.0 /* less than from one level to the next */

/* --- Rows --------------------------------------------------------------- */

static gboolean
is_lane_shown (WayLayout  *self,
               WayElement *lane)
{
  if (self->view.lanes != NULL)
    return g_strv_contains (self->view.lanes, way_element_get_id (lane));
  return !way_element_get_flag (lane, WAY_LANE_HIDDEN);
}

static void
clear_rows (WayLayout *self)
{
  for (guint i = 0; i < self->frame.n_rows; i++)
    {
      g_clear_pointer (&self->frame.rows[i].name, way_text_unref);
      g_clear_pointer (&self->frame.rows[i].hint, way_text_unref);
    }
  g_clear_pointer (&self->frame.rows, g_free);
  self->frame.n_rows = 0;
  self->frame.feelings_row = -1;
  self->touchpoints_row = -1;
  g_hash_table_remove_all (self->lane_rows);
}

/* A name too long for its place between two levels ends in an ellipsis: it is the one text that cannot push others away. */
static WayText *
set_level (WayLayout  *self,
           const char *name)
{
  WayText *text = way_layout_set_text (self, name, WAY_TEXT_LEVEL, -1, WAY_TEXT_START);

  if (text->ink_width <= LEVEL_WIDTH && text->height <= LEVEL_HEIGHT)
    return text;
  way_text_unref (text);
  text = way_layout_set_text (self, name, WAY_TEXT_LEVEL, LEVEL_WIDTH, WAY_TEXT_END);
  while (text->height > LEVEL_HEIGHT && text->n_lines > 1)
    {
      guint       last = 0;
      const char *end;
      g_autoptr (GString) cut = NULL;

      while (text->lines[last + 1].top + text->lines[last + 1].height <= LEVEL_HEIGHT)
        last++;
      end = g_utf8_find_prev_char (text->text, text->text + text->lines[last].start + text->lines[last].length);
      cut = g_string_new_len (text->text, end != NULL ? end - text->text : 0);
      g_string_append (cut, "\342\200\246");
      way_text_unref (text);
      text = way_layout_set_text (self, cut->str, WAY_TEXT_LEVEL, LEVEL_WIDTH, WAY_TEXT_END);
    }
  return text;
}

static void
update_levels (WayLayout *self)
{
  WayElement *root = way_map_get_root (self->map);

  for (guint i = 0; i < WAY_N_LEVELS; i++)
    {
      const char *name = way_word (self->frame.language, WAY_WORD_DELIGHTED + i);

      for (WayElement *level = way_element_get_first_of (root, WAY_KIND_LEVEL); level != NULL; level = way_element_get_next_of (level))
        if (way_element_get_hundredths (level, WAY_LEVEL_SCORE) == 200 - 100 * (gint64) i &&
            *way_element_get_text (level, WAY_LEVEL_NAME) != '\0')
          name = way_element_get_text (level, WAY_LEVEL_NAME);
      g_clear_pointer (&self->frame.levels[i], way_text_unref);
      self->frame.levels[i] = set_level (self, name);
    }
}

/* Whose curve is drawn, below the name of the emotions lane. */
static char *
make_curve_hint (WayLayout *self)
{
  WayWord          word = self->frame.state == WAY_VIEW_FUTURE ? WAY_WORD_FUTURE_STATE : WAY_WORD_CURRENT_STATE;
  const char      *state = way_word (self->frame.language, word);
  WayElement      *persona = way_layout_get_active_persona (self);
  const char      *name;
  g_autofree char *lower = NULL;
  g_autofree char *first = NULL;

  if (persona == NULL)
    return g_strdup (state);
  name = way_element_get_text (persona, WAY_PERSONA_NAME);
  first = g_strndup (name, strcspn (name, " "));
  lower = way_words_dup_lower (self->frame.language, state);
  return *first != '\0' ? g_strdup_printf ("%s, %s", first, lower) : g_strdup (state);
}

/* Whether the line below a lane's name stands between the names of the first two levels: it may then be as long as the head. */
static gboolean
is_between_levels (WayLayout       *self,
                   const WayRowBox *row)
{
  double top = WAY_ROW_PADDING + row->name->height + WAY_HINT_GAP;

  return top >= way_curve_get_y (200, WAY_CURVE_HEIGHT) + self->frame.levels[0]->height / 2 &&
         top + row->hint->height <= way_curve_get_y (100, WAY_CURVE_HEIGHT) - self->frame.levels[1]->height / 2;
}

static void
set_row_texts (WayLayout *self,
               WayRowBox *row)
{
  double           width = WAY_HEAD_WIDTH - 16;
  const char      *hint = way_element_get_text (row->lane, WAY_LANE_HINT);
  g_autofree char *own = NULL;

  if (row->shows == WAY_SHOWS_FEELINGS)
    {
      double widest = 0;

      for (guint i = 0; i < WAY_N_LEVELS; i++)
        widest = MAX (widest, self->frame.levels[i]->ink_width);
      width = WAY_HEAD_WIDTH - 20 - widest;
      if (*hint == '\0')
        hint = own = make_curve_hint (self);
    }
  row->name = way_layout_set_text (self, way_element_get_text (row->lane, WAY_LANE_NAME), WAY_TEXT_LANE, width, WAY_TEXT_START);
  if (*hint == '\0')
    return;
  row->hint = way_layout_set_text (self, hint, WAY_TEXT_LANE_HINT, WAY_HEAD_WIDTH - 16, WAY_TEXT_START);
  if (width == WAY_HEAD_WIDTH - 16 || is_between_levels (self, row))
    return;
  way_text_unref (row->hint);
  row->hint = way_layout_set_text (self, hint, WAY_TEXT_LANE_HINT, width, WAY_TEXT_START);
}

void
way_layout_update_rows (WayLayout *self)
{
  WayElement *root = way_map_get_root (self->map);
  GArray     *rows = g_array_new (FALSE, TRUE, sizeof (WayRowBox));

  clear_rows (self);
  update_levels (self);
  for (WayElement *lane = way_element_get_first_of (root, WAY_KIND_LANE); lane != NULL; lane = way_element_get_next_of (lane))
    {
      WayRowBox row = { .lane = lane };

      if (!is_lane_shown (self, lane))
        continue;
      row.holds = way_element_get_choice (lane, WAY_LANE_HOLDS);
      row.shows = row.holds < 0 ? way_element_get_choice (lane, WAY_LANE_SHOWS) : -1;
      if (row.shows == WAY_SHOWS_FEELINGS && self->frame.feelings_row >= 0)
        continue;
      if (row.shows == WAY_SHOWS_FEELINGS)
        self->frame.feelings_row = (int) rows->len;
      if (row.shows == WAY_SHOWS_TOUCHPOINTS && self->touchpoints_row < 0)
        self->touchpoints_row = (int) rows->len;
      set_row_texts (self, &row);
      g_hash_table_insert (self->lane_rows, g_strdup (way_element_get_id (lane)), GUINT_TO_POINTER (rows->len + 1));
      g_array_append_val (rows, row);
    }
  self->frame.n_rows = rows->len;
  self->frame.rows = (WayRowBox *) (void *) g_array_free (rows, FALSE);
}

/* --- Columns ------------------------------------------------------------ */

static void
clear_cells (WayStageState *state,
             guint          n_rows)
{
  for (guint i = 0; state->box.cells != NULL && i < n_rows; i++)
    way_cell_unref (state->box.cells[i]);
  g_clear_pointer (&state->box.cells, g_free);
}

void
way_stage_state_free (gpointer data)
{
  WayStageState *state = data;

  clear_cells (state, state->n_cells);
  g_clear_pointer (&state->box.name, way_text_unref);
  g_clear_pointer (&state->box.note, way_text_unref);
  g_clear_pointer (&state->steps, g_array_unref);
  g_clear_pointer (&state->memo, g_hash_table_unref);
  g_clear_pointer (&state->points, g_ptr_array_unref);
  g_clear_pointer (&state->differing, g_byte_array_unref);
  g_clear_pointer (&state->outlooks, g_ptr_array_unref);
  g_clear_pointer (&state->outlook_stages, g_ptr_array_unref);
  g_clear_pointer (&state->skyline_in, g_array_unref);
  g_clear_pointer (&state->skyline_out, g_array_unref);
  g_free (state);
}

/* In the comparison a touchpoint stands in the column of the one that it replaces, when that is in the same stage. NULL for none. */
static WayElement *
find_replacement (WayLayout     *self,
                  WayStageState *state,
                  WayElement    *touchpoint)
{
  WayElement *replacement = way_layout_get_instead (self, touchpoint);

  /* Of several in a row only the first shares its column. */
  if (self->frame.state != WAY_VIEW_COMPARISON || replacement == NULL || way_element_get (touchpoint, WAY_TOUCHPOINT_REPLACES) != NULL ||
      way_element_get_parent (replacement) != state->box.stage || !way_layout_shows (self, replacement))
    return NULL;
  return replacement;
}

static void
add_step (WayLayout     *self,
          WayStageState *state,
          WayElement    *touchpoint)
{
  WayStep     step = { .touchpoint = touchpoint, .replacement = find_replacement (self, state, touchpoint) };
  const char *replaces = way_element_get (touchpoint, WAY_TOUCHPOINT_REPLACES);
  WayElement *other = replaces != NULL ? way_map_lookup (self->map, replaces) : NULL;
  WayElement *instead = way_layout_get_instead (self, touchpoint);

  if (instead != NULL && way_element_get_parent (instead) != state->box.stage)
    g_ptr_array_add (state->outlooks, touchpoint);
  if (other != NULL && way_layout_shows (self, other) && way_element_get_parent (other) == state->box.stage &&
      find_replacement (self, state, other) == touchpoint)
    return;
  g_array_append_val (state->steps, step);
}

static void
collect_steps (WayLayout     *self,
               WayStageState *state)
{
  memset (state->n_evidence, 0, sizeof state->n_evidence);
  memset (state->n_marks, 0, sizeof state->n_marks);
  state->n_truths = 0;
  g_ptr_array_set_size (state->outlooks, 0);
  for (WayElement *touchpoint = way_element_get_first_of (state->box.stage, WAY_KIND_TOUCHPOINT);
       touchpoint != NULL;
       touchpoint = way_element_get_next_of (touchpoint))
    if (way_layout_shows (self, touchpoint))
      {
        int certainty = way_element_get_choice (touchpoint, WAY_TOUCHPOINT_EVIDENCE);

        add_step (self, state, touchpoint);
        if (way_element_get (touchpoint, WAY_TOUCHPOINT_TRUTH) != NULL)
          state->n_truths++;
        if (certainty >= 0)
          state->n_evidence[certainty]++;
        state->n_marks[way_layout_get_mark (self, touchpoint)]++;
        for (WayElement *link = way_element_get_first_of (touchpoint, WAY_KIND_LINK); link != NULL; link = way_element_get_next_of (link))
          g_ptr_array_add (state->outlooks, link);
      }
  for (WayElement *card = way_element_get_first_of (state->box.stage, WAY_KIND_CARD); card != NULL; card = way_element_get_next_of (card))
    if (way_layout_shows (self, card))
      {
        int certainty = way_element_get_choice (card, WAY_CARD_EVIDENCE);

        if (certainty >= 0 && g_hash_table_contains (self->lane_rows, way_element_get_text (card, WAY_CARD_LANE)))
          state->n_evidence[certainty]++;
        state->n_marks[way_layout_get_mark (self, card)]++;
      }
  state->box.n_columns = self->frame.stacked ? 1 : MAX (state->steps->len, 1);
}

static double
get_longest_word (WayLayout  *self,
                  const char *text,
                  WayTextRole role)
{
  g_auto (GStrv) words = g_strsplit_set (text, " \n\t", -1);
  double longest = 0;

  for (guint i = 0; words[i] != NULL; i++)
    longest = MAX (longest, way_text_measure (self->typesetter, words[i], &self->theme.text[role]));
  return longest;
}

static gboolean
asks (WayLayout  *self,
      WayElement *stage)
{
  return self->view.prompts && way_element_asks (stage);
}

static const char *
get_stage_name (WayLayout  *self,
                WayElement *stage)
{
  return way_element_get_text (stage, asks (self, stage) ? WAY_STAGE_PROMPT : WAY_STAGE_NAME);
}

static double
get_wish (WayLayout     *self,
          WayStageState *state)
{
  WayElement *root = way_map_get_root (self->map);
  double      width = (double) way_element_get_hundredths (state->box.stage, WAY_STAGE_STEP_WIDTH) / 100;
  double      word;

  if (width <= 0)
    width = (double) way_element_get_hundredths (root, WAY_MAP_STEP_WIDTH) / 100;
  if (width <= 0)
    width = self->frame.stacked ? STACKED_STEP_WIDTH : WAY_STEP_WIDTH;
  /* A long name would break inside a word: its stage takes more room instead, within reason. */
  word = MIN (get_longest_word (self, get_stage_name (self, state->box.stage), WAY_TEXT_STAGE), 420);
  return MAX (width, (word + 2 * CHEVRON_PADDING + 2) / state->box.n_columns);
}

static gboolean
is_stage_shown (WayLayout  *self,
                WayElement *stage)
{
  if (!self->view.prompts && way_element_is_prompt (stage))
    return FALSE;
  return self->view.stages == NULL || g_strv_contains (self->view.stages, way_element_get_id (stage));
}

/* From 0; its colours go round. */
static guint
get_phase_ordinal (WayLayout  *self,
                   WayElement *phase)
{
  guint ordinal = 0;

  for (WayElement *other = way_element_get_first_of (way_map_get_root (self->map), WAY_KIND_PHASE);
       other != NULL && other != phase;
       other = way_element_get_next_of (other))
    ordinal++;
  return ordinal;
}

static gboolean
have_same_steps (GArray *a,
                 GArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    {
      const WayStep *first = &g_array_index (a, WayStep, i);
      const WayStep *second = &g_array_index (b, WayStep, i);

      if (first->touchpoint != second->touchpoint || first->replacement != second->replacement)
        return FALSE;
    }
  return TRUE;
}

static WayStageState *
update_stage_steps (WayLayout  *self,
                    WayElement *stage,
                    guint       ordinal)
{
  WayStageState *state = g_hash_table_lookup (self->stage_states, stage);
  guint64        revision = way_element_get_revision (stage);
  g_autoptr (GArray) old_steps = NULL;

  if (state == NULL)
    {
      state = g_new0 (WayStageState, 1);
      state->steps = g_array_new (FALSE, TRUE, sizeof (WayStep));
      state->points = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
      state->differing = g_byte_array_new ();
      state->outlooks = g_ptr_array_new ();
      state->outlook_stages = g_ptr_array_new ();
      state->looks_anywhere = TRUE;
      state->skyline_in = g_array_new (FALSE, FALSE, sizeof (double));
      state->skyline_out = g_array_new (FALSE, FALSE, sizeof (double));
      g_hash_table_insert (self->stage_states, stage, state);
    }
  else if (state->steps_key.revision == revision && state->steps_key.serial == self->serial)
    {
      state->box.ordinal = ordinal;
      return state;
    }
  state->box.stage = stage;
  state->box.ordinal = ordinal;
  state->box.phase = 0;
  state->phase_element = way_element_get_reference (stage, WAY_STAGE_PHASE);
  if (state->phase_element != NULL)
    state->box.phase = get_phase_ordinal (self, state->phase_element) % WAY_N_PHASE_COLORS;
  old_steps = g_steal_pointer (&state->steps);
  state->steps = g_array_new (FALSE, TRUE, sizeof (WayStep));
  state->steps_width = -1;
  collect_steps (self, state);
  if (!have_same_steps (old_steps, state->steps))
    self->columns_serial++;
  state->wish = get_wish (self, state);
  state->steps_key.revision = revision;
  state->steps_key.serial = self->serial;
  return state;
}

/* Stages that are gone must not be found again by an element at the same place in memory. */
static void
forget_stages (WayLayout *self)
{
  GHashTableIter iter;
  gpointer       stage, state;

  if (g_hash_table_size (self->stage_states) == self->stages->len)
    return;
  g_hash_table_iter_init (&iter, self->stage_states);
  while (g_hash_table_iter_next (&iter, &stage, &state))
    if (!g_ptr_array_find (self->stages, state, NULL))
      g_hash_table_iter_remove (&iter);
}

static void
place_columns (WayLayout *self)
{
  guint    n_columns = 0;
  guint    column = 0;
  double   wish = 0;
  double   extra = 0;
  double   x = WAY_SHEET_MARGIN + WAY_HEAD_WIDTH;
  gboolean moved;

  for (guint i = 0; i < self->stages->len; i++)
    {
      WayStageState *state = g_ptr_array_index (self->stages, i);

      n_columns += state->box.n_columns;
      wish += state->wish * state->box.n_columns;
    }
  if (n_columns > 0 && wish < MINIMUM_GRID_WIDTH)
    extra = floor ((MINIMUM_GRID_WIDTH - wish) / n_columns);
  moved = self->frame.column_x == NULL || self->frame.n_columns != n_columns;
  self->frame.n_columns = n_columns;
  self->frame.column_x = g_renew (double, self->frame.column_x, n_columns + 1);
  for (guint i = 0; i < self->stages->len; i++)
    {
      WayStageState *state = g_ptr_array_index (self->stages, i);

      moved = moved || state->box.first_column != column;
      state->box.first_column = column;
      state->column_width = state->wish + extra;
      for (guint j = 0; j < state->box.n_columns; j++, column++, x += state->column_width)
        {
          moved = moved || self->frame.column_x[column] != x;
          self->frame.column_x[column] = x;
        }
    }
  if (n_columns == 0)
    x += MINIMUM_GRID_WIDTH;
  self->frame.column_x[n_columns] = x;
  if (moved)
    self->columns_serial++;
  self->frame.width = x + WAY_SHEET_MARGIN;
}

static void
place_steps (WayLayout     *self,
             WayStageState *state)
{
  guint n = state->steps->len;

  if (state->steps_width == state->column_width && state->steps_stacked == self->frame.stacked)
    return;
  state->steps_width = state->column_width;
  state->steps_stacked = self->frame.stacked;
  for (guint i = 0; i < n; i++)
    {
      WayStep *step = &g_array_index (state->steps, WayStep, i);
      double   inset = WAY_FACE_RADIUS + 3; /* so that points at the edges of neighbouring stages do not touch */

      step->column = self->frame.stacked ? 0 : i;
      step->dx = self->frame.stacked ? inset + (state->column_width - 2 * inset) * (i + 0.5) / n : state->column_width / 2;
    }
  state->box.n_steps = n;
  state->box.steps = (const WayStep *) (const void *) state->steps->data;
}

/* The text as it was, where it says the same in the same width; else a new one. */
static WayText *
set_head_text (WayLayout  *self,
               WayText    *old,
               const char *text,
               WayTextRole role,
               double      width)
{
  if (old != NULL && strcmp (old->text, text) == 0)
    return way_text_ref (old);
  return way_layout_set_text (self, text, role, width, WAY_TEXT_CENTER);
}

static void
update_stage_head (WayLayout     *self,
                   WayStageState *state)
{
  double      width = state->column_width * state->box.n_columns - 2 * CHEVRON_PADDING;
  const char *owner = way_element_get_text (state->box.stage, WAY_STAGE_OWNER);
  gboolean    path = way_element_get_flag (state->box.stage, WAY_STAGE_PATH_TO_PURCHASE);
  gboolean    may_stay = state->head_serial == self->serial && state->head_width == width;
  g_autoptr (WayText) name = NULL;
  g_autoptr (WayText) note = NULL;

  if (state->head_revision == state->steps_key.revision && state->head_serial == self->serial && state->head_width == width)
    return;
  state->head_revision = state->steps_key.revision;
  state->head_serial = self->serial;
  state->head_width = width;
  name = g_steal_pointer (&state->box.name);
  note = g_steal_pointer (&state->box.note);
  state->box.name = set_head_text (self, may_stay ? name : NULL, get_stage_name (self, state->box.stage), WAY_TEXT_STAGE, width);
  state->box.on_path = path;
  state->box.is_prompt = asks (self, state->box.stage);
  if (*owner != '\0')
    state->box.note = set_head_text (self, may_stay ? note : NULL, owner, WAY_TEXT_STAGE_NOTE, width);
}

static void
update_phases (WayLayout *self)
{
  GArray *phases = g_array_new (FALSE, TRUE, sizeof (WayPhaseBox));

  for (guint i = 0; i < self->frame.n_phases; i++)
    g_clear_pointer (&self->frame.phases[i].name, way_text_unref);
  g_free (self->frame.phases);
  for (guint i = 0; i < self->stages->len; i++)
    {
      WayStageState *state = g_ptr_array_index (self->stages, i);
      WayElement    *phase = state->phase_element;
      WayPhaseBox   *last = phases->len > 0 ? &g_array_index (phases, WayPhaseBox, phases->len - 1) : NULL;

      if (phase == NULL)
        continue;
      if (last != NULL && last->phase == phase && last->first_stage + last->n_stages == i)
        last->n_stages++;
      else
        {
          WayPhaseBox box = { .phase = phase, .first_stage = i, .n_stages = 1, .colors = state->box.phase };

          g_array_append_val (phases, box);
        }
    }
  for (guint i = 0; i < phases->len; i++)
    {
      WayPhaseBox     *box = &g_array_index (phases, WayPhaseBox, i);
      WayStageState   *first = g_ptr_array_index (self->stages, box->first_stage);
      WayStageState   *last = g_ptr_array_index (self->stages, box->first_stage + box->n_stages - 1);
      double           width = self->frame.column_x[last->box.first_column + last->box.n_columns] - self->frame.column_x[first->box.first_column];
      g_autofree char *name = g_strdup_printf ("%u \342\200\202%s", get_phase_ordinal (self, box->phase) + 1, way_element_get_text (box->phase, WAY_PHASE_NAME));
      g_autofree char *upper = way_words_dup_upper (self->frame.language, name);

      box->name = way_layout_reuse_text (self, upper, WAY_TEXT_PHASE, width - 24, WAY_TEXT_CENTER);
    }
  self->frame.n_phases = phases->len;
  self->frame.phases = (WayPhaseBox *) (void *) g_array_free (phases, FALSE);
}

void
way_layout_update_columns (WayLayout *self)
{
  WayElement *root = way_map_get_root (self->map);
  guint       ordinal = 1;

  g_ptr_array_set_size (self->stages, 0);
  for (WayElement *stage = way_element_get_first_of (root, WAY_KIND_STAGE); stage != NULL; stage = way_element_get_next_of (stage))
    if (is_stage_shown (self, stage))
      g_ptr_array_add (self->stages, update_stage_steps (self, stage, ordinal++));
  forget_stages (self);
  place_columns (self);
  self->frame.n_stages = self->stages->len;
  self->frame.stages = g_renew (WayStageBox *, self->frame.stages, self->stages->len);
  for (guint i = 0; i < self->stages->len; i++)
    {
      WayStageState *state = g_ptr_array_index (self->stages, i);

      place_steps (self, state);
      update_stage_head (self, state);
      self->frame.stages[i] = &state->box;
    }
  update_phases (self);
}

/* --- Places ------------------------------------------------------------- */

double
way_layout_get_curve_bottom (WayLayout *self)
{
  double height = WAY_CURVE_HEIGHT;

  for (guint i = 0; i < self->stages->len; i++)
    {
      WayStageState *state = g_ptr_array_index (self->stages, i);

      height = MAX (height, state->box.cells[self->frame.feelings_row]->height);
    }
  return height;
}

static double
get_content_height (WayLayout *self,
                    guint      row)
{
  double height = 0;

  if ((int) row == self->frame.feelings_row)
    return way_layout_get_curve_bottom (self) + self->callout_strip;
  for (guint i = 0; i < self->stages->len; i++)
    {
      WayStageState *state = g_ptr_array_index (self->stages, i);

      height = MAX (height, state->box.cells[row]->height);
    }
  return height;
}

static void
place_head_rows (WayLayout *self,
                 double    *y)
{
  double tallest = STAGE_MINIMUM_HEIGHT;
  double phase = PHASE_HEIGHT;

  for (guint i = 0; i < self->frame.n_phases; i++)
    phase = MAX (phase, self->frame.phases[i].name->height + 9);
  self->frame.phase_y = *y;
  self->frame.phase_height = self->frame.n_phases > 0 ? phase : 0;
  if (self->frame.n_phases > 0)
    *y += phase + PHASE_GAP;
  for (guint i = 0; i < self->stages->len; i++)
    {
      WayStageState *state = g_ptr_array_index (self->stages, i);
      double         height = state->box.name->height + 2 * STAGE_PADDING;

      if (state->box.note != NULL)
        height += state->box.note->height;
      tallest = MAX (tallest, height);
    }
  self->frame.stage_y = *y;
  self->frame.stage_height = tallest;
  *y += tallest + AFTER_STAGES;
}

void
way_layout_place_rows (WayLayout *self,
                       double     top)
{
  double y = top;

  place_head_rows (self, &y);
  for (guint i = 0; i < self->frame.n_rows; i++)
    {
      WayRowBox *row = &self->frame.rows[i];
      gboolean   is_curve = (int) i == self->frame.feelings_row;
      double     padding = is_curve ? 0 : i == 0 ? WAY_ROW_PADDING - 8
                                                 : WAY_ROW_PADDING - 4;
      double     inset = (int) i == self->touchpoints_row ? self->links_height : 0;
      double     head = row->name->height + (row->hint != NULL ? row->hint->height + WAY_HINT_GAP : 0) + 2 * WAY_ROW_PADDING;

      row->y = y;
      row->content_y = y + padding + inset;
      row->content_height = get_content_height (self, i);
      row->height = MAX (head, inset + row->content_height + 2 * padding);
      y += row->height;
    }
  self->frame.footer_y = y;
}

WayStep *
way_layout_find_step (WayLayout      *self,
                      WayElement     *touchpoint,
                      WayStageState **stage)
{
  WayStageState *state = g_hash_table_lookup (self->stage_states, way_element_get_parent (touchpoint));
  const char    *replaces = way_element_get (touchpoint, WAY_TOUCHPOINT_REPLACES);
  WayElement    *instead = way_layout_get_instead (self, touchpoint);

  if (state == NULL)
    return NULL;
  *stage = state;
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < state->steps->len; i++)
      {
        WayStep *step = &g_array_index (state->steps, WayStep, i);

        if (pass == 0 && (step->touchpoint == touchpoint || step->replacement == touchpoint))
          return step;
        if (pass == 1 && (step->touchpoint == instead || g_strcmp0 (way_element_get_id (step->touchpoint), replaces) == 0))
          return step;
      }
  return NULL;
}

double
way_layout_get_step_x (WayLayout     *self,
                       WayStageState *stage,
                       const WayStep *step)
{
  return self->frame.column_x[stage->box.first_column + step->column] + step->dx;
}
