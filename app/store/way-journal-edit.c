/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Store"

#include "config.h"

#include <string.h>

#include "way-journal-private.h"
#include "way-store-private.h"

/* Numbers in files, apart from those of the program. */
enum
{
  EDIT_INSERT = 1,
  EDIT_REMOVE = 2,
  EDIT_SET = 3,
  EDIT_MOVE = 4,
  EDIT_SET_FOREIGN = 5,
  N_EDITS
};

#define MOST_CHILDREN WAY_STORE_MAX_NODES
#define MOST_FIELDS 64
#define MOST_PATHS 100000

/* --- Putting ------------------------------------------------------------------------------ */

static void
add_image (const WayField *field,
           const char     *value,
           GHashTable     *images)
{
  if (field->type == WAY_FIELD_BLOB && value != NULL)
    g_hash_table_add (images, g_strdup (value));
}

static void
put_fields (GByteArray       *bytes,
            const WayElement *element,
            GHashTable       *images)
{
  const WayKindInfo *info = way_kind_get_info (way_element_get_kind (element));
  guint              n = 0;

  for (guint i = 0; i < info->n_fields; i++)
    n += way_element_get (element, i) != NULL;
  way_journal_put_number (bytes, n);
  for (guint i = 0; i < info->n_fields; i++)
    if (way_element_get (element, i) != NULL)
      {
        way_journal_put_text (bytes, info->fields[i].name);
        way_journal_put_text (bytes, way_element_get (element, i));
        add_image (&info->fields[i], way_element_get (element, i), images);
      }
}

static void
put_foreign_attributes (GByteArray       *bytes,
                        const WayElement *element)
{
  g_autoptr (GPtrArray) paths = way_element_list_foreign_paths (element);

  way_journal_put_number (bytes, paths != NULL ? paths->len : 0);
  for (guint i = 0; paths != NULL && i < paths->len; i++)
    {
      way_journal_put_text (bytes, paths->pdata[i]);
      way_journal_put_text (bytes, way_element_get_foreign_attributes (element, paths->pdata[i]));
    }
}

static void
put_tree (GByteArray       *bytes,
          const WayElement *element,
          GHashTable       *images)
{
  WayKind kind = way_element_get_kind (element);
  guint   n_children = 0;

  way_journal_put_text (bytes, way_kind_get_info (kind)->name);
  way_journal_put_text (bytes, way_element_get_id (element));
  if (kind == WAY_KIND_FOREIGN)
    {
      way_journal_put_number (bytes, way_element_get_slot (element));
      way_journal_put_number (bytes, way_element_get_outside (element) ? 1 : 0);
    }
  put_fields (bytes, element, images);
  put_foreign_attributes (bytes, element);
  for (WayElement *child = way_element_get_first (element); child != NULL; child = way_element_get_next (child))
    n_children++;
  way_journal_put_number (bytes, n_children);
  for (WayElement *child = way_element_get_first (element); child != NULL; child = way_element_get_next (child))
    put_tree (bytes, child, images);
}

static void
put_set (GByteArray    *bytes,
         const WayEdit *edit,
         WayMap        *map,
         GHashTable    *images)
{
  const WayElement  *element = way_map_lookup (map, edit->id);
  const WayKindInfo *info = way_kind_get_info (way_element_get_kind (element));

  way_journal_put_text (bytes, info->fields[edit->field].name);
  way_journal_put_text (bytes, edit->value);
  add_image (&info->fields[edit->field], edit->value, images);
}

void
way_journal_put_edit (GByteArray    *bytes,
                      const WayEdit *edit,
                      WayMap        *map,
                      GHashTable    *images)
{
  static const guint types[] = {
    [WAY_EDIT_INSERT] = EDIT_INSERT,
    [WAY_EDIT_REMOVE] = EDIT_REMOVE,
    [WAY_EDIT_SET] = EDIT_SET,
    [WAY_EDIT_MOVE] = EDIT_MOVE,
    [WAY_EDIT_SET_FOREIGN] = EDIT_SET_FOREIGN,
  };

  way_journal_put_number (bytes, types[edit->type]);
  way_journal_put_text (bytes, edit->id);
  switch (edit->type)
    {
    case WAY_EDIT_INSERT:
      way_journal_put_text (bytes, edit->parent);
      way_journal_put_text (bytes, edit->before);
      put_tree (bytes, edit->tree, images);
      break;
    case WAY_EDIT_SET:
      put_set (bytes, edit, map, images);
      break;
    case WAY_EDIT_MOVE:
      way_journal_put_text (bytes, edit->parent);
      way_journal_put_text (bytes, edit->before);
      break;
    case WAY_EDIT_SET_FOREIGN:
      way_journal_put_text (bytes, edit->path);
      way_journal_put_text (bytes, edit->value);
      break;
    case WAY_EDIT_REMOVE:
    default:
      break;
    }
}

/* --- Names ---------------------------------------------------------------------------------- */

static void
list_foreign (WayElement *element,
              GPtrArray  *list)
{
  if (way_element_get_kind (element) == WAY_KIND_FOREIGN)
    g_ptr_array_add (list, element);
  for (WayElement *child = way_element_get_first (element); child != NULL; child = way_element_get_next (child))
    list_foreign (child, list);
}

void
way_journal_put_names (GByteArray *bytes,
                       WayMap     *map)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new ();

  list_foreign (way_map_get_root (map), list);
  way_journal_put_text (bytes, way_element_get_id (way_map_get_root (map)));
  way_journal_put_number (bytes, list->len);
  for (guint i = 0; i < list->len; i++)
    {
      const WayElement *element = list->pdata[i];

      way_journal_put_text (bytes, way_element_get_id (element));
      way_journal_put_number (bytes, (guint64) way_element_get_slot (element) << 1 | (way_element_get_outside (element) ? 1 : 0));
    }
}

/* Takes @id. */
static void
add_name (WayJournalNames  *names,
          char             *id,
          const WayElement *element)
{
  if (id != NULL && g_strcmp0 (id, way_element_get_id (element)) != 0)
    g_hash_table_replace (names, id, g_strdup (way_element_get_id (element)));
  else if (id != NULL)
    {
      g_hash_table_remove (names, id);
      g_free (id);
    }
}

WayJournalNames *
way_journal_get_names (WayJournalCursor *self,
                       WayMap           *map,
                       gboolean          is_new)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new ();
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  list_foreign (way_map_get_root (map), list);
  add_name (names, way_journal_get_text (self), way_map_get_root (map));
  if (way_journal_get_number (self) != list->len)
    return NULL;
  for (guint i = 0; i < list->len && !self->is_broken; i++)
    {
      guint place;

      add_name (names, way_journal_get_text (self), list->pdata[i]);
      place = way_journal_get_number_below (self, 2 * (G_MAXUINT8 + 1));
      if (is_new && !way_element_correct_foreign_place (list->pdata[i], place >> 1, place & 1))
        return NULL;
    }
  return self->is_broken ? NULL : g_steal_pointer (&names);
}

static const char *
translate (WayJournalNames *names,
           const char      *id)
{
  const char *other = id != NULL ? g_hash_table_lookup (names, id) : NULL;

  return other != NULL ? other : id;
}

/* --- Getting -------------------------------------------------------------------------------- */

static WayKind
get_kind (WayJournalCursor *self)
{
  g_autofree char *name = way_journal_get_text (self);
  int              kind;

  if (g_strcmp0 (name, way_kind_get_info (WAY_KIND_FOREIGN)->name) == 0)
    return WAY_KIND_FOREIGN;
  kind = name != NULL ? way_kind_from_name (name) : -1;
  if (kind < 0 || kind == WAY_KIND_MAP)
    self->is_broken = TRUE;
  return kind < 0 ? WAY_KIND_FOREIGN : (WayKind) kind;
}

static int
get_field (WayJournalCursor *self,
           WayKind           kind)
{
  g_autofree char *name = way_journal_get_text (self);
  int              field = name != NULL && kind != WAY_KIND_FOREIGN ? way_kind_find_field (kind, name) : -1;

  if (kind == WAY_KIND_FOREIGN && g_strcmp0 (name, way_kind_get_info (kind)->fields[WAY_FOREIGN_XML].name) == 0)
    field = WAY_FOREIGN_XML;
  if (field < 0)
    self->is_broken = TRUE;
  return field;
}

static void
get_fields (WayJournalCursor *self,
            WayElement       *element)
{
  WayKind kind = way_element_get_kind (element);
  guint   n = way_journal_get_number_below (self, MOST_FIELDS);

  for (guint i = 0; i < n && !self->is_broken; i++)
    {
      int              field = get_field (self, kind);
      g_autofree char *value = way_journal_get_text (self);
      g_autofree char *normal = NULL;

      if (self->is_broken)
        return;
      normal = way_field_normalize (&way_kind_get_info (kind)->fields[field], value, NULL);
      if (value == NULL || g_strcmp0 (normal, value) != 0)
        self->is_broken = TRUE;
      else
        way_element_take_value (element, (guint) field, g_steal_pointer (&value));
    }
}

static void
get_foreign_attributes (WayJournalCursor *self,
                        WayElement       *element)
{
  guint n = way_journal_get_number_below (self, MOST_PATHS);

  for (guint i = 0; i < n && !self->is_broken; i++)
    {
      g_autofree char *path = way_journal_get_text (self);
      g_autofree char *xml = way_journal_get_text (self);

      if (path == NULL || xml == NULL)
        self->is_broken = TRUE;
      else
        way_element_take_foreign_attributes (element, path, g_steal_pointer (&xml));
    }
}

static WayElement *get_tree (WayJournalCursor *self,
                             GPtrArray        *foreign,
                             guint             depth);

static void
get_children (WayJournalCursor *self,
              WayElement       *element,
              GPtrArray        *foreign,
              guint             depth)
{
  WayKind kind = way_element_get_kind (element);
  guint   n = way_journal_get_number_below (self, MOST_CHILDREN);

  for (guint i = 0; i < n && !self->is_broken; i++)
    {
      WayElement *child = get_tree (self, foreign, depth + 1);

      if (child == NULL)
        self->is_broken = TRUE;
      else if (way_element_get_kind (child) == WAY_KIND_FOREIGN && way_element_get_slot (child) <= way_kind_get_info (kind)->n_slots)
        way_element_append_foreign (element, child, way_element_get_slot (child), way_element_get_outside (child));
      else if (way_element_get_kind (child) != WAY_KIND_FOREIGN && way_kind_find_slot (kind, way_element_get_kind (child)) >= 0)
        way_element_append (element, child);
      else
        {
          way_element_free (child);
          self->is_broken = TRUE;
        }
    }
}

/* A loose tree; NULL when it does not fit. Foreign elements and then their ids are added to @foreign. */
static WayElement *
get_tree (WayJournalCursor *self,
          GPtrArray        *foreign,
          guint             depth)
{
  WayKind          kind = get_kind (self);
  g_autofree char *id = way_journal_get_text (self);
  WayElement      *element;

  if (self->is_broken || id == NULL || depth > WAY_STORE_MAX_DEPTH || (kind != WAY_KIND_FOREIGN && !way_id_is_valid (id)))
    {
      self->is_broken = TRUE;
      return NULL;
    }
  element = way_element_new (kind, id);
  if (kind == WAY_KIND_FOREIGN)
    {
      guint slot = way_journal_get_number_below (self, G_MAXUINT8);

      way_element_set_foreign_place (element, slot, way_journal_get_number (self) == 1);
      g_ptr_array_add (foreign, g_steal_pointer (&id));
    }
  get_fields (self, element);
  get_foreign_attributes (self, element);
  get_children (self, element, foreign, depth);
  if (!self->is_broken)
    return element;
  way_element_free (element);
  return NULL;
}

static gboolean
make_insert (WayJournalCursor *self,
             const char       *id,
             WayHistory       *history,
             WayJournalNames  *names)
{
  g_autofree char *parent = way_journal_get_text (self);
  g_autofree char *before = way_journal_get_text (self);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) foreign = g_ptr_array_new ();
  WayElement *tree = get_tree (self, ids, 0);

  if (tree == NULL || (way_element_get_kind (tree) != WAY_KIND_FOREIGN && g_strcmp0 (way_element_get_id (tree), id) != 0))
    {
      g_clear_pointer (&tree, way_element_free);
      return FALSE;
    }
  if (!way_history_insert_tree (history, tree, translate (names, parent), translate (names, before), NULL))
    return FALSE;
  list_foreign (tree, foreign);
  for (guint i = 0; i < foreign->len; i++)
    add_name (names, g_strdup (ids->pdata[i]), foreign->pdata[i]);
  return TRUE;
}

static gboolean
make_set (WayJournalCursor *self,
          const char       *id,
          WayHistory       *history)
{
  const WayElement *element = way_map_lookup (way_history_get_map (history), id);
  g_autofree char  *value = NULL;
  int               field;

  if (element == NULL || way_element_get_kind (element) == WAY_KIND_FOREIGN)
    return FALSE;
  field = get_field (self, way_element_get_kind (element));
  value = way_journal_get_text (self);
  return !self->is_broken && way_history_set (history, id, (guint) field, value, NULL);
}

static gboolean
make_move (WayJournalCursor *self,
           const char       *id,
           WayHistory       *history,
           WayJournalNames  *names)
{
  g_autofree char *parent = way_journal_get_text (self);
  g_autofree char *before = way_journal_get_text (self);

  return !self->is_broken && way_history_move (history, id, translate (names, parent), translate (names, before), NULL);
}

static gboolean
make_set_foreign (WayJournalCursor *self,
                  const char       *id,
                  WayHistory       *history)
{
  g_autofree char *path = way_journal_get_text (self);
  g_autofree char *xml = way_journal_get_text (self);

  return !self->is_broken && path != NULL && way_history_set_foreign (history, id, path, xml, NULL);
}

/* Many in a row in one walk through the map. */
static gboolean
make_removals (WayHistory *history,
               GPtrArray  *ids)
{
  gboolean done;

  if (ids->len == 0)
    return TRUE;
  g_ptr_array_add (ids, NULL);
  done = way_history_remove_all (history, (const char *const *) ids->pdata, NULL);
  g_ptr_array_set_size (ids, 0);
  return done;
}

gboolean
way_journal_make_edits (WayJournalCursor *self,
                        WayHistory       *history,
                        WayJournalNames  *names)
{
  g_autoptr (GPtrArray) removals = g_ptr_array_new_with_free_func (g_free);
  gboolean fits = TRUE;

  while (fits && self->at < self->end)
    {
      guint            type = way_journal_get_number_below (self, N_EDITS);
      g_autofree char *name = way_journal_get_text (self);
      const char      *id = translate (names, name);

      if (type != EDIT_REMOVE)
        fits = make_removals (history, removals);
      if (!fits || self->is_broken || id == NULL)
        return FALSE;
      if (type == EDIT_REMOVE)
        g_ptr_array_add (removals, g_strdup (id));
      else if (type == EDIT_INSERT)
        fits = make_insert (self, name, history, names);
      else if (type == EDIT_SET)
        fits = make_set (self, id, history);
      else if (type == EDIT_MOVE)
        fits = make_move (self, id, history, names);
      else
        fits = type == EDIT_SET_FOREIGN && make_set_foreign (self, id, history);
    }
  return fits && make_removals (history, removals);
}
