/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "waymark/way-store.h"
#include "way-test-document.h"

#define PATIENCE_SECONDS 20

static gboolean
too_late_cb (gpointer data)
{
  g_error ("waited in vain");
  return G_SOURCE_REMOVE;
}

guint
way_test_begin_waiting (void)
{
  return g_timeout_add_seconds (PATIENCE_SECONDS, too_late_cb, NULL);
}

void
way_test_set_goal (WayDocument *document,
                   const char  *goal)
{
  WayHistory *history = way_document_get_history (document);
  WayElement *root = way_map_get_root (way_document_get_map (document));
  g_autoptr (GError) error = NULL;

  way_history_begin (history, "Set");
  way_history_set (history, way_element_get_id (root), WAY_MAP_GOAL, goal, &error);
  g_assert_no_error (error);
  way_history_commit (history);
}

static void
saved_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

gboolean
way_test_save (WayDocument *document,
               GFile       *file,
               GError     **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  if (file != NULL)
    way_document_save_file_async (document, file, NULL, saved_cb, &result);
  else
    way_document_save_async (document, NULL, NULL, saved_cb, &result);
  way_test_wait_until (result != NULL);
  return way_document_save_finish (document, result, error);
}

void
way_test_assert_saved (WayDocument *document,
                       const char  *path)
{
  g_autoptr (GBytes) bytes = way_store_write (way_document_get_map (document));
  g_autofree char *text = NULL;
  gsize            length;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &text, &length, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (text, length, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_assert_false (way_document_get_modified (document));
}

char *
way_test_begin_apart (void)
{
  char *state = way_test_make_folder ();

  g_setenv ("XDG_STATE_HOME", state, TRUE);
  return state;
}

int
way_test_run_apart (char *state)
{
  int result = g_test_run ();

  way_test_remove_folder (state);
  return result;
}
