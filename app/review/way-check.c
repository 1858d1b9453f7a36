/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Review"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "waymark/way-check.h"

/* Fewer touchpoints than these are a sketch, of which nobody asks where it was found out. */
#define SKETCH 3

/* WayChecking: a map that is looked through. */
typedef struct
{
  WayElement *root;
  GPtrArray  *remarks;
  guint       n_touchpoints;
  guint       n_known; /* of them: researched, at least in part, or with evidence */
  guint       n_feelings;
} WayChecking;

static void
remark_free (gpointer data)
{
  WayRemark *remark = data;

  g_free (remark->element);
  g_free (remark->text);
  g_free (remark);
}

/* Takes @text. */
static void
add (WayChecking  *self,
     WayRemarkKind kind,
     WayElement   *element,
     char         *text)
{
  WayRemark *remark = g_new (WayRemark, 1);

  *remark = (WayRemark){ kind, g_strdup (way_element_get_id (element)), text };
  g_ptr_array_add (self->remarks, remark);
}

/* The next one that tells something; NULL starts. */
static WayElement *
get_next_told (WayElement *parent,
               WayKind     kind,
               WayElement *element)
{
  do
    element = element == NULL ? way_element_get_first_of (parent, kind) : way_element_get_next_of (element);
  while (element != NULL && way_element_is_prompt (element));
  return element;
}

static gboolean
is_of_today (WayElement *element,
             guint       state_field)
{
  return way_element_get_choice (element, state_field) != WAY_STATE_FUTURE;
}

/* --- The lowest point --------------------------------------------------------- */

static WayElement *
find_lowest (WayChecking *self)
{
  WayElement *lowest = NULL;

  for (WayElement *stage = get_next_told (self->root, WAY_KIND_STAGE, NULL); stage != NULL; stage = get_next_told (self->root, WAY_KIND_STAGE, stage))
    for (WayElement *point = get_next_told (stage, WAY_KIND_TOUCHPOINT, NULL); point != NULL; point = get_next_told (stage, WAY_KIND_TOUCHPOINT, point))
      for (WayElement *feeling = way_element_get_first_of (point, WAY_KIND_FEELING); feeling != NULL; feeling = way_element_get_next_of (feeling))
        if (is_of_today (feeling, WAY_FEELING_STATE) && way_element_get_hundredths (feeling, WAY_FEELING_SCORE) < 0 &&
            (lowest == NULL || way_element_get_hundredths (feeling, WAY_FEELING_SCORE) < way_element_get_hundredths (lowest, WAY_FEELING_SCORE)))
          lowest = feeling;
  return lowest != NULL ? way_element_get_parent (lowest) : NULL;
}

static gboolean
is_opportunity (WayElement *card)
{
  WayElement *lane = way_element_get_reference (card, WAY_CARD_LANE);

  return lane != NULL && way_element_get_choice (lane, WAY_LANE_HOLDS) == WAY_CARDS_OPPORTUNITIES;
}

/* In its stage, or reaching to it from another one. */
static gboolean
has_opportunity (WayChecking *self,
                 WayElement  *touchpoint)
{
  WayElement *own = way_element_get_parent (touchpoint);

  for (WayElement *stage = way_element_get_first_of (self->root, WAY_KIND_STAGE); stage != NULL; stage = way_element_get_next_of (stage))
    for (WayElement *card = get_next_told (stage, WAY_KIND_CARD, NULL); card != NULL; card = get_next_told (stage, WAY_KIND_CARD, card))
      {
        WayElement *until = way_element_get_reference (card, WAY_CARD_UNTIL);
        WayElement *about = way_element_get_reference (card, WAY_CARD_ABOUT);

        if (is_opportunity (card) && ((stage == own && (about == NULL || about == touchpoint || until != NULL)) || until == touchpoint || until == own))
          return TRUE;
      }
  return FALSE;
}

static void
check_lowest (WayChecking *self)
{
  WayElement *lowest = find_lowest (self);
  const char *name = lowest != NULL ? way_element_get_text (lowest, WAY_TOUCHPOINT_NAME) : "";

  if (*name == '\0')
    return;
  if (!has_opportunity (self, lowest))
    add (self, WAY_REMARK_NO_CHANCE, lowest, g_strdup_printf (_ ("“%s” is the lowest point, and nothing says what could be better"), name));
  if (*way_element_get_text (lowest, WAY_TOUCHPOINT_OWNER) == '\0' && *way_element_get_text (way_element_get_parent (lowest), WAY_STAGE_OWNER) == '\0')
    add (self, WAY_REMARK_NO_OWNER, lowest, g_strdup_printf (_ ("“%s” is the lowest point and has no owner"), name));
}

/* --- Stage by stage ------------------------------------------------------------- */

static void
check_touchpoint (WayChecking *self,
                  WayElement  *touchpoint)
{
  const char *name = way_element_get_text (touchpoint, WAY_TOUCHPOINT_NAME);
  const char *truth = way_element_get (touchpoint, WAY_TOUCHPOINT_TRUTH);

  if (*name == '\0')
    add (self, WAY_REMARK_NO_NAME, touchpoint, g_strdup (_ ("A touchpoint has no name")));
  else if (truth != NULL && *truth == '\0')
    add (self, WAY_REMARK_NO_REASON, touchpoint, g_strdup_printf (_ ("“%s” is a moment of truth, and nothing says why"), name));
}

static guint
count_feelings (WayElement *stage)
{
  guint n = 0;

  for (WayElement *point = way_element_get_first_of (stage, WAY_KIND_TOUCHPOINT); point != NULL; point = way_element_get_next_of (point))
    n += way_element_count (point, WAY_KIND_FEELING);
  return n;
}

static void
check_stage (WayChecking *self,
             WayElement  *stage)
{
  const char *name = way_element_get_text (stage, WAY_STAGE_NAME);
  guint       n = 0;

  if (*name == '\0')
    add (self, WAY_REMARK_NO_NAME, stage, g_strdup (_ ("A stage has no name")));
  for (WayElement *point = get_next_told (stage, WAY_KIND_TOUCHPOINT, NULL); point != NULL; point = get_next_told (stage, WAY_KIND_TOUCHPOINT, point), n++)
    check_touchpoint (self, point);
  if (*name == '\0')
    return;
  if (way_element_get_first_of (stage, WAY_KIND_TOUCHPOINT) == NULL)
    add (self, WAY_REMARK_NO_TOUCHPOINT, stage, g_strdup_printf (_ ("The stage “%s” has no touchpoint"), name));
  else if (n > 0 && self->n_feelings > 0 && count_feelings (stage) == 0)
    add (self, WAY_REMARK_NO_FEELING, stage, g_strdup_printf (_ ("The stage “%s” has no feeling"), name));
}

/* --- The map ----------------------------------------------------------------------- */

static void
count (WayChecking *self)
{
  for (WayElement *stage = get_next_told (self->root, WAY_KIND_STAGE, NULL); stage != NULL; stage = get_next_told (self->root, WAY_KIND_STAGE, stage))
    {
      self->n_feelings += count_feelings (stage);
      for (WayElement *point = get_next_told (stage, WAY_KIND_TOUCHPOINT, NULL); point != NULL; point = get_next_told (stage, WAY_KIND_TOUCHPOINT, point))
        {
          self->n_touchpoints++;
          self->n_known += way_element_get_choice (point, WAY_TOUCHPOINT_EVIDENCE) > WAY_CERTAINTY_ASSUMED ||
                           way_element_get_first_of (point, WAY_KIND_EVIDENCE) != NULL;
        }
    }
}

static void
check_whole (WayChecking *self,
             const char  *today)
{
  const char *review = way_element_get (self->root, WAY_MAP_REVIEW_BY);

  if (self->n_touchpoints > 0 && way_element_get_first_of (self->root, WAY_KIND_PERSONA) == NULL)
    add (self, WAY_REMARK_NO_PERSONA, self->root, g_strdup (_ ("No persona says whose journey this is")));
  if (self->n_touchpoints > SKETCH && self->n_known == 0)
    add (self, WAY_REMARK_ALL_ASSUMED, self->root, g_strdup (_ ("All of it is assumed: nothing says how it was found out")));
  if (review != NULL && today != NULL && strcmp (review, today) < 0)
    add (self, WAY_REMARK_REVIEW_DUE, self->root, g_strdup (_ ("The map should have been reviewed by now")));
}

GPtrArray *
way_check_map (WayMap     *map,
               const char *today)
{
  WayChecking checking = { NULL };

  g_return_val_if_fail (WAY_IS_MAP (map), NULL);

  checking.root = way_map_get_root (map);
  checking.remarks = g_ptr_array_new_with_free_func (remark_free);
  count (&checking);
  check_lowest (&checking);
  for (WayElement *stage = get_next_told (checking.root, WAY_KIND_STAGE, NULL); stage != NULL; stage = get_next_told (checking.root, WAY_KIND_STAGE, stage))
    check_stage (&checking, stage);
  check_whole (&checking, today);
  return checking.remarks;
}
