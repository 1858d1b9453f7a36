/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Tools"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "waymark/way-commands.h"
#include "waymark/way-find.h"

#include "tools/commands/way-commands-private.h"

/* --- Letters ------------------------------------------------------------------------ */

/* The most characters that one falls into when its accents are taken off. */
#define MOST_PARTS 18

/* A character without regard to case, its accents as characters of their own. */
static gsize
fold (gunichar  character,
      gunichar *parts)
{
  gsize n = g_unichar_fully_decompose (character, FALSE, parts, MOST_PARTS);

  n = MIN (n, MOST_PARTS);
  for (gsize i = 0; i < n; i++)
    parts[i] = g_unichar_tolower (parts[i]);
  return n;
}

static GArray *
fold_text (const char *text)
{
  GArray  *folded = g_array_new (FALSE, FALSE, sizeof (gunichar));
  gunichar parts[MOST_PARTS];

  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gsize n = fold (g_utf8_get_char (text), parts);

      g_array_append_vals (folded, parts, (guint) n);
    }
  return folded;
}

/* How many bytes of @text are what is looked for; 0 when it does not stand at its start. */
static gsize
match_here (const char   *text,
            const GArray *wanted)
{
  const char *place = text;
  guint       n_matched = 0;
  gunichar    parts[MOST_PARTS];

  while (n_matched < wanted->len && *place != '\0')
    {
      gsize n = fold (g_utf8_get_char (place), parts);

      for (gsize i = 0; i < n; i++, n_matched++)
        if (n_matched == wanted->len || g_array_index (wanted, gunichar, n_matched) != parts[i])
          return 0;
      place = g_utf8_next_char (place);
    }
  /* An accent that follows belongs to the last letter, which then is another one. */
  if (n_matched < wanted->len || (*place != '\0' && g_unichar_ismark (g_utf8_get_char (place))))
    return 0;
  return (gsize) (place - text);
}

/* --- The walk through the map ---------------------------------------------------------- */

typedef struct
{
  const GArray *wanted; /* folded */
  GArray       *matches;
  GArray       *orders;      /* guint: of each match the number of its element in reading order */
  const char   *start;       /* an element to be met on the way, or NULL … */
  guint         start_order; /* … and its number */
  guint         n_elements;
} Walk;

static gboolean
is_searched (const WayField *field)
{
  /* The language of a map is a code, not a text. */
  return field->type == WAY_FIELD_TEXT && !field->is_prompt && !g_str_has_prefix (field->name, "xml:");
}

static void
search_field (Walk       *walk,
              WayElement *element,
              guint       field)
{
  const char *text = way_element_get_text (element, field);
  const char *place = text;

  while (*place != '\0')
    {
      gsize        length = match_here (place, walk->wanted);
      WayFindMatch match = { .field = field, .start = (guint) (place - text), .length = (guint) length };

      if (length == 0)
        {
          place = g_utf8_next_char (place);
          continue;
        }
      g_strlcpy (match.element, way_element_get_id (element), sizeof match.element);
      g_array_append_val (walk->matches, match);
      g_array_append_val (walk->orders, walk->n_elements);
      place += length;
    }
}

static void
search_fields (Walk       *walk,
               WayElement *element)
{
  const WayKindInfo *info = way_kind_get_info (way_element_get_kind (element));

  if (g_strcmp0 (walk->start, way_element_get_id (element)) == 0)
    walk->start_order = walk->n_elements;
  /* What stands on the sheet in words comes before what is noted down about it. */
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < info->n_fields; i++)
      if (is_searched (&info->fields[i]) && (info->fields[i].form == WAY_FORM_ATTRIBUTE) == (pass == 1))
        search_field (walk, element, i);
  walk->n_elements++;
}

static void
search_tree (Walk       *walk,
             WayElement *element)
{
  if (way_element_get_kind (element) == WAY_KIND_FOREIGN)
    return;
  search_fields (walk, element);
  for (WayElement *child = way_element_get_first (element); child != NULL; child = way_element_get_next (child))
    search_tree (walk, child);
}

static void
search_children (Walk       *walk,
                 WayElement *element,
                 WayKind     kind)
{
  for (WayElement *child = way_element_get_first_of (element, kind); child != NULL; child = way_element_get_next_of (child))
    search_tree (walk, child);
}

/* The cards of one lane in a stage; those without a lane for NULL. */
static void
search_cards (Walk       *walk,
              WayElement *stage,
              WayElement *lane)
{
  for (WayElement *card = way_element_get_first_of (stage, WAY_KIND_CARD); card != NULL; card = way_element_get_next_of (card))
    if (way_element_get_reference (card, WAY_CARD_LANE) == lane)
      search_tree (walk, card);
}

static void
search_stage (Walk       *walk,
              WayElement *stage,
              WayElement *root)
{
  search_fields (walk, stage);
  search_children (walk, stage, WAY_KIND_TOUCHPOINT);
  search_children (walk, stage, WAY_KIND_METRIC);
  if (way_element_get_first_of (stage, WAY_KIND_CARD) == NULL)
    return;
  for (WayElement *lane = way_element_get_first_of (root, WAY_KIND_LANE); lane != NULL; lane = way_element_get_next_of (lane))
    search_cards (walk, stage, lane);
  search_cards (walk, stage, NULL);
}

static void
search_map (Walk   *walk,
            WayMap *map)
{
  static const WayKind heads[] = { WAY_KIND_FINDING, WAY_KIND_PERSONA, WAY_KIND_PHASE, WAY_KIND_LANE };
  WayElement          *root = way_map_get_root (map);

  search_fields (walk, root);
  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    search_children (walk, root, heads[i]);
  for (WayElement *stage = way_element_get_first_of (root, WAY_KIND_STAGE); stage != NULL; stage = way_element_get_next_of (stage))
    search_stage (walk, stage, root);
  search_children (walk, root, WAY_KIND_CARD);
  search_children (walk, root, WAY_KIND_SOURCE);
  search_children (walk, root, WAY_KIND_LEVEL);
}

static void
walk_through (Walk       *walk,
              WayMap     *map,
              const char *text,
              const char *start)
{
  g_autoptr (GArray) wanted = fold_text (text);

  *walk = (Walk){
    .wanted = wanted,
    .matches = g_array_new (FALSE, FALSE, sizeof (WayFindMatch)),
    .orders = g_array_new (FALSE, FALSE, sizeof (guint)),
    .start = start,
  };
  if (wanted->len > 0)
    search_map (walk, map);
  walk->wanted = NULL;
}

GArray *
way_find_list (WayMap     *map,
               const char *text)
{
  Walk walk;

  g_return_val_if_fail (WAY_IS_MAP (map), NULL);
  g_return_val_if_fail (text != NULL, NULL);

  walk_through (&walk, map, text, NULL);
  g_array_unref (walk.orders);
  return walk.matches;
}

/* --- Next and previous ------------------------------------------------------------------- */

/* In which order the texts of one element are read: see search_fields(). */
static guint
get_field_order (WayMap             *map,
                 const WayFindMatch *match)
{
  WayElement        *element = way_map_lookup (map, match->element);
  const WayKindInfo *info;

  if (element == NULL)
    return 0;
  info = way_kind_get_info (way_element_get_kind (element));
  if (match->field >= info->n_fields)
    return 0;
  return match->field + (info->fields[match->field].form == WAY_FORM_ATTRIBUTE ? info->n_fields : 0);
}

/* Whether a match stands before a place; a place without a length is the start of its element. */
static int
compare_to_place (WayMap             *map,
                  const WayFindMatch *match,
                  guint               order,
                  const WayFindMatch *place,
                  guint               place_order)
{
  guint field, place_field;

  if (order != place_order)
    return order < place_order ? -1 : 1;
  if (place->length == 0)
    return 1;
  field = get_field_order (map, match);
  place_field = get_field_order (map, place);
  if (field != place_field)
    return field < place_field ? -1 : 1;
  return match->start < place->start ? -1 : match->start > place->start;
}

gboolean
way_find_step (WayMap       *map,
               const char   *text,
               gboolean      backwards,
               WayFindMatch *match)
{
  g_autoptr (GArray) matches = NULL;
  g_autoptr (GArray) orders = NULL;
  Walk  walk;
  guint chosen;

  g_return_val_if_fail (WAY_IS_MAP (map), FALSE);
  g_return_val_if_fail (text != NULL && match != NULL, FALSE);

  walk_through (&walk, map, text, match->element);
  matches = walk.matches;
  orders = walk.orders;
  if (matches->len == 0)
    return FALSE;
  chosen = backwards ? matches->len - 1 : 0;
  for (guint i = 0; i < matches->len && *match->element != '\0'; i++)
    {
      guint               position = backwards ? matches->len - 1 - i : i;
      const WayFindMatch *candidate = &g_array_index (matches, WayFindMatch, position);
      int                 order = compare_to_place (map, candidate, g_array_index (orders, guint, position), match, walk.start_order);

      if (backwards ? order < 0 : order > 0)
        {
          chosen = position;
          break;
        }
    }
  *match = g_array_index (matches, WayFindMatch, chosen);
  return TRUE;
}

gboolean
way_find_is_at (WayMap             *map,
                const char         *text,
                const WayFindMatch *match)
{
  g_autoptr (GArray) wanted = NULL;
  WayElement        *element;
  const WayKindInfo *info;
  const char        *value;

  g_return_val_if_fail (WAY_IS_MAP (map), FALSE);
  g_return_val_if_fail (text != NULL && match != NULL, FALSE);

  element = way_map_lookup (map, match->element);
  if (element == NULL || match->length == 0)
    return FALSE;
  info = way_kind_get_info (way_element_get_kind (element));
  if (match->field >= info->n_fields || !is_searched (&info->fields[match->field]))
    return FALSE;
  value = way_element_get_text (element, match->field);
  if (match->start >= strlen (value) || (value[match->start] & 0xc0) == 0x80)
    return FALSE;
  wanted = fold_text (text);
  return wanted->len > 0 && match_here (value + match->start, wanted) == match->length;
}

/* --- Replacing ------------------------------------------------------------------------------- */

/* The matches of one field, which stand one behind the other in the list, are replaced at once. */
static gboolean
replace_in_field (WayHistory         *history,
                  const WayFindMatch *matches,
                  guint               n_matches,
                  const char         *replacement,
                  GError            **error)
{
  WayElement *element = way_map_lookup (way_history_get_map (history), matches->element);
  const char *value = way_element_get_text (element, matches->field);
  g_autoptr (GString) text = g_string_new (NULL);
  gsize done = 0;

  for (guint i = 0; i < n_matches; i++)
    {
      g_string_append_len (text, value + done, (gssize) (matches[i].start - done));
      g_string_append (text, replacement);
      done = matches[i].start + matches[i].length;
    }
  g_string_append (text, value + done);
  return way_history_set (history, matches->element, matches->field, text->str, error);
}

gboolean
way_find_replace (WayHistory         *history,
                  const char         *text,
                  const WayFindMatch *match,
                  const char         *replacement,
                  GError            **error)
{
  g_return_val_if_fail (WAY_IS_HISTORY (history), FALSE);
  g_return_val_if_fail (match != NULL && replacement != NULL, FALSE);

  if (!way_find_is_at (way_history_get_map (history), text, match))
    {
      g_set_error (error, WAY_HISTORY_ERROR, WAY_HISTORY_ERROR_NOT_FOUND, _ ("“%s” does not stand there any more"), text);
      return FALSE;
    }
  way_history_begin (history, C_ ("undo", "Replace"));
  return way_commands_finish (history, replace_in_field (history, match, 1, replacement, error));
}

static gboolean
replace_matches (WayHistory   *history,
                 const GArray *matches,
                 const char   *replacement,
                 GError      **error)
{
  const WayFindMatch *list = (const WayFindMatch *) (const void *) matches->data;
  guint               n = 1;

  for (guint i = 0; i < matches->len; i += n)
    {
      for (n = 1; i + n < matches->len && list[i + n].field == list[i].field && g_str_equal (list[i + n].element, list[i].element); n++)
        ;
      if (!replace_in_field (history, list + i, n, replacement, error))
        return FALSE;
    }
  return TRUE;
}

guint
way_find_replace_all (WayHistory *history,
                      const char *text,
                      const char *replacement,
                      GError    **error)
{
  g_autoptr (GArray) matches = NULL;
  g_autofree char *label = NULL;

  g_return_val_if_fail (WAY_IS_HISTORY (history), 0);
  g_return_val_if_fail (text != NULL && replacement != NULL, 0);

  matches = way_find_list (way_history_get_map (history), text);
  if (matches->len == 0)
    return 0;
  /* Translators: a step that can be undone; the words that were replaced: “Replace All: client” */
  label = g_strdup_printf (C_ ("undo", "Replace All: %s"), text);
  way_history_begin (history, label);
  return way_commands_finish (history, replace_matches (history, matches, replacement, error)) ? matches->len : 0;
}
