/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "waymark/way-editor.h"

G_BEGIN_DECLS

/** WayTextPlace: where the words of a field stand in an item. */
typedef struct
{
  const WayText *text;   /* borrowed from the item */
  WayPoint       origin; /* of the text, in the item's coordinates */
  guint          start;  /* the byte of the text at which the field's value begins */
  guint          length; /* bytes of the value; 0 where a prompt or a stand-in is shown */
  WayColor       color;
} WayTextPlace;

/** Finds where @item shows a field of its element. */
gboolean way_text_place_find (WayEditor *editor, const WayItem *item, guint field, WayTextPlace *place);

/** The field whose words stand nearest to a place of the item (in its coordinates); -1 when nothing there can be typed. */
int way_text_place_find_field (WayEditor *editor, const WayItem *item, double x, double y);

/** WayTypingWay: where typing goes on. */
typedef enum
{
  WAY_TYPING_BENEATH, /* Enter: the next one in the same cell */
  WAY_TYPING_ACROSS,  /* Tab: the same lane of the next stage */
  WAY_TYPING_BACK     /* Shift+Tab: of the stage before */
} WayTypingWay;

/**
 * WayTyping: words being typed into one field, with whatever was made to type them into: one step of the history. While it lasts a
 * transaction is open and the map shows what was typed so far. What is new and stays empty leaves no trace.
 */

/** Begins to change a text field; the element is selected. NULL when there is no such field. */
WayTyping *way_typing_begin (WayEditor  *editor,
                             const char *element,
                             guint       field) G_GNUC_WARN_UNUSED_RESULT;

/** Makes something new in a cell, before @before, and begins to name it: a touchpoint or a card, as the lane holds. NULL when it holds neither. */
WayTyping *way_typing_begin_in_cell (WayEditor  *editor,
                                     const char *stage,
                                     const char *lane,
                                     const char *touchpoint,
                                     const char *before) G_GNUC_WARN_UNUSED_RESULT;

/** Makes a new stage before @before (NULL: at the end) and begins to name it. */
WayTyping *way_typing_begin_stage (WayEditor  *editor,
                                   const char *before) G_GNUC_WARN_UNUSED_RESULT;

/** Makes another one of the same kind right after @element and begins to name it. NULL when there cannot be one. */
WayTyping *way_typing_begin_after (WayEditor  *editor,
                                   const char *element) G_GNUC_WARN_UNUSED_RESULT;

const char *way_typing_get_element (const WayTyping *self);
guint       way_typing_get_field (const WayTyping *self);

/** What stands in the field now; "" for nothing. */
const char *way_typing_get_text (const WayTyping *self);

/** Shows what was typed so far. */
void way_typing_set_text (WayTyping  *self,
                          const char *text);

/** Keeps what was typed and frees. */
void way_typing_end (WayTyping *self);

/** Ends without a trace and frees. */
void way_typing_cancel (WayTyping *self);

/**
 * Keeps what was typed, frees, and goes on: with what is there, or with something new; beyond the last stage with a new one.
 * NULL when there is nowhere to go, or when what was just made stayed empty.
 */
WayTyping *way_typing_go_on (WayTyping   *self,
                             WayTypingWay way) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
