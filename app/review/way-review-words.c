/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Review"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "way-review-private.h"

#define NAME_LENGTH 60

#define NONE "—"

char *
way_review_dup_line (const char *text,
                     guint       most)
{
  GString *line = g_string_new (NULL);
  guint    n = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (most > 0 && n++ == most)
        {
          g_string_append (line, "…");
          break;
        }
      if (*p == '\n')
        g_string_append (line, " ⏎ ");
      else if (*p == '\t')
        g_string_append_c (line, ' ');
      else
        g_string_append_unichar (line, g_utf8_get_char (p));
    }
  return g_string_free (line, FALSE);
}

/* What stands for the title of what has none. */
static WayElement *
get_named (const WayElement *element)
{
  switch (way_element_get_kind (element))
    {
    case WAY_KIND_FEELING:
      return way_element_get_reference ((WayElement *) element, WAY_FEELING_PERSONA);
    case WAY_KIND_CONFLICT:
      return way_element_get_reference ((WayElement *) element, WAY_CONFLICT_ABOUT);
    case WAY_KIND_LINK:
      return way_element_get_reference ((WayElement *) element, WAY_LINK_TO);
    default:
      return NULL;
    }
}

/* Thoughts are often written in quotation marks; names get their own. What stands behind the closing one stays, as a full stop. */
static char *
dup_without_marks (const char *title)
{
  static const char *const opening[] = { "“", "„", "«", "\"" };
  static const char *const closing[] = { "”", "”", "»", "\"" };

  for (guint i = 0; i < G_N_ELEMENTS (opening); i++)
    {
      const char *start = title + strlen (opening[i]);
      const char *end;

      if (!g_str_has_prefix (title, opening[i]))
        continue;
      end = g_strrstr (start, closing[i]);
      if (end != NULL && end > start)
        return g_strdup_printf ("%.*s%s", (int) (end - start), start, end + strlen (closing[i]));
    }
  return g_strdup (title);
}

char *
way_review_dup_name (const WayElement *element)
{
  const WayKindInfo *info = way_kind_get_info (way_element_get_kind (element));
  const char        *title = info->title_field >= 0 ? way_element_get_text (element, (guint) info->title_field) : "";
  WayElement        *named;

  if (way_element_get_kind (element) == WAY_KIND_FOREIGN)
    title = way_element_get_text (element, WAY_FOREIGN_XML);
  else if (way_element_get_kind (element) == WAY_KIND_CONFLICT)
    title = "";
  if (*title != '\0')
    {
      g_autofree char *bare = dup_without_marks (title);

      return way_review_dup_line (bare, NAME_LENGTH);
    }
  named = get_named (element);
  /* Conflicts may be about each other, in a circle. */
  return named != NULL && way_element_get_kind (named) != WAY_KIND_CONFLICT ? way_review_dup_name (named) : g_strdup (way_element_get_id (element));
}

/* "Size guide, Compares": what it stands in, from inside out. */
static char *
dup_context (const WayElement *element)
{
  GString *context = g_string_new (NULL);

  for (element = way_element_get_parent (element); element != NULL && way_element_get_parent (element) != NULL;
       element = way_element_get_parent (element))
    {
      g_autofree char *name = way_review_dup_name (element);

      g_string_append_printf (context, "%s%s", context->len > 0 ? ", " : "", name);
    }
  return g_string_free (context, FALSE);
}

char *
way_review_dup_subject (const WayElement *element,
                        gboolean          in_context)
{
  const char      *label = _ (way_kind_get_info (way_element_get_kind (element))->label);
  g_autofree char *name = NULL;
  g_autofree char *context = NULL;

  if (way_element_get_kind (element) == WAY_KIND_MAP)
    return g_strdup (label);
  name = way_review_dup_name (element);
  context = in_context ? dup_context (element) : g_strdup ("");
  if (*context == '\0')
    /* Translators: what something is, and its name: Touchpoint “Size guide” */
    return g_strdup_printf (_ ("%s “%s”"), label, name);
  /* Translators: what something is, its name, and where it stands: Touchpoint “Size guide” (Compares) */
  return g_strdup_printf (_ ("%s “%s” (%s)"), label, name, context);
}

static char *
dup_names (const WayElement *element,
           const char       *ids)
{
  g_auto (GStrv) words = g_strsplit (ids, " ", -1);
  WayMap  *map = way_element_get_map (element);
  GString *names = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    {
      WayElement      *target = map != NULL ? way_map_lookup (map, words[i]) : NULL;
      g_autofree char *name = target != NULL ? way_review_dup_name (target) : g_strdup (words[i]);

      /* Translators: a name in quotes */
      g_string_append_printf (names, "%s", i > 0 ? ", " : "");
      g_string_append_printf (names, _ ("“%s”"), name);
    }
  return g_string_free (names, FALSE);
}

char *
way_review_dup_value (const WayElement *element,
                      guint             field,
                      const char       *value)
{
  const WayField  *description = &way_kind_get_info (way_element_get_kind (element))->fields[field];
  g_autofree char *line = NULL;
  int              choice;

  if (value == NULL)
    return g_strdup (NONE);
  switch (description->type)
    {
    case WAY_FIELD_REFERENCE:
    case WAY_FIELD_REFERENCE_LIST:
      return dup_names (element, value);
    case WAY_FIELD_CHOICE:
      choice = way_field_find_choice (description, value);
      return g_strdup (choice >= 0 ? _ (description->choices[choice].label) : value);
    case WAY_FIELD_FLAG:
      return g_strdup (_ ("yes"));
    case WAY_FIELD_BLOB:
      return g_strdup_printf (_ ("image %s"), value);
    case WAY_FIELD_DATE:
    case WAY_FIELD_DECIMAL:
    case WAY_FIELD_COLOR:
      return g_strdup (value);
    case WAY_FIELD_TEXT:
    default:
      line = way_review_dup_line (value, 0);
      return g_strdup_printf (_ ("“%s”"), line);
    }
}
