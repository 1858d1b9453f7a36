/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Tests"

#include <string.h>

#include "way-random-value.h"

static const char *const texts[] = {
  "Cannot tell which size fits her foot",
  "Zażółć gęślą jaźń",
  "Nie wie, czy dostawa zdąży przed weekendem, a infolinia milczy",
  "هل يناسبني هذا المقاس؟",
  "كم تكلفة التوصيل؟ 14 € (VAT)",
  "她不知道哪个尺码合适",
  "配達はいつ届きますか",
  "👟🏃🏽‍♀️ → 😀",
  "e\xcc\x81 + n\xcc\x83 \xe2\x80\x8f\xe2\x80\xae!",
  "Donaudampfschifffahrtsgesellschaftskapitänsmützenfabrikantenverbandsvorsitzender",
  "https://example.org/a/very/long/path?with=many&parameters=that#never;break=anywhere",
  "a < b && c > d ]]> e \"f\" 'g' &amp; &#10;",
  "<title>not markup</title><!-- nor this --> <?nor that?>",
  "  two blanks before and after  ",
  "\n\nlines\nand  more\n\n  lines \n",
  "a \n b\n  c",
  "tab\tand\ttab",
  "\t",
  " ",
  "\n",
  "\xc2\xa0no-break\xc2\xa0space\xe2\x80\xa8line\xc2\x85next",
  "\xef\xbb\xbfmark",
  "71 %",
  "-",
  "0",
};

gboolean
way_random_happens (GRand *random,
                    double probability)
{
  return g_rand_double (random) < probability;
}

guint
way_random_below (GRand *random,
                  guint  n)
{
  return n > 1 ? (guint) g_rand_int_range (random, 0, (gint32) n) : 0;
}

char *
way_random_text (GRand *random)
{
  GString *text = g_string_new (texts[way_random_below (random, G_N_ELEMENTS (texts))]);

  while (way_random_happens (random, 0.2))
    {
      if (way_random_happens (random, 0.5))
        g_string_append_c (text, ' ');
      g_string_append (text, texts[way_random_below (random, G_N_ELEMENTS (texts))]);
    }
  return g_string_free (text, FALSE);
}

static char *
make_decimal (GRand          *random,
              const WayField *field)
{
  gint64   minimum = field->minimum != NULL ? g_ascii_strtoll (field->minimum, NULL, 10) : -1000000;
  gint64   maximum = field->maximum != NULL ? g_ascii_strtoll (field->maximum, NULL, 10) : 1000000;
  gint64   whole = minimum + (gint64) way_random_below (random, (guint) (maximum - minimum));
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "%s%" G_GINT64_FORMAT, whole >= 0 && way_random_happens (random, 0.2) ? "+" : "", whole);
  if (field->decimals > 0 && way_random_happens (random, 0.6))
    {
      g_string_append_c (text, '.');
      /* A negative number with its digits reaches below the minimum. */
      for (guint i = 0; i < field->decimals; i++)
        g_string_append_c (text, whole == minimum && minimum < 0 ? '0' : (char) ('0' + way_random_below (random, 10)));
    }
  return g_string_free (text, FALSE);
}

static char *
make_raw (GRand          *random,
          const WayField *field)
{
  static const char *const languages[] = { "en", "pl", "ar", "zh-Hans", "de-AT" };
  guint                    n = 0;

  switch (field->type)
    {
    case WAY_FIELD_TEXT:
      if (strcmp (field->name, "xml:lang") == 0)
        return g_strdup (languages[way_random_below (random, G_N_ELEMENTS (languages))]);
      return field->empty_counts && way_random_happens (random, 0.5) ? g_strdup ("") : way_random_text (random);
    case WAY_FIELD_CHOICE:
      while (field->choices[n].word != NULL)
        n++;
      return g_strdup (field->choices[way_random_below (random, n)].word);
    case WAY_FIELD_FLAG:
      return g_strdup ("yes");
    case WAY_FIELD_DATE:
      return g_strdup_printf ("%u-%02u-%02u", 1000 + way_random_below (random, 9000),
                              1 + way_random_below (random, 12), 1 + way_random_below (random, 28));
    case WAY_FIELD_DECIMAL:
      return make_decimal (random, field);
    case WAY_FIELD_COLOR:
      return g_strdup_printf ("#%06X", way_random_below (random, 0x1000000));
    case WAY_FIELD_REFERENCE:
    case WAY_FIELD_REFERENCE_LIST:
    case WAY_FIELD_BLOB:
    default:
      g_assert_not_reached ();
    }
}

char *
way_random_value (GRand          *random,
                  const WayField *field)
{
  g_autofree char *raw = make_raw (random, field);
  g_autoptr (GError) error = NULL;
  char *value = way_field_normalize (field, raw, &error);

  g_assert_no_error (error);
  return value;
}

static void
collect (GPtrArray  *elements,
         WayElement *element)
{
  if (way_element_get_kind (element) == WAY_KIND_FOREIGN)
    return;
  g_ptr_array_add (elements, element);
  for (WayElement *child = way_element_get_first (element); child != NULL; child = way_element_get_next (child))
    collect (elements, child);
}

GPtrArray *
way_random_list_elements (WayMap *map)
{
  GPtrArray *elements = g_ptr_array_new ();

  collect (elements, way_map_get_root (map));
  return elements;
}

static const char *
choose_target (GRand          *random,
               GPtrArray      *elements,
               WayElement     *holder,
               const WayField *field)
{
  guint start = way_random_below (random, elements->len);

  for (guint i = 0; i < elements->len; i++)
    {
      WayElement *target = elements->pdata[(start + i) % elements->len];

      if (field->targets & 1u << way_element_get_kind (target) && target != holder &&
          !(way_element_get_kind (holder) == WAY_KIND_LINK && way_element_get_parent (holder) == target))
        return way_element_get_id (target);
    }
  return NULL;
}

static char *
choose_image (GRand  *random,
              WayMap *map)
{
  g_autoptr (GList) ids = g_list_sort (g_hash_table_get_keys (way_map_get_images (map)), (GCompareFunc) strcmp);

  return ids != NULL ? g_strdup (g_list_nth_data (ids, way_random_below (random, g_list_length (ids)))) : NULL;
}

char *
way_random_reference (GRand          *random,
                      WayMap         *map,
                      GPtrArray      *elements,
                      WayElement     *holder,
                      const WayField *field)
{
  g_autoptr (GString) list = NULL;
  guint n;

  if (field->type == WAY_FIELD_BLOB)
    return choose_image (random, map);
  if (field->type == WAY_FIELD_REFERENCE)
    return g_strdup (choose_target (random, elements, holder, field));

  list = g_string_new (NULL);
  n = 1 + way_random_below (random, 3);
  for (guint i = 0; i < n; i++)
    {
      const char *id = choose_target (random, elements, holder, field);

      if (id != NULL)
        g_string_append_printf (list, "%s ", id);
    }
  return way_field_normalize (field, list->str, NULL);
}
