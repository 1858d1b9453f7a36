/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Tools"

#include "config.h"

#include <string.h>

#include "waymark/way-words.h"

#include "way-clipboard-private.h"

/* What was copied, for programs that know nothing of maps. */

/* One line, as tables and lists keep one thing in each. */
static char *
dup_line (const char *text)
{
  char *line = g_strstrip (g_strdup (text));

  return g_strdelimit (line, "\r\n\t", ' ');
}

/* "Exit rate: 38 %" */
static char *
dup_metric (WayElement *metric,
            const char *name)
{
  const char      *language = way_element_get_text (way_map_get_root (way_element_get_map (metric)), WAY_MAP_LANGUAGE);
  const char      *value = way_element_get (metric, WAY_METRIC_VALUE);
  g_autofree char *quantity = value != NULL ? way_words_dup_quantity (language, value, way_element_get_text (metric, WAY_METRIC_UNIT)) : NULL;

  if (quantity == NULL)
    return g_strdup (name);
  return *name != '\0' ? g_strdup_printf ("%s: %s", name, quantity) : g_steal_pointer (&quantity);
}

/* "Size guide — cannot tell which size fits" */
static char *
dup_words (WayElement *element)
{
  int              field = way_kind_get_info (way_element_get_kind (element))->title_field;
  g_autofree char *title = dup_line (field >= 0 ? way_element_get_text (element, (guint) field) : "");
  g_autofree char *description = NULL;

  if (way_element_get_kind (element) == WAY_KIND_FEELING)
    return g_strdup_printf (*title != '\0' ? "%s (%s)" : "%s%s", title, way_element_get (element, WAY_FEELING_SCORE) != NULL ? way_element_get (element, WAY_FEELING_SCORE) : "0");
  if (way_element_get_kind (element) == WAY_KIND_METRIC)
    return dup_metric (element, title);
  if (way_element_get_kind (element) != WAY_KIND_TOUCHPOINT)
    return g_steal_pointer (&title);
  description = dup_line (way_element_get_text (element, WAY_TOUCHPOINT_DESCRIPTION));
  return *description != '\0' ? g_strdup_printf ("%s — %s", title, description) : g_steal_pointer (&title);
}

static void
append_element (GString    *text,
                GHashTable *copied,
                WayElement *element,
                guint       depth)
{
  gboolean is_in = g_hash_table_contains (copied, element) && way_element_get_kind (element) != WAY_KIND_FOREIGN;

  if (is_in)
    {
      g_autofree char *words = dup_words (element);

      if (*words != '\0')
        g_string_append_printf (text, "%*s%s\n", (int) depth * 2, "", words);
    }
  for (WayElement *child = way_element_get_first (element); child != NULL; child = way_element_get_next (child))
    append_element (text, copied, child, is_in ? depth + 1 : depth);
}

char *
way_clipboard_dup_text (WayMap *fragment)
{
  g_autoptr (GPtrArray) tops = NULL;
  g_autoptr (GHashTable) copied = NULL;
  GString *text = g_string_new (NULL);

  g_return_val_if_fail (WAY_IS_MAP (fragment), NULL);

  tops = way_clipboard_list_copied (fragment);
  copied = way_clipboard_collect_copied (fragment, tops);
  append_element (text, copied, way_map_get_root (fragment), 0);
  return g_string_free (text, FALSE);
}

/* --- As a table ---------------------------------------------------------------------------- */

typedef struct
{
  GHashTable *copied;
  WayTable   *table;
  guint       n_rows;
} Tabling;

static void
append_line (GString    *cell,
             const char *line)
{
  if (cell->len > 0)
    g_string_append_c (cell, '\n');
  g_string_append (cell, line);
}

static void
append_words (Tabling    *tabling,
              GString    *cell,
              WayElement *element)
{
  g_autofree char *words = g_hash_table_contains (tabling->copied, element) ? dup_words (element) : NULL;

  if (words != NULL && *words != '\0')
    append_line (cell, words);
}

/* A line a touchpoint, so that the row fits the one of the touchpoints. */
static void
append_feelings (Tabling    *tabling,
                 GString    *cell,
                 WayElement *touchpoint)
{
  WayElement *feeling = way_element_get_first_of (touchpoint, WAY_KIND_FEELING);

  if (!g_hash_table_contains (tabling->copied, touchpoint) && (feeling == NULL || !g_hash_table_contains (tabling->copied, feeling)))
    return;
  if (feeling != NULL)
    append_words (tabling, cell, feeling);
  else
    append_line (cell, "–");
}

static void
append_cell (Tabling    *tabling,
             GString    *cell,
             WayElement *stage,
             WayElement *lane)
{
  int shows = way_element_get_choice (lane, WAY_LANE_HOLDS) < 0 ? way_element_get_choice (lane, WAY_LANE_SHOWS) : -1;

  for (WayElement *card = way_element_get_first_of (stage, WAY_KIND_CARD); card != NULL; card = way_element_get_next_of (card))
    if (way_element_get_reference (card, WAY_CARD_LANE) == lane)
      append_words (tabling, cell, card);
  for (WayElement *touchpoint = way_element_get_first_of (stage, WAY_KIND_TOUCHPOINT); touchpoint != NULL; touchpoint = way_element_get_next_of (touchpoint))
    {
      if (shows == WAY_SHOWS_TOUCHPOINTS)
        append_words (tabling, cell, touchpoint);
      else if (shows == WAY_SHOWS_FEELINGS)
        append_feelings (tabling, cell, touchpoint);
      for (WayElement *metric = way_element_get_first_of (touchpoint, WAY_KIND_METRIC); shows == WAY_SHOWS_METRICS && metric != NULL; metric = way_element_get_next_of (metric))
        append_words (tabling, cell, metric);
    }
  for (WayElement *metric = way_element_get_first_of (stage, WAY_KIND_METRIC); shows == WAY_SHOWS_METRICS && metric != NULL; metric = way_element_get_next_of (metric))
    append_words (tabling, cell, metric);
}

static void
set_cell (Tabling    *tabling,
          guint       row,
          guint       column,
          const char *text)
{
  g_autofree char *line = column == 0 || row == 0 ? dup_line (text) : g_strdup (text);

  /* What does not fit any table is left out. */
  way_table_set (tabling->table, row, column, line, NULL);
}

/* A row with something in it gets its head. */
static void
add_row (Tabling    *tabling,
         WayElement *root,
         WayElement *lane)
{
  gboolean is_used = FALSE;
  guint    column = 1;
  g_autoptr (GString) cell = g_string_new (NULL);

  for (WayElement *stage = way_element_get_first_of (root, WAY_KIND_STAGE); stage != NULL; stage = way_element_get_next_of (stage), column++)
    {
      g_string_truncate (cell, 0);
      append_cell (tabling, cell, stage, lane);
      if (cell->len == 0 || strspn (cell->str, "\n–") == cell->len)
        continue;
      set_cell (tabling, tabling->n_rows, column, cell->str);
      is_used = TRUE;
    }
  if (is_used)
    set_cell (tabling, tabling->n_rows++, 0, way_element_get_text (lane, WAY_LANE_NAME));
}

/* What stands in no stage: a line each. */
static void
add_loose (Tabling   *tabling,
           GPtrArray *tops)
{
  for (guint i = 0; i < tops->len; i++)
    {
      WayElement *element = tops->pdata[i];

      if (way_element_get_kind (element) != WAY_KIND_STAGE && way_element_get_kind (element) != WAY_KIND_LANE && way_element_get_stage (element) == NULL)
        {
          g_autofree char *words = dup_words (element);

          set_cell (tabling, tabling->n_rows++, 0, words);
        }
    }
}

WayTable *
way_clipboard_make_table (WayMap *fragment)
{
  g_autoptr (GPtrArray) tops = NULL;
  g_autoptr (GHashTable) copied = NULL;
  WayElement *root;
  Tabling     tabling;
  guint       column = 1;

  g_return_val_if_fail (WAY_IS_MAP (fragment), NULL);

  root = way_map_get_root (fragment);
  tops = way_clipboard_list_copied (fragment);
  copied = way_clipboard_collect_copied (fragment, tops);
  tabling = (Tabling){ .copied = copied, .table = way_table_new () };
  for (WayElement *stage = way_element_get_first_of (root, WAY_KIND_STAGE); stage != NULL; stage = way_element_get_next_of (stage))
    {
      set_cell (&tabling, 0, column++, way_element_get_text (stage, WAY_STAGE_NAME));
      tabling.n_rows = 1;
    }
  for (WayElement *lane = way_element_get_first_of (root, WAY_KIND_LANE); lane != NULL; lane = way_element_get_next_of (lane))
    add_row (&tabling, root, lane);
  add_loose (&tabling, tops);
  return tabling.table;
}
