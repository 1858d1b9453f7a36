/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Review"

#include "way-review-private.h"

/* Patience sorting: https://doi.org/10.1016/0012-365X(75)90103-X */
void
way_review_mark_growing (const guint *numbers,
                         guint        n,
                         gboolean    *is_stable)
{
  g_autofree guint *ends = g_new (guint, n + 1);     /* the last place of the best run of each length */
  g_autofree guint *previous = g_new (guint, n + 1); /* place + 1, 0 for none */
  guint             length = 0;

  for (guint i = 0; i < n; i++)
    {
      guint low = 0;
      guint high = length;

      is_stable[i] = FALSE;
      while (low < high)
        {
          guint middle = (low + high) / 2;

          if (numbers[ends[middle]] < numbers[i])
            low = middle + 1;
          else
            high = middle;
        }
      ends[low] = i;
      previous[i] = low > 0 ? ends[low - 1] + 1 : 0;
      length = MAX (length, low + 1);
    }
  for (guint place = length > 0 ? ends[length - 1] + 1 : 0; place > 0; place = previous[place - 1])
    is_stable[place - 1] = TRUE;
}

gboolean
way_review_is_in_same_group (const WayElement *a,
                             const WayElement *b)
{
  return way_element_get_slot (a) == way_element_get_slot (b) && way_element_get_outside (a) == way_element_get_outside (b);
}

void
way_review_find_stable (const WayPairs   *pairs,
                        const WayElement *before,
                        const WayElement *after,
                        GHashTable       *stable)
{
  g_autoptr (GHashTable) places = g_hash_table_new (g_direct_hash, g_direct_equal);
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree gboolean *is_stable = NULL;
  guint                n = 0;

  for (WayElement *child = way_element_get_first (before); child != NULL; child = way_element_get_next (child))
    g_hash_table_insert (places, child, GUINT_TO_POINTER (++n));
  for (WayElement *child = way_element_get_first (after); child != NULL; child = way_element_get_next (child))
    {
      WayElement *old = way_pairs_get_before (pairs, child);
      guint       place = old != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (places, old)) : 0;

      if (place == 0 || !way_review_is_in_same_group (old, child))
        continue;
      g_ptr_array_add (kept, child);
      g_array_append_val (numbers, place);
    }
  is_stable = g_new (gboolean, kept->len + 1);
  way_review_mark_growing ((const guint *) (gpointer) numbers->data, kept->len, is_stable);
  for (guint i = 0; i < kept->len; i++)
    if (is_stable[i])
      g_hash_table_add (stable, kept->pdata[i]);
}
