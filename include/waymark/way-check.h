/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "waymark/way-map.h"

G_BEGIN_DECLS

/** WayRemarkKind: what is worth a look. */
typedef enum
{
  WAY_REMARK_NO_CHANCE,     /* nothing says what could be better at the lowest point */
  WAY_REMARK_NO_OWNER,      /* nobody owns the lowest point */
  WAY_REMARK_NO_NAME,       /* of a stage or touchpoint */
  WAY_REMARK_NO_REASON,     /* of a moment of truth */
  WAY_REMARK_NO_TOUCHPOINT, /* in a stage */
  WAY_REMARK_NO_FEELING,    /* in a stage, while others have some */
  WAY_REMARK_NO_PERSONA,
  WAY_REMARK_ALL_ASSUMED, /* no evidence at all */
  WAY_REMARK_REVIEW_DUE
} WayRemarkKind;

/** WayRemark: one thing in a map that is worth a look: nothing is wrong with the file, but the journey may miss something. */
typedef struct
{
  WayRemarkKind kind;
  char         *element; /* the id of what it is about */
  char         *text;    /* a sentence in the user's language, without a full stop */
} WayRemark;

/**
 * Looks a map through, as somebody would who knows the craft; what matters most comes first. Prompts are not looked at: they ask
 * already. @today ("2026-11-03") tells whether a review is due. Gives WayRemarks; free the array.
 */
GPtrArray *way_check_map (WayMap     *map,
                          const char *today) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
