/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Review"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "waymark/way-merge.h"
#include "way-review-private.h"

GPtrArray *
way_conflicts_list (WayMap *map)
{
  GPtrArray *conflicts;

  g_return_val_if_fail (WAY_IS_MAP (map), NULL);

  conflicts = g_ptr_array_new ();
  for (WayElement *conflict = way_element_get_first_of (way_map_get_root (map), WAY_KIND_CONFLICT); conflict != NULL;
       conflict = way_element_get_next_of (conflict))
    g_ptr_array_add (conflicts, conflict);
  return conflicts;
}

static WayConflictKind
get_kind (const WayElement *conflict)
{
  return (WayConflictKind) MAX (way_element_get_choice (conflict, WAY_CONFLICT_KIND), 0);
}

static WayElement *
get_about (WayElement *conflict)
{
  return way_element_get_reference (conflict, WAY_CONFLICT_ABOUT);
}

/* The number of the field that it is about; -1 for something that this map does not know as one. */
static int
find_field (WayElement *conflict)
{
  WayElement *about = get_about (conflict);

  return about != NULL ? way_kind_find_field (way_element_get_kind (about), way_element_get_text (conflict, WAY_CONFLICT_FIELD)) : -1;
}

static gboolean
is_about_text (WayElement *conflict)
{
  int field = get_kind (conflict) == WAY_CONFLICT_VALUE ? find_field (conflict) : -1;

  return field >= 0 && way_kind_get_info (way_element_get_kind (get_about (conflict)))->fields[field].type == WAY_FIELD_TEXT;
}

/*
 * Where on the element the attribute of others is that the conflict is about, as the merge left it; NULL where it is no more.
 * The caller frees it.
 */
static char *
find_attribute (WayElement *conflict)
{
  WayElement *about = get_about (conflict);
  const char *name = way_element_get (conflict, WAY_CONFLICT_FIELD);
  g_autoptr (GPtrArray) paths = about != NULL && name != NULL ? way_element_list_foreign_paths (about) : NULL;

  for (guint i = 0; paths != NULL && i < paths->len; i++)
    {
      const char      *path = paths->pdata[i];
      g_autofree char *value = path[0] != '#' ? way_review_dup_attribute (way_element_get_foreign_attributes (about, path), name) : NULL;

      if (value != NULL && g_strcmp0 (value, way_element_get (conflict, WAY_CONFLICT_MINE)) == 0)
        return g_strdup (path);
    }
  return NULL;
}

static gboolean
has_attribute (WayElement *conflict)
{
  g_autofree char *path = way_element_get (conflict, WAY_CONFLICT_THEIRS) != NULL ? find_attribute (conflict) : NULL;

  return path != NULL;
}

gboolean
way_conflict_can_resolve (WayElement   *conflict,
                          WayResolution resolution)
{
  g_return_val_if_fail (conflict != NULL && way_element_get_kind (conflict) == WAY_KIND_CONFLICT, FALSE);

  switch (resolution)
    {
    case WAY_RESOLVE_MINE:
      return TRUE;
    case WAY_RESOLVE_THEIRS:
      return get_about (conflict) != NULL && (get_kind (conflict) != WAY_CONFLICT_VALUE || find_field (conflict) >= 0 || has_attribute (conflict));
    case WAY_RESOLVE_BOTH:
    default:
      return is_about_text (conflict) && *way_element_get_text (conflict, WAY_CONFLICT_MINE) != '\0' &&
             *way_element_get_text (conflict, WAY_CONFLICT_THEIRS) != '\0';
    }
}

char *
way_conflict_dup_title (WayElement *conflict)
{
  WayElement      *about;
  g_autofree char *subject = NULL;
  int              field;

  g_return_val_if_fail (conflict != NULL && way_element_get_kind (conflict) == WAY_KIND_CONFLICT, NULL);

  about = get_about (conflict);
  if (about == NULL)
    return g_strdup (_ (way_kind_get_info (WAY_KIND_CONFLICT)->label));
  subject = way_review_dup_subject (about, TRUE);
  if (get_kind (conflict) != WAY_CONFLICT_VALUE)
    return g_steal_pointer (&subject);
  field = find_field (conflict);
  /* Translators: what has it, the name of a field */
  return g_strdup_printf (_ ("%s: %s"), subject,
                          field >= 0 ? way_field_get_label (&way_kind_get_info (way_element_get_kind (about))->fields[field])
                                     : way_element_get_text (conflict, WAY_CONFLICT_FIELD));
}

/* "Before Card “x”", of a place that is told by its neighbour. */
static char *
dup_neighbour (WayElement *conflict,
               const char *id)
{
  WayElement      *neighbour = way_map_lookup (way_element_get_map (conflict), id);
  g_autofree char *subject = neighbour != NULL ? way_review_dup_subject (neighbour, FALSE) : g_strdup (id);

  /* Translators: where something stands in a row; %s is the next one, such as: Card “Too dear” */
  return g_str_equal (id, WAY_PLACE_AT_END) ? g_strdup (_ ("At the end")) : g_strdup_printf (C_ ("place", "Before: %s"), subject);
}

static char *
dup_place (WayElement *conflict,
           const char *place)
{
  const char      *space = strchr (place, ' ');
  g_autofree char *id = space != NULL ? g_strndup (place, (gsize) (space - place)) : g_strdup (place);
  WayElement      *parent = way_map_lookup (way_element_get_map (conflict), id);

  if (space != NULL)
    return dup_neighbour (conflict, space + 1);
  if (parent == NULL)
    return g_steal_pointer (&id);
  return way_element_get_kind (parent) == WAY_KIND_MAP ? g_strdup (_ ("Unsorted cards")) : way_review_dup_subject (parent, FALSE);
}

static char *
dup_value (WayElement *conflict,
           const char *value)
{
  int field = find_field (conflict);

  if (is_about_text (conflict) || field < 0 || value == NULL)
    return g_strdup (value);
  return way_review_dup_value (get_about (conflict), (guint) field, value);
}

char *
way_conflict_dup_text (WayElement *conflict,
                       guint       side)
{
  const char *value;

  g_return_val_if_fail (conflict != NULL && way_element_get_kind (conflict) == WAY_KIND_CONFLICT && side < 3, NULL);

  value = way_element_get (conflict, WAY_CONFLICT_WAS + side);
  switch (get_kind (conflict))
    {
    case WAY_CONFLICT_PLACE:
      return value != NULL ? dup_place (conflict, value) : NULL;
    case WAY_CONFLICT_REMOVED_BY_MINE:
      return side == 0 ? NULL : g_strdup (side == 1 ? _ ("Removed") : _ ("Kept, with the changes"));
    case WAY_CONFLICT_REMOVED_BY_THEIRS:
      return side == 0 ? NULL : g_strdup (side == 2 ? _ ("Removed") : _ ("Kept, with the changes"));
    case WAY_CONFLICT_VALUE:
    default:
      return dup_value (conflict, value);
    }
}

/* Both texts: below each other where a text can have lines. */
static char *
dup_both (WayElement     *conflict,
          const WayField *field)
{
  return g_strjoin (field->form == WAY_FORM_ATTRIBUTE ? " / " : "\n", way_element_get (conflict, WAY_CONFLICT_MINE),
                    way_element_get (conflict, WAY_CONFLICT_THEIRS), NULL);
}

static gboolean
set_attribute (WayHistory *history,
               WayElement *conflict,
               GError    **error)
{
  WayElement      *about = get_about (conflict);
  g_autofree char *path = find_attribute (conflict);
  g_autofree char *attributes = NULL;

  if (path == NULL)
    return TRUE;
  attributes = way_review_replace_attribute (way_element_get_foreign_attributes (about, path), way_element_get (conflict, WAY_CONFLICT_FIELD),
                                             way_element_get (conflict, WAY_CONFLICT_THEIRS));
  return way_history_set_foreign (history, way_element_get_id (about), path, attributes, error);
}

static gboolean
set_value (WayHistory   *history,
           WayElement   *conflict,
           WayResolution resolution,
           GError      **error)
{
  WayElement      *about = get_about (conflict);
  int              field = find_field (conflict);
  g_autofree char *both = NULL;
  const char      *value;

  if (field < 0)
    return resolution != WAY_RESOLVE_THEIRS || set_attribute (history, conflict, error);
  if (resolution == WAY_RESOLVE_BOTH)
    value = both = dup_both (conflict, &way_kind_get_info (way_element_get_kind (about))->fields[field]);
  else
    value = way_element_get (conflict, resolution == WAY_RESOLVE_MINE ? WAY_CONFLICT_MINE : WAY_CONFLICT_THEIRS);
  return way_history_set (history, way_element_get_id (about), (guint) field, value, error);
}

static gboolean
set_place (WayHistory   *history,
           WayElement   *conflict,
           WayResolution resolution,
           GError      **error)
{
  const char      *place = way_element_get (conflict, resolution == WAY_RESOLVE_MINE ? WAY_CONFLICT_MINE : WAY_CONFLICT_THEIRS);
  WayElement      *about = get_about (conflict);
  const char      *space = place != NULL ? strchr (place, ' ') : NULL;
  g_autofree char *parent = space != NULL ? g_strndup (place, (gsize) (space - place)) : g_strdup (place);
  gboolean         is_there = place == NULL || g_str_equal (way_element_get_id (way_element_get_parent (about)), parent);
  WayElement      *before = space != NULL ? way_map_lookup (way_element_get_map (about), space + 1) : NULL;

  if (is_there && (space == NULL || resolution == WAY_RESOLVE_MINE))
    return TRUE;
  if (before != NULL && g_strcmp0 (way_element_get_id (way_element_get_parent (before)), parent) != 0)
    before = NULL;
  return way_history_move (history, way_element_get_id (about), parent, before != NULL ? way_element_get_id (before) : NULL, error);
}

static gboolean
carry_out (WayHistory   *history,
           WayElement   *conflict,
           WayResolution resolution,
           GError      **error)
{
  WayConflictKind kind = get_kind (conflict);

  if (kind == WAY_CONFLICT_VALUE)
    return set_value (history, conflict, resolution, error);
  if (kind == WAY_CONFLICT_PLACE)
    return set_place (history, conflict, resolution, error);
  if ((kind == WAY_CONFLICT_REMOVED_BY_MINE) != (resolution == WAY_RESOLVE_MINE))
    return TRUE;
  return way_history_remove (history, way_element_get (conflict, WAY_CONFLICT_ABOUT), error);
}

gboolean
way_conflict_resolve (WayHistory   *history,
                      const char   *id,
                      WayResolution resolution,
                      GError      **error)
{
  WayElement *conflict;

  g_return_val_if_fail (WAY_IS_HISTORY (history), FALSE);

  conflict = way_map_lookup (way_history_get_map (history), id);
  if (conflict == NULL || way_element_get_kind (conflict) != WAY_KIND_CONFLICT || !way_conflict_can_resolve (conflict, resolution))
    {
      g_set_error (error, WAY_HISTORY_ERROR, WAY_HISTORY_ERROR_NOT_FOUND, _ ("The conflict “%s” cannot be resolved like that"), id != NULL ? id : "");
      return FALSE;
    }
  if (get_about (conflict) != NULL && !carry_out (history, conflict, resolution, error))
    return FALSE;
  /* With what it was about it may have gone already. */
  return way_map_lookup (way_history_get_map (history), id) == NULL || way_history_remove (history, id, error);
}
