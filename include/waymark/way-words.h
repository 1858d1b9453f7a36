/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WayWord: words that a map itself carries. They follow the map's language, not the language of the program: a Polish
 * map is Polish on every machine.
 */
typedef enum
{
  WAY_WORD_CURRENT_STATE,
  WAY_WORD_FUTURE_STATE,
  WAY_WORD_COMPARISON,
  WAY_WORD_GOAL,
  WAY_WORD_NEEDS,
  WAY_WORD_FRUSTRATIONS,
  WAY_WORD_VERSION,
  WAY_WORD_REVIEW_BY,
  WAY_WORD_MOMENT_OF_TRUTH,
  WAY_WORD_RESEARCHED,
  WAY_WORD_PARTLY,
  WAY_WORD_ASSUMED,
  WAY_WORD_DELIGHTED, /* the five levels, best first */
  WAY_WORD_CONTENT,
  WAY_WORD_NEUTRAL,
  WAY_WORD_UNEASY,
  WAY_WORD_FRUSTRATED,
  WAY_WORD_NEW,
  WAY_WORD_CHANGED,
  WAY_WORD_GONE,
  WAY_WORD_GAP,
  WAY_WORD_VALUE,
  WAY_WORD_EFFORT,
  WAY_WORD_TARGET,
  WAY_WORD_PATH_TO_PURCHASE,
  WAY_WORD_PASSED,
  WAY_WORD_FAILED,
  WAY_WORD_NOT_TRIED,
  WAY_WORD_LOOP,
  WAY_WORD_BRANCH,
  WAY_WORD_EXIT,
  WAY_WORD_NEXT,
  WAY_WORD_ONLINE,
  WAY_WORD_OFFLINE,
  WAY_WORD_UNTITLED,
  WAY_WORD_IDEA, /* the statuses */
  WAY_WORD_PLANNED,
  WAY_WORD_IN_PROGRESS,
  WAY_WORD_LIVE,
  WAY_WORD_RETIRED,
  WAY_WORD_HEADLINE, /* what things on a map are, and the layers of its drawing */
  WAY_WORD_SUBTITLE,
  WAY_WORD_PERSONA,
  WAY_WORD_LOGO,
  WAY_WORD_PHASE,
  WAY_WORD_STAGE,
  WAY_WORD_LANE,
  WAY_WORD_TOUCHPOINT,
  WAY_WORD_FEELING,
  WAY_WORD_CURVE,
  WAY_WORD_FINDING,
  WAY_WORD_CARD,
  WAY_WORD_METRIC,
  WAY_WORD_LINK,
  WAY_WORD_LEGEND,
  WAY_WORD_FOOTER,
  WAY_WORD_TITLE,
  WAY_WORD_PHASES,
  WAY_WORD_STAGES,
  WAY_WORD_GROUND,
  WAY_WORD_LINKS,
  WAY_WORD_FINDINGS,
  WAY_N_WORDS
} WayWord;

/** A word in @language ("pl", "pl-PL"); English where there is no translation. */
const char *way_word (const char *language,
                      WayWord     word);

/** A date of the file ("2026-11-03") as people write it in @language ("3 Nov 2026"); the caller frees it. */
char *way_words_dup_date (const char *language,
                          const char *date);

/** A decimal of the file with @unit as people write it in @language: "€14", "14,5 zł", "4.6 / 5"; the caller frees it. */
char *way_words_dup_quantity (const char *language,
                              const char *decimal,
                              const char *unit);

/** @text in the quotation marks of @language, unless it has some; the caller frees it. */
char *way_words_dup_quoted (const char *language,
                            const char *text);

/**
 * @text in capital or small letters as @language has them, on every machine the same (g_utf8_strup() goes by the
 * locale); the caller frees it.
 */
char *way_words_dup_upper (const char *language,
                           const char *text);
char *way_words_dup_lower (const char *language,
                           const char *text);

/** The name of a channel (its word in the file) in @language. */
const char *way_words_get_channel (const char *language,
                                   const char *channel);

/** Whether text in @language runs from right to left. */
gboolean way_words_is_right_to_left (const char *language);

G_END_DECLS
