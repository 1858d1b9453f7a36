/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Way-Tests"

#include <locale.h>
#include <string.h>

#include <libxml/parser.h>

#include "waymark/way-fields.h"

#define FIELD(kind, field)                \
  {                                       \
    WAY_KIND_##kind, WAY_##kind##_##field \
  }

typedef struct
{
  WayKind kind;
  guint   field;
} Place;

static const WayField *
get_field (const Place *place)
{
  return &way_kind_get_info (place->kind)->fields[place->field];
}

/* Values that fit, and what becomes of them; NULL for "none". */
static const struct
{
  Place       place;
  const char *value;
  const char *normal;
} fitting[] = {
  { FIELD (MAP, TITLE), NULL, NULL },
  { FIELD (MAP, TITLE), "", NULL },
  { FIELD (MAP, TITLE), "  Buying shoes ", "  Buying shoes " },
  { FIELD (MAP, TITLE), "one\r\ntwo\rthree\n\r\nfour\r", "one\ntwo\nthree\n\nfour\n" },
  { FIELD (MAP, TITLE), "Zażółć \xf0\x9f\x91\x9f\t<&>", "Zażółć \xf0\x9f\x91\x9f\t<&>" },
  { FIELD (MAP, TITLE), "\xc2\x80\xef\xbf\xbd\xf4\x8f\xbf\xbf", "\xc2\x80\xef\xbf\xbd\xf4\x8f\xbf\xbf" },
  { FIELD (TOUCHPOINT, TRUTH), "", "" },
  { FIELD (TOUCHPOINT, TRUTH), NULL, NULL },
  { FIELD (TOUCHPOINT, CHANNEL), "word-of-mouth", "word-of-mouth" },
  { FIELD (TOUCHPOINT, CHANNEL), " app\n", "app" },
  { FIELD (TOUCHPOINT, CHANNEL), "", NULL },
  { FIELD (TOUCHPOINT, CHANNEL), "  ", NULL },
  { FIELD (LANE, HIDDEN), "yes", "yes" },
  { FIELD (LANE, HIDDEN), "no", NULL },
  { FIELD (LANE, HIDDEN), "", NULL },
  { FIELD (MAP, CHANGED), "2026-11-03", "2026-11-03" },
  { FIELD (MAP, CHANGED), "1000-01-01", "1000-01-01" },
  { FIELD (MAP, BRAND), "#1F6feB", "#1f6feb" },
  { FIELD (FEELING, SCORE), "1.50", "1.5" },
  { FIELD (FEELING, SCORE), "-2.00", "-2" },
  { FIELD (FEELING, SCORE), "2", "2" },
  { FIELD (FEELING, SCORE), "-0", "0" },
  { FIELD (FEELING, SCORE), "-0.00", "0" },
  { FIELD (FEELING, SCORE), "+0.5", "+0.5" },
  { FIELD (FEELING, SCORE), "-00.01", "-0.01" },
  { FIELD (FEELING, SCORE), "1.100000000", "1.1" },
  { FIELD (METRIC, VALUE), "+52", "+52" },
  { FIELD (METRIC, VALUE), "123456789012345", "123456789012345" },
  { FIELD (METRIC, VALUE), "-123456789.012345", "-123456789.012345" },
  { FIELD (METRIC, VALUE), "0.000001", "0.000001" },
  { FIELD (MAP, STEP_WIDTH), "148.0", "148" },
  { FIELD (MAP, STEP_WIDTH), "599.9", "599.9" },
  { FIELD (CARD, LANE), " lane-1 ", "lane-1" },
  { FIELD (CARD, LANE), "żółw_1.a", "żółw_1.a" },
  { FIELD (CARD, FOR), "  anna\tben  anna\n", "anna ben" },
  { FIELD (CARD, FOR), " ", NULL },
  { FIELD (CARD, IMAGE), "i0123456789abcdef", "i0123456789abcdef" },
};

static void
test_fitting (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (fitting); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *normal = way_field_normalize (get_field (&fitting[i].place), fitting[i].value, &error);
      g_autofree char *again = NULL;

      g_assert_no_error (error);
      g_assert_cmpstr (normal, ==, fitting[i].normal);
      again = way_field_normalize (get_field (&fitting[i].place), normal, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (again, ==, normal);
    }
}

/* Values that do not fit, and something that the message must say in every language. */
static const struct
{
  Place       place;
  const char *value;
  const char *said;
} unfit[] = {
  { FIELD (MAP, TITLE), "a\x01", "U+0001" },
  { FIELD (MAP, TITLE), "\x1b[31m", "U+001B" },
  { FIELD (MAP, TITLE), "\xef\xbf\xbe", "U+FFFE" },
  { FIELD (MAP, TITLE), "\xef\xbf\xbf", "U+FFFF" },
  { FIELD (MAP, TITLE), "\xff", "UTF-8" },
  { FIELD (MAP, TITLE), "half \xc5", "UTF-8" },
  { FIELD (MAP, TITLE), "\xed\xa0\x80", "UTF-8" },
  { FIELD (MAP, CHANGED), "\x01", "U+0001" },
  { FIELD (MAP, CHANGED), "\xff", "UTF-8" },
  { FIELD (TOUCHPOINT, CHANNEL), "webiste", "website”" },
  { FIELD (TOUCHPOINT, CHANNEL), "Website", "website”" },
  { FIELD (TOUCHPOINT, CHANNEL), "apps", "app”" },
  { FIELD (TOUCHPOINT, CHANNEL), "costumer-service", "customer-service”" },
  { FIELD (TOUCHPOINT, CHANNEL), "carrier pigeon", "website, app, social-media" },
  { FIELD (LANE, HIDDEN), "true", "yes" },
  { FIELD (LANE, HIDDEN), "YES", "yes" },
  { FIELD (MAP, CHANGED), "2026-13-01", "2026-11-03" },
  { FIELD (MAP, CHANGED), "2026-02-29", "2026-11-03" },
  { FIELD (MAP, CHANGED), "2026-1-1", "2026-11-03" },
  { FIELD (MAP, CHANGED), "03.11.2026", "2026-11-03" },
  { FIELD (MAP, CHANGED), "0999-12-31", "2026-11-03" },
  { FIELD (MAP, CHANGED), "2026-11-03T10:00", "2026-11-03" },
  { FIELD (MAP, BRAND), "#12345", "#1f6feb" },
  { FIELD (MAP, BRAND), "red", "#1f6feb" },
  { FIELD (FEELING, SCORE), "2.01", "-2" },
  { FIELD (FEELING, SCORE), "-2.01", "-2" },
  { FIELD (FEELING, SCORE), "10", "-2" },
  { FIELD (FEELING, SCORE), "0.125", "0.125" },
  { FIELD (FEELING, SCORE), "1,5", "1.5" },
  { FIELD (FEELING, SCORE), ".5", "0.5" },
  { FIELD (FEELING, SCORE), "1.", "0.5" },
  { FIELD (FEELING, SCORE), "+", "0.5" },
  { FIELD (FEELING, SCORE), "+-1", "0.5" },
  { FIELD (FEELING, SCORE), "1e0", "0.5" },
  { FIELD (FEELING, SCORE), "0x1", "0.5" },
  { FIELD (FEELING, SCORE), "nan", "0.5" },
  { FIELD (FEELING, SCORE), "inf", "0.5" },
  { FIELD (FEELING, SCORE), "1 2", "0.5" },
  { FIELD (FEELING, SCORE), "١", "0.5" },
  { FIELD (CARD, VALUE), "2.5", "2.5" },
  { FIELD (CARD, VALUE), "0", "1" },
  { FIELD (MAP, STEP_WIDTH), "147.9", "148" },
  { FIELD (MAP, STEP_WIDTH), "600.1", "600" },
  { FIELD (METRIC, VALUE), "1234567890123456", "15" },
  { FIELD (METRIC, VALUE), "0.0000001", "6" },
  { FIELD (CARD, LANE), "two words", "two words" },
  { FIELD (CARD, LANE), "1a", "1a" },
  { FIELD (CARD, LANE), "a:b", "a:b" },
  { FIELD (CARD, LANE), "#1", "#1" },
  { FIELD (CARD, FOR), "anna -ben", "-ben" },
  { FIELD (CARD, IMAGE), "../../etc/passwd", "../../etc/passwd" },
};

static void
test_unfit (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (unfit); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *normal = way_field_normalize (get_field (&unfit[i].place), unfit[i].value, &error);

      g_assert_null (normal);
      g_assert_error (error, WAY_FIELD_ERROR, WAY_FIELD_ERROR_VALUE);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      if (strstr (error->message, unfit[i].said) == NULL)
        g_error ("“%s” does not say “%s”", error->message, unfit[i].said);
    }
}

/* A message must be readable whatever was in the file. */
static void
test_long_value (void)
{
  const Place      place = FIELD (TOUCHPOINT, CHANNEL);
  g_autofree char *longest = g_strnfill (1000 * 1000, 'x');
  g_autoptr (GError) error = NULL;
  g_autofree char *normal = way_field_normalize (get_field (&place), longest, &error);

  g_assert_null (normal);
  g_assert_error (error, WAY_FIELD_ERROR, WAY_FIELD_ERROR_VALUE);
  g_assert_cmpuint (strlen (error->message), <, 600);
}

/* All days that there are, told by the rule of Pope Gregory. */
static void
test_calendar (void)
{
  static const guint years[] = { 1000, 1582, 1899, 1900, 2000, 2023, 2024, 2100, 9999 };
  static const guint lengths[] = { 0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31, 0 };
  const Place        place = FIELD (MAP, CHANGED);

  for (guint i = 0; i < G_N_ELEMENTS (years); i++)
    for (guint month = 0; month <= 13; month++)
      for (guint day = 0; day <= 32; day++)
        {
          gboolean         leap = (years[i] % 4 == 0 && years[i] % 100 != 0) || years[i] % 400 == 0;
          guint            length = lengths[month] + (month == 2 && leap);
          g_autofree char *date = g_strdup_printf ("%04u-%02u-%02u", years[i], month, day);
          g_autofree char *normal = way_field_normalize (get_field (&place), date, NULL);

          g_assert_cmpint (normal != NULL, ==, day >= 1 && day <= length);
        }
}

/* Numbers made of millionths, written in a roundabout way, come out in the one form; nothing is lost to binary fractions. */
static void
test_decimals (void)
{
  const Place place = FIELD (METRIC, VALUE);

  for (guint i = 0; i < 20000; i++)
    {
      gint64           millionths = ((gint64) g_test_rand_int_range (-1000000000, 1000000000) * 1000 + g_test_rand_int_range (0, 1000)) / (1 << g_test_rand_int_range (0, 30));
      guint64          magnitude = (guint64) ABS (millionths);
      const char      *sign = millionths < 0 ? "-" : "";
      const char      *zeros = &"000"[g_test_rand_int_range (0, 4)];
      g_autofree char *written = g_strdup_printf ("%s%s%" G_GUINT64_FORMAT ".%06" G_GUINT64_FORMAT "%s", sign, zeros, magnitude / 1000000, magnitude % 1000000, zeros);
      g_autoptr (GString) expected = g_string_new (NULL);
      g_autoptr (GError) error = NULL;
      g_autofree char *normal = way_field_normalize (get_field (&place), written, &error);
      gint64           hundredths = (gint64) (magnitude + 5000) / 10000;

      g_string_printf (expected, "%s%" G_GUINT64_FORMAT ".%06" G_GUINT64_FORMAT, sign, magnitude / 1000000, magnitude % 1000000);
      while (expected->str[expected->len - 1] == '0')
        g_string_truncate (expected, expected->len - 1);
      if (expected->str[expected->len - 1] == '.')
        g_string_truncate (expected, expected->len - 1);
      g_assert_no_error (error);
      g_assert_cmpstr (normal, ==, expected->str);
      g_assert_cmpint (way_decimal_get_hundredths (normal), ==, millionths < 0 ? -hundredths : hundredths);
      g_assert_cmpint (way_decimal_get_hundredths (written), ==, millionths < 0 ? -hundredths : hundredths);
    }
  g_assert_cmpint (way_decimal_get_hundredths (NULL), ==, 0);
  g_assert_cmpint (way_decimal_get_hundredths ("+1.005"), ==, 101);
  g_assert_cmpint (way_decimal_get_hundredths ("-1.005"), ==, -101);
  g_assert_cmpint (way_decimal_get_hundredths ("1.0049999"), ==, 100);
  g_assert_cmpint (way_decimal_get_hundredths ("999999999999999"), ==, G_GINT64_CONSTANT (99999999999999900));
}

static gboolean
libxml_takes_name (const char *name)
{
  g_autofree char *text = g_strdup_printf ("<%s/>", name);
  xmlDoc          *document = xmlReadMemory (text, (int) strlen (text), NULL, "UTF-8", XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NONET);
  gboolean         took = document != NULL && g_str_equal (xmlDocGetRootElement (document)->name, name);

  xmlFreeDoc (document);
  return took;
}

static void
check_id_character (gunichar c)
{
  char alone[8] = { 0 };
  char second[8] = { 'a' };

  if (c == ':' || !g_unichar_validate (c))
    return;
  g_unichar_to_utf8 (c, alone);
  g_unichar_to_utf8 (c, second + 1);
  if (way_id_is_valid (alone) != libxml_takes_name (alone))
    g_error ("U+%04X at the start of an id", c);
  if (way_id_is_valid (second) != libxml_takes_name (second))
    g_error ("U+%04X within an id", c);
}

/* What an id may consist of, told by an XML parser. */
static void
test_ids (void)
{
  g_autofree char *longest = g_strnfill (100, 'x');
  g_autofree char *too_long = g_strnfill (101, 'x');

  for (gunichar c = 1; c < 0x3100; c++)
    check_id_character (c);
  for (gunichar c = 0x3100; c < 0x110000; c += 0x100)
    {
      check_id_character (c);
      check_id_character (c + 0xff);
      check_id_character (c + (gunichar) g_test_rand_int_range (1, 0xff));
    }
  for (gunichar c = 0xfd00; c < 0x10010; c++)
    check_id_character (c);

  g_assert_true (way_id_is_valid (longest));
  g_assert_false (way_id_is_valid (too_long));
  g_assert_false (way_id_is_valid (""));
  g_assert_false (way_id_is_valid (NULL));
  g_assert_false (way_id_is_valid ("a:b"));
  g_assert_false (way_id_is_valid ("a\xff"));
}

static void
check_field (const WayField *field)
{
  gboolean refers = field->type == WAY_FIELD_REFERENCE || field->type == WAY_FIELD_REFERENCE_LIST;

  g_assert_nonnull (field->name);
  g_assert_cmpstr (way_field_get_label (field), !=, "");
  /* Texts may have some that are proposed. */
  g_assert_true (field->type == WAY_FIELD_TEXT || (field->choices != NULL) == (field->type == WAY_FIELD_CHOICE));
  g_assert_true (field->no_choice == NULL || (field->type == WAY_FIELD_CHOICE && field->default_choice == NULL));
  g_assert_cmpint (field->targets != 0, ==, refers);
  g_assert_true (refers || field->on_remove == WAY_ON_REMOVE_CLEAR);
  g_assert_true (field->type == WAY_FIELD_DECIMAL || (field->minimum == NULL && field->maximum == NULL && field->decimals == 0));
  g_assert_true (field->type == WAY_FIELD_TEXT || (!field->empty_counts && !field->is_prompt));
  g_assert_true (field->type == WAY_FIELD_TEXT || field->form == WAY_FORM_ATTRIBUTE);
  for (int i = 0; field->choices != NULL && field->choices[i].word != NULL; i++)
    g_assert_cmpint (way_field_find_choice (field, field->choices[i].word), ==, i);
  g_assert_cmpint (way_field_find_choice (field, "no-such-word"), ==, -1);
  g_assert_cmpint (way_field_find_choice (field, NULL), ==, -1);
}

static gboolean
can_stand_within (WayKind kind,
                  WayKind other)
{
  const WayKindInfo *info = way_kind_get_info (other);

  for (guint i = 0; i < info->n_slots; i++)
    if (info->slots[i].kind == kind || can_stand_within (kind, info->slots[i].kind))
      return TRUE;
  return FALSE;
}

/* The tables do not contradict themselves; and nothing can stand within its own kind: edits need not look for circles. */
static void
test_tables (void)
{
  for (WayKind kind = 0; kind < WAY_N_KINDS; kind++)
    {
      const WayKindInfo *info = way_kind_get_info (kind);
      guint              n_contents = 0;

      g_assert_cmpint (way_kind_from_name (info->name), ==, kind == WAY_KIND_FOREIGN ? -1 : (int) kind);
      g_assert_true (way_id_is_valid (info->id_prefix));
      g_assert_cmpint (info->title_field, <, (int) info->n_fields);
      g_assert_cmpuint (info->natural_key >> info->n_fields, ==, 0);
      for (guint i = 0; i < info->n_fields; i++)
        {
          check_field (&info->fields[i]);
          g_assert_cmpint (way_kind_find_field (kind, info->fields[i].name), ==, i);
          n_contents += info->fields[i].form == WAY_FORM_CONTENT;
        }
      g_assert_cmpuint (n_contents, <=, 1);
      g_assert_false (can_stand_within (kind, kind));
      for (guint i = 0; i < info->n_slots; i++)
        g_assert_cmpint (way_kind_find_slot (kind, info->slots[i].kind), ==, i);
      g_assert_cmpint (way_kind_find_slot (kind, WAY_KIND_FOREIGN), ==, -1);
      g_assert_cmpint (way_kind_find_slot (kind, WAY_KIND_MAP), ==, -1);
      g_assert_cmpint (way_kind_find_field (kind, "no-such-field"), ==, -1);
    }
  g_assert_cmpint (way_kind_from_name ("no-such-kind"), ==, -1);
  g_assert_cmpint (way_kind_from_name (""), ==, -1);
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/fields/tables", test_tables);
  g_test_add_func ("/model/fields/fitting", test_fitting);
  g_test_add_func ("/model/fields/unfit", test_unfit);
  g_test_add_func ("/model/fields/long-value", test_long_value);
  g_test_add_func ("/model/fields/calendar", test_calendar);
  g_test_add_func ("/model/fields/decimals", test_decimals);
  g_test_add_func ("/model/fields/ids", test_ids);
  return g_test_run ();
}
