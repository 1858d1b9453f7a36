/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Layout"

#include <string.h>

#include "waymark/way-words.h"

#include "way-layout-private.h"

#define CARD_GAP 8.0
#define METRIC_GAP 2.0

/* WayFilling: what is needed while the cells of one stage are filled. */
typedef struct
{
  WayLayout     *layout;
  WayStageState *stage;
  GHashTable    *memo; /* of boxes that are still in use */
  WayCell      **cells;
  double        *skyline; /* n_rows times n_columns of the map: how far down each column is taken */
  guint          next_truth;
} WayFilling;

void
way_cell_unref (WayCell *self)
{
  if (self == NULL || !g_ref_count_dec (&self->ref_count))
    return;
  if (self->block != NULL && self->block_free != NULL)
    self->block_free (self->block);
  for (guint i = 0; i < self->places->len; i++)
    way_box_unref (g_array_index (self->places, WayBoxPlace, i).box);
  g_array_unref (self->places);
  g_free (self);
}

static WayCell *
new_cell (void)
{
  WayCell *cell = g_new0 (WayCell, 1);

  g_ref_count_init (&cell->ref_count);
  cell->places = g_array_new (FALSE, TRUE, sizeof (WayBoxPlace));
  return cell;
}

/* The width of the cards that stand in columns @from to @until of the map. */
static double
get_card_width (WayLayout *self,
                guint      from,
                guint      until)
{
  return self->frame.column_x[until + 1] - self->frame.column_x[from] - WAY_CELL_GAP;
}

/* Puts a box below what stands in its columns already. Takes a new reference. */
static WayBoxPlace *
place_box (WayFilling *filling,
           guint       row,
           WayBox     *box,
           guint       from,
           guint       until,
           double      gap)
{
  double     *skyline = filling->skyline + (gsize) row * filling->layout->frame.n_columns;
  WayCell    *cell = filling->cells[row];
  WayBoxPlace place = { .box = way_box_ref (box) };
  double      y = 0;

  for (guint column = from; column <= until; column++)
    y = MAX (y, skyline[column]);
  place.column = from - filling->stage->box.first_column;
  place.dx = WAY_CELL_GAP / 2;
  place.y = y;
  g_array_append_val (cell->places, place);
  cell->height = MAX (cell->height, y + box->height);
  for (guint column = from; column <= until; column++)
    skyline[column] = y + box->height + gap;
  return &g_array_index (cell->places, WayBoxPlace, cell->places->len - 1);
}

/* Whether a row, or what would stand below its boxes in a column, lies beyond what is wanted of the sheet. */
static gboolean
is_beyond (WayFilling *filling,
           guint       row,
           double      down)
{
  WayLayout *self = filling->layout;

  if (self->look_height == G_MAXDOUBLE)
    return FALSE;
  for (guint i = 0; i < row; i++)
    down += g_array_index (self->row_depths, double, i);
  if (down <= self->look_height)
    return FALSE;
  filling->stage->is_draft = TRUE;
  return TRUE;
}

static void
set_number (WayFilling    *filling,
            WayBoxRequest *request,
            guint          position)
{
  if (!filling->layout->frame.stacked)
    return;
  request->stage_number = filling->stage->box.ordinal;
  request->step_number = position + 1;
}

static void
place_touchpoint (WayFilling *filling,
                  guint       row,
                  WayElement *touchpoint,
                  guint       position,
                  guint       column,
                  gboolean    alone)
{
  WayLayout    *self = filling->layout;
  WayBoxRequest request = { .phase = filling->stage->box.phase };
  WayBoxPlace  *place;

  set_number (filling, &request, position);
  request.width = get_card_width (self, column, column);
  request.mark = way_layout_get_mark (self, touchpoint);
  if (way_element_get (touchpoint, WAY_TOUCHPOINT_TRUTH) != NULL)
    request.truth = ++filling->next_truth;
  place = place_box (filling, row, way_layout_get_touchpoint_box (self, filling->stage, filling->memo, touchpoint, &request), column, column, CARD_GAP);
  place->stretch = alone && !self->frame.stacked;
  filling->cells[row]->stretches |= place->stretch;
}

static void
fill_touchpoints (WayFilling *filling,
                  guint       row)
{
  WayStageState *stage = filling->stage;

  for (guint i = 0; i < stage->steps->len; i++)
    {
      WayStep *step = &g_array_index (stage->steps, WayStep, i);
      guint    column = stage->box.first_column + step->column;

      if (is_beyond (filling, row, filling->skyline[(gsize) row * filling->layout->frame.n_columns + column]))
        break;
      place_touchpoint (filling, row, step->touchpoint, i, column, step->replacement == NULL);
      if (step->replacement != NULL)
        place_touchpoint (filling, row, step->replacement, i, column, FALSE);
    }
}

/* Points thin out where they would touch: the curve still passes through each score. */
static gboolean
has_room (WayFilling *filling,
          guint       position,
          double     *last_x)
{
  WayStep *step = &g_array_index (filling->stage->steps, WayStep, position);
  double   need = filling->layout->frame.stacked ? 2 * WAY_FACE_RADIUS + 6 : 0;

  if (position > 0 && step->dx - *last_x < need)
    return FALSE;
  *last_x = step->dx;
  return TRUE;
}

static void
fill_points (WayFilling *filling,
             guint       row)
{
  WayLayout  *self = filling->layout;
  WayElement *persona = way_layout_get_active_persona (self);
  WayCell    *cell = filling->cells[row];
  double      last_x = -1e6;

  cell->height = WAY_CURVE_HEIGHT;
  if (persona == NULL)
    return;
  for (guint i = 0; i < filling->stage->steps->len; i++)
    {
      WayStep      *step = &g_array_index (filling->stage->steps, WayStep, i);
      gboolean      future = self->frame.state == WAY_VIEW_FUTURE;
      WayElement   *feeling = way_layout_find_feeling (self, step, way_element_get_id (persona), future);
      WayBoxRequest request = { 0 };
      WayBoxPlace   place = { 0 };

      if (way_element_get (step->touchpoint, WAY_TOUCHPOINT_TRUTH) != NULL)
        request.truth = ++filling->next_truth;
      if (step->replacement != NULL && way_element_get (step->replacement, WAY_TOUCHPOINT_TRUTH) != NULL)
        filling->next_truth++;
      if (feeling == NULL || !way_layout_is_on_curve (self, step, future) || !has_room (filling, i, &last_x))
        continue;
      set_number (filling, &request, i);
      request.width = self->frame.stacked ? 2 * WAY_FACE_RADIUS + 6 : filling->stage->column_width - 4;
      place.box = way_box_ref (way_layout_get_point_box (self, filling->stage, filling->memo, feeling, &request));
      place.column = step->column;
      place.dx = step->dx - request.width / 2;
      place.y = way_curve_get_y (place.box->score, WAY_CURVE_HEIGHT) - WAY_FACE_RADIUS;
      cell->height = MAX (cell->height, place.y + place.box->height);
      g_array_append_val (cell->places, place);
    }
}

/* From which column to which a card reaches. */
static void
find_span (WayFilling *filling,
           WayElement *card,
           guint      *from,
           guint      *until)
{
  WayLayout     *self = filling->layout;
  WayElement    *about = way_element_get_reference (card, WAY_CARD_ABOUT);
  WayElement    *target = way_element_get_reference (card, WAY_CARD_UNTIL);
  WayStageState *stage = NULL;
  WayStep       *step = about != NULL ? way_layout_find_step (self, about, &stage) : NULL;

  *from = filling->stage->box.first_column;
  *until = *from + filling->stage->box.n_columns - 1;
  if (step != NULL && stage == filling->stage)
    *from = *until = stage->box.first_column + step->column;
  if (target == NULL)
    return;
  if (target != filling->stage->box.stage && way_element_get_parent (target) != filling->stage->box.stage)
    filling->stage->reaches_out = TRUE;
  if (way_element_get_kind (target) == WAY_KIND_STAGE)
    {
      stage = g_hash_table_lookup (self->stage_states, target);
      if (stage != NULL && stage->box.ordinal >= filling->stage->box.ordinal)
        *until = stage->box.first_column + stage->box.n_columns - 1;
    }
  else if ((step = way_layout_find_step (self, target, &stage)) != NULL && stage->box.first_column + step->column >= *from)
    *until = stage->box.first_column + step->column;
}

static void
place_card (WayFilling *filling,
            guint       row,
            WayElement *card)
{
  WayLayout    *self = filling->layout;
  WayRowBox    *lane = &self->frame.rows[row];
  WayElement   *about = self->frame.stacked ? way_element_get_reference (card, WAY_CARD_ABOUT) : NULL;
  WayBoxRequest request = { .phase = filling->stage->box.phase };
  guint         from, until;

  for (guint i = 0; about != NULL && i < filling->stage->steps->len; i++)
    if (g_array_index (filling->stage->steps, WayStep, i).touchpoint == about)
      set_number (filling, &request, i);
  find_span (filling, card, &from, &until);
  if (is_beyond (filling, row, filling->skyline[(gsize) row * self->frame.n_columns + from]))
    return;
  filling->stage->reach = MAX (filling->stage->reach, until - filling->stage->box.first_column);
  request.width = get_card_width (self, from, until);
  request.mark = way_layout_get_mark (self, card);
  place_box (filling, row, way_layout_get_card_box (self, filling->stage, filling->memo, card, lane->holds, &request), from, until, CARD_GAP);
}

static void
fill_cards (WayFilling *filling)
{
  WayLayout *self = filling->layout;

  for (WayElement *card = way_element_get_first_of (filling->stage->box.stage, WAY_KIND_CARD); card != NULL; card = way_element_get_next_of (card))
    {
      const char *lane = way_element_get (card, WAY_CARD_LANE);
      guint       row = lane != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (self->lane_rows, lane)) : 0;

      if (row > 0 && self->frame.rows[row - 1].holds >= 0 && way_layout_shows (self, card))
        place_card (filling, row - 1, card);
    }
}

static void
place_metrics_of (WayFilling *filling,
                  guint       row,
                  WayElement *holder,
                  guint       from,
                  guint       until)
{
  WayLayout *self = filling->layout;

  for (WayElement *metric = way_element_get_first_of (holder, WAY_KIND_METRIC); metric != NULL; metric = way_element_get_next_of (metric))
    {
      WayBoxRequest request = { .phase = filling->stage->box.phase };

      if (!way_layout_shows (self, metric))
        continue;
      request.width = get_card_width (self, from, until);
      request.mark = way_layout_get_mark (self, metric);
      place_box (filling, row, way_layout_get_metric_box (self, filling->stage, filling->memo, metric, &request), from, until, METRIC_GAP);
    }
}

static void
fill_metrics (WayFilling *filling,
              guint       row)
{
  WayStageBox *box = &filling->stage->box;

  place_metrics_of (filling, row, box->stage, box->first_column, box->first_column + box->n_columns - 1);
  for (guint i = 0; i < filling->stage->steps->len; i++)
    {
      WayStep *step = &g_array_index (filling->stage->steps, WayStep, i);
      guint    column = box->first_column + step->column;

      place_metrics_of (filling, row, step->touchpoint, column, column);
      if (step->replacement != NULL)
        place_metrics_of (filling, row, step->replacement, column, column);
    }
}

/* The box that stood at the next place of the row, when it says the same; a new reference, or NULL. */
static WayBox *
find_value_box (WayFilling          *filling,
                guint                row,
                const WayBoxRequest *request,
                WayElement          *element,
                const char          *symbol,
                const char          *channel,
                const char          *text)
{
  WayStageState *stage = filling->stage;
  guint          index = filling->cells[row]->places->len;
  WayBox        *box;

  if (row >= stage->n_cells || stage->box_serial != filling->layout->box_serial || index >= stage->box.cells[row]->places->len)
    return NULL;
  box = g_array_index (stage->box.cells[row]->places, WayBoxPlace, index).box;
  if (box->kind != WAY_BOX_VALUE || box->width != request->width || box->phase != request->phase ||
      g_strcmp0 (box->element, way_element_get_id (element)) != 0 || g_strcmp0 (box->symbol, symbol) != 0 ||
      g_strcmp0 (box->channel, channel) != 0 || strcmp (box->texts[0].text->text, text) != 0)
    return NULL;
  return way_box_ref (box);
}

static void
place_value (WayFilling *filling,
             guint       row,
             WayElement *element,
             const char *symbol,
             const char *channel,
             const char *text,
             guint       from,
             guint       until)
{
  WayBoxRequest request = { .phase = filling->stage->box.phase };
  WayBox       *box;

  if (text == NULL || *text == '\0')
    return;
  request.width = get_card_width (filling->layout, from, until);
  box = find_value_box (filling, row, &request, element, symbol, channel, text);
  if (box == NULL)
    box = way_layout_new_value_box (filling->layout, element, symbol, channel, text, &request);
  place_box (filling, row, box, from, until, METRIC_GAP);
  way_box_unref (box);
}

static char *
make_source_text (WayLayout  *self,
                  WayElement *evidence)
{
  WayElement      *source = way_element_get_reference (evidence, WAY_EVIDENCE_SOURCE);
  GString         *text = g_string_new (way_element_get_text (evidence, WAY_EVIDENCE_TEXT));
  g_autofree char *date = NULL;

  if (source == NULL)
    return g_string_free (text, FALSE);
  g_string_append_printf (text, "%s%s", text->len > 0 ? " \302\267 " : "", way_element_get_text (source, WAY_SOURCE_TITLE));
  date = way_words_dup_date (self->frame.language, way_element_get (source, WAY_SOURCE_DATE));
  if (*date != '\0')
    g_string_append_printf (text, ", %s", date);
  return g_string_free (text, FALSE);
}

/* In a stacked stage one value stands once, however many touchpoints share it. */
static gboolean
is_repeated (WayFilling *filling,
             guint       position,
             guint       field)
{
  const char *value = way_element_get (g_array_index (filling->stage->steps, WayStep, position).touchpoint, field);

  if (!filling->layout->frame.stacked)
    return FALSE;
  for (guint i = 0; i < position; i++)
    if (g_strcmp0 (way_element_get (g_array_index (filling->stage->steps, WayStep, i).touchpoint, field), value) == 0)
      return TRUE;
  return FALSE;
}

static void
fill_values (WayFilling *filling,
             guint       row,
             int         shows)
{
  WayLayout   *self = filling->layout;
  WayStageBox *box = &filling->stage->box;

  if (shows == WAY_SHOWS_OWNERS)
    place_value (filling, row, box->stage, NULL, NULL, way_element_get (box->stage, WAY_STAGE_OWNER), box->first_column, box->first_column + box->n_columns - 1);
  for (guint i = 0; i < filling->stage->steps->len; i++)
    {
      WayElement *touchpoint = g_array_index (filling->stage->steps, WayStep, i).touchpoint;
      guint       column = box->first_column + g_array_index (filling->stage->steps, WayStep, i).column;
      const char *channel = way_layout_get_choice_word (touchpoint, WAY_TOUCHPOINT_CHANNEL);

      if (shows == WAY_SHOWS_OWNERS && !is_repeated (filling, i, WAY_TOUCHPOINT_OWNER))
        place_value (filling, row, touchpoint, "owner", NULL, way_element_get (touchpoint, WAY_TOUCHPOINT_OWNER), column, column);
      if (shows == WAY_SHOWS_CHANNELS && channel != NULL && !is_repeated (filling, i, WAY_TOUCHPOINT_CHANNEL))
        place_value (filling, row, touchpoint, NULL, channel, way_words_get_channel (self->frame.language, channel), column, column);
      if (shows != WAY_SHOWS_EVIDENCE)
        continue;
      for (WayElement *evidence = way_element_get_first_of (touchpoint, WAY_KIND_EVIDENCE); evidence != NULL; evidence = way_element_get_next_of (evidence))
        {
          g_autofree char *text = make_source_text (self, evidence);

          place_value (filling, row, evidence, NULL, NULL, text, column, column);
        }
    }
}

static void
fill_row (WayFilling *filling,
          guint       row,
          guint       first_truth)
{
  int shows = filling->layout->frame.rows[row].shows;

  if (is_beyond (filling, row, 0))
    return;
  filling->next_truth = first_truth;
  switch (shows)
    {
    case WAY_SHOWS_TOUCHPOINTS:
      fill_touchpoints (filling, row);
      break;
    case WAY_SHOWS_FEELINGS:
      fill_points (filling, row);
      break;
    case WAY_SHOWS_METRICS:
      fill_metrics (filling, row);
      break;
    case WAY_SHOWS_CHANNELS:
    case WAY_SHOWS_OWNERS:
    case WAY_SHOWS_EVIDENCE:
      fill_values (filling, row, shows);
      break;
    default:
      break;
    }
}

static gboolean
are_equal (const WayCell *a,
           const WayCell *b)
{
  if (a->places->len != b->places->len || a->height != b->height || a->stretches != b->stretches)
    return FALSE;
  for (guint i = 0; i < a->places->len; i++)
    {
      const WayBoxPlace *first = &g_array_index (a->places, WayBoxPlace, i);
      const WayBoxPlace *second = &g_array_index (b->places, WayBoxPlace, i);

      if (first->box != second->box || first->column != second->column || first->dx != second->dx || first->y != second->y ||
          first->stretch != second->stretch)
        return FALSE;
    }
  return TRUE;
}

/* Cells that came out as they were stay, with what was drawn of them. */
static void
take_cells (WayFilling *filling)
{
  WayStageState *stage = filling->stage;
  guint          n_rows = filling->layout->frame.n_rows;

  for (guint row = 0; row < stage->n_cells; row++)
    {
      if (row < n_rows && are_equal (stage->box.cells[row], filling->cells[row]))
        {
          way_cell_unref (filling->cells[row]);
          filling->cells[row] = stage->box.cells[row];
        }
      else
        way_cell_unref (stage->box.cells[row]);
    }
  g_free (stage->box.cells);
  stage->box.cells = filling->cells;
  stage->n_cells = n_rows;
}

void
way_layout_fill_cells (WayLayout     *self,
                       WayStageState *stage,
                       guint          first_truth)
{
  guint      n_rows = self->frame.n_rows;
  WayFilling filling = { .layout = self, .stage = stage, .skyline = self->skyline };

  filling.memo = g_hash_table_new_full (NULL, NULL, NULL, way_box_memo_free);
  filling.cells = g_new0 (WayCell *, n_rows);
  stage->reaches_out = FALSE;
  stage->is_draft = FALSE;
  stage->reach = 0;
  for (guint row = 0; row < n_rows; row++)
    {
      filling.cells[row] = new_cell ();
      fill_row (&filling, row, first_truth);
    }
  fill_cards (&filling);
  take_cells (&filling);
  g_clear_pointer (&stage->memo, g_hash_table_unref);
  stage->memo = filling.memo;
  stage->words_key = 0;
  stage->box_serial = self->box_serial;
}

/* Remembers where an outlook leads; one that leads nowhere stays so as long as its stage does. */
static void
note_outlook (WayStageState *stage,
              WayElement    *other,
              gboolean       is_open)
{
  WayElement *home = other != NULL ? way_element_get_stage (other) : NULL;

  if (home != NULL && !g_ptr_array_find (stage->outlook_stages, home, NULL))
    g_ptr_array_add (stage->outlook_stages, home);
  stage->looks_anywhere = stage->looks_anywhere || (home == NULL && !is_open);
}

/* What the stage says of others changes with their revisions: names where links lead, and what takes the place of its touchpoints. */
static guint64
sum_outlooks (WayLayout     *self,
              WayStageState *stage)
{
  guint64 sum = 0;

  g_ptr_array_set_size (stage->outlook_stages, 0);
  stage->looks_anywhere = FALSE;
  for (guint i = 0; i < stage->outlooks->len; i++)
    {
      WayElement *element = g_ptr_array_index (stage->outlooks, i);
      gboolean    is_link = way_element_get_kind (element) == WAY_KIND_LINK;
      WayElement *other;

      /* Only stacked cards name where their links lead: elsewhere there are arrows. */
      if (is_link && !self->frame.stacked)
        continue;
      if (is_link)
        other = way_element_get_reference (element, WAY_LINK_TO);
      else
        other = way_layout_get_instead (self, element);
      sum = sum * 31 + (other != NULL ? way_element_get_revision (other) : 0);
      note_outlook (stage, other, is_link && way_element_get (element, WAY_LINK_TO) == NULL);
    }
  return sum;
}

/* The same, as long as nothing has changed where they lead: to look up what that is takes more than all else of a stage that stays. */
static guint64
get_outlook (WayLayout     *self,
             WayStageState *stage)
{
  gboolean is_known = stage->outlook_revision == stage->steps_key.revision && stage->outlook_serial == self->serial && !stage->looks_anywhere &&
                      (self->n_changed_stages == 0 || (self->n_changed_stages == 1 && !g_ptr_array_find (stage->outlook_stages, self->changed_stage, NULL)));

  if (!is_known)
    stage->outlook_sum = sum_outlooks (self, stage);
  stage->outlook_revision = stage->steps_key.revision;
  stage->outlook_serial = self->serial;
  return stage->outlook_sum;
}

static gsize
get_skyline_place (WayLayout *self,
                   guint      row,
                   guint      column)
{
  return (gsize) row * self->frame.n_columns + column;
}

/* Whether earlier stages left in its columns, and in those that its cards may span, what they left there the last time. */
static gboolean
stands_on_the_same (WayLayout     *self,
                    WayStageState *stage)
{
  guint         first = stage->box.first_column;
  guint         n = self->skyline_until > first ? self->skyline_until - first : 0;
  const double *before = (const double *) (const void *) stage->skyline_in->data;

  if (n != stage->n_taken || stage->skyline_in->len != self->frame.n_rows * n)
    return FALSE;
  for (guint row = 0; n > 0 && row < self->frame.n_rows; row++)
    if (memcmp (self->skyline + get_skyline_place (self, row, first), before + (gsize) row * n, n * sizeof (double)) != 0)
      return FALSE;
  return TRUE;
}

static gboolean
is_up_to_date (WayLayout         *self,
               WayStageState     *stage,
               const WayStageKey *key)
{
  const WayStageKey *old = &stage->cells_key;

  return stage->box.cells != NULL && !stage->is_draft && old->revision == key->revision && old->serial == key->serial && old->ordinal == key->ordinal &&
         old->first_truth == key->first_truth && old->phase == key->phase && old->column_width == key->column_width &&
         old->outlook == key->outlook && (!stage->reaches_out || stage->columns_serial == self->columns_serial) && stands_on_the_same (self, stage);
}

/* Columns of the skyline, row after row; what no stage has reached yet stands at 0. */
static void
copy_skyline (WayLayout *self,
              guint      from,
              guint      n,
              GArray    *copy)
{
  g_array_set_size (copy, 0);
  for (guint row = 0; row < self->frame.n_rows; row++)
    g_array_append_vals (copy, self->skyline + get_skyline_place (self, row, from), n);
}

/* Fills a stage, and keeps what it stood on and what it leaves to later ones. */
static void
refill (WayLayout     *self,
        WayStageState *stage,
        guint          first_truth)
{
  guint   first = stage->box.first_column;
  guint   n_taken = self->skyline_until > first ? self->skyline_until - first : 0;
  GArray *taken = g_array_new (FALSE, FALSE, sizeof (double));

  copy_skyline (self, first, n_taken, taken);
  way_layout_fill_cells (self, stage, first_truth);
  stage->columns_serial = self->columns_serial;
  stage->reach = MAX (stage->reach, stage->box.n_columns - 1);
  g_array_set_size (stage->skyline_out, 0);
  if (stage->reach >= stage->box.n_columns)
    copy_skyline (self, first + stage->box.n_columns, stage->reach + 1 - stage->box.n_columns, stage->skyline_out);
  /* Whatever of it the cards came to stand on. */
  stage->n_taken = n_taken;
  g_array_unref (stage->skyline_in);
  stage->skyline_in = taken;
}

/* What a stage that stays as it is leaves in the columns of later ones. */
static void
leave_skyline (WayLayout     *self,
               WayStageState *stage)
{
  guint         n = stage->reach + 1 - stage->box.n_columns;
  const double *left = (const double *) (const void *) stage->skyline_out->data;

  for (guint row = 0; stage->skyline_out->len > 0 && row < self->frame.n_rows; row++)
    memcpy (self->skyline + get_skyline_place (self, row, stage->box.first_column + stage->box.n_columns), left + (gsize) row * n, n * sizeof (double));
}

static void
start_skyline (WayLayout *self)
{
  gsize size = (gsize) self->frame.n_rows * self->frame.n_columns * sizeof (double);

  if (size > self->skyline_size)
    {
      g_free (self->skyline);
      self->skyline = g_malloc (size);
      self->skyline_size = size;
    }
  if (size > 0)
    memset (self->skyline, 0, size);
  self->skyline_until = 0;
}

/* For each stage, where cards that stand in its cells may belong. */
static void
update_reaches (WayLayout *self)
{
  for (guint i = 0; i < self->stages->len; i++)
    ((WayStageState *) g_ptr_array_index (self->stages, i))->box.reached_from = i;
  for (guint i = 0; i < self->stages->len; i++)
    {
      const WayStageState *stage = g_ptr_array_index (self->stages, i);

      for (guint j = i + 1; j < self->stages->len; j++)
        {
          WayStageBox *later = &((WayStageState *) g_ptr_array_index (self->stages, j))->box;

          if (later->first_column > stage->box.first_column + stage->reach)
            break;
          later->reached_from = MIN (later->reached_from, i);
        }
    }
}

/* Stands in for a stage beyond what is wanted of the sheet. */
static void
leave_out (WayLayout     *self,
           WayStageState *stage)
{
  WayFilling filling = { .layout = self, .stage = stage };

  filling.cells = g_new0 (WayCell *, self->frame.n_rows);
  for (guint row = 0; row < self->frame.n_rows; row++)
    filling.cells[row] = new_cell ();
  take_cells (&filling);
  stage->is_draft = TRUE;
  stage->reaches_out = FALSE;
  stage->reach = stage->box.n_columns - 1;
  stage->words_key = 0;
  g_array_set_size (stage->skyline_out, 0);
  way_layout_collect_points (self, stage);
}

/* How far down its rows have come tells what lies beyond in the stages after it. */
static void
note_depths (WayLayout     *self,
             WayStageState *stage)
{
  self->is_partial = self->is_partial || stage->is_draft;
  for (guint row = 0; row < self->frame.n_rows; row++)
    {
      double *depth = &g_array_index (self->row_depths, double, row);

      *depth = MAX (*depth, stage->box.cells[row]->height);
    }
}

void
way_layout_update_cells (WayLayout *self)
{
  guint first_truth = 0;

  start_skyline (self);
  g_array_set_size (self->row_depths, 0);
  g_array_set_size (self->row_depths, self->frame.n_rows);
  for (guint i = 0; i < self->stages->len; i++)
    {
      WayStageState *stage = g_ptr_array_index (self->stages, i);
      WayStageKey    key = { stage->steps_key.revision, self->serial, stage->box.ordinal, first_truth, stage->box.phase, stage->column_width, 0 };

      key.outlook = get_outlook (self, stage);
      if (is_up_to_date (self, stage, &key))
        leave_skyline (self, stage);
      else if (self->frame.column_x[stage->box.first_column] > self->look_width)
        leave_out (self, stage);
      else
        {
          /* Stages that change places take their part of the curve along. */
          if (stage->cells_key.ordinal != key.ordinal)
            self->points_changed = TRUE;
          refill (self, stage, first_truth);
          way_layout_collect_points (self, stage);
          stage->cells_key = key;
        }
      note_depths (self, stage);
      self->skyline_until = MAX (self->skyline_until, stage->box.first_column + stage->reach + 1);
      first_truth += stage->n_truths;
    }
  update_reaches (self);
}
