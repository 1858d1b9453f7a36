/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "waymark/way-document.h"
#include "way-test-tools.h"

G_BEGIN_DECLS

/** A small map called “Shoes”, as Waymark writes it. */
#define WAY_TEST_MAP "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"                                                                           \
                     "<journey-map xmlns=\"urn:waymark:journey-map:1\" version=\"1\" xml:lang=\"en\" edition=\"4\" changed=\"2020-02-03\">\n" \
                     "  <title>Shoes</title>\n"                                                                                               \
                     "</journey-map>\n"

/** Runs the main loop until something holds; the test fails when it never does. */
#define way_test_wait_until(condition)               \
  G_STMT_START                                       \
  {                                                  \
    guint way_test_late = way_test_begin_waiting (); \
    while (!(condition))                             \
      g_main_context_iteration (NULL, TRUE);         \
    g_source_remove (way_test_late);                 \
  }                                                  \
  G_STMT_END

/** A source that fails the test if it is not removed within the time that anything may take. */
guint way_test_begin_waiting (void);

/** Changes the goal of the map, as one step. */
void way_test_set_goal (WayDocument *document,
                        const char  *goal);

/** Saves to @file, or to the document's own one when that is NULL, in another thread, and waits for it; else as way_document_save_finish(). */
gboolean way_test_save (WayDocument *document,
                        GFile       *file,
                        GError     **error);

/** That the file at @path holds the map of a document which has no changes. */
void way_test_assert_saved (WayDocument *document,
                            const char  *path);

/** Before g_test_init(): gives the tests a state folder of their own, which way_test_run_apart() takes. */
char *way_test_begin_apart (void) G_GNUC_WARN_UNUSED_RESULT;

/** Runs the tests and removes that folder; gives the exit status. */
int way_test_run_apart (char *state);

G_END_DECLS
