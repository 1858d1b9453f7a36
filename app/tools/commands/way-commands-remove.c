/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Tools"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "way-commands-private.h"

static const char *const labels[WAY_N_KINDS] = {
  [WAY_KIND_FINDING] = NC_ ("undo", "Delete Finding"),
  [WAY_KIND_LEVEL] = NC_ ("undo", "Delete Level"),
  [WAY_KIND_SOURCE] = NC_ ("undo", "Delete Source"),
  [WAY_KIND_PERSONA] = NC_ ("undo", "Delete Persona"),
  [WAY_KIND_NEED] = NC_ ("undo", "Delete Need"),
  [WAY_KIND_FRUSTRATION] = NC_ ("undo", "Delete Frustration"),
  [WAY_KIND_PHASE] = NC_ ("undo", "Delete Phase"),
  [WAY_KIND_LANE] = NC_ ("undo", "Delete Lane"),
  [WAY_KIND_STAGE] = NC_ ("undo", "Delete Stage"),
  [WAY_KIND_TOUCHPOINT] = NC_ ("undo", "Delete Touchpoint"),
  [WAY_KIND_CARD] = NC_ ("undo", "Delete Card"),
  [WAY_KIND_FEELING] = NC_ ("undo", "Delete Feeling"),
  [WAY_KIND_METRIC] = NC_ ("undo", "Delete Metric"),
  [WAY_KIND_EVIDENCE] = NC_ ("undo", "Delete Evidence"),
  [WAY_KIND_LINK] = NC_ ("undo", "Delete Link"),
};

static const char *
get_label (GPtrArray *elements)
{
  const char *label = elements->len == 1 ? labels[way_element_get_kind (elements->pdata[0])] : NULL;

  return label != NULL ? g_dpgettext2 (GETTEXT_PACKAGE, "undo", label) : C_ ("undo", "Delete Items");
}

/* The nearest stage that stays: the one before, else the one after. */
static WayElement *
find_refuge (WayElement *stage,
             GHashTable *going,
             gboolean   *is_before)
{
  WayElement *refuge = stage;

  do
    refuge = way_commands_get_previous_of (refuge);
  while (refuge != NULL && g_hash_table_contains (going, refuge));
  *is_before = refuge != NULL;
  if (refuge != NULL)
    return refuge;
  refuge = stage;
  do
    refuge = way_element_get_next_of (refuge);
  while (refuge != NULL && g_hash_table_contains (going, refuge));
  return refuge;
}

/* Where what a stage holds goes; with an error NULL when there is no place. */
static WayElement *
require_refuge (WayElement *stage,
                GHashTable *going,
                gboolean   *is_before,
                GError    **error)
{
  WayElement *refuge = find_refuge (stage, going, is_before);

  if (refuge == NULL)
    way_commands_refuse (error, _ ("No stage would be left for what they hold; leave one, or delete that too"));
  return refuge;
}

/* Cards that take a whole stage keep to its steps when those join others. */
static gboolean
pin (WayHistory *history,
     WayElement *element,
     GHashTable *going,
     GError    **error)
{
  gboolean    is_before;
  WayElement *refuge;

  if (way_element_get_kind (element) != WAY_KIND_STAGE)
    return TRUE;
  refuge = require_refuge (element, going, &is_before, error);
  if (refuge == NULL)
    return FALSE;
  if (way_element_get_first_of (element, WAY_KIND_TOUCHPOINT) == NULL || way_element_get_first_of (refuge, WAY_KIND_TOUCHPOINT) == NULL)
    return TRUE;
  return way_commands_pin_stage (history, element, error) && way_commands_pin_stage (history, refuge, error);
}

static gboolean
rescue_lane (WayHistory *history,
             WayElement *lane,
             GError    **error)
{
  WayElement *root = way_commands_get_root (history);

  for (WayElement *stage = way_element_get_first_of (root, WAY_KIND_STAGE); stage != NULL; stage = way_element_get_next_of (stage))
    for (WayElement *card = way_element_get_first_of (stage, WAY_KIND_CARD), *next; card != NULL; card = next)
      {
        next = way_element_get_next_of (card);
        if (way_element_get_reference (card, WAY_CARD_LANE) == lane && !way_commands_put_in_tray (history, card, NULL, error))
          return FALSE;
      }
  return TRUE;
}

static gboolean
rescue_element (WayHistory *history,
                WayElement *element,
                GHashTable *going,
                gboolean    forwards,
                GError    **error)
{
  gboolean    is_before;
  WayElement *refuge;

  if (way_element_get_kind (element) == WAY_KIND_LANE)
    return !forwards || rescue_lane (history, element, error);
  refuge = require_refuge (element, going, &is_before, error);
  if (refuge == NULL || is_before != forwards)
    return refuge != NULL;
  return way_commands_pour (history, element, refuge, !is_before, error) &&
         way_commands_redirect (history, element, refuge, error);
}

/* Forwards what comes to the end of a stage, then backwards what comes to the start: all keeps its order. */
static gboolean
rescue (WayHistory *history,
        GPtrArray  *elements,
        GHashTable *going,
        GError    **error)
{
  for (guint i = 0; i < elements->len; i++)
    if (!pin (history, elements->pdata[i], going, error))
      return FALSE;
  for (guint i = 0; i < elements->len; i++)
    if (!rescue_element (history, elements->pdata[i], going, TRUE, error))
      return FALSE;
  for (guint i = elements->len; i > 0; i--)
    if (!rescue_element (history, elements->pdata[i - 1], going, FALSE, error))
      return FALSE;
  return TRUE;
}

static gboolean
is_container (WayElement *element)
{
  return way_element_get_kind (element) == WAY_KIND_STAGE || way_element_get_kind (element) == WAY_KIND_LANE;
}

static gboolean
remove_elements (WayHistory *history,
                 GPtrArray  *elements,
                 gboolean    keep_content,
                 GError    **error)
{
  g_autoptr (GHashTable) going = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) containers = g_ptr_array_new ();
  g_autoptr (GPtrArray) container_ids = g_ptr_array_new ();
  g_autoptr (GPtrArray) other_ids = g_ptr_array_new ();

  for (guint i = 0; i < elements->len; i++)
    {
      WayElement *element = elements->pdata[i];

      if (keep_content && is_container (element))
        {
          g_ptr_array_add (containers, element);
          g_ptr_array_add (container_ids, (gpointer) way_element_get_id (element));
          continue;
        }
      g_hash_table_add (going, element);
      g_ptr_array_add (other_ids, (gpointer) way_element_get_id (element));
    }
  g_ptr_array_add (container_ids, NULL);
  g_ptr_array_add (other_ids, NULL);
  /* What is chosen itself goes before the rest is brought to safety. */
  if (!way_commands_shorten_spans (history, going, error) ||
      !way_history_remove_all (history, (const char *const *) other_ids->pdata, error))
    return FALSE;
  for (guint i = 0; i < containers->len; i++)
    g_hash_table_add (going, containers->pdata[i]);
  return rescue (history, containers, going, error) &&
         way_history_remove_all (history, (const char *const *) container_ids->pdata, error);
}

gboolean
way_command_remove (WayHistory        *history,
                    const char *const *ids,
                    gboolean           keep_content,
                    GError           **error)
{
  g_autoptr (GPtrArray) elements = NULL;

  g_return_val_if_fail (WAY_IS_HISTORY (history) && ids != NULL, FALSE);

  elements = way_commands_sort (history, ids, !keep_content, error);
  if (elements == NULL)
    return FALSE;
  way_history_begin (history, get_label (elements));
  return way_commands_finish (history, remove_elements (history, elements, keep_content, error));
}
