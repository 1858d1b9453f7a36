/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Review"

#include <string.h>

#include "way-review-private.h"
#include "waymark/way-string-hash.h"

/* From here on two texts are more alike than not. */
#define ALIKE 0.5

/* In a larger crowd each with each takes too long: then only equal text and order count. */
#define MOST_COMPARISONS 100000

/* Thing: an element that has no pair yet, and what it says. */
typedef struct
{
  WayElement *element;
  char       *text;  /* of it and all in it */
  GHashTable *pairs; /* each two characters of the text that follow each other -> how often; NULL while nobody has asked */
} Thing;

/* Likeness: how much of the texts of two things is the same, from 0 to 1. */
typedef struct
{
  Thing *before;
  Thing *after;
  double share;
  guint  distance; /* how far apart they stand */
} Likeness;

static void
add_text (const WayElement *element,
          GString          *text)
{
  const WayKindInfo *info = way_kind_get_info (way_element_get_kind (element));

  for (guint i = 0; i < info->n_fields; i++)
    if (info->fields[i].type != WAY_FIELD_REFERENCE && info->fields[i].type != WAY_FIELD_REFERENCE_LIST && way_element_get (element, i) != NULL)
      g_string_append_printf (text, "%s\n", way_element_get (element, i));
  for (WayElement *child = way_element_get_first (element); child != NULL; child = way_element_get_next (child))
    add_text (child, text);
}

static void
free_thing (gpointer data)
{
  Thing *thing = data;

  g_free (thing->text);
  g_clear_pointer (&thing->pairs, g_hash_table_unref);
  g_free (thing);
}

static void
add_thing (GPtrArray  *things,
           WayElement *element)
{
  GString *text = g_string_new (NULL);
  Thing   *thing = g_new0 (Thing, 1);

  add_text (element, text);
  thing->element = element;
  thing->text = g_string_free (text, FALSE);
  g_ptr_array_add (things, thing);
}

/* The children of a kind that are not in @paired. */
static GPtrArray *
list_things (GHashTable       *paired,
             const WayElement *parent,
             WayKind           kind)
{
  GPtrArray *things = g_ptr_array_new_with_free_func (free_thing);

  for (WayElement *child = way_element_get_first_of (parent, kind); child != NULL; child = way_element_get_next_of (child))
    if (!g_hash_table_contains (paired, child))
      add_thing (things, child);
  return things;
}

/* Whether nothing speaks against their being one. */
static gboolean
may_pair (const WayPairs *self,
          const Thing    *before,
          const Thing    *after)
{
  return way_element_get_kind (before->element) == way_element_get_kind (after->element) && way_pairs_get_after (self, before->element) == NULL && way_pairs_get_before (self, after->element) == NULL &&
         way_review_has_derived_id (before->element, after->element) &&
         (!way_element_has_natural_key (before->element) || !way_element_has_natural_key (after->element) ||
          way_pairs_has_same_key (self, before->element, after->element));
}

static const char *
get_title (const Thing *thing)
{
  int field = way_kind_get_info (way_element_get_kind (thing->element))->title_field;

  return field >= 0 ? way_element_get_text (thing->element, (guint) field) : "";
}

static const char *
get_text (const Thing *thing)
{
  return thing->text;
}

static const char *
get_id (const Thing *thing)
{
  return way_element_get_id (thing->element);
}

/* Pairs those of one word, in their order. */
static void
pair_by_word (WayPairs  *self,
              GPtrArray *before,
              GPtrArray *after,
              const char *(*get_word) (const Thing *thing))
{
  g_autoptr (GHashTable) queues = g_hash_table_new_full (way_string_hash, g_str_equal, NULL, (GDestroyNotify) g_queue_free);

  for (guint i = 0; i < after->len; i++)
    {
      const char *word = get_word (after->pdata[i]);
      GQueue     *queue = g_hash_table_lookup (queues, word);

      if (*word == '\0')
        continue;
      if (queue == NULL)
        g_hash_table_insert (queues, (gpointer) word, queue = g_queue_new ());
      g_queue_push_tail (queue, after->pdata[i]);
    }
  for (guint i = 0; i < before->len; i++)
    {
      Thing  *thing = before->pdata[i];
      GQueue *queue = g_hash_table_lookup (queues, get_word (thing));
      Thing  *other = queue != NULL ? g_queue_peek_head (queue) : NULL;

      if (other == NULL || !may_pair (self, thing, other))
        continue;
      way_pairs_add (self, thing->element, other->element);
      g_queue_pop_head (queue);
    }
}

static void
pair_by_key (WayPairs  *self,
             GPtrArray *before,
             GPtrArray *after)
{
  for (guint i = 0; i < before->len; i++)
    for (guint j = 0; j < after->len; j++)
      {
        Thing *thing = before->pdata[i];
        Thing *other = after->pdata[j];

        if (way_element_has_natural_key (thing->element) && way_element_has_natural_key (other->element) && may_pair (self, thing, other))
          way_pairs_add (self, thing->element, other->element);
      }
}

/* Two characters at a time say how like texts are in any language. */
static void
count_pairs (Thing *thing)
{
  g_autofree char *folded = g_utf8_casefold (thing->text, -1);

  if (thing->pairs != NULL)
    return;
  thing->pairs = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  for (const char *p = folded; *p != '\0' && *g_utf8_next_char (p) != '\0'; p = g_utf8_next_char (p))
    {
      gint64 key = (gint64) g_utf8_get_char (p) << 32 | g_utf8_get_char (g_utf8_next_char (p));
      guint  n = GPOINTER_TO_UINT (g_hash_table_lookup (thing->pairs, &key));

      g_hash_table_replace (thing->pairs, g_memdup2 (&key, sizeof (key)), GUINT_TO_POINTER (n + 1));
    }
}

/* Dice's coefficient: https://doi.org/10.2307/1932409 */
static double
measure_likeness (Thing *before,
                  Thing *after)
{
  GHashTableIter iter;
  gpointer       key;
  gpointer       value;
  guint          n_shared = 0;
  guint          n_all = 0;

  count_pairs (before);
  count_pairs (after);
  g_hash_table_iter_init (&iter, before->pairs);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      n_shared += MIN (GPOINTER_TO_UINT (value), GPOINTER_TO_UINT (g_hash_table_lookup (after->pairs, key)));
      n_all += GPOINTER_TO_UINT (value);
    }
  g_hash_table_iter_init (&iter, after->pairs);
  while (g_hash_table_iter_next (&iter, &key, &value))
    n_all += GPOINTER_TO_UINT (value);
  return n_all > 0 ? 2.0 * n_shared / n_all : 0;
}

static int
compare_likeness (gconstpointer a,
                  gconstpointer b)
{
  const Likeness *one = a;
  const Likeness *other = b;

  if (one->share != other->share)
    return one->share > other->share ? -1 : 1;
  return (one->distance > other->distance) - (one->distance < other->distance);
}

/* The most alike first. */
static void
pair_by_likeness (WayPairs  *self,
                  GPtrArray *before,
                  GPtrArray *after)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (Likeness));

  if ((guint64) before->len * after->len > MOST_COMPARISONS)
    return;
  for (guint i = 0; i < before->len; i++)
    for (guint j = 0; j < after->len; j++)
      {
        Likeness likeness = { .before = before->pdata[i], .after = after->pdata[j], .distance = MAX (i, j) - MIN (i, j) };

        if (!may_pair (self, likeness.before, likeness.after))
          continue;
        likeness.share = measure_likeness (likeness.before, likeness.after);
        if (likeness.share >= ALIKE)
          g_array_append_val (found, likeness);
      }
  g_array_sort (found, compare_likeness);
  for (guint i = 0; i < found->len; i++)
    {
      const Likeness *likeness = &g_array_index (found, Likeness, i);

      if (may_pair (self, likeness->before, likeness->after))
        way_pairs_add (self, likeness->before->element, likeness->after->element);
    }
}

/* The nearest sibling of its kind before @element that has a pair. */
static WayElement *
find_anchor (GHashTable       *paired,
             const WayElement *element)
{
  for (WayElement *other = way_element_get_previous (element); other != NULL; other = way_element_get_previous (other))
    if (way_element_get_kind (other) == way_element_get_kind (element) && g_hash_table_contains (paired, other))
      return other;
  return NULL;
}

/* What was written anew in its place: the first with the first of those behind the same sibling. */
static void
pair_by_order (WayPairs  *self,
               GPtrArray *before,
               GPtrArray *after)
{
  g_autoptr (GHashTable) after_anchors = g_hash_table_new (g_direct_hash, g_direct_equal);
  g_autoptr (GPtrArray) before_anchors = g_ptr_array_new ();

  for (guint i = 0; i < before->len; i++)
    g_ptr_array_add (before_anchors, way_pairs_get_after (self, find_anchor (self->after, ((Thing *) before->pdata[i])->element)));
  for (guint j = 0; j < after->len; j++)
    g_hash_table_insert (after_anchors, after->pdata[j], find_anchor (self->before, ((Thing *) after->pdata[j])->element));
  for (guint i = 0, j = 0; i < before->len; i++)
    for (guint k = j; k < after->len; k++)
      if (g_hash_table_lookup (after_anchors, after->pdata[k]) == before_anchors->pdata[i] && may_pair (self, before->pdata[i], after->pdata[k]))
        {
          way_pairs_add (self, ((Thing *) before->pdata[i])->element, ((Thing *) after->pdata[k])->element);
          j = k + 1;
          break;
        }
}

static void
pair_kind (WayPairs   *self,
           WayElement *before,
           WayElement *after,
           WayKind     kind,
           gboolean    by_order)
{
  g_autoptr (GPtrArray) things = list_things (self->after, before, kind);
  g_autoptr (GPtrArray) others = list_things (self->before, after, kind);

  if (things->len == 0 || others->len == 0)
    return;
  pair_by_key (self, things, others);
  pair_by_word (self, things, others, get_text);
  pair_by_word (self, things, others, get_title);
  pair_by_likeness (self, things, others);
  if (by_order)
    pair_by_order (self, things, others);
}

static void
pair_below (WayPairs   *self,
            WayElement *before,
            gboolean    by_order)
{
  WayElement *after = way_pairs_get_after (self, before);

  for (guint kind = 0; after != NULL && way_element_get_first (before) != NULL && kind < WAY_N_KINDS; kind++)
    if (kind != WAY_KIND_FOREIGN)
      pair_kind (self, before, after, kind, by_order);
  for (WayElement *child = way_element_get_first (before); child != NULL; child = way_element_get_next (child))
    pair_below (self, child, by_order);
}

/* What could have been moved: it says something, and is more than a part of what it stands in. */
static void
list_movable (GHashTable *paired,
              WayElement *parent,
              GPtrArray  *things)
{
  for (WayElement *child = way_element_get_first (parent); child != NULL; child = way_element_get_next (child))
    {
      int field = way_kind_get_info (way_element_get_kind (child))->title_field;

      if (!g_hash_table_contains (paired, child) && way_element_get_kind (child) != WAY_KIND_FOREIGN &&
          !way_element_has_natural_key (child) && field >= 0 && way_element_get (child, (guint) field) != NULL)
        add_thing (things, child);
      list_movable (paired, child, things);
    }
}

static void
pair_moved (WayPairs   *self,
            WayElement *before,
            WayElement *after)
{
  g_autoptr (GPtrArray) things = g_ptr_array_new_with_free_func (free_thing);
  g_autoptr (GPtrArray) others = g_ptr_array_new_with_free_func (free_thing);

  list_movable (self->after, before, things);
  list_movable (self->before, after, others);
  pair_by_word (self, things, others, get_text);
  pair_by_word (self, things, others, get_id);
}

static gboolean
has_derived_ids (WayElement *parent)
{
  for (WayElement *child = way_element_get_first (parent); child != NULL; child = way_element_get_next (child))
    if (way_element_has_derived_id (child) || has_derived_ids (child))
      return TRUE;
  return FALSE;
}

void
way_pairs_add_alike (WayPairs   *self,
                     WayElement *root)
{
  WayElement *other = way_pairs_get_after (self, root);

  if (!has_derived_ids (root) && !has_derived_ids (other))
    return;
  pair_below (self, root, FALSE);
  pair_moved (self, root, other);
  pair_below (self, root, TRUE);
}
