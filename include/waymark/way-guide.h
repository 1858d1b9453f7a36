/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "waymark/way-history.h"

G_BEGIN_DECLS

/** WayGuideStep: the questions of the guided start, in their order. */
typedef enum
{
  WAY_GUIDE_WHO,     /* whose journey is it? */
  WAY_GUIDE_WANTS,   /* what do they want? */
  WAY_GUIDE_LIST,    /* what do they do, one a line? */
  WAY_GUIDE_STAGES,  /* which of it belongs together? */
  WAY_GUIDE_FACES,   /* how do they feel at each? */
  WAY_GUIDE_WORST,   /* the worst: why, what would you change, who? */
  WAY_GUIDE_FINDING, /* the one sentence to remember */
  WAY_GUIDE_N_STEPS
} WayGuideStep;

/** WayGuideQuestion: what is asked about each of the worst touchpoints. */
typedef enum
{
  WAY_GUIDE_WHY,
  WAY_GUIDE_CHANGE,
  WAY_GUIDE_OWNER,
  WAY_GUIDE_N_QUESTIONS
} WayGuideQuestion;

/** So many touchpoints are asked about. */
#define WAY_GUIDE_N_WORST 3

/** The most lines of the list that become touchpoints. */
#define WAY_GUIDE_MOST_LINES 200

/**
 * WayGuide: the guided start: questions whose answers make a map. All answers are kept in the map alone, so that one can go back and
 * forth, stop anywhere and change the map by hand between. The answers of one step are one step of the history, unless
 * way_guide_pause() parts them.
 */
WayGuide *way_guide_new (WayHistory *history) G_GNUC_WARN_UNUSED_RESULT;

/** Keeps what was answered. */
void way_guide_free (WayGuide *self);

WayGuideStep way_guide_get_step (const WayGuide *self);

/** Whether there is something to ask in a step: without a list there is nothing to cut, without bad moments nothing is worst. */
gboolean way_guide_has_step (const WayGuide *self,
                             WayGuideStep    step);

/** Goes to the next step that has something to ask, or to the one before. FALSE at the end and at the start. */
gboolean way_guide_next (WayGuide *self);
gboolean way_guide_back (WayGuide *self);

/** Ends the open step of the history: the map can be undone, saved and changed by others. The next answer begins another one. */
void way_guide_pause (WayGuide *self);

/** Answers of one line; "" when there are none yet. */
const char *way_guide_get_name (const WayGuide *self);
const char *way_guide_get_role (const WayGuide *self);
const char *way_guide_get_wish (const WayGuide *self);
const char *way_guide_get_finding (const WayGuide *self);
gboolean    way_guide_set_name (WayGuide *self, const char *name);
gboolean    way_guide_set_role (WayGuide *self, const char *role);
gboolean    way_guide_set_wish (WayGuide *self, const char *wish);
gboolean    way_guide_set_finding (WayGuide *self, const char *finding);

/** A finding made of the answers about the worst touchpoint, or ""; the caller frees it. */
char *way_guide_dup_suggestion (const WayGuide *self);

/** The list: the names of all touchpoints, a line each; the caller frees it. */
char *way_guide_dup_list (const WayGuide *self);

/**
 * Makes the touchpoints be those of the list. Lines that stay keep theirs with all that was said about them; a line that was
 * changed renames its touchpoint; new ones stand in the stage of the one before.
 */
gboolean way_guide_set_list (WayGuide   *self,
                             const char *text);

/** The touchpoints of the whole map, in order (WayElement, borrowed); free the array. */
GPtrArray *way_guide_list_touchpoints (const WayGuide *self) G_GNUC_WARN_UNUSED_RESULT;

/** Whether a stage begins with a touchpoint (always with the first), and cuts there or joins again. */
gboolean way_guide_is_cut (const WayGuide *self,
                           guint           position);
gboolean way_guide_set_cut (WayGuide *self,
                            guint     position,
                            gboolean  cut);

/** The name of the stage that a touchpoint stands in. */
const char *way_guide_get_stage_name (const WayGuide *self,
                                      guint           position);
gboolean    way_guide_set_stage_name (WayGuide   *self,
                                      guint       position,
                                      const char *name);

/** How the first persona feels at a touchpoint: a level from 0 (best) to 4; -1 when nothing was said. */
int      way_guide_get_face (const WayGuide *self,
                             guint           position);
gboolean way_guide_set_face (WayGuide *self,
                             guint     position,
                             guint     level);

/** The worst touchpoints, the worst first: at most three, none of which feels good. Free the array. */
GPtrArray *way_guide_list_worst (const WayGuide *self) G_GNUC_WARN_UNUSED_RESULT;

/** Why a touchpoint feels bad (a pain point), what would change it (an opportunity), and who does that. */
const char *way_guide_get_answer (const WayGuide  *self,
                                  WayElement      *touchpoint,
                                  WayGuideQuestion question);
gboolean    way_guide_set_answer (WayGuide        *self,
                                  WayElement      *touchpoint,
                                  WayGuideQuestion question,
                                  const char      *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WayGuide, way_guide_free)

G_END_DECLS
