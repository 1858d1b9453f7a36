/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Tools"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "way-clipboard-private.h"
#include "tools/commands/way-commands-copy-private.h"

/*
 * A copy is a map with the elements that were copied, whole, and the outline of what they stand in and what they name. Which
 * are which says a processing instruction in it, that any reader of maps passes over.
 */

#define NOTE_START "<?waymark-copied "
#define NOTE_END "?>"

G_DEFINE_QUARK (way - clipboard - error - quark, way_clipboard_error)

typedef struct
{
  WayMap     *map;
  GHashTable *whole;   /* WayElement: what is copied, with all below */
  GHashTable *outline; /* WayElement: what it stands in and names */
  GPtrArray  *images;  /* ids, borrowed */
  gboolean    keeps_foreign;
} Copying;

gboolean
way_clipboard_refuse (GError    **error,
                      const char *message)
{
  g_set_error_literal (error, WAY_CLIPBOARD_ERROR, WAY_CLIPBOARD_ERROR_NOTHING, message);
  return FALSE;
}

/* --- What belongs to a copy --------------------------------------------------------------- */

static void
add_whole (Copying    *copying,
           WayElement *element)
{
  g_hash_table_add (copying->whole, element);
  for (WayElement *child = way_element_get_first (element); child != NULL; child = way_element_get_next (child))
    add_whole (copying, child);
}

static void
add_outline (Copying    *copying,
             WayElement *element)
{
  for (WayElement *above = element; above != NULL; above = way_element_get_parent (above))
    g_hash_table_add (copying->outline, above);
  /* A persona that is made from its outline is to be a whole one. */
  if (way_element_get_kind (element) != WAY_KIND_PERSONA)
    return;
  for (WayElement *child = way_element_get_first (element); child != NULL; child = way_element_get_next (child))
    if (way_element_get_kind (child) != WAY_KIND_FOREIGN)
      g_hash_table_add (copying->outline, child);
}

static gboolean
is_reference (const WayField *field)
{
  return field->type == WAY_FIELD_REFERENCE || field->type == WAY_FIELD_REFERENCE_LIST;
}

static gboolean
is_replacement (const WayField *field)
{
  return g_str_equal (field->name, "replaces");
}

static void
add_named (Copying    *copying,
           WayElement *element,
           guint       field)
{
  const char *value = way_element_get (element, field);
  g_auto (GStrv) ids = value != NULL ? g_strsplit (value, " ", -1) : NULL;

  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    {
      WayElement *target = way_map_lookup (copying->map, ids[i]);

      if (target != NULL && !g_hash_table_contains (copying->whole, target))
        add_outline (copying, target);
    }
}

static void
add_all_named (Copying *copying)
{
  GHashTableIter iter;
  gpointer       key;

  g_hash_table_iter_init (&iter, copying->whole);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      const WayKindInfo *info = way_kind_get_info (way_element_get_kind (key));

      for (guint i = 0; i < info->n_fields; i++)
        if (is_reference (&info->fields[i]) && !is_replacement (&info->fields[i]))
          add_named (copying, key, i);
    }
}

static void
add_lane_cards (Copying    *copying,
                WayElement *lane)
{
  for (WayElement *stage = way_element_get_first_of (way_map_get_root (copying->map), WAY_KIND_STAGE); stage != NULL; stage = way_element_get_next_of (stage))
    for (WayElement *card = way_element_get_first_of (stage, WAY_KIND_CARD); card != NULL; card = way_element_get_next_of (card))
      if (way_element_get_reference (card, WAY_CARD_LANE) == lane)
        {
          add_whole (copying, card);
          add_outline (copying, stage);
        }
}

/* Lanes that show something and the names of the levels: so that a copy can be shown as a map. */
static void
add_frame (Copying *copying)
{
  WayElement *root = way_map_get_root (copying->map);

  add_outline (copying, root);
  for (WayElement *lane = way_element_get_first_of (root, WAY_KIND_LANE); lane != NULL; lane = way_element_get_next_of (lane))
    if (way_element_get_choice (lane, WAY_LANE_HOLDS) < 0)
      add_outline (copying, lane);
  for (WayElement *level = way_element_get_first_of (root, WAY_KIND_LEVEL); level != NULL; level = way_element_get_next_of (level))
    add_outline (copying, level);
}

static gboolean
can_be_copied (WayElement *element)
{
  WayKind kind = way_element_get_kind (element);

  return kind != WAY_KIND_MAP && kind != WAY_KIND_LEVEL && kind != WAY_KIND_LINK && kind != WAY_KIND_CONFLICT && kind != WAY_KIND_FOREIGN;
}

/* Prefixes of foreign names hold where they are declared; what stands between the root and a copy may declare some. */
static gboolean
depends_on_parents (WayElement *element)
{
  for (element = way_element_get_parent (element); element != NULL && way_element_get_parent (element) != NULL; element = way_element_get_parent (element))
    if (way_element_get_foreign_attributes (element, "") != NULL)
      return TRUE;
  return FALSE;
}

static void
add_phase_stages (WayElement *phase,
                  GHashTable *chosen)
{
  for (WayElement *stage = way_element_get_first_of (way_element_get_parent (phase), WAY_KIND_STAGE); stage != NULL; stage = way_element_get_next_of (stage))
    if (way_element_get_reference (stage, WAY_STAGE_PHASE) == phase)
      g_hash_table_add (chosen, stage);
}

/* The chosen elements in the order of the map, without those that stand in another of them. */
static void
list_in_order (WayElement *element,
               GHashTable *chosen,
               GPtrArray  *tops)
{
  if (g_hash_table_contains (chosen, element))
    {
      g_ptr_array_add (tops, element);
      return;
    }
  for (WayElement *child = way_element_get_first (element); child != NULL; child = way_element_get_next (child))
    list_in_order (child, chosen, tops);
}

/* What was chosen, and what comes along under its own name. */
static GPtrArray *
list_tops (WayMap            *map,
           const char *const *ids)
{
  g_autoptr (GHashTable) chosen = g_hash_table_new (NULL, NULL);
  GPtrArray *tops = g_ptr_array_new ();

  for (guint i = 0; ids[i] != NULL; i++)
    {
      WayElement *element = way_map_lookup (map, ids[i]);

      if (element == NULL || !can_be_copied (element))
        continue;
      g_hash_table_add (chosen, element);
      if (way_element_get_kind (element) == WAY_KIND_PHASE)
        add_phase_stages (element, chosen);
    }
  list_in_order (way_map_get_root (map), chosen, tops);
  return tops;
}

/* --- Making it ------------------------------------------------------------------------------- */

static gboolean
is_in (Copying    *copying,
       WayElement *element)
{
  return g_hash_table_contains (copying->whole, element) || g_hash_table_contains (copying->outline, element);
}

/* The ids of a reference that are in the copy too; NULL for none. */
static char *
filter_ids (Copying    *copying,
            const char *value,
            gboolean    only_whole)
{
  g_auto (GStrv) ids = g_strsplit (value, " ", -1);
  GString *kept = g_string_new (NULL);

  for (guint i = 0; ids[i] != NULL; i++)
    {
      WayElement *target = way_map_lookup (copying->map, ids[i]);

      if (target != NULL && (only_whole ? g_hash_table_contains (copying->whole, target) : is_in (copying, target)))
        g_string_append_printf (kept, "%s%s", kept->len > 0 ? " " : "", ids[i]);
    }
  return g_string_free (kept, kept->len == 0);
}

static void
copy_fields (Copying    *copying,
             WayElement *element,
             WayElement *copy,
             gboolean    is_whole)
{
  const WayKindInfo *info = way_kind_get_info (way_element_get_kind (element));

  for (guint i = 0; i < info->n_fields; i++)
    {
      const char *value = way_element_get (element, i);

      if (value == NULL || (is_reference (&info->fields[i]) && !is_whole))
        continue;
      if (is_reference (&info->fields[i]))
        way_element_take_value (copy, i, filter_ids (copying, value, is_replacement (&info->fields[i])));
      else
        way_element_take_value (copy, i, g_strdup (value));
      if (info->fields[i].type == WAY_FIELD_BLOB)
        g_ptr_array_add (copying->images, (gpointer) value);
    }
}

static WayElement *
copy_element (Copying    *copying,
              WayElement *element)
{
  gboolean    is_whole = g_hash_table_contains (copying->whole, element);
  WayElement *copy = way_element_new (way_element_get_kind (element), way_element_get_id (element));

  copy_fields (copying, element, copy, is_whole);
  if (is_whole && copying->keeps_foreign)
    way_copy_all_foreign_attributes (element, copy);
  for (WayElement *child = way_element_get_first (element); child != NULL; child = way_element_get_next (child))
    {
      if (way_element_get_kind (child) != WAY_KIND_FOREIGN && is_in (copying, child))
        way_element_append (copy, copy_element (copying, child));
      else if (way_element_get_kind (child) == WAY_KIND_FOREIGN && is_whole && copying->keeps_foreign)
        way_element_append_foreign (copy, way_element_copy (child), way_element_get_slot (child), way_element_get_outside (child));
    }
  return copy;
}

static void
append_note (WayElement *root,
             GPtrArray  *tops)
{
  GString    *note = g_string_new ("<?waymark-copied");
  WayElement *element = way_element_new (WAY_KIND_FOREIGN, NULL);

  for (guint i = 0; i < tops->len; i++)
    g_string_append_printf (note, " %s", way_element_get_id (tops->pdata[i]));
  g_string_append (note, NOTE_END);
  way_element_take_value (element, WAY_FOREIGN_XML, g_string_free (note, FALSE));
  way_element_append_foreign (root, element, 0, FALSE);
}

static void
copy_images (Copying *copying,
             WayMap  *fragment)
{
  for (guint i = 0; i < copying->images->len; i++)
    {
      GBytes *bytes = way_map_get_image (copying->map, copying->images->pdata[i]);

      if (bytes != NULL)
        way_map_add_image_as (fragment, copying->images->pdata[i], bytes);
    }
}

static WayMap *
make_fragment (Copying   *copying,
               GPtrArray *tops)
{
  WayElement *root = way_map_get_root (copying->map);
  WayElement *copy;
  WayMap     *fragment;

  copying->keeps_foreign = TRUE;
  for (guint i = 0; i < tops->len; i++)
    copying->keeps_foreign = copying->keeps_foreign && !depends_on_parents (tops->pdata[i]);
  copy = copy_element (copying, root);
  if (copying->keeps_foreign)
    way_copy_foreign_attributes (root, copy, "");
  append_note (copy, tops);
  fragment = way_map_new_from_root (copy, NULL);
  copy_images (copying, fragment);
  return fragment;
}

WayMap *
way_clipboard_copy (WayMap            *map,
                    const char *const *ids,
                    GError           **error)
{
  g_autoptr (GHashTable) whole = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) outline = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) images = g_ptr_array_new ();
  g_autoptr (GPtrArray) tops = NULL;
  Copying copying;

  g_return_val_if_fail (WAY_IS_MAP (map) && ids != NULL, NULL);

  copying = (Copying){ .map = map, .whole = whole, .outline = outline, .images = images };
  tops = list_tops (map, ids);
  if (tops->len == 0)
    {
      way_clipboard_refuse (error, _ ("Nothing is selected that could be copied"));
      return NULL;
    }
  for (guint i = 0; i < tops->len; i++)
    {
      add_whole (&copying, tops->pdata[i]);
      add_outline (&copying, way_element_get_parent (tops->pdata[i]));
      if (way_element_get_kind (tops->pdata[i]) == WAY_KIND_LANE)
        add_lane_cards (&copying, tops->pdata[i]);
    }
  add_frame (&copying);
  add_all_named (&copying);
  return make_fragment (&copying, tops);
}

WayMap *
way_clipboard_cut (WayHistory        *history,
                   const char *const *ids,
                   GError           **error)
{
  g_autoptr (WayMap) fragment = NULL;
  g_autoptr (GPtrArray) going = NULL;

  g_return_val_if_fail (WAY_IS_HISTORY (history) && ids != NULL, NULL);

  fragment = way_clipboard_copy (way_history_get_map (history), ids, error);
  if (fragment == NULL)
    return NULL;
  going = way_clipboard_list_copied (fragment);
  for (guint i = 0; i < going->len; i++)
    going->pdata[i] = (gpointer) way_element_get_id (going->pdata[i]);
  g_ptr_array_add (going, NULL);
  way_history_begin (history, C_ ("undo", "Cut"));
  if (!way_commands_finish (history, way_command_remove (history, (const char *const *) going->pdata, FALSE, error)))
    return NULL;
  return g_steal_pointer (&fragment);
}

/* --- Reading it ---------------------------------------------------------------------------------- */

static void
list_noted (WayMap     *fragment,
            const char *note,
            GPtrArray  *tops)
{
  const char      *end = strstr (note, NOTE_END);
  g_autofree char *list = g_strndup (note + strlen (NOTE_START), (gsize) (end - note) - strlen (NOTE_START));
  g_auto (GStrv) ids = g_strsplit (list, " ", -1);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; ids[i] != NULL; i++)
    {
      WayElement *element = way_map_lookup (fragment, ids[i]);

      if (element != NULL && can_be_copied (element) && g_hash_table_add (seen, element))
        g_ptr_array_add (tops, element);
    }
}

GPtrArray *
way_clipboard_list_copied (WayMap *fragment)
{
  WayElement *root;
  GPtrArray  *tops = g_ptr_array_new ();

  g_return_val_if_fail (WAY_IS_MAP (fragment), NULL);

  root = way_map_get_root (fragment);
  for (WayElement *child = way_element_get_first (root); child != NULL; child = way_element_get_next (child))
    if (way_element_get_kind (child) == WAY_KIND_FOREIGN && g_str_has_prefix (way_element_get_text (child, WAY_FOREIGN_XML), NOTE_START))
      {
        list_noted (fragment, way_element_get_text (child, WAY_FOREIGN_XML), tops);
        return tops;
      }
  for (WayElement *stage = way_element_get_first_of (root, WAY_KIND_STAGE); stage != NULL; stage = way_element_get_next_of (stage))
    g_ptr_array_add (tops, stage);
  return tops;
}

static void
collect (GHashTable *set,
         WayElement *element)
{
  g_hash_table_add (set, element);
  for (WayElement *child = way_element_get_first (element); child != NULL; child = way_element_get_next (child))
    collect (set, child);
}

GHashTable *
way_clipboard_collect_copied (WayMap    *fragment,
                              GPtrArray *tops)
{
  GHashTable *set = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) lanes = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < tops->len; i++)
    {
      collect (set, tops->pdata[i]);
      if (way_element_get_kind (tops->pdata[i]) == WAY_KIND_LANE)
        g_hash_table_add (lanes, tops->pdata[i]);
    }
  for (WayElement *stage = way_element_get_first_of (way_map_get_root (fragment), WAY_KIND_STAGE); stage != NULL; stage = way_element_get_next_of (stage))
    for (WayElement *card = way_element_get_first_of (stage, WAY_KIND_CARD); card != NULL; card = way_element_get_next_of (card))
      {
        WayElement *lane = way_element_get_reference (card, WAY_CARD_LANE);

        if (g_hash_table_contains (lanes, lane))
          collect (set, card);
      }
  return set;
}
