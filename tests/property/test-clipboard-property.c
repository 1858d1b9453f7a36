/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Tests"

#include <locale.h>
#include <string.h>

#include "support/way-map-dump.h"
#include "support/way-random-map.h"
#include "support/way-random-value.h"
#include "waymark/way-clipboard.h"
#include "waymark/way-store.h"

#define DEFAULT_SEEDS 200

static guint
get_n_seeds (void)
{
  const char *wanted = g_getenv ("WAYMARK_SEEDS");

  return wanted != NULL ? (guint) g_ascii_strtoull (wanted, NULL, 10) : DEFAULT_SEEDS;
}

/* Written and read, as on its way through a clipboard; what was written must be a good file. */
static WayMap *
send (WayMap *map,
      guint32 seed)
{
  g_autoptr (GBytes) bytes = way_store_write (map);
  g_autoptr (GError) error = NULL;
  WayMap *received = way_store_load_bytes (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL, NULL, &error);

  if (received == NULL)
    g_error ("seed %u: %s in\n%.*s", seed, error->message, (int) MIN (g_bytes_get_size (bytes), 20000), (const char *) g_bytes_get_data (bytes, NULL));
  return received;
}

static GPtrArray *
list_ids (WayElement *root,
          WayKind     kind)
{
  GPtrArray *ids = g_ptr_array_new ();

  for (WayElement *child = way_element_get_first_of (root, kind); child != NULL; child = way_element_get_next_of (child))
    g_ptr_array_add (ids, (gpointer) way_element_get_id (child));
  g_ptr_array_add (ids, NULL);
  return ids;
}

/* Everything that can be read in stages, whatever the ids: kinds, values, the words of what is named. */
static void
dump (GString    *text,
      WayElement *element,
      guint       depth)
{
  const WayKindInfo *info = way_kind_get_info (way_element_get_kind (element));

  if (way_element_get_kind (element) == WAY_KIND_FOREIGN)
    return;
  g_string_append_printf (text, "%*s%s", (int) depth, "", info->name);
  for (guint i = 0; i < info->n_fields; i++)
    {
      const char *value = way_element_get (element, i);
      WayElement *target;

      /* What is replaced may stand in the tray, which is not copied here. */
      if (value == NULL || info->fields[i].type == WAY_FIELD_REFERENCE_LIST || g_str_equal (info->fields[i].name, "replaces"))
        continue;
      if (info->fields[i].type == WAY_FIELD_REFERENCE)
        {
          target = way_element_get_reference (element, i);
          value = target != NULL ? way_kind_get_info (way_element_get_kind (target))->name : "?";
        }
      g_string_append_printf (text, " %s=%s", info->fields[i].name, value);
    }
  g_string_append_c (text, '\n');
  for (WayElement *child = way_element_get_first (element); child != NULL; child = way_element_get_next (child))
    dump (text, child, depth + 1);
}

static char *
dump_stages (WayMap *map)
{
  GString *text = g_string_new (NULL);

  for (WayElement *stage = way_element_get_first_of (way_map_get_root (map), WAY_KIND_STAGE); stage != NULL; stage = way_element_get_next_of (stage))
    dump (text, stage, 0);
  return g_string_free (text, FALSE);
}

static WayMap *
copy_stages (WayMap *map,
             guint32 seed)
{
  g_autoptr (GPtrArray) ids = list_ids (way_map_get_root (map), WAY_KIND_STAGE);
  g_autoptr (GError) error = NULL;
  g_autoptr (WayMap) fragment = way_clipboard_copy (map, (const char *const *) ids->pdata, &error);

  g_assert_no_error (error);
  return send (fragment, seed);
}

static WayMap *
paste_into_empty (WayMap *fragment,
                  guint32 seed)
{
  g_autoptr (WayMap) map = way_map_new ("en");
  g_autoptr (WayHistory) history = way_history_new (map);
  g_autoptr (GBytes) start = way_store_write (map);
  g_autoptr (GBytes) end = NULL;
  g_autoptr (GPtrArray) ids = NULL;
  g_autoptr (GError) error = NULL;
  WayPastePlace place = { NULL };

  ids = way_clipboard_paste (history, &place, fragment, NULL, &error);
  if (ids == NULL)
    g_error ("seed %u: %s", seed, error->message);
  g_assert_cmpuint (way_history_get_n_undo (history), ==, 1);
  way_history_undo (history);
  end = way_store_write (map);
  g_assert_true (g_bytes_equal (start, end));
  way_history_redo (history);
  return send (map, seed);
}

/* All stages into an empty map, and from there into another one: nothing gets lost. */
static void
test_there_and_back (void)
{
  for (guint32 seed = 0; seed < get_n_seeds (); seed++)
    {
      g_autoptr (WayMap) map = way_random_map_new (seed, 1 + seed % 12);
      g_autoptr (WayMap) first = NULL;
      g_autoptr (WayMap) second = NULL;
      g_autoptr (WayMap) there = NULL;
      g_autoptr (WayMap) back = NULL;
      g_autofree char *expected = dump_stages (map);
      g_autofree char *actual = NULL;

      if (*expected == '\0')
        continue;
      first = copy_stages (map, seed);
      there = paste_into_empty (first, seed);
      second = copy_stages (there, seed);
      back = paste_into_empty (second, seed);
      actual = dump_stages (back);
      way_assert_same_text (actual, expected, "seed %u", seed);
    }
}

static void
choose (GRand     *random,
        GPtrArray *elements,
        GPtrArray *ids)
{
  for (guint n = 1 + way_random_below (random, 6); n > 0; n--)
    g_ptr_array_add (ids, (gpointer) way_element_get_id (elements->pdata[way_random_below (random, elements->len)]));
  g_ptr_array_add (ids, NULL);
}

/* Anything from one map, anywhere into the same or another one: the file is good, and undo brings back the bytes. */
static void
paste_anything (guint32 seed)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  g_autoptr (WayMap) source = way_random_map_new (seed, seed % 10);
  g_autoptr (WayMap) other = way_random_map_new (seed + 1, (seed + 1) % 10);
  g_autoptr (GPtrArray) source_elements = way_random_list_elements (source);
  WayMap *target = way_random_happens (random, 0.5) ? source : other;
  g_autoptr (GPtrArray) elements = way_random_list_elements (target);
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_autoptr (WayHistory) history = way_history_new (target);
  g_autoptr (WaySelection) selection = way_selection_new (target);
  g_autoptr (GBytes) start = way_store_write (target);
  g_autoptr (GBytes) end = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (WayMap) copied = NULL;
  g_autoptr (WayMap) fragment = NULL;
  g_autoptr (WayMap) result = NULL;
  g_autoptr (GPtrArray) pasted = NULL;
  g_autofree char *text = NULL;
  WayPastePlace    place;

  choose (random, source_elements, ids);
  copied = way_clipboard_copy (source, (const char *const *) ids->pdata, &error);
  if (copied == NULL)
    return;
  fragment = send (copied, seed);
  text = way_clipboard_dup_text (fragment);
  way_table_free (way_clipboard_make_table (fragment));
  if (way_random_happens (random, 0.8))
    way_selection_select (selection, way_element_get_id (elements->pdata[way_random_below (random, elements->len)]));
  place = way_paste_place_get (target, selection);
  pasted = way_clipboard_paste (history, &place, fragment, NULL, &error);
  g_assert_cmpuint (way_history_get_n_undo (history), ==, pasted != NULL ? 1 : 0);
  if (pasted == NULL && !g_error_matches (error, WAY_CLIPBOARD_ERROR, WAY_CLIPBOARD_ERROR_NOTHING))
    g_error ("seed %u: %s", seed, error->message);
  result = send (target, seed);
  for (guint i = 0; pasted != NULL && i < pasted->len; i++)
    g_assert_nonnull (way_map_lookup (target, pasted->pdata[i]));
  way_history_undo (history);
  end = way_store_write (target);
  if (!g_bytes_equal (start, end))
    g_error ("seed %u: undo does not bring back the map", seed);
}

static void
test_anything (void)
{
  for (guint32 seed = 0; seed < 5 * get_n_seeds (); seed++)
    paste_anything (seed);
}

/* Where a start tag ends; there may be ">" in its attributes. */
static gssize
find_tag_end (const char *file,
              const char *tag)
{
  char quote = '\0';

  for (; *tag != '>' || quote != '\0'; tag++)
    if (quote == '\0' && (*tag == '"' || *tag == '\''))
      quote = *tag;
    else if (*tag == quote)
      quote = '\0';
  return tag + 1 - file;
}

/* A file that says of itself that anything in it was copied, things within each other and what is not there too. */
static WayMap *
make_hostile (WayMap *map,
              GRand  *random)
{
  g_autoptr (GPtrArray) elements = way_random_list_elements (map);
  g_autoptr (GBytes) bytes = way_store_write (map);
  g_autoptr (GString) file = g_string_new_len (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes));
  g_autoptr (GString) note = g_string_new ("<?waymark-copied nobody");
  g_autoptr (GError) error = NULL;
  const char *root = strstr (file->str, "<journey-map");
  WayMap     *hostile;

  for (guint n = way_random_below (random, 20); n > 0; n--)
    g_string_append_printf (note, " %s", way_element_get_id (elements->pdata[way_random_below (random, elements->len)]));
  g_string_append (note, "?>");
  g_assert_nonnull (root);
  g_string_insert (file, find_tag_end (file->str, root), note->str);
  hostile = way_store_load_bytes (file->str, file->len, NULL, NULL, &error);
  g_assert_no_error (error);
  return hostile;
}

static void
test_hostile (void)
{
  guint n_pasted = 0;

  for (guint32 seed = 0; seed < 2 * get_n_seeds (); seed++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (seed);
      g_autoptr (WayMap) map = way_random_map_new (seed, 1 + seed % 10);
      g_autoptr (WayMap) target = way_random_map_new (seed / 2, seed % 7);
      g_autoptr (WayMap) fragment = NULL;
      g_autoptr (WayMap) result = NULL;
      g_autoptr (WayHistory) history = way_history_new (target);
      g_autoptr (GBytes) start = way_store_write (target);
      g_autoptr (GBytes) end = NULL;
      g_autoptr (GPtrArray) ids = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *text = NULL;
      WayPastePlace    place = { NULL };

      fragment = make_hostile (map, random);
      text = way_clipboard_dup_text (fragment);
      way_table_free (way_clipboard_make_table (fragment));
      ids = way_clipboard_paste (history, &place, fragment, NULL, &error);
      g_assert_true ((ids != NULL) == (error == NULL));
      n_pasted += ids != NULL;
      result = send (target, seed);
      while (way_history_undo (history))
        ;
      end = way_store_write (target);
      g_assert_true (g_bytes_equal (start, end));
    }
  g_assert_cmpuint (n_pasted, >, get_n_seeds () / 2);
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/tools/clipboard/there-and-back", test_there_and_back);
  g_test_add_func ("/tools/clipboard/anything-anywhere", test_anything);
  g_test_add_func ("/tools/clipboard/hostile", test_hostile);
  return g_test_run ();
}
