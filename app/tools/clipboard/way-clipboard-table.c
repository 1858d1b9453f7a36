/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Tools"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "waymark/way-theme.h"
#include "waymark/way-words.h"

#include "way-clipboard-private.h"

/* Texts, tables and images from elsewhere. */

/* The languages that heads of tables are known in. */
static const char *const languages[] = { "en", "pl" };

/* Head: what a column of a table with one touchpoint a row means. */
typedef enum
{
  HEAD_STAGE,
  HEAD_TOUCHPOINT,
  HEAD_DESCRIPTION,
  HEAD_CHANNEL,
  HEAD_FEELING,
  HEAD_OWNER,
  HEAD_LANE /* cards of the lane of that name */
} Head;

static const struct
{
  const char *name;
  Head        head;
} heads[] = {
  { "stage", HEAD_STAGE },
  { "etap", HEAD_STAGE },
  { "touchpoint", HEAD_TOUCHPOINT },
  { "touch point", HEAD_TOUCHPOINT },
  { "step", HEAD_TOUCHPOINT },
  { "punkt styku", HEAD_TOUCHPOINT },
  { "punkt kontaktu", HEAD_TOUCHPOINT },
  { "krok", HEAD_TOUCHPOINT },
  { "description", HEAD_DESCRIPTION },
  { "opis", HEAD_DESCRIPTION },
  { "channel", HEAD_CHANNEL },
  { "kanał", HEAD_CHANNEL },
  { "emotion", HEAD_FEELING },
  { "emotions", HEAD_FEELING },
  { "feeling", HEAD_FEELING },
  { "emocja", HEAD_FEELING },
  { "emocje", HEAD_FEELING },
  { "odczucie", HEAD_FEELING },
  { "owner", HEAD_OWNER },
  { "właściciel", HEAD_OWNER },
};

/* Pasting: a transaction is open. */
typedef struct
{
  WayHistory     *history;
  const WayTable *table;
  GPtrArray      *pasted; /* WayElement */
} Pasting;

/* --- Lanes by name --------------------------------------------------------------------------- */

/* What a lane of that name usually holds or shows. */
static gboolean
find_usual (const char *name,
            int        *holds,
            int        *shows)
{
  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      for (*holds = 0, *shows = -1; *holds < WAY_N_CARD_KINDS; (*holds)++)
        if (way_clipboard_is_same_name (name, way_commands_get_lane_name (languages[i], *holds, -1)))
          return TRUE;
      for (*holds = -1, *shows = 0; *shows < WAY_N_SHOWS; (*shows)++)
        if (way_clipboard_is_same_name (name, way_commands_get_lane_name (languages[i], -1, *shows)))
          return TRUE;
    }
  return FALSE;
}

static WayElement *
find_lane_of (WayHistory *history,
              int         holds,
              int         shows)
{
  for (WayElement *lane = way_element_get_first_of (way_commands_get_root (history), WAY_KIND_LANE); lane != NULL; lane = way_element_get_next_of (lane))
    if (way_element_get_choice (lane, WAY_LANE_HOLDS) == holds && (holds >= 0 || way_element_get_choice (lane, WAY_LANE_SHOWS) == shows))
      return lane;
  return NULL;
}

WayElement *
way_clipboard_find_lane (WayHistory *history,
                         const char *name)
{
  int holds, shows;

  for (WayElement *lane = way_element_get_first_of (way_commands_get_root (history), WAY_KIND_LANE); lane != NULL; lane = way_element_get_next_of (lane))
    if (way_clipboard_is_same_name (name, way_element_get_text (lane, WAY_LANE_NAME)))
      return lane;
  return find_usual (name, &holds, &shows) ? find_lane_of (history, holds, shows) : NULL;
}

WayElement *
way_clipboard_need_lane (WayHistory *history,
                         const char *name,
                         GError    **error)
{
  WayElement *lane = way_clipboard_find_lane (history, name);
  const char *id;
  int         holds, shows;

  if (lane != NULL)
    return lane;
  if (!find_usual (name, &holds, &shows))
    {
      holds = WAY_CARDS_NOTES;
      shows = -1;
    }
  id = way_command_add_lane (history, holds, shows, NULL, error);
  if (id == NULL || (*name != '\0' && !way_history_set (history, id, WAY_LANE_NAME, name, error)))
    return NULL;
  return way_map_lookup (way_history_get_map (history), id);
}

/* --- What a cell holds -------------------------------------------------------------------------- */

/* "unsure (-1)", "-1", "−0,5", "unsure": hundredths and the word, if there is one. */
static gboolean
read_feeling (const char *text,
              int        *hundredths,
              char      **word)
{
  const char      *bracket = strrchr (text, '(');
  g_autofree char *number = g_strdup (bracket != NULL ? bracket + 1 : text);
  char            *end;
  double           value;

  g_strdelimit (number, ",", '.');
  if (g_str_has_prefix (number, "−"))
    {
      memmove (number + 1, number + strlen ("−"), strlen (number) - strlen ("−") + 1);
      *number = '-';
    }
  value = g_ascii_strtod (number, &end);
  *word = g_strstrip (bracket != NULL ? g_strndup (text, (gsize) (bracket - text)) : g_strdup (""));
  if (end != number && value >= -2 && value <= 2)
    {
      *hundredths = (int) (value * 100 + (value < 0 ? -0.5 : 0.5));
      return TRUE;
    }
  g_free (*word);
  *word = g_strdup (text);
  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    for (guint band = 0; band < WAY_N_LEVELS; band++)
      for (const char *const *known = way_command_get_feeling_words (languages[i], band); *known != NULL; known++)
        if (way_clipboard_is_same_name (text, *known))
          {
            *hundredths = 200 - (int) band * 100;
            return TRUE;
          }
  g_clear_pointer (word, g_free);
  return FALSE;
}

static gboolean
set_feeling (Pasting    *pasting,
             WayElement *touchpoint,
             const char *text,
             GError    **error)
{
  g_autofree char *word = NULL;
  WayElement      *feeling;
  int              hundredths;

  if (!read_feeling (text, &hundredths, &word))
    return TRUE;
  if (!way_command_set_score (pasting->history, way_element_get_id (touchpoint), NULL, FALSE, hundredths, error))
    return FALSE;
  feeling = way_element_get_first_of (touchpoint, WAY_KIND_FEELING);
  return feeling == NULL || *word == '\0' || way_commands_set (pasting->history, feeling, WAY_FEELING_WORD, word, error);
}

static WayElement *
add_touchpoint (Pasting    *pasting,
                WayElement *stage,
                const char *text,
                GError    **error)
{
  g_auto (GStrv) parts = g_strsplit (text, " — ", 2);
  WayElement *touchpoint = way_commands_insert (pasting->history, WAY_KIND_TOUCHPOINT, stage, NULL, WAY_TOUCHPOINT_NAME, parts[0], error);

  if (touchpoint == NULL)
    return NULL;
  if (parts[0] != NULL && parts[1] != NULL && !way_commands_set (pasting->history, touchpoint, WAY_TOUCHPOINT_DESCRIPTION, parts[1], error))
    return NULL;
  return touchpoint;
}

static gboolean
add_card (Pasting    *pasting,
          WayElement *stage,
          WayElement *lane,
          WayElement *touchpoint,
          const char *text,
          GError    **error)
{
  return way_command_add_card (pasting->history, way_element_get_id (stage), way_element_get_id (lane), way_commands_get_id (touchpoint), NULL, text, error) != NULL;
}

/* One line of the cell of a lane; @touchpoint is the one that a line of feelings is about. */
static gboolean
add_to_lane (Pasting    *pasting,
             WayElement *stage,
             WayElement *lane,
             WayElement *touchpoint,
             const char *line,
             GError    **error)
{
  if (way_element_get_choice (lane, WAY_LANE_HOLDS) >= 0)
    return add_card (pasting, stage, lane, NULL, line, error);
  switch (way_element_get_choice (lane, WAY_LANE_SHOWS))
    {
    case WAY_SHOWS_TOUCHPOINTS:
      return add_touchpoint (pasting, stage, line, error) != NULL;
    case WAY_SHOWS_FEELINGS:
      return touchpoint == NULL || set_feeling (pasting, touchpoint, line, error);
    case WAY_SHOWS_METRICS:
      return way_clipboard_insert_metric (pasting->history, stage, line, error) != NULL;
    default:
      return TRUE;
    }
}

static gboolean
fill_cell (Pasting    *pasting,
           WayElement *stage,
           WayElement *lane,
           const char *text,
           GError    **error)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  WayElement *touchpoint = way_element_get_first_of (stage, WAY_KIND_TOUCHPOINT);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (*g_strstrip (lines[i]) == '\0')
        continue;
      if (!add_to_lane (pasting, stage, lane, touchpoint, lines[i], error))
        return FALSE;
      touchpoint = touchpoint != NULL ? way_element_get_next_of (touchpoint) : NULL;
    }
  return TRUE;
}

/* --- Stages as columns, lanes as rows ------------------------------------------------------------- */

static gboolean
is_column_used (const WayTable *table,
                guint           column)
{
  for (guint row = 0; row < way_table_get_n_rows (table); row++)
    if (*way_table_get (table, row, column) != '\0')
      return TRUE;
  return FALSE;
}

static gboolean
is_row_used (const WayTable *table,
             guint           row)
{
  for (guint column = 0; column < way_table_get_n_columns (table); column++)
    if (*way_table_get (table, row, column) != '\0')
      return TRUE;
  return FALSE;
}

/* The rows of touchpoints come first: feelings need them. */
static gboolean
fill_rows (Pasting     *pasting,
           GPtrArray   *stages,
           const guint *columns,
           gboolean     touchpoints,
           GError     **error)
{
  for (guint row = 1; row < way_table_get_n_rows (pasting->table); row++)
    {
      WayElement *lane;
      gboolean    is_touchpoints;

      if (!is_row_used (pasting->table, row))
        continue;
      lane = way_clipboard_need_lane (pasting->history, way_table_get (pasting->table, row, 0), error);
      if (lane == NULL)
        return FALSE;
      is_touchpoints = way_element_get_choice (lane, WAY_LANE_HOLDS) < 0 && way_element_get_choice (lane, WAY_LANE_SHOWS) == WAY_SHOWS_TOUCHPOINTS;
      for (guint i = 0; is_touchpoints == touchpoints && i < stages->len; i++)
        if (!fill_cell (pasting, stages->pdata[i], lane, way_table_get (pasting->table, row, columns[i]), error))
          return FALSE;
    }
  return TRUE;
}

static WayElement *
add_stage (Pasting    *pasting,
           WayElement *before,
           const char *name,
           GError    **error)
{
  const char *id = way_command_add_stage (pasting->history, way_commands_get_id (before), name, error);

  if (id == NULL)
    return NULL;
  g_ptr_array_add (pasting->pasted, way_map_lookup (way_history_get_map (pasting->history), id));
  return pasting->pasted->pdata[pasting->pasted->len - 1];
}

static gboolean
paste_grid (Pasting    *pasting,
            WayElement *before,
            GError    **error)
{
  guint columns[WAY_TABLE_MOST_COLUMNS];

  for (guint column = 1; column < way_table_get_n_columns (pasting->table); column++)
    if (is_column_used (pasting->table, column))
      {
        columns[pasting->pasted->len] = column;
        if (add_stage (pasting, before, way_table_get (pasting->table, 0, column), error) == NULL)
          return FALSE;
      }
  return fill_rows (pasting, pasting->pasted, columns, TRUE, error) && fill_rows (pasting, pasting->pasted, columns, FALSE, error);
}

/* --- One touchpoint a row --------------------------------------------------------------------------- */

static Head
get_head (const WayTable *table,
          guint           column)
{
  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    if (way_clipboard_is_same_name (way_table_get (table, 0, column), heads[i].name))
      return heads[i].head;
  return HEAD_LANE;
}

static int
find_head (const WayTable *table,
           Head            head)
{
  for (guint column = 0; column < way_table_get_n_columns (table); column++)
    if (get_head (table, column) == head)
      return (int) column;
  return -1;
}

static gboolean
set_channel (Pasting    *pasting,
             WayElement *touchpoint,
             const char *text,
             GError    **error)
{
  const WayChoice *choices = way_kind_get_info (WAY_KIND_TOUCHPOINT)->fields[WAY_TOUCHPOINT_CHANNEL].choices;

  for (const WayChoice *choice = choices; choice->word != NULL; choice++)
    {
      gboolean is_it = way_clipboard_is_same_name (text, choice->word);

      for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
        is_it = is_it || way_clipboard_is_same_name (text, way_words_get_channel (languages[i], choice->word));
      if (is_it)
        return way_commands_set (pasting->history, touchpoint, WAY_TOUCHPOINT_CHANNEL, choice->word, error);
    }
  return TRUE;
}

static gboolean
add_cards (Pasting    *pasting,
           WayElement *touchpoint,
           const char *name,
           const char *text,
           GError    **error)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  WayElement *lane = way_clipboard_need_lane (pasting->history, name, error);

  if (lane == NULL)
    return FALSE;
  for (guint i = 0; lines[i] != NULL && way_element_get_choice (lane, WAY_LANE_HOLDS) >= 0; i++)
    if (*g_strstrip (lines[i]) != '\0' && !add_card (pasting, way_element_get_parent (touchpoint), lane, touchpoint, lines[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
fill_touchpoint (Pasting    *pasting,
                 WayElement *touchpoint,
                 guint       row,
                 guint       column,
                 GError    **error)
{
  const char *text = way_table_get (pasting->table, row, column);

  if (*text == '\0')
    return TRUE;
  switch (get_head (pasting->table, column))
    {
    case HEAD_DESCRIPTION:
      return way_commands_set (pasting->history, touchpoint, WAY_TOUCHPOINT_DESCRIPTION, text, error);
    case HEAD_OWNER:
      return way_commands_set (pasting->history, touchpoint, WAY_TOUCHPOINT_OWNER, text, error);
    case HEAD_CHANNEL:
      return set_channel (pasting, touchpoint, text, error);
    case HEAD_FEELING:
      return set_feeling (pasting, touchpoint, text, error);
    case HEAD_LANE:
      return add_cards (pasting, touchpoint, way_table_get (pasting->table, 0, column), text, error);
    case HEAD_STAGE:
    case HEAD_TOUCHPOINT:
    default:
      return TRUE;
    }
}

static gboolean
paste_rows (Pasting    *pasting,
            WayElement *before,
            GError    **error)
{
  guint       stage_column = (guint) find_head (pasting->table, HEAD_STAGE);
  guint       name_column = (guint) find_head (pasting->table, HEAD_TOUCHPOINT);
  WayElement *stage = NULL;

  for (guint row = 1; row < way_table_get_n_rows (pasting->table); row++)
    {
      const char *stage_name = way_table_get (pasting->table, row, stage_column);
      const char *name = way_table_get (pasting->table, row, name_column);
      WayElement *touchpoint;

      /* An empty cell means the same as above. */
      if (stage == NULL || (*stage_name != '\0' && !way_clipboard_is_same_name (stage_name, way_element_get_text (stage, WAY_STAGE_NAME))))
        stage = add_stage (pasting, before, stage_name, error);
      if (stage == NULL)
        return FALSE;
      if (*name == '\0')
        continue;
      touchpoint = add_touchpoint (pasting, stage, name, error);
      for (guint column = 0; touchpoint != NULL && column < way_table_get_n_columns (pasting->table); column++)
        if (!fill_touchpoint (pasting, touchpoint, row, column, error))
          touchpoint = NULL;
      if (touchpoint == NULL)
        return FALSE;
    }
  return TRUE;
}

/* --- The faces of pasting ---------------------------------------------------------------------------- */

static gboolean
is_rows (const WayTable *table)
{
  return find_head (table, HEAD_STAGE) >= 0 && find_head (table, HEAD_TOUCHPOINT) >= 0;
}

static GPtrArray *
finish (Pasting *pasting,
        gboolean done)
{
  if (!way_commands_finish (pasting->history, done))
    {
      g_ptr_array_unref (pasting->pasted);
      return NULL;
    }
  for (guint i = 0; i < pasting->pasted->len; i++)
    pasting->pasted->pdata[i] = (gpointer) way_element_get_id (pasting->pasted->pdata[i]);
  return pasting->pasted;
}

GPtrArray *
way_clipboard_paste_table (WayHistory          *history,
                           const WayPastePlace *place,
                           const WayTable      *table,
                           GError             **error)
{
  Pasting     pasting = { history, table, g_ptr_array_new () };
  WayElement *stage;
  WayElement *before;
  gboolean    done;

  g_return_val_if_fail (WAY_IS_HISTORY (history) && place != NULL && table != NULL, NULL);

  stage = way_clipboard_find (history, place->stage, WAY_KIND_STAGE);
  before = stage != NULL ? way_element_get_next_of (stage) : NULL;
  way_history_begin (history, C_ ("undo", "Paste Table"));
  done = is_rows (table) ? paste_rows (&pasting, before, error) : paste_grid (&pasting, before, error);
  if (done && pasting.pasted->len == 0)
    done = way_clipboard_refuse (error, _ ("The table has no columns that could become stages"));
  return finish (&pasting, done);
}

/* Tabs in each line are what a spreadsheet gives; else the heads must tell. */
static gboolean
is_table (const WayTable *table,
          const char     *text)
{
  if (way_table_get_n_rows (table) < 2 || way_table_get_n_columns (table) < 2)
    return FALSE;
  if (is_rows (table))
    return TRUE;
  if (strchr (text, '\t') == NULL)
    return FALSE;
  for (guint column = 1; column < way_table_get_n_columns (table); column++)
    if (*way_table_get (table, 0, column) != '\0')
      return TRUE;
  return FALSE;
}

static guint
count_lines (const char *text)
{
  guint n = 1;

  for (; *text != '\0'; text++)
    n += *text == '\n' || (*text == '\r' && text[1] != '\n');
  return n;
}

static GPtrArray *
paste_lines (WayHistory          *history,
             const WayPastePlace *place,
             const char          *text,
             GError             **error)
{
  WayElement *focus = place->element != NULL ? way_map_lookup (way_history_get_map (history), place->element) : NULL;
  WayElement *next = focus != NULL ? way_element_get_next_of (focus) : NULL;
  WayElement *lane = way_clipboard_find (history, place->lane, WAY_KIND_LANE);
  gboolean    to_tray = focus != NULL && way_element_get_kind (focus) == WAY_KIND_CARD && way_element_get_stage (focus) == NULL;
  gboolean    as_cards = to_tray || (lane != NULL && way_element_get_choice (lane, WAY_LANE_HOLDS) >= 0);
  WayElement *stage = to_tray ? NULL : way_clipboard_need_stage (history, place, error);
  g_autoptr (GPtrArray) ids = NULL;

  if (stage == NULL && !to_tray)
    return NULL;
  if (next != NULL && way_element_get_kind (next) != (as_cards ? WAY_KIND_CARD : WAY_KIND_TOUCHPOINT))
    next = NULL;
  if (next != NULL && stage != NULL && way_element_get_parent (next) != stage)
    next = NULL;
  ids = way_command_add_lines (history, way_commands_get_id (stage), as_cards ? way_commands_get_id (lane) : NULL, way_commands_get_id (next), text, error);
  for (guint i = 0; ids != NULL && as_cards && !to_tray && place->touchpoint != NULL && i < ids->len; i++)
    {
      WayElement *touchpoint = way_clipboard_find (history, place->touchpoint, WAY_KIND_TOUCHPOINT);

      if (touchpoint != NULL && way_element_get_parent (touchpoint) == stage &&
          !way_history_set (history, ids->pdata[i], WAY_CARD_ABOUT, place->touchpoint, error))
        return NULL;
    }
  return g_steal_pointer (&ids);
}

GPtrArray *
way_clipboard_paste_text (WayHistory          *history,
                          const WayPastePlace *place,
                          const char          *text,
                          GError             **error)
{
  g_autoptr (WayTable) table = NULL;
  GPtrArray *ids;

  g_return_val_if_fail (WAY_IS_HISTORY (history) && place != NULL && text != NULL, NULL);

  if (strlen (text) > WAY_CLIPBOARD_MOST_TEXT || !g_utf8_validate (text, -1, NULL))
    {
      g_set_error_literal (error, WAY_CLIPBOARD_ERROR, WAY_CLIPBOARD_ERROR_TOO_LARGE, _ ("The text is too long for a map"));
      return NULL;
    }
  table = way_table_parse (text, strlen (text), NULL);
  if (table != NULL && is_table (table, text))
    return way_clipboard_paste_table (history, place, table, error);
  if (count_lines (text) > WAY_CLIPBOARD_MOST_LINES)
    {
      g_set_error (error, WAY_CLIPBOARD_ERROR, WAY_CLIPBOARD_ERROR_TOO_LARGE, _ ("The text has more than %d lines; paste it in parts"), WAY_CLIPBOARD_MOST_LINES);
      return NULL;
    }
  way_history_begin (history, C_ ("undo", "Paste Text"));
  ids = paste_lines (history, place, text, error);
  if (ids != NULL && ids->len == 0)
    {
      way_clipboard_refuse (error, _ ("The text has no words in it"));
      g_clear_pointer (&ids, g_ptr_array_unref);
    }
  return way_commands_finish (history, ids != NULL) ? ids : NULL;
}

/* --- Images ----------------------------------------------------------------------------------------------- */

/* Where an image can be put without making anything: on what is selected. */
static WayElement *
find_without_image (WayHistory *history,
                    const char *id,
                    guint      *field)
{
  WayElement *element = id != NULL ? way_map_lookup (way_history_get_map (history), id) : NULL;

  if (element == NULL)
    return NULL;
  switch (way_element_get_kind (element))
    {
    case WAY_KIND_TOUCHPOINT:
      *field = WAY_TOUCHPOINT_IMAGE;
      break;
    case WAY_KIND_CARD:
      *field = WAY_CARD_IMAGE;
      break;
    case WAY_KIND_PERSONA:
      *field = WAY_PERSONA_PORTRAIT;
      break;
    default:
      return NULL;
    }
  return way_element_get (element, *field) == NULL ? element : NULL;
}

static WayElement *
add_image_card (Pasting             *pasting,
                const WayPastePlace *place,
                GError             **error)
{
  WayElement *lane = way_clipboard_find (pasting->history, place->lane, WAY_KIND_LANE);
  WayElement *stage = way_clipboard_need_stage (pasting->history, place, error);
  WayElement *touchpoint = way_clipboard_find (pasting->history, place->touchpoint, WAY_KIND_TOUCHPOINT);
  const char *id;

  if (stage == NULL)
    return NULL;
  if (touchpoint != NULL && way_element_get_parent (touchpoint) != stage)
    touchpoint = NULL;
  if (lane == NULL || way_element_get_choice (lane, WAY_LANE_HOLDS) < 0)
    lane = find_lane_of (pasting->history, WAY_CARDS_IMAGES, -1);
  if (lane == NULL)
    {
      id = way_command_add_lane (pasting->history, WAY_CARDS_IMAGES, -1, NULL, error);
      lane = id != NULL ? way_map_lookup (way_history_get_map (pasting->history), id) : NULL;
    }
  if (lane == NULL)
    return NULL;
  id = way_command_add_card (pasting->history, way_element_get_id (stage), way_element_get_id (lane), way_commands_get_id (touchpoint), NULL, "", error);
  return id != NULL ? way_map_lookup (way_history_get_map (pasting->history), id) : NULL;
}

GPtrArray *
way_clipboard_paste_image (WayHistory          *history,
                           const WayPastePlace *place,
                           GBytes              *image,
                           GError             **error)
{
  Pasting     pasting = { history, NULL, g_ptr_array_new () };
  guint       field = WAY_CARD_IMAGE;
  WayElement *element;
  gboolean    done;

  g_return_val_if_fail (WAY_IS_HISTORY (history) && place != NULL && image != NULL, NULL);

  way_history_begin (history, C_ ("undo", "Paste Image"));
  element = find_without_image (history, place->element, &field);
  if (element == NULL)
    {
      field = WAY_CARD_IMAGE;
      element = add_image_card (&pasting, place, error);
    }
  done = element != NULL && way_commands_set (history, element, field, way_map_add_image (way_history_get_map (history), image), error);
  if (done)
    g_ptr_array_add (pasting.pasted, element);
  return finish (&pasting, done);
}
