/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Tools"

#include "config.h"

#include <string.h>

#include "way-commands-private.h"

gboolean
way_commands_put_in_tray (WayHistory *history,
                          WayElement *card,
                          WayElement *before,
                          GError    **error)
{
  return way_commands_set (history, card, WAY_CARD_LANE, NULL, error) &&
         way_commands_set (history, card, WAY_CARD_ABOUT, NULL, error) &&
         way_commands_set (history, card, WAY_CARD_UNTIL, NULL, error) &&
         way_commands_place (history, card, way_commands_get_root (history), before, error);
}

/* Fields that touchpoints and cards share: of one, and of the other. */
static const guint shared[][2] = {
  { WAY_TOUCHPOINT_STATE, WAY_CARD_STATE },
  { WAY_TOUCHPOINT_FOR, WAY_CARD_FOR },
  { WAY_TOUCHPOINT_EVIDENCE, WAY_CARD_EVIDENCE },
  { WAY_TOUCHPOINT_OWNER, WAY_CARD_OWNER },
  { WAY_TOUCHPOINT_STATUS, WAY_CARD_STATUS },
  { WAY_TOUCHPOINT_IMAGE, WAY_CARD_IMAGE },
  { WAY_TOUCHPOINT_PROMPT, WAY_CARD_PROMPT },
};

/* A loose element of the other kind with the same id and what both can have. */
static WayElement *
make_loose (WayElement *element)
{
  gboolean    from_card = way_element_get_kind (element) == WAY_KIND_CARD;
  WayElement *loose = way_element_new (from_card ? WAY_KIND_TOUCHPOINT : WAY_KIND_CARD, way_element_get_id (element));

  for (guint i = 0; i < G_N_ELEMENTS (shared); i++)
    way_element_take_value (loose, shared[i][!from_card], g_strdup (way_element_get (element, shared[i][from_card])));
  for (WayElement *child = way_element_get_first_of (element, WAY_KIND_EVIDENCE); child != NULL; child = way_element_get_next_of (child))
    way_element_append (loose, way_element_copy (child));
  return loose;
}

/* Findings that speak of an element; they would lose it when it goes. */
static GPtrArray *
list_findings (WayHistory *history,
               WayElement *element)
{
  GPtrArray *findings = g_ptr_array_new ();

  for (WayElement *finding = way_element_get_first_of (way_commands_get_root (history), WAY_KIND_FINDING); finding != NULL; finding = way_element_get_next_of (finding))
    if (way_element_get_reference (finding, WAY_FINDING_ABOUT) == element)
      g_ptr_array_add (findings, finding);
  return findings;
}

static WayElement *
exchange (WayHistory *history,
          WayElement *element,
          WayElement *loose,
          WayElement *parent,
          WayElement *before,
          GError    **error)
{
  g_autofree char *id = g_strdup (way_element_get_id (element));
  g_autoptr (GPtrArray) findings = list_findings (history, element);

  if (!way_history_remove (history, id, error))
    {
      way_element_free (loose);
      return NULL;
    }
  if (!way_history_insert_tree (history, loose, way_element_get_id (parent), way_commands_get_id (before), error))
    return NULL;
  for (guint i = 0; i < findings->len; i++)
    if (!way_commands_set (history, findings->pdata[i], WAY_FINDING_ABOUT, id, error))
      return NULL;
  return way_map_lookup (way_history_get_map (history), id);
}

WayElement *
way_commands_make_touchpoint (WayHistory *history,
                              WayElement *card,
                              WayElement *stage,
                              WayElement *before,
                              GError    **error)
{
  WayElement *loose = make_loose (card);
  const char *card_text = way_element_get_text (card, WAY_CARD_TEXT);
  const char *text = card_text + strspn (card_text, "\n");
  const char *end = strchr (text, '\n');

  /* The first line with anything in it is its name, the rest tells more. */
  if (*text != '\0')
    way_element_take_value (loose, WAY_TOUCHPOINT_NAME, end != NULL ? g_strndup (text, (gsize) (end - text)) : g_strdup (text));
  if (end != NULL && end[1] != '\0')
    way_element_take_value (loose, WAY_TOUCHPOINT_DESCRIPTION, g_strdup (end + 1));
  return exchange (history, card, loose, stage, before, error);
}

WayElement *
way_commands_make_card (WayHistory *history,
                        WayElement *touchpoint,
                        WayElement *before,
                        GError    **error)
{
  WayElement *loose = make_loose (touchpoint);
  const char *name = way_element_get_text (touchpoint, WAY_TOUCHPOINT_NAME);
  const char *description = way_element_get_text (touchpoint, WAY_TOUCHPOINT_DESCRIPTION);

  if (*name != '\0' && *description != '\0')
    way_element_take_value (loose, WAY_CARD_TEXT, g_strconcat (name, "\n", description, NULL));
  else if (*name != '\0' || *description != '\0')
    way_element_take_value (loose, WAY_CARD_TEXT, g_strdup (*name != '\0' ? name : description));
  return exchange (history, touchpoint, loose, way_commands_get_root (history), before, error);
}
