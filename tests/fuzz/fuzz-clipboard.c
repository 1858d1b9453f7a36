/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>

#include <stddef.h>
#include <stdint.h>

#include "support/way-map-dump.h"
#include "support/way-random-map.h"
#include "support/way-random-value.h"
#include "waymark/way-clipboard.h"
#include "waymark/way-html-table.h"
#include "waymark/way-image.h"
#include "waymark/way-store.h"

/*
 * Whatever lies on the clipboard: pasting it is one step or none, what comes out can be saved and opened, and undo and redo
 * lead to the same bytes. The first three bytes say of which type it is, into which map and where it is pasted.
 */

#define HEAD 3
#define LARGEST_INPUT (64 * 1024)
#define MOST_TOUCHPOINTS 6

int LLVMFuzzerTestOneInput (const uint8_t *data,
                            size_t         size);

static GPtrArray *
paste_map (WayHistory          *history,
           const WayPastePlace *place,
           const char          *data,
           gsize                size,
           GError             **error)
{
  g_autoptr (WayMap) fragment = way_store_load_bytes (data, size, NULL, NULL, error);
  g_autofree char *text = NULL;

  if (fragment == NULL)
    return NULL;
  text = way_clipboard_dup_text (fragment);
  way_table_free (way_clipboard_make_table (fragment));
  return way_clipboard_paste (history, place, fragment, NULL, error);
}

static GPtrArray *
paste_table (WayHistory          *history,
             const WayPastePlace *place,
             const char          *data,
             gsize                size,
             gboolean             is_html,
             GError             **error)
{
  g_autoptr (WayTable) table = is_html ? way_html_table_parse (data, size, error) : way_table_parse (data, size, error);
  g_autofree char *tsv = NULL;
  g_autofree char *html = NULL;

  if (table == NULL)
    return NULL;
  tsv = way_table_dup_tsv (table);
  html = way_table_dup_html (table);
  return way_clipboard_paste_table (history, place, table, error);
}

static GPtrArray *
paste_text (WayHistory          *history,
            const WayPastePlace *place,
            const char          *data,
            gsize                size,
            GError             **error)
{
  g_autofree char *text = g_strndup (data, size);

  return way_clipboard_paste_text (history, place, text, error);
}

static GPtrArray *
paste_image (WayHistory          *history,
             const WayPastePlace *place,
             const char          *data,
             gsize                size,
             GError             **error)
{
  g_autoptr (GBytes) image = g_bytes_new (data, size);

  return way_image_inspect (image, NULL, error) ? way_clipboard_paste_image (history, place, image, error) : NULL;
}

static GPtrArray *
paste (WayHistory          *history,
       const WayPastePlace *place,
       guint                type,
       const char          *data,
       gsize                size,
       GError             **error)
{
  switch (type % 5)
    {
    case 0:
      return paste_map (history, place, data, size, error);
    case 1:
    case 2:
      return paste_table (history, place, data, size, type % 5 == 1, error);
    case 3:
      return paste_text (history, place, data, size, error);
    default:
      return paste_image (history, place, data, size, error);
    }
}

static void
check_pasted (WayHistory *history,
              GBytes     *start)
{
  WayMap *map = way_history_get_map (history);
  g_autoptr (GBytes) end = way_store_write (map);
  g_autoptr (GError) error = NULL;
  g_autoptr (WayMap) again = way_store_load_bytes (g_bytes_get_data (end, NULL), g_bytes_get_size (end), "pasted", NULL, &error);

  if (again == NULL)
    g_error ("What was pasted can be saved and not opened: %s", error->message);
  way_assert_writes (again, end, "Saving and opening");
  way_history_undo (history);
  way_assert_writes (map, start, "Undo");
  way_history_redo (history);
  way_assert_writes (map, end, "Redo");
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr (WayMap) map = NULL;
  g_autoptr (WayHistory) history = NULL;
  g_autoptr (WaySelection) selection = NULL;
  g_autoptr (GPtrArray) elements = NULL;
  g_autoptr (GPtrArray) pasted = NULL;
  g_autoptr (GBytes) start = NULL;
  g_autoptr (GError) error = NULL;
  WayPastePlace place;

  if (size < HEAD || size > LARGEST_INPUT)
    return 0;
  map = way_random_map_new (data[1], data[1] % MOST_TOUCHPOINTS);
  history = way_history_new (map);
  selection = way_selection_new (map);
  elements = way_random_list_elements (map);
  start = way_store_write (map);
  if (data[2] != 0)
    way_selection_select (selection, way_element_get_id (elements->pdata[data[2] % elements->len]));
  place = way_paste_place_get (map, selection);

  pasted = paste (history, &place, data[0], (const char *) data + HEAD, size - HEAD, &error);
  if (way_history_get_n_undo (history) > (pasted != NULL ? 1 : 0) || way_history_in_transaction (history))
    g_error ("A paste is more than one step, or one that was refused left something");
  if (pasted == NULL)
    way_assert_writes (map, start, "A paste that was refused");
  else
    check_pasted (history, start);
  return 0;
}
