/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Tools"

#include <string.h>

#include "waymark/way-typing.h"

/* Which text of an item shows which field, told by the job that the text has. The field that names an element comes first. */
typedef struct
{
  WayKind     kind;
  guint       field;
  WayRole     role;
  WayTextRole text_role;
} Shown;

static const Shown shown[] = {
  { WAY_KIND_TOUCHPOINT, WAY_TOUCHPOINT_NAME, WAY_ROLE_TOUCHPOINT, WAY_TEXT_CARD_TITLE },
  { WAY_KIND_TOUCHPOINT, WAY_TOUCHPOINT_DESCRIPTION, WAY_ROLE_TOUCHPOINT, WAY_TEXT_CARD },
  { WAY_KIND_CARD, WAY_CARD_TEXT, WAY_ROLE_CARD, WAY_TEXT_CARD },
  { WAY_KIND_CARD, WAY_CARD_TEXT, WAY_ROLE_CARD, WAY_TEXT_CARD_QUOTE },
  { WAY_KIND_STAGE, WAY_STAGE_NAME, WAY_ROLE_STAGE, WAY_TEXT_STAGE },
  { WAY_KIND_STAGE, WAY_STAGE_OWNER, WAY_ROLE_STAGE, WAY_TEXT_STAGE_NOTE },
  { WAY_KIND_PHASE, WAY_PHASE_NAME, WAY_ROLE_PHASE, WAY_TEXT_PHASE },
  { WAY_KIND_LANE, WAY_LANE_NAME, WAY_ROLE_LANE, WAY_TEXT_LANE },
  { WAY_KIND_LANE, WAY_LANE_HINT, WAY_ROLE_LANE, WAY_TEXT_LANE_HINT },
  { WAY_KIND_METRIC, WAY_METRIC_NAME, WAY_ROLE_METRIC, WAY_TEXT_METRIC_NAME },
  { WAY_KIND_FEELING, WAY_FEELING_WORD, WAY_ROLE_FEELING, WAY_TEXT_FEELING },
  { WAY_KIND_PERSONA, WAY_PERSONA_NAME, WAY_ROLE_PERSONA, WAY_TEXT_PERSONA_NAME },
  { WAY_KIND_PERSONA, WAY_PERSONA_ROLE, WAY_ROLE_PERSONA, WAY_TEXT_PERSONA_ROLE },
  { WAY_KIND_PERSONA, WAY_PERSONA_QUOTE, WAY_ROLE_PERSONA, WAY_TEXT_PERSONA_QUOTE },
  { WAY_KIND_FINDING, WAY_FINDING_TEXT, WAY_ROLE_CALLOUT, WAY_TEXT_CALLOUT },
  { WAY_KIND_FINDING, WAY_FINDING_TEXT, WAY_ROLE_HEADLINE, WAY_TEXT_HEADLINE },
  { WAY_KIND_MAP, WAY_MAP_TITLE, WAY_ROLE_HEADLINE, WAY_TEXT_HEADLINE },
  { WAY_KIND_MAP, WAY_MAP_TITLE, WAY_ROLE_SUBTITLE, WAY_TEXT_SUBTITLE },
  { WAY_KIND_MAP, WAY_MAP_GOAL, WAY_ROLE_SUBTITLE, WAY_TEXT_SUBTITLE },
  { WAY_KIND_LINK, WAY_LINK_LABEL, WAY_ROLE_LINK, WAY_TEXT_LINK },
};

/* Finds @value in what is shown of it: in capitals, in quotation marks, among other words. */
static gboolean
find_value (const char *text,
            const char *value,
            guint      *start,
            guint      *length)
{
  const char *found = strstr (text, value);

  *length = (guint) strlen (value);
  if (found != NULL)
    {
      *start = (guint) (found - text);
      return TRUE;
    }
  for (const char *from = text; *from != '\0'; from = g_utf8_next_char (from))
    {
      const char *a = from;
      const char *b = value;

      while (*a != '\0' && *b != '\0' && g_unichar_toupper (g_utf8_get_char (a)) == g_unichar_toupper (g_utf8_get_char (b)))
        {
          a = g_utf8_next_char (a);
          b = g_utf8_next_char (b);
        }
      if (*b == '\0')
        {
          *start = (guint) (from - text);
          *length = (guint) (a - from);
          return TRUE;
        }
    }
  return FALSE;
}

static gboolean
is_style (const WayTextStyle *a,
          const WayTextStyle *b)
{
  return memcmp (a, b, sizeof *a) == 0;
}

static gboolean
find_shown (WayEditor     *editor,
            const WayItem *item,
            WayElement    *element,
            const Shown   *entry,
            WayTextPlace  *place)
{
  const WayTextStyle *style = &way_editor_get_theme (editor)->text[entry->text_role];
  gboolean            names = way_kind_get_info (entry->kind)->title_field == (int) entry->field;
  const char         *value;

  if (item->role != entry->role || way_element_get_kind (element) != entry->kind)
    return FALSE;
  value = way_element_get_text (element, entry->field);
  for (guint i = 0; i < item->n_shapes; i++)
    {
      const WayShape *shape = &item->shapes[i];

      if (shape->type != WAY_SHAPE_TEXT || !is_style (&shape->text->style, style))
        continue;
      *place = (WayTextPlace){ shape->text, { shape->x, shape->y }, 0, 0, shape->fill };
      if (*value != '\0' ? find_value (shape->text->text, value, &place->start, &place->length) : names)
        return TRUE;
    }
  return FALSE;
}

gboolean
way_text_place_find (WayEditor     *editor,
                     const WayItem *item,
                     guint          field,
                     WayTextPlace  *place)
{
  WayElement *found;

  g_return_val_if_fail (WAY_IS_EDITOR (editor), FALSE);
  g_return_val_if_fail (item != NULL && place != NULL, FALSE);

  found = item->element != NULL ? way_map_lookup (way_editor_get_map (editor), item->element) : NULL;
  for (guint i = 0; i < G_N_ELEMENTS (shown) && found != NULL; i++)
    if (shown[i].field == field && find_shown (editor, item, found, &shown[i], place))
      return TRUE;
  return FALSE;
}

/* How far (@x, @y) is from the lines of the value. */
static double
get_distance (const WayTextPlace *place,
              double              x,
              double              y)
{
  double nearest = G_MAXDOUBLE;

  x -= place->origin.x;
  y -= place->origin.y;
  for (guint i = 0; i < place->text->n_lines; i++)
    {
      const WayTextLine *line = &place->text->lines[i];
      gboolean           holds = line->start + line->length >= place->start && line->start <= place->start + place->length;
      double             dx = MAX (line->x - x, x - line->x - line->width);
      double             dy = MAX (line->top - y, y - line->top - line->height);

      /* Two values in one line are told apart by the caret between them. */
      if (holds && place->length > 0 && place->start > line->start)
        dx = MAX (dx, way_text_get_caret (place->text, place->start).x - x);
      if (holds && place->length > 0 && place->start + place->length < line->start + line->length)
        dx = MAX (dx, x - way_text_get_caret (place->text, place->start + place->length).x);
      if (holds)
        nearest = MIN (nearest, MAX (dx, 0) + 4 * MAX (dy, 0));
    }
  return nearest;
}

int
way_text_place_find_field (WayEditor     *editor,
                           const WayItem *item,
                           double         x,
                           double         y)
{
  WayElement *found;
  int         field = -1;
  double      nearest = G_MAXDOUBLE;

  g_return_val_if_fail (WAY_IS_EDITOR (editor), -1);
  g_return_val_if_fail (item != NULL, -1);

  found = item->element != NULL ? way_map_lookup (way_editor_get_map (editor), item->element) : NULL;
  for (guint i = 0; i < G_N_ELEMENTS (shown) && found != NULL; i++)
    {
      WayTextPlace place;
      double       distance;

      if (!find_shown (editor, item, found, &shown[i], &place))
        continue;
      distance = get_distance (&place, x, y);
      if (distance < nearest)
        {
          nearest = distance;
          field = (int) shown[i].field;
        }
    }
  return field;
}
