/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Review"

#include "config.h"

#include <glib/gi18n-lib.h>

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
      return get_about (conflict) != NULL && (get_kind (conflict) != WAY_CONFLICT_VALUE || find_field (conflict) >= 0);
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

static char *
dup_place (WayElement *conflict,
           const char *id)
{
  WayElement *parent = way_map_lookup (way_element_get_map (conflict), id);

  if (parent == NULL)
    return g_strdup (id);
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
    return TRUE;
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
  const char *parent = way_element_get (conflict, resolution == WAY_RESOLVE_MINE ? WAY_CONFLICT_MINE : WAY_CONFLICT_THEIRS);
  WayElement *about = get_about (conflict);

  if (parent == NULL || g_str_equal (way_element_get_id (way_element_get_parent (about)), parent))
    return TRUE;
  return way_history_move (history, way_element_get_id (about), parent, NULL, error);
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
