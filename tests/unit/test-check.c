/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <locale.h>

#include "support/way-map-maker.h"
#include "waymark/way-check.h"

/* Whether it is said of an element; of any for NULL. */
static gboolean
says (WayHistory   *history,
      const char   *element,
      WayRemarkKind kind)
{
  g_autoptr (GPtrArray) remarks = way_check_map (way_history_get_map (history), "2026-11-22");

  for (guint i = 0; i < remarks->len; i++)
    {
      const WayRemark *remark = remarks->pdata[i];

      g_assert_nonnull (way_map_lookup (way_history_get_map (history), remark->element));
      g_assert_cmpstr (remark->text, !=, "");
      if (remark->kind == kind && (element == NULL || g_str_equal (remark->element, element)))
        return TRUE;
    }
  return FALSE;
}

static void
test_empty (void)
{
  g_autoptr (WayHistory) history = way_make_map ("en");
  g_autoptr (GPtrArray) remarks = way_check_map (way_history_get_map (history), "2026-11-22");

  g_assert_cmpuint (remarks->len, ==, 0);
}

static void
test_lowest (void)
{
  g_autoptr (WayHistory) history = way_make_journey ("en", 2, 2, FALSE);

  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *id = g_strdup_printf ("s%ut%u-anna", i / 2 + 1, i % 2 + 1);

      way_make_change (history, id, WAY_FEELING_SCORE, i == 3 ? "-2" : "0");
    }
  g_assert_true (says (history, "s2t2", WAY_REMARK_NO_OWNER));
  g_assert_true (says (history, "s2t2", WAY_REMARK_NO_CHANCE));
  way_make_change (history, "s2", WAY_STAGE_OWNER, "Shop");
  g_assert_false (says (history, NULL, WAY_REMARK_NO_OWNER));
  /* A chance of another stage that reaches to it. */
  way_make_change (history, "s1o", WAY_CARD_UNTIL, "s2t2");
  g_assert_false (says (history, NULL, WAY_REMARK_NO_CHANCE));
  way_make_change (history, "s2t2-anna", WAY_FEELING_STATE, "future");
  g_assert_false (says (history, "s2t2", WAY_REMARK_NO_OWNER));
}

static void
test_parts (void)
{
  g_autoptr (WayHistory) history = way_make_journey ("en", 2, 2, FALSE);

  way_make_change (history, "s1t1", WAY_TOUCHPOINT_TRUTH, "");
  g_assert_true (says (history, "s1t1", WAY_REMARK_NO_REASON));
  way_make_change (history, "s1t1", WAY_TOUCHPOINT_TRUTH, "They leave");
  g_assert_false (says (history, NULL, WAY_REMARK_NO_REASON));
  way_make_change (history, "s1t2", WAY_TOUCHPOINT_NAME, NULL);
  g_assert_true (says (history, "s1t2", WAY_REMARK_NO_NAME));
  way_make (history, WAY_KIND_STAGE, "bare", NULL, WAY_STAGE_NAME, "Bare", -1);
  g_assert_true (says (history, "bare", WAY_REMARK_NO_TOUCHPOINT));
  way_make (history, WAY_KIND_TOUCHPOINT, "cold", "bare", WAY_TOUCHPOINT_NAME, "Cold", -1);
  g_assert_true (says (history, "bare", WAY_REMARK_NO_FEELING));
  /* What only asks needs nothing. */
  way_make (history, WAY_KIND_STAGE, "asks", NULL, WAY_STAGE_PROMPT, "What then?", -1);
  g_assert_false (says (history, "asks", WAY_REMARK_NO_TOUCHPOINT));
}

static void
test_map (void)
{
  g_autoptr (WayHistory) history = way_make_journey ("en", 2, 2, FALSE);
  const char *root = way_make_get_root (history);

  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *id = g_strdup_printf ("s%ut%u", i / 2 + 1, i % 2 + 1);

      way_make_change (history, id, WAY_TOUCHPOINT_EVIDENCE, "assumed");
    }
  g_assert_true (says (history, root, WAY_REMARK_ALL_ASSUMED));
  way_make_change (history, "s1t1", WAY_TOUCHPOINT_EVIDENCE, "partly");
  g_assert_false (says (history, root, WAY_REMARK_ALL_ASSUMED));
  way_make_change (history, root, WAY_MAP_REVIEW_BY, "2026-11-22");
  g_assert_false (says (history, root, WAY_REMARK_REVIEW_DUE));
  way_make_change (history, root, WAY_MAP_REVIEW_BY, "2026-11-21");
  g_assert_true (says (history, root, WAY_REMARK_REVIEW_DUE));
  g_assert_false (says (history, root, WAY_REMARK_NO_PERSONA));
  way_make_remove (history, "anna");
  way_make_remove (history, "jan");
  g_assert_true (says (history, root, WAY_REMARK_NO_PERSONA));
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/review/check/empty", test_empty);
  g_test_add_func ("/review/check/lowest", test_lowest);
  g_test_add_func ("/review/check/parts", test_parts);
  g_test_add_func ("/review/check/map", test_map);

  return g_test_run ();
}
